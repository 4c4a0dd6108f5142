//! Boards that are there because somebody looked for them: those that nobody came back for go again.

use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::domain::Timestamp;
use crate::domain::ids::BrandId;
use crate::storage::schema::{actors, boards, brand_sounds, brands};
use crate::storage::{StorageError, Tx, search};

/// Of one transaction.
const FORGOTTEN_AT_ONCE: i64 = 200;

/// Nobody read the board's document, or it would have keys, so no server knows its address; and nothing here names it.
const NOBODYS: &str = "NOT EXISTS (SELECT 1 FROM actor_keys WHERE actor_keys.actor = boards.actor) \
    AND NOT EXISTS (SELECT 1 FROM follows WHERE follows.followed = boards.actor OR follows.follower = boards.actor) \
    AND NOT EXISTS (SELECT 1 FROM activities WHERE activities.actor = boards.actor) \
    AND NOT EXISTS (SELECT 1 FROM complaints WHERE complaints.brand = boards.brand) \
    AND NOT EXISTS (SELECT 1 FROM officials WHERE officials.brand = boards.brand) \
    AND NOT EXISTS (SELECT 1 FROM brand_aliases WHERE brand_aliases.brand = boards.brand) \
    AND NOT EXISTS (SELECT 1 FROM brand_names WHERE brand_names.brand = boards.brand) \
    AND NOT EXISTS (SELECT 1 FROM record_subjects WHERE record_subjects.brand = boards.brand) \
    AND NOT EXISTS (SELECT 1 FROM record_counts WHERE record_counts.brand = boards.brand) \
    AND NOT EXISTS (SELECT 1 FROM brands WHERE brands.id = boards.brand AND brands.merged_into IS NOT NULL) \
    AND NOT EXISTS (SELECT 1 FROM brands WHERE brands.merged_into = boards.brand)";

/// Forgets boards that were looked for before this moment and that nobody came back for; how many.
pub fn forget(tx: &mut Tx<'_>, before: Timestamp) -> Result<usize, StorageError> {
    let rows: Vec<(Vec<u8>, Vec<u8>)> = boards::table
        .filter(boards::asked_at.lt(before.timestamp_micros()))
        .filter(diesel::dsl::sql::<Bool>(NOBODYS))
        .order(boards::asked_at)
        .limit(FORGOTTEN_AT_ONCE)
        .select((boards::brand, boards::actor))
        .load(tx.conn())?;
    for (brand, actor) in &rows {
        let id = BrandId::from_bytes(brand).map_err(|why| StorageError::inconsistent("boards", why))?;
        search::forget_brand(tx, id)?;
        diesel::delete(brand_sounds::table.filter(brand_sounds::brand.eq(brand))).execute(tx.conn())?;
        diesel::delete(boards::table.find(brand)).execute(tx.conn())?;
        diesel::delete(brands::table.find(brand)).execute(tx.conn())?;
        diesel::delete(actors::table.find(actor)).execute(tx.conn())?;
    }
    Ok(rows.len())
}
