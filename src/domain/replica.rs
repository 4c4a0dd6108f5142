//! A complaint whose home is elsewhere: it has no deciding methods, it only follows the home's history.

use std::collections::BTreeMap;

use crate::domain::complaint::{Complaint, Happening, Inconsistent, Target};
use crate::domain::ids::ComplaintId;
use crate::domain::log::{Core, Hash, Line, LogError};

/// Why lines from elsewhere were not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotFollowed {
    #[error(transparent)]
    Log(#[from] LogError),
    #[error(transparent)]
    Rules(#[from] Inconsistent),
    /// Another event stands at a sequence that we hold: the history was rewritten.
    #[error("a different event {sequence} was told before")]
    Forked { sequence: i64 },
    /// Events between ours and theirs are missing.
    #[error("events {from} to {to} are missing")]
    Gap { from: i64, to: i64 },
    /// The home says that its history is shorter than the one it told before.
    #[error("the history was {held} events long and is now said to have {claimed}")]
    Shorter { held: i64, claimed: i64 },
    #[error("the history does not end at the head it was announced with")]
    WrongHead,
    #[error("an empty history")]
    Empty,
}

/// What a server that carries a complaint holds of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replica {
    /// The id that its home gave it. Ids are scoped by their home: two homes may use the same one.
    pub id: ComplaintId,
    pub home: String,
    /// What it is kept under here: the same, unless a complaint of another home has it already.
    pub key: ComplaintId,
    /// Hashes of lines that we hold, at least of those that may be told again.
    known: BTreeMap<i64, Hash>,
    tip: Option<(i64, Hash)>,
    complaint: Option<Complaint>,
}

/// The lines that were new, and the texts that must be deleted here too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Followed {
    pub lines: Vec<(Core, Line)>,
    pub erased: Vec<Target>,
}

impl Replica {
    /// A complaint of which nothing is held yet.
    pub fn new(id: ComplaintId, home: impl Into<String>) -> Replica {
        Replica { id, home: home.into(), key: id, known: BTreeMap::new(), tip: None, complaint: None }
    }

    /// The same, kept under another key than the id that its home gave it.
    #[must_use]
    pub fn kept_as(self, key: ComplaintId) -> Replica {
        Replica { key, ..self }
    }

    /// The same, with the id that its home gave it.
    #[must_use]
    pub fn known_as(self, id: ComplaintId) -> Replica {
        Replica { id, ..self }
    }

    /// A replica as it is kept: its state, its head, and the hashes of lines that may be told again. A line beyond the
    /// state is not held, whoever wrote it in the meantime.
    pub fn held(home: impl Into<String>, complaint: Complaint, head: Hash, mut known: BTreeMap<i64, Hash>) -> Replica {
        known.retain(|sequence, _| *sequence <= complaint.sequence);
        let tip = Some((complaint.sequence, head));
        let key = complaint.id;
        Replica { id: key, home: home.into(), key, known, tip, complaint: Some(complaint) }
    }

    pub fn sequence(&self) -> i64 {
        self.tip.map_or(0, |(sequence, _)| sequence)
    }

    pub fn head(&self) -> Option<Hash> {
        self.tip.map(|(_, hash)| hash)
    }

    /// The state as our rules see it.
    pub fn complaint(&self) -> Option<&Complaint> {
        self.complaint.as_ref()
    }

    /// What an announced sequence and head mean: `Ok(true)` when there is something to fetch.
    pub fn is_behind(&self, sequence: i64, head: Hash) -> Result<bool, NotFollowed> {
        let held = self.sequence();
        if sequence > held {
            return Ok(true);
        }
        match self.hash_at(sequence) {
            Some(hash) if hash != head => Err(NotFollowed::Forked { sequence }),
            // An older announcement that was overtaken on its way agrees with what we hold.
            _ => Ok(false),
        }
    }

    /// The hash of the line that we hold at a sequence, if it was loaded.
    pub fn hash_at(&self, sequence: i64) -> Option<Hash> {
        if sequence == self.sequence() { self.head() } else { self.known.get(&sequence).copied() }
    }

    /// Takes lines in any order, with repeats. All that follow are taken, or none: a fork or a gap changes nothing.
    pub fn follow(&mut self, lines: &[Line]) -> Result<Followed, NotFollowed> {
        let (next, followed) = self.followed_until(lines, i64::MAX)?;
        *self = next;
        Ok(followed)
    }

    /// What this replica becomes by these lines, but no further than `last`: what lies beyond it was proven by nobody yet.
    pub fn followed_until(&self, lines: &[Line], last: i64) -> Result<(Replica, Followed), NotFollowed> {
        let mut sorted = Vec::with_capacity(lines.len());
        for line in lines {
            // Most lines of an announcement are repeats; what we hold, byte for byte, need not be read again.
            if self.holds(line) {
                continue;
            }
            let core = line.read()?;
            if core.event.sequence <= last {
                sorted.push((core, line));
            }
        }
        sorted.sort_by_key(|(core, _)| core.event.sequence);
        let mut next = self.clone();
        let mut followed = Followed::default();
        for (core, line) in sorted {
            let sequence = core.event.sequence;
            if sequence <= next.sequence() {
                if next.hash_at(sequence).is_some_and(|hash| hash != Hash::of(&line.core)) {
                    return Err(NotFollowed::Forked { sequence });
                }
                continue;
            }
            if sequence > next.sequence() + 1 {
                return Err(NotFollowed::Gap { from: next.sequence() + 1, to: sequence - 1 });
            }
            line.verify_read(&core, self.id, &self.home, next.tip)?;
            next.take(&core, line)?;
            if let Happening::Erased { targets } = &core.event.happening {
                followed.erased.extend(targets.iter().cloned());
            }
            followed.lines.push((core, line.clone()));
        }
        Ok((next, followed))
    }

    fn holds(&self, line: &Line) -> bool {
        let hash = Hash::of(&line.core);
        self.head() == Some(hash) || self.known.values().rev().any(|it| *it == hash)
    }

    fn take(&mut self, core: &Core, line: &Line) -> Result<(), NotFollowed> {
        self.complaint = match self.complaint.take() {
            None => Complaint::replay(self.key, [&core.event])?,
            Some(complaint) => Some(complaint.followed_by(&core.event)?),
        };
        self.known.insert(core.event.sequence, line.hash);
        self.tip = Some((core.event.sequence, line.hash));
        Ok(())
    }
}

#[cfg(test)]
pub(in crate::domain) mod tests;
