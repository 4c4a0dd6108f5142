//! How often something became of what other servers sent, for the metrics.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Outcome and, where there is one, its reason: both are words of ours, so there are few.
static HANDLED: Mutex<BTreeMap<(&'static str, &'static str), u64>> = Mutex::new(BTreeMap::new());

pub(super) fn count(outcome: &'static str, reason: &'static str) {
    *HANDLED.lock().unwrap_or_else(PoisonError::into_inner).entry((outcome, reason)).or_default() += 1;
}

/// Every outcome of an activity that was taken in, with its reason, and how often it came about since the start.
pub fn counts() -> Vec<(&'static str, &'static str, u64)> {
    let handled = HANDLED.lock().unwrap_or_else(PoisonError::into_inner);
    handled.iter().map(|((outcome, reason), count)| (*outcome, *reason, *count)).collect()
}
