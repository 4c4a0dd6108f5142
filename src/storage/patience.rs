//! How long the database is waited for, and what an error of it says about the machine.

use std::cell::Cell;
use std::future::Future;
use std::time::Duration;

pub use crate::config::patience::Patience;

/// A database that is well has answered, or ended the statement, by then.
const GRACE: Duration = Duration::from_secs(2);
/// Questions that stay without an answer before a connection counts as lost.
const KEEPALIVE_COUNT: u32 = 3;
/// Seconds between those.
const KEEPALIVE_INTERVAL_SECONDS: u64 = 5;
/// Not every role may: then what is wrong with a database that speaks another language is told without its reason.
const IN_ENGLISH: &str = "DO $$ BEGIN PERFORM set_config('lc_messages', 'C', false); \
     EXCEPTION WHEN insufficient_privilege THEN NULL; END $$";

tokio::task_local! {
    /// How long the request that is worked on has waited for the database so far.
    static WAITED: Cell<Duration>;
}

/// Runs the work of one request: however many questions it asks the database, it waits no longer than for one that hangs.
pub async fn once<F: Future>(work: F) -> F::Output {
    WAITED.scope(Cell::new(Duration::ZERO), work).await
}

/// What is left of so much, after what the same request has waited already.
pub(in crate::storage) fn left_of(whole: Duration) -> Duration {
    WAITED.try_with(Cell::get).map_or(whole, |waited| whole.saturating_sub(waited))
}

pub(in crate::storage) fn waited(time: Duration) {
    // Whoever is no request has all its patience for each question.
    let _ = WAITED.try_with(|waited| waited.set(waited.get().saturating_add(time)));
}

impl Patience {
    /// Whoever waits for a transaction is told by then that the database does not answer.
    pub(in crate::storage) fn answer(&self) -> Duration {
        self.statement + GRACE
    }

    /// The address of a PostgreSQL with what its client library is to know. What the operator wrote there stays.
    pub(in crate::storage) fn address(&self, url: &str) -> String {
        let lost = self.keepalive + Duration::from_secs(KEEPALIVE_INTERVAL_SECONDS * u64::from(KEEPALIVE_COUNT));
        let mut address = url.to_string();
        for (name, value) in [
            ("connect_timeout", self.connect.as_secs().to_string()),
            ("keepalives_idle", self.keepalive.as_secs().to_string()),
            ("keepalives_interval", KEEPALIVE_INTERVAL_SECONDS.to_string()),
            ("keepalives_count", KEEPALIVE_COUNT.to_string()),
            ("tcp_user_timeout", lost.as_millis().to_string()),
        ] {
            if !url.contains(&format!("{name}=")) {
                address.push(if address.contains('?') { '&' } else { '?' });
                address.extend([name, "=", value.as_str()]);
            }
        }
        address
    }

    /// What a session of PostgreSQL that does bounded pieces of work is told.
    pub(in crate::storage) fn settings(&self) -> String {
        let (statement, lock) = (self.statement.as_millis(), self.lock.as_millis());
        format!(
            "SET statement_timeout = {statement}; SET lock_timeout = {lock}; \
             SET idle_in_transaction_session_timeout = {}; {IN_ENGLISH}",
            self.answer().as_millis()
        )
    }
}

/// What is wrong with the machine or the database, as far as an error tells: nothing that whoever asked did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    DiskFull,
    /// It cannot be read or written, and not for want of room.
    Disk,
    /// Somebody else holds what is to be written.
    Locked,
    ReadOnly,
    /// It does not answer, or not in time.
    Away,
    /// It did not answer while it was told to keep what was written: nobody knows whether it did.
    Unsure,
}

impl Trouble {
    pub const ALL: [Trouble; 6] =
        [Trouble::DiskFull, Trouble::Disk, Trouble::Locked, Trouble::ReadOnly, Trouble::Away, Trouble::Unsure];

    pub fn word(self) -> &'static str {
        match self {
            Trouble::DiskFull => "disk-full",
            Trouble::Disk => "disk",
            Trouble::Locked => "locked",
            Trouble::ReadOnly => "read-only",
            Trouble::Away => "away",
            Trouble::Unsure => "unsure",
        }
    }

    /// What the library knows by itself.
    pub(in crate::storage) fn of(error: &diesel::result::Error) -> Option<Trouble> {
        use diesel::result::{DatabaseErrorKind, Error};
        match error {
            Error::DatabaseError(DatabaseErrorKind::ReadOnlyTransaction, _) => Some(Trouble::ReadOnly),
            Error::DatabaseError(DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand, _) => {
                Some(Trouble::Away)
            }
            _ => None,
        }
    }

    /// The rest neither engine's library tells apart in another way than by their words, which are English where the session
    /// may ask for that.
    pub fn said_in(text: &str) -> Option<Trouble> {
        const SIGNS: [(&str, Trouble); 21] = [
            ("whether it was saved is not known", Trouble::Unsure),
            ("database or disk is full", Trouble::DiskFull),
            ("No space left on device", Trouble::DiskFull),
            ("Disk quota exceeded", Trouble::DiskFull),
            ("disk I/O error", Trouble::Disk),
            ("database is locked", Trouble::Locked),
            ("database table is locked", Trouble::Locked),
            ("lock timeout", Trouble::Locked),
            ("readonly database", Trouble::ReadOnly),
            ("read-only transaction", Trouble::ReadOnly),
            ("statement timeout", Trouble::Away),
            ("did not answer within", Trouble::Away),
            ("server closed the connection", Trouble::Away),
            ("terminating connection", Trouble::Away),
            ("connection to server", Trouble::Away),
            ("could not receive data", Trouble::Away),
            ("could not send data", Trouble::Away),
            ("SSL connection has been closed", Trouble::Away),
            ("no connection to the server", Trouble::Away),
            ("no database connection", Trouble::Away),
            ("cannot be reached", Trouble::Away),
        ];
        SIGNS.iter().find(|(sign, _)| text.contains(sign)).map(|(_, trouble)| *trouble)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::StorageError;

    #[tokio::test]
    async fn a_request_waits_as_long_as_for_one_question() {
        let whole = Duration::from_secs(22);
        waited(whole);
        assert_eq!(left_of(whole), whole, "this is no request");
        let of_request = once(async {
            waited(Duration::from_secs(20));
            let then = left_of(whole);
            waited(Duration::from_secs(20));
            (then, left_of(whole))
        });
        assert_eq!(of_request.await, (Duration::from_secs(2), Duration::ZERO));
        assert_eq!(once(async { left_of(whole) }).await, whole, "the next one has its own");
    }

    #[test]
    fn what_the_operator_wrote_stays() {
        let patience = Patience::default();
        let address = patience.address("postgres://me@db/x");
        assert!(address.starts_with("postgres://me@db/x?connect_timeout=5&"), "{address}");
        assert!(address.contains("tcp_user_timeout=25000"), "{address}");
        let address = patience.address("postgres://me@db/x?sslmode=require&connect_timeout=60");
        assert!(address.starts_with("postgres://me@db/x?sslmode=require&connect_timeout=60&keep"), "{address}");
        assert_eq!(address.matches("connect_timeout").count(), 1);
    }

    #[test]
    fn trouble_is_known_by_its_words() {
        for (words, trouble) in [
            ("database: could not extend file \"base/1\": No space left on device", Some(Trouble::DiskFull)),
            ("the transaction that this write shared failed: database is locked", Some(Trouble::Locked)),
            ("database: canceling statement due to lock timeout", Some(Trouble::Locked)),
            ("database: disk I/O error", Some(Trouble::Disk)),
            ("database: canceling statement due to statement timeout", Some(Trouble::Away)),
            ("inconsistent row in posts: no time", None),
        ] {
            assert_eq!(Trouble::said_in(words), trouble, "{words}");
        }
        let unsure = StorageError::Unsure(StorageError::Late { seconds: 22 }.to_string());
        assert_eq!(unsure.trouble(), Some(Trouble::Unsure), "{unsure}");
    }
}
