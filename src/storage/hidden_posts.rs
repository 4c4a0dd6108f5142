//! Comments that were taken out of a thread: by its home, as its history says, or here alone.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use diesel::upsert::excluded;

use crate::domain::Timestamp;
use crate::domain::ids::{ActivityId, ComplaintId, PostId};
use crate::storage::engine::{Both, Prepare as _};
use crate::storage::outbox::Activity;
use crate::storage::schema::{activity_subjects, hidden_posts, posts};
use crate::storage::{StorageError, Tx, View};

/// Who took it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The home of the thread: everybody who carries it follows.
    Home,
    /// The moderators here, about a thread of another home.
    Here,
    /// The home of the thread erased it there; what somebody here wrote stays their own.
    Erased,
}

/// Who took a post out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenOut {
    pub scope: Scope,
    pub reason: String,
}

impl Scope {
    fn word(self) -> &'static str {
        match self {
            Scope::Home => "home",
            Scope::Here => "here",
            Scope::Erased => "erased",
        }
    }

    fn from_word(word: &str) -> Option<Scope> {
        [Scope::Home, Scope::Here, Scope::Erased].into_iter().find(|it| it.word() == word)
    }
}

pub fn hide(
    tx: &mut Tx<'_>,
    post: PostId,
    scope: Scope,
    complaint: ComplaintId,
    reason: &str,
    at: Timestamp,
) -> Result<(), StorageError> {
    let row = (
        hidden_posts::post.eq(post.bytes()),
        hidden_posts::scope.eq(scope.word()),
        hidden_posts::complaint.eq(complaint.bytes()),
        hidden_posts::reason.eq(reason),
        hidden_posts::at.eq(at.timestamp_micros()),
    );
    let statement = diesel::insert_into(hidden_posts::table)
        .values(row)
        .on_conflict((hidden_posts::post, hidden_posts::scope))
        .do_update()
        .set((
            hidden_posts::reason.eq(excluded(hidden_posts::reason)),
            hidden_posts::at.eq(excluded(hidden_posts::at)),
        ));
    Both(statement).prepared().execute(tx.conn())?;
    Ok(())
}

/// Shows it again; false when it was not hidden.
pub fn show(tx: &mut Tx<'_>, post: PostId, scope: Scope) -> Result<bool, StorageError> {
    Ok(diesel::delete(hidden_posts::table.find((post.bytes(), scope.word()))).execute(tx.conn())? == 1)
}

/// The posts of a thread that were taken out, by whom and why. Of several who did, the last.
pub fn of_complaint(view: &mut View<'_>, complaint: ComplaintId) -> Result<HashMap<PostId, TakenOut>, StorageError> {
    let rows: Vec<(Vec<u8>, String, String)> = hidden_posts::table
        .filter(hidden_posts::complaint.eq(complaint.bytes()))
        .order((hidden_posts::at, hidden_posts::scope))
        .select((hidden_posts::post, hidden_posts::scope, hidden_posts::reason))
        .load(view.conn())?;
    let wrong = |why: &dyn std::fmt::Display| StorageError::inconsistent("hidden_posts", why);
    let taken = |(id, scope, reason): (Vec<u8>, String, String)| {
        let scope = Scope::from_word(&scope).ok_or_else(|| wrong(&format!("unknown scope {scope}")))?;
        Ok((PostId::from_bytes(&id).map_err(|why| wrong(&why))?, TakenOut { scope, reason }))
    };
    rows.into_iter().map(taken).collect()
}

/// Those of these posts that were taken out, with the reasons.
pub fn among(view: &mut View<'_>, posts: &[PostId]) -> Result<HashMap<PostId, String>, StorageError> {
    let ids: Vec<&[u8]> = posts.iter().map(PostId::bytes).collect();
    let rows: Vec<(Vec<u8>, String)> = hidden_posts::table
        .filter(hidden_posts::post.eq_any(ids))
        .select((hidden_posts::post, hidden_posts::reason))
        .load(view.conn())?;
    let wrong = |why| StorageError::inconsistent("hidden_posts", why);
    rows.into_iter().map(|(id, reason)| Ok((PostId::from_bytes(&id).map_err(wrong)?, reason))).collect()
}

/// Those of these activities of ours that carry a post which was taken out.
pub fn repeated_by(view: &mut View<'_>, said: &[ActivityId]) -> Result<HashSet<ActivityId>, StorageError> {
    let ids: Vec<&[u8]> = said.iter().map(ActivityId::bytes).collect();
    let carrying: Vec<Vec<u8>> = activity_subjects::table
        .inner_join(posts::table.on(posts::uri.eq(activity_subjects::address)))
        .inner_join(hidden_posts::table.on(hidden_posts::post.eq(posts::id)))
        .filter(activity_subjects::activity.eq_any(ids))
        .select(activity_subjects::activity)
        .load(view.conn())?;
    let wrong = |why| StorageError::inconsistent("activity_subjects", why);
    carrying.iter().map(|it| ActivityId::from_bytes(it).map_err(wrong)).collect()
}

/// Those that carry words which were taken out: such a post, or the newest lines of a thread of which something was taken out.
pub fn carried_by(view: &mut View<'_>, said: &[Activity]) -> Result<HashSet<ActivityId>, StorageError> {
    let ids: Vec<ActivityId> = said.iter().map(|it| it.id).collect();
    let mut found = repeated_by(view, &ids)?;
    let threads: Vec<&[u8]> = said.iter().filter_map(|it| it.complaint.as_ref()).map(ComplaintId::bytes).collect();
    let touched: HashSet<Vec<u8>> = hidden_posts::table
        .filter(hidden_posts::complaint.eq_any(threads))
        .select(hidden_posts::complaint)
        .load::<Vec<u8>>(view.conn())?
        .into_iter()
        .collect();
    let lines = said.iter().filter(|it| it.body.contains("rd:events") || it.body.contains("rd:disclosures"));
    found.extend(lines.filter(|it| it.complaint.is_some_and(|id| touched.contains(id.bytes()))).map(|it| it.id));
    Ok(found)
}

/// Why a post was taken out, if it was.
pub fn reason_of(view: &mut View<'_>, post: PostId) -> Result<Option<String>, StorageError> {
    Ok(among(view, &[post])?.remove(&post))
}
