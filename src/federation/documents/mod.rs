//! What others may fetch: who we are, and what was said.

mod actor;
mod authorized;
mod complaint;
mod copies;
mod discovery;
mod group;
mod moderation;
pub(super) mod note;
mod outbox;
mod profile;
mod quote;

use activitypub_federation::kinds::object::TombstoneType;
use actix_web::guard::{self, Guard};
use actix_web::http::{StatusCode, header};
use actix_web::web::ServiceConfig;
use actix_web::{HttpResponse, Route, web};
use serde_json::{Value, json};

use crate::crypto::keyring::KeyringError;
use crate::domain::Timestamp;
use crate::domain::log::wire_time;
use crate::domain::visibility::{Peer, Sight, Standing, Viewer, sight};
use crate::federation::refusal::BUSY_SECONDS;
use crate::federation::vocabulary::{ACTIVITY_JSON, with_context};
use crate::http::kept;
use crate::services::ServiceError;
use crate::services::signing::SigningError;
use crate::storage::StorageError;
use crate::storage::complaints::Held;
use crate::storage::patience::Trouble;

use crate::federation::documents::authorized::document;

pub(super) use crate::federation::documents::actor::actor_document;
pub(super) use crate::federation::documents::complaint::{signed as signed_complaint, wire_line};

/// Where the same address is a page too, only those who ask for ActivityPub get the document.
fn wants_activity() -> impl Guard {
    guard::fn_guard(|context| {
        let accepts = context.head().headers().get_all(header::ACCEPT);
        accepts.filter_map(|it| it.to_str().ok()).any(|it| {
            let accept = it.to_ascii_lowercase();
            accept.contains("application/activity+json") || accept.contains("application/ld+json")
        })
    })
}

/// Every address at which another server, or a page of another site, reads a document.
const DOCUMENTS: &[&str] = &[
    "/actors/{id}",
    "/actors/{id}/keys",
    "/actors/{id}/outbox",
    "/actors/{id}/followers",
    "/actors/{id}/following",
    "/actors/{id}/moderators",
    "/actors/{id}/featured",
    "/actors/{id}/digest",
    "/quotes/{id}",
    "/heads",
    "/copies/{id}",
    "/copies/{id}/history",
    "/moderation/log.json",
    "/activities/{id}",
    "/posts/{id}",
    "/threads/{id}",
    "/complaints/{id}",
    "/complaints/{id}/posts",
    "/complaints/{id}/replies",
    "/complaints/{id}/history",
];
/// After how many seconds another name may be looked for.
const TOO_MANY_SECONDS: &str = "3600";
/// Seconds for which a browser remembers that it may read.
const PREFLIGHT_SECONDS: &str = "86400";

fn addresses() -> Vec<String> {
    DOCUMENTS.iter().chain(discovery::ADDRESSES).map(|it| (*it).to_string()).collect()
}

/// GET, and HEAD for those who only ask whether it is there.
fn reading() -> Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}

/// Everything public may be read from anywhere, and nothing else is allowed from elsewhere.
async fn preflight() -> HttpResponse {
    HttpResponse::NoContent()
        .insert_header((header::ALLOW, "GET, HEAD, OPTIONS"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, OPTIONS"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_HEADERS, "Accept, Signature, Signature-Input, Digest, Date"))
        .insert_header((header::ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS))
        .finish()
}

pub(super) fn configure(site: &mut ServiceConfig) {
    // Asked before the pages, which some of these addresses are too: a browser asks so before it reads from elsewhere.
    // A question that cannot be read is answered as a document is, for whoever asks from another site, too.
    let unread = |_, _: &actix_web::HttpRequest| NoDocument::Malformed.into();
    site.app_data(web::QueryConfig::default().error_handler(unread))
        .service(web::resource(addresses()).guard(guard::Options()).to(preflight))
        .configure(discovery::configure)
        .service(document("/actors/{id}").route(reading().to(actor::show)))
        .route("/actors/{id}/keys", reading().to(actor::keys))
        .service(document("/actors/{id}/outbox").route(reading().to(outbox::show)))
        .service(document("/actors/{id}/followers").route(reading().to(actor::followers)))
        .service(document("/actors/{id}/following").route(reading().to(actor::following)))
        .service(document("/actors/{id}/moderators").route(reading().to(group::moderators)))
        .service(document("/actors/{id}/featured").route(reading().to(group::featured)))
        .service(document("/quotes/{id}").route(reading().to(quote::show)))
        .service(document("/actors/{id}/digest").route(reading().to(complaint::digest)))
        .service(document("/heads").guard(wants_activity()).route(reading().to(copies::heads)))
        .service(document("/copies/{id}").route(reading().to(copies::copy)))
        .service(document("/copies/{id}/history").route(reading().to(copies::history)))
        .service(web::resource("/moderation/log.json").route(reading().to(moderation::log)))
        .service(document("/activities/{id}").route(reading().to(outbox::activity)))
        .service(document("/posts/{id}").guard(wants_activity()).route(reading().to(note::show)))
        .service(document("/threads/{id}").guard(wants_activity()).route(reading().to(complaint::show)))
        .service(document("/complaints/{id}").guard(wants_activity()).route(reading().to(complaint::page)))
        .service(document("/complaints/{id}/posts").route(reading().to(complaint::posts)))
        .service(document("/complaints/{id}/replies").route(reading().to(complaint::replies)))
        .service(document("/complaints/{id}/history").route(reading().to(complaint::history)));
}

/// Why a document is not given. Failures of ours are logged and not told.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoDocument {
    #[error("no such thing here")]
    NotFound,
    /// It is there, and everybody may know why it is not shown: the same answer as the page gives.
    #[error("this server does not show it")]
    Hidden { reason: Option<String> },
    #[error("what was here is gone")]
    Gone,
    #[error("the request cannot be understood")]
    Malformed,
    #[error("too many names were looked for; try again later")]
    TooMany,
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    Signing(#[from] SigningError),
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl NoDocument {
    /// What is wrong with the database or the disk, where that is the reason: nothing is decided by it, and it passes.
    fn trouble(&self) -> Option<Trouble> {
        match self {
            NoDocument::Storage(error)
            | NoDocument::Signing(SigningError::Storage(error))
            | NoDocument::Service(ServiceError::Storage(error)) => error.trouble(),
            _ => None,
        }
    }
}

impl actix_web::ResponseError for NoDocument {
    fn status_code(&self) -> StatusCode {
        match self {
            NoDocument::NotFound | NoDocument::Hidden { .. } => StatusCode::NOT_FOUND,
            NoDocument::Gone => StatusCode::GONE,
            NoDocument::Malformed => StatusCode::BAD_REQUEST,
            NoDocument::TooMany => StatusCode::TOO_MANY_REQUESTS,
            _ if self.trouble().is_some() => StatusCode::SERVICE_UNAVAILABLE,
            NoDocument::Storage(_) | NoDocument::Signing(_) | NoDocument::Keyring(_) | NoDocument::Service(_) => {
                StatusCode::INTERNAL_SERVER_ERROR
            }
        }
    }

    fn error_response(&self) -> HttpResponse {
        let title = match self {
            NoDocument::Storage(_) | NoDocument::Signing(_) | NoDocument::Keyring(_) | NoDocument::Service(_) => {
                tracing::error!(error = %self, "a document cannot be made");
                "this server failed".to_string()
            }
            other => other.to_string(),
        };
        let status = self.status_code();
        let mut problem = json!({"type": "about:blank", "title": title, "status": status.as_u16()});
        if let NoDocument::Hidden { reason: Some(reason) } = self {
            problem["detail"] = json!(reason);
        }
        let mut answer = HttpResponse::build(status);
        if matches!(self, NoDocument::TooMany) {
            answer.insert_header((header::RETRY_AFTER, TOO_MANY_SECONDS));
        } else if status == StatusCode::SERVICE_UNAVAILABLE {
            answer.insert_header((header::RETRY_AFTER, BUSY_SECONDS.to_string()));
        }
        answer
            .content_type("application/problem+json")
            .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
            .json(problem)
    }
}

fn answer(document: &Value) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(ACTIVITY_JSON)
        .insert_header((header::VARY, "Accept"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header(kept::SHARED)
        .body(document.to_string())
}

/// Bytes of one page of anything: about half of what any of us reads of one document.
const PAGE_BYTES_MAX: usize = 512 * 1024;

/// As many of a page's items as fit into it, and always the first.
fn fitting(items: impl IntoIterator<Item = Value>) -> Vec<Value> {
    let (mut page, mut bytes) = (Vec::new(), 0);
    for item in items {
        bytes += item.to_string().len() + 1;
        if bytes > PAGE_BYTES_MAX && !page.is_empty() {
            break;
        }
        page.push(item);
    }
    page
}

/// It stands elsewhere, for a page of another site, too.
fn see_other(address: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, address))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .finish()
}

/// A document that says the same in another form to some kinds of server.
fn answer_by_reader(document: &Value) -> HttpResponse {
    let mut response = answer(document);
    response.headers_mut().insert(header::VARY, header::HeaderValue::from_static("Accept, User-Agent"));
    response
}

/// What stood here is gone, and says so itself: 410 with a body, as servers that check a deletion expect it.
fn tombstone(id: &str, former: &str, at: Timestamp) -> HttpResponse {
    let document = json!({"id": id, "type": TombstoneType::Tombstone, "formerType": former, "deleted": wire_time(at)});
    HttpResponse::Gone()
        .content_type(ACTIVITY_JSON)
        .insert_header((header::VARY, "Accept"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .body(with_context(document).to_string())
}

/// How much of a thread whoever asks for documents gets; what they get instead where that is not all of it.
fn check_open(standing: Standing, held: &Held) -> Result<(), NoDocument> {
    match sight(standing, Viewer::Peer(Peer::Anybody)) {
        Sight::Whole => Ok(()),
        Sight::Outline => Err(NoDocument::Hidden { reason: held.hidden_reason.clone() }),
        Sight::Nothing => Err(NoDocument::NotFound),
    }
}

/// An id in an address, or nothing of ours.
fn id_of<T: std::str::FromStr>(text: &str) -> Result<T, NoDocument> {
    text.parse().map_err(|_| NoDocument::NotFound)
}
