//! Who has to hear what happened in a thread: one table, asked by everything that tells somebody.

use crate::domain::complaint::{Happening, Reminded};

/// Whose turn it is after an event, if it is anybody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    Complainant,
    Brand,
    Both,
}

/// Who has to act, or has a right to hear, after this happened.
pub fn turn_after(happening: &Happening) -> Option<Turn> {
    match happening {
        Happening::Acknowledged {}
        | Happening::Asked {}
        | Happening::ResolutionOffered { .. }
        | Happening::Promised { .. }
        | Happening::PromiseKept { .. }
        | Happening::HandedOff {}
        | Happening::Lapsed {}
        | Happening::AskedAgain {}
        | Happening::Dismissed { .. }
        | Happening::Contested { .. }
        | Happening::Reminded { whom: None | Some(Reminded::Complainant), .. }
        | Happening::Reinstated {} => Some(Turn::Complainant),
        Happening::ResolutionConfirmed { solved_by: Some(_), .. }
        | Happening::ResolutionConfirmed { offer: Some(_), .. }
        | Happening::ResolutionDeclined { .. }
        | Happening::GivenUp { .. }
        | Happening::Reopened {}
        | Happening::Withdrawn { .. }
        | Happening::Escalated { .. }
        | Happening::Reminded { whom: Some(Reminded::Brand), .. }
        | Happening::PromiseRefuted { .. } => Some(Turn::Brand),
        // Who did not say who solved it is asked.
        Happening::ResolutionConfirmed { solved_by: None, offer: None, .. }
        | Happening::PromiseBroken { .. }
        | Happening::ClosedUnanswered {} => Some(Turn::Both),
        Happening::Filed(_)
        | Happening::Retracted {}
        | Happening::Published {}
        | Happening::BrandNotified { .. }
        | Happening::Responded { .. }
        | Happening::ResponseEdited { .. }
        | Happening::ResponseDeleted { .. }
        | Happening::Labelled { .. }
        | Happening::LabelDisputed { .. }
        | Happening::LabelDecided { .. }
        | Happening::Answered {}
        | Happening::Commented { .. }
        | Happening::CommentEdited { .. }
        | Happening::CommentDeleted { .. }
        | Happening::CommentHidden { .. }
        | Happening::CommentShown { .. }
        | Happening::PromiseConfirmed { .. }
        | Happening::ContestDecided { .. }
        | Happening::Appealed { .. }
        | Happening::StepWorked { .. }
        | Happening::Corrected {}
        | Happening::Erased { .. }
        | Happening::LinkedToProblem { .. }
        | Happening::BrandReassigned { .. }
        | Happening::Supported {}
        | Happening::SupportWithdrawn {}
        | Happening::Kudos { .. }
        | Happening::ProofTierSet { .. }
        | Happening::ComplainantGone {}
        | Happening::Newer { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::domain::complaint::{Ground, Outcome, Step};

    #[test]
    fn whose_turn_it_is_follows_from_the_event() {
        let reminded = |whom| Happening::Reminded { day: 7, whom };
        let confirmed = |offer| Happening::ResolutionConfirmed {
            offer,
            rating: None,
            would_return: None,
            solved_by: None,
            got: None,
        };
        let offered = Happening::ResolutionOffered { offer: 1, response: 1, outcome: Outcome::Refund, reason: None };
        let due = DateTime::UNIX_EPOCH;
        for (happening, turn) in [
            (Happening::Acknowledged {}, Some(Turn::Complainant)),
            (offered, Some(Turn::Complainant)),
            (Happening::Promised { promise: 1, due }, Some(Turn::Complainant)),
            (Happening::Contested { ground: Ground::Duplicate }, Some(Turn::Complainant)),
            (reminded(None), Some(Turn::Complainant)),
            (reminded(Some(Reminded::Complainant)), Some(Turn::Complainant)),
            (reminded(Some(Reminded::Brand)), Some(Turn::Brand)),
            (confirmed(Some(1)), Some(Turn::Brand)),
            (confirmed(None), Some(Turn::Both)),
            (Happening::Reopened {}, Some(Turn::Brand)),
            (Happening::Escalated { step: Step::Mediator }, Some(Turn::Brand)),
            (Happening::PromiseBroken { promise: 1 }, Some(Turn::Both)),
            (Happening::ClosedUnanswered {}, Some(Turn::Both)),
            (Happening::Published {}, None),
            (Happening::Commented { answers: None }, None),
            (Happening::Supported {}, None),
        ] {
            assert_eq!(turn_after(&happening), turn, "{}", happening.name());
        }
    }
}
