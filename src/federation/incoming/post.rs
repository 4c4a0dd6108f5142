//! Posts of every kind that other servers have: Note, Page, Article, Question, Video, Event and so on, read as one thing.

use std::collections::HashMap;

use chrono::{DateTime, SubsecRound};
use serde_json::Value;

use crate::app::App;
use crate::catalogue::{Language, Words};
use crate::domain::Timestamp;
use crate::domain::action::TITLE_CHARS_MAX;
use crate::domain::log::json_bytes;
use crate::domain::reading::{self, HTML_BYTES_MAX};
use crate::domain::refusal::{Code, Refusal};
use crate::federation::actor;
use crate::federation::fetch::{FetchError, fetch_document};
use crate::federation::inbox::InboxError;
use crate::federation::leave;
use crate::federation::wire;
use crate::markup::{self, SafeHtml};
use crate::services::hear_note::IncomingNote;
use crate::services::receive_post::IncomingPost;
use crate::storage::StorageError;
use crate::storage::actors::{self, Actor, ActorKind};

mod parts;

const KINDS: [&str; 9] = ["Note", "Page", "Article", "Question", "Video", "Event", "Image", "Audio", "Document"];
/// The longest language tags are of 35 letters (RFC 5646).
const LANGUAGE_CHARS_MAX: usize = 35;
/// A video has an account and a channel.
const AUTHORS_MAX: usize = 2;
/// A hashtag that is longer is no command.
const HASHTAG_BYTES_MAX: usize = 200;
/// What the link to a quoted post is called.
const QUOTING: [&str; 2] = ["https://misskey-hub.net/ns#_misskey_quote", "https://w3id.org/fep/044f#quote"];
/// What a text is cut to before anything looks at it.
const CONTENT_CHARS_MAX: usize = 200_000;

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
    let Some(mut incoming) = read(object, true) else { return Ok(None) };
    by_id(app, &mut incoming).await?;
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
    let mut incoming = read(&document, false).ok_or_else(|| unusable("cannot be read"))?;
    by_id(app, &mut incoming).await?;
    Ok(Post { author, incoming })
}

/// Some name an actor of ours by its page: its id takes the place of that.
async fn by_id(app: &App, incoming: &mut IncomingPost) -> Result<(), StorageError> {
    let named = |uri: &String| app.address.page_of(uri);
    let lists = || [&incoming.mentions, &incoming.groups, &incoming.unmentioned].into_iter().flatten();
    let pages: Vec<(String, String)> =
        lists().filter_map(|uri| Some((uri.clone(), named(uri)?))).take(wire::TAGS_MAX).collect();
    if pages.is_empty() {
        return Ok(());
    }
    let host = app.address.authority().to_string();
    let ids = app.db.read::<_, StorageError, _>(move |view| {
        let mut ids = HashMap::new();
        for (page, name) in pages {
            if let Some(actor) = actors::find_by_handle(view, &name, &host)? {
                ids.insert(page, actor.uri);
            }
        }
        Ok(ids)
    });
    let ids = ids.await?;
    for uri in incoming.mentions.iter_mut().chain(&mut incoming.groups).chain(&mut incoming.unmentioned) {
        if let Some(id) = ids.get(uri) {
            uri.clone_from(id);
        }
    }
    // Who is mentioned by one address and written to by the other is mentioned.
    incoming.unmentioned.retain(|it| !incoming.mentions.contains(it));
    Ok(())
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
pub(in crate::federation) fn read(object: &Value, direct: bool) -> Option<IncomingPost> {
    let uri = wire::text_of(object, "id").filter(|id| wire::web_address(id).is_some())?.to_string();
    let kind = wire::kind_of(object).filter(|kind| is_post(kind))?;
    let (content, language) = content_of(object);
    let said = SafeHtml::from_html(&content).into_string();
    let language = language.map(|it| markup::one_line(it, LANGUAGE_CHARS_MAX)).filter(|it| !it.is_empty());
    let language = language.or_else(|| reading::language::found(&markup::own_words(&said)).map(String::from));
    let words = Words::of(language.as_deref().and_then(Language::from_code).unwrap_or(Language::English));
    let html = parts::with_event(parts::with_options(said, object, words), object, words);
    let text = markup::own_words(&html);
    let tags = reading::own_tags(hashtags_of(object), &text, &markup::plain_text(&html));
    let to: Vec<&str> = wire::ids_of(object, "to").into_iter().take(wire::RECIPIENTS_MAX).collect();
    let cc = wire::ids_of(object, "cc");
    let mentions = mentions_of(object);
    let mut groups: Vec<String> = wire::ids_of(object, "audience").into_iter().map(String::from).collect();
    if kind != "Note" && kind != "Question" {
        // A forum's post goes to its group; a note that names a board among its recipients mentions it.
        groups.extend(to.iter().chain(&cc).filter(|id| !wire::is_public(id)).map(ToString::to_string));
    }
    let unmentioned = to.iter().chain(&cc).filter(|id| !wire::is_public(id) && !mentions.iter().any(|it| it == **id));
    let shown = parts::with_attachments(with_quoted(html, quoted_by(object)), object, words);
    let html = parts::under_warning(parts::with_own_title(shown, object), object);
    Some(IncomingPost {
        url: wire::page_of(object),
        title: title_of(object),
        text,
        tags,
        picture: parts::picture(object),
        refused: (is_cut(object) || json_bytes(&html) > HTML_BYTES_MAX)
            .then(|| Refusal::from(Code::PostTooLong).with("max", HTML_BYTES_MAX / 1024)),
        html,
        language,
        mentions: mentions.clone(),
        groups,
        in_reply_to: wire::member_id(object, "inReplyTo").map(String::from),
        public: to.iter().chain(&cc).any(|id| wire::is_public(id)),
        unmentioned: unmentioned.map(ToString::to_string).collect(),
        direct,
        published_at: wire::text_of(object, "published").and_then(read_time),
        updated_at: wire::text_of(object, "updated").and_then(read_time),
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

/// The text with the language of what is shown: `content` in the one under which `contentMap` has it, or the first of the
/// map where nothing else is there.
fn content_of(object: &Value) -> (String, Option<&str>) {
    let map = object.get("contentMap").and_then(Value::as_object);
    let texts =
        || map.into_iter().flatten().take(wire::LANGUAGES_MAX).filter_map(|(tag, it)| Some((tag, it.as_str()?)));
    let mapped = texts().next();
    let stated = object.get("language").and_then(|it| wire::text_of(it, "identifier").or(it.as_str()));
    let language = match wire::text_of(object, "content") {
        None => mapped.map(|(tag, _)| tag.as_str()),
        // Where the two differ in how they are written, one language alone is still the language.
        Some(content) => match texts().find(|(_, it)| *it == content) {
            Some((tag, _)) => Some(tag.as_str()),
            None if map.is_some_and(|it| it.len() == 1) => mapped.map(|(tag, _)| tag.as_str()),
            None => None,
        },
    };
    let language = language.or(stated).filter(|it| reading::language::is_tag(it));
    let plain = wire::text_of(object, "content").or(mapped.map(|(_, it)| it)).unwrap_or_default();
    let mut content: String = plain.chars().take(CONTENT_CHARS_MAX).collect();
    // A video or event says what it is in `summary`; for a note that is a warning before the text.
    if content.is_empty()
        && let Some(summary) = wire::text_of(object, "summary")
    {
        content = summary.chars().take(CONTENT_CHARS_MAX).collect();
    }
    (content, language)
}

/// Whether the words were cut before anything looked at them.
fn is_cut(object: &Value) -> bool {
    let map = object.get("contentMap").and_then(Value::as_object);
    let mapped = map.into_iter().flat_map(|it| it.values()).filter_map(Value::as_str);
    let words = wire::text_of(object, "content").into_iter().chain(wire::text_of(object, "summary")).chain(mapped);
    words.map(|it| it.chars().count()).any(|count| count > CONTENT_CHARS_MAX)
}

fn title_of(object: &Value) -> Option<String> {
    let title = wire::text_of(object, "name")?;
    Some(markup::one_line(title, TITLE_CHARS_MAX)).filter(|it| !it.is_empty())
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

/// The names of the hashtags beside the text.
fn hashtags_of(object: &Value) -> Vec<String> {
    wire::many(object.get("tag"))
        .take(wire::TAGS_MAX)
        .filter(|tag| wire::kind_of(tag) == Some("Hashtag"))
        .filter_map(|tag| wire::text_of(tag, "name"))
        .filter(|name| name.len() <= HASHTAG_BYTES_MAX)
        .map(String::from)
        .collect()
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
