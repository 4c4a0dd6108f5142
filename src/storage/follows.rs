//! Who follows whom, and which inboxes that comes to.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Text};
use diesel::upsert::excluded;

use crate::domain::Timestamp;
use crate::domain::ids::ActorId;
use crate::storage::actors::Actor;
use crate::storage::engine::{Both, Prepare as _, each};
use crate::storage::schema::{actors, follows, past_follows};
use crate::storage::{StorageError, Tx, View, carried, moment};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follow {
    pub follower: ActorId,
    pub followed: ActorId,
    /// The id of the `Follow` activity: what `Accept`, `Reject` and `Undo` name.
    pub uri: String,
    pub accepted: bool,
    pub at: Timestamp,
}

type Row = (Vec<u8>, Vec<u8>, String, bool, i64);

const COLUMNS: (follows::follower, follows::followed, follows::uri, follows::accepted, follows::at) =
    (follows::follower, follows::followed, follows::uri, follows::accepted, follows::at);

fn follow((follower, followed, uri, accepted, at): Row) -> Result<Follow, StorageError> {
    let actor = |bytes: &[u8]| ActorId::from_bytes(bytes).map_err(|why| StorageError::inconsistent("follows", why));
    Ok(Follow { follower: actor(&follower)?, followed: actor(&followed)?, uri, accepted, at: moment("follows", at)? })
}

/// Keeps a follow; one that is there takes the newer activity's id, and is never un-accepted by a repeat.
pub fn save(tx: &mut Tx<'_>, it: &Follow) -> Result<(), StorageError> {
    let known = find(&mut tx.view(), it.follower, it.followed)?;
    let accepted = it.accepted || known.is_some_and(|known| known.accepted);
    let row = (
        follows::follower.eq(it.follower.bytes()),
        follows::followed.eq(it.followed.bytes()),
        follows::uri.eq(&it.uri),
        follows::accepted.eq(accepted),
        follows::at.eq(it.at.timestamp_micros()),
    );
    let statement = diesel::insert_into(follows::table)
        .values(row)
        .on_conflict((follows::follower, follows::followed))
        .do_update()
        .set((follows::uri.eq(excluded(follows::uri)), follows::accepted.eq(excluded(follows::accepted))));
    Both(statement).prepared().execute(tx.conn())?;
    heard_elsewhere(tx, it.follower)?;
    carried::follow_changed(tx, it.followed)
}

pub fn accept(tx: &mut Tx<'_>, follower: ActorId, followed: ActorId) -> Result<bool, StorageError> {
    let those = follows::table.find((follower.bytes(), followed.bytes()));
    let accepted = diesel::update(those).set(follows::accepted.eq(true)).prepared().execute(tx.conn())? == 1;
    if accepted {
        carried::follow_changed(tx, followed)?;
    }
    Ok(accepted)
}

/// Ends a follow; false when there was none. What its inbox got until now may still change, so that stays known.
pub fn remove(tx: &mut Tx<'_>, follower: ActorId, followed: ActorId) -> Result<bool, StorageError> {
    let statement = "INSERT INTO past_follows (followed, inbox, since, speaks_rd) \
         SELECT f.followed, COALESCE(a.shared_inbox, a.inbox), f.at, a.speaks_rd \
         FROM follows f JOIN actors a ON a.id = f.follower \
         WHERE f.follower = $1 AND f.followed = $2 AND f.accepted AND NOT a.local AND a.deleted_at IS NULL \
         ON CONFLICT (followed, inbox) DO UPDATE SET speaks_rd = past_follows.speaks_rd OR excluded.speaks_rd";
    each!(tx.conn(), conn => diesel::sql_query(statement)
        .bind::<Binary, _>(follower.bytes())
        .bind::<Binary, _>(followed.bytes())
        .execute(conn))?;
    let ended = diesel::delete(follows::table.find((follower.bytes(), followed.bytes()))).execute(tx.conn())? == 1;
    carried::follow_changed(tx, followed)?;
    Ok(ended)
}

/// Everything that an actor who is gone followed, and everybody who followed it. Its server may hold what it got all the same.
pub fn remove_all_of(tx: &mut Tx<'_>, actor: ActorId) -> Result<usize, StorageError> {
    let statement = "INSERT INTO past_follows (followed, inbox, since, speaks_rd) \
         SELECT f.followed, COALESCE(a.shared_inbox, a.inbox), f.at, a.speaks_rd \
         FROM follows f JOIN actors a ON a.id = f.follower \
         WHERE f.follower = $1 AND f.accepted AND NOT a.local \
         ON CONFLICT (followed, inbox) DO UPDATE SET speaks_rd = past_follows.speaks_rd OR excluded.speaks_rd";
    each!(tx.conn(), conn => diesel::sql_query(statement).bind::<Binary, _>(actor.bytes()).execute(conn))?;
    let those = follows::table
        .filter(follows::follower.eq(actor.bytes().to_vec()).or(follows::followed.eq(actor.bytes().to_vec())));
    Ok(diesel::delete(those).execute(tx.conn())?)
}

pub fn find(view: &mut View<'_>, follower: ActorId, followed: ActorId) -> Result<Option<Follow>, StorageError> {
    let row: Option<Row> =
        follows::table.find((follower.bytes(), followed.bytes())).select(COLUMNS).get_result(view.conn()).optional()?;
    row.map(follow).transpose()
}

pub fn find_by_uri(view: &mut View<'_>, uri: &str) -> Result<Option<Follow>, StorageError> {
    let row: Option<Row> =
        follows::table.filter(follows::uri.eq(uri)).select(COLUMNS).get_result(view.conn()).optional()?;
    row.map(follow).transpose()
}

/// Whom an actor follows, waiting or accepted.
pub fn of_follower(view: &mut View<'_>, follower: ActorId) -> Result<Vec<Follow>, StorageError> {
    let rows: Vec<Row> = follows::table
        .filter(follows::follower.eq(follower.bytes()))
        .order(follows::at)
        .select(COLUMNS)
        .load(view.conn())?;
    rows.into_iter().map(follow).collect()
}

pub fn count_followers(view: &mut View<'_>, followed: ActorId) -> Result<i64, StorageError> {
    let those = follows::table.filter(follows::followed.eq(followed.bytes())).filter(follows::accepted.eq(true));
    Ok(those.count().get_result(view.conn())?)
}

pub fn count_following(view: &mut View<'_>, follower: ActorId) -> Result<i64, StorageError> {
    let those = follows::table.filter(follows::follower.eq(follower.bytes())).filter(follows::accepted.eq(true));
    Ok(those.count().get_result(view.conn())?)
}

/// Other servers that carry an actor's threads: their own actors follow it and know our vocabulary.
pub fn carriers(view: &mut View<'_>, followed: ActorId) -> Result<Vec<Actor>, StorageError> {
    const CARRIERS_MAX: i64 = 100;
    let ids: Vec<Vec<u8>> = follows::table
        .inner_join(actors::table.on(actors::id.eq(follows::follower)))
        .filter(follows::followed.eq(followed.bytes()))
        .filter(follows::accepted.eq(true))
        .filter(actors::local.eq(false))
        .filter(actors::speaks_rd.eq(true))
        .filter(actors::kind.eq("application"))
        .filter(actors::deleted_at.is_null())
        .order(actors::uri)
        .limit(CARRIERS_MAX)
        .select(actors::id)
        .load(view.conn())?;
    let ids: Result<Vec<ActorId>, _> = ids.iter().map(|it| ActorId::from_bytes(it)).collect();
    crate::storage::actors::find_many(view, &ids.map_err(|why| StorageError::inconsistent("follows", why))?)
}

#[derive(QueryableByName)]
struct Inbox {
    #[diesel(sql_type = Text)]
    inbox: String,
}

/// Both ends of the index on who is followed and where that is heard: no page is dearer than the one before it.
const INBOXES: &str = "SELECT DISTINCT f.inbox AS inbox FROM follows f \
     WHERE f.followed = $1 AND f.accepted AND f.inbox > $2 \
       AND NOT EXISTS (SELECT 1 FROM gone_inboxes g WHERE g.inbox = f.inbox) \
     ORDER BY 1 LIMIT $3";

const INBOXES_OF_RD: &str = "SELECT DISTINCT f.inbox AS inbox FROM follows f \
     WHERE f.followed = $1 AND f.speaks_rd AND f.accepted AND f.inbox > $2 \
       AND NOT EXISTS (SELECT 1 FROM gone_inboxes g WHERE g.inbox = f.inbox) \
     ORDER BY 1 LIMIT $3";

const INBOXES_WITH_PAST: &str = "SELECT inbox FROM ( \
     SELECT inbox FROM (SELECT DISTINCT f.inbox AS inbox FROM follows f \
       WHERE f.followed = $1 AND f.accepted AND f.inbox > $2 \
         AND NOT EXISTS (SELECT 1 FROM gone_inboxes g WHERE g.inbox = f.inbox) ORDER BY 1 LIMIT $3) now \
     UNION SELECT inbox FROM (SELECT p.inbox AS inbox FROM past_follows p \
       WHERE p.followed = $1 AND p.inbox > $2 \
         AND NOT EXISTS (SELECT 1 FROM gone_inboxes g WHERE g.inbox = p.inbox) ORDER BY 1 LIMIT $3) past) heard \
     ORDER BY 1 LIMIT $3";

const INBOXES_OF_RD_WITH_PAST: &str = "SELECT inbox FROM ( \
     SELECT inbox FROM (SELECT DISTINCT f.inbox AS inbox FROM follows f \
       WHERE f.followed = $1 AND f.speaks_rd AND f.accepted AND f.inbox > $2 \
         AND NOT EXISTS (SELECT 1 FROM gone_inboxes g WHERE g.inbox = f.inbox) ORDER BY 1 LIMIT $3) now \
     UNION SELECT inbox FROM (SELECT p.inbox AS inbox FROM past_follows p \
       WHERE p.followed = $1 AND p.speaks_rd AND p.inbox > $2 \
         AND NOT EXISTS (SELECT 1 FROM gone_inboxes g WHERE g.inbox = p.inbox) ORDER BY 1 LIMIT $3) past) heard \
     ORDER BY 1 LIMIT $3";

/// Where an actor's follows are heard stands beside them, so that a fan-out reads one index in its order.
/// Rows that are right already are not touched: two transactions about one follower need not wait for each other.
const HEARD: &str = "UPDATE follows SET inbox = n.inbox, speaks_rd = n.speaks_rd FROM ( \
       SELECT a.id, a.speaks_rd, \
         CASE WHEN a.local OR a.deleted_at IS NOT NULL THEN NULL ELSE COALESCE(a.shared_inbox, a.inbox) END AS inbox \
       FROM actors a WHERE a.id = $1) n \
     WHERE follows.follower = n.id \
       AND (follows.inbox IS DISTINCT FROM n.inbox OR follows.speaks_rd IS DISTINCT FROM n.speaks_rd)";

/// The follower's inbox or its vocabulary may have changed.
pub(in crate::storage) fn heard_elsewhere(tx: &mut Tx<'_>, follower: ActorId) -> Result<(), StorageError> {
    each!(tx.conn(), conn => diesel::sql_query(HEARD).bind::<Binary, _>(follower.bytes()).execute(conn))?;
    Ok(())
}

/// As [`inboxes_after`], with those that followed once: for edits and deletions of what they may have got.
pub fn inboxes_ever_after(
    view: &mut View<'_>,
    followed: ActorId,
    only_rd: bool,
    after: &str,
    limit: i64,
) -> Result<Vec<String>, StorageError> {
    let inboxes = if only_rd { INBOXES_OF_RD_WITH_PAST } else { INBOXES_WITH_PAST };
    let rows: Vec<Inbox> = each!(view.conn(), conn => diesel::sql_query(inboxes)
        .bind::<Binary, _>(followed.bytes())
        .bind::<Text, _>(after)
        .bind::<BigInt, _>(limit)
        .load(conn))?;
    Ok(rows.into_iter().map(|row| row.inbox).collect())
}

/// The inboxes of an actor's followers elsewhere, one for each server that shares one, by keyset.
pub fn inboxes_after(
    view: &mut View<'_>,
    followed: ActorId,
    only_rd: bool,
    after: &str,
    limit: i64,
) -> Result<Vec<String>, StorageError> {
    let inboxes = if only_rd { INBOXES_OF_RD } else { INBOXES };
    let rows: Vec<Inbox> = each!(view.conn(), conn => diesel::sql_query(inboxes)
        .bind::<Binary, _>(followed.bytes())
        .bind::<Text, _>(after)
        .bind::<BigInt, _>(limit)
        .load(conn))?;
    Ok(rows.into_iter().map(|row| row.inbox).collect())
}

/// Those of these inboxes that hear an actor, or did once.
pub fn those_that_hear(
    view: &mut View<'_>,
    followed: ActorId,
    inboxes: &[String],
) -> Result<Vec<String>, StorageError> {
    let mut hear: Vec<String> = follows::table
        .filter(follows::followed.eq(followed.bytes()))
        .filter(follows::accepted.eq(true))
        .filter(follows::inbox.eq_any(inboxes))
        .select(follows::inbox.assume_not_null())
        .load(view.conn())?;
    let past: Vec<String> = past_follows::table
        .filter(past_follows::followed.eq(followed.bytes()))
        .filter(past_follows::inbox.eq_any(inboxes))
        .select(past_follows::inbox)
        .load(view.conn())?;
    hear.extend(past);
    Ok(hear)
}
