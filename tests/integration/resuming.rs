//! What somebody typed is not lost because their session ended, or the page it was on is too old.

use std::collections::BTreeSet;
use std::path::Path;

use redress::catalogue::{Language, Words};
use redress::domain::asking::COMMANDS;
use redress::domain::reading::TEXT_CHARS_MAX;
use redress::storage::accounts::Role;
use scraper::{Html, Selector};

use crate::forms::{FORMS, NUMBER, WITH_SECRETS};
use crate::moderation::comment;
use crate::on_both_engines;
use crate::pages::{file, member, representative, start};
use crate::support::Engine;
use crate::support::browser::{Browser, Shown};

const PASSWORD: &str = "correct horse battery";
const WORDS: &str = "A comment that took an hour\nto write <b>well</b> & to the end";

async fn what_was_typed_is_sent_after_signing_in_again(engine: Engine) {
    let test = start(engine);
    let mut mia = crate::pages::member(&test, "mia", redress::storage::accounts::Role::Member).await;
    let thread = file(&mut mia, &[]).await.is(200);
    let path = thread.path.clone();
    let comment = format!("{path}/comment");
    // Meanwhile, in another tab.
    let settings = mia.get("/settings").await.is(200);
    mia.submit(&settings, "/logout", &[]).await.is(200);
    let late = mia.submit(&thread, &comment, &[("text", WORDS)]).await;
    assert_eq!(late.status, 403);
    assert!(late.text().contains("You are not signed in any more"), "{}", late.text());
    assert!(late.html.contains("&lt;b&gt;well&lt;/b&gt;") || late.html.contains("&#60;b&#62;well"), "{}", late.html);
    assert!(late.header("cache-control").contains("no-store"), "on the page alone");
    let kept = test.db.counted("SELECT 'sessions' AS name, COUNT(*) AS number FROM sessions");
    assert_eq!(kept, [("sessions".to_string(), 0)], "and nowhere on this machine");

    let fields = [("name", "mia"), ("password", "not this one")];
    let wrong = mia.submit(&late, "/login", &fields).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("to write"), "still there: {}", wrong.text());
    let ready = mia.submit(&wrong, "/login", &[("name", "mia"), ("password", PASSWORD)]).await.is(200);
    assert!(ready.text().contains("Nothing was sent so far"), "{}", ready.text());
    assert!(!ready.html.contains(PASSWORD), "no secret is shown");
    assert!(!mia.get(&path).await.is(200).text().contains("that took an hour"), "signing in sends nothing");
    let sent = mia.submit(&ready, &comment, &[]).await.is(200);
    assert_eq!(sent.path, path);
    assert!(sent.text().contains("A comment that took an hour"), "{}", sent.text());
    // Sent once more, it does nothing more.
    mia.submit(&ready, &comment, &[]).await;
    let read = Browser::at(&test).get(&path).await.is(200).text();
    assert_eq!(read.matches("that took an hour").count(), 1, "{read}");
}

/// Nothing is sent that was chosen or typed before and is not seen again: with its label, and the deed and the complaint named.
async fn everything_that_was_chosen_is_shown_again(engine: Engine) {
    let test = start(engine);
    let mut mia = member(&test, "mia", Role::Member).await;
    let path = file(&mut mia, &[("title", "The blue heater is dead")]).await.is(200).path;
    let confirm = format!("{path}/confirm");
    let chosen = [("rating", "8"), ("would_return", "no"), ("solved_by", "somebody-else"), ("got", "repair")];
    let thread = mia.get(&path).await.is(200);
    let settings = mia.get("/settings").await.is(200);
    mia.submit(&settings, "/settings/language", &[("language", "de")]).await.is(200);
    let settings = mia.get("/settings").await.is(200);
    mia.submit(&settings, "/logout", &[]).await.is(200);
    let late = mia.submit(&thread, &confirm, &chosen).await.is(403);
    assert_eq!(late.attribute("html", "lang"), "de", "as their account said while they were signed in");
    let seen = late.text();
    for words in ["The blue heater is dead", "Ja, es ist gelöst", "8", "Nein", "jemand anderes", "Reparatur"] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    let ready = mia.submit(&late, "/login", &[("name", "mia"), ("password", PASSWORD)]).await.is(200);
    assert!(ready.text().contains("Reparatur"), "{}", ready.text());
    mia.submit(&ready, &confirm, &[]).await.is(200);
    assert_eq!(mia.get(&path).await.is(200).attribute(".thread", "data-state"), "resolved");

    // A receipt, of which every fact is a short one; and of a complaint that nobody else may read no title.
    let mut mia = member(&test, "mo", Role::Member).await;
    let thread = file(&mut mia, &[("title", "The green heater is dead")]).await.is(200);
    let path = thread.path.clone();
    let settings = mia.get("/settings").await.is(200);
    mia.submit(&settings, "/logout", &[]).await.is(200);
    let facts = [("order", "A-77"), ("bought", "2026-01-15"), ("amount", "189.77 EUR")];
    let late = mia.send_file(&thread, &format!("{path}/receipt"), &facts, b"").await.is(403);
    for (name, value) in facts {
        let field = format!("input[name=\"kept.{name}\"]");
        assert_eq!(late.attribute(&field, "value"), value);
        assert_ne!(late.attribute(&field, "type"), "hidden", "{name}");
    }
    assert!(late.text().contains("Order number"), "{}", late.text());
}

/// Whatever form it is: the page that comes has every field, says what was chosen, and names what is done with it.
async fn every_form_is_given_back_whole(engine: Engine) {
    let test = start(engine);
    let mut nobody = Browser::at(&test);
    nobody.get("/login").await.is(200);
    let words = Words::of(Language::English);
    let number = "00000000-0000-4000-8000-000000000000";
    let mut off = Vec::new();
    for (action, fields) in FORMS {
        let all = fields.iter().map(|(name, value, _)| ((*name).to_string(), value.replace(NUMBER, number)));
        let action = action.replace(NUMBER, number);
        let late = nobody.post(&action, &all.collect::<Vec<_>>()).await.is(403);
        let text = late.text();
        let deed = late.value("main h2");
        if deed.is_empty() || deed.contains('{') {
            off.push(format!("{action}: {fields:?}: what it does is not said: {text}"));
        }
        assert_eq!(late.attribute("main form input[name=next]", "value"), action);
        let page = Html::parse_document(&late.html);
        for (name, value, said) in *fields {
            let value = value.replace(NUMBER, number);
            let field = Selector::parse(&format!("main form [name=\"kept.{name}\"]")).unwrap();
            let found = page.select(&field).next();
            let kept = found.map(|it| it.attr("value").map_or_else(|| it.text().collect::<String>(), str::to_string));
            if kept.as_deref() != Some(value.as_str()) {
                off.push(format!("{action}: {name} is {kept:?}"));
            }
            let is_seen = match (*said, said.strip_prefix('@')) {
                ("", _) => true,
                ("=", _) => found.is_some_and(|it| it.attr("type") != Some("hidden")),
                (_, Some(key)) if words.knows(key) => text.contains(words.say(key)),
                (other, _) => text.contains(other),
            };
            if !is_seen {
                off.push(format!("{action}: {name}={value} is not said as {said}: {text}"));
            }
        }
    }
    assert!(off.is_empty(), "{} are off:\n{}", off.len(), off.join("\n"));
}

/// No door that takes a form, no field of a form and no deed of a thread is left out of the table.
#[test]
fn no_form_is_left_out() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fits = |door: &str, action: &str| {
        let action = action.split('?').next().unwrap();
        let (door, action): (Vec<&str>, Vec<&str>) = (door.split('/').collect(), action.split('/').collect());
        door.len() == action.len() && door.iter().zip(&action).all(|(it, part)| it.starts_with('{') || it == part)
    };
    let router = std::fs::read_to_string(root.join("src/web/mod.rs")).unwrap();
    let takes =
        router.split("resource(\"").skip(1).filter(|it| it.split(".service(").next().unwrap().contains("post()"));
    let doors: Vec<&str> =
        takes.chain(router.split("form_only(\"").skip(1)).map(|it| it.split('"').next().unwrap()).collect();
    assert!(doors.len() > 25, "{doors:?}");
    for door in doors.iter().filter(|it| !WITH_SECRETS.contains(it)) {
        assert!(FORMS.iter().any(|(action, _)| fits(door, action)), "{door}");
    }

    let mut names = BTreeSet::new();
    let mut deeds: BTreeSet<String> = COMMANDS.iter().map(|it| (*it).to_string()).collect();
    for entry in std::fs::read_dir(root.join("src/web/templates")).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("resume.html") {
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        let first = |text: &str| text.split('"').next().unwrap_or_default().to_string();
        deeds.extend(source.split("action=\"{{ link }}/").skip(1).map(first));
        for form in source.split("<form").filter(|it| !it.split('>').next().unwrap().contains("method=\"get\"")) {
            for tag in form
                .split('<')
                .filter(|it| ["input", "textarea", "select", "button"].iter().any(|tag| it.starts_with(tag)))
            {
                let name = tag.split(" name=\"").nth(1).map(first).unwrap_or_default();
                // "channel-{{ row.n }}".
                names.insert(name.split("{{").next().unwrap().to_string());
            }
        }
    }
    for name in ["", "token", "request", "password", "old", "new", "file"] {
        names.remove(name);
    }
    let known =
        |name: &str| FORMS.iter().any(|(_, fields)| fields.iter().any(|(it, ..)| it.trim_end_matches('1') == name));
    let missing: Vec<&String> = names.iter().filter(|it| !known(it)).collect();
    assert!(names.len() > 60 && missing.is_empty(), "{} fields, without {missing:?}", names.len());
    let of_thread = |deed: &str| FORMS.iter().any(|(it, _)| *it == format!("/complaints/{NUMBER}/{deed}"));
    let missing: Vec<&String> = deeds.iter().filter(|it| !of_thread(it)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Whoever signs in where no cookie arrives would come back to the same page for ever: it says why.
async fn who_sends_no_cookies_is_told_so(engine: Engine) {
    let test = start(engine);
    let mut mia = member(&test, "mia", Role::Member).await;
    let thread = file(&mut mia, &[]).await.is(200);
    let comment = format!("{}/comment", thread.path);
    mia.forget_cookies();
    let login = mia.get("/login").await.is(200);
    mia.forget_cookies();
    let refused = mia.submit(&login, "/login", &[("name", "mia"), ("password", PASSWORD)]).await.is(403);
    assert!(refused.text().contains("Your browser sent no cookie"), "{}", refused.text());
    assert!(!refused.html.contains(PASSWORD));
    // What waits for that stays.
    mia.forget_cookies();
    let late = mia.submit(&thread, &comment, &[("text", WORDS)]).await.is(403);
    mia.forget_cookies();
    let again = mia.submit(&late, "/login", &[("name", "mia"), ("password", PASSWORD)]).await.is(403);
    for shown in [&late, &again] {
        assert!(shown.text().contains("Your browser sent no cookie"), "{}", shown.text());
        assert!(shown.html.contains("A comment that took an hour"), "{}", shown.html);
    }
    // Cookies are allowed now.
    let ready = mia.submit(&again, "/login", &[("name", "mia"), ("password", PASSWORD)]).await.is(200);
    let sent = mia.submit(&ready, &comment, &[]).await.is(200);
    assert!(sent.text().contains("A comment that took an hour"), "{}", sent.text());
}

async fn who_signs_in_elsewhere_comes_back_to_what_was_typed(engine: Engine) {
    let test = start(engine);
    let mut mia = crate::pages::member(&test, "mia", redress::storage::accounts::Role::Member).await;
    let thread = file(&mut mia, &[]).await.is(200);
    let comment = format!("{}/comment", thread.path);
    let settings = mia.get("/settings").await.is(200);
    mia.submit(&settings, "/logout", &[]).await.is(200);
    let late = mia.submit(&thread, &comment, &[("text", WORDS)]).await;
    // In another tab of the same browser.
    let shown = mia.get("/login").await.is(200);
    mia.submit(&shown, "/login", &[("name", "mia"), ("password", PASSWORD)]).await.is(200);
    let mut fields = mia.fields(&late, "/login");
    fields.retain(|(name, _)| !matches!(name.as_str(), "name" | "password"));
    fields.push(("resumed".into(), "1".into()));
    let again = mia.post(&comment, &fields).await;
    assert_eq!(again.status, 403, "its mark was made for nobody");
    let sent = mia.submit(&again, &comment, &[]).await.is(200);
    assert!(sent.text().contains("A comment that took an hour"), "{}", sent.text());
}

async fn a_form_without_our_mark_does_nothing_and_shows_no_secret(engine: Engine) {
    let test = start(engine);
    let mut mia = crate::pages::member(&test, "mia", redress::storage::accounts::Role::Member).await;
    let mut fields =
        vec![("old".to_string(), PASSWORD.to_string()), ("new".to_string(), "another one entirely".into())];
    fields.push(("token".into(), "00".into()));
    let refused = mia.post("/settings/password", &fields).await;
    assert_eq!(refused.status, 403);
    assert!(!refused.html.contains(PASSWORD) && !refused.html.contains("another one entirely"), "{}", refused.html);
    let mut stranger = Browser::at(&test);
    stranger.get("/login").await.is(200);
    let refused = stranger.post("/settings/password", &fields).await.is(403);
    assert!(refused.text().contains("Sign in, then do it again"), "{}", refused.text());
    let shown = stranger.get("/login").await.is(200);
    stranger.submit(&shown, "/login", &[("name", "mia"), ("password", PASSWORD)]).await.is(200);
}

/// Meanwhile somebody else did something, and the form is not there any more: its words are.
async fn words_of_a_form_that_is_gone_are_given_back(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let (mut mia, mut mo) = (member(&test, "mia", Role::Member).await, member(&test, "mo", Role::Moderator).await);
    let path = file(&mut person, &[]).await.is(200).path;
    comment(&mut mia, &path, "It was the blue one.").await;

    // Hers is taken out while she writes it anew.
    let writes = mia.get(&path).await.is(200);
    let moderates = mo.get(&path).await.is(200);
    let post = writes.attribute(".post.comment input[name=post]", "value");
    let out = [("post", post.as_str()), ("reason", "Abuse")];
    mo.submit(&moderates, &format!("{path}/hide-comment"), &out).await.is(200);
    let late = mia.submit(&writes, &format!("{path}/edit-comment"), &[("text", "It was the quorble one.")]).await;
    assert_ne!(late.status, 200, "{}", late.text());
    assert!(late.html.contains("It was the quorble one."), "{}", late.text());

    // The person withdraws while the brand answers.
    let answers = acme.get(&path).await.is(200);
    let sure = person.get(&format!("{path}/withdraw")).await.is(200);
    person.submit(&sure, &format!("{path}/withdraw"), &[]).await.is(200);
    let offer = [("text", "The quorble money is on its way."), ("and", "offer"), ("outcome", "refund")];
    let late = acme.submit(&answers, &format!("{path}/respond"), &offer).await;
    assert_ne!(late.status, 200, "{}", late.text());
    assert!(late.html.contains("The quorble money is on its way."), "{}", late.text());
    assert!(!Browser::at(&test).get(&path).await.is(200).html.contains("quorble"), "nothing was sent");
}

/// More than a server takes at once is shown back, to be shortened; and of what does not fit nothing is cut.
async fn what_is_too_much_is_given_back(engine: Engine) {
    let test = start(engine);
    let mut mia = member(&test, "mia", Role::Member).await;
    let path = file(&mut mia, &[]).await.is(200).path;
    let comment = format!("{path}/comment");
    let thread = mia.get(&path).await.is(200);
    let words = format!("It began in June. {} And so it ended.", "and on ".repeat(60_000));
    let back = mia.submit(&thread, &comment, &[("text", &words)]).await.is(413);
    assert!(back.html.contains("It began in June.") && back.html.contains("And so it ended."), "all of it");
    assert!(back.text().contains("shorten it and send it"), "{}", back.text());
    let sent = mia.submit(&back, &comment, &[("text", "It began in June. And so it ended.")]).await.is(200);
    assert!(sent.text().contains("It began in June. And so it ended."), "{}", sent.text());
    // What nobody can have written is not shown, and still answered.
    mia.submit(&thread, &comment, &[("text", &"x".repeat(2_000_000))]).await.is(413);
    // The longest that is taken, in letters of which each takes twelve bytes on the way.
    let longest = "\u{1F600}".repeat(TEXT_CHARS_MAX);
    file(&mut mia, &[("text", &longest), ("title", "Smiles")]).await.is(200);
}

async fn nothing_is_cut_without_a_word(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut mia = member(&test, "mia", Role::Member).await;
    let path = file(&mut mia, &[]).await.is(200).path;
    let letters = |count: usize| format!("{}z", "y".repeat(count));
    let told = |shown: &Shown, words: &str, max: usize| {
        assert_eq!(shown.status, 422, "{max}: {}", shown.text());
        assert!(shown.html.contains(words), "{max}: {}", shown.html);
        assert!(shown.text().contains(&format!("at most {max} characters")), "{max}: {}", shown.text());
    };
    for (field, max) in [("product", 120), ("reference-1", 300), ("demanded-1", 300), ("title", 160)] {
        let words = letters(max);
        told(&file(&mut mia, &[("text", "Another one."), (field, &words)]).await, &words, max);
    }
    let thread = mia.get(&path).await.is(200);
    let words = letters(160);
    told(&mia.submit(&thread, &format!("{path}/correct"), &[("title", &words)]).await, &words, 160);
    let words = letters(80);
    told(&mia.submit(&thread, &format!("{path}/receipt"), &[("order", &words)]).await, &words, 80);
    let words = letters(60);
    let desk = acme.get(&path).await.is(200);
    for (deed, field) in [("respond", "name"), ("respond", "role"), ("acknowledge", "name"), ("hand-off", "to")] {
        let fields = [("text", "We look."), (field, words.as_str())];
        told(&acme.submit(&desk, &format!("{path}/{deed}"), &fields).await, &words, 60);
    }
    let claim = mia.get("/boards/other.com/claim").await.is(200);
    told(&mia.submit(&claim, "/boards/other.com/claim", &[("signs", &words)]).await, &words, 60);
    // What one person says of one thing is kept whole, or not taken.
    for n in 0..5 {
        let thread = acme.get(&path).await.is(200);
        let note = format!("{n} {}", letters(1_900));
        let fields = [("reason", "other"), ("note", note.as_str())];
        let shown = acme.submit(&thread, &format!("{path}/report"), &fields).await;
        if n < 4 {
            shown.is(200)
        } else {
            shown.is(422)
        };
    }
    let mut admin = member(&test, "ada", Role::Administrator).await;
    let page = admin.get("/admin/policy").await.is(200);
    let fields = [("deed", "set"), ("domain", "evil.example"), ("severity", "block")];
    for (field, max) in [("reason", 500), ("note", 2_000)] {
        let words = letters(max);
        let shown = admin.submit(&page, "/admin/policy", &[fields[0], fields[1], fields[2], (field, &words)]).await;
        assert_eq!(shown.status, 422);
        assert!(shown.html.contains(&words), "{field}");
    }
}

on_both_engines!(
    every_form_is_given_back_whole,
    who_sends_no_cookies_is_told_so,
    everything_that_was_chosen_is_shown_again,
    what_is_too_much_is_given_back,
    nothing_is_cut_without_a_word,
    words_of_a_form_that_is_gone_are_given_back,
    what_was_typed_is_sent_after_signing_in_again,
    who_signs_in_elsewhere_comes_back_to_what_was_typed,
    a_form_without_our_mark_does_nothing_and_shows_no_secret,
);
