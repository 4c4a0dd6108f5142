//! Finding and being found: search by words, people and threads of other servers, their pictures, and the way to one's own server.

use std::io::Cursor;

use redress::domain::ids::ActorId;
use redress::federation::actor::fetch_actor;
use redress::storage::accounts::Role;
use redress::storage::patience::Patience;
use redress::storage::{StorageError, actors, complaints, follows, posts};
use serde_json::{Value, json};

use crate::on_both_engines;
use crate::pages::{file, member, representative};
use crate::support::browser::Browser;
use crate::support::peer::{FakePeer, PUBLIC};
use crate::support::{Engine, TestApp};

fn start(engine: Engine, peers: &[&FakePeer]) -> TestApp {
    let peers: Vec<String> = peers.iter().map(|it| it.authority()).collect();
    let mut test = TestApp::start_as(engine, "home.test", &peers);
    test.serve();
    test
}

fn at(path: &str, query: &[(&str, &str)]) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
    format!("{path}?{query}")
}

async fn what_was_written_is_found_by_its_words_until_it_is_erased(engine: Engine) {
    let test = start(engine, &[]);
    let mut person = member(&test, "c7", Role::Member).await;
    let mut moderator = member(&test, "mo", Role::Moderator).await;
    let first = file(&mut person, &[("title", "Zucchini never came"), ("text", "The **zwieback** is still missing.")]);
    let first = first.await.is(200);
    test.clock.advance(std::time::Duration::from_mins(5));
    let second = file(&mut person, &[("title", "A kettle without a lid"), ("text", "It cooks, but it steams.")]);
    second.await.is(200);

    let mut reader = Browser::at(&test);
    for words in ["zucchini", "ZWIEBACK missing", "zwie"] {
        let shown = reader.get(&at("/search", &[("q", words)])).await.is(200);
        assert!(shown.text().contains("Zucchini never came"), "{words}: {}", shown.text());
        assert!(!shown.text().contains("kettle"), "{words}");
    }
    for (query, found) in [
        (vec![("q", "zucchini"), ("in", "complaints"), ("state", "open")], true),
        (vec![("q", "zucchini"), ("in", "complaints"), ("state", "resolved")], false),
        (vec![("q", "zucchini"), ("in", "complaints"), ("brand", "acme.com")], true),
        (vec![("q", "zucchini"), ("in", "people")], false),
        (vec![("q", "zucchini kettle")], false),
        (vec![("q", "\"; DROP TABLE complaints --")], false),
        (vec![("q", "zucchini* OR kettle NEAR ^ {x}")], false),
    ] {
        let shown = reader.get(&at("/search", &query)).await.is(200);
        assert_eq!(shown.html.contains("Zucchini never came"), found, "{query:?}");
    }
    let shown = reader.get(&at("/search", &[("q", "acme")])).await.is(200);
    assert!(shown.html.contains("href=\"/boards/acme.com\""), "{}", shown.text());
    let shown = reader.get(&at("/search", &[("q", "c7"), ("in", "people")])).await.is(200);
    assert!(shown.html.contains("href=\"/@c7\""), "{}", shown.text());

    // Hidden is not found, and shown again it is.
    let shown = moderator.get(&first.path).await;
    moderator.submit(&shown, &format!("{}/hide", first.path), &[("reason", "Names a person")]).await.is(200);
    assert!(!reader.get("/search?q=zucchini").await.text().contains("never came"));
    let shown = moderator.get(&first.path).await;
    moderator.submit(&shown, &format!("{}/unhide", first.path), &[("reason", "It is gone")]).await.is(200);
    assert!(reader.get("/search?q=zucchini").await.text().contains("never came"));

    // Erased words are found no more.
    let id: redress::domain::ids::ComplaintId = first.path.rsplit('/').next().unwrap().parse().unwrap();
    let now = redress::app::Clock::now(&*test.clock);
    let erase = move |tx: &mut redress::storage::Tx<'_>| -> Result<(), StorageError> {
        let post = posts::of_event(&mut tx.view(), id, 1)?.unwrap();
        posts::erase(tx, post.id, now)?;
        complaints::set_title(tx, id, "")
    };
    test.app.db.write(erase).await.unwrap();
    let shown = reader.get("/search?q=zwieback").await.is(200);
    assert!(shown.text().contains("Nothing was found"), "{}", shown.text());
}

async fn a_restored_instance_finds_what_it_found_before(engine: Engine) {
    let test = start(engine, &[]);
    let mut person = member(&test, "c7", Role::Member).await;
    file(&mut person, &[("title", "Zucchini never came")]).await.is(200);
    let mut copy = Vec::new();
    let now = redress::app::Clock::now(&*test.clock);
    test.app.db.back_up(&mut copy, now).unwrap();
    let other = match engine {
        Engine::Sqlite => Engine::Postgres,
        Engine::Postgres => Engine::Sqlite,
    };
    let empty = crate::support::TestDb::new(other);
    let url = empty.url();
    let restored = tokio::task::spawn_blocking(move || {
        redress::storage::backup::restore(&url, copy.as_slice()).unwrap();
        redress::storage::Db::open(&url, 2, Patience::default()).unwrap()
    });
    let db = restored.await.unwrap();
    let narrowed = redress::storage::search::Narrowed::default();
    let found = db.read::<_, StorageError, _>(move |view| {
        redress::storage::search::complaints(view, "zucchini", &narrowed, None, 10)
    });
    assert_eq!(found.await.unwrap().items.len(), 1);
}

async fn somebody_elsewhere_is_found_by_handle_once_a_member_asks(engine: Engine) {
    let peer = FakePeer::start("a.test");
    let test = start(engine, &[&peer]);
    let alice = peer.person("alice");
    let mut document = peer.document_of(&alice, "Person");
    document["summary"] = json!("<p>I mend <b>clocks</b>.<script>alert(1)</script></p>");
    document["url"] = json!(peer.url("/@alice"));
    document["attachment"] = json!([{"type": "PropertyValue", "name": "Shop", "value": "Main Street"}]);
    peer.serve("/users/alice", &document);
    let handle = format!("@alice@{}", peer.authority());

    // A visitor has nobody asked.
    let mut visitor = Browser::at(&test);
    let shown = visitor.get(&at("/search", &[("q", &handle)])).await.is(200);
    assert!(shown.text().contains("We do not know this account yet"), "{}", shown.text());
    assert!(!shown.html.contains("/search/ask"));
    assert_eq!(peer.fetches(), 0);
    visitor.post("/search/ask", &[("q".to_string(), handle.clone())]).await.is(403);

    let mut member = member(&test, "c7", Role::Member).await;
    let worker = run_jobs(&test);
    let shown = member.get(&at("/search", &[("q", &handle)])).await.is(200);
    let page = member.submit(&shown, "/search/ask", &[]).await.is(200);
    assert_eq!(page.path, format!("/{handle}"));
    for part in ["I mend clocks.", "Main Street", &handle, &format!("Original page at {}", peer.authority())] {
        assert!(page.text().contains(part), "{part}: {}", page.text());
    }
    assert!(!page.html.contains("<script"));
    // Now it is known, and visitors find it too; by its address as well.
    let shown = visitor.get(&at("/search", &[("q", &handle)])).await.is(200);
    assert!(shown.html.contains(&format!("href=\"/{handle}\"")), "{}", shown.html);
    let shown = visitor.get(&at("/search", &[("q", &alice.uri)])).await.is(200);
    assert!(shown.html.contains(&format!("href=\"/{handle}\"")));
    // What is not there is said to be not there.
    let gone = peer.url("/users/nobody");
    let shown = member.get(&at("/search", &[("q", &gone)])).await.is(200);
    let shown = member.submit(&shown, "/search/ask", &[]).await.is(200);
    assert!(shown.text().contains("did not answer, or says"), "{}", shown.text());
    worker.abort();
}

/// The worker, for what answers while somebody waits.
fn run_jobs(test: &TestApp) -> tokio::task::JoinHandle<()> {
    let app = test.app.clone();
    tokio::spawn(async move {
        loop {
            redress::worker::run_due(&app).await.unwrap();
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    })
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let picture = image::RgbaImage::from_pixel(width, height, image::Rgba([10, 200, 30, 255]));
    let mut bytes = Cursor::new(Vec::new());
    image::DynamicImage::ImageRgba8(picture).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

async fn known(test: &TestApp, peer: &FakePeer, name: &str, icon: &Value) -> ActorId {
    let actor = peer.person(name);
    let mut document = peer.document_of(&actor, "Person");
    document["icon"] = icon.clone();
    peer.serve(&format!("/users/{name}"), &document);
    fetch_actor(&test.app, &actor.uri).await.unwrap().id
}

async fn pictures_are_drawn_again_and_come_from_here(engine: Engine) {
    let (peer, media) = (FakePeer::start("a.test"), FakePeer::start("media.test"));
    let test = start(engine, &[&peer, &media]);
    let mut file_with_more = png(300, 200);
    file_with_more.extend_from_slice(b"<script>alert(1)</script>");
    media.serve_as("/alice.png", 200, "image/png", &file_with_more);
    let alice = known(&test, &peer, "alice", &json!({"type": "Image", "url": media.url("/alice.png")})).await;
    let mut reader = Browser::at(&test);

    // Nobody looked so far, so nothing was fetched. The first look gives a mark, the next one the picture.
    test.drain().await;
    assert_eq!(media.fetches(), 0);
    let mark = reader.get(&format!("/avatars/{alice}/64")).await.is(200);
    assert_eq!(mark.header("content-type"), "image/svg+xml");
    test.drain().await;
    assert_eq!(media.fetches(), 1);
    let picture = reader.get(&format!("/avatars/{alice}/64")).await.is(200);
    assert_eq!(picture.header("content-type"), "image/webp");
    assert_eq!(picture.header("x-content-type-options"), "nosniff");
    assert!(picture.header("content-security-policy").contains("sandbox"));
    assert!(picture.header("cache-control").contains("max-age=86400"));
    assert!(!picture.html.contains("script"));
    reader.extra = vec![("If-None-Match".into(), picture.header("etag"))];
    reader.get(&format!("/avatars/{alice}/64")).await.is(304);
    reader.extra.clear();
    reader.get(&format!("/avatars/{alice}/160")).await.is(200);
    let page = reader.get(&format!("/@alice@{}", peer.authority())).await.is(200);
    assert!(page.html.contains(&format!("src=\"/avatars/{alice}/160\"")), "{}", page.html);
    for wrong in
        ["/avatars/x/64".to_string(), format!("/avatars/{alice}/65"), format!("/avatars/{}/64", uuid::Uuid::nil())]
    {
        reader.get(&wrong).await.is(404);
    }
    test.drain().await;
    assert_eq!(media.fetches(), 1, "one picture is fetched once");

    // Another picture is another fetch; without one there is only the mark.
    media.serve_as("/new.png", 200, "image/png", &png(64, 64));
    known(&test, &peer, "alice", &json!(media.url("/new.png"))).await;
    assert_eq!(reader.get(&format!("/avatars/{alice}/64")).await.header("content-type"), "image/svg+xml");
    test.drain().await;
    assert_eq!(reader.get(&format!("/avatars/{alice}/64")).await.header("content-type"), "image/webp");
    let bob = known(&test, &peer, "bob", &Value::Null).await;
    assert_eq!(reader.get(&format!("/avatars/{bob}/64")).await.is(200).header("content-type"), "image/svg+xml");
}

async fn hostile_pictures_leave_a_mark_and_nothing_else(engine: Engine) {
    let peer = FakePeer::start("a.test");
    let test = start(engine, &[&peer]);
    let mut huge = png(2, 2);
    huge[16..20].copy_from_slice(&50_000_u32.to_be_bytes());
    huge[20..24].copy_from_slice(&50_000_u32.to_be_bytes());
    let gif = [b"GIF89a".as_slice(), &50_000_u16.to_le_bytes(), &50_000_u16.to_le_bytes(), &[0, 0, 0]].concat();
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec();
    let mut cut = png(200, 200);
    cut.truncate(100);
    let cases = [
        ("huge", "image/png", huge),
        ("wide", "image/gif", gif),
        ("svg", "image/svg+xml", svg.clone()),
        ("lie", "image/png", svg),
        ("html", "text/html", b"<h1>Hello</h1>".to_vec()),
        ("cut", "image/png", cut),
        ("fat", "image/png", vec![0x89; 1_200_000]),
        ("empty", "image/png", Vec::new()),
    ];
    let mut reader = Browser::at(&test);
    for (name, kind, body) in cases {
        peer.serve_as(&format!("/{name}"), 200, kind, &body);
        let actor = known(&test, &peer, name, &json!(peer.url(&format!("/{name}")))).await;
        reader.get(&format!("/avatars/{actor}/64")).await.is(200);
        test.drain().await;
        let mark = reader.get(&format!("/avatars/{actor}/64")).await.is(200);
        assert_eq!(mark.header("content-type"), "image/svg+xml", "{name}");
    }
    // Addresses that nobody may have us ask, among them ones of this machine.
    for (number, icon) in
        ["http://127.0.0.1:1/x.png", "https://169.254.169.254/x", "file:///etc/passwd", "data:image/png;base64,xx"]
            .iter()
            .enumerate()
    {
        let actor = known(&test, &peer, &format!("inside{number}"), &json!(icon)).await;
        reader.get(&format!("/avatars/{actor}/64")).await.is(200);
        test.drain().await;
        assert_eq!(reader.get(&format!("/avatars/{actor}/64")).await.header("content-type"), "image/svg+xml", "{icon}");
    }
}

async fn a_visitor_is_led_to_their_own_server(engine: Engine) {
    let peer = FakePeer::start("a.test");
    let test = start(engine, &[&peer]);
    let mut person = member(&test, "c7", Role::Member).await;
    representative(&test).await;
    let thread = file(&mut person, &[]).await.is(200);
    let id = thread.path.rsplit('/').next().unwrap().to_string();
    let subject = format!("acct:alice@{}", peer.authority());
    let links = json!([
        {"rel": "http://ostatus.org/schema/1.0/subscribe", "template": peer.url("/authorize_interaction?uri={uri}")},
        {"rel": "https://w3id.org/fep/3b86/Create", "template": peer.url("/share?to={inReplyTo}&text={content}")},
        {"rel": "https://w3id.org/fep/3b86/Like", "template": "javascript:alert({object})"},
    ]);
    let jrd = json!({"subject": subject, "links": links}).to_string();
    peer.serve_as(&format!("/.well-known/webfinger?{subject}"), 200, "application/jrd+json", jrd.as_bytes());
    let account = format!("@alice@{}", peer.authority());

    let mut visitor = Browser::at(&test);
    let board = visitor.get("/boards/acme.com").await.is(200);
    assert!(board.html.contains("/follow?board=acme.com"));
    let shown = visitor.get("/follow?board=acme.com").await.is(200);
    assert!(shown.text().contains(&format!("@acme.com@{}", test.authority())), "{}", shown.text());
    let shown = visitor.get(&at("/follow", &[("board", "acme.com"), ("account", &account)])).await.is(200);
    let link = shown.attribute(".ways a", "href");
    assert!(link.starts_with(&peer.url("/authorize_interaction?uri=")), "{link}");
    assert!(shown.text().contains(&format!("Follow at {}", peer.authority())));

    let shown = visitor.get(&at("/follow", &[("complaint", &id), ("account", &account)])).await.is(200);
    assert!(shown.attribute(".ways a", "href").starts_with(&peer.url("/share?to=http%3A%2F%2Fhome.test")));
    assert!(!shown.html.contains("javascript:"));
    // A server that says nothing, and one that is named without an account.
    let shown = visitor.get(&at("/follow", &[("complaint", &id), ("account", "@x@nowhere.test")])).await.is(200);
    assert!(shown.text().contains("did not say how"), "{}", shown.text());
    let shown = visitor.get(&at("/follow", &[("board", "acme.com"), ("account", "mastodon.example")])).await.is(200);
    assert!(shown.attribute(".ways a", "href").starts_with("https://mastodon.example/authorize_interaction?uri="));
    for odd in ["<script>", "javascript:alert(1)", "@@", "a b"] {
        let shown = visitor.get(&at("/follow", &[("board", "acme.com"), ("account", odd)])).await.is(200);
        assert!(!shown.html.contains("class=\"ways\""), "{odd}");
    }
    visitor.get("/follow?board=nobody.example").await.is(404);
    visitor.get("/follow?actor=x").await.is(404);
    visitor.get("/follow").await.is(404);
    // Nobody can have us ask one server without end.
    let mut refused = 0;
    for _ in 0..60 {
        refused += usize::from(
            visitor.get(&at("/follow", &[("board", "acme.com"), ("account", &account)])).await.status == 429,
        );
    }
    assert!(refused > 20, "{refused}");
}

/// Their server is asked once, and nothing here knows of it afterwards.
async fn whoever_is_led_to_their_own_server_leaves_nothing_here(engine: Engine) {
    let peer = FakePeer::start("a.test");
    let test = start(engine, &[&peer]);
    representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    file(&mut person, &[]).await.is(200);
    test.drain().await;
    let subject = format!("acct:alice@{}", peer.authority());
    let links =
        json!([{"rel": "http://ostatus.org/schema/1.0/subscribe", "template": peer.url("/interact?uri={uri}")}]);
    let jrd = json!({"subject": subject, "links": links}).to_string();
    peer.serve_as(&format!("/.well-known/webfinger?{subject}"), 200, "application/jrd+json", jrd.as_bytes());
    let kept = || {
        let count = |table: &str| format!("SELECT '{table}' AS name, COUNT(*) AS number FROM {table}");
        ["actors", "jobs", "follows", "lookups", "sessions"].map(|table| test.db.counted(&count(table)))
    };
    let before = kept();
    let mut visitor = Browser::at(&test);
    let account = format!("@alice@{}", peer.authority());
    let shown = visitor.get(&at("/follow", &[("board", "acme.com"), ("account", &account)])).await.is(200);
    assert!(shown.attribute(".ways a", "href").starts_with(&peer.url("/interact?uri=")), "{}", shown.html);
    assert!(shown.text().contains("We ask your server once what you can do from there. We keep nothing."));
    test.drain().await;
    assert_eq!(peer.fetches(), 1, "{:?}", peer.delivered());
    // A browser that was never here has a session of its own: it holds its mark, and no handle.
    let after = kept();
    assert_eq!(before[..4], after[..4]);
    let told = test.db.counted("SELECT state AS name, COUNT(*) AS number FROM sessions GROUP BY state");
    assert!(told.iter().all(|(state, _)| !state.contains("alice")), "{told:?}");
}

async fn our_members_are_led_here_and_can_do_it(engine: Engine) {
    let peer = FakePeer::start("a.test");
    let test = start(engine, &[&peer]);
    let mut person = member(&test, "c7", Role::Member).await;
    let thread = file(&mut person, &[]).await.is(200);
    let alice = peer.person("alice");
    let remote = fetch_actor(&test.app, &alice.uri).await.unwrap();

    // What WebFinger says leads to pages that work.
    let jrd = Browser::at(&test).get(&format!("/.well-known/webfinger?resource=acct:c7@{}", test.authority())).await;
    let jrd: Value = serde_json::from_str(&jrd.is(200).html).unwrap();
    let template = |relation: &str| {
        let links = jrd["links"].as_array().unwrap();
        let link = links.iter().find(|it| it["rel"] == relation).unwrap_or_else(|| panic!("no {relation}"));
        link["template"].as_str().unwrap().strip_prefix(test.app.address.origin()).unwrap().to_string()
    };
    let encoded = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let follow = template("http://ostatus.org/schema/1.0/subscribe").replace("{uri}", &encoded(&alice.uri));
    assert_eq!(follow, template("https://w3id.org/fep/3b86/Follow").replace("{object}", &encoded(&alice.uri)));

    // Signed out, one signs in first and comes back.
    let mut stranger = Browser::at(&test);
    let login = stranger.get(&follow).await.is(200);
    assert_eq!(login.path, "/login");
    assert!(login.html.contains("intents/follow"), "{}", login.html);

    let shown = person.get(&follow).await.is(200);
    assert!(shown.text().contains(&format!("Follow @alice@{}", peer.authority())), "{}", shown.text());
    person.submit(&shown, "/intents/follow", &[]).await.is(200);
    test.drain().await;
    let heard = peer.delivered();
    assert_eq!(heard.iter().filter(|it| it["type"] == "Follow").count(), 1, "{heard:?}");
    let settings = person.get("/settings").await.is(200);
    assert!(settings.text().contains(&format!("@alice@{}", peer.authority())) && settings.text().contains("Waiting"));
    person.submit(&settings, "/intents/unfollow", &[]).await.is(200);
    test.drain().await;
    assert_eq!(peer.delivered().last().unwrap()["type"], "Undo");

    // A reply by somebody elsewhere can be liked and boosted; its author hears of it.
    let id: redress::domain::ids::ComplaintId = thread.path.rsplit('/').next().unwrap().parse().unwrap();
    let post = test.app.db.read::<_, StorageError, _>(move |view| posts::of_event(view, id, 1)).await.unwrap().unwrap();
    let note = json!({
        "type": "Note", "id": peer.url("/notes/1"), "attributedTo": alice.uri, "to": [PUBLIC],
        "inReplyTo": post.uri, "content": "<p>Same for me</p>"
    });
    let create = json!({"type": "Create", "id": peer.url("/c/1"), "actor": alice.uri, "object": note});
    assert_eq!(peer.send(&test, &alice, &create).await, 202);
    test.drain().await;
    for (relation, kind) in [("Like", "Like"), ("Announce", "Announce")] {
        let template = template(&format!("https://w3id.org/fep/3b86/{relation}"));
        let shown = person.get(&template.replace("{object}", &encoded(&peer.url("/notes/1")))).await.is(200);
        let action = format!("/intents/{}", relation.to_lowercase());
        person.submit(&shown, &action, &[]).await.is(200);
        person.submit(&shown, &action, &[("request", &format!("again-{kind}"))]).await.is(200);
        test.drain().await;
        let said = peer.delivered().into_iter().filter(|it| it["type"] == kind && it["object"] == peer.url("/notes/1"));
        assert_eq!(said.count(), 1, "{kind}");
    }
    // Replying opens the thread with what was begun; a new post becomes a complaint.
    let create = template("https://w3id.org/fep/3b86/Create");
    let reply = create.replace("{inReplyTo}", &encoded(&peer.url("/notes/1"))).replace("{content}", "begun%20there");
    let shown = person.get(&reply.replace("{name}", "")).await.is(200);
    assert_eq!(shown.path, thread.path);
    assert_eq!(shown.value("#comment"), "begun there");
    let new = create.replace("{inReplyTo}", "").replace("{content}", "They never came").replace("{name}", "No%20show");
    let shown = person.get(&new.replace(' ', "%20")).await.is(200);
    assert_eq!(shown.path, "/file");
    assert_eq!(shown.value("[name=text]"), "They never came");
    let object = template("https://w3id.org/fep/3b86/Object").replace("{object}", &encoded(&alice.uri));
    assert_eq!(person.get(&object).await.is(200).path, format!("/@alice@{}", peer.authority()));
    // Nothing leads away from here, whatever an address says.
    for odd in ["//evil.example/", "javascript:alert(1)", &format!("{}//evil.example/", test.app.address.origin())] {
        let shown = person.get(&at("/intents/object", &[("object", odd)])).await.is(200);
        assert!(!shown.html.contains("href=\"//evil") && !shown.html.contains("href=\"javascript"), "{odd}");
    }
    // Whoever is at home here is followed at once.
    let board =
        test.app.db.read::<_, StorageError, _>(|view| actors::find_by_handle(view, "acme.com", "")).await.unwrap();
    assert!(board.is_none());
    let own = format!("acct:acme.com@{}", test.authority());
    let shown = person.get(&at("/intents/follow", &[("object", &own)])).await.is(200);
    person.submit(&shown, "/intents/follow", &[]).await.is(200);
    let follows_now = test.app.db.read::<_, StorageError, _>(move |view| {
        let host = own_host(view)?;
        let me = actors::find_by_handle(view, "c7", &host)?.unwrap();
        follows::of_follower(view, me.id)
    });
    let follows_now = follows_now.await.unwrap();
    assert!(follows_now.len() == 1 && follows_now[0].accepted, "{follows_now:?}");
    assert_ne!(follows_now[0].followed, remote.id);
}

/// The host of our own actors.
fn own_host(view: &mut redress::storage::View<'_>) -> Result<String, StorageError> {
    let own = actors::local_of_kind(view, actors::ActorKind::Person)?;
    Ok(own.first().map(|it| it.host.clone()).unwrap_or_default())
}

on_both_engines!(
    what_was_written_is_found_by_its_words_until_it_is_erased,
    a_restored_instance_finds_what_it_found_before,
    somebody_elsewhere_is_found_by_handle_once_a_member_asks,
    pictures_are_drawn_again_and_come_from_here,
    hostile_pictures_leave_a_mark_and_nothing_else,
    a_visitor_is_led_to_their_own_server,
    whoever_is_led_to_their_own_server_leaves_nothing_here,
    our_members_are_led_here_and_can_do_it,
);
