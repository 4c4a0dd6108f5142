//! The rows behind a figure, and the search in them: newest first, a page at a time.

use std::collections::HashSet;
use std::fmt::Write;

use chrono::NaiveDate;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Bool, Text};

use crate::domain::finding::Query;
use crate::domain::ids::BrandId;
use crate::domain::record::{Month, RecordId, Response, Said};
use crate::storage::engine::AnyConn;
use crate::storage::schema::{record_counts, record_subjects, record_words, records};
use crate::storage::search::{fts5_query, tsquery};
use crate::storage::{StorageError, View};

pub const ROWS_PER_PAGE: u64 = 40;
/// In addresses: every kind of relief, which a board counts as one figure.
pub const ANY_RELIEF: &str = "any-relief";
/// Beyond this page nobody reads on; a filter finds it sooner.
const PAGE_MAX: u64 = 200;

/// Which records; every field narrows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub month: Option<Month>,
    /// Of this month or a later one.
    pub since: Option<Month>,
    pub topic: Option<String>,
    /// Any of these.
    pub responses: Vec<Response>,
    pub timely: Option<Said>,
    pub disputed: Option<Said>,
    /// Words that all occur in company, topic or issue; the last one may be a beginning.
    pub words: Query,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    pub records: Vec<Listed>,
    /// How many there are; not known when words and a figure's filter come together.
    pub total: Option<u64>,
    pub has_next: bool,
}

/// One record as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub id: RecordId,
    pub received: NaiveDate,
    pub sent: Option<NaiveDate>,
    pub company: String,
    pub topic: String,
    pub sub_topic: String,
    pub issue: String,
    pub sub_issue: String,
    pub response: Response,
    pub timely: Said,
    pub disputed: Said,
    pub company_says: String,
    pub state: String,
    pub via: String,
    pub tags: String,
}

/// Records that agree in everything a figure asks for, in one month.
struct Cell {
    id: i64,
    month: i32,
    count: u64,
}

/// Subjects that contain the words, with the number of their records.
struct Subjects {
    ids: Vec<i64>,
    records: u64,
}

/// The page with this number, from 0.
pub fn page(view: &mut View<'_>, brand: BrandId, filter: &Filter, number: u64) -> Result<Page, StorageError> {
    let skip = number.min(PAGE_MAX) * ROWS_PER_PAGE;
    let cells = cells(view, brand, filter)?;
    let total: u64 = cells.iter().map(|cell| cell.count).sum();
    // One more than is shown tells whether there is a next page.
    let (mut ids, total) = if filter.words.is_empty() {
        (newest(view, &cells, None, skip, ROWS_PER_PAGE + 1)?, Some(total))
    } else {
        let subjects = subjects(view, brand, &filter.words)?;
        let ids = found(view, &cells, &subjects, total, skip)?;
        (ids, (filter.without_words() == Filter::default()).then_some(subjects.records))
    };
    let has_next = ids.len() as u64 > ROWS_PER_PAGE && number < PAGE_MAX;
    ids.truncate(usize::try_from(ROWS_PER_PAGE).unwrap_or(usize::MAX));
    Ok(Page { records: load(view, &ids)?, total, has_next })
}

impl Filter {
    fn without_words(&self) -> Filter {
        Filter { words: Query::default(), ..self.clone() }
    }
}

/// The cells that the filter leaves, newest month first.
fn cells(view: &mut View<'_>, brand: BrandId, filter: &Filter) -> Result<Vec<Cell>, StorageError> {
    let mut query = record_counts::table
        .filter(record_counts::brand.eq(brand.bytes()))
        .filter(record_counts::count.gt(0))
        .order(record_counts::month.desc())
        .select((record_counts::id, record_counts::month, record_counts::count))
        .into_boxed();
    if let Some(month) = filter.month {
        query = query.filter(record_counts::month.eq(month.stored()));
    }
    if let Some(since) = filter.since {
        query = query.filter(record_counts::month.ge(since.stored()));
    }
    if let Some(topic) = &filter.topic {
        let word = record_words::table.filter(record_words::word.eq(topic)).select(record_words::id);
        let Some(topic) = word.first::<i64>(view.conn()).optional()? else { return Ok(Vec::new()) };
        query = query.filter(record_counts::topic.eq(topic));
    }
    if !filter.responses.is_empty() {
        let responses: Vec<i32> = filter.responses.iter().map(|it| *it as i32).collect();
        query = query.filter(record_counts::response.eq_any(responses));
    }
    if let Some(timely) = filter.timely {
        // As the figure counts: what is in progress is no answer yet.
        query = query
            .filter(record_counts::timely.eq(timely as i32))
            .filter(record_counts::response.ne(Response::InProgress as i32));
    }
    if let Some(disputed) = filter.disputed {
        query = query.filter(record_counts::disputed.eq(disputed as i32));
    }
    let rows: Vec<(i64, i32, i64)> = query.load(view.conn())?;
    rows.into_iter().map(|(id, month, count)| Ok(Cell { id, month, count: super::number(count)? })).collect()
}

/// The ids of `limit` records after the first `skip`, newest first. Without subjects, whole months are skipped by their counts;
/// with them, the months are read one by one.
fn newest(
    view: &mut View<'_>,
    cells: &[Cell],
    subjects: Option<&[i64]>,
    mut skip: u64,
    limit: u64,
) -> Result<Vec<i64>, StorageError> {
    let mut ids = Vec::new();
    for month in cells.chunk_by(|one, other| one.month == other.month) {
        let held: u64 = month.iter().map(|cell| cell.count).sum();
        if subjects.is_none() && skip >= held {
            skip -= held;
            continue;
        }
        let wanted = skip + limit - ids.len() as u64;
        let mut query = records::table
            .filter(records::cell.eq_any(month.iter().map(|cell| cell.id).collect::<Vec<_>>()))
            .order((records::received.desc(), records::id.desc()))
            .select(records::id)
            .limit(wanted.cast_signed())
            .into_boxed();
        if let Some(subjects) = subjects {
            query = query.filter(sql::<Bool>(&among("subject", subjects)));
        }
        let found: Vec<i64> = query.load(view.conn())?;
        let skipped = skip.min(found.len() as u64);
        skip -= skipped;
        ids.extend(found.into_iter().skip(usize::try_from(skipped).unwrap_or(usize::MAX)));
        if ids.len() as u64 >= limit {
            break;
        }
    }
    Ok(ids)
}

/// A rare word is looked up by its subjects and sorted; a frequent one is met soon by reading on from the newest.
/// Whichever reads fewer rows is taken, so that neither ever reads more than the root of them all.
fn found(
    view: &mut View<'_>,
    cells: &[Cell],
    subjects: &Subjects,
    total: u64,
    skip: u64,
) -> Result<Vec<i64>, StorageError> {
    let limit = ROWS_PER_PAGE + 1;
    if subjects.records == 0 || total == 0 {
        return Ok(Vec::new());
    }
    let read_on = (skip + limit).saturating_mul(total) / subjects.records;
    if read_on < subjects.records {
        return newest(view, cells, Some(&subjects.ids), skip, limit);
    }
    let cells: Vec<i64> = cells.iter().map(|cell| cell.id).collect();
    Ok(records::table
        .filter(records::subject.eq_any(subjects.ids.clone()))
        .filter(sql::<Bool>(&among("cell", &cells)))
        .order((records::received.desc(), records::id.desc()))
        .select(records::id)
        .limit(limit.cast_signed())
        .offset(skip.cast_signed())
        .load(view.conn())?)
}

/// A condition that filters rows without choosing the index: the sign keeps SQLite's planner from it.
fn among(column: &str, ids: &[i64]) -> String {
    let mut text = format!("+records.{column} IN (");
    for (index, id) in ids.iter().enumerate() {
        let _ = write!(text, "{}{id}", if index == 0 { "" } else { "," });
    }
    text.push(')');
    text
}

#[derive(QueryableByName)]
struct SubjectRow {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = BigInt)]
    count: i64,
}

fn subjects(view: &mut View<'_>, brand: BrandId, words: &Query) -> Result<Subjects, StorageError> {
    let rows: Vec<SubjectRow> = match view.conn() {
        AnyConn::Sqlite(conn) => diesel::sql_query(
            "SELECT id, count FROM record_subjects WHERE brand = ? AND count > 0 \
             AND id IN (SELECT rowid FROM record_texts WHERE record_texts MATCH ?)",
        )
        .bind::<Binary, _>(brand.bytes())
        .bind::<Text, _>(fts5_query(words))
        .load(conn)?,
        AnyConn::Pg(conn) => diesel::sql_query(
            "SELECT id, count FROM record_subjects WHERE brand = $1 AND count > 0 \
             AND id IN (SELECT subject FROM record_texts WHERE words @@ CAST($2 AS tsquery))",
        )
        .bind::<Binary, _>(brand.bytes())
        .bind::<Text, _>(tsquery(words))
        .load(conn)?,
    };
    let mut subjects = Subjects { ids: Vec::with_capacity(rows.len()), records: 0 };
    for row in rows {
        subjects.ids.push(row.id);
        subjects.records += super::number(row.count)?;
    }
    Ok(subjects)
}

type RecordRow = (i64, i32, Option<i32>, String, i64, i64, i64);
type SubjectTexts = (String, i64, String, String, String);

/// These records, in this order.
fn load(view: &mut View<'_>, ids: &[i64]) -> Result<Vec<Listed>, StorageError> {
    let rows: Vec<(RecordRow, SubjectTexts, (i32, i32, i32))> = records::table
        .inner_join(record_subjects::table.on(record_subjects::id.eq(records::subject)))
        .inner_join(record_counts::table.on(record_counts::id.eq(records::cell)))
        .filter(records::id.eq_any(ids.to_vec()))
        .order((records::received.desc(), records::id.desc()))
        .select((
            (
                records::id,
                records::received,
                records::sent,
                records::state,
                records::via,
                records::tags,
                records::company_says,
            ),
            (
                record_subjects::company,
                record_subjects::topic,
                record_subjects::sub_topic,
                record_subjects::issue,
                record_subjects::sub_issue,
            ),
            (record_counts::response, record_counts::timely, record_counts::disputed),
        ))
        .load(view.conn())?;
    let used: HashSet<i64> = rows.iter().flat_map(|(row, texts, _)| [row.4, row.5, row.6, texts.1]).collect();
    let words = super::words(view, used.into_iter())?;
    let word = |id: i64| super::word(&words, id).map(str::to_string);
    rows.into_iter()
        .map(|((id, received, sent, state, via, tags, says), texts, (response, timely, disputed))| {
            Ok(Listed {
                id: RecordId::from_stored(id)
                    .ok_or_else(|| StorageError::inconsistent("records", format!("no id: {id}")))?,
                received: date(received)?,
                sent: sent.map(date).transpose()?,
                company: texts.0,
                topic: word(texts.1)?,
                sub_topic: texts.2,
                issue: texts.3,
                sub_issue: texts.4,
                response: super::response_of(response)?,
                timely: super::said_of(timely)?,
                disputed: super::said_of(disputed)?,
                company_says: word(says)?,
                state,
                via: word(via)?,
                tags: word(tags)?,
            })
        })
        .collect()
}

fn date(stored: i32) -> Result<NaiveDate, StorageError> {
    NaiveDate::from_num_days_from_ce_opt(stored).ok_or_else(|| StorageError::inconsistent("records", "no date"))
}
