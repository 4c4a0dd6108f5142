//! Posts as `Note`: the one type that every server shows whole.

use activitypub_federation::kinds::link::MentionType;
use activitypub_federation::kinds::object::NoteType;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};

use crate::app::App;
use crate::catalogue::{Language, Words};
use crate::domain::address::Address;
use crate::domain::complaint::State;
use crate::domain::ids::PostId;
use crate::domain::log::{json_bytes, wire_time};
use crate::domain::reading::language;
use crate::domain::visibility::{Sight, Standing, post_sight};
use crate::federation::documents::complaint::replies_of;
use crate::federation::documents::{NoDocument, answer_by_reader, check_open, id_of, tombstone};
use crate::federation::leave::Deed;
use crate::federation::thread::Thread;
use crate::federation::vocabulary::{PUBLIC, with_context};
use crate::http::reader::Reader;
use crate::markup;
use crate::services::signing;
use crate::services::site::Site;
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::posts::{self, PostKind, StoredPost};
use crate::storage::{StorageError, View, hidden_posts, leaves, sent_filings, visibility};

/// Bytes, as JSON writes them, of the words of a post that stand in an activity twice, as `content` and in `contentMap`.
const CONTENT_TWICE_BYTES_MAX: usize = 20 * 1024;
/// Bytes of the words that an activity has room for: it stays under 64 KB with everything around them.
const CONTENT_BYTES_MAX: usize = 48 * 1024;
/// Letters that are told of a longer one.
const BEGINNING_CHARS: usize = 3_000;

/// A post of ours with all that its document says.
#[derive(Debug, Clone)]
pub(in crate::federation) struct Noted {
    pub(in crate::federation) post: StoredPost,
    pub(in crate::federation) author: Actor,
    pub(in crate::federation) thread: Option<Thread>,
    pub(in crate::federation) mentioned: Vec<Actor>,
    /// A guest wrote it on a page here. Nobody can sign for them, so the board says what they wrote.
    pub(in crate::federation) guest: Option<String>,
    /// What a form said beside the words of a complaint that goes to another server: JSON.
    pub(in crate::federation) facts: Option<Value>,
    /// The leave of whoever wrote what it answers, where that was to be asked.
    pub(in crate::federation) approval: Option<String>,
    /// What we add to its words is in this language.
    pub(in crate::federation) speaks: Language,
}

impl Noted {
    /// `None` when the post is not ours to publish.
    pub(in crate::federation) fn read(view: &mut View<'_>, post: StoredPost) -> Result<Option<Noted>, StorageError> {
        let author = match post.author {
            Some(author) => actors::find(view, author)?,
            None => None,
        };
        let Some(author) = author.filter(|_| post.local) else { return Ok(None) };
        let thread = match post.complaint {
            Some(complaint) => Thread::find(view, complaint)?,
            None => None,
        };
        let (author, guest) = if author.local {
            (author, None)
        } else {
            let board = thread.as_ref().and_then(|it| it.board.clone()).filter(|it| it.local);
            let Some(board) = board else { return Ok(None) };
            (board, Some(post.author_handle.clone()))
        };
        let mentioned = match &thread {
            Some(thread) => thread.mentioned(view, &post)?.into_iter().filter(|it| it.id != author.id).collect(),
            None => Vec::new(),
        };
        let facts = match post.kind {
            PostKind::Complaint if thread.is_none() => sent_filings::of_post(view, post.id)?,
            _ => None,
        };
        let facts = facts.as_deref().and_then(|it| serde_json::from_str(it).ok());
        let mut post = post;
        let around = around(view, &author, thread.as_ref())?;
        post.language = post.language.take().or_else(|| language_of(&post, &around));
        let approval = leaves::approval_of(view, &post.uri)?;
        // What we add to the words.
        let of_words = post.language.as_deref().and_then(Language::from_code);
        let speaks = of_words.or_else(|| Language::from_code(&around)).unwrap_or(Language::English);
        Ok(Some(Noted { post, author, thread, mentioned, guest, facts, approval, speaks }))
    }

    /// A complaint that was never meant as one is gone, and its post with it.
    fn is_retracted(&self) -> bool {
        let Some(thread) = &self.thread else { return false };
        self.post.kind == PostKind::Complaint && matches!(thread.held.complaint.state(), State::Retracted)
    }

    /// Whether its author's name was erased from the thread.
    pub(in crate::federation) fn author_is_nameless(&self) -> bool {
        let by_complainant =
            |thread: &Thread| thread.is_nameless() && thread.held.complainant.is_some_and(|it| it == self.author.id);
        self.post.author_handle.is_empty() || self.thread.as_ref().is_some_and(by_complainant)
    }

    /// Whether others are to let go of it.
    pub(in crate::federation) fn is_gone(&self) -> bool {
        self.post.deleted_at.is_some() || self.is_retracted()
    }

    /// Who is addressed beside the public and the author's followers.
    pub(in crate::federation) fn to(&self) -> Vec<String> {
        let mut to: Vec<String> = Vec::new();
        if self.post.kind != PostKind::Direct {
            to.push(PUBLIC.into());
        }
        to.extend(self.mentioned.iter().map(|actor| actor.uri.clone()));
        to
    }

    pub(in crate::federation) fn cc(&self, address: &Address) -> Vec<String> {
        if self.post.kind == PostKind::Direct { Vec::new() } else { vec![address.followers(self.author.id)] }
    }

    /// The note itself, without a context.
    pub(in crate::federation) fn document(&self, address: &Address) -> Value {
        let post = &self.post;
        let content = self.content_that_fits();
        // Of a long post the words stand once: whoever wants the language of those has the thread's.
        let twice = json_bytes(&content) <= CONTENT_TWICE_BYTES_MAX;
        let mut note = json!({
            "id": post.uri,
            "type": NoteType::Note,
            "attributedTo": self.author.uri,
            "content": &content,
            "to": self.to(),
            "cc": self.cc(address),
            "tag": self.tags(),
            "attachment": [],
            "published": wire_time(post.published_at),
            "sensitive": false,
        });
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                note[name] = value;
            }
        };
        // A copy of what its author put under a warning carries the warning, too.
        if let Some((warning, _)) = markup::unfolded(&post.html) {
            put("summary", Some(json!(warning)));
            put("sensitive", Some(json!(true)));
        }
        put("url", post.url.as_ref().map(|url| json!(url)));
        // A form's complaint goes to a server like ours.
        put("name", self.facts.as_ref().and(self.name()));
        put("updated", post.edited_at.map(|at| json!(wire_time(at))));
        put("inReplyTo", post.in_reply_to.as_ref().map(|uri| json!(uri)));
        let language = post.language.as_ref().filter(|_| twice);
        put("contentMap", language.map(|language| json!({language.as_str(): &content})));
        put(
            "rd:representative",
            post.representative
                .as_ref()
                .map(|name| json!({"name": name, "role": post.representative_role.clone().unwrap_or_default()})),
        );
        put("rd:filing", self.facts.clone());
        if post.kind != PostKind::Direct {
            // Whoever asks for leave to quote gets it (FEP-044f).
            put("interactionPolicy", Some(json!({"canQuote": {"automaticApproval": [PUBLIC]}})));
        }
        if let Some(approval) = &self.approval {
            put("approvedBy", Some(json!(approval)));
            put(Deed::Reply.authorization(), Some(json!(approval)));
        }
        if let Some(thread) = &self.thread {
            put("context", Some(json!(thread.held.uri)));
            put("audience", Some(json!(thread.held.board_uri)));
            if post.kind == PostKind::Complaint {
                put("replies", Some(json!(address.replies(thread.held.id))));
                put("rd:state", Some(json!(thread.held.complaint.state().name())));
            }
        }
        note
    }

    /// The title, for servers that show it. GoToSocial takes it for a content warning and folds the words under it.
    pub(in crate::federation) fn name(&self) -> Option<Value> {
        self.post.title.as_ref().map(|title| json!(title))
    }

    /// As the note is shown by whoever asks for it. `clerk` says the board's words where no group can be an author.
    fn document_for(&self, address: &Address, reader: Reader, clerk: &str) -> Value {
        let mut note = self.document(address);
        if let Some(name) = self.name().filter(|_| reader.shows_titles()) {
            note["name"] = name;
        }
        if reader == Reader::PieFed && self.author.kind == ActorKind::Board {
            note["attributedTo"] = json!(clerk);
        }
        note
    }

    /// The words as other servers get them. What is too long for an activity is cut, and leads to the whole.
    fn content_that_fits(&self) -> String {
        let content = self.content();
        if json_bytes(&content) <= CONTENT_BYTES_MAX {
            return content;
        }
        let beginning: String = markup::plain_text(&content).chars().take(BEGINNING_CHARS).collect();
        let whole = self.post.url.as_deref().unwrap_or(&self.post.uri);
        format!(
            "<p>{}…</p><p><a href=\"{}\">{}</a></p>",
            escaped(&beginning).replace('\n', "<br>"),
            escaped(whole),
            escaped(Words::of(self.speaks).say("note-whole-text")),
        )
    }

    /// The title in bold first (Mastodon knows no titles), then whom it is for, then the words, then who signed.
    fn content(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        if let Some(title) = self.post.title.as_deref().filter(|_| self.post.kind == PostKind::Complaint) {
            parts.push(format!("<p><strong>{}</strong></p>", escaped(title)));
        }
        if let Some(guest) = self.guest.as_deref().filter(|it| !it.is_empty()) {
            let said = Words::of(self.speaks).with("note-guest", &[("handle", format!("@{guest}").into())]);
            parts.push(format!("<p>{}</p>", escaped(&said)));
        }
        let html = markup::unfolded(&self.post.html).map_or(self.post.html.as_str(), |(_, html)| html);
        parts.push(html.to_string());
        let signed = self.post.representative.as_deref().filter(|_| self.post.kind == PostKind::Response);
        if let Some(name) = signed {
            let role = self.post.representative_role.as_deref().filter(|role| !role.is_empty());
            let role = role.map(|role| format!(", {}", escaped(role))).unwrap_or_default();
            parts.push(format!("<p>— {}{role}</p>", escaped(name)));
        }
        if !self.mentioned.is_empty() {
            let links: Vec<String> = self.mentioned.iter().map(mention_link).collect();
            parts.push(format!("<p>{}</p>", links.join(" ")));
        }
        parts.concat()
    }

    fn tags(&self) -> Vec<Value> {
        let mention = |actor: &Actor| json!({"type": MentionType::Mention, "href": actor.uri, "name": format!("@{}", actor.handle())});
        let mut tags: Vec<Value> = self.mentioned.iter().map(mention).collect();
        let brand =
            self.thread.as_ref().and_then(|thread| thread.brand.as_ref()).and_then(|brand| brand.domain.as_ref());
        if let Some(domain) = brand.filter(|_| self.post.kind == PostKind::Complaint) {
            let word: String = domain
                .as_str()
                .split('.')
                .next()
                .unwrap_or_default()
                .chars()
                .filter(|it| it.is_alphanumeric())
                .collect();
            if !word.is_empty() {
                tags.push(json!({"type": "Hashtag", "name": format!("#{word}")}));
            }
        }
        tags
    }
}

/// What is spoken around a post: by its author, else in its thread, else on the instance.
fn around(view: &mut View<'_>, author: &Actor, thread: Option<&Thread>) -> Result<String, StorageError> {
    let of_thread = || thread.and_then(|it| it.held.facts.language.clone());
    Ok(match author.language.clone().or_else(of_thread) {
        Some(language) => language,
        None => Site::read(view, &author.host)?.language.code().to_string(),
    })
}

/// What a post is written in whose author did not say. Our own words are in what is spoken around them; of somebody's words
/// that is said only where the words bear it out.
fn language_of(post: &StoredPost, around: &str) -> Option<String> {
    match post.kind {
        PostKind::Status | PostKind::Direct => Some(around.to_string()),
        PostKind::Complaint | PostKind::Response | PostKind::Comment => {
            language::found_on(&markup::own_words(&post.html), language::named(around)?).map(String::from)
        }
    }
}

/// Text as it stands in HTML.
pub(in crate::federation) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    markup::escape(text, &mut html);
    html
}

/// Text as it stands in HTML, with the addresses in it as links: other servers show HTML as it is.
pub(in crate::federation) fn linked(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    markup::link_addresses(text, &mut html);
    html
}

fn mention_link(actor: &Actor) -> String {
    format!(
        "<span class=\"h-card\"><a href=\"{}\" class=\"u-url mention\">@<span>{}</span></a></span>",
        escaped(actor.url.as_deref().unwrap_or(&actor.uri)),
        escaped(&actor.username),
    )
}

pub(super) async fn show(
    app: web::Data<App>,
    id: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, NoDocument> {
    document_of(&app, id_of(&id)?, Reader::of(request.headers())).await
}

/// A post, the answers to it if it is a complaint, and where its thread stands.
type Shown = (Noted, Option<Value>, Option<Standing>);

/// The document of a post of ours; of a complaint with the answers to it.
pub(super) async fn document_of(app: &App, id: PostId, reader: Reader) -> Result<HttpResponse, NoDocument> {
    let address = app.address.clone();
    let find = move |view: &mut View<'_>| -> Result<Option<Shown>, StorageError> {
        // What moderators took out is served to nobody.
        if hidden_posts::reason_of(view, id)?.is_some() {
            return Ok(None);
        }
        let Some(post) = posts::find(view, id)? else { return Ok(None) };
        let Some(noted) = Noted::read(view, post)? else { return Ok(None) };
        let standing = noted.thread.as_ref().map(|it| visibility::standing_of(view, &it.held)).transpose()?;
        let thread = noted.thread.as_ref().filter(|_| noted.post.kind == PostKind::Complaint);
        let replies = match thread.filter(|it| it.held.at_home) {
            Some(thread) => Some(replies_of(view, &address, thread.held.id, thread.held.filed_uri.as_deref())?),
            None => None,
        };
        Ok(Some((noted, replies, standing)))
    };
    let (noted, replies, standing) = app.db.read(find).await?.ok_or(NoDocument::NotFound)?;
    // A complaint by mention is on its own page from the first second, so its posts can be fetched, too.
    if let (Some(thread), Some(standing)) = (&noted.thread, standing) {
        check_open(standing, &thread.held)?;
    }
    match post_sight(Sight::Whole, visibility::post_standing(&noted.post)) {
        Sight::Whole => {
            let clerk = signing::instance_actor(app).await?.uri;
            let mut document = with_context(noted.document_for(&app.address, reader, &clerk));
            if let Some(replies) = replies {
                document["replies"] = replies;
            }
            Ok(answer_by_reader(&document))
        }
        Sight::Outline => {
            let at = noted.post.deleted_at.unwrap_or(noted.post.published_at);
            Ok(tombstone(&noted.post.uri, "Note", at))
        }
        Sight::Nothing => Err(NoDocument::NotFound),
    }
}
