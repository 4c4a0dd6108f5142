//! What time it is elsewhere, as servers that we have known for long say in what they answer.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta};
use reqwest::header::{DATE, HeaderMap};

use crate::domain::Timestamp;
use crate::domain::brand::site_of;
use crate::domain::clock::OFF_MINUTES_MAX;

/// Sites whose word counts, those that have been known for longest: strangers push none of them out.
const KNOWN_MAX: usize = 64;
/// For how long what one said counts.
const FRESH: Duration = Duration::from_hours(6);

#[derive(Clone, Default)]
pub struct Witnesses(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    known: HashSet<String>,
    /// What each site said last, and when that was: whoever owns a domain has one voice, however many hosts are under it.
    said: HashMap<String, (Timestamp, Instant)>,
}

impl Witnesses {
    pub(in crate::egress) fn heard(&self, host: &str, headers: &HeaderMap) {
        let said =
            headers.get(DATE).and_then(|it| it.to_str().ok()).and_then(|it| DateTime::parse_from_rfc2822(it).ok());
        if let Some(said) = said {
            self.says(host, said.to_utc());
        }
    }

    /// The servers whose word counts, the longest known first. What others said is forgotten.
    pub fn know(&self, hosts: &[String]) {
        let mut known = HashSet::new();
        for host in hosts {
            if known.len() >= KNOWN_MAX {
                break;
            }
            known.insert(site_of(host));
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.said.retain(|site, _| known.contains(site));
        kept.known = known;
    }

    /// A server says that it is this time now. What a stranger says is nothing: we ask them because somebody named them.
    pub fn says(&self, host: &str, time: Timestamp) {
        let site = site_of(host);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.known.contains(&site) {
            kept.said.insert(site, (time, Instant::now()));
        }
    }

    /// The clock went further than time seemed to. This machine may have slept meanwhile, and whoever spoke before that seems
    /// to say an earlier time than they did: nothing that says so is kept.
    pub fn slept(&self, now: Timestamp) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.said.retain(|_, said| ahead_of(now, *said) >= -TimeDelta::minutes(OFF_MINUTES_MAX));
    }

    /// By how much each site is ahead of `now`, by what it said last.
    pub fn ahead(&self, now: Timestamp) -> Vec<TimeDelta> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = kept.said.values().filter(|(_, at)| at.elapsed() < FRESH);
        fresh.map(|said| ahead_of(now, *said)).collect()
    }
}

fn ahead_of(now: Timestamp, (said, at): (Timestamp, Instant)) -> TimeDelta {
    said + TimeDelta::from_std(at.elapsed()).unwrap_or_default() - now
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> Timestamp {
        "2026-02-01T12:00:00Z".parse().unwrap()
    }

    fn minutes(witnesses: &Witnesses) -> Vec<i64> {
        let mut all: Vec<i64> = witnesses.ahead(noon()).iter().map(TimeDelta::num_minutes).collect();
        all.sort_unstable();
        all
    }

    #[test]
    fn strangers_are_not_heard_and_a_domain_has_one_voice() {
        let witnesses = Witnesses::default();
        witnesses.know(&["a.test:8080".into(), "x.b.test".into(), "y.b.test".into()]);
        for number in 0..KNOWN_MAX {
            witnesses.says(&format!("stranger{number}.test"), noon() - TimeDelta::days(9));
        }
        assert!(minutes(&witnesses).is_empty());
        witnesses.says("a.test", noon() + TimeDelta::minutes(1));
        for number in 0..KNOWN_MAX {
            witnesses.says(&format!("{number}.b.test"), noon() + TimeDelta::minutes(30));
        }
        assert_eq!(minutes(&witnesses), [1, 30]);
    }

    #[test]
    fn who_is_known_for_long_is_pushed_out_by_nobody() {
        let witnesses = Witnesses::default();
        let hosts: Vec<String> = (0..KNOWN_MAX * 2).map(|it| format!("{it}.site{it}.test")).collect();
        witnesses.know(&hosts);
        for host in &hosts {
            witnesses.says(host, noon());
        }
        assert_eq!(minutes(&witnesses).len(), KNOWN_MAX);
        witnesses.know(&["site0.test".into()]);
        assert_eq!(minutes(&witnesses).len(), 1);
    }

    #[test]
    fn what_was_said_before_a_sleep_is_forgotten() {
        let witnesses = Witnesses::default();
        witnesses.know(&["a.test".into(), "b.test".into()]);
        witnesses.says("a.test", noon() - TimeDelta::hours(8));
        witnesses.says("b.test", noon());
        witnesses.slept(noon());
        assert_eq!(minutes(&witnesses), [0]);
    }
}
