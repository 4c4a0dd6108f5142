//! Which servers this instance has to do with, for administrators.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use crate::domain::policy::{NOTE_CHARS_MAX, Policy, REASON_CHARS_MAX, Severity};
use crate::http::problem::Problem;
use crate::services::policy::{self, PolicyError};
use crate::storage::{StorageError, View, policies};
use crate::web::page::Page;
use crate::web::submission::{Fields, Submission};
use crate::web::visit::{Answer, Visit};

const POLICIES_LISTED: i64 = 100;
/// Lines of an import that are named as wrong.
const WRONG_SHOWN_MAX: usize = 20;

struct PolicyView {
    domain: String,
    severity: String,
    reason: String,
    note: String,
    facts: Vec<String>,
}

#[derive(Template)]
#[template(path = "policy.html")]
struct PolicyPage<'v> {
    page: Page<'v>,
    form: Fields,
    severities: Vec<(&'static str, String)>,
    only_allowed: bool,
    policies: Vec<PolicyView>,
    more: Option<String>,
}

pub(super) async fn list(visit: Visit) -> HttpResponse {
    let answer = show(&visit, Fields::default(), StatusCode::OK).await;
    visit.answer(answer)
}

async fn show(visit: &Visit, form: Fields, status: StatusCode) -> Answer {
    visit.administrator()?;
    let after = visit.query("after").unwrap_or_default();
    let read = move |view: &mut View<'_>| -> Result<(Vec<Policy>, bool), StorageError> {
        Ok((policies::after(view, &after, POLICIES_LISTED)?, policies::only_allowed(view)?))
    };
    let (found, only_allowed) = visit.read(read).await?;
    let full = i64::try_from(found.len()).is_ok_and(|it| it >= POLICIES_LISTED);
    Ok(visit.show_as(
        status,
        &PolicyPage {
            page: Page::new(visit, "admin", visit.say("policy-title")),
            form,
            severities: severities(visit),
            only_allowed,
            more: found.last().filter(|_| full).map(|it| format!("/admin/policy?after={}", it.domain)),
            policies: found.into_iter().map(|it| view_of(visit, it)).collect(),
        },
    ))
}

fn severities(visit: &Visit) -> Vec<(&'static str, String)> {
    let most_wanted_first = Severity::ALL.into_iter().rev();
    most_wanted_first.map(|it| (it.word(), severity_name(visit, it))).collect()
}

pub(super) fn severity_name(visit: &Visit, severity: Severity) -> String {
    visit.say(match severity {
        Severity::Allow => "policy-severity-allow",
        Severity::Silence => "policy-severity-silence",
        Severity::Block => "policy-severity-block",
    })
}

fn view_of(visit: &Visit, it: Policy) -> PolicyView {
    let marks = [
        (it.reject_media, "policy-reject-media"),
        (it.reject_reports, "policy-reject-reports"),
        (it.obfuscate, "policy-obfuscate"),
    ];
    PolicyView {
        severity: severity_name(visit, it.severity),
        facts: marks.into_iter().filter(|(set, _)| *set).map(|(_, key)| visit.say(key)).collect(),
        domain: it.domain,
        reason: it.reason,
        note: it.note,
    }
}

pub(super) async fn decide(form: Submission) -> HttpResponse {
    let answer = try_decide(&form).await;
    form.answer(answer).await
}

async fn try_decide(form: &Submission) -> Answer {
    let visit = &form.visit;
    visit.administrator()?;
    let app = &visit.app;
    match form.fields.get("deed") {
        "set" => set(form).await,
        "remove" => {
            policy::take_back(app, form.fields.get("domain")).await?;
            Ok(visit.go("/admin/policy", "saved"))
        }
        "mode" => {
            policy::only_allowed(app, form.fields.get("mode") == "allowed").await?;
            Ok(visit.go("/admin/policy", "saved"))
        }
        "import" => {
            let imported = policy::import(app, form.fields.get("lines")).await?;
            if imported.wrong.is_empty() {
                return Ok(visit.go("/admin/policy", "saved"));
            }
            let said = |(line, wrong): &(u64, policy::WrongLine)| {
                let line = i64::try_from(*line).unwrap_or(i64::MAX);
                let why = visit.words.with(wrong.message(), &[("max", REASON_CHARS_MAX.into())]);
                visit.words.with("policy-import-wrong", &[("line", line.into()), ("why", why.into())])
            };
            let wrong: Vec<String> = imported.wrong.iter().take(WRONG_SHOWN_MAX).map(said).collect();
            let mut fields = form.fields.clone();
            fields.refuse("lines", wrong.join("; "));
            show(visit, fields, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        _ => Err(Problem::BadRequest),
    }
}

async fn set(form: &Submission) -> Answer {
    let (visit, mut fields) = (&form.visit, form.fields.clone());
    if fields.refuse_long(visit.words, &[("reason", REASON_CHARS_MAX), ("note", NOTE_CHARS_MAX)]) {
        return show(visit, fields, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let decided = Policy {
        domain: fields.get("domain").to_string(),
        severity: Severity::from_word(fields.get("severity")).ok_or(Problem::BadRequest)?,
        reject_media: fields.has("reject_media"),
        reject_reports: fields.has("reject_reports"),
        obfuscate: fields.has("obfuscate"),
        reason: fields.get("reason").to_string(),
        note: fields.get("note").to_string(),
    };
    match policy::decide(&visit.app, decided).await {
        Ok(()) => Ok(visit.go("/admin/policy", "saved")),
        Err(PolicyError::Storage(error)) => Err(error.into()),
        Err(PolicyError::Domain) => {
            fields.refuse("domain", visit.say("policy-domain-wrong"));
            show(visit, fields, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        // Said beside the field before it came here.
        Err(PolicyError::TooLong) => Err(Problem::BadRequest),
    }
}

pub(super) async fn export(visit: Visit) -> HttpResponse {
    let answer = try_export(&visit).await;
    visit.answer(answer)
}

async fn try_export(visit: &Visit) -> Answer {
    visit.administrator()?;
    let text = policy::export(&visit.app).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(("Content-Disposition", "attachment; filename=\"policy.csv\""))
        .insert_header(crate::http::security::PRIVATE)
        .body(text))
}
