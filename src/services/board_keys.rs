//! The keys of boards elsewhere: pinned when first seen, changed by the old key's signature or by a person here.

use crate::app::App;
use crate::domain::ids::ActorId;
use crate::services::ServiceError;
use crate::storage::actors::{self, ActorKind};
use crate::storage::board_keys::{self, How, OfferedKey};
use crate::storage::jobs::{self, Task};
use crate::storage::{StorageError, Tx};

/// The old key signed the new one: it counts from now on.
pub async fn key_succeeded(app: &App, board: ActorId, key: String) -> Result<(), StorageError> {
    let now = app.clock.now();
    app.db.write(move |tx| board_keys::pin(tx, board, &key, How::Signed, now)).await
}

/// A person decided that a key is the board's. What was not followed meanwhile is pulled at once.
pub async fn trust_key(app: &App, board_uri: String, key: String) -> Result<OfferedKey, ServiceError> {
    let now = app.clock.now();
    let trust = move |tx: &mut Tx<'_>| -> Result<OfferedKey, ServiceError> {
        let board = actors::find_by_uri(&mut tx.view(), &board_uri)?;
        let board =
            board.filter(|it| !it.local && it.kind == ActorKind::Board).ok_or(ServiceError::NotFound("board"))?;
        let offered = board_keys::waiting_of(&mut tx.view(), board.id)?;
        let offered = offered.into_iter().find(|it| it.key == key).ok_or(ServiceError::NotFound("key"))?;
        board_keys::pin(tx, board.id, &key, How::Person, now)?;
        tracing::warn!(board = board.uri, key, "a person here trusts a board's new key");
        jobs::hasten(tx, &Task::CompareBoard { board: board.id }, now)?;
        Ok(offered)
    };
    app.db.write(trust).await
}

/// A state was proven with a key that waits for a decision.
pub async fn refused_with(app: &App, board: ActorId, key: String, seal: Option<String>) -> Result<(), StorageError> {
    app.db.write(move |tx| board_keys::refused(tx, board, &key, seal.as_deref())).await
}
