use serde_json::json;

use super::*;

fn note(extra: &Value) -> Value {
    let mut note = json!({
        "id": "https://a.example/1", "type": "Note", "attributedTo": "https://a.example/u",
        "to": ["https://www.w3.org/ns/activitystreams#Public"], "content": "<p>Hello</p>"
    });
    for (name, value) in extra.as_object().unwrap() {
        note[name] = value.clone();
    }
    note
}

#[test]
fn quotations_are_not_read_as_the_authors_words() {
    let html = "<p>Not yet.</p><blockquote><p>#confirmed</p><blockquote>x</blockquote>y</blockquote><p>Sorry</p>";
    let post = read(&note(&json!({ "content": html })), true).unwrap();
    assert!(!post.text.contains("#confirmed") && post.text.contains("Not yet.") && post.text.contains("Sorry"));
    assert!(post.html.contains("#confirmed"));
}

#[test]
fn a_poll_shows_its_options() {
    let poll = note(&json!({"type": "Question", "oneOf": [{"name": "a <b>"}, {"name": "c"}]}));
    let post = read(&poll, true).unwrap();
    assert!(post.html.contains("<li>a &lt;b&gt;</li>"), "{}", post.html);
}

#[test]
fn only_what_is_addressed_to_everybody_is_public() {
    assert!(read(&note(&json!({})), true).unwrap().public);
    assert!(read(&note(&json!({"to": [], "cc": "as:Public"})), true).unwrap().public);
    assert!(!read(&note(&json!({"to": ["https://a.example/followers"]})), true).unwrap().public);
}

#[test]
fn the_language_is_the_one_that_is_stated() {
    let post = read(&note(&json!({"contentMap": {"de": "<p>Hallo</p>"}})), true).unwrap();
    assert_eq!(post.language.as_deref(), Some("de"));
    let post = read(&note(&json!({"content": null, "contentMap": {"de": "<p>Hallo</p>"}})), true).unwrap();
    assert!(post.html.contains("Hallo"));
}
