//! Every statement that a story makes the database run is asked for its plan when the story ends: none may read a whole table.
//!
//! Tables are small in tests and grow outside, so the engines are kept from reading a table just because it is small (PostgreSQL), or plan by rule anyway (SQLite without
//! statistics). What may read a whole table all the same stands in `plans.tsv`, with the reason.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, Once};

use diesel::connection::{Instrumentation, InstrumentationEvent, SimpleConnection, set_default_instrumentation};
use diesel::sql_types::Text;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};

use crate::support::database::Engine;

/// What stands between the text of a statement and its values when diesel shows it.
const BEFORE_VALUES: &str = " -- binds: ";
/// Statements that one process is listened to: whoever asks for more asks for the same again, and writing down each text takes time.
const LISTENED_MAX: usize = 20_000;
/// What PostgreSQL's protocol has room for.
const VALUES_MAX: usize = 65_535;
/// Engine, table, part of the statement, reason.
const ALLOWED: &str = include_str!("../plans.tsv");

static LISTENED: AtomicUsize = AtomicUsize::new(0);
static HEARD: Mutex<BTreeSet<(bool, String)>> = Mutex::new(BTreeSet::new());
/// Everything that is asked while somebody counts, in order.
static COUNTED: Mutex<Option<Vec<String>>> = Mutex::new(None);

/// From now on all that any connection is asked is kept, until [`counted`] takes it.
pub fn count() {
    *COUNTED.lock().unwrap() = Some(Vec::new());
}

/// What was asked since [`count`], what begins and ends transactions included.
pub fn counted() -> Vec<String> {
    COUNTED.lock().unwrap().take().unwrap_or_default()
}

fn keep_counted(query: &dyn fmt::Display) {
    if let Some(counted) = COUNTED.lock().unwrap().as_mut() {
        let mut text = TextAlone(String::new());
        // It ends where the values begin.
        let _ = write!(text, "{query}");
        counted.push(text.0);
    }
}

/// Hears what every connection from now on is asked.
pub fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| set_default_instrumentation(listener).unwrap());
}

#[expect(clippy::unnecessary_wraps, reason = "what diesel takes")]
fn listener() -> Option<Box<dyn Instrumentation>> {
    let mut postgres = false;
    Some(Box::new(move |event: InstrumentationEvent<'_>| match event {
        InstrumentationEvent::StartEstablishConnection { url, .. } => postgres = url.starts_with("postgres"),
        InstrumentationEvent::StartQuery { query, .. } => {
            keep_counted(query);
            if LISTENED.fetch_add(1, Ordering::Relaxed) >= LISTENED_MAX {
                return;
            }
            let mut text = TextAlone(String::new());
            // What has no values is a script or a setting of the connection, and is written to its end.
            if write!(text, "{query}").is_err()
                && ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"]
                    .iter()
                    .any(|verb| text.0.trim_start().starts_with(verb))
            {
                HEARD.lock().unwrap().insert((postgres, text.0));
            }
        }
        _ => (),
    }))
}

/// Takes the text of a statement and refuses its values, which are long and take long to write.
struct TextAlone(String);

impl fmt::Write for TextAlone {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        // It may have begun in the part before.
        let from = self.0.floor_char_boundary(self.0.len().saturating_sub(BEFORE_VALUES.len()));
        self.0.push_str(part);
        match self.0[from..].find(BEFORE_VALUES) {
            Some(at) => {
                self.0.truncate(from + at);
                Err(fmt::Error)
            }
            None => Ok(()),
        }
    }
}

/// Nobody hears what this connection is asked: the test looks behind the program's back.
pub fn overlook(conn: &mut impl Connection) {
    conn.set_instrumentation(|_: InstrumentationEvent<'_>| ());
}

/// Asks the database of a story for the plan of every statement that was heard; panics with those that read whole tables.
///
/// With `PLANS_REPORT=FILE` they are added to that file instead. A database that the story broke is not asked.
pub fn ask(engine: Engine, url: &str) {
    let postgres = engine == Engine::Postgres;
    let statements: Vec<String> = {
        let mut heard = HEARD.lock().unwrap();
        let others = heard.iter().filter(|it| it.0 != postgres).cloned().collect();
        std::mem::replace(&mut *heard, others).into_iter().map(|it| it.1).collect()
    };
    let found = catch_unwind(AssertUnwindSafe(|| match engine {
        Engine::Sqlite => {
            whole_reads(&mut SqliteConnection::establish(url.trim_start_matches("sqlite:")).ok()?, &statements)
        }
        Engine::Postgres => whole_reads(&mut PgConnection::establish(url).ok()?, &statements),
    }));
    let Ok(Some(found)) = found else { return };
    if found.is_empty() {
        return;
    }
    let mut said = String::new();
    for it in &found {
        writeln!(said, "{engine:?}\t{}\t{}", it.line, it.statement).unwrap();
    }
    let Some(file) = std::env::var_os("PLANS_REPORT") else {
        panic!(
            "These statements read a whole table. Give them an index, or a line in tests/integration/plans.tsv that says why they may:\n{said}"
        );
    };
    let mut report = std::fs::OpenOptions::new().append(true).create(true).open(file).unwrap();
    report.write_all(said.as_bytes()).unwrap();
}

/// A statement that reads a whole table, and the line of its plan that says so.
#[derive(Debug)]
pub struct WholeRead {
    pub line: String,
    pub statement: String,
}

/// An engine that tells how it would run a statement.
pub trait Planner: Connection {
    /// Once, before the first statement.
    fn prepare(&mut self) -> Option<()>;
    /// What the plans depend on: the indexes.
    fn indexes(&mut self) -> Option<String>;
    /// The lines of the plan that read a whole table; nothing when the engine does not know the statement any more.
    fn whole_reads_of(&mut self, statement: &str) -> Vec<String>;
    const NAME: &'static str;
}

/// Nothing when the database is not there.
pub fn whole_reads<C: Planner>(conn: &mut C, statements: &[String]) -> Option<Vec<WholeRead>> {
    overlook(conn);
    conn.prepare()?;
    let known = Known::of(&conn.indexes()?);
    let mut found = Vec::new();
    // Where a list is empty, diesel asks whether one is nought: neither engine reads anything for that.
    let nothing = |it: &String| ["WHERE (1=0)", "((1=0) AND", "AND (1=0)"].iter().any(|part| it.contains(part));
    for statement in statements.iter().filter(|it| !nothing(it) && !known.has(it)) {
        let lines = conn.whole_reads_of(statement);
        let refused = lines.into_iter().filter(|line| !is_allowed(C::NAME, line, statement)).collect::<Vec<_>>();
        if refused.is_empty() {
            known.add(statement);
        }
        found.extend(refused.into_iter().map(|line| WholeRead { line, statement: statement.clone() }));
    }
    Some(found)
}

fn is_allowed(engine: &str, line: &str, statement: &str) -> bool {
    ALLOWED.lines().filter(|it| !it.starts_with('#') && !it.is_empty()).any(|it| {
        let columns: Vec<&str> = it.split('\t').collect();
        let [on, table, part, _reason] = columns[..] else { panic!("plans.tsv: {it}: four columns are wanted") };
        (on == "both" || on == engine)
            && (table == "*" || line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == table))
            && match part.strip_suffix('$') {
                Some(end) => plain(statement).ends_with(end),
                None => plain(statement).contains(part),
            }
    })
}

/// A statement without that in which the engines differ: the quotes, and the names of values.
fn plain(statement: &str) -> String {
    let mut plain = String::with_capacity(statement.len());
    let mut rest = statement.chars().peekable();
    while let Some(it) = rest.next() {
        match it {
            '`' | '"' => (),
            '$' => {
                plain.push('?');
                while rest.next_if(char::is_ascii_digit).is_some() {}
            }
            other => plain.push(other),
        }
    }
    plain
}

/// Statements that were found good with these indexes, by this run or one before: each is asked once, not by every story.
struct Known(PathBuf);

impl Known {
    fn of(indexes: &str) -> Known {
        let mut hasher = DefaultHasher::new();
        (indexes, ALLOWED).hash(&mut hasher);
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("plans-{:016x}", hasher.finish()));
        std::fs::create_dir_all(&folder).unwrap();
        Known(folder)
    }

    fn place(&self, statement: &str) -> PathBuf {
        let mut hasher = DefaultHasher::new();
        statement.hash(&mut hasher);
        self.0.join(format!("{:016x}", hasher.finish()))
    }

    fn has(&self, statement: &str) -> bool {
        self.place(statement).exists()
    }

    fn add(&self, statement: &str) {
        std::fs::write(self.place(statement), "").unwrap();
    }
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    detail: String,
}

impl Planner for SqliteConnection {
    const NAME: &'static str = "sqlite";

    fn prepare(&mut self) -> Option<()> {
        self.batch_execute("PRAGMA query_only = ON; PRAGMA busy_timeout = 5000").ok()
    }

    fn indexes(&mut self) -> Option<String> {
        let lines: Vec<Line> =
            sql_query("SELECT coalesce(sql, name) AS detail FROM sqlite_master ORDER BY name").load(self).ok()?;
        Some(lines.into_iter().map(|it| it.detail).collect())
    }

    fn whole_reads_of(&mut self, statement: &str) -> Vec<String> {
        let lines: Vec<Line> = sql_query(format!("EXPLAIN QUERY PLAN {statement}")).load(self).unwrap_or_default();
        // An index over a few rows of a table is there to be read whole.
        let partial: Vec<Line> =
            sql_query("SELECT name AS detail FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'")
                .load(self)
                .unwrap();
        let whole = |it: &String| {
            let Some(read) = it.strip_prefix("SCAN ") else { return false };
            let from = read.split(' ').next().unwrap_or_default();
            let is_table = !statement.contains(&format!(") {from}"));
            is_table
                && !["VIRTUAL TABLE", "CONSTANT ROW", "-ROW VALUES CLAUSE"].iter().any(|part| read.contains(part))
                && !partial.iter().any(|index| read.split(' ').any(|word| word == index.detail))
        };
        lines.into_iter().map(|it| it.detail).filter(whole).collect()
    }
}

#[derive(QueryableByName)]
struct PgLine {
    #[diesel(sql_type = Text)]
    #[diesel(column_name = "QUERY PLAN")]
    line: String,
}

impl Planner for PgConnection {
    const NAME: &'static str = "postgres";

    fn prepare(&mut self) -> Option<()> {
        self.batch_execute(
            "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
             SET plan_cache_mode = force_generic_plan; SET statement_timeout = '10s'",
        )
        .ok()
    }

    fn indexes(&mut self) -> Option<String> {
        let lines: Vec<Line> = sql_query(
            "SELECT replace(indexdef, current_schema() || '.', '') AS detail FROM pg_indexes
             WHERE schemaname = current_schema() ORDER BY indexname",
        )
        .load(self)
        .ok()?;
        Some(lines.into_iter().map(|it| it.detail).collect())
    }

    fn whole_reads_of(&mut self, statement: &str) -> Vec<String> {
        if self.batch_execute(&format!("PREPARE it AS {statement}")).is_err() {
            return Vec::new();
        }
        let values =
            (1..=VALUES_MAX).take_while(|n| names_value(statement, *n)).map(|_| "NULL").collect::<Vec<_>>().join(", ");
        let asked = if values.is_empty() { "it".to_string() } else { format!("it({values})") };
        let lines: Vec<PgLine> = sql_query(format!("EXPLAIN EXECUTE {asked}")).load(self).unwrap_or_default();
        self.batch_execute("DEALLOCATE it").unwrap();
        lines.into_iter().map(|it| it.line.trim().to_string()).filter(|it| it.contains("Seq Scan on ")).collect()
    }
}

/// Whether `$number` stands in it.
fn names_value(statement: &str, number: usize) -> bool {
    let name = format!("${number}");
    statement
        .match_indices(&name)
        .any(|(at, _)| !statement[at + name.len()..].starts_with(|c: char| c.is_ascii_digit()))
}
