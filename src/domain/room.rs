//! How long one thread may become at its home: whoever carries it reads all of it, and reads only so much.
//!
//! Whatever a party can do again and again asks for room, so that no history outgrows those who carry it. What takes something
//! back asks for none: the room for it is kept from the moment that there is something to take back.

use crate::domain::complaint::{Complaint, Happening, ProofTier};
use crate::domain::party::Party;

/// Lines and bytes of a history up to which others than its sides add to it: half of what a server reads of one.
pub const OTHERS: Room = Room { lines: 25_000, bytes: 16_000_000 };
/// Up to which its sides write in it.
pub const SIDES: Room = Room { lines: 45_000, bytes: 28_000_000 };
/// Up to which the sides change its state, and moderators decide. What is left of what a server reads holds what takes words
/// out, and what the home itself adds to it by then.
pub const LAST: Room = Room { lines: 49_000, bytes: 31_000_000 };
/// What one account among the others adds to it, and those of one other server together: nobody takes the room of all.
pub const ONE: Room = Room { lines: 1_500, bytes: 1_000_000 };
pub const ONE_HOST: Room = Room { lines: 6_000, bytes: 4_000_000 };
/// What each side writes in it: neither takes the other's room.
pub const ONE_SIDE: Room = Room { lines: 10_000, bytes: 6_000_000 };
/// Bytes that are kept for each thing that may still be taken back.
pub const TAKING_BACK_BYTES: i64 = 2_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    pub lines: i64,
    pub bytes: i64,
}

impl Room {
    /// Whether nothing more fits into it.
    pub fn is_full(self, used: Room) -> bool {
        used.lines >= self.lines || used.bytes >= self.bytes
    }
}

/// What a thread takes: its history, of so many bytes, and what may still be taken back in it.
pub fn used(complaint: &Complaint, bytes: i64) -> Room {
    let kept = i64::try_from(complaint.may_be_taken_back()).unwrap_or(i64::MAX / TAKING_BACK_BYTES);
    Room {
        lines: complaint.sequence.saturating_add(kept),
        bytes: bytes.saturating_add(kept.saturating_mul(TAKING_BACK_BYTES)),
    }
}

/// The room that something takes of a thread; `None` for what always fits.
pub fn room_for(party: Party, happening: &Happening) -> Option<Room> {
    let takes_out = matches!(
        happening,
        Happening::CommentDeleted { .. }
            | Happening::CommentHidden { .. }
            | Happening::ResponseDeleted { .. }
            | Happening::SupportWithdrawn {}
            | Happening::Withdrawn { .. }
            | Happening::Retracted {}
            | Happening::ProofTierSet { tier: ProofTier::None }
    );
    // Words, and what can be said over and over without changing what comes next.
    let writes = matches!(
        happening,
        Happening::Commented { .. }
            | Happening::CommentEdited { .. }
            | Happening::Answered {}
            | Happening::Corrected {}
            | Happening::Responded { .. }
            | Happening::ResponseEdited { .. }
            | Happening::HandedOff {}
            | Happening::LabelDisputed { .. }
            | Happening::ProofTierSet { .. }
    );
    match (party, happening) {
        _ if takes_out => None,
        (Party::Commenter(_), _) => Some(OTHERS),
        (Party::Complainant | Party::Brand, _) => Some(if writes { SIDES } else { LAST }),
        (Party::Moderator(_), Happening::Erased { .. }) | (Party::Home, _) => None,
        (Party::Moderator(_), _) => Some(LAST),
    }
}

/// What a party writes at most where something takes this room; `None` where it has no share of its own.
pub fn share_of(party: Party, room: Room) -> Option<Room> {
    match party {
        Party::Commenter(_) => Some(ONE),
        Party::Complainant | Party::Brand if room == SIDES => Some(ONE_SIDE),
        _ => None,
    }
}

const _: () =
    assert!(OTHERS.bytes + 2 * ONE_SIDE.bytes <= SIDES.bytes && OTHERS.lines + 2 * ONE_SIDE.lines <= SIDES.lines);
/// The sides go on where others have filled their room, and a state can change where the sides wrote theirs full.
const _: () = assert!(OTHERS.bytes < SIDES.bytes && OTHERS.lines < SIDES.lines);
const _: () = assert!(SIDES.bytes < LAST.bytes && SIDES.lines < LAST.lines);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::complaint::Target;

    #[test]
    fn others_stop_first_and_what_takes_words_out_never_does() {
        let says = Happening::Commented { answers: None };
        let deletes = Happening::CommentDeleted { comment: 2 };
        let confirms = Happening::ResolutionConfirmed {
            offer: None,
            rating: None,
            would_return: None,
            solved_by: None,
            got: None,
        };
        let erases = Happening::Erased { targets: vec![Target { sequence: 2, name: "content".into() }] };
        for (party, happening, room) in [
            (Party::Commenter(1), &says, Some(OTHERS)),
            (Party::Commenter(1), &Happening::Supported {}, Some(OTHERS)),
            (Party::Commenter(1), &deletes, None),
            (Party::Complainant, &says, Some(SIDES)),
            (Party::Complainant, &confirms, Some(LAST)),
            (Party::Complainant, &Happening::Reopened {}, Some(LAST)),
            (Party::Complainant, &Happening::Withdrawn { settled: None, condition: None }, None),
            (Party::Complainant, &erases, Some(LAST)),
            (Party::Complainant, &Happening::ProofTierSet { tier: ProofTier::None }, None),
            (Party::Brand, &Happening::ResponseEdited { response: 1 }, Some(SIDES)),
            (Party::Brand, &Happening::HandedOff {}, Some(SIDES)),
            (Party::Brand, &Happening::ProofTierSet { tier: ProofTier::OrderConfirmed }, Some(SIDES)),
            (Party::Moderator(1), &says, Some(LAST)),
            (Party::Moderator(1), &erases, None),
            (Party::Home, &Happening::AskedAgain {}, None),
        ] {
            assert_eq!(room_for(party, happening), room, "{party}: {happening:?}");
        }
    }

    #[test]
    fn a_room_is_full_by_lines_or_by_bytes() {
        let room = Room { lines: 10, bytes: 1_000 };
        let is_full = |lines, bytes| room.is_full(Room { lines, bytes });
        assert!(!is_full(9, 999) && is_full(10, 0) && is_full(0, 1_000));
    }
}
