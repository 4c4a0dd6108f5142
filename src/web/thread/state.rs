//! Where a thread stands, in words and in one strip of colour: who waits for whom, and for how long.

use chrono::TimeDelta;

use crate::domain::Timestamp;
use crate::domain::complaint::{
    Complaint, Contest, Door, Happening, Opening, Outcome, Promise, PromiseState, ProofTier, Response, SolvedBy, State,
    Waiting,
};
use crate::domain::figures::Fate;
use crate::markup::SafeHtml;
use crate::web::parts::{self, NobodyReads, Piece, rich};
use crate::web::thread::{ContestWords, Seen, home_host};
use crate::web::visit::Visit;

pub(in crate::web) struct Banner {
    /// The state's class and the id of its shape.
    pub class: &'static str,
    pub shape: &'static str,
    pub headline: String,
    pub lines: Vec<SafeHtml>,
    /// What is contested, and who may say something to it until when.
    pub flags: Vec<Flag>,
}

/// One ground that is contested, with what the brand says.
pub(in crate::web) struct Flag {
    pub text: SafeHtml,
    pub words: Option<String>,
    /// Who says these words.
    pub by: String,
    pub erased: bool,
    /// What the brand can do about its own contest; or that its home alone says that there is one.
    pub hint: Option<String>,
}

impl Seen {
    pub(in crate::web) fn banner(&self, visit: &Visit) -> Banner {
        let shape = parts::shape_of(self.held.complaint.state().name());
        let (headline, mut lines) = self.standing(visit);
        if let Some(home) = self.standing_claimed_by() {
            lines.push(rich(visit.words, "banner-said-by", vec![("host", Piece::from(home))]));
        }
        if self.counts_as_unanswered() {
            lines.push(rich(visit.words, "banner-counts-unanswered", vec![]));
        }
        lines.extend(self.closes(visit));
        lines.extend(self.promised(visit));
        lines.extend(self.still_fixed(visit));
        match self.held.complaint.opening() {
            Opening::Embargoed { .. } => lines.push(self.embargoed(visit)),
            Opening::Provisional { .. } if self.held.complaint.publishes_at().is_some() => {
                lines.push(rich(visit.words, "banner-provisional", vec![]));
            }
            Opening::Provisional { .. } => lines.push(rich(visit.words, "banner-never-listed", vec![])),
            Opening::Public => {}
        }
        Banner { class: shape, shape, headline, lines, flags: self.contested(visit) }
    }

    /// What the brand promised and has still time for, the next one.
    fn promised(&self, visit: &Visit) -> Option<SafeHtml> {
        let complaint = &self.held.complaint;
        if complaint.waited_for() == Waiting::Nobody {
            return None;
        }
        let pending = complaint.standing_promises().filter(|(_, it)| it.state == PromiseState::Pending);
        let next = pending.map(|(number, it)| (it.due, number)).min();
        let (due, number) = next.filter(|(due, _)| *due > visit.now)?;
        let mut pieces = vec![("brand", Piece::from(self.brand_name())), ("day", visit.day(due).into())];
        match self.promise_claimed_by(number) {
            Some(home) => {
                pieces.push(("host", home.into()));
                Some(rich(visit.words, "banner-promised-said", pieces))
            }
            None => Some(rich(visit.words, "banner-promised", pieces)),
        }
    }

    /// When it is closed as unanswered.
    pub(in crate::web) fn closes(&self, visit: &Visit) -> Option<SafeHtml> {
        let at = self.held.complaint.closes_unanswered_at()?;
        let key = if self.had_answer() { "banner-closes-further" } else { "banner-closes" };
        Some(rich(visit.words, key, vec![("day", Piece::from(visit.day(at)))]))
    }

    /// It was closed because no answer came, and still counts so wherever it stands now.
    fn counts_as_unanswered(&self) -> bool {
        let complaint = &self.held.complaint;
        let is_shown = matches!(complaint.state(), State::Unanswered { .. });
        !is_shown && complaint.counted_from().is_some() && Fate::of(complaint) == Fate::Unanswered
    }

    /// A real answer came at some time, so that what is missing is a further one.
    fn had_answer(&self) -> bool {
        self.held.complaint.responses.values().any(Response::is_substantive)
    }

    /// Whoever filed was asked whether it is still fixed, and until when they can say so.
    fn still_fixed(&self, visit: &Visit) -> Option<SafeHtml> {
        let until = self.held.complaint.still_fixed_until(visit.now)?;
        let yours = self.viewer.complainant.is_some();
        let key = if yours { "banner-still-fixed-yours" } else { "banner-still-fixed" };
        let pieces = vec![("person", Piece::from(self.complainant(visit))), ("until", visit.moment(until).into())];
        Some(rich(visit.words, key, pieces))
    }

    /// When it becomes public, if it does: what ended before stays between the two.
    fn embargoed(&self, visit: &Visit) -> SafeHtml {
        match self.held.complaint.publishes_at() {
            Some(until) if until > visit.now => {
                rich(visit.words, "banner-embargoed", vec![("date", Piece::from(visit.date(until)))])
            }
            Some(_) => rich(visit.words, "banner-embargo-over", vec![]),
            None => rich(visit.words, &self.addressed(visit, "banner-embargo-ended"), vec![]),
        }
    }

    /// What happens to a complaint that is not public when it is opened again; `None` where nothing does.
    pub(super) fn reopening(&self, visit: &Visit) -> Option<String> {
        match self.held.complaint.opening() {
            Opening::Embargoed { until } | Opening::Provisional { until } if until <= visit.now => {
                Some(visit.say("reopen-publishes-now"))
            }
            Opening::Embargoed { until } | Opening::Provisional { until } => {
                Some(visit.words.with("reopen-publishes-at", &[("date", visit.date(until).into())]))
            }
            Opening::Public => None,
        }
    }

    /// Each ground that is contested and not decided: who is asked what, and until when.
    fn contested(&self, visit: &Visit) -> Vec<Flag> {
        let complaint = &self.held.complaint;
        if complaint.contested().is_none() {
            return Vec::new();
        }
        let mut flags = Vec::new();
        for (ground, contest) in complaint.contests() {
            let hearing = complaint.hearing(*ground);
            let until = hearing.map(|it| it.until());
            let (answered, over) = match hearing {
                Some(it) => (it.answered.is_some(), it.is_over(visit.now)),
                None => (false, false),
            };
            let key = match contest {
                Contest::Open if answered && over => "flag-answered-over",
                Contest::Open if answered => "flag-answered",
                Contest::Open if over => "flag-heard",
                // Contested under older rules, or whoever filed is gone.
                Contest::Open if complaint.is_heard(*ground, visit.now) => "flag-waits",
                Contest::Open => "flag-hearing",
                Contest::Appealed { .. } => "flag-appealed",
                Contest::Rejected { .. } | Contest::Upheld => continue,
            };
            let told = vec![
                ("flag", Piece::from(parts::flag(visit.words))),
                ("brand", self.brand_name().into()),
                ("person", self.complainant(visit).into()),
                ("ground", visit.say(&format!("ground-{}", ground.word())).into()),
                ("until", until.map(|it| visit.moment(it)).unwrap_or_default().into()),
            ];
            let said = self.contest_words(*ground);
            let claimed = self.contest_claimed_by(*ground);
            let by = claimed.as_ref().map(|home| visit.words.with("post-said-by", &[("host", home.into())]));
            let only_said = claimed.map(|home| visit.words.with("banner-said-by", &[("host", home.into())]));
            let own = self.viewer.representative.is_some() && *contest == Contest::Open;
            flags.push(Flag {
                text: rich(visit.words, &self.addressed(visit, key), told),
                erased: said == Some(ContestWords::Erased),
                words: match said {
                    Some(ContestWords::Said(words)) => Some(words),
                    Some(ContestWords::Erased) | None => None,
                },
                by: by.unwrap_or_else(|| visit.say("flag-said-by-brand")),
                hint: own.then(|| visit.say("flag-brand-mistaken")).or(only_said),
            });
        }
        flags
    }

    fn standing(&self, visit: &Visit) -> (String, Vec<SafeHtml>) {
        let words = visit.words;
        let complaint = &self.held.complaint;
        let (brand, person) = (self.brand_name(), self.complainant(visit));
        let waited = visit.since(complaint.waited_for_since());
        let plain = |key: &str| {
            let key = self.addressed(visit, key);
            words.with(&key, &[("brand", (&brand).into()), ("person", (&person).into()), ("span", (&waited).into())])
        };
        let line = |key: &str| {
            let answer = parts::link("#talk", &visit.say("banner-asked-link"));
            let pieces = vec![
                ("brand", Piece::from(brand.as_str())),
                ("person", Piece::from(person.as_str())),
                ("answer", answer.into()),
            ];
            rich(words, &self.addressed(visit, key), pieces)
        };
        if complaint.is_complainant_gone() && complaint.waiting() != Waiting::Nobody {
            return (visit.say("banner-gone"), vec![line("banner-gone-line")]);
        }
        // Who answered has more than seen it.
        let standing = if self.had_answer() { "banner-answered" } else { "banner-acknowledged" };
        match complaint.state() {
            State::Open if complaint.is_untold() => self.untold_standing(visit),
            State::Open => {
                let just = visit.now - complaint.filed_at < TimeDelta::minutes(1);
                let key = if just { "banner-open-just" } else { "banner-open" };
                (plain(key), vec![line(self.open_line(visit))])
            }
            State::Acknowledged if complaint.waiting() == Waiting::Complainant => {
                (plain("banner-asked"), vec![line("banner-asked-line")])
            }
            State::Acknowledged if self.human_is_claimed() => {
                let told = vec![("host", Piece::from(home_host(&self.held)))];
                (plain(standing), vec![rich(words, "banner-acknowledged-said", told)])
            }
            State::Acknowledged => (plain(standing), vec![line("banner-acknowledged-line")]),
            State::Offered { .. } => {
                let lapses = complaint.lapses_at().map(|at| visit.day(at)).unwrap_or_default();
                let outcome = complaint.standing_offer().map(|it| outcome_word(visit, it.outcome.word()));
                let told = vec![
                    ("outcome", Piece::from(parts::capitalised(&outcome.unwrap_or_default()))),
                    ("span", waited.as_str().into()),
                    ("person", person.as_str().into()),
                    ("day", lapses.into()),
                ];
                // What the brand refuses, nobody has called resolved, and it has offered nothing.
                let (headline, said) = if self.refuses() {
                    ("banner-offered-declined", "banner-refused-line")
                } else {
                    ("banner-offered", "banner-offered-line")
                };
                (plain(headline), vec![rich(words, &self.addressed(visit, said), told)])
            }
            State::Resolved { since, .. } => {
                let headline = if self.accepts_refusal() { "banner-accepted" } else { "banner-resolved" };
                (plain(headline), self.ending(visit, "banner-resolved-line", *since))
            }
            State::Unresolved { since } => {
                (plain("banner-unresolved"), self.ending(visit, "banner-unresolved-line", *since))
            }
            State::Lapsed { .. } if complaint.standing_offer().is_none() => {
                (plain("banner-lapsed-question"), vec![line("banner-lapsed-question-line")])
            }
            State::Lapsed { .. } => {
                // One that was made before it lapsed is the one that nobody answered.
                let again = complaint.standing_offer().filter(|it| it.at >= complaint.waiting_since);
                let again = again.map(|_| line(self.offered_again()));
                // What it refuses is no solution that it offered.
                let (headline, said) = if self.refuses() {
                    ("banner-lapsed-declined", "banner-lapsed-declined-line")
                } else {
                    ("banner-lapsed", "banner-lapsed-line")
                };
                (plain(headline), [line(said)].into_iter().chain(again).collect())
            }
            State::Unanswered { since } => {
                let key = if self.had_answer() { "banner-unanswered-further" } else { "banner-unanswered" };
                (plain(key), self.ending(visit, "banner-unanswered-line", *since))
            }
            State::Withdrawn => {
                let (settled, condition) = complaint.withdrawal.map_or((None, None), |it| (it.settled, it.condition));
                let said = match settled {
                    Some(true) => Some("banner-withdrawn-settled"),
                    Some(false) => Some("banner-withdrawn-unsettled"),
                    None => complaint.brand_acted.then_some("banner-withdrawn-unsaid"),
                };
                let asked = (condition == Some(true)).then_some("banner-withdrawn-condition");
                let after = complaint.brand_acted.then_some("banner-withdrawn-after");
                (plain("banner-withdrawn"), [said, asked, after].into_iter().flatten().map(line).collect())
            }
            State::Retracted => (plain("banner-retracted"), vec![]),
            State::Dismissed { ground, .. } => {
                let told = vec![("ground", Piece::from(visit.say(&format!("ground-{}", ground.word()))))];
                (plain("banner-dismissed"), vec![rich(words, "banner-dismissed-line", told), self.in_the_log(visit)])
            }
        }
    }

    /// The last that the brand said of how it ends it is a refusal.
    pub(in crate::web) fn refuses(&self) -> bool {
        self.held.complaint.standing_offer().is_some_and(|it| it.outcome == Outcome::Declined)
    }

    /// Whether it ended with whoever filed it accepting what the brand refused.
    pub(super) fn accepts_refusal(&self) -> bool {
        self.held.complaint.ended_with_refusal()
    }

    /// That it said more after the end, without any effect so far.
    fn offered_again(&self) -> &'static str {
        if self.refuses() { "banner-refused-again" } else { "banner-offered-again" }
    }

    /// The message that says "you" to whoever filed it, where there is one.
    pub(super) fn addressed(&self, visit: &Visit, key: &str) -> String {
        let yours = format!("{key}-yours");
        let own = self.viewer.complainant.is_some() && visit.words.knows(&yours);
        if own { yours } else { key.to_string() }
    }

    /// Where the decision that closed it can be read, with the moderator's own words where that is here.
    fn in_the_log(&self, visit: &Visit) -> SafeHtml {
        let home = if self.held.at_home { String::new() } else { self.held.home.clone() };
        let Some((line, number)) = &self.closed_by else {
            let log = parts::link(&format!("{home}/moderation/log"), &visit.say("banner-log"));
            return rich(visit.words, "banner-dismissed-log", vec![("log", log.into())]);
        };
        // The page of the log that begins with this entry.
        let from = line.at.timestamp_micros() + 1;
        let entry = number.map(|it| format!("#decision-{it}")).unwrap_or_default();
        let log = parts::link(&format!("/moderation/log?from={from}_{}{entry}", line.id), &visit.say("banner-log"));
        let told = vec![("reason", Piece::from(line.reason.as_str())), ("log", log.into())];
        rich(visit.words, "banner-dismissed-said", told)
    }

    /// Nobody told the brand, so nobody waits for it: what stands there is when it was filed, and why nobody was told.
    fn untold_standing(&self, visit: &Visit) -> (String, Vec<SafeHtml>) {
        let complaint = &self.held.complaint;
        let brand = self.brand_name();
        let since = visit.since(complaint.filed_at);
        // Who reads at another home is its business.
        let nobody = parts::nobody_reads(&self.reader, NobodyReads::Banner).filter(|_| self.held.at_home);
        let key = nobody.unwrap_or("banner-not-told");
        let headline = visit.words.with(key, &[("brand", (&brand).into())]);
        let pieces = vec![("brand", Piece::from(brand)), ("span", since.into())];
        (headline, vec![rich(visit.words, "banner-untold-line", pieces)])
    }

    fn open_line(&self, visit: &Visit) -> &'static str {
        let complaint = &self.held.complaint;
        if complaint.is_silent(visit.now) {
            "banner-silent-line"
        } else if complaint.is_overdue(visit.site.response_target(), visit.now) {
            "banner-overdue-line"
        } else if complaint.responses.is_empty() {
            "banner-open-line"
        } else {
            "banner-unnamed-line"
        }
    }

    fn ending(&self, visit: &Visit, key: &str, since: Timestamp) -> Vec<SafeHtml> {
        let words = visit.words;
        let complaint = &self.held.complaint;
        let brand = self.ended_with();
        let pieces = vec![("at", Piece::from(visit.moment(since))), ("brand", brand.as_str().into())];
        let mut lines = vec![rich(words, key, pieces)];
        let mut said = Vec::new();
        if complaint.has_ended_elsewhere() {
            let told = [("brand", brand.as_str().into()), ("now", self.brand_name().into())];
            said.push(words.with("ended-elsewhere", &told));
        }
        let solved = !self.accepts_refusal() || complaint.solver().is_some();
        if solved && matches!(complaint.state(), State::Resolved { .. }) {
            said.push(match complaint.solver() {
                Some(SolvedBy::Brand) => words.with("solved-by-brand-said", &[("brand", brand.as_str().into())]),
                Some(by @ (SolvedBy::Myself | SolvedBy::SomebodyElse)) => {
                    visit.say(&self.addressed(visit, &format!("solved-by-{}-said", by.word())))
                }
                None => visit.say("solved-by-untold-said"),
            });
        }
        if let Some(outcome) = complaint.outcome {
            let word = outcome_word(visit, outcome.word());
            // What the brand offered is its word, and not what somebody got.
            said.push(if outcome == Outcome::Declined {
                words.with("outcome-refused", &[("brand", brand.as_str().into())])
            } else if complaint.outcome_unsaid {
                words.with("outcome-offered", &[("brand", brand.as_str().into()), ("outcome", word.into())])
            } else {
                word
            });
        }
        match (complaint.earlier_rating(), complaint.standing_rating()) {
            (Some(first), Some(rating)) => {
                said.push(words.with("ending-rated-twice", &[("first", first.into()), ("rating", rating.into())]));
            }
            (_, Some(rating)) => said.push(words.with("card-rating", &[("rating", rating.into())])),
            (_, None) => {}
        }
        if let Some(would) = complaint.rating.would_return {
            said.push(visit.say(if would { "would-return" } else { "would-not-return" }));
        }
        if !said.is_empty() {
            lines.push(SafeHtml::from_text(&words.beside(&said)));
        }
        if complaint.standing_offer().is_some() && !matches!(complaint.state(), State::Resolved { .. }) {
            lines.push(rich(words, self.offered_again(), vec![("brand", Piece::from(self.brand_name()))]));
        }
        lines
    }

    /// The brand that the complaint was about when it ended: what was said then was said of that one.
    fn ended_with(&self) -> String {
        let complaint = &self.held.complaint;
        // Where it was asked since whether it is still fixed, the last move is the only one that surely came after the end.
        let moves = complaint.moves();
        let moved = moves.iter().find(|it| it.sequence >= complaint.turn).or(moves.last());
        let moved = moved.filter(|_| complaint.has_ended_elsewhere());
        moved.map_or_else(|| self.brand_name(), |it| self.brand_name_at(it.sequence - 1))
    }

    /// The first human answer, and how far the complaint was taken.
    pub(in crate::web) fn clocks(&self, visit: &Visit) -> Vec<SafeHtml> {
        let words = visit.words;
        let complaint = &self.held.complaint;
        let mut clocks = Vec::new();
        match complaint.first_human_at {
            Some(_) if !self.answered_by_a_person => {
                let told = vec![("host", Piece::from(home_host(&self.held)))];
                clocks.push(rich(words, "clock-first-human-said", told));
            }
            Some(at) => {
                // Whoever answered unasked was told by nothing but the complaint.
                let from = complaint.notified_at.filter(|told| *told < at).unwrap_or(complaint.filed_at);
                let span = words.span(at - from);
                clocks.push(rich(words, "clock-first-human", vec![("span", Piece::from(span))]));
            }
            None if complaint.is_untold() || complaint.is_complainant_gone() => {}
            None => clocks.push(rich(words, "clock-no-human", vec![])),
        }
        if complaint.hand_offs > 0 {
            clocks.push(rich(words, "clock-hand-offs", vec![("count", Piece::from(i64::from(complaint.hand_offs)))]));
            if let Some(home) = self.only_said_by(|it| *it == Happening::HandedOff {}) {
                clocks.push(rich(words, "banner-said-by", vec![("host", Piece::from(home))]));
            }
        }
        if complaint.reopened > 0 {
            clocks.push(rich(words, "clock-reopened", vec![("count", Piece::from(i64::from(complaint.reopened)))]));
        }
        if let Some(step) = complaint.step {
            let step = visit.say(&format!("step-{}", step.word()));
            clocks.push(rich(words, "clock-step", vec![("step", Piece::from(step))]));
        }
        clocks
    }

    pub(in crate::web) fn promises(&self, visit: &Visit) -> Vec<PromiseView> {
        let all = self.held.complaint.standing_promises();
        all.map(|(number, it)| {
            let said = self.promise_claimed_by(number);
            let said = said.map(|home| visit.words.with("post-said-by", &[("host", home.into())]));
            let state: Vec<String> = std::iter::once(self.promise_state(visit, it)).chain(said).collect();
            PromiseView { text: promise_text(visit, it), state: visit.words.beside(&state) }
        })
        .collect()
    }

    pub(super) fn promise_state(&self, visit: &Visit, promise: &Promise) -> String {
        let words = visit.words;
        match promise.state {
            PromiseState::Pending => {
                let left = words.span(promise.due - visit.now);
                words.with("promise-pending", &[("span", left.into())])
            }
            PromiseState::Broken => visit.say("promise-broken"),
            PromiseState::Kept { late: true, .. } => visit.say("promise-kept-late"),
            PromiseState::Kept { late: false, .. } => visit.say("promise-kept"),
            PromiseState::Refuted => visit.say(&self.addressed(visit, "promise-refuted")),
            PromiseState::Confirmed { late: true } => visit.say("promise-confirmed-late"),
            PromiseState::Confirmed { late: false } => visit.say("promise-confirmed"),
        }
    }
}

pub(in crate::web) struct PromiseView {
    pub text: String,
    pub state: String,
}

fn outcome_word(visit: &Visit, word: &str) -> String {
    visit.say(&format!("outcome-{word}"))
}

pub(in crate::web) fn promise_text(visit: &Visit, promise: &Promise) -> String {
    visit.words.with("promise-by", &[("day", visit.day(promise.due).into())])
}

/// What was filed, in a line of facts.
pub(in crate::web) fn facts(visit: &Visit, seen: &Seen) -> Vec<SafeHtml> {
    let words = visit.words;
    let (held, kept) = (&seen.held, &seen.held.facts);
    let host = held.complainant_handle.split_once('@').map_or("", |(_, host)| host);
    let told = vec![("span", Piece::from(visit.since(held.complaint.filed_at))), ("host", Piece::from(host))];
    let filed = if host.is_empty() { "fact-filed-nameless" } else { "fact-filed" };
    let mut facts = vec![rich(words, filed, told)];
    if !held.at_home {
        facts.push(rich(words, "fact-home", vec![("home", Piece::from(home_host(held)))]));
        if let Some(home) = &held.said_by {
            let key = if held.complainant.is_some() { "fact-recorded-otherwise" } else { "fact-said-by" };
            facts.push(rich(words, key, vec![("host", Piece::from(home.as_str()))]));
        }
    }
    if kept.effort.contacts > 0 || was_asked_for_contacts(seen) {
        facts.push(effort_fact(visit, kept.effort.contacts, kept.effort.minutes));
    }
    if let Some(amount) = &kept.amount {
        facts.push(rich(words, "fact-amount", vec![("amount", words.money(amount.minor, &amount.currency).into())]));
    }
    if !kept.wants.is_empty() {
        let wants: Vec<String> = kept.wants.iter().map(|it| visit.say(&format!("wants-{}", it.word()))).collect();
        facts.push(rich(words, "fact-wants", vec![("wants", words.list(&wants).into())]));
    }
    let proof = match held.complaint.proof {
        ProofTier::None => None,
        ProofTier::Receipt => parts::nobody_reads(&seen.reader, NobodyReads::ReceiptLeft).or(Some("fact-receipt")),
        ProofTier::OrderConfirmed => Some("fact-order-confirmed"),
    };
    let brand = || vec![("brand", Piece::from(parts::brand_name(&seen.brand)))];
    facts.extend(proof.map(|key| rich(words, key, brand())));
    facts
}

/// Whether whoever filed had a place to say how they tried before. A post that mentions a board has none: of that nothing is
/// known.
fn was_asked_for_contacts(seen: &Seen) -> bool {
    let filing = seen.filed.as_ref().and_then(|told| told.line.read().ok()).map(|core| core.event.happening);
    matches!(filing, Some(Happening::Filed(filed)) if filed.door == Door::Page)
}

pub(in crate::web) fn effort_fact(visit: &Visit, contacts: u32, minutes: u32) -> SafeHtml {
    let words = visit.words;
    match (contacts, minutes) {
        (0, _) => rich(words, "fact-first-contact", vec![]),
        (contacts, 0) => rich(words, "fact-contacts", vec![("count", i64::from(contacts).into())]),
        (contacts, minutes) => {
            let span = words.span(TimeDelta::minutes(i64::from(minutes)));
            rich(words, "fact-contacts-time", vec![("count", i64::from(contacts).into()), ("span", span.into())])
        }
    }
}

/// Whose turn it was; a brand that nobody told was not waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Brand,
    Untold,
    Person,
    Nobody,
}

impl Turn {
    fn of(complaint: &Complaint) -> Turn {
        match complaint.waited_for() {
            Waiting::Brand if complaint.is_untold() => Turn::Untold,
            Waiting::Brand => Turn::Brand,
            Waiting::Complainant => Turn::Person,
            Waiting::Nobody => Turn::Nobody,
        }
    }
}

/// Where the time went: whose turn it was, from filing until the end or now.
pub(in crate::web) struct Strip {
    pub parts: Vec<StripPart>,
    pub legend: Vec<LegendLine>,
}

pub(in crate::web) struct StripPart {
    pub x: i64,
    pub width: i64,
    pub class: &'static str,
}

pub(in crate::web) struct LegendLine {
    pub class: &'static str,
    pub text: String,
}

/// The strip is drawn a thousand wide.
const STRIP_WIDTH: i64 = 1_000;
/// What is there is seen, however short it was.
const PART_WIDTH_MIN: i64 = 6;

impl Seen {
    pub(in crate::web) fn strip(&self, visit: &Visit) -> Strip {
        // A part of a history does not say where all of the time went.
        if !self.tells_everything() {
            return Strip { parts: Vec::new(), legend: Vec::new() };
        }
        let turns = self.turns(visit.now);
        let spent = |of: Turn| turns.iter().filter(|(turn, _)| *turn == of).map(|(_, span)| *span).sum::<TimeDelta>();
        let (brand, person, untold) = (spent(Turn::Brand), spent(Turn::Person), spent(Turn::Untold));
        let total = (brand + person + untold).num_milliseconds().max(1);
        let mut x = 0;
        let mut parts = Vec::new();
        for (turn, span) in turns {
            let class = match turn {
                Turn::Brand => "brand-turn",
                Turn::Person => "person-turn",
                Turn::Untold => "untold-turn",
                Turn::Nobody => continue,
            };
            let share =
                i64::try_from(i128::from(span.num_milliseconds()) * i128::from(STRIP_WIDTH) / i128::from(total));
            let width = share.unwrap_or(STRIP_WIDTH).max(PART_WIDTH_MIN).min(STRIP_WIDTH - x);
            parts.push(StripPart { x, width, class });
            x = (x + width).min(STRIP_WIDTH - 1);
        }
        if let Some(last) = parts.last_mut() {
            last.width = STRIP_WIDTH - last.x;
        }
        let line = |class, key: &str, span: TimeDelta| {
            let told = [("brand", self.brand_name().into()), ("span", visit.words.span(span).into())];
            LegendLine { class, text: visit.words.with(key, &told) }
        };
        let mut legend = Vec::new();
        if untold > TimeDelta::zero() {
            legend.push(line("untold-turn", "legend-untold", untold));
        }
        if brand > TimeDelta::zero() || legend.is_empty() {
            legend.push(line("brand-turn", "legend-brand", brand));
        }
        if person > TimeDelta::zero() {
            let span = visit.words.span(person);
            legend.push(LegendLine {
                class: "person-turn",
                text: visit.words.with(
                    &self.addressed(visit, "legend-person"),
                    &[("person", self.complainant(visit).into()), ("span", span.into())],
                ),
            });
        }
        Strip { parts, legend }
    }

    /// Whose turn it was, one entry for every stretch in which it stayed the same.
    fn turns(&self, now: Timestamp) -> Vec<(Turn, TimeDelta)> {
        let mut turns: Vec<(Turn, TimeDelta)> = Vec::new();
        let mut current: Option<(Complaint, Timestamp)> = None;
        let mut add = |turn: Turn, span: TimeDelta| match turns.last_mut() {
            Some((last, sum)) if *last == turn => *sum += span,
            _ => turns.push((turn, span)),
        };
        for told in &self.told {
            let Ok(core) = told.line.read() else { break };
            let next = match current.take() {
                None => Complaint::replay(self.held.id, [&core.event]).ok().flatten(),
                Some((before, at)) => {
                    add(Turn::of(&before), core.event.at - at);
                    before.followed_by(&core.event).ok()
                }
            };
            let Some(next) = next else { break };
            current = Some((next, core.event.at));
        }
        if let Some((last, at)) = current {
            add(Turn::of(&last), (now - at).max(TimeDelta::zero()));
        }
        turns
    }
}
