//! Remote actors: their documents read tolerantly, their keys strictly.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use serde_json::Value;
use url::Url;

use crate::app::App;
use crate::crypto::cavage::host_of;
use crate::crypto::http_signature::Manner;
use crate::crypto::keys::PublicKey;
use crate::crypto::random;
use crate::domain::Timestamp;
use crate::domain::handle::is_username;
use crate::egress::Wanted;
use crate::federation::board_keys;
use crate::federation::fetch::{FetchError, fetch_document};
use crate::federation::vocabulary;
use crate::federation::wire::{self, same_host, web_address};
use crate::markup::{self, SafeHtml};
use crate::services::policy;
use crate::services::remember_actor::{Remote, note_absence, remember_with};
use crate::storage::StorageError;
use crate::storage::actors::{self, Actor, ActorKind, Field};
use crate::storage::profiles::Profile;
use crate::storage::remote_keys::RemoteKey;

/// A profile is looked at again when it is older than this and needed.
pub(super) const FRESH_HOURS: i64 = 24;
const WEBFINGER_PATH: &str = "/.well-known/webfinger";
const NAME_CHARS_MAX: usize = 100;
const FIELDS_MAX: usize = 20;
const FIELD_CHARS_MAX: usize = 1_000;
/// Keys of each kind that one actor may list; each of their own documents costs a request.
const KEYS_MAX: usize = 8;
const KEY_DOCUMENTS_MAX: usize = 2;
/// What an actor's `generator` or `implements` names when its server knows our vocabulary.
const VOCABULARY: &str = "https://w3id.org/redress";

/// Fetches an actor from its own server and keeps what it says, also that it is gone.
pub async fn fetch_actor(app: &App, uri: &str) -> Result<Actor, FetchError> {
    match fetch_document(app, uri).await {
        Ok(document) => keep_actor(app, &document).await,
        Err(error) => {
            if let Some(absence) = error.absence_of(uri) {
                note_absence(app, uri, absence).await?;
            }
            Err(error)
        }
    }
}

/// Keeps what a document that was fetched says of its actor.
pub(super) async fn keep_actor(app: &App, document: &Value) -> Result<Actor, FetchError> {
    let remote = read_actor(app, document).await?;
    board_keys::succeed(app, document, &remote.actor).await?;
    Ok(remember_with(app, remote, Some(read_profile(document))).await?)
}

/// What an actor says of itself beside its name. A picture may lie on any host: nothing is believed because of it.
pub(super) fn read_profile(document: &Value) -> Profile {
    let icon = wire::many(document.get("icon")).find_map(|icon| {
        let url = match icon {
            Value::String(url) => Some(url.as_str()),
            other => wire::many(other.get("url")).find_map(wire::id_of),
        };
        url.filter(|url| web_address(url).is_some()).map(str::to_string)
    });
    Profile { icon, indexable: document.get("indexable").and_then(Value::as_bool).unwrap_or(true) }
}

/// The actor as we know it; fetched when we do not, or when what we know is old and its server answers.
pub async fn known_or_fetched(app: &App, uri: &str) -> Result<Actor, FetchError> {
    let asked = uri.to_string();
    let known = app.db.read::<_, StorageError, _>(move |view| actors::find_by_uri(view, &asked)).await?;
    match known {
        Some(actor) if actor.local || app.clock.now() - actor.fetched_at < TimeDelta::hours(FRESH_HOURS) => Ok(actor),
        Some(actor) => Ok(fetch_actor(app, uri).await.unwrap_or(actor)),
        None => fetch_actor(app, uri).await,
    }
}

/// Finds the actor behind `name@host` by WebFinger. The host that the handle names has the last word.
pub async fn resolve_handle(app: &App, handle: &str) -> Result<Actor, FetchError> {
    let handle = handle.trim().trim_start_matches('@').to_lowercase();
    let failed = || FetchError::Handle(handle.clone());
    let (subject, target) = webfinger(app, &handle).await?;
    if subject == handle {
        let actor = fetch_actor(app, &target).await?;
        // An actor on another host is that handle only if its own host does not deny it: it names the handle back.
        let own = format!("{}@{}", actor.username, actor.host).to_lowercase();
        let host = handle.rsplit_once('@').map(|(_, host)| host.to_string()).unwrap_or_default();
        return if own == handle || actor.host != host { Ok(actor) } else { Err(failed()) };
    }
    // It goes by another name: that name's host must lead to the same actor.
    let (canonical, confirmed) = webfinger(app, &subject).await?;
    if canonical != subject || confirmed != target {
        return Err(failed());
    }
    fetch_actor(app, &target).await
}

/// The same where somebody else acts in the name of whom the handle leads to: a message is sent to them. The handle has to be
/// their own, by their own server's word, or a stranger's server makes as many names for them as it likes.
pub async fn resolve_own_handle(app: &App, handle: &str) -> Result<Actor, FetchError> {
    let handle = handle.trim().trim_start_matches('@').to_lowercase();
    let actor = resolve_handle(app, &handle).await?;
    let own = format!("{}@{}", actor.username, actor.host).to_lowercase();
    if own == handle {
        return Ok(actor);
    }
    let (subject, target) = webfinger(app, &own).await?;
    if subject == handle && target == actor.uri { Ok(actor) } else { Err(FetchError::Handle(handle)) }
}

/// Subject and actor of a WebFinger answer.
async fn webfinger(app: &App, handle: &str) -> Result<(String, String), FetchError> {
    let failed = || FetchError::Handle(handle.to_string());
    let (name, host) = handle.rsplit_once('@').ok_or_else(failed)?;
    policy::current(app).await?;
    let scheme = if app.config.development_peers.iter().any(|peer| peer == host) { "http" } else { "https" };
    let mut url = Url::parse(&format!("{scheme}://{host}{WEBFINGER_PATH}")).map_err(|_| failed())?;
    // What stands for a host is one, and cannot send us to another path.
    if url.path() != WEBFINGER_PATH || url.query().is_some() || url.fragment().is_some() {
        return Err(failed());
    }
    url.query_pairs_mut().append_pair("resource", &format!("acct:{name}@{host}"));
    let fetched = app.egress.get_json(&url, Wanted::WebFinger, None).await;
    let fetched = fetched.map_err(|error| FetchError::Egress { url: url.to_string(), error })?;
    let answer: Value = serde_json::from_slice(&fetched.body).map_err(|_| failed())?;
    read_webfinger(&answer).ok_or_else(failed)
}

fn read_webfinger(answer: &Value) -> Option<(String, String)> {
    let subject = wire::text_of(answer, "subject")?.strip_prefix("acct:")?.to_lowercase();
    let is_actor = |link: &&Value| {
        wire::text_of(link, "rel") == Some("self")
            && wire::text_of(link, "type").is_some_and(crate::egress::is_activity_type)
    };
    let link = wire::many(answer.get("links")).find(is_actor)?;
    Some((subject, wire::text_of(link, "href")?.to_string()))
}

/// Reads an actor's document. What is missing or odd is left out, except what makes it an actor: id, inbox, type;
/// and a key that belongs to somebody else makes the whole document worthless.
pub(super) async fn read_actor(app: &App, document: &Value) -> Result<Remote, FetchError> {
    let id = wire::text_of(document, "id").unwrap_or_default().to_string();
    let unusable = |what| FetchError::Unusable { id: id.clone(), what };
    let url = web_address(&id).ok_or_else(|| FetchError::NoAddress(id.clone()))?;
    let kind = wire::kind_of(document).ok_or_else(|| unusable("has no type"))?;
    let kind = read_kind(kind, document).ok_or_else(|| unusable("is no actor"))?;
    let inbox = on_host_of(document.get("inbox"), &url).ok_or_else(|| unusable("has no inbox on its host"))?;
    let of_requests = read_keys(app, document, &id, &url).await?;
    let key = of_requests.first().cloned();
    // A key that stands in both lists may prove.
    let mut keys = read_multikeys(app, document, &id, &url);
    keys.extend(of_requests);
    let mut named = BTreeSet::new();
    keys.retain(|key| named.insert(key.key_id.clone()));
    let now = app.clock.now();
    // What can be no name stays away: whoever has none is called by a neutral one.
    let username = wire::text_of(document, "preferredUsername").unwrap_or_else(|| last_segment(&url)).trim();
    let username = if is_username(username) { username.to_string() } else { String::new() };
    let actor = Actor {
        id: random::new_actor_id(app.random.as_ref()),
        kind,
        local: false,
        username,
        host: host_of(&url),
        name: markup::one_line(wire::text_of(document, "name").unwrap_or_default(), NAME_CHARS_MAX),
        summary_html: SafeHtml::from_html(wire::text_of(document, "summary").unwrap_or_default()).into_string(),
        url: wire::page_of(document),
        inbox,
        shared_inbox: document.get("endpoints").and_then(|it| on_host_of(it.get("sharedInbox"), &url)),
        followers_uri: on_host_of(document.get("followers"), &url),
        key_id: key.as_ref().map(|key| key.key_id.clone()),
        public_key_pem: key.map(|key| key.public_key),
        ed25519_key: read_multikey(document, &id),
        fields: read_fields(document),
        language: None,
        speaks_rd: speaks_rd(document),
        moved_to: wire::member_id(document, "movedTo").map(ToString::to_string),
        deleted_at: None,
        fetched_at: now,
        created_at: now,
        uri: id,
    };
    Ok(Remote { actor, keys: Some(keys), takes: takes(document) })
}

/// Other names of the same actor, by its own word.
pub(super) fn also_known_as(document: &Value) -> Vec<&str> {
    wire::ids_of(document, "alsoKnownAs")
}

fn read_kind(kind: &str, document: &Value) -> Option<ActorKind> {
    Some(match kind {
        "Person" => ActorKind::Person,
        // A board of another Redress says so by the brand that it is for.
        "Group" if document.get("rd:brand").is_some() => ActorKind::Board,
        "Group" => ActorKind::Group,
        "Organization" => ActorKind::Organization,
        "Service" => ActorKind::Service,
        "Application" => ActorKind::Application,
        _ => return None,
    })
}

fn on_host_of(value: Option<&Value>, url: &Url) -> Option<String> {
    let id = value.and_then(wire::id_of)?;
    web_address(id).filter(|it| same_host(it, url)).map(|_| id.to_string())
}

/// The keys for HTTP signatures: in the document, or in documents of their own on the same host that name their owner.
async fn read_keys(app: &App, document: &Value, id: &str, url: &Url) -> Result<Vec<RemoteKey>, FetchError> {
    let mut keys = Vec::new();
    let mut apart = 0;
    for key in wire::many(document.get("publicKey")).take(KEYS_MAX) {
        let foreign = || FetchError::ForeignKey { id: id.to_string() };
        let key_id = wire::id_of(key).ok_or_else(foreign)?;
        if !web_address(key_id).is_some_and(|it| same_host(&it, url)) {
            return Err(foreign());
        }
        let fetched;
        let key = if key.is_string() {
            apart += 1;
            if apart > KEY_DOCUMENTS_MAX {
                break;
            }
            fetched = key_document(app, key_id).await?;
            &fetched
        } else {
            key
        };
        let owner = wire::member_id(key, "owner").or_else(|| wire::member_id(key, "controller"));
        // A key inside the actor's own document needs no owner; one that names another is a theft.
        if owner.is_some_and(|owner| owner != id) {
            return Err(foreign());
        }
        let Some(pem) = wire::text_of(key, "publicKeyPem") else { continue };
        match app.keys.public(pem) {
            Ok(_) => {
                keys.push(RemoteKey { key_id: key_id.to_string(), public_key: pem.to_string(), proves: false });
            }
            // The rest of the actor may be read; nothing that it signs with this will be believed.
            Err(error) => tracing::info!(actor = id, %error, "an actor's key is not usable"),
        }
    }
    Ok(keys)
}

/// A key with an address of its own; its document must carry that very id.
async fn key_document(app: &App, key_id: &str) -> Result<Value, FetchError> {
    let document = fetch_document(app, key_id).await?;
    // Some servers answer with the whole actor; the key is in it then.
    let key = match document.get("publicKey") {
        Some(key) => key.clone(),
        None => document,
    };
    if wire::text_of(&key, "id") == Some(key_id) && wire::member_id(&key, "owner").is_some() {
        Ok(key)
    } else {
        Err(FetchError::ForeignKey { id: key_id.to_string() })
    }
}

/// Fetches the actor that a key belongs to, by the name of the key alone. Whether it lists the key is for the caller
/// to ask.
pub(super) async fn fetch_owner_of_key(app: &App, key_id: &str) -> Result<Actor, FetchError> {
    let document = fetch_document(app, key_id).await?;
    if document.get("inbox").is_some() {
        return keep_actor(app, &document).await;
    }
    let owner = wire::member_id(&document, "owner").or_else(|| wire::member_id(&document, "controller"));
    match owner.filter(|owner| wire::on_one_host(owner, key_id)) {
        Some(owner) => fetch_actor(app, owner).await,
        None => Err(FetchError::ForeignKey { id: key_id.to_string() }),
    }
}

/// The first Ed25519 key of integrity proofs (FEP-521a), if the actor controls it.
fn read_multikey(document: &Value, id: &str) -> Option<String> {
    let usable = |key: &&Value| wire::kind_of(key) == Some("Multikey") && wire::text_of(key, "controller") == Some(id);
    wire::many(document.get("assertionMethod"))
        .filter(usable)
        .filter_map(|key| wire::text_of(key, "publicKeyMultibase"))
        .find(|text| text.starts_with("z6Mk") && PublicKey::from_multikey(text).is_ok())
        .map(ToString::to_string)
}

/// All multikeys that the actor controls and has not taken back: those of `assertionMethod` prove, those of
/// `authentication` sign requests only.
fn read_multikeys(app: &App, document: &Value, id: &str, url: &Url) -> Vec<RemoteKey> {
    let now = app.clock.now();
    let counts = |key: &Value| {
        let over = |name: &str| match wire::text_of(key, name).map(str::parse::<Timestamp>) {
            None => false,
            Some(Ok(at)) => at <= now,
            Some(Err(_)) => true,
        };
        wire::kind_of(key) == Some("Multikey")
            && wire::text_of(key, "controller") == Some(id)
            && !over("revoked")
            && !over("expires")
    };
    let listed = |name: &'static str, proves: bool| {
        wire::many(document.get(name)).take(KEYS_MAX).filter(|key| counts(key)).filter_map(move |key| {
            let key_id = wire::text_of(key, "id").filter(|it| web_address(it).is_some_and(|it| same_host(&it, url)))?;
            let public_key = wire::text_of(key, "publicKeyMultibase").filter(|it| app.keys.public(it).is_ok())?;
            Some(RemoteKey { key_id: key_id.to_string(), public_key: public_key.to_string(), proves })
        })
    };
    listed("assertionMethod", true).chain(listed("authentication", false)).collect()
}

/// How the actor's server says that it takes signatures (FEP-844e), where that is worth trying first.
fn takes(document: &Value) -> Option<Manner> {
    implemented(document).any(|it| it == vocabulary::RFC9421_ED25519).then_some(Manner::MessageEd25519)
}

fn read_fields(document: &Value) -> Vec<Field> {
    wire::many(document.get("attachment"))
        .filter(|it| wire::kind_of(it) == Some("PropertyValue"))
        .take(FIELDS_MAX)
        .filter_map(|it| {
            let name = markup::one_line(wire::text_of(it, "name")?, NAME_CHARS_MAX);
            let value: String = wire::text_of(it, "value")?.chars().take(FIELD_CHARS_MAX).collect();
            Some(Field { name, value: SafeHtml::from_html(&value).into_string() })
        })
        .collect()
}

fn speaks_rd(document: &Value) -> bool {
    implemented(document)
        .any(|it| it.strip_prefix(VOCABULARY).is_some_and(|rest| rest.is_empty() || rest.starts_with(['#', '/'])))
}

/// What the actor's server says that it knows (FEP-844e).
fn implemented(document: &Value) -> impl Iterator<Item = &str> {
    wire::many(document.get("implements"))
        .chain(wire::many(document.get("generator")).flat_map(|it| wire::many(it.get("implements"))))
        .filter_map(wire::id_of)
}

fn last_segment(url: &Url) -> &str {
    url.path_segments().and_then(|mut it| it.next_back()).unwrap_or_default()
}
