//! What becomes of the records of a brand that turns out to be another. Records and subjects keep their ids.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::domain::ids::BrandId;
use crate::storage::records::take_in;
use crate::storage::schema::{brands, record_counts, record_subjects, records};
use crate::storage::{StorageError, Tx, View};

/// How many brands were merged into others so far; it only grows.
pub(super) fn merges(view: &mut View<'_>) -> Result<i64, StorageError> {
    Ok(brands::table.filter(brands::merged_into.is_not_null()).count().get_result(view.conn())?)
}

type Cell = (i32, i64, i32, i32, i32);

/// Everything of one brand is from now on of the other.
pub fn move_records(tx: &mut Tx<'_>, from: BrandId, into: BrandId) -> Result<(), StorageError> {
    take_in::lock(tx)?;
    diesel::update(record_subjects::table.filter(record_subjects::brand.eq(from.bytes())))
        .set(record_subjects::brand.eq(into.bytes()))
        .execute(tx.conn())?;
    let theirs: HashMap<Cell, i64> = cells(tx, into)?.into_iter().map(|(id, cell, _)| (cell, id)).collect();
    for (id, cell, count) in cells(tx, from)? {
        let Some(&other) = theirs.get(&cell) else {
            diesel::update(record_counts::table.find(id))
                .set(record_counts::brand.eq(into.bytes()))
                .execute(tx.conn())?;
            continue;
        };
        diesel::update(records::table.filter(records::cell.eq(id))).set(records::cell.eq(other)).execute(tx.conn())?;
        diesel::update(record_counts::table.find(other))
            .set(record_counts::count.eq(record_counts::count + count))
            .execute(tx.conn())?;
        diesel::delete(record_counts::table.find(id)).execute(tx.conn())?;
    }
    Ok(())
}

/// The counts of a brand: id, what is counted, and how many.
fn cells(tx: &mut Tx<'_>, brand: BrandId) -> Result<Vec<(i64, Cell, i64)>, StorageError> {
    let cell = (
        record_counts::month,
        record_counts::topic,
        record_counts::response,
        record_counts::timely,
        record_counts::disputed,
    );
    Ok(record_counts::table
        .filter(record_counts::brand.eq(brand.bytes()))
        .select((record_counts::id, cell, record_counts::count))
        .load(tx.conn())?)
}
