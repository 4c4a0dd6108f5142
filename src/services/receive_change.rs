//! Posts and people of other servers change: an edit, a deletion, an account that closes or moves.

use crate::app::App;
use crate::domain::Timestamp;
use crate::domain::action::TITLE_CHARS_MAX;
use crate::domain::complaint::{Command, State, Target};
use crate::domain::ids::ActorId;
use crate::domain::party::Party;
use crate::domain::reading::{self, Reading, Written};
use crate::domain::refusal::{Code, Refusal};
use crate::markup;
use crate::services::change_response::{delete_within, edit_within};
use crate::services::own_words::{correct_within, erase_posts};
use crate::services::restrict::suspension;
use crate::services::scene::{Scene, Side};
use crate::services::{ServiceError, change_comment, site, tell_why};
use crate::storage::actors::{self, ActorKind};
use crate::storage::complaints::{self, Attested, Held};
use crate::storage::jobs::{self, Task};
use crate::storage::passed_on::{self, Inner};
use crate::storage::posts::{self, PostKind, StoredPost};
use crate::storage::{Cause, Once, StorageError, Tx, quotes, taken_back};

/// What a changed post says now; `html` is sanitised.
#[derive(Debug, Clone, Default)]
pub struct Edited {
    pub uri: String,
    pub title: Option<String>,
    pub html: String,
    /// The author's own words, plain.
    pub text: String,
    pub language: Option<String>,
    /// When its author says that it was changed.
    pub updated_at: Option<Timestamp>,
    /// What it answers now, where it says so.
    pub in_reply_to: Option<String>,
    /// Its hashtags, and whether its author sent it to us.
    pub tags: Vec<String>,
    pub direct: bool,
    /// Somebody of ours is named in it.
    pub concerns_us: bool,
    /// The activity that says so, when its author sent it to us.
    pub inner: Option<Inner>,
    /// Why nothing of it is kept: it is longer than a line of history takes. Its author is told.
    pub refused: Option<Refusal>,
}

/// The author edited a post that we hold. It is a correction or a new version; it never repeats or triggers a command.
pub async fn receive_edit(
    app: &App,
    cause: Cause,
    author: ActorId,
    edited: Edited,
) -> Result<Once<bool>, ServiceError> {
    let scene = Scene::of(app);
    app.db
        .write_once(cause, move |tx| {
            let Some((post, held)) = own_post(tx, author, &edited.uri)? else {
                remember_change(tx, &scene, author, &edited)?;
                return Ok(false);
            };
            if suspension(&mut tx.view(), author, scene.now)?.is_some() {
                return Ok(false);
            }
            // A post that answers something else now is another post.
            if edited.in_reply_to.is_some() && edited.in_reply_to != post.in_reply_to {
                return Ok(false);
            }
            let same = post.html == edited.html && (edited.title.is_none() || edited.title == post.title);
            if same || post.deleted_at.is_some() {
                return Ok(false);
            }
            // Two edits may arrive in another order than they were made: the newer words stay.
            let updated = edited.updated_at.map(|it| it.min(scene.now));
            if posts::is_overtaken(&mut tx.view(), post.id, updated)? {
                return Ok(false);
            }
            if let Some(refusal) = &edited.refused {
                return refuse_edit(tx, &scene, author, held.as_ref(), refusal);
            }
            let attested = Attested(Some(edited.uri.clone()));
            if let Some((inner, held)) = edited.inner.as_ref().zip(held.as_ref().filter(|it| it.at_home)) {
                pass_on(tx, &scene, held, &post, inner)?;
            }
            // In a thread kept elsewhere its home says what was written and when: a page shows what the history committed to,
            // and the form in which an author's server sends a post is another one than the history's.
            let told_by_home = held.as_ref().is_some_and(|it| !it.at_home) && post.sequence.is_some();
            if told_by_home {
                return Ok(false);
            }
            match (post.kind, held.filter(|it| it.at_home)) {
                (PostKind::Complaint, Some(held)) => {
                    let side = scene.side_of(tx, &held, author)?;
                    let title = title_after(&edited, &post, &held.title);
                    correct_within(tx, &scene, &held, &side, &title, &edited.html, None, &attested)?;
                }
                (PostKind::Response, Some(held)) => {
                    let side = scene.side_of(tx, &held, author)?;
                    edit_within(tx, &scene, &held, &side, number_of(&post), &edited.html, None, &attested)?;
                }
                (PostKind::Comment, Some(held)) => {
                    let side = scene.side_of(tx, &held, author)?;
                    change_comment::edit_within(tx, &scene, &held, &side, &post, &edited.html, None, &attested)?;
                }
                _ => posts::edit(tx, post.id, edited.title.as_deref(), &edited.html, None, scene.now)?,
            }
            if let Some(updated) = updated {
                posts::revise(tx, &edited.uri, updated)?;
            }
            if let Some(language) = &edited.language {
                posts::set_language(tx, post.id, language)?;
            }
            tell_of_command(tx, &scene, author, &post, &edited)?;
            Ok(true)
        })
        .await
}

/// An edit may overtake its post, which comes again when it could not be delivered at first: then it is read where it
/// stands, as it is by now. Kept for what may be meant for a thread or a board of ours.
fn remember_change(tx: &mut Tx<'_>, scene: &Scene, author: ActorId, edited: &Edited) -> Result<(), StorageError> {
    let Some(author) = actors::find(&mut tx.view(), author)?.filter(|it| !it.local && edited.direct) else {
        return Ok(());
    };
    let answers_us = |tx: &mut Tx<'_>| -> Result<bool, StorageError> {
        match &edited.in_reply_to {
            Some(parent) => Ok(posts::find_by_uri(&mut tx.view(), parent)?.is_some_and(|it| it.complaint.is_some())),
            None => Ok(false),
        }
    };
    if posts::find_by_uri(&mut tx.view(), &edited.uri)?.is_some() || !(edited.concerns_us || answers_us(tx)?) {
        return Ok(());
    }
    taken_back::remember_changed(tx, &author.uri, &author.host, &edited.uri, scene.now)
}

/// A command that came in with an edit does not count, and whoever wrote it hears that.
fn tell_of_command(
    tx: &mut Tx<'_>,
    scene: &Scene,
    author: ActorId,
    post: &StoredPost,
    edited: &Edited,
) -> Result<(), StorageError> {
    if !edited.direct || !matches!(post.kind, PostKind::Complaint | PostKind::Response | PostKind::Comment) {
        return Ok(());
    }
    // With the thread as it is after the edit.
    let Some(held) = post.complaint.map_or(Ok(None), |id| complaints::lock(tx, id))?.filter(|it| it.at_home) else {
        return Ok(());
    };
    let today = site::today(&mut tx.view(), scene.now)?;
    let written = Written { today, language: edited.language.as_deref() };
    let now = reading::read(&reading::Post { text: &edited.text, tags: &edited.tags, written });
    if matches!(now, Reading::Plain) {
        return Ok(());
    }
    if reading_of_kept(post, written) == now {
        return Ok(());
    }
    let Some(author) = actors::find(&mut tx.view(), author)? else { return Ok(()) };
    tell_why::in_thread(tx, scene, &held, &author, &Code::EditedCommand.into())
}

/// What the words of a post that is here come to.
fn reading_of_kept(post: &StoredPost, written: Written<'_>) -> Reading {
    let words = markup::own_words(&post.html);
    reading::read(&reading::Post { text: &words, tags: &[], written })
}

/// The title that is given now; one that was made from the words follows them.
fn title_after(edited: &Edited, post: &StoredPost, title: &str) -> String {
    let given = edited.title.as_deref().map(|it| markup::one_line(it, TITLE_CHARS_MAX)).filter(|it| !it.is_empty());
    let made = || {
        let before = reading::title_from(&markup::own_words(&post.html));
        let is_open = markup::unfolded(&edited.html).is_none() && markup::unfolded(&post.html).is_none();
        let after = Some(reading::title_from(&edited.text)).filter(|it| !it.is_empty());
        after.filter(|_| is_open && before == title)
    };
    given.or_else(made).unwrap_or_else(|| title.to_string())
}

/// An edit of which nothing is kept: its author is told why, once.
fn refuse_edit(
    tx: &mut Tx<'_>,
    scene: &Scene,
    author: ActorId,
    held: Option<&Held>,
    refusal: &Refusal,
) -> Result<bool, ServiceError> {
    let author = actors::find(&mut tx.view(), author)?;
    if let Some((author, held)) = author.as_ref().zip(held.filter(|it| it.at_home)) {
        tell_why::in_thread(tx, scene, held, author, refusal)?;
    }
    Ok(false)
}

/// The author deleted a post. A complaint within its first hour is retracted; later only its words go.
pub async fn receive_deletion(
    app: &App,
    cause: Cause,
    author: ActorId,
    uri: String,
    inner: Option<Inner>,
) -> Result<Once<bool>, ServiceError> {
    let scene = Scene::of(app);
    app.db
        .write_once(cause, move |tx| {
            let quoted = quotes::remove_of(tx, author, &uri)?;
            if erase_claim(tx, &scene, author, &uri)? {
                remember_gone(tx, &scene, author, &uri)?;
                return Ok(true);
            }
            let Some((post, held)) = own_post(tx, author, &uri)? else {
                if !quoted {
                    remember_gone(tx, &scene, author, &uri)?;
                }
                return Ok(quoted);
            };
            if post.deleted_at.is_some() {
                return Ok(quoted);
            }
            match held.filter(|it| it.at_home) {
                Some(held) => {
                    let after = deleted_at_home(tx, &scene, &held, author, &post)?;
                    if let Some(inner) = &inner {
                        keep_deletion(tx, &scene, &held, after, &post, inner)?;
                    }
                }
                // As at its home: what a brand answered stays readable in the thread.
                None if post.kind == PostKind::Response && post.complaint.is_some() => {
                    posts::mark_deleted(tx, post.id, scene.now)?;
                }
                None => erase_copy_within(tx, &post, scene.now)?,
            }
            Ok(true)
        })
        .await
}

/// The author wants a deleted post back. An erasure is for ever, here and wherever its history went: they are told, where
/// they can write it again. `false`: nothing of theirs was erased; a deletion that came before its post is forgotten.
pub async fn undo_deletion(app: &App, author: ActorId, uri: String) -> Result<bool, ServiceError> {
    let scene = Scene::of(app);
    app.db
        .write(move |tx| {
            let Some(author) = actors::find(&mut tx.view(), author)?.filter(|it| !it.local) else { return Ok(false) };
            let Some((post, held)) = own_post(tx, author.id, &uri)? else {
                taken_back::let_come(tx, &author.uri, &uri)?;
                return Ok(false);
            };
            if post.deleted_at.is_none() {
                return Ok(false);
            }
            if let Some(held) = held.filter(|it| it.at_home) {
                tell_why::in_thread(tx, &scene, &held, &author, &Code::DeletedForGood.into())?;
            }
            Ok(true)
        })
        .await
}

/// The author of a post in a thread elsewhere takes its words back: the copy of the thread's history lets go of them, too.
pub(in crate::services) fn erase_copy_within(
    tx: &mut Tx<'_>,
    post: &StoredPost,
    now: Timestamp,
) -> Result<(), StorageError> {
    posts::erase(tx, post.id, now)?;
    let Some((complaint, sequence)) = post.complaint.zip(post.sequence) else { return Ok(()) };
    let targets: Vec<Target> = complaints::words_of(&mut tx.view(), complaint, sequence)?;
    if targets.iter().any(|it| it.name == "title") && sequence == 1 {
        complaints::set_title(tx, complaint, "")?;
    }
    complaints::erase_here(tx, complaint, &targets, now)
}

/// A deletion may overtake its post, which comes again when it could not be delivered at first: nothing comes of it then.
fn remember_gone(tx: &mut Tx<'_>, scene: &Scene, author: ActorId, uri: &str) -> Result<(), StorageError> {
    let Some(author) = actors::find(&mut tx.view(), author)?.filter(|it| !it.local) else { return Ok(()) };
    let on_one_host = |one: &str, other: &str| {
        let host = |it: &str| url::Url::parse(it).ok().map(|it| it.origin());
        host(one).is_some_and(|it| Some(it) == host(other))
    };
    // Nobody takes back what lies with somebody else; what is here already is its author's to delete.
    if !on_one_host(uri, &author.uri) || posts::find_by_uri(&mut tx.view(), uri)?.is_some() {
        return Ok(());
    }
    if actors::find_by_uri(&mut tx.view(), uri)?.is_some() {
        return Ok(());
    }
    taken_back::remember(tx, &author.uri, &author.host, uri, scene.now)
}

/// Whoever another home only says wrote something takes it back like anything of theirs.
fn erase_claim(tx: &mut Tx<'_>, scene: &Scene, author: ActorId, uri: &str) -> Result<bool, ServiceError> {
    let claim = posts::find_or_claim(&mut tx.view(), uri)?.filter(|it| it.said_by.is_some() && it.deleted_at.is_none());
    let author = actors::find(&mut tx.view(), author)?.map(|it| it.uri);
    match claim.filter(|it| Some(&it.author_uri) == author.as_ref()) {
        Some(claim) if claim.kind == PostKind::Response => posts::mark_deleted(tx, claim.id, scene.now)?,
        Some(claim) => erase_copy_within(tx, &claim, scene.now)?,
        None => return Ok(false),
    }
    Ok(true)
}

/// The words of a post go although its thread takes no event any more.
pub async fn erase_copy(app: &App, author: ActorId, uri: String) -> Result<(), StorageError> {
    let now = app.clock.now();
    app.db
        .write(move |tx| match posts::find_by_uri(&mut tx.view(), &uri)? {
            Some(post) if post.author == Some(author) && post.deleted_at.is_none() => posts::erase(tx, post.id, now),
            _ => Ok(()),
        })
        .await
}

/// An edit is passed on: with the event that it makes, or by itself where it makes none.
fn pass_on(tx: &mut Tx<'_>, scene: &Scene, held: &Held, post: &StoredPost, inner: &Inner) -> Result<(), StorageError> {
    match post.kind {
        PostKind::Complaint | PostKind::Response | PostKind::Comment => {
            passed_on::keep(tx, held.id, held.complaint.sequence + 1, inner, scene.now)
        }
        _ => pass_on_by_itself(tx, scene, held, post, inner),
    }
}

fn pass_on_by_itself(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    post: &StoredPost,
    inner: &Inner,
) -> Result<(), StorageError> {
    let sequence = post.sequence.unwrap_or_default();
    passed_on::keep(tx, held.id, sequence, inner, scene.now)?;
    let task = Task::PassOn { complaint: held.id, sequence, activity: inner.activity.clone() };
    jobs::enqueue(tx, &task, scene.now)
}

/// A deletion is passed on with the first event that it made.
fn keep_deletion(
    tx: &mut Tx<'_>,
    scene: &Scene,
    before: &Held,
    sequence: i64,
    post: &StoredPost,
    inner: &Inner,
) -> Result<(), StorageError> {
    if sequence > before.complaint.sequence {
        passed_on::keep(tx, before.id, before.complaint.sequence + 1, inner, scene.now)
    } else {
        pass_on_by_itself(tx, scene, before, post, inner)
    }
}

fn own_post(tx: &mut Tx<'_>, author: ActorId, uri: &str) -> Result<Option<(StoredPost, Option<Held>)>, ServiceError> {
    let Some(post) = posts::find_by_uri(&mut tx.view(), uri)?.filter(|it| it.author == Some(author)) else {
        return Ok(None);
    };
    let held = match post.complaint {
        Some(id) => complaints::lock(tx, id)?,
        None => None,
    };
    Ok(Some((post, held)))
}

fn number_of(response: &StoredPost) -> u32 {
    response.response.and_then(|it| u32::try_from(it).ok()).unwrap_or_default()
}

/// Says how long the history is then.
fn deleted_at_home(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    author: ActorId,
    post: &StoredPost,
) -> Result<i64, ServiceError> {
    let side = scene.side_taken(tx, held, author)?;
    let mut held = held.clone();
    match post.kind {
        PostKind::Complaint => {
            // Refused when it is too late or the brand answered: then only the words go.
            if let Ok(after) = scene.act(tx, &held, &side, Command::Retract, Vec::new(), &Attested::default()) {
                held = after;
            }
        }
        PostKind::Response => {
            // What it said stays readable; only the brand's own copy is gone.
            let after = delete_within(tx, scene, &held, &side, number_of(post), &Attested::default())?;
            return Ok(after.complaint.sequence);
        }
        PostKind::Comment => {
            let gave_support = gave_support(tx, &held, &side, post)?;
            let deleted = match change_comment::delete_within(tx, scene, &held, &side, post, &Attested::default()) {
                Ok(after) => {
                    held = after;
                    true
                }
                // A moderator took it out before: then the home lets its words go.
                Err(ServiceError::Refused(_)) => false,
                Err(other) => return Err(other),
            };
            if gave_support {
                held = support_taken_back(tx, scene, held, &side)?;
            }
            if deleted {
                return Ok(held.complaint.sequence);
            }
        }
        _ => {}
    }
    let sequence = post.sequence.unwrap_or_default();
    // Whoever wrote a post takes all its words back, its corrections too, whoever has the say in the thread by now.
    let targets = complaints::words_of(&mut tx.view(), held.id, sequence)?;
    if targets.is_empty() {
        posts::erase(tx, post.id, scene.now)?;
        return Ok(held.complaint.sequence);
    }
    let eraser = if side.party == Party::Complainant { side } else { scene.home_side() };
    let erase = Command::Erase { targets: targets.clone() };
    let after = scene.act(tx, &held, &eraser, erase, Vec::new(), &Attested::default())?;
    erase_posts(tx, scene, &held, &targets)?;
    Ok(after.complaint.sequence)
}

/// Whether a post is the very one that gave the support of whoever wrote it, whatever it says by now. One that says it again
/// gave nothing, nor did any after they took it back and supported by another door.
fn gave_support(tx: &mut Tx<'_>, held: &Held, side: &Side, post: &StoredPost) -> Result<bool, StorageError> {
    let given = complaints::support_of(&mut tx.view(), held.id, side.party)?;
    Ok(given.is_some_and(|it| it.0.as_deref() == Some(post.uri.as_str())))
}

/// Whoever deletes the post with which they said so takes that back, too. Where they did before, nothing is left to do.
fn support_taken_back(tx: &mut Tx<'_>, scene: &Scene, held: Held, side: &Side) -> Result<Held, ServiceError> {
    match scene.act(tx, &held, side, Command::TakeBackSupport, Vec::new(), &Attested::default()) {
        Ok(after) => Ok(after),
        Err(ServiceError::Refused(_)) => Ok(held),
        Err(other) => Err(other),
    }
}

/// An account is gone: the texts of its complaints are erased everywhere, their states stay and their timers stop.
pub async fn complainant_gone(app: &App, cause: Cause, actor: ActorId) -> Result<Once<usize>, ServiceError> {
    let scene = Scene::of(app);
    app.db
        .write_once(cause, move |tx| {
            let filed = complaints::filed_by(&mut tx.view(), actor)?;
            for id in &filed {
                let Some(held) = complaints::lock(tx, *id)?.filter(|it| it.at_home) else { continue };
                if matches!(held.complaint.state(), State::Retracted) {
                    continue;
                }
                let targets = complaints::texts_of(&mut tx.view(), *id, Party::Complainant)?;
                let home: Side = scene.home_side();
                let gone = Command::ComplainantGone { targets: targets.clone() };
                match scene.act(tx, &held, &home, gone, Vec::new(), &Attested::default()) {
                    Ok(after) => erase_posts(tx, &scene, &after, &targets)?,
                    Err(ServiceError::Refused(_)) => {}
                    Err(other) => return Err(other),
                }
            }
            Ok(filed.len())
        })
        .await
}

/// A complainant moved to another account, which names the old one too: the new one has the say from now on.
pub async fn complainant_moved(
    app: &App,
    cause: Cause,
    from: ActorId,
    to: ActorId,
) -> Result<Once<bool>, ServiceError> {
    let scene = Scene::of(app);
    app.db
        .write_once(cause, move |tx| {
            let new = actors::find(&mut tx.view(), to)?.ok_or(ServiceError::NotFound("actor"))?;
            // A complaint is a person's, and nobody leaves a suspension behind by moving.
            let suspended = suspension(&mut tx.view(), from, scene.now)?.or(suspension(&mut tx.view(), to, scene.now)?);
            if new.kind != ActorKind::Person || suspended.is_some() {
                return Ok(false);
            }
            let moved = complaints::replace_party(tx, from, to, &new.handle())?;
            for complaint in &moved {
                jobs::enqueue(tx, &Task::TellMove { complaint: *complaint, from }, scene.now)?;
            }
            Ok(!moved.is_empty())
        })
        .await
}
