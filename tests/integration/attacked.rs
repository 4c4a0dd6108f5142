//! What an attacker tried who did not build it: to keep others' messages, claims and servers out, and his own words in.

use std::time::Duration;

use redress::domain::ids::ActorId;
use redress::federation::actor::fetch_actor;
use redress::federation::recover::{self, Recovery};
use redress::http::limits::INVITES_OF_ONE_MAX;
use redress::services::hear_note::{LINKS_KEPT_PER_SITE_MAX, NOTES_OF_STRANGERS_PER_PERSON_AND_DAY_MAX};
use redress::services::recover::{STRANGERS_MINUTES_MAX, begin};
use redress::storage::accounts::{self, Role};
use redress::storage::carried;
use redress::storage::{StorageError, View};
use serde_json::{Value, json};

use crate::between::carried as carried_by;
use crate::brands::{CLAIM, Town, begin_claim};
use crate::on_both_engines;
use crate::pages::{member, representative, start};
use crate::people::step;
use crate::support::browser::Browser;
use crate::support::peer::{FakePeer, PeerActor};
use crate::support::{Engine, TestApp};
use crate::told::{outcome, service};

async fn actor_of(test: &TestApp, name: &'static str) -> ActorId {
    let find = move |view: &mut View<'_>| accounts::find_by_name(view, name);
    test.app.db.read::<_, StorageError, _>(find).await.unwrap().unwrap().actor
}

async fn told(who: &mut Browser) -> String {
    who.get("/settings").await.is(200).text()
}

/// A note to somebody alone, and what became of it.
async fn write(test: &TestApp, peer: &FakePeer, who: &PeerActor, id: usize, to: &str, kind: Option<&str>) -> String {
    let mut note = json!({
        "type": "Note", "id": peer.url(&format!("/notes/{id}")), "attributedTo": who.uri, "to": [to], "cc": [],
        "content": format!("<p>Canary {id} of {}.</p>", peer.authority())
    });
    if let Some(kind) = kind {
        note["rd:notice"] = json!(kind);
    }
    let create = json!({
        "type": "Create", "id": peer.url(&format!("/creates/{id}")), "actor": who.uri, "object": note
    });
    peer.send(test, who, &create).await;
    test.drain().await;
    outcome(test, who, &create).await
}

/// A stranger's names for somebody are no names of theirs: no message goes out by them.
async fn a_link_goes_to_whom_the_handle_is_and_to_nobody_by_a_strangers_name(engine: Engine) {
    let evil = FakePeer::start("evil.test");
    let [north, south] = TestApp::several_beside(engine, ["north.test", "south.test"], &[evil.authority()]);
    let mut tobias = member(&south, "tobias", Role::Member).await;
    let uri = south.app.address.actor(actor_of(&south, "tobias").await);
    for number in 0..3 {
        let alias = format!("toc{number}");
        evil.serve_jrd(&alias, &uri);
        let mut guest = Browser::at(&north);
        let shown = guest.get("/login").await.is(200);
        let handle = format!("@{alias}@{}", evil.authority());
        guest.submit(&shown, "/login/guest", &[("handle", handle.as_str())]).await.is(200);
        north.settle(&south).await;
    }
    assert!(!told(&mut tobias).await.contains(&format!("From {}", north.authority())));
    let mut guest = Browser::at(&north);
    let shown = guest.get("/login").await.is(200);
    let handle = format!("@tobias@{}", south.authority());
    guest.submit(&shown, "/login/guest", &[("handle", handle.as_str())]).await.is(200);
    north.settle(&south).await;
    let page = told(&mut tobias).await;
    assert_eq!(page.matches(&format!("From {}", north.authority())).count(), 1, "{page}");
}

/// However much strangers write, a link is kept; hosts of one domain are one stranger; and what our own moderators decided
/// stands first, with every page of the rest.
async fn what_strangers_write_displaces_neither_links_nor_decisions(engine: Engine) {
    let (one, two) = (FakePeer::start("a.evil.test"), FakePeer::start("b.evil.test"));
    let others: Vec<FakePeer> = (0..10).map(|number| FakePeer::start(&format!("stranger{number}.test"))).collect();
    let mut peers = vec![one.authority(), two.authority()];
    peers.extend(others.iter().map(FakePeer::authority));
    let mut test = TestApp::start_as(engine, "home.test", &peers);
    test.serve();
    let mut oskar = member(&test, "oskar", Role::Member).await;
    let mut operator = member(&test, "operator", Role::Moderator).await;
    let handle = format!("oskar@{}", test.authority());
    let shown = operator.get(&format!("/moderation/accounts?who={handle}")).await.is(200);
    let fields = [("deed", "limited"), ("days", "30"), ("reason", "REALNOTICE bad words")];
    operator.submit(&shown, "/moderation/accounts/restrict", &fields).await.is(200);

    let to = test.app.address.actor(actor_of(&test, "oskar").await);
    let most = usize::try_from(NOTES_OF_STRANGERS_PER_PERSON_AND_DAY_MAX).unwrap();
    let (first, second) = (service(&one, "server", "Application", true), service(&two, "server", "Application", true));
    for id in 0..most {
        assert_eq!(write(&test, &one, &first, id, &to, None).await, "understood");
    }
    // Another host of the same domain, and a kind that only somebody decides who has to do with them.
    assert_eq!(write(&test, &two, &second, 50, &to, None).await, "refused: too-many-notes");
    assert_eq!(write(&test, &two, &second, 51, &to, Some("suspended")).await, "refused: too-many-notes");
    for peer in &others {
        let who = service(peer, "server", "Application", true);
        for id in 0..most {
            test.clock.advance(Duration::from_secs(1));
            assert_eq!(write(&test, peer, &who, id, &to, None).await, "understood");
        }
    }
    let links = usize::try_from(LINKS_KEPT_PER_SITE_MAX).unwrap() + 2;
    for id in 100..100 + links {
        test.clock.advance(Duration::from_secs(1));
        assert_eq!(write(&test, &two, &second, id, &to, Some("link")).await, "understood", "a link has room always");
    }
    let page = oskar.get("/settings").await.is(200);
    let text = page.text();
    assert!(text.matches("REALNOTICE").count() >= 2, "that it is so, and that it was told: {text}");
    assert!(text.rfind("REALNOTICE") < text.find("Canary"), "own first: {text}");
    assert!(text.contains(&format!("Canary {} of", 99 + links)), "the newest link: {text}");
    assert!(!text.contains("Canary 100 of") && !text.contains("Canary 101 of"), "the oldest links went: {text}");
    // The first ones stand on a page behind it.
    assert!(!text.contains(&format!("Canary 0 of {}.", one.authority())), "{text}");
    let older = page.attribute("a[href^='/settings?written=']", "href").replace("&amp;", "&");
    let older = older.split('#').next().unwrap();
    let behind = oskar.get(older).await.is(200).text();
    assert!(behind.contains(&format!("Canary 0 of {}.", one.authority())), "{behind}");
}

/// Asking and taking back leaves nothing on somebody's page, and does not go on for ever.
async fn an_invitation_that_is_taken_back_takes_its_notice_along(engine: Engine) {
    let test = start(engine);
    let mut jo = representative(&test).await;
    let mut noor = member(&test, "noor", Role::Member).await;
    for _ in 0..INVITES_OF_ONE_MAX {
        step(&mut jo, "invite", &[("handle", "noor")]).await.is(200);
        assert!(told(&mut noor).await.contains("asks you to speak for it here"));
        let shown = jo.get("/desk/people").await.is(200);
        let id = shown.attribute("section[aria-labelledby='invited-h'] input[name='person']", "value");
        step(&mut jo, "take-back", &[("person", &id)]).await.is(200);
        let page = told(&mut noor).await;
        assert!(!page.contains("asks you to speak for it here"), "{page}");
    }
    step(&mut jo, "invite", &[("handle", "noor")]).await.is(429);
}

/// What a domain names already stays worth something when the same person asks again.
async fn whoever_claims_again_has_the_same_number(engine: Engine) {
    let town = Town::start(engine).await;
    let mut real = member(&town.test, "jo", Role::Member).await;
    let number =
        |page: &str| page.split("v=1; actor=").nth(1).unwrap().split(['<', ' ', '&']).next().unwrap().to_string();
    begin_claim(&mut real, &[("through", "here"), ("signs", "Jo Ott")]).await.is(200);
    let first = number(&real.get(CLAIM).await.is(200).html);
    let shown = real.get(CLAIM).await.is(200);
    real.submit(&shown, CLAIM, &[("step", "withdraw")]).await.is(200);
    begin_claim(&mut real, &[("through", "here"), ("signs", "Jo Ott")]).await.is(200);
    assert_eq!(number(&real.get(CLAIM).await.is(200).html), first);
    let mut other = member(&town.test, "eve", Role::Member).await;
    begin_claim(&mut other, &[("through", "here"), ("signs", "Eve Ott")]).await.is(200);
    assert_ne!(number(&other.get(CLAIM).await.is(200).html), first);
}

/// A stranger that follows and never answers keeps a restored server waiting for minutes, and a page says so.
async fn a_stranger_does_not_keep_a_restored_home_waiting(engine: Engine) {
    let evil = FakePeer::start("evil.test");
    let [north, south] = TestApp::several_beside(engine, ["north.test", "south.test"], &[evil.authority()]);
    let board = carried_by(&north, &[&south]).await;
    let stranger = service(&evil, "server", "Application", true);
    let follow = json!({"type": "Follow", "id": evil.url("/follows/1"), "actor": stranger.uri, "object": board.uri});
    evil.send(&north, &stranger, &follow).await;
    north.settle(&south).await;
    evil.serve_as("/heads", 503, "text/plain", b"later");

    begin(&north.app.db, north.app.clock.now()).await.unwrap();
    north.clock.advance(Duration::from_mins(15));
    south.clock.advance(Duration::from_mins(15));
    let waiting = recover::step(&north.app).await.unwrap();
    assert!(
        matches!(&waiting, Recovery::Waiting(who) if who.len() == 1 && who.contains(&evil.authority())),
        "{waiting:?}"
    );
    let page = Browser::at(&north).get("/boards/acme.example").await.is(200).text();
    assert!(page.contains(&format!("It waits for an answer of: {}", evil.authority())), "{page}");
    let minutes = u64::try_from(STRANGERS_MINUTES_MAX).unwrap();
    north.clock.advance(Duration::from_mins(minutes));
    south.clock.advance(Duration::from_mins(minutes));
    assert_eq!(recover::step(&north.app).await.unwrap(), Recovery::Over);
}

/// A follow covers what its board agreed to, and nothing before.
async fn a_follow_that_nobody_accepted_covers_nothing(engine: Engine) {
    let evil = FakePeer::start("evil.test");
    let mut test = TestApp::start_as(engine, "home.test", &[evil.authority()]);
    test.serve();
    let board = evil.actor("acme.com", "Group");
    let mut document: Value = evil.document_of(&board, "Group");
    document["rd:brand"] = json!({"domain": "acme.com"});
    evil.serve("/users/acme.com", &document);
    fetch_actor(&test.app, &board.uri).await.unwrap();
    let mut eve = member(&test, "eve", Role::Member).await;
    let shown = eve.get(&format!("/intents/follow?object={}", board.uri)).await.is(200);
    eve.submit(&shown, "/intents/follow", &[]).await.is(200);
    test.drain().await;
    let follows = |app: redress::app::App, uri: String| async move {
        app.db.read::<_, StorageError, _>(move |view| carried::is_followed(view, &uri)).await.unwrap()
    };
    assert!(!follows(test.app.clone(), board.uri.clone()).await);
    let follow = evil.delivered().into_iter().find(|it| it["type"] == "Follow").expect("it was asked");
    let accept = json!({"type": "Accept", "id": evil.url("/accepts/1"), "actor": board.uri, "object": follow});
    evil.send(&test, &board, &accept).await;
    test.drain().await;
    assert!(follows(test.app.clone(), board.uri.clone()).await);
}

on_both_engines!(
    a_link_goes_to_whom_the_handle_is_and_to_nobody_by_a_strangers_name,
    what_strangers_write_displaces_neither_links_nor_decisions,
    an_invitation_that_is_taken_back_takes_its_notice_along,
    whoever_claims_again_has_the_same_number,
    a_stranger_does_not_keep_a_restored_home_waiting,
    a_follow_that_nobody_accepted_covers_nothing,
);
