//! A stranger's posts and requests about a thread that they may not see come to exactly what an unknown address comes to.

use redress::domain::visibility::{Peer, Sight, Viewer, sight};
use serde_json::{Value, json};

use crate::on_both_engines;
use crate::support::Engine;
use crate::support::browser::Browser;
use crate::support::peer::PUBLIC;
use crate::visibility::world::{Thread, World};

/// Everything that a post or request might leave behind, but that it came.
const TABLES: [&str; 19] = [
    "posts",
    "post_versions",
    "reactions",
    "reports",
    "complaint_events",
    "disclosures",
    "complaints",
    "parties",
    "told_why",
    "activities",
    "deliveries",
    "quotes",
    "passed_on",
    "follows",
    "requests",
    "blocks",
    "search_entries",
    "moderation_log",
    "taken_back",
];

fn rows(world: &World) -> Vec<(String, i64)> {
    let count = |table: &str| {
        let sql = format!("SELECT '{table}' AS name, COUNT(*) AS number FROM {table}");
        world.test.db.counted(&sql).remove(0)
    };
    TABLES.iter().map(|table| count(table)).collect()
}

/// What somebody elsewhere may send about an address.
fn activities(world: &World, about: &str, name: &str) -> Vec<(&'static str, Value)> {
    let sam = &world.sam.uri;
    let note = |which: &str, html: &str, parent: &str| {
        json!({
            "type": "Note", "id": world.peer.url(&format!("/notes/{name}-{which}")), "attributedTo": sam, "to": [PUBLIC],
            "inReplyTo": parent, "content": html
        })
    };
    let create = |which: &str, note: Value| json!({"type": "Create", "id": world.peer.url(&format!("/creates/{name}-{which}")), "actor": sam, "to": [PUBLIC], "object": note});
    let said = |which: &'static str, html: &str| (which, create(which, note(which, html, about)));
    let sign = |kind: &'static str| {
        (
            kind,
            json!({"type": kind, "id": world.peer.url(&format!("/{kind}/{name}")), "actor": sam, "object": about, "to": [PUBLIC]}),
        )
    };
    let mut by_context = note("context", "<p>Me too</p>", &world.peer.url("/notes/nothing"));
    by_context["context"] = json!(about);
    let mut vote = note("vote", "", about);
    vote["name"] = json!("yes");
    vote.as_object_mut().unwrap().remove("content");
    let quoting = world.peer.url(&format!("/quoting/{name}"));
    let mut emoji = sign("EmojiReact");
    emoji.1["content"] = json!("🔥");
    vec![
        said("reply", "<p>Is this true?</p>"),
        said("same", "<p>#samehere</p>"),
        said("withdraw", "<p>#withdraw</p>"),
        said("confirmed", "<p>#confirmed 9/10</p>"),
        said("acknowledged", "<p>#acknowledged</p>"),
        ("context", create("context", by_context)),
        ("vote", create("vote", vote)),
        sign("Like"),
        sign("Dislike"),
        emoji,
        sign("Announce"),
        sign("Follow"),
        sign("Flag"),
        (
            "quote",
            json!({
                "type": "QuoteRequest", "id": format!("{quoting}#request"), "actor": sam, "object": about,
                "instrument": {"type": "Note", "id": quoting, "attributedTo": sam, "to": [PUBLIC], "content": "<p>Look</p>", "quote": about}
            }),
        ),
        (
            "transition",
            json!({
                "type": "rd:TransitionRequest", "id": world.peer.url(&format!("/requests/{name}")), "actor": sam, "object": about,
                "instrument": {"type": "rd:Command", "rd:command": "support"}
            }),
        ),
    ]
}

/// Sends one, and says how many rows and requests it led to.
async fn effect(world: &World, activity: &Value) -> (u16, Vec<(String, i64)>, Vec<String>) {
    let heard = world.peer.heard().len();
    let before = rows(world);
    let status = world.peer.send(&world.test, &world.sam, activity).await;
    world.test.drain().await;
    let after = rows(world);
    let changed =
        before.into_iter().zip(after).filter(|(one, other)| one != other).map(|(one, other)| (one.0, other.1 - one.1));
    let asked = world.peer.heard().split_off(heard);
    (status, changed.collect(), asked.into_iter().map(|it| format!("{} {}", it.method, it.target)).collect())
}

async fn what_a_stranger_may_not_see_is_not_there_for_their_posts(engine: Engine) {
    let world = World::open(engine).await;
    let origin = world.test.app.address.origin().to_string();
    let unknown = uuid::Uuid::from_u128(7);
    let mut cells = 0;
    for path in ["complaints", "threads", "posts"] {
        let nowhere = activities(&world, &format!("{origin}/{path}/{unknown}"), &format!("unknown-{path}"));
        let mut expected = Vec::new();
        for (kind, activity) in nowhere {
            let effect = effect(&world, &activity).await;
            assert!(effect.1.is_empty(), "{kind} about nothing leaves {:?}", effect.1);
            expected.push(effect);
        }
        let stranger = |it: &&Thread| sight(it.standing, Viewer::Peer(Peer::Anybody)) < Sight::Whole;
        for thread in world.threads.iter().filter(stranger) {
            let id = if path == "posts" { thread.post.clone() } else { thread.id.to_string() };
            let about = activities(&world, &format!("{origin}/{path}/{id}"), &format!("{}-{path}", thread.name));
            for ((kind, activity), expected) in about.into_iter().zip(&expected) {
                let effect = effect(&world, &activity).await;
                let about = format!("{kind} about the {path} of one that is {}", thread.name);
                assert_eq!((effect.0, &effect.1), (expected.0, &expected.1), "{about}");
                assert_eq!(effect.2, expected.2, "{about}: asked for {:?} instead of {:?}", effect.2, expected.2);
                cells += 1;
            }
        }
        // The same about what everybody may see leaves its traces: the story proves something.
        let id = world.thread("published");
        let id = if path == "posts" { id.post.clone() } else { id.id.to_string() };
        for (kind, activity) in activities(&world, &format!("{origin}/{path}/{id}"), &format!("published-{path}")) {
            let effect = effect(&world, &activity).await;
            // Whoever reported a complaint under one of its addresses has reported it.
            if matches!(kind, "reply" | "Like") || (kind == "Flag" && path == "complaints") {
                assert!(!effect.1.is_empty(), "{kind} about something");
            }
        }
    }
    eprintln!("visibility: {cells} activities of strangers on {engine:?}");
}

/// The forms of a thread, sent by members who may not see it.
async fn what_a_member_may_not_see_is_not_there_for_their_forms(engine: Engine) {
    let mut world = World::open(engine).await;
    let unknown = uuid::Uuid::from_u128(7).to_string();
    let hidden: Vec<String> = world
        .threads
        .iter()
        .filter(|it| sight(it.standing, Viewer::Member) < Sight::Whole)
        .map(|it| it.id.to_string())
        .collect();
    for who in ["tom", "kim"] {
        for deed in ["comment", "support", "report", "withdraw", "respond", "hide", "publish", "erase"] {
            let expected = send(world.browser(who), &unknown, deed).await;
            for id in &hidden {
                let before = rows(&world);
                world.test.clock.advance(std::time::Duration::from_secs(2));
                let (status, text) = send(world.browser(who), id, deed).await;
                assert_eq!(status, expected.0, "{who} {deed} {id}");
                assert!(
                    text == expected.1 || text.contains(crate::visibility::world::REASON),
                    "{who} {deed} {id}:\n{text}"
                );
                assert_eq!(before, rows(&world), "{who} {deed} {id}");
            }
        }
    }
}

async fn send(browser: &mut Browser, id: &str, deed: &str) -> (u16, String) {
    let settings = browser.get("/settings").await.is(200);
    let mut fields = browser.fields(&settings, "/logout");
    fields.push(("text".into(), "I was here".into()));
    fields.push(("reason".into(), "other".into()));
    let shown = browser.post(&format!("/complaints/{id}/{deed}"), &fields).await;
    (shown.status, shown.text().replace(id, "ID"))
}

on_both_engines!(
    what_a_stranger_may_not_see_is_not_there_for_their_posts,
    what_a_member_may_not_see_is_not_there_for_their_forms
);
