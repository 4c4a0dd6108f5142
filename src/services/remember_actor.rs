//! Keeps what remote actors say about themselves, and lets go of those that are gone.

use crate::app::App;
use crate::domain::ids::ActorId;
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::board_keys::{self, How};
use crate::storage::profiles::{self, Profile};
use crate::storage::{StorageError, Tx, reactions};

/// Keeps an actor as its own server describes it now. The actor returned carries the id that counts.
pub async fn remember_actor(app: &App, actor: Actor) -> Result<Actor, StorageError> {
    remember_with(app, actor, None).await
}

/// The same with what it says beside its name; `None` changes nothing of that.
pub async fn remember_with(app: &App, mut actor: Actor, profile: Option<Profile>) -> Result<Actor, StorageError> {
    let now = app.clock.now();
    let keep = move |tx: &mut Tx<'_>| -> Result<(Actor, Option<String>), StorageError> {
        let known = actors::find_by_uri(&mut tx.view(), &actor.uri)?;
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
        let before = known.and_then(|known| known.key_id);
        let id = actors::upsert_remote(tx, &actor)?;
        if let Some(key) = actor.ed25519_key.as_ref().filter(|_| pinned.is_none() && actor.kind == ActorKind::Board) {
            board_keys::pin(tx, id, key, How::First, now)?;
        }
        if let Some(profile) = &profile {
            profiles::save(tx, id, profile)?;
        }
        let kept = actors::find(&mut tx.view(), id)?;
        kept.map(|actor| (actor, before)).ok_or_else(|| StorageError::inconsistent("actors", "just written, not found"))
    };
    let (actor, before) = app.db.write(keep).await?;
    for key_id in before.iter().chain(&actor.key_id) {
        app.keys.forget_owned(key_id);
    }
    Ok(actor)
}

/// A remote account was deleted: its name stays known, its keys count no longer, its small signs are forgotten.
pub async fn forget_actor(app: &App, id: ActorId) -> Result<(), StorageError> {
    let now = app.clock.now();
    let forget = move |tx: &mut Tx<'_>| -> Result<Option<String>, StorageError> {
        let known = actors::find(&mut tx.view(), id)?.filter(|actor| !actor.local);
        if known.is_some() {
            actors::mark_deleted(tx, id, now)?;
            reactions::remove_all_of(tx, id)?;
            profiles::forget(tx, id)?;
        }
        Ok(known.and_then(|actor| actor.key_id))
    };
    if let Some(key_id) = app.db.write(forget).await? {
        app.keys.forget_owned(&key_id);
    }
    Ok(())
}
