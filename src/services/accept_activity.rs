//! Takes in what another server sent: raw, once, in one transaction with the job that acts on it.

use bytes::Bytes;

use crate::app::App;
use crate::domain::ids::ActorId;
use crate::storage::inbox::{self, Key};
use crate::storage::jobs::{self, Task};
use crate::storage::{StorageError, Tx};

/// A checked activity: signed by its actor, within all limits, not yet understood.
#[derive(Debug, Clone)]
pub struct Incoming {
    pub key: Key,
    pub actor: ActorId,
    pub body: Bytes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accepted {
    First,
    /// The same actor sent the same activity before.
    Repeat,
}

/// When this returns, the activity is on the disk.
pub async fn accept_activity(app: &App, incoming: Incoming) -> Result<Accepted, StorageError> {
    let now = app.clock.now();
    let store = move |tx: &mut Tx<'_>| -> Result<Accepted, StorageError> {
        if !inbox::insert(tx, &incoming.key, incoming.actor, &incoming.body, now)? {
            return Ok(Accepted::Repeat);
        }
        jobs::enqueue(tx, &Task::ReceiveActivity { key: incoming.key.to_hex() }, now)?;
        Ok(Accepted::First)
    };
    app.db.write(store).await
}

/// Notes what became of an activity and lets go of its text.
pub async fn finish_activity(app: &App, key: Key, outcome: String) -> Result<(), StorageError> {
    let now = app.clock.now();
    app.db.write(move |tx| inbox::handled(tx, &key, &outcome, now)).await
}
