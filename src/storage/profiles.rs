//! What actors elsewhere say of themselves beside their names, and their pictures as we drew them again.

use chrono::TimeDelta;
use diesel::prelude::*;
use diesel::upsert::excluded;

use crate::domain::Timestamp;
use crate::domain::ids::ActorId;
use crate::storage::engine::{Both, Prepare as _};
use crate::storage::jobs::{self, Task};
use crate::storage::schema::{pictures, profiles};
use crate::storage::{StorageError, Tx, View};

/// A picture that could not be fetched is tried again after this, when it is shown again.
const ASKED_AGAIN_HOURS: i64 = 24;

/// Beside the actor itself. What nobody says is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Where its picture is.
    pub icon: Option<String>,
    /// May be found by what it wrote.
    pub indexable: bool,
}

impl Default for Profile {
    fn default() -> Profile {
        Profile { icon: None, indexable: true }
    }
}

/// Keeps what an actor says now. Another picture than before is fetched when it is shown next.
pub fn save(tx: &mut Tx<'_>, actor: ActorId, profile: &Profile) -> Result<(), StorageError> {
    let known: Option<(Option<String>, bool)> = profiles::table
        .find(actor.bytes())
        .select((profiles::icon, profiles::indexable))
        .get_result(tx.conn())
        .optional()?;
    match known {
        None if *profile == Profile::default() => return Ok(()),
        Some((icon, indexable)) if icon == profile.icon && indexable == profile.indexable => return Ok(()),
        Some((icon, _)) if icon != profile.icon => {
            diesel::delete(pictures::table.filter(pictures::actor.eq(actor.bytes()))).execute(tx.conn())?;
        }
        _ => {}
    }
    let row = (
        profiles::actor.eq(actor.bytes()),
        profiles::icon.eq(&profile.icon),
        profiles::indexable.eq(profile.indexable),
        profiles::asked_at.eq(None::<i64>),
    );
    let statement = diesel::insert_into(profiles::table).values(row).on_conflict(profiles::actor).do_update().set((
        profiles::icon.eq(excluded(profiles::icon)),
        profiles::indexable.eq(excluded(profiles::indexable)),
        profiles::asked_at.eq(None::<i64>),
    ));
    Both(statement).prepared().execute(tx.conn())?;
    Ok(())
}

/// The actor is gone, and its picture with it.
pub fn forget(tx: &mut Tx<'_>, actor: ActorId) -> Result<(), StorageError> {
    diesel::delete(pictures::table.filter(pictures::actor.eq(actor.bytes()))).execute(tx.conn())?;
    let row = diesel::update(profiles::table.find(actor.bytes())).set(profiles::icon.eq(None::<String>));
    row.execute(tx.conn())?;
    Ok(())
}

/// Whether an actor may be found by what it wrote (FEP-5feb). Who says nothing may.
pub fn is_indexable(view: &mut View<'_>, actor: ActorId) -> Result<bool, StorageError> {
    let said: Option<bool> =
        profiles::table.find(actor.bytes()).select(profiles::indexable).get_result(view.conn()).optional()?;
    Ok(said.unwrap_or(true))
}

/// Those of these actors who have a picture.
pub fn pictured(view: &mut View<'_>, ids: &[ActorId]) -> Result<Vec<ActorId>, StorageError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<&[u8]> = ids.iter().map(ActorId::bytes).collect();
    let rows: Vec<Vec<u8>> = profiles::table
        .filter(profiles::actor.eq_any(ids))
        .filter(profiles::icon.is_not_null())
        .select(profiles::actor)
        .load(view.conn())?;
    let wrong = |why| StorageError::inconsistent("profiles", why);
    rows.iter().map(|it| ActorId::from_bytes(it).map_err(wrong)).collect()
}

pub fn icon_of(view: &mut View<'_>, actor: ActorId) -> Result<Option<String>, StorageError> {
    let those = profiles::table.find(actor.bytes()).select(profiles::icon);
    Ok(those.get_result::<Option<String>>(view.conn()).optional()?.flatten())
}

pub fn picture(view: &mut View<'_>, actor: ActorId, size: u32) -> Result<Option<Vec<u8>>, StorageError> {
    let size = i32::try_from(size).unwrap_or(i32::MAX);
    Ok(pictures::table.find((actor.bytes(), size)).select(pictures::bytes).get_result(view.conn()).optional()?)
}

/// Puts the fetching of a picture in line, unless that was done lately.
pub fn ask_for_picture(tx: &mut Tx<'_>, actor: ActorId, now: Timestamp) -> Result<(), StorageError> {
    let long_ago = (now - TimeDelta::hours(ASKED_AGAIN_HOURS)).timestamp_micros();
    let those = profiles::table
        .filter(profiles::actor.eq(actor.bytes().to_vec()))
        .filter(profiles::icon.is_not_null())
        .filter(profiles::asked_at.is_null().or(profiles::asked_at.lt(long_ago)));
    let asked =
        diesel::update(those).set(profiles::asked_at.eq(now.timestamp_micros())).prepared().execute(tx.conn())?;
    if asked == 1 { jobs::enqueue(tx, &Task::FetchPicture { actor }, now) } else { Ok(()) }
}

/// Keeps a picture in its sizes, if it still is the one that the actor shows.
pub fn keep_picture(tx: &mut Tx<'_>, actor: ActorId, icon: &str, sizes: &[(u32, Vec<u8>)]) -> Result<(), StorageError> {
    if icon_of(&mut tx.view(), actor)?.as_deref() != Some(icon) {
        return Ok(());
    }
    diesel::delete(pictures::table.filter(pictures::actor.eq(actor.bytes()))).execute(tx.conn())?;
    for (size, bytes) in sizes {
        let row = (
            pictures::actor.eq(actor.bytes()),
            pictures::size.eq(i32::try_from(*size).unwrap_or(i32::MAX)),
            pictures::bytes.eq(bytes),
        );
        diesel::insert_into(pictures::table).values(row).execute(tx.conn())?;
    }
    Ok(())
}
