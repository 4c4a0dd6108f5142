//! Answers that are the same for everybody, kept for as long as nothing was committed: never stale, and made once for many.

use std::future::Future;
use std::sync::Arc;

use actix_web::body::{BoxBody, MessageBody, to_bytes};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, CACHE_CONTROL, COOKIE, HeaderName, HeaderValue, SET_COOKIE,
};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpResponse};
use bytes::Bytes;
use moka::sync::Cache;

use crate::app::App;
use crate::catalogue::Language;
use crate::http::reader::Reader;
use crate::storage::Version;

/// Memory for kept answers, all together.
const KEPT_BYTES_MAX: u64 = 8 * 1024 * 1024;
/// A longer answer is made anew each time.
const ANSWER_BYTES_MAX: usize = 256 * 1024;
/// What an entry takes beside its body and its name.
const ENTRY_BYTES: usize = 512;
/// A longer name is not worth remembering: somebody makes them up.
const NAME_BYTES_MAX: usize = 512;
/// An answer that may be kept says so itself: others may keep it too, if they ask each time whether it still holds.
pub const SHARED: (&str, &str) = ("Cache-Control", "no-cache");

/// What all threads of a process share.
pub struct Kept {
    answers: Cache<String, Arc<Answer>>,
}

struct Answer {
    version: Version,
    /// Pages tell how long ago things were, so no answer outlives the second it was made in.
    second: i64,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
}

impl Default for Kept {
    fn default() -> Kept {
        let weigh = |name: &String, answer: &Arc<Answer>| {
            u32::try_from(name.len() + answer.body.len() + ENTRY_BYTES).unwrap_or(u32::MAX)
        };
        Kept { answers: Cache::builder().max_capacity(KEPT_BYTES_MAX).weigher(weigh).build() }
    }
}

/// The moment before an answer is made.
pub struct Moment {
    version: Version,
    second: i64,
}

impl Kept {
    /// The answer of this name: as it was made before if nothing was committed since, else by `make`.
    ///
    /// `name` must hold everything that the answer depends on beside the database and the time.
    pub async fn answer<E>(
        &self,
        app: &App,
        name: String,
        make: impl Future<Output = Result<HttpResponse, E>>,
    ) -> Result<HttpResponse, E> {
        let Some(moment) = moment(app).await else { return make.await };
        match self.find(&name, &moment) {
            Some(kept) => Ok(kept),
            None => Ok(self.keep(name, moment, make.await?).await),
        }
    }

    fn find(&self, name: &str, moment: &Moment) -> Option<HttpResponse> {
        let kept = self.answers.get(name)?;
        let holds = kept.version == moment.version && kept.second == moment.second;
        holds.then(|| kept.respond())
    }

    /// `moment` was taken before the answer was made: what was committed meanwhile makes it look older than it is, never newer.
    async fn keep<B: MessageBody + 'static>(
        &self,
        name: String,
        moment: Moment,
        made: HttpResponse<B>,
    ) -> HttpResponse {
        let may_be_kept = made.status() == StatusCode::OK
            && name.len() <= NAME_BYTES_MAX
            && !made.headers().contains_key(SET_COOKIE)
            && made.headers().get(CACHE_CONTROL).is_some_and(|it| it == SHARED.1);
        if !may_be_kept {
            return made.map_into_boxed_body();
        }
        let (head, body) = made.into_parts();
        let Ok(body) = to_bytes(body).await else {
            tracing::error!("an answer broke off while it was made");
            return HttpResponse::InternalServerError().finish();
        };
        if body.len() <= ANSWER_BYTES_MAX {
            let headers = head.headers().iter().map(|(name, value)| (name.clone(), value.clone())).collect();
            let Moment { version, second } = moment;
            self.answers.insert(name, Arc::new(Answer { version, second, headers, body: body.clone() }));
        }
        head.set_body(body).map_into_boxed_body()
    }
}

async fn moment(app: &App) -> Option<Moment> {
    Some(Moment { version: app.db.version().await?, second: app.clock.now().timestamp() })
}

/// Pages for readers whom nobody knows: whoever brings no cookie gets what the last one like them got.
pub async fn keep_pages<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let name = page_name(&request);
    keep_under(name, request, next).await
}

/// Documents for other servers: the same for everybody who asks for the same form of them.
pub async fn keep_documents<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let name = document_name(&request);
    keep_under(name, request, next).await
}

async fn keep_under<B: MessageBody + 'static>(
    name: Option<String>,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let app = request.app_data::<Data<App>>().cloned();
    let kept = request.app_data::<Data<Kept>>().cloned();
    if let (Some(app), Some(kept), Some(name)) = (app, kept, name)
        && let Some(moment) = moment(&app).await
    {
        if let Some(found) = kept.find(&name, &moment) {
            return Ok(request.into_response(found));
        }
        let (request, made) = next.call(request).await?.into_parts();
        return Ok(ServiceResponse::new(request, kept.keep(name, moment, made).await));
    }
    next.call(request).await.map(ServiceResponse::map_into_boxed_body)
}

/// What a page depends on for somebody without cookies: its address and the language.
fn page_name(request: &ServiceRequest) -> Option<String> {
    let headers = request.headers();
    if request.method() != Method::GET || headers.contains_key(COOKIE) || headers.contains_key(AUTHORIZATION) {
        return None;
    }
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok());
    let language = accepted.and_then(Language::from_accept_language).map_or("", Language::code);
    let address = request.uri().path_and_query()?.as_str();
    (address.len() < NAME_BYTES_MAX).then(|| format!("page {language} {address}"))
}

/// What a document depends on: its address, which form of it is asked for, and what kind of server reads it.
fn document_name(request: &ServiceRequest) -> Option<String> {
    if request.method() != Method::GET {
        return None;
    }
    let accepted = request.headers().get(ACCEPT).map_or(Some(""), |it| it.to_str().ok())?;
    let address = request.uri().path_and_query()?.as_str();
    (address.len() + accepted.len() < NAME_BYTES_MAX)
        .then(|| format!("document {} {address} {accepted}", Reader::of(request.headers()).name()))
}

impl Answer {
    fn respond(&self) -> HttpResponse {
        let mut response = HttpResponse::Ok();
        for (name, value) in &self.headers {
            response.append_header((name.clone(), value.clone()));
        }
        response.body(self.body.clone())
    }
}
