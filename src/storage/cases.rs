//! What waits for a moderator: one queue, oldest first, and what became of each case.

use diesel::prelude::*;

use crate::domain::Timestamp;
use crate::domain::ids::{ActorId, CaseId, ComplaintId, ReportId};
use crate::storage::engine::{AnyConn, Prepare as _, columns};
use crate::storage::schema::cases;
use crate::storage::{StorageError, Tx, View, moment};

/// The decision of a case that came to nothing, because what it was about is over.
pub const MOOT: &str = "moot";

/// How a case came to the moderators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseKind {
    Report,
    /// The brand says that the complaint should not be here.
    Contest,
    /// One side does not accept what a moderator decided.
    Appeal,
    /// The brand says that a label does not fit its answer.
    Label,
    /// Somebody who was limited or suspended says that it was wrong.
    Objection,
}

impl CaseKind {
    pub const ALL: [CaseKind; 5] =
        [CaseKind::Report, CaseKind::Contest, CaseKind::Appeal, CaseKind::Label, CaseKind::Objection];

    pub fn word(self) -> &'static str {
        match self {
            CaseKind::Report => "report",
            CaseKind::Contest => "contest",
            CaseKind::Appeal => "appeal",
            CaseKind::Label => "label",
            CaseKind::Objection => "objection",
        }
    }

    pub fn from_word(word: &str) -> Option<CaseKind> {
        CaseKind::ALL.into_iter().find(|it| it.word() == word)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub id: CaseId,
    pub kind: CaseKind,
    pub complaint: Option<ComplaintId>,
    pub report: Option<ReportId>,
    /// Whose account it is about: of an objection, or of a report about an account.
    pub actor: Option<ActorId>,
    /// Which of its kind: the ground of a contest, the side that appeals, the answer and label in dispute.
    pub about: String,
    /// The event that brought it here; its words lie beside that event.
    pub sequence: Option<i64>,
    /// What was written with it, where no event carries that.
    pub note: String,
    pub opened_at: Timestamp,
    /// Until when the other side may speak before anybody decides.
    pub heard_until: Option<Timestamp>,
    pub decided_at: Option<Timestamp>,
    pub decision: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = cases)]
struct Row {
    id: Vec<u8>,
    kind: String,
    complaint: Option<Vec<u8>>,
    report: Option<Vec<u8>>,
    actor: Option<Vec<u8>>,
    about: String,
    sequence: Option<i64>,
    note: String,
    opened_at: i64,
    heard_until: Option<i64>,
    decided_at: Option<i64>,
    decision: Option<String>,
}

fn wrong(why: impl std::fmt::Display) -> StorageError {
    StorageError::inconsistent("cases", why)
}

impl Row {
    fn case(self) -> Result<Case, StorageError> {
        let at = |micros| moment("cases", micros);
        Ok(Case {
            id: CaseId::from_bytes(&self.id).map_err(wrong)?,
            kind: CaseKind::from_word(&self.kind).ok_or_else(|| wrong(format!("unknown kind {}", self.kind)))?,
            complaint: self.complaint.map(|it| ComplaintId::from_bytes(&it)).transpose().map_err(wrong)?,
            report: self.report.map(|it| ReportId::from_bytes(&it)).transpose().map_err(wrong)?,
            actor: self.actor.map(|it| ActorId::from_bytes(&it)).transpose().map_err(wrong)?,
            about: self.about,
            sequence: self.sequence,
            note: self.note,
            opened_at: at(self.opened_at)?,
            heard_until: self.heard_until.map(at).transpose()?,
            decided_at: self.decided_at.map(at).transpose()?,
            decision: self.decision,
        })
    }
}

/// Of those who open a case about one thing at the same moment one goes first, and the others find what is there then.
pub fn hold_opening(tx: &mut Tx<'_>, about: &str) -> Result<(), StorageError> {
    if let AnyConn::Pg(conn) = tx.conn() {
        diesel::sql_query("SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || $1, 0))")
            .bind::<diesel::sql_types::Text, _>(format!(" cases {about}"))
            .execute(conn)?;
    }
    Ok(())
}

pub fn insert(tx: &mut Tx<'_>, it: &Case) -> Result<(), StorageError> {
    let row = (
        cases::id.eq(it.id.bytes()),
        cases::kind.eq(it.kind.word()),
        cases::complaint.eq(it.complaint.as_ref().map(ComplaintId::bytes)),
        cases::report.eq(it.report.as_ref().map(ReportId::bytes)),
        cases::actor.eq(it.actor.as_ref().map(ActorId::bytes)),
        cases::about.eq(&it.about),
        cases::sequence.eq(it.sequence),
        cases::note.eq(&it.note),
        cases::opened_at.eq(it.opened_at.timestamp_micros()),
        cases::heard_until.eq(it.heard_until.map(|at| at.timestamp_micros())),
        cases::decided_at.eq(it.decided_at.map(|at| at.timestamp_micros())),
        cases::decision.eq(&it.decision),
    );
    diesel::insert_into(cases::table).values(row).execute(tx.conn())?;
    Ok(())
}

pub fn find(view: &mut View<'_>, id: CaseId) -> Result<Option<Case>, StorageError> {
    let row = cases::table.find(id.bytes()).select(columns::<Row>()).get_result::<Row>(view.conn()).optional()?;
    row.map(Row::case).transpose()
}

/// Where a page of the queue ended: the next one begins after it.
pub type Place = (Timestamp, CaseId);

/// Cases that nobody has decided yet, oldest first; `kind` alone, where one is named.
pub fn open(
    view: &mut View<'_>,
    kind: Option<CaseKind>,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<Case>, StorageError> {
    let mut those = cases::table.filter(cases::decided_at.is_null()).into_boxed();
    if let Some((at, id)) = after {
        let (at, id) = (at.timestamp_micros(), id.bytes().to_vec());
        those = those
            .filter(cases::opened_at.ge(at))
            .filter(cases::opened_at.gt(at).or(cases::opened_at.eq(at).and(cases::id.gt(id))));
    }
    if let Some(kind) = kind {
        those = those.filter(cases::kind.eq(kind.word()));
    }
    let rows: Vec<Row> =
        those.order((cases::opened_at, cases::id)).limit(limit).select(columns::<Row>()).load(view.conn())?;
    rows.into_iter().map(Row::case).collect()
}

/// How many are open, by kind.
pub fn count_open(view: &mut View<'_>) -> Result<Vec<(CaseKind, i64)>, StorageError> {
    let rows: Vec<(String, i64)> = cases::table
        .filter(cases::decided_at.is_null())
        .group_by(cases::kind)
        .select((cases::kind, diesel::dsl::count_star()))
        .load(view.conn())?;
    Ok(rows.into_iter().filter_map(|(kind, count)| Some((CaseKind::from_word(&kind)?, count))).collect())
}

/// Everything about one complaint that nobody has decided yet.
pub fn open_of_complaint(view: &mut View<'_>, complaint: ComplaintId) -> Result<Vec<Case>, StorageError> {
    let rows: Vec<Row> = cases::table
        .filter(cases::complaint.eq(complaint.bytes()))
        .filter(cases::decided_at.is_null())
        .order((cases::opened_at, cases::id))
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::case).collect()
}

/// The last case of a kind about something in a complaint, whatever became of it.
pub fn latest(
    view: &mut View<'_>,
    complaint: ComplaintId,
    kind: CaseKind,
    about: &str,
) -> Result<Option<Case>, StorageError> {
    let row = cases::table
        .filter(cases::complaint.eq(complaint.bytes()))
        .filter(cases::kind.eq(kind.word()))
        .filter(cases::about.eq(about))
        .order((cases::opened_at.desc(), cases::id.desc()))
        .select(columns::<Row>())
        .first::<Row>(view.conn())
        .optional()?;
    row.map(Row::case).transpose()
}

/// Whether an appeal against what this complaint became with event `turn` was made, whatever became of the appeal.
pub fn is_appealed_since(view: &mut View<'_>, complaint: ComplaintId, turn: i64) -> Result<bool, StorageError> {
    let those = cases::table
        .filter(cases::complaint.eq(complaint.bytes()))
        .filter(cases::kind.eq(CaseKind::Appeal.word()))
        .filter(cases::sequence.gt(turn));
    let count: i64 = those.count().get_result(view.conn())?;
    Ok(count > 0)
}

/// Whether an appeal about this complaint was decided at that very moment.
pub fn is_appeal_decided_at(view: &mut View<'_>, complaint: ComplaintId, at: Timestamp) -> Result<bool, StorageError> {
    let those = cases::table
        .filter(cases::complaint.eq(complaint.bytes()))
        .filter(cases::kind.eq(CaseKind::Appeal.word()))
        .filter(cases::decided_at.eq(at.timestamp_micros()));
    let count: i64 = those.count().get_result(view.conn())?;
    Ok(count > 0)
}

/// Whether an appeal about this complaint waits.
pub fn appeal_waits(view: &mut View<'_>, complaint: ComplaintId) -> Result<bool, StorageError> {
    let those = cases::table
        .filter(cases::complaint.eq(complaint.bytes()))
        .filter(cases::kind.eq(CaseKind::Appeal.word()))
        .filter(cases::decided_at.is_null());
    let count: i64 = those.count().get_result(view.conn())?;
    Ok(count > 0)
}

/// What an account says against its own restriction and nobody has decided yet.
pub fn open_objection(view: &mut View<'_>, actor: ActorId) -> Result<Option<Case>, StorageError> {
    let row = cases::table
        .filter(cases::actor.eq(actor.bytes()))
        .filter(cases::kind.eq(CaseKind::Objection.word()))
        .filter(cases::decided_at.is_null())
        .select(columns::<Row>())
        .first::<Row>(view.conn())
        .optional()?;
    row.map(Row::case).transpose()
}

/// Whether an account said something against its restriction since that began, whatever became of it.
pub fn has_objected_since(view: &mut View<'_>, actor: ActorId, since: Timestamp) -> Result<bool, StorageError> {
    let those = cases::table
        .filter(cases::actor.eq(actor.bytes()))
        .filter(cases::kind.eq(CaseKind::Objection.word()))
        .filter(cases::decision.is_null().or(cases::decision.ne(MOOT)))
        .filter(cases::opened_at.ge(since.timestamp_micros()));
    let count: i64 = those.count().get_result(view.conn())?;
    Ok(count > 0)
}

/// Marks a case as decided; false when somebody was faster.
pub fn decide(tx: &mut Tx<'_>, id: CaseId, decision: &str, at: Timestamp) -> Result<bool, StorageError> {
    let open = cases::table.filter(cases::id.eq(id.bytes())).filter(cases::decided_at.is_null());
    let decided = (cases::decided_at.eq(at.timestamp_micros()), cases::decision.eq(decision));
    Ok(diesel::update(open).set(decided).prepared().execute(tx.conn())? == 1)
}

/// The other side has spoken: from then on the case waits for a moderator.
pub fn heard(tx: &mut Tx<'_>, id: CaseId, at: Timestamp) -> Result<(), StorageError> {
    diesel::update(cases::table.find(id.bytes()))
        .set(cases::heard_until.eq(at.timestamp_micros()))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// A decision was undone: the case is open again, in its old place.
pub fn reopen(tx: &mut Tx<'_>, id: CaseId) -> Result<(), StorageError> {
    diesel::update(cases::table.find(id.bytes()))
        .set((cases::decided_at.eq(None::<i64>), cases::decision.eq(None::<String>)))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}
