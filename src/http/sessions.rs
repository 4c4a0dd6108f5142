//! Sessions in our own database, for the session middleware.

use std::collections::HashMap;

use actix_session::storage::{LoadError, SaveError, SessionKey, SessionStore, UpdateError};
use actix_web::cookie::time::Duration;
use anyhow::anyhow;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::crypto::random;
use crate::domain::Timestamp;
use crate::domain::ids::ActorId;
use crate::http::caller::KEPT_FROM;
use crate::storage::sessions::{self, SessionKeyHash};
use crate::storage::{StorageError, Tx, View};

const KEY_BYTES: usize = 32;
/// How long what somebody wrote is kept who did not sign in, and for how many of them. Then the oldest goes, but none that is
/// younger than this: they were told that it is kept.
const NOBODYS_HOURS: i64 = 24;
const NOBODYS_MAX: i64 = 500;
const NOBODYS_SAFE_HOURS: i64 = 6;
/// How many of them may be of one network that usually has one owner.
const NOBODYS_OF_OWNER_MAX: i64 = 20;

/// Keeps what a session holds under a hash of its key: the table opens nothing for whoever reads it.
#[derive(Clone)]
pub struct KeptSessions {
    app: App,
}

type State = HashMap<String, String>;

impl KeptSessions {
    pub fn new(app: &App) -> KeptSessions {
        KeptSessions { app: app.clone() }
    }

    async fn write(&self, key: &SessionKey, state: &State, ttl: &Duration) -> anyhow::Result<()> {
        let now = self.app.clock.now();
        let (hash, text) = (hash_of(key), serde_json::to_string(state)?);
        let actor = state.get("actor").and_then(|it| serde_json::from_str::<ActorId>(it).ok());
        let owner = state.get(KEPT_FROM).and_then(|it| serde_json::from_str::<String>(it).ok());
        let owner = owner.and_then(|it| hex::decode(it).ok());
        let until = match actor {
            Some(_) => expiry(now, ttl),
            None => expiry(now, ttl).min(now + TimeDelta::hours(NOBODYS_HOURS)),
        };
        let save = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
            sessions::save(tx, &hash, actor, owner.as_deref(), &text, now, until)?;
            let safe = now - TimeDelta::hours(NOBODYS_SAFE_HOURS);
            if actor.is_none() { sessions::keep_newest_of_nobody(tx, &hash, NOBODYS_MAX, safe) } else { Ok(()) }
        };
        self.app.db.write(save).await?;
        Ok(())
    }
}

impl SessionStore for KeptSessions {
    async fn load(&self, key: &SessionKey) -> Result<Option<State>, LoadError> {
        let (hash, now) = (hash_of(key), self.app.clock.now());
        let kept = self.app.db.read(move |view| sessions::load(view, &hash, now)).await;
        let kept = kept.map_err(|why| LoadError::Other(why.into()))?;
        kept.map(|text| serde_json::from_str(&text).map_err(|why| LoadError::Deserialization(why.into()))).transpose()
    }

    async fn save(&self, state: State, ttl: &Duration) -> Result<SessionKey, SaveError> {
        let bytes: [u8; KEY_BYTES] = random::bytes(self.app.random.as_ref());
        let key = SessionKey::try_from(URL_SAFE_NO_PAD.encode(bytes)).map_err(|_| SaveError::Other(anyhow!("key")))?;
        self.write(&key, &state, ttl).await.map_err(SaveError::Other)?;
        Ok(key)
    }

    async fn update(&self, key: SessionKey, state: State, ttl: &Duration) -> Result<SessionKey, UpdateError> {
        self.write(&key, &state, ttl).await.map_err(UpdateError::Other)?;
        Ok(key)
    }

    async fn update_ttl(&self, key: &SessionKey, ttl: &Duration) -> anyhow::Result<()> {
        let (hash, until) = (hash_of(key), expiry(self.app.clock.now(), ttl));
        Ok(self.app.db.write(move |tx| sessions::extend(tx, &hash, until)).await?)
    }

    async fn delete(&self, key: &SessionKey) -> anyhow::Result<()> {
        let hash = hash_of(key);
        Ok(self.app.db.write(move |tx| sessions::delete(tx, &hash)).await?)
    }
}

/// Whether one thing more can be kept that nobody signed, from this network: it has its share, and nobody's words go for it
/// who was told a short while ago that they are kept.
pub async fn has_room(app: &App, owner: [u8; 32]) -> Result<bool, StorageError> {
    let now = app.clock.now();
    let safe = now - TimeDelta::hours(NOBODYS_SAFE_HOURS);
    let room = move |view: &mut View<'_>| -> Result<bool, StorageError> {
        Ok(sessions::count_of_owner(view, &owner, now)? < NOBODYS_OF_OWNER_MAX
            && sessions::count_of_nobody(view, safe, now)? < NOBODYS_MAX)
    };
    app.db.read(room).await
}

fn hash_of(key: &SessionKey) -> SessionKeyHash {
    Sha256::digest(key.as_ref()).into()
}

fn expiry(now: Timestamp, ttl: &Duration) -> Timestamp {
    now + TimeDelta::seconds(ttl.whole_seconds())
}
