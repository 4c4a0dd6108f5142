//! How long one thread may become at its home: whoever carries it reads all of it, and reads only so much.

use crate::domain::complaint::Happening;
use crate::domain::party::Party;

/// Lines and bytes of a history up to which others than its sides add to it: half of what a server reads of one.
pub const OTHERS: Room = Room { lines: 25_000, bytes: 16_000_000 };
/// Up to which its sides write in it. What is left holds everything that changes its state, and the moderators' decisions.
pub const SIDES: Room = Room { lines: 45_000, bytes: 28_000_000 };

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    pub lines: i64,
    pub bytes: i64,
}

impl Room {
    /// Whether nothing more fits into it.
    pub fn is_full(self, lines: i64, bytes: i64) -> bool {
        lines >= self.lines || bytes >= self.bytes
    }
}

/// The room that something takes of a thread. What takes words out of it, or decides about it, always fits.
pub fn room_for(party: Party, happening: &Happening) -> Option<Room> {
    let takes_out = matches!(
        happening,
        Happening::CommentDeleted { .. }
            | Happening::ResponseDeleted { .. }
            | Happening::SupportWithdrawn {}
            | Happening::Erased { .. }
    );
    let writes = matches!(
        happening,
        Happening::Commented { .. }
            | Happening::CommentEdited { .. }
            | Happening::Answered {}
            | Happening::Corrected {}
            | Happening::Responded { .. }
            | Happening::ResponseEdited { .. }
    );
    match party {
        Party::Commenter(_) => (!takes_out).then_some(OTHERS),
        Party::Complainant | Party::Brand => writes.then_some(SIDES),
        Party::Moderator(_) | Party::Home => None,
    }
}

/// The sides go on where others have filled their room.
const _: () = assert!(OTHERS.bytes < SIDES.bytes && OTHERS.lines < SIDES.lines);

#[cfg(test)]
mod tests {
    use super::*;

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
        for (party, happening, room) in [
            (Party::Commenter(1), &says, Some(OTHERS)),
            (Party::Commenter(1), &Happening::Supported {}, Some(OTHERS)),
            (Party::Commenter(1), &deletes, None),
            (Party::Complainant, &says, Some(SIDES)),
            (Party::Complainant, &confirms, None),
            (Party::Brand, &Happening::ResponseEdited { response: 1 }, Some(SIDES)),
            (Party::Moderator(1), &says, None),
        ] {
            assert_eq!(room_for(party, happening), room, "{party}: {happening:?}");
        }
    }

    #[test]
    fn a_room_is_full_by_lines_or_by_bytes() {
        let room = Room { lines: 10, bytes: 1_000 };
        assert!(!room.is_full(9, 999) && room.is_full(10, 0) && room.is_full(0, 1_000));
    }
}
