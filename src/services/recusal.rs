//! Nobody decides in their own thread, or for their own brand: asked inside the transaction of every decision.

use std::collections::BTreeSet;

use crate::domain::Timestamp;
use crate::domain::complaint::Happening;
use crate::domain::ids::{AccountId, ActorId, ComplaintId};
use crate::domain::party::Party;
use crate::domain::refusal::{Code, Refusal};
use crate::services::ServiceError;
use crate::storage::accounts::Account;
use crate::storage::cases::Case;
use crate::storage::recusals::{self, Part};
use crate::storage::{StorageError, Tx, View, accounts, actors, complaints, restrictions};

/// Moderators that are looked through for somebody else who may decide.
const MODERATORS_MAX: i64 = 50;

/// Which part keeps an account from deciding about a thread, or about another account.
pub fn part_in(
    view: &mut View<'_>,
    account: AccountId,
    complaint: Option<ComplaintId>,
    actor: Option<ActorId>,
) -> Result<Option<Part>, StorageError> {
    let part = match complaint {
        Some(complaint) => recusals::part_of(view, account, complaint)?,
        None => None,
    };
    if let (None, Some(actor)) = (part, actor) {
        let uri = actors::find(view, actor)?.map(|it| it.uri).unwrap_or_default();
        return recusals::part_about(view, account, actor, &uri);
    }
    Ok(part)
}

pub fn refuse_recused(
    tx: &mut Tx<'_>,
    account: AccountId,
    complaint: Option<ComplaintId>,
    actor: Option<ActorId>,
) -> Result<(), ServiceError> {
    match part_in(&mut tx.view(), account, complaint, actor)? {
        Some(part) => Err(refusal(part).into()),
        None => Ok(()),
    }
}

pub fn refusal(part: Part) -> Refusal {
    Refusal::from(Code::Recused).with("part", part.word())
}

/// Of a case that is about an account and no thread, whose account it is: who was reported, or objects.
pub fn account_meant(case: &Case) -> Option<ActorId> {
    case.actor.filter(|_| case.complaint.is_none())
}

/// Whether somebody leaves an appeal to others: they decided something of what it is about, and somebody here may decide who
/// decided nothing of it.
pub fn leaves_appeal(
    view: &mut View<'_>,
    account: AccountId,
    actor: ActorId,
    complaint: ComplaintId,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let decided: BTreeSet<Party> = complaints::rulings_of(view, complaint)?
        .into_iter()
        .filter(|it| !matches!(it.happening, Happening::Appealed { .. }))
        .map(|it| it.by)
        .collect();
    let has_decided = |party: Option<Party>| party.is_some_and(|it| decided.contains(&it));
    if !has_decided(complaints::party_of(view, complaint, actor)?) {
        return Ok(false);
    }
    for other in others(view, account, Some(complaint), None, now)? {
        if !has_decided(complaints::party_of(view, complaint, other.actor)?) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether anybody else may decide about a thread, or about an account: a moderator without a part in it who is not suspended.
/// Who that is nobody hears: whoever is missing among several would be the one behind a name that was made for a complaint.
pub fn has_others(
    view: &mut View<'_>,
    account: AccountId,
    complaint: Option<ComplaintId>,
    actor: Option<ActorId>,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(!others(view, account, complaint, actor, now)?.is_empty())
}

fn others(
    view: &mut View<'_>,
    account: AccountId,
    complaint: Option<ComplaintId>,
    actor: Option<ActorId>,
    now: Timestamp,
) -> Result<Vec<Account>, StorageError> {
    let mut others = Vec::new();
    for other in accounts::all_moderators(view, MODERATORS_MAX)? {
        if other.id == account || restrictions::of_account(view, other.id, now)?.is_some() {
            continue;
        }
        if part_in(view, other.id, complaint, actor)?.is_none() {
            others.push(other);
        }
    }
    Ok(others)
}
