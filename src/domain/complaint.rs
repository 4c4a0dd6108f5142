//! The life of a complaint: its states, and the one match that says what may follow what.

mod apply;
mod command;
mod event;
mod moved;

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::domain::Timestamp;
use crate::domain::ids::ComplaintId;
use crate::domain::party::Party;

pub use crate::domain::complaint::command::{Change, Command, Decided, Filing};
pub use crate::domain::complaint::event::{
    Amount, CommentGround, DeclineReason, Door, Effort, Event, Filed, FollowerBand, Ground, Happening, Label, Notice,
    Opening, Outcome, ProofTier, RULES, Reminded, Rules, Side, SolvedBy, Step, Target, Text, Want,
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
/// Whoever is waited for has so long after the last reminder, however late it came.
pub const LAST_WORD_DAYS: i64 = 2;
/// Questions of the brand in one thread, one at a time.
pub const QUESTIONS_MAX: u32 = 3;
/// Days of the brand's turn after which it is reminded, and after which the complaint is closed as unanswered.
pub const BRAND_REMINDER_DAYS: [u8; 3] = [15, 30, 50];
pub const UNANSWERED_DAYS: i64 = 60;
/// The last reminder comes this long before the end, however late it came.
pub const LAST_WARNING_DAYS: i64 = 10;
/// Days after which the complainant hears what else can be done, where nobody reads for the brand.
pub const UNTOLD_DAYS: u8 = 60;
/// Whoever was reached has so long before the complaint goes on to the next step.
pub const STEP_HOURS_MIN: i64 = 72;
/// A resolved complaint is rated anew for this long, once.
pub const RATE_AGAIN_DAYS: i64 = 30;
/// A kept promise that nobody refutes for so long stands.
pub const REFUTE_DAYS_MAX: i64 = 7;
/// Whoever filed marks an answer for this long after it was given.
pub const MARK_DAYS_MAX: i64 = 30;
/// The version of the signals by which a person labels an answer: none, it is what they say themselves.
pub const OWN_MARK: u32 = 0;
/// The complainant is heard for this long before a contest is decided.
pub const HEARING_DAYS: i64 = 7;
/// A moderator takes a slip of their own back for this long.
pub const UNDO_HOURS_MAX: i64 = 24;
pub const ASK_AGAIN_DAYS: i64 = 28;
/// Whoever is asked whether it is still fixed has so long to say so, counted from the question.
pub const ANSWER_AGAIN_DAYS: i64 = 14;
pub const RATING_MAX: u8 = 10;

/// Where a complaint stands. Each state carries what its rules need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum State {
    Open,
    Acknowledged,
    Offered {
        reminded: u8,
        since: Timestamp,
    },
    Resolved {
        since: Timestamp,
        asked_again: bool,
    },
    Unresolved {
        since: Timestamp,
    },
    Lapsed {
        since: Timestamp,
    },
    Unanswered {
        since: Timestamp,
    },
    Withdrawn,
    Retracted,
    Dismissed {
        before: Box<State>,
        by: Party,
        ground: Ground,
        /// Under the rules of version 1 nobody asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Timestamp>,
    },
}

/// Who the next step belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Waiting {
    Brand,
    Complainant,
    Nobody,
}

/// Whether anybody is there at the step that a complaint has reached: nobody has to wait for somebody who is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    Somebody,
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
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that some figure asks for")]
pub struct Response {
    pub at: Timestamp,
    pub named: bool,
    pub automated: bool,
    pub deleted: bool,
    pub labels: BTreeMap<Label, LabelState>,
    /// The brand that gave it, where the complaint was moved to another since: it stays in the thread and speaks for nobody
    /// else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former: Option<String>,
    /// Whoever filed says that it sends them elsewhere: that label is theirs.
    #[serde(default, skip_serializing_if = "is_not")]
    pub marked: bool,
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
    /// Of the brand before, from which the complaint was moved: nobody has to keep it any more.
    #[serde(default, skip_serializing_if = "is_not")]
    pub former: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over like that")]
fn is_not(it: &bool) -> bool {
    !*it
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

impl PromiseState {
    /// Whether the brand said that it kept it, whatever the complainant says to that.
    pub fn is_said_kept(self) -> bool {
        match self {
            PromiseState::Kept { .. } | PromiseState::Confirmed { .. } | PromiseState::Refuted => true,
            PromiseState::Pending | PromiseState::Broken => false,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Contest {
    Open,
    Rejected { by: Party },
    Appealed { by: Party },
    Upheld,
}

/// What is known of a contest beside its outcome, under the rules of version 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hearing {
    pub since: Timestamp,
    /// The complainant wrote anything into the thread after it was raised.
    pub heard: bool,
    /// When the complainant said that what they wrote is their answer to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<Timestamp>,
}

impl Hearing {
    /// Until when the complainant may say something to it.
    pub fn until(&self) -> Timestamp {
        self.since + TimeDelta::days(HEARING_DAYS)
    }

    pub fn is_over(&self, at: Timestamp) -> bool {
        at >= self.until()
    }
}

/// What became of a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CommentState {
    Standing,
    Hidden,
    Deleted,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    pub by: Party,
    pub state: CommentState,
}

/// How a complaint was withdrawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    pub settled: Option<bool>,
    pub condition: Option<bool>,
}

/// That a complaint was moved, and which brand it was about before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    pub sequence: i64,
    pub from: String,
}

/// The last reminder of the brand: which, and when it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrandReminder {
    pub day: u8,
    pub at: Timestamp,
}

/// What the complainant said last of how it went. Under the rules of version 1 it just replaced the one before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    pub rating: Option<u8>,
    pub would_return: Option<bool>,
}

impl Rating {
    /// Whether it has a number: the rest may come without one.
    pub fn is_given(&self) -> bool {
        self.rating.is_some()
    }
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
    /// What follows is known under the rules of version 2 only; an event of version 1 leaves it as it is, so that a state
    /// that was kept before then, read again, is the replayed one.
    #[serde(default = "first_rules")]
    pub rules: u32,
    /// The first event that was decided by the rules of version 2.
    #[serde(default)]
    ruled_from: i64,
    #[serde(default)]
    questions: u32,
    #[serde(default)]
    question_reminded: u8,
    /// When the brand's turn last began anew: declined, reopened, reinstated, another brand.
    #[serde(default)]
    turn_since: Option<Timestamp>,
    /// For how long of the brand's turn its questions stood, in milliseconds.
    #[serde(default)]
    turn_paused: i64,
    #[serde(default)]
    brand_reminded: Option<BrandReminder>,
    /// When the complainant heard that nobody reads for the brand.
    #[serde(default)]
    pub untold_at: Option<Timestamp>,
    #[serde(default)]
    pub ever_unanswered: bool,
    #[serde(default)]
    pub solved_by: Option<SolvedBy>,
    /// The rating that was given first, where a second stands beside it and nothing can change any more.
    #[serde(default)]
    pub first_rating: Option<Rating>,
    #[serde(default)]
    pub withdrawal: Option<Withdrawal>,
    #[serde(default)]
    pub worked: Option<Step>,
    /// When the step was taken that was reached.
    #[serde(default)]
    step_at: Option<Timestamp>,
    #[serde(default)]
    hearings: BTreeMap<Ground, Hearing>,
    #[serde(default)]
    comments: BTreeMap<i64, Comment>,
    /// Offers of the brand before, where it was moved; numbers go on.
    #[serde(default)]
    offers_before: u32,
    /// It had ended when it was moved here: that says nothing about this brand.
    #[serde(default)]
    ended_elsewhere: bool,
    /// Where it was moved from, by the events that moved it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    moves: Vec<Move>,
    /// As it was before it was moved last: that may be taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    moved_from: Option<Box<Complaint>>,
    /// When the complainant was asked whether it is still fixed. Known under the rules of version 3 only.
    #[serde(default)]
    asked_again_at: Option<Timestamp>,
    /// The outcome is what the brand had offered; whoever accepted it did not say what they got. Known under the rules of
    /// version 3 only.
    #[serde(default)]
    pub outcome_unsaid: bool,
    /// When the complainant was last reminded of what waits for them. Known under the rules of version 4 only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    complainant_reminded_at: Option<Timestamp>,
    /// An event newer than our rules came by: what follows it is shown, not judged.
    pub newer: bool,
}

fn first_rules() -> u32 {
    1
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
    pub const NAMES: [&'static str; 10] = [
        "open",
        "acknowledged",
        "unanswered",
        "offered",
        "resolved",
        "unresolved",
        "lapsed",
        "withdrawn",
        "retracted",
        "dismissed",
    ];

    pub fn name(&self) -> &'static str {
        match self {
            State::Open => "open",
            State::Acknowledged => "acknowledged",
            State::Offered { .. } => "offered",
            State::Resolved { .. } => "resolved",
            State::Unresolved { .. } => "unresolved",
            State::Lapsed { .. } => "lapsed",
            State::Unanswered { .. } => "unanswered",
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
    /// Of the brand that it is about now, named, not automated, and no label stands: only such a response stops the clock.
    pub fn is_substantive(&self) -> bool {
        let labelled = self.labels.values().any(|it| *it != LabelState::Struck);
        self.former.is_none() && self.named && !self.automated && !labelled
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

    /// Whether it is resolved because its complainant accepts what the brand will not do.
    pub fn ended_with_refusal(&self) -> bool {
        matches!(self.state, State::Resolved { .. }) && self.outcome == Some(Outcome::Declined)
    }

    /// How many things in it their authors may still take back, each with one event.
    pub fn may_be_taken_back(&self) -> usize {
        let comments = self.comments.values().filter(|it| it.state != CommentState::Deleted).count();
        comments + self.responses.values().filter(|it| !it.deleted).count() + self.supporters.len()
    }

    pub fn supporters(&self) -> usize {
        self.supporters.len()
    }

    /// Whether a party says that it has the same problem.
    pub fn is_supported_by(&self, party: Party) -> bool {
        self.supporters.contains(&party)
    }

    pub fn contests(&self) -> &BTreeMap<Ground, Contest> {
        &self.contests
    }

    /// How a contest was heard; `None` for one of the rules of version 1.
    pub fn hearing(&self, ground: Ground) -> Option<Hearing> {
        self.hearings.get(&ground).copied()
    }

    /// Whether a contest may be decided now: the complainant said that they answered this ground, is gone, or had the days
    /// for it. What they write elsewhere in the thread closes nothing.
    pub fn is_heard(&self, ground: Ground, at: Timestamp) -> bool {
        let had = |it: &Hearing| it.answered.is_some() || self.complainant_gone || it.is_over(at);
        self.hearings.get(&ground).is_none_or(had)
    }

    /// What was asked until November 2026, and what replaying asks: that the complainant wrote anything since, or had the days.
    fn had_spoken(&self, ground: Ground, at: Timestamp) -> bool {
        let had = |it: &Hearing| it.heard || self.complainant_gone || it.is_over(at);
        self.hearings.get(&ground).is_none_or(had)
    }

    /// Whether this ground is contested and whoever filed was not heard about it yet.
    pub fn is_unheard(&self, ground: Ground, at: Timestamp) -> bool {
        self.contests.get(&ground) == Some(&Contest::Open) && !self.is_heard(ground, at)
    }

    /// A contest about which whoever filed was not heard yet.
    pub fn unheard(&self, at: Timestamp) -> Option<Ground> {
        self.contests.keys().copied().find(|ground| self.is_unheard(*ground, at))
    }

    /// The ground on which it is contested, as long as nobody decided that and there is something left to decide.
    pub fn contested(&self) -> Option<Ground> {
        let open = |it: &Contest| matches!(it, Contest::Open | Contest::Appealed { .. });
        let first = self.contests.iter().find(|(_, it)| open(it)).map(|(ground, _)| *ground);
        first.filter(|_| !self.is_over())
    }

    /// When it becomes public by itself, if nobody acts before; `None` where that is not on its way.
    pub fn publishes_at(&self) -> Option<Timestamp> {
        match self.hidden_until {
            // Nobody is left who wants it read.
            _ if self.complainant_gone => None,
            Some(Opening::Provisional { until } | Opening::Embargoed { until })
                if !matches!(
                    self.state,
                    State::Withdrawn | State::Retracted | State::Resolved { .. } | State::Dismissed { .. }
                ) =>
            {
                Some(until)
            }
            _ => None,
        }
    }

    /// A comment by its sequence; `None` for one that was written under the rules of version 1, too.
    pub fn comment(&self, sequence: i64) -> Option<Comment> {
        self.comments.get(&sequence).copied()
    }

    /// The step that comes after the one that was reached.
    pub fn next_step(&self) -> Option<Step> {
        Step::ALL.iter().copied().find(|it| self.step.is_none_or(|reached| *it > reached))
    }

    /// From when the next step may be taken. `None`: at once. Whoever was reached has some days, unless they answered, were
    /// never told, or are not there.
    pub fn next_step_from(&self, reached: Holder) -> Option<Timestamp> {
        let (step, at) = (self.step?, self.step_at?);
        let of_brand = match step {
            Step::Representative | Step::Executive => true,
            Step::Mediator | Step::ExternalBody => false,
        };
        let answered = self.responses.values().any(|it| it.at >= at && it.is_substantive());
        if reached == Holder::Nobody || answered || (of_brand && self.notified_at.is_none()) {
            return None;
        }
        Some(at + TimeDelta::hours(STEP_HOURS_MIN))
    }

    /// Who brought the solution about: whoever the complainant named; the brand, where they accepted what it offered. `None`:
    /// nobody knows, and it speaks neither for the brand nor against it.
    pub fn solver(&self) -> Option<SolvedBy> {
        // Only an offer that was accepted leaves its outcome behind, or the person's own word of what they got.
        let accepted = self.offers > self.offers_before && self.outcome.is_some_and(|it| it != Outcome::Declined);
        self.solved_by.or(accepted.then_some(SolvedBy::Brand))
    }

    /// Whether accepting the offer that stands says that the brand solved it. Whoever accepts a refusal says no such thing.
    pub fn offers_solution(&self) -> bool {
        self.standing_offer.is_some_and(|it| it.outcome != Outcome::Declined)
    }

    /// The rating that counts: the last one that was given.
    pub fn standing_rating(&self) -> Option<u8> {
        self.rating.rating.or(self.first_rating.and_then(|it| it.rating))
    }

    /// The rating that stands beside it, where two were given.
    pub fn earlier_rating(&self) -> Option<u8> {
        self.rating.rating.and(self.first_rating).and_then(|it| it.rating)
    }

    /// Its turn, and nobody told the brand: its silence is none.
    pub fn is_untold(&self) -> bool {
        self.waited_for() == Waiting::Brand && self.notified_at.is_none() && !self.brand_acted
    }

    /// Since when whoever has the turn is waited for: a brand, at the earliest since it was told.
    pub fn waited_for_since(&self) -> Timestamp {
        match self.waiting() {
            Waiting::Brand => self.notified_at.map_or(self.waiting_since, |told| told.max(self.waiting_since)),
            Waiting::Complainant | Waiting::Nobody => self.waiting_since,
        }
    }

    /// From when the brand's days count: since it was told, since its turn began, since it last said something of
    /// substance, whichever was last. The time in which its own question stood is not counted. `None`: never told.
    pub fn brand_due_from(&self) -> Option<Timestamp> {
        let told = self.notified_at?;
        let said = self.responses.values().filter(|it| it.is_substantive()).map(|it| it.at).max();
        let began = self.turn_since.unwrap_or(self.waiting_since);
        Some(told.max(began).max(said.unwrap_or(told)) + TimeDelta::milliseconds(self.turn_paused))
    }

    /// When the brand was told, where what became of it says something about this brand: not if it had ended before it was
    /// moved here.
    pub fn counted_from(&self) -> Option<Timestamp> {
        self.notified_at.filter(|_| !self.ended_elsewhere)
    }

    /// The brand that it was about when an event happened, by its key.
    pub fn brand_at(&self, sequence: i64) -> &str {
        self.moves.iter().find(|it| it.sequence > sequence).map_or(self.brand.as_str(), |it| it.from.as_str())
    }

    /// It had ended when it was moved here, and nothing was said of it since.
    pub fn has_ended_elsewhere(&self) -> bool {
        self.ended_elsewhere
    }

    pub fn moves(&self) -> &[Move] {
        &self.moves
    }

    pub fn offers_left(&self) -> u32 {
        OFFERS_MAX.saturating_sub(self.offers - self.offers_before)
    }

    /// The promises that somebody still has to keep, or kept.
    pub fn standing_promises(&self) -> impl DoubleEndedIterator<Item = (u32, &Promise)> {
        self.promises.iter().filter(|(_, it)| !it.former).map(|(number, it)| (*number, it))
    }

    /// Whether a promise was not kept by its day, or the complainant says that it was not kept.
    pub fn broke_promise(&self) -> bool {
        self.standing_promises().any(|(_, it)| match it.state {
            PromiseState::Broken | PromiseState::Refuted => true,
            PromiseState::Kept { late, .. } | PromiseState::Confirmed { late } => late,
            PromiseState::Pending => false,
        })
    }

    /// When whoever filed was asked whether it is still fixed, if they were. What the rules of version 2 asked stands without
    /// its time: it was not before its day.
    fn asked_again_since(&self) -> Option<Timestamp> {
        let State::Resolved { since, asked_again: true } = self.state else { return None };
        // A second rating took the place of the question.
        let asked_before = self.first_rating.is_none().then(|| since + TimeDelta::days(ASK_AGAIN_DAYS));
        self.asked_again_at.or(asked_before)
    }

    /// Until when "is it still fixed?" can be answered, as long as that question waits for its answer.
    pub fn still_fixed_until(&self, now: Timestamp) -> Option<Timestamp> {
        let State::Resolved { since, .. } = self.state else { return None };
        if self.complainant_gone || self.first_rating.is_some() {
            return None;
        }
        let until = apply::rated_again_until(since, Some(self.asked_again_since()?));
        (now <= until).then_some(until)
    }

    pub fn has_asked(&self) -> bool {
        self.asked
    }

    pub fn is_appealed(&self) -> bool {
        !self.appealed.is_empty()
    }

    pub fn waiting(&self) -> Waiting {
        match self.state {
            State::Acknowledged if self.asked => Waiting::Complainant,
            State::Open | State::Acknowledged => Waiting::Brand,
            State::Offered { .. } => Waiting::Complainant,
            State::Resolved { .. }
            | State::Unresolved { .. }
            | State::Lapsed { .. }
            | State::Unanswered { .. }
            | State::Withdrawn
            | State::Retracted
            | State::Dismissed { .. } => Waiting::Nobody,
        }
    }

    /// Whose turn it is, and somebody waits for it: nobody, where whoever filed it deleted their account.
    pub fn waited_for(&self) -> Waiting {
        if self.complainant_gone { Waiting::Nobody } else { self.waiting() }
    }

    pub fn is_complainant_gone(&self) -> bool {
        self.complainant_gone
    }

    /// No substantive response yet, `target` after the brand was told: silence is only silence once somebody was asked.
    pub fn is_overdue(&self, target: TimeDelta, now: Timestamp) -> bool {
        self.still_unanswered() && self.notified_at.is_some_and(|told| now - told > target)
    }

    /// No substantive response fifteen days after the brand was told.
    pub fn is_silent(&self, now: Timestamp) -> bool {
        const SILENT_DAYS: i64 = 15;
        self.is_overdue(TimeDelta::days(SILENT_DAYS), now)
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
        let publish = self.publishes_at().map(|until| (until, Command::Publish));
        let timers = if self.complainant_gone { None } else { self.state_timer() };
        let promise = self.promise_timer();
        [publish, promise, timers].into_iter().flatten().min_by_key(|(at, _)| *at)
    }

    fn promise_timer(&self) -> Option<(Timestamp, Command)> {
        if matches!(self.state, State::Withdrawn | State::Retracted | State::Dismissed { .. }) || self.complainant_gone
        {
            return None;
        }
        let pending = self.standing_promises().filter(|(_, it)| it.state == PromiseState::Pending);
        pending.map(|(number, it)| (it.due, Command::MissPromise { promise: number })).min_by_key(|(due, _)| *due)
    }

    fn state_timer(&self) -> Option<(Timestamp, Command)> {
        match self.state {
            State::Offered { reminded, since } => Some(self.lapse_timer(since, reminded)),
            State::Acknowledged if self.asked => Some(self.lapse_timer(self.waiting_since, self.question_reminded)),
            State::Open | State::Acknowledged => match self.brand_due_from() {
                Some(from) => Some(self.brand_timer(from)),
                None if self.untold_at.is_none() => {
                    let at = self.filed_at + TimeDelta::days(i64::from(UNTOLD_DAYS));
                    Some((at, Command::Remind { day: UNTOLD_DAYS, whom: Reminded::Complainant }))
                }
                None => None,
            },
            State::Resolved { since, asked_again: false } => {
                Some((since + TimeDelta::days(ASK_AGAIN_DAYS), Command::AskAgain))
            }
            State::Resolved { .. }
            | State::Unresolved { .. }
            | State::Lapsed { .. }
            | State::Unanswered { .. }
            | State::Withdrawn
            | State::Retracted
            | State::Dismissed { .. } => None,
        }
    }

    /// Reminders given since the brand's days began to count.
    fn brand_reminded_since(&self, from: Timestamp) -> Option<BrandReminder> {
        self.brand_reminded.filter(|it| it.at >= from)
    }

    fn brand_timer(&self, from: Timestamp) -> (Timestamp, Command) {
        let reminded = self.brand_reminded_since(from);
        let next = BRAND_REMINDER_DAYS.iter().find(|day| reminded.is_none_or(|it| **day > it.day));
        match (next, reminded) {
            (Some(day), _) => {
                let remind = Command::Remind { day: *day, whom: Reminded::Brand };
                (from + TimeDelta::days(i64::from(*day)), remind)
            }
            (None, last) => (Complaint::unanswered_at(from, last), Command::CloseUnanswered),
        }
    }

    /// A brand that was reminded late, because the clock stood still or the rules are new, still has its last days.
    fn unanswered_at(from: Timestamp, last: Option<BrandReminder>) -> Timestamp {
        let due = from + TimeDelta::days(UNANSWERED_DAYS);
        last.map_or(due, |it| due.max(it.at + TimeDelta::days(LAST_WARNING_DAYS)))
    }

    fn lapse_timer(&self, since: Timestamp, reminded: u8) -> (Timestamp, Command) {
        match REMINDER_DAYS.iter().find(|day| **day > reminded) {
            Some(day) => {
                (since + TimeDelta::days(i64::from(*day)), Command::Remind { day: *day, whom: Reminded::Complainant })
            }
            None => (self.lapse_after(since), Command::Lapse),
        }
    }

    /// What waits since then ends when its days are over, and never sooner than some days after the last reminder of it.
    fn lapse_after(&self, since: Timestamp) -> Timestamp {
        let due = since + TimeDelta::days(LAPSE_DAYS);
        let reminded = self.complainant_reminded_at.filter(|it| *it >= since);
        reminded.map_or(due, |at| due.max(at + TimeDelta::days(LAST_WORD_DAYS)))
    }

    /// When this complaint lapses if its complainant says nothing; `None` where nobody waits for them.
    pub fn lapses_at(&self) -> Option<Timestamp> {
        if self.complainant_gone {
            return None;
        }
        match self.state {
            State::Offered { since, .. } => Some(self.lapse_after(since)),
            State::Acknowledged if self.asked => Some(self.lapse_after(self.waiting_since)),
            State::Open
            | State::Acknowledged
            | State::Resolved { .. }
            | State::Unresolved { .. }
            | State::Lapsed { .. }
            | State::Unanswered { .. }
            | State::Withdrawn
            | State::Retracted
            | State::Dismissed { .. } => None,
        }
    }

    /// When this complaint is closed as unanswered if nothing happens; `None` where that is not on its way.
    pub fn closes_unanswered_at(&self) -> Option<Timestamp> {
        if self.waited_for() != Waiting::Brand {
            return None;
        }
        let from = self.brand_due_from()?;
        Some(Complaint::unanswered_at(from, self.brand_reminded_since(from)))
    }
}

#[cfg(test)]
mod tests;
