//! Servers as they are: what their clients send without being asked to, and what a newcomer there sees of a thread.

use std::time::Duration;

use redress::crypto::integrity_proof;
use redress::domain::brand::BrandDomain;
use redress::domain::complaint::Command;
use redress::domain::ids::{ActorId, ComplaintId};
use redress::services::name_official::name_remote_official;
use redress::storage::reactions::ReactionKind;
use redress::storage::{Cause, Door, actors, follows, inbox_lanes, reactions};
use serde_json::{Value, json};

use crate::groups::{Fair, proving};
use crate::on_both_engines;
use crate::support::Engine;
use crate::support::acts::{By, Deed, act_on_complaint, comment};
use crate::support::peer::{FakePeer, PUBLIC, PeerActor};
use redress::app::Clock;

/// Ada's complaint by mention, in its first ten minutes, and the receipt that came for it.
async fn filed_quietly(fair: &Fair, name: &str) -> (ComplaintId, String) {
    let mut note = fair.note(name, "<p>The kettle leaks.</p>");
    note["tag"] = json!([{"type": "Mention", "href": fair.board.uri}]);
    let create = json!({"type": "Create", "id": fair.writers.url(&format!("/creates/{name}")), "actor": fair.ada.uri, "to": [PUBLIC], "object": note});
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &create).await, "understood");
    let id = fair.post(note["id"].as_str().unwrap()).await.unwrap().complaint.unwrap();
    (id, note_of_the_board(&fair.writers))
}

/// The newest note that the board sent to a server.
fn note_of_the_board(peer: &FakePeer) -> String {
    let mut delivered = peer.delivered();
    delivered.retain(|it| it["type"] == "Create");
    delivered.last().unwrap()["object"]["id"].as_str().unwrap().to_string()
}

/// A reply as clients of the Mastodon family send it: as private as what it answers.
async fn privately(fair: &Fair, who: &PeerActor, name: &str, parent: &str, html: &str, to: Value) -> String {
    let note = json!({
        "type": "Note", "id": fair.writers.url(&format!("/notes/{name}")), "attributedTo": who.uri, "to": to, "cc": [],
        "inReplyTo": parent, "content": html, "tag": [{"type": "Mention", "href": fair.board.uri}],
    });
    let create = json!({"type": "Create", "id": fair.writers.url(&format!("/creates/{name}")), "actor": who.uri, "to": to, "object": note});
    fair.tell(&fair.writers, who, &create).await
}

/// The receipt is a direct note, and clients answer a direct note directly.
async fn a_direct_answer_to_the_receipt_counts_and_its_words_are_not_kept(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, receipt) = filed_quietly(&fair, "meant").await;
    let answer = "<p>@acme.com yes, and my order is 4711 #file</p>";
    assert_eq!(privately(&fair, &fair.ada, "a1", &receipt, answer, json!([fair.board.uri])).await, "understood");
    assert!(fair.held(id).await.complaint.is_public());
    assert!(fair.post(&fair.writers.url("/notes/a1")).await.is_none(), "the command alone counts");

    let (id, receipt) = filed_quietly(&fair, "never-meant").await;
    let answer = "<p>@acme.com #nocomplaint</p>";
    assert_eq!(privately(&fair, &fair.ada, "a2", &receipt, answer, json!([fair.board.uri])).await, "understood");
    assert_eq!(fair.held(id).await.complaint.state().name(), "retracted");
}

/// What is private and no answer of the complainant to us does not count, and its author hears so, once.
async fn a_private_command_that_does_not_count_is_answered(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, receipt) = filed_quietly(&fair, "complaint").await;
    let followers = json!([format!("{}/followers", fair.ada.uri), fair.board.uri]);
    let outcome = privately(&fair, &fair.ada, "a1", &receipt, "<p>#file</p>", followers).await;
    assert_eq!(outcome, "understood", "it was heard");
    assert!(!fair.held(id).await.complaint.is_public(), "what its author's followers read is no direct answer");
    let heard = fair.writers.delivered();
    let told = heard.last().unwrap()["object"]["content"].as_str().unwrap();
    assert!(told.contains("private"), "{told}");
    let before = fair.writers.delivered().len();
    let own = fair.note("complaint", "")["id"].as_str().unwrap().to_string();
    privately(&fair, &fair.ada, "a2", &own, "<p>#file</p>", json!([fair.board.uri])).await;
    assert_eq!(fair.writers.delivered().len(), before, "nobody is told twice in one thread");

    let mallory = fair.writers.person("mallory");
    privately(&fair, &mallory, "m1", &receipt, "<p>#withdraw</p>", json!([fair.board.uri])).await;
    assert_eq!(fair.writers.delivered().len(), before, "a stranger's private message is nothing of ours");
    assert_eq!(fair.held(id).await.complaint.state().name(), "open");
}

/// What people copy from the address line of a browser is found in the search of their server.
async fn the_page_of_a_thread_is_the_complaints_post_for_programs(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, post, eve) = fair.filed_here().await;
    let address = &fair.test.app.address;
    let (status, note) = fair.fetch(&address.complaint_page(id)).await;
    assert_eq!((status, &note["type"], &note["id"]), (200, &json!("Note"), &json!(post.uri)));
    assert_eq!(note["context"], json!(address.complaint(id)));
    let (status, collection) = fair.fetch(&address.complaint(id)).await;
    assert_eq!((status, &collection["type"], &collection["id"]), (200, &json!("OrderedCollection"), &note["context"]));
    assert_eq!(collection["url"], json!(address.complaint_page(id)));

    // The status note's page resolves, too, and whoever never saw the thread finds its outcome in the replies.
    let voice = fair.forum.person("voice");
    let known = redress::federation::actor::fetch_actor(&fair.test.app, &voice.uri).await.unwrap();
    name_remote_official(&fair.test.app, BrandDomain::parse("acme.com").unwrap(), known.id).await.unwrap();
    fair.test.drain().await;
    fair.test.clock.advance(Duration::from_mins(1));
    let answer = json!({
        "type": "Note", "id": fair.forum.url("/notes/1"), "attributedTo": voice.uri, "to": [PUBLIC], "inReplyTo": post.uri,
        "content": "<p>We sent the money back today. #resolved refund</p><p>— Jo Ott, care</p>"
    });
    let create = json!({"type": "Create", "id": fair.forum.url("/creates/1"), "actor": voice.uri, "to": [PUBLIC], "object": answer});
    assert_eq!(fair.tell(&fair.forum, &voice, &create).await, "understood");
    let (_, note) = fair.fetch(&post.uri).await;
    let items: Vec<&str> =
        note["replies"]["first"]["items"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    // How it stands, the answer, and before both that the brand was told.
    assert_eq!((items.len(), &note["replies"]["totalItems"]), (3, &json!(3)), "{note}");
    assert_eq!(items[1], fair.forum.url("/notes/1"), "the newest first");
    let (_, status_note) = fair.fetch(items[0]).await;
    let (_, found) = fair.fetch(status_note["url"].as_str().unwrap().split('#').next().unwrap()).await;
    assert_eq!(found["id"], json!(post.uri));

    for number in 0..25 {
        let cause = Cause::new(Door::Page, "eve", number.to_string(), fair.test.clock.now());
        comment(&fair.test.app, cause, id, eve.id, format!("Nothing on day {number}")).await.unwrap();
    }
    let (_, note) = fair.fetch(&post.uri).await;
    let first = &note["replies"]["first"];
    assert_eq!((first["items"].as_array().unwrap().len(), &note["replies"]["totalItems"]), (20, &json!(28)));
    let (_, second) = fair.fetch(first["next"].as_str().unwrap()).await;
    assert_eq!(second["items"].as_array().unwrap().len(), 8);
    assert!(second.get("next").is_none());
}

/// A complaint that was filed by mention is found at its author's server.
async fn the_page_of_a_complaint_by_mention_leads_to_its_authors_post(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, uri) = fair.filed().await;
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .pool_max_idle_per_host(0)
        .build()
        .unwrap();
    let path = fair.test.local_url(&format!("/complaints/{id}"));
    let answer = client.get(path).header("accept", "application/activity+json").send().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.headers()["location"].to_str().unwrap()), (303, uri.as_str()));
}

/// Her server told her followers that she moved, and we are none of them.
async fn whoever_moved_is_the_complainant_when_both_accounts_say_so(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, complaint) = fair.filed().await;
    let new = fair.forum.person("ada2");
    let reply = |name: &str| {
        let mut note = fair.note(name, "<p>#withdraw</p>");
        note["id"] = json!(fair.forum.url(&format!("/said/{name}")));
        note["attributedTo"] = json!(new.uri);
        note["inReplyTo"] = json!(complaint);
        json!({"type": "Create", "id": fair.forum.url(&format!("/saying/{name}")), "actor": new.uri, "object": note})
    };
    fair.test.clock.advance(Duration::from_mins(20));
    let mut claims = fair.forum.document_of(&new, "Person");
    claims["alsoKnownAs"] = json!([fair.ada.uri]);
    fair.forum.serve("/users/ada2", &claims);
    fair.tell(&fair.forum, &new, &reply("alone")).await;
    assert_eq!(fair.held(id).await.complaint.state().name(), "open", "the old account does not say so");

    let mut old = fair.writers.document_of(&fair.ada, "Person");
    old["movedTo"] = json!(new.uri);
    fair.writers.serve("/users/ada", &old);
    let asked = fair.writers.fetches();
    fair.tell(&fair.forum, &new, &reply("at-once")).await;
    assert_eq!(fair.writers.fetches(), asked, "a claim cannot make us ask without end");
    fair.test.clock.advance(Duration::from_mins(20));
    fair.tell(&fair.forum, &new, &reply("both")).await;
    assert_eq!(fair.held(id).await.complaint.state().name(), "withdrawn");
}

/// A reply of a person at the writers' server, as its server sends it and as it stands there.
fn reply(fair: &Fair, who: &PeerActor, name: &str, parent: &str, html: &str) -> (Value, Value) {
    let note = json!({
        "type": "Note", "id": fair.writers.url(&format!("/notes/{name}")), "attributedTo": who.uri, "to": [PUBLIC],
        "cc": [fair.board.uri], "inReplyTo": parent, "content": html, "published": "2026-02-01T12:00:00Z",
    });
    let create = json!({"type": "Create", "id": fair.writers.url(&format!("/creates/{name}")), "actor": who.uri, "to": [PUBLIC], "object": note});
    fair.writers.serve(&format!("/notes/{name}"), &note);
    (note, create)
}

async fn told_to(fair: &Fair, peer: &FakePeer) -> Vec<String> {
    fair.test.drain().await;
    let of_board = |it: &Value| it["type"] == "Create" && it["object"]["to"] != json!([PUBLIC]);
    let words = |it: Value| it["object"]["content"].as_str().unwrap_or_default().to_string();
    peer.delivered().into_iter().filter(of_board).map(words).collect()
}

/// Whoever boosts, answers or passes on a post before it reaches us takes nothing from its author.
async fn a_command_counts_whoever_led_us_to_it_first(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, complaint) = fair.filed().await;
    let (note, create) = reply(&fair, &fair.ada, "back", &complaint, "<p>Found it myself. #withdraw</p>");
    let boost = json!({"type": "Announce", "id": fair.forum.url("/boosts/1"), "actor": fair.reader.uri, "to": [PUBLIC], "object": note["id"]});
    fair.tell(&fair.forum, &fair.reader, &boost).await;
    assert_eq!(fair.held(id).await.complaint.state().name(), "open", "nobody gives a command for somebody else");
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &create).await, "understood");
    assert_eq!(fair.held(id).await.complaint.state().name(), "withdrawn");
}

/// What one person sends while nothing here is working comes in the order in which it was sent.
async fn what_one_person_sends_is_worked_off_in_order(engine: Engine) {
    const MANY: usize = 40;
    let fair = Fair::open(engine).await;
    let (id, complaint) = fair.filed().await;
    for number in 0..MANY {
        let (_, create) = reply(&fair, &fair.ada, &format!("n{number}"), &complaint, &format!("<p>Day {number}.</p>"));
        assert_eq!(fair.writers.send(&fair.test, &fair.ada, &create).await, 202);
    }
    let (mut note, _) = reply(&fair, &fair.ada, "n39", &complaint, "<p>Day 39, and it still leaks.</p>");
    note["updated"] = json!("2026-02-01T12:01:00Z");
    let update = json!({"type": "Update", "id": fair.writers.url("/updates/1"), "actor": fair.ada.uri, "to": [PUBLIC], "object": note});
    assert_eq!(fair.writers.send(&fair.test, &fair.ada, &update).await, 202);
    fair.test.drain().await;
    let mut sequences = Vec::new();
    for number in 0..MANY {
        let post = fair.post(&fair.writers.url(&format!("/notes/n{number}"))).await.unwrap();
        sequences.push(post.sequence.unwrap());
    }
    assert!(sequences.is_sorted(), "{sequences:?}");
    let last = fair.post(&fair.writers.url("/notes/n39")).await.unwrap();
    assert!(last.html.contains("still leaks"), "{}", last.html);
    assert_eq!(fair.held(id).await.complaint.state().name(), "open");
}

/// One of them needs what cannot be read now: what was sent after it does not wait. What is passed on holds up nobody, and is
/// nothing once it was taken back.
async fn what_cannot_be_done_now_holds_up_nothing(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, complaint) = fair.filed().await;
    let away = fair.writers.url("/notes/away");
    fair.writers.serve_as("/notes/away", 503, "text/plain", b"later");
    let by_id = json!({"type": "Create", "id": fair.writers.url("/creates/away"), "actor": fair.ada.uri, "to": [PUBLIC], "object": away});
    let boost = json!({"type": "Announce", "id": fair.writers.url("/boosts/away"), "actor": fair.ada.uri, "to": [PUBLIC], "object": away});
    let undo = json!({"type": "Undo", "id": fair.writers.url("/undos/away"), "actor": fair.ada.uri, "object": boost});
    let (_, create) = reply(&fair, &fair.ada, "back", &complaint, "<p>#withdraw</p>");
    let never = fair.writers.url("/notes/never");
    fair.writers.serve_as("/notes/never", 503, "text/plain", b"later");
    let reboost = json!({"type": "Announce", "id": fair.writers.url("/boosts/never"), "actor": fair.ada.uri, "to": [PUBLIC], "object": never});
    let unboost =
        json!({"type": "Undo", "id": fair.writers.url("/undos/never"), "actor": fair.ada.uri, "object": reboost});
    for activity in [&by_id, &boost, &undo, &create, &reboost, &unboost] {
        fair.writers.send(&fair.test, &fair.ada, activity).await;
    }
    fair.test.drain().await;
    assert_eq!(fair.held(id).await.complaint.state().name(), "withdrawn");
    let (_, again) = reply(&fair, &fair.ada, "away", &complaint, "<p>Never mind.</p>");
    assert_eq!(again["object"]["id"], json!(away), "it can be read again");
    reply(&fair, &fair.ada, "never", &complaint, "<p>Only boosted.</p>");
    fair.test.clock.advance(Duration::from_mins(1));
    fair.test.drain().await;
    let taken_back = boost["id"].as_str().unwrap().to_string();
    assert!(
        !fair.read(move |view| reactions::is_activity(view, &taken_back)).await,
        "it was taken back while it waited"
    );
    assert!(fair.post(&away).await.is_some(), "its author says it besides");
    assert!(fair.post(&never).await.is_none(), "what only a boost led to goes with it");
}

/// Some servers name a board by the address of its page.
async fn a_board_is_meant_by_its_page_too(engine: Engine) {
    let fair = Fair::open(engine).await;
    let page = fair.test.app.address.board_page("acme.com");
    for (name, href) in [("by-page", page.clone()), ("with-a-slash", format!("{page}/"))] {
        let mut note = fair.note(name, "<p>The lid of the kettle broke.</p>");
        note["cc"] = json!([]);
        note["tag"] = json!([{"type": "Mention", "href": href, "name": "@acme.com"}]);
        let create = json!({"type": "Create", "id": fair.writers.url(&format!("/creates/{name}")), "actor": fair.ada.uri, "to": [PUBLIC], "object": note});
        assert_eq!(fair.tell(&fair.writers, &fair.ada, &create).await, "understood");
        let post = fair.post(note["id"].as_str().unwrap()).await;
        assert!(post.and_then(|it| it.complaint).is_some(), "{href}");
    }
    // The page of nobody, and a page of another host that begins like ours.
    for (name, href) in
        [("nobody", format!("{}/@nobody", fair.test.app.address.origin())), ("else", format!("{page}/records"))]
    {
        let mut note = fair.note(name, "<p>The lid of the kettle broke.</p>");
        note["cc"] = json!([]);
        note["tag"] = json!([{"type": "Mention", "href": href}]);
        let create = json!({"type": "Create", "id": fair.writers.url(&format!("/creates/{name}")), "actor": fair.ada.uri, "to": [PUBLIC], "object": note});
        fair.tell(&fair.writers, &fair.ada, &create).await;
        assert!(fair.post(note["id"].as_str().unwrap()).await.is_none(), "{href}");
    }
}

/// No address of ours ends in a slash, and many write one.
async fn a_slash_at_the_end_leads_on(engine: Engine) {
    let fair = Fair::open(engine).await;
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let actor = fair.board.uri.strip_prefix(fair.test.app.address.origin()).unwrap();
    for (asked, place) in [
        ("/boards/acme.com/".to_string(), Some("/boards/acme.com".to_string())),
        ("/@mia/".to_string(), Some("/@mia".to_string())),
        ("/boards/?q=acme".to_string(), Some("/boards?q=acme".to_string())),
        (format!("{actor}/"), Some(actor.to_string())),
        ("//evil.example/".to_string(), None),
        ("//".to_string(), None),
    ] {
        let answer = client.get(fair.test.local_url(&asked)).send().await.unwrap();
        let leads = answer.headers().get("location").map(|it| it.to_str().unwrap().to_string());
        assert_eq!(leads, place, "{asked}");
        assert_eq!(answer.status().as_u16(), if place.is_some() { 301 } else { 404 }, "{asked}");
    }
    let page = format!("{}/", fair.test.app.address.board_page("acme.com"));
    let (status, found) = fair.fetch(&format!("/.well-known/webfinger?resource={page}")).await;
    assert_eq!((status, &found["links"][0]["href"]), (200, &json!(fair.board.uri)));
}

/// Lemmy takes a deletion back. What was erased is nowhere any more, and its author hears that once.
async fn who_wants_a_deleted_post_back_is_told(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, complaint) = fair.filed().await;
    let (note, create) = reply(&fair, &fair.ada, "words", &complaint, "<p>It leaks at 40 degrees.</p>");
    fair.tell(&fair.writers, &fair.ada, &create).await;
    let uri = note["id"].as_str().unwrap();
    let delete = |name: &str, object: &Value| json!({"type": "Delete", "id": fair.writers.url(&format!("/deletes/{name}")), "actor": fair.ada.uri, "to": [PUBLIC], "object": object});
    let undo = |name: &str, object: &Value| json!({"type": "Undo", "id": fair.writers.url(&format!("/undeletes/{name}")), "actor": fair.ada.uri, "to": [PUBLIC], "object": object});
    let gone = delete("words", &note["id"]);
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &gone).await, "understood");
    for number in ["1", "2"] {
        assert_eq!(fair.tell(&fair.writers, &fair.ada, &undo(number, &gone)).await, "refused: erased");
    }
    let kept = fair.post(uri).await.unwrap();
    assert!(kept.deleted_at.is_some() && !kept.html.contains("40 degrees"), "{}", kept.html);
    let told = told_to(&fair, &fair.writers).await;
    assert_eq!(told.iter().filter(|it| it.contains("erased here for good")).count(), 1, "{told:?}");
    // Nobody else takes it back, and nobody hears of it.
    let bo = fair.writers.person("bo");
    let mut others = undo("bo", &gone);
    others["actor"] = json!(bo.uri);
    fair.tell(&fair.writers, &bo, &others).await;
    assert_eq!(told_to(&fair, &fair.writers).await.len(), told.len());
    // Both overtook the post: nothing was erased, and it comes.
    let (late, create) = reply(&fair, &fair.ada, "late", &complaint, "<p>It leaks at 60 degrees.</p>");
    let early = delete("late", &late["id"]);
    fair.tell(&fair.writers, &fair.ada, &early).await;
    fair.tell(&fair.writers, &fair.ada, &undo("late", &early)).await;
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &create).await, "understood");
    assert!(fair.post(late["id"].as_str().unwrap()).await.is_some());
}

/// Anybody has what somebody proved, and may pass it on from where all is slow. What its author's own server sends waits for none
/// of it, and is not done twice.
async fn what_strangers_pass_on_holds_up_nobody(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, complaint) = fair.filed().await;
    let stranger = fair.forum.person("stranger");
    let (bea, key) = proving(&fair, "bea");
    let at = fair.test.clock.now();
    let prove = |value: &Value| integrity_proof::sign(value, &key, &format!("{}#proofs", bea.uri), at).unwrap();
    let waiting = async || fair.read(inbox_lanes::waiting).await;
    for kind in ["rd:Seal", "rd:Statement", "Arrive"] {
        let id = fair.writers.url(&format!("/documents/{kind}"));
        let document = prove(&json!({"type": kind, "id": id, "actor": bea.uri, "object": complaint}));
        assert_eq!(fair.forum.send(&fair.test, &stranger, &document).await, 202, "{kind}");
        assert_eq!(fair.writers.send(&fair.test, &bea, &document).await, 202, "{kind}");
    }
    assert_eq!(waiting().await, 0, "what comes to nothing waits nowhere");

    let (_, first) = reply(&fair, &bea, "first", &complaint, "<p>Mine leaks, too.</p>");
    let (_, second) = reply(&fair, &bea, "second", &complaint, "<p>At the handle.</p>");
    let first = prove(&first);
    let outcome = async |of: &Value| fair.outcome(&bea, of["id"].as_str().unwrap()).await;
    assert_eq!(fair.forum.send(&fair.test, &stranger, &first).await, 202);
    // The stranger's lane is slow: its turn does not come in this story.
    fair.test.db.execute("UPDATE inbox_lanes SET next_at = 9000000000000000 WHERE host LIKE 'forum%'");
    assert_eq!(fair.writers.send(&fair.test, &bea, &second).await, 202);
    fair.test.drain().await;
    assert_eq!((outcome(&second).await.as_deref(), outcome(&first).await), (Some("understood"), None));
    for _ in 0..2 {
        assert_eq!(fair.writers.send(&fair.test, &bea, &first).await, 202);
    }
    assert_eq!(waiting().await, 2, "once where the stranger is, and once in her turn");
    fair.test.drain().await;
    assert_eq!(outcome(&first).await.as_deref(), Some("understood"));
    fair.test.db.execute("UPDATE inbox_lanes SET next_at = 0 WHERE host LIKE 'forum%'");
    fair.test.drain().await;
    assert_eq!((outcome(&first).await.as_deref(), waiting().await), (Some("understood"), 0));

    // A boost of hers, too: what has to be fetched is fetched in her own turn.
    let (third, _) = reply(&fair, &bea, "third", &complaint, "<p>At the lid.</p>");
    let boost = prove(
        &json!({"type": "Announce", "id": fair.writers.url("/boosts/third"), "actor": bea.uri, "to": [PUBLIC], "object": third["id"]}),
    );
    assert_eq!(fair.forum.send(&fair.test, &stranger, &boost).await, 202);
    fair.test.db.execute("UPDATE inbox_lanes SET next_at = 9000000000000000 WHERE host LIKE 'forum%'");
    for _ in 0..2 {
        assert_eq!(fair.writers.send(&fair.test, &bea, &boost).await, 202);
    }
    assert_eq!(waiting().await, 2, "once where the stranger is, and once in her turn");
    fair.test.drain().await;
    assert_eq!(outcome(&boost).await.as_deref(), Some("understood"));
    assert!(fair.post(third["id"].as_str().unwrap()).await.is_some());
    fair.test.db.execute("UPDATE inbox_lanes SET next_at = 0 WHERE host LIKE 'forum%'");
    fair.test.drain().await;
    assert_eq!(waiting().await, 0);
}

/// What says how things stand holds as it was said last, also where what was said before still waits, or has no id.
async fn the_last_word_is_what_holds(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, complaint) = fair.filed().await;
    let board = fair.board.id;
    let zed = fair.writers.person("zed");
    let follows = async || {
        let uri = zed.uri.clone();
        fair.read(move |view| {
            let zed = actors::find_by_uri(view, &uri)?;
            Ok(zed.map_or(Ok(None), |zed| follows::find(view, zed.id, board))?.is_some())
        })
        .await
    };
    let likes = async || {
        let uri = complaint.clone();
        fair.read(move |view| reactions::count(view, &uri, ReactionKind::Like)).await
    };
    let says = async |activity: &Value| assert_eq!(fair.writers.send(&fair.test, &zed, activity).await, 202);
    let follow =
        |id: &str| json!({"type": "Follow", "id": fair.writers.url(id), "actor": zed.uri, "object": fair.board.uri});
    let undo =
        |id: &str, of: &Value| json!({"type": "Undo", "id": fair.writers.url(id), "actor": zed.uri, "object": of});
    let (begun, like) = (follow("/f/1"), json!({"type": "Like", "actor": zed.uri, "object": complaint}));
    let (ended, unlike) = (undo("/u/1", &begun), json!({"type": "Undo", "actor": zed.uri, "object": like}));
    for at_once in [true, false] {
        for (words, holds) in [
            ([(&begun, &like), (&ended, &unlike), (&begun, &like)], true),
            ([(&ended, &unlike), (&begun, &like), (&ended, &unlike)], false),
        ] {
            for (one, other) in words {
                says(one).await;
                says(other).await;
                if !at_once {
                    fair.test.drain().await;
                }
            }
            fair.test.drain().await;
            assert_eq!((follows().await, likes().await), (holds, i64::from(holds)), "at once: {at_once}");
        }
    }
    // Delivered twice, it is done once.
    says(&begun).await;
    says(&begun).await;
    assert_eq!(fair.read(inbox_lanes::waiting).await, 1);
    fair.test.drain().await;
    says(&ended).await;
    fair.test.drain().await;

    // An end that overtook its follow ended that one, and none that is meant later.
    let late = follow("/f/2");
    says(&undo("/u/2", &late)).await;
    says(&late).await;
    fair.test.drain().await;
    assert!(!follows().await, "it was ended before it came");
    says(&late).await;
    fair.test.drain().await;
    assert!(follows().await, "and is meant now");

    // Ended twice at once, it is begun again all the same: what ends nothing ends nothing that was said later.
    let third = follow("/f/3");
    let (one, other) = (undo("/u/3", &third), undo("/u/4", &third));
    for _ in 0..2 {
        for word in [&third, &one, &other, &third] {
            says(word).await;
        }
        fair.test.drain().await;
        assert!(follows().await, "it was said last");
    }
}

/// A server that was told "later" delivers an edit before the post: the post is read as it is by now.
async fn an_edit_that_overtakes_its_post_is_not_lost(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, complaint) = fair.filed().await;
    let (old, create) = reply(&fair, &fair.ada, "words", &complaint, "<p>It leaks at 40 degrees.</p>");
    let mut newer = old.clone();
    newer["content"] = json!("<p>It leaks at 60 degrees.</p>");
    newer["updated"] = json!("2026-02-01T12:05:00Z");
    fair.writers.serve("/notes/words", &newer);
    let update = json!({"type": "Update", "id": fair.writers.url("/updates/words"), "actor": fair.ada.uri, "to": [PUBLIC], "object": newer});
    fair.tell(&fair.writers, &fair.ada, &update).await;
    assert!(fair.post(old["id"].as_str().unwrap()).await.is_none(), "an edit is no post");
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &create).await, "understood");
    let kept = fair.post(old["id"].as_str().unwrap()).await.unwrap();
    assert!(kept.html.contains("60 degrees"), "{}", kept.html);
}

/// What is meant for us and comes to nothing is answered once.
async fn what_was_meant_and_does_not_count_is_said(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, complaint) = fair.filed().await;
    let (mut note, create) = reply(&fair, &fair.ada, "works", &complaint, "<p>I found another kettle.</p>");
    fair.tell(&fair.writers, &fair.ada, &create).await;
    note["content"] = json!("<p>I found another kettle. #withdraw</p>");
    note["updated"] = json!("2026-02-01T12:05:00Z");
    let update = json!({"type": "Update", "id": fair.writers.url("/updates/works"), "actor": fair.ada.uri, "to": [PUBLIC], "object": note});
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &update).await, "understood");
    assert_eq!(fair.held(id).await.complaint.state().name(), "open");
    let told = told_to(&fair, &fair.writers).await;
    assert!(told.last().unwrap().contains("by editing a post"), "{told:?}");

    // The second post of a thread that is not here.
    let parent = format!("{}/statuses/1", fair.ada.uri);
    let (mut second, mut create) = reply(&fair, &fair.ada, "second", &parent, "<p>2/2 @acme.com</p>");
    second["tag"] = json!([{"type": "Mention", "href": fair.board.uri}]);
    create["object"] = second;
    fair.tell(&fair.writers, &fair.ada, &create).await;
    let told = told_to(&fair, &fair.writers).await;
    assert!(told.last().unwrap().contains("A reply files no complaint"), "{told:?}");

    // A brand that mentions its own board.
    let voice = fair.forum.actor("acme", "Organization");
    let known = redress::federation::actor::fetch_actor(&fair.test.app, &voice.uri).await.unwrap();
    name_remote_official(&fair.test.app, BrandDomain::parse("acme.com").unwrap(), known.id).await.unwrap();
    let id = fair.forum.url("/notes/own");
    let note = json!({"type": "Note", "id": id, "attributedTo": voice.uri, "to": [PUBLIC], "content": "<p>We are here. @acme.com</p>", "tag": [{"type": "Mention", "href": fair.board.uri}]});
    let create = json!({"type": "Create", "id": fair.forum.url("/creates/own"), "actor": voice.uri, "to": [PUBLIC], "object": note});
    fair.tell(&fair.forum, &voice, &create).await;
    let told_brand = told_to(&fair, &fair.forum).await;
    assert!(told_brand.iter().any(|it| it.contains("files no complaint about itself")), "{told_brand:?}");

    // Nobody knows whether somebody who answers others there means the board.
    let (mut third, mut create) =
        reply(&fair, &fair.ada, "third", "https://elsewhere.example/notes/1", "<p>@acme.com</p>");
    third["tag"] = json!([{"type": "Mention", "href": fair.board.uri}]);
    create["object"] = third;
    fair.tell(&fair.writers, &fair.ada, &create).await;
    assert_eq!(told_to(&fair, &fair.writers).await.len(), told.len());
}

/// A forum's note names its group among those it is for, and nowhere in the words.
async fn a_note_to_the_board_without_a_mention_is_filed(engine: Engine) {
    let fair = Fair::open(engine).await;
    let note = fair.note("to-the-group", "<p>The lid of the kettle broke.</p>");
    let create = json!({"type": "Create", "id": fair.writers.url("/creates/to-the-group"), "actor": fair.ada.uri, "to": [PUBLIC], "object": note});
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &create).await, "understood");
    assert!(fair.post(note["id"].as_str().unwrap()).await.unwrap().complaint.is_some());
}

/// Support is taken back on a plain server by deleting the post that gave it.
async fn support_goes_with_the_post_that_gave_it(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, complaint) = fair.filed().await;
    let bo = fair.writers.person("bo");
    let (note, create) = reply(&fair, &bo, "same", &complaint, "<p>Mine leaks too. #samehere</p>");
    assert_eq!(fair.tell(&fair.writers, &bo, &create).await, "understood");
    assert_eq!(fair.held(id).await.complaint.supporters(), 1);
    // Another one that says it again gave nothing, and takes nothing along.
    let (again, create) = reply(&fair, &bo, "again", &complaint, "<p>Still #samehere</p>");
    fair.tell(&fair.writers, &bo, &create).await;
    let delete = json!({"type": "Delete", "id": fair.writers.url("/deletes/again"), "actor": bo.uri, "to": [PUBLIC], "object": again["id"]});
    fair.tell(&fair.writers, &bo, &delete).await;
    assert_eq!(fair.held(id).await.complaint.supporters(), 1);
    let delete = json!({"type": "Delete", "id": fair.writers.url("/deletes/same"), "actor": bo.uri, "to": [PUBLIC], "object": note["id"]});
    assert_eq!(fair.tell(&fair.writers, &bo, &delete).await, "understood");
    assert_eq!(fair.held(id).await.complaint.supporters(), 0);

    // What it says by now is no matter, nor who else supports meanwhile, by whichever door.
    let cy = fair.writers.person("cy");
    let (mut note, create) = reply(&fair, &cy, "cy", &complaint, "<p>#samehere mine broke</p>");
    assert_eq!(fair.tell(&fair.writers, &cy, &create).await, "understood");
    let eve = fair.filed_here().await.2.id;
    let support = async |by: ActorId, name: &str, command: Command| {
        let deed = Deed { complaint: id, by: By::Actor(by), seen: None, command, reason: None };
        act_on_complaint(&fair.test.app, Cause::new(Door::Page, name, name, fair.test.clock.now()), deed)
            .await
            .unwrap();
    };
    support(eve, "eve", Command::Support).await;
    let (again, create) = reply(&fair, &cy, "cy-again", &complaint, "<p>#samehere again</p>");
    fair.tell(&fair.writers, &cy, &create).await;
    let deletes = |name: &str| json!({"type": "Delete", "id": fair.writers.url(&format!("/deletes/{name}")), "actor": cy.uri, "to": [PUBLIC], "object": fair.writers.url(&format!("/notes/{name}"))});
    assert_eq!(again["id"], deletes("cy-again")["object"]);
    fair.tell(&fair.writers, &cy, &deletes("cy-again")).await;
    assert_eq!(fair.held(id).await.complaint.supporters(), 2);
    // An edit gives no command, and takes none back.
    note["content"] = json!("<p>Mine broke</p>");
    note["updated"] = json!("2026-02-01T12:05:00Z");
    fair.writers.serve("/notes/cy", &note);
    let update = json!({"type": "Update", "id": fair.writers.url("/updates/cy"), "actor": cy.uri, "to": [PUBLIC], "object": note});
    assert_eq!(fair.tell(&fair.writers, &cy, &update).await, "understood");
    assert_eq!(fair.held(id).await.complaint.supporters(), 2);
    assert_eq!(fair.tell(&fair.writers, &cy, &deletes("cy")).await, "understood");
    assert_eq!(fair.held(id).await.complaint.supporters(), 1);
    // Who took it back and said so by another door keeps that.
    let (_, create) = reply(&fair, &cy, "cy-third", &complaint, "<p>#samehere after all</p>");
    assert_eq!(fair.tell(&fair.writers, &cy, &create).await, "understood");
    let cys = fair.post(&fair.writers.url("/notes/cy-third")).await.unwrap().author.unwrap();
    support(cys, "cy back", Command::TakeBackSupport).await;
    support(cys, "cy page", Command::Support).await;
    fair.tell(&fair.writers, &cy, &deletes("cy-third")).await;
    assert_eq!(fair.held(id).await.complaint.supporters(), 2);
}

on_both_engines!(
    a_command_counts_whoever_led_us_to_it_first,
    what_one_person_sends_is_worked_off_in_order,
    what_cannot_be_done_now_holds_up_nothing,
    a_board_is_meant_by_its_page_too,
    a_slash_at_the_end_leads_on,
    who_wants_a_deleted_post_back_is_told,
    what_strangers_pass_on_holds_up_nobody,
    the_last_word_is_what_holds,
    an_edit_that_overtakes_its_post_is_not_lost,
    what_was_meant_and_does_not_count_is_said,
    a_note_to_the_board_without_a_mention_is_filed,
    support_goes_with_the_post_that_gave_it,
    whoever_moved_is_the_complainant_when_both_accounts_say_so,
    a_direct_answer_to_the_receipt_counts_and_its_words_are_not_kept,
    a_private_command_that_does_not_count_is_answered,
    the_page_of_a_thread_is_the_complaints_post_for_programs,
    the_page_of_a_complaint_by_mention_leads_to_its_authors_post,
);
