//! What this instance is, its rules, and what the states mean.

use actix_web::HttpResponse;
use askama::Template;

use crate::domain::complaint::State;
use crate::domain::policy::{Policy, Severity};
use crate::http::problem::Problem;
use crate::markup::SafeHtml;
use crate::storage::{StorageError, View, policies};
use crate::web::page::Page;
use crate::web::visit::{Answer, Visit};
use crate::web::{parts, policy};

/// Decisions that the public page names.
const POLICIES_LISTED: i64 = 1_000;

#[derive(Template)]
#[template(path = "about.html")]
struct AboutPage<'v> {
    page: Page<'v>,
    description: Option<SafeHtml>,
    rules: Option<SafeHtml>,
    states: Vec<(SafeHtml, String)>,
    contact: String,
    version: String,
    only_allowed: bool,
    policies: Vec<PolicyView>,
}

struct PolicyView {
    domain: String,
    severity: String,
    reason: String,
}

pub(super) async fn about(visit: Visit) -> HttpResponse {
    let answer = show(&visit).await;
    visit.answer(answer)
}

/// What is decided about other servers, as everybody may see it. What is merely allowed matters only where nothing else is.
async fn policies(visit: &Visit) -> Result<(Vec<PolicyView>, bool), Problem> {
    let read = |view: &mut View<'_>| -> Result<_, StorageError> {
        Ok((policies::after(view, "", POLICIES_LISTED)?, policies::only_allowed(view)?))
    };
    let (all, only_allowed) = visit.read(read).await?;
    let public = all.into_iter().filter(|it| only_allowed || it.severity != Severity::Allow);
    let view = |it: Policy| PolicyView {
        domain: it.shown_domain(),
        severity: policy::severity_name(visit, it.severity),
        reason: it.reason,
    };
    Ok((public.map(view).collect(), only_allowed))
}

async fn show(visit: &Visit) -> Answer {
    let (policies, only_allowed) = policies(visit).await?;
    let words = visit.words;
    let markdown = |text: &str| (!text.trim().is_empty()).then(|| SafeHtml::from_markdown(text));
    let states = State::NAMES.into_iter().filter(|it| *it != "retracted");
    let contact = visit.site.contact.clone();
    let title = words.with("about-title", &[("name", (&visit.site.name).into())]);
    Ok(visit.show(&AboutPage {
        policies,
        only_allowed,
        page: Page::new(visit, "about", title),
        description: markdown(&visit.site.description),
        rules: markdown(&visit.site.rules),
        states: states.map(|it| (parts::badge(words, it), visit.say(&format!("state-{it}-means")))).collect(),
        contact: if contact.is_empty() { visit.say("about-no-contact") } else { contact },
        version: words.with("about-version", &[("version", env!("CARGO_PKG_VERSION").into())]),
    }))
}
