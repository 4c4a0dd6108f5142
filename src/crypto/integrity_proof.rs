//! Object integrity proofs (FEP-8b32): `eddsa-jcs-2022` over JSON in canonical form (RFC 8785).

use chrono::{DateTime, SecondsFormat, TimeDelta};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::crypto::keys::{KeyError, KeyKind, PublicKey, SecretKey};
use crate::crypto::multibase;
use crate::domain::Timestamp;

const CRYPTOSUITE: &str = "eddsa-jcs-2022";
/// Proofs that one document may carry before we stop looking for ours.
const PROOFS_MAX: usize = 8;
/// How far ahead of ours the clock of whoever signs may be.
const AHEAD_HOURS_MAX: i64 = 1;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    #[error("the document carries no proof that we can check")]
    Missing,
    #[error("the proof is not made as FEP-8b32 says")]
    Malformed,
    #[error("proofs need an Ed25519 key")]
    WrongKind,
    #[error("the proof has expired, or was made in the future")]
    TimeOutside,
    #[error("the proof is wrong")]
    Wrong,
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// Returns `document` with a proof by `key`, which `verification_method` names.
///
/// A proof that is there already is replaced.
pub fn sign(
    document: &Value,
    key: &SecretKey,
    verification_method: &str,
    created: Timestamp,
) -> Result<Value, ProofError> {
    if key.kind() != KeyKind::Ed25519 {
        return Err(ProofError::WrongKind);
    }
    let mut unsecured = document.as_object().cloned().ok_or(ProofError::Malformed)?;
    unsecured.remove("proof");
    let mut proof = Map::new();
    if let Some(context) = unsecured.get("@context") {
        proof.insert("@context".into(), context.clone());
    }
    for (name, value) in [
        ("type", json!("DataIntegrityProof")),
        ("cryptosuite", json!(CRYPTOSUITE)),
        ("verificationMethod", json!(verification_method)),
        ("proofPurpose", json!("assertionMethod")),
        ("created", json!(created.to_rfc3339_opts(SecondsFormat::AutoSi, true))),
    ] {
        proof.insert(name.into(), value);
    }
    let signature = key.sign(&hash_data(&proof, &unsecured)?)?;
    proof.insert("proofValue".into(), Value::String(multibase::encode(&signature)));
    unsecured.insert("proof".into(), Value::Object(proof));
    Ok(Value::Object(unsecured))
}

/// The key that the document's proof claims, to be looked up before `verify`.
pub fn verification_method(document: &Value) -> Result<&str, ProofError> {
    let proof = proof_of(document)?;
    proof.get("verificationMethod").and_then(Value::as_str).ok_or(ProofError::Malformed)
}

/// Checks the document's proof against `key`, and that it holds now: what is signed may be years old, but not from the
/// future, and not from beyond the end that its signer gave it. That the key belongs to who may say this is for the
/// caller to check.
pub fn verify(document: &Value, key: &PublicKey, now: Timestamp) -> Result<(), ProofError> {
    if key.kind() != KeyKind::Ed25519 {
        return Err(ProofError::WrongKind);
    }
    let mut proof = proof_of(document)?.clone();
    let unsecured = unsecured(document)?;
    if proof.get("proofPurpose").and_then(Value::as_str) != Some("assertionMethod") {
        return Err(ProofError::Malformed);
    }
    // The proof speaks in the document's own vocabulary, or in none.
    if let Some(context) = proof.get("@context")
        && !starts_with(unsecured.get("@context"), context)
    {
        return Err(ProofError::Malformed);
    }
    check_time(&proof, now)?;
    let value = proof.remove("proofValue").ok_or(ProofError::Malformed)?;
    let value = value.as_str().ok_or(ProofError::Malformed)?;
    let signature = multibase::decode(value).map_err(|_| ProofError::Malformed)?;
    if key.verify(&hash_data(&proof, &unsecured)?, &signature) { Ok(()) } else { Err(ProofError::Wrong) }
}

/// The bytes that a document's proof is about: the same however whoever brings it writes it down. `None` without a proof.
pub fn said_in(document: &Value) -> Option<Vec<u8>> {
    proof_of(document).ok()?;
    serde_json_canonicalizer::to_vec(&unsecured(document).ok()?).ok()
}

fn unsecured(document: &Value) -> Result<Map<String, Value>, ProofError> {
    let mut unsecured = document.as_object().cloned().ok_or(ProofError::Malformed)?;
    unsecured.remove("proof");
    // A linked data signature is made after the proof (FEP-8b32, backward compatibility), so it is no part of what was proven.
    if unsecured.get("signature").is_some_and(Value::is_object) {
        unsecured.remove("signature");
    }
    Ok(unsecured)
}

fn proof_of(document: &Value) -> Result<&Map<String, Value>, ProofError> {
    let proof = document.get("proof").ok_or(ProofError::Missing)?;
    let listed = match proof {
        Value::Array(list) => list.iter().take(PROOFS_MAX).collect(),
        one => vec![one],
    };
    let is_ours = |proof: &&Map<String, Value>| {
        proof.get("type").and_then(Value::as_str) == Some("DataIntegrityProof")
            && proof.get("cryptosuite").and_then(Value::as_str) == Some(CRYPTOSUITE)
    };
    listed.into_iter().filter_map(Value::as_object).find(is_ours).ok_or(ProofError::Missing)
}

fn check_time(proof: &Map<String, Value>, now: Timestamp) -> Result<(), ProofError> {
    let time = |name: &str| -> Result<Option<Timestamp>, ProofError> {
        let Some(value) = proof.get(name) else { return Ok(None) };
        let read = value.as_str().and_then(|text| DateTime::parse_from_rfc3339(text).ok());
        read.map(|time| Some(time.to_utc())).ok_or(ProofError::Malformed)
    };
    let (created, expires) = (time("created")?, time("expires")?);
    let is_ahead = created.is_some_and(|created| created > now + TimeDelta::hours(AHEAD_HOURS_MAX));
    let is_over = expires.is_some_and(|expires| expires < now || created.is_some_and(|created| created > expires));
    if is_ahead || is_over { Err(ProofError::TimeOutside) } else { Ok(()) }
}

fn hash_data(proof: &Map<String, Value>, document: &Map<String, Value>) -> Result<Vec<u8>, ProofError> {
    let canonical = |map| serde_json_canonicalizer::to_vec(map).map_err(|_| ProofError::Malformed);
    Ok([Sha256::digest(canonical(proof)?), Sha256::digest(canonical(document)?)].concat())
}

fn starts_with(document: Option<&Value>, proof: &Value) -> bool {
    match (document, proof) {
        (Some(Value::Array(document)), Value::Array(proof)) => document.starts_with(proof),
        (Some(Value::Array(document)), proof) => document.first() == Some(proof),
        (Some(document), proof) => document == proof,
        (None, _) => false,
    }
}

#[cfg(test)]
mod tests;
