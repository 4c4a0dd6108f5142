//! What is private stays private: every route, every viewer, every standing of a thread; and what strangers' posts and
//! requests about it come to.

mod overtaken;
pub(crate) mod routes;
mod signed_in;
mod strangers;
mod told;
mod world;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use futures_util::{StreamExt as _, stream};
use redress::app::Clock;
use redress::crypto::cavage;
use redress::domain::visibility::{Peer, Sight, Standing, Viewer, sight};

use crate::on_both_engines;
use crate::support::Engine;
use crate::support::peer::{ACTIVITY_JSON, PeerActor};
use crate::visibility::routes::{DOCUMENTS, ROWS, Row, patterns};
use crate::visibility::world::{REASON, Thread, World, person};

/// Requests that are under way at once.
const AT_ONCE: usize = 6;

/// Who asks, and what it is to whom.
struct Asker {
    viewer: Viewer,
    cookie: Option<String>,
    accept: &'static str,
    method: reqwest::Method,
    /// Who signs for it.
    signs: Option<PeerActor>,
}

struct Answer {
    status: u16,
    headers: String,
    body: String,
}

/// One cell: a thread, somebody who asks, and an address.
struct Cell<'w> {
    thread: &'w Thread,
    asker: &'w Asker,
    pattern: &'static str,
    row: Row,
    path: String,
}

async fn ask(world: &World, asker: &Asker, path: &str) -> Answer {
    // One for all: making one reads every certificate of this machine.
    static CLIENT: LazyLock<reqwest::Client> = LazyLock::new(|| {
        reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .pool_max_idle_per_host(0)
            .build()
            .unwrap()
    });
    let mut request = CLIENT
        .request(asker.method.clone(), world.test.local_url(path))
        .header("Host", world.test.authority())
        .header("Accept", asker.accept);
    if let Some(who) = &asker.signs {
        let url = url::Url::parse(&format!("http://{}{path}", world.test.authority())).unwrap();
        let now = world.test.clock.now();
        let signed = cavage::sign(asker.method.as_str(), &url, None, &who.key_id, &who.key, now).unwrap();
        request = request.header("Date", signed.date).header("Signature", signed.signature);
    }
    if let Some(cookie) = &asker.cookie {
        request = request.header("Cookie", format!("session={cookie}"));
    }
    let response = request.send().await.unwrap();
    let kept = ["location", "content-type", "cache-control", "vary", "link", "etag", "content-language", "allow"];
    let header = |name: &&str| {
        let values = response.headers().get_all(*name).iter().map(|it| it.to_str().unwrap_or_default());
        values.fold(String::new(), |text, value| text + name + ": " + value + "\n")
    };
    let headers = kept.iter().map(header).collect();
    Answer { status: response.status().as_u16(), headers, body: response.text().await.unwrap() }
}

/// Without the marks of forms, which are new each time.
fn without_values(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("value=\"") {
        let (before, after) = rest.split_at(at + 7);
        out.push_str(before);
        rest = after.find('"').map_or("", |end| &after[end..]);
    }
    out + rest
}

impl Cell<'_> {
    /// Its ids that stand in the address; of one filed under a name made for it, that name.
    fn named(&self) -> Vec<String> {
        let thread = self.thread;
        let mut own: Vec<String> = thread.ids.iter().chain(&thread.activities).chain(&thread.quote).cloned().collect();
        if thread.pseudonym {
            own.extend([thread.complainant.clone(), thread.author.to_string()]);
        }
        own.into_iter().filter(|id| self.path.contains(id.as_str())).collect()
    }

    /// The same address of something that does not exist.
    fn unknown(&self) -> String {
        let mut path = self.path.clone();
        for (number, id) in self.named().into_iter().enumerate() {
            path = path.replace(&id, &made_up(number));
        }
        path
    }

    fn anonymous(&self, text: &str, unknown: bool) -> String {
        let mut text = without_values(text);
        for (number, id) in self.named().into_iter().enumerate() {
            let id = if unknown { made_up(number) } else { id };
            text = text.replace(&id, "ID");
        }
        text
    }

    fn sight(&self) -> Sight {
        sight(self.thread.standing, self.asker.viewer)
    }

    /// What betrays the thread in an answer, to somebody who may not see it whole.
    fn leaks(&self, answer: &Answer) -> Vec<String> {
        if self.sight() == Sight::Whole {
            return Vec::new();
        }
        let text = self.anonymous(&format!("{}\n{}", answer.headers, answer.body), false);
        let mut found: Vec<String> =
            self.thread.canaries.iter().filter(|it| text.contains(it.as_str())).cloned().collect();
        if self.sight() == Sight::Nothing {
            let own = self.thread.ids.iter().chain(&self.thread.activities).chain(&self.thread.quote);
            found.extend(own.filter(|it| text.contains(it.as_str())).cloned());
        }
        let names_person =
            self.path.contains(&self.thread.complainant) || self.path.contains(&self.thread.author.to_string());
        if !names_person && text.contains(&self.thread.complainant) {
            found.push(self.thread.complainant.clone());
        }
        found
    }

    fn wrong(&self, what: impl std::fmt::Display) -> String {
        let (thread, asker) = (self.thread, self.asker);
        format!(
            "{} × {:?} {} {} × {} ({}): {what}",
            thread.name, asker.viewer, asker.method, asker.accept, self.pattern, self.path
        )
    }

    /// Asks, and says what is wrong with the answer.
    async fn check(&self, world: &World) -> Vec<String> {
        let answer = ask(world, self.asker, &self.path).await;
        let mut wrong: Vec<String> =
            self.leaks(&answer).into_iter().map(|it| self.wrong(format!("shows {it}"))).collect();
        if answer.status >= 500 {
            wrong.push(self.wrong(format!("answers {}", answer.status)));
        }
        if self.sight() == Sight::Nothing && !self.named().is_empty() {
            let other = ask(world, self.asker, &self.unknown()).await;
            let (ours, theirs) = (self.anonymous(&answer.body, false), self.anonymous(&other.body, true));
            let heads = (self.anonymous(&answer.headers, false), self.anonymous(&other.headers, true));
            if answer.status != other.status || ours != theirs || heads.0 != heads.1 {
                wrong.push(self.wrong(format!(
                    "{} is not what an unknown address gets: {}\n{}\n{}",
                    answer.status, other.status, heads.0, heads.1
                )));
            }
        }
        wrong.extend(self.expected(&answer).map(|it| self.wrong(it)));
        wrong
    }

    /// Who may see it does see it: a matrix that is empty everywhere proves nothing.
    fn expected(&self, answer: &Answer) -> Option<String> {
        let shows = answer.body.contains(&self.thread.title);
        let reading = self.asker.method == reqwest::Method::GET && self.asker.accept == "text/html";
        let status = answer.status;
        match (self.row, self.sight()) {
            (Row::Page(_), Sight::Whole) if reading && self.pattern != "/follow" => {
                (status != 200 || shows == self.thread.erased).then(|| format!("{status}, title shown: {shows}"))
            }
            (Row::Page(_), Sight::Outline) if reading => {
                (status != 404 || !answer.body.contains(REASON)).then(|| format!("{status} without the reason"))
            }
            (Row::Guarded(_), Sight::Whole) if reading && self.asker.viewer == Viewer::Voice => {
                (status != 200 || shows == self.thread.erased).then(|| format!("{status}, title shown: {shows}"))
            }
            (Row::Document(_), Sight::Whole) if self.asker.accept == ACTIVITY_JSON && !self.thread.erased => {
                let is_ours = self.thread.name != "provisional" || !self.pattern.starts_with("/posts");
                (is_ours && self.asker.method == reqwest::Method::GET && status != 200).then(|| status.to_string())
            }
            (Row::Document(_), Sight::Outline)
                if self.asker.accept == ACTIVITY_JSON && self.asker.method == reqwest::Method::GET =>
            {
                (status != 404 || !answer.body.contains(REASON)).then(|| format!("{status} without the reason"))
            }
            (Row::List(_), _) if reading => {
                let own = self.pattern == "/@{name}" && self.asker.viewer == Viewer::Complainant;
                let may = self.thread.standing.is_listed() || own;
                let must = may
                    && !self.thread.erased
                    && !self.thread.pseudonym
                    && matches!(self.pattern, "/boards/{domain}" | "/search" | "/@{name}");
                ((shows && !may) || (must && !shows)).then(|| format!("listed: {shows}"))
            }
            _ => None,
        }
    }
}

fn made_up(number: usize) -> String {
    format!("01890000-0000-7000-8000-{number:012}")
}

fn paths_of(world: &World, thread: &Thread, row: Row) -> Vec<String> {
    match row {
        Row::Page(path) | Row::Guarded(path) => vec![path(thread)],
        Row::Document(paths) => paths(thread),
        Row::List(path) => vec![path(world, thread)],
        Row::Other(paths) => paths(world, thread),
        Row::Takes => Vec::new(),
    }
}

fn askers(world: &World, thread: &Thread) -> Vec<Asker> {
    let page = |viewer, name: Option<&str>| {
        let cookie = name.map(|it| world.sessions[it].cookie("session").unwrap());
        Asker { viewer, cookie, accept: "text/html", method: reqwest::Method::GET, signs: None }
    };
    let peer = |method| Asker {
        viewer: Viewer::Peer(Peer::Anybody),
        cookie: None,
        accept: ACTIVITY_JSON,
        method,
        signs: None,
    };
    let signed = |viewer, who: &PeerActor| Asker {
        viewer: Viewer::Peer(viewer),
        signs: Some(who.clone()),
        ..peer(reqwest::Method::GET)
    };
    let mut all = vec![
        page(Viewer::Visitor, None),
        page(Viewer::Member, Some("tom")),
        page(Viewer::Commenter, Some("kim")),
        page(Viewer::Voice, Some("jo")),
        page(Viewer::Moderator, Some("mo")),
        Asker { method: reqwest::Method::HEAD, ..page(Viewer::Visitor, None) },
        Asker { method: reqwest::Method::OPTIONS, ..page(Viewer::Visitor, None) },
        peer(reqwest::Method::GET),
        peer(reqwest::Method::HEAD),
        // Follows the board and carries what it announces; of what is at home here that is no reason to read more.
        signed(Peer::Anybody, &world.sam),
        signed(Peer::Anybody, &world.pia),
        signed(Peer::Blocked, &world.eve),
    ];
    let filer = person(thread.name);
    if world.sessions.contains_key(&filer) {
        all.push(page(Viewer::Complainant, Some(&filer)));
    }
    all
}

/// Every route of the running server stands in the matrix, and nothing else does.
async fn every_route_has_its_row(engine: Engine) {
    let test = crate::support::TestApp::start(engine);
    let there = patterns(&test.app).await;
    assert!(there.len() > 50, "the table of routes cannot be read: {there:?}");
    let rows: BTreeSet<String> = ROWS.iter().map(|(pattern, _)| (*pattern).to_string()).collect();
    let without: Vec<_> = there.difference(&rows).collect();
    assert!(without.is_empty(), "routes without a row in the matrix of who may see what: {without:?}");
    let gone: Vec<_> = rows.difference(&there).collect();
    assert!(gone.is_empty(), "rows without a route: {gone:?}");
}

async fn nobody_reads_what_is_not_for_them(engine: Engine) {
    let world = World::open(engine).await;
    for standing in Standing::ALL {
        // What a blocked home has said is told in a story of its own: it takes a second server.
        let told = world.threads.iter().any(|it| it.standing == standing) || standing == Standing::HomeBlocked;
        assert!(told, "{standing:?} has no thread in the matrix");
    }
    let asking: Vec<(&Thread, Vec<Asker>)> = world.threads.iter().map(|it| (it, askers(&world, it))).collect();
    let mut cells = Vec::new();
    for (thread, askers) in &asking {
        for asker in askers {
            for (pattern, row) in ROWS {
                // Those who only ask whether it is there ask for threads and documents.
                let by_id = matches!(row, Row::Page(_) | Row::Guarded(_) | Row::Document(_));
                let signed = asker.signs.is_none() || DOCUMENTS.contains(pattern);
                let paths = if !signed {
                    Vec::new()
                } else if by_id || asker.method == reqwest::Method::GET {
                    paths_of(&world, thread, *row)
                } else {
                    Vec::new()
                };
                cells.extend(paths.into_iter().map(|path| Cell { thread, asker, pattern, row: *row, path }));
            }
        }
    }
    let count = cells.len();
    let checked: Vec<Vec<String>> =
        stream::iter(cells.iter()).map(|cell| cell.check(&world)).buffer_unordered(AT_ONCE).collect().await;
    let wrong: Vec<String> = checked.into_iter().flatten().collect();
    eprintln!("visibility: {count} cells on {engine:?}, {} leaks", wrong.len());
    let shown: Vec<&String> = wrong.iter().take(60).collect();
    assert!(wrong.is_empty(), "{} of {count}:\n{shown:#?}", wrong.len());
}

on_both_engines!(every_route_has_its_row, nobody_reads_what_is_not_for_them);
