//! HTTP signatures as the fediverse writes them: draft-cavage-http-signatures-12.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::DateTime;
use sha2::{Digest, Sha256};
use url::Url;

use crate::crypto::http_signature::{
    COVERED_MAX, HEADER_BYTES_MAX, SignatureError, SignedRequest, from_seconds, within_skew,
};
use crate::crypto::keys::{KeyError, KeyKind, PublicKey, SecretKey};
use crate::domain::Timestamp;

/// What every signature must cover, beside a time.
const COVERED_ALWAYS: [&str; 2] = ["(request-target)", "host"];

/// The parts of a `Signature` header, read and decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    pub key_id: String,
    algorithm: Option<String>,
    covered: Vec<String>,
    value: Vec<u8>,
    created: Option<i64>,
    expires: Option<i64>,
}

/// The headers that make a request of ours a signed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedHeaders {
    pub date: String,
    pub digest: Option<String>,
    pub signature: String,
}

impl Signature {
    pub fn parse(header: &str) -> Result<Signature, SignatureError> {
        if header.len() > HEADER_BYTES_MAX {
            return Err(SignatureError::Unreadable);
        }
        let mut parts = Parts::default();
        let mut rest = header.trim();
        while !rest.is_empty() {
            let (name, after) = rest.split_once('=').ok_or(SignatureError::Unreadable)?;
            let (value, after) = read_value(after.trim_start())?;
            parts.set(name.trim(), value)?;
            rest = match after.trim_start().strip_prefix(',') {
                Some(more) => more.trim_start(),
                None if after.trim().is_empty() => "",
                None => return Err(SignatureError::Unreadable),
            };
        }
        parts.finish()
    }

    /// The header fields that it covers.
    pub fn covered_headers(&self) -> impl Iterator<Item = &str> {
        self.covered.iter().map(String::as_str).filter(|name| !name.starts_with('('))
    }

    pub fn covers(&self, name: &str) -> bool {
        self.covered.iter().any(|it| it == name)
    }

    /// What an acceptable signature covers: the target, our host, a time, and the digest where there is a body.
    pub fn check_coverage(&self, with_body: bool) -> Result<(), SignatureError> {
        for name in COVERED_ALWAYS {
            if !self.covers(name) {
                return Err(SignatureError::NotCovered(name));
            }
        }
        if with_body && !self.covers("digest") {
            return Err(SignatureError::NotCovered("digest"));
        }
        if !self.covers("date") && !self.covers("(created)") {
            return Err(SignatureError::NotCovered("date"));
        }
        Ok(())
    }

    /// Every time that is stated must be within an hour of now, and the signature not expired.
    pub fn check_time(&self, date: Option<&str>, now: Timestamp) -> Result<(), SignatureError> {
        if self.covers("date") {
            let date = date.ok_or(SignatureError::MissingHeader)?;
            let date = DateTime::parse_from_rfc2822(date.trim()).map_err(|_| SignatureError::TimeUnreadable)?;
            within_skew(date.to_utc(), now)?;
        }
        if self.covers("(created)") && self.created.is_none() || self.covers("(expires)") && self.expires.is_none() {
            return Err(SignatureError::TimeUnreadable);
        }
        if let Some(created) = self.created {
            within_skew(from_seconds(created)?, now)?;
        }
        if let Some(expires) = self.expires {
            let late = from_seconds(expires)? < now;
            if late || self.created.is_some_and(|created| created > expires) {
                return Err(SignatureError::TimeOutside);
            }
        }
        Ok(())
    }

    /// Whether `key` made this signature over `request`. The key decides the algorithm; a label that contradicts it is refused.
    pub fn verify(&self, request: &SignedRequest<'_>, key: &PublicKey) -> Result<(), SignatureError> {
        self.check_algorithm(key.kind())?;
        let text = self.signing_string(request)?;
        if key.verify(text.as_bytes(), &self.value) { Ok(()) } else { Err(SignatureError::Wrong) }
    }

    fn check_algorithm(&self, kind: KeyKind) -> Result<(), SignatureError> {
        let fits = match (self.algorithm.as_deref(), kind) {
            (None | Some("hs2019"), _) | (Some("rsa-sha256"), KeyKind::Rsa) | (Some("ed25519"), KeyKind::Ed25519) => {
                true
            }
            (Some(_), _) => false,
        };
        // The draft forbids the two pseudo-headers together with the old label.
        let timed = self.covers("(created)") || self.covers("(expires)");
        if fits && !(timed && self.algorithm.as_deref() == Some("rsa-sha256")) {
            Ok(())
        } else {
            Err(SignatureError::Algorithm)
        }
    }

    fn signing_string(&self, request: &SignedRequest<'_>) -> Result<String, SignatureError> {
        let mut out = String::with_capacity(256);
        for name in &self.covered {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(name);
            out.push_str(": ");
            match name.as_str() {
                "(request-target)" => {
                    out.push_str(&request.method.to_ascii_lowercase());
                    out.push(' ');
                    out.push_str(request.target);
                }
                "(created)" => out.push_str(&self.created.ok_or(SignatureError::MissingHeader)?.to_string()),
                "(expires)" => out.push_str(&self.expires.ok_or(SignatureError::MissingHeader)?.to_string()),
                header => out.push_str((request.header)(header).ok_or(SignatureError::MissingHeader)?.trim()),
            }
        }
        Ok(out)
    }
}

/// Signs a request of ours. `at` becomes its date. Never on an async thread.
pub fn sign(
    method: &str,
    url: &Url,
    body: Option<&[u8]>,
    key_id: &str,
    key: &SecretKey,
    at: Timestamp,
) -> Result<SignedHeaders, KeyError> {
    let date = at.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let digest = body.map(digest_header);
    let mut text = format!(
        "(request-target): {} {}\nhost: {}\ndate: {date}",
        method.to_ascii_lowercase(),
        target_of(url),
        host_of(url)
    );
    let mut covered = "(request-target) host date".to_string();
    if let Some(digest) = &digest {
        text.push_str("\ndigest: ");
        text.push_str(digest);
        covered.push_str(" digest");
    }
    let algorithm = match key.kind() {
        KeyKind::Rsa => "rsa-sha256",
        KeyKind::Ed25519 => "hs2019",
    };
    let signature = STANDARD.encode(key.sign(text.as_bytes())?);
    let signature = format!(r#"keyId="{key_id}",algorithm="{algorithm}",headers="{covered}",signature="{signature}""#);
    Ok(SignedHeaders { date, digest, signature })
}

/// The `Digest` header of a body.
pub fn digest_header(body: &[u8]) -> String {
    format!("SHA-256={}", STANDARD.encode(Sha256::digest(body)))
}

/// Whether a `Digest` header names SHA-256 once and rightly; other algorithms beside it do not count.
pub fn digest_matches(header: &str, body: &[u8]) -> bool {
    let stated: Vec<&str> = header
        .split(',')
        .filter_map(|part| part.trim().split_once('='))
        .filter(|(name, _)| name.eq_ignore_ascii_case("sha-256"))
        .map(|(_, value)| value)
        .collect();
    match stated[..] {
        [value] => STANDARD.decode(value).is_ok_and(|stated| stated == Sha256::digest(body).as_slice()),
        _ => false,
    }
}

/// The `Host` header that goes with a URL: with the port where it is not the scheme's own.
pub fn host_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_string(),
    }
}

fn target_of(url: &Url) -> String {
    match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_string(),
    }
}

#[derive(Default)]
struct Parts {
    key_id: Option<String>,
    algorithm: Option<String>,
    covered: Option<String>,
    signature: Option<String>,
    created: Option<String>,
    expires: Option<String>,
}

impl Parts {
    fn set(&mut self, name: &str, value: &str) -> Result<(), SignatureError> {
        let place = match name {
            "keyId" => &mut self.key_id,
            "algorithm" => &mut self.algorithm,
            "headers" => &mut self.covered,
            "signature" => &mut self.signature,
            "created" => &mut self.created,
            "expires" => &mut self.expires,
            _ => return Ok(()),
        };
        match place.replace(value.to_string()) {
            Some(_) => Err(SignatureError::Unreadable),
            None => Ok(()),
        }
    }

    fn finish(self) -> Result<Signature, SignatureError> {
        let whole = |text: Option<String>| match text {
            Some(text) => text.parse().map(Some).map_err(|_| SignatureError::TimeUnreadable),
            None => Ok(None),
        };
        // A missing list means `date` (draft 10) or `(created)` (draft 12): neither covers what we ask for.
        let covered = self.covered.unwrap_or_default().to_ascii_lowercase();
        let covered: Vec<String> = covered.split_ascii_whitespace().map(String::from).collect();
        let mut sorted = covered.clone();
        sorted.sort_unstable();
        sorted.dedup();
        if covered.len() > COVERED_MAX || sorted.len() != covered.len() {
            return Err(SignatureError::Unreadable);
        }
        let signature = self.signature.ok_or(SignatureError::Unreadable)?;
        Ok(Signature {
            key_id: self.key_id.filter(|id| !id.is_empty()).ok_or(SignatureError::Unreadable)?,
            algorithm: self.algorithm.map(|name| name.to_ascii_lowercase()),
            covered,
            value: STANDARD.decode(signature).map_err(|_| SignatureError::Unreadable)?,
            created: whole(self.created)?,
            expires: whole(self.expires)?,
        })
    }
}

/// Reads `"quoted"` or `bare` up to the next comma; gives the value and what follows it.
fn read_value(text: &str) -> Result<(&str, &str), SignatureError> {
    if let Some(quoted) = text.strip_prefix('"') {
        return quoted.split_once('"').ok_or(SignatureError::Unreadable);
    }
    let end = text.find(',').unwrap_or(text.len());
    Ok((text[..end].trim(), &text[end..]))
}

#[cfg(test)]
mod tests;
