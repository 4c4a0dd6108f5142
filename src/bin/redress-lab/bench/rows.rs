//! The rows: what each asks of the instance, and when it is done.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context;
use serde_json::{Value, json};
use url::Url;

use crate::bench::client::{Connection, Met, Until, count, get, storm};
use crate::bench::instance::{Home, Process};
use crate::bench::peer::{Peer, rate};
use crate::bench::seed::{self, Seeded};
use crate::bench::{Figures, Plan};
use redress::app::App;
use redress::crypto::random::{SystemRandomness, new_v4};
use redress::domain::record::company_key;
use redress::storage::{StorageError, View, brands, complaints, jobs};

/// The queue of an instance that does not empty within this time is stuck.
const DRAIN_TIME_MAX: Duration = Duration::from_mins(10);
/// A fan-out has ended when nothing was delivered for so long.
const QUIET: Duration = Duration::from_secs(3);
const STARTS: usize = 10;
/// Actors that write the notes: each is fetched once, before the time is taken. So many that none reaches the bound of one
/// account, whatever is measured.
const WRITERS: usize = 500;
/// Requests of one page before the time is taken.
const WARM_UP: Duration = Duration::from_millis(500);
/// Changes whose way to the second instance is timed.
const CHANGES: usize = 200;
/// A second instance that does not hold a complaint, or a change of it, within this time never will.
const CARRIED_WITHIN: Duration = Duration::from_mins(1);
/// How often both databases are looked at: what the figures of `replica_lag` are exact to.
const LOOK_INTERVAL: Duration = Duration::from_micros(200);
/// How long an idle instance is left alone before its memory is read.
const REST: Duration = Duration::from_secs(5);

const HTML: &str = "text/html";
const ACTIVITY: &str = "application/activity+json";

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
#[value(rename_all = "snake_case")]
pub(super) enum Row {
    ImportRecords,
    Search,
    Disk,
    ColdStart,
    Idle,
    Webfinger,
    ObjectJson,
    ThreadHtml,
    BoardHtml,
    InboxNote,
    FollowUnknown,
    FanOut,
    ReplicaLag,
    Flood,
}

impl Row {
    pub(super) const ALL: [Row; 14] = [
        Row::ImportRecords,
        Row::Search,
        Row::Disk,
        Row::ColdStart,
        Row::Idle,
        Row::Webfinger,
        Row::ObjectJson,
        Row::ThreadHtml,
        Row::BoardHtml,
        Row::InboxNote,
        Row::FollowUnknown,
        Row::FanOut,
        Row::ReplicaLag,
        Row::Flood,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Row::ImportRecords => "import_records",
            Row::Search => "search",
            Row::Disk => "disk",
            Row::ColdStart => "cold_start",
            Row::Idle => "idle",
            Row::Webfinger => "webfinger",
            Row::ObjectJson => "object_json",
            Row::ThreadHtml => "thread_html",
            Row::BoardHtml => "board_html",
            Row::InboxNote => "inbox_note",
            Row::FollowUnknown => "follow_unknown",
            Row::FanOut => "fan_out",
            Row::ReplicaLag => "replica_lag",
            Row::Flood => "flood",
        }
    }
}

/// One run: the instance that all rows ask is made when the first of them needs it.
pub(super) struct Bench {
    plan: Plan,
    peer: Option<Peer>,
    site: Option<Site>,
    imported: bool,
}

/// An instance with threads in it, and the same database opened from outside.
struct Site {
    seeded: Seeded,
    app: App,
    process: Process,
    home: Home,
}

impl Bench {
    pub(super) fn new(plan: Plan) -> Bench {
        Bench { plan, peer: None, site: None, imported: false }
    }

    pub(super) async fn measure(&mut self, row: Row) -> anyhow::Result<Figures> {
        let figures = match row {
            Row::ImportRecords => self.import_records().await,
            Row::Search => self.search().await,
            Row::Disk => self.disk().await,
            Row::ColdStart => self.cold_start().await,
            Row::Idle => self.idle().await,
            Row::Webfinger => {
                let path =
                    |site: &Site| format!("/.well-known/webfinger?resource=acct:{}@{}", seed::BRAND, site.home.host);
                self.page(path, "application/jrd+json").await
            }
            Row::ObjectJson => self.page(|site| format!("/threads/{}", site.seeded.thread), ACTIVITY).await,
            Row::ThreadHtml => self.page(|site| format!("/complaints/{}", site.seeded.thread), HTML).await,
            Row::BoardHtml => self.page(|_| format!("/boards/{}", seed::BRAND), HTML).await,
            Row::InboxNote => self.inbox_note().await,
            Row::FollowUnknown => self.follow_unknown().await,
            Row::FanOut => self.fan_out().await,
            Row::ReplicaLag => self.replica_lag().await,
            Row::Flood => self.flood().await,
        }?;
        Ok(Figures { name: row.name(), engine: self.plan.engine.name(), ..figures })
    }

    async fn site(&mut self) -> anyhow::Result<&Site> {
        if self.peer.is_none() {
            self.peer = Some(Peer::start().await?);
        }
        if self.site.is_none() {
            let peers = self.peer.as_ref().map(Peer::authorities).unwrap_or_default();
            let home = Home::new("bench", self.plan.database.as_deref(), &peers)?;
            let app = home.open()?;
            let seeded = seed::seed(&app, self.plan.complaints).await.context("the database could not be filled")?;
            let (process, _) = home.serve().await?;
            drain(&app).await?;
            self.site = Some(Site { seeded, app, process, home });
        }
        self.site.as_ref().context("no instance")
    }

    async fn peer(&mut self) -> anyhow::Result<&Peer> {
        self.site().await?;
        self.peer.as_ref().context("no peer")
    }

    /// One address, asked for by many at once for some time.
    async fn page(&mut self, path: impl Fn(&Site) -> String, accept: &str) -> anyhow::Result<Figures> {
        let (connections, time) = (self.plan.connections, self.plan.time);
        let site = self.site().await?;
        let path = path(site);
        let requests = Arc::new(vec![get(&site.home.host, &path, accept)]);
        storm(site.home.listen, connections, Arc::clone(&requests), Until::Time(WARM_UP), 200)
            .await?
            .all_right()
            .with_context(|| path.clone())?;
        let memory = site.process.watch_memory();
        let before = site.process.cpu()?;
        let mut met = storm(site.home.listen, connections, requests, Until::Time(time), 200).await?;
        met.all_right().context(path)?;
        let cpu = site.process.cpu()?.saturating_sub(before);
        Ok(figures(&mut met, cpu, memory.end()))
    }

    /// The whole command, as somebody runs it: from the start of the process to its end.
    async fn import_records(&mut self) -> anyhow::Result<Figures> {
        // On PostgreSQL there is one empty database, and the instance wants it too: the file goes where the threads go.
        let (records, shared) = (self.plan.records, self.plan.database.is_some());
        self.imported |= shared;
        let own;
        let home = if shared {
            &self.site().await?.home
        } else {
            own = Home::new("import", None, &[])?;
            &own
        };
        let file = home.dir().join("records.csv");
        seed::write_records(&file, records)?;
        let cost = home.run(&["import", "cfpb", &file.display().to_string()]).await?;
        let n = usize::try_from(records)?;
        Ok(Figures {
            n: records,
            per_second: Some(rate(n, cost.elapsed)),
            cpu_ms_per_unit: Some(each_ms(cost.cpu, n)),
            rss_mb_max: cost.memory_mb_max,
            ..Figures::default()
        })
    }

    /// Words in the records of the company that has most of them.
    async fn search(&mut self) -> anyhow::Result<Figures> {
        let records = self.plan.records;
        let (connections, time, imported) = (self.plan.connections, self.plan.time, self.imported);
        self.site().await?;
        let site = self.site.as_ref().context("no instance")?;
        if !imported {
            let file = site.home.dir().join("records.csv");
            seed::write_records(&file, records)?;
            site.home.run(&["import", "cfpb", &file.display().to_string()]).await?;
        }
        self.imported = true;
        let key = company_key("COMPANY 0, INC.");
        let named = move |view: &mut View<'_>| brands::find_by_name(view, &key);
        let brand = site.app.db.read::<_, StorageError, _>(named).await?.context("no records")?;
        let words =
            ["report", "debt", "investigation", "mortgage+payment", "purchase+statement", "existing+problem+with"];
        let requests: Vec<Vec<u8>> = words
            .iter()
            .map(|words| get(&site.home.host, &format!("/boards/{}/records?q={words}", brand.id), HTML))
            .collect();
        let requests = Arc::new(requests);
        storm(site.home.listen, connections, Arc::clone(&requests), Until::Time(WARM_UP), 200).await?.all_right()?;
        let memory = site.process.watch_memory();
        let before = site.process.cpu()?;
        let mut met = storm(site.home.listen, connections, requests, Until::Time(time), 200).await?;
        met.all_right()?;
        let cpu = site.process.cpu()?.saturating_sub(before);
        Ok(figures(&mut met, cpu, memory.end()))
    }

    /// What the complaints take on the disk, against what people wrote.
    async fn disk(&mut self) -> anyhow::Result<Figures> {
        anyhow::ensure!(self.plan.database.is_none(), "the size of a PostgreSQL database is not looked at");
        let home = Home::new("disk", None, &[])?;
        let size =
            |home: &Home| -> anyhow::Result<u64> { Ok(std::fs::metadata(home.dir().join("redress.sqlite"))?.len()) };
        let app = home.open()?;
        drop(app);
        let empty = size(&home)?;
        let app = home.open()?;
        let seeded = seed::seed(&app, self.plan.complaints).await?;
        drop(app);
        // A second opening and closing moves what is left in the write-ahead log into the file.
        drop(home.open()?);
        let bytes = count(usize::try_from(size(&home)?.saturating_sub(empty))?);
        let n = usize::try_from(seeded.complaints)?;
        Ok(Figures {
            n: seeded.complaints,
            bytes_per_unit: Some(bytes / count(n)),
            times_its_text: Some(bytes / count(seeded.text_bytes)),
            ..Figures::default()
        })
    }

    /// From the start of the process to the first good answer, on a database that has been used.
    async fn cold_start(&mut self) -> anyhow::Result<Figures> {
        self.site().await?;
        let site = self.site.as_mut().context("no instance")?;
        let mut met = Met::default();
        for _ in 0..STARTS {
            stop(site)?;
            let (process, took) = site.home.serve().await?;
            site.process = process;
            met.answered.push(took);
        }
        let n = met.answered.len() as u64;
        Ok(Figures { n, p50_ms: met.percentile_ms(50), p99_ms: met.percentile_ms(99), ..Figures::default() })
    }

    /// A fresh process that was asked nothing.
    async fn idle(&mut self) -> anyhow::Result<Figures> {
        self.site().await?;
        let site = self.site.as_mut().context("no instance")?;
        stop(site)?;
        site.process = site.home.serve().await?.0;
        tokio::time::sleep(REST).await;
        Ok(Figures { n: 1, rss_mb_max: site.process.memory_mb(), ..Figures::default() })
    }

    async fn inbox_note(&mut self) -> anyhow::Result<Figures> {
        let activities = self.plan.activities;
        self.notes(activities).await
    }

    /// The same as `inbox_note`, for so long that memory would grow if it could.
    async fn flood(&mut self) -> anyhow::Result<Figures> {
        let activities = self.plan.activities * 4;
        let figures = self.notes(activities).await?;
        Ok(Figures { p50_ms: None, p99_ms: None, ..figures })
    }

    /// Signed posts into one thread: counted until the last of them is worked off.
    async fn notes(&mut self, activities: usize) -> anyhow::Result<Figures> {
        let connections = self.plan.connections;
        self.site().await?;
        let (site, peer) = (self.site.as_ref().context("no instance")?, self.peer.as_ref().context("no peer")?);
        let warm: Vec<Vec<u8>> = signed_notes(site, peer, WRITERS)?;
        storm(site.home.listen, connections, Arc::new(warm), Until::Done, 202).await?.all_right()?;
        drain(&site.app).await?;
        let notes = Arc::new(signed_notes(site, peer, activities)?);
        let memory = site.process.watch_memory();
        let (began, before) = (Instant::now(), site.process.cpu()?);
        let mut met = storm(site.home.listen, connections, notes, Until::Done, 202).await?;
        met.all_right()?;
        drain(&site.app).await?;
        let elapsed = began.elapsed();
        let cpu = site.process.cpu()?.saturating_sub(before);
        Ok(Figures { per_second: Some(rate(activities, elapsed)), ..figures(&mut met, cpu, memory.end()) })
    }

    /// Each by somebody new: one fetch, one verification, one answer that is delivered.
    async fn follow_unknown(&mut self) -> anyhow::Result<Figures> {
        let (activities, connections) = (self.plan.activities.min(2_000), self.plan.connections);
        self.site().await?;
        let (site, peer) = (self.site.as_ref().context("no instance")?, self.peer.as_ref().context("no peer")?);
        // Actors that nobody has met: their numbers lie beyond those of the writers and of the followers.
        let first = 1_000_000;
        let inbox = Url::parse(&site.seeded.board.inbox)?;
        let follows: Vec<Vec<u8>> = (first..first + activities)
            .map(|number| {
                let actor = peer.actor(number);
                let follow = json!({
                    "@context": "https://www.w3.org/ns/activitystreams",
                    "id": format!("{actor}/follows/{}", new_v4(&SystemRandomness)),
                    "type": "Follow", "actor": actor, "object": site.seeded.board.uri,
                });
                peer.deliver(number, &inbox, &follow)
            })
            .collect::<anyhow::Result<_>>()?;
        let memory = site.process.watch_memory();
        let received = peer.received();
        let (began, before) = (Instant::now(), site.process.cpu()?);
        let mut met = storm(site.home.listen, connections, Arc::new(follows), Until::Done, 202).await?;
        met.all_right()?;
        while peer.received() - received < activities {
            anyhow::ensure!(began.elapsed() < DRAIN_TIME_MAX, "{} answers came", peer.received() - received);
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let elapsed = began.elapsed();
        let cpu = site.process.cpu()?.saturating_sub(before);
        Ok(Figures { per_second: Some(rate(activities, elapsed)), ..figures(&mut met, cpu, memory.end()) })
    }

    /// One post in a thread whose board has [`seed::FOLLOWERS`] followers, until all of them were told. The times are those of
    /// the request that caused it.
    async fn fan_out(&mut self) -> anyhow::Result<Figures> {
        self.peer().await?;
        let (site, peer) = (self.site.as_ref().context("no instance")?, self.peer.as_ref().context("no peer")?);
        seed::add_followers(&site.app, peer, &site.seeded.board).await?;
        let note = signed_notes(site, peer, 1)?.pop().context("no note")?;
        let memory = site.process.watch_memory();
        let received = peer.received();
        let (began, before) = (Instant::now(), site.process.cpu()?);
        let mut connection = Connection::open(site.home.listen).await?;
        let status = connection.ask(&note).await?;
        anyhow::ensure!(status == 202, "the post was answered {status}");
        let caused = began.elapsed().as_secs_f64() * 1_000.0;
        let (mut delivered, mut last, mut cpu) = (0, Instant::now(), before);
        while last.elapsed() < QUIET {
            let now = peer.received() - received;
            if now > delivered {
                (delivered, last, cpu) = (now, Instant::now(), site.process.cpu()?);
            }
            anyhow::ensure!(began.elapsed() < DRAIN_TIME_MAX, "it does not end");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        anyhow::ensure!(delivered >= seed::FOLLOWERS, "only {delivered} deliveries came");
        Ok(Figures {
            n: delivered as u64,
            per_second: Some(rate(delivered, last - began)),
            cpu_ms_per_unit: Some(each_ms(cpu.saturating_sub(before), delivered)),
            p50_ms: Some(caused),
            p99_ms: Some(caused),
            rss_mb_max: memory.end(),
            ..Figures::default()
        })
    }

    /// From a change in the home's database to the same state in that of an instance that carries the board.
    async fn replica_lag(&mut self) -> anyhow::Result<Figures> {
        // Not the instance of the other rows: on PostgreSQL this one wants a database that nobody has sealed yet.
        if self.peer.is_none() {
            self.peer = Some(Peer::start().await?);
        }
        let peer = self.peer.as_ref().context("no peer")?;
        let (home, second) = Home::pair("home", "second", self.plan.database.as_deref(), &peer.authorities())?;
        let app = home.open()?;
        let seeded = seed::seed(&app, 1).await.context("the database could not be filled")?;
        let (process, _) = home.serve().await?;
        let (at_second, _) = second.serve().await?;
        let site = Site { seeded, app, process, home };
        second.run(&["follow-board", &format!("{}@{}", seed::BRAND, site.home.host)]).await?;
        let uri = site.app.address.complaint(site.seeded.thread);
        let carrier = second.open()?;
        let began = Instant::now();
        while sequence_at(&carrier, &uri).await? != sequence_at(&site.app, &uri).await? {
            anyhow::ensure!(began.elapsed() < CARRIED_WITHIN, "the second instance does not carry the board");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let memory = at_second.watch_memory();
        let before = at_second.cpu()?;
        let mut connection = Connection::open(site.home.listen).await?;
        let mut met = Met::default();
        for note in signed_notes(&site, peer, CHANGES)? {
            let sequence = sequence_at(&site.app, &uri).await?;
            let status = connection.ask(&note).await?;
            anyhow::ensure!(status == 202, "a post was answered {status}");
            until_past(&site.app, &uri, sequence).await?;
            let changed = Instant::now();
            until_past(&carrier, &uri, sequence).await?;
            met.answered.push(changed.elapsed());
        }
        let cpu = at_second.cpu()?.saturating_sub(before);
        Ok(Figures { per_second: None, ..figures(&mut met, cpu, memory.end()) })
    }
}

/// How far a database is with a complaint; 0 where it is unknown.
async fn sequence_at(app: &App, uri: &str) -> anyhow::Result<i64> {
    let uri = uri.to_string();
    let found = app.db.read::<_, StorageError, _>(move |view| complaints::find_by_uri(view, &uri)).await?;
    Ok(found.map_or(0, |held| held.complaint.sequence))
}

async fn until_past(app: &App, uri: &str, sequence: i64) -> anyhow::Result<()> {
    let began = Instant::now();
    while sequence_at(app, uri).await? <= sequence {
        anyhow::ensure!(began.elapsed() < CARRIED_WITHIN, "a change did not arrive");
        tokio::time::sleep(LOOK_INTERVAL).await;
    }
    Ok(())
}

/// Ends the process before the next one starts: one process serves a SQLite file.
fn stop(site: &mut Site) -> anyhow::Result<()> {
    site.process.stop()
}

/// Replies to the thread by the peer's writers in turn, each with an id of its own.
fn signed_notes(site: &Site, peer: &Peer, how_many: usize) -> anyhow::Result<Vec<Vec<u8>>> {
    let inbox = Url::parse(&site.seeded.board.inbox)?;
    (0..how_many)
        .map(|number| {
            let writer = number % WRITERS;
            peer.deliver(writer, &inbox, &note(site, &peer.actor(writer)))
        })
        .collect()
}

fn note(site: &Site, actor: &str) -> Value {
    let public = "https://www.w3.org/ns/activitystreams#Public";
    let id = format!("{actor}/notes/{}", new_v4(&SystemRandomness));
    let at = chrono::DateTime::to_rfc3339(&site.app.clock.now());
    let audience = [site.seeded.board.uri.clone()];
    json!({
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": format!("{id}/activity"), "type": "Create", "actor": actor, "published": at,
        "to": [public], "cc": audience,
        "object": {
            "id": id, "type": "Note", "attributedTo": actor, "published": at,
            "inReplyTo": site.app.address.complaint(site.seeded.thread),
            "content": "<p>The same happened to me last month: promised twice, and then nobody knew anything.</p>",
            "to": [public], "cc": audience,
        },
    })
}

/// Waits until the instance has worked off what it took in.
async fn drain(app: &App) -> anyhow::Result<()> {
    let began = Instant::now();
    loop {
        let counts = app.db.read(jobs::counts).await?;
        if counts.waiting == 0 {
            return Ok(());
        }
        anyhow::ensure!(began.elapsed() < DRAIN_TIME_MAX, "{} jobs are still waiting", counts.waiting);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

fn figures(met: &mut Met, cpu: Duration, memory_mb_max: Option<f64>) -> Figures {
    let n = met.answered.len();
    Figures {
        n: n as u64,
        per_second: Some(met.per_second()),
        cpu_ms_per_unit: Some(each_ms(cpu, n)),
        p50_ms: met.percentile_ms(50),
        p99_ms: met.percentile_ms(99),
        rss_mb_max: memory_mb_max,
        ..Figures::default()
    }
}

fn each_ms(cpu: Duration, units: usize) -> f64 {
    cpu.as_secs_f64() * 1_000.0 / count(units.max(1))
}
