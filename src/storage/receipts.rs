//! What complainants show a brand alone to prove a purchase: sealed, and who read it when.

use diesel::prelude::*;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::ids::{AccountId, BrandId, ComplaintId};
use crate::storage::engine::columns;
use crate::storage::schema::{receipt_readings, receipts};
use crate::storage::{StorageError, Tx, View, moment};

/// One receipt without what is sealed in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub id: Uuid,
    pub complaint: ComplaintId,
    /// For whose people it is: whoever the complaint was about when it was shown.
    pub brand: BrandId,
    /// The media type of the file; empty where there is none.
    pub media: String,
    pub shown_at: Timestamp,
}

/// Who read one, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub receipt: Uuid,
    pub reader: AccountId,
    /// As they sign.
    pub name: String,
    pub at: Timestamp,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = receipts)]
struct Row {
    id: Vec<u8>,
    complaint: Vec<u8>,
    brand: Vec<u8>,
    media: String,
    shown_at: i64,
}

fn wrong(why: impl std::fmt::Display) -> StorageError {
    StorageError::inconsistent("receipts", why)
}

impl Row {
    fn receipt(self) -> Result<Receipt, StorageError> {
        Ok(Receipt {
            id: Uuid::from_slice(&self.id).map_err(wrong)?,
            complaint: ComplaintId::from_bytes(&self.complaint).map_err(wrong)?,
            brand: BrandId::from_bytes(&self.brand).map_err(wrong)?,
            media: self.media,
            shown_at: moment("receipts", self.shown_at)?,
        })
    }
}

/// `facts` and `file` are sealed already.
pub fn insert(tx: &mut Tx<'_>, it: &Receipt, facts: &[u8], file: Option<&[u8]>) -> Result<(), StorageError> {
    let row = (
        receipts::id.eq(it.id.as_bytes().as_slice()),
        receipts::complaint.eq(it.complaint.bytes()),
        receipts::brand.eq(it.brand.bytes()),
        receipts::facts.eq(facts),
        receipts::file.eq(file),
        receipts::media.eq(&it.media),
        receipts::shown_at.eq(it.shown_at.timestamp_micros()),
    );
    diesel::insert_into(receipts::table).values(row).execute(tx.conn())?;
    Ok(())
}

/// Those of one complaint, the oldest first.
pub fn of_complaint(view: &mut View<'_>, complaint: ComplaintId) -> Result<Vec<Receipt>, StorageError> {
    let rows: Vec<Row> = receipts::table
        .filter(receipts::complaint.eq(complaint.bytes()))
        .order((receipts::shown_at, receipts::id))
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::receipt).collect()
}

pub fn find(view: &mut View<'_>, id: Uuid) -> Result<Option<Receipt>, StorageError> {
    let row = receipts::table.find(id.as_bytes().as_slice()).select(columns::<Row>());
    row.get_result::<Row>(view.conn()).optional()?.map(Row::receipt).transpose()
}

/// The sealed facts.
pub fn facts_of(view: &mut View<'_>, id: Uuid) -> Result<Option<Vec<u8>>, StorageError> {
    let this = receipts::table.find(id.as_bytes().as_slice());
    Ok(this.select(receipts::facts).get_result(view.conn()).optional()?)
}

/// The sealed file.
pub fn file_of(view: &mut View<'_>, id: Uuid) -> Result<Option<Vec<u8>>, StorageError> {
    let this = receipts::table.find(id.as_bytes().as_slice());
    Ok(this.select(receipts::file).get_result::<Option<Vec<u8>>>(view.conn()).optional()?.flatten())
}

/// Notes a reading, unless the same person read it since then.
pub fn read(tx: &mut Tx<'_>, it: &Reading, since: Timestamp) -> Result<(), StorageError> {
    let again: i64 = receipt_readings::table
        .filter(receipt_readings::receipt.eq(it.receipt.as_bytes().as_slice()))
        .filter(receipt_readings::reader.eq(it.reader.bytes()))
        .filter(receipt_readings::at.gt(since.timestamp_micros()))
        .count()
        .get_result(tx.conn())?;
    if again > 0 {
        return Ok(());
    }
    let row = (
        receipt_readings::receipt.eq(it.receipt.as_bytes().as_slice()),
        receipt_readings::reader.eq(it.reader.bytes()),
        receipt_readings::name.eq(&it.name),
        receipt_readings::at.eq(it.at.timestamp_micros()),
    );
    diesel::insert_into(receipt_readings::table).values(row).execute(tx.conn())?;
    Ok(())
}

/// Who read the receipts of a complaint, the first reading first.
pub fn readings_of(view: &mut View<'_>, complaint: ComplaintId, limit: i64) -> Result<Vec<Reading>, StorageError> {
    let ids = receipts::table.filter(receipts::complaint.eq(complaint.bytes())).select(receipts::id);
    let rows: Vec<(Vec<u8>, Vec<u8>, String, i64)> = receipt_readings::table
        .filter(receipt_readings::receipt.eq_any(ids))
        .order((receipt_readings::at, receipt_readings::reader))
        .limit(limit)
        .select((receipt_readings::receipt, receipt_readings::reader, receipt_readings::name, receipt_readings::at))
        .load(view.conn())?;
    let reading = |(receipt, reader, name, at): (Vec<u8>, Vec<u8>, String, i64)| {
        Ok(Reading {
            receipt: Uuid::from_slice(&receipt).map_err(wrong)?,
            reader: AccountId::from_bytes(&reader).map_err(wrong)?,
            name,
            at: moment("receipt_readings", at)?,
        })
    };
    rows.into_iter().map(reading).collect()
}

/// One goes, with who read it.
pub fn remove(tx: &mut Tx<'_>, id: Uuid) -> Result<(), StorageError> {
    let readings = receipt_readings::table.filter(receipt_readings::receipt.eq(id.as_bytes().as_slice()));
    diesel::delete(readings).execute(tx.conn())?;
    diesel::delete(receipts::table.find(id.as_bytes().as_slice())).execute(tx.conn())?;
    Ok(())
}

/// All of a complaint go; `false`: there were none.
pub fn remove_of_complaint(tx: &mut Tx<'_>, complaint: ComplaintId) -> Result<bool, StorageError> {
    let all = of_complaint(&mut tx.view(), complaint)?;
    for it in &all {
        remove(tx, it.id)?;
    }
    Ok(!all.is_empty())
}
