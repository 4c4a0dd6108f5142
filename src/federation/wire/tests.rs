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

#[test]
fn an_address_is_written_so_that_everybody_reads_the_same() {
    for good in ["https://a.example/u/1", "HTTPS://A.example:443/ü?x=1#key", "http://a.test:81"] {
        assert!(web_address(good).is_some(), "{good}");
    }
    for odd in [
        "https:a.example/1",
        "https:/a.example/1",
        "https:///a.example/1",
        "https:\\\\a.example/1",
        "https://b.example\\@a.example/1",
        "https://a.example@b.example/1",
        "https://:x@a.example/1",
        " https://a.example/1",
        "https://a.example/1\n",
        "https://a.example/1 2",
        "https://a.exam\tple/1",
        "ftp://a.example/1",
        "a.example/1",
        "",
    ] {
        assert!(web_address(odd).is_none(), "{odd:?}");
    }
}

#[test]
fn what_could_be_read_in_two_ways_is_ambiguous() {
    for plain in [
        json!({"@context": "https://www.w3.org/ns/activitystreams", "type": "Like"}),
        json!({"@context": ["https://www.w3.org/ns/activitystreams", {"Hashtag": "as:Hashtag", "id": "@id", "type": "@type"}]}),
        json!({"@context": {"url": {"@id": "as:url", "@type": "@id"}, "sensitive": "as:sensitive"}, "as:sensitive": true}),
        json!("https://a.example/1"),
    ] {
        assert!(!is_ambiguous(&plain), "{plain}");
    }
    for odd in [
        json!({"@id": "https://a.example/1"}),
        json!({"@graph": []}),
        json!({"as:actor": "https://a.example/1"}),
        json!({"https://www.w3.org/ns/activitystreams#object": 1}),
        json!({"@context": {"actor": "as:object"}}),
        json!({"@context": {"actor": null}}),
        json!({"@context": [{"id": "https://evil.example/id"}]}),
        json!({"@context": {"performer": {"@id": "as:actor"}}}),
        json!({"@context": {"kind": "@type"}}),
    ] {
        assert!(is_ambiguous(&odd), "{odd}");
    }
}

#[test]
fn the_page_about_a_thing_lies_on_its_own_server() {
    let page = |url: serde_json::Value| page_of(&json!({"id": "https://social.a.example/u/1", "url": url}));
    for own in ["https://social.a.example/@mia", "https://a.example/@mia", "https://www.a.example/mia"] {
        assert_eq!(page(json!(own)).as_deref(), Some(own));
    }
    for other in ["https://b.example/@mia", "https://a.example.b.example/", "http://social.a.example/@mia", "mia"] {
        assert_eq!(page(json!(other)), None, "{other}");
    }
    let html = |href: &str| json!({"type": "Link", "mediaType": "text/html", "href": href});
    let links =
        json!(["https://social.a.example/u/1.json", html("https://b.example/"), html("https://a.example/@mia")]);
    assert_eq!(page(links).as_deref(), Some("https://a.example/@mia"));
}
