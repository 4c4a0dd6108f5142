//! SQLite or PostgreSQL behind one connection type, and the few statements that differ.

use std::fs::OpenOptions;
use std::ops::{Deref, DerefMut};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use diesel::backend::Backend;
use diesel::connection::{AnsiTransactionManager, BoxableConnection, SimpleConnection, TransactionManager};
use diesel::migration::MigrationSource;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::r2d2::{ManageConnection, R2D2Connection};
use diesel::sqlite::Sqlite;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::config::place;
use crate::storage::StorageError;
use crate::storage::patience::Patience;

const POSTGRES_MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/postgres");
const SQLITE_MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/sqlite");

/// How libpq begins what it says of a server, in contrast to what it says of an address.
const SAID_OF_A_SERVER: [&str; 3] = ["connection to server", "could not translate host name", "timeout expired"];
const NOT_READ: &str = "its address cannot be used as it is written; in a name or a password, what is neither letter nor digit is \
     written as % and two hexadecimal digits (/ is %2F, @ is %40)";
/// How long a SQLite statement waits for another process (the command line beside the server) to let go of the file.
pub(in crate::storage) const SQLITE_BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// How long emptying the log may keep writers waiting for readers of what was before.
const SQLITE_SCRUB_WAIT: Duration = Duration::from_millis(250);
/// Everything that people wrote, and what they told nobody but this server.
const SQLITE_FILE_MODE: u32 = 0o600;
const SQLITE_SET_UP_PAUSE: Duration = Duration::from_millis(10);
const SQLITE_CACHE_KIB: u32 = 8 * 1024;
const SQLITE_MMAP_BYTES: u64 = 256 * 1024 * 1024;
/// A connection that was good this short a time ago is not asked first whether it still is. One that is not fails once.
const TRUSTED_FOR: Duration = Duration::from_secs(1);
/// First half of the advisory lock that a migrating PostgreSQL connection holds; the second half names the schema.
const POSTGRES_MIGRATION_LOCK: i32 = 0x7265_6472;
const POSTGRES_LOCK_PAUSE: Duration = Duration::from_millis(50);
const POSTGRES_LOCK_WAIT_MAX: Duration = Duration::from_mins(30);

#[derive(diesel::MultiConnection)]
pub(in crate::storage) enum AnyConn {
    Pg(PgConnection),
    Sqlite(SqliteConnection),
}

/// A statement that the two engines can render but their union cannot (ON CONFLICT, UNION).
pub(in crate::storage) struct Both<T>(pub(in crate::storage) T);

impl<T: QueryFragment<Pg> + QueryFragment<Sqlite>> QueryFragment<MultiBackend> for Both<T> {
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        MultiBackend::walk_variant_ast(&self.0, pass)
    }
}

impl<T: QueryId> QueryId for Both<T> {
    type QueryId = T::QueryId;
    const HAS_STATIC_QUERY_ID: bool = T::HAS_STATIC_QUERY_ID;
}

impl<T: Query> Query for Both<T> {
    type SqlType = T::SqlType;
}

impl<T> RunQueryDsl<AnyConn> for Both<T> {}

/// A statement whose text is always the same, or one of few. diesel has every UPDATE, ON CONFLICT and raw statement compiled
/// anew each time, since it cannot know that.
pub(in crate::storage) struct Prepared<T>(T);

impl<T: QueryFragment<DB>, DB: Backend> QueryFragment<DB> for Prepared<T> {
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.0.walk_ast(pass)
    }

    fn is_safe_to_cache_prepared(&self, _: &DB) -> QueryResult<bool> {
        Ok(true)
    }
}

/// Told apart by their text, whatever their types say.
impl<T> QueryId for Prepared<T> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<T: Query> Query for Prepared<T> {
    type SqlType = T::SqlType;
}

impl<T, C> RunQueryDsl<C> for Prepared<T> {}

pub(in crate::storage) trait Prepare: Sized {
    /// Has the statement compiled once for each connection. Not for statements with lists of values in them.
    fn prepared(self) -> Prepared<Self> {
        Prepared(self)
    }
}

impl<T> Prepare for T {}

/// For RETURNING: `as_returning()` names the union, which the engines cannot render.
pub(in crate::storage) fn columns<T: Selectable<MultiBackend>>() -> T::SelectExpression {
    T::construct_selection()
}

/// One statement written once and compiled for each engine: locking clauses, batch inserts, JSON operators, full text.
macro_rules! each {
    ($conn:expr, $it:ident => $query:expr) => {
        match $conn {
            $crate::storage::engine::AnyConn::Pg($it) => $query,
            $crate::storage::engine::AnyConn::Sqlite($it) => $query,
        }
    };
}
pub(in crate::storage) use each;

/// Where the data lives.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::storage) enum Place {
    Sqlite { path: PathBuf, uri: String },
    Postgres { url: String, patience: Patience },
}

/// Without who signs in there.
impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::storage) enum Access {
    Write,
    ReadOnly,
    /// Sees whether others committed, and does not wait for anybody.
    Watch,
}

impl Place {
    /// Reads `sqlite:PATH`, `sqlite://PATH?mode=ro`, `postgres://…`; nothing is opened yet.
    pub(in crate::storage) fn of(url: &str, patience: Patience) -> Result<Place, StorageError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Place::Postgres { url: url.to_string(), patience });
        }
        let Some(rest) = url.strip_prefix("sqlite:") else {
            return Err(StorageError::Unreachable {
                place: place::shown(url),
                why: "neither sqlite: nor postgres://".into(),
            });
        };
        let rest = rest.strip_prefix("//").unwrap_or(rest);
        let path = place::sqlite_file(url).unwrap_or_default();
        if path.as_os_str().is_empty() || path.as_os_str() == ":memory:" {
            return Err(StorageError::Unreachable {
                place: url.to_string(),
                why: "a SQLite database needs a file".into(),
            });
        }
        Ok(Place::Sqlite { path, uri: format!("file:{rest}") })
    }

    /// The place in words, without a password.
    pub(in crate::storage) fn name(&self) -> String {
        match self {
            Place::Sqlite { path, .. } => path.display().to_string(),
            Place::Postgres { url, .. } => place::shown(url),
        }
    }

    /// Opens one connection, set up for what it may do.
    pub(in crate::storage) fn open(&self, access: Access) -> Result<AnyConn, StorageError> {
        // libpq explains itself over several lines; an error here is one sentence.
        let unreachable = |why: String| {
            let why = self.without_secret(why.lines().next().unwrap_or_default().trim());
            StorageError::Unreachable { place: self.name(), why }
        };
        match self {
            Place::Sqlite { path, uri } => {
                if access == Access::Write {
                    make_private(path);
                }
                let mut conn = SqliteConnection::establish(uri).map_err(|error| unreachable(error.to_string()))?;
                set_up_sqlite(&mut conn, access).map_err(|error| {
                    if is_read_only(&error) {
                        StorageError::ReadOnly { place: self.name() }
                    } else {
                        unreachable(error.to_string())
                    }
                })?;
                Ok(AnyConn::Sqlite(conn))
            }
            Place::Postgres { url, patience } => {
                let address = patience.address(url);
                let mut conn = PgConnection::establish(&address).map_err(|error| unreachable(error.to_string()))?;
                conn.batch_execute("SET client_min_messages = warning; SET TIME ZONE 'UTC'")?;
                Ok(AnyConn::Pg(conn))
            }
        }
    }
}

impl Place {
    /// What libpq says of an address that it cannot read repeats parts of it, and which of them are secret nobody knows. What
    /// it says of a server that it asked names that server alone.
    fn without_secret(&self, why: &str) -> String {
        match self {
            Place::Postgres { url, .. }
                if !place::is_plain(url) || !SAID_OF_A_SERVER.iter().any(|it| why.starts_with(it)) =>
            {
                NOT_READ.to_string()
            }
            _ => why.to_string(),
        }
    }

    /// One connection for bounded pieces of work, none of which may take long; those that migrate or copy may.
    pub(in crate::storage) fn open_bounded(&self, access: Access) -> Result<AnyConn, StorageError> {
        let mut conn = self.open(access)?;
        if let (Place::Postgres { patience, .. }, AnyConn::Pg(conn)) = (self, &mut conn) {
            conn.batch_execute(&patience.settings())?;
        }
        Ok(conn)
    }

    /// How long whoever asked waits for a transaction; `None` where the engine itself is never away.
    pub(in crate::storage) fn answer_within(&self) -> Option<Duration> {
        match self {
            Place::Sqlite { .. } => None,
            Place::Postgres { patience, .. } => Some(patience.answer()),
        }
    }
}

/// SQLite would make the file as readable as the machine's habits say, and gives the files beside it the same rights. What
/// is there keeps its own, and of what cannot be made SQLite says why.
fn make_private(path: &Path) {
    let _ = OpenOptions::new().write(true).create_new(true).mode(SQLITE_FILE_MODE).open(path);
}

/// Turning WAL on does not wait as other statements do, so two programs that start at once on a new file meet here.
fn set_up_sqlite(conn: &mut SqliteConnection, access: Access) -> QueryResult<()> {
    let pragmas = sqlite_pragmas(access);
    let began = Instant::now();
    loop {
        match conn.batch_execute(&pragmas) {
            Err(error) if error.to_string().contains("locked") && began.elapsed() < SQLITE_BUSY_TIMEOUT => {
                std::thread::sleep(SQLITE_SET_UP_PAUSE);
            }
            done => return done,
        }
    }
}

/// `busy_timeout` comes first, so that the statements after it wait too.
fn sqlite_pragmas(access: Access) -> String {
    let busy = SQLITE_BUSY_TIMEOUT.as_millis();
    let shared = format!(
        "PRAGMA busy_timeout={busy}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; \
         PRAGMA secure_delete=ON; PRAGMA cache_size=-{SQLITE_CACHE_KIB}; PRAGMA mmap_size={SQLITE_MMAP_BYTES}; PRAGMA temp_store=MEMORY;"
    );
    match access {
        Access::Write => shared,
        Access::ReadOnly => format!("{shared} PRAGMA query_only=ON;"),
        Access::Watch => format!("{shared} PRAGMA query_only=ON; PRAGMA cache_size=0; PRAGMA busy_timeout=0;"),
    }
}

fn is_read_only(error: &diesel::result::Error) -> bool {
    let text = error.to_string();
    text.contains("readonly database") || text.contains("read-only transaction")
}

/// Makes connections for a pool. `establish` on the union would hide the real error, so the variant is built by hand.
#[derive(Debug, Clone)]
pub(in crate::storage) struct Opener {
    pub(in crate::storage) place: Place,
    pub(in crate::storage) access: Access,
}

impl ManageConnection for Opener {
    type Connection = Pooled;
    type Error = StorageError;

    fn connect(&self) -> Result<Pooled, StorageError> {
        Ok(Pooled { conn: self.place.open_bounded(self.access)?, used: Instant::now() })
    }

    fn is_valid(&self, conn: &mut Pooled) -> Result<(), StorageError> {
        if conn.used.elapsed() >= TRUSTED_FOR {
            conn.ping()?;
        }
        Ok(())
    }

    fn has_broken(&self, conn: &mut Pooled) -> bool {
        conn.used = Instant::now();
        conn.is_broken()
    }
}

/// A connection of a pool, and when it was last good.
pub(in crate::storage) struct Pooled {
    conn: AnyConn,
    used: Instant,
}

impl Deref for Pooled {
    type Target = AnyConn;

    fn deref(&self) -> &AnyConn {
        &self.conn
    }
}

impl DerefMut for Pooled {
    fn deref_mut(&mut self) -> &mut AnyConn {
        &mut self.conn
    }
}

/// Begins a writing transaction. A deferred one that reads first would fail at once with "database is locked" on SQLite.
pub(in crate::storage) fn begin_write(conn: &mut AnyConn) -> QueryResult<()> {
    match conn {
        AnyConn::Pg(conn) => AnsiTransactionManager::begin_transaction(conn),
        AnyConn::Sqlite(conn) => AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE"),
    }
}

/// Begins a writing transaction that is committed without waiting for the disk (PostgreSQL; in SQLite's group it would
/// wait for the others anyway). Whatever is committed after it and does wait brings it to the disk, too.
pub(in crate::storage) fn begin_repeatable(conn: &mut AnyConn) -> QueryResult<()> {
    match conn {
        AnyConn::Pg(conn) => {
            AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN; SET LOCAL synchronous_commit TO off")
        }
        AnyConn::Sqlite(_) => begin_write(conn),
    }
}

/// Begins a reading transaction that sees one moment; PostgreSQL refuses writes in it, SQLite's `query_only` does.
pub(in crate::storage) fn begin_read(conn: &mut AnyConn) -> QueryResult<()> {
    match conn {
        AnyConn::Pg(conn) => {
            AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        }
        AnyConn::Sqlite(conn) => AnsiTransactionManager::begin_transaction(conn),
    }
}

/// What a connection sees of everybody's commits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::storage) enum Seen {
    /// Changes whenever another connection commits; comparable on the same connection only.
    Sqlite(i64),
    /// Which transactions are visible: the same text, the same rows.
    Postgres(String),
}

diesel::table! {
    /// SQLite's own view of its `data_version`.
    pragma_data_version (data_version) {
        data_version -> BigInt,
    }
}

pub(in crate::storage) fn seen(conn: &mut AnyConn) -> QueryResult<Seen> {
    match conn {
        AnyConn::Sqlite(conn) => {
            pragma_data_version::table.select(pragma_data_version::data_version).get_result(conn).map(Seen::Sqlite)
        }
        AnyConn::Pg(conn) => {
            let snapshot = diesel::dsl::sql::<diesel::sql_types::Text>("pg_current_snapshot()::text");
            diesel::select(snapshot).get_result(conn).map(Seen::Postgres)
        }
    }
}

/// Begins a savepoint inside a transaction; `commit` and `rollback` end the innermost of both kinds.
pub(in crate::storage) fn begin_savepoint(conn: &mut AnyConn) -> QueryResult<()> {
    <AnyConn as TransactionManager<AnyConn>>::begin_transaction(conn)
}

pub(in crate::storage) fn commit(conn: &mut AnyConn) -> QueryResult<()> {
    <AnyConn as TransactionManager<AnyConn>>::commit_transaction(conn)
}

pub(in crate::storage) fn rollback(conn: &mut AnyConn) -> QueryResult<()> {
    <AnyConn as TransactionManager<AnyConn>>::rollback_transaction(conn)
}

/// How many transactions and savepoints are open.
pub(in crate::storage) fn depth(conn: &mut AnyConn) -> QueryResult<u32> {
    let status = <AnyConn as TransactionManager<AnyConn>>::transaction_manager_status_mut(conn);
    Ok(status.transaction_depth()?.map_or(0, std::num::NonZeroU32::get))
}

/// Undoes savepoints that a panic left open, down to the depth given.
pub(in crate::storage) fn rollback_to(conn: &mut AnyConn, wanted: u32) -> QueryResult<()> {
    while depth(conn)? > wanted {
        rollback(conn)?;
    }
    Ok(())
}

/// Brings the schema up to this program's, or to the version given, one process at a time; refuses a schema that is newer.
pub(in crate::storage) fn migrate(place: &Place, up_to: Option<&str>) -> Result<(), StorageError> {
    let mut conn = place.open(Access::Write)?;
    refuse_read_only(&mut conn, place)?;
    match &mut conn {
        AnyConn::Pg(conn) => {
            let began = Instant::now();
            while !takes_migration_lock(conn)? {
                if began.elapsed() > POSTGRES_LOCK_WAIT_MAX {
                    let minutes = POSTGRES_LOCK_WAIT_MAX.as_secs() / 60;
                    return Err(StorageError::Migration(format!(
                        "another program has been changing it for {minutes} minutes"
                    )));
                }
                std::thread::sleep(POSTGRES_LOCK_PAUSE);
            }
            // The lock goes with the connection, which is dropped at the end of this function.
            bring_up(conn, POSTGRES_MIGRATIONS, up_to)
        }
        AnyConn::Sqlite(conn) => {
            AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN EXCLUSIVE")?;
            match bring_up(conn, SQLITE_MIGRATIONS, up_to) {
                Ok(()) => Ok(AnsiTransactionManager::commit_transaction(conn)?),
                Err(error) => {
                    AnsiTransactionManager::rollback_transaction(conn)?;
                    Err(error)
                }
            }
        }
    }
}

/// Leaves a schema that is in use as it is: only a database that nobody ever used is set up. Another program may be
/// running on it, of the release that it was made by.
pub(in crate::storage) fn keep_schema(place: &Place) -> Result<(), StorageError> {
    let unused = match &mut place.open(Access::Write)? {
        // Its changes come in several transactions: the first start of a program may have been killed between two.
        AnyConn::Pg(conn) => holds_nothing(conn) || pending(conn, POSTGRES_MIGRATIONS)?,
        AnyConn::Sqlite(conn) => pending(conn, SQLITE_MIGRATIONS)?,
    };
    if unused { migrate(place, None) } else { Ok(()) }
}

/// Whether nobody and no brand was ever written down, also because there is no table for them yet.
fn holds_nothing(conn: &mut PgConnection) -> bool {
    let anything = "EXISTS (SELECT 1 FROM actors) OR EXISTS (SELECT 1 FROM brands)";
    let found = diesel::select(diesel::dsl::sql::<diesel::sql_types::Bool>(anything)).get_result::<bool>(conn);
    !found.unwrap_or(false)
}

/// Whether no migration ever ran; an error where some did and others are still to come.
fn pending<C, DB>(conn: &mut C, source: EmbeddedMigrations) -> Result<bool, StorageError>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB>,
    EmbeddedMigrations: MigrationSource<DB>,
{
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| StorageError::Migration(error.to_string());
    let is_unused = conn.applied_migrations().map_err(failed)?.is_empty();
    let to_come = if is_unused { Vec::new() } else { conn.pending_migrations(source).map_err(failed)? };
    match to_come.first() {
        None => Ok(is_unused),
        Some(first) => {
            Err(StorageError::OlderSchema { changes: to_come.len(), first: first.name().version().to_string() })
        }
    }
}

/// Asks again and again rather than waiting inside a statement: an index that is made concurrently waits for every
/// statement that began before it, and the one that waits for the lock would be one of them.
fn takes_migration_lock(conn: &mut PgConnection) -> QueryResult<bool> {
    let ask = format!("pg_try_advisory_lock({POSTGRES_MIGRATION_LOCK}, hashtext(current_schema()))");
    diesel::select(diesel::dsl::sql::<diesel::sql_types::Bool>(&ask)).get_result(conn)
}

fn refuse_read_only(conn: &mut AnyConn, place: &Place) -> Result<(), StorageError> {
    let read_only = match conn {
        AnyConn::Pg(conn) => {
            let setting = diesel::dsl::sql::<diesel::sql_types::Text>("current_setting('transaction_read_only')");
            diesel::select(setting).get_result::<String>(conn)? == "on"
        }
        // BEGIN IMMEDIATE alone succeeds on a read-only file, so something has to be written.
        AnyConn::Sqlite(conn) => match conn.batch_execute("BEGIN IMMEDIATE; CREATE TABLE probe (it); ROLLBACK") {
            Ok(()) => false,
            Err(error) if is_read_only(&error) => true,
            Err(error) => return Err(error.into()),
        },
    };
    if read_only { Err(StorageError::ReadOnly { place: place.name() }) } else { Ok(()) }
}

fn bring_up<C, DB>(conn: &mut C, source: EmbeddedMigrations, up_to: Option<&str>) -> Result<(), StorageError>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB> + BoxableConnection<DB> + 'static,
    EmbeddedMigrations: MigrationSource<DB>,
{
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| StorageError::Migration(error.to_string());
    let known: Vec<String> =
        source.migrations().map_err(failed)?.iter().map(|it| it.name().version().to_string()).collect();
    for version in conn.applied_migrations().map_err(failed)? {
        if !known.contains(&version.to_string()) {
            return Err(StorageError::NewerSchema { version: version.to_string() });
        }
    }
    if let Some(newer) = up_to.filter(|version| !known.iter().any(|it| it == version)) {
        return Err(StorageError::NewerSchema { version: newer.to_string() });
    }
    for migration in conn.pending_migrations(source).map_err(failed)? {
        if up_to.is_none_or(|last| migration.name().version().to_string().as_str() <= last) {
            if !migration.metadata().run_in_transaction() {
                // It may have been killed before it was noted down, with an index half made: it is begun anew.
                migration.revert(conn).map_err(failed)?;
            }
            conn.run_migration(&migration).map_err(failed)?;
        }
    }
    Ok(())
}

/// Tables in which words stand: where erased ones leave dead rows behind on PostgreSQL.
const POSTGRES_TABLES_WITH_WORDS: [&str; 16] = [
    "disclosures",
    "complaint_events",
    "complaints",
    "posts",
    "post_versions",
    "activities",
    "deliveries",
    "inbox",
    "passed_on",
    "requests",
    "reports",
    "sessions",
    "jobs",
    "causes",
    "search_entries",
    "search_texts",
];

/// Clears the files of what was erased before. On SQLite the log is copied into the file first, which holds up nobody, and
/// then emptied, for which writers wait a moment; `false` where somebody still reads what was before.
pub(in crate::storage) fn scrub(place: &Place) -> Result<bool, StorageError> {
    match &mut place.open(Access::Write)? {
        AnyConn::Sqlite(conn) => {
            conn.batch_execute("PRAGMA wal_checkpoint(PASSIVE)")?;
            conn.batch_execute(&format!("PRAGMA busy_timeout={}", SQLITE_SCRUB_WAIT.as_millis()))?;
            let done: Checkpointed = diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result(conn)?;
            Ok(done.busy == 0)
        }
        AnyConn::Pg(conn) => {
            // Each by itself: none of them may stand in a transaction, and none is worth waiting for.
            for table in POSTGRES_TABLES_WITH_WORDS {
                conn.batch_execute(&format!("VACUUM (SKIP_LOCKED) {table}"))?;
            }
            Ok(true)
        }
    }
}

#[derive(QueryableByName)]
struct Checkpointed {
    #[diesel(sql_type = diesel::sql_types::Integer)]
    busy: i32,
}

/// Writes the whole database anew, so that not even what was deleted before files were overwritten is left in it. Everybody
/// else has to wait: for the command line.
pub(in crate::storage) fn rewrite(place: &Place) -> Result<(), StorageError> {
    match &mut place.open(Access::Write)? {
        AnyConn::Sqlite(conn) => conn.batch_execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")?,
        AnyConn::Pg(conn) => {
            for table in POSTGRES_TABLES_WITH_WORDS {
                conn.batch_execute(&format!("VACUUM (FULL) {table}"))?;
            }
            conn.batch_execute("CHECKPOINT").or_else(|error| {
                tracing::info!(%error, "this role may not checkpoint; PostgreSQL does so by itself");
                Ok::<(), StorageError>(())
            })?;
        }
    }
    Ok(())
}

/// The newest migration that was run.
pub(in crate::storage) fn schema_version(conn: &mut AnyConn) -> Result<String, StorageError> {
    let newest = diesel::sql_query("SELECT MAX(version) AS version FROM __diesel_schema_migrations");
    let row: SchemaVersion = each!(conn, conn => newest.get_result(conn))?;
    Ok(row.version.unwrap_or_default())
}

#[derive(QueryableByName)]
struct SchemaVersion {
    #[diesel(sql_type = diesel::sql_types::Nullable<diesel::sql_types::Text>)]
    version: Option<String>,
}
