//! What is erased is gone: from the files of this machine, from pages and documents, and from every server that may hold it.

use std::collections::BTreeSet;
use std::time::Duration;

use redress::app::Clock;
use redress::domain::brand::BrandDomain;
use redress::domain::complaint::Command;
use redress::domain::ids::{AccountId, ComplaintId};
use redress::federation::outgoing::deliver;
use redress::services::file_complaint::{Contact, Draft, Filer, file_complaint};
use redress::services::open_board::open_board;
use redress::services::run_clock::run_clock;
use redress::storage::actors::{self, Actor};
use redress::storage::deliveries;
use redress::storage::erasures;
use redress::storage::posts::{self, PostKind, StoredPost};
use redress::storage::{Cause, Door};
use serde_json::{Value, json};

use crate::between::member;
use crate::groups::Fair;
use crate::on_both_engines;
use crate::support::Engine;
use crate::support::acts::{By, Deed, act_on_complaint, comment, correct};
use crate::support::browser::Browser;
use crate::support::peer::{Answer, FakePeer, Heard, PUBLIC};

/// Words that stand nowhere else, one for each place where words are kept.
const CANARIES: [&str; 8] = [
    "quorbletitle",
    "quorbletext",
    "quorbleproduct",
    "quorblecontact",
    "quorblecorrected",
    "quorblecomment",
    "quorblereply",
    "quorbleprivate",
];

fn cause(fair: &Fair, name: &str) -> Cause {
    Cause::new(Door::Page, "a story", name, fair.test.clock.now())
}

fn draft() -> Draft {
    let contact = Contact { channel: "phone".into(), demanded: "Quorblecontact".into(), ..Contact::default() };
    Draft {
        title: "Quorbletitle".into(),
        text: "It was quorbletext.".into(),
        product: Some("Quorbleproduct".into()),
        contacts: vec![contact],
        ..Draft::default()
    }
}

async fn filed(fair: &Fair, by: &Actor, account: AccountId) -> (ComplaintId, StoredPost) {
    let brand = open_board(&fair.test.app, BrandDomain::parse("acme.com").unwrap(), None).await.unwrap().0.id;
    let filer = Filer { actor: by.id, account: Some(account) };
    let filed = file_complaint(&fair.test.app, cause(fair, "file"), filer, brand, draft()).await.unwrap();
    let id = filed.into_inner().id;
    fair.test.drain().await;
    (id, fair.read(move |view| posts::of_event(view, id, 1)).await.unwrap())
}

async fn act(fair: &Fair, id: ComplaintId, by: &Actor, command: Command, name: &str) {
    let deed = Deed { complaint: id, by: By::Actor(by.id), seen: None, command, reason: None };
    act_on_complaint(&fair.test.app, cause(fair, name), deed).await.unwrap();
    fair.test.drain().await;
}

async fn erase(fair: &Fair, id: ComplaintId, by: &Actor) {
    act(fair, id, by, Command::Erase { targets: Vec::new() }, "erase").await;
}

/// Ada, on another server, answers a post.
async fn replied(fair: &Fair, post: &str, name: &str, html: &str) -> Value {
    let mut reply = fair.note(name, html);
    reply["inReplyTo"] = json!(post);
    let id = fair.writers.url(&format!("/creates/{name}"));
    let create = json!({"type": "Create", "id": id, "actor": fair.ada.uri, "to": [PUBLIC], "object": reply});
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &create).await, "understood");
    reply
}

/// The words that are found in the files of the database, or, on PostgreSQL, in a dump of all its tables; and how many
/// places were searched.
fn found(fair: &Fair) -> (BTreeSet<&'static str>, usize) {
    let mut dump = Vec::new();
    let summary = fair.test.app.db.back_up(&mut dump, fair.test.clock.now()).unwrap();
    let mut places = vec![dump];
    if fair.test.db.engine() == Engine::Sqlite {
        for entry in std::fs::read_dir(fair.test.db.data_dir()).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                places.push(std::fs::read(path).unwrap());
            }
        }
    }
    let count = places.len() - 1 + summary.tables;
    let spelt = |word: &str| [word.to_string(), hex::encode(word), hex::encode(word.replace("quorble", "Quorble"))];
    let lower: Vec<String> = places.iter().map(|it| String::from_utf8_lossy(it).to_lowercase()).collect();
    let has = |word: &&str| spelt(word).iter().any(|it| lower.iter().any(|place| place.contains(it.as_str())));
    (CANARIES.into_iter().filter(has).collect(), count)
}

async fn erased_words_stand_in_no_file(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, mia, account) = member(&fair.test, "mia", "en").await;
    // What the forum does not take stays as a dead letter, with what it answered.
    fair.forum.refuse(|heard| (heard.method == "POST").then(|| (422, Vec::new())));
    let (id, post) = filed(&fair, &mia, account).await;
    let reply = replied(&fair, &post.uri, "reply", "<p>So quorblereply</p>").await;
    let app = &fair.test.app;
    let text = "It is quorblecorrected.".to_string();
    correct(app, cause(&fair, "correct"), id, mia.id, "Quorbletitle".into(), text, None).await.unwrap();
    comment(app, cause(&fair, "comment"), id, mia.id, "And quorblecomment.".into()).await.unwrap();
    fair.test.drain().await;
    let private = json!({
        "type": "Create", "id": fair.writers.url("/creates/private"), "actor": fair.ada.uri, "to": [fair.board.uri],
        "object": {"type": "Note", "id": fair.writers.url("/notes/private"), "attributedTo": fair.ada.uri,
            "to": [fair.board.uri], "content": "<p>quorbleprivate</p>"}
    });
    fair.tell(&fair.writers, &fair.ada, &private).await;
    let (before, _) = found(&fair);
    let kept: BTreeSet<&str> = CANARIES.into_iter().filter(|it| *it != "quorbleprivate").collect();
    assert!(before.is_superset(&kept), "{before:?}");
    assert!(fair.read(deliveries::counts).await.dead > 0);

    erase(&fair, id, &mia).await;
    let delete = json!({
        "type": "Delete", "id": fair.writers.url("/deletes/reply"), "actor": fair.ada.uri,
        "object": {"type": "Tombstone", "id": reply["id"]}
    });
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &delete).await, "understood");
    let progress = fair.read(move |view| erasures::progress(view, id)).await.unwrap();
    assert!(progress.scrubbed && !progress.telling, "{progress:?}");
    let (after, places) = found(&fair);
    assert!(after.is_empty(), "{after:?} in {places} places");
    eprintln!("words found in files after erasure: {}, places searched: {places}", after.len());
}

async fn what_was_never_meant_leaves_no_words(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, mia, account) = member(&fair.test, "mia", "en").await;
    let (id, _) = filed(&fair, &mia, account).await;
    act(&fair, id, &mia, Command::Retract, "retract").await;
    let (after, places) = found(&fair);
    assert!(after.is_empty(), "{after:?} in {places} places");
    assert_eq!(fair.held(id).await.complaint.state().name(), "retracted");
}

async fn a_closed_account_elsewhere_leaves_no_words(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, mia, account) = member(&fair.test, "mia", "en").await;
    let (_, post) = filed(&fair, &mia, account).await;
    replied(&fair, &post.uri, "reply", "<p>So quorblereply</p>").await;
    assert!(found(&fair).0.contains("quorblereply"));
    let delete = json!({
        "type": "Delete", "id": fair.writers.url("/deletes/ada"), "actor": fair.ada.uri, "object": fair.ada.uri
    });
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &delete).await, "understood");
    assert!(!found(&fair).0.contains("quorblereply"));
    assert!(found(&fair).0.contains("quorbletext"), "and nobody else's");
}

/// Activities by this actor itself, not passed on by anybody.
fn own(peer: &FakePeer, kind: &str, actor: &str, object: &str) -> usize {
    let heard = peer.delivered();
    heard
        .iter()
        .filter(|it| it["type"] == json!(kind) && it["actor"] == json!(actor) && it["object"]["id"] == json!(object))
        .count()
}

async fn who_may_hold_a_post_is_told_and_the_page_counts_who_confirmed(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (mut browser, mia, account) = member(&fair.test, "mia", "en").await;
    let (id, post) = filed(&fair, &mia, account).await;
    // The forum has it by the board's boost and follows no more; the writers have it because ada answered.
    let undo = json!({
        "type": "Undo", "id": fair.forum.url("/unfollow"), "actor": fair.reader.uri,
        "object": {"type": "Follow", "actor": fair.reader.uri, "object": fair.board.uri}
    });
    assert_eq!(fair.tell(&fair.forum, &fair.reader, &undo).await, "understood");
    replied(&fair, &post.uri, "reply", "<p>Mine too</p>").await;
    let (title, text) = ("Quorbletitle".to_string(), "It is quorblecorrected.".to_string());
    correct(&fair.test.app, cause(&fair, "correct"), id, mia.id, title, text, None).await.unwrap();
    fair.test.drain().await;
    for peer in [&fair.forum, &fair.writers] {
        assert_eq!(own(peer, "Update", &mia.uri, &post.uri), 1, "{:#?}", peer.delivered());
    }

    let down = |heard: &Heard| (heard.method == "POST").then(|| (503, Vec::new()));
    fair.writers.refuse(down);
    let path = format!("/complaints/{id}");
    let sure = browser.get(&format!("{path}/erase")).await.is(200);
    assert!(sure.text().contains("This cannot be undone."), "{}", sure.text());
    let thread = browser.submit(&sure, &format!("{path}/erase"), &[]).await.is(200);
    assert!(
        thread.text().contains("is being deleted on this server. Other servers are being told."),
        "{}",
        thread.text()
    );
    fair.test.drain().await;
    assert_eq!(own(&fair.forum, "Delete", &mia.uri, &post.uri), 1);
    let mut visitor = Browser::at(&fair.test);
    let said = visitor.get(&path).await.is(200).text();
    assert!(said.contains("What was erased is deleted on this server. 1 of 2 servers have confirmed"), "{said}");
    assert!(!said.contains("every server"), "{said}");
    fair.test.clock.advance(Duration::from_hours(25));
    let said = visitor.get(&path).await.is(200).text();
    assert!(said.contains(&format!("No answer yet from {}", fair.writers.authority())), "{said}");

    fair.writers.refuse(|_| None);
    fair.test.drain().await;
    assert!(own(&fair.writers, "Delete", &mia.uri, &post.uri) > 1, "refused once, and sent again");
    assert!(!visitor.get(&path).await.is(200).text().contains("have confirmed"), "it is over");
    let said = browser.get(&path).await.is(200).text();
    assert!(said.contains("2 of 2 servers have confirmed that they deleted it."), "{said}");
}

async fn nothing_leads_from_the_name_to_the_complaint_or_back(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, mia, account) = member(&fair.test, "mia", "en").await;
    let (id, post) = filed(&fair, &mia, account).await;
    comment(&fair.test.app, cause(&fair, "comment"), id, mia.id, "And quorblecomment.".into()).await.unwrap();
    act(&fair, id, &mia, Command::Withdraw { settled: None, condition: None }, "withdraw").await;
    erase(&fair, id, &mia).await;
    let mut visitor = Browser::at(&fair.test);
    let profile = visitor.get("/@mia").await.is(200);
    for trace in [id.to_string(), post.id.to_string(), "erased".into()] {
        assert!(!profile.html.contains(&trace), "{trace} stands on the profile:\n{}", profile.html);
    }
    for page in [format!("/complaints/{id}"), format!("/complaints/{id}/proof"), "/boards/acme.com".into()] {
        let shown = visitor.get(&page).await.is(200);
        for trace in ["mia", mia.id.to_string().as_str()] {
            assert!(!shown.html.contains(trace), "{trace} stands on {page}:\n{}", shown.html);
        }
    }
    let thread = visitor.get(&format!("/complaints/{id}")).await.is(200).text();
    assert!(thread.contains("Withdrawn by somebody whose name was erased"), "{thread}");
    let outbox = format!("{}/outbox?page=true", mia.uri);
    let (_, said) = fair.fetch(&outbox).await;
    assert!(!said.to_string().contains(&post.id.to_string()), "{said:#}");
    let documents = [
        format!("{}/outbox?page=true", fair.board.uri),
        format!("{}/complaints/{id}", fair.test.app.address.origin()),
        format!("{}/complaints/{id}/history", fair.test.app.address.origin()),
        post.uri.clone(),
    ];
    for uri in documents {
        let (_, document) = fair.fetch(&uri).await;
        assert!(!document.to_string().contains(&mia.uri), "{uri}: {document:#}");
        assert!(!document.to_string().contains("mia@"), "{uri}: {document:#}");
    }
    // The board's own notes are named by their addresses alone, and mention her no more.
    let notes = fair.read(move |view| posts::of_complaint(view, id, 0, 100)).await;
    for note in notes.iter().filter(|it| it.kind == PostKind::Status) {
        let (_, document) = fair.fetch(&note.uri).await;
        assert!(!document.to_string().contains(&mia.uri), "{document:#}");
    }
}

async fn a_command_alone_is_not_passed_on(engine: Engine) {
    let fair = Fair::open(engine).await;
    let mut note = fair.note("complaint", "<p>The kettle leaks.</p>");
    note["tag"] = json!([{"type": "Mention", "href": fair.board.uri}]);
    let create = json!({"type": "Create", "id": fair.writers.url("/creates/complaint"), "actor": fair.ada.uri, "to": [PUBLIC], "object": note});
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &create).await, "understood");
    let complaint = note["id"].as_str().unwrap();
    let mention = "<p><a href=\"https://home.test/boards/acme.com\">@<span>acme.com</span></a> #file</p>";
    let command = replied(&fair, complaint, "file", mention).await;
    let words = replied(&fair, complaint, "words", "<p>It still leaks.</p>").await;
    fair.test.clock.advance(Duration::from_mins(11));
    run_clock(&fair.test.app).await.unwrap();
    fair.test.drain().await;
    let told = |uri: &Value| {
        let heard = fair.forum.delivered();
        let boosts = heard.iter().filter(|it| it["object"] == *uri).count();
        (boosts, heard.iter().filter(|it| it["object"]["object"]["id"] == *uri).count())
    };
    assert_eq!(told(&note["id"]), (1, 1), "once each: {:#?}", fair.forum.delivered());
    assert_eq!(told(&command["id"]), (0, 0), "{:#?}", fair.forum.delivered());
    assert_eq!(told(&words["id"]), (1, 1));
}

async fn what_a_guest_writes_here_answers_under_its_address(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, mia, account) = member(&fair.test, "mia", "en").await;
    let (id, post) = filed(&fair, &mia, account).await;
    // Her server knows her; then she signs in here and writes.
    replied(&fair, &post.uri, "reply", "<p>Mine too</p>").await;
    let uri = fair.ada.uri.clone();
    let ada = fair.read(move |view| actors::find_by_uri(view, &uri)).await.unwrap();
    comment(&fair.test.app, cause(&fair, "guest"), id, ada.id, "Written as a guest.".into()).await.unwrap();
    fair.test.drain().await;
    let boosted: Vec<String> = fair
        .forum
        .delivered()
        .iter()
        .filter(|it| it["type"] == "Announce")
        .filter_map(|it| it["object"].as_str().map(String::from))
        .collect();
    assert!(boosted.len() >= 3, "{boosted:?}");
    for uri in boosted.iter().filter(|it| it.starts_with(fair.test.app.address.origin())) {
        let (status, note) = fair.fetch(uri).await;
        assert_eq!(status, 200, "{uri} was announced");
        assert_eq!(note["id"], json!(uri));
    }
    let guests = fair.read(move |view| posts::of_complaint(view, id, 0, 100)).await.pop().unwrap();
    let (_, note) = fair.fetch(&guests.uri).await;
    assert_eq!(note["attributedTo"], json!(fair.board.uri), "nobody signs for whom we hold no key");
    let content = note["content"].as_str().unwrap();
    assert!(content.contains("ada@writers.test") && content.contains("Written as a guest."), "{content}");
}

async fn whoever_took_part_hears_how_it_ended(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, mia, account) = member(&fair.test, "mia", "en").await;
    let (id, post) = filed(&fair, &mia, account).await;
    replied(&fair, &post.uri, "reply", "<p>Mine too</p>").await;
    act(&fair, id, &mia, Command::Withdraw { settled: None, condition: None }, "withdraw").await;
    let heard = fair.writers.delivered();
    let notes: Vec<&Value> = heard
        .iter()
        .filter(|it| it["type"] == "Create" && it["actor"] == json!(fair.board.uri))
        .filter(|it| it["object"]["inReplyTo"] == json!(post.uri))
        .collect();
    assert_eq!(notes.len(), 1, "{heard:#?}");
    let note = &notes[0]["object"];
    assert!(note["cc"].as_array().unwrap().contains(&json!(fair.ada.uri)), "{note:#}");
    let mentioned = note["tag"].as_array().unwrap().iter().any(|it| it["href"] == json!(fair.ada.uri));
    assert!(!mentioned, "nobody new is mentioned: {note:#}");
    let told = fair.read(move |view| redress::storage::complaints::history(view, id, 0, 100)).await;
    let at = told.last().unwrap().line.read().unwrap().event.at;
    let published: redress::domain::Timestamp = note["published"].as_str().unwrap().parse().unwrap();
    assert_eq!((published - at).num_milliseconds(), 1, "after what it tells of");
}

async fn the_first_refusal_says_why(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, mia, account) = member(&fair.test, "mia", "en").await;
    // As GoToSocial does with whom it blocks: 403, and then it does not know who knocks.
    fair.forum.refuse(|heard| {
        let second = heard.headers.contains_key("signature-input");
        (heard.method == "POST").then(|| (if second { 401 } else { 403 }, Vec::new()))
    });
    filed(&fair, &mia, account).await;
    let letters = fair.read(|view| deliveries::dead_letters(view, None, None, 100)).await;
    assert!(!letters.is_empty());
    for letter in letters {
        assert_eq!((letter.status, letter.parked), (Some(403), true), "{letter:?}");
    }
}

async fn what_cannot_be_undone_is_asked_first(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (mut browser, mia, account) = member(&fair.test, "mia", "en").await;
    let (id, _) = filed(&fair, &mia, account).await;
    let path = format!("/complaints/{id}");
    let thread = browser.get(&path).await.is(200);
    for deed in ["erase", "withdraw", "give-up", "retract"] {
        assert!(!thread.html.contains(&format!("action=\"{path}/{deed}\"")), "{deed} is one tap");
        assert!(thread.html.contains(&format!("href=\"{path}/{deed}\"")), "{deed} has its page");
        let sure = browser.get(&format!("{path}/{deed}")).await.is(200);
        let fields = browser.fields(&sure, &format!("{path}/{deed}"));
        assert!(fields.iter().any(|(name, value)| name == "seen" && value == "1"), "{fields:?}");
        assert_eq!(fair.held(id).await.complaint.state().name(), "open", "asking does nothing");
    }
    let mut stranger = Browser::at(&fair.test);
    assert_eq!(stranger.get(&format!("{path}/erase")).await.path, "/login");
    // What is not possible leads back to the thread.
    assert_eq!(browser.get(&format!("{path}/delete-response?response=1")).await.path, path);
    let sure = browser.get(&format!("{path}/withdraw")).await.is(200);
    browser.submit(&sure, &format!("{path}/withdraw"), &[]).await.is(200);
    assert_eq!(fair.held(id).await.complaint.state().name(), "withdrawn");
}

/// Its server is slow: the post is on its way there while its words are erased.
async fn what_is_on_its_way_arrives_before_its_deletion(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, mia, account) = member(&fair.test, "mia", "en").await;
    let brand = open_board(&fair.test.app, BrandDomain::parse("acme.com").unwrap(), None).await.unwrap().0.id;
    let filer = Filer { actor: mia.id, account: Some(account) };
    let filed = file_complaint(&fair.test.app, cause(&fair, "file"), filer, brand, draft()).await.unwrap();
    let id = filed.into_inner().id;
    while redress::worker::run_due(&fair.test.app).await.unwrap() > 0 {}
    let post = fair.read(move |view| posts::of_event(view, id, 1)).await.unwrap();
    fair.forum.answer("/inbox", Answer::Slow(Duration::from_secs(4)));
    let app = fair.test.app.clone();
    let under_way = tokio::spawn(async move { deliver::run_due(&app).await });
    let says = |it: &Heard| String::from_utf8_lossy(&it.body).to_lowercase().contains("quorbletext");
    while !fair.forum.heard().iter().any(says) {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let deed = Deed {
        complaint: id,
        by: By::Actor(mia.id),
        seen: None,
        command: Command::Erase { targets: Vec::new() },
        reason: None,
    };
    act_on_complaint(&fair.test.app, cause(&fair, "erase"), deed).await.unwrap();
    // Another worker comes by before the first one is done.
    while redress::worker::run_due(&fair.test.app).await.unwrap() > 0 {}
    let gone = |it: &Heard| it.method == "POST" && String::from_utf8_lossy(&it.body).contains("\"Delete\"");
    let app = fair.test.app.clone();
    let second = tokio::spawn(async move { deliver::run_due(&app).await });
    second.await.unwrap().unwrap();
    let heard = fair.forum.heard();
    // On a machine that is very busy the first one may be done by now.
    if !under_way.is_finished() {
        assert!(!heard.iter().any(gone), "nothing overtakes it");
    }
    under_way.await.unwrap().unwrap();
    fair.forum.answer("/inbox", Answer::Slow(Duration::ZERO));
    fair.test.drain().await;
    let heard = fair.forum.heard();
    let last_words = heard.iter().rposition(says).unwrap();
    let first_gone = heard.iter().position(gone).expect("it is told that they are gone");
    assert!(last_words < first_gone, "{last_words} {first_gone}");
    assert!(own(&fair.forum, "Delete", &mia.uri, &post.uri) == 1);
    assert!(found(&fair).0.is_empty(), "{:?}", found(&fair));
}

/// Its server does not answer at all: what it would have said may repeat the words, and they are not sent again.
async fn what_did_not_arrive_is_not_tried_again_after_its_words_are_erased(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, mia, account) = member(&fair.test, "mia", "en").await;
    fair.forum.refuse(|heard| (heard.method == "POST").then(|| (503, Vec::new())));
    let (id, _) = filed(&fair, &mia, account).await;
    erase(&fair, id, &mia).await;
    fair.forum.refuse(|_| None);
    let before = fair.forum.heard().len();
    fair.test.clock.advance(Duration::from_hours(30));
    fair.test.drain().await;
    let heard = fair.forum.heard().split_off(before);
    assert!(!heard.iter().any(|it| String::from_utf8_lossy(&it.body).to_lowercase().contains("quorble")));
    assert!(!heard.iter().any(|it| it.body == b"{}"), "nor what is left of them");
}

/// What somebody wrote to the moderators about it repeats the words.
async fn reports_do_not_keep_what_is_erased(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (mut browser, mia, account) = member(&fair.test, "mia", "en").await;
    let (id, _) = filed(&fair, &mia, account).await;
    comment(&fair.test.app, cause(&fair, "comment"), id, mia.id, "And quorblecomment is a long one.".into())
        .await
        .unwrap();
    let (mut tom, _, _) = member(&fair.test, "tom", "en").await;
    let path = format!("/complaints/{id}");
    for (who, note) in
        [(&mut browser, "nothing special"), (&mut tom, "She says \u{201c}And QUORBLECOMMENT is a long one\u{201d}!")]
    {
        let thread = who.get(&path).await.is(200);
        who.submit(&thread, &format!("{path}/report"), &[("reason", "other"), ("note", note)]).await.is(200);
    }
    fair.test.drain().await;
    erase(&fair, id, &mia).await;
    assert!(found(&fair).0.is_empty(), "{:?}", found(&fair));
    let sql = "SELECT note AS name, COUNT(*) AS number FROM reports GROUP BY note ORDER BY note";
    let notes: Vec<String> = fair.test.db.counted(sql).into_iter().map(|(note, _)| note).collect();
    assert_eq!(notes, ["", "nothing special"], "the report stays, and what quotes nothing");
}

/// What was deleted before files were overwritten at once: the command line writes them anew.
async fn the_command_scrub_leaves_no_words(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, mia, account) = member(&fair.test, "mia", "en").await;
    filed(&fair, &mia, account).await;
    // As an old version did it: nothing was overwritten.
    if engine == Engine::Sqlite {
        let erased =
            "PRAGMA secure_delete = OFF; UPDATE posts SET html = '', source = NULL; UPDATE posts SET title = NULL;";
        fair.test.db.execute(erased);
        let files = std::fs::read_dir(fair.test.db.data_dir()).unwrap().map(|it| it.unwrap().path());
        let held = files
            .filter(|it| it.is_file())
            .any(|it| String::from_utf8_lossy(&std::fs::read(it).unwrap()).to_lowercase().contains("quorbletext"));
        assert!(held, "it lies there");
    }
    erase(&fair, fair.read(move |view| redress::storage::complaints::filed_by(view, mia.id)).await[0], &mia).await;
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_redress"));
    command.arg("scrub").env_clear();
    for (name, value) in [
        ("REDRESS_BASE_URL", fair.test.app.address.origin().to_string()),
        ("REDRESS_DEVELOPMENT", "true".to_string()),
        ("REDRESS_DATA_DIR", fair.test.db.data_dir().display().to_string()),
        ("REDRESS_DATABASE_URL", fair.test.db.url()),
    ] {
        command.env(name, value);
    }
    let out = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    assert!(String::from_utf8_lossy(&out.stdout).contains("in none of its files"), "{out:?}");
    assert!(found(&fair).0.is_empty(), "{:?}", found(&fair));
    assert_eq!(Browser::at(&fair.test).get("/").await.status, 200, "and it goes on");
}

on_both_engines!(
    what_is_on_its_way_arrives_before_its_deletion,
    what_did_not_arrive_is_not_tried_again_after_its_words_are_erased,
    reports_do_not_keep_what_is_erased,
    the_command_scrub_leaves_no_words,
    erased_words_stand_in_no_file,
    what_was_never_meant_leaves_no_words,
    a_closed_account_elsewhere_leaves_no_words,
    who_may_hold_a_post_is_told_and_the_page_counts_who_confirmed,
    nothing_leads_from_the_name_to_the_complaint_or_back,
    a_command_alone_is_not_passed_on,
    what_a_guest_writes_here_answers_under_its_address,
    whoever_took_part_hears_how_it_ended,
    the_first_refusal_says_why,
    what_cannot_be_undone_is_asked_first,
);
