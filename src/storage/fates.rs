//! What became of complaints, as the figures ask, and how far they were taken: one row beside each complaint.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::upsert::excluded;

use crate::domain::Timestamp;
use crate::domain::complaint::{Complaint, Ground, ProofTier, Step};
use crate::domain::figures::{Case, Fate, Name};
use crate::domain::ids::{ActorId, BrandId};
use crate::storage::engine::Both;
use crate::storage::schema::{accounts, complaints, fates, pseudonyms};
use crate::storage::{StorageError, Tx, View, moment};

/// Complaints that the figures of one page are counted from.
const CASES_MAX: i64 = 20_000;

pub(in crate::storage) fn write(tx: &mut Tx<'_>, complaint: &Complaint) -> Result<(), StorageError> {
    let row = (
        fates::complaint.eq(complaint.id.bytes()),
        fates::word.eq(Fate::of(complaint).word()),
        fates::told_at.eq(complaint.notified_at.map(|at| at.timestamp_micros())),
        // Where nobody is left who waits, nobody is to act on it.
        fates::step.eq(complaint.step.filter(|_| !complaint.is_complainant_gone()).map(Step::word)),
        fates::proof.eq(complaint.proof.word()),
        fates::contested.eq(complaint.contested().map(Ground::word)),
        fates::first_rating.eq(complaint.earlier_rating().map(i32::from)),
    );
    let statement = diesel::insert_into(fates::table).values(row).on_conflict(fates::complaint).do_update().set((
        fates::word.eq(excluded(fates::word)),
        fates::told_at.eq(excluded(fates::told_at)),
        fates::step.eq(excluded(fates::step)),
        fates::proof.eq(excluded(fates::proof)),
        fates::contested.eq(excluded(fates::contested)),
        fates::first_rating.eq(excluded(fates::first_rating)),
    ));
    Both(statement).execute(tx.conn())?;
    Ok(())
}

#[derive(Queryable)]
struct CaseRow {
    brand: Vec<u8>,
    complainant: Option<Vec<u8>>,
    /// Who made the name, where it was made for this complaint.
    owner: Option<Vec<u8>>,
    filed_at: i64,
    told_at: Option<i64>,
    first_human_at: Option<i64>,
    changed_at: i64,
    word: String,
    proof: String,
    rating: Option<i32>,
}

/// What became of the complaints about these brands that were filed since then and are at home here: the one population of
/// every figure. What this instance hides counts; a copy of another home's stands apart.
pub fn cases_of(
    view: &mut View<'_>,
    ids: &[BrandId],
    since: Timestamp,
) -> Result<HashMap<BrandId, Vec<Case>>, StorageError> {
    let ids: Vec<&[u8]> = ids.iter().map(BrandId::bytes).collect();
    let rows: Vec<CaseRow> = complaints::table
        .inner_join(fates::table.on(fates::complaint.eq(complaints::id)))
        .left_join(pseudonyms::table.on(pseudonyms::actor.nullable().eq(complaints::complainant)))
        .left_join(accounts::table.on(accounts::id.nullable().eq(pseudonyms::account.nullable())))
        .filter(complaints::brand.eq_any(&ids))
        .filter(complaints::listed.eq(true))
        .filter(complaints::filed_at.ge(since.timestamp_micros()))
        .filter(complaints::at_home.eq(true))
        .order(complaints::filed_at.desc())
        .limit(CASES_MAX)
        .select((
            complaints::brand,
            complaints::complainant,
            accounts::actor.nullable(),
            complaints::filed_at,
            fates::told_at,
            complaints::first_human_at,
            complaints::updated_at,
            fates::word,
            fates::proof,
            complaints::rating,
        ))
        .load(view.conn())?;
    let mut found: HashMap<BrandId, Vec<Case>> = HashMap::new();
    for row in rows {
        let brand = BrandId::from_bytes(&row.brand).map_err(|why| StorageError::inconsistent("complaints", why))?;
        found.entry(brand).or_default().push(case(row)?);
    }
    Ok(found)
}

fn case(row: CaseRow) -> Result<Case, StorageError> {
    let wrong = |why: &dyn std::fmt::Display| StorageError::inconsistent("complaints", why);
    let at = |micros| moment("complaints", micros);
    Ok(Case {
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
        changed_at: at(row.changed_at)?,
        fate: Fate::from_word(&row.word).ok_or_else(|| wrong(&format!("no fate {}", row.word)))?,
        rating: row.rating.and_then(|it| u8::try_from(it).ok()),
    })
}
