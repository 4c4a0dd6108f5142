//! Messages to one person: why a command did not count, and the link that signs somebody in.

use uuid::Uuid;

use crate::app::App;
use crate::catalogue::{Language, Words};
use crate::domain::Timestamp;
use crate::domain::ids::{ActorId, ComplaintId, PostId};
use crate::domain::refusal::{Code, Refusal};
use crate::federation::actor::resolve_own_handle;
use crate::federation::documents::note::linked;
use crate::federation::outgoing::{NotSaid, announce, notices};
use crate::services::login_link::{self, PendingLink};
use crate::services::notices::LINK;
use crate::services::scene::{Scene, Words as PostWords};
use crate::services::signing;
use crate::services::site::Site;
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::posts::{self, PostKind, StoredPost};
use crate::storage::{StorageError, Tx, View, complaints, restrictions};

/// A note about a thread that is to be written: its board, whoever gets it, the post that it answers, and its words.
type NoteAbout = (Actor, Actor, Option<String>, String);

/// The board tells somebody why a command did not count. Run twice it says it once.
pub async fn tell_refusal(
    app: &App,
    complaint: ComplaintId,
    to: ActorId,
    (refusal, at): (&Refusal, Timestamp),
) -> Result<(), NotSaid> {
    let (reader, asked) = (app.clone(), refusal.clone());
    let read = move |view: &mut View<'_>| -> Result<Option<NoteAbout>, StorageError> {
        let Some(held) = complaints::find(view, complaint)? else { return Ok(None) };
        let board = actors::find_by_uri(view, &held.board_uri)?.filter(|it| it.local);
        let to = actors::find(view, to)?.filter(|it| !it.local && it.deleted_at.is_none());
        let Some((board, to)) = board.zip(to) else { return Ok(None) };
        let text = why(&reader, view, &to, held.facts.language.as_deref(), &asked)?;
        Ok(Some((board, to, held.filed_uri, text)))
    };
    let Some((board, to, in_reply_to, text)) = app.db.read(read).await? else { return Ok(()) };
    let id = PostId(Uuid::new_v5(
        &complaint.0,
        format!("told/{}/{}/{}", to.id, refusal.told_as(), at.timestamp_micros()).as_bytes(),
    ));
    send(app, &board, &to, id, Some(complaint), in_reply_to, &text).await
}

/// The board tells somebody why what they wrote to it files nothing. Run twice it says it once.
pub async fn tell_not_filed(
    app: &App,
    board: ActorId,
    to: ActorId,
    post: &str,
    (refusal, at): (&Refusal, Timestamp),
) -> Result<(), NotSaid> {
    let (reader, asked) = (app.clone(), refusal.clone());
    let read = move |view: &mut View<'_>| -> Result<Option<(Actor, Actor, String)>, StorageError> {
        let board = actors::find(view, board)?.filter(|it| it.local && it.deleted_at.is_none());
        let to = actors::find(view, to)?.filter(|it| !it.local && it.deleted_at.is_none());
        let Some((board, to)) = board.zip(to) else { return Ok(None) };
        let text = why(&reader, view, &to, None, &asked)?;
        Ok(Some((board, to, text)))
    };
    let Some((board, to, text)) = app.db.read(read).await? else { return Ok(()) };
    let id = PostId(Uuid::new_v5(
        &board.id.0,
        format!("told/{}/{}/{}", to.id, refusal.told_as(), at.timestamp_micros()).as_bytes(),
    ));
    send(app, &board, &to, id, None, Some(post.to_string()), &text).await
}

/// Sends the link that signs somebody in, if the handle leads to a person. Whoever asked is told nothing either way.
pub async fn send_login_link(app: &App, link: Uuid) -> Result<(), NotSaid> {
    let reader = app.clone();
    let read = move |view: &mut View<'_>| -> Result<Option<(PendingLink, Site)>, StorageError> {
        let Some(pending) = login_link::pending(&reader, view, link)? else { return Ok(None) };
        let host = reader.address.authority().to_string();
        Ok(Some((pending, Site::read(view, &host)?)))
    };
    let Some((pending, site)) = app.db.read(read).await? else { return Ok(()) };
    let handle = format!("{}@{}", pending.name, pending.host);
    let to = match resolve_own_handle(app, &handle).await {
        Ok(actor) if actor.kind == ActorKind::Person && !actor.local => actor,
        Ok(_) => return Ok(()),
        Err(error) if error.is_passing() => return Err(NotSaid::Later(error.to_string())),
        Err(error) => {
            tracing::info!(%error, "a sign-in link leads to nobody");
            return Ok(());
        }
    };
    let known = to.id;
    let now = app.clock.now();
    if !app.db.write(move |tx| login_link::found(tx, link, known, now)).await? {
        tracing::info!(to = to.uri, "so many sign-in links are on their way to them that no other goes");
        return Ok(());
    }
    let words = Words::of(Language::from_code(&pending.language).unwrap_or(Language::English));
    let arguments = [("name", site.name.as_str().into()), ("address", pending.address.as_str().into())];
    let text = words.with("guest-note", &arguments);
    let instance = signing::instance_actor(app).await?;
    let id = PostId(Uuid::new_v5(&link, b"login"));
    send_as(app, (&instance, &to), id, None, None, &text, Some(LINK)).await
}

/// Why something did not count. Whoever is held back hears until when, and where they object.
fn why(
    app: &App,
    view: &mut View<'_>,
    to: &Actor,
    thread: Option<&str>,
    refusal: &Refusal,
) -> Result<String, StorageError> {
    let words = words_for(to, thread);
    if !matches!(refusal.code(), Code::Limited | Code::Suspended) {
        return Ok(words.refusal(refusal));
    }
    let now = app.clock.now();
    // Let in again since: then nothing is held against them, and the next thing they write counts.
    let Some(restriction) = restrictions::holding(view, to.id, now)? else { return Ok(words.refusal(refusal)) };
    let site = Site::read(view, app.address.authority())?;
    let until = restriction.until.map(|at| words.moment(at, now, site.time_zone));
    let until = until.unwrap_or_else(|| words.say("told-until-lifted").to_string());
    let said = words.with(&format!("why-{}", refusal.code().word()), &[("until", until.into())]);
    let further = notices::where_to_object(words, to, app.address.origin(), &site.contact);
    Ok(further.map_or(said.clone(), |further| format!("{said} {further}")))
}

/// In the language of the person it asks, else in that of the thread.
fn words_for(actor: &Actor, thread: Option<&str>) -> Words {
    let language = actor.language.as_deref().or(thread);
    Words::of(language.and_then(Language::from_code).unwrap_or(Language::English))
}

pub(super) async fn send(
    app: &App,
    from: &Actor,
    to: &Actor,
    id: PostId,
    complaint: Option<ComplaintId>,
    in_reply_to: Option<String>,
    text: &str,
) -> Result<(), NotSaid> {
    send_as(app, (from, to), id, complaint, in_reply_to, text, None).await
}

/// The same with a word for what it tells of.
pub(super) async fn send_as(
    app: &App,
    (from, to): (&Actor, &Actor),
    id: PostId,
    complaint: Option<ComplaintId>,
    in_reply_to: Option<String>,
    text: &str,
    kind: Option<&'static str>,
) -> Result<(), NotSaid> {
    let html = format!("<p>{}</p>", linked(text));
    let words = PostWords { html, in_reply_to, ..PostWords::default() };
    let post = Scene::of(app).post(from, PostKind::Direct, &words);
    let post = StoredPost { id, uri: app.address.post(id), complaint, ..post };
    app.db
        .write(move |tx: &mut Tx<'_>| match posts::find(&mut tx.view(), id)? {
            Some(_) => Ok::<_, StorageError>(()),
            None => posts::insert(tx, &post),
        })
        .await?;
    announce::tell_as(app, id, to.id, kind).await
}
