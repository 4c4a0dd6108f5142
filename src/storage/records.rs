//! Records, their counts and their search. Figures and first pages are read from counts, whatever the number of records.

mod companies;
mod imports;
mod listing;
mod merge;
mod take_in;

pub use companies::{Unplaced, unplaced};
pub use imports::{Progress, forget_progress, keep_progress, progress_of};
pub use listing::{ANY_RELIEF, Filter, Listed, Page, ROWS_PER_PAGE, page};
pub use merge::move_records;
pub use take_in::{Known, Taken, take_in};
pub(in crate::storage) use take_in::{index_all, index_some};

use std::collections::{BTreeMap, HashMap};

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::domain::ids::BrandId;
use crate::domain::record::{Figures, Month, Response, Said, Tally, company_key};
use crate::storage::schema::{brands, record_counts, record_words};
use crate::storage::{StorageError, View};

/// How many months of topics a board shows.
pub const BOARD_MONTHS: i32 = 12;
/// How many topics a board shows of those months.
const BOARD_TOPICS: usize = 5;

/// What a board says under "recorded elsewhere".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardSection {
    /// Of all records; its topics and months cover the last [`BOARD_MONTHS`] months only.
    pub figures: Figures,
    /// The months of the oldest and of the newest record.
    pub oldest: Month,
    pub latest: Month,
    /// The last months with their records, oldest first, those without any included.
    pub months: Vec<(Month, u64)>,
    /// The most frequent topics of those months.
    pub topics: Vec<(String, u64)>,
}

/// `None` for a brand without records.
pub fn board_section(view: &mut View<'_>, brand: BrandId) -> Result<Option<BoardSection>, StorageError> {
    let of_brand = record_counts::brand.eq(brand.bytes());
    let (oldest, latest): (Option<i32>, Option<i32>) = record_counts::table
        .filter(of_brand)
        .filter(record_counts::count.gt(0))
        .select((diesel::dsl::min(record_counts::month), diesel::dsl::max(record_counts::month)))
        .first(view.conn())?;
    let span = oldest.map(Month::from_stored).zip(latest.map(Month::from_stored));
    let Some((from, latest)) = span else { return Ok(None) };
    let mut figures = Figures::default();
    let kinds = (record_counts::response, record_counts::timely, record_counts::disputed);
    let outcomes: Vec<(i32, i32, i32, i64)> = record_counts::table
        .filter(of_brand)
        .group_by(kinds)
        .select((kinds.0, kinds.1, kinds.2, counted()))
        .load(view.conn())?;
    for (response, timely, disputed, count) in outcomes.into_iter().filter(|it| it.3 != 0) {
        figures.add_outcome(response_of(response)?, said_of(timely)?, said_of(disputed)?, number(count)?);
    }
    let oldest = latest.minus(BOARD_MONTHS - 1);
    let when = (record_counts::month, record_counts::topic);
    let topics: Vec<(i32, i64, i64)> = record_counts::table
        .filter(of_brand)
        .filter(record_counts::month.ge(oldest.stored()))
        .group_by(when)
        .select((when.0, when.1, counted()))
        .load(view.conn())?;
    let words = words(view, topics.iter().map(|it| it.1))?;
    for (month, topic, count) in topics.into_iter().filter(|it| it.2 != 0) {
        figures.add_topic(Month::from_stored(month), word(&words, topic)?, number(count)?);
    }
    Ok(Some(section(figures, from, latest)))
}

impl BoardSection {
    /// The first of the months that its topics are counted from.
    pub fn since(&self) -> Month {
        self.months.first().map_or(self.latest, |(month, _)| *month)
    }
}

fn section(figures: Figures, oldest: Month, latest: Month) -> BoardSection {
    let months = (0..BOARD_MONTHS)
        .map(|index| latest.minus(BOARD_MONTHS - 1 - index))
        .map(|month| (month, figures.months.get(&month).map_or(0, |topics| topics.values().sum())))
        .collect();
    let mut topics: Vec<(String, u64)> = figures.topics.iter().map(|(topic, count)| (topic.clone(), *count)).collect();
    topics.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    topics.truncate(BOARD_TOPICS);
    BoardSection { figures, oldest, latest, months, topics }
}

/// The figures of every brand that has records, by domain, or by the normalised name of a brand without one.
pub fn all_figures(view: &mut View<'_>) -> Result<BTreeMap<String, Figures>, StorageError> {
    type Row = (Vec<u8>, i32, i64, i32, i32, i32, i64);
    let rows: Vec<Row> = record_counts::table
        .filter(record_counts::count.gt(0))
        .select((
            record_counts::brand,
            record_counts::month,
            record_counts::topic,
            record_counts::response,
            record_counts::timely,
            record_counts::disputed,
            record_counts::count,
        ))
        .load(view.conn())?;
    let names: Vec<(Vec<u8>, Option<String>, String)> =
        brands::table.select((brands::id, brands::domain, brands::name)).load(view.conn())?;
    let names: HashMap<Vec<u8>, String> =
        names.into_iter().map(|(id, domain, name)| (id, domain.unwrap_or_else(|| company_key(&name)))).collect();
    let words = words(view, rows.iter().map(|it| it.2))?;
    let mut figures: BTreeMap<String, Figures> = BTreeMap::new();
    for (brand, month, topic, response, timely, disputed, count) in rows {
        let name = names.get(&brand).ok_or_else(|| StorageError::inconsistent("record_counts", "no such brand"))?;
        figures.entry(name.clone()).or_default().add(&Tally {
            month: Month::from_stored(month),
            topic: word(&words, topic)?.to_string(),
            response: response_of(response)?,
            timely: said_of(timely)?,
            disputed: said_of(disputed)?,
            count: number(count)?,
        });
    }
    Ok(figures)
}

/// PostgreSQL's sum of integers is a decimal; the cast makes it a number on both engines.
fn counted() -> diesel::expression::SqlLiteral<BigInt> {
    sql::<BigInt>("CAST(SUM(count) AS BIGINT)")
}

/// The texts behind these numbers.
fn words(view: &mut View<'_>, ids: impl Iterator<Item = i64>) -> Result<HashMap<i64, String>, StorageError> {
    let mut ids: Vec<i64> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    let rows: Vec<(i64, String)> = record_words::table.filter(record_words::id.eq_any(ids)).load(view.conn())?;
    Ok(rows.into_iter().collect())
}

fn word(words: &HashMap<i64, String>, id: i64) -> Result<&str, StorageError> {
    words
        .get(&id)
        .map(String::as_str)
        .ok_or_else(|| StorageError::inconsistent("record_words", format!("no word {id}")))
}

fn response_of(stored: i32) -> Result<Response, StorageError> {
    Response::from_stored(stored)
        .ok_or_else(|| StorageError::inconsistent("record_counts", format!("response {stored}")))
}

fn said_of(stored: i32) -> Result<Said, StorageError> {
    Said::from_stored(stored).ok_or_else(|| StorageError::inconsistent("record_counts", format!("said {stored}")))
}

fn number(stored: i64) -> Result<u64, StorageError> {
    u64::try_from(stored).map_err(|_| StorageError::inconsistent("record_counts", format!("count {stored}")))
}

fn brand_id(stored: &[u8]) -> Result<BrandId, StorageError> {
    BrandId::from_bytes(stored).map_err(|error| StorageError::inconsistent("brands", error))
}
