//! A clock that cannot be right signs nothing: commands wait until it is right again, or somebody says that it is.

use std::sync::PoisonError;

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::app::{App, Footing};
use crate::domain::Timestamp;
use crate::domain::clock::{Doubt, Evidence, LEAP_SECONDS_MAX, Stand, WITNESSES_MIN, judge};
use crate::storage::{StorageError, Tx, View, complaints, deliveries, jobs, settings, workers};

/// Why commands wait, and which process found that; absent or null while they do not.
const DOUBTED: &str = "clock_doubted";
/// Events up to this time are known to be wrong, and say nothing about the clock.
const TRUSTED: &str = "clock_trusted_until";
/// When somebody last said that the clock is right.
const TRUSTED_AT: &str = "clock_trusted_at";

/// For so long a server has taken what we send before its word on the time counts.
const KNOWN_DAYS_MIN: i64 = 7;
/// Hosts that are read for it, those that have been known for longest; many may be of one site.
const HOSTS_READ_MAX: i64 = 2_000;

/// How the clock runs in this process.
#[derive(Debug, Clone)]
pub struct Run {
    /// Where it stood when it was last believed: a jump counts until it is taken back, or known to be right.
    believed: Stand,
    looked: Stand,
    /// What had been said of it by then.
    trusted: Option<Timestamp>,
}

impl Run {
    /// A process begins.
    pub async fn begin(app: &App) -> Result<Run, StorageError> {
        let trusted = app.db.read(trusted_at).await?;
        let (now, _) = app.step();
        Ok(Run { believed: now, looked: now, trusted })
    }
}

/// Why this server's clock is not believed, if it is not.
pub fn doubted(view: &mut View<'_>) -> Result<Option<String>, StorageError> {
    Ok(doubt_of(view)?.map(|(why, _)| why))
}

/// What time it is, for whoever is about to act by it; nothing where the clock leapt a moment ago, or is not believed.
pub async fn believed_now(app: &App) -> Result<Option<Timestamp>, StorageError> {
    Ok(believed_with(app, |_| Ok(())).await?.map(|(now, ())| now))
}

/// The same, with what is read at that moment.
pub async fn believed_with<T: Send + 'static>(
    app: &App,
    read: impl FnOnce(&mut View<'_>) -> Result<T, StorageError> + Send + 'static,
) -> Result<Option<(Timestamp, T)>, StorageError> {
    let (stand, footing) = app.step();
    if footing == Footing::Leapt {
        return Ok(None);
    }
    let both = move |view: &mut View<'_>| match doubted(view)? {
        Some(_) => Ok(None),
        None => read(view).map(Some),
    };
    Ok(app.db.read(both).await?.map(|read| (stand.clock, read)))
}

/// Whether what this server knows of other clocks is too little to say which of them is right.
pub fn lacks_witnesses(app: &App) -> bool {
    app.egress.witnesses().ahead(app.clock.now()).len() < WITNESSES_MIN
}

/// Hosts whose word on the time counts, those that have been known for longest.
pub async fn known_hosts(app: &App, now: Timestamp) -> Result<Vec<String>, StorageError> {
    let before = now - TimeDelta::days(KNOWN_DAYS_MIN);
    app.db.read(move |view| deliveries::known_before(view, before, HOSTS_READ_MAX)).await
}

/// What the database as it stands says against this machine's clock, where no process that runs has said anything.
pub fn newest_denies(view: &mut View<'_>, now: Timestamp) -> Result<Option<String>, StorageError> {
    let (newest, until) = (complaints::newest_at_home(view)?, trusted_until(view)?);
    let newest_event = newest.filter(|newest| until.is_none_or(|until| *newest > until));
    let doubt = judge(&Evidence { now, newest_event, others: Vec::new(), jumped: TimeDelta::zero() });
    Ok(doubt.map(Doubt::in_words))
}

/// The doubt, and whose it is; of an earlier release nobody's.
fn doubt_of(view: &mut View<'_>) -> Result<Option<(String, Option<i64>)>, StorageError> {
    Ok(settings::get(view, DOUBTED)?.and_then(|kept| match kept {
        Value::String(why) => Some((why, None)),
        kept => Some((kept.get("why")?.as_str()?.to_string(), kept.get("by").and_then(Value::as_i64))),
    }))
}

/// Compares the clock with what speaks for and against it, in this process.
pub async fn look(app: &App, run: &mut Run) -> Result<Option<Doubt>, StorageError> {
    let (now, _) = app.step();
    let leaps = app.steps.lock().unwrap_or_else(PoisonError::into_inner).leaps();
    let known = known_hosts(app, now.clock).await?;
    let witnesses = app.egress.witnesses();
    witnesses.know(&known);
    if run.looked.jumped_until(now) > TimeDelta::seconds(LEAP_SECONDS_MAX) {
        witnesses.slept(now.clock);
    }
    run.looked = now;
    let others = witnesses.ahead(now.clock);
    let (jumped, trusted_before, worker) = (run.believed.jumped_until(now), run.trusted, app.db.worker());
    let decide = move |tx: &mut Tx<'_>| -> Result<(Option<Doubt>, Option<Timestamp>), StorageError> {
        let (newest, until) = (complaints::newest_at_home(&mut tx.view())?, trusted_until(&mut tx.view())?);
        let newest_event = newest.filter(|newest| until.is_none_or(|until| *newest > until));
        let trusted = trusted_at(&mut tx.view())?;
        // Whoever runs this server knows of the jump.
        let jumped = if trusted == trusted_before { jumped } else { TimeDelta::zero() };
        let doubt = judge(&Evidence { now: now.clock, newest_event, others, jumped });
        keep(tx, doubt, worker, now.clock)?;
        Ok((doubt, trusted))
    };
    let (doubt, trusted) = app.db.write(decide).await?;
    if doubt.is_none() || trusted != run.trusted {
        run.believed = now;
    }
    run.trusted = trusted;
    app.steps.lock().unwrap_or_else(PoisonError::into_inner).looked_into(leaps);
    Ok(doubt)
}

/// Several processes share this, each with a clock and witnesses of its own: whoever doubts says so, and nobody else takes it
/// back while they live.
fn keep(tx: &mut Tx<'_>, doubt: Option<Doubt>, worker: i64, now: Timestamp) -> Result<(), StorageError> {
    let before = doubt_of(&mut tx.view())?;
    let is_anothers = match before {
        Some((_, Some(by))) if by != worker => !workers::is_gone(tx, by)?,
        _ => false,
    };
    match doubt {
        _ if is_anothers => {}
        Some(doubt) if before.as_ref().is_none_or(|(_, by)| *by != Some(worker)) => {
            let why = doubt.in_words();
            settings::set(tx, DOUBTED, &json!({"why": why, "by": worker}), now)?;
            tracing::error!(why, "the clock of this machine is not believed: commands wait");
        }
        None if before.is_some() => {
            settings::set(tx, DOUBTED, &Value::Null, now)?;
            jobs::bring_forward(tx, now)?;
            tracing::warn!("the clock of this machine is believed again: commands are taken");
        }
        Some(_) | None => {}
    }
    Ok(())
}

/// Whoever runs this server says that the clock is right now, whatever was signed with it before.
pub async fn trust(app: &App) -> Result<(), StorageError> {
    let now = app.clock.now();
    let trust = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        let newest = complaints::newest_at_home(&mut tx.view())?;
        settings::set(tx, TRUSTED, &json!(newest), now)?;
        settings::set(tx, TRUSTED_AT, &json!(now), now)?;
        settings::set(tx, DOUBTED, &Value::Null, now)?;
        jobs::bring_forward(tx, now)?;
        Ok(())
    };
    app.db.write(trust).await
}

fn trusted_until(view: &mut View<'_>) -> Result<Option<Timestamp>, StorageError> {
    moment(view, TRUSTED)
}

fn trusted_at(view: &mut View<'_>) -> Result<Option<Timestamp>, StorageError> {
    moment(view, TRUSTED_AT)
}

fn moment(view: &mut View<'_>, name: &str) -> Result<Option<Timestamp>, StorageError> {
    let kept = settings::get(view, name)?;
    Ok(kept.as_ref().and_then(Value::as_str).and_then(|it| it.parse().ok()))
}
