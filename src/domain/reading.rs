//! What people write, read: commands, marks, outcomes, days, titles and names. Each is a grammar in a file of its own
//! with its words and a table of examples in six languages; what is not sure is said to be unclear, never guessed.

use std::sync::LazyLock;

use crate::domain::complaint::SolvedBy;
use crate::domain::reading::lexicon::{Lexicon, lexicon};
use crate::domain::reading::turning::Care;
use crate::domain::reading::words::Token;

pub mod amount;
pub mod day;
pub mod effort;
pub mod language;
mod lexicon;
mod name;
pub mod outcome;
mod rating;
mod solver;
mod title;
mod turning;
mod words;

pub use day::Written;
pub use name::{NAME_CHARS_MAX, is_machine, is_name, is_only_a_name, is_signed_by_machine, sign_off};
pub use rating::Rating;
pub use title::title_from;

/// The one data file of command words, per language.
const COMMAND_WORDS: &str = include_str!("reading/commands.tsv");
/// Characters of a complaint's text.
pub const TEXT_CHARS_MAX: usize = 10_000;
/// Bytes, as JSON writes them, of the HTML of a post that is written here: with title and mentions it fits into one activity.
pub const OWN_HTML_BYTES_MAX: usize = 40 * 1024;
/// The same of a post from another server: it becomes a line of a history, of which a page takes several.
pub const HTML_BYTES_MAX: usize = 96 * 1024;
/// Hashtags of a post's `tag` array that are looked at.
const TAGS_MAX: usize = 64;

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
    SentElsewhere,
    Acknowledged,
    Resolved,
    Promise,
    Kept,
    HandedOver,
    Ask,
}

impl Word {
    /// How sure it must be that it is meant: "It does not work #stillbroken" is what people write, "It does not work
    /// #confirmed" is not.
    fn care(self) -> Care {
        match self {
            Word::Confirmed => Care::Confirms,
            Word::Withdraw => Care::Withdraws,
            Word::NoComplaint => Care::Denies,
            Word::GiveUp => Care::Tires,
            Word::Resolved => Care::Done { takes_outcome: true },
            Word::Kept => Care::Done { takes_outcome: false },
            Word::Promise => Care::Ahead,
            Word::SameHere => Care::Near { joins_in: true },
            Word::File | Word::Reopen | Word::Acknowledged | Word::HandedOver => Care::Near { joins_in: false },
            Word::NotResolved | Word::SentElsewhere | Word::Ask => Care::Free,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Word::File => "file",
            Word::NoComplaint => "nocomplaint",
            Word::Confirmed => "confirmed",
            Word::NotResolved => "notresolved",
            Word::GiveUp => "giveup",
            Word::Withdraw => "withdraw",
            Word::Reopen => "reopen",
            Word::SameHere => "samehere",
            Word::SentElsewhere => "sentelsewhere",
            Word::Acknowledged => "acknowledged",
            Word::Resolved => "resolved",
            Word::Promise => "promise",
            Word::Kept => "kept",
            Word::HandedOver => "handedover",
            Word::Ask => "ask",
        }
    }
}

/// A command written as a hashtag. Whether its author may give it, and what it answers, is decided elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tagged {
    File,
    NoComplaint,
    Confirmed { rating: Rating, solved_by: Option<SolvedBy> },
    NotResolved,
    GiveUp { rating: Rating },
    Withdraw,
    Reopen,
    SameHere,
    SentElsewhere,
    Acknowledged,
    Resolved(outcome::Spoken),
    Promise(day::Spoken),
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
    /// What stands around the command refuses it, asks about it, quotes it or makes a condition of it ("not #confirmed",
    /// "#withdraw if they pay"): it does not count. The name of the command.
    Turned(&'static str),
}

/// A post as its author wrote it: the text without what it quotes, and the hashtags that it names beside the text
/// (`tag`), those of quotations not among them.
#[derive(Debug, Clone, Copy)]
pub struct Post<'a> {
    pub text: &'a str,
    pub tags: &'a [String],
    pub written: Written<'a>,
}

static WORDS: LazyLock<Lexicon> = LazyLock::new(|| lexicon(COMMAND_WORDS));

/// The hashtags of a post's `tag` array that its author gave it: those that stand in the whole text and not in the
/// author's own part of it are quoted, or an example.
pub fn own_tags(tags: Vec<String>, own: &str, whole: &str) -> Vec<String> {
    let (own, whole) = (lexicon::key(&words::said(own).collect::<Vec<_>>().join("\n")), lexicon::key(whole));
    let stands = |text: &str, tag: &str| {
        let named = format!("#{tag}");
        let ends = |at: usize| text[at + named.len()..].chars().next().is_none_or(|it| !words::is_letter(it));
        text.match_indices(&named).any(|(at, _)| ends(at))
    };
    let is_own = |it: &String| {
        let tag = lexicon::key(it.trim_start_matches(['#', '＃']));
        !tag.is_empty() && (stands(&own, &tag) || !whole.contains(&format!("#{tag}")))
    };
    tags.into_iter().filter(is_own).take(TAGS_MAX).collect()
}

fn word_named(name: &str) -> Option<Word> {
    const ALL: [Word; 15] = [
        Word::File,
        Word::NoComplaint,
        Word::Confirmed,
        Word::NotResolved,
        Word::GiveUp,
        Word::Withdraw,
        Word::Reopen,
        Word::SameHere,
        Word::SentElsewhere,
        Word::Acknowledged,
        Word::Resolved,
        Word::Promise,
        Word::Kept,
        Word::HandedOver,
        Word::Ask,
    ];
    ALL.into_iter().find(|it| it.name() == name)
}

fn command_of(tag: &str) -> Option<Word> {
    WORDS.get(tag).copied().and_then(word_named)
}

/// Reads the command of a post. The same one twice is one.
pub fn read(post: &Post<'_>) -> Reading {
    let lines = words::lines(post.text);
    let found = commands(post.tags, &lines);
    match found.as_slice() {
        [] => Reading::Plain,
        [word] if is_turned(*word, &lines, post.written.language) => Reading::Turned(word.name()),
        [word] => Reading::One(tagged(*word, &lines, post.written)),
        _ => Reading::Several,
    }
}

/// Whether there is any command in a post, whatever comes of it.
pub fn has_command(text: &str, tags: &[String]) -> bool {
    !commands(tags, &words::lines(text)).is_empty()
}

fn commands(tags: &[String], lines: &[Vec<Token>]) -> Vec<Word> {
    let named = |it: &String| command_of(&lexicon::key(it.trim_start_matches(['#', '＃'])));
    let beside = tags.iter().take(TAGS_MAX).filter_map(named);
    let mut found: Vec<Word> = Vec::new();
    for word in lines.iter().flatten().filter_map(command_at).chain(beside) {
        if !found.contains(&word) {
            found.push(word);
        }
    }
    found
}

fn command_at(token: &Token) -> Option<Word> {
    match token {
        Token::Tag(tag) => command_of(tag),
        Token::Word(_) | Token::Number(_) | Token::Name | Token::Stop | Token::Mark(_) => None,
    }
}

/// Whether it is not sure that the only command of a post is meant, wherever it stands in it.
fn is_turned(word: Word, lines: &[Vec<Token>], language: Option<&str>) -> bool {
    let at = |(line, tokens): (usize, &Vec<Token>)| {
        let here = |(at, it): (usize, &Token)| command_at(it).map(|_| turning::Place { lines, line, at, language });
        tokens.iter().enumerate().filter_map(here).collect::<Vec<_>>()
    };
    let places: Vec<_> = lines.iter().enumerate().flat_map(at).take(TAGS_MAX).collect();
    let stands_beside = places.is_empty() && word.care().is_last();
    places.into_iter().any(|it| turning::is_turned(it, word.care()))
        || (stands_beside && turning::is_doubtful(lines, language))
}

/// Whether a post is one command with what belongs to it, and says nothing else: no more than a press of a button.
pub fn is_command_alone(post: &Post<'_>) -> bool {
    let Reading::One(command) = read(post) else { return false };
    let lines = words::lines(post.text);
    let is_tag = |it: &Token| matches!(it, Token::Tag(tag) if command_of(tag).is_some());
    let belongs = |it: &Token| match it {
        Token::Word(word) => match &command {
            Tagged::Resolved(outcome::Spoken::Known { .. }) => outcome::is_outcome_word(word),
            Tagged::Promise(day::Spoken::On(_)) => day::is_day_word(word),
            Tagged::Confirmed { .. } => rating::is_rating_word(word) || solver::is_solver_word(word),
            Tagged::GiveUp { rating: Rating::Given { .. } } => rating::is_rating_word(word),
            _ => false,
        },
        Token::Number(_) => matches!(
            command,
            Tagged::Promise(day::Spoken::On(_))
                | Tagged::Confirmed { rating: Rating::Given { .. }, .. }
                | Tagged::GiveUp { rating: Rating::Given { .. } }
        ),
        Token::Tag(_) | Token::Name | Token::Stop | Token::Mark(_) => true,
    };
    lines.iter().flatten().any(is_tag) && lines.iter().flatten().all(belongs)
}

fn tagged(word: Word, lines: &[Vec<Token>], written: Written<'_>) -> Tagged {
    let is_this = |it: &str| command_of(it) == Some(word);
    let place = |line: &Vec<Token>| line.iter().position(|it| matches!(it, Token::Tag(tag) if is_this(tag)));
    let stands = lines.iter().enumerate().find_map(|(number, line)| Some((number, place(line)?)));
    let (after, below) =
        stands.map_or((&[][..], &[][..]), |(number, at)| (&lines[number][at + 1..], &lines[number + 1..]));
    match word {
        Word::File => Tagged::File,
        Word::NoComplaint => Tagged::NoComplaint,
        Word::Confirmed => Tagged::Confirmed { rating: rating::find(lines, &is_this), solved_by: solver::read(after) },
        Word::NotResolved => Tagged::NotResolved,
        Word::GiveUp => Tagged::GiveUp { rating: rating::find(lines, &is_this) },
        Word::Withdraw => Tagged::Withdraw,
        Word::Reopen => Tagged::Reopen,
        Word::SameHere => Tagged::SameHere,
        Word::SentElsewhere => Tagged::SentElsewhere,
        Word::Acknowledged => Tagged::Acknowledged,
        Word::Resolved => Tagged::Resolved(outcome::read(after, below)),
        Word::Promise => Tagged::Promise(day::read(after, lines, written)),
        Word::Kept => Tagged::Kept,
        Word::HandedOver => Tagged::HandedOver,
        Word::Ask => Tagged::Ask,
    }
}

#[cfg(test)]
mod tests;
