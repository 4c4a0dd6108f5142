//! Refusals in the words of a language.

use chrono::{Datelike, NaiveDateTime};

use crate::catalogue::{Argument, Words};
use crate::domain::refusal::{Code, MOMENT, Refusal};

/// What the catalogue's refusals may name. What a refusal lacks stays empty.
const ARGUMENTS: [&str; 13] =
    ["max", "days", "hours", "from", "until", "seen", "now", "home", "given", "brand", "domain", "handle", "megabytes"];

impl Words {
    /// The rule in words that people can act on.
    pub fn refusal(self, refusal: &Refusal) -> String {
        self.refusal_as(&format!("refusal-{}", refusal.code().word()), refusal)
    }

    /// The same for somebody before a form: no hashtag, no line of a letter.
    pub fn refusal_on_form(self, refusal: &Refusal) -> String {
        let key = format!("refusal-{}-form", refusal.code().word());
        if self.knows(&key) { self.refusal_as(&key, refusal) } else { self.refusal(refusal) }
    }

    fn refusal_as(self, key: &str, refusal: &Refusal) -> String {
        let value = |name: &str| {
            let given = refusal.args().get(name).map_or("", String::as_str);
            self.moment_of_refusal(given).map_or_else(|| argument(name, given), Argument::from)
        };
        let arguments: Vec<(&'static str, Argument<'_>)> = ARGUMENTS.map(|name| (name, value(name))).into();
        let names = |name: &str| refusal.args().contains_key(name);
        let key = match refusal.code() {
            // One that was recorded before refusals named the moment.
            Code::TooLate if !names("until") => "refusal-too-late-some-day",
            Code::TextTooLong if names("given") => "refusal-text-too-long-by",
            _ => key,
        };
        self.with(key, &arguments)
    }

    /// `3 May 2026, 09:14 UTC`, where that is what was given.
    fn moment_of_refusal(self, given: &str) -> Option<String> {
        let at = NaiveDateTime::parse_from_str(given, MOMENT).ok()?;
        // The year is said always: nobody knows here when it is read.
        let day = self.day(at.date(), at.date().with_year(at.year() + 1).unwrap_or(chrono::NaiveDate::MIN));
        Some(self.with("date-moment", &[("day", day.into()), ("time", at.format("%H:%M UTC").to_string().into())]))
    }
}

/// A number is told as one: languages count in forms of their own. Names can look like numbers and are none.
fn argument<'a>(name: &str, given: &'a str) -> Argument<'a> {
    let counts = !matches!(name, "brand" | "domain" | "handle" | "home");
    match given.parse::<u32>() {
        Ok(number) if counts && number.to_string() == given => Argument::from(number),
        _ => Argument::from(given),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Language;

    #[test]
    fn every_refusal_has_its_words_in_every_language() {
        for language in Language::ALL {
            let words = Words::of(language);
            for code in Code::ALL {
                let said = words.refusal(&Refusal::from(*code));
                assert!(!said.starts_with("refusal-"), "{} has no words for {}", language.code(), code.word());
            }
        }
    }

    #[test]
    fn a_refusal_names_its_limit() {
        let refusal = Refusal::from(Code::TextTooLong).with("max", 10_000);
        let english = Words::of(Language::English);
        assert_eq!(english.refusal(&refusal), "That is too long: at most 10,000 characters.");
        // And how far it is from it, where that was counted.
        let counted = english.refusal_on_form(&refusal.with("given", 12_277));
        assert_eq!(counted, "That is too long: at most 10,000 characters. It has 12,277.");
    }

    #[test]
    fn hours_are_counted_in_a_sentence() {
        let flood = |hours: u32| Refusal::from(Code::TooMuch).with("hours", hours);
        let (english, german) = (Words::of(Language::English), Words::of(Language::German));
        assert!(english.refusal(&flood(1)).ends_with("It counts again in 1 hour."));
        assert!(german.refusal(&flood(3)).ends_with("In 3 Stunden zählt es wieder."));
    }

    #[test]
    fn a_refusal_names_the_day_and_no_form_speaks_of_hashtags() {
        let late = Refusal::from(Code::TooLate).with("until", "2026-05-03 09:14 UTC");
        let (english, german) = (Words::of(Language::English), Words::of(Language::German));
        assert_eq!(english.refusal(&late), "That was possible until 3 May 2026, 09:14 UTC.");
        assert_eq!(german.refusal(&late), "Das war möglich bis 3. Mai 2026, 09:14 UTC.");
        assert_eq!(english.refusal(&Code::TooLate.into()), "The time for that is over.");
        // What could not be read in a post is said in a note alone.
        let in_notes =
            [Code::OutcomeUnclear, Code::DayUnclear, Code::RatingUnclear, Code::LastRatingUnclear, Code::AnswerUnnamed];
        for language in Language::ALL {
            for code in Code::ALL.iter().filter(|it| !in_notes.contains(it)) {
                let said = Words::of(language).refusal_on_form(&Refusal::from(*code));
                assert!(!said.contains('#') && !said.contains("dash"), "{}: {said}", code.word());
            }
        }
    }

    /// Who is told that "declined" needs a reason only after trying has to try twice.
    #[test]
    fn where_declined_is_named_its_reasons_are() {
        for language in Language::ALL {
            let said = |code: Code| Words::of(language).refusal(&code.into());
            let reasons = said(Code::OutcomeReason);
            let reasons = reasons.rsplit(": ").next().unwrap();
            let unclear = said(Code::OutcomeUnclear);
            assert!(unclear.ends_with(reasons), "{}: {unclear}", language.code());
        }
    }

    #[test]
    fn a_refusal_counts_as_its_language_does() {
        let said =
            |days: u32| Words::of(Language::Arabic).refusal(&Refusal::from(Code::PromiseTooFar).with("days", days));
        for (days, form) in [(1, "يوم واحد"), (2, "يومين"), (7, "7 أيام"), (90, "90 يومًا"), (100, "100 يوم.")]
        {
            assert!(said(days).contains(form), "{days}: {}", said(days));
        }
    }
}
