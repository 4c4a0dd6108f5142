//! Takes in what another server sent: raw, once, in one transaction with the job that acts on it.

use bytes::Bytes;

use crate::app::App;
use crate::domain::Timestamp;
use crate::domain::ids::ActorId;
use crate::storage::inbox::{self, Key};
use crate::storage::jobs::Chain;
use crate::storage::{StorageError, Tx, actors, inbox_lanes, jobs, taken_back};

/// Boosts of one actor that wait to be fetched at once. As many as one account may have here in an hour; what is beyond comes to
/// nothing, so that nobody fills what their server may have waiting.
pub const BOOSTS_WAITING_MAX: i64 = 300;

/// A checked activity: signed by its actor, within all limits, not yet understood.
#[derive(Debug, Clone)]
pub struct Incoming {
    pub key: Key,
    pub actor: ActorId,
    /// The host that delivered it, of which only so much waits.
    pub host: String,
    /// Whether that is its actor's own server. What another one passes on is in nobody's turn: nobody's own words wait behind
    /// what a stranger has of them.
    pub is_own: bool,
    pub body: Bytes,
    pub again: Again,
    pub waits: Waits,
}

/// What it waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    /// For what its actor's own server sent of the same actor before.
    InTurn,
    /// Somebody else said it, and it is fetched from there: for what is fetched so for the same actor. Whatever else its host
    /// sends does not wait for that.
    ToBeFetched,
    /// The same, and it is no loss to anybody where it cannot be fetched.
    Boost,
}

/// What it means when the same actor sends the same activity once more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Again {
    /// It was delivered twice, and done once.
    Nothing,
    /// It says how things stand, as a follow does, and may be meant once more: it is done again. `id`: what it may have been
    /// taken back by before it came.
    Anew { id: Option<String> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accepted {
    First,
    /// The same actor sent the same activity before.
    Repeat,
    /// So much of its host waits that it has to come back later.
    TooMuch,
    /// So much of its actor waits that nothing comes of it.
    Beyond,
}

/// When this returns, the activity is on the disk.
pub async fn accept_activity(app: &App, incoming: Incoming) -> Result<Accepted, StorageError> {
    let now = app.clock.now();
    let store = move |tx: &mut Tx<'_>| -> Result<Accepted, StorageError> {
        let (lane, turn) = match incoming.waits {
            Waits::InTurn => (incoming.host.clone(), Chain::Heard(incoming.actor)),
            Waits::ToBeFetched | Waits::Boost => {
                (inbox_lanes::lane_of_fetched(&incoming.host), Chain::Fetched(incoming.actor))
            }
        };
        let turn = Some(turn).filter(|_| incoming.is_own);
        if let Some(turn) = turn.filter(|_| incoming.waits == Waits::Boost)
            && jobs::count_in_turn(&mut tx.view(), turn)? >= BOOSTS_WAITING_MAX
        {
            return Ok(Accepted::Beyond);
        }
        let taken = match incoming.waits {
            Waits::Boost => inbox_lanes::take_in_boost(tx, &lane, now)?,
            Waits::InTurn | Waits::ToBeFetched => inbox_lanes::take_in(tx, &lane, now)?,
        };
        if !taken {
            return Ok(Accepted::TooMuch);
        }
        match key_to_do(tx, &incoming, turn, now)? {
            Some(key) => jobs::enqueue_received(tx, key.to_hex(), turn, &lane, now)?,
            None => {
                inbox_lanes::give_back(tx, &lane)?;
                return Ok(Accepted::Repeat);
            }
        }
        Ok(Accepted::First)
    };
    app.db.write(store).await
}

/// Keeps an activity, and says under which name it is to be done now. `None`: nothing is to be done.
fn key_to_do(
    tx: &mut Tx<'_>,
    incoming: &Incoming,
    turn: Option<Chain>,
    now: Timestamp,
) -> Result<Option<Key>, StorageError> {
    let Incoming { key, actor, body, again, .. } = incoming;
    if inbox::insert(tx, key, *actor, body, now)? {
        return Ok(Some(key.clone()));
    }
    let Some(turn) = turn else { return Ok(None) };
    let waits = inbox::waiting(&mut tx.view(), key)?.is_some();
    // Somebody else passed it on before, and there it still waits. It is in its own turn, too, then: whichever comes first is done.
    if waits && !jobs::is_in_turn(&mut tx.view(), &key.to_hex(), turn)? {
        return Ok(Some(key.clone()));
    }
    let Again::Anew { id } = again else { return Ok(None) };
    let anew = match jobs::last_in_turn(&mut tx.view(), turn)? {
        // Nothing was said since.
        Some((_, last)) if waits && last == key.to_hex() => return Ok(None),
        // What it may take back waits behind it: it is done once more behind that, under a name of its own.
        Some((job, _)) if waits => {
            let later = key.said_again(job);
            inbox::insert(tx, &later, *actor, body, now)?.then_some(later)
        }
        _ => inbox::take_anew(tx, key, body, now)?.then(|| key.clone()),
    };
    // What was taken back before it came the first time is meant now.
    if let (Some(_), Some(id)) = (&anew, id) {
        let by = actors::find(&mut tx.view(), *actor)?;
        by.map_or(Ok(()), |by| taken_back::let_come(tx, &by.uri, id))?;
    }
    Ok(anew)
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
