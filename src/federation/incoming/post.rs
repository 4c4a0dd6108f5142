//! Posts of every kind that other servers have: Note, Page, Article, Question, Video, Event and so on, read as one thing.

use chrono::{DateTime, SubsecRound};
use serde_json::Value;

use crate::app::App;
use crate::domain::Timestamp;
use crate::federation::actor;
use crate::federation::fetch::{FetchError, fetch_document};
use crate::federation::inbox::InboxError;
use crate::federation::leave;
use crate::federation::wire;
use crate::markup::{self, SafeHtml};
use crate::services::hear_note::IncomingNote;
use crate::services::receive_post::IncomingPost;
use crate::storage::actors::{Actor, ActorKind};

const KINDS: [&str; 9] = ["Note", "Page", "Article", "Question", "Video", "Event", "Image", "Audio", "Document"];
const TITLE_CHARS_MAX: usize = 200;
const OPTIONS_MAX: usize = 20;
/// A video has an account and a channel.
const AUTHORS_MAX: usize = 2;
const ATTACHMENTS_MAX: usize = 10;
const ALT_TEXT_CHARS_MAX: usize = 300;
/// What the link to a quoted post is called.
const QUOTING: [&str; 2] = ["https://misskey-hub.net/ns#_misskey_quote", "https://w3id.org/fep/044f#quote"];
/// What a text is cut to before anything looks at it.
const CONTENT_BYTES_MAX: usize = 200_000;

/// A post as its author wrote it, and who that is.
pub(in crate::federation) struct Post {
    pub(in crate::federation) author: Actor,
    pub(in crate::federation) incoming: IncomingPost,
}

pub(super) fn is_post(kind: &str) -> bool {
    KINDS.contains(&kind)
}

/// The post that an activity carries, or `None` when the sender is not its author.
pub(super) async fn from_sender(app: &App, sender: &Actor, object: &Value) -> Result<Option<Post>, InboxError> {
    let authors = wire::ids_of(object, "attributedTo");
    if !authors.is_empty() && !authors.contains(&sender.uri.as_str()) && !is_of_group(app, &authors).await {
        return Ok(None);
    }
    let Some(incoming) = read(object, true) else { return Ok(None) };
    Ok(Some(Post { author: sender.clone(), incoming }))
}

/// Some servers attribute a post to the group it was written in; the person who sent it is its author then.
async fn is_of_group(app: &App, authors: &[&str]) -> bool {
    match authors {
        [one] => actor::known_or_fetched(app, one).await.is_ok_and(|it| it.kind == ActorKind::Group),
        _ => false,
    }
}

/// Fetches a post from its own server. Nobody sent it to us, so no command in it counts.
pub(in crate::federation) async fn fetched(app: &App, id: &str) -> Result<Post, InboxError> {
    let document = fetch_document(app, id).await?;
    let unusable = |what| FetchError::Unusable { id: id.to_string(), what };
    let kind = wire::kind_of(&document).unwrap_or_default();
    if kind == "Tombstone" {
        let error = crate::egress::EgressError::Status(410);
        return Err(FetchError::Egress { url: id.to_string(), error }.into());
    }
    if !is_post(kind) {
        return Err(unusable("is no post").into());
    }
    let own = wire::text_of(&document, "id").unwrap_or_default();
    // PeerTube lists the account and the channel: the person comes first, whatever the order.
    let mut author = None;
    for uri in wire::ids_of(&document, "attributedTo").into_iter().take(AUTHORS_MAX) {
        if !wire::on_one_host(own, uri) {
            return Err(unusable("is attributed to another host").into());
        }
        let found = actor::known_or_fetched(app, uri).await?;
        let is_person = found.kind == ActorKind::Person;
        if author.is_none() || is_person {
            author = Some(found);
        }
        if is_person {
            break;
        }
    }
    let author = author.ok_or_else(|| unusable("has no author"))?;
    let incoming = read(&document, false).ok_or_else(|| unusable("cannot be read"))?;
    Ok(Post { author, incoming })
}

/// A note that its author addressed to named actors and not to the public, as it is kept for the one whom it is for.
pub(super) fn as_note(object: &Value, incoming: &IncomingPost) -> Option<IncomingNote> {
    if incoming.public || !incoming.direct {
        return None;
    }
    let mut to: Vec<String> = Vec::new();
    for id in wire::ids_of(object, "to").into_iter().chain(wire::ids_of(object, "cc")).take(wire::RECIPIENTS_MAX) {
        if !to.iter().any(|it| it == id) {
            to.push(id.to_string());
        }
    }
    Some(IncomingNote {
        uri: incoming.uri.clone(),
        html: incoming.html.clone(),
        to,
        context: incoming.context.clone(),
        kind: wire::text_of(object, "rd:notice").map(String::from),
    })
}

/// `direct` when its author sent it to us.
pub(super) fn read(object: &Value, direct: bool) -> Option<IncomingPost> {
    let uri = wire::text_of(object, "id").filter(|id| wire::web_address(id).is_some())?.to_string();
    let kind = wire::kind_of(object).filter(|kind| is_post(kind))?;
    let (content, language) = content_of(object);
    let html = SafeHtml::from_html(&content).into_string();
    let text = markup::plain_text(&without_quotations(&html));
    let to: Vec<&str> = wire::ids_of(object, "to").into_iter().take(wire::RECIPIENTS_MAX).collect();
    let cc = wire::ids_of(object, "cc");
    let mentions = mentions_of(object);
    let mut groups: Vec<String> = wire::ids_of(object, "audience").into_iter().map(String::from).collect();
    if kind != "Note" && kind != "Question" {
        // A forum's post goes to its group; a note that names a board among its recipients mentions it.
        groups.extend(to.iter().chain(&cc).filter(|id| !wire::is_public(id)).map(ToString::to_string));
    }
    let unmentioned = to.iter().chain(&cc).filter(|id| !wire::is_public(id) && !mentions.iter().any(|it| it == **id));
    Some(IncomingPost {
        url: wire::page_of(object),
        title: title_of(object),
        text,
        html: under_warning(with_attachments(with_quoted(html, quoted_by(object)), object), object, kind),
        language: language.map(|it| markup::one_line(it, 35)),
        mentions: mentions.clone(),
        groups,
        in_reply_to: wire::member_id(object, "inReplyTo").map(String::from),
        public: to.iter().chain(&cc).any(|id| wire::is_public(id)),
        unmentioned: unmentioned.map(ToString::to_string).collect(),
        direct,
        published_at: wire::text_of(object, "published").and_then(read_time),
        followers: None,
        context: wire::member_id(object, "context").map(String::from),
        inner: None,
        policy: leave::policy_in(object),
        facts: object
            .get("rd:filing")
            .filter(|it| it.is_object())
            .and_then(|it| serde_json::from_value(it.clone()).ok()),
        uri,
    })
}

/// The text with its language: `content`, or the first of `contentMap`; a poll's options as a list below it.
fn content_of(object: &Value) -> (String, Option<&str>) {
    let map = object.get("contentMap").and_then(Value::as_object);
    let mapped =
        map.and_then(|map| map.iter().take(wire::LANGUAGES_MAX).find_map(|(tag, it)| Some((tag, it.as_str()?))));
    let stated = object.get("language").and_then(|it| wire::text_of(it, "identifier").or(it.as_str()));
    let language = match (map, mapped) {
        (Some(map), Some((tag, _))) if map.len() == 1 => Some(tag.as_str()),
        _ => stated,
    };
    let plain = wire::text_of(object, "content").or(mapped.map(|(_, it)| it)).unwrap_or_default();
    let mut content: String = plain.chars().take(CONTENT_BYTES_MAX).collect();
    // A video or event says what it is in `summary`; for a note that is a warning before the text.
    if content.is_empty()
        && let Some(summary) = wire::text_of(object, "summary")
    {
        content = summary.chars().take(CONTENT_BYTES_MAX).collect();
    }
    let options: Vec<&str> = wire::many(object.get("oneOf").or(object.get("anyOf")))
        .filter_map(|it| wire::text_of(it, "name"))
        .take(OPTIONS_MAX)
        .collect();
    if !options.is_empty() {
        content.push_str("<ul>");
        for option in options {
            content.push_str("<li>");
            markup::escape(option, &mut content);
            content.push_str("</li>");
        }
        content.push_str("</ul>");
    }
    (content, language)
}

fn title_of(object: &Value) -> Option<String> {
    let title = wire::text_of(object, "name")?;
    Some(markup::one_line(title, TITLE_CHARS_MAX)).filter(|it| !it.is_empty())
}

/// What a note's author wrote before its words as a warning folds them. Of a page or a video it says what it is about.
fn under_warning(html: String, object: &Value, kind: &str) -> String {
    let warns = matches!(kind, "Note" | "Question") && wire::text_of(object, "content").is_some();
    let warning = wire::text_of(object, "summary").filter(|_| warns);
    let warning = warning.map(|it| markup::one_line(&markup::plain_text(it), TITLE_CHARS_MAX));
    // A title that stands there twice warns of nothing.
    let warning = warning.filter(|it| !it.is_empty() && title_of(object).as_ref() != Some(it));
    match warning {
        Some(warning) => markup::folded(&warning, &html),
        None => html,
    }
}

/// What is attached, as links with what their author says of them: nothing is loaded from elsewhere by those who read.
fn with_attachments(mut html: String, object: &Value) -> String {
    let kinds = ["Document", "Image", "Video", "Audio", "Link"];
    let attached = wire::many(object.get("attachment"))
        .filter(|it| wire::kind_of(it).is_some_and(|kind| kinds.contains(&kind)))
        .take(ATTACHMENTS_MAX);
    for it in attached {
        let address = wire::member_id(it, "url").or_else(|| wire::member_id(it, "href"));
        let Some(address) = address.filter(|it| wire::may_link(object, it)) else { continue };
        let name = wire::text_of(it, "name").or_else(|| wire::text_of(it, "summary")).unwrap_or(address);
        let mut line = String::from("<p><a href=\"");
        markup::escape(address, &mut line);
        line.push_str("\">");
        markup::escape(&markup::one_line(name, ALT_TEXT_CHARS_MAX), &mut line);
        line.push_str("</a></p>");
        html.push_str(SafeHtml::from_html(&line).as_str());
    }
    html
}

/// The post that this one quotes, by whichever of the names in use (FEP-044f, Misskey's, Fedibird's, FEP-e232's).
fn quoted_by(object: &Value) -> Option<&str> {
    let named = ["quote", "quoteUri", "quoteUrl", "_misskey_quote"].iter().find_map(|it| wire::member_id(object, it));
    let is_quote = |tag: &&Value| {
        wire::kind_of(tag) == Some("Link")
            && wire::many(tag.get("rel")).filter_map(Value::as_str).any(|rel| QUOTING.contains(&rel))
    };
    let linked = || wire::many(object.get("tag")).take(wire::TAGS_MAX).find(is_quote).and_then(wire::id_of);
    named.or_else(linked).filter(|id| wire::may_link(object, id))
}

/// A quoted post is shown as a link; most servers write one themselves for those who know no quotes.
fn with_quoted(html: String, quoted: Option<&str>) -> String {
    let Some(quoted) = quoted else { return html };
    let mut address = String::new();
    markup::escape(quoted, &mut address);
    if html.contains(&address) {
        return html;
    }
    let line = format!("<p>RE: <a href=\"{address}\">{address}</a></p>");
    html + SafeHtml::from_html(&line).as_str()
}

/// Words that somebody else said are no command of the author: quotations are left out, and Misskey's quoting link.
fn without_quotations(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut depth = 0_usize;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        if depth == 0 {
            out.push_str(before);
        }
        let end = tag.find('>').map_or(tag.len(), |it| it + 1);
        let (tag, after) = tag.split_at(end);
        if tag.starts_with("<blockquote") {
            depth += 1;
        } else if tag.starts_with("</blockquote") {
            depth = depth.saturating_sub(1);
        } else if depth == 0 {
            out.push_str(tag);
        }
        rest = after;
    }
    if depth == 0 {
        out.push_str(rest);
    }
    out
}

fn mentions_of(object: &Value) -> Vec<String> {
    wire::many(object.get("tag"))
        .take(wire::TAGS_MAX)
        .filter(|tag| wire::kind_of(tag) == Some("Mention"))
        .filter_map(|tag| tag.get("href").and_then(wire::id_of))
        .map(String::from)
        .collect()
}

fn read_time(text: &str) -> Option<Timestamp> {
    DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc().trunc_subsecs(3))
}

#[cfg(test)]
mod tests;
