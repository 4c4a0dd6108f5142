//! What stands beside the words of a post, and what becomes of them: warnings, languages, pictures, polls, events, edits that
//! overtake each other, follows that are said again.

use redress::storage::accounts::Role;
use redress::storage::actors;
use redress::storage::follows;
use redress::storage::posts::StoredPost;
use serde_json::{Value, json};

use crate::support::Engine;
use crate::support::browser::Browser;
use crate::support::peer::PUBLIC;
use crate::written::{Filed, Square};
use crate::{on_both_engines, pages};

impl Square {
    async fn post(&self, name: &str) -> StoredPost {
        self.stored(name).await.unwrap_or_else(|| panic!("{name} is not here"))
    }

    async fn page(&self, filed: &Filed) -> String {
        Browser::at(&self.test).get(&format!("/complaints/{}", filed.id)).await.is(200).html
    }

    async fn lamp(&self) -> Filed {
        self.file("lamp", "<p>@acme.com The lamp broke on the first day. Nobody answers.</p>", json!({})).await
    }
}

/// D12.
async fn a_warning_comes_before_the_words(engine: Engine) {
    let square = Square::open(engine).await;
    let filed = square.lamp().await;
    let warned = json!({"summary": "Burns, blood", "sensitive": true, "name": "My hand"});
    square.reply(&square.ada, &filed.post, "warned", "<p>It burned me badly.</p>", warned).await;
    let html = square.post("warned").await.html;
    let (warning, words) = redress::markup::unfolded(&html).expect("the words are folded");
    assert_eq!(warning, "Burns, blood");
    assert!(words.contains("My hand") && words.contains("It burned me badly"), "{words}");
    // What is marked as not for everybody, without a warning: the pictures are folded.
    let pictures =
        json!({"sensitive": true, "attachment": [{"type": "Image", "url": "https://a.test/1.png", "name": "My hand"}]});
    square.reply(&square.ada, &filed.post, "pictured", "<p>Look.</p>", pictures).await;
    let html = square.post("pictured").await.html;
    assert!(html.starts_with("<p>Look.</p><details><summary>Sensitive media</summary>"), "{html}");
    let page = square.page(&filed).await;
    assert!(page.contains("Burns, blood") && page.contains("Sensitive media"), "{page}");
}

/// D13, D17.
async fn an_edit_says_what_it_is_written_in_and_an_older_one_says_nothing(engine: Engine) {
    let square = Square::open(engine).await;
    let english = "<p>The lamp broke on the first day.</p>";
    let german = "<p>Die Lampe ging am ersten Tag kaputt.</p>";
    let two = json!({"contentMap": {"de": german, "en": english}});
    let filed = square.file("two", english, two).await;
    assert_eq!(square.post("two").await.language.as_deref(), Some("en"), "the language of what is shown");
    let edit = |html: &str, language: &str, updated: &str| -> Value {
        square.note(&square.ada, "two", html, &json!({"contentMap": {language: html}, "updated": updated}))
    };
    square.send(&square.ada, "Update", "1", edit(german, "de", "2026-11-27T03:00:00Z")).await;
    let post = square.post("two").await;
    assert!(post.language.as_deref() == Some("de") && post.html.contains("kaputt"), "{post:?}");
    assert_eq!(square.held(&filed).await.title, "Die Lampe ging am ersten Tag kaputt");
    assert!(square.page(&filed).await.contains("lang=\"de\""));
    // Written before, and delivered after.
    square.send(&square.ada, "Update", "2", edit("<p>The lamp is old news.</p>", "en", "2026-11-27T02:00:00Z")).await;
    assert!(square.post("two").await.html.contains("kaputt"));
    square.send(&square.ada, "Update", "3", edit(english, "en", "2026-11-27T04:00:00Z")).await;
    assert!(square.post("two").await.html.contains("broke"));
    // The same for whoever answers.
    let filed_reply = json!({"updated": "2026-11-27T05:00:00Z"});
    square.reply(&square.ada, &filed.post, "reply", "<p>Second thoughts.</p>", filed_reply).await;
    let mut older =
        square.note(&square.ada, "reply", "<p>First thoughts.</p>", &json!({"updated": "2026-11-27T04:30:00Z"}));
    older["inReplyTo"] = json!(filed.post);
    square.send(&square.ada, "Update", "4", older).await;
    assert!(square.post("reply").await.html.contains("Second"));
}

/// D15.
async fn a_language_that_nobody_states_is_found_by_the_words(engine: Engine) {
    let square = Square::open(engine).await;
    let french = "<p>@acme.com Le colis est arrivé cassé et personne ne répond à mes messages.</p>";
    square.file("french", french, json!({})).await;
    assert_eq!(square.post("french").await.language.as_deref(), Some("fr"));
    let stated = json!({"contentMap": {"oc": french}});
    square.file("stated", french, stated).await;
    assert_eq!(square.post("stated").await.language.as_deref(), Some("oc"), "its author knows better");
    square.file("short", "<p>@acme.com Kaputt.</p>", json!({})).await;
    assert_eq!(square.post("short").await.language, None, "nobody guesses");
}

/// D15, D11, on our own pages, which are in English here.
async fn whoever_files_may_say_what_they_write_in(engine: Engine) {
    let test = pages::start(engine);
    let mut ada = pages::member(&test, "ada", Role::Member).await;
    let french = ("text", "Le colis est arrivé cassé et personne ne répond à mes messages depuis trois semaines.");
    let thread = pages::file(&mut ada, &[french]).await.is(200);
    assert_eq!(thread.attribute(".post .words", "lang"), "fr");
    // It was Occitan, as good as.
    let thread = pages::file(&mut ada, &[french, ("language", "ca"), ("step", "file-anyway")]).await.is(200);
    assert_eq!(thread.attribute(".post .words", "lang"), "ca");
    let correct = format!("{}/correct", thread.path);
    let shown = ada.submit(&thread, &correct, &[("text", "Ara ho escric millor.")]).await.is(200);
    assert_eq!(shown.attribute(".post .words", "lang"), "ca", "it stays as it was said");
    let shown = ada.submit(&shown, &correct, &[("text", "Jetzt auf Deutsch."), ("language", "de")]).await.is(200);
    assert_eq!(shown.attribute(".post .words", "lang"), "de");
    let thread = pages::file(&mut ada, &[("text", "#acme #fail")]).await.is(200);
    assert_eq!(thread.attribute("h1", "dir"), "auto");
    assert!(thread.text().contains("Complaint about acme.com, 1 February"), "{}", thread.text());
}

/// D14.
async fn words_run_the_way_they_are_written(engine: Engine) {
    let square = Square::open(engine).await;
    let hebrew = "<p>@acme.com המנורה נשברה ביום הראשון</p>";
    let filed = square.file("hebrew", hebrew, json!({})).await;
    let page = square.page(&filed).await;
    assert!(page.contains("<h1 dir=\"auto\">המנורה נשברה ביום הראשון"), "{page}");
    let words = page.split("class=\"words\"").nth(1).unwrap();
    assert!(words.split('>').next().unwrap().contains("dir=\"auto\""), "{words}");
}

/// D16.
async fn what_is_too_much_to_show_is_counted(engine: Engine) {
    let square = Square::open(engine).await;
    let picture = |number: usize| json!({"type": "Image", "url": format!("https://a.test/{number}.png"), "name": format!("Picture {number}")});
    for count in [16, 17, 40] {
        let name = format!("pictures-{count}");
        let pictures: Vec<Value> = (1..=count).map(picture).collect();
        square.file(&name, "<p>@acme.com Look at these.</p>", json!({"attachment": pictures})).await;
        let post = square.post(&name).await;
        let more = format!("And {} more at the original post", count - 10);
        assert!(post.html.contains("Picture 10") && post.html.contains(&more), "{}", post.html);
        assert!(post.html.contains(&format!("href=\"{}\"", post.uri)), "{}", post.html);
    }
    let filed = square.lamp().await;
    let options: Vec<Value> = (1..=21).map(|number| json!({"type": "Note", "name": format!("Way {number}")})).collect();
    let poll = json!({"type": "Question", "oneOf": options});
    square.reply(&square.ada, &filed.post, "poll", "<p>Which one?</p>", poll).await;
    let html = square.post("poll").await.html;
    assert!(html.contains("Way 20") && !html.contains("Way 21") && html.contains("And 1 more at the"), "{html}");
    let event = json!({
        "type": "Event", "name": "We meet at the shop", "startTime": "2026-12-05T17:00:00+01:00", "endTime": "2026-12-05T19:00:00+01:00",
        "location": {"type": "Place", "name": "The lamp shop", "address": {"streetAddress": "1 High Street", "addressLocality": "Leeds"}}
    });
    square.reply(&square.ada, &filed.post, "event", "<p>Come along</p>", event).await;
    let html = square.post("event").await.html;
    for said in
        ["Starts: 2026-12-05 16:00 UTC", "Ends: 2026-12-05 18:00 UTC", "Where: The lamp shop, 1 High Street Leeds"]
    {
        assert!(html.contains(said), "{said}: {html}");
    }
}

/// D18.
async fn a_follow_is_a_state_whatever_its_id(engine: Engine) {
    let square = Square::open(engine).await;
    let follow = json!({
        "type": "Follow", "id": square.peer.url("/follows/1"), "actor": square.ada.uri, "object": square.board.uri
    });
    let undo = json!({"type": "Undo", "id": square.peer.url("/undo/1"), "actor": square.ada.uri, "object": follow});
    let say = async |activity: &Value| {
        assert_eq!(square.peer.send(&square.test, &square.ada, activity).await, 202);
        square.test.drain().await;
    };
    let accepts = || {
        let of = |it: &Value| it["type"] == "Accept" && it["object"]["id"] == follow["id"];
        square.peer.delivered().iter().filter(|it| of(it)).count()
    };
    let follows = async || {
        let (uri, board) = (square.ada.uri.clone(), square.board.id);
        let find = move |view: &mut redress::storage::View<'_>| {
            let ada = actors::find_by_uri(view, &uri)?.unwrap();
            follows::find(view, ada.id, board)
        };
        square.read(find).await.is_some()
    };
    say(&follow).await;
    assert!(follows().await && accepts() == 1);
    // Its answer was lost, so it is sent again.
    say(&follow).await;
    assert!(follows().await && accepts() == 2);
    for round in 0..2 {
        say(&undo).await;
        assert!(!follows().await, "round {round}");
        say(&undo).await;
        assert!(!follows().await, "round {round}");
        say(&follow).await;
        assert!(follows().await && accepts() == 3 + round, "round {round}");
    }
}

/// Whoever speaks to the public is read: not in the lists of their server, as a program, at length, or with a picture alone.
async fn every_public_reply_stands_in_the_thread(engine: Engine) {
    let square = Square::open(engine).await;
    let filed = square.lamp().await;
    let (bea, helper) = (square.peer.person("bea"), square.peer.actor("helper", "Service"));
    let followers = format!("{}/followers", bea.uri);
    let unlisted = json!({"to": [followers], "cc": [PUBLIC]});
    square.reply(&bea, &filed.post, "unlisted", "<p>Mine broke on the second day.</p>", unlisted).await;
    square.reply(&helper, &filed.post, "service", "<p>There was a recall in May.</p>", json!({})).await;
    let long = format!("<p>It begins with {}and that is its end.</p>", "a lamp ".repeat(2_000));
    square.reply(&bea, &filed.post, "long", &long, json!({})).await;
    let picture =
        json!({"attachment": [{"type": "Image", "url": "https://a.test/1.png", "name": "The lamp in pieces"}]});
    square.reply(&bea, &filed.post, "picture", "", picture).await;
    let for_some = json!({"to": [followers]});
    square.reply(&bea, &filed.post, "some", "<p>For my followers alone.</p>", for_some).await;

    let mut reader = Browser::at(&square.test);
    let thread = reader.get(&format!("/complaints/{}", filed.id)).await.is(200);
    let shown = thread.text();
    for words in
        ["Mine broke on the second day.", "There was a recall in May.", "It begins with a lamp", "The lamp in pieces"]
    {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains("and that is its end.") && !shown.contains("For my followers alone."), "{shown}");
    let whole = thread.attribute("a[href*='whole=']", "href");
    let whole = reader.get(whole.split('#').next().unwrap()).await.is(200).text();
    assert!(whole.contains("and that is its end."), "{whole}");
}

on_both_engines!(
    a_warning_comes_before_the_words,
    an_edit_says_what_it_is_written_in_and_an_older_one_says_nothing,
    a_language_that_nobody_states_is_found_by_the_words,
    whoever_files_may_say_what_they_write_in,
    words_run_the_way_they_are_written,
    what_is_too_much_to_show_is_counted,
    every_public_reply_stands_in_the_thread,
    a_follow_is_a_state_whatever_its_id,
);
