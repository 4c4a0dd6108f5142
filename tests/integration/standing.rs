//! What pages say of where a complaint stands: whom anybody waits for, who is meant by "you", and what a form sent twice does.

use std::time::Duration;

use redress::app::Clock;
use redress::services::run_clock::run_clock;
use redress::storage::accounts::Role;

use crate::brands::{Town, begin_claim, file as file_about, press_check};
use crate::on_both_engines;
use crate::pages::{PASSWORD, file, member, representative, start};
use crate::support::browser::{Browser, Shown};
use crate::support::{Engine, TestApp};

const DAY: Duration = Duration::from_hours(24);

async fn delete_account(browser: &mut Browser) {
    let sure = browser.get("/settings/delete-account").await.is(200);
    browser.submit(&sure, "/settings/delete-account", &[("password", PASSWORD)]).await.is(200);
}

async fn answer(acme: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Shown {
    let shown = acme.get(path).await.is(200);
    acme.submit(&shown, &format!("{path}/respond"), fields).await
}

async fn german(test: &TestApp, path: &str) -> String {
    let mut visitor = Browser::at(test);
    visitor.extra.push(("Accept-Language".into(), "de".into()));
    visitor.get(path).await.is(200).text()
}

async fn who_deleted_the_account_waits_for_nobody(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let told = file(&mut person, &[("title", "A heater that was told")]).await.is(200).path;
    let asked = file(&mut person, &[("title", "A heater in question"), ("text", "It hums.")]).await.is(200).path;
    let untold = file(&mut person, &[("brand", "nobody.com"), ("title", "A heater untold")]).await.is(200).path;
    let question = [("text", "Which heater is it?"), ("and", "ask"), ("name", "Jo Ott")];
    answer(&mut acme, &asked, &question).await.is(200);
    let mut visitor = Browser::at(&test);
    assert!(visitor.get("/waiting").await.text().contains("A heater that was told"));
    let apart = visitor.get("/waiting/untold").await.text();
    assert!(apart.contains("A heater untold") && apart.contains("nobody.com was not told"), "{apart}");
    assert!(visitor.get("/boards/acme.com").await.text().contains("1 waiting"));
    delete_account(&mut person).await;
    test.drain().await;

    for page in ["/", "/waiting", "/waiting/untold"] {
        let shown = visitor.get(page).await.is(200).text();
        assert!(
            !shown.contains("waiting for acme.com") && !shown.contains("nobody.com was not told"),
            "{page}: {shown}"
        );
    }
    assert!(visitor.get("/waiting").await.text().contains("Nobody is waiting here."));
    for page in ["/boards/acme.com", "/boards/nobody.com"] {
        let board = visitor.get(page).await.is(200).text();
        // Its words are gone, so there is nothing to read in a list.
        assert!(board.contains("0 waiting") && !board.contains("title erased"), "{board}");
    }
    let desk = acme.get("/desk").await.is(200).text();
    assert!(desk.contains("Nobody is waiting") && !desk.contains("waiting for the person"), "{desk}");
    for path in [&told, &asked, &untold] {
        let thread = visitor.get(path).await.is(200).text();
        assert!(thread.contains("Nobody waits for an answer here any more"), "{thread}");
        for untrue in ["The next step", "gets this complaint", "No answer by a person", "closed as unanswered"] {
            assert!(!thread.contains(untrue), "{untrue}: {thread}");
        }
    }

    // The brand may still answer, and asks nobody.
    let shown = acme.get(&told).await.is(200);
    for offered in ["value=\"ask\"", "value=\"offer\"", "value=\"promise\""] {
        assert!(!shown.html.contains(offered), "{offered}");
    }
    let refused = answer(&mut acme, &told, &question).await.is(422);
    assert!(
        refused.text().contains("Nobody can react to a question, an offer or a promise any more."),
        "{}",
        refused.text()
    );
    answer(&mut acme, &told, &[("text", "We send a new one."), ("and", "answer"), ("name", "Jo Ott")]).await.is(200);
    assert!(visitor.get(&told).await.text().contains("We send a new one."));
    assert!(!visitor.get("/waiting").await.text().contains("waiting for acme.com"));
}

async fn erased_words_are_promised_to_nobody(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[("brand", "nobody.com")]).await.is(200).path;
    assert!(person.get(&path).await.text().contains("gets this complaint as soon as"));
    let sure = person.get(&format!("{path}/erase")).await.is(200);
    let erased = person.submit(&sure, &format!("{path}/erase"), &[]).await.is(200).text();
    assert!(!erased.contains("gets this complaint") && erased.contains("The words are erased"), "{erased}");
}

/// Back, and sent again: the person sees what they filed, and chooses.
async fn the_same_words_within_the_hour_are_asked_about(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let form = person.get("/file?brand=acme.com").await.is(200);
    let words = [("step", "file"), ("text", "The kettle leaks. I called twice.")];
    let first = person.submit(&form, "/file", &words).await.is(200).path;
    let same = person.submit(&form, "/file", &words).await.is(200).path;
    assert_eq!(first, same, "the very same form does one thing");

    let masked = [&words[..], &[("identity", "pseudonym")][..]].concat();
    for again in [&words[..], &masked[..]] {
        let fresh = person.get("/file?brand=acme.com").await.is(200);
        let asked = person.submit(&fresh, "/file", again).await.is(409);
        assert!(asked.text().contains("You filed this a moment ago."), "{}", asked.text());
        assert!(asked.html.contains(&format!("href=\"{first}\"")), "it leads to what was filed");
        assert!(asked.html.contains("I called twice."), "and keeps the words");
    }
    let fresh = person.get("/file?brand=acme.com").await.is(200);
    let asked = person.submit(&fresh, "/file", &words).await.is(409);
    let second = person.submit(&asked, "/file", &[("step", "file-anyway")]).await.is(200).path;
    assert_ne!(first, second, "whoever means it files again");
    // Another brand, another person, another day: no slip.
    file(&mut person, &[("brand", "other.com"), words[1]]).await.is(200);
    let mut other = member(&test, "c8", Role::Member).await;
    file(&mut other, &[words[1]]).await.is(200);
    test.clock.advance(DAY);
    file(&mut person, &[words[1]]).await.is(200);

    let comment = format!("{first}/comment");
    let said = [("text", "And it rusts.")];
    let shown = person.get(&first).await.is(200);
    person.submit(&shown, &comment, &said).await.is(200);
    let shown = person.get(&first).await.is(200);
    let asked = person.submit(&shown, &comment, &said).await.is(409);
    assert!(asked.text().contains("You wrote exactly this a moment ago"), "{}", asked.text());
    assert!(asked.html.contains("#post-2\""), "it leads to the comment: {}", asked.html);
    assert_eq!(person.get(&first).await.html.matches("<p>And it rusts.</p>").count(), 1);
    person.submit(&asked, &comment, &[("anyway", "yes")]).await.is(200);
    assert_eq!(person.get(&first).await.html.matches("<p>And it rusts.</p>").count(), 2);
}

async fn who_is_asked_is_spoken_to_and_led_to_the_answer(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    answer(&mut acme, &path, &[("text", "Which heater is it?"), ("and", "ask"), ("name", "Jo Ott")]).await.is(200);
    let shown = person.get(&path).await.is(200);
    assert!(shown.text().contains("has asked you something. Waiting for you"), "{}", shown.text());
    assert!(shown.html.contains("<a href=\"#talk\">Answer the question</a>"), "{}", shown.html);
    assert!(shown.text().contains("Answer the brand’s question"), "the form says what it is for");
    let visitor = Browser::at(&test).get(&path).await.is(200).text();
    assert!(visitor.contains("Waiting for @c7@") && !visitor.contains("asked you"), "{visitor}");
    let answered = person.submit(&shown, &format!("{path}/comment"), &[("text", "The blue one.")]).await.is(200);
    assert!(answered.text().contains("The brand has your answer."), "{}", answered.text());

    // After an answer of substance it is a further one that has to come, and what was promised stands in the banner.
    test.clock.advance(DAY);
    let day = (test.clock.now() + chrono::TimeDelta::days(10)).format("%Y-%m-%d").to_string();
    let promise = [("text", "We send a new one."), ("and", "promise"), ("due", day.as_str()), ("name", "Jo Ott")];
    answer(&mut acme, &path, &promise).await.is(200);
    let shown = Browser::at(&test).get(&path).await.is(200).text();
    assert!(shown.contains("If no further real answer comes"), "{shown}");
    assert!(shown.contains("promised to act by"), "{shown}");
    let desk = acme.get("/desk").await.is(200);
    assert!(desk.value(".queue").contains("Promise by "), "{}", desk.text());
    let offer = [("text", "It is on its way."), ("and", "offer"), ("outcome", "replacement"), ("name", "Jo Ott")];
    answer(&mut acme, &path, &offer).await.is(200);
    let shown = person.get(&path).await.is(200);
    assert!(
        shown.text().contains("Only you can say whether it is resolved. Waiting for you until"),
        "{}",
        shown.text()
    );
    person.submit(&shown, &format!("{path}/confirm"), &[("rating", "8"), ("solved_by", "brand")]).await.is(200);
    assert!(person.get(&path).await.text().contains("Resolved, as you said"));
    assert!(Browser::at(&test).get(&path).await.text().contains("Resolved, says @c7@"));
}

async fn what_only_the_brand_sees_says_so_on_its_desk(engine: Engine) {
    let town = Town::start(engine).await;
    let mut jo = member(&town.test, "jo", Role::Member).await;
    let named = begin_claim(&mut jo, &[("through", "here"), ("signs", "Support Team")]).await.is(422);
    assert!(
        named.text().contains("the name of a person") && named.html.contains("id=\"signs-wrong\""),
        "{}",
        named.html
    );
    let begun = begin_claim(&mut jo, &[("through", "here"), ("signs", "Jo Ott"), ("role", "refunds")]).await.is(200);
    assert!(begun.text().contains("Really? Your request for @acme@"), "withdrawing is asked first: {}", begun.text());
    let actor = begun.html.split("v=1; actor=").nth(1).unwrap().split(['<', ' ', '&']).next().unwrap().to_string();
    town.put_file(&[&actor]);
    press_check(&town, &mut jo).await;
    let mut ada = member(&town.test, "ada", Role::Member).await;
    let first = [("opening", "brand-first"), ("hours", "24")];
    // Before anybody files it the page says until when the brand alone sees it.
    let form = ada.get("/file?brand=acme.test").await.is(200);
    let fields = [("text", "The heater is dead."), ("step", "preview"), first[0], first[1]];
    let preview = ada.submit(&form, "/file", &fields).await.is(200);
    let day = preview.value(".preview .banner");
    assert!(day.contains("The brand sees this first. It becomes public by itself on"), "{}", preview.text());
    assert!(!preview.text().contains("It is public at once"), "{}", preview.text());
    assert!(
        preview.text().contains("Only the brand, you and the moderators can see it at first."),
        "{}",
        preview.text()
    );
    let path = file_about(&mut ada, "acme.test", &first).await.is(200).path;
    let desk = jo.get("/desk").await.is(200);
    assert!(desk.text().contains("private until"), "{}", desk.text());
    let case = path.replace("/complaints/", "/desk/");
    assert!(desk.html.contains(&format!("href=\"{case}#case\"")), "on a phone it leads to what opens below");
    let open = jo.get(&case).await.is(200);
    assert!(open.html.contains("id=\"case\" tabindex=\"-1\""), "{}", open.html);
    assert_eq!(
        open.text()
            .matches("only you, the person who filed it and the moderators see this, and your answer too")
            .count(),
        2
    );
    town.test.clock.advance(2 * DAY);
    run_clock(&town.test.app).await.unwrap();
    let open = jo.get(&case).await.is(200).text();
    assert!(!open.contains("Private until"), "{open}");
}

async fn refusals_speak_the_language_of_their_form(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let promise = [("text", "Soon."), ("and", "promise"), ("due", ""), ("name", "Jo Ott")];
    let refused = answer(&mut acme, &path, &promise).await.is(422).text();
    assert!(refused.contains("Choose a day in the future") && !refused.contains("#promise"), "{refused}");
    let shown = acme.get(&path).await.is(200);
    let nameless = acme.submit(&shown, &format!("{path}/acknowledge"), &[("name", "")]).await.is(422).text();
    assert!(nameless.contains("Write the name of the person") && !nameless.contains("with a dash"), "{nameless}");
    let shown = person.get(&path).await.is(200);
    let empty = person.submit(&shown, &format!("{path}/comment"), &[("text", " ")]).await.is(422).text();
    assert!(empty.contains("This is still empty"), "{empty}");
}

/// No message lacks an argument (`a_message_that_lacks_an_argument_is_no_message` finds every other one), and German spans bow.
async fn silence_is_told_in_whole_sentences(engine: Engine) {
    let test = start(engine);
    let _acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    for _ in 0..6 {
        test.clock.advance(DAY);
        run_clock(&test.app).await.unwrap();
    }
    let shown = german(&test, &path).await;
    assert!(shown.contains("Eingereicht vor 6 Tagen") && shown.contains("Wartet seit 6 Tagen auf"), "{shown}");
    assert!(!shown.contains(".."), "{shown}");
    for _ in 0..56 {
        test.clock.advance(DAY);
        run_clock(&test.app).await.unwrap();
    }
    let shown = Browser::at(&test).get(&path).await.is(200).text();
    assert!(shown.contains("acme.com was told and gave no real answer for 60 days"), "{shown}");
    let shown = german(&test, &path).await;
    assert!(shown.contains("acme.com wusste davon"), "{shown}");
    assert!(!shown.contains("{$"), "{shown}");
}

on_both_engines!(
    who_deleted_the_account_waits_for_nobody,
    erased_words_are_promised_to_nobody,
    the_same_words_within_the_hour_are_asked_about,
    who_is_asked_is_spoken_to_and_led_to_the_answer,
    what_only_the_brand_sees_says_so_on_its_desk,
    refusals_speak_the_language_of_their_form,
    silence_is_told_in_whole_sentences,
);
