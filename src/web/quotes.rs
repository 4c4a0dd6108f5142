//! Who quotes what somebody wrote here, and taking the leave for it back.

use actix_web::HttpResponse;
use actix_web::web::Path;
use askama::Template;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::http::caller::Caller;
use crate::http::problem::Problem;
use crate::services::quote::revoke_quote;
use crate::storage::actors::{self, ActorKind};
use crate::storage::quotes::{self, Last};
use crate::storage::{StorageError, View, posts};
use crate::web::page::Page;
use crate::web::parts;
use crate::web::resume::{Named, beginning};
use crate::web::submission::Submission;
use crate::web::visit::{Answer, Visit};

const QUOTES_LISTED: i64 = 50;

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
    more: Option<String>,
}

pub(super) async fn quotes(visit: Visit) -> HttpResponse {
    let answer = show(&visit).await;
    visit.answer(answer)
}

async fn show(visit: &Visit) -> Answer {
    let caller = visit.signed_in()?;
    let (author, boards) = (caller.actor, speaks_for_boards(caller));
    let before = last(visit);
    let read = move |view: &mut View<'_>| quotes::of_author(view, author, boards, before, QUOTES_LISTED);
    let standing = visit.read(read).await?;
    let full = i64::try_from(standing.len()).is_ok_and(|it| it >= QUOTES_LISTED);
    let end = standing.last().filter(|_| full);
    let more = end.map(|(it, _)| format!("/settings/quotes?before={}_{}", it.at.timestamp_micros(), it.id));
    let shown = standing.into_iter().map(|(quote, quoted)| QuoteView {
        id: quote.id.to_string(),
        quoting: quote.quoting,
        quoted,
        at: visit.moment(quote.at),
        at_iso: parts::iso(quote.at),
    });
    let page = Page::new(visit, "me", visit.say("quotes-title"));
    Ok(visit.show(&QuotesPage { page, quotes: shown.collect(), more }))
}

/// Where the page before ended.
fn last(visit: &Visit) -> Option<Last> {
    let before = visit.query("before")?;
    let (at, id) = before.split_once('_')?;
    Some(Last { at: Timestamp::from_timestamp_micros(at.parse().ok()?)?, id: id.parse().ok()? })
}

/// One quote, for whoever may withdraw the leave for it: the words that are quoted, and where.
pub(super) async fn meant(visit: &Visit, id: &str) -> Option<Vec<Named>> {
    let caller = visit.caller.as_ref()?;
    let (author, boards) = (caller.actor, speaks_for_boards(caller));
    let id: Uuid = id.parse().ok()?;
    let read = move |view: &mut View<'_>| -> Result<_, StorageError> {
        let Some(quote) = quotes::find(view, id)? else { return Ok(None) };
        let Some(post) = posts::find(view, quote.post)? else { return Ok(None) };
        let Some(by) = post.author.map_or(Ok(None), |it| actors::find(view, it))? else { return Ok(None) };
        let may = by.id == author || (boards && by.local && by.kind == ActorKind::Board);
        Ok(may.then_some((quote, post)))
    };
    let (quote, post) = visit.read(read).await.ok()??;
    let quoted = beginning(visit, &format!("@{}", post.author_handle), &post.html);
    Some(vec![("meant-quoted", quoted), ("meant-quoting", quote.quoting)])
}

/// The notes of boards are in the moderators' care.
fn speaks_for_boards(caller: &Caller) -> bool {
    caller.is_moderator()
}

pub(super) async fn revoke(form: Submission, id: Path<String>) -> HttpResponse {
    let answer = try_revoke(&form, &id).await;
    form.answer(answer).await
}

async fn try_revoke(form: &Submission, id: &str) -> Answer {
    let visit = &form.visit;
    let caller = visit.signed_in()?;
    let id: Uuid = id.parse().map_err(|_| Problem::NotFound)?;
    revoke_quote(&visit.app, form.cause()?, caller.actor, speaks_for_boards(caller), id).await?;
    Ok(visit.go("/settings/quotes", "quote-revoked"))
}
