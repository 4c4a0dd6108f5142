//! What moderators are asked to look at, and the public log of what they decided.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::web::Path;
use askama::Template;

use crate::domain::complaint::Ground;
use crate::domain::ids::{ComplaintId, ReportId};
use crate::http::problem::Problem;
use crate::markup::SafeHtml;
use crate::services::moderate::{self, Decision, Deed};
use crate::storage::decisions;
use crate::storage::pages::{self, Listed};
use crate::storage::reports::{self, LogLine, Report};
use crate::storage::{StorageError, View};
use crate::web::front;
use crate::web::page::Page;
use crate::web::parts::{self, Choice};
use crate::web::submission::Submission;
use crate::web::thread::grounds;
use crate::web::visit::{Answer, Visit};

const REPORTS_LISTED: i64 = 100;
const LOG_LINES: i64 = 50;

struct ReportView {
    id: String,
    title: String,
    link: String,
    badge: SafeHtml,
    reason: String,
    by: String,
    at: String,
    note: Option<String>,
    can_hide: bool,
    can_dismiss: bool,
    /// Written elsewhere, so that another server can be asked to look at it, too.
    can_forward: bool,
}

#[derive(Template)]
#[template(path = "moderation.html")]
struct ReportsPage<'v> {
    page: Page<'v>,
    reports: Vec<ReportView>,
    grounds: Vec<Choice>,
}

pub(super) async fn reports(visit: Visit) -> HttpResponse {
    let answer = reports_page(&visit).await;
    visit.answer(answer)
}

async fn reports_page(visit: &Visit) -> Answer {
    visit.moderator()?;
    let read = |view: &mut View<'_>| {
        let open = reports::open(view, REPORTS_LISTED)?;
        let about = about(view, open.iter().filter_map(|it| it.complaint))?;
        Ok((open, about))
    };
    let (open, about) = visit.read(read).await?;
    let reports = open.iter().map(|it| report_view(visit, it, &about)).collect();
    let page = Page::new(visit, "moderation", visit.say("nav-moderation"));
    Ok(visit.show(&ReportsPage { page, reports, grounds: grounds(visit) }))
}

fn about(
    view: &mut View<'_>,
    ids: impl Iterator<Item = ComplaintId>,
) -> Result<HashMap<ComplaintId, Listed>, StorageError> {
    pages::by_ids(view, &ids.collect::<Vec<_>>())
}

fn report_view(visit: &Visit, report: &Report, about: &HashMap<ComplaintId, Listed>) -> ReportView {
    let complaint = report.complaint.and_then(|id| about.get(&id));
    let state = complaint.map_or("open", |it| it.state.as_str());
    ReportView {
        id: report.id.to_string(),
        title: complaint.map_or_else(|| report.subject.clone(), |it| parts::shown_title(visit, &it.title)),
        link: complaint.map_or_else(|| "/moderation".to_string(), |it| format!("/complaints/{}", it.id)),
        badge: complaint.map(|it| parts::badge(visit.words, &it.state)).unwrap_or_default(),
        reason: visit.say(&format!("report-reason-{}", report.reason)),
        by: visit.words.with("report-by", &[("handle", format!("@{}", report.reporter_handle).into())]),
        at: visit.moment(report.made_at),
        note: (!report.note.is_empty()).then(|| report.note.clone()),
        can_hide: complaint.is_some(),
        can_forward: is_from_elsewhere(visit, report, complaint),
        can_dismiss: complaint.is_some() && !matches!(state, "dismissed" | "retracted"),
    }
}

/// The author's handle names another host, or the address of what is reported does.
fn is_from_elsewhere(visit: &Visit, report: &Report, complaint: Option<&Listed>) -> bool {
    let here = visit.app.address.authority();
    let by_another =
        complaint.is_some_and(|it| it.complainant_handle.rsplit('@').next().is_some_and(|host| host != here));
    let address = url::Url::parse(&report.subject).is_ok_and(|url| !visit.app.address.is_ours(&url));
    by_another || address
}

pub(super) async fn decide(form: Submission, id: Path<String>) -> HttpResponse {
    let answer = try_decide(&form, &id).await;
    form.visit.answer(answer)
}

async fn try_decide(form: &Submission, id: &str) -> Answer {
    let visit = &form.visit;
    let moderator = visit.moderator()?;
    let id: ReportId = id.parse().map_err(|_| Problem::NotFound)?;
    let report = visit.read(move |view| reports::find(view, id)).await?.ok_or(Problem::NotFound)?;
    let deed = match form.fields.get("deed") {
        "nothing" => Deed::Nothing,
        "hide" => Deed::Hide,
        other => {
            let ground = other.strip_prefix("dismiss-").and_then(Ground::from_word);
            Deed::Dismiss(ground.ok_or(Problem::BadRequest)?)
        }
    };
    let decision = Decision {
        complaint: report.complaint,
        report: Some(id),
        by: moderator.actor,
        moderator: moderator.name.clone(),
        deed,
        reason: form.fields.get("reason").to_string(),
        forward: !form.fields.get("forward").is_empty(),
    };
    moderate::decide(&visit.app, form.cause()?, decision).await?;
    Ok(visit.go("/moderation", "moderated"))
}

struct LogView {
    /// Its place in the signed chain.
    number: Option<i64>,
    deed: String,
    link: Option<String>,
    title: String,
    reason: String,
    at: String,
    at_iso: String,
    by: String,
}

#[derive(Template)]
#[template(path = "log.html")]
struct LogPage<'v> {
    page: Page<'v>,
    lines: Vec<LogView>,
    /// The hash of the newest line.
    head: Option<String>,
    more: Option<String>,
}

pub(super) async fn log(visit: Visit) -> HttpResponse {
    let answer = log_page(&visit).await;
    visit.answer(answer)
}

async fn log_page(visit: &Visit) -> Answer {
    let before = front::cursor(visit);
    let read = move |view: &mut View<'_>| {
        let lines = reports::log(view, before, LOG_LINES)?;
        let about = about(view, lines.iter().filter_map(|it| it.complaint))?;
        let ids: Vec<_> = lines.iter().map(|it| it.id).collect();
        let numbers: HashMap<_, _> = decisions::numbers_of(view, &ids)?.into_iter().collect();
        Ok((lines, about, numbers, decisions::head(view)?))
    };
    let (lines, about, numbers, head) = visit.read(read).await?;
    let full = i64::try_from(lines.len()).is_ok_and(|it| it >= LOG_LINES);
    let last = lines.last().filter(|_| full);
    Ok(visit.show(&LogPage {
        page: Page::new(visit, "", visit.say("log-title")),
        more: last.map(|it| format!("/moderation/log?from={}", it.at.timestamp_micros())),
        lines: lines.iter().map(|it| log_view(visit, it, numbers.get(&it.id).copied(), &about)).collect(),
        head: head.map(|(_, hash)| hash.to_string()),
    }))
}

fn log_view(visit: &Visit, line: &LogLine, number: Option<i64>, about: &HashMap<ComplaintId, Listed>) -> LogView {
    let complaint = line.complaint.and_then(|id| about.get(&id));
    // The title of what was hidden may be the very thing that had to go.
    let shown = complaint.filter(|_| line.deed != "hide");
    let deed = visit.say(&format!("log-{}", line.deed));
    let ground = line.ground.as_ref().map(|it| visit.say(&format!("ground-{it}")));
    LogView {
        number,
        deed: ground.map_or(deed.clone(), |ground| format!("{deed}: {ground}")),
        link: line.complaint.map(|it| format!("/complaints/{it}")),
        title: shown.map_or_else(|| visit.say("log-a-complaint"), |it| parts::shown_title(visit, &it.title)),
        reason: line.reason.clone(),
        at: visit.moment(line.at),
        at_iso: parts::iso(line.at),
        by: visit.words.with("log-by", &[("name", (&line.moderator).into())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Language, Words};
    use crate::domain::complaint::Label;

    #[test]
    fn every_decision_has_its_words() {
        let grounds = Ground::ALL.iter().map(|it| Deed::Dismiss(*it));
        let contest = |upheld| Deed::DecideContest { ground: Ground::Duplicate, upheld };
        let label = |upheld| Deed::DecideLabel { response: 1, label: Label::Canned, upheld };
        let all = [Deed::Nothing, Deed::Hide, Deed::Unhide, Deed::Reinstate, contest(true), contest(false)];
        for deed in all.into_iter().chain([label(true), label(false)]).chain(grounds) {
            assert!(Words::of(Language::English).knows(&format!("log-{}", deed.word())), "{deed:?}");
        }
    }
}
