//! What an operator sees of the queue: dead letters, sent again or thrown away, and how much of everything there is.

use diesel::dsl::min;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::domain::Timestamp;
use crate::domain::ids::{ActivityId, ComplaintId};
use crate::storage::deliveries::{
    BEHIND, DEAD, DELIVERIES_PER_STEP, PARKED, READY, hold_hosts, inconsistent, settle, still_open,
};
use crate::storage::schema::{deliveries, hosts};
use crate::storage::{StorageError, Tx, View, moment};

/// A delivery that failed for good, or is parked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadLetter {
    pub id: i64,
    pub host: String,
    pub inbox: String,
    pub complaint: Option<ComplaintId>,
    pub activity: ActivityId,
    pub first_at: Timestamp,
    pub attempts: i32,
    /// Refused for lack of a right, and kept until somebody looks after it.
    pub parked: bool,
    pub status: Option<i32>,
    pub answer: Option<String>,
}

type DeadRow = (i64, String, String, Option<Vec<u8>>, Vec<u8>, i64, i32, i32, Option<i32>, Option<String>);

fn dead_letter(row: DeadRow) -> Result<DeadLetter, StorageError> {
    let (id, host, inbox, complaint, activity, first_at, attempts, state, status, answer) = row;
    Ok(DeadLetter {
        id,
        host,
        inbox,
        complaint: complaint.map(|it| ComplaintId::from_bytes(&it)).transpose().map_err(inconsistent)?,
        activity: ActivityId::from_bytes(&activity).map_err(inconsistent)?,
        first_at: moment("deliveries", first_at)?,
        attempts,
        parked: state == PARKED,
        status,
        answer,
    })
}

/// Parked or dead, said in the very words of the indexes that hold only those.
fn not_open() -> diesel::expression::SqlLiteral<Bool> {
    diesel::dsl::sql("state IN (1, 2)")
}

/// What was not delivered for good, the newest first; of one host if it is named, before the id given.
pub fn dead_letters(
    view: &mut View<'_>,
    host: Option<&str>,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<DeadLetter>, StorageError> {
    let mut those =
        deliveries::table.filter(not_open()).filter(deliveries::id.lt(before.unwrap_or(i64::MAX))).into_boxed();
    if let Some(host) = host {
        those = those.filter(deliveries::host.eq(host.to_string()));
    }
    let rows: Vec<DeadRow> = those
        .order(deliveries::id.desc())
        .limit(limit)
        .select((
            deliveries::id,
            deliveries::host,
            deliveries::inbox,
            deliveries::complaint,
            deliveries::activity,
            deliveries::first_at,
            deliveries::attempts,
            deliveries::state,
            deliveries::status,
            deliveries::answer,
        ))
        .load(view.conn())?;
    rows.into_iter().map(dead_letter).collect()
}

/// Which dead letters are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    One(i64),
    OfHost(String),
    All,
}

/// Id, host, and the complaint that it is about.
type SomeRow = (i64, String, Option<Vec<u8>>);

fn some_of(tx: &mut Tx<'_>, which: &Which) -> Result<Vec<SomeRow>, StorageError> {
    let mut those = deliveries::table.filter(not_open()).into_boxed();
    match which {
        Which::One(id) => those = those.filter(deliveries::id.eq(*id)),
        Which::OfHost(host) => those = those.filter(deliveries::host.eq(host.clone())),
        Which::All => {}
    }
    let columns = (deliveries::id, deliveries::host, deliveries::complaint);
    let some: Vec<(i64, String, Option<Vec<u8>>)> =
        those.order(deliveries::id).limit(DELIVERIES_PER_STEP).select(columns).load(tx.conn())?;
    hold_hosts(tx, &some.iter().map(|(_, host, _)| host.as_str()).collect())?;
    Ok(some)
}

/// Sends dead letters again as if they were new, a bounded number of them; says how many there were.
pub fn retry(tx: &mut Tx<'_>, which: &Which, now: Timestamp) -> Result<usize, StorageError> {
    let some = some_of(tx, which)?;
    let at = now.timestamp_micros();
    let ids: Vec<i64> = some.iter().map(|(id, ..)| *id).collect();
    // They wait behind whatever comes before them; settling says who is first.
    diesel::update(deliveries::table.filter(deliveries::id.eq_any(ids)).filter(deliveries::complaint.is_not_null()))
        .set(deliveries::state.eq(BEHIND))
        .execute(tx.conn())?;
    let ids: Vec<i64> = some.iter().map(|(id, ..)| *id).collect();
    diesel::update(
        deliveries::table.filter(deliveries::id.eq_any(ids.clone())).filter(deliveries::complaint.is_null()),
    )
    .set(deliveries::state.eq(READY))
    .execute(tx.conn())?;
    diesel::update(deliveries::table.filter(deliveries::id.eq_any(ids)))
        .set((deliveries::due_at.eq(at), deliveries::first_at.eq(at), deliveries::attempts.eq(0)))
        .execute(tx.conn())?;
    settle(tx, &some, now)?;
    Ok(some.len())
}

/// Throws dead letters away, a bounded number of them; says how many there were.
pub fn drop_dead(tx: &mut Tx<'_>, which: &Which) -> Result<usize, StorageError> {
    let some = some_of(tx, which)?;
    let ids: Vec<i64> = some.iter().map(|(id, ..)| *id).collect();
    Ok(diesel::delete(deliveries::table.filter(deliveries::id.eq_any(ids))).execute(tx.conn())?)
}

/// How many dead letters each host has, the most first.
pub fn dead_by_host(view: &mut View<'_>, limit: i64) -> Result<Vec<(String, i64)>, StorageError> {
    let count = diesel::dsl::count_star();
    Ok(deliveries::table
        .filter(not_open())
        .group_by(deliveries::host)
        .select((deliveries::host, count))
        .order(count.desc())
        .limit(limit)
        .load(view.conn())?)
}

/// What the queue holds, for `doctor` and the metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub waiting: i64,
    pub parked: i64,
    pub dead: i64,
    /// Hosts that do not answer.
    pub hosts_failing: i64,
    /// When the oldest that still waits was written.
    pub oldest: Option<Timestamp>,
}

pub fn counts(view: &mut View<'_>) -> Result<Counts, StorageError> {
    let mut counts = Counts::default();
    let by_state: Vec<(i32, i64)> = deliveries::table
        .group_by(deliveries::state)
        .select((deliveries::state, diesel::dsl::count_star()))
        .load(view.conn())?;
    for (state, count) in by_state {
        match state {
            PARKED => counts.parked += count,
            DEAD => counts.dead += count,
            _ => counts.waiting += count,
        }
    }
    counts.hosts_failing = hosts::table
        .filter(diesel::dsl::sql::<diesel::sql_types::Bool>("failures > 0"))
        .count()
        .get_result(view.conn())?;
    let oldest: Option<i64> =
        deliveries::table.filter(still_open()).select(min(deliveries::first_at)).get_result(view.conn())?;
    counts.oldest = oldest.map(|micros| moment("deliveries", micros)).transpose()?;
    Ok(counts)
}
