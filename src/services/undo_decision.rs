//! A moderator undoes a slip of their own within a day: what was decided is as it was, and the case is open again.

use chrono::TimeDelta;
use uuid::Uuid;

use crate::app::App;
use crate::crypto::random;
use crate::domain::complaint::{Command, CommentGround, Contest, Ground};
use crate::domain::ids::CaseId;
use crate::domain::refusal::{Code, Refusal};
use crate::services::ServiceError;
use crate::services::act_on_complaint::at_home;
use crate::services::moderate::{
    Before, Moderator, REASON_CHARS_MAX, UNDO_HOURS_MAX, move_to, set_comment_hidden, set_hidden, set_restriction,
};
use crate::services::recusal;
use crate::services::rule_mark;
use crate::services::scene::Scene;
use crate::storage::cases::{self, CaseKind};
use crate::storage::complaints::{self, Attested, Held};
use crate::storage::reports::{self, LogLine};
use crate::storage::restrictions::{Restriction, Severity};
use crate::storage::{Cause, Once, StorageError, Tx, brands, decisions, posts};

pub async fn undo_decision(
    app: &App,
    cause: Cause,
    entry: Uuid,
    by: Moderator,
    reason: String,
) -> Result<Once<()>, ServiceError> {
    let reason: String = reason.trim().chars().take(REASON_CHARS_MAX).collect();
    if reason.is_empty() {
        return Err(Code::TextEmpty.into());
    }
    let scene = Scene::of(app);
    app.db.write_once(cause, move |tx| undo(tx, &scene, entry, &by, &reason)).await
}

fn nothing() -> Refusal {
    Refusal::from(Code::NothingToUndo).with("hours", UNDO_HOURS_MAX)
}

fn undo(tx: &mut Tx<'_>, scene: &Scene, entry: Uuid, by: &Moderator, reason: &str) -> Result<(), ServiceError> {
    let line = reports::log_entry(&mut tx.view(), entry)?.ok_or(ServiceError::NotFound("decision"))?;
    let fresh = scene.now - line.at <= TimeDelta::hours(UNDO_HOURS_MAX);
    if line.moderator != by.name || !fresh {
        return Err(nothing().into());
    }
    let before = line.before.as_deref().ok_or_else(nothing)?;
    let before: Before =
        serde_json::from_str(before).map_err(|why| StorageError::inconsistent("moderation_log", why))?;
    let held = match line.complaint {
        Some(id) => Some(complaints::lock(tx, id)?.ok_or(ServiceError::NotFound("complaint"))?),
        None => None,
    };
    // Whoever took a side since then decides nothing here any more, also not back.
    recusal::refuse_recused(tx, by.account, line.complaint, None)?;
    if !reports::undone(tx, entry, scene.now)? {
        return Err(Code::AlreadyDone.into());
    }
    put_back(tx, scene, held.as_ref(), by, before, reason)?;
    if let Some(case) = line.case {
        wait_again(tx, case)?;
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

/// The case is open again: but for a contest that was decided by the history itself, and stays so.
fn wait_again(tx: &mut Tx<'_>, id: CaseId) -> Result<(), ServiceError> {
    let Some(case) = cases::find(&mut tx.view(), id)? else { return Ok(()) };
    if let (CaseKind::Contest, Some(complaint)) = (case.kind, case.complaint) {
        let held = complaints::find(&mut tx.view(), complaint)?.ok_or(ServiceError::NotFound("complaint"))?;
        let ground = Ground::from_word(&case.about);
        if !ground.is_some_and(|it| held.complaint.contests().get(&it) == Some(&Contest::Open)) {
            return Ok(());
        }
    }
    cases::reopen(tx, id)?;
    if let Some(report) = case.report {
        reports::reopen(tx, report)?;
    }
    Ok(())
}

fn put_back(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: Option<&Held>,
    by: &Moderator,
    before: Before,
    reason: &str,
) -> Result<(), ServiceError> {
    let thread = || held.ok_or(ServiceError::NotFound("complaint"));
    match before {
        Before::Open => Ok(()),
        Before::Hidden { reason: was } => {
            let held = thread()?;
            if held.hidden_reason == was {
                return Err(Code::AlreadyDone.into());
            }
            set_hidden(tx, scene, held, was.as_deref(), reason)
        }
        Before::Standing => {
            let held = at_home(tx, thread()?.id)?;
            let side = scene.moderator_side(tx, &held, by.actor)?;
            let texts = vec![crate::domain::complaint::Text { name: "reason", value: reason.to_string() }];
            let command = Command::Reinstate { only_moderator: true };
            scene.act(tx, &held, &side, command, texts, &Attested::default())?;
            Ok(())
        }
        Before::Comment { post, reason: was } => {
            let post = posts::find(&mut tx.view(), post)?.ok_or(Code::NoSuchComment)?;
            let was = was.as_deref().map(|reason| (reason, CommentGround::Other));
            set_comment_hidden(tx, scene, thread()?, by, &post, was, reason)
        }
        Before::Restriction { actor, was } => {
            let was = was.and_then(|it| {
                let severity = Severity::from_word(&it.severity)?;
                let (reason, moderator) = (it.reason, it.moderator);
                Some(Restriction { actor, severity, reason, at: it.at, until: it.until, moderator })
            });
            set_restriction(tx, scene, was.as_ref(), actor, reason)
        }
        Before::Mark { domain, actor, ruled } => rule_mark::put_back(tx, scene, &domain, actor, ruled, reason),
        Before::Brand { key } => {
            let brand = brands::find_by_key(&mut tx.view(), &key)?.ok_or(ServiceError::NotFound("brand"))?;
            move_to(tx, scene, thread()?, by, &brand, reason)
        }
    }
}
