//! Who holds copies of a board's complaints: of a board of ours the servers that follow it, of another's those that it named.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Text};

use crate::domain::Timestamp;
use crate::domain::ids::ActorId;
use crate::storage::engine::{Both, Prepare as _, each};
use crate::storage::schema::{actors, board_carriers, complaints, follows, posts};
use crate::storage::{StorageError, Tx, View};

/// Carriers of one board of another server that are remembered: a home that names more only hides its own.
pub const NAMED_MAX: i64 = 200;

/// Where a page of followers ends: when the last of them came, and its id.
pub type Followed = (i64, Vec<u8>);

/// The addresses of one page of the servers that follow one of our boards as themselves, oldest first, with the moment that
/// the next page begins after. A stranger who follows today comes behind everybody who did before.
pub fn following(
    view: &mut View<'_>,
    board: ActorId,
    after: Option<Followed>,
    limit: i64,
) -> Result<Vec<(String, Followed)>, StorageError> {
    let (at, id) = after.unwrap_or((i64::MIN, Vec::new()));
    let rows: Vec<(String, i64, Vec<u8>)> = follows::table
        .inner_join(actors::table.on(actors::id.eq(follows::follower)))
        .filter(follows::followed.eq(board.bytes()))
        .filter(follows::accepted.eq(true))
        .filter(actors::local.eq(false))
        .filter(actors::speaks_rd.eq(true))
        .filter(actors::kind.eq("application"))
        .filter(actors::deleted_at.is_null())
        .filter(follows::at.gt(at).or(follows::at.eq(at).and(follows::follower.gt(id))))
        .order((follows::at, follows::follower))
        .limit(limit)
        .select((actors::uri, follows::at, follows::follower))
        .load(view.conn())?;
    Ok(rows.into_iter().map(|(uri, at, id)| (uri, (at, id))).collect())
}

/// Remembers that a board named somebody who carries it.
pub fn name(tx: &mut Tx<'_>, board: ActorId, carrier: ActorId, now: Timestamp) -> Result<(), StorageError> {
    let known: i64 =
        board_carriers::table.filter(board_carriers::board.eq(board.bytes())).count().get_result(tx.conn())?;
    if known >= NAMED_MAX {
        return Ok(());
    }
    let row = (
        board_carriers::board.eq(board.bytes()),
        board_carriers::carrier.eq(carrier.bytes()),
        board_carriers::named_at.eq(now.timestamp_micros()),
        board_carriers::asked_at.eq(0_i64),
    );
    Both(diesel::insert_into(board_carriers::table).values(row).on_conflict_do_nothing()).execute(tx.conn())?;
    Ok(())
}

/// Of those whom a board ever named, whoever was not asked for longest.
pub fn to_be_asked(view: &mut View<'_>, board: ActorId, limit: i64) -> Result<Vec<(ActorId, String)>, StorageError> {
    let rows: Vec<(Vec<u8>, String)> = board_carriers::table
        .inner_join(actors::table)
        .filter(board_carriers::board.eq(board.bytes()))
        .filter(actors::deleted_at.is_null())
        .order((board_carriers::asked_at, board_carriers::named_at, board_carriers::carrier))
        .limit(limit)
        .select((board_carriers::carrier, actors::uri))
        .load(view.conn())?;
    let wrong = |why| StorageError::inconsistent("board_carriers", why);
    rows.into_iter().map(|(id, uri)| Ok((ActorId::from_bytes(&id).map_err(wrong)?, uri))).collect()
}

pub fn asked(tx: &mut Tx<'_>, board: ActorId, carrier: ActorId, now: Timestamp) -> Result<(), StorageError> {
    diesel::update(board_carriers::table.find((board.bytes(), carrier.bytes())))
        .set(board_carriers::asked_at.eq(now.timestamp_micros()))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

#[derive(QueryableByName)]
struct Uri {
    #[diesel(sql_type = Text)]
    uri: String,
}

const WHOSE_BOARDS_WE_FOLLOW: &str = "SELECT MIN(b.uri) AS uri FROM follows f JOIN actors b ON b.id = f.followed \
     WHERE f.follower = $1 AND f.accepted AND NOT b.local AND b.deleted_at IS NULL AND b.kind = 'board' \
     GROUP BY b.host ORDER BY MIN(f.at), b.host LIMIT $2";

/// A board of every other server of which we carry one: servers that somebody here chose, and that may carry the same.
pub fn chosen(view: &mut View<'_>, instance: ActorId, limit: i64) -> Result<Vec<String>, StorageError> {
    let rows: Vec<Uri> = each!(view.conn(), conn => diesel::sql_query(WHOSE_BOARDS_WE_FOLLOW)
        .bind::<Binary, _>(instance.bytes())
        .bind::<BigInt, _>(limit)
        .load(conn))?;
    Ok(rows.into_iter().map(|row| row.uri).collect())
}

/// Whether a server was known before then by more than that it follows a board of ours: somebody here follows somebody there,
/// who agreed, or people there wrote in our threads.
pub fn is_known(view: &mut View<'_>, host: &str, before: Timestamp) -> Result<bool, StorageError> {
    let there = || actors::table.filter(actors::host.eq(host.to_string())).filter(actors::local.eq(false));
    let ours = actors::table.filter(actors::local).select(actors::id);
    let followed = follows::table
        .filter(follows::accepted.eq(true))
        .filter(follows::at.lt(before.timestamp_micros()))
        .filter(follows::followed.eq_any(there().select(actors::id)))
        .filter(follows::follower.eq_any(ours));
    if followed.count().get_result::<i64>(view.conn())? > 0 {
        return Ok(true);
    }
    let people = there().filter(actors::kind.eq("person")).select(actors::id.nullable());
    let at_home = complaints::table.filter(complaints::at_home.eq(true)).select(complaints::id.nullable());
    let wrote = posts::table
        .filter(posts::author.eq_any(people))
        .filter(posts::complaint.eq_any(at_home))
        .filter(posts::received_at.lt(before.timestamp_micros()));
    Ok(wrote.count().get_result::<i64>(view.conn())? > 0)
}
