//! A step that a party on another instance asks the home for: one question, one answer, however often either travels.
//!
//! The home keeps every answer under the request's id, a refusal too. The event that a request led to names it, among the
//! texts beside it ([`REQUEST_TEXT`]): whoever replays the history knows which request was done, also a home that lost its
//! own memory of it.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::domain::Timestamp;
use crate::domain::complaint::{Change, Command, Complaint, Text};
use crate::domain::ids::ComplaintId;
use crate::domain::log::Line;
use crate::domain::party::Party;
use crate::domain::refusal::Refusal;

/// The name of the text that says which request an event answers.
pub const REQUEST_TEXT: &str = "request";

/// Minutes after which a request without an answer is sent again; a home that is down is asked by the queue's own rules.
pub const ASK_AGAIN_MINUTES: i64 = 60;

/// What a party on another instance asks for. Who they are on the home's side is for the home to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransitionRequest {
    /// The activity's id; with its actor it is the cause at home.
    pub id: String,
    pub complaint: ComplaintId,
    pub command: Command,
    /// The sequence that the party saw: an answer to an older view is refused.
    pub seen: Option<i64>,
}

/// The home's one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The event stands at this sequence. Where a command leads to several events, it is the first.
    Accepted {
        sequence: i64,
    },
    Refused {
        refusal: Refusal,
    },
}

/// What the home does with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a change that is not recorded did not happen"]
pub enum Decision {
    /// It was answered before: say the same again, whatever has happened since.
    Again(Answer),
    /// Record it under the request's cause, and answer what [`Decision::answer`] says.
    Change(Box<Change>),
    /// Keep the refusal under the request's cause, so that a repeat cannot succeed by chance.
    Refused(Refusal),
}

/// A request as the instance of its author keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asking {
    pub asked_at: Timestamp,
    /// When it was sent last.
    pub sent_at: Timestamp,
    pub answer: Option<Answer>,
}

/// What an answer that arrives is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrived {
    /// Show it and stop asking.
    First,
    /// The same once more: nothing to do.
    Repeat,
    /// A refusal is overruled: the home names an event, and the history is the truth.
    Overruled,
    /// Another answer than the one we have, which stays. Only a home that lost its memory gives two.
    Contradiction,
}

/// Decides a request at its home. `kept`: the answer under the same cause, if there is one. `by`: the side of the party
/// that signed it.
pub fn decide_request(
    complaint: &Complaint,
    kept: Option<&Answer>,
    request: &TransitionRequest,
    by: Party,
    at: Timestamp,
) -> Decision {
    if let Some(answer) = kept {
        return Decision::Again(answer.clone());
    }
    let decided =
        complaint.still_as_seen(request.seen).and_then(|()| complaint.decide(request.command.clone(), by, at));
    match decided {
        Ok(change) => {
            let named = Text { name: REQUEST_TEXT, value: request.id.clone() };
            Decision::Change(Box::new(change.with_texts(vec![named])))
        }
        Err(refusal) => Decision::Refused(refusal),
    }
}

impl Decision {
    /// The answer to send, and to keep under the cause.
    pub fn answer(&self) -> Answer {
        match self {
            Decision::Again(answer) => answer.clone(),
            Decision::Change(change) => accepted(change),
            Decision::Refused(refusal) => Answer::Refused { refusal: refusal.clone() },
        }
    }
}

/// The event that carries the request's id: the first that is not the home's own, as [`Change::with_texts`] has it.
fn accepted(change: &Change) -> Answer {
    let named = change.decided().iter().find(|it| it.event.by != Party::Home).or_else(|| change.decided().first());
    Answer::Accepted { sequence: named.map_or(change.after().sequence, |it| it.event.sequence) }
}

/// The request that a line of history answers.
pub fn request_of(line: &Line) -> Option<String> {
    line.text(REQUEST_TEXT).map(str::to_string)
}

impl Asking {
    pub fn new(at: Timestamp) -> Asking {
        Asking { asked_at: at, sent_at: at, answer: None }
    }

    pub fn is_waiting(&self) -> bool {
        self.answer.is_none()
    }

    /// Takes an answer, in whatever order and however often answers arrive.
    pub fn arrived(&mut self, answer: Answer) -> Arrived {
        match (&self.answer, &answer) {
            (None, _) => {
                self.answer = Some(answer);
                Arrived::First
            }
            (Some(kept), new) if kept == new => Arrived::Repeat,
            (Some(Answer::Refused { .. }), Answer::Accepted { .. }) => {
                self.answer = Some(answer);
                Arrived::Overruled
            }
            _ => Arrived::Contradiction,
        }
    }

    /// A line of history that names the request answers it too: the `Accept` may have been lost. The history is the
    /// truth, whatever was answered before.
    pub fn seen_in_history(&mut self, sequence: i64) -> Arrived {
        let answer = Answer::Accepted { sequence };
        let arrived = match &self.answer {
            None => Arrived::First,
            Some(kept) if *kept == answer => Arrived::Repeat,
            Some(_) => Arrived::Overruled,
        };
        self.answer = Some(answer);
        arrived
    }

    /// When to ask again; `None` once it is answered.
    pub fn asks_again_at(&self) -> Option<Timestamp> {
        self.is_waiting().then(|| self.sent_at + TimeDelta::minutes(ASK_AGAIN_MINUTES))
    }
}
