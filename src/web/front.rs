//! The front page and the two lists it begins.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use askama::Template;

use crate::domain::Timestamp;
use crate::storage::View;
use crate::storage::pages::{self, Cursor, Listed};
use crate::web::page::Page;
use crate::web::parts::{self, Card, Fact, Piece, Telling, rich};
use crate::web::visit::{Answer, Visit};

const FRONT_CARDS: i64 = 5;
const LIST_CARDS: i64 = 30;
/// Resolved complaints that "answering like humans" is made from.
const LATELY_RESOLVED: i64 = 200;
const HUMANS_MAX: usize = 5;

#[derive(Template)]
#[template(path = "front.html")]
struct FrontPage<'v> {
    page: Page<'v>,
    mention: crate::markup::SafeHtml,
    waiting: Vec<Card>,
    resolved_title: String,
    resolved: Vec<Card>,
    humans: Vec<HumanBrand>,
}

/// A brand that answers people, by what its last resolved complaints show.
struct HumanBrand {
    link: String,
    title: String,
    facts: Vec<Fact>,
}

pub(super) async fn front(visit: Visit) -> HttpResponse {
    let answer = front_page(&visit).await;
    visit.answer(answer)
}

async fn front_page(visit: &Visit) -> Answer {
    let lists = |view: &mut View<'_>| {
        Ok((pages::waiting_longest(view, None, FRONT_CARDS)?, pages::resolved_lately(view, None, LATELY_RESOLVED)?))
    };
    let (waiting, resolved) = visit.read(lists).await?;
    let today = visit.now.with_timezone(&visit.zone).date_naive();
    let is_today = |it: &Listed| it.resolved_at.is_some_and(|at| at.with_timezone(&visit.zone).date_naive() == today);
    let of_today = resolved.iter().any(is_today);
    let shown: Vec<Card> = resolved
        .iter()
        .filter(|it| !of_today || is_today(it))
        .take(usize::try_from(FRONT_CARDS).unwrap_or(0))
        .map(|it| parts::card(visit, it, Telling::Full))
        .collect();
    let handle = format!("@acme.com@{}", visit.app.address.authority());
    let title = visit.say("front-title");
    Ok(visit.show(&FrontPage {
        page: Page::new(visit, "front", title),
        mention: rich(visit.words, "front-mention", vec![("handle", Piece::from(handle))]),
        waiting: parts::cards(visit, &waiting, Telling::Full),
        resolved_title: visit.say(if of_today { "front-resolved-today" } else { "front-resolved-lately" }),
        resolved: shown,
        humans: humans(visit, &resolved),
    }))
}

/// Brands whose people say "resolved", by the median time to the first human answer.
fn humans(visit: &Visit, resolved: &[Listed]) -> Vec<HumanBrand> {
    let mut brands: BTreeMap<(&str, &str), Vec<i64>> = BTreeMap::new();
    for it in resolved {
        if let (Some(domain), Some(human)) = (&it.brand_domain, it.first_human_at) {
            brands
                .entry((domain.as_str(), it.brand_name.as_str()))
                .or_default()
                .push((human - it.filed_at).num_seconds());
        }
    }
    let mut ranked: Vec<(i64, &str, &str, usize)> = brands
        .into_iter()
        .map(|((domain, name), mut seconds)| {
            seconds.sort_unstable();
            (seconds[seconds.len() / 2], domain, name, seconds.len())
        })
        .collect();
    ranked.sort_unstable();
    let human = |(median, domain, name, count): (i64, &str, &str, usize)| HumanBrand {
        link: format!("/boards/{domain}"),
        title: name.to_string(),
        facts: vec![
            Fact::new(
                visit
                    .words
                    .with("humans-median", &[("span", visit.words.span(chrono::TimeDelta::seconds(median)).into())]),
            ),
            Fact::new(visit.words.with("humans-resolved", &[("count", count.into())])),
        ],
    };
    ranked.into_iter().take(HUMANS_MAX).map(human).collect()
}

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage<'v> {
    page: Page<'v>,
    lead: String,
    cards: Vec<Card>,
    empty: &'static str,
    more: Option<String>,
}

pub(super) async fn waiting(visit: Visit) -> HttpResponse {
    let answer = waiting_page(&visit).await;
    visit.answer(answer)
}

async fn waiting_page(visit: &Visit) -> Answer {
    let after = cursor(visit);
    let listed = visit.read(move |view| pages::waiting_longest(view, after, LIST_CARDS)).await?;
    let more = next(&listed, "/waiting", |it| Some(it.waiting_since));
    Ok(visit.show(&ListPage {
        page: Page::new(visit, "waiting", visit.say("front-waiting")),
        lead: visit.say("waiting-lead"),
        cards: parts::cards(visit, &listed, Telling::Full),
        empty: "front-waiting-none",
        more,
    }))
}

pub(super) async fn resolved(visit: Visit) -> HttpResponse {
    let answer = resolved_page(&visit).await;
    visit.answer(answer)
}

async fn resolved_page(visit: &Visit) -> Answer {
    let before = cursor(visit);
    let listed = visit.read(move |view| pages::resolved_lately(view, before, LIST_CARDS)).await?;
    let more = next(&listed, "/resolved", |it| it.resolved_at);
    Ok(visit.show(&ListPage {
        page: Page::new(visit, "resolved", visit.say("front-resolved-lately")),
        lead: visit.say("resolved-lead"),
        cards: parts::cards(visit, &listed, Telling::Full),
        empty: "front-resolved-none",
        more,
    }))
}

/// Where the page before of a list of deeds ended, in microseconds.
pub(super) fn moment(visit: &Visit) -> Option<Timestamp> {
    visit.query("from")?.parse().ok().and_then(Timestamp::from_timestamp_micros)
}

/// Where the page before of a list of complaints ended: microseconds, and the complaint.
pub(super) fn cursor(visit: &Visit) -> Option<Cursor> {
    let from = visit.query("from")?;
    let (at, id) = from.split_once('_')?;
    Some(Cursor { at: Timestamp::from_timestamp_micros(at.parse().ok()?)?, id: id.parse().ok()? })
}

/// The same as it stands in an address.
pub(super) fn from_here(end: &Cursor) -> String {
    format!("{}_{}", end.at.timestamp_micros(), end.id)
}

fn next(listed: &[Listed], path: &str, at: impl Fn(&Listed) -> Option<Timestamp>) -> Option<String> {
    let full = i64::try_from(listed.len()).is_ok_and(|it| it >= LIST_CARDS);
    let last = listed.last().filter(|_| full)?;
    Some(format!("{path}?from={}", from_here(&Cursor { at: at(last)?, id: last.id })))
}
