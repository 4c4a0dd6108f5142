//! Whether a command is meant: what stands around its hashtag may refuse it, ask about it, quote it, or make a condition of it.

use std::sync::LazyLock;

use crate::domain::reading::lexicon::{self, Lexicon, lexicon};
use crate::domain::reading::outcome;
use crate::domain::reading::words::{Token, is_cross};

pub(super) const FILE: &str = include_str!("turning_words.tsv");
/// Words of a phrase.
const PHRASE_WORDS_MAX: usize = 3;
/// Little words between a command and one that turns it.
const BETWEEN_MAX: usize = 8;
/// Words of a sentence that takes back the one before it: "I won't.", "No way."
const REFUSAL_WORDS_MAX: usize = 3;
/// Words before a command that ask for it: "Please reply #withdraw".
const REPLY_WORDS_MAX: usize = 2;
/// Tokens on each side of a command that are looked at.
const SIDE_TOKENS_MAX: usize = 200;
/// Words of a sentence with a question mark that asks about the command and not about what happened.
const QUESTION_WORDS_MAX: usize = 6;

static WORDS: LazyLock<Lexicon> = LazyLock::new(|| lexicon(FILE));

/// How sure it must be that a command is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// It ends something or says in public that it is well: any word of doubt in its sentence is asked about. A
    /// confirmation also by what is confirmed.
    Last { confirms: bool },
    /// What a brand did or will do. What follows it is read as the outcome or the day where it takes one.
    Fact { takes_more: bool },
    /// It can be taken back, or stands below a story full of "not": what is right beside it counts. To join in people
    /// say "neither here".
    Near { joins_in: bool },
    /// It says itself that something is not well.
    Free,
}

/// Where a command stands among the lines of a post.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) lines: &'a [Vec<Token>],
    pub(super) line: usize,
    pub(super) at: usize,
    /// BCP 47, as the post states it.
    pub(super) language: Option<&'a str>,
}

/// A word or phrase that means something here, and where its first and last word stand.
#[derive(Clone, Copy)]
struct Heard {
    first: usize,
    last: usize,
    meaning: &'static str,
}

/// Whether nobody can be sure that the command at this place is meant.
pub(super) fn is_turned(place: Place<'_>, care: Care) -> bool {
    if care == Care::Free {
        return false;
    }
    let line = &place.lines[place.line];
    let start = line[..place.at].iter().rposition(|it| *it == Token::Stop).map_or(0, |it| it + 1);
    let end = line[place.at..].iter().position(|it| *it == Token::Stop).map_or(line.len(), |it| place.at + it);
    let (least, most) = (place.at.saturating_sub(SIDE_TOKENS_MAX), line.len().min(place.at + 1 + SIDE_TOKENS_MAX));
    let start = start.max(least);
    let after = &line[place.at + 1..end.min(most)];
    let before = &line[start..place.at];
    let main = main_language(place.language);
    // The tag stands behind what is before it: "si #confirmado".
    let around =
        Around { before: heard(&line[start..=place.at], main), after: heard(after, main), words: (before, after) };
    // A quotation may end behind a full stop.
    if is_quoted(&line[least..place.at], &line[place.at + 1..most]) || around.is_near(care) {
        return true;
    }
    let asks = after.contains(&Token::Mark('?'));
    let crossed = || before.iter().chain(after).any(|it| it.mark().is_some_and(is_cross));
    match care {
        Care::Last { confirms } => {
            asks || crossed()
                || around.is_doubted()
                || around.is_spoken_of()
                || around.says_after(&["not", "neither", "if", "when", "till"])
                || (confirms && (around.says_after(&["bad"]) || says_that(after)))
                || is_refused_next(place, end)
        }
        Care::Fact { takes_more } => {
            asks || crossed()
                || around.is_doubted()
                || (!takes_more && around.says_after(&["if", "when", "till"]))
                || is_refused_next(place, end)
        }
        Care::Near { .. } => {
            let alone = after.iter().filter(|it| it.word().is_some()).count() == 1;
            (asks && around.is_question(after)) || (alone && around.says_after(&["not"]))
        }
        Care::Free => false,
    }
}

/// Whether any sentence of a post holds what leaves a command unsure that stands beside the text alone.
pub(super) fn is_doubtful(lines: &[Vec<Token>], language: Option<&str>) -> bool {
    let main = main_language(language);
    lines.iter().any(|line| {
        line.contains(&Token::Mark('?'))
            || heard(line, main)
                .iter()
                .any(|it| matches!(it.meaning, "not" | "neither" | "if" | "when" | "till" | "unreal"))
    })
}

/// Whether a sentence says that something is not so, or only if, or is hoped for: of a day in it nobody can be sure.
pub(super) fn is_hedged(sentence: &[Token], language: Option<&str>) -> bool {
    let hedges = |it: &Heard| matches!(it.meaning, "not" | "neither" | "if" | "when" | "unreal");
    heard(sentence, main_language(language)).iter().any(hedges)
}

/// What is heard on both sides of a command in its sentence.
struct Around<'a> {
    before: Vec<Heard>,
    after: Vec<Heard>,
    words: (&'a [Token], &'a [Token]),
}

impl Around<'_> {
    /// Before the command: "not", "if", what is wished for, the verb that it is, a question.
    fn is_doubted(&self) -> bool {
        let before = self.words.0;
        // "I would give 9/10 #confirmed".
        let counted = before.iter().rposition(|it| matches!(it, Token::Number(_))).unwrap_or(0);
        let begins = before.iter().position(|it| it.word().is_some());
        self.before.iter().any(|it| match it.meaning {
            "not" | "neither" | "if" | "when" | "till" | "before" => true,
            "unreal" => it.first >= counted,
            "next" | "that" => it.last + 1 == before.len(),
            "ask" => Some(it.first) == begins,
            _ => false,
        })
    }

    fn says_after(&self, meanings: &[&str]) -> bool {
        self.after.iter().any(|it| meanings.contains(&it.meaning))
    }

    /// "#withdraw is for cowards", "dass ich #bestätigt schreibe", "reply #withdraw, they said".
    fn is_spoken_of(&self) -> bool {
        let is_next = |it: &Heard| it.first == 0 && matches!(it.meaning, "verb" | "unreal" | "say");
        // "Six weeks without an answer #giveup".
        let is_short = self.words.0.iter().filter(|it| it.word().is_some()).count() <= REPLY_WORDS_MAX;
        let is_last = |it: &Heard| is_short && it.last + 1 == self.words.0.len() && it.meaning == "reply";
        self.after.iter().any(is_next) || self.before.iter().any(is_last)
    }

    /// "not yet really #confirmed", "write #withdraw": right before the tag, or before little words.
    fn is_near(&self, care: Care) -> bool {
        let joins_in = care == Care::Near { joins_in: true };
        let goes_along = || self.before.iter().any(|it| matches!(it.meaning, "too" | "neither"));
        for (at, token) in self.words.0.iter().enumerate().rev().take(BETWEEN_MAX) {
            let word = match token {
                Token::Word(word) => word,
                Token::Mark('"' | '“' | '”' | '„' | '«' | '»' | '\'' | '‘' | '’') => continue,
                Token::Mark(_) | Token::Number(_) | Token::Tag(_) | Token::Name | Token::Stop => return false,
            };
            match self.before.iter().find(|it| it.last == at).map(|it| it.meaning) {
                Some("not" | "neither") if joins_in => return !goes_along(),
                Some("not" | "neither" | "if" | "when" | "till" | "before" | "unreal" | "say" | "near") => return true,
                Some("next" | "link" | "too") => {}
                // What belongs to an outcome says nothing beside one; in a story it does.
                None if !matches!(care, Care::Near { .. }) && outcome::is_little(word) => {}
                Some(_) | None => return false,
            }
        }
        false
    }

    /// "#samehere?", "Should I #file it?", and not "Why is my bill so high, and since when? #file".
    fn is_question(&self, after: &[Token]) -> bool {
        let next = after.iter().find(|it| !matches!(it, Token::Mark('"' | '”' | '“' | '»' | '\'' | '’' | ')')));
        let words = [self.words.0, self.words.1].into_iter().flatten().filter(|it| it.word().is_some()).count();
        next == Some(&Token::Mark('?')) || words <= QUESTION_WORDS_MAX
    }
}

/// "#confirmed that it is broken".
fn says_that(after: &[Token]) -> bool {
    let Some(Token::Word(word)) = after.first() else { return false };
    word.starts_with("qu'") || lexicon::find(&WORDS, word) == Some("that")
}

/// "They want me to type #confirmed. I won't."
fn is_refused_next(place: Place<'_>, end: usize) -> bool {
    let rest = place.lines[place.line].get(end..).unwrap_or_default();
    let later = place.lines[place.line + 1..].iter().map(Vec::as_slice);
    let mut sentences = std::iter::once(rest).chain(later).flat_map(|it| it.split(|it| *it == Token::Stop));
    let Some(next) = sentences.find(|it| it.iter().any(|it| it.word().is_some())) else { return false };
    let words = next.iter().filter(|it| it.word().is_some()).count();
    let main = main_language(place.language);
    words <= REFUSAL_WORDS_MAX && heard(next, main).iter().any(|it| it.meaning == "not")
}

/// "You write “#confirmed” to close it": in quotation marks, with words beside it; "~~#confirmed~~".
fn is_quoted(before: &[Token], after: &[Token]) -> bool {
    let is_quote = |it: &&Token| matches!(it, Token::Mark('"' | '“' | '”' | '„' | '«' | '»' | '‹' | '›'));
    let single = |it: Option<&Token>| matches!(it, Some(Token::Mark('\'' | '‘' | '’')));
    let is_open = before.iter().filter(is_quote).count() % 2 == 1 && after.iter().any(|it| is_quote(&it));
    let has_words = before.iter().chain(after).any(|it| it.word().is_some());
    let is_struck = before.last() == Some(&Token::Mark('~')) && after.first() == Some(&Token::Mark('~'));
    // "un-#confirmed".
    let prefix =
        |it: &str| matches!(it, "un" | "non" | "in" | "des" | "dis" | "anti" | "half" | "semi" | "quasi" | "pseudo");
    let is_prefixed = matches!(before, [.., Token::Word(it), Token::Mark('-')] if prefix(it));
    is_struck || is_prefixed || (has_words && (is_open || (single(before.last()) && single(after.first()))))
}

/// Every word and phrase of a sentence that means something here. Where a longer phrase does, its words do not.
fn heard(sentence: &[Token], language: Option<&str>) -> Vec<Heard> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentence.len() {
        let (length, meaning) = phrase(&sentence[at..], language);
        if let Some(meaning) = meaning {
            found.push(Heard { first: at, last: at + length - 1, meaning });
        }
        at += length;
    }
    found
}

fn phrase(rest: &[Token], language: Option<&str>) -> (usize, Option<&'static str>) {
    let words: Vec<&str> = rest.iter().take(PHRASE_WORDS_MAX).map_while(Token::word).collect();
    for length in (2..=words.len()).rev() {
        if let Some(meaning) = WORDS.get(&words[..length].join("-")) {
            return (length, Some(meaning));
        }
    }
    let meaning = words.first().and_then(|word| meaning_of(word, rest.get(1), language));
    (1, meaning)
}

fn meaning_of(word: &str, next: Option<&Token>, language: Option<&str>) -> Option<&'static str> {
    // "Sí, …" is yes.
    let is_yes = word == "si" && !matches!(next, Some(Token::Word(_) | Token::Number(_) | Token::Tag(_)));
    // "von 8/10 bis 9/10".
    let is_range = word == "bis" && matches!(next, Some(Token::Number(_)));
    if is_yes || is_range || means_other(word, language) {
        return None;
    }
    if word.ends_with("n't") || word.starts_with("n'") {
        return Some("not");
    }
    if word.starts_with("lorsqu'") {
        return Some("when");
    }
    lexicon::find(&WORDS, word)
}

/// Whether a word of these is another one in the language of the post: the Portuguese "no" is "in the".
fn means_other(word: &str, language: Option<&str>) -> bool {
    let Some(language) = language else { return false };
    match word {
        "no" | "si" => language == "pt",
        "se" => matches!(language, "es" | "fr" | "it"),
        "was" => language != "de",
        "comment" => language != "fr",
        "do" | "does" | "did" => language != "en",
        "once" => language == "es",
        _ => false,
    }
}

fn main_language(tag: Option<&str>) -> Option<&str> {
    tag.and_then(|it| it.split(['-', '_']).next())
}
