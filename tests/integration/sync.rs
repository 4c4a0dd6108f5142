//! Two servers hold the same complaint: after every event, after a gap, and not when its history was rewritten.

use std::time::Duration;

use redress::app::App;
use redress::domain::brand::BrandDomain;
use redress::domain::complaint::{Command, Outcome};
use redress::domain::ids::ComplaintId;
use redress::federation::follow_board::follow_board;
use redress::services::file_complaint::{Draft, Filer, file_complaint};
use redress::services::name_official::name_official;
use redress::services::open_board::open_board;
use redress::services::scene::Scene;
use redress::storage::actors::{self, Actor, ActorKind};
use redress::storage::complaints::{self, Held};
use redress::storage::{Cause, Door, StorageError, posts};

use crate::on_both_engines;
use crate::support::acts::{Answer, By, Deed, WithDeed, act_on_complaint, comment, respond};
use crate::support::{Engine, TestApp};

fn cause(app: &App, id: &str) -> Cause {
    Cause::new(Door::Page, "a story", id, app.clock.now())
}

fn acme() -> BrandDomain {
    BrandDomain::parse("acme.example").unwrap()
}

async fn person(app: &App, name: &str) -> Actor {
    let actor = Scene::of(app).new_actor(ActorKind::Person, name, name);
    let kept = actor.clone();
    app.db.write(move |tx| actors::insert_local(tx, &kept)).await.unwrap();
    actor
}

async fn file(app: &App, by: &Actor, id: &str) -> ComplaintId {
    let (brand, _) = open_board(app, acme(), None).await.unwrap();
    let draft = Draft { text: "The kettle leaks. I called twice.".into(), ..Draft::default() };
    let filer = Filer { actor: by.id, account: None };
    file_complaint(app, cause(app, id), filer, brand.id, draft).await.unwrap().into_inner().id
}

async fn offer(app: &App, complaint: ComplaintId, voice: &Actor, id: &str) {
    let answer = Answer {
        complaint,
        official: voice.id,
        text: "We found the fault and pay you back.".into(),
        signature: Some(("Jo Ott".into(), "refunds".into())),
        deed: Some(WithDeed::Offer { outcome: Outcome::Refund, reason: None }),
        seen: None,
    };
    respond(app, cause(app, id), answer).await.unwrap();
}

async fn say(app: &App, complaint: ComplaintId, by: &Actor, id: &str) {
    // So much may come of one caller in an hour: each says one thing.
    let each = Cause { caller: id.to_string(), ..cause(app, id) };
    comment(app, each, complaint, by.id, format!("One more thing: {id}.")).await.unwrap();
}

async fn held(app: &App, id: ComplaintId) -> Option<Held> {
    app.db.read::<_, StorageError, _>(move |view| complaints::find(view, id)).await.unwrap()
}

/// State, sequence and head are the same on both.
async fn agree(north: &TestApp, south: &TestApp, id: ComplaintId) -> bool {
    let (at_home, elsewhere) = (held(&north.app, id).await.unwrap(), held(&south.app, id).await);
    elsewhere.is_some_and(|it| {
        !it.at_home
            && it.head == at_home.head
            && it.complaint.sequence == at_home.complaint.sequence
            && it.complaint.state() == at_home.complaint.state()
    })
}

/// South follows north's board of acme.example; the person who files and the brand's voice live on north.
async fn carried(north: &TestApp, south: &TestApp) -> (Actor, Actor) {
    let ada = person(&north.app, "ada").await;
    let voice = name_official(&north.app, acme(), "acme".into(), None).await.unwrap();
    open_board(&north.app, acme(), None).await.unwrap();
    follow_board(&south.app, &format!("acme.example@{}", north.authority())).await.unwrap();
    north.settle(south).await;
    (ada, voice)
}

async fn a_replica_follows_every_event(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    let (ada, voice) = carried(&north, &south).await;
    let id = file(&north.app, &ada, "file").await;
    north.settle(&south).await;
    assert!(agree(&north, &south, id).await, "after filing");
    offer(&north.app, id, &voice, "offer").await;
    north.settle(&south).await;
    assert!(agree(&north, &south, id).await, "after the offer");
    let confirm =
        Command::Confirm { offer: None, rating: Some(9), would_return: Some(true), solved_by: None, got: None };
    let deed = Deed { complaint: id, by: By::Actor(ada.id), seen: None, command: confirm, reason: None };
    act_on_complaint(&north.app, cause(&north.app, "confirm"), deed).await.unwrap();
    north.settle(&south).await;
    assert!(agree(&north, &south, id).await, "after the answer");
    let there = held(&south.app, id).await.unwrap();
    assert_eq!(there.complaint.state().name(), "resolved");
    assert_eq!(there.title, held(&north.app, id).await.unwrap().title);
    let posts =
        south.app.db.read::<_, StorageError, _>(move |view| posts::of_complaint(view, id, 0, 50)).await.unwrap();
    assert!(posts.iter().any(|it| it.html.contains("kettle")), "the words are there, too");
}

async fn a_lost_delivery_is_made_up_for_by_the_next_one(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    let (ada, voice) = carried(&north, &south).await;
    let id = file(&north.app, &ada, "file").await;
    north.settle(&south).await;
    for number in 0..8 {
        say(&north.app, id, &ada, &format!("lost {number}")).await;
    }
    offer(&north.app, id, &voice, "offer").await;
    while redress::worker::run_due(&north.app).await.unwrap() > 0 {}
    north.db.execute("DELETE FROM deliveries");
    assert!(!agree(&north, &south, id).await);
    say(&north.app, id, &ada, "after the gap").await;
    north.settle(&south).await;
    assert!(agree(&north, &south, id).await, "the missing events were asked for");
}

async fn a_server_that_was_away_catches_up_by_itself(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    let (ada, voice) = carried(&north, &south).await;
    let first = file(&north.app, &ada, "first").await;
    north.settle(&south).await;
    offer(&north.app, first, &voice, "offer").await;
    let second = file(&north.app, &ada, "second").await;
    while redress::worker::run_due(&north.app).await.unwrap() > 0 {}
    north.db.execute("DELETE FROM deliveries");
    for test in [&north, &south] {
        test.clock.advance(Duration::from_mins(20));
    }
    north.settle(&south).await;
    assert!(agree(&north, &south, first).await, "what it had is current again");
    assert!(agree(&north, &south, second).await, "what it never heard of is there");
}

/// More than ten pages of history at once.
async fn a_long_absence_is_caught_up_in_one_go(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    let (ada, _) = carried(&north, &south).await;
    let id = file(&north.app, &ada, "file").await;
    north.settle(&south).await;
    for number in 0..1_050 {
        say(&north.app, id, &ada, &format!("word {number}")).await;
    }
    north.db.execute("DELETE FROM deliveries; DELETE FROM jobs");
    say(&north.app, id, &ada, "and the last one").await;
    north.settle(&south).await;
    assert!(agree(&north, &south, id).await);
    assert!(held(&south.app, id).await.unwrap().complaint.sequence > 1_050);
}

async fn a_rewritten_history_is_kept_as_evidence_and_not_followed(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    let (ada, _) = carried(&north, &south).await;
    let id = file(&north.app, &ada, "file").await;
    say(&north.app, id, &ada, "what was said").await;
    north.settle(&south).await;
    let before = held(&south.app, id).await.unwrap();
    // North goes back to a copy of its database from before the comment, and tells it otherwise.
    let last = before.complaint.sequence;
    rewind(&north, id, last).await;
    say(&north.app, id, &ada, "something else").await;
    say(&north.app, id, &ada, "and more").await;
    north.settle(&south).await;
    let after = held(&south.app, id).await.unwrap();
    assert_eq!(after.head, before.head, "the copy is unchanged");
    let conflicts =
        south.app.db.read::<_, StorageError, _>(move |view| complaints::conflicts_of(view, id)).await.unwrap();
    assert_eq!(conflicts.first().map(|(sequence, ..)| *sequence), Some(last));
    assert!(after.conflict_at.is_some());
}

/// Takes the last event out of the home's own tables, as a restored backup would.
pub async fn rewind(north: &TestApp, id: ComplaintId, last: i64) {
    let told =
        north.app.db.read::<_, StorageError, _>(move |view| complaints::history(view, id, 0, 100)).await.unwrap();
    let events: Vec<_> = told[..told.len() - 1].iter().map(|it| it.line.read().unwrap().event).collect();
    let complaint = redress::domain::complaint::Complaint::replay(id, &events).unwrap().unwrap();
    let head = hex::encode(told[told.len() - 2].line.hash.0);
    let snapshot = serde_json::to_string(&complaint).unwrap().replace('\'', "''");
    let binary = |hex: &str| match north.db.engine() {
        Engine::Sqlite => format!("x'{hex}'"),
        Engine::Postgres => format!("'\\x{hex}'::bytea"),
    };
    let key = binary(&id.0.simple().to_string());
    let sequence = last - 1;
    north.db.execute(&format!(
        "DELETE FROM disclosures WHERE complaint = {key} AND sequence = {last}; \
         DELETE FROM posts WHERE complaint = {key} AND sequence = {last}; \
         DELETE FROM complaint_events WHERE complaint = {key} AND sequence = {last}; \
         DELETE FROM activities WHERE complaint = {key} AND sequence = {last}; \
         UPDATE complaints SET sequence = {sequence}, head = {}, snapshot = '{snapshot}' WHERE id = {key};",
        binary(&head)
    ));
}

on_both_engines!(
    a_replica_follows_every_event,
    a_lost_delivery_is_made_up_for_by_the_next_one,
    a_server_that_was_away_catches_up_by_itself,
    a_long_absence_is_caught_up_in_one_go,
    a_rewritten_history_is_kept_as_evidence_and_not_followed
);
