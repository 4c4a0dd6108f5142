//! Complaints of other homes: their histories as they were told, and the row that lists show.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::domain::ids::ComplaintId;
use crate::domain::log::{Core, Hash, Line};
use crate::domain::replica::{Followed, Replica};
use crate::storage::complaints::{self, Attested, Held, NewRow};
use crate::storage::schema::complaint_events;
use crate::storage::{StorageError, Tx, View};

/// The replica that we hold, with the hashes of the lines between `from` and `to`.
pub fn find(view: &mut View<'_>, held: &Held, from: i64, to: i64) -> Result<Replica, StorageError> {
    let rows: Vec<(i64, Vec<u8>)> = complaint_events::table
        .filter(complaint_events::complaint.eq(held.id.bytes()))
        .filter(complaint_events::sequence.between(from, to))
        .select((complaint_events::sequence, complaint_events::hash))
        .load(view.conn())?;
    let known: Result<BTreeMap<i64, Hash>, StorageError> =
        rows.into_iter().map(|(sequence, hash)| Ok((sequence, complaints::hash_of(&hash)?))).collect();
    Ok(Replica::held(held.home.clone(), held.complaint.clone(), held.head, known?))
}

/// Keeps a replica that was seen for the first time.
pub fn record_new(tx: &mut Tx<'_>, new: &NewRow, replica: &Replica, followed: &Followed) -> Result<(), StorageError> {
    let (complaint, head) = state_of(replica)?;
    let facts = followed
        .lines
        .first()
        .map(|(core, _)| complaints::facts_of(&core.event.happening, new.product.clone()))
        .unwrap_or_default();
    complaints::insert_row(tx, new, complaint, head, &facts)?;
    append(tx, replica.id, followed)
}

/// Keeps the lines that followed. Nothing is announced: only a home announces.
pub fn record(tx: &mut Tx<'_>, replica: &Replica, followed: &Followed) -> Result<(), StorageError> {
    let (complaint, head) = state_of(replica)?;
    append(tx, replica.id, followed)?;
    complaints::update_row(tx, complaint, head)
}

fn state_of(replica: &Replica) -> Result<(&crate::domain::complaint::Complaint, Hash), StorageError> {
    let state = replica.complaint().zip(replica.head());
    state.ok_or_else(|| StorageError::inconsistent("complaints", "a replica without events"))
}

fn append(tx: &mut Tx<'_>, id: ComplaintId, followed: &Followed) -> Result<(), StorageError> {
    let lines: Vec<_> =
        followed.lines.iter().map(|(core, line): &(Core, Line)| (core.event.happening.clone(), line.clone())).collect();
    complaints::append(tx, id, &lines, &Attested::default())
}
