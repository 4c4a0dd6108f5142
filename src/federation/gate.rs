//! The strict check in front of every inbox. Order: size, media type, repeated headers, host, coverage, time, digest,
//! block list, cached key, signature, one look for a newer key, owner. What passes is stored raw and answered 202.

use std::collections::HashMap;
use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderMap};
use actix_web::web::Payload;
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use moka::sync::Cache;
use serde_json::Value;
use url::Url;

use crate::app::App;
use crate::crypto::cavage::{CavageError, Signature, SignedRequest, digest_matches};
use crate::crypto::keyring::OwnedKey;
use crate::domain::address::Address;
use crate::domain::ids::ActorId;
use crate::domain::json_shape;
use crate::egress::is_activity_type;
use crate::federation::actor;
use crate::federation::authority;
use crate::federation::refusal::Reason;
use crate::federation::wire::{self, same_host, web_address};
use crate::storage::actors::{self, Actor};
use crate::storage::{StorageError, inbox, jobs};

pub(super) const BODY_BYTES_MAX: usize = 1_000_000;
const BLOCKED_HOSTS_CACHED_MAX: u64 = 10_000;
const BLOCK_TRUSTED: Duration = Duration::from_secs(30);
/// More jobs than this wait when something is wrong; senders are asked to come back.
const WAITING_JOBS_MAX: i64 = 200_000;
const WAITING_TRUSTED: Duration = Duration::from_secs(2);

/// Two of these in one request are two requests glued together.
const ONCE_ONLY: [&str; 8] =
    ["digest", "content-digest", "date", "signature", "signature-input", "content-length", "content-type", "host"];

/// What the gate remembers between requests.
pub(super) struct Gate {
    blocked: Cache<String, bool>,
    full: Cache<(), bool>,
}

/// A request that passed.
pub(super) enum Passed {
    Activity(Admitted),
    /// Rightly formed and of no use to us, such as the deletion of an actor we never saw. Answered 202, nothing is kept.
    Quiet(&'static str),
}

pub(super) struct Admitted {
    pub(super) actor: ActorId,
    pub(super) key: inbox::Key,
    pub(super) body: Bytes,
}

/// What memory and database say of the key that a signature names.
enum Known {
    Key(OwnedKey),
    /// The actor is known, with another key.
    OtherKey,
    Nobody,
}

/// What the gate reads of an activity: enough to know who must have signed it.
pub(super) struct Envelope {
    pub(super) activity: Value,
    pub(super) kind: String,
    pub(super) id: Option<String>,
    pub(super) actor: String,
    pub(super) actor_url: Url,
}

impl Default for Gate {
    fn default() -> Gate {
        Gate {
            blocked: Cache::builder().max_capacity(BLOCKED_HOSTS_CACHED_MAX).time_to_live(BLOCK_TRUSTED).build(),
            full: Cache::builder().max_capacity(1).time_to_live(WAITING_TRUSTED).build(),
        }
    }
}

impl Gate {
    pub(super) async fn pass(
        &self,
        app: &App,
        request: &HttpRequest,
        payload: Payload,
        sender: &mut Option<String>,
    ) -> Result<Passed, Reason> {
        let headers = request.headers();
        check_head(headers, &app.address)?;
        if self.is_full(app).await {
            return Err(Reason::Busy);
        }
        let signature = read_signature(headers)?;
        *sender = Some(signature.key_id.clone());
        let date = text(headers, "date");
        signature.check_time(date, app.clock.now()).map_err(|_| Reason::Time)?;
        let body = read_body(payload).await?;
        check_digest(headers, &body)?;
        let envelope = Envelope::read(&body)?;
        self.check_sender(app, &envelope, &signature).await?;
        let known = match self.known_key(app, &envelope, &signature).await? {
            Known::Key(known) => known,
            // The key of somebody who is gone cannot be fetched, and need not be.
            Known::Nobody if envelope.is_own_deletion() => return Ok(Passed::Quiet("deletion-of-unknown")),
            Known::Nobody | Known::OtherKey => self.fetched_key(app, &envelope, &signature).await?,
        };
        self.verify(app, request, &signature, &envelope, known.clone()).await?;
        if known.owner_uri != envelope.actor {
            return Err(Reason::ActorNotSigner);
        }
        authority::check(&envelope, &app.address)?;
        let key = inbox::Key::new(&envelope.actor, &envelope.identity(&body));
        Ok(Passed::Activity(Admitted { actor: known.owner, key, body }))
    }

    /// What can be told about the sender without any key.
    async fn check_sender(&self, app: &App, envelope: &Envelope, signature: &Signature) -> Result<(), Reason> {
        if app.address.is_ours(&envelope.actor_url) {
            return Err(Reason::OurOwn);
        }
        let host = crate::crypto::cavage::host_of(&envelope.actor_url);
        if self.is_blocked(app, host).await {
            return Err(Reason::Blocked);
        }
        let key_url = web_address(&signature.key_id).ok_or(Reason::SignatureUnreadable)?;
        if same_host(&key_url, &envelope.actor_url) { Ok(()) } else { Err(Reason::KeyElsewhere) }
    }

    /// Whether so much waits that nothing more is taken in. Asked of the database now and then, not for every request.
    async fn is_full(&self, app: &App) -> bool {
        if let Some(known) = self.full.get(&()) {
            return known;
        }
        let full = app.db.read(jobs::counts).await.is_ok_and(|counts| counts.waiting > WAITING_JOBS_MAX);
        self.full.insert((), full);
        full
    }

    async fn is_blocked(&self, app: &App, host: String) -> bool {
        if let Some(known) = self.blocked.get(&host) {
            return known;
        }
        let asked = host.clone();
        let found = app.db.read::<_, StorageError, _>(move |view| inbox::is_blocked(view, &asked)).await;
        let blocked = found.unwrap_or(false);
        self.blocked.insert(host, blocked);
        blocked
    }

    /// The key from memory or from the database. Nothing is fetched.
    async fn known_key(&self, app: &App, envelope: &Envelope, signature: &Signature) -> Result<Known, Reason> {
        if let Some(known) = app.keys.owned(&signature.key_id) {
            return Ok(Known::Key(known));
        }
        let uri = envelope.actor.clone();
        let found = app.db.read::<_, StorageError, _>(move |view| actors::find_by_uri(view, &uri)).await;
        let actor = found.map_err(|error| busy(&error))?.filter(|actor| !actor.local && actor.deleted_at.is_none());
        Ok(match actor.map(|actor| owned_key(app, &actor, &signature.key_id)) {
            Some(Some(known)) => Known::Key(known),
            Some(None) => Known::OtherKey,
            None => Known::Nobody,
        })
    }

    /// Fetches the actor for a key that we do not know, at most once in five minutes.
    async fn fetched_key(&self, app: &App, envelope: &Envelope, signature: &Signature) -> Result<OwnedKey, Reason> {
        let turn = app.keys.turn_for(&envelope.actor);
        let turn = turn.lock().await;
        // Whoever was first may have brought it.
        let allowed = match self.known_key(app, envelope, signature).await? {
            Known::Key(known) => return Ok(known),
            Known::OtherKey => app.keys.may_look_for(&envelope.actor, app.clock.now()),
            // A first look is no second one: a key that changes right after it may still be looked for.
            Known::Nobody => app.keys.may_look_for(&format!("first {}", envelope.actor), app.clock.now()),
        };
        if !allowed {
            return Err(Reason::KeyUnknown);
        }
        let fetched = actor::fetch_actor(app, &envelope.actor).await;
        drop(turn);
        app.keys.end_turn(&envelope.actor);
        match fetched {
            Ok(actor) => owned_key(app, &actor, &signature.key_id).ok_or(Reason::KeyElsewhere),
            Err(error) => {
                tracing::info!(%error, actor = envelope.actor, "inbox: the key cannot be fetched");
                Err(if error.is_foreign_key() { Reason::KeyElsewhere } else { Reason::KeyUnknown })
            }
        }
    }

    /// Verifies, and looks once for a newer key when the one we know does not fit.
    async fn verify(
        &self,
        app: &App,
        request: &HttpRequest,
        signature: &Signature,
        envelope: &Envelope,
        known: OwnedKey,
    ) -> Result<(), Reason> {
        let pem_before = known.key.to_pem().ok();
        let owner_uri = known.owner_uri.clone();
        match verify_with(request, signature, known).await {
            Ok(()) => return Ok(()),
            Err(CavageError::Wrong | CavageError::Algorithm) => {}
            Err(_) => return Err(Reason::SignatureUnreadable),
        }
        if owner_uri != envelope.actor || !app.keys.may_look_for(&envelope.actor, app.clock.now()) {
            return Err(Reason::SignatureWrong);
        }
        let actor = actor::fetch_actor(app, &envelope.actor).await.map_err(|_| Reason::SignatureWrong)?;
        let newer = owned_key(app, &actor, &signature.key_id).ok_or(Reason::KeyElsewhere)?;
        if newer.key.to_pem().ok() == pem_before {
            return Err(Reason::SignatureWrong);
        }
        verify_with(request, signature, newer).await.map_err(|_| Reason::SignatureWrong)
    }
}

impl Envelope {
    pub(super) fn read(body: &[u8]) -> Result<Envelope, Reason> {
        json_shape::check(body)?;
        let activity: Value = serde_json::from_slice(body).map_err(|_| Reason::Json)?;
        let kind = wire::kind_of(&activity).ok_or(Reason::NotAnActivity)?.to_string();
        let actor = wire::member_id(&activity, "actor").ok_or(Reason::NotAnActivity)?.to_string();
        let actor_url = web_address(&actor).ok_or(Reason::NotAnActivity)?;
        let id = match activity.get("id") {
            None | Some(Value::Null) => None,
            Some(Value::String(id)) if web_address(id).is_some() => Some(id.clone()),
            Some(_) => return Err(Reason::NotAnActivity),
        };
        let recipients: usize =
            ["to", "cc", "bto", "bcc", "audience"].iter().map(|name| wire::many(activity.get(name)).count()).sum();
        if recipients > wire::RECIPIENTS_MAX {
            return Err(Reason::TooMany);
        }
        Ok(Envelope { activity, kind, id, actor, actor_url })
    }

    /// The id, or for an activity without one what it says.
    fn identity(&self, body: &[u8]) -> String {
        self.id.clone().unwrap_or_else(|| crate::crypto::cavage::digest_header(body))
    }

    fn is_own_deletion(&self) -> bool {
        self.kind == "Delete" && wire::member_id(&self.activity, "object") == Some(&self.actor)
    }
}

fn check_head(headers: &HeaderMap, own: &Address) -> Result<(), Reason> {
    let length = text(headers, "content-length").map(str::parse::<usize>);
    if length.is_some_and(|length| length.map_or(true, |bytes| bytes > BODY_BYTES_MAX)) {
        return Err(Reason::TooLarge);
    }
    if ONCE_ONLY.iter().any(|name| headers.get_all(*name).count() > 1) {
        return Err(Reason::RepeatedHeader);
    }
    if !text(headers, header::CONTENT_TYPE.as_str()).is_some_and(is_activity_type) {
        return Err(Reason::MediaType);
    }
    let host = text(headers, "host").unwrap_or_default();
    if host.eq_ignore_ascii_case(own.authority()) { Ok(()) } else { Err(Reason::OtherHost) }
}

fn read_signature(headers: &HeaderMap) -> Result<Signature, Reason> {
    if headers.contains_key("signature-input") {
        return Err(Reason::SchemeUnknown);
    }
    if !headers.contains_key("signature") {
        return Err(Reason::Unsigned);
    }
    let signature = text(headers, "signature").ok_or(Reason::SignatureUnreadable)?;
    let signature = Signature::parse(signature).map_err(|error| match error {
        CavageError::TimeUnreadable => Reason::Time,
        _ => Reason::SignatureUnreadable,
    })?;
    signature.check_coverage(true).map_err(|error| match error {
        CavageError::NotCovered("date") => Reason::Time,
        CavageError::NotCovered("digest") => Reason::Digest,
        _ => Reason::NotCovered,
    })?;
    Ok(signature)
}

/// A body that was cut short matches no digest either; the sender is told which it is.
fn check_digest(headers: &HeaderMap, body: &[u8]) -> Result<(), Reason> {
    if text(headers, "digest").is_some_and(|digest| digest_matches(digest, body)) {
        return Ok(());
    }
    match json_shape::check(body) {
        Err(json_shape::Flaw::Cut) => Err(Reason::BodyCut),
        _ => Err(Reason::Digest),
    }
}

async fn read_body(mut payload: Payload) -> Result<Bytes, Reason> {
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Reason::BodyCut)?;
        if body.len() + chunk.len() > BODY_BYTES_MAX {
            return Err(Reason::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

async fn verify_with(request: &HttpRequest, signature: &Signature, known: OwnedKey) -> Result<(), CavageError> {
    let signature = signature.clone();
    let method = request.method().to_string();
    let target = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let headers: HashMap<String, String> = request
        .headers()
        .iter()
        .filter_map(|(name, value)| Some((name.as_str().to_string(), value.to_str().ok()?.to_string())))
        .collect();
    let work = move || {
        let header = |name: &str| headers.get(name).map(String::as_str);
        signature.verify(&SignedRequest { method: &method, target: &target, header: &header }, &known.key)
    };
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(CavageError::Wrong))
}

/// The actor's key, if that is the key asked for; remembered for the next signature.
fn owned_key(app: &App, actor: &Actor, key_id: &str) -> Option<OwnedKey> {
    if actor.key_id.as_deref() != Some(key_id) {
        return None;
    }
    let key = app.keys.public(actor.public_key_pem.as_deref()?).ok()?;
    let known = OwnedKey { owner: actor.id, owner_uri: actor.uri.clone(), key };
    app.keys.remember_owned(key_id, known.clone());
    Some(known)
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn busy(error: &StorageError) -> Reason {
    tracing::error!(%error, "inbox: the database does not answer");
    Reason::Busy
}
