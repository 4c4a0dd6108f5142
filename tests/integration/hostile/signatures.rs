//! Inputs 1 to 13: who signed what, when, and with which key.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE};
use hmac::{Hmac, Mac};
use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::sign::Signer;
use redress::app::Clock;
use redress::crypto::cavage::digest_header;
use redress::crypto::keys::SecretKey;
use redress::storage::actors;
use serde_json::{Value, json};
use sha2::{Digest, Sha256, Sha512};

use crate::hostile::ledger::Tally;
use crate::hostile::rig::{Rig, refusals};
use crate::support::Engine;
use crate::support::peer::{Letter, PeerActor, Sealed, exchange, http_date, status_of};

/// How a document is spoilt.
type Change = fn(&mut Value, &Rig);

/// Sends bytes as they are.
async fn status_of_bytes(rig: &Rig, request: &str) -> u16 {
    status_of(&exchange(rig.test.listen, request.as_bytes()).await)
}

async fn without_a_signature_nothing_happens_and_nothing_is_fetched(engine: Engine) -> Tally {
    let mut rig = Rig::start(engine).await;
    let census = rig.census();
    let before = refusals("unsigned");
    let bare = rig.letter().sealed().without("signature");
    rig.refused(&bare, &[401], "no signature").await;
    let mut authorized = rig.letter().sealed();
    let value = authorized.headers.iter().find(|(name, _)| name == "signature").unwrap().1.clone();
    authorized = authorized.without("signature").with("authorization", &format!("Signature {value}"));
    rig.refused(&authorized, &[401], "a signature in another header").await;
    for (value, what) in [
        ("", "an empty signature"),
        ("   ", "a blank signature"),
        ("keyId", "half a parameter"),
        ("signature=\"AAAA\"", "no key id"),
        ("keyId=\"\",headers=\"(request-target) host date digest\",signature=\"AAAA\"", "an empty key id"),
        ("Bearer abc", "something else"),
    ] {
        let spoilt = rig.letter().sealed().replaced("signature", value);
        rig.refused(&spoilt, &[401], what).await;
    }
    let mut sealed = rig.letter().sealed().without("signature").without("digest").without("date");
    sealed.body = b"{}".to_vec();
    sealed.length = Some(2);
    rig.refused(&sealed, &[401], "nothing but a body").await;
    rig.tally.row(refusals("unsigned") >= before + 3, "the refusals are not counted");
    rig.untouched(&census, "a request without a signature");
    let fetches = rig.peer.heard().len();
    rig.tally.same(fetches, 0, "requests that left");
    rig.tally
}

async fn a_changed_body_is_not_what_was_signed(engine: Engine) -> Tally {
    let mut rig = Rig::start(engine).await;
    let census = rig.census();
    let sealed = rig.letter().sealed();
    for place in (0..sealed.body.len()).step_by(9) {
        let mut changed = sealed.clone();
        changed.body[place] ^= 1;
        rig.refused(&changed, &[401], &format!("byte {place} flipped")).await;
    }
    for (tail, what) in
        [(&b" "[..], "a blank at the end"), (b"\n", "a line end"), (b"{}", "a second document"), (b"\0", "a NUL")]
    {
        let mut longer = sealed.clone();
        longer.body.extend_from_slice(tail);
        longer.length = Some(longer.body.len());
        rig.refused(&longer, &[401], what).await;
    }
    let mut shorter = sealed.clone();
    shorter.body.pop();
    shorter.length = Some(shorter.body.len());
    rig.refused(&shorter, &[400, 401], "cut by one byte").await;
    let mut empty = sealed.clone();
    empty.body.clear();
    empty.length = Some(0);
    rig.refused(&empty, &[400, 401], "an empty body").await;
    let mut chunked = sealed.clone();
    chunked.length = None;
    chunked.body[5] ^= 1;
    rig.refused(&chunked, &[401], "changed and in chunks").await;
    rig.untouched(&census, "a changed body");
    let fetches = rig.peer.heard().len();
    rig.tally.same(fetches, 0, "requests that left");
    rig.tally
}

async fn the_digest_is_there_signed_and_right(engine: Engine) -> Tally {
    let mut rig = Rig::start(engine).await;
    let census = rig.census();
    let mut absent = rig.letter();
    absent.digest = None;
    absent.covered = "(request-target) host date".into();
    rig.refused_letter(&absent, &[401], "no digest").await;
    absent.covered = "(request-target) host date digest".into();
    rig.refused_letter(&absent, &[401], "a digest that is signed but not there").await;
    let mut unsigned = rig.letter();
    unsigned.covered = "(request-target) host date".into();
    rig.refused_letter(&unsigned, &[401], "a digest that is not signed").await;
    let body = rig.letter().body;
    let sha256 = Sha256::digest(&body);
    let wrong = STANDARD.encode([7; 32]);
    let right = STANDARD.encode(sha256);
    let rows = [
        (format!("SHA-512={}", STANDARD.encode(Sha512::digest(&body))), "another algorithm"),
        (format!("MD5={wrong}"), "a broken algorithm"),
        (format!("SHA-256={}", hex::encode(sha256)), "hexadecimal"),
        (format!("SHA-256={}", STANDARD_NO_PAD.encode(sha256)), "base64 without its end"),
        (format!("SHA-256={}!", &right[..right.len() - 1]), "base64 with a stranger in it"),
        (format!("SHA-256={}", &right[..40]), "base64 cut short"),
        (format!("SHA-256={right}{right}"), "twice in one value"),
        (format!("SHA-256={wrong},SHA-256={right}"), "two values, the first wrong"),
        (format!("SHA-256={right},SHA-256={wrong}"), "two values, the second wrong"),
        (format!("sha-256={right}, SHA-256={right}"), "the same value twice"),
        (format!("SHA-256={wrong}"), "of another body"),
        ("SHA-256=".to_string(), "an empty value"),
        ("SHA-256".to_string(), "a name alone"),
        (right.clone(), "a value alone"),
        (format!("SHA-256=:{right}:"), "the syntax of Content-Digest"),
        (format!("SHA-256=\"{right}\""), "in quotes"),
        (String::new(), "an empty header"),
    ];
    for (digest, what) in rows {
        let mut letter = rig.letter();
        letter.digest = Some(digest);
        rig.refused_letter(&letter, &[401], what).await;
    }
    // Where the alphabet makes a difference, the other one is not ours.
    let mut other = rig.letter();
    let number = (0..1_000).find(|number| {
        let bytes = format!("{{\"{number}\":1}}").into_bytes();
        STANDARD.encode(Sha256::digest(&bytes)).contains(['+', '/'])
    });
    other.body = format!("{{\"{}\":1}}", number.unwrap()).into_bytes();
    other.digest = Some(format!("SHA-256={}", URL_SAFE.encode(Sha256::digest(&other.body))));
    rig.refused_letter(&other, &[401], "the alphabet of addresses").await;
    let instead = rig.letter();
    let value = format!("sha-256=:{right}:");
    let mut instead = Letter { digest: None, covered: "(request-target) host date content-digest".into(), ..instead };
    instead.extra.push(("content-digest".into(), value));
    rig.refused_letter(&instead, &[401], "Content-Digest in its place").await;
    rig.untouched(&census, "a bad digest");
    let fetches = rig.peer.heard().len();
    rig.tally.same(fetches, 0, "requests that left");

    let mut many = rig.letter();
    many.digest = Some(format!("MD5={wrong},SHA-256={right}"));
    let status = many.send(&rig.test).await;
    rig.tally.same(status, 202, "the right digest beside one that we do not read");
    rig.tally
}

async fn a_security_header_stands_once(engine: Engine) -> Tally {
    let mut rig = Rig::start(engine).await;
    let census = rig.census();
    let sealed = rig.letter().sealed();
    let forged = br#"{"type":"Like"}"#.to_vec();
    let digests = [digest_header(&forged), digest_header(&sealed.body)];
    for order in [[0, 1], [1, 0]] {
        let mut two = sealed.clone().without("digest");
        two.body.clone_from(&forged);
        two.length = Some(forged.len());
        for at in order {
            two = two.with("digest", &digests[at]);
        }
        rig.refused(&two, &[400], "two digests").await;
    }
    let spoil = |name: &str| name[..1].to_ascii_uppercase() + &name[1..];
    for (name, value) in sealed.headers.clone() {
        rig.refused(&sealed.clone().with(&name, &value), &[400], &format!("{name} again")).await;
        rig.refused(&sealed.clone().with(&spoil(&name), "x"), &[400], &format!("another {name}")).await;
        rig.refused(&sealed.clone().with(&name, ""), &[400], &format!("an empty {name}")).await;
        let mut first = sealed.clone();
        first.headers.insert(0, (name.to_ascii_uppercase(), "x".into()));
        rig.refused(&first, &[400], &format!("another {name} before it")).await;
    }
    for name in ["content-digest", "signature-input"] {
        rig.refused(&sealed.clone().with(name, "x").with(name, "x"), &[400], &format!("{name} twice")).await;
    }
    let length = sealed.body.len();
    for other in [length, length + 1, 0] {
        let again = sealed.clone().with("content-length", &other.to_string());
        rig.refused(&again, &[400], &format!("Content-Length {length} and {other}")).await;
    }
    rig.refused(&sealed.clone().with("transfer-encoding", "chunked"), &[400], "a length and chunks").await;
    let mut halves = sealed.clone();
    let value = halves.headers.iter().find(|(name, _)| name == "signature").unwrap().1.clone();
    let (first, second) = value.split_once(",headers").unwrap();
    halves = halves.without("signature").with("signature", first).with("signature", &format!("headers{second}"));
    rig.refused(&halves, &[400], "a signature in two halves").await;
    let folded = sealed.clone().replaced("signature", &value.replacen(',', ",\r\n ", 1));
    rig.refused(&folded, &[400], "a header over two lines").await;
    let bytes = String::from_utf8(sealed.to_bytes()).unwrap();
    for (from, to, what) in [
        ("digest: ", "digest : ", "a blank before the colon"),
        ("digest: ", "\0digest: ", "a NUL in a name"),
        ("content-length: ", "content-length: +", "a length with a sign"),
        ("content-length: ", "content-length: 0x", "a length in hexadecimal"),
    ] {
        let status = status_of_bytes(&rig, &bytes.replacen(from, to, 1)).await;
        rig.tally.row(matches!(status, 400 | 401 | 413), format_args!("{what}: {status}"));
    }
    rig.untouched(&census, "a repeated header");
    let fetches = rig.peer.heard().len();
    rig.tally.same(fetches, 0, "requests that left");
    rig.tally
}

async fn a_replay_has_one_effect(engine: Engine) -> Tally {
    let mut rig = Rig::start(engine).await;
    let sealed = rig.letter().sealed();
    for _ in 0..2 {
        let status = sealed.send(&rig.test).await;
        rig.tally.same(status, 202, "the same request");
    }
    let storm = futures_util::future::join_all((0..100).map(|_| sealed.send(&rig.test))).await;
    for status in storm {
        rig.tally.same(status, 202, "the same request at once");
    }
    rig.test.drain().await;
    let once = rig.census();
    rig.test.clock.advance(Duration::from_mins(1));
    for place in [
        "/inbox".to_string(),
        rig.test.app.address.inbox(instance(&rig).await)[rig.test.app.address.origin().len()..].to_string(),
    ] {
        let mut again = rig.letter();
        again.target = place;
        let status = again.send(&rig.test).await;
        rig.tally.same(status, 202, "the same activity in a fresh signature");
    }
    rig.test.drain().await;
    rig.untouched(&once, "a replay");
    let (taken, fetches) = (rig.taken(), rig.peer.fetches());
    rig.tally.same((taken, fetches), (1, 1), "activities taken and documents fetched");
    let fetch = &rig.peer.heard()[0];
    rig.tally.row(fetch.headers["signature"].contains("(request-target)"), "our own fetches are not signed");
    rig.tally.row(fetch.headers["user-agent"].starts_with("Redress/"), "our own fetches do not say who asks");
    rig.tally
}

async fn instance(rig: &Rig) -> redress::domain::ids::ActorId {
    redress::services::signing::instance_actor(&rig.test.app).await.unwrap().id
}

async fn a_signature_counts_for_one_host(engine: Engine) -> Tally {
    let mut rig = Rig::start(engine).await;
    let census = rig.census();
    let ours = rig.test.authority();
    let (name, port) = ours.split_once(':').unwrap();
    let others = [
        rig.peer.authority(),
        name.to_string(),
        format!("{name}.:{port}"),
        format!("{name}:1"),
        format!("x.{ours}"),
        format!("{ours}.evil.test"),
        format!("evil@{ours}"),
        format!("127.0.0.1:{port}"),
        format!("localhost:{port}"),
        format!("{ours}, {ours}"),
        format!("{ours}/"),
    ];
    for host in others {
        let mut elsewhere = rig.letter();
        elsewhere.host.clone_from(&host);
        rig.refused_letter(&elsewhere, &[421, 400], &format!("signed for {host}")).await;
        let ours_instead = elsewhere.sealed().replaced("host", &ours);
        rig.refused(&ours_instead, &[401], &format!("signed for {host}, sent to us")).await;
    }
    let mut nameless = rig.letter();
    nameless.host = String::new();
    rig.refused_letter(&nameless, &[421, 400], "an empty host").await;
    rig.refused(&rig.letter().sealed().without("host"), &[421, 400], "no host").await;
    let bytes = String::from_utf8(rig.letter().sealed().to_bytes()).unwrap();
    let old = bytes.replacen("HTTP/1.1", "HTTP/1.0", 1).replacen(&format!("host: {ours}\r\n"), "", 1);
    let status = status_of_bytes(&rig, &old).await;
    rig.tally.row(matches!(status, 400 | 421), format_args!("HTTP/1.0 without a host: {status}"));
    for (line, what) in [
        (format!("POST http://{}/inbox HTTP/1.1", rig.peer.authority()), "another host in the request line"),
        (format!("POST http://evil@{ours}/inbox HTTP/1.1"), "a user in the request line"),
    ] {
        let status = status_of_bytes(&rig, &bytes.replacen("POST /inbox HTTP/1.1", &line, 1)).await;
        rig.tally.row(matches!(status, 400 | 401 | 421), format_args!("{what}: {status}"));
    }
    let forwarded = rig.letter();
    let forwarded = Letter { host: rig.peer.authority(), ..forwarded }.sealed().with("x-forwarded-host", &ours);
    rig.refused(&forwarded, &[421], "our name in X-Forwarded-Host").await;
    rig.untouched(&census, "a request for another host");
    rig.tally
}

async fn a_signature_counts_for_one_path(engine: Engine) -> Tally {
    let mut rig = Rig::start(engine).await;
    let census = rig.census();
    for (signed, sent) in [
        ("/users/a/inbox", "/inbox"),
        ("/inbox?a=1", "/inbox"),
        ("/inbox", "/inbox?a=1"),
        ("/inbox", "/inbox?"),
        ("/inbox", "/%69nbox"),
        ("/INBOX", "/inbox"),
        ("/inbox/", "/inbox"),
        ("//inbox", "/inbox"),
        ("/./inbox", "/inbox"),
        ("/inbox#a", "/inbox"),
        ("", "/inbox"),
    ] {
        let mut letter = rig.letter();
        letter.target = signed.into();
        let mut sealed = letter.sealed();
        sealed.target = sent.into();
        rig.refused(&sealed, &[401, 404], &format!("signed for {signed}, sent to {sent}")).await;
    }
    let ours = rig.test.app.address.inbox(instance(&rig).await);
    let ours = ours[rig.test.app.address.origin().len()..].to_string();
    let mut shared = rig.letter().sealed();
    shared.target = ours;
    rig.refused(&shared, &[401], "signed for the shared inbox, sent to an actor's").await;
    let get = rig.letter();
    let signature = get.key.sign(get.text().replacen("post ", "get ", 1).as_bytes()).unwrap();
    rig.refused(&get.sealed_with(&signature), &[401], "signed for GET").await;
    for covered in [
        "host date digest",
        "(request-target)x host date digest",
        "request-target host date digest",
        "@path host date digest",
    ] {
        let mut letter = rig.letter();
        letter.covered = covered.into();
        rig.refused_letter(&letter, &[401], covered).await;
    }
    let doubled = Letter { covered: "(request-target) (request-target) host date digest".into(), ..rig.letter() };
    rig.refused_letter(&doubled, &[401], "the path twice").await;
    rig.untouched(&census, "a request for another path");
    rig.tally
}

async fn the_host_is_signed(engine: Engine) -> Tally {
    let mut rig = Rig::start(engine).await;
    let census = rig.census();
    for covered in [
        "(request-target) date digest",
        "(request-target) date digest x-host",
        "(request-target) date digest hosts",
        "date",
    ] {
        let mut letter = rig.letter();
        letter.extra.push(("x-host".into(), rig.test.authority()));
        letter.extra.push(("hosts".into(), rig.test.authority()));
        letter.covered = covered.into();
        rig.refused_letter(&letter, &[401], covered).await;
    }
    let letter = rig.letter();
    let date = format!("date: {}", letter.date.clone().unwrap());
    let signature = STANDARD.encode(letter.key.sign(date.as_bytes()).unwrap());
    for list in ["", ",headers=\"\"", ",headers=\"date\""] {
        let value = format!(r#"keyId="{}",algorithm="rsa-sha256"{list},signature="{signature}""#, letter.key_id);
        let spoilt = letter.sealed().replaced("signature", &value);
        rig.refused(&spoilt, &[401], &format!("the list {list:?}")).await;
    }
    let value = letter.sealed().headers.iter().find(|(name, _)| name == "signature").unwrap().1.clone();
    for (what, spoilt) in [
        ("a second list", format!("{value},headers=\"date\"")),
        ("a second key id", format!("{value},keyId=\"{}\"", rig.mallory.key_id)),
        ("a second signature", format!("{value},signature=\"AAAA\"")),
        (
            "a list without quotes",
            value.replace("headers=\"(request-target) host date digest\"", "headers=(request-target)"),
        ),
        ("words after a value", value.replacen("\",", "\"x,", 1)),
        ("a quote that does not end", value.trim_end_matches('"').to_string()),
        ("a very long header", format!("{value},x=\"{}\"", "y".repeat(9_000))),
    ] {
        rig.refused(&letter.sealed().replaced("signature", &spoilt), &[400, 401], what).await;
    }
    rig.untouched(&census, "a signature without the host");
    let fetches = rig.peer.heard().len();
    rig.tally.same(fetches, 0, "requests that left");
    rig.tally
}

async fn times_that_are_off_are_refused(engine: Engine) -> Tally {
    let mut rig = Rig::start(engine).await;
    let census = rig.census();
    let now = rig.test.clock.now();
    let at = now.timestamp();
    let minutes = |minutes| Some(http_date(now + chrono::TimeDelta::minutes(minutes)));
    let words = |text: &str| Some(text.to_string());
    let dates = [
        minutes(-120),
        minutes(120),
        minutes(-61),
        minutes(61),
        minutes(60 * 24 * 3_650),
        minutes(-60 * 24 * 3_650),
        words("whenever"),
        words(""),
        words("0"),
        words(&at.to_string()),
        words("2026-02-01T12:00:00Z"),
        words("Mon, 01 Feb 2026 12:00:00 GMT"),
        words("Sun, 32 Feb 2026 12:00:00 GMT"),
        words("Sun, 01 Feb 2026 25:00:00 GMT"),
        words("Sun, 01 Feb 2026 12:00:00 -2359"),
        None,
    ];
    for date in dates {
        let mut letter = rig.letter();
        letter.date.clone_from(&date);
        rig.refused_letter(&letter, &[401], &format!("the date {date:?}")).await;
    }
    let plain = rig.letter();
    let timed = |covered: &str, parameters: &[(&str, &str)]| {
        let mut letter = plain.clone();
        letter.algorithm = "hs2019".into();
        letter.covered = format!("(request-target) host {covered} digest");
        letter.parameters =
            parameters.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect();
        letter
    };
    let after = |seconds: i64| (at + seconds).to_string();
    let (old, ahead, recent, soon) = (after(-7_200), after(7_200), after(-60), after(30));
    let rows = [
        timed("", &[]),
        timed("(created)", &[("created", &old)]),
        timed("(created)", &[("created", &ahead)]),
        timed("(created)", &[("created", "0")]),
        timed("(created)", &[("created", "-1")]),
        timed("(created)", &[("created", "99999999999999999")]),
        timed("(created)", &[("created", "999999999999999999999999")]),
        timed("(created)", &[("created", "now")]),
        timed("(created)", &[("created", "")]),
        timed("(created)", &[("created", &format!("{at}.5"))]),
        timed("(created)", &[("created", "NaN")]),
        timed("(created) (expires)", &[("created", &recent), ("expires", &after(-30))]),
        timed("(created) (expires)", &[("created", &after(60)), ("expires", &soon)]),
        timed("(created) (expires)", &[("created", &recent)]),
        timed("(created)", &[]),
        timed("(expires)", &[("expires", &soon)]),
        timed("date (expires)", &[("expires", &after(-1))]),
        timed("date", &[("expires", "yesterday")]),
        timed("date", &[("created", &old)]),
    ];
    for letter in rows {
        rig.refused_letter(&letter, &[401], &format!("{} {:?}", letter.covered, letter.parameters)).await;
    }
    rig.untouched(&census, "a time that is off");
    let fetches = rig.peer.heard().len();
    rig.tally.same(fetches, 0, "requests that left");
    let good = timed("(created) (expires)", &[("created", &recent), ("expires", &soon)]).send(&rig.test).await;
    rig.tally.same(good, 202, "a time that is right");
    for (offset, number) in [(-59, 2), (59, 3)] {
        let mut letter = Letter::new(&rig.test, &rig.alice, &rig.like(number));
        letter.date = minutes(offset);
        let status = letter.send(&rig.test).await;
        rig.tally.same(status, 202, format_args!("{offset} minutes from now"));
    }
    rig.tally
}

async fn nobody_signs_for_somebody_else(engine: Engine) -> Tally {
    let (mut rig, other) = Rig::start_between(engine).await;
    let foreign = other.person("alice");
    // Everybody's key is known here, so that only the names are wrong.
    let first = rig.peer.url("/1");
    let own = |who: &PeerActor, id: String| json!({"type": "Like", "actor": who.uri, "id": id, "object": first});
    for (peer, who) in [(&rig.peer, &rig.mallory), (&rig.peer, &rig.alice), (&other, &foreign)] {
        let status = peer.send(&rig.test, who, &own(who, format!("{}/own", who.uri))).await;
        rig.tally.same(status, 202, "an activity of one's own");
    }
    rig.test.drain().await;
    let census = rig.census();
    let shapes = [
        json!(rig.alice.uri),
        json!({"id": rig.alice.uri, "type": "Person"}),
        json!([rig.alice.uri]),
        json!([rig.alice.uri, rig.mallory.uri]),
        json!([rig.mallory.uri, rig.alice.uri]),
        json!([{"id": rig.alice.uri}]),
        json!({"type": "Link", "href": rig.alice.uri}),
        json!(format!("{}#x", rig.alice.uri)),
        json!(format!("{}#x", rig.mallory.uri)),
        json!(format!("{}?", rig.mallory.uri)),
        json!(format!("{}/", rig.mallory.uri)),
        json!(format!("{}\n", rig.mallory.uri)),
        json!(format!(" {}", rig.mallory.uri)),
        json!(rig.mallory.uri.replace("/users", "/./users")),
        json!(rig.mallory.uri.replace("a.test", "A.test")),
        json!(rig.mallory.uri.replace("a.test", "a.test.")),
        json!(foreign.uri),
        json!({"id": foreign.uri}),
        json!([foreign.uri]),
        json!(rig.test.app.address.actor(instance(&rig).await)),
        json!(""),
        json!(null),
        json!(7),
        json!([]),
        json!({}),
        json!({"type": "Person"}),
        json!("mallory"),
        json!("/users/mallory"),
        json!("acct:mallory@a.test"),
    ];
    for (number, actor) in shapes.into_iter().enumerate() {
        let activity = json!({
            "type": "Like", "id": rig.peer.url(&format!("/swap/{number}")), "actor": actor, "object": rig.peer.url("/1")
        });
        let letter = Letter::new(&rig.test, &rig.mallory, &activity);
        rig.refused_letter(&letter, &[400, 401, 403], &format!("mallory says {actor}")).await;
    }
    let mut named_twice = own(&rig.mallory, rig.peer.url("/swap/x"));
    for name in ["as:actor", "https://www.w3.org/ns/activitystreams#actor", "@id", "@type", "@reverse", "@included"] {
        let mut activity = named_twice.clone();
        activity[name] = json!(rig.alice.uri);
        rig.refused_letter(&Letter::new(&rig.test, &rig.mallory, &activity), &[400], name).await;
    }
    let mut graph = named_twice.clone();
    graph["@graph"] = json!([{"actor": rig.alice.uri}]);
    rig.refused_letter(&Letter::new(&rig.test, &rig.mallory, &graph), &[400], "a graph beside it").await;
    for context in [
        json!({"actor": "https://evil.test/performer", "performer": "as:actor"}),
        json!({"performer": {"@id": "as:actor", "@type": "@id"}}),
        json!([{"id": "https://evil.test/not-the-id"}]),
        json!({"object": null}),
        json!({"attributedTo": {"@id": "as:object"}}),
        json!({"kind": "@type"}),
    ] {
        named_twice["@context"] = json!(["https://www.w3.org/ns/activitystreams", context]);
        let letter = Letter::new(&rig.test, &rig.mallory, &named_twice);
        rig.refused_letter(&letter, &[400], &format!("the context {}", named_twice["@context"])).await;
    }
    let mut abroad = Letter::new(&rig.test, &rig.mallory, &own(&rig.alice, rig.peer.url("/swap/k")));
    abroad.key_id.clone_from(&rig.alice.key_id);
    rig.refused_letter(&abroad, &[401], "mallory's key under alice's name").await;
    rig.untouched(&census, "a swapped actor");
    rig.tally
}

async fn a_key_is_its_owners_and_lies_where_it_says(engine: Engine) -> Tally {
    let (mut rig, other) = Rig::start_between(engine).await;
    let census = rig.census();
    let port = rig.peer.authority().rsplit_once(':').unwrap().1.to_string();
    for key_id in [
        other.url("/users/alice#main-key"),
        rig.alice.key_id.replace("a.test", "b.test"),
        rig.alice.key_id.replace("http://", "https://"),
        rig.alice.key_id.replace("http://", "http://x@"),
        rig.alice.key_id.replace("http://", "http://a.test@"),
        rig.alice.key_id.replace("a.test", "a.test."),
        rig.alice.key_id.replace(&port, "1"),
        rig.alice.key_id.replace("http://", "http:\\\\"),
        rig.alice.key_id.replace("http://", "http:/"),
        rig.alice.key_id.replace("/users", "/\tusers"),
        format!("{}@b.test/", rig.alice.key_id.replace("/users", "\\users")),
        "alice".into(),
        "#main-key".into(),
        "/users/alice#main-key".into(),
        "acct:alice@a.test".into(),
        format!("data:{}", rig.alice.key_id),
        format!("file://{}", rig.alice.key_id),
        rig.test.app.address.actor_key(instance(&rig).await, 1),
    ] {
        let mut letter = rig.letter();
        letter.key_id.clone_from(&key_id);
        rig.refused_letter(&letter, &[401], &format!("the key id {key_id}")).await;
    }
    let heard = (rig.peer.heard().len(), other.heard().len());
    rig.tally.same(heard, (0, 0), "requests that left for a key elsewhere");

    let key = SecretKey::generate_rsa().unwrap();
    let rows: [(&str, Change); 13] = [
        ("another owner", |it, rig| it["publicKey"]["owner"] = json!(rig.mallory.uri)),
        ("another controller", |it, rig| {
            it["publicKey"].as_object_mut().unwrap().remove("owner");
            it["publicKey"]["controller"] = json!(rig.mallory.uri);
        }),
        ("another key id", |it, _| it["publicKey"]["id"] = json!(format!("{}#other", it["id"].as_str().unwrap()))),
        ("a key id elsewhere", |it, _| it["publicKey"]["id"] = json!("http://b.test:1/users/eve#main-key")),
        ("a key without an id", |it, _| it["publicKey"]["id"] = Value::Null),
        ("no key", |it, _| it["publicKey"] = Value::Null),
        ("an empty list of keys", |it, _| it["publicKey"] = json!([])),
        ("a key that is a number", |it, _| it["publicKey"] = json!(1)),
        ("no text in the key", |it, _| it["publicKey"]["publicKeyPem"] = json!("")),
        ("no key in the text", |it, _| {
            it["publicKey"]["publicKeyPem"] = json!("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----");
        }),
        ("another id", |it, rig| it["id"] = json!(rig.peer.url("/users/nobody"))),
        ("an id on another host", |it, _| it["id"] = json!("http://b.test:1/users/eve")),
        ("the inbox elsewhere", |it, _| it["inbox"] = json!("http://b.test:1/inbox")),
    ];
    for (number, (what, change)) in rows.into_iter().enumerate() {
        let path = format!("/users/eve{number}");
        let eve = rig.peer.actor_at(&path, "Person", &key);
        let mut document = rig.peer.document_of(&eve, "Person");
        change(&mut document, &rig);
        rig.peer.serve(&path, &document);
        let like = json!({"type": "Like", "actor": eve.uri, "id": format!("{}/like", eve.uri), "object": eve.uri});
        rig.refused_letter(&Letter::new(&rig.test, &eve, &like), &[401], what).await;
        let (uri, foreign) = (eve.uri.clone(), "http://b.test:1/users/eve".to_string());
        let under_wrong_name = rig.read(move |view| actors::find_by_uri(view, &foreign)).await;
        let with_key = rig.read(move |view| actors::find_by_uri(view, &uri)).await.and_then(|it| it.public_key_pem);
        rig.tally.row(under_wrong_name.is_none(), format_args!("{what}: kept under another address"));
        let usable = with_key.is_some() && !matches!(what, "another key id");
        rig.tally.row(!usable, format_args!("{what}: the key was kept"));
    }
    rig.untouched(&census, "a key that is somebody else's");
    let good = rig.peer.actor_at("/users/eve", "Person", &key);
    let like = json!({"type": "Like", "actor": good.uri, "id": rig.peer.url("/e/9"), "object": good.uri});
    let status = rig.peer.send(&rig.test, &good, &like).await;
    rig.tally.same(status, 202, "a key in order");
    rig.tally
}

/// A key may have a document of its own; it must name itself and its owner.
async fn a_key_in_its_own_document_is_read_strictly(engine: Engine) -> Tally {
    let mut rig = Rig::start(engine).await;
    let secret = SecretKey::generate_rsa().unwrap();
    let rows: [(&str, Change); 5] = [
        ("another owner", |it, rig| it["owner"] = json!(rig.mallory.uri)),
        ("another id", |it, rig| it["id"] = json!(rig.peer.url("/keys/mallory"))),
        ("an id elsewhere", |it, _| it["id"] = json!("http://b.test:1/keys/eve")),
        ("no owner", |it, _| it["owner"] = Value::Null),
        ("no id", |it, _| it["id"] = Value::Null),
    ];
    let census = rig.census();
    for (number, (what, change)) in rows.into_iter().enumerate() {
        let (eve, mut key) = eve_with_key_apart(&rig, number, &secret);
        change(&mut key, &rig);
        rig.peer.serve(&format!("/keys/eve{number}"), &key);
        let like = json!({"type": "Like", "actor": eve.uri, "id": format!("{}/like", eve.uri), "object": eve.uri});
        rig.refused_letter(&Letter::new(&rig.test, &eve, &like), &[401], what).await;
    }
    rig.untouched(&census, "a key document that is wrong");
    let (eve, key) = eve_with_key_apart(&rig, 99, &secret);
    rig.peer.serve("/keys/eve99", &key);
    let like = json!({"type": "Like", "actor": eve.uri, "id": format!("{}/like", eve.uri), "object": eve.uri});
    let status = rig.peer.send(&rig.test, &eve, &like).await;
    rig.tally.same(status, 202, "a key document in order");
    rig.tally
}

fn eve_with_key_apart(rig: &Rig, number: usize, secret: &SecretKey) -> (PeerActor, Value) {
    let path = format!("/users/eve{number}");
    let eve = rig.peer.actor_at(&path, "Person", secret);
    let eve = PeerActor { key_id: rig.peer.url(&format!("/keys/eve{number}")), ..eve };
    let mut document = rig.peer.document_of(&eve, "Person");
    let key = document["publicKey"].clone();
    document["publicKey"] = json!(eve.key_id);
    rig.peer.serve(&path, &document);
    (eve, key)
}

async fn a_new_key_is_looked_for_once(engine: Engine) -> Tally {
    let mut rig = Rig::start(engine).await;
    let first = rig.letter().send(&rig.test).await;
    rig.tally.same((first, rig.peer.fetches()), (202, 1), "the first key");
    let old = rig.alice.clone();
    let new = PeerActor { key: SecretKey::generate_rsa().unwrap(), ..old.clone() };
    rig.peer.serve("/users/alice", &rig.peer.document_of(&new, "Person"));
    let second = rig.peer.send(&rig.test, &new, &rig.like(2)).await;
    rig.tally.same((second, rig.peer.fetches()), (202, 2), "the new key");
    let third = rig.peer.send(&rig.test, &old, &rig.like(3)).await;
    rig.tally.same(third, 401, "the old key");
    let wrong = PeerActor { key: SecretKey::generate_rsa().unwrap(), ..old };
    let letter = Letter::new(&rig.test, &wrong, &rig.like(4)).sealed();
    for _ in 0..9 {
        let storm = futures_util::future::join_all((0..100).map(|_| letter.send(&rig.test))).await;
        for status in storm {
            rig.tally.same(status, 401, "a bad signature");
        }
    }
    // The same with a key id that is new each time.
    let storm = (0..100).map(|number| {
        let mut letter = Letter::new(&rig.test, &wrong, &rig.like(5));
        letter.key_id = format!("{}-{number}", letter.key_id);
        let test = &rig.test;
        async move { letter.send(test).await }
    });
    let storm = futures_util::future::join_all(storm).await;
    for status in storm {
        rig.tally.same(status, 401, "a bad signature with another key id");
    }
    let (taken, fetches) = (rig.taken(), rig.peer.fetches());
    rig.tally.row(taken == 2 && fetches <= 3, format_args!("{taken} taken, {fetches} fetches"));
    rig.tally
}

/// Signs with whatever key, weak ones too.
fn signed_by(letter: &Letter, key: &PKey<Private>, digest: MessageDigest) -> Sealed {
    let mut signer = Signer::new(digest, key).unwrap();
    signer.update(letter.text().as_bytes()).unwrap();
    letter.sealed_with(&signer.sign_to_vec().unwrap())
}

async fn the_key_chooses_the_algorithm(engine: Engine) -> Tally {
    let mut rig = Rig::start(engine).await;
    let known = rig.letter().send(&rig.test).await;
    rig.tally.same(known, 202, "a key that is known");
    let census = rig.census();
    for label in
        ["hmac-sha256", "none", "rsa-sha1", "ed25519", "ecdsa-sha256", "RSA-SHA1", "rsa-md5", "", "rsa-sha256 "]
    {
        let mut letter = Letter::new(&rig.test, &rig.alice, &rig.like(2));
        letter.algorithm = label.into();
        rig.refused_letter(&letter, &[401], &format!("the label {label:?}")).await;
    }
    let pem = rig.alice.key.public().unwrap().to_pem().unwrap();
    for secret in [pem.clone(), pem.replace('\n', ""), pem.trim().to_string(), rig.alice.key_id.clone(), String::new()]
    {
        for label in ["hmac-sha256", "hs2019", "rsa-sha256"] {
            let letter = Letter { algorithm: label.into(), ..Letter::new(&rig.test, &rig.alice, &rig.like(2)) };
            let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
            let mac = mac.chain_update(letter.text()).finalize().into_bytes();
            rig.refused(&letter.sealed_with(&mac), &[401], &format!("the public key as a secret, {label}")).await;
        }
    }
    for (signature, what) in [
        (vec![], "an empty signature"),
        (vec![0; 256], "nothing but zeros"),
        (vec![1; 64], "too short"),
        (vec![255; 256], "too large a number"),
    ] {
        let letter = Letter::new(&rig.test, &rig.alice, &rig.like(2));
        rig.refused(&letter.sealed_with(&signature), &[401], what).await;
    }
    let real = PKey::private_key_from_pkcs8(&rig.alice.key.to_pkcs8().unwrap()).unwrap();
    for (digest, what) in
        [(MessageDigest::sha1(), "SHA-1"), (MessageDigest::sha512(), "SHA-512"), (MessageDigest::md5(), "MD5")]
    {
        for label in ["rsa-sha256", "hs2019"] {
            let letter = Letter { algorithm: label.into(), ..Letter::new(&rig.test, &rig.alice, &rig.like(2)) };
            rig.refused(&signed_by(&letter, &real, digest), &[401], &format!("signed with {what}, {label}")).await;
        }
    }
    weak_keys(&mut rig).await;
    rig.untouched(&census, "a signature that proves nothing");
    rig.tally
}

async fn weak_keys(rig: &mut Rig) {
    let mut keys = Vec::new();
    for bits in [512, 1_024] {
        let weak = Rsa::generate(bits).unwrap();
        let pem = String::from_utf8(weak.public_key_to_pem().unwrap()).unwrap();
        let pkcs1 = String::from_utf8(weak.public_key_to_pem_pkcs1().unwrap()).unwrap();
        let key = PKey::from_rsa(weak).unwrap();
        keys.push((format!("RSA of {bits} bits"), pem, key.clone()));
        keys.push((format!("RSA of {bits} bits as PKCS#1"), pkcs1, key));
    }
    let strong = PKey::from_rsa(Rsa::generate(2_048).unwrap()).unwrap();
    let modulus = strong.rsa().unwrap().n().to_owned().unwrap();
    for exponent in [1, 3] {
        let exponent_number = openssl::bn::BigNum::from_u32(exponent).unwrap();
        let public = Rsa::from_public_components(modulus.to_owned().unwrap(), exponent_number).unwrap();
        let pem = String::from_utf8(public.public_key_to_pem().unwrap()).unwrap();
        keys.push((format!("exponent {exponent}"), pem, strong.clone()));
    }
    let ed = PKey::generate_ed25519().unwrap();
    let text = String::from_utf8(ed.public_key_to_pem().unwrap()).unwrap();
    keys.push(("Ed25519 labelled RSA".into(), text.replace("PUBLIC KEY", "RSA PUBLIC KEY"), strong.clone()));
    let curve = openssl::ec::EcGroup::from_curve_name(openssl::nid::Nid::X9_62_PRIME256V1).unwrap();
    let ec = PKey::from_ec_key(openssl::ec::EcKey::generate(&curve).unwrap()).unwrap();
    keys.push(("a curve that we do not use".into(), String::from_utf8(ec.public_key_to_pem().unwrap()).unwrap(), ec));
    let private = String::from_utf8(strong.private_key_to_pem_pkcs8().unwrap()).unwrap();
    keys.push(("a private key for a public one".into(), private, strong));
    for (number, (what, pem, key)) in keys.into_iter().enumerate() {
        let path = format!("/users/weak{number}");
        let eve = rig.peer.actor_at(&path, "Person", &rig.mallory.key);
        let mut document = rig.peer.document_of(&eve, "Person");
        document["publicKey"]["publicKeyPem"] = json!(pem);
        rig.peer.serve(&path, &document);
        let like = json!({"type": "Like", "actor": eve.uri, "id": format!("{}/like", eve.uri), "object": eve.uri});
        let letter = Letter { algorithm: "hs2019".into(), ..Letter::new(&rig.test, &eve, &like) };
        let sealed = signed_by(&letter, &key, MessageDigest::sha256());
        rig.refused(&sealed, &[401], &what).await;
        // With exponent 1 the padded text is its own signature, for whoever writes it.
        let padded = padded(letter.text().as_bytes(), 256);
        rig.refused(&letter.sealed_with(&padded), &[401], &format!("{what}, forged")).await;
    }
    let edward = SecretKey::generate_ed25519().unwrap();
    let edward = rig.peer.actor_at("/users/edward", "Person", &edward);
    let like = json!({"type": "Like", "actor": edward.uri, "id": format!("{}/like", edward.uri), "object": edward.uri});
    let letter = Letter { algorithm: "rsa-sha256".into(), ..Letter::new(&rig.test, &edward, &like) };
    rig.refused_letter(&letter, &[401], "an Ed25519 key with the label of RSA").await;
}

/// PKCS#1 v1.5 padding of a SHA-256 digest.
fn padded(text: &[u8], bytes: usize) -> Vec<u8> {
    let prefix = hex::decode("3031300d060960864801650304020105000420").unwrap();
    let digest = [&prefix[..], Sha256::digest(text).as_slice()].concat();
    let fill = vec![0xff; bytes - digest.len() - 3];
    [&[0, 1][..], &fill, &[0], &digest].concat()
}

/// Every refusal is one line with its reason and one count, and says nothing that was secret.
async fn a_refusal_is_one_line_and_one_count(engine: Engine) -> Tally {
    let mut rig = Rig::start(engine).await;
    let log = crate::hostile::rig::log();
    let mut changed = rig.letter().sealed();
    changed.body[3] ^= 1;
    let secret = "a-word-that-nobody-should-read";
    let rows: Vec<(&str, Sealed)> = vec![
        ("unsigned", rig.letter().sealed().without("signature")),
        ("digest", changed),
        ("repeated-header", rig.letter().sealed().with("date", "x")),
        ("media-type", rig.letter().sealed().replaced("content-type", "text/html")),
        ("other-host", rig.letter().sealed().replaced("host", "elsewhere.test")),
        ("signature-time", Letter { date: Some("whenever".into()), ..rig.letter() }.sealed()),
        ("signature-coverage", Letter { covered: "date digest".into(), ..rig.letter() }.sealed()),
        ("json", rig.letter_of(format!("{{\"{secret}\"}}")).sealed()),
        ("json-repeated-name", rig.letter_of(r#"{"a":1,"a":2}"#).sealed()),
        ("foreign-id", {
            let mut like = rig.like(1);
            like["id"] = json!("http://b.test:1/x");
            like["content"] = json!(secret);
            Letter::new(&rig.test, &rig.alice, &like).sealed()
        }),
    ];
    for (reason, sealed) in rows {
        let (counted, from) = (refusals(reason), log.len());
        let status = sealed.send(&rig.test).await;
        let lines = log.since(from);
        let lines: Vec<&String> = lines.iter().filter(|line| line.contains("inbox: refused")).collect();
        let named = lines.iter().filter(|line| line.contains(&format!("reason=\"{reason}\""))).count();
        rig.tally.row(status >= 400, format_args!("{reason}: {status}"));
        rig.tally.row(named == 1 && lines.len() == 1, format_args!("{reason}: {lines:?}"));
        rig.tally.same(refusals(reason) - counted, 1, format_args!("{reason} in the counter"));
        let signature = sealed.headers.iter().find(|(name, _)| name == "signature");
        let signature = signature.and_then(|(_, value)| value.split("signature=\"").nth(1)).unwrap_or("none at all");
        let clean = lines.iter().all(|line| !line.contains(secret) && !line.contains(signature));
        rig.tally.row(clean, format_args!("{reason}: says too much"));
    }
    rig.tally
}

hostile! { "signatures":
    1 without_a_signature_nothing_happens_and_nothing_is_fetched,
    1 a_refusal_is_one_line_and_one_count,
    2 a_changed_body_is_not_what_was_signed,
    3 the_digest_is_there_signed_and_right,
    4 a_security_header_stands_once,
    5 a_replay_has_one_effect,
    6 a_signature_counts_for_one_host,
    7 a_signature_counts_for_one_path,
    8 the_host_is_signed,
    9 times_that_are_off_are_refused,
    10 nobody_signs_for_somebody_else,
    11 a_key_is_its_owners_and_lies_where_it_says,
    11 a_key_in_its_own_document_is_read_strictly,
    12 a_new_key_is_looked_for_once,
    13 the_key_chooses_the_algorithm,
}
