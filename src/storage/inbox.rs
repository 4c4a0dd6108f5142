//! What other servers sent: kept raw until it is acted on, then only that it came and what became of it.

use diesel::prelude::*;
use diesel::sql_types::Text;
use sha2::{Digest, Sha256};

use crate::domain::Timestamp;
use crate::domain::ids::ActorId;
use crate::storage::engine::{AnyConn, Both, Prepare as _};
use crate::storage::schema::inbox;
use crate::storage::{StorageError, Tx, View};

/// Names one activity of one actor, so that a repeat is known: nobody can use up somebody else's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key(Vec<u8>);

impl Key {
    pub fn new(actor_uri: &str, activity: &str) -> Key {
        let mut hash = Sha256::new();
        hash.update((actor_uri.len() as u64).to_be_bytes());
        hash.update(actor_uri);
        hash.update(activity);
        Key(hash.finalize().to_vec())
    }

    pub fn to_hex(&self) -> String {
        hex::encode(&self.0)
    }

    pub fn from_hex(text: &str) -> Option<Key> {
        hex::decode(text).ok().map(Key)
    }
}

/// An activity that waits to be acted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub actor: ActorId,
    pub body: Vec<u8>,
}

/// Keeps an activity. `false` when this actor sent one of this id before.
pub fn insert(tx: &mut Tx<'_>, key: &Key, actor: ActorId, body: &[u8], at: Timestamp) -> Result<bool, StorageError> {
    let row = (
        inbox::key.eq(&key.0),
        inbox::actor.eq(actor.bytes()),
        inbox::body.eq(body),
        inbox::received_at.eq(at.timestamp_micros()),
    );
    let statement = diesel::insert_into(inbox::table).values(row).on_conflict_do_nothing();
    Ok(Both(statement).execute(tx.conn())? == 1)
}

/// `None` when it was acted on already.
pub fn waiting(view: &mut View<'_>, key: &Key) -> Result<Option<Waiting>, StorageError> {
    let row: Option<(Vec<u8>, Option<Vec<u8>>)> = inbox::table
        .filter(inbox::key.eq(&key.0))
        .filter(inbox::handled_at.is_null())
        .select((inbox::actor, inbox::body))
        .get_result(view.conn())
        .optional()?;
    let Some((actor, Some(body))) = row else { return Ok(None) };
    let actor = ActorId::from_bytes(&actor).map_err(|error| StorageError::inconsistent("inbox", error))?;
    Ok(Some(Waiting { actor, body }))
}

/// Lets go of the text and keeps what became of it.
pub fn handled(tx: &mut Tx<'_>, key: &Key, outcome: &str, at: Timestamp) -> Result<(), StorageError> {
    diesel::update(inbox::table.filter(inbox::key.eq(&key.0)))
        .set((inbox::body.eq(None::<Vec<u8>>), inbox::outcome.eq(outcome), inbox::handled_at.eq(at.timestamp_micros())))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

const FORGET_SALT_PG: &str = "UPDATE inbox SET body = NULL, handled_at = received_at, outcome = 'erased' \
     WHERE body IS NOT NULL AND position(convert_to($1, 'UTF8') IN body) > 0";
const FORGET_SALT_SQLITE: &str = "UPDATE inbox SET body = NULL, handled_at = received_at, outcome = 'erased' \
     WHERE body IS NOT NULL AND instr(body, CAST($1 AS BLOB)) > 0";

/// Words were erased: what still waits here with their salt beside them is let go of. Nothing but the very event that
/// disclosed them carries that salt, and whatever else came with it is caught up with.
pub fn forget(tx: &mut Tx<'_>, salt: &str) -> Result<(), StorageError> {
    match tx.conn() {
        AnyConn::Pg(conn) => diesel::sql_query(FORGET_SALT_PG).bind::<Text, _>(salt).execute(conn)?,
        AnyConn::Sqlite(conn) => diesel::sql_query(FORGET_SALT_SQLITE).bind::<Text, _>(salt).execute(conn)?,
    };
    Ok(())
}

const GIVEN_UP: &str = " AND NOT EXISTS (SELECT 1 FROM jobs j WHERE NOT j.dead AND j.kind = 'receive_activity' \
     AND j.task LIKE '%' || ";

/// The same for what names an erased post and was given up: nobody will work it off any more.
pub fn forget_given_up(tx: &mut Tx<'_>, address: &str) -> Result<(), StorageError> {
    match tx.conn() {
        AnyConn::Pg(conn) => {
            let sql = format!("{FORGET_SALT_PG}{GIVEN_UP} encode(inbox.key, 'hex') || '%')");
            diesel::sql_query(sql).bind::<Text, _>(address).execute(conn)?
        }
        AnyConn::Sqlite(conn) => {
            let sql = format!("{FORGET_SALT_SQLITE}{GIVEN_UP} lower(hex(inbox.key)) || '%')");
            diesel::sql_query(sql).bind::<Text, _>(address).execute(conn)?
        }
    };
    Ok(())
}

/// What became of an activity; `None` while it waits or when it never came.
pub fn outcome(view: &mut View<'_>, key: &Key) -> Result<Option<String>, StorageError> {
    let found = inbox::table.filter(inbox::key.eq(&key.0)).select(inbox::outcome);
    Ok(found.get_result::<Option<String>>(view.conn()).optional()?.flatten())
}

/// How many activities were ever taken in.
pub fn count(view: &mut View<'_>) -> Result<i64, StorageError> {
    Ok(inbox::table.count().get_result(view.conn())?)
}
