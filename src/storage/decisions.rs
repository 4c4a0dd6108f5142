//! The public log of moderation as it can be checked: a chain of lines beside the log.

use diesel::prelude::*;
use uuid::Uuid;

use crate::crypto::random::{self, Randomness};
use crate::domain::decisions::{Decided, seal};
use crate::domain::ids::ComplaintId;
use crate::domain::log::{Disclosure, Hash, Line};
use crate::domain::visibility::{Sight, Viewer, sight};
use crate::storage::complaints::hash_of;
use crate::storage::engine::{AnyConn, columns};
use crate::storage::reports::LogLine;
use crate::storage::schema::{moderation_chain, moderation_log};
use crate::storage::{StorageError, Tx, View, reports, visibility};

/// Decisions that one page of the published log carries.
pub const PAGE_LINES: i64 = 100;
/// Of two decisions at one moment the second waits for the first one's hash, on PostgreSQL; SQLite has one writer anyway.
const CHAIN_LOCK: i64 = 0x6d6f_6465_7261_7465;
/// Older decisions that are chained in one go.
const UNCHAINED_MAX: i64 = 1_000;

/// The number and hash of the newest line.
pub fn head(view: &mut View<'_>) -> Result<Option<(i64, Hash)>, StorageError> {
    let row: Option<(i64, Vec<u8>)> = moderation_chain::table
        .order(moderation_chain::number.desc())
        .select((moderation_chain::number, moderation_chain::hash))
        .first(view.conn())
        .optional()?;
    row.map(|(number, hash)| Ok((number, hash_of(&hash)?))).transpose()
}

/// Adds what the chain does not hold yet: the decision just made, and any that was made before there was a chain.
pub fn chain(tx: &mut Tx<'_>, random: &dyn Randomness, home: &str) -> Result<(), StorageError> {
    if let AnyConn::Pg(conn) = tx.conn() {
        diesel::sql_query("SELECT pg_advisory_xact_lock($1)")
            .bind::<diesel::sql_types::BigInt, _>(CHAIN_LOCK)
            .execute(conn)?;
    }
    let mut last = head(&mut tx.view())?;
    for line in unchained(&mut tx.view())? {
        let number = last.map_or(1, |(number, _)| number + 1);
        // The chain is public for ever: of what only the two sides may see it says that something was decided, and not about what.
        let complaint = match line.complaint {
            Some(id) if is_nothing_to_others(&mut tx.view(), id)? => None,
            named => named,
        };
        let salts = [random::bytes(random), random::bytes(random), random::bytes(random)];
        let it = Decided {
            number,
            at: line.at,
            deed: &line.deed,
            ground: line.ground.as_deref(),
            complaint,
            moderator: &line.moderator,
            reason: &line.reason,
            subject: line.subject.as_deref(),
        };
        let sealed = seal(&it, home, &salts, last.map(|(_, hash)| hash)).map_err(inconsistent)?;
        let row = (
            moderation_chain::number.eq(number),
            moderation_chain::entry.eq(line.id.as_bytes().as_slice()),
            moderation_chain::core.eq(&sealed.core),
            moderation_chain::hash.eq(sealed.hash.0.as_slice()),
            moderation_chain::moderator_salt.eq(Some(hex::encode(salts[0]))),
            moderation_chain::reason_salt.eq(Some(hex::encode(salts[1]))),
            moderation_chain::subject_salt.eq(line.subject.as_ref().map(|_| hex::encode(salts[2]))),
        );
        diesel::insert_into(moderation_chain::table).values(row).execute(tx.conn())?;
        last = Some((number, sealed.hash));
    }
    Ok(())
}

fn is_nothing_to_others(view: &mut View<'_>, id: ComplaintId) -> Result<bool, StorageError> {
    let standing = visibility::standing(view, id)?;
    Ok(standing.is_none_or(|it| sight(it, Viewer::Visitor) == Sight::Nothing))
}

fn unchained(view: &mut View<'_>) -> Result<Vec<LogLine>, StorageError> {
    let rows: Vec<reports::LogRow> = moderation_log::table
        .left_join(moderation_chain::table.on(moderation_chain::entry.eq(moderation_log::id)))
        .filter(moderation_chain::number.is_null())
        .order((moderation_log::at, moderation_log::id))
        .limit(UNCHAINED_MAX)
        .select(columns::<reports::LogRow>())
        .load(view.conn())?;
    rows.into_iter().map(reports::log_line).collect()
}

/// Where these decisions stand in the chain.
pub fn numbers_of(view: &mut View<'_>, ids: &[Uuid]) -> Result<Vec<(Uuid, i64)>, StorageError> {
    let ids: Vec<&[u8]> = ids.iter().map(|it| it.as_bytes().as_slice()).collect();
    let rows: Vec<(Vec<u8>, i64)> = moderation_chain::table
        .filter(moderation_chain::entry.eq_any(ids))
        .select((moderation_chain::entry, moderation_chain::number))
        .load(view.conn())?;
    rows.into_iter().map(|(id, number)| Ok((Uuid::from_slice(&id).map_err(inconsistent)?, number))).collect()
}

#[derive(Queryable)]
struct ChainRow {
    core: Vec<u8>,
    hash: Vec<u8>,
    moderator_salt: Option<String>,
    reason_salt: Option<String>,
    subject_salt: Option<String>,
    moderator: String,
    reason: String,
    subject: Option<String>,
}

/// The lines after a number, in order.
pub fn after(view: &mut View<'_>, number: i64) -> Result<Vec<Line>, StorageError> {
    let rows: Vec<ChainRow> = moderation_chain::table
        .inner_join(moderation_log::table.on(moderation_chain::entry.eq(moderation_log::id)))
        .filter(moderation_chain::number.gt(number))
        .order(moderation_chain::number)
        .limit(PAGE_LINES)
        .select((
            moderation_chain::core,
            moderation_chain::hash,
            moderation_chain::moderator_salt,
            moderation_chain::reason_salt,
            moderation_chain::subject_salt,
            moderation_log::moderator,
            moderation_log::reason,
            moderation_log::subject,
        ))
        .load(view.conn())?;
    let line = |row: ChainRow| {
        // Without its salt a text was erased: what stands there now was never committed to.
        let beside = |name: &str, value: String, salt: Option<String>| Disclosure {
            name: name.to_string(),
            value: salt.is_some().then_some(value),
            salt,
        };
        let mut disclosures =
            vec![beside("moderator", row.moderator, row.moderator_salt), beside("reason", row.reason, row.reason_salt)];
        disclosures.extend(row.subject.map(|subject| beside("subject", subject, row.subject_salt)));
        Ok(Line { core: row.core, hash: hash_of(&row.hash)?, disclosures })
    };
    rows.into_iter().map(line).collect()
}

fn inconsistent(why: impl std::fmt::Display) -> StorageError {
    StorageError::inconsistent("moderation_chain", why)
}
