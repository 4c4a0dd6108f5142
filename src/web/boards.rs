//! The boards: a list to find one, and one brand's own page.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::web::Path;
use askama::Template;
use chrono::TimeDelta;

use crate::domain::Timestamp;
use crate::domain::brand::BrandDomain;
use crate::domain::complaint::State;
use crate::domain::ids::{ActorId, BrandId};
use crate::domain::record::{Month, Response, Share};
use crate::http::problem::Problem;
use crate::markup::SafeHtml;
use crate::services::recover::recovering_since;
use crate::storage::actors::{self, Actor};
use crate::storage::brands::{self, Brand, Official, Proof};
use crate::storage::pages::{self, BrandFilter, Cursor, Fate, Listed};
use crate::storage::records::{self, ANY_RELIEF, BoardSection};
use crate::storage::{StorageError, View};
use crate::web::front;
use crate::web::page::Page;
use crate::web::parts::{self, Card, Fact, Telling, rich};
use crate::web::visit::{Answer, Visit};

const BOARDS_LISTED: i64 = 50;
const THREADS_LISTED: i64 = 30;
/// The newest complaints, of which the figures speak.
const FATES_MAX: i64 = 500;

struct BoardLine {
    link: String,
    title: String,
    facts: Vec<Fact>,
}

#[derive(Template)]
#[template(path = "boards.html")]
struct BoardsPage<'v> {
    page: Page<'v>,
    query: String,
    boards: Vec<BoardLine>,
    more: Option<String>,
}

pub(super) async fn boards(visit: Visit) -> HttpResponse {
    let answer = boards_page(&visit).await;
    visit.answer(answer)
}

async fn boards_page(visit: &Visit) -> Answer {
    let query = visit.query("q").unwrap_or_default();
    let after = visit.query("after").unwrap_or_default();
    let asked = query.clone();
    let found = move |view: &mut View<'_>| {
        let brands = match asked.trim() {
            "" => brands::list(view, &after, BOARDS_LISTED)?,
            text => find(view, text)?,
        };
        let ids: Vec<_> = brands.iter().map(|it| it.id).collect();
        let waiting = pages::waiting_of_brands(view, &ids)?;
        Ok((brands, waiting))
    };
    let (brands, waiting) = visit.read(found).await?;
    let full = query.is_empty() && i64::try_from(brands.len()).is_ok_and(|it| it >= BOARDS_LISTED);
    let more = brands.last().filter(|_| full).map(|it| {
        let after: String = url::form_urlencoded::byte_serialize(it.name.as_bytes()).collect();
        format!("/boards?after={after}")
    });
    let boards = brands.iter().filter_map(|brand| line(visit, brand, &waiting)).collect();
    Ok(visit.show(&BoardsPage { page: Page::new(visit, "boards", visit.say("nav-boards")), query, boards, more }))
}

/// By domain, however it is written, or by name.
pub(super) fn find(view: &mut View<'_>, text: &str) -> Result<Vec<Brand>, StorageError> {
    let mut found = Vec::new();
    if let Ok(domain) = BrandDomain::parse(text) {
        found.extend(brands::find_by_domain(view, &domain)?);
    }
    for brand in brands::search(view, text)? {
        if found.iter().all(|it: &Brand| it.id != brand.id) {
            found.push(brand);
        }
    }
    Ok(found)
}

fn line(visit: &Visit, brand: &Brand, waiting: &HashMap<BrandId, i64>) -> Option<BoardLine> {
    let link = parts::board_link(brand)?;
    let domain = brand.domain.as_ref()?.to_string();
    let mut facts = Vec::new();
    if domain != brand.name {
        facts.push(Fact::new(domain));
    }
    let count = waiting.get(&brand.id).copied().unwrap_or(0);
    facts.push(Fact::new(visit.words.with("board-waiting", &[("count", count.into())])));
    Some(BoardLine { link, title: parts::brand_name(brand), facts })
}

struct Voice {
    text: String,
    how: String,
    verified: bool,
}

struct Figure {
    name: String,
    value: String,
    rest: String,
    /// What the figure was counted from.
    link: String,
}

struct Filter {
    link: String,
    name: String,
    shape: Option<&'static str>,
    current: bool,
}

/// What somebody else published about the brand, apart from everything that is counted here.
struct Elsewhere {
    lead: String,
    figures: Vec<Figure>,
    link: String,
    plot: String,
    bars: Vec<Bar>,
    topics: Vec<Topic>,
}

/// A month of records in the plot, which is drawn a hundred high.
struct Bar {
    link: String,
    x: usize,
    y: u64,
    height: u64,
    label: String,
    title: String,
}

struct Topic {
    link: String,
    name: String,
    count: String,
}

/// What the address asks of the list of threads.
#[derive(Clone, Default)]
struct Asked {
    waiting: bool,
    filter: BrandFilter,
}

#[derive(Template)]
#[template(path = "board.html")]
struct BoardPage<'v> {
    page: Page<'v>,
    actor: Option<String>,
    domain: String,
    initial: String,
    name: String,
    summary: String,
    voices: Vec<Voice>,
    complain: String,
    answers_title: String,
    figures: Vec<Figure>,
    filters: Vec<Filter>,
    cards: Vec<Card>,
    more: Option<String>,
    elsewhere: Option<Elsewhere>,
    follow: SafeHtml,
    recovering: Option<String>,
}

/// Everything that one board's page reads, in one transaction.
struct BoardView {
    brand: Brand,
    /// The board's own actor, once it has one.
    board: Option<ActorId>,
    voices: Vec<(Official, Actor)>,
    counts: Vec<(String, i64)>,
    fates: Vec<Fate>,
    listed: Vec<Listed>,
    elsewhere: Option<BoardSection>,
    recovering: Option<Timestamp>,
}

pub(super) async fn board(visit: Visit, domain: Path<String>) -> HttpResponse {
    let answer = board_page(&visit, &domain).await;
    visit.answer(answer)
}

async fn board_page(visit: &Visit, asked: &str) -> Answer {
    let domain = BrandDomain::parse(asked).map_err(|_| Problem::NotFound)?;
    let asked_list = Asked::of(visit);
    let before = front::cursor(visit);
    let list = asked_list.clone();
    let seen = visit.read(move |view| read_board(view, &domain, &list, before)).await?;
    let seen = seen.ok_or(Problem::NotFound)?;
    let domain = seen.brand.domain.as_ref().map(ToString::to_string).unwrap_or_default();
    if domain != asked {
        return Ok(visit.go(&format!("/boards/{domain}"), ""));
    }
    let name = parts::brand_name(&seen.brand);
    let link = format!("/boards/{domain}");
    let words = visit.words;
    let full = i64::try_from(seen.listed.len()).is_ok_and(|it| it >= THREADS_LISTED);
    let more = seen.listed.last().filter(|_| full).map(|last| {
        let at = if asked_list.waiting { last.waiting_since } else { last.filed_at };
        asked_list.address(&link, Some(&Cursor { at, id: last.id }))
    });
    let handle = format!("@{domain}@{}", visit.app.address.authority());
    Ok(visit.show(&BoardPage {
        page: Page::new(visit, "boards", name.clone())
            .described(words.with("board-description", &[("brand", (&name).into())])),
        actor: seen.board.map(|it| visit.app.address.actor(it)),
        initial: parts::initial(&name),
        summary: summary(visit, &domain, &name, &seen.counts),
        voices: seen.voices.iter().map(|(official, actor)| voice(visit, official, actor)).collect(),
        complain: words.with("board-complain", &[("brand", (&name).into())]),
        answers_title: words.with("board-answers", &[("brand", (&name).into())]),
        figures: figures(visit, &link, &seen.counts, &seen.fates),
        filters: filters(visit, &link, &asked_list),
        cards: parts::cards(visit, &seen.listed, Telling::WithoutBrand),
        more,
        elsewhere: seen.elsewhere.as_ref().map(|it| elsewhere(visit, &link, it)),
        follow: rich(words, "board-follow-how", vec![("handle", handle_html(&handle).into())]),
        recovering: parts::recovering(visit, seen.recovering),
        domain,
        name,
    }))
}

fn handle_html(handle: &str) -> SafeHtml {
    let mut html = String::from("<span class=\"handle\">");
    crate::markup::escape(handle, &mut html);
    html.push_str("</span>");
    SafeHtml::trusted(html)
}

fn read_board(
    view: &mut View<'_>,
    domain: &BrandDomain,
    asked: &Asked,
    before: Option<Cursor>,
) -> Result<Option<BoardView>, StorageError> {
    let Some(brand) = brands::find_by_domain(view, domain)? else { return Ok(None) };
    let officials = brands::officials_of(view, brand.id)?;
    let ids: Vec<_> = officials.iter().map(|it| it.actor).collect();
    let actors = actors::find_many(view, &ids)?;
    let voices = officials
        .into_iter()
        .filter_map(|official| {
            let actor = actors.iter().find(|it| it.id == official.actor)?.clone();
            Some((official, actor))
        })
        .collect();
    let listed = if asked.waiting {
        pages::of_brand_waiting(view, brand.id, before, THREADS_LISTED)?
    } else {
        pages::of_brand(view, brand.id, &asked.filter, before, THREADS_LISTED)?
    };
    Ok(Some(BoardView {
        counts: pages::counts_of_brand(view, brand.id)?,
        fates: pages::fates_of_brand(view, brand.id, FATES_MAX)?,
        board: brands::board_of(view, brand.id)?,
        elsewhere: records::board_section(view, brand.id)?,
        recovering: recovering_since(view)?,
        voices,
        listed,
        brand,
    }))
}

fn summary(visit: &Visit, domain: &str, name: &str, counts: &[(String, i64)]) -> String {
    let all: i64 = counts.iter().map(|(_, count)| count).sum();
    let waiting: i64 =
        counts.iter().filter(|(state, _)| state == "open" || state == "acknowledged").map(|(_, count)| count).sum();
    let counted = visit.words.with("board-summary", &[("count", all.into()), ("waiting", waiting.into())]);
    if domain == name { counted } else { format!("{domain} · {counted}") }
}

/// Who speaks for the brand, and what shows it.
fn voice(visit: &Visit, official: &Official, actor: &Actor) -> Voice {
    let words = visit.words;
    let handle = format!("@{}", actor.handle());
    let verified = official.is_verified(visit.now);
    let checked = visit.moment(official.checked_at);
    let how = match (official.proof, verified, official.verified_at) {
        (Proof::Administrator, ..) => visit.say("voice-named"),
        (Proof::WellKnown, true, _) => words.with("voice-well-known", &[("at", checked.into())]),
        (Proof::WellKnown, false, Some(at)) => words.with("voice-until", &[("at", visit.moment(at).into())]),
        (Proof::WellKnown, false, None) => visit.say("voice-never"),
    };
    Voice { text: words.with("voice-speaks", &[("handle", handle.into())]), how, verified }
}

fn figures(visit: &Visit, board: &str, counts: &[(String, i64)], fates: &[Fate]) -> Vec<Figure> {
    let words = visit.words;
    if fates.is_empty() {
        return Vec::new();
    }
    let in_state = |state: &str| counts.iter().find(|(it, _)| it == state).map_or(0, |(_, count)| *count);
    let considered = i64::try_from(fates.len()).unwrap_or(i64::MAX);
    let times: Vec<i64> = fates.iter().filter_map(|it| it.first_human_seconds).collect();
    let answered = i64::try_from(times.len()).unwrap_or(i64::MAX);
    let ratings: Vec<i64> = fates.iter().filter_map(|it| it.rating).map(i64::from).collect();
    let mut figures = Vec::new();
    let mut add = |name: &str, value: String, rest: String, of: &str| {
        figures.push(Figure { name: visit.say(name), value, rest, link: format!("{board}?{of}#threads") });
    };
    if let Some(median) = median(&times) {
        let rest = words.with("figure-median-rest", &[("count", answered.into())]);
        add("figure-median", words.span(TimeDelta::seconds(median)), rest, "answered=yes");
    }
    let rest = if considered < FATES_MAX { "figure-answered-rest" } else { "figure-answered-latest" };
    let told = [("count", answered.into()), ("all", considered.into())];
    add("figure-answered", share(visit, answered, considered), words.with(rest, &told), "answered=yes");
    let decided = in_state("resolved") + in_state("unresolved");
    if decided > 0 {
        let rest = words.with("figure-resolved-rest", &[("count", decided.into())]);
        add("figure-resolved", share(visit, in_state("resolved"), decided), rest, "state=resolved");
    }
    let rated = i64::try_from(ratings.len()).unwrap_or(i64::MAX);
    if rated > 0 {
        let tenths = (ratings.iter().sum::<i64>() * 10 + rated / 2) / rated;
        let mean = words.with("decimal", &[("whole", (tenths / 10).into()), ("tenth", (tenths % 10).into())]);
        add("figure-rating", mean, words.with("figure-rating-rest", &[("count", rated.into())]), "rated=yes");
    }
    figures
}

/// Half of those answered waited less. Only of those answered: the scorecard will count the others too.
fn median(times: &[i64]) -> Option<i64> {
    let mut times = times.to_vec();
    times.sort_unstable();
    times.get(times.len() / 2).copied()
}

fn share(visit: &Visit, part: i64, of: i64) -> String {
    let percent = (part * 100 + of / 2) / of.max(1);
    visit.words.with("percent", &[("number", percent.into())])
}

fn elsewhere(visit: &Visit, board: &str, section: &BoardSection) -> Elsewhere {
    let words = visit.words;
    let records = format!("{board}/records");
    let highest = section.months.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let topic = |(topic, count): &(String, u64)| Topic {
        link: rows_of(&records, "topic", topic),
        name: topic.clone(),
        count: words.with("number", &[("number", (*count).into())]),
    };
    Elsewhere {
        lead: visit.say("elsewhere-lead"),
        figures: recorded_figures(visit, &records, section),
        plot: words.with("elsewhere-plot", &[("highest", highest.into())]),
        bars: section.months.iter().enumerate().map(|it| bar(visit, &records, highest, it)).collect(),
        topics: section.topics.iter().map(topic).collect(),
        link: records,
    }
}

fn rows_of(records: &str, name: &str, value: &str) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish();
    format!("{records}?{query}")
}

fn recorded_figures(visit: &Visit, records: &str, section: &BoardSection) -> Vec<Figure> {
    let words = visit.words;
    let mut figures = vec![Figure {
        name: visit.say("elsewhere-records"),
        value: words.with("number", &[("number", section.figures.records.into())]),
        rest: words.with("elsewhere-latest", &[("month", month_name(visit, section.latest).into())]),
        link: records.to_string(),
    }];
    let relieved: u64 = Response::RELIEF.iter().map(|it| section.figures.share_of(*it).part).sum();
    let shares = [
        ("elsewhere-in-time", section.figures.in_time, ("timely", "yes")),
        ("elsewhere-relief", Share { part: relieved, whole: section.figures.records }, ("response", ANY_RELIEF)),
        ("elsewhere-disputed", section.figures.disputed, ("disputed", "yes")),
    ];
    for (name, share, of) in shares {
        if let Some(percent) = share.percent() {
            figures.push(Figure {
                name: visit.say(name),
                value: words.with("percent", &[("number", percent.into())]),
                rest: words.with("elsewhere-of", &[("count", share.whole.into())]),
                link: rows_of(records, of.0, of.1),
            });
        }
    }
    figures
}

fn bar(visit: &Visit, records: &str, highest: u64, (index, (month, count)): (usize, &(Month, u64))) -> Bar {
    const PLOT_HEIGHT: u64 = 100;
    const BAR_STEP: usize = 34;
    let height = count * PLOT_HEIGHT / highest;
    let name = month_name(visit, *month);
    Bar {
        link: rows_of(records, "month", &month.to_string()),
        x: index * BAR_STEP,
        y: PLOT_HEIGHT - height,
        height,
        label: name.chars().next().map(String::from).unwrap_or_default(),
        title: visit.words.with("elsewhere-bar", &[("month", name.into()), ("count", (*count).into())]),
    }
}

/// `November 2023`.
fn month_name(visit: &Visit, month: Month) -> String {
    let (year, number) = (month.stored().div_euclid(12), month.stored().rem_euclid(12));
    visit.words.month(u32::try_from(number).unwrap_or(0), year)
}

fn filters(visit: &Visit, link: &str, asked: &Asked) -> Vec<Filter> {
    let filter = |name: &str, shape, list: Asked| Filter {
        link: list.address(link, None),
        name: visit.say(name),
        shape,
        current: list.key() == asked.key(),
    };
    let narrowed = |filter: BrandFilter| Asked { waiting: false, filter };
    let mut filters = vec![
        filter("filter-all", None, Asked::default()),
        filter("filter-waiting", None, Asked { waiting: true, filter: BrandFilter::default() }),
        filter("filter-answered", None, narrowed(BrandFilter { answered: true, ..BrandFilter::default() })),
        filter("filter-rated", None, narrowed(BrandFilter { rated: true, ..BrandFilter::default() })),
    ];
    for shape in ["open", "acknowledged", "unanswered", "offered", "resolved", "unresolved", "lapsed", "withdrawn"] {
        let state = BrandFilter { state: Some(shape.to_string()), ..BrandFilter::default() };
        filters.push(filter(&format!("state-{shape}"), Some(shape), narrowed(state)));
    }
    filters
}

impl Asked {
    fn of(visit: &Visit) -> Asked {
        let state = visit.query("state");
        Asked {
            waiting: state.as_deref() == Some("waiting"),
            filter: BrandFilter {
                state: state.filter(|it| State::NAMES.contains(&it.as_str())),
                answered: visit.query("answered").as_deref() == Some("yes"),
                rated: visit.query("rated").as_deref() == Some("yes"),
            },
        }
    }

    fn key(&self) -> Vec<(&'static str, &str)> {
        let filter = &self.filter;
        let state = if self.waiting { Some("waiting") } else { filter.state.as_deref() };
        let answered = filter.answered.then_some("yes");
        let rated = filter.rated.then_some("yes");
        let all = [("state", state), ("answered", answered), ("rated", rated)];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// The board with this list; `from` is where the page before ended.
    fn address(&self, board: &str, from: Option<&Cursor>) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.key());
        if let Some(from) = from {
            query.append_pair("from", &front::from_here(from));
        }
        let query = query.finish();
        if query.is_empty() { format!("{board}#threads") } else { format!("{board}?{query}#threads") }
    }
}
