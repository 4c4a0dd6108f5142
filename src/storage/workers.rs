//! The processes that work on one database: who they are, how they wake each other, and what those leave behind that
//! are gone.
//!
//! Every process has a number. On PostgreSQL it holds a lock of that number for as long as its session lasts, which the
//! database itself ends when the process is killed; a lease whose worker does not hold its lock any more is free.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
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
    thread: Option<JoinHandle<()>>,
}

impl Drop for Bell {
    fn drop(&mut self) {
        self.db.inner.ring.set(None);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
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
        let line = Line::open(&self.inner.place, self.worker())?;
        let (bell, words) = sync_channel(1);
        let (place, worker, bells) = (self.inner.place.clone(), self.worker(), Arc::clone(&self.inner.bells));
        let carry = move || carry(&place, worker, &bells, &words, Some(line));
        let thread = std::thread::Builder::new().name("between-processes".into()).spawn(carry);
        let thread = thread.map_err(|error| StorageError::Pool(error.to_string()))?;
        self.inner.ring.set(Some(bell));
        Ok(Some(Bell { db: self.clone(), thread: Some(thread) }))
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
fn is_gone(tx: &mut Tx<'_>, worker: i64) -> Result<bool, StorageError> {
    match tx.conn() {
        AnyConn::Sqlite(_) => Ok(true),
        AnyConn::Pg(conn) => {
            let query = diesel::sql_query("SELECT pg_try_advisory_xact_lock($1) AS held").bind::<BigInt, _>(worker);
            Ok(query.get_result::<Held>(conn)?.held)
        }
    }
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
        let AnyConn::Pg(mut conn) = place.open(Access::Write)? else { return Err(StorageError::Stopped) };
        let ask = "SELECT CAST(current_schema() AS TEXT) AS schema, pg_backend_pid() AS session";
        let Opened { schema, session } = diesel::sql_query(ask).prepared().get_result(&mut conn)?;
        let channel = format!("redress {schema}").replace('"', "");
        conn.batch_execute(&format!("SELECT pg_advisory_lock({worker}); LISTEN \"{channel}\""))?;
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
