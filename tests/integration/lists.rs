//! Lists of complaints that were filed in one moment: they stand in one order, and every one stands on one page.

use redress::app::Clock as _;
use redress::domain::brand::BrandDomain;
use redress::domain::ids::ActorId;
use redress::services::file_complaint::{Draft, Filer, file_complaint};
use redress::services::open_board::open_board;
use redress::services::scene::Scene;
use redress::storage::accounts::Role;
use redress::storage::actors::ActorKind;
use redress::storage::{Cause, Door, StorageError, actors};
use serde_json::Value;

use crate::on_both_engines;
use crate::pages::{member, representative, start};
use crate::support::browser::Browser;
use crate::support::peer::ACTIVITY_JSON;
use crate::support::{Engine, TestApp};

/// More than any list shows at once.
const FILED: usize = 70;

async fn every_complaint_of_one_moment_stands_on_one_page(engine: Engine) {
    let mut test = TestApp::start(engine);
    test.serve();
    let (brand, _) = open_board(&test.app, BrandDomain::parse("acme.com").unwrap(), None).await.unwrap();
    let mia = person(&test).await;
    for number in 0..FILED {
        let draft = Draft { title: format!("Lid {number:02} broke"), text: "At once.".into(), ..Draft::default() };
        let cause = Cause::new(Door::Page, "mia", number.to_string(), test.clock.now());
        file_complaint(&test.app, cause, Filer { actor: mia, account: None }, brand.id, draft).await.unwrap();
    }
    // What is filed here can be taken back for a while, and stands in lists after that. Nobody reads for the brand here.
    test.clock.advance(std::time::Duration::from_hours(2));
    test.drain().await;
    for list in ["/waiting/untold", "/boards/acme.com", "/boards/acme.com?state=untold"] {
        assert_eq!(titles(&test, list).await, titles(&test, list).await, "{list} has an order");
        let mut all = titles(&test, list).await;
        all.sort();
        let expected: Vec<String> = (0..FILED).map(|number| format!("Lid {number:02} broke")).collect();
        assert_eq!(all, expected, "{list}");
    }
}

/// More than a desk has room for are counted all the same, and the desk says that it shows the first of them.
async fn a_desk_says_how_many_wait_beside_those_it_shows(engine: Engine) {
    const WAITING: usize = 102;
    let test = start(engine);
    let mut acme = representative(&test).await;
    let (brand, _) = open_board(&test.app, BrandDomain::parse("acme.com").unwrap(), None).await.unwrap();
    let mia = person(&test).await;
    for number in 0..WAITING {
        let draft = Draft { title: format!("Lid {number:03} broke"), text: "At once.".into(), ..Draft::default() };
        let cause = Cause::new(Door::Page, "mia", number.to_string(), test.clock.now());
        file_complaint(&test.app, cause, Filer { actor: mia, account: None }, brand.id, draft).await.unwrap();
    }
    let desk = acme.get("/desk").await.is(200);
    let said = "102 complaints wait for acme.com here. The 100 that wait longest are shown here.";
    assert!(desk.text().contains(said), "{}", desk.text());
    assert_eq!(desk.html.matches("href=\"/desk/").count() - desk.html.matches("href=\"/desk/people").count(), 100);
}

/// The titles on all pages of a list, as somebody reads them who goes on to its end.
async fn titles(test: &TestApp, list: &str) -> Vec<String> {
    let (mut visitor, mut next, mut found) = (Browser::at(test), Some(list.to_string()), Vec::new());
    while let Some(path) = next {
        let page = visitor.get(&path).await.is(200).html;
        let shown = page.split("Lid ").skip(1).filter_map(|rest| rest.split_once(" broke"));
        let mut here: Vec<String> = shown.map(|(number, _)| format!("Lid {number} broke")).collect();
        here.dedup();
        found.append(&mut here);
        let more = page.split_once("\" rel=\"next\"").and_then(|(before, _)| before.rsplit_once("href=\""));
        next = more.map(|(_, link)| link.replace("&amp;", "&").replace("&#38;", "&"));
        next = next.map(|it| it.split('#').next().unwrap_or_default().to_string());
        assert!(found.len() <= FILED, "{path}: {found:?}");
    }
    found
}

async fn person(test: &TestApp) -> ActorId {
    let mia = Scene::of(&test.app).new_actor(ActorKind::Person, "mia", "Mia");
    let id = mia.id;
    test.app.db.write::<_, StorageError, _>(move |tx| actors::insert_local(tx, &mia)).await.unwrap();
    id
}

async fn document(test: &TestApp, path: &str) -> Value {
    let request = reqwest::Client::new().get(test.local_url(path)).header("accept", ACTIVITY_JSON);
    request.send().await.unwrap().json().await.unwrap()
}

/// What somebody said at one moment stands in their outbox once, on whichever page.
async fn everything_said_at_one_moment_stands_in_the_outbox_once(engine: Engine) {
    let mut test = TestApp::start(engine);
    test.serve();
    let (brand, board) = open_board(&test.app, BrandDomain::parse("acme.com").unwrap(), None).await.unwrap();
    let mia = person(&test).await;
    for number in 0..FILED {
        let draft = Draft { title: format!("Lid {number:02} broke"), text: "At once.".into(), ..Draft::default() };
        let cause = Cause::new(Door::Page, "mia", number.to_string(), test.clock.now());
        file_complaint(&test.app, cause, Filer { actor: mia, account: None }, brand.id, draft).await.unwrap();
    }
    test.drain().await;
    for (actor, kind) in [(mia, "Create"), (board.id, "Announce")] {
        let outbox = document(&test, &format!("/actors/{actor}/outbox")).await;
        let (mut next, mut seen, mut pages) = (outbox["first"].as_str().map(str::to_string), Vec::new(), 0);
        while let Some(page) = next {
            let path = page.split_once(&test.authority()).unwrap().1;
            let page = document(&test, path).await;
            let items = page["orderedItems"].as_array().unwrap();
            seen.extend(items.iter().filter(|it| it["type"] == kind).map(|it| it["id"].as_str().unwrap().to_string()));
            next = page["next"].as_str().map(str::to_string);
            pages += 1;
        }
        let count = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!((seen.len(), count), (FILED, FILED), "{kind} on {pages} pages");
        assert!(pages > 1);
    }
}

/// The moderators' log has pages, and every line of one moment stands on one of them.
async fn every_decision_of_one_moment_stands_on_one_page(engine: Engine) {
    let mut test = TestApp::start(engine);
    test.serve();
    let (brand, _) = open_board(&test.app, BrandDomain::parse("acme.com").unwrap(), None).await.unwrap();
    let mia = person(&test).await;
    let mut moderator = member(&test, "mo", Role::Moderator).await;
    for number in 0..FILED {
        let draft = Draft { title: format!("Lid {number:02} broke"), text: "At once.".into(), ..Draft::default() };
        let cause = Cause::new(Door::Page, "mia", number.to_string(), test.clock.now());
        let filed =
            file_complaint(&test.app, cause, Filer { actor: mia, account: None }, brand.id, draft).await.unwrap();
        let path = format!("/complaints/{}", filed.into_inner().id);
        let shown = moderator.get(&path).await.is(200);
        let reason = format!("Reason {number:02}.");
        moderator.submit(&shown, &format!("{path}/hide"), &[("reason", &reason)]).await.is(200);
    }
    let (mut next, mut found) = (Some("/moderation/log".to_string()), Vec::new());
    while let Some(path) = next {
        let page = Browser::at(&test).get(&path).await.is(200).html;
        found.extend(page.split("Reason ").skip(1).map(|rest| rest[..2].to_string()));
        let more = page.split_once("\" rel=\"next\"").and_then(|(before, _)| before.rsplit_once("href=\""));
        next = more.map(|(_, link)| link.replace("&amp;", "&"));
    }
    let expected: Vec<String> = (0..FILED).map(|number| format!("{number:02}")).collect();
    found.sort();
    assert_eq!(found, expected);
}

on_both_engines!(
    every_complaint_of_one_moment_stands_on_one_page,
    everything_said_at_one_moment_stands_in_the_outbox_once,
    every_decision_of_one_moment_stands_on_one_page,
    a_desk_says_how_many_wait_beside_those_it_shows,
);
