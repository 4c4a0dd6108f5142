//! The front page and the two lists it begins.

use std::collections::HashMap;

use actix_web::HttpResponse;
use askama::Template;
use chrono::TimeDelta;

use crate::domain::Timestamp;
use crate::domain::brand::BrandDomain;
use crate::domain::figures::{Case, Figures, SAMPLE_MIN, Wait};
use crate::storage::brands::{self, Brand};
use crate::storage::pages::{self, Cursor, Knowing, Listed};
use crate::storage::{StorageError, View, fates};
use crate::web::figures;
use crate::web::page::Page;
use crate::web::parts::{self, Card, Fact, Piece, Telling, rich};
use crate::web::told::{self, ToldLine};
use crate::web::visit::{Answer, Visit};

const FRONT_CARDS: i64 = 5;
const LIST_CARDS: i64 = 30;
/// Resolved complaints that "answering like humans" is made from.
const LATELY_RESOLVED: i64 = 200;
const HUMANS_MAX: usize = 5;
/// Of a brand that answers well a named person answered so many per cent of the complaints at least,
const HUMANS_ANSWERED_PERCENT_MIN: usize = 90;
/// and nine of ten within so many days.
const HUMANS_WITHIN_DAYS_MAX: i64 = 7;
/// Brands whose figures are looked at for it: those whose people said "resolved" most often lately.
const HUMANS_LOOKED_AT_MAX: usize = 12;

#[derive(Template)]
#[template(path = "front.html")]
struct FrontPage<'v> {
    page: Page<'v>,
    mention: crate::markup::SafeHtml,
    waiting: Vec<Card>,
    untold: Vec<Card>,
    resolved_title: String,
    resolved: Vec<Card>,
    humans: Vec<HumanBrand>,
    /// What waits for whoever looks.
    mine: Vec<ToldLine>,
    /// Which brands are listed there.
    rule: String,
    window: String,
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
    let (since, caller) = (figures::window(visit), visit.caller.clone());
    let lists = move |view: &mut View<'_>| {
        let resolved = pages::resolved_lately(view, None, LATELY_RESOLVED)?;
        let brands = brands_of(view, &resolved, since)?;
        let waiting = pages::waiting_longest(view, Knowing::Told, None, FRONT_CARDS)?;
        let untold = pages::waiting_longest(view, Knowing::Untold, None, FRONT_CARDS)?;
        let mine = match &caller {
            Some(caller) => told::waiting(view, caller, FRONT_CARDS)?,
            None => (Vec::new(), HashMap::new()),
        };
        Ok((waiting, untold, resolved, brands, mine))
    };
    let (waiting, untold, resolved, brands, (mine, about)) = visit.read(lists).await?;
    let mine = mine.iter().map(|it| told::line(visit, it, it.complaint.and_then(|id| about.get(&id)), None)).collect();
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
        untold: parts::cards(visit, &untold, Telling::Full),
        resolved_title: visit.say(if of_today { "front-resolved-today" } else { "front-resolved-lately" }),
        resolved: shown,
        humans: humans(visit, &brands),
        mine,
        rule: visit.words.with(
            "front-humans-rule",
            &[
                ("looked", HUMANS_LOOKED_AT_MAX.into()),
                ("min", SAMPLE_MIN.into()),
                ("percent", HUMANS_ANSWERED_PERCENT_MIN.into()),
                ("days", HUMANS_WITHIN_DAYS_MAX.into()),
            ],
        ),
        window: figures::window_name(visit),
    }))
}

/// Whether a brand answers well: enough complaints, nearly all answered by a named person, and nine of ten of them soon.
fn answers_well(figures: &Figures) -> bool {
    let answered = figures.answered;
    let enough = answered.whole >= SAMPLE_MIN && answered.part * 100 >= answered.whole * HUMANS_ANSWERED_PERCENT_MIN;
    let soon = matches!(figures.ninetieth, Wait::Within(span) if span <= TimeDelta::days(HUMANS_WITHIN_DAYS_MAX));
    enough && soon
}

/// Brands whose people said "resolved" lately and that answer well, by the time within which half had their first
/// human answer.
fn humans(visit: &Visit, brands: &[(Brand, Vec<Case>)]) -> Vec<HumanBrand> {
    let since = figures::window(visit);
    let figures = brands.iter().map(|(brand, cases)| (brand, Figures::of(cases, since, visit.now)));
    let mut ranked: Vec<_> = figures
        .filter(|(_, figures)| answers_well(figures))
        .filter_map(|(brand, figures)| match figures.median {
            Wait::Within(median) => Some((median, parts::brand_name(brand), parts::board_link(brand)?, figures)),
            Wait::TooFew | Wait::Longer(_) => None,
        })
        .collect();
    ranked.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    let human = |(median, title, link, figures): (TimeDelta, String, String, Figures)| {
        let span = visit.words.span_within(median);
        let told = figures.counted - figures.untold;
        let median = visit.words.with("humans-median", &[("span", span.into()), ("count", told.into())]);
        let solved = figures.solved;
        let solved = visit.words.with("humans-solved", &[("count", solved.part.into()), ("all", solved.whole.into())]);
        HumanBrand { link, title, facts: vec![Fact::new(median), Fact::new(solved)] }
    };
    ranked.into_iter().take(HUMANS_MAX).map(human).collect()
}

/// The brands of the latest resolved complaints, with everything that their figures are counted from.
fn brands_of(
    view: &mut View<'_>,
    resolved: &[Listed],
    since: Timestamp,
) -> Result<Vec<(Brand, Vec<Case>)>, StorageError> {
    let mut times: HashMap<&String, usize> = HashMap::new();
    for domain in resolved.iter().filter_map(|it| it.brand_domain.as_ref()) {
        *times.entry(domain).or_default() += 1;
    }
    // Those first of which it was said most often: a handful of names that somebody made up pushes nobody out.
    let mut domains: Vec<(&String, usize)> = times.into_iter().collect();
    domains.sort_unstable_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
    let mut found = Vec::new();
    for (domain, _) in domains.into_iter().take(HUMANS_LOOKED_AT_MAX) {
        found.extend(brands::find_by_domain(view, &BrandDomain::kept(domain))?);
    }
    let ids: Vec<_> = found.iter().map(|it| it.id).collect();
    let mut cases = fates::cases_of(view, &ids, since)?;
    let with_cases = |it: Brand| {
        let own = cases.remove(&it.id).unwrap_or_default();
        (it, own)
    };
    Ok(found.into_iter().map(with_cases).collect())
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
    let answer = waiting_page(&visit, Knowing::Told).await;
    visit.answer(answer)
}

/// Complaints that nobody told their brand of.
pub(super) async fn untold(visit: Visit) -> HttpResponse {
    let answer = waiting_page(&visit, Knowing::Untold).await;
    visit.answer(answer)
}

async fn waiting_page(visit: &Visit, knowing: Knowing) -> Answer {
    let after = cursor(visit);
    let listed = visit.read(move |view| pages::waiting_longest(view, knowing, after, LIST_CARDS)).await?;
    let (path, title, lead) = match knowing {
        Knowing::Told => ("/waiting", "front-waiting", "waiting-lead"),
        Knowing::Untold => ("/waiting/untold", "front-untold", "untold-lead"),
    };
    let more = next(&listed, path, |it| Some(it.waiting_since));
    Ok(visit.show(&ListPage {
        page: Page::new(visit, "waiting", visit.say(title)),
        lead: visit.say(lead),
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
