//! How far each file was read.

use diesel::prelude::*;

use crate::domain::Timestamp;
use crate::storage::engine::Both;
use crate::storage::schema::record_imports;
use crate::storage::{StorageError, Tx, View};

/// Where an import stands: kept with the records of the same transaction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    pub bytes_read: u64,
    pub lines_read: u64,
    pub added: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub rejected: u64,
    /// The length of the rejects file: what lies beyond it was written by a run that was cut.
    pub rejects_bytes: u64,
}

/// Where an unfinished import of this file stands. `file` is the file's fingerprint.
pub fn progress_of(view: &mut View<'_>, file: &[u8]) -> Result<Option<Progress>, StorageError> {
    type Row = (i64, i64, i64, i64, i64, i64, i64);
    let columns = (
        record_imports::bytes_read,
        record_imports::lines_read,
        record_imports::added,
        record_imports::changed,
        record_imports::unchanged,
        record_imports::rejected,
        record_imports::rejects_bytes,
    );
    let row: Option<Row> = record_imports::table.find(file).select(columns).first(view.conn()).optional()?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Progress {
        bytes_read: row.0.cast_unsigned(),
        lines_read: row.1.cast_unsigned(),
        added: row.2.cast_unsigned(),
        changed: row.3.cast_unsigned(),
        unchanged: row.4.cast_unsigned(),
        rejected: row.5.cast_unsigned(),
        rejects_bytes: row.6.cast_unsigned(),
    }))
}

pub fn keep_progress(tx: &mut Tx<'_>, file: &[u8], progress: Progress, now: Timestamp) -> Result<(), StorageError> {
    let kept = (
        record_imports::bytes_read.eq(progress.bytes_read.cast_signed()),
        record_imports::lines_read.eq(progress.lines_read.cast_signed()),
        record_imports::added.eq(progress.added.cast_signed()),
        record_imports::changed.eq(progress.changed.cast_signed()),
        record_imports::unchanged.eq(progress.unchanged.cast_signed()),
        record_imports::rejected.eq(progress.rejected.cast_signed()),
        record_imports::rejects_bytes.eq(progress.rejects_bytes.cast_signed()),
        record_imports::changed_at.eq(now.timestamp_micros()),
    );
    let statement = diesel::insert_into(record_imports::table)
        .values((record_imports::file.eq(file), kept))
        .on_conflict(record_imports::file)
        .do_update()
        .set(kept);
    Both(statement).execute(tx.conn())?;
    Ok(())
}

/// The file was read to its end: another import of it begins at its start.
pub fn forget_progress(tx: &mut Tx<'_>, file: &[u8]) -> Result<(), StorageError> {
    diesel::delete(record_imports::table.find(file)).execute(tx.conn())?;
    Ok(())
}
