//! Who solved it, in the words after a `#confirmed`: the company, the person who complained, somebody else.

use std::sync::LazyLock;

use crate::domain::complaint::SolvedBy;
use crate::domain::reading::lexicon::{Lexicon, lexicon};
use crate::domain::reading::outcome;
use crate::domain::reading::words::Token;

pub(super) const FILE: &str = include_str!("solvers.tsv");
static WORDS: LazyLock<Lexicon> = LazyLock::new(|| lexicon(FILE));

/// Reads the first words after the tag, a mark out of ten and little words aside. What is not sure is not said: the board
/// asks then.
pub(super) fn read(after: &[Token]) -> Option<SolvedBy> {
    let mut solver = None;
    for token in after {
        let word = match token {
            Token::Word(word) => word,
            Token::Number(_) | Token::Mark(_) => continue,
            Token::Stop | Token::Tag(_) | Token::Name => break,
        };
        if outcome::is_turning(word) {
            return None;
        }
        match WORDS.get(word.as_str()).copied() {
            Some("little") => {}
            Some(meaning) => match (solver, SolvedBy::from_word(meaning)) {
                // "somebody else" is said in two words.
                (None, found) => solver = found,
                (Some(one), Some(other)) if one == other => {}
                _ => return None,
            },
            // After it is said the sentence may go on as it likes; before it nobody knows what is meant.
            None => return solver,
        }
    }
    solver
}

/// Whether a sentence goes on with who solved it: `9/10 by the brand`.
pub(super) fn comes_next(after: &[Token]) -> bool {
    let mut words = after.iter().map_while(Token::word).map(|it| WORDS.get(it).copied());
    words.find(|it| *it != Some("little")).is_some_and(|it| it.is_some())
}

pub(super) fn is_solver_word(word: &str) -> bool {
    WORDS.contains_key(word)
}
