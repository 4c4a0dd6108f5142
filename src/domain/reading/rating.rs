//! A mark out of ten beside a command: `9/10`, `8,5 / 10`, `9 out of 10`.

use std::sync::LazyLock;

use crate::domain::complaint::RATING_MAX;
use crate::domain::reading::lexicon::{Lexicon, lexicon};
use crate::domain::reading::words::Token;

pub(super) const FILE: &str = include_str!("rating_words.tsv");
static WORDS: LazyLock<Lexicon> = LazyLock::new(|| lexicon(FILE));

/// What is read as a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rating {
    #[default]
    None,
    /// 0 to 10. `rounded` when a fraction was written, which is rounded half up.
    Given { value: u8, rounded: bool },
    /// Something that is meant as a mark and is none: beyond ten, out of five, or two that differ.
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

/// A mark counts only beside the tag or alone in its sentence: elsewhere `3/10` may be a day, a size or a street.
/// `of_command` says which tags are the command's.
pub(super) fn find(lines: &[Vec<Token>], of_command: &dyn Fn(&str) -> bool) -> Rating {
    let mut found = Rating::None;
    for line in lines {
        let marks = marks(line);
        for (at, length, mark) in marks.iter().copied() {
            if !is_beside(line, at, length, of_command) && !is_alone(line, at, length) {
                continue;
            }
            // "9/10 or 8/10": the other one stands in the same sentence, and nobody knows which is meant.
            let differs = |other: &(usize, usize, Rating)| {
                let (from, to) = (at.min(other.0), at.max(other.0));
                other.2 != mark && !line[from..to].contains(&Token::Stop)
            };
            let mark = if marks.iter().any(differs) { Rating::Unclear } else { mark };
            found = match (found, mark) {
                (Rating::None, one) => one,
                (one, other) if one == other => one,
                _ => Rating::Unclear,
            };
        }
    }
    found
}

/// Where each mark begins, how many tokens it takes, and what it is.
fn marks(line: &[Token]) -> Vec<(usize, usize, Rating)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        let one = match rest {
            // "9/10" is one piece, "9 / 10" three, "9 out of 10" four, "9 von 10" three.
            [Token::Number(whole), ..] if whole.matches('/').count() == 1 => {
                whole.split_once('/').map(|(value, of)| (1, value, of))
            }
            [Token::Number(value), Token::Mark('/'), Token::Number(of), ..] => Some((3, value.as_str(), of.as_str())),
            [Token::Number(value), Token::Word(word), Token::Number(of), ..] if means(word, "of") => {
                Some((3, value.as_str(), of.as_str()))
            }
            [Token::Number(value), Token::Word(out), Token::Word(word), Token::Number(of), ..]
                if means(out, "out") && means(word, "of") =>
            {
                Some((4, value.as_str(), of.as_str()))
            }
            _ => None,
        };
        let Some((length, value, of)) = one else {
            at += 1;
            continue;
        };
        found.push((at, length, mark(value, of)));
        at += length;
    }
    found.retain(|(_, _, mark)| *mark != Rating::None);
    found
}

fn mark(value: &str, of: &str) -> Rating {
    match of {
        "10" => {}
        // Five stars are something else, and nobody knows what their writer would give out of ten.
        "5" | "6" | "100" | "20" => return Rating::Unclear,
        _ => return Rating::None,
    }
    let (whole, part) = value.split_once([',', '.']).unwrap_or((value, ""));
    let fits = |it: &str| it.len() <= 2 && it.bytes().all(|it| it.is_ascii_digit());
    if !fits(whole) || !fits(part) || whole.is_empty() {
        return Rating::None;
    }
    let half_up = u8::from(part.bytes().next().is_some_and(|it| it >= b'5'));
    let exact = part.bytes().all(|it| it == b'0');
    match whole.parse::<u8>().ok().map(|it| it + half_up) {
        Some(value) if value < RATING_MAX || (value == RATING_MAX && (exact || half_up == 1)) => {
            Rating::Given { value, rounded: !exact }
        }
        _ => Rating::Unclear,
    }
}

fn is_beside(line: &[Token], at: usize, length: usize, of_command: &dyn Fn(&str) -> bool) -> bool {
    let is_tag = |it: &Token| matches!(it, Token::Tag(tag) if of_command(tag));
    let between = |it: &&Token| !matches!(it, Token::Mark(_) | Token::Stop);
    line[..at].iter().rev().find(between).is_some_and(is_tag) || line[at + length..].iter().find(between).is_some_and(is_tag)
}

/// The sentence holds the mark and only words that belong to one.
fn is_alone(line: &[Token], at: usize, length: usize) -> bool {
    let belongs = |it: &Token| match it {
        Token::Word(word) => WORDS.contains_key(word.as_str()),
        Token::Number(_) => false,
        Token::Tag(_) | Token::Name | Token::Mark(_) | Token::Stop => true,
    };
    let not_stop = |it: &&Token| **it != Token::Stop;
    line[..at].iter().rev().take_while(not_stop).all(belongs) && line[at + length..].iter().take_while(not_stop).all(belongs)
}

fn means(word: &str, meaning: &str) -> bool {
    WORDS.get(word) == Some(&meaning)
}

pub(super) fn is_rating_word(word: &str) -> bool {
    WORDS.contains_key(word)
}
