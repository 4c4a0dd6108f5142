//! Names that look like others: domains that people take for a brand's own, and accounts that pass for its voice.

use std::sync::LazyLock;

use unicode_security::MixedScript as _;

use crate::domain::brand::BrandDomain;
use crate::domain::slip::is_one_sign_off;

/// `strength<TAB>language<TAB>word`.
const FILLERS: &str = include_str!("lookalike/fillers.tsv");
/// Letters of a brand's name that a word written onto it without a gap, or a weak word beside it, needs to mean anything.
const LETTERS_MIN: usize = 4;
/// Letters of a brand's name that a strong word beside it needs.
const LETTERS_MIN_STRONG: usize = 2;
/// Letters of a word that is looked for at the ends of others.
const JOINED_MIN: usize = 4;

/// Letters of a brand's name that is meant although one of them is wrong.
const LETTERS_MIN_TYPO: usize = 7;

/// How much a name sounds like a brand speaking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sound {
    /// The brand's name in one word, and nothing else: so may people be called.
    Bare,
    /// With a number, a country or a company's form, or in several words.
    Weak,
    /// With a word that only whoever speaks for it puts there.
    Strong,
}

/// One way to read a name: what is left of it, and what was taken off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    core: String,
    pub sound: Sound,
    /// Whether a core this short can mean a brand at all.
    long_enough: bool,
}

impl Reading {
    /// What a brand has to be called to be meant; `None` where so little is left that it means none.
    pub fn core(&self) -> Option<&str> {
        self.long_enough.then_some(self.core.as_str())
    }
}

/// Two domains with one skeleton look the same to a reader (UTS 39).
pub fn skeleton(domain: &BrandDomain) -> String {
    skeleton_of(&shown(domain.as_str()))
}

/// A domain as people read it: in its own letters, unless those pass for plain ones or stand among letters of other scripts.
pub fn readable(domain: &BrandDomain) -> String {
    let (written, shown) = (domain.as_str(), shown(domain.as_str()));
    let mut labels = shown.split('.').zip(written.split('.'));
    let passes = labels.any(|(letters, label)| letters != label && skeleton_of(letters).is_ascii());
    if passes || mixes_scripts(domain) { written.to_string() } else { shown }
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

/// Whether a name is the domain's own, with gaps, marks and capitals: `Kestrel Parcel` is kestrel-parcel.example.
pub fn spells(domain: &BrandDomain, name: &str) -> bool {
    let label = shown(domain.as_str());
    let label = label.split('.').next().unwrap_or_default();
    !label.is_empty() && folded(name) == folded(label)
}

/// Letters of several scripts in one part of a name: no honest name needs that.
pub fn mixes_scripts(domain: &BrandDomain) -> bool {
    shown(domain.as_str()).split('.').any(|label| !label.is_single_script())
}

/// A name as a reader takes it: small letters, without marks, gaps and signs, what looks alike the same, digits for the
/// letters that they stand for.
pub fn folded(text: &str) -> String {
    let letter = |it: char| match it {
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        other => other,
    };
    skeleton_of(text).chars().filter(|it| it.is_alphanumeric()).map(letter).collect()
}

fn filler(word: &str) -> Option<Sound> {
    let word = word.trim_end_matches(|it: char| it.is_ascii_digit());
    if word.is_empty() {
        return Some(Sound::Weak);
    }
    fillers().find(|(_, it)| *it == word).map(|(sound, _)| sound)
}

fn fillers() -> impl Iterator<Item = (Sound, &'static str)> {
    static ALL: LazyLock<Vec<(Sound, &'static str)>> = LazyLock::new(|| {
        let of = |line: &'static str| {
            let mut columns = line.split('\t');
            let sound = if columns.next()? == "strong" { Sound::Strong } else { Sound::Weak };
            Some((sound, columns.nth(1)?))
        };
        FILLERS.lines().filter(|it| !it.starts_with('#')).filter_map(of).collect()
    });
    ALL.iter().copied()
}

/// The ways in which a name may mean a brand: whole; without the filler words at its ends (`acme_care2`, `the_acme`,
/// `acme.official`); without a number (`acme2`); and without a strong word that is written onto it (`acmesupport`).
pub fn readings(name: &str) -> Vec<Reading> {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let letters = |words: &[&str]| words.iter().map(|it| it.chars().count()).sum::<usize>();
    let mut readings = vec![Reading {
        core: folded(&words.concat()),
        sound: if words.len() > 1 { Sound::Weak } else { Sound::Bare },
        long_enough: letters(&words) >= LETTERS_MIN_STRONG,
    }];
    let mut rest = words.as_slice();
    let mut sound = Sound::Bare;
    loop {
        if let [before @ .., last] = rest
            && let Some(found) = filler(last)
        {
            (rest, sound) = (before, sound.max(found));
        } else if let [first, after @ ..] = rest
            && let Some(found) = filler(first)
        {
            (rest, sound) = (after, sound.max(found));
        } else {
            break;
        }
    }
    let least = if sound == Sound::Strong { LETTERS_MIN_STRONG } else { LETTERS_MIN };
    if rest.len() < words.len() && !rest.is_empty() {
        readings.push(Reading { core: folded(&rest.concat()), sound, long_enough: letters(rest) >= least });
    }
    let whole = rest.concat();
    let unnumbered = whole.trim_end_matches(|it: char| it.is_ascii_digit());
    if unnumbered.len() < whole.len() {
        let long_enough = unnumbered.chars().count() >= LETTERS_MIN;
        readings.push(Reading { core: folded(unnumbered), sound: sound.max(Sound::Weak), long_enough });
    }
    for (_, word) in fillers().filter(|(sound, word)| *sound == Sound::Strong && word.chars().count() >= JOINED_MIN) {
        let joined = [unnumbered.strip_suffix(word), unnumbered.strip_prefix(word)];
        for core in joined.into_iter().flatten().filter(|it| it.chars().count() >= LETTERS_MIN) {
            readings.push(Reading { core: folded(core), sound: Sound::Strong, long_enough: true });
        }
    }
    readings.retain(|it| !it.core.is_empty());
    readings
}

/// What a brand is recognised by: what stands before its domain's dot, the domain, its name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    names: Vec<String>,
}

impl Known {
    pub fn of(domain: &BrandDomain, name: &str) -> Known {
        let shown = shown(domain.as_str());
        let label = shown.split('.').next().unwrap_or_default();
        let mut names = vec![folded(label), folded(&shown), folded(name)];
        names.retain(|it| !it.is_empty());
        Known { names }
    }

    /// Names that were folded when they were kept.
    pub fn kept(names: Vec<String>) -> Known {
        Known { names }
    }

    /// It is recognised by this folded name, too.
    pub fn learn(&mut self, name: String) {
        if !self.names.contains(&name) {
            self.names.push(name);
        }
    }

    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether a name is this brand's but for one letter.
    fn is_misspelt_in(&self, readings: &[Reading]) -> bool {
        let misspelt = |it: &Reading| self.names.iter().any(|name| is_one_sign_off(name, &it.core, LETTERS_MIN_TYPO));
        readings.iter().any(misspelt)
    }

    /// How much a name sounds like this brand, if it does.
    pub fn heard_in(&self, readings: &[Reading]) -> Option<Sound> {
        let heard = readings.iter().filter(|it| it.long_enough && self.names.contains(&it.core));
        heard.map(|it| it.sound).max()
    }
}

/// Whether an account, by its name or by what it calls itself, passes for the voice of this brand. In the brand's own
/// threads the bare name is enough: that it is not the brand's account is true of whoever is merely called so.
pub fn passes_for(name: &str, shown_name: &str, domain: &BrandDomain, brand: &str) -> bool {
    let known = Known::of(domain, brand);
    [name, shown_name].into_iter().map(readings).any(|it| known.heard_in(&it).is_some() || known.is_misspelt_in(&it))
}

/// The domain as people see it: A-labels as the letters they stand for.
pub fn shown(domain: &str) -> String {
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
