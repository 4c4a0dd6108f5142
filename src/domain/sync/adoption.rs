//! A home that was restored from a backup takes back what it had signed since, from those who carry its complaints.
//!
//! Until that is over it takes no command, runs no clock and announces nothing new: an event that it decided on the old
//! state would take a sequence that its followers hold another event at, and they would rightly refuse it.
//!
//! In order:
//! 1. The home marks itself as restored before anything else runs ([`Adoption::begin`] with every instance that follows
//!    one of its boards, of the backup and of whoever asked since).
//! 2. It waits [`ADOPTION_QUIET_MINUTES`], so that nothing it sent before can still arrive anywhere.
//! 3. It asks each follower for everything that follower holds of it. A follower answers after it has worked off what it
//!    had received from this home before. What it offers ends at a head that the home once signed ([`Offer::proven`]).
//! 4. For every complaint, also those that the backup does not know, [`adopt`] picks the history and says what to record
//!    and what to keep as evidence.
//! 5. When all have answered ([`Adoption::is_over`]), or a person decided not to wait for one that is gone
//!    ([`Adoption::without`]), commands are taken again, and every head is announced once, so that the followers that
//!    held less catch up.
//!
//! What nobody held is lost. That is all that can be lost: an event of which at least one follower that answered held the
//! line, comes back.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use crate::domain::Timestamp;
use crate::domain::log::{Hash, Line};
use crate::domain::replica::{Followed, Replica};
use crate::domain::sync::request::request_of;
use crate::domain::sync::{Announcement, Evidence, Head, Received, receive};

/// Minutes after a restart from a backup before followers are asked. No request of ours lives longer, so that after it
/// nothing of the time before can arrive.
pub const ADOPTION_QUIET_MINUTES: i64 = 10;

/// How far a restored home has come. Kept in the database: a restart in between goes on with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adoption {
    restored_at: Timestamp,
    waiting: BTreeSet<String>,
}

/// What one follower holds of one of our complaints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The follower, for the record.
    pub from: String,
    /// Lines after our own last one, or more.
    pub lines: Vec<Line>,
    /// The head under which the follower showed our own board's signature, checked with our own key. Without one nothing
    /// is taken: what we never signed is not ours.
    pub proven: Option<Head>,
}

/// What comes back to one complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "what was adopted must be recorded, and what contradicts kept"]
pub struct Adopted {
    /// New lines in order; empty when nobody held more than we.
    pub followed: Followed,
    /// Requests that these lines answered: they are remembered as causes again, each with the sequence of its event, so
    /// that asking again gets the same answer and nothing is done twice.
    pub requests: Vec<(String, i64)>,
    /// Offers that contradict the history that was taken, with who made them.
    pub evidence: Vec<(String, Evidence)>,
    /// Followers whose offer bore no signature of ours.
    pub unproven: Vec<String>,
}

impl Adoption {
    pub fn begin(followers: impl IntoIterator<Item = String>, restored_at: Timestamp) -> Adoption {
        Adoption { restored_at, waiting: followers.into_iter().collect() }
    }

    /// Reads one that was kept.
    pub fn kept(restored_at: Timestamp, waiting: BTreeSet<String>) -> Adoption {
        Adoption { restored_at, waiting }
    }

    /// Followers may be asked from here on; what they said before does not count.
    pub fn asks_from(&self) -> Timestamp {
        self.restored_at + TimeDelta::minutes(ADOPTION_QUIET_MINUTES)
    }

    /// Everything that this follower offered was adopted and recorded. False if it was not waited for, or answered
    /// a question that was asked too early.
    pub fn answered(&mut self, follower: &str, asked_at: Timestamp) -> bool {
        asked_at >= self.asks_from() && self.waiting.remove(follower)
    }

    /// A person decided not to wait for this one: what only it held is lost.
    pub fn without(&mut self, follower: &str) -> bool {
        self.waiting.remove(follower)
    }

    pub fn waiting(&self) -> &BTreeSet<String> {
        &self.waiting
    }

    /// Commands are taken again.
    pub fn is_over(&self) -> bool {
        self.waiting.is_empty()
    }
}

/// Takes back into `own` (our own complaint, as a replica of itself) what its followers hold of it.
///
/// Each offer is received by the rules of any announcement: it chains onto our own last line, every hash and text is
/// checked, the rules allow every event. The longest wins, for an honest home's histories are beginnings of each other.
/// Where two of one length differ, the one that more followers hold wins, then the one whose head is the smaller number,
/// so that asking again, in any order, ends at the same. All others are evidence.
pub fn adopt(own: &mut Replica, offers: &[Offer]) -> Adopted {
    let mut unproven = Vec::new();
    let mut evidence = Vec::new();
    let mut candidates: Vec<(Replica, Followed)> = Vec::new();
    let mut told = Vec::new();
    for offer in offers {
        let Some(head) = offer.proven else {
            unproven.push(offer.from.clone());
            continue;
        };
        told.push((offer, head));
        let mut next = own.clone();
        match receive(&mut next, &Announcement { head, lines: offer.lines.clone() }) {
            Received::Followed(followed) => candidates.push((next, followed)),
            Received::Contradicted(why) => evidence.push((offer.from.clone(), why)),
            // An offer with gaps is as good as none: whoever made it holds them and is asked again.
            Received::Current | Received::Missing { .. } => {}
        }
    }
    let holders = |hash: Option<Hash>| told.iter().filter(|(_, head)| Some(head.hash) == hash).count();
    let best = candidates.into_iter().max_by(|(a, _), (b, _)| {
        let rank = |it: &Replica| (it.sequence(), holders(it.head()));
        rank(a).cmp(&rank(b)).then_with(|| b.head().cmp(&a.head()))
    });
    let followed = match best {
        None => Followed::default(),
        Some((replica, followed)) => {
            *own = replica;
            followed
        }
    };
    for (offer, head) in told {
        let known = evidence.iter().any(|(from, _)| *from == offer.from);
        if let Err(why) = own.is_behind(head.sequence, head.hash)
            && !known
        {
            let at = |line: &&Line| line.read().is_ok_and(|core| core.event.sequence == head.sequence);
            let line = offer.lines.iter().find(at).cloned();
            evidence.push((offer.from.clone(), Evidence { sequence: head.sequence, line, claimed: head, why }));
        }
    }
    let requests = followed.lines.iter().filter_map(|(core, line)| Some((request_of(line)?, core.event.sequence)));
    Adopted { requests: requests.collect(), followed, evidence, unproven }
}
