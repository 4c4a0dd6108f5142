//! Boards of other servers that we carry: whether they are heard, and what becomes of their complaints when they are not.

use diesel::prelude::*;
use diesel::sql_types::{Binary, Text};
use diesel::upsert::excluded;

use crate::domain::Timestamp;
use crate::domain::ids::{ActorId, ComplaintId};
use crate::storage::engine::{Both, Prepare as _, each};
use crate::storage::schema::{actors, carried_boards, complaints};
use crate::storage::{StorageError, Tx, View, moment};

/// When a board was heard last, and since when it is silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carried {
    pub heard_at: Timestamp,
    pub silent_since: Option<Timestamp>,
}

pub fn find(view: &mut View<'_>, board: ActorId) -> Result<Option<Carried>, StorageError> {
    let those =
        carried_boards::table.find(board.bytes()).select((carried_boards::heard_at, carried_boards::silent_since));
    let row: Option<(i64, Option<i64>)> = those.get_result(view.conn()).optional()?;
    row.map(|(heard_at, silent_since)| {
        Ok(Carried {
            heard_at: moment("carried_boards", heard_at)?,
            silent_since: silent_since.map(|at| moment("carried_boards", at)).transpose()?,
        })
    })
    .transpose()
}

/// The board answered, or said something with its own proof.
pub fn heard(tx: &mut Tx<'_>, board: ActorId, at: Timestamp) -> Result<(), StorageError> {
    let row = (
        carried_boards::board.eq(board.bytes()),
        carried_boards::heard_at.eq(at.timestamp_micros()),
        carried_boards::silent_since.eq(None::<i64>),
        carried_boards::reason.eq(None::<String>),
    );
    let statement =
        diesel::insert_into(carried_boards::table).values(row).on_conflict(carried_boards::board).do_update().set((
            carried_boards::heard_at.eq(excluded(carried_boards::heard_at)),
            carried_boards::silent_since.eq(None::<i64>),
            carried_boards::reason.eq(None::<String>),
        ));
    Both(statement).prepared().execute(tx.conn())?;
    Ok(())
}

/// The board did not answer. What is known of it now; a board that was never heard counts from here.
pub fn silent(tx: &mut Tx<'_>, board: ActorId, at: Timestamp, reason: &str) -> Result<Carried, StorageError> {
    let known = find(&mut tx.view(), board)?;
    let carried = Carried {
        heard_at: known.map_or(at, |it| it.heard_at),
        silent_since: Some(known.and_then(|it| it.silent_since).unwrap_or(at)),
    };
    let row = (
        carried_boards::board.eq(board.bytes()),
        carried_boards::heard_at.eq(carried.heard_at.timestamp_micros()),
        carried_boards::silent_since.eq(carried.silent_since.map(|at| at.timestamp_micros())),
        carried_boards::reason.eq(Some(reason)),
    );
    let statement =
        diesel::insert_into(carried_boards::table).values(row).on_conflict(carried_boards::board).do_update().set((
            carried_boards::silent_since.eq(excluded(carried_boards::silent_since)),
            carried_boards::reason.eq(excluded(carried_boards::reason)),
        ));
    Both(statement).prepared().execute(tx.conn())?;
    Ok(carried)
}

/// Whether copies of a board's complaints are frozen.
pub fn is_frozen(view: &mut View<'_>, board_uri: &str) -> Result<bool, StorageError> {
    let those = complaints::table
        .filter(complaints::board_uri.eq(board_uri))
        .filter(complaints::at_home.eq(false))
        .filter(complaints::frozen_at.is_not_null());
    Ok(those.count().get_result::<i64>(view.conn())? > 0)
}

/// The home is gone: its complaints stay readable as of then, and leave lists and figures.
pub fn freeze(tx: &mut Tx<'_>, board_uri: &str, as_of: Timestamp) -> Result<usize, StorageError> {
    let those = complaints::table
        .filter(complaints::board_uri.eq(board_uri))
        .filter(complaints::at_home.eq(false))
        .filter(complaints::frozen_at.is_null());
    let frozen = (complaints::frozen_at.eq(as_of.timestamp_micros()), complaints::listed.eq(false));
    Ok(diesel::update(those).set(frozen).execute(tx.conn())?)
}

/// The home is there again: its complaints are listed by the same rule as before.
pub fn thaw(tx: &mut Tx<'_>, board_uri: &str) -> Result<usize, StorageError> {
    let those = complaints::table
        .filter(complaints::board_uri.eq(board_uri))
        .filter(complaints::at_home.eq(false))
        .filter(complaints::frozen_at.is_not_null());
    let thawed = diesel::update(those).set(complaints::frozen_at.eq(None::<i64>)).execute(tx.conn())?;
    if thawed > 0 {
        relist_of(tx, board_uri)?;
    }
    Ok(thawed)
}

/// Whether somebody here follows a board, and it agreed: then what it says of its complaints is carried, and listed. A
/// follow that waits for its answer covers nothing.
pub fn is_followed(view: &mut View<'_>, board_uri: &str) -> Result<bool, StorageError> {
    let rows: Vec<Follower> =
        each!(view.conn(), conn => diesel::sql_query(FOLLOWERS).bind::<Text, _>(board_uri).load(conn))?;
    Ok(rows.iter().any(|it| !it.follower.is_empty()))
}

#[derive(QueryableByName)]
struct Follower {
    #[diesel(sql_type = Binary)]
    follower: Vec<u8>,
}

const FOLLOWERS: &str = "SELECT f.follower AS follower FROM follows f \
     JOIN actors b ON b.id = f.followed JOIN actors w ON w.id = f.follower \
     WHERE b.uri = $1 AND b.kind = 'board' AND f.accepted AND w.local LIMIT 1";

/// A complaint of another home stands in lists while it is public there, somebody here really follows its board, and it is about
/// the brand that this board is for: a history cannot put itself onto another brand's page.
const RELIST: &str = "UPDATE complaints SET listed = ( \
       visibility = 'public' AND state NOT IN ('retracted', 'dismissed') AND frozen_at IS NULL \
       AND EXISTS (SELECT 1 FROM actors b JOIN brands r ON r.domain = b.username \
         WHERE b.uri = complaints.board_uri AND b.kind = 'board' AND r.id = complaints.brand \
           AND EXISTS (SELECT 1 FROM follows f JOIN actors w ON w.id = f.follower WHERE f.followed = b.id AND f.accepted AND w.local))) \
     WHERE NOT at_home AND ";

/// Lists follow the state, the follows and the brand of one complaint of another home.
pub fn relist(tx: &mut Tx<'_>, id: ComplaintId) -> Result<(), StorageError> {
    let sql = format!("{RELIST} id = $1");
    each!(tx.conn(), conn => diesel::sql_query(&sql).bind::<Binary, _>(id.bytes()).execute(conn))?;
    Ok(())
}

fn relist_of(tx: &mut Tx<'_>, board_uri: &str) -> Result<(), StorageError> {
    let sql = format!("{RELIST} board_uri = $1");
    each!(tx.conn(), conn => diesel::sql_query(&sql).bind::<Text, _>(board_uri).execute(conn))?;
    Ok(())
}

/// Somebody here began to follow an actor, or does so no more. Where that is a board elsewhere, lists change.
pub(in crate::storage) fn follow_changed(tx: &mut Tx<'_>, followed: ActorId) -> Result<(), StorageError> {
    let board: Option<String> = actors::table
        .find(followed.bytes())
        .filter(actors::local.eq(false))
        .filter(actors::kind.eq("board"))
        .select(actors::uri)
        .get_result(tx.conn())
        .optional()?;
    board.map_or(Ok(()), |uri| relist_of(tx, &uri))
}
