//! How often somebody may try: by peer address, by account, by what they ask for.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use actix_web::HttpRequest;
use governor::clock::Clock as GovernorClock;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};

use crate::app::{App, Clock};

/// Bytes of a form.
pub const FORM_BYTES_MAX: usize = 128 * 1024;
/// Fields of a form.
pub const FORM_FIELDS_MAX: usize = 300;
/// From so many keys on, those that are full again are forgotten.
const KEYS_KEPT: usize = 10_000;

/// What is counted. Each kind has its own buckets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    LogInByPeer,
    LogInByName,
    RegisterByPeer,
    LinkByPeer,
    LinkByHandle,
    /// Everything else that somebody signed in writes.
    Write,
    /// Another server is asked because a visitor named theirs.
    AskByPeer,
    AskByHost,
    /// Another server is asked because a member wants to see something of it.
    LookUp,
}

impl Kind {
    const ALL: [Kind; 9] = [
        Kind::LogInByPeer,
        Kind::LogInByName,
        Kind::RegisterByPeer,
        Kind::LinkByPeer,
        Kind::LinkByHandle,
        Kind::Write,
        Kind::AskByPeer,
        Kind::AskByHost,
        Kind::LookUp,
    ];

    /// How many at once, and after how long there is one more.
    fn allowance(self) -> (u32, Duration) {
        match self {
            Kind::LogInByPeer => (20, Duration::from_secs(15)),
            Kind::LogInByName | Kind::LinkByPeer => (10, Duration::from_mins(1)),
            Kind::RegisterByPeer => (20, Duration::from_mins(1)),
            Kind::LinkByHandle => (3, Duration::from_mins(5)),
            Kind::Write => (120, Duration::from_secs(1)),
            Kind::AskByPeer | Kind::LookUp => (20, Duration::from_secs(10)),
            Kind::AskByHost => (30, Duration::from_secs(2)),
        }
    }
}

/// The app's clock, as the limiter wants it: a test moves both.
#[derive(Clone)]
struct LimiterClock(Arc<dyn Clock>);

impl GovernorClock for LimiterClock {
    type Instant = Duration;

    fn now(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.now().timestamp_millis()).unwrap_or(0))
    }
}

type Buckets = RateLimiter<String, DefaultKeyedStateStore<String>, LimiterClock, NoOpMiddleware<Duration>>;

pub struct Limits {
    clock: LimiterClock,
    buckets: Vec<(Kind, Buckets)>,
}

/// Too often; try again after so many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooOften {
    pub seconds: u64,
}

impl Limits {
    pub fn new(app: &App) -> Limits {
        let clock = LimiterClock(Arc::clone(&app.clock));
        let bucket = |kind: Kind| {
            let (burst, refill) = kind.allowance();
            let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
            let quota = Quota::with_period(refill).unwrap_or(Quota::per_second(burst)).allow_burst(burst);
            (kind, RateLimiter::new(quota, DefaultKeyedStateStore::default(), clock.clone()))
        };
        Limits { buckets: Kind::ALL.map(bucket).into(), clock }
    }

    /// Counts one try; an error says how long to wait.
    pub fn take(&self, kind: Kind, key: &str) -> Result<(), TooOften> {
        let Some((_, bucket)) = self.buckets.iter().find(|(it, _)| *it == kind) else { return Ok(()) };
        if bucket.len() > KEYS_KEPT {
            bucket.retain_recent();
        }
        bucket.check_key(&key.to_lowercase()).map_err(|not_until| {
            let wait = not_until.wait_time_from(self.clock.now());
            TooOften { seconds: wait.as_secs().saturating_add(1) }
        })
    }
}

/// The address that a connection really comes from. Only a proxy on this machine, in production, may name another.
pub fn peer(request: &HttpRequest, app: &App) -> String {
    let Some(peer) = request.peer_addr().map(|it| it.ip()) else { return "unknown".to_string() };
    if app.config.development || !peer.is_loopback() {
        return peer.to_string();
    }
    let forwarded = request.headers().get("x-forwarded-for").and_then(|it| it.to_str().ok());
    let nearest = forwarded.and_then(|it| it.rsplit(',').next()).map(str::trim);
    nearest.and_then(|it| it.parse::<std::net::IpAddr>().ok()).unwrap_or(peer).to_string()
}
