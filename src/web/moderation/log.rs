//! The public log of what moderators decided, as everybody reads it.

use std::collections::HashMap;

use actix_web::HttpResponse;
use askama::Template;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::ids::ComplaintId;
use crate::domain::visibility::{Sight, Standing, Viewer, sight};
use crate::storage::decisions;
use crate::storage::pages::{self, Listed};
use crate::storage::reports::{self, LogLine};
use crate::storage::{View, visibility};
use crate::web::page::Page;
use crate::web::parts;
use crate::web::visit::{Answer, Visit};

const LOG_LINES: i64 = 50;
/// Of a comment that was taken out the log names no author: until November 2026 its lines did.
const COMMENT_DEEDS: [&str; 2] = ["comment-hidden", "comment-shown"];

struct LogView {
    /// Its place in the signed chain.
    number: Option<i64>,
    deed: String,
    undone: Option<String>,
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

pub(in crate::web) async fn log(visit: Visit) -> HttpResponse {
    let answer = log_page(&visit).await;
    visit.answer(answer)
}

async fn log_page(visit: &Visit) -> Answer {
    let before = last_line(visit);
    let read = move |view: &mut View<'_>| {
        let lines = reports::log(view, before, LOG_LINES)?;
        // What is hidden, or not public, is named by no title here: the title may be the very thing that had to go. What only
        // the two sides may see is not named at all.
        let named: Vec<ComplaintId> = lines.iter().filter_map(|it| it.complaint).collect();
        let about = Named { about: pages::open_by_ids(view, &named)?, standings: visibility::standings(view, &named)? };
        let ids: Vec<_> = lines.iter().map(|it| it.id).collect();
        let numbers: HashMap<_, _> = decisions::numbers_of(view, &ids)?.into_iter().collect();
        Ok((lines, about, numbers, decisions::head(view)?))
    };
    let (lines, about, numbers, head) = visit.read(read).await?;
    let full = i64::try_from(lines.len()).is_ok_and(|it| it >= LOG_LINES);
    let last = lines.last().filter(|_| full);
    Ok(visit.show(&LogPage {
        page: Page::new(visit, "", visit.say("log-title")),
        more: last.map(|it| format!("/moderation/log?from={}_{}", it.at.timestamp_micros(), it.id)),
        lines: lines.iter().map(|it| log_view(visit, it, numbers.get(&it.id).copied(), &about)).collect(),
        head: head.map(|(_, hash)| hash.to_string()),
    }))
}

/// Where the page before ended: microseconds, and the line.
fn last_line(visit: &Visit) -> Option<(Timestamp, Uuid)> {
    let from = visit.query("from")?;
    let (at, id) = from.split_once('_')?;
    Some((Timestamp::from_timestamp_micros(at.parse().ok()?)?, id.parse().ok()?))
}

/// A decision by its word.
pub(super) fn word_in_words(visit: &Visit, word: &str, of_complaint: bool) -> String {
    // An objection is about an account, an appeal about a complaint.
    match (word, of_complaint) {
        ("decision-kept", false) => visit.say("log-objection-kept"),
        (deed, _) => visit.say(&format!("log-{deed}")),
    }
}

/// What was decided, with its ground.
pub(super) fn deed_in_words(visit: &Visit, line: &LogLine) -> String {
    let deed = word_in_words(visit, &line.deed, line.complaint.is_some());
    match &line.ground {
        Some(ground) => format!("{deed}: {}", visit.say(&format!("ground-{ground}"))),
        None => deed,
    }
}

/// What the lines of the log are about, and where that stands.
struct Named {
    about: HashMap<ComplaintId, Listed>,
    standings: HashMap<ComplaintId, Standing>,
}

impl Named {
    /// Whether the log, which everybody reads, may say that this exists.
    fn may_be_linked(&self, id: ComplaintId) -> bool {
        self.standings.get(&id).is_some_and(|standing| sight(*standing, Viewer::Visitor) > Sight::Nothing)
    }
}

fn log_view(visit: &Visit, line: &LogLine, number: Option<i64>, named: &Named) -> LogView {
    let complaint = line.complaint.and_then(|id| named.about.get(&id));
    let deed = deed_in_words(visit, line);
    LogView {
        number,
        deed: match line.subject.as_ref().filter(|_| !COMMENT_DEEDS.contains(&line.deed.as_str())) {
            Some(subject) => visit.words.beside(&[deed, subject.clone()]),
            None => deed,
        },
        undone: line.undone_at.map(|at| visit.words.with("log-undone", &[("at", visit.moment(at).into())])),
        link: line.complaint.filter(|it| named.may_be_linked(*it)).map(|it| format!("/complaints/{it}")),
        title: complaint.map_or_else(|| visit.say("log-a-complaint"), |it| parts::shown_title(visit, &it.title)),
        reason: line.reason.clone(),
        at: visit.moment(line.at),
        at_iso: parts::iso(line.at),
        by: visit.words.with("log-by", &[("name", (&line.moderator).into())]),
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::{Language, Words};
    use crate::domain::complaint::{CommentGround, Ground, Label};
    use crate::domain::hearing::{Hearer, Message};
    use crate::domain::ids::{ActorId, PostId};
    use crate::services::moderate::{Deed, Erasing};
    use crate::services::notices::TellOf;
    use crate::storage::cases::CaseKind;
    use crate::storage::recusals::Part;
    use crate::storage::restrictions::Severity;

    fn every_deed() -> Vec<Deed> {
        let (actor, post) = (ActorId(uuid::Uuid::nil()), PostId(uuid::Uuid::nil()));
        let contest = |upheld| Deed::DecideContest { ground: Ground::Duplicate, upheld };
        let label = |upheld| Deed::DecideLabel { response: 1, label: Label::Canned, upheld };
        let restrict = |severity| Deed::Restrict { actor, severity, until: None };
        let mut all = vec![Deed::Nothing, Deed::Hide, Deed::Unhide, Deed::Reinstate, Deed::KeepDecision];
        all.extend([contest(true), contest(false), label(true), label(false), Deed::Lift(actor)]);
        all.extend([
            Deed::HideComment(post, CommentGround::Abuse),
            Deed::ShowComment(post),
            Deed::Erase(Erasing::Complaint),
        ]);
        all.extend([restrict(Severity::Limited), restrict(Severity::Suspended)]);
        all.extend([Deed::Move("acme.com".parse_domain())]);
        let domain = || "acme.com".parse_domain();
        all.extend([
            Deed::WithholdMark { domain: domain(), actor },
            Deed::ReturnMark { domain: domain(), actor },
            Deed::AllowName(domain()),
            Deed::RefuseName(domain()),
        ]);
        all.extend(Ground::ALL.iter().map(|it| Deed::Dismiss(*it)));
        all
    }

    trait ParseDomain {
        fn parse_domain(&self) -> crate::domain::brand::BrandDomain;
    }

    impl ParseDomain for str {
        fn parse_domain(&self) -> crate::domain::brand::BrandDomain {
            crate::domain::brand::BrandDomain::parse(self).unwrap()
        }
    }

    /// Keys that are put together at run time.
    #[test]
    fn every_decision_and_everything_told_of_it_has_its_words() {
        let mut keys: Vec<String> = every_deed().iter().map(|it| format!("log-{}", it.word())).collect();
        keys.extend(["log-undo", "log-objection-kept"].map(String::from));
        keys.push("told-of-contested-before".into());
        keys.extend(TellOf::ALL.iter().map(|it| format!("told-of-{}", it.word())));
        keys.extend(Message::ALL.iter().map(|it| format!("heard-{}", it.word())));
        keys.extend(Hearer::ALL.iter().map(|it| format!("heard-as-{}", it.word())));
        for kind in CaseKind::ALL {
            keys.extend(["queue-", "case-"].map(|it| format!("{it}{}", kind.word())));
            keys.extend([format!("case-{}-by", kind.word()), format!("case-clock-{}", kind.word())]);
        }
        keys.extend(["appeal", "label", "objection"].map(|it| format!("rule-{it}")));
        keys.extend(Ground::ALL.iter().map(|it| format!("rule-{}", it.word())));
        keys.extend(crate::services::moderate::REPORT_REASONS.map(|it| format!("rule-report-{it}")));
        keys.extend(["look-alike", "name-alike"].map(|it| format!("report-reason-{it}")));
        keys.extend(["look-alike", "name-alike"].map(|it| format!("rule-report-{it}")));
        keys.extend(
            Part::ALL.iter().flat_map(|it| [format!("recused-{}", it.word()), format!("recused-{}-long", it.word())]),
        );
        keys.extend(["limited", "suspended"].map(|it| format!("restriction-{it}")));
        let decisions = [
            "nothing",
            "hide",
            "unhide",
            "keep",
            "keep-restriction",
            "reinstate",
            "uphold",
            "reject",
            "label-uphold",
            "label-strike",
            "hide-comment",
            "show-comment",
            "erase",
            "erase-comment",
            "erase-contest",
            "limit",
            "suspend",
            "lift",
            "dismiss",
            "move",
        ];
        keys.extend(decisions.iter().flat_map(|it| [format!("decide-{it}"), format!("decide-{it}-hint")]));
        for language in Language::ALL {
            let words = Words::of(language);
            let missing: Vec<&String> = keys.iter().filter(|it| !words.knows(it)).collect();
            assert!(missing.is_empty(), "{}: {missing:?}", language.code());
        }
    }
}
