//! Decisions that last until whoever made them undoes them, and that nobody repeats without end.

use std::time::Duration;

use redress::catalogue::{Language, Words};
use redress::domain::brand::BrandDomain;
use redress::domain::ids::{ActorId, ComplaintId, PostId};
use redress::domain::proving::Way;
use redress::federation::follow_board::follow_board;
use redress::federation::prove_brand::{check_again, find_named};
use redress::services::file_complaint::{Draft, Filer};
use redress::services::moderate::SAME_DECISIONS_MAX;
use redress::services::open_board::open_board;
use redress::services::rule_mark;
use redress::services::verify_brand::{Checked, Shortfall};
use redress::services::write_elsewhere::file_elsewhere;
use redress::storage::accounts::Role;
use redress::storage::actors::{self, ActorKind};
use redress::storage::{Cause, Door, complaints, posts};

use crate::brands::{CLAIM, Town, acme, begin_claim, press_check, read};
use crate::on_both_engines;
use crate::pages::{file, member, representative, start};
use crate::support::browser::{Browser, Shown};
use crate::support::{Engine, TestApp};

async fn a_mark_that_the_operator_took_stays_taken(engine: Engine) {
    let town = Town::start(engine).await;
    let care = town.voice("care", "https://acme.test/");
    town.put_file(&[&care.uri]);
    assert_eq!(town.check("care").await, Checked::Official(Way::WellKnown));
    let handle = format!("care@{}", town.social.authority());
    let actor = find_named(&town.test.app, &handle).await.unwrap();
    let why = "They sold the domain.".to_string();
    assert!(rule_mark::withdraw(&town.test.app, acme(), actor.clone(), why).await.unwrap());
    assert!(!town.board().await.contains('✓'));
    // Neither the daily check, nor the command, nor whoever presses the button brings it back.
    for _ in 0..3 {
        town.test.clock.advance(Duration::from_hours(25));
        check_again(&town.test.app).await.unwrap();
        assert_eq!(town.check("care").await, Checked::Failed(Shortfall::Withdrawn));
    }
    let mut ann = member(&town.test, "ann", Role::Member).await;
    begin_claim(&mut ann, &[("through", "elsewhere"), ("handle", &format!("@{handle}"))]).await.is(200);
    let shown = press_check(&town, &mut ann).await;
    let said = shown.text();
    assert!(said.contains("The people who run this server have taken the ✓ mark from"), "{said}");
    assert!(said.contains("They sold the domain.") && !said.contains("acme.test is verified"), "{said}");
    assert!(!said.contains("redress brand return"), "how it is undone is for those who decide: {said}");
    assert!(!town.board().await.contains('✓'));
    // A moderator reads who decided it and how it is undone, and cannot undo it.
    let mut mo = member(&town.test, "mo", Role::Moderator).await;
    let page = mo.get(CLAIM).await.is(200);
    assert!(page.text().contains(&format!("redress brand return acme.test @{handle}")), "{}", page.text());
    assert!(!page.html.contains("value=\"return\""), "{}", page.html);
    let mut fields = mo.fields(&page, CLAIM);
    let id = actor.id.to_string();
    fields.retain(|(name, _)| matches!(name.as_str(), "token" | "request"));
    for (name, value) in [("step", "return"), ("actor", id.as_str()), ("reason", "It is theirs")] {
        fields.push((name.into(), value.into()));
    }
    let refused = mo.post(CLAIM, &fields).await.is(422);
    assert!(refused.text().contains("only they can undo it"), "{}", refused.text());
    // Whoever took it gives it back, and then the domain counts again.
    assert!(rule_mark::give_back(&town.test.app, acme(), actor.clone()).await.unwrap());
    assert!(!rule_mark::give_back(&town.test.app, acme(), actor).await.unwrap(), "once");
    town.test.drain().await;
    assert!(town.board().await.contains('✓'), "{}", town.board().await);
}

async fn a_voice_here_does_not_come_back_under_another_name(engine: Engine) {
    let town = Town::start(engine).await;
    let mut jo = member(&town.test, "jo", Role::Member).await;
    let begun = begin_claim(&mut jo, &[("through", "here"), ("signs", "Jo Ott")]).await.is(200);
    let address = |shown: &Shown| {
        shown.html.split("v=1; actor=").nth(1).unwrap().split(['<', ' ', '&']).next().unwrap().to_string()
    };
    let uri = address(&begun);
    town.put_file(&[&uri]);
    assert!(press_check(&town, &mut jo).await.text().contains("acme.test is verified"));
    let wanted = uri.clone();
    let voice = read(&town.test, move |view| actors::find_by_uri(view, &wanted)).await.unwrap();
    assert!(rule_mark::withdraw(&town.test.app, acme(), voice, "No longer theirs.".into()).await.unwrap());
    let desk = jo.get("/desk").await.is(200).text();
    assert!(desk.contains("taken away your ✓ mark") && desk.contains("No longer theirs."), "{desk}");
    let begun = begin_claim(&mut jo, &[("through", "here"), ("signs", "Jo Ott")]).await.is(200);
    assert!(begun.text().contains("taken the ✓ mark from"), "{}", begun.text());
    let again = address(&begun);
    assert_eq!(again, uri, "the same voice, about which that was decided");
    town.put_file(&[&again]);
    let shown = press_check(&town, &mut jo).await;
    assert!(!shown.text().contains("acme.test is verified"), "{}", shown.text());
    assert!(!town.board().await.contains('✓'));
}

/// A moderator's form on the thread.
async fn moderate(who: &mut Browser, path: &str, deed: &str, fields: &[(&str, &str)]) -> Shown {
    let thread = who.get(path).await.is(200);
    who.submit(&thread, &format!("{path}/{deed}"), fields).await
}

async fn undo(who: &mut Browser, reason: &str) {
    let shown = who.get("/moderation").await.is(200);
    let undo = shown.attribute("form[action^='/moderation/undo/']", "action");
    who.submit(&shown, &undo, &[("reason", reason)]).await.is(200);
}

async fn told(who: &mut Browser, words: &str) -> usize {
    who.get("/settings").await.is(200).text().matches(words).count()
}

async fn what_is_decided_and_undone_in_turn_ends(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let (mut mo, mut bo) = (member(&test, "mo", Role::Moderator).await, member(&test, "bo", Role::Moderator).await);
    let path = file(&mut person, &[]).await.is(200).path;
    let id: ComplaintId = path.trim_start_matches("/complaints/").parse().unwrap();
    let dismissal = [("ground", "abuse"), ("reason", "Abuse")];
    for _ in 0..SAME_DECISIONS_MAX {
        moderate(&mut mo, &path, "dismiss", &dismissal).await.is(200);
        undo(&mut mo, "A slip").await;
    }
    // What was undone is told as that, and stands nowhere as decided.
    let heard = told(&mut person, "A moderator closed").await;
    assert_eq!(heard, 0);
    assert!(told(&mut person, "is open again as it was before").await > 0);
    let refused = moderate(&mut mo, &path, "dismiss", &dismissal).await.is(422);
    assert!(refused.text().contains("Another moderator can still decide"), "{}", refused.text());
    assert_eq!(told(&mut person, "A moderator closed").await, heard, "nobody is told of it");
    let held = read(&test, move |view| complaints::find(view, id)).await.unwrap();
    assert_ne!(held.complaint.state().name(), "dismissed");
    // Hiding is another thing, and ends, too.
    for turn in 0..=SAME_DECISIONS_MAX {
        let hidden = moderate(&mut mo, &path, "hide", &[("reason", "Names")]).await;
        if turn < SAME_DECISIONS_MAX {
            hidden.is(200);
            moderate(&mut mo, &path, "unhide", &[("reason", "None")]).await.is(200);
        } else {
            hidden.is(422);
        }
    }
    moderate(&mut bo, &path, "dismiss", &dismissal).await.is(200);
}

async fn what_was_closed_comes_back_by_an_appeal_or_a_slip_alone(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let (mut mo, mut bo) = (member(&test, "mo", Role::Moderator).await, member(&test, "bo", Role::Moderator).await);
    let path = file(&mut person, &[]).await.is(200).path;
    moderate(&mut mo, &path, "dismiss", &[("ground", "abuse"), ("reason", "Abuse")]).await.is(200);
    // Everybody reads its page, so the log names it.
    let log = Browser::at(&test).get("/moderation/log").await.is(200).text();
    assert!(log.contains("I returned a heater"), "{log}");
    let appealed = person.get(&path).await.is(200);
    person.submit(&appealed, &format!("{path}/appeal"), &[("text", "It was none.")]).await.is(200);
    let thread = bo.get(&path).await.is(200);
    assert!(thread.html.contains(&format!("{path}/reinstate")));
    let form = bo.fields(&thread, &format!("{path}/reinstate"));
    bo.submit(&thread, &format!("{path}/reinstate"), &[("reason", "Indeed")]).await.is(200);
    // Closed anew, and nobody appeals: another moderator does not open it.
    moderate(&mut mo, &path, "dismiss", &[("ground", "abuse"), ("reason", "It is")]).await.is(200);
    let thread = bo.get(&path).await.is(200);
    assert!(!thread.html.contains(&format!("{path}/reinstate")), "{}", thread.html);
    let mut fields: Vec<(String, String)> = form.into_iter().filter(|(name, _)| name == "token").collect();
    fields.extend([("request".to_string(), "another-one".to_string()), ("reason".into(), "Indeed".into())]);
    let refused = bo.post(&format!("{path}/reinstate"), &fields).await.is(422).text();
    assert!(refused.contains("Nobody has appealed here, so there is nothing to reinstate."), "{refused}");
    // The other side may.
    let shown = acme.get(&path).await.is(200);
    acme.submit(&shown, &format!("{path}/appeal"), &[("text", "We want to answer it.")]).await.is(200);
    moderate(&mut bo, &path, "reinstate", &[("reason", "The brand asks for it")]).await.is(200);
}

async fn a_page_says_who_took_a_comment_out(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    let domain = || BrandDomain::parse("acme.example").unwrap();
    open_board(&north.app, domain(), None).await.unwrap();
    let uri = follow_board(&south.app, &format!("acme.example@{}", north.authority())).await.unwrap().uri;
    north.settle(&south).await;
    let mut ada = member(&south, "ada", Role::Member).await;
    let filer = own_actor(&south, "ada").await;
    let board = read(&south, move |view| actors::find_by_uri(view, &uri)).await.unwrap();
    let draft = Draft { title: "A kettle".into(), text: "The kettle leaks. #file".into(), ..Draft::default() };
    let cause = Cause::new(Door::Page, "a story", "file", south.app.clock.now());
    let by = Filer { actor: filer, account: None };
    file_elsewhere(&south.app, cause, by, board.id, draft, Words::of(Language::English)).await.unwrap();
    north.settle(&south).await;
    let found = read(&north, |view| {
        let boards = actors::local_of_kind(view, ActorKind::Board)?;
        complaints::digest(view, &boards[0].uri, None, 10)
    });
    let id = found.await[0].0;
    let path = format!("/complaints/{id}");
    for text in ["Ring me, I know where you live.", "And this is my number."] {
        let thread = ada.get(&path).await.is(200);
        ada.submit(&thread, &format!("{path}/comment"), &[("text", text)]).await.is(200);
        north.settle(&south).await;
    }
    let mut mo = member(&north, "mo", Role::Moderator).await;
    let thread = mo.get(&path).await.is(200);
    let first = post_with(&north, id, "Ring me").await;
    let fields = [("post", first.to_string()), ("reason", "A threat".to_string())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    mo.submit(&thread, &format!("{path}/hide-comment"), &fields).await.is(200);
    let second = post_with(&north, id, "my number").await.to_string();
    let form = mo.get(&path).await.is(200);
    let fields = [("post", second.as_str()), ("reason", "A number")];
    mo.submit(&form, &format!("{path}/erase-by-law"), &fields).await.is(200);
    north.settle(&south).await;
    let there = Browser::at(&south).get(&path).await.is(200).text();
    let host = north.authority();
    let moderators =
        format!("The moderators of {host}, where this complaint is kept, have taken this comment out: A threat");
    assert!(there.contains(&moderators), "{there}");
    assert!(there.contains(&format!("{host}, where this complaint is kept, has erased this: A number")), "{there}");
    assert!(!there.contains("A moderator has taken"), "nobody of this server did: {there}");
    let here = Browser::at(&north).get(&path).await.is(200).text();
    assert!(here.contains("A moderator has taken this comment out: A threat"), "{here}");
}

/// Whoever filed from another instance like this one reads there what the brand says, and answers there.
async fn a_contest_is_told_to_a_member_of_another_instance(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    let mut acme = representative(&north).await;
    open_board(&north.app, BrandDomain::parse("acme.com").unwrap(), None).await.unwrap();
    let uri = follow_board(&south.app, &format!("acme.com@{}", north.authority())).await.unwrap().uri;
    north.settle(&south).await;
    let mut ada = member(&south, "ada", Role::Member).await;
    let by = Filer { actor: own_actor(&south, "ada").await, account: None };
    let board = read(&south, move |view| actors::find_by_uri(view, &uri)).await.unwrap();
    let draft = Draft { title: "A kettle".into(), text: "The kettle leaks. #file".into(), ..Draft::default() };
    let cause = Cause::new(Door::Page, "a story", "file", south.app.clock.now());
    file_elsewhere(&south.app, cause, by, board.id, draft, Words::of(Language::English)).await.unwrap();
    north.settle(&south).await;
    let found = read(&north, |view| {
        let boards = actors::local_of_kind(view, ActorKind::Board)?;
        complaints::digest(view, &boards[0].uri, None, 10)
    });
    let path = format!("/complaints/{}", found.await[0].0);
    let sure = acme.get(&format!("{path}/contest")).await.is(200);
    let contest = [("ground", "not-genuine"), ("text", "She is no customer.")];
    acme.submit(&sure, &format!("{path}/contest"), &contest).await.is(200);
    north.settle(&south).await;
    let heard = ada.get("/settings").await.is(200).text();
    assert!(heard.contains("contests “A kettle”") && heard.contains("You can answer on its page until"), "{heard}");
    let thread = ada.get(&path).await.is(200);
    let answer = [("text", "I have the receipt.")];
    ada.submit(&thread, &format!("{path}/answer-contest"), &answer).await.is(200);
    north.settle(&south).await;
    let mut mo = member(&north, "mo", Role::Moderator).await;
    let queue = mo.get("/moderation").await.is(200).text();
    assert!(queue.contains("She is no customer.") && queue.contains("I have the receipt."), "{queue}");
}

async fn own_actor(test: &TestApp, name: &str) -> ActorId {
    let name = name.to_string();
    read(test, move |view| Ok(redress::storage::accounts::find_by_name(view, &name)?.unwrap().actor)).await
}

async fn post_with(test: &TestApp, id: ComplaintId, words: &str) -> PostId {
    let all = read(test, move |view| posts::page_of_complaint(view, id, None)).await;
    all.posts.iter().find(|it| it.html.contains(words)).unwrap().id
}

on_both_engines!(
    a_mark_that_the_operator_took_stays_taken,
    a_voice_here_does_not_come_back_under_another_name,
    what_is_decided_and_undone_in_turn_ends,
    what_was_closed_comes_back_by_an_appeal_or_a_slip_alone,
    a_page_says_who_took_a_comment_out,
    a_contest_is_told_to_a_member_of_another_instance,
);
