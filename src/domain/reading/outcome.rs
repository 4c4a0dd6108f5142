//! What a brand says it did, in the words after its `#resolved`.

use std::sync::LazyLock;

use crate::domain::complaint::{DeclineReason, Outcome};
use crate::domain::reading::lexicon::{Lexicon, lexicon};
use crate::domain::reading::words::Token;

pub(super) const FILE: &str = include_str!("outcomes.tsv");
static WORDS: LazyLock<Lexicon> = LazyLock::new(|| lexicon(FILE));

/// What the words come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoken {
    Known { outcome: Outcome, reason: Option<DeclineReason> },
    /// There is a word where the outcome should stand, and nobody can be sure what it means: no offer is made.
    Unclear,
}

/// Reads what follows the tag in its line. Nothing there is an explanation; a word that is not known, a "not" in the
/// same sentence, or two outcomes of which one is a refusal are asked about.
pub(super) fn read(after: &[Token]) -> Spoken {
    let mut outcome = None;
    let mut reason = None;
    let mut passed = 0_usize;
    let mut tokens = after.iter().peekable();
    let mut turned = false;
    while let Some(token) = tokens.next() {
        let word = match token {
            Token::Word(word) => word,
            Token::Stop | Token::Mark('—' | '–' | '―') => break,
            // "#resolved, you can pick it up" says no outcome; "#resolved: refund" does.
            Token::Mark(',' | '،' | ';' | '؛') if passed == 0 => break,
            Token::Mark('-') if passed == 0 => break,
            Token::Number(_) if outcome.is_none() => return Spoken::Unclear,
            Token::Mark(_) | Token::Tag(_) | Token::Name | Token::Number(_) => continue,
        };
        passed += 1;
        let pair = match tokens.peek() {
            Some(Token::Word(next)) => WORDS.get(&format!("{word}-{next}")),
            _ => None,
        };
        if pair.is_some() {
            tokens.next();
        }
        match pair.or_else(|| WORDS.get(word.as_str())).copied() {
            Some("little") => {}
            Some("not") => turned = true,
            Some(known) => match (Outcome::from_word(known), DeclineReason::from_word(known)) {
                (Some(this), _) if outcome.is_none_or(|it| it == this) => outcome = Some(this),
                (Some(this), _) => turned |= this == Outcome::Declined || outcome == Some(Outcome::Declined),
                (None, Some(this)) => reason = reason.or(Some(this)),
                (None, None) => {}
            },
            // After the outcome the sentence may go on as it likes.
            None if outcome.is_none() => return Spoken::Unclear,
            None => {}
        }
    }
    match outcome {
        _ if turned => Spoken::Unclear,
        None if passed > 0 => Spoken::Unclear,
        None => Spoken::Known { outcome: Outcome::Explanation, reason: None },
        Some(outcome) => {
            let reason = (outcome == Outcome::Declined).then(|| reason.unwrap_or(DeclineReason::Policy));
            Spoken::Known { outcome, reason }
        }
    }
}

/// Whether a word says what was done, or belongs to one that does.
pub(super) fn is_outcome_word(word: &str) -> bool {
    WORDS.contains_key(word)
}
