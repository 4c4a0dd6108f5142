//! Boards that are there because somebody looked for them: those that nobody came back for go again.

use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::domain::Timestamp;
use crate::domain::ids::BrandId;
use crate::storage::schema::{actor_keys, actors, boards, brand_sounds, brands};
use crate::storage::{StorageError, Tx, search};

/// Of one transaction.
const FORGOTTEN_AT_ONCE: i64 = 200;

/// Nobody read the board's document, or it would have keys: no server knows its address.
const UNREAD: &str = "NOT EXISTS (SELECT 1 FROM actor_keys WHERE actor_keys.actor = boards.actor)";

/// Nothing here names the board, and it said nothing.
const UNNAMED: &str = "NOT EXISTS (SELECT 1 FROM follows WHERE follows.followed = boards.actor OR follows.follower = boards.actor) \
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
    let those = boards::table
        .filter(boards::asked_at.lt(before.timestamp_micros()))
        .filter(diesel::dsl::sql::<Bool>(UNREAD))
        .filter(diesel::dsl::sql::<Bool>(UNNAMED))
        .order(boards::asked_at)
        .limit(FORGOTTEN_AT_ONCE);
    let rows: Vec<(Vec<u8>, Vec<u8>)> = those.select((boards::brand, boards::actor)).load(tx.conn())?;
    for (brand, actor) in &rows {
        forget_one(tx, brand, actor)?;
    }
    Ok(rows.len())
}

/// Forgets the board that was looked for first and that nobody read; where there is none, the first one that was looked for
/// before this moment, read and never used. Whether one went.
pub fn make_room(tx: &mut Tx<'_>, read_before: Timestamp) -> Result<bool, StorageError> {
    let oldest = boards::table
        .filter(boards::asked_at.is_not_null())
        .filter(diesel::dsl::sql::<Bool>(UNNAMED))
        .order(boards::asked_at)
        .select((boards::brand, boards::actor));
    let unread: Option<(Vec<u8>, Vec<u8>)> =
        oldest.clone().filter(diesel::dsl::sql::<Bool>(UNREAD)).first(tx.conn()).optional()?;
    let row = match unread {
        None => oldest.filter(boards::asked_at.lt(read_before.timestamp_micros())).first(tx.conn()).optional()?,
        row => row,
    };
    match row {
        Some((brand, actor)) => forget_one(tx, &brand, &actor).map(|()| true),
        None => Ok(false),
    }
}

fn forget_one(tx: &mut Tx<'_>, brand: &[u8], actor: &[u8]) -> Result<(), StorageError> {
    let id = BrandId::from_bytes(brand).map_err(|why| StorageError::inconsistent("boards", why))?;
    search::forget_brand(tx, id)?;
    diesel::delete(brand_sounds::table.filter(brand_sounds::brand.eq(brand))).execute(tx.conn())?;
    diesel::delete(actor_keys::table.filter(actor_keys::actor.eq(actor))).execute(tx.conn())?;
    diesel::delete(boards::table.find(brand)).execute(tx.conn())?;
    diesel::delete(brands::table.find(brand)).execute(tx.conn())?;
    diesel::delete(actors::table.find(actor)).execute(tx.conn())?;
    Ok(())
}
