//! What is to be done later: written with the change that asks for it, leased, tried again, given up with a reason.
//! Own work is one queue; what each host sent is a lane of its own, so that a flood from one delays no other. Beside it lies
//! what the host sent and is only fetched from elsewhere: that waits for the slowest, and nothing else waits for it.

use std::time::Duration;

use diesel::dsl::min;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Integer, Nullable, Text};
use serde::{Deserialize, Serialize};

use crate::domain::Timestamp;
use crate::domain::ids::{ActivityId, ActorId, BrandId, ComplaintId, PostId, ReportId};
use crate::domain::refusal::Refusal;
use crate::storage::engine::{AnyConn, Prepare as _, each};
use crate::storage::schema::{inbox_lanes, jobs};
use crate::storage::search::Reached;
use crate::storage::wake::Listener;
use crate::storage::{StorageError, Tx, View, inbox, inbox_lanes as lanes, moment};

/// The one kind of job that may be put off for as long as somebody decides.
const END_RESTRICTION: &str = "end_restriction";
/// Nothing else is put off for longer: what failed is tried again within an hour.
const PUT_OFF_MAX: Duration = Duration::from_hours(24);

/// Everything that may be done later. The worker matches on it, so none can be forgotten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "task", rename_all = "snake_case")]
pub enum Task {
    /// One line of a complaint's history is to be told to the world.
    Announce { complaint: ComplaintId, sequence: i64 },
    /// A post of ours that is meant for one actor alone: a sign-in link, why a command did not count.
    Tell { post: PostId, to: ActorId },
    /// An activity is to be spread over inboxes; `after` is the last inbox that has its delivery.
    Expand { activity: ActivityId, after: Option<String> },
    /// Somebody's command in a thread did not count; the board tells them why, once.
    /// `at`: when it was decided that they hear; the note has its name from it, so that it is one note however often it runs.
    TellRefusal {
        complaint: ComplaintId,
        to: ActorId,
        refusal: Refusal,
        #[serde(default)]
        at: Timestamp,
    },
    /// Somebody wrote to a board and it files nothing; the board tells them why, once.
    TellNotFiled {
        board: ActorId,
        to: ActorId,
        post: String,
        refusal: Refusal,
        #[serde(default)]
        at: Timestamp,
    },
    /// A board elsewhere that we carry is to be compared with what we hold of it.
    CompareBoard { board: ActorId },
    /// Somebody here asks the home of a complaint elsewhere for a step; until it answers it is asked again.
    SendRequest { request: ActivityId },
    /// What the authors of a replica's events signed, after this sequence, is to be checked with their own keys.
    /// `looked_up`: people whom nobody here knew and who were looked up for it already.
    CheckStatements {
        complaint: ComplaintId,
        after: i64,
        #[serde(default)]
        looked_up: u32,
    },
    /// What a remote author said in a thread of ours is to be passed on to the board's followers as it came.
    PassOn { complaint: ComplaintId, sequence: i64, activity: String },
    /// What was said around a post before it reached us is to be read where it stands.
    BackFill { post: String },
    /// Somebody elsewhere who reported something is to hear what the moderators decided.
    TellReport { report: ReportId },
    /// A report is to be passed to the server of whoever wrote what is reported.
    ForwardReport { report: ReportId },
    /// The leave to quote a post of ours was taken back; the quoting author's server is to hear it.
    TellRevoked { quote: uuid::Uuid },
    /// A post that is quoted is gone: the leaves for it are to be taken back, some at a time.
    RevokeQuotes { post: PostId },
    /// A complainant speaks through another account now; the thread's followers are to hear it.
    TellMove { complaint: ComplaintId, from: ActorId },
    /// An event of a thread elsewhere changed a post of somebody here; whoever got that post is to hear it from its author.
    TellChange { post: PostId, complaint: ComplaintId, sequence: i64 },
    /// Somebody here took a post in a thread elsewhere back, and its home did not say so until now: its author does.
    TakeBack { post: PostId, complaint: ComplaintId },
    /// An activity that another server sent, stored under this key, is to be acted on.
    ReceiveActivity { key: String },
    /// Somebody from another server asked for a one-time link: it goes to them as a direct message.
    SendLoginLink { link: uuid::Uuid },
    /// An actor of ours changed, its keys perhaps: its followers are told.
    TellProfile { actor: ActorId },
    /// What was decided about other servers is to be carried out on what is here; `after` is where a piece ended.
    ApplyPolicy { after: Option<String> },
    /// What was there before there was a search is indexed, some of it at a time.
    Index { after: Option<Reached> },
    /// The picture of an actor elsewhere, who is shown on a page here, is to be fetched.
    FetchPicture { actor: ActorId },
    /// A member asks for somebody or something of another server, by handle or address.
    LookUp { lookup: uuid::Uuid },
    /// A member wants to see whether a domain names the actor through which they want to speak.
    CheckClaim { claim: uuid::Uuid },
    /// Another server's board says that an actor speaks for a domain; whether that is so is looked at from here.
    CheckVoice { domain: String, actor: String },
    /// A brand has somebody who reads now: they are to be told of what waits; `after` is where a piece ended.
    /// `read_at`: when a voice elsewhere showed that it reads the board, by saying something there.
    TellVoice {
        brand: BrandId,
        after: Option<ComplaintId>,
        #[serde(default)]
        read_at: Option<Timestamp>,
    },
    /// A brand's voice elsewhere is to be mentioned for a complaint that is listed already.
    MentionVoice { complaint: ComplaintId },
    /// The server of a brand's voice took the mention: the history is to say so.
    BrandTold { complaint: ComplaintId },
    /// A member followed, liked or boosted somebody or something; those it concerns are to be told.
    Say { activity: ActivityId, by: ActorId, said: Said, object: String, to: Option<ActorId> },
    /// Somebody of another server is to be told of a decision that concerns them.
    TellNotice { notice: uuid::Uuid },
    /// A limit or a suspension has run out.
    EndRestriction { actor: ActorId },
    /// Somebody left: their words go, and those who may know them hear it.
    Leave { actor: ActorId },
    /// Words were erased: nothing of them is to be left in this machine's files.
    Scrub,
}

/// What a member did from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    Follow,
    Unfollow,
    Like,
    Announce,
}

impl Task {
    /// Whether it waits for other servers to answer: such work has a queue of its own, and delays no other.
    fn is_errand(&self) -> bool {
        matches!(
            self,
            Task::CompareBoard { .. }
                | Task::CheckStatements { .. }
                | Task::BackFill { .. }
                | Task::FetchPicture { .. }
                | Task::LookUp { .. }
                | Task::CheckClaim { .. }
                | Task::CheckVoice { .. }
        )
    }

    /// The name under which operators see it.
    pub fn kind(&self) -> &'static str {
        match self {
            Task::Announce { .. } => "announce",
            Task::Tell { .. } => "tell",
            Task::Expand { .. } => "expand",
            Task::TellRefusal { .. } => "tell_refusal",
            Task::TellNotFiled { .. } => "tell_not_filed",
            Task::CompareBoard { .. } => "compare_board",
            Task::SendRequest { .. } => "send_request",
            Task::CheckStatements { .. } => "check_statements",
            Task::PassOn { .. } => "pass_on",
            Task::BackFill { .. } => "back_fill",
            Task::TellReport { .. } => "tell_report",
            Task::ForwardReport { .. } => "forward_report",
            Task::TellRevoked { .. } => "tell_revoked",
            Task::RevokeQuotes { .. } => "revoke_quotes",
            Task::TellMove { .. } => "tell_move",
            Task::TellChange { .. } => "tell_change",
            Task::TakeBack { .. } => "take_back",
            Task::ReceiveActivity { .. } => "receive_activity",
            Task::SendLoginLink { .. } => "send_login_link",
            Task::Index { .. } => "index",
            Task::FetchPicture { .. } => "fetch_picture",
            Task::LookUp { .. } => "look_up",
            Task::CheckClaim { .. } => "check_claim",
            Task::CheckVoice { .. } => "check_voice",
            Task::TellVoice { .. } => "tell_voice",
            Task::MentionVoice { .. } => "mention_voice",
            Task::BrandTold { .. } => "brand_told",
            Task::Say { .. } => "say",
            Task::TellNotice { .. } => "tell_notice",
            Task::EndRestriction { .. } => END_RESTRICTION,
            Task::Leave { .. } => "leave",
            Task::Scrub => "scrub",
            Task::TellProfile { .. } => "tell_profile",
            Task::ApplyPolicy { .. } => "apply_policy",
        }
    }
}

/// The lane of our own work. No host is called so.
const OWN: &str = "";
/// The lane of what we go and get from other servers, which may be slow. No host is called so.
const ERRANDS: &str = "~";

/// Who looks after a lane.
fn listener_of(lane: &str) -> Listener {
    match lane {
        OWN => Listener::Own,
        ERRANDS => Listener::Errands,
        _ if lanes::is_of_fetched(lane) => Listener::Fetched,
        _ => Listener::Received,
    }
}

/// Whether a lane is what a host sent, with a row that says when it is looked at.
fn is_of_host(lane: &str) -> bool {
    matches!(listener_of(lane), Listener::Received | Listener::Fetched)
}

/// When a job is due that waits for another of its chain, the last second of the year 9999: nobody looks at it until that
/// one has ended, however many wait. Its own time is kept as the time it was written at.
const HELD_BACK_UNTIL: i64 = 253_402_300_799_000_000;

/// A job that this process has for the length of its lease.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leased {
    pub id: i64,
    pub task: Task,
    /// How many times it was started, this one included. With the id it is the lease.
    pub attempts: i32,
    /// A lane of the host that sent it, or of our own work.
    lane: String,
    chain: Option<Vec<u8>>,
}

impl Leased {
    /// The lane of the host that sent it, if one did.
    pub fn senders_lane(&self) -> Option<&str> {
        is_of_host(&self.lane).then_some(self.lane.as_str())
    }

    /// Whether it is only fetched from elsewhere, so that nothing of ours is lost with it.
    pub fn is_fetched(&self) -> bool {
        lanes::is_of_fetched(&self.lane)
    }
}

/// On what terms jobs are taken.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    pub now: Timestamp,
    /// Nobody else gets them until it is over.
    pub lease: Duration,
    pub limit: i64,
    /// Who takes them.
    pub worker: i64,
}

/// A job that was given up.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Dead {
    pub id: i64,
    pub kind: String,
    pub task: String,
    pub attempts: i32,
    pub reason: Option<String>,
}

/// How many jobs are there, for `doctor` and the metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub waiting: i64,
    pub dead: i64,
    /// When the oldest that still waits was written.
    pub oldest: Option<Timestamp>,
}

/// A job as it goes into the table.
#[derive(Insertable)]
#[diesel(table_name = jobs, treat_none_as_default_value = false)]
struct NewJob<'a> {
    kind: &'static str,
    task: String,
    due_at: i64,
    attempts: i32,
    dead: bool,
    created_at: i64,
    lane: &'a str,
    chain: Option<Vec<u8>>,
}

/// What must be done in the order in which it was asked for: one after the other, also over several processes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chain {
    Announcing(ComplaintId),
    Expanding(ComplaintId),
    /// What is asked in a thread first is to arrive first.
    Asking(ComplaintId),
    /// What one actor elsewhere sent by its own server: an edit comes after its post, and a second word after the first.
    Heard(ActorId),
    /// What is fetched from elsewhere because one actor's own server sent it: one at a time, so that nobody else of that server
    /// waits behind all that one of them has us fetch.
    Fetched(ActorId),
    /// One at a time clears the files.
    Scrubbing,
}

impl Chain {
    fn key(self) -> Vec<u8> {
        match self {
            Chain::Announcing(complaint) => [complaint.bytes(), b"a"].concat(),
            Chain::Expanding(complaint) => [complaint.bytes(), b"e"].concat(),
            Chain::Asking(complaint) => [complaint.bytes(), b"q"].concat(),
            Chain::Heard(actor) => [actor.bytes(), b"h"].concat(),
            Chain::Fetched(actor) => [actor.bytes(), b"f"].concat(),
            Chain::Scrubbing => b"scrub".to_vec(),
        }
    }
}

fn row<'a>(task: &Task, lane: &'a str, chain: Option<Chain>, at: i64) -> Result<NewJob<'a>, StorageError> {
    let text = serde_json::to_string(task).map_err(|error| StorageError::inconsistent("jobs", error))?;
    let chain = chain.map(Chain::key);
    Ok(NewJob { kind: task.kind(), task: text, due_at: at, attempts: 0, dead: false, created_at: at, lane, chain })
}

fn insert(tx: &mut Tx<'_>, mut rows: Vec<NewJob<'_>>) -> Result<(), StorageError> {
    if rows.is_empty() {
        return Ok(());
    }
    for index in 0..rows.len() {
        let (before, from) = rows.split_at_mut(index);
        let row = &mut from[0];
        if let Some(chain) = &row.chain
            && (before.iter().any(|it| it.chain.as_ref() == Some(chain)) || first_of(tx, chain)?.is_some())
        {
            row.due_at = HELD_BACK_UNTIL;
        }
    }
    match (&rows[..], tx.conn()) {
        ([one], AnyConn::Pg(conn)) => diesel::insert_into(jobs::table).values(one).execute(conn)?,
        ([one], AnyConn::Sqlite(conn)) => diesel::insert_into(jobs::table).values(one).execute(conn)?,
        (several, conn) => each!(conn, conn => diesel::insert_into(jobs::table).values(several).execute(conn))?,
    };
    for row in &rows {
        tx.wake(listener_of(row.lane));
    }
    Ok(())
}

/// The job of a chain that the others wait for. It cannot end before this transaction does: what is put behind it in the
/// meantime would be held back for ever.
fn first_of(tx: &mut Tx<'_>, chain: &[u8]) -> Result<Option<i64>, StorageError> {
    let those = jobs::table
        .filter(jobs::chain.eq(chain))
        .filter(jobs::dead.eq(false))
        .order(jobs::id)
        .limit(1)
        .select(jobs::id);
    let first = match tx.conn() {
        AnyConn::Pg(conn) => those.for_share().first(conn),
        AnyConn::Sqlite(conn) => those.first(conn),
    };
    Ok(first.optional()?)
}

/// A job of a chain has ended: the next one is due, and its lane is looked at, whichever that is.
fn release(tx: &mut Tx<'_>, chain: Option<&[u8]>, now: Timestamp) -> Result<(), StorageError> {
    let Some(chain) = chain else { return Ok(()) };
    let Some(first) = first_of(tx, chain)? else { return Ok(()) };
    let held_back = jobs::table.find(first).filter(jobs::due_at.eq(HELD_BACK_UNTIL));
    let Some((lane, created_at)) =
        held_back.select((jobs::lane, jobs::created_at)).first::<(String, i64)>(tx.conn()).optional()?
    else {
        return Ok(());
    };
    // What waited behind its own actor goes behind those of its host that waited for nobody.
    let due = if is_of_host(&lane) { now.timestamp_micros().max(created_at) } else { created_at };
    diesel::update(held_back).set(jobs::due_at.eq(due)).prepared().execute(tx.conn())?;
    if is_of_host(&lane) {
        lanes::look_by(tx, &lane, due)?;
    }
    tx.wake(listener_of(&lane));
    Ok(())
}

/// Takes the next job of a chain at once, where nobody has it: a long chain does not wait for a look at the queue each time.
fn take_next(tx: &mut Tx<'_>, chain: &[u8], terms: &Terms) -> Result<Option<Leased>, StorageError> {
    let Some(first) = first_of(tx, chain)? else { return Ok(None) };
    let now = terms.now.timestamp_micros();
    let free = jobs::table.find(first).filter(jobs::worker.is_null()).filter(jobs::due_at.le(now));
    let Some((lane, text, attempts)) =
        free.select((jobs::lane, jobs::task, jobs::attempts)).first::<(String, String, i32)>(tx.conn()).optional()?
    else {
        return Ok(None);
    };
    // One that cannot be read is put aside when it is found in the queue.
    let Ok(task) = serde_json::from_str(&text) else { return Ok(None) };
    let taken = diesel::update(free)
        .set((
            jobs::due_at.eq((terms.now + terms.lease).timestamp_micros()),
            jobs::attempts.eq(attempts + 1),
            jobs::worker.eq(Some(terms.worker)),
        ))
        .prepared()
        .execute(tx.conn())?;
    let chain = Some(chain.to_vec());
    Ok((taken == 1).then_some(Leased { id: first, task, attempts: attempts + 1, lane, chain }))
}

/// The clock was far ahead and is right again: what was put in line by it, or put off, is due now and not when it said.
pub fn bring_forward(tx: &mut Tx<'_>, now: Timestamp) -> Result<usize, StorageError> {
    let (late, now) = ((now + PUT_OFF_MAX).timestamp_micros(), now.timestamp_micros());
    let waiting = || jobs::table.filter(jobs::dead.eq(false)).filter(jobs::kind.ne(END_RESTRICTION));
    diesel::update(waiting().filter(jobs::created_at.gt(late))).set(jobs::created_at.eq(now)).execute(tx.conn())?;
    let strayed =
        waiting().filter(jobs::worker.is_null()).filter(jobs::due_at.gt(late)).filter(jobs::due_at.lt(HELD_BACK_UNTIL));
    let brought = diesel::update(strayed).set(jobs::due_at.eq(now)).execute(tx.conn())?;
    if brought > 0 {
        lanes::bring_forward(tx, late, now)?;
        for listener in [Listener::Own, Listener::Errands, Listener::Received, Listener::Fetched] {
            tx.wake(listener);
        }
    }
    Ok(brought)
}

/// Lets go of what waits for a job that is not there any more. Nothing leaves such a thing behind; should it be there all the
/// same, it would wait until the year 9999.
pub fn release_stranded(tx: &mut Tx<'_>) -> Result<usize, StorageError> {
    let earlier = diesel::alias!(jobs as earlier);
    let waited_for = earlier
        .filter(earlier.field(jobs::chain).eq(jobs::chain))
        .filter(earlier.field(jobs::id).lt(jobs::id))
        .filter(earlier.field(jobs::dead).eq(false));
    let mut lanes = lanes::with_any(&mut tx.view())?;
    lanes.push(OWN.to_string());
    let stranded: Vec<(i64, String, i64)> = jobs::table
        .filter(jobs::dead.eq(false))
        .filter(jobs::lane.eq_any(lanes))
        .filter(jobs::due_at.eq(HELD_BACK_UNTIL))
        .filter(diesel::dsl::not(diesel::dsl::exists(waited_for)))
        .order((jobs::lane, jobs::id))
        .select((jobs::id, jobs::lane, jobs::created_at))
        .load(tx.conn())?;
    for (id, lane, created_at) in &stranded {
        hold(tx, lane)?;
        diesel::update(jobs::table.find(id)).set(jobs::due_at.eq(created_at)).prepared().execute(tx.conn())?;
        if is_of_host(lane) {
            lanes::set_next(tx, lane, Some(*created_at))?;
        }
        tx.wake(listener_of(lane));
    }
    Ok(stranded.len())
}

pub fn enqueue(tx: &mut Tx<'_>, task: &Task, due_at: Timestamp) -> Result<(), StorageError> {
    enqueue_all(tx, std::slice::from_ref(task), due_at)
}

/// Has a job that waits done at once; one is put in line where none waits.
pub fn hasten(tx: &mut Tx<'_>, task: &Task, now: Timestamp) -> Result<(), StorageError> {
    let text = serde_json::to_string(task).map_err(|error| StorageError::inconsistent("jobs", error))?;
    let waiting =
        jobs::table.filter(jobs::dead.eq(false)).filter(jobs::lane.eq(lane_of(task))).filter(jobs::task.eq(text));
    let hastened =
        diesel::update(waiting).set(jobs::due_at.eq(now.timestamp_micros())).prepared().execute(tx.conn())?;
    if hastened == 0 {
        return enqueue(tx, task, now);
    }
    tx.wake(listener_of(lane_of(task)));
    Ok(())
}

/// How many jobs with this very task there are, under way or waiting.
pub fn count_same(view: &mut View<'_>, task: &Task) -> Result<i64, StorageError> {
    let text = serde_json::to_string(task).map_err(|error| StorageError::inconsistent("jobs", error))?;
    // What others sent is in lanes of theirs, and may be much: none of it is looked through.
    let lane = jobs::table.filter(jobs::dead.eq(false)).filter(jobs::lane.eq(lane_of(task)));
    Ok(lane.filter(jobs::task.eq(text)).count().get_result(view.conn())?)
}

fn lane_of(task: &Task) -> &'static str {
    if task.is_errand() { ERRANDS } else { OWN }
}

/// Several at once, in this order.
pub fn enqueue_all(tx: &mut Tx<'_>, tasks: &[Task], due_at: Timestamp) -> Result<(), StorageError> {
    let made = |task: &Task| {
        let chain = match task {
            Task::Announce { complaint, .. }
            | Task::PassOn { complaint, .. }
            | Task::TellMove { complaint, .. }
            | Task::TellChange { complaint, .. } => Some(Chain::Announcing(*complaint)),
            _ => None,
        };
        row(task, lane_of(task), chain, due_at.timestamp_micros())
    };
    let rows: Vec<NewJob<'_>> = tasks.iter().map(made).collect::<Result<_, StorageError>>()?;
    insert(tx, rows)
}

/// An activity is to be spread over more inboxes than were written with it, after those about the same complaint that were
/// said before it.
pub fn enqueue_expansion(
    tx: &mut Tx<'_>,
    activity: ActivityId,
    complaint: Option<ComplaintId>,
    after: Option<String>,
    due_at: Timestamp,
) -> Result<(), StorageError> {
    let task = Task::Expand { activity, after };
    let row = row(&task, OWN, complaint.map(Chain::Expanding), due_at.timestamp_micros())?;
    insert(tx, vec![row])
}

/// Files are to be cleared of what this transaction erases. A job that waits sees to it with what was erased before; one
/// that has begun does not.
pub(in crate::storage) fn enqueue_scrub(tx: &mut Tx<'_>, due_at: Timestamp) -> Result<(), StorageError> {
    let waits = jobs::table
        .filter(jobs::chain.eq(Chain::Scrubbing.key()))
        .filter(jobs::dead.eq(false))
        .filter(jobs::worker.is_null())
        .limit(1)
        .select(jobs::id);
    // It cannot be begun before this transaction ends.
    let waiting: Option<i64> = match tx.conn() {
        AnyConn::Pg(conn) => waits.for_share().first(conn).optional()?,
        AnyConn::Sqlite(conn) => waits.first(conn).optional()?,
    };
    if waiting.is_some() {
        return Ok(());
    }
    let row = row(&Task::Scrub, OWN, Some(Chain::Scrubbing), due_at.timestamp_micros())?;
    insert(tx, vec![row])
}

/// Whether something that was said about a complaint is still being spread over inboxes: what is said next waits for that.
pub fn is_expanding(view: &mut View<'_>, complaint: ComplaintId) -> Result<bool, StorageError> {
    let chain = jobs::table.filter(jobs::chain.eq(Chain::Expanding(complaint).key())).filter(jobs::dead.eq(false));
    Ok(diesel::select(diesel::dsl::exists(chain)).get_result(view.conn())?)
}

/// Whether something about a complaint is still to be told, or spread over inboxes.
pub(in crate::storage) fn is_telling(view: &mut View<'_>, complaint: ComplaintId) -> Result<bool, StorageError> {
    let chains = [Chain::Announcing(complaint).key(), Chain::Expanding(complaint).key()];
    let those = jobs::table.filter(jobs::chain.eq_any(chains)).filter(jobs::dead.eq(false));
    Ok(those.count().get_result::<i64>(view.conn())? > 0)
}

/// The home of a complaint is to be asked, after what it was asked before about the same one.
pub fn enqueue_request(
    tx: &mut Tx<'_>,
    request: ActivityId,
    complaint: ComplaintId,
    due_at: Timestamp,
) -> Result<(), StorageError> {
    let task = Task::SendRequest { request };
    let row = row(&task, OWN, Some(Chain::Asking(complaint)), due_at.timestamp_micros())?;
    insert(tx, vec![row])
}

/// What a host sent is to be acted on, in its turn, where it has one; its lane has counted it already.
pub fn enqueue_received(
    tx: &mut Tx<'_>,
    key: String,
    turn: Option<Chain>,
    lane: &str,
    due_at: Timestamp,
) -> Result<(), StorageError> {
    let row = row(&Task::ReceiveActivity { key }, lane, turn, due_at.timestamp_micros())?;
    insert(tx, vec![row])
}

/// Whether this is among what waits in such a turn.
pub fn is_in_turn(view: &mut View<'_>, key: &str, turn: Chain) -> Result<bool, StorageError> {
    let text = serde_json::to_string(&Task::ReceiveActivity { key: key.to_string() });
    let text = text.map_err(|error| StorageError::inconsistent("jobs", error))?;
    let chain = jobs::table.filter(jobs::chain.eq(turn.key())).filter(jobs::dead.eq(false));
    Ok(diesel::select(diesel::dsl::exists(chain.filter(jobs::task.eq(text)))).get_result(view.conn())?)
}

/// What was put last in such a turn: the job, and the activity's key.
pub fn last_in_turn(view: &mut View<'_>, turn: Chain) -> Result<Option<(i64, String)>, StorageError> {
    let chain = jobs::table.filter(jobs::chain.eq(turn.key())).filter(jobs::dead.eq(false));
    let last = chain.order(jobs::id.desc()).select((jobs::id, jobs::task));
    let last: Option<(i64, String)> = last.first(view.conn()).optional()?;
    Ok(last.map(|(id, task)| match serde_json::from_str(&task) {
        Ok(Task::ReceiveActivity { key }) => (id, key),
        _ => (id, String::new()),
    }))
}

/// How much waits in such a turn.
pub fn count_in_turn(view: &mut View<'_>, turn: Chain) -> Result<i64, StorageError> {
    let chain = jobs::table.filter(jobs::chain.eq(turn.key())).filter(jobs::dead.eq(false));
    Ok(chain.count().get_result(view.conn())?)
}

#[derive(QueryableByName)]
struct Due {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Text)]
    task: String,
    #[diesel(sql_type = Integer)]
    attempts: i32,
    #[diesel(sql_type = Nullable<Binary>)]
    chain: Option<Vec<u8>>,
}

/// Due, and the first of its chain.
const DUE: &str = "SELECT j.id, j.task, j.attempts, j.chain FROM jobs j \
     WHERE j.dead = FALSE AND j.lane = $1 AND j.due_at <= $2 \
       AND NOT EXISTS (SELECT 1 FROM jobs e WHERE e.chain = j.chain AND e.id < j.id AND e.dead = FALSE) \
     ORDER BY j.due_at, j.id LIMIT $3";

/// Takes jobs of our own that are due; nobody else gets them until the lease is over.
pub fn lease(tx: &mut Tx<'_>, terms: &Terms) -> Result<Vec<Leased>, StorageError> {
    take(tx, terms, OWN, terms.limit)
}

/// Takes errands that are due.
pub fn lease_errands(tx: &mut Tx<'_>, terms: &Terms) -> Result<Vec<Leased>, StorageError> {
    take(tx, terms, ERRANDS, terms.limit)
}

/// Takes what other hosts sent, a few of each; the host that was looked at longest ago comes first. `share` says how
/// many may be under way of a lane.
pub fn lease_received(
    tx: &mut Tx<'_>,
    terms: &Terms,
    share: impl Fn(&str) -> i64,
) -> Result<Vec<Leased>, StorageError> {
    lease_of_hosts(tx, terms, false, share)
}

/// The same with what they sent and is only fetched from elsewhere.
pub fn lease_fetched(tx: &mut Tx<'_>, terms: &Terms, share: impl Fn(&str) -> i64) -> Result<Vec<Leased>, StorageError> {
    lease_of_hosts(tx, terms, true, share)
}

fn lease_of_hosts(
    tx: &mut Tx<'_>,
    terms: &Terms,
    fetched: bool,
    share: impl Fn(&str) -> i64,
) -> Result<Vec<Leased>, StorageError> {
    let now = terms.now.timestamp_micros();
    let due = inbox_lanes::table
        .filter(inbox_lanes::fetched.eq(fetched))
        .filter(inbox_lanes::next_at.le(now))
        .order((inbox_lanes::next_at, inbox_lanes::host))
        .limit(terms.limit)
        .select(inbox_lanes::host);
    let ready: Vec<String> = match tx.conn() {
        AnyConn::Pg(conn) => due.for_update().skip_locked().load(conn)?,
        AnyConn::Sqlite(conn) => due.load(conn)?,
    };
    let mut leased = Vec::new();
    for lane in ready {
        let left = terms.limit - i64::try_from(leased.len()).unwrap_or(terms.limit);
        if left <= 0 {
            break;
        }
        let under_way = |tx: &mut Tx<'_>| -> Result<(i64, Option<i64>), StorageError> {
            let those = jobs::table
                .filter(jobs::dead.eq(false))
                .filter(jobs::lane.eq(&lane))
                .filter(jobs::due_at.gt(now))
                .filter(jobs::worker.is_not_null())
                .select((diesel::dsl::count_star(), min(jobs::due_at)));
            Ok(those.get_result(tx.conn())?)
        };
        let free = (share(&lane).max(1) - under_way(tx)?.0).min(left);
        if free > 0 {
            leased.extend(take(tx, terms, &lane, free)?);
            look_again(tx, &lane, terms.now)?;
        } else {
            // It has all that it may have, and is looked at again when one of them ends.
            let over = under_way(tx)?.1;
            lanes::set_next(tx, &lane, over)?;
        }
    }
    Ok(leased)
}

/// A row that cannot be read is put aside as dead, so that it stops nothing.
fn take(tx: &mut Tx<'_>, terms: &Terms, lane: &str, limit: i64) -> Result<Vec<Leased>, StorageError> {
    let at = terms.now.timestamp_micros();
    let rows: Vec<Due> = match tx.conn() {
        AnyConn::Pg(conn) => diesel::sql_query(format!("{DUE} FOR UPDATE OF j SKIP LOCKED"))
            .bind::<Text, _>(lane)
            .bind::<BigInt, _>(at)
            .bind::<BigInt, _>(limit)
            .load(conn)?,
        AnyConn::Sqlite(conn) => {
            diesel::sql_query(DUE).bind::<Text, _>(lane).bind::<BigInt, _>(at).bind::<BigInt, _>(limit).load(conn)?
        }
    };
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    diesel::update(jobs::table.filter(jobs::id.eq_any(ids)))
        .set((
            jobs::due_at.eq((terms.now + terms.lease).timestamp_micros()),
            jobs::attempts.eq(jobs::attempts + 1),
            jobs::worker.eq(Some(terms.worker)),
        ))
        .execute(tx.conn())?;
    let mut leased = Vec::with_capacity(rows.len());
    for Due { id, task, attempts, chain } in rows {
        match serde_json::from_str(&task) {
            Ok(task) => leased.push(Leased { id, task, attempts: attempts + 1, lane: lane.to_string(), chain }),
            Err(error) => {
                give_up_row(tx, id, &format!("unreadable: {error}"))?;
                release(tx, chain.as_deref(), terms.now)?;
                leave(tx, lane, 1, terms.now)?;
            }
        }
    }
    Ok(leased)
}

/// When a lane is to be looked at next: when its next job is due, or a lease is over. What is looked at now goes behind
/// all who have waited for longer.
fn next_of(tx: &mut Tx<'_>, lane: &str, now: Timestamp) -> Result<Option<i64>, StorageError> {
    let those = jobs::table.filter(jobs::dead.eq(false)).filter(jobs::lane.eq(lane)).select(min(jobs::due_at));
    let next: Option<i64> = those.get_result(tx.conn())?;
    Ok(next.map(|due| due.max(now.timestamp_micros())))
}

fn look_again(tx: &mut Tx<'_>, lane: &str, now: Timestamp) -> Result<(), StorageError> {
    if !is_of_host(lane) {
        return Ok(());
    }
    let next = next_of(tx, lane, now)?;
    lanes::set_next(tx, lane, next)
}

/// Of a lane so many do not wait any more.
fn leave(tx: &mut Tx<'_>, lane: &str, count: i64, now: Timestamp) -> Result<(), StorageError> {
    if !is_of_host(lane) {
        return Ok(());
    }
    let next = next_of(tx, lane, now)?;
    lanes::leave(tx, lane, count, next)
}

/// Whoever changes jobs of a lane holds its row first, so that the row is always true of them.
fn hold(tx: &mut Tx<'_>, lane: &str) -> Result<(), StorageError> {
    if is_of_host(lane) { lanes::hold(tx, lane) } else { Ok(()) }
}

macro_rules! under_lease {
    ($job:expr) => {
        jobs::table.filter(jobs::id.eq($job.id)).filter(jobs::attempts.eq($job.attempts)).filter(jobs::dead.eq(false))
    };
}

/// Removes a job that is done, if the lease still holds; what comes after it in its chain is due.
pub fn done(tx: &mut Tx<'_>, job: &Leased, now: Timestamp) -> Result<(), StorageError> {
    hold(tx, &job.lane)?;
    let removed = diesel::delete(under_lease!(job)).execute(tx.conn())?;
    // First, so that the lane knows of what is due now.
    release(tx, job.chain.as_deref(), now)?;
    leave(tx, &job.lane, i64::try_from(removed).unwrap_or(0), now)
}

/// Removes a job that is done, and takes the next one of its chain, if there is one that nobody has.
pub fn done_and_next(tx: &mut Tx<'_>, job: &Leased, terms: &Terms) -> Result<Option<Leased>, StorageError> {
    done(tx, job, terms.now)?;
    match &job.chain {
        Some(chain) => take_next(tx, chain, terms),
        None => Ok(None),
    }
}

/// Whoever is still at it keeps it: nobody else starts it meanwhile.
pub fn renew(tx: &mut Tx<'_>, job: &Leased, until: Timestamp) -> Result<(), StorageError> {
    diesel::update(under_lease!(job)).set(jobs::due_at.eq(until.timestamp_micros())).prepared().execute(tx.conn())?;
    Ok(())
}

/// The job goes on with another task, in its own place: what comes after it in its chain still waits for it.
pub fn go_on(tx: &mut Tx<'_>, job: &Leased, task: &Task, now: Timestamp) -> Result<(), StorageError> {
    let text = serde_json::to_string(task).map_err(|error| StorageError::inconsistent("jobs", error))?;
    diesel::update(under_lease!(job))
        .set((
            jobs::task.eq(text),
            jobs::kind.eq(task.kind()),
            jobs::due_at.eq(now.timestamp_micros()),
            jobs::attempts.eq(jobs::attempts - 1),
            jobs::worker.eq(None::<i64>),
        ))
        .prepared()
        .execute(tx.conn())?;
    tx.wake(listener_of(&job.lane));
    Ok(())
}

/// Puts a job back until `due_at`, if the lease still holds. What an actor elsewhere sent after it does not wait for the days
/// that a server may be away which only this one needs.
pub fn retry(
    tx: &mut Tx<'_>,
    job: &Leased,
    due_at: Timestamp,
    reason: &str,
    now: Timestamp,
) -> Result<(), StorageError> {
    hold(tx, &job.lane)?;
    put_aside(tx, job, false)?;
    diesel::update(under_lease!(job))
        .set((jobs::due_at.eq(due_at.timestamp_micros()), jobs::reason.eq(reason), jobs::worker.eq(None::<i64>)))
        .prepared()
        .execute(tx.conn())?;
    if job.senders_lane().is_some() {
        let alone = diesel::update(under_lease!(job)).set(jobs::chain.eq(None::<Vec<u8>>));
        alone.prepared().execute(tx.conn())?;
        release(tx, job.chain.as_deref(), now)?;
    }
    look_again(tx, &job.lane, now)
}

/// Gives a job back that was not started after all; it does not count as an attempt.
pub fn give_back(tx: &mut Tx<'_>, job: &Leased, now: Timestamp) -> Result<(), StorageError> {
    hold(tx, &job.lane)?;
    diesel::update(under_lease!(job))
        .set((
            jobs::due_at.eq(now.timestamp_micros()),
            jobs::attempts.eq(jobs::attempts - 1),
            jobs::worker.eq(None::<i64>),
        ))
        .prepared()
        .execute(tx.conn())?;
    look_again(tx, &job.lane, now)
}

/// Keeps a job that cannot be done, with the reason, for a person to look at.
pub fn give_up(tx: &mut Tx<'_>, job: &Leased, reason: &str, now: Timestamp) -> Result<(), StorageError> {
    hold(tx, &job.lane)?;
    put_aside(tx, job, true)?;
    give_up_row(tx, job.id, reason)?;
    release(tx, job.chain.as_deref(), now)?;
    leave(tx, &job.lane, 1, now)
}

/// What another server sent stays for longer than a moment: an erasure of the words in it has to find it.
fn put_aside(tx: &mut Tx<'_>, job: &Leased, given_up: bool) -> Result<(), StorageError> {
    match &job.task {
        Task::ReceiveActivity { key } => match inbox::Key::from_hex(key) {
            Some(key) => inbox::put_aside(tx, &key, given_up),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

fn give_up_row(tx: &mut Tx<'_>, id: i64, reason: &str) -> Result<(), StorageError> {
    diesel::update(jobs::table.find(id))
        .set((jobs::dead.eq(true), jobs::reason.eq(reason), jobs::worker.eq(None::<i64>)))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// Gives back what a worker has: its unfinished starts do not count. Without a worker, what any has.
pub fn free(tx: &mut Tx<'_>, worker: Option<i64>, now: Timestamp) -> Result<usize, StorageError> {
    let mut those = jobs::table.filter(jobs::worker.is_not_null()).filter(jobs::dead.eq(false)).into_boxed();
    if let Some(worker) = worker {
        those = those.filter(jobs::worker.eq(worker));
    }
    let left: Vec<(i64, i32, String)> = those.select((jobs::id, jobs::attempts, jobs::lane)).load(tx.conn())?;
    let lanes: std::collections::BTreeSet<&str> = left.iter().map(|(_, _, lane)| lane.as_str()).collect();
    for lane in &lanes {
        hold(tx, lane)?;
    }
    for (id, attempts, _) in &left {
        diesel::update(jobs::table.filter(jobs::id.eq(id)).filter(jobs::attempts.eq(attempts)))
            .set((
                jobs::due_at.eq(now.timestamp_micros()),
                jobs::attempts.eq(attempts - 1),
                jobs::worker.eq(None::<i64>),
            ))
            .prepared()
            .execute(tx.conn())?;
    }
    for lane in lanes {
        look_again(tx, lane, now)?;
        tx.wake(listener_of(lane));
    }
    Ok(left.len())
}

/// The workers that have jobs now.
pub fn workers(view: &mut View<'_>) -> Result<Vec<i64>, StorageError> {
    let those = jobs::table.filter(jobs::worker.is_not_null()).select(jobs::worker).distinct();
    Ok(those.load::<Option<i64>>(view.conn())?.into_iter().flatten().collect())
}

/// When something may be due, if anything waits: looks at the ends of indexes.
pub fn next_due(view: &mut View<'_>) -> Result<Option<Timestamp>, StorageError> {
    let all = [next_due_of_ours(view)?, next_errand(view)?, next_due_of_others(view)?, next_due_of_fetched(view)?];
    Ok(all.into_iter().flatten().min())
}

pub fn next_due_of_ours(view: &mut View<'_>) -> Result<Option<Timestamp>, StorageError> {
    next_due_in(view, OWN)
}

pub fn next_errand(view: &mut View<'_>) -> Result<Option<Timestamp>, StorageError> {
    next_due_in(view, ERRANDS)
}

fn next_due_in(view: &mut View<'_>, lane: &str) -> Result<Option<Timestamp>, StorageError> {
    let first = jobs::table
        .filter(jobs::dead.eq(false))
        .filter(jobs::lane.eq(lane))
        .order((jobs::due_at, jobs::id))
        .select(jobs::due_at);
    let due: Option<i64> = first.first(view.conn()).optional()?;
    due.map(|micros| moment("jobs", micros)).transpose()
}

pub fn next_due_of_others(view: &mut View<'_>) -> Result<Option<Timestamp>, StorageError> {
    next_due_of_lanes(view, false)
}

pub fn next_due_of_fetched(view: &mut View<'_>) -> Result<Option<Timestamp>, StorageError> {
    next_due_of_lanes(view, true)
}

fn next_due_of_lanes(view: &mut View<'_>, fetched: bool) -> Result<Option<Timestamp>, StorageError> {
    lanes::next_due(view, fetched)?.map(|micros| moment("inbox_lanes", micros)).transpose()
}

pub fn counts(view: &mut View<'_>) -> Result<Counts, StorageError> {
    let waiting = jobs::table.filter(jobs::dead.eq(false)).count().get_result(view.conn())?;
    let dead = jobs::table.filter(jobs::dead.eq(true)).count().get_result(view.conn())?;
    let oldest: Option<i64> =
        jobs::table.filter(jobs::dead.eq(false)).select(min(jobs::created_at)).get_result(view.conn())?;
    Ok(Counts { waiting, dead, oldest: oldest.map(|micros| moment("jobs", micros)).transpose()? })
}

/// Jobs that were given up, the newest first, before the id given.
pub fn dead(view: &mut View<'_>, before: Option<i64>, limit: i64) -> Result<Vec<Dead>, StorageError> {
    let rows = jobs::table
        .filter(jobs::dead.eq(true))
        .filter(jobs::id.lt(before.unwrap_or(i64::MAX)))
        .order(jobs::id.desc())
        .limit(limit)
        .select((jobs::id, jobs::kind, jobs::task, jobs::attempts, jobs::reason));
    Ok(rows.load(view.conn())?)
}

/// Starts a job again that was given up, as if it were new; `None` means all of them. Says how many there were.
pub fn retry_dead(tx: &mut Tx<'_>, id: Option<i64>, now: Timestamp) -> Result<usize, StorageError> {
    let again = (
        jobs::dead.eq(false),
        jobs::attempts.eq(0),
        jobs::due_at.eq(now.timestamp_micros()),
        jobs::reason.eq(None::<String>),
    );
    let some = dead_rows(tx, id)?;
    for (id, lane) in &some {
        hold(tx, lane)?;
        diesel::update(jobs::table.filter(jobs::id.eq(id)).filter(jobs::dead.eq(true)))
            .set(again.clone())
            .prepared()
            .execute(tx.conn())?;
        if is_of_host(lane) {
            // The lane may have been forgotten since.
            lanes::come_back(tx, lane, now)?;
        }
        tx.wake(listener_of(lane));
    }
    Ok(some.len())
}

/// Throws away jobs that were given up; `None` means all of them. Says how many there were.
pub fn drop_dead(tx: &mut Tx<'_>, id: Option<i64>) -> Result<usize, StorageError> {
    let ids: Vec<i64> = dead_rows(tx, id)?.into_iter().map(|(id, _)| id).collect();
    Ok(diesel::delete(jobs::table.filter(jobs::id.eq_any(ids))).execute(tx.conn())?)
}

/// A bounded number of given-up jobs with their lanes, in the order in which lanes are held.
fn dead_rows(tx: &mut Tx<'_>, id: Option<i64>) -> Result<Vec<(i64, String)>, StorageError> {
    const ROWS_PER_STEP: i64 = 500;
    let mut those = jobs::table.filter(jobs::dead.eq(true)).into_boxed();
    if let Some(id) = id {
        those = those.filter(jobs::id.eq(id));
    }
    Ok(those.order((jobs::lane, jobs::id)).limit(ROWS_PER_STEP).select((jobs::id, jobs::lane)).load(tx.conn())?)
}
