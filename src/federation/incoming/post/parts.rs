//! What stands beside the words of a post and is shown with them: a poll's options, pictures, a warning, when and where
//! something takes place. What is too much to show is counted.

use serde_json::Value;

use super::title_of;
use crate::catalogue::Words;
use crate::domain::action::TITLE_CHARS_MAX;
use crate::federation::wire;
use crate::markup::{self, SafeHtml};

/// Options of a poll that are shown.
const OPTIONS_MAX: usize = 20;
/// Attachments that are shown.
const ATTACHMENTS_MAX: usize = 10;
const ALT_TEXT_CHARS_MAX: usize = 300;
const WARNING_CHARS_MAX: usize = 200;
/// Characters of a place, or of a moment that is written in a way of its own.
const PLACE_CHARS_MAX: usize = 300;
/// Attachments that are pictures, films, sounds or files.
const ATTACHED: [&str; 5] = ["Document", "Image", "Video", "Audio", "Link"];

/// A poll's options as a list below its words.
pub(super) fn with_options(mut html: String, object: &Value, words: Words) -> String {
    let mut options =
        wire::many(object.get("oneOf").or(object.get("anyOf"))).filter_map(|it| wire::text_of(it, "name"));
    let shown: Vec<&str> = options.by_ref().take(OPTIONS_MAX).collect();
    if shown.is_empty() {
        return html;
    }
    html.push_str("<ul>");
    for option in shown {
        html.push_str("<li>");
        markup::escape(option, &mut html);
        html.push_str("</li>");
    }
    html.push_str("</ul>");
    html + &more(object, options.count(), words)
}

/// When and where an event takes place.
pub(super) fn with_event(mut html: String, object: &Value, words: Words) -> String {
    if wire::kind_of(object) != Some("Event") {
        return html;
    }
    let place = wire::many(object.get("location")).find_map(place_in);
    let starts = wire::text_of(object, "startTime").map(moment);
    let ends = wire::text_of(object, "endTime").map(moment);
    for (key, value) in [("event-starts", starts), ("event-ends", ends), ("event-place", place)] {
        if let Some(value) = value.filter(|it| !it.is_empty()) {
            html.push_str("<p>");
            html.push_str(SafeHtml::from_text(&words.with(key, &[("value", value.into())])).as_str());
            html.push_str("</p>");
        }
    }
    html
}

/// `2026-12-24 18:00 UTC`, whoever reads it.
fn moment(text: &str) -> String {
    match super::read_time(text) {
        Some(at) => at.format("%Y-%m-%d %H:%M UTC").to_string(),
        None => markup::one_line(text, PLACE_CHARS_MAX),
    }
}

/// A place by its name and where it is; some write it as one text.
fn place_in(location: &Value) -> Option<String> {
    if let Some(text) = location.as_str() {
        return Some(markup::one_line(text, PLACE_CHARS_MAX));
    }
    let address = location.get("address").map(|it| {
        let part = |name| wire::text_of(it, name);
        let parts = ["streetAddress", "postalCode", "addressLocality", "addressCountry"];
        it.as_str().map_or_else(|| parts.into_iter().filter_map(part).collect::<Vec<_>>().join(" "), str::to_string)
    });
    let parts: Vec<String> = wire::text_of(location, "name").map(str::to_string).into_iter().chain(address).collect();
    let said = markup::one_line(&parts.join(", "), PLACE_CHARS_MAX);
    Some(said.trim_end_matches([',', ' ']).to_string()).filter(|it| !it.is_empty())
}

/// What its author says of the first picture.
pub(super) fn picture(object: &Value) -> Option<String> {
    attached(object).find_map(|it| wire::text_of(it, "name")).map(|it| markup::one_line(it, ALT_TEXT_CHARS_MAX))
}

fn attached(object: &Value) -> impl Iterator<Item = &Value> {
    wire::many(object.get("attachment")).filter(|it| wire::kind_of(it).is_some_and(|kind| ATTACHED.contains(&kind)))
}

/// What is attached, as links with what their author says of them: nothing is loaded from elsewhere by those who read.
/// What is marked as not for everybody's eyes, with no warning before the words, has its own.
pub(super) fn with_attachments(html: String, object: &Value, words: Words) -> String {
    let mut links = String::new();
    let mut all = attached(object);
    for it in all.by_ref().take(ATTACHMENTS_MAX) {
        let address = wire::member_id(it, "url").or_else(|| wire::member_id(it, "href"));
        let Some(address) = address.filter(|it| wire::may_link(object, it)) else { continue };
        let name = wire::text_of(it, "name").or_else(|| wire::text_of(it, "summary")).unwrap_or(address);
        links.push_str(&link(address, &markup::one_line(name, ALT_TEXT_CHARS_MAX)));
    }
    links.push_str(&more(object, all.count(), words));
    let is_sensitive = object.get("sensitive").and_then(Value::as_bool) == Some(true);
    if is_sensitive && warning(object).is_none() && !links.is_empty() {
        return html + &markup::folded(words.say("warning-sensitive"), &links);
    }
    html + &links
}

fn link(address: &str, text: &str) -> String {
    let mut line = String::from("<p><a href=\"");
    markup::escape(address, &mut line);
    line.push_str("\">");
    markup::escape(text, &mut line);
    line.push_str("</a></p>");
    SafeHtml::from_html(&line).into_string()
}

/// How many more there are, with where they are.
fn more(object: &Value, count: usize, words: Words) -> String {
    if count == 0 {
        return String::new();
    }
    let said = words.with("attached-more", &[("count", i64::try_from(count).unwrap_or(i64::MAX).into())]);
    let page = wire::page_of(object);
    let address = page.as_deref().or(wire::text_of(object, "id")).filter(|it| wire::may_link(object, it));
    match address {
        Some(address) => link(address, &said),
        None => format!("<p>{}</p>", SafeHtml::from_text(&said)),
    }
}

/// Servers that show titles let people give a reply one: it stands before the words.
pub(super) fn with_own_title(html: String, object: &Value) -> String {
    let Some(title) = title_of(object).filter(|_| wire::member_id(object, "inReplyTo").is_some()) else { return html };
    let bold = format!("<p><strong>{}</strong></p>", SafeHtml::from_text(&title));
    if html.starts_with(&bold) || markup::plain_text(&html).starts_with(&title) { html } else { bold + &html }
}

/// What a note's author wrote before its words as a warning folds them. Of a page or a video it says what it is about.
pub(super) fn under_warning(html: String, object: &Value) -> String {
    match warning(object) {
        Some(warning) => markup::folded(&warning, &html),
        None => html,
    }
}

fn warning(object: &Value) -> Option<String> {
    let is_note = matches!(wire::kind_of(object), Some("Note" | "Question"));
    let warns = is_note && (wire::text_of(object, "content").is_some() || object.get("contentMap").is_some());
    let warning = wire::text_of(object, "summary").filter(|_| warns)?;
    let warning = markup::one_line(&markup::plain_text(warning), WARNING_CHARS_MAX);
    // A title that stands there twice warns of nothing.
    let is_title = |it: &str| title_of(object).is_some_and(|title| title == markup::one_line(it, TITLE_CHARS_MAX));
    Some(warning).filter(|it| !it.is_empty() && !is_title(it))
}
