//! The tamper-evident history: the stored bytes of an event, its hash, and one commitment for every text.
//!
//! A line's core is JCS (RFC 8785) of its fields; `hash` is SHA-256 of exactly these bytes, which are kept as they are
//! and never made again from columns. Texts, names, actor ids and files stand beside the core; the core holds
//! HMAC-SHA-256 of each under its own random salt, so that erasing a text leaves the chain verifiable.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use hmac::{Hmac, Mac};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::domain::Timestamp;
use crate::domain::complaint::{Event, Happening, Text};
use crate::domain::ids::ComplaintId;
use crate::domain::party::Party;

/// Bytes of a salt.
pub const SALT_BYTES: usize = 32;
/// Bytes of one core; no rule of ours writes one near it.
pub const CORE_BYTES_MAX: usize = 32 * 1024;
/// Bytes of one text beside a core.
pub const TEXT_BYTES_MAX: usize = 128 * 1024;
/// Bytes of one line with all its texts as it travels: a page of a history has room for one at least, whoever wrote it.
pub const LINE_BYTES_MAX: usize = 320 * 1024;
/// Bytes that stand beside a text as it travels: its name, its salt, and what JSON puts around them.
const BESIDE_TEXT_BYTES: usize = 160;
/// Commitments of one event.
pub const COMMITMENTS_MAX: usize = 64;
/// Events of one complaint; far beyond what any thread has, and far below what a number in a database holds.
pub const SEQUENCE_MAX: i64 = 1_000_000;
/// Letters of the name that a text has in its event.
const TEXT_NAME_BYTES_MAX: usize = 32;
/// JSON's way to write the one character that no text here has: a database cannot hold it.
const NUL_ESCAPE: &[u8] = b"\\u0000";

/// SHA-256, written `sha256:` and 64 hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogError {
    #[error("not a hash")]
    NotAHash,
    #[error("event {0} is too large")]
    TooLarge(i64),
    #[error("event {0} cannot be read: {1}")]
    Unreadable(i64, String),
    #[error("event {sequence} belongs to another complaint")]
    OtherComplaint { sequence: i64 },
    #[error("event {sequence} does not follow the one before it")]
    BrokenChain { sequence: i64 },
    #[error("event {sequence} does not have the hash it claims")]
    WrongHash { sequence: i64 },
    #[error("the text {name} of event {sequence} is not the one committed to")]
    WrongText { sequence: i64, name: String },
}

/// A text beside a line. `None` twice when it was erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosure {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Hex; gone with the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<String>,
}

/// One line as it is kept and as it travels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub core: Vec<u8>,
    pub hash: Hash,
    pub disclosures: Vec<Disclosure>,
}

/// A line's core, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Core {
    pub complaint: ComplaintId,
    pub home: String,
    pub rules: u32,
    pub commitments: BTreeMap<String, String>,
    pub previous: Option<Hash>,
    pub event: Event,
}

#[derive(Serialize, Deserialize)]
struct WireCore {
    at: String,
    commitments: BTreeMap<String, String>,
    complaint: ComplaintId,
    fields: Value,
    home: String,
    party: WireParty,
    previous: Option<Hash>,
    rules: u32,
    sequence: i64,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Serialize, Deserialize)]
struct WireParty {
    id: Party,
    role: String,
}

/// RFC 3339 in UTC with milliseconds and `Z`: the one form of time on the wire.
pub fn wire_time(at: Timestamp) -> String {
    at.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// Writes an event as a line that follows `previous`. One salt for every text, in their order.
pub fn seal(
    complaint: ComplaintId,
    home: &str,
    event: &Event,
    texts: &[Text],
    salts: &[[u8; SALT_BYTES]],
    previous: Option<Hash>,
) -> Result<Line, LogError> {
    let unreadable = |why: String| LogError::Unreadable(event.sequence, why);
    if salts.len() < texts.len() {
        return Err(unreadable("a text has no salt".into()));
    }
    let mut commitments = BTreeMap::new();
    let mut disclosures = Vec::with_capacity(texts.len());
    for (text, salt) in texts.iter().zip(salts) {
        if text.value.len() > TEXT_BYTES_MAX {
            return Err(LogError::TooLarge(event.sequence));
        }
        commitments.insert(text.name.to_string(), commitment(salt, &text.value));
        let salt = Some(hex::encode(salt));
        disclosures.push(Disclosure { name: text.name.to_string(), value: Some(text.value.clone()), salt });
    }
    let (kind, fields) = event.happening.parts();
    let core = WireCore {
        at: wire_time(event.at),
        commitments,
        complaint,
        fields,
        home: home.to_string(),
        party: WireParty { id: event.by, role: event.by.role().to_string() },
        previous,
        rules: event.rules,
        sequence: event.sequence,
        kind,
    };
    let core = serde_json_canonicalizer::to_vec(&core).map_err(|why| unreadable(why.to_string()))?;
    if core.len() > CORE_BYTES_MAX {
        return Err(LogError::TooLarge(event.sequence));
    }
    let line = Line { hash: Hash::of(&core), core, disclosures };
    if line.wire_bytes() > LINE_BYTES_MAX {
        return Err(LogError::TooLarge(event.sequence));
    }
    Ok(line)
}

/// Bytes of a text as JSON writes it. A quotation mark takes two, a control character six.
pub fn json_bytes(text: &str) -> usize {
    let written = |byte: u8| match byte {
        b'"' | b'\\' | b'\n' | b'\r' | b'\t' | 0x08 | 0x0c => 2,
        0x00..=0x1f => 6,
        _ => 1,
    };
    2 + text.bytes().map(written).sum::<usize>()
}

/// HMAC-SHA-256 of a text under its salt, as hex.
pub fn commitment(salt: &[u8], text: &str) -> String {
    // A key of any length is allowed (RFC 2104), so this cannot fail.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(salt) else { return String::new() };
    mac.update(text.as_bytes());
    hex::encode(mac.finalize().into_bytes())
}

/// Whether a text is this many bytes in hex digits, and nothing else.
fn is_hex_of(text: &str, bytes: usize) -> bool {
    text.len() == 2 * bytes && text.bytes().all(|it| it.is_ascii_hexdigit())
}

/// `content`, `representative-role`: the names of texts are words of ours.
fn is_text_name(name: &str) -> bool {
    (1..=TEXT_NAME_BYTES_MAX).contains(&name.len())
        && name.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-')
}

impl Line {
    /// Reads the core. What is kept beside it is not looked at.
    pub fn read(&self) -> Result<Core, LogError> {
        if self.core.len() > CORE_BYTES_MAX {
            return Err(LogError::TooLarge(0));
        }
        if self.core.windows(NUL_ESCAPE.len()).any(|it| it == NUL_ESCAPE) {
            return Err(LogError::Unreadable(0, "it has a character that no text has".into()));
        }
        let core: WireCore =
            serde_json::from_slice(&self.core).map_err(|why| LogError::Unreadable(0, why.to_string()))?;
        let unreadable = |why: &str| LogError::Unreadable(core.sequence, why.to_string());
        let at = chrono::DateTime::parse_from_rfc3339(&core.at).map_err(|_| unreadable("its time"))?.to_utc();
        if wire_time(at) != core.at {
            return Err(unreadable("its time is not in milliseconds"));
        }
        if core.party.role != core.party.id.role() || core.commitments.len() > COMMITMENTS_MAX {
            return Err(unreadable("its party or commitments"));
        }
        if !(1..=SEQUENCE_MAX).contains(&core.sequence) {
            return Err(unreadable("its sequence"));
        }
        if !core.commitments.iter().all(|(name, digits)| is_text_name(name) && is_hex_of(digits, 32)) {
            return Err(unreadable("the form of its commitments"));
        }
        let happening = Happening::from_parts(core.rules, &core.kind, &core.fields);
        Ok(Core {
            complaint: core.complaint,
            home: core.home,
            rules: core.rules,
            commitments: core.commitments,
            previous: core.previous,
            event: Event { sequence: core.sequence, rules: core.rules, by: core.party.id, at, happening },
        })
    }

    /// Checks that this line follows `previous` in the history of `complaint` and that every text is the one committed to.
    pub fn verify(&self, complaint: ComplaintId, home: &str, previous: Option<(i64, Hash)>) -> Result<Core, LogError> {
        let core = self.read()?;
        self.verify_read(&core, complaint, home, previous)?;
        Ok(core)
    }

    /// The same for a line whose core was read before: reading is the greater part of the work.
    pub fn verify_read(
        &self,
        core: &Core,
        complaint: ComplaintId,
        home: &str,
        previous: Option<(i64, Hash)>,
    ) -> Result<(), LogError> {
        let sequence = core.event.sequence;
        if core.complaint != complaint || core.home != home {
            return Err(LogError::OtherComplaint { sequence });
        }
        if Hash::of(&self.core) != self.hash {
            return Err(LogError::WrongHash { sequence });
        }
        let follows = match previous {
            None => sequence == 1 && core.previous.is_none(),
            Some((last, hash)) => sequence == last + 1 && core.previous == Some(hash),
        };
        if !follows {
            return Err(LogError::BrokenChain { sequence });
        }
        self.verify_texts(core)
    }

    /// Every text has exactly the form in which we write it ourselves, and is the one committed to. Anything looser, such as
    /// an empty salt, would let whoever wrote the line choose what an erasure looks for.
    fn verify_texts(&self, core: &Core) -> Result<(), LogError> {
        let sequence = core.event.sequence;
        if self.wire_bytes() > LINE_BYTES_MAX {
            return Err(LogError::TooLarge(sequence));
        }
        let mut seen = BTreeSet::new();
        for disclosure in &self.disclosures {
            let wrong = || LogError::WrongText { sequence, name: disclosure.name.chars().take(64).collect() };
            let committed = core.commitments.get(&disclosure.name).ok_or_else(wrong)?;
            if !seen.insert(&disclosure.name) {
                return Err(wrong());
            }
            match (&disclosure.value, &disclosure.salt) {
                (None, None) => {}
                (Some(value), Some(salt))
                    if value.len() <= TEXT_BYTES_MAX && !value.contains('\0') && is_hex_of(salt, SALT_BYTES) =>
                {
                    let salt = hex::decode(salt).map_err(|_| wrong())?;
                    if commitment(&salt, value) != *committed {
                        return Err(wrong());
                    }
                }
                _ => return Err(wrong()),
            }
        }
        Ok(())
    }

    /// Bytes of this line as it travels.
    pub fn wire_bytes(&self) -> usize {
        let text = |it: &Disclosure| BESIDE_TEXT_BYTES + it.value.as_deref().map_or(0, json_bytes);
        json_bytes(&String::from_utf8_lossy(&self.core)) + self.disclosures.iter().map(text).sum::<usize>()
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        self.disclosures.iter().find(|it| it.name == name)?.value.as_deref()
    }
}

impl Hash {
    pub fn of(bytes: &[u8]) -> Hash {
        Hash(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sha256:{}", hex::encode(self.0))
    }
}

impl FromStr for Hash {
    type Err = LogError;

    fn from_str(text: &str) -> Result<Hash, LogError> {
        let digits = text.strip_prefix("sha256:").ok_or(LogError::NotAHash)?;
        let mut bytes = [0; 32];
        hex::decode_to_slice(digits, &mut bytes).map_err(|_| LogError::NotAHash)?;
        Ok(Hash(bytes))
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Hash, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
