use serde_json::json;

use super::*;

fn verdict(activity: &Value) -> Result<(), Reason> {
    let own = Address::new(&Url::parse("https://own.example").unwrap()).unwrap();
    check(&Envelope::read(activity.to_string().as_bytes()).unwrap(), &own)
}

#[test]
fn nobody_speaks_for_another_host() {
    let alice = "https://a.example/u/alice";
    let rows = [
        (json!({"type": "Like", "id": "https://b.example/1", "object": "https://b.example/2"}), Reason::ForeignId),
        (json!({"type": "Like", "id": "https://own.example/1", "object": "https://b.example/2"}), Reason::OurOwn),
        (json!({"type": "Create", "object": {"id": "https://b.example/1"}}), Reason::ForeignObject),
        (
            json!({"type": "Create", "object": {"id": "https://a.example/1", "attributedTo": "https://b.example/u"}}),
            Reason::ForeignObject,
        ),
        (
            json!({"type": "Create", "object": {"id": "https://a.example/1", "attributedTo": [alice, "https://b.example/u"]}}),
            Reason::ForeignObject,
        ),
        (json!({"type": "Update", "object": "https://b.example/1"}), Reason::ForeignObject),
        (json!({"type": "Update", "object": {"id": "https://own.example/posts/1"}}), Reason::OurOwn),
        (json!({"type": "Create", "object": {"id": "https://OWN.example:443/posts/1"}}), Reason::OurOwn),
        (json!({"type": "Create", "object": {"id": "https://own.example./posts/1"}}), Reason::OurOwn),
        (json!({"type": "Delete", "object": "https://b.example/1"}), Reason::ForeignObject),
        (
            json!({"type": "Delete", "object": {"type": "Tombstone", "id": "https://b.example/1"}}),
            Reason::ForeignObject,
        ),
        (
            json!({"type": "Undo", "object": {"id": "https://a.example/2", "actor": "https://a.example/u/bob"}}),
            Reason::ForeignUndo,
        ),
        (json!({"type": "Undo", "object": "https://b.example/2"}), Reason::ForeignUndo),
        (
            json!({"type": "Move", "object": "https://b.example/u", "target": "https://a.example/u"}),
            Reason::ForeignObject,
        ),
    ];
    for (mut activity, reason) in rows {
        activity["actor"] = json!(alice);
        assert_eq!(verdict(&activity), Err(reason), "{activity}");
    }
}

#[test]
fn everybody_speaks_for_themselves_and_about_others() {
    let alice = "https://a.example/u/alice";
    let rows = [
        json!({"type": "Create", "id": "https://a.example/1", "object": {"id": "https://a.example/2", "attributedTo": [alice]}}),
        json!({"type": "Delete", "object": {"type": "Tombstone", "id": "https://a.example/2"}}),
        json!({"type": "Undo", "object": {"id": "https://a.example/3", "actor": alice}}),
        json!({"type": "Announce", "object": {"id": "https://b.example/2", "attributedTo": "https://b.example/u"}}),
        json!({"type": "Like", "object": "https://own.example/posts/1"}),
        json!({"type": "Follow", "object": "https://own.example/actors/1"}),
        json!({"type": "Flag", "object": ["https://own.example/actors/1", "https://own.example/posts/1"]}),
        json!({"type": "Whatever", "object": {"id": "https://b.example/2"}}),
    ];
    for mut activity in rows {
        activity["actor"] = json!(alice);
        assert_eq!(verdict(&activity), Ok(()), "{activity}");
    }
}
