//! Those to whom a complaint is taken beside the brand: the mediators' queue, and the summary for a body outside.

use actix_web::HttpResponse;
use actix_web::web::Path;
use askama::Template;

use crate::markup::SafeHtml;
use crate::services::file_complaint::Contact;
use crate::storage::pages;
use crate::web::page::Page;
use crate::web::parts::{self, Card, Telling};
use crate::web::thread::{self, EventView, PostView, Seen};
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
    title_language: Option<String>,
    kicker: SafeHtml,
    facts: Vec<SafeHtml>,
    headline: String,
    clocks: Vec<SafeHtml>,
    /// The brand, with its domain, and who complains.
    parties: [(&'static str, String); 2],
    /// What was tried before, a line each.
    tried: Vec<String>,
    words: SafeHtml,
    /// What both sides wrote, as far as it still stands.
    said: Vec<PostView>,
    /// The first first, as a file is read.
    history: Vec<EventView>,
    printed: String,
    bodies: Vec<Body>,
}

/// The case on paper, with the bodies it can be taken to.
pub(super) async fn summary(visit: Visit, id: Path<String>) -> HttpResponse {
    let answer = match thread::find(&visit, &id).await {
        Ok(mut seen) => {
            // It is printed for somebody else, to whom "you" is not whoever filed it.
            seen.viewer.complainant = None;
            Ok(summary_page(&visit, &seen))
        }
        Err(problem) => Err(problem),
    };
    visit.answer(answer)
}

fn summary_page(visit: &Visit, seen: &Seen) -> HttpResponse {
    let title = visit.words.with("summary-title", &[("title", seen.title(visit).into())]);
    let brand = match &seen.brand.domain {
        Some(domain) if domain.as_str() != seen.brand_name() => format!("{} ({domain})", seen.brand_name()),
        _ => seen.brand_name(),
    };
    let mut history = seen.history(visit);
    history.reverse();
    let stands = |it: &PostView| matches!(it.kind, "response" | "comment") && !it.gone && it.hidden.is_none();
    visit.show(&SummaryPage {
        page: Page::new(visit, "", title.clone()),
        link: seen.link(),
        address: if seen.held.at_home { visit.app.address.complaint_page(seen.held.id) } else { seen.held.uri.clone() },
        title,
        title_language: seen.title_language(),
        kicker: seen.kicker(visit),
        facts: thread::facts(visit, seen),
        headline: seen.banner(visit).headline,
        clocks: seen.clocks(visit),
        parties: [("summary-brand", brand), ("summary-person", seen.complainant(visit))],
        tried: tried(visit, seen),
        words: seen.filed_words(),
        said: seen.posts(visit).into_iter().filter(stands).collect(),
        history,
        printed: visit.words.with("summary-printed", &[("at", on_paper(&parts::iso(visit.now)).into())]),
        bodies: bodies(visit),
    })
}

/// Each contact with the brand: its day, the way, the reference, and what was demanded.
fn tried(visit: &Visit, seen: &Seen) -> Vec<String> {
    let line = |it: Contact| {
        let key = format!("channel-{}", it.channel);
        let channel = if visit.words.knows(&key) { visit.say(&key) } else { it.channel };
        let reference = visit.words.with("contact-reference-is", &[("reference", (&it.reference).into())]);
        let reference = if it.reference.is_empty() { String::new() } else { reference };
        let parts = [it.date, channel, reference, it.demanded];
        visit.words.beside(&parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>())
    };
    seen.contacts().into_iter().map(line).collect()
}

/// A moment that still says the same when it is read next year: date and time in UTC, without seconds.
fn on_paper(iso: &str) -> String {
    let (day, time) = iso.split_once('T').unwrap_or((iso, ""));
    format!("{day} {} UTC", time.get(..5).unwrap_or(time))
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
