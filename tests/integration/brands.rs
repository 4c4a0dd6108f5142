//! Who speaks for a brand: the ways in which its domain proves it, what proves nothing, and whom a complaint reaches.

use std::time::Duration;

use redress::app::{App, Clock as _};
use redress::domain::brand::BrandDomain;
use redress::domain::complaint::{Happening, Notice, Want};
use redress::domain::ids::{AccountId, ComplaintId};
use redress::domain::proving::Way;
use redress::federation::follow_board::follow_board;
use redress::federation::prove_brand::{ProveError, check_again, check_voice, find_named};
use redress::services::accounts::{self, AccountError, Registration};
use redress::services::claim_brand::{NewClaim, OF_DOMAIN_MAX, Through, claim_brand};
use redress::services::name_official::{NewRepresentative, name_official};
use redress::services::open_board::open_board;
use redress::services::rule_mark::withdraw;
use redress::services::run_clock::run_clock;
use redress::services::verify_brand::{Checked, Shortfall};
use redress::storage::accounts::Role;
use redress::storage::actors::{self, ActorKind};
use redress::storage::brands::{Representative, Standing};
use redress::storage::complaints::{self, Held};
use redress::storage::{Cause, Door, StorageError, Tx, View, accounts as stored_accounts, brands, claims};
use redress::storage::{notices as stored_notices, posts};
use serde_json::json;

use crate::on_both_engines;
use crate::pages::member;
use crate::processes::{command, keep_real_time};
use crate::support::browser::{Browser, Shown};
use crate::support::names::NameServer;
use crate::support::peer::{Answer, FakePeer, PUBLIC, PeerActor};
use crate::support::{Engine, TestApp};

pub(crate) const CLAIM: &str = "/boards/acme.test/claim";
pub(crate) const FILE: &str = "/.well-known/redress.json";

pub(crate) fn acme() -> BrandDomain {
    BrandDomain::parse("acme.test").unwrap()
}

/// A server of ours, the site of a brand, and a server on which the brand has an account.
pub(crate) struct Town {
    pub test: TestApp,
    pub site: FakePeer,
    pub social: FakePeer,
    pub names: NameServer,
}

impl Town {
    pub(crate) async fn start(engine: Engine) -> Town {
        let (site, social) = (FakePeer::start("acme.test"), FakePeer::start("social.test"));
        let names = NameServer::start("test").await;
        let mut test = TestApp::start_as(engine, "home.test", &[site.authority(), social.authority()]);
        test.ask_names_of(names.address);
        test.serve();
        Town { test, site, social, names }
    }

    /// The brand's account elsewhere, with a field of its profile that links to this address.
    pub(crate) fn voice(&self, name: &str, links_to: &str) -> PeerActor {
        let actor = self.social.person(name);
        let mut document = self.social.document_of(&actor, "Person");
        let value = format!("<a href=\"{links_to}\" rel=\"me\">{links_to}</a>");
        document["attachment"] = json!([{"type": "PropertyValue", "name": "Web", "value": value}]);
        self.social.serve(&format!("/users/{name}"), &document);
        actor
    }

    pub(crate) fn put_file(&self, actors: &[&str]) {
        self.site.serve_as(FILE, 200, "application/json", json!({"actors": actors}).to_string().as_bytes());
    }

    pub(crate) fn take_file(&self) {
        self.site.serve_as(FILE, 404, "text/html", b"gone");
    }

    pub(crate) async fn check(&self, name: &str) -> Checked {
        check_named(&self.test.app, &acme(), &format!("{name}@{}", self.social.authority())).await.unwrap()
    }

    pub(crate) async fn board(&self) -> String {
        Browser::at(&self.test).get("/boards/acme.test").await.is(200).text()
    }

    fn later(&self, hours: u64) {
        self.test.clock.advance(Duration::from_hours(hours));
    }
}

/// As `redress brand verify` does it.
pub(crate) async fn check_named(app: &App, domain: &BrandDomain, named: &str) -> Result<Checked, ProveError> {
    let actor = find_named(app, named).await?;
    check_voice(app, domain, &actor.uri).await
}

pub(crate) async fn read<T: Send + 'static>(
    test: &TestApp,
    work: impl FnOnce(&mut View<'_>) -> Result<T, StorageError> + Send + 'static,
) -> T {
    test.app.db.read(work).await.unwrap()
}

async fn held(test: &TestApp, id: ComplaintId) -> Held {
    read(test, move |view| complaints::find(view, id)).await.unwrap()
}

/// How the brand was told of a complaint, in the order of its history.
pub(crate) async fn notices(test: &TestApp, id: ComplaintId) -> Vec<Notice> {
    let told = read(test, move |view| complaints::history(view, id, 0, 100)).await;
    let happenings = told.iter().map(|it| it.line.read().unwrap().event.happening);
    happenings.filter_map(|it| if let Happening::BrandNotified { how } = it { Some(how) } else { None }).collect()
}

pub(crate) async fn begin_claim(browser: &mut Browser, fields: &[(&str, &str)]) -> Shown {
    let shown = browser.get(CLAIM).await.is(200);
    browser.submit(&shown, CLAIM, &[&[("step", "claim")], fields].concat()).await
}

/// Presses "Check now" and waits until the look is done.
pub(crate) async fn press_check(town: &Town, browser: &mut Browser) -> Shown {
    town.test.clock.advance(Duration::from_secs(30));
    let shown = browser.get(CLAIM).await.is(200);
    let looking = browser.submit(&shown, CLAIM, &[("step", "check")]).await.is(200);
    assert!(
        looking.text().contains("We are checking now") || looking.text().contains("We are checking"),
        "{}",
        looking.text()
    );
    assert_eq!(looking.header("refresh"), "3");
    town.test.drain().await;
    browser.get(CLAIM).await.is(200)
}

pub(crate) async fn file(browser: &mut Browser, domain: &str, fields: &[(&str, &str)]) -> Shown {
    let shown = browser.get(&format!("/file?brand={domain}")).await.is(200);
    let own = [("step", "file"), ("text", "The kettle leaks. I called twice.")];
    browser.submit(&shown, "/file", &[&own[..], fields].concat()).await
}

pub(crate) fn id_of(shown: &Shown) -> ComplaintId {
    shown.path.rsplit('/').next().unwrap().parse().unwrap_or_else(|_| panic!("{} is no thread", shown.path))
}

async fn a_member_proves_a_domain_and_owns_its_voice(engine: Engine) {
    let town = Town::start(engine).await;
    let mut jo = member(&town.test, "jo", Role::Member).await;
    let unnamed = begin_claim(&mut jo, &[("through", "here")]).await.is(422);
    assert!(unnamed.text().contains("name"), "{}", unnamed.text());
    let begun = begin_claim(&mut jo, &[("through", "here"), ("signs", "Jo Ott"), ("role", "refunds")]).await.is(200);
    for text in [
        "_redress.acme.test",
        "v=1; actor=http://home.test",
        "https://acme.test/.well-known/redress.json",
        "rel=\"me\"",
    ] {
        assert!(begun.text().contains(text), "{text} can be copied: {}", begun.text());
    }
    // Nothing is made before the domain says so.
    assert_eq!(Browser::at(&town.test).get("/boards/acme.test").await.status, 404);
    let officials = |view: &mut View<'_>| actors::local_of_kind(view, ActorKind::Official);
    assert!(read(&town.test, officials).await.is_empty());
    let shown = press_check(&town, &mut jo).await;
    assert!(shown.text().contains("Not proven yet") && shown.text().contains("Not found"), "{}", shown.text());
    assert!(read(&town.test, officials).await.is_empty());

    let actor = shown.html.split("v=1; actor=").nth(1).unwrap().split(['<', ' ', '&']).next().unwrap().to_string();
    town.put_file(&[&actor]);
    let shown = press_check(&town, &mut jo).await;
    assert!(shown.text().contains("acme.test is verified"), "{}", shown.text());
    let voice = read(&town.test, officials).await.pop().unwrap();
    assert_eq!((voice.uri.as_str(), voice.username.as_str()), (actor.as_str(), "acme"));
    assert!(voice.fields.iter().any(|it| it.value.contains("href=\"https://acme.test/\"")), "it names the domain");
    assert!(town.board().await.contains("verified by a file on its own domain"), "{}", town.board().await);

    let mut ada = member(&town.test, "ada", Role::Member).await;
    let form = ada.get("/file?brand=acme.test").await;
    assert!(form.text().contains("reads complaints here"), "{}", form.text());
    assert!(form.html.contains("value=\"brand-first\""), "a proven brand may be first");
    let thread = file(&mut ada, "acme.test", &[]).await.is(200);
    let id = id_of(&thread);
    assert_eq!(notices(&town.test, id).await, [Notice::Desk], "it stands on a desk that a person reads");
    let thread = jo.get(&format!("/complaints/{id}")).await.is(200);
    let answer = [("text", "We send a new one."), ("and", "answer")];
    let thread = jo.submit(&thread, &format!("/complaints/{id}/respond"), &answer).await.is(200);
    assert!(thread.text().contains("✓ acme.test"), "{}", thread.text());

    let shown = jo.get(CLAIM).await;
    jo.submit(&shown, CLAIM, &[("step", "withdraw")]).await.is(200);
    assert!(town.board().await.contains("Nobody speaks for the brand here"), "{}", town.board().await);
    let thread = Browser::at(&town.test).get(&format!("/complaints/{id}")).await;
    assert!(!thread.text().contains("✓ acme.test"), "the mark is gone at once");
}

async fn each_of_four_ways_is_looked_at_and_a_link_makes_nobody_official(engine: Engine) {
    let town = Town::start(engine).await;
    let care = town.voice("care", "https://acme.test/");
    assert_eq!(town.check("care").await, Checked::Failed(Shortfall::NotNamed));

    let page = format!("<html><head><link rel=\"me\" href=\"{}\"></head></html>", care.uri);
    town.site.serve_as("/", 200, "text/html; charset=utf-8", page.as_bytes());
    assert_eq!(town.check("care").await, Checked::Linked);
    let board = town.board().await;
    assert!(board.contains("link verified") && board.contains("not an official account"), "{board}");
    assert!(!board.contains('✓') && board.contains("Nobody from"), "{board}");

    let resource = "/.well-known/webfinger?acct:acme.test@acme.test";
    let jrd = json!({"subject": "acct:acme.test@acme.test", "links": [
        {"rel": "self", "type": "application/activity+json", "href": care.uri}]});
    town.site.serve_as(resource, 200, "application/jrd+json", jrd.to_string().as_bytes());
    assert_eq!(town.check("care").await, Checked::Official(Way::WebFinger));
    assert!(town.board().await.contains("verified by an address on its own domain"));
    town.site.serve_as(resource, 404, "text/html", b"");
    town.put_file(&[&care.uri]);
    assert_eq!(town.check("care").await, Checked::Official(Way::WellKnown));
    town.take_file();
    let long = format!("v=1; actor={}", care.uri);
    town.names.set("_redress.acme.test", &["v=spf1 -all", &long]).await;
    assert_eq!(town.check("care").await, Checked::Official(Way::Dns));
    let board = town.board().await;
    assert!(board.contains("verified by a record in the domain’s DNS, checked"), "{board}");
    assert!(board.contains(&format!("@care@{}", town.social.authority())), "{board}");
}

async fn a_proof_that_stopped_says_until_when_after_seven_days(engine: Engine) {
    let town = Town::start(engine).await;
    let care = town.voice("care", "https://acme.test/");
    town.put_file(&[&care.uri]);
    assert_eq!(town.check("care").await, Checked::Official(Way::WellKnown));
    town.later(25);
    assert_eq!(check_again(&town.test.app).await.unwrap(), 1);
    assert_eq!(check_again(&town.test.app).await.unwrap(), 0, "once a day");
    town.take_file();
    for day in 1..=7 {
        town.later(24);
        check_again(&town.test.app).await.unwrap();
        assert!(town.board().await.contains('✓'), "day {day}");
    }
    town.later(25);
    check_again(&town.test.app).await.unwrap();
    let board = town.board().await;
    assert!(!board.contains('✓') && board.contains("was verified until"), "{board}");
    assert!(board.contains("reads here at present") && !board.contains("reads here yet"), "{board}");
    town.put_file(&[&care.uri]);
    town.later(25);
    check_again(&town.test.app).await.unwrap();
    assert!(town.board().await.contains('✓'), "proven again");
    // An administrator ends it at once.
    let uri = care.uri.clone();
    let actor = read(&town.test, move |view| actors::find_by_uri(view, &uri)).await.unwrap();
    assert!(withdraw(&town.test.app, acme(), actor, String::new()).await.unwrap());
    let board = town.board().await;
    assert!(board.contains("Nobody speaks for the brand here"), "{board}");
    assert!(board.contains("reads here at present") && !board.contains("reads here yet"), "{board}");
    let form = Browser::at(&town.test).get("/file?brand=acme.test").await.is(200).text();
    assert!(form.contains("reads here at present") && !form.contains("reads here yet"), "{form}");
}

/// Whoever speaks through a voice is told while there is time, and again when it counts; the mark says when it was found last.
async fn a_voice_hears_that_its_domain_names_it_no_more(engine: Engine) {
    let town = Town::start(engine).await;
    let mut jo = member(&town.test, "jo", Role::Member).await;
    let begun = begin_claim(&mut jo, &[("through", "here"), ("signs", "Jo Ott")]).await.is(200);
    let actor = begun.text().split("v=1; actor=").nth(1).unwrap().split(' ').next().unwrap().to_string();
    town.put_file(&[&actor]);
    assert!(press_check(&town, &mut jo).await.text().contains("acme.test is verified"));
    let people = jo.get("/desk/people").await.is(200);
    assert!(people.text().contains("They speak for"), "{}", people.text());
    let mut early = member(&town.test, "c6", Role::Member).await;
    let before = file(&mut early, "acme.test", &[]).await.is(200).path;
    town.test.drain().await;
    let told = early.get(&before).await.is(200).text();
    assert!(told.contains("The brand was notified") && !told.contains("At present nobody"), "{told}");
    town.take_file();
    town.later(25);
    check_again(&town.test.app).await.unwrap();
    town.later(24);
    check_again(&town.test.app).await.unwrap();
    let mut jo = back(&town).await;
    let desk = jo.get("/desk").await.is(200);
    assert_eq!(desk.text().matches("does not name your account any more").count(), 1, "told once: {}", desk.text());
    assert!(!desk.text().contains("does not speak for"), "it still counts: {}", desk.text());
    // Whoever speaks through it without having claimed it is led to what was found, and can have it looked at again.
    let mut mia = member(&town.test, "mia", Role::Member).await;
    let hidden = mia.get(&format!("{CLAIM}?of=voice")).await.is(200).text();
    assert!(!hidden.contains("Last checked"), "nobody else: {hidden}");
    seat(&town, "mia").await;
    let desk = mia.get("/desk").await.is(200);
    assert!(desk.html.contains(&format!("href=\"{CLAIM}?of=voice\"")), "{}", desk.html);
    let found = mia.get(&format!("{CLAIM}?of=voice")).await.is(200);
    assert!(found.text().contains("does not name") && found.text().contains("Last checked"), "{}", found.text());
    assert!(!found.html.contains("value=\"withdraw\""), "{}", found.html);
    town.put_file(&[&actor]);
    town.test.clock.advance(Duration::from_secs(30));
    mia.submit(&found, CLAIM, &[("step", "check")]).await.is(200);
    town.test.drain().await;
    let found = mia.get(CLAIM).await.is(200);
    assert!(found.text().contains("acme.test is verified"), "{}", found.text());
    town.take_file();
    town.later(25);
    check_again(&town.test.app).await.unwrap();
    let board = town.board().await;
    assert!(board.contains('✓') && board.contains("not found since"), "{board}");

    for _ in 0..8 {
        town.later(24);
        check_again(&town.test.app).await.unwrap();
    }
    let mut jo = back(&town).await;
    let desk = jo.get("/desk").await.is(200);
    assert_eq!(desk.text().matches("You no longer speak for acme.test").count(), 1, "{}", desk.text());
    assert!(desk.text().contains("does not speak for acme.test here at present"), "{}", desk.text());
    let people = jo.get("/desk/people").await.is(200);
    assert!(people.text().contains("Nobody can answer for"), "{}", people.text());
    // A thread that is opened from there says why nothing can be answered in it.
    let mut person = member(&town.test, "c7", Role::Member).await;
    let thread = file(&mut person, "acme.test", &[]).await.is(200).path;
    let opened = jo.get(&thread.replace("/complaints/", "/desk/")).await.is(200);
    assert!(opened.text().contains("does not speak for acme.test here at present"), "{}", opened.text());
    let read = person.get(&thread).await.is(200).text();
    assert!(!read.contains("does not speak for"), "{read}");
    // Everybody else reads that nobody of the brand reads now, and not that nobody ever did.
    assert!(read.contains("Nobody from acme.test reads here at present, so nobody was told"), "{read}");
    assert!(read.contains("nobody is told of this step"), "{read}");
    let form = person.get("/file?brand=acme.test").await.is(200).text();
    assert!(form.contains("Nobody from acme.test reads here at present. Your complaint will be public"), "{form}");
    let mut visitor = Browser::at(&town.test);
    let of_before = visitor.get(&before).await.is(200).text();
    assert!(of_before.contains("At present nobody from acme.test reads here."), "{of_before}");
    for page in [&thread, &before, "/", "/boards/acme.test"] {
        let shown = visitor.get(page).await.is(200).text();
        assert!(shown.contains("acme.test") && !shown.contains("here yet"), "{page}: {shown}");
    }
}

/// The operator who looks reads that a proof is missing and how long it is waited for, and not that it is lost.
async fn an_operator_reads_until_when_a_missing_proof_is_waited_for(engine: Engine) {
    let town = Town::start(engine).await;
    keep_real_time(&town.test);
    let mut jo = member(&town.test, "jo", Role::Member).await;
    let begun = begin_claim(&mut jo, &[("through", "here"), ("signs", "Jo Ott")]).await.is(200);
    let actor = begun.text().split("v=1; actor=").nth(1).unwrap().split(' ').next().unwrap().to_string();
    town.put_file(&[&actor]);
    assert!(press_check(&town, &mut jo).await.text().contains("acme.test is verified"));
    town.take_file();
    let mut verify = command(&town.test, town.test.listen, &["brand", "verify", "acme.test"]);
    let done = tokio::task::spawn_blocking(move || verify.output().unwrap()).await.unwrap();
    let said = String::from_utf8_lossy(&done.stdout).to_string();
    assert!(!done.status.success() && said.contains("still speaks for acme.test, until 2"), "{said}");
}

/// A server that is down says nothing about whom its domain names; and what is looked at every day counts as looked at.
async fn whoever_claimed_reads_when_it_was_looked_at_and_that_nobody_answered(engine: Engine) {
    let town = Town::start(engine).await;
    let mut jo = member(&town.test, "jo", Role::Member).await;
    let begun = begin_claim(&mut jo, &[("through", "here"), ("signs", "Jo Ott")]).await.is(200);
    let actor = begun.text().split("v=1; actor=").nth(1).unwrap().split(' ').next().unwrap().to_string();
    town.put_file(&[&actor]);
    let first = press_check(&town, &mut jo).await.text();
    assert!(first.contains("acme.test is verified"), "{first}");
    town.site.serve_as(FILE, 503, "text/html", b"busy");
    town.later(25);
    check_again(&town.test.app).await.unwrap();
    let mut jo = back(&town).await;
    let later = jo.get(CLAIM).await.is(200).text();
    assert!(later.contains("acme.test did not answer when we looked for"), "{later}");
    assert!(!later.contains("acme.test does not name"), "{later}");
    let desk = jo.get("/desk").await.is(200).text();
    assert!(desk.contains("did not answer when we looked for the proof of your account"), "{desk}");
    let looked = |text: &str| {
        let from = text.split("Last checked ").nth(1).unwrap_or_else(|| panic!("{text}"));
        from.split(". We check").next().unwrap().to_string()
    };
    assert_ne!(looked(&first), looked(&later));
}

/// Somebody sits at the voice that the brand has here.
async fn seat(town: &Town, name: &'static str) {
    let seat = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        let brand = brands::find_by_domain(&mut tx.view(), &acme())?.unwrap();
        let official = brands::officials_of(&mut tx.view(), brand.id)?.remove(0);
        let account = stored_accounts::find_by_name(&mut tx.view(), name)?.unwrap();
        let seat = Representative {
            id: uuid::Uuid::from_u128(7),
            official: official.actor,
            account: account.id,
            name: "Mia Roth".into(),
            role: "care".into(),
            standing: Standing::Agent,
            since: official.checked_at,
        };
        brands::save_representative(tx, &seat)
    };
    town.test.app.db.write(seat).await.unwrap();
}

/// A voice is told what is missing, and not that its domain does not name it where that is not so.
async fn a_voice_is_told_what_is_missing(engine: Engine) {
    let town = Town::start(engine).await;
    let care = town.voice("care", "https://acme.test/");
    town.put_file(&[&care.uri]);
    assert_eq!(town.check("care").await, Checked::Official(Way::WellKnown));
    let told = async |until: u64| {
        town.later(until);
        let _ = check_voice(&town.test.app, &acme(), &care.uri).await.unwrap();
        let uri = care.uri.clone();
        let read = move |view: &mut View<'_>| {
            let actor = actors::find_by_uri(view, &uri)?.unwrap().id;
            stored_notices::of(view, &[actor], stored_notices::From::Here, None, 10)
        };
        let told = town.test.app.db.read(read).await.unwrap();
        told.first().map(|it: &stored_notices::Notice| it.kind.clone()).unwrap_or_default()
    };
    town.site.serve_as(FILE, 503, "text/html", b"busy");
    assert_eq!(told(25).await, "proof-silent");
    town.put_file(&[&care.uri]);
    told(25).await;
    town.voice("care", "https://elsewhere.test/");
    assert_eq!(told(25).await, "proof-not-back");
    town.voice("care", "https://acme.test/");
    told(25).await;
    town.take_file();
    assert_eq!(told(25).await, "proof-missing");
}

/// A session ends after so many days; the voice does not.
async fn back(town: &Town) -> Browser {
    let mut jo = Browser::at(&town.test);
    let login = jo.get("/login").await;
    jo.submit(&login, "/login", &[("name", "jo"), ("password", crate::pages::PASSWORD)]).await.is(200);
    jo
}

async fn what_does_not_come_from_the_domain_itself_proves_nothing(engine: Engine) {
    let town = Town::start(engine).await;
    let care = town.voice("care", "https://acme.test/");
    let named = json!({"actors": [care.uri]}).to_string();
    let failed = Checked::Failed(Shortfall::NotNamed);
    // Somebody else's file, to which the domain leads.
    town.social.serve_as("/redress.json", 200, "application/json", named.as_bytes());
    town.site.answer(FILE, Answer::Moved(302, town.social.url("/redress.json")));
    assert_eq!(town.check("care").await, failed);
    town.site.answer(FILE, Answer::Moved(302, "http://127.0.0.1:9/".into()));
    assert_eq!(town.check("care").await, failed);
    town.site.answer(FILE, Answer::Moved(302, town.site.url(FILE)));
    assert_eq!(town.check("care").await, failed);
    town.site.serve_as(FILE, 200, "text/html", named.as_bytes());
    assert_eq!(town.check("care").await, failed);
    let huge = format!("{{\"actors\": [\"{}\"], \"x\": \"{}\"}}", care.uri, "x".repeat(1_100_000));
    town.site.serve_as(FILE, 200, "application/json", huge.as_bytes());
    assert_eq!(town.check("care").await, failed);
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    town.site.serve_as(FILE, 200, "application/json", deep.as_bytes());
    assert_eq!(town.check("care").await, failed);
    town.take_file();
    let two = format!("v=1; actor={}; actor=https://evil.example/a", care.uri);
    town.names
        .set("_redress.acme.test", &[&two, "v=1; actor=http://10.0.0.1/a", "\u{1}\u{2}garbage", &"x".repeat(900)])
        .await;
    assert_eq!(town.check("care").await, failed);
    // A record of another name says nothing of this one.
    town.names.set("_redress.acme.test", &[]).await;
    town.names.set("_redress.shop.acme.test", &[&format!("v=1; actor={}", care.uri)]).await;
    assert_eq!(town.check("care").await, failed);

    // The domain names an actor that does not name the domain, and one that is no voice.
    let other = town.voice("other", "https://www.acme.test/");
    let group = town.social.actor("group", "Group");
    town.put_file(&[&other.uri, &group.uri]);
    assert_eq!(town.check("other").await, Checked::Failed(Shortfall::NotNamedBack));
    let mut document = town.social.document_of(&group, "Group");
    document["alsoKnownAs"] = json!(["acct:group@acme.test"]);
    town.social.serve("/users/group", &document);
    assert_eq!(town.check("group").await, Checked::Failed(Shortfall::NoVoice));
    assert_eq!(Browser::at(&town.test).get("/boards/acme.test").await.status, 404, "nothing came of any of it");
}

async fn of_two_that_a_domain_names_both_speak(engine: Engine) {
    let town = Town::start(engine).await;
    let (one, two) = (town.voice("one", "https://acme.test/"), town.voice("two", "https://acme.test"));
    town.put_file(&[&one.uri]);
    assert_eq!(town.check("one").await, Checked::Official(Way::WellKnown));
    assert_eq!(town.check("two").await, Checked::Failed(Shortfall::NotNamed));
    town.put_file(&[&two.uri]);
    assert_eq!(town.check("two").await, Checked::Official(Way::WellKnown));
    assert_eq!(town.check("one").await, Checked::Failed(Shortfall::NotNamed));
    let board = town.board().await;
    assert_eq!(board.matches('✓').count(), 2, "the first one has a week to put it right: {board}");
    town.later(8 * 24);
    check_again(&town.test.app).await.unwrap();
    assert_eq!(town.board().await.matches('✓').count(), 1);
}

async fn a_look_alike_of_a_proven_brand_gets_no_mark(engine: Engine) {
    let fake_site = FakePeer::start("acrne.test");
    let town = Town::start(engine).await;
    let peers = [town.site.authority(), town.social.authority(), fake_site.authority()];
    let mut test = TestApp::start_as(engine, "second.test", &peers);
    test.ask_names_of(town.names.address);
    test.serve();
    let acrne = BrandDomain::parse("acrne.test").unwrap();
    let (care, fake) = (town.voice("care", "https://acme.test/"), town.voice("fake", "https://acrne.test/"));
    town.put_file(&[&care.uri]);
    fake_site.serve_as(FILE, 200, "application/json", json!({"actors": [fake.uri]}).to_string().as_bytes());
    open_board(&test.app, acrne.clone(), None).await.unwrap();
    let check = |domain: BrandDomain, uri: String| {
        let app = test.app.clone();
        async move { check_named(&app, &domain, &uri).await.unwrap() }
    };
    assert_eq!(check(acme(), care.uri.clone()).await, Checked::Official(Way::WellKnown));
    assert_eq!(check(acrne, fake.uri.clone()).await, Checked::Failed(Shortfall::LooksAlike("acme.test".into())));
    let board = Browser::at(&test).get("/boards/acrne.test").await.is(200).text();
    assert!(board.contains("only looks like acme.test") && !board.contains('✓'), "{board}");
    let mut jo = member(&test, "jo", Role::Member).await;
    let shown = jo.get("/boards/acrne.test/claim").await;
    let fields = [("step", "claim"), ("through", "here"), ("signs", "Jo Ott")];
    assert!(shown.text().contains("looks like acme.test"), "{}", shown.text());
    let claimed = jo.submit(&shown, "/boards/acrne.test/claim", &fields).await.is(200);
    assert!(claimed.text().contains("the moderators are asked"), "{}", claimed.text());
    // Whoever works for a brand that has no page yet finds the way, and no way to a page that does not exist.
    let none = Browser::at(&test).get("/boards?q=nobody-yet.example").await.is(200);
    let way = none.attribute("main a[href$='/claim']", "href");
    let claim = Browser::at(&test).get(&way).await.is(200);
    assert_eq!(claim.attribute(".kicker a", "href"), "/boards", "{}", claim.text());
    let mixed = BrandDomain::parse("аcme.example").unwrap();
    assert_eq!(Browser::at(&test).get(&format!("/boards/{mixed}/claim")).await.status, 200);
    let shown = jo.get(&format!("/boards/{mixed}/claim")).await;
    jo.submit(&shown, &format!("/boards/{mixed}/claim"), &fields).await.is(422);
}

async fn claims_that_prove_nothing_keep_nobody_out(engine: Engine) {
    let town = Town::start(engine).await;
    let claims_anew = async |account: AccountId, name: &str| {
        let (domain, signs, role) = (acme(), "Jo Ott".to_string(), String::new());
        let claim = NewClaim { domain, account, through: Through::Here, signs, role };
        let cause = Cause::new(Door::Page, account.to_string(), name, town.test.clock.now());
        claim_brand(&town.test.app, cause, claim).await.unwrap().into_inner()
    };
    let mut empty = Vec::new();
    for number in 0..OF_DOMAIN_MAX {
        let name = format!("empty{number}");
        let new = Registration {
            name: name.clone(),
            password: "correct horse battery".into(),
            language: None,
            role: Role::Member,
        };
        let account = accounts::register(&town.test.app, new).await.unwrap().id;
        claims_anew(account, "first").await;
        empty.push(account);
    }
    // One more, who is the brand, and proves it.
    let mut real = member(&town.test, "jo", Role::Member).await;
    let refused = begin_claim(&mut real, &[("through", "here"), ("signs", "Jo Ott")]).await.is(422);
    assert!(refused.text().contains("no room now"), "{}", refused.text());
    // Made again, or taken back and made again, it is no new one.
    town.test.clock.advance(Duration::from_hours(23));
    for account in &empty {
        let id = claims_anew(*account, "again").await;
        redress::services::claim_brand::withdraw(&town.test.app, id, *account).await.unwrap();
        claims_anew(*account, "and again").await;
    }
    begin_claim(&mut real, &[("through", "here"), ("signs", "Jo Ott")]).await.is(422);
    // Each had its time, and was looked at after it.
    town.test.clock.advance(Duration::from_hours(2));
    check_again(&town.test.app).await.unwrap();
    town.test.drain().await;
    begin_claim(&mut real, &[("through", "here"), ("signs", "Jo Ott")]).await.is(200);
    let kept = read(&town.test, |view| claims::of_domain(view, &acme(), OF_DOMAIN_MAX + 1)).await;
    assert_eq!(kept.len(), usize::try_from(OF_DOMAIN_MAX).unwrap(), "the oldest made room");
    let page = real.get(CLAIM).await.is(200);
    let actor = page.html.split("v=1; actor=").nth(1).unwrap().split(['<', ' ', '&']).next().unwrap().to_string();
    town.put_file(&[&actor]);
    let shown = press_check(&town, &mut real).await;
    assert!(shown.text().contains("acme.test is verified"), "{}", shown.text());
}

async fn nobody_signs_up_as_a_brand(engine: Engine) {
    let town = Town::start(engine).await;
    open_board(&town.test.app, acme(), Some("Acme".into())).await.unwrap();
    let register = |name: &str| {
        let new = Registration {
            name: name.into(),
            password: "correct horse battery".into(),
            language: None,
            role: Role::Member,
        };
        accounts::register(&town.test.app, new)
    };
    for name in [
        "acme_official",
        "acme_care",
        "acme_care2",
        "acme_uk",
        "acme24",
        "the_acme",
        "acmesupport",
        "official_acme",
        "acrne_hilfe",
        "acme_test",
    ] {
        assert!(matches!(register(name).await, Err(AccountError::NameImitates(_))), "{name}");
    }
    open_board(&town.test.app, BrandDomain::parse("kestrelparcel.test").unwrap(), Some("Kestrel Parcel".into()))
        .await
        .unwrap();
    assert!(matches!(register("kestrel_parcel").await, Err(AccountError::NameImitates(_))));
    for name in ["acme_fan", "not_acme", "acme"] {
        register(name).await.unwrap();
    }
    let page = Browser::at(&town.test).get("/register").await;
    let mut anybody = Browser::at(&town.test);
    let page = if page.status == 200 { anybody.get("/register").await } else { page };
    let fields = [("name", "acme_help"), ("password", "correct horse battery")];
    let refused = anybody.submit(&page, "/register", &fields).await;
    assert!(refused.text().contains("sounds like a company"), "{}", refused.text());
    // Once it is proven its very name is taken, too.
    let care = town.voice("care", "https://acme.test/");
    town.put_file(&[&care.uri]);
    town.check("care").await;
    assert!(matches!(register("acrne").await, Err(AccountError::NameImitates(_))));
    let other = BrandDomain::parse("globex.test").unwrap();
    assert!(name_official(&town.test.app, other, "acme_care".into(), None).await.is_err());
}

async fn a_suspended_member_gets_no_voice_and_a_visitor_has_nobody_asked(engine: Engine) {
    let town = Town::start(engine).await;
    let mut jo = member(&town.test, "jo", Role::Member).await;
    let begun = begin_claim(&mut jo, &[("through", "here"), ("signs", "Jo Ott")]).await.is(200);
    let actor = begun.text().split("v=1; actor=").nth(1).unwrap().split(' ').next().unwrap().to_string();
    town.put_file(&[&actor]);
    press_check_only_asks(&town, &mut jo).await;
    let mut mo = member(&town.test, "mo", Role::Moderator).await;
    crate::moderation::suspend(&mut mo, "jo", "Threatens people", "suspended").await.is(200);
    town.test.drain().await;
    let officials = |view: &mut View<'_>| actors::local_of_kind(view, ActorKind::Official);
    assert!(read(&town.test, officials).await.is_empty(), "the domain names it, and nobody may sit there");
    assert_eq!(Browser::at(&town.test).get("/boards/acme.test").await.status, 404);

    let asked = town.site.fetches();
    let mut visitor = Browser::at(&town.test);
    let shown = visitor.get(CLAIM).await.is(200);
    assert!(shown.text().contains("Sign in") && !shown.html.contains("name=\"step\""), "{}", shown.text());
    for step in ["claim", "check", "withdraw"] {
        let answer = visitor.post(CLAIM, &[("step".to_string(), step.to_string())]).await;
        assert_ne!(answer.status, 500);
    }
    town.test.drain().await;
    assert_eq!(town.site.fetches(), asked, "a visitor has nobody asked");
    let mut mia = member(&town.test, "mia", Role::Member).await;
    let handle = format!("@nobody@{}", town.social.authority());
    begin_claim(&mut mia, &[("through", "elsewhere"), ("handle", &handle)]).await.is(200);
    let shown = press_check(&town, &mut mia).await;
    assert!(shown.text().contains("We cannot find"), "{}", shown.text());
    let before = town.social.fetches();
    for _ in 0..5 {
        let shown = mia.get(CLAIM).await;
        mia.submit(&shown, CLAIM, &[("step", "check")]).await.is(200);
        town.test.drain().await;
    }
    assert_eq!(town.social.fetches(), before, "the one before was a moment ago");
}

async fn press_check_only_asks(town: &Town, browser: &mut Browser) {
    town.test.clock.advance(Duration::from_secs(30));
    let shown = browser.get(CLAIM).await.is(200);
    browser.submit(&shown, CLAIM, &[("step", "check")]).await.is(200);
}

/// H3 and H4.
async fn a_voice_elsewhere_is_told_when_its_server_takes_it(engine: Engine) {
    let mut town = Town::start(engine).await;
    let care = town.voice("care", "https://acme.test/");
    town.put_file(&[&care.uri]);
    town.check("care").await;
    town.test.drain().await;
    let (_, board) = open_board(&town.test.app, acme(), None).await.unwrap();
    let ann = town.social.person("ann");
    let note = json!({
        "type": "Note", "id": town.social.url("/notes/1"), "attributedTo": ann.uri, "to": [PUBLIC, board.uri],
        "tag": [{"type": "Mention", "href": board.uri, "name": "@acme.test"}],
        "content": "<p>The kettle leaks. #file</p>"
    });
    let create = json!({"type": "Create", "id": town.social.url("/c/1"), "actor": ann.uri, "object": note});
    let refuse = town.social.url("/inbox");
    town.social.refuse(move |heard| (heard.method == "POST" && heard.target == "/inbox").then_some((503, Vec::new())));
    assert_eq!(town.social.send(&town.test, &ann, &create).await, 202, "{refuse}");
    town.test.drain().await;
    let id = read(&town.test, move |view| complaints::digest(view, &board.uri, None, 10)).await[0].0;
    assert_eq!(notices(&town.test, id).await, [], "sent is not told");
    let thread = Browser::at(&town.test).get(&format!("/complaints/{id}")).await.is(200);
    assert!(thread.text().contains("has mentioned @care@social.test"), "{}", thread.text());

    town.social.refuse(|_| None);
    town.test.clock.advance(Duration::from_mins(5));
    town.test.drain().await;
    assert_eq!(notices(&town.test, id).await, [Notice::Mention]);
    let told = held(&town.test, id).await.complaint.notified_at.unwrap();
    assert_eq!(told, redress::app::Clock::now(town.test.clock.as_ref()), "when its server took it");
    let delivered = town.social.delivered();
    let of = |it: &&serde_json::Value, who: &str| {
        it["type"] == "Create"
            && it["object"]["tag"].as_array().is_some_and(|tags| tags.iter().any(|tag| tag["href"] == who))
    };
    let mention = delivered.iter().rev().find(|it| of(it, &care.uri)).expect("the voice is mentioned");
    let text = mention["object"]["content"].as_str().unwrap();
    assert!(text.contains(&format!("/complaints/{id}")), "with the link: {text}");
    assert_eq!(mention["object"]["inReplyTo"], town.social.url("/notes/1"));
    assert!(mention["object"]["to"].as_array().unwrap().contains(&json!(PUBLIC)), "an answer to it is public");
    let receipt = delivered.iter().rev().find(|it| of(it, &ann.uri) && it["object"]["to"] == json!([ann.uri]));
    let text = receipt.expect("H4: a receipt")["object"]["content"].as_str().unwrap().to_string();
    assert!(text.contains(&format!("/complaints/{id}")) && text.contains("#nocomplaint"), "{text}");
    let thread = Browser::at(&town.test).get(&format!("/complaints/{id}")).await.is(200);
    assert!(thread.text().contains("The brand was notified (by a mention)"), "{}", thread.text());
    town.test.stop().await;
}

async fn where_nobody_reads_the_page_says_so_and_who_comes_gets_what_waits(engine: Engine) {
    let town = Town::start(engine).await;
    let mut ada = member(&town.test, "ada", Role::Member).await;
    let form = ada.get("/file?brand=acme.test").await;
    assert!(form.text().contains("Nobody from acme.test reads here yet"), "{}", form.text());
    let thread = file(&mut ada, "acme.test", &[]).await.is(200);
    let id = id_of(&thread);
    assert!(!thread.text().contains("The brand can see it now"));
    assert!(thread.text().contains("Nobody from acme.test reads here yet, so nobody was told"), "{}", thread.text());
    assert!(thread.html.contains(CLAIM), "and what can be done");
    assert_eq!(notices(&town.test, id).await, []);
    assert!(thread.text().contains("nobody is told of this step"), "nor of how far it is taken: {}", thread.text());
    // A voice without anybody who speaks through it reads nothing.
    name_official(&town.test.app, acme(), "acme".into(), None).await.unwrap();
    town.test.drain().await;
    assert_eq!(notices(&town.test, id).await, []);
    member(&town.test, "jo", Role::Member).await;
    let account = read(&town.test, |view| redress::storage::accounts::find_by_name(view, "jo")).await.unwrap();
    let first = NewRepresentative { account: account.id, name: "Jo Ott".into(), role: String::new(), owner: true };
    name_official(&town.test.app, acme(), "acme".into(), Some(first)).await.unwrap();
    town.test.drain().await;
    assert_eq!(notices(&town.test, id).await, [Notice::Desk]);
    let thread = ada.get(&format!("/complaints/{id}")).await;
    assert!(!thread.text().contains("Nobody from"), "{}", thread.text());
}

/// Two servers of ours and the site of a brand whose voice lives on the first.
pub(crate) async fn proven_on_north(engine: Engine) -> (TestApp, TestApp, FakePeer) {
    let site = FakePeer::start("acme.test");
    let [north, south] = TestApp::several_beside(engine, ["north.test", "south.test"], &[site.authority()]);
    open_board(&north.app, acme(), Some("Acme Kettles".into())).await.unwrap();
    member(&north, "jo", Role::Member).await;
    let account = read(&north, |view| redress::storage::accounts::find_by_name(view, "jo")).await.unwrap();
    let first = NewRepresentative { account: account.id, name: "Jo Ott".into(), role: "refunds".into(), owner: true };
    let voice = name_official(&north.app, acme(), "acme".into(), Some(first)).await.unwrap();
    site.serve_as(FILE, 200, "application/json", json!({"actors": [voice.uri]}).to_string().as_bytes());
    assert_eq!(check_named(&north.app, &acme(), &voice.uri).await.unwrap(), Checked::Official(Way::WellKnown));
    north.settle(&south).await;
    (north, south, site)
}

/// B10.
async fn a_complaint_goes_where_the_brand_reads_with_everything(engine: Engine) {
    let (north, south, _site) = proven_on_north(engine).await;
    follow_board(&south.app, &format!("acme.test@{}", north.authority())).await.unwrap();
    north.settle(&south).await;
    for test in [&north, &south] {
        test.clock.advance(Duration::from_secs(10));
    }
    north.settle(&south).await;
    let mut ada = member(&south, "ada", Role::Member).await;
    open_board(&south.app, acme(), None).await.unwrap();
    let form = ada.get("/file?brand=acme.test").await;
    assert!(form.text().contains(&format!("reads complaints on {}", north.authority())), "{}", form.text());
    assert!(
        form.text().contains("Everything you write here goes there too")
            && form.text().contains("You can use a pseudonym there too")
    );
    assert!(!form.html.contains("value=\"brand-first\""), "what is not possible is not offered");
    let fields = [
        ("title", "Kettle"),
        ("identity", "pseudonym"),
        ("want", "refund"),
        ("amount", "89.50"),
        ("currency", "EUR"),
        ("product", "Kettle 3"),
        ("channel-1", "phone"),
        ("minutes-1", "25"),
        ("demanded-1", "a new one"),
    ];
    let sent = file(&mut ada, "acme.test", &fields).await.is(200);
    assert!(sent.text().contains("sent to the server where it is kept"), "{}", sent.text());
    north.settle(&south).await;
    let uri = read(&north, |view| actors::local_of_kind(view, ActorKind::Board)).await[0].uri.clone();
    let id = read(&north, move |view| complaints::digest(view, &uri, None, 10)).await[0].0;
    assert_eq!(notices(&north, id).await, [Notice::Desk]);
    for test in [&north, &south] {
        let there = held(test, id).await;
        assert_eq!(there.facts.wants, [Want::Refund]);
        assert_eq!(there.facts.amount.as_ref().map(|it| it.minor), Some(8_950));
        assert_eq!(there.facts.product.as_deref(), Some("Kettle 3"));
        assert!(!there.complainant_handle.starts_with("ada"), "{}", there.complainant_handle);
        let page = Browser::at(test).get(&format!("/complaints/{id}")).await.is(200);
        assert!(page.text().contains("a new one") && !page.text().contains("@ada"), "{}", page.text());
        assert!(page.text().contains("Acme Kettles"), "by its name on both: {}", page.text());
        let everything = read(test, move |view| posts::of_complaint(view, id, 0, 10)).await;
        assert!(everything.iter().all(|it| !it.author_handle.starts_with("ada@")));
    }
    assert!(held(&south, id).await.complaint.is_public(), "no ten minutes for what a form said");
    let mine = ada.get(&format!("/complaints/{id}")).await.is(200);
    assert!(mine.html.contains(&format!("/complaints/{id}/withdraw")), "it is hers there, too");
    let whole = |shown: &Shown| !shown.text().contains("differs from the record");
    assert!(whole(&mine), "her words as she wrote them are no contradiction: {}", mine.text());
    ada.submit(&mine, &format!("/complaints/{id}/comment"), &[("text", "It leaks still.")]).await;
    north.settle(&south).await;
    assert!(whole(&ada.get(&format!("/complaints/{id}")).await.is(200)), "nor is her comment");
    assert!(whole(&Browser::at(&north).get(&format!("/complaints/{id}")).await.is(200)));
}

async fn names_and_marks_of_brands_federate(engine: Engine) {
    let (north, south, site) = proven_on_north(engine).await;
    // South cannot see the proof yet.
    site.serve_as(FILE, 503, "text/plain", b"");
    follow_board(&south.app, &format!("acme.test@{}", north.authority())).await.unwrap();
    open_board(&south.app, acme(), None).await.unwrap();
    north.settle(&south).await;
    south.clock.advance(Duration::from_secs(10));
    north.clock.advance(Duration::from_secs(10));
    north.settle(&south).await;
    let brand = read(&south, |view| brands::find_by_domain(view, &acme())).await.unwrap();
    assert_eq!(brand.name, "acme.test", "anybody may have a board, and call a brand what they like");
    let board = Browser::at(&south).get("/boards/acme.test").await.is(200).text();
    assert!(board.contains(&format!("{} says so (a file on its own domain)", north.authority())), "{board}");
    assert!(!board.contains('✓'), "no mark of its own for what it did not see: {board}");

    let voice = read(&north, |view| actors::local_of_kind(view, ActorKind::Official)).await.pop().unwrap();
    site.serve_as(FILE, 200, "application/json", json!({"actors": [voice.uri]}).to_string().as_bytes());
    south.clock.advance(Duration::from_hours(25));
    north.clock.advance(Duration::from_hours(25));
    north.settle(&south).await;
    let board = Browser::at(&south).get("/boards/acme.test").await.is(200).text();
    assert!(board.contains('✓') && board.contains("verified by a file on its own domain"), "{board}");
    // The brand's own voice is there: so it is called as its board there calls it.
    file(&mut member(&north, "ann", Role::Member).await, "acme.test", &[]).await.is(200);
    north.settle(&south).await;
    let brand = read(&south, |view| brands::find_by_domain(view, &acme())).await.unwrap();
    assert_eq!(brand.name, "Acme Kettles");
}

/// What is for the brand first and ended before its day stays between the two, and says so; opened again it is public.
async fn what_ended_before_its_day_says_so(engine: Engine) {
    let town = Town::start(engine).await;
    let mut jo = member(&town.test, "jo", Role::Member).await;
    let begun = begin_claim(&mut jo, &[("through", "here"), ("signs", "Jo Ott"), ("role", "refunds")]).await.is(200);
    let actor = begun.html.split("v=1; actor=").nth(1).unwrap().split(['<', ' ', '&']).next().unwrap().to_string();
    town.put_file(&[&actor]);
    press_check(&town, &mut jo).await;
    let mut ada = member(&town.test, "ada", Role::Member).await;
    let first = [("opening", "brand-first"), ("hours", "24")];
    let path = file(&mut ada, "acme.test", &first).await.is(200).path;
    let shown = ada.get(&path).await.is(200);
    assert!(shown.text().contains("It becomes public by itself on"), "{}", shown.text());
    ada.submit(&shown, &format!("{path}/confirm"), &[("rating", "9"), ("solved_by", "myself")]).await.is(200);
    let shown = ada.get(&path).await.is(200);
    assert!(shown.text().contains("does not become public by itself"), "{}", shown.text());
    assert!(!shown.text().contains("It becomes public by itself on"), "{}", shown.text());
    assert!(shown.text().contains("If you open it again, it becomes public by itself on"), "{}", shown.text());
    town.test.clock.advance(Duration::from_hours(48));
    run_clock(&town.test.app).await.unwrap();
    Browser::at(&town.test).get(&path).await.is(404);
    let shown = ada.get(&path).await.is(200);
    assert!(shown.text().contains("If you open it again, it becomes public at once"), "{}", shown.text());
    ada.submit(&shown, &format!("{path}/reopen"), &[]).await.is(200);
    run_clock(&town.test.app).await.unwrap();
    Browser::at(&town.test).get(&path).await.is(200);
}

on_both_engines!(
    a_member_proves_a_domain_and_owns_its_voice,
    each_of_four_ways_is_looked_at_and_a_link_makes_nobody_official,
    a_proof_that_stopped_says_until_when_after_seven_days,
    a_voice_hears_that_its_domain_names_it_no_more,
    an_operator_reads_until_when_a_missing_proof_is_waited_for,
    a_voice_is_told_what_is_missing,
    whoever_claimed_reads_when_it_was_looked_at_and_that_nobody_answered,
    what_does_not_come_from_the_domain_itself_proves_nothing,
    of_two_that_a_domain_names_both_speak,
    a_look_alike_of_a_proven_brand_gets_no_mark,
    claims_that_prove_nothing_keep_nobody_out,
    nobody_signs_up_as_a_brand,
    a_suspended_member_gets_no_voice_and_a_visitor_has_nobody_asked,
    a_voice_elsewhere_is_told_when_its_server_takes_it,
    where_nobody_reads_the_page_says_so_and_who_comes_gets_what_waits,
    a_complaint_goes_where_the_brand_reads_with_everything,
    names_and_marks_of_brands_federate,
    what_ended_before_its_day_says_so,
);
