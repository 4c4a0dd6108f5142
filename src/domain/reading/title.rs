//! A title for a post that has none: the first line that says something, up to the end of its sentence.

use std::sync::LazyLock;

use crate::domain::fold::{digit, fold};
use crate::domain::reading::lexicon::{Lexicon, lexicon};
use crate::domain::reading::words::{is_letter, is_stop};

pub(super) const FILE: &str = include_str!("title_words.tsv");
/// Characters of a title made from a first sentence.
const TITLE_CHARS_MAX: usize = 100;
/// Before so many letters no sentence ends: what is shorter is a greeting, an abbreviation or an outcry.
const SENTENCE_LETTERS_MIN: usize = 20;
/// Words of a salutation, the name of whom it greets included.
const SALUTATION_WORDS_MAX: usize = 5;

static WORDS: LazyLock<Lexicon> = LazyLock::new(|| lexicon(FILE));

/// At most a hundred characters, and nothing where no line says anything: a picture alone, an address, hashtags.
pub fn title_from(text: &str) -> String {
    let line = text.lines().filter(|it| !it.trim_start().starts_with('>')).map(bare_line).find(|it| says_something(it));
    let Some(line) = line else { return String::new() };
    let body = without_salutation(&line);
    let body = if says_something(body) { body } else { line.as_str() };
    shortened(first_sentence(body).trim_end_matches(['.', ',', ':', ';', '،', '。', ' ']))
}

/// A line without the mentions and hashtags around it and without addresses; a hashtag inside it is a word.
fn bare_line(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().filter(|it| !it.contains("://")).collect();
    let is_aside = |it: &&str| it.starts_with(['#', '＃', '@', '＠']) && it.chars().count() > 1;
    let first = words.iter().position(|it| !is_aside(it)).unwrap_or(words.len());
    let last = words.iter().rposition(|it| !is_aside(it)).map_or(first, |it| it + 1);
    let inner = words[first..last].iter().map(|word| match word.strip_prefix(['#', '＃', '@', '＠']) {
        Some(named) if !named.is_empty() => named.split('@').next().unwrap_or(named),
        _ => word,
    });
    inner.collect::<Vec<_>>().join(" ")
}

fn says_something(line: &str) -> bool {
    let letters = line.chars().filter(|it| it.is_alphabetic()).count();
    letters > 1 && !is_salutation(line)
}

/// "Hi,", "Dear Acme team!", "Guten Tag": a line that greets and says no more.
fn is_salutation(line: &str) -> bool {
    let words: Vec<String> = line.split_whitespace().map(plain).collect();
    let greets = |it: &String| matches!(meaning(it), Some("greeting"));
    let polite = |it: &String| matches!(meaning(it), Some("greeting" | "addressed")) || it.is_empty();
    words.len() <= SALUTATION_WORDS_MAX
        && words.first().is_some_and(greets)
        && (words.iter().all(polite) || line.trim_end().ends_with([',', '!', ':', '،']))
}

/// "Hi Acme, my lamp broke" begins with "my lamp".
fn without_salutation(line: &str) -> &str {
    let end = line.char_indices().find(|(at, it)| {
        (matches!(it, ',' | '،' | '–' | '—' | ':') || is_stop(*it))
            && line[at + it.len_utf8()..].chars().next().is_none_or(char::is_whitespace)
    });
    match end {
        Some((at, sign)) if is_salutation(&format!("{}!", &line[..at])) => {
            line[at + sign.len_utf8()..].trim_start_matches(|it: char| it.is_whitespace() || is_stop(it) || it == ',')
        }
        _ => line,
    }
}

fn first_sentence(line: &str) -> &str {
    let mut letters = 0;
    for (at, sign) in line.char_indices() {
        letters += usize::from(is_letter(sign));
        if is_stop(sign) && letters >= SENTENCE_LETTERS_MIN && ends_sentence(line, at, sign) {
            return &line[..at + sign.len_utf8()];
        }
    }
    line
}

fn ends_sentence(line: &str, at: usize, sign: char) -> bool {
    let after = &line[at + sign.len_utf8()..];
    if matches!(sign, '。' | '！' | '？' | '।') {
        return true;
    }
    if !after.chars().next().is_none_or(char::is_whitespace) {
        return false;
    }
    if sign != '.' {
        return true;
    }
    let before = line[..at].split_whitespace().next_back().unwrap_or_default();
    let number = before.chars().next_back().is_some_and(|it| digit(it).is_some());
    let short = before.chars().filter(|it| it.is_alphabetic()).count() <= 1 || before.contains('.');
    let goes_on = after.trim_start().chars().next().is_some_and(char::is_lowercase);
    !number && !short && !goes_on && meaning(&plain(before)) != Some("short")
}

fn shortened(title: &str) -> String {
    if title.chars().count() <= TITLE_CHARS_MAX {
        return title.to_string();
    }
    let cut: String = title.chars().take(TITLE_CHARS_MAX - 1).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", whole.trim_end_matches([',', ';', ':', '.', '،']))
}

fn plain(word: &str) -> String {
    fold(word.trim_matches(|it: char| !is_letter(it)))
}

fn meaning(word: &str) -> Option<&'static str> {
    WORDS.get(word).copied()
}
