//! The whole database as lines of JSON, and back: the same file restores into either engine.
//!
//! First a line that says what the file is, then for every table a line with its columns and one line for every row,
//! last a line with the number of rows, so that a file that was cut off is known. Binary values are hexadecimal.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, Write};

use diesel::connection::{DefaultLoadingMode, SimpleConnection};
use diesel::pg::PgRowByRowLoadingMode;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use serde::{Deserialize, Serialize};

use crate::domain::Timestamp;
use crate::storage::engine::{self, Access, AnyConn, Place, each};
use crate::storage::patience::Patience;
use crate::storage::{Db, StorageError, Tx, records, search};

const FORMAT: u32 = 1;
/// Rows, and bytes of rows, that one statement of a restore carries.
const ROWS_PER_STATEMENT: usize = 200;
const BYTES_PER_STATEMENT: usize = 1024 * 1024;
/// What diesel keeps by itself; text indexes that a restore makes again from the texts; pictures that are fetched again.
const LEFT_OUT: [&str; 4] = ["__diesel_schema_migrations", "record_texts", "search_texts", "pictures"];

#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("the backup cannot be read or written: {0}")]
    Io(#[from] io::Error),
    #[error("line {line} of the backup cannot be read: {why}")]
    Unreadable { line: u64, why: String },
    #[error("this is no backup of Redress")]
    NotABackup,
    #[error("the backup was written in format {0}, which this program does not know")]
    OtherFormat(u32),
    #[error("the backup ends before its last line; it was cut off")]
    CutOff,
    #[error("the database at {place} is not empty; a backup is restored into an empty one")]
    NotEmpty { place: String },
}

impl From<diesel::result::Error> for BackupError {
    fn from(error: diesel::result::Error) -> BackupError {
        StorageError::from(error).into()
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct Header {
    redress_backup: u32,
    /// The newest migration of the database.
    schema: String,
    at: Timestamp,
}

#[derive(Debug, Serialize, Deserialize)]
struct TableLine {
    table: String,
    columns: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct EndLine {
    rows: u64,
}

/// What a backup or a restore came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    pub tables: usize,
    pub rows: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Column {
    name: String,
    kind: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Table {
    name: String,
    columns: Vec<Column>,
    /// Tables whose rows must be there before.
    needs: BTreeSet<String>,
}

impl Db {
    /// Writes everything as it is at one moment, while the server runs. Blocks.
    pub fn back_up(&self, out: &mut impl Write, at: Timestamp) -> Result<Summary, BackupError> {
        let mut conn = self.inner.place.open(Access::ReadOnly)?;
        engine::begin_read(&mut conn)?;
        let schema = engine::schema_version(&mut conn)?;
        write_line(out, &Header { redress_backup: FORMAT, schema, at })?;
        let tables = in_order(tables(&mut conn)?);
        let mut rows = 0;
        for table in &tables {
            let columns = table.columns.iter().map(|it| it.name.clone()).collect();
            write_line(out, &TableLine { table: table.name.clone(), columns })?;
            rows += write_rows(&mut conn, table, out)?;
        }
        write_line(out, &EndLine { rows })?;
        out.flush()?;
        engine::rollback_to(&mut conn, 0)?;
        Ok(Summary { tables: tables.len(), rows })
    }
}

/// Fills an empty database from a backup, all or nothing, and brings its schema up to this program's. Blocks.
pub fn restore(url: &str, input: impl BufRead) -> Result<Summary, BackupError> {
    let place = Place::of(url, Patience::default())?;
    let mut lines = input.lines();
    let first = lines.next().ok_or(BackupError::NotABackup)??;
    let header: Header = serde_json::from_str(&first).map_err(|_| BackupError::NotABackup)?;
    if header.redress_backup != FORMAT {
        return Err(BackupError::OtherFormat(header.redress_backup));
    }
    engine::migrate(&place, Some(&header.schema))?;
    let mut conn = place.open(Access::Write)?;
    engine::begin_write(&mut conn)?;
    let restored = fill(&mut conn, &place, lines);
    match restored {
        Ok(summary) => {
            engine::commit(&mut conn)?;
            drop(conn);
            engine::migrate(&place, None)?;
            Ok(summary)
        }
        Err(error) => {
            engine::rollback_to(&mut conn, 0)?;
            Err(error)
        }
    }
}

fn write_line(out: &mut impl Write, line: &impl Serialize) -> Result<(), BackupError> {
    serde_json::to_writer(&mut *out, line).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}

#[derive(QueryableByName)]
struct RowText {
    #[diesel(sql_type = Text)]
    row: String,
}

/// Streams the rows of one table; memory does not grow with it.
fn write_rows(conn: &mut AnyConn, table: &Table, out: &mut impl Write) -> Result<u64, BackupError> {
    let mut count = 0;
    let mut keep = |row: QueryResult<RowText>| -> Result<(), BackupError> {
        out.write_all(row?.row.as_bytes())?;
        out.write_all(b"\n")?;
        count += 1;
        Ok(())
    };
    match conn {
        AnyConn::Pg(conn) => {
            let parts: Vec<String> = table.columns.iter().map(pg_read).collect();
            let sql =
                format!("SELECT json_build_array({})::text AS row FROM {}", parts.join(", "), quoted(&table.name));
            for row in diesel::sql_query(sql).load_iter::<RowText, PgRowByRowLoadingMode>(conn)? {
                keep(row)?;
            }
        }
        AnyConn::Sqlite(conn) => {
            let parts: Vec<String> = table.columns.iter().map(sqlite_read).collect();
            let sql = format!("SELECT json_array({}) AS row FROM {}", parts.join(", "), quoted(&table.name));
            for row in diesel::sql_query(sql).load_iter::<RowText, DefaultLoadingMode>(conn)? {
                keep(row)?;
            }
        }
    }
    Ok(count)
}

fn fill(
    conn: &mut AnyConn,
    place: &Place,
    lines: impl Iterator<Item = io::Result<String>>,
) -> Result<Summary, BackupError> {
    let known: BTreeMap<String, Table> = tables(conn)?.into_iter().map(|table| (table.name.clone(), table)).collect();
    refuse_filled(conn, place, known.values())?;
    let mut summary = Summary { tables: 0, rows: 0 };
    let mut filling: Option<Filling> = None;
    // The header was the first line.
    for (number, line) in (2..).zip(lines) {
        let line = line?;
        if line.starts_with('[') {
            let filling = filling.as_mut().ok_or(BackupError::NotABackup)?;
            summary.rows += 1;
            filling.add(conn, line)?;
            continue;
        }
        if let Some(done) = filling.take() {
            done.finish(conn)?;
        }
        if let Ok(end) = serde_json::from_str::<EndLine>(&line) {
            if end.rows != summary.rows {
                return Err(BackupError::CutOff);
            }
            set_sequences(conn, known.values())?;
            records::index_all(&mut Tx::new(conn))?;
            // A backup from before there was a search is indexed by the job that its migration puts in line.
            if known.contains_key("profiles") {
                search::index_all(&mut Tx::new(conn))?;
            }
            return Ok(summary);
        }
        let unreadable = |why: String| BackupError::Unreadable { line: number, why };
        let head: TableLine = serde_json::from_str(&line).map_err(|why| unreadable(why.to_string()))?;
        let table = known.get(&head.table).ok_or_else(|| unreadable(format!("no table {}", head.table)))?;
        filling = Some(Filling::new(conn, table, &head.columns).map_err(unreadable)?);
        summary.tables += 1;
    }
    Err(BackupError::CutOff)
}

/// Rows of one table on their way into the database, several in one statement.
struct Filling {
    sql: String,
    rows: Vec<String>,
    bytes: usize,
}

impl Filling {
    fn new(conn: &AnyConn, table: &Table, columns: &[String]) -> Result<Filling, String> {
        let mut names = Vec::new();
        let mut values = Vec::new();
        for (place, name) in columns.iter().enumerate() {
            let column = table.columns.iter().find(|it| it.name == *name);
            let column = column.ok_or_else(|| format!("{} has no column {name}", table.name))?;
            names.push(quoted(name));
            values.push(match conn {
                AnyConn::Pg(_) => pg_write(column, place),
                AnyConn::Sqlite(_) => sqlite_write(column, place),
            });
        }
        let (names, values) = (names.join(", "), values.join(", "));
        let source = match conn {
            AnyConn::Pg(_) => "json_array_elements($1::json) AS one(value)",
            AnyConn::Sqlite(_) => "json_each($1) AS one",
        };
        let sql = format!("INSERT INTO {} ({names}) SELECT {values} FROM {source}", quoted(&table.name));
        Ok(Filling { sql, rows: Vec::new(), bytes: 0 })
    }

    fn add(&mut self, conn: &mut AnyConn, row: String) -> Result<(), BackupError> {
        self.bytes += row.len();
        self.rows.push(row);
        if self.rows.len() >= ROWS_PER_STATEMENT || self.bytes >= BYTES_PER_STATEMENT {
            self.insert(conn)?;
        }
        Ok(())
    }

    fn finish(mut self, conn: &mut AnyConn) -> Result<(), BackupError> {
        self.insert(conn)
    }

    fn insert(&mut self, conn: &mut AnyConn) -> Result<(), BackupError> {
        if !self.rows.is_empty() {
            let rows = format!("[{}]", self.rows.join(","));
            each!(conn, conn => diesel::sql_query(&self.sql).bind::<Text, _>(rows).execute(conn))?;
            self.rows.clear();
            self.bytes = 0;
        }
        Ok(())
    }
}

fn refuse_filled<'t>(
    conn: &mut AnyConn,
    place: &Place,
    tables: impl Iterator<Item = &'t Table>,
) -> Result<(), BackupError> {
    for table in tables {
        let sql = format!("SELECT 'x' AS row FROM {} LIMIT 1", quoted(&table.name));
        let rows: Vec<RowText> = each!(&mut *conn, conn => diesel::sql_query(&sql).load(conn))?;
        if !rows.is_empty() {
            return Err(BackupError::NotEmpty { place: place.name() });
        }
    }
    Ok(())
}

/// Numbers that PostgreSQL gives out go on after the highest one restored. SQLite does that by itself.
fn set_sequences<'t>(conn: &mut AnyConn, tables: impl Iterator<Item = &'t Table>) -> Result<(), BackupError> {
    let AnyConn::Pg(conn) = conn else { return Ok(()) };
    for table in tables.filter(|table| table.columns.iter().any(|it| it.name == "id" && it.kind == "bigint")) {
        let name = quoted(&table.name);
        let sequence = format!("pg_get_serial_sequence('{name}', 'id')");
        conn.batch_execute(&format!(
            "SELECT setval({sequence}, (SELECT MAX(id) FROM {name})) \
             WHERE {sequence} IS NOT NULL AND EXISTS (SELECT 1 FROM {name})"
        ))?;
    }
    Ok(())
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn is_binary(column: &Column) -> bool {
    matches!(column.kind.as_str(), "bytea" | "blob")
}

fn pg_read(column: &Column) -> String {
    let name = quoted(&column.name);
    if is_binary(column) { format!("encode({name}, 'hex')") } else { name }
}

fn sqlite_read(column: &Column) -> String {
    let name = quoted(&column.name);
    if is_binary(column) { format!("CASE WHEN {name} IS NULL THEN NULL ELSE lower(hex({name})) END") } else { name }
}

fn pg_write(column: &Column, place: usize) -> String {
    let text = format!("(value->>{place})");
    if is_binary(column) { format!("decode({text}, 'hex')") } else { format!("{text}::{}", column.kind) }
}

fn sqlite_write(column: &Column, place: usize) -> String {
    let value = format!("json_extract(one.value, '$[{place}]')");
    if is_binary(column) { format!("unhex({value})") } else { value }
}

#[derive(QueryableByName)]
struct ColumnRow {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    kind: String,
}

#[derive(QueryableByName)]
struct NeedRow {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Nullable<Text>)]
    needs: Option<String>,
}

const PG_COLUMNS: &str = "SELECT c.table_name::text AS table_name, c.column_name::text AS column_name, \
       c.data_type::text AS kind \
     FROM information_schema.columns c JOIN information_schema.tables t \
       ON t.table_schema = c.table_schema AND t.table_name = c.table_name \
     WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER' \
     ORDER BY c.table_name, c.ordinal_position";
const PG_NEEDS: &str = "SELECT source.relname::text AS table_name, target.relname::text AS needs \
     FROM pg_constraint k JOIN pg_class source ON source.oid = k.conrelid \
       JOIN pg_class target ON target.oid = k.confrelid \
     WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace";
/// Virtual tables and what lies behind them fill themselves by triggers.
const SQLITE_COLUMNS: &str = "SELECT t.name AS table_name, c.name AS column_name, lower(c.type) AS kind \
     FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c \
     WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND c.hidden = 0 \
     ORDER BY t.name, c.cid";
const SQLITE_NEEDS: &str = "SELECT t.name AS table_name, f.\"table\" AS needs \
     FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f WHERE t.schema = 'main' AND t.type = 'table'";

/// Our own tables as the database itself describes them.
fn tables(conn: &mut AnyConn) -> Result<Vec<Table>, BackupError> {
    let (columns, needs): (Vec<ColumnRow>, Vec<NeedRow>) = match conn {
        AnyConn::Pg(conn) => (diesel::sql_query(PG_COLUMNS).load(conn)?, diesel::sql_query(PG_NEEDS).load(conn)?),
        AnyConn::Sqlite(conn) => {
            (diesel::sql_query(SQLITE_COLUMNS).load(conn)?, diesel::sql_query(SQLITE_NEEDS).load(conn)?)
        }
    };
    let mut found: BTreeMap<String, Table> = BTreeMap::new();
    for row in columns.into_iter().filter(|row| !LEFT_OUT.contains(&row.table_name.as_str())) {
        let table = found.entry(row.table_name.clone()).or_insert_with(|| Table {
            name: row.table_name,
            columns: Vec::new(),
            needs: BTreeSet::new(),
        });
        table.columns.push(Column { name: row.column_name, kind: row.kind });
    }
    for row in needs {
        if let (Some(table), Some(needs)) = (found.get_mut(&row.table_name), row.needs) {
            table.needs.insert(needs);
        }
    }
    Ok(found.into_values().collect())
}

/// Tables that others refer to come first. What refers in a circle comes last, in the order of names.
fn in_order(mut tables: Vec<Table>) -> Vec<Table> {
    let mut ordered: Vec<Table> = Vec::with_capacity(tables.len());
    while !tables.is_empty() {
        let done: BTreeSet<String> = ordered.iter().map(|it| it.name.clone()).collect();
        let ready = |table: &Table| table.needs.iter().all(|it| done.contains(it) || *it == table.name);
        let (now, later): (Vec<Table>, Vec<Table>) = tables.into_iter().partition(ready);
        if now.is_empty() {
            ordered.extend(later);
            break;
        }
        ordered.extend(now);
        tables = later;
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_that_others_need_come_first() {
        let table = |name: &str, needs: &[&str]| Table {
            name: name.into(),
            columns: Vec::new(),
            needs: needs.iter().map(|it| (*it).to_string()).collect(),
        };
        let ordered = in_order(vec![table("a", &["c"]), table("b", &["b"]), table("c", &["b"]), table("d", &["gone"])]);
        let names: Vec<&str> = ordered.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["b", "c", "a", "d"]);
    }
}
