//! Leave to quote, answer, like or boost posts of ours (FEP-044f and its pattern): given once for each request, and taken
//! back for good.

use diesel::dsl::exists;
use diesel::prelude::*;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::ids::{ActorId, PostId};
use crate::storage::actors::ActorKind;
use crate::storage::engine::{Both, Prepare as _};
use crate::storage::schema::{actors, posts, quotes};
use crate::storage::{StorageError, Tx, View, moment};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    pub id: Uuid,
    /// The post of ours.
    pub post: PostId,
    /// The address of the post that quotes it.
    pub quoting: String,
    /// Who wrote that one.
    pub actor: ActorId,
    pub at: Timestamp,
    pub revoked_at: Option<Timestamp>,
    pub kind: LeaveKind,
}

/// What the leave is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeaveKind {
    Quote,
    Reply,
    Like,
    Announce,
}

impl LeaveKind {
    const ALL: [LeaveKind; 4] = [LeaveKind::Quote, LeaveKind::Reply, LeaveKind::Like, LeaveKind::Announce];

    pub fn name(self) -> &'static str {
        match self {
            LeaveKind::Quote => "quote",
            LeaveKind::Reply => "reply",
            LeaveKind::Like => "like",
            LeaveKind::Announce => "announce",
        }
    }
}

type Row = (Vec<u8>, Vec<u8>, String, Vec<u8>, i64, Option<i64>, String);

fn quote((id, post, quoting, actor, at, revoked_at, kind): Row) -> Result<Quote, StorageError> {
    let wrong = |why: &dyn std::fmt::Display| StorageError::inconsistent("quotes", why);
    Ok(Quote {
        id: Uuid::from_slice(&id).map_err(|why| wrong(&why))?,
        post: PostId::from_bytes(&post).map_err(|why| wrong(&why))?,
        quoting,
        actor: ActorId::from_bytes(&actor).map_err(|why| wrong(&why))?,
        at: moment("quotes", at)?,
        revoked_at: revoked_at.map(|at| moment("quotes", at)).transpose()?,
        kind: LeaveKind::ALL.into_iter().find(|it| it.name() == kind).ok_or_else(|| wrong(&"unknown kind"))?,
    })
}

/// Keeps a leave; the one that was given for the same request stays as it is.
pub fn insert(tx: &mut Tx<'_>, it: &Quote) -> Result<(), StorageError> {
    let row = (
        quotes::id.eq(it.id.as_bytes().as_slice()),
        quotes::post.eq(it.post.bytes()),
        quotes::quoting.eq(&it.quoting),
        quotes::actor.eq(it.actor.bytes()),
        quotes::at.eq(it.at.timestamp_micros()),
        quotes::kind.eq(it.kind.name()),
    );
    Both(diesel::insert_into(quotes::table).values(row).on_conflict_do_nothing()).execute(tx.conn())?;
    Ok(())
}

pub fn find(view: &mut View<'_>, id: Uuid) -> Result<Option<Quote>, StorageError> {
    let row: Option<Row> = quotes::table.find(id.as_bytes().as_slice()).get_result(view.conn()).optional()?;
    row.map(quote).transpose()
}

/// Leaves that stand for a post, the oldest first.
pub fn standing(view: &mut View<'_>, post: PostId, limit: i64) -> Result<Vec<Quote>, StorageError> {
    let rows: Vec<Row> = quotes::table
        .filter(quotes::post.eq(post.bytes()))
        .filter(quotes::revoked_at.is_null())
        .order(quotes::at)
        .limit(limit)
        .load(view.conn())?;
    rows.into_iter().map(quote).collect()
}

/// Who asks to quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asker<'a> {
    Account(ActorId),
    /// All accounts of all hosts of one site: [`crate::domain::brand::site_of`].
    Site(&'a str),
}

/// Leaves to quote that were given to somebody since then, whatever became of them.
pub fn count_given(view: &mut View<'_>, to: Asker<'_>, since: Timestamp) -> Result<i64, StorageError> {
    let those = quotes::table
        .inner_join(actors::table.on(actors::id.eq(quotes::actor)))
        .filter(quotes::at.ge(since.timestamp_micros()))
        .filter(quotes::kind.eq(LeaveKind::Quote.name()));
    Ok(match to {
        Asker::Account(id) => those.filter(quotes::actor.eq(id.bytes().to_vec())).count().get_result(view.conn())?,
        Asker::Site(site) => {
            let on_port = actors::host.like(format!("{site}:%"));
            let below = actors::host.like(format!("%.{site}")).or(actors::host.like(format!("%.{site}:%")));
            let of_site = actors::host.eq(site.to_string()).or(on_port).or(below);
            those.filter(of_site).count().get_result(view.conn())?
        }
    })
}

/// Where a page of quotes ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Last {
    pub at: Timestamp,
    pub id: Uuid,
}

/// One page of the leaves that stand for an author's posts, or also for those of all boards here, newest first, each with the
/// post's address. Each half is asked by an index of its own: those of somebody by their posts, those of boards by their time.
pub fn of_author(
    view: &mut View<'_>,
    author: ActorId,
    boards_too: bool,
    before: Option<Last>,
    limit: i64,
) -> Result<Vec<(Quote, String)>, StorageError> {
    let (at, id) = before.map_or((i64::MAX, Vec::new()), |it| (it.at.timestamp_micros(), it.id.as_bytes().to_vec()));
    let those = || {
        quotes::table
            .inner_join(posts::table.on(posts::id.eq(quotes::post)))
            .filter(quotes::revoked_at.is_null())
            .filter(quotes::kind.eq(LeaveKind::Quote.name()))
            .filter(quotes::at.le(at))
            .filter(quotes::at.lt(at).or(quotes::id.lt(id.clone())))
            .order((quotes::at.desc(), quotes::id.desc()))
            .limit(limit)
            .select((quotes::all_columns, posts::uri))
    };
    let mut rows: Vec<(Row, String)> = those().filter(posts::author.eq(author.bytes())).load(view.conn())?;
    if boards_too {
        // Only our own posts are quoted with leave, so a board among the authors is one of ours.
        let board = actors::table
            .filter(actors::id.nullable().eq(posts::author))
            .filter(actors::kind.eq(ActorKind::Board.name()))
            .select(actors::id);
        let of_boards: Vec<(Row, String)> = those().filter(exists(board)).load(view.conn())?;
        rows.extend(of_boards);
    }
    let page: Result<Vec<(Quote, String)>, StorageError> =
        rows.into_iter().map(|(row, uri)| Ok((quote(row)?, uri))).collect();
    let mut page = page?;
    page.sort_by_key(|(it, _)| std::cmp::Reverse((it.at, it.id)));
    page.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(page)
}

/// Takes a leave back; false when it was before.
pub fn revoke(tx: &mut Tx<'_>, id: Uuid, at: Timestamp) -> Result<bool, StorageError> {
    let standing = quotes::table.filter(quotes::id.eq(id.as_bytes().as_slice())).filter(quotes::revoked_at.is_null());
    Ok(diesel::update(standing).set(quotes::revoked_at.eq(at.timestamp_micros())).prepared().execute(tx.conn())? == 1)
}

/// The quoting post is gone, and with it what was kept of it.
pub fn remove_of(tx: &mut Tx<'_>, actor: ActorId, quoting: &str) -> Result<bool, StorageError> {
    let those = quotes::table.filter(quotes::actor.eq(actor.bytes())).filter(quotes::quoting.eq(quoting));
    Ok(diesel::delete(those).execute(tx.conn())? > 0)
}
