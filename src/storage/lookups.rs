//! What members asked other servers for, by handle or address, and where on our pages it was found.

use chrono::TimeDelta;
use diesel::prelude::*;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::storage::engine::Prepare as _;
use crate::storage::schema::lookups;
use crate::storage::{StorageError, Tx, View};

/// Answers are looked at within seconds; after this they are forgotten.
const KEPT_HOURS: i64 = 24;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lookup {
    pub text: String,
    /// The path of a page of ours.
    pub place: Option<String>,
    pub done: bool,
}

pub fn insert(tx: &mut Tx<'_>, id: Uuid, text: &str, at: Timestamp) -> Result<(), StorageError> {
    let old = (at - TimeDelta::hours(KEPT_HOURS)).timestamp_micros();
    diesel::delete(lookups::table.filter(lookups::at.lt(old))).execute(tx.conn())?;
    let row = (
        lookups::id.eq(id.as_bytes().as_slice()),
        lookups::text.eq(text),
        lookups::at.eq(at.timestamp_micros()),
        lookups::done.eq(false),
    );
    diesel::insert_into(lookups::table).values(row).execute(tx.conn())?;
    Ok(())
}

pub fn find(view: &mut View<'_>, id: Uuid) -> Result<Option<Lookup>, StorageError> {
    let row: Option<(String, Option<String>, bool)> = lookups::table
        .find(id.as_bytes().as_slice())
        .select((lookups::text, lookups::place, lookups::done))
        .first(view.conn())
        .optional()?;
    Ok(row.map(|(text, place, done)| Lookup { text, place, done }))
}

/// It was found there, or nowhere.
pub fn answer(tx: &mut Tx<'_>, id: Uuid, place: Option<&str>) -> Result<(), StorageError> {
    diesel::update(lookups::table.find(id.as_bytes().as_slice()))
        .set((lookups::place.eq(place), lookups::done.eq(true)))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}
