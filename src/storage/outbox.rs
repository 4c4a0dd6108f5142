//! What we say to other servers: activities as they are sent and who is to hear them.

use diesel::prelude::*;
use diesel::upsert::excluded;
use serde::{Deserialize, Serialize};

use crate::domain::Timestamp;
use crate::domain::ids::{ActivityId, ActorId, ComplaintId};
use crate::storage::engine::{Both, Prepare as _, columns};
use crate::storage::schema::{activities, activity_subjects, hidden_posts, hosts, posts};
use crate::storage::visibility::about_open_thread;
use crate::storage::{StorageError, Tx, View, deliveries, moment, subjects};

/// Ids that one statement names.
const IDS_AT_ONCE: usize = 500;
/// What stands in place of an activity whose words were erased.
const EMPTIED: &str = "{}";
/// Events that an announced state carries with it, so that a replica that missed few need not ask.
pub const EVENTS_WITH_STATE_MAX: i64 = 5;

/// Who is to hear an activity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    /// The followers of these actors of ours.
    pub followers_of: Vec<ActorId>,
    /// These actors, whether they follow anybody or not.
    pub actors: Vec<ActorId>,
    /// Only servers that say they know the `rd:` vocabulary.
    pub only_rd: bool,
    /// Also inboxes that followed these actors once: they may hold what is changed or deleted now.
    #[serde(default)]
    pub past_too: bool,
    /// It takes words back: what each server answers is kept, and pages say how many confirmed it.
    #[serde(default)]
    pub counted: bool,
    /// Also wherever these posts went by name.
    #[serde(default)]
    pub holders_of: Vec<String>,
}

/// What an activity is to us; other servers read the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActivityKind {
    /// Somebody of ours says something: Create, Update, Delete of a post.
    Post,
    /// The board passes on what somebody said.
    Announce,
    /// The board's own note about a change of state, and its boost; one that was overtaken is not sent late.
    Status,
    /// The complaint's new state, for servers that keep it too.
    State,
    /// Follow, Accept, Reject, Undo and answers to requests.
    Answer,
}

impl ActivityKind {
    pub fn name(self) -> &'static str {
        match self {
            ActivityKind::Post => "post",
            ActivityKind::Announce => "announce",
            ActivityKind::Status => "status",
            ActivityKind::State => "state",
            ActivityKind::Answer => "answer",
        }
    }

    fn read(name: &str) -> Result<ActivityKind, StorageError> {
        let all = [
            ActivityKind::Post,
            ActivityKind::Announce,
            ActivityKind::Status,
            ActivityKind::State,
            ActivityKind::Answer,
        ];
        let found = all.into_iter().find(|kind| kind.name() == name);
        found.ok_or_else(|| StorageError::inconsistent("activities", format!("unknown kind {name}")))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    pub id: ActivityId,
    pub actor: ActorId,
    pub kind: ActivityKind,
    pub complaint: Option<ComplaintId>,
    /// The event that it tells; 0 where there is none.
    pub sequence: i64,
    /// Whether everybody may fetch it.
    pub public: bool,
    pub audience: Audience,
    /// JSON, exactly as it is sent.
    pub body: String,
    pub created_at: Timestamp,
}

impl Activity {
    /// Whether its words were erased: there is nothing left to send.
    pub fn is_emptied(&self) -> bool {
        self.body == EMPTIED
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = activities)]
struct Row {
    id: Vec<u8>,
    actor: Vec<u8>,
    kind: String,
    complaint: Option<Vec<u8>>,
    sequence: i64,
    public: bool,
    audience: String,
    body: String,
    created_at: i64,
}

fn inconsistent(why: impl std::fmt::Display) -> StorageError {
    StorageError::inconsistent("activities", why)
}

impl Row {
    fn activity(self) -> Result<Activity, StorageError> {
        Ok(Activity {
            id: ActivityId::from_bytes(&self.id).map_err(inconsistent)?,
            actor: ActorId::from_bytes(&self.actor).map_err(inconsistent)?,
            kind: ActivityKind::read(&self.kind)?,
            complaint: self.complaint.map(|it| ComplaintId::from_bytes(&it)).transpose().map_err(inconsistent)?,
            sequence: self.sequence,
            public: self.public,
            audience: serde_json::from_str(&self.audience).map_err(inconsistent)?,
            body: self.body,
            created_at: moment("activities", self.created_at)?,
        })
    }
}

/// Keeps an activity; false when it was kept before, so that a job that runs twice says nothing twice.
pub fn insert(tx: &mut Tx<'_>, it: &Activity) -> Result<bool, StorageError> {
    let row = (
        activities::id.eq(it.id.bytes()),
        activities::actor.eq(it.actor.bytes()),
        activities::kind.eq(it.kind.name()),
        activities::complaint.eq(it.complaint.as_ref().map(ComplaintId::bytes)),
        activities::sequence.eq(it.sequence),
        activities::public.eq(it.public),
        activities::audience.eq(serde_json::to_string(&it.audience).map_err(inconsistent)?),
        activities::body.eq(&it.body),
        activities::created_at.eq(it.created_at.timestamp_micros()),
    );
    let statement = diesel::insert_into(activities::table).values(row).on_conflict(activities::id).do_nothing();
    if Both(statement).execute(tx.conn())? == 0 {
        return Ok(false);
    }
    subjects::keep(tx, it.id, &it.body)?;
    Ok(true)
}

/// Whether nothing of it is left to send.
pub fn is_emptied(view: &mut View<'_>, id: ActivityId) -> Result<bool, StorageError> {
    Ok(find(view, id)?.is_none_or(|it| it.is_emptied()))
}

pub fn find(view: &mut View<'_>, id: ActivityId) -> Result<Option<Activity>, StorageError> {
    let row = activities::table.find(id.bytes()).select(columns::<Row>()).get_result::<Row>(view.conn()).optional()?;
    row.map(Row::activity).transpose()
}

/// The ids of everything that an activity carries.
pub fn carried(activity: &Activity) -> Vec<String> {
    subjects::of(&activity.body)
}

/// What an actor said in public, as far as everybody may read it now, newest first, after one of them.
pub fn public_of(
    view: &mut View<'_>,
    actor: ActorId,
    after: Option<&Activity>,
    limit: i64,
) -> Result<Vec<Activity>, StorageError> {
    let mut those = activities::table
        .filter(activities::actor.eq(actor.bytes()))
        .filter(activities::public.eq(true))
        .filter(about_open_thread())
        .into_boxed();
    if let Some(last) = after {
        // What was said at one moment is in the order of its history, and on one page or the next.
        let (at, sequence) = (last.created_at.timestamp_micros(), last.sequence);
        let same = activities::sequence.eq(sequence).and(activities::id.lt(last.id.bytes().to_vec()));
        let earlier = activities::created_at.lt(at).or(activities::sequence.lt(sequence).or(same));
        those = those.filter(activities::created_at.le(at)).filter(earlier);
    }
    let rows: Vec<Row> = those
        .order((activities::created_at.desc(), activities::sequence.desc(), activities::id.desc()))
        .limit(limit)
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::activity).collect()
}

pub fn count_public_of(view: &mut View<'_>, actor: ActorId) -> Result<i64, StorageError> {
    let those = activities::table
        .filter(activities::actor.eq(actor.bytes()))
        .filter(activities::public.eq(true))
        .filter(about_open_thread());
    Ok(those.count().get_result(view.conn())?)
}

/// The posts that a board announced, as far as everybody may read them now.
pub fn count_posts_announced(view: &mut View<'_>, board: ActorId) -> Result<i64, StorageError> {
    // What is inside stands byte for byte as it came, with a space or without; words of a post have their quotes escaped.
    let those = || {
        activities::table
            .filter(activities::actor.eq(board.bytes()))
            .filter(activities::kind.eq(ActivityKind::Announce.name()))
            .filter(activities::public.eq(true))
            .filter(activities::body.like("%\"type\":\"Create\"%").or(activities::body.like("%\"type\": \"Create\"%")))
            .filter(about_open_thread())
    };
    // From what was taken out, which is little, to the activities about it.
    let hidden = hidden_posts::table.select(hidden_posts::post);
    let addresses = posts::table.filter(posts::id.eq_any(hidden)).select(posts::uri);
    let taken_out: Vec<Vec<u8>> = activity_subjects::table
        .filter(activity_subjects::address.eq_any(addresses))
        .select(activity_subjects::activity)
        .distinct()
        .load(view.conn())?;
    let mut count: i64 = those().count().get_result(view.conn())?;
    for some in taken_out.chunks(IDS_AT_ONCE) {
        let of_those: i64 = those().filter(activities::id.eq_any(some)).count().get_result(view.conn())?;
        count -= of_those;
    }
    Ok(count)
}

/// How often a board passed on what made no event, such as a vote, since then.
pub fn count_without_event(view: &mut View<'_>, complaint: ComplaintId, since: Timestamp) -> Result<i64, StorageError> {
    let those = activities::table
        .filter(activities::complaint.eq(complaint.bytes().to_vec()))
        .filter(activities::sequence.eq(0))
        .filter(activities::created_at.ge(since.timestamp_micros()));
    Ok(those.count().get_result(view.conn())?)
}

/// The boosts that our actors made of a post of a thread, as they were sent.
pub fn boosts_of(view: &mut View<'_>, complaint: ComplaintId, post: &str) -> Result<Vec<Activity>, StorageError> {
    let object = serde_json::to_string(post).map_err(inconsistent)?;
    let rows: Vec<Row> = activities::table
        .filter(activities::complaint.eq(complaint.bytes().to_vec()))
        .filter(activities::kind.eq(ActivityKind::Announce.name()))
        .filter(activities::body.like(format!("%\"object\":{object},%")))
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::activity).collect()
}

/// The words of an event are erased: what we said of it is emptied, and what still waits is not sent. A state carried up to
/// [`EVENTS_WITH_STATE_MAX`] of the newest events with it, so later ones may hold the words too. A boost that is no more
/// than an address stays: it has to be taken back.
pub(in crate::storage) fn forget(tx: &mut Tx<'_>, complaint: ComplaintId, sequence: i64) -> Result<(), StorageError> {
    let until = sequence + EVENTS_WITH_STATE_MAX;
    let of_state = activities::kind.eq(ActivityKind::State.name()).and(activities::sequence.lt(until));
    let found: Vec<(Vec<u8>, String)> = activities::table
        .filter(activities::complaint.eq(complaint.bytes()))
        .filter(activities::sequence.between(sequence, until))
        .filter(activities::sequence.eq(sequence).or(of_state))
        .select((activities::id, activities::body))
        .load(tx.conn())?;
    empty(tx, found.into_iter().filter(|(_, body)| !only_names(body)).map(|(id, _)| id).collect())
}

/// Whether an activity names its object by address and says nothing itself.
fn only_names(body: &str) -> bool {
    let Ok(activity) = serde_json::from_str::<serde_json::Value>(body) else { return false };
    activity.get("type").and_then(serde_json::Value::as_str) == Some("Announce")
        && activity.get("object").is_some_and(serde_json::Value::is_string)
}

/// The words of a post or request are erased: whatever we said in its thread that carries it is emptied, and what waits is
/// not sent.
pub(in crate::storage) fn forget_carrying(
    tx: &mut Tx<'_>,
    complaint: ComplaintId,
    address: &str,
) -> Result<(), StorageError> {
    let ids = subjects::activities_with(tx, complaint, address)?;
    empty(tx, ids)
}

/// Title or name of whoever complained are erased: what the board said of the thread in its own words may carry them.
pub(in crate::storage) fn forget_notes(
    tx: &mut Tx<'_>,
    complaint: ComplaintId,
    kinds: &[ActivityKind],
) -> Result<(), StorageError> {
    let kinds: Vec<&str> = kinds.iter().map(|it| it.name()).collect();
    let found: Vec<(Vec<u8>, String)> = activities::table
        .filter(activities::complaint.eq(complaint.bytes()))
        .filter(activities::kind.eq_any(kinds))
        .select((activities::id, activities::body))
        .load(tx.conn())?;
    empty(tx, found.into_iter().filter(|(_, body)| !only_names(body)).map(|(id, _)| id).collect())
}

fn empty(tx: &mut Tx<'_>, ids: Vec<Vec<u8>>) -> Result<(), StorageError> {
    for id in ids {
        diesel::update(activities::table.find(&id))
            .set((activities::body.eq(EMPTIED), activities::public.eq(false)))
            .prepared()
            .execute(tx.conn())?;
        deliveries::forget(tx, ActivityId::from_bytes(&id).map_err(inconsistent)?)?;
    }
    Ok(())
}

/// Says one thing to one inbox: Follow, Accept, Reject, answers to requests.
pub fn send(tx: &mut Tx<'_>, it: &Activity, inbox: &str, now: Timestamp) -> Result<(), StorageError> {
    if insert(tx, it)? { deliveries::enqueue_at_once(tx, it, inbox, now) } else { Ok(()) }
}

/// Whether a later note about the same complaint exists: then an earlier one that could not be sent says nothing any more.
pub fn is_overtaken(view: &mut View<'_>, it: &Activity) -> Result<bool, StorageError> {
    let Some(complaint) = it.complaint.filter(|_| it.kind == ActivityKind::Status) else { return Ok(false) };
    let later = activities::table
        .filter(activities::complaint.eq(complaint.bytes().to_vec()))
        .filter(activities::kind.eq(ActivityKind::Status.name()))
        .filter(activities::sequence.gt(it.sequence));
    let count: i64 = later.count().get_result(view.conn())?;
    Ok(count > 0)
}

/// How a host signs best and whether it answers.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Host {
    pub host: String,
    pub failures: i32,
    pub signature: Option<String>,
    pub blocked: bool,
    pub reason: Option<String>,
}

pub fn host(view: &mut View<'_>, host: &str) -> Result<Option<Host>, StorageError> {
    let those =
        hosts::table.find(host).select((hosts::host, hosts::failures, hosts::signature, hosts::blocked, hosts::reason));
    Ok(those.first(view.conn()).optional()?)
}

/// Remembers which kind of signature a host takes.
pub fn remember_signature(tx: &mut Tx<'_>, host: &str, signature: &str) -> Result<(), StorageError> {
    let row = (
        hosts::host.eq(host),
        hosts::failures.eq(0),
        hosts::probe_at.eq(0),
        hosts::blocked.eq(false),
        hosts::signature.eq(signature),
    );
    let statement = diesel::insert_into(hosts::table)
        .values(row)
        .on_conflict(hosts::host)
        .do_update()
        .set(hosts::signature.eq(excluded(hosts::signature)));
    Both(statement).prepared().execute(tx.conn())?;
    Ok(())
}

/// A host says which kind of signature it reads: that is tried first, unless we know better already.
pub fn suggest_signature(tx: &mut Tx<'_>, host_name: &str, signature: &str) -> Result<(), StorageError> {
    match host(&mut tx.view(), host_name)?.and_then(|it| it.signature) {
        Some(_) => Ok(()),
        None => remember_signature(tx, host_name, signature),
    }
}

/// What a host took once it takes no more.
pub fn forget_signature(tx: &mut Tx<'_>, host: &str) -> Result<(), StorageError> {
    diesel::update(hosts::table.find(host)).set(hosts::signature.eq(None::<String>)).prepared().execute(tx.conn())?;
    Ok(())
}
