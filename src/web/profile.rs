//! A person's page: what they filed here under their own name.

use actix_web::HttpResponse;
use actix_web::web::Path;
use askama::Template;

use crate::domain::ids::AccountId;
use crate::http::problem::Problem;
use crate::markup::SafeHtml;
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::complaints;
use crate::storage::pages::{self, Listed};
use crate::storage::{StorageError, View};
use crate::web::page::Page;
use crate::web::parts::{self, Card, Telling};
use crate::web::visit::{Answer, Visit};

const FILED_LISTED: i64 = 50;

#[derive(Template)]
#[template(path = "profile.html")]
struct ProfilePage<'v> {
    page: Page<'v>,
    link: String,
    initial: String,
    name: String,
    handle: String,
    since: String,
    own: bool,
    summary: Option<SafeHtml>,
    cards: Vec<Card>,
    /// For their own eyes: what they filed by another name, and what is not public.
    yours: Vec<Card>,
}

pub(super) async fn profile(visit: Visit, name: Path<String>) -> HttpResponse {
    let answer = profile_page(&visit, &name).await;
    visit.answer(answer)
}

async fn profile_page(visit: &Visit, name: &str) -> Answer {
    // `@name@host` of somebody here is the same person; strangers' pages are at their own servers.
    let authority = visit.app.address.authority().to_string();
    let name = name.strip_suffix(&format!("@{authority}")).unwrap_or(name).to_lowercase();
    let account = visit.caller.as_ref().filter(|it| it.name == name).and_then(|it| it.account);
    let read = move |view: &mut View<'_>| read_profile(view, &name, &authority, account);
    let (actor, cards, yours) = visit.read(read).await?.ok_or(Problem::NotFound)?;
    let own = visit.caller.as_ref().is_some_and(|it| it.actor == actor.id);
    let place = if own { "me" } else { "" };
    let summary = (!actor.summary_html.is_empty()).then(|| SafeHtml::from_html(&actor.summary_html));
    Ok(visit.show(&ProfilePage {
        page: Page::new(visit, place, actor.shown_name().to_string()),
        link: actor.uri.clone(),
        initial: parts::initial(actor.shown_name()),
        name: actor.shown_name().to_string(),
        handle: format!("@{}", actor.handle()),
        since: visit.words.with("profile-since", &[("day", visit.day(actor.created_at).into())]),
        own,
        summary,
        cards: parts::cards(visit, &cards, Telling::Full),
        yours: parts::cards(visit, &yours, Telling::Full),
    }))
}

type Profile = (Actor, Vec<Listed>, Vec<Listed>);

fn read_profile(
    view: &mut View<'_>,
    name: &str,
    authority: &str,
    account: Option<AccountId>,
) -> Result<Option<Profile>, StorageError> {
    let found = actors::find_by_handle(view, name, authority)?;
    let Some(actor) = found.filter(|it| it.local && it.kind == ActorKind::Person) else { return Ok(None) };
    let cards = pages::of_complainants(view, &[actor.id], false, FILED_LISTED)?;
    let yours = match account {
        Some(account) => {
            let mut mine = complaints::pseudonyms_of(view, account)?;
            mine.push(actor.id);
            let all = pages::of_complainants(view, &mine, true, FILED_LISTED)?;
            all.into_iter().filter(|it| cards.iter().all(|card| card.id != it.id)).collect()
        }
        None => Vec::new(),
    };
    Ok(Some((actor, cards, yours)))
}
