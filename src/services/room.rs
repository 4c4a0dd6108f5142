//! Whether a thread that is at home here has room for more, asked where every event of it is written.

use crate::domain::complaint::{Decided, Happening, Target};
use crate::domain::party::Party;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::room::{LAST, OTHERS, Room, SIDES, room_for, used};
use crate::services::ServiceError;
use crate::storage::complaints::{self, Held};
use crate::storage::{StorageError, Tx, fates};

pub(in crate::services) fn refuse_full(
    tx: &mut Tx<'_>,
    held: &Held,
    party: Party,
    decided: &[Decided],
) -> Result<(), ServiceError> {
    let own = decided.iter().filter(|it| it.event.by == party);
    let rooms = own.filter_map(|it| Some((room_for(party, &it.event.happening)?, &it.event.happening)));
    let Some((room, happening)) = rooms.min_by_key(|(room, _)| room.bytes) else { return Ok(()) };
    let Some(refusal) = refusal(tx, held, room)? else { return Ok(()) };
    match happening {
        Happening::Erased { targets } if is_everything(tx, held, party, targets)? => Ok(()),
        _ => Err(refusal.into()),
    }
}

/// Refuses what comes with words where a comment finds no room: by every door, the words and what was to be done with them
/// are given back together. It counts alone.
pub(in crate::services) fn refuse_words(tx: &mut Tx<'_>, held: &Held, party: Party) -> Result<(), ServiceError> {
    let refusal = match room_for(party, &Happening::Commented { answers: None }) {
        Some(room) => refusal(tx, held, room)?,
        None => None,
    };
    refusal.map_or(Ok(()), |it| Err(it.into()))
}

/// Whether it is for want of room that something was refused.
pub(in crate::services) fn is_full(refusal: &Refusal) -> bool {
    matches!(refusal.code(), Code::ThreadFull | Code::ThreadFullOwn | Code::ThreadFullForAll)
}

/// Whether what somebody signed may stand beside their event. Where there is no room, what they take back is the home's word.
pub(in crate::services) fn has_room_beside(
    tx: &mut Tx<'_>,
    held: &Held,
    statement: &str,
) -> Result<bool, StorageError> {
    let bytes = fates::bytes_of(&mut tx.view(), held.id)?;
    let more = i64::try_from(statement.len()).map_err(|why| StorageError::inconsistent("fates", why))?;
    Ok(!LAST.is_full(Room { lines: 0, bytes: bytes.saturating_add(more) }))
}

fn refusal(tx: &mut Tx<'_>, held: &Held, room: Room) -> Result<Option<Refusal>, StorageError> {
    let bytes = fates::bytes_of(&mut tx.view(), held.id)?;
    let code = match room {
        OTHERS => Code::ThreadFull,
        SIDES => Code::ThreadFullOwn,
        _ => Code::ThreadFullForAll,
    };
    Ok(room.is_full(used(&held.complaint, bytes)).then(|| code.into()))
}

/// Whether nothing of theirs is left then: that can be asked for once. Part after part would never end, for every erasure says
/// who erased.
fn is_everything(tx: &mut Tx<'_>, held: &Held, party: Party, targets: &[Target]) -> Result<bool, StorageError> {
    Ok(complaints::texts_of(&mut tx.view(), held.id, party)?.iter().all(|it| targets.contains(it)))
}
