//! The forms of our own pages, read as a browser without scripts reads them.

/// A form as it stands in a page, with what a browser would send if nobody touched it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) action: String,
    pub(super) fields: Vec<(String, String)>,
    /// Radio buttons and boxes that nobody has chosen yet.
    pub(super) choices: Vec<(String, String)>,
}

impl Form {
    /// Fills a field in. Boxes and buttons that the page does not send by themselves are added.
    pub(super) fn fill(&mut self, name: &str, value: &str) {
        match self.fields.iter_mut().find(|(known, _)| known == name) {
            Some((_, held)) => value.clone_into(held),
            None => self.fields.push((name.to_owned(), value.to_owned())),
        }
    }
}

/// A tag with its attributes; the text up to the next tag stands behind it.
struct Tag<'a> {
    name: String,
    attributes: Vec<(String, String)>,
    text: &'a str,
}

impl Tag<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    fn is_kind(&self, kind: &str) -> bool {
        self.get("type").is_some_and(|it| it.eq_ignore_ascii_case(kind))
    }
}

pub(super) fn forms(html: &str) -> Vec<Form> {
    let mut found = Vec::new();
    let mut open: Option<Form> = None;
    let mut select: Option<(String, Option<String>)> = None;
    for tag in tags(html) {
        match tag.name.as_str() {
            "form" => {
                open = Some(Form {
                    action: tag.get("action").unwrap_or_default().to_owned(),
                    fields: Vec::new(),
                    choices: Vec::new(),
                });
            }
            "/form" => found.extend(open.take()),
            "select" => select = tag.get("name").map(|name| (name.to_owned(), None)),
            "option" => {
                if let Some((_, chosen)) = &mut select
                    && (chosen.is_none() || tag.has("selected"))
                {
                    *chosen = Some(tag.get("value").map_or_else(|| unescape(tag.text.trim()), str::to_owned));
                }
            }
            "/select" => {
                if let (Some(form), Some((name, chosen))) = (&mut open, select.take()) {
                    form.fields.push((name, chosen.unwrap_or_default()));
                }
            }
            "input" | "textarea" => {
                if let Some(form) = &mut open {
                    match field_of(&tag) {
                        Some((field, true)) => form.fields.push(field),
                        Some((field, false)) => form.choices.push(field),
                        None => {}
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// The field and whether a browser sends it as it stands.
fn field_of(tag: &Tag<'_>) -> Option<((String, String), bool)> {
    let name = tag.get("name")?.to_owned();
    if tag.name == "textarea" {
        let text = unescape(tag.text.strip_prefix('\n').unwrap_or(tag.text));
        return Some(((name, text), true));
    }
    let chosen_by_hand = ["radio", "checkbox"].iter().any(|kind| tag.is_kind(kind));
    let never_sent = ["submit", "button", "reset", "file"].iter().any(|kind| tag.is_kind(kind));
    if never_sent {
        return None;
    }
    let default = if chosen_by_hand { "on" } else { "" };
    let value = tag.get("value").unwrap_or(default).to_owned();
    Some(((name, value), !chosen_by_hand || tag.has("checked")))
}

fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    html.split('<').skip(1).filter_map(|piece| {
        let end = end_of_tag(piece)?;
        let (inside, text) = (&piece[..end], &piece[end + 1..]);
        let name_end = inside.find(|it: char| it.is_whitespace()).unwrap_or(inside.len());
        let name = inside[..name_end].trim_end_matches('/').to_ascii_lowercase();
        Some(Tag { name, attributes: attributes(&inside[name_end..]), text })
    })
}

/// Where the tag closes: the first `>` outside quotes.
fn end_of_tag(piece: &str) -> Option<usize> {
    let mut quote = None;
    piece.char_indices().find_map(|(at, letter)| match (quote, letter) {
        (None, '>') => Some(at),
        (None, '"' | '\'') => {
            quote = Some(letter);
            None
        }
        (Some(open), letter) if open == letter => {
            quote = None;
            None
        }
        _ => None,
    })
}

fn attributes(mut rest: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches(|it: char| it.is_whitespace() || it == '/');
        if rest.is_empty() {
            return found;
        }
        let name_end = rest.find(|it: char| it.is_whitespace() || it == '=' || it == '/').unwrap_or(rest.len());
        let name = rest[..name_end].to_ascii_lowercase();
        rest = rest[name_end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = attribute_value(after.trim_start());
        } else if name_end == 0 {
            return found;
        }
        found.push((name, unescape(value)));
    }
}

fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

pub(super) fn unescape(text: &str) -> String {
    ["&lt;|<", "&gt;|>", "&quot;|\"", "&#34;|\"", "&#x22;|\"", "&#39;|'", "&#x27;|'", "&#38;|&", "&amp;|&"]
        .iter()
        .filter_map(|pair| pair.split_once('|'))
        .fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_a_browser_reads_it() {
        let page = r#"<form method="post" action="/file?x=1&amp;y=2">
            <input type=hidden name="token" value="a&quot;b>c">
            <input type="radio" name="how" value="now"><input type="radio" name="how" value="later" checked>
            <input type="checkbox" name="agreed" checked/><input type="checkbox" name="unwanted" value="1">
            <select name="wish"><option value="refund">Refund<option value="repair" selected>Repair</select>
            <select name="plain"><option>First &amp; best</option><option>Second</option></select>
            <textarea name="text" rows=3>
What happened</textarea><button name="go" value="1">Send</button></form><form action="/other"></form>"#;
        let forms = forms(page);
        assert_eq!(forms.len(), 2);
        assert_eq!(forms[0].action, "/file?x=1&y=2");
        let sent: Vec<(&str, &str)> = forms[0].fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        assert_eq!(
            sent,
            [
                ("token", "a\"b>c"),
                ("how", "later"),
                ("agreed", "on"),
                ("wish", "repair"),
                ("plain", "First & best"),
                ("text", "What happened"),
            ]
        );
        assert_eq!(forms[0].choices, [("how".into(), "now".into()), ("unwanted".into(), "1".into())]);
    }
}
