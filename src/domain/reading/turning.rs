//! Whether a command is meant: what stands around its hashtag may refuse it, ask about it, quote it, or make a condition of it.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::reading::COMMAND_WORDS;
use crate::domain::reading::lexicon::{self, Lexicon, lexicon};
use crate::domain::reading::words::{Token, is_cross};
use crate::domain::reading::{day, language, outcome, rating, solver};

pub(super) const FILE: &str = include_str!("turning_words.tsv");
/// Words of a phrase.
const PHRASE_WORDS_MAX: usize = 3;
/// Little words between a command and one that turns it.
const BETWEEN_MAX: usize = 8;
/// Words of a sentence that takes back the one before it: "I won't.", "No way.", "If they pay."
const REFUSAL_WORDS_MAX: usize = 3;
/// Words before a command that ask for it: "Please reply #withdraw".
const REPLY_WORDS_MAX: usize = 2;
/// Tokens on each side of a command that are looked at.
const SIDE_TOKENS_MAX: usize = 200;
/// Words of a sentence with a question mark that asks about the command and not about what happened.
const QUESTION_WORDS_MAX: usize = 6;
/// Words of a condition that stands before a command without a comma: "If it happens again #reopen".
const CONDITION_WORDS_MAX: usize = 4;
/// Words before a command that say who does it: "Acme support #confirmed".
const PARTY_WORDS_MAX: usize = 3;
/// Letters of a German verb at its end: "geprüft", "melden".
const VERB_LETTERS_MIN: usize = 5;
/// What German participles wait for at the end of a sentence.
const PERFECT: [&str; 7] = ["hat", "hatte", "hatten", "haben", "habt", "wurde", "wurden"];
/// Small words of a sentence that say what language it is in.
const TONGUE_WORDS_MAX: usize = 60;

static WORDS: LazyLock<Lexicon> = LazyLock::new(|| lexicon(FILE));

/// How sure it must be that a command is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// It says in public that all is well: any word of doubt in its sentence is asked about, and so is what others confirm.
    Confirms,
    /// It ends a complaint: any word of doubt in its sentence is asked about, and what else people withdraw.
    Withdraws,
    /// It says that there never was one.
    Denies,
    /// It ends a complaint below a story full of "not".
    Tires,
    /// What a brand did. What follows it is read as the outcome where it takes one.
    Done { takes_outcome: bool },
    /// What a brand will do. What follows it is read as the day.
    Ahead,
    /// It can be taken back, or stands below a story full of "not": what is right beside it counts. To join in people
    /// say "neither here".
    Near { joins_in: bool },
    /// It says itself that something is not well.
    Free,
}

impl Care {
    /// Whether nothing comes after it.
    pub(super) fn is_last(self) -> bool {
        matches!(self, Care::Confirms | Care::Withdraws | Care::Denies | Care::Tires)
    }

    fn is_done(self) -> bool {
        matches!(self, Care::Done { .. })
    }

    fn is_near(self) -> bool {
        matches!(self, Care::Near { .. })
    }
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
    let tongue = Tongue::of(&line[start..end.min(most)], place.language);
    let around = Around {
        // The tag stands behind what is before it: "si #confirmado".
        before: heard(&line[start..=place.at], &tongue),
        after: heard(after, &tongue),
        words: (before, after),
        is_german: tongue.is_stated("de") || tag_languages(&line[place.at]).contains(&"de"),
    };
    // A quotation may end behind a full stop.
    if is_quoted(&line[least..place.at], &line[place.at + 1..most])
        || is_joke(place.lines)
        || around.is_near(care)
        || (care.is_last() && around.before.iter().any(|it| it.meaning == "mock"))
        || is_belied(place, start, care)
    {
        return true;
    }
    let asks = after.contains(&Token::Mark('?'));
    let crossed = || before.iter().chain(after).any(|it| it.mark().is_some_and(is_cross));
    match care {
        Care::Confirms | Care::Withdraws | Care::Denies => {
            asks || crossed()
                || around.is_doubted(care)
                || around.is_spoken_of()
                || around.says_after(&["not", "refusal", "neither", "if", "condition", "when", "till", "later"])
                || around.is_word_of_sentence(care)
                || (care == Care::Confirms && (around.is_bad() || says_that(after)))
                || is_taken_back(place, end, care)
        }
        Care::Tires => {
            (asks && around.is_question(after))
                || around.is_doubted_in_story()
                || around.is_spoken_of()
                || around.is_word_of_sentence(care)
                || is_taken_back(place, end, care)
        }
        Care::Done { .. } | Care::Ahead => {
            asks || crossed()
                || around.is_doubted(care)
                || (care == Care::Done { takes_outcome: false }
                    && (around.says_after(&["if", "condition", "when", "till"]) || around.is_word_of_sentence(care)))
                || is_taken_back(place, end, care)
        }
        Care::Near { .. } => {
            let alone = after.iter().filter(|it| it.word().is_some()).count() == 1;
            (asks && around.is_question(after))
                || (alone && around.says_after(&["not", "refusal"]))
                || around.is_only_ahead()
        }
        Care::Free => false,
    }
}

/// Whether any sentence of a post holds what leaves a command unsure that stands beside the text alone.
pub(super) fn is_doubtful(lines: &[Vec<Token>], language: Option<&str>) -> bool {
    let doubts = |it: &Heard| {
        matches!(
            it.meaning,
            "not" | "refusal" | "neither" | "if" | "when" | "till" | "unreal" | "condition" | "takeback"
        )
    };
    is_joke(lines)
        || lines
            .iter()
            .any(|line| line.contains(&Token::Mark('?')) || heard(line, &Tongue::of(line, language)).iter().any(doubts))
}

/// Whether a sentence says that something is not so, or only if, or is hoped for: of a day in it nobody can be sure.
pub(super) fn is_hedged(sentence: &[Token], language: Option<&str>) -> bool {
    let hedges = |it: &Heard| {
        matches!(it.meaning, "not" | "refusal" | "neither" | "if" | "condition" | "when" | "unreal" | "aim")
    };
    heard(sentence, &Tongue::of(sentence, language)).iter().any(hedges)
}

/// What is heard on both sides of a command in its sentence.
struct Around<'a> {
    before: Vec<Heard>,
    after: Vec<Heard>,
    words: (&'a [Token], &'a [Token]),
    /// The post or its hashtag is.
    is_german: bool,
}

impl Around<'_> {
    /// Before the command: "not", "if", what is wished for, the verb that it is, a question.
    fn is_doubted(&self, care: Care) -> bool {
        let before = self.words.0;
        // "I would give 9/10 #confirmed".
        let counted = before.iter().rposition(|it| matches!(it, Token::Number(_))).unwrap_or(0);
        let begins = self.begins();
        self.before.iter().any(|it| match it.meaning {
            "not" | "refusal" | "neither" | "if" | "condition" | "when" | "till" | "before" => true,
            "unreal" => it.first >= counted,
            "later" => care.is_last(),
            "next" | "then" | "that" => it.last + 1 == self.without_me(),
            "ask" => Some(it.first) == begins,
            _ => false,
        })
    }

    /// The same below "They never answered, so": what belongs to the tag itself, and a condition that leads.
    fn is_doubted_in_story(&self) -> bool {
        let clause = self.clause(true);
        let governs = |it: &Heard| {
            it.last + 1 == self.without_me() && matches!(it.meaning, "next" | "then" | "part" | "that" | "future")
        };
        let is_governed = self.before.iter().any(governs);
        let asks = || self.before.iter().any(|it| it.meaning == "ask" && Some(it.first) == self.begins());
        let leads = |it: &Heard| Some(it.first) == self.begins();
        // "Not yet" and nothing else.
        let is_only_not = self
            .after
            .iter()
            .any(|it| matches!(it.meaning, "not" | "refusal") && words_in(self.words.1) == it.last + 1 - it.first);
        let condition = self.first_clause_after();
        is_only_not
            || (is_governed && asks())
            || self.before.iter().any(|it| match it.meaning {
                "refusal" | "condition" => true,
                "if" | "when" | "till" | "before" => it.first >= clause || leads(it),
                "not" | "neither" | "unreal" => it.first >= clause && is_governed,
                "next" => it.last + 1 == self.without_me(),
                _ => false,
            })
            || self.after.iter().any(|it| match it.meaning {
                "refusal" | "condition" => true,
                "if" | "when" | "till" => it.first < condition,
                _ => false,
            })
    }

    /// "If it happens again I'll #reopen", "Where can I #file this": what may be done, or how.
    fn is_only_ahead(&self) -> bool {
        let before = self.words.0;
        let Some(first) = self.begins() else { return false };
        let last = self.without_me();
        let has_me = last < before.len();
        let led = self.before.iter().find(|it| it.first == first).map(|it| it.meaning);
        let governed = has_me
            || self
                .before
                .iter()
                .any(|it| it.last + 1 == last && matches!(it.meaning, "next" | "then" | "future" | "ask" | "verb"));
        let commas = before.iter().filter(|it| is_clause_mark(it)).count();
        let is_main = match before.last() {
            Some(it) if is_clause_mark(it) => commas == 1,
            Some(_) | None => commas == 0 && words_in(before) <= CONDITION_WORDS_MAX,
        };
        match led {
            Some("if") => governed || is_main,
            Some("when" | "till" | "before" | "ask") => governed,
            Some(_) | None => false,
        }
    }

    fn says_after(&self, meanings: &[&str]) -> bool {
        self.after.iter().any(|it| meanings.contains(&it.meaning))
    }

    /// Where the first word of the sentence stands before the tag.
    fn begins(&self) -> Option<usize> {
        self.words.0.iter().position(|it| it.word().is_some())
    }

    /// Where what is before the tag ends, but for the "I" right before it.
    fn without_me(&self) -> usize {
        let is_me =
            |it: &Token| matches!(it.word(), Some("i" | "we" | "ich" | "wir" | "yo" | "eu" | "je" | "j'" | "man"));
        self.words.0.len() - self.words.0.iter().rev().take_while(|it| is_me(it)).count()
    }

    /// Where the clause that the tag ends begins; with `hence`, "so" begins one too.
    fn clause(&self, hence: bool) -> usize {
        let mark = self.words.0.iter().rposition(is_clause_mark).map_or(0, |it| it + 1);
        let word = self.before.iter().filter(|it| hence && it.meaning == "hence").map(|it| it.last + 1).max();
        mark.max(word.unwrap_or(0)).min(self.words.0.len())
    }

    /// Where the clause that the tag begins ends.
    fn first_clause_after(&self) -> usize {
        self.words.1.iter().position(is_clause_mark).unwrap_or(self.words.1.len())
    }

    /// What the word at a place before the tag means; of a phrase each word means the same.
    fn meaning_before(&self, at: usize) -> Option<&'static str> {
        self.before.iter().find(|it| it.first <= at && at <= it.last).map(|it| it.meaning)
    }

    /// "#withdraw is for cowards", "dass ich #bestätigt schreibe", "reply #withdraw, they said".
    fn is_spoken_of(&self) -> bool {
        let is_next = |it: &Heard| it.first == 0 && matches!(it.meaning, "verb" | "unreal" | "say");
        // "#aufgegeben zu schreiben".
        let is_to_say = matches!(self.words.1.first(), Some(Token::Word(it)) if it == "zu")
            && self.after.iter().any(|it| it.first == 1 && it.meaning == "say");
        // "Six weeks without an answer #giveup".
        let is_short = words_in(self.words.0) <= REPLY_WORDS_MAX;
        let is_last = |it: &Heard| is_short && it.last + 1 == self.words.0.len() && it.meaning == "reply";
        is_to_say || self.after.iter().any(is_next) || self.before.iter().any(is_last)
    }

    /// "Support has #confirmed receipt", "my #confirmed refund", "They #withdraw money": the tag is a word of a sentence
    /// that somebody else may have said of something else.
    fn is_word_of_sentence(&self, care: Care) -> bool {
        let (before, after) = self.words;
        if care == Care::Denies || rating::begins(after) {
            return false;
        }
        let from = self.clause(false);
        let clause = &before[from..];
        let says = |meaning: &str| self.before.iter().any(|it| it.first >= from && it.meaning == meaning);
        let about_complaint = says("complaint") || self.says_after(&["complaint"]);
        match care {
            Care::Withdraws if about_complaint => return false,
            Care::Done { .. } if self.before.iter().chain(&self.after).any(|it| it.meaning == "word") => return false,
            _ => {}
        }
        let object = self.after.iter().any(|it| it.meaning == "object" && it.first < self.first_clause_after());
        if care == Care::Withdraws && object {
            return true;
        }
        let Some(Token::Word(last)) = clause.last() else { return false };
        let meaning = self.meaning_before(before.len() - 1);
        let held = meaning == Some("held") && matches!(care, Care::Withdraws | Care::Tires);
        let thing = care == Care::Confirms && meaning == Some("thing") && self.is_all_things(from);
        let party = meaning == Some("party") && self.is_party(from);
        held || thing
            || party
            || self.is_part_before(care)
            || (self.is_german && is_bracketed(clause, &PERFECT, care.is_last()))
            || (self.has_both_sides(from)
                && !(care != Care::Confirms && (self.without_me() < before.len() || leads_to(last, meaning))))
    }

    /// An article, an auxiliary or "they" right before the tag, or before words like "already" and "officially".
    fn is_part_before(&self, care: Care) -> bool {
        let before = self.words.0;
        for (at, token) in before.iter().enumerate().rev().take(BETWEEN_MAX) {
            let Token::Word(word) = token else { return false };
            let has_me =
                at.checked_sub(1).is_some_and(|it| matches!(before[it].word(), Some("i" | "we" | "ich" | "wir")));
            // "I have #giveup", "habe #zurückgezogen".
            let is_own = care != Care::Confirms
                && (matches!(word.as_str(), "habe" | "hab" | "i've" | "we've")
                    || (has_me && matches!(word.as_str(), "have" | "haben")));
            match self.meaning_before(at) {
                Some("part" | "verb") => return !is_own,
                _ if is_adverb(word) => {}
                _ => return false,
            }
        }
        false
    }

    /// "The refund", "الموعد": nothing that anybody says of it.
    fn is_all_things(&self, from: usize) -> bool {
        (from..self.words.0.len()).all(|at| {
            self.words.0[at].word().is_none()
                || matches!(self.meaning_before(at), Some("thing" | "part" | "link" | "yes"))
        })
    }

    /// "Acme support": who it is, and not "great support", "fixed by support".
    fn is_party(&self, from: usize) -> bool {
        let clause = &self.words.0[from..];
        let others = &clause[..clause.len() - 1];
        words_in(clause) <= PARTY_WORDS_MAX
            && !others.iter().filter_map(Token::word).any(|it| {
                rating::is_thanks(it)
                    || outcome::names_one(it)
                    || matches!(it, "by" | "to" | "from" | "durch" | "vom" | "por" | "par")
            })
    }

    /// "Support said #confirmed receipt": words right before and right behind, that are more than "yes" and "thanks".
    fn has_both_sides(&self, from: usize) -> bool {
        let (before, after) = self.words;
        let is_courtesy = |at: usize| {
            let Some(word) = before[at].word() else { return true };
            rating::is_thanks(word) || matches!(self.meaning_before(at), Some("yes" | "link" | "hence" | "sure"))
        };
        let Some(Token::Word(next)) = after.first() else { return false };
        let goes_on = !rating::is_thanks(next) && !solver::comes_next(after);
        goes_on && matches!(before.last(), Some(Token::Word(_))) && !(from..before.len()).all(is_courtesy)
    }

    /// "Fraud #confirmed", "Still leaking #confirmed", "#confirmed: they lied".
    fn is_bad(&self) -> bool {
        let from = self.clause(false);
        let says = |meaning: &str| self.before.iter().any(|it| it.first >= from && it.meaning == meaning);
        let is_well = || {
            says("good")
                || self.words.0[from..]
                    .iter()
                    .filter_map(Token::word)
                    .any(|it| outcome::names_one(it) || rating::is_praise(it))
        };
        // "1/10 worst company": whoever gives a mark means it.
        let poor = !rating::begins(self.words.1) && (says("poor") || self.says_after(&["poor"]));
        self.says_after(&["bad", "late"]) || ((says("bad") || says("still") || poor) && !is_well())
    }

    /// "not yet really #confirmed", "write #withdraw": right before the tag, or before little words.
    fn is_near(&self, care: Care) -> bool {
        let joins_in = care == Care::Near { joins_in: true };
        let goes_along = || self.before.iter().any(|it| matches!(it.meaning, "too" | "neither"));
        let is_ahead = care.is_last() || care.is_done();
        if is_ahead && self.is_german && is_bracketed(&self.words.0[self.clause(false)..], &["wird", "werden"], true) {
            return true;
        }
        for (at, token) in self.words.0.iter().enumerate().rev().take(BETWEEN_MAX) {
            let word = match token {
                Token::Word(word) => word,
                Token::Mark('"' | '“' | '”' | '„' | '«' | '»' | '\'' | '‘' | '’') => continue,
                Token::Mark(_) | Token::Number(_) | Token::Tag(_) | Token::Name | Token::Stop => return false,
            };
            match self.before.iter().find(|it| it.last == at).map(|it| it.meaning) {
                Some("not" | "refusal" | "neither") if joins_in => return !goes_along(),
                Some("not" | "refusal" | "neither" | "if" | "when" | "till" | "before" | "unreal" | "say" | "near") => {
                    return true;
                }
                Some("future") if is_ahead => return true,
                Some("hence") if care == Care::Tires => return false,
                Some("next" | "then" | "link" | "too" | "part" | "still" | "hence" | "future") => {}
                // What belongs to an outcome says nothing beside one; in a story it does.
                _ if !care.is_near() && care != Care::Tires && is_between(word) => {}
                _ => return false,
            }
        }
        false
    }

    /// "#samehere?", "Should I #file it?", and not "Why is my bill so high, and since when? #file".
    fn is_question(&self, after: &[Token]) -> bool {
        let next = after.iter().find(|it| !matches!(it, Token::Mark('"' | '”' | '“' | '»' | '\'' | '’' | ')')));
        next == Some(&Token::Mark('?')) || words_in(self.words.0) + words_in(self.words.1) <= QUESTION_WORDS_MAX
    }
}

/// "please #withdraw", "so #giveup": in the imperative, or of oneself.
fn leads_to(last: &str, meaning: Option<&str>) -> bool {
    matches!(meaning, Some("link" | "hence" | "yes" | "sure" | "then")) || rating::is_thanks(last)
}

fn words_in(tokens: &[Token]) -> usize {
    tokens.iter().filter(|it| it.word().is_some()).count()
}

/// Begins another clause.
fn is_clause_mark(token: &Token) -> bool {
    matches!(token, Token::Mark(',' | '،' | ';' | '؛' | ':' | '-' | '–' | '—' | '―' | '('))
}

/// What may stand between a word and the command that belongs to it.
fn is_between(word: &str) -> bool {
    outcome::is_little(word) || is_adverb(word) || day::is_day_word(word)
}

fn is_adverb(word: &str) -> bool {
    let is_known = matches!(
        word,
        "already"
            | "just"
            | "now"
            | "also"
            | "even"
            | "only"
            | "since"
            | "bereits"
            | "schon"
            | "jetzt"
            | "nun"
            | "auch"
            | "ya"
            | "ja"
            | "tambien"
            | "tambem"
            | "deja"
            | "bien"
            | "aussi"
            | "ahora"
            | "agora"
            | "hoy"
            | "hoje"
    );
    is_known || (word.len() > 5 && ["ly", "mente", "ment"].iter().any(|it| word.ends_with(it)))
}

/// "Acme hat mir schriftlich #bestätigt": the tag is the verb that the auxiliary waits for, as there is no other.
fn is_bracketed(clause: &[Token], auxiliaries: &[&str], may_own: bool) -> bool {
    let Some(at) = clause.iter().rposition(|it| it.word().is_some_and(|it| auxiliaries.contains(&it))) else {
        return false;
    };
    // "Wir haben unser Geld zurück".
    let is_own = may_own && clause.iter().any(|it| matches!(it.word(), Some("ich" | "wir")));
    let has = matches!(clause[at].word(), Some("haben"));
    let has_other = clause.iter().filter_map(Token::word).any(is_german_verb);
    !(has_other || (has && is_own))
}

/// How German participles and infinitives look: "bezahlt", "repariert", "angekommen", "melden".
fn is_german_verb(word: &str) -> bool {
    let ends = word.ends_with('t') || word.ends_with("en");
    let begins = ["ge", "be", "er", "ver", "zer", "ent"].iter().any(|it| word.starts_with(it));
    let holds = [
        "ange",
        "abge",
        "aufge",
        "ausge",
        "einge",
        "zuge",
        "zuruckge",
        "mitge",
        "nachge",
        "umge",
        "weiterge",
        "ubernommen",
        "uberwiesen",
    ];
    let is_time = matches!(word, "gestern" | "bereit" | "gerat" | "bescheid" | "betreut" | "ersten" | "beiden");
    let whole = word.ends_with("iert") || holds.iter().any(|it| word.starts_with(it)) || (begins && ends);
    !is_time
        && word.chars().count() >= VERB_LETTERS_MIN
        && (whole
            || matches!(
                word,
                "melden" | "kommen" | "zahlen" | "schicken" | "senden" | "bekommen" | "erstatten" | "ersetzen"
            ))
}

/// "#confirmed that it is broken".
fn says_that(after: &[Token]) -> bool {
    // In German a comma stands before it.
    let after = match after {
        [Token::Mark(','), rest @ ..] if matches!(rest.first().and_then(Token::word), Some("dass")) => rest,
        _ => after,
    };
    let Some(Token::Word(word)) = after.first() else { return false };
    word.starts_with("qu'") || lexicon::find(&WORDS, word) == Some("that")
}

/// "They want me to type #confirmed. I won't.", "#confirmed. But only if they pay", "#confirmed. Actually no".
fn is_taken_back(place: Place<'_>, end: usize, care: Care) -> bool {
    let rest = place.lines[place.line].get(end..).unwrap_or_default();
    let later = place.lines[place.line + 1..].iter().map(Vec::as_slice);
    let sentences = std::iter::once(rest).chain(later).flat_map(|it| it.split(|it| *it == Token::Stop));
    let mut sentences = sentences.filter(|it| words_in(it) > 0);
    let Some(next) = sentences.next() else { return false };
    let mean = |sentence: &[Token]| heard(sentence, &Tongue::of(sentence, place.language));
    let begins = |sentence: &[Token], it: &Heard| sentence[..it.first].iter().filter_map(Token::word).count() <= 1;
    let (heard, words) = (mean(next), words_in(next));
    let is_short = words <= REFUSAL_WORDS_MAX;
    // Below "#giveup" "No answer." goes on with the story.
    let refuses = |it: &Heard| match it.meaning {
        "refusal" | "if" | "when" => true,
        "not" => {
            care != Care::Tires
                || heard.iter().all(|it| matches!(it.meaning, "not" | "link" | "part" | "sure"))
                    && heard.iter().map(|it| it.last + 1 - it.first).sum::<usize>() == words
        }
        _ => false,
    };
    let is_no = heard.first().is_some_and(|it| {
        it.meaning == "not" && it.first == 0 && matches!(next.get(it.last + 1), Some(Token::Mark(',' | '،')))
    });
    let is_well = || {
        heard.iter().any(|it| it.meaning == "good")
            || next.iter().filter_map(Token::word).any(|it| outcome::names_one(it) || rating::is_praise(it))
    };
    let is_still_bad = || {
        heard.iter().any(|it| match it.meaning {
            "still" => Some(it.first) == next.iter().position(|it| it.word().is_some()),
            "bad" | "late" => is_short,
            _ => false,
        }) && !is_well()
    };
    let takes_back =
        |sentence: &[Token]| mean(sentence).iter().any(|it| it.meaning == "takeback" && begins(sentence, it));
    (is_short && heard.iter().any(refuses))
        || (is_no && care != Care::Tires)
        || heard.iter().any(|it| it.meaning == "condition")
        || (care == Care::Confirms && is_still_bad())
        || takes_back(next)
        || sentences.any(takes_back)
}

/// "You'd like that, wouldn't you? #giveup", "Still no refund. #confirmed": the sentence before takes it back.
fn is_belied(place: Place<'_>, start: usize, care: Care) -> bool {
    if !care.is_last() {
        return false;
    }
    let here = &place.lines[place.line];
    let said = |it: &&[Token]| words_in(it) > 0;
    let earlier = place.lines[..place.line].iter().map(Vec::as_slice).chain([&here[..start]]);
    let before = earlier.flat_map(|it| it.split(|it| *it == Token::Stop)).rfind(said);
    let Some(before) = before.filter(|_| words_in(&here[start..place.at]) == 0) else { return false };
    let heard = heard(before, &Tongue::of(before, place.language));
    let has = |meaning: &str| heard.iter().any(|it| it.meaning == meaning);
    let first = before.iter().position(|it| it.word().is_some());
    let is_still = heard.iter().any(|it| it.meaning == "still" && Some(it.first) == first);
    let lacks = before
        .iter()
        .filter_map(Token::word)
        .any(|it| matches!(it, "without" | "ohne" | "sin" | "sem" | "sans" | "بدون" | "بلا" | "دون"));
    has("mock") || (care == Care::Confirms && is_still && (lacks || has("not") || has("bad") || has("late")))
}

/// "#confirmed /s", "#confirmed #sarcasm".
fn is_joke(lines: &[Vec<Token>]) -> bool {
    let is_tag = |it: &Token| match it {
        Token::Tag(tag) => tag == "not" || WORDS.get(tag) == Some(&"joke"),
        Token::Word(_) | Token::Number(_) | Token::Name | Token::Stop | Token::Mark(_) => false,
    };
    // "100 Mbit/s" is none.
    let is_sign = |line: &Vec<Token>| {
        let end = line.iter().rposition(|it| it.word().is_some()).map_or(0, |it| it + 1);
        let counts = |it: &[Token]| it.iter().rev().take(2).any(|it| matches!(it, Token::Number(_)));
        matches!(&line[..end], [rest @ .., Token::Mark('/'), Token::Word(word)] if matches!(word.as_str(), "s" | "j" | "sarcasm" | "irony") && !counts(rest))
    };
    lines.iter().any(|line| line.iter().any(is_tag) || is_sign(line))
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

/// What language a sentence is in, for the words that mean something else in another: a post may state a wrong one.
struct Tongue {
    stated: Option<String>,
    /// The languages of each small word, and of a command.
    words: Vec<(String, Vec<&'static str>)>,
}

impl Tongue {
    fn of(sentence: &[Token], stated: Option<&str>) -> Tongue {
        let languages = |it: &Token| match it {
            Token::Word(word) => Some((word.clone(), language::languages_of(word))),
            Token::Tag(tag) => Some((tag.clone(), tag_languages(it).to_vec())),
            Token::Number(_) | Token::Name | Token::Stop | Token::Mark(_) => None,
        };
        let known = sentence.iter().filter_map(languages).filter(|(_, it)| !it.is_empty());
        let main = stated.and_then(|it| it.split(['-', '_']).next()).map(str::to_ascii_lowercase);
        Tongue { stated: main, words: known.take(TONGUE_WORDS_MAX).collect() }
    }

    fn is_stated(&self, language: &str) -> bool {
        self.stated.as_deref() == Some(language)
    }

    /// Whether a word of these is another one here: the Portuguese "no" is "in the". The words around it say so, and
    /// where they do not, the post.
    fn means_other(&self, word: &str) -> bool {
        let (turns, passes): (&[&str], &[&str]) = match word {
            "no" => (&["en", "es"], &["pt"]),
            "si" => (&["es", "fr"], &["pt", "it"]),
            "se" => (&["pt", "it"], &["es", "fr"]),
            "was" => (&["de"], &["en", "nl"]),
            "comment" => (&["fr"], &["en"]),
            "do" | "does" | "did" => (&["en"], &["pt", "es", "fr", "de"]),
            "once" => (&["en"], &["es"]),
            // "Caso #resuelto".
            "caso" => (&["pt"], &["es"]),
            _ => return false,
        };
        let only = |these: &[&str], others: &[&str]| {
            let is_one = |(it, languages): &&(String, Vec<&str>)| {
                it != word
                    && languages.iter().any(|it| these.contains(it))
                    && !languages.iter().any(|it| others.contains(it))
            };
            self.words.iter().filter(is_one).count()
        };
        let (for_it, against) = (only(turns, passes), only(passes, turns));
        let is_rare = matches!(word, "was" | "comment" | "do" | "does" | "did");
        let stated = self.stated.as_deref();
        let stated_other = stated.is_some_and(|it| passes.contains(&it) || (is_rare && !turns.contains(&it)));
        if for_it == against { stated_other } else { against > for_it }
    }
}

/// The languages that a hashtag is a command in.
fn tag_languages(token: &Token) -> &'static [&'static str] {
    static TAGS: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
        let mut tags: HashMap<String, Vec<&'static str>> = HashMap::new();
        for (_, language, word) in lexicon::cells(COMMAND_WORDS) {
            tags.entry(lexicon::key(word)).or_default().push(language);
        }
        tags
    });
    match token {
        Token::Tag(tag) => TAGS.get(tag).map(Vec::as_slice).unwrap_or_default(),
        Token::Word(_) | Token::Number(_) | Token::Name | Token::Stop | Token::Mark(_) => &[],
    }
}

/// Every word and phrase of a sentence that means something here. Where a longer phrase does, its words do not.
fn heard(sentence: &[Token], tongue: &Tongue) -> Vec<Heard> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentence.len() {
        let (length, meaning) = phrase(&sentence[at..], tongue);
        if let Some(meaning) = meaning {
            found.push(Heard { first: at, last: at + length - 1, meaning });
        }
        at += length;
    }
    found
}

fn phrase(rest: &[Token], tongue: &Tongue) -> (usize, Option<&'static str>) {
    let words: Vec<&str> = rest.iter().take(PHRASE_WORDS_MAX).map_while(Token::word).collect();
    for length in (2..=words.len()).rev() {
        if let Some(meaning) = WORDS.get(&words[..length].join("-")) {
            return (length, Some(meaning));
        }
    }
    let meaning = words.first().and_then(|word| meaning_of(word, rest.get(1), tongue));
    (1, meaning)
}

fn meaning_of(word: &str, next: Option<&Token>, tongue: &Tongue) -> Option<&'static str> {
    // "Sí, …" is yes.
    let is_yes = word == "si" && !matches!(next, Some(Token::Word(_) | Token::Number(_) | Token::Tag(_)));
    // "von 8/10 bis 9/10".
    let is_range = word == "bis" && matches!(next, Some(Token::Number(_)));
    if is_yes || is_range {
        return None;
    }
    // "se pagarem" is Portuguese, whatever the post says.
    let is_if =
        word == "se" && next.and_then(Token::word).is_some_and(|it| it.ends_with("rem") || it.ends_with("rmos"));
    if is_if {
        return Some("if");
    }
    if tongue.means_other(word) {
        // The English one.
        return (word == "was").then_some("part");
    }
    if word.ends_with("n't") || word.starts_with("n'") || is_arabic_not(word) {
        return Some("not");
    }
    if word.starts_with("lorsqu'") {
        return Some("when");
    }
    lexicon::find(&WORDS, word).or_else(|| is_arabic_future(word).then_some("future"))
}

/// "ماوصلش": as it is said in Egypt.
fn is_arabic_not(word: &str) -> bool {
    word.starts_with("ما") && word.ends_with('ش') && word.chars().count() > 4
}

/// "سيدفع", "سنعيد": a verb that begins with "will".
fn is_arabic_future(word: &str) -> bool {
    let is_other =
        ["سيار", "سيد", "سيء", "سيئ", "سنه", "سنو", "سنتين", "سته", "ستون"].iter().any(|it| word.starts_with(it));
    let is_one = ["سي", "سن", "سا", "ست"].iter().any(|it| word.starts_with(it));
    is_one && !is_other && word.chars().count() > 4
}
