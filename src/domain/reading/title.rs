//! A title for a post that has none: the first line that says something, up to the end of its sentence.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::domain::fold::{digit, fold};
use crate::domain::reading::lexicon::{Lexicon, lexicon};
use crate::domain::reading::words::{is_letter, is_stop, seen};

pub(super) const FILE: &str = include_str!("title_words.tsv");
/// Characters of a title made from a first sentence.
const MADE_CHARS_MAX: usize = 100;
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
/// "Fwd: Re: Subject: my lamp".
const SUBJECTS_MAX: usize = 3;
/// Lines from which on what looks like the head of an e-mail is one.
const HEAD_LINES_MIN: usize = 2;
/// Digits of the number of an item in a list.
const ITEM_DIGITS_MAX: usize = 2;
/// Bytes of the name under which an address stands elsewhere in a text.
const REFERENCE_BYTES_MAX: usize = 100;
/// Boxes to tick.
const BOXES: [&str; 3] = ["[ ]", "[x]", "[X]"];
/// Where signs stand for a while that were escaped: nobody writes these.
const ESCAPED: u32 = 0xE000;
/// Marks of emphasis that stand open at one time.
const MARKS_OPEN_MAX: usize = 8;
/// Tags after which another line begins.
const BREAKS: [&str; 12] = ["br", "p", "div", "li", "td", "tr", "h1", "h2", "h3", "h4", "h5", "h6"];
/// Signs that people find written out in what they copy.
const SIGNS: [(&str, char); 10] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("hellip", '…'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("euro", '€'),
];

static WORDS: LazyLock<Lexicon> = LazyLock::new(|| lexicon(FILE));

/// At most a hundred characters, and nothing where no line says anything: a picture alone, an address, hashtags.
pub fn title_from(text: &str) -> String {
    let text = escaped(&without_comments(&seen(text)));
    let own: Vec<&str> = text.lines().filter(|it| !it.trim_start().starts_with(['>', '＞'])).collect();
    let known: Vec<String> = own.iter().filter_map(|it| definition(it)).collect();
    let asides = asides(&own);
    let numbers: HashSet<(u32, char)> = own.iter().filter_map(|it| numbered(it)).map(|it| (it.0, it.1)).collect();
    let bare = |it: &str, pictures| restored(&bare_line(&as_read(without_number(it, &numbers), pictures, &known)));
    let shown = |pictures: Pictures, aside: bool| {
        let lines = own.iter().zip(&asides).filter(move |(_, it)| **it == aside);
        lines.map(move |(it, _)| bare(it, pictures)).filter(|it| has_letters(it) && !is_greeting(it))
    };
    let lines = || shown(Pictures::Unsaid, false);
    // Where nothing but a salutation with a name was written, that is what was said; else what is said of a picture, else
    // what stands in a table.
    let line = lines().find(|it| !is_salutation(it)).or_else(|| lines().next());
    let line = line.or_else(|| shown(Pictures::Said, false).next()).or_else(|| shown(Pictures::Unsaid, true).next());
    let Some(line) = line else { return String::new() };
    let body = without_salutations(&line);
    shortened(first_sentence(body).trim_end_matches(['.', ',', ':', ';', '،', '؛', '。', ' ']))
}

/// `\*` is the sign itself: it is put aside while marks are read.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let literal = signs.next_if(|it| sign == '\\' && it.is_ascii_punctuation());
        out.push(literal.and_then(|it| char::from_u32(ESCAPED + u32::from(it))).unwrap_or(sign));
    }
    out
}

fn restored(text: &str) -> String {
    let plain =
        |it: char| u32::from(it).checked_sub(ESCAPED).and_then(char::from_u32).filter(char::is_ascii_punctuation);
    text.chars().map(|it| plain(it).unwrap_or(it)).collect()
}

/// Without `<!-- what nobody gets to see -->`, on however many lines.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once("<!--") {
        let Some((_, after)) = from.split_once("-->") else { break };
        out.push_str(before);
        rest = after;
    }
    out + rest
}

/// Which lines say nothing by themselves: rows of tables, the head of an e-mail up to its subject, where links lead.
fn asides(lines: &[&str]) -> Vec<bool> {
    let mut asides: Vec<bool> =
        lines.iter().map(|it| definition(it).is_some() || is_row(it) || is_rule_with_words(it)).collect();
    // A table without a line at its left is known by the one below its head.
    for at in (0..lines.len()).filter(|at| is_rule_of_table(lines[*at])) {
        let rows = lines[at..].iter().take_while(|it| it.contains('|')).count();
        let from = at - usize::from(at > 0 && lines[at - 1].contains('|'));
        asides[from..at + rows].fill(true);
    }
    let mut at = 0;
    while at < lines.len() {
        let heads: Vec<&str> = lines[at..].iter().map_while(|it| head_of(it)).collect();
        let is_head = heads.len() >= HEAD_LINES_MIN && heads.iter().any(|it| *it != "addressed");
        for (place, _) in heads.iter().enumerate().filter(|(_, it)| is_head && **it != "subject") {
            asides[at + place] = true;
        }
        at += heads.len().max(1);
    }
    asides
}

/// "From:", "To:", "Subject:". In some languages "to" is also how somebody is addressed.
fn head_of(line: &str) -> Option<&'static str> {
    let (head, _) = line.split_once([':', '：'])?;
    meaning(&plain(head.trim())).filter(|it| matches!(*it, "header" | "subject" | "addressed"))
}

/// "-----Original Message-----".
fn is_rule_with_words(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("---") && line.ends_with("---") && has_letters(line)
}

/// `| a | b |`.
fn is_row(line: &str) -> bool {
    line.trim().strip_prefix('|').is_some_and(|it| it.contains('|'))
}

/// `---|:-:`.
fn is_rule_of_table(line: &str) -> bool {
    line.contains('|') && line.contains('-') && line.chars().all(|it| matches!(it, '|' | '-' | ':' | ' '))
}

/// What `[name]: https://example.org` and `[^1]: a note` name, folded.
fn definition(line: &str) -> Option<String> {
    let (name, after) = line.trim_start().strip_prefix('[')?.split_once("]:")?;
    let target = after.trim_start();
    let leads = target.contains("://") || target.starts_with(['/', '#', '<']) || target.starts_with("mailto:");
    let alone = target.split_whitespace().nth(1).is_none_or(|it| it.starts_with(['"', '\'', '(']));
    (name.starts_with('^') || (leads && alone)).then(|| fold(name))
}

/// An item of a list without its number, where another item comes before or after it: "24. December" stands alone.
fn without_number<'l>(line: &'l str, numbers: &HashSet<(u32, char)>) -> &'l str {
    let Some((number, mark, rest)) = numbered(line) else { return line };
    let is_listed = numbers.contains(&(number + 1, mark)) || numbers.contains(&(number.wrapping_sub(1), mark));
    if is_listed { rest } else { line }
}

/// `1. ` or `1) `, and what stands behind it.
fn numbered(line: &str) -> Option<(u32, char, &str)> {
    let line = line.trim_start();
    let end = line.find(|it| digit(it).is_none())?;
    let digits: Vec<u32> = line[..end].chars().filter_map(digit).collect();
    let mark = line[end..].chars().next().filter(|it| matches!(it, '.' | ')'))?;
    let rest = &line[end + mark.len_utf8()..];
    let fits = (1..=ITEM_DIGITS_MAX).contains(&digits.len()) && rest.starts_with(char::is_whitespace);
    fits.then(|| (digits.iter().fold(0, |sum, it| sum * 10 + it), mark, rest.trim_start()))
}

/// A line without the mentions and hashtags around it, without addresses and the signs of a heading or a list; a
/// hashtag inside it is a word.
fn bare_line(line: &str) -> String {
    let line = line.trim_start();
    let unmarked = line.trim_start_matches(['#', '*', '-', '•', '–', '—', '+']);
    // "# My lamp" is a heading, "#acme" a hashtag.
    let line = if unmarked.starts_with(char::is_whitespace) { unmarked.trim_start() } else { line };
    let unticked = BOXES.iter().find_map(|it| line.strip_prefix(it)).filter(|it| it.starts_with(char::is_whitespace));
    let line = unticked.unwrap_or(line);
    // Of a row its cells.
    let cells = if is_row(line) { line.replace('|', " ") } else { line.to_string() };
    let words: Vec<&str> = cells.split_whitespace().filter(|it| !it.contains("://")).collect();
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
    let line = inner.collect::<Vec<_>>().join(" ");
    without_subject(line.trim_matches(['*', '_', ' '])).to_string()
}

/// What an e-mail has before its subject: "Subject:", "Betreff:", "Re:".
fn without_subject(line: &str) -> &str {
    let mut rest = line;
    for _ in 0..SUBJECTS_MAX {
        let Some((head, after)) = rest.split_once([':', '：']) else { return rest };
        if meaning(&plain(head.trim())) != Some("subject") {
            return rest;
        }
        rest = after.trim_start();
    }
    rest
}

/// Whether what is said of a picture counts as words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pictures {
    Said,
    Unsaid,
}

/// A line as it reads, without what only says how it looks and where it leads: Markdown, tags of HTML, signs written out.
fn as_read(line: &str, pictures: Pictures, known: &[String]) -> String {
    unmarked(&spelled_out(&untagged(&unlinked(&unreferred(line, pictures, known), pictures))))
}

/// `[text][1]` is "text", and so is `[text]` where another line says where it leads; of `[^1]` nothing is left.
fn unreferred(line: &str, pictures: Pictures, known: &[String]) -> String {
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    let is_defined = |it: &str| it.len() <= REFERENCE_BYTES_MAX && known.contains(&fold(it));
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, from)) = rest.split_once('[') {
        out.push_str(before);
        let named = from.split_once(']').map(|(text, after)| {
            let behind = after.strip_prefix('[').and_then(|it| it.split_once(']'));
            match behind {
                Some((name, after)) => (text, if name.is_empty() { text } else { name }, after),
                None => (text, text, after),
            }
        });
        match named {
            Some((text, _, _)) if text.starts_with('^') && !text.contains(' ') => rest = &from[text.len() + 1..],
            Some((text, name, after)) if is_defined(name) || (name != text && is_number(name)) => {
                let is_picture = out.ends_with('!');
                out.truncate(out.len() - usize::from(is_picture));
                if !is_picture || pictures == Pictures::Said {
                    out.push_str(text);
                }
                rest = after;
            }
            Some(_) | None => {
                out.push('[');
                rest = from;
            }
        }
    }
    out + rest
}

/// `[text](address)` is "text".
fn unlinked(line: &str, pictures: Pictures) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find("](") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(end) = rest.find(')') else { break };
        let leads = &rest[2..end];
        let Some(open) = out.rfind('[').filter(|_| !leads.trim().contains(' ') || leads.contains('"')) else {
            out.push_str("](");
            rest = &rest[2..];
            continue;
        };
        let is_picture = out[..open].ends_with('!');
        let text = if is_picture && pictures == Pictures::Unsaid { String::new() } else { out[open + 1..].to_string() };
        out.truncate(open - usize::from(is_picture));
        out.push_str(&text);
        rest = &rest[end + 1..];
    }
    out + rest
}

/// `<b>`, `</p>`, `<br />` and `<a href="…">`; in "a <b and c> d" there is none.
fn untagged(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut pieces = line.split('<');
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let tag = piece.split_once('>').and_then(|(tag, after)| {
            let bare = tag.trim_start_matches('/');
            let name = bare.split(|it: char| !it.is_ascii_alphanumeric()).next().filter(|it| !it.is_empty())?;
            let rest = bare[name.len()..].trim().trim_end_matches('/');
            let is_tag = name.starts_with(|it: char| it.is_ascii_alphabetic())
                && (rest.is_empty() || rest.contains('=') || rest.starts_with("://"));
            is_tag.then_some((name, after))
        });
        match tag {
            Some((name, after)) => {
                if BREAKS.iter().any(|it| it.eq_ignore_ascii_case(name)) {
                    out.push(' ');
                }
                out.push_str(after);
            }
            None => {
                out.push('<');
                out.push_str(piece);
            }
        }
    }
    out
}

/// `&amp;` is "&".
fn spelled_out(line: &str) -> String {
    let mut pieces = line.split('&');
    let mut out = pieces.next().unwrap_or_default().to_string();
    for piece in pieces {
        let sign = piece.split_once(';').and_then(|(name, after)| Some((sign_named(name)?, after)));
        match sign {
            Some((sign, after)) => {
                out.push(sign);
                out.push_str(after);
            }
            None => {
                out.push('&');
                out.push_str(piece);
            }
        }
    }
    out
}

fn sign_named(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = hex.map_or_else(|| number.parse().ok(), |it| u32::from_str_radix(it, 16).ok())?;
        return char::from_u32(code).filter(|it| !it.is_control());
    }
    SIGNS.iter().find(|(it, _)| *it == name).map(|(_, sign)| *sign)
}

/// Without the marks of emphasis and code, where one that opens has one that closes: "f**k" and "price*" stay.
fn unmarked(line: &str) -> String {
    let is_mark = |it: char| matches!(it, '*' | '_' | '`' | '~');
    let mut runs: Vec<(usize, &str)> = Vec::new();
    let mut gone: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while let Some(begin) = line[at..].find(is_mark).map(|it| at + it) {
        let sign = line[begin..].chars().next().unwrap_or_default();
        let end = line.len() - line[begin..].trim_start_matches(sign).len();
        let run = &line[begin..end];
        let (before, after) = (line[..begin].chars().next_back(), line[end..].chars().next());
        let closes = before.is_some_and(|it| !it.is_whitespace()) && !after.is_some_and(char::is_alphanumeric);
        let opens = after.is_some_and(|it| !it.is_whitespace()) && !before.is_some_and(char::is_alphanumeric);
        // `**` closes what is as long; of stars and lines "***" closes "**" and "*", and "**" what "***" opened.
        let alike = |it: &str| matches!(sign, '*' | '_') && it.starts_with(sign);
        let mut left = if closes { run.len() } else { 0 };
        while left > 0 {
            let same = runs.iter().rposition(|(_, it)| it.starts_with(sign) && it.len() == left);
            let Some(place) = same.or_else(|| runs.iter().rposition(|(_, it)| alike(it))) else { break };
            let (from, opened) = runs[place];
            gone.push((from, from + opened.len()));
            left = left.saturating_sub(opened.len());
            runs.truncate(place);
        }
        if closes && left < run.len() {
            gone.push((begin, end));
        } else if opens && runs.len() < MARKS_OPEN_MAX {
            runs.push((begin, run));
        }
        at = end;
    }
    gone.sort_unstable();
    let mut out = String::with_capacity(line.len());
    let mut from = 0;
    for (begin, end) in gone {
        // A single "~" is "about".
        if &line[begin..end] != "~" {
            out.push_str(&line[from..begin]);
            from = end;
        }
    }
    out + &line[from..]
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
    if title.chars().count() <= MADE_CHARS_MAX {
        return title.to_string();
    }
    let cut: String = title.chars().take(MADE_CHARS_MAX - 1).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", whole.trim_end_matches([',', ';', ':', '.', '،']))
}

fn plain(word: &str) -> String {
    fold(word.trim_matches(|it: char| !is_letter(it)))
}

fn meaning(word: &str) -> Option<&'static str> {
    WORDS.get(word).copied()
}
