//! Delivery that cannot be stopped: fair between hosts, patient with those that are down, and open to the operator's eye.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use redress::app::Clock;
use redress::crypto::keys::SecretKey;
use redress::domain::Timestamp;
use redress::domain::complaint::{Command, Outcome};
use redress::domain::doings::Doing;
use redress::domain::ids::{ActorId, ComplaintId};
use redress::federation::outgoing::deliver;
use redress::services::accept_activity::BOOSTS_WAITING_MAX;
use redress::services::doubt_clock;
use redress::services::name_official::name_official;
use redress::services::open_board::open_board;
use redress::storage::deliveries::{self, Which};
use redress::storage::{StorageError, Tx, inbox_lanes, jobs};
use redress::worker;
use serde_json::{Value, json};

use crate::on_both_engines;
use crate::support::acts::{Answer as Reply, By, Deed, WithDeed, act_on_complaint, comment, respond};
use crate::support::peer::{Answer, FakePeer, Letter, PUBLIC, PeerActor, exchange, status_of};
use crate::support::{Engine, TestApp, TestDb};
use crate::way_out::{acme, cause, file, follower, person};

async fn counts(test: &TestApp) -> deliveries::Counts {
    test.app.db.read(deliveries::counts).await.unwrap()
}

/// Runs what we owe until nothing of it is due, without sending anything.
async fn expand(test: &TestApp) {
    while worker::run_due(&test.app).await.unwrap() > 0 {}
}

fn posts(peer: &FakePeer) -> usize {
    peer.heard().iter().filter(|it| it.method == "POST").count()
}

async fn a_host_with_a_thousand_inboxes_takes_no_more_than_its_share(engine: Engine) {
    let (big, small) = (FakePeer::start("big.test"), FakePeer::start("small.test"));
    let test = TestApp::start_as(engine, "home.test", &[big.authority(), small.authority()]);
    let ada = person(&test.app, "ada").await;
    let (_, board) = open_board(&test.app, acme(), None).await.unwrap();
    for number in 0..60 {
        follower(&test.app, &big, &format!("own{number}"), board.id, false).await;
    }
    follower(&test.app, &small, "zoe", board.id, true).await;
    file(&test.app, &ada, "file").await;
    expand(&test).await;
    assert_eq!(counts(&test).await.waiting, 61 * 2);

    let first = deliver::run_due(&test.app).await.unwrap();
    assert!((2..=17).contains(&first), "one host gets at most sixteen of the first batch: {first}");
    assert_eq!(posts(&small), 1, "the small one does not wait behind the big one");
    test.drain().await;
    assert_eq!((posts(&big), posts(&small)), (60 * 2, 2));
    assert_eq!(counts(&test).await.waiting, 0);
}

async fn a_slow_host_holds_up_nobody(engine: Engine) {
    let (slow, quick) = (FakePeer::start("slow.test"), FakePeer::start("quick.test"));
    let test = TestApp::start_as(engine, "home.test", &[slow.authority(), quick.authority()]);
    let ada = person(&test.app, "ada").await;
    let (_, board) = open_board(&test.app, acme(), None).await.unwrap();
    slow.answer("/inbox", Answer::Slow(Duration::from_mins(1)));
    follower(&test.app, &slow, "sam", board.id, true).await;
    follower(&test.app, &quick, "zoe", board.id, true).await;
    for number in 0..10 {
        file(&test.app, &ada, &format!("file{number}")).await;
    }
    expand(&test).await;
    let stop = tokio_util::sync::CancellationToken::new();
    let running = tokio::spawn(deliver::run(test.app.clone(), stop.clone()));
    // The slow one is cut off after ten seconds; everything for the quick one is there before its first attempt ends.
    while posts(&quick) < 20 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let failed = test.app.db.read::<_, StorageError, _>({
        let host = slow.authority();
        move |view| redress::storage::outbox::host(view, &host)
    });
    assert_eq!(failed.await.unwrap().unwrap().failures, 0, "no attempt at the slow one has ended yet");
    stop.cancel();
    running.abort();
}

async fn a_host_that_is_down_is_probed_once_at_a_time_by_the_schedule(engine: Engine) {
    let peer = FakePeer::start("peer.test");
    let test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
    let ada = person(&test.app, "ada").await;
    let (_, board) = open_board(&test.app, acme(), None).await.unwrap();
    follower(&test.app, &peer, "zoe", board.id, true).await;
    peer.serve_as("/inbox", 503, "text/plain", b"down");
    for number in 0..20 {
        file(&test.app, &ada, &format!("file{number}")).await;
    }
    test.drain().await;
    let at_first = posts(&peer);
    assert!(at_first <= 16, "before anything is known of it, it gets its share: {at_first}");
    let mut heard = at_first;
    for seconds in [15, 60, 300, 1_800, 7_200, 21_600, 86_400, 86_400] {
        test.clock.advance(Duration::from_secs(seconds - 1));
        test.drain().await;
        assert_eq!(posts(&peer), heard, "nothing before {seconds} s are over");
        // A tenth of jitter, and a little.
        test.clock.advance(Duration::from_secs(seconds / 10 + 2));
        test.drain().await;
        heard += 1;
        assert_eq!(posts(&peer), heard, "one probe after {seconds} s, whatever waits");
    }
    peer.serve_as("/inbox", 202, "text/plain", b"");
    test.clock.advance(Duration::from_hours(27));
    test.drain().await;
    assert_eq!(posts(&peer), heard + 40, "all that waited comes when it answers again");
    assert_eq!(counts(&test).await, deliveries::Counts::default());
}

async fn an_outage_of_thirty_days_loses_nothing_and_keeps_the_order(engine: Engine) {
    let peer = FakePeer::start("peer.test");
    let test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
    let app = &test.app;
    let ada = person(app, "ada").await;
    let (_, board) = open_board(app, acme(), None).await.unwrap();
    follower(app, &peer, "zoe", board.id, true).await;
    peer.serve_as("/inbox", 500, "text/plain", b"down");
    let threads = [file(app, &ada, "one").await, file(app, &ada, "two").await];
    test.drain().await;
    for day in 0..29 {
        for thread in threads {
            say(&test, thread, &ada, day).await;
        }
        test.drain().await;
        test.clock.advance(Duration::from_hours(24));
        test.drain().await;
        deliver::expire(app).await.unwrap();
    }
    let tried = posts(&peer);
    assert!(tried < 60, "thirty days and some {tried} requests: it is not hammered");
    assert_eq!(counts(&test).await.dead, 0);

    peer.serve_as("/inbox", 202, "text/plain", b"");
    test.clock.advance(Duration::from_hours(27));
    test.drain().await;
    let heard = peer.delivered().split_off(tried);
    assert_eq!(heard.len(), 2 * 2 + 29 * 2 * 2, "every post and every boost, once");
    let ids: BTreeSet<&str> = heard.iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), heard.len());
    for thread in threads {
        let context = app.address.complaint(thread);
        let told: Vec<&str> = heard
            .iter()
            .filter(|it| it["object"]["object"]["context"] == context.as_str())
            .map(|it| it["published"].as_str().unwrap())
            .collect();
        assert_eq!(told.len(), 30);
        assert!(told.is_sorted(), "{told:?}");
    }
}

async fn say(test: &TestApp, thread: ComplaintId, by: &redress::storage::actors::Actor, day: u32) {
    let id = format!("{thread} {day}");
    comment(&test.app, cause(&test.app, &id), thread, by.id, format!("Day {day}.")).await.unwrap();
}

async fn what_nobody_took_for_too_long_is_given_up_and_stands_in_nobodys_way(engine: Engine) {
    let peer = FakePeer::start("peer.test");
    let test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
    let app = &test.app;
    let ada = person(app, "ada").await;
    let (_, board) = open_board(app, acme(), None).await.unwrap();
    follower(app, &peer, "zoe", board.id, true).await;
    peer.serve_as("/inbox", 500, "text/plain", b"down");
    let thread = file(app, &ada, "one").await;
    test.drain().await;
    test.clock.advance(Duration::from_hours(20 * 24));
    say(&test, thread, &ada, 20).await;
    test.drain().await;
    test.clock.advance(Duration::from_hours(12 * 24 + 1));
    test.drain().await;
    deliver::expire(app).await.unwrap();
    let queue = counts(&test).await;
    assert_eq!((queue.dead, queue.waiting), (2, 2), "what is older than thirty days is a dead letter, the rest waits");
    peer.serve_as("/inbox", 202, "text/plain", b"");
    let before = posts(&peer);
    test.clock.advance(Duration::from_hours(27));
    test.drain().await;
    assert_eq!(posts(&peer), before + 2, "the dead letters unblock the next ones");
}

async fn a_host_that_asks_for_time_gets_it(engine: Engine) {
    let peer = FakePeer::start("peer.test");
    let test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
    let ada = person(&test.app, "ada").await;
    let (_, board) = open_board(&test.app, acme(), None).await.unwrap();
    follower(&test.app, &peer, "zoe", board.id, true).await;
    for (status, seconds) in [(429, 600), (503, 900)] {
        peer.answer("/inbox", Answer::ComeBack { status, seconds });
        file(&test.app, &ada, &format!("first {status}")).await;
        test.drain().await;
        let heard = posts(&peer);
        file(&test.app, &ada, &format!("second {status}")).await;
        test.clock.advance(Duration::from_secs(seconds - 5));
        test.drain().await;
        assert_eq!(posts(&peer), heard, "{status}: the whole host is left alone");
        peer.serve_as("/inbox", 202, "text/plain", b"");
        test.clock.advance(Duration::from_secs(10));
        test.drain().await;
        assert_eq!(counts(&test).await.waiting, 0, "{status}");
    }
}

/// One of two clocks is wrong, and will be set: what is refused for its time is sent again, and waits for nobody's hand.
async fn what_is_refused_for_its_time_is_sent_again(engine: Engine) {
    let peer = FakePeer::start("peer.test");
    let test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
    let ada = person(&test.app, "ada").await;
    let (_, board) = open_board(&test.app, acme(), None).await.unwrap();
    follower(&test.app, &peer, "zoe", board.id, true).await;
    let refusal = json!({"type": "about:blank", "status": 401, "code": "signature-time"}).to_string();
    peer.serve_as("/inbox", 401, "application/problem+json", refusal.as_bytes());
    file(&test.app, &ada, "one").await;
    test.drain().await;
    let queue = counts(&test).await;
    assert_eq!((queue.parked, queue.waiting), (0, 2));
    peer.serve_as("/inbox", 202, "text/plain", b"");
    test.clock.advance(Duration::from_hours(1));
    test.drain().await;
    assert_eq!(counts(&test).await, deliveries::Counts::default());

    // Any other word on a signature is parked, as before.
    peer.serve_as("/inbox", 401, "application/problem+json", br#"{"code": "digest"}"#);
    file(&test.app, &ada, "two").await;
    test.drain().await;
    assert_eq!(counts(&test).await.parked, 2);
}

/// Whoever gets what is signed at a wrong time refuses it, and what is put off at one comes back at no time.
async fn nothing_is_sent_by_a_clock_that_is_not_believed(engine: Engine) {
    let peer = FakePeer::start("peer.test");
    let test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
    let ada = person(&test.app, "ada").await;
    let (_, board) = open_board(&test.app, acme(), None).await.unwrap();
    follower(&test.app, &peer, "zoe", board.id, true).await;
    peer.serve_as("/inbox", 401, "text/plain", b"Your clock is wrong");
    file(&test.app, &ada, "one").await;
    expand(&test).await;
    let mut run = doubt_clock::Run::begin(&test.app).await.unwrap();
    let jump = chrono::TimeDelta::days(400);
    test.clock.leap(jump);
    test.drain().await;
    assert_eq!((posts(&peer), deliver::expire(&test.app).await.unwrap()), (0, 0), "it leapt a moment ago");
    assert!(doubt_clock::look(&test.app, &mut run).await.unwrap().is_some());
    test.drain().await;
    deliver::expire(&test.app).await.unwrap();
    let queue = counts(&test).await;
    assert_eq!((posts(&peer), queue.waiting, queue.dead), (0, 2, 0), "it is not believed");

    peer.serve_as("/inbox", 202, "text/plain", b"");
    test.clock.leap(-jump);
    assert_eq!(doubt_clock::look(&test.app, &mut run).await.unwrap(), None);
    test.drain().await;
    assert_eq!(posts(&peer), 2);
    assert_eq!(counts(&test).await, deliveries::Counts::default());

    // Where so much time went by for real, what is as old goes.
    peer.serve_as("/inbox", 503, "text/plain", b"down");
    file(&test.app, &ada, "two").await;
    expand(&test).await;
    test.clock.advance(jump.to_std().unwrap());
    assert_eq!(deliver::expire(&test.app).await.unwrap(), 2);
}

async fn a_note_that_was_overtaken_is_not_sent_late(engine: Engine) {
    let peer = FakePeer::start("peer.test");
    let test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
    let app = &test.app;
    let ada = person(app, "ada").await;
    let voice = name_official(app, acme(), "acme".into(), None).await.unwrap();
    let (_, board) = open_board(app, acme(), None).await.unwrap();
    follower(app, &peer, "zoe", board.id, true).await;
    let id = file(app, &ada, "file").await;
    test.drain().await;
    peer.serve_as("/inbox", 503, "text/plain", b"down");
    let before = peer.delivered().len();
    for (number, outcome) in [(1, Outcome::Apology), (2, Outcome::Refund)] {
        let answer = Reply {
            complaint: id,
            official: voice.id,
            text: format!("Our word number {number} to you, in full."),
            signature: Some(("Jo Ott".into(), "refunds".into())),
            deed: Some(WithDeed::Offer { outcome, reason: None }),
            seen: None,
        };
        respond(app, cause(app, &format!("offer {number}")), answer).await.unwrap();
        test.clock.advance(Duration::from_secs(1));
        test.drain().await;
        if number == 1 {
            let decline = Deed {
                complaint: id,
                by: By::Actor(ada.id),
                seen: None,
                command: Command::Decline { offer: None },
                reason: None,
            };
            act_on_complaint(app, cause(app, "no"), decline).await.unwrap();
        }
    }
    peer.serve_as("/inbox", 202, "text/plain", b"");
    test.clock.advance(Duration::from_hours(1));
    test.drain().await;
    let notes: Vec<Value> =
        peer.delivered().split_off(before).into_iter().filter(|it| it["type"] == "Create").collect();
    let arrived: BTreeMap<String, String> = notes
        .iter()
        .map(|it| (it["id"].as_str().unwrap().to_string(), it["object"]["content"].as_str().unwrap().to_string()))
        .collect();
    assert!(arrived.values().any(|it| it.contains("refund")), "the newest note comes: {arrived:?}");
    assert!(!arrived.values().any(|it| it.contains("apology") && it.contains("#confirmed")), "{arrived:?}");
}

async fn dead_letters_are_read_sent_again_and_dropped(engine: Engine) {
    let peer = FakePeer::start("peer.test");
    let test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
    let app = &test.app;
    let ada = person(app, "ada").await;
    let (_, board) = open_board(app, acme(), None).await.unwrap();
    follower(app, &peer, "zoe", board.id, true).await;
    peer.serve_as("/inbox", 413, "text/plain", b"not like this");
    let thread = file(app, &ada, "one").await;
    test.drain().await;
    let letters = |host: Option<String>| {
        app.db.read::<_, StorageError, _>(move |view| deliveries::dead_letters(view, host.as_deref(), None, 10))
    };
    let dead = letters(Some(peer.authority())).await.unwrap();
    assert_eq!(dead.len(), 2, "a dead letter unblocks the next, which died too");
    assert_eq!(dead[0].answer.as_deref(), Some("not like this"));
    assert!(letters(Some("other.test".into())).await.unwrap().is_empty());

    peer.serve_as("/inbox", 202, "text/plain", b"");
    say(&test, thread, &ada, 1).await;
    test.drain().await;
    assert_eq!(posts(&peer), 4, "what comes later is not held up");
    let (first, now) = (dead[1].id, test.clock.now());
    let again = app.db.write::<_, StorageError, _>(move |tx| deliveries::retry(tx, &Which::One(first), now));
    assert_eq!(again.await.unwrap(), 1);
    test.drain().await;
    assert_eq!(posts(&peer), 5);
    let dropped = app.db.write::<_, StorageError, _>(|tx| deliveries::drop_dead(tx, &Which::All));
    assert_eq!(dropped.await.unwrap(), 1);
    assert_eq!(counts(&test).await, deliveries::Counts::default());
}

/// Answers as Lemmy does: an announcement of a whole activity is taken, a boost of an address is none.
fn takes_no_boosts(peer: &FakePeer) {
    peer.refuse(|heard| {
        let activity: serde_json::Value = serde_json::from_slice(&heard.body).unwrap_or_default();
        let about = if activity["type"] == "Undo" { &activity["object"] } else { &activity };
        (about["type"] == "Announce" && about["object"].is_string()).then(|| (400, Vec::new()))
    });
}

async fn a_boost_that_is_refused_is_dropped_and_not_sent_again_for_a_day(engine: Engine) {
    let peer = FakePeer::start("lemmy.test");
    let test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
    let app = &test.app;
    let ada = person(app, "ada").await;
    let (_, board) = open_board(app, acme(), None).await.unwrap();
    follower(app, &peer, "zoe", board.id, true).await;
    takes_no_boosts(&peer);
    let boosts = || peer.delivered().iter().filter(|it| it["object"].is_string()).count();
    let whole = || peer.delivered().iter().filter(|it| it["object"]["type"] == "Create").count();

    let first = file(app, &ada, "one").await;
    test.drain().await;
    assert_eq!((whole(), boosts()), (1, 2), "the boost is knocked with twice, as everything that is answered 400");
    assert_eq!(counts(&test).await, deliveries::Counts::default(), "nothing lies there, and the host does not fail");

    file(app, &ada, "two").await;
    test.drain().await;
    assert_eq!((whole(), boosts()), (2, 2), "it is not asked again, and hears what it takes");
    let retract = Deed { complaint: first, by: By::Actor(ada.id), seen: None, command: Command::Retract, reason: None };
    act_on_complaint(app, cause(app, "retract"), retract).await.unwrap();
    test.drain().await;
    let undone = peer.delivered().iter().filter(|it| it["type"] == "Undo").count();
    assert!(undone > 0, "what may have been taken once is taken back in any case");
    assert_eq!(counts(&test).await, deliveries::Counts::default());

    test.clock.advance(Duration::from_hours(25));
    peer.refuse(|_| None);
    let before = boosts();
    file(app, &ada, "four").await;
    test.drain().await;
    assert_eq!(boosts(), before + 1, "it may have learnt to take them");
}

async fn a_fan_out_is_made_in_bounded_steps_and_the_request_does_not_wait_for_it(engine: Engine) {
    let test = TestApp::start(engine);
    let ada = person(&test.app, "ada").await;
    let (_, board) = open_board(&test.app, acme(), None).await.unwrap();
    many_followers(&test.db, &board.uri, 4_200);
    file(&test.app, &ada, "one").await;
    assert_eq!(counts(&test).await.waiting, 0, "whoever filed is answered before anything is spread");
    let (mut before, mut steps) = (0, 0);
    while worker::run_due(&test.app).await.unwrap() > 0 {
        let waiting = counts(&test).await.waiting;
        // Two activities are told one after the other: a run takes one step, or ends the first and begins the second, each
        // step in a transaction of its own.
        assert!(waiting - before <= 2 * 500, "{} in one run", waiting - before);
        (before, steps) = (waiting, steps + 1);
    }
    assert_eq!(before, 4_200 * 2);
    assert!(steps >= 17, "{steps}");
}

/// Followers on four thousand hosts of their own, written behind the program's back.
fn many_followers(db: &TestDb, followed: &str, count: u32) {
    let id = match db.engine() {
        Engine::Sqlite => "CAST('follower' || substr('00000000' || n, -8) AS BLOB)",
        Engine::Postgres => "convert_to('follower' || lpad(CAST(n AS TEXT), 8, '0'), 'UTF8')",
    };
    db.execute(&format!(
        "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count}) \
         INSERT INTO actors (id, uri, kind, local, username, host, handle, name, summary_html, inbox, fields, speaks_rd, \
           fetched_at, created_at) \
         SELECT {id}, 'https://h' || n || '.test/u', 'person', FALSE, 'u', 'h' || n || '.test', 'u@h' || n || '.test', \
           '', '', 'https://h' || n || '.test/inbox', '[]', FALSE, 0, 0 FROM numbers; \
         INSERT INTO follows (follower, followed, uri, accepted, at, inbox) \
         SELECT a.id, b.id, a.uri || '#follow', TRUE, 0, a.inbox FROM actors a, actors b \
         WHERE b.uri = '{followed}' AND a.username = 'u'"
    ));
}

fn note(peer: &FakePeer, actor: &PeerActor, number: u32) -> Value {
    let id = peer.url(&format!("/notes/{number}"));
    json!({
        "@context": "https://www.w3.org/ns/activitystreams", "type": "Create", "id": format!("{id}#create"),
        "actor": actor.uri, "to": [PUBLIC],
        "object": {"type": "Note", "id": id, "attributedTo": actor.uri, "to": [PUBLIC], "content": "<p>Hello.</p>"},
    })
}

fn boost(peer: &FakePeer, actor: &PeerActor, number: u32, what: &str) -> Value {
    json!({
        "@context": "https://www.w3.org/ns/activitystreams", "type": "Announce",
        "id": peer.url(&format!("/boosts/{number}")), "actor": actor.uri, "to": [PUBLIC], "object": what,
    })
}

async fn one_host_may_fill_a_tenth_of_the_inbox_and_no_more(engine: Engine) {
    let (loud, quiet) = (FakePeer::start("loud.test"), FakePeer::start("quiet.test"));
    let mut test = TestApp::start_as(engine, "home.test", &[loud.authority(), quiet.authority()]);
    test.serve();
    let (lou, quin) = (loud.person("lou"), quiet.person("quin"));
    assert_eq!(loud.send(&test, &lou, &note(&loud, &lou, 1)).await, 202);
    let waits = |count: i64| test.db.execute(&format!("UPDATE inbox_lanes SET waiting = {count} WHERE NOT fetched"));
    waits(inbox_lanes::WAITING_BEFORE_BOOSTS_MAX - 1);
    let send = |number| Letter::new(&test, &lou, &note(&loud, &lou, number));
    assert_eq!(
        loud.send(&test, &lou, &boost(&loud, &lou, 1, &loud.url("/notes/none"))).await,
        202,
        "it counts as well"
    );
    let another = boost(&loud, &lou, 2, &loud.url("/notes/none"));
    assert_eq!(loud.send(&test, &lou, &another).await, 503, "boosts leave room for all else");
    waits(inbox_lanes::WAITING_OF_HOST_MAX - 1);
    assert_eq!(send(2).send(&test).await, 202);
    let answer = exchange(test.listen, &send(3).sealed().to_bytes()).await;
    assert_eq!(status_of(&answer), 503, "{answer}");
    assert!(answer.to_ascii_lowercase().contains("\r\nretry-after: 30\r\n"), "{answer}");
    assert_eq!(quiet.send(&test, &quin, &note(&quiet, &quin, 1)).await, 202, "others are not refused for it");
    assert_eq!(send(2).send(&test).await, 503, "a repeat neither counts nor gets in");
    assert_eq!(loud.send(&test, &lou, &another).await, 503, "nor does a boost");

    test.db.execute("UPDATE inbox_lanes SET waiting = 3 WHERE NOT fetched AND host LIKE 'loud%'");
    test.drain().await;
    let waiting = test.app.db.read(inbox_lanes::waiting).await.unwrap();
    assert_eq!(waiting, 0, "what is worked off does not count any more");
    // The gate believes its last answer for a second.
    while send(4).send(&test).await == 503 {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    test.db.execute(&format!(
        "INSERT INTO inbox_lanes (host, waiting, next_at) VALUES ('many.test', {}, 9223372036854775807)",
        inbox_lanes::WAITING_MAX
    ));
    while quiet.send(&test, &quin, &note(&quiet, &quin, 2)).await == 202 {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn a_flood_from_one_host_delays_nobody_elses_activities(engine: Engine) {
    let (loud, quiet) = (FakePeer::start("loud.test"), FakePeer::start("quiet.test"));
    let mut test = TestApp::start_as(engine, "home.test", &[loud.authority(), quiet.authority()]);
    test.serve();
    let (lou, quin) = (loud.person("lou"), quiet.person("quin"));
    for number in 0..60 {
        assert_eq!(loud.send(&test, &lou, &note(&loud, &lou, number)).await, 202);
    }
    assert_eq!(quiet.send(&test, &quin, &note(&quiet, &quin, 1)).await, 202);
    let first = worker::run_due(&test.app).await.unwrap();
    assert!((2..=17).contains(&first), "{first}");
    let handled = test.db.counted(
        "SELECT a.username AS name, COUNT(*) AS number FROM inbox i JOIN actors a ON a.id = i.actor \
         WHERE i.handled_at IS NOT NULL GROUP BY a.username",
    );
    let handled: BTreeMap<String, i64> = handled.into_iter().collect();
    assert_eq!(handled.get("quin"), Some(&1), "{handled:?}");
    test.drain().await;
    assert_eq!(test.app.db.read(inbox_lanes::waiting).await.unwrap(), 0);
}

/// Many hosts boost what cannot be read: what else they send is done at once, not all places are theirs, and it ends.
async fn boosts_of_what_cannot_be_read_hold_up_nobody(engine: Engine) {
    const HOSTS: i64 = 9;
    let down = FakePeer::start("down.test");
    down.serve_as("/notes/1", 503, "text/plain", b"later");
    let loud: Vec<FakePeer> = (0..HOSTS).map(|number| FakePeer::start(&format!("loud{number}.test"))).collect();
    let peers: Vec<String> = loud.iter().chain([&down]).map(FakePeer::authority).collect();
    let mut test = TestApp::start_as(engine, "home.test", &peers);
    test.serve();
    let key = SecretKey::generate_rsa().unwrap();
    for peer in &loud {
        let lou = peer.actor_at("/users/lou", "Person", &key);
        let lia = peer.actor_at("/users/lia", "Person", &key);
        for (number, who) in (0..).zip([&lou, &lia]) {
            assert_eq!(peer.send(&test, who, &boost(peer, who, number, &down.url("/notes/1"))).await, 202);
        }
        assert_eq!(peer.send(&test, &lou, &note(peer, &lou, 1)).await, 202);
    }
    assert_eq!(test.app.db.read(inbox_lanes::waiting).await.unwrap(), 3 * HOSTS);
    worker::run_due(&test.app).await.unwrap();
    let handled =
        || test.db.counted("SELECT 'all' AS name, COUNT(*) AS number FROM inbox WHERE handled_at IS NOT NULL");
    assert_eq!(handled()[0].1, HOSTS, "the notes, and no boost");
    let tried = "SELECT CAST(attempts AS TEXT) AS name, COUNT(*) AS number FROM jobs WHERE lane LIKE '%/fetched' GROUP BY attempts ORDER BY attempts";
    assert_eq!(test.db.counted(tried), [("0".to_string(), 2), ("1".to_string(), 16)]);
    for _ in 0..6 {
        test.drain().await;
        test.clock.advance(Duration::from_mins(1));
    }
    assert_eq!(handled()[0].1, 3 * HOSTS);
    assert_eq!(test.app.db.read(inbox_lanes::waiting).await.unwrap(), 0);
    assert_eq!(test.app.db.read(jobs::counts).await.unwrap().dead, 0, "nobody has to look at them");
}

/// One person boosts what cannot be read: nobody else of their server waits for that, what is here already waits for nothing, and
/// what is tried in vain counts as if it had come to something.
async fn boosts_of_one_person_hold_up_nobody_else(engine: Engine) {
    const MANY: u32 = 5;
    let (down, loud) = (FakePeer::start("down.test"), FakePeer::start("loud.test"));
    for number in 0..MANY {
        down.serve_as(&format!("/notes/{number}"), 503, "text/plain", b"later");
    }
    let mut test = TestApp::start_as(engine, "home.test", &[down.authority(), loud.authority()]);
    test.serve();
    let ada = person(&test.app, "ada").await;
    open_board(&test.app, acme(), None).await.unwrap();
    let known = test.app.address.complaint(file(&test.app, &ada, "one").await);
    test.drain().await;
    let (lou, lia) = (loud.person("lou"), loud.person("lia"));
    let bound = Doing::React.bound();
    {
        let mut doings = test.app.doings.lock().unwrap();
        for _ in 1..bound.per_hour {
            doings.count(&lou.uri, &loud.authority(), Doing::React, test.clock.now());
        }
    }
    for number in 0..MANY {
        let what = down.url(&format!("/notes/{number}"));
        assert_eq!(loud.send(&test, &lou, &boost(&loud, &lou, number, &what)).await, 202);
    }
    let other = note(&loud, &lia, 9)["object"].clone();
    loud.serve("/notes/9", &other);
    for (number, what) in [(10, known), (11, loud.url("/notes/9"))] {
        assert_eq!(loud.send(&test, &lia, &boost(&loud, &lia, number, &what)).await, 202);
    }
    let fetched = |number: i64| ("jobs".to_string(), number);
    let lane = || test.db.counted("SELECT 'jobs' AS name, COUNT(*) AS number FROM jobs WHERE lane LIKE '%/fetched'");
    assert_eq!(lane(), [fetched(i64::from(MANY) + 1)], "what is here already is not fetched");
    worker::run_due(&test.app).await.unwrap();
    let handled = test.db.counted(
        "SELECT a.username AS name, COUNT(*) AS number FROM inbox i JOIN actors a ON a.id = i.actor \
         WHERE i.handled_at IS NOT NULL GROUP BY a.username",
    );
    assert_eq!(handled, [("lia".to_string(), 2)], "nobody of whom one is tried already comes before somebody else");
    test.drain().await;
    test.clock.advance(Duration::from_mins(1));
    test.drain().await;
    assert_eq!(lane(), [fetched(0)]);
    assert_eq!(down.fetches(), 1, "the first used up what was left");

    // Nobody fills what their server may have waiting.
    test.clock.advance(Duration::from_hours(25));
    for number in 20..22 {
        assert_eq!(loud.send(&test, &lou, &boost(&loud, &lou, number, &down.url("/notes/1"))).await, 202);
    }
    test.db.execute(&format!(
        "INSERT INTO jobs (kind, task, due_at, attempts, dead, created_at, lane, chain) \
         WITH RECURSIVE numbers(n) AS (SELECT 3 UNION ALL SELECT n + 1 FROM numbers WHERE n < {BOOSTS_WAITING_MAX}) \
         SELECT j.kind, j.task, j.due_at, j.attempts, j.dead, j.created_at, j.lane, j.chain FROM numbers, \
           (SELECT * FROM jobs WHERE lane LIKE '%/fetched' ORDER BY id DESC LIMIT 1) j"
    ));
    assert_eq!(lane(), [fetched(BOOSTS_WAITING_MAX)]);
    assert_eq!(loud.send(&test, &lou, &boost(&loud, &lou, 22, &down.url("/notes/1"))).await, 202);
    assert_eq!(lane(), [fetched(BOOSTS_WAITING_MAX)], "nothing comes of it");
    assert_eq!(loud.send(&test, &lia, &boost(&loud, &lia, 23, &down.url("/notes/1"))).await, 202);
    assert_eq!(lane(), [fetched(BOOSTS_WAITING_MAX + 1)]);
}

/// Nothing puts what one actor sends into two lanes; where it is so all the same, none of it is left lying.
async fn what_is_let_go_is_looked_at_in_whichever_lane_it_lies(engine: Engine) {
    type End = fn(&mut Tx<'_>, &jobs::Leased, Timestamp) -> Result<(), StorageError>;
    let test = TestApp::start(engine);
    let (now, worker) = (test.clock.now(), test.app.db.worker());
    let terms = jobs::Terms { now, lease: Duration::from_mins(2), limit: 10, worker };
    let lease = async || -> Vec<jobs::Leased> {
        test.app.db.write(move |tx| jobs::lease_received(tx, &terms, |_| 8)).await.unwrap()
    };
    let ends: [(u128, &str, End); 3] = [
        (1, "done", |tx, job, now| jobs::done(tx, job, now)),
        (2, "retry", |tx, job, now| jobs::retry(tx, job, now + Duration::from_mins(5), "a story", now)),
        (3, "give up", |tx, job, now| jobs::give_up(tx, job, "a story", now)),
    ];
    for (actor, name, end) in ends {
        let actor = ActorId(uuid::Uuid::from_u128(actor));
        let put = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
            for (key, lane) in [("01", "one.test"), ("02", "two.test")] {
                assert!(inbox_lanes::take_in(tx, lane, now)?);
                jobs::enqueue_received(tx, key.to_string(), Some(jobs::Chain::Heard(actor)), lane, now)?;
            }
            Ok(())
        };
        test.app.db.write(put).await.unwrap();
        let first = lease().await;
        assert_eq!(first.len(), 1, "{name}");
        assert!(test.app.db.read(jobs::next_due_of_others).await.unwrap().is_some_and(|due| due > now), "{name}");
        test.app.db.write(move |tx| end(tx, &first[0], now)).await.unwrap();
        let second = lease().await;
        assert_eq!(second.len(), 1, "{name}: the other lane is looked at");
        test.app.db.write(move |tx| jobs::done(tx, &second[0], now)).await.unwrap();
    }
}

async fn what_a_process_that_is_gone_had_is_free_again(engine: Engine) {
    let test = TestApp::start(engine);
    let now = test.clock.now();
    let (here, there) = (test.app.db.clone(), test.db.open());
    let task = jobs::Task::SendLoginLink { link: uuid::Uuid::nil() };
    here.write::<_, StorageError, _>(move |tx| jobs::enqueue(tx, &task, now)).await.unwrap();
    let bell = there.in_touch().unwrap();
    assert_eq!(bell.is_some(), engine == Engine::Postgres, "SQLite has one serving process");
    let terms = jobs::Terms { now, lease: Duration::from_mins(2), limit: 10, worker: there.worker() };
    let lease = |db: redress::storage::Db| async move {
        db.write::<_, StorageError, _>(move |tx| jobs::lease(tx, &terms)).await.unwrap()
    };
    assert_eq!(lease(there.clone()).await[0].attempts, 1);
    if bell.is_some() {
        assert_eq!(here.free_leases_of_the_gone(now).await.unwrap(), 0, "who holds its lock keeps its leases");
    }
    drop(bell);
    let mut freed = 0;
    while freed == 0 {
        // The database notices that a session has ended a moment after it ended.
        freed = here.free_leases_of_the_gone(now).await.unwrap();
    }
    assert_eq!(lease(here.clone()).await[0].attempts, 1, "an attempt that was cut off does not count");
}

async fn every_refusal_and_every_delivery_is_counted(engine: Engine) {
    let peer = FakePeer::start("peer.test");
    let mut test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
    test.serve();
    let ada = person(&test.app, "ada").await;
    let (_, board) = open_board(&test.app, acme(), None).await.unwrap();
    follower(&test.app, &peer, "zoe", board.id, true).await;
    peer.serve_as("/inbox", 404, "text/plain", b"no");
    file(&test.app, &ada, "one").await;
    test.drain().await;
    let unsigned = reqwest::Client::new().post(test.local_url("/inbox")).header("host", test.authority());
    let unsigned = unsigned.header("content-type", "application/activity+json").body("{}").send().await.unwrap();
    assert_eq!(unsigned.status(), 401);
    let answer = redress::commands::metrics::answer(actix_web::web::Data::new(test.app.clone())).await;
    let body = actix_web::body::to_bytes(answer.into_body()).await.unwrap();
    let text = String::from_utf8(body.to_vec()).unwrap();
    // Other stories of this process count too; gauges are this database's own.
    let value = |line: &str| -> i64 {
        let found = text.lines().find_map(|it| it.strip_prefix(line)).unwrap_or_else(|| panic!("no {line} in\n{text}"));
        found.trim().parse().unwrap()
    };
    assert!(value(r#"redress_inbox_refused_total{reason="unsigned"}"#) >= 1);
    assert!(value(r#"redress_deliveries_total{outcome="dead"}"#) >= 1);
    assert!(value(r#"redress_deliveries_total{outcome="unwanted"}"#) >= 1, "a boost that is refused is no dead letter");
    assert_eq!((value("redress_deliveries_dead "), value("redress_deliveries_waiting ")), (1, 0));
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        assert!(line.rsplit_once(' ').is_some_and(|(_, value)| value.parse::<i64>().is_ok()), "{line}");
    }
}

on_both_engines!(
    every_refusal_and_every_delivery_is_counted,
    a_host_with_a_thousand_inboxes_takes_no_more_than_its_share,
    a_slow_host_holds_up_nobody,
    a_host_that_is_down_is_probed_once_at_a_time_by_the_schedule,
    an_outage_of_thirty_days_loses_nothing_and_keeps_the_order,
    what_nobody_took_for_too_long_is_given_up_and_stands_in_nobodys_way,
    a_host_that_asks_for_time_gets_it,
    what_is_refused_for_its_time_is_sent_again,
    nothing_is_sent_by_a_clock_that_is_not_believed,
    a_note_that_was_overtaken_is_not_sent_late,
    dead_letters_are_read_sent_again_and_dropped,
    a_boost_that_is_refused_is_dropped_and_not_sent_again_for_a_day,
    a_fan_out_is_made_in_bounded_steps_and_the_request_does_not_wait_for_it,
    one_host_may_fill_a_tenth_of_the_inbox_and_no_more,
    a_flood_from_one_host_delays_nobody_elses_activities,
    boosts_of_what_cannot_be_read_hold_up_nobody,
    boosts_of_one_person_hold_up_nobody_else,
    what_is_let_go_is_looked_at_in_whichever_lane_it_lies,
    what_a_process_that_is_gone_had_is_free_again
);
