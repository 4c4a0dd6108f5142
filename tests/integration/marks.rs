//! Who gets a brand's mark when somebody tries for one that is not theirs, and what moderators decide about it.

use std::time::Duration;

use redress::domain::brand::BrandDomain;
use redress::domain::proving::Way;
use redress::federation::actor::known_or_fetched;
use redress::federation::prove_brand::check_again;
use redress::services::hear_board::{LOOKS_PER_HOST_MAX, hear_board};
use redress::services::open_board::open_board;
use redress::services::rule_mark;
use redress::services::verify_brand::{Checked, Shortfall};
use redress::storage::accounts::Role;
use redress::storage::actors::{self, ActorKind};
use redress::storage::claims::BoardVoice;
use redress::storage::marks;
use serde_json::json;

use crate::brands::{CLAIM, FILE, Town, acme, begin_claim, check_named, file, id_of, press_check, read};
use crate::moderation::{smuggle, suspend};
use crate::on_both_engines;
use crate::pages::member;
use crate::people::{accept, step};
use crate::promised::says;
use crate::support::browser::{Browser, Shown};
use crate::support::peer::{FakePeer, PeerActor};
use crate::support::{Engine, TestApp};

fn webfinger(site: &FakePeer, resource: &str, actor: &PeerActor) {
    let jrd = json!({"subject": resource, "links": [
        {"rel": "self", "type": "application/activity+json", "href": actor.uri}]});
    let body = jrd.to_string();
    site.serve_as(&format!("/.well-known/webfinger?{resource}"), 200, "application/jrd+json", body.as_bytes());
}

async fn an_account_of_an_open_server_is_not_its_voice(engine: Engine) {
    let town = Town::start(engine).await;
    let failed = Checked::Failed(Shortfall::NotNamed);
    // Everybody on a server has an address there that leads to them, and their document names it.
    let mallory = town.site.person("mallory");
    let mut document = town.site.document_of(&mallory, "Person");
    document["webfinger"] = json!("mallory@acme.test");
    document["alsoKnownAs"] = json!(["acct:mallory@acme.test", "https://acme.test/@mallory"]);
    town.site.serve("/users/mallory", &document);
    webfinger(&town.site, "acct:mallory@acme.test", &mallory);
    let check = |uri: String| {
        let app = town.test.app.clone();
        async move { check_named(&app, &acme(), &uri).await.unwrap() }
    };
    assert_eq!(check(mallory.uri.clone()).await, failed);
    // Nor does it help to be called like the domain there.
    webfinger(&town.site, "acct:acme.test@acme.test", &mallory);
    assert_eq!(check(mallory.uri.clone()).await, failed);
    let mut jo = member(&town.test, "jo", Role::Member).await;
    let shown = jo.get(CLAIM).await.is(200);
    let handle = format!("@mallory@{}", town.site.authority());
    let fields = [("step", "claim"), ("through", "elsewhere"), ("handle", handle.as_str())];
    jo.submit(&shown, CLAIM, &fields).await.is(200);
    let shown = press_check(&town, &mut jo).await;
    assert!(shown.text().contains("own name on its own server"), "{}", shown.text());
    assert!(!shown.text().contains("acme.test is verified"), "{}", shown.text());
    // A server whose accounts have addresses at another domain of its own.
    let split = town.voice("split", "https://acme.test/");
    let mut document = town.social.document_of(&split, "Person");
    document["webfinger"] = json!("split@acme.test");
    town.social.serve("/users/split", &document);
    webfinger(&town.site, "acct:split@acme.test", &split);
    webfinger(&town.site, "acct:acme.test@acme.test", &split);
    assert_eq!(check(split.uri.clone()).await, failed);
    assert_eq!(Browser::at(&town.test).get("/boards/acme.test").await.status, 404);
    // With the file the domain says it itself.
    town.put_file(&[&mallory.uri]);
    assert_eq!(check(mallory.uri.clone()).await, Checked::Official(Way::WellKnown));
}

async fn a_voice_without_people_is_claimed_by_a_proof_of_its_own(engine: Engine) {
    let town = Town::start(engine).await;
    let mut jo = member(&town.test, "jo", Role::Member).await;
    let begun = begin_claim(&mut jo, &[("through", "here"), ("signs", "Jo Ott")]).await.is(200);
    let actor = begun.html.split("v=1; actor=").nth(1).unwrap().split(['<', ' ', '&']).next().unwrap().to_string();
    town.put_file(&[&actor]);
    assert!(press_check(&town, &mut jo).await.text().contains("acme.test is verified"));
    let mut ada = member(&town.test, "ada", Role::Member).await;
    let filed = file(&mut ada, "acme.test", &[("opening", "brand-first"), ("hours", "24")]).await.is(200);
    let thread = format!("/complaints/{}", id_of(&filed));
    jo.get(&thread).await.is(200);

    let mut mo = member(&town.test, "mo", Role::Moderator).await;
    suspend(&mut mo, "jo", "Left the brand and threatens it", "suspended").await.is(200);
    let mut mia = member(&town.test, "mia", Role::Member).await;
    let begun = begin_claim(&mut mia, &[("through", "here"), ("signs", "Mia Lang")]).await.is(200);
    assert!(begun.text().contains("had other owners"), "{}", begun.text());
    let number = begun.html.split("claim=").nth(1).unwrap().split(['<', ' ', '&']).next().unwrap().to_string();
    let shown = press_check(&town, &mut mia).await;
    assert!(
        shown.text().contains("had other owners") && !shown.text().contains("acme.test is verified"),
        "{}",
        shown.text()
    );
    assert_eq!(mia.get(&thread).await.status, 404, "the old proof opens nothing");
    assert_ne!(mia.get("/desk").await.status, 200);
    // A number of somebody else's claim, and the right one for another actor.
    let wrong = json!({"actors": [actor], "claims": ["0123456789abcdef0123456789abcdef"]}).to_string();
    town.site.serve_as(FILE, 200, "application/json", wrong.as_bytes());
    press_check(&town, &mut mia).await;
    town.names.set("_redress.acme.test", &[&format!("v=1; actor=https://other.test/a; claim={number}")]).await;
    press_check(&town, &mut mia).await;
    assert_eq!(mia.get(&thread).await.status, 404);

    town.names.set("_redress.acme.test", &[&format!("v=1; actor={actor}; claim={number}")]).await;
    let shown = press_check(&town, &mut mia).await;
    assert!(shown.text().contains("acme.test is verified"), "{}", shown.text());
    mia.get(&thread).await.is(200);
    suspend(&mut mo, "jo", "Nothing is left of it", "lift").await.is(200);
    let mut jo = Browser::at(&town.test);
    let login = jo.get("/login").await;
    jo.submit(&login, "/login", &[("name", "jo"), ("password", crate::pages::PASSWORD)]).await.is(200);
    assert_eq!(jo.get(&thread).await.status, 404, "who was replaced does not come back");
}

async fn decide(by: &mut Browser, page: &str, step: &str, actor: &str, reason: &str) -> Shown {
    let shown = by.get(page).await.is(200);
    by.submit(&shown, page, &[("step", step), ("actor", actor), ("reason", reason)]).await
}

async fn moderators_decide_about_marks_and_everybody_reads_why(engine: Engine) {
    let fake_site = FakePeer::start("acrne.test");
    let town = Town::start(engine).await;
    let peers = [town.site.authority(), town.social.authority(), fake_site.authority()];
    let mut test = TestApp::start_as(engine, "second.test", &peers);
    test.ask_names_of(town.names.address);
    test.serve();
    let acrne = || BrandDomain::parse("acrne.test").unwrap();
    let (care, fake) = (town.voice("care", "https://acme.test/"), town.voice("fake", "https://acrne.test/"));
    town.put_file(&[&care.uri]);
    fake_site.serve_as(FILE, 200, "application/json", json!({"actors": [fake.uri]}).to_string().as_bytes());
    let check = |domain: BrandDomain, uri: String| {
        let app = test.app.clone();
        async move { check_named(&app, &domain, &uri).await.unwrap() }
    };
    // The odd-looking one is first here, and keeps what it has.
    assert_eq!(check(acrne(), fake.uri.clone()).await, Checked::Official(Way::WellKnown));
    for _ in 0..2 {
        let alike = Shortfall::LooksAlike("acrne.test".into());
        assert_eq!(check(acme(), care.uri.clone()).await, Checked::Failed(alike));
    }
    assert!(Browser::at(&test).get("/boards/acrne.test").await.is(200).text().contains('✓'));

    let mut moderator = member(&test, "mod", Role::Moderator).await;
    let queue = moderator.get("/moderation").await.is(200);
    assert!(queue.text().contains("Looks like a verified brand"), "{}", queue.text());
    assert!(queue.html.contains("/boards/acme.test/claim"), "the way to the page where it is decided");
    let mut ann = member(&test, "ann", Role::Member).await;
    assert_eq!(decide(&mut ann, CLAIM, "allow", "", "mine").await.status, 403);
    decide(&mut moderator, CLAIM, "allow", "", "").await.is(422);
    decide(&mut moderator, CLAIM, "allow", "", "Two firms, both with a register entry.").await.is(200);
    assert!(!moderator.get("/moderation").await.text().contains("Looks like a verified brand"), "it is decided");
    assert_eq!(check(acme(), care.uri.clone()).await, Checked::Official(Way::WellKnown));
    for board in ["/boards/acme.test", "/boards/acrne.test"] {
        assert!(Browser::at(&test).get(board).await.is(200).text().contains('✓'), "{board}");
    }
    let mut visitor = Browser::at(&test);
    for page in [CLAIM, "/moderation/log"] {
        assert!(visitor.get(page).await.is(200).text().contains("Two firms, both"), "{page}");
    }

    // The mark of one that only pretends is taken, and nothing brings it back.
    let uri = fake.uri.clone();
    let id = read(&test, move |view| actors::find_by_uri(view, &uri)).await.unwrap().id.to_string();
    let page = "/boards/acrne.test/claim";
    decide(&mut moderator, page, "withhold", &id, "It was registered to deceive.").await.is(200);
    assert!(!visitor.get("/boards/acrne.test").await.is(200).text().contains('✓'), "at once");
    assert_eq!(check(acrne(), fake.uri.clone()).await, Checked::Failed(Shortfall::Withheld));
    assert!(visitor.get(page).await.is(200).text().contains("registered to deceive"));
    assert!(visitor.get("/moderation/log").await.is(200).text().contains("✓ mark taken away"));
    // With acrne.test gone nobody looks like it any more; what was allowed ends too when a moderator says so.
    decide(&mut moderator, page, "return", &id, "A mistake.").await.is(200);
    test.drain().await;
    let fetched = check(acrne(), fake.uri.clone()).await;
    assert_ne!(fetched, Checked::Failed(Shortfall::Withheld));
}

async fn who_claims_is_read_by_moderators_alone(engine: Engine) {
    let town = Town::start(engine).await;
    let mut jo = member(&town.test, "jo", Role::Member).await;
    let handle = format!("@secret@{}", town.social.authority());
    for (fields, text) in [
        ([("step", "claim"), ("through", "here"), ("signs", "")], "Write the name with which you sign"),
        ([("step", "claim"), ("through", "elsewhere"), ("handle", "")], "Write which account it is"),
    ] {
        let shown = jo.get(CLAIM).await.is(200);
        let refused = jo.submit(&shown, CLAIM, &fields).await.is(422);
        assert!(refused.html.contains("-wrong\">") && refused.text().contains(text), "{}", refused.text());
    }
    begin_claim(&mut jo, &[("through", "elsewhere"), ("handle", &handle)]).await.is(200);
    let mut mia = member(&town.test, "mia", Role::Member).await;
    let mut visitor = Browser::at(&town.test);
    for browser in [&mut mia, &mut visitor] {
        let page = browser.get(CLAIM).await.is(200);
        assert!(!page.html.contains("secret") && page.text().contains("it is being checked"), "{}", page.text());
    }
    assert!(jo.get(CLAIM).await.is(200).text().contains("@secret@"), "whoever claims reads it");
    let mut moderator = member(&town.test, "mod", Role::Moderator).await;
    assert!(moderator.get(CLAIM).await.is(200).text().contains("@secret@"));
    let shown = press_check(&town, &mut jo).await;
    assert!(!shown.text().contains("http://"), "no error of a program: {}", shown.text());
}

async fn boards_cause_few_looks_whatever_they_name(engine: Engine) {
    let town = Town::start(engine).await;
    open_board(&town.test.app, acme(), None).await.unwrap();
    let group = town.social.actor("acme.test", "Group");
    let mut document = town.social.document_of(&group, "Group");
    document["rd:brand"] = json!("acme.test");
    town.social.serve("/users/acme.test", &document);
    let board = known_or_fetched(&town.test.app, &group.uri).await.unwrap();
    let before = town.site.fetches() + town.social.fetches();
    for turn in 0..10 {
        let voice = |number: u32| BoardVoice {
            actor: town.social.url(&format!("/users/made-up-{turn}-{number}")),
            handle: "care@social.test".into(),
            proof: "dns".into(),
        };
        let voices = (0..10).map(voice).collect();
        hear_board(&town.test.app, &board, acme(), "Acme".into(), voices).await.unwrap();
        town.test.drain().await;
        town.test.clock.advance(Duration::from_mins(5));
    }
    let asked = town.site.fetches() + town.social.fetches() - before;
    assert!(asked > 0 && asked <= usize::try_from(LOOKS_PER_HOST_MAX).unwrap() * 2, "{asked} requests");
}

async fn a_listed_subdomain_proves_for_its_domain(engine: Engine) {
    let help = FakePeer::start("help.acme.test");
    let town = Town::start(engine).await;
    let peers = [town.site.authority(), town.social.authority(), help.authority()];
    let mut test = TestApp::start_as(engine, "second.test", &peers);
    test.ask_names_of(town.names.address);
    test.serve();
    let care = town.voice("care", "https://help.acme.test/");
    help.serve_as(FILE, 200, "application/json", json!({"actors": [care.uri]}).to_string().as_bytes());
    let check = || async { check_named(&test.app, &acme(), &care.uri).await.unwrap() };
    assert_eq!(check().await, Checked::Failed(Shortfall::NotNamed), "nobody lists it");
    let listing = |hosts: &[&str]| json!({"actors": [], "subdomains": hosts}).to_string();
    for hosts in [&["evilacme.test"][..], &["help.acme.test.evil.test"], &["social.test"], &["*.acme.test"]] {
        town.site.serve_as(FILE, 200, "application/json", listing(hosts).as_bytes());
        assert_eq!(check().await, Checked::Failed(Shortfall::NotNamed), "{hosts:?}");
    }
    town.site.serve_as(FILE, 200, "application/json", listing(&["help.acme.test"]).as_bytes());
    assert_eq!(check().await, Checked::Official(Way::WellKnown));
    town.site.serve_as(FILE, 404, "text/html", b"");
    assert_eq!(check().await, Checked::Failed(Shortfall::NotNamed));
    test.app.db.write(|tx| marks::add_subdomain(tx, &acme(), "help.acme.test")).await.unwrap();
    assert_eq!(check().await, Checked::Official(Way::WellKnown), "or an administrator does");
    let board = Browser::at(&test).get("/boards/acme.test").await.is(200).text();
    assert!(board.contains('✓'), "{board}");
    assert!(read(&test, |view| actors::local_of_kind(view, ActorKind::Official)).await.is_empty());
}

async fn a_form_says_what_it_does_not_find(engine: Engine) {
    let town = Town::start(engine).await;
    let kestrel = BrandDomain::parse("kestrelparcel.test").unwrap();
    open_board(&town.test.app, kestrel, Some("Kestrel Parcel".into())).await.unwrap();
    let mut ada = member(&town.test, "ada", Role::Member).await;
    for (typed, says) in [
        ("", "Write the name of the brand"),
        ("Kestral Parcel", "Is it one of these"),
        ("Nobody at all", "Nobody here knows that name"),
    ] {
        let shown = ada.get("/file").await.is(200);
        let found = ada.submit(&shown, "/file", &[("step", "find"), ("brand", typed)]).await.is(200);
        assert!(found.html.contains("brand-wrong") && found.text().contains(says), "{typed}: {}", found.text());
    }
}

/// The account's profile has one field, with a link to this address.
fn names(town: &Town, account: &PeerActor, address: &str) {
    let mut document = town.social.document_of(account, "Person");
    let value = format!("<a href=\"{address}\" rel=\"me\">{address}</a>");
    document["attachment"] = json!([{"type": "PropertyValue", "name": "Web", "value": value}]);
    town.social.serve("/users/care", &document);
}

async fn half_a_proof_says_what_is_missing(engine: Engine) {
    let town = Town::start(engine).await;
    let mut jo = member(&town.test, "jo", Role::Member).await;
    let care = town.social.person("care");
    let handle = format!("@care@{}", town.social.authority());
    let begun = begin_claim(&mut jo, &[("through", "elsewhere"), ("handle", &handle)]).await.is(200);
    says(&begun.text(), &["Now put one of these texts where we can see it.", "So that nobody can name an account"]);
    town.put_file(&[&care.uri]);
    let half = press_check(&town, &mut jo).await.text();
    says(
        &half,
        &[
            "Half done: the domain names you, but you do not name the domain yet",
            "What is missing is one line in the profile",
        ],
    );
    names(&town, &care, "https://www.acme.test/shop");
    let nearly = press_check(&town, &mut jo).await.text();
    says(&nearly, &["Half done", "It must be the domain itself, without “www” and without a path."]);
    assert!(!Browser::at(&town.test).get("/boards/acme.test").await.text().contains('✓'));
    names(&town, &care, "https://acme.test/");
    let proven = press_check(&town, &mut jo).await.text();
    says(&proven, &["acme.test is verified", "speaks for acme.test: a file on its own domain."]);
    assert!(town.board().await.contains('✓'));
}

async fn a_mark_that_fails_or_was_taken_says_so_to_whoever_claimed_it(engine: Engine) {
    let town = Town::start(engine).await;
    let mut jo = member(&town.test, "jo", Role::Member).await;
    let care = town.voice("care", "https://acme.test/");
    let handle = format!("@care@{}", town.social.authority());
    begin_claim(&mut jo, &[("through", "elsewhere"), ("handle", &handle)]).await.is(200);
    town.put_file(&[&care.uri]);
    says(&press_check(&town, &mut jo).await.text(), &["acme.test is verified"]);
    town.take_file();
    town.test.clock.advance(Duration::from_hours(25));
    check_again(&town.test.app).await.unwrap();
    let failing = jo.get(CLAIM).await.is(200).text();
    says(
        &failing,
        &["acme.test does not name @care@", "at the moment", "If this goes on for 7 days, the ✓ mark goes away."],
    );
    assert!(town.board().await.contains('✓'), "not yet");
    for _ in 0..8 {
        town.test.clock.advance(Duration::from_hours(25));
        check_again(&town.test.app).await.unwrap();
    }
    let gone = jo.get(CLAIM).await.is(200).text();
    says(&gone, &["Was verified until", "Mend what is missing below and press “Check now”."]);
    assert!(!town.board().await.contains('✓'));
    let profile = Browser::at(&town.test).get(&format!("/{handle}")).await.is(200).text();
    says(&profile, &["Not verified for acme.test at present"]);

    // Put back, and then taken by the moderators.
    town.put_file(&[&care.uri]);
    says(&press_check(&town, &mut jo).await.text(), &["acme.test is verified"]);
    let mut mo = member(&town.test, "mo", Role::Moderator).await;
    let uri = care.uri.clone();
    let id = read(&town.test, move |view| actors::find_by_uri(view, &uri)).await.unwrap().id.to_string();
    decide(&mut mo, CLAIM, "withhold", &id, "It was registered to deceive.").await.is(200);
    let taken = jo.get(CLAIM).await.is(200).text();
    says(&taken, &["The moderators took the ✓ mark of acme.test from @care@", "registered to deceive"]);
}

async fn a_voice_here_is_told_of_its_mark(engine: Engine) {
    let town = Town::start(engine).await;
    let (mut jo, mut mia) =
        (member(&town.test, "jo", Role::Member).await, member(&town.test, "mia", Role::Member).await);
    let wrong = begin_claim(&mut mia, &[("through", "elsewhere"), ("handle", "my shop")]).await.is(422);
    says(&wrong.text(), &["“my shop” is not an account on another server."]);
    let begun = begin_claim(&mut jo, &[("through", "here"), ("signs", "Jo Ott")]).await.is(200);
    let uri = begun.html.split("v=1; actor=").nth(1).unwrap().split(['<', ' ', '&']).next().unwrap().to_string();
    town.put_file(&[&uri]);
    says(&press_check(&town, &mut jo).await.text(), &["acme.test is verified"]);
    let taken = begin_claim(&mut mia, &[("through", "here"), ("signs", "Mia Lang")]).await.is(422);
    says(&taken.text(), &["speaks for this brand here already. Ask the owners of that account to invite you."]);

    // By the moderators, and by the people who run the server: both ways are told where the voice reads.
    let mut mo = member(&town.test, "mo", Role::Moderator).await;
    let voice = read(&town.test, move |view| actors::find_by_uri(view, &uri)).await.unwrap();
    let id = voice.id.to_string();
    decide(&mut mo, CLAIM, "withhold", &id, "It was sold").await.is(200);
    says(&jo.get("/desk").await.is(200).text(), &["The moderators have taken away your ✓ mark", "It was sold"]);
    assert!(!town.board().await.contains('✓'));
    decide(&mut mo, CLAIM, "return", &id, "It was not").await.is(200);
    town.test.drain().await;
    says(
        &jo.get("/desk").await.is(200).text(),
        &["allow you the ✓ mark again", "Your domain is being asked again", "It was not"],
    );
    assert!(town.board().await.contains('✓'), "the domain names it");
    // Whoever decided it and speaks for the brand since then takes nothing back.
    let lately = mo.get("/moderation").await.is(200);
    let undo = lately.attribute("form[action^='/moderation/undo/']", "action");
    step(&mut jo, "invite", &[("handle", "mo"), ("standing", "agent")]).await.is(200);
    accept(&mut mo, "Noor Haddad").await.is(200);
    let own = smuggle(&mut mo, "/logout", &undo, &[("reason", "A slip")]).await;
    assert_ne!(own.status, 200, "{}", own.text());
    assert!(own.text().contains("You are involved in this, so somebody else decides it."), "{}", own.text());
    assert!(!mo.get("/moderation").await.is(200).html.contains(&undo), "nor is it offered");
    assert!(town.board().await.contains('✓'));
    let why = "The domain is for sale.".to_string();
    assert!(rule_mark::withdraw(&town.test.app, acme(), voice.clone(), why).await.unwrap());
    assert!(!town.board().await.contains('✓'));
    assert!(rule_mark::give_back(&town.test.app, acme(), voice).await.unwrap());
    town.test.drain().await;
    // Both stand in the public log, in the name of the server.
    let log = Browser::at(&town.test).get("/moderation/log").await.is(200).text();
    says(&log, &["The domain is for sale."]);
    assert_eq!(log.matches(&format!("by {}", town.test.authority())).count(), 2, "{log}");
    says(
        &jo.get("/desk").await.is(200).text(),
        &["let you speak for the brand again", "The domain is being asked now."],
    );
    assert!(town.board().await.contains('✓'), "the domain names it still");
}

on_both_engines!(
    an_account_of_an_open_server_is_not_its_voice,
    a_voice_without_people_is_claimed_by_a_proof_of_its_own,
    moderators_decide_about_marks_and_everybody_reads_why,
    who_claims_is_read_by_moderators_alone,
    boards_cause_few_looks_whatever_they_name,
    a_listed_subdomain_proves_for_its_domain,
    a_form_says_what_it_does_not_find,
    half_a_proof_says_what_is_missing,
    a_mark_that_fails_or_was_taken_says_so_to_whoever_claimed_it,
    a_voice_here_is_told_of_its_mark,
);
