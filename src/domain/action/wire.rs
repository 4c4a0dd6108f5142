//! An action as a request from another instance spells it: [`Asking`] is how it travels.

use crate::domain::action::{Act, Action, Body, FollowUp, Kind, Mark, PersonName, Reason, Signature, Signing, Title};
use crate::domain::asking::Asking;
use crate::domain::complaint::{Happening, Label, OWN_MARK, ProofTier};
use crate::domain::refusal::{Code, Refusal};

/// How much of what was not understood is said back.
const GIVEN_CHARS_MAX: usize = 40;

fn unclear(given: &str) -> Refusal {
    Refusal::from(Code::NotUnderstood).with("given", given.chars().take(GIVEN_CHARS_MAX).collect::<String>())
}

/// Reads a request. `post`: the safe HTML of the post that goes with it.
pub fn read(asking: &Asking, post: Option<&str>) -> Result<Act, Refusal> {
    let unclear = || unclear(&asking.command);
    let kind = Kind::from_word(&asking.command).ok_or_else(unclear)?;
    let posted = || Body::beside(post.ok_or(Code::TextEmpty)?);
    let carried = || Body::carried(&asking.content);
    let along = match post.filter(|it| matches!(kind, Kind::Decline | Kind::Reopen) && !it.is_empty()) {
        Some(html) => Some(Body::beside(html)?),
        None => None,
    };
    let mark = asking.rating.map(Mark::whole);
    let response = || asking.response.ok_or_else(unclear);
    let promise = || asking.promise.ok_or_else(unclear);
    let comment = || asking.comment.ok_or(Code::NoSuchComment);
    let signing = |name: &str, role: &str| -> Result<Signing, Refusal> {
        Ok(Signature::given(name, role)?.map_or(Signing::Nobody, Signing::Named))
    };
    let action = match kind {
        Kind::Confirm => Action::Confirm {
            offer: asking.offer,
            mark,
            would_return: asking.would_return,
            solved_by: asking.solved_by,
            got: asking.got,
        },
        Kind::Decline => Action::Decline { offer: asking.offer },
        Kind::GiveUp => Action::GiveUp { mark, would_return: asking.would_return },
        Kind::Reopen => Action::Reopen,
        Kind::Withdraw => Action::Withdraw { settled: asking.settled, condition: asking.condition },
        Kind::Retract => Action::Retract,
        Kind::Publish => Action::Publish,
        Kind::Appeal => Action::Appeal { why: Reason::needed(&asking.text)? },
        Kind::Escalate => Action::Escalate { step: asking.step.ok_or_else(unclear)? },
        Kind::Support => Action::Support,
        Kind::TakeBackSupport => Action::TakeBackSupport,
        Kind::Thank => Action::Thank { response: response()? },
        Kind::MarkElsewhere => Action::MarkElsewhere { response: response()? },
        Kind::Comment => Action::Comment { body: posted()?, answers: asking.ground },
        Kind::EditComment => Action::EditComment { comment: comment()?, body: carried()? },
        Kind::DeleteComment => Action::DeleteComment { comment: comment()? },
        Kind::Acknowledge => Action::Acknowledge { by: signing(&asking.text, "")?, body: None },
        Kind::Respond => {
            let (body, by) = (posted()?, signing(&asking.name, &asking.role)?);
            Action::Respond { body, by, then: follow_up(asking)? }
        }
        Kind::EditResponse => {
            Action::EditResponse { response: asking.response.ok_or(Code::NoSuchResponse)?, body: carried()? }
        }
        Kind::DeleteResponse => Action::DeleteResponse { response: asking.response.ok_or(Code::NoSuchResponse)? },
        Kind::DisputeLabel => Action::DisputeLabel {
            response: response()?,
            label: asking.label.ok_or_else(unclear)?,
            why: Reason::given(&asking.text)?,
        },
        Kind::HandOff => Action::HandOff { to: PersonName::needed(&asking.text)? },
        Kind::Contest => {
            Action::Contest { ground: asking.ground.ok_or_else(unclear)?, why: Reason::needed(&asking.text)? }
        }
        Kind::KeepPromise => Action::KeepPromise { promise: promise()? },
        Kind::ConfirmPromise => Action::ConfirmPromise { promise: promise()? },
        Kind::RefutePromise => Action::RefutePromise { promise: promise()? },
        Kind::ConfirmOrder => Action::ConfirmOrder,
        Kind::Correct => Action::Correct { title: Title::given(&asking.title)?, body: carried()? },
        Kind::Erase => Action::Erase { targets: asking.targets.clone() },
    };
    Ok(Act { action, along })
}

fn follow_up(asking: &Asking) -> Result<Option<FollowUp>, Refusal> {
    let unclear = || unclear(&asking.and);
    Ok(match asking.and.as_str() {
        "" => None,
        "offer" => {
            let outcome = asking.outcome.ok_or(Code::OutcomeUnclear)?;
            Some(FollowUp::Offer { outcome, reason: asking.reason })
        }
        "promise" => Some(FollowUp::Promise { due: asking.due.ok_or_else(unclear)? }),
        "ask" => Some(FollowUp::Ask),
        _ => return Err(unclear()),
    })
}

/// An action for its home elsewhere; the words of a post go beside it. `seen`: the sequence that the person saw.
pub fn write(act: &Act, seen: Option<i64>) -> Asking {
    let asking = Asking { command: act.action.kind().word().to_string(), seen, ..Asking::default() };
    match &act.action {
        Action::Confirm { offer, mark, would_return, solved_by, got } => Asking {
            offer: *offer,
            rating: mark.map(|it| it.value),
            would_return: *would_return,
            solved_by: *solved_by,
            got: *got,
            ..asking
        },
        Action::Decline { offer } => Asking { offer: *offer, ..asking },
        Action::GiveUp { mark, would_return } => {
            Asking { rating: mark.map(|it| it.value), would_return: *would_return, ..asking }
        }
        Action::Withdraw { settled, condition } => Asking { settled: *settled, condition: *condition, ..asking },
        Action::Appeal { why } => Asking { text: why.as_str().into(), ..asking },
        Action::Escalate { step } => Asking { step: Some(*step), ..asking },
        Action::Thank { response } | Action::MarkElsewhere { response } | Action::DeleteResponse { response } => {
            Asking { response: Some(*response), ..asking }
        }
        Action::Comment { body: _, answers } => Asking { ground: *answers, ..asking },
        Action::EditComment { comment, body } => {
            Asking { comment: Some(*comment), content: body.html().into(), ..asking }
        }
        Action::DeleteComment { comment } => Asking { comment: Some(*comment), ..asking },
        Action::Acknowledge { by, body: _ } => {
            let (name, _) = signed(by);
            Asking { text: name, ..asking }
        }
        Action::Respond { body: _, by, then } => {
            let (name, role) = signed(by);
            with_follow_up(Asking { name, role, ..asking }, then.as_ref())
        }
        Action::EditResponse { response, body } => {
            Asking { response: Some(*response), content: body.html().into(), ..asking }
        }
        Action::DisputeLabel { response, label, why } => {
            let text = why.as_ref().map(|it| it.as_str().to_string()).unwrap_or_default();
            Asking { response: Some(*response), label: Some(*label), text, ..asking }
        }
        Action::HandOff { to } => Asking { text: to.as_str().into(), ..asking },
        Action::Contest { ground, why } => Asking { ground: Some(*ground), text: why.as_str().into(), ..asking },
        Action::KeepPromise { promise } | Action::ConfirmPromise { promise } | Action::RefutePromise { promise } => {
            Asking { promise: Some(*promise), ..asking }
        }
        Action::Correct { title, body } => {
            let title = title.as_ref().map(|it| it.as_str().to_string()).unwrap_or_default();
            Asking { title, content: body.html().into(), ..asking }
        }
        Action::Erase { targets } => Asking { targets: targets.clone(), ..asking },
        Action::Reopen
        | Action::Retract
        | Action::Publish
        | Action::Support
        | Action::TakeBackSupport
        | Action::ConfirmOrder => asking,
    }
}

/// A request says who signs in its own members: what stands below the words is not read there.
fn signed(by: &Signing) -> (String, String) {
    match by {
        Signing::Named(signature) => (signature.name().to_string(), signature.role().to_string()),
        Signing::InWords { .. } | Signing::Nobody => (String::new(), String::new()),
    }
}

fn with_follow_up(asking: Asking, then: Option<&FollowUp>) -> Asking {
    match then {
        Some(FollowUp::Offer { outcome, reason }) => {
            Asking { and: "offer".into(), outcome: Some(*outcome), reason: *reason, ..asking }
        }
        Some(FollowUp::Promise { due }) => Asking { and: "promise".into(), due: Some(*due), ..asking },
        Some(FollowUp::Ask) => Asking { and: "ask".into(), ..asking },
        // These are requests of their own.
        Some(FollowUp::KeepPromise { .. } | FollowUp::HandOff { .. }) | None => asking,
    }
}

impl Asking {
    /// Whether this is what its author asked for: a home cannot put another event under somebody's signature.
    pub fn says(&self, happening: &Happening) -> bool {
        let Some(kind) = Kind::from_word(&self.command) else { return false };
        match kind {
            Kind::Confirm => {
                matches!(happening, Happening::ResolutionConfirmed { offer, rating, would_return, solved_by, got }
                if self.rating == *rating
                    && self.would_return == *would_return
                    && self.solved_by == *solved_by
                    && self.got == *got
                    && (self.offer.is_none() || self.offer == *offer))
            }
            Kind::Decline => match happening {
                Happening::ResolutionDeclined { offer } => self.offer.is_none_or(|it| it == *offer),
                other => is_talk(other),
            },
            Kind::GiveUp => matches!(happening, Happening::GivenUp { rating, would_return }
                if self.rating == *rating && self.would_return == *would_return),
            Kind::Reopen => matches!(happening, Happening::Reopened {}) || is_talk(happening),
            Kind::Withdraw => matches!(happening, Happening::Withdrawn { settled, condition }
                if self.settled == *settled && self.condition == *condition),
            Kind::Retract => matches!(happening, Happening::Retracted {}),
            Kind::Publish => matches!(happening, Happening::Published {}),
            Kind::Appeal => matches!(happening, Happening::Appealed { .. }),
            Kind::Escalate => matches!(happening, Happening::Escalated { step } if self.step == Some(*step)),
            Kind::Support => matches!(happening, Happening::Supported {}),
            Kind::TakeBackSupport => matches!(happening, Happening::SupportWithdrawn {}),
            Kind::Thank => matches!(happening, Happening::Kudos { response } if self.response == Some(*response)),
            Kind::MarkElsewhere => matches!(happening, Happening::Labelled { response, labels, signal_rules }
                if self.response == Some(*response) && *labels == [Label::Deflected] && *signal_rules == OWN_MARK),
            Kind::Comment => match happening {
                Happening::Commented { answers } => self.ground == *answers,
                other => matches!(other, Happening::Answered {}),
            },
            Kind::EditComment => {
                matches!(happening, Happening::CommentEdited { comment } if self.comment == Some(*comment))
            }
            Kind::DeleteComment => {
                matches!(happening, Happening::CommentDeleted { comment } if self.comment == Some(*comment))
            }
            Kind::Acknowledge => matches!(happening, Happening::Acknowledged {}),
            Kind::Respond => self.says_in_answer(happening),
            Kind::EditResponse => {
                matches!(happening, Happening::ResponseEdited { response } if self.response == Some(*response))
            }
            Kind::DeleteResponse => {
                matches!(happening, Happening::ResponseDeleted { response } if self.response == Some(*response))
            }
            Kind::DisputeLabel => matches!(happening, Happening::LabelDisputed { response, label }
                if self.response == Some(*response) && self.label == Some(*label)),
            Kind::HandOff => matches!(happening, Happening::HandedOff {}),
            Kind::Contest => matches!(happening, Happening::Contested { ground } if self.ground == Some(*ground)),
            Kind::KeepPromise => {
                matches!(happening, Happening::PromiseKept { promise, .. } if self.promise == Some(*promise))
            }
            Kind::ConfirmPromise => {
                matches!(happening, Happening::PromiseConfirmed { promise } if self.promise == Some(*promise))
            }
            Kind::RefutePromise => {
                matches!(happening, Happening::PromiseRefuted { promise } if self.promise == Some(*promise))
            }
            Kind::ConfirmOrder => {
                matches!(happening, Happening::ProofTierSet { tier: ProofTier::OrderConfirmed })
            }
            Kind::Correct => matches!(happening, Happening::Corrected {}),
            Kind::Erase => matches!(happening, Happening::Erased { targets }
                if self.targets.is_empty() || self.targets == *targets),
        }
    }

    fn says_in_answer(&self, happening: &Happening) -> bool {
        match happening {
            // Who signs says it, also where that is a machine; or nobody does.
            Happening::Responded { named, automated, .. } => match (named, automated) {
                (true, true) => false,
                (false, false) => true,
                (true, false) | (false, true) => !self.name.is_empty(),
            },
            Happening::ResolutionOffered { outcome, reason, .. } => {
                self.and == "offer" && self.outcome == Some(*outcome) && self.reason == *reason
            }
            Happening::Promised { due, .. } => self.and == "promise" && self.due == Some(*due),
            Happening::Asked {} => self.and == "ask",
            _ => false,
        }
    }
}

/// What goes with words: a comment, and the answer to a question that it is.
fn is_talk(happening: &Happening) -> bool {
    matches!(happening, Happening::Commented { answers: None } | Happening::Answered {})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::complaint::{Ground, Step};

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
    fn every_action_travels_and_comes_back_the_same() {
        for kind in Kind::ALL {
            let asking = Asking { text: "Jo Ott".into(), content: "<p>Words.</p>".into(), ..asking(kind.word()) };
            let act = read(&asking, Some("<p>Words.</p>")).unwrap();
            assert_eq!(act.action.kind(), *kind);
            assert_eq!(read(&write(&act, None), Some("<p>Words.</p>")).unwrap(), act);
        }
    }

    #[test]
    fn what_is_no_action_is_not_understood() {
        for unknown in ["", "resolve", "Confirm", "dismiss", "lapse", "publish now"] {
            let refused = read(&asking(unknown), None).unwrap_err();
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
