//! Proving a domain: what to put where, what was seen there, what is missing, and the way back.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use askama::Template;

use crate::domain::Timestamp;
use crate::domain::brand::BrandDomain;
use crate::domain::proving::{self, Verdict, Way};
use crate::http::limits::Kind;
use crate::http::problem::{Problem, refusal_in_words};
use crate::markup::SafeHtml;
use crate::services::ServiceError;
use crate::services::claim_brand::{self, NewClaim, OF_DOMAIN_MAX, Through, Withdrawing, claim_brand};
use crate::services::verify_brand::BACK;
use crate::storage::brands::{self, Official};
use crate::storage::claims::{self, Claim, Finding};
use crate::storage::{StorageError, View, actors};
use crate::web::boards::{self, Voice};
use crate::web::page::Page;
use crate::web::parts::{Piece, rich};
use crate::web::submission::{Fields, Submission};
use crate::web::visit::{Answer, Visit};

/// Seconds after which the page looks for itself whether a look is done.
const AGAIN_SECONDS: &str = "3";

struct Copied {
    name: String,
    text: String,
}

/// One place, and what was seen there.
struct Place {
    heading: String,
    tell: String,
    copies: Vec<Copied>,
    /// The state's class, its shape and its word.
    class: &'static str,
    shape: &'static str,
    state: String,
    look: &'static str,
    lead: String,
    saw: String,
    hint: Option<String>,
}

struct Verdicted {
    class: &'static str,
    shape: &'static str,
    headline: String,
    line: SafeHtml,
}

/// Somebody's claim with all that was seen of it.
struct Mine {
    handle: String,
    verdict: Verdicted,
    looked: String,
    places: Vec<Place>,
    back: Place,
    may_withdraw: bool,
}

#[derive(Template)]
#[template(path = "claim.html")]
struct ClaimPage<'v> {
    page: Page<'v>,
    action: String,
    board: String,
    lede: String,
    /// Who may go on: `None` for members.
    closed: Option<String>,
    signed_in: bool,
    form: Fields,
    mine: Option<Mine>,
    voices: Vec<Voice>,
    /// Others who want to speak for the brand and did not prove it.
    others: Vec<String>,
}

/// Everything that the page reads.
struct Found {
    domain: BrandDomain,
    claim: Option<Claim>,
    findings: Vec<Finding>,
    official: Option<Official>,
    voices: Vec<(Official, actors::Actor)>,
    others: Vec<String>,
    owns: bool,
}

pub(super) async fn show(visit: Visit, domain: Path<String>) -> HttpResponse {
    let answer = first(&visit, &domain).await;
    visit.answer(answer)
}

async fn first(visit: &Visit, asked: &str) -> Answer {
    let found = find(visit, asked).await?;
    if found.domain.as_str() != asked {
        return Ok(visit.go(&format!("/boards/{}/claim", found.domain), ""));
    }
    Ok(page(visit, &found, Fields::default(), StatusCode::OK))
}

async fn find(visit: &Visit, asked: &str) -> Result<Found, Problem> {
    let domain = BrandDomain::parse(asked).map_err(|_| Problem::NotFound)?;
    let account = visit.caller.as_ref().and_then(|it| it.account);
    visit.read(move |view| read(view, domain, account)).await
}

fn read(
    view: &mut View<'_>,
    domain: BrandDomain,
    account: Option<crate::domain::ids::AccountId>,
) -> Result<Found, StorageError> {
    let brand = brands::find_by_domain(view, &domain)?;
    let domain = brand.as_ref().and_then(|it| it.domain.clone()).unwrap_or(domain);
    let claim = match account {
        Some(account) => claims::of_account(view, account, &domain)?,
        None => None,
    };
    let mut voices = Vec::new();
    if let Some(brand) = &brand {
        for official in brands::officials_of(view, brand.id)? {
            voices.extend(actors::find(view, official.actor)?.map(|actor| (official, actor)));
        }
    }
    // What could not be found out about a handle stands under the handle.
    let place = claim.as_ref().map(|it| it.uri.clone().unwrap_or_else(|| it.handle.clone()));
    let findings = match place {
        Some(place) => claims::findings(view, &domain, &place)?,
        None => Vec::new(),
    };
    let actor = claim.as_ref().and_then(|it| it.actor);
    let official = voices.iter().find(|(it, _)| Some(it.actor) == actor).map(|(it, _)| it.clone());
    let all = claims::of_domain(view, &domain, OF_DOMAIN_MAX)?;
    let own = claim.as_ref().map(|it| it.id);
    let others =
        all.into_iter().filter(|it| it.proven_at.is_none() && Some(it.id) != own).map(|it| it.handle).collect();
    let owns = match (actor, account) {
        (Some(actor), Some(account)) => {
            brands::representatives_of(view, actor)?.iter().any(|it| it.owner && it.account == account)
        }
        _ => false,
    };
    Ok(Found { domain, claim, findings, official, voices, others, owns })
}

pub(super) async fn act(form: Submission, domain: Path<String>) -> HttpResponse {
    let answer = step(&form, &domain).await;
    form.visit.answer(answer)
}

async fn step(form: &Submission, asked: &str) -> Answer {
    let visit = &form.visit;
    let caller = visit.signed_in()?;
    let account = caller.account.ok_or(Problem::Forbidden)?;
    let found = find(visit, asked).await?;
    let here = format!("/boards/{}/claim", found.domain);
    match (form.fields.get("step"), &found.claim) {
        ("check", Some(claim)) => {
            visit.take(Kind::LookUp, &caller.word())?;
            let asked = claim_brand::ask_check(&visit.app, claim.id, account).await?;
            Ok(visit.go(&here, if asked { "claim-looking" } else { "claim-looked" }))
        }
        ("withdraw", Some(claim)) => {
            claim_brand::withdraw(&visit.app, claim.id, Withdrawing::Member(account)).await?;
            Ok(visit.go(&here, "claim-withdrawn"))
        }
        _ => begin(form, found, account).await,
    }
}

async fn begin(form: &Submission, found: Found, account: crate::domain::ids::AccountId) -> Answer {
    let visit = &form.visit;
    let mut fields = form.fields.clone();
    let through = match fields.get("through") {
        "elsewhere" => Through::Elsewhere(fields.get("handle").to_string()),
        _ => Through::Here,
    };
    let new = NewClaim {
        domain: found.domain.clone(),
        account,
        through,
        signs: fields.get("signs").to_string(),
        role: fields.get("role").to_string(),
    };
    match claim_brand(&visit.app, form.cause()?, new).await {
        Ok(_) => Ok(visit.go(&format!("/boards/{}/claim", found.domain), "claim-begun")),
        Err(ServiceError::Refused(refusal)) => {
            use crate::domain::refusal::Code;
            let field = match refusal.code() {
                Code::NameNeeded => "signs",
                Code::NoHandle => "handle",
                _ => "through",
            };
            fields.refuse(field, refusal_in_words(visit.words, &refusal));
            Ok(page(visit, &found, fields, StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(error) => Err(error.into()),
    }
}

fn page(visit: &Visit, found: &Found, form: Fields, status: StatusCode) -> HttpResponse {
    let words = visit.words;
    let domain = found.domain.to_string();
    let caller = visit.caller.as_ref();
    let closed = match caller {
        None => Some(visit.say("claim-sign-in")),
        Some(caller) if caller.account.is_none() => Some(visit.say("claim-members")),
        Some(_) => None,
    };
    let looking = found.claim.as_ref().is_some_and(Claim::is_being_checked);
    let title = words.with("claim-title", &[("domain", domain.as_str().into())]);
    let shown = ClaimPage {
        page: Page::new(visit, "boards", title),
        action: format!("/boards/{domain}/claim"),
        board: format!("/boards/{domain}"),
        lede: visit.say("claim-lede"),
        closed,
        signed_in: caller.is_some(),
        form,
        mine: found.claim.as_ref().map(|claim| mine(visit, found, claim)),
        voices: found.voices.iter().map(|(official, actor)| boards::voice(visit, official, actor)).collect(),
        others: if caller.is_some() { found.others.iter().map(|it| format!("@{it}")).collect() } else { Vec::new() },
    };
    let mut response = visit.show_as(status, &shown);
    if looking && let Ok(value) = actix_web::http::header::HeaderValue::from_str(AGAIN_SECONDS) {
        response.headers_mut().insert(actix_web::http::header::REFRESH, value);
    }
    response
}

fn mine(visit: &Visit, found: &Found, claim: &Claim) -> Mine {
    let looked = match claim.checked_at {
        Some(at) => visit.words.with("claim-looked-at", &[("at", visit.moment(at).into())]),
        None => visit.say("claim-not-looked"),
    };
    Mine {
        handle: format!("@{}", claim.handle),
        verdict: verdict(visit, found, claim),
        looked,
        places: Way::ALL.into_iter().map(|way| place(visit, found, claim, way)).collect(),
        back: back(visit, found, claim),
        may_withdraw: claim.proven_at.is_none() || (claim.local && found.owns),
    }
}

/// What stands, in one sentence, and what is missing, in the next.
fn verdict(visit: &Visit, found: &Found, claim: &Claim) -> Verdicted {
    let words = visit.words;
    let domain = found.domain.to_string();
    let handle = format!("@{}", claim.handle);
    let at = |at: Option<Timestamp>| at.map(|it| visit.moment(it)).unwrap_or_default();
    let seen = |way: &str| found.findings.iter().find(|it| it.way == way).map(|it| it.look.verdict);
    let named = Way::ALL.into_iter().any(|way| way.makes_official() && seen(way.word()) == Some(Verdict::Found));
    let linked = seen(Way::Link.word()) == Some(Verdict::Found);
    let names_back = seen(BACK) == Some(Verdict::Found);
    let (key, class, shape) = match &found.official {
        Some(it) if it.is_verified(visit.now) && it.failing_since.is_some() => ("claim-failing", "open", "open"),
        Some(it) if it.is_verified(visit.now) => ("claim-proven", "resolved", "resolved"),
        Some(it) if it.verified_at.is_some() && it.failing_since.is_some() => {
            ("claim-until", "unresolved", "unresolved")
        }
        _ if claim.is_being_checked() => ("claim-being-looked", "open", "open"),
        _ if claim.checked_at.is_none() => ("claim-unseen", "open", "open"),
        _ if claim.uri.is_none() => ("claim-nobody", "unresolved", "unresolved"),
        _ if named && names_back => ("claim-refused", "unresolved", "unresolved"),
        _ if named => ("claim-half", "open", "open"),
        _ if linked && names_back => ("claim-linked", "acknowledged", "acknowledged"),
        _ => ("claim-not-yet", "open", "open"),
    };
    let official = found.official.as_ref();
    let told = |official: Option<&Official>| {
        let until = official.and_then(|it| it.proven_at);
        vec![
            ("domain", Piece::from(domain.as_str())),
            ("handle", handle.as_str().into()),
            ("at", at(until).into()),
            ("way", official.map(|it| visit.say(&format!("proof-{}", it.proof.name()))).unwrap_or_default().into()),
        ]
    };
    let headline = words.with(
        key,
        &[
            ("domain", domain.as_str().into()),
            ("handle", handle.as_str().into()),
            ("at", at(official.and_then(|it| it.proven_at)).into()),
        ],
    );
    Verdicted { class, shape, headline, line: rich(words, &format!("{key}-line"), told(official)) }
}

fn place(visit: &Visit, found: &Found, claim: &Claim, way: Way) -> Place {
    let words = visit.words;
    let domain = found.domain.as_str();
    let uri = claim.uri.clone().unwrap_or_else(|| visit.say("claim-address-later"));
    let name = claim.handle.split('@').next().unwrap_or_default();
    let copied = |key: &str, text: String| Copied { name: visit.say(key), text };
    let copies = match way {
        Way::Dns => vec![
            copied("claim-copy-name", format!("_redress.{domain}")),
            copied("claim-copy-txt", proving::dns_record(&uri)),
        ],
        Way::WebFinger => vec![
            copied(
                "claim-copy-address",
                format!("https://{domain}/.well-known/webfinger?resource=acct:{name}@{domain}"),
            ),
            copied(
                "claim-copy-content",
                format!(
                    r#"{{"subject": "acct:{name}@{domain}", "links": [{{"rel": "self", "type": "application/activity+json", "href": "{uri}"}}]}}"#
                ),
            ),
        ],
        Way::WellKnown => vec![
            copied("claim-copy-address", format!("https://{domain}/.well-known/redress.json")),
            copied("claim-copy-content", format!(r#"{{"actors": ["{uri}"]}}"#)),
        ],
        Way::Link => vec![copied("claim-copy-head", format!(r#"<link rel="me" href="{uri}">"#))],
    };
    let word = way.word();
    let tell = words.with(&format!("claim-{word}-tell"), &[("name", name.into()), ("domain", domain.into())]);
    let heading = visit.say(&format!("claim-{word}"));
    seen(visit, found.findings.iter().find(|it| it.way == word), heading, tell, copies)
}

fn back(visit: &Visit, found: &Found, claim: &Claim) -> Place {
    let tell = if claim.local { "claim-back-ours" } else { "claim-back-tell" };
    let tell = visit
        .words
        .with(tell, &[("handle", format!("@{}", claim.handle).into()), ("domain", found.domain.as_str().into())]);
    let copies = if claim.local {
        Vec::new()
    } else {
        vec![Copied { name: visit.say("claim-copy-field"), text: format!("https://{}/", found.domain) }]
    };
    seen(visit, found.findings.iter().find(|it| it.way == BACK), visit.say("claim-back"), tell, copies)
}

fn seen(visit: &Visit, finding: Option<&Finding>, heading: String, tell: String, copies: Vec<Copied>) -> Place {
    let Some(finding) = finding else {
        let state = visit.say("claim-state-unseen");
        return Place {
            heading,
            tell,
            copies,
            class: "",
            shape: "dot",
            state,
            look: "missing-is",
            lead: String::new(),
            saw: String::new(),
            hint: None,
        };
    };
    let (class, shape, look) = match finding.look.verdict {
        Verdict::Found => ("resolved", "resolved", "found-is"),
        Verdict::Other | Verdict::Unreadable => ("unresolved", "unresolved", "wrong-is"),
        Verdict::Nearly => ("open", "open", "waiting-is"),
        Verdict::Missing | Verdict::Unreachable => ("", "dot", "missing-is"),
    };
    let word = finding.look.verdict.word();
    let at = visit.moment(finding.at);
    let hint = (finding.look.verdict == Verdict::Nearly).then(|| visit.say("claim-nearly-hint"));
    Place {
        heading,
        tell,
        copies,
        class,
        shape,
        state: visit.say(&format!("claim-state-{word}")),
        look,
        lead: visit.words.with(&format!("claim-saw-{word}"), &[("at", at.into())]),
        saw: finding.look.saw.clone(),
        hint,
    }
}
