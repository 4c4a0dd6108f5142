//! New keys for an actor of ours: the old ones sign nothing any more, and what followed them is told to the world.

use chrono::TimeDelta;

use crate::app::App;
use crate::crypto::integrity_proof::ProofError;
use crate::crypto::key_succession;
use crate::domain::Timestamp;
use crate::services::signing::{self, SigningError, new_key, secret_key};
use crate::storage::actors::{self, Actor, Key, KeyKind};
use crate::storage::jobs::{self, Task};
use crate::storage::{Db, StorageError, Tx};

/// Rows of one statement: databases take only so many values at once.
const JOBS_PER_STATEMENT: usize = 500;

#[derive(Debug, thiserror::Error)]
pub enum RotationError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    Signing(#[from] SigningError),
    #[error("the old key cannot name the new one: {0}")]
    Succession(#[from] ProofError),
    #[error("somebody else changed these keys a moment ago")]
    Overtaken,
}

/// Retires both keys of an actor of ours with their date and makes new ones; the old key for proofs names its
/// successor. In the same transaction the job is put in line that tells the followers.
pub async fn rotate_keys(app: &App, actor: Actor) -> Result<Vec<Key>, RotationError> {
    let (old_rsa, _) = secret_key(app, actor.id, KeyKind::Rsa).await?;
    let (old_ed25519, old_secret) = secret_key(app, actor.id, KeyKind::Ed25519).await?;
    let mut rsa = new_key(app, actor.id, KeyKind::Rsa).await?.0;
    let mut ed25519 = new_key(app, actor.id, KeyKind::Ed25519).await?.0;
    let now = app.clock.now();
    let method = signing::key_id(&app.address, &old_ed25519);
    let statement = key_succession::sign(&actor.uri, &old_secret, &method, &ed25519.public_key, now)?;
    ed25519.succession = Some(statement.to_string());
    for (new, old) in [(&mut rsa, &old_rsa), (&mut ed25519, &old_ed25519)] {
        // Keys are told apart by when they were made.
        new.created_at = new.created_at.max(old.created_at + TimeDelta::microseconds(1));
    }
    let work = move |tx: &mut Tx<'_>| -> Result<Option<Vec<Key>>, StorageError> {
        for (old, new) in [(&old_rsa, &rsa), (&old_ed25519, &ed25519)] {
            let current = actors::current_key(&mut tx.view(), old.actor, old.kind)?;
            if current.is_none_or(|current| current.created_at != old.created_at) {
                return Ok(None);
            }
            actors::retire_key(tx, old, now)?;
            actors::insert_key(tx, new)?;
        }
        // What changed the document last: other servers take an update only when it is newer.
        actors::update_local(tx, &Actor { fetched_at: now, ..actor.clone() })?;
        jobs::enqueue(tx, &Task::TellProfile { actor: actor.id }, now)?;
        let current = [KeyKind::Rsa, KeyKind::Ed25519].map(|kind| actors::current_key(&mut tx.view(), actor.id, kind));
        Ok(Some(current.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect()))
    };
    app.db.write(work).await?.ok_or(RotationError::Overtaken)
}

/// For a secret key that is lost for good: what it sealed opens for nobody. All keys of this instance's actors are retired
/// without a successor, new ones are made when they are needed, and the followers are told. Says how many actors it concerns.
pub async fn replace_lost_keys(db: &Db, now: Timestamp) -> Result<usize, StorageError> {
    db.write(move |tx| {
        let owners = actors::retire_all_keys(tx, now)?;
        let tasks: Vec<Task> = owners.into_iter().map(|actor| Task::TellProfile { actor }).collect();
        for step in tasks.chunks(JOBS_PER_STATEMENT) {
            jobs::enqueue_all(tx, step, now)?;
        }
        Ok(tasks.len())
    })
    .await
}
