//! What an actor of ours says of itself has changed: it is dated anew, and its followers hear of it.

use crate::domain::Timestamp;
use crate::domain::ids::ActorId;
use crate::storage::actors::{self, ActorKind};
use crate::storage::jobs::{self, Task};
use crate::storage::{StorageError, Tx};

/// Others take an update only when it is newer than what they have. Nothing happens for actors of other servers.
pub fn changed(tx: &mut Tx<'_>, actor: ActorId, now: Timestamp) -> Result<(), StorageError> {
    let Some(mut actor) = actors::find(&mut tx.view(), actor)?.filter(|it| it.local && it.deleted_at.is_none()) else {
        return Ok(());
    };
    actor.fetched_at = now;
    actors::update_local(tx, &actor)?;
    jobs::enqueue(tx, &Task::TellProfile { actor: actor.id }, now)
}

/// All boards and voices are described in other words from now on.
pub(super) fn described_anew(tx: &mut Tx<'_>, now: Timestamp) -> Result<(), StorageError> {
    for kind in [ActorKind::Board, ActorKind::Official] {
        for actor in actors::local_of_kind(&mut tx.view(), kind)? {
            changed(tx, actor.id, now)?;
        }
    }
    Ok(())
}
