//! What people and brands are to hear about decisions that concern them: kept for their own page.

use diesel::prelude::*;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::ids::{ActorId, ComplaintId};
use crate::storage::engine::columns;
use crate::storage::schema::notices;
use crate::storage::{StorageError, Tx, View, moment};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub id: Uuid,
    pub recipient: ActorId,
    /// A word of the catalogue: `told-of-<kind>`.
    pub kind: String,
    pub complaint: Option<ComplaintId>,
    /// What the moderator wrote, in public; of a contest its ground.
    pub reason: String,
    /// Until when something holds, or can be answered.
    pub until: Option<Timestamp>,
    pub at: Timestamp,
    /// The words that it is about as they stand now, for a page that looked them up: they are kept in one place alone.
    pub said: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = notices)]
struct Row {
    id: Vec<u8>,
    recipient: Vec<u8>,
    kind: String,
    complaint: Option<Vec<u8>>,
    reason: String,
    until: Option<i64>,
    at: i64,
}

fn wrong(why: impl std::fmt::Display) -> StorageError {
    StorageError::inconsistent("notices", why)
}

impl Row {
    fn notice(self) -> Result<Notice, StorageError> {
        Ok(Notice {
            id: Uuid::from_slice(&self.id).map_err(wrong)?,
            recipient: ActorId::from_bytes(&self.recipient).map_err(wrong)?,
            kind: self.kind,
            complaint: self.complaint.map(|it| ComplaintId::from_bytes(&it)).transpose().map_err(wrong)?,
            reason: self.reason,
            until: self.until.map(|at| moment("notices", at)).transpose()?,
            at: moment("notices", self.at)?,
            said: None,
        })
    }
}

pub fn insert(tx: &mut Tx<'_>, it: &Notice) -> Result<(), StorageError> {
    let row = (
        notices::id.eq(it.id.as_bytes().as_slice()),
        notices::recipient.eq(it.recipient.bytes()),
        notices::kind.eq(&it.kind),
        notices::complaint.eq(it.complaint.as_ref().map(ComplaintId::bytes)),
        notices::reason.eq(&it.reason),
        notices::until.eq(it.until.map(|at| at.timestamp_micros())),
        notices::at.eq(it.at.timestamp_micros()),
    );
    diesel::insert_into(notices::table).values(row).execute(tx.conn())?;
    Ok(())
}

pub fn find(view: &mut View<'_>, id: Uuid) -> Result<Option<Notice>, StorageError> {
    let row = notices::table.find(id.as_bytes().as_slice()).select(columns::<Row>());
    row.get_result::<Row>(view.conn()).optional()?.map(Row::notice).transpose()
}

/// What these actors were told, the newest first.
pub fn of(view: &mut View<'_>, recipients: &[ActorId], limit: i64) -> Result<Vec<Notice>, StorageError> {
    let recipients: Vec<&[u8]> = recipients.iter().map(ActorId::bytes).collect();
    let rows: Vec<Row> = notices::table
        .filter(notices::recipient.eq_any(recipients))
        .order((notices::at.desc(), notices::id.desc()))
        .limit(limit)
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::notice).collect()
}
