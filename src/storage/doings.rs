//! How much came of an account or a host of elsewhere in each hour of the last day: numbers alone.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use crate::domain::Timestamp;
use crate::domain::doings::{DAY_HOURS, Doing};
use crate::storage::engine::each;
use crate::storage::schema::doings;
use crate::storage::{StorageError, Tx, View};

const SECONDS_OF_HOUR: i64 = 3_600;

const COUNT_ONE: &str = "INSERT INTO doings (who, kind, hour, number) VALUES ($1, $2, $3, 1) \
     ON CONFLICT (who, kind, hour) DO UPDATE SET number = doings.number + 1";

fn hour_of(at: Timestamp) -> i64 {
    at.timestamp().div_euclid(SECONDS_OF_HOUR)
}

/// What was counted of this hour and of the last day.
pub fn counts(view: &mut View<'_>, who: &str, doing: Doing, now: Timestamp) -> Result<(i64, i64), StorageError> {
    let hour = hour_of(now);
    let rows: Vec<(i64, i64)> = doings::table
        .filter(doings::who.eq(who))
        .filter(doings::kind.eq(doing.word()))
        .filter(doings::hour.gt(hour - DAY_HOURS))
        .select((doings::hour, doings::number))
        .load(view.conn())?;
    let this_hour = rows.iter().filter(|(at, _)| *at == hour).map(|(_, count)| count).sum();
    Ok((this_hour, rows.iter().map(|(_, count)| count).sum()))
}

pub fn count(tx: &mut Tx<'_>, who: &str, doing: Doing, now: Timestamp) -> Result<(), StorageError> {
    each!(tx.conn(), conn => diesel::sql_query(COUNT_ONE)
        .bind::<Text, _>(who)
        .bind::<Text, _>(doing.word())
        .bind::<BigInt, _>(hour_of(now))
        .execute(conn))?;
    Ok(())
}

/// Forgets what is older than a day.
pub fn tidy(tx: &mut Tx<'_>, now: Timestamp) -> Result<usize, StorageError> {
    Ok(diesel::delete(doings::table.filter(doings::hour.le(hour_of(now) - DAY_HOURS))).execute(tx.conn())?)
}
