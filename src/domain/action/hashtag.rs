//! An action as a hashtag in a public reply spells it, or as words without one.

use chrono_tz::Tz;

use crate::domain::Timestamp;
use crate::domain::action::{Act, Action, Body, FollowUp, Mark, Signing};
use crate::domain::complaint::{Complaint, Ground, SolvedBy};
use crate::domain::day::end_of_day;
use crate::domain::party::Party;
use crate::domain::reading::{Rating, Tagged, day, outcome};
use crate::domain::refusal::{Code, Refusal};

/// What the post that is answered tells of, and where days are counted.
#[derive(Debug, Clone, Copy)]
pub struct Replied {
    pub offer: Option<u32>,
    pub promise: Option<u32>,
    pub response: Option<u32>,
    /// A contest that waits for the word of whoever filed.
    pub contest: Option<Ground>,
    pub zone: Tz,
}

/// Reads a reply. What is refused here leaves its words standing without their command.
pub fn read(
    tagged: Option<&Tagged>,
    by: Party,
    complaint: &Complaint,
    replied: &Replied,
    body: Body,
) -> Result<Act, Refusal> {
    match (by, tagged) {
        (Party::Brand, tagged) => of_brand(tagged, complaint, replied, body).map(Act::from),
        (_, None) => Ok(Action::Comment { body, answers: replied.contest }.into()),
        (_, Some(tagged)) => Ok(Act { action: of_person(tagged, complaint, replied)?, along: Some(body) }),
    }
}

fn of_brand(tagged: Option<&Tagged>, complaint: &Complaint, replied: &Replied, body: Body) -> Result<Action, Refusal> {
    let by = Signing::InWords { command: tagged.is_some() };
    let then = match tagged {
        None => None,
        // That somebody has it is no answer, whatever is said beside it: the post stands as the words of that step.
        Some(Tagged::Acknowledged) => return Ok(Action::Acknowledge { by, body: Some(body) }),
        Some(Tagged::Resolved(outcome::Spoken::Known { outcome, reason })) => {
            Some(FollowUp::Offer { outcome: *outcome, reason: *reason })
        }
        Some(Tagged::Resolved(outcome::Spoken::Unclear)) => return Err(Code::OutcomeUnclear.into()),
        Some(Tagged::Promise(day::Spoken::Unclear)) => return Err(Code::DayUnclear.into()),
        Some(Tagged::Promise(day::Spoken::On(day))) => {
            // A day beyond the calendar is too far, which the rules say better than silence.
            Some(FollowUp::Promise { due: end_of_day(*day, replied.zone).unwrap_or(Timestamp::MAX_UTC) })
        }
        Some(Tagged::HandedOver) => Some(FollowUp::HandOff { to: None }),
        Some(Tagged::Ask) => Some(FollowUp::Ask),
        Some(Tagged::Kept) => {
            let last = complaint.standing_promises().next_back().map(|(number, _)| number);
            replied.promise.or(last).map(|promise| FollowUp::KeepPromise { promise })
        }
        Some(
            Tagged::File
            | Tagged::NoComplaint
            | Tagged::Confirmed { .. }
            | Tagged::NotResolved
            | Tagged::GiveUp { .. }
            | Tagged::Withdraw
            | Tagged::Reopen
            | Tagged::SameHere
            | Tagged::SentElsewhere,
        ) => return Err(Code::OnlyComplainant.into()),
    };
    Ok(Action::Respond { body, by, then })
}

fn of_person(tagged: &Tagged, complaint: &Complaint, replied: &Replied) -> Result<Action, Refusal> {
    let is_said_kept = |it: &u32| complaint.promises.get(it).is_some_and(|it| !it.former && it.state.is_said_kept());
    let (promise, offer) = (replied.promise.filter(is_said_kept), replied.offer);
    match (promise, tagged) {
        // A rating and who solved it are of the whole complaint.
        (Some(promise), Tagged::Confirmed { rating: Rating::None, solved_by: None }) => {
            return Ok(Action::ConfirmPromise { promise });
        }
        (Some(promise), Tagged::NotResolved) => return Ok(Action::RefutePromise { promise }),
        _ => {}
    }
    Ok(match tagged {
        Tagged::Confirmed { rating, solved_by } => {
            Action::Confirm { offer, mark: mark(*rating), would_return: None, solved_by: *solved_by, got: None }
        }
        Tagged::NotResolved if matches!(complaint.state().name(), "resolved" | "lapsed" | "unanswered") => {
            Action::Reopen
        }
        Tagged::NotResolved => Action::Decline { offer },
        Tagged::File => Action::Publish,
        Tagged::NoComplaint => Action::Retract,
        // Whoever gives up says the last word, and could add no rating later: it is asked for before.
        Tagged::GiveUp { rating: Rating::Unclear } => return Err(Code::LastRatingUnclear.into()),
        Tagged::GiveUp { rating } => Action::GiveUp { mark: mark(*rating), would_return: None },
        Tagged::Withdraw => Action::Withdraw { settled: None, condition: None },
        Tagged::Reopen => Action::Reopen,
        Tagged::SameHere => Action::Support,
        Tagged::SentElsewhere => {
            // There may be none: that is refused in words.
            let response = replied.response.or_else(|| complaint.last_response()).unwrap_or_default();
            Action::MarkElsewhere { response }
        }
        Tagged::Acknowledged
        | Tagged::Resolved(_)
        | Tagged::Promise(_)
        | Tagged::Kept
        | Tagged::HandedOver
        | Tagged::Ask => return Err(Code::OnlyBrand.into()),
    })
}

fn mark(rating: Rating) -> Option<Mark> {
    match rating {
        Rating::Given { value, rounded } => Some(Mark { value, rounded }),
        Rating::None | Rating::Unclear => None,
    }
}

/// Whether there is a rating that nobody can be sure of: what it stands with counts without it.
pub fn has_unclear_rating(tagged: &Tagged) -> bool {
    matches!(tagged, Tagged::Confirmed { rating: Rating::Unclear, .. } | Tagged::GiveUp { rating: Rating::Unclear })
}

/// A public reply by which a home that takes no requests understands the same; `None` for what it has no word for.
pub fn write(act: &Act) -> Option<String> {
    let rated = |mark: Option<Mark>| mark.map(|it| format!(" {}/10", it.value)).unwrap_or_default();
    let said = |tag: &str| match act.along.as_ref().and_then(Body::source) {
        Some(words) => format!("{words}\n\n{tag}"),
        None => tag.to_string(),
    };
    match &act.action {
        Action::Comment { body, answers: None } => body.source().map(String::from),
        Action::Confirm { mark, solved_by, .. } => {
            let by = match solved_by {
                Some(SolvedBy::Brand) => " brand",
                Some(SolvedBy::Myself) => " myself",
                Some(SolvedBy::SomebodyElse) => " somebody",
                None => "",
            };
            Some(format!("#confirmed{}{by}", rated(*mark)))
        }
        Action::GiveUp { mark, .. } => Some(format!("#giveup{}", rated(*mark))),
        Action::Decline { .. } => Some(said("#notresolved")),
        Action::Reopen => Some(said("#reopen")),
        Action::Withdraw { .. } => Some("#withdraw".to_string()),
        Action::Support => Some("#samehere".to_string()),
        Action::Comment { answers: Some(_), .. }
        | Action::Retract
        | Action::Publish
        | Action::Appeal { .. }
        | Action::Escalate { .. }
        | Action::TakeBackSupport
        | Action::Thank { .. }
        | Action::MarkElsewhere { .. }
        | Action::EditComment { .. }
        | Action::DeleteComment { .. }
        | Action::Acknowledge { .. }
        | Action::Respond { .. }
        | Action::EditResponse { .. }
        | Action::DeleteResponse { .. }
        | Action::DisputeLabel { .. }
        | Action::HandOff { .. }
        | Action::Contest { .. }
        | Action::KeepPromise { .. }
        | Action::ConfirmPromise { .. }
        | Action::RefutePromise { .. }
        | Action::ConfirmOrder
        | Action::Correct { .. }
        | Action::Erase { .. } => None,
    }
}
