//! How long something took, as people write it into a field for minutes: `45`, `45 min`, `1,5 h`, `1:30`, `2 Std. 15 Min.`

use crate::domain::fold::{digit, fold};

/// Minutes that one contact can have taken.
pub const MINUTES_MAX: u32 = 10_000;

const MINUTES: [&str; 22] = [
    "m",
    "min",
    "mins",
    "mn",
    "minute",
    "minutes",
    "minuten",
    "minuto",
    "minutos",
    "minuti",
    "'",
    "minuta",
    "minut",
    "minuty",
    "minuter",
    "minutter",
    "دقيقه",
    "دقائق",
    "د",
    "мин",
    "минут",
    "分",
];
const HOURS: [&str; 25] = [
    "h",
    "hr",
    "hrs",
    "hour",
    "hours",
    "std",
    "stunde",
    "stunden",
    "st",
    "hora",
    "horas",
    "heure",
    "heures",
    "ora",
    "ore",
    "uur",
    "uren",
    "time",
    "timer",
    "timme",
    "timmar",
    "ساعه",
    "ساعات",
    "час",
    "時間",
];
/// What stands beside a number and changes nothing.
const AROUND: [&str; 18] = [
    "about", "around", "approx", "ca", "circa", "etwa", "ungefahr", "rund", "cirka", "environ", "unos", "unas",
    "aprox", "or", "so", "of", "de", "an",
];
const AND: [&str; 6] = ["and", "und", "et", "y", "e", "و"];
const ARTICLES: [&str; 8] = ["a", "eine", "una", "une", "uma", "ein", "un", "um"];
const HALVES: [&str; 12] =
    ["half", "halb", "halbe", "halben", "media", "medio", "demi", "demie", "meia", "meio", "mezza", "نصف"];

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// In thousandths, so that halves and quarters stay whole.
    Number(u64),
    /// `a`: one of what follows, or nothing beside a half.
    One,
    Half,
    And,
    Minutes,
    Hours,
    Colon,
}

/// The minutes, rounded; none of an empty field; `None` where it does not say how long, or longer than anything takes.
pub fn minutes(text: &str) -> Option<u32> {
    let mut tokens = joined(&tokens(text)?);
    // An hour, with minutes or without.
    if matches!(tokens.first(), Some(Token::Hours | Token::Minutes)) {
        tokens.insert(0, Token::Number(1_000));
    }
    let thousandths = match tokens.as_slice() {
        [] => return text.trim().is_empty().then_some(0),
        [Token::Number(hours), Token::Colon, Token::Number(minutes)]
        | [Token::Number(hours), Token::Colon, Token::Number(minutes), Token::Hours]
            if *minutes < 60_000 && hours % 1_000 == 0 =>
        {
            hours.checked_mul(60)?.checked_add(*minutes)?
        }
        // `1 h 30`
        [Token::Number(hours), Token::Hours, Token::Number(minutes)] if *minutes < 60_000 && minutes % 1_000 == 0 => {
            hours.checked_mul(60)?.checked_add(*minutes)?
        }
        // A half of nothing: of an hour, most likely.
        [Token::Number(1..=999)] => return None,
        [Token::Number(minutes)] => *minutes,
        all => summed(all)?,
    };
    let minutes = u32::try_from(thousandths.checked_add(500)? / 1_000).ok()?;
    (minutes <= MINUTES_MAX).then_some(minutes)
}

/// Numbers with their units, the hours first.
fn summed(tokens: &[Token]) -> Option<u64> {
    let mut sum: u64 = 0;
    let mut seen_minutes = false;
    for pair in tokens.chunks(2) {
        let part = match pair {
            [Token::Number(hours), Token::Hours] if !seen_minutes => hours.checked_mul(60)?,
            [Token::Number(minutes), Token::Minutes] if !seen_minutes => {
                seen_minutes = true;
                *minutes
            }
            _ => return None,
        };
        sum = sum.checked_add(part)?;
    }
    Some(sum)
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let halves = text.replace('½', ".5").replace('¼', ".25").replace('¾', ".75").replace(" .", ".");
    let folded = fold(&halves);
    let mut tokens = Vec::new();
    let mut rest = folded.chars().peekable();
    while let Some(sign) = rest.peek().copied() {
        if digit(sign).is_some() || matches!(sign, '.' | ',' | '٫') {
            let mut number = String::new();
            while let Some(next) = rest.next_if(|it| digit(*it).is_some() || matches!(it, '.' | ',' | '٫')) {
                number.push(digit(next).and_then(|it| char::from_digit(it, 10)).unwrap_or('.'));
            }
            // A stop after a unit or a number ends it.
            if number != "." {
                tokens.push(Token::Number(thousandths(number.trim_end_matches('.'))?));
            }
        } else if sign.is_alphabetic() || sign == '\'' {
            let mut word = String::new();
            while let Some(next) = rest.next_if(|it| digit(*it).is_none() && (it.is_alphabetic() || *it == '\'')) {
                word.push(next);
            }
            match word.as_str() {
                it if MINUTES.contains(&it) => tokens.push(Token::Minutes),
                it if HOURS.contains(&it) => tokens.push(Token::Hours),
                it if AROUND.contains(&it) => {}
                it if AND.contains(&it) => tokens.push(Token::And),
                it if ARTICLES.contains(&it) => tokens.push(Token::One),
                it if HALVES.contains(&it) => tokens.push(Token::Half),
                "ونصف" => tokens.extend([Token::And, Token::Half]),
                "one" => tokens.push(Token::Number(1_000)),
                "anderthalb" | "eineinhalb" => tokens.push(Token::Number(1_500)),
                "ساعتين" | "ساعتان" => tokens.extend([Token::Number(2_000), Token::Hours]),
                "دقيقتين" | "دقيقتان" => tokens.extend([Token::Number(2_000), Token::Minutes]),
                _ => return None,
            }
        } else if sign == ':' {
            rest.next();
            tokens.push(Token::Colon);
        } else if sign.is_whitespace() || matches!(sign, '~' | '≈') {
            rest.next();
        } else {
            return None;
        }
    }
    Some(tokens)
}

/// Halves with what they are halves of: `half an hour`, `one and a half hours`, `an hour and a half`.
fn joined(tokens: &[Token]) -> Vec<Token> {
    let (mut joined, mut rest) = (Vec::new(), tokens);
    while let Some(first) = rest.first() {
        let taken = match rest {
            [Token::Number(number), Token::And, Token::One, Token::Half, ..] => {
                joined.push(Token::Number(number + 500));
                4
            }
            [Token::Number(number), Token::And, Token::Half, ..] => {
                joined.push(Token::Number(number + 500));
                3
            }
            [Token::One, Token::And, Token::Half, ..] => {
                joined.push(Token::Number(1_500));
                3
            }
            [Token::One, Token::And, Token::One, Token::Half, ..] => {
                joined.push(Token::Number(1_500));
                4
            }
            [Token::Hours, Token::And, Token::Half, ..] => {
                joined.extend([Token::Hours, Token::Number(30_000), Token::Minutes]);
                3
            }
            [Token::Hours, Token::And, Token::One, Token::Half, ..] => {
                joined.extend([Token::Hours, Token::Number(30_000), Token::Minutes]);
                4
            }
            [Token::One, Token::Half, ..] | [Token::Half, Token::One, ..] => {
                joined.push(Token::Number(500));
                2
            }
            [Token::Half, ..] => {
                joined.push(Token::Number(500));
                1
            }
            [Token::One, ..] => {
                joined.push(Token::Number(1_000));
                1
            }
            [Token::And, ..] => 1,
            [..] => {
                joined.push(first.clone());
                1
            }
        };
        rest = &rest[taken..];
    }
    joined
}

/// `1.5` and `.5`; up to three places count.
fn thousandths(number: &str) -> Option<u64> {
    const WHOLE_DIGITS_MAX: usize = 6;
    let (whole, places) = number.split_once('.').unwrap_or((number, ""));
    if whole.len() > WHOLE_DIGITS_MAX || places.contains('.') || (whole.is_empty() && places.is_empty()) {
        return None;
    }
    let whole: u64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let places: String = places.chars().chain("000".chars()).take(3).collect();
    Some(whole * 1_000 + places.parse::<u64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_it_took_is_read_as_people_write_it() {
        for (text, read) in [
            ("", 0),
            (" ", 0),
            ("0", 0),
            ("45", 45),
            ("45 min", 45),
            ("45min.", 45),
            ("45 Minuten", 45),
            ("45 minutos", 45),
            ("45'", 45),
            ("٤٥ دقيقة", 45),
            ("٤٥", 45),
            ("ca. 20 min", 20),
            ("about 20 minutes", 20),
            ("~ 20", 20),
            ("1,5 h", 90),
            ("1.5h", 90),
            ("1½ h", 90),
            ("½ h", 30),
            ("1 h", 60),
            ("2 Std.", 120),
            ("2 Stunden 15 Minuten", 135),
            ("2 Std. 15 Min.", 135),
            ("1 hour and 10 minutes", 70),
            ("1h30", 90),
            ("1h 30m", 90),
            ("1 heure 5", 65),
            ("1:30", 90),
            ("0:45 h", 45),
            ("half an hour", 30),
            ("eine halbe Stunde", 30),
            ("media hora", 30),
            ("an hour", 60),
            ("eine Stunde", 60),
            ("uma hora e meia", 90),
            ("una hora y media", 90),
            ("hora y media", 90),
            ("une heure et demie", 90),
            ("2 heures et demie", 150),
            ("an hour and a half", 90),
            ("one and a half hours", 90),
            ("2 and a half hours", 150),
            ("anderthalb Stunden", 90),
            ("eine und eine halbe Stunde", 90),
            ("uma e meia hora", 90),
            ("half a minute", 1),
            ("ساعة ونصف", 90),
            ("نصف ساعة", 30),
            ("ساعتين", 120),
            ("2 hours and 15 minutes", 135),
            ("12.5", 13),
            ("10000", 10_000),
        ] {
            assert_eq!(minutes(text), Some(read), "{text}");
        }
        for wrong in [
            "-5",
            "abc",
            "1e9",
            "10001",
            "200 h",
            "99999999999999999999",
            "1:75",
            "1:2:3",
            "min 5 h",
            "5 min 2 h",
            "45 45",
            "3 days",
            "1.2.3",
            ":",
            "5 5 min",
            "½",
            "0.5",
            "half",
            "1 h ½",
            "1 h 0.5",
        ] {
            assert_eq!(minutes(wrong), None, "{wrong}");
        }
    }
}
