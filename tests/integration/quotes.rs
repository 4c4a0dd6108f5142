//! Quotes and reports: leave asked for and given, taken back; and reports in and out with what became of them.

use redress::app::Clock;
use redress::services::accounts::{Registration, register};
use redress::services::moderate::{self, Decision, Moderator};
use redress::services::quote::revoke_quote;
use redress::storage::accounts::{Account, Role};
use redress::storage::reactions;
use redress::storage::{Cause, Door, cases, reports};
use serde_json::{Value, json};

use crate::groups::Fair;
use crate::on_both_engines;
use crate::support::Engine;
use crate::support::acts::{By, Deed, act_on_complaint};
use crate::support::peer::{FakePeer, PUBLIC, PeerActor};

fn request(fair: &Fair, number: u8, who: &PeerActor, object: &str) -> Value {
    let quoting = fair.writers.url(&format!("/quoting/{number}"));
    json!({
        "type": "QuoteRequest", "id": format!("{quoting}#request"), "actor": who.uri, "object": object,
        "instrument": {"type": "Note", "id": quoting, "attributedTo": who.uri, "to": [PUBLIC], "content": "<p>Look</p>", "quote": object}
    })
}

fn answer(peer: &FakePeer, request: &Value) -> Option<Value> {
    peer.delivered().into_iter().find(|it| it["object"]["id"] == request["id"])
}

async fn a_post_may_be_quoted_until_it_is_gone(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, post, eve) = fair.filed_here().await;
    let (_, note) = fair.fetch(&post.uri).await;
    assert_eq!(note["interactionPolicy"]["canQuote"]["automaticApproval"], json!([PUBLIC]));
    let mut leaves = Vec::new();
    for number in [1, 2] {
        let asked = request(&fair, number, &fair.ada, &post.uri);
        assert_eq!(fair.tell(&fair.writers, &fair.ada, &asked).await, "understood");
        let accept = answer(&fair.writers, &asked).expect("an answer");
        assert_eq!((&accept["type"], &accept["actor"]), (&json!("Accept"), &json!(post.author_uri)));
        let leave = accept["result"].as_str().unwrap().to_string();
        let (status, document) = fair.fetch(&leave).await;
        assert_eq!((status, &document["type"]), (200, &json!("QuoteAuthorization")));
        assert_eq!(document["interactingObject"], asked["instrument"]["id"]);
        assert_eq!(document["interactionTarget"], json!(post.uri));
        assert_eq!(document["attributedTo"], json!(post.author_uri));
        leaves.push(leave);
    }
    let app = &fair.test.app;
    let cause = |name: &str| Cause::new(Door::Page, "eve", name, app.clock.now());
    let first = leaves[0].rsplit('/').next().unwrap().parse().unwrap();
    revoke_quote(app, cause("revoke"), eve.id, false, first).await.unwrap();
    fair.test.drain().await;
    assert_eq!(fair.fetch(&leaves[0]).await.0, 410);
    assert_eq!(fair.fetch(&leaves[1]).await.0, 200, "one leave at a time");
    let revoked =
        |leave: &str| fair.writers.delivered().iter().any(|it| it["type"] == "Delete" && it["object"] == json!(leave));
    assert!(revoked(&leaves[0]) && !revoked(&leaves[1]));

    let erase = redress::domain::complaint::Command::Erase { targets: Vec::new() };
    let deed = Deed { complaint: id, by: By::Actor(eve.id), seen: None, command: erase, reason: None };
    act_on_complaint(app, cause("erase"), deed).await.unwrap();
    fair.test.drain().await;
    assert_eq!(fair.fetch(&leaves[1]).await.0, 410);
    assert!(revoked(&leaves[1]), "who quotes what is gone is told");
    let late = request(&fair, 3, &fair.ada, &post.uri);
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &late).await, "understood");
    assert_eq!(answer(&fair.writers, &late).unwrap()["type"], "Reject");
}

async fn leave_is_for_the_asker_s_own_post(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, post, eve) = fair.filed_here().await;
    let mut another = request(&fair, 1, &fair.ada, &post.uri);
    another["instrument"]["attributedTo"] = json!(fair.writers.url("/users/somebody"));
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &another).await, "refused: not-the-author");
    let mut elsewhere = request(&fair, 2, &fair.ada, &post.uri);
    elsewhere["instrument"] = json!(fair.forum.url("/quoting/2"));
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &elsewhere).await, "refused: not-the-author");
    let theirs = request(&fair, 3, &fair.ada, &fair.writers.url("/notes/1"));
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &theirs).await, "ignored: not-ours");
    let bare =
        json!({"type": "QuoteRequest", "id": fair.writers.url("/bare"), "actor": fair.ada.uri, "object": post.uri});
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &bare).await, "refused: no-instrument");
    assert!(!fair.writers.delivered().iter().any(|it| it["type"] == "Accept" && it["result"].is_string()));
    assert_eq!(eve.username, "eve");
}

/// Quotes of others stand in a thread as links, whatever their servers call them.
async fn a_quote_is_shown_as_a_link(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, complaint) = fair.filed().await;
    let quoted = fair.forum.url("/notes/quoted");
    let link = json!([{"type": "Link", "rel": "https://misskey-hub.net/ns#_misskey_quote", "href": quoted}]);
    let shapes = [
        ("quote", json!(quoted)),
        ("quoteUri", json!(quoted)),
        ("quoteUrl", json!(quoted)),
        ("_misskey_quote", json!(quoted)),
        ("tag", link),
    ];
    for (number, (name, value)) in shapes.into_iter().enumerate() {
        let mut note = fair.note(&format!("q{number}"), "<p>As they said</p>");
        note["inReplyTo"] = json!(complaint);
        note[name] = value;
        let create = json!({"type": "Create", "id": fair.writers.url(&format!("/q/{number}")), "actor": fair.ada.uri, "object": note});
        assert_eq!(fair.tell(&fair.writers, &fair.ada, &create).await, "understood");
        let post = fair.post(note["id"].as_str().unwrap()).await.unwrap();
        assert!(post.html.contains(&format!("<a href=\"{quoted}\"")), "{name}: {}", post.html);
    }
}

async fn moderator(fair: &Fair) -> Account {
    let new =
        Registration { name: "mod".into(), password: "a long password".into(), language: None, role: Role::Moderator };
    register(&fair.test.app, new).await.unwrap();
    fair.read(|view| redress::storage::accounts::find_by_name(view, "mod")).await.unwrap()
}

/// A server that reports hears what became of it, and a person does too; who reported stays unknown to the author's server.
async fn reports_go_out_and_come_back_with_their_outcome(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, complaint) = fair.filed().await;
    let moderator = moderator(&fair).await;
    let server = fair.forum.actor("server", "Application");
    let flag = |peer: &FakePeer, who: &PeerActor, number: u8| json!({"type": "Flag", "id": peer.url(&format!("/flags/{number}")), "actor": who.uri, "object": [fair.ada.uri, complaint], "content": "Look at this"});
    let flags = [flag(&fair.forum, &server, 1), flag(&fair.forum, &fair.reader, 2)];
    assert_eq!(fair.tell(&fair.forum, &server, &flags[0]).await, "understood");
    assert_eq!(fair.tell(&fair.forum, &fair.reader, &flags[1]).await, "understood");
    let open = fair.read(|view| cases::open(view, None, None, 10)).await;
    // What two report is one case, and one decision.
    let [case] = open.as_slice() else { panic!("{open:?}") };
    let of_case = case.id;
    assert_eq!(fair.read(move |view| reports::of_case(view, of_case, 10)).await.len(), 2);
    let by = Moderator {
        actor: moderator.actor,
        account: moderator.id,
        name: moderator.name.clone(),
        role: Role::Moderator,
    };
    let decision = Decision {
        complaint: Some(id),
        case: Some(case.id),
        by,
        deed: moderate::Deed::Hide,
        reason: "seen".into(),
        forward: true,
    };
    let cause = Cause::new(Door::Page, "mod", "hide", fair.test.clock.now());
    moderate::decide(&fair.test.app, cause, decision).await.unwrap();
    fair.test.drain().await;
    let heard = fair.forum.delivered();
    let accept = heard.iter().find(|it| it["object"]["id"] == flags[0]["id"]).expect("an answer to the server");
    assert_eq!(accept["type"], "Accept");
    let told = heard
        .iter()
        .find(|it| it["type"] == "Create" && it["object"]["to"] == json!([fair.reader.uri]))
        .expect("a note");
    assert!(told["object"]["content"].as_str().unwrap().contains(&complaint));
    let forwarded: Vec<Value> = fair.writers.delivered().into_iter().filter(|it| it["type"] == "Flag").collect();
    assert_eq!(forwarded.len(), 1, "one thing, once");
    assert_eq!(forwarded[0]["object"], json!([fair.ada.uri, complaint]));
    let actor = forwarded[0]["actor"].as_str().unwrap();
    assert_eq!(fair.fetch(actor).await.1["type"], "Application", "the server itself asks");
    assert!(!forwarded[0].to_string().contains(&fair.reader.uri));
}

/// A block is taken back by its id, or by whom it was for.
async fn a_block_ends(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, _, eve) = fair.filed_here().await;
    let block = json!({"type": "Block", "id": fair.writers.url("/blocks/1"), "actor": fair.ada.uri, "object": eve.uri});
    let blocked = async || {
        let ada = fair.ada.uri.clone();
        let eve = eve.uri.clone();
        fair.read(move |view| {
            let ada = redress::storage::actors::find_by_uri(view, &ada)?.unwrap();
            reactions::is_blocked(view, ada.id, &eve)
        })
        .await
    };
    for (number, undone) in
        [json!(block["id"]), json!({"type": "Block", "actor": fair.ada.uri, "object": eve.uri})].into_iter().enumerate()
    {
        let mut again = block.clone();
        again["id"] = json!(format!("{}{number}", block["id"].as_str().unwrap()));
        assert_eq!(fair.tell(&fair.writers, &fair.ada, &again).await, "understood");
        assert!(blocked().await);
        let undone = if undone.is_string() { again["id"].clone() } else { undone };
        let undo = json!({"type": "Undo", "id": fair.writers.url(&format!("/unblocks/{number}")), "actor": fair.ada.uri, "object": undone});
        assert_eq!(fair.tell(&fair.writers, &fair.ada, &undo).await, "understood");
        assert!(!blocked().await);
    }
}

on_both_engines!(
    a_post_may_be_quoted_until_it_is_gone,
    leave_is_for_the_asker_s_own_post,
    a_quote_is_shown_as_a_link,
    reports_go_out_and_come_back_with_their_outcome,
    a_block_ends,
);
