//! What brands are recognised by, folded and kept: which of them a name sounds like is one question of an index.

use diesel::prelude::*;

use crate::domain::brand::BrandDomain;
use crate::domain::lookalike::Known;
use crate::storage::StorageError;
use crate::storage::engine::{self, Access, AnyConn, Both, Place};
use crate::storage::schema::{brand_sounds, brands};

/// How names are folded now, raised with `lookalike::folded`: what was folded otherwise is folded anew at the next start.
const FOLDING: i32 = 2;
/// Brands of one transaction.
const FILLED_AT_ONCE: i64 = 500;

/// What a brand is recognised by from now on, as its row says.
pub(in crate::storage) fn renew(conn: &mut AnyConn, brand: &[u8]) -> Result<(), StorageError> {
    let (domain, name): (Option<String>, String) =
        brands::table.find(brand).select((brands::domain, brands::name)).get_result(conn)?;
    keep(conn, brand, domain, &name)
}

fn keep(conn: &mut AnyConn, brand: &[u8], domain: Option<String>, name: &str) -> Result<(), StorageError> {
    diesel::delete(brand_sounds::table.filter(brand_sounds::brand.eq(brand))).execute(conn)?;
    let Some(domain) = domain.map(BrandDomain::kept) else { return Ok(()) };
    let mut all = vec![(domain, name.to_string())];
    all.extend(parts_of(conn, brand)?);
    for (domain, name) in all {
        for sound in Known::of(&domain, &name).names() {
            let row = (brand_sounds::sound.eq(sound), brand_sounds::brand.eq(brand), brand_sounds::folding.eq(FOLDING));
            // Its name may sound like its domain.
            Both(diesel::insert_into(brand_sounds::table).values(row).on_conflict_do_nothing()).execute(conn)?;
        }
    }
    Ok(())
}

/// The brands that became part of one, and of those: whoever passes for them passes for it.
fn parts_of(conn: &mut AnyConn, brand: &[u8]) -> Result<Vec<(BrandDomain, String)>, StorageError> {
    let (mut found, mut reached) = (Vec::new(), vec![brand.to_vec()]);
    let mut next = 0;
    while let Some(into) = reached.get(next) {
        let parts: Vec<Unfolded> = brands::table
            .filter(brands::merged_into.eq(into.as_slice()))
            .select((brands::id, brands::domain, brands::name))
            .load(conn)?;
        for (id, domain, name) in parts {
            found.extend(domain.map(|it| (BrandDomain::kept(it), name)));
            if !reached.contains(&id) {
                reached.push(id);
            }
        }
        next += 1;
    }
    Ok(found)
}

/// A brand that is not folded as names are now.
type Unfolded = (Vec<u8>, Option<String>, String);

/// Folds the names of all brands that were not, or otherwise. Several processes may do so at once.
pub(in crate::storage) fn fill(place: &Place) -> Result<(), StorageError> {
    let mut conn = place.open(Access::Write)?;
    loop {
        let folded = brand_sounds::table
            .filter(brand_sounds::brand.eq(brands::id))
            .filter(brand_sounds::folding.eq(FOLDING))
            .select(brand_sounds::brand);
        let unfolded: Vec<Unfolded> = brands::table
            .filter(brands::domain.is_not_null())
            .filter(diesel::dsl::not(diesel::dsl::exists(folded)))
            .order(brands::id)
            .limit(FILLED_AT_ONCE)
            .select((brands::id, brands::domain, brands::name))
            .load(&mut conn)?;
        if unfolded.is_empty() {
            return Ok(());
        }
        engine::begin_write(&mut conn)?;
        let kept = unfolded.into_iter().try_for_each(|(id, domain, name)| keep(&mut conn, &id, domain, &name));
        match kept {
            Ok(()) => engine::commit(&mut conn)?,
            Err(error) => {
                engine::rollback(&mut conn)?;
                return Err(error);
            }
        }
    }
}
