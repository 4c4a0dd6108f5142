//! People are really told: what other servers write to them alone, what waits for them, why what they wrote does not count.

use std::time::Duration;

use redress::domain::ids::ComplaintId;
use redress::domain::policy::{Policy, Severity};
use redress::federation::prove_brand::check_again;
use redress::services::hear_note::NOTES_OF_STRANGERS_PER_PERSON_AND_DAY_MAX;
use redress::services::policy;
use redress::services::run_clock::run_clock;
use redress::storage::accounts::{self, Role};
use redress::storage::posts::{self, PostKind};
use redress::storage::{StorageError, inbox};
use serde_json::{Value, json};

use crate::brands::{CLAIM, Town, begin_claim};
use crate::neighbours::Street;
use crate::on_both_engines;
use crate::pages::{file, member, representative, start};
use crate::promised::sign_in;
use crate::support::browser::{Browser, Shown};
use crate::support::peer::{FakePeer, PeerActor};
use crate::support::{Engine, TestApp};

const DAY: Duration = Duration::from_hours(24);
/// The mark in the head of every page.
const MARK: &str = "/notifications#heard-h";

async fn days(test: &TestApp, number: usize) {
    for _ in 0..number {
        test.clock.advance(DAY);
        run_clock(&test.app).await.unwrap();
    }
}

fn id_in(path: &str) -> ComplaintId {
    path.trim_start_matches("/complaints/").parse().unwrap()
}

async fn told(who: &mut Browser) -> String {
    who.get("/settings").await.is(200).text()
}

async fn restrict(moderator: &mut Browser, who: &str, deed: &str, reason: &str) -> Shown {
    let shown = moderator.get(&format!("/moderation/accounts?who={who}")).await.is(200);
    let fields = [("deed", deed), ("days", "30"), ("reason", reason)];
    moderator.submit(&shown, "/moderation/accounts/restrict", &fields).await.is(200)
}

/// The first address of a server that stands in a text.
fn address_in(html: &str, origin: &str) -> String {
    let rest = &html[html.find(origin).unwrap() + origin.len()..];
    let end = rest.find(['"', '<', ' ', '&']).unwrap();
    rest[..end].to_string()
}

async fn offer(acme: &mut Browser, path: &str) {
    let thread = acme.get(path).await.is(200);
    let answer = [("text", "I sent the money on Monday, by bank."), ("and", "offer"), ("outcome", "refund")];
    acme.submit(&thread, &format!("{path}/respond"), &answer).await.is(200);
}

async fn a_member_of_another_instance_gets_what_it_writes_to_them_alone(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    let (mut oskar, mut lena) =
        (member(&south, "oskar", Role::Member).await, member(&south, "lena", Role::Member).await);
    let handle = format!("@oskar@{}", south.authority());
    let mut guest = Browser::at(&north);
    let shown = guest.get("/login").await.is(200);
    guest.submit(&shown, "/login/guest", &[("handle", handle.as_str())]).await.is(200);
    north.settle(&south).await;

    // A mark in the head of every page, the words where notices stand, and nothing for anybody else.
    assert!(oskar.get("/").await.is(200).html.contains(MARK));
    assert!(!lena.get("/").await.is(200).html.contains(MARK));
    let shown = oskar.get("/settings").await.is(200);
    assert!(shown.text().contains(&format!("From {}", north.authority())), "{}", shown.text());
    let path = address_in(&shown.html, north.app.address.origin());
    assert!(path.starts_with("/login/link/"), "{path}");
    assert!(!oskar.get("/").await.is(200).html.contains(MARK), "they saw it");
    for page in ["/settings", "/@lena", "/@oskar", "/", "/search?q=Sign"] {
        for who in [&mut lena, &mut Browser::at(&south)] {
            let seen = who.get(page).await;
            assert!(!seen.html.contains("/login/link/"), "{page}: {}", seen.html);
        }
    }

    // The link signs in at the other server.
    let asked = guest.get(&path).await.is(200);
    guest.submit(&asked, &path, &[]).await.is(200);
    assert!(guest.get("/settings").await.is(200).text().contains(&handle));

    // What moderators there decide, and where to object.
    let mut mo = member(&north, "mo", Role::Moderator).await;
    restrict(&mut mo, &handle[1..], "suspended", "Sells lamps everywhere").await;
    north.settle(&south).await;
    let shown = oskar.get("/settings").await.is(200);
    let words = shown.text();
    assert!(words.contains("Sells lamps everywhere") && words.contains("To object"), "{words}");

    // It is theirs to remove, and nobody else's.
    let remove = shown.attribute("form[action^='/settings/told/']", "action");
    let own = lena.get("/settings").await.is(200);
    let marks = lena.fields(&own, "/logout");
    let smuggled: Vec<_> = marks.into_iter().filter(|(name, _)| name != "text").collect();
    lena.post(&remove, &smuggled).await.is(404);
    let mut after = oskar.submit(&shown, &remove, &[]).await.is(200);
    // The link came in the same moment: which of both stands first nobody says.
    if after.text().contains("Sells lamps everywhere") {
        let other = after.attribute("form[action^='/settings/told/']", "action");
        after = oskar.submit(&after, &other, &[]).await.is(200);
    }
    assert!(!after.text().contains("Sells lamps everywhere"), "{}", after.text());
}

const VOCABULARY: &str = "https://w3id.org/redress";

/// The server of another instance like ours, as its document says.
pub(crate) fn service(peer: &FakePeer, name: &str, kind: &str, speaks: bool) -> PeerActor {
    let actor = peer.actor(name, kind);
    if speaks {
        let mut document = peer.document_of(&actor, kind);
        document["generator"] = json!({"type": "Application", "implements": [{"href": VOCABULARY, "id": VOCABULARY}]});
        peer.serve(&format!("/users/{name}"), &document);
    }
    actor
}

pub(crate) async fn outcome(test: &TestApp, who: &PeerActor, activity: &Value) -> String {
    let key = inbox::Key::new(&who.uri, activity["id"].as_str().unwrap());
    test.app.db.read::<_, StorageError, _>(move |view| inbox::outcome(view, &key)).await.unwrap().unwrap_or_default()
}

async fn a_strangers_server_writes_on_nobodys_page_without_bound(engine: Engine) {
    let peer = FakePeer::start("south.test");
    let mut test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
    test.serve();
    let mut ada = member(&test, "ada", Role::Member).await;
    let mut ben = member(&test, "ben", Role::Member).await;
    let uri = |name: &'static str| {
        let app = test.app.clone();
        async move {
            let find = move |view: &mut redress::storage::View<'_>| accounts::find_by_name(view, name);
            let account = app.db.read::<_, StorageError, _>(find).await.unwrap().unwrap();
            app.address.actor(account.actor)
        }
    };
    let (to_ada, to_ben) = (uri("ada").await, uri("ben").await);
    let say = |who: PeerActor, number: usize, to: Vec<String>, html: &'static str| {
        let (test, peer) = (&test, &peer);
        async move {
            let note = json!({
                "type": "Note", "id": peer.url(&format!("/notes/{number}")), "attributedTo": who.uri,
                "to": to, "cc": [], "content": format!("<p>{html} {number}</p>")
            });
            let create = json!({
                "type": "Create", "id": peer.url(&format!("/creates/{number}")), "actor": who.uri, "object": note
            });
            peer.send(test, &who, &create).await;
            test.drain().await;
            outcome(test, &who, &create).await
        }
    };
    let server = service(&peer, "server", "Application", true);
    let most = usize::try_from(NOTES_OF_STRANGERS_PER_PERSON_AND_DAY_MAX).unwrap();
    for number in 0..most {
        assert_eq!(say(server.clone(), number, vec![to_ada.clone()], "Canary note").await, "understood");
    }
    assert_eq!(say(server.clone(), 90, vec![to_ada.clone()], "Canary note").await, "refused: too-many-notes");
    let told_ada = told(&mut ada).await;
    assert!(told_ada.contains("Canary note 0") && !told_ada.contains("Canary note 90"), "{told_ada}");
    assert!(told_ada.contains(&format!("From {}", peer.authority())));

    // Neither people, nor servers of other programs, nor notes to several.
    let (alice, other) = (peer.person("alice"), service(&peer, "other", "Application", false));
    for (number, who) in [(91, alice), (92, other)] {
        assert_eq!(say(who, number, vec![to_ben.clone()], "Canary note").await, "ignored: nothing-of-ours");
    }
    let both = vec![to_ada.clone(), to_ben.clone()];
    assert_eq!(say(server.clone(), 93, both, "Canary note").await, "ignored: nothing-of-ours");
    assert!(!told(&mut ben).await.contains("Canary note"));

    // Its sender takes it back; words that were taken back stand nowhere.
    let delete =
        json!({"type": "Delete", "id": peer.url("/deletes/1"), "actor": server.uri, "object": peer.url("/notes/0")});
    peer.send(&test, &server, &delete).await;
    test.drain().await;
    assert!(!told(&mut ada).await.contains("Canary note 0"));

    // A server about which something was decided does not write here.
    let silenced = Policy {
        domain: "south.test".into(),
        severity: Severity::Silence,
        reject_media: false,
        reject_reports: false,
        obfuscate: false,
        reason: "spam".into(),
        note: String::new(),
    };
    policy::decide(&test.app, silenced).await.unwrap();
    test.clock.advance(DAY * 2);
    assert_eq!(say(server, 94, vec![to_ben], "Canary note").await, "ignored: nothing-of-ours");
}

async fn whom_an_offer_waits_for_is_reminded_where_they_read(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    offer(&mut acme, &path).await;
    assert!(person.get("/").await.is(200).html.contains(MARK));
    let shown = told(&mut person).await;
    assert!(shown.contains("says that “I returned a heater") && shown.contains("is resolved, and how"), "{shown}");
    assert!(!person.get("/").await.is(200).html.contains(MARK));
    for day in [3, 7, 12] {
        days(
            &test,
            if day == 3 {
                3
            } else if day == 7 {
                4
            } else {
                5
            },
        )
        .await;
        assert!(person.get("/").await.is(200).html.contains(MARK), "day {day}");
        assert!(!acme.get("/").await.is(200).html.contains(MARK));
        // On the thread as well, and to nobody else.
        assert!(!Browser::at(&test).get(&path).await.is(200).text().contains("still waits for your answer"));
        let thread = person.get(&path).await.is(200).text();
        assert!(thread.contains("still waits for your answer"), "day {day}: {thread}");
        assert!(thread.contains(&format!("Reminder after {day} days")), "day {day}: {thread}");
        assert!(!person.get("/").await.is(200).html.contains(MARK), "they saw it, day {day}");
    }
    let shown = told(&mut person).await;
    assert_eq!(shown.matches("still waits for your answer").count(), 1, "the last one holds: {shown}");
    days(&test, 3).await;
    assert!(told(&mut person).await.contains("waited 14 days for your answer"));

    // A question waits for them, too: until the day that they read.
    let asked = file(&mut person, &[("title", "A heater in question"), ("text", "It hums.")]).await.is(200).path;
    let thread = acme.get(&asked).await.is(200);
    let question = [("text", "Which heater is it?"), ("and", "ask")];
    acme.submit(&thread, &format!("{asked}/respond"), &question).await.is(200);
    let shown = told(&mut person).await;
    assert!(shown.contains("acme.com asks you something about “A heater in question”"), "{shown}");
    assert!(shown.contains("If you say nothing, it is closed then."), "{shown}");
}

async fn a_voice_here_is_reminded_on_its_desk(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let case = path.replace("/complaints/", "/desk/");
    let desk = acme.get("/desk").await.is(200);
    assert!(!desk.text().contains("it is closed as unanswered"), "{}", desk.text());
    days(&test, 16).await;
    let head = acme.get("/").await.is(200);
    assert!(head.html.contains("<b class=\"count\">1</b>"), "{}", head.html);
    let opened = acme.get(&case).await.is(200).text();
    assert_eq!(opened.matches("it is closed as unanswered on").count(), 3, "news, its day, and the list: {opened}");
    assert!(!acme.get("/").await.is(200).html.contains("<b class=\"count\">"));
    days(&test, 50).await;
    let (mut acme, mut person) = (sign_in(&test, "jo").await, sign_in(&test, "c7").await);
    assert!(acme.get("/desk").await.is(200).text().contains("was closed as unanswered"));
    assert!(told(&mut person).await.contains("was closed as unanswered"));
}

async fn whoever_nobody_was_told_of_hears_it(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    file(&mut person, &[("brand", "nobody.com")]).await.is(200);
    days(&test, 61).await;
    let mut person = sign_in(&test, "c7").await;
    assert!(person.get("/").await.is(200).html.contains(MARK));
    assert!(told(&mut person).await.contains("nobody was told of “I returned a heater"));
}

async fn notes(test: &TestApp, id: ComplaintId) -> String {
    let all = test.app.db.read::<_, StorageError, _>(move |view| posts::of_complaint(view, id, 0, 100)).await.unwrap();
    all.into_iter().filter(|it| it.kind == PostKind::Status).map(|it| it.html).collect()
}

async fn whether_it_is_still_fixed_can_be_said_for_fourteen_days(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let mut other = member(&test, "d8", Role::Member).await;
    let mut resolved = Vec::new();
    for who in [&mut person, &mut other] {
        let path = file(who, &[]).await.is(200).path;
        offer(&mut acme, &path).await;
        let thread = who.get(&path).await.is(200);
        let said = [("rating", "8"), ("would_return", "yes")];
        who.submit(&thread, &format!("{path}/confirm"), &said).await.is(200);
        resolved.push(path);
    }
    // Resolved on 1 February; asked on 1 March, and answered on 8 March.
    days(&test, 35).await;
    test.drain().await;
    let (mut person, mut other) = (sign_in(&test, "c7").await, sign_in(&test, "d8").await);
    let said = notes(&test, id_in(&resolved[0])).await;
    assert!(said.contains("reply #confirmed again by 15 March"), "{said}");
    assert!(told(&mut person).await.contains("still fixed? Say so on its page by 15 March"));
    let shown = person.get(&resolved[0]).await.is(200);
    assert!(shown.text().contains("Is it still fixed? Say so until 15 March"), "{}", shown.text());
    assert!(shown.text().contains("Yes, it is still fixed") && shown.text().contains("It is not fixed: reopen"));
    let seen = Browser::at(&test).get(&resolved[0]).await.is(200).text();
    assert!(seen.contains("was asked whether it is still fixed, and can answer until 15 March"), "{seen}");
    let said = [("rating", "9"), ("would_return", "yes")];
    let after = person.submit(&shown, &format!("{}/confirm", resolved[0]), &said).await.is(200);
    assert!(!after.text().contains("Say so until"), "{}", after.text());
    assert!(after.text().contains("9 of 10, first 8 of 10"), "{}", after.text());

    // Fourteen days after the question it is over; opening it again is not.
    days(&test, 7).await;
    let shown = other.get(&resolved[1]).await.is(200);
    assert!(shown.html.contains(&format!("action=\"{}/confirm\"", resolved[1])), "until the last moment");
    days(&test, 1).await;
    let late = other.submit(&shown, &format!("{}/confirm", resolved[1]), &said).await;
    assert_eq!(late.status, 422, "{}", late.text());
    let shown = other.get(&resolved[1]).await.is(200);
    assert!(!shown.text().contains("Say so until"), "{}", shown.text());
    assert!(shown.html.contains(&format!("action=\"{}/reopen\"", resolved[1])));
}

/// What the board or the server wrote to somebody alone.
fn direct_notes(street: &Street, to: &PeerActor) -> Vec<String> {
    let those = street.peer.delivered().into_iter().filter(|it| it["object"]["to"] == json!([to.uri]));
    those.filter_map(|it| it["object"]["content"].as_str().map(String::from)).collect()
}

async fn who_is_limited_elsewhere_hears_why_and_can_object(engine: Engine) {
    let street = Street::start(engine).await;
    let (alice, test) = (street.alice.clone(), &street.test);
    assert_eq!(street.reply(&alice, "1", "<p>Same for me</p>").await, "understood");
    let mut mo = member(test, "mo", Role::Moderator).await;
    let handle = format!("alice@{}", street.peer.authority());
    restrict(&mut mo, &handle, "limited", "Forty comments a day").await;
    test.drain().await;
    let decided = direct_notes(&street, &alice);
    assert_eq!(decided.len(), 1, "{decided:?}");
    assert!(decided[0].contains("To object, go to the sign-in page"), "{decided:?}");

    // One polite reply for each thread and reason.
    for number in ["2", "3"] {
        assert_eq!(street.reply(&alice, number, "<p>And again</p>").await, "ignored: nothing-of-ours");
    }
    let why = direct_notes(&street, &alice);
    assert_eq!(why.len(), 2, "{why:?}");
    let words = &why[1];
    assert!(words.contains("limited here until 3 March") && words.contains("/login"), "{words}");
    assert!(street.stored("2").await.is_none());
    // At a board, too.
    let mention = json!({
        "type": "Note", "id": street.peer.url("/notes/5"), "attributedTo": alice.uri,
        "to": ["https://www.w3.org/ns/activitystreams#Public"], "content": "<p>@acme.com Another lid broke</p>",
        "tag": [{"type": "Mention", "href": street.board.uri}]
    });
    let create = json!({"type": "Create", "id": street.peer.url("/creates/5"), "object": mention});
    assert_eq!(street.say(&alice, create).await, "ignored: nothing-of-ours");
    assert_eq!(direct_notes(&street, &alice).len(), 3);

    // She signs in with a link, reads why, and objects.
    let mut guest = Browser::at(test);
    let shown = guest.get("/login").await.is(200);
    guest.submit(&shown, "/login/guest", &[("handle", handle.as_str())]).await.is(200);
    test.drain().await;
    let link = direct_notes(&street, &alice).pop().unwrap();
    let path = address_in(&link, test.app.address.origin());
    let shown = guest.get(&path).await.is(200);
    guest.submit(&shown, &path, &[]).await.is(200);
    let shown = guest.get("/settings").await.is(200);
    assert!(shown.text().contains("Forty comments a day"), "{}", shown.text());
    let empty = guest.submit(&shown, "/settings/object", &[("objection", " ")]).await.is(422);
    assert!(empty.text().contains("Say why the decision is wrong."), "{}", empty.text());
    let sent = guest.submit(&shown, "/settings/object", &[("objection", "They were three.")]).await.is(200);
    assert!(sent.text().contains("Your objection is with the moderators"), "{}", sent.text());
    assert!(!sent.html.contains("action=\"/settings/object\""), "{}", sent.html);
    assert!(mo.get("/moderation").await.is(200).text().contains("They were three."));

    // Suspended, the next reply is told of as well; let in again, nobody says that there is something to object to.
    restrict(&mut mo, &handle, "suspended", "Threatens people").await;
    assert_eq!(street.reply(&alice, "6", "<p>I know where you live</p>").await, "refused: suspended");
    let all = direct_notes(&street, &alice).concat();
    assert!(all.contains("does not count here: your account is suspended here until"), "{all}");
    restrict(&mut mo, &handle, "lift", "She said sorry").await;
    test.drain().await;
    let last = direct_notes(&street, &alice).pop().unwrap();
    assert!(last.contains("She said sorry") && !last.contains("object"), "{last}");
}

async fn a_limited_member_objects_on_their_settings(engine: Engine) {
    let test = start(engine);
    let mut loud = member(&test, "loud", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    assert!(!loud.get("/settings").await.is(200).html.contains("/settings/object"));
    restrict(&mut mo, "loud", "limited", "Forty comments a day").await;
    assert!(loud.get("/").await.is(200).html.contains(MARK));
    let shown = loud.get("/settings").await.is(200);
    loud.submit(&shown, "/settings/object", &[("objection", "They were three.")]).await.is(200);
    assert!(mo.get("/moderation").await.is(200).text().contains("They were three."));
}

async fn a_claim_that_nobody_asks_a_look_for_is_looked_at_and_dropped_with_a_word(engine: Engine) {
    let town = Town::start(engine).await;
    let test = &town.test;
    let mut jo = member(test, "jo", Role::Member).await;
    let shown = jo.get(CLAIM).await.is(200);
    assert!(shown.text().contains("count in its figures from that day"), "{}", shown.text());
    let begun = begin_claim(&mut jo, &[("through", "here"), ("signs", "Jo Ott")]).await.is(200);
    assert!(begun.text().contains("We check by ourselves after an hour"), "{}", begun.text());
    check_again(&test.app).await.unwrap();
    assert!(jo.get(CLAIM).await.is(200).text().contains("Not checked yet"), "not at once");
    test.clock.advance(Duration::from_hours(2));
    check_again(&test.app).await.unwrap();
    let looked = jo.get(CLAIM).await.is(200).text();
    assert!(looked.contains("Last checked") && looked.contains("the request is dropped"), "{looked}");
    test.clock.advance(DAY * 31);
    check_again(&test.app).await.unwrap();
    let mut jo = sign_in(test, "jo").await;
    assert!(jo.get("/").await.is(200).html.contains(MARK));
    assert!(told(&mut jo).await.contains("Your request to speak for acme.test was dropped"));
}

on_both_engines!(
    a_member_of_another_instance_gets_what_it_writes_to_them_alone,
    a_strangers_server_writes_on_nobodys_page_without_bound,
    whom_an_offer_waits_for_is_reminded_where_they_read,
    a_voice_here_is_reminded_on_its_desk,
    whoever_nobody_was_told_of_hears_it,
    whether_it_is_still_fixed_can_be_said_for_fourteen_days,
    who_is_limited_elsewhere_hears_why_and_can_object,
    a_limited_member_objects_on_their_settings,
    a_claim_that_nobody_asks_a_look_for_is_looked_at_and_dropped_with_a_word,
);
