//! What a member can change about their own account.

use actix_web::HttpResponse;
use askama::Template;

use crate::catalogue::Language;
use crate::domain::Timestamp;
use crate::domain::ids::ActorId;
use crate::http::caller;
use crate::http::limits::Kind;
use crate::http::problem::Problem;
use crate::services::accounts::{self, AccountError};
use crate::services::restrict::Objected;
use crate::services::{look_up, restrict};
use crate::storage::actors::{self, Actor};
use crate::storage::pages::{self, LastFiled, Listed};
use crate::storage::{StorageError, View, cases, follows, restrictions};
use crate::web::log_in::wrong_objection;
use crate::web::page::Page;
use crate::web::parts::{self, Card, Telling};
use crate::web::profile::FILED_LISTED;
use crate::web::submission::{Fields, Submission};
use crate::web::told::{self, ToldLists};
use crate::web::visit::{Answer, Visit};

#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsPage<'v> {
    page: Page<'v>,
    form: Fields,
    who: String,
    name: String,
    member: bool,
    languages: Vec<(&'static str, &'static str, bool)>,
    /// That another language was chosen at the foot of a page, and holds here.
    chosen: Option<String>,
    following: Vec<Followed>,
    /// What a guest filed here: a member finds it on their profile.
    filed: Vec<Card>,
    filed_older: Option<String>,
    /// What moderators decided about them, and what they filed, wrote or reported; what waits for them.
    told: ToldLists,
    /// The page from which something of it is removed.
    told_from: &'static str,
    restricted: Option<Restricted>,
}

/// That moderators limited the account, and the way to object.
struct Restricted {
    what: String,
    until: String,
    /// What became of their objection, where they made one.
    objected: Option<String>,
}

/// Somebody whom the member follows.
struct Followed {
    actor: String,
    handle: String,
    link: String,
    accepted: bool,
}

pub(super) async fn settings(visit: Visit) -> HttpResponse {
    let answer = show(&visit, Fields::default()).await;
    visit.answer(answer)
}

async fn show(visit: &Visit, form: Fields) -> Answer {
    let caller = visit.signed_in()?;
    let own = caller.actor;
    let account = caller.account;
    let (now, begin, before) = (visit.now, told::begin(visit), filed_before(visit));
    let read = move |view: &mut View<'_>| {
        let restriction = restrictions::holding(view, own, now)?;
        let objected = match &restriction {
            Some(it) if restrict::objection(view, it)?.is_some() => Some("settings-objected"),
            Some(it) => cases::has_objected_since(view, it.actor, it.at)?.then_some("settings-objection-decided"),
            None => None,
        };
        let names = told::names_of_person(view, own, account)?;
        let filed = match account {
            Some(_) => Vec::new(),
            None => pages::of_complainants(view, &[own], true, before, FILED_LISTED)?,
        };
        Ok::<_, StorageError>((
            filed,
            read_following(view, own)?,
            told::of_actors(view, &names, begin)?,
            names,
            restriction,
            objected,
        ))
    };
    let (filed, followed, told, names, restriction, objected) = visit.read(read).await?;
    told::saw_page(visit, names, &told).await?;
    let status = if form.has_wrong() {
        actix_web::http::StatusCode::UNPROCESSABLE_ENTITY
    } else {
        actix_web::http::StatusCode::OK
    };
    let languages = Language::ALL.into_iter().map(|it| (it.code(), it.own_name(), caller.language == Some(it)));
    let chosen = visit.chosen_language().filter(|it| caller.language != Some(*it));
    let chosen = chosen.map(|it| visit.words.with("settings-language-here", &[("language", it.own_name().into())]));
    let who = if caller.account.is_some() { "settings-member" } else { "settings-guest" };
    Ok(visit.show_as(
        status,
        &SettingsPage {
            page: Page::new(visit, "me", visit.say("nav-settings")),
            form,
            who: visit.words.with(who, &[("handle", format!("@{}", caller.handle).into())]),
            name: caller.name.clone(),
            member: caller.account.is_some(),
            languages: languages.collect(),
            chosen,
            filed: parts::cards(visit, &filed, Telling::Full),
            filed_older: filed_older(&filed),
            told: told::lists(visit, &told, "/settings"),
            told_from: "settings",
            restricted: restriction.map(|it| Restricted {
                what: visit.words.with(
                    "settings-limited",
                    &[("at", visit.moment(it.at).into()), ("reason", it.reason.as_str().into())],
                ),
                until: match it.until {
                    Some(until) => visit.words.with("suspended-until", &[("until", visit.moment(until).into())]),
                    None => visit.say("suspended-for-good"),
                },
                objected: objected.map(|key| visit.say(key)),
            }),
            following: followed
                .iter()
                .map(|(actor, accepted)| Followed {
                    actor: actor.id.to_string(),
                    handle: format!("@{}", actor.handle()),
                    link: look_up::place_of(actor),
                    accepted: *accepted,
                })
                .collect(),
        },
    ))
}

/// `?filed=MICROSECONDS_ID`: where the page before ended.
fn filed_before(visit: &Visit) -> Option<LastFiled> {
    let text = visit.query("filed")?;
    let (at, id) = text.split_once('_')?;
    Some(LastFiled { at: Timestamp::from_timestamp_micros(at.parse().ok()?)?, id: id.parse().ok()? })
}

fn filed_older(filed: &[Listed]) -> Option<String> {
    let last = filed.last().filter(|_| i64::try_from(filed.len()).is_ok_and(|it| it >= FILED_LISTED))?;
    Some(format!("/settings?filed={}_{}#filed", last.filed_at.timestamp_micros(), last.id))
}

pub(super) async fn object(form: Submission) -> HttpResponse {
    let answer = try_object(&form).await;
    form.answer(answer).await
}

async fn try_object(form: &Submission) -> Answer {
    let visit = &form.visit;
    let actor = visit.signed_in()?.actor;
    if let Some(wrong) = wrong_objection(visit, &form.fields) {
        return show(visit, wrong).await;
    }
    let words = form.fields.get("objection").to_string();
    let kept = restrict::object(&visit.app, actor, words).await?;
    let said = match kept {
        Objected::Kept => "objected",
        Objected::Before => "objected-before",
        Objected::NothingHolds => "nothing-to-object-to",
    };
    Ok(visit.go("/settings", said))
}

fn read_following(view: &mut View<'_>, own: ActorId) -> Result<Vec<(Actor, bool)>, StorageError> {
    let follows = follows::of_follower(view, own)?;
    let ids: Vec<ActorId> = follows.iter().map(|it| it.followed).collect();
    let accepted = |id: ActorId| follows.iter().any(|it| it.followed == id && it.accepted);
    Ok(actors::find_many(view, &ids)?
        .into_iter()
        .map(|actor| {
            let accepted = accepted(actor.id);
            (actor, accepted)
        })
        .collect())
}

pub(super) async fn language(form: Submission) -> HttpResponse {
    let answer = change_language(&form).await;
    form.answer(answer).await
}

async fn change_language(form: &Submission) -> Answer {
    let account = form.visit.signed_in()?.account.ok_or(Problem::Forbidden)?;
    let language = Language::from_code(form.fields.get("language")).map(Language::code);
    accounts::set_language(&form.visit.app, account, language).await?;
    form.visit.forget_chosen_language();
    Ok(form.visit.go("/settings", "saved"))
}

pub(super) async fn password(form: Submission) -> HttpResponse {
    let answer = change_password(&form).await;
    form.answer(answer).await
}

async fn change_password(form: &Submission) -> Answer {
    let visit = &form.visit;
    let caller = visit.signed_in()?;
    let account = caller.account.ok_or(Problem::Forbidden)?;
    visit.take(Kind::OwnPassword, &caller.word())?;
    let (old, new) = (form.fields.get("old"), form.fields.get("new").to_string());
    match accounts::change_password(&visit.app, account, old, new).await {
        Ok(account) => {
            // Everywhere else they are signed out; here a new session begins.
            caller::sign_in(&visit.session, Some(account.id), account.actor);
            Ok(visit.go("/settings", "password-changed"))
        }
        Err(error) => {
            let Some(message) = error.message() else { return Err(error.into()) };
            let field = if matches!(error, AccountError::WrongPassword) { "old" } else { "new" };
            let mut fields = Fields::default();
            fields.refuse(field, visit.say(message));
            // The old one is looked at only after the new one: both are said at once.
            if field == "new"
                && matches!(
                    accounts::check_own_password(&visit.app, account, old).await,
                    Err(AccountError::WrongPassword)
                )
            {
                fields.refuse("old", visit.say("account-wrong-password"));
            }
            show(visit, fields).await
        }
    }
}
