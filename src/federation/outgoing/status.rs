//! The board's own words about a change of state: what happened, and what whoever has to act may answer.

use crate::catalogue::{Language, Words};
use crate::domain::complaint::{
    Ground, HEARING_DAYS, Happening, Outcome, Reminded, State, Step, UNANSWERED_DAYS, UNTOLD_DAYS,
};
use crate::domain::hearing::{Turn, turn_after};
use crate::federation::thread::Thread;

/// The language of the person who is asked, where we speak it.
pub(super) fn language_for(thread: &Thread, happening: &Happening) -> Language {
    let asked = match turn_after(happening) {
        Some(Turn::Complainant | Turn::Both) => {
            let own = thread.complainant.as_ref().and_then(|actor| actor.language.as_deref());
            own.or(thread.held.facts.language.as_deref())
        }
        _ => thread.officials.first().and_then(|actor| actor.language.as_deref()),
    };
    asked.or(thread.held.facts.language.as_deref()).and_then(Language::from_code).unwrap_or(Language::English)
}

/// The complainant's language, else that of the complaint, where we speak it.
pub(super) fn language_of(thread: &Thread) -> Language {
    let own = thread.complainant.as_ref().and_then(|actor| actor.language.as_deref());
    own.or(thread.held.facts.language.as_deref()).and_then(Language::from_code).unwrap_or(Language::English)
}

/// With what stands beside the event: that its rating was rounded.
pub(super) fn text_with(words: Words, thread: &Thread, happening: &Happening, rounded: Option<&str>) -> Option<String> {
    let said = text(words, thread, happening)?;
    Some(match rounded {
        Some(rating) => format!("{said} {}", words.with("note-rating-rounded", &[("rating", rating.into())])),
        None => said,
    })
}

/// `None` for what is no change that a follower has to hear of.
pub(super) fn text(words: Words, thread: &Thread, happening: &Happening) -> Option<String> {
    let brand = thread.brand_name();
    let of_brand = |key: &str| Some(words.with(key, &[("brand", brand.into())]));
    match happening {
        Happening::Acknowledged {} => of_brand("note-acknowledged"),
        Happening::Asked {} => of_brand("note-asked"),
        Happening::ResolutionOffered { outcome, .. } if after_again(thread).is_some() => {
            offered_again(words, thread, *outcome)
        }
        Happening::ResolutionOffered { outcome: Outcome::Declined, .. } => of_brand("note-offered-declined"),
        Happening::ResolutionOffered { outcome, .. } => {
            let outcome = words.say(outcome_key(*outcome));
            Some(words.with("note-offered", &[("brand", brand.into()), ("outcome", outcome.into())]))
        }
        Happening::ResolutionConfirmed { rating, .. } => Some(confirmed(words, thread, *rating)),
        Happening::ResolutionDeclined { .. } => of_brand("note-declined"),
        Happening::GivenUp { .. } => of_brand("note-given-up"),
        Happening::Reopened {} => of_brand("note-reopened"),
        Happening::Withdrawn { .. } => of_brand("note-withdrawn"),
        Happening::Lapsed {} => of_brand("note-lapsed"),
        Happening::Dismissed { .. } => of_brand("note-dismissed"),
        Happening::Reinstated {} => of_brand("note-reinstated"),
        Happening::HandedOff {} => of_brand("note-handed-off"),
        Happening::Promised { due, .. } => {
            let day = due.with_timezone(&thread.zone).format("%Y-%m-%d").to_string();
            Some(words.with("note-promised", &[("brand", brand.into()), ("day", day.into())]))
        }
        Happening::PromiseKept { .. } => of_brand("note-promise-kept"),
        Happening::PromiseRefuted { .. } => of_brand("note-promise-refuted"),
        Happening::PromiseBroken { .. } => of_brand("note-promise-broken"),
        Happening::Reminded { day, whom: Some(Reminded::Brand) } => {
            let left = UNANSWERED_DAYS - i64::from(*day);
            Some(
                words.with(
                    "note-brand-reminded",
                    &[("brand", brand.into()), ("day", (*day).into()), ("left", left.into())],
                ),
            )
        }
        Happening::Reminded { day: UNTOLD_DAYS, .. } => of_brand("note-untold"),
        Happening::Reminded { .. } => of_brand("note-reminded"),
        Happening::ClosedUnanswered {} => of_brand("note-unanswered"),
        Happening::Contested { ground } => {
            let told = [
                ("brand", brand.into()),
                ("ground", words.say(ground_key(*ground)).into()),
                ("days", HEARING_DAYS.into()),
            ];
            Some(words.with("note-contested", &told))
        }
        Happening::AskedAgain {} => asked_again(words, thread),
        Happening::Escalated { step } => Some(words.say(step_key(*step)).to_string()),
        _ => None,
    }
}

/// Is it still fixed? With the day until which the answer counts; nothing where it was answered meanwhile.
fn asked_again(words: Words, thread: &Thread) -> Option<String> {
    let complaint = &thread.held.complaint;
    let until = complaint.still_fixed_until(complaint.last_at)?.with_timezone(&thread.zone);
    let day = words.day(until.date_naive(), complaint.last_at.with_timezone(&thread.zone).date_naive());
    Some(words.with("note-asked-again", &[("day", day.into())]))
}

/// Where nobody said who solved it, the person is asked, with the words that answer.
fn confirmed(words: Words, thread: &Thread, rating: Option<u8>) -> String {
    let brand = thread.brand_name();
    let again = thread.held.complaint.first_rating.is_some_and(|it| it.rating.is_some());
    let said = match rating {
        _ if again => rated_again(words, thread, rating),
        // Whoever takes a refusal has not said that anything is solved.
        Some(rating) if thread.held.complaint.ended_with_refusal() => {
            words.with("note-accepted-rated", &[("brand", brand.into()), ("rating", rating.into())])
        }
        None if thread.held.complaint.ended_with_refusal() => words.with("note-accepted", &[("brand", brand.into())]),
        Some(rating) => words.with("note-confirmed-rated", &[("brand", brand.into()), ("rating", rating.into())]),
        None => words.with("note-confirmed", &[("brand", brand.into())]),
    };
    let complaint = &thread.held.complaint;
    let untold = complaint.solver().is_none() && matches!(complaint.state(), State::Resolved { .. });
    if untold { format!("{said} {}", words.with("note-who-solved-it", &[("brand", brand.into())])) } else { said }
}

/// What stands after an offer that came when the complaint had ended; `None` for one that its complainant answers as ever.
fn after_again(thread: &Thread) -> Option<&'static str> {
    match thread.held.complaint.state() {
        State::Unresolved { .. } => Some("note-again-unresolved"),
        State::Lapsed { .. } | State::Unanswered { .. } => Some("note-again-closed"),
        State::Open
        | State::Acknowledged
        | State::Offered { .. }
        | State::Resolved { .. }
        | State::Withdrawn
        | State::Retracted
        | State::Dismissed { .. } => None,
    }
}

/// An offer that changes nothing by itself, with the words that work where the complaint stands.
fn offered_again(words: Words, thread: &Thread, outcome: Outcome) -> Option<String> {
    let then = words.say(after_again(thread)?);
    let brand = thread.brand_name();
    let offered = match outcome {
        Outcome::Declined => words.with("note-offered-again-declined", &[("brand", brand.into())]),
        _ => {
            let outcome = words.say(outcome_key(outcome));
            words.with("note-offered-again", &[("brand", brand.into()), ("outcome", outcome.into())])
        }
    };
    Some(format!("{offered} {then}"))
}

/// The second rating stands beside the first.
fn rated_again(words: Words, thread: &Thread, rating: Option<u8>) -> String {
    let brand = thread.brand_name();
    let first = thread.held.complaint.first_rating.and_then(|it| it.rating);
    match (rating, first) {
        (Some(rating), Some(first)) => words.with(
            "note-rated-again-beside",
            &[("brand", brand.into()), ("rating", rating.into()), ("first", first.into())],
        ),
        (Some(rating), None) => words.with("note-rated-again", &[("brand", brand.into()), ("rating", rating.into())]),
        (None, _) => words.with("note-confirmed-again", &[("brand", brand.into())]),
    }
}

/// Whether this is how a complaint ended: whoever took part wants to know.
pub(super) fn ends(happening: &Happening) -> bool {
    matches!(
        happening,
        Happening::ResolutionConfirmed { .. }
            | Happening::GivenUp { .. }
            | Happening::Withdrawn { .. }
            | Happening::Lapsed {}
            | Happening::ClosedUnanswered {}
            | Happening::Dismissed { .. }
    )
}

fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Refund => "note-outcome-refund",
        Outcome::Replacement => "note-outcome-replacement",
        Outcome::Repair => "note-outcome-repair",
        Outcome::Explanation => "note-outcome-explanation",
        Outcome::Apology => "note-outcome-apology",
        Outcome::Workaround => "note-outcome-workaround",
        Outcome::Declined => "note-outcome-declined",
    }
}

fn ground_key(ground: Ground) -> &'static str {
    match ground {
        Ground::WrongBrand => "ground-wrong-brand",
        Ground::NotGenuine => "ground-not-genuine",
        Ground::Duplicate => "ground-duplicate",
        Ground::Advertising => "ground-advertising",
        Ground::PersonalData => "ground-personal-data",
        Ground::UnlawfulWords => "ground-unlawful-words",
        Ground::Abuse => "ground-abuse",
        Ground::Settled => "ground-settled",
        Ground::NoConsumerMatter => "ground-no-consumer-matter",
    }
}

fn step_key(step: Step) -> &'static str {
    match step {
        Step::Representative => "note-escalated-representative",
        Step::Executive => "note-escalated-executive",
        Step::Mediator => "note-escalated-mediator",
        Step::ExternalBody => "note-escalated-external-body",
    }
}
