//! Boards of other servers that we carry: whether they are heard, and what becomes of their complaints when they are not.

use diesel::prelude::*;
use diesel::upsert::excluded;

use crate::domain::Timestamp;
use crate::domain::ids::ActorId;
use crate::storage::engine::{Both, Prepare as _};
use crate::storage::schema::{carried_boards, complaints};
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
    let shown = complaints::table
        .filter(complaints::board_uri.eq(board_uri))
        .filter(complaints::at_home.eq(false))
        .filter(complaints::frozen_at.is_not_null())
        .filter(complaints::visibility.eq("public"))
        .filter(complaints::state.ne_all(vec!["retracted", "dismissed"]));
    diesel::update(shown).set(complaints::listed.eq(true)).execute(tx.conn())?;
    let those = complaints::table
        .filter(complaints::board_uri.eq(board_uri))
        .filter(complaints::at_home.eq(false))
        .filter(complaints::frozen_at.is_not_null());
    Ok(diesel::update(those).set(complaints::frozen_at.eq(None::<i64>)).execute(tx.conn())?)
}
