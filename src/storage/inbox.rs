//! What other servers sent: kept raw until it is acted on, then only that it came and what became of it.

use diesel::prelude::*;
use sha2::{Digest, Sha256};

use crate::domain::Timestamp;
use crate::domain::ids::ActorId;
use crate::storage::engine::{Both, Prepare as _};
use crate::storage::schema::{inbox, inbox_subjects};
use crate::storage::{StorageError, Tx, View, actors, posts, subjects};

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

    /// The same activity, said once more behind this job while it still waited.
    #[must_use]
    pub fn said_again(&self, behind: i64) -> Key {
        Key::new(&self.to_hex(), &behind.to_string())
    }

    pub fn to_hex(&self) -> String {
        hex::encode(&self.0)
    }

    pub fn from_hex(text: &str) -> Option<Key> {
        hex::decode(text).ok().map(Key)
    }
}

/// In the place of an outcome, while what came again waits.
const ANEW: &str = "anew";

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

/// Whether an activity came before.
pub fn came(view: &mut View<'_>, key: &Key) -> Result<bool, StorageError> {
    Ok(diesel::select(diesel::dsl::exists(inbox::table.filter(inbox::key.eq(&key.0)))).get_result(view.conn())?)
}

/// Keeps that an activity came in another one, and what became of it.
pub fn came_within(
    tx: &mut Tx<'_>,
    key: &Key,
    actor: ActorId,
    outcome: &str,
    at: Timestamp,
) -> Result<(), StorageError> {
    if insert(tx, key, actor, &[], at)? { handled(tx, key, outcome, at) } else { Ok(()) }
}

/// Keeps once more what came before and was acted on. `false` while it waits.
pub fn take_anew(tx: &mut Tx<'_>, key: &Key, body: &[u8], at: Timestamp) -> Result<bool, StorageError> {
    let done = inbox::table.filter(inbox::key.eq(&key.0)).filter(inbox::handled_at.is_not_null());
    let kept = diesel::update(done)
        .set((
            inbox::body.eq(Some(body)),
            inbox::outcome.eq(Some(ANEW)),
            inbox::handled_at.eq(None::<i64>),
            inbox::received_at.eq(at.timestamp_micros()),
        ))
        .prepared()
        .execute(tx.conn())?;
    Ok(kept == 1)
}

/// Whether what waits was acted on before, and is meant once more.
pub fn is_anew(view: &mut View<'_>, key: &Key) -> Result<bool, StorageError> {
    let those = inbox::table.filter(inbox::key.eq(&key.0)).filter(inbox::handled_at.is_null());
    Ok(diesel::select(diesel::dsl::exists(those.filter(inbox::outcome.eq(ANEW)))).get_result(view.conn())?)
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

/// It could not be worked off at once, or will not be any more: an erasure of what it carries is to find it. What carries
/// words that are erased already is let go of now.
pub fn put_aside(tx: &mut Tx<'_>, key: &Key, given_up: bool) -> Result<(), StorageError> {
    let row: Option<(i64, Option<Vec<u8>>)> =
        inbox::table.filter(inbox::key.eq(&key.0)).select((inbox::id, inbox::body)).get_result(tx.conn()).optional()?;
    match row {
        Some((id, Some(body))) => {
            let addresses = subjects::keep_received(tx, id, &body, given_up)?;
            if posts::any_erased(&mut tx.view(), &addresses)? { empty(tx, &[id]) } else { Ok(()) }
        }
        _ => Ok(()),
    }
}

/// What was worked off after all needs no rows to be found by.
pub fn tidy(tx: &mut Tx<'_>) -> Result<(), StorageError> {
    let done = inbox::table.filter(inbox::body.is_null()).select(inbox::id);
    diesel::delete(inbox_subjects::table.filter(inbox_subjects::inbox.eq_any(done))).execute(tx.conn())?;
    Ok(())
}

/// The words of a post were erased: what brought them and is not worked off is let go of.
/// `host`: whose word it is, who may take back what came from there and nothing else.
pub(in crate::storage) fn forget_carrying(
    tx: &mut Tx<'_>,
    address: &str,
    host: Option<&str>,
) -> Result<(), StorageError> {
    let ids = subjects::received_with(tx, address, false)?;
    let ids = from_host(tx, ids, host)?;
    empty(tx, &ids)
}

/// What names a thread and was given up: nobody will work it off any more, and it may hold erased words.
pub fn forget_given_up(tx: &mut Tx<'_>, address: &str, host: Option<&str>) -> Result<(), StorageError> {
    let ids = subjects::received_with(tx, address, true)?;
    let ids = from_host(tx, ids, host)?;
    empty(tx, &ids)
}

/// Those of these that actors of one host sent; all of them where it is our own word.
fn from_host(tx: &mut Tx<'_>, ids: Vec<i64>, host: Option<&str>) -> Result<Vec<i64>, StorageError> {
    let Some(host) = host else { return Ok(ids) };
    let mut sent = Vec::new();
    for id in ids {
        let actor: Vec<u8> = inbox::table.filter(inbox::id.eq(id)).select(inbox::actor).get_result(tx.conn())?;
        let actor = ActorId::from_bytes(&actor).map_err(|why| StorageError::inconsistent("inbox", why))?;
        if actors::find(&mut tx.view(), actor)?.is_some_and(|it| it.host == host) {
            sent.push(id);
        }
    }
    Ok(sent)
}

fn empty(tx: &mut Tx<'_>, ids: &[i64]) -> Result<(), StorageError> {
    for id in ids {
        diesel::update(inbox::table.filter(inbox::id.eq(id)))
            .set((
                inbox::body.eq(None::<Vec<u8>>),
                inbox::outcome.eq("erased"),
                inbox::handled_at.eq(inbox::received_at.nullable()),
            ))
            .prepared()
            .execute(tx.conn())?;
        subjects::forget_received(tx, *id)?;
    }
    Ok(())
}

/// Whether this activity came before, whatever became of it.
pub fn is_known(view: &mut View<'_>, key: &Key) -> Result<bool, StorageError> {
    let those = inbox::table.filter(inbox::key.eq(&key.0));
    Ok(diesel::select(diesel::dsl::exists(those)).get_result(view.conn())?)
}

/// What became of an activity; `None` while it waits or when it never came.
pub fn outcome(view: &mut View<'_>, key: &Key) -> Result<Option<String>, StorageError> {
    let done = inbox::table.filter(inbox::key.eq(&key.0)).filter(inbox::handled_at.is_not_null());
    let found = done.select(inbox::outcome);
    Ok(found.get_result::<Option<String>>(view.conn()).optional()?.flatten())
}
