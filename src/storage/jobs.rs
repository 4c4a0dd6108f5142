//! What is to be done later: written with the change that asks for it, leased, tried again, given up with a reason.

use std::time::Duration;

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::domain::Timestamp;
use crate::domain::ids::{ActivityId, ActorId, ComplaintId, PostId, ReportId};
use crate::domain::refusal::Refusal;
use crate::storage::engine::{AnyConn, each};
use crate::storage::schema::jobs;
use crate::storage::search::Reached;
use crate::storage::{StorageError, Tx, View, moment};

/// Everything that may be done later. The worker matches on it, so none can be forgotten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "task", rename_all = "snake_case")]
pub enum Task {
    /// One line of a complaint's history is to be told to the world.
    Announce { complaint: ComplaintId, sequence: i64 },
    /// A post of ours that is meant for one actor alone: a sign-in link, why a command did not count.
    Tell { post: PostId, to: ActorId },
    /// An activity is to be spread over inboxes; `after` is the last inbox that has its delivery.
    Expand { activity: ActivityId, after: Option<String> },
    /// Somebody's command in a thread did not count; the board tells them why, once.
    TellRefusal { complaint: ComplaintId, to: ActorId, refusal: Refusal },
    /// A board elsewhere that we carry is to be compared with what we hold of it.
    CompareBoard { board: ActorId },
    /// Somebody here asks the home of a complaint elsewhere for a step; until it answers it is asked again.
    SendRequest { request: ActivityId },
    /// What the authors of a replica's events signed, after this sequence, is to be checked with their own keys.
    CheckStatements { complaint: ComplaintId, after: i64 },
    /// What a remote author said in a thread of ours is to be passed on to the board's followers as it came.
    PassOn { complaint: ComplaintId, sequence: i64, activity: String },
    /// What was said around a post before it reached us is to be read where it stands.
    BackFill { post: String },
    /// Somebody elsewhere who reported something is to hear what the moderators decided.
    TellReport { report: ReportId },
    /// A report is to be passed to the server of whoever wrote what is reported.
    ForwardReport { report: ReportId },
    /// The leave to quote a post of ours was taken back; the quoting author's server is to hear it.
    TellRevoked { quote: uuid::Uuid },
    /// A complainant speaks through another account now; the thread's followers are to hear it.
    TellMove { complaint: ComplaintId, from: ActorId },
    /// An activity that another server sent, stored under this key, is to be acted on.
    ReceiveActivity { key: String },
    /// Somebody from another server asked for a one-time link: it goes to them as a direct message.
    SendLoginLink { link: uuid::Uuid },
    /// An actor of ours changed, its keys perhaps: its followers are told.
    TellProfile { actor: ActorId },
    /// What was there before there was a search is indexed, some of it at a time.
    Index { after: Option<Reached> },
    /// The picture of an actor elsewhere, who is shown on a page here, is to be fetched.
    FetchPicture { actor: ActorId },
    /// A member asks for somebody or something of another server, by handle or address.
    LookUp { lookup: uuid::Uuid },
    /// A member followed, liked or boosted somebody or something; those it concerns are to be told.
    Say { activity: ActivityId, by: ActorId, said: Said, object: String, to: Option<ActorId> },
}

/// What a member did from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    Follow,
    Unfollow,
    Like,
    Announce,
}

impl Task {
    /// The name under which operators see it.
    pub fn kind(&self) -> &'static str {
        match self {
            Task::Announce { .. } => "announce",
            Task::Tell { .. } => "tell",
            Task::Expand { .. } => "expand",
            Task::TellRefusal { .. } => "tell_refusal",
            Task::CompareBoard { .. } => "compare_board",
            Task::SendRequest { .. } => "send_request",
            Task::CheckStatements { .. } => "check_statements",
            Task::PassOn { .. } => "pass_on",
            Task::BackFill { .. } => "back_fill",
            Task::TellReport { .. } => "tell_report",
            Task::ForwardReport { .. } => "forward_report",
            Task::TellRevoked { .. } => "tell_revoked",
            Task::TellMove { .. } => "tell_move",
            Task::ReceiveActivity { .. } => "receive_activity",
            Task::SendLoginLink { .. } => "send_login_link",
            Task::Index { .. } => "index",
            Task::FetchPicture { .. } => "fetch_picture",
            Task::LookUp { .. } => "look_up",
            Task::Say { .. } => "say",
            Task::TellProfile { .. } => "tell_profile",
        }
    }
}

/// A job that this process has for the length of its lease.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leased {
    pub id: i64,
    pub task: Task,
    /// How many times it was started, this one included. With the id it is the lease.
    pub attempts: i32,
}

/// A job that was given up.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Dead {
    pub id: i64,
    pub kind: String,
    pub task: String,
    pub attempts: i32,
    pub reason: Option<String>,
}

/// How many jobs are there, for `doctor` and the metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub waiting: i64,
    pub dead: i64,
}

/// A job as it goes into the table.
#[derive(Insertable)]
#[diesel(table_name = jobs)]
struct NewJob {
    kind: &'static str,
    task: String,
    due_at: i64,
    attempts: i32,
    dead: bool,
    created_at: i64,
}

pub fn enqueue(tx: &mut Tx<'_>, task: &Task, due_at: Timestamp) -> Result<(), StorageError> {
    enqueue_all(tx, std::slice::from_ref(task), due_at)
}

/// Has a job that waits done at once; one is put in line where none waits.
pub fn hasten(tx: &mut Tx<'_>, task: &Task, now: Timestamp) -> Result<(), StorageError> {
    let text = serde_json::to_string(task).map_err(|error| StorageError::inconsistent("jobs", error))?;
    let waiting = jobs::table.filter(jobs::task.eq(text)).filter(jobs::dead.eq(false));
    let hastened = diesel::update(waiting).set(jobs::due_at.eq(now.timestamp_micros())).execute(tx.conn())?;
    if hastened == 0 {
        return enqueue(tx, task, now);
    }
    tx.wake_job_runner();
    Ok(())
}

/// Several at once, in this order.
pub fn enqueue_all(tx: &mut Tx<'_>, tasks: &[Task], due_at: Timestamp) -> Result<(), StorageError> {
    let at = due_at.timestamp_micros();
    let row = |task: &Task| {
        let text = serde_json::to_string(task).map_err(|error| StorageError::inconsistent("jobs", error))?;
        Ok(NewJob { kind: task.kind(), task: text, due_at: at, attempts: 0, dead: false, created_at: at })
    };
    let rows: Vec<NewJob> = tasks.iter().map(row).collect::<Result<_, StorageError>>()?;
    if !rows.is_empty() {
        each!(tx.conn(), conn => diesel::insert_into(jobs::table).values(&rows).execute(conn))?;
        tx.wake_job_runner();
    }
    Ok(())
}

/// Takes up to `limit` jobs that are due; nobody else gets them until the lease is over.
/// A row that cannot be read is put aside as dead, so that it stops nothing.
pub fn lease(tx: &mut Tx<'_>, now: Timestamp, lease: Duration, limit: i64) -> Result<Vec<Leased>, StorageError> {
    let due = jobs::table
        .filter(jobs::dead.eq(false))
        .filter(jobs::due_at.le(now.timestamp_micros()))
        .order((jobs::due_at, jobs::id))
        .limit(limit)
        .select((jobs::id, jobs::task, jobs::attempts));
    let rows: Vec<(i64, String, i32)> = match tx.conn() {
        AnyConn::Pg(conn) => due.for_update().skip_locked().load(conn)?,
        AnyConn::Sqlite(conn) => due.load(conn)?,
    };
    let ids: Vec<i64> = rows.iter().map(|(id, ..)| *id).collect();
    diesel::update(jobs::table.filter(jobs::id.eq_any(ids)))
        .set((jobs::due_at.eq((now + lease).timestamp_micros()), jobs::attempts.eq(jobs::attempts + 1)))
        .execute(tx.conn())?;
    let mut leased = Vec::with_capacity(rows.len());
    for (id, text, attempts) in rows {
        match serde_json::from_str(&text) {
            Ok(task) => leased.push(Leased { id, task, attempts: attempts + 1 }),
            Err(error) => give_up_row(tx, id, &format!("unreadable: {error}"))?,
        }
    }
    Ok(leased)
}

/// Gives back what a process that is gone had leased; its unfinished starts do not count. Only for whoever knows that
/// nobody else runs jobs here: a SQLite file has one serving process.
pub fn free_leases(tx: &mut Tx<'_>, now: Timestamp, lease: Duration) -> Result<usize, StorageError> {
    let leased = jobs::table
        .filter(jobs::dead.eq(false))
        .filter(jobs::attempts.gt(0))
        .filter(jobs::due_at.gt(now.timestamp_micros()))
        .filter(jobs::due_at.le((now + lease).timestamp_micros()));
    Ok(diesel::update(leased)
        .set((jobs::due_at.eq(now.timestamp_micros()), jobs::attempts.eq(jobs::attempts - 1)))
        .execute(tx.conn())?)
}

/// Removes a job that is done, if the lease still holds.
pub fn done(tx: &mut Tx<'_>, job: &Leased) -> Result<(), StorageError> {
    diesel::delete(jobs::table.filter(jobs::id.eq(job.id)).filter(jobs::attempts.eq(job.attempts)))
        .execute(tx.conn())?;
    Ok(())
}

/// Puts a job back until `due_at`, if the lease still holds.
pub fn retry(tx: &mut Tx<'_>, job: &Leased, due_at: Timestamp, reason: &str) -> Result<(), StorageError> {
    diesel::update(jobs::table.filter(jobs::id.eq(job.id)).filter(jobs::attempts.eq(job.attempts)))
        .set((jobs::due_at.eq(due_at.timestamp_micros()), jobs::reason.eq(reason)))
        .execute(tx.conn())?;
    Ok(())
}

/// Keeps a job that cannot be done, with the reason, for a person to look at.
pub fn give_up(tx: &mut Tx<'_>, job: &Leased, reason: &str) -> Result<(), StorageError> {
    give_up_row(tx, job.id, reason)
}

fn give_up_row(tx: &mut Tx<'_>, id: i64, reason: &str) -> Result<(), StorageError> {
    diesel::update(jobs::table.find(id)).set((jobs::dead.eq(true), jobs::reason.eq(reason))).execute(tx.conn())?;
    Ok(())
}

/// When the next job is due, if any waits.
pub fn next_due(view: &mut View<'_>) -> Result<Option<Timestamp>, StorageError> {
    let first = jobs::table.filter(jobs::dead.eq(false)).order((jobs::due_at, jobs::id)).select(jobs::due_at);
    let due = first.first(view.conn()).optional()?;
    due.map(|micros| moment("jobs", micros)).transpose()
}

pub fn counts(view: &mut View<'_>) -> Result<Counts, StorageError> {
    let waiting = jobs::table.filter(jobs::dead.eq(false)).count().get_result(view.conn())?;
    let dead = jobs::table.filter(jobs::dead.eq(true)).count().get_result(view.conn())?;
    Ok(Counts { waiting, dead })
}

pub fn dead(view: &mut View<'_>, limit: i64) -> Result<Vec<Dead>, StorageError> {
    let rows = jobs::table.filter(jobs::dead.eq(true)).order(jobs::id.desc()).limit(limit).select((
        jobs::id,
        jobs::kind,
        jobs::task,
        jobs::attempts,
        jobs::reason,
    ));
    Ok(rows.load(view.conn())?)
}
