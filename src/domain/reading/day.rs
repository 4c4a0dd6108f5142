//! A day as people write it: `2026-12-24`, `24.12.2026`, `24 de diciembre`, `tomorrow`, `in three days`.

use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::domain::fold::digit;
use crate::domain::reading::lexicon::{self, Lexicon, lexicon};
use crate::domain::reading::turning;
use crate::domain::reading::words::Token;

pub(super) const FILE: &str = include_str!("days.tsv");
/// A day without a year is the next one; a hundred days back it is a slip, and asked about.
const BACK_DAYS_MAX: i64 = 100;
/// "in N days" goes no further.
const AHEAD_DAYS_MAX: u64 = 400;

/// Years of days that somebody may mean; other numbers of four digits are numbers.
const YEARS: std::ops::Range<i32> = 2000..2200;

/// Letters of "1.3".
const SHORT_DATE_MIN: usize = 3;
/// Tokens between a day and a word that says that it is the first of several.
const EARLIEST_TOKENS: usize = 4;
/// Tokens between the two ends of a range.
const RANGE_TOKENS: usize = 5;

/// "After": with a number of days it says how far ahead, with a day that it is not that one.
const AFTER: &str = "بعد";

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

/// The one day of a promise: what follows the tag in its sentence, else the only day in the post.
pub(super) fn read(after: &[Token], lines: &[Vec<Token>], written: Written<'_>) -> Spoken {
    let end = after.iter().position(|it| *it == Token::Stop).unwrap_or(after.len());
    let beside = found_in(&after[..end], written, day_at);
    if !beside.is_empty() {
        // "24 December if the parts arrive", "4 December is not possible".
        return if turning::is_hedged(&after[..end], written.language) { Spoken::Unclear } else { only(&beside) };
    }
    // Elsewhere in the post "morgen" may be a morning, a number only a number, and a day that is past the day of an
    // order: a whole date to come is sure there, if it is alone.
    let elsewhere: Vec<_> = lines
        .iter()
        .flat_map(|line| line.split(|it| *it == Token::Stop))
        .flat_map(|it| {
            let hedged = turning::is_hedged(it, written.language);
            found_in(it, written, date_at).into_iter().map(move |day| day.filter(|_| !hedged))
        })
        .collect();
    match only(&elsewhere) {
        Spoken::On(day) if day < written.today => Spoken::Unclear,
        spoken => spoken,
    }
}

/// "Thursday, 24 December" names one day twice; where two differ, nobody knows which is meant.
fn only(found: &[Option<NaiveDate>]) -> Spoken {
    match found {
        [Some(day), more @ ..] if more.iter().all(|it| *it == Some(*day)) => Spoken::On(*day),
        _ => Spoken::Unclear,
    }
}

/// How many tokens something takes, and the day it is; no day where nobody can be sure of it.
type Found = Option<(usize, Option<NaiveDate>)>;

/// Every day that a line names; `None` for one that nobody can be sure of.
fn found_in(
    line: &[Token],
    written: Written<'_>,
    at_start: fn(&[Token], Written<'_>) -> Found,
) -> Vec<Option<NaiveDate>> {
    let mut found = Vec::new();
    let mut at = 0;
    let between = line.iter().any(|it| said(it) == Some("between"));
    while at < line.len() {
        if let Some((length, day)) = at_start(&line[at..], written) {
            let vague = between || is_vague_before(&line[..at]) || is_vague_after(&line[at + length..]);
            found.push(day.filter(|_| !vague));
            at += length;
        } else {
            at += no_day(&line[at..]);
        }
    }
    found
}

/// "next", "not before", "about", or the other end of "3. to 5. December".
fn is_vague_before(before: &[Token]) -> bool {
    // "the week of 24 December".
    let vague = |it: &Token| matches!(said(it), Some("vague" | "weeks"));
    // "~4 December".
    let about = before.last().is_some_and(|it| it.mark() == Some('~'));
    about || is_range_before(before) || before.iter().rev().take(2).any(vague)
}

/// "3. to", "3rd and the", "24 o": the other end of what comes.
fn is_range_before(before: &[Token]) -> bool {
    let mut back = before.iter().rev().take(RANGE_TOKENS).skip_while(|it| said(it) == Some("article"));
    let joins = back.next().is_some_and(|it| {
        matches!(said(it), Some("to" | "ordinal" | "vague"))
            || it.word() == Some("a")
            || matches!(it.mark(), Some('-' | '–'))
    });
    let other_end = back.find(|it| !matches!(said(it), Some("ordinal" | "to" | "article")) && it.mark() != Some('.'));
    // "24,12 €" is no day.
    joins && matches!(other_end, Some(Token::Number(it)) if !it.contains(','))
}

/// "Monday or", "in 3 days of work", "Monday week", "24 December at the earliest".
fn is_vague_after(after: &[Token]) -> bool {
    let is_earliest =
        |it: &Token| matches!(it.word(), Some("earliest" | "soonest" | "fruhestens" | "ehestens" | "tot"));
    matches!(after.first().and_then(said), Some("vague" | "weeks"))
        || after.iter().take(EARLIEST_TOKENS).any(is_earliest)
}

/// How much of a line to pass over where no day stands: "guten Morgen" is one.
fn no_day(rest: &[Token]) -> usize {
    phrase(rest).filter(|(_, it)| *it == "part").map_or(1, |(length, _)| length)
}

/// The meaning of the words that stand first, of up to three together.
fn phrase(rest: &[Token]) -> Option<(usize, &'static str)> {
    let word = |at: usize| rest.get(at).and_then(Token::word);
    let one = word(0)?;
    let two = word(1).map(|it| format!("{one}-{it}"));
    let three = two.as_ref().zip(word(2)).map(|(two, it)| format!("{two}-{it}"));
    let long = three.and_then(|it| Some((3, meaning(&it)?))).or_else(|| two.and_then(|it| Some((2, meaning(&it)?))));
    long.or_else(|| Some((1, meaning(one)?)))
}

fn day_at(rest: &[Token], written: Written<'_>) -> Found {
    if let Some(found) = days_ahead(rest, written) {
        return Some(found);
    }
    if let Some((length, said)) = phrase(rest).filter(|(_, it)| is_relative(it) || it.starts_with("short-")) {
        // The day of the week before a date is a courtesy; the date says which day it is.
        let after = length
            + rest[length..].iter().take(2).take_while(|it| matches!(it, Token::Mark(',' | '.' | '،' | '('))).count();
        // "am Donnerstag, den 24. Dezember".
        let after = after + usize::from(rest.get(after).and_then(self::said) == Some("article"));
        return match date_at(&rest[after..], written) {
            Some((more, day)) => Some((after + more, day.filter(|it| agrees(said, *it)))),
            None if said.starts_with("short-") => None,
            None => Some((length + part_after(&rest[length..]), relative(said, written))),
        };
    }
    let (length, day) = date_at(rest, written)?;
    // "24 December (Thursday)".
    let gap = rest[length..].iter().take(2).take_while(|it| matches!(it, Token::Mark(',' | '(' | '،'))).count();
    match phrase(&rest[length + gap..]) {
        Some((more, said)) if said.starts_with("weekday-") && gap > 0 => {
            Some((length + gap + more, day.filter(|it| agrees(said, *it))))
        }
        Some(_) | None => Some((length, day)),
    }
}

/// "Montag Morgen": the part of that day.
fn part_after(rest: &[Token]) -> usize {
    usize::from(matches!(rest.first().and_then(Token::word), Some("morgen" | "morning" | "manana")))
}

fn agrees(said: &str, day: NaiveDate) -> bool {
    let weekday = said.strip_prefix("weekday-").or_else(|| said.strip_prefix("short-"));
    weekday.is_none_or(|it| it == day.weekday().number_from_monday().to_string())
}

/// "in 3 days", "within three weeks", "بعد ٣ أيام".
fn days_ahead(rest: &[Token], written: Written<'_>) -> Found {
    let is_after = rest.first().and_then(Token::word) == Some(AFTER);
    let (length, _) = phrase(rest).filter(|(length, it)| *it == "in" || (is_after && *length == 1))?;
    let [number, Token::Word(unit), tail @ ..] = &rest[length..] else { return None };
    let number: u64 = match number {
        Token::Number(number) => number.parse().ok()?,
        Token::Word(word) => number_of(word)?,
        Token::Tag(_) | Token::Name | Token::Stop | Token::Mark(_) => return None,
    };
    let (more, day) = ahead(number, unit, written)?;
    // "3 days after" something else than now is a day that nobody here knows.
    let is_from = is_after && tail.first().and_then(said) == Some("of");
    Some((length + more, day.filter(|_| !is_from)))
}

/// "drei"; before a unit "sept" and "dez" are no months.
fn number_of(word: &str) -> Option<u64> {
    match word {
        "sept" => Some(7),
        "dez" => Some(10),
        word => meaning(word)?.strip_prefix("number-")?.parse().ok(),
    }
}

/// A day of a month, in numbers or spelt out.
fn date_at(rest: &[Token], written: Written<'_>) -> Found {
    match rest {
        [Token::Number(_), Token::Mark('€' | '$' | '£' | '%' | ':'), ..] => None,
        [Token::Number(_), Token::Word(unit), ..] if matches!(meaning(unit), Some("clock" | "days" | "weeks")) => None,
        [Token::Number(day), Token::Mark('.'), Token::Number(month), Token::Mark('.'), tail @ ..] => {
            let (more, year) = year_in(tail);
            let day = made(year, month.parse().ok()?, day.parse().ok()?, written);
            Some((4 + more, day))
        }
        // "4.12." is a day where days come first; "1.3." may be a version.
        [Token::Number(number), Token::Mark('.'), ..]
            if number.len() > SHORT_DATE_MIN && is_short_date(number) && is_day_first(written) =>
        {
            let (day, month) = number.split_once('.')?;
            Some((2, made(None, month.parse().ok()?, day.parse().ok()?, written)))
        }
        [Token::Number(number), ..] => {
            joined(rest, number, written).or_else(|| spelt(rest, number, written)).or_else(|| numeric(number, written))
        }
        [Token::Word(_), ..] => month_first(rest, written),
        _ => None,
    }
}

/// `24-Dec-2026`, `24/Dec/2026`, `24.Dez.2026`: written as one.
fn joined(rest: &[Token], number: &str, written: Written<'_>) -> Found {
    let at = 1 + usize::from(matches!(rest.get(1), Some(Token::Mark('-' | '/'))));
    let month = |it: &str| meaning(it)?.strip_prefix("month-").or_else(|| meaning(it)?.strip_prefix("mon-"));
    let word = rest.get(at).and_then(Token::word)?;
    let plain = |it: char| digit(it).and_then(|it| char::from_digit(it, 10)).unwrap_or(it);
    let (length, word, year) = match (word.split_once(['-', '.']), &rest[at + 1..]) {
        (Some((word, year)), _) => (at + 1, word, year.chars().map(plain).collect()),
        (None, [Token::Mark('-' | '/'), Token::Number(year), ..]) if at > 1 => (at + 3, word, year.clone()),
        (None, _) => return None,
    };
    let month = month(word)?.parse().ok()?;
    let year = whole_year(year.parse().ok()?).filter(|_| matches!(year.len(), 2 | 4));
    Some((length, year.and_then(|year| made(Some(year), month, number.parse().ok()?, written))))
}

/// `26` is in this century.
fn whole_year(year: u32) -> Option<i32> {
    i32::try_from(if year < 100 { year + 2000 } else { year }).ok().filter(|it| YEARS.contains(it))
}

/// `24 December 2026`, `24. Dez.`, `24 de diciembre de 2026`.
fn spelt(rest: &[Token], number: &str, written: Written<'_>) -> Found {
    let joins = |it: &&Token| matches!(said(it), Some("of" | "ordinal")) || it.mark() == Some('.');
    let before = 1 + rest[1..].iter().take(3).take_while(joins).count();
    let (length, month) = month_at(&rest[before..])?;
    let (more, year) = year_in(&rest[before + length..]);
    Some((before + length + more, number.parse().ok().and_then(|day| made(year, month, day, written))))
}

/// `December 24th, 2026`, `Dec. 24`.
fn month_first(rest: &[Token], written: Written<'_>) -> Found {
    let (length, month) = month_at(rest)?;
    let gap = usize::from(matches!(rest.get(length), Some(Token::Mark('.'))));
    let at = length + gap;
    let Some(Token::Number(day)) = rest.get(at) else { return None };
    let at = at + 1 + usize::from(rest.get(at + 1).and_then(said) == Some("ordinal"));
    let (more, year) = year_in(&rest[at..]);
    Some((at + more, day.parse().ok().and_then(|day| made(year, month, day, written))))
}

/// A month, and how many tokens it takes: "كانون الأول" is two.
fn month_at(rest: &[Token]) -> Option<(usize, u32)> {
    let (length, meaning) = phrase(rest)?;
    let month = meaning.strip_prefix("month-").or_else(|| meaning.strip_prefix("mon-"))?;
    Some((length, month.parse().ok()?))
}

/// A year after a day and a month, and how many tokens it takes with what joins it.
fn year_in(tail: &[Token]) -> (usize, Option<i32>) {
    let joins = |it: &&Token| said(it) == Some("of") || matches!(it.mark(), Some(',' | '.' | '،'));
    let gap = tail.iter().take(2).take_while(joins).count();
    let year = match tail.get(gap) {
        Some(Token::Number(it)) if it.len() == 4 => it.parse().ok().filter(|it| YEARS.contains(it)),
        _ => None,
    };
    if year.is_some() { (gap + 1, year) } else { (0, None) }
}

fn is_relative(meaning: &str) -> bool {
    meaning.starts_with("day-") || meaning.starts_with("weekday-")
}

fn relative(meaning: &str, written: Written<'_>) -> Option<NaiveDate> {
    if let Some(days) = meaning.strip_prefix("day-") {
        return written.today.checked_add_days(Days::new(days.parse().ok()?));
    }
    let weekday = Weekday::try_from(meaning.strip_prefix("weekday-")?.parse::<u8>().ok()? - 1).ok()?;
    // Written on a Friday, "Friday" may be today or in a week.
    (1..7).filter_map(|ahead| written.today.checked_add_days(Days::new(ahead))).find(|it| it.weekday() == weekday)
}

fn ahead(number: u64, unit: &str, written: Written<'_>) -> Found {
    let days = match meaning(unit)? {
        "days" => number,
        "weeks" => number.checked_mul(7)?,
        _ => return None,
    };
    let fits = (1..=AHEAD_DAYS_MAX).contains(&days);
    Some((2, fits.then(|| written.today.checked_add_days(Days::new(days))).flatten()))
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

/// `2026-12-24`, `24.12.2026`, `24/12/26`, `24.12.`
fn numeric(text: &str, written: Written<'_>) -> Found {
    let sign = text.chars().find(|it| !it.is_ascii_digit())?;
    let parts: Vec<&str> = text.split(sign).take(4).collect();
    let numbers: Vec<u32> = parts.iter().map(|it| it.parse().ok()).collect::<Option<_>>()?;
    let day = match (sign, numbers.as_slice()) {
        // Written so, a year can be nothing else; whether it is too far away the rules say.
        ('-' | '/' | '.', [year, month, day]) if parts[0].len() == 4 => {
            let year = i32::try_from(*year).ok().filter(|it| *it >= YEARS.start)?;
            NaiveDate::from_ymd_opt(year, *month, *day)
        }
        ('.', [day, month, year]) if matches!(parts[2].len(), 2 | 4) => {
            NaiveDate::from_ymd_opt(whole_year(*year)?, *month, *day)
        }
        // "24.12." is a day where it is written so; "10.30" is a time, "24.99" a price.
        ('.', [day, month]) if parts.iter().all(|it| it.len() == 2) && *month <= 12 && is_day_first(written) => {
            made(None, *month, *day, written)
        }
        ('/' | '-', [one, two, year]) if matches!(parts[2].len(), 2 | 4) => {
            either(Some(whole_year(*year)?), *one, *two, written)
        }
        // Day and night, and a half.
        ('/', [24, 7] | [1, 2]) => return None,
        ('/', [one, two]) => either(None, *one, *two, written),
        _ => return None,
    };
    Some((1, day))
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

/// Whether a word names a day or a month in full: what follows it is a date.
pub(super) fn is_day_name(word: &str) -> bool {
    meaning(word).is_some_and(|it| ["day-", "weekday-", "month-", "mon-"].iter().any(|kind| it.starts_with(kind)))
}

/// Whether a number is a day and a month, "24.12", after which a full stop ends no sentence.
pub(super) fn is_short_date(number: &str) -> bool {
    let within = |it: &str, most: u32| it.len() <= 2 && it.parse().is_ok_and(|it: u32| (1..=most).contains(&it));
    number.split_once('.').is_some_and(|(day, month)| within(day, 31) && within(month, 12))
}

/// Whether a word is a month cut short, after which a full stop ends no sentence.
pub(super) fn is_short_month(word: &str) -> bool {
    meaning(word).is_some_and(|it| it.starts_with("mon-"))
}

fn said(token: &Token) -> Option<&'static str> {
    meaning(token.word()?)
}

fn meaning(word: &str) -> Option<&'static str> {
    lexicon::find(&WORDS, word)
}

pub(super) fn is_day_word(word: &str) -> bool {
    meaning(word).is_some()
}
