//! Accounts elsewhere that have no part in anything here: their servers sent something that came to nothing, or somebody
//! looked at them once.

use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::domain::Timestamp;
use crate::domain::ids::ActorId;
use crate::storage::schema::{actors, pictures, profiles, remote_keys};
use crate::storage::{StorageError, Tx, View, search};

/// Of one transaction.
const FORGOTTEN_AT_ONCE: i64 = 200;

/// Where an account may be named that shows it to somebody: whoever is named there is found by words.
const SHOWN: &[(&str, &str)] = &[
    ("posts", "author"),
    ("follows", "follower"),
    ("follows", "followed"),
    ("complaints", "complainant"),
    ("parties", "actor"),
    ("officials", "actor"),
    ("quotes", "actor"),
];

/// Where else it may be named.
const NAMED: &[(&str, &str)] = &[
    ("reactions", "actor"),
    ("blocks", "blocker"),
    ("reports", "reporter"),
    ("cases", "actor"),
    ("restrictions", "actor"),
    ("restrictions", "moderator"),
    ("notices", "recipient"),
    ("notices", "sender"),
    ("posts", "told"),
    ("requests", "actor"),
    ("told_why", "actor"),
    ("sessions", "actor"),
    ("login_links", "actor"),
    ("activities", "actor"),
    ("past_follows", "followed"),
    ("brand_claims", "actor"),
    ("interaction_policies", "author"),
    ("representatives", "official"),
    ("voice_invitations", "official"),
    ("board_keys", "board"),
    ("board_voices", "board"),
    ("board_carriers", "board"),
    ("board_carriers", "carrier"),
    ("carried_boards", "board"),
    ("boards", "actor"),
    ("accounts", "actor"),
];

/// Whether a row of `actors`, under the name that it has in a statement, may be found by words: it lives here, or somebody
/// reads of it here.
pub(in crate::storage) fn is_shown(row: &str) -> String {
    format!("({row}.local OR {row}.kind = 'board' OR {})", named_in(SHOWN, row))
}

fn named_in(places: &[(&str, &str)], row: &str) -> String {
    let one =
        |(table, column): &(&str, &str)| format!("EXISTS (SELECT 1 FROM {table} WHERE {table}.{column} = {row}.id)");
    places.iter().map(one).collect::<Vec<_>>().join(" OR ")
}

/// Whether anybody can read that an account has a part in something here. That it signed in, filed a complaint that is not
/// public, or was looked for, nobody can; what hangs on this tells nobody more.
pub fn has_part_in_public(view: &mut View<'_>, id: ActorId) -> Result<bool, StorageError> {
    let public = "EXISTS (SELECT 1 FROM complaints WHERE complaints.listed AND complaints.complainant = actors.id) \
         OR EXISTS (SELECT 1 FROM officials WHERE officials.actor = actors.id) \
         OR EXISTS (SELECT 1 FROM parties JOIN complaints ON complaints.id = parties.complaint \
             WHERE complaints.listed AND parties.actor = actors.id)";
    let those = actors::table
        .filter(actors::id.eq(id.bytes()))
        .filter(diesel::dsl::sql::<Bool>(&format!("(actors.local OR {public})")));
    Ok(diesel::select(diesel::dsl::exists(those)).get_result(view.conn())?)
}

fn is_idle() -> String {
    let reported = "EXISTS (SELECT 1 FROM reports WHERE reports.subject = actors.uri)";
    let waits = "EXISTS (SELECT 1 FROM inbox WHERE inbox.handled_at IS NULL AND inbox.actor = actors.id)";
    format!("NOT ({} OR {} OR {reported} OR {waits})", is_shown("actors"), named_in(NAMED, "actors"))
}

/// Some that were not asked for since then and are named nowhere, the oldest first.
pub fn find(view: &mut View<'_>, before: Timestamp) -> Result<Vec<ActorId>, StorageError> {
    let those = actors::table
        .filter(diesel::dsl::not(actors::local))
        .filter(actors::deleted_at.is_null())
        .filter(actors::fetched_at.lt(before.timestamp_micros()))
        .filter(diesel::dsl::sql::<Bool>(&is_idle()))
        .order(actors::fetched_at)
        .limit(FORGOTTEN_AT_ONCE);
    let ids: Vec<Vec<u8>> = those.select(actors::id).load(view.conn())?;
    let read = |id: Vec<u8>| ActorId::from_bytes(&id).map_err(|why| StorageError::inconsistent("actors", why));
    ids.into_iter().map(read).collect()
}

/// Forgets those of these that are named nowhere still; the names of their keys.
pub fn forget(tx: &mut Tx<'_>, ids: &[ActorId], before: Timestamp) -> Result<Vec<String>, StorageError> {
    let mut names = Vec::new();
    for id in ids {
        let still = actors::table
            .filter(actors::id.eq(id.bytes()))
            .filter(actors::fetched_at.lt(before.timestamp_micros()))
            .filter(diesel::dsl::sql::<Bool>(&is_idle()));
        let row: Option<Option<String>> = still.select(actors::key_id).first(tx.conn()).optional()?;
        let Some(key) = row else { continue };
        names.extend(key);
        let keys = remote_keys::table.filter(remote_keys::actor.eq(id.bytes()));
        names.extend(keys.select(remote_keys::key_id).load::<String>(tx.conn())?);
        diesel::delete(keys).execute(tx.conn())?;
        diesel::delete(pictures::table.filter(pictures::actor.eq(id.bytes()))).execute(tx.conn())?;
        diesel::delete(profiles::table.filter(profiles::actor.eq(id.bytes()))).execute(tx.conn())?;
        search::forget_actor(tx, *id)?;
        diesel::delete(actors::table.find(id.bytes())).execute(tx.conn())?;
    }
    Ok(names)
}
