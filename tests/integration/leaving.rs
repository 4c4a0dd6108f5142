//! Somebody leaves: a member deletes their account, a guest what they wrote here. Their words stand nowhere any more, and what
//! their complaints came to stays.

use redress::app::Clock;
use redress::domain::brand::BrandDomain;
use redress::domain::ids::{ActorId, ComplaintId};
use redress::services::file_complaint::{Draft, Filer, file_complaint};
use redress::services::open_board::open_board;
use redress::storage::actors::Actor;
use redress::storage::{Cause, Door, accounts, actors, complaints, posts};
use serde_json::{Value, json};

use crate::between::member;
use crate::groups::Fair;
use crate::on_both_engines;
use crate::support::Engine;
use crate::support::acts::comment;
use crate::support::browser::Browser;
use crate::support::peer::{FakePeer, PUBLIC};

const PASSWORD: &str = "correct horse battery";
const CANARIES: [&str; 5] = ["quorbletitle", "quorbletext", "quorblesecret", "quorblecomment", "quorblereport"];

/// The words that stand in the files of the database, or in a dump of all its tables.
fn found(fair: &Fair) -> Vec<&'static str> {
    let mut dump = Vec::new();
    fair.test.app.db.back_up(&mut dump, fair.test.clock.now()).unwrap();
    let mut places = vec![dump];
    if fair.test.db.engine() == Engine::Sqlite {
        let files = std::fs::read_dir(fair.test.db.data_dir()).unwrap().map(|it| it.unwrap().path());
        places.extend(files.filter(|it| it.is_file()).map(|it| std::fs::read(it).unwrap()));
    }
    let lower: Vec<String> = places.iter().map(|it| String::from_utf8_lossy(it).to_lowercase()).collect();
    let spelt = |word: &str| [word.to_string(), hex::encode(word), hex::encode(word.replace("quorble", "Quorble"))];
    let has = |word: &&str| spelt(word).iter().any(|it| lower.iter().any(|place| place.contains(it.as_str())));
    CANARIES.into_iter().filter(has).collect()
}

fn deleted(peer: &FakePeer, actor: &str) -> Vec<Value> {
    let heard = peer.delivered();
    heard.into_iter().filter(|it| it["type"] == "Delete" && it["actor"] == json!(actor)).collect()
}

async fn file(browser: &mut Browser, fields: &[(&str, &str)]) -> ComplaintId {
    let shown = browser.get("/file?brand=acme.com").await.is(200);
    let mut all = vec![("step", "file")];
    all.extend(fields);
    let thread = browser.submit(&shown, "/file", &all).await.is(200);
    thread.path.strip_prefix("/complaints/").unwrap().parse().unwrap()
}

async fn complainant(fair: &Fair, id: ComplaintId) -> Actor {
    fair.read(move |view| {
        let actor = complaints::find(view, id)?.unwrap().complainant.unwrap();
        Ok(actors::find(view, actor)?.unwrap())
    })
    .await
}

async fn words_of_a_deleted_account_stand_nowhere(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (mut browser, mia, _) = member(&fair.test, "mia", "en").await;
    let open = file(&mut browser, &[("title", "Quorbletitle of a lamp"), ("text", "It was quorbletext.")]).await;
    let masked = [("title", "A lamp"), ("text", "So quorblesecret."), ("identity", "pseudonym")];
    let masked = file(&mut browser, &masked).await;
    let (_, tom, account) = member(&fair.test, "tom", "en").await;
    let brand = open_board(&fair.test.app, BrandDomain::parse("acme.com").unwrap(), None).await.unwrap().0.id;
    let draft = Draft { title: "Mine".into(), text: "Mine is broken.".into(), ..Draft::default() };
    let cause = |name: &str| Cause::new(Door::Page, "a story", name, fair.test.clock.now());
    let filer = Filer { actor: tom.id, account: Some(account) };
    let toms = file_complaint(&fair.test.app, cause("file"), filer, brand, draft).await.unwrap().into_inner().id;
    comment(&fair.test.app, cause("comment"), toms, mia.id, "And quorblecomment.".into()).await.unwrap();
    let thread = browser.get(&format!("/complaints/{toms}")).await.is(200);
    let report = [("reason", "other"), ("note", "quorblereport")];
    browser.submit(&thread, &format!("/complaints/{toms}/report"), &report).await.is(200);
    fair.test.drain().await;
    let pseudonym = complainant(&fair, masked).await;
    let post = fair.read(move |view| posts::of_event(view, open, 1)).await.unwrap().uri;
    let mut reply = fair.note("reply", "<p>Mine too</p>");
    reply["inReplyTo"] = json!(post);
    let create = json!({"type": "Create", "id": fair.writers.url("/creates/reply"), "actor": fair.ada.uri, "to": [PUBLIC], "object": reply});
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &create).await, "understood");
    assert!(found(&fair).len() == 5, "{:?}", found(&fair));
    let mut elsewhere = browser.clone();

    let settings = browser.get("/settings").await.is(200);
    assert!(settings.html.contains("href=\"/settings/delete-account\""), "there is a way to it");
    let sure = browser.get("/settings/delete-account").await.is(200);
    for said in
        ["lose their words", "asked to delete them", "under a pseudonym", "The name stays taken", "cannot be undone"]
    {
        assert!(sure.text().contains(said), "{said}: {}", sure.text());
    }
    let wrong = browser.submit(&sure, "/settings/delete-account", &[("password", "not this one")]).await;
    assert_eq!(wrong.status, 422, "{}", wrong.text());
    let gone = browser.submit(&sure, "/settings/delete-account", &[("password", PASSWORD)]).await.is(200);
    assert!(gone.text().contains("Your account is deleted."), "{}", gone.text());
    fair.test.drain().await;

    assert_eq!(found(&fair), Vec::<&str>::new());
    assert_eq!(elsewhere.get("/settings").await.path, "/login", "signed out everywhere");
    for id in [open, masked] {
        let held = fair.held(id).await;
        assert_eq!(held.complaint.state().name(), "open", "what became of it stays");
        assert!(held.complaint.next_clock().is_none(), "its timers stop");
        Browser::at(&fair.test).get(&format!("/complaints/{id}")).await.is(200);
    }
    assert_eq!(fair.held(toms).await.complaint.state().name(), "open");
    for (actor, name) in [(&mia, "mia"), (&pseudonym, pseudonym.username.as_str())] {
        assert_eq!(fair.fetch(&actor.uri).await.0, 410, "{name} is a tombstone");
        Browser::at(&fair.test).get(&format!("/@{name}")).await.is(404);
        for peer in [&fair.forum, &fair.writers] {
            let heard = deleted(peer, &actor.uri);
            let of_actor = heard.iter().filter(|it| it["object"] == json!(actor.uri)).count();
            if name == "mia" || peer.authority() == fair.forum.authority() {
                assert_eq!(of_actor, 1, "{name} is gone, {} hears: {heard:#?}", peer.authority());
            }
        }
    }
    let of_post = |it: &Value| it["object"]["id"] == json!(post);
    assert!(deleted(&fair.forum, &mia.uri).iter().any(of_post), "a copy is asked to go");
    assert!(deleted(&fair.writers, &mia.uri).iter().any(of_post), "a copy is asked to go");
    assert!(fair.read(|view| accounts::find_by_name(view, "mia")).await.is_none());
    let mut squatter = Browser::at(&fair.test);
    let shown = squatter.get("/register").await.is(200);
    let again = squatter.submit(&shown, "/register", &[("name", "mia"), ("password", PASSWORD)]).await;
    assert_eq!(again.status, 422, "nobody takes the name: {}", again.text());
    let shown = squatter.get("/login").await.is(200);
    assert_eq!(squatter.submit(&shown, "/login", &[("name", "mia"), ("password", PASSWORD)]).await.status, 422);
}

async fn a_guest_has_what_they_wrote_here_deleted(engine: Engine) {
    let fair = Fair::open(engine).await;
    let mut browser = Browser::at(&fair.test);
    let shown = browser.get("/login").await;
    browser.submit(&shown, "/login/guest", &[("handle", "@C7@mastodon.example")]).await.is(200);
    let (link, address) = crate::pages::sent_link(&fair.test).await;
    let remote = crate::pages::remote_person(&fair.test).await;
    let now = redress::app::Clock::now(fair.test.clock.as_ref());
    fair.test.app.db.write(move |tx| redress::services::login_link::found(tx, link, remote, now)).await.unwrap();
    let path = address.strip_prefix(fair.test.app.address.origin()).unwrap().to_string();
    let shown = browser.get(&path).await.is(200);
    browser.submit(&shown, &path, &[]).await.is(200);
    let id = file(&mut browser, &[("title", "Quorbletitle of a lamp"), ("text", "It was quorbletext.")]).await;
    fair.test.drain().await;
    let sure = browser.get("/settings/delete-account").await.is(200);
    assert!(sure.text().contains("is on another server and stays there"), "{}", sure.text());
    let gone = browser.submit(&sure, "/settings/delete-account", &[]).await.is(200);
    assert!(gone.text().contains("You are signed out."), "{}", gone.text());
    fair.test.drain().await;
    assert_eq!(found(&fair), Vec::<&str>::new());
    assert_eq!(browser.get("/settings").await.path, "/login");
    assert_eq!(fair.held(id).await.complaint.state().name(), "open");
    let known: ActorId = remote;
    let actor = fair.read(move |view| actors::find(view, known)).await.unwrap();
    assert!(actor.deleted_at.is_none(), "the account at home is not ours to delete");
}

on_both_engines!(words_of_a_deleted_account_stand_nowhere, a_guest_has_what_they_wrote_here_deleted);
