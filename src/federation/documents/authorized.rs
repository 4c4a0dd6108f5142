//! Authorized fetch: where the administrator wants it, documents are given to those who sign for them, and to no
//! blocked host. Who we are and which keys are ours everybody may know, else nobody could begin to sign.

use actix_web::body::BoxBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderValue};
use actix_web::middleware::{Next, from_fn};
use actix_web::web::Data;
use actix_web::{Error, HttpRequest, Resource, web};

use crate::app::App;
use crate::crypto::cavage::host_of;
use crate::crypto::http_signature::Signature;
use crate::federation::documents::actor::is_a_browser;
use crate::federation::gate::{Gate, check_host, check_once, is_blocked};
use crate::federation::refusal::Reason;
use crate::federation::signature::Arrived;
use crate::federation::signer::{self, unavailable};
use crate::federation::wire::web_address;
use crate::http::kept;
use crate::services::signing;

/// What a document depends on where it is given to signers only.
const VARY: HeaderValue = HeaderValue::from_static("Accept, Signature, Signature-Input");
/// No cache between us and the signer may give it to anybody else.
const CACHE_CONTROL: HeaderValue = HeaderValue::from_static("private, no-cache");

/// The address of a document: every one of ours is made with this.
pub(super) fn document(
    path: &str,
) -> Resource<
    impl ServiceFactory<ServiceRequest, Config = (), Response = ServiceResponse<BoxBody>, Error = Error, InitError = ()>,
> {
    web::resource(path).wrap(from_fn(for_signers))
}

async fn for_signers(request: ServiceRequest, next: Next<BoxBody>) -> Result<ServiceResponse<BoxBody>, Error> {
    let found = (request.app_data::<Data<App>>().cloned(), request.app_data::<Data<Gate>>().cloned());
    let (Some(app), Some(gate)) = found else { return next.call(request).await };
    let mut response = match may_read(&app, &gate, request.request()).await {
        Ok(Reader::Anybody) => return kept::keep_documents(request, next).await,
        Ok(Reader::Signer) => next.call(request).await?,
        Err((reason, signer)) => request.into_response(reason.answer_document(signer.as_deref())),
    };
    response.headers_mut().insert(header::VARY, VARY);
    response.headers_mut().insert(header::CACHE_CONTROL, CACHE_CONTROL);
    Ok(response)
}

/// Whom a document is given to.
enum Reader {
    Anybody,
    Signer,
}

/// Why nothing is given, and to whom, where they say who they are.
type Refused = (Reason, Option<String>);

async fn may_read(app: &App, gate: &Gate, request: &HttpRequest) -> Result<Reader, Refused> {
    refuse_blocked(app, request).await?;
    let known = |reason| (reason, None);
    if !gate.asks_for_signatures(app).await.map_err(known)? || is_for_everybody(app, request).await.map_err(known)? {
        return Ok(Reader::Anybody);
    }
    admit(app, request).await.map(|()| Reader::Signer)
}

/// Whoever says to be of a blocked server gets nothing, whether documents ask for signatures or not. Nobody is asked about it.
async fn refuse_blocked(app: &App, request: &HttpRequest) -> Result<(), Refused> {
    let Ok(arrived) = Arrived::read(request, false, app.clock.now()) else { return Ok(()) };
    let Some(key_id) = arrived.first().map(Signature::key_id) else { return Ok(()) };
    let Some(url) = web_address(key_id) else { return Ok(()) };
    let refused = |reason| (reason, Some(key_id.to_string()));
    if is_blocked(app, &host_of(&url)).await.map_err(refused)? { Err(refused(Reason::Blocked)) } else { Ok(()) }
}

/// The server's own actor; and people, who are led to the page.
async fn is_for_everybody(app: &App, request: &HttpRequest) -> Result<bool, Reason> {
    let Some(id) = request.path().strip_prefix("/actors/") else { return Ok(false) };
    if is_a_browser(request) && !id.contains('/') {
        return Ok(true);
    }
    let instance = signing::instance_actor(app).await.map_err(|error| unavailable(&error))?;
    Ok(id == instance.id.to_string())
}

async fn admit(app: &App, request: &HttpRequest) -> Result<(), Refused> {
    let known = |reason| (reason, None);
    check_once(request.headers()).map_err(known)?;
    check_host(request, &app.address).map_err(known)?;
    let arrived = Arrived::read(request, false, app.clock.now()).map_err(known)?;
    let signature = arrived.first().ok_or((Reason::Unsigned, None))?;
    let key_id = signature.key_id();
    let refused = |reason| (reason, Some(key_id.to_string()));
    web_address(key_id).ok_or_else(|| refused(Reason::SignatureUnreadable))?;
    let key = signer::anybodys_key(app, key_id, &arrived.peer(app)).await.map_err(refused)?;
    signer::verify(app, &arrived, signature, key).await.map_err(refused)?;
    Ok(())
}
