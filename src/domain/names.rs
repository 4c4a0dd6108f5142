//! What looks like the name of a human, and the sign-off that a representative puts under an answer.

/// Words of a name.
const NAME_WORDS_MAX: usize = 4;
/// Characters of a name, and of a role.
pub const NAME_CHARS_MAX: usize = 60;

/// Little words inside a name.
const PARTICLES: [&str; 24] = [
    "von", "van", "vom", "zu", "zum", "zur", "de", "da", "do", "dos", "das", "du", "del", "della", "di", "der", "den",
    "ter", "ten", "la", "le", "el", "al", "bin",
];

/// Words that name no human: a desk, a greeting, a day, a paper.
const NO_NAMES: &[&str] = &[
    // desks
    "team",
    "support",
    "care",
    "service",
    "services",
    "customer",
    "customers",
    "client",
    "clients",
    "help",
    "helpdesk",
    "desk",
    "office",
    "department",
    "crew",
    "staff",
    "agent",
    "agents",
    "bot",
    "assistant",
    "sales",
    "billing",
    "community",
    "relations",
    "social",
    "media",
    "management",
    "official",
    "kundenservice",
    "kundendienst",
    "kundenbetreuung",
    "kundenteam",
    "kunden",
    "betreuung",
    "abteilung",
    "serviceteam",
    "supportteam",
    "hotline",
    "redaktion",
    "vertrieb",
    "buchhaltung",
    "geschäftsleitung",
    "equipe",
    "équipe",
    "equipo",
    "atención",
    "cliente",
    "clientes",
    "servicio",
    // greetings
    "regards",
    "thanks",
    "thank",
    "cheers",
    "sincerely",
    "yours",
    "best",
    "kind",
    "dear",
    "hello",
    "hi",
    "grüße",
    "gruß",
    "danke",
    "viele",
    "liebe",
    "beste",
    "freundlichen",
    "herzliche",
    "mit",
    "ihr",
    "ihre",
    "euer",
    "eure",
    "dein",
    "deine",
    // days and months that are no names
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
    "january",
    "february",
    "march",
    "july",
    "october",
    "november",
    "december",
    "januar",
    "februar",
    "märz",
    "juli",
    "oktober",
    "dezember",
    "today",
    "tomorrow",
    "heute",
    "morgen",
    "daily",
    "täglich",
    // papers and things
    "invoice",
    "receipt",
    "order",
    "number",
    "parcel",
    "delivery",
    "return",
    "refund",
    "account",
    "rechnung",
    "quittung",
    "bestellung",
    "bestellnummer",
    "kundennummer",
    "nummer",
    "paket",
    "lieferung",
    "rücksendung",
    "erstattung",
    "konto",
    "datum",
    "date",
    "photo",
    "foto",
    "phone",
    "telefon",
    "email",
    "e-mail",
    "mail",
    "address",
    "adresse",
    "website",
    // words of sentences
    "the",
    "a",
    "an",
    "and",
    "or",
    "to",
    "from",
    "with",
    "we",
    "you",
    "your",
    "our",
    "it",
    "is",
    "please",
    "und",
    "oder",
    "bitte",
    "wir",
    "sie",
    "ihnen",
    "unser",
    "unsere",
    "es",
    "ist",
    "nur",
    "only",
    "not",
    "no",
    "yes",
    "nein",
    "ja",
];

/// Whether a text can be the name of a human. `brand`: what the brand is called.
pub fn is_name(text: &str, brand: &[&str]) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() || words.len() > NAME_WORDS_MAX || text.chars().count() > NAME_CHARS_MAX {
        return false;
    }
    let plain = |word: &str| word.trim_matches(|it: char| !it.is_alphanumeric()).to_lowercase();
    let brand_words: Vec<String> = brand.iter().flat_map(|it| it.split([' ', '.'])).map(plain).collect();
    let is_brand = |word: &&str| brand_words.iter().any(|it| !it.is_empty() && *it == plain(word));
    let last = words.len() - 1;
    let shaped = words.iter().enumerate().all(|(place, word)| is_name_word(word, place > 0 && place < last));
    let says_who = text.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
    shaped && says_who && words.iter().all(|it| !NO_NAMES.contains(&plain(it).as_str())) && !words.iter().all(is_brand)
}

/// Letters, with the signs that names have among them; a capital first, where the script has capitals.
fn is_name_word(word: &str, inside: bool) -> bool {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return false };
    let is_sign = |it: char| matches!(it, '-' | '\'' | '’' | '.' | '·') || ('\u{300}'..='\u{36f}').contains(&it);
    let is_mark = |it: char| ('\u{900}'..='\u{dff}').contains(&it) || ('\u{e00}'..='\u{e7f}').contains(&it);
    let capital = first.is_alphabetic() && !first.is_lowercase();
    let whole = letters.all(|it| it.is_alphabetic() || is_sign(it) || is_mark(it));
    whole && (capital || (inside && PARTICLES.contains(&word)))
}

/// Who signed a post, and as what: a dash at the start of the last line, then the name, then the role. One word alone
/// is a name only where a role stands beside it.
pub fn sign_off(text: &str, brand: &[&str]) -> Option<(String, String)> {
    let says_something = |line: &&str| line.split_whitespace().any(|it| !it.starts_with(['#', '@']));
    let last = text.lines().map(str::trim).rfind(says_something)?;
    let signed = ["—", "–", "--", "-", "―"].iter().find_map(|dash| last.strip_prefix(dash))?;
    let words: Vec<&str> = signed.split_whitespace().take_while(|it| !it.starts_with('#')).collect();
    let signed = words.join(" ");
    let (name, role) = match signed.find([',', '(', '|', '/', ':']) {
        Some(at) => (&signed[..at], signed[at..].trim_matches(|it: char| !it.is_alphanumeric())),
        None => (signed.as_str(), ""),
    };
    let name = name.trim().trim_end_matches(['.', '!']).trim();
    let fits = is_name(name, brand) && role.chars().count() <= NAME_CHARS_MAX && !role.contains("://");
    (fits && (!role.is_empty() || name.contains(' '))).then(|| (name.to_string(), role.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACME: [&str; 2] = ["Acme Parcel", "acme.com"];

    #[test]
    fn a_sign_off_names_a_human_or_nobody() {
        for (text, signed) in [
            ("I found it.\n— Jo Ott, refunds team", Some(("Jo Ott", "refunds team"))),
            ("It is done.\n- Kim Lee #resolved", Some(("Kim Lee", ""))),
            ("It is done.\n–Kim (customer care)", Some(("Kim", "customer care"))),
            ("Gefunden.\n— Änne von der Heide, Kundendienst", Some(("Änne von der Heide", "Kundendienst"))),
            ("Fait.\n— Jean-Luc O’Neil | service clients", Some(("Jean-Luc O’Neil", "service clients"))),
            ("完了。\n— 田中, サポート", Some(("田中", "サポート"))),
            ("Please try:\n- plug it in again", None),
            ("We are here\n– Monday to Friday", None),
            ("Bitte schick uns:\n- Rechnung", None),
            ("Bitte schick uns:\n- Rechnung, Foto", None),
            ("Hello\n— Acme Customer Care Team", None),
            ("Hello\n— Acme Parcel, support", None),
            ("Hello\n— Support, Acme", None),
            ("Hello\n— J, care", None),
            ("Hello\n— .", None),
            ("Hello\n— Kim", None),
            ("Hello\n— Your Team", None),
            ("Paid today. – Jo Ott, care", None),
            ("We are on it ^JO", None),
            ("see\n— https://acme.com/help", None),
            ("", None),
        ] {
            let found = sign_off(text, &ACME);
            assert_eq!(found.as_ref().map(|(name, role)| (name.as_str(), role.as_str())), signed, "{text}");
        }
    }

    #[test]
    fn a_name_given_in_a_field_names_a_human_too() {
        for (name, human) in [
            ("Mara", true),
            ("Mara Lindqvist", true),
            ("J. Ott", true),
            ("J. O.", true),
            ("Acme", false),
            ("acme.com", false),
            ("Team", false),
            ("support", false),
            (".", false),
            ("J", false),
            ("J.", false),
            ("we look into it", false),
            ("One Two Three Four Five", false),
            ("Agent 7", false),
        ] {
            assert_eq!(is_name(name, &ACME), human, "{name}");
        }
    }
}
