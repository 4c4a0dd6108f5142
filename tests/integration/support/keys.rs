//! RSA keys for stories. Making them took two fifths of the processor's time while the stories of `brands` ran (a profile of 25 s), so
//! they are made once and kept beside the build.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use redress::crypto::keys::{KeyError, SecretKey};
use redress::crypto::random::{Randomness, SeededRandomness, SystemRandomness, new_v4};

/// More than most stories need; whoever needs more waits for them.
const STOCK_MAX: usize = 256;

/// The same bytes every time for the same seed, and keys from the stock.
pub struct StockedRandomness(SeededRandomness);

impl StockedRandomness {
    pub fn new(seed: u64) -> StockedRandomness {
        StockedRandomness(SeededRandomness::new(seed))
    }
}

impl Randomness for StockedRandomness {
    fn fill(&self, out: &mut [u8]) {
        self.0.fill(out);
    }

    fn rsa_key(&self) -> Result<SecretKey, KeyError> {
        stocked()
    }
}

/// A key that nobody else in this process has.
pub fn stocked() -> Result<SecretKey, KeyError> {
    static TAKEN: AtomicUsize = AtomicUsize::new(0);
    let number = TAKEN.fetch_add(1, Ordering::Relaxed);
    if number >= STOCK_MAX {
        return SecretKey::generate_rsa();
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("rsa-keys");
    let place = folder.join(number.to_string());
    if let Ok(der) = std::fs::read(&place) {
        return SecretKey::from_pkcs8(&der);
    }
    let key = SecretKey::generate_rsa()?;
    // Another process may make one at this moment; whoever is later is the one that is kept.
    let beside = folder.join(new_v4(&SystemRandomness).simple().to_string());
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(&beside, key.to_pkcs8()?).unwrap();
    std::fs::rename(&beside, &place).unwrap();
    Ok(key)
}
