//! Leases jobs that are due and runs them: one match over `Task`.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::task::{JoinError, JoinSet};
use tokio_util::sync::CancellationToken;

use crate::app::{App, Footing};
use crate::config::Roles;
use crate::domain::Timestamp;
use crate::domain::brand::BrandDomain;
use crate::domain::ids::{ActorId, PostId};
use crate::domain::pace::{Pace, SLOW};
use crate::federation::inbox::{self, InboxError, Try};
use crate::federation::look_up;
use crate::federation::outgoing::{self, NotSaid};
use crate::federation::statement;
use crate::federation::{ask_time, back_fill, follow_board, prove_brand, recover};
use crate::services::ServiceError;
use crate::services::accept_activity::{Finished, finish_activity};
use crate::services::doubt_clock;
use crate::services::erase;
use crate::services::notices;
use crate::services::notify_brand;
use crate::services::open_board;
use crate::services::pictures;
use crate::services::policy;
use crate::services::quote;
use crate::services::remember_actor;
use crate::services::restrict;
use crate::services::run_clock::run_clock;
use crate::storage::jobs::{self, Leased, Task, Terms};
use crate::storage::search::{self, Reached};
use crate::storage::wake::Listener;
use crate::storage::{StorageError, Tx, View};
use crate::storage::{erasures, inbox as inbox_of, inbox_lanes, notifications, sessions, taken_back};

/// A job that is not finished within this time may be started by somebody else.
const LEASE: Duration = Duration::from_mins(2);
/// How often a job that is still worked on keeps its lease, after half of it each time: twenty minutes in all.
const RENEWALS_MAX: u64 = 20;
const LEASE_HALF_MINUTES: u64 = 1;
/// Jobs of one queue under way at once in this process. What one host sent is at most [`SHARE_MAX`] of them.
///
/// [`SHARE_MAX`]: crate::domain::pace::SHARE_MAX
const JOBS_AT_ONCE_MAX: usize = 64;
/// What hosts sent and is only fetched from elsewhere has places of its own, one for so many of the others', and each host this
/// part of its share: whoever is asked may take as long as they like.
const FETCHED_PART: u32 = 4;
/// Jobs of one chain that are run one after the other without a look at what else waits.
const CHAIN_RUN_MAX: usize = 32;
/// How long what was started may take after the signal to stop, before it is given back.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often leases of processes that are gone are looked for.
const LEASES_TICK: Duration = Duration::from_secs(2);
/// How long the worker sleeps when nothing is due and nobody wakes it.
const SLEEP_MAX: Duration = Duration::from_secs(1);
/// How long others that are about to end are waited for when one has ended: then several are taken at once.
const GATHER: Duration = Duration::from_millis(2);
/// How often the clock of complaints is looked at; each look is one indexed query when nothing is due.
const CLOCK_TICK: Duration = Duration::from_secs(1);
/// How often proofs that are a day old are looked for.
const PROOFS_TICK: Duration = Duration::from_mins(5);
const CLOCK_LOOK_TICK: Duration = Duration::from_mins(1);
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
    /// Done, and this is what became of what another server sent.
    Handled(Finished),
    /// A bounded piece is done; this is the next one.
    GoOn(Task),
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

impl From<ServiceError> for Outcome {
    fn from(error: ServiceError) -> Outcome {
        match error {
            ServiceError::Storage(error) => error.into(),
            // A restored home decides again soon.
            ServiceError::Refused(refusal) if refusal.code().is_passing() => Outcome::Retry(refusal.to_string()),
            other => Outcome::GiveUp(other.to_string()),
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

impl From<Result<Option<Finished>, InboxError>> for Outcome {
    fn from(handled: Result<Option<Finished>, InboxError>) -> Outcome {
        match handled {
            Ok(Some(finished)) => Outcome::Handled(finished),
            other => other.map(|_| ()).into(),
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

/// Everything that a process with these roles does beside serving, until told to stop. Then what was started is finished,
/// and after a while whatever is not finished is given back.
pub async fn work(app: App, roles: Roles, stop: CancellationToken) {
    // Holds the lock by which others know that this process lives, and carries words between processes.
    let in_touch = app.clone();
    let bell = tokio::task::spawn_blocking(move || in_touch.db.in_touch()).await;
    if let Ok(Err(error)) = &bell {
        tracing::error!(%error, "no connection to the other processes of this database; they are asked every second");
    }
    if roles.inbox || roles.deliver {
        take_up_unfinished(&app).await;
        let begun = begun(&app, roles, &stop);
        tokio::select! {
            () = begun => {}
            () = until_patience_ends(&stop) => tracing::warn!("not everything could be finished; it is given back"),
        }
        let now = app.clock.now();
        match app.db.free_own_leases(now).await {
            Ok(0) => {}
            Ok(given_back) => tracing::info!(given_back, "what was not finished is given back"),
            Err(error) => tracing::error!(%error, "leases could not be given back; they run out by themselves"),
        }
    } else {
        keep_clock(app, stop).await;
    }
    // Closing it waits for its thread.
    let _ = tokio::task::spawn_blocking(move || drop(bell)).await;
}

async fn until_patience_ends(stop: &CancellationToken) {
    stop.cancelled().await;
    tokio::time::sleep(PATIENCE).await;
}

async fn begun(app: &App, roles: Roles, stop: &CancellationToken) {
    let jobs = async {
        if roles.inbox {
            tokio::join!(
                run(app.clone(), Queue::Own, stop.clone()),
                run(app.clone(), Queue::Errands, stop.clone()),
                run(app.clone(), Queue::Received, stop.clone()),
                run(app.clone(), Queue::Fetched, stop.clone()),
                keep_time(app.clone(), stop.clone()),
                keep_proofs(app.clone(), stop.clone()),
                keep_tidy(app.clone(), stop.clone()),
                keep_recovering(app.clone(), stop.clone()),
            );
        }
    };
    let deliveries = async {
        if roles.deliver {
            tokio::join!(outgoing::deliver::run(app.clone(), stop.clone()), keep_expiry(app.clone(), stop.clone()));
        }
    };
    let leases = async {
        // Nobody else works on a SQLite file.
        if !app.db.is_sqlite() {
            keep_leases(app.clone(), stop.clone()).await;
        }
    };
    tokio::join!(jobs, deliveries, leases, keep_clock(app.clone(), stop.clone()));
}

/// What a process that is gone had leased is free again.
async fn take_up_unfinished(app: &App) {
    // What is freed is due at once, by a clock that is believed; otherwise the lease runs out.
    let Some(now) = believed_now(app).await else { return };
    match app.db.free_leases_of_the_gone(now).await {
        Ok(0) => {}
        Ok(freed) => tracing::info!(freed, "what a process that is gone left unfinished is taken up again"),
        Err(error) => tracing::error!(%error, "leases of processes that are gone could not be freed"),
    }
}

async fn keep_leases(app: App, stop: CancellationToken) {
    let mut tick = ticking(LEASES_TICK);
    while stop.run_until_cancelled(tick.tick()).await.is_some() {
        take_up_unfinished(&app).await;
    }
}

/// Gives up what waits for hosts that have been away for too long.
async fn keep_expiry(app: App, stop: CancellationToken) {
    let mut tick = ticking(TIDY_TICK);
    while stop.run_until_cancelled(tick.tick()).await.is_some() {
        match outgoing::deliver::expire(&app).await {
            Ok(0) => {}
            Ok(count) => tracing::warn!(count, "deliveries are given up: their hosts have been away for too long"),
            Err(error) => tracing::error!(%error, "deliveries that waited for too long could not be given up"),
        }
    }
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
        if believed_now(&app).await.is_none() {
            continue;
        }
        if let Err(error) = Box::pin(prove_brand::check_again(&app)).await {
            tracing::error!(%error, "the proofs of official actors could not be looked at again");
        }
    }
}

/// Compares the clock with what speaks for and against it: at once, every minute, and whenever it leapt.
async fn keep_clock(app: App, stop: CancellationToken) {
    let mut run = None;
    let mut looked: Option<Instant> = None;
    let mut tick = ticking(CLOCK_TICK);
    while stop.run_until_cancelled(tick.tick()).await.is_some() {
        let (_, footing) = app.step();
        if footing == Footing::Steady && looked.is_some_and(|it| it.elapsed() < CLOCK_LOOK_TICK) {
            continue;
        }
        looked = Some(Instant::now());
        if let Some(Err(error)) = stop.run_until_cancelled(look_at_clock(&app, &mut run)).await {
            tracing::error!(%error, "the clock could not be compared with anything");
        }
    }
}

/// What time it is, for whoever acts by the clock; nothing while it is not believed, or nobody can say whether it is.
async fn believed_now(app: &App) -> Option<Timestamp> {
    doubt_clock::believed_now(app).await.unwrap_or_else(|error| {
        tracing::error!(%error, "whether the clock is believed could not be read");
        None
    })
}

async fn look_at_clock(app: &App, run: &mut Option<doubt_clock::Run>) -> Result<(), StorageError> {
    let mut running = match run.take() {
        Some(running) => running,
        None => doubt_clock::Run::begin(app).await?,
    };
    let mut looked = doubt_clock::look(app, &mut running).await;
    // Nothing is sent meanwhile, so nobody would say what time it is unless they are asked.
    if matches!(looked, Ok(Some(_))) && doubt_clock::lacks_witnesses(app) {
        looked = match ask_time::ask(app).await {
            Ok(()) => doubt_clock::look(app, &mut running).await,
            Err(error) => Err(error),
        };
    }
    *run = Some(running);
    looked.map(|_| ())
}

/// Forgets sessions and one-time links that nobody can use any more, lanes in which nothing waits, boards that nobody came
/// back for, and accounts elsewhere that have no part in anything.
async fn keep_tidy(app: App, stop: CancellationToken) {
    let mut tick = ticking(TIDY_TICK);
    while stop.run_until_cancelled(tick.tick()).await.is_some() {
        let Some(now) = believed_now(&app).await else { continue };
        let tidy = move |tx: &mut Tx<'_>| {
            inbox_lanes::tidy(tx)?;
            inbox_of::tidy(tx)?;
            erasures::resume(tx, now)?;
            let stranded = jobs::release_stranded(tx)?;
            if stranded > 0 {
                tracing::warn!(stranded, "jobs that waited for one that is gone are due now");
            }
            taken_back::delete_old(tx, now)?;
            notices::forget_old(tx, now)?;
            sessions::delete_expired(tx, now)
        };
        match app.db.write(tidy).await {
            Ok(0) => {}
            Ok(count) => tracing::debug!(count, "sessions and links that had run out are forgotten"),
            Err(error) => tracing::error!(%error, "sessions that had run out could not be forgotten"),
        }
        if let Err(error) = forget_heard(&app, now).await {
            tracing::error!(%error, "what members heard long ago could not be forgotten");
        }
        match open_board::forget_asked(&app).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "boards that were looked for and never read are forgotten"),
            Err(error) => tracing::error!(%error, "boards that were looked for could not be forgotten"),
        }
        match remember_actor::forget_idle(&app).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "accounts elsewhere that have no part in anything here are forgotten"),
            Err(error) => tracing::error!(%error, "accounts elsewhere without a part could not be forgotten"),
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

/// All of it that is old, some in each transaction: more may come in an hour than is dropped at once.
async fn forget_heard(app: &App, now: Timestamp) -> Result<(), StorageError> {
    while app.db.write::<_, StorageError, _>(move |tx| notifications::delete_old(tx, now)).await? > 0 {}
    Ok(())
}

fn ticking(every: Duration) -> tokio::time::Interval {
    let mut tick = tokio::time::interval(every);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    tick
}

/// Queues that do not wait for each other, so that no flood and no slow server delays what we owe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Queue {
    Own,
    /// What we go and get from other servers.
    Errands,
    /// What other servers sent.
    Received,
    /// What other servers sent and is only fetched from elsewhere.
    Fetched,
}

impl Queue {
    fn listener(self) -> Listener {
        match self {
            Queue::Own => Listener::Own,
            Queue::Errands => Listener::Errands,
            Queue::Received => Listener::Received,
            Queue::Fetched => Listener::Fetched,
        }
    }

    /// One of so many places that others have.
    fn part(self) -> u32 {
        if self == Queue::Fetched { FETCHED_PART } else { 1 }
    }

    fn at_once_max(self) -> usize {
        JOBS_AT_ONCE_MAX / self.part() as usize
    }
}

/// What hosts have under way, shared by all jobs of one queue.
type Paces = Arc<Mutex<Pace>>;

/// Runs jobs until told to stop; a job that was started is finished first. A slow job holds up no other.
async fn run(app: App, queue: Queue, stop: CancellationToken) {
    let mut wakes = app.db.wakes(queue.listener());
    let paces = Paces::default();
    let mut under_way = JoinSet::new();
    while !stop.is_cancelled() {
        while let Some(ended) = under_way.try_join_next() {
            note_panic(ended);
        }
        let free = queue.at_once_max().saturating_sub(under_way.len());
        let leased = if free == 0 { Ok(Vec::new()) } else { lease(&app, queue, free, &paces).await };
        let leased = leased.unwrap_or_else(|error| {
            tracing::error!(%error, "jobs cannot be leased");
            Vec::new()
        });
        let idle = leased.is_empty();
        for job in leased {
            let (app, paces) = (app.clone(), Arc::clone(&paces));
            under_way.spawn(async move { run_one(&app, job, &paces).await });
        }
        if idle {
            tokio::select! {
                () = stop.cancelled() => {}
                Some(ended) = under_way.join_next(), if !under_way.is_empty() => {
                    note_panic(ended);
                    tokio::time::sleep(GATHER).await;
                }
                () = wakes.next() => {}
                () = tokio::time::sleep(SLEEP_MAX) => {}
            }
        }
    }
    while let Some(ended) = under_way.join_next().await {
        note_panic(ended);
    }
}

fn note_panic(ended: Result<(), JoinError>) {
    if let Err(error) = ended {
        // The lease runs out and the job is started again, until its attempts are used up.
        tracing::error!(%error, "a job panicked");
    }
}

async fn lease(app: &App, queue: Queue, limit: usize, paces: &Paces) -> Result<Vec<Leased>, StorageError> {
    // What is done at a wrong time is dated wrong, and what is put off then comes back at the wrong time.
    // Reading first spares a commit every second while there is nothing to do.
    let next_due = move |view: &mut View<'_>| match queue {
        Queue::Own => jobs::next_due_of_ours(view),
        Queue::Errands => jobs::next_errand(view),
        Queue::Received => jobs::next_due_of_others(view),
        Queue::Fetched => jobs::next_due_of_fetched(view),
    };
    let Some((now, due)) = doubt_clock::believed_with(app, next_due).await? else { return Ok(Vec::new()) };
    if due.is_none_or(|due| due > now) {
        return Ok(Vec::new());
    }
    let terms = Terms { now, lease: LEASE, limit: i64::try_from(limit).unwrap_or(1), worker: app.db.worker() };
    let paces = Arc::clone(paces);
    let part = i64::from(queue.part());
    let share = move |lane: &str| paces.lock().unwrap_or_else(PoisonError::into_inner).share(lane) / part;
    app.db
        .write_repeatable(move |tx| match queue {
            Queue::Own => jobs::lease(tx, &terms),
            Queue::Errands => jobs::lease_errands(tx, &terms),
            Queue::Received => jobs::lease_received(tx, &terms, share),
            Queue::Fetched => jobs::lease_fetched(tx, &terms, share),
        })
        .await
}

/// Runs what is due now, one batch; says how many jobs there were. Tests drain the queue with it.
pub async fn run_due(app: &App) -> Result<usize, StorageError> {
    let paces = Paces::default();
    let mut batch = Vec::new();
    for queue in [Queue::Own, Queue::Errands, Queue::Received, Queue::Fetched] {
        batch.extend(lease(app, queue, queue.at_once_max(), &paces).await?);
    }
    let count = batch.len();
    let mut runs = JoinSet::new();
    for job in batch {
        let (app, paces) = (app.clone(), Arc::clone(&paces));
        runs.spawn(async move { run_one(&app, job, &paces).await });
    }
    while let Some(ended) = runs.join_next().await {
        note_panic(ended);
    }
    Ok(count)
}

/// A job, and those that come after it in its chain, some of them: the others wait their turn like everybody.
async fn run_one(app: &App, job: Leased, paces: &Paces) {
    let mut job = Some(job);
    for _ in 0..CHAIN_RUN_MAX {
        let Some(this) = job.take() else { return };
        job = step(app, this, paces, true).await;
    }
    if let Some(last) = job {
        step(app, last, paces, false).await;
    }
}

/// Runs a job and records what became of it; gives the next one of its chain, where that is wanted.
async fn step(app: &App, job: Leased, paces: &Paces, goes_on: bool) -> Option<Leased> {
    let kind = job.task.kind();
    let began = Instant::now();
    let outcome = if job.attempts > ATTEMPTS_MAX {
        Outcome::GiveUp(format!("given up after {ATTEMPTS_MAX} attempts"))
    } else {
        perform_under_lease(app, &job).await
    };
    if let Some(lane) = job.senders_lane() {
        paces.lock().unwrap_or_else(PoisonError::into_inner).took(lane, began.elapsed());
    }
    // Behind a slow one come those that wait in its lane, before the next of its chain.
    let goes_on = goes_on && began.elapsed() <= SLOW;
    let now = app.clock.now();
    let id = job.id;
    let recorded = match outcome {
        Outcome::Done if goes_on => {
            let terms = Terms { now, lease: LEASE, limit: 1, worker: app.db.worker() };
            match app.db.write_repeatable(move |tx| jobs::done_and_next(tx, &job, &terms)).await {
                Ok(next) => return next,
                Err(error) => Err(error),
            }
        }
        Outcome::Done => app.db.write_repeatable(move |tx| jobs::done(tx, &job, now)).await,
        Outcome::Handled(finished) => {
            let terms = Terms { now, lease: LEASE, limit: 1, worker: app.db.worker() };
            let both = move |tx: &mut Tx<'_>| {
                let next = if goes_on {
                    jobs::done_and_next(tx, &job, &terms)?
                } else {
                    jobs::done(tx, &job, now).map(|()| None)?
                };
                finish_activity(tx, &finished, now)?;
                Ok(next)
            };
            match app.db.write_repeatable(both).await {
                Ok(next) => return next,
                Err(error) => Err(error),
            }
        }
        Outcome::GoOn(task) => app.db.write(move |tx| jobs::go_on(tx, &job, &task, now)).await,
        Outcome::Retry(reason) => {
            tracing::warn!(job = id, kind, reason, attempts = job.attempts, "a job is tried again later");
            let due = now + retry_delay(job.attempts);
            app.db.write(move |tx| jobs::retry(tx, &job, due, &reason, now)).await
        }
        Outcome::GiveUp(reason) => {
            tracing::error!(job = id, kind, reason, "a job is given up");
            app.db.write(move |tx| jobs::give_up(tx, &job, &reason, now)).await
        }
    };
    if let Err(error) = recorded {
        tracing::error!(job = id, kind, %error, "what became of a job could not be recorded; it will run again");
    }
    None
}

/// The lease is renewed while the job is worked on, so that it is never done twice at a time, however slow others are.
async fn perform_under_lease(app: &App, job: &Leased) -> Outcome {
    let mut work = Box::pin(perform(app, job));
    let mut renewing = Box::pin(async {
        for _ in 0..RENEWALS_MAX {
            tokio::time::sleep(LEASE / 2).await;
            let (job, until) = (job.clone(), app.clock.now() + LEASE);
            if let Err(error) = app.db.write(move |tx| jobs::renew(tx, &job, until)).await {
                tracing::error!(%error, "the lease of a job could not be renewed");
            }
        }
    });
    tokio::select! {
        outcome = &mut work => outcome,
        () = &mut renewing => Outcome::Retry(format!("took longer than {} minutes", RENEWALS_MAX * LEASE_HALF_MINUTES)),
    }
}

async fn perform(app: &App, job: &Leased) -> Outcome {
    match &job.task {
        Task::Announce { complaint, sequence } => {
            Box::pin(outgoing::announce::announce(app, *complaint, *sequence)).await.into()
        }
        Task::Tell { post, to } => outgoing::announce::tell(app, *post, *to).await.into(),
        Task::Expand { activity, after } => match outgoing::expand(app, *activity, after.clone()).await {
            Ok(Some(next)) => Outcome::GoOn(Task::Expand { activity: *activity, after: Some(next) }),
            Ok(None) => Outcome::Done,
            Err(not_said) => Outcome::from(Err::<(), _>(not_said)),
        },
        Task::TellRefusal { complaint, to, refusal, at } => {
            outgoing::direct::tell_refusal(app, *complaint, *to, (refusal, *at)).await.into()
        }
        Task::TellNotFiled { board, to, post, refusal, at } => {
            outgoing::direct::tell_not_filed(app, *board, *to, post, (refusal, *at)).await.into()
        }
        Task::CompareBoard { board } => Box::pin(follow_board::compare(app, *board)).await.into(),
        Task::SendRequest { request } => outgoing::request::send(app, *request).await.into(),
        Task::CheckStatements { complaint, after, looked_up } => {
            Box::pin(statement::check(app, *complaint, *after, *looked_up)).await.into()
        }
        Task::PassOn { complaint, sequence, activity } => {
            outgoing::announce::pass_on(app, *complaint, *sequence, activity.clone()).await.into()
        }
        Task::BackFill { post } => Box::pin(back_fill::back_fill(app, post)).await.into(),
        Task::TellNotice { notice } => outgoing::notices::tell(app, *notice).await.into(),
        Task::TellReport { report } => outgoing::reports::tell_outcome(app, *report).await.into(),
        Task::ForwardReport { report } => outgoing::reports::forward(app, *report).await.into(),
        Task::TellRevoked { quote } => outgoing::quotes::tell_revoked(app, *quote).await.into(),
        Task::RevokeQuotes { post } => revoke_quotes(app, *post).await,
        Task::TellChange { post, complaint, sequence } => {
            outgoing::announce::tell_change(app, *post, *complaint, *sequence).await.into()
        }
        Task::TakeBack { post, complaint } => outgoing::announce::take_back(app, *post, *complaint).await.into(),
        Task::TellMove { complaint, from } => outgoing::announce::tell_move(app, *complaint, *from).await.into(),
        Task::ReceiveActivity { key } => {
            let this = Try { fetched: job.is_fetched(), number: job.attempts };
            inbox::work(app, key, this).await.into()
        }
        Task::TellProfile { actor } => outgoing::profile::tell(app, *actor).await.into(),
        Task::ApplyPolicy { after } => match policy::apply(app, after.clone()).await {
            Ok(Some(next)) => Outcome::GoOn(Task::ApplyPolicy { after: Some(next) }),
            Ok(None) => Outcome::Done,
            Err(error) => error.into(),
        },
        Task::SendLoginLink { link } => outgoing::direct::send_login_link(app, *link).await.into(),
        Task::Index { after } => index(app, after.clone()).await,
        Task::FetchPicture { actor } => picture(app, *actor).await,
        Task::LookUp { lookup } => look_up::look_up(app, *lookup).await.into(),
        Task::CheckClaim { claim } => Box::pin(prove_brand::check_claim(app, *claim)).await.into(),
        Task::CheckVoice { domain, actor } => check_voice(app, domain, actor).await,
        Task::TellVoice { brand, after, read_at } => {
            match notify_brand::tell_voice(app, *brand, *after, *read_at).await {
                Ok(Some(next)) => {
                    Outcome::GoOn(Task::TellVoice { brand: *brand, after: Some(next), read_at: *read_at })
                }
                Ok(None) => Outcome::Done,
                Err(error) => error.into(),
            }
        }
        Task::MentionVoice { complaint } => outgoing::announce::mention_voice(app, *complaint).await.into(),
        Task::BrandTold { complaint } => match notify_brand::mention_taken(app, *complaint).await {
            Ok(()) => Outcome::Done,
            Err(error) => error.into(),
        },
        Task::Say { activity, by, said, object, to } => {
            outgoing::say::say(app, *activity, *by, *said, object, *to).await.into()
        }
        Task::EndRestriction { actor } => match restrict::end(app, *actor).await {
            Ok(()) => Outcome::Done,
            Err(error) => error.into(),
        },
        Task::Leave { actor } => Box::pin(outgoing::leave::leave(app, *actor)).await.into(),
        Task::Scrub => match erase::scrub(app).await {
            Ok(true) => Outcome::Done,
            Ok(false) => Outcome::Retry("somebody still reads what was before".into()),
            Err(error) => error.into(),
        },
    }
}

async fn revoke_quotes(app: &App, post: PostId) -> Outcome {
    match quote::revoke_some_of(app, post).await {
        Ok(true) => Outcome::GoOn(Task::RevokeQuotes { post }),
        Ok(false) => Outcome::Done,
        Err(error) => error.into(),
    }
}

/// Whether a domain names somebody of whom another server says so. That it does not is an answer.
async fn check_voice(app: &App, domain: &str, actor: &str) -> Outcome {
    let Ok(domain) = BrandDomain::parse(domain) else {
        return Outcome::GiveUp(format!("{domain} is no brand's domain"));
    };
    match Box::pin(prove_brand::check_voice(app, &domain, actor)).await {
        Ok(checked) => {
            tracing::info!(%domain, actor, ?checked, "what another board says of a voice was looked at");
            Outcome::Done
        }
        Err(prove_brand::ProveError::Fetch(error)) => {
            tracing::info!(%domain, actor, %error, "a voice that another board names is not there");
            Outcome::Done
        }
        Err(error) => Outcome::from(Err::<(), _>(NotSaid::from(error))),
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
