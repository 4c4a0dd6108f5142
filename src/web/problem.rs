//! What went wrong, as a page in the same look.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::{LOCATION, RETRY_AFTER};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use askama::Template;

use crate::catalogue::{Language, Words};
use crate::http::caller::complaint_id;
use crate::http::problem::{Problem, refusal_in_words};
use crate::http::security;
use crate::storage::patience::Trouble;
use crate::web::assets;
use crate::web::log_in::inside;
use crate::web::page::Page;
use crate::web::resume::{self, GivenBack, Meant, SendAgain};
use crate::web::submission::{Fields, Read};
use crate::web::visit::{Visit, language_of_nobody};

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'v> {
    page: Page<'v>,
    status: u16,
    what: String,
    next: String,
    /// What helps out of here, beside the front page.
    way: Option<Way>,
    /// What somebody wrote into the form that was not taken, and what is said of it.
    kept: Vec<GivenBack>,
    kept_title: String,
    again: Option<SendAgain>,
}

/// Where a button leads, and what it says.
struct Way {
    link: String,
    text: String,
}

/// No address of ours ends in a slash, and people and programs write one there: it leads on to what they mean.
pub(super) async fn no_such_address(visit: Visit, request: HttpRequest) -> HttpResponse {
    let (path, query) = (request.path(), request.query_string());
    let meant = path.trim_end_matches('/');
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    // Two slashes at its beginning would lead to another host.
    if !is_read || meant.len() == path.len() || meant.is_empty() || meant.starts_with("//") {
        return show(&visit, &Problem::NotFound);
    }
    let place = if query.is_empty() { meant.to_string() } else { format!("{meant}?{query}") };
    HttpResponse::MovedPermanently().insert_header((LOCATION, place)).finish()
}

pub(super) async fn not_found(visit: Visit) -> HttpResponse {
    show(&visit, &Problem::NotFound)
}

pub(super) fn show(visit: &Visit, problem: &Problem) -> HttpResponse {
    show_with(visit, problem, &visit.path_and_query(), &Fields::default(), Vec::new())
}

/// The same for a form that was not taken: what was written into it stands on the page.
pub(super) async fn show_form(visit: &Visit, problem: &Problem, form: &Fields) -> HttpResponse {
    let waiting = form.unkept();
    let (action, form) = meant_form(visit.path_and_query(), form, &waiting);
    let looks_up = time_helps(problem) && !matches!(problem, Problem::Unwell(_));
    let meant = if looks_up { resume::meant(visit, &action, form).await } else { Vec::new() };
    show_with(visit, problem, &action, form, meant)
}

/// Behind a form that signs in the one waits that matters.
fn meant_form<'f>(action: String, form: &'f Fields, waiting: &'f Fields) -> (String, &'f Fields) {
    if waiting.is_empty() { (action, form) } else { (inside(form.get("next")).to_string(), waiting) }
}

fn show_with(visit: &Visit, problem: &Problem, action: &str, form: &Fields, meant: Vec<Meant>) -> HttpResponse {
    if form.written().is_empty() && matches!(problem, Problem::SignInFirst) && visit.caller.is_none() {
        let next: String = url::form_urlencoded::byte_serialize(visit.path().as_bytes()).collect();
        return visit.go(&format!("/login?next={next}"), "sign-in-first");
    }
    let (message, next) = match problem {
        // Signing in again leads back here.
        Problem::Forbidden if visit.is_sent() && visit.has_no_cookies() => {
            ("problem-cookies", "problem-cookies-next".to_string())
        }
        // Whoever is signed in is told something else than whoever is not any more.
        Problem::Forbidden if visit.caller.is_none() => ("problem-403-out", "problem-403-out-next".to_string()),
        _ => (problem.message(), problem.what_next()),
    };
    let what = match problem {
        Problem::Refused(refusal) => refusal_in_words(visit.words, refusal),
        Problem::Hidden { reason } => visit.words.with("problem-hidden-what", &[("reason", reason.into())]),
        Problem::TooOften { seconds } => {
            let wait = chrono::TimeDelta::seconds(i64::try_from(*seconds).unwrap_or(i64::MAX).min(MONTH_SECONDS));
            visit.words.with("problem-429-what", &[("wait", visit.words.span(wait).into())])
        }
        Problem::Unwell(trouble) => visit.say(&format!("problem-503-{}", trouble.word())),
        _ => visit.say(&format!("{message}-what")),
    };
    let own = visit.caller.as_ref().map(|it| format!("@{}", it.handle));
    let page = Page::new(visit, "", visit.say(message));
    let way = way_out(visit, &page, problem);
    let again = again(visit.words, problem, action, form, meant);
    let page = ProblemPage {
        page,
        status: problem.status().as_u16(),
        what,
        next: visit.say(next_beside(problem, again.is_some(), &next)),
        way,
        kept_title: visit.say(kept_title(problem)),
        kept: resume::given_back(visit.words, own.as_deref(), action, form),
        again,
    };
    let mut response = visit.show_as(problem.status(), &page);
    let seconds = match problem {
        Problem::TooOften { seconds } => Some(*seconds),
        Problem::Unwell(_) => Some(UNWELL_SECONDS),
        _ => None,
    };
    if let Some(seconds) = seconds {
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    response
}

/// A page that could not be shown is no way out of itself, unless time helps; the address of a form leads to its page.
fn way_out(visit: &Visit, page: &Page<'_>, problem: &Problem) -> Option<Way> {
    let way = |link: String, key: &str| Some(Way { link, text: visit.say(key) });
    match problem {
        Problem::SignInFirst | Problem::Forbidden if visit.caller.is_none() => way(page.login_link(), "nav-sign-in"),
        Problem::Hidden { .. } => way("/moderation/log".to_string(), "foot-log"),
        _ if visit.is_sent() => way(visit.place().to_string(), "problem-back"),
        Problem::TooOften { .. } | Problem::TooSlow | Problem::Unwell(_) | Problem::Failed => {
            way(visit.path_and_query(), "problem-again")
        }
        // Whoever may not answer for the brand may still read what it is about.
        Problem::Forbidden | Problem::Refused(_) => {
            let thread = visit.path().strip_prefix("/desk/").and_then(complaint_id);
            thread.and_then(|id| way(format!("/complaints/{id}"), "problem-thread"))
        }
        Problem::NotFound | Problem::SignInFirst | Problem::BadRequest | Problem::TooLarge => None,
    }
}

/// Nobody knows how long a disk stays full; a robot asks again in a minute.
const UNWELL_SECONDS: u64 = 60;
const MONTH_SECONDS: i64 = 30 * 24 * 60 * 60;

/// An address with a sign in it that no text has is looked at no further.
pub async fn unreadable(request: HttpRequest) -> HttpResponse {
    plain(&Problem::BadRequest, language_of_nobody(&request))
}

/// Where there is no visit to show a page with: the same words.
pub(super) fn plain(problem: &Problem, language: Option<Language>) -> HttpResponse {
    plain_with(problem, language, "", &Fields::default())
}

/// The same for a form: what was written into it stands on the page.
fn plain_with(problem: &Problem, language: Option<Language>, action: &str, form: &Fields) -> HttpResponse {
    let waiting = form.unkept();
    let (action, form) = meant_form(action.to_string(), form, &waiting);
    let action = action.as_str();
    let language = language.unwrap_or(Language::English);
    let words = Words::of(language);
    let message = problem.message();
    let what = match problem {
        Problem::Unwell(trouble) => words.say(&format!("problem-503-{}", trouble.word())).to_string(),
        _ => words.say(&format!("{message}-what")).to_string(),
    };
    let again = again(words, problem, action, form, Vec::new());
    let page = PlainPage {
        language: language.code(),
        stylesheet: assets::stylesheet(),
        title: words.say(message).to_string(),
        status: problem.status().as_u16(),
        what,
        next: words.say(next_beside(problem, again.is_some(), &problem.what_next())).to_string(),
        page: words,
        kept: resume::given_back(words, None, action, form),
        kept_title: words.say(kept_title(problem)),
        again,
        back: back(problem, action, form),
    };
    let mut response = HttpResponse::build(problem.status());
    if matches!(problem, Problem::Unwell(_)) {
        response.insert_header((RETRY_AFTER, UNWELL_SECONDS.to_string()));
    }
    response.insert_header(security::PRIVATE);
    // What fails around a page does not pass through what gives pages their headers.
    response.insert_header(("Content-Security-Policy", security::CONTENT_SECURITY_POLICY));
    response.insert_header(("X-Content-Type-Options", "nosniff"));
    match page.render() {
        Ok(html) => response.content_type("text/html; charset=utf-8").body(html),
        Err(_) => response.content_type("text/plain; charset=utf-8").body(format!("{}\n", page.title)),
    }
}

#[derive(Template)]
#[template(path = "plain.html")]
struct PlainPage {
    language: &'static str,
    stylesheet: &'static str,
    title: String,
    status: u16,
    what: String,
    next: String,
    page: Words,
    kept: Vec<GivenBack>,
    kept_title: &'static str,
    again: Option<SendAgain>,
    /// The page that could not be shown, where time helps.
    back: Option<String>,
}

/// A page is asked for again; a form has a button of its own.
fn back(problem: &Problem, action: &str, form: &Fields) -> Option<String> {
    let helps = matches!(problem, Problem::Unwell(_) | Problem::TooSlow | Problem::Failed);
    (helps && form.is_empty() && !action.is_empty()).then(|| inside(action).to_string())
}

/// The form to send once more, where nothing was wrong with it.
fn again(words: Words, problem: &Problem, action: &str, form: &Fields, meant: Vec<Meant>) -> Option<SendAgain> {
    time_helps(problem).then(|| resume::send_again(words, action, form, meant)).flatten()
}

/// The same form does one thing, however often it is sent: where it can be sent again, nobody has to be warned of that.
fn next_beside<'n>(problem: &Problem, again: bool, next: &'n str) -> &'n str {
    match problem {
        Problem::Unwell(Trouble::Unsure) if again => "problem-503-unsure-again",
        _ => next,
    }
}

fn time_helps(problem: &Problem) -> bool {
    matches!(problem, Problem::Unwell(_) | Problem::TooOften { .. } | Problem::TooSlow | Problem::Failed)
}

/// What stands over the words of a form that are given back.
fn kept_title(problem: &Problem) -> &'static str {
    match problem {
        // It may have been: nobody knows.
        Problem::Unwell(Trouble::Unsure) => "resume-yours",
        _ => "kept-title",
    }
}

/// There is no visit that could show what went wrong: [`nothing_blank`] does.
#[derive(Debug, thiserror::Error)]
#[error("no visit: {0:?}")]
pub(super) struct NoVisit(pub Problem);

impl ResponseError for NoVisit {
    fn status_code(&self) -> StatusCode {
        self.0.status()
    }
}

/// What fails around a page, as a session that cannot be read or saved, stands in the log and is answered like what fails in
/// it. What somebody wrote is given back, for no page was there to do that.
pub(super) async fn nothing_blank<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let language = language_of_nobody(request.request());
    let action = request.uri().path_and_query().map(|it| it.as_str().to_string()).unwrap_or_default();
    let read = (*request.method() == Method::POST).then(|| Read::along(&mut request));
    let error = match next.call(request).await {
        Ok(response) => {
            let why = response.response().error().and_then(|it| it.as_error::<NoVisit>());
            let Some(NoVisit(problem)) = why else { return Ok(response.map_into_boxed_body()) };
            // What a page asks for before it begins fails inside of it, and has no page either.
            let form = match read {
                Some(read) => read.form().await,
                None => Fields::default(),
            };
            let page = plain_with(problem, language, &action, &form);
            return Ok(response.into_response(page));
        }
        // It has its page.
        Err(error) if error.as_error::<InternalError<&str>>().is_some() => return Err(error),
        Err(error) => error,
    };
    let unwell;
    let problem = match error.as_error::<NoVisit>() {
        Some(NoVisit(problem)) => problem,
        None if !error.as_response_error().status_code().is_server_error() => return Err(error),
        None => {
            // The error's own words leave out what caused it.
            let why = format!("{error:?}");
            tracing::error!(why, "a page could not be answered");
            unwell = Trouble::said_in(&why).map_or(Problem::Failed, Problem::Unwell);
            &unwell
        }
    };
    let form = match read {
        Some(read) => read.form().await,
        None => Fields::default(),
    };
    Err(InternalError::from_response("no visit", plain_with(problem, language, &action, &form)).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_warned_of_a_button_that_does_one_thing() {
        let unsure = Problem::Unwell(Trouble::Unsure);
        assert_eq!(next_beside(&unsure, true, "next"), "problem-503-unsure-again");
        assert_eq!(next_beside(&unsure, false, "next"), "next");
        assert_eq!(next_beside(&Problem::Unwell(Trouble::Away), true, "next"), "next");
    }
}
