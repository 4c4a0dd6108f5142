//! Reports to the moderators, and what they decide: every decision has its reason and its line in the public log.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::crypto::random;
use crate::domain::Timestamp;
use crate::domain::brand::BrandDomain;
use crate::domain::complaint::{Command, CommentGround, Contest, Ground, Happening, Label, State, Target, Text};
use crate::domain::doings::{DAY_HOURS, Doing, REPORTS_OF_ONE_MAX};
use crate::domain::fold::says_nothing;
use crate::domain::ids::{AccountId, ActorId, CaseId, ComplaintId, PostId, ReportId};
use crate::domain::party::Party;
use crate::domain::refusal::{Code, Refusal};
use crate::services::cases::{tell_brand, tell_person};
use crate::services::notices::{TellOf, Teller, Telling, tell};
use crate::services::own_words::{at_home, erase};
use crate::services::restrict::Takes;
use crate::services::rule_mark::{allow_name, refuse_name, return_mark, withhold};
use crate::services::scene::{Scene, Side};
use crate::services::{ServiceError, change_comment, doings, open_board, recusal, restrict};
use crate::storage::accounts::Role;
use crate::storage::actors::Actor;
use crate::storage::cases::{self, Case, CaseKind};
use crate::storage::complaints::{self, Attested, Held};
use crate::storage::jobs::{self, Task};
use crate::storage::posts::{self, PostKind, StoredPost};
use crate::storage::reports::{self, LogLine, Report};
use crate::storage::restrictions::{self, Restriction, Severity};
use crate::storage::{
    Cause, Once, StorageError, Tx, View, accounts, actors, brand_notices, decisions, hidden_posts, recusals,
};

pub const NOTE_CHARS_MAX: usize = 2_000;
/// Reports of one case whose outcome is told: of elsewhere there are no more than some, of here one for each member.
pub(in crate::services) const REPORTS_OF_CASE_MAX: i64 = 10_000;
/// All that one person says about one thing while nobody has decided.
const NOTES_CHARS_MAX: usize = 8_000;
pub const REASON_CHARS_MAX: usize = 500;
/// Why something is reported; `report-reason-<word>` in the catalogue says each.
pub const REPORT_REASONS: [&str; 6] = ["abuse", "private", "wrong-brand", "not-genuine", "advertising", "other"];

/// How often one moderator decides the same about one thing, undone each time, and within how many days.
pub const SAME_DECISIONS_MAX: usize = 3;
const SAME_DAYS: i64 = 30;
/// Decisions of that kind that are looked through.
const SAME_READ: i64 = 1_000;

/// Decisions by which a moderator closes a complaint, as the log names them.
pub const CLOSING: [&str; 2] = ["dismiss", "contest-upheld"];

/// How long whoever decided may undo a slip.
pub const UNDO_HOURS_MAX: i64 = 24;

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
pub async fn report(app: &App, cause: Cause, new: NewReport) -> Result<Once<ReportId>, ServiceError> {
    // What another server sends is cut, and nobody there reads a refusal; whoever writes here can shorten it.
    if let Some(long) = Refusal::too_long(&new.note, NOTE_CHARS_MAX).filter(|_| new.activity.is_none()) {
        return Err(long.into());
    }
    let report = prepare(app, new);
    doings::within(app, cause, Doing::Report, move |tx| {
        if let Some(reporter) = report.reporter {
            restrict::refuse_restricted(tx, report.made_at, reporter, Takes::Others)?;
        }
        cases::hold_opening(tx, &report.subject)?;
        // What would not fit behind what they said before is not cut either, where somebody reads the refusal.
        if report.activity.is_none()
            && let Some(open) = own_open_report(tx, &report)?
            && let Some(long) = Refusal::too_long(&joined(&open.note, &report.note), NOTES_CHARS_MAX)
        {
            return Err(long.into());
        }
        // Of elsewhere so many undecided ones about one thing: counted where they are written, whoever comes at once.
        if report.activity.is_some()
            && own_open_report(tx, &report)?.is_none()
            && reports::count_waiting_elsewhere(&mut tx.view(), &report.subject)? >= REPORTS_OF_ONE_MAX
        {
            return Err(Refusal::from(Code::TooMuch).with("hours", DAY_HOURS).into());
        }
        Ok(insert(tx, &report)?)
    })
    .await
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
        case: None,
    }
}

/// Of one person and one thing there is one report at a time: what they say again is added to it. What several people
/// report is one case.
pub fn insert(tx: &mut Tx<'_>, report: &Report) -> Result<ReportId, StorageError> {
    cases::hold_opening(tx, &report.subject)?;
    if let Some(open) = own_open_report(tx, report)? {
        let note = added(&open.note, &report.note);
        if note != open.note {
            reports::set_note(tx, open.id, &note)?;
        }
        return Ok(open.id);
    }
    let joined = reports::open_case_about(&mut tx.view(), &report.subject)?;
    let id = joined.unwrap_or(CaseId(report.id.0));
    reports::insert(tx, &Report { case: Some(id), ..report.clone() })?;
    if joined.is_some() {
        return Ok(report.id);
    }
    let about = match actors::find_by_uri(&mut tx.view(), &report.subject)? {
        Some(actor) => Some(actor.id),
        None => posts::find_by_uri(&mut tx.view(), &report.subject)?.and_then(|post| post.author),
    };
    let case = Case {
        id,
        kind: CaseKind::Report,
        complaint: report.complaint,
        report: Some(report.id),
        actor: about,
        about: String::new(),
        sequence: None,
        note: String::new(),
        opened_at: report.made_at,
        heard_until: None,
        decided_at: None,
        decision: None,
    };
    cases::insert(tx, &case)?;
    Ok(report.id)
}

fn own_open_report(tx: &mut Tx<'_>, report: &Report) -> Result<Option<Report>, StorageError> {
    let Some(reporter) = report.reporter else { return Ok(None) };
    let names = match restrictions::account_behind(&mut tx.view(), reporter)? {
        Some(account) => restrictions::names_of(&mut tx.view(), account)?,
        None => vec![reporter],
    };
    reports::open_by(&mut tx.view(), &names, &report.subject)
}

/// What was said first stays in any case.
fn added(said: &str, more: &str) -> String {
    joined(said, more).chars().take(NOTES_CHARS_MAX).collect()
}

fn joined(said: &str, more: &str) -> String {
    if more.is_empty() || said.split("\n\n").any(|it| it == more) {
        return said.to_string();
    }
    if said.is_empty() { more.to_string() } else { format!("{said}\n\n{more}") }
}

/// What is to be erased by law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erasing {
    /// What whoever filed the complaint said in it.
    Complaint,
    Post(PostId),
    /// What the brand says in a contest.
    Contest(Ground),
}

/// What a moderator decides.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// An appeal or an objection is turned down: what was decided stays.
    KeepDecision,
    HideComment(PostId, CommentGround),
    ShowComment(PostId),
    Restrict {
        actor: ActorId,
        severity: Severity,
        until: Option<Timestamp>,
    },
    Lift(ActorId),
    /// The complaint goes to the board of another brand.
    Move(BrandDomain),
    Erase(Erasing),
    /// A voice gets no mark here, whatever its domain says; or may have one again.
    WithholdMark {
        domain: BrandDomain,
        actor: ActorId,
    },
    ReturnMark {
        domain: BrandDomain,
        actor: ActorId,
    },
    /// A domain that looks like a proven one is honestly another's and may have a mark; or stays without.
    AllowName(BrandDomain),
    RefuseName(BrandDomain),
}

impl Deed {
    /// The word of the log: `log-<word>` in the catalogue.
    pub fn word(&self) -> &'static str {
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
            Deed::KeepDecision => "decision-kept",
            Deed::HideComment(..) => "comment-hidden",
            Deed::ShowComment(_) => "comment-shown",
            Deed::Restrict { severity: Severity::Limited, .. } => "limit",
            Deed::Restrict { severity: Severity::Suspended, .. } => "suspend",
            Deed::Lift(_) => "lift",
            Deed::Move(_) => "move",
            Deed::Erase(_) => "erase",
            Deed::WithholdMark { .. } => "mark-withheld",
            Deed::ReturnMark { .. } => "mark-returned",
            Deed::AllowName(_) => "name-allowed",
            Deed::RefuseName(_) => "name-refused",
        }
    }

    fn ground(&self) -> Option<Ground> {
        match self {
            Deed::Dismiss(ground) | Deed::DecideContest { ground, .. } => Some(*ground),
            _ => None,
        }
    }

    /// The account that it is about, where it is about one.
    fn actor(&self) -> Option<ActorId> {
        match self {
            Deed::Restrict { actor, .. } | Deed::Lift(actor) => Some(*actor),
            _ => None,
        }
    }

    /// Whether a case is done with it, or waits on: a contested complaint may be hidden before it is decided, and that it moves
    /// answers one contest alone.
    fn settles(&self, case: &Case) -> bool {
        match case.kind {
            CaseKind::Report => true,
            CaseKind::Contest => match self {
                Deed::DecideContest { .. } | Deed::Dismiss(_) => true,
                Deed::Move(_) => case.about == Ground::WrongBrand.word(),
                _ => false,
            },
            CaseKind::Appeal => matches!(self, Deed::Reinstate | Deed::KeepDecision | Deed::DecideContest { .. }),
            CaseKind::Label => matches!(self, Deed::DecideLabel { .. }),
            CaseKind::Objection => matches!(self, Deed::Lift(_) | Deed::KeepDecision | Deed::Restrict { .. }),
        }
    }
}

/// Who decides. That they are a moderator was checked by whoever asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moderator {
    pub actor: ActorId,
    pub account: AccountId,
    /// As the public log names them.
    pub name: String,
    pub role: Role,
}

/// A decision with its reason.
#[derive(Debug, Clone)]
pub struct Decision {
    pub complaint: Option<ComplaintId>,
    pub case: Option<CaseId>,
    pub by: Moderator,
    pub deed: Deed,
    pub reason: String,
    /// Whether the report goes on to the server of whoever wrote what is reported.
    pub forward: bool,
}

/// What is needed to undo a decision, kept with its line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(in crate::services) enum Before {
    /// Nothing changed but the case.
    Open,
    /// Hidden for this reason, or not hidden.
    Hidden {
        reason: Option<String>,
    },
    Standing,
    Comment {
        post: PostId,
        reason: Option<String>,
    },
    Restriction {
        actor: ActorId,
        was: Option<Kept>,
    },
    Brand {
        key: String,
    },
    /// A mark that was withheld, or given back: the voice, or (without one) the domain.
    Mark {
        domain: String,
        actor: Option<ActorId>,
        ruled: bool,
    },
}

impl Before {
    /// What it was decided about, beside the complaint; `None` where deciding it anew tells nobody.
    fn thing(&self) -> Option<String> {
        match self {
            Before::Open => None,
            Before::Hidden { .. } | Before::Standing | Before::Brand { .. } => Some(String::new()),
            Before::Comment { post, .. } => Some(post.to_string()),
            Before::Restriction { actor, .. } => Some(actor.to_string()),
            Before::Mark { domain, actor, .. } => {
                Some(format!("{domain} {}", actor.map(|it| it.to_string()).unwrap_or_default()))
            }
        }
    }
}

/// A restriction as it was before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::services) struct Kept {
    pub severity: String,
    pub reason: String,
    pub at: Timestamp,
    pub until: Option<Timestamp>,
    pub moderator: ActorId,
}

/// What came of a deed, for the log: whom it is about, and how to undo it.
#[derive(Default)]
pub(in crate::services) struct Done {
    pub subject: Option<String>,
    pub before: Option<Before>,
}

/// Why a reason is none: it is empty, or too long.
pub fn check_reason(reason: &str) -> Result<(), Refusal> {
    if says_nothing(reason) {
        return Err(Code::TextEmpty.into());
    }
    Refusal::too_long(reason, REASON_CHARS_MAX).map_or(Ok(()), Err)
}

/// Does what was decided, closes the case it answers, tells whom it concerns, and writes the public log, all in one transaction.
pub async fn decide(app: &App, cause: Cause, decision: Decision) -> Result<Once<()>, ServiceError> {
    let reason = decision.reason.trim().to_string();
    check_reason(&reason)?;
    let scene = Scene::of(app);
    app.db.write_once(cause, move |tx| decide_within(tx, &scene, &decision, &reason)).await
}

fn decide_within(tx: &mut Tx<'_>, scene: &Scene, decision: &Decision, reason: &str) -> Result<(), ServiceError> {
    let case = match decision.case {
        Some(id) => Some(cases::find(&mut tx.view(), id)?.ok_or(ServiceError::NotFound("case"))?),
        None => None,
    };
    let complaint = decision.complaint.or(case.as_ref().and_then(|it| it.complaint));
    // Whoever comes second waits here, and finds it decided.
    let held = match complaint {
        Some(id) => Some(complaints::lock(tx, id)?.ok_or(ServiceError::NotFound("complaint"))?),
        None => None,
    };
    let about = decision.deed.actor().or(case.as_ref().and_then(recusal::account_meant));
    recusal::refuse_recused(tx, decision.by.account, complaint, about)?;
    if let (Deed::Reinstate, Some(held)) = (&decision.deed, held.as_ref().filter(|it| it.at_home)) {
        refuse_unasked(tx, held, case.as_ref())?;
    }
    let settled = case.as_ref().filter(|it| decision.deed.settles(it));
    // Whoever reports the same at this moment is decided with the others, or opens a case of their own.
    if let Some(report) = settled.and_then(|it| it.report)
        && let Some(report) = reports::find(&mut tx.view(), report)?
    {
        cases::hold_opening(tx, &report.subject)?;
    }
    let word = decision.deed.word();
    if let Some(case) = &case
        && (case.decided_at.is_some() || (settled.is_some() && !cases::decide(tx, case.id, word, scene.now)?))
    {
        return Err(Code::AlreadyDone.into());
    }
    let done = act(tx, scene, held.as_ref(), case.as_ref(), decision, reason)?;
    refuse_endless(tx, scene, decision, complaint, done.before.as_ref())?;
    if let Some(case) = settled.filter(|it| it.report.is_some()) {
        reports::decide(tx, case.id, word, scene.now)?;
        follow_up(tx, scene, case.id, decision)?;
    }
    let before = done.before.map(|it| serde_json::to_string(&it)).transpose();
    let line = LogLine {
        id: random::new_v7(scene.random.as_ref(), scene.now),
        at: scene.now,
        moderator: decision.by.name.clone(),
        deed: word.to_string(),
        ground: decision.deed.ground().map(|it| it.word().to_string()),
        complaint,
        reason: reason.to_string(),
        subject: done.subject,
        case: settled.map(|it| it.id),
        before: before.map_err(|why| StorageError::inconsistent("moderation_log", why))?,
        undone_at: None,
    };
    reports::write_log(tx, &line)?;
    Ok(decisions::chain(tx, scene.random.as_ref(), scene.address.origin())?)
}

/// What is decided and undone in turn tells people and adds to histories each time: of one moderator it ends somewhere.
fn refuse_endless(
    tx: &mut Tx<'_>,
    scene: &Scene,
    decision: &Decision,
    complaint: Option<ComplaintId>,
    before: Option<&Before>,
) -> Result<(), ServiceError> {
    let Some(thing) = before.and_then(Before::thing) else { return Ok(()) };
    let since = scene.now - TimeDelta::days(SAME_DAYS);
    let lines =
        reports::decided_alike(&mut tx.view(), &decision.by.name, decision.deed.word(), complaint, since, SAME_READ)?;
    let same = |line: &&LogLine| {
        let before = line.before.as_deref().and_then(|it| serde_json::from_str::<Before>(it).ok());
        before.as_ref().and_then(Before::thing).as_ref() == Some(&thing)
    };
    if lines.iter().filter(same).count() >= SAME_DECISIONS_MAX {
        return Err(Refusal::from(Code::DecidedOften).with("max", SAME_DECISIONS_MAX).with("days", SAME_DAYS).into());
    }
    Ok(())
}

/// All who reported hear the outcome; where the moderator asks for it, the author's own server hears the first report.
fn follow_up(tx: &mut Tx<'_>, scene: &Scene, case: CaseId, decision: &Decision) -> Result<(), ServiceError> {
    let reports = reports::of_case(&mut tx.view(), case, REPORTS_OF_CASE_MAX)?;
    for report in &reports {
        tell_reporter(tx, scene, report, decision)?;
    }
    if let Some(first) = reports.first().filter(|_| decision.forward)
        && reports::forwarded(tx, first.id, scene.now)?
    {
        jobs::enqueue(tx, &Task::ForwardReport { report: first.id }, scene.now)?;
    }
    Ok(())
}

fn tell_reporter(tx: &mut Tx<'_>, scene: &Scene, report: &Report, decision: &Decision) -> Result<(), ServiceError> {
    let reporter = match report.reporter {
        Some(reporter) => actors::find(&mut tx.view(), reporter)?.filter(|it| it.deleted_at.is_none()),
        None => None,
    };
    match reporter {
        Some(reporter) if reporter.local => {
            let turned_down = decision.deed == Deed::Nothing;
            let of = if turned_down { TellOf::ReportTurnedDown } else { TellOf::ReportActed };
            let telling = Telling {
                by: Teller::Here,
                of,
                complaint: report.complaint,
                reason: decision.reason.trim(),
                until: None,
            };
            tell(tx, scene, reporter.id, telling)?;
        }
        Some(_) => jobs::enqueue(tx, &Task::TellReport { report: report.id }, scene.now)?,
        None => {}
    }
    Ok(())
}

fn act(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: Option<&Held>,
    case: Option<&Case>,
    decision: &Decision,
    reason: &str,
) -> Result<Done, ServiceError> {
    let by = &decision.by;
    match &decision.deed {
        Deed::Restrict { actor, severity, until } => {
            return restricted(tx, scene, by, *actor, Some((*severity, *until)), reason);
        }
        Deed::Lift(actor) => return restricted(tx, scene, by, *actor, None, reason),
        Deed::KeepDecision => return kept(tx, scene, held, case, by, reason),
        Deed::Nothing => return Ok(Done { before: Some(Before::Open), ..Done::default() }),
        Deed::WithholdMark { domain, actor } => return withhold(tx, scene, by, domain, *actor, reason),
        Deed::ReturnMark { domain, actor } => return return_mark(tx, scene, by, domain, *actor, reason),
        Deed::AllowName(domain) => return allow_name(tx, scene, by, domain, reason),
        Deed::RefuseName(domain) => return refuse_name(tx, scene, by, domain),
        _ => {}
    }
    let held = held.ok_or(ServiceError::NotFound("complaint"))?;
    match &decision.deed {
        Deed::Hide => hidden(tx, scene, held, Some(reason), reason),
        Deed::Unhide => hidden(tx, scene, held, None, reason),
        Deed::HideComment(post, ground) => comment_hidden(tx, scene, held, by, *post, Some((reason, *ground)), reason),
        Deed::ShowComment(post) => comment_hidden(tx, scene, held, by, *post, None, reason),
        Deed::Move(to) => moved(tx, scene, held, by, to, reason),
        Deed::Erase(what) => erased(tx, scene, held, by, *what, reason),
        deed => by_the_rules(tx, scene, held, by, deed, reason),
    }
}

/// Decisions that are events of the complaint itself.
fn by_the_rules(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    by: &Moderator,
    deed: &Deed,
    reason: &str,
) -> Result<Done, ServiceError> {
    let only_moderator = !recusal::has_others(&mut tx.view(), by.account, Some(held.id), None, scene.now)?;
    if answers_appeal(held, deed) && recusal::leaves_appeal(&mut tx.view(), by.account, by.actor, held.id, scene.now)? {
        return Err(Code::AnotherModerator.into());
    }
    let (held, side) = moderator_at_home(tx, scene, held, by)?;
    let command = match deed {
        Deed::Dismiss(ground) => Command::Dismiss { ground: *ground },
        Deed::Reinstate => Command::Reinstate { only_moderator },
        Deed::DecideContest { ground, upheld } => {
            Command::DecideContest { ground: *ground, upheld: *upheld, only_moderator }
        }
        Deed::DecideLabel { response, label, upheld } => {
            Command::DecideLabel { response: *response, label: *label, upheld: *upheld }
        }
        _ => return Err(ServiceError::NotFound("deed")),
    };
    let ends = matches!(deed, Deed::Dismiss(_) | Deed::DecideContest { upheld: true, .. });
    scene.act(tx, &held, &side, command, vec![reason_text(reason)], &Attested::default())?;
    Ok(Done { subject: None, before: ends.then_some(Before::Standing) })
}

/// Whether a decision is one about an appeal: also closing on the very ground that the brand appeals for.
fn answers_appeal(held: &Held, deed: &Deed) -> bool {
    let appealed = |ground| matches!(held.complaint.contests().get(ground), Some(Contest::Appealed { .. }));
    match deed {
        Deed::Reinstate => true,
        Deed::DecideContest { ground, .. } | Deed::Dismiss(ground) => appealed(ground),
        _ => false,
    }
}

/// Only an appeal that waits brings back what was closed; a slip is undone by whoever made it.
fn refuse_unasked(tx: &mut Tx<'_>, held: &Held, case: Option<&Case>) -> Result<(), ServiceError> {
    // Of an appeal that somebody decided just before, that is said.
    let answers_appeal = case.is_some_and(|it| it.kind == CaseKind::Appeal);
    let is_closed = matches!(held.complaint.state(), State::Dismissed { .. });
    if answers_appeal || !is_closed || cases::appeal_waits(&mut tx.view(), held.id)? {
        return Ok(());
    }
    Err(Code::NothingAppealed.into())
}

fn reason_text(reason: &str) -> Text {
    Text { name: "reason", value: reason.to_string() }
}

/// Nobody but its home decides about a thread.
fn moderator_at_home(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    by: &Moderator,
) -> Result<(Held, Side), ServiceError> {
    let held = at_home(tx, held.id)?;
    let side = scene.moderator_side(tx, &held, by.actor)?;
    Ok((held, side))
}

/// An appeal, or an objection, is turned down; by somebody else than whoever decided first, where there is one.
fn kept(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: Option<&Held>,
    case: Option<&Case>,
    by: &Moderator,
    reason: &str,
) -> Result<Done, ServiceError> {
    let case = case.ok_or(ServiceError::NotFound("case"))?;
    match (case.kind, held, case.actor) {
        (CaseKind::Objection, _, Some(actor)) => {
            let restriction = restrictions::of_actor(&mut tx.view(), actor, scene.now)?;
            refuse_the_first(tx, scene, by, None, Some(actor), restriction.is_some_and(|it| it.moderator == by.actor))?;
            let until = restrictions::of_actor(&mut tx.view(), actor, scene.now)?.and_then(|it| it.until);
            tell(
                tx,
                scene,
                actor,
                Telling { by: Teller::Here, of: TellOf::ObjectionKept, complaint: None, reason, until },
            )?;
            let subject = actors::find(&mut tx.view(), actor)?.map(|it| handle(&it));
            Ok(Done { subject, before: Some(Before::Open) })
        }
        (CaseKind::Appeal, Some(held), _) => {
            let appealed = held.complaint.contests().iter().find(|(_, it)| matches!(it, Contest::Appealed { .. }));
            if let Some((ground, _)) = appealed.filter(|_| !matches!(held.complaint.state(), State::Dismissed { .. })) {
                let deed = Deed::DecideContest { ground: *ground, upheld: false };
                return by_the_rules(tx, scene, held, by, &deed, reason);
            }
            let (held, side) = moderator_at_home(tx, scene, held, by)?;
            let first = matches!(held.complaint.state(), State::Dismissed { by, .. } if *by == side.party)
                || recusal::leaves_appeal(&mut tx.view(), by.account, by.actor, held.id, scene.now)?;
            refuse_the_first(tx, scene, by, Some(held.id), None, first)?;
            let telling =
                Telling { by: Teller::Here, of: TellOf::AppealKept, complaint: Some(held.id), reason, until: None };
            tell_person(tx, scene, &held, telling)?;
            tell_brand(tx, scene, &held, telling)?;
            Ok(Done { subject: None, before: Some(Before::Open) })
        }
        _ => Err(ServiceError::NotFound("case")),
    }
}

fn refuse_the_first(
    tx: &mut Tx<'_>,
    scene: &Scene,
    by: &Moderator,
    complaint: Option<ComplaintId>,
    actor: Option<ActorId>,
    decided_first: bool,
) -> Result<(), ServiceError> {
    if decided_first && recusal::has_others(&mut tx.view(), by.account, complaint, actor, scene.now)? {
        return Err(Code::AnotherModerator.into());
    }
    Ok(())
}

/// Hiding is this instance's own decision and changes no history.
pub(in crate::services) fn set_hidden(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    hidden: Option<&str>,
    told: &str,
) -> Result<(), ServiceError> {
    complaints::hide(tx, held.id, hidden.map(|reason| (scene.now, reason)))?;
    let of = if hidden.is_some() { TellOf::Hidden } else { TellOf::Shown };
    Ok(tell_person(
        tx,
        scene,
        held,
        Telling { by: Teller::Here, of, complaint: Some(held.id), reason: told, until: None },
    )?)
}

fn hidden(tx: &mut Tx<'_>, scene: &Scene, held: &Held, hidden: Option<&str>, told: &str) -> Result<Done, ServiceError> {
    if held.hidden_at.is_some() == hidden.is_some() {
        return Err(Code::AlreadyDone.into());
    }
    set_hidden(tx, scene, held, hidden, told)?;
    Ok(Done { subject: None, before: Some(Before::Hidden { reason: held.hidden_reason.clone() }) })
}

/// A comment of this thread that still has its words.
fn comment_of(tx: &mut Tx<'_>, held: &Held, id: PostId) -> Result<StoredPost, ServiceError> {
    let post = posts::find(&mut tx.view(), id)?;
    let post = post.filter(|it| it.complaint == Some(held.id) && it.kind == PostKind::Comment);
    post.ok_or_else(|| Code::NoSuchComment.into())
}

fn comment_hidden(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    by: &Moderator,
    id: PostId,
    hidden: Option<(&str, CommentGround)>,
    told: &str,
) -> Result<Done, ServiceError> {
    let post = comment_of(tx, held, id)?;
    let was = hidden_posts::reason_of(&mut tx.view(), id)?;
    if was.is_some() == hidden.is_some() {
        return Err(Code::AlreadyDone.into());
    }
    set_comment_hidden(tx, scene, held, by, &post, hidden, told)?;
    // The log names nobody whose words were taken out of sight.
    Ok(Done { subject: None, before: Some(Before::Comment { post: id, reason: was }) })
}

/// Taken out, or shown again, and whoever wrote it is told: at home an event of the thread, of a thread elsewhere the copy
/// here alone.
pub(in crate::services) fn set_comment_hidden(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    by: &Moderator,
    post: &StoredPost,
    hidden: Option<(&str, CommentGround)>,
    told: &str,
) -> Result<(), ServiceError> {
    if held.at_home {
        let (held, side) = moderator_at_home(tx, scene, held, by)?;
        change_comment::hide_within(tx, scene, &held, &side, post, hidden, told)?;
    } else {
        change_comment::hide_here(tx, scene, held, post, hidden.map(|(reason, _)| reason))?;
    }
    let of = if hidden.is_some() { TellOf::CommentHidden } else { TellOf::CommentShown };
    match post.author {
        Some(author) => Ok(tell(
            tx,
            scene,
            author,
            Telling { by: Teller::Here, of, complaint: Some(held.id), reason: told, until: None },
        )?),
        None => Ok(()),
    }
}

fn handle(actor: &Actor) -> String {
    format!("@{}", actor.handle())
}

fn restricted(
    tx: &mut Tx<'_>,
    scene: &Scene,
    by: &Moderator,
    actor: ActorId,
    put: Option<(Severity, Option<Timestamp>)>,
    reason: &str,
) -> Result<Done, ServiceError> {
    let subject = actors::find(&mut tx.view(), actor)?.filter(|it| it.deleted_at.is_none());
    let subject = subject.ok_or(ServiceError::NotFound("actor"))?;
    let administrator = by.role == Role::Administrator;
    let account = restrictions::account_behind(&mut tx.view(), actor)?;
    let role = match account {
        Some(account) => accounts::find(&mut tx.view(), account)?.map_or(Role::Member, |it| it.role),
        None => Role::Member,
    };
    if !restrict::may_be_restricted(&subject, administrator) || (role >= by.role && role > Role::Member) {
        return Err(Code::NotAllowed.into());
    }
    let was = restrictions::of_actor(&mut tx.view(), actor, scene.now)?;
    match put {
        Some((severity, until)) => {
            if was.as_ref().is_some_and(|it| it.severity == severity && it.until == until) {
                return Err(Code::AlreadyDone.into());
            }
            let restriction =
                Restriction { actor, severity, reason: reason.to_string(), at: scene.now, until, moderator: by.actor };
            set_restriction(tx, scene, Some(&restriction), actor, reason)?;
        }
        None if was.is_none() => return Err(Code::AlreadyDone.into()),
        None => set_restriction(tx, scene, None, actor, reason)?,
    }
    let was = was.map(|it| Kept {
        severity: it.severity.word().to_string(),
        reason: it.reason,
        at: it.at,
        until: it.until,
        moderator: it.moderator,
    });
    Ok(Done { subject: Some(handle(&subject)), before: Some(Before::Restriction { actor, was }) })
}

/// Puts a restriction into force, or lifts it, and tells whom it concerns.
pub(in crate::services) fn set_restriction(
    tx: &mut Tx<'_>,
    scene: &Scene,
    restriction: Option<&Restriction>,
    actor: ActorId,
    told: &str,
) -> Result<(), ServiceError> {
    let (of, until) = match restriction {
        Some(it) => {
            restrict::put(tx, scene, it)?;
            (if it.severity == Severity::Suspended { TellOf::Suspended } else { TellOf::Limited }, it.until)
        }
        None => {
            restrict::lift(tx, scene, actor)?;
            (TellOf::Lifted, None)
        }
    };
    tell(tx, scene, actor, Telling { by: Teller::Here, of, complaint: None, reason: told, until })?;
    Ok(restrict::read_again(tx, scene, actor)?)
}

fn moved(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    by: &Moderator,
    to: &BrandDomain,
    reason: &str,
) -> Result<Done, ServiceError> {
    let (brand, _) = open_board::board_within(tx, scene, to, None)?;
    let was = held.complaint.brand.clone();
    move_to(tx, scene, held, by, &brand, reason)?;
    Ok(Done { subject: Some(brand.name.clone()), before: Some(Before::Brand { key: was }) })
}

/// The complaint stands on the board of another brand from now on; both are told, and whoever filed it.
pub(in crate::services) fn move_to(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    by: &Moderator,
    to: &crate::storage::brands::Brand,
    reason: &str,
) -> Result<(), ServiceError> {
    if recusals::speaks_for(&mut tx.view(), by.account, to.id)? {
        return Err(recusal::refusal(recusals::Part::Speaks).into());
    }
    let (held, side) = moderator_at_home(tx, scene, held, by)?;
    let command = Command::ReassignBrand { to: to.key() };
    scene.act(tx, &held, &side, command, vec![reason_text(reason)], &Attested::default())?;
    complaints::set_brand(tx, held.id, to.id)?;
    brand_notices::forget(tx, held.id)?;
    let telling = |of| Telling { by: Teller::Here, of, complaint: Some(held.id), reason, until: None };
    tell_person(tx, scene, &held, telling(TellOf::Moved))?;
    tell_brand(tx, scene, &held, telling(TellOf::MovedAway))?;
    let there = Held { brand: to.id, ..held };
    // Who reads for it is told as of any other complaint, and the history says when.
    jobs::enqueue(tx, &Task::TellVoice { brand: to.id, after: None, read_at: None }, scene.now)?;
    Ok(tell_brand(tx, scene, &there, telling(TellOf::MovedHere))?)
}

/// Words go from here and, as an event, from every server that carries the thread.
fn erased(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    by: &Moderator,
    what: Erasing,
    reason: &str,
) -> Result<Done, ServiceError> {
    let (held, side) = moderator_at_home(tx, scene, held, by)?;
    let (targets, author) = match what {
        Erasing::Complaint => (words_of_the_complaint(&mut tx.view(), held.id)?, None),
        Erasing::Post(id) => {
            let post = posts::find(&mut tx.view(), id)?.filter(|it| it.complaint == Some(held.id));
            let post = post.filter(|it| it.sequence.is_some() && it.kind != PostKind::Status);
            let post = post.ok_or(Code::NoSuchComment)?;
            (change_comment::texts_of_post(tx, &held, &post)?, post.author)
        }
        Erasing::Contest(ground) => (words_of_contest(&mut tx.view(), held.id, ground)?, None),
    };
    if targets.is_empty() {
        return Err(Code::NothingToErase.into());
    }
    erase(tx, scene, &held, &side, &targets, vec![reason_text(reason)])?;
    if matches!(what, Erasing::Contest(_)) {
        let telling = Telling { by: Teller::Here, of: TellOf::Erased, complaint: Some(held.id), reason, until: None };
        tell_brand(tx, scene, &held, telling)?;
    }
    if let Some(author) = author.filter(|it| Some(*it) != held.complainant) {
        tell(
            tx,
            scene,
            author,
            Telling { by: Teller::Here, of: TellOf::Erased, complaint: Some(held.id), reason, until: None },
        )?;
    }
    Ok(Done::default())
}

/// Words of whoever filed a complaint that stand here still.
pub fn words_of_the_complaint(view: &mut View<'_>, id: ComplaintId) -> Result<Vec<Target>, StorageError> {
    const WORDS: [&str; 5] = ["title", "content", "contacts", "product", "reason"];
    let all = complaints::texts_of(view, id, Party::Complainant)?;
    Ok(all.into_iter().filter(|it| WORDS.contains(&it.name.as_str())).collect())
}

/// The brand's words in a contest, as long as they stand.
pub fn words_of_contest(view: &mut View<'_>, id: ComplaintId, ground: Ground) -> Result<Vec<Target>, StorageError> {
    let told = complaints::contests_of(view, id)?;
    let words = told.iter().filter(|it| it.line.text("reason").is_some());
    let events = words.filter_map(|it| it.line.read().ok()).map(|core| core.event);
    let own = events.filter(|it| it.happening == Happening::Contested { ground });
    Ok(own.map(|it| Target { sequence: it.sequence, name: "reason".to_string() }).collect())
}

/// Until when a decision of this moment may be undone by whoever made it.
pub fn undo_until(at: Timestamp) -> Timestamp {
    at + TimeDelta::hours(UNDO_HOURS_MAX)
}
