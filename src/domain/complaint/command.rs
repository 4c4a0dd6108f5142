//! Commands: every way in becomes one, and this decides it.

use chrono::TimeDelta;

use crate::domain::Timestamp;
use crate::domain::complaint::event::{
    CommentGround, DeclineReason, Event, Filed, Ground, Happening, Label, Notice, Opening, Outcome, ProofTier, RULES,
    Reminded, Side, SolvedBy, Step, Target, Text,
};
use crate::domain::complaint::{
    BRAND_REMINDER_DAYS, Complaint, Contest, EMBARGO_DAYS_MAX, EMBARGO_HOURS_MIN, HEARING_DAYS, Holder, Inconsistent,
    OWN_MARK, PromiseState, REMINDER_DAYS, STEP_HOURS_MIN, State,
};
use crate::domain::ids::ComplaintId;
use crate::domain::party::Party;
use crate::domain::refusal::{Code, MOMENT, Refusal};

/// What somebody wants done to a complaint that exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    Retract,
    Publish,
    Notify {
        how: Notice,
    },
    Acknowledge {
        named: bool,
    },
    Respond {
        named: bool,
        automated: bool,
    },
    EditResponse {
        response: u32,
    },
    DeleteResponse {
        response: u32,
    },
    Label {
        response: u32,
        labels: Vec<Label>,
        signal_rules: u32,
    },
    DisputeLabel {
        response: u32,
        label: Label,
    },
    DecideLabel {
        response: u32,
        label: Label,
        upheld: bool,
    },
    Ask,
    Comment,
    /// A comment by which the complainant says what they have to say to a contest.
    AnswerContest {
        ground: Ground,
    },
    /// `comment`: the sequence of its event, here and below.
    EditComment {
        comment: i64,
    },
    DeleteComment {
        comment: i64,
    },
    HideComment {
        comment: i64,
        ground: CommentGround,
    },
    ShowComment {
        comment: i64,
    },
    HandOff,
    /// `due` is the end of the promised day in the instance's time zone.
    Promise {
        due: Timestamp,
    },
    KeepPromise {
        promise: u32,
    },
    RefutePromise {
        promise: u32,
    },
    ConfirmPromise {
        promise: u32,
    },
    MissPromise {
        promise: u32,
    },
    /// Also "offer again". `response`: the answer it stands on; the last one if `None`.
    Offer {
        response: Option<u32>,
        outcome: Outcome,
        reason: Option<DeclineReason>,
    },
    /// `offer`: the one that is answered, if the answer names one.
    Confirm {
        offer: Option<u32>,
        rating: Option<u8>,
        would_return: Option<bool>,
        solved_by: Option<SolvedBy>,
        got: Option<Outcome>,
    },
    Decline {
        offer: Option<u32>,
    },
    GiveUp {
        rating: Option<u8>,
        would_return: Option<bool>,
    },
    Reopen,
    Withdraw {
        settled: Option<bool>,
        condition: Option<bool>,
    },
    Contest {
        ground: Ground,
    },
    DecideContest {
        ground: Ground,
        upheld: bool,
        only_moderator: bool,
    },
    Dismiss {
        ground: Ground,
    },
    Appeal,
    Reinstate {
        only_moderator: bool,
    },
    /// `reached`: who is there at the step before.
    Escalate {
        step: Step,
        reached: Holder,
    },
    Correct,
    Erase {
        targets: Vec<Target>,
    },
    Link {
        problem: uuid::Uuid,
    },
    ReassignBrand {
        to: String,
    },
    Support,
    TakeBackSupport,
    Thank {
        response: u32,
    },
    Prove {
        tier: ProofTier,
    },
    Remind {
        day: u8,
        whom: Reminded,
    },
    Lapse,
    CloseUnanswered,
    AskAgain,
    /// `targets`: every text of the complainant that is not erased yet.
    ComplainantGone {
        targets: Vec<Target>,
    },
}

/// The first command of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    pub id: ComplaintId,
    pub filed: Filed,
    pub texts: Vec<Text>,
}

/// One event that was decided but not yet written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    pub event: Event,
    pub texts: Vec<Text>,
}

/// A decision. Only this module can make one, and `storage` records it whole.
#[must_use = "a change that is not recorded did not happen"]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    after: Complaint,
    decided: Vec<Decided>,
}

impl Change {
    pub fn after(&self) -> &Complaint {
        &self.after
    }

    pub fn decided(&self) -> &[Decided] {
        &self.decided
    }

    /// Adds texts to the first event of this change; they are committed to when it is recorded.
    pub fn with_texts(mut self, texts: Vec<Text>) -> Change {
        if let Some(first) = self.decided.iter_mut().find(|it| it.event.by != Party::Home) {
            first.texts.extend(texts);
        } else if let Some(first) = self.decided.first_mut() {
            first.texts.extend(texts);
        }
        self
    }

    /// Decides one more command on what this change leads to: both are recorded, or neither.
    pub fn and(mut self, command: Command, by: Party, at: Timestamp) -> Result<Change, Refusal> {
        let next = self.after.decide(command, by, at)?;
        self.after = next.after;
        self.decided.extend(next.decided);
        Ok(self)
    }
}

impl Command {
    /// Whoever filed says of an answer that it sends them elsewhere.
    pub fn sent_elsewhere(response: u32) -> Command {
        Command::Label { response, labels: vec![Label::Deflected], signal_rules: OWN_MARK }
    }
}

impl Complaint {
    /// A new complaint, filed by its complainant. It has its page from here on.
    pub fn file(filing: Filing, at: Timestamp) -> Result<Change, Refusal> {
        if let Opening::Embargoed { until } = filing.filed.opening {
            let length = until - at;
            if length < TimeDelta::hours(EMBARGO_HOURS_MIN) || length > TimeDelta::days(EMBARGO_DAYS_MAX) {
                return Err(Refusal::from(Code::EmbargoLength).with("days", EMBARGO_DAYS_MAX));
            }
        }
        let happening = Happening::Filed(Box::new(filing.filed));
        let event = Event { sequence: 1, rules: RULES, by: Party::Complainant, at, happening };
        let after = Complaint::first(filing.id, &event)?;
        Ok(Change { after, decided: vec![Decided { event, texts: filing.texts }] })
    }

    /// Decides a command, by the rules of [`crate::domain::complaint::RULES`]. `at` is the home's now; time never runs backwards in a history.
    pub fn decide(&self, command: Command, by: Party, at: Timestamp) -> Result<Change, Refusal> {
        let at = at.max(self.last_at);
        let mut change = Change { after: self.clone(), decided: Vec::new() };
        for (by, happening) in self.happenings(command, by, at)? {
            let event = Event { sequence: change.after.sequence + 1, rules: RULES, by, at, happening };
            change.after = change.after.after(&event)?;
            change.decided.push(Decided { event, texts: Vec::new() });
        }
        Ok(change)
    }

    /// Refuses an answer to a view of the complaint that something has overtaken, or that there never was.
    pub fn still_as_seen(&self, seen: Option<i64>) -> Result<(), Refusal> {
        match seen {
            Some(seen) if seen < self.turn => {
                Err(Refusal::from(Code::Overtaken).with("seen", seen).with("now", self.sequence))
            }
            Some(seen) if seen > self.sequence => {
                Err(Refusal::from(Code::SeenAhead).with("seen", seen).with("now", self.sequence))
            }
            _ => Ok(()),
        }
    }

    /// Rebuilds a complaint from its events, oldest first, by the rules that decided them.
    pub fn replay<'e>(
        id: ComplaintId,
        events: impl IntoIterator<Item = &'e Event>,
    ) -> Result<Option<Complaint>, Inconsistent> {
        let mut found: Option<Complaint> = None;
        for event in events {
            let next = match &found {
                None => Complaint::first(id, event),
                Some(complaint) => complaint.after(event),
            };
            found = Some(next.map_err(|why| Inconsistent { sequence: event.sequence, why: why.to_string() })?);
        }
        Ok(found)
    }

    /// The complaint after one event that its home decided: for replicas, which never decide.
    /// After an event of newer rules, what ours would forbid only advances the chain.
    pub fn followed_by(&self, event: &Event) -> Result<Complaint, Inconsistent> {
        match self.after(event) {
            Err(_) if self.newer && event.sequence == self.sequence + 1 => {
                Ok(Complaint { sequence: event.sequence, last_at: self.last_at.max(event.at), ..self.clone() })
            }
            decided => decided.map_err(|why| Inconsistent { sequence: event.sequence, why: why.to_string() }),
        }
    }

    /// The events a command leads to. Whether they may happen is for [`Complaint::after`] to say.
    fn happenings(&self, command: Command, by: Party, at: Timestamp) -> Result<Vec<(Party, Happening)>, Refusal> {
        self.refuse_if_nobody_is_left(&command, by)?;
        let one = |happening| Ok(vec![(by, happening)]);
        match command {
            Command::Retract => one(Happening::Retracted {}),
            Command::Publish => one(Happening::Published {}),
            Command::Notify { how } => one(Happening::BrandNotified { how }),
            Command::Acknowledge { named: true } => one(Happening::Acknowledged {}),
            Command::Acknowledge { named: false } if by == Party::Brand => Err(Code::NameNeeded.into()),
            Command::Acknowledge { .. } => Err(Code::OnlyBrand.into()),
            Command::Respond { named, automated } => Ok(self.responding(by, named, automated)),
            Command::EditResponse { response } => one(Happening::ResponseEdited { response }),
            Command::DeleteResponse { response } => one(Happening::ResponseDeleted { response }),
            Command::Label { response, labels, signal_rules } => {
                one(Happening::Labelled { response, labels, signal_rules })
            }
            Command::DisputeLabel { response, label } => one(Happening::LabelDisputed { response, label }),
            Command::DecideLabel { response, label, upheld } => {
                one(Happening::LabelDecided { response, label, upheld })
            }
            Command::Ask => one(Happening::Asked {}),
            Command::Comment => Ok(self.commenting(by, None)),
            Command::AnswerContest { ground } => Ok(self.commenting(by, Some(ground))),
            Command::EditComment { comment } => one(Happening::CommentEdited { comment }),
            Command::DeleteComment { comment } => one(Happening::CommentDeleted { comment }),
            Command::HideComment { comment, ground } => one(Happening::CommentHidden { comment, ground }),
            Command::ShowComment { comment } => one(Happening::CommentShown { comment }),
            Command::HandOff => one(Happening::HandedOff {}),
            Command::Promise { due } => one(Happening::Promised { promise: self.next_promise(), due }),
            Command::KeepPromise { promise } => {
                let late =
                    self.promises.get(&promise).is_some_and(|it| it.state == PromiseState::Broken || at > it.due);
                one(Happening::PromiseKept { promise, late })
            }
            Command::RefutePromise { promise } => one(Happening::PromiseRefuted { promise }),
            Command::ConfirmPromise { promise } => one(Happening::PromiseConfirmed { promise }),
            Command::MissPromise { promise } => one(Happening::PromiseBroken { promise }),
            Command::Offer { response, outcome, reason } => {
                let response = response.or_else(|| self.last_substantive()).ok_or(Code::ResponseNeeded);
                let response = if by == Party::Brand { response? } else { 0 };
                one(Happening::ResolutionOffered { offer: self.offers + 1, response, outcome, reason })
            }
            Command::Confirm { offer, rating, would_return, solved_by, got } => {
                // Below the offer that was taken somebody rates again: it is answered, and none is meant.
                let is_taken = |it: &u32| matches!(self.state(), State::Resolved { .. }) && *it == self.offers;
                let offer = offer.filter(|it| !is_taken(it)).or(self.standing_offer().map(|it| it.number));
                let worked = self.step_that_worked(solved_by, got)?;
                let confirmed = Happening::ResolutionConfirmed { offer, rating, would_return, solved_by, got };
                let worked = worked.map(|step| (Party::Home, Happening::StepWorked { step }));
                Ok(std::iter::once((by, confirmed)).chain(worked).collect())
            }
            // It ended with exactly that; a new offer changes it only if it is taken.
            Command::Decline { .. } if by == Party::Complainant && matches!(self.state(), State::Unresolved { .. }) => {
                Err(Code::StaysUnresolved.into())
            }
            Command::Decline { offer } => {
                let offer = offer.or(self.standing_offer().map(|it| it.number)).unwrap_or_default();
                one(Happening::ResolutionDeclined { offer })
            }
            Command::GiveUp { rating, would_return } => one(Happening::GivenUp { rating, would_return }),
            Command::Reopen => one(Happening::Reopened {}),
            Command::Withdraw { settled, condition } => one(Happening::Withdrawn { settled, condition }),
            Command::Contest { ground } => one(Happening::Contested { ground }),
            Command::DecideContest { ground, upheld, only_moderator } => {
                self.refuse_unheard_about(by, ground, at)?;
                self.deciding_contest(by, ground, upheld, only_moderator)
            }
            Command::Dismiss { ground } => {
                self.refuse_unheard(by, at).map(|()| vec![(by, Happening::Dismissed { ground })])
            }
            Command::Appeal => {
                let side = if by == Party::Brand { Side::Brand } else { Side::Complainant };
                one(Happening::Appealed { side })
            }
            Command::Reinstate { only_moderator } => {
                self.reinstating(by, only_moderator).map(|happening| vec![(by, happening)])
            }
            Command::Escalate { step, reached } => {
                self.escalating(by, step, reached, at).map(|happening| vec![(by, happening)])
            }
            Command::Correct => one(Happening::Corrected {}),
            Command::Erase { targets } => one(Happening::Erased { targets }),
            Command::Link { problem } => one(Happening::LinkedToProblem { problem }),
            Command::ReassignBrand { to } => {
                self.refuse_unheard_about(by, Ground::WrongBrand, at).map(|()| self.moving(by, to))
            }
            Command::Support => one(Happening::Supported {}),
            Command::TakeBackSupport => one(Happening::SupportWithdrawn {}),
            Command::Thank { response } => one(Happening::Kudos { response }),
            Command::Prove { tier } => one(Happening::ProofTierSet { tier }),
            Command::Remind { day, whom } => one(self.reminding(day, whom, at)),
            Command::Lapse => one(Happening::Lapsed {}),
            Command::CloseUnanswered => one(Happening::ClosedUnanswered {}),
            Command::AskAgain => one(Happening::AskedAgain {}),
            Command::ComplainantGone { targets } if targets.is_empty() => one(Happening::ComplainantGone {}),
            Command::ComplainantGone { targets } => {
                Ok(vec![(by, Happening::ComplainantGone {}), (by, Happening::Erased { targets })])
            }
        }
    }

    fn reminding(&self, day: u8, whom: Reminded, at: Timestamp) -> Happening {
        match whom {
            Reminded::Complainant => {
                let day = self.offered_or_asked_since().map_or(day, |since| last_due(&REMINDER_DAYS, since, day, at));
                Happening::Reminded { day, whom: None }
            }
            Reminded::Brand => {
                let from = self.brand_due_from().unwrap_or(at);
                let day = last_due(&BRAND_REMINDER_DAYS, from, day, at);
                Happening::Reminded { day, whom: Some(Reminded::Brand) }
            }
        }
    }

    /// Since when an offer or a question waits for whoever filed it.
    fn offered_or_asked_since(&self) -> Option<Timestamp> {
        match self.state() {
            State::Offered { since, .. } => Some(*since),
            State::Acknowledged if self.has_asked() => Some(self.waiting_since),
            _ => None,
        }
    }

    /// Whoever filed it deleted the account: nobody could answer a question, or say whether an offer or a promise came true.
    fn refuse_if_nobody_is_left(&self, command: &Command, by: Party) -> Result<(), Refusal> {
        let to_somebody = matches!(command, Command::Ask | Command::Offer { .. } | Command::Promise { .. });
        if to_somebody && by == Party::Brand && self.is_complainant_gone() {
            return Err(Code::NobodyLeft.into());
        }
        Ok(())
    }

    /// Nobody decides the appeal against their own decision; a slip is taken back before one is made.
    fn reinstating(&self, by: Party, only_moderator: bool) -> Result<Happening, Refusal> {
        match self.state() {
            State::Dismissed { by: first, .. } if *first == by && !only_moderator && self.is_appealed() => {
                Err(Code::AnotherModerator.into())
            }
            _ => Ok(Happening::Reinstated {}),
        }
    }

    /// Whoever was reached has some days to act before the next step.
    fn escalating(&self, by: Party, step: Step, reached: Holder, at: Timestamp) -> Result<Happening, Refusal> {
        let next = by == Party::Complainant && self.next_step() == Some(step);
        match self.next_step_from(reached).filter(|from| next && *from > at) {
            Some(from) => Err(later(from)),
            None => Ok(Happening::Escalated { step }),
        }
    }

    /// Taken further and resolved then, by somebody else as its author says: it is recorded which step did it. What somebody
    /// got came from somebody, who is named.
    fn step_that_worked(&self, said: Option<SolvedBy>, got: Option<Outcome>) -> Result<Option<Step>, Refusal> {
        let solver = said.or(self.offers_solution().then_some(SolvedBy::Brand));
        if got.is_some() && solver.or(self.solver()).is_none() {
            return Err(Code::SolverNeeded.into());
        }
        let others = matches!(solver, Some(SolvedBy::Brand | SolvedBy::SomebodyElse));
        Ok(self.step.filter(|it| others && self.worked != Some(*it)))
    }

    /// A brand that answers ends the quiet first minutes of a complaint filed by mention.
    fn responding(&self, by: Party, named: bool, automated: bool) -> Vec<(Party, Happening)> {
        let response = self.next_response();
        let responded = (by, Happening::Responded { response, named, automated });
        match self.opening() {
            Opening::Provisional { .. } if by == Party::Brand => {
                vec![(Party::Home, Happening::Published {}), responded]
            }
            _ => vec![responded],
        }
    }

    /// A brand that says it is the wrong one, and is moved away from, was right.
    fn moving(&self, by: Party, to: String) -> Vec<(Party, Happening)> {
        let contested = self.contests().get(&Ground::WrongBrand) == Some(&Contest::Open);
        let right = (by, Happening::ContestDecided { ground: Ground::WrongBrand, upheld: true });
        let moved = (by, Happening::BrandReassigned { from: self.brand.clone(), to });
        contested.then_some(right).into_iter().chain([moved]).collect()
    }

    /// As long as a contest stands and whoever filed was not heard about it, nobody closes the complaint, on any ground.
    /// Only deciding asks this: histories that were written before it was asked stay as they are.
    fn refuse_unheard(&self, by: Party, at: Timestamp) -> Result<(), Refusal> {
        if matches!(by, Party::Moderator(_)) && self.unheard(at).is_some() {
            return Err(Refusal::from(Code::NotHeardYet).with("days", HEARING_DAYS));
        }
        Ok(())
    }

    /// The same of one ground, where it is that which is decided.
    fn refuse_unheard_about(&self, by: Party, ground: Ground, at: Timestamp) -> Result<(), Refusal> {
        if matches!(by, Party::Moderator(_)) && self.is_unheard(ground, at) {
            return Err(Refusal::from(Code::NotHeardYet).with("days", HEARING_DAYS));
        }
        Ok(())
    }

    /// What the complainant writes answers a question that stands, too.
    fn commenting(&self, by: Party, answers: Option<Ground>) -> Vec<(Party, Happening)> {
        let answered = (by == Party::Complainant && self.has_asked()).then_some((by, Happening::Answered {}));
        std::iter::once((by, Happening::Commented { answers })).chain(answered).collect()
    }

    fn deciding_contest(
        &self,
        by: Party,
        ground: Ground,
        upheld: bool,
        only: bool,
    ) -> Result<Vec<(Party, Happening)>, Refusal> {
        if let Some(Contest::Appealed { by: first }) = self.contests().get(&ground)
            && *first == by
            && !only
        {
            return Err(Code::AnotherModerator.into());
        }
        let decided = (by, Happening::ContestDecided { ground, upheld });
        Ok(if upheld { vec![decided, (by, Happening::Dismissed { ground })] } else { vec![decided] })
    }

    pub fn next_response(&self) -> u32 {
        self.responses.last_key_value().map_or(1, |(last, _)| last + 1)
    }

    pub fn next_promise(&self) -> u32 {
        self.promises.last_key_value().map_or(1, |(last, _)| last + 1)
    }

    /// The last answer that stands, of the brand that it is about now.
    pub fn last_response(&self) -> Option<u32> {
        let standing = self.responses.iter().filter(|(_, it)| !it.deleted && it.former.is_none());
        standing.map(|(number, _)| *number).next_back()
    }

    fn last_substantive(&self) -> Option<u32> {
        let standing = self.responses.iter().filter(|(_, it)| it.is_substantive() && !it.deleted);
        standing.map(|(number, _)| *number).next_back()
    }
}

/// A clock that stood still gives the last reminder that is due, not all at once.
fn last_due(days: &[u8], since: Timestamp, day: u8, at: Timestamp) -> u8 {
    let passed = (at - since).num_days();
    let due = days.iter().rev().find(|it| i64::from(**it) <= passed);
    due.copied().unwrap_or(day).max(day)
}

fn later(from: Timestamp) -> Refusal {
    let from = from.format(MOMENT);
    Refusal::from(Code::EscalateLater).with("from", from).with("hours", STEP_HOURS_MIN)
}
