//! Between instances: who acts in a thread that lives elsewhere, and how no server can lose, hide or rewrite what it signed.

use std::time::Duration;

use redress::app::{App, Clock};
use redress::catalogue::{Language, Words};
use redress::domain::asking::Asking;
use redress::domain::brand::BrandDomain;
use redress::domain::complaint::{Command, Happening, Label, LabelState, Outcome, Step};
use redress::domain::ids::ComplaintId;
use redress::domain::refusal::Code;
use redress::federation::actor::fetch_actor;
use redress::federation::follow_board::follow_board;
use redress::federation::recover::{self, Recovery};
use redress::services::ServiceError;
use redress::services::accounts::{self, Registration};
use redress::services::ask_home::ask_home;
use redress::services::board_keys::trust_key;
use redress::services::file_complaint::{Contact, Draft, Filer, file_complaint};
use redress::services::name_official::{NewRepresentative, name_official, name_remote_official};
use redress::services::open_board::open_board;
use redress::services::receive_change::{Edited, receive_edit};
use redress::services::recover::begin;
use redress::services::rotate_keys::rotate_keys;
use redress::services::scene::Scene;
use redress::services::write_elsewhere::file_elsewhere;
use redress::storage::accounts::Role;
use redress::storage::actors::{self, Actor, ActorKind};
use redress::storage::board_keys;
use redress::storage::complaints::{self, Held, Told};
use redress::storage::requests::{self, RequestState};
use redress::storage::{Cause, Door, StorageError, View, fates, jobs, posts};
use redress::worker;
use serde_json::Value;

use crate::deeds::mark;
use crate::on_both_engines;
use crate::support::acts::{Answer, By, Deed, WithDeed, act_on_complaint, comment, correct, respond, wished};
use crate::support::browser::Browser;
use crate::support::peer::FakePeer;
use crate::support::{Engine, TestApp};
use crate::sync::rewind;
use crate::way_out::follower;

const PASSWORD: &str = "correct horse battery";

fn cause(app: &App, id: &str) -> Cause {
    Cause::new(Door::Page, "a story", id, app.clock.now())
}

pub(crate) fn acme() -> BrandDomain {
    BrandDomain::parse("acme.example").unwrap()
}

async fn read<T: Send + 'static>(
    app: &App,
    work: impl FnOnce(&mut View<'_>) -> Result<T, StorageError> + Send + 'static,
) -> T {
    app.db.read(work).await.unwrap()
}

pub(crate) async fn person(app: &App, name: &str) -> Actor {
    let actor = Scene::of(app).new_actor(ActorKind::Person, name, name);
    let kept = actor.clone();
    app.db.write(move |tx| actors::insert_local(tx, &kept)).await.unwrap();
    actor
}

/// Somebody with an account, signed in, reading in a language.
pub(crate) async fn member(
    test: &TestApp,
    name: &str,
    language: &str,
) -> (Browser, Actor, redress::domain::ids::AccountId) {
    let new = Registration { name: name.into(), password: PASSWORD.into(), language: None, role: Role::Member };
    accounts::register(&test.app, new).await.unwrap();
    let mut browser = Browser::at(test);
    browser.extra.push(("Accept-Language".into(), language.into()));
    let shown = browser.get("/login").await;
    browser.submit(&shown, "/login", &[("name", name), ("password", PASSWORD)]).await.is(200);
    let wanted = name.to_string();
    let found = read(&test.app, move |view| {
        let account = redress::storage::accounts::find_by_name(view, &wanted)?.unwrap();
        Ok((actors::find(view, account.actor)?.unwrap(), account.id))
    });
    let (actor, account) = found.await;
    (browser, actor, account)
}

pub(crate) async fn held(test: &TestApp, id: ComplaintId) -> Held {
    read(&test.app, move |view| complaints::find(view, id)).await.unwrap()
}

async fn history(test: &TestApp, id: ComplaintId) -> Vec<Told> {
    read(&test.app, move |view| complaints::history(view, id, 0, 100)).await
}

/// State, sequence and head are the same on both.
pub(crate) async fn agree(home: &TestApp, copy: &TestApp, id: ComplaintId) {
    let (here, there) = (held(home, id).await, held(copy, id).await);
    assert!(here.at_home && !there.at_home);
    assert_eq!(there.complaint.state(), here.complaint.state());
    assert_eq!((there.complaint.sequence, there.head), (here.complaint.sequence, here.head));
}

/// Others carry north's board of acme.example.
pub(crate) async fn carried(north: &TestApp, others: &[&TestApp]) -> Actor {
    let (_, board) = open_board(&north.app, acme(), None).await.unwrap();
    for other in others {
        follow_board(&other.app, &format!("acme.example@{}", north.authority())).await.unwrap();
        north.settle(other).await;
    }
    board
}

pub(crate) async fn file(north: &TestApp, by: &Actor, id: &str) -> ComplaintId {
    let (brand, _) = open_board(&north.app, acme(), None).await.unwrap();
    let draft = Draft { text: "The kettle leaks. I called twice.".into(), ..Draft::default() };
    let filer = Filer { actor: by.id, account: None };
    file_complaint(&north.app, cause(&north.app, id), filer, brand.id, draft).await.unwrap().into_inner().id
}

/// A person of south complains to north's board.
pub(crate) async fn filed_from(south: &TestApp, north: &TestApp, by: &Actor) -> ComplaintId {
    let uri = board_uri(north).await;
    let board = read(&south.app, move |view| actors::find_by_uri(view, &uri)).await.unwrap();
    let text = "The kettle leaks. I called twice. #file";
    let draft = Draft { title: "A kettle".into(), text: text.into(), ..Draft::default() };
    let (filer, words) = (Filer { actor: by.id, account: None }, Words::of(Language::English));
    let digest = || {
        read(&north.app, |view| {
            let boards = actors::local_of_kind(view, ActorKind::Board)?;
            complaints::digest(view, &boards[0].uri, None, 10)
        })
    };
    let before = digest().await;
    file_elsewhere(&south.app, cause(&south.app, "file"), filer, board.id, draft, words).await.unwrap();
    north.settle(south).await;
    digest().await.into_iter().map(|it| it.0).find(|id| before.iter().all(|it| it.0 != *id)).unwrap()
}

async fn board_uri(north: &TestApp) -> String {
    read(&north.app, |view| actors::local_of_kind(view, ActorKind::Board)).await[0].uri.clone()
}

pub(crate) async fn offer(north: &TestApp, complaint: ComplaintId, voice: &Actor, id: &str) {
    let answer = Answer {
        complaint,
        official: voice.id,
        text: "We found the fault and pay you back.".into(),
        signature: Some(("Jo Ott".into(), "refunds".into())),
        deed: Some(WithDeed::Offer { outcome: Outcome::Refund, reason: None }),
        seen: None,
    };
    respond(&north.app, cause(&north.app, id), answer).await.unwrap();
}

async fn say(north: &TestApp, complaint: ComplaintId, by: &Actor, text: &str) {
    comment(&north.app, cause(&north.app, text), complaint, by.id, text.into()).await.unwrap();
}

pub(crate) async fn do_as(
    test: &TestApp,
    complaint: ComplaintId,
    by: &Actor,
    command: Command,
) -> Result<(), ServiceError> {
    let id = format!("{complaint} {command:?}");
    let deed = Deed { complaint, by: By::Actor(by.id), seen: None, command, reason: None };
    act_on_complaint(&test.app, cause(&test.app, &id), deed).await.map(|_| ())
}

async fn work(test: &TestApp) {
    while worker::run_due(&test.app).await.unwrap() > 0 {}
}

pub(crate) fn hours(tests: &[&TestApp], hours: u64) {
    for test in tests {
        test.clock.advance(Duration::from_hours(hours));
    }
}

async fn a_desk_says_what_waits_on_other_servers(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    carried(&north, &[&south]).await;
    let (_, actor, _) = member(&south, "ada", "en").await;
    let (mut jo, _, account) = member(&south, "jo", "en").await;
    let id = filed_from(&south, &north, &actor).await;
    let first = NewRepresentative { account, name: "Jo Ott".into(), role: "refunds".into(), owner: true };
    name_official(&south.app, acme(), "acme".into(), Some(first)).await.unwrap();
    north.settle(&south).await;
    let desk = jo.get("/desk").await.is(200);
    for words in [
        "No complaint waits for acme.example here",
        "Waiting on other servers",
        "There may be more that nobody here follows",
    ] {
        assert!(desk.text().contains(words), "{words}: {}", desk.text());
    }
    assert!(desk.html.contains(&format!("/complaints/{id}")) && !desk.text().contains("Well done"));
    assert!(desk.text().contains(&format!("kept on {}", north.authority())), "{}", desk.text());
}

/// The author's own server sends a post in another form than the history has it, and may do so after the history came.
async fn a_correction_that_comes_twice_is_no_contradiction(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    carried(&north, &[&south]).await;
    let ada = person(&north.app, "ada").await;
    let id = file(&north, &ada, "file").await;
    north.settle(&south).await;
    let words = ("A kettle".to_string(), "It leaks since Monday.".to_string());
    correct(&north.app, cause(&north.app, "correct"), id, ada.id, words.0, words.1, None).await.unwrap();
    north.settle(&south).await;
    agree(&north, &south, id).await;

    let post = read(&south.app, move |view| posts::of_event(view, id, 1)).await.unwrap();
    let sent =
        "<p><strong>A kettle</strong></p><p>It leaks since Monday.</p>\n<p><span class=\"h-card\">@acme</span></p>";
    let edited =
        Edited { uri: post.uri.clone(), title: Some("A kettle".into()), html: sent.into(), ..Edited::default() };
    receive_edit(&south.app, cause(&south.app, "late"), post.author.unwrap(), edited).await.unwrap();
    let mut reader = Browser::at(&south);
    let page = reader.get(&format!("/complaints/{id}")).await.is(200).text();
    assert!(page.contains("It leaks since Monday."), "{page}");
    assert!(!page.contains("differs from the record"), "{page}");
}

async fn a_member_acts_on_a_complaint_elsewhere(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    carried(&north, &[&south]).await;
    let voice = name_official(&north.app, acme(), "acme".into(), None).await.unwrap();
    let (mut ada, actor, _) = member(&south, "ada", "en").await;
    let id = filed_from(&south, &north, &actor).await;
    offer(&north, id, &voice, "offer").await;
    north.settle(&south).await;
    agree(&north, &south, id).await;

    let path = format!("/complaints/{id}");
    let thread = ada.get(&path).await.is(200);
    assert_eq!(thread.attribute(".thread", "data-state"), "offered");
    // What they write and that others have it, too, goes to its home: whoever reads there sees it.
    ada.submit(&thread, &format!("{path}/comment"), &[("text", "The lid drips as well.")]).await.is(200);
    let (mut bea, _, _) = member(&south, "bea", "en").await;
    let thread = bea.get(&path).await.is(200);
    bea.submit(&thread, &format!("{path}/support"), &[]).await.is(200);
    north.settle(&south).await;
    agree(&north, &south, id).await;
    let at_home = Browser::at(&north).get(&path).await.is(200).text();
    assert!(at_home.contains("The lid drips as well."), "{at_home}");
    assert_eq!(held(&north, id).await.complaint.supporters(), 1);

    let thread = ada.get(&path).await.is(200);
    let asked = [("rating", "9"), ("would_return", "yes")];
    let thread = ada.submit(&thread, &format!("{path}/confirm"), &asked).await.is(200);
    let waiting = format!("Sent to {}: “Yes, it is resolved”. Waiting for its answer.", north.authority());
    assert!(thread.text().contains(&waiting), "{}", thread.text());
    assert_eq!(held(&north, id).await.complaint.state().name(), "offered", "the home decides");

    north.settle(&south).await;
    agree(&north, &south, id).await;
    let thread = ada.get(&path).await.is(200);
    assert_eq!(thread.attribute(".thread", "data-state"), "resolved");
    assert!(thread.text().contains("9 of 10") && !thread.text().contains("Waiting for its answer"));
    let mine = read(&south.app, move |view| requests::of_thread(view, id, &[actor.id])).await;
    assert_eq!(mine[0].state, RequestState::Accepted);
    assert_eq!(mine[0].sequence, Some(held(&north, id).await.complaint.sequence));
    for test in [&north, &south] {
        let last = history(test, id).await.pop().unwrap();
        assert!(
            last.signed && last.statement.unwrap().contains("rd:TransitionRequest"),
            "her own word stands behind it"
        );
    }
    let proof = ada.get(&format!("{path}/proof")).await.is(200);
    assert!(proof.text().contains("signed with the author’s own key"), "{}", proof.text());
}

async fn of_two_answers_to_one_offer_the_second_hears_the_rule(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    carried(&north, &[&south]).await;
    let voice = name_official(&north.app, acme(), "acme".into(), None).await.unwrap();
    let (mut ada, actor, _) = member(&south, "ada", "de").await;
    let id = filed_from(&south, &north, &actor).await;
    offer(&north, id, &voice, "offer").await;
    north.settle(&south).await;

    let path = format!("/complaints/{id}");
    let shown = ada.get(&path).await.is(200);
    ada.submit(&shown, &format!("{path}/decline"), &[("text", "No money came.")]).await.is(200);
    let shown = ada.get(&path).await.is(200);
    ada.submit(&shown, &format!("{path}/confirm"), &[("rating", "1")]).await.is(200);
    north.settle(&south).await;
    agree(&north, &south, id).await;
    assert_eq!(held(&north, id).await.complaint.state().name(), "acknowledged", "the first counts");

    let shown = ada.get(&path).await.is(200);
    assert!(shown.text().contains("hat „Ja, es ist gelöst“ abgelehnt:"), "{}", shown.text());
    assert!(shown.html.contains("No money came."), "what came with the first is in the thread");
    let mine = read(&south.app, move |view| requests::of_thread(view, id, &[actor.id])).await;
    let refused = mine.iter().find(|it| it.state == RequestState::Refused).unwrap();
    assert!(refused.refusal.as_ref().unwrap().contains("overtaken"), "{refused:?}");
}

async fn a_representative_answers_from_their_own_server(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    carried(&north, &[&south]).await;
    let complainant = person(&north.app, "ada").await;
    let id = file(&north, &complainant, "file").await;
    let (mut jo, _, account) = member(&south, "jo", "en").await;
    let first = NewRepresentative { account, name: "Jo Ott".into(), role: "refunds".into(), owner: true };
    let voice = name_official(&south.app, acme(), "acme".into(), Some(first)).await.unwrap();
    let known = fetch_actor(&north.app, &voice.uri).await.unwrap();
    name_remote_official(&north.app, acme(), known.id).await.unwrap();
    north.settle(&south).await;

    let path = format!("/complaints/{id}");
    let thread = jo.get(&path).await.is(200);
    jo.submit(&thread, &format!("{path}/acknowledge"), &[("name", "Jo Ott")]).await.is(200);
    north.settle(&south).await;
    agree(&north, &south, id).await;
    assert_eq!(held(&north, id).await.complaint.state().name(), "acknowledged");

    let thread = jo.get(&path).await.is(200);
    let answer = [("text", "The **pump** broke; the money is on its way."), ("and", "offer"), ("outcome", "refund")];
    let thread = jo.submit(&thread, &format!("{path}/respond"), &answer).await.is(200);
    assert!(thread.text().contains("Waiting for its answer"), "{}", thread.text());
    assert!(!thread.html.contains("<strong>pump</strong>"), "not in the thread before its home says so");
    north.settle(&south).await;
    agree(&north, &south, id).await;
    for test in [&north, &south] {
        let there = held(test, id).await;
        assert_eq!(there.complaint.state().name(), "offered");
        assert_eq!(there.complaint.standing_offer().unwrap().outcome, Outcome::Refund);
        let thread = read(&test.app, move |view| posts::of_complaint(view, id, 0, 50)).await;
        let response = thread.iter().find(|it| it.html.contains("<strong>pump</strong>")).unwrap();
        assert_eq!(response.representative.as_deref(), Some("Jo Ott"));
        assert!(response.uri.contains("south.test"));
        let told = history(test, id).await;
        let signed: Vec<String> =
            told.iter().filter(|it| it.signed).map(|it| it.line.read().unwrap().event.happening.name()).collect();
        for kind in ["Acknowledged", "Responded", "ResolutionOffered"] {
            assert!(signed.iter().any(|it| it == kind), "{kind} is signed by its author: {signed:?}");
        }
    }
    let thread = jo.get(&path).await.is(200);
    let due = [("text", "It arrives by Friday."), ("and", "promise"), ("due", "2026-02-06")];
    jo.submit(&thread, &format!("{path}/respond"), &due).await.is(200);
    north.settle(&south).await;
    agree(&north, &south, id).await;
    assert_eq!(held(&south, id).await.complaint.promises.len(), 1);
}

/// A correction that names no title keeps the one that stands, and is its author's own word all the same: on every server,
/// whatever came before it by the same way. What they signed takes room in the history.
async fn a_correction_without_a_title_is_its_authors_word(engine: Engine) {
    let [north, south, east] = TestApp::several(engine, ["north.test", "south.test", "east.test"]);
    carried(&north, &[&south, &east]).await;
    let ada = person(&south.app, "ada").await;
    let id = filed_from(&south, &north, &ada).await;
    TestApp::settle_all(&[&north, &south, &east]).await;
    for (number, title) in ["", "A blue kettle", ""].into_iter().enumerate() {
        let asking = Asking { command: "correct".into(), title: title.into(), ..Asking::default() };
        let text = format!("The kettle leaks at its lid, {number}.");
        let new = wished(id, ada.id, &asking, &text);
        ask_home(&south.app, cause(&south.app, &format!("correct {number}")), new).await.unwrap();
        north.settle(&south).await;
    }
    TestApp::settle_all(&[&north, &south, &east]).await;
    for test in [&north, &south, &east] {
        let told = history(test, id).await;
        let titles: Vec<(Option<&str>, bool)> = told
            .iter()
            .filter(|it| it.line.read().unwrap().event.happening == Happening::Corrected {})
            .map(|it| (it.line.text("title"), it.signed))
            .collect();
        let blue = Some("A blue kettle");
        assert_eq!(titles, [(Some("A kettle"), true), (blue, true), (blue, true)]);
    }
    let signed: usize = history(&north, id).await.iter().filter_map(|it| it.statement.as_ref()).map(String::len).sum();
    let bytes = read(&north.app, move |view| fates::bytes_of(view, id)).await;
    assert!(signed > 0 && bytes > i64::try_from(signed).unwrap() + 3 * 512, "{bytes}, signed {signed}");
}

async fn a_request_is_done_once_and_answered_again_when_the_answer_was_lost(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    carried(&north, &[&south]).await;
    let ada = person(&south.app, "ada").await;
    let id = filed_from(&south, &north, &ada).await;
    let before = held(&north, id).await.complaint.sequence;
    let asking = Asking { command: "give-up".into(), rating: Some(2), ..Asking::default() };
    let new = wished(id, ada.id, &asking, "");
    let first = ask_home(&south.app, cause(&south.app, "ask"), new.clone()).await.unwrap();
    let again = ask_home(&south.app, cause(&south.app, "ask"), new).await.unwrap();
    assert_eq!(first.clone().into_inner(), again.into_inner(), "one form is one request");
    let request = first.into_inner();
    work(&south).await;
    redress::federation::outgoing::deliver::run_due(&south.app).await.unwrap();
    work(&north).await;
    assert_eq!(held(&north, id).await.complaint.sequence, before + 1);
    // Everything that north says of it is lost, the answer and the new state.
    north.db.execute("DELETE FROM deliveries");
    let waits = read(&south.app, move |view| requests::find(view, request)).await.unwrap();
    assert_eq!(waits.state, RequestState::Waiting);

    hours(&[&north, &south], 2);
    work(&south).await;
    while redress::federation::outgoing::deliver::run_due(&south.app).await.unwrap() > 0 {}
    let again = north.db.counted("SELECT host AS name, COUNT(*) AS number FROM deliveries GROUP BY host");
    assert_eq!(again.iter().map(|(_, count)| *count).sum::<i64>(), 1, "the same answer goes out again: {again:?}");
    north.settle(&south).await;
    let answered = read(&south.app, move |view| requests::find(view, request)).await.unwrap();
    assert_eq!((answered.state, answered.sequence), (RequestState::Accepted, Some(before + 1)));
    assert_eq!(held(&north, id).await.complaint.sequence, before + 1, "asked twice, done once");
    agree(&north, &south, id).await;
}

async fn an_events_author_stands_behind_it_on_every_server(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    carried(&north, &[&south]).await;
    let ada = person(&north.app, "ada").await;
    let id = file(&north, &ada, "file").await;
    say(&north, id, &ada, "One more thing.").await;
    north.settle(&south).await;
    let told = history(&south, id).await;
    let by_ada: Vec<&Told> = told.iter().filter(|it| it.line.text("author") == Some(ada.uri.as_str())).collect();
    assert_eq!(by_ada.len(), 2);
    assert!(by_ada.iter().all(|it| it.signed), "checked with the key that her own server shows");

    // Another event under her name, with the signature of an old one: the home's word, and no more.
    let stolen = by_ada[1].statement.clone().unwrap().replace('\'', "''");
    say(&north, id, &ada, "What she never said.").await;
    let last = held(&north, id).await.complaint.sequence;
    north
        .db
        .execute(&format!("UPDATE complaint_events SET statement = '{stolen}', signed = TRUE WHERE sequence = {last}"));
    north.settle(&south).await;
    agree(&north, &south, id).await;
    let forged = history(&south, id).await.pop().unwrap();
    assert_eq!((forged.line.text("author"), forged.signed), (Some(ada.uri.as_str()), false));
}

async fn two_histories_are_kept_on_both_servers_that_were_told_them(engine: Engine) {
    let [north, south, east] = TestApp::several(engine, ["north.test", "south.test", "east.test"]);
    carried(&north, &[&south, &east]).await;
    let ada = person(&north.app, "ada").await;
    let id = file(&north, &ada, "file").await;
    say(&north, id, &ada, "Said to all.").await;
    TestApp::settle_all(&[&north, &south, &east]).await;
    agree(&north, &east, id).await;

    say(&north, id, &ada, "Said to south.").await;
    work(&north).await;
    north.db.execute("DELETE FROM deliveries WHERE host LIKE 'east%'");
    north.settle(&south).await;
    agree(&north, &south, id).await;
    let last = held(&north, id).await.complaint.sequence;
    rewind(&north, id, last).await;
    say(&north, id, &ada, "Said to east.").await;
    work(&north).await;
    north.db.execute("DELETE FROM deliveries WHERE host LIKE 'south%'");
    north.settle(&east).await;
    agree(&north, &east, id).await;
    assert_ne!(held(&south, id).await.head, held(&east, id).await.head);

    // Nobody but the two of them can find out, and they do when they compare.
    hours(&[&north, &south, &east], 1);
    TestApp::settle_all(&[&south, &east]).await;
    // South hears the other version from its home itself, east only from south.
    for (test, other, source) in [(&south, &east, north.authority()), (&east, &south, south.authority())] {
        let kept = read(&test.app, move |view| complaints::contradictions_of(view, id)).await;
        assert_eq!(kept.len(), 1, "{kept:?}");
        assert_eq!((kept[0].sequence, kept[0].sealed, kept[0].core.is_empty()), (last, true, false));
        assert_eq!(kept[0].hash, held(other, id).await.head);
        assert!(kept[0].source.contains(&source), "{kept:?}");
        let mut visitor = Browser::at(test);
        let proof = visitor.get(&format!("/complaints/{id}/proof")).await.is(200);
        assert!(proof.text().contains("Two different versions") && proof.text().contains(&source));
        let thread = visitor.get(&format!("/complaints/{id}")).await.is(200);
        assert!(thread.text().contains("two different versions of this complaint"), "{}", thread.text());
        let flagged = read(&test.app, complaints::homes_that_contradict).await;
        assert!(flagged.iter().any(|(home, count)| home.contains("north.test") && *count == 1), "{flagged:?}");
    }
}

async fn a_home_that_is_gone_freezes_its_copies_until_it_returns(engine: Engine) {
    let (mut north, south) = TestApp::pair(engine);
    carried(&north, &[&south]).await;
    let ada = person(&north.app, "ada").await;
    let id = file(&north, &ada, "file").await;
    north.settle(&south).await;
    hours(&[&north, &south], 1);
    north.settle(&south).await;
    let heard = south.app.clock.now();
    north.stop().await;
    hours(&[&north, &south], 1);
    south.drain().await;
    hours(&[&north, &south], 24 * 29);
    south.drain().await;
    assert_eq!(held(&south, id).await.frozen_at, None, "silence for less than a month");
    let front = Browser::at(&south).get("/").await.is(200);
    assert!(front.text().contains("The kettle leaks"), "{}", front.text());

    hours(&[&north, &south], 24 * 2);
    south.drain().await;
    assert_eq!(held(&south, id).await.frozen_at, Some(heard), "as of when it was heard last");
    let front = Browser::at(&south).get("/").await.is(200);
    assert!(!front.text().contains("The kettle leaks"), "{}", front.text());
    let thread = Browser::at(&south).get(&format!("/complaints/{id}")).await.is(200);
    assert!(thread.text().contains("This is the last version that we have."), "{}", thread.text());

    north.serve_again();
    say(&north, id, &ada, "We are back.").await;
    hours(&[&north, &south], 48);
    north.settle(&south).await;
    assert_eq!(held(&south, id).await.frozen_at, None);
    agree(&north, &south, id).await;
    let front = Browser::at(&south).get("/").await.is(200);
    assert!(front.text().contains("The kettle leaks"), "{}", front.text());
}

async fn a_home_restored_from_an_old_backup_takes_back_what_it_had_signed(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    carried(&north, &[&south]).await;
    let ada = person(&north.app, "ada").await;
    let voice = name_official(&north.app, acme(), "acme".into(), None).await.unwrap();
    let old = file(&north, &ada, "old").await;
    let retracted = file(&north, &ada, "retracted").await;
    north.settle(&south).await;
    let mut backup = Vec::new();
    north.app.db.back_up(&mut backup, north.app.clock.now()).unwrap();

    do_as(&north, retracted, &ada, Command::Retract).await.unwrap();
    offer(&north, old, &voice, "offer").await;
    do_as(
        &north,
        old,
        &ada,
        Command::Confirm { offer: None, rating: Some(8), would_return: None, solved_by: None, got: None },
    )
    .await
    .unwrap();
    let new = file(&north, &ada, "new").await;
    say(&north, new, &ada, "A second kettle.").await;
    north.settle(&south).await;
    let (before_old, before_new) = (held(&north, old).await, held(&north, new).await);

    let north = north.restored(&backup).await;
    begin(&north.app.db, north.app.clock.now()).await.unwrap();
    assert_eq!(held(&north, old).await.complaint.state().name(), "open", "as the backup has it");
    let refused = do_as(&north, old, &ada, Command::Withdraw { settled: None, condition: None }).await;
    assert!(matches!(&refused, Err(ServiceError::Refused(it)) if it.code() == Code::Recovering), "{refused:?}");
    let thread = Browser::at(&north).get(&format!("/complaints/{old}")).await.is(200);
    assert!(thread.text().contains("this server is recovering from a backup"), "{}", thread.text());
    for place in ["/boards/acme.example", "/file", "/file?board=acme.example"] {
        let page = Browser::at(&north).get(place).await.is(200);
        assert!(page.text().contains("this server is recovering from a backup"), "{place}: {}", page.text());
    }
    assert_eq!(recover::step(&north.app).await.unwrap(), Recovery::Quiet);

    hours(&[&north, &south], 1);
    assert_eq!(recover::step(&north.app).await.unwrap(), Recovery::Over);
    for place in ["/boards/acme.example", "/file"] {
        let page = Browser::at(&north).get(place).await.is(200);
        assert!(!page.text().contains("this server is recovering from a backup"), "{place}: {}", page.text());
    }
    for (id, before) in [(old, &before_old), (new, &before_new)] {
        let after = held(&north, id).await;
        assert!(after.at_home);
        assert_eq!((after.complaint.sequence, after.head), (before.complaint.sequence, before.head));
        assert_eq!(after.complaint, before.complaint);
        assert_eq!((&after.title, after.complainant), (&before.title, before.complainant));
        agree(&north, &south, id).await;
    }
    // What was taken back stays so: its own home alone learns that from whoever carries it.
    assert_eq!(held(&north, retracted).await.complaint.state().name(), "retracted");
    Browser::at(&north).get(&format!("/complaints/{retracted}")).await.is(404);
    Browser::at(&south).get(&format!("/copies/{retracted}")).await.is(404);
    let words = read(&north.app, move |view| posts::of_complaint(view, new, 0, 50)).await;
    assert!(words.iter().any(|it| it.html.contains("A second kettle.") && it.local), "{words:?}");
    // It goes on from there, and everybody follows.
    do_as(&north, old, &ada, Command::Reopen).await.unwrap();
    do_as(&north, new, &ada, Command::Withdraw { settled: None, condition: None }).await.unwrap();
    north.settle(&south).await;
    agree(&north, &south, old).await;
    agree(&north, &south, new).await;
    assert_eq!(held(&south, old).await.conflict_at, None);
}

async fn a_restored_home_waits_for_its_followers_until_a_person_decides(engine: Engine) {
    let (north, mut south) = TestApp::pair(engine);
    carried(&north, &[&south]).await;
    let ada = person(&north.app, "ada").await;
    let id = file(&north, &ada, "file").await;
    north.settle(&south).await;
    // It is no stranger: people there wrote in a thread of ours.
    let (mut lena, _, _) = member(&south, "lena", "en").await;
    let path = format!("/complaints/{id}");
    let shown = lena.get(&path).await.is(200);
    lena.submit(&shown, &format!("{path}/comment"), &[("text", "Mine leaks, too.")]).await.is(200);
    north.settle(&south).await;
    hours(&[&north, &south], 1);
    begin(&north.app.db, north.app.clock.now()).await.unwrap();
    south.stop().await;
    hours(&[&north, &south], 2);
    let waiting = recover::step(&north.app).await.unwrap();
    assert!(matches!(&waiting, Recovery::Waiting(who) if who.contains(&south.authority())), "{waiting:?}");
    assert!(do_as(&north, id, &ada, Command::Withdraw { settled: None, condition: None }).await.is_err());
    assert!(redress::services::recover::finish(&north.app, "a person decided so").await.unwrap());
    do_as(&north, id, &ada, Command::Withdraw { settled: None, condition: None }).await.unwrap();
    assert_eq!(recover::step(&north.app).await.unwrap(), Recovery::None);
}

async fn erased_words_are_gone_from_a_server_that_was_down(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    carried(&north, &[&south]).await;
    let ada = person(&north.app, "ada").await;
    let (brand, _) = open_board(&north.app, acme(), None).await.unwrap();
    let contact = Contact { channel: "phone".into(), demanded: "a zymurgy form".into(), ..Contact::default() };
    let draft = Draft {
        text: "My xylophone broke.".into(),
        title: "A xylophone".into(),
        product: Some("Quixotic Q5".into()),
        contacts: vec![contact],
        ..Draft::default()
    };
    let filer = Filer { actor: ada.id, account: None };
    let filed = file_complaint(&north.app, cause(&north.app, "file"), filer, brand.id, draft).await.unwrap();
    let id = filed.into_inner().id;
    north.settle(&south).await;
    // South takes in one more thing, and fails to work it off.
    say(&north, id, &ada, "It went vroomshush.").await;
    work(&north).await;
    while redress::federation::outgoing::deliver::run_due(&north.app).await.unwrap() > 0 {}
    give_up_what_was_received(&south).await;
    let words = ["xylophone", "Quixotic", "zymurgy"];
    let dump = dumped(&south);
    assert!(words.iter().all(|word| dump.contains(word)));
    assert!(dump.contains(&hex::encode("vroomshush")), "raw, in the inbox");

    do_as(&north, id, &ada, Command::Erase { targets: Vec::new() }).await.unwrap();
    work(&north).await;
    // South is down: nothing of it arrives.
    north.db.execute("DELETE FROM deliveries");
    hours(&[&north, &south], 1);
    north.settle(&south).await;
    agree(&north, &south, id).await;
    for (name, test) in [("north", &north), ("south", &south)] {
        let dump = dumped(test).to_lowercase();
        for word in ["xylophone", "quixotic", "zymurgy", "vroomshush"] {
            assert!(!dump.contains(word), "{name} still has {word}: {}", around(&dump, word));
            assert!(!dump.contains(&hex::encode(word)), "{name} still has {word}, raw");
        }
    }
    let thread = Browser::at(&south).get(&format!("/complaints/{id}")).await.is(200);
    assert!(!thread.text().contains("@ada@"), "{}", thread.text());
}

/// What other servers sent cannot be worked off, as the worker would find it.
async fn give_up_what_was_received(test: &TestApp) {
    let (now, worker) = (test.clock.now(), test.app.db.worker());
    let terms = jobs::Terms { now, lease: Duration::from_mins(2), limit: 100, worker };
    let give_up = move |tx: &mut redress::storage::Tx<'_>| -> Result<usize, StorageError> {
        let leased = jobs::lease_received(tx, &terms, |_| 100)?;
        leased.iter().try_for_each(|job| jobs::give_up(tx, job, "a story", now))?;
        Ok(leased.len())
    };
    assert!(test.app.db.write(give_up).await.unwrap() > 0);
}

/// Everything that a server keeps, as its backup has it.
fn dumped(test: &TestApp) -> String {
    let mut file = Vec::new();
    test.app.db.back_up(&mut file, test.app.clock.now()).unwrap();
    String::from_utf8(file).unwrap()
}

fn around(text: &str, word: &str) -> String {
    let at = text.find(word).unwrap_or_default();
    text[at.saturating_sub(300)..(at + 300).min(text.len())].to_string()
}

async fn a_boards_new_key_waits_for_a_person(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    let board = carried(&north, &[&south]).await;
    let ada = person(&north.app, "ada").await;
    let id = file(&north, &ada, "file").await;
    north.settle(&south).await;
    let before = held(&south, id).await;

    // Somebody else has north now, or north lost its keys: nothing vouches for the new one.
    north.db.execute("DELETE FROM actor_keys WHERE kind = 'ed25519'");
    say(&north, id, &ada, "Under a new key.").await;
    north.settle(&south).await;
    assert_eq!(held(&south, id).await.head, before.head, "not followed");
    let waiting = read(&south.app, board_keys::waiting).await;
    assert_eq!((waiting.len(), waiting[0].board_uri.as_str()), (1, board.uri.as_str()));
    assert!(waiting[0].refused > 0);
    let thread = Browser::at(&south).get(&format!("/complaints/{id}")).await.is(200);
    assert!(thread.text().contains("has used a new key since"), "{}", thread.text());

    trust_key(&south.app, board.uri.clone(), waiting[0].key.clone()).await.unwrap();
    north.settle(&south).await;
    agree(&north, &south, id).await;
    assert!(read(&south.app, board_keys::waiting).await.is_empty());
}

async fn a_silent_home_is_called_silent_and_asked_again(engine: Engine) {
    let (mut north, south) = TestApp::pair(engine);
    carried(&north, &[&south]).await;
    let (mut ada, actor, _) = member(&south, "ada", "en").await;
    let id = filed_from(&south, &north, &actor).await;
    north.stop().await;
    let path = format!("/complaints/{id}");
    let sure = ada.get(&format!("{path}/withdraw")).await.is(200);
    ada.submit(&sure, &format!("{path}/withdraw"), &[]).await.is(200);
    south.drain().await;
    hours(&[&north, &south], 3);
    south.drain().await;
    let thread = ada.get(&path).await.is(200);
    assert!(thread.text().contains("It has not answered yet. It is asked again until"), "{}", thread.text());
    assert_eq!(thread.attribute(".thread", "data-state"), "open");

    north.serve_again();
    for _ in 0..4 {
        hours(&[&north, &south], 8);
        north.settle(&south).await;
    }
    agree(&north, &south, id).await;
    let thread = ada.get(&path).await.is(200);
    assert_eq!(thread.attribute(".thread", "data-state"), "withdrawn");
    assert!(!thread.text().contains("It has not answered yet"));
}

async fn a_board_that_says_it_is_gone_freezes_its_copies_at_once(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    carried(&north, &[&south]).await;
    let ada = person(&north.app, "ada").await;
    let id = file(&north, &ada, "file").await;
    north.settle(&south).await;
    hours(&[&north, &south], 1);
    north.settle(&south).await;
    north.db.execute("UPDATE actors SET deleted_at = 1 WHERE kind = 'board'");
    hours(&[&north, &south], 1);
    south.drain().await;
    assert!(held(&south, id).await.frozen_at.is_some(), "410 is an answer");
    north.db.execute("UPDATE actors SET deleted_at = NULL WHERE kind = 'board'");
    hours(&[&north, &south], 1);
    north.settle(&south).await;
    assert_eq!(held(&south, id).await.frozen_at, None);
}

async fn a_key_that_the_one_before_signed_is_followed(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    let board = carried(&north, &[&south]).await;
    let ada = person(&north.app, "ada").await;
    let id = file(&north, &ada, "file").await;
    north.settle(&south).await;
    rotate_keys(&north.app, board.clone()).await.unwrap();
    rotate_keys(&north.app, board).await.unwrap();
    say(&north, id, &ada, "Under the third key.").await;
    north.settle(&south).await;
    agree(&north, &south, id).await;
    assert!(read(&south.app, board_keys::waiting).await.is_empty(), "nobody had to decide");
}

async fn a_person_corrects_and_erases_from_their_own_server(engine: Engine) {
    let friend = FakePeer::start("friend.test");
    let [north, south] = TestApp::several_beside(engine, ["north.test", "south.test"], &[friend.authority()]);
    carried(&north, &[&south]).await;
    let (mut ada, actor, _) = member(&south, "ada", "en").await;
    follower(&south.app, &friend, "finn", actor.id, true).await;
    let id = filed_from(&south, &north, &actor).await;
    let told = |kind: &str| friend.delivered().into_iter().filter(|it| it["type"] == kind).collect::<Vec<Value>>();
    let path = format!("/complaints/{id}");
    let thread = ada.get(&path).await.is(200);
    let anew = [("title", "A xylophone"), ("text", "It is a **xylophone** that leaks.")];
    ada.submit(&thread, &format!("{path}/correct"), &anew).await.is(200);
    north.settle(&south).await;
    agree(&north, &south, id).await;
    for test in [&north, &south] {
        let thread = Browser::at(test).get(&path).await.is(200);
        assert!(thread.html.contains("<strong>xylophone</strong>"), "{}", thread.text());
        assert_eq!(held(test, id).await.title, "A xylophone");
        assert!(history(test, id).await.pop().unwrap().signed);
    }
    let updates = told("Update");
    assert_eq!(updates.len(), 1, "who follows her hears it from her server: {updates:?}");
    assert!(updates[0]["object"]["content"].as_str().unwrap().contains("xylophone"));

    let sure = ada.get(&format!("{path}/erase")).await.is(200);
    ada.submit(&sure, &format!("{path}/erase"), &[]).await.is(200);
    north.settle(&south).await;
    agree(&north, &south, id).await;
    let deletes = told("Delete");
    assert_eq!(deletes.len(), 1, "{deletes:?}");
    assert_eq!(deletes[0]["object"]["id"], updates[0]["object"]["id"]);
    for (name, test) in [("north", &north), ("south", &south)] {
        let dump = dumped(test).to_lowercase();
        for word in ["xylophone", "kettle"] {
            assert!(!dump.contains(word), "{name} still has {word}: {}", around(&dump, word));
            assert!(!dump.contains(&hex::encode(word)), "{name} still has {word}, raw");
        }
    }
}

/// The home answers nothing any more: one's own words are gone all the same, here at once and soon wherever they went from here.
async fn own_words_go_although_their_home_is_silent(engine: Engine) {
    let friend = FakePeer::start("friend.test");
    let [mut north, south] = TestApp::several_beside(engine, ["north.test", "south.test"], &[friend.authority()]);
    carried(&north, &[&south]).await;
    let (mut ada, actor, _) = member(&south, "ada", "en").await;
    follower(&south.app, &friend, "finn", actor.id, true).await;
    let id = filed_from(&south, &north, &actor).await;
    let path = format!("/complaints/{id}");
    let shown = ada.get(&path).await.is(200);
    ada.submit(&shown, &format!("{path}/comment"), &[("text", "A xylophone, too.")]).await.is(200);
    north.settle(&south).await;
    agree(&north, &south, id).await;
    let thread = read(&south.app, move |view| posts::of_complaint(view, id, 0, 50)).await;
    let comment = thread.into_iter().find(|it| it.html.contains("xylophone")).unwrap();
    north.stop().await;

    let asked = format!("{path}/delete-comment?posts={}", comment.id);
    let sure = ada.get(&asked).await.is(200);
    ada.submit(&sure, &format!("{path}/delete-comment"), &[]).await.is(200);
    let page = Browser::at(&south).get(&path).await.is(200);
    assert!(!page.html.contains("xylophone"), "{}", page.text());
    let word = comment.uri.clone();
    let kept = read(&south.app, move |view| posts::find_by_uri(view, &word)).await.unwrap();
    assert!(kept.deleted_at.is_some() && kept.html.is_empty(), "{kept:?}");
    hours(&[&south], 1);
    south.drain().await;
    let gone: Vec<Value> = friend.delivered().into_iter().filter(|it| it["type"] == "Delete").collect();
    assert_eq!(gone.len(), 1, "{gone:?}");
    assert_eq!(gone[0]["object"]["id"], comment.uri);
}

async fn answers_are_changed_and_complaints_go_higher_by_request(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    carried(&north, &[&south]).await;
    let (mut ada, actor, _) = member(&south, "ada", "en").await;
    let (mut jo, _, account) = member(&south, "jo", "en").await;
    let (mut eve, _, _) = member(&south, "eve", "en").await;
    let id = filed_from(&south, &north, &actor).await;
    let first = NewRepresentative { account, name: "Jo Ott".into(), role: "refunds".into(), owner: true };
    let voice = name_official(&south.app, acme(), "acme".into(), Some(first)).await.unwrap();
    let known = fetch_actor(&north.app, &voice.uri).await.unwrap();
    name_remote_official(&north.app, acme(), known.id).await.unwrap();
    north.settle(&south).await;
    let path = format!("/complaints/{id}");
    let thread = jo.get(&path).await.is(200);
    jo.submit(&thread, &format!("{path}/respond"), &[("text", "The **pump** broke.")]).await.is(200);
    north.settle(&south).await;
    // Whoever filed, who is elsewhere too, marks it by request.
    let thread = mark(&mut ada, &path).await;
    assert!(thread.text().contains("“This answer sends me elsewhere”. Waiting for its answer."), "{}", thread.text());
    north.settle(&south).await;

    // Whoever may not is refused by the home, and reads the rule here.
    let thread = eve.get(&path).await.is(200);
    let marks = eve.fields(&thread, &format!("{path}/comment"));
    for (deed, fields) in [
        ("edit-response", [("response", "1"), ("text", "All lies.")]),
        ("escalate", [("step", "executive"), ("text", "")]),
    ] {
        let own = marks.iter().filter(|(name, _)| name == "token").cloned();
        let fields = fields.into_iter().chain([("request", deed)]);
        let all: Vec<_> = own.chain(fields.map(|(name, value)| (name.to_string(), value.to_string()))).collect();
        eve.post(&format!("{path}/{deed}"), &all).await.is(200);
    }
    north.settle(&south).await;
    let thread = eve.get(&path).await.is(200);
    let refused = |deed: &str, rule: &str| format!("{} refused “{deed}”: {rule}", north.authority());
    for (deed, rule) in [
        ("Change the answer", "Only somebody who speaks for the brand can do that."),
        ("Escalate", "Only the person who filed this complaint can do that."),
    ] {
        assert!(thread.text().contains(&refused(deed, rule)), "{}", thread.text());
    }
    assert!(thread.text().contains("All lies."), "what was not taken is not lost");

    let thread = ada.get(&path).await.is(200);
    ada.submit(&thread, &format!("{path}/escalate"), &[("step", "representative")]).await.is(200);
    let thread = jo.get(&path).await.is(200);
    assert_eq!(thread.value("#edit-1"), "The **pump** broke.");
    let anew = [("text", "The **valve** broke.")];
    let thread = jo.submit(&thread, &format!("{path}/edit-response"), &anew).await.is(200);
    assert!(thread.text().contains("“Change the answer”. Waiting for its answer."), "{}", thread.text());
    let disputed = [("text", "It names the part.")];
    jo.submit(&thread, &format!("{path}/dispute-label"), &disputed).await.is(200);
    north.settle(&south).await;
    agree(&north, &south, id).await;
    for test in [&north, &south] {
        let there = held(test, id).await.complaint;
        assert_eq!(there.step, Some(Step::Representative));
        assert_eq!(there.responses[&1].labels[&Label::Deflected], LabelState::Disputed);
        let told = history(test, id).await;
        let signed: Vec<String> =
            told.iter().filter(|it| it.signed).map(|it| it.line.read().unwrap().event.happening.name()).collect();
        for kind in ["Labelled", "Escalated", "ResponseEdited", "LabelDisputed"] {
            assert!(signed.iter().any(|it| it == kind), "{kind} is signed by its author: {signed:?}");
        }
        let thread = Browser::at(test).get(&path).await.is(200);
        assert!(thread.html.contains("<strong>valve</strong>") && thread.html.contains("<strong>pump</strong>"));
        assert!(thread.text().contains("The first version") && thread.text().contains("It names the part."));
    }

    let sure = jo.get(&format!("{path}/delete-response?response=1")).await.is(200);
    jo.submit(&sure, &format!("{path}/delete-response"), &[]).await.is(200);
    north.settle(&south).await;
    agree(&north, &south, id).await;
    for test in [&north, &south] {
        let thread = Browser::at(test).get(&path).await.is(200);
        assert!(thread.text().contains("deleted by the brand"), "{}", thread.text());
        assert!(thread.html.contains("<strong>valve</strong>"), "it stays readable");
    }
}

/// Other servers got an answer from its author's server; that server tells them what the home of the thread changed.
async fn what_the_home_changed_is_told_by_the_authors_server(engine: Engine) {
    let (fan, friend) = (FakePeer::start("fan.test"), FakePeer::start("friend.test"));
    let beside = [fan.authority(), friend.authority()];
    let [north, south] = TestApp::several_beside(engine, ["north.test", "south.test"], &beside);
    carried(&north, &[&south]).await;
    let (_, actor, _) = member(&south, "ada", "en").await;
    let (mut jo, _, account) = member(&south, "jo", "en").await;
    let id = filed_from(&south, &north, &actor).await;
    let first = NewRepresentative { account, name: "Jo Ott".into(), role: "refunds".into(), owner: true };
    let voice = name_official(&south.app, acme(), "acme".into(), Some(first)).await.unwrap();
    let known = fetch_actor(&north.app, &voice.uri).await.unwrap();
    name_remote_official(&north.app, acme(), known.id).await.unwrap();
    let (_, board) = open_board(&north.app, acme(), None).await.unwrap();
    follower(&north.app, &fan, "fay", board.id, true).await;
    follower(&south.app, &friend, "finn", voice.id, true).await;
    north.settle(&south).await;
    let path = format!("/complaints/{id}");
    let thread = jo.get(&path).await.is(200);
    jo.submit(&thread, &format!("{path}/respond"), &[("text", "The pump broke.")]).await.is(200);
    north.settle(&south).await;

    let of_kind = |peer: &FakePeer, kind: &str| -> Vec<Value> {
        peer.delivered().into_iter().filter(|it| it["type"] == kind).collect()
    };
    // What the board passes on, as its author's server sent it.
    let passed_on = |kind: &str| -> Vec<Value> {
        let all = of_kind(&fan, "Announce").into_iter().map(|it| it["object"].clone());
        all.filter(|it| it["type"] == kind && it["actor"] == voice.uri).collect()
    };
    for (deed, fields, kind) in [
        ("edit-response", vec![("text", "The valve broke.")], "Update"),
        ("edit-response", vec![("text", "The valve broke twice.")], "Update"),
        ("delete-response", vec![], "Delete"),
    ] {
        let (events, before) = (history(&north, id).await.len(), of_kind(&friend, kind).len());
        let page = if kind == "Delete" { format!("{path}/{deed}?response=1") } else { path.clone() };
        let form = jo.get(&page).await.is(200);
        jo.submit(&form, &format!("{path}/{deed}"), &fields).await.is(200);
        north.settle(&south).await;
        agree(&north, &south, id).await;
        assert_eq!(history(&north, id).await.len(), events + 1, "{deed} is one event and no other");
        let heard = of_kind(&friend, kind);
        assert_eq!(heard.len(), before + 1, "{deed}: {heard:?}");
        let said = heard.last().unwrap();
        let about = if kind == "Update" { said["object"]["content"].as_str().unwrap() } else { "" };
        assert!(fields.iter().all(|(_, text)| about.contains(text)), "{said}");
        let carried = passed_on(kind);
        assert_eq!(carried.len(), before + 1, "{deed}: {carried:?}");
        assert_eq!(carried.last().unwrap()["id"], said["id"]);
    }
}

on_both_engines!(
    a_correction_without_a_title_is_its_authors_word,
    a_desk_says_what_waits_on_other_servers,
    a_correction_that_comes_twice_is_no_contradiction,
    what_the_home_changed_is_told_by_the_authors_server,
    answers_are_changed_and_complaints_go_higher_by_request,
    a_board_that_says_it_is_gone_freezes_its_copies_at_once,
    a_key_that_the_one_before_signed_is_followed,
    a_person_corrects_and_erases_from_their_own_server,
    own_words_go_although_their_home_is_silent,
    a_silent_home_is_called_silent_and_asked_again,
    a_member_acts_on_a_complaint_elsewhere,
    of_two_answers_to_one_offer_the_second_hears_the_rule,
    a_representative_answers_from_their_own_server,
    a_request_is_done_once_and_answered_again_when_the_answer_was_lost,
    an_events_author_stands_behind_it_on_every_server,
    two_histories_are_kept_on_both_servers_that_were_told_them,
    a_home_that_is_gone_freezes_its_copies_until_it_returns,
    a_home_restored_from_an_old_backup_takes_back_what_it_had_signed,
    a_restored_home_waits_for_its_followers_until_a_person_decides,
    erased_words_are_gone_from_a_server_that_was_down,
    a_boards_new_key_waits_for_a_person,
);
