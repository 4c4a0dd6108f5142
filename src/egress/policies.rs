//! What is decided about other servers, kept in memory beside the client that must obey it.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use crate::domain::policy::PolicyList;

/// Shared by everybody who asks; whoever reads the database tells it what stands there.
#[derive(Debug, Default)]
pub struct Policies(RwLock<Known>);

#[derive(Debug, Default)]
struct Known {
    list: Arc<PolicyList>,
    read_at: Option<Instant>,
}

impl Policies {
    pub fn list(&self) -> Arc<PolicyList> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner).list)
    }

    /// The list, if it was read within this time.
    pub fn fresh(&self, within: Duration) -> Option<Arc<PolicyList>> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        known.read_at.is_some_and(|at| at.elapsed() < within).then(|| Arc::clone(&known.list))
    }

    pub fn set(&self, list: Arc<PolicyList>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Known { list, read_at: Some(Instant::now()) };
    }
}
