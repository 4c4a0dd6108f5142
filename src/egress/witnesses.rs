//! What time it is elsewhere, as other servers say in what they answer.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta};
use reqwest::header::{DATE, HeaderMap};

use crate::domain::Timestamp;

/// Answers that are remembered, the newest.
const KEPT_MAX: usize = 64;
/// For how long one counts.
const FRESH: Duration = Duration::from_hours(6);

#[derive(Clone, Default)]
pub struct Witnesses(Arc<Mutex<VecDeque<(String, Timestamp, Instant)>>>);

impl Witnesses {
    pub(in crate::egress) fn heard(&self, host: &str, headers: &HeaderMap) {
        let said =
            headers.get(DATE).and_then(|it| it.to_str().ok()).and_then(|it| DateTime::parse_from_rfc2822(it).ok());
        if let Some(said) = said {
            self.says(host, said.to_utc());
        }
    }

    /// A server says that it is this time now.
    pub fn says(&self, host: &str, time: Timestamp) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT_MAX {
            kept.pop_front();
        }
        kept.push_back((host.to_string(), time, Instant::now()));
    }

    /// By how much each server is ahead of `now`, by what it said last.
    pub fn ahead(&self, now: Timestamp) -> Vec<TimeDelta> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = kept.iter().filter(|(_, _, at)| at.elapsed() < FRESH);
        let newest: HashMap<&str, TimeDelta> = fresh
            .map(|(host, said, at)| {
                let since = TimeDelta::from_std(at.elapsed()).unwrap_or_default();
                (host.as_str(), *said + since - now)
            })
            .collect();
        newest.into_values().collect()
    }
}
