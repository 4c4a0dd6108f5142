//! The representative's desk: what waits longest stands first, and a thread opens beside it.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::web::Path;
use askama::Template;

use crate::domain::Timestamp;
use crate::domain::brand::BrandDomain;
use crate::domain::complaint::{Complaint, PromiseState, Step};
use crate::domain::ids::{ActorId, BrandId, ComplaintId};
use crate::http::problem::Problem;
use crate::markup::SafeHtml;
use crate::storage::brands::{self, Brand};
use crate::storage::pages::{self, Cursor, DeskOf, Listed};
use crate::storage::{StorageError, View, complaints};
use crate::web::complaints::contacts_in_words;
use crate::web::front;
use crate::web::page::Page;
use crate::web::parts::{self, Fact, Telling};
use crate::web::receipts::{self, Receipts};
use crate::web::submission::Fields;
use crate::web::thread::{self, Banner, Deeds, PostView, Seen};
use crate::web::told::{self, Told, ToldLists};
use crate::web::visit::{Answer, Visit};

const QUEUE_LISTED: i64 = 100;

struct BrandTab {
    link: String,
    name: String,
    /// How many wait for it here.
    waits: i64,
    current: bool,
}

struct QueueItem {
    link: String,
    title: String,
    language: Option<String>,
    badge: SafeHtml,
    facts: Vec<Fact>,
    current: bool,
}

/// One thread, with everything that its complainant already told.
struct OpenCase {
    kicker: SafeHtml,
    link: String,
    title: String,
    title_language: Option<String>,
    facts: Vec<SafeHtml>,
    told: Vec<(String, String)>,
    /// Where it stands, as the thread's own page says it, and what is wrong with it.
    banner: Banner,
    notices: Vec<String>,
    /// What is new for the brand about it.
    news: Vec<SafeHtml>,
    posts: Vec<PostView>,
    sequence: i64,
    deeds: Deeds,
    receipts: Receipts,
}

/// That a voice does not speak for its brand any more, and where that is mended.
struct Silent {
    text: String,
    link: Option<String>,
}

#[derive(Template)]
#[template(path = "desk.html")]
struct DeskPage<'v> {
    page: Page<'v>,
    lead: String,
    /// The people of the brand that is shown.
    people: String,
    /// Why nothing can be answered here, where that is so.
    silent: Option<Silent>,
    brands: Vec<BrandTab>,
    queue: Vec<QueueItem>,
    offered: Vec<QueueItem>,
    /// Kept on other servers: what of it came here.
    elsewhere: Vec<QueueItem>,
    elsewhere_more: Option<String>,
    /// Taken to whoever decides for the brand.
    taken: Vec<QueueItem>,
    open: Option<OpenCase>,
    told: ToldLists,
    told_from: &'static str,
}

pub(super) async fn desk(visit: Visit) -> HttpResponse {
    let answer = desk_page(&visit, None).await;
    visit.answer(answer)
}

pub(super) async fn open(visit: Visit, id: Path<String>) -> HttpResponse {
    let answer = match thread::find(&visit, &id).await {
        Ok(seen) if seen.viewer.representative.is_some() => desk_page(&visit, Some(seen)).await,
        // Who spoke for the brand once reads the thread as everybody does.
        Ok(seen) if visit.caller.as_ref().is_some_and(|it| !it.represents.is_empty()) => Ok(visit.go(&seen.link(), "")),
        Ok(_) => Err(Problem::Forbidden),
        Err(problem) => Err(problem),
    };
    visit.answer(answer)
}

/// Where the lists begin that have several pages.
#[derive(Debug, Clone, Copy)]
struct Begins {
    told: told::Begin,
    elsewhere: Option<Cursor>,
}

/// The desk of one brand among those of whoever looks.
pub(super) fn desk_of(brand: &Brand) -> String {
    match &brand.domain {
        Some(domain) => format!("/desk?brand={domain}"),
        None => "/desk".to_string(),
    }
}

/// Where those stand that wait on other servers and do not fit on this page.
fn more_elsewhere(listed: &[Listed], desk: &str) -> Option<String> {
    let full = i64::try_from(listed.len()).is_ok_and(|it| it >= QUEUE_LISTED);
    let last = listed.last().filter(|_| full)?;
    let and = if desk.contains('?') { '&' } else { '?' };
    let from = front::from_here(&Cursor { at: last.waiting_since, id: last.id });
    Some(format!("{desk}{and}from={from}#elsewhere"))
}

/// What stands on the desk of one brand.
#[derive(Default)]
struct Queues {
    brands: Vec<(Brand, i64)>,
    current: Option<Brand>,
    /// The voice of theirs that is named for it.
    voice: Option<ActorId>,
    /// Whether a voice of whoever looks speaks for it at this moment.
    speaks: bool,
    waiting: Vec<Listed>,
    offered: Vec<Listed>,
    taken: Vec<Listed>,
    elsewhere: Vec<Listed>,
    /// How many wait, also where there are more than fit on the desk.
    waiting_in_all: i64,
    /// How those stand that are kept here.
    standing: HashMap<ComplaintId, Complaint>,
    told: Told,
}

async fn desk_page(visit: &Visit, seen: Option<Seen>) -> Answer {
    let caller = visit.signed_in()?;
    if caller.represents.is_empty() {
        return Err(Problem::Forbidden);
    }
    let officials: Vec<_> = caller.represents.iter().map(|it| it.official).collect();
    let voices = officials.clone();
    let wanted = seen.as_ref().map(|it| it.brand.id);
    let asked = visit.query("brand");
    let named = asked.clone();
    let (now, begins) = (visit.now, Begins { told: told::begin(visit), elsewhere: front::cursor(visit) });
    let read = move |view: &mut View<'_>| read_queues(view, &officials, (wanted, asked.as_deref()), begins, now);
    let Queues { brands, current, voice, speaks, waiting, offered, taken, elsewhere, waiting_in_all, standing, told } =
        visit.read(read).await?;
    told::saw_page(visit, voices, &told).await?;
    if let Some(seen) = &seen {
        told::saw_thread(visit, seen).await?;
    }
    let desk = match (&current, named) {
        (Some(brand), _) => desk_of(brand),
        (None, Some(brand)) if BrandDomain::parse(&brand).is_ok_and(|it| it.as_str() == brand) => {
            format!("/desk?brand={brand}")
        }
        (None, _) => "/desk".to_string(),
    };
    let current_id = current.as_ref().map(|it| it.id);
    let opened = seen.as_ref().map(|it| it.held.id);
    let item = |it: &Listed| {
        let card = parts::card(visit, it, Telling::WithoutBrand);
        // It opens below the queue on a narrow screen: the address leads there.
        let link = if it.home.is_some() { card.link } else { format!("/desk/{}#case", it.id) };
        let mut facts = card.facts;
        let complaint = standing.get(&it.id);
        let private = complaint.filter(|_| it.is_private).map(|complaint| match complaint.publishes_at() {
            Some(until) => visit.words.with("card-private", &[("at", visit.moment(until).into())]),
            None => visit.say("card-private-ended"),
        });
        facts.extend(private.map(|text| Fact { text, late: true }));
        let promises = complaint.into_iter().flat_map(Complaint::standing_promises);
        let pending = promises.filter(|(_, promise)| promise.state == PromiseState::Pending);
        facts.extend(pending.map(|(_, promise)| Fact::new(thread::promise_text(visit, promise))));
        let language = card.language;
        QueueItem { link, title: card.title, language, badge: card.badge, facts, current: opened == Some(it.id) }
    };
    let silent = current.as_ref().filter(|_| !speaks).map(|brand| Silent {
        text: visit.words.with("desk-silent", &[("brand", parts::brand_name(brand).into())]),
        link: brand.domain.as_ref().map(|domain| told::proof_page(domain.as_str())),
    });
    let lead = match &current {
        Some(_) if !speaks => String::new(),
        Some(brand) => {
            let told = [("brand", parts::brand_name(brand).into()), ("count", waiting_in_all.into())];
            let lead = visit.words.with("desk-lead", &told);
            let shown = i64::try_from(waiting.len()).unwrap_or(i64::MAX);
            let first = visit.words.with("desk-first", &[("count", shown.into())]);
            if shown < waiting_in_all { format!("{lead} {first}") } else { lead }
        }
        None => visit.say("desk-no-brand"),
    };
    let tab = |(it, waits): &(Brand, i64)| BrandTab {
        link: desk_of(it),
        name: parts::brand_name(it),
        waits: *waits,
        current: Some(it.id) == current_id,
    };
    Ok(visit.show(&DeskPage {
        page: Page::new(visit, "desk", visit.say("nav-desk")),
        lead,
        people: voice.map_or_else(|| "/desk/people".to_string(), |it| format!("/desk/people?voice={it}")),
        silent,
        brands: brands.iter().map(tab).collect(),
        // What stands above stands there alone.
        queue: waiting.iter().filter(|it| taken.iter().all(|above| above.id != it.id)).map(item).collect(),
        offered: offered.iter().map(item).collect(),
        elsewhere: elsewhere.iter().map(item).collect(),
        elsewhere_more: more_elsewhere(&elsewhere, &desk),
        taken: taken.iter().map(item).collect(),
        open: seen.map(|seen| open_case(visit, &seen)),
        told: told::lists(visit, &told, &desk),
        told_from: "desk",
    }))
}

fn read_queues(
    view: &mut View<'_>,
    officials: &[ActorId],
    (wanted, asked): (Option<BrandId>, Option<&str>),
    begins: Begins,
    now: Timestamp,
) -> Result<Queues, StorageError> {
    let mut own: Vec<(Brand, DeskOf, ActorId)> = Vec::new();
    for official in officials {
        for spoken in brands::spoken_for_by(view, *official)? {
            let Some(brand) = brands::find(view, spoken.brand)? else { continue };
            // A brand that became part of another one is that one's business now.
            let speaks = brand.id == spoken.brand && brands::speaks_for(view, brand.id, *official, now)?;
            match own.iter_mut().find(|(it, ..)| it.id == brand.id) {
                Some((_, of, voice)) if speaks => (*of, *voice) = (DeskOf::Voice, *official),
                Some(_) => {}
                None => own.push((brand, if speaks { DeskOf::Voice } else { DeskOf::Anybody }, *official)),
            }
        }
    }
    let is_wanted = |(it, ..): &&(Brand, DeskOf, ActorId)| match (wanted, asked) {
        (Some(id), _) => it.id == id,
        (None, Some(domain)) => it.domain.as_ref().is_some_and(|own| own.as_str() == domain),
        (None, None) => true,
    };
    let current = own.iter().find(is_wanted).cloned();
    let told = told::of_voices(view, officials, begins.told)?;
    let mut all = Vec::with_capacity(own.len());
    for (brand, of, _) in own {
        let waits = pages::count_on_desk(view, brand.id, of)?;
        all.push((brand, waits));
    }
    let Some((brand, of, voice)) = current else { return Ok(Queues { brands: all, told, ..Queues::default() }) };
    let waiting = pages::desk(view, brand.id, of, "brand", QUEUE_LISTED)?;
    let offered = pages::desk(view, brand.id, of, "complainant", QUEUE_LISTED)?;
    let taken = pages::taken_to(view, Step::Executive, brand.id, of, QUEUE_LISTED)?;
    let elsewhere = pages::waiting_elsewhere(view, brand.id, of, begins.elsewhere, QUEUE_LISTED)?;
    let waiting_in_all = pages::count_on_desk(view, brand.id, of)?;
    let ids: Vec<ComplaintId> = [&waiting, &offered, &taken].into_iter().flatten().map(|it| it.id).collect();
    let standing = complaints::standing(view, &ids)?;
    let (current, voice, speaks) = (Some(brand), Some(voice), of == DeskOf::Voice);
    Ok(Queues {
        brands: all,
        current,
        voice,
        speaks,
        waiting,
        offered,
        taken,
        elsewhere,
        waiting_in_all,
        standing,
        told,
    })
}

fn open_case(visit: &Visit, seen: &Seen) -> OpenCase {
    let mut deeds = seen.deeds(visit, "", Fields::default());
    deeds.from = "desk";
    if deeds.respond {
        deeds.first = "respond";
    }
    OpenCase {
        kicker: seen.kicker(visit),
        link: seen.link(),
        title: seen.title(visit),
        title_language: seen.title_language(),
        facts: thread::facts(visit, seen),
        told: told(visit, seen),
        banner: seen.banner(visit),
        notices: seen.notices(visit),
        news: seen.news(visit),
        posts: seen.posts(visit),
        sequence: seen.held.complaint.sequence,
        deeds,
        receipts: receipts::in_words(visit, &seen.receipts),
    }
}

/// Nobody should have to ask for this a second time.
fn told(visit: &Visit, seen: &Seen) -> Vec<(String, String)> {
    let words = visit.words;
    let kept = &seen.held.facts;
    let mut told = vec![(visit.say("told-by"), seen.complainant(visit))];
    if let Some(product) = &kept.product {
        told.push((visit.say("told-product"), product.clone()));
    }
    if !kept.wants.is_empty() {
        let wants: Vec<String> = kept.wants.iter().map(|it| visit.say(&format!("wants-{}", it.word()))).collect();
        told.push((visit.say("told-wants"), words.list(&wants)));
    }
    if let Some(amount) = &kept.amount {
        told.push((visit.say("told-amount"), words.money(amount.minor, &amount.currency)));
    }
    let contacts = contacts_in_words(visit, seen.contacts());
    told.extend(contacts.into_iter().map(|it| (it.head, it.rest)));
    told
}
