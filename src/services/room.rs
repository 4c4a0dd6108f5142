//! Whether a thread that is at home here has room for more, asked where every event of it is written.

use crate::domain::complaint::{Decided, Happening, Target};
use crate::domain::party::Party;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::room::{LAST, ONE_HOST, OTHERS, Room, SIDES, room_for, share_of, used};
use crate::services::ServiceError;
use crate::services::scene::Side;
use crate::storage::complaints::{self, Held};
use crate::storage::{StorageError, Tx, fates};

pub(in crate::services) fn refuse_full(
    tx: &mut Tx<'_>,
    held: &Held,
    side: &Side,
    decided: &[Decided],
) -> Result<(), ServiceError> {
    let party = side.party;
    let own = decided.iter().filter(|it| it.event.by == party);
    let rooms = own.filter_map(|it| Some((room_for(party, &it.event.happening)?, &it.event.happening)));
    let Some((room, happening)) = rooms.min_by_key(|(room, _)| room.bytes) else { return Ok(()) };
    let Some(refusal) = refusal(tx, held, side, room)? else { return Ok(()) };
    match happening {
        Happening::Erased { targets } if is_everything(tx, held, party, targets)? => Ok(()),
        _ => Err(refusal.into()),
    }
}

/// Refuses what comes with words where a comment finds no room: by every door, the words and what was to be done with them
/// are given back together. It counts alone.
pub(in crate::services) fn refuse_words(tx: &mut Tx<'_>, held: &Held, side: &Side) -> Result<(), ServiceError> {
    let refusal = match room_for(side.party, &Happening::Commented { answers: None }) {
        Some(room) => refusal(tx, held, side, room)?,
        None => None,
    };
    refusal.map_or(Ok(()), |it| Err(it.into()))
}

/// Whether it is for want of room that something was refused.
pub(in crate::services) fn is_full(refusal: &Refusal) -> bool {
    matches!(refusal.code(), Code::ThreadFull | Code::ThreadFullOwn | Code::ThreadShareFull | Code::ThreadFullForAll)
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

fn refusal(tx: &mut Tx<'_>, held: &Held, side: &Side, room: Room) -> Result<Option<Refusal>, StorageError> {
    let bytes = fates::bytes_of(&mut tx.view(), held.id)?;
    let code = match room {
        OTHERS => Code::ThreadFull,
        SIDES => Code::ThreadFullOwn,
        _ => Code::ThreadFullForAll,
    };
    let used = used(&held.complaint, bytes);
    if room.is_full(used) {
        return Ok(Some(code.into()));
    }
    let Some(share) = share_of(side.party, room) else { return Ok(None) };
    Ok(has_used_up(tx, held, side, share, used)?.then(|| Code::ThreadShareFull.into()))
}

/// Whether a party wrote its share of a thread, or those of one other server theirs. What they wrote is counted only where the
/// whole thread is larger than that.
fn has_used_up(tx: &mut Tx<'_>, held: &Held, side: &Side, share: Room, used: Room) -> Result<bool, StorageError> {
    if !share.is_full(used) {
        return Ok(false);
    }
    if share.is_full(complaints::written_by(&mut tx.view(), held.id, &[side.party])?) {
        return Ok(true);
    }
    let elsewhere = side.actor.as_ref().filter(|it| !it.local && matches!(side.party, Party::Commenter(_)));
    let Some(actor) = elsewhere.filter(|_| ONE_HOST.is_full(used)) else { return Ok(false) };
    let of_host = complaints::commenters_of_host(&mut tx.view(), held.id, &actor.host)?;
    Ok(ONE_HOST.is_full(complaints::written_by(&mut tx.view(), held.id, &of_host)?))
}

/// Whether nothing of theirs is left then: that can be asked for once. Part after part would never end, for every erasure says
/// who erased.
fn is_everything(tx: &mut Tx<'_>, held: &Held, party: Party, targets: &[Target]) -> Result<bool, StorageError> {
    Ok(complaints::texts_of(&mut tx.view(), held.id, party)?.iter().all(|it| targets.contains(it)))
}
