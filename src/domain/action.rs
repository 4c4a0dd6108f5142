//! What a person can do in a thread: one variant for each, whichever door they come through. A page's form, a request from
//! another instance and a hashtag are three spellings of it, each read in a file of its own; `services::act` does it.
//!
//! What moderators decide is no action: it stands in their log, with a reason, in `services::moderate`.

use crate::domain::Timestamp;
use crate::domain::complaint::{DeclineReason, Ground, Label, Outcome, SolvedBy, Step, Target};

pub mod form;
pub mod hashtag;
mod text;
pub mod wire;

pub use text::{
    Body, PersonName, Reason, SIGNATURE_CHARS_MAX, Signature, TITLE_CHARS_MAX, Title, check_html, check_text,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// It is resolved.
    Confirm {
        /// The offer that is answered, if the answer names one.
        offer: Option<u32>,
        mark: Option<Mark>,
        would_return: Option<bool>,
        solved_by: Option<SolvedBy>,
        got: Option<Outcome>,
    },
    Decline {
        offer: Option<u32>,
    },
    GiveUp {
        mark: Option<Mark>,
        would_return: Option<bool>,
    },
    Reopen,
    Withdraw {
        settled: Option<bool>,
        condition: Option<bool>,
    },
    Retract,
    Publish,
    Appeal {
        why: Reason,
    },
    Escalate {
        step: Step,
    },
    Support,
    TakeBackSupport,
    Thank {
        response: u32,
    },
    /// Whoever filed says of an answer that it sends them elsewhere.
    MarkElsewhere {
        response: u32,
    },
    Comment {
        body: Body,
        /// The contest that it is the answer to.
        answers: Option<Ground>,
    },
    /// `comment`: the sequence of its event, here and below.
    EditComment {
        comment: i64,
        body: Body,
    },
    DeleteComment {
        comment: i64,
    },
    Acknowledge {
        by: Signing,
        /// The post by which it was said, where there is one.
        body: Option<Body>,
    },
    Respond {
        body: Body,
        by: Signing,
        then: Option<FollowUp>,
    },
    EditResponse {
        response: u32,
        body: Body,
    },
    DeleteResponse {
        response: u32,
    },
    DisputeLabel {
        response: u32,
        label: Label,
        why: Option<Reason>,
    },
    HandOff {
        to: PersonName,
    },
    Contest {
        ground: Ground,
        why: Reason,
    },
    KeepPromise {
        promise: u32,
    },
    ConfirmPromise {
        promise: u32,
    },
    RefutePromise {
        promise: u32,
    },
    /// That there was an order.
    ConfirmOrder,
    Correct {
        /// The one that stands, where none is given.
        title: Option<Title>,
        body: Body,
    },
    /// Everything of one's own, where nothing is named.
    Erase {
        targets: Vec<Target>,
    },
}

/// A mark out of ten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    pub value: u8,
    /// A fraction was written.
    pub rounded: bool,
}

impl Mark {
    pub fn whole(value: u8) -> Mark {
        Mark { value, rounded: false }
    }
}

/// Who stands under an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signing {
    Named(Signature),
    /// The last line of the words says it, or whoever wrote them is known by name. `command`: there is one among them.
    InWords {
        command: bool,
    },
    Nobody,
}

/// What an answer does beside being one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FollowUp {
    Offer {
        outcome: Outcome,
        reason: Option<DeclineReason>,
    },
    /// `due` is the end of the promised day in the instance's time zone.
    Promise {
        due: Timestamp,
    },
    KeepPromise {
        promise: u32,
    },
    HandOff {
        to: Option<PersonName>,
    },
    Ask,
}

/// What somebody does, and the words that they write beside it: a comment after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    pub action: Action,
    pub along: Option<Body>,
}

impl From<Action> for Act {
    fn from(action: Action) -> Act {
        Act { action, along: None }
    }
}

macro_rules! kinds {
    ($($name:ident = $word:literal),+ $(,)?) => {
        /// The actions by their names.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Kind {
            $($name),+
        }

        impl Kind {
            pub const ALL: &[Kind] = &[$(Kind::$name),+];

            /// The word that forms and requests use; `deed-<word>` is its name in the message catalogue.
            pub fn word(self) -> &'static str {
                match self {
                    $(Kind::$name => $word),+
                }
            }

            pub fn from_word(word: &str) -> Option<Kind> {
                match word {
                    $($word => Some(Kind::$name),)+
                    _ => None,
                }
            }
        }
    };
}

kinds! {
    Confirm = "confirm",
    Decline = "decline",
    GiveUp = "give-up",
    Reopen = "reopen",
    Withdraw = "withdraw",
    Retract = "retract",
    Publish = "publish",
    Appeal = "appeal",
    Escalate = "escalate",
    Support = "support",
    TakeBackSupport = "unsupport",
    Thank = "thank",
    MarkElsewhere = "mark-elsewhere",
    Comment = "comment",
    EditComment = "edit-comment",
    DeleteComment = "delete-comment",
    Acknowledge = "acknowledge",
    Respond = "respond",
    EditResponse = "edit-response",
    DeleteResponse = "delete-response",
    DisputeLabel = "dispute-label",
    HandOff = "hand-off",
    Contest = "contest",
    KeepPromise = "keep-promise",
    ConfirmPromise = "confirm-promise",
    RefutePromise = "refute-promise",
    ConfirmOrder = "confirm-order",
    Correct = "correct",
    Erase = "erase",
}

/// As whom somebody acts who could act as several: a member who filed by a pseudonym, a representative of the brand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Whoever filed, or anybody: as themselves.
    Person,
    Brand,
    /// Whoever filed, or else the brand.
    EitherSide,
}

/// What the doors have to know of an action beside how it is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    pub who: Who,
    /// How many characters its fields take that are one line.
    pub lines: &'static [(&'static str, usize)],
    /// What the page says after it: `said-<word>` in the message catalogue.
    pub said: &'static str,
}

impl Kind {
    /// The table of all actions. When each is possible the rules say themselves: a form is shown exactly when its command
    /// would be taken.
    pub fn row(self) -> Row {
        let person = |said| Row { who: Who::Person, lines: &[], said };
        let brand = |said| Row { who: Who::Brand, lines: &[], said };
        match self {
            Kind::Confirm => person("confirmed"),
            Kind::Decline => person("declined"),
            Kind::GiveUp => person("given-up"),
            Kind::Reopen => person("reopened"),
            Kind::Withdraw => person("withdrawn"),
            Kind::Retract => person("retracted"),
            Kind::Publish => person("published"),
            Kind::Appeal => Row { who: Who::EitherSide, ..person("appealed") },
            Kind::Escalate => person("escalated"),
            Kind::Support => person("supported"),
            Kind::TakeBackSupport => person("unsupported"),
            Kind::Thank => person("thanked"),
            Kind::MarkElsewhere => person("marked-elsewhere"),
            Kind::Comment => person("commented"),
            Kind::EditComment => person("comment-edited"),
            Kind::DeleteComment => person("comment-deleted"),
            Kind::Acknowledge => Row { lines: &[("name", SIGNATURE_CHARS_MAX)], ..brand("acknowledged") },
            Kind::Respond => {
                Row { lines: &[("name", SIGNATURE_CHARS_MAX), ("role", SIGNATURE_CHARS_MAX)], ..brand("answered") }
            }
            Kind::EditResponse => brand("response-edited"),
            Kind::DeleteResponse => brand("response-deleted"),
            Kind::DisputeLabel => brand("label-disputed"),
            Kind::HandOff => Row { lines: &[("to", SIGNATURE_CHARS_MAX)], ..brand("handed-off") },
            Kind::Contest => brand("contested"),
            Kind::KeepPromise => brand("promise-marked"),
            Kind::ConfirmPromise | Kind::RefutePromise => person("promise-marked"),
            Kind::ConfirmOrder => brand("order-confirmed"),
            Kind::Correct => Row { lines: &[("title", TITLE_CHARS_MAX)], ..person("corrected") },
            Kind::Erase => person("erased"),
        }
    }

    /// What takes one's own words or complaint back is possible however much somebody did before.
    pub fn takes_back(self) -> bool {
        matches!(
            self,
            Kind::Erase
                | Kind::DeleteComment
                | Kind::DeleteResponse
                | Kind::TakeBackSupport
                | Kind::Withdraw
                | Kind::Retract
        )
    }

    /// Whether it writes something anew that stands there already.
    pub fn edits(self) -> bool {
        matches!(self, Kind::EditComment | Kind::EditResponse | Kind::Correct)
    }
}

impl Action {
    pub fn kind(&self) -> Kind {
        match self {
            Action::Confirm { .. } => Kind::Confirm,
            Action::Decline { .. } => Kind::Decline,
            Action::GiveUp { .. } => Kind::GiveUp,
            Action::Reopen => Kind::Reopen,
            Action::Withdraw { .. } => Kind::Withdraw,
            Action::Retract => Kind::Retract,
            Action::Publish => Kind::Publish,
            Action::Appeal { .. } => Kind::Appeal,
            Action::Escalate { .. } => Kind::Escalate,
            Action::Support => Kind::Support,
            Action::TakeBackSupport => Kind::TakeBackSupport,
            Action::Thank { .. } => Kind::Thank,
            Action::MarkElsewhere { .. } => Kind::MarkElsewhere,
            Action::Comment { .. } => Kind::Comment,
            Action::EditComment { .. } => Kind::EditComment,
            Action::DeleteComment { .. } => Kind::DeleteComment,
            Action::Acknowledge { .. } => Kind::Acknowledge,
            Action::Respond { .. } => Kind::Respond,
            Action::EditResponse { .. } => Kind::EditResponse,
            Action::DeleteResponse { .. } => Kind::DeleteResponse,
            Action::DisputeLabel { .. } => Kind::DisputeLabel,
            Action::HandOff { .. } => Kind::HandOff,
            Action::Contest { .. } => Kind::Contest,
            Action::KeepPromise { .. } => Kind::KeepPromise,
            Action::ConfirmPromise { .. } => Kind::ConfirmPromise,
            Action::RefutePromise { .. } => Kind::RefutePromise,
            Action::ConfirmOrder => Kind::ConfirmOrder,
            Action::Correct { .. } => Kind::Correct,
            Action::Erase { .. } => Kind::Erase,
        }
    }
}
