//! How much strangers may try, leave here, have us do and hold open, before anybody knows who they are.

use std::collections::BTreeSet;
use std::time::Duration;

use redress::app::Clock as _;
use redress::domain::brand::BrandDomain;
use redress::http::limits::{Kind, LINKS_TO_SITE_MAX, Limits};
use redress::services::file_complaint::{Draft, Filer, file_complaint};
use redress::services::login_link;
use redress::services::open_board::open_board;
use redress::storage::accounts::Role;
use redress::storage::{Cause, Door, StorageError, Tx, sessions};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::on_both_engines;
use crate::pages::{member, remote_person, sent_link};
use crate::support::browser::{Browser, Shown};
use crate::support::peer::{FakePeer, Letter, PeerActor};
use crate::support::{Engine, TestApp};

const PASSWORD: &str = "correct horse battery";
/// How long a test waits for what comes within seconds.
const PATIENCE: Duration = Duration::from_mins(2);
/// And for a form that is not waited for: less than one with a file of somebody signed in has.
const FORM_PATIENCE: Duration = Duration::from_secs(90);

fn start(engine: Engine) -> TestApp {
    let mut test = TestApp::start(engine);
    test.serve();
    test
}

/// Somebody behind the proxy on this machine, which names their address.
fn from(test: &TestApp, address: &str) -> Browser {
    let mut browser = Browser::at(test);
    browser.extra = vec![("X-Forwarded-For".into(), address.into())];
    browser
}

async fn tries(browser: &mut Browser, name: &str, password: &str) -> Shown {
    let shown = browser.get("/login").await.is(200);
    browser.submit(&shown, "/login", &[("name", name), ("password", password)]).await
}

async fn one_account_is_guessed_at_as_often_under_every_spelling(engine: Engine) {
    let test = start(engine);
    member(&test, "zoe", Role::Member).await;
    let spellings = ["zoe", "@zoe", "@@zoe", " @Zoe ", "ZOE", "@@@@ZoE"];
    let mut guesser = from(&test, "192.0.2.1");
    // One of the ten that a minute allows was her own, and three are left to each network.
    for number in 0..12 {
        tries(&mut guesser, spellings[number % spellings.len()], "wrong").await.is(422);
    }
    let refused = tries(&mut guesser, "@@@zoe", "wrong").await.is(429);
    assert!(refused.header("retry-after").parse::<u64>().unwrap() > 0);
    // From other networks a few tries each are left, of which the guesser's takes none.
    let mut owner = from(&test, "198.51.100.9");
    tries(&mut owner, "zoe", PASSWORD).await.is(200);
    // Other names are not meant.
    tries(&mut guesser, "mia", "wrong").await.is(422);
}

async fn whoever_signed_in_in_a_browser_before_is_not_shut_out(engine: Engine) {
    let test = start(engine);
    member(&test, "zoe", Role::Member).await;
    let mut owner = from(&test, "192.0.2.1");
    tries(&mut owner, "zoe", PASSWORD).await.is(200);
    let shown = owner.get("/settings").await.is(200);
    owner.submit(&shown, "/logout", &[]).await.is(200);
    // Others of the household sign in in it, too, and each is known there.
    for name in ["mia", "kim"] {
        member(&test, name, Role::Member).await;
        tries(&mut owner, name, PASSWORD).await.is(200);
        let shown = owner.get("/settings").await.is(200);
        owner.submit(&shown, "/logout", &[]).await.is(200);
    }
    // Somebody in the same house guesses until nobody there may.
    let mut guesser = from(&test, "192.0.2.2");
    let mut last = 0;
    for _ in 0..14 {
        last = tries(&mut guesser, "zoe", "wrong").await.status;
    }
    assert_eq!(last, 429);
    tries(&mut from(&test, "192.0.2.1"), "zoe", PASSWORD).await.is(429);
    tries(&mut owner, "zoe", PASSWORD).await.is(200);
    // The browser opens nothing by itself, and guesses in it have an end, too.
    let mut thief = owner.clone();
    for _ in 0..10 {
        last = tries(&mut thief, "zoe", "wrong").await.status;
    }
    assert_eq!(last, 429);
}

/// What somebody keeps again is as young as it is, and others that are older go first.
async fn a_draft_that_is_kept_again_is_young(engine: Engine) {
    let test = start(engine);
    let now = test.app.clock.now();
    let minute = move |n: i64| now + chrono::TimeDelta::minutes(n);
    let write = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        for (key, at) in [(1_u8, 0), (2, 1), (1, 2), (3, 3)] {
            sessions::save(tx, &[key; 32], None, None, "{}", minute(at), minute(60))?;
        }
        sessions::keep_newest_of_nobody(tx, &[3; 32], 1, minute(3))
    };
    test.app.db.write(write).await.unwrap();
    for (key, stays) in [(1_u8, true), (2, false), (3, true)] {
        let kept = test.app.db.read(move |view| sessions::load(view, &[key; 32], minute(4))).await.unwrap();
        assert_eq!(kept.is_some(), stays, "{key}");
    }
}

async fn guesses_from_everywhere_have_a_bound_in_all(engine: Engine) {
    let test = start(engine);
    member(&test, "zoe", Role::Member).await;
    let mut owner = from(&test, "192.0.2.1");
    tries(&mut owner, "zoe", PASSWORD).await.is(200);
    let shown = owner.get("/settings").await.is(200);
    owner.submit(&shown, "/logout", &[]).await.is(200);
    // Whoever has a large network comes from another house each time.
    let mut looked_at = 0;
    for number in 0..60 {
        let status = tries(&mut from(&test, &format!("2001:db8:{number:x}::1")), "zoe", "wrong").await.status;
        assert!(matches!(status, 422 | 429), "{status}");
        looked_at += i32::from(status == 422);
    }
    assert_eq!(looked_at, 60, "each network finds a few tries");
    // The owner comes in from a browser and a network that are new.
    tries(&mut from(&test, "198.51.100.9"), "zoe", PASSWORD).await.is(200);
    tries(&mut owner, "zoe", PASSWORD).await.is(200);
    let limits = Limits::new(&test.app);
    let taken = (0..1_200).filter(|_| limits.take(Kind::LogInSpareInAll, "zoe").is_ok()).count();
    assert_eq!(taken, 1_000, "of all networks together in an hour");
    // Another account is nobody's business.
    tries(&mut from(&test, "2001:db8:1::1"), "mia", "wrong").await.is(422);
}

async fn a_house_with_many_addresses_is_one_peer(engine: Engine) {
    let test = start(engine);
    for number in 0..20 {
        let mut one = from(&test, &format!("2001:db8:1:2::{number:x}"));
        tries(&mut one, &format!("name{number}"), "wrong").await.is(422);
    }
    tries(&mut from(&test, "2001:db8:1:2:ffff::1"), "another", "wrong").await.is(429);
    tries(&mut from(&test, "2001:db8:1:3::1"), "another", "wrong").await.is(422);
    // What stands left of the proxy's own word is the visitor's.
    let mut liar = from(&test, "198.51.100.77, 2001:db8:1:2::9");
    tries(&mut liar, "another", "wrong").await.is(429);
    let mut liar = from(&test, "198.51.100.77");
    liar.extra.push(("X-Forwarded-For".into(), "2001:db8:1:2::9".into()));
    tries(&mut liar, "another", "wrong").await.is(429);
}

async fn passwords_wait_in_a_short_line(engine: Engine) {
    let test = start(engine);
    member(&test, "zoe", Role::Member).await;
    let mut shown = Vec::new();
    for number in 0..80 {
        let mut one = from(&test, &format!("2001:db8:1:{number:x}::1"));
        shown.push((one.get("/login").await.is(200), one));
    }
    let crowd = shown.iter_mut().enumerate().map(|(number, (shown, one))| async move {
        one.submit(shown, "/login", &[("name", &format!("name{number}")), ("password", "wrong")]).await
    });
    let answers = futures_util::future::join_all(crowd).await;
    let kinds: BTreeSet<u16> = answers.iter().map(|it| it.status).collect();
    assert_eq!(kinds, BTreeSet::from([422, 429]), "some are looked at, the others come again");
    for refused in answers.iter().filter(|it| it.status == 429) {
        assert!(refused.header("retry-after").parse::<u64>().unwrap() > 0);
    }
    tries(&mut from(&test, "192.0.2.1"), "zoe", PASSWORD).await.is(200);
}

/// Writes on the form without signing in, and goes to do that.
async fn keeps(browser: &mut Browser, text: &str) -> Shown {
    let shown = browser.get("/file?brand=acme.com").await.is(200);
    browser.submit(&shown, "/file", &[("step", "sign-in"), ("text", text)]).await
}

/// So many visitors who wrote something and went away, at this moment.
fn crowd(test: &TestApp, many: usize) {
    let now = redress::app::Clock::now(&*test.clock).timestamp_micros();
    let until = now + 86_400_000_000;
    test.db.execute(&match test.db.engine() {
        Engine::Sqlite => format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {many}) \
             INSERT INTO sessions (key, state, created_at, expires_at) SELECT randomblob(32), '{{}}', {now}, {until} FROM n"
        ),
        Engine::Postgres => format!(
            "INSERT INTO sessions (key, state, created_at, expires_at) \
             SELECT decode(md5(i::text) || md5((-i)::text), 'hex'), '{{}}', {now}, {until} FROM generate_series(1, {many}) AS i"
        ),
    });
}

async fn shown_again(test: &TestApp, browser: &mut Browser, name: &str) -> String {
    member(test, name, Role::Member).await;
    tries(browser, name, PASSWORD).await.is(200);
    browser.get("/file").await.is(200).html
}

async fn what_nobody_signed_is_kept_for_a_day_and_for_so_many(engine: Engine) {
    let test = start(engine);
    let mut early = from(&test, "192.0.2.1");
    keeps(&mut early, "The early zebra").await.is(200);
    test.clock.advance(Duration::from_hours(2));
    let mut late = from(&test, "192.0.2.2");
    keeps(&mut late, "The late zebra").await.is(200);
    test.clock.advance(Duration::from_hours(23));
    assert!(!shown_again(&test, &mut early, "early").await.contains("early zebra"));
    assert!(shown_again(&test, &mut late, "later").await.contains("late zebra"));

    // One visitor keeps ten, and gets the words of the next one back on the page.
    let mut busy = from(&test, "192.0.2.3");
    for number in 0..10 {
        keeps(&mut busy, &format!("Zebra {number}")).await.is(200);
    }
    let refused = keeps(&mut busy, "The zebra that was too much").await.is(429);
    assert!(refused.html.contains("The zebra that was too much"), "{}", refused.text());

    // Of everybody together so many stay. What a crowd would leave is put there: whoever comes then hears that there is no
    // room, and nobody's words go for theirs who was just told that they are kept.
    test.clock.advance(Duration::from_hours(25));
    let mut oldest = from(&test, "198.51.100.1");
    keeps(&mut oldest, "The oldest zebra").await.is(200);
    test.clock.advance(Duration::from_mins(1));
    crowd(&test, 499);
    let mut late = from(&test, "2001:db8:1::1");
    let refused = keeps(&mut late, "The zebra without room").await.is(503);
    assert!(refused.html.contains("The zebra without room"), "{}", refused.text());
    assert!(oldest.get("/file").await.is(200).html.contains("The oldest zebra"));
    // Some hours later the oldest go for the newest.
    test.clock.advance(Duration::from_hours(7));
    keeps(&mut late, "The zebra that came again").await.is(200);
    test.clock.advance(Duration::from_secs(1));
    keeps(&mut from(&test, "2001:db8:2::1"), "And another").await.is(200);
    assert!(!oldest.get("/file").await.is(200).html.contains("The oldest zebra"));
    assert!(shown_again(&test, &mut late, "late").await.contains("The zebra that came again"));
}

async fn one_network_keeps_only_its_share_before_signing_in(engine: Engine) {
    let test = start(engine);
    for number in 0..20 {
        let mut one = from(&test, &format!("2001:db8:bad:{number:x}::1"));
        keeps(&mut one, &format!("Zebra {number}")).await.is(200);
    }
    let mut more = from(&test, "2001:db8:bad:ffff::1");
    let refused = keeps(&mut more, "The zebra that was too much").await.is(503);
    assert!(refused.html.contains("The zebra that was too much"), "{}", refused.text());
    let mut other = from(&test, "2001:db8:cafe::1");
    keeps(&mut other, "The zebra next door").await.is(200);
    // Whoever comes back before signing in finds it on the form, goes on from there, and may throw it away.
    let shown = other.get("/file").await.is(200);
    assert!(shown.html.contains("The zebra next door"), "{}", shown.text());
    let shown = other.submit(&shown, "/file", &[("step", "sign-in"), ("text", "The zebra next door, again")]).await;
    assert_eq!(shown.status, 200);
    let shown = other.get("/file").await.is(200);
    assert!(shown.html.contains("The zebra next door, again"), "{}", shown.text());
    other.submit(&shown, "/file", &[("step", "throw-away")]).await.is(200);
    assert!(!other.get("/file").await.is(200).html.contains("zebra"));
}

async fn guesses_at_ones_own_password_have_an_end(engine: Engine) {
    let test = start(engine);
    let mut zoe = member(&test, "zoe", Role::Member).await;
    for number in 0..11 {
        let shown = zoe.get("/settings").await.is(200);
        let fields = [("old", "wrong"), ("new", "another horse battery")];
        let status = zoe.submit(&shown, "/settings/password", &fields).await.status;
        assert_eq!(status == 429, number == 10, "{number}: {status}");
    }
}

async fn new_members_of_one_house_have_a_bound(engine: Engine) {
    let test = start(engine);
    for number in 0..21 {
        let mut one = from(&test, "192.0.2.1");
        let shown = one.get("/register").await.is(200);
        // A password that is too short is a try, too.
        let fields = [("name", format!("neighbour{number}")), ("password", "short".to_string())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let status = one.submit(&shown, "/register", &fields).await.status;
        assert_eq!(status == 429, number == 20, "{number}: {status}");
    }
    let mut other = from(&test, "198.51.100.1");
    let shown = other.get("/register").await.is(200);
    other.submit(&shown, "/register", &[("name", "neighbour"), ("password", PASSWORD)]).await.is(200);
}

/// Sixteen houses of one network send so many of these forms each.
async fn sent_by_one_network(test: &TestApp, path: &str, action: &str, each: usize, name: &str, value: &str) {
    for house in 0..16 {
        let mut one = from(test, &format!("2001:db8:bad:{house:x}::1"));
        let shown = one.get(path).await.is(200);
        for number in 0..each {
            one.submit(&shown, action, &[(name, &value.replace('#', &format!("{house}x{number}")))]).await;
        }
    }
}

async fn new_members_of_one_network_leave_room_for_others(engine: Engine) {
    let test = start(engine);
    // Forms in which nothing stands take nothing that others need.
    sent_by_one_network(&test, "/register", "/register", 20, "name", "").await;
    let becomes = async |address: &str, name: &str| {
        let mut one = from(&test, address);
        let shown = one.get("/register").await.is(200);
        one.submit(&shown, "/register", &[("name", name), ("password", PASSWORD)]).await.status
    };
    assert_eq!(becomes("198.51.100.1", "honest").await, 200);
    // Members that one network makes are its own share.
    for number in 0..40 {
        let address = format!("2001:db8:cafe:{number:x}::1");
        assert_eq!(becomes(&address, &format!("many{number}")).await, 200, "{number}");
    }
    assert_eq!(becomes("2001:db8:cafe:ffff::1", "onemore").await, 429);
    assert_eq!(becomes("203.0.113.1", "another").await, 200);
}

async fn links_to_nobody_leave_room_for_guests(engine: Engine) {
    let test = start(engine);
    sent_by_one_network(&test, "/login", "/login/guest", 10, "handle", "@n#@invented#.example").await;
    let kept = test.db.counted("SELECT 'links' AS name, COUNT(*) AS number FROM login_links");
    assert_eq!(kept, [("links".to_string(), 30)], "the share of one network");
    // Many such networks use up what is for handles that nobody here knows, but for one link to each that was not there.
    for network in 0..10 {
        for house in 0..3 {
            let mut one = from(&test, &format!("2001:db8:{network:x}:{house:x}::1"));
            let shown = one.get("/login").await.is(200);
            for number in 0..10 {
                let handle = format!("@n{number}@invented{network}x{house}.example");
                one.submit(&shown, "/login/guest", &[("handle", &handle)]).await;
            }
        }
    }
    known_person(&test).await;
    for handle in ["@c7@mastodon.example", "@new@mastodon.example"] {
        let mut guest = from(&test, "198.51.100.1");
        let shown = guest.get("/login").await.is(200);
        guest.submit(&shown, "/login/guest", &[("handle", handle)]).await.is(200);
    }
}

/// Each link is a message to a server that has no part in this, whoever of its people it is for.
async fn one_server_gets_so_many_links_and_no_more(engine: Engine) {
    let test = start(engine);
    // That somebody signed in here, nobody else can read: it makes nobody known.
    let mut owner = from(&test, "198.51.100.9");
    let shown = owner.get("/login").await.is(200);
    owner.submit(&shown, "/login/guest", &[("handle", "@c7@mastodon.example")]).await.is(200);
    let ((link, address), remote, now) = (sent_link(&test).await, remote_person(&test).await, test.clock.now());
    test.app.db.write(move |tx| login_link::found(tx, link, remote, now)).await.unwrap();
    let path = address.strip_prefix(test.app.address.origin()).unwrap().to_string();
    let shown = owner.get(&path).await.is(200);
    owner.submit(&shown, &path, &[]).await.is(200);
    for number in 1..LINKS_TO_SITE_MAX {
        let mut one = from(&test, &format!("2001:db8:{:x}:{:x}::1", number / 30, number / 10));
        let shown = one.get("/login").await.is(200);
        let handle = format!("@n{number}@h{number}.mastodon.example");
        one.submit(&shown, "/login/guest", &[("handle", &handle)]).await.is(200);
    }
    let mut one = from(&test, "198.51.100.1");
    let shown = one.get("/login").await.is(200);
    for (handle, status) in [
        ("@a@mastodon.example", 200),
        ("@b@mastodon.example", 429),
        ("@b@elsewhere.example", 200),
        ("@c7@mastodon.example", 429),
    ] {
        one.submit(&shown, "/login/guest", &[("handle", handle)]).await.is(status);
    }
    // Whom somebody here knows is not kept out by names that were made up.
    known_person(&test).await;
    one.submit(&shown, "/login/guest", &[("handle", "@c7@mastodon.example")]).await.is(200);
    // What was refused used up nothing of what is left to a handle.
    let mut late = from(&test, "203.0.113.60");
    let shown = late.get("/login").await.is(200);
    for (handle, status) in [("@first@mastodon.example", 200)].into_iter().chain([("@zed@mastodon.example", 429); 6]) {
        late.submit(&shown, "/login/guest", &[("handle", handle)]).await.is(status);
    }
    test.clock.advance(Duration::from_secs(40));
    late.submit(&shown, "/login/guest", &[("handle", "@zed@mastodon.example")]).await.is(200);
}

/// Somebody elsewhere who filed here.
async fn known_person(test: &TestApp) {
    let actor = remote_person(test).await;
    let brand = open_board(&test.app, BrandDomain::parse("acme.com").unwrap(), None).await.unwrap().0.id;
    let draft = Draft { title: "The lid broke".into(), text: "On the first day.".into(), ..Draft::default() };
    let cause = Cause::new(Door::Page, "c7", "file", test.clock.now());
    file_complaint(&test.app, cause, Filer { actor, account: None }, brand, draft).await.unwrap();
}

async fn a_visitor_has_other_servers_asked_so_often(engine: Engine) {
    let test = start(engine);
    open_board(&test.app, BrandDomain::parse("acme.com").unwrap(), None).await.unwrap();
    let ask = "/follow?board=acme.com&account=%40x%40nowhere.test";
    let mut visitor = from(&test, "192.0.2.1");
    for number in 0..21 {
        let status = visitor.get(ask).await.status;
        assert_eq!(status == 429, number == 20, "{number}: {status}");
    }
    from(&test, "198.51.100.1").get(ask).await.is(200);
    // A server of which two networks asked as often as one is asked is asked once more for a third.
    from(&test, "198.51.101.1").get(ask).await.is(200);
    for _ in 0..12 {
        from(&test, "198.51.102.1").get(ask).await;
    }
    from(&test, "198.51.102.2").get(ask).await.is(429);
    from(&test, "203.0.113.1").get(ask).await.is(200);
}

async fn what_is_counted_is_bounded(engine: Engine) {
    let test = start(engine);
    let limits = Limits::new(&test.app);
    for number in 0..50_001 {
        assert_eq!(limits.take(Kind::RegisterByPeer, &format!("2001:db8:{number:x}::/64")), Ok(()));
    }
    // From there on they share what is left.
    let more = (60_000..100_000).map(|number| limits.take(Kind::RegisterByPeer, &format!("2001:db8:{number:x}::/64")));
    let refused = more.filter(Result::is_err).count();
    assert!(refused > 10_000, "{refused}");
    // And when they are full again, they are forgotten.
    test.clock.advance(Duration::from_hours(1));
    for number in 100_000..140_000 {
        assert_eq!(limits.take(Kind::RegisterByPeer, &format!("2001:db8:{number:x}::/64")), Ok(()), "{number}");
    }
}

/// Everything until the server hangs up.
async fn heard_until_the_end(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    let read = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut answer)).await;
    assert!(read.is_ok(), "the connection is held: {}", String::from_utf8_lossy(&answer));
    String::from_utf8_lossy(&answer).to_string()
}

/// The status line of what answers a form that comes a byte now and then, which is no reason to wait longer.
async fn answer_to_drops(test: &TestApp, path: &str, kind: &str) -> String {
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {}\r\ncontent-type: {kind}\r\ncontent-length: 1000\r\n\r\n",
        test.authority()
    );
    let mut slow = TcpStream::connect(test.listen).await.unwrap();
    slow.write_all(head.as_bytes()).await.unwrap();
    let (mut reading, mut writing) = slow.into_split();
    let drip = tokio::spawn(async move {
        while writing.write_all(b"a").await.is_ok() {
            tokio::time::sleep(Duration::from_secs(2)).await;
        }
        writing
    });
    let mut answer = vec![0; 12];
    let read = tokio::time::timeout(FORM_PATIENCE, reading.read_exact(&mut answer)).await;
    drip.abort();
    assert!(read.is_ok_and(|it| it.is_ok()), "the body of {path} is waited for");
    String::from_utf8_lossy(&answer).to_string()
}

async fn what_never_comes_to_an_end_is_not_waited_for(engine: Engine) {
    let test = start(engine);
    let mut headless = TcpStream::connect(test.listen).await.unwrap();
    headless.write_all(b"GET / HTTP/1.1\r\nhost: ").await.unwrap();
    let silent = TcpStream::connect(test.listen).await.unwrap();
    let body = answer_to_drops(&test, "/login", "application/x-www-form-urlencoded");
    // A form with a file has longer where somebody signed in sends it.
    let file = answer_to_drops(&test, "/complaints/x/receipt", "multipart/form-data; boundary=zz");
    let (body, file, headless, silent) =
        tokio::join!(body, file, heard_until_the_end(headless), heard_until_the_end(silent));
    assert_eq!((body.as_str(), file.as_str()), ("HTTP/1.1 408", "HTTP/1.1 408"));
    assert!(headless.is_empty() || headless.starts_with("HTTP/1.1 408"), "{headless}");
    assert!(silent.is_empty() || silent.starts_with("HTTP/1.1 408"), "{silent}");
}

/// Somebody who may be there or not, on that server.
fn named(peer: &FakePeer, real: &PeerActor, name: &str) -> PeerActor {
    let uri = peer.url(&format!("/users/{name}"));
    PeerActor { name: name.to_string(), key_id: format!("{uri}#main-key"), uri, key: real.key.clone() }
}

/// A like by an actor of another server, sent from this address.
async fn likes(test: &TestApp, who: &PeerActor, number: usize, address: &str) -> u16 {
    let activity = json!({
        "@context": "https://www.w3.org/ns/activitystreams", "type": "Like", "actor": who.uri,
        "id": format!("{}/likes/{number}", who.uri), "object": format!("{}/notes/1", who.uri)
    });
    let mut letter = Letter::new(test, who, &activity);
    letter.extra.push(("x-forwarded-for".into(), address.into()));
    letter.send(test).await
}

async fn invented_keys_have_us_ask_so_often_and_no_more(engine: Engine) {
    let (peer, other) = (FakePeer::start("a.test"), FakePeer::start("b.test"));
    let mut test = TestApp::start_as(engine, "home.test", &[peer.authority(), other.authority()]);
    test.serve();
    let real = peer.person("alice");
    let mut answers = Vec::new();
    for number in 0..200 {
        let who = named(&peer, &real, &format!("invented-{number}"));
        answers.push(likes(&test, &who, number, &format!("203.0.{}.9", number / 70)).await);
    }
    assert_eq!(answers.iter().filter(|it| **it == 401).count(), 150, "{answers:?}");
    assert_eq!(answers.iter().filter(|it| **it == 503).count(), 50, "the others may come again");
    assert!(peer.fetches() <= 300, "{} fetches", peer.fetches());
    // Another host has nothing to do with it, and some minutes later this one has neither.
    let bob = other.person("bob");
    assert_eq!(likes(&test, &bob, 1, "198.51.100.8").await, 202);
    test.clock.advance(Duration::from_mins(6));
    assert_eq!(likes(&test, &real, 500, "203.0.2.9").await, 202);
}

async fn invented_keys_use_up_the_share_of_their_sender(engine: Engine) {
    let (peer, other) = (FakePeer::start("a.test"), FakePeer::start("b.test"));
    let mut test = TestApp::start_as(engine, "home.test", &[peer.authority(), other.authority()]);
    test.serve();
    let (alice, bob) = (peer.person("alice"), other.person("bob"));
    let mut answers = Vec::new();
    for number in 0..120 {
        let who = named(&peer, &alice, &format!("invented-{number}"));
        // Of one network every address counts.
        answers.push(likes(&test, &who, number, &format!("203.0.113.{number}")).await);
    }
    assert_eq!(answers.iter().filter(|it| **it == 401).count(), 100, "{answers:?}");
    assert_eq!(answers.iter().filter(|it| **it == 503).count(), 20, "{answers:?}");
    // Whoever sent them has nobody else looked for either, and what nobody looked for is not remembered as looked for.
    assert_eq!(likes(&test, &bob, 1, "203.0.113.200").await, 503);
    assert_eq!(likes(&test, &bob, 2, "198.51.100.8").await, 202);
    // The server that they named is heard as before.
    assert_eq!(likes(&test, &alice, 1, "198.51.100.7").await, 202);

    // Not even many of them together make it deaf to whoever asked for nothing in vain.
    for number in 200..300 {
        let who = named(&peer, &alice, &format!("invented-{number}"));
        likes(&test, &who, number, &format!("203.0.{}.9", number % 2)).await;
    }
    let late = named(&peer, &alice, "late");
    peer.serve("/users/late", &peer.document_of(&late, "Person"));
    assert_eq!(likes(&test, &late, 1, "203.0.0.10").await, 503, "one of them");
    assert_eq!(likes(&test, &late, 1, "198.51.101.7").await, 202);
}

on_both_engines!(
    guesses_at_ones_own_password_have_an_end,
    new_members_of_one_house_have_a_bound,
    new_members_of_one_network_leave_room_for_others,
    links_to_nobody_leave_room_for_guests,
    one_server_gets_so_many_links_and_no_more,
    a_visitor_has_other_servers_asked_so_often,
    what_is_counted_is_bounded,
    one_account_is_guessed_at_as_often_under_every_spelling,
    whoever_signed_in_in_a_browser_before_is_not_shut_out,
    a_house_with_many_addresses_is_one_peer,
    a_draft_that_is_kept_again_is_young,
    guesses_from_everywhere_have_a_bound_in_all,
    passwords_wait_in_a_short_line,
    what_nobody_signed_is_kept_for_a_day_and_for_so_many,
    one_network_keeps_only_its_share_before_signing_in,
    what_never_comes_to_an_end_is_not_waited_for,
    invented_keys_have_us_ask_so_often_and_no_more,
    invented_keys_use_up_the_share_of_their_sender,
);
