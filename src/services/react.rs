//! Likes, boosts, votes and blocks of remote actors: kept, and taken back by whoever made them.

use crate::app::App;
use crate::domain::ids::ActorId;
use crate::storage::actors;
use crate::storage::follows;
use crate::storage::reactions::{self, Block, Reaction};
use crate::storage::{StorageError, Tx};

pub async fn keep_reaction(app: &App, reaction: Reaction) -> Result<(), StorageError> {
    app.db.write(move |tx| reactions::insert(tx, &reaction)).await
}

/// Keeps a block. Whoever is blocked and lives here no longer follows, and is no longer followed.
pub async fn keep_block(app: &App, block: Block) -> Result<(), StorageError> {
    let keep = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        reactions::insert_block(tx, &block)?;
        let blocked = actors::find_by_uri(&mut tx.view(), &block.blocked)?;
        if let Some(blocked) = blocked.filter(|actor| actor.local && block.place.is_empty()) {
            follows::remove(tx, block.blocker, blocked.id)?;
            follows::remove(tx, blocked.id, block.blocker)?;
        }
        Ok(())
    };
    app.db.write(keep).await
}

/// Takes back whatever an actor said with an activity: a reaction, a boost, a block, a follow. `false` when there is nothing.
pub async fn take_back(app: &App, actor: ActorId, activity: String) -> Result<bool, StorageError> {
    let take = move |tx: &mut Tx<'_>| -> Result<bool, StorageError> {
        if reactions::remove(tx, actor, &activity)? || reactions::remove_block(tx, actor, &activity)? {
            return Ok(true);
        }
        match follows::find_by_uri(&mut tx.view(), &activity)? {
            Some(follow) if follow.follower == actor => follows::remove(tx, actor, follow.followed),
            _ => Ok(false),
        }
    };
    app.db.write(take).await
}
