//! Who was told, and where, why something that they wrote does not count.

use diesel::prelude::*;

use crate::domain::Timestamp;
use crate::domain::ids::{ActorId, ComplaintId};
use crate::storage::engine::{Both, Prepare as _};
use crate::storage::schema::told_why;
use crate::storage::{StorageError, Tx, View};

/// Where somebody wrote: in a thread, or to a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Thread(ComplaintId),
    Board(ActorId),
}

impl Place {
    fn bytes(&self) -> &[u8] {
        match self {
            Place::Thread(id) => id.bytes(),
            Place::Board(id) => id.bytes(),
        }
    }
}

/// Marks that an actor was told this there; false if that was done before.
pub fn mark(tx: &mut Tx<'_>, actor: ActorId, place: Place, reason: &str, at: Timestamp) -> Result<bool, StorageError> {
    let row = (
        told_why::actor.eq(actor.bytes()),
        told_why::place.eq(place.bytes()),
        told_why::reason.eq(reason),
        told_why::at.eq(at.timestamp_micros()),
    );
    let written = Both(diesel::insert_into(told_why::table).values(row).on_conflict_do_nothing()).execute(tx.conn())?;
    Ok(written == 1)
}

/// The mark of something that may be said again. It still counts among what was said.
const OVER: &str = " @";

/// What an actor was told there may be told again, but for these reasons.
pub fn forget(tx: &mut Tx<'_>, actor: ActorId, place: Place, lasting: &[&str]) -> Result<(), StorageError> {
    let those = told_why::table.filter(told_why::actor.eq(actor.bytes())).filter(told_why::place.eq(place.bytes()));
    let told: Vec<String> = those.select(told_why::reason).load(tx.conn())?;
    for reason in told.iter().filter(|it| !it.contains(OVER) && !lasting.contains(&it.as_str())) {
        let over = format!("{reason}{OVER}");
        let number = told.iter().filter(|it| it.starts_with(&over)).count();
        diesel::update(told_why::table.find((actor.bytes(), place.bytes(), reason)))
            .set(told_why::reason.eq(format!("{over}{number}")))
            .prepared()
            .execute(tx.conn())?;
    }
    Ok(())
}

/// How often an actor was told anything, anywhere, since then.
pub fn count_since(view: &mut View<'_>, actor: ActorId, since: Timestamp) -> Result<i64, StorageError> {
    let those =
        told_why::table.filter(told_why::actor.eq(actor.bytes())).filter(told_why::at.ge(since.timestamp_micros()));
    Ok(those.count().get_result(view.conn())?)
}
