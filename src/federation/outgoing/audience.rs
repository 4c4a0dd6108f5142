//! From an activity to the inboxes that hear it: a bounded number in each transaction, one for each server that shares one.

use crate::app::App;
use crate::domain::Timestamp;
use crate::domain::address::{Address, Place};
use crate::domain::ids::ActivityId;
use crate::federation::outgoing::NotSaid;
use crate::storage::deliveries::{Addressed, DELIVERIES_PER_STEP};
use crate::storage::outbox::{self, Activity, ActivityKind};
use crate::storage::{StorageError, Tx, View, actors, deliveries, erasures, follows, jobs};

/// Between the number of the actor whose followers were being taken and the last inbox that was.
const CURSOR_SEPARATOR: char = ' ';

/// A bounded piece of an audience.
struct Piece {
    activity: Activity,
    inboxes: Vec<String>,
    /// Where the next piece begins, if there is one.
    next: Option<String>,
}

/// Puts in line what was just kept, all of one telling, in this order: with it, as long as its deliveries are few; the rest
/// is left to jobs that take one bounded step after the other.
pub(super) fn put_in_line(
    tx: &mut Tx<'_>,
    address: &Address,
    kept: &[Activity],
    now: Timestamp,
) -> Result<(), StorageError> {
    let many = usize::try_from(DELIVERIES_PER_STEP).unwrap_or(usize::MAX);
    let complaint = kept.iter().find_map(|it| it.complaint);
    let mut in_steps = complaint.map_or(Ok(false), |it| jobs::is_expanding(&mut tx.view(), it))?;
    let (mut told, mut left) = (Vec::new(), Vec::new());
    let mut count = 0;
    for activity in kept {
        if in_steps {
            left.push((activity, None));
            continue;
        }
        let (mut inboxes, mut after) = (Vec::new(), None);
        while count + inboxes.len() < many {
            let (some, next) = piece_of(&mut tx.view(), activity, after.as_deref())?;
            inboxes.extend(some);
            after = next;
            if after.is_none() {
                break;
            }
        }
        count += inboxes.len();
        in_steps = after.is_some() || count >= many;
        left.extend(after.map(|after| (activity, Some(after))));
        if activity.kind == ActivityKind::Post {
            keep_holders(tx, address, activity, now)?;
        }
        told.push(Addressed { activity, inboxes });
    }
    deliveries::enqueue(tx, &told, now)?;
    for (activity, after) in left {
        jobs::enqueue_expansion(tx, activity.id, activity.complaint, after, now)?;
    }
    Ok(())
}

/// Makes the next deliveries of an activity that has many; says where to go on, if there are more. The list of followers is
/// read beside the transaction that writes, and never whole.
pub async fn expand(app: &App, id: ActivityId, after: Option<String>) -> Result<Option<String>, NotSaid> {
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
        deliveries::enqueue(tx, &[Addressed { activity: &activity, inboxes }], now)
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
    let (inboxes, next) = piece_of(view, &activity, after)?;
    Ok(Some(Piece { activity, inboxes, next }))
}

/// Some inboxes that hear an activity, and where the next ones begin.
fn piece_of(
    view: &mut View<'_>,
    activity: &Activity,
    after: Option<&str>,
) -> Result<(Vec<String>, Option<String>), StorageError> {
    let named = direct(view, activity)?;
    let (place, last, mut inboxes) = match after.and_then(|cursor| cursor.split_once(CURSOR_SEPARATOR)) {
        Some((place, last)) => (place.parse().unwrap_or(usize::MAX), last, Vec::new()),
        None => (0, "", named.clone()),
    };
    let followers_of = &activity.audience.followers_of;
    let Some(followed) = followers_of.get(place) else {
        return Ok((inboxes, None));
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
    Ok((inboxes, next))
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
