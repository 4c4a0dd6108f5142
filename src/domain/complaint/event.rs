//! What can happen to a complaint: one variant for every event of the history.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::domain::Timestamp;
use crate::domain::party::Party;

/// The version of the rules in this module; every event carries the one it was decided by.
pub const RULES: u32 = 4;

/// The rules an event was decided by. A history keeps those it has, and may step up in its middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rules {
    /// Until November 2026: no end by silence, one rating that is replaced, escalation to anybody.
    One,
    /// Of November 2026: whoever is asked on day 28 whether it is still fixed may say so until day 30; a complaint that is
    /// moved keeps what the brand before did, and a refusal that lapsed is undone by an offer.
    Two,
    /// Whoever is asked whether it is still fixed has days of their own to say so; a complaint that is moved begins anew,
    /// a refusal that lapsed stays one, whoever filed says which contest their words answer, and marks answers that send
    /// them elsewhere.
    Three,
    /// What a moderator puts back has its days from then on; whoever was reminded late has days left; a complaint that is
    /// opened again has no rating; what somebody said of one brand stays as they said it when it is moved to another; what was
    /// never meant as a complaint is moved to nobody.
    Four,
}

impl Rules {
    /// Rules newer than ours decide nothing here; what they wrote is read as [`Happening::Newer`].
    pub fn of(number: u32) -> Rules {
        match number {
            0 | 1 => Rules::One,
            2 => Rules::Two,
            3 => Rules::Three,
            _ => Rules::Four,
        }
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $(#[serde(rename = $word)] $variant),+
        }

        impl $name {
            pub const ALL: &[$name] = &[$($name::$variant),+];

            /// The word that the history, the wire and the message catalogue use.
            pub fn word(self) -> &'static str {
                match self {
                    $($name::$variant => $word),+
                }
            }

            pub fn from_word(word: &str) -> Option<$name> {
                match word {
                    $($word => Some($name::$variant),)+
                    _ => None,
                }
            }
        }
    )+};
}

words! {
    /// What the brand says it did.
    Outcome {
        Refund = "refund", Replacement = "replacement", Repair = "repair", Explanation = "explanation",
        Apology = "apology", Workaround = "workaround", Declined = "declined",
    }
    /// Why a brand declined.
    DeclineReason {
        Unsupported = "unsupported", NotResponsible = "not-responsible", NoAuthority = "no-authority", Policy = "policy",
    }
    /// What the complainant wants.
    Want {
        Refund = "refund", Replacement = "replacement", Repair = "repair", Explanation = "explanation",
        Apology = "apology", Change = "change", Other = "other",
    }
    /// Why a complaint may be contested or dismissed.
    Ground {
        WrongBrand = "wrong-brand", NotGenuine = "not-genuine", Duplicate = "duplicate", Advertising = "advertising",
        PersonalData = "personal-data", UnlawfulWords = "unlawful-words", Abuse = "abuse", Settled = "settled",
        NoConsumerMatter = "no-consumer-matter",
    }
    /// Why a moderator takes one comment out.
    CommentGround {
        Abuse = "abuse", PersonalData = "personal-data", UnlawfulWords = "unlawful-words", Advertising = "advertising",
        OffTopic = "off-topic", Other = "other",
    }
    /// Who brought the solution about.
    SolvedBy { Brand = "brand", Myself = "myself", SomebodyElse = "somebody-else" }
    /// Whom the clock reminds.
    Reminded { Complainant = "complainant", Brand = "brand" }
    /// How far a complaint has been taken; each step is higher than the one before.
    Step {
        Representative = "representative", Executive = "executive", Mediator = "mediator", ExternalBody = "external-body",
    }
    /// What shows that the complainant was a customer.
    ProofTier { None = "none", Receipt = "receipt", OrderConfirmed = "order-confirmed" }
    /// How many followers the complainant had at filing; recorded so that equal treatment can be measured.
    FollowerBand { Unknown = "unknown", UnderHundred = "0-99", UnderThousand = "100-999", UnderTenThousand = "1000-9999", More = "10000+" }
    /// How the brand learnt of the complaint.
    Notice { Desk = "desk", Mention = "mention", Mail = "mail", Answer = "answer" }
    /// Signals on a response. They come from rules of their own version and stop a response from being substantive.
    Label { Canned = "canned", Deflected = "deflected", Automated = "automated", AcknowledgementOnly = "acknowledgement-only" }
    /// How the complaint reached its home.
    Door { Page = "page", Mention = "mention", Group = "group" }
    /// Which side appeals.
    Side { Complainant = "complainant", Brand = "brand" }
}

impl FollowerBand {
    pub fn of(followers: Option<i64>) -> FollowerBand {
        match followers {
            None => FollowerBand::Unknown,
            Some(..100) => FollowerBand::UnderHundred,
            Some(100..1_000) => FollowerBand::UnderThousand,
            Some(1_000..10_000) => FollowerBand::UnderTenThousand,
            Some(10_000..) => FollowerBand::More,
        }
    }
}

/// How the first hours of a complaint are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Opening {
    /// Listed, announced and counted at once.
    Public,
    /// Filed by mention: on its own page and in the desk only, until then (ten minutes).
    Provisional { until: Timestamp },
    /// Brand first: only the brand sees it until then.
    Embargoed { until: Timestamp },
}

/// What was demanded of the complainant before they came here, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effort {
    pub contacts: u32,
    pub minutes: u32,
}

/// Money at stake, in the currency's smallest unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    pub minor: i64,
    /// ISO 4217.
    pub currency: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    /// The brand's registrable domain, or `provisional:` and its id.
    pub brand: String,
    pub door: Door,
    pub followers: FollowerBand,
    pub proof: ProofTier,
    pub opening: Opening,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wants: Vec<Want>,
    #[serde(default)]
    pub effort: Effort,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(default)]
    pub pseudonym: bool,
}

/// A text that the log keeps a commitment to: the event it stands beside, and its name there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Target {
    pub sequence: i64,
    pub name: String,
}

/// One thing that happened. Fields are codes, dates and numbers; texts, names and actor ids are committed to beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "fields")]
pub enum Happening {
    Filed(Box<Filed>),
    Retracted {},
    Published {},
    BrandNotified {
        how: Notice,
    },
    Acknowledged {},
    Responded {
        response: u32,
        named: bool,
        automated: bool,
    },
    ResponseEdited {
        response: u32,
    },
    ResponseDeleted {
        response: u32,
    },
    Labelled {
        response: u32,
        labels: Vec<Label>,
        signal_rules: u32,
    },
    LabelDisputed {
        response: u32,
        label: Label,
    },
    LabelDecided {
        response: u32,
        label: Label,
        upheld: bool,
    },
    Asked {},
    Answered {},
    Commented {
        /// The contest that its author says this is their answer to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answers: Option<Ground>,
    },
    /// `comment`: the sequence of the `Commented` event that is meant, here and below.
    CommentEdited {
        comment: i64,
    },
    CommentDeleted {
        comment: i64,
    },
    CommentHidden {
        comment: i64,
        ground: CommentGround,
    },
    CommentShown {
        comment: i64,
    },
    HandedOff {},
    Promised {
        promise: u32,
        due: Timestamp,
    },
    PromiseKept {
        promise: u32,
        late: bool,
    },
    PromiseRefuted {
        promise: u32,
    },
    PromiseConfirmed {
        promise: u32,
    },
    PromiseBroken {
        promise: u32,
    },
    ResolutionOffered {
        offer: u32,
        response: u32,
        outcome: Outcome,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<DeclineReason>,
    },
    ResolutionConfirmed {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        offer: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rating: Option<u8>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        would_return: Option<bool>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        solved_by: Option<SolvedBy>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        got: Option<Outcome>,
    },
    ResolutionDeclined {
        offer: u32,
    },
    GivenUp {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rating: Option<u8>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        would_return: Option<bool>,
    },
    Reopened {},
    Withdrawn {
        /// Whether the matter itself was settled.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        settled: Option<bool>,
        /// Whether the brand made withdrawing a condition.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        condition: Option<bool>,
    },
    Contested {
        ground: Ground,
    },
    ContestDecided {
        ground: Ground,
        upheld: bool,
    },
    Dismissed {
        ground: Ground,
    },
    Appealed {
        side: Side,
    },
    Reinstated {},
    Escalated {
        step: Step,
    },
    /// The complaint was resolved when it had been taken this far.
    StepWorked {
        step: Step,
    },
    Corrected {},
    Erased {
        targets: Vec<Target>,
    },
    LinkedToProblem {
        problem: uuid::Uuid,
    },
    BrandReassigned {
        from: String,
        to: String,
    },
    Supported {},
    SupportWithdrawn {},
    Kudos {
        response: u32,
    },
    ProofTierSet {
        tier: ProofTier,
    },
    Reminded {
        day: u8,
        /// The complainant, where nothing is said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        whom: Option<Reminded>,
    },
    Lapsed {},
    ClosedUnanswered {},
    AskedAgain {},
    ComplainantGone {},
    /// Of a type or rules version newer than this server knows: kept, shown as such, decides nothing.
    #[serde(skip)]
    Newer {
        kind: String,
        fields: Map<String, Value>,
    },
}

impl Happening {
    /// The event's type as the log carries it, and its fields.
    pub fn parts(&self) -> (String, Value) {
        if let Happening::Newer { kind, fields } = self {
            return (kind.clone(), Value::Object(fields.clone()));
        }
        // A tagged enum of plain data always serialises to an object with both members.
        let Ok(Value::Object(mut object)) = serde_json::to_value(self) else { return (String::new(), Value::Null) };
        let kind = object.get("type").and_then(Value::as_str).unwrap_or_default().to_string();
        (kind, object.remove("fields").unwrap_or_else(|| Value::Object(Map::new())))
    }

    pub fn name(&self) -> String {
        self.parts().0
    }

    /// Reads an event's type and fields; what these rules do not know becomes [`Happening::Newer`].
    pub fn from_parts(rules: u32, kind: &str, fields: &Value) -> Happening {
        let newer =
            || Happening::Newer { kind: kind.to_string(), fields: fields.as_object().cloned().unwrap_or_default() };
        if rules > RULES {
            return newer();
        }
        let tagged = serde_json::json!({ "type": kind, "fields": fields });
        serde_json::from_value(tagged).unwrap_or_else(|_| newer())
    }
}

/// A text that goes with an event: kept beside the log, committed to in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub name: &'static str,
    pub value: String,
}

/// One line of history as the rules see it; [`crate::domain::log`] is how it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub sequence: i64,
    /// The version of the rules that decided it.
    pub rules: u32,
    pub by: Party,
    pub at: Timestamp,
    pub happening: Happening,
}
