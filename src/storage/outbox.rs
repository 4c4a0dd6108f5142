//! What we say to other servers: activities, and one delivery for every inbox that still has to hear one.

use std::collections::BTreeSet;
use std::time::Duration;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Integer, Text};
use diesel::upsert::excluded;
use serde::{Deserialize, Serialize};

use crate::domain::Timestamp;
use crate::domain::ids::{ActivityId, ActorId, ComplaintId};
use crate::storage::engine::{AnyConn, Both, columns};
use crate::storage::schema::{activities, deliveries, gone_inboxes, hosts};
use crate::storage::{StorageError, Tx, View, moment};

/// Characters of another server's answer that are kept with a delivery.
const ANSWER_CHARS_MAX: usize = 500;

/// Who is to hear an activity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    /// The followers of these actors of ours.
    pub followers_of: Vec<ActorId>,
    /// These actors, whether they follow anybody or not.
    pub actors: Vec<ActorId>,
    /// Only servers that say they know the `rd:` vocabulary.
    pub only_rd: bool,
    /// Also inboxes that followed these actors once: they may hold what is changed or deleted now.
    #[serde(default)]
    pub past_too: bool,
}

/// What an activity is to us; other servers read the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActivityKind {
    /// Somebody of ours says something: Create, Update, Delete of a post.
    Post,
    /// The board passes on what somebody said.
    Announce,
    /// The board's own note about a change of state; one that was overtaken is not sent late.
    Status,
    /// The complaint's new state, for servers that keep it too.
    State,
    /// Follow, Accept, Reject, Undo and answers to requests.
    Answer,
}

impl ActivityKind {
    pub fn name(self) -> &'static str {
        match self {
            ActivityKind::Post => "post",
            ActivityKind::Announce => "announce",
            ActivityKind::Status => "status",
            ActivityKind::State => "state",
            ActivityKind::Answer => "answer",
        }
    }

    fn read(name: &str) -> Result<ActivityKind, StorageError> {
        let all = [
            ActivityKind::Post,
            ActivityKind::Announce,
            ActivityKind::Status,
            ActivityKind::State,
            ActivityKind::Answer,
        ];
        let found = all.into_iter().find(|kind| kind.name() == name);
        found.ok_or_else(|| StorageError::inconsistent("activities", format!("unknown kind {name}")))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    pub id: ActivityId,
    pub actor: ActorId,
    pub kind: ActivityKind,
    pub complaint: Option<ComplaintId>,
    /// The event that it tells; 0 where there is none.
    pub sequence: i64,
    /// Whether everybody may fetch it.
    pub public: bool,
    pub audience: Audience,
    /// JSON, exactly as it is sent.
    pub body: String,
    pub created_at: Timestamp,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = activities)]
struct Row {
    id: Vec<u8>,
    actor: Vec<u8>,
    kind: String,
    complaint: Option<Vec<u8>>,
    sequence: i64,
    public: bool,
    audience: String,
    body: String,
    created_at: i64,
}

fn inconsistent(why: impl std::fmt::Display) -> StorageError {
    StorageError::inconsistent("activities", why)
}

impl Row {
    fn activity(self) -> Result<Activity, StorageError> {
        Ok(Activity {
            id: ActivityId::from_bytes(&self.id).map_err(inconsistent)?,
            actor: ActorId::from_bytes(&self.actor).map_err(inconsistent)?,
            kind: ActivityKind::read(&self.kind)?,
            complaint: self.complaint.map(|it| ComplaintId::from_bytes(&it)).transpose().map_err(inconsistent)?,
            sequence: self.sequence,
            public: self.public,
            audience: serde_json::from_str(&self.audience).map_err(inconsistent)?,
            body: self.body,
            created_at: moment("activities", self.created_at)?,
        })
    }
}

/// Keeps an activity; false when it was kept before, so that a job that runs twice says nothing twice.
pub fn insert(tx: &mut Tx<'_>, it: &Activity) -> Result<bool, StorageError> {
    let row = (
        activities::id.eq(it.id.bytes()),
        activities::actor.eq(it.actor.bytes()),
        activities::kind.eq(it.kind.name()),
        activities::complaint.eq(it.complaint.as_ref().map(ComplaintId::bytes)),
        activities::sequence.eq(it.sequence),
        activities::public.eq(it.public),
        activities::audience.eq(serde_json::to_string(&it.audience).map_err(inconsistent)?),
        activities::body.eq(&it.body),
        activities::created_at.eq(it.created_at.timestamp_micros()),
    );
    let statement = diesel::insert_into(activities::table).values(row).on_conflict(activities::id).do_nothing();
    Ok(Both(statement).execute(tx.conn())? == 1)
}

pub fn find(view: &mut View<'_>, id: ActivityId) -> Result<Option<Activity>, StorageError> {
    let row = activities::table.find(id.bytes()).select(columns::<Row>()).first::<Row>(view.conn()).optional()?;
    row.map(Row::activity).transpose()
}

/// What an actor said in public, newest first, older than the moment given.
pub fn public_of(
    view: &mut View<'_>,
    actor: ActorId,
    before: Option<Timestamp>,
    limit: i64,
) -> Result<Vec<Activity>, StorageError> {
    let before = before.map_or(i64::MAX, |at| at.timestamp_micros());
    let rows: Vec<Row> = activities::table
        .filter(activities::actor.eq(actor.bytes()))
        .filter(activities::public.eq(true))
        .filter(activities::created_at.lt(before))
        .order((activities::created_at.desc(), activities::id.desc()))
        .limit(limit)
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::activity).collect()
}

pub fn count_public_of(view: &mut View<'_>, actor: ActorId) -> Result<i64, StorageError> {
    let those = activities::table.filter(activities::actor.eq(actor.bytes())).filter(activities::public.eq(true));
    Ok(those.count().get_result(view.conn())?)
}

/// How often a board passed on what made no event, such as a vote, since then.
pub fn count_without_event(view: &mut View<'_>, complaint: ComplaintId, since: Timestamp) -> Result<i64, StorageError> {
    let those = activities::table
        .filter(activities::complaint.eq(complaint.bytes().to_vec()))
        .filter(activities::sequence.eq(0))
        .filter(activities::created_at.ge(since.timestamp_micros()));
    Ok(those.count().get_result(view.conn())?)
}

/// The boosts that our actors made of a post of a thread, as they were sent.
pub fn boosts_of(view: &mut View<'_>, complaint: ComplaintId, post: &str) -> Result<Vec<Activity>, StorageError> {
    let object = serde_json::to_string(post).map_err(inconsistent)?;
    let rows: Vec<Row> = activities::table
        .filter(activities::complaint.eq(complaint.bytes().to_vec()))
        .filter(activities::kind.eq(ActivityKind::Announce.name()))
        .filter(activities::body.like(format!("%\"object\":{object},%")))
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::activity).collect()
}

/// The words of an event are erased: what we said of it is emptied, and what still waits is not sent.
/// A state carried up to `events` of the newest events with it, so later ones may hold the words too.
pub fn forget(tx: &mut Tx<'_>, complaint: ComplaintId, sequence: i64, events: i64) -> Result<(), StorageError> {
    let of_state = activities::kind.eq(ActivityKind::State.name()).and(activities::sequence.lt(sequence + events));
    let ids: Vec<Vec<u8>> = activities::table
        .filter(activities::complaint.eq(complaint.bytes()))
        .filter(activities::sequence.ge(sequence))
        .filter(activities::sequence.eq(sequence).or(of_state))
        .select(activities::id)
        .load(tx.conn())?;
    empty(tx, ids)
}

#[derive(QueryableByName)]
struct Naming {
    #[diesel(sql_type = Binary)]
    id: Vec<u8>,
}

/// What we said of a thing itself, not of an answer to it, and no deletion of it, which names no words.
const NAMING_PG: &str = "SELECT id FROM activities \
     WHERE position($1 IN body) > 0 AND position('\"Tombstone\"' IN body) = 0";
const NAMING_SQLITE: &str = "SELECT id FROM activities \
     WHERE instr(body, $1) > 0 AND instr(body, '\"Tombstone\"') = 0";

/// The words of a post or request are erased: whatever we said that carries it is emptied, and what waits is not sent.
pub fn forget_naming(tx: &mut Tx<'_>, address: &str) -> Result<(), StorageError> {
    let carried = format!("\"id\":\"{address}\"");
    let rows: Vec<Naming> = match tx.conn() {
        AnyConn::Pg(conn) => diesel::sql_query(NAMING_PG).bind::<Text, _>(carried).load(conn)?,
        AnyConn::Sqlite(conn) => diesel::sql_query(NAMING_SQLITE).bind::<Text, _>(carried).load(conn)?,
    };
    empty(tx, rows.into_iter().map(|row| row.id).collect())
}

/// Title or name of whoever complained are erased: every state and note that we sent of the thread may carry them.
pub fn forget_states(tx: &mut Tx<'_>, complaint: ComplaintId) -> Result<(), StorageError> {
    let kinds = vec![ActivityKind::State.name(), ActivityKind::Status.name()];
    let ids: Vec<Vec<u8>> = activities::table
        .filter(activities::complaint.eq(complaint.bytes()))
        .filter(activities::kind.eq_any(kinds))
        .select(activities::id)
        .load(tx.conn())?;
    empty(tx, ids)
}

fn empty(tx: &mut Tx<'_>, ids: Vec<Vec<u8>>) -> Result<(), StorageError> {
    for id in ids {
        diesel::update(activities::table.find(&id))
            .set((activities::body.eq("{}"), activities::public.eq(false)))
            .execute(tx.conn())?;
        diesel::delete(deliveries::table.filter(deliveries::activity.eq(&id))).execute(tx.conn())?;
    }
    Ok(())
}

const WAITING: i32 = 0;
/// Refused for lack of a right: kept, and not tried again by itself.
const PARKED: i32 = 1;
const DEAD: i32 = 2;

/// A delivery as it goes into the table.
#[derive(Insertable)]
#[diesel(table_name = deliveries)]
struct NewDelivery<'a> {
    activity: &'a [u8],
    actor: &'a [u8],
    inbox: &'a str,
    host: String,
    complaint: Option<&'a [u8]>,
    due_at: i64,
    first_at: i64,
    attempts: i32,
    state: i32,
}

/// One delivery for each inbox. An inbox that has one already keeps it.
pub fn enqueue(tx: &mut Tx<'_>, it: &Activity, inboxes: &[String], now: Timestamp) -> Result<(), StorageError> {
    let at = now.timestamp_micros();
    let rows: Vec<NewDelivery<'_>> = inboxes
        .iter()
        .filter_map(|inbox| {
            Some(NewDelivery {
                activity: it.id.bytes(),
                actor: it.actor.bytes(),
                inbox,
                host: host_of(inbox)?,
                complaint: it.complaint.as_ref().map(ComplaintId::bytes),
                due_at: at,
                first_at: at,
                attempts: 0,
                state: WAITING,
            })
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    match tx.conn() {
        AnyConn::Pg(conn) => {
            diesel::insert_into(deliveries::table).values(&rows).on_conflict_do_nothing().execute(conn)?
        }
        AnyConn::Sqlite(conn) => diesel::insert_or_ignore_into(deliveries::table).values(&rows).execute(conn)?,
    };
    tx.wake_job_runner();
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

/// Says one thing to these inboxes and nobody else: Follow, Accept, Reject, answers to requests.
pub fn send(tx: &mut Tx<'_>, it: &Activity, inboxes: &[String], now: Timestamp) -> Result<(), StorageError> {
    if insert(tx, it)? { enqueue(tx, it, inboxes, now) } else { Ok(()) }
}

/// Gives back what a process that is gone had leased, as [`crate::storage::jobs::free_leases`] does.
pub fn free_leases(tx: &mut Tx<'_>, now: Timestamp, lease: Duration) -> Result<usize, StorageError> {
    let leased = deliveries::table
        .filter(deliveries::state.eq(WAITING))
        .filter(deliveries::attempts.gt(0))
        .filter(deliveries::due_at.gt(now.timestamp_micros()))
        .filter(deliveries::due_at.le((now + lease).timestamp_micros()));
    Ok(diesel::update(leased)
        .set((deliveries::due_at.eq(now.timestamp_micros()), deliveries::attempts.eq(deliveries::attempts - 1)))
        .execute(tx.conn())?)
}

/// A delivery that this process has for the length of its lease.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leased {
    pub id: i64,
    pub activity: ActivityId,
    pub actor: ActorId,
    pub inbox: String,
    pub host: String,
    /// How many times it was tried, this one included.
    pub attempts: i32,
    pub first_at: Timestamp,
}

#[derive(QueryableByName)]
struct Due {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Binary)]
    activity: Vec<u8>,
    #[diesel(sql_type = Binary)]
    actor: Vec<u8>,
    #[diesel(sql_type = Text)]
    inbox: String,
    #[diesel(sql_type = Text)]
    host: String,
    #[diesel(sql_type = Integer)]
    attempts: i32,
    #[diesel(sql_type = BigInt)]
    first_at: i64,
    #[diesel(sql_type = Integer)]
    failures: i32,
}

/// Due, to a host that may be tried, and with nothing said earlier about the same complaint waiting for that host.
const DUE: &str = "SELECT d.id, d.activity, d.actor, d.inbox, d.host, d.attempts, d.first_at, \
       COALESCE(h.failures, 0) AS failures \
     FROM deliveries d LEFT JOIN hosts h ON h.host = d.host \
     WHERE d.state = 0 AND d.due_at <= $1 AND (h.host IS NULL OR (NOT h.blocked AND h.probe_at <= $1)) \
       AND NOT EXISTS (SELECT 1 FROM deliveries e \
           WHERE e.host = d.host AND e.complaint = d.complaint AND e.state = 0 AND e.id < d.id \
             AND e.activity <> d.activity) \
     ORDER BY d.due_at, d.id LIMIT $2";

/// Takes deliveries that are due. A host that failed gets one of them, as a probe.
pub fn lease(tx: &mut Tx<'_>, now: Timestamp, lease: Duration, limit: i64) -> Result<Vec<Leased>, StorageError> {
    let at = now.timestamp_micros();
    let rows: Vec<Due> = match tx.conn() {
        AnyConn::Pg(conn) => diesel::sql_query(format!("{DUE} FOR UPDATE OF d SKIP LOCKED"))
            .bind::<BigInt, _>(at)
            .bind::<BigInt, _>(limit)
            .load(conn)?,
        AnyConn::Sqlite(conn) => diesel::sql_query(DUE).bind::<BigInt, _>(at).bind::<BigInt, _>(limit).load(conn)?,
    };
    let mut failing: BTreeSet<String> = BTreeSet::new();
    let mut leased = Vec::with_capacity(rows.len());
    for row in rows {
        if row.failures > 0 && !failing.insert(row.host.clone()) {
            continue;
        }
        leased.push(Leased {
            id: row.id,
            activity: ActivityId::from_bytes(&row.activity).map_err(inconsistent)?,
            actor: ActorId::from_bytes(&row.actor).map_err(inconsistent)?,
            inbox: row.inbox,
            host: row.host,
            attempts: row.attempts + 1,
            first_at: moment("deliveries", row.first_at)?,
        });
    }
    let until = (now + lease).timestamp_micros();
    let ids: Vec<i64> = leased.iter().map(|it| it.id).collect();
    diesel::update(deliveries::table.filter(deliveries::id.eq_any(ids)))
        .set((deliveries::due_at.eq(until), deliveries::attempts.eq(deliveries::attempts + 1)))
        .execute(tx.conn())?;
    for host in &failing {
        diesel::update(hosts::table.find(host)).set(hosts::probe_at.eq(until)).execute(tx.conn())?;
    }
    Ok(leased)
}

/// What became of one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    Delivered,
    /// Overtaken, or nobody is left to sign it: not sent and not missed.
    Dropped,
    /// Try again at `due_at`; `host_down` when the host itself did not answer.
    Retry {
        due_at: Timestamp,
        host_down: bool,
    },
    Parked,
    Dead,
    /// The inbox is gone for good, and with it all that waits for it.
    Gone,
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
    let this = deliveries::table.filter(deliveries::id.eq(it.id)).filter(deliveries::attempts.eq(it.attempts));
    let answer: String = answer.chars().take(ANSWER_CHARS_MAX).collect();
    let said = (deliveries::status.eq(status.map(i32::from)), deliveries::answer.eq(&answer));
    match ended {
        Ended::Delivered | Ended::Dropped => {
            diesel::delete(this).execute(tx.conn())?;
        }
        Ended::Retry { due_at, .. } => {
            let due = deliveries::due_at.eq(due_at.timestamp_micros());
            diesel::update(this).set((due, said)).execute(tx.conn())?;
        }
        Ended::Parked => {
            diesel::update(this).set((deliveries::state.eq(PARKED), said)).execute(tx.conn())?;
        }
        Ended::Dead => {
            diesel::update(this).set((deliveries::state.eq(DEAD), said)).execute(tx.conn())?;
        }
        Ended::Gone => inbox_gone(tx, &it.inbox, now)?,
    }
    match ended {
        Ended::Retry { due_at, host_down: true } => host_failed(tx, &it.host, *due_at, &answer),
        Ended::Dropped => Ok(()),
        _ => host_answered(tx, &it.host, now),
    }
}

fn inbox_gone(tx: &mut Tx<'_>, inbox: &str, now: Timestamp) -> Result<(), StorageError> {
    let row = (gone_inboxes::inbox.eq(inbox), gone_inboxes::at.eq(now.timestamp_micros()));
    Both(diesel::insert_into(gone_inboxes::table).values(row).on_conflict_do_nothing()).execute(tx.conn())?;
    diesel::delete(deliveries::table.filter(deliveries::inbox.eq(inbox))).execute(tx.conn())?;
    Ok(())
}

/// An inbox that was gone has spoken to us again.
pub fn inbox_returned(tx: &mut Tx<'_>, inbox: &str) -> Result<(), StorageError> {
    diesel::delete(gone_inboxes::table.find(inbox)).execute(tx.conn())?;
    Ok(())
}

fn host_failed(tx: &mut Tx<'_>, host: &str, probe_at: Timestamp, reason: &str) -> Result<(), StorageError> {
    let row = (
        hosts::host.eq(host),
        hosts::failures.eq(1),
        hosts::probe_at.eq(probe_at.timestamp_micros()),
        hosts::blocked.eq(false),
        hosts::reason.eq(reason),
    );
    let statement = diesel::insert_into(hosts::table).values(row).on_conflict(hosts::host).do_update().set((
        hosts::failures.eq(hosts::failures + 1),
        hosts::probe_at.eq(excluded(hosts::probe_at)),
        hosts::reason.eq(excluded(hosts::reason)),
    ));
    Both(statement).execute(tx.conn())?;
    Ok(())
}

/// A host answered, whatever it said. If it had failed, what waits for it is due now.
fn host_answered(tx: &mut Tx<'_>, host: &str, now: Timestamp) -> Result<(), StorageError> {
    let at = now.timestamp_micros();
    let recovered = diesel::update(hosts::table.find(host).filter(hosts::failures.gt(0)))
        .set((
            hosts::failures.eq(0),
            hosts::probe_at.eq(0),
            hosts::last_success_at.eq(at),
            hosts::reason.eq(None::<String>),
        ))
        .execute(tx.conn())?;
    if recovered > 0 {
        diesel::update(
            deliveries::table
                .filter(deliveries::host.eq(host))
                .filter(deliveries::state.eq(WAITING))
                .filter(deliveries::due_at.gt(at)),
        )
        .set(deliveries::due_at.eq(at))
        .execute(tx.conn())?;
        tx.wake_job_runner();
    }
    Ok(())
}

/// Whether a later note about the same complaint exists: then an earlier one that could not be sent says nothing any more.
pub fn is_overtaken(view: &mut View<'_>, it: &Activity) -> Result<bool, StorageError> {
    let Some(complaint) = it.complaint.filter(|_| it.kind == ActivityKind::Status) else { return Ok(false) };
    let later = activities::table
        .filter(activities::complaint.eq(complaint.bytes().to_vec()))
        .filter(activities::kind.eq(ActivityKind::Status.name()))
        .filter(activities::sequence.gt(it.sequence));
    let count: i64 = later.count().get_result(view.conn())?;
    Ok(count > 0)
}

/// How a host signs best and whether it answers.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Host {
    pub host: String,
    pub failures: i32,
    pub signature: Option<String>,
    pub blocked: bool,
    pub reason: Option<String>,
}

pub fn host(view: &mut View<'_>, host: &str) -> Result<Option<Host>, StorageError> {
    let those =
        hosts::table.find(host).select((hosts::host, hosts::failures, hosts::signature, hosts::blocked, hosts::reason));
    Ok(those.first(view.conn()).optional()?)
}

/// Remembers which kind of signature a host takes.
pub fn remember_signature(tx: &mut Tx<'_>, host: &str, signature: &str) -> Result<(), StorageError> {
    let row = (
        hosts::host.eq(host),
        hosts::failures.eq(0),
        hosts::probe_at.eq(0),
        hosts::blocked.eq(false),
        hosts::signature.eq(signature),
    );
    let statement = diesel::insert_into(hosts::table)
        .values(row)
        .on_conflict(hosts::host)
        .do_update()
        .set(hosts::signature.eq(excluded(hosts::signature)));
    Both(statement).execute(tx.conn())?;
    Ok(())
}

/// A host says which kind of signature it reads: that is tried first, unless we know better already.
pub fn suggest_signature(tx: &mut Tx<'_>, host_name: &str, signature: &str) -> Result<(), StorageError> {
    match host(&mut tx.view(), host_name)?.and_then(|it| it.signature) {
        Some(_) => Ok(()),
        None => remember_signature(tx, host_name, signature),
    }
}

/// What a host took once it takes no more.
pub fn forget_signature(tx: &mut Tx<'_>, host: &str) -> Result<(), StorageError> {
    diesel::update(hosts::table.find(host)).set(hosts::signature.eq(None::<String>)).execute(tx.conn())?;
    Ok(())
}

/// Stops or starts all exchange with a host.
pub fn block_host(tx: &mut Tx<'_>, host: &str, blocked: bool, reason: Option<&str>) -> Result<(), StorageError> {
    let row = (
        hosts::host.eq(host),
        hosts::failures.eq(0),
        hosts::probe_at.eq(0),
        hosts::blocked.eq(blocked),
        hosts::reason.eq(reason),
    );
    let statement = diesel::insert_into(hosts::table)
        .values(row)
        .on_conflict(hosts::host)
        .do_update()
        .set((hosts::blocked.eq(excluded(hosts::blocked)), hosts::reason.eq(excluded(hosts::reason))));
    Both(statement).execute(tx.conn())?;
    Ok(())
}

pub fn is_blocked(view: &mut View<'_>, host: &str) -> Result<bool, StorageError> {
    let blocked = hosts::table.find(host).select(hosts::blocked).first::<bool>(view.conn()).optional()?;
    Ok(blocked.unwrap_or(false))
}

/// The hosts that have not heard everything about a complaint yet: "not yet delivered to".
pub fn undelivered(view: &mut View<'_>, complaint: ComplaintId) -> Result<Vec<String>, StorageError> {
    Ok(deliveries::table
        .filter(deliveries::complaint.eq(complaint.bytes()))
        .filter(deliveries::attempts.gt(0))
        .select(deliveries::host)
        .distinct()
        .order(deliveries::host)
        .load(view.conn())?)
}

/// A delivery that failed for good, or is parked.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct DeadLetter {
    pub id: i64,
    pub inbox: String,
    pub attempts: i32,
    pub status: Option<i32>,
    pub answer: Option<String>,
}

pub fn dead_letters(view: &mut View<'_>, limit: i64) -> Result<Vec<DeadLetter>, StorageError> {
    Ok(deliveries::table
        .filter(deliveries::state.ne(WAITING))
        .order(deliveries::id.desc())
        .limit(limit)
        .select((deliveries::id, deliveries::inbox, deliveries::attempts, deliveries::status, deliveries::answer))
        .load(view.conn())?)
}

/// Waiting, and dead or parked.
pub fn counts(view: &mut View<'_>) -> Result<(i64, i64), StorageError> {
    let waiting = deliveries::table.filter(deliveries::state.eq(WAITING)).count().get_result(view.conn())?;
    let dead = deliveries::table.filter(deliveries::state.ne(WAITING)).count().get_result(view.conn())?;
    Ok((waiting, dead))
}

/// When the next delivery is due, if any waits.
pub fn next_due(view: &mut View<'_>) -> Result<Option<Timestamp>, StorageError> {
    let first = deliveries::table.filter(deliveries::state.eq(WAITING)).select(diesel::dsl::min(deliveries::due_at));
    let due: Option<i64> = first.first(view.conn())?;
    due.map(|micros| moment("deliveries", micros)).transpose()
}
