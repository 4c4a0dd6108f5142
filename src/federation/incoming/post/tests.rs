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
    for no_language in ["und", "x-default", "de_AT", "xx-yy", ""] {
        let post = read(&note(&json!({"contentMap": {no_language: "<p>Hallo</p>"}})), true).unwrap();
        assert_eq!(post.language, None, "{no_language}");
    }
}

#[test]
fn a_warning_folds_the_words_and_is_no_title() {
    let read = |extra| read(&note(&extra), true).unwrap();
    let warned = read(json!({"summary": "<p>Fire, burns</p>", "sensitive": true, "content": "<p>It burned me.</p>"}));
    assert_eq!(warned.title, None);
    assert_eq!(warned.html, "<details><summary>Fire, burns</summary><p>It burned me.</p></details>");
    assert_eq!(warned.text, "It burned me.", "commands and names are looked for in the words alone");
    let named = read(json!({"summary": "Fire", "name": "The kettle", "content": "<p>It burned me.</p>"}));
    assert_eq!(named.title.as_deref(), Some("The kettle"));
    assert!(named.html.starts_with("<details>"));
    let twice = read(json!({"summary": "The kettle", "name": "The kettle", "content": "<p>It burned me.</p>"}));
    assert_eq!(twice.html, "<p>It burned me.</p>");
    let page = read(json!({"type": "Page", "summary": "What it is about", "content": "<p>It burned me.</p>"}));
    assert_eq!((page.title, page.html.as_str()), (None, "<p>It burned me.</p>"));
}

#[test]
fn what_is_attached_is_linked_with_its_description() {
    let attached = json!([
        {"type": "Document", "url": "https://a.example/1.png", "name": "A kettle <in flames>"},
        {"type": "Image", "url": [{"type": "Link", "href": "https://a.example/2.png"}]},
        {"type": "Link", "href": "javascript:alert(1)"},
        {"type": "PropertyValue", "name": "x", "value": "y"},
    ]);
    let post = read(&note(&json!({"attachment": attached})), true).unwrap();
    assert!(post.html.contains("A kettle &lt;in flames&gt;</a>"), "{}", post.html);
    assert_eq!(post.html.matches("<a ").count(), 2, "{}", post.html);
    assert!(!post.text.contains("kettle"), "what is attached is not what was said");
}

#[test]
fn a_quoted_post_is_linked_once_and_is_no_words_of_the_author() {
    let quoted = "https://b.example/2";
    let post = read(&note(&json!({ "quote": quoted })), true).unwrap();
    assert!(post.html.contains(quoted) && !post.text.contains(quoted));
    let said = format!("<p>RE: <a href=\"{quoted}\">{quoted}</a></p>");
    let post = read(&note(&json!({"quoteUrl": quoted, "content": said})), true).unwrap();
    assert_eq!(post.html.matches("<a ").count(), 1, "{}", post.html);
}
