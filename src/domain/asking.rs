//! What a party on another server asks the home of a complaint to decide: a command as it travels.

use serde::{Deserialize, Serialize};

use crate::domain::Timestamp;
use crate::domain::complaint::{
    Command, DeclineReason, Ground, Happening, Holder, Label, OWN_MARK, Outcome, ProofTier, SolvedBy, Step, Target,
};
use crate::domain::refusal::{Code, Refusal};

/// Every command that may be asked for from elsewhere, by the word of its form.
pub const COMMANDS: [&str; 29] = [
    "confirm",
    "decline",
    "give-up",
    "reopen",
    "withdraw",
    "retract",
    "publish",
    "appeal",
    "escalate",
    "support",
    "unsupport",
    "thank",
    "mark-elsewhere",
    "comment",
    "edit-comment",
    "delete-comment",
    "acknowledge",
    "respond",
    "edit-response",
    "delete-response",
    "dispute-label",
    "hand-off",
    "contest",
    "keep-promise",
    "confirm-promise",
    "refute-promise",
    "confirm-order",
    "correct",
    "erase",
];

/// A command with everything that any command may carry; what one does not use stays empty.
/// Members that are unknown here are left alone: a newer server may know more.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Asking {
    pub command: String,
    /// The sequence that the person saw; an answer to an older view is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<i64>,
    /// The offer that is answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offer: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub would_return: Option<bool>,
    /// Who solved it, and what the complainant got.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub solved_by: Option<SolvedBy>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub got: Option<Outcome>,
    /// Of a withdrawal: whether the matter is settled, and whether withdrawing was a condition for that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promise: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<u32>,
    /// The number of the event that a comment is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Why the brand declines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<DeclineReason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ground: Option<Ground>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<Step>,
    /// What a response does beside answering: `offer`, `promise`, `ask`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub and: String,
    /// The public text of the event itself: who acknowledges, to whom it was handed, why somebody appeals or disputes a label.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Of a correction.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Of a correction or an edit: HTML, made safe again by whoever takes it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub content: String,
    /// Of a response: who signs it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// What is to be erased; everything of one's own where nothing is named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Target>,
}

impl Asking {
    /// The command that carries no words of its own. Those that do are put together where words are made safe.
    pub fn command(&self) -> Result<Command, Refusal> {
        let unclear =
            || Refusal::from(Code::NotUnderstood).with("given", self.command.chars().take(40).collect::<String>());
        Ok(match self.command.as_str() {
            "confirm" => Command::Confirm {
                offer: self.offer,
                rating: self.rating,
                would_return: self.would_return,
                solved_by: self.solved_by,
                got: self.got,
            },
            "decline" => Command::Decline { offer: self.offer },
            "give-up" => Command::GiveUp { rating: self.rating, would_return: self.would_return },
            "reopen" => Command::Reopen,
            "withdraw" => Command::Withdraw { settled: self.settled, condition: self.condition },
            "retract" => Command::Retract,
            "publish" => Command::Publish,
            "appeal" => Command::Appeal,
            "escalate" => {
                // Its home knows who is there.
                Command::Escalate { step: self.step.ok_or_else(unclear)?, reached: Holder::Somebody }
            }
            "support" => Command::Support,
            "unsupport" => Command::TakeBackSupport,
            "thank" => Command::Thank { response: self.response.ok_or_else(unclear)? },
            "mark-elsewhere" => Command::sent_elsewhere(self.response.ok_or_else(unclear)?),
            "acknowledge" => Command::Acknowledge { named: !self.text.trim().is_empty() },
            "delete-comment" => Command::DeleteComment { comment: self.comment.ok_or_else(unclear)? },
            "delete-response" => Command::DeleteResponse { response: self.response.ok_or_else(unclear)? },
            "dispute-label" => Command::DisputeLabel {
                response: self.response.ok_or_else(unclear)?,
                label: self.label.ok_or_else(unclear)?,
            },
            "hand-off" => Command::HandOff,
            "contest" => Command::Contest { ground: self.ground.ok_or_else(unclear)? },
            "keep-promise" => Command::KeepPromise { promise: self.promise.ok_or_else(unclear)? },
            "confirm-promise" => Command::ConfirmPromise { promise: self.promise.ok_or_else(unclear)? },
            "refute-promise" => Command::RefutePromise { promise: self.promise.ok_or_else(unclear)? },
            "confirm-order" => Command::Prove { tier: ProofTier::OrderConfirmed },
            "erase" => Command::Erase { targets: self.targets.clone() },
            _ => return Err(unclear()),
        })
    }

    /// Whether this is what its author asked for: a home cannot put another event under somebody's signature.
    pub fn says(&self, happening: &Happening) -> bool {
        match (self.command.as_str(), happening) {
            ("confirm", Happening::ResolutionConfirmed { offer, rating, would_return, solved_by, got }) => {
                self.rating == *rating
                    && self.would_return == *would_return
                    && self.solved_by == *solved_by
                    && self.got == *got
                    && (self.offer.is_none() || self.offer == *offer)
            }
            ("decline", Happening::ResolutionDeclined { offer }) => self.offer.is_none_or(|it| it == *offer),
            ("give-up", Happening::GivenUp { rating, would_return }) => {
                self.rating == *rating && self.would_return == *would_return
            }
            ("escalate", Happening::Escalated { step }) => self.step == Some(*step),
            ("withdraw", Happening::Withdrawn { settled, condition }) => {
                self.settled == *settled && self.condition == *condition
            }
            ("thank", Happening::Kudos { response })
            | ("edit-response", Happening::ResponseEdited { response })
            | ("delete-response", Happening::ResponseDeleted { response }) => self.response == Some(*response),
            ("edit-comment", Happening::CommentEdited { comment })
            | ("delete-comment", Happening::CommentDeleted { comment }) => self.comment == Some(*comment),
            ("dispute-label", Happening::LabelDisputed { response, label }) => {
                self.response == Some(*response) && self.label == Some(*label)
            }
            ("mark-elsewhere", Happening::Labelled { response, labels, signal_rules }) => {
                self.response == Some(*response) && *labels == [Label::Deflected] && *signal_rules == OWN_MARK
            }
            ("contest", Happening::Contested { ground }) => self.ground == Some(*ground),
            ("comment", Happening::Commented { answers }) => self.ground == *answers,
            ("keep-promise", Happening::PromiseKept { promise, .. })
            | ("confirm-promise", Happening::PromiseConfirmed { promise })
            | ("refute-promise", Happening::PromiseRefuted { promise }) => self.promise == Some(*promise),
            ("respond", Happening::ResolutionOffered { outcome, reason, .. }) => {
                self.and == "offer" && self.outcome == Some(*outcome) && self.reason == *reason
            }
            ("respond", Happening::Promised { due, .. }) => self.and == "promise" && self.due == Some(*due),
            ("respond", Happening::Asked {}) => self.and == "ask",
            ("erase", Happening::Erased { targets }) => self.targets.is_empty() || self.targets == *targets,
            // Who signs says it, also where that is a machine; or nobody does.
            ("respond", Happening::Responded { named, automated, .. }) => match (named, automated) {
                (true, true) => false,
                (false, false) => true,
                (true, false) | (false, true) => !self.name.is_empty(),
            },
            ("decline" | "reopen", Happening::Commented { answers: None })
            | ("comment" | "decline" | "reopen", Happening::Answered {})
            | ("reopen", Happening::Reopened {})
            | ("retract", Happening::Retracted {})
            | ("publish", Happening::Published {})
            | ("appeal", Happening::Appealed { .. })
            | ("support", Happening::Supported {})
            | ("unsupport", Happening::SupportWithdrawn {})
            | ("acknowledge", Happening::Acknowledged {})
            | ("hand-off", Happening::HandedOff {})
            | ("confirm-order", Happening::ProofTierSet { tier: ProofTier::OrderConfirmed })
            | ("correct", Happening::Corrected {}) => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(command: &str) -> Asking {
        Asking {
            command: command.into(),
            offer: Some(1),
            rating: Some(9),
            promise: Some(1),
            response: Some(1),
            comment: Some(2),
            label: Some(Label::Canned),
            ground: Some(Ground::Duplicate),
            step: Some(Step::Executive),
            ..Asking::default()
        }
    }

    #[test]
    fn every_command_is_understood_here_or_carries_words() {
        for command in COMMANDS {
            let with_words = matches!(command, "respond" | "comment" | "correct" | "edit-response" | "edit-comment");
            assert_eq!(asking(command).command().is_err(), with_words, "{command}");
        }
        for unknown in ["", "resolve", "Confirm", "dismiss", "lapse", "publish now"] {
            let refused = asking(unknown).command().unwrap_err();
            assert_eq!(refused.code(), Code::NotUnderstood, "{unknown}");
        }
    }

    #[test]
    fn a_command_travels_and_comes_back_the_same() {
        let it = asking("confirm");
        let text = serde_json::to_string(&it).unwrap();
        assert_eq!(serde_json::from_str::<Asking>(&text).unwrap(), it);
        let newer = r#"{"command": "confirm", "rating": 9, "mood": "better"}"#;
        assert_eq!(serde_json::from_str::<Asking>(newer).unwrap().rating, Some(9));
        assert!(serde_json::from_str::<Asking>(r#"{"command": "contest", "ground": "dislike"}"#).is_err());
    }

    #[test]
    fn a_signature_stands_for_what_was_signed_only() {
        let confirmed = |rating| Happening::ResolutionConfirmed {
            offer: Some(1),
            rating,
            would_return: None,
            solved_by: None,
            got: None,
        };
        assert!(asking("confirm").says(&confirmed(Some(9))));
        assert!(!asking("confirm").says(&confirmed(Some(1))));
        assert!(!asking("decline").says(&confirmed(Some(9))));
        assert!(!asking("support").says(&Happening::Withdrawn { settled: None, condition: None }));
        assert!(asking("edit-response").says(&Happening::ResponseEdited { response: 1 }));
        assert!(!asking("edit-response").says(&Happening::ResponseEdited { response: 2 }));
        assert!(!asking("edit-response").says(&Happening::ResponseDeleted { response: 1 }));
        let answered = |named, automated| Happening::Responded { response: 1, named, automated };
        let signed = Asking { name: "Noor Haddad".into(), ..asking("respond") };
        assert!(signed.says(&answered(true, false)) && asking("respond").says(&answered(false, false)));
        assert!(!signed.says(&answered(true, true)), "a person wrote it");
        assert!(!asking("respond").says(&answered(true, false)), "nobody signed it");
        assert!(!asking("respond").says(&answered(false, true)), "nor as a machine");
        let comment = |answers| Happening::Commented { answers };
        assert!(asking("comment").says(&comment(Some(Ground::Duplicate))));
        assert!(!asking("comment").says(&comment(None)) && !asking("comment").says(&comment(Some(Ground::Abuse))));
    }
}
