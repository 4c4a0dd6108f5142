//! Finding by words: how a text is cut into what it is found by, and a question into what is looked for.

mod cut;
mod name;
mod stem;

pub use name::{Closeness, NameQuery, closeness, name_question, name_terms, squashed, without_legal_form};

use std::collections::HashSet;

use crate::domain::finding::cut::{Piece, pieces};
use crate::domain::finding::stem::{Spoken, forms};
use crate::domain::reading::language;

/// Characters of one term; what is longer is found by its beginning.
const TERM_CHARS_MAX: usize = 60;
/// Terms of one text: a text in Chinese as long as may be filed has fewer.
const TERMS_MAX: usize = 12_000;
/// Words of one question.
const QUERY_WORDS_MAX: usize = 40;

/// Something that a text has to contain: the term itself, or any that begins with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub text: String,
    pub begins: bool,
}

/// What is looked for: every group has to be there by one of its terms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    groups: Vec<Vec<Term>>,
}

impl Query {
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    pub fn groups(&self) -> &[Vec<Term>] {
        &self.groups
    }

    fn push(&mut self, group: Vec<Term>) {
        if !group.is_empty() && self.groups.len() < QUERY_WORDS_MAX && !self.groups.contains(&group) {
            self.groups.push(group);
        }
    }
}

impl Term {
    fn whole(text: impl Into<String>) -> Term {
        Term { text: text.into(), begins: false }
    }

    fn beginning(text: impl Into<String>) -> Term {
        Term { text: text.into(), begins: true }
    }
}

/// The terms by which a text is found: its words as they fold, their stems in its language, and pairs of neighbours where
/// a script writes no spaces. Each once, in the order of the text; none has a sign in it that an engine would read.
pub fn terms(text: &str, of: Option<&str>) -> Vec<String> {
    let code = of.map(|it| it.split('-').next().unwrap_or_default());
    let spoken = Spoken::Text(code.and_then(language::named).or_else(|| language::found(text)));
    let mut terms = Terms::default();
    for piece in pieces(text) {
        match piece {
            Piece::Word(word) => terms.extend(forms(&word, spoken)),
            Piece::Run(run) => terms.extend(run_terms(&run)),
        }
    }
    terms.list
}

/// What a question looks for. The last word may be a beginning.
pub fn question(text: &str) -> Query {
    let spoken = Spoken::Question(language::found(text));
    let pieces = pieces(text);
    let mut query = Query::default();
    let count = pieces.len();
    for (index, piece) in pieces.into_iter().enumerate() {
        match piece {
            Piece::Word(word) => {
                let mut group: Vec<Term> = forms(&word, spoken).into_iter().map(Term::whole).collect();
                if let Some(first) = group.first_mut().filter(|_| index + 1 == count) {
                    first.begins = true;
                }
                query.push(group);
            }
            Piece::Run(run) => match run.as_slice() {
                // Every sign begins a pair or ends the run.
                [one] => query.push(vec![Term::beginning(one.clone())]),
                run => run.windows(2).for_each(|pair| query.push(vec![Term::whole(pair.concat())])),
            },
        }
    }
    query
}

/// The pairs of a run, and its last sign alone.
fn run_terms(run: &[String]) -> Vec<String> {
    run.windows(2).map(<[String]>::concat).chain(run.last().cloned()).collect()
}

/// A list without repetitions and with an end.
#[derive(Default)]
struct Terms {
    list: Vec<String>,
    known: HashSet<String>,
}

impl Terms {
    fn push(&mut self, term: String) {
        if self.list.len() < TERMS_MAX && !term.is_empty() && self.known.insert(term.clone()) {
            self.list.push(term);
        }
    }

    fn extend(&mut self, terms: impl IntoIterator<Item = String>) {
        terms.into_iter().for_each(|it| self.push(it));
    }
}

fn shortened(term: &str) -> String {
    term.chars().take(TERM_CHARS_MAX).collect()
}

#[cfg(test)]
mod tests;
