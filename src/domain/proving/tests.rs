//! What stands on a domain and in a profile, read as a careful person would.

use super::*;

const CARE: &str = "https://social.example/actors/care";

fn records(all: &[&str]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

#[test]
fn one_record_names_one_actor() {
    for (given, verdict) in [
        (&["v=1; actor=https://social.example/actors/care"][..], Verdict::Found),
        (&["v=1;actor=https://social.example/actors/care;"], Verdict::Found),
        (
            &["v=spf1 -all", "v=1; actor=https://a.example/b", "v=1; actor=https://social.example/actors/care"],
            Verdict::Found,
        ),
        (&["v=1; actor=https://a.example/b"], Verdict::Other),
        (&["v=1; actor=https://social.example/actors/care; actor=https://a.example/b"], Verdict::Unreadable),
        (&["v=2; actor=https://social.example/actors/care"], Verdict::Unreadable),
        (&["actor=https://social.example/actors/care; v=1"], Verdict::Unreadable),
        (&["https://social.example/actors/care"], Verdict::Unreadable),
        (&["v=1; actor=https://social.example/actors/care2"], Verdict::Other),
        (&["v=1; actor="], Verdict::Unreadable),
        (&[""], Verdict::Unreadable),
        (&[], Verdict::Missing),
    ] {
        assert_eq!(read_dns(&records(given), CARE).verdict, verdict, "{given:?}");
    }
}

#[test]
fn a_file_names_actors_or_nobody() {
    for (given, verdict) in [
        (r#"{"actors": ["https://social.example/actors/care"]}"#, Verdict::Found),
        (r#"{"actors": ["https://a.example/b", "https://social.example/actors/care"]}"#, Verdict::Found),
        (r#"{"actors": ["https://a.example/b"]}"#, Verdict::Other),
        (r#"{"actors": [7, null]}"#, Verdict::Missing),
        (r#"{"actors": "https://social.example/actors/care"}"#, Verdict::Unreadable),
        (r#"["https://social.example/actors/care"]"#, Verdict::Unreadable),
        ("<html>404</html>", Verdict::Unreadable),
        ("", Verdict::Unreadable),
    ] {
        assert_eq!(read_file(given.as_bytes(), CARE).verdict, verdict, "{given}");
    }
}

#[test]
fn of_an_address_the_first_actor_counts() {
    let is_type = |it: &str| it == "application/activity+json";
    let link = |href: &str| format!(r#"{{"rel": "self", "type": "application/activity+json", "href": "{href}"}}"#);
    let answer = |links: &str| format!(r#"{{"subject": "acct:care@acme.example", "links": [{links}]}}"#);
    let look = |text: String| read_webfinger(text.as_bytes(), CARE, is_type).verdict;
    assert_eq!(look(answer(&link(CARE))), Verdict::Found);
    assert_eq!(look(answer(&format!("{}, {}", link("https://a.example/b"), link(CARE)))), Verdict::Other);
    assert_eq!(
        look(answer(r#"{"rel": "self", "type": "text/html", "href": "https://social.example/actors/care"}"#)),
        Verdict::Missing
    );
    assert_eq!(look("nothing".into()), Verdict::Unreadable);
}

#[test]
fn only_links_that_a_browser_sees_are_links() {
    for (html, verdict) in [
        (r#"<link rel="me" href="https://social.example/actors/care">"#, Verdict::Found),
        (r"<LINK HREF='https://social.example/actors/care' REL='author me'/>", Verdict::Found),
        (r#"<p>Hi <a class="x>y" rel=me href=https://social.example/actors/care>us</a>"#, Verdict::Found),
        (r#"<!-- <link rel="me" href="https://social.example/actors/care"> -->"#, Verdict::Missing),
        (r#"<script>'<link rel="me" href="https://social.example/actors/care">'</script>"#, Verdict::Missing),
        (r#"<textarea><a rel="me" href="https://social.example/actors/care"></textarea>"#, Verdict::Missing),
        (r#"<a title='rel="me" href="https://social.example/actors/care"' href="/x">"#, Verdict::Missing),
        (r#"<a rel="menu" href="https://social.example/actors/care">"#, Verdict::Missing),
        (r#"<a rel="me" href="https://a.example/">"#, Verdict::Other),
        ("<a rel=\"me\" href=\"https://social.example/actors/care\"", Verdict::Missing),
        ("<<<a =\"\" ='' rel", Verdict::Missing),
    ] {
        assert_eq!(read_page(html, &[CARE]).verdict, verdict, "{html}");
    }
}

#[test]
fn an_actor_names_the_domain_itself_and_not_a_page_on_it() {
    let field = |value: &str| Card { fields: vec![("Web".into(), value.into())], ..Card::default() };
    let linked = |to: &str| field(&format!("<a href=\"{to}\" rel=\"me\">here</a>"));
    for (card, verdict) in [
        (linked("https://acme.example/"), Verdict::Found),
        (linked("https://acme.example"), Verdict::Found),
        (field("https://acme.example/"), Verdict::Found),
        (linked("https://www.acme.example/"), Verdict::Nearly),
        (linked("https://acme.example/help"), Verdict::Nearly),
        (linked("http://acme.example/"), Verdict::Nearly),
        (linked("https://acme.example.evil.example/"), Verdict::Missing),
        (linked("https://evil.example/?https://acme.example/"), Verdict::Missing),
        (linked("https://notacme.example/"), Verdict::Missing),
        (field("<a href=\"https://evil.example/\">https://acme.example/</a>"), Verdict::Missing),
        (Card { webfinger: Some("care@acme.example".into()), ..Card::default() }, Verdict::Found),
        (Card { webfinger: Some("care@notacme.example".into()), ..Card::default() }, Verdict::Missing),
        (Card { also_known_as: vec!["acct:care@ACME.example".into()], ..Card::default() }, Verdict::Found),
        (Card { also_known_as: vec!["https://acme.example/@care".into()], ..Card::default() }, Verdict::Found),
        (
            Card { also_known_as: vec!["https://acme.example.evil.example/@care".into()], ..Card::default() },
            Verdict::Missing,
        ),
        (Card { host: "acme.example".into(), ..Card::default() }, Verdict::Found),
        (Card { host: "user.acme.example".into(), ..Card::default() }, Verdict::Missing),
    ] {
        assert_eq!(names_domain(&card, "acme.example").verdict, verdict, "{card:?}");
    }
}
