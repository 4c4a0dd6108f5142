//! Who has a part in a thread and so decides nothing in it: looked up for a whole page of the queue at once.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::domain::ids::{AccountId, ActorId, BrandId, ComplaintId};
use crate::storage::restrictions::names_of;
use crate::storage::schema::{complaints, officials, parties, posts, reports, representatives};
use crate::storage::{StorageError, View};

/// Which part it is: `recused-<word>` in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Filed,
    Speaks,
    Wrote,
    Reported,
    /// The decision is about their own account, or about one that they reported.
    Concerned,
}

impl Part {
    pub const ALL: [Part; 5] = [Part::Filed, Part::Speaks, Part::Wrote, Part::Reported, Part::Concerned];

    pub fn word(self) -> &'static str {
        match self {
            Part::Filed => "filed",
            Part::Speaks => "speaks",
            Part::Wrote => "wrote",
            Part::Reported => "reported",
            Part::Concerned => "concerned",
        }
    }
}

/// The threads among these in which an account has a part, under any of its names.
pub fn among(
    view: &mut View<'_>,
    account: AccountId,
    ids: &[ComplaintId],
) -> Result<HashMap<ComplaintId, Part>, StorageError> {
    let names = names_of(view, account)?;
    let names: Vec<&[u8]> = names.iter().map(ActorId::bytes).collect();
    let those: Vec<&[u8]> = ids.iter().map(ComplaintId::bytes).collect();
    let mut found: HashMap<ComplaintId, Part> = HashMap::new();
    let mut note = |rows: Vec<Vec<u8>>, part: Part| -> Result<(), StorageError> {
        for id in rows {
            let id = ComplaintId::from_bytes(&id).map_err(|why| StorageError::inconsistent("complaints", why))?;
            found.entry(id).or_insert(part);
        }
        Ok(())
    };
    let filed = complaints::table
        .filter(complaints::id.eq_any(those.clone()))
        .filter(complaints::complainant.eq_any(names.clone()))
        .select(complaints::id)
        .load(view.conn())?;
    note(filed, Part::Filed)?;
    let voices = representatives::table
        .filter(representatives::account.eq(account.bytes()))
        .filter(representatives::removed_at.is_null())
        .select(representatives::official);
    let brands: Vec<Vec<u8>> = officials::table
        .filter(officials::actor.eq_any(voices).or(officials::actor.eq_any(names.clone())))
        .select(officials::brand)
        .load(view.conn())?;
    let spoken = complaints::table
        .filter(complaints::id.eq_any(those.clone()))
        .filter(complaints::brand.eq_any(brands))
        .select(complaints::id)
        .load(view.conn())?;
    note(spoken, Part::Speaks)?;
    let took_part = parties::table
        .filter(parties::complaint.eq_any(those.clone()))
        .filter(parties::actor.eq_any(names.clone()))
        .filter(parties::party.not_like("moderator-%"))
        .select(parties::complaint)
        .load(view.conn())?;
    note(took_part, Part::Wrote)?;
    let wrote: Vec<Option<Vec<u8>>> = posts::table
        .filter(posts::complaint.eq_any(those.clone()))
        .filter(posts::author.eq_any(names.clone()))
        .select(posts::complaint)
        .distinct()
        .load(view.conn())?;
    note(wrote.into_iter().flatten().collect(), Part::Wrote)?;
    let reported: Vec<Option<Vec<u8>>> = reports::table
        .filter(reports::complaint.eq_any(those))
        .filter(reports::reporter.eq_any(names))
        .select(reports::complaint)
        .distinct()
        .load(view.conn())?;
    note(reported.into_iter().flatten().collect(), Part::Reported)?;
    Ok(found)
}

/// The same for one thread.
pub fn part_of(view: &mut View<'_>, account: AccountId, id: ComplaintId) -> Result<Option<Part>, StorageError> {
    Ok(among(view, account, &[id])?.remove(&id))
}

/// Whether an account speaks for a brand, through a voice of its own or as one.
pub fn speaks_for(view: &mut View<'_>, account: AccountId, brand: BrandId) -> Result<bool, StorageError> {
    let names = names_of(view, account)?;
    let names: Vec<&[u8]> = names.iter().map(ActorId::bytes).collect();
    let voices = representatives::table
        .filter(representatives::account.eq(account.bytes()))
        .filter(representatives::removed_at.is_null())
        .select(representatives::official);
    let count: i64 = officials::table
        .filter(officials::brand.eq(brand.bytes()))
        .filter(officials::actor.eq_any(voices).or(officials::actor.eq_any(names)))
        .count()
        .get_result(view.conn())?;
    Ok(count > 0)
}

/// Whether a decision about an account concerns a moderator: it is one of their names, a voice that they speak through, or an
/// account that they reported.
pub fn part_about(
    view: &mut View<'_>,
    account: AccountId,
    actor: ActorId,
    uri: &str,
) -> Result<Option<Part>, StorageError> {
    let names = names_of(view, account)?;
    if names.contains(&actor) {
        return Ok(Some(Part::Concerned));
    }
    let speaks: i64 = representatives::table
        .filter(representatives::account.eq(account.bytes()))
        .filter(representatives::official.eq(actor.bytes()))
        .filter(representatives::removed_at.is_null())
        .count()
        .get_result(view.conn())?;
    if speaks > 0 {
        return Ok(Some(Part::Speaks));
    }
    let names: Vec<&[u8]> = names.iter().map(ActorId::bytes).collect();
    let wrote = posts::table.filter(posts::author.eq(actor.bytes())).select(posts::uri);
    let reported: i64 = reports::table
        .filter(reports::reporter.eq_any(names))
        .filter(reports::subject.eq(uri).or(reports::subject.eq_any(wrote)))
        .count()
        .get_result(view.conn())?;
    Ok((reported > 0).then_some(Part::Reported))
}
