//! Refusals in the words of a language.

use crate::catalogue::{Argument, Words};
use crate::domain::refusal::Refusal;

/// What the catalogue's refusals may name. What a refusal lacks stays empty.
const ARGUMENTS: [&str; 8] = ["max", "days", "hours", "from", "seen", "now", "home", "given"];

impl Words {
    /// The rule in words that people can act on.
    pub fn refusal(self, refusal: &Refusal) -> String {
        let value = |name: &str| argument(refusal.args().get(name).map_or("", String::as_str));
        let arguments: Vec<(&'static str, Argument<'_>)> = ARGUMENTS.map(|name| (name, value(name))).into();
        self.with(&format!("refusal-{}", refusal.code().word()), &arguments)
    }
}

/// A small number is told as one: languages count in forms of their own. What is larger stays as it was written.
fn argument(given: &str) -> Argument<'_> {
    match given.parse::<u32>() {
        Ok(number) if number < COUNTED_BELOW && number.to_string() == given => Argument::from(number),
        _ => Argument::from(given),
    }
}

/// Numbers from here on would be grouped in threes.
const COUNTED_BELOW: u32 = 1000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Language;
    use crate::domain::refusal::Code;

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
        assert_eq!(Words::of(Language::English).refusal(&refusal), "That is too long: at most 10000 characters.");
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
