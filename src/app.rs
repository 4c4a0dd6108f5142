//! What every door needs: the database, the clock, chance, and who we are. Built in main and in tests the same way.

use std::sync::Arc;

use chrono::SubsecRound;

use crate::config::Config;
use crate::crypto::random::Randomness;
use crate::domain::Timestamp;
use crate::domain::address::{Address, AddressError};
use crate::storage::{Db, StorageError};

#[derive(Clone)]
pub struct App {
    pub db: Db,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Randomness>,
    pub config: Arc<Config>,
    pub address: Address,
}

pub trait Clock: Send + Sync {
    /// Whole milliseconds: what is stored equals what goes over the wire.
    fn now(&self) -> Timestamp;
}

#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the system's clock")]
    fn now(&self) -> Timestamp {
        chrono::Utc::now().trunc_subsecs(3)
    }
}

/// Why the program does not start, in one sentence.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("base_url: {0}")]
    Address(#[from] AddressError),
    #[error("{what} {path} cannot be {how}: {why}")]
    File { what: &'static str, path: String, how: &'static str, why: String },
}

impl App {
    /// Opens the database, brings it up to date and puts everything together. Blocks.
    pub fn build(config: Config, clock: Arc<dyn Clock>, random: Arc<dyn Randomness>) -> Result<App, StartError> {
        let address = Address::new(&config.base_url)?;
        let data = |error: std::io::Error| StartError::File {
            what: "data_dir",
            path: config.data_dir.display().to_string(),
            how: "made",
            why: error.to_string(),
        };
        std::fs::create_dir_all(&config.data_dir).map_err(data)?;
        let db = Db::open(&config.database_url, config.database_connections)?;
        Ok(App { db, clock, random, config: Arc::new(config), address })
    }
}
