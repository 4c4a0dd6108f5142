//! What others hear of who speaks for a brand: in the documents of its threads, and when that or its name changes.

use std::time::Duration;

use redress::domain::brand::BrandDomain;
use redress::domain::complaint::Notice;
use redress::domain::ids::ComplaintId;
use redress::federation::follow_board::follow_board;
use redress::services::open_board::open_board;
use redress::services::rule_mark::withdraw;
use redress::services::run_clock::run_clock;
use redress::storage::accounts::Role;
use redress::storage::actors::{self, ActorKind};
use redress::storage::{complaints, posts};
use serde_json::{Value, json};

use crate::brands::{CLAIM, Town, acme, begin_claim, file, id_of, notices, press_check, proven_on_north, read};
use crate::on_both_engines;
use crate::pages::member;
use crate::support::browser::Browser;
use crate::support::peer::{ACTIVITY_JSON, FakePeer, PUBLIC, PeerActor};
use crate::support::{Engine, TestApp};
use crate::way_out::follower;

async fn document(test: &TestApp, path: &str) -> Value {
    let request = reqwest::Client::new().get(test.local_url(path)).header("accept", ACTIVITY_JSON);
    request.send().await.unwrap().json().await.unwrap()
}

fn later(tests: &[&TestApp]) {
    for test in tests {
        test.clock.advance(Duration::from_secs(30));
    }
}

async fn a_thread_names_who_speaks_for_its_brand(engine: Engine) {
    let (north, south, site) = proven_on_north(engine).await;
    // South cannot see the proof itself.
    site.serve_as("/.well-known/redress.json", 503, "text/plain", b"");
    open_board(&south.app, acme(), None).await.unwrap();
    follow_board(&south.app, &format!("acme.test@{}", north.authority())).await.unwrap();
    let mut ada = member(&north, "ada", Role::Member).await;
    let id = id_of(&file(&mut ada, "acme.test", &[]).await.is(200));
    north.settle(&south).await;
    later(&[&north, &south]);
    north.settle(&south).await;
    let voice = read(&north, |view| actors::local_of_kind(view, ActorKind::Official)).await.pop().unwrap();
    let named = document(&north, &format!("/threads/{id}")).await["rd:voices"].clone();
    assert_eq!((&named[0]["id"], &named[0]["rd:proof"]), (&json!(voice.uri), &json!("well-known")), "{named}");
    let says_so = format!("{} says so", north.authority());
    let board = Browser::at(&south).get("/boards/acme.test").await.is(200).text();
    assert!(board.contains(&says_so), "{board}");

    // The proof is withdrawn: the thread names nobody any more, and whoever carries it hears so with its next event.
    assert!(withdraw(&north.app, acme(), voice, String::new()).await.unwrap());
    assert_eq!(document(&north, &format!("/threads/{id}")).await["rd:voices"], json!([]));
    later(&[&north, &south]);
    let thread = ada.get(&format!("/complaints/{id}")).await.is(200);
    ada.submit(&thread, &format!("/complaints/{id}/comment"), &[("text", "It leaks still.")]).await.is(200);
    north.settle(&south).await;
    let board = Browser::at(&south).get("/boards/acme.test").await.is(200).text();
    assert!(!board.contains(&says_so), "{board}");
}

fn update_of(peer: &FakePeer, uri: &str) -> Option<Value> {
    peer.delivered().into_iter().rfind(|it| it["type"] == "Update" && it["object"]["id"] == uri)
}

async fn who_follows_hears_that_a_proof_was_withdrawn(engine: Engine) {
    let town = Town::start(engine).await;
    let mut jo = member(&town.test, "jo", Role::Member).await;
    let begun = begin_claim(&mut jo, &[("through", "here"), ("signs", "Jo Ott")]).await.is(200);
    let uri = begun.html.split("v=1; actor=").nth(1).unwrap().split(['<', ' ', '&']).next().unwrap().to_string();
    let (_, board) = open_board(&town.test.app, acme(), None).await.unwrap();
    follower(&town.test.app, &town.social, "fan", board.id, true).await;
    town.put_file(&[&uri]);
    assert!(press_check(&town, &mut jo).await.text().contains("acme.test is verified"));
    let voice = read(&town.test, |view| actors::local_of_kind(view, ActorKind::Official)).await.pop().unwrap();
    let heard = update_of(&town.social, &board.uri).expect("the board names a new voice");
    assert_eq!(heard["object"]["rd:voices"][0]["id"], json!(voice.uri));

    follower(&town.test.app, &town.social, "fan2", voice.id, true).await;
    let before = document(&town.test, &format!("/actors/{}", voice.id)).await;
    assert!(before["attachment"].to_string().contains("https://acme.test/"), "{before}");
    later(&[&town.test]);
    let shown = jo.get(CLAIM).await.is(200);
    jo.submit(&shown, CLAIM, &[("step", "withdraw")]).await.is(200);
    town.test.drain().await;
    let heard = update_of(&town.social, &voice.uri).expect("the voice names the domain no more");
    assert!(!heard["object"]["attachment"].to_string().contains("https://acme.test/"), "{heard}");
    assert!(!heard["object"]["summary"].to_string().contains("speaks for acme.test"), "{heard}");
    assert!(heard["object"]["updated"].as_str() > before["updated"].as_str(), "newer than what they have");
    let heard = update_of(&town.social, &board.uri).expect("nor does the board name it");
    assert_eq!(heard["object"]["rd:voices"], json!([]));
}

/// Nobody here gave the brand a name; a board elsewhere that somebody follows knows one.
async fn who_follows_hears_that_a_brand_has_a_name(engine: Engine) {
    let (north, south, site) = proven_on_north(engine).await;
    let (_, board) = open_board(&south.app, acme(), None).await.unwrap();
    follower(&south.app, &site, "fan", board.id, true).await;
    later(&[&north, &south]);
    follow_board(&south.app, &format!("acme.test@{}", north.authority())).await.unwrap();
    // Its word for the name counts once its voice is proven from here, with the comparison after that.
    for _ in 0..3 {
        north.settle(&south).await;
        for test in [&north, &south] {
            test.clock.advance(Duration::from_mins(20));
        }
    }
    north.settle(&south).await;
    let heard = update_of(&site, &board.uri).expect("the board is called otherwise now");
    assert_eq!(heard["object"]["name"], "Complaints about Acme Kettles");
    assert_eq!(heard["object"]["rd:brandName"], "Acme Kettles");
    let shown = document(&south, &format!("/actors/{}", board.id)).await;
    assert_eq!(shown["name"], heard["object"]["name"]);
}

/// Ann files by mention and at once; the brand's voice lives on her server, which takes nothing for now.
async fn filed_while_its_voice_is_away(town: &Town) -> ComplaintId {
    let care = town.voice("care", "https://acme.test/");
    town.put_file(&[&care.uri]);
    town.check("care").await;
    town.test.drain().await;
    let (_, board) = open_board(&town.test.app, acme(), None).await.unwrap();
    let ann = town.social.person("ann");
    let note = json!({
        "type": "Note", "id": town.social.url("/notes/1"), "attributedTo": ann.uri, "to": [PUBLIC, board.uri],
        "tag": [{"type": "Mention", "href": board.uri, "name": "@acme.test"}],
        "content": "<p>The kettle leaks. #file</p>"
    });
    let create = json!({"type": "Create", "id": town.social.url("/c/1"), "actor": ann.uri, "object": note});
    town.social.refuse(move |heard| (heard.method == "POST" && heard.target == "/inbox").then_some((503, Vec::new())));
    assert_eq!(town.social.send(&town.test, &ann, &create).await, 202);
    town.test.drain().await;
    read(&town.test, move |view| complaints::digest(view, &board.uri, None, 10)).await[0].0
}

/// H13: the board's word about a complaint comes after the complaint, in every list of its posts.
async fn the_boards_word_comes_after_the_complaint(engine: Engine) {
    let town = Town::start(engine).await;
    let id = filed_while_its_voice_is_away(&town).await;
    let filed = json!(town.social.url("/notes/1"));
    let posts = document(&town.test, &format!("/complaints/{id}/posts")).await;
    let items = posts["orderedItems"].as_array().unwrap();
    assert!(items.len() > 1 && items[0] == filed, "{posts}");
    let all = read(&town.test, move |view| posts::of_complaint(view, id, 0, 50)).await;
    let uris: Vec<Value> = all.iter().map(|it| json!(it.uri)).collect();
    assert_eq!(&uris, items, "one order everywhere");
    assert!(all.windows(2).all(|two| two[0].received_at <= two[1].received_at));
    assert!(all[1].received_at > all[0].received_at, "wherever they are sorted by time alone");
}

/// The mention is on its way to a voice of the brand that the complaint is not about any more.
async fn a_mention_that_comes_too_late_tells_no_other_brand(engine: Engine) {
    let town = Town::start(engine).await;
    let id = filed_while_its_voice_is_away(&town).await;
    open_board(&town.test.app, BrandDomain::parse("warm.example").unwrap(), None).await.unwrap();
    let mut mo = member(&town.test, "mo", Role::Moderator).await;
    let path = format!("/complaints/{id}");
    let shown = mo.get(&path).await.is(200);
    mo.submit(&shown, &format!("{path}/move"), &[("to", "warm.example"), ("reason", "Theirs.")]).await.is(200);
    town.social.refuse(|_| None);
    town.test.clock.advance(Duration::from_mins(5));
    town.test.drain().await;
    assert_eq!(notices(&town.test, id).await, [], "nobody told warm.example");
    let thread = Browser::at(&town.test).get(&path).await.is(200);
    assert!(thread.text().contains("Nobody from warm.example reads here yet"), "{}", thread.text());
    // Back where it belongs, its voice is told.
    let shown = mo.get(&path).await.is(200);
    mo.submit(&shown, &format!("{path}/move"), &[("to", "acme.test"), ("reason", "A slip.")]).await.is(200);
    town.test.clock.advance(Duration::from_mins(5));
    town.test.drain().await;
    assert_eq!(notices(&town.test, id).await, [Notice::Mention]);
}

/// A brand whose server takes nothing from us, and that answers whom it likes: it reads the board, and does not choose which
/// complaints count.
async fn a_voice_that_answers_is_told_of_everything_on_its_board(engine: Engine) {
    let town = Town::start(engine).await;
    let test = &town.test;
    let (care, fake) = (town.voice("care", "https://acme.test/"), town.social.person("acme"));
    town.put_file(&[&care.uri]);
    town.check("care").await;
    town.social.refuse(|heard| (heard.method == "POST").then_some((403, Vec::new())));
    let mut people = Vec::new();
    let mut ids = Vec::new();
    for name in ["ada", "ben", "cem", "dot"] {
        let mut person = member(test, name, Role::Member).await;
        ids.push(id_of(&file(&mut person, "acme.test", &[]).await.is(200)));
        people.push(person);
    }
    let over = {
        let path = format!("/complaints/{}", ids[3]);
        let shown = people[3].get(&format!("{path}/withdraw")).await.is(200);
        people[3].submit(&shown, &format!("{path}/withdraw"), &[]).await.is(200);
        ids[3]
    };
    test.drain().await;
    let answer = |number: u32, who: &PeerActor, id: ComplaintId, sign: &str| {
        let (town, who, sign) = (&town, who.clone(), sign.to_string());
        async move {
            let post = read(&town.test, move |view| posts::of_event(view, id, 1)).await.unwrap().uri;
            let note = json!({
                "type": "Note", "id": town.social.url(&format!("/notes/{number}")), "attributedTo": who.uri,
                "to": [PUBLIC], "inReplyTo": post,
                "content": format!("<p>I looked at kettle {number} and send you a new lid on Monday.</p>{sign}")
            });
            let create = json!({
                "type": "Create", "id": town.social.url(&format!("/c/{number}")), "actor": who.uri, "object": note
            });
            assert_eq!(town.social.send(&town.test, &who, &create).await, 202);
            town.test.drain().await;
        }
    };
    // Whoever only sounds like the brand tells nobody anything.
    answer(1, &fake, ids[0], "<p>— Jo Ott, refunds</p>").await;
    for id in &ids {
        assert_eq!(notices(test, *id).await, []);
    }
    let ben = format!("/complaints/{}", ids[1]);
    assert!(Browser::at(test).get(&ben).await.is(200).text().contains("was not told"), "nobody told it");

    answer(2, &care, ids[0], "<p>— Jo Ott, refunds</p>").await;
    for id in &ids[..3] {
        assert_eq!(notices(test, *id).await, [Notice::Answer], "it reads the board");
    }
    assert_eq!(notices(test, over).await, [], "what is over waits for nobody");
    let shown = Browser::at(test).get(&ben).await.is(200).text();
    assert!(shown.contains("by this board: it answered here") && !shown.contains("was not told"), "{shown}");
    let board = town.board().await;
    assert!(board.contains("waiting for acme.test") && !board.contains("was not told"), "{board}");
    assert!(!board.contains("nobody from acme.test reads here yet"), "{board}");

    // What came after that it may not have read, until it says something again; and nothing is told twice.
    let mut eve = member(test, "eve", Role::Member).await;
    ids[3] = id_of(&file(&mut eve, "acme.test", &[]).await.is(200));
    test.drain().await;
    assert_eq!(notices(test, ids[3]).await, []);
    test.clock.advance(Duration::from_mins(1));
    answer(3, &care, ids[0], "").await;
    for id in &ids {
        assert_eq!(notices(test, *id).await, [Notice::Answer]);
    }
    // From then on the clock runs: sixty days of silence close what it left alone.
    for _ in 0..61 {
        test.clock.advance(Duration::from_hours(24));
        run_clock(&test.app).await.unwrap();
    }
    let shown = Browser::at(test).get(&ben).await.is(200);
    assert_eq!(shown.attribute(".thread", "data-state"), "unanswered", "{}", shown.text());
}

on_both_engines!(
    a_voice_that_answers_is_told_of_everything_on_its_board,
    a_thread_names_who_speaks_for_its_brand,
    who_follows_hears_that_a_proof_was_withdrawn,
    who_follows_hears_that_a_brand_has_a_name,
    the_boards_word_comes_after_the_complaint,
    a_mention_that_comes_too_late_tells_no_other_brand,
);
