//! What members hear of what happened in threads. A row names the event and what they are there; whether they may see it is
//! asked each time it is shown or counted.

use chrono::TimeDelta;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Bool, Text};
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::hearing::{Hearer, Message};
use crate::domain::ids::{AccountId, ActorId, BrandId, ComplaintId};
use crate::domain::party::Party;
use crate::storage::engine::{AnyConn, columns, each};
use crate::storage::notices::Last;
use crate::storage::schema::{accounts, blocks, complaints, notifications, parties};
use crate::storage::{StorageError, Tx, View, moment, visibility};

/// For how long a line stands on somebody's page.
pub const DAYS_KEPT: i64 = 180;
/// Old lines that are dropped in one transaction.
const OLD_AT_ONCE_MAX: i64 = 2_000;
/// Those who follow a board and hear of one event; whoever followed it first comes first.
pub const FOLLOWERS_MAX: i64 = 10_000;
/// Those who say that they have the same problem and hear of one event.
pub const SUPPORTERS_MAX: i64 = 2_000;
/// Rows that one statement writes.
const ROWS_AT_ONCE: usize = 500;
/// Unread lines that are counted; more are "more".
pub const COUNTED_MAX: i64 = 100;

/// An event, as it is told.
#[derive(Debug, Clone, Copy)]
pub struct Heard {
    pub id: Uuid,
    pub complaint: ComplaintId,
    pub sequence: i64,
    pub message: Message,
    pub at: Timestamp,
}

/// Who did what is told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deed {
    /// Where it was somebody with an account here.
    pub account: Option<AccountId>,
    /// The address of the actor, as blocks name it; empty where nobody is named.
    pub uri: String,
}

/// One line of somebody's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    pub id: Uuid,
    pub complaint: ComplaintId,
    pub sequence: i64,
    /// What they were in the thread.
    pub heard_as: Option<Hearer>,
    /// What it says, where this program knows it.
    pub message: Option<Message>,
    pub at: Timestamp,
    /// It counts in the head of every page, and they did not read it.
    pub is_new: bool,
}

/// Who reads, with everything by which they may see what others may not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    pub account: AccountId,
    /// Their own actor, and those that were made for their complaints.
    pub names: Vec<ActorId>,
    /// The brands that they speak for now.
    pub brands: Vec<BrandId>,
    pub moderates: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = notifications)]
struct Row {
    id: Vec<u8>,
    complaint: Vec<u8>,
    sequence: i64,
    message: String,
    heard_as: String,
    at: i64,
    urgent: bool,
    read_at: Option<i64>,
}

fn wrong(why: impl std::fmt::Display) -> StorageError {
    StorageError::inconsistent("notifications", why)
}

fn account_id(bytes: &[u8]) -> Result<AccountId, StorageError> {
    AccountId::from_bytes(bytes).map_err(wrong)
}

#[derive(Insertable)]
#[diesel(table_name = notifications)]
struct New<'n> {
    account: &'n [u8],
    at: i64,
    id: &'n [u8],
    complaint: &'n [u8],
    sequence: i64,
    message: &'n str,
    heard_as: &'n str,
    urgent: bool,
}

/// These hear of an event: how many. Whoever heard of it as somebody else already hears it once.
pub fn insert(
    tx: &mut Tx<'_>,
    heard: &Heard,
    to: &[AccountId],
    heard_as: Hearer,
    urgent: bool,
) -> Result<usize, StorageError> {
    let row = |account| New {
        account: AccountId::bytes(account),
        at: heard.at.timestamp_micros(),
        id: heard.id.as_bytes(),
        complaint: heard.complaint.bytes(),
        sequence: heard.sequence,
        message: heard.message.word(),
        heard_as: heard_as.word(),
        urgent,
    };
    let mut written = 0;
    for some in to.chunks(ROWS_AT_ONCE) {
        let insert = diesel::insert_into(notifications::table);
        match tx.conn() {
            AnyConn::Pg(conn) => {
                let rows: Vec<_> = some.iter().map(row).collect();
                written += insert.values(rows).on_conflict_do_nothing().execute(conn)?;
            }
            AnyConn::Sqlite(conn) => {
                for account in some {
                    written += insert.values(row(account)).on_conflict_do_nothing().execute(conn)?;
                }
            }
        }
    }
    Ok(written)
}

/// The members who follow a board hear of an event: not whoever did it, and nobody who shut them out. They have no inbox
/// elsewhere, by which they are found among however many have one.
pub fn insert_for_followers(
    tx: &mut Tx<'_>,
    heard: &Heard,
    board: ActorId,
    by: &Deed,
    urgent: bool,
) -> Result<usize, StorageError> {
    let statement = "INSERT INTO notifications (account, at, id, complaint, sequence, message, heard_as, urgent) \
         SELECT a.id, $1, $2, $3, $4, $5, $6, $7 \
         FROM follows f JOIN accounts a ON a.actor = f.follower \
         WHERE f.followed = $8 AND f.inbox IS NULL AND f.accepted AND a.id <> $9 \
         AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.blocker = f.follower AND b.blocked = $10) \
         ORDER BY f.at LIMIT $11 ON CONFLICT DO NOTHING";
    Ok(each!(tx.conn(), conn => diesel::sql_query(statement)
        .bind::<BigInt, _>(heard.at.timestamp_micros())
        .bind::<Binary, _>(heard.id.as_bytes().as_slice())
        .bind::<Binary, _>(heard.complaint.bytes())
        .bind::<BigInt, _>(heard.sequence)
        .bind::<Text, _>(heard.message.word())
        .bind::<Text, _>(Hearer::Followers.word())
        .bind::<Bool, _>(urgent)
        .bind::<Binary, _>(board.bytes())
        .bind::<Binary, _>(by.account.as_ref().map(AccountId::bytes).unwrap_or_default())
        .bind::<Text, _>(&by.uri)
        .bind::<BigInt, _>(FOLLOWERS_MAX)
        .execute(conn))?)
}

/// What the same people had not read of the same kind in the same thread makes way: they hear it once.
pub fn replace_older(tx: &mut Tx<'_>, heard: &Heard) -> Result<(), StorageError> {
    let statement = "DELETE FROM notifications WHERE complaint = $1 AND message = $2 AND read_at IS NULL AND id <> $3 \
         AND account IN (SELECT n.account FROM notifications n WHERE n.complaint = $1 AND n.message = $2 AND n.id = $3)";
    each!(tx.conn(), conn => diesel::sql_query(statement)
        .bind::<Binary, _>(heard.complaint.bytes())
        .bind::<Text, _>(heard.message.word())
        .bind::<Binary, _>(heard.id.as_bytes().as_slice())
        .execute(conn))?;
    Ok(())
}

/// The members among those who wrote in a thread, and which party each of them is: nobody who shut out whoever has this
/// address.
pub fn members_in(
    view: &mut View<'_>,
    complaint: ComplaintId,
    uri: &str,
) -> Result<Vec<(AccountId, Party)>, StorageError> {
    let shut_out = blocks::table.filter(blocks::blocker.eq(parties::actor)).filter(blocks::blocked.eq(uri));
    let rows: Vec<(Vec<u8>, String)> = parties::table
        .inner_join(accounts::table.on(accounts::actor.eq(parties::actor)))
        .filter(parties::complaint.eq(complaint.bytes()))
        .filter(diesel::dsl::not(diesel::dsl::exists(shut_out)))
        .limit(SUPPORTERS_MAX)
        .select((accounts::id, parties::party))
        .load(view.conn())?;
    let read = |(account, party): (Vec<u8>, String)| -> Result<_, StorageError> {
        Ok((account_id(&account)?, party.parse::<Party>().map_err(wrong)?))
    };
    rows.into_iter().map(read).collect()
}

/// Lines whose threads somebody may read at this moment, as what they heard of them.
macro_rules! seen_by {
    ($reader:expr) => {{
        let reader = $reader;
        let names: Vec<&[u8]> = reader.names.iter().map(ActorId::bytes).collect();
        let brands: Vec<&[u8]> = reader.brands.iter().map(BrandId::bytes).collect();
        let everywhere: Vec<&str> = reader.moderates.then_some(Hearer::Moderators.word()).into_iter().collect();
        let own = notifications::heard_as
            .eq(Hearer::Complainant.word())
            .and(complaints::complainant.is_not_null())
            .and(complaints::complainant.assume_not_null().eq_any(names));
        let of_brand = notifications::heard_as.eq(Hearer::Voices.word()).and(complaints::brand.eq_any(brands));
        notifications::table
            .inner_join(complaints::table.on(complaints::id.eq(notifications::complaint)))
            .filter(notifications::account.eq(reader.account.bytes()))
            .filter(visibility::open().or(own).or(of_brand).or(notifications::heard_as.eq_any(everywhere)))
    }};
}

/// One page of what somebody heard, the newest first.
pub fn page(
    view: &mut View<'_>,
    reader: &Reader,
    before: Option<Last>,
    limit: i64,
) -> Result<Vec<Notification>, StorageError> {
    let those = seen_by!(reader).into_boxed();
    let those = match before {
        None => those,
        Some(last) => {
            let at = last.at.timestamp_micros();
            let same = notifications::at.eq(at).and(notifications::id.lt(last.id.as_bytes().to_vec()));
            those.filter(notifications::at.lt(at).or(same))
        }
    };
    let rows: Vec<Row> = those
        .order((notifications::at.desc(), notifications::id.desc()))
        .limit(limit)
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::notification).collect()
}

impl Row {
    fn notification(self) -> Result<Notification, StorageError> {
        Ok(Notification {
            id: Uuid::from_slice(&self.id).map_err(wrong)?,
            complaint: ComplaintId::from_bytes(&self.complaint).map_err(wrong)?,
            sequence: self.sequence,
            heard_as: Hearer::from_word(&self.heard_as),
            message: Message::from_word(&self.message),
            at: moment("notifications", self.at)?,
            is_new: self.urgent && self.read_at.is_none(),
        })
    }
}

/// How many lines that count somebody has not read, up to [`COUNTED_MAX`].
pub fn count_new(view: &mut View<'_>, reader: &Reader) -> Result<i64, StorageError> {
    let rows: Vec<i64> = seen_by!(reader)
        .filter(notifications::read_at.is_null())
        .filter(notifications::urgent)
        .limit(COUNTED_MAX)
        .select(notifications::sequence)
        .load(view.conn())?;
    Ok(i64::try_from(rows.len()).unwrap_or(COUNTED_MAX))
}

/// Whether somebody has an unread line about a thread.
pub fn has_new_about(view: &mut View<'_>, account: AccountId, complaint: ComplaintId) -> Result<bool, StorageError> {
    let those = notifications::table
        .filter(notifications::account.eq(account.bytes()))
        .filter(notifications::complaint.eq(complaint.bytes()))
        .filter(notifications::read_at.is_null());
    Ok(diesel::select(diesel::dsl::exists(those)).get_result(view.conn())?)
}

/// Somebody read everything that came until then.
pub fn mark_read(tx: &mut Tx<'_>, account: AccountId, until: Timestamp, now: Timestamp) -> Result<(), StorageError> {
    let those = notifications::table
        .filter(notifications::account.eq(account.bytes()))
        .filter(notifications::read_at.is_null())
        .filter(notifications::at.le(until.timestamp_micros()));
    diesel::update(those).set(notifications::read_at.eq(now.timestamp_micros())).execute(tx.conn())?;
    Ok(())
}

/// Somebody opened a thread: they read what they heard of it.
pub fn mark_read_about(
    tx: &mut Tx<'_>,
    account: AccountId,
    complaint: ComplaintId,
    now: Timestamp,
) -> Result<(), StorageError> {
    let those = notifications::table
        .filter(notifications::account.eq(account.bytes()))
        .filter(notifications::complaint.eq(complaint.bytes()))
        .filter(notifications::read_at.is_null());
    diesel::update(those).set(notifications::read_at.eq(now.timestamp_micros())).execute(tx.conn())?;
    Ok(())
}

/// A thread is as if it had never been: nobody heard of it.
pub fn forget_thread(tx: &mut Tx<'_>, complaint: ComplaintId) -> Result<(), StorageError> {
    diesel::delete(notifications::table.filter(notifications::complaint.eq(complaint.bytes()))).execute(tx.conn())?;
    Ok(())
}

/// What one event said is gone: nobody heard of it.
pub fn forget_event(tx: &mut Tx<'_>, complaint: ComplaintId, sequence: i64) -> Result<(), StorageError> {
    let those = notifications::table
        .filter(notifications::complaint.eq(complaint.bytes()))
        .filter(notifications::sequence.eq(sequence));
    diesel::delete(those).execute(tx.conn())?;
    Ok(())
}

/// Whoever left hears of nothing any more.
pub(in crate::storage) fn forget_account(tx: &mut Tx<'_>, account: AccountId) -> Result<(), StorageError> {
    diesel::delete(notifications::table.filter(notifications::account.eq(account.bytes()))).execute(tx.conn())?;
    Ok(())
}

/// What is old goes, read or not, some of it at a time. How many lines that were.
pub fn delete_old(tx: &mut Tx<'_>, now: Timestamp) -> Result<usize, StorageError> {
    let before = (now - TimeDelta::days(DAYS_KEPT)).timestamp_micros();
    let last: Option<i64> = notifications::table
        .filter(notifications::at.lt(before))
        .order(notifications::at)
        .offset(OLD_AT_ONCE_MAX)
        .select(notifications::at)
        .first(tx.conn())
        .optional()?;
    // What was told of one event goes at once.
    let old = notifications::table.filter(notifications::at.lt(last.unwrap_or(before)));
    let deleted = diesel::delete(old).execute(tx.conn())?;
    if deleted > 0 || last.is_none() {
        return Ok(deleted);
    }
    let same = notifications::table.filter(notifications::at.le(last.unwrap_or_default()));
    Ok(diesel::delete(same).execute(tx.conn())?)
}
