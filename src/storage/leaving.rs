//! Somebody leaves this instance: what is kept of them beside what they said goes.

use diesel::prelude::*;
use diesel::sql_types::Binary;

use crate::domain::Timestamp;
use crate::domain::ids::{AccountId, ActorId};
use crate::storage::cases::CaseKind;
use crate::storage::engine::{Prepare as _, each};
use crate::storage::posts::PostKind;
use crate::storage::schema::{
    accounts, actors, brand_claims, cases, complaints, follows, login_links, notices, posts, pseudonyms, reports,
    representatives, requests, sent_filings, sessions,
};
use crate::storage::{StorageError, Tx, View, carried, invitations, notifications, profiles, reactions, visibility};

/// Boards whose followers are told that somebody is gone.
const BOARDS_MAX: i64 = 200;
/// Posts whose holders are told.
const POSTS_MAX: i64 = 500;

/// Who may know of somebody, and is to hear that they are gone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownTo {
    /// Boards of ours on which they filed or wrote.
    pub boards: Vec<ActorId>,
    /// Boards elsewhere on which they did, and whom they follow.
    pub elsewhere: Vec<ActorId>,
    pub posts: Vec<String>,
}

fn actor_id(bytes: &[u8]) -> Result<ActorId, StorageError> {
    ActorId::from_bytes(bytes).map_err(|why| StorageError::inconsistent("actors", why))
}

/// The account is no more: nobody signs in with it, moderates or speaks for a brand through it. Its name stays taken.
pub fn close_account(tx: &mut Tx<'_>, account: AccountId, now: Timestamp) -> Result<(), StorageError> {
    let spoke = representatives::table.filter(representatives::account.eq(account.bytes()));
    diesel::update(spoke.filter(representatives::removed_at.is_null()))
        .set(representatives::removed_at.eq(now.timestamp_micros()))
        .prepared()
        .execute(tx.conn())?;
    invitations::remove_of_account(tx, account)?;
    notifications::forget_account(tx, account)?;
    diesel::delete(brand_claims::table.filter(brand_claims::account.eq(account.bytes()))).execute(tx.conn())?;
    diesel::delete(accounts::table.find(account.bytes())).execute(tx.conn())?;
    Ok(())
}

/// They are signed in nowhere, and no link that was sent to them opens.
pub fn end_sessions(tx: &mut Tx<'_>, actor: ActorId, handle: &str) -> Result<(), StorageError> {
    diesel::delete(sessions::table.filter(sessions::actor.eq(actor.bytes()))).execute(tx.conn())?;
    diesel::delete(login_links::table.filter(login_links::handle.eq(handle.to_lowercase()))).execute(tx.conn())?;
    Ok(())
}

/// The posts of somebody whose words still stand here: complaints and comments.
pub fn words_of(view: &mut View<'_>, author: ActorId, limit: i64) -> Result<Vec<String>, StorageError> {
    Ok(posts::table
        .filter(posts::author.eq(author.bytes()))
        .filter(posts::kind.eq_any([PostKind::Comment.name(), PostKind::Complaint.name()]))
        .filter(posts::deleted_at.is_null())
        .order(posts::received_at)
        .limit(limit)
        .select(posts::uri)
        .load(view.conn())?)
}

/// Who may have met them.
pub fn known_to(view: &mut View<'_>, actor: ActorId) -> Result<KnownTo, StorageError> {
    let wrote: Vec<(String, Option<Vec<u8>>)> = posts::table
        .filter(posts::author.eq(actor.bytes()))
        .filter(posts::kind.eq_any([PostKind::Comment.name(), PostKind::Complaint.name()]))
        .order(posts::received_at.desc())
        .limit(POSTS_MAX)
        .select((posts::uri, posts::complaint))
        .load(view.conn())?;
    let (uris, threads): (Vec<String>, Vec<Option<Vec<u8>>>) = wrote.into_iter().unzip();
    let threads: Vec<Vec<u8>> = threads.into_iter().flatten().collect();
    let boards: Vec<String> = complaints::table
        .filter(complaints::id.eq_any(threads))
        .filter(visibility::open())
        .select(complaints::board_uri)
        .distinct()
        .limit(BOARDS_MAX)
        .load(view.conn())?;
    let met: Vec<(Vec<u8>, bool)> =
        actors::table.filter(actors::uri.eq_any(boards)).select((actors::id, actors::local)).load(view.conn())?;
    let followed: Vec<Vec<u8>> = follows::table
        .filter(follows::follower.eq(actor.bytes()))
        .limit(POSTS_MAX)
        .select(follows::followed)
        .load(view.conn())?;
    let mut known = KnownTo { posts: uris, ..KnownTo::default() };
    for (id, local) in met {
        let list = if local { &mut known.boards } else { &mut known.elsewhere };
        list.push(actor_id(&id)?);
    }
    for id in followed {
        known.elsewhere.push(actor_id(&id)?);
    }
    Ok(known)
}

/// What somebody asked of others beside what they said: reports, objections, requests, small signs.
pub fn forget_asked(tx: &mut Tx<'_>, actor: ActorId) -> Result<(), StorageError> {
    let made = reports::table.filter(reports::reporter.eq(actor.bytes()));
    diesel::update(made)
        .set((reports::reporter.eq(None::<Vec<u8>>), reports::reporter_handle.eq(""), reports::note.eq("")))
        .prepared()
        .execute(tx.conn())?;
    let objected =
        cases::table.filter(cases::actor.eq(actor.bytes())).filter(cases::kind.eq(CaseKind::Objection.word()));
    diesel::update(objected).set(cases::note.eq("")).prepared().execute(tx.conn())?;
    diesel::delete(requests::table.filter(requests::actor.eq(actor.bytes()))).execute(tx.conn())?;
    diesel::delete(notices::table.filter(notices::recipient.eq(actor.bytes()))).execute(tx.conn())?;
    let sent: Vec<Vec<u8>> = posts::table.filter(posts::author.eq(actor.bytes())).select(posts::id).load(tx.conn())?;
    diesel::delete(sent_filings::table.filter(sent_filings::post.eq_any(sent))).execute(tx.conn())?;
    reactions::remove_all_of(tx, actor)?;
    profiles::forget(tx, actor)
}

/// What an actor of ours said of itself goes, and whom it followed and who followed it. Only that it was here stays.
pub fn bury(tx: &mut Tx<'_>, actor: ActorId, now: Timestamp) -> Result<(), StorageError> {
    let followed: Vec<Vec<u8>> =
        follows::table.filter(follows::follower.eq(actor.bytes())).select(follows::followed).load(tx.conn())?;
    // Where its followers' servers are stays known until they were told.
    let statement = "INSERT INTO past_follows (followed, inbox, since, speaks_rd) \
         SELECT f.followed, COALESCE(a.shared_inbox, a.inbox), f.at, a.speaks_rd \
         FROM follows f JOIN actors a ON a.id = f.follower \
         WHERE f.followed = $1 AND f.accepted AND NOT a.local AND a.deleted_at IS NULL \
         ON CONFLICT (followed, inbox) DO UPDATE SET speaks_rd = past_follows.speaks_rd OR excluded.speaks_rd";
    each!(tx.conn(), conn => diesel::sql_query(statement).bind::<Binary, _>(actor.bytes()).execute(conn))?;
    let either = follows::follower.eq(actor.bytes().to_vec()).or(follows::followed.eq(actor.bytes().to_vec()));
    diesel::delete(follows::table.filter(either)).execute(tx.conn())?;
    for id in followed {
        carried::follow_changed(tx, actor_id(&id)?)?;
    }
    diesel::update(actors::table.find(actor.bytes()))
        .set((actors::name.eq(""), actors::summary_html.eq(""), actors::fields.eq("[]")))
        .prepared()
        .execute(tx.conn())?;
    crate::storage::actors::mark_deleted(tx, actor, now)?;
    if visibility::actor_for_others(&mut tx.view(), actor)?.is_some() {
        // Nothing says any more whose name it was. One that nobody heard of stays unheard of.
        diesel::delete(pseudonyms::table.find(actor.bytes())).execute(tx.conn())?;
    }
    Ok(())
}
