//! What went wrong, as a page in the same look.

use actix_web::HttpResponse;
use actix_web::error::InternalError;
use actix_web::http::header::RETRY_AFTER;
use askama::Template;

use crate::catalogue::{Language, Words};
use crate::http::problem::{Problem, refusal_in_words};
use crate::web::page::Page;
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'v> {
    page: Page<'v>,
    status: u16,
    what: String,
    next: String,
    back: String,
}

pub(super) async fn not_found(visit: Visit) -> HttpResponse {
    show(&visit, &Problem::NotFound)
}

pub(super) fn show(visit: &Visit, problem: &Problem) -> HttpResponse {
    if matches!(problem, Problem::SignInFirst) && visit.caller.is_none() {
        let next: String = url::form_urlencoded::byte_serialize(visit.path().as_bytes()).collect();
        return visit.go(&format!("/login?next={next}"), "sign-in-first");
    }
    let message = problem.message();
    let what = match problem {
        Problem::Refused(refusal) => refusal_in_words(visit.words, refusal),
        Problem::Hidden { reason } => visit.words.with("problem-hidden-what", &[("reason", reason.into())]),
        Problem::TooOften { seconds } => {
            let wait = chrono::TimeDelta::seconds(i64::try_from(*seconds).unwrap_or(i64::MAX).min(MONTH_SECONDS));
            visit.words.with("problem-429-what", &[("wait", visit.words.span(wait).into())])
        }
        _ => visit.say(&format!("{message}-what")),
    };
    let page = ProblemPage {
        page: Page::new(visit, "", visit.say(message)),
        status: problem.status().as_u16(),
        what,
        next: visit.say(&format!("{message}-next")),
        back: visit.path().to_string(),
    };
    let mut response = visit.show_as(problem.status(), &page);
    if let Problem::TooOften { seconds } = problem {
        response.headers_mut().insert(RETRY_AFTER, (*seconds).into());
    }
    response
}

const MONTH_SECONDS: i64 = 30 * 24 * 60 * 60;

/// Where there is no visit to show a page with.
pub(super) fn plain(problem: &Problem) -> HttpResponse {
    let words = Words::of(Language::English);
    HttpResponse::build(problem.status())
        .content_type("text/plain; charset=utf-8")
        .body(format!("{}\n", words.say(problem.message())))
}

pub(super) fn bare(problem: &Problem) -> actix_web::Error {
    InternalError::from_response("no visit", plain(problem)).into()
}
