//! One request of one person: who they are, what language they read, what time it is for them.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use actix_session::{Session, SessionExt};
use actix_web::cookie::Cookie;
use actix_web::cookie::time::Duration;
use actix_web::dev::Payload;
use actix_web::http::header::{ACCEPT_LANGUAGE, HeaderValue, LOCATION};
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use askama::Template;
use chrono::TimeDelta;
use chrono_tz::Tz;

use crate::app::App;
use crate::catalogue::{Language, Words};
use crate::crypto::random;
use crate::domain::Timestamp;
use crate::http::caller::{self, Caller};
use crate::http::kept;
use crate::http::limits::Kind;
use crate::http::peer::Peer;
use crate::http::problem::Problem;
use crate::http::security;
use crate::services::site::Site;
use crate::storage::{StorageError, View, cases, notices, notifications, pages};
use crate::web::Pages;
use crate::web::notifications::reader;
use crate::web::problem::{self, NoVisit};
use crate::web::told;

/// How long settings are taken from memory. The settings page of this process takes effect at once.
const SITE_SECONDS_MAX: i64 = 1;
const LANGUAGE_COOKIE: &str = "language";
/// What their account said to whoever was signed in here last: a page that asks them to sign in again is in it.
const SPOKEN_COOKIE: &str = "spoken";
const LANGUAGE_DAYS: i64 = 180;

pub(super) type Answer = Result<HttpResponse, Problem>;

/// What waits for whoever looks, for those who have a queue.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Waits {
    pub mediation: i64,
    pub moderation: i64,
    /// What they were told and did not see yet; and the same for the voices through which they speak.
    pub told: i64,
    pub desk: i64,
    /// What happened in threads and they did not read yet.
    pub heard: i64,
}

impl Waits {
    fn of(view: &mut View<'_>, caller: Option<&Caller>) -> Result<Waits, StorageError> {
        let mut waits = Waits::default();
        if caller.is_some_and(Caller::is_mediator) {
            waits.mediation = pages::count_in_mediation(view)?;
        }
        if caller.is_some_and(Caller::is_moderator) {
            waits.moderation = cases::count_open(view)?.into_iter().map(|(_, count)| count).sum();
        }
        if let Some(caller) = caller {
            let names = told::names_of_person(view, caller.actor, caller.account)?;
            waits.told = notices::count_new(view, &names)?;
            if !caller.represents.is_empty() {
                let voices: Vec<_> = caller.represents.iter().map(|it| it.official).collect();
                waits.desk = notices::count_new(view, &voices)?;
            }
            if let Some(reader) = reader(view, caller)? {
                waits.heard = notifications::count_new(view, &reader)?;
            }
        }
        Ok(waits)
    }
}

pub(super) struct Visit {
    pub app: App,
    pub pages: Data<Pages>,
    pub site: Arc<Site>,
    pub caller: Option<Caller>,
    pub waits: Waits,
    pub words: Words,
    pub now: Timestamp,
    pub zone: Tz,
    pub session: Session,
    request: HttpRequest,
    /// The secret of this browser that form marks are made of, and whether the browser must be told.
    secret: String,
    secret_is_new: bool,
    secret_used: Cell<bool>,
    /// Cookies to set beside that one.
    cookies: RefCell<Vec<Cookie<'static>>>,
    /// Something on the page is for this browser, and this once.
    is_said: Cell<bool>,
}

impl FromRequest for Visit {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Visit, actix_web::Error>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let begun = Visit::begin(request).await;
            begun.map_err(|problem| NoVisit(problem).into())
        })
    }
}

/// What one try takes in several ways. Where it is refused in one of them, it has used up nothing in any: only what is
/// counted in the end stays so.
pub(super) struct Together<'v> {
    visit: &'v Visit,
    taken: Vec<(Kind, String)>,
}

impl Together<'_> {
    pub(super) fn take(&mut self, kind: Kind, key: &str) -> Result<(), Problem> {
        self.visit.take(kind, key)?;
        self.taken.push((kind, key.to_string()));
        Ok(())
    }

    pub(super) fn take_shared(&mut self, kind: Kind, key: &str) -> Result<(), Problem> {
        let Err(slow) = self.take(kind, key) else { return Ok(()) };
        let network = format!("{kind:?} {key} {}", self.visit.peer().owner());
        self.take(Kind::SpareOfNetwork, &network).map_err(|_| slow)?;
        self.take(kind, &format!("spare {key}"))
    }

    pub(super) fn count(mut self) {
        self.taken.clear();
    }
}

impl Drop for Together<'_> {
    fn drop(&mut self) {
        for (kind, key) in &self.taken {
            self.visit.pages.limits.give_back(*kind, key);
        }
    }
}

impl Visit {
    pub(super) async fn begin(request: HttpRequest) -> Result<Visit, Problem> {
        let app = request.app_data::<Data<App>>().map(|it| it.as_ref().clone()).ok_or(Problem::Failed)?;
        let pages = request.app_data::<Data<Pages>>().cloned().ok_or(Problem::Failed)?;
        let now = app.clock.now();
        let site = site(&app, &pages, now).await?;
        let session = request.get_session();
        let (caller, waits) = match caller::named_in(&session) {
            None => (None, Waits::default()),
            Some((account, actor)) => {
                let found = move |view: &mut View<'_>| {
                    let caller = caller::find(view, account, actor, now)?;
                    let waits = Waits::of(view, caller.as_ref())?;
                    Ok::<_, StorageError>((caller, waits))
                };
                app.db.read(found).await?
            }
        };
        let language = language_of(&request, caller.as_ref(), &site);
        let (secret, secret_is_new) = match pages.marks.secret_of(&request) {
            Some(secret) => (secret, false),
            None => (pages.marks.new_secret(&app), true),
        };
        let spoken = caller.as_ref().and_then(|it| it.language).filter(|it| kept(&request, SPOKEN_COOKIE) != Some(*it));
        let cookies = [(LANGUAGE_COOKIE, chosen_language(&request)), (SPOKEN_COOKIE, spoken)];
        let cookies = cookies.into_iter().filter_map(|(name, it)| Some(language_cookie(name, it?.code())));
        Ok(Visit {
            zone: site.time_zone,
            words: Words::of(language),
            pages,
            site,
            caller,
            waits,
            now,
            session,
            request,
            secret,
            secret_is_new,
            secret_used: Cell::new(false),
            cookies: RefCell::new(cookies.collect()),
            is_said: Cell::new(false),
            app,
        })
    }

    /// Whether somebody gets the page itself to read, and not only asks whether it is there.
    pub(super) fn is_read(&self) -> bool {
        self.request.method() == actix_web::http::Method::GET && !self.is_fetched_ahead()
    }

    /// A browser fetches it in case that somebody goes there: nobody saw it so far.
    fn is_fetched_ahead(&self) -> bool {
        let says = |name: &str| {
            let value = self.request.headers().get(name).and_then(|it| it.to_str().ok()).unwrap_or_default();
            ["prefetch", "prerender", "preview"].iter().any(|it| value.contains(it))
        };
        ["sec-purpose", "purpose", "x-purpose", "x-moz"].into_iter().any(says)
    }

    /// Whether a form was sent.
    pub(super) fn is_sent(&self) -> bool {
        self.request.method() == actix_web::http::Method::POST
    }

    pub(super) fn path(&self) -> &str {
        self.request.path()
    }

    pub(super) fn query(&self, name: &str) -> Option<String> {
        let pairs = url::form_urlencoded::parse(self.request.query_string().as_bytes());
        pairs.into_iter().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }

    pub(super) fn header(&self, name: &str) -> Option<String> {
        self.request.headers().get(name)?.to_str().ok().map(str::to_string)
    }

    /// Path and query, for coming back to exactly this page.
    pub(super) fn path_and_query(&self) -> String {
        match self.request.query_string() {
            "" => self.place().to_string(),
            query => format!("{}?{query}", self.place()),
        }
    }

    /// The path as links to it have it: two slashes at its beginning would lead to another host.
    pub(super) fn place(&self) -> &str {
        if self.path().starts_with("//") { "/" } else { self.path() }
    }

    pub(super) fn cookie(&self, name: &str) -> Option<String> {
        self.request.cookie(name).map(|it| it.value().to_string())
    }

    /// Nobody whose browser sends none can sign in.
    pub(super) fn has_no_cookies(&self) -> bool {
        self.request.cookies().is_ok_and(|it| it.is_empty())
    }

    /// What was chosen at the foot of a page, and holds in this browser until something else is saved.
    pub(super) fn chosen_language(&self) -> Option<Language> {
        chosen_language(&self.request).or_else(|| kept(&self.request, LANGUAGE_COOKIE))
    }

    /// What was chosen at the foot of a page does not hold any more.
    pub(super) fn forget_chosen_language(&self) {
        for name in [LANGUAGE_COOKIE, SPOKEN_COOKIE] {
            let mut gone = language_cookie(name, "");
            gone.make_removal();
            self.set_cookie(gone);
        }
    }

    pub(super) fn set_cookie(&self, cookie: Cookie<'static>) {
        self.cookies.borrow_mut().push(cookie);
    }

    /// The member or guest, or the page that asks to sign in.
    pub(super) fn signed_in(&self) -> Result<&Caller, Problem> {
        self.caller.as_ref().ok_or(Problem::SignInFirst)
    }

    pub(super) fn mediator(&self) -> Result<&Caller, Problem> {
        let caller = self.signed_in()?;
        if caller.is_mediator() { Ok(caller) } else { Err(Problem::Forbidden) }
    }

    pub(super) fn moderator(&self) -> Result<&Caller, Problem> {
        let caller = self.signed_in()?;
        if caller.is_moderator() { Ok(caller) } else { Err(Problem::Forbidden) }
    }

    pub(super) fn administrator(&self) -> Result<&Caller, Problem> {
        let caller = self.signed_in()?;
        if caller.is_administrator() { Ok(caller) } else { Err(Problem::Forbidden) }
    }

    /// Counts one try of this kind.
    pub(super) fn take(&self, kind: Kind, key: &str) -> Result<(), Problem> {
        self.pages.limits.take(kind, key).map_err(|it| {
            tracing::info!(?kind, "refused: too often");
            Problem::TooOften { seconds: it.seconds }
        })
    }

    pub(super) fn peer(&self) -> Peer {
        Peer::of(&self.request, &self.app.config.trusted_proxies)
    }

    /// Counts one try of this kind for wherever it comes from.
    pub(super) fn take_by_peer(&self, kind: Kind) -> Result<(), Problem> {
        self.take(kind, &self.peer().neighbour())
    }

    /// The same for the larger network, which may have very many of those.
    pub(super) fn take_by_network(&self, kind: Kind) -> Result<(), Problem> {
        self.take(kind, &self.peer().owner())
    }

    /// Counts one try of what everybody shares. Where others used that up, a network that took nothing beyond it finds room
    /// of its own, in as large a spare.
    pub(super) fn take_shared(&self, kind: Kind, key: &str) -> Result<(), Problem> {
        let mut together = self.together();
        together.take_shared(kind, key)?;
        together.count();
        Ok(())
    }

    /// For a try that counts in several ways at once.
    pub(super) fn together(&self) -> Together<'_> {
        Together { visit: self, taken: Vec::new() }
    }

    /// The number of this browser, where the owner of this name signed in here before.
    pub(super) fn known_browser(&self, name: &str) -> Option<String> {
        self.pages.known.number_of(&self.request, name)
    }

    /// Remembers that the owner of this name signed in in this browser.
    pub(super) fn remember_browser(&self, name: &str) {
        if self.known_browser(name).is_none() {
            self.set_cookie(self.pages.known.cookie(&self.app, &self.request, name));
        }
    }

    /// The mark for a form on this page.
    pub(super) fn mark(&self) -> String {
        self.secret_used.set(true);
        self.pages.marks.mark(&self.secret, &self.who())
    }

    pub(super) fn is_own_mark(&self, mark: &str) -> bool {
        !self.secret_is_new && self.pages.marks.is_right(mark, &self.secret, &self.who())
    }

    fn who(&self) -> String {
        self.caller.as_ref().map(Caller::word).unwrap_or_default()
    }

    /// A new id for a form: sent twice, it does one thing.
    pub(super) fn new_request_id(&self) -> String {
        random::new_v4(self.app.random.as_ref()).to_string()
    }

    pub(super) async fn read<T, F>(&self, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&mut View<'_>) -> Result<T, StorageError> + Send + 'static,
    {
        Ok(self.app.db.read(work).await?)
    }

    pub(super) fn show(&self, template: &impl Template) -> HttpResponse {
        self.show_as(actix_web::http::StatusCode::OK, template)
    }

    pub(super) fn show_as(&self, status: actix_web::http::StatusCode, template: &impl Template) -> HttpResponse {
        match template.render() {
            Ok(html) => {
                let mut response = HttpResponse::build(status);
                response.content_type("text/html; charset=utf-8");
                response.insert_header(("Content-Language", self.words.language().code()));
                response.insert_header(("Vary", "Accept, Accept-Language, Cookie"));
                if self.caller.is_some() || self.secret_used.get() || self.is_said.get() {
                    response.insert_header(security::PRIVATE);
                } else {
                    response.insert_header(kept::SHARED);
                }
                let mut response = response.body(html);
                self.add_cookies(&mut response);
                response
            }
            Err(error) => {
                tracing::error!(%error, "a page could not be rendered");
                problem::plain(&Problem::Failed, Some(self.words.language()))
            }
        }
    }

    /// After a form: on to another page, with a word about what was done, which that page takes.
    pub(super) fn go(&self, to: &str, said: &str) -> HttpResponse {
        // What no address can hold leads nowhere.
        let Ok(address) = HeaderValue::try_from(to) else { return problem::show(self, &Problem::NotFound) };
        if !said.is_empty() {
            self.set_cookie(self.pages.said.cookie(said));
        }
        let mut response = HttpResponse::SeeOther().insert_header((LOCATION, address)).finish();
        self.add_cookies(&mut response);
        response
    }

    /// What was done just now in this browser. The page that shows it takes it: seen again, or by others, it says nothing.
    pub(super) fn take_said(&self) -> Option<String> {
        let said = self.pages.said.word_in(&self.request).filter(|_| self.is_read())?;
        let mut gone = self.pages.said.cookie("");
        gone.make_removal();
        self.set_cookie(gone);
        self.is_said.set(true);
        Some(said)
    }

    /// Every page ends here: what went wrong becomes a page too.
    pub(super) fn answer(&self, answer: Answer) -> HttpResponse {
        answer.unwrap_or_else(|problem| problem::show(self, &problem))
    }

    fn add_cookies(&self, response: &mut HttpResponse) {
        if self.secret_is_new && self.secret_used.get() {
            let _ = response.add_cookie(&self.pages.marks.cookie(&self.secret));
        }
        for cookie in self.cookies.borrow().iter() {
            let _ = response.add_cookie(cookie);
        }
    }

    // What follows says things in this person's language and at their time.

    pub(super) fn say(&self, key: &str) -> String {
        self.words.say(key).to_string()
    }

    pub(super) fn moment(&self, at: Timestamp) -> String {
        self.words.moment(at, self.now, self.zone)
    }

    /// The same as a date whatever day it is, for the middle of a sentence: nothing happens "on yesterday".
    pub(super) fn date(&self, at: Timestamp) -> String {
        self.words.date(at, self.now, self.zone)
    }

    pub(super) fn since(&self, at: Timestamp) -> String {
        self.words.span(self.now - at)
    }

    pub(super) fn day(&self, at: Timestamp) -> String {
        self.words.day(at.with_timezone(&self.zone).date_naive(), self.now.with_timezone(&self.zone).date_naive())
    }
}

/// The settings, from memory where they were read a moment ago.
async fn site(app: &App, pages: &Data<Pages>, now: Timestamp) -> Result<Arc<Site>, Problem> {
    let kept = pages.site.lock().map(|it| it.clone()).unwrap_or_default();
    if let Some((at, site)) = kept
        && (now - at).abs() < TimeDelta::seconds(SITE_SECONDS_MAX)
    {
        return Ok(site);
    }
    let host = app.address.authority().to_string();
    let read = app.db.read::<_, StorageError, _>(move |view| Site::read(view, &host)).await?;
    let site = Arc::new(read);
    if let Ok(mut kept) = pages.site.lock() {
        *kept = Some((now, Arc::clone(&site)));
    }
    Ok(site)
}

/// The one chosen on a page, else the account's, else that of whoever was signed in here last, else the browser's, else the
/// instance's. Saving the account's forgets what was chosen: the later choice counts.
fn language_of(request: &HttpRequest, caller: Option<&Caller>, site: &Site) -> Language {
    chosen_language(request)
        .or_else(|| kept(request, LANGUAGE_COOKIE))
        .or_else(|| caller.and_then(|it| it.language))
        .or_else(|| language_of_nobody(request))
        .unwrap_or(site.language)
}

/// The same where nothing is known of whoever asks but what their browser sends.
pub(super) fn language_of_nobody(request: &HttpRequest) -> Option<Language> {
    let accepted = || {
        let header = request.headers().get(ACCEPT_LANGUAGE)?.to_str().ok()?;
        Language::from_accept_language(header)
    };
    kept(request, LANGUAGE_COOKIE).or_else(|| kept(request, SPOKEN_COOKIE)).or_else(accepted)
}

fn kept(request: &HttpRequest, cookie: &str) -> Option<Language> {
    Language::from_code(request.cookie(cookie)?.value())
}

fn language_cookie(name: &'static str, code: &'static str) -> Cookie<'static> {
    Cookie::build(name, code).path("/").http_only(true).max_age(Duration::days(LANGUAGE_DAYS)).finish()
}

/// `?language=de`: the links at the foot of every page.
fn chosen_language(request: &HttpRequest) -> Option<Language> {
    let mut pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
    pairs.find(|(name, _)| name == "language").and_then(|(_, code)| Language::from_code(&code))
}
