//! A moderator undoes a slip of their own within a day: what was decided is as it was, the case is open again, and everybody
//! who was told of it is told.

use chrono::TimeDelta;
use uuid::Uuid;

use crate::app::App;
use crate::crypto::random;
use crate::domain::Timestamp;
use crate::domain::brand::BrandDomain;
use crate::domain::complaint::{Command, CommentGround, Contest, Ground, State, Text};
use crate::domain::fold::says_nothing;
use crate::domain::ids::{AccountId, CaseId, ComplaintId};
use crate::domain::refusal::{Code, Refusal};
use crate::services::ServiceError;
use crate::services::cases::{tell_brand, tell_person};
use crate::services::moderate::{
    Before, CLOSING, Moderator, REASON_CHARS_MAX, REPORTS_OF_CASE_MAX, UNDO_HOURS_MAX, move_to, set_comment_hidden,
    set_hidden, set_restriction,
};
use crate::services::notices::{TellOf, Teller, Telling, tell};
use crate::services::own_words::at_home;
use crate::services::recusal;
use crate::services::rule_mark;
use crate::services::scene::Scene;
use crate::storage::actors::ActorKind;
use crate::storage::cases::{self, Case, CaseKind};
use crate::storage::complaints::{self, Attested, Held};
use crate::storage::marks::{self, Ruling};
use crate::storage::recusals::{self, Part};
use crate::storage::reports::{self, LogLine, Report};
use crate::storage::restrictions::{self, Restriction, Severity};
use crate::storage::{Cause, Once, StorageError, Tx, View, actors, brands, decisions, hidden_posts, posts};

/// Dismissals of one complaint that are undone: closing and opening it again tells both sides each time.
const DISMISSALS_UNDONE_MAX: usize = 3;
/// Lines of the log about one complaint that are looked through.
const LINES_MAX: i64 = 200;

pub async fn undo_decision(
    app: &App,
    cause: Cause,
    entry: Uuid,
    by: Moderator,
    reason: String,
) -> Result<Once<()>, ServiceError> {
    let reason = reason.trim().to_string();
    if says_nothing(&reason) {
        return Err(Code::TextEmpty.into());
    }
    if let Some(long) = Refusal::too_long(&reason, REASON_CHARS_MAX) {
        return Err(long.into());
    }
    let scene = Scene::of(app);
    app.db.write_once(cause, move |tx| undo(tx, &scene, entry, &by, &reason)).await
}

fn nothing() -> Refusal {
    Refusal::from(Code::NothingToUndo).with("hours", UNDO_HOURS_MAX)
}

fn before_of(line: &LogLine) -> Result<Option<Before>, StorageError> {
    let kept = line.before.as_deref().map(serde_json::from_str);
    kept.transpose().map_err(|why| StorageError::inconsistent("moderation_log", why))
}

fn undo(tx: &mut Tx<'_>, scene: &Scene, entry: Uuid, by: &Moderator, reason: &str) -> Result<(), ServiceError> {
    let line = reports::log_entry(&mut tx.view(), entry)?.ok_or(ServiceError::NotFound("decision"))?;
    let held = match line.complaint {
        Some(id) => Some(complaints::lock(tx, id)?.ok_or(ServiceError::NotFound("complaint"))?),
        None => None,
    };
    if line.moderator != by.name {
        return Err(nothing().into());
    }
    if let Some(part) = part_in(&mut tx.view(), by.account, &line)? {
        return Err(recusal::refusal(part).into());
    }
    if line.undone_at.is_some() {
        return Err(Code::AlreadyDone.into());
    }
    if !is_undoable(&mut tx.view(), &line, scene.now)? || !reports::undone(tx, entry, scene.now)? {
        return Err(nothing().into());
    }
    let before = before_of(&line)?.ok_or_else(nothing)?;
    put_back(tx, scene, held.as_ref(), by, &before, reason)?;
    let case = match line.case {
        Some(id) => wait_again(tx, id)?,
        None => None,
    };
    if let Some(case) = case {
        tell_of_case(tx, scene, &case, held.as_ref(), &before, reason)?;
    }
    let undone = LogLine {
        id: random::new_v7(scene.random.as_ref(), scene.now),
        at: scene.now,
        moderator: by.name.clone(),
        deed: "undo".to_string(),
        ground: line.ground,
        complaint: line.complaint,
        reason: reason.to_string(),
        subject: line.subject,
        case: None,
        before: None,
        undone_at: None,
    };
    reports::write_log(tx, &undone)?;
    Ok(decisions::chain(tx, scene.random.as_ref(), scene.address.origin())?)
}

/// Whoever took a side since then decides nothing here any more, also not back. The page that offers it asks the same.
pub fn part_in(view: &mut View<'_>, account: AccountId, line: &LogLine) -> Result<Option<Part>, StorageError> {
    match before_of(line)? {
        Some(Before::Restriction { actor, .. }) => {
            return recusal::part_in(view, account, line.complaint, Some(actor));
        }
        Some(Before::Mark { domain, .. }) => {
            if let Some(part) = rule_mark::part_in(view, account, &BrandDomain::kept(&domain))? {
                return Ok(Some(part));
            }
        }
        // Where a complaint was moved back to is as much of their business as where it is now.
        Some(Before::Brand { key }) => {
            if let Some(brand) = brands::find_by_key(view, &key)?
                && recusals::speaks_for(view, account, brand.id)?
            {
                return Ok(Some(Part::Speaks));
            }
        }
        _ => {}
    }
    let case = line.case.map_or(Ok(None), |id| cases::find(view, id))?;
    recusal::part_in(view, account, line.complaint, case.as_ref().and_then(recusal::account_meant))
}

/// Whether a decision may still be undone by whoever made it: a day is not over, and what it led to stands as it left it.
/// The page that offers it asks the same.
pub fn is_undoable(view: &mut View<'_>, line: &LogLine, now: Timestamp) -> Result<bool, StorageError> {
    let Some(before) = before_of(line)? else { return Ok(false) };
    if line.undone_at.is_some() || now - line.at > TimeDelta::hours(UNDO_HOURS_MAX) {
        return Ok(false);
    }
    let held = match line.complaint {
        Some(id) => complaints::find(view, id)?,
        None => None,
    };
    Ok(match (&before, &held) {
        (Before::Open, _) => is_case_as_decided(view, line)?,
        (Before::Hidden { reason }, Some(held)) => {
            held.hidden_reason != *reason && is_newest(view, line, held.id, &["hide", "unhide"])?
        }
        (Before::Standing, Some(held)) => is_closed_by(view, line, held)?,
        (Before::Comment { post, reason }, Some(_)) => {
            let gone = posts::find(view, *post)?.is_none_or(|it| it.deleted_at.is_some());
            !gone && hidden_posts::reason_of(view, *post)?.is_some() == reason.is_none()
        }
        (Before::Restriction { actor, was }, _) => {
            let standing = restrictions::of_actor(view, *actor, now)?.map(|it| it.at.timestamp_micros());
            match standing {
                // Somebody else may have decided anew since.
                Some(at) => line.deed != "lift" && at == line.at.timestamp_micros(),
                None => line.deed == "lift" && was.as_ref().is_some_and(|it| it.until.is_none_or(|until| until > now)),
            }
        }
        (Before::Mark { domain, actor, ruled }, _) => {
            let voice = match actor {
                Some(actor) => actors::find(view, *actor)?.map(|it| it.uri),
                None => None,
            };
            let gone = actor.is_some() && voice.is_none();
            let standing = marks::ruling(view, &BrandDomain::kept(domain), voice.as_deref())?;
            // What whoever runs the server decided stands above it.
            !gone && standing != Some(Ruling::Withdrawn) && standing.is_some() != *ruled
        }
        (Before::Brand { key }, Some(held)) => {
            held.complaint.brand != *key && is_newest(view, line, held.id, &["move"])?
        }
        (Before::Hidden { .. } | Before::Standing | Before::Comment { .. } | Before::Brand { .. }, None) => false,
    })
}

/// The newest decision of these words about a complaint that stands is this one.
fn is_newest(view: &mut View<'_>, line: &LogLine, id: ComplaintId, deeds: &[&str]) -> Result<bool, StorageError> {
    let lines = reports::log_of_complaint(view, id, LINES_MAX)?;
    let newest = lines.iter().find(|it| it.undone_at.is_none() && deeds.contains(&it.deed.as_str()));
    Ok(newest.is_some_and(|it| it.id == line.id))
}

/// Closed by this decision, and nobody appealed against it: what is appealed is decided by the appeal, for good.
fn is_closed_by(view: &mut View<'_>, line: &LogLine, held: &Held) -> Result<bool, StorageError> {
    if !matches!(held.complaint.state(), State::Dismissed { .. }) || !is_newest(view, line, held.id, &CLOSING)? {
        return Ok(false);
    }
    // An appeal that was decided is decided.
    if line.deed == "contest-upheld" && cases::is_appeal_decided_at(view, held.id, line.at)? {
        return Ok(false);
    }
    let lines = reports::log_of_complaint(view, held.id, LINES_MAX)?;
    let undone = lines.iter().filter(|it| it.undone_at.is_some() && CLOSING.contains(&it.deed.as_str())).count();
    Ok(undone < DISMISSALS_UNDONE_MAX && !cases::is_appealed_since(view, held.id, held.complaint.turn)?)
}

/// A report, an appeal or an objection that was turned down, and nothing else happened to what it was about.
fn is_case_as_decided(view: &mut View<'_>, line: &LogLine) -> Result<bool, StorageError> {
    let Some(case) = line.case.map_or(Ok(None), |id| cases::find(view, id))? else { return Ok(false) };
    if case.decided_at.is_none() {
        return Ok(false);
    }
    match (case.kind, case.complaint, case.actor) {
        (CaseKind::Appeal, Some(id), _) => {
            let held = complaints::find(view, id)?;
            Ok(held.is_some_and(|it| matches!(it.complaint.state(), State::Dismissed { .. })))
        }
        (CaseKind::Objection, _, Some(actor)) => Ok(restrictions::of_actor(view, actor, line.at)?.is_some()),
        (CaseKind::Report | CaseKind::Contest | CaseKind::Appeal | CaseKind::Label | CaseKind::Objection, ..) => {
            Ok(true)
        }
    }
}

/// The case is open again: but for a contest that was decided by the history itself, and stays so.
fn wait_again(tx: &mut Tx<'_>, id: CaseId) -> Result<Option<Case>, ServiceError> {
    let Some(case) = cases::find(&mut tx.view(), id)? else { return Ok(None) };
    if let (CaseKind::Contest, Some(complaint)) = (case.kind, case.complaint) {
        let held = complaints::find(&mut tx.view(), complaint)?.ok_or(ServiceError::NotFound("complaint"))?;
        let ground = Ground::from_word(&case.about);
        if !ground.is_some_and(|it| held.complaint.contests().get(&it) == Some(&Contest::Open)) {
            return Ok(None);
        }
    }
    cases::reopen(tx, id)?;
    if case.report.is_some() {
        reports::reopen(tx, case.id)?;
    }
    Ok(Some(case))
}

/// Whoever heard what came of their report, appeal or objection hears that it waits again.
fn tell_of_case(
    tx: &mut Tx<'_>,
    scene: &Scene,
    case: &Case,
    held: Option<&Held>,
    before: &Before,
    reason: &str,
) -> Result<(), ServiceError> {
    let telling = |of| Telling { by: Teller::Here, of, complaint: case.complaint, reason, until: None };
    if case.report.is_some() {
        for report in reports::of_case(&mut tx.view(), case.id, REPORTS_OF_CASE_MAX)? {
            tell_reporter(tx, scene, &report, telling(TellOf::ReportReopened))?;
        }
        return Ok(());
    }
    match (case.kind, before, held, case.actor) {
        (CaseKind::Appeal, Before::Open, Some(held), _) => {
            tell_person(tx, scene, held, telling(TellOf::AppealReopened))?;
            Ok(tell_brand(tx, scene, held, telling(TellOf::AppealReopened))?)
        }
        (CaseKind::Objection, Before::Open, _, Some(actor)) => {
            Ok(tell(tx, scene, actor, telling(TellOf::ObjectionReopened))?)
        }
        // What is put back tells by itself whom it concerns.
        _ => Ok(()),
    }
}

fn tell_reporter(tx: &mut Tx<'_>, scene: &Scene, report: &Report, telling: Telling<'_>) -> Result<(), ServiceError> {
    let reporter = match report.reporter {
        Some(reporter) => actors::find(&mut tx.view(), reporter)?,
        None => None,
    };
    match reporter.filter(|it| it.local || it.kind == ActorKind::Person) {
        Some(reporter) => Ok(tell(tx, scene, reporter.id, telling)?),
        // A server that passed a report on reads no notes.
        None => Ok(()),
    }
}

fn put_back(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: Option<&Held>,
    by: &Moderator,
    before: &Before,
    reason: &str,
) -> Result<(), ServiceError> {
    let thread = || held.ok_or(ServiceError::NotFound("complaint"));
    match before {
        Before::Open => Ok(()),
        Before::Hidden { reason: was } => set_hidden(tx, scene, thread()?, was.as_deref(), reason),
        Before::Standing => {
            let held = at_home(tx, thread()?.id)?;
            let side = scene.moderator_side(tx, &held, by.actor)?;
            let texts = vec![Text { name: "reason", value: reason.to_string() }];
            let command = Command::Reinstate { only_moderator: true };
            scene.act(tx, &held, &side, command, texts, &Attested::default())?;
            Ok(())
        }
        Before::Comment { post, reason: was } => {
            let post = posts::find(&mut tx.view(), *post)?.ok_or(Code::NoSuchComment)?;
            let was = was.as_deref().map(|reason| (reason, CommentGround::Other));
            set_comment_hidden(tx, scene, thread()?, by, &post, was, reason)
        }
        Before::Restriction { actor, was } => {
            let was = was.as_ref().and_then(|it| {
                let severity = Severity::from_word(&it.severity)?;
                let (reason, moderator) = (it.reason.clone(), it.moderator);
                Some(Restriction { actor: *actor, severity, reason, at: it.at, until: it.until, moderator })
            });
            set_restriction(tx, scene, was.as_ref(), *actor, reason)
        }
        Before::Mark { domain, actor, ruled } => rule_mark::put_back(tx, scene, domain, *actor, *ruled, reason),
        Before::Brand { key } => {
            let brand = brands::find_by_key(&mut tx.view(), key)?.ok_or(ServiceError::NotFound("brand"))?;
            move_to(tx, scene, thread()?, by, &brand, reason)
        }
    }
}
