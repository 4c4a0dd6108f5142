//! Looks at the four places where a brand's domain may name an actor, and at what the actor says of the domain.

use chrono::TimeDelta;
use serde_json::Value;
use url::Url;
use uuid::Uuid;

use crate::app::App;
use crate::domain::address::Place;
use crate::domain::brand::BrandDomain;
use crate::domain::proving::{self, Card, Look, SUBDOMAINS_MAX, Verdict, Way, Why};
use crate::egress::{self, EgressError, Wanted};
use crate::federation::actor::{self, also_known_as, resolve_handle};
use crate::federation::fetch::{FetchError, fetch_document};
use crate::federation::outgoing::NotSaid;
use crate::federation::wire;
use crate::services::claim_brand::{EAGER_EVERY, EAGER_FOR, KEPT_FOR, drop_old_claims};
use crate::services::verify_brand::{Checked, Seen, number_of, record};
use crate::services::{ServiceError, doubt_clock, policy};
use crate::storage::actors::{self, Actor};
use crate::storage::brands::{self, Official};
use crate::storage::claims::{self, Claim};
use crate::storage::{StorageError, View, marks};

/// Requests that one check may cause: a handle, an actor with its keys, four places, some redirects.
const REQUESTS_MAX: u32 = 20;
/// A proof is looked at again after this long.
pub const CHECK_HOURS: i64 = 24;
/// Proofs and claims that one turn looks at.
const BATCH_CHECKS: i64 = 20;
/// Bytes of a front page that are looked through.
const PAGE_BYTES_MAX: usize = 500_000;

#[derive(Debug, thiserror::Error)]
pub enum ProveError {
    #[error(transparent)]
    Fetch(#[from] FetchError),
    #[error(transparent)]
    Service(#[from] ServiceError),
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<ProveError> for NotSaid {
    fn from(error: ProveError) -> NotSaid {
        match error {
            ProveError::Storage(error) | ProveError::Service(ServiceError::Storage(error)) => error.into(),
            ProveError::Fetch(error) => NotSaid::Later(error.to_string()),
            ProveError::Service(error) => NotSaid::Never(error.to_string()),
        }
    }
}

/// A voice that is to be looked at again, with its domain and address.
type Due = (Official, BrandDomain, String);

/// Whose voice is looked at: one of ours, which may have to be made, or one elsewhere with what its document says.
struct Subject {
    uri: String,
    actor: crate::domain::ids::ActorId,
    pages: Vec<String>,
    /// The host of an actor of ours, or the document of one elsewhere.
    card: Card,
    local: bool,
}

/// The look that a member asked for. What cannot be found out is an answer too.
pub async fn check_claim(app: &App, id: Uuid) -> Result<(), NotSaid> {
    let found = app.db.read::<_, StorageError, _>(move |view| claims::find(view, id)).await?;
    let Some(claim) = found else { return Ok(()) };
    match look_at_claim(app, &claim).await {
        Ok(checked) => {
            tracing::info!(domain = %claim.domain, handle = claim.handle, ?checked, "a claim was looked at");
            Ok(())
        }
        Err(ProveError::Fetch(error)) => {
            tracing::info!(domain = %claim.domain, handle = claim.handle, %error, "a claim names nobody");
            let now = app.clock.now();
            let (domain, handle) = (claim.domain.clone(), claim.uri.clone().unwrap_or(claim.handle.clone()));
            let look = no_account(&error);
            let note = move |tx: &mut crate::storage::Tx<'_>| -> Result<(), StorageError> {
                claims::save_finding(tx, &domain, &handle, crate::services::verify_brand::BACK, &look, now)?;
                claims::set_checked(tx, id, None, None, now)
            };
            Ok(app.db.write(note).await?)
        }
        Err(other) => Err(other.into()),
    }
}

async fn look_at_claim(app: &App, claim: &Claim) -> Result<Checked, ProveError> {
    let look = async {
        let subject = match (&claim.uri, claim.actor) {
            (Some(uri), Some(actor)) if claim.local => {
                let username = claim.handle.split('@').next().unwrap_or_default().to_string();
                ours(app, uri.clone(), actor, username)
            }
            (Some(uri), _) => elsewhere(app, uri).await?,
            (None, _) => {
                let found = resolve_handle(app, &claim.handle).await?;
                elsewhere(app, &found.uri).await?
            }
        };
        look_at(app, &claim.domain, subject, Some(claim.id)).await
    };
    finish(app, Box::pin(egress::at_most(REQUESTS_MAX, look)).await?).await
}

/// Whether a domain names an actor, looked at now. For the daily check, for what other boards say, and for the command line.
pub async fn check_voice(app: &App, domain: &BrandDomain, uri: &str) -> Result<Checked, ProveError> {
    let look = async {
        let url = Url::parse(uri).map_err(|_| FetchError::NoAddress(uri.to_string()))?;
        let subject = if app.address.is_ours(&url) {
            let Some(Place::Actor(id)) = app.address.place(uri) else {
                return Err(ProveError::from(FetchError::NoAddress(uri.to_string())));
            };
            let found = app.db.read::<_, StorageError, _>(move |view| actors::find(view, id)).await?;
            let found = found.filter(|it| it.local && it.deleted_at.is_none());
            let found = found.ok_or_else(|| FetchError::NoAddress(uri.to_string()))?;
            ours(app, found.uri, found.id, found.username)
        } else {
            elsewhere(app, uri).await?
        };
        look_at(app, domain, subject, None).await
    };
    finish(app, Box::pin(egress::at_most(REQUESTS_MAX, look)).await?).await
}

/// By a handle or an address, as somebody types it.
pub async fn find_named(app: &App, named: &str) -> Result<Actor, FetchError> {
    if Url::parse(named).is_ok_and(|it| it.has_host()) {
        return actor::known_or_fetched(app, named).await;
    }
    let plain = named.trim_start_matches('@').to_lowercase();
    let (name, host) = plain.split_once('@').unwrap_or((&plain, app.address.authority()));
    let (name, host) = (name.to_string(), host.to_string());
    let handle = format!("{name}@{host}");
    let known = app.db.read::<_, StorageError, _>(move |view| actors::find_by_handle(view, &name, &host)).await?;
    match known.filter(|it| it.local) {
        Some(local) => Ok(local),
        None => resolve_handle(app, &handle).await,
    }
}

/// Looks again at proofs that are a day old, and at claims that wait for theirs; says at how many.
pub async fn check_again(app: &App) -> Result<usize, ProveError> {
    let now = app.clock.now();
    let before = now - TimeDelta::hours(CHECK_HOURS);
    let read = move |view: &mut View<'_>| -> Result<(Vec<Due>, Vec<Claim>), StorageError> {
        let mut due = Vec::new();
        for official in brands::officials_to_check(view, before, BATCH_CHECKS)? {
            let domain = brands::find(view, official.brand)?.and_then(|it| it.domain);
            let actor = actors::find(view, official.actor)?;
            if let (Some(domain), Some(actor)) = (domain, actor) {
                due.push((official, domain, actor.uri));
            }
        }
        let eager = claims::due(view, now - EAGER_FOR, now - EAGER_EVERY, BATCH_CHECKS)?;
        let patient = claims::due(view, now - KEPT_FOR, before, BATCH_CHECKS)?;
        let waiting = eager.iter().chain(patient.iter().filter(|it| eager.iter().all(|other| other.id != it.id)));
        Ok((due, waiting.cloned().collect()))
    };
    let (due, waiting) = app.db.read(read).await?;
    let count = due.len() + waiting.len();
    for (official, domain, uri) in due {
        if let Err(error) = check_voice(app, &domain, &uri).await {
            tracing::info!(%domain, uri, %error, "a voice could not be looked at");
            note_failure(app, official, &error).await?;
        }
    }
    for claim in waiting {
        if let Err(NotSaid::Later(error) | NotSaid::Never(error)) = check_claim(app, claim.id).await {
            tracing::warn!(domain = %claim.domain, error, "a claim could not be looked at");
        }
    }
    // Looking took a while, and the clock may have been set meanwhile: it makes no request old then.
    if doubt_clock::believed_now(app).await?.is_some() {
        drop_old_claims(app).await?;
    }
    Ok(count)
}

/// An actor that its own server does not show names no domain.
async fn note_failure(app: &App, official: Official, error: &ProveError) -> Result<(), StorageError> {
    if matches!(error, ProveError::Storage(_)) {
        return Ok(());
    }
    let now = app.clock.now();
    let failing_since = official.failing_since.or(Some(now));
    let noted = Official { checked_at: now, failing_since, ..official };
    app.db.write(move |tx| brands::save_official(tx, &noted)).await
}

async fn finish(app: &App, seen: Seen) -> Result<Checked, ProveError> {
    let (actor, domain) = (seen.actor, seen.domain.clone());
    let checked = record(app, seen).await?;
    if matches!(checked, Checked::Official(_)) {
        find_board(app, actor, &domain).await?;
    }
    Ok(checked)
}

/// A voice on a server like ours reads the board that its own server keeps for the brand: complaints belong there.
async fn find_board(app: &App, voice: crate::domain::ids::ActorId, domain: &BrandDomain) -> Result<(), StorageError> {
    let wanted = domain.to_string();
    let read = move |view: &mut View<'_>| -> Result<Option<String>, StorageError> {
        let Some(voice) = actors::find(view, voice)?.filter(|it| !it.local && it.speaks_rd) else { return Ok(None) };
        let known = actors::find_by_handle(view, &wanted, &voice.host)?.is_some();
        Ok((!known).then(|| format!("{wanted}@{}", voice.host)))
    };
    if let Some(handle) = app.db.read(read).await?
        && let Err(error) = Box::pin(egress::at_most(REQUESTS_MAX, resolve_handle(app, &handle))).await
    {
        tracing::info!(handle, %error, "the board that a voice reads was not found");
    }
    Ok(())
}

fn ours(app: &App, uri: String, actor: crate::domain::ids::ActorId, username: String) -> Subject {
    let card = Card { host: app.address.authority().to_string(), username, ..Card::default() };
    Subject { pages: vec![uri.clone()], uri, actor, card, local: true }
}

/// An actor elsewhere, as its own server shows it now.
async fn elsewhere(app: &App, uri: &str) -> Result<Subject, ProveError> {
    let document = fetch_document(app, uri).await?;
    let kept = actor::keep_actor(app, &document).await?;
    let card = card_of(&kept, &document);
    let mut pages = vec![kept.uri.clone()];
    pages.extend(kept.url.clone());
    Ok(Subject { uri: kept.uri, actor: kept.id, pages, card, local: false })
}

fn card_of(actor: &Actor, document: &Value) -> Card {
    let webfinger = wire::text_of(document, "webfinger").map(|it| it.trim_start_matches("acct:").to_lowercase());
    Card {
        host: actor.host.clone(),
        username: actor.username.clone(),
        webfinger,
        also_known_as: also_known_as(document).into_iter().map(str::to_string).collect(),
        fields: actor.fields.iter().map(|it| (it.name.clone(), it.value.clone())).collect(),
    }
}

/// What one host of the domain says: the domain itself, or a subdomain that it lists.
struct AtHost {
    looks: [(Way, Look); 3],
    /// Whether a place that names the actor answers the claim by its number.
    answers: bool,
    subdomains: Vec<String>,
}

impl AtHost {
    fn names(&self) -> bool {
        self.looks.iter().any(|(_, look)| look.verdict == Verdict::Found)
    }
}

async fn look_at(app: &App, domain: &BrandDomain, subject: Subject, claim: Option<Uuid>) -> Result<Seen, ProveError> {
    policy::current(app).await?;
    let number = claim.map(number_of);
    let number = number.as_deref();
    let (apex, page) = tokio::join!(
        look_at_host(app, domain, domain.as_str(), &subject, number),
        look_at_page(app, domain, &subject),
    );
    let mut hosts = vec![domain.to_string()];
    hosts.extend(listed(app, domain, &apex.subdomains).await?);
    let AtHost { mut looks, mut answers, .. } = apex;
    for host in hosts.iter().skip(1) {
        if looks.iter().any(|(_, look)| look.verdict == Verdict::Found) && (answers || number.is_none()) {
            break;
        }
        let below = look_at_host(app, domain, host, &subject, number).await;
        if below.names() {
            for (before, (_, look)) in looks.iter_mut().zip(below.looks) {
                if look.verdict == Verdict::Found && before.1.verdict != Verdict::Found {
                    before.1 = Look::new(look.verdict, &format!("{host}: {}", look.saw));
                }
            }
            answers |= below.answers;
        }
    }
    let back = if subject.local {
        // Its document says so as soon as there is one: it is made as this brand's.
        Why::Ours.look(Verdict::Found)
    } else {
        let hosts: Vec<&str> = hosts.iter().map(String::as_str).collect();
        proving::names_one_of(&subject.card, &hosts)
    };
    let mut all = Vec::from(looks);
    all.push((Way::Link, page));
    Ok(Seen { domain: domain.clone(), uri: subject.uri, actor: subject.actor, claim, looks: all, back, answers })
}

/// Subdomains that the domain's own file names, and those that an administrator of this server did.
async fn listed(app: &App, domain: &BrandDomain, named: &[String]) -> Result<Vec<String>, StorageError> {
    let asked = domain.clone();
    let mut hosts = app.db.read::<_, StorageError, _>(move |view| marks::subdomains_of(view, &asked)).await?;
    hosts.extend(named.iter().filter(|it| !hosts.contains(it)).cloned().collect::<Vec<_>>());
    hosts.truncate(SUBDOMAINS_MAX);
    Ok(hosts)
}

async fn look_at_host(app: &App, domain: &BrandDomain, host: &str, subject: &Subject, number: Option<&str>) -> AtHost {
    let ((dns, dns_answers), webfinger, (file, file_answers, subdomains)) = tokio::join!(
        look_at_dns(app, host, &subject.uri, number),
        look_at_webfinger(app, host, subject),
        look_at_file(app, domain, host, &subject.uri, number),
    );
    let looks = [(Way::Dns, dns), (Way::WebFinger, webfinger), (Way::WellKnown, file)];
    AtHost { looks, answers: dns_answers || file_answers, subdomains }
}

async fn look_at_dns(app: &App, host: &str, uri: &str, number: Option<&str>) -> (Look, bool) {
    match app.egress.texts(&format!("_redress.{host}")).await {
        Ok(records) => {
            let answers = number.is_some_and(|it| proving::dns_answers(&records, uri, it));
            (proving::read_dns(&records, uri), answers)
        }
        Err(error) => {
            tracing::debug!(%error, host, "no name server answered");
            (Why::NoNameServer.look(Verdict::Unreachable), false)
        }
    }
}

/// Only the domain's own name counts, and only for an account that is not called so by itself: on an open server everybody
/// has an address that leads to them.
async fn look_at_webfinger(app: &App, host: &str, subject: &Subject) -> Look {
    let path = format!("/.well-known/webfinger?resource={}", url_encoded(&format!("acct:{host}@{host}")));
    match fetch(app, host, &path, Wanted::WebFinger).await {
        Ok(body) => {
            let look = proving::read_webfinger(&body, &subject.uri, egress::is_activity_type);
            if look.verdict == Verdict::Found && proving::is_own_handle(&subject.card, host) {
                return Why::OwnHandle.look(Verdict::Nearly);
            }
            look
        }
        Err(look) => look,
    }
}

async fn look_at_file(
    app: &App,
    domain: &BrandDomain,
    host: &str,
    uri: &str,
    number: Option<&str>,
) -> (Look, bool, Vec<String>) {
    match fetch(app, host, "/.well-known/redress.json", Wanted::Json).await {
        Ok(body) => {
            let answers = number.is_some_and(|it| proving::file_answers(&body, uri, it));
            (proving::read_file(&body, uri), answers, proving::subdomains_in(&body, domain.as_str()))
        }
        Err(look) => (look, false, Vec::new()),
    }
}

async fn look_at_page(app: &App, domain: &BrandDomain, subject: &Subject) -> Look {
    match fetch(app, domain.as_str(), "/", Wanted::Page).await {
        Ok(body) => {
            let pages: Vec<&str> = subject.pages.iter().map(String::as_str).collect();
            proving::read_page(&String::from_utf8_lossy(&body[..body.len().min(PAGE_BYTES_MAX)]), &pages)
        }
        Err(look) => look,
    }
}

fn url_encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// What stands at an address of a host. Only the host itself, or its `www`, has a say: not whoever it leads to.
async fn fetch(app: &App, asked: &str, path: &str, wanted: Wanted) -> Result<bytes::Bytes, Look> {
    // In development the brand's site is a peer on this machine, reached as the peers' list says.
    let peer = app.config.development_peers.iter().find(|it| it.split(':').next() == Some(asked));
    let address = match peer {
        Some(peer) => format!("http://{peer}{path}"),
        None => format!("https://{asked}{path}"),
    };
    let url = Url::parse(&address).map_err(|_| Why::NotAllowed.look(Verdict::Unreachable))?;
    let fetched = app.egress.get_json(&url, wanted, None).await.map_err(|error| no_answer(&error))?;
    let host = fetched.url.host_str().unwrap_or_default();
    if host != asked && host != format!("www.{asked}") {
        return Err(Why::LeadsTo(host.to_string()).look(Verdict::Unreadable));
    }
    Ok(fetched.body)
}

fn no_answer(error: &EgressError) -> Look {
    let (verdict, why) = match error {
        EgressError::Status(status @ (404 | 410)) => (Verdict::Missing, Why::Status(*status)),
        EgressError::Status(status) => (Verdict::Unreachable, Why::Status(*status)),
        EgressError::Challenged(_) => (Verdict::Unreachable, Why::Status(401)),
        EgressError::MediaType => (Verdict::Unreadable, Why::OtherType),
        EgressError::TooLarge => (Verdict::Unreadable, Why::TooLarge),
        EgressError::Unreadable(_) => (Verdict::Unreadable, Why::NotReadable),
        EgressError::Forbidden(_) => (Verdict::Unreachable, Why::NotAllowed),
        EgressError::Redirects => (Verdict::Unreachable, Why::Redirects),
        EgressError::TooMany => (Verdict::Unreachable, Why::TooMany),
        EgressError::TooSlow => (Verdict::Unreachable, Why::TooSlow),
        EgressError::Unreachable(_) | EgressError::Unsigned => (Verdict::Unreachable, Why::NoConnection),
    };
    tracing::debug!(%error, "a place could not be looked at");
    why.look(verdict)
}

/// Why nobody was found under a handle or an address.
fn no_account(error: &FetchError) -> Look {
    match error {
        FetchError::Egress { error, .. } => Look { verdict: Verdict::Unreachable, ..no_answer(error) },
        FetchError::TooMuch(_) => Why::TooMany.look(Verdict::Unreachable),
        FetchError::NoAddress(_)
        | FetchError::OtherId { .. }
        | FetchError::Unusable { .. }
        | FetchError::ForeignKey { .. }
        | FetchError::Handle(_)
        | FetchError::Storage(_)
        | FetchError::Signing(_) => Why::NoAccount.look(Verdict::Unreachable),
    }
}
