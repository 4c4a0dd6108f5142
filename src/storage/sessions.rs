//! Who is signed in, and the one-time links by which people from other servers do.

use diesel::prelude::*;
use diesel::upsert::excluded;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::ids::ActorId;
use crate::storage::engine::{Both, Prepare as _};
use crate::storage::schema::{actors, login_links, sessions};
use crate::storage::{StorageError, Tx, View, moment};

/// SHA-256 of what the browser holds.
pub type SessionKeyHash = [u8; 32];

/// Each that comes lets go of so many that are too many.
const NOBODYS_DELETED_AT_ONCE: i64 = 100;

/// What is kept of a session, as long as it has not expired.
pub fn load(view: &mut View<'_>, key: &SessionKeyHash, now: Timestamp) -> Result<Option<String>, StorageError> {
    let those = sessions::table.find(key.as_slice()).filter(sessions::expires_at.gt(now.timestamp_micros()));
    Ok(those.select(sessions::state).get_result(view.conn()).optional()?)
}

/// `actor` is who is signed in: their sessions end together when the password changes. `owner` is the mark of the network
/// from which something is kept that nobody signed.
pub fn save(
    tx: &mut Tx<'_>,
    key: &SessionKeyHash,
    actor: Option<ActorId>,
    owner: Option<&[u8]>,
    state: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StorageError> {
    let row = (
        sessions::key.eq(key.as_slice()),
        sessions::actor.eq(actor.as_ref().map(ActorId::bytes)),
        sessions::state.eq(state),
        sessions::created_at.eq(now.timestamp_micros()),
        sessions::expires_at.eq(expires_at.timestamp_micros()),
        sessions::owner.eq(owner),
    );
    let statement = diesel::insert_into(sessions::table).values(row).on_conflict(sessions::key).do_update().set((
        sessions::actor.eq(excluded(sessions::actor)),
        sessions::state.eq(excluded(sessions::state)),
        // What is kept again is as young as it is: the oldest goes first where there is too much.
        sessions::created_at.eq(excluded(sessions::created_at)),
        sessions::expires_at.eq(excluded(sessions::expires_at)),
        sessions::owner.eq(excluded(sessions::owner)),
    ));
    Both(statement).prepared().execute(tx.conn())?;
    Ok(())
}

/// How many sessions in which nobody is signed in hold something from this network.
pub fn count_of_owner(view: &mut View<'_>, owner: &[u8], now: Timestamp) -> Result<i64, StorageError> {
    let those = sessions::table
        .filter(sessions::actor.is_null())
        .filter(sessions::owner.eq(owner))
        .filter(sessions::expires_at.gt(now.timestamp_micros()));
    Ok(those.count().get_result(view.conn())?)
}

/// How many sessions in which nobody is signed in kept something after this moment.
pub fn count_of_nobody(view: &mut View<'_>, since: Timestamp, now: Timestamp) -> Result<i64, StorageError> {
    let those = sessions::table
        .filter(sessions::actor.is_null())
        .filter(sessions::created_at.gt(since.timestamp_micros()))
        .filter(sessions::expires_at.gt(now.timestamp_micros()));
    Ok(those.count().get_result(view.conn())?)
}

/// Of the sessions in which nobody is signed in, this one and so many of the newest others stay, and all that
/// were kept after `safe`.
pub fn keep_newest_of_nobody(
    tx: &mut Tx<'_>,
    own: &SessionKeyHash,
    most: i64,
    safe: Timestamp,
) -> Result<(), StorageError> {
    let older: Vec<(Vec<u8>, i64)> = sessions::table
        .filter(sessions::actor.is_null())
        .filter(sessions::key.ne(own.as_slice()))
        .order((sessions::created_at.desc(), sessions::key))
        .offset(most)
        .limit(NOBODYS_DELETED_AT_ONCE)
        .select((sessions::key, sessions::created_at))
        .load(tx.conn())?;
    let is_old = |(_, created_at): &(Vec<u8>, i64)| *created_at <= safe.timestamp_micros();
    let older: Vec<Vec<u8>> = older.into_iter().filter(is_old).map(|(key, _)| key).collect();
    if !older.is_empty() {
        diesel::delete(sessions::table.filter(sessions::key.eq_any(older))).execute(tx.conn())?;
    }
    Ok(())
}

/// Of somebody who is signed in: the others end when they said.
pub fn extend(tx: &mut Tx<'_>, key: &SessionKeyHash, expires_at: Timestamp) -> Result<(), StorageError> {
    diesel::update(sessions::table.find(key.as_slice()).filter(sessions::actor.is_not_null()))
        .set(sessions::expires_at.eq(expires_at.timestamp_micros()))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

pub fn delete(tx: &mut Tx<'_>, key: &SessionKeyHash) -> Result<(), StorageError> {
    diesel::delete(sessions::table.find(key.as_slice())).execute(tx.conn())?;
    Ok(())
}

/// Signs somebody out everywhere.
pub fn delete_of_actor(tx: &mut Tx<'_>, actor: ActorId) -> Result<(), StorageError> {
    diesel::delete(sessions::table.filter(sessions::actor.eq(actor.bytes()))).execute(tx.conn())?;
    Ok(())
}

/// Hosts of other servers from which people are signed in here, or have a link that would sign them in.
pub fn hosts_of_guests(view: &mut View<'_>) -> Result<Vec<String>, StorageError> {
    // A join would go through all actors on SQLite.
    let signed_in = actors::table
        .filter(actors::id.nullable().eq_any(sessions::table.select(sessions::actor)))
        .filter(actors::local.eq(false))
        .select(actors::host)
        .distinct();
    let mut hosts: Vec<String> = signed_in.load(view.conn())?;
    let handles: Vec<String> = login_links::table.select(login_links::handle).distinct().load(view.conn())?;
    hosts.extend(handles.iter().filter_map(|it| it.split_once('@')).map(|(_, host)| host.to_string()));
    hosts.sort();
    hosts.dedup();
    Ok(hosts)
}

/// Ends the sessions of everybody from this host, and the links that would begin one.
pub fn end_guests_of(tx: &mut Tx<'_>, host: &str) -> Result<usize, StorageError> {
    let theirs =
        actors::table.filter(actors::host.eq(host)).filter(actors::local.eq(false)).select(actors::id.nullable());
    let ended = diesel::delete(sessions::table.filter(sessions::actor.eq_any(theirs))).execute(tx.conn())?;
    let at_host = format!("%@{}", host.replace(['%', '_', '\\'], ""));
    let links = login_links::table.filter(login_links::handle.like(at_host));
    Ok(ended + diesel::delete(links).execute(tx.conn())?)
}

/// Sessions and links that nobody can use any more.
pub fn delete_expired(tx: &mut Tx<'_>, now: Timestamp) -> Result<usize, StorageError> {
    let now = now.timestamp_micros();
    let gone = diesel::delete(sessions::table.filter(sessions::expires_at.le(now))).execute(tx.conn())?;
    let links = diesel::delete(login_links::table.filter(login_links::expires_at.le(now))).execute(tx.conn())?;
    Ok(gone + links)
}

/// A one-time link that somebody asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoginLink {
    pub id: Uuid,
    /// `name@host`, lower case, without an `@` before it.
    pub handle: String,
    /// SHA-256 of what the browser that asked holds.
    pub browser: [u8; 32],
    pub language: String,
    /// Known once the message was sent to them.
    pub actor: Option<ActorId>,
    pub expires_at: Timestamp,
    pub used_at: Option<Timestamp>,
    /// Whether that browser was one in which somebody signed in with this handle before.
    pub known: bool,
}

pub fn insert_link(tx: &mut Tx<'_>, link: &LoginLink) -> Result<(), StorageError> {
    let row = (
        login_links::id.eq(link.id.as_bytes().as_slice()),
        login_links::handle.eq(&link.handle),
        login_links::browser.eq(link.browser.as_slice()),
        login_links::language.eq(&link.language),
        login_links::actor.eq(link.actor.as_ref().map(ActorId::bytes)),
        login_links::expires_at.eq(link.expires_at.timestamp_micros()),
        login_links::used_at.eq(link.used_at.map(|at| at.timestamp_micros())),
        login_links::known.eq(link.known),
    );
    diesel::insert_into(login_links::table).values(row).execute(tx.conn())?;
    Ok(())
}

type LinkRow = (Vec<u8>, String, Vec<u8>, String, Option<Vec<u8>>, i64, Option<i64>, bool);

pub fn find_link(view: &mut View<'_>, id: Uuid) -> Result<Option<LoginLink>, StorageError> {
    let row: Option<LinkRow> = login_links::table.find(id.as_bytes().as_slice()).get_result(view.conn()).optional()?;
    let wrong = |why: &dyn std::fmt::Display| StorageError::inconsistent("login_links", why);
    let Some((id, handle, browser, language, actor, expires_at, used_at, known)) = row else { return Ok(None) };
    Ok(Some(LoginLink {
        id: Uuid::from_slice(&id).map_err(|why| wrong(&why))?,
        handle,
        browser: browser.try_into().map_err(|_| wrong(&"a browser's mark has 32 bytes"))?,
        language,
        actor: actor.map(|id| ActorId::from_bytes(&id)).transpose().map_err(|why| wrong(&why))?,
        expires_at: moment("login_links", expires_at)?,
        used_at: used_at.map(|at| moment("login_links", at)).transpose()?,
        known,
    }))
}

pub fn set_link_actor(tx: &mut Tx<'_>, id: Uuid, actor: ActorId) -> Result<(), StorageError> {
    diesel::update(login_links::table.find(id.as_bytes().as_slice()))
        .set(login_links::actor.eq(actor.bytes()))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// Links to somebody that are not too old: those from browsers in which they signed in before, or all others.
pub fn count_links_of(view: &mut View<'_>, actor: ActorId, known: bool, now: Timestamp) -> Result<i64, StorageError> {
    let those = login_links::table
        .filter(login_links::actor.eq(actor.bytes()))
        .filter(login_links::known.eq(known))
        .filter(login_links::expires_at.gt(now.timestamp_micros()));
    Ok(those.count().get_result(view.conn())?)
}

/// Uses a link up; false when somebody was faster.
pub fn use_link(tx: &mut Tx<'_>, id: Uuid, now: Timestamp) -> Result<bool, StorageError> {
    let unused = login_links::table
        .filter(login_links::id.eq(id.as_bytes().as_slice()))
        .filter(login_links::used_at.is_null())
        .filter(login_links::expires_at.gt(now.timestamp_micros()));
    let changed =
        diesel::update(unused).set(login_links::used_at.eq(now.timestamp_micros())).prepared().execute(tx.conn())?;
    Ok(changed == 1)
}
