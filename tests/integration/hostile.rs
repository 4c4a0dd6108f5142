//! Hostile inputs at the inbox and at what we fetch: refused, counted, without effect.

use redress::crypto::cavage::digest_header;
use redress::crypto::keys::SecretKey;
use redress::egress::EgressError;
use redress::federation::Reason;
use redress::federation::actor::fetch_actor;
use redress::federation::fetch::FetchError;
use redress::storage::{StorageError, actors, inbox};
use serde_json::{Value, json};

use crate::on_both_engines;
use crate::support::peer::{Answer, FakePeer, Letter, PeerActor, exchange, http_date, status_of};
use crate::support::{Engine, TestApp};
use redress::app::Clock;

/// Our server, a peer with two people on it, and the like of one of them as the activity to spoil.
struct Rig {
    test: TestApp,
    peer: FakePeer,
    alice: PeerActor,
    mallory: PeerActor,
}

impl Rig {
    fn start(engine: Engine) -> Rig {
        let peer = FakePeer::start("a.test");
        let mut test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
        test.serve();
        let (alice, mallory) = (peer.person("alice"), peer.person("mallory"));
        Rig { test, peer, alice, mallory }
    }

    fn like(&self, number: usize) -> Value {
        json!({
            "@context": "https://www.w3.org/ns/activitystreams", "type": "Like", "actor": self.alice.uri,
            "id": self.peer.url(&format!("/likes/{number}")), "object": self.peer.url("/notes/1")
        })
    }

    fn letter(&self) -> Letter {
        Letter::new(&self.test, &self.alice, &self.like(1))
    }

    /// How many activities were taken in.
    async fn taken(&self) -> i64 {
        self.test.app.db.read::<_, StorageError, _>(inbox::count).await.unwrap()
    }

    async fn outcome(&self, actor: &PeerActor, activity: &Value) -> Option<String> {
        self.test.drain().await;
        let key = inbox::Key::new(&actor.uri, activity["id"].as_str().unwrap());
        self.test.app.db.read::<_, StorageError, _>(move |view| inbox::outcome(view, &key)).await.unwrap()
    }
}

fn refusals(code: &str) -> u64 {
    Reason::counts().into_iter().find(|(it, _)| *it == code).map(|(_, count)| count).unwrap()
}

#[test]
fn every_reason_is_documented() {
    let page = include_str!("../../docs/LOGGING.md");
    for (code, _) in Reason::counts() {
        assert!(page.contains(&format!("| `{code}` |")), "docs/LOGGING.md does not name {code}");
    }
}

/// Item 1.
async fn without_a_signature_nothing_happens_and_nothing_is_fetched(engine: Engine) {
    let rig = Rig::start(engine);
    let before = refusals("unsigned");
    assert_eq!(rig.letter().sealed().without("signature").send(&rig.test).await, 401);
    assert_eq!((rig.taken().await, rig.peer.heard().len()), (0, 0));
    assert!(refusals("unsigned") > before);
}

/// Items 2 and 3.
async fn the_digest_is_there_signed_and_right(engine: Engine) {
    let rig = Rig::start(engine);
    let mut changed = rig.letter().sealed();
    let place = changed.body.len() - 3;
    changed.body[place] ^= 1;
    assert_eq!(changed.send(&rig.test).await, 401);
    let mut absent = rig.letter();
    absent.digest = None;
    absent.covered = "(request-target) host date".into();
    assert_eq!(absent.send(&rig.test).await, 401);
    let mut unsigned = rig.letter();
    unsigned.covered = "(request-target) host date".into();
    assert_eq!(unsigned.send(&rig.test).await, 401);
    assert_eq!((rig.taken().await, rig.peer.heard().len()), (0, 0));
    assert_eq!(rig.letter().send(&rig.test).await, 202);
    assert_eq!(rig.taken().await, 1);
}

/// Item 4.
async fn a_security_header_stands_once(engine: Engine) {
    let rig = Rig::start(engine);
    let sealed = rig.letter().sealed();
    let forged = br#"{"type":"Like"}"#.to_vec();
    for digests in
        [[digest_header(&forged), digest_header(&sealed.body)], [digest_header(&sealed.body), digest_header(&forged)]]
    {
        let mut two = sealed.clone().without("digest");
        two.body = forged.clone();
        two.length = Some(forged.len());
        for digest in &digests {
            two = two.with("digest", digest);
        }
        assert_eq!(two.send(&rig.test).await, 400);
    }
    for (name, value) in sealed.headers.clone() {
        assert_eq!(sealed.clone().with(&name, &value).send(&rig.test).await, 400, "{name}");
    }
    for name in ["content-digest", "signature-input"] {
        assert_eq!(sealed.clone().with(name, "x").with(name, "x").send(&rig.test).await, 400, "{name}");
    }
    assert_eq!(sealed.clone().with("content-length", &sealed.body.len().to_string()).send(&rig.test).await, 400);
    assert_eq!((rig.taken().await, rig.peer.heard().len()), (0, 0));
}

/// Item 5.
async fn a_replay_has_one_effect(engine: Engine) {
    let rig = Rig::start(engine);
    let sealed = rig.letter().sealed();
    assert_eq!(sealed.send(&rig.test).await, 202);
    assert_eq!(sealed.send(&rig.test).await, 202);
    let storm = (0..100).map(|_| sealed.send(&rig.test));
    assert!(futures_util::future::join_all(storm).await.into_iter().all(|status| status == 202));
    rig.test.clock.advance(std::time::Duration::from_mins(1));
    assert_eq!(rig.letter().send(&rig.test).await, 202);
    assert_eq!((rig.taken().await, rig.peer.fetches()), (1, 1));
    let fetch = &rig.peer.heard()[0];
    assert_eq!(fetch.target, "/users/alice");
    assert!(fetch.headers["signature"].contains("(request-target) host date"), "our own fetches are signed");
    assert!(fetch.headers["user-agent"].starts_with("Redress/"));
}

/// Items 6, 7 and 8.
async fn a_signature_counts_for_one_host_and_one_path(engine: Engine) {
    let rig = Rig::start(engine);
    let mut elsewhere = rig.letter();
    elsewhere.host = rig.peer.authority();
    assert_eq!(elsewhere.send(&rig.test).await, 421);
    assert_eq!(elsewhere.sealed().replaced("host", &rig.test.authority()).send(&rig.test).await, 401);
    let mut other_path = rig.letter();
    other_path.target = "/users/a/inbox".into();
    let mut other_path = other_path.sealed();
    other_path.target = "/inbox".into();
    assert_eq!(other_path.send(&rig.test).await, 401);
    for covered in ["host date digest", "(request-target) date digest"] {
        let mut letter = rig.letter();
        letter.covered = covered.into();
        assert_eq!(letter.send(&rig.test).await, 401, "{covered}");
    }
    assert_eq!(rig.taken().await, 0);
}

/// Item 9.
async fn times_that_are_off_are_refused(engine: Engine) {
    let rig = Rig::start(engine);
    let now = rig.test.clock.now();
    let at = now.timestamp();
    let hours = |hours| Some(http_date(now + chrono::TimeDelta::hours(hours)));
    for date in [hours(-2), hours(2), hours(24 * 3_650), Some("whenever".into()), None] {
        let mut letter = rig.letter();
        letter.date.clone_from(&date);
        assert_eq!(letter.send(&rig.test).await, 401, "{date:?}");
    }
    let timed = |covered: &str, parameters: &[(&str, i64)]| {
        let mut letter = rig.letter();
        letter.algorithm = "hs2019".into();
        letter.covered = format!("(request-target) host {covered} digest");
        letter.parameters = parameters.iter().map(|(name, value)| ((*name).to_string(), value.to_string())).collect();
        letter
    };
    let rows = [
        timed("", &[]),
        timed("(created)", &[("created", at - 7_200)]),
        timed("(created)", &[("created", at + 7_200)]),
        timed("(created) (expires)", &[("created", at - 60), ("expires", at - 30)]),
        timed("(created) (expires)", &[("created", at + 60), ("expires", at + 30)]),
        timed("(created)", &[]),
    ];
    for letter in rows {
        assert_eq!(letter.send(&rig.test).await, 401, "{} {:?}", letter.covered, letter.parameters);
    }
    assert_eq!(rig.taken().await, 0);
    assert_eq!(timed("(created) (expires)", &[("created", at), ("expires", at + 30)]).send(&rig.test).await, 202);
    assert_eq!(rig.taken().await, 1);
}

/// Item 10.
async fn nobody_signs_for_somebody_else(engine: Engine) {
    let rig = Rig::start(engine);
    let other = FakePeer::start("b.test");
    // Mallory's key is known here, so that only the names are wrong.
    let own =
        json!({"type": "Like", "actor": rig.mallory.uri, "id": rig.peer.url("/likes/m"), "object": rig.peer.url("/1")});
    assert_eq!(rig.peer.send(&rig.test, &rig.mallory, &own).await, 202);
    let swapped = Letter::new(&rig.test, &rig.mallory, &rig.like(1));
    assert!(matches!(swapped.send(&rig.test).await, 401 | 403));
    let mut abroad = rig.like(2);
    abroad["actor"] = json!(other.url("/users/alice"));
    let abroad = Letter::new(&rig.test, &rig.mallory, &abroad);
    assert!(matches!(abroad.send(&rig.test).await, 401 | 403));
    assert_eq!((rig.taken().await, other.heard().len()), (1, 0));
}

/// Item 11.
async fn a_key_is_its_owners_and_lies_where_it_says(engine: Engine) {
    let rig = Rig::start(engine);
    let other = FakePeer::start("b.test");
    let mut elsewhere = rig.letter();
    elsewhere.key_id = other.url("/users/alice#main-key");
    assert_eq!(elsewhere.send(&rig.test).await, 401);
    assert_eq!(other.heard().len(), 0);

    let spoil = |change: fn(&mut Value, &Rig)| {
        let eve = rig.peer.unlisted("eve");
        let mut document = rig.peer.document_of(&eve, "Person");
        change(&mut document, &rig);
        rig.peer.serve("/users/eve", &document);
        eve
    };
    let rows: [fn(&mut Value, &Rig); 5] = [
        |it, rig| it["publicKey"]["owner"] = json!(rig.mallory.uri),
        |it, _| it["publicKey"]["id"] = json!(format!("{}#other", it["id"].as_str().unwrap())),
        |it, _| it["publicKey"]["id"] = json!("http://b.test:1/users/eve#main-key"),
        |it, _| it["publicKey"] = Value::Null,
        |it, rig| it["id"] = json!(rig.peer.url("/users/nobody")),
    ];
    for (number, change) in rows.into_iter().enumerate() {
        let eve = spoil(change);
        let like =
            json!({"type": "Like", "actor": eve.uri, "id": rig.peer.url(&format!("/e/{number}")), "object": eve.uri});
        assert_eq!(rig.peer.send(&rig.test, &eve, &like).await, 401, "row {number}");
        rig.test.clock.advance(std::time::Duration::from_mins(6));
    }
    assert_eq!(rig.taken().await, 0);
    let good = rig.peer.person("eve");
    let like = json!({"type": "Like", "actor": good.uri, "id": rig.peer.url("/e/9"), "object": good.uri});
    assert_eq!(rig.peer.send(&rig.test, &good, &like).await, 202);
}

/// A key may have a document of its own; it must name itself and its owner.
async fn a_key_in_its_own_document_is_read_strictly(engine: Engine) {
    let rig = Rig::start(engine);
    let eve = rig.peer.unlisted("eve");
    let eve = PeerActor { key_id: rig.peer.url("/keys/eve"), ..eve };
    let mut document = rig.peer.document_of(&eve, "Person");
    let mut key = document["publicKey"].clone();
    document["publicKey"] = json!(eve.key_id);
    rig.peer.serve("/users/eve", &document);
    let like = |number| json!({"type": "Like", "actor": eve.uri, "id": rig.peer.url(&format!("/e/{number}")), "object": eve.uri});
    let good = key.clone();
    key["owner"] = json!(rig.mallory.uri);
    rig.peer.serve("/keys/eve", &key);
    assert_eq!(rig.peer.send(&rig.test, &eve, &like(1)).await, 401);
    key = good.clone();
    key["id"] = json!(rig.peer.url("/keys/mallory"));
    rig.test.clock.advance(std::time::Duration::from_mins(6));
    rig.peer.serve("/keys/eve", &key);
    assert_eq!(rig.peer.send(&rig.test, &eve, &like(2)).await, 401);
    rig.test.clock.advance(std::time::Duration::from_mins(6));
    rig.peer.serve("/keys/eve", &good);
    assert_eq!(rig.peer.send(&rig.test, &eve, &like(3)).await, 202);
}

/// Item 12.
async fn a_new_key_is_looked_for_once(engine: Engine) {
    let rig = Rig::start(engine);
    assert_eq!(rig.letter().send(&rig.test).await, 202);
    assert_eq!(rig.peer.fetches(), 1);
    let old = rig.alice.clone();
    let new = PeerActor { key: SecretKey::generate_rsa().unwrap(), ..old.clone() };
    rig.peer.serve("/users/alice", &rig.peer.document_of(&new, "Person"));
    assert_eq!(rig.peer.send(&rig.test, &new, &rig.like(2)).await, 202);
    assert_eq!(rig.peer.fetches(), 2);
    assert_eq!(rig.peer.send(&rig.test, &old, &rig.like(3)).await, 401);
    let wrong = PeerActor { key: SecretKey::generate_rsa().unwrap(), ..old };
    let letter = Letter::new(&rig.test, &wrong, &rig.like(4)).sealed();
    for _ in 0..10 {
        let storm = (0..100).map(|_| letter.send(&rig.test));
        assert!(futures_util::future::join_all(storm).await.into_iter().all(|status| status == 401));
    }
    assert_eq!((rig.taken().await, rig.peer.fetches()), (2, 2));
}

/// Item 13, as far as requests go; the keys themselves are tested where they are read.
async fn the_key_chooses_the_algorithm(engine: Engine) {
    let rig = Rig::start(engine);
    assert_eq!(rig.letter().send(&rig.test).await, 202);
    for label in ["hmac-sha256", "none", "rsa-sha1", "ed25519", "ecdsa-sha256"] {
        let mut letter = rig.letter();
        letter.algorithm = label.into();
        assert_eq!(letter.send(&rig.test).await, 401, "{label}");
    }
    let weak = openssl::rsa::Rsa::generate(1_024).unwrap();
    let eve = rig.peer.unlisted("eve");
    let mut document = rig.peer.document_of(&eve, "Person");
    let pem = String::from_utf8(weak.public_key_to_pem().unwrap()).unwrap();
    document["publicKey"]["publicKeyPem"] = json!(pem);
    rig.peer.serve("/users/eve", &document);
    let like = json!({"type": "Like", "actor": eve.uri, "id": rig.peer.url("/e/1"), "object": eve.uri});
    assert_eq!(rig.peer.send(&rig.test, &eve, &like).await, 401);
    assert_eq!(rig.taken().await, 1);
}

/// Items 14, 15, 19 and 21, and the parts of 17 and 18 that the bytes alone prove.
async fn nobody_speaks_for_another_host_or_for_us(engine: Engine) {
    let rig = Rig::start(engine);
    let ours = rig.test.app.address.origin().to_string();
    let alice = rig.alice.uri.clone();
    let here = rig.peer.url("/x");
    let b = "http://b.test:1/x";
    let loud = ours.replace("home.test", "HOME.test");
    let dotted = ours.replace("home.test", "home.test.");
    let rows = [
        json!({"type": "Like", "id": b, "object": here}),
        json!({"type": "Like", "id": format!("{ours}/activities/1"), "object": here}),
        json!({"type": "Create", "id": here, "object": {"type": "Note", "id": b, "attributedTo": alice}}),
        json!({"type": "Create", "id": here, "object": {"type": "Note", "id": here, "attributedTo": b}}),
        json!({"type": "Create", "id": here, "object": {"type": "Note", "id": here, "attributedTo": [alice, b]}}),
        json!({"type": "Update", "id": here, "object": {"type": "Note", "id": b, "attributedTo": alice}}),
        json!({"type": "Delete", "id": here, "object": b}),
        json!({"type": "Undo", "id": here, "object": {"type": "Like", "id": rig.peer.url("/l"), "actor": rig.mallory.uri}}),
        json!({"type": "Undo", "id": here, "object": b}),
        json!({"type": "Create", "id": here, "object": {"type": "Note", "id": format!("{ours}/posts/1"), "attributedTo": alice}}),
        json!({"type": "Create", "id": here, "object": {"type": "Note", "id": format!("{loud}/posts/1"), "attributedTo": alice}}),
        json!({"type": "Create", "id": here, "object": {"type": "Note", "id": format!("{dotted}/posts/1"), "attributedTo": alice}}),
        json!({"type": "Update", "id": here, "object": {"type": "Note", "id": format!("{ours}/posts/1"), "attributedTo": alice}}),
        json!({"type": "Delete", "id": here, "object": format!("{ours}/posts/1")}),
    ];
    for mut activity in rows {
        activity["actor"] = json!(alice);
        assert_eq!(rig.peer.send(&rig.test, &rig.alice, &activity).await, 403, "{activity}");
    }
    assert_eq!(rig.taken().await, 0);
}

/// Items 16, 22 and 23: what is fetched says who it is, in the right words, with a 200.
async fn a_fetched_document_is_its_own_servers(engine: Engine) {
    let rig = Rig::start(engine);
    let other = FakePeer::start("b.test");
    let good = rig.peer.document_of(&rig.alice, "Person");
    let bytes = good.to_string().into_bytes();
    let uri = rig.alice.uri.clone();
    let fetch = async || fetch_actor(&rig.test.app, &uri).await;
    for media_type in ["text/html", "text/plain", "application/json", "application/ld+json", "image/png"] {
        rig.peer.serve_as("/users/alice", 200, media_type, &bytes);
        let refused = fetch().await.err().unwrap();
        assert!(matches!(refused, FetchError::Egress { error: EgressError::MediaType, .. }), "{media_type}: {refused}");
    }
    for status in [401, 404, 500, 202, 206, 203, 410] {
        rig.peer.serve_as("/users/alice", status, "application/activity+json", &bytes);
        let refused = fetch().await.err().unwrap();
        assert!(
            matches!(refused, FetchError::Egress { error: EgressError::Status(it), .. } if it == status),
            "{refused}"
        );
    }
    for media_type in [
        "Application/Activity+JSON ; charset=utf-8",
        "application/ld+json;profile=\"https://www.w3.org/ns/activitystreams\"",
    ] {
        rig.peer.serve_as("/users/alice", 200, media_type, &bytes);
        assert!(fetch().await.is_ok(), "{media_type}");
    }
    // A document that claims to be another one on its own host is read again there; on another host it is not believed.
    rig.peer.serve("/@alice", &good);
    assert_eq!(fetch_actor(&rig.test.app, &rig.peer.url("/@alice")).await.unwrap().uri, uri);
    let mut claims = good.clone();
    claims["id"] = json!(other.url("/users/alice"));
    rig.peer.serve("/evil", &claims);
    assert!(fetch_actor(&rig.test.app, &rig.peer.url("/evil")).await.is_err());
    let stored = rig.test.app.db.read::<_, StorageError, _>(move |view| actors::find_by_uri(view, &uri)).await.unwrap();
    assert_eq!(stored.unwrap().name, "alice");
}

/// Items 28 and 29, seen from the server.
async fn redirects_end_somewhere(engine: Engine) {
    let rig = Rig::start(engine);
    rig.peer.answer("/users/alice", Answer::Redirect(rig.peer.url("/users/alice")));
    assert_eq!(rig.letter().send(&rig.test).await, 401);
    assert_eq!(rig.peer.fetches(), 1);
    rig.peer.answer("/users/mallory", Answer::Redirect("http://127.0.0.1:1/".into()));
    let like = json!({"type": "Like", "actor": rig.mallory.uri, "id": rig.peer.url("/m"), "object": rig.mallory.uri});
    assert_eq!(rig.peer.send(&rig.test, &rig.mallory, &like).await, 401);
    assert_eq!(rig.taken().await, 0);
}

/// Item 24.
async fn an_answer_that_was_never_asked_for_means_nothing(engine: Engine) {
    let rig = Rig::start(engine);
    let follow = rig.test.app.address.origin().to_string() + "/activities/0198f3a0-0000-7000-8000-000000000000";
    for (number, kind) in ["Accept", "Reject"].into_iter().enumerate() {
        let activity = json!({"type": kind, "actor": rig.alice.uri, "id": rig.peer.url(&format!("/a/{number}")), "object": follow});
        assert_eq!(rig.peer.send(&rig.test, &rig.alice, &activity).await, 202);
        assert_eq!(rig.outcome(&rig.alice, &activity).await.as_deref(), Some("refused: never-asked"));
    }
}

/// Item 25.
async fn a_storm_of_deletions_writes_nothing(engine: Engine) {
    let rig = Rig::start(engine);
    let ghost = rig.peer.unlisted("ghost");
    rig.peer.serve_as("/users/ghost", 410, "text/plain", b"");
    for round in 0..10 {
        let storm = (0..100).map(|number| {
            let uri = rig.peer.url(&format!("/users/gone-{round}-{number}"));
            let gone = PeerActor { key_id: format!("{uri}#main-key"), uri, ..ghost.clone() };
            let delete =
                json!({"type": "Delete", "actor": gone.uri, "id": format!("{}#delete", gone.uri), "object": gone.uri});
            let letter = Letter::new(&rig.test, &gone, &delete);
            let test = &rig.test;
            async move { letter.send(test).await }
        });
        assert!(futures_util::future::join_all(storm).await.into_iter().all(|status| status == 202));
    }
    assert_eq!((rig.taken().await, rig.peer.fetches()), (0, 0));
}

/// Items 33 and 35, and the odd texts that would trouble a database.
async fn the_shape_of_a_body_is_checked_before_it_is_read(engine: Engine) {
    let rig = Rig::start(engine);
    let alice = &rig.alice.uri;
    let head = format!(r#"{{"type":"Like","actor":"{alice}","id":"{alice}/1","object":"#);
    let rows = [
        format!("{head}{}", "[".repeat(100_000)),
        format!("{head}{}", r#"{"a":"#.repeat(100_000)),
        format!(r#"{head}1,"actor":"{}"}}"#, rig.mallory.uri),
        format!(r#"{head}1,"type":"Create"}}"#),
        format!(r#"{head}1,"id":"{alice}/2"}}"#),
        format!(r#"{head}1,"\u0069d":"{alice}/2"}}"#),
        format!(r#"{head}1,"object":2}}"#),
        format!(r#"{head}"a\u0000b"}}"#),
        format!(r#"{head}"\ud800"}}"#),
        format!("{head}1"),
        "[]".to_string(),
        "null".to_string(),
        r#"{"type":"Like"}"#.to_string(),
        format!(r#"{{"type":"Like","actor":"{alice}","id":"{alice}/{}"}}"#, "x".repeat(2_048)),
    ];
    for body in rows {
        let mut letter = rig.letter();
        letter.body = body.clone().into_bytes();
        letter.digest = Some(digest_header(&letter.body));
        assert_eq!(letter.send(&rig.test).await, 400, "{}", &body[..body.len().min(200)]);
    }
    assert_eq!((rig.taken().await, rig.peer.heard().len()), (0, 0));
}

/// Item 34.
async fn a_large_body_is_not_read(engine: Engine) {
    let rig = Rig::start(engine);
    let mut letter = rig.letter();
    letter.body = vec![b' '; 1_000_001];
    letter.digest = Some(digest_header(&letter.body));
    let mut sealed = letter.sealed();
    assert_eq!(sealed.send(&rig.test).await, 413);
    sealed.length = None;
    assert_eq!(sealed.send(&rig.test).await, 413);
    let mut short = rig.letter().sealed();
    short.length = Some(short.body.len() - 10);
    assert!(matches!(short.send(&rig.test).await, 400 | 413));
    let mut lying = rig.letter().sealed();
    lying.body.clear();
    lying.length = Some(99_999_999_999);
    assert_eq!(lying.send(&rig.test).await, 413);
    assert_eq!((rig.taken().await, rig.peer.heard().len()), (0, 0));
}

/// Item 22 for what comes in, and inboxes of nobody.
async fn only_activities_for_somebody_are_taken(engine: Engine) {
    let rig = Rig::start(engine);
    for media_type in ["text/html", "application/json", "application/ld+json", "multipart/form-data"] {
        let mut letter = rig.letter();
        letter.content_type = media_type.into();
        assert_eq!(letter.send(&rig.test).await, 415, "{media_type}");
    }
    let mut nobody = rig.letter();
    nobody.target = "/actors/0198f3a0-0000-4000-8000-000000000000/inbox".into();
    assert_eq!(nobody.send(&rig.test).await, 404);
    let get = format!("GET /inbox HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", rig.test.authority());
    let answer = exchange(rig.test.listen, get.as_bytes()).await;
    assert!(matches!(status_of(&answer), 404 | 405), "{answer}");
    let unknown = json!({"type": "Frobnicate", "actor": rig.alice.uri, "id": rig.peer.url("/f"), "object": "x"});
    assert_eq!(rig.peer.send(&rig.test, &rig.alice, &unknown).await, 202);
    assert_eq!(rig.outcome(&rig.alice, &unknown).await.as_deref(), Some("ignored: unknown-type"));
}

on_both_engines!(
    without_a_signature_nothing_happens_and_nothing_is_fetched,
    the_digest_is_there_signed_and_right,
    a_security_header_stands_once,
    a_replay_has_one_effect,
    a_signature_counts_for_one_host_and_one_path,
    times_that_are_off_are_refused,
    nobody_signs_for_somebody_else,
    a_key_is_its_owners_and_lies_where_it_says,
    a_key_in_its_own_document_is_read_strictly,
    a_new_key_is_looked_for_once,
    the_key_chooses_the_algorithm,
    nobody_speaks_for_another_host_or_for_us,
    a_fetched_document_is_its_own_servers,
    redirects_end_somewhere,
    an_answer_that_was_never_asked_for_means_nothing,
    a_storm_of_deletions_writes_nothing,
    the_shape_of_a_body_is_checked_before_it_is_read,
    a_large_body_is_not_read,
    only_activities_for_somebody_are_taken,
);
