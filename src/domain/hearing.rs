//! Who has to hear what happened in a thread: one table, asked by everything that tells somebody.

use crate::domain::complaint::{Happening, Outcome, Reminded, Step};

/// Who may have to hear of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hearer {
    Complainant,
    /// Those who speak for the brand.
    Voices,
    /// Those who say that they have the same problem.
    Supporters,
    /// Those who follow the board.
    Followers,
    Moderators,
}

impl Hearer {
    pub const ALL: [Hearer; 5] =
        [Hearer::Complainant, Hearer::Voices, Hearer::Supporters, Hearer::Followers, Hearer::Moderators];

    pub fn word(self) -> &'static str {
        match self {
            Hearer::Complainant => "complainant",
            Hearer::Voices => "voice",
            Hearer::Supporters => "supporter",
            Hearer::Followers => "follower",
            Hearer::Moderators => "moderator",
        }
    }

    pub fn from_word(word: &str) -> Option<Hearer> {
        Hearer::ALL.into_iter().find(|it| it.word() == word)
    }
}

/// How soon somebody has to hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// They are told in a notice of its own, which says what it means for them, until when, and is settled with it.
    Own,
    /// A line that counts in the head of every page.
    Now,
    /// A line that waits until they look.
    Later,
}

macro_rules! messages {
    ($($name:ident = $word:literal),+ $(,)?) => {
        /// What a line says: `heard-<word>` in the catalogue.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Message {
            $($name),+
        }

        impl Message {
            pub const ALL: &[Message] = &[$(Message::$name),+];

            pub fn word(self) -> &'static str {
                match self {
                    $(Message::$name => $word),+
                }
            }

            pub fn from_word(word: &str) -> Option<Message> {
                Message::ALL.iter().copied().find(|it| it.word() == word)
            }
        }
    };
}

messages! {
    Filed = "filed",
    Responded = "responded",
    Answered = "answered",
    Commented = "commented",
    Promised = "promised",
    PromiseKept = "promise-kept",
    PromiseConfirmed = "promise-confirmed",
    PromiseBroken = "promise-broken",
    Offered = "offered",
    Refused = "refused",
    Declined = "declined",
    Asked = "asked",
    Resolved = "resolved",
    GivenUp = "given-up",
    Reopened = "reopened",
    Withdrawn = "withdrawn",
    Contested = "contested",
    LabelDisputed = "label-disputed",
    Dismissed = "dismissed",
    Appealed = "appealed",
    Reinstated = "reinstated",
    Escalated = "escalated",
    Supported = "supported",
    Thanked = "thanked",
    Lapsed = "lapsed",
    Unanswered = "unanswered",
    Left = "left",
}

/// Who has to hear of an event, how soon, and what a line says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hearing {
    /// It is told to nobody by itself.
    Nobody,
    /// Those whom it concerns are told in notices of their own, and nobody else is told.
    Own(&'static [Hearer]),
    Told(Message, &'static [(Hearer, Urgency)]),
}

impl Hearing {
    /// How soon somebody has to hear, if at all.
    pub fn of(self, hearer: Hearer) -> Option<Urgency> {
        match self {
            Hearing::Nobody => None,
            Hearing::Own(those) => those.contains(&hearer).then_some(Urgency::Own),
            Hearing::Told(_, those) => those.iter().find(|(it, _)| *it == hearer).map(|(_, urgency)| *urgency),
        }
    }

    /// Whether somebody is told in a notice of its own.
    pub fn has_notices(self) -> bool {
        Hearer::ALL.iter().any(|it| self.of(*it) == Some(Urgency::Own))
    }
}

/// Whether a line says only that somebody wrote: what they did with these words says more.
pub fn is_of_words_alone(happening: &Happening) -> bool {
    matches!(hearing(happening), Hearing::Told(Message::Responded | Message::Commented, _))
}

/// The table. A new kind of event says here who hears of it.
pub fn hearing(happening: &Happening) -> Hearing {
    use Hearer::{Complainant, Followers, Moderators, Supporters, Voices};
    use Urgency::{Later, Now, Own};
    match happening {
        Happening::Filed(_) => Hearing::Told(Message::Filed, &[(Voices, Now), (Followers, Later)]),
        // The brand read it first.
        Happening::Published {} => Hearing::Told(Message::Filed, &[(Followers, Later)]),
        Happening::Responded { .. } => Hearing::Told(Message::Responded, &[(Complainant, Own), (Supporters, Now)]),
        Happening::Answered {} => Hearing::Told(Message::Answered, &[(Voices, Now)]),
        Happening::Commented { .. } => {
            Hearing::Told(Message::Commented, &[(Complainant, Now), (Voices, Now), (Supporters, Later)])
        }
        Happening::Promised { .. } => Hearing::Told(Message::Promised, &[(Complainant, Own), (Supporters, Now)]),
        Happening::PromiseKept { .. } => Hearing::Told(Message::PromiseKept, &[(Complainant, Own), (Supporters, Now)]),
        Happening::PromiseConfirmed { .. } => Hearing::Told(Message::PromiseConfirmed, &[(Voices, Now)]),
        Happening::PromiseBroken { .. } => {
            Hearing::Told(Message::PromiseBroken, &[(Complainant, Own), (Voices, Own), (Supporters, Now)])
        }
        Happening::ResolutionOffered { outcome: Outcome::Declined, .. } => {
            Hearing::Told(Message::Refused, &[(Complainant, Own), (Supporters, Now)])
        }
        Happening::ResolutionOffered { .. } => {
            Hearing::Told(Message::Offered, &[(Complainant, Own), (Supporters, Now)])
        }
        Happening::ResolutionDeclined { .. } => Hearing::Told(Message::Declined, &[(Voices, Own), (Supporters, Now)]),
        Happening::Asked {} => Hearing::Told(Message::Asked, &[(Complainant, Own), (Supporters, Later)]),
        Happening::ResolutionConfirmed { .. } => {
            Hearing::Told(Message::Resolved, &[(Voices, Now), (Supporters, Now), (Followers, Later)])
        }
        Happening::GivenUp { .. } => {
            Hearing::Told(Message::GivenUp, &[(Voices, Now), (Supporters, Now), (Followers, Later)])
        }
        Happening::Reopened {} => Hearing::Told(Message::Reopened, &[(Voices, Own), (Supporters, Later)]),
        Happening::Withdrawn { .. } => Hearing::Told(Message::Withdrawn, &[(Voices, Now), (Supporters, Now)]),
        Happening::Contested { .. } => Hearing::Told(Message::Contested, &[(Complainant, Own), (Moderators, Later)]),
        Happening::LabelDisputed { .. } => {
            Hearing::Told(Message::LabelDisputed, &[(Complainant, Own), (Moderators, Later)])
        }
        Happening::Dismissed { .. } => {
            Hearing::Told(Message::Dismissed, &[(Complainant, Own), (Voices, Own), (Supporters, Now)])
        }
        Happening::Appealed { .. } => {
            Hearing::Told(Message::Appealed, &[(Complainant, Own), (Voices, Own), (Moderators, Later)])
        }
        Happening::Reinstated {} => {
            Hearing::Told(Message::Reinstated, &[(Complainant, Own), (Voices, Own), (Supporters, Now)])
        }
        Happening::Escalated { step: Step::Representative | Step::Mediator | Step::ExternalBody } => {
            Hearing::Told(Message::Escalated, &[(Voices, Now)])
        }
        Happening::Supported {} => Hearing::Told(Message::Supported, &[(Complainant, Later)]),
        Happening::Kudos { .. } => Hearing::Told(Message::Thanked, &[(Voices, Later)]),
        Happening::Lapsed {} => Hearing::Told(Message::Lapsed, &[(Complainant, Own), (Voices, Later)]),
        Happening::ClosedUnanswered {} => Hearing::Told(
            Message::Unanswered,
            &[(Complainant, Own), (Voices, Own), (Supporters, Now), (Followers, Later)],
        ),
        Happening::ComplainantGone {} => Hearing::Told(Message::Left, &[(Voices, Later)]),
        Happening::Acknowledged {}
        | Happening::HandedOff {}
        | Happening::AskedAgain {}
        | Happening::Reminded { whom: None | Some(Reminded::Complainant), .. }
        | Happening::Erased { .. } => Hearing::Own(&[Complainant]),
        // Whoever decides for the brand is told of an escalation in a notice.
        Happening::Escalated { step: Step::Executive }
        | Happening::PromiseRefuted { .. }
        | Happening::Labelled { .. }
        | Happening::Reminded { whom: Some(Reminded::Brand), .. } => Hearing::Own(&[Voices]),
        Happening::ContestDecided { .. } | Happening::LabelDecided { .. } => Hearing::Own(&[Complainant, Voices]),
        // Changes of words, marks that the home sets, and what is told with the event beside it.
        Happening::Retracted {}
        | Happening::BrandNotified { .. }
        | Happening::ResponseEdited { .. }
        | Happening::ResponseDeleted { .. }
        | Happening::CommentEdited { .. }
        | Happening::CommentDeleted { .. }
        | Happening::CommentHidden { .. }
        | Happening::CommentShown { .. }
        | Happening::StepWorked { .. }
        | Happening::Corrected {}
        | Happening::LinkedToProblem { .. }
        | Happening::BrandReassigned { .. }
        | Happening::SupportWithdrawn {}
        | Happening::ProofTierSet { .. }
        | Happening::Newer { .. } => Hearing::Nobody,
    }
}

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
    use crate::domain::complaint::{Ground, Side};

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

    /// One letter for each hearer, in the order of the table: in a notice of its own, now, later.
    fn letters(happening: &Happening) -> String {
        let letter = |hearer| match hearing(happening).of(hearer) {
            None => '-',
            Some(Urgency::Own) => 'o',
            Some(Urgency::Now) => 'n',
            Some(Urgency::Later) => 'l',
        };
        Hearer::ALL.into_iter().map(letter).collect()
    }

    #[test]
    fn who_hears_what_is_a_table() {
        let offered = Happening::ResolutionOffered { offer: 1, response: 1, outcome: Outcome::Refund, reason: None };
        for (happening, hearers) in [
            (Happening::Published {}, "---l-"),
            (Happening::Responded { response: 1, named: true, automated: false }, "o-n--"),
            (Happening::Answered {}, "-n---"),
            (Happening::Commented { answers: None }, "nnl--"),
            (Happening::Acknowledged {}, "o----"),
            (Happening::Reminded { day: 7, whom: None }, "o----"),
            (Happening::Reminded { day: 15, whom: Some(Reminded::Brand) }, "-o---"),
            (offered, "o-n--"),
            (Happening::ResolutionDeclined { offer: 1 }, "-on--"),
            (Happening::Asked {}, "o-l--"),
            (Happening::GivenUp { rating: None, would_return: None }, "-nnl-"),
            (Happening::Contested { ground: Ground::Duplicate }, "o---l"),
            (Happening::ContestDecided { ground: Ground::Duplicate, upheld: true }, "oo---"),
            (Happening::Appealed { side: Side::Brand }, "oo--l"),
            (Happening::Escalated { step: Step::Executive }, "-o---"),
            (Happening::Escalated { step: Step::Mediator }, "-n---"),
            (Happening::Supported {}, "l----"),
            (Happening::ClosedUnanswered {}, "oonl-"),
            (Happening::Retracted {}, "-----"),
            (Happening::Corrected {}, "-----"),
            (Happening::Newer { kind: "Unheard".into(), fields: serde_json::Map::new() }, "-----"),
        ] {
            assert_eq!(letters(&happening), hearers, "{}", happening.name());
        }
    }

    #[test]
    fn whoever_has_to_act_hears_at_once() {
        let at_once =
            |happening: &Happening, hearer| matches!(hearing(happening).of(hearer), Some(Urgency::Own | Urgency::Now));
        for happening in [
            Happening::Asked {},
            Happening::Lapsed {},
            Happening::Reopened {},
            Happening::PromiseBroken { promise: 1 },
            Happening::ClosedUnanswered {},
            Happening::Escalated { step: Step::Representative },
            Happening::Withdrawn { settled: None, condition: None },
        ] {
            let turn = turn_after(&happening);
            if matches!(turn, Some(Turn::Complainant | Turn::Both)) {
                assert!(at_once(&happening, Hearer::Complainant), "{}", happening.name());
            }
            if matches!(turn, Some(Turn::Brand | Turn::Both)) {
                assert!(at_once(&happening, Hearer::Voices), "{}", happening.name());
            }
        }
    }
}
