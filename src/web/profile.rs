//! The page of a person, or of anybody who speaks: who they are, what they filed and said here. Of another server too.

use actix_web::HttpResponse;
use actix_web::web::Path;
use askama::Template;

use crate::domain::Timestamp;
use crate::domain::brand::{BrandDomain, on_one_site};
use crate::domain::handle::profile_path;
use crate::domain::ids::{AccountId, ActorId};
use crate::http::problem::Problem;
use crate::markup::{self, SafeHtml};
use crate::services::pictures::SIZES;
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::brands::{self, Brand, Official, Proof};
use crate::storage::pages::{self, Listed};
use crate::storage::posts::{self, StoredPost};
use crate::storage::restrictions::{self, Restriction};
use crate::storage::voices::Voices;
use crate::storage::{StorageError, View, complaints, profiles, visibility};
use crate::web::avatars;
use crate::web::page::Page;
use crate::web::parts::{self, Card, Telling, rich};
use crate::web::told::{self, Told, ToldLists};
use crate::web::visit::{Answer, Visit};

pub(super) const FILED_LISTED: i64 = 50;
const SAID_LISTED: i64 = 20;
/// Characters of a post that the list of what somebody said shows.
const EXCERPT_CHARS_MAX: usize = 280;

/// Something said in a thread.
struct SaidLine {
    link: String,
    title: String,
    title_language: Option<String>,
    text: String,
    language: Option<String>,
    at: String,
    at_iso: String,
}

struct FieldLine {
    name: String,
    value: SafeHtml,
}

#[derive(Template)]
#[template(path = "profile.html")]
struct ProfilePage<'v> {
    page: Page<'v>,
    link: String,
    indexed: bool,
    picture: Option<String>,
    initial: String,
    name: String,
    handle: String,
    since: String,
    own: bool,
    /// Their page at their own server.
    original: Option<(String, String)>,
    follow: String,
    summary: Option<SafeHtml>,
    fields: Vec<FieldLine>,
    speaks: Vec<SafeHtml>,
    cards: Vec<Card>,
    said: Vec<SaidLine>,
    /// For their own eyes: what they filed by another name, and what others cannot read.
    yours: Vec<Card>,
    told: ToldLists,
    told_from: &'static str,
    /// What moderators decided about this account, for everybody.
    restricted: Option<String>,
    /// That it sounds like a brand and does not speak for it.
    imitates: Option<String>,
}

/// Everything that the page reads, in one transaction.
struct Profile {
    actor: Actor,
    pictured: bool,
    speaks_for: Vec<(Official, Brand)>,
    /// The brand that a board of another server is for, where we know it.
    board_of: Option<Brand>,
    filed: Vec<Listed>,
    yours: Vec<Listed>,
    said: Vec<(StoredPost, Listed)>,
    told: Told,
    restriction: Option<Restriction>,
    imitates: Option<String>,
}

pub(super) async fn profile(visit: Visit, name: Path<String>) -> HttpResponse {
    let answer = profile_page(&visit, &name).await;
    visit.answer(answer)
}

async fn profile_page(visit: &Visit, name: &str) -> Answer {
    let authority = visit.app.address.authority().to_string();
    let (name, host) = match name.rsplit_once('@') {
        // Our own are called by their names alone.
        Some((name, host)) if host.eq_ignore_ascii_case(&authority) => {
            return Ok(visit.go(&profile_path(&name.to_lowercase(), None), ""));
        }
        Some((name, host)) => (name.to_lowercase(), host.to_lowercase()),
        None => (name.to_lowercase(), authority.clone()),
    };
    let who = visit.caller.as_ref().map(|it| (it.actor, it.account));
    let now = visit.now;
    let read = move |view: &mut View<'_>| read_profile(view, &name, &host, who, now);
    let seen = visit.read(read).await?.ok_or(Problem::NotFound)?;
    if seen.actor.local && seen.actor.kind == ActorKind::Board {
        return Ok(visit.go(&format!("/boards/{}", seen.actor.username), ""));
    }
    Ok(visit.show(&shown(visit, &seen)))
}

fn shown<'v>(visit: &'v Visit, seen: &Profile) -> ProfilePage<'v> {
    let actor = &seen.actor;
    let own = visit.caller.as_ref().is_some_and(|it| it.actor == actor.id);
    let place = if own { "me" } else { "" };
    // The words name the actor's server: there alone they lead.
    let page = actor.url.clone().filter(|it| on_one_site(it, &actor.uri));
    let original = page.unwrap_or_else(|| actor.uri.clone());
    let original = (!actor.local && original.starts_with("http"))
        .then(|| (original, visit.words.with("profile-original", &[("host", (&actor.host).into())])));
    ProfilePage {
        page: Page::new(visit, place, actor.shown_name().to_string()),
        link: actor.uri.clone(),
        // What belongs to another server is found there.
        indexed: actor.local,
        picture: seen.pictured.then(|| avatars::address(actor.id, SIZES[1])),
        initial: parts::initial(actor.shown_name()),
        name: actor.shown_name().to_string(),
        handle: format!("@{}", actor.handle()),
        since: if actor.local {
            visit.words.with("profile-since", &[("day", visit.day(actor.created_at).into())])
        } else {
            visit.words.with("profile-seen", &[("at", visit.moment(actor.fetched_at).into())])
        },
        own,
        original,
        follow: format!("/follow?actor={}", actor.id),
        summary: (!actor.summary_html.is_empty()).then(|| SafeHtml::from_html(&actor.summary_html)),
        fields: actor
            .fields
            .iter()
            .map(|it| FieldLine { name: it.name.clone(), value: SafeHtml::from_html(&it.value) })
            .collect(),
        speaks: seen
            .speaks_for
            .iter()
            .map(|(official, brand)| speaks(visit, official, brand))
            .chain(seen.board_of.iter().map(|brand| board_of(visit, brand)))
            .collect(),
        cards: parts::cards(visit, &seen.filed, Telling::Full),
        said: seen.said.iter().map(|(post, listed)| said(visit, post, listed)).collect(),
        yours: parts::cards(visit, &seen.yours, Telling::Full),
        told: told::lists(visit, &seen.told, "/settings"),
        imitates: seen
            .imitates
            .as_ref()
            .map(|it| visit.words.with("profile-not-the-brand", &[("brand", it.as_str().into())])),
        told_from: "settings",
        restricted: seen.restriction.as_ref().map(|it| restricted(visit, it)),
    }
}

fn restricted(visit: &Visit, it: &Restriction) -> String {
    let until = it.until.map_or_else(|| visit.say("told-until-lifted"), |at| visit.moment(at));
    let told = [("at", visit.moment(it.at).into()), ("until", until.into()), ("reason", (&it.reason).into())];
    visit.words.with(&format!("restriction-{}-since", it.severity.word()), &told)
}

/// For which brand an official actor speaks, and whether that is proven.
fn speaks(visit: &Visit, official: &Official, brand: &Brand) -> SafeHtml {
    let name = parts::brand_name(brand);
    let brand = match parts::board_link(brand) {
        Some(to) => parts::link(&to, &name),
        None => SafeHtml::from_text(&name),
    };
    let key = if official.is_verified(visit.now) {
        "profile-speaks-proven"
    } else if official.is_linked(visit.now) {
        "profile-linked"
    } else if official.proof == Proof::Administrator {
        "profile-speaks-named"
    } else {
        "profile-spoke"
    };
    rich(visit.words, key, vec![("brand", brand.into())])
}

fn board_of(visit: &Visit, brand: &Brand) -> SafeHtml {
    let name = parts::brand_name(brand);
    let brand = match parts::board_link(brand) {
        Some(to) => parts::link(&to, &name),
        None => SafeHtml::from_text(&name),
    };
    rich(visit.words, "profile-board-of", vec![("brand", brand.into())])
}

fn said(visit: &Visit, post: &StoredPost, listed: &Listed) -> SaidLine {
    SaidLine {
        link: format!("/posts/{}", post.id),
        title: parts::shown_title(visit, &listed.title),
        title_language: parts::title_language(&listed.title, listed.facts.language.as_ref()),
        language: post.language.clone(),
        text: markup::excerpt(&post.html, EXCERPT_CHARS_MAX),
        at: visit.moment(post.received_at),
        at_iso: parts::iso(post.received_at),
    }
}

fn read_profile(
    view: &mut View<'_>,
    name: &str,
    host: &str,
    who: Option<(ActorId, Option<AccountId>)>,
    now: Timestamp,
) -> Result<Option<Profile>, StorageError> {
    let found = actors::find_by_handle(view, name, host)?;
    let found = visibility::known_to_others(view, found)?;
    let left = |it: &Actor| it.local && it.deleted_at.is_some();
    let shown = |it: &Actor| !left(it) && !matches!(it.kind, ActorKind::Instance | ActorKind::Application);
    let Some(actor) = found.filter(shown) else { return Ok(None) };
    // Members and guests see what they filed themselves.
    let own = who.filter(|(it, _)| *it == actor.id).map(|(_, account)| account);
    let (filed, yours) = match own {
        Some(account) => filed_by(view, actor.id, account)?,
        None => (pages::of_complainants(view, &[actor.id], false, None, FILED_LISTED)?, Vec::new()),
    };
    let mut speaks_for = Vec::new();
    for official in brands::spoken_for_by(view, actor.id)? {
        if let Some(brand) = brands::find(view, official.brand)? {
            speaks_for.push((official, brand));
        }
    }
    let board_of = match BrandDomain::parse(&actor.username) {
        Ok(domain) if actor.kind == ActorKind::Board => brands::find_by_domain(view, &domain)?,
        _ => None,
    };
    let imitates = match actor.kind {
        ActorKind::Board | ActorKind::Group => None,
        _ => {
            let voices = Voices::heard(view, [(actor.username.as_str(), actor.name.as_str())])?;
            voices.imitated(Some(actor.id), &actor.username, &actor.name).map(str::to_string)
        }
    };
    Ok(Some(Profile {
        imitates,
        board_of,
        pictured: !profiles::pictured(view, &[actor.id])?.is_empty(),
        said: said_by(view, &actor)?,
        told: match own {
            Some(account) => told::of_person(view, actor.id, account)?,
            None => Told::default(),
        },
        restriction: restrictions::of_actor(view, actor.id, now)?,
        actor,
        speaks_for,
        filed,
        yours,
    }))
}

/// What somebody filed: what others can read at its address and see whose it is, and what only they themselves find.
fn filed_by(
    view: &mut View<'_>,
    actor: ActorId,
    account: Option<AccountId>,
) -> Result<(Vec<Listed>, Vec<Listed>), StorageError> {
    let mut names = match account {
        Some(account) => complaints::pseudonyms_of(view, account)?,
        None => Vec::new(),
    };
    names.push(actor);
    let all = pages::of_complainants(view, &names, true, None, FILED_LISTED)?;
    let ids: Vec<_> = all.iter().map(|it| it.id).collect();
    let open = pages::open_by_ids(view, &ids)?;
    let named = |it: &Listed| it.complainant == Some(actor) && !it.complainant_handle.is_empty();
    let (shown, yours): (Vec<Listed>, Vec<Listed>) =
        all.into_iter().partition(|it| named(it) && open.contains_key(&it.id));
    // What only they find takes no place of what everybody finds.
    let mut filed = pages::of_complainants(view, &[actor], false, None, FILED_LISTED)?;
    let more: Vec<Listed> = shown.into_iter().filter(|it| filed.iter().all(|other| other.id != it.id)).collect();
    filed.extend(more);
    filed.sort_by_key(|it| std::cmp::Reverse((it.filed_at, it.id)));
    Ok((filed, yours))
}

/// What an actor said in threads that everybody may read; what they filed stands by itself.
fn said_by(view: &mut View<'_>, actor: &Actor) -> Result<Vec<(StoredPost, Listed)>, StorageError> {
    let written = posts::of_author(view, actor.id, None, SAID_LISTED)?;
    let ids: Vec<_> = written.iter().filter_map(|it| it.complaint).collect();
    let public = pages::public_by_ids(view, &ids)?;
    let talk = |it: &StoredPost| matches!(it.kind, posts::PostKind::Response | posts::PostKind::Comment);
    Ok(written
        .into_iter()
        .filter(talk)
        .filter_map(|post| {
            let listed = public.get(&post.complaint?)?.clone();
            Some((post, listed))
        })
        .collect())
}
