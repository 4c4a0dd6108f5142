//! The keys of our own actors, made when first needed, and the actor that signs for the server itself.

use crate::app::App;
use crate::crypto;
use crate::crypto::http_signature::Manner;
use crate::crypto::keyring::KeyringError;
use crate::crypto::keys::{KeyError, SecretKey};
use crate::crypto::random;
use crate::crypto::rfc9421::Wish;
use crate::domain::address::Address;
use crate::domain::ids::ActorId;
use crate::egress::Signer;
use crate::storage::actors::{self, Actor, ActorKind, Key, KeyKind};
use crate::storage::{StorageError, Tx};

#[derive(Debug, thiserror::Error)]
pub enum SigningError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error("the thread that makes keys was stopped")]
    Stopped,
}

/// For integrity proofs: the key and the name under which others look it up.
#[derive(Debug, Clone)]
pub struct ProofKey {
    pub method: String,
    pub key: SecretKey,
}

/// What an actor's document says about its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKeys {
    pub rsa_id: String,
    pub rsa_pem: String,
    pub ed25519_id: String,
    pub ed25519_multikey: String,
}

/// The actor that signs for the server itself: our own fetches, follows and notes to guests.
pub async fn instance_actor(app: &App) -> Result<Actor, StorageError> {
    let found = app.db.read(|view| actors::local_of_kind(view, ActorKind::Instance)).await?;
    if let Some(actor) = found.into_iter().next() {
        return Ok(actor);
    }
    let id = random::new_actor_id(app.random.as_ref());
    let actor = new_instance_actor(app, id);
    let make = move |tx: &mut Tx<'_>| -> Result<Actor, StorageError> {
        // Of two that make it at once the second finds the first one's.
        actors::hold_making(tx)?;
        match actors::local_of_kind(&mut tx.view(), ActorKind::Instance)?.into_iter().next() {
            Some(actor) => Ok(actor),
            None => actors::insert_local(tx, &actor).map(|()| actor),
        }
    };
    app.db.write(make).await
}

/// Signs requests as one of our actors, in the way that the other server takes.
pub async fn signer(app: &App, actor: ActorId, manner: Manner, wish: Option<Wish>) -> Result<Signer, SigningError> {
    let kind = match manner.key_kind() {
        crypto::keys::KeyKind::Rsa => KeyKind::Rsa,
        crypto::keys::KeyKind::Ed25519 => KeyKind::Ed25519,
    };
    let (row, key) = secret_key(app, actor, kind).await?;
    let threads = app.threads.clone();
    Ok(Signer { key_id: key_id(&app.address, &row), key, at: app.clock.now(), manner, wish, threads })
}

pub async fn proof_key(app: &App, actor: ActorId) -> Result<ProofKey, SigningError> {
    let (row, key) = secret_key(app, actor, KeyKind::Ed25519).await?;
    Ok(ProofKey { method: key_id(&app.address, &row), key })
}

pub async fn public_keys(app: &App, actor: ActorId) -> Result<PublicKeys, SigningError> {
    let rsa = secret_key(app, actor, KeyKind::Rsa).await?.0;
    let ed25519 = secret_key(app, actor, KeyKind::Ed25519).await?.0;
    Ok(PublicKeys {
        rsa_id: key_id(&app.address, &rsa),
        rsa_pem: rsa.public_key,
        ed25519_id: key_id(&app.address, &ed25519),
        ed25519_multikey: ed25519.public_key,
    })
}

/// The name under which others look a key up. Each key has its own, so that nobody takes an old one for the new.
pub fn key_id(address: &Address, key: &Key) -> String {
    match key.kind {
        KeyKind::Rsa => address.actor_key(key.actor, key.number),
        KeyKind::Ed25519 => address.proof_key(key.actor, key.number),
    }
}

pub(super) async fn secret_key(app: &App, actor: ActorId, kind: KeyKind) -> Result<(Key, SecretKey), SigningError> {
    let row = match find_key(app, actor, kind).await? {
        Some(row) => row,
        None => make_key(app, actor, kind).await?,
    };
    let secret = app.keys.open_secret(&actors::key_row(actor, kind.name()), &row.sealed_secret)?;
    Ok((row, secret))
}

async fn find_key(app: &App, actor: ActorId, kind: KeyKind) -> Result<Option<Key>, StorageError> {
    app.db.read(move |view| actors::current_key(view, actor, kind)).await
}

/// However many need it at once, one key is made.
async fn make_key(app: &App, actor: ActorId, kind: KeyKind) -> Result<Key, SigningError> {
    let _making = app.keys.making().await;
    if let Some(made) = find_key(app, actor, kind).await? {
        return Ok(made);
    }
    let key = new_key(app, actor, kind).await?.0;
    let keep = move |tx: &mut Tx<'_>| -> Result<Key, StorageError> {
        actors::insert_key(tx, &key)?;
        let kept = actors::current_key(&mut tx.view(), actor, kind)?;
        kept.ok_or_else(|| StorageError::inconsistent("actor_keys", "just written, not found"))
    };
    Ok(app.db.write(keep).await?)
}

/// A key that is not in the database yet. Making one takes long, and threads that sign have better things to do.
pub(super) async fn new_key(app: &App, actor: ActorId, kind: KeyKind) -> Result<(Key, SecretKey), SigningError> {
    let maker = app.clone();
    let make = move || -> Result<(Key, SecretKey), SigningError> {
        let (secret, public_key) = match kind {
            KeyKind::Rsa => {
                let secret = maker.random.rsa_key()?;
                let pem = secret.public()?.to_pem()?;
                (secret, pem)
            }
            KeyKind::Ed25519 => {
                let secret = SecretKey::generate_ed25519()?;
                let multikey = secret.public()?.to_multikey()?;
                (secret, multikey)
            }
        };
        let sealed_secret =
            maker.keys.seal_secret(maker.random.as_ref(), &actors::key_row(actor, kind.name()), &secret)?;
        let created_at = maker.clock.now();
        let key =
            Key { actor, kind, number: 1, public_key, sealed_secret, created_at, retired_at: None, succession: None };
        Ok((key, secret))
    };
    let made = tokio::task::spawn_blocking(make).await.map_err(|_| SigningError::Stopped)??;
    app.keys.note_made();
    Ok(made)
}

fn new_instance_actor(app: &App, id: ActorId) -> Actor {
    let now = app.clock.now();
    Actor {
        id,
        uri: app.address.actor(id),
        kind: ActorKind::Instance,
        local: true,
        username: app.address.authority().split(':').next().unwrap_or_default().to_string(),
        host: app.address.authority().to_string(),
        name: String::new(),
        summary_html: String::new(),
        url: Some(format!("{}/", app.address.origin())),
        inbox: app.address.inbox(id),
        shared_inbox: Some(app.address.shared_inbox()),
        followers_uri: Some(app.address.followers(id)),
        key_id: Some(app.address.actor_key(id, 1)),
        public_key_pem: None,
        ed25519_key: None,
        fields: Vec::new(),
        language: None,
        speaks_rd: true,
        moved_to: None,
        deleted_at: None,
        fetched_at: now,
        created_at: now,
    }
}
