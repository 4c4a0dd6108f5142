//! How other servers find us and ours: WebFinger, host-meta, NodeInfo.

use actix_web::http::header;
use actix_web::middleware::from_fn;
use actix_web::web::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use crate::app::App;
use crate::domain::address::{Address, Place};
use crate::domain::ids::ActorId;
use crate::federation::documents::{NoDocument, reading};
use crate::http::kept;
use crate::http::peer::Peer;
use crate::services::home_server::Intent;
use crate::services::receive_post::{Asked, board_named};
use crate::services::signing;
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::{StorageError, View, complaints, visibility};

const JRD: &str = "application/jrd+json; charset=utf-8";
/// Bytes of a resource that somebody asks for; longer ones name nothing of ours.
const RESOURCE_BYTES_MAX: usize = 2_048;
const NODEINFO_SCHEMA: &str = "http://nodeinfo.diaspora.software/ns/schema";

pub(super) const ADDRESSES: &[&str] = &[
    "/.well-known/webfinger",
    "/.well-known/host-meta",
    "/.well-known/host-meta.json",
    "/.well-known/nodeinfo",
    "/nodeinfo/{version}",
];

pub(super) fn configure(site: &mut ServiceConfig) {
    let webfinger = web::resource("/.well-known/webfinger").route(reading().to(webfinger));
    site.service(webfinger.wrap(from_fn(kept::keep_documents)))
        .route("/.well-known/host-meta", reading().to(host_meta))
        .route("/.well-known/host-meta.json", reading().to(host_meta_json))
        .route("/.well-known/nodeinfo", reading().to(nodeinfo_links))
        .route("/nodeinfo/{version}", reading().to(nodeinfo));
}

#[derive(Deserialize)]
struct Question {
    resource: Option<String>,
}

/// What a resource may mean.
#[derive(Debug, PartialEq, Eq)]
enum Named {
    Instance,
    Actor(ActorId),
    Username(String),
}

async fn webfinger(
    app: web::Data<App>,
    request: HttpRequest,
    question: web::Query<Question>,
) -> Result<HttpResponse, NoDocument> {
    let resource = question.into_inner().resource.ok_or(NoDocument::Malformed)?;
    let named = named(&app.address, &resource).ok_or(NoDocument::NotFound)?;
    let actor = match named {
        Named::Instance => Some(signing::instance_actor(&app).await?),
        Named::Actor(id) => app.db.read(move |view| visibility::actor_for_others(view, id)).await?,
        Named::Username(name) => {
            let host = app.address.authority().to_string();
            let asked = name.clone();
            match app.db.read(move |view| by_name(view, &asked, &host)).await? {
                // A board that nobody needed so far comes to be when somebody looks for it.
                None => {
                    let by = Peer::of(&request, &app.config.trusted_proxies).owner_mark(&app)?;
                    match board_named(&app, &name.replace('_', "."), by).await? {
                        Asked::Board(board) => Some(*board),
                        Asked::NoName => None,
                        Asked::TooMany => return Err(NoDocument::TooMany),
                    }
                }
                found => found,
            }
        }
    };
    let actor = actor.filter(|it| it.local).ok_or(NoDocument::NotFound)?;
    if actor.deleted_at.is_some() {
        return Err(NoDocument::Gone);
    }
    Ok(HttpResponse::Ok()
        .content_type(JRD)
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header(kept::SHARED)
        .body(described(&actor, app.address.origin()).to_string()))
}

/// A handle of ours, or the address of an actor, a board, a profile or the server itself.
fn named(address: &Address, resource: &str) -> Option<Named> {
    if resource.len() > RESOURCE_BYTES_MAX {
        return None;
    }
    if resource.starts_with("https://") || resource.starts_with("http://") {
        let url = Url::parse(resource).ok().filter(|url| address.is_ours(url))?;
        if url.path() == "/" {
            return Some(Named::Instance);
        }
        if let Some(Place::Actor(id)) = address.place(resource.trim_end_matches('/')) {
            return Some(Named::Actor(id));
        }
        return address.page_of(&format!("{}{}", address.origin(), url.path())).map(Named::Username);
    }
    let handle = resource.strip_prefix("acct:").unwrap_or(resource);
    let (name, host) = handle.trim_start_matches('@').rsplit_once('@')?;
    host.eq_ignore_ascii_case(address.authority()).then(|| Named::Username(name.to_string()))
}

/// A board is called by its brand's domain; software that takes no dots in names writes `acme_com`.
fn by_name(view: &mut View<'_>, name: &str, host: &str) -> Result<Option<Actor>, StorageError> {
    let found = match actors::find_by_handle(view, name, host)? {
        None if name.contains('_') => actors::find_by_handle(view, &name.replace('_', "."), host)?,
        found => found,
    };
    visibility::known_to_others(view, found)
}

/// Our members have pages here to follow, answer, like and boost things of other servers (FEP-3b86, and OStatus before it).
fn intents_of(actor: &Actor, origin: &str) -> Vec<Value> {
    if actor.kind != ActorKind::Person {
        return Vec::new();
    }
    let object = |intent: &Intent| format!("{origin}/intents/{}?object={{object}}", intent.word());
    let mut links = vec![json!({
        "rel": "http://ostatus.org/schema/1.0/subscribe", "template": format!("{origin}/intents/follow?object={{uri}}"),
    })];
    links.extend(Intent::ALL.iter().map(|intent| {
        let template = match intent {
            Intent::Create => {
                format!("{origin}/intents/create?inReplyTo={{inReplyTo}}&name={{name}}&content={{content}}")
            }
            other => object(other),
        };
        json!({"rel": intent.relation(), "template": template})
    }));
    links
}

fn described(actor: &Actor, origin: &str) -> Value {
    let mut links = vec![json!({"rel": "self", "type": "application/activity+json", "href": actor.uri})];
    let mut aliases = vec![json!(actor.uri)];
    if let Some(page) = &actor.url {
        links.push(json!({"rel": "http://webfinger.net/rel/profile-page", "type": "text/html", "href": page}));
        aliases.push(json!(page));
    }
    links.extend(intents_of(actor, origin));
    json!({"subject": format!("acct:{}", actor.handle()), "aliases": aliases, "links": links})
}

async fn host_meta(app: web::Data<App>) -> HttpResponse {
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<XRD xmlns=\"http://docs.oasis-open.org/ns/xri/xrd-1.0\">\n  \
         <Link rel=\"lrdd\" template=\"{}/.well-known/webfinger?resource={{uri}}\"/>\n</XRD>\n",
        app.address.origin()
    );
    HttpResponse::Ok()
        .content_type("application/xrd+xml; charset=utf-8")
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .body(text)
}

async fn host_meta_json(app: web::Data<App>) -> HttpResponse {
    let template = format!("{}/.well-known/webfinger?resource={{uri}}", app.address.origin());
    HttpResponse::Ok()
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .json(json!({"links": [{"rel": "lrdd", "type": "application/jrd+json", "template": template}]}))
}

async fn nodeinfo_links(app: web::Data<App>) -> HttpResponse {
    let link = |version: &str| {
        json!({
            "rel": format!("{NODEINFO_SCHEMA}/{version}"),
            "href": format!("{}/nodeinfo/{version}", app.address.origin()),
        })
    };
    HttpResponse::Ok()
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .json(json!({"links": [link("2.1"), link("2.0")]}))
}

async fn nodeinfo(app: web::Data<App>, version: web::Path<String>) -> Result<HttpResponse, NoDocument> {
    let version = version.into_inner();
    let mut software = json!({"name": "redress", "version": env!("CARGO_PKG_VERSION")});
    match version.as_str() {
        "2.0" => {}
        "2.1" => software["homepage"] = json!(format!("{}/", app.address.origin())),
        _ => return Err(NoDocument::NotFound),
    }
    let count = |view: &mut View<'_>| -> Result<_, StorageError> {
        Ok((
            actors::count_local(view, ActorKind::Person)?,
            actors::count_local(view, ActorKind::Board)?,
            complaints::count_at_home(view)?,
        ))
    };
    let (people, boards, complaints) = app.db.read(count).await?;
    let document = json!({
        "version": version,
        "software": software,
        "protocols": ["activitypub"],
        "services": {"inbound": [], "outbound": []},
        "openRegistrations": true,
        "usage": {"users": {"total": people}, "localPosts": complaints},
        "metadata": {"boards": boards, "complaints": complaints},
    });
    let kind = format!("application/json; profile=\"{NODEINFO_SCHEMA}/{version}#\"");
    Ok(HttpResponse::Ok()
        .content_type(kind)
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .body(document.to_string()))
}

#[cfg(test)]
mod tests;
