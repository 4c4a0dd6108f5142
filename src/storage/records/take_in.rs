//! Taking records in, some thousand at a time, with counts that stay exact whatever comes twice or changed.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Text};

use crate::crypto::random::Randomness;
use crate::domain::Timestamp;
use crate::domain::finding;
use crate::domain::ids::BrandId;
use crate::domain::record::{Companies, Month, Record, Response, Said, Subject};
use crate::storage::engine::{AnyConn, each};
use crate::storage::records::companies::brand_of;
use crate::storage::records::merge;
use crate::storage::schema::{record_counts, record_subjects, record_words, records};
use crate::storage::{StorageError, Tx};

/// One import or merge at a time writes on PostgreSQL; on SQLite there is one writer anyway.
const IMPORT_LOCK: i64 = 0x7265_636f_7264;
/// Rows of one INSERT on PostgreSQL, far below its 65 535 parameters.
const ROWS_PER_INSERT: usize = 1_000;

/// What an import knows of the database already, so that it asks once for what millions of rows share.
/// It belongs to committed transactions only: drop it when one fails.
#[derive(Debug, Default)]
pub struct Known {
    words: HashMap<String, i64>,
    subjects: HashMap<Subject, KnownSubject>,
    cells: HashMap<Cell, i64>,
    merges: i64,
}

#[derive(Debug, Clone, Copy)]
struct KnownSubject {
    id: i64,
    brand: BrandId,
    topic: i64,
}

/// Everything a figure asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Cell {
    brand: BrandId,
    month: Month,
    topic: i64,
    response: Response,
    timely: Said,
    disputed: Said,
}

/// What became of the records of one turn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    pub added: u64,
    pub changed: u64,
    pub unchanged: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = records, treat_none_as_null = true, treat_none_as_default_value = false)]
struct Row {
    id: i64,
    cell: i64,
    subject: i64,
    received: i32,
    sent: Option<i32>,
    state: String,
    via: i64,
    tags: i64,
    company_says: i64,
}

/// Adds what is new, changes what changed, and keeps every count with it. Companies that nobody knows get provisional brands.
pub fn take_in(
    tx: &mut Tx<'_>,
    known: &mut Known,
    companies: &Companies,
    batch: &[Record],
    now: Timestamp,
    random: &dyn Randomness,
) -> Result<Taken, StorageError> {
    lock(tx)?;
    forget_if_merged(tx, known)?;
    let mut taken = Taken::default();
    let mut rows: HashMap<i64, Row> = HashMap::with_capacity(batch.len());
    for record in batch {
        let row = row_of(tx, known, companies, record, now, random)?;
        match rows.entry(row.id) {
            Entry::Vacant(entry) => {
                entry.insert(row);
            }
            Entry::Occupied(entry) if *entry.get() == row => taken.unchanged += 1,
            Entry::Occupied(mut entry) => {
                entry.insert(row);
                taken.changed += 1;
            }
        }
    }
    let mut counts = Changes::default();
    let before = existing(tx, rows.keys().copied().collect())?;
    let mut rows: Vec<Row> = rows.into_values().collect();
    rows.sort_unstable_by_key(|row| row.id);
    let (mut added, mut changed) = (Vec::with_capacity(rows.len()), Vec::new());
    for row in rows {
        match before.get(&row.id) {
            Some(before) if *before == row => taken.unchanged += 1,
            Some(before) => {
                counts.count(before, -1);
                counts.count(&row, 1);
                changed.push(row);
            }
            None => {
                counts.count(&row, 1);
                added.push(row);
            }
        }
    }
    taken.added += added.len() as u64;
    taken.changed += changed.len() as u64;
    write(tx, &added, &changed)?;
    counts.write(tx)?;
    Ok(taken)
}

/// Turns of imports and merges follow each other: what one learns of the counts holds until it commits.
pub(super) fn lock(tx: &mut Tx<'_>) -> Result<(), StorageError> {
    if let AnyConn::Pg(conn) = tx.conn() {
        diesel::sql_query("SELECT pg_advisory_xact_lock($1)").bind::<BigInt, _>(IMPORT_LOCK).execute(conn)?;
    }
    Ok(())
}

/// Somebody may merge brands between two turns; what was known of them is then asked again.
fn forget_if_merged(tx: &mut Tx<'_>, known: &mut Known) -> Result<(), StorageError> {
    let merges = merge::merges(&mut tx.view())?;
    if known.merges != merges {
        known.subjects.clear();
        known.cells.clear();
        known.merges = merges;
    }
    Ok(())
}

fn row_of(
    tx: &mut Tx<'_>,
    known: &mut Known,
    companies: &Companies,
    record: &Record,
    now: Timestamp,
    random: &dyn Randomness,
) -> Result<Row, StorageError> {
    let subject = if let Some(subject) = known.subjects.get(&record.subject) {
        *subject
    } else {
        let topic = word(tx, &mut known.words, &record.subject.topic)?;
        let subject = subject(tx, companies, &record.subject, topic, now, random)?;
        known.subjects.insert(record.subject.clone(), subject);
        subject
    };
    let cell = Cell {
        brand: subject.brand,
        month: record.month(),
        topic: subject.topic,
        response: record.response,
        timely: record.timely,
        disputed: record.disputed,
    };
    let cell = if let Some(id) = known.cells.get(&cell) {
        *id
    } else {
        let id = cell_id(tx, &cell)?;
        known.cells.insert(cell, id);
        id
    };
    Ok(Row {
        id: record.id.stored(),
        cell,
        subject: subject.id,
        received: days(record.received),
        sent: record.sent.map(days),
        state: record.state.clone(),
        via: word(tx, &mut known.words, &record.via)?,
        tags: word(tx, &mut known.words, &record.tags)?,
        company_says: word(tx, &mut known.words, &record.company_says)?,
    })
}

/// Days of the common era, as the database keeps a date.
fn days(date: NaiveDate) -> i32 {
    date.num_days_from_ce()
}

fn word(tx: &mut Tx<'_>, known: &mut HashMap<String, i64>, word: &str) -> Result<i64, StorageError> {
    if let Some(id) = known.get(word) {
        return Ok(*id);
    }
    let kept = record_words::table.filter(record_words::word.eq(word)).select(record_words::id);
    let id = match kept.first(tx.conn()).optional()? {
        Some(id) => id,
        None => each!(tx.conn(), conn => diesel::insert_into(record_words::table)
            .values(record_words::word.eq(word))
            .returning(record_words::id)
            .get_result(conn))?,
    };
    known.insert(word.to_string(), id);
    Ok(id)
}

fn subject(
    tx: &mut Tx<'_>,
    companies: &Companies,
    subject: &Subject,
    topic: i64,
    now: Timestamp,
    random: &dyn Randomness,
) -> Result<KnownSubject, StorageError> {
    let kept: Option<(i64, Vec<u8>)> = record_subjects::table
        .filter(record_subjects::company.eq(&subject.company))
        .filter(record_subjects::topic.eq(topic))
        .filter(record_subjects::sub_topic.eq(&subject.sub_topic))
        .filter(record_subjects::issue.eq(&subject.issue))
        .filter(record_subjects::sub_issue.eq(&subject.sub_issue))
        .select((record_subjects::id, record_subjects::brand))
        .first(tx.conn())
        .optional()?;
    if let Some((id, brand)) = kept {
        return Ok(KnownSubject { id, brand: super::brand_id(&brand)?, topic });
    }
    let brand = brand_of(tx, companies, &subject.company, now, random)?;
    let row = (
        record_subjects::brand.eq(brand.bytes()),
        record_subjects::company.eq(&subject.company),
        record_subjects::topic.eq(topic),
        record_subjects::sub_topic.eq(&subject.sub_topic),
        record_subjects::issue.eq(&subject.issue),
        record_subjects::sub_issue.eq(&subject.sub_issue),
        record_subjects::count.eq(0),
    );
    let id = each!(tx.conn(), conn => diesel::insert_into(record_subjects::table)
        .values(row)
        .returning(record_subjects::id)
        .get_result(conn))?;
    index_text(tx, id, subject)?;
    Ok(KnownSubject { id, brand, topic })
}

/// Subjects whose words are read at once.
const INDEXED_AT_ONCE: i64 = 1_000;

/// Fills the text index from the subjects: after a restore, for a backup leaves out what can be made again.
pub(in crate::storage) fn index_all(tx: &mut Tx<'_>) -> Result<(), StorageError> {
    let mut last = i64::MIN;
    while let Some(newest) = index_some(tx, last, INDEXED_AT_ONCE)? {
        last = newest;
    }
    Ok(())
}

/// Indexes some subjects after this one, those that are not; says which was the last.
pub(in crate::storage) fn index_some(tx: &mut Tx<'_>, after: i64, limit: i64) -> Result<Option<i64>, StorageError> {
    let rows: Vec<(i64, String, String, String, String, String)> = record_subjects::table
        .inner_join(record_words::table.on(record_words::id.eq(record_subjects::topic)))
        .filter(record_subjects::id.gt(after))
        .order(record_subjects::id)
        .limit(limit)
        .select((
            record_subjects::id,
            record_subjects::company,
            record_words::word,
            record_subjects::sub_topic,
            record_subjects::issue,
            record_subjects::sub_issue,
        ))
        .load(tx.conn())?;
    let newest = rows.last().map(|it| it.0);
    for (id, company, topic, sub_topic, issue, sub_issue) in rows {
        index_text(tx, id, &Subject { company, topic, sub_topic, issue, sub_issue })?;
    }
    Ok(newest)
}

/// The source writes English.
const LANGUAGE: &str = "en";

/// Both engines are given the same words, cut by our own rule, so that both find the same. What is there stays.
fn index_text(tx: &mut Tx<'_>, id: i64, subject: &Subject) -> Result<(), StorageError> {
    let Subject { company, topic, sub_topic, issue, sub_issue } = subject;
    let text = format!("{company} {topic} {sub_topic} {issue} {sub_issue}");
    let words = finding::terms(&text, Some(LANGUAGE));
    match tx.conn() {
        AnyConn::Sqlite(conn) => diesel::sql_query(
            "INSERT INTO record_texts (rowid, words) SELECT ?1, ?2 \
             WHERE NOT EXISTS (SELECT 1 FROM record_texts WHERE rowid = ?1)",
        )
        .bind::<BigInt, _>(id)
        .bind::<Text, _>(words.join(" "))
        .execute(conn)?,
        AnyConn::Pg(conn) => diesel::sql_query(
            "INSERT INTO record_texts (subject, words) VALUES ($1, array_to_tsvector($2)) ON CONFLICT DO NOTHING",
        )
        .bind::<BigInt, _>(id)
        .bind::<Array<Text>, _>(words)
        .execute(conn)?,
    };
    Ok(())
}

fn cell_id(tx: &mut Tx<'_>, cell: &Cell) -> Result<i64, StorageError> {
    let kept: Option<i64> = record_counts::table
        .filter(record_counts::brand.eq(cell.brand.bytes()))
        .filter(record_counts::month.eq(cell.month.stored()))
        .filter(record_counts::topic.eq(cell.topic))
        .filter(record_counts::response.eq(cell.response as i32))
        .filter(record_counts::timely.eq(cell.timely as i32))
        .filter(record_counts::disputed.eq(cell.disputed as i32))
        .select(record_counts::id)
        .first(tx.conn())
        .optional()?;
    if let Some(id) = kept {
        return Ok(id);
    }
    let row = (
        record_counts::brand.eq(cell.brand.bytes()),
        record_counts::month.eq(cell.month.stored()),
        record_counts::topic.eq(cell.topic),
        record_counts::response.eq(cell.response as i32),
        record_counts::timely.eq(cell.timely as i32),
        record_counts::disputed.eq(cell.disputed as i32),
        record_counts::count.eq(0),
    );
    Ok(each!(tx.conn(), conn => diesel::insert_into(record_counts::table)
        .values(row)
        .returning(record_counts::id)
        .get_result(conn))?)
}

/// The rows that are there already. SQLite answers single questions from prepared statements faster than one long list.
fn existing(tx: &mut Tx<'_>, ids: Vec<i64>) -> Result<HashMap<i64, Row>, StorageError> {
    match tx.conn() {
        AnyConn::Sqlite(conn) => {
            let mut found = HashMap::new();
            for id in ids {
                if let Some(row) = records::table.find(id).first::<Row>(conn).optional()? {
                    found.insert(id, row);
                }
            }
            Ok(found)
        }
        AnyConn::Pg(conn) => {
            let rows: Vec<Row> = records::table.filter(records::id.eq_any(ids)).load(conn)?;
            Ok(rows.into_iter().map(|row| (row.id, row)).collect())
        }
    }
}

fn write(tx: &mut Tx<'_>, added: &[Row], changed: &[Row]) -> Result<(), StorageError> {
    match tx.conn() {
        AnyConn::Sqlite(conn) => {
            for row in added {
                diesel::insert_into(records::table).values(row).execute(conn)?;
            }
        }
        AnyConn::Pg(conn) => {
            for rows in added.chunks(ROWS_PER_INSERT) {
                diesel::insert_into(records::table).values(rows).execute(conn)?;
            }
        }
    }
    for row in changed {
        each!(tx.conn(), conn => diesel::update(records::table.find(row.id)).set(row).execute(conn))?;
    }
    Ok(())
}

/// By how much counts change in one turn: each is written once.
#[derive(Default)]
struct Changes {
    cells: HashMap<i64, i64>,
    subjects: HashMap<i64, i64>,
}

impl Changes {
    fn count(&mut self, row: &Row, by: i64) {
        *self.cells.entry(row.cell).or_default() += by;
        *self.subjects.entry(row.subject).or_default() += by;
    }

    fn write(self, tx: &mut Tx<'_>) -> Result<(), StorageError> {
        for (cell, by) in self.cells.into_iter().filter(|it| it.1 != 0) {
            each!(tx.conn(), conn => diesel::update(record_counts::table.find(cell))
                .set(record_counts::count.eq(record_counts::count + by))
                .execute(conn))?;
        }
        for (subject, by) in self.subjects.into_iter().filter(|it| it.1 != 0) {
            each!(tx.conn(), conn => diesel::update(record_subjects::table.find(subject))
                .set(record_subjects::count.eq(record_subjects::count + by))
                .execute(conn))?;
        }
        Ok(())
    }
}
