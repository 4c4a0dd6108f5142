//! A board or a server elsewhere writes to somebody here alone: a link that signs in, what its moderators decided, why a
//! command did not count. It is kept for the one whom it is for, and for nobody else.

use chrono::TimeDelta;

use crate::app::App;
use crate::crypto::random;
use crate::domain::Timestamp;
use crate::domain::brand::site_of;
use crate::domain::ids::ActorId;
use crate::domain::policy::Severity;
use crate::markup;
use crate::services::notices::{LINK, SAID, TellOf};
use crate::services::scene::Scene;
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::notices::{self, Note, Notice, Said};
use crate::storage::{StorageError, Tx, complaints, erasures, policies, restrictions};

/// Notes of one sort that the servers of one domain may have kept here in a day, for all people together. Links are not
/// counted so: whoever has many accounts elsewhere would fill it, and nobody of that server could sign in there.
pub const NOTES_PER_SITE_AND_DAY_MAX: i64 = 200;
/// Notes of one sort that the servers of one domain may have kept for one person in a day: where that person has to do with
/// them, and where not.
pub const NOTES_PER_PERSON_AND_DAY_MAX: i64 = 30;
pub const NOTES_OF_STRANGERS_PER_PERSON_AND_DAY_MAX: i64 = 5;
/// Notes of all strangers' servers together that one person gets in a day.
pub const NOTES_TO_ONE_PER_DAY_MAX: i64 = 60;
/// Notes of one sort that one person has kept; the oldest go first.
pub const NOTES_KEPT_MAX: i64 = 100;
/// Links of the servers of one domain, and of all, that one person has kept; the oldest go first. A link is good for some
/// minutes, so a new one is never refused for those before it.
pub const LINKS_KEPT_PER_SITE_MAX: i64 = 10;
pub const LINKS_KEPT_MAX: i64 = 60;
/// What a note with a link is cut to.
pub const LINK_CHARS_MAX: usize = 1000;
/// What a note is cut to. Ours are a tenth of it.
pub const NOTE_CHARS_MAX: usize = 4000;

/// A note as it came.
#[derive(Debug, Clone, Default)]
pub struct IncomingNote {
    pub uri: String,
    /// Sanitised.
    pub html: String,
    /// Everybody whom it is addressed to.
    pub to: Vec<String>,
    /// The thread that it says it belongs to.
    pub context: Option<String>,
    /// What its server says that it tells.
    pub kind: Option<String>,
}

/// What became of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    Kept,
    /// It was kept before, or we told the same ourselves.
    Before,
    /// It is for nobody here, for several, or from somebody who may not write so.
    NotForUs,
    TooMany,
}

/// Whether an actor may write to people here at all: the board or the server itself of a program like ours.
pub fn may_write(sender: &Actor) -> bool {
    let is_service = match sender.kind {
        ActorKind::Board | ActorKind::Group | ActorKind::Instance | ActorKind::Application => true,
        ActorKind::Person | ActorKind::Official | ActorKind::Organization | ActorKind::Service => false,
    };
    is_service && !sender.local && sender.speaks_rd && sender.deleted_at.is_none()
}

/// Keeps a note that was sent by its author to one person or voice here, and to nobody else.
pub async fn hear_note(app: &App, sender: Actor, note: IncomingNote) -> Result<Heard, StorageError> {
    let scene = Scene::of(app);
    app.db.write(move |tx| keep(tx, &scene, &sender, note)).await
}

fn keep(tx: &mut Tx<'_>, scene: &Scene, sender: &Actor, note: IncomingNote) -> Result<Heard, StorageError> {
    let Some(recipient) = recipient_of(tx, scene.now, sender, &note)? else { return Ok(Heard::NotForUs) };
    if notices::is_kept(&mut tx.view(), &note.uri)? {
        return Ok(Heard::Before);
    }
    let dealt_with = notices::has_dealt_with(&mut tx.view(), recipient.id, &sender.host)?;
    let complaint = match &note.context {
        // A board tells of its own threads alone.
        Some(context) => complaints::find_by_uri(&mut tx.view(), context)?.filter(|it| it.board_uri == sender.uri),
        None => None,
    };
    // Whoever has nothing to do with somebody decides nothing about them.
    let kind = note.kind.as_deref().and_then(TellOf::from_word).filter(|_| dealt_with || complaint.is_some());
    let sort = match (note.kind.as_deref(), kind) {
        (Some(LINK), _) => Note::Link,
        (_, Some(_)) => Note::Decided,
        (_, None) => Note::Other,
    };
    let site = site_of(&sender.host);
    if !has_room(tx, &site, &recipient, sort, dealt_with, scene.now)? {
        return Ok(Heard::TooMany);
    }
    // What only our own moderators can tell is kept as words of that server.
    let kind = kind.filter(|it| !it.is_ours_alone());
    let since = scene.now - TimeDelta::days(1);
    if let (Some(complaint), Some(kind)) = (&complaint, kind)
        && notices::was_told(&mut tx.view(), recipient.id, complaint.id, kind.word(), since)?
    {
        return Ok(Heard::Before);
    }
    let notice = Notice {
        id: random::new_v7(scene.random.as_ref(), scene.now),
        recipient: recipient.id,
        kind: if sort == Note::Link { LINK } else { kind.map_or(SAID, |it| it.word()) }.to_string(),
        complaint: complaint.map(|it| it.id),
        reason: String::new(),
        until: None,
        at: scene.now,
        seen_at: None,
        host: Some(sender.host.clone()),
        said: Some(Said { sender: sender.id, note: note.uri, html: cut(note.html, sort) }),
        words: None,
    };
    notices::insert(tx, &notice)?;
    if sort == Note::Link {
        notices::keep_newest(tx, recipient.id, sort, Some(&site), LINKS_KEPT_PER_SITE_MAX)?;
        notices::keep_newest(tx, recipient.id, sort, None, LINKS_KEPT_MAX)?;
    } else {
        notices::keep_newest(tx, recipient.id, sort, None, NOTES_KEPT_MAX)?;
    }
    Ok(Heard::Kept)
}

/// The one actor of ours whom it is for. What names others, too, is no note to somebody alone.
fn recipient_of(
    tx: &mut Tx<'_>,
    now: Timestamp,
    sender: &Actor,
    note: &IncomingNote,
) -> Result<Option<Actor>, StorageError> {
    let [only] = note.to.as_slice() else { return Ok(None) };
    if !may_write(sender) || policies::of_host(&mut tx.view(), &sender.host)?.0 != Severity::Allow {
        return Ok(None);
    }
    // Whom our moderators limited writes to nobody here, a board as little as a person.
    if restrictions::holding(&mut tx.view(), sender.id, now)?.is_some() {
        return Ok(None);
    }
    let found = actors::find_by_uri(&mut tx.view(), only)?.filter(|it| it.local && it.deleted_at.is_none());
    Ok(found.filter(|it| matches!(it.kind, ActorKind::Person | ActorKind::Official)))
}

/// A stranger's server writes on nobody's page without bound. Links have room always: the newest take the place of the
/// oldest, and what was decided is not kept out by anything else.
pub(in crate::services) fn has_room(
    tx: &mut Tx<'_>,
    site: &str,
    recipient: &Actor,
    sort: Note,
    dealt_with: bool,
    now: Timestamp,
) -> Result<bool, StorageError> {
    if sort == Note::Link {
        return Ok(true);
    }
    let since = now - TimeDelta::days(1);
    let view = &mut tx.view();
    let most = if dealt_with { NOTES_PER_PERSON_AND_DAY_MAX } else { NOTES_OF_STRANGERS_PER_PERSON_AND_DAY_MAX };
    Ok(notices::count_of_site(view, site, None, sort, since)? < NOTES_PER_SITE_AND_DAY_MAX
        && notices::count_of_site(view, site, Some(recipient.id), sort, since)? < most
        && (dealt_with || notices::count_said_to(view, recipient.id, sort, since)? < NOTES_TO_ONE_PER_DAY_MAX))
}

/// Its sender takes a note back. Whether there was one.
pub async fn take_back_note(app: &App, sender: ActorId, uri: String) -> Result<bool, StorageError> {
    let (now, asked) = (app.clock.now(), uri.clone());
    // Most deletions are of posts: those wait for no writer here.
    if !app.db.read::<_, StorageError, _>(move |view| notices::is_kept(view, &asked)).await? {
        return Ok(false);
    }
    let take_back = move |tx: &mut Tx<'_>| -> Result<bool, StorageError> {
        let taken = notices::take_back(tx, sender, &uri)?;
        if taken {
            erasures::schedule_scrub(tx, now)?;
        }
        Ok(taken)
    };
    app.db.write(take_back).await
}

fn cut(html: String, sort: Note) -> String {
    let most = if sort == Note::Link { LINK_CHARS_MAX } else { NOTE_CHARS_MAX };
    if html.chars().count() <= most {
        return html;
    }
    let plain: String = markup::plain_text(&html).chars().take(most).collect();
    markup::SafeHtml::from_text(&plain).into_string()
}
