//! Who acts in one thread: a role, and an id that means something in this thread only.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The side somebody takes in one thread. The history names sides, never people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// The person who filed the complaint.
    Complainant,
    /// An official actor of the brand.
    Brand,
    /// Somebody else, numbered from 1 in the order of first appearance.
    Commenter(u32),
    /// A moderator of the home, numbered likewise.
    Moderator(u32),
    /// The home instance itself: its clock and its bookkeeping.
    Home,
}

/// A party id that no rule of ours can have written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a party of a thread: {0}")]
pub struct NotAParty(String);

impl Party {
    /// The word that the history carries for the side.
    pub fn role(self) -> &'static str {
        match self {
            Party::Complainant => "complainant",
            Party::Brand => "brand",
            Party::Commenter(_) => "commenter",
            Party::Moderator(_) => "moderator",
            Party::Home => "home",
        }
    }
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Party::Commenter(number) | Party::Moderator(number) => write!(f, "{}-{number}", self.role()),
            _ => f.write_str(self.role()),
        }
    }
}

impl FromStr for Party {
    type Err = NotAParty;

    fn from_str(text: &str) -> Result<Party, NotAParty> {
        let wrong = || NotAParty(text.chars().take(40).collect());
        let number = |digits: &str| {
            digits.parse().ok().filter(|it| *it > 0 && !digits.starts_with(['0', '+'])).ok_or_else(wrong)
        };
        match text.split_once('-') {
            None if text == "complainant" => Ok(Party::Complainant),
            None if text == "brand" => Ok(Party::Brand),
            None if text == "home" => Ok(Party::Home),
            Some(("commenter", digits)) => number(digits).map(Party::Commenter),
            Some(("moderator", digits)) => number(digits).map(Party::Moderator),
            _ => Err(wrong()),
        }
    }
}

impl Serialize for Party {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Party {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Party, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
