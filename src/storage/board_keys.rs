//! Keys for proofs that boards of other servers showed: one is pinned, others wait for the old one's signature or a person.

use diesel::prelude::*;

use crate::domain::Timestamp;
use crate::domain::ids::ActorId;
use crate::storage::engine::{Both, Prepare as _};
use crate::storage::schema::{actors, board_keys};
use crate::storage::{StorageError, Tx, View, moment};

/// How a key came to be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It was the first that we saw.
    First,
    /// The key before it signed it.
    Signed,
    /// A person here decided.
    Person,
}

impl How {
    fn name(self) -> &'static str {
        match self {
            How::First => "first",
            How::Signed => "signed",
            How::Person => "person",
        }
    }
}

const OFFERED: &str = "offered";

/// A key that a board shows and that nobody vouches for yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedKey {
    pub board: ActorId,
    pub board_uri: String,
    pub handle: String,
    pub key: String,
    pub seen_at: Timestamp,
    /// States with its proof that were not followed.
    pub refused: i64,
}

type Row = (Vec<u8>, String, String, String, i64, i64);

/// Notes a key that is not the pinned one. `true` when it is new.
pub fn offered(tx: &mut Tx<'_>, board: ActorId, key: &str, at: Timestamp) -> Result<bool, StorageError> {
    let row = (
        board_keys::board.eq(board.bytes()),
        board_keys::key.eq(key),
        board_keys::seen_at.eq(at.timestamp_micros()),
        board_keys::how.eq(OFFERED),
        board_keys::refused.eq(0_i64),
    );
    let statement = diesel::insert_into(board_keys::table).values(row).on_conflict_do_nothing();
    Ok(Both(statement).execute(tx.conn())? == 1)
}

/// A state with the proof of a key that waits was not followed; its seal is kept as evidence of what was said.
pub fn refused(tx: &mut Tx<'_>, board: ActorId, key: &str, seal: Option<&str>) -> Result<(), StorageError> {
    diesel::update(board_keys::table.find((board.bytes(), key)))
        .set((board_keys::refused.eq(board_keys::refused + 1), board_keys::evidence.eq(seal)))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// Pins a key: what the board proves with it counts from now on, and with no other.
pub fn pin(tx: &mut Tx<'_>, board: ActorId, key: &str, how: How, at: Timestamp) -> Result<(), StorageError> {
    offered(tx, board, key, at)?;
    diesel::update(board_keys::table.find((board.bytes(), key)))
        .set((board_keys::how.eq(how.name()), board_keys::decided_at.eq(at.timestamp_micros())))
        .prepared()
        .execute(tx.conn())?;
    diesel::update(actors::table.find(board.bytes()).filter(actors::local.eq(false)))
        .set(actors::ed25519_key.eq(key))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// The keys of one board that wait.
pub fn waiting_of(view: &mut View<'_>, board: ActorId) -> Result<Vec<OfferedKey>, StorageError> {
    Ok(waiting(view)?.into_iter().filter(|it| it.board == board).collect())
}

/// Every key that waits for a person, the oldest first.
pub fn waiting(view: &mut View<'_>) -> Result<Vec<OfferedKey>, StorageError> {
    const WAITING_MAX: i64 = 200;
    let rows: Vec<Row> = board_keys::table
        .inner_join(actors::table.on(actors::id.eq(board_keys::board)))
        .filter(board_keys::how.eq(OFFERED))
        .order(board_keys::seen_at)
        .limit(WAITING_MAX)
        .select((
            board_keys::board,
            actors::uri,
            actors::handle,
            board_keys::key,
            board_keys::seen_at,
            board_keys::refused,
        ))
        .load(view.conn())?;
    rows.into_iter()
        .map(|(board, board_uri, handle, key, seen_at, refused)| {
            Ok(OfferedKey {
                board: ActorId::from_bytes(&board).map_err(|why| StorageError::inconsistent("board_keys", why))?,
                board_uri,
                handle,
                key,
                seen_at: moment("board_keys", seen_at)?,
                refused,
            })
        })
        .collect()
}
