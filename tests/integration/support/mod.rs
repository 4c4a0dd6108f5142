//! What stories share: both engines, a clock that stands still, an app built exactly like the real one.

pub mod acts;
pub mod browser;
pub mod database;
pub mod keys;
pub mod message;
pub mod names;
pub mod peer;
pub mod plans;

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::TimeDelta;
use redress::app::{App, Clock};
use redress::config::Config;
use redress::domain::Timestamp;
use redress::egress::Outside;
use redress::federation::outgoing::deliver;
use redress::{commands, worker};

pub use crate::support::database::{Engine, TestDb};
use crate::support::keys::StockedRandomness;

static STARTS: AtomicU64 = AtomicU64::new(0);

/// Runs a story on both engines: two tests, `name::sqlite` and `name::postgres`.
#[macro_export]
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                super::$name($crate::support::Engine::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                super::$name($crate::support::Engine::Postgres).await;
            }
        }
    )+};
}

/// A clock that stands still until the story moves it, and time with it.
pub struct FixedClock {
    now: Mutex<Timestamp>,
    /// How far it went, or back, while no time passed.
    leapt: Mutex<TimeDelta>,
}

impl FixedClock {
    /// Sunday, 1 February 2026, noon.
    pub fn new() -> FixedClock {
        FixedClock { now: Mutex::new("2026-02-01T12:00:00Z".parse().unwrap()), leapt: Mutex::new(TimeDelta::zero()) }
    }

    pub fn set(&self, at: Timestamp) {
        *self.now.lock().unwrap() = at;
    }

    pub fn advance(&self, by: Duration) {
        *self.now.lock().unwrap() += by;
    }

    /// Somebody sets the clock: no time passes.
    pub fn leap(&self, by: TimeDelta) {
        *self.now.lock().unwrap() += by;
        *self.leapt.lock().unwrap() += by;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        *self.now.lock().unwrap()
    }

    fn time(&self) -> TimeDelta {
        self.now() - Timestamp::UNIX_EPOCH - *self.leapt.lock().unwrap()
    }
}

/// An app on a database of its own, with the clock in the story's hands.
pub struct TestApp {
    pub app: App,
    pub clock: Arc<FixedClock>,
    /// Where it would listen; `serve` does.
    pub listen: SocketAddr,
    listener: Option<TcpListener>,
    running: Option<actix_web::dev::ServerHandle>,
    host: String,
    peers: Vec<String>,
    // Last, so that the database goes after everything that uses it.
    pub db: TestDb,
}

impl TestApp {
    /// `http://home.test:PORT`, with nothing special set.
    pub fn start(engine: Engine) -> TestApp {
        TestApp::start_as(engine, "home.test", &[])
    }

    /// `peers` are `host:port` pairs that may be reached over http on this machine.
    pub fn start_as(engine: Engine, host: &str, peers: &[String]) -> TestApp {
        TestApp::start_on(engine, TcpListener::bind("127.0.0.1:0").unwrap(), host, peers)
    }

    /// The same with another world outside: names that lead where the story says, and less patience.
    pub fn start_outside(engine: Engine, host: &str, peers: &[String], outside: Outside) -> TestApp {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{host}:{}", listener.local_addr().unwrap().port());
        TestApp::build(TestDb::new(engine), listener, (host, base, true), peers, outside)
    }

    /// The same, asking this name server for TXT records.
    pub fn ask_names_of(&mut self, server: SocketAddr) {
        self.app.egress = self.app.egress.clone().asking(Some(server));
    }

    /// As in production: https addresses, no peers, nothing that only development allows.
    pub fn start_in_production(engine: Engine, host: &str, outside: Outside) -> TestApp {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        TestApp::build(TestDb::new(engine), listener, (host, format!("https://{host}"), false), &[], outside)
    }

    /// Two servers that may reach each other, both serving.
    pub fn pair(engine: Engine) -> (TestApp, TestApp) {
        let [north, south] = TestApp::several(engine, ["north.test", "south.test"]);
        (north, south)
    }

    /// Servers that may all reach each other, all serving.
    pub fn several<const N: usize>(engine: Engine, hosts: [&str; N]) -> [TestApp; N] {
        TestApp::several_beside(engine, hosts, &[])
    }

    /// The same, with peers that all of them may reach.
    pub fn several_beside<const N: usize>(engine: Engine, hosts: [&str; N], beside: &[String]) -> [TestApp; N] {
        let bound = hosts.map(|host| (host, TcpListener::bind("127.0.0.1:0").unwrap()));
        let authority = |host: &str, it: &TcpListener| format!("{host}:{}", it.local_addr().unwrap().port());
        let all: Vec<String> = bound.iter().map(|(host, listener)| authority(host, listener)).collect();
        bound.map(|(host, listener)| {
            let own = authority(host, &listener);
            let peers: Vec<String> = all.iter().chain(beside).filter(|it| **it != own).cloned().collect();
            let mut test = TestApp::start_on(engine, listener, host, &peers);
            test.serve();
            test
        })
    }

    /// Nobody answers at its address any more.
    pub async fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop(false).await;
        }
    }

    /// Serves again where it served before.
    pub fn serve_again(&mut self) {
        self.listener = Some(bind_again(self.listen));
        self.serve();
    }

    /// The same server as it was when the backup was written: another database, the same address and secret.
    pub async fn restored(mut self, file: &[u8]) -> TestApp {
        self.stop().await;
        let db = TestDb::new(self.db.engine());
        redress::storage::backup::restore(&db.url(), std::io::BufReader::new(file)).unwrap();
        for entry in std::fs::read_dir(self.db.data_dir()).unwrap() {
            let from = entry.unwrap().path();
            let name = from.file_name().unwrap().to_str().unwrap().to_string();
            if !name.starts_with("redress.sqlite") && from.is_file() {
                std::fs::copy(&from, db.data_dir().join(name)).unwrap();
            }
        }
        let mut test = TestApp::start_with(db, bind_again(self.listen), &self.host, &self.peers);
        test.clock.set(self.clock.now());
        test.serve();
        test
    }

    fn start_on(engine: Engine, listener: TcpListener, host: &str, peers: &[String]) -> TestApp {
        TestApp::start_with(TestDb::new(engine), listener, host, peers)
    }

    fn start_with(db: TestDb, listener: TcpListener, host: &str, peers: &[String]) -> TestApp {
        let base = format!("http://{host}:{}", listener.local_addr().unwrap().port());
        TestApp::build(db, listener, (host, base, true), peers, Outside::default())
    }

    fn build(
        db: TestDb,
        listener: TcpListener,
        (host, base, development): (&str, String, bool),
        peers: &[String],
        outside: Outside,
    ) -> TestApp {
        let listen = listener.local_addr().unwrap();
        let settings = [
            ("REDRESS_BASE_URL", base),
            ("REDRESS_LISTEN", listen.to_string()),
            ("REDRESS_DEVELOPMENT", development.to_string()),
            ("REDRESS_DEVELOPMENT_PEERS", peers.join(",")),
            ("REDRESS_DATA_DIR", db.data_dir().display().to_string()),
            ("REDRESS_DATABASE_URL", db.url()),
            ("REDRESS_DATABASE_CONNECTIONS", "6".to_string()),
        ];
        let config = Config::read(None, settings.map(|(name, value)| (name.to_string(), value))).unwrap();
        let clock = Arc::new(FixedClock::new());
        // A server that is restored takes other chances than the one before it.
        let start = STARTS.fetch_add(1, Ordering::Relaxed);
        let random = Arc::new(StockedRandomness::new(u64::from(listen.port()) + (start << 16)));
        let app = App::build_with(config, clock.clone(), random, outside).unwrap();
        let (host, peers) = (host.to_string(), peers.to_vec());
        TestApp { app, clock, listen, listener: Some(listener), running: None, host, peers, db }
    }

    /// Serves all doors on the port of its base URL, until the test ends.
    pub fn serve(&mut self) {
        let listener = self.listener.take().expect("served before");
        let app = self.app.clone();
        let server = actix_web::HttpServer::new(move || actix_web::App::new().configure(commands::serve::doors(&app)))
            .workers(1)
            .disable_signals()
            .listen(listener)
            .unwrap()
            .run();
        self.running = Some(server.handle());
        tokio::spawn(server);
    }

    /// The address of one of its pages as a client on this machine reaches it.
    pub fn local_url(&self, path: &str) -> String {
        format!("http://{}{path}", self.listen)
    }

    /// `host:port` of its base URL, for the `peers` of others.
    pub fn authority(&self) -> String {
        self.app.address.authority().to_string()
    }

    /// Lets two servers talk until neither has anything to do.
    pub async fn settle(&self, other: &TestApp) {
        TestApp::settle_all(&[self, other]).await;
    }

    /// Lets servers talk until none has anything to do.
    pub async fn settle_all(tests: &[&TestApp]) {
        loop {
            let mut did = 0;
            for test in tests {
                did += worker::run_due(&test.app).await.unwrap() + deliver::run_due(&test.app).await.unwrap();
            }
            if did == 0 {
                return;
            }
        }
    }

    /// Runs jobs and deliveries until none is due.
    pub async fn drain(&self) {
        while worker::run_due(&self.app).await.unwrap() + deliver::run_due(&self.app).await.unwrap() > 0 {}
    }
}

/// The port is free again as soon as the server before is gone.
fn bind_again(listen: SocketAddr) -> TcpListener {
    for _ in 0..100 {
        if let Ok(listener) = TcpListener::bind(listen) {
            return listener;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("{listen} is still taken");
}

/// A folder of its own that goes away at the end.
pub struct TempDir(pub PathBuf);

impl TempDir {
    pub fn new() -> TempDir {
        let name = redress::crypto::random::new_v4(&redress::crypto::random::SystemRandomness);
        let path = std::env::temp_dir().join(format!("redress-test-{}", name.simple()));
        std::fs::create_dir_all(&path).unwrap();
        TempDir(path)
    }
}

impl Drop for TempDir {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
