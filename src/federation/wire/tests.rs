use serde_json::json;

use super::*;

#[test]
fn one_many_and_embedded_read_alike() {
    let shapes = [
        json!("https://a.example/1"),
        json!({"id": "https://a.example/1", "type": "Note"}),
        json!(["https://a.example/1"]),
        json!([{"id": "https://a.example/1"}]),
        json!({"type": "Link", "href": "https://a.example/1"}),
    ];
    for shape in shapes {
        let value = json!({ "object": shape });
        assert_eq!(member_id(&value, "object"), Some("https://a.example/1"));
        assert_eq!(ids_of(&value, "object"), ["https://a.example/1"]);
    }
    assert!(ids_of(&json!({"to": null}), "to").is_empty());
    assert_eq!(kind_of(&json!({"type": ["Note", "Other"]})), Some("Note"));
}

#[test]
fn hosts_are_compared_with_their_ports() {
    assert!(on_one_host("https://a.example/1", "https://A.example:443/2"));
    assert!(!on_one_host("https://a.example/1", "https://a.example:8443/2"));
    assert!(!on_one_host("https://a.example/1", "https://a.example./2"));
    assert!(!on_one_host("https://a.example/1", "acct:x@a.example"));
}
