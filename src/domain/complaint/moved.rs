//! A complaint that was moved to another brand: what the brand before it did, or left undone, is none of the other's doing.

use crate::domain::Timestamp;
use crate::domain::complaint::event::{Happening, ProofTier, Rules, Side, SolvedBy, Step};
use crate::domain::complaint::{Complaint, Contest, Move, State, Waiting};

impl Complaint {
    /// The other brand was told nothing and did nothing. A move that is taken back before it did anything was none: then
    /// everything is the first brand's again.
    pub(super) fn move_to(&mut self, to: &str, sequence: i64, at: Timestamp, rules: Rules) {
        self.moves.push(Move { sequence, from: self.brand.clone() });
        let before = Box::new(Complaint { moved_from: None, moves: Vec::new(), ..self.clone() });
        match self.moved_from.take() {
            Some(first) if first.brand == to && !self.brand_acted => self.return_to(*first, at, rules),
            _ => {
                self.begin_anew(at, rules);
                self.moved_from = Some(before);
            }
        }
        to.clone_into(&mut self.brand);
    }

    fn begin_anew(&mut self, at: Timestamp, rules: Rules) {
        // Whoever said so said it of the brand before; since version 4 it stays as they said it, and is shown with that brand.
        if rules < Rules::Four && self.is_ended() && self.solver() == Some(SolvedBy::Brand) {
            self.solved_by = Some(SolvedBy::SomebodyElse);
        }
        self.ended_elsewhere = self.is_ended();
        self.state = anew(&self.state);
        if self.state == State::Open {
            self.waiting_since = at;
            (self.ever_resolved, self.reopened, self.outcome) = (false, 0, None);
            self.outcome_unsaid = false;
        }
        self.notified_at = None;
        self.brand_reminded = None;
        self.untold_at = None;
        self.brand_acted = false;
        self.named_human_acted = false;
        self.first_human_at = None;
        self.asked = false;
        (self.questions, self.question_reminded) = (0, 0);
        for response in self.responses.values_mut().filter(|it| it.former.is_none()) {
            response.former = Some(self.brand.clone());
        }
        self.promises.values_mut().for_each(|it| it.former = true);
        self.offers_before = self.offers;
        self.standing_offer = None;
        self.declined_ever = false;
        self.ever_unanswered = false;
        self.hand_offs = 0;
        self.problem = None;
        if self.proof == ProofTier::OrderConfirmed {
            self.proof = ProofTier::None;
        }
        if matches!(self.step, Some(Step::Representative | Step::Executive)) {
            (self.step, self.step_at) = (None, None);
        }
        // What is decided was decided about the other one; what waits for the moderators still does.
        self.contests.retain(|_, it| matches!(it, Contest::Open | Contest::Appealed { .. }));
        self.hearings.retain(|ground, _| self.contests.contains_key(ground));
        self.appealed.remove(&Side::Brand);
    }

    /// What the complainant and others said meanwhile stays.
    fn return_to(&mut self, first: Complaint, at: Timestamp, rules: Rules) {
        let untouched = self.state == anew(&first.state);
        if untouched {
            self.state = if rules >= Rules::Four { first.state.with_days_from(at) } else { first.state };
            self.asked = first.asked;
            self.standing_offer = first.standing_offer;
            self.outcome = first.outcome;
            self.outcome_unsaid = first.outcome_unsaid;
            self.solved_by = first.solved_by;
            self.waiting_since = first.waiting_since;
            if rules >= Rules::Four && self.waiting() == Waiting::Complainant {
                self.waiting_since = at;
            }
        }
        self.ended_elsewhere = first.ended_elsewhere;
        self.ever_resolved |= first.ever_resolved;
        self.reopened += first.reopened;
        // It is told again of what waits for it, and has its time; of what does not wait it knew.
        self.notified_at = first.notified_at.filter(|_| self.waiting() != Waiting::Brand);
        self.brand_reminded = first.brand_reminded;
        self.untold_at = first.untold_at;
        self.brand_acted = first.brand_acted;
        self.named_human_acted = first.named_human_acted;
        self.first_human_at = first.first_human_at;
        (self.questions, self.question_reminded) = (first.questions, first.question_reminded);
        if rules >= Rules::Four {
            self.question_reminded = 0;
        }
        self.responses = first.responses;
        self.promises = first.promises;
        self.offers_before = first.offers_before;
        self.declined_ever = first.declined_ever;
        self.ever_unanswered = first.ever_unanswered;
        self.hand_offs = first.hand_offs;
        self.problem = self.problem.or(first.problem);
        if self.proof == ProofTier::None {
            self.proof = first.proof;
        }
        if self.step < first.step {
            (self.step, self.step_at) = (first.step, first.step_at);
        }
        for (ground, contest) in first.contests {
            self.contests.entry(ground).or_insert(contest);
        }
        for (ground, hearing) in first.hearings {
            self.hearings.entry(ground).or_insert(hearing);
        }
        self.appealed.extend(first.appealed);
    }

    /// Whether the complainant spoke anew of how it ended, or that it did not.
    pub(super) fn has_ended_anew(&self, before: &Complaint, happening: &Happening) -> bool {
        match happening {
            Happening::Reopened {} => true,
            Happening::ResolutionConfirmed { .. } | Happening::GivenUp { .. } => {
                self.state.name() != before.state.name()
            }
            _ => false,
        }
    }

    /// The complainant said how it ended.
    fn is_ended(&self) -> bool {
        let state = match &self.state {
            State::Dismissed { before, .. } => before.as_ref(),
            state => state,
        };
        matches!(state, State::Resolved { .. } | State::Unresolved { .. } | State::Withdrawn)
    }
}

impl State {
    /// The same state, with all its days before it: what was out of its reach for a while cost nobody their time.
    pub(super) fn with_days_from(self, at: Timestamp) -> State {
        match self {
            State::Offered { .. } => State::Offered { reminded: 0, since: at },
            other => other,
        }
    }
}

/// Where it stands for a brand that did nothing yet: what the complainant or a moderator ended stays ended, and what the
/// other brand or its silence led to begins anew.
fn anew(state: &State) -> State {
    match state {
        State::Open | State::Acknowledged | State::Offered { .. } | State::Lapsed { .. } | State::Unanswered { .. } => {
            State::Open
        }
        State::Resolved { .. } | State::Unresolved { .. } | State::Withdrawn | State::Retracted => state.clone(),
        State::Dismissed { before, by, ground, at } => {
            State::Dismissed { before: Box::new(anew(before)), by: *by, ground: *ground, at: *at }
        }
    }
}
