//! What may follow what: one match over state and event, the same for deciding and for replaying.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;

use crate::domain::Timestamp;
use crate::domain::complaint::event::{
    Event, Filed, Ground, Happening, Label, Opening, Outcome, ProofTier, RULES, Reminded, Rules, Side, SolvedBy,
};
use crate::domain::complaint::{
    ANSWER_AGAIN_DAYS, ASK_AGAIN_DAYS, BRAND_REMINDER_DAYS, BrandReminder, Comment, CommentState, Complaint, Contest,
    HEARING_DAYS, Hearing, LabelState, MARK_DAYS_MAX, OFFERS_MAX, OWN_MARK, Offer, PROMISE_DAYS_MAX, PROMISES_MAX,
    Promise, PromiseState, QUESTIONS_MAX, RATE_AGAIN_DAYS, RATING_MAX, REFUTE_DAYS_MAX, REMINDER_DAYS, REOPEN_DAYS_MAX,
    RETRACT_HOURS_MAX, Rating, Response, State, UNDO_HOURS_MAX, UNTOLD_DAYS, Waiting, Withdrawal,
};
use crate::domain::ids::ComplaintId;
use crate::domain::party::Party;
use crate::domain::refusal::{Code, MOMENT, Refusal};

type Allowed = Result<(), Refusal>;

impl Complaint {
    pub(super) fn first(id: ComplaintId, event: &Event) -> Result<Complaint, Refusal> {
        let Event { sequence: 1, by: Party::Complainant, at, happening: Happening::Filed(filed), .. } = event else {
            return Err(Code::NotFiled.into());
        };
        let Filed { brand, opening, proof, .. } = filed.as_ref();
        let public = matches!(opening, Opening::Public);
        Ok(Complaint {
            id,
            brand: brand.clone(),
            filed_at: *at,
            sequence: 1,
            last_at: *at,
            turn: 1,
            state: State::Open,
            hidden_until: if public { None } else { Some(*opening) },
            published_at: public.then_some(*at),
            proof: *proof,
            commenters: 0,
            moderators: 0,
            brand_acted: false,
            named_human_acted: false,
            first_human_at: None,
            notified_at: None,
            asked: false,
            waiting_since: *at,
            responses: BTreeMap::new(),
            promises: BTreeMap::new(),
            offers: 0,
            standing_offer: None,
            outcome: None,
            rating: Rating::default(),
            ever_resolved: false,
            declined_ever: false,
            reopened: 0,
            hand_offs: 0,
            step: None,
            contests: BTreeMap::new(),
            appealed: BTreeSet::new(),
            supporters: BTreeSet::new(),
            thanked: BTreeSet::new(),
            problem: None,
            complainant_gone: false,
            rules: event.rules,
            ruled_from: i64::from(Rules::of(event.rules) >= Rules::Two),
            questions: 0,
            question_reminded: 0,
            turn_since: (Rules::of(event.rules) >= Rules::Two).then_some(*at),
            turn_paused: 0,
            brand_reminded: None,
            untold_at: None,
            ever_unanswered: false,
            solved_by: None,
            first_rating: None,
            withdrawal: None,
            worked: None,
            step_at: None,
            hearings: BTreeMap::new(),
            comments: BTreeMap::new(),
            offers_before: 0,
            ended_elsewhere: false,
            moves: Vec::new(),
            moved_from: None,
            asked_again_at: None,
            outcome_unsaid: false,
            complainant_reminded_at: None,
            newer: false,
        })
    }

    /// The complaint after one more event, or the rule that forbids it.
    pub(super) fn after(&self, event: &Event) -> Result<Complaint, Refusal> {
        if event.sequence != self.sequence + 1 || event.at < self.last_at {
            return Err(Refusal::from(Code::Overtaken).with("seen", event.sequence).with("now", self.sequence));
        }
        if event.rules < self.rules {
            return Err(Refusal::from(Code::OlderRules).with("rules", event.rules));
        }
        let rules = Rules::of(event.rules);
        let mut next = self.clone();
        next.sequence = event.sequence;
        next.last_at = event.at;
        // What newer rules decided only advances the chain; ours go on where their home steps back.
        next.rules = event.rules.min(RULES);
        if rules >= Rules::Two && next.ruled_from == 0 {
            next.ruled_from = event.sequence;
            next.turn_since.get_or_insert(self.waiting_since);
        }
        next.meet(event.by)?;
        next.happen(event)?;
        if next.state != self.state || next.asked != self.asked || next.standing_offer != self.standing_offer {
            next.turn = event.sequence;
        }
        if self.ended_elsewhere && next.has_ended_anew(self, &event.happening) {
            next.ended_elsewhere = false;
        }
        if next.waiting() != self.waiting() || matches!(event.happening, Happening::Reopened {}) {
            next.waiting_since = event.at;
        }
        if rules >= Rules::Two {
            next.take_turn(self, event);
        }
        Ok(next)
    }

    /// When the brand's days begin anew, and what of its turn they leave out.
    fn take_turn(&mut self, before: &Complaint, event: &Event) {
        let anew = match event.happening {
            Happening::Answered {} => {
                let stood = event.at - before.waiting_since;
                self.turn_paused += stood.num_milliseconds();
                return;
            }
            Happening::Responded { named: true, automated: false, .. } => {
                self.turn_paused = 0;
                return;
            }
            Happening::BrandReassigned { .. } | Happening::Reopened {} => true,
            _ => self.waiting() == Waiting::Brand && before.waiting() != Waiting::Brand,
        };
        if anew {
            self.turn_since = Some(event.at);
            self.turn_paused = 0;
        }
    }

    /// Counts the parties of the thread: a new one has the next number, nobody skips one.
    fn meet(&mut self, by: Party) -> Allowed {
        let (met, number) = match by {
            Party::Commenter(number) => (&mut self.commenters, number),
            Party::Moderator(number) => (&mut self.moderators, number),
            _ => return Ok(()),
        };
        match number {
            0 => Err(Code::NotAllowed.into()),
            known if known <= *met => Ok(()),
            new if new == *met + 1 => {
                *met = new;
                Ok(())
            }
            _ => Err(Code::NotAllowed.into()),
        }
    }

    /// The whole life of a complaint. A pair that is not listed cannot happen.
    #[expect(clippy::too_many_lines, reason = "one match over every event, so that the compiler lists what is missing")]
    fn happen(&mut self, event: &Event) -> Allowed {
        let (by, at, rules) = (event.by, event.at, Rules::of(event.rules));
        match &event.happening {
            Happening::Filed(_) => Err(Code::AlreadyFiled.into()),
            Happening::Newer { .. } => {
                self.newer = true;
                Ok(())
            }
            Happening::Retracted {} => self.retract(by, at),
            Happening::Published {} => self.publish(by, at),
            Happening::BrandNotified { .. } => {
                home(by)?;
                self.notified_at.get_or_insert(at);
                Ok(())
            }
            Happening::Acknowledged {} => self.acknowledge(by),
            Happening::Responded { response, named, automated } => self.respond(by, at, *response, *named, *automated),
            Happening::ResponseEdited { response } => {
                brand(by)?;
                self.standing_response(*response).map(|_| ())
            }
            Happening::ResponseDeleted { response } => {
                brand(by)?;
                self.standing_response(*response)?.deleted = true;
                Ok(())
            }
            Happening::Labelled { response, labels, signal_rules } => {
                match by {
                    Party::Home => {}
                    _ if rules < Rules::Three => home(by)?,
                    _ => {
                        complainant(by)?;
                        self.is_markable(at, *response, labels, *signal_rules)?;
                    }
                }
                self.label(by, *response, labels)
            }
            Happening::LabelDisputed { response, label } => {
                brand(by)?;
                if self.responses.get(response).is_some_and(|it| it.former.is_some()) {
                    return Err(Code::NoSuchResponse.into());
                }
                self.move_label(*response, *label, LabelState::Set, LabelState::Disputed)
            }
            Happening::LabelDecided { response, label, upheld } => {
                moderator(by)?;
                let decided = if *upheld { LabelState::Upheld } else { LabelState::Struck };
                self.move_label(*response, *label, LabelState::Disputed, decided)
            }
            Happening::Asked {} => self.ask(by, rules),
            Happening::Answered {} => self.answer(by),
            Happening::Commented { answers: Some(_) } if rules < Rules::Three => Err(Code::NewerRules.into()),
            Happening::Commented { answers } => match (by, &self.state) {
                // What the brand writes is a response; the home writes no comments.
                (Party::Brand | Party::Home, _) => Err(Code::NotAllowed.into()),
                (_, State::Retracted) => self.wrong("comment"),
                _ => {
                    if rules >= Rules::Two {
                        self.comments.insert(event.sequence, Comment { by, state: CommentState::Standing });
                        self.hear(by);
                    }
                    answers.map_or(Ok(()), |ground| self.answer_contest(by, ground, at))
                }
            },
            // Under the rules of version 1 there was no such event.
            Happening::CommentEdited { .. }
            | Happening::CommentDeleted { .. }
            | Happening::CommentHidden { .. }
            | Happening::CommentShown { .. }
            | Happening::StepWorked { .. }
            | Happening::ClosedUnanswered {}
                if rules == Rules::One =>
            {
                Err(Code::NewerRules.into())
            }
            Happening::CommentEdited { comment } => self.own_comment(by, *comment).map(|_| ()),
            Happening::CommentDeleted { comment } => {
                self.own_comment(by, *comment)?.state = CommentState::Deleted;
                Ok(())
            }
            Happening::CommentHidden { comment, .. } => self.move_comment(by, *comment, CommentState::Hidden),
            Happening::CommentShown { comment } => self.move_comment(by, *comment, CommentState::Standing),
            Happening::HandedOff {} => self.hand_off(by),
            Happening::Promised { promise, due } => self.promise(by, at, *promise, *due),
            Happening::PromiseKept { promise, late } => self.keep_promise(by, at, *promise, *late),
            Happening::PromiseRefuted { promise } => {
                if rules >= Rules::Two {
                    self.is_refutable(*promise, at)?;
                }
                self.judge_promise(by, *promise, false)
            }
            Happening::PromiseConfirmed { promise } => self.judge_promise(by, *promise, true),
            Happening::PromiseBroken { promise } => self.miss_promise(by, at, *promise),
            Happening::ResolutionOffered { offer, response, outcome, reason } => {
                brand(by)?;
                let offered = Offer { number: *offer, outcome: *outcome, reason: *reason, at };
                self.offer(offered, *response)
            }
            Happening::ResolutionConfirmed { offer, rating, would_return, solved_by, got } => {
                let rating = Rating { rating: *rating, would_return: *would_return };
                if rules >= Rules::Two && matches!(self.state, State::Resolved { .. }) {
                    return self.rate_again(by, at, rules, *offer, rating, *solved_by, *got);
                }
                self.confirm(by, at, *offer, rating)?;
                if rules >= Rules::Two {
                    self.solved_by = *solved_by;
                    self.outcome_unsaid = rules >= Rules::Three && got.is_none() && self.outcome.is_some();
                    self.outcome = got.or(self.outcome);
                }
                Ok(())
            }
            Happening::ResolutionDeclined { offer } => self.decline(by, *offer),
            Happening::GivenUp { rating, would_return } => {
                self.give_up(by, at, Rating { rating: *rating, would_return: *would_return })
            }
            Happening::Reopened {} => {
                self.reopen(by, at)?;
                if rules >= Rules::Four {
                    self.rating = Rating::default();
                }
                Ok(())
            }
            Happening::Withdrawn { settled, condition } => {
                self.withdraw(by)?;
                if rules >= Rules::Two {
                    self.withdrawal = Some(Withdrawal { settled: *settled, condition: *condition });
                }
                Ok(())
            }
            Happening::Contested { ground } => {
                self.contest(by, *ground)?;
                if rules >= Rules::Two {
                    self.hearings
                        .insert(*ground, Hearing { since: at, heard: false, answered: None, decided_at: None });
                }
                Ok(())
            }
            Happening::ContestDecided { ground, upheld } => match rules {
                Rules::One => self.decide_contest(by, *ground, *upheld),
                Rules::Two | Rules::Three | Rules::Four => self.decide_heard(by, at, *ground, *upheld),
            },
            Happening::Dismissed { ground } => self.dismiss(by, *ground, (rules >= Rules::Two).then_some(at)),
            Happening::Appealed { side } => self.appeal(by, *side, rules),
            Happening::Reinstated {} => match rules {
                Rules::One => self.reinstate(by),
                Rules::Two | Rules::Three | Rules::Four => self.undo_dismissal(by, at, rules),
            },
            Happening::StepWorked { step } => {
                home(by)?;
                if !matches!(self.state, State::Resolved { .. }) || self.step != Some(*step) {
                    return self.wrong("step-worked");
                }
                self.worked = Some(*step);
                Ok(())
            }
            Happening::Escalated { step } => {
                complainant(by)?;
                match self.state {
                    State::Open
                    | State::Acknowledged
                    | State::Offered { .. }
                    | State::Unresolved { .. }
                    | State::Unanswered { .. } => {}
                    _ => return self.wrong("escalate"),
                }
                if rules >= Rules::Two && self.next_step().is_some_and(|next| *step > next) {
                    return Err(Code::EscalateNext.into());
                }
                if self.step.is_some_and(|reached| *step <= reached) {
                    return Err(Code::EscalateHigher.into());
                }
                self.step = Some(*step);
                if rules >= Rules::Two {
                    self.step_at = Some(at);
                }
                Ok(())
            }
            Happening::Corrected {} => {
                complainant(by)?;
                if matches!(self.state, State::Dismissed { .. }) { self.wrong("correct") } else { Ok(()) }
            }
            Happening::Erased { targets } => {
                if !matches!(by, Party::Complainant | Party::Moderator(_) | Party::Home) {
                    return Err(Code::OnlyComplainant.into());
                }
                let known = |sequence: i64| (1..self.sequence).contains(&sequence);
                if targets.is_empty() || !targets.iter().all(|it| known(it.sequence)) {
                    return Err(Code::NothingToErase.into());
                }
                Ok(())
            }
            Happening::LinkedToProblem { problem } => {
                moderator(by)?;
                self.problem = Some(*problem);
                Ok(())
            }
            Happening::BrandReassigned { from, to } => {
                moderator(by)?;
                if *from != self.brand || from == to {
                    return Err(Code::SameBrand.into());
                }
                if rules >= Rules::Four && self.state == State::Retracted {
                    return self.wrong("move");
                }
                match rules {
                    Rules::One => self.brand.clone_from(to),
                    Rules::Two => {
                        self.brand.clone_from(to);
                        // The other brand was told nothing yet.
                        self.notified_at = None;
                        self.brand_reminded = None;
                        self.untold_at = None;
                    }
                    Rules::Three | Rules::Four => self.move_to(to, event.sequence, at, rules),
                }
                Ok(())
            }
            Happening::Supported {} => self.support(by),
            Happening::SupportWithdrawn {} => {
                if self.supporters.remove(&by) {
                    Ok(())
                } else {
                    Err(Code::NotSupported.into())
                }
            }
            Happening::Kudos { response } => self.thank(by, *response),
            Happening::ProofTierSet { tier } => {
                match (by, tier) {
                    (Party::Complainant, ProofTier::None | ProofTier::Receipt)
                    | (Party::Brand, ProofTier::OrderConfirmed) => {}
                    (_, ProofTier::OrderConfirmed) => return Err(Code::OnlyBrand.into()),
                    _ => return Err(Code::OnlyComplainant.into()),
                }
                self.proof = *tier;
                Ok(())
            }
            Happening::Reminded { day, whom: None } if rules == Rules::One => self.remind(by, at, *day),
            Happening::Reminded { .. } if rules == Rules::One => Err(Code::NewerRules.into()),
            Happening::Reminded { day, whom: Some(Reminded::Brand) } => self.remind_brand(by, at, *day),
            Happening::Reminded { day, .. } => {
                self.remind_complainant(by, at, *day)?;
                if rules >= Rules::Four && self.waiting() == Waiting::Complainant {
                    self.complainant_reminded_at = Some(at);
                }
                Ok(())
            }
            Happening::Lapsed {} if rules >= Rules::Two && self.asked => self.lapse_question(by, at),
            Happening::Lapsed {} => {
                // What is offered afterwards does not undo that it refused.
                let refused = self.standing_offer.is_some_and(|it| it.outcome == Outcome::Declined);
                self.lapse(by, at)?;
                self.declined_ever |= rules >= Rules::Three && refused;
                Ok(())
            }
            Happening::ClosedUnanswered {} => self.close_unanswered(by, at),
            Happening::AskedAgain {} => {
                self.ask_again(by, at)?;
                if rules >= Rules::Three {
                    self.asked_again_at = Some(at);
                }
                Ok(())
            }
            Happening::ComplainantGone {} => {
                home(by)?;
                if self.complainant_gone {
                    return Err(Code::AlreadyDone.into());
                }
                self.complainant_gone = true;
                Ok(())
            }
        }
    }

    fn wrong(&self, deed: &str) -> Allowed {
        Err(Refusal::from(Code::WrongState).with("state", self.state.name()).with("deed", deed))
    }

    pub(super) fn is_over(&self) -> bool {
        matches!(self.state, State::Withdrawn | State::Retracted | State::Dismissed { .. })
    }

    fn retract(&mut self, by: Party, at: Timestamp) -> Allowed {
        complainant(by)?;
        if self.state != State::Open || !self.responses.is_empty() {
            return self.wrong("retract");
        }
        if at - self.filed_at > TimeDelta::hours(RETRACT_HOURS_MAX) {
            return Err(too_late("retract", self.filed_at + TimeDelta::hours(RETRACT_HOURS_MAX)));
        }
        self.state = State::Retracted;
        Ok(())
    }

    fn publish(&mut self, by: Party, at: Timestamp) -> Allowed {
        let Some(Opening::Provisional { until } | Opening::Embargoed { until }) = self.hidden_until else {
            return Err(Code::AlreadyPublic.into());
        };
        if matches!(self.state, State::Withdrawn | State::Retracted | State::Resolved { .. } | State::Dismissed { .. })
        {
            return self.wrong("publish");
        }
        let provisional = matches!(self.hidden_until, Some(Opening::Provisional { .. }));
        match by {
            Party::Complainant => {}
            // The home also publishes a provisional complaint early, when the brand answers.
            Party::Home if provisional || at >= until => {}
            Party::Home => return Err(Code::TooEarly.into()),
            _ => return Err(Code::OnlyComplainant.into()),
        }
        self.hidden_until = None;
        self.published_at = Some(at);
        Ok(())
    }

    fn acknowledge(&mut self, by: Party) -> Allowed {
        brand(by)?;
        match self.state {
            State::Open => self.state = State::Acknowledged,
            _ => return self.wrong("acknowledge"),
        }
        self.brand_acted = true;
        self.named_human_acted = true;
        Ok(())
    }

    fn respond(&mut self, by: Party, at: Timestamp, number: u32, named: bool, automated: bool) -> Allowed {
        brand(by)?;
        if self.is_over() {
            return self.wrong("respond");
        }
        if number != self.next_response() {
            return Err(Code::NoSuchResponse.into());
        }
        let response =
            Response { at, named, automated, deleted: false, labels: BTreeMap::new(), former: None, marked: false };
        self.brand_acted = true;
        if response.is_substantive() {
            self.named_human_acted = true;
            self.first_human_at.get_or_insert(at);
            if matches!(self.state, State::Open | State::Unanswered { .. }) {
                self.state = State::Acknowledged;
            }
        }
        self.responses.insert(number, response);
        Ok(())
    }

    fn standing_response(&mut self, number: u32) -> Result<&mut Response, Refusal> {
        self.responses
            .get_mut(&number)
            .filter(|it| !it.deleted && it.former.is_none())
            .ok_or_else(|| Code::NoSuchResponse.into())
    }

    /// Whoever filed says of an answer that it sends them elsewhere, and nothing else.
    fn is_markable(&mut self, at: Timestamp, number: u32, labels: &[Label], signal_rules: u32) -> Allowed {
        if labels != [Label::Deflected] || signal_rules != OWN_MARK {
            return Err(Code::NotAllowed.into());
        }
        if self.is_over() {
            return self.wrong("mark-elsewhere");
        }
        let until = self.standing_response(number)?.at + TimeDelta::days(MARK_DAYS_MAX);
        if at > until { Err(too_late("mark-elsewhere", until)) } else { Ok(()) }
    }

    fn label(&mut self, by: Party, number: u32, labels: &[Label]) -> Allowed {
        let response = self.responses.get_mut(&number).ok_or(Code::NoSuchResponse)?;
        if labels.is_empty() || labels.iter().any(|it| response.labels.contains_key(it)) {
            return Err(Code::AlreadyLabelled.into());
        }
        response.labels.extend(labels.iter().map(|it| (*it, LabelState::Set)));
        response.marked |= by == Party::Complainant;
        self.find_first_human();
        Ok(())
    }

    fn move_label(&mut self, number: u32, label: Label, from: LabelState, to: LabelState) -> Allowed {
        let response = self.responses.get_mut(&number).ok_or(Code::NoSuchResponse)?;
        match response.labels.get_mut(&label) {
            Some(state) if *state == from => *state = to,
            _ => return Err(Code::NoSuchLabel.into()),
        }
        self.find_first_human();
        Ok(())
    }

    /// Labels decide which response was the first human one; a deleted response keeps its time.
    fn find_first_human(&mut self) {
        self.first_human_at = self.responses.values().filter(|it| it.is_substantive()).map(|it| it.at).min();
    }

    fn ask(&mut self, by: Party, rules: Rules) -> Allowed {
        brand(by)?;
        match self.state {
            State::Acknowledged if self.asked => Err(Code::AlreadyAsked.into()),
            State::Acknowledged if rules >= Rules::Two && self.questions >= QUESTIONS_MAX => {
                Err(Refusal::from(Code::TooManyQuestions).with("max", QUESTIONS_MAX))
            }
            State::Acknowledged => {
                self.asked = true;
                if rules >= Rules::Two {
                    self.questions += 1;
                    self.question_reminded = 0;
                }
                Ok(())
            }
            _ => self.wrong("ask"),
        }
    }

    fn answer(&mut self, by: Party) -> Allowed {
        complainant(by)?;
        if !self.asked {
            return Err(Code::NothingAsked.into());
        }
        self.asked = false;
        Ok(())
    }

    fn hand_off(&mut self, by: Party) -> Allowed {
        brand(by)?;
        match self.state {
            State::Open | State::Acknowledged => {
                self.hand_offs += 1;
                self.brand_acted = true;
                Ok(())
            }
            _ => self.wrong("hand-off"),
        }
    }

    fn promise(&mut self, by: Party, at: Timestamp, number: u32, due: Timestamp) -> Allowed {
        brand(by)?;
        match self.state {
            State::Open | State::Acknowledged | State::Offered { .. } => {}
            _ => return self.wrong("promise"),
        }
        if number != self.next_promise() {
            return Err(Code::NoSuchPromise.into());
        }
        if number > PROMISES_MAX {
            return Err(Refusal::from(Code::TooManyPromises).with("max", PROMISES_MAX));
        }
        if due <= at {
            return Err(Code::PromiseInPast.into());
        }
        // The day itself counts, whatever the hour of the promise: hence one day more, and the hour that a change of the
        // clocks may add to it.
        if due - at > TimeDelta::days(PROMISE_DAYS_MAX + 1) + TimeDelta::hours(1) {
            return Err(Refusal::from(Code::PromiseTooFar).with("days", PROMISE_DAYS_MAX));
        }
        self.brand_acted = true;
        self.promises.insert(number, Promise { due, state: PromiseState::Pending, former: false });
        Ok(())
    }

    fn standing_promise(&mut self, number: u32) -> Result<&mut Promise, Refusal> {
        self.promises.get_mut(&number).filter(|it| !it.former).ok_or_else(|| Code::NoSuchPromise.into())
    }

    fn keep_promise(&mut self, by: Party, at: Timestamp, number: u32, late: bool) -> Allowed {
        brand(by)?;
        let promise = self.standing_promise(number)?;
        let is_late = promise.state == PromiseState::Broken || at > promise.due;
        match promise.state {
            PromiseState::Pending | PromiseState::Broken if is_late == late => {
                promise.state = PromiseState::Kept { at, late };
                Ok(())
            }
            _ => Err(Code::PromiseNotPending.into()),
        }
    }

    /// What stood for a week stands.
    fn is_refutable(&self, number: u32, at: Timestamp) -> Allowed {
        match self.promises.get(&number).map(|it| it.state) {
            Some(PromiseState::Kept { at: kept, .. }) if at - kept > TimeDelta::days(REFUTE_DAYS_MAX) => {
                Err(too_late("refute-promise", kept + TimeDelta::days(REFUTE_DAYS_MAX)))
            }
            _ => Ok(()),
        }
    }

    /// The author's own comment, as long as it stands. Those of the rules of version 1 are known by their sequence alone.
    fn own_comment(&mut self, by: Party, sequence: i64) -> Result<&mut Comment, Refusal> {
        let comment = self.any_comment(by, sequence)?;
        if comment.by != by || matches!(by, Party::Home) {
            return Err(Code::NotAllowed.into());
        }
        match comment.state {
            CommentState::Standing => Ok(comment),
            CommentState::Hidden | CommentState::Deleted => Err(Code::NoSuchComment.into()),
        }
    }

    fn move_comment(&mut self, by: Party, sequence: i64, to: CommentState) -> Allowed {
        moderator(by)?;
        let comment = self.any_comment(Party::Home, sequence)?;
        match (comment.state, to) {
            (CommentState::Standing, CommentState::Hidden) | (CommentState::Hidden, CommentState::Standing) => {
                comment.state = to;
                Ok(())
            }
            _ => Err(Code::NoSuchComment.into()),
        }
    }

    /// `by`: whose it is taken for, where the history before these rules does not say.
    fn any_comment(&mut self, by: Party, sequence: i64) -> Result<&mut Comment, Refusal> {
        if (2..self.ruled_from).contains(&sequence) {
            self.comments.entry(sequence).or_insert(Comment { by, state: CommentState::Standing });
        }
        self.comments.get_mut(&sequence).ok_or_else(|| Code::NoSuchComment.into())
    }

    /// Whoever is complained of to the moderators has spoken when they write into the thread.
    fn hear(&mut self, by: Party) {
        if by == Party::Complainant {
            self.hearings.values_mut().for_each(|it| it.heard = true);
        }
    }

    /// The complainant says that this is what they have to say to one ground; they may add to it as long as it is open.
    fn answer_contest(&mut self, by: Party, ground: Ground, at: Timestamp) -> Allowed {
        complainant(by)?;
        if self.contests.get(&ground) != Some(&Contest::Open) || self.is_over() {
            return Err(Code::NotContested.into());
        }
        if let Some(hearing) = self.hearings.get_mut(&ground) {
            hearing.answered.get_or_insert(at);
        }
        Ok(())
    }

    fn judge_promise(&mut self, by: Party, number: u32, good: bool) -> Allowed {
        complainant(by)?;
        let promise = self.standing_promise(number)?;
        let PromiseState::Kept { late, .. } = promise.state else { return Err(Code::PromiseNotKept.into()) };
        promise.state = if good { PromiseState::Confirmed { late } } else { PromiseState::Refuted };
        Ok(())
    }

    fn miss_promise(&mut self, by: Party, at: Timestamp, number: u32) -> Allowed {
        home(by)?;
        let promise = self.standing_promise(number)?;
        match promise.state {
            PromiseState::Pending if at >= promise.due => {
                promise.state = PromiseState::Broken;
                Ok(())
            }
            PromiseState::Pending => Err(Code::TooEarly.into()),
            _ => Err(Code::PromiseNotPending.into()),
        }
    }

    fn offer(&mut self, offer: Offer, response: u32) -> Allowed {
        let again = match self.state {
            State::Open | State::Acknowledged => false,
            State::Unresolved { .. } | State::Lapsed { .. } | State::Unanswered { .. } => true,
            _ => return self.wrong("offer"),
        };
        if self.offers_left() == 0 || offer.number != self.offers + 1 {
            return Err(Refusal::from(Code::TooManyOffers).with("max", OFFERS_MAX));
        }
        if (offer.outcome == Outcome::Declined) != offer.reason.is_some() {
            return Err(Code::OutcomeReason.into());
        }
        if !self.responses.get(&response).is_some_and(|it| it.is_substantive() && !it.deleted) {
            return Err(Code::ResponseNeeded.into());
        }
        self.offers = offer.number;
        self.standing_offer = Some(offer);
        self.asked = false;
        if !again {
            self.state = State::Offered { reminded: 0, since: offer.at };
        }
        Ok(())
    }

    fn confirm(&mut self, by: Party, at: Timestamp, offer: Option<u32>, rating: Rating) -> Allowed {
        complainant(by)?;
        rating_in_range(rating)?;
        match self.state {
            State::Open
            | State::Acknowledged
            | State::Offered { .. }
            | State::Lapsed { .. }
            | State::Unresolved { .. }
            | State::Unanswered { .. }
            | State::Resolved { .. } => {}
            _ => return self.wrong("confirm"),
        }
        let standing = self.standing_offer.map(|it| it.number);
        if offer.is_some() && offer != standing {
            return Err(Code::OfferNotStanding.into());
        }
        if let Some(offer) = self.standing_offer.take() {
            self.outcome = Some(offer.outcome);
        }
        self.asked = false;
        self.rating = rating;
        self.ever_resolved = true;
        self.asked_again_at = None;
        self.state = State::Resolved { since: at, asked_again: false };
        Ok(())
    }

    /// For thirty days, and longer for whoever was asked: a second rating stands beside the first, and then no other. Whoever
    /// gave none before gives the first one now, and whoever did not say who solved it may still say so.
    #[expect(clippy::too_many_arguments, reason = "a rating is what was said, by whom, when and under which rules")]
    fn rate_again(
        &mut self,
        by: Party,
        at: Timestamp,
        rules: Rules,
        offer: Option<u32>,
        rating: Rating,
        solved_by: Option<SolvedBy>,
        got: Option<Outcome>,
    ) -> Allowed {
        complainant(by)?;
        rating_in_range(rating)?;
        let State::Resolved { since, .. } = self.state else { return self.wrong("confirm") };
        if offer.is_some() {
            return Err(Code::OfferNotStanding.into());
        }
        let (earlier, last) = (self.first_rating, self.rating);
        let is_full = earlier.is_some_and(|it| it.is_given()) && last.is_given();
        let says_who = solved_by.is_some() && self.solver().is_none();
        if earlier.is_some() && !(says_who || rating.is_given() && !is_full) {
            return Err(Refusal::from(Code::AlreadyRatedAgain).with("days", REOPEN_DAYS_MAX));
        }
        let asked = self.asked_again_since().filter(|_| rules >= Rules::Three);
        let until = rated_again_until(since, asked);
        if at > until {
            return Err(too_late("confirm", until));
        }
        if rules >= Rules::Three {
            // Whoever answered the question may still add what they left out, for as long as they had to answer.
            self.asked_again_at = asked;
        }
        match earlier {
            None => (self.first_rating, self.rating) = (Some(last), rating),
            // What was said without a number keeps no number out.
            Some(_) if rating.is_given() && !is_full => {
                self.first_rating = if last.is_given() { Some(last) } else { earlier };
                self.rating = rating;
            }
            Some(_) => {}
        }
        self.solved_by = solved_by.or(self.solved_by);
        self.outcome_unsaid &= got.is_none();
        self.outcome = got.or(self.outcome);
        self.state = State::Resolved { since, asked_again: true };
        Ok(())
    }

    fn decline(&mut self, by: Party, offer: u32) -> Allowed {
        complainant(by)?;
        if !matches!(self.state, State::Offered { .. }) {
            return self.wrong("decline");
        }
        if self.standing_offer.map(|it| it.number) != Some(offer) {
            return Err(Code::OfferNotStanding.into());
        }
        self.standing_offer = None;
        self.declined_ever = true;
        self.state = State::Acknowledged;
        Ok(())
    }

    fn give_up(&mut self, by: Party, at: Timestamp, rating: Rating) -> Allowed {
        complainant(by)?;
        rating_in_range(rating)?;
        match self.state {
            State::Open
            | State::Acknowledged
            | State::Offered { .. }
            | State::Lapsed { .. }
            | State::Unanswered { .. } => {}
            _ => return self.wrong("give-up"),
        }
        self.standing_offer = None;
        self.asked = false;
        self.rating = rating;
        self.state = State::Unresolved { since: at };
        Ok(())
    }

    fn reopen(&mut self, by: Party, at: Timestamp) -> Allowed {
        complainant(by)?;
        let (State::Resolved { since, .. }
        | State::Unresolved { since }
        | State::Lapsed { since }
        | State::Unanswered { since }) = self.state
        else {
            return self.wrong("reopen");
        };
        if at - since > TimeDelta::days(REOPEN_DAYS_MAX) {
            return Err(too_late("reopen", since + TimeDelta::days(REOPEN_DAYS_MAX)));
        }
        self.reopened += 1;
        self.standing_offer = None;
        self.outcome = None;
        self.outcome_unsaid = false;
        self.solved_by = None;
        self.first_rating = None;
        self.worked = None;
        self.state = if self.named_human_acted { State::Acknowledged } else { State::Open };
        Ok(())
    }

    fn withdraw(&mut self, by: Party) -> Allowed {
        complainant(by)?;
        if self.is_over() {
            return self.wrong("withdraw");
        }
        self.standing_offer = None;
        self.asked = false;
        self.state = State::Withdrawn;
        Ok(())
    }

    fn contest(&mut self, by: Party, ground: Ground) -> Allowed {
        brand(by)?;
        if self.is_over() {
            return self.wrong("contest");
        }
        if self.contests.contains_key(&ground) {
            return Err(Code::AlreadyContested.into());
        }
        self.contests.insert(ground, Contest::Open);
        Ok(())
    }

    fn decide_contest(&mut self, by: Party, ground: Ground, upheld: bool) -> Allowed {
        moderator(by)?;
        match self.contests.get_mut(&ground) {
            Some(contest @ (Contest::Open | Contest::Appealed { .. })) => {
                *contest = if upheld { Contest::Upheld } else { Contest::Rejected { by } };
                Ok(())
            }
            _ => Err(Code::NotContested.into()),
        }
    }

    /// Decided when the complainant had said anything, which histories of these rules go by; who decides now asks for more.
    /// The same moderator may take a rejection back within a day.
    fn decide_heard(&mut self, by: Party, at: Timestamp, ground: Ground, upheld: bool) -> Allowed {
        moderator(by)?;
        if !self.had_spoken(ground, at) {
            return Err(Refusal::from(Code::NotHeardYet).with("days", HEARING_DAYS));
        }
        if let Some(Contest::Rejected { by: first }) = self.contests.get(&ground)
            && *first == by
            && self.hearings.get(&ground).and_then(|it| it.decided_at).is_some_and(|it| is_undoable(it, at))
        {
            self.contests.insert(ground, Contest::Open);
        }
        self.decide_contest(by, ground, upheld)?;
        if let Some(hearing) = self.hearings.get_mut(&ground) {
            hearing.decided_at = Some(at);
        }
        Ok(())
    }

    fn dismiss(&mut self, by: Party, ground: Ground, at: Option<Timestamp>) -> Allowed {
        moderator(by)?;
        if matches!(self.state, State::Dismissed { .. } | State::Retracted) {
            return self.wrong("dismiss");
        }
        self.state = State::Dismissed { before: Box::new(self.state.clone()), by, ground, at };
        Ok(())
    }

    /// Whoever won has nothing to appeal; the rules before version 3 let them.
    fn appeal(&mut self, by: Party, side: Side, rules: Rules) -> Allowed {
        match (by, side) {
            (Party::Complainant, Side::Complainant) | (Party::Brand, Side::Brand) => {}
            _ => return Err(Code::OnlyComplainant.into()),
        }
        if self.appealed.contains(&side) {
            return Err(Code::AlreadyAppealed.into());
        }
        let rejected = self.contests.iter().find_map(|(ground, it)| match it {
            Contest::Rejected { by } => Some((*ground, *by)),
            _ => None,
        });
        match (&self.state, rejected, side) {
            (State::Dismissed { ground, .. }, _, Side::Brand)
                if rules >= Rules::Three && self.contests.get(ground) == Some(&Contest::Upheld) =>
            {
                return Err(Code::NothingToAppeal.into());
            }
            (State::Dismissed { .. }, ..) => {}
            (_, Some((ground, by)), Side::Brand) => {
                self.contests.insert(ground, Contest::Appealed { by });
            }
            _ => return Err(Code::NothingToAppeal.into()),
        }
        self.appealed.insert(side);
        Ok(())
    }

    fn reinstate(&mut self, by: Party) -> Allowed {
        moderator(by)?;
        let State::Dismissed { before, .. } = &self.state else { return self.wrong("reinstate") };
        if self.appealed.is_empty() {
            return Err(Code::NothingAppealed.into());
        }
        self.state = before.as_ref().clone();
        Ok(())
    }

    /// After an appeal, or by whoever dismissed it, within a day: then nothing was decided.
    fn undo_dismissal(&mut self, by: Party, at: Timestamp, rules: Rules) -> Allowed {
        moderator(by)?;
        let State::Dismissed { before, by: first, ground, at: dismissed } = self.state.clone() else {
            return self.wrong("reinstate");
        };
        let undone = self.appealed.is_empty();
        if undone && !(first == by && dismissed.is_some_and(|it| is_undoable(it, at))) {
            return Err(Code::NothingAppealed.into());
        }
        self.state = if rules >= Rules::Four { before.with_days_from(at) } else { *before };
        if rules >= Rules::Four {
            self.question_reminded = 0;
        }
        if self.contests.get(&ground) == Some(&Contest::Upheld) {
            let contest = if undone { Contest::Open } else { Contest::Rejected { by } };
            self.contests.insert(ground, contest);
        }
        Ok(())
    }

    fn support(&mut self, by: Party) -> Allowed {
        match by {
            Party::Complainant | Party::Brand => return Err(Code::OwnComplaint.into()),
            Party::Home | Party::Moderator(_) => return Err(Code::NotAllowed.into()),
            Party::Commenter(_) => {}
        }
        if !self.is_public() || self.is_over() {
            return Err(Code::NotPublic.into());
        }
        if self.supporters.insert(by) { Ok(()) } else { Err(Code::AlreadySupported.into()) }
    }

    fn thank(&mut self, by: Party, response: u32) -> Allowed {
        if !matches!(by, Party::Complainant | Party::Commenter(_)) {
            return Err(Code::NotAllowed.into());
        }
        if !self.is_public() {
            return Err(Code::NotPublic.into());
        }
        self.standing_response(response)?;
        if self.thanked.insert((by, response)) { Ok(()) } else { Err(Code::AlreadyThanked.into()) }
    }

    fn remind(&mut self, by: Party, at: Timestamp, day: u8) -> Allowed {
        home(by)?;
        let State::Offered { reminded, since } = &mut self.state else { return self.wrong("remind") };
        if !REMINDER_DAYS.contains(&day) || day <= *reminded || self.complainant_gone {
            return Err(Code::AlreadyDone.into());
        }
        if at - *since < TimeDelta::days(i64::from(day)) {
            return Err(Code::TooEarly.into());
        }
        *reminded = day;
        Ok(())
    }

    /// An offer or a question waits for the complainant; or nobody reads for the brand, and there are other ways.
    fn remind_complainant(&mut self, by: Party, at: Timestamp, day: u8) -> Allowed {
        home(by)?;
        let reminded = match self.state {
            State::Offered { .. } => return self.remind(by, at, day),
            State::Acknowledged if self.asked => self.question_reminded,
            State::Open | State::Acknowledged => return self.tell_untold(at, day),
            _ => return self.wrong("remind"),
        };
        if !REMINDER_DAYS.contains(&day) || day <= reminded || self.complainant_gone {
            return Err(Code::AlreadyDone.into());
        }
        if at - self.waiting_since < TimeDelta::days(i64::from(day)) {
            return Err(Code::TooEarly.into());
        }
        self.question_reminded = day;
        Ok(())
    }

    fn tell_untold(&mut self, at: Timestamp, day: u8) -> Allowed {
        if self.notified_at.is_some() || self.untold_at.is_some() || self.complainant_gone || day != UNTOLD_DAYS {
            return Err(Code::AlreadyDone.into());
        }
        if at - self.filed_at < TimeDelta::days(i64::from(day)) {
            return Err(Code::TooEarly.into());
        }
        self.untold_at = Some(at);
        Ok(())
    }

    fn remind_brand(&mut self, by: Party, at: Timestamp, day: u8) -> Allowed {
        home(by)?;
        if self.waiting() != Waiting::Brand {
            return self.wrong("remind");
        }
        let from = self.brand_due_from().ok_or(Code::BrandNotTold)?;
        let last = self.brand_reminded_since(from).map_or(0, |it| it.day);
        if !BRAND_REMINDER_DAYS.contains(&day) || day <= last || self.complainant_gone {
            return Err(Code::AlreadyDone.into());
        }
        if at - from < TimeDelta::days(i64::from(day)) {
            return Err(Code::TooEarly.into());
        }
        self.brand_reminded = Some(BrandReminder { day, at });
        Ok(())
    }

    fn close_unanswered(&mut self, by: Party, at: Timestamp) -> Allowed {
        home(by)?;
        if self.waiting() != Waiting::Brand {
            return self.wrong("close-unanswered");
        }
        let from = self.brand_due_from().ok_or(Code::BrandNotTold)?;
        let last = self.brand_reminded_since(from);
        let reminded = last.map(|it| it.day).as_ref() == BRAND_REMINDER_DAYS.last();
        if !reminded || at < Complaint::unanswered_at(from, last) || self.complainant_gone {
            return Err(Code::TooEarly.into());
        }
        self.ever_unanswered = true;
        self.state = State::Unanswered { since: at };
        Ok(())
    }

    fn lapse_question(&mut self, by: Party, at: Timestamp) -> Allowed {
        home(by)?;
        let reminded_last = REMINDER_DAYS.last() == Some(&self.question_reminded);
        if at < self.lapse_after(self.waiting_since) || !reminded_last || self.complainant_gone {
            return Err(Code::TooEarly.into());
        }
        self.asked = false;
        self.state = State::Lapsed { since: at };
        Ok(())
    }

    fn lapse(&mut self, by: Party, at: Timestamp) -> Allowed {
        home(by)?;
        let State::Offered { since, reminded } = self.state else { return self.wrong("lapse") };
        let reminded_last = REMINDER_DAYS.last() == Some(&reminded);
        if at < self.lapse_after(since) || !reminded_last || self.complainant_gone {
            return Err(Code::TooEarly.into());
        }
        self.state = State::Lapsed { since: at };
        Ok(())
    }

    fn ask_again(&mut self, by: Party, at: Timestamp) -> Allowed {
        home(by)?;
        let State::Resolved { since, asked_again } = &mut self.state else { return self.wrong("ask-again") };
        if *asked_again || self.complainant_gone {
            return Err(Code::AlreadyDone.into());
        }
        if at - *since < TimeDelta::days(ASK_AGAIN_DAYS) {
            return Err(Code::TooEarly.into());
        }
        *asked_again = true;
        Ok(())
    }
}

/// Until when a resolved complaint may be rated anew.
pub(super) fn rated_again_until(since: Timestamp, asked: Option<Timestamp>) -> Timestamp {
    let until = since + TimeDelta::days(RATE_AGAIN_DAYS);
    asked.map_or(until, |asked| until.max(asked + TimeDelta::days(ANSWER_AGAIN_DAYS)))
}

fn is_undoable(decided: Timestamp, at: Timestamp) -> bool {
    at - decided <= TimeDelta::hours(UNDO_HOURS_MAX)
}

fn rating_in_range(rating: Rating) -> Allowed {
    match rating.rating {
        Some(given) if given > RATING_MAX => Err(Code::RatingRange.into()),
        _ => Ok(()),
    }
}

fn complainant(by: Party) -> Allowed {
    if by == Party::Complainant { Ok(()) } else { Err(Code::OnlyComplainant.into()) }
}

fn brand(by: Party) -> Allowed {
    if by == Party::Brand { Ok(()) } else { Err(Code::OnlyBrand.into()) }
}

fn moderator(by: Party) -> Allowed {
    if matches!(by, Party::Moderator(_)) { Ok(()) } else { Err(Code::OnlyModerator.into()) }
}

fn home(by: Party) -> Allowed {
    if by == Party::Home { Ok(()) } else { Err(Code::OnlyHome.into()) }
}

/// What was possible until a moment that is over.
fn too_late(deed: &str, until: Timestamp) -> Refusal {
    Refusal::from(Code::TooLate).with("deed", deed).with("until", until.format(MOMENT))
}
