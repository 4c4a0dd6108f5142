//! The keys a running server holds: the sealing key, parsed keys so that none is parsed twice, and how hosts take signatures.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;
use moka::ops::compute::Op;
use moka::sync::Cache;
use openssl::hash::MessageDigest;
use openssl::pkey::PKey;
use openssl::sign::Signer;
use sha2::{Digest, Sha256};

use crate::crypto::http_signature::Manner;
use crate::crypto::keys::{KeyError, PublicKey, SecretKey};
use crate::crypto::random::Randomness;
use crate::crypto::seal::{SealError, SealingKey};
use crate::domain::Timestamp;
use crate::domain::ids::ActorId;

/// Parsed public keys of others kept in memory: about 2 kB each.
const PUBLIC_KEYS_MAX: u64 = 4_096;
/// Opened secret keys of ours kept in memory: boards and people that sign often.
const SECRET_KEYS_MAX: u64 = 1_024;
/// Keys with their owners, as other servers name them in signatures.
const OWNED_KEYS_MAX: u64 = 16_384;
/// Another process of this instance may have learnt of a new key meanwhile.
const OWNED_KEY_TRUSTED: Duration = Duration::from_mins(5);
/// An owner's document is fetched again for a signature that does not fit at most this often.
const LOOK_PAUSE_MINUTES: i64 = 5;
const LOOKED_FOR_MAX: u64 = 100_000;
/// Documents that are fetched because signatures name keys that we do not know: for one network that sends such
/// signatures, of one host, and of all together; and how many of them may lead to no such key, those counted of which
/// nobody knows yet. Whoever invents names for keys has us ask for so many, and uses up their own share first.
const LOOKS_FOR_PEER_MAX: u32 = 600;
const VAIN_LOOKS_FOR_PEER_MAX: u32 = 100;
const LOOKS_OF_HOST_MAX: u32 = 300;
const VAIN_LOOKS_OF_HOST_MAX: u32 = 150;
const LOOKS_MAX: u32 = 6_000;
const VAIN_LOOKS_MAX: u32 = 3_000;
const LOOKS_MINUTES: i64 = 5;
/// Whoever had us look in vain at most so often finds as much room again, at a host and in all.
const CLEAN_VAIN_LOOKS_MAX: u32 = 3;
const CLEAN_TIMES: u32 = 2;
const HOSTS_LOOKED_AT_MAX: u64 = 10_000;
const PEERS_LOOKED_FOR_MAX: u64 = 50_000;
/// People of one host whom the histories of other homes have us look up within an hour, so that what they signed is checked.
const STRANGERS_OF_HOST_MAX: u32 = 60;
const STRANGERS_MINUTES: i64 = 60;
/// From so many turns on, those that nobody waits for are forgotten.
const TURNS_KEPT: usize = 1_000;
/// Hosts whose way of signatures is in memory; another process may have learnt of another one meanwhile.
const MANNERS_MAX: u64 = 10_000;
const MANNER_TRUSTED: Duration = Duration::from_mins(5);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyringError {
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Seal(#[from] SealError),
}

pub struct Keyring {
    sealing: SealingKey,
    public: Cache<[u8; 32], Result<PublicKey, KeyError>>,
    secret: Cache<[u8; 32], SecretKey>,
    owned: Cache<String, OwnedKey>,
    /// By hash: names may be long, and strangers choose them.
    looked_for: Cache<[u8; 32], Timestamp>,
    looks: Cache<String, Arc<Mutex<Looks>>>,
    looks_for: Cache<String, Arc<Mutex<Looks>>>,
    looks_in_all: Mutex<Looks>,
    strangers: Cache<String, Arc<Mutex<Looks>>>,
    manners: Cache<String, Option<Manner>>,
    turns: Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>,
    making: tokio::sync::Mutex<()>,
    made: AtomicU64,
}

/// What was fetched for keys that nobody knew, since a moment.
#[derive(Debug, Default)]
struct Looks {
    since: Timestamp,
    asked: u32,
    found: u32,
}

impl Looks {
    /// Those of the last minutes.
    fn at(&mut self, now: Timestamp) -> &mut Looks {
        self.within(LOOKS_MINUTES, now)
    }

    fn within(&mut self, minutes: i64, now: Timestamp) -> &mut Looks {
        if (now - self.since).abs() >= TimeDelta::minutes(minutes) {
            *self = Looks { since: now, ..Looks::default() };
        }
        self
    }

    /// Those that led to no such key, and those of which nobody knows yet.
    fn in_vain(&self) -> u32 {
        self.asked.saturating_sub(self.found)
    }

    fn has_room(&self, asked_max: u32, in_vain_max: u32) -> bool {
        self.asked < asked_max && self.in_vain() < in_vain_max
    }
}

/// Whether a document may be fetched for its key now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    Taken,
    /// Somebody looked for the same thing just now.
    TakenBefore,
    /// Too much was looked for: of this network, of that host, or in all. Nobody looked for this.
    TooMany,
}

/// A remote actor's key, found in that actor's own document.
#[derive(Debug, Clone)]
pub struct OwnedKey {
    pub owner: ActorId,
    pub owner_uri: String,
    pub key: PublicKey,
}

impl Keyring {
    pub fn new(sealing: SealingKey) -> Keyring {
        let owned = Cache::builder().max_capacity(OWNED_KEYS_MAX).time_to_live(OWNED_KEY_TRUSTED).build();
        Keyring {
            sealing,
            public: Cache::new(PUBLIC_KEYS_MAX),
            secret: Cache::new(SECRET_KEYS_MAX),
            owned,
            looked_for: Cache::new(LOOKED_FOR_MAX),
            looks: Cache::new(HOSTS_LOOKED_AT_MAX),
            looks_for: Cache::new(PEERS_LOOKED_FOR_MAX),
            looks_in_all: Mutex::default(),
            strangers: Cache::new(HOSTS_LOOKED_AT_MAX),
            manners: Cache::builder().max_capacity(MANNERS_MAX).time_to_live(MANNER_TRUSTED).build(),
            turns: Mutex::default(),
            making: tokio::sync::Mutex::default(),
            made: AtomicU64::new(0),
        }
    }

    /// Whose key has this id, if it was used lately.
    pub fn owned(&self, key_id: &str) -> Option<OwnedKey> {
        self.owned.get(key_id)
    }

    pub fn remember_owned(&self, key_id: &str, key: OwnedKey) {
        self.owned.insert(key_id.to_string(), key);
    }

    /// The owner's document may have changed: the next signature is checked against what is stored.
    pub fn forget_owned(&self, key_id: &str) {
        self.owned.invalidate(key_id);
    }

    /// Whether this may be looked for now, at this host and because that peer asks for it. Only what may be is remembered
    /// as looked for.
    pub fn look(&self, what: &str, host: &str, peer: &str, now: Timestamp) -> Look {
        let pause = TimeDelta::minutes(LOOK_PAUSE_MINUTES);
        let name: [u8; 32] = Sha256::digest(what).into();
        let mut look = Look::TakenBefore;
        // Of several at once, one is asked for and writes the entry.
        self.looked_for.entry(name).and_compute_with(|last| {
            if last.is_some_and(|last| (now - last.into_value()).abs() < pause) {
                return Op::Nop;
            }
            if self.may_ask(host, peer, now) {
                look = Look::Taken;
                Op::Put(now)
            } else {
                look = Look::TooMany;
                Op::Nop
            }
        });
        look
    }

    /// Whether one more document of this host may be fetched for a key that a peer names; saying yes counts it. Locked in
    /// this order everywhere: host, peer, all.
    fn may_ask(&self, host: &str, peer: &str, now: Timestamp) -> bool {
        let (of_host, for_peer) = (self.looks_of(host), self.looks_for(peer));
        let (mut of_host, mut for_peer, mut all) = (lock(&of_host), lock(&for_peer), lock(&self.looks_in_all));
        let (of_host, for_peer, all) = (of_host.at(now), for_peer.at(now), all.at(now));
        let times = if for_peer.in_vain() <= CLEAN_VAIN_LOOKS_MAX { CLEAN_TIMES } else { 1 };
        let may = for_peer.has_room(LOOKS_FOR_PEER_MAX, VAIN_LOOKS_FOR_PEER_MAX)
            && of_host.has_room(LOOKS_OF_HOST_MAX * times, VAIN_LOOKS_OF_HOST_MAX * times)
            && all.has_room(LOOKS_MAX * times, VAIN_LOOKS_MAX * times);
        if may {
            for looks in [of_host, for_peer, all] {
                looks.asked += 1;
            }
        }
        may
    }

    /// What was asked of this host for that peer led to the key that made the signature.
    pub fn found(&self, host: &str, peer: &str, now: Timestamp) {
        let (of_host, for_peer) = (self.looks_of(host), self.looks_for(peer));
        let (mut of_host, mut for_peer, mut all) = (lock(&of_host), lock(&for_peer), lock(&self.looks_in_all));
        for looks in [of_host.at(now), for_peer.at(now), all.at(now)] {
            looks.found = looks.found.saturating_add(1);
        }
    }

    /// A look failed on our side: nobody looked.
    pub fn give_back(&self, what: &str, host: &str, peer: &str, now: Timestamp) {
        let name: [u8; 32] = Sha256::digest(what).into();
        self.looked_for.invalidate(&name);
        let (of_host, for_peer) = (self.looks_of(host), self.looks_for(peer));
        let (mut of_host, mut for_peer, mut all) = (lock(&of_host), lock(&for_peer), lock(&self.looks_in_all));
        for looks in [of_host.at(now), for_peer.at(now), all.at(now)] {
            looks.asked = looks.asked.saturating_sub(1);
        }
    }

    /// Whether one more person of this host may be looked up because a history of another home names them; saying yes counts
    /// it. It takes nothing of what that host's own messages need.
    pub fn may_look_up(&self, host: &str, now: Timestamp) -> bool {
        let of_host = self.strangers.get_with_by_ref(host, Arc::default);
        let mut of_host = lock(&of_host);
        let of_host = of_host.within(STRANGERS_MINUTES, now);
        let may = of_host.asked < STRANGERS_OF_HOST_MAX;
        if may {
            of_host.asked += 1;
        }
        may
    }

    fn looks_of(&self, host: &str) -> Arc<Mutex<Looks>> {
        self.looks.get_with_by_ref(host, Arc::default)
    }

    fn looks_for(&self, peer: &str) -> Arc<Mutex<Looks>> {
        self.looks_for.get_with_by_ref(peer, Arc::default)
    }

    /// One fetch of an owner at a time: the others wait for what it brings.
    pub fn turn_for(&self, owner: &str) -> Arc<tokio::sync::Mutex<()>> {
        let mut turns = lock(&self.turns);
        if turns.len() >= TURNS_KEPT {
            turns.retain(|_, turn| Arc::strong_count(turn) > 1);
        }
        Arc::clone(turns.entry(owner.to_string()).or_default())
    }

    pub fn end_turn(&self, owner: &str) {
        lock(&self.turns).remove(owner);
    }

    /// One key of ours is made at a time: it costs a tenth of a second of a core, and whoever waited may find it made.
    pub async fn making(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.making.lock().await
    }

    pub fn note_made(&self) {
        self.made.fetch_add(1, Ordering::Relaxed);
    }

    /// Keys of ours that this process has made.
    pub fn made(&self) -> u64 {
        self.made.load(Ordering::Relaxed)
    }

    /// How a host takes signatures, as the database said lately: `Some(None)` when it says nothing of that host.
    pub fn manner_of(&self, host: &str) -> Option<Option<Manner>> {
        self.manners.get(host)
    }

    pub fn remember_manner(&self, host: &str, manner: Option<Manner>) {
        self.manners.insert(host.to_string(), manner);
    }

    /// The host said something new about itself.
    pub fn forget_manner(&self, host: &str) {
        self.manners.invalidate(host);
    }

    /// A key of its own for each purpose (cookies, form tokens, links), made from the sealing key.
    pub fn derive(&self, purpose: &str) -> Result<[u8; 32], KeyringError> {
        let mac = || {
            let key = PKey::hmac(self.sealing.bytes())?;
            Signer::new(MessageDigest::sha256(), &key)?.sign_oneshot_to_vec(purpose.as_bytes())
        };
        mac().ok().and_then(|bytes| bytes.try_into().ok()).ok_or(KeyringError::Key(KeyError::Unusable))
    }

    pub fn sealing(&self) -> &SealingKey {
        &self.sealing
    }

    /// Reads a public key from PEM or a Multikey. The same text is parsed once, also when it is no key.
    pub fn public(&self, text: &str) -> Result<PublicKey, KeyError> {
        self.public.get_with(Sha256::digest(text).into(), || {
            if text.starts_with('z') { PublicKey::from_multikey(text) } else { PublicKey::from_pem(text) }
        })
    }

    /// Seals a secret key for storage; `belongs_to` names its row.
    pub fn seal_secret(
        &self,
        random: &dyn Randomness,
        belongs_to: &str,
        key: &SecretKey,
    ) -> Result<Vec<u8>, KeyringError> {
        Ok(self.sealing.seal(random, belongs_to, &key.to_pkcs8()?)?)
    }

    /// Opens a sealed secret key, from memory where it was opened before.
    pub fn open_secret(&self, belongs_to: &str, sealed: &[u8]) -> Result<SecretKey, KeyringError> {
        let digest = Sha256::new().chain_update(belongs_to).chain_update([0]).chain_update(sealed).finalize();
        self.secret
            .try_get_with(digest.into(), || -> Result<SecretKey, KeyringError> {
                Ok(SecretKey::from_pkcs8(&self.sealing.open(belongs_to, sealed)?)?)
            })
            .map_err(|error: Arc<KeyringError>| KeyringError::clone(&error))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl std::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keyring")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::random::SystemRandomness;

    fn keyring() -> Keyring {
        Keyring::new(SealingKey::generate(&SystemRandomness))
    }

    fn at(minute: i64) -> Timestamp {
        Timestamp::default() + TimeDelta::minutes(minute)
    }

    #[test]
    fn what_strangers_name_is_remembered_within_bounds() {
        let keys = keyring();
        for number in 0..PUBLIC_KEYS_MAX + 500 {
            assert!(keys.public(&format!("no key {number}")).is_err());
        }
        keys.public.run_pending_tasks();
        assert!(keys.public.entry_count() <= PUBLIC_KEYS_MAX, "{}", keys.public.entry_count());
        for number in 0..HOSTS_LOOKED_AT_MAX + 500 {
            keys.looks_of(&format!("h{number}.example"));
        }
        keys.looks.run_pending_tasks();
        assert!(keys.looks.entry_count() <= HOSTS_LOOKED_AT_MAX, "{}", keys.looks.entry_count());
    }

    #[test]
    fn a_look_is_remembered_where_somebody_took_it() {
        let keys = keyring();
        let look = |what: &str, peer: &str, minute| keys.look(what, "a.example", peer, at(minute));
        for number in 0..VAIN_LOOKS_FOR_PEER_MAX {
            assert_eq!(look(&format!("key {number}"), "noisy", 0), Look::Taken);
        }
        assert_eq!(look("key 0", "noisy", 0), Look::TakenBefore);
        assert_eq!(look("alice", "noisy", 0), Look::TooMany);
        assert_eq!(look("alice", "quiet", 0), Look::Taken, "nobody had looked");
        assert_eq!(look("alice", "quiet", 4), Look::TakenBefore);
        assert_eq!(look("alice", "noisy", LOOK_PAUSE_MINUTES), Look::Taken);
        keys.give_back("alice", "a.example", "noisy", at(LOOK_PAUSE_MINUTES));
        assert_eq!(look("alice", "noisy", LOOK_PAUSE_MINUTES), Look::Taken, "it failed here");
    }

    #[test]
    fn whoever_is_answered_well_is_not_counted_as_noisy() {
        let keys = keyring();
        for number in 0..LOOKS_OF_HOST_MAX {
            assert_eq!(keys.look(&format!("key {number}"), "a.example", "busy", at(0)), Look::Taken, "{number}");
            keys.found("a.example", "busy", at(0));
        }
        // One server names no more keys of one host than so many, unless nothing was looked for in vain.
        assert_eq!(keys.look("one more", "a.example", "busy", at(0)), Look::Taken);
    }
}
