//! What pages say of a brand in figures, against a slow count of the published histories by somebody who knows the table of
//! the domain and nothing of our code.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::TimeDelta;
use redress::app::Clock as _;
use redress::catalogue::{Language, Words};
use redress::domain::Timestamp;
use redress::services::run_clock::run_clock;
use redress::storage::StorageError;
use redress::storage::accounts::Role;
use redress::storage::actors::{self, ActorKind};
use scraper::{Html, Selector};
use serde_json::Value;

use crate::on_both_engines;
use crate::pages::{file, member, representative, start};
use crate::promised::sign_in;
use crate::support::browser::{Browser, Shown};
use crate::support::{Engine, TestApp};

/// A board on which everything happened that can end a wait, each to somebody of their own.
struct Story {
    test: TestApp,
    acme: Browser,
    moderator: Browser,
    people: Vec<(Browser, String)>,
}

impl Story {
    async fn open(engine: Engine) -> Story {
        let test = start(engine);
        let acme = representative(&test).await;
        let moderator = member(&test, "mo", Role::Moderator).await;
        Story { test, acme, moderator, people: Vec::new() }
    }

    /// Somebody new files. Says which number they have.
    async fn files(&mut self, about: &str) -> usize {
        let number = self.people.len();
        let mut person = member(&self.test, &format!("p{number}x"), Role::Member).await;
        let title = format!("Heater number {number}");
        let path = file(&mut person, &[("brand", about), ("title", &title)]).await.is(200).path;
        self.people.push((person, path));
        number
    }

    async fn person(&mut self, number: usize, deed: &str, fields: &[(&str, &str)]) -> Shown {
        let (person, path) = &mut self.people[number];
        let asked_first = ["withdraw", "give-up", "retract"].contains(&deed);
        let at = if asked_first { format!("{path}/{deed}") } else { path.clone() };
        let shown = person.get(&at).await.is(200);
        person.submit(&shown, &format!("{path}/{deed}"), fields).await.is(200)
    }

    async fn brand(&mut self, number: usize, deed: &str, fields: &[(&str, &str)]) {
        let path = self.people[number].1.clone();
        let shown = self.acme.get(&path).await.is(200);
        self.acme.submit(&shown, &format!("{path}/{deed}"), fields).await.is(200);
    }

    async fn answers(&mut self, number: usize, more: &[(&str, &str)]) {
        let text = format!("I looked at heater {number} myself and write what I found.");
        let fields = [&[("text", text.as_str()), ("name", "J. O."), ("role", "refunds")], more].concat();
        self.brand(number, "respond", &fields).await;
    }

    async fn moderates(&mut self, number: usize, deed: &str, fields: &[(&str, &str)]) {
        let path = self.people[number].1.clone();
        let shown = self.moderator.get(&path).await.is(200);
        self.moderator.submit(&shown, &format!("{path}/{deed}"), fields).await.is(200);
    }

    /// Somebody reports it, and a moderator closes it.
    async fn is_dismissed(&mut self, number: usize) {
        let path = self.people[number].1.clone();
        let (reporter, _) = &mut self.people[0];
        let shown = reporter.get(&path).await.is(200);
        reporter.submit(&shown, &format!("{path}/report"), &[("reason", "abuse"), ("note", "An ad.")]).await.is(200);
        let queue = self.moderator.get("/moderation").await.is(200);
        let case = queue.attribute("main form[action^='/moderation/cases/']", "action");
        let decision = [("deed", "dismiss"), ("ground", "advertising"), ("reason", "It sells heaters.")];
        self.moderator.submit(&queue, &case, &decision).await.is(200);
    }

    async fn hours(&mut self, number: u64) {
        self.test.clock.advance(Duration::from_hours(number));
        run_clock(&self.test.app).await.unwrap();
        self.test.drain().await;
    }

    async fn days(&mut self, number: u64) {
        for _ in 0..number {
            self.hours(24).await;
        }
    }
}

const REFUND: [(&str, &str); 2] = [("and", "offer"), ("outcome", "refund")];

async fn every_ending(engine: Engine) -> Story {
    let mut it = Story::open(engine).await;
    for _ in 0..16 {
        it.files("acme.com").await;
    }
    let moved = it.files("nobody.com").await;
    let ended_before = it.files("nobody.com").await;
    it.person(13, "retract", &[]).await;
    it.hours(2).await;
    it.person(4, "withdraw", &[]).await;
    it.hours(3).await;
    it.person(2, "confirm", &[("solved_by", "myself"), ("rating", "7")]).await;
    it.person(ended_before, "confirm", &[("solved_by", "myself"), ("rating", "10")]).await;
    it.hours(5).await;
    it.answers(0, &REFUND).await;
    it.person(0, "confirm", &[("rating", "9"), ("would_return", "yes")]).await;
    it.answers(8, &REFUND).await;
    it.answers(9, &[("and", "offer"), ("outcome", "declined"), ("reason", "policy")]).await;
    it.answers(10, &REFUND).await;
    it.person(10, "decline", &[("text", "Nothing came.")]).await;
    it.answers(10, &REFUND).await;
    it.brand(5, "acknowledge", &[("name", "J. O.")]).await;
    it.brand(6, "acknowledge", &[("name", "J. O.")]).await;
    it.person(5, "withdraw", &[("settled", "no")]).await;
    it.person(6, "withdraw", &[("settled", "yes")]).await;
    it.answers(11, &[]).await;
    it.person(11, "confirm", &[("solved_by", "brand"), ("rating", "8")]).await;
    it.person(11, "reopen", &[("text", "It broke again.")]).await;
    it.hours(20).await;
    it.answers(1, &[]).await;
    it.person(1, "confirm", &[("solved_by", "myself"), ("rating", "4")]).await;
    it.hours(42).await;
    it.person(3, "give-up", &[("rating", "1")]).await;
    it.is_dismissed(12).await;
    for number in [moved, ended_before] {
        it.moderates(number, "move", &[("to", "acme.com"), ("reason", "They made it.")]).await;
    }
    // Somebody who complained before, under the same name.
    let (person, _) = &mut it.people[0];
    let words = [("title", "Heater number 0 again"), ("text", "Another heater, and another fault.")];
    let again = file(person, &words).await.is(200).path;
    let again = (it.people[0].0.clone(), again);
    it.people.push(again);
    it.hours(8).await;
    it.answers(moved, &[]).await;
    it.days(17).await;
    // It refused, nobody said anything, and it offers something else afterwards.
    it.answers(9, &REFUND).await;
    it.days(62).await;
    // Of those closed because no answer came, one is offered something, one too and says nothing, one says that it helped.
    it.acme = sign_in(&it.test, "jo").await;
    it.answers(14, &REFUND).await;
    it.days(15).await;
    it.answers(7, &REFUND).await;
    it.answers(15, &REFUND).await;
    it.people[15].0 = sign_in(&it.test, "p15x").await;
    it.person(15, "confirm", &[("rating", "8")]).await;
    it.files("acme.com").await;
    it.hours(10).await;
    it
}

/// A complaint as its published history tells it: nothing is taken from anywhere else.
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that the history says or does not say")]
#[derive(Default)]
struct Life {
    filed: Timestamp,
    author: String,
    brand: String,
    told: Option<Timestamp>,
    /// When each response came, and whether it was one of substance.
    responses: BTreeMap<u64, (Timestamp, bool)>,
    acted: bool,
    declined: bool,
    /// The outcome of the offer that stands.
    offer: Option<String>,
    accepted: Option<String>,
    solver: Option<String>,
    state: String,
    settled: bool,
    refused_at_lapse: bool,
    ended_elsewhere: bool,
    ever_unanswered: bool,
    rating: Option<u64>,
}

impl Life {
    fn human(&self) -> Option<Timestamp> {
        self.responses.values().filter(|(_, real)| *real).map(|(at, _)| *at).min()
    }

    fn counted_from(&self) -> Option<Timestamp> {
        self.told.filter(|_| !self.ended_elsewhere)
    }

    fn solved_by_brand(&self) -> bool {
        match &self.solver {
            Some(who) => who == "brand",
            None => self.accepted.as_deref().is_some_and(|it| it != "declined"),
        }
    }

    fn solver_is_known(&self) -> bool {
        self.solver.is_some() || self.solved_by_brand()
    }

    /// Closed because no answer came, and nobody who complained said since how else it ended.
    fn is_unanswered(&self) -> bool {
        let since = ["resolved", "unresolved", "dismissed", "retracted"].contains(&self.state.as_str());
        let against = self.state == "lapsed" && (self.declined || self.refused_at_lapse);
        self.ever_unanswered && !since && !against && (self.state != "withdrawn" || !self.acted)
    }

    /// Whether the resolution rate has it below the line.
    fn is_decided(&self) -> bool {
        self.is_unanswered()
            || match self.state.as_str() {
                "resolved" => self.solver_is_known(),
                "unresolved" | "unanswered" => true,
                "withdrawn" => self.acted && !self.settled,
                "lapsed" => self.declined || self.refused_at_lapse,
                _ => false,
            }
    }

    fn happens(&mut self, core: &Value) {
        let (at, fields) = (core["at"].as_str().unwrap().parse::<Timestamp>().unwrap(), &core["fields"]);
        let text = |name: &str| fields[name].as_str().map(str::to_string);
        match core["type"].as_str().unwrap() {
            "Filed" => {
                (self.filed, self.state) = (at, "open".into());
                self.brand = text("brand").unwrap();
            }
            "BrandNotified" => self.told = self.told.or(Some(at)),
            "Responded" => {
                let real = fields["named"] == true && fields["automated"] == false;
                self.responses.insert(fields["response"].as_u64().unwrap(), (at, real));
                self.acted = true;
                if self.state == "unanswered" && real {
                    self.state = "open".into();
                }
            }
            "Labelled" => {
                self.responses.get_mut(&fields["response"].as_u64().unwrap()).unwrap().1 = false;
            }
            "Acknowledged" | "HandedOff" | "Promised" => self.acted = true,
            "ResolutionOffered" => self.offer = text("outcome"),
            "ResolutionDeclined" => {
                self.declined = true;
                self.offer = None;
            }
            "ResolutionConfirmed" => {
                if self.state != "resolved" {
                    (self.solver, self.accepted) = (None, self.offer.take());
                    self.ended_elsewhere = false;
                }
                self.state = "resolved".into();
                self.solver = text("solved_by").or(self.solver.take());
                self.rating = fields["rating"].as_u64().or(self.rating);
            }
            "GivenUp" => {
                (self.state, self.rating) = ("unresolved".into(), fields["rating"].as_u64());
                self.ended_elsewhere = false;
            }
            "Withdrawn" => (self.state, self.settled) = ("withdrawn".into(), fields["settled"] == true),
            "Lapsed" => {
                self.state = "lapsed".into();
                self.refused_at_lapse |= self.offer.as_deref() == Some("declined");
            }
            "ClosedUnanswered" => (self.state, self.ever_unanswered) = ("unanswered".into(), true),
            "Reopened" => {
                (self.solver, self.accepted, self.offer, self.rating) = (None, None, None, None);
                (self.state, self.ended_elsewhere) = ("open".into(), false);
            }
            "Dismissed" => self.state = "dismissed".into(),
            "BrandReassigned" => {
                let ended = ["resolved", "unresolved", "withdrawn"].contains(&self.state.as_str());
                let state = if ended { self.state.clone() } else { "open".into() };
                *self = Life {
                    filed: self.filed,
                    author: std::mem::take(&mut self.author),
                    brand: text("to").unwrap(),
                    rating: self.rating,
                    ended_elsewhere: ended,
                    state,
                    ..Life::default()
                };
            }
            _ => {}
        }
    }
}

async fn document(test: &TestApp, path: &str) -> Value {
    let request = reqwest::Client::new().get(test.local_url(path)).header("accept", "application/activity+json");
    request.send().await.unwrap().json().await.unwrap()
}

/// Every complaint that this server publishes, read from its history page by page.
async fn published(test: &TestApp) -> Vec<Life> {
    let boards = test.app.db.read::<_, StorageError, _>(|view| actors::local_of_kind(view, ActorKind::Board)).await;
    let mut lives = Vec::new();
    for board in boards.unwrap() {
        let digest = document(test, &format!("/actors/{}/digest", board.id)).await;
        for row in digest["orderedItems"].as_array().unwrap() {
            let id = row["id"].as_str().unwrap().rsplit('/').next().unwrap().to_string();
            let mut life = Life::default();
            let mut next = Some(format!("/complaints/{id}/history?after=0"));
            while let Some(path) = next {
                let page = document(test, &path).await;
                for line in page["orderedItems"].as_array().unwrap() {
                    let core: Value = serde_json::from_str(line["rd:core"].as_str().unwrap()).unwrap();
                    if core["type"] == "Filed" {
                        let texts = line["rd:disclosures"].as_array().unwrap();
                        let author = texts.iter().find(|it| it["name"] == "author").unwrap();
                        life.author = author["value"].as_str().unwrap().to_string();
                    }
                    life.happens(&core);
                }
                let at = |it: &str| it.split_once("/complaints/").map(|(_, rest)| format!("/complaints/{rest}"));
                next = page["next"].as_str().and_then(at);
            }
            lives.push(life);
        }
    }
    lives
}

/// Those that count: the first of each person in thirty days.
fn once(mut lives: Vec<Life>) -> (Vec<Life>, usize) {
    lives.sort_by_key(|it| it.filed);
    let (mut last, mut counted, mut repeated) = (BTreeMap::<String, Timestamp>::new(), Vec::new(), 0);
    for life in lives {
        match last.get(&life.author) {
            Some(before) if life.filed - *before < TimeDelta::days(30) => repeated += 1,
            _ => {
                last.insert(life.author.clone(), life.filed);
                counted.push(life);
            }
        }
    }
    (counted, repeated)
}

/// The share that waits longer than each moment at which somebody was answered; who has no answer waits on.
fn within(told: &[&Life], now: Timestamp, percent: f64) -> Result<TimeDelta, TimeDelta> {
    let waited = |it: &Life| it.human().unwrap_or(now) - it.told.unwrap();
    let mut moments: Vec<TimeDelta> = told.iter().filter(|it| it.human().is_some()).map(|it| waited(it)).collect();
    moments.sort();
    moments.dedup();
    let mut still = 1.0;
    for moment in moments {
        let under_way = told.iter().filter(|it| waited(it) >= moment).count();
        let ended = told.iter().filter(|it| it.human().is_some() && waited(it) == moment).count();
        still *= 1.0 - f64::from(u32::try_from(ended).unwrap()) / f64::from(u32::try_from(under_way).unwrap());
        if still <= 1.0 - percent / 100.0 + 1e-9 {
            return Ok(moment);
        }
    }
    Err(told.iter().map(|it| waited(it)).max().unwrap())
}

/// The figures that the board's page shows: each name with its value and what stands beside it.
fn shown(page: &Shown) -> Vec<(String, String, String)> {
    let html = Html::parse_document(&page.html);
    let all = |which: &str| Selector::parse(which).unwrap();
    let text = |it: scraper::ElementRef<'_>, which: &str| {
        let found = it.select(&all(which)).next().map(|it| it.text().collect::<String>());
        found.unwrap_or_default().replace('\u{a0}', " ")
    };
    let which = all("section[aria-labelledby='answers'] .figures > div");
    html.select(&which).map(|it| (text(it, "dt"), text(it, "b"), text(it, ".small"))).collect()
}

/// What the list below them shows.
fn cards(page: &Shown) -> Vec<String> {
    let html = Html::parse_document(&page.html);
    let which = Selector::parse("#threads ~ .list > li").unwrap();
    html.select(&which).map(|it| it.text().collect()).collect()
}

fn percent(part: usize, whole: usize) -> String {
    format!("{}", (part * 200 + whole) / (whole * 2))
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

async fn marks_in_the_list(story: &Story, page: &Shown) {
    // The list says which one counts beside another one of the same person, and what ended before it came here.
    let mut visitor = Browser::at(&story.test);
    let again = visitor.get(&story.people[18].1).await.is(200);
    let listed = page.html.split("<li>").find(|it| it.contains(&story.people[18].1)).unwrap();
    assert!(
        again.text().contains("Heater number 0 again") && listed.contains("not counted: the same person"),
        "{listed}"
    );
    assert_eq!(page.html.matches("not counted: the same person").count(), 1);
    // Wherever it stands in a list.
    for list in ["/search?q=Heater+again", "/@p0x"] {
        let shown = visitor.get(list).await.is(200);
        let listed = shown.html.split("<li>").find(|it| it.contains(&story.people[18].1));
        let listed = listed.unwrap_or_else(|| panic!("{list}: {}", shown.text()));
        assert!(listed.contains("not counted: the same person"), "{list}: {listed}");
    }
    let ended_before = &story.people[17].1;
    let listed = page.html.split("<li>").find(|it| it.contains(ended_before)).unwrap();
    assert!(listed.contains("resolved before it was moved here"), "{listed}");
    let ended_before = visitor.get(ended_before).await.is(200).text();
    assert!(
        ended_before.contains("this was said of nobody.com, before the complaint was moved to acme.com"),
        "{ended_before}"
    );
}

async fn the_board_shows_what_anybody_can_count(engine: Engine) {
    let story = every_ending(engine).await;
    let (test, now) = (&story.test, story.test.clock.now());
    let about_acme = published(test).await.into_iter().filter(|it| it.brand == "acme.com" && it.state != "dismissed");
    let (counted, repeated) = once(about_acme.collect());
    let told: Vec<&Life> = counted.iter().filter(|it| it.counted_from().is_some()).collect();
    // The story has one of each.
    assert_eq!((counted.len(), repeated, told.len()), (17, 1, 16));

    let page = Browser::at(test).get("/boards/acme.com").await.is(200);
    let figures = shown(&page);
    let named = |name: &str| figures.iter().find(|it| it.0 == name).unwrap_or_else(|| panic!("{name}: {figures:?}"));
    let words = Words::of(Language::English);
    for (name, part) in
        [("First answer by a person, half within", 50.0), ("First answer by a person, nine of ten within", 90.0)]
    {
        let expected = match within(&told, now, part) {
            Ok(span) => words.span_within(span),
            Err(span) => words.with("figure-longer", &[("span", words.span(span).into())]),
        };
        let (_, value, rest) = named(name);
        assert_eq!(value, &expected.replace('\u{a0}', " "), "{name}");
        assert!(rest.contains("of 16 complaints that the brand was told of"), "{rest}");
    }
    let late = |it: &&&Life| it.human().is_none() && now - it.told.unwrap() > TimeDelta::hours(48);
    let answered = told.iter().filter(|it| it.human().is_some()).count();
    let whole = answered + told.iter().filter(late).count();
    let (_, value, rest) = named("Answered by a named person");
    assert_eq!(digits(value), percent(answered, whole));
    assert!(rest.starts_with(&format!("{answered} of {whole} complaints. Those without")), "{rest}");
    // Whoever found another way, took it back or gave up without an answer is among those who got none.
    assert_eq!((answered, whole), (10, 15));
    // An offer that nobody took clears nothing; whoever filed does.
    let ever = |state: &str, unanswered: bool| {
        told.iter().any(|it| it.ever_unanswered && it.state == state && it.is_unanswered() == unanswered)
    };
    assert!(ever("open", true) && ever("lapsed", true) && ever("resolved", false));

    let decided = told.iter().filter(|it| it.is_decided()).count();
    let solved = told.iter().filter(|it| it.state == "resolved" && it.solved_by_brand()).count();
    let (_, value, rest) = named("Resolved by the brand, as the people say");
    assert_eq!(digits(value), percent(solved, decided));
    assert!(rest.starts_with(&format!("{solved} of {decided} closed complaints")), "{rest}");

    // The whole is the sum of the parts that are named.
    let part = |name: &str, is_it: &dyn Fn(&Life) -> bool| {
        let count = told.iter().filter(|it| it.is_decided() && is_it(it)).count();
        assert!(rest.contains(&format!("{count} {name}")), "{count} {name}: {rest}");
        count
    };
    let silent = |it: &Life, state: &str| !it.is_unanswered() && it.state == state;
    let parts = [
        part("resolved by the brand", &|it| it.state == "resolved" && it.solved_by_brand()),
        part("resolved, but not by the brand", &|it| it.state == "resolved" && !it.solved_by_brand()),
        part("not resolved", &|it| it.state == "unresolved"),
        part("closed as unanswered", &Life::is_unanswered),
        part("withdrawn after the brand reacted and not said to be settled", &|it| silent(it, "withdrawn")),
        part("lapsed after an offer was declined or the brand refused", &|it| silent(it, "lapsed")),
    ];
    assert_eq!(parts.iter().sum::<usize>(), decided);

    let rated: Vec<u64> = told.iter().filter_map(|it| it.rating).collect();
    let (_, value, rest) = named("Mean rating (of 10)");
    assert_eq!(value, "too few to say");
    assert!(rest.starts_with(&format!("from {} people", rated.len())), "{rest}");

    marks_in_the_list(&story, &page).await;

    let text = page.text();
    let unanswered = told.iter().filter(|it| it.is_unanswered()).count();
    let after = told.iter().filter(|it| it.state == "withdrawn" && it.acted).count();
    for said in [
        "1 complaint is not in these figures: nobody has told the brand of it yet.".to_string(),
        "1 more complaint is not counted: the person had another one here in the 30 days before.".to_string(),
        format!("{unanswered} complaints were closed because no real answer came"),
        format!("{after} complaints were withdrawn after the brand had reacted."),
        "1 of them is settled, the person says.".to_string(),
        "1 complaint lapsed: an offer or a question of the brand got no reply.".to_string(),
    ] {
        assert!(text.contains(&said), "{said}: {text}");
    }

    // Each leads to the very complaints that it counts.
    let neutral = told.iter().filter(|it| it.state == "lapsed" && !it.is_decided()).count();
    for (of, count) in [
        ("solved=brand", solved),
        ("ended=closed", decided),
        ("ended=unanswered", unanswered),
        ("ended=lapsed", neutral),
        ("ended=withdrawn-after", after),
        ("ended=withdrawn-settled", 1),
    ] {
        assert!(of == "ended=closed" || page.html.contains(&format!("/boards/acme.com?{of}#threads")), "{of}");
        let list = Browser::at(test).get(&format!("/boards/acme.com?{of}")).await.is(200);
        let cards = cards(&list);
        assert_eq!(cards.len(), count, "{of}: {cards:?}");
        assert!(of != "solved=brand" || !cards.concat().contains("not by the brand"), "{cards:?}");
    }
    let resolved = cards(&Browser::at(test).get("/boards/acme.com?state=resolved").await.is(200)).concat();
    assert!(resolved.contains("solved, but not by the brand"), "{resolved}");

    // Ten of sixteen is not "well".
    let front = Browser::at(test).get("/").await.is(200).text();
    assert!(front.contains("None of them does so at present.") && front.contains("at least 90 of 100"), "{front}");
}

/// A number beside a list is of that list; what counts and is in no list is said beside the figures.
async fn what_is_listed_is_what_is_counted(engine: Engine) {
    let mut it = Story::open(engine).await;
    for _ in 0..5 {
        it.files("acme.com").await;
    }
    it.answers(0, &REFUND).await;
    it.person(0, "confirm", &[("rating", "9"), ("would_return", "yes")]).await;
    for number in [0, 1] {
        let (person, path) = &mut it.people[number];
        let sure = person.get(&format!("{path}/erase")).await.is(200);
        person.submit(&sure, &format!("{path}/erase"), &[]).await.is(200);
    }
    it.moderates(2, "hide", &[("reason", "Names a neighbour")]).await;
    it.test.drain().await;

    let rows = |shown: &Shown| {
        let list = Selector::parse("section[aria-labelledby='threads'] .list > li").unwrap();
        Html::parse_document(&shown.html).select(&list).count()
    };
    let mut visitor = Browser::at(&it.test);
    let board = visitor.get("/boards/acme.com").await.is(200);
    assert_eq!(rows(&board), 2, "{}", board.text());
    for said in [
        "2 complaints, 2 waiting now",
        "2 complaints are not in the list of all complaints: their words were erased.",
        "1 complaint is in no list",
        "1 of 1 closed complaints",
    ] {
        assert!(board.text().contains(said), "{said}: {}", board.text());
    }
    for (list, count) in [("state=waiting", 2), ("state=resolved", 1), ("rated=yes", 1), ("answered=yes", 1)] {
        let shown = visitor.get(&format!("/boards/acme.com?{list}")).await.is(200);
        assert_eq!(rows(&shown), count, "{list}: {}", shown.text());
    }
    let boards = visitor.get("/boards").await.is(200).text();
    assert!(boards.contains("2 waiting"), "{boards}");
    let desk = it.acme.get("/desk").await.is(200);
    let queue = Html::parse_document(&desk.html).select(&Selector::parse(".queue > li").unwrap()).count();
    assert!(desk.text().contains(&format!("{queue} complaints wait for acme.com here.")), "{}", desk.text());
}

async fn the_front_page_names_brands_that_answer_well_and_says_what_that_is(engine: Engine) {
    let mut story = Story::open(engine).await;
    for number in 0..10 {
        story.files("acme.com").await;
        story.hours(1).await;
        story.answers(number, &[]).await;
    }
    story.person(0, "confirm", &[("solved_by", "brand"), ("rating", "9")]).await;
    let humans = |page: &Shown| page.text().split("Brands that answer well").nth(1).unwrap().to_string();
    let mut reader = Browser::at(&story.test);
    let shown = humans(&reader.get("/").await.is(200));
    for said in [
        "a named person answered at least 90 of 100 complaints, nine of ten within 7 days",
        "half of 10 people had an answer within 1 hour",
        "1 of 1 closed complaints resolved by the brand",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    // Two in silence are one too many.
    story.files("acme.com").await;
    story.files("acme.com").await;
    story.hours(72).await;
    let shown = humans(&reader.get("/").await.is(200));
    assert!(shown.contains("None of them does so at present.") && !shown.contains("half of"), "{shown}");
}

on_both_engines!(
    the_board_shows_what_anybody_can_count,
    what_is_listed_is_what_is_counted,
    the_front_page_names_brands_that_answer_well_and_says_what_that_is,
);
