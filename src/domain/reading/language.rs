//! The language of a text, found by its words.

use std::collections::HashMap;
use std::sync::LazyLock;

use whatlang::Lang;

use crate::domain::fold::fold;

/// Letters below which a guess would be one: "Alles kaputt".
const LETTERS_MIN: usize = 24;
/// Letters that are looked at.
const LETTERS_MAX: usize = 2_000;

/// Small words of a language that make it sure.
const FOUND_MIN: usize = 2;

const FUNCTION_WORDS_FILE: &str = include_str!("function_words.tsv");
/// Each with the languages that it is a word of.
static FUNCTION_WORDS: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let mut words: HashMap<String, Vec<&'static str>> = HashMap::new();
    for line in FUNCTION_WORDS_FILE.lines().filter(|it| !it.starts_with('#')) {
        let mut cells = line.split('\t');
        let language = cells.next().unwrap_or_default();
        for word in cells {
            words.entry(fold(word)).or_default().push(language);
        }
    }
    words
});

/// BCP 47 code, what its speakers call it, and what the detector calls it: those that a text may be said to be in.
const LANGUAGES: [(&str, &str, Lang); 44] = [
    ("ar", "العربية", Lang::Ara),
    ("bg", "Български", Lang::Bul),
    ("bn", "বাংলা", Lang::Ben),
    ("ca", "Català", Lang::Cat),
    ("cs", "Čeština", Lang::Ces),
    ("da", "Dansk", Lang::Dan),
    ("de", "Deutsch", Lang::Deu),
    ("el", "Ελληνικά", Lang::Ell),
    ("en", "English", Lang::Eng),
    ("es", "Español", Lang::Spa),
    ("et", "Eesti", Lang::Est),
    ("fa", "فارسی", Lang::Pes),
    ("fi", "Suomi", Lang::Fin),
    ("fr", "Français", Lang::Fra),
    ("he", "עברית", Lang::Heb),
    ("hi", "हिन्दी", Lang::Hin),
    ("hr", "Hrvatski", Lang::Hrv),
    ("hu", "Magyar", Lang::Hun),
    ("hy", "Հայերեն", Lang::Hye),
    ("id", "Bahasa Indonesia", Lang::Ind),
    ("it", "Italiano", Lang::Ita),
    ("ja", "日本語", Lang::Jpn),
    ("ka", "ქართული", Lang::Kat),
    ("ko", "한국어", Lang::Kor),
    ("lt", "Lietuvių", Lang::Lit),
    ("lv", "Latviešu", Lang::Lav),
    ("mk", "Македонски", Lang::Mkd),
    ("nb", "Norsk bokmål", Lang::Nob),
    ("nl", "Nederlands", Lang::Nld),
    ("pl", "Polski", Lang::Pol),
    ("pt", "Português", Lang::Por),
    ("ro", "Română", Lang::Ron),
    ("ru", "Русский", Lang::Rus),
    ("sk", "Slovenčina", Lang::Slk),
    ("sl", "Slovenščina", Lang::Slv),
    ("sr", "Српски", Lang::Srp),
    ("sv", "Svenska", Lang::Swe),
    ("ta", "தமிழ்", Lang::Tam),
    ("th", "ภาษาไทย", Lang::Tha),
    ("tr", "Türkçe", Lang::Tur),
    ("uk", "Українська", Lang::Ukr),
    ("ur", "اُردُو", Lang::Urd),
    ("vi", "Tiếng Việt", Lang::Vie),
    ("zh", "中文", Lang::Cmn),
];

/// Every language to choose from: its code, and what its speakers call it.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    LANGUAGES.iter().map(|(code, name, _)| (*code, *name))
}

/// A code of the list, if it is one.
pub fn named(code: &str) -> Option<&'static str> {
    all().map(|(it, _)| it).find(|it| it.eq_ignore_ascii_case(code.trim()))
}

/// What a text is written in; nothing where nobody can be sure.
pub fn found(text: &str) -> Option<&'static str> {
    let is_word = |it: &&str| !it.contains("://") && !it.starts_with(['#', '@']);
    let words: Vec<&str> = text.split_whitespace().filter(is_word).collect();
    let looked_at: String = words.join(" ").chars().take(LETTERS_MAX).collect();
    let letters = looked_at.chars().filter(|it| it.is_alphabetic());
    // A sign of Chinese, Japanese or Korean says as much as three letters.
    let weight: usize = letters.map(|it| if it >= '\u{3040}' { 3 } else { 1 }).sum();
    if weight < LETTERS_MIN {
        return None;
    }
    if let Some(language) = by_function_words(&looked_at) {
        return Some(language);
    }
    let info = whatlang::detect(&looked_at).filter(whatlang::Info::is_reliable)?;
    LANGUAGES.iter().find(|(.., it)| *it == info.lang()).map(|(code, ..)| *code)
}

/// Known by the small words in it, where those of one language are many more than those of any other.
fn by_function_words(text: &str) -> Option<&'static str> {
    let mut counts: HashMap<&'static str, usize> = HashMap::new();
    for word in text.split(|it: char| !(it.is_alphabetic() || it == '\'' || it == '’')).filter(|it| !it.is_empty()) {
        for language in FUNCTION_WORDS.get(&fold(word)).into_iter().flatten() {
            *counts.entry(language).or_default() += 1;
        }
    }
    let mut ranked: Vec<(usize, &'static str)> =
        counts.into_iter().map(|(language, count)| (count, language)).collect();
    ranked.sort_unstable_by(|one, other| other.cmp(one));
    let (most, language) = *ranked.first()?;
    let second = ranked.get(1).map_or(0, |(count, _)| *count);
    (most >= FOUND_MIN && most * 2 >= second * 3 && most > second + 1).then_some(language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_says_what_it_is_written_in() {
        for (text, language) in [
            ("Le colis est arrivé cassé et personne ne répond à mes messages depuis trois semaines.", Some("fr")),
            ("The kettle leaks and nobody answers my letters since three weeks.", Some("en")),
            ("Der Wasserkocher tropft, und seit drei Wochen antwortet niemand auf meine Briefe.", Some("de")),
            ("El paquete llegó roto y nadie contesta mis mensajes desde hace tres semanas.", Some("es")),
            ("A encomenda chegou partida e ninguém responde às minhas mensagens há três semanas.", Some("pt")),
            ("وصل الطرد مكسورا ولا أحد يرد على رسائلي منذ ثلاثة أسابيع", Some("ar")),
            ("החבילה הגיעה שבורה ואף אחד לא עונה להודעות שלי", Some("he")),
            ("荷物が壊れて届きました。三週間誰も返事をくれません。", Some("ja")),
            ("Llevo tres semanas esperando mi reembolso y nadie me contesta.", Some("es")),
            ("La lampe est arrivée cassée.", None),
            ("Meine Lampe kam kaputt an.", None),
            (
                "La meva comanda no ha arribat i ningú no em respon des de fa tres setmanes, és una vergonya.",
                Some("ca"),
            ),
            ("Il pacco è arrivato rotto e nessuno risponde ai miei messaggi.", Some("it")),
            ("Het pakket kwam kapot aan en niemand antwoordt op mijn berichten.", Some("nl")),
            ("My lamp broke after two days of use.", Some("en")),
            ("My lamp broke after one day.", None),
            ("@acme.example #acme https://acme.example/lost/and/found/parcel", None),
            ("Kaputt.", None),
            ("", None),
        ] {
            assert_eq!(found(text), language, "{text}");
        }
        assert_eq!(named("FR"), Some("fr"));
        assert_eq!(named("xx"), None);
    }
}
