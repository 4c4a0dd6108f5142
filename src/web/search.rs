//! Finding things: boards, complaints, people and records by words; somebody or something of any server by handle or address.

use actix_web::HttpResponse;
use askama::Template;

use crate::domain::brand::BrandDomain;
use crate::domain::complaint::State;
use crate::http::limits::Kind;
use crate::http::problem::Problem;
use crate::services::look_up::{self, Named};
use crate::services::restrict::refuse_limited;
use crate::storage::actors::Actor;
use crate::storage::brands::{self, Brand};
use crate::storage::pages::Listed;
use crate::storage::search::{self, Found, Narrowed};
use crate::storage::{StorageError, View};
use crate::web::boards;
use crate::web::page::Page;
use crate::web::parts::{self, Card, Fact, Telling};
use crate::web::submission::Submission;
use crate::web::visit::{Answer, Visit};

const QUERY_CHARS_MAX: usize = look_up::TEXT_CHARS_MAX;
/// Of each kind, where all kinds stand together.
const SAMPLE: i64 = 5;
/// Of one kind, on a page of its own.
const LISTED: i64 = 30;

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    All,
    Complaints,
    Boards,
    People,
    Records,
}

impl Place {
    const ALL: [Place; 5] = [Place::All, Place::Complaints, Place::Boards, Place::People, Place::Records];

    fn word(self) -> &'static str {
        match self {
            Place::All => "all",
            Place::Complaints => "complaints",
            Place::Boards => "boards",
            Place::People => "people",
            Place::Records => "records",
        }
    }
}

/// What the address asks for.
#[derive(Clone)]
struct Asked {
    text: String,
    place: Place,
    state: Option<String>,
    brand: Option<BrandDomain>,
    from: Option<i64>,
}

struct Tab {
    link: String,
    name: String,
    current: bool,
}

/// One kind of what was found.
struct Section {
    id: &'static str,
    title: String,
    cards: Vec<Card>,
    lines: Vec<Line>,
    more: Option<String>,
}

struct Line {
    link: String,
    title: String,
    facts: Vec<Fact>,
}

/// Somebody or something that was named exactly.
struct Exact {
    /// The page of ours about it.
    known: Option<String>,
    name: String,
    may_ask: bool,
    login: String,
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage<'v> {
    page: Page<'v>,
    query: String,
    /// What the form keeps of the address.
    kept: Vec<(&'static str, String)>,
    narrowed: Option<(String, String)>,
    tabs: Vec<Tab>,
    states: Vec<Tab>,
    exact: Option<Exact>,
    missed: bool,
    sections: Vec<Section>,
    nothing: bool,
    /// For people who work at a brand that has no board yet.
    claim: Option<boards::Claimable>,
}

/// Everything that the page reads, in one transaction.
struct Results {
    brand: Option<Brand>,
    known: Option<String>,
    complaints: Found<Listed>,
    boards: Vec<Brand>,
    people: Found<Actor>,
    records: Vec<(Brand, u64)>,
}

pub(super) async fn search(visit: Visit) -> HttpResponse {
    let answer = search_page(&visit).await;
    visit.answer(answer)
}

async fn search_page(visit: &Visit) -> Answer {
    let asked = Asked::of(visit);
    let named = look_up::named(&asked.text);
    let (question, address, naming) = (asked.clone(), visit.app.address.clone(), named.clone());
    let found = visit
        .read(move |view| {
            let known = match &naming {
                Some(named) => look_up::known(view, &address, named)?,
                None => None,
            };
            read(view, &question, known)
        })
        .await?;
    let exact = named.map(|named| exact(visit, &asked, &named, found.known.clone()));
    let sections = sections(visit, &asked, &found);
    let nothing = !asked.text.is_empty() && sections.is_empty() && exact.is_none();
    let brand = found.brand.as_ref();
    Ok(visit.show(&SearchPage {
        page: Page::new(visit, "search", visit.say("nav-search")),
        kept: asked.kept(),
        narrowed: brand.map(|brand| (parts::brand_name(brand), Asked { brand: None, ..asked.clone() }.address(None))),
        tabs: Place::ALL.into_iter().map(|place| tab(visit, &asked, place)).collect(),
        states: if asked.place == Place::Complaints { states(visit, &asked) } else { Vec::new() },
        exact,
        missed: visit.query("missed").is_some(),
        sections,
        nothing,
        claim: if nothing { boards::claimable(visit, &asked.text).await? } else { None },
        query: asked.text,
    }))
}

fn read(view: &mut View<'_>, asked: &Asked, known: Option<String>) -> Result<Results, StorageError> {
    let brand = match &asked.brand {
        Some(domain) => brands::find_by_domain(view, domain)?,
        None => None,
    };
    let wants = |place| asked.place == place || (asked.place == Place::All && asked.brand.is_none());
    let limit = if asked.place == Place::All { SAMPLE } else { LISTED };
    let narrowed = Narrowed { state: asked.state.clone(), brand: brand.as_ref().map(|it| it.id) };
    let nobody = Found { items: Vec::new(), next: None };
    Ok(Results {
        known,
        complaints: if asked.place == Place::All || wants(Place::Complaints) {
            search::complaints(view, &asked.text, &narrowed, asked.from, limit)?
        } else {
            Found { items: Vec::new(), next: None }
        },
        boards: if wants(Place::Boards) && !asked.text.is_empty() {
            boards::find(view, &asked.text)?.brands.into_iter().take(usize::try_from(limit).unwrap_or(0)).collect()
        } else {
            Vec::new()
        },
        people: if wants(Place::People) { search::people(view, &asked.text, asked.from, limit)? } else { nobody },
        records: if wants(Place::Records) { search::recorded(view, &asked.text, limit)? } else { Vec::new() },
        brand,
    })
}

impl Asked {
    fn of(visit: &Visit) -> Asked {
        let word = visit.query("in").unwrap_or_default();
        let text = visit.query("q").unwrap_or_default();
        Asked {
            text: text.trim().chars().take(QUERY_CHARS_MAX).collect(),
            place: Place::ALL.into_iter().find(|it| it.word() == word).unwrap_or(Place::All),
            state: visit.query("state").filter(|it| State::NAMES.contains(&it.as_str())),
            brand: visit.query("brand").and_then(|it| BrandDomain::parse(&it).ok()),
            from: visit.query("from").and_then(|it| it.parse().ok()),
        }
    }

    fn kept(&self) -> Vec<(&'static str, String)> {
        let mut kept = Vec::new();
        if self.place != Place::All {
            kept.push(("in", self.place.word().to_string()));
        }
        kept.extend(self.state.clone().map(|it| ("state", it)));
        kept.extend(self.brand.as_ref().map(|it| ("brand", it.to_string())));
        kept
    }

    fn address(&self, from: Option<i64>) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("q", &self.text);
        query.extend_pairs(self.kept());
        if let Some(from) = from {
            query.append_pair("from", &from.to_string());
        }
        format!("/search?{}", query.finish())
    }
}

fn tab(visit: &Visit, asked: &Asked, place: Place) -> Tab {
    Tab {
        link: Asked { place, state: None, ..asked.clone() }.address(None),
        name: visit.say(&format!("search-in-{}", place.word())),
        current: asked.place == place,
    }
}

fn states(visit: &Visit, asked: &Asked) -> Vec<Tab> {
    let tab = |state: Option<&str>| Tab {
        link: Asked { state: state.map(str::to_string), ..asked.clone() }.address(None),
        name: state.map_or_else(|| visit.say("filter-all"), |it| visit.say(&format!("state-{it}"))),
        current: asked.state.as_deref() == state,
    };
    let shown = ["open", "acknowledged", "unanswered", "offered", "resolved", "unresolved", "lapsed", "withdrawn"];
    std::iter::once(tab(None)).chain(shown.into_iter().map(|it| tab(Some(it)))).collect()
}

fn exact(visit: &Visit, asked: &Asked, named: &Named, known: Option<String>) -> Exact {
    let name = match named {
        Named::Handle(name, host) => format!("@{name}@{host}"),
        Named::Url(url) => url.to_string(),
    };
    let ours = match named {
        Named::Handle(_, host) => host == visit.app.address.authority(),
        Named::Url(url) => visit.app.address.is_ours(url),
    };
    Exact {
        may_ask: visit.caller.is_some() && known.is_none() && !ours,
        known,
        name,
        login: login_link(&asked.address(None)),
    }
}

/// Signing in, and back to where somebody was.
pub(super) fn login_link(next: &str) -> String {
    let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("/login?next={next}")
}

fn sections(visit: &Visit, asked: &Asked, found: &Results) -> Vec<Section> {
    let all = asked.place == Place::All;
    let more = |place: Place, there: bool, next: Option<i64>| {
        let to = Asked { place, ..asked.clone() };
        if all { there.then(|| to.address(None)) } else { next.map(|from| to.address(Some(from))) }
    };
    let section = |place: Place, cards: Vec<Card>, lines: Vec<Line>, more: Option<String>| Section {
        id: place.word(),
        title: visit.say(&format!("search-in-{}", place.word())),
        cards,
        lines,
        more,
    };
    let full = |count: usize| i64::try_from(count).is_ok_and(|it| it >= SAMPLE);
    let complaints = parts::cards(visit, &found.complaints.items, Telling::Full);
    let boards: Vec<Line> = found.boards.iter().filter_map(|it| board_line(visit, it)).collect();
    let people: Vec<Line> = found.people.items.iter().map(|it| person_line(visit, it)).collect();
    let records: Vec<Line> = found.records.iter().map(|it| record_line(visit, asked, it)).collect();
    let sections = [
        {
            let more = more(Place::Boards, full(boards.len()), None);
            section(Place::Boards, Vec::new(), boards, more)
        },
        {
            let more = more(Place::Complaints, found.complaints.next.is_some(), found.complaints.next);
            section(Place::Complaints, complaints, Vec::new(), more)
        },
        {
            let more = more(Place::People, found.people.next.is_some(), found.people.next);
            section(Place::People, Vec::new(), people, more)
        },
        {
            let more = more(Place::Records, full(records.len()), None);
            section(Place::Records, Vec::new(), records, more)
        },
    ];
    sections.into_iter().filter(|it| !it.cards.is_empty() || !it.lines.is_empty()).collect()
}

fn board_line(visit: &Visit, brand: &Brand) -> Option<Line> {
    let link = parts::board_link(brand)?;
    let domain = brand.domain.as_ref()?.to_string();
    let complain = visit.say("search-board");
    Some(Line { link, title: parts::brand_name(brand), facts: vec![Fact::new(domain), Fact::new(complain)] })
}

fn person_line(visit: &Visit, actor: &Actor) -> Line {
    let kind = visit.say(&format!("actor-{}", actor.kind.name()));
    Line {
        link: look_up::place_of(actor),
        title: actor.shown_name().to_string(),
        facts: vec![Fact::new(format!("@{}", actor.handle())), Fact::new(kind)],
    }
}

fn record_line(visit: &Visit, asked: &Asked, (brand, count): &(Brand, u64)) -> Line {
    let address = brand.domain.as_ref().map_or_else(|| brand.id.to_string(), ToString::to_string);
    let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("q", &asked.text).finish();
    Line {
        link: format!("/boards/{address}/records?{query}"),
        title: parts::brand_name(brand),
        facts: vec![Fact::new(visit.words.with("records-count", &[("count", (*count).into())]))],
    }
}

/// A member has us ask the server that they named.
pub(super) async fn ask(form: Submission) -> HttpResponse {
    let answer = ask_and_wait(&form).await;
    form.answer(answer).await
}

async fn ask_and_wait(form: &Submission) -> Answer {
    let visit = &form.visit;
    let caller = visit.signed_in()?;
    let text = form.fields.get("q").to_string();
    look_up::named(&text).ok_or(Problem::BadRequest)?;
    // Another server is asked for others' sake, and by nobody who is limited here.
    let (actor, now) = (caller.actor, visit.now);
    visit.app.db.read(move |view| refuse_limited(view, now, actor)).await?;
    visit.take(Kind::LookUp, &caller.word())?;
    let id = look_up::look_up(&visit.app, form.cause()?, &text).await?;
    let found = look_up::wait_for(&visit.app, id).await?;
    let back = super::log_in::inside(form.fields.get("next")).to_string();
    match found.and_then(|it| it.place) {
        Some(_) if !back.is_empty() => Ok(visit.go(&back, "")),
        Some(place) => Ok(visit.go(&place, "")),
        None => {
            let query = url::form_urlencoded::Serializer::new(String::new())
                .append_pair("q", &text)
                .append_pair("missed", "yes")
                .finish();
            Ok(visit.go(&format!("/search?{query}"), ""))
        }
    }
}
