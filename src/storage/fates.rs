//! What became of complaints, as the figures ask, and how far they were taken: one row beside each complaint.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::TimeDelta;
use diesel::prelude::*;
use diesel::upsert::excluded;

use crate::domain::Timestamp;
use crate::domain::complaint::{Complaint, Ground, ProofTier, Step};
use crate::domain::figures::{self, Case, Fate, LOOK_BACK_DAYS, Name};
use crate::domain::ids::{ActorId, BrandId, ComplaintId};
use crate::storage::actors::ActorKind;
use crate::storage::engine::{Both, Prepare as _};
use crate::storage::schema::{accounts, actors, complaints, fates, pseudonyms};
use crate::storage::{StorageError, Tx, View, moment, visibility};

/// Complaints that the figures of one brand are counted from.
const CASES_MAX: i64 = 20_000;

pub(in crate::storage) fn write(tx: &mut Tx<'_>, complaint: &Complaint) -> Result<(), StorageError> {
    let row = (
        fates::complaint.eq(complaint.id.bytes()),
        fates::word.eq(Fate::of(complaint).word()),
        fates::told_at.eq(complaint.counted_from().map(|at| at.timestamp_micros())),
        // Where nobody is left who waits, nobody is to act on it.
        fates::step.eq(complaint.step.filter(|_| !complaint.is_complainant_gone()).map(Step::word)),
        fates::proof.eq(complaint.proof.word()),
        fates::contested.eq(complaint.contested().map(Ground::word)),
        fates::first_rating.eq(complaint.earlier_rating().map(i32::from)),
        fates::broken.eq(complaint.broke_promise()),
    );
    let statement = diesel::insert_into(fates::table).values(row).on_conflict(fates::complaint).do_update().set((
        fates::word.eq(excluded(fates::word)),
        fates::told_at.eq(excluded(fates::told_at)),
        fates::step.eq(excluded(fates::step)),
        fates::proof.eq(excluded(fates::proof)),
        fates::contested.eq(excluded(fates::contested)),
        fates::first_rating.eq(excluded(fates::first_rating)),
        fates::broken.eq(excluded(fates::broken)),
    ));
    Both(statement).execute(tx.conn())?;
    Ok(())
}

/// So many bytes more stand in its history, as it travels.
pub(in crate::storage) fn add_bytes(tx: &mut Tx<'_>, id: ComplaintId, added: usize) -> Result<(), StorageError> {
    let added = i64::try_from(added).map_err(|why| StorageError::inconsistent("fates", why))?;
    diesel::update(fates::table.find(id.bytes()))
        .set(fates::bytes.eq(fates::bytes + added))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// How many bytes its history has, as it travels, with what its authors signed. What was erased since counts on, in
/// contrast to a party's share (`complaints::written_by`): whoever carries the thread read the words before they were erased,
/// and one who writes and erases in turn would never come to an end. A share is for whoever wants to write again.
pub fn bytes_of(view: &mut View<'_>, id: ComplaintId) -> Result<i64, StorageError> {
    let bytes: Option<i64> = fates::table.find(id.bytes()).select(fates::bytes).get_result(view.conn()).optional()?;
    Ok(bytes.unwrap_or(0))
}

#[derive(Queryable)]
struct CaseRow {
    id: Vec<u8>,
    complainant: Option<Vec<u8>>,
    /// Who made the name, where it was made for this complaint.
    owner: Option<Vec<u8>>,
    filed_at: i64,
    told_at: Option<i64>,
    first_human_at: Option<i64>,
    word: String,
    proof: String,
    rating: Option<i32>,
    broken: bool,
    listed: bool,
}

/// What became of the complaints about these brands that are at home here: the one population of every figure, the same
/// for each brand however many others are asked for. What this instance hides counts; a copy of another home's stands apart,
/// and what a machine wrote is nobody's complaint.
///
/// For the figures of a window that begins with `since`: they ask who complained before, too.
pub fn cases_of(
    view: &mut View<'_>,
    ids: &[BrandId],
    since: Timestamp,
) -> Result<HashMap<BrandId, Vec<Case>>, StorageError> {
    let from = since.checked_sub_signed(TimeDelta::days(LOOK_BACK_DAYS)).unwrap_or(Timestamp::MIN_UTC);
    let mut found = HashMap::with_capacity(ids.len());
    for brand in ids {
        found.insert(*brand, cases_of_one(view, *brand, from)?);
    }
    Ok(found)
}

fn cases_of_one(view: &mut View<'_>, brand: BrandId, from: Timestamp) -> Result<Vec<Case>, StorageError> {
    let rows: Vec<CaseRow> = complaints::table
        .inner_join(fates::table.on(fates::complaint.eq(complaints::id)))
        .left_join(pseudonyms::table.on(pseudonyms::actor.nullable().eq(complaints::complainant)))
        .left_join(accounts::table.on(accounts::id.nullable().eq(pseudonyms::account.nullable())))
        .left_join(actors::table.on(actors::id.nullable().eq(complaints::complainant)))
        .filter(complaints::brand.eq(brand.bytes()))
        .filter(complaints::listed.eq(true))
        .filter(complaints::filed_at.ge(from.timestamp_micros()))
        .filter(complaints::at_home.eq(true))
        .filter(actors::kind.nullable().is_null().or(actors::kind.nullable().eq(ActorKind::Person.name())))
        .order((complaints::filed_at.desc(), complaints::id.desc()))
        .limit(CASES_MAX)
        .select((
            complaints::id,
            complaints::complainant,
            accounts::actor.nullable(),
            complaints::filed_at,
            fates::told_at,
            complaints::first_human_at,
            fates::word,
            fates::proof,
            complaints::rating,
            fates::broken,
            visibility::listed(),
        ))
        .load(view.conn())?;
    rows.into_iter().map(case).collect()
}

/// Which complaints count for nothing because the same person had another one about the brand shortly before, of those that
/// these people filed about these brands. Under a name that was made for one complaint nobody is known as the same.
pub(in crate::storage) fn repeats<'r>(
    view: &mut View<'_>,
    filed: impl Iterator<Item = (&'r Vec<u8>, &'r Vec<u8>)>,
) -> Result<HashSet<ComplaintId>, StorageError> {
    let (brands, people): (BTreeSet<Vec<u8>>, BTreeSet<Vec<u8>>) = filed.map(|(b, p)| (b.clone(), p.clone())).unzip();
    if people.is_empty() {
        return Ok(HashSet::new());
    }
    let rows: Vec<FiledRow> = complaints::table
        .inner_join(fates::table.on(fates::complaint.eq(complaints::id)))
        .left_join(pseudonyms::table.on(pseudonyms::actor.nullable().eq(complaints::complainant)))
        .left_join(actors::table.on(actors::id.nullable().eq(complaints::complainant)))
        .filter(complaints::complainant.eq_any(people.into_iter().map(Some).collect::<Vec<_>>()))
        .filter(complaints::brand.eq_any(brands.into_iter().collect::<Vec<_>>()))
        .filter(complaints::listed.eq(true))
        .filter(complaints::at_home.eq(true))
        .filter(pseudonyms::actor.nullable().is_null())
        .filter(actors::kind.nullable().is_null().or(actors::kind.nullable().eq(ActorKind::Person.name())))
        .filter(fates::word.ne(Fate::Uncounted.word()))
        .order((complaints::brand, complaints::complainant, complaints::filed_at, complaints::id))
        .limit(CASES_MAX)
        .select((complaints::brand, complaints::complainant, complaints::id, complaints::filed_at))
        .load(view.conn())?;
    let mut found = HashSet::new();
    for of_one in rows.chunk_by(|one, next| (&one.brand, &one.person) == (&next.brand, &next.person)) {
        let filed: Result<Vec<_>, StorageError> = of_one.iter().map(FiledRow::filed).collect();
        found.extend(figures::repeats(filed?));
    }
    Ok(found)
}

#[derive(Queryable)]
struct FiledRow {
    brand: Vec<u8>,
    person: Option<Vec<u8>>,
    id: Vec<u8>,
    filed_at: i64,
}

impl FiledRow {
    fn filed(&self) -> Result<(ComplaintId, Timestamp), StorageError> {
        let id = ComplaintId::from_bytes(&self.id).map_err(|why| StorageError::inconsistent("complaints", why))?;
        Ok((id, moment("complaints", self.filed_at)?))
    }
}

fn case(row: CaseRow) -> Result<Case, StorageError> {
    let wrong = |why: &dyn std::fmt::Display| StorageError::inconsistent("complaints", why);
    let at = |micros| moment("complaints", micros);
    Ok(Case {
        id: ComplaintId::from_bytes(&row.id).map_err(|why| wrong(&why))?,
        name: if row.owner.is_some() { Name::Pseudonym } else { Name::Own },
        person: row
            .owner
            .or(row.complainant)
            .map(|it| ActorId::from_bytes(&it))
            .transpose()
            .map_err(|why| wrong(&why))?,
        proof: ProofTier::from_word(&row.proof).ok_or_else(|| wrong(&format!("no proof {}", row.proof)))?,
        filed_at: at(row.filed_at)?,
        told_at: row.told_at.map(at).transpose()?,
        human_at: row.first_human_at.map(at).transpose()?,
        fate: Fate::from_word(&row.word).ok_or_else(|| wrong(&format!("no fate {}", row.word)))?,
        rating: row.rating.and_then(|it| u8::try_from(it).ok()),
        broken: row.broken,
        hidden: !row.listed,
    })
}
