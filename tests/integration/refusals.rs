//! A rule that refuses says so in words, before a form that a page shows and before one that somebody kept or made up.

use std::time::Duration;

use chrono::TimeDelta;
use redress::app::Clock;
use redress::storage::accounts::Role;

use crate::brands::{Town, begin_claim, file as file_about, press_check};
use crate::moderation::contest;
use crate::on_both_engines;
use crate::pages::{PASSWORD, file, member, representative, start};
use crate::promised::{refused, says};
use crate::support::Engine;
use crate::support::browser::Browser;

/// Longer than any text may be, in words: they do not grow with their formatting.
fn too_long() -> String {
    "It leaks. ".repeat(1_001)
}

async fn whoever_filed_reads_why_something_may_not_happen(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let meant = file(&mut person, &[("title", "Another heater"), ("text", "It hums.")]).await.is(200).path;
    let shown = acme.get(&path).await.is(200);
    acme.submit(&shown, &format!("{path}/respond"), &[("text", "We look into it.")]).await.is(200);
    let long = too_long();
    for (deed, fields, rule) in [
        ("decline", vec![("offer", "1")], "That is not possible in the present state of this complaint."),
        ("confirm", vec![("rating", "11"), ("solved_by", "brand")], "A rating is a number from 0 to 10."),
        ("confirm", vec![("offer", "7"), ("solved_by", "brand")], "That offer does not stand any more."),
        ("publish", vec![], "This complaint is public already."),
        ("appeal", vec![("text", "It was real.")], "There is no decision here to appeal."),
        ("answer-contest", vec![("ground", "duplicate"), ("text", "Once.")], "Nothing is contested for that reason."),
        ("confirm-promise", vec![("promise", "1")], "That promise does not exist here."),
        ("comment", vec![("text", long.as_str())], "That is too long: at most 10,000 characters."),
    ] {
        refused(&mut person, &path, deed, &fields, rule).await;
    }
    test.clock.advance(Duration::from_hours(2));
    refused(&mut person, &meant, "retract", &[], "That was possible until 1 February 2026").await;

    // Everything that was written goes once.
    let page = format!("{path}/erase");
    let sure = person.get(&page).await.is(200);
    person.submit(&sure, &page, &[]).await.is(200);
    refused(&mut person, &path, "erase", &[], "There is nothing left to erase.").await;
}

async fn a_promise_is_judged_when_it_is_said_to_be_kept(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let due = (test.clock.now() + TimeDelta::days(3)).format("%Y-%m-%d").to_string();
    let promise = [("text", "A new lid comes."), ("and", "promise"), ("due", due.as_str())];
    let shown = acme.get(&path).await.is(200);
    acme.submit(&shown, &format!("{path}/respond"), &promise).await.is(200);
    let first = [("promise", "1")];
    refused(&mut person, &path, "confirm-promise", &first, "The brand has not said that it kept this promise.").await;
    let shown = acme.get(&path).await.is(200);
    acme.submit(&shown, &format!("{path}/keep-promise"), &first).await.is(200);
    refused(&mut acme, &path, "keep-promise", &first, "This promise was kept or decided on already.").await;
}

async fn brands_and_moderators_read_why_something_may_not_happen(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let path = file(&mut person, &[]).await.is(200).path;
    contest(&mut acme, &path, "duplicate", "She filed it twice.").await;
    let gone = "That answer does not exist here, or it was deleted.";
    for (deed, fields, rule) in [
        (
            "contest",
            vec![("ground", "duplicate"), ("text", "She filed it twice, I say.")],
            "The brand has contested this complaint for that reason before.",
        ),
        ("edit-response", vec![("response", "9"), ("text", "We never said that.")], gone),
        ("delete-response", vec![("response", "9")], gone),
    ] {
        refused(&mut acme, &path, deed, &fields, rule).await;
    }
    let same = [("to", "acme.com"), ("reason", "It is theirs")];
    refused(&mut mo, &path, "move", &same, "The complaint is already about that brand.").await;
    let none = [("to", "no domain"), ("reason", "It is theirs")];
    refused(&mut mo, &path, "move", &none, "is not the website of a brand.").await;
}

/// The words stay in the form, whatever is wrong with the rest.
async fn whoever_files_reads_what_is_wrong_and_loses_no_word(engine: Engine) {
    let test = start(engine);
    let _acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let long = too_long();
    for (fields, rule) in [
        (vec![("text", " ")], "This is still empty. Write something first."),
        (vec![("text", long.as_str())], "That is too long: at most 10,000 characters."),
        (vec![("title", &long[..200])], "That is too long: at most 160 characters."),
        (vec![("minutes-1", "20000")], "Say how long it took, such as 45, 45 min or 1.5 h."),
        (vec![("amount", "0")], "Write the amount as a number above zero"),
        (
            vec![("brand", "nobody.com"), ("opening", "brand-first"), ("hours", "24")],
            "“The brand first” is not possible for this brand.",
        ),
    ] {
        let shown = file(&mut person, &fields).await.is(422);
        says(&shown.text(), &[rule]);
        if fields[0].0 != "text" {
            assert!(shown.html.contains("I returned a heater on 3 June."), "{rule}: {}", shown.html);
        }
    }
    assert!(!Browser::at(&test).get("/").await.is(200).text().contains("I returned a heater"), "nothing was filed");
}

async fn a_brand_is_first_for_a_week_at_most(engine: Engine) {
    let town = Town::start(engine).await;
    let mut jo = member(&town.test, "jo", Role::Member).await;
    let begun = begin_claim(&mut jo, &[("through", "here"), ("signs", "Jo Ott"), ("role", "refunds")]).await.is(200);
    let actor = begun.html.split("v=1; actor=").nth(1).unwrap().split(['<', ' ', '&']).next().unwrap().to_string();
    town.put_file(&[&actor]);
    press_check(&town, &mut jo).await;
    let mut ada = member(&town.test, "ada", Role::Member).await;
    let first = [("opening", "brand-first"), ("hours", "999")];
    let shown = file_about(&mut ada, "acme.test", &first).await.is(422);
    says(&shown.text(), &["The brand can see it first for one hour up to 7 days."]);
    // Whoever may, lets the brand be first, and ends that when they want.
    let day = [("opening", "brand-first"), ("hours", "24")];
    let path = file_about(&mut ada, "acme.test", &day).await.is(200).path;
    Browser::at(&town.test).get(&path).await.is(404);
    let shown = ada.get(&path).await.is(200);
    says(&shown.text(), &["Only the brand and the moderators can see this so far.", "It becomes public by itself on"]);
    assert!(!shown.text().contains("by itself on today"), "a day, whichever that is: {}", shown.text());
    let said = ada.submit(&shown, &format!("{path}/publish"), &[]).await.is(200);
    says(&said.text(), &["Your complaint is public now."]);
    Browser::at(&town.test).get(&path).await.is(200);
}

async fn nobody_asks_to_speak_for_more_than_five_brands(engine: Engine) {
    let test = start(engine);
    let mut jo = member(&test, "jo", Role::Member).await;
    let mut last = None;
    for name in ["heaters.com", "kettles.net", "parcels.org", "insurance.eu", "tickets.info", "phones.at"] {
        let page = format!("/boards/{name}/claim");
        let shown = jo.get(&page).await.is(200);
        let fields = [("step", "claim"), ("through", "here"), ("signs", "Jo Ott")];
        last = Some(jo.submit(&shown, &page, &fields).await);
        test.clock.advance(Duration::from_mins(1));
    }
    let sixth = last.unwrap();
    assert_ne!(sixth.status, 200, "{}", sixth.text());
    says(&sixth.text(), &["You have too many open requests. At most 5 are possible at a time. Withdraw one first."]);
}

/// The form that makes accounts tells no password: trying one there is a guess like any other.
async fn a_name_that_is_new_is_guessed_at_as_often_as_any(engine: Engine) {
    let test = start(engine);
    let mut owner = Browser::at(&test);
    let form = owner.get("/register").await.is(200);
    owner.submit(&form, "/register", &[("name", "e9"), ("password", PASSWORD)]).await.is(200);
    let mut stranger = Browser::at(&test);
    let form = stranger.get("/register").await.is(200);
    // As many as at the page that signs in: ten at one account, and three for a network from which nobody guessed before.
    for number in 0..13 {
        let password = format!("not the password {number}");
        let wrong = stranger.submit(&form, "/register", &[("name", "e9"), ("password", &password)]).await.is(422);
        says(&wrong.text(), &["That name is taken."]);
    }
    let right = stranger.submit(&form, "/register", &[("name", "e9"), ("password", PASSWORD)]).await.is(422);
    says(&right.text(), &["That name is taken."]);
    let login = stranger.get("/login").await.is(200);
    stranger.submit(&login, "/login", &[("name", "e9"), ("password", PASSWORD)]).await.is(429);
    // The owner is not shut out by that.
    let page = owner.get("/settings").await.is(200);
    owner.submit(&page, "/logout", &[]).await.is(200);
    let login = owner.get("/login").await.is(200);
    owner.submit(&login, "/login", &[("name", "e9"), ("password", PASSWORD)]).await.is(200);
    owner.get("/settings").await.is(200);
}

async fn whoever_registers_or_signs_in_reads_what_is_wrong(engine: Engine) {
    let test = start(engine);
    member(&test, "c7", Role::Member).await;
    let mut stranger = Browser::at(&test);
    let shown = stranger.get("/register").await.is(200);
    says(&shown.text(), &["2 to 30 letters a to z, digits and underscores. You cannot change it later."]);
    for (name, password, rule) in [
        ("a", PASSWORD, "A name has 2 to 30 letters a to z, digits and underscores."),
        ("admin", PASSWORD, "This name is reserved"),
        ("c7", "somebody elses password", "That name is taken."),
        ("d8", "short", "The password needs at least 10 characters."),
    ] {
        let wrong = stranger.submit(&shown, "/register", &[("name", name), ("password", password)]).await.is(422);
        says(&wrong.text(), &[rule]);
    }
    // One form that was sent twice is one account, also where the first answer never came.
    for _ in 0..2 {
        let mut new = Browser::at(&test);
        let form = new.get("/register").await.is(200);
        new.submit(&form, "/register", &[("name", "e9"), ("password", PASSWORD)]).await.is(200);
        new.get("/settings").await.is(200);
    }
    test.clock.advance(std::time::Duration::from_mins(11));
    let late = stranger.submit(&shown, "/register", &[("name", "e9"), ("password", PASSWORD)]).await.is(422);
    says(&late.text(), &["That name is taken."]);
    let shown = stranger.get("/login").await.is(200);
    let wrong = stranger.submit(&shown, "/login", &[("name", "c7"), ("password", "not the password")]).await.is(422);
    says(&wrong.text(), &["Wrong name or password."]);
    let wrong = stranger.submit(&shown, "/login/guest", &[("handle", "nobody")]).await.is(422);
    says(&wrong.text(), &["Write it as @name@server."]);
}

on_both_engines!(
    whoever_filed_reads_why_something_may_not_happen,
    a_promise_is_judged_when_it_is_said_to_be_kept,
    brands_and_moderators_read_why_something_may_not_happen,
    whoever_files_reads_what_is_wrong_and_loses_no_word,
    a_brand_is_first_for_a_week_at_most,
    nobody_asks_to_speak_for_more_than_five_brands,
    whoever_registers_or_signs_in_reads_what_is_wrong,
    a_name_that_is_new_is_guessed_at_as_often_as_any,
);
