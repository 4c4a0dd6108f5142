//! Threads for signing and verifying: as many as there are cores, with a queue that ends.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::sync::{mpsc, oneshot};

/// Work that waits for each thread. A signature takes a quarter of a millisecond at most, so the last one waits for
/// a tenth of a second.
const QUEUED_PER_THREAD_MAX: usize = 256;

type Work = Box<dyn FnOnce() + Send>;

/// Cheap to clone. The threads end when the last clone is gone.
#[derive(Clone)]
pub struct Threads {
    queue: mpsc::Sender<Work>,
}

/// Why work was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotDone {
    #[error("too much waits to be signed or verified")]
    Full,
    #[error("the thread that signs or verifies was stopped")]
    Stopped,
}

impl Threads {
    pub fn start() -> std::io::Result<Threads> {
        let count = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Threads::start_with(count, count * QUEUED_PER_THREAD_MAX)
    }

    fn start_with(count: usize, queued_max: usize) -> std::io::Result<Threads> {
        let (queue, waiting) = mpsc::channel::<Work>(queued_max);
        let waiting = Arc::new(Mutex::new(waiting));
        for number in 0..count {
            let waiting = Arc::clone(&waiting);
            thread::Builder::new().name(format!("signatures-{number}")).spawn(move || {
                loop {
                    let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv();
                    let Some(work) = next else { return };
                    // One request that makes us stumble must not take the thread from all others.
                    if catch_unwind(AssertUnwindSafe(work)).is_err() {
                        tracing::error!("signing or verifying panicked");
                    }
                }
            })?;
        }
        Ok(Threads { queue })
    }

    /// Waits for a place in the queue: for what we ourselves send.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, NotDone> {
        let (work, answer) = answered(work);
        self.queue.send(work).await.map_err(|_| NotDone::Stopped)?;
        answer.await.map_err(|_| NotDone::Stopped)
    }

    /// Says at once when the queue is full: for what strangers send.
    pub async fn try_run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, NotDone> {
        let (work, answer) = answered(work);
        self.queue.try_send(work).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => NotDone::Full,
            mpsc::error::TrySendError::Closed(_) => NotDone::Stopped,
        })?;
        answer.await.map_err(|_| NotDone::Stopped)
    }
}

impl std::fmt::Debug for Threads {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Threads")
    }
}

fn answered<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> (Work, oneshot::Receiver<T>) {
    let (done, answer) = oneshot::channel();
    let work = move || {
        // Whoever asked may have gone meanwhile.
        let _ = done.send(work());
    };
    (Box::new(work), answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_is_done_on_threads_of_its_own_and_survives_a_panic() {
        let threads = Threads::start_with(1, 4).unwrap();
        let name = threads.run(|| thread::current().name().map(str::to_string)).await.unwrap();
        assert_eq!(name.as_deref(), Some("signatures-0"));
        let stumbled = threads.run(|| -> u8 { panic!("a stumble") }).await;
        assert_eq!(stumbled, Err(NotDone::Stopped));
        assert_eq!(threads.try_run(|| 7).await, Ok(7));
    }

    #[tokio::test]
    async fn a_full_queue_says_so_at_once() {
        let threads = Threads::start_with(1, 1).unwrap();
        let (started, runs) = oneshot::channel();
        let (release, wait) = std::sync::mpsc::channel::<()>();
        let busy = tokio::spawn({
            let threads = threads.clone();
            async move {
                let held = move || started.send(()).is_ok() && wait.recv().is_ok();
                threads.run(held).await
            }
        });
        // The only thread is busy from here on, so the one place behind it is free until it is taken.
        runs.await.unwrap();
        let mut behind = Box::pin(threads.try_run(|| ()));
        assert!(futures_util::poll!(&mut behind).is_pending());
        assert_eq!(threads.try_run(|| ()).await, Err(NotDone::Full));
        release.send(()).unwrap();
        assert_eq!(busy.await.unwrap(), Ok(true));
        assert_eq!(behind.await, Ok(()));
    }
}
