//! Accounts are limited or suspended, and those who are hear why and can object.

use crate::app::App;
use crate::crypto::random;
use crate::domain::Timestamp;
use crate::domain::ids::{ActorId, CaseId};
use crate::domain::party::Party;
use crate::domain::refusal::Code;
use crate::services::ServiceError;
use crate::services::moderate::NOTE_CHARS_MAX;
use crate::services::notices::{TellOf, Teller, Telling, tell};
use crate::services::scene::Scene;
use crate::storage::actors::{Actor, ActorKind};
use crate::storage::cases::{self, Case, CaseKind, MOOT};
use crate::storage::jobs::{self, Task};
use crate::storage::restrictions::{self, Restriction, Severity};
use crate::storage::{StorageError, Tx, View, accounts, brands, sessions};

/// Whether a deed is needed in one's own complaint, or is one more thing said to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    Own,
    Others,
}

pub fn what_it_takes(party: Party) -> Takes {
    match party {
        Party::Complainant | Party::Brand => Takes::Own,
        Party::Commenter(_) | Party::Moderator(_) | Party::Home => Takes::Others,
    }
}

/// Every door of a deed asks this inside the deed's transaction.
pub fn refuse_restricted(tx: &mut Tx<'_>, now: Timestamp, actor: ActorId, takes: Takes) -> Result<(), ServiceError> {
    match restrictions::holding(&mut tx.view(), actor, now)?.map(|it| it.severity) {
        Some(Severity::Suspended) => Err(Code::Suspended.into()),
        Some(Severity::Limited) if takes == Takes::Others => Err(Code::Limited.into()),
        Some(Severity::Limited) | None => Ok(()),
    }
}

/// The same where nothing is written yet.
pub fn refuse_limited(view: &mut View<'_>, now: Timestamp, actor: ActorId) -> Result<(), ServiceError> {
    match restrictions::holding(view, actor, now)?.map(|it| it.severity) {
        Some(Severity::Suspended) => Err(Code::Suspended.into()),
        Some(Severity::Limited) => Err(Code::Limited.into()),
        None => Ok(()),
    }
}

/// What holds for whoever acts as this actor, if they are suspended.
pub fn suspension(view: &mut View<'_>, actor: ActorId, now: Timestamp) -> Result<Option<Restriction>, StorageError> {
    Ok(restrictions::holding(view, actor, now)?.filter(|it| it.severity == Severity::Suspended))
}

/// Boards and the instance itself are no people; a brand's voice here is an administrator's to silence.
pub(in crate::services) fn may_be_restricted(subject: &Actor, by_administrator: bool) -> bool {
    match subject.kind {
        ActorKind::Board | ActorKind::Instance => !subject.local,
        ActorKind::Official => by_administrator || !subject.local,
        _ => true,
    }
}

/// Puts a restriction into force; whoever is suspended is signed out everywhere at once. What was said against another one
/// before says nothing against this one.
pub(in crate::services) fn put(tx: &mut Tx<'_>, scene: &Scene, restriction: &Restriction) -> Result<(), StorageError> {
    close_objections(tx, scene, restriction.actor)?;
    restrictions::set(tx, restriction)?;
    if let Some(until) = restriction.until {
        jobs::enqueue(tx, &Task::EndRestriction { actor: restriction.actor }, until.max(scene.now))?;
    }
    if restriction.severity == Severity::Suspended {
        end_sessions(tx, restriction.actor)?;
    }
    Ok(())
}

/// It holds no more; nobody decides about what was said against it.
pub(in crate::services) fn lift(tx: &mut Tx<'_>, scene: &Scene, actor: ActorId) -> Result<bool, StorageError> {
    close_objections(tx, scene, actor)?;
    restrictions::lift(tx, actor)
}

/// A restriction ran out: whoever it was about hears it, and what waited for somebody to read reaches them.
pub async fn end(app: &App, actor: ActorId) -> Result<(), StorageError> {
    let scene = Scene::of(app);
    app.db
        .write(move |tx| {
            // Lifted before, or another one holds by now.
            if restrictions::of_actor(&mut tx.view(), actor, scene.now)?.is_some() || !lift(tx, &scene, actor)? {
                return Ok(());
            }
            let telling =
                Telling { by: Teller::Here, of: TellOf::RestrictionOver, complaint: None, reason: "", until: None };
            tell(tx, &scene, actor, telling)?;
            read_again(tx, &scene, actor)
        })
        .await
}

/// Whoever may act again may be the one who reads for a brand.
pub(in crate::services) fn read_again(tx: &mut Tx<'_>, scene: &Scene, actor: ActorId) -> Result<(), StorageError> {
    let mut voices = vec![actor];
    if let Some(account) = restrictions::account_behind(&mut tx.view(), actor)? {
        voices.extend(brands::represented_by(&mut tx.view(), account)?.into_iter().map(|it| it.official));
    }
    for voice in voices {
        for spoken in brands::spoken_for_by(&mut tx.view(), voice)? {
            jobs::enqueue(tx, &Task::TellVoice { brand: spoken.brand, after: None, read_at: None }, scene.now)?;
        }
    }
    Ok(())
}

fn close_objections(tx: &mut Tx<'_>, scene: &Scene, actor: ActorId) -> Result<(), StorageError> {
    let mut closed = false;
    while let Some(case) = cases::open_objection(&mut tx.view(), actor)? {
        closed |= cases::decide(tx, case.id, MOOT, scene.now)?;
    }
    if closed {
        let telling =
            Telling { by: Teller::Here, of: TellOf::ObjectionClosed, complaint: None, reason: "", until: None };
        tell(tx, scene, actor, telling)?;
    }
    Ok(())
}

/// What waits to be decided about this very restriction: what was said against one before it does not count.
pub fn objection(view: &mut View<'_>, restriction: &Restriction) -> Result<Option<Case>, StorageError> {
    Ok(cases::open_objection(view, restriction.actor)?.filter(|it| it.opened_at >= restriction.at))
}

fn end_sessions(tx: &mut Tx<'_>, actor: ActorId) -> Result<(), StorageError> {
    sessions::delete_of_actor(tx, actor)?;
    let Some(account) = restrictions::account_behind(&mut tx.view(), actor)? else { return Ok(()) };
    match accounts::find(&mut tx.view(), account)? {
        Some(account) => sessions::delete_of_actor(tx, account.actor),
        None => Ok(()),
    }
}

/// What became of an objection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Objected {
    Kept,
    /// They objected to it before.
    Before,
    /// There is nothing to object to any more.
    NothingHolds,
}

/// Whoever is restricted says that it is wrong: once, to the moderators' queue.
pub async fn object(app: &App, actor: ActorId, words: String) -> Result<Objected, StorageError> {
    let (scene, now) = (Scene::of(app), app.clock.now());
    let id = CaseId(random::new_v7(app.random.as_ref(), now));
    app.db
        .write(move |tx| {
            let Some(restriction) = restrictions::holding(&mut tx.view(), actor, now)? else {
                return Ok(Objected::NothingHolds);
            };
            cases::hold_opening(tx, &restriction.actor.to_string())?;
            if cases::has_objected_since(&mut tx.view(), restriction.actor, restriction.at)? {
                return Ok(Objected::Before);
            }
            close_objections(tx, &scene, restriction.actor)?;
            let case = Case {
                id,
                kind: CaseKind::Objection,
                complaint: None,
                report: None,
                actor: Some(restriction.actor),
                about: restriction.severity.word().to_string(),
                sequence: None,
                note: words.chars().take(NOTE_CHARS_MAX).collect(),
                opened_at: now,
                heard_until: None,
                decided_at: None,
                decision: None,
            };
            cases::insert(tx, &case)?;
            Ok(Objected::Kept)
        })
        .await
}
