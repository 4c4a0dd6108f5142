//! Inputs 33 to 37: how deep, how large, how many, and what text.

use proptest::prelude::*;
use redress::crypto::cavage::{Signature, digest_header, digest_matches};
use redress::crypto::keys::SecretKey;
use redress::domain::complaint::{Event, Happening};
use redress::domain::json_shape;
use redress::domain::log::{Hash, seal};
use redress::domain::party::Party;
use redress::egress::is_activity_type;
use redress::markup::{SafeHtml, one_line, plain_text};
use redress::storage::{actors, jobs};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::hostile::ledger::Tally;
use crate::hostile::rig::{Rig, Street, carry};
use crate::support::Engine;
use crate::support::peer::{ACTIVITY_JSON, Letter, PUBLIC, exchange, status_of};

const DEEP: usize = 100_000;
const BODY_BYTES_MAX: usize = 1_000_000;
/// Enough of an endless request for whoever means to cut it off.
const TAKEN_BYTES_MAX: usize = 8_000_000;
/// A server that waits for more does not answer at all; only a busy machine needs this long.
const CUT_OFF_WITHIN: std::time::Duration = std::time::Duration::from_mins(1);

/// Documents that go down further than anybody reads, put together from what stands before and after.
fn deep(before: &str, after: &str) -> Vec<(String, String)> {
    let whole = |open: &str, middle: &str, close: &str, times: usize| {
        format!("{before}{}{middle}{}{after}", open.repeat(times), close.repeat(times))
    };
    vec![
        ("arrays".into(), whole("[", "", "]", DEEP)),
        ("objects".into(), whole("{\"a\":", "1", "}", DEEP)),
        ("arrays that are not closed".into(), format!("{before}{}", "[".repeat(DEEP))),
        ("objects that are not closed".into(), format!("{before}{}", "{\"a\":".repeat(DEEP))),
        ("arrays in objects".into(), whole("{\"a\":[", "", "]}", DEEP / 2)),
        ("arrays beside things".into(), whole("[1,", "1", "]", DEEP)),
        ("arrays and blanks".into(), whole("[ \n", "", " ]", DEEP)),
        ("thirty-three arrays".into(), whole("[", "", "]", 33)),
        ("what closes only".into(), format!("{before}{}", "]".repeat(DEEP))),
    ]
}

async fn nesting_has_an_end(engine: Engine) -> Tally {
    let mut rig = Rig::start(engine).await;
    let census = rig.census();
    let alice = rig.alice.uri.clone();
    let head = format!(r#"{{"type":"Like","actor":"{alice}","id":"{alice}/1","object":"#);
    for (what, body) in deep(&head, "}").into_iter().chain(deep("", "")) {
        let letter = rig.letter_of(body);
        rig.refused_letter(&letter, &[400], &format!("{what} at the inbox")).await;
    }
    let fetches = rig.peer.fetches();
    rig.tally.same(fetches, 0, "requests that left");
    let key = rig.mallory.key.clone();
    for (number, what) in deep("", "").into_iter().map(|(what, _)| what).enumerate() {
        let path = format!("/users/deep{number}");
        let eve = rig.peer.actor_at(&path, "Person", &key);
        let document = rig.peer.document_of(&eve, "Person").to_string();
        let inside = format!("{},\"x\":", &document[..document.len() - 1]);
        let (_, body) = deep(&inside, "}").swap_remove(number);
        rig.peer.serve_as(&path, 200, ACTIVITY_JSON, body.as_bytes());
        let like = json!({"type": "Like", "actor": eve.uri, "id": format!("{}/like", eve.uri), "object": eve.uri});
        rig.refused_letter(&Letter::new(&rig.test, &eve, &like), &[401], &format!("{what} in a document")).await;
    }
    for path in ["/login", "/file", "/register"] {
        for (what, body) in deep("", "").into_iter().take(2) {
            for content_type in ["application/json", "application/x-www-form-urlencoded"] {
                let status = post_page(&rig, path, content_type, body.as_bytes()).await;
                rig.tally
                    .row((400..500).contains(&status), format_args!("{what} at {path} as {content_type}: {status}"));
            }
        }
    }
    rig.untouched(&census, "nested documents");
    let good = rig.letter().send(&rig.test).await;
    rig.tally.same(good, 202, "what is not too deep");
    rig.tally
}

async fn post_page(rig: &Rig, path: &str, content_type: &str, body: &[u8]) -> u16 {
    let host = rig.test.authority();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\ncontent-type: {content_type}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    status_of(&exchange(rig.test.listen, &[head.as_bytes(), body].concat()).await)
}

async fn a_large_body_is_not_read(engine: Engine) -> Tally {
    let mut rig = Rig::start(engine).await;
    let census = rig.census();
    let large = rig.letter_of(vec![b' '; BODY_BYTES_MAX + 1]).sealed();
    rig.refused(&large, &[413], "one byte too many").await;
    let mut chunked = large.clone();
    chunked.length = None;
    rig.refused(&chunked, &[413], "one byte too many, in chunks").await;
    let small = rig.letter().sealed();
    for less in [1, 10, small.body.len()] {
        let mut short = small.clone();
        short.length = Some(short.body.len() - less);
        rig.refused(&short, &[400, 401, 413], &format!("{less} bytes more than it says")).await;
    }
    for length in [usize::MAX, 99_999_999_999, BODY_BYTES_MAX + 1] {
        let mut lying = small.clone();
        lying.body.clear();
        lying.length = Some(length);
        rig.refused(&lying, &[400, 413], &format!("a length of {length}")).await;
    }
    let bytes = String::from_utf8(small.to_bytes()).unwrap();
    let length = format!("content-length: {}", small.body.len());
    for wrong in ["-1", "1e3", "18446744073709551616", "99999999999999999999999", "", "x", "1,2", "1 2", "0x10", "+5"] {
        let spoilt = bytes.replace(&length, &format!("content-length: {wrong}"));
        let status = status_of(&exchange(rig.test.listen, spoilt.as_bytes()).await);
        rig.tally.row(matches!(status, 400 | 401 | 413), format_args!("a length of {wrong:?}: {status}"));
    }
    let head = bytes.replace(&length, "transfer-encoding: chunked");
    let (head, _) = head.split_once("\r\n\r\n").unwrap();
    // A connection on which nothing can be made out any more may just be closed.
    for chunk in ["ffffffffffffffff\r\n", "fffffffffffffffffff\r\n", "-1\r\n", "zz\r\n", "\r\n"] {
        let status =
            status_of(&exchange(rig.test.listen, format!("{head}\r\n\r\n{chunk}{{}}\r\n0\r\n\r\n").as_bytes()).await);
        rig.tally.row(matches!(status, 0 | 400 | 401 | 413), format_args!("a chunk of {chunk:?}: {status}"));
    }
    for encoding in ["gzip", "chunked, chunked", "identity", "chunked, identity"] {
        let coded = bytes.replace(&length, &format!("transfer-encoding: {encoding}"));
        let status = status_of(&exchange(rig.test.listen, coded.as_bytes()).await);
        rig.tally.row((400..=501).contains(&status) || status == 0, format_args!("the encoding {encoding}: {status}"));
    }
    for (what, first, more) in [
        ("a body without an end", bytes.replace(&length, "content-length: 900000000"), " ".repeat(65_536)),
        ("chunks without an end", format!("{head}\r\n\r\n"), format!("10000\r\n{}\r\n", " ".repeat(65_536))),
        (
            "headers without an end",
            bytes.split("content-length").next().unwrap().to_string(),
            "x-more: yes\r\n".repeat(500),
        ),
        ("one header without an end", "POST /inbox HTTP/1.1\r\nx: ".to_string(), "x".repeat(65_536)),
        ("an address without an end", "POST /inbox?".to_string(), "x".repeat(65_536)),
    ] {
        let is_cut_off = is_cut_off(&rig, first.as_bytes(), more.as_bytes()).await;
        rig.tally.row(is_cut_off, format_args!("{what} was not cut off"));
    }
    for path in ["/login", "/file"] {
        let status = post_page(&rig, path, "application/x-www-form-urlencoded", &vec![b'a'; BODY_BYTES_MAX + 1]).await;
        rig.tally.row((400..500).contains(&status), format_args!("a large form at {path}: {status}"));
    }
    rig.untouched(&census, "a large body");
    let fetches = rig.peer.heard().len();
    rig.tally.same(fetches, 0, "requests that left");
    let mut full = rig.like(1);
    let room = BODY_BYTES_MAX - full.to_string().len() - ",\"content\":\"\"".len();
    full["content"] = json!("x".repeat(room));
    let largest = Letter::new(&rig.test, &rig.alice, &full);
    rig.tally.same(largest.body.len(), BODY_BYTES_MAX, "the largest body");
    let status = largest.send(&rig.test).await;
    rig.tally.same(status, 202, "the largest body");
    rig.tally
}

/// Whether an endless request is answered or hung up on, once as much of it was sent as may be taken: who wants all of it
/// waits for more. How much a sender gets rid of meanwhile says nothing, because the kernel takes megabytes by itself.
async fn is_cut_off(rig: &Rig, first: &[u8], more: &[u8]) -> bool {
    let (mut reading, mut writing) = TcpStream::connect(rig.test.listen).await.unwrap().into_split();
    let sending = async {
        writing.write_all(first).await?;
        let mut sent = first.len();
        while sent < TAKEN_BYTES_MAX {
            writing.write_all(more).await?;
            sent += more.len();
        }
        // Still open, so that a server that reads on has something to wait for.
        std::future::pending::<std::io::Result<()>>().await
    };
    let ended = async {
        let _ = reading.read(&mut [0; 1]).await;
    };
    let either = async {
        tokio::select! {
            () = ended => {}
            Err(_) = sending => {}
        }
    };
    tokio::time::timeout(CUT_OFF_WITHIN, either).await.is_ok()
}

async fn a_name_stands_once(engine: Engine) -> Tally {
    let mut rig = Rig::start(engine).await;
    let census = rig.census();
    let (alice, mallory) = (rig.alice.uri.clone(), rig.mallory.uri.clone());
    let head = format!(r#"{{"type":"Like","actor":"{alice}","id":"{alice}/1","object":{{"id":"{alice}/2"}}"#);
    let again = [
        format!(r#""actor":"{mallory}""#),
        format!(r#""actor":"{alice}""#),
        r#""type":"Create""#.to_string(),
        format!(r#""id":"{alice}/3""#),
        r#""object":2"#.to_string(),
        r#""object":null"#.to_string(),
        format!(r#""\u0061ctor":"{mallory}""#),
        format!(r#""act\u006fr":"{mallory}""#),
        format!(r#""\u0061\u0063\u0074\u006F\u0072":"{mallory}""#),
        format!(r#""\u0069\u0064":"{alice}/3""#),
        r#""t\u0079pe":"Create""#.to_string(),
        r#""x":1,"x":2"#.to_string(),
        r#""x":{"a":1,"b":{"a":1,"a":2}}"#.to_string(),
        r#""x":[{"a":1,"\u0061":2}]"#.to_string(),
        r#""":1,"":2"#.to_string(),
        r#""\"":1,"\u0022":2"#.to_string(),
        r#""\/":1,"/":2"#.to_string(),
        r#""\ud83d\ude00":1,"😀":2"#.to_string(),
    ];
    for members in &again {
        for body in [
            format!("{head},{members}}}"),
            format!("{{{members},{}", &head[1..]) + "}",
            format!("{head} , {} }}", members.replace(':', " \n: ")),
        ] {
            let letter = rig.letter_of(body.clone());
            rig.refused_letter(&letter, &[400], &body).await;
        }
    }
    let fetches = rig.peer.heard().len();
    rig.tally.same(fetches, 0, "requests that left");
    // In what is fetched, too.
    let key = rig.mallory.key.clone();
    for (number, members) in again.iter().enumerate() {
        let path = format!("/users/twice{number}");
        let eve = rig.peer.actor_at(&path, "Person", &key);
        let document = rig.peer.document_of(&eve, "Person").to_string();
        let named = members.replace("\"object\"", "\"inbox\"").replace("\"actor\"", "\"preferredUsername\"");
        let named = named.replace("\\u0061ctor", "\\u0069nbox").replace("act\\u006fr", "inb\\u006fx");
        let named = named.replace("\\u0061\\u0063\\u0074\\u006F\\u0072", "\\u0069\\u006e\\u0062\\u006F\\u0078");
        rig.peer.serve_as(
            &path,
            200,
            ACTIVITY_JSON,
            format!("{},{named}}}", &document[..document.len() - 1]).as_bytes(),
        );
        let like = json!({"type": "Like", "actor": eve.uri, "id": format!("{}/like", eve.uri), "object": eve.uri});
        rig.refused_letter(&Letter::new(&rig.test, &eve, &like), &[401], &format!("a document with {named}")).await;
    }
    rig.untouched(&census, "a repeated name");
    rig.tally
}

async fn there_is_only_so_much_of_everything(engine: Engine) -> Tally {
    let mut street = Street::start(engine).await;
    let alice = street.rig.alice.clone();
    let known = street.rig.say(&alice, street.rig.like(1)).await;
    street.rig.tally.same(known.as_str(), "ignored: nothing-of-ours", "alice is known");
    let census = street.rig.census();
    let people =
        |count: usize| Value::Array((0..count).map(|number| json!(format!("http://x.test/{number}"))).collect());
    let tags = |count: usize| {
        Value::Array((0..count).map(|number| json!({"type": "Hashtag", "name": format!("#t{number}")})).collect())
    };
    let files = |count: usize| {
        Value::Array(
            (0..count).map(|number| json!({"type": "Image", "url": format!("http://x.test/{number}")})).collect(),
        )
    };
    let languages = |count: usize| Value::Object((0..count).map(|number| (format!("l{number}"), json!("x"))).collect());
    let small: [(&str, Value, Value); 9] = [
        ("to", people(1_001), people(600)),
        ("cc", people(1_001), people(600)),
        ("bto", people(1_001), people(600)),
        ("audience", people(1_001), people(600)),
        ("tag", tags(101), tags(100)),
        ("attachment", files(101), files(100)),
        ("contentMap", languages(21), languages(20)),
        ("nameMap", languages(21), languages(20)),
        ("summaryMap", languages(21), languages(20)),
    ];
    let huge: [(&str, Value); 5] = [
        ("to", people(30_000)),
        ("tag", tags(20_000)),
        ("attachment", files(15_000)),
        ("contentMap", languages(50_000)),
        ("cc", people(30_000)),
    ];
    let note = street.note(&alice, "many", "<p>x</p>");
    let with = |object: &Value, name: &str, value: &Value| {
        let mut it = object.clone();
        it[name] = value.clone();
        it
    };
    let many = street.rig.peer.url("/many");
    let wrap = |kind: &str, object: Value, number: usize| json!({"type": kind, "actor": alice.uri, "id": format!("{many}/{number}"), "object": object});
    let mut letters = Vec::new();
    for (name, over, _) in &small {
        letters.push((format!("{name} of a note"), wrap("Create", with(&note, name, over), 1)));
        letters.push((format!("{name} of an edited note"), wrap("Update", with(&note, name, over), 1)));
        letters.push((format!("{name} of an activity"), with(&wrap("Create", note.clone(), 1), name, over)));
        letters.push((
            format!("{name} of a note passed on"),
            wrap("Announce", wrap("Create", with(&note, name, over), 2), 1),
        ));
        letters
            .push((format!("{name} of one of two notes"), wrap("Create", json!([note, with(&note, name, over)]), 1)));
    }
    for (name, over) in &huge {
        letters.push((format!("{name} without an end"), wrap("Create", with(&note, name, over), 1)));
    }
    letters.push(("objects".into(), wrap("Flag", people(1_001), 1)));
    letters.push((
        "authors".into(),
        wrap("Create", with(&note, "attributedTo", &Value::Array(vec![json!(alice.uri); 101])), 1),
    ));
    letters.push((
        "actors".into(),
        with(&wrap("Like", json!("http://x.test/1"), 1), "actor", &json!([alice.uri, alice.uri])),
    ));
    let mut halves = with(&wrap("Create", note.clone(), 1), "to", &people(501));
    halves["cc"] = people(500);
    letters.push(("recipients, half here and half there".into(), halves));
    for (what, activity) in &letters {
        let letter = Letter::new(&street.rig.test, &street.rig.alice, activity);
        street.rig.refused_letter(&letter, &[400, 413], &format!("too many: {what}")).await;
    }
    street.rig.untouched(&census, "too many things");
    for (number, (name, _, under)) in small.iter().enumerate() {
        let letter =
            Letter::new(&street.rig.test, &street.rig.alice, &wrap("Create", with(&note, name, under), 100 + number));
        let status = letter.send(&street.rig.test).await;
        street.rig.tally.same(status, 202, format_args!("just enough: {name}"));
    }
    street.rig.test.drain().await;
    // In what is fetched, too.
    for (number, (name, over, _)) in small.iter().enumerate() {
        let id = street.rig.peer.url(&format!("/notes/fetched{number}"));
        let mut fetched = with(&note, name, over);
        fetched["id"] = json!(id);
        street.rig.peer.serve(&format!("/notes/fetched{number}"), &fetched);
        let announce = json!({"type": "Announce", "id": street.rig.peer.url(&format!("/ann/{number}")), "to": [PUBLIC], "object": id});
        let mallory = street.rig.mallory.clone();
        let outcome = street.rig.say(&mallory, announce).await;
        street
            .rig
            .tally
            .row(outcome.starts_with("refused"), format_args!("a fetched note with too many {name}: {outcome}"));
    }
    street.rig.tally
}

/// A history whose pages never end, told by a board that we carry.
async fn pages_that_never_end_are_left(engine: Engine) -> Tally {
    let mut rig = Rig::start(engine).await;
    let key = SecretKey::generate_ed25519().unwrap();
    let board = rig.peer.actor_at("/boards/endless", "Group", &key);
    let mut document = rig.peer.document_of(&board, "Group");
    document["rd:brand"] = json!("acme.com");
    let multikey = key.public().unwrap().to_multikey().unwrap();
    let method = format!("{}#ed25519-key", board.uri);
    document["assertionMethod"] =
        json!([{"id": method, "type": "Multikey", "controller": board.uri, "publicKeyMultibase": multikey}]);
    rig.peer.serve("/boards/endless", &document);
    carry(&rig.test, &board.uri).await;
    let id = "0198f3a0-0000-7000-8000-000000000000";
    let home = rig.peer.url("");
    let unreadable = json!({"rd:core": "{}", "rd:hash": format!("sha256:{}", "0".repeat(64)), "rd:disclosures": []});
    // One comment after the other, each as it should be.
    let in_order: Vec<Value> = (1_i64..=100)
        .map(|sequence| {
            let at = redress::app::Clock::now(rig.test.clock.as_ref());
            let event = Event { sequence, rules: redress::domain::complaint::RULES, by: Party::Commenter(1), at, happening: Happening::Commented { answers: None } };
            let previous = (sequence > 1).then(|| Hash::of(b"the one before"));
            let line = seal(id.parse().unwrap(), &home, &event, &[], &[], previous).unwrap();
            json!({"rd:core": String::from_utf8(line.core).unwrap(), "rd:hash": line.hash.to_string(), "rd:disclosures": []})
        })
        .collect();
    // Each page has another one behind it: itself, a new one each time, or one that goes on where it ends.
    for (number, kind) in ["itself", "another", "the next"].into_iter().enumerate() {
        let event = |page: usize| if kind == "the next" { &in_order[page] } else { &unreadable };
        let kind = kind.replace(' ', "-");
        let history = rig.peer.url(&format!("/history/{kind}"));
        let next = |page: usize| match kind.as_str() {
            "itself" => history.clone(),
            _ => rig.peer.url(&format!("/history/{kind}/{page}")),
        };
        for page in 0..100 {
            let path = if page == 0 { format!("/history/{kind}") } else { format!("/history/{kind}/{page}") };
            let own = rig.peer.url(&path);
            rig.peer.serve(
                &path,
                &json!({"type": "OrderedCollectionPage", "id": own, "orderedItems": [event(page)], "next": next(page + 1)}),
            );
            let asked = format!("{own}?after=0");
            rig.peer.serve(
                &format!("{path}?after=0"),
                &json!({"type": "OrderedCollectionPage", "id": asked, "orderedItems": [event(page)], "next": next(page + 1)}),
            );
        }
        let complaint = json!({
            "type": "OrderedCollection", "id": rig.peer.url(&format!("/complaints/{id}")), "attributedTo": board.uri,
            "history": history, "rd:sequence": 1_000_000, "rd:events": [], "rd:head": format!("sha256:{}", "0".repeat(64)),
            "rd:post": format!("{}/posts/{id}", rig.test.app.address.origin())
        });
        let now = redress::app::Clock::now(rig.test.clock.as_ref());
        let signed = redress::crypto::integrity_proof::sign(&complaint, &key, &method, now).unwrap();
        let before = rig.peer.fetches();
        let outcome = rig
            .say(&board, json!({"type": "Update", "id": rig.peer.url(&format!("/u/{number}")), "object": signed}))
            .await;
        let fetched = rig.peer.fetches() - before;
        rig.tally.row(outcome.starts_with("refused"), format_args!("pages that lead to {kind}: {outcome}"));
        rig.tally.row((1..=12).contains(&fetched), format_args!("pages that lead to {kind}: {fetched} requests"));
        if kind == "the-next" {
            rig.tally.row(fetched > 5, format_args!("an endless history in order was read no further: {fetched}"));
        }
    }
    let dead = rig.test.app.db.read(jobs::counts).await.unwrap().dead;
    rig.tally.same(dead, 0, "jobs given up");
    rig.tally
}

/// Bodies that are no text, or no JSON.
fn odd_bodies(alice: &str) -> Vec<Vec<u8>> {
    let head = format!(r#"{{"type":"Like","actor":"{alice}","id":"{alice}/1","object":"#);
    let with = |middle: &[u8], end: &str| [head.as_bytes(), middle, end.as_bytes()].concat();
    let mut bodies: Vec<Vec<u8>> = [
        &b"\"a\0b\""[..],
        b"\"a\\u0000b\"",
        b"\"\\ud800\"",
        b"\"\\udc00\"",
        b"\"\\ud800\\u0041\"",
        b"\"\\udc00\\ud800\"",
        b"\"\\ud83d\"",
        b"\"\xff\"",
        b"\"\xc3\"",
        b"\"\xc0\xaf\"",
        b"\"\xe0\x80\xaf\"",
        b"\"\xf0\x80\x80\xaf\"",
        b"\"\xed\xa0\x80\"",
        b"\"\xf4\x90\x80\x80\"",
        b"\"\xfe\xff\"",
        b"\"a\nb\"",
        b"\"a\x01b\"",
        b"\"\\x41\"",
        b"\"\\u12\"",
        b"\"\\u+123\"",
        b"NaN",
        b"Infinity",
        b"-Infinity",
        b"nan",
        b"undefined",
        b"1e400",
        b"01",
        b"+1",
        b"1.",
        b".5",
        b"0x10",
        b"--1",
        b"True",
        b"nul",
        b"'x'",
        b"x",
        b"/* x */ 1",
        b"1 // x\n",
        b"",
        b"1,",
        b"[1,]",
        b"{\"a\":1,}",
        b"{\"a\"}",
        b"{a:1}",
        b"{1:1}",
        b"{\"a\":1 \"b\":2}",
        b"[1 2]",
        b"\"a\" \"b\"",
        b"{\"a\0\":1}",
        b"{\"\\u0000\":1}",
    ]
    .iter()
    .map(|middle| with(middle, "}"))
    .collect();
    let whole = format!("{head}1}}");
    bodies.extend([
        [b"\xef\xbb\xbf", whole.as_bytes()].concat(),
        format!("{whole}{whole}").into_bytes(),
        format!("{whole},").into_bytes(),
        format!("{whole}]").into_bytes(),
        format!("[{whole}]").into_bytes(),
        whole.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        whole.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        with(b"1", ""),
        b"[]".to_vec(),
        b"{}".to_vec(),
        b"null".to_vec(),
        b"true".to_vec(),
        b"1".to_vec(),
        b"\"x\"".to_vec(),
        b" ".to_vec(),
        b"\0".to_vec(),
    ]);
    bodies
}

async fn odd_text_is_refused_or_kept_safely(engine: Engine) -> Tally {
    let mut street = Street::start(engine).await;
    let alice = street.rig.alice.clone();
    let known = street.rig.say(&alice, street.rig.like(1)).await;
    street.rig.tally.same(known.as_str(), "ignored: nothing-of-ours", "alice is known");
    let census = street.rig.census();
    for body in odd_bodies(&alice.uri) {
        let letter = street.rig.letter_of(body.clone());
        street.rig.refused_letter(&letter, &[400], &String::from_utf8_lossy(&body)).await;
    }
    let like = |id: &str| json!({"type": "Like", "actor": alice.uri, "id": id, "object": "http://x.test/1"});
    for (what, activity) in [
        ("a long id", like(&format!("{}/{}", alice.uri, "x".repeat(2_048)))),
        ("a long id, two bytes a letter", like(&format!("{}/{}", alice.uri, "é".repeat(1_100)))),
        ("a long actor", {
            let mut it = like(&format!("{}/1", alice.uri));
            it["actor"] = json!(format!("{}/{}", alice.uri, "x".repeat(2_048)));
            it
        }),
        ("a blank in the id", like(&format!("{}/a b", alice.uri))),
        ("a line end in the id", like(&format!("{}/a\nb", alice.uri))),
        ("a turn in the id", like(&format!("{}/a\u{85}b", alice.uri))),
        ("no type", json!({"actor": alice.uri, "id": format!("{}/1", alice.uri), "object": "x"})),
        ("a type that is a number", json!({"type": 1, "actor": alice.uri, "id": format!("{}/1", alice.uri)})),
        ("a type that is an object", json!({"type": {}, "actor": alice.uri, "id": format!("{}/1", alice.uri)})),
    ] {
        let letter = Letter::new(&street.rig.test, &street.rig.alice, &activity);
        street.rig.refused_letter(&letter, &[400], what).await;
    }
    street.rig.untouched(&census, "odd text");
    odd_words(&mut street).await;
    street.rig.tally
}

/// What may be said, however oddly, is kept safely or dropped; nothing is tried again for ever.
async fn odd_words(street: &mut Street) {
    let key = street.rig.mallory.key.clone();
    let noise: String = (0..)
        .map(|number: u32| char::from_digit(number.wrapping_mul(2_654_435_761) >> 28 & 15, 16).unwrap())
        .take(2_000)
        .collect();
    let names = [
        "abc\u{202e}fed".to_string(),
        "\u{2066}\u{2067}\u{2068}x\u{2069}".into(),
        "\u{200f}\u{200e}x".into(),
        "x".repeat(900_000),
        "é".repeat(400_000),
        "\u{feff}\u{200b}\u{200d}".into(),
        "a\u{300}".to_string() + &"\u{301}".repeat(5_000),
        "<script>alert(1)</script>".into(),
        "line\nline\r\nline".into(),
        "\u{fffd}\u{fffe}\u{10ffff}".into(),
        "'; DROP TABLE actors; --".into(),
        "{{7*7}} ${7*7} %s %n \\x00 \\0".into(),
        " ".repeat(10_000),
        String::new(),
    ];
    for (number, name) in names.iter().enumerate() {
        let eve = street.rig.peer.actor_at(&format!("/users/odd{number}"), "Person", &key);
        let mut document = street.rig.peer.document_of(&eve, "Person");
        document["name"] = json!(name);
        document["preferredUsername"] = json!(name.chars().take(300_000).collect::<String>());
        document["summary"] = json!(name.chars().take(200_000).collect::<String>());
        street.rig.peer.serve(&format!("/users/odd{number}"), &document);
        let mut note = street.note(&eve, &format!("odd{number}"), &format!("<p>Odd {name}</p>"));
        note["summary"] = json!(name.chars().take(1_000).collect::<String>());
        let create = json!({"type": "Create", "id": format!("{}/create", eve.uri), "object": note});
        let outcome = street.rig.say(&eve, create).await;
        let fits = outcome == "understood" || outcome.starts_with('4');
        street.rig.tally.row(fits, format_args!("the name {:?}: {outcome}", name.chars().take(20).collect::<String>()));
        let uri = eve.uri.clone();
        if let Some(kept) = street.rig.read(move |view| actors::find_by_uri(view, &uri)).await {
            let turned = |text: &str| {
                text.contains([
                    '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\u{200f}', '\u{200e}', '\n', '\0',
                ])
            };
            let safe = !turned(&kept.name) && !turned(&kept.username) && kept.name.chars().count() <= 100;
            street.rig.tally.row(safe, format_args!("kept as {:?}", kept.name));
        }
    }
    let long = format!("http://x.test/{noise}");
    let mallory = street.rig.mallory.clone();
    for (number, activity) in [
        json!({"type": "Like", "object": long}),
        json!({"type": "EmojiReact", "object": long, "content": "🦀".repeat(10_000)}),
        json!({"type": "Block", "object": long}),
        json!({"type": "Block", "object": long, "target": long.replace("x.test", "y.test")}),
        json!({"type": "Flag", "object": [long], "content": "x".repeat(500_000)}),
        json!({"type": "Follow", "object": long}),
        json!({"type": "Announce", "object": long}),
        json!({"type": "Undo", "object": street.rig.peer.url(&format!("/{noise}"))}),
        json!({"type": "Move", "object": mallory.uri, "target": long}),
        json!({"type": "Whatever\u{202e}".to_string() + &"x".repeat(10_000), "object": long}),
    ]
    .into_iter()
    .enumerate()
    {
        let mut activity = activity;
        activity["id"] = json!(street.rig.peer.url(&format!("/odd/{number}?{}", &noise[..1_900])));
        let outcome = street.rig.say(&mallory, activity.clone()).await;
        // Of a type that nobody understands nothing is kept, nor what became of it.
        let unknown = activity["type"].as_str().is_some_and(|it| it.starts_with("Whatever")) && outcome == "202";
        let ended = ["understood", "ignored", "refused", "4"].iter().any(|it| outcome.starts_with(it));
        street.rig.tally.row(ended || unknown, format_args!("{}: {outcome}", activity["type"]));
    }
    let counts = street.rig.test.app.db.read(jobs::counts).await.unwrap();
    street.rig.tally.same((counts.waiting, counts.dead), (0, 0), "jobs that wait or were given up");
    let shown = exchange(
        street.rig.test.listen,
        format!(
            "GET /complaints/{} HTTP/1.1\r\nhost: {}\r\naccept: text/html\r\nconnection: close\r\n\r\n",
            street.thread,
            street.rig.test.authority()
        )
        .as_bytes(),
    )
    .await;
    street.rig.tally.same(status_of(&shown), 200, "the thread");
    street.rig.tally.row(!shown.contains('\u{202e}'), "the thread shows marks that turn text around");
}

hostile! { "parsers":
    33 nesting_has_an_end,
    34 a_large_body_is_not_read,
    35 a_name_stands_once,
    36 there_is_only_so_much_of_everything,
    36 pages_that_never_end_are_left,
    37 odd_text_is_refused_or_kept_safely,
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[^\0]{0,12}".prop_map(Value::from)
    ];
    leaf.prop_recursive(6, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            prop::collection::vec(("[^\0]{0,6}", inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn names_in(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(names_in).sum(),
        Value::Object(members) => members.values().map(|it| 1 + names_in(it)).sum(),
        _ => 0,
    }
}

proptest! {
    #[test]
    fn hostile_headers_make_no_parser_panic(text in "\\PC{0,200}", body in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Signature::parse(&text);
        let _ = digest_matches(&text, &body);
        let _ = is_activity_type(&text);
        prop_assert!(digest_matches(&digest_header(&body), &body));
    }

    #[test]
    fn hostile_signature_headers_make_no_parser_panic(
        parts in prop::collection::vec(("(keyId|headers|signature|created|expires|algorithm|x)", "[=\" ,]{0,3}", "[a-z0-9()\" ,=-]{0,20}"), 0..8)
    ) {
        let text = parts.iter().map(|(name, joint, value)| format!("{name}{joint}{value},")).collect::<Vec<_>>().concat();
        let _ = Signature::parse(&text);
    }

    #[test]
    fn sound_json_passes_the_check_of_its_shape(value in any_json()) {
        prop_assert_eq!(json_shape::check(value.to_string().as_bytes()), Ok(()));
    }

    #[test]
    fn what_passes_the_check_loses_no_name(bytes in "[\\[\\]{}:,\"\\\\ a-c0-2u]{0,40}") {
        if json_shape::check(bytes.as_bytes()).is_ok() && let Ok(value) = serde_json::from_str::<Value>(&bytes) {
            // Every name is followed by a colon outside of strings; none was swallowed by another.
            let mut colons = 0;
            let (mut inside, mut escaped) = (false, false);
            for letter in bytes.chars() {
                match letter {
                    _ if escaped => escaped = false,
                    '\\' if inside => escaped = true,
                    '"' => inside = !inside,
                    ':' if !inside => colons += 1,
                    _ => {}
                }
            }
            prop_assert_eq!(colons, names_in(&value));
        }
    }

    #[test]
    fn any_bytes_are_json_or_not(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = json_shape::check(&bytes);
    }

    #[test]
    fn any_html_is_made_safe(html in "(<|>|/|a|href=|\"|'|javascript:|script|svg|style|p|&|;|on|=| |x|\u{202e}|-->|<!--){0,60}") {
        let safe = SafeHtml::from_html(&html).into_string();
        let lower = safe.to_lowercase();
        prop_assert!(!lower.contains("<script") && !lower.contains("<svg") && !lower.contains("<style"));
        // In the text these are words; in a tag they were a door.
        let tag = |from: &str| from.split('>').next().unwrap_or_default().to_string();
        prop_assert!(!lower.split('<').skip(1).any(|from| tag(from).contains("javascript:")));
        let _ = plain_text(&html);
        let turned = one_line(&html, 50).contains('\u{202e}');
        prop_assert!(!turned);
    }
}
