//! From an activity to the inboxes that hear it: a bounded number in each transaction, one for each server that shares one.

use crate::app::App;
use crate::domain::ids::ActivityId;
use crate::federation::outgoing::NotSaid;
use crate::storage::deliveries::DELIVERIES_PER_STEP;
use crate::storage::outbox::{self, Activity};
use crate::storage::{StorageError, View, actors, deliveries, follows};

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
    let read = move |view: &mut View<'_>| piece(view, id, after.as_deref());
    let Some(Piece { activity, inboxes, next }) = app.db.read(read).await? else { return Ok(None) };
    let now = app.clock.now();
    app.db.write(move |tx| deliveries::enqueue(tx, &activity, &inboxes, turn, now)).await?;
    Ok(next)
}

fn piece(view: &mut View<'_>, id: ActivityId, after: Option<&str>) -> Result<Option<Piece>, StorageError> {
    let Some(activity) = outbox::find(view, id)? else { return Ok(None) };
    let (place, last, mut inboxes) = match after.and_then(|cursor| cursor.split_once(CURSOR_SEPARATOR)) {
        Some((place, last)) => (place.parse().unwrap_or(usize::MAX), last, Vec::new()),
        None => (0, "", direct(view, &activity)?),
    };
    let Some(followed) = activity.audience.followers_of.get(place) else {
        return Ok(Some(Piece { activity, inboxes, next: None }));
    };
    let only_rd = activity.audience.only_rd;
    let page = if activity.audience.past_too {
        follows::inboxes_ever_after(view, *followed, last, DELIVERIES_PER_STEP)?
    } else {
        follows::inboxes_after(view, *followed, only_rd, last, DELIVERIES_PER_STEP)?
    };
    let full = i64::try_from(page.len()).is_ok_and(|count| count == DELIVERIES_PER_STEP);
    let next = match page.last().filter(|_| full) {
        Some(last) => Some(format!("{place}{CURSOR_SEPARATOR}{last}")),
        None if place + 1 < activity.audience.followers_of.len() => Some(format!("{}{CURSOR_SEPARATOR}", place + 1)),
        None => None,
    };
    inboxes.extend(page);
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
    inboxes.sort();
    inboxes.dedup();
    Ok(inboxes)
}
