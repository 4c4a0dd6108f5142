//! Inputs 26 to 32: where we let ourselves be sent, how often, and how much we swallow.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use redress::crypto::http_signature::Manner;
use redress::egress::Outside;
use redress::services::signing;
use redress::storage::{StorageError, actors};
use serde_json::{Value, json};

use crate::hostile::addresses;
use crate::hostile::ledger::Tally;
use crate::hostile::rig::{Canary, LEARNT, Names, RawPeer, Rig, Script, Street, TAKEN, changes};
use crate::hostile::ways::{Doors, LOOKS_APART, UNFETCHED, WAYS, Way};
use crate::support::peer::{Answer, FakePeer, Letter, PUBLIC, PeerActor};
use crate::support::{Engine, TestApp};

const _: () = assert!(WAYS.len() >= 12, "the address test is worth its name from so many ways in on");

/// What a request may bring back, with what the two sockets may hold beside it (up to 36 MB on this system). Read without
/// an end, it were a gigabyte before the patience is over.
const TAKEN_BYTES_MAX: usize = 64_000_000;
/// They are thrown away as they come, so that only the clock ends them: nothing of them is kept.
const INTERIM: &str = "interim answers that never end";
/// How patient the server under test is with a slow peer.
const PATIENCE: Duration = Duration::from_millis(1_500);
/// Longer than anything here takes.
const AMPLE: Duration = Duration::from_secs(10);
/// A public address on which nobody lives: packets to it do not leave a machine without IPv6.
const NOBODY: &str = "[2d00::1]:443";

async fn no_way_in_leads_to_a_special_address(engine: Engine) -> Tally {
    let doors = Doors::open(engine, AMPLE).await;
    let canary = Canary::start().await;
    let special = addresses::special();
    let mut tally = Tally::default();
    for way in WAYS {
        let sockets: Vec<SocketAddr> =
            special.iter().map(|(address, _)| SocketAddr::new(*address, canary.address.port())).collect();
        let hosts = doors.lead(&format!("{way:?}").to_lowercase(), &sockets);
        let answers = doors.enter_all(way, &hosts).await;
        let asked: Vec<bool> = hosts.iter().map(|host| doors.names.asked(host) > 0).collect();
        let hits = canary.hits().await;
        for ((address, why), asked) in special.iter().zip(asked) {
            tally.row(asked && hits == 0, format_args!("{way:?} {address} ({why}): looked up {asked}, {hits} hits"));
        }
        tally.row(answers.iter().all(|status| *status == 401), format_args!("{way:?}: {answers:?}"));
    }
    // One name may have several addresses: one that is special spoils all.
    let public: SocketAddr = NOBODY.parse().unwrap();
    for (number, (address, why)) in special.iter().enumerate().step_by(7) {
        for order in [false, true] {
            let host = format!("hostile-mixed{number}{order}.net");
            let mut both = vec![public, SocketAddr::new(*address, canary.address.port())];
            if order {
                both.reverse();
            }
            doors.names.lead(&host, vec![both]);
            doors.test.clock.advance(LOOKS_APART / 10);
            let status = doors.enter(Way::Actor, &host).await;
            tally.same(status, Some(401), format_args!("a public address beside {address} ({why})"));
        }
    }
    let sockets = vec![canary.address; 3];
    let hosts = doors.lead("unfetched", &sockets);
    for host in &hosts {
        doors.mention_everywhere(host).await;
    }
    doors.test.drain().await;
    for field in UNFETCHED {
        let asked: usize = hosts.iter().map(|host| doors.names.asked(host)).sum();
        tally.row(asked == 0, format_args!("{field} is fetched now: it is a way in"));
    }
    tally.same(canary.hits().await, 0, "connections to the canary");
    tally
}

/// Spellings of this machine, and of what only looks like a server of the public internet.
fn odd_places(port: u16) -> Vec<String> {
    let mut places: Vec<String> = [
        "2130706433",
        "0x7f.1",
        "0x7f000001",
        "0177.0.0.1",
        "017700000001",
        "127.1",
        "127.0.1",
        "127.0.0.1",
        "127.0.0.1.",
        "0",
        "0.0.0.0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:0:0:1]",
        "[64:ff9b::7f00:1]",
        "[fe80::1%25lo]",
        "169.254.169.254",
        "2852039166",
        "user@127.0.0.1",
        "user:password@hostile-user.net",
        "hostile-user.net@127.0.0.1",
        "127.0.0.1#@hostile-user.net",
        "localhost",
        "localhost.",
        "LOCALHOST",
        "loc\u{ff41}lhost",
        "\u{24db}ocalhost",
        "x.localhost",
        "localhost.localdomain",
        "ip6-localhost",
        "metadata.google.internal",
        "metadata.google.internal.",
        "vault.corp",
        "printer.local",
        "router.lan",
        "router.home.arpa",
        "intranet",
        "db",
        "hostile.onion",
        "hostile.test",
        "hostile.invalid",
        "hostile.example",
        "1.0.0.127.in-addr.arpa",
        "hostile-dot.net.",
        "hostile..net",
        "\u{2460}\u{2461}\u{2466}.0.0.1",
        "127\u{3002}0\u{3002}0\u{3002}1",
        "%31%32%37.0.0.1",
        "127.0.0.1%2ehostile.net",
        "home.redress-under-test.net",
        "HOME.redress-under-test.net.",
    ]
    .map(String::from)
    .into();
    for with_port in ["hostile-port.net", "127.0.0.1", "localhost", "[::1]"] {
        for port in [port, 22, 80, 8_080, 65_535] {
            places.push(format!("{with_port}:{port}"));
        }
    }
    places
}

async fn odd_spellings_lead_nowhere(engine: Engine) -> Tally {
    let doors = Doors::open(engine, AMPLE).await;
    let canary = Canary::start().await;
    // Whatever is looked up after all leads to the canary.
    for host in ["hostile-user.net", "hostile-port.net", "hostile-dot.net", "127.0.0.1.hostile.net", "localhost"] {
        doors.names.lead(host, vec![vec![canary.address]]);
    }
    let mut tally = Tally::default();
    for scheme in ["http", "https"] {
        for place in odd_places(canary.address.port()) {
            let url = format!("{scheme}://{place}");
            doors.test.clock.advance(LOOKS_APART);
            let status = doors.enter_url(&url).await;
            tally.row(matches!(status, 400..=403), format_args!("the actor {url}: {status}"));
            for what in ["Announce", "Move", "Passed"] {
                let outcome = doors.mention_url(what, &url).await;
                let refused =
                    outcome.starts_with("refused") || outcome.starts_with("ignored") || outcome.starts_with('4');
                tally.row(refused, format_args!("{what} {url}: {outcome}"));
            }
        }
    }
    for place in odd_places(canary.address.port()) {
        let asked = doors.ask_handle(&format!("x@{place}")).await;
        tally.row(asked.is_err(), format_args!("the handle x@{place}"));
    }
    for handle in [
        "x@hostile-user.net/secret?",
        "x@hostile-user.net/secret#",
        "x@hostile-user.net\\@127.0.0.1",
        "x@a@127.0.0.1",
        "x@",
        "@",
        "",
    ] {
        let asked = doors.ask_handle(handle).await;
        tally.row(asked.is_err(), format_args!("the handle {handle}"));
    }
    doors.test.drain().await;
    tally.same(canary.hits().await, 0, "connections to the canary");
    tally
}

/// What a redirect may never lead to.
fn private_places(port: u16) -> Vec<String> {
    vec![
        format!("http://127.0.0.1:{port}/"),
        format!("https://127.0.0.1:{port}/"),
        format!("http://[::1]:{port}/"),
        format!("http://localhost:{port}/"),
        format!("//127.0.0.1:{port}/"),
        format!("/\\127.0.0.1:{port}/"),
        format!("\\\\127.0.0.1:{port}\\"),
        format!("http:127.0.0.1:{port}/"),
        format!("http://0x7f.1:{port}/"),
        format!("http://a.test:{port}/"),
        format!("http://user@127.0.0.1:{port}/"),
        format!("http://unlisted.test:{port}/"),
        "https://hostile-redirect.net/".to_string(),
        "https://169.254.169.254/latest/meta-data/".to_string(),
        " http://127.0.0.1/".to_string(),
        String::new(),
    ]
}

/// A peer that may be reached, and names that lead to the canary. The peer is there to redirect us; nothing else is listed.
async fn with_redirects(engine: Engine) -> (Street, Canary, Arc<Names>) {
    let canary = Canary::start().await;
    let names = Arc::new(Names::default());
    names.lead("hostile-redirect.net", vec![vec![canary.address]]);
    let peer = FakePeer::start("a.test");
    let outside = Outside { lookup: names.clone(), exchange_max: AMPLE };
    let test = TestApp::start_outside(engine, "home.test", &[peer.authority()], outside);
    let street = Street::around(Rig::with(test, peer).await).await;
    (street, canary, names)
}

async fn a_redirect_to_a_private_address_is_not_followed(engine: Engine) -> Tally {
    let (mut street, canary, _names) = with_redirects(engine).await;
    let peer = FakePeer::start("elsewhere.test");
    let key = street.rig.mallory.key.clone();
    let mut number = 0;
    for place in private_places(canary.address.port()) {
        for status in [301, 302, 303, 307, 308] {
            number += 1;
            let path = format!("/users/eve{number}");
            let eve = street.rig.peer.actor_at(&path, "Person", &key);
            // Directly, and after two hops that are in order.
            let hops = [format!("{path}/one"), format!("{path}/two")];
            if number % 2 == 0 {
                street.rig.peer.answer(&path, Answer::Moved(status, street.rig.peer.url(&hops[0])));
                street.rig.peer.answer(&hops[0], Answer::Moved(status, street.rig.peer.url(&hops[1])));
                street.rig.peer.answer(&hops[1], Answer::Moved(status, place.clone()));
            } else {
                street.rig.peer.answer(&path, Answer::Moved(status, place.clone()));
            }
            let like = json!({"type": "Like", "actor": eve.uri, "id": format!("{}/like", eve.uri), "object": eve.uri});
            let letter = Letter::new(&street.rig.test, &eve, &like);
            street.rig.refused_letter(&letter, &[401], &format!("{status} to {place}")).await;
        }
    }
    // Unsigned, by a handle: the answer to it redirects.
    for place in private_places(canary.address.port()) {
        street.rig.peer.answer("/.well-known/webfinger", Answer::Moved(302, place.clone()));
        let handle = format!("moved@{}", street.rig.peer.authority());
        let found = redress::federation::actor::resolve_handle(&street.rig.test.app, &handle).await;
        street.rig.tally.row(found.is_err(), format_args!("a handle that leads to {place}"));
    }
    let hits = canary.hits().await;
    street.rig.tally.same(hits, 0, "connections to the canary");
    street.rig.tally.same(peer.heard().len(), 0, "requests to a server that is not listed");
    street.rig.tally
}

/// No signature of ours goes to a host that we did not mean to ask.
async fn a_redirect_takes_no_signature_along(engine: Engine) -> Tally {
    let (mut rig, other) = Rig::start_between(engine).await;
    for status in [301, 302, 303, 307, 308] {
        let path = format!("/users/moved{status}");
        let eve = rig.peer.actor_at(&path, "Person", &rig.mallory.key);
        let there = other.url(&format!("/there/{status}"));
        rig.peer.answer(&path, Answer::Moved(status, there));
        let like = json!({"type": "Like", "actor": eve.uri, "id": format!("{}/like", eve.uri), "object": eve.uri});
        rig.refused_letter(&Letter::new(&rig.test, &eve, &like), &[401], &format!("{status} to another host")).await;
    }
    let heard = other.heard();
    rig.tally.same(heard.len(), 5, "requests to the other host");
    for request in heard {
        let bare = ["signature", "authorization", "cookie", "signature-input"]
            .iter()
            .all(|it| !request.headers.contains_key(*it));
        rig.tally.row(bare, format_args!("{}: {:?}", request.target, request.headers));
    }
    let signed = rig.peer.heard().iter().all(|it| it.headers.contains_key("signature"));
    rig.tally.row(signed, "the host that we meant was asked without a signature");
    rig.tally
}

async fn redirects_and_documents_come_to_an_end(engine: Engine) -> Tally {
    let mut street = Street::start(engine).await;
    let rig = &mut street.rig;
    let url = |path: &str, rig: &Rig| rig.peer.url(path);
    let ask = async |rig: &mut Rig, path: &str, what: &str, most: usize| {
        let eve = rig.peer.actor_at(&format!("{path}-unused"), "Person", &rig.mallory.key);
        let uri = rig.peer.url(path);
        let eve = PeerActor { key_id: format!("{uri}#main-key"), uri, ..eve };
        let before = rig.peer.heard().len();
        let like = json!({"type": "Like", "actor": eve.uri, "id": format!("{}/like", eve.uri), "object": eve.uri});
        rig.refused_letter(&Letter::new(&rig.test, &eve, &like), &[401], what).await;
        let heard = rig.peer.heard().split_off(before);
        rig.tally.row(heard.len() <= most, format_args!("{what}: {} requests", heard.len()));
        let mut targets: Vec<String> = heard.into_iter().map(|it| it.target).collect();
        let all = targets.len();
        targets.sort();
        targets.dedup();
        rig.tally.same(targets.len(), all, format_args!("{what}: one visit to each address"));
    };
    for status in [301, 302, 303, 307, 308] {
        let path = |name: &str| format!("/{name}{status}");
        rig.peer.answer(&path("self"), Answer::Moved(status, url(&path("self"), rig)));
        ask(rig, &path("self"), &format!("{status} to itself"), 1).await;
        rig.peer.answer(&path("frag"), Answer::Moved(status, url(&path("frag"), rig) + "#again"));
        ask(rig, &path("frag"), &format!("{status} to itself with a fragment"), 1).await;
        rig.peer.answer(&path("a"), Answer::Moved(status, url(&path("b"), rig)));
        rig.peer.answer(&path("b"), Answer::Moved(status, url(&path("a"), rig)));
        ask(rig, &path("a"), &format!("{status} there and back"), 2).await;
        for hop in 0..50 {
            rig.peer.answer(
                &format!("/hop{status}-{hop}"),
                Answer::Moved(status, url(&format!("/hop{status}-{}", hop + 1), rig)),
            );
        }
        ask(rig, &format!("/hop{status}-0"), &format!("fifty times {status}"), 4).await;
    }
    rig.peer.answer("/nowhere", Answer::Document { status: 302, content_type: "text/plain".into(), body: Vec::new() });
    ask(rig, "/nowhere", "a redirect to nowhere", 1).await;
    endless_documents(rig).await;
    street.rig.tally
}

/// Whatever one message leads to, no more than twenty requests leave for it.
async fn endless_documents(rig: &mut Rig) {
    // Each document is reached over three redirects and points to another one.
    let long = |rig: &Rig, name: &str, document: &Value| {
        for hop in 0..3 {
            let next = if hop == 2 { format!("/{name}") } else { format!("/{name}-{}", hop + 1) };
            rig.peer.answer(&format!("/{name}-{hop}"), Answer::Moved(302, rig.peer.url(&next)));
        }
        rig.peer.serve(&format!("/{name}"), document);
        rig.peer.url(&format!("/{name}-0"))
    };
    let author = long(rig, "author", &json!({"id": rig.peer.url("/author-again-0"), "type": "Person"}));
    long(rig, "author-again", &json!({"id": rig.peer.url("/author-again-0"), "type": "Person"}));
    let note = json!({
        "id": rig.peer.url("/long-0"), "type": "Note", "to": [PUBLIC], "content": "<p>x</p>",
        "attributedTo": [author, rig.peer.url("/author-again-0")]
    });
    let note = long(rig, "long", &note);
    let before = rig.peer.heard().len();
    let key = rig.mallory.key.clone();
    // An actor behind redirects whose key has a document behind redirects.
    let eve = rig.peer.actor_at("/users/winding", "Person", &key);
    let eve = PeerActor { key_id: rig.peer.url("/key-0"), ..eve };
    let mut document = rig.peer.document_of(&eve, "Person");
    let mut apart = document["publicKey"].clone();
    apart["id"] = json!(eve.key_id);
    document["publicKey"] = json!(eve.key_id);
    long(rig, "key", &apart);
    rig.peer.serve("/users/winding", &document);
    let announce =
        json!({"type": "Announce", "actor": eve.uri, "id": rig.peer.url("/ann/long"), "to": [PUBLIC], "object": note});
    let status = Letter::new(&rig.test, &eve, &announce).send(&rig.test).await;
    rig.tally.row(matches!(status, 202 | 401), format_args!("a winding road: {status}"));
    rig.test.drain().await;
    let winding = rig.peer.heard().len() - before;
    rig.tally.row(winding <= 20, format_args!("one message, {winding} requests"));
    let before = rig.peer.heard().len();
    let announce = json!({"type": "Announce", "id": rig.peer.url("/ann/longer"), "to": [PUBLIC], "object": note});
    let mallory = rig.mallory.clone();
    rig.say(&mallory, announce).await;
    let winding = rig.peer.heard().len() - before;
    rig.tally.row(winding <= 20, format_args!("one boost, {winding} requests"));
}

async fn a_name_that_changes_its_mind_is_asked_once(engine: Engine) -> Tally {
    let doors = Doors::open(engine, AMPLE).await;
    let canary = Canary::start().await;
    let public: SocketAddr = NOBODY.parse().unwrap();
    let mut tally = Tally::default();
    for way in
        [Way::KeyId, Way::Actor, Way::BoostedObject, Way::MoveTarget, Way::Inbox, Way::BrandWebsite, Way::BoardHandle]
    {
        let host = format!("hostile-rebound-{way:?}.net").to_lowercase();
        doors.names.lead(&host, vec![vec![public], vec![canary.address]]);
        doors.enter(way, &host).await;
        doors.test.drain().await;
        let asked = doors.names.asked(&host);
        tally.row(asked >= 1, format_args!("{way:?}: never looked up"));
        tally.same(canary.hits().await, 0, format_args!("{way:?}: connections to the canary after {asked} look-ups"));
        // By now the name leads to the canary for good.
        doors.test.clock.advance(Duration::from_mins(10));
        let again = format!("hostile-rebound-{way:?}.net").to_lowercase();
        if !matches!(way, Way::BrandWebsite | Way::Inbox) {
            doors.enter(way, &again).await;
        }
        doors.test.drain().await;
        tally.same(canary.hits().await, 0, format_args!("{way:?}, later"));
    }
    tally
}

/// Addresses that are none of the web, and plain http in production.
fn schemes() -> Vec<String> {
    [
        "file:///etc/passwd",
        "file://localhost/etc/passwd",
        "data:application/activity+json,{}",
        "data:text/html,<script>alert(1)</script>",
        "ftp://hostile-scheme.net/x",
        "gopher://hostile-scheme.net/x",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "\u{1}javascript:alert(1)",
        "javascript://hostile-scheme.net/%0aalert(1)",
        "vbscript:msgbox(1)",
        "http://hostile-scheme.net/x",
        "HTTP://hostile-scheme.net/x",
        "ws://hostile-scheme.net/x",
        "ldap://hostile-scheme.net/x",
        "dict://hostile-scheme.net/x",
        "jar:https://hostile-scheme.net/x!/y",
        "view-source:https://hostile-scheme.net/",
        "blob:https://hostile-scheme.net/x",
        "filesystem:https://hostile-scheme.net/x",
        "unix:/run/postgresql",
        "mailto:x@hostile-scheme.net",
        "about:blank",
        "https:hostile-scheme.net",
        "//hostile-scheme.net/x",
    ]
    .map(String::from)
    .into()
}

async fn only_https_is_an_address(engine: Engine) -> Tally {
    let doors = Doors::open(engine, AMPLE).await;
    let canary = Canary::start().await;
    doors.names.lead("hostile-scheme.net", vec![vec![canary.address]]);
    let mut tally = Tally::default();
    for (number, url) in schemes().into_iter().enumerate() {
        let status = doors.enter_url(&url).await;
        tally.row(matches!(status, 400..=403), format_args!("the actor {url}: {status}"));
        for what in ["Announce", "Move", "Passed"] {
            let outcome = doors.mention_url(what, &url).await;
            let refused = outcome.starts_with("refused") || outcome.starts_with("ignored") || outcome.starts_with('4');
            tally.row(refused, format_args!("{what} {url}: {outcome}"));
        }
        let shown = doors.show_url(number, &url).await;
        let linked = shown.iter().any(|link| link.trim().starts_with(&url) || !link.starts_with("https://"));
        tally.row(!linked, format_args!("{url} is kept as a link: {shown:?}"));
    }
    tally.same(doors.names.asked("hostile-scheme.net"), 0, "look-ups");
    tally.same(canary.hits().await, 0, "connections to the canary");
    let (mut street, canary, _) = with_redirects(engine).await;
    let key = street.rig.mallory.key.clone();
    for (number, url) in schemes().into_iter().enumerate() {
        if !url.is_ascii() || url.contains(['\t', '\u{1}']) {
            continue;
        }
        let path = format!("/users/scheme{number}");
        let eve = street.rig.peer.actor_at(&path, "Person", &key);
        street.rig.peer.answer(&path, Answer::Moved(302, url.clone()));
        let like = json!({"type": "Like", "actor": eve.uri, "id": format!("{}/like", eve.uri), "object": eve.uri});
        let letter = Letter::new(&street.rig.test, &eve, &like);
        street.rig.refused_letter(&letter, &[401], &format!("a redirect to {url}")).await;
    }
    tally.same(canary.hits().await, 0, "connections to the canary");
    tally.tried += street.rig.tally.tried;
    tally.wrong.extend(street.rig.tally.wrong);
    tally
}

const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: application/activity+json\r\n";

/// A hundred megabytes of blanks, packed into a thousandth.
fn bomb() -> Vec<u8> {
    use std::io::Write as _;
    let blanks = vec![b' '; 100_000];
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..1_000 {
        encoder.write_all(&blanks).unwrap();
    }
    encoder.finish().unwrap()
}

/// Answers that have no end, or more in them than they weigh.
fn endless_answers() -> Vec<(&'static str, Script)> {
    let with = |more: &[u8]| [HEAD, more].concat();
    let chunk = [b"10000\r\n".to_vec(), vec![b' '; 0x10000], b"\r\n".to_vec()].concat();
    let bomb = bomb();
    let head = format!("content-encoding: gzip\r\ncontent-length: {}\r\n\r\n", bomb.len());
    vec![
        ("one byte now and then", Script::Drip(with(b"content-length: 999999\r\n\r\n{"))),
        ("one byte of a header now and then", Script::Drip(with(b"x-slow: "))),
        ("one byte of the status now and then", Script::Drip(b"HTTP/1.1 2".to_vec())),
        ("nothing at all", Script::Silence),
        ("headers that never end", Script::Endless(HEAD.to_vec(), b"x-more: yes\r\n".repeat(100))),
        ("one header that never ends", Script::Endless(with(b"x-more: "), vec![b'x'; 8_192])),
        ("a body that never ends", Script::Endless(with(b"\r\n"), vec![b' '; 65_536])),
        ("chunks that never end", Script::Endless(with(b"transfer-encoding: chunked\r\n\r\n"), chunk.clone())),
        (
            "ten gigabytes by its own word",
            Script::Endless(with(b"content-length: 10000000000\r\n\r\n"), vec![b' '; 65_536]),
        ),
        ("a length beyond numbers", Script::Bytes(with(b"content-length: 99999999999999999999999\r\n\r\n{}"))),
        ("more than it unpacks to", Script::Bytes([&with(head.as_bytes())[..], &bomb].concat())),
        (
            "gzip that never ends",
            Script::Endless(with(b"content-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\n"), chunk),
        ),
        (INTERIM, Script::Endless(Vec::new(), b"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n".repeat(50))),
        (
            "a chunk of a size beyond numbers",
            Script::Bytes(with(b"transfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}")),
        ),
        ("not HTTP", Script::Endless(Vec::new(), vec![b'x'; 65_536])),
    ]
}

async fn slow_and_endless_answers_are_cut_off(engine: Engine) -> Tally {
    let raw = RawPeer::start().await;
    let authority = format!("raw.test:{}", raw.port);
    let peer = FakePeer::start("a.test");
    let outside = Outside { exchange_max: PATIENCE, ..Outside::default() };
    let test = TestApp::start_outside(engine, "home.test", &[peer.authority(), authority.clone()], outside);
    let mut rig = Rig::with(test, peer).await;
    let census = rig.census();
    let key = rig.mallory.key.clone();
    for (number, (what, script)) in endless_answers().into_iter().enumerate() {
        let path = format!("/users/x{number}");
        raw.answer(&path, script.clone());
        let uri = format!("http://{authority}{path}");
        let eve = PeerActor { key_id: format!("{uri}#main-key"), name: "x".into(), key: key.clone(), uri };
        let like = json!({"type": "Like", "actor": eve.uri, "id": format!("{}/like", eve.uri), "object": eve.uri});
        let before = raw.bytes_taken();
        rig.refused_letter(&Letter::new(&rig.test, &eve, &like), &[401], what).await;
        let taken = raw.bytes_taken() - before;
        rig.tally.row(taken < TAKEN_BYTES_MAX || what == INTERIM, format_args!("{what}: {taken} bytes were taken"));
        let own = Letter::new(&rig.test, &rig.alice, &rig.like(number)).send(&rig.test).await;
        rig.tally.same(own, 202, format_args!("{what}: others, meanwhile"));
    }
    // Deliveries are cut off the same way.
    for (number, (what, script)) in endless_answers().into_iter().enumerate() {
        let path = format!("/inbox{number}");
        raw.answer(&path, script);
        let before = raw.bytes_taken();
        let url = url::Url::parse(&format!("http://{authority}{path}")).unwrap();
        let instance = signing::instance_actor(&rig.test.app).await.unwrap().id;
        let signer = signing::signer(&rig.test.app, instance, Manner::Cavage, None).await.unwrap();
        let _ = rig.test.app.egress.post(&url, bytes::Bytes::from_static(b"{}"), &signer).await;
        let taken = raw.bytes_taken() - before;
        rig.tally.row(
            taken < TAKEN_BYTES_MAX || what == INTERIM,
            format_args!("a delivery, {what}: {taken} bytes were taken"),
        );
    }
    rig.test.drain().await;
    let kept = rig.read(|view| actors::find_by_uri(view, "http://raw.test/")).await;
    rig.tally.row(kept.is_none(), "something of it was kept");
    let expected = [&LEARNT[..], &TAKEN[..], &["reactions"]].concat();
    let changed = changes(&census, &rig.census(), &expected);
    rig.tally.row(changed.is_empty(), format_args!("an effect on {changed:?}"));
    rig.tally
}

impl Doors {
    /// A signed request of an actor with this address.
    async fn enter_url(&self, url: &str) -> u16 {
        let uri = format!("{url}/users/x");
        let stranger = PeerActor { key_id: format!("{uri}#main-key"), name: "x".into(), key: self.secret(), uri };
        let like = json!({"type": "Like", "actor": stranger.uri, "object": "https://friend.net/1"});
        Letter::new(&self.test, &stranger, &like).send(&self.test).await
    }

    /// What becomes of a friend's activity that names this address.
    async fn mention_url(&self, what: &str, url: &str) -> String {
        let there = format!("{url}/notes/1");
        let activity = match what {
            "Move" => json!({"type": "Move", "object": self.friend_uri(), "target": there}),
            "Passed" => {
                json!({"type": "Announce", "object": {"type": "Create", "id": "https://friend.net/x", "object": there}})
            }
            _ => json!({"type": "Announce", "object": there}),
        };
        self.outcome_of(activity).await
    }

    async fn ask_handle(&self, handle: &str) -> Result<(), String> {
        let found = redress::federation::actor::resolve_handle(&self.test.app, handle).await;
        found.map(|_| ()).map_err(|error| error.to_string())
    }

    /// The links that are kept of a post and a profile that have this address as their page.
    async fn show_url(&self, number: usize, url: &str) -> Vec<String> {
        let id = format!("https://friend.net/notes/scheme{number}");
        self.show(&id, url).await;
        let stored = move |view: &mut redress::storage::View<'_>| -> Result<Vec<String>, StorageError> {
            let post = redress::storage::posts::find_by_uri(view, &id)?;
            let friend = actors::find_by_uri(view, "https://friend.net/users/f")?;
            let in_text =
                post.iter().flat_map(|it| it.html.split("href=\"").skip(1).map(String::from)).collect::<Vec<_>>();
            let links = post.and_then(|it| it.url).into_iter().chain(friend.and_then(|it| it.url)).chain(in_text);
            Ok(links.collect())
        };
        self.test.app.db.read(stored).await.unwrap()
    }
}

hostile! { "outgoing":
    26 no_way_in_leads_to_a_special_address,
    27 odd_spellings_lead_nowhere,
    28 a_redirect_to_a_private_address_is_not_followed,
    28 a_redirect_takes_no_signature_along,
    29 redirects_and_documents_come_to_an_end,
    30 a_name_that_changes_its_mind_is_asked_once,
    31 only_https_is_an_address,
    32 slow_and_endless_answers_are_cut_off,
}
