//! What still has to reach other servers: one row for each inbox, in order for each complaint and host, taken host by host.
//!
//! A host has a row of its own that says when it is to be looked at. Whoever adds, takes or ends a delivery holds that
//! row, so that what is ready, behind and leased is always true of each other; what waits for other hosts is not touched.

mod dead;

pub use dead::{Counts, DeadLetter, Which, counts, dead_by_host, dead_letters, drop_dead, retry};

use std::collections::BTreeSet;
use std::time::Duration;

use diesel::dsl::{max, min};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Bool, Text};

use crate::domain::Timestamp;
use crate::domain::ids::{ActivityId, ActorId, ComplaintId};
use crate::domain::policy::{PolicyList, Severity};
use crate::storage::engine::{AnyConn, Both, Prepare as _, each};
use crate::storage::erasures::{self, CopyOutcome};
use crate::storage::outbox::Activity;
use crate::storage::schema::{deliveries, gone_inboxes, hosts};
use crate::storage::wake::Listener;
use crate::storage::{StorageError, Tx, View, moment, policies};

/// Characters of another server's answer that are kept with a delivery.
const ANSWER_CHARS_MAX: usize = 500;
/// Deliveries that one transaction makes, gives up, sends again or drops.
pub const DELIVERIES_PER_STEP: i64 = 500;
/// Rows that one statement inserts: of ten values each, of which the engines take 32 766 and 65 535.
const ROWS_PER_STATEMENT_MAX: usize = 500;
/// The turn of what waits for nothing.
const AT_ONCE: i64 = 0;
/// When a host is looked at for which nothing waits.
const NEVER: i64 = i64::MAX;

const READY: i32 = 0;
/// Refused for lack of a right: kept, and not tried again by itself.
const PARKED: i32 = 1;
const DEAD: i32 = 2;
/// Something earlier about the same complaint has to reach the host first.
const BEHIND: i32 = 3;
const LEASED: i32 = 4;
/// What has neither arrived nor failed for good.
const OPEN: [i32; 3] = [READY, BEHIND, LEASED];

fn inconsistent(why: impl std::fmt::Display) -> StorageError {
    StorageError::inconsistent("deliveries", why)
}

/// A delivery as it goes into the table.
#[derive(Insertable)]
#[diesel(table_name = deliveries)]
struct NewDelivery<'a> {
    activity: &'a [u8],
    actor: &'a [u8],
    inbox: &'a str,
    host: &'a str,
    complaint: Option<&'a [u8]>,
    due_at: i64,
    first_at: i64,
    attempts: i32,
    state: i32,
    turn: i64,
}

/// An activity and inboxes that hear it.
#[derive(Debug)]
pub struct Addressed<'a> {
    pub activity: &'a Activity,
    pub inboxes: Vec<String>,
}

/// One delivery for each inbox of each activity. An inbox that has one already keeps it. What is said about one complaint
/// reaches a host in the order in which it is put in line; what goes to a blocked host is not even written down.
///
/// What is told in one transaction is put in line together, so that the hosts are held in one order by everybody.
pub fn enqueue(tx: &mut Tx<'_>, told: &[Addressed<'_>], now: Timestamp) -> Result<(), StorageError> {
    put_in_line(tx, told, true, now)
}

/// The same for an answer to one actor, which waits for nothing that was said before.
pub fn enqueue_at_once(tx: &mut Tx<'_>, it: &Activity, inbox: &str, now: Timestamp) -> Result<(), StorageError> {
    put_in_line(tx, &[Addressed { activity: it, inboxes: vec![inbox.to_string()] }], false, now)
}

fn put_in_line(tx: &mut Tx<'_>, told: &[Addressed<'_>], in_turn: bool, now: Timestamp) -> Result<(), StorageError> {
    let at = now.timestamp_micros();
    let places = |it: &Addressed<'_>| -> Vec<(String, String)> {
        it.inboxes.iter().filter_map(|inbox| Some((host_of(inbox)?, inbox.clone()))).collect()
    };
    let told: Vec<(&Activity, Vec<(String, String)>)> = told.iter().map(|it| (it.activity, places(it))).collect();
    let named: BTreeSet<&str> = told.iter().flat_map(|(_, places)| places).map(|(host, _)| host.as_str()).collect();
    if named.is_empty() {
        return Ok(());
    }
    let blocked = hold_hosts(tx, &named)?;
    let outcome = |host: &str| if blocked.contains(host) { CopyOutcome::NotSent } else { CopyOutcome::OnItsWay };
    for (it, places) in told.iter().filter(|(it, _)| it.audience.counted) {
        let followed: Vec<_> =
            places.iter().map(|(host, inbox)| (host.as_str(), inbox.as_str(), outcome(host))).collect();
        erasures::told(tx, it, &followed, now)?;
    }
    let complaints: BTreeSet<ComplaintId> =
        told.iter().filter_map(|(it, _)| it.complaint).filter(|_| in_turn).collect();
    let mut behind = BTreeSet::new();
    for complaint in &complaints {
        behind.extend(hosts_with_earlier(tx, *complaint, &named)?.into_iter().map(|host| (*complaint, host)));
    }
    let mut turn = if complaints.is_empty() { AT_ONCE } else { next_turn(tx)? };
    let mut rows: Vec<NewDelivery<'_>> = Vec::new();
    for (it, places) in &told {
        let mut later = BTreeSet::new();
        for (host, inbox) in places.iter().filter(|(host, _)| !blocked.contains(host)) {
            let is_behind = it.complaint.filter(|_| in_turn).is_some_and(|it| behind.contains(&(it, host.clone())));
            rows.push(NewDelivery {
                activity: it.id.bytes(),
                actor: it.actor.bytes(),
                inbox,
                host,
                complaint: it.complaint.as_ref().map(ComplaintId::bytes),
                due_at: at,
                first_at: at,
                attempts: 0,
                state: if is_behind { BEHIND } else { READY },
                turn,
            });
            later.extend(it.complaint.map(|it| (it, host.clone())));
        }
        // No turn is above the number of a row that has it, so that the next one, which is reckoned from those, is above all.
        if !later.is_empty() && turn != AT_ONCE {
            turn += 1;
        }
        behind.append(&mut later);
    }
    for some in rows.chunks(ROWS_PER_STATEMENT_MAX) {
        match tx.conn() {
            AnyConn::Pg(conn) => {
                diesel::insert_into(deliveries::table).values(some).on_conflict_do_nothing().execute(conn)?
            }
            AnyConn::Sqlite(conn) => diesel::insert_or_ignore_into(deliveries::table).values(some).execute(conn)?,
        };
    }
    let ready: BTreeSet<&str> = rows.iter().filter(|row| row.state == READY).map(|row| row.host).collect();
    if ready.is_empty() { Ok(()) } else { look_at(tx, &ready, now) }
}

/// The place of what is said next, behind all that is in line. Compared for one complaint alone, of which one thing is told at
/// a time.
fn next_turn(tx: &mut Tx<'_>) -> Result<i64, StorageError> {
    let last: Option<i64> = deliveries::table.select(max(deliveries::id)).get_result(tx.conn())?;
    Ok(last.unwrap_or(AT_ONCE) + 1)
}

/// Makes sure that these hosts have their rows and holds them, in one order for everybody; names those that are blocked.
fn hold_hosts(tx: &mut Tx<'_>, named: &BTreeSet<&str>) -> Result<BTreeSet<String>, StorageError> {
    let known: Vec<String> =
        hosts::table.filter(hosts::host.eq_any(named.iter().copied())).select(hosts::host).load(tx.conn())?;
    let known: BTreeSet<String> = known.into_iter().collect();
    let new: Vec<&str> = named.iter().copied().filter(|host| !known.contains(*host)).collect();
    let policies =
        if new.is_empty() { PolicyList::default() } else { policies::of_hosts(&mut tx.view(), new.iter().copied())? };
    let row = |host: &&str| {
        let blocked = policies.severity(host) == Severity::Block;
        let quiet = (hosts::failures.eq(0), hosts::probe_at.eq(0));
        (hosts::host.eq((*host).to_string()), quiet, hosts::blocked.eq(blocked))
    };
    let rows: Vec<_> = new.iter().map(row).collect();
    let those = hosts::table
        .filter(hosts::host.eq_any(named.iter().copied()))
        .order(hosts::host)
        .select((hosts::host, hosts::blocked));
    let held: Vec<(String, bool)> = match tx.conn() {
        AnyConn::Pg(conn) => {
            if !rows.is_empty() {
                diesel::insert_into(hosts::table).values(&rows).on_conflict_do_nothing().execute(conn)?;
            }
            those.for_update().load(conn)?
        }
        AnyConn::Sqlite(conn) => {
            if !rows.is_empty() {
                diesel::insert_or_ignore_into(hosts::table).values(&rows).execute(conn)?;
            }
            those.load(conn)?
        }
    };
    Ok(held.into_iter().filter(|(_, blocked)| *blocked).map(|(host, _)| host).collect())
}

/// Holds the row of a host that has one.
fn hold_host(tx: &mut Tx<'_>, host: &str) -> Result<(), StorageError> {
    if let AnyConn::Pg(conn) = tx.conn() {
        hosts::table.find(host).select(hosts::host).for_update().get_result::<String>(conn).optional()?;
    }
    Ok(())
}

fn hosts_with_earlier(
    tx: &mut Tx<'_>,
    complaint: ComplaintId,
    named: &BTreeSet<&str>,
) -> Result<BTreeSet<String>, StorageError> {
    let hosts: Vec<String> = deliveries::table
        .filter(deliveries::complaint.eq(complaint.bytes()))
        .filter(deliveries::host.eq_any(named.iter().copied()))
        .filter(deliveries::state.eq_any(OPEN))
        .select(deliveries::host)
        .distinct()
        .load(tx.conn())?;
    Ok(hosts.into_iter().collect())
}

/// These hosts have something that is ready: they are looked at now, or when a failing one is to be probed.
fn look_at(tx: &mut Tx<'_>, named: &BTreeSet<&str>, now: Timestamp) -> Result<(), StorageError> {
    let at = now.timestamp_micros();
    let those = || hosts::table.filter(hosts::host.eq_any(named.iter().copied())).filter(hosts::blocked.eq(false));
    diesel::update(those().filter(hosts::probe_at.le(at)).filter(hosts::next_at.gt(at)))
        .set(hosts::next_at.eq(at))
        .prepared()
        .execute(tx.conn())?;
    diesel::update(those().filter(hosts::probe_at.gt(at)).filter(hosts::next_at.gt(hosts::probe_at)))
        .set(hosts::next_at.eq(hosts::probe_at))
        .prepared()
        .execute(tx.conn())?;
    tx.wake(Listener::Deliveries);
    Ok(())
}

/// Host, with the port where it is not the scheme's own: what failures and blocks are counted by.
fn host_of(inbox: &str) -> Option<String> {
    let url = url::Url::parse(inbox).ok()?;
    let host = url.host_str()?.to_ascii_lowercase();
    Some(match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host,
    })
}

/// A delivery that this process has for the length of its lease.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leased {
    pub id: i64,
    pub activity: ActivityId,
    pub actor: ActorId,
    pub inbox: String,
    pub host: String,
    pub complaint: Option<ComplaintId>,
    /// How many times it was tried, this one included.
    pub attempts: i32,
    pub first_at: Timestamp,
    /// How often in a row its host had failed before; then this is the one that probes it.
    pub host_failures: i32,
    /// When its host last refused a boost as such.
    pub boosts_refused_at: Option<Timestamp>,
    /// Its host took something before, and is one that we know.
    pub host_known: bool,
    /// What becomes of it is kept for whoever erased something; known once the activity was read.
    pub counted: bool,
}

/// What is known of a host that is looked at.
#[derive(Queryable)]
struct Looked {
    host: String,
    failures: i32,
    boosts_refused_at: Option<i64>,
    known_since: Option<i64>,
}

macro_rules! leased_of {
    ($host:expr) => {
        deliveries::table.filter(deliveries::host.eq($host)).filter(deliveries::state.eq(LEASED))
    };
}

/// On what terms deliveries are taken.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    pub now: Timestamp,
    pub lease: Duration,
    /// Deliveries at most, of all hosts together.
    pub limit: i64,
    /// Who takes them.
    pub worker: i64,
}

/// Takes deliveries that are due, a few of each host; the host that was looked at longest ago comes first.
/// `share` says how many a host may have under way; one that failed gets a single one, as a probe.
pub fn lease(tx: &mut Tx<'_>, terms: &Terms, share: impl Fn(&str) -> i64) -> Result<Vec<Leased>, StorageError> {
    let due = hosts::table
        .filter(hosts::next_at.le(terms.now.timestamp_micros()))
        .filter(hosts::blocked.eq(false))
        .order((hosts::next_at, hosts::host))
        .limit(terms.limit)
        .select((hosts::host, hosts::failures, hosts::boosts_refused_at, hosts::known_since));
    let ready: Vec<Looked> = match tx.conn() {
        AnyConn::Pg(conn) => due.for_update().skip_locked().load(conn)?,
        AnyConn::Sqlite(conn) => due.load(conn)?,
    };
    let mut leased = Vec::new();
    for looked in ready {
        let host = &looked.host;
        let left = terms.limit - i64::try_from(leased.len()).unwrap_or(terms.limit);
        if left <= 0 {
            break;
        }
        take_back_expired(tx, host, terms.now)?;
        let under_way: i64 = leased_of!(host).count().get_result(tx.conn())?;
        let allowed = if looked.failures > 0 { 1 } else { share(host).max(1) };
        let free = (allowed - under_way).min(left);
        if free > 0 {
            take_some(tx, terms, &looked, free, &mut leased)?;
        }
        // A host that has all it may have is looked at again when one of them ends.
        let next = next_look(tx, host, free <= 0, terms.now)?;
        set_next(tx, host, next)?;
    }
    Ok(leased)
}

type LeasedRow = (i64, Vec<u8>, Vec<u8>, String, Option<Vec<u8>>, i32, i64);

fn take_some(
    tx: &mut Tx<'_>,
    terms: &Terms,
    looked: &Looked,
    free: i64,
    leased: &mut Vec<Leased>,
) -> Result<(), StorageError> {
    let boosts_refused_at = looked.boosts_refused_at.map(|at| moment("hosts", at)).transpose()?;
    let rows: Vec<LeasedRow> = deliveries::table
        .filter(deliveries::host.eq(&looked.host))
        .filter(deliveries::state.eq(READY))
        .filter(deliveries::due_at.le(terms.now.timestamp_micros()))
        .order((deliveries::due_at, deliveries::id))
        .limit(free)
        .select((
            deliveries::id,
            deliveries::activity,
            deliveries::actor,
            deliveries::inbox,
            deliveries::complaint,
            deliveries::attempts,
            deliveries::first_at,
        ))
        .load(tx.conn())?;
    let ids: Vec<i64> = rows.iter().map(|(id, ..)| *id).collect();
    diesel::update(deliveries::table.filter(deliveries::id.eq_any(ids)))
        .set((
            deliveries::state.eq(LEASED),
            deliveries::due_at.eq((terms.now + terms.lease).timestamp_micros()),
            deliveries::attempts.eq(deliveries::attempts + 1),
            deliveries::worker.eq(Some(terms.worker)),
        ))
        .execute(tx.conn())?;
    for (id, activity, actor, inbox, complaint, attempts, first_at) in rows {
        leased.push(Leased {
            id,
            activity: ActivityId::from_bytes(&activity).map_err(inconsistent)?,
            actor: ActorId::from_bytes(&actor).map_err(inconsistent)?,
            inbox,
            host: looked.host.clone(),
            complaint: complaint.map(|it| ComplaintId::from_bytes(&it)).transpose().map_err(inconsistent)?,
            attempts: attempts + 1,
            first_at: moment("deliveries", first_at)?,
            host_failures: looked.failures,
            boosts_refused_at,
            host_known: looked.known_since.is_some(),
            counted: false,
        });
    }
    Ok(())
}

/// Leases that are over: whoever had them does not answer for them any more.
fn take_back_expired(tx: &mut Tx<'_>, host: &str, now: Timestamp) -> Result<(), StorageError> {
    diesel::update(leased_of!(host).filter(deliveries::due_at.le(now.timestamp_micros())))
        .set((deliveries::state.eq(READY), deliveries::worker.eq(None::<i64>)))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// When a host is to be looked at next: when something is due and it may be tried, or when a lease is over.
fn next_look(tx: &mut Tx<'_>, host: &str, is_full: bool, now: Timestamp) -> Result<i64, StorageError> {
    let found = hosts::table.find(host).select((hosts::probe_at, hosts::failures, hosts::blocked));
    let Some((probe_at, failures, blocked)) = found.first::<(i64, i32, bool)>(tx.conn()).optional()? else {
        return Ok(NEVER);
    };
    if blocked {
        return Ok(NEVER);
    }
    let over: Option<i64> = leased_of!(host).select(min(deliveries::due_at)).get_result(tx.conn())?;
    if is_full || (failures > 0 && over.is_some()) {
        return Ok(over.unwrap_or(now.timestamp_micros()));
    }
    let ready: Option<i64> = deliveries::table
        .filter(deliveries::host.eq(host))
        .filter(deliveries::state.eq(READY))
        .select(min(deliveries::due_at))
        .get_result(tx.conn())?;
    let ready = ready.map_or(NEVER, |due| due.max(probe_at));
    // What is looked at now goes behind all who have waited for longer.
    Ok(ready.max(now.timestamp_micros()).min(over.unwrap_or(NEVER)))
}

fn set_next(tx: &mut Tx<'_>, host: &str, next: i64) -> Result<(), StorageError> {
    diesel::update(hosts::table.find(host)).set(hosts::next_at.eq(next)).prepared().execute(tx.conn())?;
    Ok(())
}

/// Looks at what became of a host's queue after something ended there.
fn reschedule(tx: &mut Tx<'_>, host: &str, now: Timestamp) -> Result<(), StorageError> {
    let next = next_look(tx, host, false, now)?;
    set_next(tx, host, next)?;
    if next <= now.timestamp_micros() {
        tx.wake(Listener::Deliveries);
    }
    Ok(())
}

/// Whether the first that is left about this complaint still stands behind what is done now. What is said in one turn is
/// let up together, so one of them tells for all.
fn is_next_behind(tx: &mut Tx<'_>, host: &str, complaint: ComplaintId) -> Result<bool, StorageError> {
    let first: Option<i32> = deliveries::table
        .filter(deliveries::complaint.eq(complaint.bytes()))
        .filter(deliveries::host.eq(host))
        .filter(deliveries::state.eq_any(OPEN))
        .order(deliveries::turn)
        .select(deliveries::state)
        .first(tx.conn())
        .optional()?;
    Ok(first == Some(BEHIND))
}

/// The next ones about this complaint may go to this host, if nothing earlier is left.
fn let_up(tx: &mut Tx<'_>, host: &str, complaint: ComplaintId) -> Result<(), StorageError> {
    let those = || {
        deliveries::table
            .filter(deliveries::complaint.eq(complaint.bytes().to_vec()))
            .filter(deliveries::host.eq(host.to_string()))
    };
    let first: Option<i64> =
        those().filter(deliveries::state.eq_any(OPEN)).select(min(deliveries::turn)).get_result(tx.conn())?;
    if let Some(turn) = first {
        diesel::update(those().filter(deliveries::turn.eq(turn)).filter(deliveries::state.eq(BEHIND)))
            .set(deliveries::state.eq(READY))
            .prepared()
            .execute(tx.conn())?;
    }
    Ok(())
}

/// What became of one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    Delivered,
    /// Overtaken, or nobody is left to sign it or to read it: not sent and not missed.
    Dropped,
    Retry {
        due_at: Timestamp,
        host: HostState,
    },
    Parked,
    Dead,
    /// A boost that is not taken there. With `by_host` it is no matter of this inbox alone.
    Unwanted {
        by_host: bool,
    },
    /// The inbox is gone for good, and with it all that waits for it.
    Gone,
}

/// What an attempt that is made again says about the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostState {
    /// Nothing: the reason was ours.
    Unknown,
    /// It answers; only this delivery waits.
    Answers,
    /// It answers, and asks to be left alone until then.
    Asks(Timestamp),
    /// It does not answer, or only that it failed: it is probed then.
    Down(Timestamp),
}

/// Records an attempt. What other servers said is kept with what failed.
pub fn record(
    tx: &mut Tx<'_>,
    it: &Leased,
    ended: &Ended,
    status: Option<u16>,
    answer: &str,
    now: Timestamp,
) -> Result<(), StorageError> {
    hold_host(tx, &it.host)?;
    if it.counted
        && let Some(outcome) = outcome_of(ended)
    {
        erasures::ended(tx, it.activity, &it.inbox, outcome)?;
    }
    let this = deliveries::table
        .filter(deliveries::id.eq(it.id))
        .filter(deliveries::attempts.eq(it.attempts))
        .filter(deliveries::state.eq(LEASED));
    let answer: String = answer.chars().take(ANSWER_CHARS_MAX).collect();
    let (state, due_at) = match ended {
        Ended::Delivered | Ended::Dropped | Ended::Unwanted { .. } | Ended::Gone => {
            diesel::delete(this).execute(tx.conn())?;
            (None, None)
        }
        Ended::Retry { due_at, .. } => (Some(READY), Some(*due_at)),
        Ended::Parked => (Some(PARKED), None),
        Ended::Dead => (Some(DEAD), None),
    };
    if let Some(state) = state {
        let said = (deliveries::status.eq(status.map(i32::from)), deliveries::answer.eq(&answer));
        let ended = (deliveries::state.eq(state), deliveries::worker.eq(None::<i64>), said);
        match due_at {
            Some(due) => diesel::update(this).set((ended, deliveries::due_at.eq(due.timestamp_micros()))),
            None => diesel::update(this).set((ended, deliveries::due_at.eq(now.timestamp_micros()))),
        }
        .execute(tx.conn())?;
    }
    if *ended == Ended::Gone {
        let row = (gone_inboxes::inbox.eq(&it.inbox), gone_inboxes::at.eq(now.timestamp_micros()));
        Both(diesel::insert_into(gone_inboxes::table).values(row).on_conflict_do_nothing()).execute(tx.conn())?;
    }
    if *ended == (Ended::Unwanted { by_host: true }) {
        diesel::update(hosts::table.find(&it.host))
            .set(hosts::boosts_refused_at.eq(now.timestamp_micros()))
            .prepared()
            .execute(tx.conn())?;
    }
    if let Some(complaint) = it.complaint
        && is_next_behind(tx, &it.host, complaint)?
    {
        let_up(tx, &it.host, complaint)?;
    }
    if *ended == Ended::Delivered && !it.host_known {
        known(tx, &it.host, now)?;
    }
    match ended {
        Ended::Dropped | Ended::Retry { host: HostState::Unknown, .. } => {}
        Ended::Retry { host: HostState::Down(until), .. } => host_failed(tx, it, *until, &answer)?,
        Ended::Retry { host: HostState::Asks(until), .. } => {
            host_answered(tx, &it.host, now)?;
            pause(tx, &it.host, *until)?;
        }
        _ => host_answered(tx, &it.host, now)?,
    }
    reschedule(tx, &it.host, now)
}

/// What an attempt says about an erasure, if it is the last word.
fn outcome_of(ended: &Ended) -> Option<CopyOutcome> {
    match ended {
        Ended::Delivered => Some(CopyOutcome::Confirmed),
        Ended::Parked | Ended::Dead | Ended::Gone | Ended::Unwanted { .. } => Some(CopyOutcome::Refused),
        Ended::Retry { .. } | Ended::Dropped => None,
    }
}

/// Several that fail together are one failure of their host.
fn host_failed(tx: &mut Tx<'_>, it: &Leased, probe_at: Timestamp, reason: &str) -> Result<(), StorageError> {
    let those = hosts::table.find(&it.host).select((hosts::failures, hosts::probe_at));
    let (failures, probed): (i32, i64) = those.get_result(tx.conn())?;
    diesel::update(hosts::table.find(&it.host))
        .set((
            hosts::failures.eq(failures.max(it.host_failures + 1)),
            hosts::probe_at.eq(probe_at.timestamp_micros().max(probed)),
            hosts::reason.eq(reason),
        ))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

fn pause(tx: &mut Tx<'_>, host: &str, until: Timestamp) -> Result<(), StorageError> {
    let until = until.timestamp_micros();
    diesel::update(hosts::table.find(host).filter(hosts::probe_at.lt(until)))
        .set(hosts::probe_at.eq(until))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// A host answered, whatever it said. If it had failed, what was tried in vain is due now; what was not is due already.
fn host_answered(tx: &mut Tx<'_>, host: &str, now: Timestamp) -> Result<(), StorageError> {
    let at = now.timestamp_micros();
    let recovered = diesel::update(hosts::table.find(host).filter(hosts::failures.gt(0)))
        .set((hosts::failures.eq(0), hosts::probe_at.eq(0), hosts::reason.eq(None::<String>)))
        .prepared()
        .execute(tx.conn())?;
    if recovered > 0 {
        diesel::update(
            deliveries::table
                .filter(deliveries::host.eq(host))
                .filter(deliveries::state.eq(READY))
                .filter(deliveries::due_at.gt(at)),
        )
        .set(deliveries::due_at.eq(at))
        .prepared()
        .execute(tx.conn())?;
    }
    Ok(())
}

/// A host took what we sent: from the first time on it is one that we know.
fn known(tx: &mut Tx<'_>, host: &str, now: Timestamp) -> Result<(), StorageError> {
    diesel::update(hosts::table.find(host).filter(hosts::known_since.is_null()))
        .set(hosts::known_since.eq(now.timestamp_micros()))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// Hosts that have taken what we send since before then, and are not blocked; those first that have done so for longest.
pub fn known_before(view: &mut View<'_>, before: Timestamp, limit: i64) -> Result<Vec<String>, StorageError> {
    let those = hosts::table
        .filter(hosts::known_since.lt(before.timestamp_micros()))
        .filter(hosts::blocked.eq(false))
        .order((hosts::known_since, hosts::host))
        .limit(limit)
        .select(hosts::host);
    Ok(those.load(view.conn())?)
}

/// Gives back what a worker has: its unfinished attempts do not count. Without a worker, what any has.
pub fn free(tx: &mut Tx<'_>, worker: Option<i64>, now: Timestamp) -> Result<usize, StorageError> {
    let those = || deliveries::table.filter(deliveries::state.eq(LEASED)).filter(deliveries::worker.is_not_null());
    let hosts: Vec<String> = match worker {
        Some(worker) => {
            those().filter(deliveries::worker.eq(worker)).select(deliveries::host).distinct().load(tx.conn())
        }
        None => those().select(deliveries::host).distinct().load(tx.conn()),
    }?;
    if hosts.is_empty() {
        return Ok(0);
    }
    let named: BTreeSet<&str> = hosts.iter().map(String::as_str).collect();
    hold_hosts(tx, &named)?;
    let given_back = (
        deliveries::state.eq(READY),
        deliveries::worker.eq(None::<i64>),
        deliveries::due_at.eq(now.timestamp_micros()),
        deliveries::attempts.eq(deliveries::attempts - 1),
    );
    let freed = match worker {
        Some(worker) => diesel::update(those().filter(deliveries::worker.eq(worker)))
            .set(given_back)
            .prepared()
            .execute(tx.conn())?,
        None => diesel::update(those()).set(given_back).prepared().execute(tx.conn())?,
    };
    for host in named {
        reschedule(tx, host, now)?;
    }
    Ok(freed)
}

/// The workers that have deliveries now.
pub fn workers(view: &mut View<'_>) -> Result<Vec<i64>, StorageError> {
    let those = deliveries::table.filter(deliveries::worker.is_not_null()).select(deliveries::worker).distinct();
    Ok(those.load::<Option<i64>>(view.conn())?.into_iter().flatten().collect())
}

/// Ready or behind, said in the very words of the index that holds only those.
fn still_open() -> diesel::expression::SqlLiteral<Bool> {
    diesel::dsl::sql("state IN (0, 3)")
}

/// Gives up what was first due before `before`, a bounded number; says how many there were.
pub fn expire(tx: &mut Tx<'_>, before: Timestamp, why: &str, now: Timestamp) -> Result<usize, StorageError> {
    let expired: Vec<(i64, String, Option<Vec<u8>>)> = deliveries::table
        .filter(still_open())
        .filter(deliveries::first_at.lt(before.timestamp_micros()))
        .order((deliveries::first_at, deliveries::id))
        .limit(DELIVERIES_PER_STEP)
        .select((deliveries::id, deliveries::host, deliveries::complaint))
        .load(tx.conn())?;
    hold_hosts(tx, &expired.iter().map(|(_, host, _)| host.as_str()).collect())?;
    let ids: Vec<i64> = expired.iter().map(|(id, ..)| *id).collect();
    diesel::update(deliveries::table.filter(deliveries::id.eq_any(ids.clone())).filter(deliveries::state.ne(LEASED)))
        .set((deliveries::state.eq(DEAD), deliveries::answer.eq(why)))
        .execute(tx.conn())?;
    erasures::gave_up(tx, &ids)?;
    settle(tx, &expired, now)?;
    Ok(expired.len())
}

/// After deliveries left the queue, or came back into it: who is next, and when their hosts are looked at.
fn settle(tx: &mut Tx<'_>, left: &[(i64, String, Option<Vec<u8>>)], now: Timestamp) -> Result<(), StorageError> {
    let chains: BTreeSet<(&str, &[u8])> =
        left.iter().filter_map(|(_, host, complaint)| Some((host.as_str(), complaint.as_deref()?))).collect();
    for (host, complaint) in chains {
        let_up(tx, host, ComplaintId::from_bytes(complaint).map_err(inconsistent)?)?;
    }
    for host in left.iter().map(|(_, host, _)| host.as_str()).collect::<BTreeSet<_>>() {
        reschedule(tx, host, now)?;
    }
    Ok(())
}

/// Nothing of these activities is sent any more: their words were erased.
pub fn forget(tx: &mut Tx<'_>, activity: ActivityId) -> Result<(), StorageError> {
    let those = || deliveries::table.filter(deliveries::activity.eq(activity.bytes().to_vec()));
    let left: Vec<(i64, String, Option<Vec<u8>>)> =
        those().select((deliveries::id, deliveries::host, deliveries::complaint)).load(tx.conn())?;
    if left.is_empty() {
        return Ok(());
    }
    hold_hosts(tx, &left.iter().map(|(_, host, _)| host.as_str()).collect())?;
    // What is on its way at this moment keeps its place until it has arrived: what takes it back goes behind it.
    diesel::delete(those().filter(deliveries::state.ne(LEASED))).execute(tx.conn())?;
    diesel::update(those()).set(deliveries::answer.eq(None::<String>)).execute(tx.conn())?;
    // What a host said when it failed may repeat what it was sent.
    let failing: BTreeSet<&str> = left.iter().map(|(_, host, _)| host.as_str()).collect();
    diesel::update(hosts::table.filter(hosts::host.eq_any(failing)).filter(hosts::reason.is_not_null()))
        .set(hosts::reason.eq(""))
        .execute(tx.conn())?;
    // No moment is asked for: what is ready now was ready before.
    settle(tx, &left, Timestamp::UNIX_EPOCH)?;
    tx.wake(Listener::Deliveries);
    Ok(())
}

/// An inbox that was gone has spoken to us again.
pub fn inbox_returned(tx: &mut Tx<'_>, inbox: &str) -> Result<(), StorageError> {
    diesel::delete(gone_inboxes::table.find(inbox)).execute(tx.conn())?;
    Ok(())
}

pub fn is_gone(view: &mut View<'_>, inbox: &str) -> Result<bool, StorageError> {
    let found = gone_inboxes::table.find(inbox).select(gone_inboxes::at).get_result::<i64>(view.conn()).optional()?;
    Ok(found.is_some())
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    host: String,
}

/// Tried in vain, or behind what was: both are few, whatever else is on its way.
const UNDELIVERED: &str = "SELECT d.host FROM deliveries d WHERE d.complaint = $1 AND d.state = 0 AND d.attempts > 0 \
     UNION SELECT h.host FROM hosts h WHERE h.failures > 0 AND EXISTS \
       (SELECT 1 FROM deliveries e WHERE e.complaint = $1 AND e.host = h.host AND e.state IN (0, 3, 4)) \
     ORDER BY 1 LIMIT $2";

/// The hosts that have not heard everything about a complaint yet, though it was tried: "not yet delivered to".
pub fn undelivered(view: &mut View<'_>, complaint: ComplaintId, limit: i64) -> Result<Vec<String>, StorageError> {
    let rows: Vec<Named> = each!(view.conn(), conn => diesel::sql_query(UNDELIVERED)
        .bind::<Binary, _>(complaint.bytes())
        .bind::<BigInt, _>(limit)
        .load(conn))?;
    Ok(rows.into_iter().map(|row| row.host).collect())
}

/// When something may be due, if anything waits.
pub fn next_due(view: &mut View<'_>) -> Result<Option<Timestamp>, StorageError> {
    let first = hosts::table.filter(hosts::next_at.lt(NEVER)).order(hosts::next_at).select(hosts::next_at);
    let due: Option<i64> = first.first(view.conn()).optional()?;
    due.map(|micros| moment("hosts", micros)).transpose()
}

/// Stops or starts what goes to these hosts. What waits for a host that is blocked stays, and is due when it is not any more.
pub fn block_hosts(tx: &mut Tx<'_>, named: &[String], blocked: bool, now: Timestamp) -> Result<(), StorageError> {
    let named: BTreeSet<&str> = named.iter().map(String::as_str).collect();
    if named.is_empty() {
        return Ok(());
    }
    hold_hosts(tx, &named)?;
    diesel::update(hosts::table.filter(hosts::host.eq_any(named.iter().copied())))
        .set(hosts::blocked.eq(blocked))
        .execute(tx.conn())?;
    for host in named {
        reschedule(tx, host, now)?;
    }
    Ok(())
}

/// Hosts that have a row, by name; after the one given.
pub fn hosts_after(view: &mut View<'_>, after: &str, limit: i64) -> Result<Vec<(String, bool)>, StorageError> {
    let those = hosts::table.filter(hosts::host.gt(after)).order(hosts::host).limit(limit);
    Ok(those.select((hosts::host, hosts::blocked)).load(view.conn())?)
}
