//! What stories share: both engines, a clock that stands still, an app built exactly like the real one.

pub mod browser;
pub mod database;
pub mod peer;

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use redress::app::{App, Clock};
use redress::config::Config;
use redress::crypto::random::SeededRandomness;
use redress::domain::Timestamp;
use redress::federation::outgoing::deliver;
use redress::{commands, worker};

pub use crate::support::database::{Engine, TestDb};

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

/// A clock that stands still until the story moves it.
pub struct FixedClock(Mutex<Timestamp>);

impl FixedClock {
    /// Sunday, 1 February 2026, noon.
    pub fn new() -> FixedClock {
        FixedClock(Mutex::new("2026-02-01T12:00:00Z".parse().unwrap()))
    }

    pub fn set(&self, at: Timestamp) {
        *self.0.lock().unwrap() = at;
    }

    pub fn advance(&self, by: Duration) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// An app on a database of its own, with the clock in the story's hands.
pub struct TestApp {
    pub app: App,
    pub clock: Arc<FixedClock>,
    /// Where it would listen; `serve` does.
    pub listen: SocketAddr,
    listener: Option<TcpListener>,
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

    /// Two servers that may reach each other, both serving.
    pub fn pair(engine: Engine) -> (TestApp, TestApp) {
        let bind = || TcpListener::bind("127.0.0.1:0").unwrap();
        let (north, south) = (bind(), bind());
        let authority =
            |host: &str, listener: &TcpListener| vec![format!("{host}:{}", listener.local_addr().unwrap().port())];
        let (at_north, at_south) = (authority("north.test", &north), authority("south.test", &south));
        let mut north = TestApp::start_on(engine, north, "north.test", &at_south);
        let mut south = TestApp::start_on(engine, south, "south.test", &at_north);
        north.serve();
        south.serve();
        (north, south)
    }

    fn start_on(engine: Engine, listener: TcpListener, host: &str, peers: &[String]) -> TestApp {
        let listen = listener.local_addr().unwrap();
        let db = TestDb::new(engine);
        let settings = [
            ("REDRESS_BASE_URL", format!("http://{host}:{}", listen.port())),
            ("REDRESS_LISTEN", listen.to_string()),
            ("REDRESS_DEVELOPMENT", "true".to_string()),
            ("REDRESS_DEVELOPMENT_PEERS", peers.join(",")),
            ("REDRESS_DATA_DIR", db.data_dir().display().to_string()),
            ("REDRESS_DATABASE_URL", db.url()),
            ("REDRESS_DATABASE_CONNECTIONS", "6".to_string()),
        ];
        let config = Config::read(None, settings.map(|(name, value)| (name.to_string(), value))).unwrap();
        let clock = Arc::new(FixedClock::new());
        let random = Arc::new(SeededRandomness::new(u64::from(listen.port())));
        let app = App::build(config, clock.clone(), random).unwrap();
        TestApp { app, clock, listen, listener: Some(listener), db }
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
        loop {
            let mut did = 0;
            for test in [self, other] {
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
