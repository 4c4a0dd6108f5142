//! A day as people write it: `2026-12-24`, `24.12.2026`, `24 de diciembre`, `tomorrow`, `in three days`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::domain::reading::lexicon::{Lexicon, lexicon};
use crate::domain::reading::words::Token;

pub(super) const FILE: &str = include_str!("days.tsv");
/// A day without a year is the next one; a hundred days back it is a slip, and asked about.
const BACK_DAYS_MAX: i64 = 100;
/// "in N days" goes no further.
const AHEAD_DAYS_MAX: u64 = 400;

static WORDS: LazyLock<Lexicon> = LazyLock::new(|| lexicon(FILE));

/// What the words come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoken {
    On(NaiveDate),
    /// No day, several, or one that may be read in two ways.
    Unclear,
}

/// Who writes, and when: what "tomorrow" means, and whether `3/4` is in March or in April.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    /// The day on which it was written, where the instance is.
    pub today: NaiveDate,
    /// BCP 47, as the post states it.
    pub language: Option<&'a str>,
}

/// The one day of a promise: what follows the tag in its line, else the only day in the post.
pub(super) fn read(after: &[Token], lines: &[Vec<Token>], written: Written<'_>) -> Spoken {
    let sentence: Vec<Token> = after.iter().take_while(|it| **it != Token::Stop).cloned().collect();
    let beside = days(&sentence, written);
    if !beside.is_empty() {
        return only(beside);
    }
    // Elsewhere in the post "morgen" may be a morning, and a number only a number: a whole date alone is sure there.
    only(lines.iter().flat_map(|it| dates(it, written)).collect())
}

fn only(found: Vec<Option<NaiveDate>>) -> Spoken {
    let different: BTreeSet<_> = found.into_iter().collect();
    match different.into_iter().collect::<Vec<_>>().as_slice() {
        [Some(day)] => Spoken::On(*day),
        _ => Spoken::Unclear,
    }
}

/// Every day that a line names; `None` for one that nobody can be sure of.
fn days(line: &[Token], written: Written<'_>) -> Vec<Option<NaiveDate>> {
    found_in(line, written, day_at)
}

/// Every date: a day of a month, in numbers or spelt out.
fn dates(line: &[Token], written: Written<'_>) -> Vec<Option<NaiveDate>> {
    found_in(line, written, date_at)
}

type Found = Option<(usize, Option<NaiveDate>)>;

fn found_in(
    line: &[Token],
    written: Written<'_>,
    at_start: fn(&[Token], Written<'_>) -> Found,
) -> Vec<Option<NaiveDate>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let Some((length, day)) = at_start(&line[at..], written) else {
            at += 1;
            continue;
        };
        let vague = line[..at].iter().rev().take(2).any(is_vague) || line[at + length..].first().is_some_and(is_vague);
        found.push(day.filter(|_| !vague));
        at += length;
    }
    // "Thursday, 24 December" names one day twice; where two differ, nobody knows which is meant.
    found
}

fn is_vague(token: &Token) -> bool {
    matches!(token, Token::Word(word) if meaning(word) == Some("vague"))
}

fn day_at(rest: &[Token], written: Written<'_>) -> Found {
    match rest {
        [Token::Word(within), Token::Number(number), Token::Word(unit), ..] if meaning(within) == Some("in") => {
            Some((3, ahead(number.parse().ok()?, unit, written)?))
        }
        [Token::Word(within), Token::Word(number), Token::Word(unit), ..] if meaning(within) == Some("in") => {
            let number = meaning(number)?.strip_prefix("number-")?.parse().ok()?;
            Some((3, ahead(number, unit, written)?))
        }
        [Token::Word(one), Token::Word(two), ..] if meaning(&format!("{one}-{two}")).is_some_and(is_relative) => {
            Some((2, relative(meaning(&format!("{one}-{two}"))?, written)))
        }
        [Token::Word(word), ..] if relative_word(word).is_some() => {
            // The day of the week before a date is a courtesy; the date says which day it is.
            let after = rest[1..].iter().position(|it| !matches!(it, Token::Mark(','))).map_or(1, |it| it + 1);
            match date_at(&rest[after..], written) {
                Some((length, Some(day))) => {
                    let said = relative_word(word)?;
                    let agrees = !said.starts_with("weekday-") || said == format!("weekday-{}", day.weekday().number_from_monday());
                    Some((after + length, agrees.then_some(day)))
                }
                Some((length, None)) => Some((after + length, None)),
                None => Some((1, relative(relative_word(word)?, written))),
            }
        }
        _ => date_at(rest, written),
    }
}

fn date_at(rest: &[Token], written: Written<'_>) -> Found {
    match rest {
        [Token::Number(number), Token::Mark('.'), Token::Word(month), tail @ ..] => spelt(number, month, tail, written, 3),
        [Token::Number(number), Token::Word(of), Token::Word(month), tail @ ..]
            if matches!(meaning(of), Some("of" | "ordinal")) =>
        {
            spelt(number, month, tail, written, 3)
        }
        [Token::Number(number), Token::Word(ordinal), Token::Word(of), Token::Word(month), tail @ ..]
            if meaning(ordinal) == Some("ordinal") && meaning(of) == Some("of") =>
        {
            spelt(number, month, tail, written, 4)
        }
        [Token::Number(number), Token::Word(month), tail @ ..] if month_of(month).is_some() => {
            spelt(number, month, tail, written, 2)
        }
        [Token::Word(month), Token::Number(number), Token::Word(ordinal), tail @ ..]
            if month_of(month).is_some() && meaning(ordinal) == Some("ordinal") =>
        {
            spelt(number, month, tail, written, 3)
        }
        [Token::Word(month), Token::Number(number), tail @ ..] if month_of(month).is_some() => {
            spelt(number, month, tail, written, 2)
        }
        [Token::Number(number), ..] => numeric(number, written).map(|it| (1, it)),
        _ => None,
    }
}

fn is_relative(meaning: &str) -> bool {
    meaning.starts_with("day-") || meaning.starts_with("weekday-")
}

fn relative_word(word: &str) -> Option<&'static str> {
    meaning(word).filter(|it| is_relative(it))
}

fn relative(meaning: &str, written: Written<'_>) -> Option<NaiveDate> {
    if let Some(days) = meaning.strip_prefix("day-") {
        return written.today.checked_add_days(Days::new(days.parse().ok()?));
    }
    let weekday = Weekday::try_from(meaning.strip_prefix("weekday-")?.parse::<u8>().ok()? - 1).ok()?;
    // Written on a Friday, "Friday" may be today or in a week.
    (1..7).filter_map(|ahead| written.today.checked_add_days(Days::new(ahead))).find(|it| it.weekday() == weekday)
}

fn ahead(number: u64, unit: &str, written: Written<'_>) -> Option<Option<NaiveDate>> {
    let days = match meaning(unit)? {
        "days" => number,
        "weeks" => number.checked_mul(7)?,
        _ => return None,
    };
    Some((1..=AHEAD_DAYS_MAX).contains(&days).then(|| written.today.checked_add_days(Days::new(days))).flatten())
}

/// `24 December 2026`, `December 24th, 2026`, `24 de diciembre de 2026`.
fn spelt(
    number: &str,
    month: &str,
    tail: &[Token],
    written: Written<'_>,
    length: usize,
) -> Option<(usize, Option<NaiveDate>)> {
    let month = month_of(month)?;
    let day: u32 = number.trim_end_matches('.').parse().ok()?;
    let year = |it: &str| it.parse::<i32>().ok().filter(|it| (2000..2200).contains(it));
    let (more, year) = match tail {
        [Token::Number(it), ..] if year(it).is_some() => (1, year(it)),
        [Token::Mark(','), Token::Number(it), ..] if year(it).is_some() => (2, year(it)),
        [Token::Word(of), Token::Number(it), ..] if meaning(of) == Some("of") && year(it).is_some() => (2, year(it)),
        _ => (0, None),
    };
    Some((length + more, made(year, month, day, written)))
}

fn made(year: Option<i32>, month: u32, day: u32, written: Written<'_>) -> Option<NaiveDate> {
    if let Some(year) = year {
        return NaiveDate::from_ymd_opt(year, month, day);
    }
    let this = NaiveDate::from_ymd_opt(written.today.year(), month, day)?;
    if this >= written.today {
        return Some(this);
    }
    let is_slip = (written.today - this).num_days() <= BACK_DAYS_MAX;
    if is_slip { None } else { NaiveDate::from_ymd_opt(written.today.year() + 1, month, day) }
}

/// `2026-12-24`, `24.12.2026`, `24/12/26`, `24.12.`; `None` inside where it may be two days, `None` outside where it is none.
fn numeric(text: &str, written: Written<'_>) -> Option<Option<NaiveDate>> {
    let sign = text.chars().find(|it| !it.is_ascii_digit())?;
    let parts: Vec<&str> = text.split(sign).collect();
    let numbers: Vec<u32> = parts.iter().map(|it| it.parse().ok()).collect::<Option<_>>()?;
    match (sign, numbers.as_slice()) {
        ('-' | '/' | '.', [year, month, day]) if parts[0].len() == 4 => {
            Some(NaiveDate::from_ymd_opt(i32::try_from(*year).ok()?, *month, *day))
        }
        ('.', [day, month, year]) if matches!(parts[2].len(), 2 | 4) => {
            Some(NaiveDate::from_ymd_opt(whole_year(*year), *month, *day))
        }
        ('.', [day, month]) if parts.iter().all(|it| it.len() == 2) && is_day_first(written) => {
            Some(made(None, *month, *day, written))
        }
        ('/' | '-', [one, two, year]) if matches!(parts[2].len(), 2 | 4) => {
            Some(either(Some(whole_year(*year)), *one, *two, written))
        }
        ('/', [one, two]) => Some(either(None, *one, *two, written)),
        _ => None,
    }
}

/// A number beyond twelve can only be the day. In English the month may come first or last: then it is asked.
fn either(year: Option<i32>, one: u32, two: u32, written: Written<'_>) -> Option<NaiveDate> {
    match (one, two) {
        (13.., _) => made(year, two, one, written),
        (_, 13..) => made(year, one, two, written),
        _ if one == two || is_day_first(written) => made(year, two, one, written),
        _ => None,
    }
}

fn is_day_first(written: Written<'_>) -> bool {
    written.language.is_some_and(|it| {
        let tag = it.to_lowercase();
        let main = tag.split(['-', '_']).next().unwrap_or_default();
        matches!(main, "de" | "es" | "pt" | "fr" | "ar" | "it" | "nl" | "pl" | "ru") || tag == "en-gb"
    })
}

fn whole_year(year: u32) -> i32 {
    i32::try_from(if year < 100 { year + 2000 } else { year }).unwrap_or(i32::MAX)
}

fn month_of(word: &str) -> Option<u32> {
    meaning(word)?.strip_prefix("month-")?.parse().ok()
}

fn meaning(word: &str) -> Option<&'static str> {
    WORDS.get(word).copied()
}

pub(super) fn is_day_word(word: &str) -> bool {
    WORDS.contains_key(word)
}
