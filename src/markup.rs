//! Text of strangers made safe: Markdown and federated HTML become HTML of a few known elements, or plain text.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::LazyLock;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeStream};

mod links;

/// The longest piece of HTML that is looked at; what is longer is cut before it is parsed.
pub const HTML_BYTES_MAX: usize = 256 * 1024;

/// What the tag of a picture begins with.
const IMG: &str = "<img";
/// Characters of what is said in place of a picture.
const ALTERNATIVE_CHARS_MAX: usize = 300;

const FOLD: &str = "<details><summary>";
const WARNED: &str = "</summary>";
const FOLD_END: &str = "</details>";
/// Elements whose words their author only shows, or strikes out.
const NOT_SAID: [&str; 6] = ["blockquote", "code", "pre", "del", "s", "strike"];

/// HTML that may stand on a page as it is. Only this module makes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// Markdown as people write it here. Raw HTML in it is shown as the text that it is.
    pub fn from_markdown(markdown: &str) -> SafeHtml {
        let options = Options::ENABLE_STRIKETHROUGH;
        let tamed = Parser::new_ext(cut(markdown, HTML_BYTES_MAX), options).filter_map(tame);
        let mut inside = 0_usize;
        // An address with an underscore in it comes in pieces.
        let events = TextMergeStream::new(tamed).map(|event| link_in(event, &mut inside));
        let mut html = String::with_capacity(markdown.len() * 3 / 2);
        pulldown_cmark::html::push_html(&mut html, events);
        SafeHtml::from_html(&html)
    }

    /// HTML from another server: everything but a few elements of text and links to the web is taken out.
    pub fn from_html(html: &str) -> SafeHtml {
        let clean = CLEANER.clean(&with_alternatives(cut(html, HTML_BYTES_MAX))).to_string();
        // Text may run either way; only what forces letters into another order is no writing of anybody's.
        SafeHtml(links::true_links(&clean.replace(['\u{202d}', '\u{202e}'], "")))
    }

    /// Text that is no markup at all.
    pub fn from_text(text: &str) -> SafeHtml {
        let mut html = String::with_capacity(text.len() + 16);
        escape(text, &mut html);
        SafeHtml(html)
    }

    /// HTML that this module made earlier and that was kept since. Never for anything that came from outside.
    pub fn trusted(kept: String) -> SafeHtml {
        SafeHtml(kept)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for SafeHtml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Pictures are loaded from nowhere; what their author says of one stands in its place, as a word of its own: emoji of a
/// server (`:x:`) most of all. What comes out is cleaned like anything of a stranger's.
fn with_alternatives(html: &str) -> Cow<'_, str> {
    let is_picture = |rest: &str| {
        let name = rest.as_bytes().get(1..IMG.len());
        name.is_some_and(|it| it.eq_ignore_ascii_case(&IMG.as_bytes()[1..]))
            && rest[IMG.len()..].starts_with(|it: char| it.is_ascii_whitespace() || matches!(it, '/' | '>'))
    };
    let next = |rest: &str| rest.match_indices('<').map(|(at, _)| at).find(|at| is_picture(&rest[*at..]));
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = next(rest) {
        let (before, from) = rest.split_at(at);
        let Some((length, alternative)) = picture_at(from) else { break };
        out.push_str(before);
        rest = &from[length..];
        let said: String = alternative.unwrap_or_default().chars().take(ALTERNATIVE_CHARS_MAX).collect();
        let said = said.trim();
        if said.is_empty() {
            continue;
        }
        if out.ends_with(char::is_alphanumeric) {
            out.push(' ');
        }
        // What stands for a letter in an attribute stands for it in a text, too.
        out.push_str(&said.replace('<', "&lt;").replace('>', "&gt;"));
        if rest.starts_with(char::is_alphanumeric) {
            out.push(' ');
        }
    }
    if rest.len() == html.len() {
        return Cow::Borrowed(html);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// How long the picture's tag is that begins a text, and its `alt`. `None`: it does not end.
fn picture_at(html: &str) -> Option<(usize, Option<&str>)> {
    let mut alternative = None;
    let mut at = IMG.len();
    loop {
        at += html[at..].find(|it: char| !it.is_ascii_whitespace() && it != '/')?;
        if html[at..].starts_with('>') {
            return Some((at + 1, alternative));
        }
        let ends = |it: char| it.is_ascii_whitespace() || matches!(it, '=' | '>' | '/');
        let named = html[at..].find(ends)?;
        let (name, value) = (&html[at..at + named], at + named);
        let is_given = html[value..].trim_ascii_start().starts_with('=');
        if !is_given {
            at = value;
            continue;
        }
        let value = value + html[value..].find('=')? + 1;
        let value = value + html[value..].find(|it: char| !it.is_ascii_whitespace())?;
        let (from, length, after) = match html[value..].chars().next()? {
            quote @ ('"' | '\'') => {
                let length = html[value + 1..].find(quote)?;
                (value + 1, length, 1)
            }
            _ => (value, html[value..].find(|it: char| it.is_ascii_whitespace() || it == '>')?, 0),
        };
        if name.eq_ignore_ascii_case("alt") && alternative.is_none() {
            alternative = Some(&html[from..from + length]);
        }
        at = from + length + after;
    }
}

/// The words of a piece of HTML without any markup, paragraphs on lines of their own.
pub fn plain_text(html: &str) -> String {
    let spaced = cut(html, HTML_BYTES_MAX)
        .replace("<br", "\n<br")
        .replace("</p>", "</p>\n\n")
        .replace("</li>", "</li>\n")
        .replace("</summary>", "</summary>\n\n")
        .replace("</blockquote>", "</blockquote>\n")
        .replace("</pre>", "</pre>\n\n");
    let bare = STRIPPER.clean(&spaced).to_string();
    let mut text = unescape(&bare);
    text.truncate(text.trim_end().len());
    strip_overrides(text.trim_start())
}

/// The words of a post that are its author's: plain text without quotations and without code, which say what others said
/// or what nobody says.
pub fn own_words(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut depth = 0_usize;
    let mut rest = cut(html, HTML_BYTES_MAX);
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        if depth == 0 {
            out.push_str(before);
        }
        let end = tag.find('>').map_or(tag.len(), |it| it + 1);
        let (tag, after) = tag.split_at(end);
        let name = tag.trim_start_matches(['<', '/']).split(|it: char| !it.is_ascii_alphanumeric()).next();
        let is_aside = name.is_some_and(|it| NOT_SAID.iter().any(|aside| it.eq_ignore_ascii_case(aside)));
        if is_aside && tag.starts_with("</") {
            depth = depth.saturating_sub(1);
            // What stands on both sides of it are no parts of one word.
            out.push(' ');
        } else if is_aside {
            depth += 1;
        } else if depth == 0 {
            out.push_str(tag);
        }
        rest = after;
    }
    if depth == 0 {
        out.push_str(rest);
    }
    plain_text(&out)
}

/// A name or a title of a stranger: one line, no control characters, no marks that turn the text around.
pub fn one_line(text: &str, chars_max: usize) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    strip_overrides(&line).chars().filter(|it| !it.is_control()).take(chars_max).collect()
}

/// What its author put under a warning: folded until somebody wants to read it.
pub fn folded(warning: &str, html: &str) -> String {
    let mut folded = String::from(FOLD);
    escape(warning, &mut folded);
    folded.push_str(WARNED);
    folded.push_str(html);
    folded.push_str(FOLD_END);
    folded
}

/// The warning, and what it folds.
pub fn unfolded(html: &str) -> Option<(String, &str)> {
    let (warning, rest) = html.strip_prefix(FOLD)?.split_once(WARNED)?;
    Some((unescape(warning), rest.strip_suffix(FOLD_END)?))
}

/// The words of a post for a list: of what is folded the warning alone.
pub fn excerpt(html: &str, chars_max: usize) -> String {
    match unfolded(html) {
        Some((warning, _)) => one_line(&warning, chars_max),
        None => one_line(&plain_text(html), chars_max),
    }
}

/// The beginning of a long piece of HTML that this module made, cut neither in a tag nor in a letter; `None`: it is not longer
/// than that. What is open at its end is closed when it is cleaned again.
pub fn beginning(html: &str, chars_max: usize) -> Option<&str> {
    let (end, _) = html.char_indices().nth(chars_max)?;
    let kept = &html[..end];
    let open = |begin: char, close: char| match (kept.rfind(begin), kept.rfind(close)) {
        (Some(begun), closed) if closed.is_none_or(|it| it < begun) => begun,
        _ => kept.len(),
    };
    let kept = &kept[..open('<', '>')];
    // The name of a letter is short, and a sign that names none is written out.
    let named = kept.rfind('&').filter(|it| !kept[*it..].contains(';')).unwrap_or(kept.len());
    Some(&kept[..named])
}

/// Escapes text for HTML, inside elements and inside quoted attributes.
pub fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
}

/// Text as it stands in HTML, each plain address in it a link. What ends the sentence is no part of an address.
pub fn link_addresses(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(start) = next_address(rest) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|it: char| it.is_whitespace() || matches!(it, '<' | '>' | '"' | '`')).unwrap_or(from.len());
        let address = trimmed(&from[..end]);
        escape(before, out);
        if has_host(address) {
            let mut plain = String::new();
            escape(address, &mut plain);
            out.push_str("<a href=\"");
            out.push_str(&plain);
            out.push_str("\" rel=\"nofollow noopener\">");
            out.push_str(&plain);
            out.push_str("</a>");
        } else {
            escape(address, out);
        }
        rest = &from[address.len()..];
    }
    escape(rest, out);
}

/// Where the next address begins: at the start, or after what is part of no word.
fn next_address(text: &str) -> Option<usize> {
    let begins = |at: usize| text[..at].chars().next_back().is_none_or(|it| !it.is_alphanumeric());
    let of = |scheme: &str| text.match_indices(scheme).map(|(at, _)| at).find(|at| begins(*at));
    of("https://").into_iter().chain(of("http://")).min()
}

fn has_host(address: &str) -> bool {
    let host = address.split_once("://").map_or("", |(_, rest)| rest);
    host.starts_with(|it: char| it.is_alphanumeric() || it == '[')
}

/// What ends a sentence, an Arabic one too, or stands around a word to keep its direction.
const SENTENCE_ENDS: [char; 19] =
    ['.', ',', ';', ':', '!', '?', '\'', '*', '_', '…', '“', '”', '»', '«', '،', '؛', '؟', '\u{2068}', '\u{2069}'];

/// Without what ends a sentence, and without a bracket that was opened before the address.
fn trimmed(address: &str) -> &str {
    let mut kept = address;
    loop {
        let closes =
            |open: char, close: char| kept.ends_with(close) && kept.matches(close).count() > kept.matches(open).count();
        let punctuated = kept.ends_with(SENTENCE_ENDS);
        if !(punctuated || closes('(', ')') || closes('[', ']') || closes('{', '}')) {
            return kept;
        }
        let Some((end, _)) = kept.char_indices().next_back().filter(|(end, _)| *end > "https://".len()) else {
            return kept;
        };
        kept = &kept[..end];
    }
}

/// Markdown headings would shout over the page's own, pictures would load from elsewhere, raw HTML is not ours to trust.
fn tame(event: Event<'_>) -> Option<Event<'_>> {
    match event {
        Event::Start(Tag::Heading { .. } | Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::Heading(_) | TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Html(raw) | Event::InlineHtml(raw) => Some(Event::Text(raw)),
        Event::SoftBreak => Some(Event::HardBreak),
        other => Some(other),
    }
}

/// An address that somebody wrote out becomes a link, unless it stands in one or in code. `inside` counts those that are open.
fn link_in<'a>(event: Event<'a>, inside: &mut usize) -> Event<'a> {
    match &event {
        Event::Start(Tag::Link { .. } | Tag::CodeBlock(_)) => *inside += 1,
        Event::End(TagEnd::Link | TagEnd::CodeBlock) => *inside = inside.saturating_sub(1),
        Event::Text(text) if *inside == 0 && text.contains("://") => {
            let mut html = String::with_capacity(text.len());
            link_addresses(text, &mut html);
            return Event::InlineHtml(html.into());
        }
        _ => {}
    }
    event
}

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(HashSet::from([
            "p",
            "br",
            "a",
            "em",
            "strong",
            "b",
            "i",
            "u",
            "del",
            "s",
            "strike",
            "code",
            "pre",
            "blockquote",
            "ul",
            "ol",
            "li",
            "span",
            "hr",
            "sub",
            "sup",
            "details",
            "summary",
        ]))
        .clean_content_tags(HashSet::from([
            "script",
            "style",
            "template",
            "noscript",
            "iframe",
            "object",
            "svg",
            "math",
            "title",
            "textarea",
            "select",
            "xmp",
            "noembed",
            "noframes",
            "plaintext",
        ]))
        .generic_attributes(HashSet::new())
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .allowed_classes(HashMap::from([
            ("a", HashSet::from(["mention", "hashtag", "u-url"])),
            ("span", HashSet::from(["invisible", "ellipsis", "h-card"])),
        ]))
        .url_schemes(HashSet::from(["http", "https"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("nofollow noopener noreferrer ugc"))
        .strip_comments(true);
    builder
});

static STRIPPER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    builder.clean_content_tags(HashSet::from(["script", "style", "template", "title", "iframe", "svg", "math"]));
    builder
});

fn cut(text: &str, bytes_max: usize) -> &str {
    let mut end = text.len().min(bytes_max);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}

/// Marks that make text read in another order than it is written let a name look like somebody else's. Without them, and
/// without what no database takes.
pub fn strip_overrides(text: &str) -> String {
    let turns = |it: char| matches!(it, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|it| !turns(*it) && *it != '\0').collect()
}

#[cfg(test)]
mod tests;
