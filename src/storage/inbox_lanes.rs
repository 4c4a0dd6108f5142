//! What waits of each host that sends to us: a number beside its jobs, kept in the same transactions, so that a host
//! with too much is known without counting, and one that sends a flood waits behind itself alone. What a host sends that is
//! only fetched from elsewhere has a lane beside the host's, with a row of its own; the host's row counts both.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};

use crate::domain::Timestamp;
use crate::storage::engine::{AnyConn, Prepare as _, each};
use crate::storage::schema::inbox_lanes;
use crate::storage::{StorageError, Tx, View};

/// Activities that wait here at most, of all hosts together. More than this and something is wrong: senders are asked to
/// come back.
pub const WAITING_MAX: i64 = 100_000;
/// Of these, what one host may have.
pub const WAITING_OF_HOST_MAX: i64 = WAITING_MAX / 10;
/// Of these, what may wait before no boost is taken in that has to be fetched: whatever else a host sends finds room.
pub const WAITING_BEFORE_BOOSTS_MAX: i64 = WAITING_OF_HOST_MAX / 2;
/// When a lane is looked at for which nothing waits.
const NEVER: i64 = i64::MAX;

/// What follows a host's name where its lane is meant of what is only fetched from elsewhere. No host is called so.
const FETCHED: &str = "/fetched";

const TAKE_IN: &str = "INSERT INTO inbox_lanes (host, fetched, waiting, next_at) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (host) DO UPDATE SET waiting = inbox_lanes.waiting + $3, \
       next_at = CASE WHEN inbox_lanes.next_at > $4 THEN $4 ELSE inbox_lanes.next_at END \
     WHERE inbox_lanes.waiting < $5";

/// The lane of what a host sends that is only fetched from elsewhere.
pub fn lane_of_fetched(host: &str) -> String {
    format!("{host}{FETCHED}")
}

pub(in crate::storage) fn is_of_fetched(lane: &str) -> bool {
    lane.ends_with(FETCHED)
}

/// The host that has a lane.
fn host_of(lane: &str) -> &str {
    lane.strip_suffix(FETCHED).unwrap_or(lane)
}

/// Counts one more in a lane; false, and nothing is counted, when its host has as many as it may.
pub fn take_in(tx: &mut Tx<'_>, lane: &str, now: Timestamp) -> Result<bool, StorageError> {
    take_in_within(tx, lane, now, WAITING_OF_HOST_MAX)
}

/// The same for a boost that has to be fetched, which leaves room for all else.
pub fn take_in_boost(tx: &mut Tx<'_>, lane: &str, now: Timestamp) -> Result<bool, StorageError> {
    take_in_within(tx, lane, now, WAITING_BEFORE_BOOSTS_MAX)
}

/// One that was given up waits again, whatever else waits.
pub(in crate::storage) fn come_back(tx: &mut Tx<'_>, lane: &str, now: Timestamp) -> Result<(), StorageError> {
    take_in_within(tx, lane, now, i64::MAX).map(|_| ())
}

fn take_in_within(tx: &mut Tx<'_>, lane: &str, now: Timestamp, max: i64) -> Result<bool, StorageError> {
    let mut add = |row: &str, count: i64, next_at: i64| -> Result<bool, StorageError> {
        let changed = each!(tx.conn(), conn => diesel::sql_query(TAKE_IN)
            .bind::<Text, _>(row)
            .bind::<Bool, _>(is_of_fetched(row))
            .bind::<BigInt, _>(count)
            .bind::<BigInt, _>(next_at)
            .bind::<BigInt, _>(max)
            .execute(conn))?;
        Ok(changed == 1)
    };
    let now = now.timestamp_micros();
    if is_of_fetched(lane) { Ok(add(host_of(lane), 1, NEVER)? && add(lane, 0, now)?) } else { add(lane, 1, now) }
}

/// So many of a host do not wait any more.
fn let_go(tx: &mut Tx<'_>, host: &str, count: i64) -> Result<(), StorageError> {
    diesel::update(inbox_lanes::table.find(host))
        .set(inbox_lanes::waiting.eq(inbox_lanes::waiting - count))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// Takes back what [`take_in`] counted, when it turned out to be nothing new.
pub fn give_back(tx: &mut Tx<'_>, lane: &str) -> Result<(), StorageError> {
    let_go(tx, host_of(lane), 1)
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

/// Lanes of hosts of which something waits, some of them: their own, and those of what is only fetched.
pub(in crate::storage) fn with_any(view: &mut View<'_>) -> Result<Vec<String>, StorageError> {
    const LOOKED_AT_MAX: i64 = 1_000;
    let any = diesel::dsl::sql::<diesel::sql_types::Bool>("waiting > 0");
    let those = inbox_lanes::table.filter(any).limit(LOOKED_AT_MAX).select(inbox_lanes::host);
    let hosts: Vec<String> = those.load(view.conn())?;
    let fetched: Vec<String> = hosts.iter().map(|host| lane_of_fetched(host)).collect();
    Ok([hosts, fetched].concat())
}

/// Holds a lane for the rest of the transaction, and where its host counts, that first.
pub(in crate::storage) fn hold(tx: &mut Tx<'_>, lane: &str) -> Result<(), StorageError> {
    if let AnyConn::Pg(conn) = tx.conn() {
        let mut hold = |row: &str| {
            inbox_lanes::table.find(row).select(inbox_lanes::host).for_update().get_result::<String>(conn).optional()
        };
        hold(host_of(lane))?;
        if is_of_fetched(lane) {
            hold(lane)?;
        }
    }
    Ok(())
}

/// So many of a lane do not wait any more, and it is looked at again then.
pub(in crate::storage) fn leave(
    tx: &mut Tx<'_>,
    lane: &str,
    count: i64,
    next: Option<i64>,
) -> Result<(), StorageError> {
    if is_of_fetched(lane) {
        let_go(tx, host_of(lane), count)?;
        return set_next(tx, lane, next);
    }
    diesel::update(inbox_lanes::table.find(lane))
        .set((inbox_lanes::waiting.eq(inbox_lanes::waiting - count), inbox_lanes::next_at.eq(next.unwrap_or(NEVER))))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

pub(in crate::storage) fn set_next(tx: &mut Tx<'_>, lane: &str, next: Option<i64>) -> Result<(), StorageError> {
    diesel::update(inbox_lanes::table.find(lane))
        .set(inbox_lanes::next_at.eq(next.unwrap_or(NEVER)))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// A lane is looked at by then, if not before.
pub(in crate::storage) fn look_by(tx: &mut Tx<'_>, lane: &str, due: i64) -> Result<(), StorageError> {
    diesel::update(inbox_lanes::table.find(lane).filter(inbox_lanes::next_at.gt(due)))
        .set(inbox_lanes::next_at.eq(due))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// When something may be due in the hosts' lanes, or in those of what is only fetched, if anything waits there.
pub(in crate::storage) fn next_due(view: &mut View<'_>, fetched: bool) -> Result<Option<i64>, StorageError> {
    let those = inbox_lanes::table.filter(inbox_lanes::fetched.eq(fetched));
    let first = those.filter(inbox_lanes::next_at.lt(NEVER)).order(inbox_lanes::next_at);
    Ok(first.select(inbox_lanes::next_at).first(view.conn()).optional()?)
}

/// Lanes that were to be looked at later than this are looked at now.
pub(in crate::storage) fn bring_forward(tx: &mut Tx<'_>, late: i64, now: i64) -> Result<usize, StorageError> {
    // Both kinds, so that the index is used: it begins with the kind.
    let strayed = inbox_lanes::table
        .filter(inbox_lanes::fetched.eq_any([false, true]))
        .filter(inbox_lanes::next_at.gt(late))
        .filter(inbox_lanes::next_at.lt(NEVER));
    Ok(diesel::update(strayed).set(inbox_lanes::next_at.eq(now)).execute(tx.conn())?)
}

/// Forgets lanes in which nothing waits.
pub fn tidy(tx: &mut Tx<'_>) -> Result<usize, StorageError> {
    let empty = inbox_lanes::table.filter(inbox_lanes::waiting.le(0)).filter(inbox_lanes::next_at.eq(NEVER));
    Ok(diesel::delete(empty).execute(tx.conn())?)
}
