//! What we say reaches other servers: everybody once, in order, again when they were down, and nobody who is gone.

use std::collections::BTreeMap;
use std::time::Duration;

use redress::app::App;
use redress::domain::brand::BrandDomain;
use redress::domain::complaint::Outcome;
use redress::domain::ids::{ActorId, ComplaintId};
use redress::services::file_complaint::{Draft, Filer, file_complaint};
use redress::services::name_official::name_official;
use redress::services::open_board::open_board;
use redress::services::scene::Scene;
use redress::storage::actors::{self, Actor, ActorKind};
use redress::storage::follows::{self, Follow};
use redress::storage::{Cause, Door, StorageError, deliveries};
use serde_json::Value;

use crate::on_both_engines;
use crate::support::acts::{Answer, WithDeed, comment, respond};
use crate::support::peer::FakePeer;
use crate::support::{Engine, TestApp};

pub(crate) fn cause(app: &App, id: &str) -> Cause {
    Cause::new(Door::Page, "a story", id, app.clock.now())
}

pub(crate) fn acme() -> BrandDomain {
    BrandDomain::parse("acme.example").unwrap()
}

pub(crate) async fn person(app: &App, name: &str) -> Actor {
    let actor = Scene::of(app).new_actor(ActorKind::Person, name, name);
    let kept = actor.clone();
    app.db.write(move |tx| actors::insert_local(tx, &kept)).await.unwrap();
    actor
}

/// Somebody on a peer who follows; all of one peer share an inbox, or each has their own.
pub(crate) async fn follower(app: &App, peer: &FakePeer, name: &str, followed: ActorId, shared: bool) {
    let mut actor = Scene::of(app).new_actor(ActorKind::Person, name, name);
    actor.local = false;
    actor.host = peer.authority();
    actor.uri = peer.url(&format!("/users/{name}"));
    actor.inbox = peer.url(&format!("/users/{name}/inbox"));
    actor.shared_inbox = shared.then(|| peer.url("/inbox"));
    actor.speaks_rd = false;
    let at = app.clock.now();
    app.db
        .write::<_, StorageError, _>(move |tx| {
            let follower = actors::upsert_remote(tx, &actor)?;
            let uri = format!("{}#follow", actor.uri);
            follows::save(tx, &Follow { follower, followed, uri, accepted: true, at })
        })
        .await
        .unwrap();
}

pub(crate) async fn file(app: &App, by: &Actor, id: &str) -> ComplaintId {
    let (brand, _) = open_board(app, acme(), None).await.unwrap();
    let draft = Draft { text: "The kettle leaks <here>. I called twice.".into(), ..Draft::default() };
    let filer = Filer { actor: by.id, account: None };
    file_complaint(app, cause(app, id), filer, brand.id, draft).await.unwrap().into_inner().id
}

pub(crate) fn kinds(delivered: &[Value]) -> Vec<String> {
    let kind = |it: &Value| {
        let inner = it["object"]["type"].as_str().unwrap_or("address");
        format!("{} {inner}", it["type"].as_str().unwrap())
    };
    delivered.iter().map(kind).collect()
}

async fn a_follower_hears_what_happens_in_the_thread(engine: Engine) {
    let peer = FakePeer::start("peer.test");
    let test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
    let app = &test.app;
    let ada = person(app, "ada").await;
    let voice = name_official(app, acme(), "acme".into(), None).await.unwrap();
    let (_, board) = open_board(app, acme(), None).await.unwrap();
    follower(app, &peer, "zoe", board.id, true).await;
    let id = file(app, &ada, "file").await;
    test.drain().await;
    let first = peer.delivered();
    assert_eq!(kinds(&first), ["Announce Create", "Announce address"]);
    let note = &first[0]["object"]["object"];
    assert_eq!(note["attributedTo"], ada.uri.as_str());
    assert_eq!(note["context"], app.address.complaint(id).as_str());
    let content = note["content"].as_str().unwrap();
    assert!(content.starts_with("<p><strong>") && !content.contains("<here>"), "{content}");
    assert_eq!(first[1]["object"], note["id"]);

    let answer = Answer {
        complaint: id,
        official: voice.id,
        text: "We pay you back.".into(),
        signature: Some(("Jo Ott".into(), "refunds".into())),
        deed: Some(WithDeed::Offer { outcome: Outcome::Refund, reason: None }),
        seen: None,
    };
    respond(app, cause(app, "offer"), answer).await.unwrap();
    test.drain().await;
    let later = peer.delivered().split_off(2);
    let mut told = kinds(&later);
    told.sort();
    assert_eq!(told, ["Announce Create", "Announce address", "Announce address", "Create Note"]);
    let status = later.iter().find(|it| it["type"] == "Create").unwrap();
    assert_eq!(status["actor"], board.uri.as_str());
    let words = status["object"]["content"].as_str().unwrap();
    assert!(words.contains("#confirmed") && words.contains("refund"), "{words}");
    let mention = status["object"]["tag"].as_array().unwrap().iter().any(|tag| tag["href"] == ada.uri.as_str());
    assert!(mention, "who has to act is mentioned");
}

async fn each_inbox_hears_each_thing_once(engine: Engine) {
    let peer = FakePeer::start("peer.test");
    let test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
    let app = &test.app;
    let ada = person(app, "ada").await;
    let (_, board) = open_board(app, acme(), None).await.unwrap();
    for number in 0..40 {
        follower(app, &peer, &format!("shared{number}"), board.id, true).await;
    }
    for number in 0..520 {
        follower(app, &peer, &format!("own{number}"), board.id, false).await;
    }
    file(app, &ada, "file").await;
    test.drain().await;
    let mut heard: BTreeMap<(String, String), usize> = BTreeMap::new();
    for it in peer.heard() {
        let activity: Value = serde_json::from_slice(&it.body).unwrap();
        *heard.entry((it.target, activity["id"].as_str().unwrap().to_string())).or_default() += 1;
    }
    assert_eq!(heard.len(), 521 * 2, "two activities for each inbox, one inbox for those who share it");
    assert!(heard.values().all(|times| *times == 1));
}

async fn a_server_that_was_down_hears_everything_in_order(engine: Engine) {
    let peer = FakePeer::start("peer.test");
    let test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
    let app = &test.app;
    let ada = person(app, "ada").await;
    let (_, board) = open_board(app, acme(), None).await.unwrap();
    follower(app, &peer, "zoe", board.id, true).await;
    peer.serve_as("/inbox", 503, "text/plain", b"down");
    let id = file(app, &ada, "file").await;
    for number in 0..3 {
        comment(app, cause(app, &format!("c{number}")), id, ada.id, format!("Number {number}.")).await.unwrap();
    }
    test.drain().await;
    let tried = peer.heard().len();
    assert_eq!(tried, 1, "a server that fails is probed, not hammered");
    test.clock.advance(Duration::from_secs(17));
    test.drain().await;
    assert_eq!(peer.heard().len(), 2);
    let waiting = app.db.read::<_, StorageError, _>(move |view| deliveries::undelivered(view, id, 10)).await.unwrap();
    assert_eq!(waiting, [peer.authority()], "people see where it has not arrived");

    peer.serve_as("/inbox", 202, "text/plain", b"");
    test.clock.advance(Duration::from_secs(70));
    test.drain().await;
    let heard = peer.delivered();
    let published: Vec<&str> = heard[2..].iter().map(|it| it["published"].as_str().unwrap()).collect();
    assert_eq!(heard.len(), 2 + 8);
    assert!(published.is_sorted(), "{published:?}");
    let waiting = app.db.read::<_, StorageError, _>(move |view| deliveries::undelivered(view, id, 10)).await.unwrap();
    assert!(waiting.is_empty());
}

async fn what_a_server_says_decides_what_becomes_of_a_delivery(engine: Engine) {
    for (status, dead, gone) in [(404, true, false), (403, true, false), (413, true, false), (410, false, true)] {
        let peer = FakePeer::start("peer.test");
        let test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
        let app = &test.app;
        let ada = person(app, "ada").await;
        let (_, board) = open_board(app, acme(), None).await.unwrap();
        follower(app, &peer, "zoe", board.id, true).await;
        peer.serve_as("/inbox", status, "text/plain", b"that is why");
        file(app, &ada, "file").await;
        test.drain().await;
        let letters =
            app.db.read::<_, StorageError, _>(|view| deliveries::dead_letters(view, None, None, 10)).await.unwrap();
        assert_eq!(!letters.is_empty(), dead, "{status}");
        if dead {
            assert_eq!(letters[0].status, Some(i32::from(status)));
            assert_eq!(letters[0].answer.as_deref(), Some("that is why"));
        }
        let before = peer.heard().len();
        file(app, &ada, "another").await;
        test.drain().await;
        assert_eq!(peer.heard().len() == before, gone, "{status}: an inbox that is gone hears nothing more");
    }
}

on_both_engines!(
    a_follower_hears_what_happens_in_the_thread,
    each_inbox_hears_each_thing_once,
    a_server_that_was_down_hears_everything_in_order,
    what_a_server_says_decides_what_becomes_of_a_delivery
);
