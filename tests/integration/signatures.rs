//! Signatures both ways: RFC 9421 beside draft-cavage, Ed25519 beside RSA, proofs, and keys that change.

use std::fmt::Write as _;
use std::time::Duration;

use redress::crypto::integrity_proof;
use redress::crypto::key_succession;
use redress::crypto::keys::{PublicKey, SecretKey};
use redress::crypto::multibase;
use redress::domain::brand::BrandDomain;
use redress::domain::policy::{Policy, Severity};
use redress::federation::actor::fetch_actor;
use redress::services::open_board::open_board;
use redress::services::policy;
use redress::services::rotate_keys::rotate_keys;
use redress::services::signing;
use redress::services::site::{Site, change_site};
use redress::storage::actors::Actor;
use redress::storage::{StorageError, inbox, outbox};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::on_both_engines;
use crate::support::message::{Message, content_digest};
use crate::support::peer::{ACTIVITY_JSON, FakePeer, Heard, Letter, PeerActor, exchange, http_date, status_of};
use crate::support::{Engine, TestApp};
use redress::app::{App, Clock};

/// Our server with a board, and a peer with somebody on it.
struct Town {
    test: TestApp,
    peer: FakePeer,
    alice: PeerActor,
    board: Actor,
}

impl Town {
    async fn start(engine: Engine) -> Town {
        Town::with(engine, &[]).await
    }

    async fn with(engine: Engine, others: &[&FakePeer]) -> Town {
        let peer = FakePeer::start("a.test");
        let mut peers = vec![peer.authority()];
        peers.extend(others.iter().map(|it| it.authority()));
        let mut test = TestApp::start_as(engine, "home.test", &peers);
        test.serve();
        let (_, board) = open_board(&test.app, BrandDomain::parse("acme.com").unwrap(), None).await.unwrap();
        let alice = peer.person("alice");
        Town { test, peer, alice, board }
    }

    fn like(&self, number: usize) -> Value {
        json!({
            "@context": "https://www.w3.org/ns/activitystreams", "type": "Like", "actor": self.alice.uri,
            "id": self.peer.url(&format!("/likes/{number}")), "object": self.peer.url("/notes/1")
        })
    }

    fn message(&self, number: usize) -> Message {
        Message::new(&self.test, &self.alice, &self.like(number))
    }

    fn taken(&self) -> i64 {
        let rows = self.test.db.counted("SELECT 'taken' AS name, COUNT(*) AS number FROM inbox");
        rows[0].1
    }

    /// Alice follows the board, so that it has something to answer; gives what the peer heard of the answer.
    async fn answered(&self, number: usize) -> Vec<Heard> {
        let before = self.peer.heard().len();
        let follow = json!({
            "type": "Follow", "actor": self.alice.uri, "id": self.peer.url(&format!("/follows/{number}")),
            "object": self.board.uri
        });
        assert_eq!(self.peer.send(&self.test, &self.alice, &follow).await, 202);
        self.test.drain().await;
        self.peer.heard().split_off(before).into_iter().filter(|it| it.method == "POST").collect()
    }

    async fn remembered(&self) -> Option<String> {
        let host = self.peer.authority();
        let found = self.test.app.db.read::<_, StorageError, _>(move |view| outbox::host(view, &host)).await.unwrap();
        found.and_then(|it| it.signature)
    }

    async fn get(&self, path: &str, headers: &[(&str, String)]) -> String {
        let mut request = format!("GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n", self.test.authority());
        for (name, value) in headers {
            let _ = write!(request, "{name}: {value}\r\n");
        }
        exchange(self.test.listen, format!("{request}\r\n").as_bytes()).await
    }
}

fn is_message(heard: &Heard) -> bool {
    heard.headers.contains_key("signature-input")
}

fn ed25519() -> SecretKey {
    SecretKey::generate_ed25519().unwrap()
}

async fn a_message_signature_is_taken_like_any_other(engine: Engine) {
    let town = Town::start(engine).await;
    let sealed = town.message(1).sealed();
    assert_eq!(sealed.send(&town.test).await, 202);
    let storm = (0..50).map(|_| sealed.send(&town.test));
    assert!(futures_util::future::join_all(storm).await.into_iter().all(|status| status == 202));
    assert_eq!((town.taken(), town.peer.fetches()), (1, 1));
    let coverages: [&[&str]; 3] = [
        &["@method", "@path", "@authority", "content-digest"],
        &["@method", "@request-target", "host", "content-digest"],
        &["@method", "@target-uri", "@authority", "content-digest", "content-type"],
    ];
    for (number, covered) in coverages.into_iter().enumerate() {
        assert_eq!(town.message(number + 2).covering(covered).send(&town.test).await, 202, "{covered:?}");
    }
    let mut dated = town.message(9);
    dated.extra = vec![("date".into(), http_date(town.test.clock.now()))];
    let dated = dated
        .covering(&["@method", "@target-uri", "date", "content-digest"])
        .with_parameters(format!(r#";keyid="{}";tag="anything""#, town.alice.key_id));
    assert_eq!(dated.send(&town.test).await, 202);
    assert_eq!(town.taken(), 5);
}

/// Items 2 to 9 and 13 again, for RFC 9421.
async fn a_message_signature_is_looked_at_as_strictly(engine: Engine) {
    let town = Town::start(engine).await;
    let now = town.test.clock.now().timestamp();
    let key_id = town.alice.key_id.clone();
    let good = town.message(1);
    let mut changed = good.sealed();
    changed.body[5] ^= 1;
    let mut no_digest = good.clone().covering(&["@method", "@target-uri"]);
    no_digest.content_digest = None;
    let mut old_digest = good.clone().covering(&["@method", "@target-uri", "digest"]);
    old_digest.content_digest = None;
    old_digest.extra = vec![("digest".into(), redress::crypto::cavage::digest_header(&old_digest.body))];
    let mut other_path = good.clone();
    other_path.target = "/users/a/inbox".into();
    let mut other_path = other_path.sealed();
    other_path.target = "/inbox".into();
    let mut elsewhere = good.clone();
    elsewhere.host = town.peer.authority();
    let elsewhere = elsewhere.sealed().replaced("host", &town.test.authority());
    let parameters = |text: &str| good.clone().with_parameters(format!(r#"{text};keyid="{key_id}""#)).sealed();
    let algorithm = |text: &str| parameters(&format!(r#";created={now};alg="{text}""#));
    let rows = [
        ("changed body", changed),
        ("no digest", no_digest.sealed()),
        ("digest of the old kind", old_digest.sealed()),
        ("digest not covered", good.clone().covering(&["@method", "@target-uri"]).sealed()),
        ("method not covered", good.clone().covering(&["@target-uri", "content-digest"]).sealed()),
        ("target not covered", good.clone().covering(&["@method", "@authority", "content-digest"]).sealed()),
        ("host not covered", good.clone().covering(&["@method", "@path", "content-digest"]).sealed()),
        ("another path", other_path),
        ("another host", elsewhere),
        ("no time", parameters("")),
        ("old", parameters(&format!(";created={}", now - 7_200))),
        ("early", parameters(&format!(";created={}", now + 7_200))),
        ("expired", parameters(&format!(";created={};expires={}", now - 60, now - 30))),
        ("expires before it is made", parameters(&format!(";created={};expires={}", now + 60, now + 30))),
        ("no key", good.clone().with_parameters(format!(";created={now}")).sealed()),
        ("hmac", algorithm("hmac-sha256")),
        ("none", algorithm("none")),
        ("pss", algorithm("rsa-pss-sha512")),
        ("another kind of key", algorithm("ed25519")),
        ("no input", good.sealed().without("signature-input")),
        ("no signature", good.sealed().without("signature")),
        ("nonsense", good.sealed().replaced("signature-input", "sig1=(;")),
    ];
    // The key is known, so that each row stands for itself.
    assert_eq!(town.message(2).send(&town.test).await, 202);
    for (what, sealed) in rows {
        assert_eq!(sealed.send(&town.test).await, 401, "{what}");
    }
    for name in ["signature-input", "signature", "content-digest"] {
        let value = good.sealed().headers.iter().find(|(it, _)| it == name).unwrap().1.clone();
        assert_eq!(good.sealed().with(name, &value).send(&town.test).await, 400, "{name} twice");
    }
    assert_eq!((town.taken(), good.send(&town.test).await), (1, 202));
}

/// A proxy on the way may add its own; the one by the actor's host counts.
async fn of_several_signatures_the_authors_counts(engine: Engine) {
    let town = Town::start(engine).await;
    let two = |first: &Message, second: &Message| {
        let ((input, signature), (other_input, other_signature)) = (first.fields(), second.fields());
        let sealed = town.message(1).sealed();
        sealed
            .replaced("signature-input", &format!("{input}, {other_input}"))
            .replaced("signature", &format!("{signature}, {other_signature}"))
    };
    let mut proxy = town.message(1);
    proxy.key = ed25519();
    proxy.label = "proxy".into();
    let now = town.test.clock.now().timestamp();
    let proxy = proxy.with_parameters(format!(r#";created={now};keyid="https://proxy.example/key""#));
    assert_eq!(two(&proxy, &town.message(1)).send(&town.test).await, 202);
    let mut unknown = proxy.clone();
    unknown.covered = vec!["@status".into()];
    assert_eq!(two(&unknown, &town.message(1)).send(&town.test).await, 202);
    let mut wrong = town.message(1);
    wrong.key = SecretKey::generate_rsa().unwrap();
    assert_eq!(two(&proxy, &wrong).send(&town.test).await, 401);
    assert_eq!(town.taken(), 1);
}

/// An actor may have several keys, of both kinds, and each signs in both ways.
async fn every_key_that_an_actor_lists_may_sign(engine: Engine) {
    let town = Town::start(engine).await;
    let (second, multikey, login) = (SecretKey::generate_rsa().unwrap(), ed25519(), ed25519());
    let names = ["second", "ed25519", "login"].map(|name| format!("{}#{name}", town.alice.uri));
    let mut document = town.peer.document_of(&town.alice, "Person");
    let mut other = document["publicKey"].clone();
    other["id"] = json!(names[0]);
    other["publicKeyPem"] = json!(second.public().unwrap().to_pem().unwrap());
    document["publicKey"] = json!([document["publicKey"], other]);
    let mut document = FakePeer::with_multikey(document, &names[1], &multikey);
    document["authentication"] = json!([{
        "id": names[2], "type": "Multikey", "controller": town.alice.uri,
        "publicKeyMultibase": login.public().unwrap().to_multikey().unwrap()
    }]);
    town.peer.serve("/users/alice", &document);
    let mut number = 0;
    for (key_id, key) in names.iter().zip([second, multikey, login.clone()]) {
        let alice = PeerActor { key_id: key_id.clone(), key, ..town.alice.clone() };
        number += 2;
        let message = Message::new(&town.test, &alice, &town.like(number));
        assert_eq!(message.send(&town.test).await, 202, "{key_id}");
        assert_eq!(Letter::new(&town.test, &alice, &town.like(number + 1)).send(&town.test).await, 202, "{key_id}");
    }
    assert_eq!((town.taken(), town.peer.fetches()), (6, 1));
    // A key that was taken back counts no longer.
    document["authentication"][0]["revoked"] = json!("2026-01-01T00:00:00Z");
    town.peer.serve("/users/alice", &document);
    town.test.clock.advance(Duration::from_mins(6));
    fetch_actor(&town.test.app, &town.alice.uri).await.unwrap();
    let alice = PeerActor { key_id: names[2].clone(), key: login, ..town.alice.clone() };
    assert_eq!(Message::new(&town.test, &alice, &town.like(20)).send(&town.test).await, 401);
}

/// Items 11 and 12, for keys with addresses of their own.
async fn a_key_apart_is_listed_by_its_owner(engine: Engine) {
    let town = Town::start(engine).await;
    let bob = town.peer.unlisted("bob");
    let bob = town.peer.serve_key_apart(&bob, "/users/bob/main-key");
    let like = |number: usize| json!({"type": "Like", "actor": bob.uri, "id": town.peer.url(&format!("/b/{number}")), "object": bob.uri});
    assert_eq!(Message::new(&town.test, &bob, &like(1)).send(&town.test).await, 202);
    assert_eq!(Letter::new(&town.test, &bob, &like(2)).send(&town.test).await, 202);
    // A document that says it is alice's key, and one that alice does not list.
    let eve =
        PeerActor { key_id: town.peer.url("/keys/eve"), key: SecretKey::generate_rsa().unwrap(), ..town.alice.clone() };
    let pem = eve.key.public().unwrap().to_pem().unwrap();
    town.peer.serve("/keys/eve", &json!({"id": town.alice.key_id, "owner": town.alice.uri, "publicKeyPem": pem}));
    assert_eq!(Message::new(&town.test, &eve, &town.like(1)).send(&town.test).await, 401);
    town.test.clock.advance(Duration::from_mins(6));
    town.peer.serve("/keys/eve", &json!({"id": eve.key_id, "owner": town.alice.uri, "publicKeyPem": pem}));
    assert_eq!(Message::new(&town.test, &eve, &town.like(2)).send(&town.test).await, 401);
    assert_eq!(town.message(3).send(&town.test).await, 202);
    assert_eq!(town.taken(), 3);
}

/// Item 12.
async fn after_a_change_of_key_the_old_one_is_refused(engine: Engine) {
    let town = Town::start(engine).await;
    assert_eq!(town.message(1).send(&town.test).await, 202);
    let new = town.peer.rotate(&town.alice, SecretKey::generate_rsa().unwrap());
    assert_eq!(Message::new(&town.test, &new, &town.like(2)).send(&town.test).await, 202);
    assert_eq!(town.peer.fetches(), 2);
    assert_eq!(town.message(3).send(&town.test).await, 401);
    let wrong = PeerActor { key: SecretKey::generate_rsa().unwrap(), ..new };
    let sealed = Message::new(&town.test, &wrong, &town.like(4)).sealed();
    let storm = (0..100).map(|_| sealed.send(&town.test));
    assert!(futures_util::future::join_all(storm).await.into_iter().all(|status| status == 401));
    assert_eq!((town.taken(), town.peer.fetches()), (2, 2));
}

fn proven(activity: &Value, key_id: &str, key: &SecretKey, town: &Town) -> Value {
    integrity_proof::sign(activity, key, key_id, town.test.clock.now()).unwrap()
}

async fn a_wrong_proof_spoils_a_good_signature(engine: Engine) {
    let town = Town::start(engine).await;
    let (key, key_id) = (ed25519(), format!("{}#ed25519-key", town.alice.uri));
    let document = FakePeer::with_multikey(town.peer.document_of(&town.alice, "Person"), &key_id, &key);
    town.peer.serve("/users/alice", &document);
    let send = async |activity: &Value| town.peer.send(&town.test, &town.alice, activity).await;
    assert_eq!(send(&proven(&town.like(1), &key_id, &key, &town)).await, 202);
    let mut changed = proven(&town.like(2), &key_id, &key, &town);
    changed["object"] = json!(town.peer.url("/notes/2"));
    assert_eq!(send(&changed).await, 401);
    for (number, (name, key)) in [
        (key_id.clone(), ed25519()),
        (format!("{}#unlisted", town.alice.uri), key.clone()),
        ("https://elsewhere.example/users/alice#ed25519-key".to_string(), key.clone()),
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(send(&proven(&town.like(number + 3), &name, &key, &town)).await, 401, "{name}");
    }
    assert_eq!(town.peer.fetches(), 2, "the actor, and one look for a newer key");
    // Kinds of proof that we do not read prove nothing, and spoil nothing; the same for linked data signatures.
    let mut other = town.like(7);
    other["proof"] = json!({"type": "DataIntegrityProof", "cryptosuite": "bbs-2023", "proofValue": "u1"});
    other["signature"] = json!({"type": "RsaSignature2017", "creator": town.alice.key_id, "signatureValue": "AAAA"});
    assert_eq!(send(&other).await, 202);
    let mut both = proven(&town.like(8), &key_id, &key, &town);
    both["signature"] = other["signature"].clone();
    assert_eq!(send(&both).await, 202, "a linked data signature is made after the proof");
    // What stands inside is looked at, too.
    let note = json!({"type": "Note", "id": town.peer.url("/n/1"), "attributedTo": town.alice.uri, "content": "a"});
    let mut note = proven(&note, &key_id, &key, &town);
    let create = |number: usize, note: &Value| json!({"type": "Create", "actor": town.alice.uri, "id": town.peer.url(&format!("/c/{number}")), "object": note});
    assert_eq!(send(&create(1, &note)).await, 202);
    note["content"] = json!("b");
    assert_eq!(send(&create(2, &note)).await, 401);
    assert_eq!(town.taken(), 4);
}

/// A proof with times of its own, signed as they stand.
fn proven_at(activity: &Value, key_id: &str, key: &SecretKey, created: &str, expires: Option<&str>) -> Value {
    let mut proof = json!({
        "@context": activity["@context"], "type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022",
        "verificationMethod": key_id, "proofPurpose": "assertionMethod", "created": created
    });
    if let Some(expires) = expires {
        proof["expires"] = json!(expires);
    }
    let hash = |value: &Value| Sha256::digest(serde_json_canonicalizer::to_vec(value).unwrap());
    let signature = key.sign(&[hash(&proof), hash(activity)].concat()).unwrap();
    proof["proofValue"] = json!(multibase::encode(&signature));
    let mut proven = activity.clone();
    proven["proof"] = proof;
    proven
}

/// The clock stands at noon of 1 February 2026.
async fn a_proof_from_the_future_or_beyond_its_end_is_refused(engine: Engine) {
    let relay_host = FakePeer::start("b.test");
    let town = Town::with(engine, &[&relay_host]).await;
    let relay = relay_host.actor("relay", "Application");
    let (key, key_id) = (ed25519(), format!("{}#ed25519-key", town.alice.uri));
    let document = FakePeer::with_multikey(town.peer.document_of(&town.alice, "Person"), &key_id, &key);
    town.peer.serve("/users/alice", &document);
    let cases = [
        ("2020-01-01T00:00:00Z", None, 202),
        ("2026-02-01T12:59:59Z", None, 202),
        ("2026-01-01T00:00:00Z", Some("2026-02-01T12:00:01Z"), 202),
        ("2099-01-01T00:00:00Z", None, 401),
        ("2026-02-01T13:00:01Z", None, 401),
        ("2026-01-01T00:00:00Z", Some("2026-02-01T11:59:59Z"), 401),
        ("2026-02-01T11:00:00Z", Some("2026-02-01T10:00:00Z"), 401),
        ("2026-01-01T00:00:00Z", Some("for ever"), 401),
        ("yesterday", None, 401),
    ];
    for (number, (created, expires, status)) in cases.into_iter().enumerate() {
        let made = |number: usize| proven_at(&town.like(number), &key_id, &key, created, expires);
        let (own, passed_on) = (made(2 * number), made(2 * number + 1));
        let answers = (
            town.peer.send(&town.test, &town.alice, &own).await,
            relay_host.send(&town.test, &relay, &passed_on).await,
        );
        assert_eq!(answers, (status, status), "{created} {expires:?}");
    }
    assert_eq!(town.taken(), 6);
}

async fn what_others_pass_on_proves_by_itself_whose_it_is(engine: Engine) {
    let (relay_host, blocked_host) = (FakePeer::start("b.test"), FakePeer::start("c.test"));
    let town = Town::with(engine, &[&relay_host, &blocked_host]).await;
    let relay = relay_host.actor("relay", "Application");
    let (key, key_id) = (ed25519(), format!("{}#ed25519-key", town.alice.uri));
    let document = FakePeer::with_multikey(town.peer.document_of(&town.alice, "Person"), &key_id, &key);
    town.peer.serve("/users/alice", &document);
    // Nobody here has seen alice or the relay.
    let good = proven(&town.like(1), &key_id, &key, &town);
    assert_eq!(relay_host.send(&town.test, &relay, &good).await, 202);
    assert_eq!(Message::new(&town.test, &relay, &good).send(&town.test).await, 202);
    assert_eq!(town.peer.send(&town.test, &town.alice, &good).await, 202, "the same from herself");
    assert_eq!((town.taken(), town.peer.fetches(), relay_host.fetches()), (1, 1, 1));
    town.test.drain().await;
    let stored = inbox::Key::new(&town.alice.uri, good["id"].as_str().unwrap());
    let outcome = town.test.app.db.read::<_, StorageError, _>(move |view| inbox::outcome(view, &stored)).await.unwrap();
    assert!(outcome.is_some(), "it is hers");

    assert_eq!(relay_host.send(&town.test, &relay, &town.like(2)).await, 401, "without a proof");
    let mut changed = proven(&town.like(3), &key_id, &key, &town);
    changed["object"] = json!(town.peer.url("/notes/2"));
    assert_eq!(relay_host.send(&town.test, &relay, &changed).await, 401, "changed on the way");
    let own = proven(&town.like(4), &format!("{}#key", relay.uri), &key, &town);
    assert_eq!(relay_host.send(&town.test, &relay, &own).await, 401, "proven by the relay");
    let unsigned = Letter::new(&town.test, &relay, &proven(&town.like(5), &key_id, &key, &town)).sealed();
    assert_eq!(unsigned.clone().without("signature").send(&town.test).await, 401);
    let stranger = PeerActor { key: SecretKey::generate_rsa().unwrap(), ..relay.clone() };
    let good = proven(&town.like(6), &key_id, &key, &town);
    assert_eq!(relay_host.send(&town.test, &stranger, &good).await, 401, "nobody answers for the request");
    // Somebody else on alice's own server, say its own actor.
    let neighbour = town.peer.actor("server", "Application");
    assert_eq!(town.peer.send(&town.test, &neighbour, &good).await, 202);
    assert!(matches!(town.peer.send(&town.test, &neighbour, &town.like(7)).await, 401 | 403));
    // Whoever passes on from a host that is blocked here passes on nothing.
    let (barred, host) = (blocked_host.actor("relay", "Application"), blocked_host.authority());
    block(&town.test.app, &host).await;
    assert_eq!(blocked_host.send(&town.test, &barred, &proven(&town.like(8), &key_id, &key, &town)).await, 403);
    assert_eq!(town.taken(), 2);
}

async fn what_a_host_takes_is_found_by_knocking_again(engine: Engine) {
    let town = Town::start(engine).await;
    let heard = town.answered(1).await;
    assert!(heard.len() == 1 && !is_message(&heard[0]), "draft-cavage first");
    assert_eq!(town.remembered().await, None);

    town.peer.refuse(|heard| (heard.method == "POST" && !is_message(heard)).then(|| (401, Vec::new())));
    let heard = town.answered(2).await;
    assert_eq!(heard.iter().map(is_message).collect::<Vec<_>>(), [false, true]);
    assert!(heard[1].headers["signature-input"].contains(r#"alg="rsa-v1_5-sha256""#));
    assert_eq!(heard[1].headers["content-digest"], content_digest(&heard[1].body));
    assert!(heard.iter().all(|it| it.headers["user-agent"].starts_with("Redress/")));
    assert_eq!(town.remembered().await.as_deref(), Some("rfc9421"));
    let heard = town.answered(3).await;
    assert_eq!(heard.iter().map(is_message).collect::<Vec<_>>(), [true], "remembered");

    town.peer.refuse(|heard| (heard.method == "POST" && is_message(heard)).then(|| (400, Vec::new())));
    let heard = town.answered(4).await;
    assert_eq!(heard.iter().map(is_message).collect::<Vec<_>>(), [true, false]);
    assert_eq!(town.remembered().await.as_deref(), Some("cavage"));
    town.peer.refuse(|heard| (heard.method == "POST").then(|| (403, Vec::new())));
    let heard = town.answered(5).await;
    assert_eq!(heard.len(), 2, "two knocks, and no third");
    assert_eq!(town.remembered().await, None, "nothing works, so nothing is known");
    town.peer.refuse(|heard| (heard.method == "POST").then(|| (503, Vec::new())));
    town.test.clock.advance(Duration::from_hours(1));
    assert_eq!(town.answered(6).await.len(), 1, "a server that is down is not knocked at twice");
}

async fn ed25519_is_for_those_who_ask_for_it(engine: Engine) {
    let town = Town::start(engine).await;
    let mut document = town.peer.document_of(&town.alice, "Person");
    document["generator"] = json!({"type": "Application", "implements": [
        {"href": "https://datatracker.ietf.org/doc/html/rfc9421", "name": "RFC-9421"},
        {"href": "https://datatracker.ietf.org/doc/html/rfc9421#name-eddsa-using-curve-edwards25", "name": "Ed25519"}
    ]});
    town.peer.serve("/users/alice", &document);
    let heard = town.answered(1).await;
    let keys = signing::public_keys(&town.test.app, town.board.id).await.unwrap();
    let input = &heard[0].headers["signature-input"];
    assert!(
        input.contains(r#"alg="ed25519""#) && input.contains(&format!(r#"keyid="{}""#, keys.ed25519_id)),
        "{input}"
    );
    assert_eq!(heard.len(), 1);
    // It said so and does not take it: the old way still opens, and what it says is not tried again.
    town.peer.refuse(|heard| (heard.method == "POST" && is_message(heard)).then(|| (401, Vec::new())));
    assert_eq!(town.answered(2).await.iter().map(is_message).collect::<Vec<_>>(), [true, false]);
    fetch_actor(&town.test.app, &town.alice.uri).await.unwrap();
    assert_eq!(town.answered(3).await.iter().map(is_message).collect::<Vec<_>>(), [false]);
}

async fn a_server_may_say_how_it_wants_to_be_signed_to(engine: Engine) {
    let town = Town::start(engine).await;
    town.peer.refuse(|heard| {
        let signed = heard.headers.get("signature-input").is_some_and(|it| it.contains(r#";nonce="n-1""#));
        let wish = r#"sig7=("@method" "@path" "@authority");created;nonce="n-1";alg="ed25519""#;
        (heard.method == "POST" && !signed).then(|| (401, vec![("accept-signature", wish.to_string())]))
    });
    let heard = town.answered(1).await;
    assert_eq!(heard.len(), 2);
    let input = &heard[1].headers["signature-input"];
    assert!(
        input.starts_with("sig7=(") && input.contains(r#""@path""#) && input.contains(r#"alg="ed25519""#),
        "{input}"
    );
    // The same for what we fetch.
    town.peer.refuse(|heard| (heard.method == "GET" && !is_message(heard)).then(|| (401, Vec::new())));
    town.test.clock.advance(Duration::from_hours(30));
    town.peer.person("carol");
    fetch_actor(&town.test.app, &town.peer.url("/users/carol")).await.unwrap();
}

/// Signs a GET, in one way or the other.
fn signed_get(town: &Town, path: &str, message: bool) -> Vec<(&'static str, String)> {
    let accept = ("accept", ACTIVITY_JSON.to_string());
    if message {
        let mut get = town.message(1).covering(&["@method", "@target-uri"]);
        get.method = "GET";
        get.target = path.to_string();
        let (input, signature) = get.fields();
        return vec![accept, ("signature-input", input), ("signature", signature)];
    }
    let url = url::Url::parse(&format!("http://{}{path}", town.test.authority())).unwrap();
    let now = town.test.clock.now();
    let signed = redress::crypto::cavage::sign("GET", &url, None, &town.alice.key_id, &town.alice.key, now).unwrap();
    vec![accept, ("date", signed.date), ("signature", signed.signature)]
}

async fn documents_are_for_signers_where_the_administrator_wants_it(engine: Engine) {
    let town = Town::start(engine).await;
    let host = town.test.authority();
    let site = town.test.app.db.read(move |view| Site::read(view, &host)).await.unwrap();
    change_site(&town.test.app, Site { authorized_fetch: true, ..site }).await.unwrap();
    let instance = signing::instance_actor(&town.test.app).await.unwrap();
    let path = |uri: &str| url::Url::parse(uri).unwrap().path().to_string();
    let board = path(&town.board.uri);
    let outbox = format!("{board}/outbox");
    let plain = [("accept", ACTIVITY_JSON.to_string())];
    for path in [&board, &outbox] {
        let answer = town.get(path, &plain).await.to_lowercase();
        assert_eq!(status_of(&answer), 401, "{path}");
        assert!(answer.contains("cache-control: private") && answer.contains("accept-signature: sig1="), "{answer}");
        for message in [false, true] {
            let answer = town.get(path, &signed_get(&town, path, message)).await.to_lowercase();
            assert_eq!(status_of(&answer), 200, "{path}");
            assert!(answer.contains("vary: accept, signature, signature-input"), "{answer}");
            assert!(answer.contains("cache-control: private"), "{answer}");
        }
        let other = town.get(path, &signed_get(&town, "/actors/other", true)).await;
        assert_eq!(status_of(&other), 401, "signed for another address");
    }
    let open = [
        path(&instance.uri),
        format!("{board}/keys"),
        "/.well-known/webfinger?resource=acct:acme.com@home.test".to_string(),
        "/.well-known/nodeinfo".to_string(),
        "/nodeinfo/2.1".to_string(),
    ];
    for path in open {
        assert!(matches!(status_of(&town.get(&path, &plain).await), 200 | 404), "{path}");
    }
    assert_eq!(status_of(&town.get(&path(&instance.uri), &plain).await), 200);
    assert_eq!(status_of(&town.get(&format!("{board}/keys"), &plain).await), 200);
    let page = town.get(&board, &[("accept", "text/html".to_string())]).await;
    assert_eq!(status_of(&page), 303, "people are led to the page");
    assert_eq!(status_of(&town.get(&outbox, &[("accept", "text/html".to_string())]).await), 401);
    assert_eq!(town.peer.fetches(), 2, "the signer was looked up, and once more when a signature did not fit");
}

async fn block(app: &App, host: &str) {
    let decided = Policy {
        domain: host.split(':').next().unwrap().into(),
        severity: Severity::Block,
        reject_media: false,
        reject_reports: false,
        obfuscate: false,
        reason: String::new(),
        note: String::new(),
    };
    policy::decide(app, decided).await.unwrap();
}

async fn a_blocked_host_fetches_nothing_where_documents_are_for_signers(engine: Engine) {
    let town = Town::start(engine).await;
    let host = town.test.authority();
    let site = town.test.app.db.read(move |view| Site::read(view, &host)).await.unwrap();
    change_site(&town.test.app, Site { authorized_fetch: true, ..site }).await.unwrap();
    let host = town.peer.authority();
    block(&town.test.app, &host).await;
    let board = url::Url::parse(&town.board.uri).unwrap().path().to_string();
    assert_eq!(status_of(&town.get(&board, &signed_get(&town, &board, true)).await), 403);
    assert_eq!(town.peer.heard().len(), 0, "it was not even asked who it is");
}

async fn our_new_keys_are_told_and_follow_from_the_old_ones(engine: Engine) {
    let town = Town::start(engine).await;
    let app = &town.test.app;
    town.answered(1).await;
    let before = signing::public_keys(app, town.board.id).await.unwrap();
    let keys = rotate_keys(app, town.board.clone()).await.unwrap();
    assert_eq!(keys.len(), 2);
    let after = signing::public_keys(app, town.board.id).await.unwrap();
    assert!(after.rsa_id.ends_with("#main-key-2") && after.ed25519_id.ends_with("#ed25519-key-2"));
    assert!(after.rsa_pem != before.rsa_pem && after.ed25519_multikey != before.ed25519_multikey);

    let heard = town.peer.heard().len();
    town.test.drain().await;
    let told = town.peer.heard().split_off(heard);
    assert_eq!(told.len(), 1);
    assert!(told[0].headers["signature"].contains(&after.rsa_id), "signed with the new key");
    let update: Value = serde_json::from_slice(&told[0].body).unwrap();
    assert_eq!((&update["type"], &update["object"]["id"]), (&json!("Update"), &json!(town.board.uri)));
    let document = &update["object"];
    assert_eq!(document["publicKey"]["publicKeyPem"], json!(after.rsa_pem));
    let statements = document["rd:successions"].as_array().unwrap();
    let now = town.test.clock.now();
    let leads = |from: &str, to: &str| key_succession::leads_to(statements, &town.board.uri, from, to, now);
    assert!(leads(&before.ed25519_multikey, &after.ed25519_multikey));
    assert!(!leads(&after.ed25519_multikey, &before.ed25519_multikey));

    // The old ones stay readable with their dates, and a second change follows from the first.
    rotate_keys(app, town.board.clone()).await.unwrap();
    let path = format!("{}/keys", url::Url::parse(&town.board.uri).unwrap().path());
    let answer = town.get(&path, &[]).await;
    let all: Value = serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap();
    let revoked = all["items"].as_array().unwrap().iter().filter(|key| key.get("revoked").is_some()).count();
    assert_eq!((all["totalItems"].as_u64(), revoked), (Some(6), 4));
    let newest = signing::public_keys(app, town.board.id).await.unwrap();
    let statements: Vec<Value> = serde_json::from_value(all["rd:successions"].clone()).unwrap();
    assert!(key_succession::leads_to(
        &statements,
        &town.board.uri,
        &before.ed25519_multikey,
        &newest.ed25519_multikey,
        now
    ));
    let proof = signing::proof_key(app, town.board.id).await.unwrap();
    let signed = integrity_proof::sign(&json!({"a": 1}), &proof.key, &proof.method, town.test.clock.now()).unwrap();
    let key = PublicKey::from_multikey(&newest.ed25519_multikey).unwrap();
    assert_eq!(integrity_proof::verify(&signed, &key, now), Ok(()));
}

async fn however_many_ask_at_once_a_key_is_made_once(engine: Engine) {
    let town = Town::start(engine).await;
    let before = town.test.app.keys.made();
    let (_, fresh) = open_board(&town.test.app, BrandDomain::parse("fresh.example").unwrap(), None).await.unwrap();
    let path = url::Url::parse(&fresh.uri).unwrap().path().to_string();
    let asked = (0..24).map(|_| town.get(&path, &[]));
    let answers = futures_util::future::join_all(asked).await;
    let keys: std::collections::BTreeSet<String> = answers
        .iter()
        .map(|it| serde_json::from_str::<Value>(it.split_once("\r\n\r\n").unwrap().1).unwrap()["publicKey"].to_string())
        .collect();
    assert_eq!(keys.len(), 1);
    assert_eq!(town.test.app.keys.made() - before, 2, "one of each kind");
}

on_both_engines!(
    however_many_ask_at_once_a_key_is_made_once,
    a_message_signature_is_taken_like_any_other,
    a_message_signature_is_looked_at_as_strictly,
    of_several_signatures_the_authors_counts,
    every_key_that_an_actor_lists_may_sign,
    a_key_apart_is_listed_by_its_owner,
    after_a_change_of_key_the_old_one_is_refused,
    a_wrong_proof_spoils_a_good_signature,
    a_proof_from_the_future_or_beyond_its_end_is_refused,
    what_others_pass_on_proves_by_itself_whose_it_is,
    what_a_host_takes_is_found_by_knocking_again,
    ed25519_is_for_those_who_ask_for_it,
    a_server_may_say_how_it_wants_to_be_signed_to,
    documents_are_for_signers_where_the_administrator_wants_it,
    a_blocked_host_fetches_nothing_where_documents_are_for_signers,
    our_new_keys_are_told_and_follow_from_the_old_ones,
);
