//! Nobody decides in their own thread, or for their own brand: asked inside the transaction of every decision.

use crate::domain::Timestamp;
use crate::domain::ids::{AccountId, ActorId, ComplaintId};
use crate::domain::refusal::{Code, Refusal};
use crate::services::ServiceError;
use crate::storage::accounts::Account;
use crate::storage::recusals::{self, Part};
use crate::storage::{StorageError, Tx, View, accounts, actors, restrictions};

/// Moderators that are looked through for somebody else who may decide.
const MODERATORS_MAX: i64 = 50;

pub fn refuse_recused(
    tx: &mut Tx<'_>,
    account: AccountId,
    complaint: Option<ComplaintId>,
    actor: Option<ActorId>,
) -> Result<(), ServiceError> {
    let part = match (complaint, actor) {
        (Some(complaint), _) => recusals::part_of(&mut tx.view(), account, complaint)?,
        (None, _) => None,
    };
    let part = match (part, actor) {
        (Some(part), _) => Some(part),
        (None, Some(actor)) => {
            let uri = actors::find(&mut tx.view(), actor)?.map(|it| it.uri).unwrap_or_default();
            recusals::part_about(&mut tx.view(), account, actor, &uri)?
        }
        (None, None) => None,
    };
    match part {
        Some(part) => Err(refusal(part).into()),
        None => Ok(()),
    }
}

pub fn refusal(part: Part) -> Refusal {
    Refusal::from(Code::Recused).with("part", part.word())
}

/// The other moderators who may decide about a thread, or about an account: no part in it, and not suspended themselves.
pub fn others(
    view: &mut View<'_>,
    account: AccountId,
    complaint: Option<ComplaintId>,
    actor: Option<ActorId>,
    now: Timestamp,
) -> Result<Vec<Account>, StorageError> {
    let mut able = Vec::new();
    for other in accounts::all_moderators(view, MODERATORS_MAX)? {
        if other.id == account || restrictions::of_account(view, other.id, now)?.is_some() {
            continue;
        }
        let mut part = match complaint {
            Some(complaint) => recusals::part_of(view, other.id, complaint)?,
            None => None,
        };
        if let (None, Some(actor)) = (part, actor) {
            let uri = actors::find(view, actor)?.map(|it| it.uri).unwrap_or_default();
            part = recusals::part_about(view, other.id, actor, &uri)?;
        }
        if part.is_none() {
            able.push(other);
        }
    }
    Ok(able)
}
