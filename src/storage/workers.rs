//! The processes that work on one database: who they are, how they wake each other, and what those leave behind that
//! are gone.
//!
//! Every process has a number. On PostgreSQL it holds a lock of that number for as long as its session lasts, which the
//! database itself ends when the process is killed; a lease whose worker does not hold its lock any more is free.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer, Text};

use crate::domain::Timestamp;
use crate::storage::engine::{Access, AnyConn, Place, Prepare as _};
use crate::storage::wake::{Bells, Woken};
use crate::storage::{Db, StorageError, Tx, View, deliveries, jobs};

/// How long a word from another process may lie unread.
const LISTEN_PAUSE: Duration = Duration::from_millis(20);
/// How long to wait before a lost connection is made again.
const RECONNECT_PAUSE: Duration = Duration::from_secs(1);

/// How long a start waits for the connection to the others, and an end for the thread that holds it.
const BEGIN_PATIENCE: Duration = Duration::from_secs(10);
const END_PATIENCE: Duration = Duration::from_secs(2);
/// Another process that looks whether this one is gone holds its lock for a moment.
const LOCK_PAUSE: Duration = Duration::from_millis(50);
const LOCK_TRIES: u32 = 100;

/// Where a process of this database is told that there is something to do.
#[derive(Default)]
pub(in crate::storage) struct Ring(Mutex<Option<SyncSender<()>>>);

impl Ring {
    /// Tells the other processes, if this one is in touch with them. Several words may become one.
    pub(in crate::storage) fn ring(&self) {
        if let Some(bell) = self.0.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            let _ = bell.try_send(());
        }
    }

    fn set(&self, bell: Option<SyncSender<()>>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = bell;
    }
}

/// Holds this process's lock and carries words between processes; dropping it lets go of both.
pub struct Bell {
    db: Db,
    /// Closed when the thread has ended.
    end: Receiver<()>,
}

impl Drop for Bell {
    fn drop(&mut self) {
        self.db.inner.ring.set(None);
        // A connection that was cut off may hold the thread for longer than anybody can wait.
        let _ = self.end.recv_timeout(END_PATIENCE);
    }
}

impl Db {
    /// The number of this process, by which its leases are known.
    pub fn worker(&self) -> i64 {
        self.inner.worker
    }

    /// Gets in touch with the other processes of this database. There are none on SQLite.
    pub fn in_touch(&self) -> Result<Option<Bell>, StorageError> {
        if self.is_sqlite() {
            return Ok(None);
        }
        let (bell, words) = sync_channel(1);
        let (begun, beginning) = sync_channel(1);
        let (ended, end) = sync_channel::<()>(1);
        let (place, worker, bells) = (self.inner.place.clone(), self.worker(), Arc::clone(&self.inner.bells));
        let carry = move || {
            let _ended = ended;
            let first = Line::open(&place, worker);
            let (first, opened) = match first {
                Ok(line) => (Some(line), Ok(())),
                Err(error) => (None, Err(error)),
            };
            let _ = begun.send(opened);
            carry(&place, worker, &bells, &words, first);
        };
        let thread = std::thread::Builder::new().name("between-processes".into()).spawn(carry);
        thread.map_err(|error| StorageError::Pool(error.to_string()))?;
        self.inner.ring.set(Some(bell));
        let bell = Bell { db: self.clone(), end };
        match beginning.recv_timeout(BEGIN_PATIENCE) {
            Ok(Ok(())) => {}
            // The thread goes on trying.
            Ok(Err(error)) => tracing::error!(%error, "no connection to the other processes; it is tried again"),
            Err(_) => tracing::error!("no connection to the other processes so far; it is tried on"),
        }
        Ok(Some(bell))
    }

    /// Frees the leases of workers that are gone; says how many there were. On SQLite, where one process serves,
    /// every lease that is not ours is such a one.
    pub async fn free_leases_of_the_gone(&self, now: Timestamp) -> Result<usize, StorageError> {
        let workers = self
            .read::<_, StorageError, _>(|view: &mut View<'_>| {
                let mut all = jobs::workers(view)?;
                all.extend(deliveries::workers(view)?);
                all.sort_unstable();
                all.dedup();
                Ok(all)
            })
            .await?;
        let mut freed = 0;
        for worker in workers.into_iter().filter(|it| *it != self.worker()) {
            let free = move |tx: &mut Tx<'_>| if is_gone(tx, worker)? { free_of(tx, worker, now) } else { Ok(0) };
            freed += self.write::<_, StorageError, _>(free).await?;
        }
        Ok(freed)
    }

    /// Gives back everything that this process had leased.
    pub async fn free_own_leases(&self, now: Timestamp) -> Result<usize, StorageError> {
        let worker = self.worker();
        self.write(move |tx| free_of(tx, worker, now)).await
    }
}

fn free_of(tx: &mut Tx<'_>, worker: i64, now: Timestamp) -> Result<usize, StorageError> {
    Ok(jobs::free(tx, Some(worker), now)? + deliveries::free(tx, Some(worker), now)?)
}

#[derive(QueryableByName)]
struct Held {
    #[diesel(sql_type = Bool)]
    held: bool,
}

/// Whoever gets a worker's lock knows that the worker is gone. The lock goes back with the transaction.
pub fn is_gone(tx: &mut Tx<'_>, worker: i64) -> Result<bool, StorageError> {
    match tx.conn() {
        AnyConn::Sqlite(_) => Ok(true),
        AnyConn::Pg(conn) => {
            let query = diesel::sql_query("SELECT pg_try_advisory_xact_lock($1) AS held").bind::<BigInt, _>(worker);
            Ok(query.get_result::<Held>(conn)?.held)
        }
    }
}

/// Takes this process's lock. It is shared with no other process, but with an earlier session of this one: where the
/// connection was cut off, the database may take minutes to see that, and a lock for one session alone would wait as long.
fn hold(conn: &mut PgConnection, worker: i64) -> Result<(), StorageError> {
    for _ in 0..LOCK_TRIES {
        let query = diesel::sql_query("SELECT pg_try_advisory_lock_shared($1) AS held").bind::<BigInt, _>(worker);
        if query.get_result::<Held>(conn)?.held {
            return Ok(());
        }
        std::thread::sleep(LOCK_PAUSE);
    }
    Err(StorageError::Pool("the lock of this process is held by another one".into()))
}

/// One session that holds the lock and listens.
struct Line {
    conn: PgConnection,
    channel: String,
    /// The session's number, by which its own words are known.
    session: i32,
}

#[derive(QueryableByName)]
struct Opened {
    #[diesel(sql_type = Text)]
    schema: String,
    #[diesel(sql_type = Integer)]
    session: i32,
}

impl Line {
    fn open(place: &Place, worker: i64) -> Result<Line, StorageError> {
        let AnyConn::Pg(mut conn) = place.open_bounded(Access::Write)? else { return Err(StorageError::Stopped) };
        let ask = "SELECT CAST(current_schema() AS TEXT) AS schema, pg_backend_pid() AS session";
        let Opened { schema, session } = diesel::sql_query(ask).prepared().get_result(&mut conn)?;
        let channel = format!("redress {schema}").replace('"', "");
        hold(&mut conn, worker)?;
        conn.batch_execute(&format!("LISTEN \"{channel}\""))?;
        Ok(Line { conn, channel, session })
    }

    fn say(&mut self) -> Result<(), StorageError> {
        Ok(self.conn.batch_execute(&format!("NOTIFY \"{}\"", self.channel))?)
    }

    /// Whether a word came from another process. What this one said it has told itself already.
    fn heard(&mut self) -> Result<bool, StorageError> {
        let mut heard = false;
        for word in self.conn.notifications_iter() {
            heard |= word?.process_id != self.session;
        }
        Ok(heard)
    }
}

/// The thread: says what this process wants said, wakes it for what it hears, and makes a lost connection again.
fn carry(place: &Place, worker: i64, bells: &Bells, words: &Receiver<()>, mut line: Option<Line>) {
    loop {
        let pause = if line.is_some() { LISTEN_PAUSE } else { RECONNECT_PAUSE };
        let to_say = match words.recv_timeout(pause) {
            Ok(()) => true,
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let Some(open) = &mut line else {
            line = Line::open(place, worker).ok();
            bells.ring(Woken::ALL);
            continue;
        };
        let carried = (if to_say { open.say() } else { Ok(()) }).and_then(|()| open.heard());
        match carried {
            Ok(true) => {
                bells.ring(Woken::ALL);
            }
            Ok(false) => {}
            Err(error) => {
                tracing::warn!(%error, "the connection to the other processes is lost; it is made again");
                line = None;
            }
        }
    }
}
