//! Our actors as others read them: boards, people, brands, and the server itself.

use activitypub_federation::kinds::actor::ApplicationType;
use activitypub_federation::kinds::collection::{CollectionType, OrderedCollectionType};
use activitypub_federation::kinds::object::ImageType;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};

use crate::app::App;
use crate::domain::Timestamp;
use crate::domain::address::Address;
use crate::domain::brand::BrandDomain;
use crate::domain::ids::ActorId;
use crate::domain::log::wire_time;
use crate::federation::documents::profile::Profile;
use crate::federation::documents::{NoDocument, answer, answer_by_reader, id_of, profile, see_other, tombstone};
use crate::federation::vocabulary::{RD, RD_VERSION, RFC9421, RFC9421_ED25519, with_context};
use crate::http::emblems;
use crate::http::reader::Reader;
use crate::services::hear_board::VOICES_MAX;
use crate::services::signing::{self, PublicKeys};
use crate::storage::actors::{self, Actor, ActorKind, Key, KeyKind};
use crate::storage::brands::{Brand, Official};
use crate::storage::{StorageError, View, brands, follows, visibility};

/// What an actor's document says beside the actor itself.
struct Described {
    actor: Actor,
    /// The brand that a board is for, or that an official actor speaks for.
    brand: Option<BrandDomain>,
    /// What people call that brand, and who speaks for it as far as this server knows.
    brand_name: String,
    voices: Vec<Value>,
    /// Other servers that carry a board.
    carriers: Vec<String>,
    /// How its key for proofs came to be the one that it is now.
    succession: Vec<Value>,
    profile: Profile,
}

pub(super) async fn show(
    app: web::Data<App>,
    id: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, NoDocument> {
    let id: ActorId = id_of(&id)?;
    let now = app.clock.now();
    let described = app.db.read(move |view| describe(view, id, now)).await?.ok_or(NoDocument::NotFound)?;
    if let Some(at) = described.actor.deleted_at {
        return Ok(tombstone(&described.actor.uri, kind_of(described.actor.kind), at));
    }
    let reader = Reader::of(request.headers());
    if let Some(page) = described.actor.url.as_deref().filter(|_| is_a_browser(&request)) {
        return Ok(see_other(page));
    }
    Ok(answer_by_reader(&written(&app, &described, reader).await?))
}

/// An actor of ours and its document, as everybody may read it.
pub(in crate::federation) async fn actor_document(
    app: &App,
    id: ActorId,
) -> Result<Option<(Actor, Value)>, NoDocument> {
    let now = app.clock.now();
    match app.db.read(move |view| describe(view, id, now)).await?.filter(|it| it.actor.deleted_at.is_none()) {
        Some(described) => {
            let document = written(app, &described, Reader::Plain).await?;
            Ok(Some((described.actor, document)))
        }
        None => Ok(None),
    }
}

async fn written(app: &App, described: &Described, reader: Reader) -> Result<Value, NoDocument> {
    let keys = signing::public_keys(app, described.actor.id).await?;
    let instance = signing::instance_actor(app).await?;
    let mut document = document(&app.address, described, &keys, &instance);
    document["type"] = json!(kind_for(described.actor.kind, reader));
    Ok(with_context(document))
}

/// PieFed takes people and machines as authors, and nobody else. A brand's answers are written by people; what the
/// instance says there in its boards' place is not.
fn kind_for(kind: ActorKind, reader: Reader) -> &'static str {
    match (reader, kind) {
        (Reader::PieFed, ActorKind::Official) => "Person",
        (Reader::PieFed, ActorKind::Instance) => "Service",
        (Reader::PieFed | Reader::Titles | Reader::Plain, _) => kind_of(kind),
    }
}

/// All keys of an actor of ours: those that count, and the retired ones with their dates, for old proofs.
/// For everybody, also where documents ask for a signature.
pub(super) async fn keys(app: web::Data<App>, id: web::Path<String>) -> Result<HttpResponse, NoDocument> {
    let id: ActorId = id_of(&id)?;
    let known = app.db.read(move |view| visibility::actor_for_others(view, id)).await?.filter(|actor| actor.local);
    known.ok_or(NoDocument::NotFound)?;
    // Keys are made when they are first needed.
    signing::public_keys(&app, id).await?;
    let read = move |view: &mut View<'_>| -> Result<Vec<Key>, StorageError> {
        let mut all = actors::keys(view, id, KeyKind::Rsa)?;
        all.extend(actors::keys(view, id, KeyKind::Ed25519)?);
        Ok(all)
    };
    let all = app.db.read(read).await?;
    let (owner, address) = (app.address.actor(id), app.address.actor_keys(id));
    let collection = json!({
        "id": address,
        "type": CollectionType::Collection,
        "attributedTo": owner,
        "totalItems": all.len(),
        "items": all.iter().map(|key| listed(&app.address, &owner, key)).collect::<Vec<_>>(),
        "rd:successions": successions(&all),
    });
    Ok(answer(&with_context(collection)))
}

fn listed(address: &Address, owner: &str, key: &Key) -> Value {
    let id = signing::key_id(address, key);
    let mut listed = match key.kind {
        KeyKind::Rsa => json!({"id": id, "type": "Key", "owner": owner, "publicKeyPem": key.public_key}),
        KeyKind::Ed25519 => {
            json!({"id": id, "type": "Multikey", "controller": owner, "publicKeyMultibase": key.public_key})
        }
    };
    if let Some(at) = key.retired_at {
        listed["revoked"] = json!(wire_time(at));
    }
    listed
}

/// What each key for proofs said of the one after it, oldest first.
fn successions(keys: &[Key]) -> Vec<Value> {
    let statements = keys.iter().rev().filter_map(|key| key.succession.as_deref());
    statements.filter_map(|text| serde_json::from_str(text).ok()).collect()
}

fn describe(view: &mut View<'_>, id: ActorId, now: Timestamp) -> Result<Option<Described>, StorageError> {
    let Some(actor) = visibility::actor_for_others(view, id)?.filter(|actor| actor.local) else { return Ok(None) };
    let brand = match actor.kind {
        ActorKind::Board => brands::brand_of_board(view, id)?,
        ActorKind::Official => match brands::spoken_for_by(view, id)?.first() {
            Some(official) => brands::find(view, official.brand)?,
            None => None,
        },
        _ => None,
    };
    let carriers = match actor.kind {
        ActorKind::Board => follows::carriers(view, id)?.into_iter().map(|it| it.uri).collect(),
        _ => Vec::new(),
    };
    let succession = successions(&actors::keys(view, id, KeyKind::Ed25519)?);
    let voices = match &brand {
        Some(brand) => voices(view, brand)?,
        None => Vec::new(),
    };
    let profile = profile::of(view, &actor, brand.as_ref(), now)?;
    let brand_name = brand.as_ref().map(|it| it.name.clone()).unwrap_or_default();
    let brand = brand.and_then(|brand| brand.domain);
    Ok(Some(Described { actor, brand, brand_name, voices, carriers, succession, profile }))
}

/// Who speaks for a brand here, and what shows it: for other servers to look at themselves.
pub(super) fn voices(view: &mut View<'_>, brand: &Brand) -> Result<Vec<Value>, StorageError> {
    let officials = brands::officials_of(view, brand.id)?;
    let mut voices = Vec::new();
    for official in officials.iter().take(VOICES_MAX) {
        let Some(actor) = actors::find(view, official.actor)?.filter(|it| it.deleted_at.is_none()) else { continue };
        voices.push(voice(official, &actor));
    }
    Ok(voices)
}

/// One voice, with how it was shown to speak.
pub(super) fn voice(official: &Official, actor: &Actor) -> Value {
    let mut voice = json!({
        "type": "rd:Voice",
        "id": actor.uri,
        "rd:handle": actor.handle(),
        "rd:proof": official.proof.name(),
        "rd:evidence": official.evidence,
        "rd:checked": wire_time(official.checked_at),
    });
    if let Some(at) = official.failing_since {
        voice["rd:failingSince"] = json!(wire_time(at));
    }
    voice
}

pub(super) fn is_a_browser(request: &HttpRequest) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|it| it.to_str().ok()).unwrap_or_default();
    accept.contains("text/html")
        && !accept.contains("application/activity+json")
        && !accept.contains("application/ld+json")
}

fn document(address: &Address, described: &Described, keys: &PublicKeys, instance: &Actor) -> Value {
    let actor = &described.actor;
    let uri = &actor.uri;
    let mut document = json!({
        "id": uri,
        "type": kind_of(actor.kind),
        "preferredUsername": actor.username,
        "name": described.profile.name,
        "summary": described.profile.summary,
        "url": actor.url,
        "inbox": actor.inbox,
        "outbox": address.outbox(actor.id),
        "followers": address.followers(actor.id),
        "following": format!("{uri}/following"),
        "featured": address.featured(actor.id),
        "endpoints": {"sharedInbox": address.shared_inbox()},
        "rd:keys": address.actor_keys(actor.id),
        "published": wire_time(actor.created_at),
        "updated": wire_time(actor.fetched_at),
        "manuallyApprovesFollowers": false,
        "discoverable": actor.kind != ActorKind::Instance,
        "indexable": actor.kind != ActorKind::Instance,
        "webfinger": actor.handle(),
        "publicKey": {"id": keys.rsa_id, "owner": uri, "publicKeyPem": keys.rsa_pem},
        "assertionMethod": [{
            "id": keys.ed25519_id,
            "type": "Multikey",
            "controller": uri,
            "publicKeyMultibase": keys.ed25519_multikey,
        }],
        "attachment": described.profile.fields.iter()
            .map(|field| json!({"type": "PropertyValue", "name": field.name, "value": field.value}))
            .collect::<Vec<_>>(),
        "generator": {
            "type": ApplicationType::Application,
            "id": instance.uri,
            "name": "Redress",
            "implements": implemented(),
        },
    });
    if let Some(emblem) = described.profile.emblem {
        let url = format!("{}{}", address.origin(), emblem.path());
        document["icon"] = json!({"type": ImageType::Image, "mediaType": emblems::MEDIA_TYPE, "url": url});
    }
    if !described.succession.is_empty() {
        document["rd:successions"] = json!(described.succession);
    }
    if actor.kind == ActorKind::Board {
        // Lemmy and Mbin look for the moderators here, PieFed under their own name.
        document["attributedTo"] = json!(address.moderators(actor.id));
        document["moderators"] = json!(address.moderators(actor.id));
        document["postingRestrictedToMods"] = json!(false);
        document["sensitive"] = json!(false);
    }
    if let (Some(brand), Value::Object(members)) = (&described.brand, &mut document) {
        members.insert("rd:brand".into(), json!(brand.as_str()));
        members.insert("rd:brandName".into(), json!(described.brand_name));
        if actor.kind == ActorKind::Board {
            members.insert("rd:voices".into(), json!(described.voices));
            members.insert("rd:digest".into(), json!(format!("{uri}/digest")));
            // So that those who carry it find each other, and nobody can be told a history of their own.
            members.insert("rd:carriers".into(), json!(described.carriers));
        }
    }
    document
}

/// What a server may expect of us (FEP-844e).
fn implemented() -> Value {
    json!([
        {"href": RD, "name": format!("Redress vocabulary, version {RD_VERSION}")},
        {"href": "https://w3id.org/fep/1b12", "name": "FEP-1b12: Group federation"},
        {"href": "https://w3id.org/fep/044f", "name": "FEP-044f: Consent-respecting quote posts"},
        {"href": "https://w3id.org/fep/8b32", "name": "FEP-8b32: Object Integrity Proofs"},
        {"href": "https://w3id.org/fep/521a", "name": "FEP-521a: Representing actor's public keys"},
        {"href": RFC9421, "name": "RFC 9421: HTTP Message Signatures"},
        {"href": RFC9421_ED25519, "name": "RFC 9421 signatures using the Ed25519 algorithm"},
        {"href": "https://datatracker.ietf.org/doc/html/draft-cavage-http-signatures-12", "name": "HTTP signatures, draft-cavage-12"},
    ])
}

fn kind_of(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "Person",
        ActorKind::Board | ActorKind::Group => "Group",
        ActorKind::Official | ActorKind::Organization => "Organization",
        ActorKind::Instance | ActorKind::Application => "Application",
        ActorKind::Service => "Service",
    }
}

/// Only how many: who follows whom is nobody's business but theirs.
pub(super) async fn followers(app: web::Data<App>, id: web::Path<String>) -> Result<HttpResponse, NoDocument> {
    counted(&app, &id, "followers", follows::count_followers).await
}

pub(super) async fn following(app: web::Data<App>, id: web::Path<String>) -> Result<HttpResponse, NoDocument> {
    counted(&app, &id, "following", follows::count_following).await
}

async fn counted(
    app: &App,
    id: &str,
    name: &str,
    count: fn(&mut View<'_>, ActorId) -> Result<i64, StorageError>,
) -> Result<HttpResponse, NoDocument> {
    let id: ActorId = id_of(id)?;
    let read = move |view: &mut View<'_>| -> Result<Option<i64>, StorageError> {
        match visibility::actor_for_others(view, id)?.filter(|actor| actor.local && actor.deleted_at.is_none()) {
            Some(_) => count(view, id).map(Some),
            None => Ok(None),
        }
    };
    let total = app.db.read(read).await?.ok_or(NoDocument::NotFound)?;
    let collection = json!({
        "id": format!("{}/{name}", app.address.actor(id)),
        "type": OrderedCollectionType::OrderedCollection,
        "totalItems": total,
    });
    Ok(answer(&with_context(collection)))
}
