//! The life of a complaint: its states, and the one match that says what may follow what.

mod apply;
mod command;
mod event;

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::domain::Timestamp;
use crate::domain::ids::ComplaintId;
use crate::domain::party::Party;

pub use crate::domain::complaint::command::{Change, Command, Decided, Filing};
pub use crate::domain::complaint::event::{
    Amount, DeclineReason, Door, Effort, Event, Filed, FollowerBand, Ground, Happening, Label, Notice, Opening,
    Outcome, ProofTier, RULES, Side, Step, Target, Text, Want,
};

/// A complaint may be turned down as "never meant as one" for this long.
pub const RETRACT_HOURS_MAX: i64 = 1;
/// A post that mentions a board stands on its own page only for this long.
pub const PROVISIONAL_MINUTES: i64 = 10;
pub const EMBARGO_HOURS_MIN: i64 = 1;
pub const EMBARGO_DAYS_MAX: i64 = 7;
pub const OFFERS_MAX: u32 = 3;
pub const PROMISE_DAYS_MAX: i64 = 90;
/// Promises of one brand in one thread; beyond it a promise says nothing any more.
pub const PROMISES_MAX: u32 = 50;
pub const REOPEN_DAYS_MAX: i64 = 180;
pub const REMINDER_DAYS: [u8; 3] = [3, 7, 12];
pub const LAPSE_DAYS: i64 = 14;
pub const ASK_AGAIN_DAYS: i64 = 28;
pub const RATING_MAX: u8 = 10;

/// Where a complaint stands. Each state carries what its rules need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum State {
    Open,
    Acknowledged,
    Offered { reminded: u8, since: Timestamp },
    Resolved { since: Timestamp, asked_again: bool },
    Unresolved { since: Timestamp },
    Lapsed { since: Timestamp },
    Withdrawn,
    Retracted,
    Dismissed { before: Box<State>, by: Party, ground: Ground },
}

/// Who the next step belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Waiting {
    Brand,
    Complainant,
    Nobody,
}

/// An offer of the brand and the answer that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    pub number: u32,
    pub outcome: Outcome,
    pub reason: Option<DeclineReason>,
    pub at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    pub at: Timestamp,
    pub named: bool,
    pub automated: bool,
    pub deleted: bool,
    pub labels: BTreeMap<Label, LabelState>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LabelState {
    Set,
    Disputed,
    /// A moderator found that the brand was right.
    Struck,
    Upheld,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    pub due: Timestamp,
    pub state: PromiseState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PromiseState {
    Pending,
    Broken,
    Kept { at: Timestamp, late: bool },
    Refuted,
    Confirmed { late: bool },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Contest {
    Open,
    Rejected { by: Party },
    Appealed { by: Party },
    Upheld,
}

/// The rating that stands: one per complaint, a new one replaces the old.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    pub rating: Option<u8>,
    pub would_return: Option<bool>,
}

/// A complaint at home: the only thing that decides. Everything in it follows from its events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that some figure asks for")]
pub struct Complaint {
    pub id: ComplaintId,
    pub brand: String,
    pub filed_at: Timestamp,
    pub sequence: i64,
    pub last_at: Timestamp,
    /// The last event that changed what the next step is; an answer to an older view is refused.
    pub turn: i64,
    state: State,
    /// `None` once it is public.
    hidden_until: Option<Opening>,
    pub published_at: Option<Timestamp>,
    pub proof: ProofTier,
    pub commenters: u32,
    pub moderators: u32,
    pub brand_acted: bool,
    pub named_human_acted: bool,
    pub first_human_at: Option<Timestamp>,
    pub notified_at: Option<Timestamp>,
    asked: bool,
    pub waiting_since: Timestamp,
    pub responses: BTreeMap<u32, Response>,
    pub promises: BTreeMap<u32, Promise>,
    pub offers: u32,
    standing_offer: Option<Offer>,
    pub outcome: Option<Outcome>,
    pub rating: Rating,
    pub ever_resolved: bool,
    pub declined_ever: bool,
    pub reopened: u32,
    pub hand_offs: u32,
    pub step: Option<Step>,
    contests: BTreeMap<Ground, Contest>,
    appealed: BTreeSet<Side>,
    supporters: BTreeSet<Party>,
    thanked: BTreeSet<(Party, u32)>,
    pub problem: Option<uuid::Uuid>,
    complainant_gone: bool,
    /// An event newer than our rules came by: what follows it is shown, not judged.
    pub newer: bool,
}

/// A history that these rules cannot have written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("event {sequence} cannot follow: {why}")]
pub struct Inconsistent {
    pub sequence: i64,
    pub why: String,
}

impl State {
    /// Every state's name, in the order of a life.
    pub const NAMES: [&'static str; 9] =
        ["open", "acknowledged", "offered", "resolved", "unresolved", "lapsed", "withdrawn", "retracted", "dismissed"];

    pub fn name(&self) -> &'static str {
        match self {
            State::Open => "open",
            State::Acknowledged => "acknowledged",
            State::Offered { .. } => "offered",
            State::Resolved { .. } => "resolved",
            State::Unresolved { .. } => "unresolved",
            State::Lapsed { .. } => "lapsed",
            State::Withdrawn => "withdrawn",
            State::Retracted => "retracted",
            State::Dismissed { .. } => "dismissed",
        }
    }
}

impl Waiting {
    pub fn word(self) -> &'static str {
        match self {
            Waiting::Brand => "brand",
            Waiting::Complainant => "complainant",
            Waiting::Nobody => "nobody",
        }
    }
}

impl Response {
    /// Named, not automated, and no label stands: only such a response stops the clock.
    pub fn is_substantive(&self) -> bool {
        let labelled = self.labels.values().any(|it| *it != LabelState::Struck);
        self.named && !self.automated && !labelled
    }
}

impl Complaint {
    pub fn state(&self) -> &State {
        &self.state
    }

    /// How it is shown while it is not public yet.
    pub fn opening(&self) -> Opening {
        self.hidden_until.unwrap_or(Opening::Public)
    }

    pub fn is_public(&self) -> bool {
        self.hidden_until.is_none()
    }

    /// The offer that waits for an answer; also after `unresolved` or `lapsed`, where it changes no state by itself.
    pub fn standing_offer(&self) -> Option<Offer> {
        self.standing_offer
    }

    pub fn supporters(&self) -> usize {
        self.supporters.len()
    }

    pub fn is_supported_by(&self, party: Party) -> bool {
        self.supporters.contains(&party)
    }

    pub fn contests(&self) -> &BTreeMap<Ground, Contest> {
        &self.contests
    }

    pub fn has_asked(&self) -> bool {
        self.asked
    }

    pub fn has_appealed(&self, side: Side) -> bool {
        self.appealed.contains(&side)
    }

    pub fn waiting(&self) -> Waiting {
        match self.state {
            State::Acknowledged if self.asked => Waiting::Complainant,
            State::Open | State::Acknowledged => Waiting::Brand,
            State::Offered { .. } => Waiting::Complainant,
            _ => Waiting::Nobody,
        }
    }

    /// No substantive response yet, `target` after filing.
    pub fn is_overdue(&self, target: TimeDelta, now: Timestamp) -> bool {
        self.still_unanswered() && now - self.filed_at > target
    }

    /// No substantive response fifteen days after filing.
    pub fn is_silent(&self, now: Timestamp) -> bool {
        const SILENT_DAYS: i64 = 15;
        self.still_unanswered() && now - self.filed_at > TimeDelta::days(SILENT_DAYS)
    }

    fn still_unanswered(&self) -> bool {
        self.first_human_at.is_none() && matches!(self.state, State::Open | State::Acknowledged | State::Offered { .. })
    }

    /// The number that the next commenter, or the next moderator, gets in this thread.
    pub fn next_commenter(&self) -> Party {
        Party::Commenter(self.commenters + 1)
    }

    pub fn next_moderator(&self) -> Party {
        Party::Moderator(self.moderators + 1)
    }

    /// The next thing the clock has to do, and when. `None`: nothing until somebody acts.
    pub fn next_clock(&self) -> Option<(Timestamp, Command)> {
        let publish = match self.hidden_until {
            Some(Opening::Provisional { until } | Opening::Embargoed { until })
                if !matches!(
                    self.state,
                    State::Withdrawn | State::Retracted | State::Resolved { .. } | State::Dismissed { .. }
                ) =>
            {
                Some((until, Command::Publish))
            }
            _ => None,
        };
        let timers = if self.complainant_gone { None } else { self.state_timer() };
        let promise = self.promise_timer();
        [publish, promise, timers].into_iter().flatten().min_by_key(|(at, _)| *at)
    }

    fn promise_timer(&self) -> Option<(Timestamp, Command)> {
        if matches!(self.state, State::Withdrawn | State::Retracted | State::Dismissed { .. }) || self.complainant_gone
        {
            return None;
        }
        let pending = self.promises.iter().filter(|(_, it)| it.state == PromiseState::Pending);
        pending.map(|(number, it)| (it.due, Command::MissPromise { promise: *number })).min_by_key(|(due, _)| *due)
    }

    fn state_timer(&self) -> Option<(Timestamp, Command)> {
        match self.state {
            State::Offered { reminded, since } => {
                let next = REMINDER_DAYS.iter().find(|day| **day > reminded);
                Some(match next {
                    Some(day) => (since + TimeDelta::days(i64::from(*day)), Command::Remind { day: *day }),
                    None => (since + TimeDelta::days(LAPSE_DAYS), Command::Lapse),
                })
            }
            State::Resolved { since, asked_again: false } => {
                Some((since + TimeDelta::days(ASK_AGAIN_DAYS), Command::AskAgain))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
