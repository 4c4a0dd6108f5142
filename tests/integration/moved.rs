//! A complaint that was moved to another brand: what the first one did, promised or left undone is not the other's doing.

use std::time::Duration;

use redress::domain::brand::BrandDomain;
use redress::services::accounts::{self, Registration};
use redress::services::name_official::{NewRepresentative, name_official};
use redress::services::run_clock::run_clock;
use redress::storage::StorageError;
use redress::storage::accounts::Role;
use redress::storage::complaints::{self, Held};

use crate::on_both_engines;
use crate::pages::{PASSWORD, file, member, representative, start};
use crate::support::browser::{Browser, Shown};
use crate::support::{Engine, TestApp};

async fn held(test: &TestApp, path: &str) -> Held {
    let id = path.trim_start_matches("/complaints/").parse().unwrap();
    test.app.db.read::<_, StorageError, _>(move |view| complaints::find(view, id)).await.unwrap().unwrap()
}

async fn submit(who: &mut Browser, path: &str, deed: &str, fields: &[(&str, &str)]) -> Shown {
    // A contest is asked on a page of its own.
    let page = if deed == "contest" { format!("{path}/contest") } else { path.to_string() };
    let shown = who.get(&page).await.is(200);
    who.submit(&shown, &format!("{path}/{deed}"), fields).await.is(200)
}

/// Somebody begins to speak for warm.example.
async fn warm_begins_to_read(test: &TestApp) -> Browser {
    let new = Registration { name: "wilma".into(), password: PASSWORD.into(), language: None, role: Role::Member };
    let account = accounts::register(&test.app, new).await.unwrap();
    let first = NewRepresentative { account: account.id, name: "Wilma Ott".into(), role: "care".into(), owner: true };
    name_official(&test.app, BrandDomain::parse("warm.example").unwrap(), "warm".into(), Some(first)).await.unwrap();
    let mut wilma = Browser::at(test);
    let shown = wilma.get("/login").await;
    wilma.submit(&shown, "/login", &[("name", "wilma"), ("password", PASSWORD)]).await.is(200);
    test.drain().await;
    wilma
}

/// Acme takes a complaint up, answers, promises and is taken to its executives; then it turns out to be about another.
async fn after_acme_did_everything(test: &TestApp) -> (Browser, Browser, Browser, String) {
    let mut acme = representative(test).await;
    let mut person = member(test, "c7", Role::Member).await;
    let moderator = member(test, "mo", Role::Moderator).await;
    let path = file(&mut person, &[]).await.is(200).path;
    submit(&mut person, &path, "escalate", &[("step", "representative")]).await;
    test.clock.advance(Duration::from_hours(73));
    submit(&mut person, &path, "escalate", &[("step", "executive")]).await;
    submit(&mut acme, &path, "acknowledge", &[("name", "J. O.")]).await;
    let answer = [("text", "We look for the money."), ("name", "J. O."), ("and", "promise"), ("due", "2026-02-10")];
    submit(&mut acme, &path, "respond", &answer).await;
    submit(&mut acme, &path, "confirm-order", &[("from", "")]).await;
    let thread = person.get(&path).await.is(200);
    assert_eq!(thread.attribute(".thread", "data-state"), "acknowledged");
    assert!(thread.text().contains("Jo") || thread.text().contains("J. O."), "{}", thread.text());
    (acme, person, moderator, path)
}

async fn what_the_brand_before_did_is_none_of_the_others_doing(engine: Engine) {
    let test = start(engine);
    let (mut acme, mut person, mut moderator, path) = after_acme_did_everything(&test).await;
    submit(&mut moderator, &path, "move", &[("to", "warm.example"), ("reason", "They made it.")]).await;
    test.drain().await;

    // Nobody told warm.example, so nobody waits for it.
    let mut reader = Browser::at(&test);
    let thread = reader.get(&path).await.is(200);
    assert_eq!(thread.attribute(".thread", "data-state"), "open");
    assert!(thread.text().contains("Nobody from warm.example reads here yet"), "{}", thread.text());
    for said in ["Waiting for warm.example", "First answer by a person after", "Promise made", "10 February"] {
        let before_history = thread.text();
        let top = before_history.split("What happened").next().unwrap_or_default().to_string();
        assert!(!top.contains(said), "{said}: {top}");
    }
    assert!(
        thread.text().contains("refunds at acme.com"),
        "who answered is named with their own brand: {}",
        thread.text()
    );
    assert!(!thread.text().contains("refunds at warm.example"), "{}", thread.text());
    let proof = reader.get(&format!("{path}/proof")).await.is(200).text();
    assert!(proof.contains("acme.com"), "{proof}");
    assert!(!reader.get("/waiting").await.is(200).html.contains(&path));
    assert!(reader.get("/waiting/untold").await.is(200).html.contains(&path));
    let board = reader.get("/boards/warm.example").await.is(200).text();
    assert!(board.contains("1 complaint is not in these figures: nobody has told the brand of it yet."), "{board}");
    assert!(
        board.contains("0 of 0 complaints. Those without") && board.contains("0 with a proof of purchase"),
        "{board}"
    );
    let left = reader.get("/boards/acme.com").await.is(200).text();
    assert!(left.contains("Too few complaints to say yet.") && !left.contains("I returned a heater"), "{left}");
    let refused = acme.get(&path).await.is(200);
    assert!(!refused.html.contains(&format!("action=\"{path}/respond\"")), "acme speaks for nobody there");
    // What acme promised breaks for nobody.
    for _ in 0..12 {
        test.clock.advance(Duration::from_hours(24));
        run_clock(&test.app).await.unwrap();
    }
    test.drain().await;
    assert!(!reader.get(&path).await.is(200).text().contains("Promise broken"));

    // Whoever begins to read is told, has its time from then on, and may do everything once.
    let mut wilma = warm_begins_to_read(&test).await;
    let thread = reader.get(&path).await.is(200);
    assert_eq!(thread.text().matches("The brand was notified").count(), 2, "{}", thread.text());
    assert!(thread.text().contains("Waiting for warm.example"), "{}", thread.text());
    let desk = wilma.get("/desk").await.is(200);
    assert!(desk.html.contains(&path.replace("/complaints/", "/desk/")), "{}", desk.text());
    let told = held(&test, &path).await.complaint;
    assert_eq!((told.step, told.first_human_at, told.offers_left()), (None, None, 3));
    assert_eq!(
        submit(&mut wilma, &path, "acknowledge", &[("name", "Wilma Ott")]).await.attribute(".thread", "data-state"),
        "acknowledged"
    );
    submit(&mut wilma, &path, "contest", &[("ground", "wrong-brand"), ("text", "Not ours either.")]).await;
    let answer = [("text", "We pay it."), ("name", "Wilma Ott"), ("and", "offer"), ("outcome", "refund")];
    submit(&mut wilma, &path, "respond", &answer).await;
    let thread = submit(&mut person, &path, "confirm", &[("rating", "8")]).await;
    assert!(thread.text().contains("warm.example solved it"), "{}", thread.text());
    let board = reader.get("/boards/warm.example").await.is(200).text();
    assert!(
        board.contains("1 of 1 complaints. Those without") && board.contains("1 of 1 closed complaints"),
        "{board}"
    );
}

async fn a_move_that_is_taken_back_was_none(engine: Engine) {
    let test = start(engine);
    let (mut acme, mut person, mut moderator, path) = after_acme_did_everything(&test).await;
    let before = held(&test, &path).await.complaint;
    submit(&mut moderator, &path, "move", &[("to", "warm.example"), ("reason", "They made it.")]).await;
    submit(&mut moderator, &path, "move", &[("to", "acme.com"), ("reason", "A slip.")]).await;
    test.drain().await;
    let after = held(&test, &path).await.complaint;
    assert_eq!(after.state(), before.state());
    assert_eq!((after.first_human_at, after.step, after.proof), (before.first_human_at, before.step, before.proof));
    assert_eq!((&after.responses, &after.promises), (&before.responses, &before.promises));
    assert!(after.notified_at.is_some(), "it is told again of what waits for it");
    submit(&mut acme, &path, "keep-promise", &[("promise", "1")]).await;
    let thread = person.get(&path).await.is(200);
    assert!(thread.text().contains("refunds at acme.com"), "{}", thread.text());
}

/// What ended with one brand says nothing about another, until it goes on there.
async fn what_had_ended_counts_for_neither(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let mut moderator = member(&test, "mo", Role::Moderator).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let answer = [("text", "We pay it."), ("name", "J. O."), ("and", "offer"), ("outcome", "refund")];
    submit(&mut acme, &path, "respond", &answer).await;
    submit(&mut person, &path, "confirm", &[("rating", "9")]).await;
    let mut wilma = warm_begins_to_read(&test).await;
    submit(&mut moderator, &path, "move", &[("to", "warm.example"), ("reason", "They made it.")]).await;
    test.drain().await;
    let thread = person.get(&path).await.is(200);
    assert_eq!(thread.attribute(".thread", "data-state"), "resolved");
    assert!(!thread.text().contains("warm.example solved it"), "{}", thread.text());
    // Its word in the thread makes it no more its own.
    submit(&mut wilma, &path, "respond", &[("text", "Glad to read that."), ("name", "Wilma Ott")]).await;
    let board = Browser::at(&test).get("/boards/warm.example").await.is(200).text();
    assert!(board.contains("0 of 0 closed complaints") && board.contains("from 0 people"), "{board}");
    // It broke again, and now it is warm.example's.
    submit(&mut person, &path, "reopen", &[("text", "It broke again.")]).await;
    let board = Browser::at(&test).get("/boards/warm.example").await.is(200).text();
    assert!(board.contains("1 of 1 complaints. Those without"), "{board}");
}

on_both_engines!(
    what_the_brand_before_did_is_none_of_the_others_doing,
    a_move_that_is_taken_back_was_none,
    what_had_ended_counts_for_neither,
);
