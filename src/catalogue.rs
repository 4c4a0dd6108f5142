//! Everything said to a person: messages by code and arguments, in every language we speak.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

mod refusal;
mod time;

pub use crate::catalogue::time::WHOLE_CURRENCIES;

/// A language the catalogue is complete in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    English,
    German,
    Arabic,
}

impl Language {
    pub const ALL: [Language; 3] = [Language::English, Language::German, Language::Arabic];

    /// The BCP 47 code: what stands in `<html lang>` and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
            Language::Arabic => "ar",
        }
    }

    /// Which way its lines run: what stands in `<html dir>`.
    pub fn dir(self) -> &'static str {
        match self {
            Language::English | Language::German => "ltr",
            Language::Arabic => "rtl",
        }
    }

    /// What its speakers call it.
    pub fn own_name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::German => "Deutsch",
            Language::Arabic => "العربية",
        }
    }

    /// `de`, `de-AT` and `DE` are all German; a language we do not speak is `None`.
    pub fn from_code(code: &str) -> Option<Language> {
        let primary = code.trim().split(['-', '_']).next().unwrap_or_default();
        Language::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(primary))
    }

    /// The best of ours for an `Accept-Language` header: the highest weight wins, the first of equals.
    pub fn from_accept_language(header: &str) -> Option<Language> {
        let mut best: Option<(f32, Language)> = None;
        for part in header.split(',').take(ACCEPTED_LANGUAGES_MAX) {
            let (tag, parameters) = part.split_once(';').unwrap_or((part, ""));
            let weight = parameters.trim().strip_prefix("q=").map_or(Some(1.0), |it| it.trim().parse::<f32>().ok());
            if let (Some(language), Some(weight)) = (Language::from_code(tag), weight)
                && weight > 0.0
                && best.is_none_or(|(highest, _)| weight > highest)
            {
                best = Some((weight, language));
            }
        }
        best.map(|(_, language)| language)
    }

    fn source(self) -> &'static str {
        match self {
            Language::English => include_str!("../locales/en.ftl"),
            Language::German => include_str!("../locales/de.ftl"),
            Language::Arabic => include_str!("../locales/ar.ftl"),
        }
    }
}

/// How many entries of an `Accept-Language` header are looked at.
const ACCEPTED_LANGUAGES_MAX: usize = 20;

/// A value that stands in a sentence.
#[derive(Debug, Clone)]
pub enum Argument<'a> {
    Text(Cow<'a, str>),
    Number(i64),
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Argument::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Argument<'a> {
    fn from(text: &'a String) -> Self {
        Argument::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Argument<'_> {
    fn from(text: String) -> Self {
        Argument::Text(Cow::Owned(text))
    }
}

macro_rules! numbers {
    ($($kind:ty),+) => {$(
        impl From<$kind> for Argument<'_> {
            fn from(number: $kind) -> Self {
                Argument::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )+};
}

numbers!(i32, i64, u8, u32, u64, usize);

/// The words of one language. Cheap to copy; the catalogue itself is read once per process.
#[derive(Clone, Copy)]
pub struct Words {
    language: Language,
    book: &'static Book,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Words").field(&self.language).finish()
    }
}

/// One language's messages. Those without arguments are kept as finished text: most lookups are those.
struct Book {
    plain: HashMap<String, String>,
    bundle: FluentBundle<FluentResource>,
}

static ENGLISH: LazyLock<Book> = LazyLock::new(|| Book::read(Language::English));
static GERMAN: LazyLock<Book> = LazyLock::new(|| Book::read(Language::German));
static ARABIC: LazyLock<Book> = LazyLock::new(|| Book::read(Language::Arabic));

impl Words {
    pub fn of(language: Language) -> Words {
        let book = match language {
            Language::English => &*ENGLISH,
            Language::German => &*GERMAN,
            Language::Arabic => &*ARABIC,
        };
        Words { language, book }
    }

    pub fn language(self) -> Language {
        self.language
    }

    /// A message without arguments. A key that nobody wrote answers with itself; a test keeps that from happening.
    pub fn say(self, key: &str) -> &str {
        match self.book.plain.get(key) {
            Some(text) => text,
            None => {
                debug_assert!(!self.knows(key), "{key} is said without its arguments");
                key
            }
        }
    }

    /// A message with arguments, as plain text: whoever shows it escapes it.
    pub fn with(self, key: &str, arguments: &[(&'static str, Argument<'_>)]) -> String {
        let Some(pattern) = self.book.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_string();
        };
        let mut values = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            match value {
                Argument::Text(text) => values.set(*name, FluentValue::from(self.in_sentence(text.as_ref()))),
                Argument::Number(number) => values.set(*name, FluentValue::from(*number)),
            }
        }
        let mut errors = Vec::new();
        let text = self.book.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::warn!(key, ?errors, "a message lacks an argument");
            // Nobody may read "{$brand}": whoever calls it so finds out while they build it.
            debug_assert!(false, "{key} lacks an argument: {errors:?}");
        }
        text
    }

    /// A word from right to left turns nothing round in a sentence of that direction; what runs the other way there is marked
    /// in the catalogue itself.
    fn in_sentence(self, text: &str) -> Cow<'_, str> {
        if self.language.dir() == "rtl" { Cow::Borrowed(text) } else { isolated(text) }
    }

    /// Several things in a row, set apart as the language does it.
    pub fn list(self, parts: &[String]) -> String {
        self.in_row(
            parts,
            match self.language {
                Language::English | Language::German => ", ",
                Language::Arabic => "، ",
            },
        )
    }

    /// Several short facts beside each other: `28 days · refund`.
    pub fn beside(self, parts: &[String]) -> String {
        self.in_row(parts, " · ")
    }

    /// In a row from right to left each part stays in one piece, and in its place.
    fn in_row(self, parts: &[String], between: &str) -> String {
        match self.language.dir() {
            "rtl" => parts.iter().map(|it| kept_leftwards(it)).collect::<Vec<_>>().join(between),
            _ => parts.join(between),
        }
    }

    pub fn knows(self, key: &str) -> bool {
        self.book.bundle.has_message(key)
    }
}

/// What is written from right to left stands apart in a sentence, so that it turns nothing around that stands beside it.
fn isolated(text: &str) -> Cow<'_, str> {
    if runs_leftwards(text) { Cow::Owned(format!("\u{2068}{text}\u{2069}")) } else { Cow::Borrowed(text) }
}

/// The same the other way round: a handle or a host among words that are written from right to left.
fn kept_leftwards(text: &str) -> Cow<'_, str> {
    let apart = text.starts_with('\u{2068}') || runs_leftwards(text);
    if apart { Cow::Borrowed(text) } else { Cow::Owned(format!("\u{2068}{text}\u{2069}")) }
}

/// Whether there are letters in it that are written from right to left.
pub fn runs_leftwards(text: &str) -> bool {
    text.chars().any(|it| matches!(it, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'))
}

impl Book {
    fn read(language: Language) -> Book {
        // A broken line costs that message only; the tests refuse a catalogue with any.
        let resource = match FluentResource::try_new(language.source().to_string()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                tracing::error!(language = language.code(), ?errors, "the message catalogue has unreadable lines");
                resource
            }
        };
        let keys: Vec<String> = keys_of(language.source()).map(str::to_string).collect();
        let identifier: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // Marks of direction around every argument would end up in titles, feeds and notes to other servers; `ar.ftl` has
        // its own where they are needed.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::English | Language::Arabic => |value, _| grouped(value, ','),
            Language::German => |value, _| grouped(value, '.'),
        }));
        // Spans are made as they stand alone; a sentence that needs the dative says so ("vor 3 Tagen").
        if let Err(error) = bundle.add_function("DATIVE", |given, _| dative(given.first())) {
            tracing::error!(%error, "the message catalogue lacks a function");
        }
        bundle.add_resource_overriding(resource);
        let plain = keys.into_iter().filter_map(|key| Some((key.clone(), plain_text(&bundle, &key)?))).collect();
        Book { plain, bundle }
    }
}

fn plain_text(bundle: &FluentBundle<FluentResource>, key: &str) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
    errors.is_empty().then_some(text)
}

/// The ids of all messages of a catalogue file, in its order.
fn keys_of(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter_map(|line| {
        let (key, _) = line.split_once('=')?;
        let key = key.trim_end();
        let is_id = key.starts_with(|it: char| it.is_ascii_alphabetic())
            && key.chars().all(|it| it.is_ascii_alphanumeric() || it == '-' || it == '_');
        is_id.then_some(key)
    })
}

/// A German span after "vor", "nach", "seit".
fn dative(given: Option<&FluentValue<'_>>) -> FluentValue<'static> {
    match given {
        Some(FluentValue::String(span)) => {
            FluentValue::from(span.replace("Tage", "Tagen").replace("ein Augenblick", "einem Augenblick"))
        }
        _ => FluentValue::Error,
    }
}

/// `12,345` or `12.345`: whole numbers in threes.
fn grouped(value: &FluentValue<'_>, separator: char) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let text = number.as_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_ref()), |rest| ("-", rest));
    if digits.len() < 4 || !digits.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let mut grouped = String::from(sign);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    Some(grouped)
}

#[cfg(test)]
mod tests;
