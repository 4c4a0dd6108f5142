//! Who quotes what somebody wrote here, and taking the leave for it back.

use actix_web::HttpResponse;
use actix_web::web::Path;
use askama::Template;
use uuid::Uuid;

use crate::http::caller::Caller;
use crate::http::problem::Problem;
use crate::services::quote::revoke_quote;
use crate::storage::quotes;
use crate::web::page::Page;
use crate::web::parts;
use crate::web::submission::Submission;
use crate::web::visit::{Answer, Visit};

struct QuoteView {
    id: String,
    quoting: String,
    quoted: String,
    at: String,
    at_iso: String,
}

#[derive(Template)]
#[template(path = "quotes.html")]
struct QuotesPage<'v> {
    page: Page<'v>,
    quotes: Vec<QuoteView>,
}

pub(super) async fn quotes(visit: Visit) -> HttpResponse {
    let answer = show(&visit).await;
    visit.answer(answer)
}

async fn show(visit: &Visit) -> Answer {
    let caller = visit.signed_in()?;
    let (author, boards) = (caller.actor, speaks_for_boards(caller));
    let standing = visit.read(move |view| quotes::of_author(view, author, boards)).await?;
    let shown = standing.into_iter().map(|(quote, quoted)| QuoteView {
        id: quote.id.to_string(),
        quoting: quote.quoting,
        quoted,
        at: visit.moment(quote.at),
        at_iso: parts::iso(quote.at),
    });
    let page = Page::new(visit, "me", visit.say("quotes-title"));
    Ok(visit.show(&QuotesPage { page, quotes: shown.collect() }))
}

/// The notes of boards are in the moderators' care.
fn speaks_for_boards(caller: &Caller) -> bool {
    caller.is_moderator()
}

pub(super) async fn revoke(form: Submission, id: Path<String>) -> HttpResponse {
    let answer = try_revoke(&form, &id).await;
    form.visit.answer(answer)
}

async fn try_revoke(form: &Submission, id: &str) -> Answer {
    let visit = &form.visit;
    let caller = visit.signed_in()?;
    let id: Uuid = id.parse().map_err(|_| Problem::NotFound)?;
    revoke_quote(&visit.app, form.cause()?, caller.actor, speaks_for_boards(caller), id).await?;
    Ok(visit.go("/settings/quotes", "quote-revoked"))
}
