//! Accounts are limited, suspended and let in again: members, people of other servers, and names made for one complaint.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use chrono::TimeDelta;

use crate::domain::Timestamp;
use crate::domain::ids::ActorId;
use crate::domain::refusal::Code;
use crate::http::problem::{Problem, refusal_in_words};
use crate::services::ServiceError;
use crate::services::look_up::place_of;
use crate::services::moderate::{self, Decision, Deed};
use crate::storage::actors::{self, Actor};
use crate::storage::recusals::{self, Part};
use crate::storage::restrictions::{self, Restriction, Severity};
use crate::storage::{StorageError, View};
use crate::web::moderation::moderator;
use crate::web::page::Page;
use crate::web::parts::{self, Choice};
use crate::web::submission::{Fields, Submission};
use crate::web::visit::{Answer, Visit};

/// For how many days; none is for good.
const DURATIONS: [&str; 4] = ["7", "30", "365", "always"];
const DAYS_MAX: i64 = 3_650;

pub(super) fn durations(visit: &Visit) -> Vec<Choice> {
    parts::choices(visit, "duration", DURATIONS)
}

/// Until when a form says; nothing is for good.
pub(super) fn until_of(visit: &Visit, fields: &Fields) -> Option<Timestamp> {
    let days: i64 = fields.get("days").parse().ok().filter(|it| (1..=DAYS_MAX).contains(it))?;
    Some(visit.now + TimeDelta::days(days))
}

struct Subject {
    id: String,
    handle: String,
    link: String,
    standing: Option<String>,
    recused: Option<String>,
}

impl Subject {
    fn is_restricted(&self) -> bool {
        self.standing.is_some()
    }
}

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage<'v> {
    page: Page<'v>,
    who: String,
    missing: bool,
    subject: Option<Subject>,
    durations: Vec<Choice>,
    form: Fields,
}

pub(in crate::web) async fn account(visit: Visit) -> HttpResponse {
    let who = visit.query("who").unwrap_or_default();
    let answer = account_page(&visit, &who, Fields::default(), StatusCode::OK).await;
    visit.answer(answer)
}

type Found = Option<(Actor, Option<Restriction>, Option<Part>)>;

async fn account_page(visit: &Visit, who: &str, form: Fields, status: StatusCode) -> Answer {
    let by = moderator(visit)?;
    let authority = visit.app.address.authority().to_string();
    let who = who.trim().trim_start_matches('@').to_string();
    let (name, host) = match who.rsplit_once('@') {
        Some((name, host)) => (name.to_string(), host.to_lowercase()),
        None => (who.clone(), authority),
    };
    let (now, asked) = (visit.now, !who.is_empty());
    let read = move |view: &mut View<'_>| -> Result<Found, StorageError> {
        let Some(actor) = actors::find_by_handle(view, &name, &host)?.filter(|it| it.deleted_at.is_none()) else {
            return Ok(None);
        };
        let restriction = restrictions::of_actor(view, actor.id, now)?;
        let part = recusals::part_about(view, by.account, actor.id, &actor.uri)?;
        Ok(Some((actor, restriction, part)))
    };
    let found = if asked { visit.read(read).await? } else { None };
    let page = AccountPage {
        page: Page::new(visit, "moderation", visit.say("restrict-title")),
        missing: asked && found.is_none(),
        subject: found.map(|(actor, restriction, part)| Subject {
            id: actor.id.to_string(),
            handle: format!("@{}", actor.handle()),
            link: place_of(&actor),
            standing: restriction.map(|it| standing(visit, &it)),
            recused: part.map(|it| visit.say(&format!("recused-{}-long", it.word()))),
        }),
        who,
        durations: durations(visit),
        form,
    };
    Ok(visit.show_as(status, &page))
}

fn standing(visit: &Visit, it: &Restriction) -> String {
    let until = it.until.map_or_else(|| visit.say("told-until-lifted"), |at| visit.moment(at));
    let told = [("at", visit.moment(it.at).into()), ("until", until.into()), ("reason", (&it.reason).into())];
    visit.words.with(&format!("restriction-{}-since", it.severity.word()), &told)
}

pub(in crate::web) async fn restrict(form: Submission) -> HttpResponse {
    let answer = try_restrict(&form).await;
    form.answer(answer).await
}

async fn try_restrict(form: &Submission) -> Answer {
    let (visit, fields) = (&form.visit, &form.fields);
    let by = moderator(visit)?;
    let actor: ActorId = fields.get("actor").parse().map_err(|_| Problem::NotFound)?;
    let deed = match fields.get("deed") {
        "lift" => Deed::Lift(actor),
        severity => {
            let severity = Severity::from_word(severity).ok_or(Problem::BadRequest)?;
            Deed::Restrict { actor, severity, until: until_of(visit, fields) }
        }
    };
    let reason = fields.get("reason").to_string();
    let decision = Decision { complaint: None, case: None, by, deed, reason, forward: false };
    match moderate::decide(&visit.app, form.cause()?, decision).await {
        Ok(_) => {
            let who: String = url::form_urlencoded::byte_serialize(fields.get("who").as_bytes()).collect();
            Ok(visit.go(&format!("/moderation/accounts?who={who}"), "moderated"))
        }
        // The page has no form for whoever is out.
        Err(ServiceError::Refused(refusal)) if refusal.code() == Code::Recused => Err(Problem::Refused(refusal)),
        Err(ServiceError::Refused(refusal)) => {
            let status = Problem::Refused(refusal.clone()).status();
            let mut again = fields.clone();
            again.refuse("reason", refusal_in_words(visit.words, &refusal));
            let who = fields.get("who").to_string();
            account_page(visit, &who, again, status).await
        }
        Err(error) => Err(error.into()),
    }
}
