//! What is meant for us is never met with silence: a command answers what it replies to, and what does not count is told why,
//! once for each reason.

use std::time::Duration;

use redress::app::App;
use redress::domain::complaint::{Command, Ground, Happening, Notice, PromiseState, ProofTier, Target};
use redress::domain::ids::ComplaintId;
use redress::domain::refusal::Code;
use redress::domain::room::{LAST, Room, SIDES};
use redress::services::ServiceError;
use redress::services::name_official::name_remote_official;
use redress::services::open_board::open_board;
use redress::services::receive_post::{IncomingPost, Received};
use redress::storage::actors::Actor;
use redress::storage::posts::{self, PostKind};
use redress::storage::{Cause, Door, StorageError};
use serde_json::{Value, json};

use crate::complaint_life::{acme, held, lines, names, post, receive, stranger};
use crate::neighbours::Street;
use crate::on_both_engines;
use crate::support::acts::{By, Deed, act_on_complaint, act_with_words};
use crate::support::peer::PUBLIC;
use crate::support::{Engine, TestApp};

const FIRST: &str = "https://mastodon.example/notes/1";
const DAY: Duration = Duration::from_hours(24);

/// A complaint by a mention, its author, and the brand's voice elsewhere.
async fn leaking_kettle(test: &TestApp) -> (ComplaintId, Actor, Actor) {
    let app = &test.app;
    let (_, board) = open_board(app, acme(), None).await.unwrap();
    let ada = stranger(app, "https://mastodon.example/users/ada").await;
    let brand = stranger(app, "https://social.example/users/acme").await;
    name_remote_official(app, acme(), brand.id).await.unwrap();
    let filed = receive(app, &ada, post(FIRST, "@acme.example It leaks. #file", &[&board.uri], None)).await;
    let Received::Filed { complaint } = filed else { panic!("{filed:?}") };
    (complaint, ada, brand)
}

/// Somebody replies, each time with a post of another number.
async fn say(app: &App, who: &Actor, number: u32, text: &str, to: &str) -> Received {
    let host = &who.host;
    receive(app, who, post(&format!("https://{host}/notes/{number}"), text, &[], Some(to))).await
}

/// What the board wrote: to one of them alone, or for everybody.
async fn written(test: &TestApp, id: ComplaintId, kind: PostKind) -> Vec<(String, String)> {
    test.drain().await;
    if kind == PostKind::Direct {
        let sql =
            "SELECT uri || ' ' || html AS name, COUNT(*) AS number FROM posts WHERE kind = 'direct' GROUP BY uri, html";
        let rows = test.db.counted(sql).into_iter();
        return rows.filter_map(|(row, _)| row.split_once(' ').map(|(uri, html)| (uri.into(), html.into()))).collect();
    }
    let read = move |view: &mut redress::storage::View<'_>| posts::of_complaint(view, id, 0, 100);
    let all = test.app.db.read::<_, StorageError, _>(read).await.unwrap();
    all.into_iter().filter(|it| it.kind == kind).map(|it| (it.uri, it.html)).collect()
}

fn refused(received: &Received) -> Option<Code> {
    match received {
        Received::Told { refusal, .. } => Some(refusal.code()),
        _ => None,
    }
}

async fn each_reason_is_told_once(engine: Engine) {
    let test = TestApp::start(engine);
    let (id, ada, brand) = leaking_kettle(&test).await;
    let app = &test.app;
    let two = say(app, &ada, 10, "#confirmed or rather #withdraw", FIRST).await;
    assert_eq!(refused(&two), Some(Code::SeveralCommands));
    let again = say(app, &ada, 11, "#giveup #withdraw", FIRST).await;
    assert_eq!(refused(&again), Some(Code::SeveralCommands));
    let other = say(app, &ada, 12, "#resolved", FIRST).await;
    assert_eq!(refused(&other), Some(Code::OnlyBrand));
    let voice = say(app, &brand, 13, "We look. #resolved refund #ask\n— Jo Ott, care", FIRST).await;
    assert_eq!(refused(&voice), Some(Code::SeveralCommands));
    // Whoever could not give the command is told that, and not how to give it.
    let bob = stranger(app, "https://mastodon.example/users/bob").await;
    let meant = say(app, &bob, 17, "#confirmed hardly 2/10", FIRST).await;
    assert_eq!(refused(&meant), Some(Code::OnlyComplainant));
    assert_eq!(held(app, id).await.complaint.responses.len(), 1, "the words stand");
    assert_eq!(held(app, id).await.complaint.state().name(), "acknowledged");
    let told: Vec<String> = written(&test, id, PostKind::Direct).await.into_iter().map(|(_, html)| html).collect();
    let several = told.iter().filter(|it| it.contains("more than one command")).count();
    assert_eq!(several, 2, "one to each of them: {told:?}");
    assert_eq!(told.iter().filter(|it| it.contains("Only somebody who speaks for the brand")).count(), 1, "{told:?}");

    // A private answer to what the board asked in public is told of, too; thanks for a direct note are not.
    let asked = say(app, &brand, 14, "Which lid? #ask\n— Jo Ott, care", FIRST).await;
    assert!(matches!(asked, Received::Acted { .. }), "{asked:?}");
    let notes = written(&test, id, PostKind::Status).await;
    let (question, _) = notes.iter().find(|(_, html)| html.contains("has a question about this complaint")).unwrap();
    let private =
        IncomingPost { public: false, ..post("https://mastodon.example/notes/15", "The red.", &[], Some(question)) };
    assert_eq!(refused(&receive(app, &ada, private).await), Some(Code::PrivateReply));
    let direct = written(&test, id, PostKind::Direct).await;
    let thanks = IncomingPost {
        public: false,
        ..post("https://mastodon.example/notes/16", "Thank you", &[], Some(&direct[0].0))
    };
    assert!(matches!(receive(app, &ada, thanks).await, Received::Ignored { .. }));
    assert_eq!(written(&test, id, PostKind::Direct).await.len(), direct.len());
}

async fn what_is_wrong_after_a_command_that_counted_is_told_anew(engine: Engine) {
    let test = TestApp::start(engine);
    let (id, _, brand) = leaking_kettle(&test).await;
    let app = &test.app;
    let told = async || {
        let direct = written(&test, id, PostKind::Direct).await;
        direct.iter().filter(|(_, html)| html.contains("we could not tell the day")).count()
    };
    let unclear = "We will look. #promise some day\n— Jo Ott, care";
    for number in [20, 21] {
        assert_eq!(refused(&say(app, &brand, number, unclear, FIRST).await), Some(Code::DayUnclear));
    }
    assert_eq!(told().await, 1, "once, as long as nothing counts");
    test.clock.advance(Duration::from_secs(1));
    let asked = say(app, &brand, 22, "Which lid? #ask\n— Jo Ott, care", FIRST).await;
    assert!(matches!(asked, Received::Acted { .. }), "{asked:?}");
    for number in [23, 24] {
        assert_eq!(refused(&say(app, &brand, number, unclear, FIRST).await), Some(Code::DayUnclear));
    }
    assert_eq!(told().await, 2);
}

async fn what_files_nothing_at_a_board_is_told_why(engine: Engine) {
    let street = Street::start(engine).await;
    let bot = street.peer.actor("bot", "Service");
    let mention = |who: &str, name: &str, to: Vec<String>, parent: Option<&str>| -> Value {
        let mut note = json!({
            "type": "Note", "id": street.peer.url(&format!("/notes/{name}")), "attributedTo": who, "to": to,
            "tag": [{"type": "Mention", "href": street.board.uri}], "content": "<p>@acme.com the lid broke</p>"
        });
        if let Some(parent) = parent {
            note["inReplyTo"] = json!(parent);
        }
        json!({"type": "Create", "id": street.peer.url(&format!("/creates/{name}")), "object": note})
    };
    let notes = |words: &str| -> Vec<Value> {
        let all = street.peer.delivered().into_iter().filter(|it| it["type"] == "Create");
        all.filter(|it| it["object"]["content"].as_str().is_some_and(|it| it.contains(words))).collect()
    };
    let board = vec![street.board.uri.clone()];
    for name in ["private-1", "private-2"] {
        street.say(&street.alice, mention(&street.alice.uri, name, board.clone(), None)).await;
    }
    let told = notes("was not public, so it is not a complaint");
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0]["to"], json!([street.alice.uri]), "to her alone");
    assert_eq!(told[0]["object"]["inReplyTo"], street.peer.url("/notes/private-1"));
    let ours = told[0]["object"]["id"].as_str().unwrap().to_string();
    street.say(&street.alice, mention(&street.alice.uri, "private-3", board.clone(), Some(&ours))).await;

    // A machine is told once, however it goes on.
    let public = vec![PUBLIC.to_string(), street.board.uri.clone()];
    street.say(&bot, mention(&bot.uri, "bot-1", public.clone(), None)).await;
    street.say(&bot, mention(&bot.uri, "bot-2", public.clone(), None)).await;
    street.say(&bot, mention(&bot.uri, "bot-3", board.clone(), None)).await;
    let answer = notes("Only people can file complaints")[0]["object"]["id"].as_str().unwrap().to_string();
    street.say(&bot, mention(&bot.uri, "bot-4", board, Some(&answer))).await;
    street.say(&bot, mention(&bot.uri, "bot-5", public, Some(&answer))).await;
    assert_eq!(notes("Only people can file complaints").len(), 1);
    assert_eq!(notes("was not public").len(), 1);
}

/// Somebody elsewhere has no form: what they write below the board's post about a contest is their answer, and nothing else is.
async fn words_below_the_note_about_a_contest_are_the_answer_to_it(engine: Engine) {
    let test = TestApp::start(engine);
    let (id, ada, brand) = leaking_kettle(&test).await;
    let app = &test.app;
    let ground = Ground::NotGenuine;
    let contest = |words: Option<&str>| Deed {
        complaint: id,
        by: By::Actor(brand.id),
        seen: None,
        command: Command::Contest { ground },
        reason: words.map(str::to_string),
    };
    let cause = |number: u32| Cause::new(Door::Page, "contest", number.to_string(), app.clock.now());
    for words in [None, Some(" ")] {
        act_on_complaint(app, cause(1), contest(words)).await.unwrap_err();
    }
    act_on_complaint(app, cause(2), contest(Some("She never bought one."))).await.unwrap();
    let notes = written(&test, id, PostKind::Status).await;
    let note = notes.iter().find(|(_, html)| html.contains("contests your complaint")).unwrap().0.clone();
    let answered = async || held(app, id).await.complaint.hearing(ground).unwrap().answered;
    say(app, &ada, 40, "Is anybody there?", FIRST).await;
    say(app, &brand, 41, "We looked again.", &note).await;
    assert_eq!(answered().await, None);
    let received = say(app, &ada, 42, "I have the receipt.", &note).await;
    assert!(matches!(received, Received::Commented { .. }), "{received:?}");
    assert!(answered().await.is_some());
    let last = lines(app, id).await.pop().unwrap();
    assert_eq!(last.read().unwrap().event.happening, Happening::Commented { answers: Some(ground) });
}

async fn a_word_answers_the_promise_it_replies_to(engine: Engine) {
    let test = TestApp::start(engine);
    let (id, ada, brand) = leaking_kettle(&test).await;
    let app = &test.app;
    for number in [20, 21, 22] {
        let day = (app.clock.now() + chrono::TimeDelta::days(3)).format("%Y-%m-%d").to_string();
        let promised = say(app, &brand, number, &format!("A lid. #promise {day}\n— Jo Ott, care"), FIRST).await;
        assert!(matches!(promised, Received::Acted { .. }), "{promised:?}");
    }
    // "Kept" in reply to the first of them means the first.
    let kept = say(app, &brand, 23, "It is out. #kept\n— Jo Ott, care", "https://social.example/notes/20").await;
    assert!(matches!(kept, Received::Acted { .. }), "{kept:?}");
    let kept = say(app, &brand, 24, "And this. #kept\n— Jo Ott, care", "https://social.example/notes/21").await;
    assert!(matches!(kept, Received::Acted { .. }), "{kept:?}");
    let promise = async |number: u32| held(app, id).await.complaint.promises[&number].state;
    assert!(matches!(promise(1).await, PromiseState::Kept { .. }) && matches!(promise(3).await, PromiseState::Pending));
    let notes = written(&test, id, PostKind::Status).await;
    let said: Vec<&(String, String)> = notes.iter().filter(|(_, html)| html.contains("it kept its promise")).collect();
    assert!(said.iter().all(|(_, html)| html.contains("confirmed") && html.contains("within 7 days")), "{said:?}");

    // To the post of the brand, and to the board's note.
    let refuted = say(app, &ada, 25, "Nothing came. #notresolved", "https://social.example/notes/23").await;
    assert!(matches!(refuted, Received::Acted { .. }), "{refuted:?}");
    assert_eq!(promise(1).await, PromiseState::Refuted);
    let confirmed = say(app, &ada, 26, "#confirmed", &said[1].0).await;
    assert!(matches!(confirmed, Received::Acted { .. }), "{confirmed:?}");
    assert_eq!(promise(2).await, PromiseState::Confirmed { late: false });
    assert_eq!(held(app, id).await.complaint.state().name(), "acknowledged", "a promise, and not the complaint");
    // With a rating it is the complaint that is meant.
    say(app, &ada, 27, "#confirmed 9/10", "https://social.example/notes/24").await;
    assert_eq!(held(app, id).await.complaint.state().name(), "resolved");

    // The second rating stands beside the first.
    test.clock.advance(DAY);
    say(app, &ada, 28, "#confirmed 3/10", FIRST).await;
    let notes = written(&test, id, PostKind::Status).await;
    assert!(notes.iter().any(|(_, html)| html.contains("second rating: 3 of 10. The first was 9 of 10")), "{notes:?}");
}

async fn an_offer_after_the_end_says_what_works(engine: Engine) {
    let test = TestApp::start(engine);
    let (id, ada, brand) = leaking_kettle(&test).await;
    let app = &test.app;
    say(app, &brand, 30, "We look into it.\n— Jo Ott, care", FIRST).await;
    say(app, &ada, 31, "#giveup 2/10", FIRST).await;
    say(app, &brand, 32, "Take this. #resolved refund\n— Jo Ott, care", FIRST).await;
    assert_eq!(held(app, id).await.complaint.state().name(), "unresolved");
    let notes = written(&test, id, PostKind::Status).await;
    let (offer, html) = notes.iter().find(|(_, html)| html.contains("offers something again: refund")).unwrap();
    assert!(html.contains("stays closed as not resolved") && !html.contains("notresolved"), "{html}");
    let stays = say(app, &ada, 33, "#notresolved", offer).await;
    assert_eq!(refused(&stays), Some(Code::StaysUnresolved));
    let told = written(&test, id, PostKind::Direct).await;
    assert!(told.iter().any(|(_, html)| html.contains("closed as not resolved already")), "{told:?}");
    say(app, &ada, 34, "#confirmed 8/10", offer).await;
    assert_eq!(held(app, id).await.complaint.state().name(), "resolved");
    // The second rating may stand below the very offer that was taken.
    let again = say(app, &ada, 35, "#confirmed 4/10", offer).await;
    assert!(matches!(again, Received::Acted { .. }), "{again:?}");
    assert_eq!(held(app, id).await.complaint.rating.rating, Some(4));
}

async fn who_answers_was_told_by_the_complaint(engine: Engine) {
    let test = TestApp::start(engine);
    let app = &test.app;
    let (_, board) = open_board(app, acme(), None).await.unwrap();
    let ada = stranger(app, "https://mastodon.example/users/ada").await;
    let brand = stranger(app, "https://social.example/users/acme").await;
    name_remote_official(app, acme(), brand.id).await.unwrap();
    let filed = receive(app, &ada, post(FIRST, "@acme.example It leaks.", &[&board.uri], None)).await;
    let Received::Filed { complaint: id } = filed else { panic!("{filed:?}") };
    say(app, &brand, 40, "We look into it.\n— Jo Ott, care", FIRST).await;
    let kinds = names(&lines(app, id).await);
    assert_eq!(kinds, ["Filed", "BrandNotified", "Published", "Responded"]);
    let told = lines(app, id).await[1].read().unwrap().event.happening;
    assert_eq!(told, Happening::BrandNotified { how: Notice::Answer });
    test.clock.advance(DAY);
    let notes = written(&test, id, PostKind::Status).await;
    assert!(!notes.iter().any(|(_, html)| html.contains("was filed")), "nobody tells it afterwards: {notes:?}");
    let after = names(&lines(app, id).await);
    assert_eq!(after.iter().filter(|it| *it == "BrandNotified").count(), 1);
}

/// One rule for every door: where a thread has no room for words, what comes with words is given back whole, and whoever wrote
/// hears why. A command alone counts, and what is said over and over without an end is as full as the words are.
async fn a_full_thread_takes_a_command_alone_by_every_door(engine: Engine) {
    let test = TestApp::start(engine);
    let (id, ada, brand) = leaking_kettle(&test).await;
    let app = &test.app;
    let fill = |room: Room| test.db.execute(&format!("UPDATE fates SET bytes = {}", room.bytes));
    let state = async || held(app, id).await.complaint.state().name();
    let deed = async |by: &Actor, command: Command, words: Option<&str>| {
        let sequence = held(app, id).await.complaint.sequence;
        let cause = Cause::new(Door::Page, &by.uri, format!("{sequence} {command:?} {words:?}"), app.clock.now());
        let reason = (command == Command::HandOff).then(|| "The parcels team".to_string());
        let deed = Deed { complaint: id, by: By::Actor(by.id), seen: None, command, reason };
        match act_with_words(app, cause, deed, words.map(String::from)).await {
            Ok(_) => None,
            Err(ServiceError::Refused(refusal)) => Some(refusal.code()),
            Err(other) => panic!("{other}"),
        }
    };
    say(app, &brand, 50, "We pay it. #resolved refund\n— Jo Ott, care", FIRST).await;
    assert_eq!(state().await, "offered");
    fill(SIDES);
    let full = Some(Code::ThreadFullOwn);
    assert_eq!(deed(&ada, Command::Decline { offer: None }, Some("Nothing came.")).await, full);
    assert_eq!(refused(&say(app, &ada, 51, "Nothing came. #notresolved", FIRST).await), full);
    assert_eq!(refused(&say(app, &ada, 52, "Nothing came.", FIRST).await), full);
    assert_eq!(state().await, "offered", "nothing of it counts");
    let told = written(&test, id, PostKind::Direct).await;
    let why = told.iter().filter(|(_, html)| html.contains("What changes its state still works")).count();
    assert_eq!(why, 1, "it is said, and once: {told:?}");
    let alone = say(app, &ada, 53, "#notresolved", FIRST).await;
    assert!(matches!(alone, Received::Acted { .. }), "{alone:?}");
    assert_eq!(state().await, "acknowledged");
    assert_eq!(refused(&say(app, &brand, 54, "To the parcels team. #handedover", FIRST).await), full);
    assert_eq!(deed(&brand, Command::HandOff, None).await, full);
    assert_eq!(deed(&brand, Command::Prove { tier: ProofTier::OrderConfirmed }, None).await, full);
    assert_eq!(deed(&ada, Command::GiveUp { rating: None, would_return: None }, None).await, None);

    // Nothing that a side may do over and over goes beyond what those read who carry it. Taking back goes on.
    fill(LAST);
    let full = Some(Code::ThreadFullForAll);
    assert_eq!(deed(&ada, Command::Reopen, None).await, full);
    let name = Target { sequence: 1, name: "handle".into() };
    assert_eq!(deed(&ada, Command::Erase { targets: vec![name] }, None).await, full, "a part of it, over and over");
    assert_eq!(deed(&brand, Command::DeleteResponse { response: 1 }, None).await, None);
    assert_eq!(deed(&ada, Command::Withdraw { settled: None, condition: None }, None).await, None);
    assert_eq!(deed(&ada, Command::Erase { targets: Vec::new() }, None).await, None, "everything at once");
}

on_both_engines!(
    a_full_thread_takes_a_command_alone_by_every_door,
    each_reason_is_told_once,
    what_is_wrong_after_a_command_that_counted_is_told_anew,
    what_files_nothing_at_a_board_is_told_why,
    a_word_answers_the_promise_it_replies_to,
    words_below_the_note_about_a_contest_are_the_answer_to_it,
    an_offer_after_the_end_says_what_works,
    who_answers_was_told_by_the_complaint,
);
