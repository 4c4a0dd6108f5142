//! Members of this instance.

use diesel::prelude::*;

use crate::domain::Timestamp;
use crate::domain::ids::{AccountId, ActorId};
use crate::storage::engine::{Prepare as _, columns};
use crate::storage::restrictions::Severity;
use crate::storage::schema::{accounts, actors, restrictions};
use crate::storage::{StorageError, Tx, View, moment};

/// Whoever is suspended does nothing here, in whatever role.
macro_rules! suspended {
    () => {
        restrictions::table.filter(restrictions::kind.eq(Severity::Suspended.word())).select(restrictions::actor)
    };
}

/// What a member may do; each may do what those before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Member,
    /// Helps where a complaint was taken to the community's mediators.
    Mediator,
    Moderator,
    Administrator,
}

impl Role {
    pub const ALL: [Role; 4] = [Role::Member, Role::Mediator, Role::Moderator, Role::Administrator];

    pub fn name(self) -> &'static str {
        match self {
            Role::Member => "member",
            Role::Mediator => "mediator",
            Role::Moderator => "moderator",
            Role::Administrator => "administrator",
        }
    }

    pub fn from_name(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub id: AccountId,
    pub actor: ActorId,
    /// The actor's user name, lower case.
    pub name: String,
    /// A PHC string.
    pub password: String,
    pub role: Role,
    pub language: Option<String>,
    pub created_at: Timestamp,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = accounts)]
struct Row {
    id: Vec<u8>,
    actor: Vec<u8>,
    name: String,
    password: String,
    role: String,
    language: Option<String>,
    created_at: i64,
}

impl Row {
    fn account(self) -> Result<Account, StorageError> {
        let wrong = |why: &dyn std::fmt::Display| StorageError::inconsistent("accounts", why);
        Ok(Account {
            id: AccountId::from_bytes(&self.id).map_err(|why| wrong(&why))?,
            actor: ActorId::from_bytes(&self.actor).map_err(|why| wrong(&why))?,
            role: Role::from_name(&self.role).ok_or_else(|| wrong(&format!("unknown role {}", self.role)))?,
            created_at: moment("accounts", self.created_at)?,
            name: self.name,
            password: self.password,
            language: self.language,
        })
    }
}

pub fn find(view: &mut View<'_>, id: AccountId) -> Result<Option<Account>, StorageError> {
    let row = accounts::table.find(id.bytes()).select(columns::<Row>()).get_result::<Row>(view.conn()).optional()?;
    row.map(Row::account).transpose()
}

/// `name` in lower case.
pub fn find_by_name(view: &mut View<'_>, name: &str) -> Result<Option<Account>, StorageError> {
    let row = accounts::table.filter(accounts::name.eq(name)).select(columns::<Row>()).get_result::<Row>(view.conn());
    row.optional()?.map(Row::account).transpose()
}

pub fn count(view: &mut View<'_>) -> Result<i64, StorageError> {
    Ok(accounts::table.count().get_result(view.conn())?)
}

/// Those who may moderate, by name: an appeal goes to another moderator where there is one.
pub fn all_moderators(view: &mut View<'_>, limit: i64) -> Result<Vec<Account>, StorageError> {
    let rows: Vec<Row> = accounts::table
        .filter(accounts::role.eq_any([Role::Moderator.name(), Role::Administrator.name()]))
        .filter(accounts::actor.ne_all(suspended!()))
        .order(accounts::name)
        .limit(limit)
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::account).collect()
}

/// Those who administer this instance and are not suspended.
pub fn administrators(view: &mut View<'_>) -> Result<Vec<Account>, StorageError> {
    let rows: Vec<Row> = accounts::table
        .filter(accounts::role.eq(Role::Administrator.name()))
        .filter(accounts::actor.ne_all(suspended!()))
        .order(accounts::name)
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::account).collect()
}

/// Whether anybody here mediates: a complaint is taken to people, not to an empty queue.
pub fn has_mediators(view: &mut View<'_>) -> Result<bool, StorageError> {
    let those =
        accounts::table.filter(accounts::role.eq(Role::Mediator.name())).filter(accounts::actor.ne_all(suspended!()));
    Ok(those.count().get_result::<i64>(view.conn())? > 0)
}

/// The actors of those who mediate here.
pub fn mediators(view: &mut View<'_>) -> Result<Vec<ActorId>, StorageError> {
    let actors: Vec<Vec<u8>> = accounts::table
        .filter(accounts::role.eq(Role::Mediator.name()))
        .filter(accounts::actor.ne_all(suspended!()))
        .select(accounts::actor)
        .load(view.conn())?;
    let read = |id: Vec<u8>| ActorId::from_bytes(&id).map_err(|why| StorageError::inconsistent("accounts", why));
    actors.into_iter().map(read).collect()
}

/// The actors of those who moderate here, in the order of their names.
pub fn moderators(view: &mut View<'_>) -> Result<Vec<ActorId>, StorageError> {
    let actors: Vec<Vec<u8>> = accounts::table
        .filter(accounts::role.eq_any([Role::Moderator.name(), Role::Administrator.name()]))
        .filter(accounts::actor.ne_all(suspended!()))
        .order(accounts::name)
        .select(accounts::actor)
        .load(view.conn())?;
    let read = |id: Vec<u8>| ActorId::from_bytes(&id).map_err(|why| StorageError::inconsistent("accounts", why));
    actors.into_iter().map(read).collect()
}

pub fn insert(tx: &mut Tx<'_>, account: &Account) -> Result<(), StorageError> {
    let row = (
        accounts::id.eq(account.id.bytes()),
        accounts::actor.eq(account.actor.bytes()),
        accounts::name.eq(&account.name),
        accounts::password.eq(&account.password),
        accounts::role.eq(account.role.name()),
        accounts::language.eq(&account.language),
        accounts::created_at.eq(account.created_at.timestamp_micros()),
    );
    diesel::insert_into(accounts::table).values(row).execute(tx.conn())?;
    Ok(())
}

pub fn set_password(tx: &mut Tx<'_>, id: AccountId, password: &str) -> Result<(), StorageError> {
    diesel::update(accounts::table.find(id.bytes()))
        .set(accounts::password.eq(password))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

pub fn set_role(tx: &mut Tx<'_>, id: AccountId, role: Role) -> Result<(), StorageError> {
    diesel::update(accounts::table.find(id.bytes()))
        .set(accounts::role.eq(role.name()))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

pub fn set_language(tx: &mut Tx<'_>, id: AccountId, language: Option<&str>) -> Result<(), StorageError> {
    diesel::update(accounts::table.find(id.bytes()))
        .set(accounts::language.eq(language))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// Whether a user name is taken by any actor of ours, also one that is gone: names are never used twice.
pub fn is_name_taken(view: &mut View<'_>, username: &str) -> Result<bool, StorageError> {
    let those = actors::table.filter(actors::local).filter(actors::username.eq(username));
    Ok(diesel::select(diesel::dsl::exists(those)).get_result(view.conn())?)
}
