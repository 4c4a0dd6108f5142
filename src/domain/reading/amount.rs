//! A sum of money as people write it: `189`, `1.234,50 €`, `€49`, `49,-`, `1 234,50 EUR`, in whatever digits. What can be
//! read in two ways is asked back.

use crate::domain::fold::{digit, fold};

/// Characters of a sum that are looked at.
const CHARS_MAX: usize = 40;
/// Digits before the decimal mark: more is no sum that anybody paid.
const WHOLE_DIGITS_MAX: usize = 15;

/// What people write for a currency (folded, without full stops), and which ones it may be.
const NAMES: [(&[&str], &[&str]); 18] = [
    (&["eur", "euro", "euros", "€", "يورو"], &["EUR"]),
    (&["usd", "us$"], &["USD"]),
    (&["$", "dollar", "dollars", "دولار"], &["USD", "CAD", "AUD"]),
    (&["gbp", "£", "pound", "pounds"], &["GBP"]),
    (&["chf", "fr", "sfr", "franken"], &["CHF"]),
    (&["kr", "kronor", "kroner"], &["SEK", "NOK", "DKK"]),
    (&["sek"], &["SEK"]),
    (&["nok"], &["NOK"]),
    (&["dkk"], &["DKK"]),
    (&["pln", "zl", "zloty"], &["PLN"]),
    (&["czk", "kc"], &["CZK"]),
    (&["cad", "c$", "ca$"], &["CAD"]),
    (&["aud", "a$"], &["AUD"]),
    (&["brl", "r$", "real", "reais"], &["BRL"]),
    (&["inr", "rs", "₹"], &["INR"]),
    (&["jpy", "¥", "yen", "円"], &["JPY"]),
    (&["krw", "₩"], &["KRW"]),
    (&["isk"], &["ISK"]),
];

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spoken {
    Of(Sum),
    /// `12.345`: thousands, or a fraction. Both, in plain digits.
    Unclear {
        large: String,
        small: String,
    },
    /// `0.001`: more digits behind the mark than any currency has.
    TooFine,
    /// More than anybody paid.
    TooLarge,
    /// No sum.
    Wrong,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    whole: i64,
    /// The two digits after the decimal mark, where there is one.
    hundredths: Option<i64>,
    /// Which currencies the text may name; none where it names none.
    currencies: &'static [&'static str],
}

impl Sum {
    /// In the smallest unit of a currency, which has hundredths or has none.
    pub fn minor(&self, has_hundredths: bool) -> Option<i64> {
        if has_hundredths {
            return self.whole.checked_mul(100)?.checked_add(self.hundredths.unwrap_or(0));
        }
        self.hundredths.is_none_or(|it| it == 0).then_some(self.whole)
    }

    /// Whether it may be one in this currency.
    pub fn is_in(&self, currency: &str) -> bool {
        self.currencies.is_empty() || self.currencies.contains(&currency)
    }

    /// The only currency that it can be in.
    pub fn currency(&self) -> Option<&'static str> {
        let [one] = self.currencies else { return None };
        Some(one)
    }
}

/// `is_whole`: the currency has no hundredths, so that a mark before three digits can only stand between thousands.
pub fn read(text: &str, is_whole: bool) -> Spoken {
    let text = text.trim();
    let is_digit = |it: char| digit(it).is_some();
    if text.chars().count() > CHARS_MAX {
        return if text.chars().all(is_digit) { Spoken::TooLarge } else { Spoken::Wrong };
    }
    let (Some(first), Some(last)) = (text.find(is_digit), text.rfind(is_digit)) else { return Spoken::Wrong };
    let after = last + text[last..].chars().next().map_or(1, char::len_utf8);
    let (before, number, behind) = (text[..first].trim(), &text[first..after], text[after..].trim());
    // "49,-", "49.–": nothing after the mark.
    let dashed = behind.strip_prefix([',', '.']).and_then(|it| it.strip_prefix(['-', '–', '—']));
    let behind = dashed.unwrap_or(behind).trim();
    let Some(currencies) = named(before, behind) else { return Spoken::Wrong };
    number_of(number, is_whole || dashed.is_some()).map_or(Spoken::Wrong, |it| match it {
        Number::Of(whole, hundredths) => Spoken::Of(Sum { whole, hundredths, currencies }),
        Number::Unclear(large, small) => Spoken::Unclear { large, small },
        Number::TooFine => Spoken::TooFine,
        Number::TooLarge => Spoken::TooLarge,
    })
}

/// The currency before or behind a number; nothing where something else stands there.
fn named(before: &str, behind: &str) -> Option<&'static [&'static str]> {
    let one = match (before, behind) {
        ("", "") => return Some(&[]),
        (one, "") | ("", one) => one,
        _ => return None,
    };
    let word = fold(one).replace('.', "");
    NAMES.iter().find(|(names, _)| names.contains(&word.trim())).map(|(_, currencies)| *currencies)
}

enum Number {
    Of(i64, Option<i64>),
    Unclear(String, String),
    TooFine,
    TooLarge,
}

fn number_of(text: &str, is_whole: bool) -> Option<Number> {
    let mut groups = vec![String::new()];
    let mut marks: Vec<char> = Vec::new();
    for sign in text.chars() {
        match digit(sign).and_then(|it| char::from_digit(it, 10)) {
            Some(it) => groups.last_mut()?.push(it),
            None => {
                marks.push(match sign {
                    '.' | ',' | '٫' | '٬' => sign,
                    '\'' | '’' => '\'',
                    _ if sign.is_whitespace() => ' ',
                    _ => return None,
                });
                groups.push(String::new());
            }
        }
    }
    let last = groups.last()?.clone();
    let decimal = match marks.last() {
        Some('٫') => true,
        Some('.' | ',') => (1..=2).contains(&last.len()),
        _ => false,
    };
    if decimal {
        if !(1..=2).contains(&last.len()) {
            return is_too_fine(&groups, &marks).then_some(Number::TooFine);
        }
        groups.pop();
        marks.pop();
    }
    // One kind of mark between groups: what stands behind another one, or behind a zero, are decimals.
    if !is_grouped(&groups) || marks.windows(2).any(|it| it[0] != it[1]) {
        return is_too_fine(&groups, &marks).then_some(Number::TooFine);
    }
    let whole = groups.concat();
    if whole.is_empty() {
        return None;
    }
    if whole.len() > WHOLE_DIGITS_MAX {
        return Some(Number::TooLarge);
    }
    if let ([first, _], ['.' | ',']) = (groups.as_slice(), marks.as_slice())
        && !decimal
        && !is_whole
    {
        return Some(Number::Unclear(whole, first.clone()));
    }
    let hundredths = if decimal { Some(format!("{last:0<2}").parse().ok()?) } else { None };
    Some(Number::Of(whole.parse().ok()?, hundredths))
}

/// Whether a decimal mark stands before more than two digits: "0.001", "1234.567".
fn is_too_fine(groups: &[String], marks: &[char]) -> bool {
    let ([before @ .., last], [between @ .., mark]) = (groups, marks) else { return false };
    let is_decimal = matches!(mark, '.' | ',' | '٫') && !between.contains(mark);
    is_decimal && last.len() > 2 && is_grouped(before) && before.iter().all(|it| !it.is_empty())
}

/// Between marks stand three digits at the end and two or three before them, and no such number begins with a zero:
/// `0.001` is a thousandth, which no currency has.
fn is_grouped(groups: &[String]) -> bool {
    match groups {
        [_] => true,
        [first, between @ .., last] => {
            (1..=3).contains(&first.len())
                && !first.starts_with('0')
                && between.iter().all(|it| (2..=3).contains(&it.len()))
                && last.len() == 3
        }
        [] => false,
    }
}
