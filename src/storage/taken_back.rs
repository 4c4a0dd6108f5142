//! What authors elsewhere took back, or changed, before it came: remembered for a while, so that nothing comes of it when
//! it does, or that it is read as it is by then.

use chrono::TimeDelta;
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use crate::domain::Timestamp;
use crate::storage::engine::{Both, Prepare as _};
use crate::storage::schema::taken_back;
use crate::storage::{StorageError, Tx, View};

/// As long as servers go on trying to deliver what could not be delivered.
pub const KEPT_DAYS: i64 = 30;
/// Things of one host that are remembered; beyond it the oldest go.
pub const PER_HOST_MAX: i64 = 1_000;
/// The same for changes, counted apart: what was changed pushes out nothing that was taken back.
pub const CHANGED_PER_HOST_MAX: i64 = 100;
/// Things of all hosts together.
pub const IN_ALL_MAX: i64 = 50_000;
/// All are counted with the first of a host, and then with every so many of it.
const COUNTED_EVERY: i64 = 50;
/// Rows that one forgetting looks at.
const FORGOTTEN_MAX: i64 = 500;

/// Behind the address of what was changed. No address holds it.
const CHANGED: &str = "\0changed";
/// The same of what is gone by somebody else's word.
const DOUBTED: &str = "\0doubted";
/// In the place of an author where somebody else said something of a post. Nobody is called so.
const ANYBODY: &str = "";

/// Names one thing of one author; nobody can take back what is somebody else's.
fn key(author: &str, id: &str, what: &str) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update((author.len() as u64).to_be_bytes());
    hash.update(author);
    hash.update(id);
    hash.update(what);
    hash.finalize().to_vec()
}

/// Remembers that an author took back something that never came.
pub fn remember(tx: &mut Tx<'_>, author: &str, host: &str, id: &str, now: Timestamp) -> Result<(), StorageError> {
    keep(tx, key(author, id, ""), (host, PER_HOST_MAX), now)
}

/// An author wants to come what they had taken back before it came.
pub fn let_come(tx: &mut Tx<'_>, author: &str, id: &str) -> Result<(), StorageError> {
    forget(tx, vec![key(author, id, "")])
}

/// Remembers that an author changed something that never came.
pub fn remember_changed(
    tx: &mut Tx<'_>,
    author: &str,
    host: &str,
    id: &str,
    now: Timestamp,
) -> Result<(), StorageError> {
    keep(tx, key(author, id, CHANGED), (&format!("{host} changed"), CHANGED_PER_HOST_MAX), now)
}

/// Somebody else says that something is gone which never came: whether it is its author's server says when it comes.
/// `host`: who says so, and has so much room for it.
pub fn remember_doubted(tx: &mut Tx<'_>, host: &str, id: &str, now: Timestamp) -> Result<(), StorageError> {
    keep(tx, key(ANYBODY, id, DOUBTED), (&format!("{host} doubted"), CHANGED_PER_HOST_MAX), now)
}

fn keep(tx: &mut Tx<'_>, key: Vec<u8>, (host, most): (&str, i64), now: Timestamp) -> Result<(), StorageError> {
    let row = (taken_back::key.eq(key), taken_back::host.eq(host), taken_back::at.eq(now.timestamp_micros()));
    let statement = diesel::insert_into(taken_back::table).values(row).on_conflict_do_nothing();
    if Both(statement).execute(tx.conn())? == 0 {
        return Ok(());
    }
    let of_host: i64 = taken_back::table.filter(taken_back::host.eq(host)).count().get_result(tx.conn())?;
    if of_host > most {
        let oldest: Vec<Vec<u8>> = taken_back::table
            .filter(taken_back::host.eq(host))
            .order((taken_back::at, taken_back::key))
            .limit(of_host - most)
            .select(taken_back::key)
            .load(tx.conn())?;
        forget(tx, oldest)?;
    }
    // Counting everything each time would make a flood dearer than it is.
    if of_host % COUNTED_EVERY != 1 {
        return Ok(());
    }
    let in_all: i64 = taken_back::table.count().get_result(tx.conn())?;
    if in_all > IN_ALL_MAX {
        let oldest: Vec<Vec<u8>> = taken_back::table
            .order((taken_back::at, taken_back::key))
            .limit((in_all - IN_ALL_MAX).min(FORGOTTEN_MAX))
            .select(taken_back::key)
            .load(tx.conn())?;
        forget(tx, oldest)?;
    }
    Ok(())
}

fn forget(tx: &mut Tx<'_>, keys: Vec<Vec<u8>>) -> Result<(), StorageError> {
    diesel::delete(taken_back::table.filter(taken_back::key.eq_any(keys))).execute(tx.conn())?;
    Ok(())
}

/// Whether an author took something back before it came.
pub fn is_taken_back(view: &mut View<'_>, author: &str, id: &str, now: Timestamp) -> Result<bool, StorageError> {
    is_kept(view, key(author, id, ""), now)
}

/// Whether an author changed something before it came.
pub fn is_changed(view: &mut View<'_>, author: &str, id: &str, now: Timestamp) -> Result<bool, StorageError> {
    is_kept(view, key(author, id, CHANGED), now)
}

/// Whether somebody else said that something is gone before it came.
pub fn is_doubted(view: &mut View<'_>, id: &str, now: Timestamp) -> Result<bool, StorageError> {
    is_kept(view, key(ANYBODY, id, DOUBTED), now)
}

fn is_kept(view: &mut View<'_>, key: Vec<u8>, now: Timestamp) -> Result<bool, StorageError> {
    let since = (now - TimeDelta::days(KEPT_DAYS)).timestamp_micros();
    let those = taken_back::table.find(key).filter(taken_back::at.ge(since));
    Ok(diesel::select(diesel::dsl::exists(those)).get_result(view.conn())?)
}

/// Lets go of what is older than anybody goes on trying.
pub fn delete_old(tx: &mut Tx<'_>, now: Timestamp) -> Result<usize, StorageError> {
    let before = (now - TimeDelta::days(KEPT_DAYS)).timestamp_micros();
    Ok(diesel::delete(taken_back::table.filter(taken_back::at.lt(before))).prepared().execute(tx.conn())?)
}
