//! Takes in what another server sent: raw, once, in one transaction with the job that acts on it.

use bytes::Bytes;

use crate::app::App;
use crate::domain::Timestamp;
use crate::domain::ids::ActorId;
use crate::storage::inbox::{self, Key};
use crate::storage::{StorageError, Tx, View, inbox_lanes, jobs};

/// A checked activity: signed by its actor, within all limits, not yet understood.
#[derive(Debug, Clone)]
pub struct Incoming {
    pub key: Key,
    pub actor: ActorId,
    /// The host that delivered it, of which only so much waits.
    pub host: String,
    pub body: Bytes,
    pub again: Again,
    pub waits: Waits,
}

/// What it waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    /// Its actor's own server sent it: for what came so of the same actor before.
    InTurn,
    /// Another server passes it on: for nothing but its turn in the lane of that one, so that nobody's own words wait behind
    /// what a stranger has of them.
    Alone,
    /// Somebody else said it, and it is fetched from there: for what its host sent that is only fetched as well. Whatever else
    /// the host sends does not wait for that.
    ToBeFetched,
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
        let lane = match incoming.waits {
            Waits::ToBeFetched => inbox_lanes::lane_of_fetched(&incoming.host),
            Waits::InTurn | Waits::Alone => incoming.host,
        };
        let after = (incoming.waits == Waits::InTurn).then_some(incoming.actor);
        if !inbox_lanes::take_in(tx, &lane, now)? {
            return Ok(Accepted::TooMuch);
        }
        let kept = inbox::insert(tx, &incoming.key, incoming.actor, &incoming.body, now)?
            || (incoming.again == Again::Anew && inbox::take_anew(tx, &incoming.key, &incoming.body, now)?);
        if !kept && !waits_elsewhere(&mut tx.view(), &incoming.key, after)? {
            inbox_lanes::give_back(tx, &lane)?;
            return Ok(Accepted::Repeat);
        }
        jobs::enqueue_received(tx, incoming.key.to_hex(), after, &lane, now)?;
        Ok(Accepted::First)
    };
    app.db.write(store).await
}

/// Whether what an actor's own server sends now waits where somebody else passed it on before. It is in its turn, too, then, and
/// whichever comes first is done.
fn waits_elsewhere(view: &mut View<'_>, key: &Key, of: Option<ActorId>) -> Result<bool, StorageError> {
    let Some(actor) = of else { return Ok(false) };
    Ok(inbox::waiting(view, key)?.is_some() && !jobs::is_in_turn(view, key.to_hex(), actor)?)
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
