//! What somebody heard, in one list: what happened in threads, and what they were told in notices of their own.

use std::collections::HashMap;

use actix_web::HttpResponse;
use askama::Template;

use crate::domain::Timestamp;
use crate::domain::hearing::{Hearer, Message};
use crate::domain::ids::ComplaintId;
use crate::http::caller::Caller;
use crate::http::problem::Problem;
use crate::markup::SafeHtml;
use crate::services::notices::{About, begun, title_of};
use crate::services::tell;
use crate::storage::notices::{Last, Notice};
use crate::storage::notifications::{self, Notification, Reader};
use crate::storage::pages::{self, Listed};
use crate::storage::{StorageError, View, brands};
use crate::web::page::Page;
use crate::web::parts;
use crate::web::submission::Submission;
use crate::web::told::{self, Link, ToldLine};
use crate::web::visit::{Answer, Visit};

const LISTED: i64 = 50;

#[derive(Template)]
#[template(path = "notifications.html")]
struct NotificationsPage<'v> {
    page: Page<'v>,
    lines: Vec<ToldLine>,
    /// Until when "all" is, for the button that marks all as read; `None` where nothing is new.
    until: Option<String>,
    /// Whoever speaks for a brand finds what waits for it on its desk.
    desk: bool,
    more: Option<String>,
}

/// One thing that was heard, whichever way.
enum Heard {
    Line(Notification),
    Notice(Box<Notice>),
}

impl Heard {
    fn end(&self) -> Last {
        match self {
            Heard::Line(it) => Last { at: it.at, id: it.id },
            Heard::Notice(it) => Last { at: it.at, id: it.id },
        }
    }

    fn complaint(&self) -> Option<ComplaintId> {
        match self {
            Heard::Line(it) => Some(it.complaint),
            Heard::Notice(it) => it.complaint,
        }
    }
}

/// Whoever looks, as a reader of what members hear: `None` for guests, who have notices alone.
pub(super) fn reader(view: &mut View<'_>, caller: &Caller) -> Result<Option<Reader>, StorageError> {
    let Some(account) = caller.account else { return Ok(None) };
    let names = told::names_of_person(view, caller.actor, caller.account)?;
    let mut spoken_for = Vec::new();
    for it in &caller.represents {
        let officials = brands::spoken_for_by(view, it.official)?;
        spoken_for.extend(officials.into_iter().filter(|it| it.speaks(caller.at)).map(|it| it.brand));
    }
    Ok(Some(Reader { account, names, brands: spoken_for, moderates: caller.is_moderator() }))
}

pub(super) async fn list(visit: Visit) -> HttpResponse {
    let answer = show(&visit).await;
    visit.answer(answer)
}

async fn show(visit: &Visit) -> Answer {
    let caller = visit.signed_in()?.clone();
    let (before, desk) = (told::last(visit, "before"), !caller.represents.is_empty());
    let read = move |view: &mut View<'_>| -> Result<_, StorageError> {
        let heard = heard(view, &caller, before)?;
        let ids: Vec<ComplaintId> = heard.iter().filter_map(Heard::complaint).collect();
        let about = if ids.is_empty() { HashMap::new() } else { pages::by_ids(view, &ids)? };
        Ok((heard, about))
    };
    let (heard, about) = visit.read(read).await?;
    let full = i64::try_from(heard.len()).is_ok_and(|it| it >= LISTED);
    let end = heard.last().filter(|_| full).map(Heard::end);
    let lines: Vec<ToldLine> = heard
        .iter()
        .filter_map(|it| {
            let listed = it.complaint().and_then(|id| about.get(&id));
            match it {
                Heard::Line(line) => line_of(visit, line, listed?),
                Heard::Notice(notice) => Some(told::line(visit, notice, listed, None)),
            }
        })
        .collect();
    let waits = visit.waits.told + visit.waits.heard > 0 || lines.iter().any(|it| it.is_new);
    Ok(visit.show(&NotificationsPage {
        page: Page::new(visit, "notifications", visit.say("nav-notifications")),
        lines,
        until: waits.then(|| visit.now.timestamp_micros().to_string()),
        desk,
        more: end.map(|it| format!("/notifications?before={}_{}", it.at.timestamp_micros(), it.id)),
    }))
}

/// One page of both, the newest first.
fn heard(view: &mut View<'_>, caller: &Caller, before: Option<Last>) -> Result<Vec<Heard>, StorageError> {
    let names = told::names_of_person(view, caller.actor, caller.account)?;
    let notices = told::newest(view, &names, before, LISTED)?;
    let mut all: Vec<Heard> = notices.into_iter().map(|it| Heard::Notice(Box::new(it))).collect();
    if let Some(reader) = reader(view, caller)? {
        all.extend(notifications::page(view, &reader, before, LISTED)?.into_iter().map(Heard::Line));
    }
    all.sort_by_key(|it| std::cmp::Reverse((it.end().at, it.end().id)));
    all.truncate(usize::try_from(LISTED).unwrap_or_default());
    Ok(all)
}

/// `None` for what a newer program wrote.
fn line_of(visit: &Visit, line: &Notification, listed: &Listed) -> Option<ToldLine> {
    let message = line.message?;
    let title = if listed.title.is_empty() { About::Erased } else { About::Titled(&listed.title) };
    let told = [("title", title_of(visit.words, &title).into()), ("brand", listed.brand_name.as_str().into())];
    let text = begun(&visit.words.with(&format!("heard-{}", message.word()), &told));
    let page = format!("/complaints/{}", line.complaint);
    let link = match (line.heard_as, message) {
        (Some(Hearer::Moderators), _) => Link { to: "/moderation".into(), text: visit.say("nav-moderation") },
        (_, Message::Responded | Message::Commented) => {
            Link { to: format!("{page}#post-{}", line.sequence), text: visit.say("case-whole") }
        }
        (_, Message::Filed) => Link { to: page, text: visit.say("case-whole") },
        _ => Link { to: format!("{page}#happened"), text: visit.say("case-whole") },
    };
    Some(ToldLine {
        id: line.id.to_string(),
        text: SafeHtml::from_text(&text),
        brand: None,
        from: line.heard_as.map(|it| visit.say(&format!("heard-as-{}", it.word()))),
        link: Some(link),
        at: visit.moment(line.at),
        at_iso: parts::iso(line.at),
        is_new: line.is_new,
    })
}

pub(super) async fn read_all(form: Submission) -> HttpResponse {
    let answer = try_read_all(&form).await;
    form.answer(answer).await
}

async fn try_read_all(form: &Submission) -> Answer {
    let visit = &form.visit;
    let caller = visit.signed_in()?.clone();
    let account = caller.account;
    let until = form.fields.get("until").parse().ok().and_then(Timestamp::from_timestamp_micros);
    let until = until.ok_or(Problem::BadRequest)?.min(visit.now);
    let names = visit.read(move |view| told::names_of_person(view, caller.actor, caller.account)).await?;
    tell::read_all(&visit.app, account, names, until).await?;
    Ok(visit.go("/notifications", "notifications-read"))
}
