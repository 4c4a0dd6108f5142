//! Records: complaints that somebody else published as open data. One row of the US Consumer Financial Protection Bureau becomes one of these.

mod companies;
mod figures;
mod row;

pub use companies::{Companies, MappingError, company_key};
pub use figures::{Figures, Share, Tally};
pub use row::{Fields, ROW_BYTES_MAX, Split, split};

use chrono::{Datelike, NaiveDate};

/// The columns of the Bureau's file, in its order.
pub const COLUMNS: [&str; 18] = [
    "Date received",
    "Product",
    "Sub-product",
    "Issue",
    "Sub-issue",
    "Consumer complaint narrative",
    "Company public response",
    "Company",
    "State",
    "ZIP code",
    "Tags",
    "Consumer consent provided?",
    "Submitted via",
    "Date sent to company",
    "Company response to consumer",
    "Timely response?",
    "Consumer disputed?",
    "Complaint ID",
];

/// The longest text that a record keeps, in bytes; the longest one published so far has 154.
pub const TEXT_BYTES_MAX: usize = 500;

/// The Bureau opened in 2011; a date before this is a mistake.
const YEAR_MIN: i32 = 2000;

/// Who published the record. The number is kept in the database and never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    Cfpb = 1,
}

impl Source {
    pub fn name(self) -> &'static str {
        match self {
            Source::Cfpb => "cfpb",
        }
    }
}

/// A record's id: its source in the top byte, below it the number that the source gave. The same row always has the same id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(i64);

impl RecordId {
    const NUMBER_BITS: u32 = 55;

    /// `None` for a number that no id can carry.
    pub fn new(source: Source, number: u64) -> Option<RecordId> {
        let number = i64::try_from(number).ok().filter(|number| number >> Self::NUMBER_BITS == 0)?;
        Some(RecordId(((source as i64) << Self::NUMBER_BITS) | number))
    }

    /// `None` for an integer that is no id of a source we know.
    pub fn from_stored(stored: i64) -> Option<RecordId> {
        (stored >> Self::NUMBER_BITS == Source::Cfpb as i64).then_some(RecordId(stored))
    }

    pub fn stored(self) -> i64 {
        self.0
    }

    /// The number at the source.
    pub fn number(self) -> i64 {
        self.0 & ((1 << Self::NUMBER_BITS) - 1)
    }

    /// Where the source itself shows this record.
    pub fn source_url(self) -> String {
        format!("https://www.consumerfinance.gov/data-research/consumer-complaints/search/detail/{}", self.number())
    }
}

/// A calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    const PER_YEAR: i32 = 12;

    pub fn of(day: NaiveDate) -> Month {
        Month(day.year() * Self::PER_YEAR + day.month0().cast_signed())
    }

    /// Months since year nought, as the database keeps it.
    pub fn stored(self) -> i32 {
        self.0
    }

    pub fn from_stored(stored: i32) -> Month {
        Month(stored)
    }

    #[must_use]
    pub fn minus(self, months: i32) -> Month {
        Month(self.0.saturating_sub(months))
    }

    /// Reads `2023-08`.
    pub fn parse(text: &str) -> Option<Month> {
        let (year, month) = text.split_once('-')?;
        if year.len() != 4 || month.len() != 2 {
            return None;
        }
        NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1).map(Month::of)
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.0.div_euclid(Self::PER_YEAR), self.0.rem_euclid(Self::PER_YEAR) + 1)
    }
}

/// What the company did, in the Bureau's kinds. The number is kept in the database and never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Response {
    MonetaryRelief = 1,
    NonMonetaryRelief = 2,
    /// Until 2012 the Bureau did not say which kind of relief.
    Relief = 3,
    Explanation = 4,
    NoRelief = 5,
    Closed = 6,
    InProgress = 7,
    /// The company did not answer in time and nothing more is known.
    Untimely = 8,
    NotSaid = 9,
    /// A kind that the Bureau invented after this was written.
    Other = 10,
}

impl Response {
    /// The kinds that gave the person something.
    pub const RELIEF: [Response; 3] = [Response::MonetaryRelief, Response::NonMonetaryRelief, Response::Relief];

    pub const ALL: [Response; 10] = [
        Response::MonetaryRelief,
        Response::NonMonetaryRelief,
        Response::Relief,
        Response::Explanation,
        Response::NoRelief,
        Response::Closed,
        Response::InProgress,
        Response::Untimely,
        Response::NotSaid,
        Response::Other,
    ];

    /// The code that addresses, files and the message catalogue use.
    pub fn name(self) -> &'static str {
        match self {
            Response::MonetaryRelief => "monetary-relief",
            Response::NonMonetaryRelief => "non-monetary-relief",
            Response::Relief => "relief",
            Response::Explanation => "explanation",
            Response::NoRelief => "no-relief",
            Response::Closed => "closed",
            Response::InProgress => "in-progress",
            Response::Untimely => "untimely",
            Response::NotSaid => "not-said",
            Response::Other => "other",
        }
    }

    pub fn parse(name: &str) -> Option<Response> {
        Response::ALL.into_iter().find(|it| it.name() == name)
    }

    pub fn from_stored(stored: i32) -> Option<Response> {
        Response::ALL.into_iter().find(|it| *it as i32 == stored)
    }

    fn published(text: &str) -> Response {
        match text {
            "Closed with monetary relief" => Response::MonetaryRelief,
            "Closed with non-monetary relief" => Response::NonMonetaryRelief,
            "Closed with relief" => Response::Relief,
            "Closed with explanation" => Response::Explanation,
            "Closed without relief" => Response::NoRelief,
            "Closed" => Response::Closed,
            "In progress" => Response::InProgress,
            "Untimely response" => Response::Untimely,
            "" | "N/A" => Response::NotSaid,
            _ => Response::Other,
        }
    }
}

/// Yes, no, or the source does not say. The number is kept in the database and never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Said {
    No = 0,
    Yes = 1,
    Nothing = 2,
}

impl Said {
    pub fn name(self) -> &'static str {
        match self {
            Said::No => "no",
            Said::Yes => "yes",
            Said::Nothing => "not-said",
        }
    }

    pub fn parse(name: &str) -> Option<Said> {
        [Said::No, Said::Yes, Said::Nothing].into_iter().find(|it| it.name() == name)
    }

    pub fn from_stored(stored: i32) -> Option<Said> {
        [Said::No, Said::Yes, Said::Nothing].into_iter().find(|it| *it as i32 == stored)
    }

    fn published(text: &str) -> Option<Said> {
        match text {
            "Yes" => Some(Said::Yes),
            "No" => Some(Said::No),
            "" | "N/A" => Some(Said::Nothing),
            _ => None,
        }
    }
}

/// One row, read. The narrative and the ZIP code are left at the source: a person may withdraw the first there,
/// and no figure needs the second.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub id: RecordId,
    pub received: NaiveDate,
    pub sent: Option<NaiveDate>,
    pub subject: Subject,
    pub response: Response,
    pub timely: Said,
    pub disputed: Said,
    pub company_says: String,
    pub state: String,
    pub via: String,
    pub tags: String,
}

/// About whom and about what: few thousand different ones stand for millions of records.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Subject {
    pub company: String,
    pub topic: String,
    pub sub_topic: String,
    pub issue: String,
    pub sub_issue: String,
}

/// Why a row cannot be read. The code goes into the rejects file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("the row has {0} columns instead of 18")]
    Columns(usize),
    #[error("the row is longer than {ROW_BYTES_MAX} bytes")]
    RowTooLong,
    #[error("a quotation mark is never closed")]
    OpenQuote,
    #[error("{0} is no UTF-8")]
    NotUtf8(&'static str),
    #[error("{0} has a control character")]
    Control(&'static str),
    #[error("{0} is longer than {TEXT_BYTES_MAX} bytes")]
    TextTooLong(&'static str),
    #[error("{0} is missing")]
    Missing(&'static str),
    #[error("{0} is no date")]
    Date(&'static str),
    #[error("{0} is in the future")]
    Future(&'static str),
    #[error("{0} is neither Yes nor No nor N/A")]
    YesOrNo(&'static str),
    #[error("the complaint's id is no number")]
    Id,
}

impl Unreadable {
    pub fn code(self) -> &'static str {
        match self {
            Unreadable::Columns(_) => "column-count",
            Unreadable::RowTooLong => "row-too-long",
            Unreadable::OpenQuote => "open-quote",
            Unreadable::NotUtf8(_) => "not-utf-8",
            Unreadable::Control(_) => "control-character",
            Unreadable::TextTooLong(_) => "text-too-long",
            Unreadable::Missing(_) => "missing",
            Unreadable::Date(_) => "bad-date",
            Unreadable::Future(_) => "future-date",
            Unreadable::YesOrNo(_) => "not-yes-or-no",
            Unreadable::Id => "bad-id",
        }
    }
}

/// Whether these are the column names of the Bureau's file.
pub fn is_header(fields: &Fields) -> bool {
    fields.len() == COLUMNS.len() && fields.iter().zip(COLUMNS).all(|(found, wanted)| found == wanted.as_bytes())
}

impl Record {
    /// `latest` is the last day on which anything can have been received: today, in the time zone that is furthest ahead.
    pub fn read(fields: &Fields, latest: NaiveDate) -> Result<Record, Unreadable> {
        if fields.len() != COLUMNS.len() {
            return Err(Unreadable::Columns(fields.len()));
        }
        let number = required(fields, 17)?;
        let id = digits(&number).and_then(|number| RecordId::new(Source::Cfpb, number)).ok_or(Unreadable::Id)?;
        let received = day(fields, 0, latest)?.ok_or(Unreadable::Missing(COLUMNS[0]))?;
        Ok(Record {
            id,
            received,
            sent: day(fields, 13, latest)?,
            subject: Subject {
                company: company(fields)?,
                topic: required(fields, 1)?,
                sub_topic: text(fields, 2)?,
                issue: text(fields, 3)?,
                sub_issue: text(fields, 4)?,
            },
            response: Response::published(&text(fields, 14)?),
            timely: said(fields, 15)?,
            disputed: said(fields, 16)?,
            company_says: text(fields, 6)?,
            state: text(fields, 8)?,
            via: text(fields, 12)?,
            tags: text(fields, 10)?,
        })
    }

    pub fn month(&self) -> Month {
        Month::of(self.received)
    }
}

fn text(fields: &Fields, column: usize) -> Result<String, Unreadable> {
    let name = COLUMNS[column];
    let text = std::str::from_utf8(fields.get(column)).map_err(|_| Unreadable::NotUtf8(name))?.trim();
    if text.len() > TEXT_BYTES_MAX {
        return Err(Unreadable::TextTooLong(name));
    }
    if text.chars().any(char::is_control) {
        return Err(Unreadable::Control(name));
    }
    Ok(text.to_string())
}

fn required(fields: &Fields, column: usize) -> Result<String, Unreadable> {
    let text = text(fields, column)?;
    if text.is_empty() { Err(Unreadable::Missing(COLUMNS[column])) } else { Ok(text) }
}

/// A name without a letter or digit is no name: nothing would tell it from another.
fn company(fields: &Fields) -> Result<String, Unreadable> {
    let name = required(fields, 7)?;
    if name.chars().any(char::is_alphanumeric) { Ok(name) } else { Err(Unreadable::Missing(COLUMNS[7])) }
}

fn said(fields: &Fields, column: usize) -> Result<Said, Unreadable> {
    Said::published(&text(fields, column)?).ok_or(Unreadable::YesOrNo(COLUMNS[column]))
}

/// A date as `2023-08-25` or, as the Bureau also writes it, `08/25/2023`; an empty column is no date.
fn day(fields: &Fields, column: usize, latest: NaiveDate) -> Result<Option<NaiveDate>, Unreadable> {
    let wrong = Unreadable::Date(COLUMNS[column]);
    let text = text(fields, column)?;
    if text.is_empty() {
        return Ok(None);
    }
    let found = iso_day(&text).or_else(|| american_day(&text)).filter(|it| it.year() >= YEAR_MIN).ok_or(wrong)?;
    if found > latest { Err(Unreadable::Future(COLUMNS[column])) } else { Ok(Some(found)) }
}

/// `2023-08-25`, and the same with midnight behind it, as an export of the Bureau's interface has it.
fn iso_day(text: &str) -> Option<NaiveDate> {
    let text = text.split_once('T').filter(|(_, time)| time.starts_with("00:00:00")).map_or(text, |(day, _)| day);
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let part = |range: std::ops::Range<usize>| text.get(range).and_then(digits).and_then(|it| u32::try_from(it).ok());
    NaiveDate::from_ymd_opt(part(0..4)?.cast_signed(), part(5..7)?, part(8..10)?)
}

/// The month first: `08/25/2023`, `8/25/2023`, and `08/25/23` in its oldest files.
fn american_day(text: &str) -> Option<NaiveDate> {
    const CENTURY: u32 = 2_000;
    let mut parts = text.split('/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    let short = |it: &str| (1..=2).contains(&it.len());
    if parts.next().is_some() || !short(month) || !short(day) || !matches!(year.len(), 2 | 4) {
        return None;
    }
    let read = |it: &str| digits(it).and_then(|it| u32::try_from(it).ok());
    let full = read(year)? + if year.len() == 2 { CENTURY } else { 0 };
    NaiveDate::from_ymd_opt(full.cast_signed(), read(month)?, read(day)?)
}

/// Only digits: the standard parser would take a sign too.
fn digits(text: &str) -> Option<u64> {
    text.bytes().all(|it| it.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests;
