//! Signing in and out: members with a password, people from other servers with a one-time link.

use actix_web::HttpResponse;
use actix_web::cookie::{Cookie, SameSite, time};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use askama::Template;
use uuid::Uuid;

use crate::crypto::random;
use crate::domain::brand::site_of;
use crate::domain::ids::ActorId;
use crate::domain::refusal::Refusal;
use crate::http::caller;
use crate::http::limits::Kind;
use crate::http::problem::{Problem, refusal_in_words};
use crate::services::accounts::{self, AccountError, LoggedIn, NAME_CHARS_MAX, NAME_CHARS_MIN, Registration};
use crate::services::moderate::NOTE_CHARS_MAX;
use crate::services::restrict::Objected;
use crate::services::{login_link, restrict};
use crate::storage::accounts::Role;
use crate::storage::restrictions::Restriction;
use crate::storage::{actors, cases, idle};
use crate::web::page::Page;
use crate::web::resume::{self, GivenBack, Late};
use crate::web::submission::{Fields, Submission};
use crate::web::visit::{Answer, Visit};

/// Marks the browser that asked for a link; only it may use the link.
const BROWSER_COOKIE: &str = "guest";
/// Where that browser was when it asked.
const NEXT_COOKIE: &str = "guest-next";
const BROWSER_MARK_BYTES: usize = 24;

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage<'v> {
    page: Page<'v>,
    form: Fields,
    next: String,
    open: bool,
}

pub(super) async fn form(visit: Visit) -> HttpResponse {
    let next = visit.query("next").unwrap_or_default();
    show_login(&visit, Fields::default(), &next, StatusCode::OK)
}

fn show_login(visit: &Visit, form: Fields, next: &str, status: StatusCode) -> HttpResponse {
    let page = Page::new(visit, "login", visit.say("nav-sign-in"));
    let open = visit.site.registrations_open;
    visit.show_as(status, &LoginPage { page, form, next: inside(next).to_string(), open })
}

/// Where to go afterwards: a page of ours, never another site.
pub(super) fn inside(next: &str) -> &str {
    let ours = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\n', '\r', '\t']);
    if ours && next.len() <= 500 { next } else { "" }
}

/// Back to where somebody came from; from nowhere, to what they wrote before, where that waits for them.
fn onward<'n>(visit: &Visit, next: &'n str) -> &'n str {
    match inside(next) {
        "" if caller::draft(&visit.session).is_some() => "/file",
        "" => "/",
        next => next,
    }
}

pub(super) async fn log_in(mut form: Submission) -> HttpResponse {
    let answer = try_log_in(&mut form).await;
    // The form that waits behind it is not lost with it.
    let waiting = form.fields.unkept();
    let late = match &answer {
        Err(Problem::TooOften { seconds }) => Some(Late::TooOften { seconds: *seconds }),
        Err(Problem::Unwell(trouble)) => Some(Late::Unwell(*trouble)),
        Ok(_) | Err(_) => None,
    };
    if let Some(late) = late.filter(|_| !waiting.is_empty()) {
        let next = onward(&form.visit, form.fields.get("next"));
        return resume::show(&form.visit, next, &waiting, late, form.fields.get("name")).await;
    }
    form.answer(answer).await
}

async fn try_log_in(form: &mut Submission) -> Answer {
    let (visit, fields) = (&form.visit, &form.fields);
    let waiting = fields.unkept();
    let name = accounts::name_from_text(&visit.app, fields.get("name"));
    take_guess(visit, &name)?;
    match accounts::log_in(&visit.app, fields.get("name"), fields.get("password")).await? {
        LoggedIn::Member(account) => {
            caller::sign_in(&visit.session, Some(account.id), account.actor);
            visit.remember_browser(&account.name);
            if waiting.is_empty() {
                return Ok(visit.go(onward(visit, fields.get("next")), "signed-in"));
            }
            // The form that waited is shown again, now to them.
            let (id, actor, now) = (account.id, account.actor, visit.now);
            let who = visit.read(move |view| caller::find(view, Some(id), actor, now)).await?;
            form.visit.caller = who;
            let next = onward(&form.visit, form.fields.get("next"));
            Ok(resume::show(&form.visit, next, &waiting, Late::SignedIn, "").await)
        }
        LoggedIn::Suspended(account, restriction) => {
            let objected = object(form, account.actor).await?;
            let own = format!("@{}", account.name);
            let kept = resume::given_back(visit.words, Some(&own), inside(fields.get("next")), &waiting);
            show_suspended(visit, &restriction, "/login", Some(account.name), objected, kept).await
        }
        LoggedIn::Nobody if !waiting.is_empty() => {
            let next = onward(visit, fields.get("next"));
            Ok(resume::show(visit, next, &waiting, Late::NotSignedIn, fields.get("name")).await)
        }
        LoggedIn::Nobody => {
            let mut again = fields.clone();
            again.refuse("form", visit.say("login-wrong"));
            Ok(show_login(visit, again, fields.get("next"), StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// Guesses at one account are slowed wherever they come from, and shut its owner out nowhere where they signed in before:
/// that browser has tries of its own. So has whoever comes from where nobody guessed at this account so far: of all such
/// places together so many that only hundreds of networks use them up, and still too few to find a password.
fn take_guess(visit: &Visit, name: &str) -> Result<(), Problem> {
    if let Some(number) = visit.known_browser(name) {
        return visit.take(Kind::LogInKnown, &format!("{number} {name}"));
    }
    visit.take_by_peer(Kind::LogInByPeer)?;
    visit.take_by_network(Kind::LogInByNetwork)?;
    match visit.take(Kind::LogInByName, name) {
        Ok(()) => Ok(()),
        Err(slow) => {
            visit.take(Kind::LogInSpare, &format!("{} {name}", visit.peer().owner())).map_err(|_| slow)?;
            visit.take(Kind::LogInSpareInAll, name)
        }
    }
}

/// Who is suspended learns it where they would sign in: why, until when, and how to object.
#[derive(Template)]
#[template(path = "suspended.html")]
struct SuspendedPage<'v> {
    page: Page<'v>,
    what: String,
    until: String,
    /// What became of an objection that was just sent.
    done: Option<String>,
    /// The objection that was not taken, and why.
    form: Fields,
    action: String,
    /// Of a member, who proves again with the password that they are the one.
    name: Option<String>,
    contact: String,
    /// The words of a form that waited for them to sign in.
    kept: Vec<GivenBack>,
    kept_title: String,
}

async fn show_suspended(
    visit: &Visit,
    restriction: &Restriction,
    action: &str,
    name: Option<String>,
    objection: Objection,
    kept: Vec<GivenBack>,
) -> Answer {
    let (done, form) = match objection {
        Objection::Said(done) => (Some(done), Fields::default()),
        Objection::Wrong(form) => (None, form),
        Objection::Unsaid => (None, Fields::default()),
    };
    let status = if form.has_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::FORBIDDEN };
    let (actor, since) = (restriction.actor, restriction.at);
    let objected = visit.read(move |view| cases::has_objected_since(view, actor, since)).await?;
    // There is one objection to one decision, whatever became of it.
    let done = done.or(objected.then_some("suspended-objected-before"));
    let told = [("reason", (&restriction.reason).into()), ("at", visit.moment(restriction.at).into())];
    let until = match restriction.until {
        Some(until) => visit.words.with("suspended-until", &[("until", visit.moment(until).into())]),
        None => visit.say("suspended-for-good"),
    };
    let page = SuspendedPage {
        page: Page::new(visit, "login", visit.say("suspended-title")),
        what: visit.words.with("suspended-what", &told),
        until,
        done: done.map(|key| visit.say(key)),
        form,
        action: action.to_string(),
        name,
        contact: visit.site.contact.clone(),
        kept,
        kept_title: visit.say("kept-title"),
    };
    Ok(visit.show_as(status, &page))
}

/// What a form says against a suspension.
enum Objection {
    /// It is none: somebody signs in.
    Unsaid,
    /// Sent; the message says what became of it.
    Said(&'static str),
    /// Not sent: the form, with what is wrong.
    Wrong(Fields),
}

/// Why an objection cannot be sent as it is.
pub(super) fn wrong_objection(visit: &Visit, fields: &Fields) -> Option<Fields> {
    let words = fields.get("objection");
    let why = match Refusal::too_long(words, NOTE_CHARS_MAX) {
        Some(long) => refusal_in_words(visit.words, &long),
        None if words.is_empty() => visit.say("settings-objection-missing"),
        None => return None,
    };
    let mut wrong = Fields::default();
    wrong.set("objection", words.to_string());
    wrong.refuse("objection", why);
    Some(wrong)
}

async fn object(form: &Submission, actor: ActorId) -> Result<Objection, Problem> {
    if !form.fields.has("objection") {
        return Ok(Objection::Unsaid);
    }
    if let Some(wrong) = wrong_objection(&form.visit, &form.fields) {
        return Ok(Objection::Wrong(wrong));
    }
    let kept = restrict::object(&form.visit.app, actor, form.fields.get("objection").to_string()).await?;
    Ok(Objection::Said(match kept {
        Objected::Kept => "suspended-objected",
        Objected::Before => "suspended-objected-before",
        Objected::NothingHolds => "suspended-nothing-holds",
    }))
}

pub(super) async fn log_out(form: Submission) -> HttpResponse {
    caller::sign_out(&form.visit.session);
    form.visit.go("/", "signed-out")
}

#[derive(Template)]
#[template(path = "register.html")]
struct RegisterPage<'v> {
    page: Page<'v>,
    form: Fields,
    next: String,
    name_hint: String,
    open: bool,
}

pub(super) async fn register_form(visit: Visit) -> HttpResponse {
    let next = visit.query("next").unwrap_or_default();
    show_register(&visit, Fields::default(), &next, StatusCode::OK)
}

fn show_register(visit: &Visit, form: Fields, next: &str, status: StatusCode) -> HttpResponse {
    let bounds = [("min", NAME_CHARS_MIN.into()), ("max", NAME_CHARS_MAX.into())];
    visit.show_as(
        status,
        &RegisterPage {
            page: Page::new(visit, "login", visit.say("register-title")),
            form,
            next: inside(next).to_string(),
            name_hint: visit.words.with("register-name-hint", &bounds),
            open: visit.site.registrations_open,
        },
    )
}

pub(super) async fn register(form: Submission) -> HttpResponse {
    let answer = try_register(&form).await;
    form.answer(answer).await
}

async fn try_register(form: &Submission) -> Answer {
    let (visit, fields) = (&form.visit, &form.fields);
    visit.take_by_peer(Kind::RegisterByPeer)?;
    // The page says that nobody is taken now.
    if !visit.site.registrations_open {
        return Ok(show_register(visit, Fields::default(), fields.get("next"), StatusCode::FORBIDDEN));
    }
    let (name, password) = (fields.get("name"), fields.get("password"));
    let wrong = accounts::mistakes(&visit.app, name, password).await?;
    // A name that is taken may be theirs, by a form that was sent twice: only trying shows it, and that is a guess at its
    // password like any other. Whoever has no guess left reads what everybody reads.
    let taken = wrong.iter().all(|it| matches!(it, AccountError::NameTaken)) && {
        let (wanted, now) = (accounts::name_from_text(&visit.app, name), visit.now);
        let asked = wanted.clone();
        wrong.is_empty()
            || visit.read(move |view| accounts::may_be_sent_twice(view, &asked, now)).await?
                && take_guess(visit, &wanted).is_ok()
    };
    if !taken {
        return Ok(show_mistakes(visit, fields, &wrong));
    }
    // What everybody shares is the work of a hash and a row, and is taken for those alone.
    visit.take_by_network(Kind::RegisterByNetwork)?;
    visit.take_shared(Kind::RegisterInAll, "")?;
    let registration = Registration {
        name: name.to_string(),
        password: password.to_string(),
        language: Some(visit.words.language().code().to_string()),
        role: Role::Member,
    };
    match accounts::register(&visit.app, registration).await {
        Ok(account) => {
            caller::sign_in(&visit.session, Some(account.id), account.actor);
            visit.remember_browser(&account.name);
            Ok(visit.go(onward(visit, fields.get("next")), "registered"))
        }
        // What only the trying showed.
        Err(error) if error.message().is_some() => Ok(show_mistakes(visit, fields, &[error])),
        Err(error) => Err(error.into()),
    }
}

/// The form with everything that is wrong at once.
fn show_mistakes(visit: &Visit, fields: &Fields, wrong: &[AccountError]) -> HttpResponse {
    let mut again = fields.clone();
    for error in wrong {
        let Some(message) = error.message() else { continue };
        let password = matches!(error, AccountError::PasswordShort | AccountError::PasswordLong);
        again.refuse(if password { "password" } else { "name" }, visit.say(message));
    }
    show_register(visit, again, fields.get("next"), StatusCode::UNPROCESSABLE_ENTITY)
}

#[derive(Template)]
#[template(path = "guest.html")]
struct GuestPage<'v> {
    page: Page<'v>,
    lead: String,
    action: Option<String>,
    /// Where another link can be asked for.
    anew: Option<String>,
}

pub(super) async fn ask_for_link(form: Submission) -> HttpResponse {
    let answer = try_ask_for_link(&form).await;
    form.answer(answer).await
}

async fn try_ask_for_link(form: &Submission) -> Answer {
    let (visit, fields) = (&form.visit, &form.fields);
    let Some((name, host)) = login_link::handle_from_text(fields.get("handle"), visit.app.address.authority()) else {
        visit.take_by_peer(Kind::LinkByPeer)?;
        let mut again = fields.clone();
        again.refuse("handle", visit.say("login-handle-wrong"));
        return Ok(show_login(visit, again, fields.get("next"), StatusCode::UNPROCESSABLE_ENTITY));
    };
    let handle = format!("{name}@{host}");
    let known = visit.known_browser(&handle);
    match &known {
        Some(number) => take_known_link(visit, number, &handle, &host)?,
        None => take_link(visit, &handle, &name, &host).await?,
    }
    let browser = hex::encode(random::bytes::<BROWSER_MARK_BYTES>(visit.app.random.as_ref()));
    let language = visit.words.language().code();
    login_link::ask_for_link(&visit.app, handle.clone(), &browser, known.is_some(), language).await?;
    remember(visit, BROWSER_COOKIE, browser);
    remember(visit, NEXT_COOKIE, url::form_urlencoded::byte_serialize(inside(fields.get("next")).as_bytes()).collect());
    let told = [("handle", format!("@{handle}").into()), ("minutes", login_link::LINK_MINUTES_MAX.into())];
    Ok(visit.show(&GuestPage {
        page: Page::new(visit, "login", visit.say("guest-sent-title")),
        lead: visit.words.with("guest-sent", &told),
        action: None,
        anew: None,
    }))
}

/// For this browser alone, and as long as a link works.
fn remember(visit: &Visit, name: &'static str, value: String) {
    let cookie = Cookie::build(name, value)
        .path("/login")
        .http_only(true)
        .secure(visit.app.address.is_https())
        .same_site(SameSite::Lax)
        .max_age(time::Duration::minutes(login_link::LINK_MINUTES_MAX))
        .finish();
    visit.set_cookie(cookie);
}

/// Where this browser was when it asked for a link.
fn remembered_next(visit: &Visit) -> String {
    let kept = visit.cookie(NEXT_COOKIE).unwrap_or_default();
    let pair = format!("next={kept}");
    url::form_urlencoded::parse(pair.as_bytes()).next().map(|(_, next)| next.into_owned()).unwrap_or_default()
}

/// Each link is a message to whoever it is. Whoever signed in with that handle in this browser before takes nothing from what
/// strangers can use up: a cookie of ours proves that they did, and such browsers have bounds of their own.
fn take_known_link(visit: &Visit, number: &str, handle: &str, host: &str) -> Result<(), Problem> {
    let mut together = visit.together();
    together.take(Kind::LinkKnown, &format!("{number} {handle}"))?;
    together.take(Kind::LinkKnownToHandle, handle)?;
    together.take_shared(Kind::LinkKnownToSite, &site_of(host))?;
    together.take_shared(Kind::LinkKnownInAll, "")?;
    together.count();
    Ok(())
}

/// All strangers together have few links to one handle, and can use them up: who comes from a browser that is not known waits
/// an hour at most for the next one. Handles that were made up use up nothing of those whom somebody here knows: these have
/// a bound of their own.
async fn take_link(visit: &Visit, handle: &str, name: &str, host: &str) -> Result<(), Problem> {
    visit.take_by_peer(Kind::LinkByPeer)?;
    let (asked, site) = ((name.to_string(), host.to_string()), site_of(host));
    let known = visit.read(move |view| {
        let found = actors::find_by_handle(view, &asked.0, &asked.1)?;
        // By what anybody can read: that somebody is turned away tells nothing else of whose handle it is.
        found.map_or(Ok(false), |it| idle::has_part_in_public(view, it.id))
    });
    let whose = if known.await? { "known" } else { "" };
    let mut together = visit.together();
    together.take(Kind::LinkByHandle, &format!("{} {handle}", visit.peer().owner()))?;
    together.take(Kind::LinkToHandle, handle)?;
    together.take(Kind::LinkByNetwork, &visit.peer().owner())?;
    // Their server gets each of them, whoever it is for, and is no part of this: its site has one bound for all its names.
    together.take_shared(Kind::LinkToSite, &format!("{whose} {site}"))?;
    together.take_shared(Kind::LinkInAll, whose)?;
    together.count();
    Ok(())
}

/// Looking at a link signs nobody in: servers that preview links look at them too.
pub(super) async fn link(visit: Visit, parts: Path<(String, String)>) -> HttpResponse {
    let answer = show_link(&visit, &parts.0, &parts.1).await;
    visit.answer(answer)
}

async fn show_link(visit: &Visit, id: &str, secret: &str) -> Answer {
    let found = match (id.parse::<Uuid>(), visit.cookie(BROWSER_COOKIE)) {
        (Ok(id), Some(browser)) => login_link::look_at(&visit.app, id, secret, &browser).await?,
        _ => None,
    };
    Ok(match found {
        Some(link) => match suspended(visit, link.actor).await? {
            Some(restriction) => {
                let action = format!("/login/link/{id}/{secret}");
                show_suspended(visit, &restriction, &action, None, Objection::Unsaid, Vec::new()).await?
            }
            None => visit.show(&GuestPage {
                page: Page::new(visit, "login", visit.say("nav-sign-in")),
                lead: visit.words.with("guest-confirm", &[("handle", format!("@{}", link.handle).into())]),
                action: Some(format!("/login/link/{id}/{secret}")),
                anew: None,
            }),
        },
        None => dead_link(visit),
    })
}

/// Whom a link signs in, for the browser that asked for it.
pub(super) async fn whose_link(visit: &Visit, id: &str, secret: &str) -> Option<String> {
    let browser = visit.cookie(BROWSER_COOKIE)?;
    let link = login_link::look_at(&visit.app, id.parse().ok()?, secret, &browser).await.ok()?;
    Some(link?.handle)
}

async fn suspended(visit: &Visit, actor: Option<ActorId>) -> Result<Option<Restriction>, Problem> {
    let Some(actor) = actor else { return Ok(None) };
    let now = visit.now;
    visit.read(move |view| restrict::suspension(view, actor, now)).await
}

fn dead_link(visit: &Visit) -> HttpResponse {
    let next: String = url::form_urlencoded::byte_serialize(remembered_next(visit).as_bytes()).collect();
    let page = GuestPage {
        page: Page::new(visit, "login", visit.say("guest-dead-title")),
        lead: visit.say("guest-dead"),
        action: None,
        anew: Some(if next.is_empty() { "/login".to_string() } else { format!("/login?next={next}") }),
    };
    visit.show_as(StatusCode::NOT_FOUND, &page)
}

pub(super) async fn use_link(form: Submission, parts: Path<(String, String)>) -> HttpResponse {
    let answer = try_use_link(&form, &parts.0, &parts.1).await;
    form.answer(answer).await
}

async fn try_use_link(form: &Submission, id: &str, secret: &str) -> Answer {
    let visit = &form.visit;
    // An objection that cannot be sent leaves the link as it is.
    if form.fields.has("objection")
        && let Some(wrong) = wrong_objection(visit, &form.fields)
        && let (Ok(id), Some(browser)) = (id.parse::<Uuid>(), visit.cookie(BROWSER_COOKIE))
        && let Some(link) = login_link::look_at(&visit.app, id, secret, &browser).await?
        && let Some(restriction) = suspended(visit, link.actor).await?
    {
        return show_suspended(visit, &restriction, visit.path(), None, Objection::Wrong(wrong), Vec::new()).await;
    }
    let (used, handle) = match (id.parse::<Uuid>(), visit.cookie(BROWSER_COOKIE)) {
        (Ok(id), Some(browser)) => {
            let link = login_link::look_at(&visit.app, id, secret, &browser).await?;
            let used = login_link::use_up(&visit.app, id, secret, &browser).await?;
            (used, link.map(|it| it.handle))
        }
        _ => (None, None),
    };
    let Some(actor) = used else { return Ok(dead_link(visit)) };
    if let Some(restriction) = suspended(visit, Some(actor)).await? {
        let objection = match object(form, actor).await? {
            Objection::Unsaid => Objection::Said("suspended-signed-out"),
            said => said,
        };
        return show_suspended(visit, &restriction, visit.path(), None, objection, Vec::new()).await;
    }
    caller::sign_in(&visit.session, None, actor);
    if let Some(handle) = handle {
        visit.remember_browser(&handle);
    }
    let next = remembered_next(visit);
    Ok(visit.go(onward(visit, &next), "signed-in"))
}
