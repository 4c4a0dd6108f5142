use scraper::Html;

use super::{SafeHtml, escape, excerpt, folded, link_addresses, one_line, own_words, plain_text, unfolded};

const HOSTILE: &str = include_str!("hostile.txt");
const HOSTILE_MIN: usize = 200;
const ELEMENTS: &[&str] = &[
    "html",
    "head",
    "body",
    "p",
    "br",
    "a",
    "em",
    "strong",
    "b",
    "i",
    "u",
    "del",
    "s",
    "strike",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "span",
    "hr",
    "sub",
    "sup",
    "details",
    "summary",
];

/// What a page may contain of a stranger's text, asserted on the tree that a browser would build.
fn assert_tame(html: &str, from: &str) {
    for element in Html::parse_document(html).root_element().descendent_elements() {
        let name = element.value().name();
        assert!(ELEMENTS.contains(&name), "<{name}> came through: {from:?} became {html:?}");
        for (attribute, value) in element.value().attrs() {
            match (name, attribute) {
                ("a", "href") => {
                    let good = value.starts_with("https://") || value.starts_with("http://");
                    assert!(good, "a link to {value:?}: {from:?} became {html:?}");
                }
                ("a", "rel") => assert_eq!(value, "nofollow noopener noreferrer ugc"),
                ("a", "class") => assert!(value.split(' ').all(|it| ["mention", "hashtag", "u-url"].contains(&it))),
                ("span", "class") => {
                    assert!(value.split_whitespace().all(|it| ["invisible", "ellipsis", "h-card"].contains(&it)));
                }
                _ => panic!("{attribute}={value:?} on <{name}>: {from:?} became {html:?}"),
            }
        }
    }
}

#[test]
fn what_a_picture_says_stands_in_its_place() {
    for (html, text) in [
        (
            "<p>It works <img class=\"emoji\" alt=\":tada:\" src=\"https://a.example/t.png\"> again</p>",
            "It works :tada: again",
        ),
        ("<p>My<IMG src=x ALT='kettle'>leaks</p>", "My kettle leaks"),
        ("<p>Fine <img alt=\"🎉\"/></p>", "Fine 🎉"),
        ("<p>one<img src=\"x\">two <img alt>three <img alt=''>four</p>", "onetwo three four"),
        ("<p><img alt=a&amp;b> <img alt=\"1 > 2 <b>\"></p>", "a&b 1 > 2 <b>"),
        ("<p>#confirmed<img alt=\":x:\" / src=y></p>", "#confirmed :x:"),
        ("<p>an <imgx alt=\"y\">image</p>", "an image"),
        ("<p>left open <img alt=\"</p>", "left open"),
    ] {
        let clean = SafeHtml::from_html(html);
        assert_tame(clean.as_str(), html);
        assert_eq!(plain_text(clean.as_str()), text, "{html}");
    }
    let many = SafeHtml::from_html(&"<img alt='".repeat(20_000));
    assert_tame(many.as_str(), "pictures that never end");
}

#[test]
fn nothing_active_comes_through_html_or_markdown() {
    let strings: Vec<&str> = HOSTILE.lines().filter(|line| !line.trim().is_empty()).collect();
    assert!(strings.len() >= HOSTILE_MIN, "only {} hostile strings", strings.len());
    for hostile in &strings {
        assert_tame(SafeHtml::from_html(hostile).as_str(), hostile);
        assert_tame(SafeHtml::from_markdown(hostile).as_str(), hostile);
        assert_tame(SafeHtml::from_text(hostile).as_str(), hostile);
        // What was cleaned once must not become something else when it is cleaned again.
        let once = SafeHtml::from_html(hostile);
        assert_tame(SafeHtml::from_html(once.as_str()).as_str(), hostile);
    }
    let all = strings.join("\n");
    assert_tame(SafeHtml::from_html(&all).as_str(), "all at once");
    assert_tame(SafeHtml::from_markdown(&all).as_str(), "all at once");
}

#[test]
fn plain_text_of_a_hostile_string_is_text_when_it_is_escaped() {
    for hostile in HOSTILE.lines() {
        for text in [plain_text(hostile), one_line(hostile, 200)] {
            let mut escaped = String::new();
            escape(&text, &mut escaped);
            assert_tame(&escaped, hostile);
            let attribute = format!("<p title=\"{escaped}\">x</p>");
            let page = Html::parse_document(&attribute);
            let names: Vec<&str> = page.root_element().descendent_elements().map(|it| it.value().name()).collect();
            assert_eq!(names, ["html", "head", "body", "p"], "{hostile:?}");
        }
    }
}

#[test]
fn honest_words_survive() {
    let mastodon = r#"<p><span class="h-card"><a href="https://north.example/boards/acme.com" class="u-url mention">@<span>acme.com</span></a></span> two weeks &amp; nothing</p>"#;
    let html = SafeHtml::from_html(mastodon);
    assert!(html.as_str().contains(r#"class="u-url mention""#), "{html}");
    assert!(html.as_str().contains("two weeks &amp; nothing"));
    assert_eq!(plain_text(mastodon), "@acme.com two weeks & nothing");

    let markdown = "I *want* my **money**.\nNow.\n\n- one\n- [two](https://a.example/?x=1&y=2)\n\n# Loud";
    assert_eq!(
        SafeHtml::from_markdown(markdown).as_str().replace('\n', ""),
        "<p>I <em>want</em> my <strong>money</strong>.<br>Now.</p><ul><li>one</li><li>\
         <a href=\"https://a.example/?x=1&amp;y=2\" rel=\"nofollow noopener noreferrer ugc\">two</a></li></ul><p>Loud</p>"
    );
    assert_eq!(plain_text("<p>one<br>two</p><p>three</p>"), "one\ntwo\n\nthree");
}

#[test]
fn names_are_one_line_and_read_the_way_they_are_written() {
    assert_eq!(one_line("  Acme\n\u{202e}moc.emca\u{202c}\0  Care ", 40), "Acme moc.emca Care");
    assert_eq!(one_line("abcdef", 3), "abc");
}

#[test]
fn addresses_become_links_without_what_ends_the_sentence() {
    // What stands before, the address, and what stands after, as HTML.
    let cases = [
        ("see https://a.example/x_y.", ("see ", "https://a.example/x_y", ".")),
        ("(https://a.example/(b))", ("(", "https://a.example/(b)", ")")),
        ("https://a.example/?a=1&b=2, and", ("", "https://a.example/?a=1&amp;b=2", ", and")),
        ("انظر https://a.example/x، ثم", ("انظر ", "https://a.example/x", "، ثم")),
        ("<b> https://a.example/\"x", ("&lt;b&gt; ", "https://a.example/", "&quot;x")),
    ];
    for (text, (before, address, after)) in cases {
        let mut html = String::new();
        link_addresses(text, &mut html);
        let link = format!("<a href=\"{address}\" rel=\"nofollow noopener\">{address}</a>");
        assert_eq!(html, format!("{before}{link}{after}"), "{text}");
    }
    let mut plain = String::new();
    link_addresses("nohttps://a.example https:// http://.x", &mut plain);
    assert_eq!(plain, "nohttps://a.example https:// http://.x");
    let written = SafeHtml::from_markdown("at https://a.example/b_c_d, not `https://a.example/code`").into_string();
    assert_eq!(written.matches("<a ").count(), 1, "{written}");
    assert!(written.contains(">https://a.example/b_c_d</a>,"), "{written}");
}

#[test]
fn a_warning_is_read_back_and_shown_instead_of_what_it_folds() {
    let html = folded("Fire & <burns>", "<p>It burned me.</p>");
    assert_eq!(SafeHtml::from_html(&html).as_str(), html, "it is what this module leaves as it is");
    assert_eq!(unfolded(&html), Some(("Fire & <burns>".to_string(), "<p>It burned me.</p>")));
    assert_eq!(excerpt(&html, 100), "Fire & <burns>");
    assert_eq!(excerpt("<p>It leaks.</p>", 100), "It leaks.");
    assert_eq!(unfolded("<p>It leaks.</p>"), None);
}

#[test]
fn what_is_quoted_or_struck_out_is_not_said() {
    for (html, said) in [
        ("<p><del>#confirmed</del> no!</p>", "no!"),
        ("<p><s>#confirmed</s> not yet</p>", "not yet"),
        ("<p><strike>#confirmed</strike> not yet</p>", "not yet"),
        ("<p><span>#confirmed</span> <strong>today</strong></p>", "#confirmed today"),
        ("<blockquote><p>#confirmed</p></blockquote><p>no!</p>", "no!"),
        ("<p><code>#confirmed</code> is the word</p>", "is the word"),
    ] {
        assert_eq!(own_words(&SafeHtml::from_html(html).into_string()), said, "{html}");
    }
    assert_eq!(own_words(SafeHtml::from_markdown("~~#confirmed~~ never").as_str()), "never");
}
