//! The people of a brand's voice: who speaks, whom its owners invite, name and remove; and what whoever was invited answers.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use askama::Template;
use openssl::memcmp;
use uuid::Uuid;

use crate::catalogue::Words;
use crate::domain::Timestamp;
use crate::domain::action::SIGNATURE_CHARS_MAX;
use crate::domain::handle::profile_path;
use crate::domain::ids::{AccountId, ActorId};
use crate::domain::refusal::{Code, Refusal};
use crate::http::limits::Kind;
use crate::http::problem::{Problem, refusal_in_words};
use crate::http::security;
use crate::services::ServiceError;
use crate::services::own_brand::SEAT_DAYS;
use crate::services::people::{self, Change, Leaving, Left, NewInvitation, Reply, Through, Whom, named_brand};
use crate::storage::brands::{self, Representative, Standing};
use crate::storage::invitations::{self, Invitation};
use crate::storage::{Once, StorageError, View, accounts, actors};
use crate::web::desk::desk_of;
use crate::web::page::Page;
use crate::web::parts::{self, Choice};
use crate::web::resume;
use crate::web::submission::{Fields, Submission};
use crate::web::visit::{Answer, Visit};

const SECRET_BYTES: usize = 16;
/// Invitations of one member that are listed.
const INVITED_LISTED: i64 = 50;

struct Tab {
    link: String,
    name: String,
    current: bool,
}

struct PersonView {
    id: String,
    /// The name with what they do there.
    shown: String,
    name: String,
    role: String,
    handle: String,
    link: String,
    standing: String,
    standing_word: &'static str,
    since: String,
    me: bool,
}

struct InvitedView {
    id: String,
    /// Whom, in a sentence.
    who: String,
    until: String,
    /// What is handed on, where it is a link.
    address: Option<String>,
}

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage<'v> {
    page: Page<'v>,
    tabs: Vec<Tab>,
    voice: String,
    lead: String,
    people: Vec<PersonView>,
    /// Whoever looks is an owner.
    owns: bool,
    /// Nobody else owns it.
    alone: bool,
    invited: Vec<InvitedView>,
    standings: Vec<Choice>,
    days: String,
    brand: String,
    /// The desk of that brand.
    desk: String,
    form: Fields,
}

/// Everything that the page reads of one voice.
struct Found {
    voice: actors::Actor,
    brand: String,
    desk: String,
    people: Vec<(Representative, String)>,
    invited: Vec<(Invitation, String)>,
    tabs: Vec<(ActorId, String)>,
    me: Representative,
    alone: bool,
    /// Whether the voice speaks for its brand at this moment.
    speaks: bool,
}

pub(super) async fn show(visit: Visit) -> HttpResponse {
    let answer = first(&visit).await;
    visit.answer(answer)
}

async fn first(visit: &Visit) -> Answer {
    let asked = visit.query("voice").and_then(|it| it.parse().ok());
    let found = find(visit, asked).await?;
    Ok(page(visit, &found, Fields::default(), StatusCode::OK))
}

/// A voice of whoever looks; the first where none is named.
async fn find(visit: &Visit, asked: Option<ActorId>) -> Result<Found, Problem> {
    let caller = visit.signed_in()?;
    let own = caller.represents.clone();
    let me = own.iter().find(|it| asked.is_none_or(|voice| it.official == voice)).cloned();
    let me = me.ok_or(Problem::Forbidden)?;
    let app = visit.app.clone();
    let now = visit.now;
    let read = move |view: &mut View<'_>| {
        let scene = crate::services::scene::Scene::of(&app);
        let voice = actors::find(view, me.official)?;
        let voice = voice.ok_or_else(|| StorageError::inconsistent("representatives", "a voice that is not there"))?;
        let mut tabs = Vec::new();
        for it in &own {
            tabs.push((it.official, named_brand(view, it.official)?));
        }
        let mut people = Vec::new();
        for it in brands::representatives_of(view, me.official)? {
            let handle = accounts::find(view, it.account)?.map(|account| account.name).unwrap_or_default();
            people.push((it, handle));
        }
        let mut invited = Vec::new();
        if me.standing == Standing::Owner {
            for it in invitations::of_official(view, me.official, now, people::INVITATIONS_MAX)? {
                let name = match it.account {
                    Some(account) => accounts::find(view, account)?.map(|it| it.name).unwrap_or_default(),
                    None => String::new(),
                };
                invited.push((it, name));
            }
        }
        let alone = people::is_last_owner(view, me.official, me.account, &scene)?;
        let brand = named_brand(view, me.official)?;
        let desk = desk_of_voice(view, me.official)?;
        let speaks = brands::is_voice(view, me.official, now)?;
        Ok(Found { voice, brand, desk, people, invited, tabs, me, alone, speaks })
    };
    visit.read(read).await
}

/// The desk of what a voice speaks for first.
fn desk_of_voice(view: &mut View<'_>, voice: ActorId) -> Result<String, StorageError> {
    let spoken = brands::spoken_for_by(view, voice)?;
    let first = spoken.first().map_or(Ok(None), |it| brands::find(view, it.brand))?;
    Ok(first.as_ref().map_or_else(|| "/desk".to_string(), desk_of))
}

fn page(visit: &Visit, found: &Found, form: Fields, status: StatusCode) -> HttpResponse {
    let words = visit.words;
    let brand = found.brand.clone();
    let person = |(it, name): &(Representative, String)| PersonView {
        id: it.id.to_string(),
        shown: shown(words, it),
        name: it.name.clone(),
        role: it.role.clone(),
        handle: format!("@{name}"),
        link: profile_path(name, None),
        standing: visit.say(&format!("standing-{}", it.standing.word())),
        standing_word: it.standing.word(),
        since: words.with("people-since", &[("at", visit.day(it.since).into())]),
        me: it.id == found.me.id,
    };
    let tab = |(voice, name): &(ActorId, String)| Tab {
        link: format!("/desk/people?voice={voice}"),
        name: name.clone(),
        current: *voice == found.voice.id,
    };
    let title = words.with("people-title", &[("brand", brand.as_str().into())]);
    let lead = [("handle", format!("@{}", found.voice.handle()).into()), ("brand", brand.as_str().into())];
    visit.show_as(
        status,
        &PeoplePage {
            page: Page::new(visit, "desk", title),
            tabs: found.tabs.iter().map(tab).collect(),
            voice: found.voice.id.to_string(),
            lead: words.with(if found.speaks { "people-lead" } else { "people-lead-silent" }, &lead),
            people: found.people.iter().map(person).collect(),
            owns: found.me.standing == Standing::Owner,
            alone: found.alone,
            invited: found.invited.iter().map(|it| invited_view(visit, it)).collect(),
            standings: parts::choices(visit, "standing", Standing::ALL.iter().map(|it| it.word())),
            days: words.with("people-link-hint", &[("days", people::INVITED_DAYS_MAX.into())]),
            brand,
            desk: found.desk.clone(),
            form,
        },
    )
}

/// The name of a person with what they do there.
fn shown(words: Words, it: &Representative) -> String {
    let parts: Vec<String> = [&it.name, &it.role].into_iter().filter(|it| !it.is_empty()).cloned().collect();
    words.list(&parts)
}

fn invited_view(visit: &Visit, (it, name): &(Invitation, String)) -> InvitedView {
    let standing = visit.say(&format!("standing-{}", it.standing.word()));
    let handle = format!("@{name}@{}", visit.app.address.authority());
    let key = if it.account.is_some() { "people-invited-member" } else { "people-invited-link" };
    InvitedView {
        id: it.id.to_string(),
        who: visit.words.with(key, &[("handle", handle.into()), ("standing", standing.into())]),
        until: visit.words.with("people-invited-until", &[("at", visit.moment(it.expires_at).into())]),
        address: it.account.is_none().then(|| link_of(visit, it.id)),
    }
}

/// The address that whoever is invited by a link opens. It needs no keeping: it is made of the invitation's number.
fn link_of(visit: &Visit, id: Uuid) -> String {
    format!("{}/invitations/{id}/{}", visit.app.address.origin(), secret_of(visit, id))
}

fn secret_of(visit: &Visit, id: Uuid) -> String {
    let key = security::key_for(&visit.app, &format!("invitations {id}"));
    hex::encode(&key[..SECRET_BYTES])
}

pub(super) async fn act(form: Submission) -> HttpResponse {
    let answer = step(&form).await;
    form.answer(answer).await
}

async fn step(form: &Submission) -> Answer {
    let (visit, fields) = (&form.visit, &form.fields);
    let caller = visit.signed_in()?;
    let by = caller.account.ok_or(Problem::Forbidden)?;
    let voice: ActorId = fields.get("voice").parse().map_err(|_| Problem::BadRequest)?;
    if !caller.represents.iter().any(|it| it.official == voice) {
        return Err(Problem::Forbidden);
    }
    let mut again = fields.clone();
    if again.refuse_long(visit.words, &[("name", SIGNATURE_CHARS_MAX), ("role", SIGNATURE_CHARS_MAX)]) {
        return Ok(page(visit, &find(visit, Some(voice)).await?, again, StatusCode::UNPROCESSABLE_ENTITY));
    }
    let (app, cause) = (&visit.app, form.cause()?);
    let id = || fields.get("person").parse::<Uuid>().map_err(|_| Problem::BadRequest);
    let standing = Standing::from_word(fields.get("standing")).unwrap_or(Standing::Agent);
    let role = fields.get("role").to_string();
    let (done, said) = match fields.get("step") {
        "invite" => {
            let asked = fields.get("handle").trim().trim_start_matches('@').to_lowercase();
            visit.take(Kind::InviteOne, &format!("{by}/{}", asked.split('@').next().unwrap_or_default()))?;
            let whom = Whom::Member(fields.get("handle").to_string());
            let new = NewInvitation { official: voice, by, whom, standing, role };
            (people::invite(app, cause, new).await.map(drop), "invited")
        }
        "link" => {
            let new = NewInvitation { official: voice, by, whom: Whom::Link, standing, role };
            (people::invite(app, cause, new).await.map(drop), "invited-by-link")
        }
        "take-back" => (people::take_back(app, id()?, by).await, "invitation-taken-back"),
        "change" => {
            let name = fields.has("name").then(|| fields.get("name").to_string());
            let change = Change { official: voice, by, person: id()?, standing, name, role };
            (people::change(app, cause, change).await.map(drop), "saved")
        }
        "remove" => (people::remove(app, cause, voice, by, id()?).await.map(drop), "person-removed"),
        "leave" if fields.get("sure") != "yes" => (Err(ServiceError::from(Code::NotSure)), ""),
        "leave" => left(people::leave(app, cause, voice, by, Leaving::Alone).await),
        "give-up" if fields.get("sure") == "yes" => left(people::leave(app, cause, voice, by, Leaving::GivingUp).await),
        "give-up" => (Err(ServiceError::from(Code::NotSure)), ""),
        _ => return Err(Problem::BadRequest),
    };
    match done {
        Ok(()) if matches!(said, "voice-left" | "voice-given-up") => Ok(visit.go("/settings", said)),
        Ok(()) => Ok(visit.go(&format!("/desk/people?voice={voice}"), said)),
        Err(ServiceError::Refused(refusal)) => {
            let field = match refusal.code() {
                Code::NoSuchMember | Code::MemberNeeded | Code::InvitedAlready => "handle",
                Code::NameNeeded => "name",
                Code::NotSure => "sure",
                _ => "form",
            };
            let mut fields = fields.clone();
            fields.refuse(field, said_of(visit, &refusal));
            Ok(page(visit, &find(visit, Some(voice)).await?, fields, StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(error) => Err(error.into()),
    }
}

/// What is wrong with a name is said as on the form of a claim.
fn said_of(visit: &Visit, refusal: &Refusal) -> String {
    match refusal.code() {
        Code::NameNeeded => visit.say("claim-signs-missing"),
        _ => refusal_in_words(visit.words, refusal),
    }
}

/// What is said of it follows what became of the voice, not which button was pressed.
fn left(done: Result<Once<Left>, ServiceError>) -> (Result<(), ServiceError>, &'static str) {
    match done.map(Once::into_inner) {
        Ok(Left::ToOthers) => (Ok(()), "voice-left"),
        Ok(Left::ToNobody) => (Ok(()), "voice-given-up"),
        Err(error) => (Err(error), ""),
    }
}

/// One invitation as whoever got it reads it.
struct Asked {
    action: String,
    text: String,
    means: String,
    until: String,
    role: String,
}

#[derive(Template)]
#[template(path = "invitations.html")]
struct InvitationsPage<'v> {
    page: Page<'v>,
    asked: Vec<Asked>,
    /// What somebody does first who is not signed in.
    stranger: bool,
    register: Option<String>,
    /// Why whoever is signed in cannot answer.
    closed: Option<String>,
    form: Fields,
}

/// What a member was asked and has not answered.
pub(super) async fn mine(visit: Visit) -> HttpResponse {
    let answer = show_mine(&visit, Fields::default(), StatusCode::OK).await;
    visit.answer(answer)
}

async fn show_mine(visit: &Visit, form: Fields, status: StatusCode) -> Answer {
    let account = visit.signed_in()?.account.ok_or(Problem::Forbidden)?;
    let now = visit.now;
    let asked = visit.read(move |view| asked_of(view, account, now)).await?;
    let asked = asked.iter().map(|it| one(visit, it, "/settings/invitations".into())).collect();
    let page = Page::new(visit, "me", visit.say("invitations-title"));
    let shown = InvitationsPage { page, asked, stranger: false, register: None, closed: None, form };
    Ok(visit.show_as(status, &shown))
}

/// An invitation with the names that a person knows.
struct Named {
    invitation: Invitation,
    brand: String,
    by: String,
}

fn named(view: &mut View<'_>, invitation: Invitation) -> Result<Named, StorageError> {
    let brand = named_brand(view, invitation.official)?;
    let by = accounts::find(view, invitation.invited_by)?.map(|it| it.name).unwrap_or_default();
    Ok(Named { invitation, brand, by })
}

fn asked_of(view: &mut View<'_>, account: AccountId, now: Timestamp) -> Result<Vec<Named>, StorageError> {
    let all = invitations::of_account(view, account, now, INVITED_LISTED)?;
    all.into_iter().map(|it| named(view, it)).collect()
}

fn one(visit: &Visit, it: &Named, action: String) -> Asked {
    let words = visit.words;
    let standing = it.invitation.standing.word();
    let told = [
        ("brand", it.brand.as_str().into()),
        ("by", format!("@{}", it.by).into()),
        ("standing", visit.say(&format!("standing-{standing}")).into()),
    ];
    let means = words.with(&format!("invitation-means-{standing}"), &told);
    let after = [("brand", it.brand.as_str().into()), ("days", SEAT_DAYS.into())];
    let own_brand = words.with("invitation-own-brand", &after);
    Asked {
        action: format!("{action}?id={}", it.invitation.id),
        text: words.with("invitation-text", &told),
        means: format!("{means} {own_brand}"),
        until: words.with("people-invited-until", &[("at", visit.moment(it.invitation.expires_at).into())]),
        role: it.invitation.role.clone(),
    }
}

/// One invitation, for whoever may answer it: a member whom it names, or whoever holds the link.
pub(super) async fn asked(visit: &Visit, id: &str, secret: Option<&str>) -> Option<String> {
    let id: Uuid = id.parse().ok()?;
    let account = visit.caller.as_ref().and_then(|it| it.account);
    if let Some(secret) = secret {
        opened(visit, &(id.to_string(), secret.to_string())).ok()?;
    }
    let (now, by_link) = (visit.now, secret.is_some());
    let found = visit.read(move |view| match invitations::find(view, id, now)? {
        Some(it) if it.account == account.filter(|_| !by_link) && it.account.is_some() != by_link => {
            named(view, it).map(Some)
        }
        _ => Ok(None),
    });
    Some(one(visit, &found.await.ok()??, String::new()).text)
}

/// Whom a form of the page of people is about, for whoever speaks through the voice.
pub(super) async fn meant(visit: &Visit, fields: &Fields) -> Option<Vec<resume::Named>> {
    let found = find(visit, Some(fields.get("voice").parse().ok()?)).await.ok()?;
    let mut meant = vec![("meant-brand", found.brand.clone())];
    let id = fields.get("person");
    if fields.get("step") == "take-back" {
        let invited = found.invited.iter().find(|(it, _)| it.id.to_string() == id);
        let line = invited.map(|it| invited_view(visit, it).who);
        meant.push(("meant-invitation", line.unwrap_or_else(|| visit.say("meant-gone"))));
    } else if fields.has("person") {
        let person = found.people.iter().find(|(it, _)| it.id.to_string() == id);
        let line = person.map(|(it, name)| visit.words.beside(&[shown(visit.words, it), format!("@{name}")]));
        meant.push(("meant-person", line.unwrap_or_else(|| visit.say("meant-gone"))));
    }
    Some(meant)
}

/// A member answers.
pub(super) async fn reply(form: Submission) -> HttpResponse {
    let answer = replied(&form, None).await;
    form.answer(answer).await
}

async fn replied(form: &Submission, by_link: Option<Uuid>) -> Answer {
    let (visit, fields) = (&form.visit, &form.fields);
    let by = visit.signed_in()?.account.ok_or(Problem::Forbidden)?;
    let which = match by_link {
        Some(id) => (id, Through::Link),
        None => (visit.query("id").and_then(|it| it.parse().ok()).ok_or(Problem::BadRequest)?, Through::Name),
    };
    let mut again = fields.clone();
    if again.refuse_long(visit.words, &[("signs", SIGNATURE_CHARS_MAX)]) {
        return match by_link {
            Some(id) => show_link(visit, id, again, StatusCode::UNPROCESSABLE_ENTITY).await,
            None => show_mine(visit, again, StatusCode::UNPROCESSABLE_ENTITY).await,
        };
    }
    let reply = match fields.get("step") {
        "accept" => Reply::Accept { name: fields.get("signs").to_string() },
        _ => Reply::Decline,
    };
    let accepted = reply != Reply::Decline;
    match people::answer(&visit.app, form.cause()?, which, by, reply).await {
        Ok(_) if accepted => {
            // The seat that was taken last is this one.
            let desk = visit.read(move |view| {
                let newest = brands::represented_by(view, by)?.into_iter().max_by_key(|it| it.since);
                newest.map_or_else(|| Ok("/desk".to_string()), |it| desk_of_voice(view, it.official))
            });
            Ok(visit.go(&desk.await?, "invitation-accepted"))
        }
        Ok(_) => Ok(visit.go("/settings/invitations", "invitation-declined")),
        Err(ServiceError::Refused(refusal)) => {
            let mut fields = fields.clone();
            let field = if refusal.code() == Code::NameNeeded { "signs" } else { "form" };
            fields.refuse(field, said_of(visit, &refusal));
            match by_link {
                Some(id) => show_link(visit, id, fields, StatusCode::UNPROCESSABLE_ENTITY).await,
                None => show_mine(visit, fields, StatusCode::UNPROCESSABLE_ENTITY).await,
            }
        }
        Err(error) => Err(error.into()),
    }
}

/// An invitation by a link: whoever has it may read who invites; whoever is a member may answer.
pub(super) async fn by_link(visit: Visit, parts: Path<(String, String)>) -> HttpResponse {
    let answer = match opened(&visit, &parts) {
        Ok(id) => show_link(&visit, id, Fields::default(), StatusCode::OK).await,
        Err(problem) => Err(problem),
    };
    visit.answer(answer)
}

fn opened(visit: &Visit, parts: &(String, String)) -> Result<Uuid, Problem> {
    let id: Uuid = parts.0.parse().map_err(|_| Problem::NotFound)?;
    let right = secret_of(visit, id);
    let fits = right.len() == parts.1.len() && memcmp::eq(right.as_bytes(), parts.1.as_bytes());
    if fits { Ok(id) } else { Err(Problem::NotFound) }
}

async fn show_link(visit: &Visit, id: Uuid, form: Fields, status: StatusCode) -> Answer {
    let now = visit.now;
    let found = visit.read(move |view| match invitations::find(view, id, now)? {
        Some(it) if it.account.is_none() => named(view, it).map(Some),
        _ => Ok(None),
    });
    let title = visit.say("invitations-title");
    let Some(found) = found.await? else {
        let page = Page::new(visit, "me", title);
        let closed = Some(visit.say("invitation-gone"));
        let shown = InvitationsPage { page, asked: Vec::new(), stranger: false, register: None, closed, form };
        return Ok(visit.show_as(StatusCode::NOT_FOUND, &shown));
    };
    let path = visit.path().to_string();
    let mut asked = one(visit, &found, path.clone());
    asked.action.clone_from(&path);
    let next: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
    let closed = match &visit.caller {
        Some(caller) if caller.account.is_none() => Some(visit.say("invitation-members")),
        _ => None,
    };
    let open = visit.site.registrations_open;
    let shown = InvitationsPage {
        page: Page::new(visit, "me", title),
        asked: vec![asked],
        stranger: visit.caller.is_none(),
        register: (visit.caller.is_none() && open).then(|| format!("/register?next={next}")),
        closed,
        form,
    };
    Ok(visit.show_as(status, &shown))
}

pub(super) async fn reply_by_link(form: Submission, parts: Path<(String, String)>) -> HttpResponse {
    let answer = match opened(&form.visit, &parts) {
        Ok(id) => replied(&form, Some(id)).await,
        Err(problem) => Err(problem),
    };
    form.answer(answer).await
}
