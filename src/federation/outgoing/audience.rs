//! From an activity to the inboxes that hear it: a bounded number in each transaction, one for each server that shares one.

use crate::app::App;
use crate::domain::Timestamp;
use crate::domain::ids::ActivityId;
use crate::federation::outgoing::NotSaid;
use crate::storage::jobs::{self, Task};
use crate::storage::outbox::{self, Activity};
use crate::storage::{StorageError, Tx, actors, follows};

/// Deliveries that one transaction makes.
const DELIVERIES_PER_STEP: i64 = 500;
/// Between the number of the actor whose followers were being taken and the last inbox that was.
const CURSOR_SEPARATOR: char = ' ';

/// Makes the next deliveries of an activity, and the job for those after them.
pub async fn expand(app: &App, id: ActivityId, after: Option<String>) -> Result<(), NotSaid> {
    let now = app.clock.now();
    app.db.write(move |tx| step(tx, id, after.as_deref(), now)).await?;
    Ok(())
}

fn step(tx: &mut Tx<'_>, id: ActivityId, after: Option<&str>, now: Timestamp) -> Result<(), StorageError> {
    let Some(activity) = outbox::find(&mut tx.view(), id)? else { return Ok(()) };
    let (place, last) = if let Some((place, last)) = after.and_then(|cursor| cursor.split_once(CURSOR_SEPARATOR)) {
        (place.parse().unwrap_or(usize::MAX), last)
    } else {
        let inboxes = direct(tx, &activity)?;
        outbox::enqueue(tx, &activity, &inboxes, now)?;
        (0, "")
    };
    let Some(followed) = activity.audience.followers_of.get(place) else { return Ok(()) };
    let only_rd = activity.audience.only_rd;
    let inboxes = if activity.audience.past_too {
        follows::inboxes_ever_after(&mut tx.view(), *followed, last, DELIVERIES_PER_STEP)?
    } else {
        follows::inboxes_after(&mut tx.view(), *followed, only_rd, last, DELIVERIES_PER_STEP)?
    };
    outbox::enqueue(tx, &activity, &inboxes, now)?;
    let full = i64::try_from(inboxes.len()).is_ok_and(|count| count == DELIVERIES_PER_STEP);
    let next = match inboxes.last().filter(|_| full) {
        Some(last) => format!("{place}{CURSOR_SEPARATOR}{last}"),
        None if place + 1 < activity.audience.followers_of.len() => format!("{}{CURSOR_SEPARATOR}", place + 1),
        None => return Ok(()),
    };
    jobs::enqueue(tx, &Task::Expand { activity: id, after: Some(next) }, now)
}

/// Those who are addressed by name. Our own need no delivery.
fn direct(tx: &mut Tx<'_>, activity: &Activity) -> Result<Vec<String>, StorageError> {
    let audience = &activity.audience;
    let named = actors::find_many(&mut tx.view(), &audience.actors)?;
    let hears =
        |actor: &actors::Actor| !actor.local && actor.deleted_at.is_none() && (actor.speaks_rd || !audience.only_rd);
    let mut inboxes: Vec<String> =
        named.iter().filter(|actor| hears(actor)).map(|actor| actor.delivery_inbox().to_string()).collect();
    inboxes.sort();
    inboxes.dedup();
    Ok(inboxes)
}
