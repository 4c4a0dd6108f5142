//! Those to whom a complaint is taken beside the brand: the mediators' queue, and the summary for a body outside.

use actix_web::HttpResponse;
use actix_web::web::Path;
use askama::Template;

use crate::markup::SafeHtml;
use crate::storage::pages;
use crate::web::page::Page;
use crate::web::parts::{self, Card, Telling};
use crate::web::thread::{self, EventView, Seen};
use crate::web::visit::{Answer, Visit};

const QUEUE_LISTED: i64 = 100;
/// Country, sector, name and address of bodies that hear complaints.
const BODIES: &str = include_str!("../domain/external_bodies.tsv");

#[derive(Template)]
#[template(path = "list.html")]
struct QueuePage<'v> {
    page: Page<'v>,
    lead: String,
    cards: Vec<Card>,
    empty: &'static str,
    more: Option<String>,
}

/// What was taken to the community's mediators, the longest without a change first.
pub(super) async fn queue(visit: Visit) -> HttpResponse {
    let answer = queue_page(&visit).await;
    visit.answer(answer)
}

async fn queue_page(visit: &Visit) -> Answer {
    visit.mediator()?;
    let listed = visit.read(|view| pages::in_mediation(view, QUEUE_LISTED)).await?;
    Ok(visit.show(&QueuePage {
        page: Page::new(visit, "mediation", visit.say("nav-mediation")),
        lead: visit.say("mediation-lead"),
        cards: parts::cards(visit, &listed, Telling::Full),
        empty: "mediation-none",
        more: None,
    }))
}

/// Somebody outside who hears complaints.
struct Body {
    country: &'static str,
    sector: String,
    name: &'static str,
    link: &'static str,
}

#[derive(Template)]
#[template(path = "summary.html")]
struct SummaryPage<'v> {
    page: Page<'v>,
    link: String,
    address: String,
    title: String,
    kicker: SafeHtml,
    facts: Vec<SafeHtml>,
    headline: String,
    clocks: Vec<SafeHtml>,
    words: SafeHtml,
    history: Vec<EventView>,
    printed: String,
    bodies: Vec<Body>,
}

/// The case on paper, with the bodies it can be taken to.
pub(super) async fn summary(visit: Visit, id: Path<String>) -> HttpResponse {
    let answer = match thread::find(&visit, &id).await {
        Ok(seen) => Ok(summary_page(&visit, &seen)),
        Err(problem) => Err(problem),
    };
    visit.answer(answer)
}

fn summary_page(visit: &Visit, seen: &Seen) -> HttpResponse {
    let title = visit.words.with("summary-title", &[("title", seen.title(visit).into())]);
    visit.show(&SummaryPage {
        page: Page::new(visit, "", title.clone()),
        link: seen.link(),
        address: seen.held.uri.clone(),
        title,
        kicker: seen.kicker(visit),
        facts: thread::facts(visit, seen),
        headline: seen.banner(visit).headline,
        clocks: seen.clocks(visit),
        words: seen.filed_words(),
        history: seen.history(visit),
        printed: visit.words.with("summary-printed", &[("at", visit.moment(visit.now).into())]),
        bodies: bodies(visit),
    })
}

fn bodies(visit: &Visit) -> Vec<Body> {
    let line = |line: &'static str| {
        let mut cells = line.split('\t');
        let (country, sector, name, link) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
        Some(Body { country, sector: visit.say(&format!("sector-{sector}")), name, link })
    };
    BODIES.lines().filter(|it| !it.starts_with('#')).filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Language, Words};

    #[test]
    fn every_body_outside_has_a_sector_that_is_said_and_an_address() {
        for line in BODIES.lines().filter(|it| !it.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [country, sector, name, link] = cells[..] else { panic!("{line}") };
            assert!(country.len() == 2 && !name.is_empty() && link.starts_with("https://"), "{line}");
            for language in Language::ALL {
                assert!(Words::of(language).knows(&format!("sector-{sector}")), "{line}");
            }
        }
    }
}
