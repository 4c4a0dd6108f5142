//! Notes to people and brands of other servers about decisions that concern them: what, why, and what they can do.

use uuid::Uuid;

use crate::app::App;
use crate::catalogue::{Language, Words};
use crate::domain::ids::PostId;
use crate::federation::outgoing::{NotSaid, direct};
use crate::federation::thread::Thread;
use crate::services::notices::{About, TellOf};
use crate::services::site::Site;
use crate::services::{notices, signing};
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::notices::{self as kept, Notice};
use crate::storage::{StorageError, View};

/// Everything that a note is made from.
struct Scene {
    notice: Notice,
    to: Actor,
    thread: Option<Thread>,
    site: Site,
}

/// Run twice it says it once.
pub async fn tell(app: &App, id: Uuid) -> Result<(), NotSaid> {
    let host = app.address.authority().to_string();
    let Some(scene) = app.db.read(move |view| read(view, id, &host)).await? else { return Ok(()) };
    let words = Words::of(scene.to.language.as_deref().and_then(Language::from_code).unwrap_or(scene.site.language));
    let (now, zone) = (app.clock.now(), scene.site.time_zone);
    let until = scene.notice.until.map(|at| words.date(at, now, zone));
    let (title, brand) = match &scene.thread {
        // Of what is hidden or erased the title may be the very thing that had to go.
        Some(thread) if thread.held.hidden_at.is_none() => (thread.held.title.clone(), thread.brand_name().to_string()),
        Some(thread) => (String::new(), thread.brand_name().to_string()),
        None => (String::new(), String::new()),
    };
    let about = if title.is_empty() { About::Unnamed } else { About::Titled(&title) };
    let mut text = notices::in_words(words, &scene.notice, &about, &brand, until);
    let of = TellOf::from_word(&scene.notice.kind);
    if let Some(further) = further(words, &scene, of, app.address.origin()) {
        text.push(' ');
        text.push_str(&further);
    }
    let board = scene.thread.as_ref().and_then(|it| it.board.clone()).filter(|it| it.local);
    let from = match board {
        Some(board) => board,
        None => signing::instance_actor(app).await?,
    };
    let post = PostId(Uuid::new_v5(&id, b"notice"));
    let complaint = scene.thread.as_ref().map(|it| it.held.id);
    direct::send_as(app, (&from, &scene.to), post, complaint, None, &text, of.map(TellOf::word)).await
}

/// Where they find more, or what they can do: said to those alone who can.
fn further(words: Words, scene: &Scene, of: Option<TellOf>, origin: &str) -> Option<String> {
    let contact = scene.site.contact.as_str();
    if let Some(thread) = &scene.thread {
        return Some(words.with("told-where-thread", &[("link", thread.held.uri.clone().into())]));
    }
    if !of.is_some_and(TellOf::can_be_objected_to) {
        return (!contact.is_empty()).then(|| words.with("told-where-contact", &[("contact", contact.into())]));
    }
    where_to_object(words, &scene.to, origin, contact)
}

/// Where whoever is limited or suspended objects: people where they sign in, everybody else by mail, where there is an address.
pub(super) fn where_to_object(words: Words, to: &Actor, origin: &str, contact: &str) -> Option<String> {
    // Only people sign in with a link.
    if to.kind == ActorKind::Person {
        let link = format!("{origin}/login");
        return Some(words.with("told-where-account", &[("link", link.into()), ("contact", contact.into())]));
    }
    (!contact.is_empty()).then(|| words.with("told-where-object-contact", &[("contact", contact.into())]))
}

fn read(view: &mut View<'_>, id: Uuid, host: &str) -> Result<Option<Scene>, StorageError> {
    let Some(notice) = kept::find(view, id)? else { return Ok(None) };
    let to = actors::find(view, notice.recipient)?.filter(|it| !it.local && it.deleted_at.is_none());
    let Some(to) = to else { return Ok(None) };
    let thread = match notice.complaint {
        Some(complaint) => Thread::find(view, complaint)?,
        None => None,
    };
    Ok(Some(Scene { notice, to, thread, site: Site::read(view, host)? }))
}
