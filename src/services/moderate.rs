//! Reports to the moderators, and what they decide: every decision has its reason and its line in the public log.

use crate::app::App;
use crate::crypto::random;
use crate::domain::complaint::{Command, Ground, Label, Text};
use crate::domain::ids::{ActorId, ComplaintId, ReportId};
use crate::domain::refusal::Code;
use crate::services::ServiceError;
use crate::services::act_on_complaint::at_home;
use crate::services::scene::Scene;
use crate::storage::complaints::{self, Attested};
use crate::storage::jobs::{self, Task};
use crate::storage::reports::{self, LogLine, Report};
use crate::storage::{Cause, Once, StorageError, Tx, accounts, actors, decisions};

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
    /// The activity that it came with.
    pub activity: Option<String>,
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
        activity: new.activity,
        forwarded_at: None,
    }
}

pub fn insert(tx: &mut Tx<'_>, report: &Report) -> Result<ReportId, StorageError> {
    reports::insert(tx, report)?;
    Ok(report.id)
}

/// What a moderator does about a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// A report is turned down.
    Nothing,
    Hide,
    Unhide,
    Dismiss(Ground),
    Reinstate,
    DecideContest {
        ground: Ground,
        upheld: bool,
    },
    /// A label that the brand disputes stands, or is struck.
    DecideLabel {
        response: u32,
        label: Label,
        upheld: bool,
    },
}

impl Deed {
    /// The word of the log: `log-<word>` in the catalogue.
    pub fn word(self) -> &'static str {
        match self {
            Deed::Nothing => "nothing",
            Deed::Hide => "hide",
            Deed::Unhide => "unhide",
            Deed::Dismiss(_) => "dismiss",
            Deed::Reinstate => "reinstate",
            Deed::DecideContest { upheld: true, .. } => "contest-upheld",
            Deed::DecideContest { upheld: false, .. } => "contest-rejected",
            Deed::DecideLabel { upheld: true, .. } => "label-upheld",
            Deed::DecideLabel { upheld: false, .. } => "label-struck",
        }
    }

    fn ground(self) -> Option<Ground> {
        match self {
            Deed::Dismiss(ground) | Deed::DecideContest { ground, .. } => Some(ground),
            _ => None,
        }
    }
}

/// A decision with its reason. That `by` may decide was checked by whoever asks.
#[derive(Debug, Clone)]
pub struct Decision {
    pub complaint: Option<ComplaintId>,
    pub report: Option<ReportId>,
    pub by: ActorId,
    /// The moderator's name in the public log.
    pub moderator: String,
    pub deed: Deed,
    pub reason: String,
    /// Whether the report goes on to the server of whoever wrote what is reported.
    pub forward: bool,
}

/// Does what was decided, closes the report it answers, and writes the public log, all in one transaction.
pub async fn decide(app: &App, cause: Cause, decision: Decision) -> Result<Once<()>, ServiceError> {
    let reason: String = decision.reason.trim().chars().take(REASON_CHARS_MAX).collect();
    if reason.is_empty() {
        return Err(Code::TextEmpty.into());
    }
    let scene = Scene::of(app);
    app.db
        .write_once(cause, move |tx| {
            if let Some(complaint) = decision.complaint {
                act(tx, &scene, complaint, &decision, &reason)?;
            } else if decision.deed != Deed::Nothing {
                return Err(ServiceError::NotFound("complaint"));
            }
            if let Some(report) = decision.report
                && !reports::decide(tx, report, decision.deed.word(), scene.now)?
            {
                return Err(Code::AlreadyDone.into());
            }
            if let Some(report) = decision.report {
                follow_up(tx, &scene, report, decision.forward)?;
            }
            let line = LogLine {
                id: random::new_v7(scene.random.as_ref(), scene.now),
                at: scene.now,
                moderator: decision.moderator,
                deed: decision.deed.word().to_string(),
                ground: decision.deed.ground().map(|it| it.word().to_string()),
                complaint: decision.complaint,
                reason,
            };
            reports::write_log(tx, &line)?;
            Ok(decisions::chain(tx, scene.random.as_ref(), scene.address.origin())?)
        })
        .await
}

/// Whoever reported from elsewhere hears the outcome; where the moderator asks for it, the author's own server hears the report.
fn follow_up(tx: &mut Tx<'_>, scene: &Scene, id: ReportId, forward: bool) -> Result<(), ServiceError> {
    let Some(report) = reports::find(&mut tx.view(), id)? else { return Ok(()) };
    let reporter = match report.reporter {
        Some(reporter) => actors::find(&mut tx.view(), reporter)?,
        None => None,
    };
    if reporter.is_some_and(|it| !it.local && it.deleted_at.is_none()) {
        jobs::enqueue(tx, &Task::TellReport { report: id }, scene.now)?;
    }
    if forward && reports::forwarded(tx, id, scene.now)? {
        jobs::enqueue(tx, &Task::ForwardReport { report: id }, scene.now)?;
    }
    Ok(())
}

fn act(
    tx: &mut Tx<'_>,
    scene: &Scene,
    complaint: ComplaintId,
    decision: &Decision,
    reason: &str,
) -> Result<(), ServiceError> {
    let only_moderator = accounts::count_moderators(&mut tx.view())? <= 1;
    let command = match decision.deed {
        Deed::Nothing => return Ok(()),
        // Hiding is this instance's own decision and changes no history.
        Deed::Hide => return Ok(complaints::hide(tx, complaint, Some((scene.now, reason)))?),
        Deed::Unhide => return Ok(complaints::hide(tx, complaint, None)?),
        Deed::Dismiss(ground) => Command::Dismiss { ground },
        Deed::Reinstate => Command::Reinstate { only_moderator },
        Deed::DecideContest { ground, upheld } => Command::DecideContest { ground, upheld, only_moderator },
        Deed::DecideLabel { response, label, upheld } => Command::DecideLabel { response, label, upheld },
    };
    let held = at_home(tx, complaint)?;
    let side = scene.moderator_side(tx, &held, decision.by)?;
    let texts = vec![Text { name: "reason", value: reason.to_string() }];
    scene.act(tx, &held, &side, command, texts, &Attested::default())?;
    Ok(())
}
