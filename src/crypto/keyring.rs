//! The keys a running server holds: the sealing key, and parsed keys so that none is parsed twice.

use std::sync::Arc;

use moka::sync::Cache;
use sha2::{Digest, Sha256};

use crate::crypto::keys::{KeyError, PublicKey, SecretKey};
use crate::crypto::random::Randomness;
use crate::crypto::seal::{SealError, SealingKey};

/// Parsed public keys of others kept in memory: about 2 kB each.
const PUBLIC_KEYS_MAX: u64 = 4_096;
/// Opened secret keys of ours kept in memory: boards and people that sign often.
const SECRET_KEYS_MAX: u64 = 1_024;

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
}

impl Keyring {
    pub fn new(sealing: SealingKey) -> Keyring {
        Keyring { sealing, public: Cache::new(PUBLIC_KEYS_MAX), secret: Cache::new(SECRET_KEYS_MAX) }
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

impl std::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keyring")
    }
}
