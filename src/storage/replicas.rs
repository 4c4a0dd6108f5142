//! Complaints of other homes: their histories as they were told, and the row that lists show.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_types::Binary;

use crate::domain::ids::ComplaintId;
use crate::domain::log::{Core, Hash, Line};
use crate::domain::replica::{Followed, Replica};
use crate::domain::visibility::Peer;
use crate::storage::complaints::{self, Attested, Held, NewRow};
use crate::storage::engine::{Prepare as _, each};
use crate::storage::schema::{complaint_events, complaints as complaints_table};
use crate::storage::{StorageError, Tx, View, carried, visibility};

/// The replica that we hold, with the hashes of the lines between `from` and `to`.
pub fn find(view: &mut View<'_>, held: &Held, from: i64, to: i64) -> Result<Replica, StorageError> {
    let rows: Vec<(i64, Vec<u8>)> = complaint_events::table
        .filter(complaint_events::complaint.eq(held.id.bytes()))
        .filter(complaint_events::sequence.between(from, to))
        .select((complaint_events::sequence, complaint_events::hash))
        .load(view.conn())?;
    let known: Result<BTreeMap<i64, Hash>, StorageError> =
        rows.into_iter().map(|(sequence, hash)| Ok((sequence, complaints::hash_of(&hash)?))).collect();
    Ok(Replica::held(held.home.clone(), held.complaint.clone(), held.head, known?).known_as(held.wire_id))
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
    append(tx, replica.key, followed)?;
    settle(tx, replica.key)
}

/// Keeps the lines that followed. Nothing is announced: only a home announces.
pub fn record(tx: &mut Tx<'_>, replica: &Replica, followed: &Followed) -> Result<(), StorageError> {
    let (complaint, head) = state_of(replica)?;
    append(tx, replica.key, followed)?;
    complaints::update_row(tx, complaint, head)?;
    settle(tx, replica.key)
}

/// A time that another home claims sorts nowhere before it was heard of here, and what nobody here follows is in no list.
fn settle(tx: &mut Tx<'_>, id: ComplaintId) -> Result<(), StorageError> {
    each!(tx.conn(), conn => diesel::sql_query(HEARD_FIRST).bind::<Binary, _>(id.bytes()).execute(conn))?;
    carried::relist(tx, id)
}

const HEARD_FIRST: &str = "UPDATE complaints \
     SET waiting_since = (SELECT r.heard_at FROM replicas r WHERE r.complaint = complaints.id) \
     WHERE id = $1 AND EXISTS (SELECT 1 FROM replicas r WHERE r.complaint = complaints.id AND r.heard_at > waiting_since)";

/// Keeps what stands beside a line that we hold, unless something is there, or its words were erased. `true` if it was kept.
pub fn attest(
    tx: &mut Tx<'_>,
    id: ComplaintId,
    sequence: i64,
    hash: Hash,
    attested: Option<&str>,
    statement: Option<&str>,
) -> Result<bool, StorageError> {
    if complaints::is_erased(&mut tx.view(), id, sequence)? {
        return Ok(false);
    }
    let this = complaint_events::table
        .find((id.bytes(), sequence))
        .filter(complaint_events::hash.eq(hash.0.as_slice()))
        .filter(complaint_events::statement.is_null());
    let kept = match statement {
        Some(statement) => diesel::update(this)
            .set((complaint_events::attested_by.eq(attested), complaint_events::statement.eq(statement)))
            .prepared()
            .execute(tx.conn())?,
        None => diesel::update(this.filter(complaint_events::attested_by.is_null()))
            .set(complaint_events::attested_by.eq(attested))
            .prepared()
            .execute(tx.conn())?,
    };
    Ok(kept == 1)
}

/// The heads that we hold of one board elsewhere and may show to this peer, by id, with the addresses that its home knows
/// them by.
pub fn heads(
    view: &mut View<'_>,
    board_uri: &str,
    peer: Peer,
    after: Option<ComplaintId>,
    limit: i64,
) -> Result<Vec<(ComplaintId, String, i64, Hash)>, StorageError> {
    let after = after.map_or_else(Vec::new, |it| it.bytes().to_vec());
    let rows: Vec<(Vec<u8>, String, i64, Vec<u8>)> = complaints_table::table
        .filter(complaints_table::board_uri.eq(board_uri))
        .filter(complaints_table::at_home.eq(false))
        .filter(visibility::outlined(peer))
        .filter(complaints_table::id.gt(&after))
        .order(complaints_table::id)
        .limit(limit)
        .select((complaints_table::id, complaints_table::uri, complaints_table::sequence, complaints_table::head))
        .load(view.conn())?;
    let unreadable = |why| StorageError::inconsistent("complaints", why);
    rows.into_iter()
        .map(|(id, uri, sequence, head)| {
            Ok((ComplaintId::from_bytes(&id).map_err(unreadable)?, uri, sequence, complaints::hash_of(&head)?))
        })
        .collect()
}

/// How many copies of one board's complaints are here.
pub fn count_of(view: &mut View<'_>, board_uri: &str) -> Result<i64, StorageError> {
    let those = complaints_table::table
        .filter(complaints_table::board_uri.eq(board_uri))
        .filter(complaints_table::at_home.eq(false));
    Ok(those.count().get_result(view.conn())?)
}

/// The board's proof of the state that we hold now; without one, the older one proves nothing any more.
pub fn keep_seal(tx: &mut Tx<'_>, id: ComplaintId, seal: Option<&str>) -> Result<(), StorageError> {
    diesel::update(complaints_table::table.find(id.bytes()))
        .set(complaints_table::seal.eq(seal))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
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
