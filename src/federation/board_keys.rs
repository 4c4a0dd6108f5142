//! A board that shows a new key for its proofs: believed when the key before it says so.

use serde_json::Value;

use crate::app::App;
use crate::crypto::integrity_proof;
use crate::crypto::key_succession;
use crate::crypto::keys::PublicKey;
use crate::domain::Timestamp;
use crate::federation::wire;
use crate::services::board_keys::key_succeeded;
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::{StorageError, board_keys};

/// Changes of key that a board's document may tell of.
const CHANGES_MAX: usize = 16;

/// Follows the changes of key that a board's document carries, from the key that is pinned to the one it shows now.
/// Where the chain does not hold, nothing changes: [`crate::services::remember_actor`] keeps the pinned key.
pub(super) async fn succeed(app: &App, document: &Value, actor: &Actor) -> Result<(), StorageError> {
    let Some(shown) = actor.ed25519_key.clone().filter(|_| actor.kind == ActorKind::Board) else { return Ok(()) };
    let uri = actor.uri.clone();
    let Some(known) = app.db.read(move |view| actors::find_by_uri(view, &uri)).await? else { return Ok(()) };
    let Some(pinned) = known.ed25519_key.filter(|pinned| !known.local && *pinned != shown) else { return Ok(()) };
    if leads_to(document, &actor.uri, pinned, &shown, app.clock.now()) {
        tracing::info!(board = actor.uri, "a board changed its key for proofs, signed by the key before");
        key_succeeded(app, known.id, shown).await?;
    }
    Ok(())
}

/// Whether signed changes lead from the pinned key to the one that is shown.
fn leads_to(document: &Value, board: &str, pinned: String, shown: &str, now: Timestamp) -> bool {
    let changes: Vec<Value> = wire::many(document.get("rd:successions")).take(CHANGES_MAX).cloned().collect();
    pinned != shown && key_succession::leads_to(&changes, board, &pinned, shown, now)
}

fn is_signed(change: &Value, key: &str, now: Timestamp) -> bool {
    PublicKey::from_multikey(key).is_ok_and(|key| integrity_proof::verify(change, &key, now).is_ok())
}

/// The key that waits for a decision and proves this document, if there is one.
pub(super) async fn waiting_key_of(app: &App, board: &Actor, document: &Value) -> Result<Option<String>, StorageError> {
    let (id, now) = (board.id, app.clock.now());
    let waiting = app.db.read(move |view| board_keys::waiting_of(view, id)).await?;
    Ok(waiting.into_iter().map(|it| it.key).find(|key| is_signed(document, key, now)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::crypto::keys::SecretKey;

    const BOARD: &str = "https://south.example/actors/1";

    fn now() -> Timestamp {
        "2026-03-01T12:00:00Z".parse().unwrap()
    }

    fn key() -> (SecretKey, String) {
        let secret = SecretKey::generate_ed25519().unwrap();
        let multikey = secret.public().unwrap().to_multikey().unwrap();
        (secret, multikey)
    }

    fn change(old: &(SecretKey, String), new: &str, by: &SecretKey) -> Value {
        let change =
            json!({"type": "rd:KeySuccession", "attributedTo": BOARD, "rd:previousKey": old.1, "rd:nextKey": new});
        integrity_proof::sign(&change, by, &format!("{BOARD}#ed25519-key"), "2026-02-01T12:00:00Z".parse().unwrap())
            .unwrap()
    }

    #[test]
    fn a_new_key_needs_the_signature_of_the_one_before() {
        let (first, second, third, stranger) = (key(), key(), key(), key());
        let both = json!({"rd:successions": [
            change(&second, &third.1, &second.0), change(&first, &second.1, &first.0)
        ]});
        assert!(leads_to(&both, BOARD, first.1.clone(), &third.1, now()));
        assert!(leads_to(&both, BOARD, second.1.clone(), &third.1, now()));
        assert!(!leads_to(&both, BOARD, stranger.1.clone(), &third.1, now()));
        let forged = json!({"rd:successions": change(&first, &third.1, &stranger.0)});
        assert!(!leads_to(&forged, BOARD, first.1.clone(), &third.1, now()));
        let of_another = json!({"rd:successions": change(&first, &third.1, &first.0)});
        assert!(!leads_to(&of_another, "https://south.example/actors/2", first.1.clone(), &third.1, now()));
        assert!(!leads_to(&json!({}), BOARD, first.1, &third.1, now()));
    }
}
