//! Names of brands: found by any of their words, by letters inside one, and with one mistake in a word.

use crate::domain::finding::cut::{Piece, pieces};
use crate::domain::finding::stem::{plain, plain_forms};
use crate::domain::finding::{Query, Term, Terms, run_terms, shortened};

/// Letters of a word in which a mistake is forgiven.
const MISTAKEN_MIN: usize = 4;
/// Letters of a word of which every neighbour is kept.
const MISTAKEN_MAX: usize = 24;
/// Letters by which the inside of a word is found: `bank` in Commerzbank.
const INSIDE_MIN: usize = 3;

// Marks before terms that are no words. They are letters to neither engine's grammar.
/// The whole name without its gaps.
const WHOLE: char = '§';
/// What a word ends in.
const ENDING: char = '¤';
/// A word without one of its letters, or itself: two words with one mistake between them share one.
const NEIGHBOUR: char = '¬';
/// A sign of a name that is no letter, by its number.
const SIGN: char = '¶';

/// What companies put behind their names, folded and cut as names are; the longest first.
const LEGAL_FORMS: [&str; 58] = [
    "gmbh and co kg",
    "gmbh co kg",
    "ag and co kg",
    "sp z oo",
    "s de rl de cv",
    "sa de cv",
    "sapi de cv",
    "private limited",
    "pvt ltd",
    "pty ltd",
    "public limited company",
    "co ltd",
    "and co",
    "gmbh",
    "mbh",
    "ag",
    "kg",
    "kgaa",
    "ohg",
    "ug",
    "ev",
    "eg",
    "se",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "llc",
    "llp",
    "lp",
    "ltd",
    "limited",
    "plc",
    "sa",
    "sas",
    "sasu",
    "sarl",
    "eurl",
    "spa",
    "srl",
    "bv",
    "nv",
    "oy",
    "oyj",
    "ab",
    "as",
    "asa",
    "aps",
    "sro",
    "doo",
    "ood",
    "kft",
    "zrt",
    "lda",
    "ltda",
    "sl",
];

/// A question for a name: the ways to look, the surest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameQuery {
    /// The very name.
    pub whole: Query,
    /// Every word begins a word of the name, or stands inside one.
    pub words: Query,
    /// The same, and one mistake in each longer word.
    pub near: Query,
    /// One mistake in all of it, whatever gaps were written.
    pub near_whole: Query,
    asked: Asked,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked {
    words: Vec<String>,
    squashed: String,
}

/// How well a name fits; the least is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    Whole,
    /// The sum of how far the words are from those of the name.
    Words(usize),
    Near(usize),
}

/// Everything by which a brand of these names is found.
pub fn name_terms(names: &[String]) -> Vec<String> {
    let mut terms = Terms::default();
    for name in names {
        let whole = squashed(name);
        terms.push(marked(WHOLE, &whole));
        terms.extend(neighbours(&whole).iter().map(|it| marked(NEIGHBOUR, it)));
        for sign in signs(name) {
            terms.push(sign_term(sign));
        }
        for piece in pieces(name) {
            match piece {
                Piece::Word(word) => {
                    for form in plain_forms(&word) {
                        terms.extend(endings(&form).iter().map(|it| marked(ENDING, it)));
                        terms.extend(neighbours(&form).iter().map(|it| marked(NEIGHBOUR, it)));
                        terms.push(form);
                    }
                }
                Piece::Run(run) => terms.extend(run_terms(&run)),
            }
        }
    }
    terms.list
}

/// What a question for a name looks for.
pub fn name_question(text: &str) -> NameQuery {
    let mut query = NameQuery {
        whole: Query::default(),
        words: Query::default(),
        near: Query::default(),
        near_whole: Query::default(),
        asked: Asked { words: Vec::new(), squashed: squashed(text) },
    };
    if !query.asked.squashed.is_empty() {
        query.whole.push(vec![Term::whole(marked(WHOLE, &query.asked.squashed))]);
        query.near_whole.push(near_terms(&query.asked.squashed));
    }
    for piece in pieces(text) {
        match piece {
            Piece::Word(word) => {
                let forms = plain_forms(&word);
                let mut group: Vec<Term> = forms.iter().map(|it| Term::beginning(it.clone())).collect();
                let long = forms.iter().filter(|it| it.chars().count() >= INSIDE_MIN);
                group.extend(long.flat_map(|it| [ENDING, WHOLE].map(|mark| Term::beginning(marked(mark, it)))));
                query.words.push(group.clone());
                group.extend(forms.iter().flat_map(|it| near_terms(it)));
                query.near.push(group);
                query.asked.words.extend(forms.into_iter().next());
            }
            Piece::Run(run) => {
                let pairs: Vec<String> = match run.as_slice() {
                    [one] => vec![one.clone()],
                    run => run.windows(2).map(<[String]>::concat).collect(),
                };
                for pair in pairs {
                    query.words.push(vec![Term::beginning(pair.clone())]);
                    query.near.push(vec![Term::beginning(pair)]);
                }
            }
        }
    }
    if query.words.is_empty() {
        for sign in signs(text) {
            query.words.push(vec![Term::whole(sign_term(sign))]);
        }
    }
    query
}

/// A name as it is asked for without its company's form, if it has one.
pub fn without_legal_form(text: &str) -> Option<String> {
    let words: Vec<String> = pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Word(word) => plain(&word.parts.concat()),
            Piece::Run(run) => run.concat(),
        })
        .collect();
    let mut rest = words.as_slice();
    loop {
        let joined = rest.join(" ");
        let form = LEGAL_FORMS.iter().find(|it| joined.strip_suffix(**it).is_some_and(|rest| rest.ends_with(' ')));
        let Some(form) = form else { break };
        rest = &rest[..rest.len() - form.split(' ').count()];
    }
    (rest.len() < words.len()).then(|| rest.join(" "))
}

/// How close a brand comes that an engine found, by the terms that it is kept under; nothing where it does not.
pub fn closeness(query: &NameQuery, kept: &str) -> Option<Closeness> {
    let kept: Vec<&str> = kept.split(' ').collect();
    let wholes: Vec<&str> = kept.iter().filter_map(|it| it.strip_prefix(WHOLE)).collect();
    let ends: Vec<&str> = kept.iter().filter_map(|it| it.strip_prefix(ENDING)).collect();
    let words: Vec<&str> = kept.into_iter().filter(|it| !it.starts_with([WHOLE, ENDING, NEIGHBOUR, SIGN])).collect();
    if wholes.contains(&query.asked.squashed.as_str()) {
        return Some(Closeness::Whole);
    }
    let (mut far, mut mistaken) = (0, false);
    for word in &query.asked.words {
        let begins = |of: &[&str]| of.iter().any(|it| it.starts_with(word.as_str()));
        let near = |of: &[&str]| of.iter().any(|it| one_mistake_apart(word, it));
        far += if words.contains(&word.as_str()) {
            0
        } else if begins(&words) || begins(&wholes) {
            1
        } else if begins(&ends) {
            2
        } else if near(&words) || near(&wholes) {
            mistaken = true;
            3
        } else if wholes.iter().any(|it| one_mistake_apart(&query.asked.squashed, it)) {
            return Some(Closeness::Near(3));
        } else {
            return None;
        };
    }
    Some(if mistaken { Closeness::Near(far) } else { Closeness::Words(far) })
}

/// A name without its gaps and signs.
pub fn squashed(name: &str) -> String {
    let mut whole = String::new();
    for piece in pieces(&name.replace('&', " ")) {
        match piece {
            Piece::Word(word) => whole.push_str(&plain(&word.parts.concat())),
            Piece::Run(run) => whole.push_str(&run.concat()),
        }
    }
    shortened(&whole)
}

fn marked(mark: char, term: &str) -> String {
    if term.is_empty() { String::new() } else { shortened(&format!("{mark}{term}")) }
}

fn sign_term(sign: char) -> String {
    format!("{SIGN}{:x}", u32::from(sign))
}

fn signs(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|it| !it.is_alphanumeric() && !it.is_whitespace() && !it.is_control())
}

/// What a word ends in, without the word itself.
fn endings(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let last = letters.len().saturating_sub(INSIDE_MIN);
    (1..=last).map(|from| letters[from..].iter().collect()).collect()
}

/// The word, and the word without each of its letters.
fn neighbours(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if !(MISTAKEN_MIN..=MISTAKEN_MAX).contains(&letters.len()) {
        return Vec::new();
    }
    let without = |at: usize| letters.iter().enumerate().filter(|(it, _)| *it != at).map(|(_, it)| *it).collect();
    std::iter::once(word.to_string()).chain((0..letters.len()).map(without)).collect()
}

/// What a word with one mistake in it is found by. A letter may be missing in it, so it may be shorter than what is kept.
fn near_terms(word: &str) -> Vec<Term> {
    let mut near = neighbours(word);
    if near.is_empty() && word.chars().count() + 1 == MISTAKEN_MIN {
        near.push(word.to_string());
    }
    near.into_iter().map(|it| Term::whole(marked(NEIGHBOUR, &it))).collect()
}

/// One letter more, less or another, or two neighbours that changed places (Damerau and Levenshtein).
fn one_mistake_apart(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().max(other.len()) < MISTAKEN_MIN {
        return false;
    }
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let same = short.iter().zip(long.iter()).take_while(|(it, other)| it == other).count();
    let (short, long) = (&short[same..], &long[same..]);
    match (short, long) {
        ([], []) => true,
        (short, [_, rest @ ..]) if long.len() == short.len() + 1 => short == rest,
        ([_, rest @ ..], [_, others @ ..]) if long.len() == short.len() => {
            rest == others
                || matches!((short, long), ([a, b, rest @ ..], [c, d, others @ ..]) if a == d && b == c && rest == others)
        }
        _ => false,
    }
}
