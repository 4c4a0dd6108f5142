//! Encryption at rest: AES-256-GCM under a key that lies outside the database.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use openssl::symm::{Cipher, decrypt_aead, encrypt_aead};

use crate::crypto::random::{self, Randomness};

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 12;
const TAG_BYTES: usize = 16;
/// The first byte says how the rest was sealed, so that another way can come later.
const VERSION: u8 = 1;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    #[error("a sealing key is 32 bytes, written in base 64 or as 64 hexadecimal digits")]
    NotAKey,
    #[error("the sealed value does not open: another key, another place, or damaged")]
    Closed,
}

/// The instance's key for everything secret in the database.
#[derive(Clone)]
pub struct SealingKey([u8; KEY_BYTES]);

impl SealingKey {
    pub fn generate(random: &dyn Randomness) -> SealingKey {
        SealingKey(random::bytes(random))
    }

    /// Reads what an operator keeps in a file or in the environment; surrounding blanks do not matter.
    pub fn parse(text: &str) -> Result<SealingKey, SealError> {
        let text = text.trim();
        let bytes = hex::decode(text).ok().or_else(|| STANDARD.decode(text).ok()).ok_or(SealError::NotAKey)?;
        bytes.try_into().map(SealingKey).map_err(|_| SealError::NotAKey)
    }

    pub(in crate::crypto) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// What `parse` reads, to write into a new key file.
    pub fn to_base64(&self) -> String {
        STANDARD.encode(self.0)
    }

    /// Seals `plain` so that it opens only with the same `belongs_to` (say `actor_keys/{id}`):
    /// a sealed value moved to another row is worth nothing there.
    pub fn seal(&self, random: &dyn Randomness, belongs_to: &str, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let nonce: [u8; NONCE_BYTES] = random::bytes(random);
        let mut tag = [0; TAG_BYTES];
        let hidden = encrypt_aead(Cipher::aes_256_gcm(), &self.0, Some(&nonce), belongs_to.as_bytes(), plain, &mut tag)
            .map_err(|_| SealError::Closed)?;
        Ok([&[VERSION][..], &nonce, &tag, &hidden].concat())
    }

    pub fn open(&self, belongs_to: &str, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let (version, rest) = sealed.split_first().ok_or(SealError::Closed)?;
        let (nonce, rest) = rest.split_at_checked(NONCE_BYTES).ok_or(SealError::Closed)?;
        let (tag, hidden) = rest.split_at_checked(TAG_BYTES).ok_or(SealError::Closed)?;
        if *version != VERSION {
            return Err(SealError::Closed);
        }
        decrypt_aead(Cipher::aes_256_gcm(), &self.0, Some(nonce), belongs_to.as_bytes(), hidden, tag)
            .map_err(|_| SealError::Closed)
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealingKey")
    }
}

#[cfg(test)]
mod tests;
