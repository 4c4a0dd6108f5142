//! What whoever looks may do next. The rules themselves are asked: a form is shown exactly when its command would be taken.

use crate::domain::complaint::{
    Command, CommentGround, Contest, DeclineReason, Ground, HEARING_DAYS, Holder, Label, LabelState, Opening, Outcome,
    PromiseState, ProofTier, RATING_MAX, STEP_HOURS_MIN, SolvedBy, State, Step, Target, Waiting,
};
use crate::domain::party::Party;
use crate::domain::reading::language;
use crate::domain::refusal::{Code, Refusal};
use crate::markup;
use crate::services::claim_brand::Reader;
use crate::services::moderate::REPORT_REASONS;
use crate::services::own_brand::SEAT_DAYS;
use crate::services::{receipts, steps};
use crate::storage::posts::{PostKind, StoredPost};
use crate::storage::restrictions::Severity;
use crate::web::deeds::decides_about_thread;
use crate::web::parts::{self, Choice, NobodyReads};
use crate::web::submission::Fields;
use crate::web::thread::history::{disclosed, why_disputed};
use crate::web::thread::state::promise_text;
use crate::web::thread::{PostView, RequestView, Seen, home_host};
use crate::web::visit::Visit;

/// Forms, and which of them stands first.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one form of the page")]
pub(in crate::web) struct Deeds {
    pub first: &'static str,
    /// The form that was wrong, shown open with what was sent.
    pub open: String,
    pub form: Fields,
    /// What every other form holds.
    blank: Fields,
    /// Where the form leads back to: `desk`, or the thread itself.
    pub from: &'static str,
    /// What was asked of a home elsewhere and is not settled yet.
    pub requests: Vec<RequestView>,
    pub stranger: bool,
    /// Whoever signs in could say that they have the same problem.
    pub may_support: bool,
    /// Under which name whoever filed by a pseudonym writes here.
    pub goes_as: Option<String>,
    pub confirm: bool,
    /// Confirming answers whether it is still fixed.
    pub still_fixed: bool,
    /// It is marked as resolved already: only a rating is asked for.
    pub only_rates: bool,
    pub rated: Option<String>,
    pub decline: bool,
    /// What is confirmed or declined is what the brand refuses.
    pub refused: bool,
    pub give_up: bool,
    pub reopen: bool,
    pub withdraw: bool,
    pub retract: bool,
    pub publish: bool,
    pub appeal: bool,
    /// How far it may still be taken, and how far it was.
    pub steps: Vec<Choice>,
    /// Who really gets it then.
    pub step_what: String,
    /// From when the next step may be taken, where that is later.
    pub step_later: Option<String>,
    pub reached: Option<String>,
    pub correct: bool,
    pub title: String,
    pub words: String,
    /// What the words are in, and what they may be said to be in.
    pub language: String,
    pub languages: Vec<(&'static str, &'static str)>,
    pub erase: bool,
    pub offer: Option<u32>,
    /// Who may have solved it, and what one may have got.
    pub solvers: Vec<Choice>,
    pub got: Vec<Choice>,
    /// What the brand offers that stands.
    pub offered: Option<Outcome>,
    /// Who solved it, as far as they said so before.
    pub solver: &'static str,
    pub solver_needed: bool,
    pub promises: Vec<PromiseDeed>,
    pub respond: bool,
    /// It waits for the brand, and does so after an answer alone, too.
    pub stays: bool,
    pub ask: bool,
    pub make_offer: bool,
    pub offers_left: String,
    pub outcomes: Vec<Choice>,
    pub reasons: Vec<Choice>,
    pub promise: bool,
    pub acknowledge: bool,
    pub hand_off: bool,
    /// That there was an order.
    pub confirm_order: bool,
    /// That the brand may be shown a receipt, and who reads it then.
    pub receipt: Option<String>,
    /// Why it cannot be, where somebody may look for the form.
    pub no_receipt: Option<String>,
    pub contest: bool,
    /// Grounds that were not contested before.
    pub contest_grounds: Vec<Choice>,
    /// Contests that whoever filed may answer.
    pub answers: Vec<Choice>,
    pub grounds: Vec<Choice>,
    pub signer: String,
    pub signer_role: String,
    pub support: bool,
    pub unsupport: bool,
    pub comment: bool,
    pub comment_title: String,
    pub report: bool,
    pub report_reasons: Vec<Choice>,
    pub moderate: bool,
    pub hidden: bool,
    pub dismiss: bool,
    pub reinstate: bool,
    pub contests: Vec<Choice>,
    /// Why a moderator decides nothing here.
    pub recused: Option<String>,
    /// What is an event of the thread is decided at its home alone.
    pub moves: bool,
    pub erase_by_law: bool,
    /// That nobody closes it before whoever filed was heard.
    pub waits: Option<String>,
    /// Why whoever looks writes nothing into this thread.
    pub silent: Option<String>,
    /// Why whoever looks says nothing here that the brand's figures count.
    pub of_the_brand: Option<String>,
    /// What opening it again makes public, and when.
    pub reopening: Option<String>,
    /// To the brand: that what it writes is not public, and until when.
    pub private: Option<String>,
}

/// What may be done about one response, beside its words.
#[derive(Default)]
pub(in crate::web) struct ResponseDeeds {
    pub edit: bool,
    pub delete: bool,
    /// What it says, as it was written.
    pub words: String,
    /// Whoever filed may say that it sends them elsewhere.
    pub mark: bool,
    /// Labels that the brand may dispute.
    pub disputes: Vec<Choice>,
    /// Disputed labels that a moderator may decide about.
    pub decides: Vec<DisputedLabel>,
}

/// What may be done about one comment. Each is a form of its own on the page.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "five independent forms, read by a template")]
pub(in crate::web) struct CommentDeeds {
    pub post: String,
    /// The number of its event, by which its home knows it.
    pub comment: i64,
    pub edit: bool,
    pub delete: bool,
    /// What it says, as it was written.
    pub words: String,
    pub grounds: Vec<Choice>,
    pub hide: bool,
    pub show: bool,
    pub report: bool,
    pub reasons: Vec<Choice>,
}

impl CommentDeeds {
    pub(in crate::web) fn any(&self) -> bool {
        self.edit || self.delete || self.hide || self.show || self.report
    }
}

pub(in crate::web) struct DisputedLabel {
    pub word: &'static str,
    pub name: String,
    /// Why the brand disputes it.
    pub why: Option<String>,
}

impl ResponseDeeds {
    pub(in crate::web) fn any(&self) -> bool {
        self.edit || self.delete || self.mark || !self.disputes.is_empty() || !self.decides.is_empty()
    }
}

/// One promise and what may be done about it.
pub(in crate::web) struct PromiseDeed {
    pub number: u32,
    pub text: String,
    pub state: String,
    pub keep: bool,
    pub confirm: bool,
    pub refute: bool,
}

impl Deeds {
    pub(in crate::web) fn any(&self) -> bool {
        self.confirm
            || !self.answers.is_empty()
            || self.decline
            || self.give_up
            || self.reopen
            || self.withdraw
            || self.retract
            || self.publish
            || self.appeal
            || !self.steps.is_empty()
            || self.step_later.is_some()
            || self.correct
            || self.erase
            || self.respond
            || !self.promises.is_empty()
    }

    /// Whether this is what the brand offers.
    pub(in crate::web) fn is_offered(&self, outcome: &str) -> bool {
        self.offered.is_some_and(|it| it.word() == outcome)
    }

    /// What confirming is called, by what it says now.
    pub(in crate::web) fn confirm_called(&self) -> &'static str {
        match self.only_rates {
            _ if self.still_fixed => "deed-still-fixed",
            true => "deed-rate",
            false if self.refused => "deed-accept-refusal",
            false => "deed-confirm",
        }
    }

    pub(in crate::web) fn decline_called(&self) -> &'static str {
        if self.refused { "deed-reject-refusal" } else { "deed-decline" }
    }

    pub(in crate::web) fn is_open(&self, deed: &str) -> bool {
        self.open == deed || (self.open.is_empty() && self.first == deed)
    }

    /// What a form holds: what was sent, if it is the one that was wrong.
    pub(in crate::web) fn form_of(&self, deed: &str) -> &Fields {
        if self.open == deed { &self.form } else { &self.blank }
    }

    /// The same for a form that stands beside each response.
    pub(in crate::web) fn form_on(&self, deed: &str, post: &PostView) -> &Fields {
        if self.is_open_on(deed, post) { &self.form } else { &self.blank }
    }

    /// The same for a form that stands beside each comment.
    pub(in crate::web) fn form_at(&self, deed: &str, comment: &CommentDeeds) -> &Fields {
        let sent = self.form_of(deed);
        if sent.get("post") == comment.post { sent } else { &self.blank }
    }

    /// The same for a form about the whole thread, where comments have one of that name too.
    pub(in crate::web) fn form_of_whole(&self, deed: &str) -> &Fields {
        let sent = self.form_of(deed);
        if sent.get("post").is_empty() { sent } else { &self.blank }
    }

    /// Whether what was wrong is a decision about the whole thread.
    pub(in crate::web) fn moderators_form(&self) -> bool {
        decides_about_thread(&self.open)
    }

    pub(in crate::web) fn is_open_on(&self, deed: &str, post: &PostView) -> bool {
        self.form_of(deed).get("response").parse() == Ok(post.response)
    }
}

impl Seen {
    fn can(&self, visit: &Visit, command: Command, party: Party) -> bool {
        self.held.complaint.decide(command, party, visit.now).is_ok()
    }

    /// Whether somebody signed in here can act in this thread and not only reply to it.
    /// A guest's own server is where they act in threads of others: nothing here can sign for them.
    fn takes_deeds(&self, visit: &Visit) -> bool {
        let Some(caller) = &visit.caller else { return false };
        self.held.at_home || (self.home_takes_requests && caller.account.is_some())
    }

    pub(in crate::web) fn deeds(&self, visit: &Visit, open: &str, form: Fields) -> Deeds {
        let mut deeds = Deeds { open: open.to_string(), form, ..Deeds::default() };
        deeds.stays = self.held.complaint.waiting() == Waiting::Brand;
        // A form that came from the desk leads back there, however often it is mended.
        if deeds.form.get("from") == "desk" {
            deeds.from = "desk";
        }
        deeds.report = visit.caller.is_some();
        deeds.report_reasons = parts::choices(visit, "report-reason", REPORT_REASONS);
        deeds.stranger = visit.caller.is_none();
        if visit.caller.is_none() {
            deeds.may_support = !self.is_recovering() && self.can(visit, Command::Support, self.acting_party());
            return deeds;
        }
        deeds.goes_as = self.other_name(visit);
        if !self.held.at_home && visit.caller.as_ref().is_some_and(|it| it.account.is_none()) {
            return deeds;
        }
        let party = self.acting_party();
        deeds.requests = self.requests(visit);
        deeds.silent = self.silent(visit, party);
        deeds.report = self.viewer.held_back.is_none();
        if self.viewer.of_the_brand && party != Party::Brand {
            let refusal = Refusal::from(Code::OwnBrand).with("days", SEAT_DAYS);
            deeds.of_the_brand = Some(visit.words.refusal_on_form(&refusal));
        }
        // A server that was restored takes nothing yet, and says so above.
        if self.is_recovering() || self.viewer.held_back == Some(Severity::Suspended) {
            return deeds;
        }
        if !self.takes_deeds(visit) {
            self.through_its_home(visit, party, &mut deeds);
            if self.viewer.moderator {
                self.moderators(visit, &mut deeds);
            }
            return deeds;
        }
        match party {
            Party::Complainant => self.complainants(visit, &mut deeds),
            Party::Brand => self.brands(visit, &mut deeds),
            _ => {}
        }
        let speaks = deeds.silent.is_none();
        let erased = party == Party::Complainant && self.held.is_nameless();
        deeds.support = speaks && !self.viewer.of_the_brand && self.can(visit, Command::Support, party);
        deeds.unsupport = speaks && self.can(visit, Command::TakeBackSupport, party);
        deeds.comment = speaks && !erased && party != Party::Brand && self.can(visit, Command::Comment, party);
        let asked = party == Party::Complainant && self.held.complaint.has_asked();
        deeds.comment_title = visit.say(if asked {
            "comment-answer"
        } else if party == Party::Complainant {
            "comment-own"
        } else {
            "comment-join"
        });
        self.promise_deeds(visit, party, &mut deeds);
        if self.viewer.moderator {
            self.moderators(visit, &mut deeds);
        }
        deeds
    }

    /// The name of whoever filed, where it is another one than they are signed in by.
    fn other_name(&self, visit: &Visit) -> Option<String> {
        let (own, caller) = (self.viewer.complainant?, visit.caller.as_ref()?);
        let handle = format!("@{}", self.held.complainant_handle);
        let other = own != caller.actor && !self.held.is_nameless();
        other.then(|| visit.words.with("goes-as", &[("handle", handle.into())]))
    }

    /// Why whoever looks takes no part in the talk; `None` where they may. What concerns their own complaint or brand is theirs.
    pub(in crate::web) fn silent(&self, visit: &Visit, party: Party) -> Option<String> {
        let code = match (party, self.viewer.held_back) {
            (_, Some(Severity::Suspended)) => Code::Suspended,
            (Party::Complainant | Party::Brand, _) => return None,
            (_, Some(Severity::Limited)) => Code::Limited,
            _ if matches!(self.viewer.party, Some(Party::Moderator(_))) => Code::DecidedHere,
            _ => return None,
        };
        Some(visit.words.refusal(&code.into()))
    }

    /// The home decides; from here these reach it as a public reply with a hashtag.
    fn through_its_home(&self, visit: &Visit, party: Party, deeds: &mut Deeds) {
        if party == Party::Complainant {
            self.complainants(visit, deeds);
            deeds.retract = false;
            deeds.publish = false;
            deeds.appeal = false;
            deeds.answers.clear();
            deeds.steps.clear();
            deeds.step_later = None;
            deeds.correct = false;
            deeds.erase = false;
        }
        let speaks = deeds.silent.is_none();
        let erased = party == Party::Complainant && self.held.is_nameless();
        deeds.support = speaks && !self.viewer.of_the_brand && self.can(visit, Command::Support, party);
        deeds.comment = speaks && !erased && party != Party::Brand && self.can(visit, Command::Comment, party);
        deeds.comment_title = visit.say(if party == Party::Complainant { "comment-own" } else { "comment-join" });
    }

    fn complainants(&self, visit: &Visit, deeds: &mut Deeds) {
        let can = |command| self.can(visit, command, Party::Complainant);
        let offer = self.held.complaint.standing_offer().map(|it| it.number);
        deeds.offer = offer;
        deeds.solvers = parts::choices(visit, "solved-by", SolvedBy::ALL.iter().map(|it| it.word()));
        let got = Outcome::ALL.iter().filter(|it| **it != Outcome::Declined);
        deeds.got = parts::choices(visit, "outcome", got.map(|it| it.word()));
        let complaint = &self.held.complaint;
        // What they said themselves is marked; whether it was the brand that solved what it offered to solve, nobody else knows.
        let own = complaint.solver().filter(|_| complaint.ever_resolved);
        deeds.solver = own.map_or("", SolvedBy::word);
        deeds.solver_needed = own.is_none();
        deeds.offered = complaint.standing_offer().map(|it| it.outcome).filter(|it| *it != Outcome::Declined);
        deeds.rated = self.ratings_so_far(visit);
        let counts = !self.viewer.of_the_brand;
        let confirm = Command::Confirm {
            offer,
            rating: Some(RATING_MAX),
            would_return: None,
            solved_by: Some(SolvedBy::Brand),
            got: None,
        };
        deeds.confirm = counts && can(confirm);
        deeds.decline = can(Command::Decline { offer });
        deeds.refused = self.refuses();
        deeds.give_up = counts && can(Command::GiveUp { rating: None, would_return: None });
        deeds.reopen = can(Command::Reopen);
        deeds.reopening = self.reopening(visit);
        deeds.withdraw = can(Command::Withdraw { settled: None, condition: None });
        deeds.retract = can(Command::Retract);
        deeds.publish = can(Command::Publish);
        deeds.appeal = can(Command::Appeal);
        let answerable = complaint.contests().keys().filter(|ground| can(Command::AnswerContest { ground: **ground }));
        deeds.answers = parts::choices(visit, "ground", answerable.map(|it| it.word()));
        let reached = steps::holder(complaint, &self.reader, self.has_mediators || !self.held.at_home);
        let steps = Step::ALL.iter().filter(|step| can(Command::Escalate { step: **step, reached }));
        deeds.steps = parts::choices(visit, "step", steps.map(|it| it.word()));
        deeds.step_what = match self.held.complaint.next_step() {
            Some(Step::Mediator) if self.held.at_home && !self.has_mediators => visit.say("escalate-to-nobody"),
            Some(step @ (Step::Representative | Step::Executive)) => {
                let of_step = format!("escalate-to-{}", step.word());
                let key = match &self.reader {
                    Reader::Mentioned(_) | Reader::Board(_) => "escalate-to-elsewhere",
                    reader => parts::nobody_reads(reader, NobodyReads::Step).unwrap_or(&of_step),
                };
                visit.words.with(key, &[("brand", parts::brand_name(&self.brand).into())])
            }
            Some(step) => visit.say(&format!("escalate-to-{}", step.word())),
            None => String::new(),
        };
        deeds.step_later = self.step_later(visit, reached, &can);
        deeds.reached = complaint.step.map(|step| {
            let step = visit.say(&format!("step-{}", step.word()));
            visit.words.with("escalate-reached", &[("step", step.into())])
        });
        self.own_words(&can, deeds);
        deeds.receipt = self.receipt_lead(visit, &can);
        deeds.no_receipt = self.no_receipt(visit, &can);
        deeds.only_rates = matches!(self.held.complaint.state(), State::Resolved { .. });
        deeds.still_fixed = deeds.confirm && complaint.still_fixed_until(visit.now).is_some();
        let asked = deeds.still_fixed || matches!(self.held.complaint.state(), State::Offered { .. });
        deeds.first = if asked { "confirm" } else { "" };
    }

    /// That the next step is possible, and from when: whoever was reached has some days first.
    fn step_later(&self, visit: &Visit, reached: Holder, can: &impl Fn(Command) -> bool) -> Option<String> {
        let next = self.held.complaint.next_step()?;
        let from = self.held.complaint.next_step_from(reached).filter(|from| *from > visit.now)?;
        if !can(Command::Escalate { step: next, reached: Holder::Nobody }) {
            return None;
        }
        let step = visit.say(&format!("step-{}", next.word()));
        let told = [("step", step.into()), ("at", visit.moment(from).into()), ("hours", STEP_HOURS_MIN.into())];
        Some(visit.words.with("escalate-later", &told))
    }

    /// What was rated so far, where a rating stands.
    fn ratings_so_far(&self, visit: &Visit) -> Option<String> {
        let complaint = &self.held.complaint;
        if !matches!(complaint.state(), State::Resolved { .. }) {
            return None;
        }
        let last = complaint.standing_rating()?;
        Some(match complaint.earlier_rating() {
            Some(first) => visit.words.with("rated-twice", &[("first", first.into()), ("rating", last.into())]),
            None => visit.words.with("rated-once", &[("rating", last.into())]),
        })
    }

    /// Who reads a receipt that is shown now; `None` where nobody of the brand could read it on this server.
    fn receipt_lead(&self, visit: &Visit, can: &impl Fn(Command) -> bool) -> Option<String> {
        let key = match &self.reader {
            Reader::Board(_) | Reader::Mentioned(_) => return None,
            reader => parts::nobody_reads(reader, NobodyReads::Receipt).unwrap_or("receipt-lead"),
        };
        let erased = self.filed.as_ref().is_some_and(|told| disclosed(told, "content").is_none());
        let wanted = !erased && receipts::is_read(&self.held, visit.now);
        let possible = self.held.at_home && wanted && can(Command::Prove { tier: ProofTier::Receipt });
        possible.then(|| visit.words.with(key, &[("brand", parts::brand_name(&self.brand).into())]))
    }

    /// Why whoever filed cannot show the brand a receipt on this server.
    fn no_receipt(&self, visit: &Visit, can: &impl Fn(Command) -> bool) -> Option<String> {
        if !can(Command::Prove { tier: ProofTier::Receipt }) {
            return None;
        }
        let (key, host) = match &self.reader {
            _ if !self.held.at_home => ("receipt-not-here", home_host(&self.held)),
            Reader::Here | Reader::NobodyNow | Reader::Nobody => return None,
            Reader::Board(reader) | Reader::Mentioned(reader) => ("receipt-not-elsewhere", reader.host.clone()),
        };
        let told = [("brand", parts::brand_name(&self.brand).into()), ("host", host.into())];
        Some(visit.words.with(key, &told))
    }

    /// The complaint's own words, to be written anew or taken out.
    fn own_words(&self, can: &impl Fn(Command) -> bool, deeds: &mut Deeds) {
        let Some(post) = self.posts.iter().find(|it| it.kind == PostKind::Complaint && it.deleted_at.is_none()) else {
            return;
        };
        deeds.correct = can(Command::Correct);
        deeds.title.clone_from(&self.held.title);
        deeds.words = as_written(post);
        deeds.language = post.language.clone().unwrap_or_default();
        deeds.languages = language::all().collect();
        deeds.erase = can(Command::Erase { targets: vec![Target { sequence: 1, name: "content".into() }] });
    }

    /// Whether a post is their own, lies here, and the home of its thread has no event that could be taken back: they delete
    /// it at their own server.
    pub(in crate::web) fn is_lost_on_home(&self, visit: &Visit, post: &StoredPost) -> bool {
        let own = post.local && self.is_own(visit, post) && post.deleted_at.is_none();
        if !own || self.held.at_home || post.kind != PostKind::Comment {
            return false;
        }
        let party = self.acting_party();
        let asked = |comment| self.takes_deeds(visit) && self.can(visit, Command::DeleteComment { comment }, party);
        !post.sequence.is_some_and(asked)
    }

    /// What whoever looks may do about one comment.
    pub(in crate::web) fn comment_deeds(&self, visit: &Visit, post: &StoredPost) -> CommentDeeds {
        let mut deeds = CommentDeeds { post: post.id.to_string(), ..CommentDeeds::default() };
        if post.kind != PostKind::Comment || post.deleted_at.is_some() || visit.caller.is_none() {
            return deeds;
        }
        let own = self.is_own(visit, post);
        if let Some(comment) = post.sequence.filter(|_| own && self.takes_deeds(visit)) {
            let party = self.acting_party();
            deeds.comment = comment;
            deeds.edit =
                self.silent(visit, party).is_none() && self.can(visit, Command::EditComment { comment }, party);
            deeds.delete = self.can(visit, Command::DeleteComment { comment }, party);
            deeds.words = as_written(post);
        }
        deeds.delete |= self.is_lost_on_home(visit, post);
        deeds.report = !own && self.viewer.held_back.is_none();
        deeds.reasons = parts::choices(visit, "report-reason", REPORT_REASONS);
        if self.viewer.moderator && self.viewer.recused.is_none() {
            let hidden = self.is_hidden(post);
            deeds.hide = !hidden;
            deeds.show = hidden;
            deeds.grounds = parts::choices(visit, "comment-ground", CommentGround::ALL.iter().map(|it| it.word()));
        }
        deeds
    }

    /// What whoever looks may do about one response.
    pub(in crate::web) fn response_deeds(&self, visit: &Visit, post: &StoredPost) -> ResponseDeeds {
        let mut deeds = ResponseDeeds::default();
        let number = post.response.and_then(|it| u32::try_from(it).ok());
        let Some(response) = number.filter(|_| post.kind == PostKind::Response && self.takes_deeds(visit)) else {
            return deeds;
        };
        let labels = self.held.complaint.responses.get(&response).map(|it| &it.labels);
        let labels = || labels.into_iter().flatten().map(|(label, state)| (*label, *state));
        if let (Party::Brand, Some(representative)) = (self.acting_party(), &self.viewer.representative) {
            let can = |command| self.can(visit, command, Party::Brand);
            // A post is changed by whoever wrote it, also where the brand has several voices.
            let own = post.author == Some(representative.official);
            deeds.edit = own && can(Command::EditResponse { response });
            deeds.delete = own && can(Command::DeleteResponse { response });
            deeds.words = as_written(post);
            let open = labels().filter(|(label, _)| can(Command::DisputeLabel { response, label: *label }));
            deeds.disputes = parts::choices(visit, "label", open.map(|(label, _)| label.word()));
        }
        if self.acting_party() == Party::Complainant {
            deeds.mark = self.can(visit, Command::sent_elsewhere(response), Party::Complainant);
        }
        if self.viewer.moderator && self.held.at_home && self.viewer.recused.is_none() {
            let party = self.as_moderator();
            let disputed = labels().filter(|(_, state)| *state == LabelState::Disputed);
            let may = |label| self.can(visit, Command::DecideLabel { response, label, upheld: true }, party);
            deeds.decides = disputed
                .filter(|(label, _)| may(*label))
                .map(|(label, _)| self.disputed(visit, response, label))
                .collect();
        }
        deeds
    }

    fn disputed(&self, visit: &Visit, response: u32, label: Label) -> DisputedLabel {
        let why = self.told.iter().rev().find_map(|told| why_disputed(told, response, label));
        DisputedLabel {
            word: label.word(),
            name: visit.say(&format!("label-{}", label.word())),
            why: why.map(|it| visit.words.with("label-why", &[("reason", it.into())])),
        }
    }

    fn brands(&self, visit: &Visit, deeds: &mut Deeds) {
        let can = |command| self.can(visit, command, Party::Brand);
        let complaint = &self.held.complaint;
        deeds.respond = can(Command::Respond { named: true, automated: false });
        // These come with an answer by a named human, so they are asked of what follows one.
        let answered = complaint.decide(Command::Respond { named: true, automated: false }, Party::Brand, visit.now);
        if let Ok(answered) = answered {
            let after = answered.after();
            let then = |command| after.decide(command, Party::Brand, visit.now).is_ok();
            deeds.ask = then(Command::Ask);
            deeds.make_offer = then(Command::Offer { response: None, outcome: Outcome::Refund, reason: None });
            deeds.private = self.private(visit);
            deeds.promise = then(Command::Promise { due: visit.now + chrono::TimeDelta::days(1) });
        }
        deeds.acknowledge = can(Command::Acknowledge { named: true });
        deeds.hand_off = can(Command::HandOff);
        deeds.confirm_order =
            complaint.proof != ProofTier::OrderConfirmed && can(Command::Prove { tier: ProofTier::OrderConfirmed });
        let open = Ground::ALL.iter().filter(|ground| can(Command::Contest { ground: **ground }));
        deeds.contest_grounds = parts::choices(visit, "ground", open.map(|it| it.word()));
        deeds.contest = !deeds.contest_grounds.is_empty();
        deeds.appeal = can(Command::Appeal);
        let left = complaint.offers_left();
        deeds.offers_left = visit.words.with("answer-offer-hint", &[("count", left.into())]);
        deeds.outcomes = parts::choices(visit, "outcome", Outcome::ALL.iter().map(|it| it.word()));
        deeds.reasons = parts::choices(visit, "reason", DeclineReason::ALL.iter().map(|it| it.word()));
        if let Some(representative) = &self.viewer.representative {
            deeds.signer.clone_from(&representative.name);
            deeds.signer_role.clone_from(&representative.role);
        }
        if deeds.respond && complaint.waited_for() == Waiting::Brand {
            deeds.first = "respond";
        }
    }

    /// The brand sees it first: until when nobody else does.
    fn private(&self, visit: &Visit) -> Option<String> {
        let Opening::Embargoed { .. } = self.held.complaint.opening() else { return None };
        Some(match self.held.complaint.publishes_at() {
            Some(until) => visit.words.with("desk-private", &[("at", visit.moment(until).into())]),
            None => visit.say("desk-private-ended"),
        })
    }

    fn promise_deeds(&self, visit: &Visit, party: Party, deeds: &mut Deeds) {
        for (number, promise) in self.held.complaint.standing_promises() {
            if matches!(promise.state, PromiseState::Confirmed { .. }) {
                continue;
            }
            let can = |command| self.can(visit, command, party);
            let deed = PromiseDeed {
                number,
                text: promise_text(visit, promise),
                state: self.promise_state(visit, promise),
                keep: can(Command::KeepPromise { promise: number }),
                confirm: !self.viewer.of_the_brand && can(Command::ConfirmPromise { promise: number }),
                refute: can(Command::RefutePromise { promise: number }),
            };
            if deed.keep || deed.confirm || deed.refute {
                deeds.promises.push(deed);
            }
        }
    }

    fn as_moderator(&self) -> Party {
        match self.viewer.party {
            Some(party @ Party::Moderator(_)) => party,
            _ => self.held.complaint.next_moderator(),
        }
    }

    fn moderators(&self, visit: &Visit, deeds: &mut Deeds) {
        deeds.recused = self.viewer.recused.map(|it| visit.say(&format!("recused-{}-long", it.word())));
        if deeds.recused.is_some() {
            return;
        }
        let party = self.as_moderator();
        deeds.moderate = true;
        deeds.hidden = self.held.hidden_at.is_some();
        if !self.held.at_home {
            return;
        }
        let only_moderator = !self.viewer.others_decide;
        deeds.dismiss = self.can(visit, Command::Dismiss { ground: Ground::NotGenuine }, party);
        let decides = !self.viewer.leaves_appeal;
        deeds.reinstate =
            self.viewer.appeal_waits && decides && self.can(visit, Command::Reinstate { only_moderator }, party);
        deeds.moves = self.can(visit, Command::ReassignBrand { to: String::new() }, party);
        deeds.erase_by_law = self.viewer.erasable;
        deeds.waits = self
            .held
            .complaint
            .unheard(visit.now)
            .map(|_| visit.words.refusal(&Refusal::from(Code::NotHeardYet).with("days", HEARING_DAYS)));
        deeds.grounds = grounds(visit);
        let open = self.held.complaint.contests().iter();
        deeds.contests = open
            .filter(|(_, it)| **it == Contest::Open || decides && matches!(it, Contest::Appealed { .. }))
            .filter(|(ground, _)| {
                let decide = |upheld| Command::DecideContest { ground: **ground, upheld, only_moderator };
                self.can(visit, decide(true), party) && self.can(visit, decide(false), party)
            })
            .map(|(ground, _)| (ground.word(), visit.say(&format!("ground-{}", ground.word()))))
            .collect();
    }
}

/// The words of a post for a form: as its author wrote them, where that was here.
fn as_written(post: &StoredPost) -> String {
    post.source.clone().unwrap_or_else(|| markup::plain_text(&post.html).trim().to_string())
}

pub(in crate::web) fn grounds(visit: &Visit) -> Vec<Choice> {
    parts::choices(visit, "ground", Ground::ALL.iter().map(|it| it.word()))
}
