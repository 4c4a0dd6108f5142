//! The way out: deliveries that are due are signed and sent, tried again by the schedule, and given up with the answer kept.

use std::time::Duration;

use bytes::Bytes;
use chrono::TimeDelta;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::app::App;
use crate::crypto::random;
use crate::domain::Timestamp;
use crate::egress::{Answer, EgressError};
use crate::federation::knock::{self, NotSent};
use crate::storage::outbox::{self, Activity, Ended, Leased};
use crate::storage::{StorageError, View};

/// A delivery that is not finished within this time may be started by another process.
const LEASE: Duration = Duration::from_mins(2);
/// Deliveries under way at once.
const AT_ONCE_MAX: usize = 64;
/// How long the queue sleeps when nothing is due and nobody wakes it.
const SLEEP_MAX: Duration = Duration::from_secs(1);
/// After the first attempt, which is at once. Then once a day.
const RETRY_SECONDS: [i64; 6] = [15, 60, 5 * 60, 30 * 60, 2 * 60 * 60, 6 * 60 * 60];
const RETRY_DAILY_SECONDS: i64 = 24 * 60 * 60;
/// A delivery that did not arrive in this time is a dead letter.
const TRIED_DAYS_MAX: i64 = 30;
/// Retries are spread by up to a tenth, so that what failed together does not come back together.
const JITTER_PARTS: i64 = 10;

/// Runs until told to stop; what was started is finished first.
pub async fn run(app: App, stop: CancellationToken) {
    let mut wakes = app.db.wakes();
    let mut under_way = JoinSet::new();
    while !stop.is_cancelled() {
        while under_way.try_join_next().is_some() {}
        let free = AT_ONCE_MAX - under_way.len().min(AT_ONCE_MAX);
        let leased = if free == 0 { Ok(Vec::new()) } else { lease(&app, free).await };
        let leased = leased.unwrap_or_else(|error| {
            tracing::error!(%error, "deliveries cannot be leased");
            Vec::new()
        });
        let idle = leased.is_empty();
        for one in leased {
            let app = app.clone();
            under_way.spawn(async move { deliver(&app, one).await });
        }
        if idle {
            tokio::select! {
                () = stop.cancelled() => {}
                _ = under_way.join_next(), if !under_way.is_empty() => {}
                () = wakes.next() => {}
                () = tokio::time::sleep(SLEEP_MAX) => {}
            }
        }
    }
    while under_way.join_next().await.is_some() {}
}

/// Sends what is due now, one batch, and waits for it; says how many there were. Tests drain the queue with it.
pub async fn run_due(app: &App) -> Result<usize, StorageError> {
    let leased = lease(app, AT_ONCE_MAX).await?;
    let count = leased.len();
    let sent = leased.into_iter().map(|one| deliver(app, one));
    futures_util::future::join_all(sent).await;
    Ok(count)
}

async fn lease(app: &App, limit: usize) -> Result<Vec<Leased>, StorageError> {
    let now = app.clock.now();
    let limit = i64::try_from(limit).unwrap_or(1);
    // Reading first spares a commit every second while there is nothing to do.
    let due = app.db.read(outbox::next_due).await?;
    if due.is_none_or(|due| due > now) {
        return Ok(Vec::new());
    }
    app.db.write(move |tx| outbox::lease(tx, now, LEASE, limit)).await
}

/// One attempt and its record. If the record fails, the lease runs out and the attempt is repeated.
async fn deliver(app: &App, one: Leased) {
    let attempt = attempt(app, &one).await;
    let now = app.clock.now();
    let (ended, status, answer) = match &attempt {
        Attempt::NotSent(ended, why) => (ended.clone(), None, why.clone()),
        Attempt::Answered(it) => (after_answer(app, &one, it, now), Some(it.status), it.excerpt.clone()),
        Attempt::NoAnswer(error) => (after_silence(app, &one, error, now), None, error.to_string()),
    };
    if !matches!(ended, Ended::Delivered | Ended::Dropped) {
        tracing::warn!(inbox = one.inbox, attempts = one.attempts, status, ?ended, answer, "a delivery did not arrive");
    }
    let recorded = app.db.write(move |tx| outbox::record(tx, &one, &ended, status, &answer, now)).await;
    if let Err(error) = recorded {
        tracing::error!(%error, "what became of a delivery could not be recorded; it is sent again");
    }
}

enum Attempt {
    NotSent(Ended, String),
    Answered(Answer),
    NoAnswer(EgressError),
}

async fn attempt(app: &App, one: &Leased) -> Attempt {
    let id = one.activity;
    let late = one.attempts > 1;
    let read = move |view: &mut View<'_>| -> Result<Option<(Activity, bool)>, StorageError> {
        let Some(activity) = outbox::find(view, id)? else { return Ok(None) };
        let overtaken = late && outbox::is_overtaken(view, &activity)?;
        Ok(Some((activity, overtaken)))
    };
    let retry = || Ended::Retry { due_at: app.clock.now() + TimeDelta::seconds(RETRY_SECONDS[0]), host_down: false };
    let activity = match app.db.read(read).await {
        Ok(Some((activity, false))) => activity,
        Ok(_) => return Attempt::NotSent(Ended::Dropped, "overtaken or gone".into()),
        Err(error) => return Attempt::NotSent(retry(), error.to_string()),
    };
    let Ok(url) = Url::parse(&one.inbox) else {
        return Attempt::NotSent(Ended::Dead, "not an address".into());
    };
    match knock::post(app, one.actor, &url, &Bytes::from(activity.body)).await {
        Ok(answer) => Attempt::Answered(answer),
        Err(NotSent::Signing(error)) => Attempt::NotSent(retry(), error.to_string()),
        Err(NotSent::Egress(error)) => Attempt::NoAnswer(error),
    }
}

fn after_answer(app: &App, one: &Leased, answer: &Answer, now: Timestamp) -> Ended {
    match answer.status {
        200..=299 => Ended::Delivered,
        410 => Ended::Gone,
        401 | 403 => Ended::Parked,
        408 | 429 | 500..=599 => {
            // A busy server is not a dead one: only this delivery waits.
            let busy = matches!(answer.status, 408 | 429);
            later(app, one, answer.retry_after, now, !busy)
        }
        _ => Ended::Dead,
    }
}

fn after_silence(app: &App, one: &Leased, error: &EgressError, now: Timestamp) -> Ended {
    match error {
        EgressError::Forbidden(_) => Ended::Dead,
        _ => later(app, one, None, now, true),
    }
}

fn later(app: &App, one: &Leased, retry_after: Option<Duration>, now: Timestamp, host_down: bool) -> Ended {
    if now - one.first_at >= TimeDelta::days(TRIED_DAYS_MAX) {
        return Ended::Dead;
    }
    let chance = u64::from_be_bytes(random::bytes(app.random.as_ref()));
    let delay = delay_after(one.attempts, retry_after, chance);
    Ended::Retry { due_at: now + delay, host_down }
}

/// The delay after this many attempts. Another server's wish to be asked later is granted, up to a day.
fn delay_after(attempts: i32, retry_after: Option<Duration>, chance: u64) -> TimeDelta {
    let step = usize::try_from(attempts - 1).unwrap_or(0);
    let seconds = RETRY_SECONDS.get(step).copied().unwrap_or(RETRY_DAILY_SECONDS);
    let spread = seconds / JITTER_PARTS;
    let jitter = i64::try_from(chance % u64::try_from(spread + 1).unwrap_or(1)).unwrap_or(0);
    let wished =
        retry_after.map_or(0, |wish| i64::try_from(wish.as_secs()).unwrap_or(i64::MAX).min(RETRY_DAILY_SECONDS));
    TimeDelta::seconds((seconds + jitter).max(wished))
}

#[cfg(test)]
mod tests;
