//! What pages and notes promise is seen by whoever they speak of: the days of offers and promises, how a complaint ends and
//! opens again, what a brand does beside answering, and what silence looks like before it counts.

use std::time::Duration;

use chrono::TimeDelta;
use redress::app::Clock;
use redress::services::run_clock::run_clock;
use redress::storage::StorageError;
use redress::storage::accounts::Role;
use redress::storage::posts::{self, PostKind};

use crate::moderation::{id_in, smuggle, told};
use crate::on_both_engines;
use crate::pages::{PASSWORD, file, member, representative, start};
use crate::support::browser::{Browser, Shown};
use crate::support::{Engine, TestApp};

const DAY: Duration = Duration::from_hours(24);
const OFFER: [(&str, &str); 3] = [("text", "The money is on its way."), ("and", "offer"), ("outcome", "refund")];

pub(crate) async fn days(test: &TestApp, number: usize) {
    for _ in 0..number {
        test.clock.advance(DAY);
        run_clock(&test.app).await.unwrap();
    }
}

/// What the board says in the thread, to everybody who follows it.
pub(crate) async fn notes(test: &TestApp, path: &str) -> String {
    test.drain().await;
    let id = id_in(path);
    let all = test.app.db.read::<_, StorageError, _>(move |view| posts::of_complaint(view, id, 0, 100)).await.unwrap();
    all.into_iter().filter(|it| it.kind == PostKind::Status).map(|it| it.html).collect()
}

/// A session lasts for a month: whoever comes back later signs in anew.
pub(crate) async fn sign_in(test: &TestApp, name: &str) -> Browser {
    let mut browser = Browser::at(test);
    let shown = browser.get("/login").await.is(200);
    browser.submit(&shown, "/login", &[("name", name), ("password", PASSWORD)]).await.is(200);
    browser
}

async fn visitor(test: &TestApp, path: &str) -> Shown {
    Browser::at(test).get(path).await.is(200)
}

async fn state(test: &TestApp, path: &str) -> String {
    visitor(test, path).await.attribute(".thread", "data-state")
}

async fn deed(who: &mut Browser, path: &str, deed: &str, fields: &[(&str, &str)]) -> Shown {
    let shown = who.get(path).await.is(200);
    who.submit(&shown, &format!("{path}/{deed}"), fields).await
}

/// A deed that is asked on a page of its own.
async fn sure(who: &mut Browser, path: &str, deed: &str, fields: &[(&str, &str)]) -> Shown {
    let page = format!("{path}/{deed}");
    let shown = who.get(&page).await.is(200);
    who.submit(&shown, &page, fields).await.is(200)
}

/// Somebody sends a form that their page may not show, and reads which rule refused it.
pub(crate) async fn refused(who: &mut Browser, path: &str, deed: &str, fields: &[(&str, &str)], rule: &str) {
    let sent = smuggle(who, "/logout", &format!("{path}/{deed}"), fields).await;
    assert_ne!(sent.status, 200, "{deed} {fields:?}: {}", sent.text());
    assert!(sent.text().contains(rule), "{deed} {fields:?}: {rule}: {}", sent.text());
}

#[track_caller]
pub(crate) fn says(shown: &str, all: &[&str]) {
    for words in all {
        assert!(shown.contains(words), "{words}: {shown}");
    }
}

async fn the_third_offer_is_the_last(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    for left in ["3 offers left.", "2 offers left.", "1 offer left."] {
        says(&acme.get(&path).await.is(200).text(), &["Only the person can say whether it is resolved.", left]);
        let words = format!("The money is on its way. There were {left}");
        let offer = [("text", words.as_str()), ("and", "offer"), ("outcome", "refund")];
        let said = deed(&mut acme, &path, "respond", &offer).await.is(200).text();
        says(&said, &["Only the person who filed can say whether it is resolved."]);
        says(&notes(&test, &path).await, &["says this is resolved: refund", "If it is not, reply"]);
        says(&acme.get("/desk").await.is(200).text(), &["No complaint waits for acme.com here."]);

        let words = format!("Nothing came. There were {left}");
        let said = deed(&mut person, &path, "decline", &[("text", words.as_str())]).await.is(200).text();
        says(&said, &["You declined. It is the brand’s turn again."]);
        says(&notes(&test, &path).await, &["Not resolved yet, says the person who complained."]);
        says(&acme.get("/desk").await.is(200).text(), &["1 complaint waits for acme.com here."]);
    }
    let shown = acme.get(&path).await.is(200);
    assert!(!shown.html.contains("value=\"offer\""), "{}", shown.html);
    let late = acme.submit(&shown, &format!("{path}/respond"), &OFFER).await.is(422);
    says(&late.text(), &["A brand can say 3 times what it offers or refuses, and it has done so."]);
    assert!(late.html.contains("The money is on its way."), "the words are kept: {}", late.html);
}

/// A role says what somebody is, and a machine is nobody.
async fn a_machine_at_the_desk_is_no_human(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    for (role, automated) in [("Virtual assistant", true), ("chatbot", true), ("refunds", false)] {
        let title = format!("A heater for the {role}");
        let path = file(&mut person, &[("title", &title), ("text", &title)]).await.is(200).path;
        let words = format!("The {role} looked at it.");
        let answer = [("text", words.as_str()), ("name", "Ava Stone"), ("role", role)];
        deed(&mut acme, &path, "respond", &answer).await.is(200);
        let shown = visitor(&test, &path).await.text();
        assert_eq!(shown.contains("Ava Stone"), !automated, "{role}: {shown}");
        assert_eq!(
            shown.contains("Answered automatically") || shown.contains("Automated"),
            automated,
            "{role}: {shown}"
        );
    }
}

async fn what_nobody_answers_is_closed_on_the_day_that_the_page_says(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let offered = file(&mut person, &[]).await.is(200).path;
    let asked = file(&mut person, &[("title", "A heater in question"), ("text", "It hums.")]).await.is(200).path;
    deed(&mut acme, &offered, "respond", &OFFER).await.is(200);
    let question = [("text", "Which heater is it?"), ("and", "ask")];
    let said = deed(&mut acme, &asked, "respond", &question).await.is(200).text();
    says(&said, &["Your question is on the page. It is the person’s turn now."]);
    says(&notes(&test, &asked).await, &["has a question about this complaint. Reply here to answer it."]);

    // Two weeks from the first of February.
    says(&visitor(&test, &offered).await.text(), &["Waiting for @c7@", "until 15 February"]);
    says(&visitor(&test, &asked).await.text(), &["The next step is an answer by @c7@"]);
    days(&test, 13).await;
    assert_eq!(state(&test, &offered).await, "offered");
    assert_eq!(state(&test, &asked).await, "acknowledged");
    for path in [&offered, &asked] {
        says(&notes(&test, path).await, &["waits for your answer. If it offered or refused something"]);
        says(&visitor(&test, path).await.text(), &["Reminder after 12 days"]);
    }
    says(&told(&mut person).await, &["still waits for your answer about “A heater in question”"]);
    days(&test, 2).await;
    let shown = visitor(&test, &offered).await;
    assert_eq!(shown.attribute(".thread", "data-state"), "lapsed");
    says(&shown.text(), &["No reply to the offer", "did not say whether it is resolved."]);
    let shown = visitor(&test, &asked).await;
    assert_eq!(shown.attribute(".thread", "data-state"), "lapsed");
    says(&shown.text(), &["No reply to the question", "did not answer for 14 days."]);
    says(&person.get(&asked).await.is(200).text(), &["You did not answer for 14 days"]);
    says(&person.get(&offered).await.is(200).text(), &["You did not say whether it is resolved."]);

    // It is closed, and the person is still heard.
    says(
        &notes(&test, &offered).await,
        &["The complaint is closed without one. The person who filed it can open it again."],
    );
    let confirmed = deed(&mut person, &offered, "confirm", &[("rating", "7"), ("solved_by", "brand")]).await.is(200);
    says(&confirmed.text(), &["Marked as resolved.", "Resolved, as you said"]);
    says(&notes(&test, &offered).await, &["confirms it and rates it 7 of 10."]);
    assert_eq!(state(&test, &offered).await, "resolved");
    let opened = deed(&mut person, &asked, "reopen", &[("text", "The blue one, and it hums.")]).await.is(200);
    says(&opened.text(), &["The complaint is open again.", "The blue one, and it hums."]);
    says(&visitor(&test, "/waiting").await.text(), &["A heater in question"]);
}

async fn a_refusal_is_offered_with_its_reason(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let declined = [("text", "We pay nothing after June."), ("and", "offer"), ("outcome", "declined")];
    let wrong = deed(&mut acme, &path, "respond", &declined).await.is(422);
    says(&wrong.text(), &["If the outcome is “declined”, say why"]);
    assert!(wrong.html.contains("We pay nothing after June."), "{}", wrong.html);
    assert_eq!(state(&test, &path).await, "open", "no words stand without the offer that they came with");
    let refused = [&declined[..], &[("reason", "policy")][..]].concat();
    let refused = acme.submit(&wrong, &format!("{path}/respond"), &refused).await.is(200);
    says(&refused.text(), &["Your refusal is on the page, with its reason."]);
    says(&notes(&test, &path).await, &["says what it will not do, and considers this answered."]);
    // It is called an offer nowhere, and whoever filed accepts it or not.
    let seen = visitor(&test, &path).await;
    says(
        &seen.text(),
        &["The brand refused: against the brand’s policy", "Said a moment ago. Only the person who filed"],
    );
    let own = person.get(&path).await.is(200);
    says(
        &own.text(),
        &["I accept that this ends here", "No, I do not accept that", "Only you can say whether you accept it"],
    );
    let listed = visitor(&test, "/boards/acme.com").await;
    says(&listed.text(), &["Offer or refusal"]);
    let desk = acme.get("/desk").await.is(200);
    for shown in [&seen, &own, &listed, &desk] {
        for words in ["Solution offered", "offered a moment ago", "Yes, it is resolved", "offers a solution"] {
            assert!(!shown.value("main").contains(words), "{words}: {}", shown.text());
        }
    }
    let late = [("token".to_string(), "00".to_string()), ("offer".to_string(), "1".to_string())];
    let late = person.post(&format!("{path}/confirm"), &late).await.is(403);
    says(
        &late.text(),
        &["I accept that this ends here", "acme.com says what it will not do", "You are signed in as @c7"],
    );
    // A form about something that the brand said before says so.
    let other = [("token".to_string(), "00".to_string()), ("offer".to_string(), "7".to_string())];
    let other = person.post(&format!("{path}/confirm"), &other).await.is(403);
    says(&other.text(), &["What you answered does not stand any more."]);
    assert!(!other.text().contains("I accept that this ends here"), "{}", other.text());
    deed(&mut person, &path, "decline", &[("text", "It broke in May.")]).await.is(200);
    assert_eq!(state(&test, &path).await, "acknowledged");
    // Said again after the end, it takes what it takes.
    sure(&mut person, &path, "give-up", &[]).await;
    let again = [("text", "We still pay nothing."), ("and", "offer"), ("outcome", "declined"), ("reason", "policy")];
    deed(&mut acme, &path, "respond", &again).await.is(200);
    says(&notes(&test, &path).await, &["now says what it will not do.", "the complaint stays closed as not resolved."]);
    assert_eq!(state(&test, &path).await, "unresolved");
    says(&told(&mut person).await, &["now says what it will not do about", "It changes nothing unless you accept it."]);
    // Whoever accepts a refusal has not said that anything was solved.
    let accepted = [("rating", "2"), ("solved_by", "myself"), ("got", "nothing")];
    let ended = deed(&mut person, &path, "confirm", &accepted).await.is(200);
    says(
        &ended.text(),
        &["It ends here, as you said.", "Ended: you accepted it", "It ends here, as you said: 2 of 10"],
    );
    assert!(!ended.value("main").contains("Resolved, as you said"), "{}", ended.text());
    says(&visitor(&test, &path).await.text(), &["accepts it", "It ends here, says the person: 2 of 10"]);
    let notes = notes(&test, &path).await;
    says(&notes, &["accepts what it said it will not do, and rates it 2 of 10."]);
    assert!(!notes.contains("Resolved:"), "{notes}");
    assert_eq!(state(&test, &path).await, "resolved");
}

/// Whoever answers mends everything at once, in the order of the form.
async fn everything_wrong_with_an_answer_is_said_at_once(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let long = "y".repeat(61);
    let fields =
        [("text", "--- ---"), ("name", "Support"), ("role", long.as_str()), ("and", "promise"), ("due", "2025-03-03")];
    let wrong = deed(&mut acme, &path, "respond", &fields).await.is(422);
    for place in ["text-wrong", "name-wrong", "role-wrong", "due-wrong"] {
        assert!(wrong.html.contains(&format!("<a href=\"#{place}\">")), "{place}: {}", wrong.html);
        assert_eq!(wrong.html.matches(&format!("id=\"{place}\"")).count(), 1, "it leads to the field: {place}");
    }
    let wrong = wrong.text();
    let all =
        ["This is still empty.", "Write the name of the person who answers", "at most 60 characters", "Choose a day"];
    let places: Vec<_> = all.iter().map(|it| wrong.find(it).unwrap_or_else(|| panic!("{it}: {wrong}"))).collect();
    assert!(places.is_sorted(), "{places:?}: {wrong}");
    let fields = [("text", "J. O."), ("name", "J. O."), ("and", "offer"), ("outcome", "declined")];
    let wrong = deed(&mut acme, &path, "respond", &fields).await.is(422).text();
    says(&wrong, &["An answer needs more than a name", "If the outcome is “declined”, say why"]);

    // So do whoever corrects, shows a receipt, reports, contests or decides.
    let long = "y".repeat(200);
    let wrong = deed(&mut person, &path, "correct", &[("title", &long), ("text", " ")]).await.is(422).text();
    says(&wrong, &["at most 160 characters", "This is still empty."]);
    let shown = person.get(&path).await.is(200);
    let receipt = [("order", long.as_str()), ("bought", "in June")];
    let wrong = person.send_file(&shown, &format!("{path}/receipt"), &receipt, b"").await.is(422).text();
    says(&wrong, &["at most 80 characters", "Write the day as"]);
    let note = "y".repeat(2_001);
    let wrong = deed(&mut mo, &path, "report", &[("reason", ""), ("note", &note)]).await.is(422).text();
    says(&wrong, &["Choose why you report it.", "at most 2,000 characters"]);
    let sure = acme.get(&format!("{path}/contest")).await.is(200);
    let contest = [("ground", ""), ("text", "")];
    let wrong = acme.submit(&sure, &format!("{path}/contest"), &contest).await.is(422).text();
    says(&wrong, &["Choose a reason.", "This is still empty."]);
    crate::moderation::report(&mut acme, &path, "Rude").await;
    let wrong = crate::moderation::decide(&mut mo, &[("deed", "dismiss"), ("ground", ""), ("reason", " ")]).await;
    says(&wrong.is(422).text(), &["Choose a reason.", "This is still empty."]);
}

async fn who_gives_up_can_open_it_again_for_180_days(engine: Engine) {
    let test = start(engine);
    let _acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let first = file(&mut person, &[]).await.is(200).path;
    let second = file(&mut person, &[("title", "Another heater"), ("text", "It hums.")]).await.is(200).path;
    for path in [&first, &second] {
        let asked = person.get(&format!("{path}/give-up")).await.is(200).text();
        says(&asked, &["The complaint is closed as not resolved.", "You can open it again within 180 days."]);
        let said = sure(&mut person, path, "give-up", &[("rating", "2")]).await.text();
        says(&said, &["Closed as not resolved.", "Not resolved, as you said"]);
        says(&notes(&test, path).await, &["Closed as not resolved, says the person who complained about"]);
        says(&visitor(&test, path).await.text(), &["Not resolved, says @c7@"]);
    }
    assert!(!visitor(&test, "/waiting").await.html.contains(&first), "nobody waits");

    test.clock.advance(179 * DAY);
    run_clock(&test.app).await.unwrap();
    let mut person = sign_in(&test, "c7").await;
    let opened = deed(&mut person, &first, "reopen", &[("text", "It smells of smoke, too.")]).await.is(200);
    says(&opened.text(), &["The complaint is open again.", "It smells of smoke, too."]);
    says(&notes(&test, &first).await, &["The problem is back: this complaint about"]);
    assert!(visitor(&test, "/waiting").await.html.contains(&first));

    test.clock.advance(2 * DAY);
    run_clock(&test.app).await.unwrap();
    let shown = person.get(&second).await.is(200);
    assert!(!shown.html.contains(&format!("action=\"{second}/reopen\"")), "{}", shown.html);
    refused(&mut person, &second, "reopen", &[("text", "Once more.")], "That was possible until 31 July 2026").await;
}

async fn a_withdrawal_after_the_brand_acted_is_counted_and_shown(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    deed(&mut acme, &path, "respond", &[("text", "We look into it.")]).await.is(200);
    let asked = person.get(&format!("{path}/withdraw")).await.is(200).text();
    says(&asked, &["Nobody waits for an answer any more.", "The complaint stays readable"]);
    let answers = [("settled", "yes"), ("condition", "yes")];
    says(&sure(&mut person, &path, "withdraw", &answers).await.text(), &["Your complaint is withdrawn."]);
    says(
        &visitor(&test, &path).await.text(),
        &[
            "Withdrawn by @c7@",
            "It was withdrawn after acme.com had reacted. That is counted and shown.",
            "Withdrawn: the matter is settled, and the brand asked for the withdrawal in return",
            "I returned a heater on 3 June",
            "We look into it.",
        ],
    );
    says(&notes(&test, &path).await, &["has withdrawn the complaint."]);
    let board = visitor(&test, "/boards/acme.com").await.text();
    says(&board, &["1 complaint was withdrawn after the brand had reacted."]);
    says(&acme.get("/desk").await.is(200).text(), &["No complaint waits for acme.com here."]);
    let own = person.get(&path).await.is(200);
    for gone in ["reopen", "confirm", "decline"] {
        assert!(!own.html.contains(&format!("action=\"{path}/{gone}\"")), "{gone}: {}", own.html);
    }
}

/// Whether the matter is settled decides how it counts, and what the brand asked for is said whether it is or not.
async fn each_way_to_withdraw_is_said_as_it_is(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let (is, is_not) = ("The matter is settled, says @", "The matter is not settled, says @");
    let unsaid = "Whether the matter is settled was not said. It counts as not settled.";
    let asked = "acme.com asked for the withdrawal, says @";
    for (number, (settled, condition, event, lines)) in [
        (
            "yes",
            "yes",
            "Withdrawn: the matter is settled, and the brand asked for the withdrawal in return",
            vec![is, asked],
        ),
        ("yes", "no", "Withdrawn: the matter is settled", vec![is]),
        (
            "no",
            "yes",
            "Withdrawn: the matter is not settled, and the brand asked for the withdrawal",
            vec![is_not, asked],
        ),
        ("no", "no", "Withdrawn: the matter is not settled", vec![is_not]),
        (
            "",
            "yes",
            "Withdrawn: the brand asked for it, and whether the matter is settled was not said",
            vec![unsaid, asked],
        ),
        ("", "", "Withdrawn", vec![unsaid]),
    ]
    .into_iter()
    .enumerate()
    {
        let mut person = member(&test, &format!("c{number}x"), Role::Member).await;
        let path = file(&mut person, &[]).await.is(200).path;
        deed(&mut acme, &path, "respond", &[("text", "We look into it.")]).await.is(200);
        let answers = [("settled", settled), ("condition", condition)];
        let said: Vec<_> = answers.into_iter().filter(|(_, answer)| !answer.is_empty()).collect();
        sure(&mut person, &path, "withdraw", &said).await;
        let shown = visitor(&test, &path).await.text();
        says(&shown, &[event]);
        says(&shown, &lines);
        for other in [is, is_not, unsaid, asked] {
            assert_eq!(shown.contains(other), lines.contains(&other), "{settled} {condition}, {other}: {shown}");
        }
    }
}

/// What was closed because no answer came counts so, also where it was withdrawn afterwards.
async fn what_was_closed_unanswered_says_that_it_counts_so(engine: Engine) {
    let test = start(engine);
    let _acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    days(&test, 61).await;
    let counts = "It was closed as unanswered before, and counts as unanswered.";
    let shown = visitor(&test, &path).await;
    assert_eq!(shown.attribute(".thread", "data-state"), "unanswered");
    assert!(!shown.text().contains(counts), "its state says so: {}", shown.text());
    let mut person = sign_in(&test, "c7").await;
    sure(&mut person, &path, "withdraw", &[]).await;
    says(&visitor(&test, &path).await.text(), &["Withdrawn by @c7@", counts]);
    says(&visitor(&test, "/boards/acme.com").await.text(), &["0 of 1 closed complaints: 1 closed as unanswered"]);
}

async fn what_a_brand_does_beside_answering_is_no_answer(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let said = deed(&mut acme, &path, "acknowledge", &[("name", "Jo Ott")]).await.is(200).text();
    says(&said, &["Acknowledged. The complaint still waits for an answer."]);
    let waits = ["A named person has taken it up. It is not resolved.", "No answer by a person yet"];
    says(&visitor(&test, &path).await.text(), &waits);
    says(&notes(&test, &path).await, &["has seen this complaint. A named person has taken it up."]);
    says(&acme.get("/desk").await.is(200).text(), &["1 complaint waits for acme.com here."]);

    let said = deed(&mut acme, &path, "hand-off", &[("to", "Warm Limited")]).await.is(200).text();
    says(&said, &["Handed over. Everybody who reads the complaint can see that."]);
    let shown = ["Handed over to Warm Limited", "Handed over once", "No answer by a person yet"];
    says(&visitor(&test, &path).await.text(), &shown);
    says(&notes(&test, &path).await, &["hands this complaint over to somebody else."]);
    says(&acme.get("/desk").await.is(200).text(), &["1 complaint waits for acme.com here."]);
}

async fn three_questions_are_asked_one_at_a_time(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let respond = format!("{path}/respond");
    for number in 1..=3 {
        let question = format!("What does lamp {number} do?");
        says(&acme.get(&path).await.is(200).text(), &["It is the person’s turn until they answer."]);
        deed(&mut acme, &path, "respond", &[("text", question.as_str()), ("and", "ask")]).await.is(200);
        let shown = acme.get(&path).await.is(200);
        assert!(!shown.html.contains("value=\"ask\""), "one at a time: {}", shown.html);
        let more = [("text", "And the others?"), ("and", "ask")];
        let again = acme.submit(&shown, &respond, &more).await;
        assert_ne!(again.status, 200, "{}", again.text());
        says(&again.text(), &["The brand has asked already, and waits for the answer."]);
        let answer = format!("Lamp {number} blinks.");
        let said = deed(&mut person, &path, "comment", &[("text", answer.as_str())]).await.is(200).text();
        says(&said, &["The brand has your answer.", answer.as_str()]);
    }
    let text = visitor(&test, &path).await.text();
    assert_eq!(text.matches("The question was answered").count(), 3, "{text}");
    let shown = acme.get(&path).await.is(200);
    assert!(!shown.html.contains("value=\"ask\""), "{}", shown.html);
    let fourth = acme.submit(&shown, &respond, &[("text", "One more thing?"), ("and", "ask")]).await;
    assert_ne!(fourth.status, 200, "{}", fourth.text());
    says(&fourth.text(), &["You have asked 3 questions in this complaint. That is the limit."]);
    assert!(fourth.html.contains("One more thing?"), "{}", fourth.html);
}

async fn thanks_and_the_same_problem_are_counted_once(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let mut reader = member(&test, "reader", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    deed(&mut acme, &path, "respond", &[("text", "We found it and sent the money.")]).await.is(200);
    says(&deed(&mut reader, &path, "thank", &[]).await.is(200).text(), &["Recorded: this answer helped you."]);
    says(&visitor(&test, &path).await.text(), &["An answer helped somebody", "Nobody else has said “same here”"]);
    let said = deed(&mut reader, &path, "support", &[]).await.is(200).text();
    says(&said, &["Counted: you have the same problem.", "You are one of them."]);
    says(&visitor(&test, &path).await.text(), &["1 person has the same problem"]);
    for (action, fields, rule) in [
        ("thank", &[("response", "1")][..], "You have said already that this answer helped."),
        ("support", &[][..], "You have said “same here” already."),
    ] {
        refused(&mut reader, &path, action, fields, rule).await;
    }
    refused(&mut person, &path, "support", &[], "“Same here” is for other people with the same problem.").await;

    let said = deed(&mut reader, &path, "unsupport", &[]).await.is(200).text();
    says(&said, &["Recorded: you no longer have this problem."]);
    says(&visitor(&test, &path).await.text(), &["Nobody else has said “same here”"]);
    refused(&mut reader, &path, "unsupport", &[], "You had not said “same here”.").await;
    sure(&mut person, &path, "withdraw", &[]).await;
    let over = "That is possible only while the complaint is public and not taken back or dismissed.";
    refused(&mut reader, &path, "support", &[], over).await;
}

async fn a_promised_day_is_kept_or_shows_as_broken(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let now = test.clock.now();
    let day = |number: i64| (now + TimeDelta::days(number)).format("%Y-%m-%d").to_string();
    says(&acme.get(&path).await.is(200).text(), &["A promise that is not kept shows as broken."]);
    for (due, rule) in [(day(200), "A promise can be at most 90 days ahead."), (day(-1), "Choose a day in the future.")]
    {
        let far = [("text", "Some day."), ("and", "promise"), ("due", due.as_str())];
        let wrong = deed(&mut acme, &path, "respond", &far).await.is(422);
        says(&wrong.text(), &[rule]);
        assert!(wrong.html.contains("Some day."), "{}", wrong.html);
    }
    let due = day(3);
    for part in ["lid", "plug", "lamp"] {
        let words = format!("A new {part} comes.");
        let promise = [("text", words.as_str()), ("and", "promise"), ("due", due.as_str())];
        let said = deed(&mut acme, &path, "respond", &promise).await.is(200).text();
        says(&said, &["Your promise is on the page, with its date."]);
    }
    says(&notes(&test, &path).await, &["promises to act by 2026-02-04."]);
    says(&visitor(&test, &path).await.text(), &["acme.com promised to act by 4 February"]);
    // The person says that the first is not kept, says nothing of the second for a week, and the third is forgotten.
    for number in ["1", "2"] {
        says(&deed(&mut acme, &path, "keep-promise", &[("promise", number)]).await.is(200).text(), &["Recorded."]);
    }
    says(&notes(&test, &path).await, &["says that it kept its promise.", "After that it counts as kept."]);
    let refuted = deed(&mut person, &path, "refute-promise", &[("promise", "1")]).await.is(200).text();
    says(&refuted, &["Recorded."]);
    says(&notes(&test, &path).await, &["did not keep its promise."]);
    days(&test, 8).await;
    let shown = visitor(&test, &path).await.text();
    says(&shown, &["not kept, says the person", "kept, says the brand", "Promise broken"]);
    says(&person.get(&path).await.is(200).text(), &["not kept, as you said", "Promise not kept, as you said"]);
    says(&notes(&test, &path).await, &["The day by which", "promised to act has passed."]);
    let board = visitor(&test, "/boards/acme.com").await;
    says(&board.text(), &["In 1 complaint a promise was not kept by its day, or the person says it was not kept."]);
    let list = visitor(&test, "/boards/acme.com?promise=broken").await;
    assert!(board.html.contains("/boards/acme.com?promise=broken#threads") && list.html.contains(&path));
    let late = "That was possible until 8 February 2026";
    refused(&mut person, &path, "refute-promise", &[("promise", "2")], late).await;
}

async fn each_step_is_told_to_followers(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    member(&test, "mia", Role::Mediator).await;
    let path = file(&mut person, &[]).await.is(200).path;
    for (step, note, shown) in [
        ("representative", "goes to the brand’s customer service.", "Escalated: customer service"),
        ("executive", "goes to the brand’s management.", "Escalated: management"),
        ("mediator", "goes to a mediator of the community.", "Escalated: community mediator"),
        ("external-body", "goes to a body outside, such as an ombudsman.", "Escalated: outside body"),
    ] {
        let said = deed(&mut person, &path, "escalate", &[("step", step)]).await.is(200).text();
        says(&said, &["Escalated. Everybody who opens the complaint can see how far it has gone."]);
        says(&notes(&test, &path).await, &[note]);
        says(&visitor(&test, &path).await.text(), &[shown]);
        let desk = acme.get("/desk").await.is(200).text();
        match step {
            "representative" => says(&desk, &["Escalated: customer service"]),
            "executive" => says(&desk, &["Escalated to the people who decide for the brand", "Escalated: management"]),
            _ => {}
        }
        days(&test, 3).await;
    }
}

/// Nobody has to make a board before somebody complains: its address answers, and forms make it.
async fn a_board_is_there_for_whoever_mentions_it(engine: Engine) {
    let test = start(engine);
    let front = visitor(&test, "/").await.text();
    says(&front, &["Already on Mastodon or Lemmy? Mention", "in a post. That is all."]);
    says(&visitor(&test, "/boards").await.text(), &["Anyone can open a page for a brand."]);
    let handle = format!("acme.com@{}", test.authority());
    let found = visitor(&test, &format!("/.well-known/webfinger?resource=acct:{handle}")).await;
    says(&found.html, &[&format!("acct:{handle}"), "application/activity+json"]);
    let mut person = member(&test, "c7", Role::Member).await;
    let form = person.get("/file?brand=nobody.com").await.is(200).text();
    says(&form, &["new here: its board is made when you file", "Nothing is published before you send it."]);
    file(&mut person, &[("brand", "nobody.com")]).await.is(200);
    says(&visitor(&test, "/boards/nobody.com").await.text(), &["I returned a heater on 3 June"]);
}

async fn silence_shows_before_it_counts(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let silent = file(&mut person, &[]).await.is(200).path;
    let unnamed = file(&mut person, &[("title", "Another heater"), ("text", "It hums.")]).await.is(200).path;
    says(&visitor(&test, &silent).await.text(), &["Just filed. Waiting for acme.com."]);
    let nobody = [("text", "Please try another plug."), ("name", ""), ("role", "")];
    deed(&mut acme, &unnamed, "respond", &nobody).await.is(200);
    test.clock.advance(Duration::from_hours(1));
    says(&visitor(&test, &silent).await.text(), &["acme.com has not answered yet.", "No answer by a person yet"]);
    let shown = visitor(&test, &unnamed).await.text();
    says(&shown, &["There was an answer, but no named person has taken it up.", "No answer by a person yet"]);
    days(&test, 3).await;
    for path in [&silent, &unnamed] {
        says(&visitor(&test, path).await.text(), &["No answer by a named person yet. It is overdue."]);
    }
    days(&test, 13).await;
    for path in [&silent, &unnamed] {
        says(&visitor(&test, path).await.text(), &["No answer by a named person in more than two weeks."]);
    }
}

on_both_engines!(
    everything_wrong_with_an_answer_is_said_at_once,
    the_third_offer_is_the_last,
    a_machine_at_the_desk_is_no_human,
    what_nobody_answers_is_closed_on_the_day_that_the_page_says,
    a_refusal_is_offered_with_its_reason,
    who_gives_up_can_open_it_again_for_180_days,
    a_withdrawal_after_the_brand_acted_is_counted_and_shown,
    what_a_brand_does_beside_answering_is_no_answer,
    three_questions_are_asked_one_at_a_time,
    thanks_and_the_same_problem_are_counted_once,
    a_promised_day_is_kept_or_shows_as_broken,
    each_way_to_withdraw_is_said_as_it_is,
    what_was_closed_unanswered_says_that_it_counts_so,
    each_step_is_told_to_followers,
    a_board_is_there_for_whoever_mentions_it,
    silence_shows_before_it_counts,
);
