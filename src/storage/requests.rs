//! What somebody here asked the home of a complaint elsewhere to decide: kept until it is answered, and the answer.

use diesel::prelude::*;

use crate::domain::Timestamp;
use crate::domain::asking::Asking;
use crate::domain::ids::{ActivityId, ActorId, ComplaintId, PostId};
use crate::domain::log::Line;
use crate::domain::sync::request::REQUEST_TEXT;
use crate::storage::engine::{Prepare as _, columns};
use crate::storage::schema::{complaint_events, disclosures, requests};
use crate::storage::{StorageError, Tx, View, erasures, moment};

/// Requests of one thread that its page tells of.
pub const THREAD_REQUESTS: i64 = 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestState {
    Waiting,
    Accepted,
    Refused,
}

impl RequestState {
    fn name(self) -> &'static str {
        match self {
            RequestState::Waiting => "waiting",
            RequestState::Accepted => "accepted",
            RequestState::Refused => "refused",
        }
    }

    fn read(name: &str) -> Result<RequestState, StorageError> {
        let all = [RequestState::Waiting, RequestState::Accepted, RequestState::Refused];
        all.into_iter().find(|it| it.name() == name).ok_or_else(|| inconsistent(format!("no state {name}")))
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The activity that carries it.
    pub id: ActivityId,
    pub complaint: ComplaintId,
    /// Whoever asks: a person here, or the brand's voice.
    pub actor: ActorId,
    pub asking: Asking,
    /// The post that goes with it, ours; not part of the thread until the home has recorded it.
    pub post: Option<PostId>,
    pub state: RequestState,
    pub asked_at: Timestamp,
    pub answered_at: Option<Timestamp>,
    /// JSON: the rule that refused, or what the home said instead.
    pub refusal: Option<String>,
    /// The event that it led to.
    pub sequence: Option<i64>,
}

/// Events that one request may lead to: what was asked, and what goes with it.
const EVENTS_MAX: i64 = 3;

impl Request {
    /// Whether an event of its thread came of it.
    pub fn led_to(&self, sequence: i64) -> bool {
        self.sequence.is_some_and(|first| (first..first + EVENTS_MAX).contains(&sequence))
    }

    /// Whether it is known to have led to events that are none of these: its home may count the last of them, or the first.
    pub fn led_elsewhere(&self, sequence: i64) -> bool {
        self.sequence.is_some_and(|first| (sequence - first).abs() >= EVENTS_MAX)
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = requests)]
struct Row {
    id: Vec<u8>,
    complaint: Vec<u8>,
    actor: Vec<u8>,
    command: String,
    asking: String,
    post: Option<Vec<u8>>,
    state: String,
    asked_at: i64,
    answered_at: Option<i64>,
    refusal: Option<String>,
    sequence: Option<i64>,
}

fn inconsistent(why: impl std::fmt::Display) -> StorageError {
    StorageError::inconsistent("requests", why)
}

impl Row {
    fn of(it: &Request) -> Result<Row, StorageError> {
        Ok(Row {
            id: it.id.bytes().to_vec(),
            complaint: it.complaint.bytes().to_vec(),
            actor: it.actor.bytes().to_vec(),
            command: it.asking.command.clone(),
            asking: serde_json::to_string(&it.asking).map_err(inconsistent)?,
            post: it.post.map(|it| it.bytes().to_vec()),
            state: it.state.name().to_string(),
            asked_at: it.asked_at.timestamp_micros(),
            answered_at: it.answered_at.map(|at| at.timestamp_micros()),
            refusal: it.refusal.clone(),
            sequence: it.sequence,
        })
    }

    fn request(self) -> Result<Request, StorageError> {
        Ok(Request {
            id: ActivityId::from_bytes(&self.id).map_err(inconsistent)?,
            complaint: ComplaintId::from_bytes(&self.complaint).map_err(inconsistent)?,
            actor: ActorId::from_bytes(&self.actor).map_err(inconsistent)?,
            asking: serde_json::from_str(&self.asking).map_err(inconsistent)?,
            post: self.post.map(|it| PostId::from_bytes(&it)).transpose().map_err(inconsistent)?,
            state: RequestState::read(&self.state)?,
            asked_at: moment("requests", self.asked_at)?,
            answered_at: self.answered_at.map(|at| moment("requests", at)).transpose()?,
            refusal: self.refusal,
            sequence: self.sequence,
        })
    }
}

pub fn insert(tx: &mut Tx<'_>, it: &Request) -> Result<(), StorageError> {
    diesel::insert_into(requests::table).values(Row::of(it)?).execute(tx.conn())?;
    Ok(())
}

pub fn find(view: &mut View<'_>, id: ActivityId) -> Result<Option<Request>, StorageError> {
    let row = requests::table.find(id.bytes()).select(columns::<Row>()).get_result::<Row>(view.conn()).optional()?;
    row.map(Row::request).transpose()
}

/// The request that a post of ours goes with.
pub fn of_post(view: &mut View<'_>, post: PostId) -> Result<Option<Request>, StorageError> {
    let those = requests::table.filter(requests::post.eq(post.bytes())).select(columns::<Row>());
    those.get_result::<Row>(view.conn()).optional()?.map(Row::request).transpose()
}

/// Whether a line of a thread before this one, of the same kind, named this request.
pub fn was_done_before(
    view: &mut View<'_>,
    complaint: ComplaintId,
    sequence: i64,
    kind: &str,
    request: &str,
) -> Result<bool, StorageError> {
    let before = disclosures::table
        .inner_join(
            complaint_events::table.on(complaint_events::complaint
                .eq(disclosures::complaint)
                .and(complaint_events::sequence.eq(disclosures::sequence))),
        )
        .filter(disclosures::complaint.eq(complaint.bytes()))
        .filter(disclosures::sequence.lt(sequence))
        .filter(disclosures::name.eq(REQUEST_TEXT))
        .filter(disclosures::value.eq(request))
        .filter(complaint_events::kind.eq(kind));
    Ok(before.count().get_result::<i64>(view.conn())? > 0)
}

/// Whoever of ours asked for their words to be erased, by the line that erases them.
pub(in crate::storage) fn eraser_of(
    view: &mut View<'_>,
    complaint: ComplaintId,
    sequence: i64,
    line: &Line,
) -> Result<Option<ActorId>, StorageError> {
    const ERASES: &str = "erase";
    let Some(request) = line.text(REQUEST_TEXT) else { return Ok(None) };
    let Some(id) = request.rsplit('/').next().and_then(|it| it.parse().ok()) else { return Ok(None) };
    let asked = find(view, id)?.filter(|it| it.complaint == complaint && it.asking.command == ERASES);
    match asked.filter(|it| !it.led_elsewhere(sequence)) {
        Some(asked) if !was_done_before(view, complaint, sequence, "Erased", request)? => Ok(Some(asked.actor)),
        _ => Ok(None),
    }
}

/// What these actors asked in one thread, the newest first.
pub fn of_thread(view: &mut View<'_>, id: ComplaintId, actors: &[ActorId]) -> Result<Vec<Request>, StorageError> {
    let actors: Vec<&[u8]> = actors.iter().map(ActorId::bytes).collect();
    let rows: Vec<Row> = requests::table
        .filter(requests::complaint.eq(id.bytes()))
        .filter(requests::actor.eq_any(actors))
        .order((requests::asked_at.desc(), requests::id.desc()))
        .limit(THREAD_REQUESTS)
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::request).collect()
}

/// The answer that counts. Once accepted, the words stand in the thread or nowhere, so they are let go of here.
pub fn answer(tx: &mut Tx<'_>, it: &Request) -> Result<(), StorageError> {
    let kept = match it.state {
        // Nor are they kept for a thread whose words were erased meanwhile.
        RequestState::Refused if erasures::is_any(&mut tx.view(), it.complaint)? => {
            Asking { command: it.asking.command.clone(), seen: it.asking.seen, ..Asking::default() }
        }
        RequestState::Accepted => Asking {
            command: it.asking.command.clone(),
            seen: it.asking.seen,
            targets: it.asking.targets.clone(),
            ..Asking::default()
        },
        _ => it.asking.clone(),
    };
    let row = Row::of(&Request { asking: kept, ..it.clone() })?;
    diesel::update(requests::table.find(row.id))
        .set((
            requests::asking.eq(row.asking),
            requests::state.eq(row.state),
            requests::answered_at.eq(row.answered_at),
            requests::refusal.eq(row.refusal),
            requests::sequence.eq(row.sequence),
        ))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// Somebody here erased their words in a thread: what they asked in it and was refused lets go of its words, too.
pub fn forget_words(tx: &mut Tx<'_>, id: ComplaintId, actor: ActorId) -> Result<(), StorageError> {
    let rows: Vec<Row> = requests::table
        .filter(requests::complaint.eq(id.bytes()))
        .filter(requests::actor.eq(actor.bytes()))
        .filter(requests::state.ne(RequestState::Waiting.name()))
        .select(columns::<Row>())
        .load(tx.conn())?;
    for row in rows {
        let bare = Asking { command: row.command, ..Asking::default() };
        let text = serde_json::to_string(&bare).map_err(inconsistent)?;
        diesel::update(requests::table.find(row.id)).set(requests::asking.eq(text)).prepared().execute(tx.conn())?;
    }
    Ok(())
}
