//! Reading on: long threads in pages, days by the instance's clock, figures that lead to what they count, a log that can be checked.

use redress::app::Clock;
use redress::crypto::{integrity_proof, keys::PublicKey};
use redress::domain::decisions;
use redress::domain::ids::ComplaintId;
use redress::domain::log::{Disclosure, Hash, Line};
use redress::services::signing;
use redress::storage::accounts::Role;
use redress::storage::{Cause, Door, StorageError, complaints, settings};
use serde_json::Value;

use crate::on_both_engines;
use crate::pages::{file, member, representative, start};
use crate::support::acts::comment;
use crate::support::browser::{Browser, Shown};
use crate::support::{Engine, TestApp};

fn id_of(thread: &Shown) -> ComplaintId {
    thread.path.strip_prefix("/complaints/").unwrap().parse().unwrap()
}

fn link_to(shown: &Shown, which: &str) -> String {
    shown.attribute(which, "href")
}

fn count(shown: &Shown, which: &str) -> usize {
    let page = scraper::Html::parse_document(&shown.html);
    page.select(&scraper::Selector::parse(which).unwrap()).count()
}

async fn a_long_thread_is_read_page_by_page(engine: Engine) {
    const COMMENTS: usize = 410;
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let thread = file(&mut person, &[]).await.is(200);
    let id = id_of(&thread);
    let held = test.app.db.read::<_, StorageError, _>(move |view| complaints::find(view, id)).await.unwrap().unwrap();
    let author = held.complainant.unwrap();
    for number in 0..COMMENTS {
        // So much from one account in an hour would be too much.
        let cause = Cause::new(Door::Page, format!("c{}", number / 100), number.to_string(), test.clock.now());
        comment(&test.app, cause, id, author, format!("word{number}")).await.unwrap();
    }
    let mut reader = Browser::at(&test);
    let first = reader.get(&thread.path).await.is(200);
    assert_eq!(count(&first, ".posts article"), 200);
    assert!(first.text().contains("I returned a heater") && !first.text().contains("word200"));
    assert_eq!(count(&first, "a[rel=prev]"), 0);
    let second = reader.get(&link_to(&first, "a[rel=next]")).await.is(200);
    assert_eq!(count(&second, ".posts article"), 200);
    assert!(second.text().contains("word199") && second.text().contains("word398"));
    assert!(!second.text().contains("word198") && !second.text().contains("word399"));
    // What the filing told stands beside every page of it.
    assert!(second.text().contains("45 minutes"), "{}", second.text());
    let third = reader.get(&link_to(&second, "a[rel=next]")).await.is(200);
    assert_eq!(count(&third, ".posts article"), COMMENTS + 1 - 400);
    assert_eq!(count(&third, "a[rel=next]"), 0);
    let back = reader.get(&link_to(&third, "a[rel=prev]")).await.is(200);
    assert_eq!(back.text(), second.text());

    // A link to one post leads to the page that it stands on.
    let last = held.complaint.sequence + i64::try_from(COMMENTS).unwrap();
    let post = test.app.db.read::<_, StorageError, _>(move |view| redress::storage::posts::of_event(view, id, last));
    let post = post.await.unwrap().unwrap();
    let shown = reader.get(&format!("/posts/{}", post.id)).await.is(200);
    assert!(shown.text().contains(&format!("word{}", COMMENTS - 1)));

    // The history goes on the same way, and each page is checked against the line before it.
    let proof = reader.get(&format!("{}/proof", thread.path)).await.is(200);
    assert_eq!(count(&proof, ".events > li"), 300);
    assert!(proof.text().contains("complete and unchanged"), "{}", proof.text());
    let earlier = reader.get(&link_to(&proof, "a[rel=prev]")).await.is(200);
    assert!(earlier.text().contains("complete and unchanged"));
    assert_eq!(count(&proof, ".events > li") + count(&earlier, ".events > li"), usize::try_from(last).unwrap());
    assert_eq!(count(&earlier, "a[rel=prev]"), 0);
    for odd in ["?posts=x", "?posts=00000000-0000-7000-8000-000000000000", "?events=-5", "?events=99999999999999999999"]
    {
        reader.get(&format!("{}{odd}", thread.path)).await.is(200);
    }
}

async fn in_zone(test: &TestApp, name: &'static str) {
    let now = test.clock.now();
    let value = Value::from(name);
    test.app.db.write::<_, StorageError, _>(move |tx| settings::set(tx, "time_zone", &value, now)).await.unwrap();
    // Pages keep settings for a second.
    test.clock.advance(std::time::Duration::from_secs(2));
}

async fn a_promised_day_ends_where_the_instance_is(engine: Engine) {
    // Summer time begins in Berlin on 29 March 2026 and ends on 25 October.
    for (now, day, ends) in [
        ("2026-03-20T12:00:00Z", "2026-03-28", "2026-03-28T22:59:59.999+00:00"),
        ("2026-03-20T12:00:00Z", "2026-03-29", "2026-03-29T21:59:59.999+00:00"),
        ("2026-10-20T12:00:00Z", "2026-10-25", "2026-10-25T22:59:59.999+00:00"),
    ] {
        let test = start(engine);
        test.clock.set(now.parse().unwrap());
        in_zone(&test, "Europe/Berlin").await;
        let mut acme = representative(&test).await;
        let mut person = member(&test, "c7", Role::Member).await;
        let thread = file(&mut person, &[]).await.is(200);
        let shown = acme.get(&thread.path).await.is(200);
        let answer = [("text", "Your money comes."), ("and", "promise"), ("due", day)];
        let shown = acme.submit(&shown, &format!("{}/respond", thread.path), &answer).await.is(200);
        let id = id_of(&thread);
        let held =
            test.app.db.read::<_, StorageError, _>(move |view| complaints::find(view, id)).await.unwrap().unwrap();
        let due: Vec<String> = held.complaint.promises.values().map(|it| it.due.to_rfc3339()).collect();
        assert_eq!(due, [ends]);
        // The page says the day that was promised, whatever day it is in UTC by then.
        let number = day.rsplit('-').next().unwrap();
        assert!(shown.text().contains(&format!("by {number} ")), "{}", shown.text());
    }
}

async fn figures_lead_to_what_they_count(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let thread = file(&mut person, &[]).await.is(200);
    let path = thread.path.clone();
    test.clock.advance(std::time::Duration::from_mins(5));
    let other =
        file(&mut person, &[("title", "A second one, nobody answers"), ("text", "It hums, too.")]).await.is(200);
    assert_ne!(path, other.path);
    let shown = acme.get(&path).await;
    let offer = [("text", "Your money is on its way."), ("name", "J. O."), ("and", "offer"), ("outcome", "refund")];
    acme.submit(&shown, &format!("{path}/respond"), &offer).await.is(200);
    let shown = person.get(&path).await;
    person.submit(&shown, &format!("{path}/confirm"), &[("rating", "9"), ("would_return", "yes")]).await.is(200);

    let mut reader = Browser::at(&test);
    let board = reader.get("/boards/acme.com").await.is(200);
    let leads_to = ["answered=yes", "answered=yes", "answered=yes", "solved=brand", "rated=yes"];
    for (index, expected) in leads_to.iter().enumerate() {
        let figure = link_to(&board, &format!(".figures > div:nth-child({}) a", index + 1));
        assert_eq!(figure, format!("/boards/acme.com?{expected}#threads"));
        let shown = reader.get(figure.split('#').next().unwrap()).await.is(200);
        assert_eq!(count(&shown, ".list > li"), 1, "{figure}");
        assert!(!shown.text().contains("nobody answers"));
        assert_eq!(count(&shown, ".filters [aria-current=true]"), 1);
    }
    let waiting = reader.get("/boards/acme.com?state=waiting").await.is(200);
    assert!(waiting.text().contains("nobody answers"));
    assert_eq!(count(&waiting, ".list > li"), 1);
}

fn line_of(item: &Value) -> Line {
    let disclosures: Vec<Disclosure> = serde_json::from_value(item["rd:disclosures"].clone()).unwrap();
    Line {
        core: item["rd:core"].as_str().unwrap().as_bytes().to_vec(),
        hash: item["rd:hash"].as_str().unwrap().parse::<Hash>().unwrap(),
        disclosures,
    }
}

async fn anybody_can_check_what_moderators_decided(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let mut moderator = member(&test, "mo", Role::Moderator).await;
    let thread = file(&mut person, &[]).await.is(200);
    for (deed, reason) in [("hide", "Names a neighbour"), ("unhide", "The name is gone"), ("hide", "It is back")] {
        let shown = moderator.get(&thread.path).await;
        moderator.submit(&shown, &format!("{}/{deed}", thread.path), &[("reason", reason)]).await.is(200);
        test.clock.advance(std::time::Duration::from_secs(1));
    }

    let mut reader = Browser::at(&test);
    let page = reader.get("/moderation/log").await.is(200);
    assert!(page.text().contains("How to check this log"), "{}", page.text());
    let published = reader.get(&link_to(&page, "#check ~ .note a")).await.is(200);
    let log: Value = serde_json::from_str(&published.html).unwrap();
    assert_eq!(log["totalItems"], 3);
    let first = log["first"].as_str().unwrap().strip_prefix(test.app.address.origin()).unwrap().to_string();
    let page: Value = serde_json::from_str(&reader.get(&first).await.is(200).html).unwrap();

    // The instance's own document names the key.
    let instance = signing::instance_actor(&test.app).await.unwrap();
    let keys = signing::public_keys(&test.app, instance.id).await.unwrap();
    let key = PublicKey::from_multikey(&keys.ed25519_multikey).unwrap();
    for document in [&log, &page] {
        assert!(integrity_proof::verification_method(document).unwrap().starts_with(&instance.uri));
        integrity_proof::verify(document, &key, test.clock.now()).unwrap();
    }
    let mut changed = page.clone();
    changed["orderedItems"][0]["rd:hash"] = Value::from("sha256:00");
    assert!(integrity_proof::verify(&changed, &key, test.clock.now()).is_err());

    let mut previous = None;
    for item in page["orderedItems"].as_array().unwrap() {
        let line = line_of(item);
        let core = decisions::verify(&line, previous).unwrap();
        previous = Some((core.number, line.hash));
    }
    let (number, head) = previous.unwrap();
    assert_eq!((number, log["rd:head"].as_str()), (3, Some(head.to_string().as_str())));
    assert_eq!(page["orderedItems"][2]["rd:disclosures"][1]["value"], "It is back");
    let after: Value = serde_json::from_str(&reader.get("/moderation/log.json?after=2").await.is(200).html).unwrap();
    assert_eq!(after["orderedItems"].as_array().unwrap().len(), 1);
}

on_both_engines!(
    a_long_thread_is_read_page_by_page,
    a_promised_day_ends_where_the_instance_is,
    figures_lead_to_what_they_count,
    anybody_can_check_what_moderators_decided,
);
