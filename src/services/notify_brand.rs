//! The brand is told of a complaint, and the history says how: on a desk that a person reads, or by a mention that its voice's
//! server took.

use crate::app::App;
use crate::domain::Timestamp;
use crate::domain::complaint::{Change, Command, Decided, Happening, Notice, Waiting};
use crate::domain::ids::{BrandId, ComplaintId};
use crate::domain::party::Party;
use crate::services::ServiceError;
use crate::services::claim_brand::{Reader, reader_of};
use crate::services::scene::Scene;
use crate::storage::brands::{self, Brand};
use crate::storage::complaints::{self, Attested, Held};
use crate::storage::jobs::{self, Task};
use crate::storage::{StorageError, Tx, visibility};

/// Complaints that one step tells a new voice of.
const BATCH_COMPLAINTS: i64 = 50;

/// At filing: who has a desk here that somebody reads knows of the complaint from now on.
pub(in crate::services) fn told_at_filing(
    tx: &mut Tx<'_>,
    scene: &Scene,
    brand: &Brand,
    change: Change,
) -> Result<Change, ServiceError> {
    match reader_of(&mut tx.view(), brand, scene.now)? {
        Reader::Here => Ok(change.and(Command::Notify { how: Notice::Desk }, Party::Home, scene.now)?),
        Reader::Board(_) | Reader::Mentioned(_) | Reader::NobodyNow | Reader::Nobody => Ok(change),
    }
}

/// A brand that does something in a thread knows of it, told or not: the thread itself told it, and nobody tells it again.
pub(in crate::services) fn answering(held: &Held, by: Party, now: Timestamp) -> Result<Option<Change>, ServiceError> {
    if by != Party::Brand || held.complaint.notified_at.is_some() {
        return Ok(None);
    }
    Ok(Some(held.complaint.decide(Command::Notify { how: Notice::Answer }, Party::Home, now)?))
}

/// The voice's server took the mention.
pub async fn mention_taken(app: &App, complaint: ComplaintId) -> Result<(), ServiceError> {
    let scene = Scene::of(app);
    app.db.write(move |tx| notify(tx, &scene, complaint, Notice::Mention)).await
}

/// A voice that says something in a thread reads its board, whatever its server says to what is sent to it: it is told of
/// everything else that stood there then. Otherwise a brand could choose which complaints count.
pub(in crate::services) fn reads_board(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    decided: &[Decided],
) -> Result<(), StorageError> {
    if !decided.iter().any(|it| it.event.by == Party::Brand && is_said(&it.event.happening)) {
        return Ok(());
    }
    let Some(brand) = brands::find(&mut tx.view(), held.brand)? else { return Ok(()) };
    // Who has somebody at the desk here was told at filing.
    if reader_of(&mut tx.view(), &brand, scene.now)? == Reader::Here
        || complaints::untold(&mut tx.view(), brand.id, None, 1)?.is_empty()
    {
        return Ok(());
    }
    jobs::enqueue(tx, &Task::TellVoice { brand: brand.id, after: None, read_at: Some(scene.now) }, scene.now)
}

/// What is only changed or taken back says nothing new to anybody.
fn is_said(happening: &Happening) -> bool {
    !matches!(
        happening,
        Happening::ResponseEdited { .. } | Happening::ResponseDeleted { .. } | Happening::Erased { .. }
    )
}

fn notify(tx: &mut Tx<'_>, scene: &Scene, complaint: ComplaintId, how: Notice) -> Result<(), ServiceError> {
    let Some(held) = complaints::lock(tx, complaint)?.filter(|it| it.at_home) else { return Ok(()) };
    if held.complaint.notified_at.is_some() {
        return Ok(());
    }
    scene.act(tx, &held, &scene.home_side(), Command::Notify { how }, Vec::new(), &Attested::default())?;
    Ok(())
}

/// A brand has somebody who reads now: they are told of what waits, some of it at a time. Says where to go on.
/// `read_at`: when a voice showed that it reads the board.
pub async fn tell_voice(
    app: &App,
    brand: BrandId,
    after: Option<ComplaintId>,
    read_at: Option<Timestamp>,
) -> Result<Option<ComplaintId>, ServiceError> {
    let scene = Scene::of(app);
    app.db
        .write(move |tx| {
            let Some(brand) = brands::find(&mut tx.view(), brand)? else { return Ok(None) };
            let waiting = complaints::untold(&mut tx.view(), brand.id, after, BATCH_COMPLAINTS)?;
            let full = i64::try_from(waiting.len()).is_ok_and(|count| count == BATCH_COMPLAINTS);
            let reader = reader_of(&mut tx.view(), &brand, scene.now)?;
            for id in &waiting {
                match read_at {
                    Some(at) => read(tx, &scene, *id, at)?,
                    None => tell_of(tx, &scene, *id, &reader)?,
                }
            }
            Ok(waiting.last().copied().filter(|_| full))
        })
        .await
}

fn tell_of(tx: &mut Tx<'_>, scene: &Scene, id: ComplaintId, reader: &Reader) -> Result<(), ServiceError> {
    let Some(held) = complaints::find(&mut tx.view(), id)? else { return Ok(()) };
    if held.complaint.notified_at.is_some() || held.hidden_at.is_some() || held.complaint.waited_for() != Waiting::Brand
    {
        return Ok(());
    }
    match reader {
        Reader::Here => notify(tx, scene, id, Notice::Desk),
        // Nothing goes to another server before it is public.
        Reader::Board(_) | Reader::Mentioned(_) if held.complaint.is_public() => mention(tx, scene, id),
        Reader::Board(_) | Reader::Mentioned(_) | Reader::NobodyNow | Reader::Nobody => Ok(()),
    }
}

/// What everybody could read when the voice showed that it reads.
fn read(tx: &mut Tx<'_>, scene: &Scene, id: ComplaintId, at: Timestamp) -> Result<(), ServiceError> {
    let Some(held) = complaints::find(&mut tx.view(), id)? else { return Ok(()) };
    let stood = held.complaint.published_at.is_some_and(|it| it <= at);
    if !stood || held.complaint.waited_for() != Waiting::Brand || !visibility::is_open(&mut tx.view(), id)? {
        return Ok(());
    }
    notify(tx, scene, id, Notice::Answer)
}

fn mention(tx: &mut Tx<'_>, scene: &Scene, complaint: ComplaintId) -> Result<(), ServiceError> {
    Ok(jobs::enqueue(tx, &Task::MentionVoice { complaint }, scene.now)?)
}

/// Whether the brand is to be mentioned: it has no desk here that somebody reads, and a voice elsewhere.
pub fn wants_mention(
    view: &mut crate::storage::View<'_>,
    brand: &Brand,
    now: crate::domain::Timestamp,
) -> Result<Option<crate::storage::actors::Actor>, StorageError> {
    Ok(match reader_of(view, brand, now)? {
        Reader::Mentioned(actor) => Some(*actor),
        Reader::Board(board) => brands::officials_of(view, brand.id)?
            .into_iter()
            .filter(|it| it.is_verified(now))
            .find_map(|it| crate::storage::actors::find(view, it.actor).transpose())
            .transpose()?
            .filter(|it| it.host == board.host),
        Reader::Here | Reader::NobodyNow | Reader::Nobody => None,
    })
}
