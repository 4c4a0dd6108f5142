//! A complaint whose home is elsewhere: it has no deciding methods, it only follows the home's history.

use crate::domain::Timestamp;
use crate::domain::complaint::{Complaint, Event, Happening, Inconsistent, RULES, Target};
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
    #[error("a different event {sequence} was signed before")]
    Forked { sequence: i64 },
    /// Events between ours and theirs are missing.
    #[error("events {from} to {to} are missing")]
    Gap { from: i64, to: i64 },
    #[error("the history does not end at the head it was announced with")]
    WrongHead,
}

/// What a server that carries a complaint knows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replica {
    pub id: ComplaintId,
    pub home: String,
    held: Vec<(i64, Hash)>,
    events: Vec<Event>,
    complaint: Option<Complaint>,
}

/// The lines that were new, and what they ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Followed {
    pub lines: Vec<(Core, Line)>,
    /// Texts that must be deleted here too.
    pub erased: Vec<Target>,
}

impl Replica {
    pub fn new(id: ComplaintId, home: impl Into<String>) -> Replica {
        Replica { id, home: home.into(), held: Vec::new(), events: Vec::new(), complaint: None }
    }

    /// A replica as it was kept: lines in order, already verified when they came.
    pub fn restore(id: ComplaintId, home: impl Into<String>, lines: &[Line]) -> Result<Replica, NotFollowed> {
        let mut replica = Replica::new(id, home);
        replica.follow(lines)?;
        Ok(replica)
    }

    pub fn sequence(&self) -> i64 {
        self.held.last().map_or(0, |(sequence, _)| *sequence)
    }

    pub fn head(&self) -> Option<Hash> {
        self.held.last().map(|(_, hash)| *hash)
    }

    /// The state as the rules that we know see it; events newer than our rules decide nothing here.
    pub fn complaint(&self) -> Option<&Complaint> {
        self.complaint.as_ref()
    }

    pub fn has_newer_rules(&self) -> bool {
        self.events.iter().any(|it| matches!(it.happening, Happening::Newer { .. }))
    }

    pub fn last_at(&self) -> Option<Timestamp> {
        self.events.last().map(|it| it.at)
    }

    /// Takes lines in any order, with repeats. All that follow are taken, or none: a fork or a gap changes nothing.
    pub fn follow(&mut self, lines: &[Line]) -> Result<Followed, NotFollowed> {
        let mut sorted = Vec::with_capacity(lines.len());
        for line in lines {
            sorted.push((line.read()?, line));
        }
        sorted.sort_by_key(|(core, _)| core.event.sequence);
        let mut next = self.clone();
        let mut followed = Followed::default();
        for (core, line) in sorted {
            let sequence = core.event.sequence;
            if sequence <= next.sequence() {
                next.same_as_held(sequence, line)?;
                continue;
            }
            if sequence > next.sequence() + 1 {
                return Err(NotFollowed::Gap { from: next.sequence() + 1, to: sequence - 1 });
            }
            let core = line.verify(self.id, &self.home, next.held.last().copied())?;
            next.take(&core, line)?;
            if let Happening::Erased { targets } = &core.event.happening {
                followed.erased.extend(targets.iter().cloned());
            }
            followed.lines.push((core, line.clone()));
        }
        *self = next;
        Ok(followed)
    }

    fn same_as_held(&self, sequence: i64, line: &Line) -> Result<(), NotFollowed> {
        let held = self.held.iter().find(|(it, _)| *it == sequence);
        if held.is_none_or(|(_, hash)| *hash != Hash::of(&line.core)) {
            return Err(NotFollowed::Forked { sequence });
        }
        Ok(())
    }

    fn take(&mut self, core: &Core, line: &Line) -> Result<(), NotFollowed> {
        self.held.push((core.event.sequence, line.hash));
        self.events.push(core.event.clone());
        if core.rules > RULES || self.has_newer_rules() {
            // What follows a rule that we do not know cannot be judged by ours; the chain still is.
            if let Some(complaint) = &mut self.complaint {
                complaint.sequence = core.event.sequence;
                complaint.last_at = core.event.at;
            }
            return Ok(());
        }
        self.complaint = match self.complaint.take() {
            None => Complaint::replay(self.id, [&core.event])?,
            Some(complaint) => Some(complaint.followed_by(&core.event)?),
        };
        Ok(())
    }
}
