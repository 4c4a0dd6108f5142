//! The boards: a list to find one, and one brand's own page.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::web::Path;
use askama::Template;

use crate::domain::Timestamp;
use crate::domain::brand::BrandDomain;
use crate::domain::complaint::State;
use crate::domain::figures::{Case, Fate, Figures};
use crate::domain::ids::{ActorId, BrandId};
use crate::domain::record::{Month, Response};
use crate::http::problem::Problem;
use crate::markup::SafeHtml;
use crate::services::claim_brand::{Reader, reader_of};
use crate::services::scene::{Pause, pause};
use crate::services::verify_brand;
use crate::storage::actors::{self, Actor};
use crate::storage::brands::{self, Brand, Official, Proof};
use crate::storage::claims::{self, BoardVoice};
use crate::storage::pages::{self, BrandFilter, Counts, Cursor, Knowing, Listed, Waits};
use crate::storage::records::{ANY_RELIEF, BoardSection, board_section};
use crate::storage::search::{self, Named};
use crate::storage::{StorageError, View, fates};
use crate::web::figures::{self, BesideLine, Figure};
use crate::web::front;
use crate::web::page::Page;
use crate::web::parts::{self, Card, Fact, NobodyReads, Piece, Telling, rich};
use crate::web::records;
use crate::web::visit::{Answer, Visit};

const BOARDS_LISTED: i64 = 50;
const THREADS_LISTED: i64 = 30;
/// Boards of other servers whose word about a brand's voice is shown.
const BOARDS_HEARD: i64 = 5;

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
    /// No brand is called so, and what is listed comes near.
    near: Option<String>,
    boards: Vec<BoardLine>,
    /// For people who work at a brand that has no board yet.
    claim: Option<Claimable>,
    more: Option<String>,
}

/// Where somebody proves that a domain is theirs, which nobody complained about yet.
pub(super) struct Claimable {
    pub link: String,
    pub text: String,
}

/// What was looked for is the website of a brand, and none of those that were found.
pub(super) async fn claimable(visit: &Visit, text: &str) -> Result<Option<Claimable>, Problem> {
    let Ok(domain) = BrandDomain::parse(text.trim()) else { return Ok(None) };
    // Also by another of its domains: a brand has one page to prove.
    let asked = domain.clone();
    if visit.read(move |view| brands::find_by_domain(view, &asked)).await?.is_some() {
        return Ok(None);
    }
    let text = visit.words.with("claim-offer", &[("domain", domain.as_str().into())]);
    Ok(Some(Claimable { link: format!("/boards/{domain}/claim"), text }))
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
        let Named { brands, near } = match asked.trim() {
            "" => Named { brands: brands::list(view, &after, BOARDS_LISTED)?, near: false },
            text => find(view, text)?,
        };
        let ids: Vec<_> = brands.iter().map(|it| it.id).collect();
        let waiting = pages::waiting_of_brands(view, &ids)?;
        Ok((brands, near, waiting))
    };
    let (brands, near, waiting) = visit.read(found).await?;
    let full = query.is_empty() && i64::try_from(brands.len()).is_ok_and(|it| it >= BOARDS_LISTED);
    let more = brands.last().filter(|_| full).map(|it| {
        let after: String = url::form_urlencoded::byte_serialize(it.name.as_bytes()).collect();
        format!("/boards?after={after}")
    });
    let boards: Vec<BoardLine> = brands.iter().filter_map(|brand| line(visit, brand, &waiting)).collect();
    let near = near.then(|| visit.words.with("boards-near", &[("name", query.trim().into())]));
    let claim = claimable(visit, &query).await?;
    let page = Page::new(visit, "boards", visit.say("nav-boards"));
    Ok(visit.show(&BoardsPage { page, query, near, boards, claim, more }))
}

/// By domain, however it is written, or by name.
pub(super) fn find(view: &mut View<'_>, text: &str) -> Result<Named, StorageError> {
    let mut found = search::named(view, text)?;
    let domain = BrandDomain::parse(text).ok();
    let known = domain.map(|it| brands::find_by_domain(view, &it)).transpose()?.flatten();
    if let Some(brand) = known {
        if found.near {
            found = Named::default();
        }
        found.brands.retain(|it| it.id != brand.id);
        found.brands.insert(0, brand);
    }
    Ok(found)
}

fn line(visit: &Visit, brand: &Brand, waiting: &HashMap<BrandId, Waits>) -> Option<BoardLine> {
    let link = parts::board_link(brand)?;
    let domain = brand.domain.as_ref()?.to_string();
    let mut facts = Vec::new();
    if domain != brand.name {
        facts.push(Fact::new(domain));
    }
    let waits = waiting.get(&brand.id).copied().unwrap_or_default();
    let mut add = |key: &str, count: i64| facts.push(Fact::new(visit.words.with(key, &[("count", count.into())])));
    if waits.told > 0 || waits == Waits::default() {
        add("board-waiting", waits.told);
    }
    if waits.untold > 0 {
        add("board-untold", waits.untold);
    }
    Some(BoardLine { link, title: parts::brand_name(brand), facts })
}

pub(super) struct Voice {
    pub text: String,
    pub how: String,
    pub verified: bool,
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
    /// What the topics are, and of which months.
    about: String,
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
    /// Those that wait for the brand, which was told of them or not.
    waiting: Option<Knowing>,
    filter: BrandFilter,
    /// Those that a figure counts as ended so: a word of [`Fate::group`].
    ended: Option<String>,
    /// Those that a figure counts for a promise that was not kept.
    broken: bool,
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
    /// Where complaints reach nobody, and what can be done about it.
    nobody_reads: Option<SafeHtml>,
    /// The proven brand that this domain only looks like.
    looks_like: Option<SafeHtml>,
    claim: String,
    complain: String,
    answers_title: String,
    figures: Vec<Figure>,
    window: String,
    beside: Vec<BesideLine>,
    filters: Vec<Filter>,
    /// What the list leaves out, and why.
    left_out: Option<String>,
    cards: Vec<Card>,
    more: Option<String>,
    elsewhere: Option<Elsewhere>,
    follow: SafeHtml,
    pause: Option<String>,
}

/// Everything that one board's page reads, in one transaction.
struct BoardView {
    brand: Brand,
    /// The board's own actor, once it has one.
    board: Option<ActorId>,
    voices: Vec<(Official, Actor)>,
    /// What boards of other servers say, by their hosts.
    hearsay: Vec<(String, BoardVoice)>,
    reader: Reader,
    looks_like: Option<Brand>,
    counts: Counts,
    waits: Waits,
    cases: Vec<Case>,
    /// Copies of complaints whose home is another.
    copies: i64,
    /// Copies of which their homes alone say that a person answered.
    claimed: i64,
    listed: Vec<Listed>,
    elsewhere: Option<BoardSection>,
    pause: Option<Pause>,
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
    let (now, since) = (visit.now, figures::window(visit));
    let seen = visit.read(move |view| read_board(view, &domain, &list, before, (since, now))).await?;
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
        let at = if asked_list.waiting.is_some() && asked_list.ended.is_none() && !asked_list.broken {
            last.waiting_since
        } else {
            last.filed_at
        };
        asked_list.address(&link, Some(&Cursor { at, id: last.id }))
    });
    let handle = format!("@{domain}@{}", visit.app.address.authority());
    let counted = Figures::of(&seen.cases, since, visit.now);
    Ok(visit.show(&BoardPage {
        page: Page::new(visit, "boards", name.clone())
            .described(words.with("board-description", &[("brand", (&name).into())])),
        actor: seen.board.map(|it| visit.app.address.actor(it)),
        initial: parts::initial(&name),
        summary: summary(visit, &domain, &name, &seen),
        voices: seen
            .voices
            .iter()
            .map(|(official, actor)| voice(visit, official, actor))
            .chain(seen.hearsay.iter().map(|(host, said)| hearsay(visit, host, said)))
            .collect(),
        nobody_reads: nobody_reads(visit, &name, &domain, &seen),
        looks_like: looks_like(visit, &seen),
        claim: format!("{link}/claim"),
        complain: words.with("board-complain", &[("brand", (&name).into())]),
        answers_title: words.with("board-answers", &[("brand", (&name).into())]),
        figures: if counted.counted == 0 { Vec::new() } else { figures::of_board(visit, &link, &counted) },
        window: figures::window_name(visit),
        beside: figures::beside(visit, &link, &counted, seen.counts, seen.copies),
        filters: filters(visit, &link, &asked_list),
        left_out: (asked_list.filter.answered && seen.claimed > 0)
            .then(|| words.with("board-answered-claimed", &[("count", seen.claimed.into())])),
        cards: parts::cards(visit, &seen.listed, Telling::WithoutBrand),
        more,
        elsewhere: seen.elsewhere.as_ref().map(|it| elsewhere(visit, &link, it)),
        follow: rich(words, "board-follow-how", vec![("handle", handle_html(&handle).into())]),
        pause: parts::paused(visit, seen.pause.as_ref()),
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
    (since, now): (Timestamp, Timestamp),
) -> Result<Option<BoardView>, StorageError> {
    let Some(brand) = brands::find_by_domain(view, domain)? else { return Ok(None) };
    let officials = brands::officials_of(view, brand.id)?;
    let ids: Vec<_> = officials.iter().map(|it| it.actor).collect();
    let actors = actors::find_many(view, &ids)?;
    let mut hearsay = Vec::new();
    for board in actors::remote_boards(view, domain.as_str(), BOARDS_HEARD)? {
        for said in claims::voices_of_board(view, board.id)? {
            if actors.iter().all(|it| it.uri != said.actor) {
                hearsay.push((board.host.clone(), said));
            }
        }
    }
    let voices = officials
        .into_iter()
        .filter_map(|official| {
            let actor = actors.iter().find(|it| it.id == official.actor)?.clone();
            Some((official, actor))
        })
        .collect();
    let cases = fates::cases_of(view, &[brand.id], since)?.remove(&brand.id).unwrap_or_default();
    let listed = match asked.waiting {
        _ if asked.ended.is_some() || asked.broken => behind(view, asked, &cases, since, before)?,
        Some(knowing) => pages::of_brand_waiting(view, brand.id, knowing, before, THREADS_LISTED)?,
        None => pages::of_brand(view, brand.id, &asked.filter, before, THREADS_LISTED)?,
    };
    Ok(Some(BoardView {
        counts: pages::counts_of_brand(view, brand.id)?,
        waits: pages::waiting_of_brands(view, &[brand.id])?.remove(&brand.id).unwrap_or_default(),
        cases,
        copies: pages::count_elsewhere(view, brand.id)?,
        claimed: if asked.filter.answered { pages::count_claimed_answers(view, brand.id)? } else { 0 },
        board: brands::board_of(view, brand.id)?,
        reader: reader_of(view, &brand, now)?,
        looks_like: verify_brand::looks_like(view, domain)?,
        hearsay,
        elsewhere: board_section(view, brand.id)?,
        pause: pause(view)?,
        voices,
        listed,
        brand,
    }))
}

/// What a figure was counted from, page by page.
fn behind(
    view: &mut View<'_>,
    asked: &Asked,
    cases: &[Case],
    since: Timestamp,
    before: Option<Cursor>,
) -> Result<Vec<Listed>, StorageError> {
    let fates = asked.ended.as_deref().map(Fate::group);
    let is_it = |it: &Case| fates.as_ref().is_none_or(|all| all.contains(&it.fate)) && (!asked.broken || it.broken);
    let earlier = |it: &Case| before.is_none_or(|at| (it.filed_at, it.id) < (at.at, at.id));
    let those = Figures::behind(cases, since, |it| is_it(it) && earlier(it));
    let ids: Vec<_> = those.iter().map(|it| it.id).take(usize::try_from(THREADS_LISTED).unwrap_or(0)).collect();
    let mut found = pages::by_ids(view, &ids)?;
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

fn nobody_reads(visit: &Visit, name: &str, domain: &str, seen: &BoardView) -> Option<SafeHtml> {
    let claim = parts::link(&format!("/boards/{domain}/claim"), &visit.say("nobody-claim"));
    let pieces = vec![("brand", Piece::from(name)), ("claim", claim.into())];
    Some(rich(visit.words, parts::nobody_reads(&seen.reader, NobodyReads::Board)?, pieces))
}

fn looks_like(visit: &Visit, seen: &BoardView) -> Option<SafeHtml> {
    let other = seen.looks_like.as_ref()?;
    let to = parts::board_link(other)?;
    let domain = other.domain.as_ref().map(ToString::to_string).unwrap_or_default();
    Some(rich(visit.words, "board-looks-like", vec![("other", parts::link(&to, &domain).into())]))
}

fn summary(visit: &Visit, domain: &str, name: &str, seen: &BoardView) -> String {
    let waits = seen.waits;
    let mut said = Vec::new();
    if domain != name {
        said.push(domain.to_string());
    }
    said.push(
        visit.words.with("board-summary", &[("count", seen.counts.listed.into()), ("waiting", waits.told.into())]),
    );
    if waits.untold > 0 {
        said.push(visit.words.with("board-untold", &[("count", waits.untold.into())]));
    }
    visit.words.beside(&said)
}

/// Who speaks for the brand, and what shows it.
pub(super) fn voice(visit: &Visit, official: &Official, actor: &Actor) -> Voice {
    let words = visit.words;
    let handle = format!("@{}", actor.handle());
    let verified = official.is_verified(visit.now);
    // What a look found counts, and not that one looked.
    let found = visit.moment(official.proven_at.unwrap_or(official.checked_at));
    let until = official.proven_at.filter(|_| official.verified_at.is_some());
    let how = match (official.proof, until) {
        (Proof::Administrator, _) => visit.say("voice-named"),
        (Proof::Domain(way), _) if verified || official.is_linked(visit.now) => {
            let how = words.with(&format!("voice-{}", way.word()), &[("at", found.into())]);
            match official.failing_since {
                None => how,
                Some(since) => {
                    let missing = words.with("voice-missing", &[("since", visit.moment(since).into())]);
                    words.beside(&[how, missing])
                }
            }
        }
        (Proof::Domain(_), Some(at)) => words.with("voice-until", &[("at", visit.moment(at).into())]),
        (Proof::Domain(_), None) => visit.say("voice-never"),
    };
    let key = if official.speaks(visit.now) { "voice-speaks" } else { "voice-account" };
    Voice { text: words.with(key, &[("handle", handle.into())]), how, verified }
}

/// What another server's board says of a voice that this server could not check, or has not checked so far.
fn hearsay(visit: &Visit, host: &str, said: &BoardVoice) -> Voice {
    let way = format!("proof-{}", said.proof);
    let way = if visit.words.knows(&way) { visit.say(&way) } else { visit.say("proof-unknown") };
    let text = visit.words.with("voice-account", &[("handle", format!("@{}", said.handle).into())]);
    let how = visit.words.with("voice-hearsay", &[("host", host.into()), ("way", way.into())]);
    Voice { text, how, verified: false }
}

fn elsewhere(visit: &Visit, board: &str, section: &BoardSection) -> Elsewhere {
    let words = visit.words;
    let rows = format!("{board}/records");
    let highest = section.months.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let since = section.since().to_string();
    let topic = |(topic, count): &(String, u64)| Topic {
        link: rows_of(&rows, &[("topic", topic.as_str()), ("since", since.as_str())]),
        name: topic.clone(),
        count: words.with("number", &[("number", (*count).into())]),
    };
    let recorded_in = records::window_name(visit, section.oldest, section.latest);
    let lately = records::window_name(visit, section.since(), section.latest);
    Elsewhere {
        lead: words.with("elsewhere-lead", &[("window", recorded_in.into())]),
        figures: recorded_figures(visit, &rows, section),
        plot: words.with("elsewhere-plot", &[("window", (&lately).into()), ("highest", highest.into())]),
        about: words.with("elsewhere-topics", &[("window", lately.into())]),
        bars: places(visit, section.months.len())
            .zip(&section.months)
            .map(|it| bar(visit, &rows, highest, it))
            .collect(),
        topics: section.topics.iter().map(topic).collect(),
        link: rows,
    }
}

fn rows_of(records: &str, filters: &[(&str, &str)]) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(filters).finish();
    format!("{records}?{query}")
}

fn recorded_figures(visit: &Visit, rows: &str, section: &BoardSection) -> Vec<Figure> {
    let words = visit.words;
    let mut figures = vec![Figure {
        name: visit.say("elsewhere-records"),
        value: words.with("number", &[("number", section.figures.records.into())]),
        rest: records::window_name(visit, section.oldest, section.latest),
        link: rows.to_string(),
    }];
    let shares = [
        ("elsewhere-in-time", section.figures.in_time, ("timely", "yes")),
        ("elsewhere-relief", section.figures.share_of(&Response::RELIEF), ("response", ANY_RELIEF)),
        ("elsewhere-disputed", section.figures.disputed, ("disputed", "yes")),
    ];
    for (name, share, of) in shares {
        if share.whole == 0 {
            continue;
        }
        let count = [("part", share.part.into()), ("count", share.whole.into())];
        figures.push(Figure {
            name: visit.say(name),
            value: match share.percent() {
                Some(percent) => words.with("percent", &[("number", percent.into())]),
                None => visit.say("figure-too-few"),
            },
            rest: words.with("elsewhere-of", &count),
            link: rows_of(rows, &[of]),
        });
    }
    figures
}

/// Time runs as the lines do.
fn places(visit: &Visit, bars: usize) -> Box<dyn Iterator<Item = usize>> {
    if visit.words.language().dir() == "rtl" { Box::new((0..bars).rev()) } else { Box::new(0..bars) }
}

fn bar(visit: &Visit, rows: &str, highest: u64, (place, (month, count)): (usize, &(Month, u64))) -> Bar {
    const PLOT_HEIGHT: u64 = 100;
    const BAR_STEP: usize = 34;
    let height = count * PLOT_HEIGHT / highest;
    let name = records::month_name(visit, *month);
    Bar {
        link: rows_of(rows, &[("month", month.to_string().as_str())]),
        x: place * BAR_STEP,
        y: PLOT_HEIGHT - height,
        height,
        label: name.chars().next().map(String::from).unwrap_or_default(),
        title: visit.words.with("elsewhere-bar", &[("month", name.into()), ("count", (*count).into())]),
    }
}

fn filters(visit: &Visit, link: &str, asked: &Asked) -> Vec<Filter> {
    let filter = |name: &str, shape, list: Asked| Filter {
        link: list.address(link, None),
        name: visit.say(name),
        shape,
        current: list.key() == asked.key(),
    };
    let narrowed = |filter: BrandFilter| Asked { filter, ..Asked::default() };
    let waiting = |knowing| Asked { waiting: Some(knowing), ..Asked::default() };
    let mut filters = vec![
        filter("filter-all", None, Asked::default()),
        filter("filter-waiting", None, waiting(Knowing::Told)),
        filter("filter-untold", None, waiting(Knowing::Untold)),
        filter("filter-answered", None, narrowed(BrandFilter { answered: true, ..BrandFilter::default() })),
        filter("filter-rated", None, narrowed(BrandFilter { rated: true, ..BrandFilter::default() })),
    ];
    for shape in ["open", "acknowledged", "unanswered", "offered", "resolved", "unresolved", "lapsed", "withdrawn"] {
        let state = BrandFilter { state: Some(shape.to_string()), ..BrandFilter::default() };
        filters.push(filter(&format!("state-{shape}"), Some(shape), narrowed(state)));
    }
    // Where a figure led to is named as long as somebody looks at it.
    if let Some(ended) = &asked.ended {
        filters.push(filter(&format!("filter-ended-{ended}"), None, asked.clone()));
    }
    if asked.broken {
        filters.push(filter("filter-broken", None, asked.clone()));
    }
    filters
}

/// What the figure of resolved complaints has above its line.
pub(in crate::web) const SOLVED: &str = "solved-by-brand";
/// What else stands in a list of its own beside the figures.
pub(in crate::web) const ENDED: [&str; 6] =
    ["closed", "solved-untold", "unanswered", "lapsed", "withdrawn-after", "withdrawn-settled"];

impl Asked {
    fn of(visit: &Visit) -> Asked {
        let state = visit.query("state");
        let solved = visit.query("solved").filter(|it| it == "brand").map(|_| SOLVED.to_string());
        let ended = || visit.query("ended").filter(|it| ENDED.contains(&it.as_str()));
        Asked {
            waiting: match state.as_deref() {
                Some("waiting") => Some(Knowing::Told),
                Some("untold") => Some(Knowing::Untold),
                _ => None,
            },
            filter: BrandFilter {
                state: state.filter(|it| State::NAMES.contains(&it.as_str())),
                answered: visit.query("answered").as_deref() == Some("yes"),
                rated: visit.query("rated").as_deref() == Some("yes"),
            },
            ended: solved.or_else(ended),
            broken: visit.query("promise").as_deref() == Some("broken"),
        }
    }

    fn key(&self) -> Vec<(&'static str, &str)> {
        let filter = &self.filter;
        let state = match self.waiting {
            Some(Knowing::Told) => Some("waiting"),
            Some(Knowing::Untold) => Some("untold"),
            None => filter.state.as_deref(),
        };
        let answered = filter.answered.then_some("yes");
        let rated = filter.rated.then_some("yes");
        let solved = self.ended.as_deref().filter(|it| *it == SOLVED).map(|_| "brand");
        let ended = self.ended.as_deref().filter(|it| *it != SOLVED);
        let promise = self.broken.then_some("broken");
        let all = [
            ("state", state),
            ("answered", answered),
            ("rated", rated),
            ("solved", solved),
            ("ended", ended),
            ("promise", promise),
        ];
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
