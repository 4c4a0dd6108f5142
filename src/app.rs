//! What every door needs: the database, the clock, chance, and who we are. Built in main and in tests the same way.

use std::fs::{DirBuilder, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Instant;

use chrono::{SubsecRound, TimeDelta};

use crate::config::{Config, SecretKey};
use crate::crypto::keyring::Keyring;
use crate::crypto::random::Randomness;
use crate::crypto::seal::SealingKey;
use crate::crypto::threads::Threads;
use crate::domain::Timestamp;
use crate::domain::address::{Address, AddressError};
use crate::domain::clock::{Stand, Steps};
use crate::domain::doings::Doings;
use crate::egress::{Egress, EgressError, Outside};
use crate::storage::patience::Patience;
use crate::storage::{Db, StorageError};

/// Readable by its owner only.
const SECRET_FILE_MODE: u32 = 0o600;
const DATA_DIR_MODE: u32 = 0o700;

#[derive(Clone)]
pub struct App {
    pub db: Db,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Randomness>,
    pub config: Arc<Config>,
    pub keys: Arc<Keyring>,
    pub egress: Egress,
    pub address: Address,
    /// Where signatures and proofs are made and checked.
    pub threads: Threads,
    /// How much came of accounts of elsewhere of late, to this process: each counts for itself, from its start.
    pub doings: Arc<Mutex<Doings>>,
    /// How the clock ran from step to step in this process.
    pub steps: Arc<Mutex<Steps>>,
}

pub trait Clock: Send + Sync {
    /// Whole milliseconds: what is stored equals what goes over the wire.
    fn now(&self) -> Timestamp;

    /// How far time is, from a moment that stays the same while the process runs, whatever the clock is set to. A clock that
    /// only a story moves is time itself.
    fn time(&self) -> TimeDelta {
        self.now() - Timestamp::UNIX_EPOCH
    }
}

#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the system's clock")]
    fn now(&self) -> Timestamp {
        chrono::Utc::now().trunc_subsecs(3)
    }

    fn time(&self) -> TimeDelta {
        static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
        TimeDelta::from_std(BEGAN.elapsed()).unwrap_or(TimeDelta::MAX)
    }
}

/// Why the program does not start, in one sentence.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("base_url: {0}")]
    Address(#[from] AddressError),
    #[error(
        "this database belongs to {was}, whose name is in every id it gave out; base_url is {now}. Set base_url back, or \
         use an empty database"
    )]
    OtherOrigin { was: String, now: String },
    #[error("the client for outgoing requests cannot be set up: {0}")]
    Egress(#[from] EgressError),
    #[error("the threads that sign and verify cannot be started: {0}")]
    Threads(String),
    #[error("the secret key in {place} is not 32 bytes in base64 or 64 hexadecimal digits")]
    SecretKey { place: String },
    #[error(
        "the database holds secrets, and the key that opens them is not at {place}: bring your copy of it, or, where it is \
         lost for good, run `redress actor replace-lost-keys`"
    )]
    NoSecretKey { place: String },
    #[error(
        "the secret key in {place} does not open the secrets of this database: they were sealed with another one; bring that one, or see `redress actor replace-lost-keys`"
    )]
    OtherSecretKey { place: String },
    #[error("{what} {path} cannot be {how}: {why}")]
    File { what: &'static str, path: String, how: &'static str, why: String },
}

impl App {
    /// Opens the database, brings it up to date and puts everything together. Blocks.
    pub fn build(config: Config, clock: Arc<dyn Clock>, random: Arc<dyn Randomness>) -> Result<App, StartError> {
        App::build_with(config, clock, random, Outside::default())
    }

    /// For commands beside a program that runs: the schema stays as it is.
    pub fn build_beside(config: Config, clock: Arc<dyn Clock>, random: Arc<dyn Randomness>) -> Result<App, StartError> {
        App::put_together(config, clock, random, Outside::default(), Db::open_beside)
    }

    /// The same with another world outside, for tests: no configuration can ask for one.
    pub fn build_with(
        config: Config,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Randomness>,
        outside: Outside,
    ) -> Result<App, StartError> {
        App::put_together(config, clock, random, outside, Db::open)
    }

    fn put_together(
        config: Config,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Randomness>,
        outside: Outside,
        open: fn(&str, u32, Patience) -> Result<Db, StorageError>,
    ) -> Result<App, StartError> {
        let address = Address::new(&config.base_url)?;
        DirBuilder::new()
            .recursive(true)
            .mode(DATA_DIR_MODE)
            .create(&config.data_dir)
            .map_err(|error| unusable("data_dir", &config.data_dir, "made", &error))?;
        let db = open(&config.database_url, config.database_connections, config.database_patience)?;
        let now = address.origin().to_string();
        let was = db.origin_or(&now, clock.now())?;
        if was != now {
            return Err(StartError::OtherOrigin { was, now });
        }
        let keys = Arc::new(keyring(&db, &config.secret_key, random.as_ref())?);
        let threads = Threads::start().map_err(|error| StartError::Threads(error.to_string()))?;
        let egress = Egress::with_outside(&address, &config.development_peers, outside)?.asking(config.resolver);
        let (doings, steps) = (Arc::default(), Arc::default());
        Ok(App { db, clock, random, config: Arc::new(config), keys, egress, address, threads, doings, steps })
    }

    /// What the clock says, and how far time is: for a step that is about to be taken. Says also whether steps are held,
    /// because the clock leapt and nobody has looked into that so far.
    pub fn step(&self) -> (Stand, Footing) {
        let mut steps = self.steps.lock().unwrap_or_else(PoisonError::into_inner);
        // Read while nobody else takes a step, so that stands follow each other.
        let now = Stand { clock: self.clock.now(), time: self.clock.time() };
        steps.step(now);
        (now, if steps.are_held() { Footing::Leapt } else { Footing::Steady })
    }
}

/// Whether a step can be taken by the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Footing {
    Steady,
    /// The clock leapt since the step before, and it is not known so far whether it is right.
    Leapt,
}

/// With the key that seals secrets in the database. At the first start there is none yet, and one is made; later it must be
/// the one that opens what is there, for with another one nobody here could sign any more.
fn keyring(db: &Db, source: &SecretKey, random: &dyn Randomness) -> Result<Keyring, StartError> {
    // Looked for before the file: whoever sealed something had made the file before.
    let sealed = db.one_sealed_key()?;
    let (text, place) = match source {
        SecretKey::Given(text) => (text.clone(), "secret_key".to_string()),
        SecretKey::File(path) => {
            let place = path.display().to_string();
            match (path.exists(), &sealed) {
                (true, _) => {}
                (false, None) => make_secret_key_file(path, random)?,
                (false, Some(_)) => return Err(StartError::NoSecretKey { place }),
            }
            let text = std::fs::read_to_string(path);
            (text.map_err(|error| unusable("secret_key_file", path, "read", &error))?, place)
        }
    };
    let Ok(key) = SealingKey::parse(text.trim()) else { return Err(StartError::SecretKey { place }) };
    let keys = Keyring::new(key);
    match sealed {
        Some((row, secret)) if keys.open_secret(&row, &secret).is_err() => Err(StartError::OtherSecretKey { place }),
        _ => Ok(keys),
    }
}

/// Written beside its place and linked there, so that of two programs that start at once both read the same whole key.
fn make_secret_key_file(path: &Path, random: &dyn Randomness) -> Result<(), StartError> {
    let failed = |error: std::io::Error| unusable("secret_key_file", path, "made", &error);
    let draft = path.with_extension(format!("new-{}", std::process::id()));
    let text = format!("{}\n", SealingKey::generate(random).to_base64());
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(SECRET_FILE_MODE)
        .open(&draft)
        .map_err(failed)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
    let linked = std::fs::hard_link(&draft, path);
    std::fs::remove_file(&draft).map_err(failed)?;
    match linked {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(failed(error)),
        _ => Ok(()),
    }
}

fn unusable(what: &'static str, path: &Path, how: &'static str, error: &std::io::Error) -> StartError {
    StartError::File { what, path: path.display().to_string(), how, why: error.to_string() }
}
