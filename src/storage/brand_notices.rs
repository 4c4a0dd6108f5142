//! Deliveries by which a brand's voice elsewhere is told of a complaint, until its server takes them.

use diesel::prelude::*;

use crate::domain::ids::{ActivityId, ComplaintId};
use crate::storage::engine::Both;
use crate::storage::schema::brand_notices;
use crate::storage::{StorageError, Tx};

pub fn expect(tx: &mut Tx<'_>, activity: ActivityId, inbox: &str, complaint: ComplaintId) -> Result<(), StorageError> {
    let row = (
        brand_notices::activity.eq(activity.bytes()),
        brand_notices::inbox.eq(inbox),
        brand_notices::complaint.eq(complaint.bytes()),
    );
    Both(diesel::insert_into(brand_notices::table).values(row).on_conflict_do_nothing()).execute(tx.conn())?;
    Ok(())
}

/// The complaint of which this delivery tells a voice, if it is one of those; it is not expected any more.
pub fn taken(tx: &mut Tx<'_>, activity: ActivityId, inbox: &str) -> Result<Option<ComplaintId>, StorageError> {
    let this = brand_notices::table.find((activity.bytes(), inbox));
    let complaint: Option<Vec<u8>> = this.select(brand_notices::complaint).get_result(tx.conn()).optional()?;
    let Some(complaint) = complaint else { return Ok(None) };
    diesel::delete(brand_notices::table.find((activity.bytes(), inbox))).execute(tx.conn())?;
    ComplaintId::from_bytes(&complaint).map(Some).map_err(|why| StorageError::inconsistent("brand_notices", why))
}

/// It is about another brand now: what is on its way to the voice of the one before tells that one nothing.
pub fn forget(tx: &mut Tx<'_>, complaint: ComplaintId) -> Result<(), StorageError> {
    let those = brand_notices::table.filter(brand_notices::complaint.eq(complaint.bytes()));
    diesel::delete(those).execute(tx.conn())?;
    Ok(())
}
