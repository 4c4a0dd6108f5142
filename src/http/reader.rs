//! Which kind of server asks for a document, as its `User-Agent` says: some show a thing only in a form of its own.

use actix_web::http::header::{HeaderMap, USER_AGENT};

/// Nobody gets more by calling itself another: all forms say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Takes people and machines as authors, and nobody else.
    PieFed,
    /// Shows the title of a note: Lemmy, Mbin, and servers like this one.
    Titles,
    /// Everybody else.
    Plain,
}

const SHOW_TITLES: [&str; 4] = ["lemmy/", "mbin/", "kbin", "redress/"];

impl Reader {
    pub fn of(headers: &HeaderMap) -> Reader {
        let agent = headers.get(USER_AGENT).and_then(|it| it.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
        if agent.starts_with("piefed/") {
            Reader::PieFed
        } else if SHOW_TITLES.iter().any(|it| agent.starts_with(it)) {
            Reader::Titles
        } else {
            Reader::Plain
        }
    }

    pub fn shows_titles(self) -> bool {
        match self {
            Reader::PieFed | Reader::Titles => true,
            Reader::Plain => false,
        }
    }

    /// For whatever keeps answers apart.
    pub fn name(self) -> &'static str {
        match self {
            Reader::PieFed => "piefed",
            Reader::Titles => "titles",
            Reader::Plain => "plain",
        }
    }
}
