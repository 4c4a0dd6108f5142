//! A database for one test: a SQLite file in a folder of its own, or a PostgreSQL schema of its own.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, RunQueryDsl, SqliteConnection};
use redress::crypto::random::{SystemRandomness, new_v4};
use redress::storage::Db;
use redress::storage::patience::Patience;

use crate::support::{TempDir, plans};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

pub struct TestDb {
    engine: Engine,
    schema: String,
    dir: TempDir,
}

impl TestDb {
    pub fn new(engine: Engine) -> TestDb {
        plans::listen();
        let schema = format!("test_{}", new_v4(&SystemRandomness).simple());
        if engine == Engine::Postgres {
            server().batch_execute(&format!("CREATE SCHEMA {schema}")).unwrap();
        }
        TestDb { engine, schema, dir: TempDir::new() }
    }

    pub fn url(&self) -> String {
        match self.engine {
            Engine::Sqlite => format!("sqlite:{}", self.dir.0.join("redress.sqlite").display()),
            Engine::Postgres => {
                let base = server_url();
                let joint = if base.contains('?') { '&' } else { '?' };
                format!("{base}{joint}options=-csearch_path%3D{}", self.schema)
            }
        }
    }

    /// The same database, opened so that nothing can be written.
    pub fn read_only_url(&self) -> String {
        match self.engine {
            Engine::Sqlite => format!("{}?mode=ro", self.url()),
            Engine::Postgres => format!("{}%20-cdefault_transaction_read_only%3Don", self.url()),
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
                let path = self.dir.0.join("redress.sqlite");
                let mut conn = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
                conn.batch_execute(&format!("PRAGMA busy_timeout=5000; {sql}")).unwrap();
            }
            Engine::Postgres => PgConnection::establish(&self.url()).unwrap().batch_execute(sql).unwrap(),
        }
    }

    /// Rows of a `name` and a `number`, read behind the program's back.
    pub fn counted(&self, sql: &str) -> Vec<(String, i64)> {
        let rows: Vec<Counted> = match self.engine {
            Engine::Sqlite => {
                let path = self.dir.0.join("redress.sqlite");
                let mut conn = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
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
        {
            let dropped = conn.batch_execute(&format!("SET lock_timeout = '5s'; DROP SCHEMA {} CASCADE", self.schema));
            if let Err(error) = dropped {
                eprintln!("{} stays behind: {error}", self.schema);
            }
        }
        if let Some(Err(whole_reads)) = asked {
            resume_unwind(whole_reads);
        }
    }
}

fn server() -> PgConnection {
    PgConnection::establish(&server_url()).unwrap()
}

fn server_url() -> String {
    std::env::var("TEST_DATABASE_URL")
        .expect("set TEST_DATABASE_URL to a PostgreSQL server, such as postgres://postgres@127.0.0.1:5432/postgres")
}
