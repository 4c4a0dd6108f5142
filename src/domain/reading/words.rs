//! A post's text taken apart: lines, sentences, words and hashtags, without what the author only quotes.

use crate::domain::fold::{digit, fold};
use crate::domain::reading::day;

/// What several stars in a row are read as.
pub(super) const STARS: char = '★';

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A word, folded. Hyphens and apostrophes inside belong to it.
    Word(String),
    /// A number as it is written, its digits made plain: `3`, `8,5`, `24.12.2026`, `9/10`.
    Number(String),
    /// A hashtag, folded, without the sign and without underscores.
    Tag(String),
    /// A mention or an address: says nothing by itself.
    Name,
    /// What ends a sentence.
    Stop,
    /// Any other punctuation that is seen: a comma, a bracket, a dash; before what ends a question, its mark.
    Mark(char),
}

impl Token {
    pub(super) fn word(&self) -> Option<&str> {
        match self {
            Token::Word(word) => Some(word),
            Token::Number(_) | Token::Tag(_) | Token::Name | Token::Stop | Token::Mark(_) => None,
        }
    }

    pub(super) fn mark(&self) -> Option<char> {
        match self {
            Token::Mark(sign) => Some(*sign),
            Token::Word(_) | Token::Number(_) | Token::Tag(_) | Token::Name | Token::Stop => None,
        }
    }
}

/// The tokens of each line that the author wrote. Lines that begin with `>` and what stands between backticks are
/// somebody else's words or code, and are left out; pictures and symbols are left out too.
pub(super) fn lines(text: &str) -> Vec<Vec<Token>> {
    said(text).map(|it| tokens(&it)).collect()
}

/// The lines that are the author's own.
pub(super) fn said(text: &str) -> impl Iterator<Item = String> {
    let lines: Vec<String> = without_code(&seen(text)).lines().map(str::to_string).collect();
    lines.into_iter().filter(|it| !it.trim_start().starts_with('>'))
}

/// A text without the signs that only steer how it is laid out: direction marks, breaks inside words.
pub(super) fn seen(text: &str) -> String {
    let steers = |it: char| {
        matches!(it, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    text.chars().filter(|it| !steers(*it)).collect()
}

/// Code between backticks, one or three of them; a backtick that is never closed is only a sign.
fn without_code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('`') {
        let (before, from) = rest.split_at(at);
        let fence = &from[..from.len() - from.trim_start_matches('`').len()];
        let after = &from[fence.len()..];
        out.push_str(before);
        match after.find(fence) {
            Some(end) => rest = after[end..].trim_start_matches('`'),
            None => rest = after,
        }
        out.push(' ');
    }
    out.push_str(rest);
    out
}

fn tokens(line: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut chunks = line.split_whitespace().peekable();
    while let Some(chunk) = chunks.next() {
        // An address, or struck out letter by letter: "c̶o̶n̶f̶".
        if chunk.contains("://") || chunk.contains(|it| matches!(it, '\u{334}'..='\u{338}')) {
            found.push(Token::Name);
            continue;
        }
        let letters: Vec<char> = chunk.chars().collect();
        let last_letter = letters.iter().rposition(|it| is_letter(*it)).unwrap_or(0);
        let mut at = 0;
        while at < letters.len() {
            at += next(&letters, at, last_letter, &mut found);
        }
        // A stop is only one at the end of what is written together: "2.1" and "acme.com" go on.
        if letters.last().is_some_and(|it| is_stop(*it))
            && !matches!(found.last(), Some(Token::Stop | Token::Mark('.')))
        {
            found.push(Token::Stop);
        }
        // "order no. 4471" refuses nothing and ends nothing.
        let counts = chunks.peek().and_then(|it| it.chars().next()).is_some_and(|it| digit(it).is_some());
        if matches!(found.as_slice(), [.., Token::Word(_), Token::Word(no), Token::Stop] if no == "no") && counts {
            found.truncate(found.len() - 2);
        }
    }
    found
}

/// Reads one token and says how many letters it took. `last_letter`: where the last letter of the chunk stands.
fn next(letters: &[char], at: usize, last_letter: usize, found: &mut Vec<Token>) -> usize {
    let sign = letters[at];
    let before = at.checked_sub(1).map(|it| letters[it]);
    let run =
        |from: usize, belongs: &dyn Fn(char) -> bool| letters[from..].iter().take_while(|it| belongs(**it)).count();
    if matches!(sign, '#' | '＃') && before.is_none_or(|it| !is_letter(it) && !matches!(it, '/' | '&')) {
        let length = run(at + 1, &|it| is_letter(it) || it == '_');
        let tag: String = letters[at + 1..=at + length].iter().filter(|it| **it != '_').collect();
        if !tag.is_empty() {
            found.push(Token::Tag(fold(&tag)));
        }
        return length + 1;
    }
    if matches!(sign, '@' | '＠') && before.is_none_or(|it| !is_letter(it)) {
        found.push(Token::Name);
        return 1 + run(at + 1, &|it| is_letter(it) || matches!(it, '@' | '.' | '-' | '_'));
    }
    // "-1/10" is below nothing, "#tag-1" is not.
    let is_minus = matches!(sign, '-' | '−') && at == 0 && letters.get(1).is_some_and(|it| digit(*it).is_some());
    if digit(sign).is_some() || is_minus {
        let in_number = |it: char| digit(it).is_some() || matches!(it, '.' | ',' | '/' | '-' | '−' | '٫' | '⁄' | '／');
        let length = run(at, &in_number);
        let ends = letters[at..at + length].iter().rposition(|it| digit(*it).is_some()).map_or(1, |it| it + 1);
        found.push(Token::Number(letters[at..at + ends].iter().map(|it| plain_digit(*it)).collect()));
        return ends;
    }
    if is_letter(sign) {
        let inner = |it: char| is_letter(it) || matches!(it, '-' | '\'' | '’' | '·' | '.');
        let length = run(at, &inner);
        let ends = letters[at..at + length].iter().rposition(|it| is_letter(*it)).map_or(1, |it| it + 1);
        found.push(Token::Word(fold(&letters[at..at + ends].iter().collect::<String>())));
        return ends;
    }
    // A question is one before its end, too: "#confirmed?no".
    if is_question(sign) && (at >= last_letter || matches!(found.last(), Some(Token::Tag(_)))) {
        found.push(Token::Mark('?'));
    }
    // "★★★★☆" says how good something was; one star is a picture.
    let stars = run(at, &|it| is_star(it) || it == '\u{fe0f}');
    if letters[at..at + stars].iter().filter(|it| is_star(**it)).count() > 1 {
        found.push(Token::Mark(STARS));
        return stars;
    }
    if matches!(sign, '٪' | '％') {
        found.push(Token::Mark('%'));
    } else if !is_stop(sign) && is_mark(sign) {
        found.push(Token::Mark(sign));
    } else if is_stop(sign) && at >= last_letter {
        // "the 3. of May", "3 Dec. 2026": after a small number and a short month a full stop is none.
        let goes_on = sign == '.' && at + 1 == letters.len() && found.last().is_some_and(is_short);
        found.push(if goes_on { Token::Mark('.') } else { Token::Stop });
    }
    1
}

fn is_short(token: &Token) -> bool {
    match token {
        Token::Number(it) => it.len() <= 2 || day::is_short_date(it),
        Token::Word(it) => day::is_short_month(it),
        Token::Tag(_) | Token::Name | Token::Stop | Token::Mark(_) => false,
    }
}

fn plain_digit(sign: char) -> char {
    match sign {
        '٫' => ',',
        '⁄' | '／' => '/',
        '−' => '-',
        other => digit(other).and_then(|it| char::from_digit(it, 10)).unwrap_or(other),
    }
}

/// Letters, digits inside words, and the marks that belong to letters.
pub(super) fn is_letter(sign: char) -> bool {
    sign.is_alphanumeric()
        || matches!(sign, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}'
            | '\u{640}' | '\u{200c}' | '\u{200d}' | '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{e7f}')
}

pub(super) fn is_stop(sign: char) -> bool {
    matches!(sign, '.' | '!' | '?' | '…' | '؟' | '۔' | '。' | '！' | '？' | '।')
}

/// Pictures that say "no".
pub(super) fn is_cross(sign: char) -> bool {
    matches!(sign, '❌' | '✖' | '✗' | '✘' | '🚫' | '⛔' | '👎')
}

fn is_star(sign: char) -> bool {
    matches!(sign, '★' | '☆' | '⭐' | '🌟' | '✩' | '✪' | '✭' | '✰' | '⯪' | '⯨')
}

fn is_question(sign: char) -> bool {
    matches!(sign, '?' | '؟' | '？')
}

/// Punctuation that a reader sees, in the scripts that people write here; symbols and pictures are none, but for those that say no.
fn is_mark(sign: char) -> bool {
    sign.is_ascii_punctuation()
        || is_cross(sign)
        || matches!(
            sign,
            '،' | '؛'
                | '、'
                | '，'
                | '：'
                | '–'
                | '—'
                | '―'
                | '‘'
                | '’'
                | '“'
                | '”'
                | '„'
                | '«'
                | '»'
                | '‹'
                | '›'
                | '¡'
                | '¿'
                | '·'
                | '•'
                | '€'
                | '£'
        )
}
