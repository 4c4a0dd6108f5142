//! What other sites send our members here for (FEP-3b86): to follow, answer, like or boost something from their account.

use actix_web::HttpResponse;
use actix_web::web::Path;
use askama::Template;

use crate::domain::ids::ActorId;
use crate::http::problem::Problem;
use crate::services::home_server::Intent;
use crate::services::intend::{Intended, intend};
use crate::services::look_up::{self, Named};
use crate::storage::actors::{self, Actor};
use crate::storage::posts::{self, PostKind, StoredPost};
use crate::storage::{StorageError, View, complaints, follows, pages, visibility};
use crate::web::page::Page;
use crate::web::search::login_link;
use crate::web::submission::Submission;
use crate::web::visit::{Answer, Visit};

const OBJECT_CHARS_MAX: usize = look_up::TEXT_CHARS_MAX;

#[derive(Template)]
#[template(path = "intent.html")]
struct IntentPage<'v> {
    page: Page<'v>,
    /// What it is about, with its page here.
    about: Option<(String, String)>,
    intent: &'static str,
    object: String,
    /// The words on the button that does it.
    go: String,
    /// This page again, after the other server was asked.
    here: String,
    /// Nothing may be done about it: it is done already, or it is the member's own.
    done: Option<String>,
    missed: bool,
}

/// What an address that another site sent names, as far as we know it.
enum Meant {
    Actor(Box<Actor>),
    Post(Box<StoredPost>),
    /// A thread, without the post that it began with.
    Page(String),
    Nothing,
}

pub(super) async fn page(visit: Visit, intent: Path<String>) -> HttpResponse {
    let answer = intent_page(&visit, &intent).await;
    visit.answer(answer)
}

async fn intent_page(visit: &Visit, intent: &str) -> Answer {
    let intent = Intent::from_word(intent).ok_or(Problem::NotFound)?;
    if visit.caller.is_none() {
        // Back to exactly here afterwards.
        return Ok(visit.go(&login_link(&visit.path_and_query()), ""));
    }
    let object = if intent == Intent::Create { "inReplyTo" } else { "object" };
    let object: String = visit.query(object).unwrap_or_default().trim().chars().take(OBJECT_CHARS_MAX).collect();
    if intent == Intent::Create && object.is_empty() {
        return Ok(visit.go(&new_complaint(visit), ""));
    }
    let meant = meant(visit, &object).await?;
    if let Some(place) = straight_to(visit, intent, &meant) {
        return Ok(visit.go(&place, ""));
    }
    let about = about(&meant);
    let done = done(visit, intent, &meant).await?;
    let name = about.as_ref().map_or_else(|| object.clone(), |it| it.0.clone());
    let title = visit.words.with(&format!("intent-{}-title", intent.word()), &[("name", (&name).into())]);
    Ok(visit.show(&IntentPage {
        page: Page::new(visit, "", title),
        about,
        intent: intent.word(),
        go: visit.say(&format!("intent-{}", intent.word())),
        here: visit.path_and_query(),
        done,
        missed: visit.query("missed").is_some(),
        object,
    }))
}

/// A text that another site begins becomes a complaint that the member goes on with.
fn new_complaint(visit: &Visit) -> String {
    let text = |name: &str| visit.query(name).unwrap_or_default();
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in [("title", text("name")), ("text", text("content"))] {
        if !value.is_empty() {
            query.append_pair(name, &value);
        }
    }
    format!("/file?{}", query.finish())
}

async fn meant(visit: &Visit, object: &str) -> Result<Meant, Problem> {
    let asked = object.to_string();
    let address = visit.app.address.clone();
    let read = move |view: &mut View<'_>| -> Result<Meant, StorageError> {
        let found = actors::find_by_uri(view, &asked)?;
        if let Some(actor) = visibility::known_to_others(view, found)?.filter(|it| it.deleted_at.is_none()) {
            return Ok(Meant::Actor(Box::new(actor)));
        }
        if let Some(post) = posts::find_by_uri(view, &asked)?.filter(|it| it.kind != PostKind::Direct) {
            let public = post.complaint.map(|it| pages::public_by_ids(view, &[it])).transpose()?;
            if public.is_some_and(|it| !it.is_empty()) {
                return Ok(Meant::Post(Box::new(post)));
            }
            // What is not for everybody is answered as what is not there.
        } else if let Some(held) = complaints::find_by_uri(view, &asked)?
            && !pages::public_by_ids(view, &[held.id])?.is_empty()
        {
            let first = posts::of_event(view, held.id, 1)?.map(Box::new);
            return Ok(first.map_or_else(|| Meant::Page(format!("/complaints/{}", held.id)), Meant::Post));
        }
        match look_up::named(&asked) {
            Some(Named::Handle(name, host)) => {
                let found = actors::find_by_handle(view, &name, &host)?;
                let found = visibility::known_to_others(view, found)?.map(Box::new);
                Ok(found.map_or(Meant::Nothing, Meant::Actor))
            }
            Some(Named::Url(url)) if address.is_ours(&url) => {
                Ok(look_up::own_path(&url).map_or(Meant::Nothing, Meant::Page))
            }
            _ => Ok(Meant::Nothing),
        }
    };
    visit.read(read).await
}

/// Where nothing has to be confirmed: the page itself, or the form to answer with.
fn straight_to(visit: &Visit, intent: Intent, meant: &Meant) -> Option<String> {
    match (intent, meant) {
        (Intent::Object, Meant::Actor(actor)) => Some(look_up::place_of(actor)),
        (Intent::Object, Meant::Post(post)) => Some(format!("/posts/{}", post.id)),
        (Intent::Create, Meant::Post(post)) => {
            let content: String = visit.query("content").unwrap_or_default();
            let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("say", &content).finish();
            post.complaint.map(|complaint| format!("/complaints/{complaint}?{query}#talk"))
        }
        (_, Meant::Page(path)) => Some(path.clone()),
        _ => None,
    }
}

fn about(meant: &Meant) -> Option<(String, String)> {
    match meant {
        Meant::Actor(actor) => Some((format!("@{}", actor.handle()), look_up::place_of(actor))),
        Meant::Post(post) => {
            let name = post.title.clone().filter(|it| !it.is_empty());
            Some((name.unwrap_or_else(|| format!("@{}", post.author_handle)), format!("/posts/{}", post.id)))
        }
        Meant::Page(_) | Meant::Nothing => None,
    }
}

/// What an address of somewhere is called here.
pub(super) async fn name_of(visit: &Visit, object: &str) -> String {
    let known = meant(visit, object).await.ok().and_then(|it| about(&it));
    known.map_or_else(|| object.to_string(), |it| it.0)
}

/// Why there is no button: it was done before, or it makes no sense.
async fn done(visit: &Visit, intent: Intent, meant: &Meant) -> Result<Option<String>, Problem> {
    let own = visit.signed_in()?.actor;
    match (intent, meant) {
        (Intent::Follow, Meant::Actor(actor)) if actor.id == own => Ok(Some(visit.say("intent-own"))),
        (Intent::Follow, Meant::Actor(actor)) => {
            let followed = actor.id;
            let follow = visit.read(move |view| follows::find(view, own, followed)).await?;
            Ok(follow.map(|it| visit.say(if it.accepted { "intent-followed" } else { "intent-follow-waits" })))
        }
        (Intent::Like | Intent::Announce, Meant::Post(_)) | (_, Meant::Nothing) => Ok(None),
        _ => Ok(Some(visit.say("intent-senseless"))),
    }
}

pub(super) async fn act(form: Submission, intent: Path<String>) -> HttpResponse {
    let answer = do_it(&form, &intent).await;
    form.answer(answer).await
}

async fn do_it(form: &Submission, intent: &str) -> Answer {
    let visit = &form.visit;
    let caller = visit.signed_in()?;
    // Guests do such things at home.
    caller.account.ok_or(Problem::Forbidden)?;
    if intent == "unfollow" {
        let followed: ActorId = form.fields.get("actor").parse().map_err(|_| Problem::BadRequest)?;
        intend(&visit.app, form.cause()?, caller.actor, Intended::Unfollow(followed)).await?;
        return Ok(visit.go("/settings#following", "unfollowed"));
    }
    let intent = Intent::from_word(intent).ok_or(Problem::NotFound)?;
    let meant = meant(visit, form.fields.get("object")).await?;
    let back = about(&meant).map_or_else(|| "/".to_string(), |it| it.1);
    let (intended, said) = match (intent, &meant) {
        (Intent::Follow, Meant::Actor(actor)) => (Intended::Follow(actor.id), "followed"),
        (Intent::Like, Meant::Post(post)) => (Intended::Like(post.id), "liked"),
        (Intent::Announce, Meant::Post(post)) => (Intended::Announce(post.id), "boosted"),
        _ => return Err(Problem::NotFound),
    };
    intend(&visit.app, form.cause()?, caller.actor, intended).await?;
    Ok(visit.go(&back, said))
}
