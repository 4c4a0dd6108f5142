//! Who is told that there is something to do, once the transaction that added it is committed.

use tokio::sync::watch;

/// What looks for work of its own kind. Each has a bell, so that none looks in vain for what was left for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listener {
    /// What we owe.
    Own,
    /// What we go and get from other servers.
    Errands,
    /// What other servers sent.
    Received,
    /// What other servers sent and is only fetched from elsewhere.
    Fetched,
    /// What goes out to other servers.
    Deliveries,
}

impl Listener {
    const ALL: [Listener; 5] =
        [Listener::Own, Listener::Errands, Listener::Received, Listener::Fetched, Listener::Deliveries];
}

/// For whom a transaction left something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::storage) struct Woken([bool; Listener::ALL.len()]);

impl Woken {
    pub(in crate::storage) const ALL: Woken = Woken([true; Listener::ALL.len()]);

    pub(in crate::storage) fn add(&mut self, listener: Listener) {
        self.0[listener as usize] = true;
    }

    pub(in crate::storage) fn merge(&mut self, other: Woken) {
        for listener in Listener::ALL.into_iter().filter(|it| other.0[*it as usize]) {
            self.add(listener);
        }
    }

    pub(in crate::storage) fn is_empty(self) -> bool {
        self == Woken::default()
    }
}

/// The bells of this process.
#[derive(Debug, Default)]
pub(in crate::storage) struct Bells([watch::Sender<()>; Listener::ALL.len()]);

impl Bells {
    pub(in crate::storage) fn ring(&self, woken: Woken) {
        for listener in Listener::ALL.into_iter().filter(|it| woken.0[*it as usize]) {
            self.0[listener as usize].send_replace(());
        }
    }

    pub(in crate::storage) fn listen(&self, listener: Listener) -> Wakes {
        Wakes(self.0[listener as usize].subscribe())
    }
}

/// Tells one listener that there is something to do.
#[derive(Debug)]
pub struct Wakes(watch::Receiver<()>);

impl Wakes {
    /// Resolves when something was added since the last time. Several additions may wake once.
    pub async fn next(&mut self) {
        if self.0.changed().await.is_err() {
            // The database was closed: nobody will add anything.
            std::future::pending::<()>().await;
        }
    }
}
