//! The forms under which one word is kept and looked for: as it folds, and its stems.

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization as _;

use crate::domain::finding::cut::{Word, is_letter};
use crate::domain::finding::shortened;
use crate::domain::fold::{digit, fold};

/// Letters of a word below which it has no ending to lose.
const STEMMED_MIN: usize = 4;
/// Letters of a word above which it is no word of any language.
const STEMMED_MAX: usize = 40;
/// Letters of a stem that still says something.
const STEM_MIN: usize = 3;
/// Letters of a part between apostrophes that is a word of its own.
const PART_MIN: usize = 2;

/// The languages of the instance's pages and grammars: a question of one word says nothing about its own.
const ALWAYS: [(&str, Algorithm); 5] = [
    ("en", Algorithm::English),
    ("de", Algorithm::German),
    ("es", Algorithm::Spanish),
    ("pt", Algorithm::Portuguese),
    ("fr", Algorithm::French),
];
const OTHERS: [(&str, Algorithm); 10] = [
    ("da", Algorithm::Danish),
    ("fi", Algorithm::Finnish),
    ("hu", Algorithm::Hungarian),
    ("it", Algorithm::Italian),
    ("nb", Algorithm::Norwegian),
    ("nl", Algorithm::Dutch),
    ("no", Algorithm::Norwegian),
    ("ro", Algorithm::Romanian),
    ("sv", Algorithm::Swedish),
    ("tr", Algorithm::Turkish),
];

/// The word as it folds comes first, whole and without its apostrophes; the others are what else finds it.
pub(super) fn forms(word: &Word, spoken: Spoken) -> Vec<String> {
    let whole = word.parts.concat();
    let mut forms = Forms::default();
    forms.add_plain(&whole);
    let mut words = vec![whole];
    if word.parts.len() > 1 {
        // Of `l'appareil` and `McDonald's` the long part is the word.
        let parts = word.parts.iter().filter(|it| it.chars().count() >= PART_MIN);
        words.extend(parts.cloned());
    }
    for word in &words {
        forms.add_plain(word);
        forms.add_stems(word, spoken);
    }
    forms.0
}

/// A word without its stems: for names.
pub(super) fn plain_forms(word: &Word) -> Vec<String> {
    let mut forms = Forms::default();
    forms.add_plain(&word.parts.concat());
    for part in word.parts.iter().filter(|it| it.chars().count() > PART_MIN) {
        forms.add_plain(part);
    }
    forms.0
}

/// As words are compared: folded, without apostrophes, digits of any script as the ten of ours.
pub(super) fn plain(word: &str) -> String {
    let sign = |it: char| digit(it).and_then(|it| char::from_digit(it, 10)).unwrap_or(it);
    // Some single signs fold into several, brackets among them.
    fold(word).chars().filter(|it| is_letter(*it)).map(sign).flat_map(char::to_lowercase).collect()
}

#[derive(Default)]
struct Forms(Vec<String>);

impl Forms {
    fn add(&mut self, form: &str) {
        let form = shortened(form);
        if !form.is_empty() && !self.0.contains(&form) {
            self.0.push(form);
        }
    }

    /// And with the letters that people write where they have no dots: `Mueller`, `Aarhus`.
    fn add_plain(&mut self, word: &str) {
        self.add(&plain(word));
        if let Some(written_out) = written_out(word) {
            self.add(&plain(&written_out));
        }
    }

    fn add_stems(&mut self, word: &str, spoken: Spoken) {
        let lower: String = word.to_lowercase().nfc().collect();
        let count = lower.chars().count();
        if !(STEMMED_MIN..=STEMMED_MAX).contains(&count) || !lower.chars().all(char::is_alphabetic) {
            return;
        }
        let folded = plain(&lower);
        let accented = with_accent(&folded);
        for algorithm in algorithms(&lower, spoken) {
            let stemmer = Stemmer::create(algorithm);
            let words = [Some(lower.as_str()), Some(folded.as_str()), accented.as_deref()];
            for word in words.into_iter().flatten() {
                let stem = plain(&stemmer.stem(word));
                if stem.chars().count() >= STEM_MIN {
                    self.add(&stem);
                }
            }
        }
    }
}

/// Whose endings a word may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spoken {
    /// A text in this language, or in one that is not known.
    Text(Option<&'static str>),
    /// A question, whose language can rarely be known: it may be about texts in any of ours.
    Question(Option<&'static str>),
}

fn algorithms(word: &str, spoken: Spoken) -> Vec<Algorithm> {
    match word.chars().next().unwrap_or_default() {
        '\u{370}'..='\u{3ff}' => vec![Algorithm::Greek],
        '\u{400}'..='\u{52f}' => vec![Algorithm::Russian],
        '\u{600}'..='\u{6ff}' => vec![Algorithm::Arabic],
        '\u{b80}'..='\u{bff}' => vec![Algorithm::Tamil],
        'a'..='z' | '\u{df}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => latin(spoken),
        _ => Vec::new(),
    }
}

fn latin(spoken: Spoken) -> Vec<Algorithm> {
    let of = |code: &str| ALWAYS.iter().chain(&OTHERS).find(|(it, _)| *it == code).map(|(_, it)| *it);
    let mut all: Vec<Algorithm> = match spoken {
        Spoken::Text(Some(code)) => return of(code).into_iter().collect(),
        Spoken::Text(None) | Spoken::Question(_) => ALWAYS.iter().map(|(_, it)| *it).collect(),
    };
    if let Spoken::Question(Some(code)) = spoken {
        all.extend(of(code).filter(|it| !ALWAYS.iter().any(|(_, other)| other == it)));
    }
    all
}

/// Endings that lose their stem with their accent.
fn with_accent(folded: &str) -> Option<String> {
    const ENDINGS: [(&str, &str); 4] = [("cion", "ción"), ("sion", "sión"), ("cao", "ção"), ("coes", "ções")];
    ENDINGS.iter().find_map(|(without, with)| Some(format!("{}{with}", folded.strip_suffix(without)?)))
}

fn written_out(word: &str) -> Option<String> {
    let lower: String = word.to_lowercase().nfc().collect();
    lower
        .contains(['ä', 'ö', 'ü', 'å', 'ø'])
        .then(|| lower.replace(['ä'], "ae").replace(['ö', 'ø'], "oe").replace('ü', "ue").replace('å', "aa"))
}
