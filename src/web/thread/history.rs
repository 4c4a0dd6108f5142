//! The timeline: every event in words.

use std::collections::HashMap;

use crate::catalogue::Argument;
use crate::domain::complaint::{Event, Ground, Happening, Label, Outcome, Reminded, UNTOLD_DAYS};
use crate::domain::party::Party;
use crate::markup::{self, SafeHtml};
use crate::storage::complaints::Told;
use crate::storage::posts::StoredPost;
use crate::web::parts;
use crate::web::thread::{ContestWords, Seen, contest_words, home_host, host_of};
use crate::web::visit::Visit;

pub(in crate::web) struct EventView {
    pub text: String,
    pub by: Option<String>,
    pub at: String,
    pub at_iso: String,
    /// A change of state, shown with the state's shape and colour.
    pub turn: bool,
    pub shape: &'static str,
}

/// A text beside an event, unless it was erased.
pub(super) fn disclosed<'t>(told: &'t Told, name: &str) -> Option<&'t str> {
    told.line.disclosures.iter().find(|it| it.name == name)?.value.as_deref()
}

/// Why the brand disputes a label of a response, if this event is where it does.
pub(super) fn why_disputed(told: &Told, response: u32, label: Label) -> Option<&str> {
    let why = disclosed(told, "reason")?;
    (told.line.read().ok()?.event.happening == Happening::LabelDisputed { response, label }).then_some(why)
}

impl Seen {
    /// What happened, the latest first. Comments and supporters are counted elsewhere.
    pub(in crate::web) fn history(&self, visit: &Visit) -> Vec<EventView> {
        let mut views: Vec<EventView> = self
            .told
            .iter()
            .filter_map(|told| {
                let event = told.line.read().ok()?.event;
                let quiet = matches!(
                    event.happening,
                    Happening::Commented { answers: None }
                        | Happening::CommentEdited { .. }
                        | Happening::Supported {}
                        | Happening::SupportWithdrawn {}
                );
                (!quiet).then(|| self.event(visit, told, &event))
            })
            .collect();
        views.reverse();
        views
    }

    /// Whether the words that stand on the page are those that the newest events about them committed to.
    pub(in crate::web) fn shows_what_was_recorded(&self) -> bool {
        let events: Vec<(Event, &Told)> =
            self.told.iter().filter_map(|told| Some((told.line.read().ok()?.event, told))).collect();
        // An older part of the history was overtaken by what came after it.
        if events.last().is_none_or(|(event, _)| event.sequence != self.held.complaint.sequence) {
            return true;
        }
        let of_response = |number: u32| {
            let number = i32::try_from(number).ok();
            self.posts.iter().find(|it| number.is_some() && it.response == number).and_then(|it| it.sequence)
        };
        let mut newest: HashMap<i64, &str> = HashMap::new();
        for (event, told) in &events {
            let of = match &event.happening {
                Happening::CommentEdited { comment } => Some(*comment),
                Happening::ResponseEdited { response } => of_response(*response),
                Happening::Corrected {} => Some(1),
                Happening::Filed(_)
                | Happening::Responded { .. }
                | Happening::Commented { .. }
                | Happening::Acknowledged {} => Some(event.sequence),
                _ => None,
            };
            if let (Some(of), Some(content)) = (of, disclosed(told, "content")) {
                newest.insert(of, content);
            }
        }
        let as_shown = |content: &str| {
            if self.held.at_home { content.to_string() } else { SafeHtml::from_html(content).into_string() }
        };
        // What people here wrote in a thread kept elsewhere is shown as they wrote it; what its home recorded is what was sent,
        // with whom it mentions.
        let told = |post: &&StoredPost| !post.html.is_empty() && (self.held.at_home || !post.local);
        self.posts.iter().filter(told).all(|post| {
            let recorded = post.sequence.and_then(|sequence| newest.get(&sequence));
            recorded.is_none_or(|content| is_recorded(post, &as_shown(content), self.held.at_home))
        })
    }

    /// The home elsewhere that alone says who did this: it is believed about itself and its own people, and what somebody
    /// else did it says without their word.
    pub(super) fn claimed_by(&self, told: &Told, event: &Event) -> Option<String> {
        if self.held.at_home {
            return None;
        }
        let home = home_host(&self.held);
        let author = self.author_of(told, event);
        // Nobody speaks for a brand because a home says so, whatever they signed: that was found out from here, or it is claimed.
        // What a voice of ours signed it said itself, in whichever thread.
        let speaks = |it: &str| self.voices_here.iter().any(|voice| voice == it) || told.signed && self.is_ours(it);
        if event.by == Party::Brand && !author.is_some_and(speaks) {
            return Some(home);
        }
        if told.signed {
            return None;
        }
        if let Some(said_by) = self.said_by.get(&event.sequence) {
            // What people here wrote stands there as they wrote it; what their home made of it else is said by it.
            let post = self.posts.iter().find(|it| it.sequence == Some(event.sequence));
            let made_more = post.is_some_and(|post| post.local && !self.is_as_written(post, told, event));
            return said_by.clone().or(made_more.then_some(home));
        }
        match (event.by, author) {
            (Party::Home | Party::Moderator(_), _) => None,
            (Party::Complainant, None) => self.held.said_by.clone(),
            (_, author) => author.is_none_or(|it| host_of(it) != home).then_some(home),
        }
    }

    /// Who is named as the author of an event: with it, or with the one before it, with which it came along.
    fn author_of<'t>(&'t self, told: &'t Told, event: &Event) -> Option<&'t str> {
        let own = disclosed(told, "author");
        if own.is_some() || event.by == Party::Complainant {
            return own;
        }
        let mut pairs = self.told.iter().zip(self.told.iter().skip(1));
        let before = pairs.find(|(_, it)| it.line.hash == told.line.hash).map(|(before, _)| before);
        let before = before.filter(|it| it.line.read().is_ok_and(|core| core.event.by == event.by))?;
        disclosed(before, "author")
    }

    /// Whether an event in a copy is no more than the post of somebody here that it names.
    fn is_as_written(&self, post: &StoredPost, told: &Told, event: &Event) -> bool {
        match &event.happening {
            Happening::Filed(_) => self.held.said_by.is_none(),
            Happening::Commented { answers } => answers.is_none(),
            Happening::Responded { named, automated, .. } => {
                let signed = disclosed(told, "representative");
                !automated
                    && *named == post.representative.is_some()
                    && signed.is_none_or(|name| post.representative.as_deref() == Some(name))
            }
            _ => false,
        }
    }

    /// The home that alone says that the brand contests on a ground.
    pub(super) fn contest_claimed_by(&self, ground: Ground) -> Option<String> {
        let read = |told: &Told| told.line.read().ok().map(|core| core.event);
        let of_ground = |event: &Event| event.happening == Happening::Contested { ground };
        let mut contests = self.contests.iter().rev().filter_map(|told| Some((told, read(told)?)));
        let (told, event) = contests.find(|(_, event)| of_ground(event))?;
        self.claimed_by(told, &event)
    }

    /// The home that alone says that something like this happened. What an older part of the history tells is not looked at
    /// here.
    pub(super) fn only_said_by(&self, is_it: impl Fn(&Happening) -> bool) -> Option<String> {
        if self.held.at_home {
            return None;
        }
        let mut events = self.told.iter().filter_map(|told| Some((told, told.line.read().ok()?.event)));
        match events.find(|(_, event)| is_it(&event.happening)) {
            Some((told, event)) => self.claimed_by(told, &event),
            None => Some(home_host(&self.held)),
        }
    }

    pub(super) fn promise_claimed_by(&self, number: u32) -> Option<String> {
        self.only_said_by(|it| matches!(it, Happening::Promised { promise, .. } if *promise == number))
    }

    /// Whether an event's author is of the server that recorded it: about its own people a home is believed.
    fn names_its_own(&self, told: &Told) -> bool {
        let is_its = |author: &str| host_of(author) == home_host(&self.held);
        self.held.at_home || disclosed(told, "author").is_some_and(is_its)
    }

    /// The home that alone says how the complaint came to stand where it does.
    pub(super) fn standing_claimed_by(&self) -> Option<String> {
        let events = self.told.iter().rev().filter_map(|told| Some((told, told.line.read().ok()?.event)));
        let mut turns = events.filter(|(_, event)| shape(&event.happening) != "dot");
        turns.next().and_then(|(told, event)| self.claimed_by(told, &event))
    }

    /// Whether that a human of the brand acted is said by its home alone.
    pub(super) fn human_is_claimed(&self) -> bool {
        let acknowledged = |told: &Told| {
            let event = told.line.read().ok().map(|core| core.event);
            event.is_some_and(|it| it.happening == Happening::Acknowledged {} && self.claimed_by(told, &it).is_none())
        };
        !self.answered_by_a_person && !self.told.iter().any(acknowledged)
    }

    fn event(&self, visit: &Visit, told: &Told, event: &Event) -> EventView {
        let shape = shape(&event.happening);
        EventView {
            text: event_text(visit, self, told, event),
            by: match self.claimed_by(told, event) {
                Some(home) => Some(visit.words.with("post-said-by", &[("host", home.into())])),
                None => by(visit, told, event, self.names_its_own(told)),
            },
            at: visit.moment(event.at),
            at_iso: parts::iso(event.at),
            turn: shape != "dot",
            shape,
        }
    }
}

/// Whether a post says what was recorded. A copy may hold it as its author's server sent it, which puts the title before
/// the words and who signed and who is mentioned behind them.
fn is_recorded(post: &StoredPost, recorded: &str, at_home: bool) -> bool {
    if post.html == recorded {
        return true;
    }
    let Some((before, after)) = post.html.split_once(recorded).filter(|_| !at_home && !recorded.is_empty()) else {
        return false;
    };
    let before = markup::plain_text(before);
    let after = markup::plain_text(after);
    let is_around = |line: &str| {
        let signs = line.strip_prefix('—').map(str::trim);
        let signed = signs.is_some_and(|it| {
            let name = it.split(',').next().unwrap_or_default().trim();
            post.representative.as_deref() == Some(name)
        });
        signed || line.split_whitespace().all(|word| word.starts_with('@'))
    };
    (before.trim().is_empty() || post.title.as_deref().is_some_and(|it| it.trim() == before.trim()))
        && after.lines().all(|line| is_around(line.trim()))
}

/// Who did it, where a name says more than the side.
fn by(visit: &Visit, told: &Told, event: &Event, names_its_own: bool) -> Option<String> {
    // Who acknowledges signs with a name and nothing else.
    let signed = disclosed(told, "reason").filter(|_| event.happening == Happening::Acknowledged {});
    let named = signed.or_else(|| disclosed(told, "representative"));
    // What an account is called nobody signs with an event.
    let named = named.or_else(|| disclosed(told, "name").filter(|_| names_its_own));
    match (event.by, named) {
        (Party::Brand, Some(name)) => Some(visit.words.with("event-by", &[("name", name.into())])),
        _ => None,
    }
}

fn shape(happening: &Happening) -> &'static str {
    match happening {
        Happening::Filed(_) | Happening::Reopened {} | Happening::Reinstated {} => "open",
        Happening::Acknowledged {} | Happening::ResolutionDeclined { .. } => "acknowledged",
        Happening::ResolutionOffered { .. } => "offered",
        Happening::ResolutionConfirmed { .. } => "resolved",
        Happening::GivenUp { .. } => "unresolved",
        Happening::Lapsed {} => "lapsed",
        Happening::Withdrawn { .. } => "withdrawn",
        Happening::ClosedUnanswered {} => "unanswered",
        Happening::Retracted {} => "retracted",
        Happening::Dismissed { .. } => "dismissed",
        _ => "dot",
    }
}

/// An event in words; `event-…` in the catalogue.
pub(in crate::web) fn event_text(visit: &Visit, seen: &Seen, told: &Told, event: &Event) -> String {
    let words = visit.words;
    let word = |prefix: &str, it: &str| visit.say(&format!("{prefix}-{it}"));
    // Whoever filed it reads "you" where others read who they are.
    let key_of = |key: &str| seen.addressed(visit, key);
    let one = |key: &str, name: &'static str, value: Argument<'_>| words.with(&key_of(key), &[(name, value)]);
    match &event.happening {
        Happening::Responded { automated: true, .. } => visit.say("event-responded-automated"),
        Happening::Responded { named: false, .. } => visit.say("event-responded-unnamed"),
        Happening::BrandNotified { how } => one("event-brand-notified", "how", word("notice-how", how.word()).into()),
        Happening::HandedOff {} => {
            let to = disclosed(told, "handed-to").or_else(|| disclosed(told, "reason")).unwrap_or_default();
            if to.is_empty() { visit.say("event-handed-off") } else { one("event-handed-off-to", "to", to.into()) }
        }
        Happening::Promised { due, .. } => one("event-promised", "day", visit.day(*due).into()),
        Happening::PromiseKept { late: true, .. } => visit.say("event-promise-kept-late"),
        // What the brand refuses is no solution that it offers.
        Happening::ResolutionOffered { outcome: Outcome::Declined, reason: Some(reason), .. } => {
            one("event-resolution-refused-why", "reason", word("reason", reason.word()).into())
        }
        Happening::ResolutionOffered { outcome: Outcome::Declined, .. } => visit.say("event-resolution-refused"),
        Happening::ResolutionOffered { outcome, .. } => {
            one("event-resolution-offered", "outcome", word("outcome", outcome.word()).into())
        }
        Happening::ResolutionConfirmed { offer, rating, .. }
            if seen.accepts_refusal() && offer.is_none_or(|it| it == seen.held.complaint.offers) =>
        {
            match rating {
                Some(rating) => one("event-refusal-accepted-rated", "rating", (*rating).into()),
                None => visit.say(&key_of("event-refusal-accepted")),
            }
        }
        Happening::ResolutionConfirmed { rating: Some(rating), .. } => {
            one("event-resolution-confirmed-rated", "rating", (*rating).into())
        }
        Happening::GivenUp { rating: Some(rating), .. } => one("event-given-up-rated", "rating", (*rating).into()),
        Happening::Contested { ground } => {
            let ground = word("ground", ground.word());
            match contest_words(told) {
                Some(ContestWords::Said(said)) => {
                    words.with("event-contested-why", &[("ground", ground.into()), ("words", said.into())])
                }
                Some(ContestWords::Erased) => one("event-contested-erased", "ground", ground.into()),
                None => one("event-contested", "ground", ground.into()),
            }
        }
        Happening::Commented { answers: Some(ground) } => {
            one("event-contest-answered", "ground", word("ground", ground.word()).into())
        }
        Happening::ContestDecided { ground, upheld } => {
            let key = if *upheld { "event-contest-upheld" } else { "event-contest-rejected" };
            one(key, "ground", word("ground", ground.word()).into())
        }
        Happening::Dismissed { ground } => one("event-dismissed", "ground", word("ground", ground.word()).into()),
        Happening::Appealed { side } => {
            one("event-appealed", "side", visit.say(&key_of(&format!("side-{}", side.word()))).into())
        }
        Happening::Labelled { .. } if event.by == Party::Complainant => visit.say(&key_of("event-marked-elsewhere")),
        Happening::LabelDisputed { label, .. } => {
            let label = word("label", label.word());
            match disclosed(told, "reason") {
                Some(reason) => {
                    words.with("event-label-disputed-why", &[("label", label.into()), ("reason", reason.into())])
                }
                None => one("event-label-disputed", "label", label.into()),
            }
        }
        Happening::LabelDecided { label, upheld, .. } => {
            let key = if *upheld { "event-label-upheld" } else { "event-label-struck" };
            one(key, "label", word("label", label.word()).into())
        }
        Happening::Escalated { step } => one("event-escalated", "step", word("step", step.word()).into()),
        Happening::BrandReassigned { from, to } => {
            words.with("event-brand-reassigned", &[("from", from.into()), ("to", to.into())])
        }
        Happening::ProofTierSet { tier } => one("event-proof-tier-set", "tier", word("tier", tier.word()).into()),
        Happening::Reminded { day, whom: Some(Reminded::Brand) } => one("event-brand-reminded", "day", (*day).into()),
        Happening::Reminded { day: UNTOLD_DAYS, .. } => visit.say(&key_of("event-untold")),
        Happening::Reminded { day, .. } => one("event-reminded", "day", (*day).into()),
        Happening::Withdrawn { settled, condition } => visit.say(withdrawal_key(*settled, *condition)),
        Happening::CommentHidden { ground, .. } => {
            one("event-comment-hidden", "ground", word("comment-ground", ground.word()).into())
        }
        Happening::StepWorked { step } => one("event-step-worked", "step", word("step", step.word()).into()),
        Happening::Newer { kind, .. } => one("event-newer", "kind", kind.into()),
        Happening::Filed(_) => {
            let key = if seen.held.facts.pseudonym { "event-filed-pseudonym" } else { "event-filed" };
            visit.say(key)
        }
        other => visit.say(&key_of(&format!("event-{}", kebab(&other.name())))),
    }
}

/// What whoever filed said when they took it back. Whether the matter is settled decides how it counts, and that the brand
/// asked for it is said whether it is or not.
fn withdrawal_key(settled: Option<bool>, condition: Option<bool>) -> &'static str {
    match (settled, condition == Some(true)) {
        (Some(true), true) => "event-withdrawn-condition",
        (Some(true), false) => "event-withdrawn-settled",
        (Some(false), true) => "event-withdrawn-unsettled-condition",
        (Some(false), false) => "event-withdrawn-unsettled",
        (None, true) => "event-withdrawn-unsaid-condition",
        (None, false) => "event-withdrawn",
    }
}

/// `PromiseBroken` is `promise-broken` in the catalogue.
fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(letter.to_ascii_lowercase());
    }
    kebab
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Language, Words};
    use crate::domain::complaint::{
        CommentGround, DeclineReason, Ground, Notice, Outcome, ProofTier, Side, SolvedBy, State, Step, Want,
    };
    use crate::domain::figures::Fate;
    use crate::web::boards::{ENDED, SOLVED};

    /// Keys that are put together at run time: every word of the rules has its message.
    #[test]
    fn every_word_of_the_rules_is_said_in_every_language() {
        let plain = [
            "Retracted",
            "Published",
            "Acknowledged",
            "Responded",
            "ResponseEdited",
            "ResponseDeleted",
            "Labelled",
            "Asked",
            "Answered",
            "Commented",
            "PromiseKept",
            "PromiseRefuted",
            "PromiseConfirmed",
            "PromiseBroken",
            "ResolutionConfirmed",
            "ResolutionDeclined",
            "GivenUp",
            "Reopened",
            "Withdrawn",
            "Reinstated",
            "Corrected",
            "Erased",
            "LinkedToProblem",
            "Supported",
            "SupportWithdrawn",
            "Kudos",
            "Lapsed",
            "AskedAgain",
            "ClosedUnanswered",
            "CommentEdited",
            "CommentDeleted",
            "CommentShown",
            "ComplainantGone",
        ];
        let mut keys: Vec<String> = plain.iter().map(|it| format!("event-{}", kebab(it))).collect();
        keys.extend(State::NAMES.iter().flat_map(|it| [format!("state-{it}"), format!("state-{it}-means")]));
        keys.extend(Outcome::ALL.iter().map(|it| format!("outcome-{}", it.word())));
        keys.extend(DeclineReason::ALL.iter().map(|it| format!("reason-{}", it.word())));
        keys.extend(Want::ALL.iter().flat_map(|it| [format!("want-{}", it.word()), format!("wants-{}", it.word())]));
        keys.extend(Ground::ALL.iter().map(|it| format!("ground-{}", it.word())));
        keys.extend(CommentGround::ALL.iter().map(|it| format!("comment-ground-{}", it.word())));
        keys.extend(SolvedBy::ALL.iter().map(|it| format!("solved-by-{}", it.word())));
        keys.extend(Step::ALL.iter().map(|it| format!("step-{}", it.word())));
        keys.extend(ProofTier::ALL.iter().map(|it| format!("tier-{}", it.word())));
        keys.extend(Notice::ALL.iter().map(|it| format!("notice-how-{}", it.word())));
        keys.extend(Label::ALL.iter().map(|it| format!("label-{}", it.word())));
        keys.extend(Side::ALL.iter().map(|it| format!("side-{}", it.word())));
        keys.extend(Fate::group("closed").iter().map(|it| format!("figure-part-{}", it.word())));
        keys.extend(ENDED.iter().chain([&SOLVED]).map(|it| format!("filter-ended-{it}")));
        keys.extend(crate::services::moderate::REPORT_REASONS.iter().map(|it| format!("report-reason-{it}")));
        for language in Language::ALL {
            let words = Words::of(language);
            let missing: Vec<&String> = keys.iter().filter(|it| !words.knows(it)).collect();
            assert!(missing.is_empty(), "{}: {missing:?}", language.code());
        }
    }
}
