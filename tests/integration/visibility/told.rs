//! What other servers are told and may fetch of a thread: by its standing at the moment it goes out.

use std::time::Duration;

use redress::domain::complaint::Command;
use redress::domain::ids::ComplaintId;
use redress::domain::policy::{Policy, Severity};
use redress::domain::visibility::Standing;
use redress::federation::follow_board::follow_board;
use redress::services::accounts::{Registration, register};
use redress::services::moderate::{self, Decision, Moderator};
use redress::services::open_board::open_board;
use redress::services::policy;
use redress::storage::accounts::Role;
use redress::storage::complaints;
use redress::storage::{StorageError, View, deliveries, visibility};
use serde_json::Value;

use crate::on_both_engines;
use crate::support::acts::{By, Deed, act_on_complaint, comment};
use crate::support::browser::Browser;
use crate::support::peer::ACTIVITY_JSON;
use crate::support::{Engine, TestApp};
use crate::visibility::world::{PASSWORD, World};
use crate::way_out::{acme, cause, file, person};

fn is_about(activity: &Value, word: &str) -> bool {
    activity.to_string().contains(word)
}

/// A deletion, or a boost that is taken back, as its author or its board says it.
fn takes_back(activity: &Value) -> bool {
    let kind = |it: &Value| it["type"] == "Delete" || it["type"] == "Undo";
    kind(activity) || kind(&activity["object"])
}

async fn what_is_not_public_is_told_to_nobody(engine: Engine) {
    let mut world = World::open(engine).await;
    let delivered = world.delivered();
    for thread in &world.threads {
        let words: Vec<&Value> =
            delivered.iter().filter(|it| thread.canaries.iter().any(|word| is_about(it, word))).collect();
        let named = delivered.iter().filter(|it| thread.ids.iter().any(|id| is_about(it, id)));
        // The receipt is for whoever filed by mention, and names the thread to nobody else.
        let named: Vec<&Value> = named.filter(|it| !(thread.name == "provisional" && it["type"] == "Create")).collect();
        if thread.never_public || thread.standing == Standing::Provisional {
            assert!(words.is_empty(), "{}: {words:#?}", thread.name);
            assert!(named.is_empty(), "{}: {named:#?}", thread.name);
        } else {
            assert!(!words.is_empty(), "{} was public once", thread.name);
        }
    }
    // From the moment it is hidden nothing more is told, though its sides go on in it.
    let hidden = world.thread("hidden").id;
    let before = world.delivered().len();
    world.deed("jo", hidden, "respond", &[("text", "Canarylate answer"), ("name", "J. O."), ("and", "")]).await;
    let mine = world.thread("hidden").complainant.clone();
    world.deed(&mine, hidden, "comment", &[("text", "Canarylate comment")]).await;
    world.test.drain().await;
    let late: Vec<Value> = world.delivered().split_off(before);
    assert!(late.is_empty(), "{late:#?}");
    // Taking words back is told still.
    world.act(&mine, hidden, Command::Erase { targets: Vec::new() }).await;
    world.test.drain().await;
    let late: Vec<Value> = world.delivered().split_off(before);
    assert!(!late.is_empty() && late.iter().all(takes_back), "{late:#?}");
    assert!(!late.iter().any(|it| is_about(it, "Canary")), "{late:#?}");
}

/// What waits for a server that is down is decided again when it goes out.
async fn what_was_taken_back_while_it_waited_is_not_sent(engine: Engine) {
    let mut world = World::empty(engine).await;
    world.peer.refuse(|heard| (heard.method == "POST").then(|| (503, Vec::new())));
    for (name, standing) in
        [("hidden", Standing::Hidden), ("retracted", Standing::Retracted), ("published", Standing::Published)]
    {
        world.make(name, standing).await;
    }
    world.test.drain().await;
    assert!(world.test.app.db.read(deliveries::counts).await.unwrap().waiting > 0);
    let before = world.delivered().len();
    world.peer.refuse(|_| None);
    world.test.clock.advance(Duration::from_hours(48));
    world.test.drain().await;
    world.test.clock.advance(Duration::from_hours(48));
    world.test.drain().await;
    let late: Vec<Value> = world.delivered().split_off(before);
    assert!(late.iter().any(|it| is_about(it, "Canarytitlepublished")), "what is public goes out");
    for name in ["hidden", "retracted"] {
        let words: Vec<&Value> =
            late.iter().filter(|it| is_about(it, name)).filter(|it| is_about(it, "Canary")).collect();
        assert!(words.is_empty(), "{words:#?}");
    }
    assert_eq!(world.test.app.db.read(deliveries::counts).await.unwrap().waiting, 0, "and nothing lies there");
}

async fn fetch(test: &TestApp, path: &str) -> (u16, String) {
    let answer = reqwest::Client::new().get(test.local_url(path)).header("accept", ACTIVITY_JSON).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

async fn standing(test: &TestApp, id: ComplaintId) -> Option<Standing> {
    test.app.db.read::<_, StorageError, _>(move |view: &mut View<'_>| visibility::standing(view, id)).await.unwrap()
}

const WORDS: &str = "kettle leaks";

/// Another server that keeps a board's threads follows that one was retracted, and hands on no word of what it does not show.
async fn a_copy_is_shown_as_its_thread_is(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    let ada = person(&north.app, "ada").await;
    let (_, board) = open_board(&north.app, acme(), None).await.unwrap();
    follow_board(&south.app, &format!("acme.example@{}", north.authority())).await.unwrap();
    north.settle(&south).await;
    let mut ids = Vec::new();
    for name in ["retracted", "hidden", "blocked"] {
        north.clock.advance(Duration::from_secs(10));
        south.clock.advance(Duration::from_secs(10));
        ids.push(file(&north.app, &ada, name).await);
        north.settle(&south).await;
    }
    let [retracted, hidden, blocked] = ids[..] else { panic!("three") };
    for id in &ids {
        let (status, text) = fetch(&south, &format!("/copies/{id}/history?after=0")).await;
        assert!(status == 200 && text.contains(WORDS), "{text}");
    }
    let by = By::Actor(ada.id);
    let deed = Deed { complaint: retracted, by, seen: None, command: Command::Retract, reason: None };
    act_on_complaint(&north.app, cause(&north.app, "retract"), deed).await.unwrap();
    north.settle(&south).await;
    assert_eq!(standing(&south, retracted).await, Some(Standing::Retracted), "it is told to those who keep it");
    let mo = moderator(&south).await;
    hide(&south, &mo, hidden, moderate::Deed::Hide).await;
    assert_eq!(standing(&south, hidden).await, Some(Standing::Hidden));

    // At its home nobody learns more of the retracted one than of nothing.
    let unknown = uuid::Uuid::from_u128(7);
    for rest in ["", "/posts", "/replies", "/history", "/history?after=0"] {
        let nothing = fetch(&north, &format!("/complaints/{unknown}{rest}")).await;
        assert_eq!(fetch(&north, &format!("/complaints/{retracted}{rest}")).await, nothing, "{rest}");
    }
    let digest = fetch(&north, &format!("/actors/{}/digest", board.id)).await.1;
    assert!(!digest.contains(&retracted.to_string()) && digest.contains(&hidden.to_string()), "{digest}");
    let outbox = fetch(&north, &format!("/actors/{}/outbox?page=true", board.id)).await.1;
    assert!(!outbox.contains(&retracted.to_string()) && outbox.contains(&hidden.to_string()), "{outbox}");

    // B1: with whoever keeps it, it never was either.
    for rest in ["", "/history", "/history?after=0"] {
        let nothing = fetch(&south, &format!("/copies/{unknown}{rest}")).await;
        assert_eq!(nothing.0, 404);
        assert_eq!(fetch(&south, &format!("/copies/{retracted}{rest}")).await, nothing, "{rest}");
    }
    let heads = fetch(&south, &format!("/heads?board={}", board.uri)).await.1;
    assert!(!heads.contains(&retracted.to_string()) && heads.contains(&hidden.to_string()), "{heads}");
    // What is hidden there is a chain without words.
    let (status, text) = fetch(&south, &format!("/copies/{hidden}/history?after=0")).await;
    assert_eq!(status, 200);
    assert!(!text.contains(WORDS) && !text.contains("ada@"), "{text}");
    let head = south.app.db.read(move |view| complaints::find(view, hidden)).await.unwrap().unwrap().head;
    assert!(text.contains(&head.to_string()), "the chain can be checked");
    let mut reader = Browser::at(&south);
    reader.get(&format!("/complaints/{retracted}")).await.is(404);
    assert!(!reader.get("/boards/acme.example").await.text().contains("Canary"));

    // Its home is blocked: that it is there, and why not more.
    let policy = Policy {
        domain: "north.test".into(),
        severity: Severity::Block,
        reject_media: false,
        reject_reports: false,
        obfuscate: false,
        reason: "Lies about its people".into(),
        note: String::new(),
    };
    policy::decide(&south.app, policy).await.unwrap();
    assert_eq!(standing(&south, blocked).await, Some(Standing::HomeBlocked));
    let shown = reader.get(&format!("/complaints/{blocked}")).await.is(404);
    assert!(shown.text().contains("Lies about its people") && !shown.html.contains(WORDS), "{}", shown.text());
    south.drain().await;
    for path in ["/", "/waiting", "/boards/acme.example", "/search?q=kettle"] {
        assert!(!reader.get(path).await.is(200).html.contains("kettle leaks"), "{path}");
    }
    let (status, text) = fetch(&south, &format!("/copies/{blocked}/history?after=0")).await;
    assert!(status == 200 && !text.contains(WORDS), "{text}");
}

async fn moderator(test: &TestApp) -> Moderator {
    let new = Registration { name: "mo".into(), password: PASSWORD.into(), language: None, role: Role::Moderator };
    let account = register(&test.app, new).await.unwrap();
    Moderator { actor: account.actor, account: account.id, name: "mo".into(), role: Role::Moderator }
}

async fn hide(test: &TestApp, by: &Moderator, id: ComplaintId, deed: moderate::Deed) {
    let decision = Decision {
        complaint: Some(id),
        case: None,
        by: by.clone(),
        deed,
        reason: "Names a neighbour".into(),
        forward: false,
    };
    let cause = cause(&test.app, decision.deed.word());
    moderate::decide(&test.app, cause, decision).await.unwrap();
}

/// Hidden at home: those who keep it hear nothing until it is shown again, and then everything.
async fn what_was_hidden_is_told_when_it_is_shown_again(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    let ada = person(&north.app, "ada").await;
    open_board(&north.app, acme(), None).await.unwrap();
    follow_board(&south.app, &format!("acme.example@{}", north.authority())).await.unwrap();
    north.settle(&south).await;
    let id = file(&north.app, &ada, "one").await;
    north.settle(&south).await;
    let sequence = |test: &TestApp| {
        let app = test.app.clone();
        async move { app.db.read(move |view| complaints::find(view, id)).await.unwrap().unwrap().complaint.sequence }
    };
    let mo = moderator(&north).await;
    hide(&north, &mo, id, moderate::Deed::Hide).await;
    comment(&north.app, cause(&north.app, "quietly"), id, ada.id, "Said while it was hidden".into()).await.unwrap();
    north.settle(&south).await;
    assert!(sequence(&south).await < sequence(&north).await);
    hide(&north, &mo, id, moderate::Deed::Unhide).await;
    comment(&north.app, cause(&north.app, "openly"), id, ada.id, "Said in the open".into()).await.unwrap();
    north.settle(&south).await;
    assert_eq!(sequence(&south).await, sequence(&north).await);
    let shown = Browser::at(&south).get(&format!("/complaints/{id}")).await.is(200);
    assert!(
        shown.text().contains("Said while it was hidden") && shown.text().contains("Said in the open"),
        "{}",
        shown.text()
    );
}

on_both_engines!(
    what_is_not_public_is_told_to_nobody,
    what_was_taken_back_while_it_waited_is_not_sent,
    a_copy_is_shown_as_its_thread_is,
    what_was_hidden_is_told_when_it_is_shown_again
);
