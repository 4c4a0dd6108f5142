//! What a party on another server asks the home of a complaint to decide: a command as it travels.

use serde::{Deserialize, Deserializer, Serialize};

use crate::domain::Timestamp;
use crate::domain::complaint::{DeclineReason, Ground, Label, Outcome, SolvedBy, Step, Target};

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
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "known_outcome")]
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

/// One that is not known here is none, as behind a hashtag: whoever offers it is told which there are.
fn known_outcome<'de, D: Deserializer<'de>>(given: D) -> Result<Option<Outcome>, D::Error> {
    Ok(Option::<String>::deserialize(given)?.and_then(|it| Outcome::from_word(&it)))
}
