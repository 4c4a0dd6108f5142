//! Where threads and posts stand, read in one place: what the table of `domain::visibility` is asked with.

use std::collections::HashMap;

use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::domain::Timestamp;
use crate::domain::complaint::Opening;
use crate::domain::ids::{ActorId, ComplaintId};
use crate::domain::policy::Severity;
use crate::domain::visibility::{Peer, PostStanding, Sight, Standing, Viewer, sight, word_of};
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::complaints::{self, Held};
use crate::storage::engine::columns;
use crate::storage::posts::{PostKind, StoredPost};
use crate::storage::schema::{complaints as table, posts, pseudonyms};
use crate::storage::{StorageError, View, brands, policies};

#[derive(Queryable, Selectable)]
#[diesel(table_name = table)]
struct Row {
    id: Vec<u8>,
    state: String,
    visibility: String,
    hidden_at: Option<i64>,
    at_home: bool,
    home: String,
}

/// Where a thread stands; `None` for one that is not here.
pub fn standing(view: &mut View<'_>, id: ComplaintId) -> Result<Option<Standing>, StorageError> {
    Ok(standings(view, &[id])?.remove(&id))
}

/// Where these threads stand.
pub fn standings(view: &mut View<'_>, ids: &[ComplaintId]) -> Result<HashMap<ComplaintId, Standing>, StorageError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let bytes: Vec<&[u8]> = ids.iter().map(ComplaintId::bytes).collect();
    let rows: Vec<Row> = table::table.filter(table::id.eq_any(bytes)).select(columns::<Row>()).load(view.conn())?;
    let mut found = HashMap::with_capacity(rows.len());
    for row in rows {
        let id = ComplaintId::from_bytes(&row.id).map_err(|why| StorageError::inconsistent("complaints", why))?;
        let blocked = !row.at_home && is_blocked(view, &row.home)?;
        found.insert(id, Standing::of(&row.state, &row.visibility, row.hidden_at.is_some(), blocked));
    }
    Ok(found)
}

/// The same of a thread that was read already.
pub fn standing_of(view: &mut View<'_>, held: &Held) -> Result<Standing, StorageError> {
    let blocked = !held.at_home && is_blocked(view, &held.home)?;
    let (state, visibility) = (held.complaint.state().name(), word_of(held.complaint.opening()));
    Ok(Standing::of(state, visibility, held.hidden_at.is_some(), blocked))
}

/// How much of a thread somebody gets.
pub fn sight_of(view: &mut View<'_>, held: &Held, viewer: Viewer) -> Result<Sight, StorageError> {
    Ok(sight(standing_of(view, held)?, viewer))
}

/// Whether everybody may read a thread; one that is not here nobody may.
pub fn is_open(view: &mut View<'_>, id: ComplaintId) -> Result<bool, StorageError> {
    Ok(standing(view, id)?.is_some_and(|it| sight(it, Viewer::Visitor) == Sight::Whole))
}

/// Whether everybody may read a post: as its thread, and it stands there.
pub fn is_post_open(view: &mut View<'_>, post: &StoredPost) -> Result<bool, StorageError> {
    let Some(complaint) = post.complaint.filter(|_| post.kind != PostKind::Direct) else { return Ok(false) };
    is_open(view, complaint)
}

/// Where one post of a thread stands.
pub fn post_standing(post: &StoredPost) -> PostStanding {
    match post.kind {
        PostKind::Direct => PostStanding::Direct,
        PostKind::Response if post.complaint.is_none() => PostStanding::Unsaid,
        _ if post.deleted_at.is_some() => PostStanding::Gone,
        PostKind::Complaint | PostKind::Response | PostKind::Comment | PostKind::Status => PostStanding::Said,
    }
}

/// What an actor of any server is in a thread by its own right: its complainant, the brand's voice, somebody who wrote
/// there, or a stranger. Moderators are asked for by who they are here, which their actor does not show.
pub fn viewer_of(view: &mut View<'_>, held: &Held, actor: ActorId, now: Timestamp) -> Result<Viewer, StorageError> {
    if held.complainant == Some(actor) {
        return Ok(Viewer::Complainant);
    }
    if brands::speaks_for(view, held.brand, actor, now)? {
        return Ok(Viewer::Voice);
    }
    let wrote = complaints::party_of(view, held.id, actor)?.is_some();
    Ok(if wrote { Viewer::Commenter } else { Viewer::Peer(Peer::Anybody) })
}

/// An actor, unless it is a name that was made for a complaint which was never public: that one is not there for others.
pub fn known_to_others(view: &mut View<'_>, actor: Option<Actor>) -> Result<Option<Actor>, StorageError> {
    let Some(actor) = actor else { return Ok(None) };
    let kept_back = actor.local && actor.kind == ActorKind::Person && is_unheard_of(view, actor.id)?;
    Ok((!kept_back).then_some(actor))
}

/// The same by its id.
pub fn actor_for_others(view: &mut View<'_>, id: ActorId) -> Result<Option<Actor>, StorageError> {
    let found = actors::find(view, id)?;
    known_to_others(view, found)
}

fn is_unheard_of(view: &mut View<'_>, actor: ActorId) -> Result<bool, StorageError> {
    let made = pseudonyms::table.find(actor.bytes());
    if !diesel::select(diesel::dsl::exists(made)).get_result::<bool>(view.conn())? {
        return Ok(false);
    }
    let heard_of = table::table
        .filter(table::complainant.eq(actor.bytes()))
        .filter(table::visibility.ne(word_of(Opening::Embargoed { until: Timestamp::MIN_UTC })));
    if diesel::select(diesel::dsl::exists(heard_of)).get_result::<bool>(view.conn())? {
        return Ok(false);
    }
    // What was written under it to a board elsewhere is public, and its server asks whose it is.
    let sent = posts::table
        .filter(posts::author.eq(actor.bytes()))
        .filter(posts::complaint.is_null())
        .filter(posts::kind.eq(PostKind::Complaint.name()));
    Ok(!diesel::select(diesel::dsl::exists(sent)).get_result::<bool>(view.conn())?)
}

fn is_blocked(view: &mut View<'_>, home: &str) -> Result<bool, StorageError> {
    let host = home.split("://").last().unwrap_or(home);
    Ok(policies::of_host(view, host)?.0 == Severity::Block)
}

/// The standing in `set_apart` of what is hidden because its home is blocked.
const HOME_BLOCKED: i32 = 2;

/// Which rows of `complaints` public lists show: those that [`Standing::is_listed`] says, as the database knows them,
/// without those that a decision about other servers keeps off lists. `complaints` is what the table is called there.
pub(in crate::storage) fn listed_in(complaints: &str) -> String {
    format!(
        "({complaints}.listed AND {complaints}.hidden_at IS NULL \
         AND NOT EXISTS (SELECT 1 FROM set_apart WHERE set_apart.complaint = {complaints}.id))"
    )
}

pub(in crate::storage) fn listed() -> SqlLiteral<Bool> {
    diesel::dsl::sql(&listed_in("complaints"))
}

/// The same for the page of one person or one address: what is only kept off lists may stand there.
pub(in crate::storage) fn listed_by_name() -> SqlLiteral<Bool> {
    diesel::dsl::sql(&format!(
        "(complaints.listed AND complaints.hidden_at IS NULL AND NOT EXISTS (SELECT 1 FROM set_apart \
         WHERE set_apart.complaint = complaints.id AND set_apart.standing = {HOME_BLOCKED}))"
    ))
}

/// Which rows of `complaints` everybody may read at their own address.
pub(in crate::storage) fn open() -> SqlLiteral<Bool> {
    diesel::dsl::sql(&open_in("complaints"))
}

fn open_in(complaints: &str) -> String {
    format!(
        "({complaints}.state <> 'retracted' AND {complaints}.visibility IN ('public', 'provisional') \
         AND {complaints}.hidden_at IS NULL AND NOT EXISTS (SELECT 1 FROM set_apart \
         WHERE set_apart.complaint = {complaints}.id AND set_apart.standing = {HOME_BLOCKED}))"
    )
}

/// Which rows of `activities` everybody may fetch: those about no thread, or about one that everybody may read.
pub(in crate::storage) fn about_open_thread() -> SqlLiteral<Bool> {
    diesel::dsl::sql(&format!(
        "(activities.complaint IS NULL OR EXISTS (SELECT 1 FROM complaints c WHERE c.id = activities.complaint AND {}))",
        open_in("c")
    ))
}

/// Which rows of `complaints` may be shown to other servers that carry their board, or to its home, at least as chains
/// without words: those of which the table gives that peer an outline.
pub(in crate::storage) fn outlined(peer: Peer) -> SqlLiteral<Bool> {
    let retracted = sight(Standing::Retracted, Viewer::Peer(peer)) > Sight::Nothing;
    let retracted = if retracted { "OR complaints.state = 'retracted'" } else { "AND complaints.state <> 'retracted'" };
    diesel::dsl::sql(&format!("(complaints.visibility IN ('public', 'provisional') {retracted})"))
}
