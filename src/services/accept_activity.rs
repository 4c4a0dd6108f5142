//! Takes in what another server sent: raw, once, in one transaction with the job that acts on it.

use bytes::Bytes;

use crate::app::App;
use crate::domain::Timestamp;
use crate::domain::ids::ActorId;
use crate::storage::inbox::{self, Key};
use crate::storage::{StorageError, Tx, inbox_lanes, jobs};

/// A checked activity: signed by its actor, within all limits, not yet understood.
#[derive(Debug, Clone)]
pub struct Incoming {
    pub key: Key,
    pub actor: ActorId,
    /// The actor's host, of which only so much waits. What its actor sends waits behind what that one sent before.
    pub host: String,
    pub body: Bytes,
    pub again: Again,
    /// Somebody else said it, and it is fetched from there: it neither waits for what its sender sent before nor holds that up.
    pub passed_on: bool,
}

/// What it means when the same actor sends the same activity once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// It was delivered twice, and done once.
    Nothing,
    /// It says how things stand, as a follow does, and some servers give each of them one id for ever: it is done again.
    Anew,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accepted {
    First,
    /// The same actor sent the same activity before.
    Repeat,
    /// So much of its host waits that it has to come back later.
    TooMuch,
}

/// When this returns, the activity is on the disk.
pub async fn accept_activity(app: &App, incoming: Incoming) -> Result<Accepted, StorageError> {
    let now = app.clock.now();
    let store = move |tx: &mut Tx<'_>| -> Result<Accepted, StorageError> {
        if !inbox_lanes::take_in(tx, &incoming.host, now)? {
            return Ok(Accepted::TooMuch);
        }
        let kept = inbox::insert(tx, &incoming.key, incoming.actor, &incoming.body, now)?
            || (incoming.again == Again::Anew && inbox::take_anew(tx, &incoming.key, &incoming.body, now)?);
        if !kept {
            inbox_lanes::give_back(tx, &incoming.host)?;
            return Ok(Accepted::Repeat);
        }
        let after = (!incoming.passed_on).then_some(incoming.actor);
        jobs::enqueue_received(tx, incoming.key.to_hex(), after, &incoming.host, now)?;
        Ok(Accepted::First)
    };
    app.db.write(store).await
}

/// What became of an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    pub key: Key,
    pub outcome: String,
}

/// Notes what became of an activity and lets go of its text, in the transaction that ends its job.
pub fn finish_activity(tx: &mut Tx<'_>, finished: &Finished, now: Timestamp) -> Result<(), StorageError> {
    inbox::handled(tx, &finished.key, &finished.outcome, now)
}
