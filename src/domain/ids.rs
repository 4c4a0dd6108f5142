//! Names of things that never change: opaque, for ever, in addresses and in the database alike.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Sixteen bytes from the database that were no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an id has 16 bytes, this one {0}")]
pub struct NotAnId(pub usize);

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The sixteen bytes that the database keeps.
            pub fn bytes(&self) -> &[u8] {
                self.0.as_bytes()
            }

            pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotAnId> {
                Uuid::from_slice(bytes).map($name).map_err(|_| NotAnId(bytes.len()))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::try_parse(text).map($name)
            }
        }
    )+};
}

ids! {
    /// A complaint (UUIDv7).
    ComplaintId,
    /// A post in a thread, ours or a copy of somebody else's (UUIDv7).
    PostId,
    /// Anything with an ActivityPub id, ours or remote (random: it must not tell its age).
    ActorId,
    /// A brand; its domain is its name, this is its row (random).
    BrandId,
    /// A member's account (random).
    AccountId,
    /// An activity that we send (UUIDv7).
    ActivityId,
    /// A report to the moderators (UUIDv7).
    ReportId,
    /// Something that waits for a moderator (UUIDv7).
    CaseId,
}
