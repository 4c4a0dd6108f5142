//! Whoever carries a board: long threads reach them page by page, and they alone are asked for what they hold.

use redress::crypto::keys::SecretKey;
use redress::domain::complaint::Command;
use redress::domain::ids::ComplaintId;
use redress::federation::recover::{self, Recovery};
use redress::services::ServiceError;
use redress::services::recover::begin;
use redress::storage::actors::Actor;
use redress::storage::{Cause, Door, StorageError, complaints};
use serde_json::{Value, json};

use crate::between::{agree, carried, do_as, file, held, hours, person};
use crate::on_both_engines;
use crate::support::acts::comment;
use crate::support::peer::{FakePeer, PUBLIC};
use crate::support::{Engine, TestApp};

/// What any of us reads of one document, and what a page of ours has at most with everything around its lines.
const READ_BYTES_MAX: usize = 1_000_000;
const PAGE_BYTES_MAX: usize = 560 * 1024;
/// Misskey takes no more.
const ACTIVITY_BYTES_MAX: usize = 64 * 1024;
/// Servers that speak our vocabulary and carry nothing; they come first by name.
const STRANGERS: usize = 25;

/// Somebody comments; the number makes it another request each time.
async fn says(test: &TestApp, id: ComplaintId, by: &Actor, number: usize, text: &str) -> Result<(), ServiceError> {
    let cause = Cause::new(Door::Page, "a story", number.to_string(), test.app.clock.now());
    comment(&test.app, cause, id, by.id, text.to_string()).await.map(|_| ())
}

/// A document of a server, and how long it is.
async fn fetched(test: &TestApp, address: &str) -> (Value, usize) {
    let path = address.strip_prefix(test.app.address.origin()).unwrap_or(address);
    let request = reqwest::Client::new().get(test.local_url(path)).header("accept", "application/activity+json");
    let bytes = request.send().await.unwrap().bytes().await.unwrap();
    (serde_json::from_slice(&bytes).unwrap(), bytes.len())
}

/// How many lines the pages of a history have; each page is short enough to be read.
async fn lines_of_pages(test: &TestApp, id: ComplaintId) -> (i64, usize) {
    let (mut next, mut lines, mut pages) = (Some(format!("{}?after=0", test.app.address.history(id))), 0, 0);
    while let Some(address) = next {
        let (page, bytes) = fetched(test, &address).await;
        assert!(bytes < PAGE_BYTES_MAX, "{address}: {bytes} bytes");
        lines += i64::try_from(page["orderedItems"].as_array().unwrap().len()).unwrap();
        pages += 1;
        next = page["next"].as_str().map(String::from);
    }
    (lines, pages)
}

/// Sixty comments of ten thousand letters are more than a server reads at once; whoever comes late gets them all the same.
async fn a_long_thread_is_carried_page_by_page(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    let ada = person(&north.app, "ada").await;
    let id = file(&north, &ada, "file").await;
    for number in 0..60 {
        says(&north, id, &ada, number, &"\"so\" ".repeat(1_900)).await.unwrap();
    }
    let (lines, pages) = lines_of_pages(&north, id).await;
    assert_eq!(lines, held(&north, id).await.complaint.sequence);
    assert!(pages > 1, "{pages} pages");
    carried(&north, &[&south]).await;
    hours(&[&north, &south], 1);
    north.settle(&south).await;
    agree(&north, &south, id).await;
    let (post, bytes) = fetched(&north, &north.app.address.posts(id)).await;
    assert!(bytes < READ_BYTES_MAX && post["orderedItems"].as_array().unwrap().len() > 60, "{bytes}");
}

/// The longest posts that people may write go out in activities that every server takes.
async fn what_goes_out_is_never_longer_than_others_take(engine: Engine) {
    let fan = FakePeer::start("fan.test");
    let [north, south] = TestApp::several_beside(engine, ["north.test", "south.test"], &[fan.authority()]);
    let board = carried(&north, &[&south]).await;
    crate::way_out::follower(&north.app, &fan, "fay", board.id, true).await;
    let ada = person(&north.app, "ada").await;
    let id = file(&north, &ada, "file").await;
    for (number, text) in ["\u{1f4a7}".repeat(9_990), "a \"b\" ".repeat(1_600), "<&> ".repeat(1_200)].iter().enumerate()
    {
        says(&north, id, &ada, number, text).await.unwrap();
        north.settle(&south).await;
        agree(&north, &south, id).await;
    }
    let sent: Vec<usize> = fan.heard().iter().filter(|it| it.method == "POST").map(|it| it.body.len()).collect();
    assert!(sent.len() > 3 && sent.iter().all(|bytes| *bytes < ACTIVITY_BYTES_MAX), "{sent:?}");
    // What has become too long by its formatting is refused with its limit, and leaves nothing.
    let before = held(&north, id).await.complaint.sequence;
    let refused = says(&north, id, &ada, 9, &"&".repeat(9_990)).await.unwrap_err();
    assert!(refused.to_string().contains("post-too-long"), "{refused}");
    assert_eq!(held(&north, id).await.complaint.sequence, before);
}

/// Servers that liked something and speak our vocabulary are no carriers: after a restore those who follow the board are asked,
/// however many others there are.
async fn strangers_do_not_crowd_out_who_carries_a_board(engine: Engine) {
    let strangers: Vec<FakePeer> = (0..STRANGERS).map(|it| FakePeer::start(&format!("a{it:02}.test"))).collect();
    let beside: Vec<String> = strangers.iter().map(FakePeer::authority).collect();
    let [north, south] = TestApp::several_beside(engine, ["north.test", "south.test"], &beside);
    carried(&north, &[&south]).await;
    let ada = person(&north.app, "ada").await;
    let old = file(&north, &ada, "old").await;
    north.settle(&south).await;
    let key = SecretKey::generate_rsa().unwrap();
    let liked = north.app.db.read::<_, StorageError, _>(move |view| complaints::find(view, old)).await.unwrap();
    for peer in &strangers {
        let actor = peer.actor_at("/server", "Application", &key);
        let mut document = peer.document_of(&actor, "Application");
        document["generator"] = json!({"type": "Application", "implements": [{"href": "https://w3id.org/redress"}]});
        peer.serve("/server", &document);
        let like = json!({
            "type": "Like", "id": peer.url("/likes/1"), "actor": actor.uri, "to": [PUBLIC],
            "object": liked.as_ref().unwrap().filed_uri,
        });
        assert_eq!(peer.send(&north, &actor, &like).await, 202);
    }
    north.settle(&south).await;
    let mut backup = Vec::new();
    north.app.db.back_up(&mut backup, north.app.clock.now()).unwrap();
    let new = file(&north, &ada, "new").await;
    north.settle(&south).await;

    let north = north.restored(&backup).await;
    begin(&north.app.db, north.app.clock.now()).await.unwrap();
    hours(&[&north, &south], 1);
    assert_eq!(recover::step(&north.app).await.unwrap(), Recovery::Over);
    agree(&north, &south, new).await;
    let asked = strangers.iter().flat_map(FakePeer::heard).filter(|it| it.target.starts_with("/heads")).count();
    assert_eq!(asked, 0, "who carries nothing is not asked");
    do_as(&north, new, &ada, Command::Withdraw { settled: None, condition: None }).await.unwrap();
}

on_both_engines!(
    a_long_thread_is_carried_page_by_page,
    what_goes_out_is_never_longer_than_others_take,
    strangers_do_not_crowd_out_who_carries_a_board,
);
