//! A full disk, a database that somebody holds, a database that hangs: what works goes on, and what does not says why.

use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use actix_web::test::{TestRequest, call_service, init_service};
use redress::app::{App, Clock as _, SystemClock};
use redress::crypto::integrity_proof;
use redress::crypto::keys::SecretKey;
use redress::domain::Timestamp;
use redress::domain::clock::Doubt;
use redress::federation::outgoing::deliver;
use redress::services::doubt_clock::{self, Run};
use redress::services::open_board::open_board;
use redress::services::run_clock::run_clock;
use redress::storage::accounts::Role;
use redress::storage::jobs::{self, Task};
use redress::storage::{StorageError, Tx};
use redress::worker;
use serde_json::json;
use uuid::Uuid;

use crate::on_both_engines;
use crate::pages::{PASSWORD, file, member, member_at, representative};
use crate::processes::{Process, command, keep_real_time};
use crate::support::browser::Browser;
use crate::support::peer::{FakePeer, Letter, exchange, http_date, status_of};
use crate::support::{Engine, TestApp};
use crate::way_out::{self, acme, follower};

/// How long a test waits for what comes within seconds.
const PATIENCE: Duration = Duration::from_mins(2);
const OTHER_LOOK: Duration = Duration::from_secs(6);

const FULL_ON_POSTGRES: &str = r#"
CREATE FUNCTION is_full() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file "base/1/2": No space left on device' USING ERRCODE = '53100'; END $$;
DO $$ DECLARE it record; BEGIN
FOR it IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
EXECUTE format('CREATE TRIGGER is_full BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION is_full()', it.tablename);
END LOOP; END $$;
"#;
const EMPTIED_ON_POSTGRES: &str = "DROP FUNCTION is_full() CASCADE";

/// The disk of the database is full from now on: what the engines say then, each in its words, for every row.
fn fill(test: &TestApp) {
    match test.db.engine() {
        Engine::Postgres => test.db.execute(FULL_ON_POSTGRES),
        Engine::Sqlite => {
            for (table, _) in tables(test) {
                for what in ["INSERT", "UPDATE"] {
                    test.db.execute(&format!(
                        "CREATE TRIGGER full_{what}_{table} BEFORE {what} ON {table} \
                         BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
                    ));
                }
            }
        }
    }
}

fn empty(test: &TestApp) {
    match test.db.engine() {
        Engine::Postgres => test.db.execute(EMPTIED_ON_POSTGRES),
        Engine::Sqlite => {
            for (table, _) in tables(test) {
                test.db.execute(&format!("DROP TRIGGER full_INSERT_{table}; DROP TRIGGER full_UPDATE_{table}"));
            }
        }
    }
}

fn tables(test: &TestApp) -> Vec<(String, i64)> {
    test.db.counted(
        "SELECT name, 1 AS number FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
         AND name NOT LIKE 'record_texts%' AND name NOT LIKE 'search_texts%'",
    )
}

async fn asked(test: &TestApp, path: &str) -> (u16, String) {
    let answer = reqwest::get(test.local_url(path)).await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

async fn a_full_disk_is_said_and_reading_goes_on(engine: Engine) {
    let mut test = TestApp::start(engine);
    test.serve();
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let thread = file(&mut person, &[("title", "My lamp broke")]).await.is(200).path;
    let answer = acme.get(&thread).await.is(200);
    let fresh = person.get(&thread).await.is(200);
    assert_eq!(asked(&test, "/health/ready").await.0, 200);
    drop(answer);

    fill(&test);
    test.clock.advance(OTHER_LOOK);
    for path in ["/", "/boards", "/boards/acme.com", "/settings", "/@c7", "/search?q=lamp", &thread] {
        assert!(!person.get(path).await.is(200).html.is_empty(), "{path}");
    }
    acme.get("/desk").await.is(200);
    let refused = person.submit(&fresh, &format!("{thread}/comment"), &[("text", "Is anybody there?")]).await.is(503);
    assert!(refused.text().contains("The disk of this server is full"), "{}", refused.text());
    assert!(refused.header("retry-after").parse::<u64>().unwrap() > 0);
    // Where not even a session can be kept, the page is a page too, in the reader's language.
    let mut stranger = Browser::at(&test);
    stranger.extra = vec![("Accept-Language".into(), "de".into())];
    let shown = stranger.get("/login").await.is(200);
    let refused = stranger.submit(&shown, "/login", &[("name", "c7"), ("password", PASSWORD)]).await.is(503);
    assert!(refused.text().contains("Die Platte dieses Servers ist voll"), "{}", refused.html);
    assert_eq!(asked(&test, "/health").await.0, 200, "killing the process mends no disk");
    let (status, why) = asked(&test, "/health/ready").await;
    assert!(status == 503 && why.contains("the disk is full"), "{status} {why}");
    let (well, said) = doctor(&test, &[]).await;
    assert!(!well && said.contains("the disk is full"), "{said}");

    empty(&test);
    // What the process that serves found counts, whatever the one that asks finds by itself.
    let (well, said) = doctor(&test, &[]).await;
    assert!(!well && said.contains("health    ok") && said.contains("serving   not well"), "{said}");
    test.clock.advance(OTHER_LOOK);
    assert_eq!(asked(&test, "/health/ready").await, (200, "ok\n".to_string()));
    person.submit(&fresh, &format!("{thread}/comment"), &[("text", "Is anybody there?")]).await.is(200);
}

/// What another server sends needs a look for its key, and that fails here: it hears that the failure is ours, and the look is
/// not spent. So with what somebody proves and others pass on.
async fn a_look_for_a_key_that_fails_here_is_no_look(engine: Engine) {
    let (south, north) = (FakePeer::start("south.test"), FakePeer::start("north.test"));
    let mut test = TestApp::start_as(engine, "home.test", &[south.authority(), north.authority()]);
    test.serve();
    let (ada, known) = (south.person("ada"), north.person("known"));
    let gus = south.unlisted("gus");
    let (key, method) = (SecretKey::generate_ed25519().unwrap(), format!("{}#proofs", gus.uri));
    south.serve("/users/gus", &FakePeer::with_multikey(south.document_of(&gus, "Person"), &method, &key));
    let like = |peer: &FakePeer, who: &str, number: u8| json!({"type": "Like", "id": peer.url(&format!("/likes/{number}")), "actor": who, "object": north.url("/notes/1")});
    assert_eq!(north.send(&test, &known, &like(&north, &known.uri, 1)).await, 202);
    let own = Letter::new(&test, &ada, &like(&south, &ada.uri, 2)).sealed();
    let proven = integrity_proof::sign(&like(&south, &gus.uri, 3), &key, &method, test.clock.now()).unwrap();
    let passed_on = Letter::new(&test, &known, &proven).sealed();
    fill(&test);
    for letter in [&own, &passed_on] {
        let answer = exchange(test.listen, &letter.to_bytes()).await;
        assert_eq!(status_of(&answer), 503, "{answer}");
        assert!(answer.contains("\"unavailable\"") && answer.to_ascii_lowercase().contains("retry-after:"), "{answer}");
    }
    empty(&test);
    for letter in [&own, &passed_on] {
        let answer = exchange(test.listen, &letter.to_bytes()).await;
        assert_eq!(status_of(&answer), 202, "{answer}");
    }
}

/// Holds what is written until it is dropped.
struct Holder {
    stop: Arc<AtomicBool>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Holder {
    fn of(test: &TestApp) -> Holder {
        let (url, engine, stop) = (test.db.url(), test.db.engine(), Arc::new(AtomicBool::new(false)));
        let (until, (held, holds)) = (Arc::clone(&stop), std::sync::mpsc::channel());
        let thread = std::thread::spawn(move || {
            use diesel::connection::SimpleConnection;
            use diesel::{Connection, PgConnection, SqliteConnection};
            let wait = || {
                held.send(()).unwrap();
                while !until.load(Ordering::Relaxed) {
                    std::thread::sleep(Duration::from_millis(20));
                }
            };
            match engine {
                Engine::Sqlite => {
                    let mut conn = SqliteConnection::establish(url.trim_start_matches("sqlite:")).unwrap();
                    conn.batch_execute("PRAGMA busy_timeout=5000; BEGIN IMMEDIATE").unwrap();
                    wait();
                }
                Engine::Postgres => {
                    let mut conn = PgConnection::establish(&url).unwrap();
                    conn.batch_execute("BEGIN; LOCK TABLE settings, posts IN SHARE ROW EXCLUSIVE MODE").unwrap();
                    wait();
                }
            }
        });
        holds.recv().unwrap();
        Holder { stop, thread: Some(thread) }
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let _ = self.thread.take().unwrap().join();
    }
}

/// A look costs a commit and a file, and anybody may ask: what one thread found counts for the others.
async fn one_look_counts_for_all_threads(engine: Engine) {
    let test = TestApp::start(engine);
    let doors = redress::commands::serve::doors(&test.app);
    let one = init_service(actix_web::App::new().configure(doors.clone())).await;
    let other = init_service(actix_web::App::new().configure(doors)).await;
    let ready = || TestRequest::get().uri("/health/ready").to_request();
    assert_eq!(call_service(&one, ready()).await.status(), 200);
    fill(&test);
    assert_eq!(call_service(&other, ready()).await.status(), 200, "nobody looked again");
    test.clock.advance(OTHER_LOOK);
    assert_eq!(call_service(&other, ready()).await.status(), 503);
    empty(&test);
    assert_eq!(call_service(&one, ready()).await.status(), 503, "nor now");
}

async fn a_database_that_somebody_holds_is_said_and_reading_goes_on(engine: Engine) {
    let mut test = TestApp::start(engine);
    test.serve();
    let mut person = member(&test, "c7", Role::Member).await;
    let thread = file(&mut person, &[("title", "My lamp broke")]).await.is(200).path;
    let fresh = person.get(&thread).await.is(200);
    let holder = Holder::of(&test);
    let (status, why) = asked(&test, "/health/ready").await;
    assert!(status == 503 && (why.contains("holds it") || why.contains("did not take a row")), "{status} {why}");
    person.get(&thread).await.is(200);
    let refused = person.submit(&fresh, &format!("{thread}/comment"), &[("text", "Is anybody there?")]).await.is(503);
    assert!(refused.text().contains("Another program holds the database"), "{}", refused.text());
    drop(holder);
    test.clock.advance(OTHER_LOOK);
    assert_eq!(asked(&test, "/health/ready").await.0, 200);
    person.submit(&fresh, &format!("{thread}/comment"), &[("text", "Is anybody there?")]).await.is(200);
}

/// The times that a page of a thread shows, in its order.
async fn comments(browser: &mut Browser, thread: &str) -> Vec<&'static str> {
    let html = browser.get(thread).await.is(200).html;
    let mut found: Vec<(usize, &str)> =
        ["Said first", "Said second", "Said third"].into_iter().filter_map(|it| Some((html.find(it)?, it))).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, it)| it).collect()
}

async fn a_clock_that_steps_back_reorders_nothing(engine: Engine) {
    let mut test = TestApp::start(engine);
    test.serve();
    let mut person = member(&test, "c7", Role::Member).await;
    let thread = file(&mut person, &[("title", "My lamp broke")]).await.is(200).path;
    let began = redress::app::Clock::now(&*test.clock);
    test.clock.advance(Duration::from_hours(5));
    for (words, at) in [("Said first", 5), ("Said second", 3), ("Said third", 4)] {
        test.clock.set(began + Duration::from_hours(at));
        let shown = person.get(&thread).await.is(200);
        person.submit(&shown, &format!("{thread}/comment"), &[("text", words)]).await.is(200);
    }
    assert_eq!(comments(&mut person, &thread).await, ["Said first", "Said second", "Said third"]);
}

async fn a_clock_that_cannot_be_right_signs_nothing(engine: Engine) {
    let peers = ["a.test", "b.test", "c.test"].map(FakePeer::start);
    let mut test = TestApp::start_as(engine, "home.test", &peers.each_ref().map(FakePeer::authority));
    test.serve();
    let mut person = member(&test, "c7", Role::Member).await;
    let thread = file(&mut person, &[("title", "My lamp broke")]).await.is(200).path;
    let today = known_for_long(&test, &peers).await;
    let mut run = Run::begin(&test.app).await.unwrap();
    assert_eq!(look(&test, &mut run).await, None);

    // It jumps while the process runs, and nobody says that it is right: however often it is looked at.
    let jump = chrono::TimeDelta::days(400);
    test.clock.leap(jump);
    assert!(look(&test, &mut run).await.is_some());
    assert!(look(&test, &mut run).await.is_some());
    let mut late = member(&test, "c8", Role::Member).await;
    let shown = late.get(&thread).await.is(200);
    let refused = late.submit(&shown, &format!("{thread}/comment"), &[("text", "From the future")]).await;
    assert!(refused.text().contains("clock of this server is wrong"), "{}", refused.text());
    for page in [thread.as_str(), "/file?brand=acme.com", "/boards/acme.com"] {
        let said = late.get(page).await.is(200).text();
        assert!(said.contains("clock of this server is wrong"), "before anything is written, on {page}: {said}");
    }
    let refused = file(&mut late, &[("title", "Another lamp")]).await;
    assert!(refused.text().contains("clock of this server is wrong"), "{}", refused.text());
    let said = doctor(&test, &[]).await;
    assert!(!said.0 && said.1.contains("jumped"), "{}", said.1);

    // Back again, it signs; and what others say counts more than how it ran.
    test.clock.leap(-jump);
    test.clock.advance(Duration::from_mins(1));
    assert_eq!(look(&test, &mut run).await, None);
    let shown = late.get(&thread).await.is(200);
    late.submit(&shown, &format!("{thread}/comment"), &[("text", "From today")]).await.is(200);
    test.clock.leap(jump);
    for peer in &peers {
        test.app.egress.witnesses().says(&peer.authority(), today + jump);
    }
    assert_eq!(look(&test, &mut run).await, None, "others confirm it");
    for peer in &peers {
        test.app.egress.witnesses().says(&peer.authority(), today);
    }
    assert!(look(&test, &mut run).await.is_some(), "others deny it");
}

/// Servers that took what we sent, and more than a week ago: their word on the time counts. Says what day it is then.
async fn known_for_long(test: &TestApp, peers: &[FakePeer]) -> Timestamp {
    let (_, board) = open_board(&test.app, acme(), None).await.unwrap();
    for peer in peers {
        follower(&test.app, peer, "zoe", board.id, true).await;
    }
    let ada = way_out::person(&test.app, "ada").await;
    way_out::file(&test.app, &ada, "known").await;
    test.drain().await;
    assert!(peers.iter().all(|it| !it.delivered().is_empty()), "each took something");
    test.clock.advance(Duration::from_hours(24 * 8));
    redress::app::Clock::now(&*test.clock)
}

async fn look(test: &TestApp, run: &mut Run) -> Option<Doubt> {
    doubt_clock::look(&test.app, run).await.unwrap()
}

/// Anybody can make this server ask them, and answer with any date.
async fn strangers_do_not_say_what_time_it_is(engine: Engine) {
    let strangers = ["x.test", "y.test", "z.test"].map(FakePeer::start);
    let known = ["a.test", "b.test", "c.test"].map(FakePeer::start);
    let all: Vec<String> = strangers.iter().chain(&known).map(FakePeer::authority).collect();
    let mut test = TestApp::start_as(engine, "home.test", &all);
    test.serve();
    let today = known_for_long(&test, &known).await;
    let mut run = Run::begin(&test.app).await.unwrap();
    assert_eq!(look(&test, &mut run).await, None);

    // What our servers of the story answer bears the real date, which is another day than the story's.
    for peer in &strangers {
        let eve = peer.person("eve");
        let note = json!({
            "@context": "https://www.w3.org/ns/activitystreams", "id": peer.url("/likes/1"), "type": "Like",
            "actor": eve.uri, "object": test.local_url("/"),
        });
        peer.send(&test, &eve, &note).await;
        assert!(peer.fetches() > 0, "it was asked whose key that is");
    }
    for number in 0..64 {
        test.app
            .egress
            .witnesses()
            .says(&format!("s{number}.strange{number}.test"), today - chrono::TimeDelta::days(9));
        test.app.egress.witnesses().says(&format!("s{number}.a.test"), today);
    }
    assert_eq!(look(&test, &mut run).await, None);
    let mut person = member(&test, "c7", Role::Member).await;
    file(&mut person, &[("title", "My lamp broke")]).await.is(200);

    // Those who are known say it with whatever they answer.
    let bea = way_out::person(&test.app, "bea").await;
    way_out::file(&test.app, &bea, "later").await;
    test.drain().await;
    let answer = reqwest::get(test.local_url("/health")).await.unwrap();
    let real = chrono::DateTime::parse_from_rfc2822(answer.headers()["date"].to_str().unwrap()).unwrap();
    let found = look(&test, &mut run).await;
    let is_behind = matches!(found, Some(Doubt::Behind { .. }));
    assert!(if real > today { is_behind } else { matches!(found, Some(Doubt::Ahead { .. })) }, "{found:?}");
}

/// Whoever runs a server that has nobody to ask says that the clock is right: that holds until it jumps again.
async fn a_clock_that_is_trusted_after_a_jump_stays_trusted(engine: Engine) {
    let mut test = TestApp::start(engine);
    test.serve();
    let mut run = Run::begin(&test.app).await.unwrap();
    test.clock.leap(chrono::TimeDelta::hours(2));
    assert!(matches!(look(&test, &mut run).await, Some(Doubt::Jumped { .. })));
    let said = doctor(&test, &["--trust-clock"]).await;
    assert!(said.1.contains("clock     ok"), "{}", said.1);
    for _ in 0..3 {
        assert_eq!(look(&test, &mut run).await, None);
    }
    let mut person = member(&test, "c7", Role::Member).await;
    file(&mut person, &[("title", "My lamp broke")]).await.is(200);
    test.clock.leap(chrono::TimeDelta::hours(2));
    assert!(matches!(look(&test, &mut run).await, Some(Doubt::Jumped { .. })), "it jumped again");
}

/// Processes of one database may run on machines of their own: one whose clock is right says nothing about the other's.
async fn what_one_process_doubts_another_does_not_take_back(engine: Engine) {
    let test = TestApp::start(engine);
    let app = test.app.clone();
    let bell = tokio::task::spawn_blocking(move || app.db.in_touch().unwrap()).await.unwrap();
    let mut run = Run::begin(&test.app).await.unwrap();
    test.clock.leap(chrono::TimeDelta::hours(2));
    let other = App { db: test.db.open(), ..test.app.clone() };
    let mut other_run = Run::begin(&other).await.unwrap();
    assert!(look(&test, &mut run).await.is_some());
    assert_eq!(doubt_clock::look(&other, &mut other_run).await.unwrap(), None);
    let doubted = test.app.db.read(doubt_clock::doubted).await.unwrap();
    // One process serves a SQLite file: whoever finds the doubt of another there has come after it.
    assert_eq!(doubted.is_some(), matches!(engine, Engine::Postgres), "{doubted:?}");

    // When it is gone, so is its doubt: as soon as the database knows that.
    tokio::task::spawn_blocking(move || drop(bell)).await.unwrap();
    let since = Instant::now();
    loop {
        assert_eq!(doubt_clock::look(&other, &mut other_run).await.unwrap(), None);
        if test.app.db.read(doubt_clock::doubted).await.unwrap().is_none() {
            break;
        }
        assert!(since.elapsed() < PATIENCE, "the doubt of a process that is gone stands");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// The clock is set while the process runs: nothing is done by it from the next step on, before anybody has looked at it.
async fn a_clock_that_leaps_does_nothing_before_it_is_looked_at(engine: Engine) {
    let mut test = TestApp::start(engine);
    test.serve();
    let _acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let thread = file(&mut person, &[("title", "My lamp broke")]).await.is(200).path;
    let mut run = Run::begin(&test.app).await.unwrap();
    let jump = chrono::TimeDelta::days(400);
    assert!(!test.db.counted("SELECT kind AS name, COUNT(*) AS number FROM jobs GROUP BY kind").is_empty());
    test.clock.leap(jump);
    assert_eq!(run_clock(&test.app).await.unwrap(), 0, "nothing is due");
    assert_eq!(worker::run_due(&test.app).await.unwrap(), 0, "nothing is told");
    assert_eq!(deliver::expire(&test.app).await.unwrap(), 0, "nothing is old");
    let mut late = member(&test, "c8", Role::Member).await;
    let refused = file(&mut late, &[("title", "Another lamp")]).await;
    assert!(refused.text().contains("clock of this server is wrong"), "{}", refused.text());

    // What is put in line meanwhile waits for the clock, and not for the day that it says.
    assert!(look(&test, &mut run).await.is_some());
    let now = redress::app::Clock::now(&*test.clock);
    let put = move |tx: &mut Tx<'_>| jobs::enqueue(tx, &Task::Index { after: None }, now);
    test.app.db.write::<_, StorageError, _>(put).await.unwrap();
    assert_eq!(worker::run_due(&test.app).await.unwrap(), 0);
    test.clock.leap(-jump);
    assert_eq!(look(&test, &mut run).await, None);
    test.drain().await;
    let same = test.app.db.read::<_, StorageError, _>(|view| jobs::count_same(view, &Task::Index { after: None }));
    assert_eq!(same.await.unwrap(), 0, "it was done");

    // Set back before anybody looked, it leapt twice; then it is known to be right.
    test.clock.leap(jump);
    assert_eq!(run_clock(&test.app).await.unwrap(), 0);
    test.clock.leap(-jump);
    assert_eq!(run_clock(&test.app).await.unwrap(), 0);
    assert_eq!(look(&test, &mut run).await, None);
    let shown = person.get(&thread).await.is(200);
    assert_eq!(shown.attribute(".thread", "data-state"), "open");
    person.submit(&shown, &format!("{thread}/comment"), &[("text", "Still broken")]).await.is(200);
    // Where it is time that passes, the clock does its work.
    test.clock.advance(Duration::from_hours(24 * 400));
    assert!(run_clock(&test.app).await.unwrap() > 0);
}

/// Where no server runs, nobody has said anything about the clock: what is in the database says it.
async fn doctor_sees_the_future_where_nothing_runs(engine: Engine) {
    let mut test = TestApp::start(engine);
    open_board(&test.app, acme(), None).await.unwrap();
    let ada = way_out::person(&test.app, "ada").await;
    test.clock.set(redress::app::Clock::now(&redress::app::SystemClock) + Duration::from_hours(9 * 24));
    way_out::file(&test.app, &ada, "future").await;
    test.serve();
    test.stop().await;
    let said = doctor(&test, &[]).await;
    assert!(!said.0 && said.1.contains("in the future"), "{}", said.1);
    let said = doctor(&test, &["--trust-clock"]).await;
    assert!(said.1.contains("clock     ok"), "{}", said.1);
}

/// What was signed once at a wrong time stands for good; whoever runs the server says when the clock is right again.
async fn events_from_the_future_are_known_and_passed_over(engine: Engine) {
    let mut test = TestApp::start(engine);
    test.serve();
    let today = redress::app::Clock::now(&*test.clock);
    let mut person = member(&test, "c7", Role::Member).await;
    test.clock.advance(Duration::from_hours(24 * 400));
    file(&mut person, &[("title", "A lamp of the future")]).await;
    let mut person = member(&test, "c8", Role::Member).await;
    file(&mut person, &[("title", "A lamp of the future")]).await.is(200);
    test.clock.set(today);
    let mut run = Run::begin(&test.app).await.unwrap();
    assert!(look(&test, &mut run).await.is_some());
    let said = doctor(&test, &[]).await;
    assert!(!said.0 && said.1.contains("in the future"), "{}", said.1);
    let said = doctor(&test, &["--trust-clock"]).await;
    assert!(said.1.contains("clock     ok"), "{}", said.1);
    assert_eq!(look(&test, &mut run).await, None);
    let mut person = member(&test, "c9", Role::Member).await;
    file(&mut person, &[("title", "A lamp of today")]).await.is(200);
}

async fn doctor(test: &TestApp, words: &[&str]) -> (bool, String) {
    let mut doctor = command(test, test.listen, &[&["doctor"], words].concat());
    let done = tokio::task::spawn_blocking(move || doctor.output().unwrap()).await.unwrap();
    (done.status.success(), String::from_utf8_lossy(&done.stdout).to_string())
}

async fn doctor_looks_from_outside(engine: Engine) {
    let mut test = TestApp::start(engine);
    test.serve();
    let said = doctor(&test, &[]).await;
    assert!(said.0 && said.1.contains("outside   ok: seen from 127.0.0.1"), "{}", said.1);
    assert!(said.1.contains("serving   ok") && !said.1.contains("can read"), "{}", said.1);
    // Whatever habits the machine has, the file of the database is its own; one that is not is named.
    if let Some(file) = redress::config::place::sqlite_file(&test.app.config.database_url) {
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&file), 0o600);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        fs::set_permissions(file.parent().unwrap(), fs::Permissions::from_mode(0o755)).unwrap();
        let said = doctor(&test, &[]).await;
        assert!(said.0 && said.1.contains("everybody on this machine can read"), "{}", said.1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_password_is_said() {
    let test = TestApp::start(Engine::Sqlite);
    for url in [
        "postgres://me:hush%21@127.0.0.1:1/redress",
        "postgres://127.0.0.1:1/redress?user=me&password=hush%21",
        "postgres://me:hu/sh%21@127.0.0.1:1/redress",
        "postgres://me:hu@sh%21@127.0.0.1:1/redress",
    ] {
        for words in [["doctor"], ["config"], ["serve"]] {
            let mut command = command(&test, test.listen, &words);
            command.env("REDRESS_DATABASE_URL", url).stderr(std::process::Stdio::piped());
            let done = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
            let said = [done.stdout, done.stderr].concat();
            let said = String::from_utf8_lossy(&said).to_string();
            assert!(said.contains("postgres:") && !said.contains("sh%21") && !said.contains("sh!"), "{url}: {said}");
        }
    }
}

/// Who holds the file of a database keeps the program from starting: which file, and what helps, is said.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_held_is_named() {
    let test = TestApp::start(Engine::Sqlite);
    let holder = Holder::of(&test);
    let mut start = command(&test, test.listen, &["migrate"]);
    start.stderr(std::process::Stdio::piped());
    let done = tokio::task::spawn_blocking(move || start.output().unwrap()).await.unwrap();
    let said = String::from_utf8_lossy(&done.stderr).to_string();
    assert!(said.contains(".sqlite") && said.contains("end that one"), "{said}");
    drop(holder);
}

/// Stands between the program and its database, and can stop to pass anything on without a word to either.
struct Between {
    address: SocketAddr,
    frozen: Arc<AtomicBool>,
}

impl Between {
    fn start(database: &'static str) -> Between {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, frozen) = (listener.local_addr().unwrap(), Arc::new(AtomicBool::new(false)));
        let stops = Arc::clone(&frozen);
        std::thread::spawn(move || {
            for here in listener.incoming().flatten() {
                let stops = Arc::clone(&stops);
                std::thread::spawn(move || {
                    let there = TcpStream::connect(database).unwrap();
                    let (back, stopped) = ((there.try_clone().unwrap(), here.try_clone().unwrap()), Arc::clone(&stops));
                    std::thread::spawn(move || pass(back.0, back.1, &stopped));
                    pass(here, there, &stops);
                });
            }
        });
        Between { address, frozen }
    }

    fn freeze(&self, frozen: bool) {
        self.frozen.store(frozen, Ordering::Relaxed);
    }
}

fn pass(mut from: TcpStream, mut to: TcpStream, frozen: &AtomicBool) {
    let mut bytes = [0; 4096];
    while let Ok(count @ 1..) = from.read(&mut bytes) {
        while frozen.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(10));
        }
        if to.write_all(&bytes[..count]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
}

/// A database of a test as it is reached through that, and where it is.
fn through(url: &str, between: impl Fn(&'static str) -> Between) -> (Between, String) {
    let rest = url.split_once('@').unwrap().1;
    let place: &'static str = Box::leak(rest.split('/').next().unwrap().to_string().into_boxed_str());
    let between = between(place);
    let through = url.replacen(place, &between.address.to_string(), 1);
    (between, through)
}

async fn status(process: &Process, path: &str) -> Option<u16> {
    let asked = reqwest::get(format!("http://{}{path}", process.listen));
    Some(tokio::time::timeout(PATIENCE, asked).await.expect("nobody waits for ever").ok()?.status().as_u16())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_hangs_is_waited_for_and_the_process_ends_in_time() {
    let test = TestApp::start(Engine::Postgres);
    keep_real_time(&test);
    let peer = FakePeer::start("south.test");
    let (between, url) = through(&test.app.config.database_url, Between::start);
    let start = |words: &[&str]| {
        let mut command = command(&test, test.listen, words);
        command.env("REDRESS_DATABASE_URL", &url).env("REDRESS_DATABASE_STATEMENT_TIMEOUT", "4");
        Process::of(command)
    };
    let (serving, working) = (start(&["serve"]), start(&["work"]));
    drop(serving.connected().await);
    assert_eq!(status(&serving, "/boards").await, Some(200));
    let mut person = member_at(&test, "c7", Role::Member, serving.listen).await;
    let thread = file(&mut person, &[("title", "My lamp broke")]).await.is(200).path;
    let fresh = person.get(&thread).await.is(200);
    let empty = person.get("/file?brand=acme.com").await.is(200);

    between.freeze(true);
    assert_eq!(status(&serving, "/boards?frozen").await, Some(503), "the page says so");
    // Who brings the trace of a session is shown a page as well.
    let anonymous = Browser::at_process(&test, serving.listen).get("/boards?frozen").await.is(503);
    assert!(anonymous.header("content-type").starts_with("text/html"), "{}", anonymous.html);
    // Other servers hear that they may come again, and nothing that would end their patience.
    let named = format!("/.well-known/webfinger?resource=acct:c7@{}", test.authority());
    for document in [named.as_str(), "/nodeinfo/2.1", "/moderation/log.json"] {
        assert_eq!(status(&serving, document).await, Some(503), "{document}");
    }
    let ada = peer.unlisted("ada");
    let like = json!({"type": "Like", "id": peer.url("/likes/1"), "actor": ada.uri, "object": peer.url("/notes/1")});
    let asked = Letter { date: Some(http_date(SystemClock.now())), ..Letter::new(&test, &ada, &like) }.sealed();
    let answer = exchange(serving.listen, &asked.to_bytes()).await;
    assert_eq!(status_of(&answer), 503, "no decision about its server: {answer}");
    assert!(answer.to_ascii_lowercase().contains("retry-after:"), "{answer}");
    let signature = asked.headers.iter().find(|it| it.0 == "signature").unwrap().1.clone();
    let document = reqwest::Client::new()
        .get(format!("http://{}/actors/{}", serving.listen, Uuid::nil()))
        .header("accept", "application/activity+json")
        .header("signature", signature)
        .header("date", http_date(SystemClock.now()))
        .send();
    assert_eq!(tokio::time::timeout(PATIENCE, document).await.unwrap().unwrap().status(), 503);
    let words = "Is anybody there?\nIt has been dark for <b>nine</b> days.";
    let refused = person.submit(&fresh, &format!("{thread}/comment"), &[("text", words)]).await.is(503);
    assert!(refused.html.contains("It has been dark for &#60;b&#62;nine"), "given back: {}", refused.html);
    assert!(!refused.header("content-security-policy").is_empty());
    let refused =
        person.send_file(&fresh, &format!("{thread}/receipt"), &[("note", "The bill")], b"a bill").await.is(503);
    assert!(refused.html.contains("The bill"), "those before a file too: {}", refused.html);
    // What is sent once more is named as far as anything can be read, and its file is asked for again.
    let again = format!("form[action='{thread}/receipt']");
    assert_eq!(refused.attribute(&again, "enctype"), "multipart/form-data");
    assert_eq!(refused.attribute(&format!("{again} input[name=file]"), "type"), "file");
    assert!(refused.text().contains("Choose it again"), "{}", refused.text());
    assert!(refused.text().contains("Show the brand a receipt"), "what it does: {}", refused.text());
    assert!(refused.text().contains("cannot be shown now"), "{}", refused.text());
    // All of a form that was filled in, and a way to send it once more.
    let draft = [
        ("text", "The chair broke."),
        ("product", "CupboardXL"),
        ("amount", "49.90"),
        ("reference-1", "REF-77"),
        ("step", "file"),
    ];
    let unfiled = person.submit(&empty, "/file", &draft).await.is(503);
    let back = unfiled.value(".kept");
    for words in ["CupboardXL", "49.90", "REF-77", "acme.com"] {
        assert!(back.contains(words), "{words}: {back}");
    }
    let login = vec![("name".to_string(), "c7".to_string()), ("password".to_string(), PASSWORD.to_string())];
    let refused = person.post("/login", &login).await.is(503);
    assert!(!refused.html.contains(PASSWORD), "{}", refused.html);
    // What waits behind signing in is not lost with it.
    let waiting = [("next".to_string(), format!("{thread}/comment")), ("kept.text".to_string(), words.to_string())];
    let refused = person.post("/login", &[login, waiting.to_vec()].concat()).await.is(503);
    assert!(refused.html.contains("It has been dark") && !refused.html.contains(PASSWORD), "{}", refused.html);
    assert_eq!(status(&serving, "/health").await, Some(200));
    assert_eq!(status(&serving, "/health/ready").await, Some(503));
    // It comes back by itself.
    between.freeze(false);
    let since = Instant::now();
    while status(&serving, "/boards?again").await != Some(200) {
        assert!(since.elapsed() < PATIENCE, "it does not come back");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let filed = person.submit(&unfiled, "/file", &[]).await.is(200);
    assert!(filed.path.starts_with("/complaints/") && filed.text().contains("The chair broke"), "{}", filed.text());
    // Told to stop while nothing moves, both end in time, whatever their threads wait for.
    between.freeze(true);
    let _ = status(&serving, "/boards?waiting").await;
    serving.tell_to_stop();
    working.tell_to_stop();
    let ended = tokio::join!(serving.stopped(), working.stopped());
    assert!(ended.0.code().is_some() && ended.1.code().is_some(), "{ended:?}");
    // And one that starts now says in a sentence that there is no database.
    let since = Instant::now();
    let refused = start(&["serve"]).stopped().await;
    assert!(!refused.success() && since.elapsed() < PATIENCE);
    between.freeze(false);
}

on_both_engines!(
    a_full_disk_is_said_and_reading_goes_on,
    a_look_for_a_key_that_fails_here_is_no_look,
    one_look_counts_for_all_threads,
    a_database_that_somebody_holds_is_said_and_reading_goes_on,
    a_clock_that_steps_back_reorders_nothing,
    a_clock_that_cannot_be_right_signs_nothing,
    strangers_do_not_say_what_time_it_is,
    a_clock_that_is_trusted_after_a_jump_stays_trusted,
    what_one_process_doubts_another_does_not_take_back,
    events_from_the_future_are_known_and_passed_over,
    doctor_looks_from_outside,
    a_clock_that_leaps_does_nothing_before_it_is_looked_at,
    doctor_sees_the_future_where_nothing_runs,
);
