//! The rig of the hostile inputs: a peer with two people, a thread of ours, names that lead anywhere, peers that
//! misbehave byte by byte, a canary, and a census of everything that could have an effect.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use redress::app::Clock as _;
use redress::domain::brand::BrandDomain;
use redress::domain::ids::ComplaintId;
use redress::egress::{Found, Lookup};
use redress::federation::Reason;
use redress::federation::actor::fetch_actor;
use redress::services::file_complaint::{Draft, Filer, file_complaint};
use redress::services::open_board::open_board;
use redress::services::scene::Scene;
use redress::services::signing;
use redress::storage::actors::{self, Actor, ActorKind};
use redress::storage::follows::{self, Follow};
use redress::storage::posts::{self, StoredPost};
use redress::storage::{Cause, Door, StorageError, View, inbox};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::hostile::ledger::Tally;
use crate::support::peer::{FakePeer, Letter, PUBLIC, PeerActor, Sealed};
use crate::support::{Engine, TestApp};

/// Our server, a peer with two people on it, and the like of one of them as the activity to spoil.
pub struct Rig {
    pub test: TestApp,
    pub peer: FakePeer,
    pub alice: PeerActor,
    pub mallory: PeerActor,
    pub tally: Tally,
}

/// Tables that a refused request may touch: who we are to others, and what we learnt about the sender.
pub const LEARNT: [&str; 6] = ["actors", "actor_keys", "remote_keys", "profiles", "hosts", "settings"];
/// Tables that an accepted request touches before anybody knows what it means.
pub const TAKEN: [&str; 4] = ["inbox", "inbox_lanes", "causes", "jobs"];

/// How many rows every table has, with what else could change unseen.
pub type Census = BTreeMap<String, i64>;

impl Rig {
    pub async fn start(engine: Engine) -> Rig {
        let peer = FakePeer::start("a.test");
        let test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
        Rig::with(test, peer).await
    }

    /// With a second server that may be reached, too.
    pub async fn start_between(engine: Engine) -> (Rig, FakePeer) {
        let (peer, other) = (FakePeer::start("a.test"), FakePeer::start("b.test"));
        let test = TestApp::start_as(engine, "home.test", &[peer.authority(), other.authority()]);
        (Rig::with(test, peer).await, other)
    }

    pub async fn with(mut test: TestApp, peer: FakePeer) -> Rig {
        test.serve();
        signing::instance_actor(&test.app).await.unwrap();
        let (alice, mallory) = (peer.person("alice"), peer.person("mallory"));
        Rig { test, peer, alice, mallory, tally: Tally::default() }
    }

    pub fn like(&self, number: usize) -> Value {
        json!({
            "@context": "https://www.w3.org/ns/activitystreams", "type": "Like", "actor": self.alice.uri,
            "id": self.peer.url(&format!("/likes/{number}")), "object": self.peer.url("/notes/1")
        })
    }

    pub fn letter(&self) -> Letter {
        Letter::new(&self.test, &self.alice, &self.like(1))
    }

    /// A letter with this very text as its body.
    pub fn letter_of(&self, body: impl Into<Vec<u8>>) -> Letter {
        let mut letter = self.letter();
        letter.body = body.into();
        letter.digest = Some(redress::crypto::cavage::digest_header(&letter.body));
        letter
    }

    /// How many activities were taken in.
    pub fn taken(&self) -> i64 {
        let rows = self.test.db.counted("SELECT 'taken' AS name, COUNT(*) AS number FROM inbox");
        rows[0].1
    }

    pub async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut View<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> T {
        self.test.app.db.read(read).await.unwrap()
    }

    pub async fn outcome(&self, actor: &PeerActor, activity: &Value) -> Option<String> {
        self.test.drain().await;
        let key = inbox::Key::new(&actor.uri, activity["id"].as_str().unwrap());
        self.read(move |view| inbox::outcome(view, &key)).await
    }

    /// Sends in somebody's name, lets the worker finish, and says what became of it.
    pub async fn say(&self, who: &PeerActor, mut activity: Value) -> String {
        activity["actor"] = json!(who.uri);
        let status = self.peer.send(&self.test, who, &activity).await;
        let outcome = self.outcome(who, &activity).await;
        outcome.unwrap_or_else(|| status.to_string())
    }

    /// Sends what must be refused with one of these statuses.
    pub async fn refused(&mut self, sealed: &Sealed, statuses: &[u16], what: &str) {
        let status = sealed.send(&self.test).await;
        self.tally.row(statuses.contains(&status), format_args!("{what}: {status}"));
    }

    pub async fn refused_letter(&mut self, letter: &Letter, statuses: &[u16], what: &str) {
        self.refused(&letter.sealed(), statuses, what).await;
    }

    pub fn census(&self) -> Census {
        census(&self.test)
    }

    /// Notes that a refused request left nothing behind.
    pub fn untouched(&mut self, before: &Census, what: &str) {
        let changed = changes(before, &self.census(), &LEARNT);
        self.tally.row(changed.is_empty(), format_args!("{what} has an effect on {changed:?}"));
    }

    /// Notes that what was taken in came to nothing.
    pub async fn no_effect(&mut self, before: &Census, what: &str) {
        self.test.drain().await;
        let changed = changes(before, &self.census(), &[&LEARNT[..], &TAKEN[..]].concat());
        self.tally.row(changed.is_empty(), format_args!("{what} has an effect on {changed:?}"));
    }
}

/// A thread of ours that strangers have their eyes on.
pub struct Street {
    pub rig: Rig,
    pub board: Actor,
    pub thread: ComplaintId,
    pub post: String,
}

impl Street {
    pub async fn start(engine: Engine) -> Street {
        Street::around(Rig::start(engine).await).await
    }

    pub async fn start_between(engine: Engine) -> (Street, FakePeer) {
        let (rig, other) = Rig::start_between(engine).await;
        (Street::around(rig).await, other)
    }

    pub async fn around(rig: Rig) -> Street {
        let app = &rig.test.app;
        let (brand, board) = open_board(app, BrandDomain::parse("acme.com").unwrap(), None).await.unwrap();
        let ada = Scene::of(app).new_actor(ActorKind::Person, "ada", "Ada");
        let made = ada.clone();
        app.db.write::<_, StorageError, _>(move |tx| actors::insert_local(tx, &made)).await.unwrap();
        let draft = Draft { title: "The lid broke".into(), text: "On the first day.".into(), ..Draft::default() };
        let cause = Cause::new(Door::Page, "ada", "1", rig.test.clock.now());
        let filer = Filer { actor: ada.id, account: None };
        let thread = file_complaint(app, cause, filer, brand.id, draft).await.unwrap().into_inner().id;
        let post = app.db.read::<_, StorageError, _>(move |view| posts::of_event(view, thread, 1)).await.unwrap();
        rig.test.drain().await;
        Street { board, thread, post: post.unwrap().uri, rig }
    }

    pub fn note(&self, who: &PeerActor, name: &str, html: &str) -> Value {
        json!({
            "type": "Note", "id": self.rig.peer.url(&format!("/notes/{name}")), "attributedTo": who.uri, "to": [PUBLIC],
            "inReplyTo": self.post, "content": html
        })
    }

    pub async fn reply(&self, who: &PeerActor, name: &str, html: &str) -> String {
        let id = self.rig.peer.url(&format!("/creates/{name}"));
        self.rig.say(who, json!({"type": "Create", "id": id, "object": self.note(who, name, html)})).await
    }

    pub async fn stored(&self, name: &str) -> Option<StoredPost> {
        let uri = self.rig.peer.url(&format!("/notes/{name}"));
        self.rig.read(move |view| posts::find_by_uri(view, &uri)).await
    }
}

/// Every table with its rows, so that one that is made later is counted, too; and the changes that add no row.
pub fn census(test: &TestApp) -> Census {
    let tables = match test.db.engine() {
        Engine::Sqlite => {
            "SELECT name, 0 AS number FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        }
        Engine::Postgres => {
            "SELECT CAST(tablename AS TEXT) AS name, CAST(0 AS BIGINT) AS number FROM pg_tables WHERE schemaname = current_schema()"
        }
    };
    let count =
        |name: &str, what: &str| format!("SELECT CAST('{name}' AS TEXT) AS name, CAST({what} AS BIGINT) AS number");
    let mut counts: Vec<String> = test
        .db
        .counted(tables)
        .iter()
        // An index follows what it is of.
        .filter(|(table, _)| !table.starts_with("search_"))
        .map(|(table, _)| count(table, &format!("(SELECT count(*) FROM {table})")))
        .collect();
    counts.push(count("sequences", "(SELECT coalesce(sum(sequence), 0) FROM complaints)"));
    counts.push(count("edits", "(SELECT count(*) FROM posts WHERE edited_at IS NOT NULL)"));
    counts.push(count("deletions", "(SELECT count(*) FROM posts WHERE deleted_at IS NOT NULL)"));
    counts.push(count("accounts gone", "(SELECT count(*) FROM actors WHERE deleted_at IS NOT NULL)"));
    test.db.counted(&counts.join(" UNION ALL ")).into_iter().collect()
}

pub fn changes(before: &Census, after: &Census, except: &[&str]) -> Vec<String> {
    let tables: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differs = |table: &&&String| before.get(**table) != after.get(**table) && !except.contains(&table.as_str());
    tables
        .iter()
        .filter(differs)
        .map(|table| format!("{table} {:?} to {:?}", before.get(*table), after.get(*table)))
        .collect()
}

/// How often a reason was given in this process.
pub fn refusals(code: &str) -> u64 {
    Reason::counts().into_iter().find(|(it, _)| *it == code).map_or(0, |(_, count)| count)
}

/// Names and where they lead: each look-up takes the next answer, the last one stays.
#[derive(Default)]
pub struct Names {
    table: Mutex<HashMap<String, Vec<Vec<SocketAddr>>>>,
    asked: Mutex<Vec<String>>,
}

impl Names {
    pub fn lead(&self, host: &str, answers: Vec<Vec<SocketAddr>>) {
        self.table.lock().unwrap().insert(host.to_string(), answers);
    }

    /// How often a name was looked up.
    pub fn asked(&self, host: &str) -> usize {
        self.asked.lock().unwrap().iter().filter(|it| *it == host).count()
    }
}

impl Lookup for Names {
    fn lookup(&self, host: String) -> Found {
        let mut table = self.table.lock().unwrap();
        let found = match table.get_mut(&host) {
            Some(answers) if answers.len() > 1 => Ok(answers.remove(0)),
            Some(answers) => Ok(answers[0].clone()),
            None => Err(io::Error::other("no such name")),
        };
        self.asked.lock().unwrap().push(host);
        Box::pin(std::future::ready(found))
    }
}

/// Counts whoever connects to this machine where nobody may.
pub struct Canary {
    pub address: SocketAddr,
    seen: Arc<Mutex<Vec<SocketAddr>>>,
}

impl Canary {
    pub async fn start() -> Canary {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((_stream, from)) = listener.accept().await {
                told.lock().unwrap().push(from);
            }
        });
        Canary { address, seen }
    }

    /// How many came. Knocks itself first: whoever knocked before it is counted by then.
    pub async fn hits(&self) -> usize {
        let knock = TcpStream::connect(self.address).await.unwrap();
        let own = knock.local_addr().unwrap();
        loop {
            if let Some(others) = self.without(own) {
                return others;
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// How many came beside this one, once this one did.
    fn without(&self, own: SocketAddr) -> Option<usize> {
        let mut seen = self.seen.lock().unwrap();
        let at = seen.iter().position(|it| *it == own)?;
        seen.remove(at);
        Some(seen.len())
    }
}

/// What a path of a raw peer answers.
#[derive(Clone)]
pub enum Script {
    /// These bytes, and the end.
    Bytes(Vec<u8>),
    /// These bytes, then the others again and again, as fast as they are taken.
    Endless(Vec<u8>, Vec<u8>),
    /// These bytes, then one byte now and then, for ever.
    Drip(Vec<u8>),
    /// Nothing at all, with the connection kept open.
    Silence,
}

/// A peer that speaks raw bytes and counts what it was asked and what was taken from it.
pub struct RawPeer {
    pub port: u16,
    scripts: Arc<Mutex<HashMap<String, Script>>>,
    asked: Arc<Mutex<Vec<String>>>,
    written: Arc<AtomicUsize>,
}

impl RawPeer {
    pub async fn start() -> RawPeer {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let peer =
            RawPeer { port, scripts: Arc::default(), asked: Arc::default(), written: Arc::new(AtomicUsize::new(0)) };
        let (scripts, asked, written) = (Arc::clone(&peer.scripts), Arc::clone(&peer.asked), Arc::clone(&peer.written));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (scripts, asked, written) = (Arc::clone(&scripts), Arc::clone(&asked), Arc::clone(&written));
                tokio::spawn(async move { answer_raw(stream, &scripts, &asked, &written).await });
            }
        });
        peer
    }

    pub fn answer(&self, path: &str, script: Script) {
        self.scripts.lock().unwrap().insert(path.to_string(), script);
    }

    pub fn bytes_taken(&self) -> usize {
        self.written.load(Ordering::SeqCst)
    }
}

async fn answer_raw(
    mut stream: TcpStream,
    scripts: &Mutex<HashMap<String, Script>>,
    asked: &Mutex<Vec<String>>,
    written: &AtomicUsize,
) {
    let mut head = Vec::new();
    while !head.windows(4).any(|it| it == b"\r\n\r\n") {
        if stream.read_buf(&mut head).await.unwrap_or(0) == 0 {
            return;
        }
    }
    let head = String::from_utf8_lossy(&head).to_string();
    let path = head.split(' ').nth(1).unwrap_or_default().to_string();
    asked.lock().unwrap().push(head);
    let script = scripts.lock().unwrap().get(&path).cloned();
    let script = script.unwrap_or_else(|| Script::Bytes(answer_bytes("404 Not Found", "", b"")));
    let count = |bytes: &[u8]| written.fetch_add(bytes.len(), Ordering::SeqCst);
    let (first, more, pause) = match script {
        Script::Bytes(bytes) => (bytes, None, None),
        Script::Endless(first, more) => (first, Some(more), None),
        Script::Drip(first) => (first, Some(b" ".to_vec()), Some(Duration::from_millis(20))),
        Script::Silence => (Vec::new(), Some(Vec::new()), Some(Duration::from_millis(20))),
    };
    if stream.write_all(&first).await.is_err() {
        return;
    }
    count(&first);
    let Some(more) = more else { return };
    let mut end = [0; 1];
    loop {
        if stream.write_all(&more).await.is_err() {
            return;
        }
        count(&more);
        if let Some(pause) = pause {
            // Whoever hangs up is noticed by the end of what they send.
            tokio::select! {
                read = stream.read(&mut end) => if read.unwrap_or(0) == 0 { return },
                () = tokio::time::sleep(pause) => {}
            }
        }
    }
}

/// An answer with its length.
pub fn answer_bytes(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// What the program logged in this process, a line each.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    pub fn len(&self) -> usize {
        self.0.lock().unwrap().len()
    }

    pub fn since(&self, from: usize) -> Vec<String> {
        self.0.lock().unwrap()[from..].to_vec()
    }
}

impl io::Write for Log {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().push(String::from_utf8_lossy(line).to_string());
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The log of this process from now on.
pub fn log() -> Log {
    static LOG: LazyLock<Log> = LazyLock::new(|| {
        let log = Log::default();
        let writer = log.clone();
        let lines = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone());
        let _ = lines.with_env_filter("redress=info").try_init();
        log
    });
    LOG.clone()
}

/// This server follows the board, so that what the board says of its complaints is looked at at all.
pub async fn carry(test: &TestApp, board: &str) {
    let followed = fetch_actor(&test.app, board).await.unwrap().id;
    let follower = signing::instance_actor(&test.app).await.unwrap().id;
    let uri = format!("{board}#followed");
    let follow = Follow { follower, followed, uri, accepted: true, at: test.clock.now() };
    test.app.db.write::<_, StorageError, _>(move |tx| follows::save(tx, &follow)).await.unwrap();
}
