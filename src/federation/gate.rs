//! The strict check in front of every inbox. Order: size, media type, repeated headers, host, coverage, time, digest,
//! block list, cached key, signature, one look for a newer key, proof, owner. What passes is stored raw and answered 202.

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
use crate::crypto::cavage::host_of;
use crate::crypto::http_signature::Signature;
use crate::crypto::integrity_proof;
use crate::crypto::keyring::OwnedKey;
use crate::domain::address::Address;
use crate::domain::ids::ActorId;
use crate::domain::json_shape;
use crate::domain::policy::Severity;
use crate::egress::is_activity_type;
use crate::federation::authority;
use crate::federation::pressure::Pressure;
use crate::federation::proof;
use crate::federation::refusal::Reason;
use crate::federation::signature::{Arrived, text};
use crate::federation::signer::{self, Known, unavailable};
use crate::federation::wire::{self, same_host, web_address};
use crate::services::policy;
use crate::services::site::AUTHORIZED_FETCH;
use crate::storage::{StorageError, inbox, settings};

pub(super) const BODY_BYTES_MAX: usize = 1_000_000;
/// A body that is not there by then does not come.
const BODY_PATIENCE: Duration = Duration::from_secs(10);
const SETTING_TRUSTED: Duration = Duration::from_secs(2);

/// Two of these in one request are two requests glued together.
const ONCE_ONLY: [&str; 8] =
    ["digest", "content-digest", "date", "signature", "signature-input", "content-length", "content-type", "host"];

/// What the gate remembers between requests.
pub(super) struct Gate {
    authorized_fetch: Cache<(), bool>,
    pressure: Pressure,
}

/// A request that passed.
pub(super) enum Passed {
    Activity(Admitted),
    /// Rightly formed and of no use to us, such as the deletion of an actor we never saw. Answered 202, nothing is kept.
    Quiet(&'static str),
}

pub(super) struct Admitted {
    pub(super) actor: ActorId,
    /// Whoever delivered it.
    pub(super) host: String,
    /// Whether that is the actor's own server, or one that passes on what the actor proves.
    pub(super) is_own: bool,
    pub(super) key: inbox::Key,
    pub(super) activity: Value,
    pub(super) body: Bytes,
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
            authorized_fetch: Cache::builder().max_capacity(1).time_to_live(SETTING_TRUSTED).build(),
            pressure: Pressure::default(),
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
        check_head(request, &app.address)?;
        if self.pressure.is_full(app).await {
            return Err(Reason::Busy);
        }
        let arrived = Arrived::read(request, true, app.clock.now())?;
        *sender = arrived.first().map(|it| it.key_id().to_string());
        let body = read_body(payload).await?;
        check_digest(&arrived, &body)?;
        let envelope = Envelope::read(&body)?;
        let signature = self.check_sender(app, &envelope, &arrived).await?;
        // Whoever sends it is who fills the inbox, also where somebody else's words are passed on.
        let host = host_of(&web_address(signature.key_id()).ok_or(Reason::SignatureUnreadable)?);
        if self.pressure.is_full_for(app, &host).await {
            return Err(Reason::Busy);
        }
        let peer = arrived.peer(app);
        let Some(known) = self.signers_key(app, &envelope, signature, &peer).await? else {
            // The key of somebody who is gone cannot be fetched, and need not be: we hold nothing of theirs.
            return Ok(Passed::Quiet("deletion-of-unknown"));
        };
        let signer = signer::verify(app, &arrived, signature, known).await?;
        let actor = self.speaker(app, &envelope, &signer, &peer).await?;
        authority::check(&envelope, &app.address)?;
        let is_own = envelope.is_of_signers_host(signature);
        let key = inbox::Key::new(&envelope.actor, &envelope.identity(&body));
        Ok(Passed::Activity(Admitted { actor, host, is_own, key, activity: envelope.activity, body }))
    }

    /// What can be told about the sender without any key; and which of the signatures is the one to check.
    async fn check_sender<'s>(
        &self,
        app: &App,
        envelope: &Envelope,
        arrived: &'s Arrived<'_>,
    ) -> Result<&'s Signature, Reason> {
        if app.address.is_ours(&envelope.actor_url) {
            return Err(Reason::OurOwn);
        }
        if is_blocked(app, &host_of(&envelope.actor_url)).await? {
            return Err(Reason::Blocked);
        }
        if let Some(signature) = arrived.by_host_of(&envelope.actor_url) {
            return Ok(signature);
        }
        let signature = arrived.first().ok_or(Reason::Unsigned)?;
        let key_url = web_address(signature.key_id()).ok_or(Reason::SignatureUnreadable)?;
        // What another server passes on must prove by itself whose it is.
        if app.address.is_ours(&key_url) || !proof::is_there(&envelope.activity) {
            return Err(Reason::KeyElsewhere);
        }
        if is_blocked(app, &host_of(&key_url)).await? { Err(Reason::Blocked) } else { Ok(signature) }
    }

    /// The key that the signature names. `None` where it does not matter: somebody whom we never saw is gone.
    async fn signers_key(
        &self,
        app: &App,
        envelope: &Envelope,
        signature: &Signature,
        peer: &str,
    ) -> Result<Option<OwnedKey>, Reason> {
        let key_id = signature.key_id();
        if !envelope.is_of_signers_host(signature) {
            return signer::anybodys_key(app, key_id, peer).await.map(Some);
        }
        match signer::known_key(app, &envelope.actor, key_id).await? {
            Known::Key(known) => Ok(Some(known)),
            Known::Nobody if envelope.kind == "Delete" => {
                authority::check(envelope, &app.address)?;
                // Whoever counts as gone may still say so, and then their words go, too.
                signer::last_key(app, &envelope.actor, key_id).await
            }
            Known::Nobody | Known::OtherKey => match signer::fetched_key(app, &envelope.actor, key_id, peer).await {
                // Another actor of that server passes it on, perhaps.
                Err(Reason::KeyElsewhere | Reason::KeyUnknown) if proof::is_there(&envelope.activity) => {
                    signer::anybodys_key(app, key_id, peer).await.map(Some)
                }
                fetched => fetched.map(Some),
            },
        }
    }

    /// In whose name the activity is believed: its signer's, or that of the actor who proves it.
    async fn speaker(&self, app: &App, envelope: &Envelope, signer: &OwnedKey, peer: &str) -> Result<ActorId, Reason> {
        let proven = proof::check(app, &envelope.activity, &envelope.actor, peer).await?;
        // What a board proves of a complaint is looked at when it is worked off: a new key of its own is kept as evidence.
        if let Some(object) = envelope.activity.get("object")
            && wire::kind_of(object) != Some("OrderedCollection")
            && wire::member_id(object, "attributedTo") == Some(&envelope.actor)
        {
            proof::check(app, object, &envelope.actor, peer).await?;
        }
        match proven {
            _ if signer.owner_uri == envelope.actor => Ok(signer.owner),
            Some(actor) => Ok(actor.id),
            None => Err(Reason::ActorNotSigner),
        }
    }

    /// Whether documents are given to signers only.
    pub(super) async fn asks_for_signatures(&self, app: &App) -> Result<bool, Reason> {
        if let Some(known) = self.authorized_fetch.get(&()) {
            return Ok(known);
        }
        let value = app.db.read::<_, StorageError, _>(|view| settings::get(view, AUTHORIZED_FETCH)).await;
        let asks = value.map_err(|error| unavailable(&error))?.as_ref().and_then(Value::as_bool).unwrap_or(false);
        self.authorized_fetch.insert((), asks);
        Ok(asks)
    }
}

/// Whether the operators of this instance want nothing from a host. What cannot be known is no decision: nobody is let in,
/// and whoever asks comes again.
pub(super) async fn is_blocked(app: &App, host: &str) -> Result<bool, Reason> {
    let list = policy::current(app).await.map_err(|error| unavailable(&error))?;
    Ok(list.severity(host) == Severity::Block)
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
        check_layers(&activity)?;
        Ok(Envelope { activity, kind, id, actor, actor_url })
    }

    /// Whether its actor's own server signed the request.
    fn is_of_signers_host(&self, signature: &Signature) -> bool {
        web_address(signature.key_id()).is_some_and(|key| same_host(&key, &self.actor_url))
    }

    /// The id, or for an activity without one what it says. Where it is proven, that is what the proof is about, however
    /// whoever passes it on writes it down.
    pub(super) fn identity(&self, body: &[u8]) -> String {
        let said = || match integrity_proof::said_in(&self.activity) {
            Some(said) => crate::crypto::cavage::digest_header(&said),
            None => crate::crypto::cavage::digest_header(body),
        };
        self.id.clone().unwrap_or_else(said)
    }
}

/// The activity, what it is about, and what that is about when a group passes it on.
fn check_layers(activity: &Value) -> Result<(), Reason> {
    if wire::many(activity.get("actor")).count() > 1 {
        return Err(Reason::Ambiguous);
    }
    let inner = || wire::many(activity.get("object"));
    let innermost = inner().flat_map(|object| wire::many(object.get("object")));
    for layer in std::iter::once(activity).chain(inner()).chain(innermost) {
        if wire::is_too_much(layer) {
            return Err(Reason::TooMany);
        }
        if wire::is_ambiguous(layer) {
            return Err(Reason::Ambiguous);
        }
    }
    Ok(())
}

fn check_head(request: &HttpRequest, own: &Address) -> Result<(), Reason> {
    let headers = request.headers();
    let length = text(headers, "content-length").map(str::parse::<usize>);
    if length.is_some_and(|length| length.map_or(true, |bytes| bytes > BODY_BYTES_MAX)) {
        return Err(Reason::TooLarge);
    }
    if headers.contains_key("content-length") && headers.contains_key("transfer-encoding") {
        return Err(Reason::RepeatedHeader);
    }
    check_once(headers)?;
    if !text(headers, header::CONTENT_TYPE.as_str()).is_some_and(is_activity_type) {
        return Err(Reason::MediaType);
    }
    check_host(request, own)
}

/// What stands twice may be read in two ways.
pub(super) fn check_once(headers: &HeaderMap) -> Result<(), Reason> {
    let twice = ONCE_ONLY.iter().any(|name| headers.get_all(*name).count() > 1);
    if twice { Err(Reason::RepeatedHeader) } else { Ok(()) }
}

pub(super) fn check_host(request: &HttpRequest, own: &Address) -> Result<(), Reason> {
    let host = text(request.headers(), "host").unwrap_or_default();
    // A request line may name a host, too; a proxy would believe that one.
    let named = request.uri().authority().map_or(host, |named| named.as_str());
    let is_ours = |host: &str| host.eq_ignore_ascii_case(own.authority());
    if is_ours(host) && is_ours(named) { Ok(()) } else { Err(Reason::OtherHost) }
}

/// A body that was cut short matches no digest either; the sender is told which it is.
fn check_digest(arrived: &Arrived<'_>, body: &[u8]) -> Result<(), Reason> {
    if arrived.digest_matches(body) {
        return Ok(());
    }
    match json_shape::check(body) {
        Err(json_shape::Flaw::Cut) => Err(Reason::BodyCut),
        _ => Err(Reason::Digest),
    }
}

async fn read_body(payload: Payload) -> Result<Bytes, Reason> {
    tokio::time::timeout(BODY_PATIENCE, whole_body(payload)).await.unwrap_or(Err(Reason::BodyCut))
}

async fn whole_body(mut payload: Payload) -> Result<Bytes, Reason> {
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
