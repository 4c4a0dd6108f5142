//! A brand never says of itself that it solved something: whoever speaks for it, or did of late, files nothing about it, and
//! does nothing on the other side that counts for it.

use chrono::TimeDelta;

use crate::domain::Timestamp;
use crate::domain::asking::Asking;
use crate::domain::complaint::Command;
use crate::domain::ids::{ActorId, BrandId};
use crate::domain::refusal::{Code, Refusal};
use crate::services::ServiceError;
use crate::storage::{StorageError, Tx, recusals};

/// So long after leaving a brand's voice somebody still counts as one who speaks for it.
pub const SEAT_DAYS: i64 = 365;

fn is_of_brand(tx: &mut Tx<'_>, now: Timestamp, actor: ActorId, brand: BrandId) -> Result<bool, StorageError> {
    recusals::has_stake(&mut tx.view(), actor, brand, now - TimeDelta::days(SEAT_DAYS))
}

/// Asked by every door through which somebody files about a brand, or says something that its figures count: of the account
/// behind a name as much as of the name.
pub fn refuse_own_brand(tx: &mut Tx<'_>, now: Timestamp, actor: ActorId, brand: BrandId) -> Result<(), ServiceError> {
    if is_of_brand(tx, now, actor, brand)? {
        return Err(Refusal::from(Code::OwnBrand).with("days", SEAT_DAYS).into());
    }
    Ok(())
}

/// A command by which nobody counts for their own brand. Whoever filed before they had a seat can still correct, erase and
/// withdraw; that the matter was settled is not theirs to say.
pub fn checked(
    tx: &mut Tx<'_>,
    now: Timestamp,
    actor: ActorId,
    brand: BrandId,
    command: Command,
) -> Result<Command, ServiceError> {
    match command {
        Command::Confirm { .. }
        | Command::GiveUp { .. }
        | Command::ConfirmPromise { .. }
        | Command::Support
        | Command::Thank { .. } => {
            refuse_own_brand(tx, now, actor, brand)?;
            Ok(command)
        }
        Command::Withdraw { settled: Some(true), condition } if is_of_brand(tx, now, actor, brand)? => {
            Ok(Command::Withdraw { settled: None, condition })
        }
        other => Ok(other),
    }
}

/// The same of a command that the home of a thread elsewhere is asked for, which knows nothing of seats here.
pub fn check_asking(
    tx: &mut Tx<'_>,
    now: Timestamp,
    actor: ActorId,
    brand: BrandId,
    asking: &mut Asking,
) -> Result<(), ServiceError> {
    match asking.command.as_str() {
        "confirm" | "give-up" | "confirm-promise" | "support" | "thank" => refuse_own_brand(tx, now, actor, brand),
        "withdraw" if asking.settled == Some(true) && is_of_brand(tx, now, actor, brand)? => {
            asking.settled = None;
            Ok(())
        }
        _ => Ok(()),
    }
}
