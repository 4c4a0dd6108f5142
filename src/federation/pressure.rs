//! Whether so much waits in the inbox that senders have to come back later: in all, or of one host.

use std::time::Duration;

use moka::sync::Cache;

use crate::app::App;
use crate::storage::{StorageError, inbox_lanes};

/// How long an answer of the database is believed. What a host may not exceed is counted exactly where it is stored;
/// this only spares the work before that.
const TRUSTED: Duration = Duration::from_secs(1);
const HOSTS_CACHED_MAX: u64 = 10_000;

pub(super) struct Pressure {
    full: Cache<(), bool>,
    full_for: Cache<String, bool>,
}

impl Default for Pressure {
    fn default() -> Pressure {
        Pressure {
            full: Cache::builder().max_capacity(1).time_to_live(TRUSTED).build(),
            full_for: Cache::builder().max_capacity(HOSTS_CACHED_MAX).time_to_live(TRUSTED).build(),
        }
    }
}

impl Pressure {
    pub(super) async fn is_full(&self, app: &App) -> bool {
        if let Some(known) = self.full.get(&()) {
            return known;
        }
        let waiting = app.db.read(inbox_lanes::waiting).await;
        let full = waiting.is_ok_and(|waiting| waiting >= inbox_lanes::WAITING_MAX);
        self.full.insert((), full);
        full
    }

    pub(super) async fn is_full_for(&self, app: &App, host: &str) -> bool {
        if let Some(known) = self.full_for.get(host) {
            return known;
        }
        let asked = host.to_string();
        let found = app.db.read::<_, StorageError, _>(move |view| inbox_lanes::is_full(view, &asked)).await;
        let full = found.unwrap_or(false);
        self.full_for.insert(host.to_string(), full);
        full
    }
}
