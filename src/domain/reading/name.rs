//! What looks like the name of a human, and the sign-off that a representative puts under an answer.

use std::sync::LazyLock;

use crate::domain::fold::{digit, fold};
use crate::domain::reading::lexicon::{Lexicon, cells, lexicon};
use crate::domain::reading::words::{is_letter, seen};

/// Words of no name.
pub(super) const FILE: &str = include_str!("name_words.tsv");
/// Words of what people are, and of how they are addressed.
pub(super) const ROLE_FILE: &str = include_str!("role_words.tsv");
/// First names, those that are words as well apart.
pub(super) const GIVEN_FILE: &str = include_str!("given_names.tsv");
/// Words of a name, without its title and the little words in it, and of a role.
const NAME_WORDS_MAX: usize = 4;
const PARTICLES_MAX: usize = 3;
/// Letters of "الحربي", at least; what is shorter may be any word.
const ARABIC_DESCENT_LETTERS_MIN: usize = 4;
const ROLE_WORDS_MAX: usize = 8;
/// Characters of a name, and of a role.
pub const NAME_CHARS_MAX: usize = 60;
/// Signs that may begin a sign-off; the plain hyphen also begins the items of a list.
const DASHES: [&str; 5] = ["—", "–", "--", "-", "―"];
/// Signs that begin the items of a list.
const BULLETS: [char; 6] = ['-', '*', '•', '·', '–', '—'];
/// What stands between a name and a role.
const PARTS: [&str; 17] = [",", "(", "[", "|", "/", ":", ";", "،", "؛", "，", "、", "–", "—", "―", " - ", " · ", " • "];
/// Signs after which a quotation is over: what is signed below is somebody else's.
const QUOTED: [char; 5] = ['”', '“', '"', '»', '’'];
/// Signs that a quotation begins with.
const QUOTING: [char; 6] = ['“', '„', '"', '«', '»', '‘'];

static NO_NAMES: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut words = lexicon(FILE);
    words.retain(|_, meaning| !matches!(*meaning, "particle" | "ending" | "second" | "weak" | "pair" | "surname"));
    words
});
/// What is no surname: "Asia Pacific".
static NO_SURNAMES: LazyLock<Vec<String>> = LazyLock::new(|| of(FILE, "second").into_iter().map(fold).collect());
/// What is a surname, and none behind a first name that is a word as well: "Penny Lane".
static WEAK_SURNAMES: LazyLock<Vec<String>> = LazyLock::new(|| of(FILE, "weak").into_iter().map(fold).collect());
/// Names of families that are no first names: Arabic ones, and those that are written first.
static SURNAMES: LazyLock<Vec<String>> = LazyLock::new(|| of(FILE, "surname").into_iter().map(fold).collect());
/// Two words that are no name together: "رمضان كريم".
static NO_PAIRS: LazyLock<Vec<String>> = LazyLock::new(|| of(FILE, "pair").into_iter().map(fold).collect());
/// Little words inside names ("von", "de"), apart from the others because some of them are words of sentences too.
static PARTICLES: LazyLock<Vec<&'static str>> = LazyLock::new(|| of(FILE, "particle"));
/// How nouns end that are no surnames ("Bestellung").
static NOUN_ENDINGS: LazyLock<Vec<String>> = LazyLock::new(|| of(FILE, "ending").into_iter().map(fold).collect());
static ROLES: LazyLock<Lexicon> = LazyLock::new(|| lexicon(ROLE_FILE));
/// How the words for desks end where they are written together ("Versandabteilung").
static ROLE_ENDINGS: LazyLock<Vec<String>> = LazyLock::new(|| of(ROLE_FILE, "ending").into_iter().map(fold).collect());
static GIVEN: LazyLock<Lexicon> = LazyLock::new(|| lexicon(GIVEN_FILE));

fn of(file: &'static str, meaning: &'static str) -> Vec<&'static str> {
    cells(file).filter(|(it, ..)| *it == meaning).map(|(.., word)| word).collect()
}

/// Whether a text can be the name of a human. `brand`: what the brand is called.
pub fn is_name(text: &str, brand: &[&str]) -> bool {
    let all: Vec<&str> = text.split_whitespace().collect();
    let words = untitled(&all);
    let particles = words.iter().skip(1).filter(|it| PARTICLES.contains(*it)).count().min(PARTICLES_MAX);
    if words.is_empty() || words.len() > NAME_WORDS_MAX + particles || text.chars().count() > NAME_CHARS_MAX {
        return false;
    }
    let last = words.len() - 1;
    let inside = |place: usize| place > 0 && place < last;
    let shaped = words.iter().enumerate().all(|(place, word)| is_name_word(word, inside(place)));
    let says_who = text.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
    let is_plain_word = |(place, word): (usize, &&str)| {
        // Behind another first name "علي" is one, too, and not "on me".
        let is_second = place > 0 && is_given(words[place - 1]) && is_given(word);
        let is_inside = inside(place) && PARTICLES.contains(word);
        !is_second && !is_inside && is_no_name(&plain(word))
    };
    let brand = Brand::named(brand);
    shaped
        && says_who
        && !is_two_people(words)
        && !words.windows(2).any(|it| NO_PAIRS.contains(&format!("{}-{}", plain(it[0]), plain(it[1]))))
        && !all.iter().any(|it| is_machine_word(it))
        && !words.iter().enumerate().any(is_plain_word)
        && !words.iter().all(|it| brand.has(it))
}

/// A word of no name; of "E-Mail-Adresse" and "Kunden-Team" each part counts.
fn is_no_name(word: &str) -> bool {
    let mut letters = word.chars();
    if letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none() {
        // An initial: "Kim A." is not "a".
        return false;
    }
    let is_one =
        |it: &str| NO_NAMES.contains_key(it) || matches!(role_word(it), Some("role" | "title" | "pronoun" | "machine"));
    is_one(word) || word.split('-').any(|it| it.chars().count() > 2 && is_one(it))
}

/// Whether one word says that something is no human: "Chatbot", "Virtual", "KI". "Ai" may be a name, "AI" is none.
fn is_machine_word(word: &str) -> bool {
    match plain(word).as_str() {
        "ai" | "ki" | "ia" => word.chars().filter(|it| it.is_alphabetic()).all(char::is_uppercase),
        word => matches!(role_word(word), Some("machine" | "virtual")),
    }
}

/// Whether words say of whom they are that no human is: "chatbot", "virtual assistant", "KI-Assistentin".
pub fn is_machine(text: &str) -> bool {
    let words: Vec<String> = text.split(|it: char| !is_letter(it)).filter(|it| !it.is_empty()).map(fold).collect();
    let helps = |it: &String| {
        role_word(it) == Some("helper")
            || matches!(
                it.as_str(),
                "agente"
                    | "berater"
                    | "beraterin"
                    | "conseiller"
                    | "conseillere"
                    | "atendente"
                    | "asesor"
                    | "asesora"
                    | "consultor"
                    | "consultora"
                    | "mitarbeiter"
                    | "mitarbeiterin"
            )
    };
    let is_virtual = |it: &String| role_word(it) == Some("virtual");
    // "Digital Care" is a desk.
    let is_digital = |it: &String| matches!(role_word(it), Some("virtual" | "digital"));
    words.iter().any(|it| role_word(it) == Some("machine"))
        || (!words.is_empty() && words.iter().all(is_virtual))
        || (words.iter().any(is_digital) && words.iter().any(helps))
}

/// "Ana y Luis", "Kim und Jo", "أحمد وليلى": who of them speaks is not said.
fn is_two_people(words: &[&str]) -> bool {
    let joins = |it: &str| matches!(it, "y" | "e" | "i" | "et" | "und" | "and" | "و");
    let joined =
        |place: usize| joins(words[place]) && (place == 1 || words.get(place + 1).is_some_and(|it| is_given(it)));
    let arabic = |it: &&str| it.strip_prefix('و').is_some_and(is_given);
    (1..words.len()).any(joined) || words.iter().skip(1).any(arabic)
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
    // "d'Ávila".
    let joined = word.split_once(['\'', '’']).filter(|(it, _)| matches!(*it, "d" | "l" | "al"));
    let capital = capital || joined.is_some_and(|(_, it)| it.starts_with(char::is_uppercase));
    whole && !shouted && (capital || (inside && PARTICLES.contains(&word)))
}

/// Who signed a post, and as what: a dash at the start of the last line, then the name, then the role. It must be sure
/// that the one is a role and the other a name, for goods, desks and wishes stand behind dashes too.
pub fn sign_off(text: &str, brand: &[&str]) -> Option<(String, String)> {
    let names = Brand::named(brand);
    let Signed { dash, name, role, is_free, is_robot } = signed(text, &names)?;
    let is_known = role.is_empty() || names.is_role(&role);
    let is_human = !is_robot && !is_machine(&role) && !role.split(|it| !is_letter(it)).any(is_machine_word);
    let sure = if role.is_empty() { is_free && is_sure_alone(&name, &names) } else { is_sure_in_role(&name, dash) };
    (is_known && is_human && sure && is_name(&name, brand)).then_some((name, role))
}

/// Whether the sign-off of a post says that no human wrote it: "— Ava, virtual assistant". What a plain hyphen lists may be
/// goods ("- Vacuum, robot"), and a long line is a sentence.
pub fn is_signed_by_machine(text: &str, brand: &[&str]) -> bool {
    let Some(Signed { dash, name, role, is_robot, .. }) = signed(text, &Brand::named(brand)) else { return false };
    let words = name.split_whitespace().count();
    let is_listed = dash == "-" && !name.split_whitespace().next().is_some_and(|it| GIVEN.contains_key(&plain(it)));
    let by_role = words <= NAME_WORDS_MAX && (is_machine(&role) || is_robot);
    let by_name = words <= ROLE_WORDS_MAX && !matches!(dash, "-" | "–") && is_machine(&name);
    !is_listed && (by_role || by_name)
}

/// Whether a text says no more than who speaks, to whom, and good day: a name alone is no answer, and neither is a full stop
/// or a greeting above it. Name, role and brand may stand beside each other or below each other, in any spelling.
pub fn is_only_a_name(text: &str, name: &str, role: &str, brand: &[&str]) -> bool {
    let (name, role) = (folded_words(name), folded_words(role));
    let brand: Vec<String> = brand.iter().flat_map(|it| folded_words(it)).collect();
    seen(text).lines().all(|line| {
        let free = line.split_whitespace().filter(|it| !it.starts_with(['@', '#', '＃'])).collect::<Vec<_>>().join(" ");
        let words = folded_words(&free);
        let greets = words.iter().any(|it| is_greeting(it));
        // The brand's name alone may be a word that answers.
        let signs = words.iter().any(|it| name.contains(it));
        words.iter().all(|it| {
            name.contains(it)
                || role.contains(it)
                || is_greeting(it)
                || (signs && brand.contains(it))
                || (greets && (ROLES.get(it.as_str()) == Some(&"polite") || GIVEN.contains_key(it.as_str())))
        })
    })
}

fn is_greeting(word: &str) -> bool {
    match ROLES.get(word).copied() {
        Some("greeting") => true,
        // Whoever thanks has said something.
        Some("closing") => word != "thanks",
        _ => false,
    }
}

fn folded_words(text: &str) -> Vec<String> {
    let words = text.split_whitespace().map(fold);
    let apart = words.flat_map(|it| it.split(|it: char| !it.is_alphanumeric()).map(str::to_string).collect::<Vec<_>>());
    apart.filter(|it| !it.is_empty()).collect()
}

/// The last line of a post, taken apart.
struct Signed {
    dash: &'static str,
    name: String,
    role: String,
    /// No item of a list carries a hashtag at its end.
    is_free: bool,
    /// It carries the picture of a robot.
    is_robot: bool,
}

fn signed(text: &str, brand: &Brand) -> Option<Signed> {
    let text = seen(text);
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let last = lines.iter().rposition(|it| says_something(it))?;
    let (dash, signed) = DASHES.iter().find_map(|dash| Some((*dash, lines[last].strip_prefix(dash)?)))?;
    if is_item(&lines[..last], dash) {
        return None;
    }
    let words: Vec<&str> = signed
        .split_whitespace()
        .take_while(|it| !it.starts_with(['#', '＃', '@']))
        .filter(|it| !is_picture(it))
        .collect();
    let (name, rest) = parted(after_closing(&words), brand);
    let role = role_in(&rest)?;
    let name = if role.is_empty() { name } else { without_possessive(&name) };
    let is_free = !matches!(dash, "-" | "–") || signed.contains(['#', '＃']);
    Some(Signed { dash, name: bare(&name), role, is_free, is_robot: signed.contains('🤖') })
}

/// As in `MfG Petra Lang`, `i. A. Petra Lang`: the name without what is written before it.
fn after_closing<'a, 'b>(words: &'a [&'b str]) -> &'a [&'b str] {
    let is_closing = |it: &str| match plain(it).as_str() {
        // A first name, too.
        "atte" => it.ends_with('.'),
        word => role_word(word) == Some("closing"),
    };
    match words {
        [i, a, rest @ ..] if matches!((*i, *a), ("i." | "I.", "A." | "V.")) => after_closing(rest),
        [first, rest @ ..] if !rest.is_empty() && !first.ends_with([',', '،', ':']) && is_closing(first) => {
            after_closing(rest)
        }
        _ => words,
    }
}

/// "Euer Lukas", beside a role.
fn without_possessive(name: &str) -> String {
    let is_ours = |it: &str| {
        matches!(
            fold(it).as_str(),
            "ihr" | "ihre" | "euer" | "eure" | "dein" | "deine" | "your" | "su" | "tu" | "votre"
        )
    };
    match name.trim().split_once(' ') {
        Some((first, rest)) if is_ours(first) => rest.to_string(),
        Some(_) | None => name.to_string(),
    }
}

fn says_something(line: &str) -> bool {
    line.split_whitespace().any(|it| !it.starts_with(['#', '＃', '@']) && it.chars().any(char::is_alphanumeric))
}

/// Whether a line that begins with this dash, under these lines, is an item of a list or names whom they quote.
fn is_item(before: &[&str], dash: &str) -> bool {
    let above = before.last().copied().unwrap_or_default();
    let said = before.iter().rev().find(|it| !it.is_empty()).copied().unwrap_or_default();
    said.ends_with([':', '：'])
        || above.starts_with(BULLETS)
        || said.starts_with('>')
        || said.ends_with(QUOTED)
        // In Spanish and Portuguese the full stop stands behind the quotation.
        || (said.starts_with(QUOTING) && said.trim_end_matches(['.', ',', '!', ' ']).ends_with(QUOTED))
        || before.iter().any(|it| it.starts_with(dash) && says_something(it))
}

fn is_picture(word: &str) -> bool {
    !word
        .chars()
        .any(|it| it.is_alphanumeric() || it.is_ascii_punctuation() || PARTS.iter().any(|part| part.contains(it)))
}

/// The name, and what stands beside it: after a comma, in brackets, or after "from", "vom" and the like.
fn parted(words: &[&str], brand: &Brand) -> (String, String) {
    let line = words.join(" ");
    if let Some(at) = PARTS.iter().filter_map(|it| line.find(it)).min() {
        return (line[..at].to_string(), line[at..].to_string());
    }
    let joins = |place: &usize| {
        let rest = words[place + 1..].join(" ");
        role_word(&fold(words[*place])) == Some("link") && brand.is_role(&rest)
    };
    match (1..words.len()).take(NAME_WORDS_MAX).find(joins) {
        Some(place) => {
            // "Chloé de chez Acme".
            let links = words[place..].iter().take_while(|it| role_word(&fold(it)) == Some("link")).count();
            (words[..place].join(" "), words[place + links..].join(" "))
        }
        None => (line, String::new()),
    }
}

/// What is beside the name, without "(she/her)"; nothing can be said of what is too long or counts.
fn role_in(rest: &str) -> Option<String> {
    let parts: Vec<&str> = rest.split(|it: char| !it.is_alphabetic()).filter(|it| !it.is_empty()).collect();
    let pronouns = parts.iter().take_while(|it| role_word(&fold(it)) == Some("pronoun")).count();
    let mut role = rest;
    for part in &parts[..pronouns] {
        role = role.split_once(part).map_or(role, |(_, after)| after);
    }
    let role = role.trim_matches(|it: char| !it.is_alphanumeric());
    // "Depot manager (Leeds)".
    let closed = rest
        .find(role)
        .map_or(role, |at| &rest[at..at + role.len() + usize::from(rest[at + role.len()..].starts_with(')'))]);
    let role = if role.contains('(') { closed } else { role };
    let fits = role.chars().count() <= NAME_CHARS_MAX && !role.chars().any(|it| digit(it).is_some());
    fits.then(|| role.to_string())
}

fn bare(name: &str) -> String {
    let name = name.trim().trim_end_matches(|it: char| !it.is_alphanumeric() && it != '.').trim_end_matches("..");
    // "Kim L." keeps its full stop.
    let is_initial = name.rsplit(' ').next().is_some_and(|it| it.chars().count() == 2);
    if is_initial { name.to_string() } else { name.trim_end_matches('.').to_string() }
}

/// Without a role: a known first name and another word, and nothing of the brand.
fn is_sure_alone(name: &str, brand: &Brand) -> bool {
    let all: Vec<&str> = name.split(' ').collect();
    let words = untitled(&all);
    let other = words.iter().skip(1).any(|it| plain(it).chars().count() > 1);
    let noun = words.iter().skip(1).any(|it| is_noun(it) || is_no_surname(it));
    words.first().is_some_and(|it| is_given(it))
        && other
        && !noun
        && !words.iter().any(|it| brand.has(it))
        && name.chars().any(char::is_uppercase)
}

/// With a role: a known first name, a title ("Frau Ott"), or an initial or a word like "Will" before another name. Two capitalized words are no name:
/// "Live Chat, support". Scripts without capitals are believed, but for Arabic, in which anything may stand there.
fn is_sure_in_role(name: &str, dash: &str) -> bool {
    let all: Vec<&str> = name.split(' ').collect();
    let words = untitled(&all);
    let Some(first) = words.first() else { return false };
    // "Asia Pacific, Support".
    if words.iter().skip(1).any(|it| is_no_surname(it)) {
        return false;
    }
    // "م. صيانة": one letter may be short for anything.
    let is_titled = words.len() < all.len() && !matches!(plain(all[0]).as_str(), "م" | "ا");
    if is_given(first) || is_titled {
        return true;
    }
    let is_arabic = name.chars().any(|it| ('\u{600}'..='\u{6ff}').contains(&it));
    if is_arabic && GIVEN.get(&plain(first)) == Some(&"maybe") {
        return dash != "-" && words.len() > 1 && words.iter().skip(1).all(|it| is_arabic_surname(it));
    }
    let has_capitals = name.chars().any(char::is_uppercase);
    // "Zhang Wei": the family first.
    if let [family, given] = words
        && SURNAMES.contains(&plain(family))
        && is_given(given)
    {
        return dash != "-";
    }
    let is_initial = first.ends_with('.') && plain(first).chars().count() == 1;
    let is_maybe = !first.ends_with('.') && GIVEN.get(&plain(first)) == Some(&"maybe");
    let is_surname = |it: &&str| plain(it).chars().count() > 1 && !is_noun(it) && !WEAK_SURNAMES.contains(&plain(it));
    let is_short = (is_initial || is_maybe) && words.iter().skip(1).any(is_surname);
    dash != "-" && if has_capitals { is_short } else { !is_arabic }
}

/// What stands behind "نور" or "كريم" in a name: another first name, a name of descent or of a place, "الدين".
fn is_arabic_surname(word: &str) -> bool {
    let plain = plain(word);
    GIVEN.contains_key(&plain)
        || PARTICLES.contains(&word)
        || SURNAMES.contains(&plain)
        || matches!(plain.as_str(), "بن" | "بنت" | "ابو" | "ابن" | "عبد" | "ال" | "الله")
        || (plain.starts_with("ال") && plain.ends_with('ي') && plain.chars().count() > ARABIC_DESCENT_LETTERS_MIN)
}

/// A name without the titles before it.
fn untitled<'a>(words: &'a [&'a str]) -> &'a [&'a str] {
    // Written so it is "Herr"; "HR" is a desk.
    let is_title = |it: &str| role_word(&plain(it)) == Some("title") || matches!(it, "Hr." | "Hrn." | "Fr.");
    let titles = words.iter().take_while(|it| is_title(it)).count();
    &words[titles..]
}

fn is_given(word: &str) -> bool {
    let word = plain(word);
    let is_one = |it: &str| GIVEN.get(it) == Some(&"given");
    // Of "Jean-Luc" each part may be a word, both together are none.
    is_one(&word) || (word.contains('-') && word.split('-').all(|it| GIVEN.contains_key(it)))
}

fn is_no_surname(word: &str) -> bool {
    NO_SURNAMES.contains(&plain(word))
}

fn is_noun(word: &str) -> bool {
    let word = plain(word);
    NOUN_ENDINGS.iter().any(|it| word.len() > it.len() + 2 && word.ends_with(it.as_str()))
}

/// What a brand is called, word by word.
struct Brand(Vec<String>);

impl Brand {
    fn named(brand: &[&str]) -> Brand {
        let words = brand.iter().flat_map(|it| it.split([' ', '.'])).map(plain);
        Brand(words.filter(|it| !it.is_empty()).collect())
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(&plain(word))
    }

    /// Whether one word says what somebody is: a role, a desk, the brand.
    fn says(&self, word: &str) -> bool {
        let plain = plain(word);
        let bare = plain.strip_prefix("ال").or_else(|| plain.strip_prefix("لل")).unwrap_or(&plain);
        let is_one = |it: &str| role_word(it) == Some("role") || NO_NAMES.get(it) == Some(&"desk");
        self.has(word)
            || is_one(&plain)
            || is_one(bare)
            || ROLE_ENDINGS.iter().any(|it| plain.len() > it.len() && plain.ends_with(it.as_str()))
    }

    /// Whether words say what somebody is, or for whom: one that is known for it, and beside it no words of a sentence.
    fn is_role(&self, role: &str) -> bool {
        let parts =
            |it: char| it.is_whitespace() || matches!(it, ',' | '/' | '|' | '(' | ')' | '&' | '،' | '–' | '—' | '·');
        let words: Vec<&str> = role.split(parts).filter(|it| !it.is_empty()).collect();
        // Of "Social-Media-Team" each part counts; "d'équipe" is "équipe".
        let part = |word: &&str| word.split(['-', '\'', '’']).any(|it| self.says(it));
        let says = |word: &&str| self.says(word) || part(word);
        let belongs = |word: &&str| match NO_NAMES.get(&plain(word)) {
            Some(&("desk" | "thing")) => true,
            Some(_) => role_word(&plain(word)) == Some("link"),
            None => word.starts_with(|it: char| !it.is_lowercase()) || role_word(&plain(word)).is_some(),
        };
        words.len() <= ROLE_WORDS_MAX && words.iter().any(says) && words.iter().all(|it| says(it) || belongs(it))
    }
}

fn role_word(word: &str) -> Option<&'static str> {
    ROLES.get(word).copied().filter(|it| !matches!(*it, "ending" | "greeting" | "polite"))
}

fn plain(word: &str) -> String {
    fold(word.trim_matches(|it: char| !it.is_alphanumeric()))
}
