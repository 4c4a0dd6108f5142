//! What a brand says it did, in the words after its `#resolved`.

use std::sync::LazyLock;

use crate::domain::complaint::{DeclineReason, Outcome};
use crate::domain::reading::lexicon::{self, Lexicon, lexicon};
use crate::domain::reading::words::Token;

pub(super) const FILE: &str = include_str!("outcomes.tsv");
static WORDS: LazyLock<Lexicon> = LazyLock::new(|| lexicon(FILE));

/// What the words come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoken {
    Known {
        outcome: Outcome,
        /// Why it was declined, if that was said: nobody is made to say what they did not.
        reason: Option<DeclineReason>,
    },
    /// There is a word where the outcome should stand, and nobody can be sure what it means: no offer is made.
    Unclear,
}

/// What was heard so far.
#[derive(Default)]
struct Heard {
    outcome: Option<Outcome>,
    reason: Option<DeclineReason>,
    /// "Money" and "back" are a refund together; each alone is nothing.
    money: bool,
    back: bool,
    /// A "not", or two outcomes that are not each other's courtesy: nobody can be sure.
    turned: bool,
}

impl Heard {
    fn hear(&mut self, meaning: &str) {
        match (Outcome::from_word(meaning), DeclineReason::from_word(meaning)) {
            (Some(outcome), _) => self.outcome(outcome),
            (None, Some(reason)) => self.reason = self.reason.or(Some(reason)),
            (None, None) => {
                self.turned |= meaning == "not";
                self.money |= meaning == "money";
                self.back |= meaning == "back";
            }
        }
        if self.money && self.back {
            self.outcome(Outcome::Refund);
        }
    }

    /// An apology or an explanation goes with everything and gives way; of two others nobody knows which it is.
    fn outcome(&mut self, this: Outcome) {
        let is_courtesy = |it: Outcome| matches!(it, Outcome::Apology | Outcome::Explanation);
        match self.outcome {
            None => self.outcome = Some(this),
            Some(other) if other == this || is_courtesy(this) => {}
            Some(other) if is_courtesy(other) => self.outcome = Some(this),
            Some(_) => self.turned = true,
        }
    }

    fn spoken(&self) -> Spoken {
        match self.outcome {
            // "refund policy": a reason for declining beside something else.
            Some(outcome) if !self.turned && (self.reason.is_none() || outcome == Outcome::Declined) => {
                Spoken::Known { outcome, reason: self.reason }
            }
            Some(_) | None => Spoken::Unclear,
        }
    }
}

/// Reads what follows the tag in its sentence. Nothing there is an explanation, unless a sentence behind it says what was
/// done; a word that is not known is asked about. After a comma or a dash another clause begins, which may say an outcome
/// and need not.
pub(super) fn read(after: &[Token], below: &[Vec<Token>]) -> Spoken {
    let begins = |it: &&Token| !matches!(it, Token::Mark('"' | '“' | '”' | '(' | ')' | ':' | '*'));
    let clause = match after.iter().find(begins) {
        Some(Token::Mark(',' | '،' | ';' | '؛' | '-' | '–' | '—' | '―')) => true,
        Some(_) | None => false,
    };
    let is_sign = |it: &&Token| matches!(it, Token::Mark(sign) if *sign != '^') && meaning_of(it).is_none();
    let sentence: Vec<&Token> = after.iter().skip_while(is_sign).collect();
    // "^JO": whoever signs with initials begins so.
    let is_end = |it: &&Token| matches!(it, Token::Stop | Token::Mark('—' | '–' | '―' | '^'));
    let length = sentence.iter().position(is_end).unwrap_or(sentence.len());
    let sentence = &sentence[..length];
    let is_word = |it: &&Token| meaning_of(it).is_some() || matches!(it, Token::Word(_) | Token::Number(_));
    if !sentence.iter().any(is_word) {
        return further(after, below);
    }
    match strictly(sentence) {
        Spoken::Unclear if clause && !sentence.iter().any(|it| is_telling(it)) => further(after, below),
        spoken => spoken,
    }
}

/// "#resolved. Refunded in full": what the sentences behind the tag's own say was done. Whoever reads them takes them for
/// the outcome, so they are read as strictly, and two that differ are asked about.
fn further(after: &[Token], below: &[Vec<Token>]) -> Spoken {
    let is_dash = |it: &Token| matches!(it, Token::Mark('—' | '–' | '―' | '^'));
    let lines = match below.iter().rposition(|it| !it.is_empty()) {
        // "- Kim, refunds team".
        Some(last) if below[last].first() == Some(&Token::Mark('-')) => &below[..last],
        Some(_) | None => below,
    };
    let behind = after.split(|it| *it == Token::Stop).skip(1);
    let said = behind.chain(lines.iter().flat_map(|it| it.split(|it| *it == Token::Stop)));
    let told = said.filter_map(|it| {
        let sentence: Vec<&Token> = it.iter().take_while(|it| !is_dash(it)).collect();
        tells_outcome(&sentence).then(|| strictly(&sentence))
    });
    let nothing = Spoken::Known { outcome: Outcome::Explanation, reason: None };
    told.reduce(|one, other| if one == other { one } else { Spoken::Unclear }).unwrap_or(nothing)
}

/// Whether a sentence names what was done: more than a courtesy.
fn tells_outcome(sentence: &[&Token]) -> bool {
    let means = |meaning: &str| sentence.iter().any(|it| meaning_of(it) == Some(meaning));
    let is_deed = |it: Outcome| !matches!(it, Outcome::Apology | Outcome::Explanation);
    let named = sentence.iter().filter_map(|it| meaning_of(it)).filter_map(Outcome::from_word).any(is_deed);
    named || (means("money") && means("back"))
}

/// What may stand behind the outcome.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rest {
    /// Words that are known: "refund expired" is none.
    Known,
    /// What a preposition begins: "refund of the shipping".
    Noun,
    /// Another clause.
    Any,
}

/// Every word must be known, but for what stands behind the outcome in a clause of its own or after a preposition; a "not"
/// counts everywhere.
fn strictly(sentence: &[&Token]) -> Spoken {
    let mut heard = Heard::default();
    let mut rest = Rest::Known;
    let mut at = 0;
    while at < sentence.len() {
        let (length, meaning) = phrase(&sentence[at..]);
        match (meaning, sentence[at]) {
            (_, Token::Mark(',' | '،' | ';' | '؛' | ':' | '-' | '(')) => rest = Rest::Any,
            (Some(meaning), _) => {
                heard.hear(meaning);
                rest = match (rest, meaning) {
                    (Rest::Known, "preposition") => Rest::Noun,
                    (Rest::Noun, "verb") => Rest::Known,
                    _ => rest,
                };
            }
            (None, Token::Number(number)) if is_amount(sentence, at) => {
                heard.hear(if is_nothing(number) { "not" } else { "money" });
            }
            (None, Token::Word(_)) if heard.outcome.is_none() || rest == Rest::Known => return Spoken::Unclear,
            (None, Token::Number(_)) if heard.outcome.is_none() => return Spoken::Unclear,
            (None, Token::Word(_) | Token::Number(_) | Token::Tag(_) | Token::Name | Token::Stop | Token::Mark(_)) => {}
        }
        if heard.outcome.is_none() {
            rest = Rest::Known;
        }
        at += length;
    }
    heard.spoken()
}

/// "0,00".
fn is_nothing(number: &str) -> bool {
    number.chars().all(|it| matches!(it, '0' | ',' | '.'))
}

/// Two words that mean something together ("no authority"), else one.
fn phrase(rest: &[&Token]) -> (usize, Option<&'static str>) {
    if let [Token::Word(one), Token::Word(two), ..] = rest
        && let Some(meaning) = WORDS.get(&format!("{one}-{two}"))
    {
        return (2, Some(meaning));
    }
    (1, rest.first().and_then(|it| meaning_of(it)))
}

/// Of hashtags only those count that say an outcome: "#resolved #refund #acme".
fn meaning_of(token: &Token) -> Option<&'static str> {
    match token {
        Token::Word(word) if word.starts_with("n'") || word.ends_with("n't") => Some("not"),
        Token::Word(word) => lexicon::find(&WORDS, word),
        Token::Tag(word) => WORDS.get(word).copied().filter(|it| Outcome::from_word(it).is_some()),
        Token::Mark('€' | '$' | '£') => Some("money"),
        Token::Number(_) | Token::Name | Token::Stop | Token::Mark(_) => None,
    }
}

/// "49,90 €", "$20", "100 %".
fn is_amount(sentence: &[&Token], at: usize) -> bool {
    let is_sign = |it: &&Token| matches!(it, Token::Mark('€' | '$' | '£' | '%')) || meaning_of(it) == Some("money");
    sentence.get(at + 1).is_some_and(is_sign) || at.checked_sub(1).is_some_and(|it| is_sign(&sentence[it]))
}

/// A word that is more than a courtesy: who reads it takes it for what was done.
fn is_telling(token: &Token) -> bool {
    let outcome = meaning_of(token).and_then(Outcome::from_word);
    let may_be_one = matches!(meaning_of(token), Some("not" | "money" | "back"));
    may_be_one || outcome.is_some_and(|it| !matches!(it, Outcome::Apology | Outcome::Explanation))
}

/// Whether a word says nothing by itself.
pub(super) fn is_little(word: &str) -> bool {
    matches!(lexicon::find(&WORDS, word), Some("little" | "verb" | "preposition"))
}

/// Whether a word says what was done.
pub(super) fn names_one(word: &str) -> bool {
    lexicon::find(&WORDS, word).and_then(Outcome::from_word).is_some()
}

/// Whether a word says what was done, or belongs to one that does.
pub(super) fn is_outcome_word(word: &str) -> bool {
    lexicon::find(&WORDS, word).is_some()
}
