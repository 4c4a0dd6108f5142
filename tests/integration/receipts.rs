//! A receipt is for the brand's people alone: sealed, noted when it is read, never told to another server, gone when erased.

use image::{DynamicImage, ImageFormat, RgbImage};
use redress::domain::brand::BrandDomain;
use redress::domain::doings::RECEIPTS_PER_HOUR_MAX;
use redress::domain::proving::Way;
use redress::federation::actor::fetch_actor;
use redress::services::open_board::open_board;
use redress::services::receipts::{FILE_BYTES_MAX, RECEIPTS_MAX};
use redress::storage::accounts::Role;
use redress::storage::{StorageError, brands, complaints};

use crate::brands::read;
use crate::on_both_engines;
use crate::pages::{file, member, representative, start};
use crate::support::browser::{Browser, Shown};
use crate::support::{Engine, TestApp};

/// Words that stand in a receipt and nowhere else.
const CANARIES: [&str; 3] = ["quorbleorder", "189.77 eur", "quorblepdf"];

fn photo() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = RgbImage::from_pixel(60, 40, image::Rgb([200, 200, 10]));
    DynamicImage::ImageRgb8(picture).write_to(&mut bytes, ImageFormat::Png).unwrap();
    let mut bytes = bytes.into_inner();
    bytes.extend_from_slice(b"quorbleplace 52.52 13.40");
    bytes
}

fn acme() -> BrandDomain {
    BrandDomain::parse("acme.com").unwrap()
}

async fn show(who: &mut Browser, path: &str, fields: &[(&str, &str)], bytes: &[u8]) -> Shown {
    let thread = who.get(path).await.is(200);
    who.send_file(&thread, &format!("{path}/receipt"), fields, bytes).await
}

/// The addresses of the receipts that a page of a thread lists.
fn listed(shown: &Shown) -> Vec<String> {
    let mut all: Vec<String> = shown
        .html
        .split("href=\"/receipts/")
        .skip(1)
        .map(|it| format!("/receipts/{}", it.split('"').next().unwrap()))
        .collect();
    all.dedup();
    all
}

/// Canaries in the files of the database, or in a dump of all its tables.
fn found(test: &TestApp) -> Vec<&'static str> {
    let mut dump = Vec::new();
    test.app.db.back_up(&mut dump, redress::app::Clock::now(test.clock.as_ref())).unwrap();
    let mut places = vec![dump];
    if test.db.engine() == Engine::Sqlite {
        for entry in std::fs::read_dir(test.db.data_dir()).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                places.push(std::fs::read(path).unwrap());
            }
        }
    }
    let lower: Vec<String> = places.iter().map(|it| String::from_utf8_lossy(it).to_lowercase()).collect();
    let has = |word: &&str| lower.iter().any(|it| it.contains(*word) || it.contains(&hex::encode(word)));
    CANARIES.into_iter().filter(has).collect()
}

fn count(test: &TestApp, table: &str) -> i64 {
    let rows = test.db.counted(&format!("SELECT 'rows' AS name, COUNT(*) AS number FROM {table}"));
    rows[0].1
}

async fn a_receipt_is_read_by_the_brand_alone_and_each_reading_is_noted(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let (mut other, mut mo) = (member(&test, "other", Role::Member).await, member(&test, "mo", Role::Moderator).await);
    let path = file(&mut person, &[]).await.is(200).path;
    let form = person.get(&path).await.is(200);
    assert!(form.text().contains("Only the people who speak for acme.com here can open it"), "{}", form.text());
    let empty = show(&mut person, &path, &[], b"").await.is(422);
    assert!(empty.text().contains("Choose a file, or fill in at least one of the three fields."), "{}", empty.text());
    let wrong = show(&mut person, &path, &[("order", "Quorbleorder 7")], b"<svg onload=alert(1)>").await.is(422);
    assert!(wrong.text().contains("We cannot read this file."), "{}", wrong.text());
    assert_eq!(wrong.attribute("#receipt-order", "value"), "Quorbleorder 7", "what was typed is given back");
    // What cannot be is said beside its field, and a sum that can be two is asked back.
    for (field, value, says) in [
        ("bought", "2027-06-03", "That day is still to come."),
        ("bought", "in June", "Write the day as"),
        ("amount", "lots", "Write the amount in digits"),
        ("amount", "12.345 EUR", "This can be 12345 or 12."),
        ("amount", "49.50 JPY", "JPY has no decimals"),
    ] {
        let wrong = show(&mut person, &path, &[(field, value)], &photo()).await.is(422);
        assert!(wrong.text().contains(says), "{field} {value}: {}", wrong.text());
        assert_eq!(wrong.attribute(&format!("#receipt-{field}"), "value"), value, "what was typed is given back");
    }
    let form = person.get(&path).await.is(200);
    let (to, order) = (format!("{path}/receipt"), [("order", "Quorbleorder 7")]);
    let wrong = person.send_file_called(&form, &to, &order, "empty.pdf", b"").await.is(422);
    assert!(wrong.text().contains("There is nothing in this file."), "{}", wrong.text());
    let facts = [("order", "Quorbleorder 7"), ("bought", "2026-01-15"), ("amount", "189.77 EUR")];
    let shown = show(&mut person, &path, &facts, &photo()).await.is(200);
    assert!(shown.text().contains("Nobody has opened them so far."), "{}", shown.text());
    let receipt = listed(&shown)[0].clone();
    assert!(found(&test).is_empty(), "sealed where it lies: {:?}", found(&test));

    // Everybody reads that there is one, and nothing of it.
    let thread = Browser::at(&test).get(&path).await.is(200);
    assert!(thread.text().contains("Showed a receipt to acme.com"), "{}", thread.text());
    assert!(thread.text().contains("Proof of purchase: receipt"), "{}", thread.text());
    assert!(listed(&thread).is_empty());
    for address in [receipt.clone(), format!("{receipt}/file")] {
        assert_eq!(Browser::at(&test).get(&address).await.path, "/login");
        for who in [&mut other, &mut mo] {
            who.get(&address).await.is(404);
        }
    }
    // The brand's people open it, and whoever showed it sees that.
    let desk = acme.get(&path.replace("/complaints/", "/desk/")).await.is(200);
    assert_eq!(listed(&desk), [receipt.as_str()]);
    assert!(person.get(&path).await.text().contains("Nobody has opened them so far."), "a list is no reading");
    let opened = acme.get(&receipt).await.is(200);
    for words in ["Quorbleorder 7", "15 January", "€\u{a0}189.77"] {
        assert!(opened.text().contains(words), "{words}: {}", opened.text());
    }
    let picture = acme.get(&format!("{receipt}/file")).await.is(200);
    assert_eq!(picture.header("content-type"), "image/jpeg");
    assert!(picture.header("content-security-policy").contains("sandbox"), "it may do nothing");
    assert!(picture.header("cache-control").contains("no-store"));
    assert!(!picture.html.contains("quorbleplace"), "drawn again");
    let own = person.get(&path).await.is(200);
    assert_eq!(own.text().matches("Opened by J. O.").count(), 1, "{}", own.text());
    person.get(&receipt).await.is(200);
    assert_eq!(count(&test, "receipt_readings"), 1, "one's own looking is none, and one reading is one");

    // No line of the history, and nothing that others fetch, has a word of it.
    let id: redress::domain::ids::ComplaintId = path.trim_start_matches("/complaints/").parse().unwrap();
    let told = read(&test, move |view| complaints::history(view, id, 0, 100)).await;
    assert!(!format!("{told:?}").to_lowercase().contains("quorble"));
    // Who speaks for the brand no more reads it no more.
    test.db.execute("UPDATE representatives SET removed_at = 1");
    acme.get(&receipt).await.is(404);
}

async fn what_is_taken_back_or_erased_is_gone(engine: Engine) {
    let test = start(engine);
    representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let tier = || {
        let id: redress::domain::ids::ComplaintId = path.trim_start_matches("/complaints/").parse().unwrap();
        async move { id }
    };
    let proof = async |test: &TestApp| {
        let id = tier().await;
        read(test, move |view| complaints::find(view, id)).await.unwrap().complaint.proof.word()
    };
    for number in 0..RECEIPTS_MAX {
        show(&mut person, &path, &[("order", &format!("Quorbleorder {number}"))], b"%PDF-1.7 quorblepdf").await.is(200);
    }
    let full = show(&mut person, &path, &[("order", "one more")], b"").await.is(422).text();
    assert!(full.contains(&format!("There are {RECEIPTS_MAX} receipts here already. Take one back first.")), "{full}");
    assert_eq!(proof(&test).await, "receipt");
    for left in (0..RECEIPTS_MAX).rev() {
        let thread = person.get(&path).await.is(200);
        person.submit(&thread, &format!("{path}/take-back-receipt"), &[]).await.is(200);
        assert_eq!(count(&test, "receipts"), i64::try_from(left).unwrap());
    }
    assert_eq!(proof(&test).await, "none", "what nobody can read any more proves nothing");
    let shown = show(&mut person, &path, &[("order", "Quorbleorder")], b"%PDF-1.7 quorblepdf").await.is(200);
    let receipt = listed(&shown)[0].clone();
    let sure = person.get(&format!("{path}/erase")).await.is(200);
    person.submit(&sure, &format!("{path}/erase"), &[]).await.is(200);
    test.drain().await;
    assert_eq!((count(&test, "receipts"), count(&test, "receipt_readings")), (0, 0));
    person.get(&receipt).await.is(404);
    assert!(found(&test).is_empty());
}

async fn a_file_that_is_too_large_is_refused_with_its_limit(engine: Engine) {
    let test = start(engine);
    representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let facts = [("order", "Quorbleorder 7")];
    let large = vec![0_u8; FILE_BYTES_MAX + 1];
    let refused = show(&mut person, &path, &facts, &large).await.is(422);
    assert!(refused.text().contains("The file is larger than 4 MB."), "{}", refused.text());
    assert_eq!(refused.attribute("#receipt-order", "value"), "Quorbleorder 7", "what was typed is given back");
    assert_eq!(count(&test, "receipts"), 0);
}

/// Left for people who are not there yet: everybody reads that, and nobody what stands in it.
async fn where_nobody_reads_a_receipt_waits_for_the_brand(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let mut other = member(&test, "other", Role::Member).await;
    let path = file(&mut person, &[("brand", "nobody.com")]).await.is(200).path;
    let form = person.get(&path).await.is(200).text();
    assert!(form.contains("The receipt is kept for its people alone, until they come or you erase it."), "{form}");
    let shown = show(&mut person, &path, &[("order", "Quorbleorder 7")], b"").await.is(200);
    let receipt = listed(&shown)[0].clone();
    let thread = Browser::at(&test).get(&path).await.is(200).text();
    assert!(thread.contains("Left a receipt for nobody.com; nobody from there reads here yet"), "{thread}");
    assert!(!thread.contains("Quorbleorder"), "{thread}");
    other.get(&receipt).await.is(404);
    person.get(&receipt).await.is(200);
}

async fn one_person_shows_so_many_receipts_in_a_day(engine: Engine) {
    let test = start(engine);
    let _acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    for number in 0..RECEIPTS_PER_HOUR_MAX {
        let order = format!("Order {number}");
        let shown = show(&mut person, &path, &[("order", &order)], b"").await.is(200);
        // Taken back, it was shown all the same.
        let receipt = listed(&shown)[0].replace("/receipts/", "");
        person.submit(&shown, &format!("{path}/take-back-receipt"), &[("receipt", &receipt)]).await.is(200);
    }
    let full = show(&mut person, &path, &[("order", "One more")], b"").await.is(422);
    assert!(full.text().contains("That was a lot from one account."), "{}", full.text());
    assert_eq!(count(&test, "receipts"), 0);
    test.clock.advance(std::time::Duration::from_hours(1));
    show(&mut person, &path, &[("order", "One more")], b"").await.is(200);
}

/// Where the brand's people read on another server there is no form, and the page says why.
async fn no_receipt_goes_where_nobody_here_could_open_it(engine: Engine) {
    let [north, south] = TestApp::several(engine, ["north.test", "south.test"]);
    open_board(&north.app, acme(), None).await.unwrap();
    let voice = crate::between::person(&south.app, "acme_south").await;
    let known = fetch_actor(&north.app, &voice.uri).await.unwrap();
    let mut ada = member(&north, "ada", Role::Member).await;
    let path = file(&mut ada, &[("step", "file-anyway")]).await.is(200).path;
    let thread = ada.get(&path).await.is(200);
    assert!(thread.html.contains("id=\"receipt\""), "nobody reads so far");
    let now = redress::app::Clock::now(north.clock.as_ref());
    let proven = move |tx: &mut redress::storage::Tx<'_>| {
        let brand = brands::find_by_domain(&mut tx.view(), &acme())?.unwrap();
        brands::save_official(
            tx,
            &brands::Official {
                brand: brand.id,
                actor: known.id,
                proof: brands::Proof::Domain(Way::WellKnown),
                evidence: String::new(),
                verified_at: Some(now),
                checked_at: now,
                failing_since: None,
                proven_at: Some(now),
            },
        )
    };
    north.app.db.write::<_, StorageError, _>(proven).await.unwrap();
    let elsewhere = ada.get(&path).await.is(200);
    assert!(!elsewhere.html.contains("id=\"receipt\""), "{}", elsewhere.html);
    let why = format!("its people read on {}, and a receipt is never sent to another server", south.authority());
    assert!(elsewhere.text().contains(&why), "{}", elsewhere.text());
    // The form of before is refused, too.
    let late = ada.send_file(&thread, &format!("{path}/receipt"), &[("order", "7")], b"").await.is(422);
    assert!(late.text().contains("read on another server"), "{}", late.text());
    assert_eq!(count(&north, "receipts"), 0);
}

async fn nobody_shows_a_receipt_in_somebody_elses_complaint(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let form = person.get(&path).await.is(200);
    for who in [&mut acme, &mut member(&test, "other", Role::Member).await] {
        let thread = who.get(&path).await.is(200);
        assert!(!thread.html.contains(&format!("{path}/receipt")));
        let token = who.fields(&who.clone().get("/settings").await, "/logout");
        let fields: Vec<(&str, &str)> = token.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let refused = who.send_file(&form, &format!("{path}/receipt"), &fields, b"%PDF-1.7").await;
        assert!(refused.status >= 400, "{}", refused.text());
    }
    let refused = Browser::at(&test).send_file(&form, &format!("{path}/receipt"), &[], b"%PDF-1.7").await;
    assert!(refused.status != 200 || refused.path == "/login", "{}", refused.text());
    assert_eq!(count(&test, "receipts"), 0);
}

on_both_engines!(
    one_person_shows_so_many_receipts_in_a_day,
    no_receipt_goes_where_nobody_here_could_open_it,
    a_receipt_is_read_by_the_brand_alone_and_each_reading_is_noted,
    what_is_taken_back_or_erased_is_gone,
    a_file_that_is_too_large_is_refused_with_its_limit,
    where_nobody_reads_a_receipt_waits_for_the_brand,
    nobody_shows_a_receipt_in_somebody_elses_complaint,
);
