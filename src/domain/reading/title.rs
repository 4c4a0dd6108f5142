//! A title for a post that has none: the first line that says something, up to the end of its sentence.

use std::sync::LazyLock;

use crate::domain::fold::{digit, fold};
use crate::domain::reading::lexicon::{Lexicon, lexicon};
use crate::domain::reading::words::{is_letter, is_stop, seen};

pub(super) const FILE: &str = include_str!("title_words.tsv");
/// Characters of a title made from a first sentence.
const TITLE_CHARS_MAX: usize = 100;
/// Before so many letters no sentence ends: what is shorter is a greeting, an abbreviation or an outcry.
const SENTENCE_LETTERS_MIN: usize = 20;
/// Words of a salutation, the name of whom it greets included.
const SALUTATION_WORDS_MAX: usize = 6;
/// Words in it that may be a name.
const SALUTED_MAX: usize = 2;
/// "Hi! Good morning, my lamp broke."
const SALUTATIONS_MAX: usize = 3;

/// Digits of a number that counts no days or places.
const NUMBER_DIGITS: usize = 3;

static WORDS: LazyLock<Lexicon> = LazyLock::new(|| lexicon(FILE));

/// At most a hundred characters, and nothing where no line says anything: a picture alone, an address, hashtags.
pub fn title_from(text: &str) -> String {
    let text = seen(text);
    let own = |it: &&str| !it.trim_start().starts_with(['>', '＞']);
    let lines = || text.lines().filter(own).map(bare_line).filter(|it| has_letters(it) && !is_greeting(it));
    // Where nothing but a salutation with a name was written, that is what was said.
    let Some(line) = lines().find(|it| !is_salutation(it)).or_else(|| lines().next()) else { return String::new() };
    let body = without_salutations(&line);
    shortened(first_sentence(body).trim_end_matches(['.', ',', ':', ';', '،', '؛', '。', ' ']))
}

/// A line without the mentions and hashtags around it, without addresses and the signs of a heading or a list; a
/// hashtag inside it is a word.
fn bare_line(line: &str) -> String {
    let line = line.trim_start();
    let unmarked = line.trim_start_matches(['#', '*', '-', '•', '–', '—', '+']);
    // "# My lamp" is a heading, "#acme" a hashtag.
    let line = if unmarked.starts_with(char::is_whitespace) { unmarked } else { line };
    let words: Vec<&str> = line.split_whitespace().filter(|it| !it.contains("://")).collect();
    // ".@acme" is how a post that begins with a name is shown to more people.
    let is_aside = |it: &&str| {
        let named = it.strip_prefix('.').unwrap_or(it);
        named.starts_with(['#', '＃', '@', '＠']) && named.chars().count() > 1
    };
    let first = words.iter().position(|it| !is_aside(it)).unwrap_or(words.len());
    let last = words.iter().rposition(|it| !is_aside(it)).map_or(first, |it| it + 1);
    let inner = words[first..last].iter().map(|word| match word.strip_prefix(['#', '＃', '@', '＠']) {
        Some(named) if !named.is_empty() => named.split('@').next().unwrap_or(named),
        Some(_) | None => word,
    });
    inner.collect::<Vec<_>>().join(" ").trim_matches(['*', '_', ' ']).to_string()
}

fn has_letters(line: &str) -> bool {
    line.chars().filter(|it| it.is_alphabetic()).count() > 1
}

/// "Hi all!", "Help!": a line of nothing but words that greet or call.
fn is_greeting(line: &str) -> bool {
    let words: Vec<String> = line.split_whitespace().map(plain).filter(|it| !it.is_empty()).collect();
    let polite = |it: &String| matches!(meaning(it), Some("greeting" | "outcry" | "addressed"));
    let is_phrase = words.len() > 2 && words.len() < 8 && meaning(&words.join("-")) == Some("greeting");
    is_phrase || ((greets(&words) || is_outcry(&words)) && words.iter().all(polite))
}

/// "Hi", "good morning".
fn greets(words: &[String]) -> bool {
    let pair = || meaning(&words.iter().take(2).cloned().collect::<Vec<_>>().join("-"));
    words.first().is_some_and(|it| meaning(it) == Some("greeting")) || pair() == Some("greeting")
}

fn is_outcry(words: &[String]) -> bool {
    words.first().is_some_and(|it| meaning(it) == Some("outcry"))
}

/// "Dear Acme team,", "Guten Tag Herr Ott": a greeting and the name of whom it greets.
fn is_salutation(line: &str) -> bool {
    let all: Vec<&str> = line.split_whitespace().collect();
    let words: Vec<String> = all.iter().map(|it| plain(it)).collect();
    let unknown = |place: &usize| !matches!(meaning(&words[*place]), Some("greeting" | "addressed" | "short"));
    let names: Vec<usize> = (0..words.len().min(SALUTATION_WORDS_MAX)).filter(unknown).collect();
    // "d'Acme".
    let named =
        |it: &usize| all[*it].split_once(['\'', '’']).filter(|(it, _)| it.len() == 1).map_or(all[*it], |(_, it)| it);
    let is_capital = |it: &usize| named(it).chars().next().is_some_and(|it| !it.is_lowercase());
    let ends = line.trim_end().ends_with([',', '!', ':', '،', '.']);
    is_greeting(line)
        || (words.len() <= SALUTATION_WORDS_MAX
            && greets(&words)
            && names.len() <= SALUTED_MAX
            && (names.iter().all(is_capital) || (words.len() == 2 && ends)))
}

/// "Hi Acme, my lamp broke" begins with "my lamp".
fn without_salutations(line: &str) -> &str {
    let mut rest = line;
    for place in 0..SALUTATIONS_MAX {
        let ends = |(at, it): &(usize, char)| {
            let spaced = rest[at + it.len_utf8()..].chars().next().is_none_or(char::is_whitespace);
            spaced && (matches!(it, ',' | '،' | '–' | '—' | ':') || (is_stop(*it) && !is_abbreviated(rest, *at, *it)))
        };
        let Some((at, sign)) = rest.char_indices().find(ends) else { return rest };
        let after =
            rest[at + sign.len_utf8()..].trim_start_matches(|it: char| !it.is_alphanumeric() && !is_opening(it));
        // "Oi, gente! My lamp".
        let goes_on = place > 0 && is_address(&rest[..at]);
        if !(goes_on || is_salutation(&format!("{}!", &rest[..at]))) || !has_letters(after) {
            return rest;
        }
        rest = after;
    }
    rest
}

/// "gente", "pessoal da Acme": whom a greeting before it is for.
fn is_address(words: &str) -> bool {
    let all: Vec<&str> = words.split_whitespace().collect();
    let is_addressed = |it: &str| meaning(&plain(it)) == Some("addressed");
    match all.as_slice() {
        [before @ .., of, name] if matches!(plain(of).as_str(), "da" | "do" | "de" | "du" | "von" | "of") => {
            !before.is_empty()
                && before.iter().all(|it| is_addressed(it))
                && (is_addressed(name) || name.starts_with(char::is_uppercase))
        }
        all => all.iter().all(|it| is_addressed(it)),
    }
}

fn is_opening(sign: char) -> bool {
    matches!(sign, '"' | '“' | '„' | '«' | '(' | '¿' | '¡' | '\'' | '‘' | '*')
}

fn first_sentence(line: &str) -> &str {
    let mut letters = 0;
    for (at, sign) in line.char_indices() {
        letters += usize::from(is_letter(sign));
        if is_stop(sign) && letters >= SENTENCE_LETTERS_MIN && ends_sentence(line, at, sign) {
            let end = at + sign.len_utf8();
            return &line[..end + closing(&line[end..])];
        }
    }
    line
}

/// How long the signs are that close a quotation after its last full stop, the space before a French one included.
fn closing(after: &str) -> usize {
    let bare = after.strip_prefix(" »").unwrap_or(after);
    after.len() - bare.trim_start_matches(['"', '”', '“', '»', ')', '\'', '’', '*']).len()
}

fn ends_sentence(line: &str, at: usize, sign: char) -> bool {
    let after = &line[at + sign.len_utf8()..];
    let after = &after[closing(after)..];
    if matches!(sign, '。' | '！' | '？' | '।') {
        return true;
    }
    if !after.chars().next().is_none_or(char::is_whitespace) {
        return false;
    }
    let goes_on = after.trim_start().chars().next().is_some_and(char::is_lowercase);
    let is_soft = matches!(sign, '.' | '…') && goes_on;
    !is_soft && !is_abbreviated(line, at, sign)
}

/// Whether a full stop belongs to what is before it: a number, a letter, a word that is cut short.
fn is_abbreviated(line: &str, at: usize, sign: char) -> bool {
    if sign != '.' {
        return false;
    }
    let before = line[..at].split_whitespace().next_back().unwrap_or_default().trim_end_matches('.');
    // "the 3. of May" goes on, "£129." does not.
    let digits = before.chars().filter(|it| digit(*it).is_some()).count();
    let number = digits < NUMBER_DIGITS && before.chars().next_back().is_some_and(|it| digit(it).is_some());
    let short = before.chars().filter(|it| it.is_alphabetic()).count() == 1 || before.contains('.');
    number || short || meaning(&plain(before)) == Some("short")
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
