//! Proving a domain: what to put where, what was seen there, what is missing, and the way back.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use askama::Template;

use crate::domain::Timestamp;
use crate::domain::action::SIGNATURE_CHARS_MAX;
use crate::domain::brand::BrandDomain;
use crate::domain::ids::{AccountId, ActorId, CaseId};
use crate::domain::proving::{self, Verdict, Way, Why};
use crate::domain::refusal::Code;
use crate::http::limits::Kind;
use crate::http::problem::{Problem, refusal_in_words};
use crate::markup::SafeHtml;
use crate::services::ServiceError;
use crate::services::claim_brand::{self, NewClaim, OF_DOMAIN_MAX, Through, claim_brand};
use crate::services::moderate::{self, Decision, Deed};
use crate::services::verify_brand::{BACK, acting_owners, number_of, resembles};
use crate::storage::brands::{self, Official, Proof, Standing};
use crate::storage::claims::{self, Claim, Finding};
use crate::storage::marks::{self, Ruled, Ruling};
use crate::storage::{StorageError, View, actors, reports};
use crate::web::boards::{self, Voice};
use crate::web::moderation::moderator;
use crate::web::page::Page;
use crate::web::parts::{Piece, rich};
use crate::web::submission::{Fields, Submission};
use crate::web::told;
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

/// In the query and in the form: the voice through which whoever asks speaks, also where a claim of their own waits.
pub(super) const OF_VOICE: &str = "voice";

/// What is looked at: what somebody claims, or the voice through which they speak.
struct Subject {
    handle: String,
    /// Not known before the first look at a handle.
    uri: Option<String>,
    actor: Option<ActorId>,
    local: bool,
    made_at: Timestamp,
    checked_at: Option<Timestamp>,
    proven: bool,
    looking: bool,
    /// The number that its proof has to name, where an earlier one does not count.
    number: Option<String>,
}

impl Subject {
    fn of_claim(claim: &Claim, anew: bool) -> Subject {
        Subject {
            handle: claim.handle.clone(),
            uri: claim.uri.clone(),
            actor: claim.actor,
            local: claim.local,
            made_at: claim.made_at,
            checked_at: claim.checked_at,
            proven: claim.proven_at.is_some(),
            looking: claim.is_being_checked(),
            number: anew.then(|| number_of(claim.id)),
        }
    }

    fn of_voice(official: &Official, actor: &actors::Actor) -> Subject {
        Subject {
            handle: actor.handle(),
            uri: Some(actor.uri.clone()),
            actor: Some(actor.id),
            local: actor.local,
            made_at: official.verified_at.unwrap_or(official.checked_at),
            checked_at: Some(official.checked_at),
            proven: true,
            looking: false,
            number: None,
        }
    }
}

/// Somebody's claim, or their voice, with all that was seen of it.
struct Mine {
    verdict: Verdicted,
    looked: String,
    places: Vec<Place>,
    back: Place,
    /// It is asked about as the voice that it is.
    of_voice: bool,
    /// It is being looked at: the page does not change by itself.
    looking: bool,
    may_withdraw: bool,
    withdraw_tell: String,
    /// What comes of withdrawing it, asked before it is done.
    withdrawing: String,
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
    /// That others want to speak for the brand and did not prove it; who they are is for moderators.
    others: Option<String>,
    /// What moderators decided about marks here, with their reasons.
    rulings: Vec<RulingLine>,
    looks_like: Option<SafeHtml>,
    /// What a moderator may decide here.
    decisions: Vec<Decidable>,
    /// Why nobody gets a new account here.
    taken: Option<String>,
}

/// A decision that stands, and whether the public log of the moderators has it.
struct RulingLine {
    text: String,
    logged: bool,
}

/// One decision about a mark, as a form of its own.
struct Decidable {
    step: &'static str,
    actor: String,
    text: String,
    hint: String,
}

/// Everything that the page reads.
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that holds of the page or does not")]
struct Found {
    domain: BrandDomain,
    /// Whether the brand has a page here so far.
    known: bool,
    claim: Option<Claim>,
    /// What is looked at, and whether that is a voice through which whoever asks speaks without having claimed it.
    subject: Option<Subject>,
    of_voice: bool,
    findings: Vec<Finding>,
    official: Option<Official>,
    voices: Vec<(Official, actors::Actor)>,
    others: Vec<String>,
    owns: bool,
    /// The voice is here already and its owners are gone: the proof has to be written for this claim.
    anew: bool,
    rulings: Vec<Ruled>,
    /// Whom a decision took the mark from.
    withheld: Vec<actors::Actor>,
    /// The proven brand's domain that this one looks like.
    resembles: Option<String>,
    /// The voice here that others own already: nobody makes a second one.
    taken: Option<String>,
}

impl Found {
    fn is_distinct(&self) -> bool {
        self.rulings.iter().any(|it| it.ruling == Ruling::Distinct)
    }

    /// What was decided about the mark of one actor.
    fn ruling(&self, uri: Option<&str>) -> Option<Ruling> {
        let about = |it: &&Ruled| uri.is_some() && it.actor.as_deref() == uri;
        self.rulings.iter().find(about).map(|it| it.ruling)
    }
}

pub(super) async fn show(visit: Visit, domain: Path<String>) -> HttpResponse {
    let answer = first(&visit, &domain).await;
    visit.answer(answer)
}

async fn first(visit: &Visit, asked: &str) -> Answer {
    let found = find(visit, asked, false).await?;
    if found.domain.as_str() != asked {
        let query = visit.query("of").filter(|it| it == OF_VOICE).map(|it| format!("?of={it}")).unwrap_or_default();
        return Ok(visit.go(&format!("/boards/{}/claim{query}", found.domain), ""));
    }
    Ok(page(visit, &found, Fields::default(), StatusCode::OK))
}

async fn find(visit: &Visit, asked: &str, of_voice: bool) -> Result<Found, Problem> {
    let domain = BrandDomain::parse(asked).map_err(|_| Problem::NotFound)?;
    let account = visit.caller.as_ref().and_then(|it| it.account);
    let now = visit.now;
    // A form carries along what its page was asked.
    let of_voice = of_voice || visit.query("of").is_some_and(|it| it == OF_VOICE);
    // A guest may be the voice itself.
    let caller = visit.caller.as_ref();
    let mut seats: Vec<ActorId> = caller.iter().flat_map(|it| it.represents.iter().map(|it| it.official)).collect();
    seats.extend(caller.map(|it| it.actor));
    visit.read(move |view| read(view, domain, account, (&seats, of_voice), now)).await
}

fn read(
    view: &mut View<'_>,
    domain: BrandDomain,
    account: Option<AccountId>,
    (seats, asks_of_voice): (&[ActorId], bool),
    now: Timestamp,
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
    let anew = match claim.as_ref().filter(|it| it.local && it.proven_at.is_none()).and_then(|it| it.actor) {
        Some(voice) => actors::find(view, voice)?.is_some() && acting_owners(view, voice, now)?.is_empty(),
        None => false,
    };
    // Whoever speaks through a voice sees what was found of it, whoever claimed it.
    let claimed = claim.as_ref().and_then(|it| it.actor);
    let seat = voices
        .iter()
        .find(|(it, _)| it.proof != Proof::Administrator && seats.contains(&it.actor) && claimed != Some(it.actor));
    let of_voice = seat.is_some() && (asks_of_voice || claim.is_none());
    let subject = match seat.filter(|_| of_voice) {
        Some((official, actor)) => Some(Subject::of_voice(official, actor)),
        None => claim.as_ref().map(|it| Subject::of_claim(it, anew)),
    };
    let anew = anew && !of_voice;
    // What could not be found out about a handle stands under the handle.
    let place = subject.as_ref().map(|it| it.uri.clone().unwrap_or_else(|| it.handle.clone()));
    let findings = match place {
        Some(place) => claims::findings(view, &domain, &place)?,
        None => Vec::new(),
    };
    let actor = subject.as_ref().and_then(|it| it.actor);
    let official = voices.iter().find(|(it, _)| Some(it.actor) == actor).map(|(it, _)| it.clone());
    let all = claims::of_domain(view, &domain, OF_DOMAIN_MAX)?;
    let own = claim.as_ref().map(|it| it.id);
    let others =
        all.into_iter().filter(|it| it.proven_at.is_none() && Some(it.id) != own).map(|it| it.handle).collect();
    let owns = match (actor, account) {
        (Some(actor), Some(account)) => brands::representatives_of(view, actor)?
            .iter()
            .any(|it| it.standing == Standing::Owner && it.account == account),
        _ => false,
    };
    let rulings = marks::rulings_of(view, &domain)?;
    let mut withheld = Vec::new();
    for uri in rulings.iter().filter_map(|it| it.actor.as_deref()) {
        withheld.extend(actors::find_by_uri(view, uri)?);
    }
    let resembles = resembles(view, &domain)?.map(|it| it.key());
    let mut taken = None;
    for (official, actor) in voices.iter().filter(|(it, actor)| actor.local && it.speaks(now)) {
        let owners = acting_owners(view, official.actor, now)?;
        if !owners.is_empty() && account.is_none_or(|it| !owners.contains(&it)) {
            taken = Some(actor.handle());
        }
    }
    let known = brand.is_some();
    Ok(Found {
        domain,
        known,
        claim,
        subject,
        of_voice,
        findings,
        official,
        voices,
        others,
        owns,
        anew,
        rulings,
        withheld,
        resembles,
        taken,
    })
}

pub(super) async fn act(form: Submission, domain: Path<String>) -> HttpResponse {
    let answer = step(&form, &domain).await;
    form.answer(answer).await
}

/// A moderator decides about a mark; what they decide settles the report about this page, if one waits.
async fn decide(form: &Submission, found: Found) -> Answer {
    let visit = &form.visit;
    let by = moderator(visit)?;
    let domain = found.domain.clone();
    let actor = || form.fields.get("actor").parse::<ActorId>().map_err(|_| Problem::BadRequest);
    let deed = match form.fields.get("step") {
        "withhold" => Deed::WithholdMark { domain, actor: actor()? },
        "return" => Deed::ReturnMark { domain, actor: actor()? },
        "allow" => Deed::AllowName(domain),
        _ => Deed::RefuseName(domain),
    };
    let about_name = matches!(deed, Deed::AllowName(_) | Deed::RefuseName(_));
    let subject = visit.app.address.claim_page(&found.domain);
    let waiting = visit.read(move |view| reports::waiting_about(view, &subject)).await?;
    let case = waiting.filter(|_| about_name).map(|it| CaseId(it.0));
    let reason = form.fields.get("reason").to_string();
    let decision = Decision { complaint: None, case, by, deed, reason, forward: false };
    match moderate::decide(&visit.app, form.cause()?, decision).await {
        Ok(_) => Ok(visit.go(&format!("/boards/{}/claim", found.domain), "moderated")),
        Err(ServiceError::Refused(refusal)) if matches!(refusal.code(), Code::TextEmpty | Code::TextTooLong) => {
            let mut fields = form.fields.clone();
            fields.refuse(
                "reason",
                match refusal.code() {
                    Code::TextEmpty => visit.say("claim-decide-why"),
                    _ => refusal_in_words(visit.words, &refusal),
                },
            );
            Ok(page(visit, &found, fields, StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(error) => Err(error.into()),
    }
}

async fn step(form: &Submission, asked: &str) -> Answer {
    let visit = &form.visit;
    if matches!(form.fields.get("step"), "withhold" | "return" | "allow" | "refuse") {
        return decide(form, find(visit, asked, false).await?).await;
    }
    let caller = visit.signed_in()?;
    let found = find(visit, asked, form.fields.get("of") == OF_VOICE).await?;
    let voice = found.subject.as_ref().filter(|_| found.of_voice).and_then(|it| it.actor);
    if let ("check", Some(voice)) = (form.fields.get("step"), voice) {
        visit.take(Kind::LookUp, &caller.word())?;
        let asked =
            claim_brand::ask_look(&visit.app, found.domain.clone(), voice, caller.actor, caller.account).await?;
        let here = told::proof_page(found.domain.as_str());
        return Ok(visit.go(&here, if asked { "claim-looking" } else { "claim-looked" }));
    }
    let account = caller.account.ok_or(Problem::Forbidden)?;
    let here = format!("/boards/{}/claim", found.domain);
    match (form.fields.get("step"), &found.claim) {
        ("check", Some(claim)) => {
            visit.take(Kind::LookUp, &caller.word())?;
            let asked = claim_brand::ask_check(&visit.app, claim.id, account).await?;
            Ok(visit.go(&here, if asked { "claim-looking" } else { "claim-looked" }))
        }
        ("withdraw", Some(claim)) => {
            claim_brand::withdraw(&visit.app, claim.id, account).await?;
            Ok(visit.go(&here, "claim-withdrawn"))
        }
        _ => begin(form, found, account).await,
    }
}

async fn begin(form: &Submission, found: Found, account: AccountId) -> Answer {
    let visit = &form.visit;
    let mut fields = form.fields.clone();
    if fields.refuse_long(visit.words, &[("signs", SIGNATURE_CHARS_MAX), ("role", SIGNATURE_CHARS_MAX)]) {
        return Ok(page(visit, &found, fields, StatusCode::UNPROCESSABLE_ENTITY));
    }
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
            let (field, text) = match refusal.code() {
                Code::NameNeeded => ("signs", visit.say("claim-signs-missing")),
                Code::NoHandle if fields.get("handle").is_empty() => ("handle", visit.say("claim-handle-missing")),
                Code::NoHandle => ("handle", refusal_in_words(visit.words, &refusal)),
                _ => ("through", refusal_in_words(visit.words, &refusal)),
            };
            fields.refuse(field, text);
            // What is empty is said at once, whichever was looked at first.
            if fields.get("signs").is_empty() {
                fields.refuse("signs", visit.say("claim-signs-missing"));
            }
            if fields.get("through") == "elsewhere" && fields.get("handle").is_empty() {
                fields.refuse("handle", visit.say("claim-handle-missing"));
            }
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
        Some(caller) if caller.account.is_none() && !found.of_voice => Some(visit.say("claim-members")),
        Some(_) => None,
    };
    let looking = found.subject.as_ref().is_some_and(|it| it.looking);
    let title = words.with("claim-title", &[("domain", domain.as_str().into())]);
    let shown = ClaimPage {
        // Often the look is over before the page that says that it began is asked for.
        page: Page::new(visit, "boards", title)
            .saying("claim-looking", if looking { "claim-looking" } else { "claim-done" }),
        action: format!("/boards/{domain}/claim"),
        board: if found.known { format!("/boards/{domain}") } else { "/boards".to_string() },
        lede: visit.say("claim-lede"),
        closed,
        signed_in: caller.is_some(),
        form,
        mine: found.subject.as_ref().map(|subject| mine(visit, found, subject)),
        voices: found.voices.iter().map(|(official, actor)| boards::voice(visit, official, actor)).collect(),
        others: others(visit, found),
        rulings: rulings(visit, found),
        looks_like: looks_like(visit, found),
        decisions: decisions(visit, found),
        taken: found.taken.as_ref().map(|it| words.with("refusal-voice-taken", &[("given", it.as_str().into())])),
    };
    let mut response = visit.show_as(status, &shown);
    if looking && let Ok(value) = actix_web::http::header::HeaderValue::from_str(AGAIN_SECONDS) {
        response.headers_mut().insert(actix_web::http::header::REFRESH, value);
    }
    response
}

/// Whoever wants to speak for a brand is named to the moderators alone: a handle that was typed by somebody proves nothing.
fn others(visit: &Visit, found: &Found) -> Option<String> {
    if found.others.is_empty() {
        return None;
    }
    if moderator(visit).is_err() {
        return Some(visit.say("claim-others-checked"));
    }
    let handles: Vec<String> = found.others.iter().map(|it| format!("@{it}")).collect();
    Some(visit.words.with("claim-others", &[("handles", visit.words.list(&handles).into())]))
}

fn rulings(visit: &Visit, found: &Found) -> Vec<RulingLine> {
    let decides = moderator(visit).is_ok();
    let line = |it: &Ruled| {
        let handle = it.actor.as_ref().map(|uri| {
            let actor = found.withheld.iter().find(|actor| actor.uri == *uri);
            actor.map_or_else(|| uri.clone(), |actor| format!("@{}", actor.handle()))
        });
        let reason = match it.reason.as_str() {
            "" => visit.say("claim-no-reason"),
            reason => reason.to_string(),
        };
        let told = [
            ("handle", handle.unwrap_or_default().into()),
            ("domain", found.domain.as_str().into()),
            ("other", found.resembles.clone().unwrap_or_default().into()),
            ("reason", reason.into()),
            ("at", visit.moment(it.at).into()),
        ];
        let mut text = visit.words.with(&format!("claim-ruling-{}", it.ruling.word()), &told);
        let logged = it.ruling != Ruling::Withdrawn;
        if decides && !logged {
            text.push(' ');
            text.push_str(&visit.words.with("claim-ruling-withdrawn-undo", &told));
        }
        RulingLine { text, logged }
    };
    found.rulings.iter().map(line).collect()
}

fn looks_like(visit: &Visit, found: &Found) -> Option<SafeHtml> {
    let other = found.resembles.as_deref().filter(|_| !found.is_distinct())?;
    let pieces = vec![("domain", Piece::from(found.domain.as_str())), ("other", other.into())];
    Some(rich(visit.words, "claim-looks-like", pieces))
}

fn decisions(visit: &Visit, found: &Found) -> Vec<Decidable> {
    if moderator(visit).is_err() {
        return Vec::new();
    }
    let words = visit.words;
    let decidable = |step: &'static str, actor: Option<&actors::Actor>| {
        let told = [
            ("handle", actor.map(|it| format!("@{}", it.handle())).unwrap_or_default().into()),
            ("domain", found.domain.as_str().into()),
            ("other", found.resembles.clone().unwrap_or_default().into()),
        ];
        Decidable {
            step,
            actor: actor.map(|it| it.id.to_string()).unwrap_or_default(),
            text: words.with(&format!("claim-decide-{step}"), &told),
            hint: words.with(&format!("claim-decide-{step}-hint"), &told),
        }
    };
    let mut decisions = Vec::new();
    if found.resembles.is_some() || found.is_distinct() {
        if !found.is_distinct() {
            decisions.push(decidable("allow", None));
        }
        decisions.push(decidable("refuse", None));
    }
    decisions.extend(found.voices.iter().map(|(_, actor)| decidable("withhold", Some(actor))));
    let theirs = found.withheld.iter().filter(|it| found.ruling(Some(&it.uri)) == Some(Ruling::Withheld));
    decisions.extend(theirs.map(|actor| decidable("return", Some(actor))));
    decisions
}

fn mine(visit: &Visit, found: &Found, subject: &Subject) -> Mine {
    // What is looked at every day by itself was looked at, too.
    let daily = found.official.as_ref().filter(|_| !found.anew).map(|it| it.checked_at);
    let checked_at = subject.checked_at.map(|at| daily.map_or(at, |it| it.max(at)));
    let told = [
        ("at", checked_at.map(|at| visit.moment(at)).unwrap_or_default().into()),
        ("day", visit.day(subject.made_at + claim_brand::KEPT_FOR).into()),
    ];
    let looked = match (checked_at, subject.proven) {
        (Some(_), true) => visit.words.with("claim-looked-proven", &told),
        (Some(_), false) => visit.words.with("claim-looked-at", &told),
        (None, _) => visit.words.with("claim-not-looked", &told),
    };
    Mine {
        verdict: verdict(visit, found, subject),
        looked,
        places: Way::ALL.into_iter().map(|way| place(visit, found, subject, way)).collect(),
        back: back(visit, found, subject),
        of_voice: found.of_voice,
        // A voice is given up on the page of its people by whoever did not claim it.
        may_withdraw: !found.of_voice && (!subject.proven || (subject.local && found.owns)),
        looking: subject.looking,
        withdraw_tell: visit.say(if subject.proven { "claim-withdraw-tell" } else { "claim-withdraw-tell-request" }),
        withdrawing: withdrawing(visit, found, subject),
    }
}

fn withdrawing(visit: &Visit, found: &Found, subject: &Subject) -> String {
    let handle = || format!("@{}", subject.handle).into();
    if subject.proven {
        let told = [("handle", handle()), ("domain", found.domain.to_string().into())];
        visit.words.with("claim-withdraw-sure", &told)
    } else {
        visit.words.with("claim-withdraw-sure-request", &[("handle", handle())])
    }
}

/// What stands, in one sentence, and what is missing, in the next.
fn verdict(visit: &Visit, found: &Found, subject: &Subject) -> Verdicted {
    let words = visit.words;
    let domain = found.domain.to_string();
    let handle = format!("@{}", subject.handle);
    let at = |at: Option<Timestamp>| at.map(|it| visit.moment(it)).unwrap_or_default();
    let seen = |way: &str| found.findings.iter().find(|it| it.way == way).map(|it| it.look.verdict);
    let named = Way::ALL.into_iter().any(|way| way.makes_official() && seen(way.word()) == Some(Verdict::Found));
    let linked = seen(Way::Link.word()) == Some(Verdict::Found);
    let names_back = seen(BACK) == Some(Verdict::Found);
    let unanswered =
        |it: &Official| matches!(it.proof, Proof::Domain(way) if seen(way.word()) == Some(Verdict::Unreachable));
    let ruling = found.ruling(subject.uri.as_deref());
    let (key, class, shape) = match &found.official {
        _ if ruling == Some(Ruling::Withheld) => ("claim-withheld", "unresolved", "unresolved"),
        _ if ruling == Some(Ruling::Withdrawn) => ("claim-taken", "unresolved", "unresolved"),
        _ if found.anew && !subject.looking => ("claim-anew", "open", "open"),
        Some(it) if !found.anew && it.is_verified(visit.now) && it.failing_since.is_some() => {
            // What is missing may be the way back, or the moderators' word.
            let key = match () {
                () if named && !names_back => "claim-failing-back",
                () if named && found.resembles.is_some() => "claim-failing-alike",
                () if named => "claim-failing-refused",
                () if unanswered(it) => "claim-failing-silent",
                () => "claim-failing",
            };
            (key, "open", "open")
        }
        Some(it) if !found.anew && it.is_verified(visit.now) => ("claim-proven", "resolved", "resolved"),
        Some(it) if it.verified_at.is_some() && it.failing_since.is_some() => {
            ("claim-until", "unresolved", "unresolved")
        }
        _ if subject.looking => ("claim-being-looked", "open", "open"),
        _ if subject.checked_at.is_none() => ("claim-unseen", "open", "open"),
        _ if subject.uri.is_none() => ("claim-nobody", "unresolved", "unresolved"),
        _ if named && names_back && found.resembles.is_some() => ("claim-alike", "unresolved", "unresolved"),
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
            ("other", found.resembles.clone().unwrap_or_default().into()),
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

fn place(visit: &Visit, found: &Found, subject: &Subject, way: Way) -> Place {
    let words = visit.words;
    let domain = found.domain.as_str();
    let uri = subject.uri.clone().unwrap_or_else(|| visit.say("claim-address-later"));
    let number = &subject.number;
    let copied = |key: &str, text: String| Copied { name: visit.say(key), text };
    let copies = match (way, number) {
        (Way::Dns, number) => vec![
            copied("claim-copy-name", format!("_redress.{domain}")),
            copied("claim-copy-txt", proving::dns_record(&uri, number.as_deref())),
        ],
        (Way::WellKnown, number) => vec![
            copied("claim-copy-address", format!("https://{domain}/.well-known/redress.json")),
            copied(
                "claim-copy-content",
                match number {
                    Some(number) => format!(r#"{{"actors": ["{uri}"], "claims": ["{number}"]}}"#),
                    None => format!(r#"{{"actors": ["{uri}"]}}"#),
                },
            ),
        ],
        (Way::WebFinger | Way::Link, Some(_)) => Vec::new(),
        (Way::WebFinger, None) => vec![
            copied(
                "claim-copy-address",
                format!("https://{domain}/.well-known/webfinger?resource=acct:{domain}@{domain}"),
            ),
            copied(
                "claim-copy-content",
                format!(
                    r#"{{"subject": "acct:{domain}@{domain}", "links": [{{"rel": "self", "type": "application/activity+json", "href": "{uri}"}}]}}"#
                ),
            ),
        ],
        (Way::Link, None) => vec![copied("claim-copy-head", format!(r#"<link rel="me" href="{uri}">"#))],
    };
    let word = way.word();
    let tell = match (way, number) {
        (Way::WebFinger | Way::Link, Some(_)) => visit.say("claim-anew-not-here"),
        _ => words.with(&format!("claim-{word}-tell"), &[("domain", domain.into())]),
    };
    let heading = visit.say(&format!("claim-{word}"));
    seen(visit, found.findings.iter().find(|it| it.way == word), heading, tell, copies)
}

fn back(visit: &Visit, found: &Found, subject: &Subject) -> Place {
    let tell = if subject.local { "claim-back-ours" } else { "claim-back-tell" };
    let tell = visit
        .words
        .with(tell, &[("handle", format!("@{}", subject.handle).into()), ("domain", found.domain.as_str().into())]);
    let copies = if subject.local {
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
    let (saw, own_handle) = in_words(visit, &finding.look.saw);
    let nearly = finding.look.verdict == Verdict::Nearly && !own_handle;
    let hint = nearly.then(|| visit.say("claim-nearly-hint"));
    Place {
        heading,
        tell,
        copies,
        class,
        shape,
        state: visit.say(&format!("claim-state-{word}")),
        look,
        lead: visit.words.with(&format!("claim-saw-{word}"), &[("at", at.into())]),
        saw,
        hint,
    }
}

/// What was seen, as it stood there; or why nothing counts, in the reader's language.
fn in_words(visit: &Visit, saw: &str) -> (String, bool) {
    match Why::read(saw) {
        Some((word, detail)) => {
            (visit.words.with(&format!("look-{word}"), &[("detail", detail.into())]), word == "own-handle")
        }
        None => (saw.to_string(), false),
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::{Language, Words};
    use crate::domain::proving::Why;

    /// Keys that are put together at run time.
    #[test]
    fn every_reason_and_decision_has_its_words() {
        let mut keys: Vec<String> = Why::WORDS.iter().map(|it| format!("look-{it}")).collect();
        for step in ["withhold", "return", "allow", "refuse"] {
            keys.extend([format!("claim-decide-{step}"), format!("claim-decide-{step}-hint")]);
        }
        keys.extend(["withheld", "withdrawn", "distinct"].map(|it| format!("claim-ruling-{it}")));
        for verdict in [
            "withheld",
            "taken",
            "anew",
            "alike",
            "failing",
            "failing-silent",
            "failing-back",
            "failing-alike",
            "failing-refused",
        ] {
            keys.extend([format!("claim-{verdict}"), format!("claim-{verdict}-line")]);
        }
        for language in Language::ALL {
            let words = Words::of(language);
            let missing: Vec<&String> = keys.iter().filter(|it| !words.knows(it)).collect();
            assert!(missing.is_empty(), "{}: {missing:?}", language.code());
        }
    }
}
