//! How often somebody may try: by peer address, by account, by what they ask for.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::app::{App, Clock};

/// Bytes of a form that is acted on: as many as all texts of the longest one take, each letter written in twelve bytes.
pub const FORM_BYTES_MAX: usize = 256 * 1024;
/// Bytes of a form that are read to be given back: nothing that somebody wrote is lost because it is too much.
pub const FORM_BYTES_READ_MAX: usize = 1024 * 1024;
/// How long a form may take to arrive as a whole, and one with a file.
pub const FORM_PATIENCE: Duration = Duration::from_secs(20);
pub const FILE_PATIENCE: Duration = Duration::from_mins(2);
/// Fields of a form.
pub const FORM_FIELDS_MAX: usize = 300;
/// From so many keys on, those that are full again are forgotten.
const KEYS_KEPT: usize = 10_000;
/// They are looked for by reading all keys: no more often than this.
const SWEEP_PAUSE: Duration = Duration::from_secs(1);
/// From so many keys on that are not full again, new ones share what is left.
const KEYS_MAX: usize = 50_000;
const KEYS_SHARED: u64 = 1_024;
/// A longer key is remembered by its hash.
const KEY_BYTES_MAX: usize = 64;

/// What is counted. Each kind has its own buckets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    LogInByPeer,
    /// Of one larger network, so that no such network fills the line in which passwords wait.
    LogInByNetwork,
    /// At one account, wherever the tries come from.
    LogInByName,
    /// At one account, from a browser in which its owner signed in before.
    LogInKnown,
    /// At one account while others guess at it, from where nobody guessed so far.
    LogInSpare,
    /// All of these at one account together.
    LogInSpareInAll,
    /// The password of whoever is signed in, asked for again.
    OwnPassword,
    RegisterByPeer,
    RegisterByNetwork,
    /// New members of everybody together.
    RegisterInAll,
    LinkByPeer,
    /// Links of one larger network, whoever they are for.
    LinkByNetwork,
    /// Links to one handle, from one place.
    LinkByHandle,
    /// Links to one handle, wherever they are asked for: each is a message to whoever it is.
    LinkToHandle,
    /// Links to all handles of one site.
    LinkToSite,
    /// Links to one handle, from a browser in which its owner signed in before.
    LinkKnown,
    /// From all such browsers together: to one handle, to all handles of one site, and of everybody.
    LinkKnownToHandle,
    LinkKnownToSite,
    LinkKnownInAll,
    /// One-time links of everybody together: each is a message that we send.
    LinkInAll,
    /// What is written before anybody signed in, and kept meanwhile.
    DraftByPeer,
    /// Everything else that somebody signed in writes.
    Write,
    /// Another server is asked because a visitor named theirs.
    AskByPeer,
    AskByNetwork,
    AskByHost,
    /// Of all visitors together.
    AskInAll,
    /// One network, of what everybody shares, once others used that up.
    SpareOfNetwork,
    /// Another server is asked because a member wants to see something of it.
    LookUp,
    /// Somebody asks one member to speak for a brand: each time that member is told.
    InviteOne,
}

/// How often one owner may ask one member at once, and after how many hours once more.
pub const INVITES_OF_ONE_MAX: u32 = 5;
pub const INVITES_OF_ONE_HOURS: u64 = 5;

/// How many links strangers ask for to one handle at once; there is one more each hour.
pub const LINKS_TO_HANDLE_MAX: u32 = 5;
/// How many links are asked for at once to all handles of one site.
pub const LINKS_TO_SITE_MAX: u32 = 60;

impl Kind {
    const ALL: [Kind; 29] = [
        Kind::LogInByPeer,
        Kind::LogInByNetwork,
        Kind::LogInByName,
        Kind::LogInKnown,
        Kind::LogInSpare,
        Kind::LogInSpareInAll,
        Kind::OwnPassword,
        Kind::RegisterByPeer,
        Kind::RegisterByNetwork,
        Kind::RegisterInAll,
        Kind::LinkByPeer,
        Kind::LinkByNetwork,
        Kind::LinkByHandle,
        Kind::LinkToHandle,
        Kind::LinkToSite,
        Kind::LinkKnown,
        Kind::LinkKnownToHandle,
        Kind::LinkKnownToSite,
        Kind::LinkKnownInAll,
        Kind::LinkInAll,
        Kind::DraftByPeer,
        Kind::Write,
        Kind::AskByPeer,
        Kind::AskByNetwork,
        Kind::AskByHost,
        Kind::AskInAll,
        Kind::SpareOfNetwork,
        Kind::LookUp,
        Kind::InviteOne,
    ];

    /// How many at once, and after how long there is one more.
    fn allowance(self) -> (u32, Duration) {
        match self {
            Kind::LogInByPeer => (20, Duration::from_secs(15)),
            Kind::LogInByName | Kind::LogInKnown | Kind::OwnPassword | Kind::LinkByPeer => (10, Duration::from_mins(1)),
            // Each network that comes finds a few tries, and all of them together a thousand an hour: nobody guesses a
            // password with that, and whoever fills it needs hundreds of networks.
            Kind::LogInSpare => (3, Duration::from_hours(1)),
            Kind::LogInSpareInAll => (1_000, Duration::from_millis(3_600)),
            Kind::LogInByNetwork => (100, Duration::from_secs(3)),
            Kind::SpareOfNetwork => (1, Duration::from_hours(1)),
            Kind::RegisterByNetwork => (40, Duration::from_mins(1)),
            Kind::LinkByNetwork => (30, Duration::from_secs(30)),
            Kind::AskByNetwork => (60, Duration::from_secs(5)),
            Kind::LinkInAll | Kind::LinkKnownInAll => (300, Duration::from_secs(2)),
            Kind::RegisterInAll => (300, Duration::from_secs(10)),
            Kind::AskInAll => (200, Duration::from_secs(1)),
            // However many browsers one handle is known in, they use up nothing of others.
            Kind::DraftByPeer | Kind::LinkKnownToHandle => (10, Duration::from_mins(5)),
            Kind::RegisterByPeer => (20, Duration::from_mins(1)),
            Kind::LinkByHandle => (3, Duration::from_mins(5)),
            // Together fewer than may wait for one person: whoever is known finds room, whatever strangers ask for.
            Kind::LinkToHandle => (LINKS_TO_HANDLE_MAX, Duration::from_hours(1)),
            Kind::LinkToSite | Kind::LinkKnownToSite => (LINKS_TO_SITE_MAX, Duration::from_secs(20)),
            Kind::LinkKnown => (3, Duration::from_mins(10)),
            Kind::Write => (120, Duration::from_secs(1)),
            Kind::AskByPeer | Kind::LookUp => (20, Duration::from_secs(10)),
            Kind::InviteOne => (INVITES_OF_ONE_MAX, Duration::from_hours(INVITES_OF_ONE_HOURS)),
            Kind::AskByHost => (30, Duration::from_secs(2)),
        }
    }
}

/// The app's clock, which a test moves. Time that was counted stays so when the clock is set back, or nobody could do
/// anything until it is where it was.
struct LimiterClock {
    clock: Arc<dyn Clock>,
    passed: Mutex<Passed>,
}

#[derive(Default)]
struct Passed {
    /// Milliseconds, as the clock said last.
    last: Option<i64>,
    so_far: Duration,
}

impl LimiterClock {
    fn now(&self) -> Duration {
        let now = self.clock.now().timestamp_millis();
        let mut passed = self.passed.lock().unwrap_or_else(PoisonError::into_inner);
        let last = passed.last.replace(now).unwrap_or(now);
        passed.so_far += Duration::from_millis(u64::try_from(now - last).unwrap_or(0));
        passed.so_far
    }
}

pub struct Limits {
    clock: LimiterClock,
    counted: Vec<(Kind, Mutex<Buckets>)>,
}

/// The tries of one kind.
#[derive(Default)]
struct Buckets {
    /// When the bucket of each key is full again. One that is full is like one that nobody took from.
    full_at: HashMap<String, Duration>,
    /// When keys were last forgotten.
    swept: Option<Duration>,
}

impl Buckets {
    /// Counts one try; an error says how long to wait.
    fn take(&mut self, key: String, (burst, refill): (u32, Duration), now: Duration) -> Result<(), Duration> {
        let after = self.full_at.get(&key).map_or(now, |at| now.max(*at)) + refill;
        match after.checked_sub(now + refill * burst).filter(|wait| !wait.is_zero()) {
            Some(wait) => Err(wait),
            None => {
                self.full_at.insert(key, after);
                Ok(())
            }
        }
    }

    fn give_back(&mut self, key: &str, refill: Duration) {
        if let Some(at) = self.full_at.get_mut(key) {
            *at = at.saturating_sub(refill);
        }
    }

    fn sweep(&mut self, now: Duration) {
        if self.swept.is_some_and(|at| now.saturating_sub(at) < SWEEP_PAUSE) {
            return;
        }
        self.swept = Some(now);
        self.full_at.retain(|_, at| *at > now);
    }

    /// Under which name a key is kept.
    fn name_of(&self, key: &str) -> String {
        let key = if key.len() > KEY_BYTES_MAX { hex::encode(Sha256::digest(key)) } else { key.to_lowercase() };
        if self.full_at.len() <= KEYS_MAX {
            return key;
        }
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        format!("shared {}", hasher.finish() % KEYS_SHARED)
    }
}

/// Too often; try again after so many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooOften {
    pub seconds: u64,
}

impl Limits {
    pub fn new(app: &App) -> Limits {
        let clock = LimiterClock { clock: Arc::clone(&app.clock), passed: Mutex::default() };
        Limits { counted: Kind::ALL.map(|kind| (kind, Mutex::default())).into(), clock }
    }

    fn buckets(&self, kind: Kind) -> Option<MutexGuard<'_, Buckets>> {
        let (_, buckets) = self.counted.iter().find(|it| it.0 == kind)?;
        Some(buckets.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Counts one try; an error says how long to wait.
    pub fn take(&self, kind: Kind, key: &str) -> Result<(), TooOften> {
        let Some(mut buckets) = self.buckets(kind) else { return Ok(()) };
        let now = self.clock.now();
        if buckets.full_at.len() > KEYS_KEPT {
            buckets.sweep(now);
        }
        let name = buckets.name_of(key);
        let taken = buckets.take(name, kind.allowance(), now);
        taken.map_err(|wait| TooOften { seconds: wait.as_secs().saturating_add(1) })
    }

    /// A try that came to nothing, because something else that it needed was used up, counts for nothing.
    pub fn give_back(&self, kind: Kind, key: &str) {
        let Some(mut buckets) = self.buckets(kind) else { return };
        let name = buckets.name_of(key);
        buckets.give_back(&name, kind.allowance().1);
    }
}
