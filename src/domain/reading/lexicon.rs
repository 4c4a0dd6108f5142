//! Words that mean something here, kept in data files: a meaning at the start of a line, then `language:word` cells.

use std::collections::HashMap;

use crate::domain::fold::fold;

/// Word (folded, without underscores) to meaning.
pub(super) type Lexicon = HashMap<String, &'static str>;

/// Reads a data file. Where two lines hold one word, the first one keeps it; a test refuses such files.
pub(super) fn lexicon(file: &'static str) -> Lexicon {
    let mut words = Lexicon::new();
    for (meaning, _, word) in cells(file) {
        words.entry(key(word)).or_insert(meaning);
    }
    words
}

/// Meaning, language and word of every cell.
pub(super) fn cells(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    file.lines().filter(|it| !it.starts_with('#')).flat_map(|line| {
        let mut cells = line.split('\t');
        let meaning = cells.next().unwrap_or_default();
        cells.filter_map(move |it| it.split_once(':').map(|(language, word)| (meaning, language, word)))
    })
}

pub(super) fn key(word: &str) -> String {
    fold(&word.replace('_', ""))
}

/// A meaning, looked up as it stands, then without what Arabic and French write together with a word: "بالاستبدال" is
/// "by" and "the" before it, "l'échange" an article.
pub(super) fn find(words: &Lexicon, word: &str) -> Option<&'static str> {
    const JOINED: [&str; 9] = ["وبال", "بال", "وال", "لل", "ال", "ول", "و", "ب", "ل"];
    let bare = |it: &&str| word.strip_prefix(*it).filter(|it| it.chars().count() > 1);
    let elided = || word.split_once('\'').filter(|(it, _)| it.chars().count() <= 2).map(|(_, it)| it);
    let found = words.get(word).or_else(|| JOINED.iter().filter_map(bare).find_map(|it| words.get(it)));
    found.or_else(|| elided().and_then(|it| words.get(it))).copied()
}
