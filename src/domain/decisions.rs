//! The moderators' public log as a chain: every decision carries the hash of the one before, and a commitment for its words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::Timestamp;
use crate::domain::ids::ComplaintId;
use crate::domain::log::{CORE_BYTES_MAX, Disclosure, Hash, Line, LogError, SALT_BYTES, commitment, wire_time};

/// The names of the texts beside a decision, in the order of their salts.
const TEXTS: [&str; 3] = ["moderator", "reason", "subject"];

/// One decision, as the log tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided<'d> {
    pub number: i64,
    pub at: Timestamp,
    pub deed: &'d str,
    pub ground: Option<&'d str>,
    pub complaint: Option<ComplaintId>,
    pub moderator: &'d str,
    pub reason: &'d str,
    /// Whose account or which comment, where it is about one.
    pub subject: Option<&'d str>,
}

/// What a line's core says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Core {
    at: String,
    commitments: BTreeMap<String, String>,
    complaint: Option<ComplaintId>,
    pub deed: String,
    pub ground: Option<String>,
    home: String,
    pub number: i64,
    previous: Option<Hash>,
}

/// Writes a decision as a line that follows `previous`.
pub fn seal(
    it: &Decided<'_>,
    home: &str,
    salts: &[[u8; SALT_BYTES]; 3],
    previous: Option<Hash>,
) -> Result<Line, LogError> {
    let mut commitments = BTreeMap::new();
    let mut disclosures = Vec::with_capacity(TEXTS.len());
    let texts = TEXTS.into_iter().zip([Some(it.moderator), Some(it.reason), it.subject]);
    for ((name, value), salt) in texts.zip(salts) {
        let Some(value) = value else { continue };
        commitments.insert(name.to_string(), commitment(salt, value));
        let salt = Some(hex::encode(salt));
        disclosures.push(Disclosure { name: name.to_string(), value: Some(value.to_string()), salt });
    }
    let core = Core {
        at: wire_time(it.at),
        commitments,
        complaint: it.complaint,
        deed: it.deed.to_string(),
        ground: it.ground.map(str::to_string),
        home: home.to_string(),
        number: it.number,
        previous,
    };
    let core =
        serde_json_canonicalizer::to_vec(&core).map_err(|why| LogError::Unreadable(it.number, why.to_string()))?;
    if core.len() > CORE_BYTES_MAX {
        return Err(LogError::TooLarge(it.number));
    }
    Ok(Line { hash: Hash::of(&core), core, disclosures })
}

/// Checks that a line follows the one before it, and that its words are those it committed to: what anybody may do who
/// has fetched the log.
pub fn verify(line: &Line, previous: Option<(i64, Hash)>) -> Result<Core, LogError> {
    let core: Core = serde_json::from_slice(&line.core).map_err(|why| LogError::Unreadable(0, why.to_string()))?;
    let sequence = core.number;
    if Hash::of(&line.core) != line.hash {
        return Err(LogError::WrongHash { sequence });
    }
    let follows = match previous {
        None => sequence == 1 && core.previous.is_none(),
        Some((last, hash)) => sequence == last + 1 && core.previous == Some(hash),
    };
    if !follows {
        return Err(LogError::BrokenChain { sequence });
    }
    for it in &line.disclosures {
        let wrong = || LogError::WrongText { sequence, name: it.name.clone() };
        let (Some(value), Some(salt)) = (&it.value, &it.salt) else { continue };
        let salt = hex::decode(salt).map_err(|_| wrong())?;
        if core.commitments.get(&it.name) != Some(&commitment(&salt, value)) {
            return Err(wrong());
        }
    }
    Ok(core)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(number: i64, reason: &str, previous: Option<Hash>) -> Line {
        let at = "2026-02-01T12:00:00Z".parse().unwrap();
        let it =
            Decided { number, at, deed: "hide", ground: None, complaint: None, moderator: "op", reason, subject: None };
        seal(&it, "https://north.example", &[[1; SALT_BYTES], [2; SALT_BYTES], [3; SALT_BYTES]], previous).unwrap()
    }

    #[test]
    fn what_is_changed_left_out_or_put_in_shows() {
        let first = line(1, "Advertising.", None);
        let second = line(2, "Not about this brand.", Some(first.hash));
        assert_eq!(verify(&first, None).unwrap().deed, "hide");
        assert_eq!(verify(&second, Some((1, first.hash))).unwrap().number, 2);
        assert_eq!(verify(&second, None), Err(LogError::BrokenChain { sequence: 2 }));
        let other = line(2, "Something else.", Some(line(1, "Other.", None).hash));
        assert_eq!(verify(&other, Some((1, first.hash))), Err(LogError::BrokenChain { sequence: 2 }));
        let mut changed = second.clone();
        changed.disclosures[1].value = Some("A better reason.".into());
        assert!(matches!(verify(&changed, Some((1, first.hash))), Err(LogError::WrongText { .. })));
        let mut changed = second;
        changed.core = String::from_utf8(changed.core).unwrap().replace("hide", "show").into_bytes();
        assert_eq!(verify(&changed, Some((1, first.hash))), Err(LogError::WrongHash { sequence: 2 }));
    }
}
