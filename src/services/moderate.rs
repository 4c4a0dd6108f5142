//! Reports to the moderators.

use crate::app::App;
use crate::crypto::random;
use crate::domain::ids::{ActorId, ComplaintId, ReportId};
use crate::storage::reports::{self, Report};
use crate::storage::{Cause, Once, StorageError, Tx};

pub const NOTE_CHARS_MAX: usize = 2_000;
pub const REASON_CHARS_MAX: usize = 500;
/// Why something is reported; `report-reason-<word>` in the catalogue says each.
pub const REPORT_REASONS: [&str; 6] = ["abuse", "private", "wrong-brand", "not-genuine", "advertising", "other"];

/// Something a moderator should look at.
#[derive(Debug, Clone)]
pub struct NewReport {
    pub complaint: Option<ComplaintId>,
    /// The address of what is reported.
    pub subject: String,
    pub reporter: Option<ActorId>,
    pub reporter_handle: String,
    pub reason: String,
    pub note: String,
}

/// Asks the moderators to look at something, once for this cause.
pub async fn report(app: &App, cause: Cause, new: NewReport) -> Result<Once<ReportId>, StorageError> {
    let report = prepare(app, new);
    app.db.write_once(cause, move |tx| insert(tx, &report)).await
}

/// A report as it will be kept: for whoever has a transaction of their own.
pub fn prepare(app: &App, new: NewReport) -> Report {
    let now = app.clock.now();
    let reason = if REPORT_REASONS.contains(&new.reason.as_str()) { new.reason } else { "other".to_string() };
    Report {
        id: ReportId(random::new_v7(app.random.as_ref(), now)),
        complaint: new.complaint,
        subject: new.subject,
        reporter: new.reporter,
        reporter_handle: new.reporter_handle,
        reason,
        note: new.note.chars().take(NOTE_CHARS_MAX).collect(),
        made_at: now,
        decided_at: None,
        decision: None,
    }
}

pub fn insert(tx: &mut Tx<'_>, report: &Report) -> Result<ReportId, StorageError> {
    reports::insert(tx, report)?;
    Ok(report.id)
}
