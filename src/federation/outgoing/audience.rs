//! From an activity to the inboxes that hear it: a bounded number in each transaction, one for each server that shares one.

use crate::app::App;
use crate::domain::Timestamp;
use crate::domain::address::{Address, Place};
use crate::domain::ids::ActivityId;
use crate::federation::outgoing::NotSaid;
use crate::storage::deliveries::DELIVERIES_PER_STEP;
use crate::storage::outbox::{self, Activity, ActivityKind};
use crate::storage::{StorageError, Tx, View, actors, deliveries, erasures, follows};

/// Between the number of the actor whose followers were being taken and the last inbox that was.
const CURSOR_SEPARATOR: char = ' ';

/// A bounded piece of an audience.
struct Piece {
    activity: Activity,
    inboxes: Vec<String>,
    /// Where the next piece begins, if there is one.
    next: Option<String>,
}

/// Whether anybody elsewhere hears it at all: what nobody hears needs no job.
pub(super) fn is_heard(view: &mut View<'_>, activity: &Activity) -> Result<bool, StorageError> {
    let audience = &activity.audience;
    if audience.past_too || !direct(view, activity)?.is_empty() {
        return Ok(true);
    }
    for followed in &audience.followers_of {
        if !follows::inboxes_after(view, *followed, audience.only_rd, "", 1)?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Makes the next deliveries of an activity; says where to go on, if there are more. `turn` is its place among what is
/// said about the same complaint. The list of followers is read beside the transaction that writes, and never whole.
pub async fn expand(app: &App, id: ActivityId, after: Option<String>, turn: i64) -> Result<Option<String>, NotSaid> {
    let cursor = after.clone();
    let read = move |view: &mut View<'_>| piece(view, id, cursor.as_deref());
    let Some(Piece { activity, inboxes, next }) = app.db.read(read).await? else { return Ok(None) };
    let now = app.clock.now();
    let first = after.is_none();
    let address = app.address.clone();
    let work = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        if first && activity.kind == ActivityKind::Post {
            keep_holders(tx, &address, &activity, now)?;
        }
        deliveries::enqueue(tx, &activity, &inboxes, turn, now)
    };
    app.db.write(work).await?;
    Ok(next)
}

/// Whoever gets a post of ours by name holds a copy from now on, whatever becomes of the mention.
fn keep_holders(tx: &mut Tx<'_>, address: &Address, activity: &Activity, now: Timestamp) -> Result<(), StorageError> {
    let inboxes = direct(&mut tx.view(), activity)?;
    if inboxes.is_empty() {
        return Ok(());
    }
    let carried = outbox::carried(activity);
    let posts: Vec<&str> =
        carried.iter().map(String::as_str).filter(|it| matches!(address.place(it), Some(Place::Post(_)))).collect();
    erasures::keep_copies(tx, &posts, &inboxes, now)
}

fn piece(view: &mut View<'_>, id: ActivityId, after: Option<&str>) -> Result<Option<Piece>, StorageError> {
    let Some(activity) = outbox::find(view, id)? else { return Ok(None) };
    let named = direct(view, &activity)?;
    let (place, last, mut inboxes) = match after.and_then(|cursor| cursor.split_once(CURSOR_SEPARATOR)) {
        Some((place, last)) => (place.parse().unwrap_or(usize::MAX), last, Vec::new()),
        None => (0, "", named.clone()),
    };
    let followers_of = &activity.audience.followers_of;
    let Some(followed) = followers_of.get(place) else {
        return Ok(Some(Piece { activity, inboxes, next: None }));
    };
    let only_rd = activity.audience.only_rd;
    let page = if activity.audience.past_too {
        follows::inboxes_ever_after(view, *followed, only_rd, last, DELIVERIES_PER_STEP)?
    } else {
        follows::inboxes_after(view, *followed, only_rd, last, DELIVERIES_PER_STEP)?
    };
    let full = i64::try_from(page.len()).is_ok_and(|count| count == DELIVERIES_PER_STEP);
    let next = match page.last().filter(|_| full) {
        Some(last) => Some(format!("{place}{CURSOR_SEPARATOR}{last}")),
        None if place + 1 < followers_of.len() => Some(format!("{}{CURSOR_SEPARATOR}", place + 1)),
        None => None,
    };
    // Whoever follows two of them, or is named besides, has it from the step before.
    let mut had: Vec<String> = if place > 0 || after.is_some() { named } else { Vec::new() };
    for earlier in followers_of.iter().take(place) {
        had.extend(follows::those_that_hear(view, *earlier, &page)?);
    }
    inboxes.extend(page.into_iter().filter(|it| !had.contains(it)));
    Ok(Some(Piece { activity, inboxes, next }))
}

/// Those who are addressed by name. Our own need no delivery.
fn direct(view: &mut View<'_>, activity: &Activity) -> Result<Vec<String>, StorageError> {
    let audience = &activity.audience;
    let named = actors::find_many(view, &audience.actors)?;
    let hears =
        |actor: &actors::Actor| !actor.local && actor.deleted_at.is_none() && (actor.speaks_rd || !audience.only_rd);
    let mut inboxes: Vec<String> =
        named.iter().filter(|actor| hears(actor)).map(|actor| actor.delivery_inbox().to_string()).collect();
    for post in &audience.holders_of {
        inboxes.extend(erasures::copies_of(view, post)?);
    }
    inboxes.sort();
    inboxes.dedup();
    Ok(inboxes)
}
