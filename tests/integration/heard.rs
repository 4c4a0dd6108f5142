//! What people were told is true of whoever reads it: nobody is called a reader who is not there, whoever filed here hears what
//! the brand does, and no line outlives what it asks for.

use std::time::Duration;

use redress::app::Clock;
use redress::domain::brand::BrandDomain;
use redress::services::name_official::{name_official, name_remote_official};
use redress::services::notices::forget_old;
use redress::services::open_board::open_board;
use redress::services::receive_post::Received;
use redress::services::run_clock::run_clock;
use redress::storage::accounts::Role;
use redress::storage::{Cause, Door, notices};

use crate::between;
use crate::complaint_life::{acme, post, receive, stranger};
use crate::on_both_engines;
use crate::pages::{file, member, representative, start};
use crate::promised::sign_in;
use crate::support::acts::{Answer, respond};
use crate::support::browser::{Browser, Shown};
use crate::support::{Engine, TestApp};

const DAY: Duration = Duration::from_hours(24);
const MARK: &str = "/notifications#heard-h";

async fn told(who: &mut Browser) -> String {
    who.get("/settings").await.is(200).text()
}

async fn restrict(moderator: &mut Browser, who: &str, deed: &str, reason: &str) -> Shown {
    let shown = moderator.get(&format!("/moderation/accounts?who={who}")).await.is(200);
    let fields = [("deed", deed), ("days", "30"), ("reason", reason)];
    moderator.submit(&shown, "/moderation/accounts/restrict", &fields).await.is(200)
}

async fn deed(who: &mut Browser, path: &str, deed: &str, fields: &[(&str, &str)]) -> Shown {
    let shown = who.get(path).await.is(200);
    who.submit(&shown, &format!("{path}/{deed}"), fields).await.is(200)
}

async fn days(test: &TestApp, number: u32) {
    for _ in 0..number {
        test.clock.advance(DAY);
        run_clock(&test.app).await.unwrap();
    }
    test.drain().await;
}

fn has(words: &str, all: &[&str]) {
    for it in all {
        assert!(words.contains(it), "{it}: {words}");
    }
}

async fn who_is_suspended_reads_for_nobody(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    restrict(&mut mo, "jo", "suspended", "Sells lamps").await;
    let form = person.get("/file?brand=acme.com").await.is(200).text();
    assert!(!form.contains("reads complaints here"), "{form}");
    has(&form, &["Nobody from acme.com reads here at present. Your complaint will be public"]);
    let thread = file(&mut person, &[]).await.is(200);
    let path = thread.path.clone();
    has(&thread.text(), &["Nobody from acme.com reads here at present, so nobody was told"]);
    has(&Browser::at(&test).get("/boards/acme.com").await.is(200).text(), &["Nobody from acme.com reads"]);

    // The suspension ends: what waits is told.
    restrict(&mut mo, "jo", "lift", "It was a mistake").await;
    test.drain().await;
    let after = person.get(&path).await.is(200).text();
    assert!(after.contains("The brand was notified") && !after.contains("Nobody from acme.com"), "{after}");
    let login = acme.get("/login").await.is(200);
    acme.submit(&login, "/login", &[("name", "jo"), ("password", crate::pages::PASSWORD)]).await.is(200);
    has(&acme.get("/desk").await.is(200).text(), &["I returned a heater"]);

    // Also where it ends by itself.
    restrict(&mut mo, "jo", "suspended", "Lamps again").await;
    let second = file(&mut person, &[("step", "file-anyway")]).await.is(200).path;
    has(&person.get(&second).await.is(200).text(), &["Nobody from acme.com reads here at present"]);
    days(&test, 31).await;
    let after = person.get(&second).await.is(200).text();
    assert!(after.contains("The brand was notified") && !after.contains("Nobody from acme.com"), "{after}");
}

async fn who_filed_here_hears_what_the_brand_did(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    deed(&mut acme, &path, "acknowledge", &[("name", "J. O.")]).await;
    assert!(person.get("/").await.is(200).html.contains(MARK));
    has(&told(&mut person).await, &["Somebody at acme.com looks at “I returned a heater"]);
    deed(&mut acme, &path, "respond", &[("text", "The parcel is here. We look at it.")]).await;
    let heard = told(&mut person).await;
    has(&heard, &["acme.com has answered “I returned a heater"]);
    assert!(!heard.contains("looks at “I returned"), "an answer says more: {heard}");
    deed(&mut acme, &path, "respond", &[("text", "Really, we look.")]).await;
    assert_eq!(told(&mut person).await.matches("has answered").count(), 1);

    // It is 1 February.
    let due = "2026-02-06";
    deed(&mut acme, &path, "respond", &[("text", "You get it."), ("and", "promise"), ("due", due)]).await;
    let heard = told(&mut person).await;
    has(&heard, &["acme.com has promised something about “I returned a heater"]);
    deed(&mut acme, &path, "keep-promise", &[("promise", "1")]).await;
    let heard = told(&mut person).await;
    has(&heard, &["says that it kept a promise", "After that, the promise counts as kept"]);
    assert!(!heard.contains("has promised something"), "{heard}");
    deed(&mut person, &path, "refute-promise", &[("promise", "1")]).await;
    assert!(!told(&mut person).await.contains("says that it kept a promise"), "they said something to it");
    has(&acme.get("/desk").await.is(200).text(), &["says that acme.com did not keep its promise"]);

    deed(&mut acme, &path, "respond", &[("text", "Once more."), ("and", "promise"), ("due", due)]).await;
    days(&test, 6).await;
    has(&told(&mut person).await, &["The promise counts as broken"]);
    let desk = acme.get("/desk").await.is(200).text();
    has(&desk, &["The promise counts as broken", "Everybody who speaks for the brand can see this"]);
    assert!(!desk.contains("Nobody else can see this"), "{desk}");
}

/// The top of a thread has room for three lines: what stands below them was not seen yet, and a page without news writes
/// nothing.
async fn what_a_thread_had_no_room_for_stays_new(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    deed(&mut acme, &path, "hand-off", &[("to", "the workshop")]).await;
    for number in ["1", "2"] {
        test.clock.advance(Duration::from_mins(1));
        let words = format!("You get it, and I see to it myself: number {number}.");
        let promise = [("text", words.as_str()), ("and", "promise"), ("due", "2026-02-06")];
        deed(&mut acme, &path, "respond", &promise).await;
        if number == "1" {
            test.clock.advance(Duration::from_mins(1));
            deed(&mut acme, &path, "keep-promise", &[("promise", number)]).await;
        }
    }
    test.clock.advance(Duration::from_mins(1));
    deed(&mut acme, &path, "respond", &[("text", "The parcel is here. We look at it.")]).await;

    let first = person.get(&path).await.is(200);
    has(&first.text(), &["has answered “I returned", "has promised something about", "says that it kept a promise"]);
    assert!(!first.text().contains("has handed “I returned"), "there is room for three: {}", first.text());
    assert!(person.get("/").await.is(200).html.contains(MARK), "one more is new");
    let second = person.get(&path).await.is(200).text();
    has(&second, &["has handed “I returned"]);
    assert!(!second.contains("has answered “I returned"), "{second}");
    assert!(!person.get("/").await.is(200).html.contains(MARK));

    // It stands on their page for a year after they saw it.
    let forget = || {
        let now = test.clock.now();
        test.app.db.write(move |tx| forget_old(tx, now))
    };
    test.clock.advance(DAY * u32::try_from(notices::SEEN_DAYS_KEPT - 1).unwrap());
    assert_eq!(forget().await.unwrap(), 0);
    test.clock.advance(DAY * 2);
    assert!(forget().await.unwrap() >= 4);
}

async fn what_was_asked_is_gone_when_it_was_answered(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let declined =
        [("text", "We do not pay for this."), ("and", "offer"), ("outcome", "declined"), ("reason", "policy")];
    deed(&mut acme, &path, "respond", &declined).await;
    let heard = told(&mut person).await;
    has(&heard, &["says what it will not do about “I returned a heater"]);
    // Nobody calls that resolved, on its page either.
    let page = Browser::at(&test).get(&path).await.text();
    assert!(page.contains("says what it will not do") && !page.contains("says this is resolved"), "{page}");
    let mut other = member(&test, "c8", Role::Member).await;
    let silent = file(&mut other, &[("title", "My lamp broke"), ("text", "It went out.")]).await.is(200).path;
    deed(&mut acme, &silent, "respond", &declined).await;
    assert!(!heard.contains("is resolved, and how"), "{heard}");
    deed(&mut person, &path, "decline", &[("text", "No.")]).await;
    assert!(!told(&mut person).await.contains("If you say nothing"));
    has(&acme.get("/desk").await.is(200).text(), &["says that it is not resolved"]);

    let offer = [("text", "We pay."), ("and", "offer"), ("outcome", "refund")];
    days(&test, 16).await;
    let page = Browser::at(&test).get(&silent).await.text();
    assert!(page.contains("No reply to the refusal") && !page.contains("offered a solution"), "{page}");
    deed(&mut acme, &path, "respond", &offer).await;
    days(&test, 4).await;
    has(&told(&mut person).await, &["If you say nothing, it is closed on"]);
    deed(&mut person, &path, "confirm", &[("rating", "8"), ("would_return", "yes")]).await;
    let heard = told(&mut person).await;
    assert!(!heard.contains("If you say nothing") && !heard.contains("still waits for your answer"), "{heard}");
}

async fn an_objection_ends_with_what_it_is_against(engine: Engine) {
    let test = start(engine);
    let mut loud = member(&test, "loud", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    restrict(&mut mo, "loud", "limited", "Forty comments a day").await;
    deed(&mut loud, "/settings", "object", &[("objection", "They were three.")]).await;
    has(&mo.get("/moderation").await.is(200).text(), &["They were three."]);
    restrict(&mut mo, "loud", "lift", "She said sorry").await;
    assert!(!mo.get("/moderation").await.is(200).text().contains("They were three."));
    has(&told(&mut loud).await, &["Your objection is closed", "open here again: She said sorry"]);

    // A new one has a form of its own, and the old words stand beside nothing.
    restrict(&mut mo, "loud", "limited", "Sells lamps").await;
    assert!(!mo.get("/moderation").await.is(200).text().contains("They were three."));
    deed(&mut loud, "/settings", "object", &[("objection", "I sell nothing.")]).await;
    has(&mo.get("/moderation").await.is(200).text(), &["I sell nothing."]);

    // It runs out.
    days(&test, 31).await;
    let (mut loud, mut mo) = (sign_in(&test, "loud").await, sign_in(&test, "mo").await);
    assert!(!mo.get("/moderation").await.is(200).text().contains("I sell nothing."));
    has(&told(&mut loud).await, &["Your account is open here again. The time is over."]);
}

/// The form of the page of people whose button says this.
async fn people(who: &mut Browser, step: &str, fields: &[(&str, &str)]) -> Shown {
    let shown = who.get("/desk/people").await.is(200);
    let all = who.fields(&shown, "/desk/people").into_iter();
    let mut all: Vec<(String, String)> =
        all.filter(|(name, _)| matches!(name.as_str(), "token" | "request" | "voice")).collect();
    all.push(("step".into(), step.into()));
    all.extend(fields.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())));
    who.post("/desk/people", &all).await
}

async fn names_are_those_of_people_where_they_are_given(engine: Engine) {
    let test = start(engine);
    let mut jo = representative(&test).await;
    let mut mia = member(&test, "mia", Role::Member).await;
    let empty = people(&mut jo, "invite", &[("handle", " ")]).await.is(422).text();
    has(&empty, &["Write the name of the member whom you invite"]);
    assert!(!empty.contains("There is no member called"), "{empty}");
    people(&mut jo, "invite", &[("handle", "mia")]).await.is(200);
    has(&told(&mut mia).await, &["asks you to speak for it here"]);
    let shown = mia.get("/settings/invitations").await.is(200);
    let action = shown.attribute("main form[action*='?id=']", "action");
    let refused = mia.submit(&shown, &action, &[("step", "accept"), ("signs", "Support Team")]).await.is(422);
    has(&refused.text(), &["It has to be the name of a person"]);
    assert_eq!(refused.attribute("input[name=signs]", "aria-invalid"), "true");
    mia.submit(&refused, &action, &[("step", "accept"), ("signs", "Mia Lang")]).await.is(200);
    assert!(!told(&mut mia).await.contains("asks you to speak"), "it was answered");

    let page = jo.get("/desk/people").await.is(200);
    let of = page.html.split("<li><h3><bdi>").find(|it| it.starts_with("Mia Lang")).unwrap().to_string();
    let number = of.split("name=\"person\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_string();
    let change = |name: &'static str| [("person", number.clone()), ("name", name.to_string())];
    let wrong = change("Support Team");
    let fields: Vec<(&str, &str)> = wrong.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let refused = people(&mut jo, "change", &fields).await.is(422);
    has(&refused.text(), &["It has to be the name of a person"]);
    assert_eq!(refused.attribute("input#name", "value"), "Support Team");
    let right = change("Mia Lang-Ott");
    let fields: Vec<(&str, &str)> = right.iter().map(|(name, value)| (*name, value.as_str())).collect();
    has(&people(&mut jo, "change", &fields).await.is(200).text(), &["Mia Lang-Ott"]);
}

/// A member whose complaint lives at another server hears the same, from the copy.
async fn who_filed_elsewhere_hears_it_on_their_page(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    between::carried(&north, &[&south]).await;
    let voice = name_official(&north.app, between::acme(), "acme".into(), None).await.unwrap();
    let (mut ada, actor, _) = between::member(&south, "ada", "en").await;
    let id = between::filed_from(&south, &north, &actor).await;
    let answer = Answer {
        complaint: id,
        official: voice.id,
        text: "We look at it.".into(),
        signature: Some(("Jo Ott".into(), "refunds".into())),
        deed: None,
        seen: None,
    };
    let cause = Cause::new(Door::Page, "voice", "answer", north.clock.now());
    respond(&north.app, cause, answer).await.unwrap();
    north.settle(&south).await;
    has(&told(&mut ada).await, &["has answered “A kettle”"]);
    between::offer(&north, id, &voice, "offer").await;
    north.settle(&south).await;
    let heard = told(&mut ada).await;
    has(&heard, &["says that “A kettle” is resolved, and how"]);
    assert!(!heard.contains("has answered"), "{heard}");
}

/// Notes of the board to somebody alone.
async fn direct_notes(test: &TestApp) -> String {
    test.drain().await;
    let sql = "SELECT html AS name, COUNT(*) AS number FROM posts WHERE kind = 'direct' GROUP BY html";
    test.db.counted(sql).into_iter().map(|(html, count)| html.repeat(usize::try_from(count).unwrap())).collect()
}

async fn an_answer_that_names_nobody_is_told_how_to_sign(engine: Engine) {
    const FIRST: &str = "https://mastodon.example/notes/1";
    let test = TestApp::start(engine);
    let app = &test.app;
    let (_, board) = open_board(app, acme(), None).await.unwrap();
    let ada = stranger(app, "https://mastodon.example/users/ada").await;
    let voice = stranger(app, "https://social.example/users/acme").await;
    name_remote_official(app, acme(), voice.id).await.unwrap();
    let filed = receive(app, &ada, post(FIRST, "@acme.example It leaks. #file", &[&board.uri], None)).await;
    assert!(matches!(filed, Received::Filed { .. }), "{filed:?}");
    for number in [2, 3] {
        let answer = post(&format!("https://social.example/notes/{number}"), "We look at it.", &[], Some(FIRST));
        let received = receive(app, &voice, answer).await;
        assert!(matches!(received, Received::Responded { .. }), "{received:?}");
    }
    let notes = direct_notes(&test).await;
    assert_eq!(notes.matches("it names nobody").count(), 1, "once: {notes}");
    has(&notes, &["End your next post with a dash, a name and a role"]);

    // A plain private answer to the complaint itself is not met with silence either.
    for number in [4, 5] {
        let mut answer = post(&format!("https://social.example/notes/{number}"), "Call us, please.", &[], Some(FIRST));
        answer.public = false;
        receive(app, &voice, answer).await;
    }
    let notes = direct_notes(&test).await;
    assert_eq!(notes.matches("Your message was private").count(), 1, "{notes}");
}

async fn a_step_towards_a_voice_elsewhere_is_on_no_desk(engine: Engine) {
    let test = start(engine);
    let voice = stranger(&test.app, "https://social.example/users/acme").await;
    name_remote_official(&test.app, BrandDomain::parse("acme.com").unwrap(), voice.id).await.unwrap();
    let mut person = member(&test, "c7", Role::Member).await;
    let thread = file(&mut person, &[]).await.is(200).text();
    has(&thread, &["acme.com reads on another server, so it has no desk here"]);
    assert!(!thread.contains("marked on the desk"), "{thread}");
}

async fn an_erased_complaint_is_named_as_that(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    deed(&mut acme, &path, "respond", &[("text", "We look at it.")]).await;
    has(&told(&mut person).await, &["has answered “I returned a heater"]);
    let shown = person.get(&format!("{path}/erase")).await.is(200);
    person.submit(&shown, &format!("{path}/erase"), &[]).await.is(200);
    let heard = told(&mut person).await;
    has(&heard, &["has answered a complaint that was erased"]);
}

on_both_engines!(
    who_is_suspended_reads_for_nobody,
    who_filed_here_hears_what_the_brand_did,
    what_a_thread_had_no_room_for_stays_new,
    what_was_asked_is_gone_when_it_was_answered,
    an_objection_ends_with_what_it_is_against,
    names_are_those_of_people_where_they_are_given,
    an_answer_that_names_nobody_is_told_how_to_sign,
    a_step_towards_a_voice_elsewhere_is_on_no_desk,
    an_erased_complaint_is_named_as_that,
    who_filed_elsewhere_hears_it_on_their_page,
);
