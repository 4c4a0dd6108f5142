//! A form that came too late: its session is over, or the page it was on too old. What was typed is given back, on the page
//! alone, and can be sent from there. Nothing of it is kept on this machine.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use askama::Template;

use crate::web::log_in::inside;
use crate::web::page::Page;
use crate::web::submission::{Fields, takes_a_file};
use crate::web::visit::Visit;

/// Fields that nobody gets to see again.
const SECRETS: [&str; 3] = ["password", "old", "new"];
/// Fields that hold words of somebody's own, however short they are.
const WRITTEN: [&str; 6] = ["text", "title", "note", "objection", "reason", "to"];
/// What a field of the form that waits is called in the form that signs in.
pub(super) const KEPT: &str = "kept.";
/// From here on a field is shown as a text, and not only carried along.
const SHOWN_FROM_CHARS: usize = 60;

pub(super) struct Typed {
    name: String,
    value: String,
    /// Words that are shown, and can still be changed.
    text: bool,
}

#[derive(Template)]
#[template(path = "resume.html")]
struct ResumePage<'v> {
    page: Page<'v>,
    what: String,
    action: String,
    typed: Vec<Typed>,
    /// The form takes a file, of which nothing is left.
    file: Option<String>,
    /// Asks to sign in first; the name that was tried, where it was.
    signs_in: bool,
    name: String,
    wrong: Option<String>,
}

/// Why a form was not taken although nothing is wrong with what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Late {
    /// It does not come from a page that was shown to this person.
    Mark,
    TooOften {
        seconds: u64,
    },
    /// Whoever sent it has just signed in.
    SignedIn,
    /// Name or password were wrong.
    NotSignedIn,
    /// So much is kept for others that this cannot be.
    Full,
    /// It is more than is taken at once.
    TooLarge,
}

/// Whether the fields may be shown again at all.
pub(super) fn may_be_given_back(fields: &Fields) -> bool {
    !SECRETS.iter().any(|it| fields.has(it))
}

pub(super) fn show(visit: &Visit, action: &str, fields: &Fields, late: Late, name: &str) -> HttpResponse {
    let signs_in = visit.caller.is_none();
    let (title, what) = match late {
        Late::TooOften { .. } => ("problem-429", "resume-slow"),
        Late::Full => ("resume-full", "resume-full-what"),
        Late::TooLarge => ("problem-413", "resume-long"),
        Late::SignedIn => ("resume-ready", "resume-ready-what"),
        Late::Mark | Late::NotSignedIn if signs_in => ("resume-out", "resume-out-what"),
        Late::Mark | Late::NotSignedIn => ("resume-old", "resume-old-what"),
    };
    let wait = match late {
        Late::TooOften { seconds } => {
            visit.words.span(chrono::TimeDelta::seconds(i64::try_from(seconds).unwrap_or_default()))
        }
        Late::Mark | Late::SignedIn | Late::NotSignedIn | Late::Full | Late::TooLarge => String::new(),
    };
    let status = match late {
        Late::SignedIn => StatusCode::OK,
        Late::TooOften { .. } => StatusCode::TOO_MANY_REQUESTS,
        Late::Mark => StatusCode::FORBIDDEN,
        Late::Full => StatusCode::SERVICE_UNAVAILABLE,
        Late::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Late::NotSignedIn => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = ResumePage {
        page: Page::new(visit, "", visit.say(title)),
        what: visit.words.with(what, &[("wait", wait.into())]),
        action: inside(action).to_string(),
        typed: typed(fields),
        file: takes_a_file(action).then(|| visit.say(if signs_in { "resume-file-out" } else { "resume-file" })),
        signs_in,
        name: name.to_string(),
        wrong: matches!(late, Late::NotSignedIn).then(|| visit.say("login-wrong")),
    };
    let mut response = visit.show_as(status, &page);
    if let Late::TooOften { seconds } = late {
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    response
}

/// Nobody gets to see it again.
pub(super) fn is_secret(name: &str) -> bool {
    SECRETS.contains(&name)
}

/// Whether a field holds words of somebody's own: by its name, or because no choice and no number looks like this.
pub(super) fn is_written(name: &str, value: &str) -> bool {
    // And names and what is looked for, which the form knows by itself or anybody writes again.
    let carried =
        matches!(name, "token" | "request" | "again" | "next" | "from" | "seen" | "name" | "role" | "signs" | "q");
    let named = WRITTEN.contains(&name);
    let looks = value.trim().contains([' ', '\n']) || value.chars().count() >= SHOWN_FROM_CHARS;
    !carried && (named || looks)
}

fn typed(fields: &Fields) -> Vec<Typed> {
    let lasting = fields.pairs().filter(|(name, _)| *name != "token" && !is_secret(name));
    let shown = |value: &str| value.contains('\n') || value.chars().count() >= SHOWN_FROM_CHARS;
    lasting
        .map(|(name, value)| Typed {
            name: name.to_string(),
            value: value.to_string(),
            text: shown(value) || WRITTEN.contains(&name),
        })
        .filter(|it| !it.value.is_empty() || !it.text)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::is_written;

    #[test]
    fn one_word_is_somebodys_own_where_it_was_written() {
        for name in ["text", "title", "note", "objection", "reason", "to"] {
            assert!(is_written(name, "Spam"), "{name}");
        }
        assert!(is_written("demanded-1", "My money back"));
        for (name, value) in
            [("rating", "7"), ("next", "/file?brand=a b"), ("q", "the blue kettle"), ("name", "Jo Ott")]
        {
            assert!(!is_written(name, value), "{name}");
        }
    }
}
