//! Instance settings: they live in the database and change without a restart.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::upsert::excluded;
use serde_json::Value;

use crate::domain::Timestamp;
use crate::storage::engine::{Access, Both, Prepare as _};
use crate::storage::schema::settings;
use crate::storage::{Db, StorageError, Tx, View};

/// Under which address this database was first used; no person sets it.
const ORIGIN: &str = "origin";

/// Every setting that was ever set, by name. Defaults belong to whoever gives a setting its meaning.
pub fn all(view: &mut View<'_>) -> Result<BTreeMap<String, Value>, StorageError> {
    let rows: Vec<(String, String)> = settings::table.select((settings::name, settings::value)).load(view.conn())?;
    rows.into_iter().map(|(name, text)| Ok((name, read(&text)?))).collect()
}

pub fn get(view: &mut View<'_>, name: &str) -> Result<Option<Value>, StorageError> {
    let text = settings::table.find(name).select(settings::value).get_result::<String>(view.conn()).optional()?;
    text.map(|text| read(&text)).transpose()
}

pub fn set(tx: &mut Tx<'_>, name: &str, value: &Value, at: Timestamp) -> Result<(), StorageError> {
    let row = (
        settings::name.eq(name),
        settings::value.eq(value.to_string()),
        settings::changed_at.eq(at.timestamp_micros()),
    );
    let statement = diesel::insert_into(settings::table)
        .values(row)
        .on_conflict(settings::name)
        .do_update()
        .set((settings::value.eq(excluded(settings::value)), settings::changed_at.eq(excluded(settings::changed_at))));
    Both(statement).prepared().execute(tx.conn())?;
    Ok(())
}

impl Db {
    /// The origin whose ids are in this database: kept at its first use, the same ever after. Blocks.
    pub fn origin_or(&self, mine: &str, at: Timestamp) -> Result<String, StorageError> {
        let mut conn = self.inner.place.open(Access::Write)?;
        let kept = |conn: &mut _| {
            let row = settings::table.find(ORIGIN).select(settings::value);
            row.get_result::<String>(conn).optional()
        };
        let text = match kept(&mut conn)? {
            Some(text) => text,
            None => {
                let row = (
                    settings::name.eq(ORIGIN),
                    settings::value.eq(Value::from(mine).to_string()),
                    settings::changed_at.eq(at.timestamp_micros()),
                );
                // Of two that start at once the first one wins, and the other reads what it wrote.
                Both(diesel::insert_into(settings::table).values(row).on_conflict_do_nothing()).execute(&mut conn)?;
                kept(&mut conn)?.unwrap_or_default()
            }
        };
        match read(&text)? {
            Value::String(origin) => Ok(origin),
            other => Err(StorageError::inconsistent("settings", format!("an origin that is {other}"))),
        }
    }
}

fn read(text: &str) -> Result<Value, StorageError> {
    serde_json::from_str(text).map_err(|error| StorageError::inconsistent("settings", error))
}
