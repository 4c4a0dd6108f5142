//! Reports pile up no queue: of one person and one thing there is one at a time, with all that they say.

use serde_json::json;

use crate::between::member;
use crate::groups::Fair;
use crate::on_both_engines;
use crate::support::Engine;

async fn what_one_person_says_again_is_added_to_their_report(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, post, _) = fair.filed_here().await;
    let (mut tom, _, _) = member(&fair.test, "tom", "en").await;
    let path = format!("/complaints/{id}");
    for note in ["It names a neighbour", "It names a neighbour", "And the street"] {
        let thread = tom.get(&path).await.is(200);
        let fields = [("reason", "personal-data"), ("note", note)];
        tom.submit(&thread, &format!("{path}/report"), &fields).await.is(200);
    }
    for number in 0..5 {
        let id = fair.writers.url(&format!("/flags/{number}"));
        let flag = json!({"type": "Flag", "id": id, "actor": fair.ada.uri, "object": [post.uri], "content": format!("Reason {number}")});
        assert_eq!(fair.tell(&fair.writers, &fair.ada, &flag).await, "understood");
    }
    let sql = "SELECT note AS name, COUNT(*) AS number FROM reports GROUP BY note ORDER BY note";
    let notes = fair.test.db.counted(sql);
    assert_eq!(notes.len(), 2, "one of each: {notes:?}");
    assert_eq!(notes[0].0, "It names a neighbour\n\nAnd the street");
    assert!(notes[1].0.contains("Reason 0") && notes[1].0.contains("Reason 4"), "{notes:?}");
    let open = fair.test.db.counted("SELECT kind AS name, COUNT(*) AS number FROM cases GROUP BY kind");
    assert_eq!(open, [("report".to_string(), 1)], "of one thing, whoever reports it and through which door");
}

async fn a_complaint_is_one_thing_by_whichever_of_its_addresses(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, complaint) = fair.filed().await;
    let origin = fair.test.app.address.origin().to_string();
    let names = [complaint.clone(), format!("{origin}/complaints/{id}"), format!("{origin}/threads/{id}")];
    for (number, name) in names.iter().enumerate() {
        let flag = json!({
            "type": "Flag", "id": fair.forum.url(&format!("/flags/{number}")), "actor": fair.reader.uri,
            "object": [name], "content": format!("Reason {number}")
        });
        assert_eq!(fair.tell(&fair.forum, &fair.reader, &flag).await, "understood", "{name}");
    }
    let kept = fair.test.db.counted("SELECT subject AS name, COUNT(*) AS number FROM reports GROUP BY subject");
    assert_eq!(kept, [(complaint, 1)]);
}

on_both_engines!(
    what_one_person_says_again_is_added_to_their_report,
    a_complaint_is_one_thing_by_whichever_of_its_addresses,
);
