//! What a complaint is called whose author gave it no title.

use chrono::NaiveDate;

use crate::catalogue::{Language, Words};
use crate::domain::action::TITLE_CHARS_MAX;
use crate::domain::reading;
use crate::markup;

/// What there is to make a title of.
#[derive(Debug, Clone, Copy)]
pub struct Untitled<'a> {
    /// Plain, without what is only quoted.
    pub text: &'a str,
    /// What its author says of the first picture.
    pub picture: Option<&'a str>,
    /// The language of the words, if it is known.
    pub language: Option<&'a str>,
    pub brand: &'a str,
    /// The day on which it was filed, where the instance is.
    pub on: NaiveDate,
}

impl Untitled<'_> {
    /// The title that was given, else what the words say first, else what the picture shows, else whom it is about and
    /// when.
    pub fn or_given(&self, given: &str) -> String {
        let picture = || self.picture.map(reading::title_from).unwrap_or_default();
        let lines = [given.to_string(), reading::title_from(self.text), picture()];
        let said = lines.iter().map(|it| markup::one_line(it, TITLE_CHARS_MAX)).find(|it| !it.is_empty());
        said.unwrap_or_else(|| self.nothing_said())
    }

    fn nothing_said(&self) -> String {
        let words = self.words();
        let day = words.day(self.on, self.on);
        let title = words.with("title-none", &[("brand", self.brand.into()), ("day", day.into())]);
        markup::one_line(&title, TITLE_CHARS_MAX)
    }

    /// Words that their author folded under a warning stand in no title.
    pub fn under_warning(&self) -> String {
        self.words().say("title-under-warning").to_string()
    }

    fn words(&self) -> Words {
        Words::of(self.language.and_then(Language::from_code).unwrap_or(Language::English))
    }
}
