//! Who is signed in, and for whom they speak, counts at this moment: voices that lost their proof, guests of a blocked server.

use std::time::Duration;

use redress::domain::policy::{Policy, Severity};
use redress::domain::visibility::Standing;
use redress::federation::prove_brand::check_again;
use redress::services::login_link;
use redress::services::policy;
use redress::services::remember_actor::forget_actor;
use redress::storage::accounts::Role;
use redress::storage::actors;
use redress::storage::brands;
use redress::storage::jobs::{self, Task, Terms};
use redress::storage::{StorageError, View};

use crate::on_both_engines;
use crate::support::browser::Browser;
use crate::support::{Engine, TestApp};
use crate::visibility::world::{World, account_of, sign_up};

/// What the voice's desk and threads give away of what is not public.
async fn read_by_voice(world: &mut World) -> Vec<String> {
    let names = ["embargoed", "hidden", "retracted", "published"];
    let mut seen = Vec::new();
    for path in ["/desk".to_string(), "/desk?brand=acme.test".into()] {
        let shown = world.browser("jo").get(&path).await.is(200);
        seen.extend(
            names
                .iter()
                .filter(|it| shown.html.contains(&format!("Canarytitle{it}")))
                .map(|it| format!("{it} in the desk")),
        );
    }
    for name in names {
        let id = world.thread(name).id;
        for path in [format!("/complaints/{id}"), format!("/desk/{id}"), format!("/complaints/{id}/proof")] {
            let shown = world.browser("jo").get(&path).await;
            if shown.html.contains(&format!("Canarytitle{name}")) {
                seen.push(format!("{name} at {}", path.replace(&id.to_string(), "ID")));
            }
        }
    }
    seen.sort();
    seen.dedup();
    seen
}

async fn small_world(engine: Engine) -> World {
    let mut world = World::empty(engine).await;
    for (name, standing) in [
        ("published", Standing::Published),
        ("embargoed", Standing::BrandFirst),
        ("retracted", Standing::Retracted),
        ("hidden", Standing::Hidden),
    ] {
        world.make(name, standing).await;
    }
    world
}

fn is_public(seen: &[String]) -> bool {
    seen.iter().all(|it| it.starts_with("published")) && seen.iter().any(|it| it == "published in the desk")
}

async fn a_voice_that_lost_its_proof_reads_what_anybody_reads(engine: Engine) {
    let mut world = small_world(engine).await;
    let before = read_by_voice(&mut world).await;
    assert!(before.contains(&"embargoed in the desk".to_string()), "{before:?}");
    assert!(before.contains(&"hidden at /complaints/ID".to_string()), "{before:?}");
    world.test.clock.advance(Duration::from_hours(25));
    world.brand.serve_as("/.well-known/redress.json", 404, "text/plain", b"");
    check_again(&world.test.app).await.unwrap();
    world.test.clock.advance(Duration::from_hours(10 * 24));
    check_again(&world.test.app).await.unwrap();
    let after = read_by_voice(&mut world).await;
    assert!(is_public(&after), "{after:?}");
    // Nor does it answer as the brand any more, in a form that was open since.
    let id = world.thread("published").id;
    let browser = world.browser("jo");
    let shown = browser.get("/settings").await.is(200);
    let mut fields = browser.fields(&shown, "/logout");
    fields.extend([("text".to_string(), "We are sorry".to_string()), ("name".into(), "J. O.".into())]);
    let answered = browser.post(&format!("/complaints/{id}/respond"), &fields).await;
    assert_eq!(answered.status, 403, "{}", answered.text());
    // The proof is back, and with it what it opens.
    world.prove(true).await;
    let again = read_by_voice(&mut world).await;
    assert!(again.contains(&"hidden at /complaints/ID".to_string()), "{again:?}");
}

async fn a_representative_who_was_removed_and_a_voice_that_is_gone_read_what_anybody_reads(engine: Engine) {
    let mut world = small_world(engine).await;
    let account = account_of(&world.test, "jo").await;
    let represents = world.read(move |view| brands::represented_by(view, account)).await;
    let (id, now) = (represents[0].id, redress::app::Clock::now(world.test.clock.as_ref()));
    world.test.app.db.write(move |tx| brands::remove_representative(tx, id, now)).await.unwrap();
    world.browser("jo").get("/desk").await.is(403);
    let hidden = format!("/complaints/{}", world.thread("embargoed").id);
    world.browser("jo").get(&hidden).await.is(404);
    let again = represents[0].clone();
    world.test.app.db.write(move |tx| brands::save_representative(tx, &again)).await.unwrap();
    world.browser("jo").get(&hidden).await.is(200);

    // The brand became part of another one: its own voice speaks no more.
    let (official, domain) = (world.voice.id, crate::visibility::world::domain());
    let (other, _) = redress::services::open_board::open_board(
        &world.test.app,
        redress::domain::brand::BrandDomain::parse("other.test").unwrap(),
        None,
    )
    .await
    .unwrap();
    let merged = move |tx: &mut redress::storage::Tx<'_>| -> Result<(), StorageError> {
        let brand = brands::find_by_domain(&mut tx.view(), &domain)?.unwrap();
        brands::merge(tx, brand.id, other.id)
    };
    world.test.app.db.write(merged).await.unwrap();
    world.browser("jo").get(&hidden).await.is(404);
    let desk = world.browser("jo").get("/desk").await.is(200);
    assert!(!desk.html.contains("Canarytitleembargoed"), "{}", desk.text());
    world.test.db.execute("UPDATE brands SET merged_into = NULL");
    world.browser("jo").get(&hidden).await.is(200);

    // The official actor itself is gone, or moved away.
    world.test.app.db.write(move |tx| actors::mark_deleted(tx, official, now)).await.unwrap();
    let seen = read_by_voice(&mut world).await;
    assert!(is_public(&seen), "{seen:?}");
}

fn block(domain: &str) -> Policy {
    Policy {
        domain: domain.into(),
        severity: Severity::Block,
        reject_media: false,
        reject_reports: false,
        obfuscate: false,
        reason: "harassment".into(),
        note: String::new(),
    }
}

/// Asks for a link, has the message sent as far as a test can, and gives the address that signs in.
async fn link_for(test: &TestApp, guest: &mut Browser, handle: &str) -> String {
    let shown = guest.get("/login").await;
    guest.submit(&shown, "/login/guest", &[("handle", handle)]).await.is(200);
    let (app, now) = (test.app.clone(), redress::app::Clock::now(test.clock.as_ref()));
    let terms = Terms { now, lease: Duration::from_mins(1), limit: 100, worker: 1 };
    let due = test.app.db.write(move |tx| jobs::lease(tx, &terms)).await.unwrap();
    let link = due.into_iter().find_map(|job| match job.task {
        Task::SendLoginLink { link } => Some(link),
        _ => None,
    });
    let link = link.unwrap();
    let host = handle.rsplit('@').next().unwrap().to_string();
    let name = handle.trim_start_matches('@').split('@').next().unwrap().to_string();
    let mut actor = redress::services::accounts::person(
        &test.app,
        redress::crypto::random::new_actor_id(test.app.random.as_ref()),
        &name,
        now,
    );
    (actor.local, actor.uri) = (false, format!("https://{host}/users/{name}"));
    actor.host = host;
    let kept = move |tx: &mut redress::storage::Tx<'_>| -> Result<(), StorageError> {
        let id = actors::upsert_remote(tx, &actor)?;
        login_link::found(tx, link, id, now).map(|_| ())
    };
    test.app.db.write(kept).await.unwrap();
    let pending = move |view: &mut View<'_>| login_link::pending(&app, view, link);
    let address = test.app.db.read::<_, StorageError, _>(pending).await.unwrap().unwrap().address;
    address.strip_prefix(test.app.address.origin()).unwrap().to_string()
}

async fn guest(test: &TestApp, handle: &str) -> Browser {
    let mut guest = Browser::at(test);
    let path = link_for(test, &mut guest, handle).await;
    let shown = guest.get(&path).await.is(200);
    guest.submit(&shown, &path, &[]).await.is(200);
    assert!(is_signed_in(&mut guest).await, "{handle}");
    guest
}

async fn is_signed_in(browser: &mut Browser) -> bool {
    browser.get("/settings").await.path == "/settings"
}

async fn a_block_ends_the_sessions_of_its_guests_at_once(engine: Engine) {
    let world = World::empty(engine).await;
    let test = &world.test;
    let mut c7 = guest(test, "@c7@social.bad.test").await;
    let mut d8 = guest(test, "@d8@good.test").await;
    let mut waiting = Browser::at(test);
    let late = link_for(test, &mut waiting, "@e9@bad.test").await;
    waiting.get(&late).await.is(200);

    policy::decide(&test.app, block("bad.test")).await.unwrap();
    assert!(!is_signed_in(&mut c7).await, "the block holds for everything under the domain");
    assert!(is_signed_in(&mut d8).await);
    waiting.get(&late).await.is(404);
    assert!(policy::take_back(&test.app, "bad.test").await.unwrap());
    assert!(!is_signed_in(&mut c7).await, "what was ended stays so");
    waiting.get(&late).await.is(404);

    policy::only_allowed(&test.app, true).await.unwrap();
    assert!(!is_signed_in(&mut d8).await, "only allowed servers");
    policy::only_allowed(&test.app, false).await.unwrap();

    // Somebody with the command line beside the server decides it: the next request knows.
    let mut f1 = guest(test, "@f1@other.test").await;
    test.db.execute(
        "INSERT INTO policies (domain, severity, reject_media, reject_reports, obfuscate, reason, note, changed_at) \
         VALUES ('other.test', 'block', false, false, false, '', '', 0)",
    );
    assert!(!is_signed_in(&mut f1).await);
    let list = "#domain,#severity\nthird.test,suspend\n";
    let mut g2 = guest(test, "@g2@third.test").await;
    policy::import(&test.app, list).await.unwrap();
    assert!(!is_signed_in(&mut g2).await, "a list that was brought in");
}

async fn an_account_that_is_gone_is_signed_in_nowhere(engine: Engine) {
    let world = World::empty(engine).await;
    let test = &world.test;
    let (mut gone, mut moved) = (guest(test, "@c7@good.test").await, guest(test, "@d8@good.test").await);
    let find = |name: &'static str| move |view: &mut View<'_>| actors::find_by_handle(view, name, "good.test");
    let c7 = world.read(find("c7")).await.unwrap();
    forget_actor(&test.app, c7.id).await.unwrap();
    assert!(!is_signed_in(&mut gone).await);
    let mut d8 = world.read(find("d8")).await.unwrap();
    d8.moved_to = Some("https://elsewhere.test/users/d8".into());
    test.app.db.write(move |tx| actors::upsert_remote(tx, &d8)).await.unwrap();
    assert!(!is_signed_in(&mut moved).await);

    let mut member = sign_up(test, "member", Role::Member).await;
    assert!(is_signed_in(&mut member).await);
    let mut mo = sign_up(test, "zoe", Role::Moderator).await;
    crate::moderation::suspend(&mut mo, "member", "Threatens people", "suspended").await.is(200);
    assert!(!is_signed_in(&mut member).await);
}

on_both_engines!(
    a_voice_that_lost_its_proof_reads_what_anybody_reads,
    a_representative_who_was_removed_and_a_voice_that_is_gone_read_what_anybody_reads,
    a_block_ends_the_sessions_of_its_guests_at_once,
    an_account_that_is_gone_is_signed_in_nowhere
);
