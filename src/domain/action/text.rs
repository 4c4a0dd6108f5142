//! The texts of an action: each made by one checked constructor, so that no door has limits of its own.

use crate::domain::fold::says_nothing;
use crate::domain::log::json_bytes;
use crate::domain::reading::{HTML_BYTES_MAX, OWN_HTML_BYTES_MAX, TEXT_CHARS_MAX, language};
use crate::domain::refusal::{Code, Refusal};
use crate::markup::{self, SafeHtml, plain_text};

/// Characters of a complaint's title.
pub const TITLE_CHARS_MAX: usize = 160;
/// Characters of a representative's name or role, and of whom a complaint was handed to.
pub const SIGNATURE_CHARS_MAX: usize = 60;

/// The words of a post, or of what is written anew: safe HTML, and what they say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    html: String,
    /// Plain, without what is only quoted.
    text: String,
    /// Markdown, where they were written here.
    source: Option<String>,
    language: Option<String>,
}

impl Body {
    /// Markdown that somebody writes into a form.
    pub fn written(markdown: &str) -> Result<Body, Refusal> {
        check_text(markdown)?;
        Ok(Body {
            html: SafeHtml::from_markdown(markdown).into_string(),
            text: markdown.to_string(),
            source: Some(markdown.to_string()),
            language: language::found(markdown).map(String::from),
        })
    }

    /// HTML that a request carries itself, made safe again.
    pub fn carried(html: &str) -> Result<Body, Refusal> {
        Body::beside(&SafeHtml::from_html(html).into_string())
    }

    /// Safe HTML of a post that goes with a request: written for it, and bounded as what is written here.
    pub fn beside(html: &str) -> Result<Body, Refusal> {
        let text = plain_text(html);
        check_text(&text)?;
        Ok(Body { html: html.to_string(), text, source: None, language: None })
    }

    /// Safe HTML of a post that stands in public anyway. `own`: its author's own words, as they are read.
    pub fn posted(html: &str, own: &str) -> Result<Body, Refusal> {
        check_html(html, HTML_BYTES_MAX)?;
        Ok(Body { html: html.to_string(), text: own.to_string(), source: None, language: None })
    }

    /// The same words, whose author says what they are in.
    #[must_use]
    pub fn in_language(self, language: Option<String>) -> Body {
        Body { language: language.or(self.language), ..self }
    }

    pub fn html(&self) -> &str {
        &self.html
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }
}

/// What a complaint is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title(String);

impl Title {
    /// `None` where nothing is given.
    pub fn given(text: &str) -> Result<Option<Title>, Refusal> {
        Ok(line(text, TITLE_CHARS_MAX)?.map(Title))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whoever is named in a field of its own: who acknowledges, or to whom a complaint was handed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName(String);

impl PersonName {
    /// `None` where nothing is given. Whether it can be the name of a human is decided where the brand's own are known.
    pub fn given(text: &str) -> Result<Option<PersonName>, Refusal> {
        Ok(line(text, SIGNATURE_CHARS_MAX)?.map(PersonName))
    }

    /// The same where it says everything that there is to say.
    pub fn needed(text: &str) -> Result<PersonName, Refusal> {
        check_text(text)?;
        PersonName::given(text)?.ok_or_else(|| Code::TextEmpty.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Who signs an answer, and as what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    name: PersonName,
    role: Option<PersonName>,
}

impl Signature {
    /// `None` where no name is given.
    pub fn given(name: &str, role: &str) -> Result<Option<Signature>, Refusal> {
        let role = PersonName::given(role)?;
        Ok(PersonName::given(name)?.map(|name| Signature { name, role }))
    }

    pub fn name(&self) -> &str {
        self.name.as_str()
    }

    pub fn role(&self) -> &str {
        self.role.as_ref().map_or("", PersonName::as_str)
    }
}

/// The public words of an event that is no post: why somebody contests, appeals or disputes a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason(String);

impl Reason {
    /// Who is accused has something to answer: what says nothing is refused.
    pub fn needed(text: &str) -> Result<Reason, Refusal> {
        check_text(text)?;
        Ok(Reason(markup::one_line(text, TEXT_CHARS_MAX)))
    }

    /// `None` where nothing is given.
    pub fn given(text: &str) -> Result<Option<Reason>, Refusal> {
        if text.trim().is_empty() { Ok(None) } else { Reason::needed(text).map(Some) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn line(text: &str, chars_max: usize) -> Result<Option<String>, Refusal> {
    let line = markup::one_line(text, usize::MAX);
    match Refusal::too_long(&line, chars_max) {
        Some(long) => Err(long),
        None => Ok(Some(line).filter(|it| !it.is_empty())),
    }
}

/// Whether this can be the words of something that is written here.
pub fn check_text(text: &str) -> Result<(), Refusal> {
    if let Some(long) = Refusal::too_long(text, TEXT_CHARS_MAX) {
        return Err(long);
    }
    // What is seen of it, not what was typed: `&nbsp;`, `---` and a link without words leave nothing.
    let html = SafeHtml::from_markdown(text);
    if says_nothing(&plain_text(html.as_str())) {
        return Err(Code::TextEmpty.into());
    }
    check_html(html.as_str(), OWN_HTML_BYTES_MAX)
}

/// What a text has become with its formatting goes to others as it is: it fits into their messages, and into a page.
pub fn check_html(html: &str, bytes_max: usize) -> Result<(), Refusal> {
    if json_bytes(html) > bytes_max {
        return Err(Refusal::from(Code::PostTooLong).with("max", bytes_max / 1024));
    }
    Ok(())
}
