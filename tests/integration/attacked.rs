//! What an attacker tried who did not build it: to keep others' messages, claims and servers out, and his own words in.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::TimeDelta;
use redress::app::Clock as _;
use redress::crypto::random;
use redress::domain::brand::BrandDomain;
use redress::domain::doings::{TOLD_BYTES_PER_DAY_MAX, TOLD_COMPLAINTS_PER_DAY_MAX, Told};
use redress::domain::ids::{ActorId, ComplaintId};
use redress::domain::proving::Way;
use redress::federation::actor::fetch_actor;
use redress::federation::recover::{self, Recovery};
use redress::http::limits::{INVITES_OF_ONE_MAX, LINKS_TO_SITE_MAX};
use redress::services::hear_board::hear_board;
use redress::services::hear_note::{LINKS_KEPT_PER_SITE_MAX, NOTES_OF_STRANGERS_PER_PERSON_AND_DAY_MAX};
use redress::services::login_link::{self, LINKS_PER_PERSON_MAX};
use redress::services::moderate::SAME_DECISIONS_MAX;
use redress::services::name_official::{NewRepresentative, name_official, name_remote_official};
use redress::services::notices::SAME_OF_THREAD_PER_DAY_MAX;
use redress::services::open_board::open_board;
use redress::services::quote::QUOTES_PER_ACCOUNT_AND_DAY_MAX;
use redress::services::receive_replica::Because;
use redress::services::recover::{STRANGERS_MINUTES_MAX, begin};
use redress::services::remember_actor::forget_idle;
use redress::services::verify_brand::{Checked, NAME_ALIKE};
use redress::storage::accounts::{self, Role};
use redress::storage::sessions::{self, LoginLink};
use redress::storage::{StorageError, Tx, View};
use redress::storage::{brands, carried, cases, posts, quotes};
use serde_json::{Value, json};

use crate::between;
use crate::between::carried as carried_by;
use crate::brands::{CLAIM, Town, acme, begin_claim, read};
use crate::contests::{dismiss, undo};
use crate::groups::Fair;
use crate::moderation::{held, smuggle};
use crate::on_both_engines;
use crate::pages::{file, member, remote_person, representative, sent_link, start};
use crate::people::{INVITATIONS, accept, step};
use crate::promised::{refused, sign_in};
use crate::support::browser::{Browser, Shown};
use crate::support::peer::{FakePeer, PUBLIC, PeerActor};
use crate::support::{Engine, TestApp};
use crate::told::{outcome, service};

const DAY: Duration = Duration::from_hours(24);

async fn actor_of(test: &TestApp, name: &'static str) -> ActorId {
    let find = move |view: &mut View<'_>| accounts::find_by_name(view, name);
    test.app.db.read::<_, StorageError, _>(find).await.unwrap().unwrap().actor
}

async fn told(who: &mut Browser) -> String {
    who.get("/settings").await.is(200).text()
}

/// A note to somebody alone, and what became of it.
async fn write(test: &TestApp, peer: &FakePeer, who: &PeerActor, id: usize, to: &str, kind: Option<&str>) -> String {
    let mut note = json!({
        "type": "Note", "id": peer.url(&format!("/notes/{id}")), "attributedTo": who.uri, "to": [to], "cc": [],
        "content": format!("<p>Canary {id} of {}.</p>", peer.authority())
    });
    if let Some(kind) = kind {
        note["rd:notice"] = json!(kind);
    }
    let create = json!({
        "type": "Create", "id": peer.url(&format!("/creates/{id}")), "actor": who.uri, "object": note
    });
    peer.send(test, who, &create).await;
    test.drain().await;
    outcome(test, who, &create).await
}

/// A stranger's names for somebody are no names of theirs: no message goes out by them.
async fn a_link_goes_to_whom_the_handle_is_and_to_nobody_by_a_strangers_name(engine: Engine) {
    let evil = FakePeer::start("evil.test");
    let [north, south] = TestApp::several_beside(engine, ["north.test", "south.test"], &[evil.authority()]);
    let mut tobias = member(&south, "tobias", Role::Member).await;
    let uri = south.app.address.actor(actor_of(&south, "tobias").await);
    for number in 0..3 {
        let alias = format!("toc{number}");
        evil.serve_jrd(&alias, &uri);
        let mut guest = Browser::at(&north);
        let shown = guest.get("/login").await.is(200);
        let handle = format!("@{alias}@{}", evil.authority());
        guest.submit(&shown, "/login/guest", &[("handle", handle.as_str())]).await.is(200);
        north.settle(&south).await;
    }
    assert!(!told(&mut tobias).await.contains(&format!("From {}", north.authority())));
    let mut guest = Browser::at(&north);
    let shown = guest.get("/login").await.is(200);
    let handle = format!("@tobias@{}", south.authority());
    guest.submit(&shown, "/login/guest", &[("handle", handle.as_str())]).await.is(200);
    north.settle(&south).await;
    let page = told(&mut tobias).await;
    assert_eq!(page.matches(&format!("From {}", north.authority())).count(), 1, "{page}");
}

/// However much strangers write, a link is kept; hosts of one domain are one stranger; and what our own moderators decided
/// stands first, with every page of the rest.
async fn what_strangers_write_displaces_neither_links_nor_decisions(engine: Engine) {
    let (one, two) = (FakePeer::start("a.evil.test"), FakePeer::start("b.evil.test"));
    let others: Vec<FakePeer> = (0..10).map(|number| FakePeer::start(&format!("stranger{number}.test"))).collect();
    let mut peers = vec![one.authority(), two.authority()];
    peers.extend(others.iter().map(FakePeer::authority));
    let mut test = TestApp::start_as(engine, "home.test", &peers);
    test.serve();
    let mut oskar = member(&test, "oskar", Role::Member).await;
    let mut operator = member(&test, "operator", Role::Moderator).await;
    let handle = format!("oskar@{}", test.authority());
    let shown = operator.get(&format!("/moderation/accounts?who={handle}")).await.is(200);
    let fields = [("deed", "limited"), ("days", "30"), ("reason", "REALNOTICE bad words")];
    operator.submit(&shown, "/moderation/accounts/restrict", &fields).await.is(200);

    let to = test.app.address.actor(actor_of(&test, "oskar").await);
    let most = usize::try_from(NOTES_OF_STRANGERS_PER_PERSON_AND_DAY_MAX).unwrap();
    let (first, second) = (service(&one, "server", "Application", true), service(&two, "server", "Application", true));
    for id in 0..most {
        assert_eq!(write(&test, &one, &first, id, &to, None).await, "understood");
    }
    // Another host of the same domain, and a kind that only somebody decides who has to do with them.
    assert_eq!(write(&test, &two, &second, 50, &to, None).await, "refused: too-many-notes");
    assert_eq!(write(&test, &two, &second, 51, &to, Some("suspended")).await, "refused: too-many-notes");
    for peer in &others {
        let who = service(peer, "server", "Application", true);
        for id in 0..most {
            test.clock.advance(Duration::from_secs(1));
            assert_eq!(write(&test, peer, &who, id, &to, None).await, "understood");
        }
    }
    let links = usize::try_from(LINKS_KEPT_PER_SITE_MAX).unwrap() + 2;
    for id in 100..100 + links {
        test.clock.advance(Duration::from_secs(1));
        assert_eq!(write(&test, &two, &second, id, &to, Some("link")).await, "understood", "a link has room always");
    }
    let page = oskar.get("/settings").await.is(200);
    let text = page.text();
    assert!(text.matches("REALNOTICE").count() >= 2, "that it is so, and that it was told: {text}");
    assert!(text.rfind("REALNOTICE") < text.find("Canary"), "own first: {text}");
    assert!(text.contains(&format!("Canary {} of", 99 + links)), "the newest link: {text}");
    assert!(!text.contains("Canary 100 of") && !text.contains("Canary 101 of"), "the oldest links went: {text}");
    // The first ones stand on a page behind it.
    assert!(!text.contains(&format!("Canary 0 of {}.", one.authority())), "{text}");
    let older = page.attribute("a[href^='/settings?written=']", "href").replace("&amp;", "&");
    let older = older.split('#').next().unwrap();
    let behind = oskar.get(older).await.is(200).text();
    assert!(behind.contains(&format!("Canary 0 of {}.", one.authority())), "{behind}");
}

/// Asking and taking back leaves nothing on somebody's page, and does not go on for ever.
async fn an_invitation_that_is_taken_back_takes_its_notice_along(engine: Engine) {
    let test = start(engine);
    let mut jo = representative(&test).await;
    let mut noor = member(&test, "noor", Role::Member).await;
    for _ in 0..INVITES_OF_ONE_MAX {
        step(&mut jo, "invite", &[("handle", "noor")]).await.is(200);
        assert!(told(&mut noor).await.contains("asks you to speak for it here"));
        let shown = jo.get("/desk/people").await.is(200);
        let id = shown.attribute("section[aria-labelledby='invited-h'] input[name='person']", "value");
        step(&mut jo, "take-back", &[("person", &id)]).await.is(200);
        let page = told(&mut noor).await;
        assert!(!page.contains("asks you to speak for it here"), "{page}");
    }
    step(&mut jo, "invite", &[("handle", "noor")]).await.is(429);
}

/// What a domain names already stays worth something when the same person asks again.
async fn whoever_claims_again_has_the_same_number(engine: Engine) {
    let town = Town::start(engine).await;
    let mut real = member(&town.test, "jo", Role::Member).await;
    let number =
        |page: &str| page.split("v=1; actor=").nth(1).unwrap().split(['<', ' ', '&']).next().unwrap().to_string();
    begin_claim(&mut real, &[("through", "here"), ("signs", "Jo Ott")]).await.is(200);
    let first = number(&real.get(CLAIM).await.is(200).html);
    let shown = real.get(CLAIM).await.is(200);
    real.submit(&shown, CLAIM, &[("step", "withdraw")]).await.is(200);
    begin_claim(&mut real, &[("through", "here"), ("signs", "Jo Ott")]).await.is(200);
    assert_eq!(number(&real.get(CLAIM).await.is(200).html), first);
    let mut other = member(&town.test, "eve", Role::Member).await;
    begin_claim(&mut other, &[("through", "here"), ("signs", "Eve Ott")]).await.is(200);
    assert_ne!(number(&other.get(CLAIM).await.is(200).html), first);
}

/// A stranger that follows and never answers keeps a restored server waiting for minutes, and a page says so.
async fn a_stranger_does_not_keep_a_restored_home_waiting(engine: Engine) {
    let evil = FakePeer::start("evil.test");
    let [north, south] = TestApp::several_beside(engine, ["north.test", "south.test"], &[evil.authority()]);
    let board = carried_by(&north, &[&south]).await;
    let stranger = service(&evil, "server", "Application", true);
    let follow = json!({"type": "Follow", "id": evil.url("/follows/1"), "actor": stranger.uri, "object": board.uri});
    evil.send(&north, &stranger, &follow).await;
    north.settle(&south).await;
    evil.serve_as("/heads", 503, "text/plain", b"later");

    begin(&north.app.db, north.app.clock.now()).await.unwrap();
    north.clock.advance(Duration::from_mins(15));
    south.clock.advance(Duration::from_mins(15));
    let waiting = recover::step(&north.app).await.unwrap();
    assert!(
        matches!(&waiting, Recovery::Waiting(who) if who.len() == 1 && who.contains(&evil.authority())),
        "{waiting:?}"
    );
    let page = Browser::at(&north).get("/boards/acme.example").await.is(200).text();
    assert!(page.contains(&format!("It waits for an answer of: {}", evil.authority())), "{page}");
    let minutes = u64::try_from(STRANGERS_MINUTES_MAX).unwrap();
    north.clock.advance(Duration::from_mins(minutes));
    south.clock.advance(Duration::from_mins(minutes));
    assert_eq!(recover::step(&north.app).await.unwrap(), Recovery::Over);
}

/// A follow covers what its board agreed to, and nothing before.
async fn a_follow_that_nobody_accepted_covers_nothing(engine: Engine) {
    let evil = FakePeer::start("evil.test");
    let mut test = TestApp::start_as(engine, "home.test", &[evil.authority()]);
    test.serve();
    let board = evil.actor("acme.com", "Group");
    let mut document: Value = evil.document_of(&board, "Group");
    document["rd:brand"] = json!({"domain": "acme.com"});
    evil.serve("/users/acme.com", &document);
    fetch_actor(&test.app, &board.uri).await.unwrap();
    let mut eve = member(&test, "eve", Role::Member).await;
    let shown = eve.get(&format!("/intents/follow?object={}", board.uri)).await.is(200);
    eve.submit(&shown, "/intents/follow", &[]).await.is(200);
    test.drain().await;
    let follows = |app: redress::app::App, uri: String| async move {
        app.db.read::<_, StorageError, _>(move |view| carried::is_followed(view, &uri)).await.unwrap()
    };
    assert!(!follows(test.app.clone(), board.uri.clone()).await);
    let follow = evil.delivered().into_iter().find(|it| it["type"] == "Follow").expect("it was asked");
    let accept = json!({"type": "Accept", "id": evil.url("/accepts/1"), "actor": board.uri, "object": follow});
    evil.send(&test, &board, &accept).await;
    test.drain().await;
    assert!(follows(test.app.clone(), board.uri.clone()).await);
}

/// Whoever moderates another server tells people here under its own name, and not as often as they like.
async fn another_home_tells_under_its_own_name_and_not_without_end(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    carried_by(&north, &[&south]).await;
    let (mut ada, actor, _) = between::member(&south, "ada", "en").await;
    let path = format!("/complaints/{}", between::filed_from(&south, &north, &actor).await);
    let thread = ada.get(&path).await.is(200);
    ada.submit(&thread, &format!("{path}/comment"), &[("text", "It leaks still.")]).await.is(200);
    north.settle(&south).await;
    let mut moderators = Vec::new();
    for name in ["mo", "bo", "yo"] {
        moderators.push(member(&north, name, Role::Moderator).await);
    }
    let most = usize::try_from(SAME_OF_THREAD_PER_DAY_MAX).unwrap();
    for number in 0..most + 2 {
        let mo = &mut moderators[number / SAME_DECISIONS_MAX];
        let thread = mo.get(&path).await.is(200);
        let post = thread.attribute(".post.comment input[name=post]", "value");
        let reason = format!("Your account will be closed. Confirm it at pills.test, {number}");
        let fields = [("post", post.as_str()), ("ground", "abuse"), ("reason", reason.as_str())];
        mo.submit(&thread, &format!("{path}/hide-comment"), &fields).await.is(200);
        let thread = mo.get(&path).await.is(200);
        mo.submit(&thread, &format!("{path}/show-comment"), &[("reason", "A slip")]).await.is(200);
        north.settle(&south).await;
    }
    let page = told(&mut ada).await;
    assert_eq!(page.matches("has taken out your comment on").count(), most, "{page}");
    let says = format!("{}, another server, says:", north.authority());
    assert!(page.matches(&says).count() >= most, "{page}");

    // Closed and opened again in turn, it stands in one way.
    let mut zo = member(&north, "zo", Role::Moderator).await;
    for number in 0..2 {
        dismiss(&mut zo, &path, &format!("Rude, {number}")).await;
        north.settle(&south).await;
        undo(&mut zo, "A slip").await;
        north.settle(&south).await;
    }
    let page = told(&mut ada).await;
    assert_eq!(page.matches("is open again as it was before").count(), 1, "{page}");
}

/// A home elsewhere calls nobody to its threads by saying whom they concern: a voice hears of those in which it takes part.
async fn a_voice_is_called_to_no_thread_in_which_it_has_no_part(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    carried_by(&north, &[&south]).await;
    let (mut noor, _, account) = between::member(&south, "noor", "en").await;
    let (mut eve, actor, _) = between::member(&north, "eve", "en").await;
    let mut paths = Vec::new();
    for name in ["one", "two"] {
        paths.push(format!("/complaints/{}", between::file(&north, &actor, name).await));
        north.settle(&south).await;
    }
    let first = NewRepresentative { account, name: "Noor Haddad".into(), role: "care".into(), owner: true };
    let voice = name_official(&south.app, between::acme(), "acme".into(), Some(first)).await.unwrap();
    let known = fetch_actor(&north.app, &voice.uri).await.unwrap();
    name_remote_official(&north.app, between::acme(), known.id).await.unwrap();
    north.settle(&south).await;
    let thread = noor.get(&paths[1]).await.is(200);
    noor.submit(&thread, &format!("{}/respond", paths[1]), &[("text", "The pump broke.")]).await.is(200);
    north.settle(&south).await;
    for step in ["representative", "executive"] {
        for path in &paths {
            let thread = eve.get(path).await.is(200);
            eve.submit(&thread, &format!("{path}/escalate"), &[("step", step)]).await.is(200);
        }
        north.settle(&south).await;
        between::hours(&[&north, &south], 73);
    }
    let shown = noor.get("/settings").await.is(200);
    let page = shown.text();
    assert_eq!(page.matches("Somebody has escalated").count(), 1, "{page}");
    assert!(
        shown.html.contains(&format!("href=\"{}\"", paths[1])) && !shown.html.contains(&paths[0]),
        "{}",
        shown.html
    );
    assert!(page.contains(&format!("{}, another server, says:", north.authority())), "{page}");
    // Both are on a board of that brand which somebody here follows.
    let desk = noor.get("/desk").await.is(200).text();
    assert!(desk.contains("Waiting on other servers"), "{desk}");
}

/// Who speaks for a brand, each server finds out for itself: until then their home says so, whatever they are called there.
async fn nobody_speaks_for_a_brand_because_a_home_says_so(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    carried_by(&north, &[&south]).await;
    let (mut noor, _, account) = between::member(&north, "noor", "en").await;
    let (_, eve, _) = between::member(&north, "eve", "en").await;
    let path = format!("/complaints/{}", between::file(&north, &eve, "one").await);
    let role = "customer care \u{2713} acme.example";
    let first = NewRepresentative { account, name: "Noor Haddad".into(), role: role.into(), owner: true };
    let voice = name_official(&north.app, between::acme(), "acme".into(), Some(first)).await.unwrap();
    let offer = [("text", "The money is on its way."), ("and", "offer"), ("outcome", "refund")];
    let thread = noor.get(&path).await.is(200);
    noor.submit(&thread, &format!("{path}/respond"), &offer).await.is(200);
    north.settle(&south).await;

    let said = format!("said by {}", north.authority());
    let shown = Browser::at(&south).get(&path).await.is(200);
    for part in [".post.response", ".history", ".banner"] {
        assert!(shown.value(part).contains(&said), "{part}: {}", shown.value(part));
    }
    assert!(!shown.text().contains('\u{2713}'), "{}", shown.text());
    let known = fetch_actor(&south.app, &voice.uri).await.unwrap();
    name_remote_official(&south.app, between::acme(), known.id).await.unwrap();
    let shown = Browser::at(&south).get(&path).await.is(200).text();
    assert!(!shown.contains(&said) && shown.contains("Noor Haddad"), "{shown}");
}

/// Where the links on names in a page lead.
fn profiles_in(html: &str) -> Vec<String> {
    let links = html.split("href=\"/@").skip(1);
    links.map(|it| format!("/@{}", it.split('"').next().unwrap())).collect()
}

/// What stands as a name in an account's document is a name, or it is called otherwise: it leads to nobody else's page.
async fn a_name_leads_to_nobody_elses_page(engine: Engine) {
    const NAMES: [&str; 8] = ["eve#", "eve?", "eve?x=", "eve/", "../../x", "%65ve", "eve@home.test", "eve\u{200b}"];
    let fair = Fair::open(engine).await;
    let (id, complaint, eve) = fair.filed_here().await;
    let hers = fair.test.app.address.profile_page(&eve.username);
    for (number, name) in NAMES.into_iter().enumerate() {
        let who = fair.writers.person(&format!("odd{number}"));
        let mut document = fair.writers.document_of(&who, "Person");
        document["preferredUsername"] = json!(name);
        document["url"] = json!(hers);
        fair.writers.serve(&format!("/users/odd{number}"), &document);
        let mut note = fair.note(&format!("odd{number}"), "<p>Mine leaks, too.</p>");
        note["attributedTo"] = json!(who.uri);
        note["inReplyTo"] = json!(complaint.uri);
        let create = fair.writers.url(&format!("/creates/odd{number}"));
        let create = json!({"type": "Create", "id": create, "actor": who.uri, "to": [PUBLIC], "object": note});
        assert_eq!(fair.tell(&fair.writers, &who, &create).await, "understood", "{name}");
    }
    let mut visitor = Browser::at(&fair.test);
    let thread = visitor.get(&format!("/complaints/{id}")).await.is(200);
    let links = profiles_in(&thread.html);
    let theirs: BTreeSet<&String> = links.iter().filter(|it| it.starts_with("/@unnamed-")).collect();
    assert_eq!(theirs.len(), NAMES.len(), "{links:?}");
    for link in theirs {
        let page = visitor.get(link).await.is(200);
        assert!(page.text().contains(&fair.writers.authority()), "{link}: {}", page.text());
        assert!(!page.html.contains(&hers), "what is called their original page is theirs: {}", page.html);
    }
}

/// A domain that is really proven is not called as another brand is because a board of its own says so.
async fn no_brand_takes_another_ones_name(engine: Engine) {
    let town = Town::start(engine).await;
    let app = &town.test.app;
    let kestrel = BrandDomain::parse("kestrelparcel.test").unwrap();
    open_board(app, kestrel, Some("Kestrel Parcel".into())).await.unwrap();
    let care = town.voice("care", "https://acme.test/");
    town.put_file(&[&care.uri]);
    assert_eq!(town.check("care").await, Checked::Official(Way::WellKnown));
    let group = town.social.actor("acme.test", "Group");
    let mut document = town.social.document_of(&group, "Group");
    document["rd:brand"] = json!("acme.test");
    town.social.serve("/users/acme.test", &document);
    let board = fetch_actor(app, &group.uri).await.unwrap();
    let name = || read(&town.test, |view| Ok(brands::find_by_domain(view, &acme())?.unwrap().name));
    let waiting = || read(&town.test, |view| cases::open(view, None, None, 10));
    assert!(waiting().await.is_empty());
    for taken in ["Kestrel Parcel", "KESTREL-PARCEL", "Kestrel Parcel Support", "Kestre1 Parcel"] {
        hear_board(app, &board, acme(), taken.into(), Vec::new()).await.unwrap();
        assert_eq!(name().await, "acme.test", "{taken}");
        assert_eq!(waiting().await.len(), 1, "the moderators are asked, once: {taken}");
    }
    let page = town.board().await;
    assert!(!page.contains("Kestrel"), "{page}");
    let reasons = town.test.db.counted("SELECT reason AS name, COUNT(*) AS number FROM reports GROUP BY reason");
    assert_eq!(reasons, [(NAME_ALIKE.to_string(), 1)]);
    hear_board(app, &board, acme(), "Acme Kettles".into(), Vec::new()).await.unwrap();
    assert_eq!(name().await, "Acme Kettles");
}

/// Leaves to quote have a bound for whoever asks, and pages for whoever gives them; all of them end with the post.
async fn quotes_push_no_other_quote_off(engine: Engine) {
    let fair = Fair::open(engine).await;
    let mut mira = member(&fair.test, "mira", Role::Member).await;
    let path = file(&mut mira, &[]).await.is(200).path;
    let id = path.rsplit('/').next().unwrap().parse().unwrap();
    fair.test.drain().await;
    let filed = fair.read(move |view| posts::of_event(view, id, 1)).await.unwrap();
    let ask = |quoting: &str, who: &PeerActor| {
        json!({
            "type": "QuoteRequest", "id": format!("{quoting}#request"), "actor": who.uri, "object": filed.uri,
            "instrument": quoting
        })
    };
    let honest = fair.forum.url("/quoting/honest");
    assert_eq!(fair.tell(&fair.forum, &fair.reader, &ask(&honest, &fair.reader)).await, "understood");
    fair.test.clock.advance(Duration::from_secs(1));
    let quoting = |number: i64| fair.writers.url(&format!("/quoting/{number}"));
    for number in 0..QUOTES_PER_ACCOUNT_AND_DAY_MAX {
        let asked = ask(&quoting(number), &fair.ada);
        assert_eq!(fair.tell(&fair.writers, &fair.ada, &asked).await, "understood", "{number}");
    }
    let more = ask(&quoting(QUOTES_PER_ACCOUNT_AND_DAY_MAX), &fair.ada);
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &more).await, "refused: too-much");

    let newest = mira.get("/settings/quotes").await.is(200);
    assert!(newest.html.contains(&quoting(0)) && !newest.html.contains(&honest), "{}", newest.text());
    let older = newest.attribute("a[rel=next]", "href").replace("&amp;", "&");
    let page = mira.get(&older).await.is(200);
    assert!(page.html.contains(&honest), "{}", page.text());
    let withdraw = page.attribute("form[action^='/settings/quotes/']", "action");
    mira.submit(&page, &withdraw, &[]).await.is(200);
    assert!(!mira.get(&older).await.is(200).html.contains(&honest));

    let sure = mira.get(&format!("{path}/erase")).await.is(200);
    mira.submit(&sure, &format!("{path}/erase"), &[]).await.is(200);
    fair.test.drain().await;
    let left = fair.read(move |view| quotes::standing(view, filed.id, 10)).await;
    assert!(left.is_empty(), "{left:?}");
}

/// A brand never says that it solved something: not by an own account, by a pseudonym, or by whoever was seated later; and
/// what its people write under their own names says who they are.
async fn nobody_says_that_their_own_brand_solved_something(engine: Engine) {
    const WHY: &str = "You speak for this brand";
    let test = start(engine);
    let mut jo = representative(&test).await;
    for identity in ["handle", "pseudonym"] {
        let refused = file(&mut jo, &[("identity", identity)]).await.is(422);
        assert!(refused.text().contains(WHY), "{identity}: {}", refused.text());
    }
    let mut noor = member(&test, "noor", Role::Member).await;
    let path = file(&mut noor, &[("identity", "pseudonym")]).await.is(200).path;
    let mut other = member(&test, "c7", Role::Member).await;
    let theirs = file(&mut other, &[("text", "Mine never came either.")]).await.is(200).path;
    step(&mut jo, "invite", &[("handle", "noor"), ("standing", "agent")]).await.is(200);
    let asked = noor.get(INVITATIONS).await.is(200).text();
    assert!(asked.contains("You could file no complaint about acme.com"), "{asked}");
    accept(&mut noor, "Noor Haddad").await.is(200);
    let thread = jo.get(&path).await.is(200);
    let offer = [("text", "The money is on its way."), ("and", "offer"), ("outcome", "refund")];
    jo.submit(&thread, &format!("{path}/respond"), &offer).await.is(200);

    let own = noor.get(&path).await.is(200);
    assert!(own.text().contains(WHY) && !own.html.contains(&format!("action=\"{path}/confirm\"")), "{}", own.html);
    let confirm: &[(&str, &str)] = &[("rating", "10"), ("solved_by", "brand")];
    refused(&mut noor, &path, "confirm", confirm, WHY).await;
    refused(&mut noor, &path, "give-up", &[("rating", "10")], WHY).await;
    refused(&mut noor, &path, "thank", &[("response", "1")], WHY).await;
    refused(&mut noor, &theirs, "support", &[], WHY).await;
    assert_eq!(held(&test, &path).await.complaint.state().name(), "offered");
    smuggle(&mut noor, "/logout", &format!("{theirs}/comment"), &[("text", "They are always quick.")]).await.is(200);
    let thread = Browser::at(&test).get(&theirs).await.is(200).text();
    assert!(thread.contains("They are always quick.") && thread.contains("speaks for acme.com here"), "{thread}");

    // Whoever leaves is no customer the next day.
    step(&mut noor, "leave", &[("sure", "yes")]).await.is(200);
    refused(&mut noor, &path, "confirm", confirm, WHY).await;
    assert_eq!(held(&test, &path).await.complaint.state().name(), "offered");
    // Others go on.
    let thread = other.get(&path).await.is(200);
    other.submit(&thread, &format!("{path}/support"), &[]).await.is(200);
    // What she filed before is hers to withdraw; that it is settled is not hers to say.
    let sure = noor.get(&format!("{path}/withdraw")).await.is(200);
    assert!(!sure.html.contains("name=\"settled\""), "nobody is asked for what does not count: {}", sure.html);
    noor.submit(&sure, &format!("{path}/withdraw"), &[("settled", "yes")]).await.is(200);
    assert_eq!(held(&test, &path).await.complaint.withdrawal.unwrap().settled, None);

    test.clock.advance(DAY * 364);
    let mut noor = sign_in(&test, "noor").await;
    let again = file(&mut noor, &[("text", "And another one.")]).await.is(422);
    assert!(again.text().contains(WHY), "{}", again.text());
    test.clock.advance(DAY * 2);
    file(&mut noor, &[("text", "And another one.")]).await.is(200);
}

/// Nor on another server: its home knows nothing of who speaks for whom here.
async fn nobody_says_so_elsewhere_either(engine: Engine) {
    const WHY: &str = "You speak for this brand";
    let (north, south) = TestApp::pair(engine);
    carried_by(&north, &[&south]).await;
    let (mut noor, actor, account) = between::member(&south, "noor", "en").await;
    let (_, eve, _) = between::member(&north, "eve", "en").await;
    let theirs = format!("/complaints/{}", between::file(&north, &eve, "hers").await);
    let own = between::filed_from(&south, &north, &actor).await;
    let own = format!("/complaints/{own}");
    north.settle(&south).await;
    let first = NewRepresentative { account, name: "Noor Haddad".into(), role: "care".into(), owner: true };
    let voice = name_official(&south.app, between::acme(), "acme".into(), Some(first)).await.unwrap();
    let known = fetch_actor(&north.app, &voice.uri).await.unwrap();
    name_remote_official(&north.app, between::acme(), known.id).await.unwrap();
    north.settle(&south).await;
    let thread = noor.get(&theirs).await.is(200);
    noor.submit(&thread, &format!("{theirs}/respond"), &[("text", "The pump broke.")]).await.is(200);
    north.settle(&south).await;

    refused(&mut noor, &theirs, "support", &[], WHY).await;
    refused(&mut noor, &theirs, "thank", &[("response", "1")], WHY).await;
    refused(&mut noor, &own, "confirm", &[("rating", "10"), ("solved_by", "brand")], WHY).await;
    refused(&mut noor, &own, "give-up", &[("rating", "10")], WHY).await;
    refused(&mut noor, &own, "confirm-promise", &[("promise", "1")], WHY).await;
    // However a command is written, and where it would be asked about: what counts is what its home gets to read.
    for text in ["&#35;confirmed 10/10", "\\#confirmed 10/10", "Alles gut, #bestätigt", "Is it #confirmed now?"] {
        refused(&mut noor, &own, "comment", &[("text", text)], WHY).await;
    }
    refused(&mut noor, &theirs, "comment", &[("text", "I say&#58; &#35;samehere")], WHY).await;
    let sure = noor.get(&format!("{own}/withdraw")).await.is(200);
    noor.submit(&sure, &format!("{own}/withdraw"), &[("settled", "yes")]).await.is(200);
    north.settle(&south).await;
    let after = held(&north, &own).await.complaint;
    assert_eq!((after.state().name(), after.withdrawal.unwrap().settled), ("withdrawn", None));
}

async fn asks_for_a_link(who: &mut Browser) -> Shown {
    let shown = who.get("/login").await.is(200);
    who.submit(&shown, "/login/guest", &[("handle", "@c7@mastodon.example")]).await
}

/// Whoever asks for links to a handle uses up their own; its owner has some in the browser in which they signed in before.
async fn nobody_shuts_a_guest_out_by_asking_for_links(engine: Engine) {
    let test = start(engine);
    let at = |address: &str| {
        let mut browser = Browser::at(&test);
        browser.extra = vec![("X-Forwarded-For".into(), address.into())];
        browser
    };
    let mut owner = at("198.51.100.9");
    asks_for_a_link(&mut owner).await.is(200);
    let (link, address) = sent_link(&test).await;
    let remote = remote_person(&test).await;
    let now = test.clock.now();
    test.app.db.write(move |tx| login_link::found(tx, link, remote, now)).await.unwrap();
    let path = address.strip_prefix(test.app.address.origin()).unwrap().to_string();
    let shown = owner.get(&path).await.is(200);
    owner.submit(&shown, &path, &[]).await.is(200);
    let settings = owner.get("/settings").await.is(200);
    owner.submit(&settings, "/logout", &[]).await.is(200);

    let mut stranger = at("192.0.2.1");
    for _ in 0..3 {
        asks_for_a_link(&mut stranger).await.is(200);
    }
    asks_for_a_link(&mut stranger).await.is(429);
    // From elsewhere there is one more; then there are as many messages as one person gets from strangers.
    let mut another = at("203.0.113.7");
    asks_for_a_link(&mut another).await.is(200);
    asks_for_a_link(&mut another).await.is(429);
    // Neither what others on her network ask for nor what all ask of her server is any of hers.
    for number in 0..LINKS_TO_SITE_MAX {
        let network = if number < LINKS_TO_SITE_MAX / 2 { "198.51.100" } else { "203.0.113" };
        let mut neighbour = at(&format!("{network}.{}", 10 + number / 10));
        let shown = neighbour.get("/login").await.is(200);
        let handle = format!("@n{number}@h{number}.mastodon.example");
        neighbour.submit(&shown, "/login/guest", &[("handle", &handle)]).await;
    }
    for _ in 0..3 {
        asks_for_a_link(&mut owner).await.is(200);
    }
    for _ in 0..3 {
        asks_for_a_link(&mut owner).await.is(429);
    }
    test.clock.advance(Duration::from_mins(10));
    asks_for_a_link(&mut owner).await.is(200);

    // Whoever has two handles has one room for what strangers ask for by both, and another for what is asked for in a browser of
    // theirs.
    let now = test.clock.now();
    let goes = async |handle: &str, known: bool| {
        let link = LoginLink {
            id: random::new_v4(test.app.random.as_ref()),
            handle: handle.to_string(),
            browser: [0; 32],
            language: "en".into(),
            actor: None,
            expires_at: now + TimeDelta::minutes(1),
            used_at: None,
            known,
        };
        let found = move |tx: &mut Tx<'_>| {
            sessions::insert_link(tx, &link)?;
            login_link::found(tx, link.id, remote, now)
        };
        test.app.db.write::<_, StorageError, _>(found).await.unwrap()
    };
    let handles = ["c7@mastodon.example", "c7@social.example"].into_iter().cycle();
    let mut went = 0;
    for handle in handles.take(2 * usize::try_from(LINKS_PER_PERSON_MAX).unwrap()) {
        went += i64::from(goes(handle, false).await);
    }
    // The one with which she signed in is good still.
    assert_eq!(went, LINKS_PER_PERSON_MAX - 1);
    assert!(goes("c7@social.example", true).await);
}

/// What no address can hold is no page, and no error of ours.
async fn line_ends_in_an_address_lead_nowhere(engine: Engine) {
    let test = start(engine);
    let own = format!("/@a%0d%0aX@{}", test.authority());
    for path in ["/complaints/a%0d%0aX/foo", "/threads/%0d%0aX", own.as_str()] {
        assert_eq!(Browser::at(&test).get(path).await.status, 404, "{path}");
    }
}

/// Who only sends what is about nothing here leaves nothing that anybody finds, and is forgotten after some days.
async fn who_has_no_part_in_anything_is_not_found_and_forgotten(engine: Engine) {
    let fair = Fair::open(engine).await;
    fair.filed().await;
    let bot = fair.writers.person("bot3");
    let foreign = fair.forum.url("/users/somebody");
    for (number, kind) in ["Like", "Block"].into_iter().enumerate() {
        let id = fair.writers.url(&format!("/nothings/{number}"));
        let nothing = json!({"type": kind, "id": id, "actor": bot.uri, "object": foreign});
        assert_eq!(fair.tell(&fair.writers, &bot, &nothing).await, "ignored: nothing-of-ours", "{kind}");
    }
    let rows = |table: &str| {
        let sql = format!("SELECT 'rows' AS name, COUNT(*) AS number FROM {table}");
        fair.test.db.counted(&sql)[0].1
    };
    assert_eq!(rows("blocks"), 0);
    let mut visitor = Browser::at(&fair.test);
    let found = visitor.get("/search?q=bot3&in=people").await.is(200);
    assert!(!found.html.contains("/@bot3@"), "{}", found.text());
    let found = visitor.get("/search?q=ada&in=people").await.is(200);
    assert!(found.html.contains("/@ada@"), "{}", found.text());

    let is_known = |who: &PeerActor| rows(&format!("actors WHERE uri = '{}'", who.uri)) == 1;
    fair.test.clock.advance(6 * DAY);
    forget_idle(&fair.test.app).await.unwrap();
    assert!(is_known(&bot));
    fair.test.clock.advance(2 * DAY);
    assert!(forget_idle(&fair.test.app).await.unwrap() >= 1);
    assert!(!is_known(&bot) && is_known(&fair.ada) && is_known(&fair.reader));
    assert_eq!(forget_idle(&fair.test.app).await.unwrap(), 0);
    // Whoever comes back is met anew.
    let like = json!({"type": "Like", "id": fair.writers.url("/nothings/9"), "actor": bot.uri, "object": foreign});
    assert_eq!(fair.tell(&fair.writers, &bot, &like).await, "ignored: nothing-of-ours");
}

/// A home that tells without end is heard as far as a day has room. The rest waits, and comes with a later comparison.
async fn a_home_tells_so_much_in_a_day(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    let board = carried_by(&north, &[&south]).await;
    let (_, bea, _) = between::member(&north, "bea", "en").await;
    let (_, ada, _) = between::member(&south, "ada", "en").await;
    let told = |complaints, bytes| {
        let mut doings = south.app.doings.lock().unwrap();
        let (told, now) = (Told { complaints, bytes }, south.clock.now());
        doings.count_told(&board.uri, north.app.address.origin(), told, now);
    };
    let copies = || {
        let sql = "SELECT 'copies' AS name, COUNT(*) AS number FROM complaints WHERE NOT at_home";
        south.db.counted(sql)[0].1
    };
    let catches_up = async |id: ComplaintId| {
        let uri = north.app.address.complaint(id);
        redress::federation::catch_up(&south.app, &uri, Because::Heard).await.unwrap();
    };
    for (full, kept) in [((0, TOLD_BYTES_PER_DAY_MAX), 0), ((TOLD_COMPLAINTS_PER_DAY_MAX, 0), 1)] {
        told(full.0, full.1);
        let waits = between::file(&north, &bea, &format!("waits {kept}")).await;
        north.settle(&south).await;
        assert_eq!(copies(), kept, "it waits");
        for server in [&north, &south] {
            server.clock.advance(DAY + Duration::from_hours(1));
        }
        catches_up(waits).await;
        assert_eq!(copies(), kept + 1, "it was not lost");
    }
    // What somebody here filed there does not wait.
    told(TOLD_COMPLAINTS_PER_DAY_MAX, TOLD_BYTES_PER_DAY_MAX);
    between::filed_from(&south, &north, &ada).await;
    north.settle(&south).await;
    assert_eq!(copies(), 3);
}

on_both_engines!(
    who_has_no_part_in_anything_is_not_found_and_forgotten,
    a_home_tells_so_much_in_a_day,
    nobody_says_that_their_own_brand_solved_something,
    nobody_says_so_elsewhere_either,
    nobody_speaks_for_a_brand_because_a_home_says_so,
    nobody_shuts_a_guest_out_by_asking_for_links,
    line_ends_in_an_address_lead_nowhere,
    a_link_goes_to_whom_the_handle_is_and_to_nobody_by_a_strangers_name,
    what_strangers_write_displaces_neither_links_nor_decisions,
    an_invitation_that_is_taken_back_takes_its_notice_along,
    whoever_claims_again_has_the_same_number,
    a_stranger_does_not_keep_a_restored_home_waiting,
    a_follow_that_nobody_accepted_covers_nothing,
    another_home_tells_under_its_own_name_and_not_without_end,
    a_voice_is_called_to_no_thread_in_which_it_has_no_part,
    a_name_leads_to_nobody_elses_page,
    no_brand_takes_another_ones_name,
    quotes_push_no_other_quote_off,
);
