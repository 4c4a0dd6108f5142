//! HTTP Message Signatures: RFC 9421, with the digests of RFC 9530.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta};
use sfv::{BareItem, Dictionary, FieldType, InnerList, Item, Key, List, ListEntry, Parser};
use sha2::{Digest, Sha256, Sha512};
use url::form_urlencoded;

use crate::crypto::cavage::host_of;
use crate::crypto::http_signature::{
    COVERED_MAX, HEADER_BYTES_MAX, Outgoing, SignatureError, SignedRequest, from_seconds, within_skew,
};
use crate::crypto::keys::{KeyError, KeyKind, PublicKey, SecretKey};
use crate::domain::Timestamp;

/// Signatures of one request that we look at: its author's, and perhaps one of each proxy on the way.
const LABELS_MAX: usize = 4;
const LABEL: &str = "sig1";
/// How long a signature of ours counts where somebody wishes it to expire.
const EXPIRES_SECONDS: i64 = 300;
/// Bytes of a nonce or tag that we repeat for somebody.
const ECHO_BYTES_MAX: usize = 256;
/// What we can cover when somebody asks for it.
const WISHES: [&str; 11] = [
    "@method",
    "@target-uri",
    "@authority",
    "@scheme",
    "@request-target",
    "@path",
    "@query",
    "host",
    "date",
    "content-digest",
    "content-type",
];
const CONTENT_TYPE: &str = "application/activity+json";

/// One signature of a request, read and decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    pub key_id: String,
    components: Vec<Component>,
    /// The covered components and parameters as they are signed.
    parameters: String,
    value: Vec<u8>,
    algorithm: Option<String>,
    created: Option<i64>,
    expires: Option<i64>,
}

/// A covered part of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Component {
    name: String,
    /// The parameter that `@query-param` is about.
    query_name: Option<String>,
    /// As it stands in the signed text, with quotation marks and parameters.
    identifier: String,
}

/// How somebody wishes that we sign: an `Accept-Signature` field that we can fulfil.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    label: Key,
    components: Vec<String>,
    expires: bool,
    nonce: Option<String>,
    tag: Option<String>,
    pub key: Option<KeyKind>,
}

impl Signature {
    /// The signatures that stand in `Signature-Input` and `Signature` and that we could check, in their order.
    /// What covers parts that we do not know is left out.
    pub fn parse_all(input: &str, signature: &str) -> Result<Vec<Signature>, SignatureError> {
        if input.len() > HEADER_BYTES_MAX || signature.len() > HEADER_BYTES_MAX {
            return Err(SignatureError::Unreadable);
        }
        let dictionary = |text| Parser::new(text).parse::<Dictionary>().map_err(|_| SignatureError::Unreadable);
        let (inputs, values) = (dictionary(input)?, dictionary(signature)?);
        let read = |(label, entry): (Key, ListEntry)| match (entry, values.get(&label)) {
            (ListEntry::InnerList(list), Some(ListEntry::Item(value))) => Signature::read(list, &value.bare_item),
            _ => None,
        };
        let found: Vec<Signature> = inputs.into_iter().take(LABELS_MAX).filter_map(read).collect();
        if found.is_empty() { Err(SignatureError::Unreadable) } else { Ok(found) }
    }

    fn read(list: InnerList, value: &BareItem) -> Option<Signature> {
        if list.items.len() > COVERED_MAX {
            return None;
        }
        let components: Vec<Component> = list.items.iter().map(Component::read).collect::<Option<_>>()?;
        let mut identifiers: Vec<&str> = components.iter().map(|it| it.identifier.as_str()).collect();
        identifiers.sort_unstable();
        identifiers.dedup();
        if identifiers.len() != components.len() {
            return None;
        }
        let text = |name: &str| match list.params.get(name) {
            None => Some(None),
            Some(BareItem::String(text)) => Some(Some(text.as_str().to_string())),
            Some(_) => None,
        };
        let seconds = |name: &str| match list.params.get(name) {
            None => Some(None),
            Some(BareItem::Integer(seconds)) => Some(Some(i64::from(*seconds))),
            Some(_) => None,
        };
        Some(Signature {
            key_id: text("keyid")?.filter(|id| !id.is_empty())?,
            algorithm: text("alg")?,
            created: seconds("created")?,
            expires: seconds("expires")?,
            value: value.as_byte_sequence()?.to_vec(),
            parameters: as_written(list)?,
            components,
        })
    }

    /// The header fields that it covers.
    pub fn covered_headers(&self) -> impl Iterator<Item = &str> {
        self.components.iter().map(|it| it.name.as_str()).filter(|name| !name.starts_with('@'))
    }

    fn covers(&self, name: &str) -> bool {
        self.components.iter().any(|it| it.name == name)
    }

    /// `@method`; and `@target-uri`, or path, query where there is one, and host; and a time; and `content-digest`
    /// where there is a body.
    pub fn check_coverage(&self, with_query: bool, with_body: bool) -> Result<(), SignatureError> {
        let target = self.covers("@target-uri") || self.covers("@request-target");
        let parts = self.covers("@path") && (!with_query || self.covers("@query"));
        let host = ["@target-uri", "@authority", "host"].iter().any(|name| self.covers(name));
        if !self.covers("@method") {
            Err(SignatureError::NotCovered("@method"))
        } else if !target && !parts {
            Err(SignatureError::NotCovered("@target-uri"))
        } else if !host {
            Err(SignatureError::NotCovered("@authority"))
        } else if with_body && !self.covers("content-digest") {
            Err(SignatureError::NotCovered("digest"))
        } else if self.created.is_none() && !self.covers("date") {
            Err(SignatureError::NotCovered("date"))
        } else {
            Ok(())
        }
    }

    /// Every time that is stated must be within an hour of now, and the signature not expired.
    pub fn check_time(&self, date: Option<&str>, now: Timestamp) -> Result<(), SignatureError> {
        if self.covers("date") {
            let date = date.ok_or(SignatureError::MissingHeader)?;
            let date = DateTime::parse_from_rfc2822(date.trim()).map_err(|_| SignatureError::TimeUnreadable)?;
            within_skew(date.to_utc(), now)?;
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

    /// Whether `key` made this signature over `request`. The key decides the algorithm; a label that contradicts it
    /// is refused.
    pub fn verify(&self, request: &SignedRequest<'_>, key: &PublicKey) -> Result<(), SignatureError> {
        let fits = match (self.algorithm.as_deref(), key.kind()) {
            (None, _) => true,
            (Some(label), kind) => label == algorithm_of(kind),
        };
        if !fits {
            return Err(SignatureError::Algorithm);
        }
        let text = signature_base(&self.components, &self.parameters, request)?;
        if key.verify(text.as_bytes(), &self.value) { Ok(()) } else { Err(SignatureError::Wrong) }
    }
}

impl Component {
    /// `None` for what we cannot rebuild from a request: parameters other than a query parameter's name.
    fn read(item: &Item) -> Option<Component> {
        let BareItem::String(name) = &item.bare_item else { return None };
        let name = name.as_str();
        let query_name = match (name, item.params.len()) {
            ("@query-param", 1) => Some(item.params.get("name")?.as_string()?.as_str().to_string()),
            ("@query-param", _) => return None,
            (_, 0) => None,
            _ => return None,
        };
        let known = match name.strip_prefix('@') {
            Some(_) => name == "@query-param" || WISHES.contains(&name),
            None => !name.is_empty() && !name.chars().any(|it| it.is_ascii_uppercase()),
        };
        known.then(|| Component { name: name.to_string(), query_name, identifier: item.serialize() })
    }

    fn value(&self, request: &SignedRequest<'_>) -> Result<String, SignatureError> {
        let (path, query) = match request.target.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (request.target, None),
        };
        let (scheme, authority) = request.origin.split_once("://").ok_or(SignatureError::MissingHeader)?;
        Ok(match self.name.as_str() {
            "@method" => request.method.to_string(),
            "@target-uri" => format!("{}{}", request.origin, request.target),
            "@authority" => authority.to_string(),
            "@scheme" => scheme.to_string(),
            "@request-target" => request.target.to_string(),
            "@path" => path.to_string(),
            "@query" => format!("?{}", query.unwrap_or_default()),
            "@query-param" => {
                let wanted = self.query_name.as_deref().ok_or(SignatureError::Unreadable)?;
                query_parameter(query.unwrap_or_default(), wanted).ok_or(SignatureError::MissingHeader)?
            }
            header => (request.header)(header).ok_or(SignatureError::MissingHeader)?.trim().to_string(),
        })
    }
}

impl Wish {
    /// The first wish of an `Accept-Signature` field that we can fulfil.
    pub fn parse(header: &str) -> Option<Wish> {
        if header.len() > HEADER_BYTES_MAX {
            return None;
        }
        let wishes = Parser::new(header).parse::<Dictionary>().ok()?;
        wishes.into_iter().take(LABELS_MAX).find_map(|(label, entry)| match entry {
            ListEntry::InnerList(list) => Wish::read(label, &list),
            ListEntry::Item(_) => None,
        })
    }

    fn read(label: Key, list: &InnerList) -> Option<Wish> {
        let name = |item: &Item| -> Option<String> {
            let name = item.bare_item.as_string()?.as_str();
            (item.params.is_empty() && WISHES.contains(&name)).then(|| name.to_string())
        };
        let components = list.items.iter().map(name).collect::<Option<Vec<String>>>()?;
        let echo = |name: &str| match list.params.get(name) {
            None => Some(None),
            Some(value) => {
                Some(Some(value.as_string().filter(|it| it.as_str().len() <= ECHO_BYTES_MAX)?.as_str().to_string()))
            }
        };
        let key = match echo("alg")?.as_deref() {
            None => None,
            Some(label) => {
                Some([KeyKind::Rsa, KeyKind::Ed25519].into_iter().find(|kind| algorithm_of(*kind) == label)?)
            }
        };
        let expires = list.params.contains_key("expires");
        Some(Wish { label, components, expires, nonce: echo("nonce")?, tag: echo("tag")?, key })
    }
}

/// Signs a request of ours. Never on an async thread.
pub fn sign(
    request: &Outgoing<'_>,
    key_id: &str,
    key: &SecretKey,
    wish: Option<&Wish>,
) -> Result<Vec<(&'static str, String)>, KeyError> {
    let date = request.at.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let digest = request.body.map(content_digest);
    let list = covered(request, key_id, key.kind(), wish).ok_or(KeyError::Unusable)?;
    let components: Option<Vec<Component>> = list.items.iter().map(Component::read).collect();
    let written = as_written(list).ok_or(KeyError::Unusable)?;
    let host = host_of(request.url);
    let header = |name: &str| match name {
        "host" => Some(host.as_str()),
        "date" => Some(date.as_str()),
        "content-digest" => digest.as_deref(),
        "content-type" => Some(CONTENT_TYPE),
        _ => None,
    };
    let origin = format!("{}://{host}", request.url.scheme());
    let target = &request.url[url::Position::BeforePath..url::Position::AfterQuery];
    let signed = SignedRequest { method: request.method, origin: &origin, target, header: &header };
    let base = signature_base(&components.ok_or(KeyError::Unusable)?, &written, &signed);
    let value = STANDARD.encode(key.sign(base.map_err(|_| KeyError::Unusable)?.as_bytes())?);
    let label = wish.map_or(LABEL, |wish| wish.label.as_str());
    let mut headers =
        vec![("signature-input", format!("{label}={written}")), ("signature", format!("{label}=:{value}:"))];
    headers.push(("date", date));
    headers.extend(digest.map(|digest| ("content-digest", digest)));
    Ok(headers)
}

/// What a signature of ours covers and states: what everybody asks for, and what this one wishes beside it.
fn covered(request: &Outgoing<'_>, key_id: &str, kind: KeyKind, wish: Option<&Wish>) -> Option<InnerList> {
    let mut names = vec!["@method", "@target-uri", "@authority"];
    names.extend(request.body.map(|_| "content-digest"));
    for name in wish.iter().flat_map(|wish| &wish.components) {
        let is_there = request.body.is_some() || !name.starts_with("content-");
        if is_there && !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let text = |text: &str| sfv::String::from_string(text.to_string()).map(BareItem::String).ok();
    let seconds = |at: Timestamp| sfv::Integer::try_from(at.timestamp()).map(BareItem::Integer).ok();
    let mut list = InnerList::new(Vec::new());
    for name in names {
        list.items.push(Item::new(text(name)?));
    }
    let mut put =
        |name: &str, value: BareItem| Key::from_string(name.to_string()).map(|key| list.params.insert(key, value)).ok();
    put("created", seconds(request.at)?)?;
    put("keyid", text(key_id)?)?;
    put("alg", text(algorithm_of(kind))?)?;
    let Some(wish) = wish else { return Some(list) };
    if wish.expires {
        put("expires", seconds(request.at + TimeDelta::seconds(EXPIRES_SECONDS))?)?;
    }
    for (name, value) in [("nonce", &wish.nonce), ("tag", &wish.tag)] {
        if let Some(value) = value {
            put(name, text(value)?)?;
        }
    }
    Some(list)
}

/// The `Content-Digest` header of a body.
pub fn content_digest(body: &[u8]) -> String {
    format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(body)))
}

/// Whether a `Content-Digest` header names SHA-256 or SHA-512, and everything of the two that it names is right.
pub fn content_digest_matches(header: &str, body: &[u8]) -> bool {
    if header.len() > HEADER_BYTES_MAX {
        return false;
    }
    let Ok(stated) = Parser::new(header).parse::<Dictionary>() else { return false };
    let mut known = 0;
    for (name, entry) in &stated {
        let digest = match name.as_str() {
            "sha-256" => Sha256::digest(body).to_vec(),
            "sha-512" => Sha512::digest(body).to_vec(),
            _ => continue,
        };
        let ListEntry::Item(item) = entry else { return false };
        if item.bare_item.as_byte_sequence() != Some(digest.as_slice()) {
            return false;
        }
        known += 1;
    }
    known > 0
}

/// What RFC 9421 calls the algorithm that a kind of key has with us.
fn algorithm_of(kind: KeyKind) -> &'static str {
    match kind {
        KeyKind::Rsa => "rsa-v1_5-sha256",
        KeyKind::Ed25519 => "ed25519",
    }
}

/// The text that is signed.
fn signature_base(
    components: &[Component],
    parameters: &str,
    request: &SignedRequest<'_>,
) -> Result<String, SignatureError> {
    let mut base = String::with_capacity(512);
    for component in components {
        base.push_str(&component.identifier);
        base.push_str(": ");
        base.push_str(&component.value(request)?);
        base.push('\n');
    }
    base.push_str("\"@signature-params\": ");
    base.push_str(parameters);
    Ok(base)
}

fn as_written(list: InnerList) -> Option<String> {
    let list: List = vec![ListEntry::InnerList(list)];
    list.serialize()
}

/// The one value of a query parameter, in the spelling that is signed; a name that stands twice cannot be signed.
fn query_parameter(query: &str, wanted: &str) -> Option<String> {
    let spelt = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
    let mut values = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| spelt(name) == wanted);
    let value = values.next()?.1;
    if values.next().is_some() { None } else { Some(spelt(&value)) }
}

#[cfg(test)]
mod tests;
