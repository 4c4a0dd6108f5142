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

/// Others that a text may be found to be in, each in a script that tells it from most. Nobody chooses them.
const FOUND_ONLY: [(&str, Lang); 14] = [
    ("am", Lang::Amh),
    ("be", Lang::Bel),
    ("gu", Lang::Guj),
    ("km", Lang::Khm),
    ("kn", Lang::Kan),
    ("ml", Lang::Mal),
    ("mr", Lang::Mar),
    ("my", Lang::Mya),
    ("ne", Lang::Nep),
    ("or", Lang::Ori),
    ("pa", Lang::Pan),
    ("si", Lang::Sin),
    ("te", Lang::Tel),
    ("yi", Lang::Yid),
];

/// Every language to choose from: its code, and what its speakers call it.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    LANGUAGES.iter().map(|(code, name, _)| (*code, *name))
}

/// A code of the list, if it is one.
pub fn named(code: &str) -> Option<&'static str> {
    all().map(|(it, _)| it).find(|it| it.eq_ignore_ascii_case(code.trim()))
}

/// Languages of two letters (ISO 639-1), and of three those that posts say they are in. Beside them a tag of three letters is
/// taken, but for what stands for no language.
const TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv \
    dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja \
    jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl \
    nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta \
    te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu iw in ji";
const NO_LANGUAGES: [&str; 4] = ["und", "mul", "zxx", "mis"];
const TAG_BYTES_MAX: usize = 35;

/// Whether this says what language a text is in (BCP 47): a language, and parts behind hyphens that narrow it down.
pub fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default().to_ascii_lowercase();
    let is_language = match language.len() {
        2 => TWO_LETTERS.split(' ').any(|it| it == language),
        3 => language.bytes().all(|it| it.is_ascii_lowercase()) && !NO_LANGUAGES.contains(&language.as_str()),
        _ => false,
    };
    let narrows = |it: &str| (1..=8).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_alphanumeric());
    tag.len() <= TAG_BYTES_MAX && is_language && parts.all(narrows)
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
    let listed = LANGUAGES.iter().map(|(code, _, lang)| (*code, *lang));
    listed.chain(FOUND_ONLY).find(|(_, it)| *it == info.lang()).map(|(code, _)| code)
}

/// What a text is written in for which somebody chose nothing, on a page in this language. That its author reads the page says
/// little about the text: it counts where two small words of that language are in it, and fewer of any other.
pub fn found_on(text: &str, page: &'static str) -> Option<&'static str> {
    // A letter alone is a word of many: "i" in Danish, English and Italian.
    let is_likely = || match ranked(text, 2).as_slice() {
        [(most, first), others @ ..] => {
            *first == page && *most >= FOUND_MIN && others.first().is_none_or(|(second, _)| most > second)
        }
        [] => false,
    };
    found(text).or_else(|| is_likely().then_some(page))
}

/// The languages that a folded word is a small word of.
pub(super) fn languages_of(word: &str) -> Vec<&'static str> {
    FUNCTION_WORDS.get(word).cloned().unwrap_or_default()
}

/// Known by the small words in it, where those of one language are many more than those of any other.
fn by_function_words(text: &str) -> Option<&'static str> {
    let ranked = ranked(text, 1);
    let (most, language) = *ranked.first()?;
    let second = ranked.get(1).map_or(0, |(count, _)| *count);
    (most >= FOUND_MIN && most * 2 >= second * 3 && most > second + 1).then_some(language)
}

/// How many small words of each language are in a text, the most first; those of fewer letters count for nothing.
fn ranked(text: &str, letters_min: usize) -> Vec<(usize, &'static str)> {
    let mut counts: HashMap<&'static str, usize> = HashMap::new();
    let ends = |it: char| !(it.is_alphabetic() || it == '\'' || it == '’');
    for piece in text.split_inclusive(ends) {
        let word = piece.trim_end_matches(ends);
        // "e.g.", "i. e.": a letter with a full stop is a word that was cut short.
        let letters = word.chars().count();
        if letters < letters_min || (letters == 1 && piece.ends_with('.')) {
            continue;
        }
        for language in FUNCTION_WORDS.get(&fold(word)).into_iter().flatten() {
            *counts.entry(language).or_default() += 1;
        }
    }
    let mut ranked: Vec<(usize, &'static str)> =
        counts.into_iter().map(|(language, count)| (count, language)).collect();
    ranked.sort_unstable_by(|one, other| other.cmp(one));
    ranked
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
            // Letters with a full stop are no words of any language.
            ("Several models, e.g. Kestrel, i.e. Kettle, e.g. Lamp, i.e. Heater, e.g. Toaster.", None),
            ("केतली टूटी हुई आई और तीन हफ़्ते से कोई जवाब नहीं देता है।", Some("hi")),
            ("കെറ്റിൽ പൊട്ടിയാണ് വന്നത്, മൂന്നാഴ്ചയായി ആരും മറുപടി നൽകുന്നില്ല", Some("ml")),
        ] {
            assert_eq!(found(text), language, "{text}");
        }
        // Nothing chosen, on a page in this language: nothing is better than wrong.
        for (text, page, language) in [
            ("المصباح مكسور", "en", None),
            ("وصل الطرد مكسورا ولا أحد يرد على رسائلي منذ ثلاثة أسابيع", "de", Some("ar")),
            ("Лампа сломалась", "en", None),
            ("लैंप टूट गया", "en", None),
            ("Lampen gik i stykker efter to dage.", "en", None),
            ("Lampen gik i stykker efter to dage.", "de", None),
            ("Meine Lampe kam kaputt an.", "de", Some("de")),
            ("Meine Lampe kam kaputt an.", "en", None),
            ("La lampe est arrivée cassée.", "fr", Some("fr")),
            ("My lamp broke after one day.", "en", Some("en")),
            ("My lamp broke after one day.", "de", None),
            ("Kaputt.", "de", None),
        ] {
            assert_eq!(found_on(text, page), language, "{text} on a page in {page}");
        }
        for tag in ["de", "EN-gb", "zh-Hans", "pt-BR", "es-419", "gsw", "sr-Latn-RS", "de-x-plain", "iw"] {
            assert!(is_tag(tag), "{tag}");
        }
        for tag in
            ["und", "x-default", "de_AT", "xx-yy", "xx", "", "i-klingon", "zxx", "deutsch", "de-", "de--AT", "d", "mul"]
        {
            assert!(!is_tag(tag), "{tag}");
        }
        assert_eq!(named("FR"), Some("fr"));
        assert_eq!(named("xx"), None);
    }
}
