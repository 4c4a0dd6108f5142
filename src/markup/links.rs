//! What a link says is where it leads: an address that stands as the words of a link to elsewhere gives way to that other one.

use unicode_normalization::UnicodeNormalization as _;
use url::Url;

use super::{escape, plain_text};

/// Letters of an address that stand as the words of a link.
const ADDRESS_CHARS_SHOWN: usize = 200;
const CLOSED: &str = "</a>";

/// Cleaned HTML in which no link shows an address of a host where it does not lead.
pub(super) fn true_links(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find("<a ") {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let Some(end) = tag_end(from) else { break };
        let (tag, inside) = from.split_at(end);
        let Some(close) = inside.find(CLOSED) else {
            rest = from;
            break;
        };
        let (words, after) = inside.split_at(close);
        out.push_str(tag);
        match target_of(tag).filter(|target| misleads(&plain_text(words), target)) {
            Some(target) => {
                let shown: String = target.as_str().chars().take(ADDRESS_CHARS_SHOWN).collect();
                escape(&shown, &mut out);
            }
            None => out.push_str(words),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Where a tag ends: an address within its quotation marks may have the sign, too.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quoted = false;
    for (at, letter) in tag.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '>' if !quoted => return Some(at + 1),
            _ => {}
        }
    }
    None
}

fn target_of(tag: &str) -> Option<Url> {
    let href = tag.split_once(" href=\"")?.1.split('"').next()?;
    Url::parse(&href.replace("&amp;", "&")).ok()
}

/// Whether words look like an address of another host than the one where they lead.
fn misleads(words: &str, target: &Url) -> bool {
    let seen: String = words.chars().filter(|it| !is_unseen(*it)).nfkc().map(plain).collect();
    let shown = seen.split_whitespace().filter_map(host_in).any(|host| Some(host.as_str()) != target.host_str());
    // An address in pieces reads as one.
    let joined: String = seen.split_whitespace().collect();
    shown || (joined.contains("://") && host_in(&joined).is_some_and(|host| Some(host.as_str()) != target.host_str()))
}

/// A sign as it is read in an address: what people and browsers take for a dot, a slash or a colon.
fn plain(sign: char) -> char {
    match sign {
        '\u{3002}' | '\u{a4f8}' => '.',
        '\u{2044}' | '\u{2215}' | '\u{29f8}' => '/',
        '\u{2236}' | '\u{a789}' | '\u{2d0}' => ':',
        other => other,
    }
}

fn is_unseen(letter: char) -> bool {
    letter.is_control() && !letter.is_whitespace()
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The host that a word names as an address: with a scheme, a bare name of a host with or without a path, or where a mail
/// address says that it belongs. `@name@host` is how people are mentioned, wherever the page about them lies.
fn host_in(word: &str) -> Option<String> {
    let word = word.trim_matches(['(', ')', '<', '>', '[', ']', '"', '\'', ',', ';', '.', '…']);
    let lower = word.to_lowercase();
    if let Some(at) = lower.find("https://").or_else(|| lower.find("http://")) {
        // What cannot be read as an address is none of the target's.
        let host = Url::parse(&lower[at..]).ok().and_then(|it| it.host_str().map(str::to_string));
        return Some(host.unwrap_or_default());
    }
    if word.starts_with(['#', '@']) {
        return None;
    }
    let address = lower.split(['/', '?', '#']).next()?;
    let host = address.rsplit('@').next()?.split(':').next()?;
    let is_host = host.contains('.')
        && host.split('.').all(|it| !it.is_empty() && it.chars().all(|it| it.is_alphanumeric() || it == '-'))
        && host.rsplit('.').next().is_some_and(|it| it.chars().count() >= 2 && it.chars().all(char::is_alphabetic));
    if !is_host {
        return None;
    }
    Url::parse(&format!("http://{host}/")).ok()?.host_str().map(str::to_string)
}

#[cfg(test)]
mod tests {
    use super::super::SafeHtml;

    fn shown(words: &str, target: &str) -> String {
        SafeHtml::from_html(&format!("<p>See <a href=\"{target}\">{words}</a> now</p>")).into_string()
    }

    #[test]
    fn an_address_that_is_shown_is_the_one_where_a_link_leads() {
        for words in [
            "http://ours.example/login/link/abc",
            "HTTPS://Ours.Example/login",
            "ours.example/login",
            "www.ours.example",
            "<span class=\"invisible\">http</span>://ours.example",
            "htt\u{200b}ps://ours.example/",
            "https:// ours.example/login",
            "http://evil.example@ours.example/",
            "<b>ours</b>.example",
            "ours\u{ff0e}example/pay",
            "ours\u{3002}example/pay",
            "ours\u{ff61}example",
            "ours\u{2024}example",
            "ours.example\u{2044}pay",
            "ｏｕｒｓ.example",
            "help@ours.example",
            "Write to help@ours.example.",
        ] {
            let html = shown(words, "https://evil.example/a?b=1&amp;c=2");
            assert!(html.contains(">https://evil.example/a?b=1&amp;c=2</a> now"), "{words}: {html}");
            assert!(!html.to_lowercase().contains("ours"), "{html}");
            assert_eq!(SafeHtml::from_html(&html).as_str(), html);
        }
    }

    #[test]
    fn other_words_stay() {
        for words in [
            "the page",
            "@mia@ours.example",
            "#tag",
            "https://evil.example/other",
            "evil.example/…",
            "<span class=\"invisible\">https://</span><span class=\"ellipsis\">evil.example/a</span>",
            "1.5 kg",
            "e.g. this",
        ] {
            let html = shown(words, "https://evil.example/a");
            assert!(html.contains(&format!(">{words}</a>")), "{words}: {html}");
        }
    }
}
