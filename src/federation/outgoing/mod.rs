//! What we tell other servers: what a line of history says to the world, who hears it, and that it arrives.

pub mod announce;
pub(super) mod approved;
mod audience;
pub mod deliver;
pub mod direct;
pub mod leave;
pub mod notices;
pub mod profile;
pub mod quotes;
pub mod reports;
pub mod request;
pub mod say;
mod status;

use crate::federation::documents::NoDocument;
use crate::services::signing::SigningError;
use crate::storage::StorageError;

pub use crate::federation::outgoing::audience::expand;

/// Why something was not said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotSaid {
    /// A failure that may pass.
    Later(String),
    /// A failure that will not.
    Never(String),
}

impl From<StorageError> for NotSaid {
    fn from(error: StorageError) -> NotSaid {
        match error {
            StorageError::Inconsistent { .. } => NotSaid::Never(error.to_string()),
            other => NotSaid::Later(other.to_string()),
        }
    }
}

impl From<SigningError> for NotSaid {
    fn from(error: SigningError) -> NotSaid {
        match error {
            SigningError::Storage(error) => error.into(),
            other => NotSaid::Later(other.to_string()),
        }
    }
}

impl From<NoDocument> for NotSaid {
    fn from(error: NoDocument) -> NotSaid {
        match error {
            NoDocument::Storage(error) => error.into(),
            NoDocument::Signing(error) => error.into(),
            other => NotSaid::Never(other.to_string()),
        }
    }
}
