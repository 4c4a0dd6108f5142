//! People at the pages: what they came to do, through real HTTP, without scripts.

use std::net::SocketAddr;
use std::time::Duration;

use redress::app::Clock;
use redress::domain::brand::BrandDomain;
use redress::domain::ids::ActorId;
use redress::services::accounts::{self, Registration};
use redress::services::login_link;
use redress::services::name_brand::rename_brand;
use redress::services::name_official::{NewRepresentative, name_official};
use redress::storage::StorageError;
use redress::storage::accounts::Role;
use redress::storage::actors;
use redress::storage::jobs::{self, Task, Terms};
use scraper::{Html, Selector};

use crate::on_both_engines;
use crate::people::{INVITATIONS, accept, step};
use crate::support::browser::{Browser, Shown};
use crate::support::{Engine, TestApp};
use crate::visibility::routes::patterns;

pub(crate) const PASSWORD: &str = "correct horse battery";

pub(crate) fn start(engine: Engine) -> TestApp {
    let mut test = TestApp::start(engine);
    test.serve();
    test
}

pub(crate) async fn member(test: &TestApp, name: &str, role: Role) -> Browser {
    let new = Registration { name: name.into(), password: PASSWORD.into(), language: None, role };
    accounts::register(&test.app, new).await.unwrap();
    signed_in(Browser::at(test), name).await
}

/// The same at a process of its own that serves the database of the test.
pub(crate) async fn member_at(test: &TestApp, name: &str, role: Role, listen: SocketAddr) -> Browser {
    let new = Registration { name: name.into(), password: PASSWORD.into(), language: None, role };
    accounts::register(&test.app, new).await.unwrap();
    signed_in(Browser::at_process(test, listen), name).await
}

async fn signed_in(mut browser: Browser, name: &str) -> Browser {
    let shown = browser.get("/login").await;
    browser.submit(&shown, "/login", &[("name", name), ("password", PASSWORD)]).await.is(200);
    browser
}

/// Somebody who speaks for acme.com by name.
pub(crate) async fn representative(test: &TestApp) -> Browser {
    let browser = member(test, "jo", Role::Member).await;
    let account = test
        .app
        .db
        .read::<_, StorageError, _>(|view| redress::storage::accounts::find_by_name(view, "jo"))
        .await
        .unwrap()
        .unwrap();
    let first = NewRepresentative { account: account.id, name: "J. O.".into(), role: "refunds".into(), owner: true };
    let domain = BrandDomain::parse("acme.com").unwrap();
    name_official(&test.app, domain, "acme_care".into(), Some(first)).await.unwrap();
    browser
}

const STORY: &str = "I returned a heater on 3 June. It is November. I want **the money**.";

pub(crate) async fn file(browser: &mut Browser, extra: &[(&str, &str)]) -> Shown {
    let shown = browser.get("/file?brand=acme.com").await;
    let mut fields = vec![
        ("step", "file"),
        ("text", STORY),
        ("want", "refund"),
        ("amount", "189.50"),
        ("currency", "EUR"),
        ("channel-1", "phone"),
        ("minutes-1", "45"),
    ];
    fields.retain(|(name, _)| extra.iter().all(|(it, _)| it != name));
    fields.extend(extra);
    browser.submit(&shown, "/file", &fields).await
}

/// Whoever answers for two brands stays with the one that they work on, and sees what waits for the other.
async fn an_agent_of_two_brands_stays_with_one(engine: Engine) {
    let test = start(engine);
    let mut jo = representative(&test).await;
    let account = redress::storage::accounts::find_by_name;
    let account = test.app.db.read::<_, StorageError, _>(move |view| account(view, "jo")).await.unwrap().unwrap();
    let seat = NewRepresentative { account: account.id, name: "J. O.".into(), role: String::new(), owner: true };
    let kettles = BrandDomain::parse("kettles.net").unwrap();
    name_official(&test.app, kettles, "kettles_care".into(), Some(seat)).await.unwrap();
    let mut person = member(&test, "c7", Role::Member).await;
    file(&mut person, &[("title", "My lamp broke")]).await.is(200);
    for title in ["My kettle leaks", "My kettle is loud"] {
        let shown = person.get("/file?brand=kettles.net").await.is(200);
        let fields = [("step", "file"), ("text", title), ("title", title), ("want", "refund")];
        person.submit(&shown, "/file", &fields).await.is(200);
    }
    let desk = jo.get("/desk?brand=kettles.net").await.is(200);
    let tab = |domain: &str| format!(".filters a[href='/desk?brand={domain}']");
    let counts = |shown: &Shown| ["acme.com", "kettles.net"].map(|it| shown.value(&format!("{} .count", tab(it))));
    assert_eq!(counts(&desk), ["1", "2"]);
    // Who speaks for this brand, and back to its desk.
    let people = desk.attribute("a[href^='/desk/people']", "href");
    let people = jo.get(&people).await.is(200);
    assert!(people.text().contains("kettles.net"), "{}", people.text());
    assert_eq!(people.attribute(".kicker a", "href"), "/desk?brand=kettles.net");
    // After an answer the next one of the same brand is there.
    let case = desk.attribute(".queue a", "href");
    let case = jo.get(case.split('#').next().unwrap()).await.is(200);
    let action = format!("{}/respond", case.path.replace("/desk/", "/complaints/"));
    let desk = jo.submit(&case, &action, &[("text", "Which kettle is it?")]).await.is(200);
    assert_eq!(desk.path, "/desk");
    assert_eq!(desk.attribute(&tab("kettles.net"), "aria-current"), "true", "{}", desk.html);
    // What is new names the brand that it is about, and leaves its desk open when it goes.
    let (path, case) = (case.path.replace("/desk/", "/complaints/"), jo.get(&case.path).await.is(200));
    let offer = [("text", "We send a new one."), ("and", "offer"), ("outcome", "replacement")];
    jo.submit(&case, &action, &offer).await.is(200);
    let thread = person.get(&path).await.is(200);
    person.submit(&thread, &format!("{path}/decline"), &[("text", "It leaks, too.")]).await.is(200);
    let desk = jo.get("/desk?brand=kettles.net").await.is(200);
    let removes = desk.attribute("form[action^='/settings/told/'] input[name=from]", "value");
    assert_eq!(removes, "/desk?brand=kettles.net");
    assert_eq!(desk.value(".list li p bdi"), "kettles.net", "{}", desk.html);
    let action = desk.attribute("form[action^='/settings/told/']", "action");
    let desk = jo.submit(&desk, &action, &[]).await.is(200);
    assert_eq!(desk.attribute(&tab("kettles.net"), "aria-current"), "true", "{}", desk.html);
    // So does an invitation, which says what the brand is called, and leads to its desk.
    let mut mia = member(&test, "mia", Role::Member).await;
    let account = redress::storage::accounts::find_by_name;
    let account = test.app.db.read::<_, StorageError, _>(move |view| account(view, "mia")).await.unwrap().unwrap();
    let seat = NewRepresentative { account: account.id, name: "Mia".into(), role: String::new(), owner: true };
    let lamps = BrandDomain::parse("lamps.org").unwrap();
    name_official(&test.app, lamps.clone(), "lamps_care".into(), Some(seat)).await.unwrap();
    rename_brand(&test.app, lamps, "Lamps & Light").await.unwrap();
    step(&mut mia, "invite", &[("handle", "jo"), ("standing", "agent")]).await.is(200);
    let asked = jo.get("/settings").await.is(200).text();
    assert!(asked.contains("Lamps & Light (lamps.org) asks you to speak for it here"), "{asked}");
    let asked = jo.get(INVITATIONS).await.is(200).text();
    assert!(asked.contains("asks you to speak for Lamps & Light (lamps.org) here"), "{asked}");
    let desk = accept(&mut jo, "Jo Ott").await.is(200);
    assert_eq!(desk.attribute(&tab("lamps.org"), "aria-current"), "true", "{}", desk.html);
}

async fn a_complaint_is_filed_answered_declined_and_confirmed(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;

    let mut person = Browser::at(&test);
    let shown = person.get("/register").await;
    let shown = person.submit(&shown, "/register", &[("name", "c7"), ("password", PASSWORD)]).await.is(200);
    assert!(shown.text().contains("@c7"), "{}", shown.text());

    let thread = file(&mut person, &[]).await.is(200);
    let path = thread.path.clone();
    assert!(path.starts_with("/complaints/"), "{path}");
    assert!(thread.html.contains("<strong>the money</strong>"));
    assert_eq!(thread.attribute(".thread", "data-state"), "open");
    assert!(thread.text().contains("Contacted the brand once before, 45 minutes"), "{}", thread.text());
    assert!(thread.text().contains("€\u{a0}189.50"));

    let desk = acme.get("/desk").await.is(200);
    assert!(desk.text().contains("I returned a heater on 3 June"), "{}", desk.text());
    let case = acme.get(&path.replace("/complaints/", "/desk/")).await.is(200);
    let answer = [("text", "I found it and sent the money."), ("and", "offer"), ("outcome", "refund"), ("from", "")];
    let thread = acme.submit(&case, &format!("{path}/respond"), &answer).await.is(200);
    assert_eq!(thread.attribute(".thread", "data-state"), "offered");
    assert!(thread.text().contains("J. O., refunds at acme.com"), "{}", thread.text());

    let thread = person.get(&path).await;
    assert!(thread.text().contains("says this is resolved"));
    let declined = [("text", "Nothing came.")];
    let thread = person.submit(&thread, &format!("{path}/decline"), &declined).await.is(200);
    assert_eq!(thread.attribute(".thread", "data-state"), "acknowledged");
    assert!(thread.text().contains("Nothing came."));
    assert!(thread.text().contains("acme.com has answered. Waiting for acme.com"), "{}", thread.text());

    let thread = acme.get(&path).await;
    let again = [("text", "It went to the wrong card; now it is right."), ("and", "offer"), ("outcome", "refund")];
    acme.submit(&thread, &format!("{path}/respond"), &again).await.is(200);
    let thread = person.get(&path).await;
    let confirmed = [("rating", "8"), ("would_return", "yes")];
    let thread = person.submit(&thread, &format!("{path}/confirm"), &confirmed).await.is(200);
    assert_eq!(thread.attribute(".thread", "data-state"), "resolved");
    assert!(thread.text().contains("8 of 10"), "{}", thread.text());
    assert!(thread.text().contains("Rate how they did") && !thread.text().contains("Yes, it is resolved"));

    let proof = person.get(&format!("{path}/proof")).await.is(200);
    assert!(proof.text().contains("complete and unchanged"), "{}", proof.text());
    let board = Browser::at(&test).get("/boards/acme.com").await.is(200);
    assert!(board.text().contains("added by the operators"), "{}", board.text());
    let front = Browser::at(&test).get("/").await.is(200);
    assert!(front.text().contains("I returned a heater"), "{}", front.text());
}

async fn a_form_sent_twice_does_one_thing(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let shown = person.get("/file?brand=acme.com").await;
    let fields = [("step", "file"), ("text", STORY)];
    let first = person.submit(&shown, "/file", &fields).await.is(200);
    let second = person.submit(&shown, "/file", &fields).await.is(200);
    assert_eq!(first.path, second.path);
}

async fn a_wrong_form_comes_back_filled_in(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let shown = person.get("/file").await;
    let fields = [("step", "file"), ("brand", ""), ("text", "Nothing <b>works</b>"), ("amount", "lots")];
    let again = person.submit(&shown, "/file", &fields).await.is(422);
    assert_eq!(again.value("textarea[name=text]"), "Nothing <b>works</b>");
    assert_eq!(again.attribute("input[name=amount]", "value"), "lots");
    assert_eq!(again.attribute("input[name=amount]", "aria-invalid"), "true");
    assert!(again.text().contains("Write which brand it is about."));
    assert!(again.text().contains("Write the amount in digits"));

    let mut stranger = Browser::at(&test);
    let shown = stranger.get("/register").await;
    let again = stranger.submit(&shown, "/register", &[("name", "Nöé"), ("password", "short")]).await.is(422);
    assert_eq!(again.attribute("input[name=name]", "value"), "Nöé");
    let again =
        stranger.submit(&shown, "/register", &[("name", "c7"), ("password", "somebody elses password")]).await.is(422);
    assert!(again.text().contains("That name is taken."));
    let shown = stranger.get("/login").await;
    let wrong = stranger.submit(&shown, "/login", &[("name", "c7"), ("password", "not the password")]).await.is(422);
    let nobody =
        stranger.submit(&shown, "/login", &[("name", "nobody"), ("password", "not the password")]).await.is(422);
    assert_eq!(wrong.text().replace("c7", "nobody"), nobody.text());
}

async fn what_was_written_before_signing_in_is_kept(engine: Engine) {
    let test = start(engine);
    member(&test, "c7", Role::Member).await;
    let mut person = Browser::at(&test);
    let shown = person.get("/file?brand=acme.com").await;
    let login = person.submit(&shown, "/file", &[("step", "sign-in"), ("text", STORY)]).await.is(200);
    let form = person.submit(&login, "/login", &[("name", "c7"), ("password", PASSWORD)]).await.is(200);
    assert_eq!(form.path, "/file");
    assert_eq!(form.value("textarea[name=text]"), STORY);
}

/// Every address that changes something: those of a thread by their last word, the others whole.
pub const STATE_CHANGING: [&str; 52] = [
    "confirm",
    "decline",
    "give-up",
    "reopen",
    "withdraw",
    "retract",
    "publish",
    "appeal",
    "escalate",
    "correct",
    "erase",
    "support",
    "unsupport",
    "thank",
    "mark-elsewhere",
    "acknowledge",
    "hand-off",
    "contest",
    "answer-contest",
    "keep-promise",
    "confirm-promise",
    "refute-promise",
    "comment",
    "respond",
    "edit-response",
    "delete-response",
    "dispute-label",
    "report",
    "hide",
    "unhide",
    "dismiss",
    "reinstate",
    "decide-contest",
    "decide-label",
    "edit-comment",
    "delete-comment",
    "hide-comment",
    "show-comment",
    "move",
    "erase-by-law",
    "/file",
    "/login",
    "/login/guest",
    "/register",
    "/logout",
    "/settings/language",
    "/settings/password",
    "/admin",
    "/login/link/00000000-0000-4000-8000-000000000000/x",
    "/moderation/cases/00000000-0000-7000-8000-000000000000",
    "/moderation/undo/00000000-0000-7000-8000-000000000000",
    "/moderation/accounts/restrict",
];

/// A form that is not ours: forbidden, or at an address that takes none.
fn refused(route: &str, shown: &Shown) {
    let takes = |it: &&str| if it.starts_with('/') { route == *it } else { route.ends_with(&format!("/{it}")) };
    let only_read = !STATE_CHANGING.iter().any(takes) && [404, 405].contains(&shown.status);
    assert!(shown.status == 403 || only_read, "{route}: {}", shown.status);
}

pub async fn other_sites_can_change_nothing(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Administrator).await;
    let thread = file(&mut person, &[]).await.is(200);
    let whole = |it: &str| if it.starts_with('/') { it.to_string() } else { format!("{}/{it}", thread.path) };
    let mut routes: Vec<String> = STATE_CHANGING.iter().map(|it| whole(it)).collect();
    // And whatever takes a form, by the server's own table of routes: no list has to be kept for it.
    let own = |pattern: &String| {
        let id = "00000000-0000-7000-8000-000000000000";
        pattern.replace("{id}", id).replace("{domain}", "acme.com").replace(['{', '}'], "")
    };
    routes.extend(patterns(&test.app).await.iter().filter(|it| !it.ends_with("inbox")).map(own));
    let marks = person.fields(&thread, &format!("{}/correct", thread.path));
    for route in &routes {
        let mut evil = person.clone();
        evil.origin = Some("https://evil.example".into());
        refused(route, &evil.post(route, &marks).await);
        let mut evil = person.clone();
        evil.extra.push(("Sec-Fetch-Site".into(), "cross-site".into()));
        refused(route, &evil.post(route, &marks).await);
        // A form that is not from one of our pages, and one that was shown to somebody else.
        refused(route, &person.clone().post(route, &[]).await);
        let stolen: Vec<(String, String)> = vec![("token".into(), "0".repeat(64)), ("request".into(), "r".into())];
        refused(route, &person.clone().post(route, &stolen).await);
    }
    let after = person.get(&thread.path).await.is(200);
    assert_eq!(after.attribute(".thread", "data-state"), "open");
    assert!(after.text().contains("@c7"), "still signed in");
}

async fn every_answer_carries_the_strict_headers(engine: Engine) {
    let test = start(engine);
    let mut anybody = Browser::at(&test);
    let shown = anybody.get("/").await.is(200);
    let css = shown.attribute("link[rel=stylesheet]", "href");
    for path in ["/", "/file", "/login", "/boards", "/nothing-here", "/complaints/x", "/moderation/log", css.as_str()] {
        let shown = anybody.get(path).await;
        let policy = shown.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(shown.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(shown.header("referrer-policy"), "same-origin", "{path}");
        assert!(!shown.html.contains(" style="), "{path} has a style attribute");
        assert!(!shown.html.contains("<script"), "{path} has a script");
    }
    assert!(anybody.get(&css).await.header("cache-control").contains("immutable"));
    assert!(shown.html.len() < 60 * 1024, "the first page is {} bytes", shown.html.len());
    anybody.get("/nothing-here").await.is(404);
}

async fn addresses_of_forms_lead_back_to_a_page(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let thread = file(&mut person, &[]).await.is(200);
    let back = person.get(&format!("{}/confirm", thread.path)).await.is(200);
    assert_eq!(back.path, thread.path);
    for (path, page) in [
        ("/logout", "/"),
        ("/settings/password", "/settings"),
        ("/settings/object", "/settings"),
        ("/login/guest", "/login"),
        ("/search/ask", "/search"),
    ] {
        assert_eq!(person.get(path).await.is(200).path, page, "{path}");
    }
    // The foot of an answer to a form that was wrong.
    let settings = person.get("/settings").await.is(200);
    let wrong = person.submit(&settings, "/settings/password", &[("old", "no"), ("new", "short")]).await.is(422);
    let german = person.get(&wrong.attribute("footer a[hreflang='de']", "href")).await.is(200);
    assert_eq!((german.path.as_str(), german.attribute("html", "lang").as_str()), ("/settings", "de"));
    let missing = Browser::at(&test).get("/nothing-here").await.is(404);
    assert_eq!(missing.attribute("main .row a", "href"), "/", "a page that is missing does not lead to itself");
}

pub async fn a_planted_session_is_worth_nothing(engine: Engine) {
    let test = start(engine);
    member(&test, "c7", Role::Member).await;
    let mut person = Browser::at(&test);
    let shown = person.get("/file").await;
    // An anonymous session exists from here on: the kept draft.
    let login = person.submit(&shown, "/file", &[("step", "sign-in"), ("text", STORY)]).await;
    let planted = person.clone();
    let before = person.cookie("session");
    person.submit(&login, "/login", &[("name", "c7"), ("password", PASSWORD)]).await.is(200);
    assert_ne!(before, person.cookie("session"), "the session id changes at login");
    let settings = planted.clone().get("/settings").await;
    assert!(settings.path.starts_with("/login"), "{}", settings.path);

    let mut copy = person.clone();
    let shown = person.get("/settings").await.is(200);
    person.submit(&shown, "/logout", &[]).await.is(200);
    let settings = copy.get("/settings").await;
    assert!(settings.path.starts_with("/login"), "after logging out a copy of the cookie is worth nothing");
    let raw = person.set_cookies.join("\n");
    assert!(raw.contains("HttpOnly") && raw.contains("SameSite=Lax"), "{raw}");
}

async fn what_moderators_hide_is_gone_with_a_reason(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let mut moderator = member(&test, "mo", Role::Moderator).await;
    let thread = file(&mut person, &[]).await.is(200);
    let path = thread.path.clone();

    let mut reader = member(&test, "reader", Role::Member).await;
    let shown = reader.get(&path).await;
    let report = [("reason", "private"), ("note", "It names my neighbour.")];
    reader.submit(&shown, &format!("{path}/report"), &report).await.is(200);
    let shown = moderator.get("/moderation").await.is(200);
    assert!(shown.text().contains("It names my neighbour."));
    let action = shown.attribute("main form", "action");
    moderator.submit(&shown, &action, &[("deed", "hide"), ("reason", "Names a private person")]).await.is(200);

    let mut stranger = Browser::at(&test);
    let gone = stranger.get(&path).await.is(404);
    assert!(gone.text().contains("Names a private person"));
    assert!(!gone.text().contains("heater"));
    for list in ["/", "/waiting", "/boards/acme.com", "/@c7"] {
        assert!(!stranger.get(list).await.is(200).text().contains("heater"), "{list}");
    }
    let log = stranger.get("/moderation/log").await.is(200);
    assert!(log.text().contains("Names a private person") && !log.text().contains("heater"), "{}", log.text());
    person.get(&path).await.is(200);
    reader.get("/moderation").await.is(403);
    reader.get("/admin").await.is(403);

    let shown = moderator.get(&path).await.is(200);
    moderator.submit(&shown, &format!("{path}/unhide"), &[("reason", "The name is gone")]).await.is(200);
    let shown = moderator.get(&path).await;
    let dismiss = [("ground", "duplicate"), ("reason", "Filed twice")];
    let shown = moderator.submit(&shown, &format!("{path}/dismiss"), &dismiss).await.is(200);
    assert_eq!(shown.attribute(".thread", "data-state"), "dismissed");
    stranger.get(&path).await.is(200);
}

async fn everything_is_said_in_the_language_asked_for(engine: Engine) {
    let test = start(engine);
    let mut german = Browser::at(&test);
    german.extra.push(("Accept-Language".into(), "de-AT,de;q=0.9,en;q=0.5".into()));
    let shown = german.get("/").await.is(200);
    assert_eq!(shown.attribute("html", "lang"), "de");
    assert!(shown.text().contains("Wer hat dich im Stich gelassen?"));
    let shown = german.get("/nothing-here").await.is(404);
    assert!(shown.text().contains("Hier ist nichts"));
    let mut arabic = Browser::at(&test);
    arabic.extra.push(("Accept-Language".into(), "ar-EG,ar;q=0.9,en;q=0.5".into()));
    let shown = arabic.get("/").await.is(200);
    assert_eq!((shown.attribute("html", "lang"), shown.attribute("html", "dir")), ("ar".into(), "rtl".into()));
    assert!(shown.text().contains("من خذلك؟"));
    assert!(shown.text().contains("Deutsch") && shown.text().contains("English"));
    let mut english = Browser::at(&test);
    let shown = english.get("/").await.is(200);
    assert_eq!((shown.attribute("html", "lang"), shown.attribute("html", "dir")), ("en".into(), "ltr".into()));
    assert!(shown.text().contains("العربية"));
    let shown = english.get("/?language=de").await;
    assert_eq!(shown.attribute("html", "lang"), "de");
    let shown = english.get("/about").await;
    assert_eq!(shown.attribute("html", "lang"), "de", "the choice is kept");

    let mut admin = member(&test, "op", Role::Administrator).await;
    let shown = admin.get("/admin").await.is(200);
    let wrong = [("name", "Nordlicht"), ("time_zone", "Berlin")];
    admin.submit(&shown, "/admin", &wrong).await.is(422);
    let right = [("name", "Nordlicht"), ("language", "de"), ("time_zone", "europe/berlin")];
    admin.submit(&shown, "/admin", &right).await.is(200);
    let shown = Browser::at(&test).get("/").await;
    assert_eq!(shown.attribute("html", "lang"), "de");
    assert!(shown.text().contains("Nordlicht"));
}

async fn strangers_cannot_try_passwords_for_ever(engine: Engine) {
    let test = start(engine);
    member(&test, "c7", Role::Member).await;
    let mut stranger = Browser::at(&test);
    let shown = stranger.get("/login").await;
    let mut last = None;
    for number in 0..26 {
        stranger.extra = vec![("X-Forwarded-For".into(), format!("192.0.2.{number}"))];
        let tried = stranger.submit(&shown, "/login", &[("name", "c7"), ("password", "wrong")]).await;
        last = Some(tried);
    }
    let last = last.unwrap().is(429);
    assert!(last.header("retry-after").parse::<u64>().unwrap() > 0);
    test.clock.advance(Duration::from_mins(30));
    let shown = stranger.get("/login").await;
    stranger.submit(&shown, "/login", &[("name", "c7"), ("password", PASSWORD)]).await.is(200);
}

async fn a_guest_signs_in_with_a_link_in_one_browser_once(engine: Engine) {
    let test = start(engine);
    let mut guest = Browser::at(&test);
    let shown = guest.get("/login?next=%2Fboards%3Fq%3Dacme").await;
    let sent = guest.submit(&shown, "/login/guest", &[("handle", "@C7@mastodon.example")]).await.is(200);
    assert!(sent.text().contains("@c7@mastodon.example"), "{}", sent.text());

    let (link, address) = sent_link(&test).await;
    let path = address.strip_prefix(test.app.address.origin()).unwrap().to_string();
    // Before the message was sent nobody knows whose link it is.
    guest.get(&path).await.is(404);
    let remote = remote_person(&test).await;
    let now = redress::app::Clock::now(test.clock.as_ref());
    test.app.db.write(move |tx| login_link::found(tx, link, remote, now)).await.unwrap();

    Browser::at(&test).get(&path).await.is(404);
    guest.get(&format!("{}x", &path[..path.len() - 1])).await.is(404);
    let shown = guest.get(&path).await.is(200);
    let mut copy = guest.clone();
    let front = guest.submit(&shown, &path, &[]).await.is(200);
    assert!(front.text().contains("You are signed in."), "{}", front.text());
    assert_eq!(front.path, "/boards", "where they were when they asked for the link");
    copy.get(&path).await.is(404);
    let thread = file(&mut guest, &[]).await.is(200);
    assert!(thread.text().contains("@c7@mastodon.example"), "{}", thread.text());
    // They have no page of their own here: their settings list what they filed.
    let settings = guest.get("/settings").await.is(200);
    assert!(settings.html.contains(&format!("href=\"{}\"", thread.path)), "{}", settings.text());
}

pub(crate) async fn sent_link(test: &TestApp) -> (uuid::Uuid, String) {
    let (app, now) = (test.app.clone(), test.clock.now());
    let terms = Terms { now, lease: Duration::from_mins(1), limit: 100, worker: 1 };
    let due = test.app.db.write(move |tx| jobs::lease(tx, &terms)).await.unwrap();
    let link = due.into_iter().find_map(|job| match job.task {
        Task::SendLoginLink { link } => Some(link),
        _ => None,
    });
    let id = link.unwrap();
    let find = move |view: &mut redress::storage::View<'_>| login_link::pending(&app, view, id);
    let pending = test.app.db.read::<_, StorageError, _>(find).await.unwrap().unwrap();
    (id, pending.address)
}

pub(crate) async fn remote_person(test: &TestApp) -> ActorId {
    let id = redress::crypto::random::new_actor_id(test.app.random.as_ref());
    let mut actor = accounts::person(&test.app, id, "c7", test.app.clock.now());
    actor.local = false;
    actor.host = "mastodon.example".into();
    actor.uri = "https://mastodon.example/users/c7".into();
    test.app.db.write(move |tx| actors::upsert_remote(tx, &actor)).await.unwrap()
}

const HOSTILE: &str = include_str!("../../src/markup/hostile.txt");

pub async fn hostile_words_stay_words_on_every_page(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let mut paths = vec!["/".to_string(), "/boards/acme.com".into(), "/@c7".into(), "/waiting".into()];
    let strings: Vec<&str> = HOSTILE.lines().filter(|it| !it.trim().is_empty()).collect();
    assert!(strings.len() >= 200);
    for (number, some) in strings.chunks(30).enumerate() {
        test.clock.advance(Duration::from_mins(3));
        let text = some.join("\n\n");
        let title = some.iter().map(|it| it.chars().take(140).collect::<String>()).next().unwrap();
        let fields = [
            ("text", text.as_str()),
            ("title", title.as_str()),
            ("product", some[number % some.len()]),
            ("reference-1", some[0]),
            ("demanded-1", some[some.len() - 1]),
        ];
        let thread = file(&mut person, &fields).await.is(200);
        let comment = [("text", text.as_str())];
        person.submit(&thread, &format!("{}/comment", thread.path), &comment).await.is(200);
        paths.push(format!("{}/proof", thread.path));
        paths.push(thread.path);
    }
    for path in paths {
        assert_nothing_active(&person.get(&path).await.is(200));
    }
}

/// On the tree that a browser builds: only elements of ours, no handlers, no styles, no links but to the web and to us.
pub fn assert_nothing_active(shown: &Shown) {
    let page = Html::parse_document(&shown.html);
    for element in page.root_element().descendent_elements() {
        let name = element.value().name();
        let forbidden = [
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "base",
            "img",
            "image",
            "video",
            "audio",
            "math",
            "foreignObject",
            "template",
            "marquee",
            "frame",
            "applet",
            "picture",
            "source",
            "animate",
            "set",
        ];
        assert!(!forbidden.contains(&name), "{}: <{name}>", shown.path);
        for (attribute, value) in element.value().attrs() {
            assert!(!attribute.starts_with("on") && attribute != "style", "{}: {attribute}={value}", shown.path);
            if matches!(attribute, "href" | "action" | "src" | "formaction") {
                let good = ["https://", "http://", "/", "#"].iter().any(|it| value.starts_with(it));
                assert!(good && !value.starts_with("//"), "{}: {attribute}={value}", shown.path);
            }
        }
    }
    let meta = page.select(&Selector::parse("meta[http-equiv]").unwrap()).count();
    assert_eq!(meta, 0, "{}", shown.path);
    let posts = page.select(&Selector::parse(".words form, .words input, .words [id], .words [name]").unwrap()).count();
    assert_eq!(posts, 0, "{}", shown.path);
}

on_both_engines!(
    a_complaint_is_filed_answered_declined_and_confirmed,
    an_agent_of_two_brands_stays_with_one,
    a_form_sent_twice_does_one_thing,
    a_wrong_form_comes_back_filled_in,
    what_was_written_before_signing_in_is_kept,
    every_answer_carries_the_strict_headers,
    addresses_of_forms_lead_back_to_a_page,
    what_moderators_hide_is_gone_with_a_reason,
    everything_is_said_in_the_language_asked_for,
    strangers_cannot_try_passwords_for_ever,
    a_guest_signs_in_with_a_link_in_one_browser_once,
);
