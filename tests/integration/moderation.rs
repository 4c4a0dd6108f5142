//! A moderator really decides: everything that waits for one stands in one queue, nobody decides in their own thread, and
//! whoever it concerns hears of it and can answer.

use std::time::Duration;

use redress::app::Clock;
use redress::domain::Timestamp;
use redress::domain::brand::BrandDomain;
use redress::domain::complaint::Ground;
use redress::domain::ids::{CaseId, ComplaintId};
use redress::services::login_link;
use redress::services::moderate::{self, NewReport};
use redress::services::open_board::open_board;
use redress::storage::accounts::Role;
use redress::storage::cases::{self, CaseKind};
use redress::storage::complaints::{self, Held};
use redress::storage::reactions::ReactionKind;
use redress::storage::{Cause, Door, StorageError};
use serde_json::json;

use crate::deeds::mark;
use crate::neighbours::Street;
use crate::on_both_engines;
use crate::pages::{file, member, representative, start};
use crate::people::{accept, step};
use crate::promised::refused;
use crate::support::browser::{Browser, Shown};
use crate::support::peer::FakePeer;
use crate::support::{Engine, TestApp};
use crate::way_out::follower;

const PASSWORD: &str = "correct horse battery";

pub(crate) fn id_in(path: &str) -> ComplaintId {
    path.trim_start_matches("/complaints/").parse().unwrap()
}

pub(crate) async fn held(test: &TestApp, path: &str) -> Held {
    let id = id_in(path);
    test.app.db.read::<_, StorageError, _>(move |view| complaints::find(view, id)).await.unwrap().unwrap()
}

pub(crate) async fn open_kinds(test: &TestApp) -> Vec<CaseKind> {
    let open = test.app.db.read::<_, StorageError, _>(|view| cases::open(view, None, None, 100)).await.unwrap();
    open.iter().map(|it| it.kind).collect()
}

/// What waits, since when, and until when somebody may speak to it.
async fn open_cases(test: &TestApp) -> Vec<(CaseId, Timestamp, Option<Timestamp>)> {
    let open = test.app.db.read::<_, StorageError, _>(|view| cases::open(view, None, None, 100)).await.unwrap();
    open.iter().map(|it| (it.id, it.opened_at, it.heard_until)).collect()
}

/// The address of the case that the queue shows.
pub(crate) fn case_of(shown: &Shown) -> String {
    shown.attribute("main form[action^='/moderation/cases/']", "action")
}

/// Decides the case that stands open in the queue.
pub(crate) async fn decide(moderator: &mut Browser, fields: &[(&str, &str)]) -> Shown {
    let shown = moderator.get("/moderation").await.is(200);
    let action = case_of(&shown);
    moderator.submit(&shown, &action, fields).await
}

/// What somebody reads about decisions on a page of their own.
pub(crate) async fn told(who: &mut Browser) -> String {
    who.get("/settings").await.is(200).text()
}

pub(crate) async fn contest(acme: &mut Browser, path: &str, ground: &str, why: &str) -> Shown {
    let sure = acme.get(&format!("{path}/contest")).await.is(200);
    acme.submit(&sure, &format!("{path}/contest"), &[("ground", ground), ("text", why)]).await.is(200)
}

/// Whoever filed answers what the brand says.
pub(crate) async fn answer(who: &mut Browser, path: &str, ground: &str, text: &str) -> Shown {
    let thread = who.get(path).await.is(200);
    let fields = [("ground", ground), ("text", text)];
    who.submit(&thread, &format!("{path}/answer-contest"), &fields).await.is(200)
}

pub(crate) async fn comment(who: &mut Browser, path: &str, text: &str) -> Shown {
    let thread = who.get(path).await.is(200);
    who.submit(&thread, &format!("{path}/comment"), &[("text", text)]).await.is(200)
}

pub(crate) async fn report(who: &mut Browser, path: &str, note: &str) {
    let shown = who.get(path).await.is(200);
    who.submit(&shown, &format!("{path}/report"), &[("reason", "abuse"), ("note", note)]).await.is(200);
}

/// Somebody sends a form of one page to another address.
pub(crate) async fn smuggle(who: &mut Browser, from: &str, action: &str, fields: &[(&str, &str)]) -> Shown {
    let shown = who.get("/settings").await.is(200);
    let marks = who.fields(&shown, from);
    let mut all: Vec<(String, String)> =
        marks.into_iter().filter(|(name, _)| matches!(name.as_str(), "token" | "request")).collect();
    all.extend(fields.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())));
    who.post(action, &all).await
}

async fn a_contest_waits_in_the_queue_and_both_sides_hear(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let (mut mo, mut bo) = (member(&test, "mo", Role::Moderator).await, member(&test, "bo", Role::Moderator).await);
    let path = file(&mut person, &[]).await.is(200).path;
    let said = contest(&mut acme, &path, "duplicate", "She filed it twice.").await;
    assert!(said.text().contains("A moderator will decide."), "{}", said.text());

    let waits = mo.get("/moderation").await.is(200);
    for words in
        ["Contest by acme.com", "filed twice", "She filed it twice.", "I returned a heater", "may answer until"]
    {
        assert!(waits.text().contains(words), "{words}: {}", waits.text());
    }
    // A flag on thread, board and desk, in words and as a shape.
    let thread = Browser::at(&test).get(&path).await.is(200);
    assert!(
        thread.text().contains("filed twice") && thread.text().contains("can answer here until"),
        "{}",
        thread.text()
    );
    let own = person.get(&path).await.is(200);
    assert!(own.text().contains("You can answer here until"), "{}", own.text());
    let (board, desk) = (person.get("/boards/acme.com").await.is(200), acme.get("/desk").await.is(200));
    for list in [&thread, &board, &desk] {
        assert!(list.text().contains("Contested") && list.html.contains("href=\"#contested\""), "{}", list.html);
    }
    let heard = told(&mut person).await;
    assert!(heard.contains("acme.com contests") && heard.contains("You can answer on its page until"), "{heard}");
    answer(&mut person, &path, "duplicate", "Only once, and the other one was my sister's.").await;
    let waits = mo.get("/moderation").await.is(200);
    assert!(waits.text().contains("the other one was my sister's"), "{}", waits.text());

    let wrong = decide(&mut mo, &[("deed", "reject"), ("reason", " ")]).await.is(422);
    assert_eq!(wrong.attribute("#why", "aria-invalid"), "true");
    decide(&mut mo, &[("deed", "reject"), ("reason", "Two people, two heaters")]).await.is(200);
    assert!(open_kinds(&test).await.is_empty());
    for who in [&mut person, &mut acme] {
        let heard = told(who).await;
        let desk = who.get("/desk").await.text();
        assert!(format!("{heard}{desk}").contains("Two people, two heaters"), "{heard}");
    }
    let log = Browser::at(&test).get("/moderation/log").await.is(200);
    assert!(
        log.text().contains("The brand was not right to contest: filed twice")
            && log.text().contains("Two people, two heaters")
    );

    // The brand appeals; somebody else than whoever decided first decides that.
    let thread = acme.get(&path).await.is(200);
    acme.submit(&thread, &format!("{path}/appeal"), &[("text", "Look at the order number.")]).await.is(200);
    assert_eq!(open_kinds(&test).await, [CaseKind::Appeal]);
    assert!(told(&mut person).await.contains("The other side has appealed"));
    let shown = mo.get("/moderation").await.is(200);
    assert!(shown.text().contains("Look at the order number."), "{}", shown.text());
    assert!(shown.text().contains("somebody else decides this"), "{}", shown.text());
    assert!(!shown.html.contains("action=\"/moderation/cases/"), "no form for whoever decided first: {}", shown.html);
    let case = bo.get("/moderation").await.is(200);
    let fields = [("deed", "keep"), ("reason", "As before")];
    let refused = smuggle(&mut mo, "/logout", &case_of(&case), &fields).await;
    assert!(refused.status >= 400 && open_kinds(&test).await == [CaseKind::Appeal], "{}", refused.text());
    decide(&mut bo, &[("deed", "uphold"), ("reason", "One order, one heater")]).await.is(200);
    assert_eq!(held(&test, &path).await.complaint.state().name(), "dismissed");
    assert!(open_kinds(&test).await.is_empty());
    let heard = told(&mut person).await;
    assert!(heard.contains("One order, one heater. You can appeal, if you have not before."), "{heard}");

    let desk = acme.get("/desk").await.is(200).text();
    assert!(desk.contains("The person who filed can appeal, if they have not before."), "{desk}");

    // And so does the person, once.
    let thread = person.get(&path).await.is(200);
    person.submit(&thread, &format!("{path}/appeal"), &[("text", "They were two.")]).await.is(200);
    decide(&mut mo, &[("deed", "reinstate"), ("reason", "Two serial numbers")]).await.is(200);
    assert_ne!(held(&test, &path).await.complaint.state().name(), "dismissed");
    assert!(told(&mut person).await.contains("Two serial numbers"));
    assert!(acme.get("/desk").await.is(200).text().contains("Two serial numbers"));
}

/// Nobody closes what is contested, on this ground or another, before whoever filed was heard.
async fn a_contested_complaint_is_not_closed_unheard(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let mut reader = member(&test, "reader", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let path = file(&mut person, &[]).await.is(200).path;
    report(&mut reader, &path, "Look.").await;
    let before = mo.get(&path).await.is(200);
    let of_report = mo.get("/moderation?kind=report").await.is(200);
    contest(&mut acme, &path, "duplicate", "She filed it twice.").await;
    for ground in ["duplicate", "abuse"] {
        let sent = mo.submit(&before, &format!("{path}/dismiss"), &[("ground", ground), ("reason", "At once")]).await;
        assert!(sent.text().contains("days to answer what the brand says"), "{ground}: {}", sent.text());
    }
    let fields = [("deed", "dismiss"), ("ground", "abuse"), ("reason", "At once")];
    let sent = mo.submit(&of_report, &case_of(&of_report), &fields).await;
    assert!(sent.text().contains("days to answer what the brand says"), "{}", sent.text());
    assert_eq!(held(&test, &path).await.complaint.state().name(), "open");
    // None of it is offered; hiding is, for private data and unlawful words.
    let shown = mo.get(&path).await.is(200);
    assert!(!shown.html.contains(&format!("action=\"{path}/dismiss\"")), "{}", shown.html);
    assert!(shown.html.contains(&format!("action=\"{path}/hide\"")), "{}", shown.html);
    for kind in ["report", "contest"] {
        let shown = mo.get(&format!("/moderation?kind={kind}")).await.is(200);
        for deed in ["dismiss", "uphold", "reject"] {
            assert!(!shown.html.contains(&format!("value=\"{deed}\"")), "{kind}, {deed}: {}", shown.html);
        }
        assert!(shown.html.contains("value=\"hide\""), "{kind}: {}", shown.html);
    }

    // Seven days without a word, and it may be.
    test.clock.advance(Duration::from_hours(7 * 24 + 1));
    let shown = mo.get(&path).await.is(200);
    let fields = [("ground", "abuse"), ("reason", "Nothing was said")];
    mo.submit(&shown, &format!("{path}/dismiss"), &fields).await.is(200);
    assert_eq!(held(&test, &path).await.complaint.state().name(), "dismissed");
}

/// A contest that nobody decided stays one when the complaint was closed on another ground and is back.
async fn an_open_contest_waits_again_when_the_complaint_is_back(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let (mut mo, mut bo) = (member(&test, "mo", Role::Moderator).await, member(&test, "bo", Role::Moderator).await);
    let path = file(&mut person, &[]).await.is(200).path;
    contest(&mut acme, &path, "duplicate", "She filed it twice.").await;
    answer(&mut person, &path, "duplicate", "Only once.").await;
    let contested = open_cases(&test).await;
    test.clock.advance(Duration::from_hours(24));

    // Undone within the day.
    let shown = mo.get(&path).await.is(200);
    mo.submit(&shown, &format!("{path}/dismiss"), &[("ground", "abuse"), ("reason", "Rude")]).await.is(200);
    assert!(open_cases(&test).await.is_empty(), "nothing is left to decide");
    let shown = mo.get("/moderation").await.is(200);
    let undo = shown.attribute("form[action^='/moderation/undo/']", "action");
    mo.submit(&shown, &undo, &[("reason", "Meant another one")]).await.is(200);
    assert_eq!(open_cases(&test).await, contested, "the same case, with the age that it had");

    // Appealed and reinstated.
    let shown = mo.get(&path).await.is(200);
    mo.submit(&shown, &format!("{path}/dismiss"), &[("ground", "abuse"), ("reason", "Rude after all")]).await.is(200);
    let thread = person.get(&path).await.is(200);
    person.submit(&thread, &format!("{path}/appeal"), &[("text", "I was polite.")]).await.is(200);
    assert_eq!(open_kinds(&test).await, [CaseKind::Appeal]);
    decide(&mut bo, &[("deed", "reinstate"), ("reason", "Polite enough")]).await.is(200);
    assert_eq!(open_cases(&test).await, contested);
    decide(&mut bo, &[("deed", "reject"), ("reason", "There is one")]).await.is(200);
    assert!(open_cases(&test).await.is_empty());

    // The brand appeals against that; closed meanwhile and back, the appeal waits again.
    let thread = acme.get(&path).await.is(200);
    acme.submit(&thread, &format!("{path}/appeal"), &[("text", "Look at the number.")]).await.is(200);
    for side in [&mut acme, &mut person] {
        assert!(side.get(&path).await.is(200).text().contains("An appeal waits for the moderators of this server"));
    }
    let appealed = open_cases(&test).await;
    assert_eq!(open_kinds(&test).await, [CaseKind::Appeal]);
    let shown = mo.get(&path).await.is(200);
    mo.submit(&shown, &format!("{path}/dismiss"), &[("ground", "abuse"), ("reason", "Rude again")]).await.is(200);
    assert!(open_cases(&test).await.is_empty());
    let shown = mo.get("/moderation").await.is(200);
    let undo = shown.attribute("form[action^='/moderation/undo/']", "action");
    mo.submit(&shown, &undo, &[("reason", "No")]).await.is(200);
    assert_eq!(open_cases(&test).await, appealed);
}

async fn a_disputed_label_waits_in_the_queue_and_the_brand_hears(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let thread = acme.get(&path).await.is(200);
    acme.submit(&thread, &format!("{path}/respond"), &[("text", "I found your money.")]).await.is(200);
    mark(&mut person, &path).await;
    let thread = acme.get(&path).await.is(200);
    acme.submit(&thread, &format!("{path}/dispute-label"), &[("text", "It names her order.")]).await.is(200);
    assert_eq!(open_kinds(&test).await, [CaseKind::Label]);
    let shown = mo.get("/moderation?kind=label").await.is(200);
    assert!(shown.text().contains("It names her order.") && shown.text().contains("I found your money."));
    decide(&mut mo, &[("deed", "label-strike"), ("reason", "It answers her own question")]).await.is(200);
    assert!(open_kinds(&test).await.is_empty());
    let desk = acme.get("/desk").await.is(200).text();
    assert!(desk.contains("It answers her own question") && desk.contains("is removed"), "{desk}");
}

async fn a_report_is_decided_once_and_whoever_reported_hears(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let mut reader = member(&test, "reader", Role::Member).await;
    let (mut mo, mut bo) = (member(&test, "mo", Role::Moderator).await, member(&test, "bo", Role::Moderator).await);
    let path = file(&mut person, &[]).await.is(200).path;
    report(&mut reader, &path, "It names my neighbour. I do not know why she wrote that about him and his house.")
        .await;
    let (of_mo, of_bo) = (mo.get("/moderation").await.is(200), bo.get("/moderation").await.is(200));
    assert!(of_mo.text().contains("Report by @reader") && of_mo.text().contains("It names my neighbour."));
    let action = case_of(&of_mo);
    mo.submit(&of_mo, &action, &[("deed", "nothing"), ("reason", "No name is in it")]).await.is(200);
    let late = bo.submit(&of_bo, &action, &[("deed", "hide"), ("reason", "It does")]).await.is(409);
    assert!(late.text().contains("That was done before."), "{}", late.text());
    assert!(held(&test, &path).await.hidden_at.is_none());
    assert!(told(&mut reader).await.contains("A moderator left it as it is: No name is in it"));
    let again = bo.get(&action).await.is(200);
    assert!(again.text().contains("Decided") && !again.html.contains("name=\"deed\""), "{}", again.text());
    assert_eq!(of_mo.attribute(".sides p[dir=auto]", "lang"), "en", "{}", of_mo.html);
    for words in ["Report turned down", "No name is in it"] {
        assert!(again.value(".pane .said").contains(words), "what, and why: {}", again.text());
    }

    // What two report is one case: one place in the queue, both their words, one decision that both hear.
    report(&mut reader, &path, "The neighbour again.").await;
    let mut other = member(&test, "other", Role::Member).await;
    report(&mut other, &path, "His street, too.").await;
    let queue = mo.get("/moderation").await.is(200);
    assert_eq!(queue.html.matches("class=\"ticket\"").count(), 1, "{}", queue.text());
    assert_eq!(queue.attribute(".ticket b", "lang"), "en", "words of somebody are read out in their language");
    for words in ["2 reports", "The neighbour again.", "His street, too.", "@reader", "@other"] {
        assert!(queue.text().contains(words), "{words}: {}", queue.text());
    }
    let action = case_of(&queue);
    test.clock.advance(Duration::from_mins(1));
    decide(&mut mo, &[("deed", "nothing"), ("reason", "A slip of the hand")]).await.is(200);
    for who in [&mut reader, &mut other] {
        assert!(told(who).await.contains("A slip of the hand"));
    }
    let lately = mo.get("/moderation").await.is(200);
    let undo = lately.html.split("action=\"").find(|it| it.starts_with("/moderation/undo/")).unwrap();
    let undo = undo.split('"').next().unwrap().to_string();
    mo.submit(&lately, &undo, &[("reason", "Both were right")]).await.is(200);
    let again = mo.get(&action).await.is(200);
    assert!(again.html.contains("name=\"deed\"") && again.text().contains("2 reports"), "{}", again.text());

    // Hidden: whoever filed hears why; what is decided about it afterwards is logged without its title.
    comment(&mut other, &path, "His neighbour is right.").await;
    let profile = mo.get("/@other").await.is(200);
    assert_eq!(profile.attribute("section[aria-labelledby=said] h3", "lang"), "en", "{}", profile.html);
    let mut third = member(&test, "third", Role::Member).await;
    let thread = third.get(&path).await.is(200);
    let post = thread.attribute("input[name=post]", "value");
    let fields = [("post", post.as_str()), ("reason", "abuse"), ("note", "And again.")];
    third.submit(&thread, &format!("{path}/report"), &fields).await.is(200);
    decide(&mut mo, &[("deed", "hide"), ("reason", "The street names him")]).await.is(200);
    assert!(told(&mut person).await.contains("The street names him"));
    for who in [&mut reader, &mut other] {
        assert!(told(who).await.contains("The street names him"));
    }
    decide(&mut mo, &[("deed", "nothing"), ("reason", "It is hidden already")]).await.is(200);
    let log = Browser::at(&test).get("/moderation/log").await.is(200);
    assert!(log.text().contains("It is hidden already") && !log.text().contains("heater"), "{}", log.text());
}

/// Files under a pseudonym, so that the thread names somebody else than the account.
async fn file_as_pseudonym(who: &mut Browser) -> String {
    file(who, &[("identity", "pseudonym")]).await.is(200).path
}

/// What many report is one case. Its reports are shown as far as there is room, and the case says that there may be more.
async fn of_many_reports_the_first_are_shown(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let path = file(&mut person, &[]).await.is(200).path;
    for number in 1..=21 {
        // One address signs so many in only with time between.
        test.clock.advance(Duration::from_mins(1));
        let mut reader = member(&test, &format!("reader{number}"), Role::Member).await;
        report(&mut reader, &path, &format!("Reason number {number}.")).await;
        if number == 19 {
            let queue = mo.get("/moderation").await.is(200).text();
            assert!(queue.contains("19 reports") && !queue.contains("or more reports"), "{queue}");
        }
    }
    let queue = mo.get("/moderation").await.is(200);
    assert!(queue.text().contains("20 or more reports; the first 20 are shown"), "{}", queue.text());
    assert_eq!(queue.text().matches("Reason number ").count(), 20, "{}", queue.text());
}

async fn nobody_decides_in_their_own_thread(engine: Engine) {
    let test = start(engine);
    // jo speaks for acme.com and moderates; so do whoever filed, whoever wrote, and whoever reported.
    let mut jo = representative(&test).await;
    let role = |name: &'static str| {
        let app = test.app.clone();
        async move { redress::services::accounts::set_role(&app, name, Role::Moderator).await.unwrap() }
    };
    role("jo").await;
    let mut filer = member(&test, "filer", Role::Moderator).await;
    let mut writer = member(&test, "writer", Role::Moderator).await;
    let mut reporter = member(&test, "reporter", Role::Moderator).await;
    let mut free = member(&test, "free", Role::Moderator).await;
    let path = file_as_pseudonym(&mut filer).await;
    assert!(!held(&test, &path).await.complainant_handle.contains("filer"));
    comment(&mut writer, &path, "I was there.").await;
    report(&mut reporter, &path, "Look at this.").await;
    let page = free.get("/moderation").await.is(200);
    let action = case_of(&page);
    for (who, why) in [
        (&mut jo, "You speak for this brand"),
        (&mut filer, "You filed this complaint"),
        (&mut writer, "You took part in this complaint"),
        (&mut reporter, "You reported this"),
    ] {
        let shown = who.get(&action).await.is(200);
        assert!(
            shown.text().contains(why) && shown.text().contains("You cannot decide this one"),
            "{why}: {}",
            shown.text()
        );
        assert!(shown.text().contains("Somebody else here can decide it"), "{}", shown.text());
        assert!(!shown.html.contains(&format!("action=\"{action}\"")), "{why}: no form");
        let sent = smuggle(who, "/logout", &action, &[("deed", "hide"), ("reason", "Mine")]).await;
        assert!(sent.text().contains("You are involved in this"), "{why}: {}", sent.text());
        let thread = who.get(&path).await.is(200);
        assert!(thread.text().contains(why), "{}", thread.text());
        for (deed, fields) in [
            ("hide", vec![("reason", "Mine")]),
            ("dismiss", vec![("ground", "duplicate"), ("reason", "Mine")]),
            ("erase-by-law", vec![("reason", "Mine")]),
            ("move", vec![("to", "other.com"), ("reason", "Mine")]),
        ] {
            let sent = smuggle(who, "/logout", &format!("{path}/{deed}"), &fields).await;
            assert_ne!(sent.status, 200, "{why}: {deed}");
        }
    }
    let kept = held(&test, &path).await;
    assert_eq!((kept.complaint.state().name(), kept.hidden_at), ("open", None));
    let decided = free.submit(&page, &action, &[("deed", "nothing"), ("reason", "Nothing wrong")]).await.is(200);
    assert!(decided.text().contains("Decided. The decision is in the public log."));

    // Whoever decided in a thread takes no other part in it.
    let thread = free.get(&path).await.is(200);
    free.submit(&thread, &format!("{path}/dismiss"), &[("ground", "duplicate"), ("reason", "Twice")]).await.is(200);
    let thread = free.get(&path).await.is(200);
    assert!(thread.text().contains("You have decided in this complaint as a moderator"), "{}", thread.text());
    for deed in ["comment", "support"] {
        assert!(!thread.html.contains(&format!("action=\"{path}/{deed}\"")), "{deed} is not offered");
        let refused = smuggle(&mut free, "/logout", &format!("{path}/{deed}"), &[("text", "And another")]).await;
        assert!(refused.text().contains("You have decided in this complaint as a moderator"), "{}", refused.text());
    }
}

/// Who has a part in what was reported learns that it waits for somebody else, and nothing of who said what.
async fn whoever_has_a_part_reads_nothing_of_a_report(engine: Engine) {
    let test = start(engine);
    let mut jo = representative(&test).await;
    redress::services::accounts::set_role(&test.app, "jo", Role::Moderator).await.unwrap();
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let mut reader = member(&test, "reader", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    report(&mut reader, &path, "CANARY of the brand.").await;
    let action = case_of(&mo.get("/moderation").await.is(200));
    let open = mo.get(&action).await.is(200).text();
    assert!(open.contains("CANARY of the brand.") && open.contains("@reader"), "{open}");
    for page in [action.as_str(), "/moderation"] {
        let closed = jo.get(page).await.is(200).text();
        assert!(closed.contains("You cannot decide this one"), "{closed}");
        assert!(closed.contains("Somebody else here can decide it"), "{closed}");
        for word in ["CANARY", "@reader", "Report by", "@mo"] {
            assert!(!closed.contains(word), "{page}, {word}: {closed}");
        }
    }
}

/// What somebody said for a brand stays theirs when they leave: they decide neither about the thread nor about its people.
async fn whoever_left_a_voice_decides_nothing_where_it_spoke(engine: Engine) {
    let test = start(engine);
    let mut jo = representative(&test).await;
    let (mut mo, mut bo) = (member(&test, "mo", Role::Moderator).await, member(&test, "bo", Role::Moderator).await);
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    step(&mut jo, "invite", &[("handle", "mo"), ("standing", "agent")]).await.is(200);
    accept(&mut mo, "Mo Adler").await.is(200);
    let thread = mo.get(&path).await.is(200);
    mo.submit(&thread, &format!("{path}/respond"), &[("text", "We know nothing of it.")]).await.is(200);
    step(&mut mo, "leave", &[("sure", "yes")]).await.is(200);

    let shown = mo.get(&path).await.is(200);
    assert!(shown.text().contains("You speak for this brand, or did"), "{}", shown.text());
    let fields = [("ground", "duplicate"), ("reason", "Twice")];
    refused(&mut mo, &path, "dismiss", &fields, "You speak for this brand, or did").await;
    assert_ne!(held(&test, &path).await.complaint.state().name(), "dismissed");

    let page = "/moderation/accounts?who=c7";
    let shown = mo.get(page).await.is(200);
    assert!(shown.text().contains("may have to do with this account"), "{}", shown.text());
    assert!(!shown.html.contains("name=\"deed\""), "{}", shown.html);
    let id = bo.get(page).await.is(200).attribute("input[name=actor]", "value");
    let fields = [("actor", id.as_str()), ("deed", "limited"), ("days", "30"), ("reason", "Because")];
    let refused = smuggle(&mut mo, "/logout", "/moderation/accounts/restrict", &fields).await.is(403);
    assert!(refused.text().contains("You are involved in this"), "{}", refused.text());
    // Somebody else decides.
    suspend(&mut bo, "c7", "Threats", "limited").await.is(200);
    let fields = [("actor", id.as_str()), ("deed", "lift"), ("reason", "No")];
    let refused = smuggle(&mut mo, "/logout", "/moderation/accounts/restrict", &fields).await;
    assert!(refused.text().contains("You are involved in this"), "{}", refused.text());
}

pub(crate) async fn suspend(moderator: &mut Browser, who: &str, reason: &str, deed: &str) -> Shown {
    let shown = moderator.get(&format!("/moderation/accounts?who={who}")).await.is(200);
    let fields = [("deed", deed), ("days", "30"), ("reason", reason)];
    moderator.submit(&shown, "/moderation/accounts/restrict", &fields).await
}

async fn who_is_suspended_is_out_at_once_and_can_object(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let mut spam = member(&test, "spam", Role::Member).await;
    let (mut mo, mut bo) = (member(&test, "mo", Role::Moderator).await, member(&test, "bo", Role::Moderator).await);
    let path = file(&mut person, &[]).await.is(200).path;
    let own = file_as_pseudonym(&mut spam).await;
    let as_whom = format!(
        "What you send here goes out as @{}",
        held(&test, &own).await.complainant_handle.split('@').next().unwrap()
    );
    let thread = spam.get(&own).await.is(200).text();
    assert!(thread.contains(&as_whom), "{as_whom}: {thread}");
    let (old, form) = (spam.get(&path).await.is(200), spam.get("/file?brand=acme.com").await.is(200));
    suspend(&mut mo, "spam", "Sells lamps everywhere", "suspended").await.is(200);

    // The session, a form of before, and the password.
    let after = spam.submit(&old, &format!("{path}/comment"), &[("text", "Buy my lamps")]).await;
    assert!(!after.text().contains("Buy my lamps") || after.status != 200, "{}", after.text());
    spam.submit(&form, "/file", &[("step", "file"), ("text", "Lamps are cheap here.")]).await;
    assert!(!person.get(&path).await.text().contains("Buy my lamps"));
    assert!(!person.get("/boards/acme.com").await.text().contains("Lamps are cheap"));
    assert!(spam.get("/settings").await.path.starts_with("/login"), "signed out at once");
    let login = spam.get("/login").await.is(200);
    let wrong = spam.submit(&login, "/login", &[("name", "spam"), ("password", "not this one")]).await.is(422);
    assert!(!wrong.text().contains("Sells lamps"), "a stranger learns nothing");
    let shown = spam.submit(&login, "/login", &[("name", "spam"), ("password", PASSWORD)]).await.is(403);
    assert!(shown.text().contains("Sells lamps everywhere") && shown.text().contains("Until"), "{}", shown.text());
    let mistyped = [("password", "not this one"), ("objection", "I sell nothing.")];
    let wrong = spam.submit(&shown, "/login", &mistyped).await.is(422);
    assert!(wrong.html.contains("I sell nothing."), "the words are kept: {}", wrong.html);
    let sent = spam.submit(&wrong, "/login", &[("password", PASSWORD)]).await.is(403);
    let fields = [("password", PASSWORD), ("objection", "I sell nothing.")];
    assert!(sent.text().contains("Your objection is with the moderators"), "{}", sent.text());
    let twice = spam.submit(&shown, "/login", &fields).await.is(403);
    assert!(twice.text().contains("You have objected already"), "{}", twice.text());
    let log = Browser::at(&test).get("/moderation/log").await.is(200).text();
    assert!(log.contains("Account suspended · @spam@") && log.contains("Sells lamps everywhere"), "{log}");
    assert!(Browser::at(&test).get("/@spam").await.is(200).text().contains("Suspended since"));
    // The name made for one complaint stays apart from the account.
    let pseudonym = held(&test, &own).await.complainant_handle;
    let apart = Browser::at(&test).get(&format!("/@{}", pseudonym.split('@').next().unwrap())).await.is(200);
    assert!(!apart.text().contains("Suspended"), "{}", apart.text());

    // Another moderator decides the objection.
    assert_eq!(open_kinds(&test).await, [CaseKind::Objection]);
    let shown = mo.get("/moderation").await.is(200);
    assert!(shown.text().contains("somebody else decides this"), "{}", shown.text());
    let case = case_of(&bo.get("/moderation").await.is(200));
    let refused = smuggle(&mut mo, "/logout", &case, &[("deed", "keep"), ("reason", "As before")]).await;
    assert!(refused.status >= 400 && open_kinds(&test).await == [CaseKind::Objection], "{}", refused.text());
    decide(&mut bo, &[("deed", "lift"), ("reason", "It was a mistake")]).await.is(200);
    let login = spam.get("/login").await.is(200);
    spam.submit(&login, "/login", &[("name", "spam"), ("password", PASSWORD)]).await.is(200);
    assert!(told(&mut spam).await.contains("open here again: It was a mistake"));

    // Suspended by the name made for one complaint, the account is out as well, and its handle stands nowhere.
    suspend(&mut mo, pseudonym.split('@').next().unwrap(), "Lamps again", "suspended").await.is(200);
    assert!(spam.get("/settings").await.path.starts_with("/login"));
    assert!(!Browser::at(&test).get("/@spam").await.is(200).text().contains("Lamps again"));

    // Nobody restricts a moderator but an administrator, and nobody themselves.
    let refused = suspend(&mut mo, "bo", "Because", "suspended").await.is(403);
    assert!(refused.text().contains("You cannot do that here."), "{}", refused.text());
    let own = mo.get("/moderation/accounts?who=mo").await.is(200);
    assert!(own.text().contains("This is about your own account") && !own.html.contains("name=\"deed\""));
    let id = bo.get("/moderation/accounts?who=mo").await.is(200).attribute("input[name=actor]", "value");
    let fields = [("actor", id.as_str()), ("deed", "lift"), ("reason", "Me")];
    let refused = smuggle(&mut mo, "/logout", "/moderation/accounts/restrict", &fields).await.is(403);
    assert!(refused.text().contains("You are involved in this"), "{}", refused.text());
    // It ends by itself.
    test.clock.advance(Duration::from_hours(31 * 24));
    let login = spam.get("/login").await.is(200);
    spam.submit(&login, "/login", &[("name", "spam"), ("password", PASSWORD)]).await.is(200);
}

async fn who_is_limited_goes_on_in_their_own_complaints_alone(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let mut loud = member(&test, "loud", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let (path, own) = (file(&mut person, &[]).await.is(200).path, file(&mut loud, &[("title", "Mine")]).await.path);
    suspend(&mut mo, "loud", "Forty comments a day", "limited").await.is(200);
    comment(&mut loud, &own, "One more thing about mine.").await;
    let thread = loud.get(&path).await.is(200);
    assert!(thread.text().contains("Your account is limited here"), "{}", thread.text());
    for deed in ["comment", "support", "report"] {
        assert!(!thread.html.contains(&format!("action=\"{path}/{deed}\"")), "{deed} is not offered");
    }
    let reported = vec![("reason", "other"), ("note", "Number forty-two")];
    for (deed, fields) in [("comment", vec![("text", "Number forty-one")]), ("support", vec![]), ("report", reported)] {
        let refused = smuggle(&mut loud, "/logout", &format!("{path}/{deed}"), &fields).await.is(403);
        assert!(refused.text().contains("Your account is limited here"), "{deed}: {}", refused.text());
    }
    let refused = file(&mut loud, &[("title", "Another")]).await;
    assert!(refused.text().contains("Your account is limited here"), "{}", refused.text());
    assert!(told(&mut loud).await.contains("Forty comments a day"));
}

async fn deliveries_of_a_suspended_person_count_for_nothing(engine: Engine) {
    let street = Street::start(engine).await;
    let (alice, test) = (street.alice.clone(), &street.test);
    assert_eq!(street.reply(&alice, "1", "<p>Same for me</p>").await, "understood");
    let mut mo = member(test, "mo", Role::Moderator).await;
    let handle = format!("alice@{}", street.peer.authority());
    suspend(&mut mo, &handle, "Threatens people", "suspended").await.is(200);
    test.drain().await;
    let note = street.peer.delivered().into_iter().find(|it| it["object"]["to"] == json!([alice.uri]));
    let note = note.expect("a direct note")["object"]["content"].as_str().unwrap().to_string();
    assert!(note.contains("Threatens people") && note.contains("/login"), "{note}");
    let before = street.standing().await;
    assert_eq!(street.reply(&alice, "2", "<p>I know where you live</p>").await, "refused: suspended");
    assert_eq!(street.reply(&alice, "3", "<p>#samehere</p>").await, "refused: suspended");
    let like = json!({"type": "Like", "id": street.peer.url("/likes/1"), "object": street.post});
    assert_eq!(street.say(&alice, like).await, "refused: suspended");
    let mut edited = street.note(&alice, "1", "<p>Worse words</p>");
    edited["updated"] = json!("2026-02-01T13:00:00Z");
    let update = json!({"type": "Update", "id": street.peer.url("/updates/1"), "object": edited});
    assert_eq!(street.say(&alice, update).await, "refused: suspended");
    assert_eq!(street.standing().await, before);
    assert_eq!(street.counted(ReactionKind::Like).await, 0);
    // Boosted by somebody else it counts no more.
    street.peer.serve("/notes/4", &street.note(&alice, "4", "<p>I know where you live</p>"));
    let boost = json!({"type": "Announce", "id": street.peer.url("/boosts/1"), "object": street.peer.url("/notes/4")});
    street.say(&street.mallory.clone(), boost).await;
    assert!(street.stored("4").await.is_none());
    // What is theirs they may still take back.
    let delete = json!({"type": "Delete", "id": street.peer.url("/deletes/1"), "object": street.peer.url("/notes/1")});
    assert_eq!(street.say(&alice, delete).await, "understood");
    assert!(street.stored("1").await.unwrap().html.is_empty());
    suspend(&mut mo, &handle, "She said sorry", "lift").await.is(200);
    assert_eq!(street.reply(&alice, "5", "<p>Sorry</p>").await, "understood");
}

async fn a_guest_who_is_suspended_is_signed_out_and_can_object(engine: Engine) {
    let test = start(engine);
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let mut guest = Browser::at(&test);
    let sign_in = |guest: Browser| async {
        let mut guest = guest;
        let shown = guest.get("/login").await;
        guest.submit(&shown, "/login/guest", &[("handle", "@c7@mastodon.example")]).await.is(200);
        let (link, address) = crate::pages::sent_link(&test).await;
        let remote = crate::pages::remote_person(&test).await;
        let now = redress::app::Clock::now(test.clock.as_ref());
        test.app.db.write(move |tx| login_link::found(tx, link, remote, now)).await.unwrap();
        let path = address.strip_prefix(test.app.address.origin()).unwrap().to_string();
        (guest, path)
    };
    let (mut signed_in, path) = sign_in(guest.clone()).await;
    let shown = signed_in.get(&path).await.is(200);
    signed_in.submit(&shown, &path, &[]).await.is(200);
    signed_in.get("/settings").await.is(200);
    suspend(&mut mo, "c7@mastodon.example", "Spam", "suspended").await.is(200);
    assert!(signed_in.get("/settings").await.path.starts_with("/login"));
    let (again, path) = sign_in(guest.clone()).await;
    guest = again;
    let shown = guest.get(&path).await.is(403);
    assert!(shown.text().contains("Spam"), "{}", shown.text());
    let sent = guest.submit(&shown, &path, &[("objection", "It was not me.")]).await.is(403);
    assert!(sent.text().contains("Your objection is with the moderators"), "{}", sent.text());
    assert!(guest.get("/settings").await.path.starts_with("/login"), "the link signs nobody in");
    assert!(mo.get("/moderation").await.is(200).text().contains("It was not me."));
}

async fn thread_text(test: &TestApp, path: &str) -> String {
    Browser::at(test).get(path).await.is(200).text()
}

async fn a_complaint_moves_to_the_right_board_and_all_hear(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let path = file(&mut person, &[]).await.is(200).path;
    contest(&mut acme, &path, "wrong-brand", "We sell no heaters.").await;
    let waits = mo.get("/moderation").await.is(200);
    assert!(!waits.html.contains("value=\"move\""), "whoever filed is heard first: {}", waits.html);
    answer(&mut person, &path, "wrong-brand", "It says warm on it, too.").await;
    let wrong = decide(&mut mo, &[("deed", "move"), ("to", "no domain"), ("reason", "Theirs")]).await.is(422);
    assert!(wrong.value("#to-wrong").contains("the brand’s own domain"), "{}", wrong.html);
    decide(&mut mo, &[("deed", "move"), ("to", "warm.example"), ("reason", "They made it")]).await.is(200);
    assert!(open_kinds(&test).await.is_empty());
    let board = Browser::at(&test).get("/boards/warm.example").await.is(200);
    assert!(board.text().contains("I returned a heater"), "{}", board.text());
    assert!(!Browser::at(&test).get("/boards/acme.com").await.is(200).text().contains("I returned a heater"));
    let heard = told(&mut person).await;
    assert!(heard.contains("moved to the board of another brand: They made it"), "{heard}");
    assert!(!heard.contains("was right to contest"), "{heard}");
    // The brand was right, and the other one may say the same of itself.
    assert!(thread_text(&test, &path).await.contains("The brand was right to contest"));
    assert_eq!(held(&test, &path).await.complaint.contests().get(&Ground::WrongBrand), None);
    assert!(acme.get("/desk").await.is(200).text().contains("is not about you and was moved"));
    let thread = person.get(&path).await.is(200);
    assert!(thread.text().contains("Moved from acme.com to warm.example"), "{}", thread.text());

    // Back again: the brand is told as of any other complaint, and the history says so a second time.
    let shown = mo.get(&path).await.is(200);
    mo.submit(&shown, &format!("{path}/move"), &[("to", "acme.com"), ("reason", "Theirs after all")]).await.is(200);
    test.drain().await;
    let thread = person.get(&path).await.is(200);
    assert_eq!(thread.text().matches("The brand was notified").count(), 2, "{}", thread.text());
}

async fn words_are_erased_by_law_with_a_reason(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let thread = mo.get(&path).await.is(200);
    mo.submit(&thread, &format!("{path}/erase-by-law"), &[("reason", "Court order 12/26")]).await.is(200);
    let thread = Browser::at(&test).get(&path).await.is(200);
    assert!(!thread.text().contains("heater") && thread.text().contains("This text was erased."), "{}", thread.text());
    assert!(told(&mut person).await.contains("as the law requires: Court order 12/26"));
    let log = Browser::at(&test).get("/moderation/log").await.is(200).text();
    assert!(log.contains("Words erased, as the law requires") && log.contains("Court order 12/26"), "{log}");
}

/// The first page of every outbox here, and every activity that it, or the queue, ever named.
async fn said_about(test: &TestApp) -> Vec<(String, String)> {
    let hex = match test.db.engine() {
        Engine::Sqlite => "lower(hex(id))",
        Engine::Postgres => "encode(id, 'hex')",
    };
    let number = "CAST(0 AS BIGINT) AS number";
    let everybody =
        format!("SELECT '/actors/' || {hex} || '/outbox?page=true' AS name, {number} FROM actors WHERE local");
    let activities = format!("SELECT '/activities/' || {hex} AS name, {number} FROM activities");
    let addresses = test.db.counted(&everybody).into_iter().chain(test.db.counted(&activities));
    let mut said = Vec::new();
    for (address, _) in addresses {
        let asked = reqwest::Client::new().get(test.local_url(&address));
        let answer = asked.header("accept", "application/activity+json").send().await.unwrap();
        said.push((address, answer.text().await.unwrap()));
    }
    said
}

/// The history of a thread, as other servers get it.
async fn history_of(test: &TestApp, path: &str) -> String {
    let address = test.local_url(&format!("{path}/history?after=0"));
    let asked = reqwest::Client::new().get(address).header("accept", "application/activity+json");
    asked.send().await.unwrap().text().await.unwrap()
}

/// What waits for a server that is down is asked about once more before it goes.
async fn a_server_that_was_down_gets_no_words_that_were_taken_out(engine: Engine) {
    let peer = FakePeer::start("peer.test");
    let mut test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
    test.serve();
    let acme = BrandDomain::parse("acme.com").unwrap();
    let (_, board) = open_board(&test.app, acme, None).await.unwrap();
    follower(&test.app, &peer, "zoe", board.id, true).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let mut loud = member(&test, "loud", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let path = file(&mut person, &[]).await.is(200).path;
    test.clock.advance(Duration::from_hours(1));
    test.drain().await;
    peer.serve_as("/inbox", 503, "text/plain", b"down");
    comment(&mut loud, &path, "Ring me, I know where you live.").await;
    comment(&mut person, &path, "I only want my money.").await;
    test.drain().await;
    let thread = person.get(&path).await.is(200);
    let post = thread.attribute(".post.comment input[name=post]", "value");
    let fields = [("post", post.as_str()), ("reason", "abuse"), ("note", "A threat")];
    person.submit(&thread, &format!("{path}/report"), &fields).await.is(200);
    decide(&mut mo, &[("deed", "hide-comment"), ("reason", "A threat")]).await.is(200);
    let tried = peer.heard().len();
    peer.serve_as("/inbox", 202, "text/plain", b"");
    for _ in 0..4 {
        test.clock.advance(Duration::from_hours(1));
        test.drain().await;
    }
    let came: Vec<String> =
        peer.heard()[tried..].iter().map(|it| String::from_utf8_lossy(&it.body).into_owned()).collect();
    assert!(came.iter().any(|it| it.contains("I only want my money")), "what stands arrives: {came:?}");
    assert!(!came.iter().any(|it| it.contains("where you live")), "what was taken out does not: {came:?}");
}

async fn one_comment_is_taken_out_and_shown_again(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let mut loud = member(&test, "loud", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let path = file(&mut person, &[]).await.is(200).path;
    comment(&mut loud, &path, "Ring me, I know where you live.").await;
    let thread = person.get(&path).await.is(200);
    let post = thread.attribute(".post.comment input[name=post]", "value");
    let fields = [("post", post.as_str()), ("reason", "abuse"), ("note", "A threat")];
    person.submit(&thread, &format!("{path}/report"), &fields).await.is(200);
    let shown = mo.get("/moderation").await.is(200);
    assert!(shown.value(".concerned").contains("I know where you live"), "the very words: {}", shown.text());
    decide(&mut mo, &[("deed", "hide-comment"), ("reason", "A threat (rule 2)")]).await.is(200);
    let mut reader = Browser::at(&test);
    let read = reader.get(&path).await.is(200);
    assert!(read.text().contains("A moderator has taken this comment out: A threat (rule 2)"), "{}", read.text());
    assert!(!read.text().contains("where you live") && read.text().contains("heater"), "the thread stays");
    let document = reqwest::Client::new()
        .get(test.local_url(&format!("/posts/{post}")))
        .header("accept", "application/activity+json");
    assert_eq!(document.send().await.unwrap().status(), 404);
    let history = history_of(&test, &path).await;
    assert!(
        !history.contains("where you live") && history.contains("heater"),
        "no word of it goes to others: {history}"
    );
    // Nor what was said about it: by its author, by the board, or by itself.
    let everything = said_about(&test).await;
    assert!(everything.len() > 2, "{everything:?}");
    for (address, said) in everything {
        assert!(!said.contains("where you live"), "{address}: {said}");
    }
    assert!(!reader.get("/@loud").await.is(200).text().contains("where you live"));
    assert!(told(&mut loud).await.contains("has taken out your comment on"));
    assert!(person.get("/settings").await.text().contains("A moderator acted on it"));
    let thread = mo.get(&path).await.is(200);
    let fields = [("reason", "It was a quotation")];
    mo.submit(&thread, &format!("{path}/show-comment"), &fields).await.is(200);
    assert!(reader.get(&path).await.is(200).text().contains("where you live"));
    assert!(history_of(&test, &path).await.contains("where you live"), "and it goes again");
    assert!(told(&mut loud).await.contains("is shown again: It was a quotation"));
}

async fn a_slip_is_undone_within_a_day(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let mut reader = member(&test, "reader", Role::Member).await;
    let (mut mo, mut bo) = (member(&test, "mo", Role::Moderator).await, member(&test, "bo", Role::Moderator).await);
    let path = file(&mut person, &[]).await.is(200).path;
    report(&mut reader, &path, "Look.").await;
    decide(&mut mo, &[("deed", "hide"), ("reason", "A slip of the hand")]).await.is(200);
    Browser::at(&test).get(&path).await.is(404);
    let shown = mo.get("/moderation").await.is(200);
    assert!(shown.text().contains("What you decided lately"), "{}", shown.text());
    let undo = shown.attribute("form[action^='/moderation/undo/']", "action");
    let refused = smuggle(&mut bo, "/logout", &undo, &[("reason", "Not mine")]).await.is(422);
    assert!(refused.text().contains("The person who decided can undo it"), "{}", refused.text());
    mo.submit(&shown, &undo, &[("reason", "Meant another one")]).await.is(200);
    Browser::at(&test).get(&path).await.is(200);
    assert_eq!(open_kinds(&test).await, [CaseKind::Report], "the case is open again");
    assert!(told(&mut person).await.contains("is shown here again: Meant another one"));
    let log = Browser::at(&test).get("/moderation/log").await.is(200).text();
    assert!(log.contains("Undone") && log.contains("(undone "), "{log}");
    let again = smuggle(&mut mo, "/logout", &undo, &[("reason", "Twice")]).await.is(409);
    assert!(again.text().contains("That was done before."), "{}", again.text());

    decide(&mut mo, &[("deed", "hide"), ("reason", "Now it is meant")]).await.is(200);
    let shown = mo.get("/moderation").await.is(200);
    let undo = shown.attribute("form[action^='/moderation/undo/']", "action");
    test.clock.advance(Duration::from_hours(25));
    let late = smuggle(&mut mo, "/logout", &undo, &[("reason", "Too late")]).await.is(422);
    assert!(late.text().contains("for 24 hours"), "{}", late.text());
}

async fn only_moderators_reach_the_queue_and_it_has_pages(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let mut reader = member(&test, "reader", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let id = held(&test, &path).await.id;
    for number in 0..52 {
        // From servers whose people are not known here: each stands for itself.
        test.clock.advance(Duration::from_mins(2));
        let new = NewReport {
            complaint: Some(id),
            subject: format!("https://elsewhere.test/posts/{number}"),
            reporter: None,
            reporter_handle: format!("n{number}@elsewhere.test"),
            reason: "other".into(),
            activity: None,
            note: format!("Number {number}"),
        };
        let cause = Cause::new(Door::Activity, "elsewhere", format!("{number}"), test.clock.now());
        moderate::report(&test.app, cause, new).await.unwrap();
    }
    let first = mo.get("/moderation").await.is(200);
    assert_eq!(first.html.matches("class=\"ticket\"").count(), 50);
    assert!(first.text().contains("52 cases wait for a decision"), "{}", first.text());
    let more = first.attribute("a[rel=next]", "href");
    let second = mo.get(&more).await.is(200);
    assert_eq!(second.html.matches("class=\"ticket\"").count(), 2);
    let case = case_of(&first);
    let undo = "/moderation/undo/00000000-0000-7000-8000-000000000000";
    for who in [&mut person, &mut reader] {
        for page in ["/moderation", case.as_str(), "/moderation/accounts"] {
            who.get(page).await.is(403);
        }
        for action in [case.as_str(), undo, "/moderation/accounts/restrict"] {
            smuggle(who, "/logout", action, &[("deed", "hide"), ("reason", "I may")]).await.is(403);
        }
    }
    let mut stranger = Browser::at(&test);
    assert!(stranger.get("/moderation").await.path.starts_with("/login"));
    assert!(held(&test, &path).await.hidden_at.is_none());
    // What is no decision of this case is none.
    let odd = mo.submit(&first, &case, &[("deed", "label-strike"), ("reason", "Odd")]).await;
    assert_eq!(odd.status, 400, "{}", odd.text());
    let german = mo.get("/moderation?language=de").await.is(200).text();
    assert!(german.contains("Fälle warten auf eine Entscheidung"), "{german}");
}

/// B5 and its siblings: what is for fewer people now is taken back, and its new words are nobody's to show.
async fn words_for_fewer_people_count_as_taken_back(engine: Engine) {
    let street = Street::start(engine).await;
    let alice = street.alice.clone();
    let update = |number: &str, note: &serde_json::Value| json!({"type": "Update", "id": street.peer.url(&format!("/updates/{number}")), "object": note});
    assert_eq!(street.reply(&alice, "1", "<p>Public words</p>").await, "understood");
    let (_, before) = street.standing().await;
    let edited = street.note(&alice, "1", "<p>Other public words</p>");
    assert_eq!(street.say(&alice, update("0", &edited)).await, "understood");
    assert_eq!(street.standing().await.1, before + 1, "an edit is an event");
    let path = format!("/complaints/{}", street.thread);
    assert!(proof_says(&street.test, &path).await.contains("complete and unchanged"));
    let mut narrowed = street.note(&alice, "1", "<p>For friends alone</p>");
    narrowed["to"] = json!([format!("{}/followers", alice.uri)]);
    assert_eq!(street.say(&alice, update("1", &narrowed)).await, "understood");
    let post = street.stored("1").await.unwrap();
    assert!(post.html.is_empty() && post.deleted_at.is_some(), "{}", post.html);
    let page = Browser::at(&street.test).get(&path).await.is(200).html;
    assert!(!page.contains("For friends alone") && !page.contains("Public words"), "{page}");

    // An update that moves a post elsewhere, or says that somebody else wrote it, changes nothing.
    assert_eq!(street.reply(&alice, "2", "<p>Second words</p>").await, "understood");
    let mut elsewhere = street.note(&alice, "2", "<p>Second words, elsewhere</p>");
    elsewhere["inReplyTo"] = json!(street.peer.url("/notes/1"));
    assert_eq!(street.say(&alice, update("2", &elsewhere)).await, "ignored: nothing-changed");
    let mut others = street.note(&alice, "2", "<p>Second words of mallory</p>");
    others["attributedTo"] = json!(street.mallory.uri);
    assert_eq!(street.say(&alice, update("3", &others)).await, "refused: not-the-author");
    let mut nothing = street.note(&alice, "2", "<p>Second words, as a list</p>");
    nothing["type"] = json!("Collection");
    assert_eq!(street.say(&alice, update("4", &nothing)).await, "ignored: unknown-object");
    assert!(street.stored("2").await.unwrap().html.contains("Second words</p>"));
    // One that says nothing of whom it is for stays public.
    let mut silent = street.note(&alice, "2", "<p>Second words, again</p>");
    silent.as_object_mut().unwrap().remove("to");
    assert_eq!(street.say(&alice, update("5", &silent)).await, "understood");
    assert!(street.stored("2").await.unwrap().html.contains("again"));
    let gone = json!({"type": "Tombstone", "id": street.peer.url("/notes/2")});
    assert_eq!(street.say(&street.mallory.clone(), update("6", &gone)).await, "ignored: nothing-changed");
    assert_eq!(street.say(&alice, update("7", &gone)).await, "understood");
    assert!(street.stored("2").await.unwrap().html.is_empty());

    // With the whole account.
    assert_eq!(street.reply(&alice, "3", "<p>Third words</p>").await, "understood");
    let leave = json!({"type": "Delete", "id": street.peer.url("/deletes/3"), "object": alice.uri});
    assert_eq!(street.say(&alice, leave).await, "understood");
    assert!(street.stored("3").await.unwrap().html.is_empty());
    assert!(proof_says(&street.test, &path).await.contains("complete and unchanged"));
}

/// The words of a thread as a page shows them, and what the page of proofs says of them.
async fn proof_says(test: &TestApp, path: &str) -> String {
    Browser::at(test).get(&format!("{path}/proof")).await.is(200).text()
}

async fn people_change_and_take_back_their_own_comments(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let mut writer = member(&test, "writer", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    comment(&mut writer, &path, "It was the blue one.").await;
    let thread = writer.get(&path).await.is(200);
    let (edit, delete) = (format!("{path}/edit-comment"), format!("{path}/delete-comment"));
    let post = thread.attribute(".post.comment input[name=post]", "value");
    let seen = person.get(&path).await.is(200);
    assert!(!seen.html.contains(&edit), "nobody else is offered it");
    for (action, fields) in
        [(&edit, vec![("post", post.as_str()), ("text", "Mine now")]), (&delete, vec![("post", post.as_str())])]
    {
        let sent = smuggle(&mut person, "/logout", action, &fields).await;
        assert_ne!(sent.status, 200, "{}", sent.text());
    }
    writer.submit(&thread, &edit, &[("text", "It was the red one.")]).await.is(200);
    let read = Browser::at(&test).get(&path).await.is(200);
    assert!(read.text().contains("It was the red one.") && read.text().contains("The first version"));
    assert!(proof_says(&test, &path).await.contains("complete and unchanged"));

    // What stands on the page is what was recorded, or the page of proofs says so.
    test.db.execute("UPDATE posts SET html = '<p>It was the green one.</p>' WHERE kind = 'comment'");
    assert!(proof_says(&test, &path).await.contains("not complete, or changed"));
    assert!(Browser::at(&test).get(&path).await.text().contains("differs from the record"));
    test.db.execute("UPDATE posts SET html = '<p>It was the red one.</p>\n' WHERE kind = 'comment'");

    // What cannot be undone is asked on a page of its own, and of its author alone.
    let thread = writer.get(&path).await.is(200);
    let ask = format!("{delete}?posts={post}");
    assert!(!thread.html.contains(&format!("action=\"{delete}\"")) && thread.html.contains(&format!("href=\"{ask}\"")));
    assert_eq!(person.get(&ask).await.path, path);
    let sure = writer.get(&ask).await.is(200);
    assert!(sure.text().contains("This cannot be undone."), "{}", sure.text());
    assert!(Browser::at(&test).get(&path).await.is(200).html.contains("red one"), "asking does nothing");
    writer.submit(&sure, &delete, &[]).await.is(200);
    let read = Browser::at(&test).get(&path).await.is(200);
    assert!(!read.html.contains("red one") && !read.html.contains("blue one"), "{}", read.text());
    assert!(read.text().contains("This text was erased."));
    let words = test.db.counted("SELECT name, COUNT(*) AS number FROM disclosures WHERE value LIKE '%red one%' OR value LIKE '%blue one%' GROUP BY name");
    assert!(words.is_empty(), "{words:?}");
    assert!(!writer.get(&path).await.html.contains(&edit), "nothing is left to change");
}

on_both_engines!(
    whoever_has_a_part_reads_nothing_of_a_report,
    whoever_left_a_voice_decides_nothing_where_it_spoke,
    a_contest_waits_in_the_queue_and_both_sides_hear,
    a_contested_complaint_is_not_closed_unheard,
    an_open_contest_waits_again_when_the_complaint_is_back,
    a_disputed_label_waits_in_the_queue_and_the_brand_hears,
    a_report_is_decided_once_and_whoever_reported_hears,
    of_many_reports_the_first_are_shown,
    nobody_decides_in_their_own_thread,
    who_is_suspended_is_out_at_once_and_can_object,
    who_is_limited_goes_on_in_their_own_complaints_alone,
    deliveries_of_a_suspended_person_count_for_nothing,
    a_guest_who_is_suspended_is_signed_out_and_can_object,
    a_complaint_moves_to_the_right_board_and_all_hear,
    words_are_erased_by_law_with_a_reason,
    a_server_that_was_down_gets_no_words_that_were_taken_out,
    one_comment_is_taken_out_and_shown_again,
    people_change_and_take_back_their_own_comments,
    words_for_fewer_people_count_as_taken_back,
    a_slip_is_undone_within_a_day,
    only_moderators_reach_the_queue_and_it_has_pages,
);
