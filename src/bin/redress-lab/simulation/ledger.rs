//! What the simulator knows and no instance does: everything that was ever decided, promised and lost.

use std::collections::{BTreeMap, BTreeSet};

use crate::simulation::people::Actor;
use crate::simulation::{INSTANCES, NAMES};
use redress::domain::ids::ComplaintId;
use redress::domain::log::{Hash, Line};
use redress::domain::sync::request::request_of;

#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// Every complaint that was ever filed, its home, and who filed it.
    pub(super) complaints: Vec<(ComplaintId, usize, Actor)>,
    /// Every line that any home ever wrote.
    pub(super) lines: BTreeMap<Hash, Written>,
    /// Causes that led to an event, with it.
    decided: BTreeMap<String, (usize, u32, Hash)>,
    refused: BTreeMap<String, (usize, u32)>,
    /// Causes of which somebody was told that they led to this.
    pub(super) acknowledged: BTreeMap<String, Hash>,
    /// Lines that a restored home could not get back, for nobody held them.
    pub(super) lost: BTreeSet<Hash>,
    restores: [u32; INSTANCES],
    /// Homes that have just ended their adoption.
    pub(super) has_adopted: Vec<usize>,
    pub(super) failures: Vec<String>,
    pub(super) accepted: u64,
    pub(super) refusals: u64,
    /// How often replicas of a home were frozen.
    pub(super) frozen: u64,
    pub(super) two_histories: Option<TwoHistories>,
}

/// A complaint whose home tells it in two ways.
#[derive(Debug, Clone)]
pub(super) struct TwoHistories {
    pub(super) complaint: ComplaintId,
    pub(super) home: usize,
    pub(super) deceived: Vec<usize>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Written {
    pub(super) home: usize,
    pub(super) complaint: ComplaintId,
    pub(super) sequence: i64,
    pub(super) actor: Option<Actor>,
}

impl Ledger {
    /// A home wrote lines, the first of them at `first`.
    pub(super) fn recorded(
        &mut self,
        home: usize,
        complaint: ComplaintId,
        actor: Option<Actor>,
        cause: Option<&str>,
        first: i64,
        lines: &[Line],
    ) {
        for (sequence, line) in (first..).zip(lines) {
            self.lines.insert(line.hash, Written { home, complaint, sequence, actor });
        }
        let Some(cause) = cause else { return };
        self.accepted += 1;
        self.once(home, cause);
        let named = lines.iter().find(|line| request_of(line).as_deref() == Some(cause)).or(lines.first());
        if let Some(line) = named {
            self.decided.insert(cause.to_string(), (home, self.restores[home], line.hash));
        }
        if first == 1
            && let Some(actor) = actor
        {
            self.complaints.push((complaint, home, actor));
        }
    }

    pub(super) fn refused(&mut self, home: usize, cause: &str) {
        self.refusals += 1;
        self.once(home, cause);
        self.refused.insert(cause.to_string(), (home, self.restores[home]));
    }

    /// A cause is decided once, unless its home forgot it with everything since its backup.
    fn once(&mut self, home: usize, cause: &str) {
        let now = (home, self.restores[home]);
        let before = self.decided.get(cause).map(|(home, restores, _)| (*home, *restores));
        if before == Some(now) || self.refused.get(cause) == Some(&now) {
            self.fail(format!("{} decided {cause} twice", NAMES[home]));
        }
    }

    /// Whoever asked was told that it is done, or shown why not.
    pub(super) fn acknowledged(&mut self, cause: &str) {
        if let Some((_, _, hash)) = self.decided.get(cause) {
            self.acknowledged.insert(cause.to_string(), *hash);
        }
    }

    pub(super) fn restored(&mut self, home: usize) {
        self.restores[home] += 1;
    }

    pub(super) fn adopted(&mut self, home: usize) {
        self.has_adopted.push(home);
    }

    pub(super) fn fail(&mut self, why: String) {
        self.failures.push(why);
    }
}
