//! Who is accused reads of what, and is heard about it; a contest is no slip of the hand; what an appeal decided is decided, and
//! whoever was told of a decision is told when it is undone.

use std::time::Duration;

use redress::app::Clock;
use redress::domain::complaint::Ground;
use redress::storage::accounts::Role;
use redress::storage::cases::CaseKind;

use crate::moderation::{answer, case_of, comment, contest, decide, held, open_kinds, report, smuggle, told};
use crate::on_both_engines;
use crate::pages::{file, member, representative, start};
use crate::support::browser::{Browser, Shown};
use crate::support::{Engine, TestApp};

pub(crate) async fn dismiss(moderator: &mut Browser, path: &str, reason: &str) {
    let thread = moderator.get(path).await.is(200);
    let fields = [("ground", "abuse"), ("reason", reason)];
    moderator.submit(&thread, &format!("{path}/dismiss"), &fields).await.is(200);
}

async fn appeal(who: &mut Browser, path: &str, why: &str) {
    let thread = who.get(path).await.is(200);
    who.submit(&thread, &format!("{path}/appeal"), &[("text", why)]).await.is(200);
}

/// The address of the undo that the queue offers first, if it offers one.
fn undo_in(shown: &Shown) -> Option<String> {
    let from = shown.html.find("action=\"/moderation/undo/")? + "action=\"".len();
    shown.html[from..].split('"').next().map(str::to_string)
}

pub(crate) async fn undo(moderator: &mut Browser, reason: &str) {
    let shown = moderator.get("/moderation").await.is(200);
    let action = undo_in(&shown).unwrap();
    moderator.submit(&shown, &action, &[("reason", reason)]).await.is(200);
}

async fn state(test: &TestApp, path: &str) -> &'static str {
    held(test, path).await.complaint.state().name()
}

/// The person has to answer an accusation, so they can read it, as everybody can who reads that it was made.
async fn what_the_brand_says_is_read_by_whoever_has_to_answer(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let path = file(&mut person, &[]).await.is(200).path;
    contest(&mut acme, &path, "duplicate", "She filed it twice in quorble.").await;
    let mut stranger = Browser::at(&test);
    let thread = stranger.get(&path).await.is(200);
    assert!(thread.value(".concerned").contains("twice in quorble"), "{}", thread.html);
    assert!(thread.text().contains("said by the brand"), "{}", thread.text());
    assert!(stranger.get(&format!("{path}/proof")).await.is(200).text().contains("twice in quorble"));
    let heard = told(&mut person).await;
    assert!(heard.contains(": filed twice") && heard.contains("twice in quorble"), "{heard}");
    let german = Browser::at(&test).get(&format!("{path}?language=de")).await.is(200).text();
    assert!(german.contains("Das sagt die Marke"), "{german}");

    // What had no business in public goes, and everywhere at once.
    decide(&mut mo, &[("deed", "erase-contest"), ("reason", "It names her street")]).await.is(200);
    let thread = stranger.get(&path).await.is(200);
    assert!(thread.text().contains("What the brand wrote about it was erased."), "{}", thread.text());
    let proof = stranger.get(&format!("{path}/proof")).await.is(200);
    assert!(proof.text().contains("What the brand wrote about it was erased."), "{}", proof.text());
    for page in [thread.html, proof.html, told(&mut person).await, mo.get("/moderation").await.html] {
        assert!(!page.contains("quorble"), "{page}");
    }
    assert!(!told(&mut person).await.contains("erased words of yours"), "they were the brand's");
    assert!(acme.get("/desk").await.is(200).text().contains("It names her street"));
    assert_eq!(open_kinds(&test).await, [CaseKind::Contest], "the contest waits on");
}

/// A brand says what it contests and why, and reads what comes of it first.
async fn a_contest_is_no_slip_of_the_hand(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let action = format!("{path}/contest");
    let thread = acme.get(&path).await.is(200);
    assert!(!thread.html.contains(&format!("action=\"{action}\"")), "no press in passing: {}", thread.html);
    assert!(thread.html.contains(&format!("href=\"{action}?from=")), "{}", thread.html);
    let sure = acme.get(&format!("{action}?from=desk")).await.is(200);
    for words in
        ["as the words of the brand", "can answer for 7 days", "you can appeal once", "you cannot take it back"]
    {
        assert!(sure.text().contains(words), "{words}: {}", sure.text());
    }
    assert!(!acme.fields(&sure, &action).iter().any(|(name, _)| name == "ground"), "nothing is chosen before");
    let wrong = acme.submit(&sure, &action, &[("text", "It is not ours.")]).await.is(422);
    assert!(wrong.html.contains("It is not ours."), "what was written is kept: {}", wrong.html);
    let wrong = acme.submit(&sure, &action, &[("ground", "wrong-brand"), ("text", " ")]).await.is(422);
    assert_eq!(wrong.attribute("#contest-why", "aria-invalid"), "true");
    assert!(held(&test, &path).await.complaint.contests().is_empty());
    assert_eq!(person.get(&action).await.path, path, "it is the brand's alone");
    let done = acme.submit(&wrong, &action, &[("ground", "wrong-brand"), ("text", "It is not ours.")]).await.is(200);
    assert_eq!(done.path, "/desk");
    let again = acme.get(&action).await.is(200);
    assert!(!again.html.contains("value=\"wrong-brand\""), "each ground once");

    // The way back is in words, and the moderators read them beside the contest.
    assert!(acme.get(&path).await.is(200).text().contains("Was that a mistake?"));
    let thread = acme.get(&path).await.is(200);
    acme.submit(&thread, &format!("{path}/respond"), &[("text", "It is ours after all.")]).await.is(200);
    assert!(mo.get("/moderation").await.is(200).text().contains("It is ours after all."));
}

/// A comment is no answer unless its author says so, and an answer to one ground is none to another.
async fn one_comment_closes_no_hearing(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let path = file(&mut person, &[]).await.is(200).path;
    contest(&mut acme, &path, "duplicate", "She filed it twice.").await;
    test.clock.advance(Duration::from_mins(1));
    contest(&mut acme, &path, "not-genuine", "She is no customer.").await;
    comment(&mut person, &path, "Hello? Anybody?").await;
    let thread = Browser::at(&test).get(&path).await.is(200);
    assert_eq!(thread.text().matches("can answer here until").count(), 2, "{}", thread.text());
    let queue = mo.get("/moderation").await.is(200);
    assert!(!queue.html.contains("value=\"uphold\"") && !queue.html.contains("value=\"reject\""), "{}", queue.html);

    answer(&mut person, &path, "duplicate", "Only once.").await;
    let thread = Browser::at(&test).get(&path).await.is(200).text();
    assert!(thread.contains("has answered and may add more until"), "{thread}");
    let own = person.get(&path).await.is(200).text();
    assert!(own.contains("You have answered and may add more until"), "{own}");
    assert_eq!(thread.matches("can answer here until").count(), 1, "{thread}");
    let complaint = held(&test, &path).await.complaint;
    let now = test.clock.now();
    assert!(complaint.is_heard(Ground::Duplicate, now) && complaint.is_unheard(Ground::NotGenuine, now));
    let answered = mo.get("/moderation").await.is(200);
    assert!(answered.text().contains("This was given as the answer"), "{}", answered.text());
    assert!(answered.html.contains("value=\"reject\""), "the first of the two is ripe");
    // They may add to it, and the other ground has its days to the end.
    answer(&mut person, &path, "duplicate", "Here is the number, too.").await;
    test.clock.advance(Duration::from_hours(7 * 24 + 1));
    let thread = Browser::at(&test).get(&path).await.is(200).text();
    assert!(thread.contains("has answered. A moderator decides") && thread.contains("to answer. A moderator decides"));
    for _ in 0..2 {
        decide(&mut mo, &[("deed", "reject"), ("reason", "A customer, once")]).await.is(200);
    }
    assert!(open_kinds(&test).await.is_empty());
}

/// After an appeal was decided nobody goes back behind it.
async fn what_an_appeal_decided_is_decided(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let (mut mo, mut bo) = (member(&test, "mo", Role::Moderator).await, member(&test, "bo", Role::Moderator).await);
    let path = file(&mut person, &[]).await.is(200).path;
    dismiss(&mut mo, &path, "Trial").await;
    let heard = told(&mut person).await;
    assert!(heard.contains("Trial. A side that has not appealed"), "a sentence of its own: {heard}");
    let thread = Browser::at(&test).get(&path).await.is(200);
    assert!(thread.text().contains("A moderator wrote: “Trial”"), "{}", thread.text());
    let link = thread.attribute("a[href^='/moderation/log?from=']", "href");
    let (page, entry) = link.split_once('#').unwrap();
    let log = Browser::at(&test).get(page).await.is(200);
    assert!(log.html.contains(&format!("id=\"{entry}\"")) && log.text().contains("Trial"), "{}", log.html);

    let before = mo.get("/moderation").await.is(200);
    let slip = undo_in(&before).unwrap();
    appeal(&mut person, &path, "I was polite.").await;
    let queue = mo.get("/moderation").await.is(200);
    assert_eq!(undo_in(&queue), None, "what is appealed is no slip any more");
    assert!(!queue.html.contains("action=\"/moderation/cases/"), "and somebody else decides it");
    decide(&mut bo, &[("deed", "keep"), ("reason", "It was rude")]).await.is(200);
    for (who, page) in [(&mut person, "/settings"), (&mut acme, "/desk")] {
        let heard = who.get(page).await.is(200).text();
        assert!(heard.contains("was turned down and the decision stays: It was rude."), "{heard}");
    }
    smuggle(&mut mo, "/logout", &slip, &[("reason", "No")]).await.is(422);
    let reinstate = format!("{path}/reinstate");
    for moderator in [&mut mo, &mut bo] {
        assert!(!moderator.get(&path).await.is(200).html.contains(&format!("action=\"{reinstate}\"")));
        let refused = smuggle(moderator, "/logout", &reinstate, &[("reason", "No")]).await;
        assert!(refused.status >= 400, "{}", refused.text());
    }
    assert_eq!(state(&test, &path).await, "dismissed");

    // Whoever turned it down may undo that, and both hear it.
    undo(&mut bo, "Meant another one").await;
    assert_eq!(open_kinds(&test).await, [CaseKind::Appeal]);
    for (who, page) in [(&mut person, "/settings"), (&mut acme, "/desk")] {
        let heard = who.get(page).await.is(200).text();
        assert!(heard.contains("was undone, and a moderator decides again: Meant another one."), "{heard}");
    }
    decide(&mut bo, &[("deed", "reinstate"), ("reason", "Polite")]).await.is(200);
    assert_eq!(state(&test, &path).await, "open");
    assert_eq!(undo_in(&mo.get("/moderation").await), None);
    assert_eq!(undo_in(&bo.get("/moderation").await), None);
}

/// The brand's appeal is turned down: both sides read that, and nobody is promised another.
async fn an_appeal_of_the_brand_ends_in_words_of_its_own(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let (mut mo, mut bo) = (member(&test, "mo", Role::Moderator).await, member(&test, "bo", Role::Moderator).await);
    let path = file(&mut person, &[]).await.is(200).path;
    contest(&mut acme, &path, "duplicate", "She filed it twice.").await;
    answer(&mut person, &path, "duplicate", "Only once.").await;
    let queue = mo.get("/moderation").await.is(200);
    assert!(queue.text().contains("What nobody can undo: “The complaint stays”"), "{}", queue.text());
    decide(&mut mo, &[("deed", "reject"), ("reason", "Only once")]).await.is(200);
    assert!(told(&mut person).await.contains("The brand can appeal"));
    let desk = acme.get("/desk").await.is(200).text();
    assert!(desk.contains("You can appeal for the brand, if it has not before."), "{desk}");
    assert_eq!(undo_in(&mo.get("/moderation").await), None, "and so it is not offered");
    appeal(&mut acme, &path, "Look again.").await;
    let queue = bo.get("/moderation").await.is(200);
    assert!(queue.text().contains("What nobody can undo"), "{}", queue.text());
    decide(&mut bo, &[("deed", "keep"), ("reason", "Looked again")]).await.is(200);
    for (who, page) in [(&mut person, "/settings"), (&mut acme, "/desk")] {
        let heard = who.get(page).await.is(200).text();
        assert!(heard.contains("was turned down and the decision stays: Looked again."), "{heard}");
        assert_eq!(heard.matches("if it has not before").count(), 1, "{heard}");
    }
}

/// Whoever decided anything of it decides no appeal where somebody is there who did not, and nobody who cannot appeal reads
/// that they can.
async fn nobody_decides_an_appeal_who_decided_before_where_somebody_else_can(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let (mut mo, mut bo) = (member(&test, "mo", Role::Moderator).await, member(&test, "bo", Role::Moderator).await);
    let mut zo = member(&test, "zo", Role::Moderator).await;
    for (title, last) in [("One heater", "uphold"), ("Two heaters", "keep")] {
        let path = file(&mut person, &[("title", title), ("step", "file-anyway")]).await.is(200).path;
        contest(&mut acme, &path, "not-genuine", "Nobody bought it.").await;
        answer(&mut person, &path, "not-genuine", "I did.").await;
        decide(&mut mo, &[("deed", "uphold"), ("reason", "No order")]).await.is(200);
        let heard = told(&mut person).await;
        assert!(heard.contains("No order. You can appeal, if you have not before."), "{heard}");
        appeal(&mut person, &path, "Here is the number.").await;
        decide(&mut bo, &[("deed", "reinstate"), ("reason", "The number is right")]).await.is(200);
        appeal(&mut acme, &path, "It is of another shop.").await;

        // The first one is not asked again.
        let shown = mo.get("/moderation").await.is(200);
        assert!(shown.text().contains("somebody else decides this"), "{}", shown.text());
        assert!(!shown.html.contains("action=\"/moderation/cases/"), "{}", shown.html);
        let case = case_of(&zo.get("/moderation").await.is(200));
        for deed in ["uphold", "keep"] {
            let refused = smuggle(&mut mo, "/logout", &case, &[("deed", deed), ("reason", "As I said")]).await;
            assert!(refused.status >= 400, "{}", refused.text());
        }
        let fields = [("ground", "not-genuine"), ("reason", "As I said")];
        let refused = smuggle(&mut mo, "/logout", &format!("{path}/dismiss"), &fields).await;
        assert!(refused.status >= 400 && open_kinds(&test).await == [CaseKind::Appeal], "{}", refused.text());
        decide(&mut zo, &[("deed", last), ("reason", "Looked at both")]).await.is(200);
        for (who, page) in [(&mut person, "/settings"), (&mut acme, "/desk")] {
            let heard = who.get(page).await.is(200).text();
            let kept = heard.contains("was turned down and the decision stays: Looked at both.");
            assert!(heard.contains("Looked at both.") && kept == (last == "keep"), "{heard}");
            assert!(
                !heard.contains("Looked at both. The person") && !heard.contains("Looked at both. You can"),
                "{heard}"
            );
        }
    }
}

async fn whoever_was_told_is_told_when_it_is_undone(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let mut reader = member(&test, "reader", Role::Member).await;
    let mut loud = member(&test, "loud", Role::Member).await;
    let (mut mo, mut bo) = (member(&test, "mo", Role::Moderator).await, member(&test, "bo", Role::Moderator).await);
    let path = file(&mut person, &[]).await.is(200).path;
    report(&mut reader, &path, "Look.").await;
    decide(&mut mo, &[("deed", "nothing"), ("reason", "All is well")]).await.is(200);
    undo(&mut mo, "It is not").await;
    let heard = told(&mut reader).await;
    assert!(heard.contains("was undone, and a moderator looks at it again: It is not."), "{heard}");
    decide(&mut mo, &[("deed", "hide"), ("reason", "Not here")]).await.is(200);
    // Somebody else decided anew: nothing is left to undo, and nothing is offered.
    let thread = bo.get(&path).await.is(200);
    bo.submit(&thread, &format!("{path}/unhide"), &[("reason", "But here")]).await.is(200);
    assert_eq!(undo_in(&mo.get("/moderation").await), None);

    // The log names nobody whose comment was taken out, and the page before says what it will read.
    comment(&mut loud, &path, "Ring me.").await;
    let thread = mo.get(&path).await.is(200);
    let post = thread.attribute(".post.comment input[name=post]", "value");
    let fields = [("post", post.as_str()), ("ground", "abuse"), ("reason", "A threat")];
    mo.submit(&thread, &format!("{path}/hide-comment"), &fields).await.is(200);
    let log = Browser::at(&test).get("/moderation/log").await.is(200).text();
    assert!(log.contains("Comment taken out") && !log.contains("@loud"), "{log}");

    // A resolved complaint is that again, and says so; going to and fro has an end.
    let mut zo = member(&test, "zo", Role::Moderator).await;
    let mut yo = member(&test, "yo", Role::Moderator).await;
    let thread = person.get(&path).await.is(200);
    person.submit(&thread, &format!("{path}/confirm"), &[("solved_by", "myself")]).await.is(200);
    for number in 0..3 {
        dismiss(&mut zo, &path, &format!("Rude, {number}")).await;
        undo(&mut zo, "A slip").await;
        assert_eq!(state(&test, &path).await, "resolved");
    }
    dismiss(&mut yo, &path, "Rude, and this is the end").await;
    assert_eq!(undo_in(&yo.get("/moderation").await), None);
    let heard = told(&mut person).await;
    assert!(heard.contains("it is resolved, as it was before: A slip."), "{heard}");
    assert!(!heard.contains("is open again"), "{heard}");
    // What is closed can be erased and not corrected, and the fold says just that.
    let own = person.get(&path).await.is(200);
    assert!(!own.text().contains("Correct what you wrote") && own.text().contains("Erase everything I wrote"));
}

/// With one moderator nobody is promised another.
async fn the_only_moderator_decides_the_appeal_and_nobody_is_promised_another(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let path = file(&mut person, &[]).await.is(200).path;
    contest(&mut acme, &path, "duplicate", "She filed it twice.").await;
    answer(&mut person, &path, "duplicate", "Only once.").await;
    decide(&mut mo, &[("deed", "reject"), ("reason", "Only once")]).await.is(200);
    appeal(&mut acme, &path, "Look again.").await;
    let thread = person.get(&path).await.is(200).text();
    assert!(thread.contains("if there is one") && !thread.contains("another moderator"), "{thread}");
    decide(&mut mo, &[("deed", "keep"), ("reason", "As before")]).await.is(200);
    assert!(open_kinds(&test).await.is_empty());
}

on_both_engines!(
    what_the_brand_says_is_read_by_whoever_has_to_answer,
    a_contest_is_no_slip_of_the_hand,
    one_comment_closes_no_hearing,
    what_an_appeal_decided_is_decided,
    an_appeal_of_the_brand_ends_in_words_of_its_own,
    nobody_decides_an_appeal_who_decided_before_where_somebody_else_can,
    whoever_was_told_is_told_when_it_is_undone,
    the_only_moderator_decides_the_appeal_and_nobody_is_promised_another,
);
