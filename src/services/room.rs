//! Whether a thread that is at home here has room for more, asked where every event of it is written.

use crate::domain::complaint::Decided;
use crate::domain::party::Party;
use crate::domain::refusal::Code;
use crate::domain::room::{OTHERS, room_for};
use crate::services::ServiceError;
use crate::storage::complaints::Held;
use crate::storage::{Tx, fates};

pub(in crate::services) fn refuse_full(
    tx: &mut Tx<'_>,
    held: &Held,
    party: Party,
    decided: &[Decided],
) -> Result<(), ServiceError> {
    let rooms = decided.iter().filter(|it| it.event.by == party).filter_map(|it| room_for(party, &it.event.happening));
    let Some(room) = rooms.min_by_key(|it| it.bytes) else { return Ok(()) };
    if !room.is_full(held.complaint.sequence, fates::bytes_of(&mut tx.view(), held.id)?) {
        return Ok(());
    }
    let code = if room == OTHERS { Code::ThreadFull } else { Code::ThreadFullOwn };
    Err(code.into())
}
