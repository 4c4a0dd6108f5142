//! Where chance comes from, and the ids made of it. The only place that asks the machine for random bytes.

use std::sync::Mutex;

use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

use crate::crypto::keys::{KeyError, SecretKey};
use crate::domain::Timestamp;
use crate::domain::ids::ActorId;

/// A source of random bytes, handed in wherever chance is needed so that a test can repeat itself.
pub trait Randomness: Send + Sync {
    fn fill(&self, out: &mut [u8]);

    /// A key that nobody else has. Slow (tens of milliseconds): never on an async thread.
    fn rsa_key(&self) -> Result<SecretKey, KeyError> {
        SecretKey::generate_rsa()
    }
}

/// OpenSSL's generator, seeded by the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    #[expect(clippy::expect_used, reason = "a server without randomness must stop, not guess")]
    fn fill(&self, out: &mut [u8]) {
        openssl::rand::rand_bytes(out).expect("the system gives no random bytes");
    }
}

/// The same bytes every time for the same seed. For tests and demonstrations only: anyone who knows the seed knows them all.
#[derive(Debug)]
pub struct SeededRandomness {
    seed: u64,
    drawn: Mutex<u64>,
}

impl SeededRandomness {
    pub fn new(seed: u64) -> SeededRandomness {
        SeededRandomness { seed, drawn: Mutex::new(0) }
    }
}

impl Randomness for SeededRandomness {
    fn fill(&self, out: &mut [u8]) {
        let mut drawn = self.drawn.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for block in out.chunks_mut(32) {
            let digest =
                Sha256::new().chain_update(self.seed.to_be_bytes()).chain_update(drawn.to_be_bytes()).finalize();
            block.copy_from_slice(&digest[..block.len()]);
            *drawn += 1;
        }
    }
}

/// So many random bytes.
pub fn bytes<const N: usize>(random: &dyn Randomness) -> [u8; N] {
    let mut out = [0; N];
    random.fill(&mut out);
    out
}

/// A random UUID (version 4): tells nothing, not even its age.
pub fn new_v4(random: &dyn Randomness) -> Uuid {
    Builder::from_random_bytes(bytes(random)).into_uuid()
}

/// A UUID that sorts by time (version 7), made at `at`.
pub fn new_v7(random: &dyn Randomness, at: Timestamp) -> Uuid {
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
    Builder::from_unix_timestamp_millis(millis, &bytes(random)).into_uuid()
}

pub fn new_actor_id(random: &dyn Randomness) -> ActorId {
    ActorId(new_v4(random))
}

#[cfg(test)]
mod tests;
