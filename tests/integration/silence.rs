//! Silence: what the clock does where a brand says nothing, and who hears of it.

use std::time::Duration;

use redress::domain::complaint::State;
use redress::domain::ids::ComplaintId;
use redress::services::run_clock::run_clock;
use redress::storage::StorageError;
use redress::storage::accounts::Role;
use redress::storage::complaints::{self, Held};
use redress::storage::posts::{self, PostKind};

use crate::on_both_engines;
use crate::pages::{file, member, representative, start};
use crate::promised::sign_in;
use crate::support::browser::Browser;
use crate::support::{Engine, TestApp};

const DAY: Duration = Duration::from_hours(24);

async fn held(test: &TestApp, id: ComplaintId) -> Held {
    test.app.db.read::<_, StorageError, _>(move |view| complaints::find(view, id)).await.unwrap().unwrap()
}

async fn names(test: &TestApp, id: ComplaintId) -> Vec<String> {
    let told =
        test.app.db.read::<_, StorageError, _>(move |view| complaints::history(view, id, 0, 1000)).await.unwrap();
    told.iter().map(|it| it.line.read().unwrap().event.happening.name()).collect()
}

/// What the board said in the thread.
async fn notes(test: &TestApp, id: ComplaintId) -> String {
    let all = test.app.db.read::<_, StorageError, _>(move |view| posts::of_complaint(view, id, 0, 100)).await.unwrap();
    all.into_iter().filter(|it| it.kind == PostKind::Status).map(|it| it.html).collect()
}

fn id_in(path: &str) -> ComplaintId {
    path.trim_start_matches("/complaints/").parse().unwrap()
}

async fn days(test: &TestApp, number: usize) {
    for _ in 0..number {
        test.clock.advance(DAY);
        run_clock(&test.app).await.unwrap();
    }
}

async fn silence_of_sixty_days_closes_a_complaint_against_the_brand(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let id = id_in(&path);
    let rested = file(&mut person, &[("title", "Another heater"), ("step", "file-anyway")]).await.is(200).path;
    let thread = acme.get(&rested).await.is(200);
    let answer = [("text", "We look for the order and ask the shop."), ("name", "Jo Ott")];
    acme.submit(&thread, &format!("{rested}/respond"), &answer).await.is(200);
    days(&test, 59).await;
    assert_eq!(held(&test, id).await.complaint.state().name(), "open");
    days(&test, 2).await;
    let kinds = names(&test, id).await;
    assert_eq!(kinds[kinds.len() - 4..], ["Reminded", "Reminded", "Reminded", "ClosedUnanswered"]);
    let complaint = held(&test, id).await.complaint;
    assert!(matches!(complaint.state(), State::Unanswered { .. }));

    // The board tells both, and everybody reads it.
    test.drain().await;
    let said = notes(&test, id).await;
    assert!(said.contains("has been waiting for you for 50 days") && said.contains("closed as unanswered"), "{said}");
    let thread = Browser::at(&test).get(&path).await.is(200);
    assert_eq!(thread.attribute(".thread", "data-state"), "unanswered");
    assert!(thread.text().contains("No answer from"), "{}", thread.text());
    // One that answered and let it rest is said to have given no further answer.
    let thread = Browser::at(&test).get(&rested).await.is(200);
    assert_eq!(thread.attribute(".thread", "data-state"), "unanswered");
    let banner = thread.value(".banner");
    assert!(banner.contains("No further answer from") && !banner.contains("No answer from"), "{banner}");
    let board = Browser::at(&test).get("/boards/acme.com").await.is(200);
    assert!(board.text().contains("1 complaint was closed because no real answer came"), "{}", board.text());
    assert!(board.text().contains("too few to say"), "{}", board.text());
}

/// A clock that stood still reminds late: the thread names the day until which it waits then.
async fn who_is_reminded_late_reads_the_day_that_holds(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let thread = acme.get(&path).await.is(200);
    let offer =
        [("text", "I sent the money on Monday, by bank."), ("name", "Jo Ott"), ("and", "offer"), ("outcome", "refund")];
    acme.submit(&thread, &format!("{path}/respond"), &offer).await.is(200);
    let at_first = held(&test, id_in(&path)).await.complaint.lapses_at().unwrap();
    test.clock.advance(DAY * 13);
    run_clock(&test.app).await.unwrap();
    let now = held(&test, id_in(&path)).await.complaint.lapses_at().unwrap();
    assert!(now > at_first);
    let banner = Browser::at(&test).get(&path).await.is(200).value(".banner");
    assert!(banner.contains(&format!("until {}", now.format("%-d %B"))), "{banner}");
}

/// A brand that nobody told did not take the time until it was told.
async fn an_answer_is_as_late_as_the_brand_knew(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    days(&test, 62).await;
    let mut acme = representative(&test).await;
    test.drain().await;
    assert!(held(&test, id_in(&path)).await.complaint.notified_at.is_some());
    test.clock.advance(Duration::from_hours(1));
    let thread = acme.get(&path).await.is(200);
    let answer = [("text", "We look for the order and ask the shop."), ("name", "Jo Ott")];
    let thread = acme.submit(&thread, &format!("{path}/respond"), &answer).await.is(200).text();
    assert!(thread.contains("First answer by a person after") && !thread.contains("after 62 days"), "{thread}");
}

async fn what_nobody_was_told_of_stays_open_and_the_person_hears_what_else_there_is(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[("brand", "nobody.com")]).await.is(200).path;
    let id = id_in(&path);
    days(&test, 130).await;
    assert_eq!(names(&test, id).await, ["Filed", "Reminded"]);
    test.drain().await;
    assert!(notes(&test, id).await.contains("Nobody from nobody.com reads here, so nobody was told"));
    let shown = Browser::at(&test).get(&path).await.is(200).text();
    assert!(shown.contains("The person who filed was told that nobody from the brand reads here"), "{shown}");
    let shown = sign_in(&test, "c7").await.get(&path).await.is(200).text();
    assert!(shown.contains("You were told that nobody from the brand reads here"), "{shown}");
    let board = Browser::at(&test).get("/boards/nobody.com").await.is(200);
    assert!(
        board.text().contains("1 complaint is not in these figures: nobody has told the brand of it yet."),
        "{}",
        board.text()
    );
}

async fn a_name_that_is_none_is_no_human_answer(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    for name in ["Acme Customer Care Team", "Support", "."] {
        let shown = acme.get(&path).await.is(200);
        let answer = [("text", "Please try:\n- plug it in again"), ("name", name), ("role", "")];
        let refused = acme.submit(&shown, &format!("{path}/respond"), &answer).await.is(422);
        assert!(refused.value("#name-wrong").contains("The name of a team or of the brand is not enough."), "{name}");
        assert!(refused.value("#answer-text").contains("plug it in again"), "{name}: nothing is lost");
        assert_eq!(refused.attribute("input#name", "value"), name);
        assert!(!person.get(&path).await.is(200).text().contains("plug it in again"), "{name}: nothing is said");
    }
    // Without any it is said before, and published as what it is.
    let shown = acme.get(&path).await.is(200);
    assert!(shown.text().contains("If you leave the name empty"), "{}", shown.text());
    let answer = [("text", "Please try:\n- plug it in again"), ("name", ""), ("role", "")];
    let said = acme.submit(&shown, &format!("{path}/respond"), &answer).await.is(200);
    assert!(said.text().contains("Not signed with a name"), "{}", said.text());
    let complaint = held(&test, id_in(&path)).await.complaint;
    assert_eq!((complaint.state().name(), complaint.first_human_at), ("open", None));
}

on_both_engines!(
    silence_of_sixty_days_closes_a_complaint_against_the_brand,
    who_is_reminded_late_reads_the_day_that_holds,
    an_answer_is_as_late_as_the_brand_knew,
    what_nobody_was_told_of_stays_open_and_the_person_hears_what_else_there_is,
    a_name_that_is_none_is_no_human_answer,
);
