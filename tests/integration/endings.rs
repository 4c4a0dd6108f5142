//! How a complaint ends and what that says of the brand: who solved it, who was told, whose name counts, what was proven.

use redress::services::run_clock::run_clock;
use redress::storage::accounts::Role;

use crate::moderation::smuggle;
use crate::on_both_engines;
use crate::pages::{file, member, representative, start};
use crate::promised::{days, sign_in};
use crate::support::browser::Browser;
use crate::support::{Engine, TestApp};

async fn board(test: &TestApp, domain: &str) -> String {
    Browser::at(test).get(&format!("/boards/{domain}")).await.is(200).text()
}

async fn who_solved_it_is_asked_and_only_the_brands_own_counts_for_it(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let thread = acme.get(&path).await.is(200);
    let answer = [("text", "We are looking for it."), ("name", "J. O.")];
    acme.submit(&thread, &format!("{path}/respond"), &answer).await.is(200);

    // Nothing was offered: nobody guesses who solved it.
    let confirm = format!("{path}/confirm");
    let thread = person.get(&path).await.is(200);
    let wrong = person.submit(&thread, &confirm, &[("rating", "9")]).await.is(422);
    assert!(wrong.value("#solved_by-wrong").contains("Say who solved it"), "{}", wrong.html);
    let kept = person.fields(&wrong, &confirm);
    assert!(kept.contains(&("rating".to_string(), "9".to_string())), "what was chosen is still chosen: {kept:?}");
    let thread = person.submit(&wrong, &confirm, &[("solved_by", "myself")]).await.is(200);
    assert!(thread.text().contains("solved by yourself"), "{}", thread.text());
    let visitor = Browser::at(&test).get(&path).await.is(200).text();
    assert!(visitor.contains("solved by the person themselves"), "{visitor}");
    // What is printed for an outside body says "you" to nobody.
    let printed = person.get(&format!("{path}/summary")).await.is(200).text();
    assert!(printed.contains("Resolved, says") && !printed.contains("as you said"), "{printed}");
    assert!(thread.text().contains("Resolved, as you said: 9 of 10"), "{}", thread.text());
    assert!(board(&test, "acme.com").await.contains("0 of 1 closed complaints"));

    // Both ratings are there for everybody to see, and the later one counts.
    let thread = person.get(&path).await.is(200);
    assert!(thread.text().contains("You gave 9 of 10. You can rate once more"), "{}", thread.text());
    let thread = person.submit(&thread, &confirm, &[("rating", "2")]).await.is(200);
    assert!(thread.text().contains("2 of 10, first 9 of 10"), "{}", thread.text());
}

/// Whoever rates again within thirty days says something beside what they said, and then nothing any more.
async fn a_second_rating_stands_in_every_list_and_is_the_last(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let confirm = format!("{path}/confirm");
    let thread = acme.get(&path).await.is(200);
    let answer = [("text", "We pay it."), ("name", "J. O."), ("and", "offer"), ("outcome", "refund")];
    acme.submit(&thread, &format!("{path}/respond"), &answer).await.is(200);
    let thread = person.get(&path).await.is(200);
    person.submit(&thread, &confirm, &[("rating", "9")]).await.is(200);
    test.clock.advance(std::time::Duration::from_hours(29 * 24));
    let (first, other) = (person.get(&path).await.is(200), person.get(&path).await.is(200));
    person.submit(&first, &confirm, &[("rating", "2")]).await.is(200);
    // A form that was open meanwhile changes nothing any more.
    let late = person.submit(&other, &confirm, &[("rating", "10")]).await;
    assert_ne!(late.status, 200, "{}", late.text());
    test.drain().await;

    let mut reader = Browser::at(&test);
    for list in ["/", "/resolved", "/boards/acme.com", "/boards/acme.com?rated=yes", "/@c7", "/search?q=heater", &path]
    {
        let shown = reader.get(list).await.is(200).text();
        let both = ["2 of 10, first 9 of 10", "2 of 10, first 9 of 10"].iter().any(|it| shown.contains(it));
        assert!(both, "{list}: {shown}");
    }
    let board = reader.get("/boards/acme.com").await.is(200).text();
    assert!(board.contains("from 1 person"), "one for each complaint: {board}");
    assert!(!person.get(&path).await.is(200).html.contains(&format!("action=\"{confirm}\"")), "it is frozen");
}

async fn what_nobody_was_told_of_is_shown_as_that_and_not_as_silence(engine: Engine) {
    let test = start(engine);
    let _acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let told = file(&mut person, &[]).await.is(200).path;
    let untold = file(&mut person, &[("brand", "nobody.com")]).await.is(200).path;
    let mut reader = Browser::at(&test);

    let waiting = reader.get("/waiting").await.is(200);
    assert!(waiting.html.contains(&told) && !waiting.html.contains(&untold), "{}", waiting.text());
    let apart = reader.get("/waiting/untold").await.is(200);
    assert!(apart.html.contains(&untold) && !apart.html.contains(&told), "{}", apart.text());
    let board = reader.get("/boards/nobody.com").await.is(200);
    for shown in [&apart, &board, &reader.get("/").await.is(200)] {
        assert!(shown.text().contains("nobody.com was not told yet"), "{}", shown.text());
        assert!(!shown.text().contains("waiting for nobody.com"), "{}", shown.text());
    }
    assert!(board.text().contains("0 waiting now · 1 that the brand was not told of"), "{}", board.text());
    assert!(reader.get("/boards").await.is(200).text().contains("1 that the brand was not told of"));

    test.clock.advance(std::time::Duration::from_hours(20 * 24));
    let thread = reader.get(&untold).await.is(200).text();
    assert!(thread.contains("Nobody from nobody.com reads here yet") && thread.contains("is not counted"), "{thread}");
    for silence in
        ["Waiting for nobody.com", "No answer by a person yet", "more than two weeks", "closed as unanswered on"]
    {
        assert!(!thread.contains(silence), "{silence}: {thread}");
    }
    let thread = reader.get(&told).await.is(200).text();
    for silence in ["Waiting for acme.com", "No answer by a person yet", "closed as unanswered on"] {
        assert!(thread.contains(silence), "{silence}: {thread}");
    }
}

/// A board on which somebody complains under their own name and somebody under one made for it: the same person or not.
async fn with_a_pseudonym(engine: Engine, same: bool) -> String {
    let test = start(engine);
    let _acme = representative(&test).await;
    let mut one = member(&test, "c7", Role::Member).await;
    let mut other = member(&test, "d8", Role::Member).await;
    file(&mut one, &[]).await.is(200);
    let filer = if same { &mut one } else { &mut other };
    let masked = [("identity", "pseudonym"), ("title", "Another heater"), ("text", "It hums at night.")];
    file(filer, &masked).await.is(200);
    let shown = board(&test, "acme.com").await;
    let answers = shown.split("How acme.com answers").nth(1).unwrap_or_default();
    answers.split("The complaints").next().unwrap_or_default().to_string()
}

async fn no_count_tells_whose_a_pseudonym_is(engine: Engine) {
    let (same, another) = (with_a_pseudonym(engine, true).await, with_a_pseudonym(engine, false).await);
    assert_eq!(same, another);
    assert!(same.contains("1 complaint under a pseudonym is not in these figures"), "{same}");
}

async fn an_order_that_the_brand_found_stands_beside_its_figures(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    assert!(board(&test, "acme.com").await.contains("0 with a proof of purchase"));
    let mut other = member(&test, "d8", Role::Member).await;
    let refused = smuggle(&mut other, "/logout", &format!("{path}/confirm-order"), &[("from", "")]).await;
    assert!(refused.text().contains("Only somebody who speaks for the brand"), "{}", refused.text());
    let thread = acme.get(&path).await.is(200);
    let said = acme.submit(&thread, &format!("{path}/confirm-order"), &[("from", "")]).await.is(200);
    assert!(said.text().contains("Recorded: you found this order."), "{}", said.text());
    assert!(board(&test, "acme.com").await.contains("1 with a proof of purchase"));
    assert!(!acme.get(&path).await.is(200).html.contains("/confirm-order"), "it is found once");
}

/// What an earlier release kept of a complaint that was closed unanswered and answered afterwards is counted anew by the next
/// one, and again as what it was.
async fn what_was_counted_by_older_rules_is_counted_anew(engine: Engine) {
    let test = start(engine);
    representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    days(&test, 61).await;
    let mut acme = sign_in(&test, "jo").await;
    let thread = acme.get(&path).await.is(200);
    let answer = [("text", "We are looking for it."), ("name", "Noor Haddad")];
    acme.submit(&thread, &format!("{path}/respond"), &answer).await.is(200);
    let kept = || test.db.counted("SELECT word AS name, COUNT(*) AS number FROM fates GROUP BY word");
    let unanswered = [("unanswered".to_string(), 1)];
    assert_eq!(kept(), unanswered, "it was answered too late");
    test.db.execute("UPDATE fates SET word = 'pending'");
    test.db.execute(match engine {
        Engine::Sqlite => include_str!("../../migrations/sqlite/2026-11-27-034100_unanswered/up.sql"),
        Engine::Postgres => include_str!("../../migrations/postgres/2026-11-27-034100_unanswered/up.sql"),
    });
    assert!(run_clock(&test.app).await.unwrap() > 0);
    assert_eq!(kept(), unanswered);
}

on_both_engines!(
    what_was_counted_by_older_rules_is_counted_anew,
    who_solved_it_is_asked_and_only_the_brands_own_counts_for_it,
    a_second_rating_stands_in_every_list_and_is_the_last,
    what_nobody_was_told_of_is_shown_as_that_and_not_as_silence,
    no_count_tells_whose_a_pseudonym_is,
    an_order_that_the_brand_found_stands_beside_its_figures,
);
