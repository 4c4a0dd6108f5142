//! What moderators decide: followers are told, the other board is told, figures change or do not, and whoever objected hears.

use std::time::Duration;

use redress::storage::accounts::Role;

use crate::moderation::{comment, contest, decide, smuggle, told};
use crate::on_both_engines;
use crate::pages::{file, member, representative, start};
use crate::promised::{days, notes, refused, says};
use crate::support::browser::{Browser, Shown};
use crate::support::{Engine, TestApp};

async fn moderate(who: &mut Browser, path: &str, deed: &str, fields: &[(&str, &str)]) -> Shown {
    let thread = who.get(path).await.is(200);
    who.submit(&thread, &format!("{path}/{deed}"), fields).await
}

/// The figures of a board, without its threads.
async fn figures(test: &TestApp, domain: &str) -> String {
    let board = Browser::at(test).get(&format!("/boards/{domain}")).await.is(200).text();
    let answers = board.split(&format!("How {domain} answers")).nth(1).unwrap_or_default().to_string();
    answers.split("The complaints").next().unwrap_or_default().to_string()
}

async fn what_is_closed_and_reinstated_is_told_to_followers(engine: Engine) {
    let test = start(engine);
    let _acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let (mut mo, mut bo) = (member(&test, "mo", Role::Moderator).await, member(&test, "bo", Role::Moderator).await);
    let path = file(&mut person, &[]).await.is(200).path;
    let dismissal = [("ground", "abuse"), ("reason", "It threatens a person")];
    let said = moderate(&mut mo, &path, "dismiss", &dismissal).await.is(200).text();
    says(&said, &["Decided. The decision is in the public log."]);
    says(&notes(&test, &path).await, &["A moderator closed this complaint about", "The reason is on its page."]);
    let shown = Browser::at(&test).get(&path).await.is(200).text();
    says(&shown, &["Closed by a moderator", "The reason: abuse.", "It threatens a person", "Dismissed: abuse"]);

    let thread = person.get(&path).await.is(200);
    let said = person.submit(&thread, &format!("{path}/appeal"), &[("text", "I was polite.")]).await.is(200).text();
    says(&said, &["Your appeal is with the moderators."]);
    refused(&mut person, &path, "appeal", &[("text", "Again.")], "Each side can appeal once, and yours has.").await;
    decide(&mut bo, &[("deed", "reinstate"), ("reason", "Polite enough")]).await.is(200);
    says(&notes(&test, &path).await, &["A moderator reinstated this complaint about"]);
    let shown = Browser::at(&test).get(&path).await.is(200);
    assert_eq!(shown.attribute(".thread", "data-state"), "open", "again where it was before");
    says(&shown.text(), &["Reinstated"]);
    says(&told(&mut person).await, &["is open again as it was before: Polite enough"]);
}

async fn what_is_hidden_counts_on_and_what_is_dismissed_counts_nowhere(engine: Engine) {
    let test = start(engine);
    let _acme = representative(&test).await;
    let (mut one, mut other) = (member(&test, "c7", Role::Member).await, member(&test, "d8", Role::Member).await);
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let first = file(&mut one, &[]).await.is(200).path;
    let second = file(&mut other, &[]).await.is(200).path;
    let before = figures(&test, "acme.com").await;
    says(&before, &["of 2 complaints that the brand was told of"]);
    says(&mo.get(&first).await.is(200).text(), &["It disappears from this server only. No figure changes."]);
    moderate(&mut mo, &first, "hide", &[("reason", "It names a neighbour")]).await;
    Browser::at(&test).get(&first).await.is(404);
    let after = figures(&test, "acme.com").await;
    let beside = "1 complaint is in no list: the moderators here have hidden it, or keep its server off lists. It counts like the others. ";
    assert_eq!(after, format!("{before}{beside}"));
    let dismissal = [("ground", "advertising"), ("reason", "It sells heaters")];
    moderate(&mut mo, &second, "dismiss", &dismissal).await.is(200);
    says(&figures(&test, "acme.com").await, &["of 1 complaint that the brand was told of"]);
}

async fn the_board_that_a_complaint_moves_to_is_told(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let path = file(&mut person, &[("brand", "nobody.com")]).await.is(200).path;
    assert!(!acme.get("/desk").await.is(200).text().contains("I returned a heater"));
    let right = [("to", "acme.com"), ("reason", "They made it")];
    moderate(&mut mo, &path, "move", &right).await.is(200);
    test.drain().await;
    let desk = acme.get("/desk").await.is(200).text();
    says(&desk, &["was moved from another board to yours: They made it", "1 complaint waits for acme.com here."]);
    says(&told(&mut person).await, &["was moved to the board of another brand: They made it"]);
    says(
        &person.get(&path).await.is(200).text(),
        &["Moved from nobody.com to acme.com", "The brand was notified (here, on its desk)"],
    );
}

async fn a_moderator_reads_whether_the_words_were_changed_since(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let mut loud = member(&test, "loud", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let path = file(&mut person, &[]).await.is(200).path;
    says(&mo.get("/moderation").await.is(200).text(), &["Reports from people and other servers appear here at once."]);
    comment(&mut loud, &path, "Ring me, I know where you live.").await;
    let thread = person.get(&path).await.is(200);
    let post = thread.attribute(".post.comment input[name=post]", "value");
    let fields = [("post", post.as_str()), ("reason", "abuse"), ("note", "A threat")];
    let said = person.submit(&thread, &format!("{path}/report"), &fields).await.is(200).text();
    says(&said, &["Thank you. The moderators will look at it."]);
    let queue = mo.get("/moderation").await.is(200).text();
    says(
        &queue,
        &["Ring me, I know where you live.", "unchanged since.", "The person who reported is told what you decide."],
    );
    test.clock.advance(Duration::from_mins(5));
    let thread = loud.get(&path).await.is(200);
    let comment = thread.attribute("form[action$='/edit-comment'] input[name=comment]", "value");
    loud.submit(&thread, &format!("{path}/edit-comment"), &[("text", "Ring me, please.")]).await.is(200);
    let queue = mo.get("/moderation").await.is(200).text();
    says(&queue, &["This is what it is about, by", "changed"]);
    assert!(!queue.contains("unchanged since."), "{queue}");
    // Taken out, it is nobody's to change any more.
    decide(&mut mo, &[("deed", "hide-comment"), ("reason", "A threat")]).await.is(200);
    let anew = [("comment", comment.as_str()), ("text", "Ring me, do.")];
    refused(
        &mut loud,
        &path,
        "edit-comment",
        &anew,
        "This comment does not exist any more, or a moderator has taken it out.",
    )
    .await;
}

async fn an_objection_is_turned_down_with_its_reason(engine: Engine) {
    let test = start(engine);
    let mut loud = member(&test, "loud", Role::Member).await;
    let (mut mo, mut bo) = (member(&test, "mo", Role::Moderator).await, member(&test, "bo", Role::Moderator).await);
    let shown = mo.get("/moderation/accounts?who=loud").await.is(200);
    let limit = [("deed", "limited"), ("days", "30"), ("reason", "Forty comments a day")];
    mo.submit(&shown, "/moderation/accounts/restrict", &limit).await.is(200);
    let shown = loud.get("/settings").await.is(200);
    loud.submit(&shown, "/settings/object", &[("objection", "They were three.")]).await.is(200);
    says(&bo.get("/moderation").await.is(200).text(), &["the objection is turned down, and the account is told why"]);
    decide(&mut bo, &[("deed", "keep"), ("reason", "They were forty")]).await.is(200);
    let heard = told(&mut loud).await;
    says(&heard, &["Your objection was turned down, and the decision holds until 3 March", "They were forty"]);
    // A slip is undone, and it waits again.
    let shown = bo.get("/moderation").await.is(200);
    let undo = shown.attribute("form[action^='/moderation/undo/']", "action");
    bo.submit(&shown, &undo, &[("reason", "Meant another one")]).await.is(200);
    let heard = told(&mut loud).await;
    says(&heard, &["The decision about your objection was undone, and a moderator decides again", "Meant another one"]);
    decide(&mut bo, &[("deed", "keep"), ("reason", "They were forty all the same")]).await.is(200);
    // Whoever turned it down may let the account in, and it hears that, too.
    let shown = bo.get("/moderation/accounts?who=loud").await.is(200);
    let lift = [("deed", "lift"), ("reason", "A month was too long")];
    bo.submit(&shown, "/moderation/accounts/restrict", &lift).await.is(200);
    says(&told(&mut loud).await, &["Your account is open here again: A month was too long"]);
    let path = file(&mut loud, &[]).await.is(200).path;
    let free = smuggle(&mut loud, "/logout", &format!("{path}/comment"), &[("text", "I am back.")]).await.is(200);
    says(&free.text(), &["Your comment is on the page.", "I am back."]);
}

/// Whoever contests and says nothing else has given no answer.
async fn a_contest_stops_no_clock(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let sure = acme.get(&format!("{path}/contest")).await.is(200).text();
    says(&sure, &["Until then the complaint stays as it is, and your time to answer goes on."]);
    contest(&mut acme, &path, "not-genuine", "She is no customer.").await;
    days(&test, 59).await;
    let shown = Browser::at(&test).get(&path).await.is(200);
    assert_eq!(shown.attribute(".thread", "data-state"), "open", "{}", shown.text());
    days(&test, 2).await;
    let shown = Browser::at(&test).get(&path).await.is(200);
    assert_eq!(shown.attribute(".thread", "data-state"), "unanswered", "{}", shown.text());
}

on_both_engines!(
    what_is_closed_and_reinstated_is_told_to_followers,
    what_is_hidden_counts_on_and_what_is_dismissed_counts_nowhere,
    the_board_that_a_complaint_moves_to_is_told,
    a_moderator_reads_whether_the_words_were_changed_since,
    an_objection_is_turned_down_with_its_reason,
    a_contest_stops_no_clock,
);
