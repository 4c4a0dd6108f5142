//! How things are kept. Plain functions over a transaction; no rules live here.

pub mod accounts;
pub mod actors;
pub mod asked;
pub mod backup;
pub mod board_keys;
pub mod brand_notices;
pub mod brands;
pub mod carried;
pub mod carriers;
pub mod cases;
mod causes;
pub mod claims;
pub mod complaints;
pub mod decisions;
pub mod deliveries;
mod engine;
pub mod erasures;
pub mod fates;
pub mod follows;
pub mod hidden_posts;
pub mod idle;
pub mod inbox;
pub mod inbox_lanes;
pub mod invitations;
pub mod jobs;
pub mod leaves;
pub mod leaving;
pub mod lookups;
pub mod marks;
pub mod notices;
pub mod notifications;
pub mod outbox;
pub mod pages;
pub mod passed_on;
pub mod patience;
pub mod policies;
pub mod posts;
pub mod profiles;
pub mod quotes;
pub mod reactions;
pub mod receipts;
pub mod records;
pub mod recusals;
pub mod remote_keys;
pub mod replicas;
pub mod reports;
pub mod requests;
pub mod restrictions;
mod schema;
pub mod search;
pub mod sent_filings;
pub mod sessions;
pub mod settings;
mod sounds;
mod subjects;
pub mod taken_back;
pub mod told_why;
pub mod visibility;
pub mod voices;
pub mod wake;
pub mod workers;
mod writer;

use std::fs::{File, TryLockError};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use diesel::r2d2::{Pool, PooledConnection};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::crypto::random::{self, SystemRandomness};
use crate::domain::Timestamp;
use crate::storage::engine::{Access, AnyConn, Opener, Place};
use crate::storage::patience::{Patience, Trouble};
use crate::storage::wake::{Bells, Listener, Wakes, Woken};
use crate::storage::workers::Ring;
use crate::storage::writer::{Worked, Writer};

pub use crate::storage::causes::{Cause, Door, Once, Refusable, remember};

/// How long a caller waits for its turn, or for a connection to be made, before the failure is told.
const CONNECTION_WAIT_MAX: Duration = Duration::from_secs(10);

/// Beside a SQLite file: whoever serves it holds a lock on this one.
const SERVING_FILE_END: &str = "-serving";

/// Held by the one process that serves a SQLite file.
#[derive(Debug)]
pub struct ServingFile(#[expect(dead_code, reason = "it is the open file that holds the lock")] File);

/// The database. Cheap to clone; every clone is the same database.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    place: Place,
    /// SQLite: readers only. PostgreSQL: every connection.
    pool: Pool<Opener>,
    /// As many as there are connections: whoever comes first is first, and waits without holding a thread.
    turns: Arc<Semaphore>,
    /// SQLite only: the one thread that writes.
    writer: Option<Writer>,
    /// PostgreSQL: bulk work has one connection at most, so that people find the others free.
    bulk: Semaphore,
    /// SQLite only: a connection that does nothing but see whether others committed.
    watcher: Option<Mutex<AnyConn>>,
    /// Rung after a commit that left something to do.
    bells: Arc<Bells>,
    /// PostgreSQL: tells the other processes, too.
    ring: Ring,
    /// The number of this process among those that share the database.
    worker: i64,
}

/// The whole database at one moment: of two that are equal, the earlier and the later saw the same rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version(engine::Seen);

/// A write transaction. Holding one is the only way to call a function that writes.
pub struct Tx<'c> {
    conn: &'c mut AnyConn,
    woken: Woken,
}

/// A read-only transaction that sees one moment: the database itself refuses writes in it.
pub struct View<'c> {
    conn: &'c mut AnyConn,
}

#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    #[error("the database at {place} cannot be reached: {why}")]
    Unreachable { place: String, why: String },
    #[error(
        "another program holds the database {place} and did not let go of it for {} seconds: end that one (`fuser {place}` \
         says which it is), then start again", engine::SQLITE_BUSY_TIMEOUT.as_secs()
    )]
    Held { place: String },
    #[error("the database at {place} is read-only; this program must be able to write to it")]
    ReadOnly { place: String },
    #[error(
        "the database has schema {version}, which is newer than this program; run the newer program, or restore a backup"
    )]
    NewerSchema { version: String },
    #[error(
        "this program knows {changes} newer changes of the database's schema ({first} first), and only serve, work and \
         migrate make them: stop the older program, then run `redress migrate`"
    )]
    OlderSchema { changes: usize, first: String },
    #[error(
        "another `redress serve` or `redress work` runs on {place}; one process serves one SQLite file, stop it first"
    )]
    Served { place: String },
    #[error("the file {path} that says who serves the database cannot be used: {why}")]
    ServingFile { path: String, why: String },
    #[error("the schema could not be brought up to date: {0}")]
    Migration(String),
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
    #[error("no database connection: {0}")]
    Pool(String),
    #[error("the database did not answer within {seconds} seconds")]
    Late { seconds: u64 },
    #[error("whether it was saved is not known: {0}")]
    Unsure(String),
    #[error("the transaction that this write shared failed: {0}")]
    GroupFailed(String),
    #[error("a transaction panicked: {0}")]
    Panicked(String),
    #[error("the database was closed")]
    Stopped,
    #[error("inconsistent row in {table}: {why}")]
    Inconsistent { table: &'static str, why: String },
}

impl StorageError {
    pub fn inconsistent(table: &'static str, why: impl std::fmt::Display) -> StorageError {
        StorageError::Inconsistent { table, why: why.to_string() }
    }

    /// What is wrong with the database itself, where that is the reason.
    pub fn trouble(&self) -> Option<Trouble> {
        let known = if let StorageError::Database(error) = self { Trouble::of(error) } else { None };
        known.or_else(|| Trouble::said_in(&self.to_string()))
    }

    /// Whether a row was refused because one with the same key is there: another writer was first.
    pub fn is_duplicate(&self) -> bool {
        use diesel::result::{DatabaseErrorKind, Error};
        matches!(self, StorageError::Database(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)))
    }
}

/// At the start of a program nobody knows which database is meant, unless it is said.
fn held(place: &Place, why: StorageError) -> StorageError {
    match place {
        Place::Sqlite { .. } if why.trouble() == Some(Trouble::Locked) => StorageError::Held { place: place.name() },
        _ => why,
    }
}

impl<'c> Tx<'c> {
    fn new(conn: &'c mut AnyConn) -> Tx<'c> {
        Tx { conn, woken: Woken::default() }
    }

    /// What this transaction sees, its own writes included.
    pub fn view(&mut self) -> View<'_> {
        View { conn: self.conn }
    }

    fn conn(&mut self) -> &mut AnyConn {
        self.conn
    }

    /// Tells whoever looks after a queue, once this is committed, that there is something in it.
    fn wake(&mut self, listener: Listener) {
        self.woken.add(listener);
    }

    fn woken(&self) -> Woken {
        self.woken
    }
}

impl View<'_> {
    fn conn(&mut self) -> &mut AnyConn {
        self.conn
    }
}

impl Db {
    /// Opens the database and brings its schema up to date. `connections` is the size of the pool.
    ///
    /// Blocks; it belongs at the start of the program, before anything is served.
    pub fn open(url: &str, connections: u32, patience: Patience) -> Result<Db, StorageError> {
        let place = Place::of(url, patience)?;
        let up_to_date = engine::migrate(&place, None).and_then(|()| sounds::fill(&place));
        up_to_date.and_then(|()| Db::at(place.clone(), connections)).map_err(|why| held(&place, why))
    }

    /// The same without bringing anything up to date, for commands beside a program that may be older.
    pub fn open_beside(url: &str, connections: u32, patience: Patience) -> Result<Db, StorageError> {
        let place = Place::of(url, patience)?;
        let kept = engine::keep_schema(&place);
        kept.and_then(|()| Db::at(place.clone(), connections)).map_err(|why| held(&place, why))
    }

    fn at(place: Place, connections: u32) -> Result<Db, StorageError> {
        let bells = Arc::<Bells>::default();
        let writer = match &place {
            Place::Sqlite { .. } => Some(Writer::start(place.clone(), Arc::clone(&bells))?),
            Place::Postgres { .. } => None,
        };
        let watcher = match &place {
            Place::Sqlite { .. } => Some(Mutex::new(place.open(Access::Watch)?)),
            Place::Postgres { .. } => None,
        };
        let access = if writer.is_some() { Access::ReadOnly } else { Access::Write };
        let pool = Pool::builder()
            .max_size(connections)
            .min_idle(Some(1))
            .test_on_check_out(writer.is_none())
            .connection_timeout(CONNECTION_WAIT_MAX)
            .build(Opener { place: place.clone(), access })
            .map_err(|error| StorageError::Pool(error.to_string()))?;
        let inner = Inner {
            place,
            pool,
            turns: Arc::new(Semaphore::new(usize::try_from(connections).unwrap_or(1).max(1))),
            writer,
            bulk: Semaphore::new(1),
            watcher,
            bells,
            ring: Ring::default(),
            worker: number(),
        };
        Ok(Db { inner: Arc::new(inner) })
    }

    /// Makes this process the one that serves its SQLite file, until what is returned is dropped or the process ends,
    /// however it ends. Any number of processes share one PostgreSQL.
    pub fn serve_alone(&self) -> Result<Option<ServingFile>, StorageError> {
        let Place::Sqlite { path, .. } = &self.inner.place else { return Ok(None) };
        let mut name = path.clone().into_os_string();
        name.push(SERVING_FILE_END);
        let unusable = |why: std::io::Error| StorageError::ServingFile {
            path: name.to_string_lossy().into_owned(),
            why: why.to_string(),
        };
        let file = File::options().create(true).truncate(false).write(true).open(&name).map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(ServingFile(file))),
            Err(TryLockError::WouldBlock) => Err(StorageError::Served { place: self.place() }),
            Err(TryLockError::Error(why)) => Err(unusable(why)),
        }
    }

    pub fn is_sqlite(&self) -> bool {
        self.inner.writer.is_some()
    }

    /// Where the data lives, without a password.
    pub fn place(&self) -> String {
        self.inner.place.name()
    }

    /// For whoever looks after a queue: told after a transaction of this process, or of one it is in touch with, that
    /// left something there.
    pub fn wakes(&self, listener: Listener) -> Wakes {
        self.inner.bells.listen(listener)
    }

    /// What the database holds now, as something that can be compared: as long as it is equal, nothing was committed by
    /// anybody, this process or another. `None` when that cannot be told; then nothing may be taken for unchanged.
    ///
    /// On SQLite this takes some microseconds and never waits for a lock; on PostgreSQL it is one round trip.
    pub async fn version(&self) -> Option<Version> {
        if let Some(watcher) = &self.inner.watcher {
            let mut conn = watcher.lock().ok()?;
            return engine::seen(&mut conn).ok().map(Version);
        }
        let (inner, turn) = (Arc::clone(&self.inner), self.turn().await.ok()?);
        let ask = move || -> Result<Option<Version>, StorageError> {
            let _turn = turn;
            Ok(inner.connection().ok().and_then(|mut conn| engine::seen(&mut conn).ok()).map(Version))
        };
        self.in_time(ask, late).await.ok()?
    }

    /// Runs `work` in one read-only transaction. It is not async, so nothing can wait for the network in it.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
        F: FnOnce(&mut View<'_>) -> Result<T, E> + Send + 'static,
    {
        let (inner, turn) = (Arc::clone(&self.inner), self.turn().await?);
        let run = move || -> Result<T, E> {
            let _turn = turn;
            let mut conn = inner.connection()?;
            engine::begin_read(&mut conn).map_err(StorageError::from)?;
            let outcome = catch_unwind(AssertUnwindSafe(|| work(&mut View { conn: &mut conn })));
            engine::rollback_to(&mut conn, 0).map_err(StorageError::from)?;
            outcome.unwrap_or_else(|panic| Err(StorageError::Panicked(writer::words_of(panic.as_ref())).into()))
        };
        self.in_time(run, late).await
    }

    /// Runs it on a thread of its own, and waits no longer than the engine can be waited for: a connection that was cut off
    /// without a word keeps its thread and its turn until the system gives it up, but nobody who asked.
    async fn in_time<T, E>(
        &self,
        work: impl FnOnce() -> Result<T, E> + Send + 'static,
        late: impl FnOnce(Duration) -> StorageError,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        let Some(whole) = self.inner.place.answer_within() else {
            let ended = tokio::task::spawn_blocking(work).await;
            return ended.unwrap_or_else(|_| Err(StorageError::Stopped.into()));
        };
        let within = patience::left_of(whole);
        if within.is_zero() {
            return Err(late(whole).into());
        }
        let began = Instant::now();
        let ended = tokio::time::timeout(within, tokio::task::spawn_blocking(work)).await;
        patience::waited(began.elapsed());
        match ended {
            Ok(ended) => ended.unwrap_or_else(|_| Err(StorageError::Stopped.into())),
            Err(_) => Err(late(whole).into()),
        }
    }

    /// Waits for a connection to be free. Given back when it is dropped, also where nobody waits for the work any more.
    async fn turn(&self) -> Result<OwnedSemaphorePermit, StorageError> {
        let turns = Arc::clone(&self.inner.turns);
        let most = match self.inner.place.answer_within() {
            None => CONNECTION_WAIT_MAX,
            Some(whole) => CONNECTION_WAIT_MAX.min(patience::left_of(whole)),
        };
        let began = Instant::now();
        let turn = tokio::time::timeout(most, turns.acquire_owned()).await;
        patience::waited(began.elapsed());
        match turn {
            Ok(turn) => turn.map_err(|_| StorageError::Stopped),
            Err(_) => Err(StorageError::Pool(format!("none was free within {} s", CONNECTION_WAIT_MAX.as_secs()))),
        }
    }

    /// Runs `work` in one write transaction that names no cause: sessions, leases, housekeeping.
    ///
    /// When it returns an error, nothing of it is kept. `Ok` means that it is on the disk.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.transact(Manner::Plain, |tx| keep_if_ok(work(tx))).await
    }

    /// As `write`, for what is simply done again where it is lost with the machine: who has which job, and that one is
    /// done. On PostgreSQL it does not wait for the disk, and is there no later than whatever is written after it.
    pub async fn write_repeatable<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.transact(Manner::Repeatable, |tx| keep_if_ok(work(tx))).await
    }

    /// As `write`, for imports and other floods: such work takes turns of its own, so that people never wait behind
    /// more than one of them. Each call must do a bounded piece of work (about a tenth of a second).
    pub async fn write_bulk<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.transact(Manner::Bulk, |tx| keep_if_ok(work(tx))).await
    }

    /// Runs `work` in one write transaction, once for this cause. A repeat is answered what the first one was answered,
    /// refusals included (their effects are undone, the answer is kept). Only a failure of ours leaves no mark.
    pub async fn write_once<T, E, F>(&self, cause: Cause, work: F) -> Result<Once<T>, E>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
        E: From<StorageError> + Refusable + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.transact(Manner::Plain, move |tx| causes::once(tx, &cause, work)).await
    }

    async fn transact<T, E, F>(&self, manner: Manner, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Worked<Result<T, E>> + Send + 'static,
    {
        if let Some(writer) = &self.inner.writer {
            return writer.write(manner == Manner::Bulk, work).await?;
        }
        let _one_at_a_time = if manner == Manner::Bulk { self.inner.bulk.acquire().await.ok() } else { None };
        let (inner, turn) = (Arc::clone(&self.inner), self.turn().await?);
        let waited = Waited::default();
        let theirs = waited.clone();
        let run = move || {
            let _turn = turn;
            inner.transact(manner, &theirs, work)
        };
        let given_up = move |within: Duration| {
            let late = late(within);
            if waited.is_first() { late } else { StorageError::Unsure(late.to_string()) }
        };
        self.in_time(run, given_up).await
    }
}

/// A connection that is lost while it was told to commit says nothing of whether it did.
fn unsure(error: diesel::result::Error) -> StorageError {
    let error = StorageError::from(error);
    if error.trouble() == Some(Trouble::Away) { StorageError::Unsure(error.to_string()) } else { error }
}

fn late(within: Duration) -> StorageError {
    StorageError::Late { seconds: within.as_secs() }
}

/// Of a write that somebody waits for: whether they gave up before it was to be kept. Then it is not kept, and whoever was told
/// to try again does nothing twice.
#[derive(Clone, Default)]
struct Waited(Arc<AtomicBool>);

impl Waited {
    /// Asked by whoever gives up, and by the transaction that is about to be committed.
    fn is_first(&self) -> bool {
        !self.0.swap(true, Ordering::AcqRel)
    }
}

/// How a write waits for others and for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    Plain,
    Bulk,
    Repeatable,
}

/// A number that no other process has. It names leases and a lock, and is nobody's secret.
fn number() -> i64 {
    let drawn = u64::from_be_bytes(random::bytes(&SystemRandomness));
    i64::try_from(drawn >> 1).unwrap_or(i64::MAX)
}

fn keep_if_ok<T, E>(answer: Result<T, E>) -> Worked<Result<T, E>> {
    Worked { keep: answer.is_ok(), answer }
}

impl Inner {
    fn connection(&self) -> Result<PooledConnection<Opener>, StorageError> {
        self.pool.get().map_err(|error| StorageError::Pool(error.to_string()))
    }

    /// A write transaction on a connection of its own (PostgreSQL).
    fn transact<T, E, F>(&self, manner: Manner, waited: &Waited, work: F) -> Result<T, E>
    where
        E: From<StorageError>,
        F: FnOnce(&mut Tx<'_>) -> Worked<Result<T, E>>,
    {
        let mut conn = self.connection()?;
        match manner {
            Manner::Repeatable => engine::begin_repeatable(&mut conn),
            Manner::Plain | Manner::Bulk => engine::begin_write(&mut conn),
        }
        .map_err(StorageError::from)?;
        let mut tx = Tx::new(&mut conn);
        let worked = catch_unwind(AssertUnwindSafe(|| work(&mut tx)));
        let woken = tx.woken();
        match worked {
            Ok(worked) if worked.keep && !waited.is_first() => {
                engine::rollback_to(&mut conn, 0).map_err(StorageError::from)?;
                // Nobody hears it.
                Err(late(self.place.answer_within().unwrap_or_default()).into())
            }
            Ok(worked) if worked.keep => {
                engine::commit(&mut conn).map_err(unsure)?;
                if !woken.is_empty() {
                    self.bells.ring(woken);
                    self.ring.ring();
                }
                worked.answer
            }
            Ok(worked) => {
                engine::rollback_to(&mut conn, 0).map_err(StorageError::from)?;
                worked.answer
            }
            Err(panic) => {
                engine::rollback_to(&mut conn, 0).map_err(StorageError::from)?;
                Err(StorageError::Panicked(writer::words_of(panic.as_ref())).into())
            }
        }
    }
}

/// A stored number of microseconds as a moment.
fn moment(table: &'static str, micros: i64) -> Result<Timestamp, StorageError> {
    Timestamp::from_timestamp_micros(micros)
        .ok_or_else(|| StorageError::inconsistent(table, format!("no time: {micros}")))
}
