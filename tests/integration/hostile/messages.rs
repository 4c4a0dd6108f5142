//! Inputs 2 to 10 and 13 once more, for requests that are signed as RFC 9421 says.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use redress::app::Clock;
use redress::crypto::cavage::digest_header;
use redress::crypto::keys::SecretKey;
use serde_json::{Value, json};
use sha2::{Digest, Sha256, Sha512};

use crate::hostile::ledger::Tally;
use crate::hostile::rig::Rig;
use crate::support::Engine;
use crate::support::message::{Message, content_digest};
use crate::support::peer::{PeerActor, Sealed, exchange, status_of};

/// What covers everything that it must.
const COVERED: [&str; 3] = ["@method", "@target-uri", "content-digest"];

/// A rig that knows alice's key, so that each row stands for itself.
async fn known(engine: Engine) -> Rig {
    let mut rig = Rig::start(engine).await;
    let status = Message::new(&rig.test, &rig.alice, &rig.like(0)).send(&rig.test).await;
    rig.tally.same(status, 202, "a message in order");
    rig.test.drain().await;
    rig
}

fn message(rig: &Rig) -> Message {
    Message::new(&rig.test, &rig.alice, &rig.like(1))
}

fn header(sealed: &Sealed, name: &str) -> String {
    sealed.headers.iter().find(|(it, _)| it == name).unwrap().1.clone()
}

async fn a_changed_message_is_not_what_was_signed(engine: Engine) -> Tally {
    let mut rig = known(engine).await;
    let census = rig.census();
    let sealed = message(&rig).sealed();
    for place in (0..sealed.body.len()).step_by(17) {
        let mut changed = sealed.clone();
        changed.body[place] ^= 1;
        rig.refused(&changed, &[401], &format!("byte {place} flipped")).await;
        // The digest made to fit is not the digest that was signed.
        let fitting = content_digest(&changed.body);
        rig.refused(
            &changed.replaced("content-digest", &fitting),
            &[400, 401],
            &format!("byte {place}, with its digest"),
        )
        .await;
    }
    rig.untouched(&census, "a changed message");
    rig.tally
}

async fn the_digest_of_a_message_is_there_signed_and_right(engine: Engine) -> Tally {
    let mut rig = known(engine).await;
    let census = rig.census();
    let good = message(&rig);
    let sha256 = Sha256::digest(&good.body);
    let (right, wrong) = (STANDARD.encode(sha256), STANDARD.encode([7; 32]));
    let rows = [
        (None, "no digest"),
        (Some(format!("sha-256=:{wrong}:")), "of another body"),
        (Some(format!("sha-256={right}")), "without its colons"),
        (Some(format!("sha-256=\"{right}\"")), "in quotes"),
        (Some(format!("SHA-256=:{right}:")), "a name in capitals"),
        (Some(format!("sha-256=:{}:", hex::encode(sha256))), "hexadecimal"),
        (Some(format!("sha-256=:{right}:, sha-256=:{wrong}:")), "two, the second wrong"),
        (Some(format!("sha-256=:{right}:, sha-512=:{wrong}:")), "another algorithm that is wrong"),
        (Some(format!("sha-512=:{}:", STANDARD.encode([7; 64]))), "SHA-512 of another body"),
        (Some(format!("md5=:{wrong}:")), "an algorithm that proves nothing"),
        (Some(format!("unixsum=30637, adler=:{wrong}:")), "sums"),
        (Some(digest_header(&good.body)), "the old syntax"),
        (Some("sha-256=::".into()), "an empty value"),
        (Some("sha-256".into()), "a name alone"),
        (Some(String::new()), "an empty header"),
        (Some("(".into()), "nonsense"),
    ];
    for (digest, what) in rows {
        let spoilt = Message { content_digest: digest, ..good.clone() };
        rig.refused(&spoilt.sealed(), &[401], what).await;
    }
    for covered in [
        &["@method", "@target-uri"][..],
        &["@method", "@target-uri", "digest"],
        &["@method", "@target-uri", "content-type"],
    ] {
        let mut spoilt = good.clone().covering(covered);
        spoilt.extra = vec![("digest".into(), digest_header(&good.body))];
        rig.refused(&spoilt.sealed(), &[401], &format!("covered is {covered:?}")).await;
    }
    rig.untouched(&census, "a bad digest of a message");
    let fine =
        Message { content_digest: Some(format!("sha-512=:{}:", STANDARD.encode(Sha512::digest(&good.body)))), ..good };
    let status = fine.send(&rig.test).await;
    rig.tally.row(matches!(status, 202 | 401), format_args!("SHA-512: {status}"));
    rig.tally
}

async fn a_message_header_stands_once(engine: Engine) -> Tally {
    let mut rig = known(engine).await;
    let census = rig.census();
    let sealed = message(&rig).sealed();
    for name in ["signature-input", "signature", "content-digest", "content-type", "host"] {
        for value in [header(&sealed, name), "x".into(), String::new()] {
            rig.refused(&sealed.clone().with(name, &value), &[400], &format!("{name} again as {value:?}")).await;
        }
    }
    let (input, signature) = (header(&sealed, "signature-input"), header(&sealed, "signature"));
    for (input, signature, what) in [
        (input.clone(), String::new(), "an empty signature"),
        (String::new(), signature.clone(), "an empty input"),
        (input.clone(), signature.replacen("sig1", "sig2", 1), "a label that has no input"),
        // Of two the last one counts, as the standard for such fields says.
        (format!("{input}, {input}"), format!("{signature}, sig1=:AAAA:"), "a label twice"),
        (input.replacen('(', "((", 1), signature.clone(), "a list in a list"),
        (format!("{input};keyid=\"http://b.test:1/x\""), signature.clone(), "a key id twice"),
        (input.replacen("\"@method\"", "\"@method\" \"@method\"", 1), signature.clone(), "a component twice"),
        (input.replacen("\"@method\"", "\"@method\";req", 1), signature.clone(), "a component of another message"),
        (input.replacen("\"@method\"", "\"@status\"", 1), signature.clone(), "a component of answers"),
        (input.replacen("\"@method\"", "@method", 1), signature.clone(), "a component without quotes"),
        (input.clone(), signature.replacen(':', "\"", 2), "a signature in quotes"),
        (input.clone(), signature.replace(':', ""), "a signature without its colons"),
        (format!("{input}, x={}", "(\"@method\")".repeat(500)), signature.clone(), "inputs without an end"),
        (input.clone(), format!("{signature}, x=:{}:", "A".repeat(30_000)), "a signature without an end"),
    ] {
        let spoilt = sealed.clone().replaced("signature-input", &input).replaced("signature", &signature);
        rig.refused(&spoilt, &[400, 401, 431], what).await;
    }
    rig.refused(&sealed.clone().without("signature-input"), &[401], "no input").await;
    rig.refused(&sealed.clone().without("signature"), &[401], "no signature").await;
    let both = sealed.clone().with("transfer-encoding", "chunked");
    rig.refused(&both, &[400], "a length and chunks").await;
    rig.untouched(&census, "a repeated header of a message");
    rig.tally
}

async fn a_replayed_message_has_one_effect(engine: Engine) -> Tally {
    let mut rig = known(engine).await;
    let sealed = message(&rig).sealed();
    let first = sealed.send(&rig.test).await;
    rig.tally.same(first, 202, "the first");
    rig.test.drain().await;
    let once = rig.census();
    for status in futures_util::future::join_all((0..100).map(|_| sealed.send(&rig.test))).await {
        rig.tally.same(status, 202, "a repeat");
    }
    rig.test.clock.advance(std::time::Duration::from_mins(1));
    // The same activity in a fresh signature of either kind.
    let fresh = [message(&rig).send(&rig.test).await, rig.letter().send(&rig.test).await];
    rig.tally.same(fresh, [202, 202], "fresh signatures");
    rig.test.drain().await;
    rig.untouched(&once, "a replayed message");
    rig.tally
}

async fn a_message_counts_for_one_host(engine: Engine) -> Tally {
    let mut rig = known(engine).await;
    let census = rig.census();
    let ours = rig.test.authority();
    for host in
        [rig.peer.authority(), "home.test".into(), format!("{ours}."), format!("x.{ours}"), format!("evil@{ours}")]
    {
        let elsewhere = Message { host: host.clone(), ..message(&rig) };
        rig.refused(&elsewhere.sealed(), &[421, 400], &format!("signed for {host}")).await;
        let here = elsewhere.sealed().replaced("host", &ours);
        rig.refused(&here, &[401], &format!("signed for {host}, sent to us")).await;
        let by_name = elsewhere.covering(&["@method", "@path", "@authority", "content-digest"]).sealed();
        rig.refused(&by_name.replaced("host", &ours), &[401], &format!("@authority {host}, sent to us")).await;
    }
    for covered in [
        &["@method", "@path", "content-digest"][..],
        &["@method", "@path", "x-host", "content-digest"],
        &["@method", "@scheme", "@path", "content-digest"],
    ] {
        let mut spoilt = message(&rig).covering(covered);
        spoilt.extra = vec![("x-host".into(), ours.clone())];
        rig.refused(&spoilt.sealed(), &[401], &format!("covered is {covered:?}")).await;
    }
    let bytes = String::from_utf8(message(&rig).sealed().to_bytes()).unwrap();
    let line = format!("POST http://{}/inbox HTTP/1.1", rig.peer.authority());
    let answer = exchange(rig.test.listen, bytes.replacen("POST /inbox HTTP/1.1", &line, 1).as_bytes()).await;
    rig.tally.row(matches!(status_of(&answer), 400 | 401 | 421), "another host in the request line");
    rig.untouched(&census, "a message for another host");
    rig.tally
}

async fn a_message_counts_for_one_path(engine: Engine) -> Tally {
    let mut rig = known(engine).await;
    let census = rig.census();
    for (signed, sent) in [
        ("/users/a/inbox", "/inbox"),
        ("/inbox?a=1", "/inbox"),
        ("/inbox", "/inbox?a=1"),
        ("/inbox", "/%69nbox"),
        ("/inbox/", "/inbox"),
        ("//inbox", "/inbox"),
        ("/INBOX", "/inbox"),
    ] {
        for covered in [
            &COVERED[..],
            &["@method", "@path", "@authority", "content-digest"],
            &["@method", "@request-target", "@authority", "content-digest"],
        ] {
            // A path alone says nothing of a query that is not there any more.
            if covered.contains(&"@path") && signed.contains('?') {
                continue;
            }
            let mut sealed = Message { target: signed.into(), ..message(&rig) }.covering(covered).sealed();
            sealed.target = sent.into();
            rig.refused(&sealed, &[401, 404], &format!("signed for {signed}, sent to {sent}, {covered:?}")).await;
        }
    }
    let get = Message { method: "GET", ..message(&rig) };
    rig.refused(&get.sealed(), &[401], "signed for GET").await;
    for covered in [
        &["@target-uri", "content-digest"][..],
        &["@method", "@authority", "content-digest"],
        &["@method", "@query", "@authority", "content-digest"],
        &[],
    ] {
        rig.refused(&message(&rig).covering(covered).sealed(), &[401], &format!("covered is {covered:?}")).await;
    }
    rig.untouched(&census, "a message for another path");
    rig.tally
}

async fn times_of_a_message_are_looked_at(engine: Engine) -> Tally {
    let mut rig = known(engine).await;
    let census = rig.census();
    let now = rig.test.clock.now().timestamp();
    let key_id = rig.alice.key_id.clone();
    for parameters in [
        String::new(),
        format!(";created={}", now - 7_200),
        format!(";created={}", now + 7_200),
        format!(";created={}", now - 3_700),
        format!(";created={}", now + 3_700),
        ";created=0".into(),
        ";created=-1".into(),
        ";created=99999999999999".into(),
        ";created=999999999999999999999".into(),
        format!(";created={now}.5"),
        format!(";created=\"{now}\""),
        ";created=now".into(),
        ";created".into(),
        format!(";created={};expires={}", now - 60, now - 30),
        format!(";created={};expires={}", now + 60, now + 30),
        format!(";created={now};expires=0"),
        format!(";expires={}", now + 60),
        format!(";created={now};created={now}0"),
        format!(";Created={now}"),
    ] {
        let spoilt = message(&rig).with_parameters(format!("{parameters};keyid=\"{key_id}\""));
        rig.refused(&spoilt.sealed(), &[401], &format!("the parameters {parameters:?}")).await;
    }
    for date in ["whenever", "", "Sun, 01 Feb 2026 09:00:00 GMT", "Sun, 01 Feb 2036 12:00:00 GMT"] {
        let mut spoilt = message(&rig).covering(&["@method", "@target-uri", "date", "content-digest"]);
        spoilt.extra = vec![("date".into(), date.into())];
        let spoilt = spoilt.with_parameters(format!(";keyid=\"{key_id}\""));
        rig.refused(&spoilt.sealed(), &[401], &format!("the date {date:?}")).await;
    }
    rig.untouched(&census, "a time of a message");
    rig.tally
}

async fn nobody_signs_a_message_for_somebody_else(engine: Engine) -> Tally {
    let mut rig = known(engine).await;
    let warm = json!({"type": "Like", "actor": rig.mallory.uri, "id": rig.peer.url("/likes/m"), "object": "x:y"});
    let status = Message::new(&rig.test, &rig.mallory, &warm).send(&rig.test).await;
    rig.tally.same(status, 202, "mallory is known");
    rig.test.drain().await;
    let census = rig.census();
    for actor in [
        json!(rig.alice.uri),
        json!({"id": rig.alice.uri}),
        json!([rig.alice.uri, rig.mallory.uri]),
        json!([rig.mallory.uri, rig.alice.uri]),
        json!(rig.test.app.address.origin()),
        Value::Null,
    ] {
        let mut activity = warm.clone();
        activity["actor"] = actor;
        let spoilt = Message::new(&rig.test, &rig.mallory, &activity);
        rig.refused(&spoilt.sealed(), &[400, 401, 403], &format!("mallory says {}", activity["actor"])).await;
    }
    let claimed = PeerActor { key: rig.mallory.key.clone(), ..rig.alice.clone() };
    let spoilt = Message::new(&rig.test, &claimed, &rig.like(7));
    rig.refused(&spoilt.sealed(), &[401], "mallory's key under alice's name").await;
    let now = rig.test.clock.now().timestamp();
    for key_id in
        ["", "alice", "#main-key", "http://b.test:1/users/alice#main-key", "data:x", "http://x@a.test/users/alice"]
    {
        let spoilt = message(&rig).with_parameters(format!(";created={now};keyid=\"{key_id}\""));
        rig.refused(&spoilt.sealed(), &[401], &format!("the key id {key_id:?}")).await;
    }
    rig.refused(&message(&rig).with_parameters(format!(";created={now}")).sealed(), &[401], "no key id").await;
    // Another's signature beside one's own does not lend its name.
    let (own, other) =
        (Message::new(&rig.test, &rig.mallory, &rig.like(8)), Message::new(&rig.test, &claimed, &rig.like(8)));
    let other = Message { label: "sig2".into(), ..other };
    let ((input, signature), (other_input, other_signature)) = (own.fields(), other.fields());
    let two = own.sealed().replaced("signature-input", &format!("{input}, {other_input}"));
    let two = two.replaced("signature", &format!("{signature}, {other_signature}"));
    rig.refused(&two, &[401, 403], "a good signature beside a forged one").await;
    rig.untouched(&census, "a message in another's name");
    rig.tally
}

async fn the_key_of_a_message_chooses_the_algorithm(engine: Engine) -> Tally {
    let mut rig = known(engine).await;
    let census = rig.census();
    let now = rig.test.clock.now().timestamp();
    let key_id = rig.alice.key_id.clone();
    for label in [
        "hmac-sha256",
        "none",
        "rsa-pss-sha512",
        "ecdsa-p256-sha256",
        "ed25519",
        "rsa-v1_5-sha1",
        "RSA-V1_5-SHA256",
        "",
    ] {
        let parameters = format!(";created={now};keyid=\"{key_id}\";alg=\"{label}\"");
        rig.refused(&message(&rig).with_parameters(parameters).sealed(), &[401], &format!("the label {label:?}")).await;
    }
    let good = message(&rig).sealed();
    let pem = rig.alice.key.public().unwrap().to_pem().unwrap();
    let input = header(&good, "signature-input");
    let mac = Hmac::<Sha256>::new_from_slice(pem.as_bytes()).unwrap().chain_update(&input).finalize().into_bytes();
    for (bytes, what) in [
        (mac.to_vec(), "the public key as a secret"),
        (vec![], "nothing"),
        (vec![0; 256], "zeros"),
        (vec![1; 64], "too short"),
    ] {
        let value = format!("sig1=:{}:", STANDARD.encode(&bytes));
        rig.refused(&good.clone().replaced("signature", &value), &[401], what).await;
    }
    let signature = header(&good, "signature");
    let other_alphabet = signature.replace('+', "-").replace('/', "_");
    if other_alphabet != signature {
        rig.refused(&good.clone().replaced("signature", &other_alphabet), &[401], "the alphabet of addresses").await;
    }
    let edward = SecretKey::generate_ed25519().unwrap();
    let edward = rig.peer.actor_at("/users/edward", "Person", &edward);
    let like = json!({"type": "Like", "actor": edward.uri, "id": format!("{}/like", edward.uri), "object": edward.uri});
    let parameters = format!(";created={now};keyid=\"{}\";alg=\"rsa-v1_5-sha256\"", edward.key_id);
    let spoilt = Message::new(&rig.test, &edward, &like).with_parameters(parameters);
    rig.refused(&spoilt.sealed(), &[401], "an Ed25519 key with the label of RSA").await;
    rig.untouched(&census, "a message that proves nothing");
    rig.tally
}

hostile! { "messages":
    2 a_changed_message_is_not_what_was_signed,
    3 the_digest_of_a_message_is_there_signed_and_right,
    4 a_message_header_stands_once,
    5 a_replayed_message_has_one_effect,
    6 a_message_counts_for_one_host,
    7 a_message_counts_for_one_path,
    9 times_of_a_message_are_looked_at,
    10 nobody_signs_a_message_for_somebody_else,
    13 the_key_of_a_message_chooses_the_algorithm,
}
