//! The one thread that writes to SQLite: waiting closures share a transaction, each in its own savepoint.

use std::any::Any;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use crate::storage::engine::{self, Access, AnyConn, Place};
use crate::storage::wake::{Bells, Woken};
use crate::storage::{StorageError, Tx};

/// A group is committed when it holds this many closures, or took this long, whatever still waits.
const GROUP_CLOSURES_MAX: usize = 512;
const GROUP_TIME_MAX: Duration = Duration::from_millis(20);

/// What a closure came to: its answer, and whether its effects are kept.
pub(in crate::storage) struct Worked<T> {
    pub(in crate::storage) answer: T,
    pub(in crate::storage) keep: bool,
}

/// A closure that waits for its turn and, after the commit, for its answer to be sent.
trait Turn: Send {
    /// Runs the closure; says whether its effects are to be kept, and who is to be told then.
    fn run(&mut self, conn: &mut AnyConn) -> Ran;
    /// The group was committed, or it failed for the reason given.
    fn settle(self: Box<Self>, failure: Option<&str>);
}

struct Ran {
    keep: bool,
    woken: Woken,
}

struct Waiting<T, F> {
    work: Option<F>,
    outcome: Option<Result<T, StorageError>>,
    answer: oneshot::Sender<Result<T, StorageError>>,
}

impl<T, F> Turn for Waiting<T, F>
where
    T: Send,
    F: FnOnce(&mut Tx<'_>) -> Worked<T> + Send,
{
    fn run(&mut self, conn: &mut AnyConn) -> Ran {
        let Some(work) = self.work.take() else { return Ran { keep: false, woken: Woken::default() } };
        let mut tx = Tx::new(conn);
        match catch_unwind(AssertUnwindSafe(|| work(&mut tx))) {
            Ok(worked) => {
                let woken = if worked.keep { tx.woken() } else { Woken::default() };
                let ran = Ran { keep: worked.keep, woken };
                self.outcome = Some(Ok(worked.answer));
                ran
            }
            Err(panic) => {
                self.outcome = Some(Err(StorageError::Panicked(words_of(panic.as_ref()))));
                Ran { keep: false, woken: Woken::default() }
            }
        }
    }

    fn settle(self: Box<Self>, failure: Option<&str>) {
        let answer = match (failure, self.outcome) {
            (None, Some(outcome)) => outcome,
            (None, None) => Err(StorageError::Stopped),
            (Some(why), _) => Err(StorageError::GroupFailed(why.to_string())),
        };
        // Whoever asked may have gone away; what was committed stays committed.
        let _ = self.answer.send(answer);
    }
}

/// What a panic said, as far as it can be read.
pub(in crate::storage) fn words_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("without words").to_string()
}

#[derive(Default)]
struct Queue {
    people: VecDeque<Box<dyn Turn>>,
    bulk: VecDeque<Box<dyn Turn>>,
    stopping: bool,
}

struct Shared {
    queue: Mutex<Queue>,
    arrived: Condvar,
}

impl Shared {
    fn lock(&self) -> std::sync::MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The handle to the writer thread; dropping the last one commits what waits and ends the thread.
pub(in crate::storage) struct Writer {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(in crate::storage) fn start(place: Place, bells: Arc<Bells>) -> Result<Writer, StorageError> {
        let conn = place.open(Access::Write)?;
        let shared = Arc::new(Shared { queue: Mutex::default(), arrived: Condvar::new() });
        let theirs = Arc::clone(&shared);
        let run = move || Loop { place, conn: Some(conn), shared: theirs, bells, bulk_is_next: false }.run();
        let thread = std::thread::Builder::new().name("sqlite-writer".into()).spawn(run);
        let thread = thread.map_err(|error| StorageError::Pool(error.to_string()))?;
        Ok(Writer { shared, thread: Some(thread) })
    }

    /// Puts a closure in line and waits, without holding a thread, until it is on the disk.
    pub(in crate::storage) async fn write<T, F>(&self, bulk: bool, work: F) -> Result<T, StorageError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Worked<T> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let turn = Box::new(Waiting { work: Some(work), outcome: None, answer });
        {
            let mut queue = self.shared.lock();
            if queue.stopping {
                return Err(StorageError::Stopped);
            }
            if bulk {
                queue.bulk.push_back(turn);
            } else {
                queue.people.push_back(turn);
            }
        }
        self.shared.arrived.notify_one();
        answered.await.map_err(|_| StorageError::Stopped)?
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.shared.lock().stopping = true;
        self.shared.arrived.notify_one();
        // The last handle may be dropped by a closure's own answer, on the writer's thread itself.
        if let Some(thread) = self.thread.take().filter(|it| it.thread().id() != std::thread::current().id()) {
            let _ = thread.join();
        }
    }
}

struct Loop {
    place: Place,
    conn: Option<AnyConn>,
    shared: Arc<Shared>,
    bells: Arc<Bells>,
    /// Bulk work and people take turns, so that neither ever waits for more than one turn of the other.
    bulk_is_next: bool,
}

impl Loop {
    fn run(mut self) {
        while let Some((first, bulk)) = self.next() {
            self.group(first, bulk);
            self.bulk_is_next = !bulk;
        }
    }

    /// Waits for work; `None` when there is none left and the last handle is gone.
    fn next(&self) -> Option<(Box<dyn Turn>, bool)> {
        let mut queue = self.shared.lock();
        loop {
            let bulk_first = self.bulk_is_next || queue.people.is_empty();
            if bulk_first && let Some(turn) = queue.bulk.pop_front() {
                return Some((turn, true));
            }
            if let Some(turn) = queue.people.pop_front() {
                return Some((turn, false));
            }
            if queue.stopping {
                return None;
            }
            queue = self.shared.arrived.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// One transaction: the first closure and, unless it is bulk, those that wait behind it.
    fn group(&mut self, first: Box<dyn Turn>, bulk: bool) {
        let mut conn = match self.begin() {
            Ok(conn) => conn,
            Err(why) => return first.settle(Some(&why)),
        };
        let mut done: Vec<Box<dyn Turn>> = Vec::new();
        let worked = self.work(&mut conn, first, bulk, &mut done);
        let outcome = worked.and_then(|woken| {
            engine::commit(&mut conn).map_err(|error| error.to_string())?;
            self.conn = Some(conn);
            Ok(woken)
        });
        match outcome {
            Ok(woken) => {
                for turn in done {
                    turn.settle(None);
                }
                self.bells.ring(woken);
            }
            // The connection was dropped with its half-done transaction; the next group opens a fresh one.
            Err(why) => {
                for turn in done {
                    turn.settle(Some(&why));
                }
            }
        }
    }

    fn begin(&mut self) -> Result<AnyConn, String> {
        let mut conn = match self.conn.take() {
            Some(conn) => conn,
            None => self.place.open(Access::Write).map_err(|error| error.to_string())?,
        };
        engine::begin_write(&mut conn).map_err(|error| error.to_string())?;
        Ok(conn)
    }

    fn work(
        &self,
        conn: &mut AnyConn,
        first: Box<dyn Turn>,
        bulk: bool,
        done: &mut Vec<Box<dyn Turn>>,
    ) -> Result<Woken, String> {
        let began = Instant::now();
        let mut woken = Woken::default();
        let mut next = Some(first);
        while let Some(mut turn) = next.take() {
            let ran = one(conn, turn.as_mut());
            done.push(turn);
            woken.merge(ran?);
            if !bulk && done.len() < GROUP_CLOSURES_MAX && began.elapsed() < GROUP_TIME_MAX {
                next = self.shared.lock().people.pop_front();
            }
        }
        Ok(woken)
    }
}

/// One closure in its savepoint. Releasing the savepoint is the check that the transaction still stands:
/// a full disk, for one, rolls back the whole of it, and then there is no such savepoint.
fn one(conn: &mut AnyConn, turn: &mut dyn Turn) -> Result<Woken, String> {
    engine::begin_savepoint(conn).map_err(|error| error.to_string())?;
    let depth = engine::depth(conn).map_err(|error| error.to_string())?;
    let ran = turn.run(conn);
    let ended = engine::rollback_to(conn, depth)
        .and_then(|()| if ran.keep { engine::commit(conn) } else { engine::rollback(conn) });
    ended.map_err(|error| error.to_string())?;
    Ok(ran.woken)
}
