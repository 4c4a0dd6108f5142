//! The way out: deliveries that are due are signed and sent, tried again by the schedule, and given up with the answer kept.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use chrono::TimeDelta;
use serde_json::Value;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::app::App;
use crate::crypto::random;
use crate::domain::Timestamp;
use crate::domain::pace::Pace;
use crate::domain::visibility::Telling;
use crate::egress::{Answer, EgressError};
use crate::federation::knock::{self, NotSent};
use crate::federation::refusal::Reason;
use crate::federation::wire;
use crate::services::doubt_clock;
use crate::storage::deliveries::{self, Ended, HostState, Leased, Terms};
use crate::storage::jobs::{self, Task};
use crate::storage::outbox::{self, Activity, ActivityKind};
use crate::storage::wake::Listener;
use crate::storage::{StorageError, Tx, View, brand_notices, hidden_posts, visibility};

/// A delivery that is not finished within this time may be started by another process.
const LEASE: Duration = Duration::from_mins(2);
/// Deliveries under way at once in this process. One host gets at most [`SHARE_MAX`] of them, in all processes together.
///
/// [`SHARE_MAX`]: crate::domain::pace::SHARE_MAX
const AT_ONCE_MAX: usize = 128;
/// How long the queue sleeps when nothing is due and nobody wakes it.
const SLEEP_MAX: Duration = Duration::from_secs(1);
/// How long others that are about to end are waited for when one has ended: then several are taken at once.
const GATHER: Duration = Duration::from_millis(2);
/// After the first attempt, which is at once. Then once a day.
const RETRY_SECONDS: [i64; 6] = [15, 60, 5 * 60, 30 * 60, 2 * 60 * 60, 6 * 60 * 60];
const RETRY_DAILY_SECONDS: i64 = 24 * 60 * 60;
/// The first attempt that fails after this time is the last one.
const TRIED_DAYS_MAX: i64 = 30;
/// What waits behind others is given up after this time. A host that is probed daily is probed once more after the thirty days.
const WAITED_DAYS_MAX: i64 = TRIED_DAYS_MAX + 2;
/// Retries are spread by up to a tenth, so that what failed together does not come back together.
const JITTER_PARTS: i64 = 10;
/// A note about a change of state that comes later than this comes only if no newer one was made.
const LATE_SECONDS: i64 = 60;
/// A host that refused a boost as such is sent no other one for so long. It may learn to take them.
const BOOST_PAUSE_HOURS: i64 = 24;

/// What became of attempts since the start, by the names of the metrics.
static COUNTS: [AtomicU64; OUTCOMES.len()] = [const { AtomicU64::new(0) }; OUTCOMES.len()];
const OUTCOMES: [&str; 7] = ["delivered", "dropped", "retried", "parked", "dead", "gone", "unwanted"];

/// Every outcome with how often it came about since the start.
pub fn counts() -> Vec<(&'static str, u64)> {
    OUTCOMES.into_iter().zip(&COUNTS).map(|(name, count)| (name, count.load(Ordering::Relaxed))).collect()
}

fn count(ended: &Ended) {
    let place = match ended {
        Ended::Delivered => 0,
        Ended::Dropped => 1,
        Ended::Retry { .. } => 2,
        Ended::Parked => 3,
        Ended::Dead => 4,
        Ended::Gone => 5,
        Ended::Unwanted { .. } => 6,
    };
    COUNTS[place].fetch_add(1, Ordering::Relaxed);
}

/// What hosts have under way, shared by all deliveries of one queue.
type Paces = Arc<Mutex<Pace>>;

/// Runs until told to stop; what was started is finished first.
pub async fn run(app: App, stop: CancellationToken) {
    let mut wakes = app.db.wakes(Listener::Deliveries);
    let paces = Paces::default();
    let mut under_way = JoinSet::new();
    while !stop.is_cancelled() {
        while under_way.try_join_next().is_some() {}
        let free = AT_ONCE_MAX.saturating_sub(under_way.len());
        let leased = if free == 0 { Ok(Vec::new()) } else { lease(&app, free, &paces).await };
        let leased = leased.unwrap_or_else(|error| {
            tracing::error!(%error, "deliveries cannot be leased");
            Vec::new()
        });
        let idle = leased.is_empty();
        for one in leased {
            let (app, paces) = (app.clone(), Arc::clone(&paces));
            under_way.spawn(async move { deliver(&app, one, &paces).await });
        }
        if idle {
            tokio::select! {
                () = stop.cancelled() => {}
                _ = under_way.join_next(), if !under_way.is_empty() => tokio::time::sleep(GATHER).await,
                () = wakes.next() => {}
                () = tokio::time::sleep(SLEEP_MAX) => {}
            }
        }
    }
    while under_way.join_next().await.is_some() {}
}

/// Sends what is due now, one batch, and waits for it; says how many there were. Tests drain the queue with it.
pub async fn run_due(app: &App) -> Result<usize, StorageError> {
    let paces = Paces::default();
    let leased = lease(app, AT_ONCE_MAX, &paces).await?;
    let count = leased.len();
    let sent = leased.into_iter().map(|one| deliver(app, one, &paces));
    futures_util::future::join_all(sent).await;
    Ok(count)
}

/// Gives up what has waited for too long behind a host that never answered. In bounded steps.
pub async fn expire(app: &App) -> Result<usize, StorageError> {
    let mut expired = 0;
    loop {
        // A clock that is wrong makes nothing old.
        let Some(now) = doubt_clock::believed_now(app).await? else { return Ok(expired) };
        let before = now - TimeDelta::days(WAITED_DAYS_MAX);
        let why = format!("not delivered in {TRIED_DAYS_MAX} days");
        match app.db.write_bulk(move |tx| deliveries::expire(tx, before, &why, now)).await? {
            0 => return Ok(expired),
            some => expired += some,
        }
    }
}

async fn lease(app: &App, limit: usize, paces: &Paces) -> Result<Vec<Leased>, StorageError> {
    // What is signed at a wrong time is refused, and what is noted at one is found again at the wrong time.
    // Reading first spares a commit every second while there is nothing to do.
    let Some((now, due)) = doubt_clock::believed_with(app, deliveries::next_due).await? else { return Ok(Vec::new()) };
    if due.is_none_or(|due| due > now) {
        return Ok(Vec::new());
    }
    let limit = i64::try_from(limit).unwrap_or(1);
    let terms = Terms { now, lease: LEASE, limit, worker: app.db.worker() };
    let paces = Arc::clone(paces);
    let share = move |host: &str| paces.lock().unwrap_or_else(PoisonError::into_inner).share(host);
    app.db.write_repeatable(move |tx| deliveries::lease(tx, &terms, share)).await
}

/// One attempt and its record. If the record fails, the lease runs out and the attempt is repeated.
async fn deliver(app: &App, one: Leased, paces: &Paces) {
    let began = Instant::now();
    let mut one = one;
    let attempt = attempt(app, &mut one).await;
    paces.lock().unwrap_or_else(PoisonError::into_inner).took(&one.host, began.elapsed());
    if !matches!(&attempt, Attempt::Answered(it) if is_taken(it.status)) && !is_believed(app).await {
        // The clock went wrong on the way: the answer may be about that, and any later time would be reckoned from it. The
        // lease runs out, and the attempt is repeated.
        tracing::warn!(
            inbox = one.inbox,
            "a delivery did not arrive while the clock is not believed; it is sent again"
        );
        return;
    }
    let now = app.clock.now();
    let (ended, status, answer) = match &attempt {
        Attempt::NotSent(ended, why) => (ended.clone(), None, why.clone()),
        Attempt::Answered(it) => (after_answer(app, &one, it, now), Some(it.status), it.excerpt.clone()),
        Attempt::Unwanted(it) => (after_refused_boost(it), Some(it.status), it.excerpt.clone()),
        Attempt::NoAnswer(error) => (after_silence(app, &one, error, now), None, error.to_string()),
    };
    count(&ended);
    match &ended {
        Ended::Delivered | Ended::Dropped => {}
        Ended::Unwanted { .. } => tracing::info!(inbox = one.inbox, status, answer, "a boost is not taken there"),
        _ => tracing::warn!(
            inbox = one.inbox,
            attempts = one.attempts,
            status,
            ?ended,
            answer,
            "a delivery did not arrive"
        ),
    }
    let record = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        if ended == Ended::Delivered && one.complaint.is_some() {
            note_notice(tx, &one, now)?;
        }
        // Its words were erased while it was on its way: it is not tried again, and what was answered may repeat them.
        if ended != Ended::Delivered && outbox::is_emptied(&mut tx.view(), one.activity)? {
            return deliveries::record(tx, &one, &Ended::Dropped, status, "", now);
        }
        deliveries::record(tx, &one, &ended, status, &answer, now)
    };
    let recorded = app.db.write_repeatable(record).await;
    if let Err(error) = recorded {
        tracing::error!(%error, "what became of a delivery could not be recorded; it is sent again");
    }
}

/// What the clock says can be gone by, as far as is known.
async fn is_believed(app: &App) -> bool {
    // What a database that does not answer would have said is not known; the record fails for the same reason.
    doubt_clock::believed_now(app).await.is_ok_and(|now| now.is_some())
}

/// A brand's voice was told of a complaint by this: its server took it just now.
fn note_notice(tx: &mut Tx<'_>, one: &Leased, now: Timestamp) -> Result<(), StorageError> {
    match brand_notices::taken(tx, one.activity, &one.inbox)? {
        Some(complaint) => jobs::enqueue(tx, &Task::BrandTold { complaint }, now),
        None => Ok(()),
    }
}

enum Attempt {
    NotSent(Ended, String),
    Answered(Answer),
    /// It was a boost, and the answer refuses it.
    Unwanted(Answer),
    NoAnswer(EgressError),
}

async fn attempt(app: &App, one: &mut Leased) -> Attempt {
    let (id, inbox) = (one.activity, one.inbox.clone());
    let late = one.attempts > 1 || app.clock.now() - one.first_at >= TimeDelta::seconds(LATE_SECONDS);
    let read = move |view: &mut View<'_>| -> Result<Option<Activity>, StorageError> {
        let Some(activity) = outbox::find(view, id)? else { return Ok(None) };
        let needless = activity.is_emptied()
            || deliveries::is_gone(view, &inbox)?
            || (late && outbox::is_overtaken(view, &activity)?)
            || (late && !hidden_posts::repeated_by(view, &[activity.id])?.is_empty())
            || is_kept_back(view, &activity)?;
        Ok((!needless).then_some(activity))
    };
    let retry =
        || Ended::Retry { due_at: app.clock.now() + TimeDelta::seconds(RETRY_SECONDS[0]), host: HostState::Unknown };
    let activity = match app.db.read(read).await {
        Ok(Some(activity)) => activity,
        Ok(None) => return Attempt::NotSent(Ended::Dropped, "overtaken or gone".into()),
        Err(error) => return Attempt::NotSent(retry(), error.to_string()),
    };
    one.counted = activity.audience.counted;
    let Ok(url) = Url::parse(&one.inbox) else {
        return Attempt::NotSent(Ended::Dead, "not an address".into());
    };
    let refused_lately =
        one.boosts_refused_at.is_some_and(|at| app.clock.now() - at < TimeDelta::hours(BOOST_PAUSE_HOURS));
    if refused_lately && is_boost(&activity.body) {
        return Attempt::NotSent(Ended::Dropped, "its server takes no boosts".into());
    }
    let body = Bytes::from(activity.body);
    match knock::post(app, one.actor, &url, &body).await {
        Ok(answer) if refuses(answer.status) && is_about_boost(&body) => Attempt::Unwanted(answer),
        Ok(answer) => Attempt::Answered(answer),
        Err(NotSent::Signing(error)) => Attempt::NotSent(retry(), error.to_string()),
        Err(NotSent::Egress(error)) => Attempt::NoAnswer(error),
    }
}

/// Its thread was hidden or taken back since it was put in line: what takes words back still goes, nothing else does. What is
/// said to one side alone was decided when it was said.
fn is_kept_back(view: &mut View<'_>, activity: &Activity) -> Result<bool, StorageError> {
    let Some(complaint) = activity.complaint.filter(|_| activity.kind != ActivityKind::Answer) else {
        return Ok(false);
    };
    let Some(standing) = visibility::standing(view, complaint)? else { return Ok(false) };
    Ok(match standing.telling() {
        Telling::Everything => false,
        Telling::TakingBack => !takes_back(&activity.body) && !says_no_word(&activity.body),
        Telling::Nothing => true,
    })
}

/// A deletion, a boost that is undone, or either as a board passes it on.
fn takes_back(body: &str) -> bool {
    let Some(activity) = parsed(body.as_bytes()) else { return false };
    let is_one = |it: &Value| matches!(wire::kind_of(it), Some("Delete" | "Undo"));
    is_one(&activity) || activity.get("object").is_some_and(is_one)
}

/// A state that names nobody and nothing, with lines that disclose nothing: made to tell that words were taken back.
fn says_no_word(body: &str) -> bool {
    let Some(activity) = parsed(body.as_bytes()) else { return false };
    let Some(state) = activity.get("object").filter(|it| it.get("rd:head").is_some()) else { return false };
    let is_empty = |name: &str| state.get(name).and_then(Value::as_str).is_some_and(str::is_empty);
    let disclosed = wire::many(state.get("rd:events")).flat_map(|line| wire::many(line.get("rd:disclosures")));
    is_empty("name")
        && is_empty("rd:complainant")
        && disclosed.into_iter().all(|it| it.get("value").is_none_or(Value::is_null))
}

/// The answer says that what was sent cannot be taken, and is no word on rights, size or time.
fn refuses(status: u16) -> bool {
    matches!(status, 400 | 404 | 405 | 406 | 422)
}

/// An `Announce` of an address and nothing else: it is for servers that know boosts. Lemmy and its kin answer 400; what a
/// board boosts they are sent whole besides (FEP-1b12), and a refusal of that counts.
fn is_boost(body: impl AsRef<[u8]>) -> bool {
    parsed(body.as_ref()).is_some_and(|it| is_bare(&it))
}

/// A boost, or one that is taken back: that is sent to everybody, for whoever took the boost has to hear it.
fn is_about_boost(body: impl AsRef<[u8]>) -> bool {
    let Some(activity) = parsed(body.as_ref()) else { return false };
    is_bare(&activity) || (wire::kind_of(&activity) == Some("Undo") && activity.get("object").is_some_and(is_bare))
}

fn parsed(body: &[u8]) -> Option<Value> {
    serde_json::from_slice(body).ok()
}

fn is_bare(activity: &Value) -> bool {
    wire::kind_of(activity) == Some("Announce") && activity.get("object").is_some_and(Value::is_string)
}

/// What is missing or cannot be posted to may be this inbox alone; what is no good is so everywhere on that host.
fn after_refused_boost(answer: &Answer) -> Ended {
    Ended::Unwanted { by_host: matches!(answer.status, 400 | 422) }
}

fn is_taken(status: u16) -> bool {
    matches!(status, 200..=299)
}

/// The other server refuses nothing but the time that the signature states: one of the two clocks is wrong, and will be set.
fn is_about_time(answer: &Answer) -> bool {
    let problem = parsed(answer.excerpt.as_bytes());
    problem.is_some_and(|it| it.get("code").and_then(Value::as_str) == Some(Reason::Time.code()))
}

fn after_answer(app: &App, one: &Leased, answer: &Answer, now: Timestamp) -> Ended {
    match answer.status {
        status if is_taken(status) => Ended::Delivered,
        410 => Ended::Gone,
        401 | 403 if is_about_time(answer) => later(app, one, None, now, |_| HostState::Answers),
        401 | 403 => Ended::Parked,
        // A busy server is not a dead one: this delivery waits, and the whole host where it asks for that.
        408 | 429 => {
            let asks = answer.retry_after.is_some();
            later(app, one, answer.retry_after, now, |at| if asks { HostState::Asks(at) } else { HostState::Answers })
        }
        500..=599 => later(app, one, answer.retry_after, now, HostState::Down),
        _ => Ended::Dead,
    }
}

fn after_silence(app: &App, one: &Leased, error: &EgressError, now: Timestamp) -> Ended {
    match error {
        // It was blocked here after this was taken; what waits for a blocked host stays.
        EgressError::Forbidden("blocked") => {
            let due_at = now + TimeDelta::seconds(RETRY_SECONDS[0]);
            Ended::Retry { due_at, host: HostState::Unknown }
        }
        EgressError::Forbidden(_) => Ended::Dead,
        _ => later(app, one, None, now, HostState::Down),
    }
}

fn later(
    app: &App,
    one: &Leased,
    retry_after: Option<Duration>,
    now: Timestamp,
    host: impl Fn(Timestamp) -> HostState,
) -> Ended {
    if now - one.first_at >= TimeDelta::days(TRIED_DAYS_MAX) {
        return Ended::Dead;
    }
    let chance = u64::from_be_bytes(random::bytes(app.random.as_ref()));
    // Each probe of a host may be another delivery; it is the host that has failed so often.
    let failed = one.attempts.max(one.host_failures.saturating_add(1));
    let due_at = now + delay_after(failed, retry_after, chance);
    Ended::Retry { due_at, host: host(due_at) }
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
