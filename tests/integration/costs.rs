//! What things cost in statements, which is the same on every machine.

use redress::services::open_board::open_board;
use redress::storage::{StorageError, View, complaints};
use serde_json::json;

use crate::on_both_engines;
use crate::support::peer::{FakePeer, PUBLIC};
use crate::support::{Engine, TestApp, plans};
use crate::way_out::{acme, file, follower, person};

/// Statements for one reply of somebody known into a thread of a board that another server follows, from its request until it
/// is passed on, on SQLite and on PostgreSQL. What is asked
/// for once a second is left out. Whoever makes it cheaper draws this tighter.
const STATEMENTS_OF_REPLY_MAX: [usize; 2] = [305, 278];

async fn a_reply_costs_no_more_statements_than_it_did(engine: Engine) {
    let peer = FakePeer::start("peer.test");
    let mut test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
    test.serve();
    let ada = person(&test.app, "ada").await;
    let (_, board) = open_board(&test.app, acme(), None).await.unwrap();
    follower(&test.app, &peer, "fay", board.id, true).await;
    let complaint = file(&test.app, &ada, "file").await;
    let zoe = peer.person("zoe");
    test.drain().await;
    let find = move |view: &mut View<'_>| complaints::find(view, complaint);
    let thread = test.app.db.read::<_, StorageError, _>(find).await.unwrap().unwrap().filed_uri.unwrap();
    let mut rounds = Vec::new();
    for number in 0..4 {
        let id = peer.url(&format!("/notes/{number}"));
        let note = json!({
            "id": format!("{id}/create"), "type": "Create", "actor": zoe.uri, "to": [PUBLIC],
            "object": {"id": id, "type": "Note", "attributedTo": zoe.uri, "to": [PUBLIC], "inReplyTo": thread,
                "content": format!("<p>It happened to me too, and to {number} others here</p>")},
        });
        plans::count();
        assert_eq!(peer.send(&test, &zoe, &note).await, 202);
        test.drain().await;
        rounds.push(plans::counted());
    }
    // Some is known for a second and asked for again in one of them.
    let asked = rounds.into_iter().min_by_key(Vec::len).unwrap_or_default();
    let begun = asked.iter().filter(|it| it.starts_with("BEGIN")).count();
    let [sqlite, postgres] = STATEMENTS_OF_REPLY_MAX;
    let max = if engine == Engine::Sqlite { sqlite } else { postgres };
    let said = asked.join("\n");
    assert!(asked.len() <= max, "{} statements, {begun} transactions:\n{said}", asked.len());
}

on_both_engines!(a_reply_costs_no_more_statements_than_it_did,);
