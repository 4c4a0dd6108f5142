//! What could not be delivered, for administrators: host by host, with what the other server answered.

use actix_web::HttpResponse;
use askama::Template;

use crate::http::problem::Problem;
use crate::services::dead_letters;
use crate::storage::deliveries::{self, Counts, DeadLetter, Which};
use crate::storage::jobs;
use crate::storage::{StorageError, View};
use crate::web::page::Page;
use crate::web::parts;
use crate::web::submission::Submission;
use crate::web::visit::{Answer, Visit};

const LETTERS_LISTED: i64 = 50;
const HOSTS_LISTED: i64 = 50;

struct HostView {
    link: String,
    name: String,
    count: String,
    chosen: bool,
}

struct LetterView {
    id: i64,
    inbox: String,
    host_link: String,
    host: String,
    complaint: Option<String>,
    facts: Vec<String>,
    at: String,
    at_iso: String,
    answer: Option<String>,
}

#[derive(Template)]
#[template(path = "deliveries.html")]
struct DeliveriesPage<'v> {
    page: Page<'v>,
    summary: Vec<String>,
    hosts: Vec<HostView>,
    /// The host whose letters are shown, if one was chosen.
    host: Option<String>,
    letters: Vec<LetterView>,
    more: Option<String>,
}

/// Everything that the page reads, at one moment.
struct Seen {
    counts: Counts,
    given_up: i64,
    hosts: Vec<(String, i64)>,
    letters: Vec<DeadLetter>,
}

pub(super) async fn list(visit: Visit) -> HttpResponse {
    let answer = show(&visit).await;
    visit.answer(answer)
}

async fn show(visit: &Visit) -> Answer {
    visit.administrator()?;
    let host = visit.query("host").filter(|it| !it.is_empty());
    let before = visit.query("before").and_then(|it| it.parse().ok());
    let asked = host.clone();
    let read = move |view: &mut View<'_>| -> Result<Seen, StorageError> {
        Ok(Seen {
            counts: deliveries::counts(view)?,
            given_up: jobs::counts(view)?.dead,
            hosts: deliveries::dead_by_host(view, HOSTS_LISTED)?,
            letters: deliveries::dead_letters(view, asked.as_deref(), before, LETTERS_LISTED)?,
        })
    };
    let seen = visit.read(read).await?;
    let full = i64::try_from(seen.letters.len()).is_ok_and(|it| it >= LETTERS_LISTED);
    let more = seen.letters.last().filter(|_| full).map(|last| {
        let of_host = host.as_deref().map(|it| format!("host={}&", encoded(it))).unwrap_or_default();
        format!("/admin/deliveries?{of_host}before={}", last.id)
    });
    Ok(visit.show(&DeliveriesPage {
        page: Page::new(visit, "admin", visit.say("deliveries-title")),
        summary: summary(visit, &seen),
        hosts: seen.hosts.iter().map(|it| host_view(visit, it, host.as_deref())).collect(),
        letters: seen.letters.iter().map(|it| letter_view(visit, it)).collect(),
        more,
        host,
    }))
}

fn summary(visit: &Visit, seen: &Seen) -> Vec<String> {
    let count = |key: &str, count: i64| visit.words.with(key, &[("count", count.into())]);
    let mut lines = vec![
        count("deliveries-waiting", seen.counts.waiting),
        count("deliveries-failing", seen.counts.hosts_failing),
        count("deliveries-parked", seen.counts.parked),
        count("deliveries-dead", seen.counts.dead),
        count("deliveries-jobs", seen.given_up),
    ];
    if let Some(oldest) = seen.counts.oldest {
        lines.push(visit.words.with("deliveries-oldest", &[("span", visit.since(oldest).into())]));
    }
    lines
}

fn host_view(visit: &Visit, (name, count): &(String, i64), chosen: Option<&str>) -> HostView {
    HostView {
        link: host_link(name),
        name: name.clone(),
        count: visit.words.with("deliveries-of-host", &[("count", (*count).into())]),
        chosen: chosen == Some(name),
    }
}

fn letter_view(visit: &Visit, it: &DeadLetter) -> LetterView {
    let mut facts = vec![visit.say(if it.parked { "deliveries-is-parked" } else { "deliveries-is-dead" })];
    if let Some(status) = it.status {
        facts.push(visit.words.with("deliveries-status", &[("status", i64::from(status).into())]));
    }
    facts.push(visit.words.with("deliveries-attempts", &[("count", i64::from(it.attempts).into())]));
    LetterView {
        id: it.id,
        inbox: it.inbox.clone(),
        host_link: host_link(&it.host),
        host: it.host.clone(),
        complaint: it.complaint.map(|id| format!("/complaints/{id}")),
        facts,
        at: visit.moment(it.first_at),
        at_iso: parts::iso(it.first_at),
        answer: it.answer.clone().filter(|it| !it.trim().is_empty()),
    }
}

fn host_link(host: &str) -> String {
    format!("/admin/deliveries?host={}", encoded(host))
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

pub(super) async fn decide(form: Submission) -> HttpResponse {
    let answer = try_decide(&form).await;
    form.answer(answer).await
}

async fn try_decide(form: &Submission) -> Answer {
    let visit = &form.visit;
    visit.administrator()?;
    let host = form.fields.get("host");
    let which = match (form.fields.get("id").parse(), host.is_empty()) {
        (Ok(id), _) => Which::One(id),
        (Err(_), false) => Which::OfHost(host.to_string()),
        (Err(_), true) => return Err(Problem::BadRequest),
    };
    let back = if host.is_empty() { "/admin/deliveries".to_string() } else { host_link(host) };
    match form.fields.get("deed") {
        "retry" => {
            dead_letters::retry_deliveries(&visit.app, which).await?;
            Ok(visit.go(&back, "retried"))
        }
        "drop" => {
            dead_letters::drop_deliveries(&visit.app, which).await?;
            Ok(visit.go(&back, "dropped"))
        }
        _ => Err(Problem::BadRequest),
    }
}
