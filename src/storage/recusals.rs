//! Who has a part in a thread and so decides nothing in it: looked up for a whole page of the queue at once.

use std::collections::{BTreeSet, HashMap};

use diesel::dsl::exists;
use diesel::prelude::*;

use crate::domain::Timestamp;
use crate::domain::ids::{AccountId, ActorId, BrandId, ComplaintId};
use crate::storage::posts::PostKind;
use crate::storage::restrictions::{account_behind, names_of};
use crate::storage::schema::{
    accounts, actors, brands as brand_rows, complaints, officials, parties, posts, reports, representatives,
};
use crate::storage::{StorageError, View, brands};

/// Threads of somebody that are looked at in one query.
const THREADS_AT_ONCE: usize = 500;
/// Reports of one account that are looked through for what a moderator wrote, the newest first.
const REPORTS_READ_MAX: i64 = 1_000;

/// Which part it is: `recused-<word>` in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Filed,
    Speaks,
    Wrote,
    Reported,
    /// The decision is about their own account.
    Concerned,
    /// It is about an account that met them in a thread, or reported them. Which of both it is nobody learns from this.
    Involved,
}

impl Part {
    pub const ALL: [Part; 6] =
        [Part::Filed, Part::Speaks, Part::Wrote, Part::Reported, Part::Concerned, Part::Involved];

    pub fn word(self) -> &'static str {
        match self {
            Part::Filed => "filed",
            Part::Speaks => "speaks",
            Part::Wrote => "wrote",
            Part::Reported => "reported",
            Part::Concerned => "concerned",
            Part::Involved => "involved",
        }
    }
}

fn actor_ids(rows: &[Vec<u8>]) -> Result<Vec<ActorId>, StorageError> {
    let wrong = |why| StorageError::inconsistent("representatives", why);
    rows.iter().map(|id| ActorId::from_bytes(id).map_err(wrong)).collect()
}

/// The voices through which an account speaks, or ever spoke: whoever left a seat decides nothing about what they said there.
fn voices_of(view: &mut View<'_>, account: AccountId) -> Result<Vec<ActorId>, StorageError> {
    let rows: Vec<Vec<u8>> = representatives::table
        .filter(representatives::account.eq(account.bytes()))
        .select(representatives::official)
        .distinct()
        .load(view.conn())?;
    actor_ids(&rows)
}

/// The voices at which an account sits, or sat at some time since then.
fn voices_since(view: &mut View<'_>, account: AccountId, since: Timestamp) -> Result<Vec<ActorId>, StorageError> {
    let rows: Vec<Vec<u8>> = representatives::table
        .filter(representatives::account.eq(account.bytes()))
        .filter(representatives::removed_at.is_null().or(representatives::removed_at.ge(since.timestamp_micros())))
        .select(representatives::official)
        .distinct()
        .load(view.conn())?;
    actor_ids(&rows)
}

/// The threads among these in which an account has a part, under any of its names.
pub fn among(
    view: &mut View<'_>,
    account: AccountId,
    ids: &[ComplaintId],
) -> Result<HashMap<ComplaintId, Part>, StorageError> {
    let names = names_of(view, account)?;
    let voices = voices_of(view, account)?;
    let names: Vec<&[u8]> = names.iter().map(ActorId::bytes).collect();
    let voices: Vec<&[u8]> = voices.iter().map(ActorId::bytes).collect();
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
    let brands: Vec<Vec<u8>> = officials::table
        .filter(officials::actor.eq_any(voices.iter().chain(&names).copied().collect::<Vec<_>>()))
        .select(officials::brand)
        .load(view.conn())?;
    let brands = with_merged(view, brands)?;
    let spoken = complaints::table
        .filter(complaints::id.eq_any(those.clone()))
        .filter(complaints::brand.eq_any(brands))
        .select(complaints::id)
        .load(view.conn())?;
    note(spoken, Part::Speaks)?;
    // What a voice answered stays its people's, also where it speaks for nobody any more.
    let answered: Vec<Option<Vec<u8>>> = posts::table
        .filter(posts::complaint.eq_any(those.clone()))
        .filter(posts::author.eq_any(voices))
        .select(posts::complaint)
        .distinct()
        .load(view.conn())?;
    note(answered.into_iter().flatten().collect(), Part::Speaks)?;
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

/// These brands, and those that were merged into them: whoever speaks for one speaks in the threads of all.
fn with_merged(view: &mut View<'_>, brands: Vec<Vec<u8>>) -> Result<Vec<Vec<u8>>, StorageError> {
    if brands.is_empty() {
        return Ok(brands);
    }
    let merged: Vec<Vec<u8>> = brand_rows::table
        .filter(brand_rows::merged_into.eq_any(brands.clone()))
        .select(brand_rows::id)
        .load(view.conn())?;
    Ok(brands.into_iter().chain(merged).collect())
}

/// The brand itself, and the one that it was merged into: its voices are kept there.
fn brands_meant(view: &mut View<'_>, brand: BrandId) -> Result<Vec<Vec<u8>>, StorageError> {
    let mut meant = vec![brand.bytes().to_vec()];
    if let Some(into) = brands::find(view, brand)?.filter(|it| it.id != brand) {
        meant.push(into.id.bytes().to_vec());
    }
    Ok(meant)
}

/// Whether an account speaks for a brand or ever spoke for it, through a voice of its own or as one.
pub fn speaks_for(view: &mut View<'_>, account: AccountId, brand: BrandId) -> Result<bool, StorageError> {
    let mut names = names_of(view, account)?;
    names.extend(voices_of(view, account)?);
    is_of_brand(view, &names, brand)
}

/// The people here who sit at a voice of a brand, by their own accounts.
pub fn seated_at(view: &mut View<'_>, brand: BrandId) -> Result<Vec<ActorId>, StorageError> {
    let meant = brands_meant(view, brand)?;
    let voices: Vec<Vec<u8>> =
        officials::table.filter(officials::brand.eq_any(meant)).select(officials::actor).load(view.conn())?;
    if voices.is_empty() {
        return Ok(Vec::new());
    }
    let people: Vec<Vec<u8>> = representatives::table
        .filter(representatives::official.eq_any(voices))
        .filter(representatives::removed_at.is_null())
        .select(representatives::account)
        .load(view.conn())?;
    let rows: Vec<Vec<u8>> =
        accounts::table.filter(accounts::id.eq_any(people)).select(accounts::actor).load(view.conn())?;
    actor_ids(&rows)
}

/// Whether somebody has a hand in a brand: they are a voice of it themselves, or the account behind them sits at one, or did
/// since then.
pub fn has_stake(view: &mut View<'_>, actor: ActorId, brand: BrandId, since: Timestamp) -> Result<bool, StorageError> {
    let mut names = vec![actor];
    if let Some(account) = account_behind(view, actor)? {
        names.extend(names_of(view, account)?);
        names.extend(voices_since(view, account, since)?);
    }
    is_of_brand(view, &names, brand)
}

/// Whether one of these actors is named as a voice of the brand, or answered for it: whose mark is gone did so all the same.
fn is_of_brand(view: &mut View<'_>, names: &[ActorId], brand: BrandId) -> Result<bool, StorageError> {
    let names: Vec<&[u8]> = names.iter().map(ActorId::bytes).collect();
    let meant = brands_meant(view, brand)?;
    let named: i64 = officials::table
        .filter(officials::brand.eq_any(meant.clone()))
        .filter(officials::actor.eq_any(names.clone()))
        .count()
        .get_result(view.conn())?;
    if named > 0 {
        return Ok(true);
    }
    // Asked with each look at a thread: the first answer found is enough, and none is read that is no answer.
    let answered = posts::table
        .inner_join(complaints::table.on(complaints::id.nullable().eq(posts::complaint)))
        .filter(posts::author.eq_any(names))
        .filter(posts::kind.eq(PostKind::Response.name()))
        .filter(complaints::brand.eq_any(meant));
    Ok(diesel::select(exists(answered)).get_result(view.conn())?)
}

/// Whether a decision about an account concerns a moderator: it is one of their names, a voice that they speak through or
/// spoke, an account that they reported or that reported them, or one that stands with them in a thread.
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
    let voices = voices_of(view, account)?;
    if voices.contains(&actor) {
        return Ok(Some(Part::Speaks));
    }
    if has_reported(view, &names, actor, uri)? {
        return Ok(Some(Part::Reported));
    }
    let theirs = acts_as(view, actor)?;
    let own: Vec<ActorId> = names.into_iter().chain(voices).collect();
    if has_reported_any_of(view, &theirs, &own)? {
        return Ok(Some(Part::Involved));
    }
    for ids in threads_of(view, &theirs)?.chunks(THREADS_AT_ONCE) {
        if !among(view, account, ids)?.is_empty() {
            return Ok(Some(Part::Involved));
        }
    }
    Ok(None)
}

/// Whether somebody under one of these names reported an account, or what it wrote.
fn has_reported(view: &mut View<'_>, names: &[ActorId], actor: ActorId, uri: &str) -> Result<bool, StorageError> {
    let names: Vec<&[u8]> = names.iter().map(ActorId::bytes).collect();
    let wrote = posts::table.filter(posts::author.eq(actor.bytes())).select(posts::uri);
    let reported: i64 = reports::table
        .filter(reports::reporter.eq_any(names))
        .filter(reports::subject.eq(uri).or(reports::subject.eq_any(wrote)))
        .count()
        .get_result(view.conn())?;
    Ok(reported > 0)
}

/// The actor and the voices that its account speaks through. Names made for one complaint are nobody's here: what was
/// decided by them would say whose they are.
fn acts_as(view: &mut View<'_>, actor: ActorId) -> Result<Vec<ActorId>, StorageError> {
    let own: Option<Vec<u8>> = accounts::table
        .filter(accounts::actor.eq(actor.bytes()))
        .select(accounts::id)
        .get_result(view.conn())
        .optional()?;
    let mut all = vec![actor];
    if let Some(own) = own {
        let account = AccountId::from_bytes(&own).map_err(|why| StorageError::inconsistent("accounts", why))?;
        all.extend(voices_of(view, account)?);
    }
    Ok(all)
}

/// Whether somebody reported one of these accounts, or what it filed or wrote.
fn has_reported_any_of(view: &mut View<'_>, theirs: &[ActorId], own: &[ActorId]) -> Result<bool, StorageError> {
    let theirs: Vec<&[u8]> = theirs.iter().map(ActorId::bytes).collect();
    let own: Vec<&[u8]> = own.iter().map(ActorId::bytes).collect();
    let subjects: Vec<String> = reports::table
        .filter(reports::reporter.eq_any(theirs))
        .order(reports::made_at.desc())
        .limit(REPORTS_READ_MAX)
        .select(reports::subject)
        .load(view.conn())?;
    if subjects.is_empty() {
        return Ok(false);
    }
    let named: i64 = actors::table
        .filter(actors::uri.eq_any(subjects.clone()))
        .filter(actors::id.eq_any(own.clone()))
        .count()
        .get_result(view.conn())?;
    let filed: i64 = complaints::table
        .filter(complaints::uri.eq_any(subjects.clone()))
        .filter(complaints::complainant.eq_any(own.clone()))
        .count()
        .get_result(view.conn())?;
    let wrote: i64 = posts::table
        .filter(posts::uri.eq_any(subjects))
        .filter(posts::author.eq_any(own))
        .count()
        .get_result(view.conn())?;
    Ok(named + filed + wrote > 0)
}

/// The threads that these actors filed, or in which they wrote or acted.
fn threads_of(view: &mut View<'_>, theirs: &[ActorId]) -> Result<Vec<ComplaintId>, StorageError> {
    let theirs: Vec<&[u8]> = theirs.iter().map(ActorId::bytes).collect();
    let filed: Vec<Vec<u8>> = complaints::table
        .filter(complaints::complainant.eq_any(theirs.clone()))
        .select(complaints::id)
        .load(view.conn())?;
    let took_part: Vec<Vec<u8>> = parties::table
        .filter(parties::actor.eq_any(theirs.clone()))
        .filter(parties::party.not_like("moderator-%"))
        .select(parties::complaint)
        .load(view.conn())?;
    let wrote: Vec<Option<Vec<u8>>> =
        posts::table.filter(posts::author.eq_any(theirs)).select(posts::complaint).distinct().load(view.conn())?;
    let all: BTreeSet<Vec<u8>> = filed.into_iter().chain(took_part).chain(wrote.into_iter().flatten()).collect();
    let wrong = |why| StorageError::inconsistent("complaints", why);
    all.iter().map(|id| ComplaintId::from_bytes(id).map_err(wrong)).collect()
}
