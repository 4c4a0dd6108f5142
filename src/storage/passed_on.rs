//! Activities of remote authors as they came, byte for byte: what a board passes on to those who follow it (FEP-1b12).

use diesel::prelude::*;

use crate::domain::Timestamp;
use crate::domain::ids::ComplaintId;
use crate::storage::engine::Both;
use crate::storage::schema::passed_on;
use crate::storage::{StorageError, Tx, View};

/// Larger ones are passed on by their address alone: an activity with another one in it must stay under 64 KB for Misskey.
pub const BODY_BYTES_MAX: usize = 60_000;
/// Activities about one event: the first version of a post and its edits.
const PER_EVENT_MAX: i64 = 20;

/// One activity as its author's server sent it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inner {
    /// Its id.
    pub activity: String,
    pub body: String,
}

/// Keeps an activity as the one that made this event, or with sequence 0 as one that made none. A repeat changes nothing.
pub fn keep(
    tx: &mut Tx<'_>,
    complaint: ComplaintId,
    sequence: i64,
    inner: &Inner,
    at: Timestamp,
) -> Result<(), StorageError> {
    let row = (
        passed_on::complaint.eq(complaint.bytes()),
        passed_on::sequence.eq(sequence),
        passed_on::activity.eq(&inner.activity),
        passed_on::body.eq(&inner.body),
        passed_on::at.eq(at.timestamp_micros()),
    );
    Both(diesel::insert_into(passed_on::table).values(row).on_conflict_do_nothing()).execute(tx.conn())?;
    Ok(())
}

/// What made an event, and later edits of the same post, in the order in which they came.
pub fn of_event(view: &mut View<'_>, complaint: ComplaintId, sequence: i64) -> Result<Vec<Inner>, StorageError> {
    let rows: Vec<(String, String)> = passed_on::table
        .filter(passed_on::complaint.eq(complaint.bytes()))
        .filter(passed_on::sequence.eq(sequence))
        .order((passed_on::at, passed_on::activity))
        .limit(PER_EVENT_MAX)
        .select((passed_on::activity, passed_on::body))
        .load(view.conn())?;
    Ok(rows.into_iter().map(|(activity, body)| Inner { activity, body }).collect())
}

pub fn find(
    view: &mut View<'_>,
    complaint: ComplaintId,
    sequence: i64,
    activity: &str,
) -> Result<Option<Inner>, StorageError> {
    let those = passed_on::table.find((complaint.bytes(), sequence, activity)).select(passed_on::body);
    let body: Option<String> = those.first(view.conn()).optional()?;
    Ok(body.map(|body| Inner { activity: activity.to_string(), body }))
}

pub fn remove(tx: &mut Tx<'_>, complaint: ComplaintId, sequence: i64, activity: &str) -> Result<(), StorageError> {
    diesel::delete(passed_on::table.find((complaint.bytes(), sequence, activity))).execute(tx.conn())?;
    Ok(())
}

/// The words of an event were erased, and with them every copy of the activity that brought them.
pub fn forget(tx: &mut Tx<'_>, complaint: ComplaintId, sequence: i64) -> Result<(), StorageError> {
    let those =
        passed_on::table.filter(passed_on::complaint.eq(complaint.bytes())).filter(passed_on::sequence.eq(sequence));
    diesel::delete(those).execute(tx.conn())?;
    Ok(())
}
