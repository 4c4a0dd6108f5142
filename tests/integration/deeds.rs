//! Deeds beside the next step: a complaint goes higher, an answer is changed or deleted, a label is disputed and decided about.

use redress::app::App;
use redress::domain::brand::BrandDomain;
use redress::domain::complaint::{Label, LabelState};
use redress::domain::ids::ComplaintId;
use redress::services::open_board::open_board;
use redress::storage::StorageError;
use redress::storage::accounts::Role;
use redress::storage::complaints::{self, Held};
use redress::storage::posts::{self, PostKind, StoredPost};
use serde_json::{Value, json};

use crate::on_both_engines;
use crate::pages::{file, member, representative, start};
use crate::people::{accept, step};
use crate::support::browser::{Browser, Shown};
use crate::support::peer::FakePeer;
use crate::support::{Engine, TestApp};
use crate::way_out::follower;

const ANSWER: &str = "I **found** your money and sent it.";

async fn held(app: &App, id: ComplaintId) -> Held {
    app.db.read::<_, StorageError, _>(move |view| complaints::find(view, id)).await.unwrap().unwrap()
}

async fn response(app: &App, id: ComplaintId) -> StoredPost {
    let all = app.db.read::<_, StorageError, _>(move |view| posts::of_complaint(view, id, 0, 50)).await.unwrap();
    all.into_iter().find(|it| it.kind == PostKind::Response).unwrap()
}

/// Whoever filed marks the first answer as one that sends them elsewhere.
pub(crate) async fn mark(person: &mut Browser, path: &str) -> Shown {
    let thread = person.get(path).await.is(200);
    person.submit(&thread, &format!("{path}/mark-elsewhere"), &[]).await.is(200)
}

fn id_in(path: &str) -> ComplaintId {
    path.trim_start_matches("/complaints/").parse().unwrap()
}

fn has_form(shown: &Shown, path: &str, deed: &str) -> bool {
    shown.html.contains(&format!("action=\"{path}/{deed}\""))
}

/// Somebody sends a form that their page does not show.
async fn smuggle(who: &mut Browser, path: &str, deed: &str, fields: &[(&str, &str)]) -> Shown {
    let shown = who.get(path).await.is(200);
    assert!(!has_form(&shown, path, deed), "{deed} is offered");
    let marks = who.fields(&shown, &format!("{path}/report"));
    let mut all: Vec<(String, String)> =
        marks.into_iter().filter(|(name, _)| matches!(name.as_str(), "token" | "request")).collect();
    all.extend(fields.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())));
    who.post(&format!("{path}/{deed}"), &all).await
}

/// A complaint that the brand has answered.
async fn answered(test: &TestApp, person: &mut Browser, acme: &mut Browser) -> String {
    let path = file(person, &[]).await.is(200).path;
    let thread = acme.get(&path).await.is(200);
    acme.submit(&thread, &format!("{path}/respond"), &[("text", ANSWER)]).await.is(200);
    assert_eq!(held(&test.app, id_in(&path)).await.complaint.responses.len(), 1);
    path
}

const THREE_DAYS: std::time::Duration = std::time::Duration::from_hours(72);

async fn a_complaint_goes_higher_and_never_back(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let mut stranger = member(&test, "sam", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let escalate = format!("{path}/escalate");
    for who in [&mut stranger, &mut acme] {
        let refused = smuggle(who, &path, "escalate", &[("step", "executive")]).await.is(403);
        assert!(refused.text().contains("Only the person who filed this complaint can do that."));
    }
    assert_eq!(held(&test.app, id_in(&path)).await.complaint.step, None);

    let thread = person.get(&path).await.is(200);
    let old = person.get(&path).await.is(200);
    // One step after the other; a step is left out by nobody.
    let skipped = person.submit(&thread, &escalate, &[("step", "executive")]).await.is(422);
    assert!(skipped.value("#step-wrong").contains("Choose the next one."), "{}", skipped.html);
    let thread = person.get(&path).await.is(200);
    let thread = person.submit(&thread, &escalate, &[("step", "representative")]).await.is(200);
    // Whoever was reached has their days; the page says from when the next step is possible.
    assert!(thread.text().contains("The next step, management, is possible from"), "{}", thread.text());
    assert!(!has_form(&thread, &path, "escalate"));
    let early = smuggle(&mut person, &path, "escalate", &[("step", "executive")]).await.is(422);
    assert!(early.text().contains("The people who have it now get 72 hours first."), "{}", early.text());
    test.clock.advance(THREE_DAYS);
    let thread = person.get(&path).await.is(200);
    let thread = person.submit(&thread, &escalate, &[("step", "executive")]).await.is(200);
    assert!(thread.text().contains("Escalated: management"), "{}", thread.text());
    test.clock.advance(THREE_DAYS);
    let thread = person.get(&path).await.is(200);
    assert!(thread.text().contains("Escalated so far to: management"), "{}", thread.text());
    for (step, offered) in
        [("representative", false), ("executive", false), ("mediator", true), ("external-body", false)]
    {
        assert_eq!(thread.html.contains(&format!("<option value=\"{step}\"")), offered, "{step}");
    }
    let desk = acme.get("/desk").await.is(200);
    assert!(desk.text().contains("Escalated to the people who decide for the brand"), "{}", desk.text());
    // The same once more, from a page of before: it comes back open, with the rule beside the field.
    let wrong = person.submit(&old, &escalate, &[("step", "executive")]).await.is(422);
    assert_eq!(wrong.attribute("#step", "aria-invalid"), "true");
    assert!(wrong.value("#step-wrong").contains("Choose a higher step."), "{}", wrong.html);
    assert_eq!(wrong.attribute("details[open] #step", "name"), "step");

    let thread = person.get(&path).await.is(200);
    assert!(thread.text().contains("There is no mediator on this server yet."), "{}", thread.text());
    let mut mediator = member(&test, "mo", Role::Mediator).await;
    stranger.get("/mediation").await.is(403);
    assert!(mediator.get("/mediation").await.is(200).text().contains("Nobody has asked for a mediator."));
    let thread = person.get(&path).await.is(200);
    assert!(thread.text().contains("The mediators of this community find it in their list"), "{}", thread.text());
    let thread = person.submit(&thread, &escalate, &[("step", "mediator")]).await.is(200);
    assert!(mediator.get("/mediation").await.is(200).html.contains(&path));
    // They see in the header that somebody waits, and whoever mediates is marked as that where they write.
    assert_eq!(mediator.get("/").await.is(200).value("a[href='/mediation'] .count"), "1");
    let shown = mediator.get(&path).await.is(200);
    mediator.submit(&shown, &format!("{path}/comment"), &[("text", "Let us look at this together.")]).await.is(200);
    assert!(Browser::at(&test).get(&path).await.is(200).text().contains("community mediator"));
    assert!(thread.text().contains("The next step, outside body, is possible from"), "{}", thread.text());
    test.clock.advance(THREE_DAYS);
    let thread = person.get(&path).await.is(200);
    let thread = person.submit(&thread, &escalate, &[("step", "external-body")]).await.is(200);
    assert!(!has_form(&thread, &path, "escalate"), "nothing is higher");
    let summary = person.get(&format!("{path}/summary")).await.is(200);
    assert!(summary.text().contains("Where you can take it") && summary.text().contains("Escalated: outside body"));
    let text = summary.text();
    assert!(
        text.contains("acme.com") && !text.contains("today, "),
        "who, and days that are still true on paper: {text}"
    );
    assert!(text.find("Filed") < text.find("Escalated: outside body"), "the first first: {text}");
    // Resolved then: it is recorded how far it had been taken, and nothing says that this helped.
    let fields = [("rating", "8"), ("solved_by", "somebody-else"), ("got", "refund")];
    let thread = person.submit(&thread, &format!("{path}/confirm"), &fields).await.is(200);
    assert!(thread.text().contains("Resolved after it was escalated to: outside body"), "{}", thread.text());
    let after = held(&test.app, id_in(&path)).await.complaint;
    assert_eq!(after.solver(), Some(redress::domain::complaint::SolvedBy::SomebodyElse));
    assert_eq!(after.outcome, Some(redress::domain::complaint::Outcome::Refund));
    let german = Browser::at(&test).get(&format!("{path}?language=de")).await.is(200);
    assert!(german.text().contains("Nach oben gebracht: externe Stelle"), "{}", german.text());
}

async fn an_answer_is_changed_and_deleted_and_whoever_got_it_hears(engine: Engine) {
    let peer = FakePeer::start("peer.test");
    let mut test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
    test.serve();
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let mut stranger = member(&test, "sam", Role::Member).await;
    let (_, board) = open_board(&test.app, BrandDomain::parse("acme.com").unwrap(), None).await.unwrap();
    follower(&test.app, &peer, "zoe", board.id, true).await;
    let path = answered(&test, &mut person, &mut acme).await;
    let id = id_in(&path);
    test.drain().await;
    for (deed, fields) in [
        ("edit-response", vec![("response", "1"), ("text", "Nothing was sent.")]),
        ("delete-response", vec![("response", "1")]),
    ] {
        for who in [&mut stranger, &mut person] {
            let refused = smuggle(who, &path, deed, &fields).await.is(403);
            assert!(refused.text().contains("Only somebody who speaks for the brand can do that."));
        }
    }

    let edit = format!("{path}/edit-response");
    let thread = acme.get(&path).await.is(200);
    assert_eq!(thread.value("#edit-1"), ANSWER, "as it was written");
    let long = "x".repeat(10_001);
    let wrong = acme.submit(&thread, &edit, &[("text", &long)]).await.is(422);
    assert_eq!(wrong.value("#edit-1"), long);
    assert_eq!(wrong.attribute("details[open] #edit-1", "aria-invalid"), "true");
    assert_eq!(wrong.value("#answer-text"), "", "another form is another form");
    let same = acme.submit(&wrong, &edit, &[("text", ANSWER)]).await.is(409);
    assert!(same.text().contains("That was done before."));
    let anew = "The money **arrives** tomorrow.";
    let thread = acme.submit(&same, &edit, &[("text", anew)]).await.is(200);
    assert!(thread.text().contains("Your answer is changed."), "{}", thread.text());
    let read = stranger.get(&path).await.is(200);
    assert!(read.html.contains("<strong>arrives</strong>") && read.text().contains("The first version"));
    assert!(read.html.contains("<strong>found</strong>"), "the first version stays readable");
    test.drain().await;
    let post = response(&test.app, id).await;
    assert_eq!((post.source.as_deref(), post.representative.as_deref()), (Some(anew), Some("J. O.")));
    let told = heard(&peer, "Update", &post.uri);
    assert!(told["object"]["content"].as_str().unwrap().contains("<strong>arrives</strong>"), "{told:#}");

    let thread = acme.get(&path).await.is(200);
    assert!(thread.html.contains(&format!("{path}/delete-response?response=1")));
    let sure = acme.get(&format!("{path}/delete-response?response=1")).await.is(200);
    acme.submit(&sure, &format!("{path}/delete-response"), &[]).await.is(200);
    test.drain().await;
    assert_eq!(heard(&peer, "Delete", &post.uri)["object"]["type"], "Tombstone");
    let fetched = reqwest::Client::new()
        .get(test.local_url(post.uri.strip_prefix(test.app.address.origin()).unwrap()))
        .header("accept", "application/activity+json");
    assert_eq!(fetched.send().await.unwrap().status(), 410);
    let thread = acme.get(&path).await.is(200);
    assert!(thread.html.contains("<strong>arrives</strong>") && thread.text().contains("deleted by the brand"));
    assert!(!has_form(&thread, &path, "edit-response") && !thread.html.contains("/delete-response"));
    for number in ["1", "2", "4294967295"] {
        let again = smuggle(&mut acme, &path, "delete-response", &[("response", number)]).await.is(422);
        assert!(again.text().contains("That answer does not exist here, or it was deleted."), "{number}");
    }
    assert_eq!(held(&test.app, id).await.complaint.responses[&1].at, post.received_at, "its time stays");
}

/// What a follower of the board heard of a post: its author's activity, inside the board's.
fn heard(peer: &FakePeer, kind: &str, uri: &str) -> Value {
    let all = peer.delivered();
    let found = all.iter().map(|it| &it["object"]).find(|it| it["type"] == kind && it["object"]["id"] == json!(uri));
    found.unwrap_or_else(|| panic!("no {kind} of {uri}: {all:#?}")).clone()
}

async fn a_label_is_disputed_and_a_moderator_decides(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let mut moderator = member(&test, "mo", Role::Moderator).await;
    let path = answered(&test, &mut person, &mut acme).await;
    let id = id_in(&path);
    let thread = acme.get(&path).await.is(200);
    assert!(!has_form(&thread, &path, "dispute-label"), "there is none to dispute");
    for who in [&mut acme, &mut moderator] {
        smuggle(who, &path, "mark-elsewhere", &[("response", "1")]).await.is(403);
    }
    let marked = mark(&mut person, &path).await;
    assert!(marked.text().contains("Marked. The brand can say why it does not fit"), "{}", marked.text());
    assert!(marked.text().contains("Sends the person elsewhere (as you said)"), "{}", marked.text());
    let others = Browser::at(&test).get(&path).await.is(200).text();
    assert!(others.contains("Sends the person elsewhere (says the person who filed)"), "{others}");
    assert!(!has_form(&marked, &path, "mark-elsewhere"), "once");
    assert_eq!(held(&test.app, id).await.complaint.first_human_at, None, "it counts no more");
    let desk = acme.get("/desk").await.is(200);
    assert!(desk.text().contains("says that your answer sends them elsewhere"), "{}", desk.text());
    let about = [("response", "1"), ("label", "deflected")];
    let refused = smuggle(&mut person, &path, "dispute-label", &about).await.is(403);
    assert!(refused.text().contains("Only somebody who speaks for the brand can do that."));
    let shown = moderator.get(&path).await.is(200);
    assert!(!has_form(&shown, &path, "decide-label"), "nobody disputes it");

    let thread = acme.get(&path).await.is(200);
    let old = acme.get(&path).await.is(200);
    let dispute = format!("{path}/dispute-label");
    let wrong = acme.submit(&thread, &dispute, &[("text", &"x".repeat(10_001))]).await.is(422);
    assert_eq!(wrong.attribute("details[open] #dispute-1", "aria-invalid"), "true");
    let thread = acme.submit(&wrong, &dispute, &[("text", "It names her order.")]).await.is(200);
    let told = person.get("/settings").await.is(200);
    assert!(told.text().contains("The brand disputes that its answer to"), "{}", told.text());
    assert!(told.text().contains("It names her order."), "{}", told.text());
    assert!(thread.text().contains("Sends the person elsewhere (disputed by the brand)"), "{}", thread.text());
    assert!(thread.text().contains("Label disputed: Sends the person elsewhere. It names her order."));
    assert!(!has_form(&thread, &path, "dispute-label"));
    acme.submit(&old, &dispute, &[("text", "Once more.")]).await.is(422);
    let decide = [("response", "1"), ("label", "deflected"), ("upheld", "no"), ("reason", "We say so")];
    smuggle(&mut acme, &path, "decide-label", &decide).await.is(403);

    let shown = moderator.get(&path).await.is(200);
    assert!(shown.text().contains("The brand says: It names her order."), "{}", shown.text());
    let action = format!("{path}/decide-label");
    let wrong = moderator.submit(&shown, &action, &[("upheld", "no"), ("reason", " ")]).await.is(422);
    assert_eq!(wrong.attribute("details[open] #decide-1-deflected", "aria-invalid"), "true");
    let struck = [("upheld", "no"), ("reason", "It answers her own question")];
    let shown = moderator.submit(&wrong, &action, &struck).await.is(200);
    assert!(!has_form(&shown, &path, "decide-label"));
    assert!(shown.text().contains("Label removed: Sends the person elsewhere"), "{}", shown.text());
    let kept = held(&test.app, id).await.complaint;
    assert_eq!(kept.responses[&1].labels[&Label::Deflected], LabelState::Struck);
    assert!(kept.first_human_at.is_some(), "the answer counts again");
    let told = person.get("/settings").await.is(200);
    assert!(
        told.text().contains("is removed; the answer counts again: It answers her own question"),
        "{}",
        told.text()
    );
    smuggle(&mut person, &path, "mark-elsewhere", &[("response", "1")]).await.is(422);
    let log = Browser::at(&test).get("/moderation/log").await.is(200);
    assert!(log.text().contains("Label removed") && log.text().contains("It answers her own question"));
}

/// Whoever signs below their words need not say it in a field as well.
async fn a_name_below_the_words_counts_through_the_page(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let thread = acme.get(&path).await.is(200);
    let text = "Your refund is on its way.\n— Sarah Whitlock, Customer Care";
    let fields = [("text", text), ("name", ""), ("role", "")];
    let answered = acme.submit(&thread, &format!("{path}/respond"), &fields).await.is(200);
    assert!(answered.text().contains("Sarah Whitlock, Customer Care at acme.com"), "{}", answered.text());
}

/// Two people of a brand answer at one moment: whoever comes second is refused beside what the first one wrote.
async fn whoever_comes_second_sees_what_the_first_one_did(engine: Engine) {
    let test = start(engine);
    let mut one = representative(&test).await;
    let mut other = member(&test, "noor", Role::Member).await;
    step(&mut one, "invite", &[("handle", "noor"), ("standing", "agent")]).await.is(200);
    accept(&mut other, "Noor Haddad").await.is(200);
    for name in ["c7", "c8", "c9"] {
        let mut person = member(&test, name, Role::Member).await;
        let path = file(&mut person, &[]).await.is(200).path;
        let respond = format!("{path}/respond");
        let (mine, yours) = (one.get(&path).await.is(200), other.get(&path).await.is(200));
        let (first, second) = tokio::join!(
            one.submit(&mine, &respond, &[("text", "The first answer went out.")]),
            other.submit(&yours, &respond, &[("text", "The second answer went out.")]),
        );
        let (late, words) = match (first.status, second.status) {
            (200, 409) => (second, "The first answer went out."),
            (409, 200) => (first, "The second answer went out."),
            both => panic!("one of them: {both:?}"),
        };
        assert!(late.text().contains(words), "{}", late.text());
    }
}

async fn the_id_of_a_form_is_good_for_that_form_alone(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let mut other = member(&test, "sam", Role::Member).await;
    let thread = other.get(&path).await.is(200);
    let mut fields = other.fields(&thread, &format!("{path}/comment"));
    for (name, value) in &mut fields {
        if name == "text" {
            *value = "Mine, too.".to_string();
        }
    }
    let comment = format!("{path}/comment");
    for _ in 0..2 {
        other.post(&comment, &fields).await.is(200);
    }
    let id = id_in(&path);
    let before = held(&test.app, id).await.complaint.sequence;
    for deed in ["support", "unsupport", "withdraw"] {
        let used = other.post(&format!("{path}/{deed}"), &fields).await.is(409);
        assert!(used.text().contains("This form was sent once already"), "{deed}: {}", used.text());
    }
    assert_eq!(held(&test.app, id).await.complaint.sequence, before);
}

/// The back button, other words, and sent again from the page that was left.
async fn a_form_sent_again_with_other_words_loses_none(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let form = person.get("/file?brand=acme.com").await.is(200);
    let first = [("step", "file"), ("text", "The kettle leaks. I called twice.")];
    let other = [("step", "file"), ("text", "The kettle leaks. I called three times.")];
    let path = person.submit(&form, "/file", &first).await.is(200).path;
    let asked = person.submit(&form, "/file", &other).await.is(422);
    assert!(asked.text().contains("This form was sent once already"), "{}", asked.text());
    assert!(asked.html.contains("I called three times."), "{}", asked.html);
    let second = person.submit(&asked, "/file", &[("step", "file")]).await.is(200).path;
    assert_ne!(path, second, "whoever means both gets both");

    let mut acme = representative(&test).await;
    let respond = format!("{path}/respond");
    let thread = acme.get(&path).await.is(200);
    let words = |text, name| [("text", text), ("and", "answer"), ("name", name)];
    acme.submit(&thread, &respond, &words("", "Jo Ott")).await.is(422);
    acme.submit(&thread, &respond, &words("We will look.", "Jo Ott")).await.is(200);
    let changed = acme.submit(&thread, &respond, &words("We will not look.", "Jo Ott")).await.is(409);
    assert!(changed.html.contains("We will not look."), "the words are there: {}", changed.html);
    let shown = person.get(&path).await.text();
    assert!(shown.contains("We will look.") && !shown.contains("We will not look."), "{shown}");
    acme.submit(&changed, &respond, &[]).await.is(200);
    assert!(person.get(&path).await.text().contains("We will not look."));

    // Of two buttons of one page, the second pressed is not taken for the first.
    let asked = [("text", "Here is a new one."), ("and", "offer"), ("outcome", "refund"), ("name", "Jo Ott")];
    let thread = acme.get(&path).await.is(200);
    acme.submit(&thread, &respond, &asked).await.is(200);
    let offered = person.get(&path).await.is(200);
    person.submit(&offered, &format!("{path}/decline"), &[("text", "It is the wrong one.")]).await.is(200);
    let thread = acme.get(&path).await.is(200);
    acme.submit(&thread, &respond, &asked).await;
    let late =
        person.submit(&offered, &format!("{path}/decline"), &[("text", "And this one is broken.")]).await.is(409);
    assert!(late.html.contains("And this one is broken."), "{}", late.html);
}

on_both_engines!(
    a_form_sent_again_with_other_words_loses_none,
    a_name_below_the_words_counts_through_the_page,
    whoever_comes_second_sees_what_the_first_one_did,
    the_id_of_a_form_is_good_for_that_form_alone,
    a_complaint_goes_higher_and_never_back,
    an_answer_is_changed_and_deleted_and_whoever_got_it_hears,
    a_label_is_disputed_and_a_moderator_decides,
);
