//! The moderators' queue: everything that waits for them, oldest first, and the place where one case is decided.

mod accounts;
mod case;
mod log;

pub(super) use self::accounts::{account, restrict};
pub(super) use self::case::post_id;
pub(super) use self::log::log;

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use askama::Template;
use chrono::{DateTime, TimeDelta};
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::ids::{AccountId, ActorId, CaseId, ComplaintId, ReportId};
use crate::domain::refusal::Code;
use crate::http::problem::{Problem, refusal_in_words};
use crate::services::moderate::{self, Decision, Moderator, UNDO_HOURS_MAX, undo_until};
use crate::services::undo_decision::{is_undoable, part_in, undo_decision};
use crate::services::{ServiceError, cases as opened, recusal};
use crate::storage::actors::{self, Actor};
use crate::storage::cases::{self, Case, CaseKind, Place};
use crate::storage::pages::{self, Listed};
use crate::storage::recusals::{self, Part};
use crate::storage::reports::{self, LogLine, Report};
use crate::storage::{StorageError, View};
use crate::web::moderation::case::{CasePane, Context};
use crate::web::page::Page;
use crate::web::parts;
use crate::web::resume::Named;
use crate::web::submission::{Fields, Submission};
use crate::web::thread;
use crate::web::visit::{Answer, Visit};

const TICKETS_LISTED: i64 = 50;
const LATELY_LISTED: i64 = 10;
/// After so many days of waiting a case is drawn as late, after one as pressing.
const LATE_DAYS: i64 = 3;
const PRESSING_DAYS: i64 = 1;

struct Filter {
    link: String,
    text: String,
    shape: Option<&'static str>,
    current: bool,
}

struct Ticket {
    link: String,
    title: String,
    language: Option<String>,
    kind: String,
    shape: &'static str,
    left: String,
    class: &'static str,
    facts: Vec<String>,
    current: bool,
}

/// Something that the moderator decided and may still undo.
struct Lately {
    id: String,
    text: String,
    link: Option<String>,
    until: String,
}

#[derive(Template)]
#[template(path = "moderation.html")]
struct QueuePage<'v> {
    page: Page<'v>,
    lead: String,
    filters: Vec<Filter>,
    tickets: Vec<Ticket>,
    more: Option<String>,
    open: Option<CasePane>,
    lately: Vec<Lately>,
}

/// Everything that the queue shows, in one transaction: no query for a single ticket, but for those about no thread.
struct Queue {
    counts: Vec<(CaseKind, i64)>,
    cases: Vec<Case>,
    about: HashMap<ComplaintId, Listed>,
    reports: HashMap<ReportId, Report>,
    /// How many report the same.
    reporters: HashMap<CaseId, i64>,
    actors: HashMap<ActorId, Actor>,
    parts: HashMap<CaseId, Part>,
    lately: Vec<LogLine>,
}

fn read_queue(
    view: &mut View<'_>,
    (account, name): (AccountId, String),
    kind: Option<CaseKind>,
    after: Option<Place>,
    now: Timestamp,
) -> Result<Queue, StorageError> {
    let cases = cases::open(view, kind, after, TICKETS_LISTED)?;
    let since = now - TimeDelta::hours(UNDO_HOURS_MAX);
    let lately = reports::decided_lately(view, &name, since, LATELY_LISTED)?;
    let mut ids: Vec<ComplaintId> = cases.iter().filter_map(|it| it.complaint).collect();
    ids.extend(lately.iter().filter_map(|it| it.complaint));
    let in_threads = recusals::among(view, account, &ids)?;
    let mut parts = HashMap::new();
    for case in &cases {
        let part = match case.complaint {
            Some(id) => in_threads.get(&id).copied(),
            None => recusal::part_in(view, account, None, recusal::account_meant(case))?,
        };
        parts.extend(part.map(|it| (case.id, it)));
    }
    // Offered is what would be taken.
    let mut undoable = Vec::new();
    for line in lately {
        if part_in(view, account, &line)?.is_none() && is_undoable(view, &line, now)? {
            undoable.push(line);
        }
    }
    let of_reports: Vec<ReportId> = cases.iter().filter_map(|it| it.report).collect();
    let of_cases: Vec<CaseId> = cases.iter().filter(|it| it.report.is_some()).map(|it| it.id).collect();
    let of_actors: Vec<ActorId> = cases.iter().filter_map(|it| it.actor).collect();
    Ok(Queue {
        counts: cases::count_open(view)?,
        about: pages::by_ids(view, &ids)?,
        reporters: reports::count_of_cases(view, &of_cases)?.into_iter().collect(),
        reports: reports::find_many(view, &of_reports)?.into_iter().map(|it| (it.id, it)).collect(),
        actors: actors::find_many(view, &of_actors)?.into_iter().map(|it| (it.id, it)).collect(),
        parts,
        lately: undoable,
        cases,
    })
}

pub(super) async fn queue(visit: Visit) -> HttpResponse {
    let answer = queue_page(&visit, None, Fields::default(), StatusCode::OK).await;
    visit.answer(answer)
}

pub(super) async fn case(visit: Visit, id: Path<String>) -> HttpResponse {
    let answer = match id.parse::<CaseId>() {
        Ok(id) => queue_page(&visit, Some(id), Fields::default(), StatusCode::OK).await,
        Err(_) => Err(Problem::NotFound),
    };
    visit.answer(answer)
}

pub(in crate::web) fn moderator(visit: &Visit) -> Result<Moderator, Problem> {
    visit.moderator()?.as_moderator().ok_or(Problem::Forbidden)
}

async fn queue_page(visit: &Visit, wanted: Option<CaseId>, form: Fields, status: StatusCode) -> Answer {
    let by = moderator(visit)?;
    let kind = visit.query("kind").and_then(|it| CaseKind::from_word(&it));
    let (after, now, whose) = (place(visit), visit.now, (by.account, by.name.clone()));
    let queue = visit.read(move |view| read_queue(view, whose, kind, after, now)).await?;
    let first = queue.cases.iter().find(|it| !queue.parts.contains_key(&it.id));
    let chosen = wanted.or_else(|| first.or(queue.cases.first()).map(|it| it.id));
    let open = match chosen {
        Some(id) => match Context::read(visit, &by, id).await? {
            Some(context) => Some(context.pane(visit, form)),
            None if wanted.is_some() => return Err(Problem::NotFound),
            None => None,
        },
        None => None,
    };
    let all: i64 = queue.counts.iter().map(|(_, count)| count).sum();
    let full = i64::try_from(queue.cases.len()).is_ok_and(|it| it >= TICKETS_LISTED);
    let more = queue.cases.last().filter(|_| full).map(|it| address(kind, Some((it.opened_at, it.id))));
    let page = QueuePage {
        page: Page::new(visit, "moderation", visit.say("nav-moderation")),
        lead: visit.words.with("moderation-lead", &[("count", all.into())]),
        filters: filters(visit, &queue, kind, all),
        tickets: queue.cases.iter().map(|it| ticket(visit, &queue, it, chosen)).collect(),
        more,
        open,
        lately: queue.lately.iter().map(|it| lately(visit, &queue, it)).collect(),
    };
    Ok(visit.show_as(status, &page))
}

/// `?from=MICROSECONDS.ID`: where the page before ended.
fn place(visit: &Visit) -> Option<Place> {
    let from = visit.query("from")?;
    let (at, id) = from.split_once('.')?;
    Some((DateTime::from_timestamp_micros(at.parse().ok()?)?, id.parse().ok()?))
}

fn address(kind: Option<CaseKind>, from: Option<Place>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if let Some(kind) = kind {
        query.append_pair("kind", kind.word());
    }
    if let Some((at, id)) = from {
        query.append_pair("from", &format!("{}.{id}", at.timestamp_micros()));
    }
    match query.finish().as_str() {
        "" => "/moderation".to_string(),
        query => format!("/moderation?{query}"),
    }
}

fn filters(visit: &Visit, queue: &Queue, current: Option<CaseKind>, all: i64) -> Vec<Filter> {
    let of_all = Filter {
        link: address(None, None),
        text: visit.words.with("queue-all", &[("count", all.into())]),
        shape: None,
        current: current.is_none(),
    };
    let of_kind = |kind: CaseKind| {
        let count = queue.counts.iter().find(|(it, _)| *it == kind).map_or(0, |(_, count)| *count);
        (count > 0 || current == Some(kind)).then(|| Filter {
            link: address(Some(kind), None),
            text: visit.words.with(&format!("queue-{}", kind.word()), &[("count", count.into())]),
            shape: Some(shape(kind)),
            current: current == Some(kind),
        })
    };
    std::iter::once(of_all).chain(CaseKind::ALL.into_iter().filter_map(of_kind)).collect()
}

fn shape(kind: CaseKind) -> &'static str {
    match kind {
        CaseKind::Report => "flag",
        CaseKind::Contest => "notice",
        CaseKind::Appeal | CaseKind::Objection => "withdrawn",
        CaseKind::Label => "offered",
    }
}

fn ticket(visit: &Visit, queue: &Queue, case: &Case, chosen: Option<CaseId>) -> Ticket {
    let listed = case.complaint.and_then(|id| queue.about.get(&id));
    let report = case.report.and_then(|id| queue.reports.get(&id));
    let handle = case.actor.and_then(|id| queue.actors.get(&id)).map(|it| format!("@{}", it.handle()));
    let title = match (listed, &handle, report) {
        (Some(listed), ..) => parts::shown_title(visit, &listed.title),
        (None, Some(handle), _) => handle.clone(),
        (None, None, Some(report)) => report.subject.clone(),
        (None, None, None) => visit.say("log-a-complaint"),
    };
    let part = queue.parts.get(&case.id);
    let (left, class) = match part {
        Some(_) => (visit.say("queue-out"), ""),
        None => clock(visit, case),
    };
    let mut facts = Vec::new();
    // Whoever has a part in it learns that a report waits, and nothing of what it says.
    if part.is_none() || case.kind != CaseKind::Report {
        facts.push(about(visit, case, report));
        let reporters = queue.reporters.get(&case.id).filter(|it| **it > 1);
        facts.extend(reporters.map(|it| visit.words.with("case-reports", &[("count", (*it).into())])));
    }
    facts.extend(part.map(|it| visit.say(&format!("recused-{}", it.word()))));
    facts.retain(|it| !it.is_empty());
    Ticket {
        link: format!("/moderation/cases/{}", case.id),
        title,
        language: listed.and_then(|it| parts::title_language(&it.title, it.facts.language.as_ref())),
        kind: visit.say(&format!("case-{}", case.kind.word())),
        shape: shape(case.kind),
        left,
        class,
        facts,
        current: chosen == Some(case.id),
    }
}

/// How long it waits; of a contest first until when the other side may still speak.
fn clock(visit: &Visit, case: &Case) -> (String, &'static str) {
    if let Some(until) = case.heard_until.filter(|it| *it > visit.now) {
        return (visit.words.with("queue-heard", &[("day", visit.day(until).into())]), "");
    }
    let since = case.heard_until.unwrap_or(case.opened_at);
    let waited = visit.now - since;
    let class = if waited >= TimeDelta::days(LATE_DAYS) {
        "over"
    } else if waited >= TimeDelta::days(PRESSING_DAYS) {
        "soon"
    } else {
        ""
    };
    (visit.words.with("queue-waits", &[("span", visit.since(since).into())]), class)
}

/// Which of its kind a case is, in a word or two.
fn about(visit: &Visit, case: &Case, report: Option<&Report>) -> String {
    match case.kind {
        CaseKind::Report => report.map(|it| visit.say(&format!("report-reason-{}", it.reason))).unwrap_or_default(),
        CaseKind::Contest => visit.say(&format!("ground-{}", case.about)),
        CaseKind::Appeal => visit.say(&format!("side-{}", case.about)),
        CaseKind::Label => {
            opened::label_of(&case.about).map(|(_, label)| visit.say(&format!("label-{label}"))).unwrap_or_default()
        }
        CaseKind::Objection => visit.say(&format!("restriction-{}", case.about)),
    }
}

fn lately(visit: &Visit, queue: &Queue, line: &LogLine) -> Lately {
    let title = line.complaint.and_then(|id| queue.about.get(&id)).map(|it| parts::shown_title(visit, &it.title));
    let subject = visit.words.beside(&line.subject.clone().into_iter().chain(title).collect::<Vec<_>>());
    Lately {
        id: line.id.to_string(),
        text: format!("{}: {subject}", log::deed_in_words(visit, line)),
        link: line.complaint.map(|it| format!("/complaints/{it}")),
        until: visit.words.with("undo-until", &[("until", visit.moment(undo_until(line.at)).into())]),
    }
}

/// What a decision about a case hits.
pub(super) async fn meant_by_case(visit: &Visit, id: &str, deed: &str) -> Option<Vec<Named>> {
    let by = moderator(visit).ok()?;
    Some(Context::read(visit, &by, id.parse().ok()?).await.ok()??.meant(visit, deed))
}

/// The decision that is to be undone, and what it was about.
pub(super) async fn meant_by_undo(visit: &Visit, id: &str) -> Option<Vec<Named>> {
    moderator(visit).ok()?;
    let id: Uuid = id.parse().ok()?;
    let line = visit.read(move |view| reports::log_entry(view, id)).await.ok()??;
    let decided = log::deed_in_words(visit, &line);
    let of: Vec<String> = std::iter::once(decided).chain(line.subject.clone()).collect();
    let mut meant = vec![("meant-decision", visit.words.beside(&of))];
    if let Some(complaint) = line.complaint {
        let seen = thread::find(visit, &complaint.to_string()).await.ok();
        let title = seen.map_or_else(|| visit.say("log-a-complaint"), |it| it.title(visit));
        meant.push(("meant-complaint", title));
    }
    Some(meant)
}

pub(super) async fn decide(form: Submission, id: Path<String>) -> HttpResponse {
    let answer = try_decide(&form, &id).await;
    form.answer(answer).await
}

async fn try_decide(form: &Submission, id: &str) -> Answer {
    let visit = &form.visit;
    let by = moderator(visit)?;
    let id: CaseId = id.parse().map_err(|_| Problem::NotFound)?;
    let context = Context::read(visit, &by, id).await?.ok_or(Problem::NotFound)?;
    // In another tab, or by a colleague: what would be possible otherwise is no question any more.
    if context.is_decided() {
        return Err(Problem::Refused(Code::AlreadyDone.into()));
    }
    let deed = match context.deed(visit, &form.fields) {
        Ok(deed) => deed.ok_or(Problem::BadRequest)?,
        Err((field, key)) => {
            let mut again = form.fields.clone();
            again.refuse(field, visit.say(key));
            if let Err(refusal) = moderate::check_reason(form.fields.get("reason")) {
                again.refuse("reason", refusal_in_words(visit.words, &refusal));
            }
            return queue_page(visit, Some(id), again, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let decision = Decision {
        complaint: None,
        case: Some(id),
        by,
        deed,
        reason: form.fields.get("reason").to_string(),
        forward: !form.fields.get("forward").is_empty(),
    };
    match moderate::decide(&visit.app, form.cause()?, decision).await {
        Ok(_) => Ok(visit.go("/moderation", "moderated")),
        // The page has no form for what is decided, or for whoever is out.
        Err(ServiceError::Refused(refusal)) if matches!(refusal.code(), Code::AlreadyDone | Code::Recused) => {
            Err(Problem::Refused(refusal))
        }
        Err(ServiceError::Refused(refusal)) => {
            let problem = Problem::Refused(refusal.clone());
            let mut again = form.fields.clone();
            again.refuse("reason", refusal_in_words(visit.words, &refusal));
            queue_page(visit, Some(id), again, problem.status()).await
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn undo(form: Submission, id: Path<String>) -> HttpResponse {
    let answer = try_undo(&form, &id).await;
    form.answer(answer).await
}

async fn try_undo(form: &Submission, id: &str) -> Answer {
    let visit = &form.visit;
    let by = moderator(visit)?;
    let entry: Uuid = id.parse().map_err(|_| Problem::NotFound)?;
    undo_decision(&visit.app, form.cause()?, entry, by, form.fields.get("reason").to_string()).await?;
    Ok(visit.go("/moderation", "undone"))
}
