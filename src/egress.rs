//! The one HTTP client that leaves the machine: where it may go, how long it may take, how much it may bring back.

mod destination;
mod names;
mod policies;
mod witnesses;

use std::collections::HashSet;
use std::error::Error;
use std::future::Future;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{self, HeaderMap, HeaderValue};
use reqwest::{Method, Request, Response, redirect};
use url::Url;

use crate::crypto::cavage;
use crate::crypto::http_signature::{self, Manner, Outgoing};
use crate::crypto::keys::SecretKey;
use crate::crypto::rfc9421::Wish;
use crate::crypto::threads::Threads;
use crate::domain::Timestamp;
use crate::domain::address::Address;
use crate::domain::json_shape::{self, Flaw};
use crate::egress::destination::Destinations;
use crate::egress::names::Names;
use crate::egress::policies::Policies;
use crate::egress::witnesses::Witnesses;

pub use crate::egress::names::NoAnswer;

/// One exchange, redirects and body included.
const EXCHANGE_MAX: Duration = Duration::from_secs(10);
const CONNECT_SECONDS_MAX: u64 = 5;
/// Of what an answer unpacks to.
pub const BODY_BYTES_MAX: usize = 1_000_000;
const REDIRECTS_MAX: usize = 3;
/// What is kept of an answer to a delivery.
const EXCERPT_BYTES_MAX: usize = 1_024;
const IDLE_CONNECTIONS_PER_HOST_MAX: usize = 4;
const IDLE_SECONDS_MAX: u64 = 60;

const ACTIVITY_ACCEPT: &str =
    r#"application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams""#;
const ACTIVITY_PROFILE: &str = "https://www.w3.org/ns/activitystreams";

/// Cheap to clone; all clones share one pool of connections.
#[derive(Clone)]
pub struct Egress {
    client: Arc<Made>,
    destinations: Arc<Destinations>,
    names: Names,
    exchange_max: Duration,
    witnesses: Witnesses,
}

/// Made when it is first needed: reading the certificates that the system trusts takes longer than everything else at a start.
type Made =
    LazyLock<Result<reqwest::Client, EgressError>, Box<dyn FnOnce() -> Result<reqwest::Client, EgressError> + Send>>;

/// What lies between us and other servers. The real program takes the default; a test puts a table of names in, and
/// shortens the patience.
#[derive(Clone)]
pub struct Outside {
    pub lookup: Arc<dyn Lookup>,
    pub exchange_max: Duration,
}

impl Default for Outside {
    fn default() -> Outside {
        Outside { lookup: Arc::new(SystemLookup), exchange_max: EXCHANGE_MAX }
    }
}

tokio::task_local! {
    /// How many more requests the message that is worked on may cause.
    static REQUESTS_LEFT: AtomicU32;
}

/// Runs the work that a stranger's message causes: whatever it leads to, so many requests leave, redirects included.
pub async fn at_most<F: Future>(requests: u32, work: F) -> F::Output {
    REQUESTS_LEFT.scope(AtomicU32::new(requests), work).await
}

fn take_one_request() -> Result<(), EgressError> {
    let take =
        |left: &AtomicU32| left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok();
    // Work that no stranger asked for has no such limit.
    if REQUESTS_LEFT.try_with(take).unwrap_or(true) { Ok(()) } else { Err(EgressError::TooMany) }
}

/// With whose key a request is signed and how, the moment it states, and the threads that do it.
#[derive(Debug, Clone)]
pub struct Signer {
    pub key_id: String,
    pub key: SecretKey,
    pub at: Timestamp,
    pub manner: Manner,
    /// What the other server wished when it refused the request before.
    pub wish: Option<Wish>,
    pub threads: Threads,
}

/// What a fetch is for: it decides `Accept` and the media types taken for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// An actor, object, collection or key.
    Activity,
    /// A WebFinger answer.
    WebFinger,
    /// Any other JSON, say `/.well-known/redress.json`.
    Json,
    /// An actor's picture.
    Picture,
    /// A brand's front page.
    Page,
}

/// A document and the address that really gave it, after redirects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    pub url: Url,
    pub body: Bytes,
}

/// What another server said to a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub retry_after: Option<Duration>,
    /// How it would like to have the request signed (RFC 9421), where it says so.
    pub accept_signature: Option<String>,
    pub excerpt: String,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EgressError {
    /// We do not connect there. The word says why.
    #[error("not a destination of ours: {0}")]
    Forbidden(&'static str),
    #[error("the answer has status {0}")]
    Status(u16),
    /// Status 401, with an `Accept-Signature` field.
    #[error("the answer asks for another signature: {0}")]
    Challenged(String),
    #[error("the answer is of another media type")]
    MediaType,
    #[error("the answer is larger than we read")]
    TooLarge,
    #[error("the answer took too long")]
    TooSlow,
    #[error("too many redirects, or in a circle")]
    Redirects,
    #[error("one message may not cause that many requests")]
    TooMany,
    #[error("the answer cannot be read: {0}")]
    Unreadable(#[from] Flaw),
    #[error("no connection: {0}")]
    Unreachable(String),
    #[error("the request could not be signed")]
    Unsigned,
}

impl EgressError {
    /// A short word for logs and counters.
    pub fn code(&self) -> &'static str {
        match self {
            EgressError::Forbidden(why) => why,
            EgressError::Status(_) | EgressError::Challenged(_) => "status",
            EgressError::MediaType => "media-type",
            EgressError::TooLarge => "too-large",
            EgressError::TooSlow => "too-slow",
            EgressError::Redirects => "redirects",
            EgressError::TooMany => "too-many-requests",
            EgressError::Unreadable(flaw) => flaw.code(),
            EgressError::Unreachable(_) => "unreachable",
            EgressError::Unsigned => "unsigned",
        }
    }

    /// Whether the other server says that the thing is gone for good.
    pub fn is_gone(&self) -> bool {
        *self == EgressError::Status(410)
    }

    /// Whether the other server does not find the thing.
    pub fn is_missing(&self) -> bool {
        *self == EgressError::Status(404)
    }

    /// Whether asking again later may help.
    pub fn is_passing(&self) -> bool {
        match self {
            EgressError::Status(status) => matches!(status, 408 | 429 | 500..=599),
            EgressError::TooSlow | EgressError::Unreachable(_) => true,
            _ => false,
        }
    }
}

/// What a look-up comes to.
pub type Found = Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send>>;

/// How names become addresses. The system's resolver, or a table in tests.
pub trait Lookup: Send + Sync + 'static {
    /// Port 0 means the scheme's own; the system's resolver says nothing else.
    fn lookup(&self, host: String) -> Found;
}

/// Asks the operating system.
#[derive(Debug, Clone, Copy)]
pub struct SystemLookup;

impl Lookup for SystemLookup {
    fn lookup(&self, host: String) -> Found {
        Box::pin(async move { Ok(tokio::net::lookup_host((host, 0)).await?.collect()) })
    }
}

fn client(name: String, resolver: CheckedResolver, exchange_max: Duration) -> Result<reqwest::Client, EgressError> {
    reqwest::Client::builder()
        .user_agent(name)
        .no_proxy()
        .redirect(redirect::Policy::none())
        .referer(false)
        .dns_resolver(Arc::new(resolver))
        .connect_timeout(Duration::from_secs(CONNECT_SECONDS_MAX))
        .timeout(exchange_max)
        .pool_max_idle_per_host(IDLE_CONNECTIONS_PER_HOST_MAX)
        .pool_idle_timeout(Duration::from_secs(IDLE_SECONDS_MAX))
        .tcp_nodelay(true)
        .http1_only()
        .build()
        .map_err(|error| EgressError::Unreachable(error.to_string()))
}

impl Egress {
    /// `development_peers` are `host:port` pairs on this machine that may be reached over http.
    /// Whether they may be listed at all is the configuration's business.
    pub fn new(own: &Address, development_peers: &[String]) -> Result<Egress, EgressError> {
        Egress::with_outside(own, development_peers, Outside::default())
    }

    pub fn with_outside(own: &Address, development_peers: &[String], outside: Outside) -> Result<Egress, EgressError> {
        let Outside { lookup, exchange_max } = outside;
        let destinations = Arc::new(Destinations::new(own.clone(), development_peers));
        let resolver = CheckedResolver { lookup, destinations: Arc::clone(&destinations) };
        let name = format!("Redress/{} (+{}/)", env!("CARGO_PKG_VERSION"), own.origin());
        let make = move || client(name, resolver, exchange_max);
        let client = Arc::new(LazyLock::new(Box::new(make) as Box<dyn FnOnce() -> _ + Send>));
        Ok(Egress { client, destinations, names: Names::new(None), exchange_max, witnesses: Witnesses::default() })
    }

    /// The same, asking this name server for what stands in the DNS beside addresses.
    #[must_use]
    pub fn asking(self, name_server: Option<SocketAddr>) -> Egress {
        Egress { names: Names::new(name_server), ..self }
    }

    /// What time it is elsewhere.
    pub fn witnesses(&self) -> &Witnesses {
        &self.witnesses
    }

    /// The TXT records of a name; none when there are none.
    pub async fn texts(&self, name: &str) -> Result<Vec<String>, NoAnswer> {
        take_one_request().map_err(|error| NoAnswer(error.to_string()))?;
        self.names.texts(name).await
    }

    /// Makes the client ready on a thread of its own, so that the first who needs it does not wait.
    pub fn warm_up(&self) {
        let client = Arc::clone(&self.client);
        std::thread::spawn(move || LazyLock::force(&client).is_ok());
    }

    async fn client(&self) -> Result<reqwest::Client, EgressError> {
        let client = Arc::clone(&self.client);
        // What it costs the first time is no work for an async thread.
        match LazyLock::get(&client) {
            Some(made) => made.clone(),
            None => tokio::task::spawn_blocking(move || LazyLock::force(&client).clone())
                .await
                .map_err(|error| EgressError::Unreachable(error.to_string()))?,
        }
    }

    /// What is decided about other servers: this client obeys it.
    pub fn policies(&self) -> &Policies {
        &self.destinations.policies
    }

    /// Fetches a document. Its JSON is sound in shape (depth, repeated names); what it says is for the caller to check,
    /// first of all that `url` is allowed to say it.
    pub async fn get_json(&self, url: &Url, wanted: Wanted, signer: Option<&Signer>) -> Result<Fetched, EgressError> {
        let exchange = self.follow(url, wanted, signer);
        tokio::time::timeout(self.exchange_max, exchange).await.map_err(|_| EgressError::TooSlow)?
    }

    /// Fetches a picture. What is in it is for the caller to find out: the media type is the other server's word.
    pub async fn get_picture(&self, url: &Url, signer: Option<&Signer>) -> Result<Fetched, EgressError> {
        self.get_json(url, Wanted::Picture, signer).await
    }

    /// Delivers `body`. Any status is an answer; a redirect is not followed.
    pub async fn post(&self, url: &Url, body: Bytes, signer: &Signer) -> Result<Answer, EgressError> {
        let mut headers = sign(Method::POST, url, Some(body.clone()), signer).await?;
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/activity+json"));
        self.post_with(url, body, headers, signer.at).await
    }

    /// Delivers `body` with headers that the caller made and signed.
    pub async fn post_with(
        &self,
        url: &Url,
        body: Bytes,
        headers: HeaderMap,
        at: Timestamp,
    ) -> Result<Answer, EgressError> {
        self.destinations.check(url)?;
        let mut request = Request::new(Method::POST, url.clone());
        *request.headers_mut() = headers;
        *request.body_mut() = Some(body.into());
        let client = self.client().await?;
        let exchange = async {
            let response = client.execute(request).await.map_err(|error| from_reqwest(&error))?;
            self.witnesses.heard(&cavage::host_of(url), response.headers());
            let status = response.status().as_u16();
            let retry_after = retry_after(response.headers(), at);
            let accept_signature = accept_signature(response.headers());
            Ok(Answer { status, retry_after, accept_signature, excerpt: excerpt(response).await })
        };
        tokio::time::timeout(self.exchange_max, exchange).await.map_err(|_| EgressError::TooSlow)?
    }

    async fn follow(&self, url: &Url, wanted: Wanted, signer: Option<&Signer>) -> Result<Fetched, EgressError> {
        let mut url = url.clone();
        url.set_fragment(None);
        let first_host = cavage::host_of(&url);
        let mut visited = HashSet::new();
        loop {
            if visited.len() > REDIRECTS_MAX || !visited.insert(url.to_string()) {
                return Err(EgressError::Redirects);
            }
            self.destinations.check(&url)?;
            take_one_request()?;
            // Nobody but the host that we meant to ask gets a signature of ours.
            let signer = signer.filter(|_| cavage::host_of(&url) == first_host);
            let response = self.get_once(&url, wanted, signer).await?;
            let status = response.status();
            if matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) {
                url = location(&url, response.headers())?;
                continue;
            }
            if status.as_u16() == 401
                && let Some(wish) = accept_signature(response.headers())
            {
                return Err(EgressError::Challenged(wish));
            }
            if status.as_u16() != 200 {
                return Err(EgressError::Status(status.as_u16()));
            }
            if !is_wanted(response.headers(), wanted) {
                return Err(EgressError::MediaType);
            }
            let body = read(response).await?;
            if !matches!(wanted, Wanted::Picture | Wanted::Page) {
                json_shape::check(&body)?;
            }
            return Ok(Fetched { url, body });
        }
    }

    async fn get_once(&self, url: &Url, wanted: Wanted, signer: Option<&Signer>) -> Result<Response, EgressError> {
        let mut request = Request::new(Method::GET, url.clone());
        if let Some(signer) = signer {
            *request.headers_mut() = sign(Method::GET, url, None, signer).await?;
        }
        let accept = match wanted {
            Wanted::Activity => ACTIVITY_ACCEPT,
            Wanted::WebFinger => "application/jrd+json, application/json",
            Wanted::Json => "application/json",
            Wanted::Picture => "image/webp, image/png, image/jpeg, image/gif",
            Wanted::Page => "text/html, application/xhtml+xml",
        };
        request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static(accept));
        let response = self.client().await?.execute(request).await.map_err(|error| from_reqwest(&error))?;
        self.witnesses.heard(&cavage::host_of(url), response.headers());
        Ok(response)
    }
}

impl std::fmt::Debug for Egress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Egress")
    }
}

/// Looks names up and lets only addresses through that we may connect to: what is checked is what is connected to.
struct CheckedResolver {
    lookup: Arc<dyn Lookup>,
    destinations: Arc<Destinations>,
}

#[derive(Debug, thiserror::Error)]
#[error("the name leads to an address that is not public")]
struct PrivateAddress;

impl Resolve for CheckedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().to_string();
        if self.destinations.is_peer_host(&host) {
            let here: Addrs = Box::new(std::iter::once(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))));
            return Box::pin(std::future::ready(Ok(here)));
        }
        let found = self.lookup.lookup(host);
        Box::pin(async move {
            let found = found.await?;
            if found.is_empty() || !found.iter().all(|address| destination::is_public(address.ip())) {
                return Err(PrivateAddress.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// The headers of a signed request.
async fn sign(method: Method, url: &Url, body: Option<Bytes>, signer: &Signer) -> Result<HeaderMap, EgressError> {
    let (url, by) = (url.clone(), signer.clone());
    let work = move || {
        let request = Outgoing { method: method.as_str(), url: &url, body: body.as_deref(), at: by.at };
        http_signature::sign(&request, &by.key_id, &by.key, by.manner, by.wish.as_ref())
    };
    let signed = signer.threads.run(work).await.ok().and_then(Result::ok).ok_or(EgressError::Unsigned)?;
    let mut headers = HeaderMap::new();
    for (name, value) in signed {
        headers.insert(name, HeaderValue::from_str(&value).map_err(|_| EgressError::Unsigned)?);
    }
    Ok(headers)
}

fn accept_signature(headers: &HeaderMap) -> Option<String> {
    Some(headers.get("accept-signature")?.to_str().ok()?.to_string())
}

fn location(from: &Url, headers: &HeaderMap) -> Result<Url, EgressError> {
    let location = only(headers, &header::LOCATION).ok_or(EgressError::Redirects)?;
    let mut url = from.join(location).map_err(|_| EgressError::Redirects)?;
    url.set_fragment(None);
    Ok(url)
}

/// Reads at most `BODY_BYTES_MAX` of what the body unpacks to, then hangs up.
async fn read(mut response: Response) -> Result<Bytes, EgressError> {
    if response.content_length().is_some_and(|length| length > BODY_BYTES_MAX as u64) {
        return Err(EgressError::TooLarge);
    }
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| from_reqwest(&error))? {
        if body.len() + chunk.len() > BODY_BYTES_MAX {
            return Err(EgressError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// The beginning of an answer as text, for people who look into a failed delivery.
async fn excerpt(mut response: Response) -> String {
    let mut kept = Vec::new();
    while kept.len() < EXCERPT_BYTES_MAX {
        match response.chunk().await {
            Ok(Some(chunk)) => kept.extend_from_slice(&chunk[..chunk.len().min(EXCERPT_BYTES_MAX - kept.len())]),
            Ok(None) | Err(_) => break,
        }
    }
    String::from_utf8_lossy(&kept).replace(|it: char| it.is_control() && it != '\n', " ")
}

fn retry_after(headers: &HeaderMap, at: Timestamp) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    match text.parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => (chrono::DateTime::parse_from_rfc2822(text).ok()?.to_utc() - at).to_std().ok(),
    }
}

/// A header that stands once: of two, nobody knows which one another reader believes.
fn only<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> Option<&'a str> {
    let mut all = headers.get_all(name).iter();
    all.next().filter(|_| all.next().is_none())?.to_str().ok()
}

fn is_wanted(headers: &HeaderMap, wanted: Wanted) -> bool {
    let Some(text) = only(headers, &header::CONTENT_TYPE) else { return false };
    match wanted {
        Wanted::Activity => is_activity_type(text),
        Wanted::WebFinger => matches!(essence(text).as_str(), "application/jrd+json" | "application/json"),
        Wanted::Json => essence(text) == "application/json",
        Wanted::Picture => essence(text).starts_with("image/"),
        Wanted::Page => matches!(essence(text).as_str(), "text/html" | "application/xhtml+xml"),
    }
}

/// Whether a `Content-Type` is one of the two that ActivityPub has, whatever its spacing, case and charset.
pub fn is_activity_type(text: &str) -> bool {
    match essence(text).as_str() {
        "application/activity+json" => true,
        "application/ld+json" => text.split(';').skip(1).any(|parameter| {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            let named = name.trim().eq_ignore_ascii_case("profile");
            // The value may list several profiles.
            named && value.trim().trim_matches('"').split_ascii_whitespace().any(|it| it == ACTIVITY_PROFILE)
        }),
        _ => false,
    }
}

fn essence(text: &str) -> String {
    text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn from_reqwest(error: &reqwest::Error) -> EgressError {
    if error.is_timeout() {
        return EgressError::TooSlow;
    }
    let mut source: Option<&(dyn Error + 'static)> = Some(error);
    let mut innermost = error.to_string();
    while let Some(it) = source {
        if it.is::<PrivateAddress>() {
            return EgressError::Forbidden("private-address");
        }
        innermost = it.to_string();
        source = it.source();
    }
    EgressError::Unreachable(innermost)
}

#[cfg(test)]
mod tests;
