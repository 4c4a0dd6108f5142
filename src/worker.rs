//! Leases jobs that are due and runs them: one match over `Task`.

use std::time::Duration;

use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::app::App;
use crate::config::Roles;
use crate::domain::ids::ActorId;
use crate::federation::inbox::{self, InboxError};
use crate::federation::look_up;
use crate::federation::outgoing::{self, NotSaid};
use crate::federation::statement;
use crate::federation::{back_fill, follow_board, recover};
use crate::services::pictures;
use crate::services::run_clock::run_clock;
use crate::services::verify_brand::check_again;
use crate::storage::StorageError;
use crate::storage::jobs::{self, Leased, Task};
use crate::storage::search::{self, Reached};
use crate::storage::{outbox, sessions};

/// A job that is not finished within this time may be started by somebody else.
const LEASE: Duration = Duration::from_mins(2);
const BATCH_JOBS: i64 = 32;
/// How long the worker sleeps when nothing is due and nobody wakes it.
const SLEEP_MAX: Duration = Duration::from_secs(1);
/// How often the clock of complaints is looked at; each look is one indexed query when nothing is due.
const CLOCK_TICK: Duration = Duration::from_secs(1);
/// How often proofs that are a day old are looked for.
const PROOFS_TICK: Duration = Duration::from_mins(5);
const TIDY_TICK: Duration = Duration::from_hours(1);
/// How often a restored server asks those who have not answered.
const RECOVERY_TICK: Duration = Duration::from_secs(30);
const RETRY_DELAY_FIRST: Duration = Duration::from_secs(2);
const RETRY_DELAY_MAX: Duration = Duration::from_hours(1);
const ATTEMPTS_MAX: i32 = 20;

/// What became of a job.
#[derive(Debug)]
pub enum Outcome {
    Done,
    /// A failure that may pass.
    Retry(String),
    /// A failure that will not.
    GiveUp(String),
}

impl From<StorageError> for Outcome {
    fn from(error: StorageError) -> Outcome {
        match error {
            StorageError::Inconsistent { .. } => Outcome::GiveUp(error.to_string()),
            other => Outcome::Retry(other.to_string()),
        }
    }
}

impl From<Result<(), NotSaid>> for Outcome {
    fn from(said: Result<(), NotSaid>) -> Outcome {
        match said {
            Ok(()) => Outcome::Done,
            Err(NotSaid::Later(why)) => Outcome::Retry(why),
            Err(NotSaid::Never(why)) => Outcome::GiveUp(why),
        }
    }
}

impl From<Result<(), InboxError>> for Outcome {
    fn from(handled: Result<(), InboxError>) -> Outcome {
        match handled {
            Ok(()) => Outcome::Done,
            Err(error) if error.is_passing() => Outcome::Retry(error.to_string()),
            Err(error) => Outcome::GiveUp(error.to_string()),
        }
    }
}

/// Everything that a process with these roles does beside serving, until told to stop.
pub async fn work(app: App, roles: Roles, stop: CancellationToken) {
    // Nobody else works on a SQLite file, so what is leased there belonged to a process that was killed.
    if app.db.is_sqlite() {
        let now = app.clock.now();
        let freed =
            app.db.write(move |tx| Ok(jobs::free_leases(tx, now, LEASE)? + outbox::free_leases(tx, now, LEASE)?));
        match freed.await {
            Ok::<usize, StorageError>(0) => {}
            Ok(freed) => tracing::info!(freed, "what a process before this one left unfinished is taken up again"),
            Err(error) => tracing::error!(%error, "leases of the process before this one could not be freed"),
        }
    }
    let jobs = async {
        if roles.inbox {
            run(app.clone(), stop.clone()).await;
        }
    };
    let clock = async {
        if roles.inbox {
            tokio::join!(
                keep_time(app.clone(), stop.clone()),
                keep_proofs(app.clone(), stop.clone()),
                keep_tidy(app.clone(), stop.clone()),
                keep_recovering(app.clone(), stop.clone()),
            );
        }
    };
    let deliveries = async {
        if roles.deliver {
            outgoing::deliver::run(app.clone(), stop.clone()).await;
        }
    };
    tokio::join!(jobs, clock, deliveries);
}

/// Does what time itself asks of complaints: reminders, lapses, publishing, broken promises.
async fn keep_time(app: App, stop: CancellationToken) {
    let mut tick = ticking(CLOCK_TICK);
    while stop.run_until_cancelled(tick.tick()).await.is_some() {
        if let Err(error) = run_clock(&app).await {
            tracing::error!(%error, "the clock could not be kept; it is tried again in a moment");
        }
    }
}

/// Looks again at the proofs of official actors; brands' slow sites hold up nothing else.
async fn keep_proofs(app: App, stop: CancellationToken) {
    let mut tick = ticking(PROOFS_TICK);
    while stop.run_until_cancelled(tick.tick()).await.is_some() {
        if let Err(error) = check_again(&app).await {
            tracing::error!(%error, "the proofs of official actors could not be looked at again");
        }
    }
}

/// Forgets sessions and one-time links that nobody can use any more.
async fn keep_tidy(app: App, stop: CancellationToken) {
    let mut tick = ticking(TIDY_TICK);
    while stop.run_until_cancelled(tick.tick()).await.is_some() {
        let now = app.clock.now();
        match app.db.write(move |tx| sessions::delete_expired(tx, now)).await {
            Ok(0) => {}
            Ok(count) => tracing::debug!(count, "sessions and links that had run out are forgotten"),
            Err(error) => tracing::error!(%error, "sessions that had run out could not be forgotten"),
        }
    }
}

/// After a restore: asks the followers of our boards until what was signed since is back.
async fn keep_recovering(app: App, stop: CancellationToken) {
    let mut tick = ticking(RECOVERY_TICK);
    while stop.run_until_cancelled(tick.tick()).await.is_some() {
        match recover::step(&app).await {
            // A restore needs an empty database and this program stopped, so there is nothing more to look for.
            Ok(recover::Recovery::None | recover::Recovery::Over) => return,
            Ok(how_far) => tracing::info!(?how_far, "restored: commands wait"),
            Err(error) => tracing::error!(%error, "followers could not be asked for what was signed since the backup"),
        }
    }
}

fn ticking(every: Duration) -> tokio::time::Interval {
    let mut tick = tokio::time::interval(every);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    tick
}

/// Runs jobs until told to stop; a job that was started is finished first.
async fn run(app: App, stop: CancellationToken) {
    let mut wakes = app.db.wakes();
    while !stop.is_cancelled() {
        let ran = match run_due(&app).await {
            Ok(ran) => ran,
            Err(error) => {
                tracing::error!(%error, "jobs cannot be leased");
                0
            }
        };
        if ran == 0 {
            tokio::select! {
                () = stop.cancelled() => {}
                () = wakes.next() => {}
                () = tokio::time::sleep(SLEEP_MAX) => {}
            }
        }
    }
}

/// Runs what is due now, one batch; says how many jobs there were. Tests drain the queue with it.
pub async fn run_due(app: &App) -> Result<usize, StorageError> {
    let now = app.clock.now();
    // Reading first spares a commit every second while there is nothing to do.
    let due = app.db.read(jobs::next_due).await?;
    if due.is_none_or(|due| due > now) {
        return Ok(0);
    }
    let batch = app.db.write(move |tx| jobs::lease(tx, now, LEASE, BATCH_JOBS)).await?;
    let count = batch.len();
    let runs = in_chains(batch).into_iter().map(|chain| {
        let app = app.clone();
        tokio::spawn(async move {
            for job in chain {
                run_one(&app, job).await;
            }
        })
    });
    for run in futures_util::future::join_all(runs).await {
        if let Err(error) = run {
            // The lease runs out and the job is started again, until its attempts are used up.
            tracing::error!(%error, "a job panicked");
        }
    }
    Ok(count)
}

/// What must be told in the order in which it happened is done one after the other, all else side by side.
fn in_chains(batch: Vec<Leased>) -> Vec<Vec<Leased>> {
    let mut chains: Vec<(Option<Uuid>, Vec<Leased>)> = Vec::new();
    for job in batch {
        let key = match &job.task {
            Task::Announce { complaint, .. } | Task::PassOn { complaint, .. } | Task::TellMove { complaint, .. } => {
                Some(complaint.0)
            }
            Task::Expand { .. } => Some(Uuid::nil()),
            // What one person asks in a thread first is to arrive first.
            Task::SendRequest { .. } => Some(Uuid::max()),
            _ => None,
        };
        match chains.iter_mut().find(|(chain, _)| key.is_some() && *chain == key) {
            Some((_, chain)) => chain.push(job),
            None => chains.push((key, vec![job])),
        }
    }
    chains.into_iter().map(|(_, chain)| chain).collect()
}

async fn run_one(app: &App, job: Leased) {
    let kind = job.task.kind();
    let outcome = if job.attempts > ATTEMPTS_MAX {
        Outcome::GiveUp(format!("given up after {ATTEMPTS_MAX} attempts"))
    } else {
        perform(app, &job.task).await
    };
    let now = app.clock.now();
    let id = job.id;
    let recorded = match outcome {
        Outcome::Done => app.db.write(move |tx| jobs::done(tx, &job)).await,
        Outcome::Retry(reason) => {
            tracing::warn!(job = id, kind, reason, attempts = job.attempts, "a job is tried again later");
            let due = now + retry_delay(job.attempts);
            app.db.write(move |tx| jobs::retry(tx, &job, due, &reason)).await
        }
        Outcome::GiveUp(reason) => {
            tracing::error!(job = id, kind, reason, "a job is given up");
            app.db.write(move |tx| jobs::give_up(tx, &job, &reason)).await
        }
    };
    if let Err(error) = recorded {
        tracing::error!(job = id, kind, %error, "what became of a job could not be recorded; it will run again");
    }
}

async fn perform(app: &App, task: &Task) -> Outcome {
    match task {
        Task::Announce { complaint, sequence } => {
            Box::pin(outgoing::announce::announce(app, *complaint, *sequence)).await.into()
        }
        Task::Tell { post, to } => outgoing::announce::tell(app, *post, *to).await.into(),
        Task::Expand { activity, after } => outgoing::expand(app, *activity, after.clone()).await.into(),
        Task::TellRefusal { complaint, to, refusal } => {
            outgoing::direct::tell_refusal(app, *complaint, *to, refusal).await.into()
        }
        Task::CompareBoard { board } => Box::pin(follow_board::compare(app, *board)).await.into(),
        Task::SendRequest { request } => outgoing::request::send(app, *request).await.into(),
        Task::CheckStatements { complaint, after } => Box::pin(statement::check(app, *complaint, *after)).await.into(),
        Task::PassOn { complaint, sequence, activity } => {
            outgoing::announce::pass_on(app, *complaint, *sequence, activity.clone()).await.into()
        }
        Task::BackFill { post } => Box::pin(back_fill::back_fill(app, post)).await.into(),
        Task::TellReport { report } => outgoing::reports::tell_outcome(app, *report).await.into(),
        Task::ForwardReport { report } => outgoing::reports::forward(app, *report).await.into(),
        Task::TellRevoked { quote } => outgoing::quotes::tell_revoked(app, *quote).await.into(),
        Task::TellMove { complaint, from } => outgoing::announce::tell_move(app, *complaint, *from).await.into(),
        Task::ReceiveActivity { key } => inbox::work(app, key).await.into(),
        Task::TellProfile { actor } => outgoing::profile::tell(app, *actor).await.into(),
        Task::SendLoginLink { link } => outgoing::direct::send_login_link(app, *link).await.into(),
        Task::Index { after } => index(app, after.clone()).await,
        Task::FetchPicture { actor } => picture(app, *actor).await,
        Task::LookUp { lookup } => look_up::look_up(app, *lookup).await.into(),
        Task::Say { activity, by, said, object, to } => {
            outgoing::say::say(app, *activity, *by, *said, object, *to).await.into()
        }
    }
}

/// Some of what was there before the search, and the next piece in line, in one transaction.
async fn index(app: &App, after: Option<Reached>) -> Outcome {
    let now = app.clock.now();
    let step = app.db.write::<_, StorageError, _>(move |tx| match search::index_older(tx, after.as_ref())? {
        Some(reached) => jobs::enqueue(tx, &Task::Index { after: Some(reached) }, now),
        None => Ok(()),
    });
    match step.await {
        Ok(()) => Outcome::Done,
        Err(error) => Outcome::Retry(error.to_string()),
    }
}

/// Without a picture an actor is shown by a mark of ours, so what cannot be drawn is no failure.
async fn picture(app: &App, actor: ActorId) -> Outcome {
    match pictures::fetch_picture(app, actor).await {
        Ok(()) => Outcome::Done,
        Err(error) if error.is_passing() => Outcome::Retry(error.to_string()),
        Err(error) => {
            tracing::info!(%actor, %error, "a picture was not taken");
            Outcome::Done
        }
    }
}

/// Doubles from two seconds up to an hour.
fn retry_delay(attempts: i32) -> Duration {
    let doublings = u32::try_from(attempts.saturating_sub(1)).unwrap_or(0).min(16);
    RETRY_DELAY_FIRST.saturating_mul(1 << doublings).min(RETRY_DELAY_MAX)
}
