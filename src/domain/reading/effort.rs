//! How long something took, as people write it into a field for minutes: `45`, `45 min`, `1,5 h`, `1:30`, `2 Std. 15 Min.`

use crate::domain::fold::{digit, fold};

/// Minutes that one contact can have taken.
pub const MINUTES_MAX: u32 = 10_000;

const MINUTES: [&str; 23] = [
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
    "دقيقتين",
    "د",
    "мин",
    "минут",
    "分",
];
const HOURS: [&str; 26] = [
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
    "ساعتين",
    "час",
    "時間",
];
/// What stands beside a number and changes nothing.
const AROUND: [&str; 24] = [
    "about", "around", "approx", "ca", "circa", "etwa", "ungefahr", "rund", "cirka", "environ", "unos", "unas",
    "aprox", "and", "und", "et", "y", "e", "or", "so", "of", "de", "an", "و",
];

#[derive(Debug, Clone, PartialEq)]
enum Token {
    /// In thousandths, so that halves and quarters stay whole.
    Number(u64),
    Minutes,
    Hours,
    Colon,
}

/// The minutes, rounded; none of an empty field; `None` where it does not say how long, or longer than anything takes.
pub fn minutes(text: &str) -> Option<u32> {
    let tokens = tokens(text)?;
    let thousandths = match tokens.as_slice() {
        [] => return text.trim().is_empty().then_some(0),
        [Token::Number(hours), Token::Colon, Token::Number(minutes)]
        | [Token::Number(hours), Token::Colon, Token::Number(minutes), Token::Hours]
            if *minutes < 60_000 && hours % 1_000 == 0 =>
        {
            hours.checked_mul(60)?.checked_add(*minutes)?
        }
        // `1 h 30`
        [Token::Number(hours), Token::Hours, Token::Number(minutes)] if *minutes < 60_000 => {
            hours.checked_mul(60)?.checked_add(*minutes)?
        }
        [Token::Hours] => 60_000,
        [Token::Minutes] => 1_000,
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
                "half" | "halbe" | "media" | "demi" | "meia" | "نصف" => tokens.push(Token::Number(500)),
                "one" | "a" | "eine" | "una" | "une" | "uma" | "ein" => match tokens.last() {
                    // Half an hour, eine halbe Stunde.
                    Some(Token::Number(500)) => {}
                    _ => tokens.push(Token::Number(1_000)),
                },
                _ => return None,
            }
            if let [.., Token::Number(1_000), Token::Number(500)] = tokens.as_slice() {
                tokens.remove(tokens.len() - 2);
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
        ] {
            assert_eq!(minutes(wrong), None, "{wrong}");
        }
    }
}
