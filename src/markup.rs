//! Text of strangers made safe: Markdown and federated HTML become HTML of a few known elements, or plain text.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::LazyLock;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The longest piece of HTML that is looked at; what is longer is cut before it is parsed.
pub const HTML_BYTES_MAX: usize = 256 * 1024;

/// HTML that may stand on a page as it is. Only this module makes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// Markdown as people write it here. Raw HTML in it is shown as the text that it is.
    pub fn from_markdown(markdown: &str) -> SafeHtml {
        let options = Options::ENABLE_STRIKETHROUGH;
        let events = Parser::new_ext(cut(markdown, HTML_BYTES_MAX), options).filter_map(tame);
        let mut html = String::with_capacity(markdown.len() * 3 / 2);
        pulldown_cmark::html::push_html(&mut html, events);
        SafeHtml::from_html(&html)
    }

    /// HTML from another server: everything but a few elements of text and links to the web is taken out.
    pub fn from_html(html: &str) -> SafeHtml {
        let clean = CLEANER.clean(cut(html, HTML_BYTES_MAX)).to_string();
        // Text may run either way; only what forces letters into another order is no writing of anybody's.
        SafeHtml(clean.replace(['\u{202d}', '\u{202e}'], ""))
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

/// The words of a piece of HTML without any markup, paragraphs on lines of their own.
pub fn plain_text(html: &str) -> String {
    let spaced = cut(html, HTML_BYTES_MAX)
        .replace("<br", "\n<br")
        .replace("</p>", "</p>\n\n")
        .replace("</li>", "</li>\n")
        .replace("</blockquote>", "</blockquote>\n");
    let bare = STRIPPER.clean(&spaced).to_string();
    let mut text = unescape(&bare);
    text.truncate(text.trim_end().len());
    strip_overrides(text.trim_start())
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

/// Marks that make text read in another order than it is written let a name look like somebody else's.
fn strip_overrides(text: &str) -> String {
    text.chars()
        .filter(|it| !matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\0'))
        .collect()
}

#[cfg(test)]
mod tests;
