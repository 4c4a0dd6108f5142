//! What somebody wrote is on the page that says why it was not sent: also where its form is not on that page any more.

use redress::storage::accounts::Role;

use crate::moderation::{case_of, comment, report, suspend};
use crate::on_both_engines;
use crate::pages::{PASSWORD, file, member, representative, start};
use crate::promised::says;
use crate::support::Engine;
use crate::support::browser::Shown;

const WORDS: &str = "We looked for <b>your</b> heater & found it.\nIt took an hour to write this.";

fn offers(shown: &Shown, path: &str, deed: &str) -> bool {
    shown.html.contains(&format!("action=\"{path}/{deed}\""))
}

/// Not sent, said so, and every word of it there to be copied.
fn kept(shown: &Shown, words: &str) {
    assert!(shown.status >= 400, "{}", shown.status);
    says(&shown.text(), &["This was not sent"]);
    assert_eq!(shown.value(".kept textarea[readonly]").trim(), words, "{}", shown.text());
}

async fn words_stay_when_their_form_is_gone(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let thread = acme.get(&path).await.is(200);
    let contest = acme.get(&format!("{path}/contest")).await.is(200);
    // An offer waits for an answer, and the person writes why they decline it.
    let offer = [("text", "The money is on its way."), ("and", "offer"), ("outcome", "refund")];
    acme.submit(&thread, &format!("{path}/respond"), &offer).await.is(200);
    let (mut own, late) = (person.get(&path).await.is(200), acme.get(&path).await.is(200));
    assert!(offers(&own, &path, "decline") && offers(&late, &path, "respond"));
    let sure = person.get(&format!("{path}/withdraw")).await.is(200);
    person.submit(&sure, &format!("{path}/withdraw"), &[]).await.is(200);

    let refused = acme.submit(&late, &format!("{path}/respond"), &[("text", WORDS)]).await;
    assert!(!offers(&refused, &path, "respond"), "there is nothing to answer any more");
    kept(&refused, WORDS);
    let fields = [("ground", "duplicate"), ("text", WORDS)];
    kept(&acme.submit(&contest, &format!("{path}/contest"), &fields).await, WORDS);
    own = person.submit(&own, &format!("{path}/decline"), &[("text", WORDS)]).await;
    assert!(!offers(&own, &path, "decline"));
    kept(&own, WORDS);

    // Where the form is there, the words stand in it, and nowhere twice.
    let other = file(&mut person, &[("title", "Another heater"), ("text", "It hums.")]).await.is(200).path;
    let shown = person.get(&other).await.is(200);
    let long = "It leaks. ".repeat(1_001);
    let refused = person.submit(&shown, &format!("{other}/comment"), &[("text", &long)]).await.is(422);
    says(&refused.text(), &["That is too long: at most 10,000 characters. It has 10,009."]);
    assert!(refused.value("#comment").starts_with("It leaks.") && !refused.html.contains("class=\"said bad kept\""));
}

async fn words_of_whoever_was_limited_meanwhile_stay(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let mut tom = member(&test, "tom", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let path = file(&mut person, &[]).await.is(200).path;
    comment(&mut person, &path, "And it hums.").await;
    let mine = comment(&mut tom, &path, "Mine leaks as well.").await;
    assert!(offers(&mine, &path, "edit-comment"));

    // Too long: the words stay in their own form.
    let edit = format!("{path}/edit-comment");
    let long = "It leaks. ".repeat(1_001);
    let refused = tom.submit(&mine, &edit, &[("text", &long)]).await.is(422);
    assert!(refused.value("form[action$='/edit-comment'] textarea").starts_with("It leaks."), "{}", refused.text());
    says(&refused.value("#text-wrong"), &["It has 10,009."]);
    // No reason is chosen by leaving a form as it is.
    let unsaid = tom.submit(&mine, &format!("{path}/report"), &[("note", WORDS)]).await.is(422);
    says(&unsaid.text(), &["Choose why you report it. Nothing was sent yet."]);
    assert_eq!(unsaid.value("textarea[name='note']").trim(), WORDS, "{}", unsaid.html);

    suspend(&mut mo, "tom", "Forty comments a day", "limited").await.is(200);
    kept(&tom.submit(&mine, &format!("{path}/comment"), &[("text", WORDS)]).await.is(403), WORDS);
    kept(&tom.submit(&mine, &edit, &[("text", WORDS)]).await.is(403), WORDS);
    let fields = [("reason", "other"), ("note", WORDS)];
    kept(&tom.submit(&mine, &format!("{path}/report"), &fields).await.is(403), WORDS);
    // And they read it before they write.
    says(&tom.get("/file").await.is(200).text(), &["Your account is limited here."]);
}

async fn the_reason_of_a_case_that_was_decided_meanwhile_stays(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let mut reader = member(&test, "reader", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let path = file(&mut person, &[]).await.is(200).path;
    report(&mut reader, &path, "It names my neighbour.").await;
    let (first, second) = (mo.get("/moderation").await.is(200), mo.get("/moderation").await.is(200));
    let case = case_of(&first);
    // A reason that is too long is not cut without a word.
    let long = "Her name. ".repeat(51);
    let refused = mo.submit(&first, &case, &[("deed", "nothing"), ("reason", &long)]).await.is(422);
    says(&refused.value("#reason-wrong"), &["at most 500 characters. It has 509."]);
    assert!(refused.value("#why").starts_with("Her name."));
    mo.submit(&first, &case, &[("deed", "hide"), ("reason", "It names a person")]).await.is(200);
    let late = mo.submit(&second, &case, &[("deed", "hide"), ("reason", WORDS)]).await.is(409);
    says(&late.text(), &["That was done before."]);
    kept(&late, WORDS);
    assert_eq!(mo.get(&late.attribute("main a.button", "href")).await.is(200).path, case, "and there it says what");
}

async fn an_objection_survives_a_mistyped_password(engine: Engine) {
    let test = start(engine);
    let mut loud = member(&test, "loud", Role::Member).await;
    let (mut mo, mut bo) = (member(&test, "mo", Role::Moderator).await, member(&test, "bo", Role::Moderator).await);
    suspend(&mut mo, "loud", "Forty comments a day", "suspended").await.is(200);
    let login = loud.get("/login").await.is(200);
    let shown = loud.submit(&login, "/login", &[("name", "loud"), ("password", PASSWORD)]).await.is(403);
    let empty = loud.submit(&shown, "/login", &[("password", PASSWORD), ("objection", " ")]).await.is(422);
    says(&empty.value("#objection-wrong"), &["Say why the decision is wrong."]);
    let wrong = loud.submit(&empty, "/login", &[("password", "not this one"), ("objection", WORDS)]).await.is(422);
    assert_eq!(wrong.value("#objection").trim(), WORDS, "{}", wrong.text());
    assert!(!wrong.html.contains("not this one"), "no secret is shown");
    let sent = loud.submit(&wrong, "/login", &[("password", PASSWORD)]).await.is(403);
    says(&sent.text(), &["Your objection is with the moderators."]);
    says(&bo.get("/moderation").await.is(200).text(), &["It took an hour to write this."]);
}

on_both_engines!(
    words_stay_when_their_form_is_gone,
    words_of_whoever_was_limited_meanwhile_stay,
    the_reason_of_a_case_that_was_decided_meanwhile_stays,
    an_objection_survives_a_mistyped_password,
);
