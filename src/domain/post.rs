//! What a public post means: a complaint, a command, a response or a comment. Pure reading, no rights.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::domain::complaint::{DeclineReason, Outcome, SolvedBy};

/// The one data file of command words, per interface language.
const COMMAND_WORDS: &str = include_str!("commands.tsv");
/// Characters of a title made from a first sentence.
const TITLE_CHARS_MAX: usize = 100;
/// Characters of a complaint's text.
pub const TEXT_CHARS_MAX: usize = 10_000;
/// Bytes, as JSON writes them, of the HTML of a post that is written here: with title and mentions it fits into one activity.
pub const OWN_HTML_BYTES_MAX: usize = 40 * 1024;
/// The same of a post from another server: it becomes a line of a history, of which a page takes several.
pub const HTML_BYTES_MAX: usize = 96 * 1024;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Word {
    File,
    NoComplaint,
    Confirmed,
    NotResolved,
    GiveUp,
    Withdraw,
    Reopen,
    SameHere,
    Acknowledged,
    Resolved,
    Promise,
    Kept,
    HandedOver,
    Ask,
}

/// A command written as a hashtag. Whether its author may give it, and what it answers, is decided elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tagged {
    File,
    NoComplaint,
    Confirmed { rating: Option<u8>, solved_by: Option<SolvedBy> },
    NotResolved,
    GiveUp { rating: Option<u8> },
    Withdraw,
    Reopen,
    SameHere,
    Acknowledged,
    Resolved { outcome: Outcome, reason: Option<DeclineReason> },
    Promise { day: Option<NaiveDate> },
    Kept,
    HandedOver,
    Ask,
}

/// What the hashtags of a post come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// No command: a comment, or a response if the brand wrote it.
    Plain,
    One(Tagged),
    /// More than one command in a post: none counts.
    Several,
}

static WORDS: LazyLock<HashMap<&'static str, Word>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for line in COMMAND_WORDS.lines().filter(|it| !it.starts_with('#')) {
        let mut cells = line.split('\t');
        let Some(word) = cells.next().and_then(word_named) else { continue };
        words.extend(cells.filter_map(|it| it.split_once(':')).map(|(_, tag)| (tag, word)));
    }
    words
});

/// Who solved it, as people write it behind the command, per interface language.
const SOLVER_WORDS: &str = include_str!("solvers.tsv");
/// What may stand before such a word.
const SOLVER_LITTLE_WORDS: [&str; 6] = ["by", "the", "von", "der", "durch", "die"];

static SOLVERS: LazyLock<HashMap<&'static str, SolvedBy>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for line in SOLVER_WORDS.lines().filter(|it| !it.starts_with('#')) {
        let mut cells = line.split('\t');
        let Some(solver) = cells.next().and_then(SolvedBy::from_word) else { continue };
        words.extend(cells.filter_map(|it| it.split_once(':')).map(|(_, word)| (word, solver)));
    }
    words
});

fn word_named(name: &str) -> Option<Word> {
    Some(match name {
        "file" => Word::File,
        "nocomplaint" => Word::NoComplaint,
        "confirmed" => Word::Confirmed,
        "notresolved" => Word::NotResolved,
        "giveup" => Word::GiveUp,
        "withdraw" => Word::Withdraw,
        "reopen" => Word::Reopen,
        "samehere" => Word::SameHere,
        "acknowledged" => Word::Acknowledged,
        "resolved" => Word::Resolved,
        "promise" => Word::Promise,
        "kept" => Word::Kept,
        "handedover" => Word::HandedOver,
        "ask" => Word::Ask,
        _ => return None,
    })
}

/// Reads the commands of a post's plain text (quotations already taken out by whoever made it plain).
pub fn read(text: &str) -> Reading {
    let tokens: Vec<&str> =
        text.lines().filter(|it| !it.trim_start().starts_with('>')).flat_map(str::split_whitespace).collect();
    let found: Vec<(usize, Word)> = tokens
        .iter()
        .enumerate()
        .filter_map(|(place, token)| {
            let tag = token.strip_prefix('#')?.trim_end_matches(['.', ',', '!', '?', ';', ':', ')']).to_lowercase();
            WORDS.get(tag.as_str()).map(|word| (place, *word))
        })
        .collect();
    match found.as_slice() {
        [] => Reading::Plain,
        [(place, word)] => Reading::One(tagged(*word, &tokens, *place)),
        _ => Reading::Several,
    }
}

/// Whether a post is one command with what belongs to it, and says nothing else: no more than a press of a button.
pub fn is_command_alone(text: &str) -> bool {
    if !matches!(read(text), Reading::One(_)) {
        return false;
    }
    let belongs = |token: &str| {
        let word = bare(token);
        token.starts_with(['@', '#'])
            || word.is_empty()
            || word.ends_with("/10")
            || SOLVERS.contains_key(word.as_str())
            || Outcome::from_word(&word).is_some()
            || DeclineReason::from_word(&word).is_some()
            || NaiveDate::parse_from_str(&word, "%Y-%m-%d").is_ok()
    };
    text.split_whitespace().all(belongs)
}

fn tagged(word: Word, tokens: &[&str], place: usize) -> Tagged {
    let second =
        tokens.get(place + 1).map(|it| it.trim_matches(['.', ',', '!', '(', ')']).to_lowercase()).unwrap_or_default();
    match word {
        Word::File => Tagged::File,
        Word::NoComplaint => Tagged::NoComplaint,
        Word::Confirmed => Tagged::Confirmed { rating: rating(tokens), solved_by: solver(tokens, place) },
        Word::NotResolved => Tagged::NotResolved,
        Word::GiveUp => Tagged::GiveUp { rating: rating(tokens) },
        Word::Withdraw => Tagged::Withdraw,
        Word::Reopen => Tagged::Reopen,
        Word::SameHere => Tagged::SameHere,
        Word::Acknowledged => Tagged::Acknowledged,
        Word::Promise => Tagged::Promise { day: NaiveDate::parse_from_str(&second, "%Y-%m-%d").ok() },
        Word::Kept => Tagged::Kept,
        Word::HandedOver => Tagged::HandedOver,
        Word::Ask => Tagged::Ask,
        Word::Resolved => {
            let outcome = Outcome::from_word(&second).unwrap_or(Outcome::Explanation);
            let third = tokens.get(place + 2).map(|it| it.to_lowercase()).unwrap_or_default();
            let reason = DeclineReason::from_word(third.trim_end_matches(['.', ',']));
            let reason = (outcome == Outcome::Declined).then(|| reason.unwrap_or(DeclineReason::Policy));
            Tagged::Resolved { outcome, reason }
        }
    }
}

/// Who solved it, by the word behind the command; the rating may stand between them, and a little word.
fn solver(tokens: &[&str], place: usize) -> Option<SolvedBy> {
    let behind = tokens.get(place + 1..)?.iter().map(|it| bare(it));
    let mut words = behind.filter(|it| !it.ends_with("/10") && !SOLVER_LITTLE_WORDS.contains(&it.as_str()));
    SOLVERS.get(words.next()?.as_str()).copied()
}

fn bare(token: &str) -> String {
    token.trim_matches(['.', ',', '!', '?', ';', ':', '(', ')']).to_lowercase()
}

/// "9/10" anywhere in the post.
fn rating(tokens: &[&str]) -> Option<u8> {
    let given = tokens
        .iter()
        .find_map(|it| it.trim_end_matches(['.', ',', '!', ')']).trim_start_matches('(').strip_suffix("/10"))?;
    given.parse().ok().filter(|it| *it <= crate::domain::complaint::RATING_MAX)
}

/// A title for a post that has none: its first sentence, without the mentions and hashtags around it.
pub fn title_from(text: &str) -> String {
    let words: Vec<&str> =
        text.split_whitespace().skip_while(|it| it.starts_with('@')).filter(|it| !it.starts_with('#')).collect();
    let plain = words.join(" ");
    let end = plain
        .char_indices()
        .find(|(at, it)| {
            matches!(it, '.' | '!' | '?') && plain[at + it.len_utf8()..].chars().next().is_none_or(char::is_whitespace)
        })
        .map_or(plain.len(), |(at, it)| if it == '.' { at } else { at + it.len_utf8() });
    let sentence: String = plain[..end].trim().to_string();
    if sentence.chars().count() <= TITLE_CHARS_MAX {
        return sentence;
    }
    let cut: String = sentence.chars().take(TITLE_CHARS_MAX - 1).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{whole}…")
}

#[cfg(test)]
mod tests;
