//! Where a word begins and ends, in any script.

use std::ops::RangeInclusive;

use unicode_normalization::char::is_combining_mark;

use crate::domain::fold::{fold, is_apostrophe, is_unseen};

/// One word, or signs in a row of a script that writes no spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Word(Word),
    /// Folded, each with the marks that belong to it.
    Run(Vec<String>),
}

/// A word as it was written, in the parts that apostrophes make of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Word {
    pub parts: Vec<String>,
}

/// Scripts that write no spaces between words, and Korean, whose words carry their particles with them.
const UNSPACED: [RangeInclusive<char>; 19] = [
    '\u{e00}'..='\u{e7f}',
    '\u{e80}'..='\u{eff}',
    '\u{1000}'..='\u{109f}',
    '\u{1100}'..='\u{11ff}',
    '\u{1780}'..='\u{17ff}',
    '\u{1950}'..='\u{19ff}',
    '\u{1a20}'..='\u{1aaf}',
    '\u{3005}'..='\u{3007}',
    '\u{3041}'..='\u{309f}',
    '\u{30a1}'..='\u{30ff}',
    '\u{3105}'..='\u{318e}',
    '\u{31a0}'..='\u{31ff}',
    '\u{3400}'..='\u{4dbf}',
    '\u{4e00}'..='\u{9fff}',
    '\u{a9e0}'..='\u{a9ff}',
    '\u{aa60}'..='\u{aa7f}',
    '\u{ac00}'..='\u{d7ff}',
    '\u{f900}'..='\u{faff}',
    '\u{20000}'..='\u{3fffd}',
];
/// Half as wide as others: the same signs.
const UNSPACED_NARROW: RangeInclusive<char> = '\u{ff66}'..='\u{ffdc}';

pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut cutter = Cutter::default();
    let mut rest = text.chars().peekable();
    while let Some(sign) = rest.next() {
        let next_is_letter = rest.peek().is_some_and(|it| is_letter(*it));
        match sign {
            _ if is_unseen(sign) => {}
            _ if is_apostrophe(sign) => {
                if next_is_letter && cutter.in_word() {
                    cutter.word.parts.push(String::new());
                } else {
                    cutter.end();
                }
            }
            '.' if next_is_letter && cutter.is_initial() && is_single(rest.clone()) => cutter.initials = true,
            '&' => {
                cutter.end();
                cutter.found.push(Piece::Word(Word { parts: vec!["and".into()] }));
            }
            _ if is_unspaced(sign) && (sign.is_alphanumeric() || is_combining_mark(sign)) => cutter.add_to_run(sign),
            _ if is_combining_mark(sign) && !cutter.run.is_empty() => cutter.run.push(sign),
            _ if is_letter(sign) => cutter.add_to_word(sign),
            _ => cutter.end(),
        }
    }
    cutter.end();
    cutter.found
}

pub(super) fn is_letter(sign: char) -> bool {
    sign.is_alphanumeric() || is_combining_mark(sign)
}

fn is_unspaced(sign: char) -> bool {
    sign >= '\u{e00}' && (UNSPACED.iter().any(|it| it.contains(&sign)) || UNSPACED_NARROW.contains(&sign))
}

/// Whether one letter stands alone here: the `A` of `S.A.`
fn is_single(mut rest: impl Iterator<Item = char>) -> bool {
    rest.next();
    rest.next().is_none_or(|it| !is_letter(it))
}

#[derive(Default)]
struct Cutter {
    found: Vec<Piece>,
    word: Word,
    /// The word so far is letters with stops between them.
    initials: bool,
    run: String,
}

impl Cutter {
    fn in_word(&self) -> bool {
        self.word.parts.last().is_some_and(|it| !it.is_empty())
    }

    fn is_initial(&self) -> bool {
        let [only] = self.word.parts.as_slice() else { return false };
        self.initials || only.chars().count() == 1 && only.chars().all(char::is_alphabetic)
    }

    fn add_to_word(&mut self, sign: char) {
        if !self.run.is_empty() {
            self.end();
        }
        match self.word.parts.last_mut() {
            Some(part) => part.push(sign),
            None => self.word.parts.push(sign.to_string()),
        }
    }

    fn add_to_run(&mut self, sign: char) {
        if !self.word.parts.is_empty() {
            self.end();
        }
        self.run.push(sign);
    }

    fn end(&mut self) {
        let mut word = std::mem::take(&mut self.word);
        word.parts.retain(|it| !it.is_empty());
        if !word.parts.is_empty() {
            self.found.push(Piece::Word(word));
        }
        let run = std::mem::take(&mut self.run);
        if !run.is_empty() {
            let clusters = clusters(&fold(&run));
            self.found.extend((!clusters.is_empty()).then_some(Piece::Run(clusters)));
        }
        self.initials = false;
    }
}

/// Each sign with the marks on it.
fn clusters(folded: &str) -> Vec<String> {
    let mut clusters: Vec<String> = Vec::new();
    for sign in folded.chars().filter(|it| is_letter(*it)) {
        match clusters.last_mut() {
            Some(last) if is_combining_mark(sign) => last.push(sign),
            _ => clusters.push(sign.to_string()),
        }
    }
    clusters
}
