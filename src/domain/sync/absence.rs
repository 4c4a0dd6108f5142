//! A home that is gone: its complaints stay readable as they were last told, with the date from which nobody could know more.

use chrono::TimeDelta;

use crate::domain::Timestamp;
use crate::domain::sync::Received;

/// Days of silence after which a home counts as gone: as long as deliveries to it are tried.
pub const HOME_GONE_DAYS: i64 = 30;

/// What becomes of the replicas of one home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replicas {
    /// Nothing changes.
    Stay,
    /// They are frozen, as of the moment the home was last heard; frozen complaints leave the windows of figures.
    Freeze { as_of: Timestamp },
    /// The home speaks again: they follow it as before.
    Thaw,
}

/// Whether replicas freeze or thaw. `last_heard`: the last time the home answered us or said something that it had
/// signed; a home whose name points to somebody else now answers, but signs nothing. `listening_since`: since when we have
/// been running and asking ourselves, for silence while we were away, or before we were restored from a backup, is
/// nobody's absence. Times are by our own clock.
pub fn look_after(last_heard: Timestamp, listening_since: Timestamp, frozen: bool, now: Timestamp) -> Replicas {
    let silence = now - last_heard;
    let asked_in_vain = now - last_heard.max(listening_since);
    if frozen {
        let speaks = silence < TimeDelta::days(HOME_GONE_DAYS);
        return if speaks { Replicas::Thaw } else { Replicas::Stay };
    }
    let gone = asked_in_vain >= TimeDelta::days(HOME_GONE_DAYS);
    if gone { Replicas::Freeze { as_of: last_heard } } else { Replicas::Stay }
}

/// Whether what came from a home shows that it is there and still the one we followed: a frozen replica thaws.
/// A contradiction does not thaw: whoever took over the name of a home that is gone cannot go on in its place.
pub fn shows_life(received: &Received) -> bool {
    !matches!(received, Received::Contradicted(_))
}
