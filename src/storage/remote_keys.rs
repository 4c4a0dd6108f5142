//! The keys of remote actors, each by the name under which signatures and proofs refer to it.

use diesel::prelude::*;

use crate::domain::ids::ActorId;
use crate::storage::schema::remote_keys;
use crate::storage::{StorageError, Tx, View};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteKey {
    pub key_id: String,
    /// PEM or multibase.
    pub public_key: String,
    /// Listed by its owner for proofs; every key may sign requests.
    pub proves: bool,
}

/// The key that an actor listed under this name when its document was read last.
pub fn find(view: &mut View<'_>, actor: ActorId, key_id: &str) -> Result<Option<RemoteKey>, StorageError> {
    let row: Option<(String, String, bool)> = remote_keys::table
        .find((actor.bytes(), key_id))
        .select((remote_keys::key_id, remote_keys::public_key, remote_keys::proves))
        .get_result(view.conn())
        .optional()?;
    Ok(row.map(|(key_id, public_key, proves)| RemoteKey { key_id, public_key, proves }))
}

/// Whose key has this name. Only actors on the key's own host can list it.
pub fn owner(view: &mut View<'_>, key_id: &str) -> Result<Option<ActorId>, StorageError> {
    let found: Option<Vec<u8>> = remote_keys::table
        .filter(remote_keys::key_id.eq(key_id))
        .select(remote_keys::actor)
        .get_result(view.conn())
        .optional()?;
    let actor = found.map(|id| ActorId::from_bytes(&id)).transpose();
    actor.map_err(|why| StorageError::inconsistent("remote_keys", why))
}

/// The names of all keys of an actor.
pub fn names(view: &mut View<'_>, actor: ActorId) -> Result<Vec<String>, StorageError> {
    let those = remote_keys::table.filter(remote_keys::actor.eq(actor.bytes()));
    Ok(those.select(remote_keys::key_id).load(view.conn())?)
}

/// What the actor lists now is all that counts.
pub fn replace(tx: &mut Tx<'_>, actor: ActorId, keys: &[RemoteKey]) -> Result<(), StorageError> {
    diesel::delete(remote_keys::table.filter(remote_keys::actor.eq(actor.bytes()))).execute(tx.conn())?;
    for key in keys {
        let row = (
            remote_keys::actor.eq(actor.bytes()),
            remote_keys::key_id.eq(&key.key_id),
            remote_keys::public_key.eq(&key.public_key),
            remote_keys::proves.eq(key.proves),
        );
        diesel::insert_into(remote_keys::table).values(row).execute(tx.conn())?;
    }
    Ok(())
}
