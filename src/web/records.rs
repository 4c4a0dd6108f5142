//! The records of a brand: the rows behind every figure of "recorded elsewhere", with filters in the address and search.

use actix_web::HttpResponse;
use actix_web::web::Path;
use askama::Template;

use crate::domain::brand::BrandDomain;
use crate::domain::finding;
use crate::domain::ids::BrandId;
use crate::domain::record::{Month, Response, Said};
use crate::http::problem::Problem;
use crate::storage::brands::{self, Brand};
use crate::storage::records::{self, ANY_RELIEF, BoardSection, Filter, Listed};
use crate::storage::{StorageError, View};
use crate::web::page::Page;
use crate::web::parts;
use crate::web::visit::{Answer, Visit};

/// Characters of a search that are looked at.
const QUERY_CHARS_MAX: usize = 200;
/// The names in the address, in the order in which they stand there.
const NAMES: [&str; 7] = ["q", "month", "since", "topic", "response", "timely", "disputed"];

/// A figure with the address of its rows.
struct Choice {
    name: String,
    count: String,
    link: String,
    current: bool,
}

struct RecordLine {
    source: String,
    title: String,
    facts: Vec<parts::Fact>,
}

#[derive(Template)]
#[template(path = "records.html")]
struct RecordsPage<'v> {
    page: Page<'v>,
    board: Option<String>,
    name: String,
    here: String,
    lead: String,
    /// Which months the outcomes are counted from, and what the topics are.
    window: String,
    about: String,
    query: String,
    /// What the search form keeps of the address.
    kept: Vec<(&'static str, String)>,
    outcomes: Vec<Choice>,
    months: Vec<Choice>,
    topics: Vec<Choice>,
    /// The filters that are set, each with the address without it.
    set: Vec<Choice>,
    total: Option<String>,
    records: Vec<RecordLine>,
    previous: Option<String>,
    next: Option<String>,
}

/// What the address asks for.
#[derive(Clone, Default)]
struct Asked {
    values: Vec<(&'static str, String)>,
    number: u64,
}

pub(super) async fn records(visit: Visit, brand: Path<String>) -> HttpResponse {
    let answer = records_page(&visit, &brand).await;
    visit.answer(answer)
}

async fn records_page(visit: &Visit, named: &str) -> Answer {
    let asked = Asked::of(visit);
    let filter = asked.filter().ok_or(Problem::NotFound)?;
    let (of, number) = (named.to_string(), asked.number);
    let seen = visit
        .read(move |view| {
            let Some(brand) = find(view, &of)? else { return Ok(None) };
            let Some(section) = records::board_section(view, brand.id)? else { return Ok(None) };
            let page = records::page(view, brand.id, &filter, number)?;
            Ok(Some((brand, section, page)))
        })
        .await?;
    let (brand, section, found) = seen.ok_or(Problem::NotFound)?;
    let address = brand.domain.as_ref().map_or_else(|| brand.id.to_string(), ToString::to_string);
    let here = format!("/boards/{address}/records");
    if address != named {
        return Ok(visit.go(&asked.address(&here, asked.number), ""));
    }
    let name = parts::brand_name(&brand);
    let words = visit.words;
    let title = words.with("records-title", &[("brand", (&name).into())]);
    Ok(visit.show(&RecordsPage {
        page: Page::new(visit, "boards", title),
        board: brand.domain.as_ref().map(|domain| format!("/boards/{domain}")),
        lead: visit.say("records-lead"),
        window: words.with("records-window", &[("window", window_name(visit, section.oldest, section.latest).into())]),
        about: words
            .with("elsewhere-topics", &[("window", window_name(visit, section.since(), section.latest).into())]),
        query: asked.value("q").unwrap_or_default().to_string(),
        kept: asked.values.iter().filter(|it| it.0 != "q").cloned().collect(),
        outcomes: outcomes(visit, &asked, &here, &section),
        months: months(visit, &asked, &here, &section),
        topics: topics(visit, &asked, &here, &section),
        set: asked.values.iter().map(|(key, value)| set(visit, &asked, &here, key, value)).collect(),
        total: found.total.map(|total| words.with("records-count", &[("count", total.into())])),
        records: found.records.iter().map(|record| line(visit, record)).collect(),
        previous: asked.number.checked_sub(1).map(|number| asked.address(&here, number)),
        next: found.has_next.then(|| asked.address(&here, asked.number + 1)),
        here,
        name,
    }))
}

/// By domain or alias; by its id while nobody knows the domain. What was merged leads to what it became.
fn find(view: &mut View<'_>, named: &str) -> Result<Option<Brand>, StorageError> {
    let found = match named.parse::<BrandId>() {
        Ok(id) => brands::find(view, id)?,
        Err(_) => match BrandDomain::parse(named) {
            Ok(domain) => brands::find_by_domain(view, &domain)?,
            Err(_) => None,
        },
    };
    match found.as_ref().and_then(|brand| brand.merged_into) {
        Some(into) => brands::find(view, into),
        None => Ok(found),
    }
}

impl Asked {
    fn of(visit: &Visit) -> Asked {
        let value = |name: &'static str| {
            let value: String = visit.query(name)?.trim().chars().take(QUERY_CHARS_MAX).collect();
            (!value.is_empty()).then_some((name, value))
        };
        // People count pages from one.
        let number = visit.query("page").and_then(|it| it.parse::<u64>().ok()).unwrap_or(1).saturating_sub(1);
        Asked { values: NAMES.into_iter().filter_map(value).collect(), number }
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }

    /// `None` when the address says something that no link of ours says.
    fn filter(&self) -> Option<Filter> {
        let mut filter = Filter::default();
        for (name, value) in &self.values {
            match *name {
                "q" => filter.words = finding::question(value),
                "month" => filter.month = Some(Month::parse(value)?),
                "since" => filter.since = Some(Month::parse(value)?),
                "topic" => filter.topic = Some(value.clone()),
                "response" if value == ANY_RELIEF => filter.responses = Response::RELIEF.to_vec(),
                "response" => filter.responses = vec![Response::parse(value)?],
                "timely" => filter.timely = Some(Said::parse(value)?),
                _ => filter.disputed = Some(Said::parse(value)?),
            }
        }
        Some(filter)
    }

    /// The same question with another value, from its first page; without one, the filter is dropped.
    fn with(&self, name: &'static str, value: Option<&str>) -> Asked {
        let mut values: Vec<_> = self.values.iter().filter(|it| it.0 != name).cloned().collect();
        values.extend(value.map(|value| (name, value.to_string())));
        values.sort_by_key(|it| NAMES.iter().position(|name| *name == it.0));
        Asked { values, number: 0 }
    }

    fn address(&self, here: &str, number: u64) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.values.iter().map(|(name, value)| (*name, value.as_str())));
        if number > 0 {
            query.append_pair("page", &(number + 1).to_string());
        }
        let query = query.finish();
        if query.is_empty() { here.to_string() } else { format!("{here}?{query}") }
    }

    fn choice(&self, visit: &Visit, here: &str, name: &'static str, value: &str, shown: String, count: u64) -> Choice {
        Choice {
            name: shown,
            count: visit.words.with("number", &[("number", count.into())]),
            link: self.with(name, Some(value)).address(here, 0),
            current: self.value(name) == Some(value),
        }
    }
}

/// What became of them: of all the brand's records, whatever is filtered.
fn outcomes(visit: &Visit, asked: &Asked, here: &str, section: &BoardSection) -> Vec<Choice> {
    let figures = &section.figures;
    let mut choices = vec![
        asked.choice(visit, here, "timely", "yes", visit.say("records-timely-yes"), figures.in_time.part),
        asked.choice(
            visit,
            here,
            "timely",
            "no",
            visit.say("records-timely-no"),
            figures.in_time.whole - figures.in_time.part,
        ),
    ];
    for (response, count) in &figures.responses {
        let name = response_name(visit, *response);
        choices.push(asked.choice(visit, here, "response", response.name(), name, *count));
    }
    let (disputed, asked_of) = (figures.disputed.part, figures.disputed.whole);
    choices.push(asked.choice(visit, here, "disputed", "yes", visit.say("records-disputed-yes"), disputed));
    choices.push(asked.choice(visit, here, "disputed", "no", visit.say("records-disputed-no"), asked_of - disputed));
    choices.retain(|it| it.count != "0" || it.current);
    choices
}

fn months(visit: &Visit, asked: &Asked, here: &str, section: &BoardSection) -> Vec<Choice> {
    let choice = |(month, count): &(Month, u64)| {
        asked.choice(visit, here, "month", &month.to_string(), month_name(visit, *month), *count)
    };
    section.months.iter().rev().map(choice).collect()
}

fn topics(visit: &Visit, asked: &Asked, here: &str, section: &BoardSection) -> Vec<Choice> {
    // They are counted from the last months, and so are the rows that they lead to.
    let since = section.since().to_string();
    let choice = |(topic, count): &(String, u64)| {
        let lately = asked.with("since", Some(&since));
        let mut choice = lately.choice(visit, here, "topic", topic, topic.clone(), *count);
        choice.current &= asked.value("since") == Some(since.as_str());
        choice
    };
    section.topics.iter().map(choice).collect()
}

fn set(visit: &Visit, asked: &Asked, here: &str, name: &'static str, value: &str) -> Choice {
    let shown = match name {
        "month" => Month::parse(value).map(|month| month_name(visit, month)),
        "since" => Month::parse(value)
            .map(|month| visit.words.with("records-since", &[("month", month_name(visit, month).into())])),
        "response" if value == ANY_RELIEF => Some(visit.say("records-response-any-relief")),
        "response" => Response::parse(value).map(|response| response_name(visit, response)),
        "timely" | "disputed" => Some(visit.say(&format!("records-{name}-{value}"))),
        _ => None,
    };
    Choice {
        name: shown.unwrap_or_else(|| value.to_string()),
        count: String::new(),
        link: asked.with(name, None).address(here, 0),
        current: true,
    }
}

fn line(visit: &Visit, it: &Listed) -> RecordLine {
    let words = visit.words;
    let today = visit.now.with_timezone(&visit.zone).date_naive();
    let issue = if it.issue.is_empty() { &it.topic } else { &it.issue };
    let title = if it.sub_issue.is_empty() { issue.clone() } else { format!("{issue}: {}", it.sub_issue) };
    let topic = if it.sub_topic.is_empty() { it.topic.clone() } else { format!("{} · {}", it.topic, it.sub_topic) };
    let mut facts = vec![
        parts::Fact::new(words.with("records-received", &[("day", words.day(it.received, today).into())])),
        parts::Fact::new(response_name(visit, it.response)),
    ];
    // What is in progress may still be answered.
    if it.timely == Said::No && it.response != Response::InProgress {
        facts.push(parts::Fact { text: visit.say("records-timely-no"), late: true });
    }
    if it.disputed == Said::Yes {
        facts.push(parts::Fact::new(visit.say("records-disputed-yes")));
    }
    facts.push(parts::Fact::new(topic));
    facts.push(parts::Fact::new(it.company.clone()));
    facts.extend((!it.state.is_empty()).then(|| parts::Fact::new(it.state.clone())));
    facts.extend((!it.company_says.is_empty()).then(|| parts::Fact::new(it.company_says.clone())));
    RecordLine { source: it.id.source_url(), title, facts }
}

fn response_name(visit: &Visit, response: Response) -> String {
    visit.say(&format!("records-response-{}", response.name()))
}

/// `December 2022 to November 2023`, or the one month that it is.
pub(super) fn window_name(visit: &Visit, from: Month, to: Month) -> String {
    if from == to {
        return month_name(visit, to);
    }
    visit.words.with("months", &[("from", month_name(visit, from).into()), ("to", month_name(visit, to).into())])
}

/// `November 2023`.
pub(super) fn month_name(visit: &Visit, month: Month) -> String {
    let (year, number) = (month.stored().div_euclid(12), month.stored().rem_euclid(12));
    visit.words.month(u32::try_from(number).unwrap_or(0), year)
}
