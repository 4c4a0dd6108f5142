//! Which servers this instance has to do with, and what that does: stories about the policy of an instance.

use redress::domain::policy::{Policy, Severity};
use redress::services::accounts::{self, Registration};
use redress::services::open_board::open_board;
use redress::services::policy;
use redress::storage::accounts::Role;
use redress::storage::pages::{self, BrandFilter, Counts, Knowing};
use redress::storage::search::{self, Narrowed};
use redress::storage::{StorageError, deliveries};
use serde_json::{Value, json};

use crate::on_both_engines;
use crate::support::browser::Browser;
use crate::support::peer::{FakePeer, PUBLIC, PeerActor};
use crate::support::{Engine, TestApp};
use crate::way_out::{acme, file, follower, person};

const PASSWORD: &str = "correct horse battery";

fn decided(domain: &str, severity: Severity) -> Policy {
    Policy {
        domain: domain.into(),
        severity,
        reject_media: false,
        reject_reports: false,
        obfuscate: false,
        reason: "harassment".into(),
        note: "seen in June".into(),
    }
}

/// A post that mentions the board, as a server of any kind sends it.
fn mention(peer: &FakePeer, actor: &PeerActor, board: &str, number: u32) -> Value {
    let id = peer.url(&format!("/notes/{number}"));
    json!({
        "@context": "https://www.w3.org/ns/activitystreams", "type": "Create", "id": format!("{id}#create"),
        "actor": actor.uri, "to": [PUBLIC], "cc": [board],
        "object": {
            "type": "Note", "id": id, "attributedTo": actor.uri, "to": [PUBLIC], "cc": [board],
            "content": format!("<p>@acme.example the kettle number {number} leaks #file</p>"),
            "tag": [{"type": "Mention", "href": board, "name": "@acme.example"}],
        },
    })
}

async fn from_a_blocked_server_nothing_comes_in_and_nothing_goes_there(engine: Engine) {
    let (bad, good) = (FakePeer::start("deep.bad.test"), FakePeer::start("good.test"));
    let mut test = TestApp::start_as(engine, "home.test", &[bad.authority(), good.authority()]);
    test.serve();
    let app = test.app.clone();
    let ada = person(&app, "ada").await;
    let (_, board) = open_board(&app, acme(), None).await.unwrap();
    follower(&app, &bad, "mallory", board.id, true).await;
    follower(&app, &good, "zoe", board.id, true).await;
    let (mallory, bob) = (bad.person("mallory2"), bad.person("bob"));
    assert_eq!(bad.send(&test, &bob, &mention(&bad, &bob, &board.uri, 1)).await, 202);
    let before = bad.heard().len();
    policy::decide(&app, decided("bad.test", Severity::Block)).await.unwrap();

    assert_eq!(bad.send(&test, &mallory, &mention(&bad, &mallory, &board.uri, 2)).await, 403);
    file(&app, &ada, "one").await;
    test.drain().await;
    assert_eq!(bad.heard().len(), before, "nothing is fetched from there and nothing is sent, under any of its names");
    assert_eq!(good.delivered().len(), 2);
    let handled = test.db.counted("SELECT outcome AS name, COUNT(*) AS number FROM inbox GROUP BY outcome");
    assert_eq!(handled, [("refused: blocked".to_string(), 1)], "what lay in the inbox is not acted on either");

    assert!(policy::take_back(&app, "bad.test").await.unwrap());
    test.drain().await;
    file(&app, &ada, "two").await;
    test.drain().await;
    assert_eq!(bad.delivered().len(), 2, "from now on it hears again");
    assert_eq!(bad.send(&test, &mallory, &mention(&bad, &mallory, &board.uri, 3)).await, 202);
}

async fn what_waits_for_a_server_that_gets_blocked_waits_until_it_is_not(engine: Engine) {
    let bad = FakePeer::start("bad.test");
    let test = TestApp::start_as(engine, "home.test", &[bad.authority()]);
    let app = &test.app;
    let ada = person(app, "ada").await;
    let (_, board) = open_board(app, acme(), None).await.unwrap();
    follower(app, &bad, "mallory", board.id, true).await;
    file(app, &ada, "one").await;
    while redress::worker::run_due(app).await.unwrap() > 0 {}
    policy::decide(app, decided("bad.test", Severity::Block)).await.unwrap();
    test.drain().await;
    assert!(bad.heard().is_empty());
    assert_eq!(app.db.read(deliveries::counts).await.unwrap().waiting, 2);
    policy::take_back(app, "bad.test").await.unwrap();
    test.drain().await;
    assert_eq!(bad.delivered().len(), 2);
}

async fn a_silenced_servers_complaint_counts_and_opens_and_is_listed_nowhere(engine: Engine) {
    let (loud, zoes) = (FakePeer::start("loud.test"), FakePeer::start("zoes.test"));
    let mut test = TestApp::start_as(engine, "home.test", &[loud.authority(), zoes.authority()]);
    test.serve();
    let app = test.app.clone();
    let (brand, board) = open_board(&app, acme(), None).await.unwrap();
    follower(&app, &zoes, "zoe", board.id, true).await;
    let lou = loud.person("lou");
    assert_eq!(loud.send(&test, &lou, &mention(&loud, &lou, &board.uri, 1)).await, 202);
    test.drain().await;
    test.clock.advance(std::time::Duration::from_hours(1));
    redress::services::run_clock::run_clock(&app).await.unwrap();
    test.drain().await;
    let listed = |app: redress::app::App| async move {
        let front = app
            .db
            .read::<_, StorageError, _>(|view| pages::waiting_longest(view, Knowing::Untold, None, 10))
            .await
            .unwrap();
        let of_board = app
            .db
            .read::<_, StorageError, _>(move |view| pages::of_brand(view, brand.id, &BrandFilter::default(), None, 10))
            .await;
        let found = app
            .db
            .read::<_, StorageError, _>(|view| search::complaints(view, "kettle", &Narrowed::default(), None, 10))
            .await;
        (front.len(), of_board.unwrap().len(), found.unwrap().items.len())
    };
    assert_eq!(listed(app.clone()).await, (1, 1, 1));
    let announced = zoes.delivered().len();
    assert!(announced > 0);

    policy::decide(&app, decided("loud.test", Severity::Silence)).await.unwrap();
    assert_eq!(loud.send(&test, &lou, &mention(&loud, &lou, &board.uri, 2)).await, 202);
    test.drain().await;
    test.clock.advance(std::time::Duration::from_hours(1));
    redress::services::run_clock::run_clock(&app).await.unwrap();
    test.drain().await;
    assert_eq!(listed(app.clone()).await, (0, 0, 0), "neither the one that was here nor the new one");
    assert_eq!(zoes.delivered().len(), announced, "nothing of it is announced");
    let counts = app.db.read::<_, StorageError, _>(move |view| pages::counts_of_brand(view, brand.id)).await.unwrap();
    assert_eq!(counts, Counts { off_lists: 2, ..Counts::default() }, "they count");
    let board = Browser::at(&test).get("/boards/acme.example").await.is(200).text();
    assert!(board.contains("0 complaints, 0 waiting now"), "the head is of the list: {board}");
    assert!(board.contains("2 complaints are in no list"), "{board}");
    let ids = test.db.counted("SELECT uri AS name, COUNT(*) AS number FROM complaints GROUP BY uri");
    let mut visitor = Browser::at(&test);
    assert!(!visitor.get("/search?q=kettle").await.is(200).text().contains("leaks"), "nor is it found by its words");
    let people = visitor.get("/search?in=people&q=lou").await.is(200).text();
    assert!(!people.contains("@lou@"), "nor who wrote it: {people}");
    for (uri, _) in ids {
        let path = uri.split_once("/threads/").map(|(_, id)| format!("/complaints/{id}")).unwrap();
        visitor.get(&path).await.is(200);
    }
    policy::take_back(&app, "loud.test").await.unwrap();
    test.drain().await;
    assert_eq!(listed(app.clone()).await, (2, 2, 2));
    assert!(visitor.get("/search?q=kettle").await.is(200).text().contains("leaks"));
    assert!(visitor.get("/search?in=people&q=lou").await.is(200).text().contains("@lou@"));
}

async fn where_only_allowed_servers_federate_all_others_are_refused(engine: Engine) {
    let (friend, stranger) = (FakePeer::start("friend.test"), FakePeer::start("stranger.test"));
    let mut test = TestApp::start_as(engine, "home.test", &[friend.authority(), stranger.authority()]);
    test.serve();
    let app = test.app.clone();
    let (_, board) = open_board(&app, acme(), None).await.unwrap();
    policy::decide(&app, decided("friend.test", Severity::Allow)).await.unwrap();
    policy::only_allowed(&app, true).await.unwrap();
    let (fay, sam) = (friend.person("fay"), stranger.person("sam"));
    assert_eq!(friend.send(&test, &fay, &mention(&friend, &fay, &board.uri, 1)).await, 202);
    assert_eq!(stranger.send(&test, &sam, &mention(&stranger, &sam, &board.uri, 1)).await, 403);
    assert!(stranger.heard().is_empty(), "not even its key is fetched");
    let mut visitor = Browser::at(&test);
    let about = visitor.get("/about").await.is(200).text();
    assert!(about.contains("only with servers that it allows") && about.contains("friend.test"), "{about}");
}

async fn a_replica_from_a_blocked_home_is_not_shown(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    let ada = person(&south.app, "ada").await;
    let (_, board) = open_board(&south.app, acme(), None).await.unwrap();
    let handle = format!("acme.example@{}", south.authority());
    redress::federation::follow_board::follow_board(&north.app, &handle).await.unwrap();
    north.settle(&south).await;
    let id = file(&south.app, &ada, "one").await;
    north.settle(&south).await;
    let mut visitor = Browser::at(&north);
    let path = format!("/complaints/{id}");
    visitor.get(&path).await.is(200);
    policy::decide(&north.app, decided("south.test", Severity::Block)).await.unwrap();
    north.settle(&south).await;
    let gone = visitor.get(&path).await.is(404);
    assert!(gone.text().contains("harassment"), "the reason is public: {}", gone.text());
    let listed = north
        .app
        .db
        .read::<_, StorageError, _>(|view| pages::waiting_longest(view, Knowing::Untold, None, 10))
        .await
        .unwrap();
    assert!(listed.is_empty());
    assert!(board.local);
    policy::take_back(&north.app, "south.test").await.unwrap();
    north.settle(&south).await;
    visitor.get(&path).await.is(200);
}

const FILE: &str = "#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate\n\
     bad.example,suspend,true,true,\"spam, mostly\",false\n\
     loud.example,silence,false,false,,true\n\
     fine.example,noop,false,false,,false\n";

async fn decisions_travel_in_mastodons_layout(engine: Engine) {
    let test = TestApp::start(engine);
    let app = &test.app;
    policy::decide(app, decided("loud.example", Severity::Block)).await.unwrap();
    let spoilt = format!(
        "{FILE}b*d.example,suspend\nhome.test,suspend\nnodots,suspend\nodd.example,shout\nlong.example,suspend,,,{}\n",
        "x".repeat(501)
    );
    let imported = policy::import(app, &spoilt).await.unwrap();
    assert_eq!(imported.taken, 3);
    let wrong: Vec<&str> = imported.wrong.iter().map(|(_, wrong)| wrong.message()).collect();
    let domain = "policy-wrong-domain";
    assert_eq!(wrong, ["policy-wrong-hidden", domain, domain, "policy-wrong-severity", "policy-wrong-long"]);
    assert_eq!(imported.wrong[0].0, 5, "with the number of the line");
    let list = policy::current(app).await.unwrap();
    assert_eq!(list.of("loud.example").unwrap().note, "seen in June", "notes that a file lacks stay");
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&policy::export(app).await.unwrap()), sorted(FILE));
    let other = TestApp::start(engine);
    policy::import(&other.app, &policy::export(app).await.unwrap()).await.unwrap();
    assert_eq!(policy::export(&other.app).await.unwrap(), policy::export(app).await.unwrap());
    policy::import(&other.app, "plain.example\n").await.unwrap();
    assert_eq!(policy::current(&other.app).await.unwrap().severity("plain.example"), Severity::Block);
}

async fn member(test: &TestApp, name: &str, role: Role) -> Browser {
    let new = Registration { name: name.into(), password: PASSWORD.into(), language: None, role };
    accounts::register(&test.app, new).await.unwrap();
    let mut browser = Browser::at(test);
    let shown = browser.get("/login").await;
    browser.submit(&shown, "/login", &[("name", name), ("password", PASSWORD)]).await.is(200);
    browser
}

async fn an_administrator_decides_on_a_page_and_everybody_can_read_it(engine: Engine) {
    let mut test = TestApp::start(engine);
    test.serve();
    let mut moderator = member(&test, "mona", Role::Moderator).await;
    for path in ["/admin/policy", "/admin/policy.csv", "/admin/deliveries", "/admin/brands"] {
        moderator.get(path).await.is(403);
    }
    let mut admin = member(&test, "ilse", Role::Administrator).await;
    let page = admin.get("/admin/policy").await.is(200);
    let fields = |domain: &'static str| {
        vec![("deed", "set"), ("domain", domain), ("severity", "block"), ("reason", "spam"), ("note", "for us alone")]
    };
    let wrong = admin.submit(&page, "/admin/policy", &fields("home.test")).await.is(422);
    assert!(wrong.text().contains("but not the one of this server"), "{}", wrong.text());
    assert_eq!(wrong.attribute("input[name=domain]", "value"), "home.test", "the form comes back as it was sent");
    let page = admin.submit(&page, "/admin/policy", &fields("Bad.Example")).await.is(200);
    assert!(page.text().contains("bad.example") && page.text().contains("for us alone"), "{}", page.text());
    let lines = [("deed", "import"), ("lines", "#domain,#severity\nloud.example,silence\nx,suspend\n")];
    let wrong = admin.submit(&page, "/admin/policy", &lines).await.is(422);
    assert!(wrong.text().contains("Line 3"), "{}", wrong.text());
    let german = admin.get("/admin/policy?language=de").await.is(200).text();
    assert!(german.contains("Gesperrt") && german.contains("Stummgeschaltet"), "{german}");
    let csv = admin.get("/admin/policy.csv").await.is(200);
    assert!(csv.header("content-type").starts_with("text/csv"), "{}", csv.header("content-type"));
    assert!(csv.html.contains("bad.example,suspend,false,false,spam,false"), "{}", csv.html);

    let mut visitor = Browser::at(&test);
    let about = visitor.get("/about").await.is(200).text();
    assert!(about.contains("bad.example") && about.contains("spam") && !about.contains("for us alone"), "{about}");
}

async fn an_operator_reads_dead_letters_on_a_page(engine: Engine) {
    let peer = FakePeer::start("peer.test");
    let mut test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
    test.serve();
    let app = test.app.clone();
    let ada = person(&app, "ada").await;
    let (_, board) = open_board(&app, acme(), None).await.unwrap();
    follower(&app, &peer, "zoe", board.id, true).await;
    peer.serve_as("/inbox", 413, "text/plain", b"<b>not like this</b>");
    file(&app, &ada, "one").await;
    test.drain().await;
    let mut admin = member(&test, "ilse", Role::Administrator).await;
    let page = admin.get("/admin/deliveries").await.is(200);
    assert!(page.text().contains("<b>not like this</b>") && page.text().contains("413"), "{}", page.text());
    let of_host = page.attribute("main .list a", "href");
    let page = admin.get(&of_host).await.is(200);
    peer.serve_as("/inbox", 202, "text/plain", b"");
    let mark = admin.fields(&page, "/admin/deliveries").into_iter().find(|(name, _)| name == "token").unwrap().1;
    let decide = |deed: &str| {
        [("token", mark.as_str()), ("request", "1"), ("host", &peer.authority()), ("deed", deed)]
            .map(|(name, value)| (name.to_string(), value.to_string()))
    };
    let page = admin.post("/admin/deliveries", &decide("retry")).await.is(200);
    assert!(page.text().contains("There is nothing here"), "{}", page.text());
    test.drain().await;
    assert_eq!(peer.delivered().len(), 4);

    peer.serve_as("/inbox", 503, "text/plain", b"down");
    let id = file(&app, &ada, "two").await;
    test.drain().await;
    let thread = Browser::at(&test).get(&format!("/complaints/{id}")).await.is(200).text();
    assert!(thread.contains("Not yet delivered to peer.test"), "{thread}");
}

on_both_engines!(
    from_a_blocked_server_nothing_comes_in_and_nothing_goes_there,
    what_waits_for_a_server_that_gets_blocked_waits_until_it_is_not,
    a_silenced_servers_complaint_counts_and_opens_and_is_listed_nowhere,
    where_only_allowed_servers_federate_all_others_are_refused,
    a_replica_from_a_blocked_home_is_not_shown,
    decisions_travel_in_mastodons_layout,
    an_administrator_decides_on_a_page_and_everybody_can_read_it,
    an_operator_reads_dead_letters_on_a_page
);
