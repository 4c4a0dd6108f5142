//! How long the database is waited for.

use std::time::Duration;

/// PostgreSQL may hang, or be cut off without a word. SQLite is a file: only other programs that hold it are waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// Until a connection is there.
    pub connect: Duration,
    /// What one statement may take; the database ends it.
    pub statement: Duration,
    /// How long a statement waits for another's lock.
    pub lock: Duration,
    /// After so much silence a connection is asked whether it is still there.
    pub keepalive: Duration,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience {
            connect: Duration::from_secs(5),
            statement: Duration::from_secs(20),
            lock: Duration::from_secs(5),
            keepalive: Duration::from_secs(10),
        }
    }
}
