//! Who solved it, in the words after a `#confirmed`: the company, the person who complained, somebody else.

use std::sync::LazyLock;

use crate::domain::complaint::SolvedBy;
use crate::domain::reading::lexicon::{self, Lexicon, lexicon};
use crate::domain::reading::rating;
use crate::domain::reading::words::Token;

pub(super) const FILE: &str = include_str!("solvers.tsv");
static WORDS: LazyLock<Lexicon> = LazyLock::new(|| lexicon(FILE));

/// Reads the words after the tag: they must say who solved it and nothing else but a mark out of ten, and thanks behind a
/// comma. "The company did nothing" begins the same way. What is not sure is not said: the board asks then.
pub(super) fn read(after: &[Token]) -> Option<SolvedBy> {
    let mut solver = None;
    let mut may_thank = false;
    let mut is_bare = false;
    let mut is_counting = false;
    for token in after {
        let word = match token {
            Token::Word(word) => word.as_str(),
            // "von mir 9/10": who gives the mark.
            Token::Number(_) if is_bare => return None,
            Token::Number(_) => {
                is_counting = true;
                continue;
            }
            Token::Mark(sign) => {
                may_thank |= solver.is_some() && matches!(sign, ',' | '،' | '-' | '–' | '—' | ';' | ':');
                continue;
            }
            Token::Stop | Token::Tag(_) | Token::Name => break,
        };
        // "الشركة وأنا": one more who did it.
        if solver.is_some() && word.starts_with('و') && !WORDS.contains_key(word) {
            return None;
        }
        match lexicon::find(&WORDS, word) {
            Some("little") => {}
            Some(meaning) => match (solver, SolvedBy::from_word(meaning)) {
                // "somebody else" is said in two words.
                (None, found) => solver = found,
                (Some(one), Some(other)) if one == other => {}
                _ => return None,
            },
            None if (is_counting && rating::is_joint(word)) || (may_thank && rating::is_thanks(word)) => {}
            None => return None,
        }
        is_counting = is_counting && rating::is_joint(word);
        is_bare = matches!(word, "me" | "mir" | "mich" | "mi" | "mim" | "moi");
    }
    solver
}

/// Whether a word may say who solved it.
pub(super) fn is_word(word: &str) -> bool {
    lexicon::find(&WORDS, word).is_some()
}

/// Whether a sentence goes on with who solved it: `9/10 by the brand`.
pub(super) fn comes_next(after: &[Token]) -> bool {
    let mut words = after.iter().map_while(Token::word).map(|it| WORDS.get(it).copied());
    words.find(|it| *it != Some("little")).is_some_and(|it| it.is_some())
}

pub(super) fn is_solver_word(word: &str) -> bool {
    WORDS.contains_key(word)
}
