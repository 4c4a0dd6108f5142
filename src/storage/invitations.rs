//! Who was asked to speak for a brand: a member by name, or whoever holds a link. Nobody speaks before they agreed.

use diesel::prelude::*;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::ids::{AccountId, ActorId};
use crate::storage::brands::Standing;
use crate::storage::engine::columns;
use crate::storage::schema::voice_invitations;
use crate::storage::{StorageError, Tx, View, moment};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    pub id: Uuid,
    /// The voice through which they are to speak.
    pub official: ActorId,
    /// The member who was asked; `None`: whoever opens the link first.
    pub account: Option<AccountId>,
    pub standing: Standing,
    pub role: String,
    pub invited_by: AccountId,
    pub made_at: Timestamp,
    pub expires_at: Timestamp,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = voice_invitations)]
struct Row {
    id: Vec<u8>,
    official: Vec<u8>,
    account: Option<Vec<u8>>,
    standing: String,
    role: String,
    invited_by: Vec<u8>,
    made_at: i64,
    expires_at: i64,
}

fn wrong(why: impl std::fmt::Display) -> StorageError {
    StorageError::inconsistent("voice_invitations", why)
}

impl Row {
    fn invitation(self) -> Result<Invitation, StorageError> {
        let at = |micros| moment("voice_invitations", micros);
        Ok(Invitation {
            id: Uuid::from_slice(&self.id).map_err(wrong)?,
            official: ActorId::from_bytes(&self.official).map_err(wrong)?,
            account: self.account.map(|it| AccountId::from_bytes(&it)).transpose().map_err(wrong)?,
            standing: Standing::from_word(&self.standing)
                .ok_or_else(|| wrong(format!("unknown standing {}", self.standing)))?,
            role: self.role,
            invited_by: AccountId::from_bytes(&self.invited_by).map_err(wrong)?,
            made_at: at(self.made_at)?,
            expires_at: at(self.expires_at)?,
        })
    }
}

pub fn insert(tx: &mut Tx<'_>, it: &Invitation) -> Result<(), StorageError> {
    let row = (
        voice_invitations::id.eq(it.id.as_bytes().as_slice()),
        voice_invitations::official.eq(it.official.bytes()),
        voice_invitations::account.eq(it.account.as_ref().map(AccountId::bytes)),
        voice_invitations::standing.eq(it.standing.word()),
        voice_invitations::role.eq(&it.role),
        voice_invitations::invited_by.eq(it.invited_by.bytes()),
        voice_invitations::made_at.eq(it.made_at.timestamp_micros()),
        voice_invitations::expires_at.eq(it.expires_at.timestamp_micros()),
    );
    diesel::insert_into(voice_invitations::table).values(row).execute(tx.conn())?;
    Ok(())
}

/// One that can be answered now.
pub fn find(view: &mut View<'_>, id: Uuid, now: Timestamp) -> Result<Option<Invitation>, StorageError> {
    let those = voice_invitations::table.filter(voice_invitations::id.eq(id.as_bytes().as_slice()));
    let open = those.filter(voice_invitations::expires_at.gt(now.timestamp_micros())).select(columns::<Row>());
    open.get_result::<Row>(view.conn()).optional()?.map(Row::invitation).transpose()
}

/// Those for one voice that wait for an answer, the oldest first.
pub fn of_official(
    view: &mut View<'_>,
    official: ActorId,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Invitation>, StorageError> {
    let rows: Vec<Row> = voice_invitations::table
        .filter(voice_invitations::official.eq(official.bytes()))
        .filter(voice_invitations::expires_at.gt(now.timestamp_micros()))
        .order((voice_invitations::made_at, voice_invitations::id))
        .limit(limit)
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::invitation).collect()
}

/// Those that a member was asked and has not answered, the oldest first.
pub fn of_account(
    view: &mut View<'_>,
    account: AccountId,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Invitation>, StorageError> {
    let rows: Vec<Row> = voice_invitations::table
        .filter(voice_invitations::account.eq(account.bytes()))
        .filter(voice_invitations::expires_at.gt(now.timestamp_micros()))
        .order((voice_invitations::made_at, voice_invitations::id))
        .limit(limit)
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::invitation).collect()
}

/// Answered, or taken back; `false`: somebody was faster. What ran out goes with it.
pub fn remove(tx: &mut Tx<'_>, id: Uuid, now: Timestamp) -> Result<bool, StorageError> {
    let this = voice_invitations::table.find(id.as_bytes().as_slice());
    let removed = diesel::delete(this).execute(tx.conn())? > 0;
    let old = voice_invitations::table.filter(voice_invitations::expires_at.le(now.timestamp_micros()));
    diesel::delete(old).execute(tx.conn())?;
    Ok(removed)
}

/// All that wait for one voice, or that one account was asked or asked for.
pub fn remove_of_official(tx: &mut Tx<'_>, official: ActorId) -> Result<(), StorageError> {
    let those = voice_invitations::table.filter(voice_invitations::official.eq(official.bytes()));
    diesel::delete(those).execute(tx.conn())?;
    Ok(())
}

/// What somebody asked others for a voice goes when they speak through it no more.
pub fn remove_made_by(tx: &mut Tx<'_>, official: ActorId, account: AccountId) -> Result<(), StorageError> {
    let those = voice_invitations::table.filter(voice_invitations::official.eq(official.bytes()));
    let made = those.filter(voice_invitations::invited_by.eq(account.bytes()));
    diesel::delete(made).execute(tx.conn())?;
    Ok(())
}

/// Whoever is gone is asked nothing, and asks nobody.
pub fn remove_of_account(tx: &mut Tx<'_>, account: AccountId) -> Result<(), StorageError> {
    let asked = voice_invitations::table.filter(voice_invitations::account.eq(account.bytes()));
    diesel::delete(asked).execute(tx.conn())?;
    let asks = voice_invitations::table.filter(voice_invitations::invited_by.eq(account.bytes()));
    diesel::delete(asks).execute(tx.conn())?;
    Ok(())
}
