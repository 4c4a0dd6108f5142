//! What looks like the name of a human, and the sign-off that a representative puts under an answer.

use std::sync::LazyLock;

use crate::domain::fold::fold;
use crate::domain::reading::lexicon::{Lexicon, cells, lexicon};

pub(super) const FILE: &str = include_str!("name_words.tsv");
/// Words of a name.
const NAME_WORDS_MAX: usize = 4;
/// Characters of a name, and of a role.
pub const NAME_CHARS_MAX: usize = 60;
/// Signs that may begin a sign-off; the plain hyphen also begins the items of a list.
const DASHES: [&str; 5] = ["—", "–", "--", "-", "―"];
/// Signs that begin the items of a list.
const BULLETS: [char; 6] = ['-', '*', '•', '·', '–', '—'];

/// Words of no name. Little words inside names ("von", "de") are kept apart, for some of them are words of sentences too.
static NO_NAMES: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut words = lexicon(FILE);
    words.retain(|_, meaning| *meaning != "particle");
    words
});
static PARTICLES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| cells(FILE).filter(|(meaning, ..)| *meaning == "particle").map(|(.., word)| word).collect());

/// Whether a text can be the name of a human. `brand`: what the brand is called.
pub fn is_name(text: &str, brand: &[&str]) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() || words.len() > NAME_WORDS_MAX || text.chars().count() > NAME_CHARS_MAX {
        return false;
    }
    let brand_words: Vec<String> = brand.iter().flat_map(|it| it.split([' ', '.'])).map(plain).collect();
    let is_brand = |word: &&str| brand_words.iter().any(|it| !it.is_empty() && *it == plain(word));
    let last = words.len() - 1;
    let inside = |place: usize| place > 0 && place < last;
    let shaped = words.iter().enumerate().all(|(place, word)| is_name_word(word, inside(place)));
    let says_who = text.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
    let is_plain_word = |(place, word): (usize, &&str)| {
        !(inside(place) && PARTICLES.contains(word)) && NO_NAMES.contains_key(&plain(word))
    };
    shaped && says_who && !words.iter().enumerate().any(is_plain_word) && !words.iter().all(is_brand)
}

/// Letters, with the signs that names have among them; a capital first, where the script has capitals.
fn is_name_word(word: &str, inside: bool) -> bool {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return false };
    let is_sign = |it: char| matches!(it, '-' | '\'' | '’' | '.' | '·') || ('\u{300}'..='\u{36f}').contains(&it);
    let is_mark = |it: char| {
        ('\u{900}'..='\u{dff}').contains(&it)
            || ('\u{e00}'..='\u{e7f}').contains(&it)
            || ('\u{64b}'..='\u{65f}').contains(&it)
    };
    let capital = first.is_alphabetic() && !first.is_lowercase();
    let whole = letters.clone().all(|it| it.is_alphabetic() || is_sign(it) || is_mark(it));
    // "FAQ" and "DHL" are shouted; initials are one letter, or have full stops.
    let shouted = word.chars().count() > 2 && word.chars().all(char::is_uppercase);
    whole && !shouted && (capital || (inside && PARTICLES.contains(&word)))
}

/// Who signed a post, and as what: a dash at the start of the last line, then the name, then the role. A name is sure
/// without a role only where it has two words in a script with capitals, and the line is no item of a list.
pub fn sign_off(text: &str, brand: &[&str]) -> Option<(String, String)> {
    let says_something = |line: &&str| line.split_whitespace().any(|it| !it.starts_with(['#', '@']));
    let mut lines = text.lines().map(str::trim).filter(|it| says_something(it));
    let last = lines.next_back()?;
    let before = lines.next_back().unwrap_or_default();
    let signed = DASHES.iter().find_map(|dash| last.strip_prefix(dash))?;
    let words: Vec<&str> = signed.split_whitespace().take_while(|it| !it.starts_with('#')).collect();
    let signed = words.join(" ");
    let (name, role) = match signed.find([',', '(', '|', '/', ':', '،', '–', '—', '、']) {
        Some(at) => (&signed[..at], signed[at..].trim_matches(|it: char| !it.is_alphanumeric())),
        None => (signed.as_str(), ""),
    };
    let name = name.trim().trim_end_matches(['.', '!']).trim();
    let in_list = before.ends_with([':', '：']) || before.starts_with(BULLETS);
    let fits = is_name(name, brand) && role.chars().count() <= NAME_CHARS_MAX && !role.contains("://");
    let has_capitals = name.chars().any(char::is_uppercase);
    let sure = if role.is_empty() { name.contains(' ') && has_capitals } else { true };
    (fits && sure && !in_list).then(|| (name.to_string(), role.to_string()))
}

fn plain(word: &str) -> String {
    fold(word.trim_matches(|it: char| !it.is_alphanumeric()))
}
