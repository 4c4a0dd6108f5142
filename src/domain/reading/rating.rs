//! A mark out of ten beside a command: `9/10`, `8,5 / 10`, `9 out of 10`, `nine out of ten`.

use std::sync::LazyLock;

use crate::domain::complaint::RATING_MAX;
use crate::domain::reading::day;
use crate::domain::reading::lexicon::{Lexicon, lexicon};
use crate::domain::reading::solver;
use crate::domain::reading::words::{STARS, Token};

pub(super) const FILE: &str = include_str!("rating_words.tsv");
static WORDS: LazyLock<Lexicon> = LazyLock::new(|| lexicon(FILE));
/// The highest number that may be a mark on any scale.
const PERCENT: u8 = 100;
/// What the meaning of a word that is a number begins with.
const NUMBER: &str = "number-";

/// What is read as a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rating {
    #[default]
    None,
    /// 0 to 10. `rounded` when a fraction was written, which is rounded half up.
    Given { value: u8, rounded: bool },
    /// Something that is meant as a mark and may be none: beyond ten, out of five, in stars or in percent, two that differ,
    /// or among words that could make it a day.
    Unclear,
}

impl Rating {
    pub fn value(self) -> Option<u8> {
        match self {
            Rating::Given { value, .. } => Some(value),
            Rating::None | Rating::Unclear => None,
        }
    }
}

/// Where a mark begins in its sentence, how many tokens it takes, and what it is.
#[derive(Clone, Copy)]
struct Mark {
    at: usize,
    length: usize,
    is: Rating,
}

/// A mark counts only beside the tag or alone in its sentence: elsewhere `3/10` may be a day, a size or a street.
/// `of_command` says which tags are the command's.
pub(super) fn find(lines: &[Vec<Token>], of_command: &dyn Fn(&str) -> bool) -> Rating {
    let sentences = || lines.iter().flat_map(|line| line.split(|it| *it == Token::Stop));
    match sentences().map(|it| in_sentence(it, of_command)).fold(Rating::None, both) {
        // Beside a mark out of ten stars are a picture of it.
        Rating::None if sentences().any(|it| has_other_mark(it, of_command)) => Rating::Unclear,
        found => found,
    }
}

/// Two marks in one post are one only if they say the same.
fn both(one: Rating, other: Rating) -> Rating {
    match (one, other) {
        (Rating::None, it) | (it, Rating::None) => it,
        (one, other) if one == other => one,
        _ => Rating::Unclear,
    }
}

fn in_sentence(sentence: &[Token], of_command: &dyn Fn(&str) -> bool) -> Rating {
    let marks = marks(sentence);
    let Some(first) = marks.first() else { return Rating::None };
    let known = known_up_to(sentence, &marks);
    let is_alone = known == sentence.len();
    let counted = marks.iter().map(|mark| {
        if is_dated(sentence, mark.at) {
            Rating::None
        } else if is_alone || is_named(sentence, *mark, known) {
            mark.is
        } else {
            match stands(sentence, *mark, known, of_command) {
                Stands::Elsewhere => Rating::None,
                Stands::AmongWords => Rating::Unclear,
                Stands::Beside => mark.is,
            }
        }
    });
    let found = counted.fold(Rating::None, both);
    // "9/10 or 8/10": the other one stands in the same sentence, and nobody knows which is meant.
    let differ = marks.iter().any(|it| it.is != first.is);
    if differ && found != Rating::None { Rating::Unclear } else { found }
}

/// "90%", "★★★★☆", "5 stars", "score: 8", and a number with the tag and nothing else: meant as a mark, and nobody knows what
/// their writer would give out of ten.
fn has_other_mark(sentence: &[Token], of_command: &dyn Fn(&str) -> bool) -> bool {
    let is_tag = |it: &Token| matches!(it, Token::Tag(tag) if of_command(tag));
    let marks = other_marks(sentence);
    let known = known_up_to(sentence, &marks);
    let is_alone = known == sentence.len();
    let is_bare = |mark: &Mark| mark.is == Rating::None;
    marks.iter().any(|mark| {
        if is_dated(sentence, mark.at) {
            false
        } else if is_bare(mark) {
            is_alone && marks.len() == 1 && sentence.iter().any(is_tag)
        } else {
            let is_beside = || matches!(stands(sentence, *mark, known, of_command), Stands::Beside);
            is_alone || is_named(sentence, *mark, known) || is_beside()
        }
    })
}

/// What says how good something was on another scale; a number alone is no mark yet.
fn other_marks(sentence: &[Token]) -> Vec<Mark> {
    let is_unit = |it: &Token| it.word().is_some_and(|it| means(it, "unit"));
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentence.len() {
        let counts = value_of(&sentence[at]).is_some_and(is_small);
        let (length, is) = match &sentence[at..] {
            [Token::Mark(STARS), ..] => (1, Rating::Unclear),
            [_, Token::Mark('%'), ..] if counts => (2, Rating::Unclear),
            [_, Token::Mark('-'), unit, ..] if counts && is_unit(unit) => (3, Rating::Unclear),
            [_, unit, ..] if counts && is_unit(unit) => (2, Rating::Unclear),
            [_, ..] if counts && is_noun(&sentence[..at]) => (1, Rating::Unclear),
            [Token::Number(_), ..] if counts => (1, Rating::None),
            _ => {
                at += 1;
                continue;
            }
        };
        found.push(Mark { at, length, is });
        at += length;
    }
    found
}

/// A number up to a hundred, with one digit behind its point at most: "8.10" is a day.
fn is_small(number: &str) -> bool {
    let (whole, part) = number.split_once([',', '.']).unwrap_or((number, ""));
    let is_whole = whole.bytes().all(|it| it.is_ascii_digit()) && whole.parse().is_ok_and(|it: u8| it <= PERCENT);
    is_whole && part.len() <= 1 && part.bytes().all(|it| it.is_ascii_digit())
}

/// "Nota 6/10 porque demorou."
fn is_named(sentence: &[Token], mark: Mark, known: usize) -> bool {
    known >= mark.at + mark.length && is_noun(&sentence[..mark.at])
}

/// Where a mark stands.
enum Stands {
    Beside,
    /// Beside the tag, among words that could make it a day or a number of things.
    AmongWords,
    Elsewhere,
}

fn stands(sentence: &[Token], mark: Mark, known: usize, of_command: &dyn Fn(&str) -> bool) -> Stands {
    let is_tag = |it: &Token| matches!(it, Token::Tag(tag) if of_command(tag));
    let near = |it: &&Token| !matches!(it, Token::Mark(_) | Token::Name);
    let (before, after) = (&sentence[..mark.at], &sentence[mark.at + mark.length..]);
    let lead = without_lead(before);
    // "#confirmed company 9/10": who solved it stands between.
    let goes_between = |it: &Token| !near(&it) || it.word().is_some_and(solver::is_word);
    let solver = before[..lead].iter().rposition(|it| !goes_between(it)).map_or(0, |it| it + 1);
    let follows = [lead, solver].iter().any(|end| before[..*end].iter().rev().find(near).is_some_and(is_tag));
    let leads = after.iter().find(near).is_some_and(is_tag);
    if !follows && !leads {
        return Stands::Elsewhere;
    }
    // "#confirmed 3/10 came the parcel", "came at last 3/10 #confirmed": a day, or a mark; whoever wrote it knows.
    let goes_on = match after.first() {
        Some(Token::Word(word)) => !goes_along(word, after.get(1)) && !solver::comes_next(after),
        Some(Token::Mark(sign)) => matches!(sign, '€' | '$' | '£' | '%' | '/'),
        Some(Token::Number(_)) => true,
        Some(Token::Tag(_) | Token::Name | Token::Stop) | None => false,
    };
    if goes_on || (!follows && known < mark.at) { Stands::AmongWords } else { Stands::Beside }
}

/// What stands before a mark, up to what leads to it: "mit 9 von 10", "con nota de 7/10", "I'd give them a 9/10".
fn without_lead(before: &[Token]) -> usize {
    let leads = |at: usize| {
        before[at].word().is_some_and(|it| matches!(WORDS.get(it), Some(&("mark" | "unit" | "noun" | "with"))))
    };
    let joins = |at: usize| at > 0 && before[at].word().is_some_and(|it| means(it, "of")) && leads(at - 1);
    let is_sign = |at: usize| matches!(before[at], Token::Mark(_) | Token::Name);
    (0..before.len()).rev().find(|at| !(leads(*at) || joins(*at) || is_sign(*at))).map_or(0, |it| it + 1)
}

/// Whether a word right behind a mark leaves it one: "7/10 thanks", "0/10 nie wieder", "9/10 for the team".
fn goes_along(word: &str, next: Option<&Token>) -> bool {
    let is_one = |it: &str| matches!(WORDS.get(it), Some(&("mark" | "unit" | "noun" | "polite" | "verdict" | "for")));
    is_one(word) || next.and_then(Token::word).is_some_and(|it| is_one(&format!("{word}-{it}")))
}

/// How much of the sentence, from its start, is marks and words that may stand around one.
fn known_up_to(sentence: &[Token], marks: &[Mark]) -> usize {
    let mut marks = marks.iter().peekable();
    let mut at = 0;
    while at < sentence.len() {
        if let Some(mark) = marks.next_if(|it| it.at == at) {
            at += mark.length;
            continue;
        }
        let belongs = match &sentence[at] {
            Token::Word(word) => WORDS
                .get(word.as_str())
                .is_some_and(|it| !matches!(*it, "verdict" | "with" | "for") && !it.starts_with(NUMBER)),
            Token::Mark(sign) => !matches!(sign, '€' | '$' | '£' | '%'),
            Token::Number(_) => false,
            Token::Tag(_) | Token::Name | Token::Stop => true,
        };
        if !belongs {
            return at;
        }
        at += 1;
    }
    at
}

/// "on 3/10", "le 3/10", "em 3/10", "Monday 3/10": a day. "nota de 9/10", "it is a 9/10": none, for the word before speaks of marks.
fn is_dated(sentence: &[Token], at: usize) -> bool {
    let word = |back: usize| sentence.get(at.checked_sub(back)?)?.word();
    let meaning = |back: usize| WORDS.get(word(back)?).copied();
    match meaning(1) {
        Some("date" | "for") => true,
        Some("of") => !matches!(meaning(2), Some("mark" | "unit" | "noun")),
        _ => word(1).is_some_and(day::is_day_name),
    }
}

fn marks(line: &[Token]) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let with = |skipped: usize| {
            let (value, of) = (value_of(&line[at])?, value_of(line.get(at + skipped)?)?);
            Some((skipped + 1, value, of))
        };
        let one = match &line[at..] {
            // "9/10" is one piece, "9 / 10" three, "9 out of 10" four, "9 von 10" three.
            [Token::Number(whole), ..] if whole.matches('/').count() == 1 => {
                whole.split_once('/').map(|(value, of)| (1, value, of))
            }
            [_, Token::Mark('/'), ..] => with(2),
            [_, Token::Word(word), ..] if means(word, "of") => with(2),
            [_, Token::Word(out), Token::Word(word), ..] if means(out, "out") && means(word, "of") => with(3),
            _ => None,
        };
        let Some((length, value, of)) = one else {
            at += 1;
            continue;
        };
        match mark(value, of) {
            Rating::None => {}
            is @ (Rating::Given { .. } | Rating::Unclear) => found.push(Mark { at, length, is }),
        }
        at += length;
    }
    found
}

/// A number, in digits or as a word: "nine".
fn value_of(token: &Token) -> Option<&str> {
    match token {
        Token::Number(number) => Some(number),
        // Spanish and Portuguese; the French word for "very" looks the same.
        Token::Word(word) if word == "tres" => Some("3"),
        Token::Word(word) => WORDS.get(word.as_str())?.strip_prefix(NUMBER),
        Token::Tag(_) | Token::Name | Token::Stop | Token::Mark(_) => None,
    }
}

fn mark(value: &str, of: &str) -> Rating {
    match of {
        "10" => {}
        // Five stars are something else, and nobody knows what their writer would give out of ten.
        "5" | "6" | "100" | "20" => return Rating::Unclear,
        _ => return Rating::None,
    }
    let (whole, part) = value.split_once([',', '.']).unwrap_or((value, ""));
    let counts = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    // "8-9/10" and "-1/10" are marks that say no number; "09/10" is how days are written.
    if !counts(whole) || !counts(part) || (whole.len() > 1 && whole.starts_with('0')) {
        return Rating::Unclear;
    }
    let half_up = u8::from(part.bytes().next().is_some_and(|it| it >= b'5'));
    let exact = part.bytes().all(|it| it == b'0');
    match whole.parse::<u8>() {
        Ok(whole) if whole < RATING_MAX => Rating::Given { value: whole + half_up, rounded: !exact },
        Ok(whole) if whole == RATING_MAX && exact => Rating::Given { value: whole, rounded: false },
        Ok(_) | Err(_) => Rating::Unclear,
    }
}

/// "Bewertung", "rating:", "my score is", at the end of what stands before a mark.
fn is_noun(before: &[Token]) -> bool {
    let is_link = |it: &&Token| {
        it.mark() == Some(':')
            || matches!(
                it.word(),
                Some(
                    "is" | "ist"
                        | "es"
                        | "est"
                        | "of"
                        | "de"
                        | "von"
                        | "هو"
                        | "a"
                        | "an"
                        | "un"
                        | "une"
                        | "um"
                        | "uma"
                        | "eine"
                )
            )
    };
    let last = before.iter().rev().find(|it| !is_link(it));
    last.and_then(Token::word).is_some_and(|it| means(it, "noun"))
}

fn means(word: &str, meaning: &str) -> bool {
    WORDS.get(word) == Some(&meaning)
}

pub(super) fn is_rating_word(word: &str) -> bool {
    WORDS.get(word).is_some_and(|it| !matches!(*it, "polite" | "verdict" | "for"))
}

/// Whether a mark follows: what stands behind its hashtag is a command.
pub(super) fn begins(after: &[Token]) -> bool {
    let near = after.iter().position(|it| !matches!(it, Token::Mark(_) | Token::Name)).unwrap_or(after.len());
    marks(after).first().is_some_and(|it| it.at == near && matches!(it.is, Rating::Given { .. }))
}

/// "great", "happy": says by itself that something is well.
pub(super) fn is_praise(word: &str) -> bool {
    let is_little = matches!(
        word,
        "so" | "much"
            | "very"
            | "really"
            | "all"
            | "now"
            | "again"
            | "and"
            | "help"
            | "service"
            | "support"
            | "team"
            | "sehr"
            | "alles"
            | "wieder"
            | "jetzt"
            | "und"
            | "hilfe"
            | "todo"
            | "muy"
            | "y"
            | "por"
            | "ya"
            | "muito"
            | "tudo"
            | "e"
            | "ja"
            | "tout"
            | "tres"
            | "et"
            | "atencion"
            | "servicio"
            | "atendimento"
            | "servico"
            | "خدمه"
    );
    is_thanks(word) && !is_little
}

/// "9 out of 10": between its two numbers.
pub(super) fn is_joint(word: &str) -> bool {
    means(word, "out") || means(word, "of")
}

/// "thanks", "great service": changes nothing of what stands before it.
pub(super) fn is_thanks(word: &str) -> bool {
    means(word, "polite")
}
