//! The program as real processes: several share one PostgreSQL, and each stops when it is told to, leaving nothing behind.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use redress::domain::ids::ComplaintId;
use redress::services::open_board::open_board;
use redress::storage::StorageError;
use redress::storage::jobs::{self, Task};
use redress::storage::wake::Listener;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::on_both_engines;
use crate::support::acts::comment;
use crate::support::peer::{Answer, FakePeer};
use crate::support::{Engine, TestApp};
use crate::way_out::{acme, cause, file, follower, person};

/// What the operator of a machine grants between the signal to stop and the one that kills.
const STOP_WITHIN: Duration = Duration::from_secs(25);
const START_WITHIN: Duration = Duration::from_secs(20);
const ARRIVE_WITHIN: Duration = Duration::from_mins(2);

/// A process of the program over the database of a test.
pub(crate) struct Process {
    child: Child,
    pub(crate) listen: SocketAddr,
}

/// The program with the configuration of a test's instance.
pub(crate) fn command(test: &TestApp, listen: SocketAddr, words: &[&str]) -> Command {
    let config = &test.app.config;
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    command
        .env_clear()
        .env("REDRESS_BASE_URL", config.base_url.as_str().trim_end_matches('/'))
        .env("REDRESS_LISTEN", listen.to_string())
        .env("REDRESS_DEVELOPMENT", "true")
        .env("REDRESS_DEVELOPMENT_PEERS", config.development_peers.join(","))
        .env("REDRESS_DATA_DIR", &config.data_dir)
        .env("REDRESS_DATABASE_URL", &config.database_url)
        .env("REDRESS_DATABASE_CONNECTIONS", "4")
        .args(words)
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// Runs a command of the operator to its end and gives what it said.
fn run(test: &TestApp, words: &[&str]) -> String {
    let done = command(test, test.listen, words).stderr(Stdio::piped()).output().unwrap();
    assert!(done.status.success(), "redress {words:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

impl Process {
    fn start(test: &TestApp, words: &[&str]) -> Process {
        let listen = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
        let child = command(test, listen, words).stdout(Stdio::null()).spawn().unwrap();
        Process { child, listen }
    }

    /// Of a command that is changed before it starts.
    pub(crate) fn of(mut command: Command) -> Process {
        let listen = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
        let child = command.env("REDRESS_LISTEN", listen.to_string()).stdout(Stdio::null()).spawn().unwrap();
        Process { child, listen }
    }

    pub(crate) async fn connected(&self) -> TcpStream {
        let since = Instant::now();
        loop {
            match TcpStream::connect(self.listen).await {
                Ok(stream) => return stream,
                Err(_) => assert!(since.elapsed() < START_WITHIN, "it does not start"),
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    pub(crate) fn tell_to_stop(&self) {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(told.success());
    }

    pub(crate) async fn stopped(mut self) -> ExitStatus {
        let since = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(since.elapsed() < STOP_WITHIN, "it does not stop");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn leased(test: &TestApp) -> i64 {
    let counted = test.db.counted(
        "SELECT 'leased' AS name, COUNT(*) AS number FROM deliveries WHERE state = 4 \
         UNION ALL SELECT 'jobs' AS name, COUNT(*) AS number FROM jobs WHERE worker IS NOT NULL",
    );
    counted.into_iter().map(|(_, number)| number).sum()
}

/// A process of its own has the real clock: what was filed months before it started would wait for its reminders there.
pub(crate) fn keep_real_time(test: &TestApp) {
    test.clock.set(redress::app::Clock::now(&redress::app::SystemClock));
}

async fn it_finishes_what_it_began_and_leaves_nothing_leased(engine: Engine) {
    let peer = FakePeer::start("peer.test");
    let test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
    keep_real_time(&test);
    let ada = person(&test.app, "ada").await;
    let (_, board) = open_board(&test.app, acme(), None).await.unwrap();
    follower(&test.app, &peer, "zoe", board.id, true).await;
    for number in 0..40 {
        file(&test.app, &ada, &format!("file {number}")).await;
    }
    peer.answer("/inbox", Answer::Slow(Duration::from_secs(2)));
    let process = Process::start(&test, &["serve"]);
    let mut asking = process.connected().await;
    let head = format!(
        "POST /login HTTP/1.1\r\nhost: {}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 10\r\n\r\nname=",
        test.authority()
    );
    asking.write_all(head.as_bytes()).await.unwrap();
    let since = Instant::now();
    while peer.heard().is_empty() {
        assert!(since.elapsed() < ARRIVE_WITHIN, "nothing is delivered");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    process.tell_to_stop();
    tokio::time::sleep(Duration::from_millis(200)).await;
    asking.write_all(b"ada&x").await.unwrap();
    let mut answer = vec![0; 12];
    asking.read_exact(&mut answer).await.unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 4"), "a request under way is answered: {}", String::from_utf8_lossy(&answer));
    drop(asking);
    assert_eq!(process.stopped().await.code(), Some(0));

    assert_eq!(leased(&test), 0, "nothing stays leased");
    let heard: Vec<String> = peer.delivered().iter().map(|it| it["id"].as_str().unwrap().to_string()).collect();
    let sent: BTreeSet<&String> = heard.iter().collect();
    assert_eq!(sent.len(), heard.len(), "nothing was sent twice");
    peer.serve_as("/inbox", 202, "text/plain", b"");
    catch_up(&test);
    test.drain().await;
    let all: BTreeSet<String> = peer.delivered().iter().map(|it| it["id"].as_str().unwrap().to_string()).collect();
    assert_eq!((all.len(), peer.delivered().len()), (80, 80), "the rest is sent by the next one, and nothing again");
}

/// What another process made due by the machine's clock is due by the story's.
fn catch_up(test: &TestApp) {
    test.clock.set(redress::app::Clock::now(&redress::app::SystemClock) + Duration::from_secs(1));
}

async fn an_operator_reads_sends_again_drops_and_decides_on_the_command_line(engine: Engine) {
    let peer = FakePeer::start("peer.test");
    let test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
    let ada = person(&test.app, "ada").await;
    let (_, board) = open_board(&test.app, acme(), None).await.unwrap();
    follower(&test.app, &peer, "zoe", board.id, true).await;
    assert!(run(&test, &["deliveries", "list"]).contains("everything was delivered"));
    peer.serve_as("/inbox", 413, "text/plain", b"not like this");
    file(&test.app, &ada, "one").await;
    test.drain().await;
    let listed = run(&test, &["deliveries", "list", "--host", &peer.authority(), "--limit", "1"]);
    assert!(listed.contains("413  not like this") && listed.contains("more: --before "), "{listed}");
    let number = listed.split(' ').next().unwrap();
    assert!(run(&test, &["deliveries", "list", "--before", number]).contains("not like this"));

    peer.serve_as("/inbox", 202, "text/plain", b"");
    assert_eq!(run(&test, &["deliveries", "retry", number]), "1 are sent again\n");
    catch_up(&test);
    test.drain().await;
    assert_eq!(peer.delivered().len(), 3);
    assert_eq!(run(&test, &["deliveries", "drop", "--all"]), "1 are dropped\n");

    test.db.execute(
        "INSERT INTO jobs (kind, task, due_at, attempts, dead, reason, created_at) \
         VALUES ('tell', '{}', 1, 20, TRUE, 'made up', 1), ('tell', '{}', 1, 20, TRUE, 'made up', 1)",
    );
    assert_eq!(run(&test, &["jobs", "list"]).lines().filter(|line| line.contains("made up")).count(), 2);
    for words in [["deliveries", "retry", "987654"], ["jobs", "retry", "987654"], ["jobs", "drop", "987654"]] {
        let done = command(&test, test.listen, &words).stderr(Stdio::piped()).output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr).to_string();
        assert!(done.status.code() == Some(1) && said.contains("987654"), "{words:?}: {said}");
    }
    assert_eq!(run(&test, &["jobs", "retry", "--all"]), "2 are started again\n");
    catch_up(&test);
    test.drain().await;
    let again = run(&test, &["jobs", "list"]);
    assert!(again.contains("unreadable"), "they fail again, now with the reason: {again}");
    assert_eq!(run(&test, &["jobs", "drop", "--all"]), "2 are dropped\n");

    run(&test, &["policy", "set", "Bad.example", "block", "--reason", "spam", "--note", "seen in June"]);
    assert_eq!(run(&test, &["policy", "list"]), "bad.example  block  spam  (seen in June)\n");
    let exported = run(&test, &["policy", "export"]);
    assert_eq!(exported.lines().nth(1), Some("bad.example,suspend,false,false,spam,false"));
    let path = test.app.config.data_dir.join("blocks.csv");
    std::fs::write(&path, "#domain,#severity\nloud.example,silence\nb*d.example,suspend\n").unwrap();
    let imported = run(&test, &["policy", "import", path.to_str().unwrap()]);
    assert!(imported.contains("1 domains") && imported.contains("line 3 is left out"), "{imported}");
    run(&test, &["policy", "mode", "allowed"]);
    run(&test, &["policy", "remove", "loud.example"]);
    assert!(run(&test, &["policy", "list"]).starts_with("only allowed domains federate\nbad.example"));
}

on_both_engines!(
    it_finishes_what_it_began_and_leaves_nothing_leased,
    an_operator_reads_sends_again_drops_and_decides_on_the_command_line
);

/// SQLite has one serving process; this is about PostgreSQL alone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_hears_at_once_what_another_one_queued() {
    let test = TestApp::start(Engine::Postgres);
    let (web, worker) = (test.app.db.clone(), test.db.open());
    let bells = (web.in_touch().unwrap(), worker.in_touch().unwrap());
    let mut wakes = worker.wakes(Listener::Own);
    let task = Task::SendLoginLink { link: uuid::Uuid::nil() };
    let now = redress::app::Clock::now(test.clock.as_ref());
    web.write::<_, StorageError, _>(move |tx| jobs::enqueue(tx, &task, now)).await.unwrap();
    // Nobody asks the database here: without a word from the other process this would wait for ever.
    tokio::time::timeout(ARRIVE_WITHIN, wakes.next()).await.expect("a word from the other process");
    drop(bells);
}

const THREADS: usize = 5;
const COMMENTS: usize = 12;

/// SQLite has one serving process; this is about PostgreSQL alone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_processes_share_the_queues_without_doubling() {
    let peers = [FakePeer::start("one.test"), FakePeer::start("two.test"), FakePeer::start("three.test")];
    let names: Vec<String> = peers.iter().map(FakePeer::authority).collect();
    let test = TestApp::start_as(Engine::Postgres, "home.test", &names);
    keep_real_time(&test);
    let app = &test.app;
    // What this process queues is heard of by the others.
    let bell = app.db.in_touch().unwrap();
    let ada = person(app, "ada").await;
    let (_, board) = open_board(app, acme(), None).await.unwrap();
    for (peer, name) in peers.iter().zip(["zoe", "yan", "xia"]) {
        follower(app, peer, name, board.id, true).await;
    }
    file(app, &ada, "first").await;
    test.drain().await;
    let processes: Vec<Process> = (0..3).map(|_| Process::start(&test, &["work"])).collect();
    let mut threads: Vec<ComplaintId> = Vec::new();
    for number in 0..THREADS {
        threads.push(file(app, &ada, &format!("file {number}")).await);
    }
    for number in 0..COMMENTS {
        for thread in &threads {
            let id = format!("{thread} {number}");
            comment(app, cause(app, &id), *thread, ada.id, format!("Number {number}.")).await.unwrap();
            test.clock.advance(Duration::from_millis(10));
        }
    }
    let expected = (1 + THREADS + THREADS * COMMENTS) * 2;
    let since = Instant::now();
    while peers.iter().any(|peer| peer.heard().len() < expected) {
        let heard: Vec<usize> = peers.iter().map(|peer| peer.heard().len()).collect();
        assert!(since.elapsed() < ARRIVE_WITHIN, "{heard:?} of {expected}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    for process in &processes {
        process.tell_to_stop();
    }
    for process in processes {
        assert_eq!(process.stopped().await.code(), Some(0));
    }
    assert_eq!(leased(&test), 0);
    for peer in &peers {
        let delivered = peer.delivered();
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for it in &delivered {
            *times.entry(it["id"].as_str().unwrap()).or_default() += 1;
        }
        assert_eq!((times.len(), delivered.len()), (expected, expected), "each once");
        for thread in &threads {
            in_order(&delivered, app.address.complaint(*thread).as_str());
        }
    }
    drop(bell);
}

/// What is about one complaint came in the order in which it was said.
fn in_order(delivered: &[Value], context: &str) {
    let said: Vec<&str> = delivered
        .iter()
        .filter(|it| it["object"]["object"]["context"] == context)
        .map(|it| it["object"]["object"]["published"].as_str().unwrap())
        .collect();
    assert_eq!(said.len(), 1 + COMMENTS);
    assert!(said.is_sorted(), "{said:?}");
}
