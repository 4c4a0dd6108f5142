//! What somebody typed is not lost because their session ended, or the page it was on is too old.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use redress::app::Clock;
use redress::catalogue::{Language, Words};
use redress::domain::action::Kind;
use redress::domain::ids::ActorId;
use redress::domain::reading::TEXT_CHARS_MAX;
use redress::services::login_link;
use redress::storage::accounts::{self, Role};
use redress::storage::quotes::{self, LeaveKind, Quote};
use redress::storage::{StorageError, Tx, posts};
use scraper::{Html, Selector};
use uuid::Uuid;

use crate::forms::{FORMS, NUMBER, WITH_SECRETS};
use crate::moderation::{case_of, comment, id_in, suspend};
use crate::on_both_engines;
use crate::pages::{file, member, remote_person, representative, sent_link, start};
use crate::people::{INVITATIONS, person, step};
use crate::support::browser::{Browser, Shown};
use crate::support::{Engine, TestApp};

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
    for (action, _, fields) in FORMS {
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

/// Everybody and everything that the forms of the table act on.
struct Town {
    test: TestApp,
    people: Vec<(&'static str, Browser)>,
    /// What a form has the number of, by the place where it has it; and by which words that is known on a page.
    numbers: Vec<(&'static str, String)>,
    words: Vec<(&'static str, &'static str)>,
}

impl Town {
    async fn start(engine: Engine) -> Town {
        let test = start(engine);
        let mut jo = representative(&test).await;
        let (mut c7, mut mia) = (member(&test, "c7", Role::Member).await, member(&test, "mia", Role::Member).await);
        let mut mo = member(&test, "mo", Role::Administrator).await;
        let mut guest = Browser::at(&test);
        let mut numbers = Vec::new();

        // A thread with a comment, two answers, a promise, an offer and a receipt; the comment is reported.
        let path = file(&mut c7, &[("title", "The blue heater is dead")]).await.is(200).path;
        numbers.push(("/complaints/", path.trim_start_matches("/complaints/").to_string()));
        comment(&mut mia, &path, "It was the blue one.").await;
        let respond = format!("{path}/respond");
        let promise = [("text", "We look at the boiler."), ("and", "promise"), ("due", "2026-03-03")];
        let offer = [("text", "Your money is on its way."), ("and", "offer"), ("outcome", "refund")];
        for answer in [&promise, &offer] {
            let shown = jo.get(&path).await.is(200);
            jo.submit(&shown, &respond, answer).await.is(200);
        }
        let thread = c7.get(&path).await.is(200);
        let thread = c7.send_file(&thread, &format!("{path}/receipt"), &[("order", "A-77")], b"").await.is(200);
        numbers.push(("receipt", thread.attribute("input[name=receipt]", "value")));
        let post = mia.get(&path).await.is(200).attribute(".post.comment input[name=post]", "value");
        numbers.push(("post", post.clone()));
        let report = [("post", post.as_str()), ("reason", "abuse"), ("note", "Rude")];
        c7.submit(&thread, &format!("{path}/report"), &report).await.is(200);
        let last = |address: String| address.rsplit('/').next().unwrap().to_string();
        let told = c7.get("/settings").await.is(200).attribute("form[action^='/settings/told/']", "action");
        numbers.push(("/settings/told/", last(told)));

        // Who decides about it.
        for deed in ["hide", "unhide"] {
            test.clock.advance(Duration::from_mins(1));
            let shown = mo.get(&path).await.is(200);
            mo.submit(&shown, &format!("{path}/{deed}"), &[("reason", "A slip")]).await;
        }
        let queue = mo.get("/moderation").await.is(200);
        numbers.push(("/moderation/cases/", last(case_of(&queue))));
        numbers.push(("/moderation/undo/", last(queue.attribute("form[action^='/moderation/undo/']", "action"))));

        // The people of the brand, and whom they asked.
        step(&mut jo, "invite", &[("handle", "mia"), ("standing", "agent")]).await.is(200);
        let shown = step(&mut jo, "link", &[("standing", "agent")]).await.is(200);
        let (voice, me) = (shown.attribute("input[name=voice]", "value"), person(&shown, "J. O."));
        numbers.extend([("voice", voice.clone()), ("/boards/ actor", voice), ("person", me)]);
        let link = shown.value(".copy");
        let link: Vec<&str> = link.rsplit('/').take(2).collect();
        numbers.extend([("/invitations/", link[1].to_string()), ("00ff of /invitations/", link[0].to_string())]);
        let asked = mia.get(INVITATIONS).await.is(200).attribute("form[action*='?id=']", "action");
        let asked = asked.rsplit('=').next().unwrap().to_string();
        numbers.extend([("/settings/invitations?id=", asked.clone()), ("take-back person", asked)]);

        // Somebody of another server who signs in, one whom others follow, a quote, and what could not be delivered.
        let shown = guest.get("/login").await.is(200);
        guest.submit(&shown, "/login/guest", &[("handle", "@c7@mastodon.example")]).await.is(200);
        let (sent, address) = sent_link(&test).await;
        let (remote, now) = (remote_person(&test).await, test.clock.now());
        test.app.db.write(move |tx| login_link::found(tx, sent, remote, now)).await.unwrap();
        let link: Vec<&str> = address.rsplit('/').take(2).collect();
        numbers.extend([("/login/link/", link[1].to_string()), ("00ff of /login/link/", link[0].to_string())]);
        let id = id_in(&path);
        let quoted = move |tx: &mut Tx<'_>| -> Result<ActorId, StorageError> {
            let mia = accounts::find_by_name(&mut tx.view(), "mia")?.unwrap().actor;
            let post = posts::of_event(&mut tx.view(), id, 1)?.unwrap().id;
            let (quoting, kind) = ("https://far.example/notes/9".to_string(), LeaveKind::Quote);
            let quote = Quote { id: Uuid::from_u128(9), post, quoting, actor: mia, at: now, revoked_at: None, kind };
            quotes::insert(tx, &quote)?;
            Ok(mia)
        };
        let followed = test.app.db.write(quoted).await.unwrap().to_string();
        numbers.extend([("/settings/quotes/", Uuid::from_u128(9).to_string()), ("actor", followed)]);
        // A letter that was given up, as if it had been sent.
        test.db.execute(
            "INSERT INTO activities (id, actor, kind, sequence, public, audience, body, created_at) \
             SELECT id, id, 'Create', 999, TRUE, '[]', '{}', 0 FROM actors LIMIT 1; \
             INSERT INTO deliveries (activity, actor, inbox, host, due_at, first_at, attempts, state, turn) \
             SELECT id, actor, 'https://far.example/inbox', 'far.example', 0, 0, 1, 2, 0 FROM activities LIMIT 1",
        );
        let letter = test.db.counted("SELECT inbox AS name, id AS number FROM deliveries WHERE state = 2");
        numbers.push(("id", letter[0].1.to_string()));
        let words = vec![
            ("complaint", "The blue heater is dead"),
            ("comment", "It was the blue one."),
            ("answer", "We look at the boiler."),
            ("promise", "Promise by 3 March"),
            ("offer", "acme.com offered: refund"),
            ("receipt", "Order number, day or amount"),
            ("notice", "“The blue heater is dead”"),
            ("quoted", "I returned a heater"),
            ("quoting", "https://far.example/notes/9"),
            ("invitation", "@jo asks you to speak for acme.com here"),
            ("invited", "@mia@"),
            ("person", "@jo"),
            ("brand", "acme.com"),
            ("voice", "@acme_care@"),
            ("followed", "@mia@"),
            ("account", "@mia@"),
            ("decision", "Shown again"),
            ("own", "@c7"),
            ("guest", "@c7@mastodon.example"),
            ("delivery", "https://far.example/inbox"),
        ];
        let people = vec![("jo", jo), ("c7", c7), ("mia", mia), ("mo", mo), ("guest", guest)];
        Town { test, people, numbers, words }
    }

    fn number(&self, place: &str) -> Option<String> {
        self.numbers.iter().find(|(it, _)| *it == place).map(|(_, number)| number.clone())
    }

    /// The address of a form with the number of what is really there.
    fn address(&self, action: &str) -> String {
        let Some((before, rest)) = action.split_once(NUMBER) else { return action.to_string() };
        let rest = match self.number(&format!("00ff of {before}")) {
            Some(secret) => rest.replace("00ff", &secret),
            None => rest.to_string(),
        };
        format!("{before}{}{rest}", self.number(before).unwrap_or_else(|| panic!("{action}")))
    }

    /// The same for a field.
    fn value(&self, action: &str, fields: &[(&str, &str, &str)], name: &str, value: &str) -> String {
        let place = match name {
            "actor" if action.starts_with("/boards/") => "/boards/ actor",
            "person" if fields.iter().any(|(_, value, _)| *value == "take-back") => "take-back person",
            "id" if action == "/admin/deliveries" => "id",
            _ if value == NUMBER => name,
            _ => return value.to_string(),
        };
        self.number(place).unwrap_or_else(|| panic!("{action}: {name}"))
    }

    /// Who would send it.
    fn who(&mut self, action: &str) -> &mut Browser {
        let name = match action.split('/').nth(1) {
            Some("moderation" | "admin" | "boards") => "mo",
            Some("desk") => "jo",
            Some("invitations") => "mia",
            _ if action.starts_with("/settings/invitations") => "mia",
            _ if action.starts_with("/login/link/") => "guest",
            _ => "c7",
        };
        &mut self.people.iter_mut().find(|(it, _)| *it == name).unwrap().1
    }
}

/// Whatever form it is, and however old the page that it comes from: whoever may press its button reads whom or what it hits.
async fn every_form_names_what_it_acts_on(engine: Engine) {
    let mut town = Town::start(engine).await;
    let mut off = Vec::new();
    let visible = Selector::parse("main form input:not([type=hidden]), main form textarea").unwrap();
    for (action, hits, fields) in FORMS {
        assert!(!hits.is_empty(), "{action}: what does it act on?");
        let sent: Vec<(String, String)> = fields
            .iter()
            .map(|(name, value, _)| ((*name).to_string(), town.value(action, fields, name, value)))
            .chain([("token".to_string(), "00".to_string())])
            .collect();
        let address = town.address(action);
        let late = town.who(action).post(&address, &sent).await.is(403);
        let page = Html::parse_document(&late.html);
        let typed = page.select(&visible).map(|it| it.attr("value").map_or_else(|| it.text().collect(), String::from));
        let read = typed.fold(late.value("main"), |read: String, it| format!("{read}\n{it}"));
        for hit in *hits {
            let words = town.words.iter().find(|(it, _)| it == hit).map_or(*hit, |(_, words)| words);
            if !read.contains(words) {
                off.push(format!("{action}: {fields:?}: no {words} ({hit}): {read}"));
            }
        }
    }
    assert!(off.is_empty(), "{} are off:\n{}", off.len(), off.join("\n"));

    // What nobody else may read, nobody else reads there.
    let path = town.address("/complaints/NUMBER");
    let fields = |name: &str, number: String| vec![("token".to_string(), "00".to_string()), (name.to_string(), number)];
    let receipt = fields("receipt", town.number("receipt").unwrap());
    let notice = town.address("/settings/told/NUMBER");
    let mut reader = member(&town.test, "reader", Role::Member).await;
    for (action, sent) in [(format!("{path}/take-back-receipt"), receipt), (notice, fields("from", String::new()))] {
        let late = reader.post(&action, &sent).await.is(403);
        assert!(late.text().contains("you may not read it"), "{action}: {}", late.text());
        assert!(!late.text().contains("Order number, day") && !late.text().contains("has promised"), "{action}");
    }
}

/// Whoever is suspended meanwhile signs in nowhere, and still gets back what they wrote.
async fn who_is_suspended_meanwhile_keeps_their_words(engine: Engine) {
    let test = start(engine);
    let (mut mia, mut mo) = (member(&test, "mia", Role::Member).await, member(&test, "mo", Role::Moderator).await);
    let path = file(&mut mia, &[]).await.is(200).path;
    let thread = mia.get(&path).await.is(200);
    suspend(&mut mo, "mia", "Spam everywhere", "suspended").await.is(200);
    let late = mia.submit(&thread, &format!("{path}/comment"), &[("text", WORDS)]).await.is(403);
    let fields = [("name", "mia"), ("password", PASSWORD)];
    let out = mia.submit(&late, "/login", &fields).await.is(403);
    assert!(out.text().contains("This account is suspended here"), "{}", out.text());
    assert!(out.html.contains("A comment that took an hour"), "given back: {}", out.html);
    assert!(!out.html.contains(PASSWORD));
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
        assert!(FORMS.iter().any(|(action, ..)| fits(door, action)), "{door}");
    }

    let mut names = BTreeSet::new();
    let mut deeds: BTreeSet<String> = Kind::ALL.iter().map(|it| it.word().to_string()).collect();
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
        |name: &str| FORMS.iter().any(|(_, _, fields)| fields.iter().any(|(it, ..)| it.trim_end_matches('1') == name));
    let missing: Vec<&String> = names.iter().filter(|it| !known(it)).collect();
    assert!(names.len() > 60 && missing.is_empty(), "{} fields, without {missing:?}", names.len());
    let of_thread = |deed: &str| FORMS.iter().any(|(it, ..)| *it == format!("/complaints/{NUMBER}/{deed}"));
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
    every_form_names_what_it_acts_on,
    who_is_suspended_meanwhile_keeps_their_words,
    who_sends_no_cookies_is_told_so,
    everything_that_was_chosen_is_shown_again,
    what_is_too_much_is_given_back,
    nothing_is_cut_without_a_word,
    words_of_a_form_that_is_gone_are_given_back,
    what_was_typed_is_sent_after_signing_in_again,
    who_signs_in_elsewhere_comes_back_to_what_was_typed,
    a_form_without_our_mark_does_nothing_and_shows_no_secret,
);
