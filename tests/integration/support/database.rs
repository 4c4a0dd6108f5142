//! A database for one test: a SQLite file in a folder of its own, or a PostgreSQL database of its own.
//!
//! It is the copy of one that was brought up once. To bring up each anew took a third of a second on SQLite and more than one on PostgreSQL,
//! where an index that is made concurrently waits for every other story.

use std::fs::Permissions;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::fs::PermissionsExt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, RunQueryDsl, SqliteConnection};
use redress::crypto::random::{SystemRandomness, new_v4};
use redress::storage::Db;
use redress::storage::patience::Patience;

use crate::support::{TempDir, plans};

/// The advisory lock of whoever makes the template.
const TEMPLATE_LOCK: i64 = 0x7465_6d70_6c61_7465;
/// The first PostgreSQL that has more than one way to copy a database.
const STRATEGIES_SINCE: i64 = 150_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

pub struct TestDb {
    engine: Engine,
    name: String,
    dir: TempDir,
}

impl TestDb {
    /// One with the schema of this program, and nobody in it.
    pub fn new(engine: Engine) -> TestDb {
        let db = TestDb::named(engine);
        match engine {
            Engine::Sqlite => {
                std::fs::copy(sqlite_template(), db.file()).unwrap();
            }
            Engine::Postgres => {
                let mut conn = server();
                // Older ones copy files anyway.
                let how = if version(&mut conn) < STRATEGIES_SINCE { "" } else { " STRATEGY FILE_COPY" };
                let copy = format!("CREATE DATABASE {} TEMPLATE {}{how}", db.name, postgres_template());
                conn.batch_execute(&copy).unwrap();
            }
        }
        db
    }

    /// One that no program was ever started on.
    pub fn empty(engine: Engine) -> TestDb {
        let db = TestDb::named(engine);
        if engine == Engine::Postgres {
            server().batch_execute(&format!("CREATE DATABASE {}", db.name)).unwrap();
        }
        db
    }

    fn named(engine: Engine) -> TestDb {
        plans::listen();
        TestDb { engine, name: format!("test_{}", new_v4(&SystemRandomness).simple()), dir: TempDir::new() }
    }

    fn file(&self) -> PathBuf {
        self.dir.0.join("redress.sqlite")
    }

    pub fn url(&self) -> String {
        match self.engine {
            Engine::Sqlite => format!("sqlite:{}", self.file().display()),
            Engine::Postgres => postgres_url(&self.name),
        }
    }

    /// The same database, opened so that nothing can be written.
    pub fn read_only_url(&self) -> String {
        match self.engine {
            Engine::Sqlite => format!("{}?mode=ro", self.url()),
            Engine::Postgres => {
                let url = self.url();
                let joint = if url.contains('?') { '&' } else { '?' };
                format!("{url}{joint}options=-cdefault_transaction_read_only%3Don")
            }
        }
    }

    pub fn engine(&self) -> Engine {
        self.engine
    }

    pub fn data_dir(&self) -> &std::path::Path {
        &self.dir.0
    }

    pub fn open(&self) -> Db {
        Db::open(&self.url(), 6, Patience::default()).unwrap()
    }

    /// Behind the program's back: what only a test may do.
    pub fn execute(&self, sql: &str) {
        match self.engine {
            Engine::Sqlite => {
                let mut conn = SqliteConnection::establish(self.file().to_str().unwrap()).unwrap();
                conn.batch_execute(&format!("PRAGMA busy_timeout=5000; {sql}")).unwrap();
            }
            Engine::Postgres => PgConnection::establish(&self.url()).unwrap().batch_execute(sql).unwrap(),
        }
    }

    /// Rows of a `name` and a `number`, read behind the program's back.
    pub fn counted(&self, sql: &str) -> Vec<(String, i64)> {
        let rows: Vec<Counted> = match self.engine {
            Engine::Sqlite => {
                let mut conn = SqliteConnection::establish(self.file().to_str().unwrap()).unwrap();
                plans::overlook(&mut conn);
                diesel::sql_query(sql).load(&mut conn).unwrap()
            }
            Engine::Postgres => {
                let mut conn = PgConnection::establish(&self.url()).unwrap();
                plans::overlook(&mut conn);
                diesel::sql_query(sql).load(&mut conn).unwrap()
            }
        };
        rows.into_iter().map(|row| (row.name, row.number)).collect()
    }
}

#[derive(diesel::QueryableByName)]
struct Counted {
    #[diesel(sql_type = diesel::sql_types::Text)]
    name: String,
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    number: i64,
}

impl Drop for TestDb {
    fn drop(&mut self) {
        // What a story that failed left behind says nothing.
        let asked = (!std::thread::panicking())
            .then(|| catch_unwind(AssertUnwindSafe(|| plans::ask(self.engine, &self.url()))));
        if self.engine == Engine::Postgres
            && let Ok(mut conn) = PgConnection::establish(&server_url())
            && let Err(error) = conn.batch_execute(&format!("DROP DATABASE {} WITH (FORCE)", self.name))
        {
            eprintln!("{} stays behind: {error}", self.name);
        }
        if let Some(Err(whole_reads)) = asked {
            resume_unwind(whole_reads);
        }
    }
}

/// What the migrations are: a template is for these alone.
fn migrations() -> u64 {
    let mut files = Vec::new();
    for engine in ["postgres", "sqlite"] {
        for folder in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine)).unwrap()
        {
            let up = folder.unwrap().path().join("up.sql");
            files.push((std::fs::read(&up).unwrap(), up));
        }
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for (text, path) in &files {
        (text, path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap()).hash(&mut hasher);
    }
    hasher.finish()
}

/// Made by the first process that wants it.
fn sqlite_template() -> &'static Path {
    static TEMPLATE: OnceLock<PathBuf> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("template-{:016x}.sqlite", migrations()));
        if !place.exists() {
            let made = TestDb::empty(Engine::Sqlite);
            drop(made.open());
            // Whoever is later puts the same in its place.
            let beside = place.with_extension(&made.name);
            made.execute(&format!("VACUUM INTO '{}'", beside.display()));
            // The program makes its files for their owner alone.
            std::fs::set_permissions(&beside, Permissions::from_mode(0o600)).unwrap();
            std::fs::rename(beside, &place).unwrap();
        }
        place
    })
}

/// Made by the first process that wants it, while the others wait for it.
fn postgres_template() -> &'static str {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let name = format!("redress_template_{:016x}", migrations());
        let is_there = format!("SELECT datname AS name, 1::BIGINT AS number FROM pg_database WHERE datname = '{name}'");
        let mut conn = server();
        plans::overlook(&mut conn);
        let rows = |conn: &mut PgConnection| diesel::sql_query(&is_there).load::<Counted>(conn).unwrap();
        if rows(&mut conn).is_empty() {
            conn.batch_execute(&format!("SELECT pg_advisory_lock({TEMPLATE_LOCK})")).unwrap();
            if rows(&mut conn).is_empty() {
                let making = format!("{name}_making");
                conn.batch_execute(&format!("DROP DATABASE IF EXISTS {making} WITH (FORCE)")).unwrap();
                conn.batch_execute(&format!("CREATE DATABASE {making}")).unwrap();
                drop(Db::open(&postgres_url(&making), 1, Patience::default()).unwrap());
                // Waits a little for whoever is still there.
                conn.batch_execute(&format!("ALTER DATABASE {making} ALLOW_CONNECTIONS false")).unwrap();
                conn.batch_execute(&format!("ALTER DATABASE {making} RENAME TO {name}")).unwrap();
            }
        }
        name
    })
}

fn version(conn: &mut PgConnection) -> i64 {
    plans::overlook(conn);
    let rows: Vec<Counted> =
        diesel::sql_query("SELECT '' AS name, current_setting('server_version_num')::BIGINT AS number")
            .load(conn)
            .unwrap();
    rows[0].number
}

fn postgres_url(name: &str) -> String {
    let mut url = url::Url::parse(&server_url()).expect("TEST_DATABASE_URL is an address");
    url.set_path(name);
    url.to_string()
}

fn server() -> PgConnection {
    PgConnection::establish(&server_url()).unwrap()
}

fn server_url() -> String {
    std::env::var("TEST_DATABASE_URL")
        .expect("set TEST_DATABASE_URL to a PostgreSQL server, such as postgres://postgres@127.0.0.1:5432/postgres")
}
