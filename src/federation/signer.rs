//! Who signed a request: the key that a signature names, found in memory, in the database, or in its owner's document,
//! which is looked at again when the key does not fit, at most once in five minutes, and for each peer so often.

use crate::app::App;
use crate::crypto::cavage::host_of;
use crate::crypto::http_signature::Signature;
use crate::crypto::keyring::{Look, OwnedKey};
use crate::federation::actor;
use crate::federation::fetch::FetchError;
use crate::federation::refusal::Reason;
use crate::federation::signature::Arrived;
use crate::federation::wire::web_address;
use crate::storage::actors::{self, Actor};
use crate::storage::{StorageError, View, remote_keys};

/// What memory and database say of the key that a signature names.
pub(super) enum Known {
    Key(OwnedKey),
    /// The actor is known, with other keys.
    OtherKey,
    Nobody,
}

/// The key of this actor from memory or from the database. Nothing is fetched.
pub(super) async fn known_key(app: &App, owner: &str, key_id: &str) -> Result<Known, Reason> {
    if let Some(known) = app.keys.owned(key_id) {
        return Ok(Known::Key(known));
    }
    let (uri, name) = (owner.to_string(), key_id.to_string());
    let find = move |view: &mut View<'_>| -> Result<Option<(Actor, Option<String>)>, StorageError> {
        match actors::find_by_uri(view, &uri)?.filter(|actor| !actor.local && actor.deleted_at.is_none()) {
            Some(actor) => with_key(view, actor, &name).map(Some),
            None => Ok(None),
        }
    };
    Ok(match app.db.read(find).await.map_err(|error| unavailable(&error))? {
        Some((actor, key)) => match remembered(app, &actor, key_id, key) {
            Some(known) => Known::Key(known),
            None => Known::OtherKey,
        },
        None => Known::Nobody,
    })
}

/// The key by which somebody who is gone was known last. It is remembered for nothing else than their own deletion.
pub(super) async fn last_key(app: &App, owner: &str, key_id: &str) -> Result<Option<OwnedKey>, Reason> {
    let (uri, name) = (owner.to_string(), key_id.to_string());
    let find = move |view: &mut View<'_>| -> Result<Option<(Actor, Option<String>)>, StorageError> {
        match actors::find_by_uri(view, &uri)?.filter(|actor| !actor.local && actor.deleted_at.is_some()) {
            Some(actor) => with_key(view, actor, &name).map(Some),
            None => Ok(None),
        }
    };
    let found = app.db.read(find).await.map_err(|error| unavailable(&error))?;
    Ok(found.and_then(|(actor, key)| parsed(app, &actor, key)))
}

/// Fetches the actor for a key that we do not know, at most once in five minutes. `peer` is who sent the signature.
pub(super) async fn fetched_key(app: &App, owner: &str, key_id: &str, peer: &str) -> Result<OwnedKey, Reason> {
    let turn = app.keys.turn_for(owner);
    let turn = turn.lock().await;
    // Whoever was first may have brought it.
    let what = match known_key(app, owner, key_id).await? {
        Known::Key(known) => return Ok(known),
        Known::OtherKey => owner.to_string(),
        // A first look is no second one: a key that changes right after it may still be looked for.
        Known::Nobody => format!("first {owner}"),
    };
    let fetched = async {
        let actor = actor::fetch_actor(app, owner).await.map_err(|error| not_fetched(&error, owner))?;
        key_of(app, &actor, key_id).await?.ok_or(Reason::KeyElsewhere)
    };
    let found = look(app, (&what, owner, peer), Reason::KeyUnknown, fetched).await;
    drop(turn);
    app.keys.end_turn(owner);
    found
}

/// The key of whoever it is that lists it: for requests that do not say in whose name they are.
pub(super) async fn anybodys_key(app: &App, key_id: &str, peer: &str) -> Result<OwnedKey, Reason> {
    if let Some(known) = app.keys.owned(key_id) {
        return Ok(known);
    }
    if let Some(known) = listed_key(app, key_id).await? {
        return Ok(known);
    }
    if web_address(key_id).is_none() {
        return Err(Reason::SignatureUnreadable);
    }
    let turn = app.keys.turn_for(key_id);
    let turn = turn.lock().await;
    if let Some(known) = listed_key(app, key_id).await? {
        return Ok(known);
    }
    let fetched = async {
        let actor = actor::fetch_owner_of_key(app, key_id).await.map_err(|error| not_fetched(&error, key_id))?;
        key_of(app, &actor, key_id).await?.ok_or(Reason::KeyElsewhere)
    };
    let found = look(app, (&format!("key {key_id}"), key_id, peer), Reason::KeyUnknown, fetched).await;
    drop(turn);
    app.keys.end_turn(key_id);
    found
}

/// Verifies, and looks once for a newer key when the one we know does not fit. The owner returned is the signer.
pub(super) async fn verify(
    app: &App,
    arrived: &Arrived<'_>,
    signature: &Signature,
    known: OwnedKey,
) -> Result<OwnedKey, Reason> {
    if arrived.is_by(app, signature, known.key.clone()).await? {
        return Ok(known);
    }
    let (owner, peer) = (&known.owner_uri, arrived.peer(app));
    look(app, (owner, owner, &peer), Reason::SignatureWrong, newer_key(app, arrived, signature, &known)).await
}

/// The key that the owner's document names now, where it is another one and made the signature.
async fn newer_key(
    app: &App,
    arrived: &Arrived<'_>,
    signature: &Signature,
    known: &OwnedKey,
) -> Result<OwnedKey, Reason> {
    let fetched = actor::fetch_actor(app, &known.owner_uri).await;
    let actor = fetched.map_err(|error| if error.is_ours() { Reason::Unavailable } else { Reason::SignatureWrong })?;
    let newer = key_of(app, &actor, signature.key_id()).await?.ok_or(Reason::KeyElsewhere)?;
    if newer.key.to_pem().ok() == known.key.to_pem().ok() {
        return Err(Reason::SignatureWrong);
    }
    if arrived.is_by(app, signature, newer.key.clone()).await? { Ok(newer) } else { Err(Reason::SignatureWrong) }
}

/// One look for a key: the same thing is looked for once in five minutes, and for one peer, of one host, and of all, so much
/// and no more. `address` is what is fetched, `otherwise` the answer where it was looked at just now. Where nobody looked, the
/// sender comes again.
pub(super) async fn look<T>(
    app: &App,
    (what, address, peer): (&str, &str, &str),
    otherwise: Reason,
    fetched: impl Future<Output = Result<T, Reason>>,
) -> Result<T, Reason> {
    let host = host_named_in(address);
    match app.keys.look(what, &host, peer, app.clock.now()) {
        Look::Taken => {}
        Look::TakenBefore => return Err(otherwise),
        Look::TooMany => {
            tracing::info!(host, peer, "inbox: too many unknown keys were looked for");
            return Err(Reason::Busy);
        }
    }
    let found = fetched.await;
    match &found {
        // Every other one counts as one in vain.
        Ok(_) => app.keys.found(&host, peer, app.clock.now()),
        // It failed here, which says nothing of the key: whoever comes again has it looked for again.
        Err(reason) if reason.is_ours() => app.keys.give_back(what, &host, peer, app.clock.now()),
        Err(_) => {}
    }
    found
}

fn host_named_in(address: &str) -> String {
    web_address(address).map(|url| host_of(&url)).unwrap_or_default()
}

pub(super) fn unavailable(error: &StorageError) -> Reason {
    tracing::error!(%error, "inbox: the database does not answer");
    Reason::Unavailable
}

fn not_fetched(error: &FetchError, what: &str) -> Reason {
    tracing::info!(%error, what, "inbox: the key cannot be fetched");
    match error {
        error if error.is_ours() => Reason::Unavailable,
        error if error.is_foreign_key() => Reason::KeyElsewhere,
        _ => Reason::KeyUnknown,
    }
}

/// A key that somebody whom we know listed when we looked last.
async fn listed_key(app: &App, key_id: &str) -> Result<Option<OwnedKey>, Reason> {
    let name = key_id.to_string();
    let find = move |view: &mut View<'_>| -> Result<Option<(Actor, Option<String>)>, StorageError> {
        let owner = match remote_keys::owner(view, &name)? {
            Some(owner) => actors::find(view, owner)?,
            None => None,
        };
        match owner.filter(|actor| !actor.local && actor.deleted_at.is_none()) {
            Some(actor) => with_key(view, actor, &name).map(Some),
            None => Ok(None),
        }
    };
    let found = app.db.read(find).await.map_err(|error| unavailable(&error))?;
    Ok(found.and_then(|(actor, key)| remembered(app, &actor, key_id, key)))
}

async fn key_of(app: &App, actor: &Actor, key_id: &str) -> Result<Option<OwnedKey>, Reason> {
    let (asked, name) = (actor.clone(), key_id.to_string());
    let found = app.db.read::<_, StorageError, _>(move |view| with_key(view, asked, &name)).await;
    let (actor, key) = found.map_err(|error| unavailable(&error))?;
    Ok(remembered(app, &actor, key_id, key))
}

fn with_key(view: &mut View<'_>, actor: Actor, key_id: &str) -> Result<(Actor, Option<String>), StorageError> {
    let key = match actor.public_key_pem.clone().filter(|_| actor.key_id.as_deref() == Some(key_id)) {
        Some(key) => Some(key),
        None => remote_keys::find(view, actor.id, key_id)?.map(|it| it.public_key),
    };
    Ok((actor, key))
}

/// The actor's key, parsed, and remembered for the next signature.
fn remembered(app: &App, actor: &Actor, key_id: &str, key: Option<String>) -> Option<OwnedKey> {
    let known = parsed(app, actor, key)?;
    app.keys.remember_owned(key_id, known.clone());
    Some(known)
}

fn parsed(app: &App, actor: &Actor, key: Option<String>) -> Option<OwnedKey> {
    let key = app.keys.public(&key?).ok()?;
    Some(OwnedKey { owner: actor.id, owner_uri: actor.uri.clone(), key })
}
