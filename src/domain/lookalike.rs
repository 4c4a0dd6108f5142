//! Names that look like others: domains that people take for a brand's own, and accounts that pass for its voice.

use unicode_security::MixedScript as _;

use crate::domain::brand::BrandDomain;

/// Words that make a name sound like the brand speaking.
const SPEAKING: &[&str] = &[
    "official",
    "offiziell",
    "real",
    "team",
    "care",
    "cares",
    "customercare",
    "customer",
    "service",
    "services",
    "customerservice",
    "support",
    "help",
    "helpdesk",
    "hilfe",
    "kundendienst",
    "kundenservice",
    "complaints",
    "beschwerden",
    "contact",
    "kontakt",
    "hq",
    "global",
    "answers",
    "responds",
    "verified",
    "the",
];
/// How often words are taken off a name's ends.
const WORDS_MAX: usize = 4;

/// Two domains with one skeleton look the same to a reader (UTS 39).
pub fn skeleton(domain: &BrandDomain) -> String {
    skeleton_of(&shown(domain.as_str()))
}

/// The skeleton of the name before the first dot.
pub fn label_skeleton(domain: &BrandDomain) -> String {
    let shown = shown(domain.as_str());
    skeleton_of(shown.split('.').next().unwrap_or_default())
}

pub fn skeleton_of(text: &str) -> String {
    // Twice: of what looks like a capital or a digit, the small letter may look like something else again.
    let once: String = unicode_security::skeleton(&text.to_lowercase()).collect();
    unicode_security::skeleton(&once.to_lowercase()).collect()
}

/// Letters of several scripts in one part of a name: no honest name needs that.
pub fn mixes_scripts(domain: &BrandDomain) -> bool {
    shown(domain.as_str()).split('.').any(|label| !label.is_single_script())
}

/// Whether a domain is more than plain letters, so that of two that look the same it is the other one that is meant.
pub fn is_international(domain: &BrandDomain) -> bool {
    domain.as_str().split('.').any(|label| label.starts_with("xn--"))
}

/// What is left of an account's name when the words that make it sound official are taken off; `None` if there were none.
pub fn speaks_as(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let mut words: Vec<&str> = lower.split(['_', '-', '.', ' ']).filter(|it| !it.is_empty()).collect();
    let before = words.len();
    for _ in 0..WORDS_MAX {
        if words.last().is_some_and(|it| SPEAKING.contains(it)) {
            words.pop();
        }
        if words.first().is_some_and(|it| SPEAKING.contains(it)) {
            words.remove(0);
        }
    }
    if words.len() < before {
        return (!words.is_empty()).then(|| words.concat());
    }
    // Written as one word: `acmecare`.
    let whole = words.concat();
    let end = SPEAKING.iter().filter(|it| it.len() > 3).find_map(|it| whole.strip_suffix(it));
    end.filter(|it| !it.is_empty()).map(str::to_string)
}

/// Whether an account elsewhere, by its name or by what it calls itself, passes for the voice of this brand.
pub fn passes_for(name: &str, shown_name: &str, domain: &BrandDomain, brand: &str) -> bool {
    let label = label_skeleton(domain);
    let brand = skeleton_of(&plain(brand));
    let is_brand = |it: &str| {
        let it = skeleton_of(&plain(it));
        !it.is_empty() && (it == label || it == brand)
    };
    let sounds = |it: &str| is_brand(it) || speaks_as(it).is_some_and(|rest| is_brand(&rest));
    sounds(name) || sounds(shown_name)
}

fn plain(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric()).collect()
}

/// The domain as people see it: A-labels as the letters they stand for.
fn shown(domain: &str) -> String {
    let label = |it: &str| it.strip_prefix("xn--").and_then(punycode).unwrap_or_else(|| it.to_string());
    domain.split('.').map(label).collect::<Vec<_>>().join(".")
}

/// RFC 3492, decoding only; the names were checked when they were made.
fn punycode(text: &str) -> Option<String> {
    const BASE: u32 = 36;
    const T_MIN: u32 = 1;
    const T_MAX: u32 = 26;
    let (basic, coded) = text.rsplit_once('-').unwrap_or(("", text));
    let mut letters: Vec<char> = basic.chars().collect();
    let (mut n, mut i, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut digits = coded.chars();
    while !digits.as_str().is_empty() {
        let (before, mut weight, mut k) = (i, 1_u32, BASE);
        loop {
            let digit = digits.next()?.to_digit(BASE)?;
            // `a` is 0 and `0` is 26 there.
            let digit = if digit < 10 { digit + 26 } else { digit - 10 };
            i = i.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(T_MIN, T_MAX);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
            k += BASE;
        }
        let count = u32::try_from(letters.len()).ok()? + 1;
        bias = adapted(i - before, count, before == 0);
        n = n.checked_add(i / count)?;
        i %= count;
        letters.insert(usize::try_from(i).ok()?, char::from_u32(n)?);
        i += 1;
    }
    Some(letters.into_iter().collect())
}

fn adapted(delta: u32, count: u32, first: bool) -> u32 {
    const DAMP: u32 = 700;
    const LIMIT: u32 = 35 * 26 / 2;
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta += delta / count;
    let mut k = 0;
    while delta > LIMIT {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests;
