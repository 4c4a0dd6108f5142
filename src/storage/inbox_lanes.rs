//! What waits of each host that sends to us: a number beside its jobs, kept in the same transactions, so that a host
//! with too much is known without counting, and one that sends a flood waits behind itself alone.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use crate::domain::Timestamp;
use crate::storage::engine::{AnyConn, Prepare as _, each};
use crate::storage::schema::inbox_lanes;
use crate::storage::{StorageError, Tx, View};

/// Activities that wait here at most, of all hosts together. More than this and something is wrong: senders are asked to
/// come back.
pub const WAITING_MAX: i64 = 100_000;
/// Of these, what one host may have.
pub const WAITING_OF_HOST_MAX: i64 = WAITING_MAX / 10;
/// When a lane is looked at for which nothing waits.
const NEVER: i64 = i64::MAX;

const TAKE_IN: &str = "INSERT INTO inbox_lanes (host, waiting, next_at) VALUES ($1, 1, $2) \
     ON CONFLICT (host) DO UPDATE SET waiting = inbox_lanes.waiting + 1, \
       next_at = CASE WHEN inbox_lanes.next_at > $2 THEN $2 ELSE inbox_lanes.next_at END \
     WHERE inbox_lanes.waiting < $3";

/// Counts one more of a host; false, and nothing is counted, when it has as many as it may.
pub fn take_in(tx: &mut Tx<'_>, host: &str, now: Timestamp) -> Result<bool, StorageError> {
    let changed = each!(tx.conn(), conn => diesel::sql_query(TAKE_IN)
        .bind::<Text, _>(host)
        .bind::<BigInt, _>(now.timestamp_micros())
        .bind::<BigInt, _>(WAITING_OF_HOST_MAX)
        .execute(conn))?;
    Ok(changed == 1)
}

/// One that was given up waits again, whatever else waits.
pub(in crate::storage) fn come_back(tx: &mut Tx<'_>, host: &str, now: Timestamp) -> Result<(), StorageError> {
    each!(tx.conn(), conn => diesel::sql_query(TAKE_IN)
        .bind::<Text, _>(host)
        .bind::<BigInt, _>(now.timestamp_micros())
        .bind::<BigInt, _>(i64::MAX)
        .execute(conn))?;
    Ok(())
}

/// So many of a host do not wait any more.
pub(in crate::storage) fn let_go(tx: &mut Tx<'_>, host: &str, count: i64) -> Result<(), StorageError> {
    diesel::update(inbox_lanes::table.find(host))
        .set(inbox_lanes::waiting.eq(inbox_lanes::waiting - count))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// Takes back what [`take_in`] counted, when it turned out to be nothing new.
pub fn give_back(tx: &mut Tx<'_>, host: &str) -> Result<(), StorageError> {
    let_go(tx, host, 1)
}

/// Whether a host has as many as it may.
pub fn is_full(view: &mut View<'_>, host: &str) -> Result<bool, StorageError> {
    let waiting =
        inbox_lanes::table.find(host).select(inbox_lanes::waiting).get_result::<i64>(view.conn()).optional()?;
    Ok(waiting.is_some_and(|count| count >= WAITING_OF_HOST_MAX))
}

#[derive(QueryableByName)]
struct Sum {
    #[diesel(sql_type = BigInt)]
    sum: i64,
}

/// Activities of all hosts that wait. One row for each host that has any, not one for each activity.
pub fn waiting(view: &mut View<'_>) -> Result<i64, StorageError> {
    let sum = "SELECT CAST(COALESCE(SUM(waiting), 0) AS BIGINT) AS sum FROM inbox_lanes WHERE waiting > 0";
    let row: Sum = each!(view.conn(), conn => diesel::sql_query(sum).prepared().get_result(conn))?;
    Ok(row.sum)
}

/// Hosts of which something waits, some of them.
pub(in crate::storage) fn with_any(view: &mut View<'_>) -> Result<Vec<String>, StorageError> {
    const LOOKED_AT_MAX: i64 = 1_000;
    let those = inbox_lanes::table.filter(inbox_lanes::waiting.gt(0)).limit(LOOKED_AT_MAX).select(inbox_lanes::host);
    Ok(those.load(view.conn())?)
}

/// Holds a host's lane for the rest of the transaction.
pub(in crate::storage) fn hold(tx: &mut Tx<'_>, host: &str) -> Result<(), StorageError> {
    if let AnyConn::Pg(conn) = tx.conn() {
        inbox_lanes::table.find(host).select(inbox_lanes::host).for_update().get_result::<String>(conn).optional()?;
    }
    Ok(())
}

/// So many of a host do not wait any more, and it is looked at again then.
pub(in crate::storage) fn leave(
    tx: &mut Tx<'_>,
    host: &str,
    count: i64,
    next: Option<i64>,
) -> Result<(), StorageError> {
    diesel::update(inbox_lanes::table.find(host))
        .set((inbox_lanes::waiting.eq(inbox_lanes::waiting - count), inbox_lanes::next_at.eq(next.unwrap_or(NEVER))))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

pub(in crate::storage) fn set_next(tx: &mut Tx<'_>, host: &str, next: Option<i64>) -> Result<(), StorageError> {
    diesel::update(inbox_lanes::table.find(host))
        .set(inbox_lanes::next_at.eq(next.unwrap_or(NEVER)))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// When something of a host may be due, if anything waits.
pub(in crate::storage) fn next_due(view: &mut View<'_>) -> Result<Option<i64>, StorageError> {
    let first = inbox_lanes::table.filter(inbox_lanes::next_at.lt(NEVER)).order(inbox_lanes::next_at);
    Ok(first.select(inbox_lanes::next_at).first(view.conn()).optional()?)
}

/// Lanes that were to be looked at later than this are looked at now.
pub(in crate::storage) fn bring_forward(tx: &mut Tx<'_>, late: i64, now: i64) -> Result<usize, StorageError> {
    let strayed = inbox_lanes::table.filter(inbox_lanes::next_at.gt(late)).filter(inbox_lanes::next_at.lt(NEVER));
    Ok(diesel::update(strayed).set(inbox_lanes::next_at.eq(now)).execute(tx.conn())?)
}

/// Forgets lanes in which nothing waits.
pub fn tidy(tx: &mut Tx<'_>) -> Result<usize, StorageError> {
    let empty = inbox_lanes::table.filter(inbox_lanes::waiting.le(0)).filter(inbox_lanes::next_at.eq(NEVER));
    Ok(diesel::delete(empty).execute(tx.conn())?)
}
