//! How instances keep equal: what a home says of its complaints, and what those who carry them do with it.
//!
//! The rules, without the network, the clock and the database, so that the server and the simulator run the same ones:
//!
//! - a home announces its head and its newest lines ([`Announcement`]); a follower takes them in any order, late or
//!   twice, asks for what is missing, and keeps what contradicts it as evidence ([`receive`]);
//! - after downtime a follower compares the heads it holds with the home's digest ([`differing`]);
//! - followers tell each other the heads that the home signed for them ([`hear_head`]);
//! - a home restored from a backup follows its own history from those who carry it ([`adoption`]);
//! - a home that is gone freezes what it said last ([`absence`]);
//! - a party on another instance asks the home for a step, and gets one answer ([`request`]).
//!
//! Signatures are checked before anything gets here: a [`Head`] in an [`Announcement`] was signed by the board.

pub mod absence;
pub mod adoption;
pub mod request;

use crate::domain::log::{Hash, Line, LogError};
use crate::domain::replica::{Followed, NotFollowed, Replica};

/// Newest lines that travel with an announcement; whoever misses more asks for them.
pub const LINES_WITH_HEAD_MAX: usize = 5;

/// Where a history ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Head {
    pub sequence: i64,
    pub hash: Hash,
}

/// What a home says of one complaint. The head was signed by the board, and vouches for every line up to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    pub head: Head,
    pub lines: Vec<Line>,
}

/// What became of an announcement, or of the lines that were asked for because of one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "what was followed must be recorded, and what contradicts kept"]
pub enum Received {
    /// The replica ends at the announced head now.
    Followed(Followed),
    /// Nothing new in it: a repeat, or overtaken on its way.
    Current,
    /// Lines after this sequence are needed first: ask the home for them and receive them under the same head.
    Missing { after: i64 },
    /// It contradicts what the home said before. The replica is unchanged.
    Contradicted(Evidence),
}

/// Another version of a history: kept, and shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Where the two histories part, as far as it is known; else the claimed end.
    pub sequence: i64,
    /// The line that contradicts ours, where we were given it.
    pub line: Option<Line>,
    /// The head that was claimed with it.
    pub claimed: Head,
    pub why: NotFollowed,
}

/// A complaint's row in the digest of its home, against what we hold of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    Equal,
    /// There are lines to ask for, after this sequence.
    Behind {
        after: i64,
    },
    /// The home holds less than it signed for us: it was restored from a backup and needs what we hold.
    HomeShorter {
        held: i64,
        claimed: i64,
    },
    /// Two heads at one sequence: pull the signed one, it is evidence.
    Contradicts {
        sequence: i64,
    },
}

/// What the head that another follower holds says about ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// Both hold the same history as far as they can compare; `theirs_is_shorter`: they have something to ask for.
    Agrees { theirs_is_shorter: bool },
    /// They were told more than we: ask the home, never them, and compare again afterwards.
    WeAreBehind { after: i64 },
    /// The home signed two histories: one for us and one for them.
    Contradicts(Evidence),
    /// It contradicts ours, but nobody showed the home's signature under it: worth asking for, and no evidence.
    Unproven { sequence: i64 },
}

/// Whether the home's signature under a head was shown and checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proven {
    Yes,
    No,
}

impl Announcement {
    /// What a home announces after an event: its head, and the newest of the lines it holds in order.
    pub fn newest(head: Head, history: &[Line]) -> Announcement {
        let from = history.len().saturating_sub(LINES_WITH_HEAD_MAX);
        Announcement { head, lines: history[from..].to_vec() }
    }
}

impl Replica {
    /// Where our copy ends; `None` while nothing is held.
    pub fn end(&self) -> Option<Head> {
        self.head().map(|hash| Head { sequence: self.sequence(), hash })
    }
}

/// Takes what a home said, as far as it follows what it said before. Lines may come in any order, twice, or late.
/// A replica always ends at a head that its home signed: it takes all lines up to the announced head, or none.
pub fn receive(replica: &mut Replica, told: &Announcement) -> Received {
    let head = told.head;
    let after = replica.sequence();
    match replica.is_behind(head.sequence, head.hash) {
        Ok(false) => return Received::Current,
        Ok(true) => {}
        Err(why) => return Received::Contradicted(Evidence::of(told, why)),
    }
    let (next, followed) = match replica.followed_until(&told.lines, head.sequence) {
        Ok(it) => it,
        Err(NotFollowed::Gap { .. }) => return Received::Missing { after },
        Err(why) => return Received::Contradicted(Evidence::of(told, why)),
    };
    if next.sequence() < head.sequence {
        return Received::Missing { after };
    }
    if next.head() != Some(head.hash) {
        return Received::Contradicted(Evidence::of(told, NotFollowed::WrongHead));
    }
    *replica = next;
    Received::Followed(followed)
}

/// One row of a home's digest against what we hold.
pub fn compare(held: Option<Head>, claimed: Head) -> Compared {
    let Some(held) = held else { return Compared::Behind { after: 0 } };
    match held.sequence.cmp(&claimed.sequence) {
        std::cmp::Ordering::Less => Compared::Behind { after: held.sequence },
        std::cmp::Ordering::Greater => Compared::HomeShorter { held: held.sequence, claimed: claimed.sequence },
        std::cmp::Ordering::Equal if held.hash == claimed.hash => Compared::Equal,
        std::cmp::Ordering::Equal => Compared::Contradicts { sequence: held.sequence },
    }
}

/// The complaints of a home's digest that are not equal here, in the digest's order.
pub fn differing<Key>(
    digest: impl IntoIterator<Item = (Key, Head)>,
    held: impl Fn(&Key) -> Option<Head>,
) -> Vec<(Key, Compared)> {
    let compared = digest.into_iter().map(|(key, claimed)| {
        let compared = compare(held(&key), claimed);
        (key, compared)
    });
    compared.filter(|(_, it)| *it != Compared::Equal).collect()
}

/// What another follower's head says. `proven`: the board's signature under it was shown and checked, for without it
/// anybody could make a home look like one that tells two histories.
/// Hashes of all lines up to `told` must be loaded, or older contradictions stay unseen.
///
/// Whoever holds the shorter of two histories sees nothing but that it is behind. So whoever finds a contradiction answers,
/// every time, with the head it holds at that sequence ([`Replica::hash_at`]), and nobody answers an answer.
pub fn hear_head(replica: &Replica, told: Head, proven: Proven) -> Heard {
    match replica.is_behind(told.sequence, told.hash) {
        Ok(true) => Heard::WeAreBehind { after: replica.sequence() },
        Ok(false) => Heard::Agrees { theirs_is_shorter: told.sequence < replica.sequence() },
        Err(why) if proven == Proven::Yes => {
            Heard::Contradicts(Evidence { sequence: told.sequence, line: None, claimed: told, why })
        }
        Err(_) => Heard::Unproven { sequence: told.sequence },
    }
}

impl Evidence {
    fn of(told: &Announcement, why: NotFollowed) -> Evidence {
        let sequence = match &why {
            NotFollowed::Forked { sequence }
            | NotFollowed::Log(
                LogError::BrokenChain { sequence }
                | LogError::WrongHash { sequence }
                | LogError::OtherComplaint { sequence }
                | LogError::WrongText { sequence, .. },
            ) => *sequence,
            NotFollowed::Rules(inconsistent) => inconsistent.sequence,
            _ => told.head.sequence,
        };
        let at = |line: &&Line| line.read().is_ok_and(|core| core.event.sequence == sequence);
        Evidence { sequence, line: told.lines.iter().find(at).cloned(), claimed: told.head, why }
    }
}

#[cfg(test)]
mod tests;
