//! An action as a page's form spells it.

use std::str::FromStr;

use chrono_tz::Tz;

use crate::domain::action::{Act, Action, Body, FollowUp, Kind, Mark, PersonName, Reason, Signature, Signing, Title};
use crate::domain::complaint::{DeclineReason, Ground, Label, Outcome, SolvedBy, Step};
use crate::domain::day;
use crate::domain::reading::language;
use crate::domain::refusal::{Code, Refusal};

/// The answer to a contest: a comment that says which.
pub const ANSWER_CONTEST: &str = "answer-contest";

/// What was sent, by the names of the fields; empty where there is no such field.
pub trait Fields {
    fn get(&self, name: &str) -> &str;
}

/// The action that a form is about.
pub fn kind(form: &str) -> Option<Kind> {
    if form == ANSWER_CONTEST { Some(Kind::Comment) } else { Kind::from_word(form) }
}

/// Reads a form; `None` for one that no page has.
pub fn read(form: &str, fields: &impl Fields, zone: Tz) -> Result<Option<Act>, Refusal> {
    let Some(kind) = kind(form) else { return Ok(None) };
    let ground = Ground::from_word(fields.get("ground"));
    if form == ANSWER_CONTEST && ground.is_none() {
        return Ok(None);
    }
    let text = fields.get("text");
    let body = || Body::written(text);
    let along =
        if matches!(kind, Kind::Decline | Kind::Reopen) && !text.trim().is_empty() { Some(body()?) } else { None };
    let mark = number(fields, "rating").map(Mark::whole);
    let would_return = yes_or_no(fields, "would_return");
    let (response, promise, comment) =
        (number(fields, "response"), number(fields, "promise"), number(fields, "comment"));
    let action = match kind {
        Kind::Confirm => Some(Action::Confirm {
            offer: number(fields, "offer"),
            mark,
            would_return,
            solved_by: SolvedBy::from_word(fields.get("solved_by")),
            got: Outcome::from_word(fields.get("got")),
        }),
        Kind::Decline => Some(Action::Decline { offer: number(fields, "offer") }),
        Kind::GiveUp => Some(Action::GiveUp { mark, would_return }),
        Kind::Reopen => Some(Action::Reopen),
        Kind::Withdraw => {
            Some(Action::Withdraw { settled: yes_or_no(fields, "settled"), condition: yes_or_no(fields, "condition") })
        }
        Kind::Retract => Some(Action::Retract),
        Kind::Publish => Some(Action::Publish),
        Kind::Appeal => Some(Action::Appeal { why: Reason::needed(text)? }),
        Kind::Escalate => Step::from_word(fields.get("step")).map(|step| Action::Escalate { step }),
        Kind::Support => Some(Action::Support),
        Kind::TakeBackSupport => Some(Action::TakeBackSupport),
        Kind::Thank => response.map(|response| Action::Thank { response }),
        Kind::MarkElsewhere => response.map(|response| Action::MarkElsewhere { response }),
        Kind::Comment => Some(Action::Comment { body: body()?, answers: ground.filter(|_| form == ANSWER_CONTEST) }),
        // A form from before the comment had a number names none that there is.
        Kind::EditComment => Some(Action::EditComment { comment: comment.ok_or(Code::NoSuchComment)?, body: body()? }),
        Kind::DeleteComment => Some(Action::DeleteComment { comment: comment.ok_or(Code::NoSuchComment)? }),
        Kind::Acknowledge => {
            let name = Signature::given(fields.get("name"), "")?;
            Some(Action::Acknowledge { by: name.map_or(Signing::Nobody, Signing::Named), body: None })
        }
        Kind::Respond => {
            // Whoever signs below their words need not say it in a field as well.
            let by = Signature::given(fields.get("name"), fields.get("role"))?;
            let by = by.map_or(Signing::InWords { command: false }, Signing::Named);
            Some(Action::Respond { body: body()?, by, then: follow_up(fields, zone)? })
        }
        Kind::EditResponse => match response {
            Some(response) => Some(Action::EditResponse { response, body: body()? }),
            None => None,
        },
        Kind::DeleteResponse => response.map(|response| Action::DeleteResponse { response }),
        Kind::DisputeLabel => match response.zip(Label::from_word(fields.get("label"))) {
            Some((response, label)) => Some(Action::DisputeLabel { response, label, why: Reason::given(text)? }),
            None => None,
        },
        Kind::HandOff => Some(Action::HandOff { to: PersonName::needed(fields.get("to"))? }),
        Kind::Contest => match ground {
            Some(ground) => Some(Action::Contest { ground, why: Reason::needed(text)? }),
            None => None,
        },
        Kind::KeepPromise => promise.map(|promise| Action::KeepPromise { promise }),
        Kind::ConfirmPromise => promise.map(|promise| Action::ConfirmPromise { promise }),
        Kind::RefutePromise => promise.map(|promise| Action::RefutePromise { promise }),
        Kind::ConfirmOrder => Some(Action::ConfirmOrder),
        Kind::Correct => {
            let body = body()?.in_language(language::named(fields.get("language")).map(String::from));
            Some(Action::Correct { title: Title::given(fields.get("title"))?, body })
        }
        Kind::Erase => Some(Action::Erase { targets: Vec::new() }),
    };
    Ok(action.map(|action| Act { action, along }))
}

/// What an answer does beside being one, by its own fields.
pub fn follow_up(fields: &impl Fields, zone: Tz) -> Result<Option<FollowUp>, Refusal> {
    Ok(match fields.get("and") {
        "offer" => {
            let outcome = Outcome::from_word(fields.get("outcome")).ok_or(Code::OutcomeUnclear)?;
            Some(FollowUp::Offer { outcome, reason: DeclineReason::from_word(fields.get("reason")) })
        }
        "promise" => {
            let due = fields.get("due").parse().ok().and_then(|day| day::end_of_day(day, zone));
            Some(FollowUp::Promise { due: due.ok_or(Code::PromiseInPast)? })
        }
        "ask" => Some(FollowUp::Ask),
        _ => None,
    })
}

fn number<T: FromStr>(fields: &impl Fields, name: &str) -> Option<T> {
    fields.get(name).parse().ok()
}

fn yes_or_no(fields: &impl Fields, name: &str) -> Option<bool> {
    match fields.get(name) {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}
