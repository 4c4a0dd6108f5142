//! What was erased: when its bytes left this machine's files, which servers it has to reach, and what they said.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Text};

use crate::domain::Timestamp;
use crate::domain::ids::{ActivityId, ComplaintId};
use crate::storage::engine::{self, AnyConn, Both, Prepare as _, each};
use crate::storage::jobs;
use crate::storage::outbox::Activity;
use crate::storage::schema::{deliveries, erasure_copies, erasures, post_copies};
use crate::storage::{Db, StorageError, Tx, View, moment};

/// Servers of one kind that a page names; the others are counted.
const HOSTS_NAMED_MAX: i64 = 20;
/// Inboxes beside the followers' that are kept for one post; whoever came after them is reached through others of their host.
pub const COPIES_MAX: i64 = 500;

/// What became of an erasure at one inbox. The numbers are kept and never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyOutcome {
    OnItsWay = 0,
    /// Its server accepted the deletion.
    Confirmed = 1,
    /// Its server answered that it does not take it, or that the inbox is gone.
    Refused = 2,
    /// Its server never answered, for as long as we try.
    GivenUp = 3,
    /// Nothing is sent there: it is blocked here.
    NotSent = 4,
}

/// How far the newest erasure of a thread is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    pub at: Timestamp,
    /// Its bytes have left this machine's files.
    pub scrubbed: bool,
    /// Not everybody who may hold a copy has been looked up yet.
    pub telling: bool,
    /// Servers that may hold a copy, and those of them that confirmed everything.
    pub hosts: i64,
    pub confirmed: i64,
    /// Servers that did not confirm: what they said, or that nothing came.
    pub silent: Vec<String>,
    pub refused: Vec<String>,
    /// When the first of those that are silent was asked.
    pub silent_since: Option<Timestamp>,
}

impl Progress {
    pub fn is_over(&self) -> bool {
        self.scrubbed && !self.telling && self.confirmed == self.hosts
    }
}

/// Words of a thread are being erased, in this transaction.
pub(in crate::storage) fn begin(
    tx: &mut Tx<'_>,
    complaint: ComplaintId,
    sequence: i64,
    at: Timestamp,
) -> Result<(), StorageError> {
    let row = (
        erasures::complaint.eq(complaint.bytes()),
        erasures::sequence.eq(sequence),
        erasures::at.eq(at.timestamp_micros()),
    );
    Both(diesel::insert_into(erasures::table).values(row).on_conflict_do_nothing()).execute(tx.conn())?;
    Ok(())
}

/// Whether anything of a thread was ever erased.
pub(in crate::storage) fn is_any(view: &mut View<'_>, complaint: ComplaintId) -> Result<bool, StorageError> {
    let those = erasures::table.filter(erasures::complaint.eq(complaint.bytes()));
    Ok(those.count().get_result::<i64>(view.conn())? > 0)
}

/// Words were let go of: soon afterwards nothing of them is left in this machine's files.
pub fn schedule_scrub(tx: &mut Tx<'_>, now: Timestamp) -> Result<(), StorageError> {
    jobs::enqueue_scrub(tx, now)
}

/// Whether something was erased whose bytes may still lie in a file, though no job is about to see to it.
pub fn resume(tx: &mut Tx<'_>, now: Timestamp) -> Result<(), StorageError> {
    let open = erasures::table.filter(erasures::scrubbed_at.is_null()).select(erasures::at);
    match open.first::<i64>(tx.conn()).optional()? {
        Some(_) => jobs::enqueue_scrub(tx, now),
        None => Ok(()),
    }
}

/// The erasures whose bytes may still lie in a file.
pub fn unscrubbed(view: &mut View<'_>) -> Result<Vec<(ComplaintId, i64)>, StorageError> {
    let rows: Vec<(Vec<u8>, i64)> = erasures::table
        .filter(erasures::scrubbed_at.is_null())
        .select((erasures::complaint, erasures::sequence))
        .load(view.conn())?;
    rows.into_iter().map(|(id, sequence)| Ok((complaint_of(&id)?, sequence))).collect()
}

pub fn scrubbed(tx: &mut Tx<'_>, those: &[(ComplaintId, i64)], now: Timestamp) -> Result<(), StorageError> {
    for (complaint, sequence) in those {
        diesel::update(erasures::table.find((complaint.bytes(), sequence)))
            .set(erasures::scrubbed_at.eq(now.timestamp_micros()))
            .prepared()
            .execute(tx.conn())?;
    }
    Ok(())
}

impl Db {
    /// Sees to it that what was erased before stands in no file of the database: on SQLite the write-ahead log is emptied (what
    /// is deleted in the file itself is overwritten at once); on PostgreSQL dead rows are cleared away. `false`: somebody
    /// still reads what was before, so it has to be tried again.
    pub async fn scrub(&self) -> Result<bool, StorageError> {
        let place = self.inner.place.clone();
        tokio::task::spawn_blocking(move || engine::scrub(&place)).await.unwrap_or(Err(StorageError::Stopped))
    }
}

impl Db {
    /// Writes the whole database anew: for what was deleted before files were overwritten at once. Everybody else waits.
    pub async fn rewrite(&self) -> Result<(), StorageError> {
        let place = self.inner.place.clone();
        tokio::task::spawn_blocking(move || engine::rewrite(&place)).await.unwrap_or(Err(StorageError::Stopped))
    }
}

/// An activity goes to these inboxes. What takes back or erases is followed until each of them has answered; where a post
/// goes to somebody by name is kept, so that a later change finds them.
pub(in crate::storage) fn told(
    tx: &mut Tx<'_>,
    it: &Activity,
    inboxes: &[(&str, &str, CopyOutcome)],
    now: Timestamp,
) -> Result<(), StorageError> {
    let Some(complaint) = it.complaint.filter(|_| it.audience.counted) else { return Ok(()) };
    let rows: Vec<_> = inboxes
        .iter()
        .map(|(host, inbox, outcome)| {
            (
                erasure_copies::activity.eq(it.id.bytes()),
                erasure_copies::inbox.eq(*inbox),
                erasure_copies::host.eq(*host),
                erasure_copies::complaint.eq(complaint.bytes()),
                erasure_copies::sequence.eq(it.sequence),
                erasure_copies::outcome.eq(*outcome as i32),
                erasure_copies::told_at.eq(now.timestamp_micros()),
            )
        })
        .collect();
    match tx.conn() {
        AnyConn::Pg(conn) => {
            diesel::insert_into(erasure_copies::table).values(&rows).on_conflict_do_nothing().execute(conn)?
        }
        AnyConn::Sqlite(conn) => diesel::insert_or_ignore_into(erasure_copies::table).values(&rows).execute(conn)?,
    };
    Ok(())
}

/// What a server answered to an activity that is followed.
pub(in crate::storage) fn ended(
    tx: &mut Tx<'_>,
    activity: ActivityId,
    inbox: &str,
    outcome: CopyOutcome,
) -> Result<(), StorageError> {
    diesel::update(erasure_copies::table.find((activity.bytes(), inbox)))
        .set(erasure_copies::outcome.eq(outcome as i32))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// Deliveries that nobody took for as long as we try.
pub(in crate::storage) fn gave_up(tx: &mut Tx<'_>, those: &[i64]) -> Result<(), StorageError> {
    let given_up: Vec<(Vec<u8>, String)> = deliveries::table
        .filter(deliveries::id.eq_any(those))
        .select((deliveries::activity, deliveries::inbox))
        .load(tx.conn())?;
    for (activity, inbox) in given_up {
        let activity =
            ActivityId::from_bytes(&activity).map_err(|why| StorageError::inconsistent("deliveries", why))?;
        ended(tx, activity, &inbox, CopyOutcome::GivenUp)?;
    }
    Ok(())
}

#[derive(QueryableByName)]
struct HostRow {
    #[diesel(sql_type = Text)]
    host: String,
    #[diesel(sql_type = BigInt)]
    refused: i64,
    #[diesel(sql_type = BigInt)]
    told_at: i64,
}

#[derive(QueryableByName)]
struct CountRow {
    #[diesel(sql_type = BigInt)]
    hosts: i64,
    #[diesel(sql_type = BigInt)]
    confirmed: i64,
}

const COUNTED: &str = "SELECT COUNT(*) AS hosts, CAST(COALESCE(SUM(h.confirmed), 0) AS BIGINT) AS confirmed FROM \
     (SELECT CASE WHEN SUM(CASE WHEN outcome = 1 THEN 0 ELSE 1 END) = 0 THEN 1 ELSE 0 END AS confirmed \
      FROM erasure_copies WHERE complaint = $1 GROUP BY host) h";
const OPEN: &str = "SELECT host, CAST(MAX(CASE WHEN outcome IN (2, 4) THEN 1 ELSE 0 END) AS BIGINT) AS refused, \
       MIN(told_at) AS told_at \
     FROM erasure_copies WHERE complaint = $1 AND outcome <> 1 GROUP BY host ORDER BY host LIMIT $2";

/// How far the erasures of a thread are, if there was one: by what was really delivered and answered.
pub fn progress(view: &mut View<'_>, complaint: ComplaintId) -> Result<Option<Progress>, StorageError> {
    let rows: Vec<(i64, Option<i64>)> = erasures::table
        .filter(erasures::complaint.eq(complaint.bytes()))
        .order(erasures::sequence)
        .select((erasures::at, erasures::scrubbed_at))
        .load(view.conn())?;
    let Some((at, _)) = rows.last() else { return Ok(None) };
    let id = complaint.bytes();
    let counted: CountRow =
        each!(view.conn(), conn => diesel::sql_query(COUNTED).bind::<Binary, _>(id).get_result(conn))?;
    let open: Vec<HostRow> = each!(view.conn(), conn => diesel::sql_query(OPEN)
        .bind::<Binary, _>(id)
        .bind::<BigInt, _>(HOSTS_NAMED_MAX)
        .load(conn))?;
    let silent_since = open.iter().filter(|it| it.refused == 0).map(|it| it.told_at).min();
    let (refused, silent): (Vec<HostRow>, Vec<HostRow>) = open.into_iter().partition(|it| it.refused != 0);
    let names = |rows: Vec<HostRow>| rows.into_iter().map(|it| it.host).collect();
    Ok(Some(Progress {
        at: moment("erasures", *at)?,
        scrubbed: rows.iter().all(|(_, scrubbed)| scrubbed.is_some()),
        telling: jobs::is_telling(view, complaint)?,
        hosts: counted.hosts,
        confirmed: counted.confirmed,
        silent: names(silent),
        refused: names(refused),
        silent_since: silent_since.map(|at| moment("erasure_copies", at)).transpose()?,
    }))
}

/// These inboxes get a post by name, and not as followers.
pub fn keep_copies(tx: &mut Tx<'_>, posts: &[&str], inboxes: &[String], now: Timestamp) -> Result<(), StorageError> {
    for post in posts {
        let kept: i64 = post_copies::table.filter(post_copies::post.eq(post)).count().get_result(tx.conn())?;
        let room = usize::try_from(COPIES_MAX - kept).unwrap_or(0);
        for inbox in inboxes.iter().take(room) {
            let row =
                (post_copies::post.eq(post), post_copies::inbox.eq(inbox), post_copies::at.eq(now.timestamp_micros()));
            Both(diesel::insert_into(post_copies::table).values(row).on_conflict_do_nothing()).execute(tx.conn())?;
        }
    }
    Ok(())
}

/// Where a post went beside the followers.
pub fn copies_of(view: &mut View<'_>, post: &str) -> Result<Vec<String>, StorageError> {
    Ok(post_copies::table
        .filter(post_copies::post.eq(post))
        .order(post_copies::inbox)
        .limit(COPIES_MAX)
        .select(post_copies::inbox)
        .load(view.conn())?)
}

fn complaint_of(bytes: &[u8]) -> Result<ComplaintId, StorageError> {
    ComplaintId::from_bytes(bytes).map_err(|why| StorageError::inconsistent("erasures", why))
}
