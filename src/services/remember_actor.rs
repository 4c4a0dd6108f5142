//! Keeps what remote actors say about themselves, and lets go of those that are gone.

use chrono::TimeDelta;

use crate::app::App;
use crate::crypto::http_signature::Manner;
use crate::domain::ids::ActorId;
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::board_keys::{self, How};
use crate::storage::profiles::{self, Profile};
use crate::storage::remote_keys::{self, RemoteKey};
use crate::storage::{StorageError, Tx, View, idle, outbox, reactions};

/// An actor whose document is not found now, and was not found this long ago, is gone.
const MISSED_HOURS: i64 = 24;

/// What an actor's own server says instead of giving its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absence {
    /// Gone for good.
    Gone,
    /// Not found, which may be a mistake that somebody puts right.
    Missing,
}

/// A remote actor as its document describes it.
#[derive(Debug, Clone)]
pub struct Remote {
    pub actor: Actor,
    /// All keys that it lists; `None` where nothing was said about keys.
    pub keys: Option<Vec<RemoteKey>>,
    /// How its server says that it takes signatures, where that is better than what everybody takes.
    pub takes: Option<Manner>,
}

impl Remote {
    /// Whether anything that it signs can be believed.
    pub fn has_key(&self) -> bool {
        self.actor.key_id.is_some() || self.keys.as_ref().is_some_and(|keys| !keys.is_empty())
    }
}

impl From<Actor> for Remote {
    fn from(actor: Actor) -> Remote {
        Remote { actor, keys: None, takes: None }
    }
}

/// Keeps an actor as its own server describes it now. The actor returned carries the id that counts.
pub async fn remember_actor(app: &App, remote: impl Into<Remote>) -> Result<Actor, StorageError> {
    remember_with(app, remote, None).await
}

/// The same with what it says beside its name; `None` changes nothing of that.
pub async fn remember_with(
    app: &App,
    remote: impl Into<Remote>,
    profile: Option<Profile>,
) -> Result<Actor, StorageError> {
    let Remote { mut actor, keys, takes } = remote.into();
    let now = app.clock.now();
    let keep = move |tx: &mut Tx<'_>| -> Result<(Actor, Vec<String>), StorageError> {
        let known = actors::find_by_uri(&mut tx.view(), &actor.uri)?;
        // A board stays one: calling itself something else for a moment would let go of what it proved with.
        if known.as_ref().is_some_and(|known| known.kind == ActorKind::Board) {
            actor.kind = ActorKind::Board;
        }
        let pinned =
            known.as_ref().filter(|known| known.kind == ActorKind::Board).and_then(|it| it.ed25519_key.clone());
        if pinned.is_some() && pinned != actor.ed25519_key {
            // What a board proved with its first key cannot be proven anew by whoever holds the server now.
            if let (Some(known), Some(key)) = (&known, &actor.ed25519_key)
                && board_keys::offered(tx, known.id, key, now)?
            {
                tracing::warn!(
                    board = actor.uri,
                    key,
                    "a board shows another key for its proofs; the one seen first stays"
                );
            }
            actor.ed25519_key.clone_from(&pinned);
        }
        let mut names: Vec<String> = known.iter().filter_map(|known| known.key_id.clone()).collect();
        let id = actors::upsert_remote(tx, &actor)?;
        if let Some(key) = actor.ed25519_key.as_ref().filter(|_| pinned.is_none() && actor.kind == ActorKind::Board) {
            board_keys::pin(tx, id, key, How::First, now)?;
        }
        if let Some(profile) = &profile {
            profiles::save(tx, id, profile)?;
        }
        names.extend(remote_keys::names(&mut tx.view(), id)?);
        if let Some(keys) = &keys {
            remote_keys::replace(tx, id, keys)?;
            names.extend(keys.iter().map(|key| key.key_id.clone()));
        }
        if let Some(manner) = takes {
            outbox::suggest_signature(tx, &actor.host, manner.name())?;
        }
        let kept = actors::find(&mut tx.view(), id)?;
        kept.map(|actor| (actor, names)).ok_or_else(|| StorageError::inconsistent("actors", "just written, not found"))
    };
    let (actor, names) = app.db.write(keep).await?;
    for key_id in names.iter().chain(&actor.key_id) {
        app.keys.forget_owned(key_id);
    }
    if takes.is_some() {
        app.keys.forget_manner(&actor.host);
    }
    Ok(actor)
}

/// A remote account was deleted: its name stays known, its keys count no longer, its small signs are forgotten.
pub async fn forget_actor(app: &App, id: ActorId) -> Result<(), StorageError> {
    let now = app.clock.now();
    let forget = move |tx: &mut Tx<'_>| -> Result<Vec<String>, StorageError> {
        let known = actors::find(&mut tx.view(), id)?.filter(|actor| !actor.local);
        if known.is_some() {
            actors::mark_deleted(tx, id, now)?;
            reactions::remove_all_of(tx, id)?;
            profiles::forget(tx, id)?;
        }
        let mut names = remote_keys::names(&mut tx.view(), id)?;
        names.extend(known.and_then(|actor| actor.key_id));
        Ok(names)
    };
    for key_id in app.db.write(forget).await? {
        app.keys.forget_owned(&key_id);
    }
    Ok(())
}

/// An account elsewhere that has no part in anything here is forgotten once nobody asked its server for it for so long.
const IDLE_DAYS: i64 = 7;

/// Forgets some of those; how many. Whoever comes back is met anew.
pub async fn forget_idle(app: &App) -> Result<usize, StorageError> {
    let before = app.clock.now() - TimeDelta::days(IDLE_DAYS);
    let found = app.db.read(move |view: &mut View<'_>| idle::find(view, before)).await?;
    let mut names = Vec::new();
    let count = found.len();
    if count > 0 {
        names = app.db.write(move |tx| idle::forget(tx, &found, before)).await?;
    }
    for key_id in names {
        app.keys.forget_owned(&key_id);
    }
    Ok(count)
}

/// An actor's own server does not give its document: one that we know counts as gone, at once or when that lasts. Its
/// words stay, for only its own deletion takes them. A board is not concerned: a home that is away has rules of its own.
pub async fn note_absence(app: &App, uri: &str, absence: Absence) -> Result<(), StorageError> {
    let (now, asked) = (app.clock.now(), uri.to_string());
    let known = app.db.read::<_, StorageError, _>(move |view| actors::find_by_uri(view, &asked)).await?;
    let stays = |it: &Actor| it.local || it.deleted_at.is_some() || it.kind == ActorKind::Board;
    let Some(id) = known.filter(|it| !stays(it)).map(|it| it.id) else { return Ok(()) };
    if absence == Absence::Missing {
        let since = app.db.write(move |tx| actors::note_missing(tx, id, now)).await?;
        if now - since < TimeDelta::hours(MISSED_HOURS) {
            return Ok(());
        }
    }
    tracing::info!(actor = uri, ?absence, "an actor is gone, as its server says");
    forget_actor(app, id).await
}
