//! Signed requests, whichever way they are written: draft-cavage-12 or RFC 9421.

use chrono::{DateTime, TimeDelta};
use url::Url;

use crate::crypto::keys::{KeyError, KeyKind, PublicKey, SecretKey};
use crate::crypto::rfc9421::Wish;
use crate::crypto::{cavage, rfc9421};
use crate::domain::Timestamp;

/// How far a sender's clock may be from ours, either way.
const CLOCK_SKEW_MINUTES_MAX: i64 = 60;
pub(super) const HEADER_BYTES_MAX: usize = 8_192;
pub(super) const COVERED_MAX: usize = 32;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    #[error("the signature cannot be read")]
    Unreadable,
    #[error("the signature does not cover {0}")]
    NotCovered(&'static str),
    #[error("the signature covers a header that is not there")]
    MissingHeader,
    #[error("the time of the request cannot be read")]
    TimeUnreadable,
    #[error("the time of the request is too far from now, or the signature has expired")]
    TimeOutside,
    #[error("the algorithm does not belong to the key")]
    Algorithm,
    #[error("the signature is wrong")]
    Wrong,
}

/// What was signed: the request line and the headers, looked up by their lower-case names.
pub struct SignedRequest<'a> {
    pub method: &'a str,
    /// Scheme and authority that the request is for, such as `https://north.example`.
    pub origin: &'a str,
    /// Path and query exactly as they stood in the request line.
    pub target: &'a str,
    /// The value of a header; of one that stands several times all values, with `, ` between them.
    pub header: &'a dyn Fn(&str) -> Option<&'a str>,
}

/// A signature that came with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signature {
    Cavage(cavage::Signature),
    Message(rfc9421::Signature),
}

/// The ways in which we sign. What a host takes is remembered by their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// draft-cavage-12 with RSA: what nearly every server reads.
    Cavage,
    /// RFC 9421 with RSA.
    Message,
    /// RFC 9421 with Ed25519, for servers that say they read it.
    MessageEd25519,
}

/// A request of ours before it is signed.
#[derive(Debug, Clone, Copy)]
pub struct Outgoing<'a> {
    pub method: &'a str,
    pub url: &'a Url,
    pub body: Option<&'a [u8]>,
    /// The moment that it states.
    pub at: Timestamp,
}

impl Signature {
    pub fn key_id(&self) -> &str {
        match self {
            Signature::Cavage(it) => &it.key_id,
            Signature::Message(it) => &it.key_id,
        }
    }

    /// What an acceptable signature covers: method, target, our host, a time, and the digest where there is a body.
    pub fn check_coverage(&self, target: &str, with_body: bool) -> Result<(), SignatureError> {
        match self {
            Signature::Cavage(it) => it.check_coverage(with_body),
            Signature::Message(it) => it.check_coverage(target.contains('?'), with_body),
        }
    }

    /// Every time that is stated must be within an hour of now, and the signature not expired.
    pub fn check_time(&self, date: Option<&str>, now: Timestamp) -> Result<(), SignatureError> {
        match self {
            Signature::Cavage(it) => it.check_time(date, now),
            Signature::Message(it) => it.check_time(date, now),
        }
    }

    /// The header fields that it covers, by their lower-case names.
    pub fn covered_headers(&self) -> Vec<&str> {
        match self {
            Signature::Cavage(it) => it.covered_headers().collect(),
            Signature::Message(it) => it.covered_headers().collect(),
        }
    }

    /// The header that states what the body is, and whether a value of it does so rightly.
    pub fn digest_header(&self) -> &'static str {
        match self {
            Signature::Cavage(_) => "digest",
            Signature::Message(_) => "content-digest",
        }
    }

    pub fn digest_matches(&self, header: &str, body: &[u8]) -> bool {
        match self {
            Signature::Cavage(_) => cavage::digest_matches(header, body),
            Signature::Message(_) => rfc9421::content_digest_matches(header, body),
        }
    }

    /// Whether `key` made this signature. The key decides the algorithm; a label that contradicts it is refused.
    pub fn verify(&self, request: &SignedRequest<'_>, key: &PublicKey) -> Result<(), SignatureError> {
        match self {
            Signature::Cavage(it) => it.verify(request, key),
            Signature::Message(it) => it.verify(request, key),
        }
    }
}

impl Manner {
    pub const ALL: [Manner; 3] = [Manner::Cavage, Manner::Message, Manner::MessageEd25519];

    pub fn name(self) -> &'static str {
        match self {
            Manner::Cavage => "cavage",
            Manner::Message => "rfc9421",
            Manner::MessageEd25519 => "rfc9421-ed25519",
        }
    }

    pub fn from_name(name: &str) -> Option<Manner> {
        Manner::ALL.into_iter().find(|it| it.name() == name)
    }

    pub fn key_kind(self) -> KeyKind {
        match self {
            Manner::Cavage | Manner::Message => KeyKind::Rsa,
            Manner::MessageEd25519 => KeyKind::Ed25519,
        }
    }
}

/// The headers that make a request of ours a signed one. Never on an async thread.
pub fn sign(
    request: &Outgoing<'_>,
    key_id: &str,
    key: &SecretKey,
    manner: Manner,
    wish: Option<&Wish>,
) -> Result<Vec<(&'static str, String)>, KeyError> {
    if manner != Manner::Cavage {
        return rfc9421::sign(request, key_id, key, wish);
    }
    let signed = cavage::sign(request.method, request.url, request.body, key_id, key, request.at)?;
    let mut headers = vec![("date", signed.date), ("signature", signed.signature)];
    headers.extend(signed.digest.map(|digest| ("digest", digest)));
    Ok(headers)
}

pub(super) fn from_seconds(seconds: i64) -> Result<Timestamp, SignatureError> {
    DateTime::from_timestamp(seconds, 0).ok_or(SignatureError::TimeUnreadable)
}

pub(super) fn within_skew(stated: Timestamp, now: Timestamp) -> Result<(), SignatureError> {
    let off = (stated - now).abs();
    if off <= TimeDelta::minutes(CLOCK_SKEW_MINUTES_MAX) { Ok(()) } else { Err(SignatureError::TimeOutside) }
}
