//! From here to one's own server: to follow a board or a person, or to answer a thread, there. A page of links, because a
//! form must not lead away by itself.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use askama::Template;

use crate::domain::brand::BrandDomain;
use crate::domain::ids::ActorId;
use crate::http::caller;
use crate::http::limits::Kind;
use crate::http::problem::Problem;
use crate::services::home_server::{self, Intent, Offered};
use crate::services::login_link::handle_from_text;
use crate::services::look_up;
use crate::storage::{View, actors, brands, posts, visibility};
use crate::web::page::Page;
use crate::web::thread;
use crate::web::visit::{Answer, Visit};

/// What somebody wants to do something to from elsewhere.
struct Target {
    title: String,
    /// What to search for on any server.
    address: String,
    /// What the other server is told: an id, or a handle where there is no id yet.
    object: String,
    intents: &'static [Intent],
    back: String,
    kept: (&'static str, String),
}

struct Way {
    address: String,
    text: String,
}

#[derive(Template)]
#[template(path = "follow.html")]
struct FollowPage<'v> {
    page: Page<'v>,
    target: Target,
    account: String,
    /// Ways that the visitor's server told us of, or the one that most servers have.
    ways: Vec<Way>,
    /// What came of asking.
    note: Option<String>,
}

const TO_ACTORS: &[Intent] = &[Intent::Follow];
const TO_THREADS: &[Intent] = &[Intent::Create, Intent::Like, Intent::Announce, Intent::Object];

pub(super) async fn follow(visit: Visit) -> HttpResponse {
    let answer = follow_page(&visit).await;
    visit.answer(answer)
}

async fn follow_page(visit: &Visit) -> Answer {
    let target = target(visit).await?;
    let account = visit.query("account").unwrap_or_default().trim().to_string();
    let is_member = visit.caller.as_ref().is_some_and(|it| it.account.is_some());
    if account.is_empty() && is_member && target.intents == TO_ACTORS && target.object.starts_with("http") {
        // Members follow from here, with one button.
        let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("object", &target.object).finish();
        return Ok(visit.go(&format!("/intents/follow?{query}"), ""));
    }
    let (ways, note) = if account.is_empty() { (Vec::new(), None) } else { ways(visit, &target, &account).await? };
    let title = visit.say("follow-title");
    let asked = !account.is_empty();
    let mut response = visit.show(&FollowPage { page: Page::new(visit, "boards", title), target, account, ways, note });
    if asked {
        // What another server says is asked for each time, and counted.
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(response)
}

async fn target(visit: &Visit) -> Result<Target, Problem> {
    if let Some(domain) = visit.query("board") {
        return board(visit, BrandDomain::parse(&domain).map_err(|_| Problem::NotFound)?).await;
    }
    if let Some(id) = visit.query("actor") {
        let id: ActorId = id.parse().map_err(|_| Problem::NotFound)?;
        let actor = visit.read(move |view| visibility::actor_for_others(view, id)).await?;
        let actor = actor.filter(|it| it.deleted_at.is_none()).ok_or(Problem::NotFound)?;
        let handle = format!("@{}", actor.handle());
        return Ok(Target {
            title: handle.clone(),
            address: handle,
            back: look_up::place_of(&actor),
            object: actor.uri,
            intents: TO_ACTORS,
            kept: ("actor", id.to_string()),
        });
    }
    complaint(visit, &visit.query("complaint").ok_or(Problem::NotFound)?).await
}

async fn board(visit: &Visit, domain: BrandDomain) -> Result<Target, Problem> {
    let asked = domain.clone();
    let read = move |view: &mut View<'_>| {
        let Some(brand) = brands::find_by_domain(view, &asked)? else { return Ok(None) };
        match brands::board_of(view, brand.id)? {
            Some(board) => Ok(Some((brand, actors::find(view, board)?))),
            None => Ok(Some((brand, None))),
        }
    };
    let (brand, board) = visit.read(read).await?.ok_or(Problem::NotFound)?;
    let name = brand.domain.as_ref().map_or_else(|| domain.to_string(), ToString::to_string);
    let handle = format!("{name}@{}", visit.app.address.authority());
    Ok(Target {
        title: format!("@{handle}"),
        // A board that nobody needed so far has no id; its handle finds it.
        object: board.map_or_else(|| format!("acct:{handle}"), |it| it.uri),
        address: format!("@{handle}"),
        intents: TO_ACTORS,
        back: format!("/boards/{name}"),
        kept: ("board", name),
    })
}

async fn complaint(visit: &Visit, id: &str) -> Result<Target, Problem> {
    // Who may not see a thread learns nothing of it here.
    let seen = thread::find(visit, id).await?;
    let complaint = caller::complaint_id(id).ok_or(Problem::NotFound)?;
    let post = match &seen.held.filed_uri {
        Some(uri) => Some(uri.clone()),
        None => visit.read(move |view| posts::of_event(view, complaint, 1)).await?.map(|it| it.uri),
    };
    let post = post.ok_or(Problem::NotFound)?;
    Ok(Target {
        title: seen.title(visit),
        address: post.clone(),
        object: post,
        intents: TO_THREADS,
        back: seen.link(),
        kept: ("complaint", id.to_string()),
    })
}

/// What can be done from this account's server; asked of the server itself where an account is named.
async fn ways(visit: &Visit, target: &Target, account: &str) -> Result<(Vec<Way>, Option<String>), Problem> {
    if let Some((name, host)) = handle_from_text(account, visit.app.address.authority()) {
        visit.take_by_peer(Kind::AskByPeer)?;
        visit.take_by_network(Kind::AskByNetwork)?;
        visit.take_shared(Kind::AskByHost, &host)?;
        visit.take_shared(Kind::AskInAll, "")?;
        let offered = home_server::offered_by(&visit.app, &name, &host).await;
        if let Err(error) = &offered {
            tracing::info!(host, %error, "a visitor's server could not be asked");
        }
        let offered = offered.unwrap_or_default();
        let ways = told(visit, target, &offered);
        if !ways.is_empty() {
            return Ok((ways, None));
        }
        let note = visit.words.with("follow-nothing-told", &[("server", (&host).into())]);
        return Ok((usual(visit, target, &host).into_iter().collect(), Some(note)));
    }
    match server_of(account) {
        Some(host) => Ok((usual(visit, target, &host).into_iter().collect(), None)),
        None => Ok((Vec::new(), Some(visit.say("follow-account-wrong")))),
    }
}

fn told(visit: &Visit, target: &Target, offered: &Offered) -> Vec<Way> {
    let way = |intent: &Intent| {
        let address = offered.address(*intent, &target.object)?;
        let server = crate::crypto::cavage::host_of(&address);
        let key = format!("intent-{}-at", intent.word());
        Some(Way { text: visit.words.with(&key, &[("server", server.into())]), address: address.to_string() })
    };
    target.intents.iter().filter_map(way).collect()
}

/// Where most servers take an address, if they said nothing.
fn usual(visit: &Visit, target: &Target, host: &str) -> Option<Way> {
    let mut address = url::Url::parse(&format!("https://{host}/authorize_interaction")).ok()?;
    address.query_pairs_mut().append_pair("uri", &target.object);
    let text = visit.words.with("follow-go-to", &[("server", host.into())]);
    Some(Way { address: address.to_string(), text })
}

/// The host that somebody typed: `mastodon.example`, or the address of a page there.
fn server_of(text: &str) -> Option<String> {
    let text = text.trim();
    let host = match text.split_once("://") {
        Some((_, rest)) => rest.split('/').next().unwrap_or(rest),
        None => text.rsplit('@').next().unwrap_or(text),
    };
    let host = host.to_lowercase();
    let fits = host.contains('.')
        && host.len() <= 253
        && host.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'-' | b':'));
    fits.then_some(host)
}

#[cfg(test)]
mod tests {
    use super::server_of;

    #[test]
    fn a_server_is_read_from_what_people_type() {
        for given in
            ["mastodon.example", "@c7@mastodon.example", "https://Mastodon.example/@c7", " c7@mastodon.example "]
        {
            assert_eq!(server_of(given).as_deref(), Some("mastodon.example"), "{given}");
        }
        for wrong in ["", "c7", "javascript:alert(1)", "a b.example", "x.example\" onclick="] {
            assert_eq!(server_of(wrong), None, "{wrong}");
        }
    }
}
