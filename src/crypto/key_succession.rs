//! A new key for proofs, announced under the signature of the one before it: whoever pinned the old key can follow.

use serde_json::{Value, json};

use crate::crypto::integrity_proof::{self, ProofError};
use crate::crypto::keys::{KeyKind, PublicKey, SecretKey};
use crate::domain::Timestamp;
use crate::domain::log::wire_time;

const KIND: &str = "rd:KeySuccession";
const FROM: &str = "rd:previousKey";
const TO: &str = "rd:nextKey";
/// Changes of key that are followed at once; more in one document are not looked at.
const SUCCESSIONS_MAX: usize = 32;

/// States that the proofs of `actor` are made with `next` (a multikey) from now on, signed by the key before it,
/// which `previous_method` names.
pub fn sign(
    actor: &str,
    previous: &SecretKey,
    previous_method: &str,
    next: &str,
    at: Timestamp,
) -> Result<Value, ProofError> {
    let statement = json!({
        "@context": [
            "https://www.w3.org/ns/activitystreams",
            "https://w3id.org/security/data-integrity/v2",
            {"rd": "https://w3id.org/redress#"}
        ],
        "type": KIND,
        "attributedTo": actor,
        "published": wire_time(at),
        FROM: previous.public()?.to_multikey()?,
        TO: next,
    });
    integrity_proof::sign(&statement, previous, previous_method, at)
}

/// The key that follows `held`, if this statement says so about `actor` and `held` itself signed it.
pub fn successor(statement: &Value, actor: &str, held: &str, now: Timestamp) -> Option<String> {
    let text = |name: &str| statement.get(name).and_then(Value::as_str);
    if text("type") != Some(KIND) || text("attributedTo") != Some(actor) || text(FROM) != Some(held) {
        return None;
    }
    let next = text(TO)?;
    let usable = |key: &str| PublicKey::from_multikey(key).ok().filter(|key| key.kind() == KeyKind::Ed25519);
    usable(next)?;
    integrity_proof::verify(statement, &usable(held)?, now).ok()?;
    Some(next.to_string())
}

/// Whether `statements`, in any order, lead from the key that we hold to the one that is shown now.
pub fn leads_to(statements: &[Value], actor: &str, held: &str, shown: &str, now: Timestamp) -> bool {
    let mut at = held.to_string();
    let mut left: Vec<&Value> = statements.iter().take(SUCCESSIONS_MAX).collect();
    while at != shown {
        let Some((place, next)) =
            left.iter().enumerate().find_map(|(place, it)| Some((place, successor(it, actor, &at, now)?)))
        else {
            return false;
        };
        // Each counts once, so that keys that lead back to each other come to an end.
        left.remove(place);
        at = next;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACTOR: &str = "https://north.example/actors/1";

    fn now() -> Timestamp {
        "2026-02-01T12:00:00Z".parse().unwrap()
    }

    fn key() -> (SecretKey, String) {
        let secret = SecretKey::generate_ed25519().unwrap();
        let public = secret.public().unwrap().to_multikey().unwrap();
        (secret, public)
    }

    fn step(from: &SecretKey, to: &str) -> Value {
        sign(ACTOR, from, &format!("{ACTOR}#ed25519-key"), to, chrono::DateTime::UNIX_EPOCH).unwrap()
    }

    #[test]
    fn a_new_key_is_followed_only_under_the_old_ones_signature() {
        let ((first, first_key), (second, second_key), (_, third_key)) = (key(), key(), key());
        let steps = vec![step(&second, &third_key), step(&first, &second_key)];
        assert!(leads_to(&steps, ACTOR, &first_key, &third_key, now()));
        assert!(leads_to(&steps, ACTOR, &second_key, &third_key, now()));
        assert!(leads_to(&[], ACTOR, &first_key, &first_key, now()));
        assert!(!leads_to(&steps, ACTOR, &third_key, &first_key, now()));
        assert!(!leads_to(&steps, "https://north.example/actors/2", &first_key, &third_key, now()));
        assert!(!leads_to(&steps[..1], ACTOR, &first_key, &third_key, now()));
        assert_eq!(successor(&steps[1], ACTOR, &first_key, now()), Some(second_key));
    }

    #[test]
    fn whoever_holds_the_server_now_cannot_name_a_key_for_the_old_one() {
        let ((first, first_key), (second, second_key), (thief, thief_key)) = (key(), key(), key());
        let mut forged = step(&thief, &thief_key);
        forged["rd:previousKey"] = json!(first_key);
        let mut bent = step(&first, &second_key);
        bent["rd:nextKey"] = json!(thief_key);
        let mut bare = step(&first, &thief_key);
        bare.as_object_mut().unwrap().remove("proof");
        for statement in [forged, bent, bare, Value::Null] {
            assert!(!leads_to(&[statement], ACTOR, &first_key, &thief_key, now()));
        }
        let circle = [step(&first, &second_key), step(&second, &first_key)];
        assert!(!leads_to(&circle, ACTOR, &first_key, &thief_key, now()));
    }
}
