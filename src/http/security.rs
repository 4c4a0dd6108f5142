//! What keeps strangers out of other people's browsers: headers on every answer, the origin of every request that
//! changes something, and a mark on every form that only our own pages can carry.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::cookie::{Cookie, SameSite, time};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{HeaderMap, HeaderName, ORIGIN, REFERER};
use actix_web::middleware::{DefaultHeaders, Next};
use actix_web::{Error, HttpRequest};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::app::App;
use crate::crypto::random;
use crate::domain::address::Address;

/// Nothing runs, nothing loads from elsewhere, nobody frames us, forms go to us alone.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
     base-uri 'none'; frame-ancestors 'none'";

const FORM_MARK_BYTES: usize = 18;

pub fn headers() -> DefaultHeaders {
    DefaultHeaders::new()
        .add(("Content-Security-Policy", CONTENT_SECURITY_POLICY))
        .add(("X-Content-Type-Options", "nosniff"))
        .add(("Referrer-Policy", "same-origin"))
        .add(("Cross-Origin-Opener-Policy", "same-origin"))
        .add(("Permissions-Policy", "geolocation=(), camera=(), microphone=()"))
}

/// Whether a request that changes something comes from one of our own pages, as far as the browser says.
/// A client that says nothing is no browser; the form's mark decides there.
pub fn is_same_origin(headers: &HeaderMap, address: &Address) -> bool {
    let text = |name: &HeaderName| headers.get(name).map(|it| it.to_str().unwrap_or("unreadable"));
    if let Some(site) = text(&HeaderName::from_static("sec-fetch-site"))
        && !matches!(site, "same-origin" | "none")
    {
        return false;
    }
    if let Some(origin) = text(&ORIGIN) {
        return origin == address.origin();
    }
    text(&REFERER).is_none_or(|referer| referer.strip_prefix(address.origin()).is_some_and(|it| it.starts_with('/')))
}

/// Refuses what another site sends in somebody's name, before any route sees it.
pub async fn refuse_other_origins<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let app = request.app_data::<actix_web::web::Data<App>>();
    let ours = app.is_some_and(|app| is_same_origin(request.headers(), &app.address));
    if changes && !ours {
        tracing::info!(path = request.path(), "refused: cross-site request");
        let refused = actix_web::HttpResponse::Forbidden()
            .insert_header(("Content-Type", "text/plain; charset=utf-8"))
            .body("403: this was sent by another site.\n");
        return Ok(request.into_response(refused));
    }
    next.call(request).await.map(ServiceResponse::map_into_boxed_body)
}

/// The instance's key for one purpose. Where it cannot be made, a key of this process alone: forms and sessions then
/// end with the process, and nothing opens that should not.
pub fn key_for(app: &App, purpose: &str) -> [u8; 32] {
    app.keys.derive(purpose).unwrap_or_else(|error| {
        tracing::error!(%error, purpose, "a key could not be made");
        random::bytes(app.random.as_ref())
    })
}

/// The marks of forms: a secret of this browser in a cookie, and what is made of it and of who is signed in.
#[derive(Clone)]
pub struct FormMarks {
    key: [u8; 32],
    secure: bool,
}

impl FormMarks {
    pub fn new(app: &App) -> FormMarks {
        FormMarks { key: key_for(app, "form marks"), secure: app.address.is_https() }
    }

    pub fn cookie_name(&self) -> &'static str {
        if self.secure { "__Host-form" } else { "form" }
    }

    /// The browser's secret, where it has one.
    pub fn secret_of(&self, request: &HttpRequest) -> Option<String> {
        let cookie = request.cookie(self.cookie_name())?;
        let fits = (16..=64).contains(&cookie.value().len()) && cookie.value().bytes().all(|it| it.is_ascii_hexdigit());
        fits.then(|| cookie.value().to_string())
    }

    pub fn new_secret(&self, app: &App) -> String {
        hex::encode(random::bytes::<FORM_MARK_BYTES>(app.random.as_ref()))
    }

    pub fn cookie(&self, secret: &str) -> Cookie<'static> {
        Cookie::build(self.cookie_name(), secret.to_string())
            .path("/")
            .http_only(true)
            .secure(self.secure)
            .same_site(SameSite::Strict)
            .finish()
    }

    /// The mark for forms shown to `who` in the browser with this secret.
    pub fn mark(&self, secret: &str, who: &str) -> String {
        mark_of(&self.key, secret, who)
    }

    pub fn is_right(&self, mark: &str, secret: &str, who: &str) -> bool {
        is_same(mark, &self.mark(secret, who))
    }
}

/// What only this server can make of two words.
fn mark_of(key: &[u8; 32], first: &str, second: &str) -> String {
    let Ok(mac) = Hmac::<Sha256>::new_from_slice(key) else { return String::new() };
    hex::encode(mac.chain_update(first).chain_update([0]).chain_update(second).finalize().into_bytes())
}

fn is_same(mark: &str, right: &str) -> bool {
    !right.is_empty() && mark.len() == right.len() && openssl::memcmp::eq(mark.as_bytes(), right.as_bytes())
}

/// How long a browser may take from a form to the page after it.
const SAID_SECONDS: i64 = 60;

/// What the page after a form says was done. It stands in no address: whoever is given one did nothing. It is signed: nobody
/// but this server puts a sentence into somebody's browser.
#[derive(Clone)]
pub struct SaidMarks {
    key: [u8; 32],
    secure: bool,
}

impl SaidMarks {
    pub fn new(app: &App) -> SaidMarks {
        SaidMarks { key: key_for(app, "said"), secure: app.address.is_https() }
    }

    fn cookie_name(&self) -> &'static str {
        if self.secure { "__Host-said" } else { "said" }
    }

    pub fn cookie(&self, word: &str) -> Cookie<'static> {
        Cookie::build(self.cookie_name(), format!("{word}.{}", mark_of(&self.key, word, "")))
            .path("/")
            .http_only(true)
            .secure(self.secure)
            .same_site(SameSite::Lax)
            .max_age(time::Duration::seconds(SAID_SECONDS))
            .finish()
    }

    /// What this server said in this browser just now.
    pub fn word_in(&self, request: &HttpRequest) -> Option<String> {
        let cookie = request.cookie(self.cookie_name())?;
        let (word, mark) = cookie.value().split_once('.')?;
        is_same(mark, &mark_of(&self.key, word, "")).then(|| word.to_string())
    }
}

/// Days for which a browser is remembered after somebody signed in there.
const KNOWN_DAYS: i64 = 180;
const KNOWN_NUMBER_BYTES: usize = 12;
/// So many people sign in in one browser, each without being shut out for another: the last ones count.
const KNOWN_NAMES_MAX: usize = 4;
const KNOWN_BYTES_MAX: usize = 512;
/// Between the marks of two people.
const KNOWN_BETWEEN: char = '-';

/// Browsers in which somebody signed in before. Strangers who guess at an account shut nobody out there.
#[derive(Clone)]
pub struct KnownBrowsers {
    key: [u8; 32],
    secure: bool,
}

impl KnownBrowsers {
    pub fn new(app: &App) -> KnownBrowsers {
        KnownBrowsers { key: key_for(app, "known browsers"), secure: app.address.is_https() }
    }

    fn cookie_name(&self) -> &'static str {
        if self.secure { "__Host-known" } else { "known" }
    }

    /// The number of this browser, where the owner of this name signed in here before. It says nothing about the name.
    pub fn number_of(&self, request: &HttpRequest, name: &str) -> Option<String> {
        let is_theirs = |number: &str, mark: &str| is_same(mark, &self.mark(number, name));
        let kept = self.kept(request);
        let mut pairs = kept.split(KNOWN_BETWEEN).filter_map(|it| it.split_once('.'));
        pairs.find(|(number, mark)| is_theirs(number, mark)).map(|(number, _)| number.to_string())
    }

    /// With the marks of others who signed in here before: a browser may be a household's.
    pub fn cookie(&self, app: &App, request: &HttpRequest, name: &str) -> Cookie<'static> {
        let number = hex::encode(random::bytes::<KNOWN_NUMBER_BYTES>(app.random.as_ref()));
        let own = format!("{number}.{}", self.mark(&number, name));
        let kept = self.kept(request);
        let others = kept.split(KNOWN_BETWEEN).filter(|it| it.len() == own.len()).take(KNOWN_NAMES_MAX - 1);
        let all: Vec<&str> = std::iter::once(own.as_str()).chain(others).collect();
        Cookie::build(self.cookie_name(), all.join(&KNOWN_BETWEEN.to_string()))
            .path("/")
            .http_only(true)
            .secure(self.secure)
            .same_site(SameSite::Strict)
            .max_age(time::Duration::days(KNOWN_DAYS))
            .finish()
    }

    fn kept(&self, request: &HttpRequest) -> String {
        let cookie = request.cookie(self.cookie_name()).filter(|it| it.value().len() <= KNOWN_BYTES_MAX);
        let plain =
            cookie.filter(|it| it.value().bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte)));
        plain.map(|it| it.value().to_string()).unwrap_or_default()
    }

    fn mark(&self, number: &str, name: &str) -> String {
        mark_of(&self.key, number, name)
    }
}

/// For answers that nobody else may keep: everything that was made for one person.
pub const PRIVATE: (&str, &str) = ("Cache-Control", "private, no-store");

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;
    use url::Url;

    use super::*;

    #[test]
    fn only_our_own_pages_may_change_something() {
        let address = Address::new(&Url::parse("https://north.example").unwrap()).unwrap();
        let allowed = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
            }
            is_same_origin(&headers, &address)
        };
        assert!(allowed(&[]));
        assert!(allowed(&[("origin", "https://north.example")]));
        assert!(allowed(&[("referer", "https://north.example/file"), ("sec-fetch-site", "same-origin")]));
        for other in [
            ("origin", "https://evil.example"),
            ("origin", "https://north.example.evil.example"),
            ("origin", "http://north.example"),
            ("origin", "null"),
            ("referer", "https://evil.example/https://north.example/"),
            ("referer", "https://north.example.evil.example/"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            assert!(!allowed(&[other]), "{other:?}");
        }
    }
}
