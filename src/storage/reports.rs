//! What moderators are asked to look at, and the public log of what they decided.

use diesel::prelude::*;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::ids::{ActorId, CaseId, ComplaintId, ReportId};
use crate::storage::engine::{Prepare as _, columns};
use crate::storage::schema::{cases, moderation_log, reports};
use crate::storage::{StorageError, Tx, View, moment};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub id: ReportId,
    pub complaint: Option<ComplaintId>,
    /// The address of what is reported.
    pub subject: String,
    pub reporter: Option<ActorId>,
    pub reporter_handle: String,
    /// A word of the catalogue: `report-reason-<reason>`.
    pub reason: String,
    pub note: String,
    pub made_at: Timestamp,
    pub decided_at: Option<Timestamp>,
    pub decision: Option<String>,
    /// The activity that it came with, when another server sent it.
    pub activity: Option<String>,
    /// When it was passed to the server of whoever wrote what is reported.
    pub forwarded_at: Option<Timestamp>,
    /// The case that it opened or joined.
    pub case: Option<CaseId>,
}

/// One line of the public log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    pub id: Uuid,
    pub at: Timestamp,
    /// The moderator's name on this instance.
    pub moderator: String,
    /// A word of the catalogue: `log-<deed>`.
    pub deed: String,
    pub ground: Option<String>,
    pub complaint: Option<ComplaintId>,
    pub reason: String,
    /// Whose account, or which comment, where it is about one.
    pub subject: Option<String>,
    /// The case that it settled.
    pub case: Option<CaseId>,
    /// JSON: what is needed to undo it.
    pub before: Option<String>,
    pub undone_at: Option<Timestamp>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = reports)]
struct ReportRow {
    id: Vec<u8>,
    complaint: Option<Vec<u8>>,
    subject: String,
    reporter: Option<Vec<u8>>,
    reporter_handle: String,
    reason: String,
    note: String,
    made_at: i64,
    decided_at: Option<i64>,
    decision: Option<String>,
    activity: Option<String>,
    forwarded_at: Option<i64>,
    case_id: Option<Vec<u8>>,
}

fn report(row: ReportRow) -> Result<Report, StorageError> {
    let wrong = |why: &dyn std::fmt::Display| StorageError::inconsistent("reports", why);
    Ok(Report {
        id: ReportId::from_bytes(&row.id).map_err(|why| wrong(&why))?,
        complaint: row.complaint.map(|it| ComplaintId::from_bytes(&it)).transpose().map_err(|why| wrong(&why))?,
        subject: row.subject,
        reporter: row.reporter.map(|it| ActorId::from_bytes(&it)).transpose().map_err(|why| wrong(&why))?,
        reporter_handle: row.reporter_handle,
        reason: row.reason,
        note: row.note,
        made_at: moment("reports", row.made_at)?,
        decided_at: row.decided_at.map(|at| moment("reports", at)).transpose()?,
        decision: row.decision,
        activity: row.activity,
        forwarded_at: row.forwarded_at.map(|at| moment("reports", at)).transpose()?,
        case: row.case_id.map(|it| CaseId::from_bytes(&it)).transpose().map_err(|why| wrong(&why))?,
    })
}

pub fn insert(tx: &mut Tx<'_>, it: &Report) -> Result<(), StorageError> {
    let row = (
        reports::id.eq(it.id.bytes()),
        reports::complaint.eq(it.complaint.as_ref().map(ComplaintId::bytes)),
        reports::subject.eq(&it.subject),
        reports::reporter.eq(it.reporter.as_ref().map(ActorId::bytes)),
        reports::reporter_handle.eq(&it.reporter_handle),
        reports::reason.eq(&it.reason),
        reports::note.eq(&it.note),
        reports::made_at.eq(it.made_at.timestamp_micros()),
        reports::decided_at.eq(it.decided_at.map(|at| at.timestamp_micros())),
        reports::decision.eq(&it.decision),
        reports::activity.eq(&it.activity),
        reports::forwarded_at.eq(it.forwarded_at.map(|at| at.timestamp_micros())),
        reports::case_id.eq(it.case.as_ref().map(CaseId::bytes)),
    );
    diesel::insert_into(reports::table).values(row).execute(tx.conn())?;
    Ok(())
}

pub fn find(view: &mut View<'_>, id: ReportId) -> Result<Option<Report>, StorageError> {
    let row = reports::table.find(id.bytes()).select(columns::<ReportRow>()).get_result::<ReportRow>(view.conn());
    row.optional()?.map(report).transpose()
}

/// The report of any of these names about this that nobody has decided yet.
pub fn open_by(view: &mut View<'_>, names: &[ActorId], subject: &str) -> Result<Option<Report>, StorageError> {
    let names: Vec<&[u8]> = names.iter().map(ActorId::bytes).collect();
    let row = reports::table
        .filter(reports::subject.eq(subject))
        .filter(reports::reporter.eq_any(names))
        .filter(reports::decided_at.is_null())
        .order(reports::made_at)
        .select(columns::<ReportRow>())
        .first::<ReportRow>(view.conn());
    row.optional()?.map(report).transpose()
}

pub fn set_note(tx: &mut Tx<'_>, id: ReportId, note: &str) -> Result<(), StorageError> {
    diesel::update(reports::table.find(id.bytes())).set(reports::note.eq(note)).prepared().execute(tx.conn())?;
    Ok(())
}

/// Words that somebody must repeat in a row before it counts as quoting.
const QUOTED_WORDS: usize = 4;

/// Words of a thread were erased: what was written to the moderators about it and repeats them goes. That somebody
/// reported it, and why, stays.
pub(in crate::storage) fn forget_quoted(
    tx: &mut Tx<'_>,
    complaint: ComplaintId,
    texts: &[String],
) -> Result<(), StorageError> {
    let texts: Vec<Vec<String>> = texts.iter().map(|it| words_of(it)).collect();
    let repeats = |note: &str| {
        let note = words_of(note);
        texts.iter().any(|text| repeats(&note, text))
    };
    let noted: Vec<(Vec<u8>, String)> = reports::table
        .filter(reports::complaint.eq(complaint.bytes()))
        .filter(reports::note.ne(""))
        .select((reports::id, reports::note))
        .load(tx.conn())?;
    for (id, _) in noted.iter().filter(|(_, note)| repeats(note)) {
        diesel::update(reports::table.find(id)).set(reports::note.eq("")).prepared().execute(tx.conn())?;
    }
    let noted: Vec<(Vec<u8>, String)> = cases::table
        .filter(cases::complaint.eq(complaint.bytes()))
        .filter(cases::note.ne(""))
        .select((cases::id, cases::note))
        .load(tx.conn())?;
    for (id, _) in noted.iter().filter(|(_, note)| repeats(note)) {
        diesel::update(cases::table.find(id)).set(cases::note.eq("")).prepared().execute(tx.conn())?;
    }
    Ok(())
}

/// The words of a text, without the tags between them.
fn words_of(text: &str) -> Vec<String> {
    let mut inside = false;
    let plain: String = text
        .chars()
        .map(|sign| {
            let is_tag = inside || sign == '<';
            inside = sign == '<' || (inside && sign != '>');
            if is_tag { ' ' } else { sign }
        })
        .collect();
    let words = plain.split(|sign: char| !sign.is_alphanumeric()).filter(|it| !it.is_empty());
    words.map(str::to_lowercase).collect()
}

fn repeats(note: &[String], text: &[String]) -> bool {
    let many = QUOTED_WORDS.min(text.len());
    many > 0 && note.len() >= many && text.windows(many).any(|run| note.windows(many).any(|it| it == run))
}

/// Whether this address was ever reported.
pub fn is_reported(view: &mut View<'_>, subject: &str) -> Result<bool, StorageError> {
    let count: i64 = reports::table.filter(reports::subject.eq(subject)).count().get_result(view.conn())?;
    Ok(count > 0)
}

/// A report of this address that nobody has decided yet.
pub fn waiting_about(view: &mut View<'_>, subject: &str) -> Result<Option<ReportId>, StorageError> {
    let those = reports::table.filter(reports::subject.eq(subject)).filter(reports::decided_at.is_null());
    let id: Option<Vec<u8>> = those.order(reports::made_at).select(reports::id).first(view.conn()).optional()?;
    let wrong = |why: &dyn std::fmt::Display| StorageError::inconsistent("reports", why);
    id.map(|it| ReportId::from_bytes(&it).map_err(|why| wrong(&why))).transpose()
}

/// The case about this address that reports have opened and nobody has decided.
pub fn open_case_about(view: &mut View<'_>, subject: &str) -> Result<Option<CaseId>, StorageError> {
    let those = reports::table.filter(reports::subject.eq(subject)).filter(reports::decided_at.is_null());
    let joined = those.filter(reports::case_id.is_not_null()).order(reports::made_at);
    let id: Option<Option<Vec<u8>>> = joined.select(reports::case_id).first(view.conn()).optional()?;
    let wrong = |why: &dyn std::fmt::Display| StorageError::inconsistent("reports", why);
    id.flatten().map(|it| CaseId::from_bytes(&it).map_err(|why| wrong(&why))).transpose()
}

/// What was reported in one case, the first one first.
pub fn of_case(view: &mut View<'_>, case: CaseId, limit: i64) -> Result<Vec<Report>, StorageError> {
    let rows: Vec<ReportRow> = reports::table
        .filter(reports::case_id.eq(case.bytes()))
        .order((reports::made_at, reports::id))
        .limit(limit)
        .select(columns::<ReportRow>())
        .load(view.conn())?;
    rows.into_iter().map(report).collect()
}

/// How many reports each of these cases has.
pub fn count_of_cases(view: &mut View<'_>, cases: &[CaseId]) -> Result<Vec<(CaseId, i64)>, StorageError> {
    let cases: Vec<&[u8]> = cases.iter().map(CaseId::bytes).collect();
    let rows: Vec<(Option<Vec<u8>>, i64)> = reports::table
        .filter(reports::case_id.eq_any(cases))
        .group_by(reports::case_id)
        .select((reports::case_id, diesel::dsl::count_star()))
        .load(view.conn())?;
    let wrong = |why: &dyn std::fmt::Display| StorageError::inconsistent("reports", why);
    let counted = rows.into_iter().filter_map(|(id, count)| Some((id?, count)));
    counted.map(|(id, count)| Ok((CaseId::from_bytes(&id).map_err(|why| wrong(&why))?, count))).collect()
}

/// Reports about this address that came from other servers and wait.
pub fn count_waiting_elsewhere(view: &mut View<'_>, subject: &str) -> Result<i64, StorageError> {
    let those = reports::table
        .filter(reports::subject.eq(subject))
        .filter(reports::decided_at.is_null())
        .filter(reports::activity.is_not_null());
    Ok(those.count().get_result(view.conn())?)
}

/// Marks all reports of a case as decided.
pub fn decide(tx: &mut Tx<'_>, case: CaseId, decision: &str, at: Timestamp) -> Result<(), StorageError> {
    let undecided = reports::table.filter(reports::case_id.eq(case.bytes())).filter(reports::decided_at.is_null());
    let decided = (reports::decided_at.eq(at.timestamp_micros()), reports::decision.eq(decision));
    diesel::update(undecided).set(decided).prepared().execute(tx.conn())?;
    Ok(())
}

/// A decision about what was reported was undone.
pub fn reopen(tx: &mut Tx<'_>, case: CaseId) -> Result<(), StorageError> {
    diesel::update(reports::table.filter(reports::case_id.eq(case.bytes())))
        .set((reports::decided_at.eq(None::<i64>), reports::decision.eq(None::<String>)))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// Reports by their ids.
pub fn find_many(view: &mut View<'_>, ids: &[ReportId]) -> Result<Vec<Report>, StorageError> {
    let ids: Vec<&[u8]> = ids.iter().map(ReportId::bytes).collect();
    let rows: Vec<ReportRow> =
        reports::table.filter(reports::id.eq_any(ids)).select(columns::<ReportRow>()).load(view.conn())?;
    rows.into_iter().map(report).collect()
}

/// Notes that a report was passed on; false when it was before.
pub fn forwarded(tx: &mut Tx<'_>, id: ReportId, at: Timestamp) -> Result<bool, StorageError> {
    let kept = reports::table.filter(reports::id.eq(id.bytes())).filter(reports::forwarded_at.is_null());
    Ok(diesel::update(kept).set(reports::forwarded_at.eq(at.timestamp_micros())).prepared().execute(tx.conn())? == 1)
}

pub fn write_log(tx: &mut Tx<'_>, line: &LogLine) -> Result<(), StorageError> {
    let row = (
        moderation_log::id.eq(line.id.as_bytes().as_slice()),
        moderation_log::at.eq(line.at.timestamp_micros()),
        moderation_log::moderator.eq(&line.moderator),
        moderation_log::deed.eq(&line.deed),
        moderation_log::ground.eq(&line.ground),
        moderation_log::complaint.eq(line.complaint.as_ref().map(ComplaintId::bytes)),
        moderation_log::reason.eq(&line.reason),
        moderation_log::subject.eq(&line.subject),
        moderation_log::case_id.eq(line.case.as_ref().map(CaseId::bytes)),
        moderation_log::before.eq(&line.before),
        moderation_log::undone_at.eq(line.undone_at.map(|at| at.timestamp_micros())),
    );
    diesel::insert_into(moderation_log::table).values(row).execute(tx.conn())?;
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = moderation_log)]
pub(in crate::storage) struct LogRow {
    id: Vec<u8>,
    at: i64,
    moderator: String,
    deed: String,
    ground: Option<String>,
    complaint: Option<Vec<u8>>,
    reason: String,
    subject: Option<String>,
    case_id: Option<Vec<u8>>,
    before: Option<String>,
    undone_at: Option<i64>,
}

/// A line of the log by its id.
pub fn log_entry(view: &mut View<'_>, id: Uuid) -> Result<Option<LogLine>, StorageError> {
    let row = moderation_log::table.find(id.as_bytes().as_slice()).select(columns::<LogRow>());
    row.get_result::<LogRow>(view.conn()).optional()?.map(log_line).transpose()
}

/// What was decided about one complaint, the newest first.
pub fn log_of_complaint(view: &mut View<'_>, complaint: ComplaintId, limit: i64) -> Result<Vec<LogLine>, StorageError> {
    let rows: Vec<LogRow> = moderation_log::table
        .filter(moderation_log::complaint.eq(complaint.bytes()))
        .order((moderation_log::at.desc(), moderation_log::id.desc()))
        .limit(limit)
        .select(columns::<LogRow>())
        .load(view.conn())?;
    rows.into_iter().map(log_line).collect()
}

/// What one moderator decided since then and has not undone, the newest first.
pub fn decided_lately(
    view: &mut View<'_>,
    moderator: &str,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<LogLine>, StorageError> {
    let rows: Vec<LogRow> = moderation_log::table
        .filter(moderation_log::at.gt(since.timestamp_micros()))
        .filter(moderation_log::moderator.eq(moderator))
        .filter(moderation_log::undone_at.is_null())
        .filter(moderation_log::before.is_not_null())
        .order((moderation_log::at.desc(), moderation_log::id.desc()))
        .limit(limit)
        .select(columns::<LogRow>())
        .load(view.conn())?;
    rows.into_iter().map(log_line).collect()
}

/// What one moderator decided since then with the same word, about one complaint or about none.
pub fn decided_alike(
    view: &mut View<'_>,
    moderator: &str,
    deed: &str,
    complaint: Option<ComplaintId>,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<LogLine>, StorageError> {
    let mut those = moderation_log::table
        .filter(moderation_log::at.gt(since.timestamp_micros()))
        .filter(moderation_log::moderator.eq(moderator))
        .filter(moderation_log::deed.eq(deed))
        .into_boxed();
    those = match complaint {
        Some(id) => those.filter(moderation_log::complaint.eq(id.bytes().to_vec())),
        None => those.filter(moderation_log::complaint.is_null()),
    };
    let rows: Vec<LogRow> =
        those.order(moderation_log::at.desc()).limit(limit).select(columns::<LogRow>()).load(view.conn())?;
    rows.into_iter().map(log_line).collect()
}

/// Marks a decision as undone; false when it was before.
pub fn undone(tx: &mut Tx<'_>, id: Uuid, at: Timestamp) -> Result<bool, StorageError> {
    let standing = moderation_log::table.find(id.as_bytes().as_slice()).filter(moderation_log::undone_at.is_null());
    let changed = diesel::update(standing).set(moderation_log::undone_at.eq(at.timestamp_micros())).prepared();
    Ok(changed.execute(tx.conn())? == 1)
}

/// The log, newest first; `before` is the last line of the page before: its moment and its id.
pub fn log(view: &mut View<'_>, before: Option<(Timestamp, Uuid)>, limit: i64) -> Result<Vec<LogLine>, StorageError> {
    let (at, id) = before.map_or((i64::MAX, Vec::new()), |(at, id)| (at.timestamp_micros(), id.as_bytes().to_vec()));
    let rows: Vec<LogRow> = moderation_log::table
        .filter(moderation_log::at.le(at))
        .filter(moderation_log::at.lt(at).or(moderation_log::id.lt(id)))
        .order((moderation_log::at.desc(), moderation_log::id.desc()))
        .limit(limit)
        .select(columns::<LogRow>())
        .load(view.conn())?;
    rows.into_iter().map(log_line).collect()
}

pub(in crate::storage) fn log_line(row: LogRow) -> Result<LogLine, StorageError> {
    let wrong = |why: &dyn std::fmt::Display| StorageError::inconsistent("moderation_log", why);
    Ok(LogLine {
        id: Uuid::from_slice(&row.id).map_err(|why| wrong(&why))?,
        at: moment("moderation_log", row.at)?,
        moderator: row.moderator,
        deed: row.deed,
        ground: row.ground,
        complaint: row.complaint.map(|it| ComplaintId::from_bytes(&it)).transpose().map_err(|why| wrong(&why))?,
        reason: row.reason,
        subject: row.subject,
        case: row.case_id.map(|it| CaseId::from_bytes(&it)).transpose().map_err(|why| wrong(&why))?,
        before: row.before,
        undone_at: row.undone_at.map(|at| moment("moderation_log", at)).transpose()?,
    })
}
