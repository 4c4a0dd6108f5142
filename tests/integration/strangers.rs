//! What somebody who never saw the program before read wrong in it: each of it as they came upon it.

use redress::services::receipts::FILE_BYTES_MAX;
use redress::storage::accounts::Role;

use crate::moderation::{answer, contest, decide, told};
use crate::on_both_engines;
use crate::pages::{PASSWORD, file, member, representative, start};
use crate::promised::says;
use crate::support::Engine;
use crate::support::browser::{Browser, Shown};

async fn does(who: &mut Browser, path: &str, deed: &str, fields: &[(&str, &str)]) -> Shown {
    let thread = who.get(path).await.is(200);
    who.submit(&thread, &format!("{path}/{deed}"), fields).await
}

fn offers(shown: &Shown, path: &str, deed: &str) -> bool {
    shown.html.contains(&format!("action=\"{path}/{deed}\""))
}

async fn a_receipt_is_shown_only_while_somebody_may_still_read_it(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    for (number, over) in ["withdraw", "erase", "dismiss"].into_iter().enumerate() {
        let mut person = member(&test, &format!("c{number}"), Role::Member).await;
        let path = file(&mut person, &[]).await.is(200).path;
        let before = person.get(&path).await.is(200);
        assert!(offers(&before, &path, "receipt"), "{over}: {}", before.text());
        if over == "dismiss" {
            does(&mut mo, &path, over, &[("ground", "abuse"), ("reason", "It threatens a person")]).await.is(200);
        } else {
            let sure = person.get(&format!("{path}/{over}")).await.is(200);
            person.submit(&sure, &format!("{path}/{over}"), &[]).await.is(200);
        }
        assert!(!offers(&person.get(&path).await.is(200), &path, "receipt"), "{over}: no form");
        let late = person.send_file(&before, &format!("{path}/receipt"), &[("order", "A-77")], b"").await;
        assert!(late.status >= 400, "{over}: {} {}", late.status, late.text());
        says(&late.text(), &["That is not possible in the present state of this complaint."]);
    }
    // One that is resolved may be opened again: it is read.
    let mut person = member(&test, "mia", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    does(&mut person, &path, "confirm", &[("solved_by", "myself")]).await.is(200);
    let shown = person.get(&path).await.is(200);
    person.send_file(&shown, &format!("{path}/receipt"), &[("order", "A-77")], b"").await.is(200);
    let shown = person.get(&path).await.is(200);
    person.send_file(&shown, &format!("{path}/receipt"), &[("order", "A-78")], b"%PDF-1.4 second").await.is(200);
    let desk = acme.get(&path.replace("/complaints/", "/desk/")).await.is(200);
    let first = desk.attribute("a[href^='/receipts/']", "href");
    acme.get(&first).await.is(200);
    says(&person.get(&path).await.is(200).text(), &["1. ", "2. ", "Receipt 1: opened by J. O."]);
}

async fn what_was_typed_beside_a_receipt_is_never_lost(engine: Engine) {
    let test = start(engine);
    let _acme = representative(&test).await;
    let mut mia = member(&test, "mia", Role::Member).await;
    let path = file(&mut mia, &[]).await.is(200).path;
    let receipt = format!("{path}/receipt");
    for bytes in [FILE_BYTES_MAX + 1, 2 * FILE_BYTES_MAX] {
        let shown = mia.get(&path).await.is(200);
        let large =
            mia.send_file(&shown, &receipt, &[("order", "A-77"), ("amount", "189.50")], &vec![b'x'; bytes]).await;
        assert!(large.status >= 400, "{}", large.status);
        assert!(large.value("#file-wrong").contains("larger than 4 MB"), "beside its field: {}", large.text());
        assert_eq!(large.attribute("#receipt-order", "value"), "A-77");
        assert_eq!(large.attribute("#receipt-amount", "value"), "189.50");
    }
    // The session ends meanwhile, in another tab.
    let thread = mia.get(&path).await.is(200);
    let settings = mia.get("/settings").await.is(200);
    mia.submit(&settings, "/logout", &[]).await.is(200);
    let late = mia.send_file(&thread, &receipt, &[("order", "A-77")], &vec![b'x'; FILE_BYTES_MAX]).await.is(403);
    says(&late.text(), &["You are not signed in any more", "The file that you chose could not be kept."]);
    let ready = mia.submit(&late, "/login", &[("name", "mia"), ("password", PASSWORD)]).await.is(200);
    assert_eq!(ready.attribute("input[name='order']", "value"), "A-77");
    says(&ready.text(), &["Choose it again."]);
    let sent = mia.send_file(&ready, &receipt, &[], b"%PDF-1.4 mine").await.is(200);
    says(&sent.text(), &["Receipt as PDF"]);
}

async fn only_who_lost_appeals_and_says_why(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let path = file(&mut person, &[]).await.is(200).path;
    contest(&mut acme, &path, "duplicate", "She filed it twice in quorble.").await;
    let desk = path.replace("/complaints/", "/desk/");
    says(&acme.get(&desk).await.is(200).text(), &["twice in quorble", "can answer here until"]);
    answer(&mut person, &path, "duplicate", "They are two orders.").await;
    says(&acme.get(&desk).await.is(200).text(), &["has answered and may add more until"]);
    // Nobody decides by leaving a form as it is.
    let open = mo.get("/moderation").await.is(200);
    assert!(!open.html.contains("required checked"), "{}", open.html);
    let none = decide(&mut mo, &[("reason", "One order, one heater")]).await.is(422);
    says(&none.text(), &["Choose a decision. Nothing was decided yet."]);
    assert!(none.value("textarea[name='reason']").contains("one heater"), "{}", none.text());
    decide(&mut mo, &[("deed", "uphold"), ("reason", "One order, one heater")]).await.is(200);

    let won = acme.get(&path).await.is(200);
    assert!(!offers(&won, &path, "appeal"), "{}", won.text());
    let mut forged = acme.fields(&won, &format!("{path}/report"));
    forged.retain(|(name, _)| matches!(name.as_str(), "token" | "request"));
    forged.push(("text".into(), "All the same.".into()));
    says(&acme.post(&format!("{path}/appeal"), &forged).await.text(), &["There is no decision here to appeal."]);
    let empty = does(&mut person, &path, "appeal", &[("text", " ")]).await;
    assert!(empty.status >= 400, "{}", empty.status);
    assert!(empty.value("#text-wrong").contains("still empty"), "{}", empty.text());
    says(&does(&mut person, &path, "appeal", &[("text", "Two.")]).await.is(200).text(), &["Appeal by"]);
    assert!(!mo.get("/moderation").await.is(200).html.contains("required checked"), "an appeal marks no ending either");
}

async fn what_the_brand_offered_is_not_what_somebody_got(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    for (name, by, got, said) in [("c1", "myself", "nothing", true), ("c2", "brand", "refund", false)] {
        let mut person = member(&test, name, Role::Member).await;
        let path = file(&mut person, &[]).await.is(200).path;
        let offer = [("text", "The money is on its way."), ("and", "offer"), ("outcome", "refund")];
        does(&mut acme, &path, "respond", &offer).await.is(200);
        let shown = person.get(&path).await.is(200);
        let fields = person.fields(&shown, &format!("{path}/confirm"));
        assert!(
            fields.iter().all(|(name, value)| name != "solved_by" && (name != "got" || value.is_empty())),
            "{fields:?}"
        );
        does(&mut person, &path, "confirm", &[("solved_by", by), ("got", got)]).await.is(200);
        let read = Browser::at(&test).get(&path).await.is(200).text();
        assert_eq!(read.contains("acme.com offered: refund"), said, "{read}");
    }
}

async fn lists_hold_what_there_is_to_read(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    says(&acme.get("/desk").await.is(200).text(), &["1 complaint waits for acme.com here."]);
    let sure = person.get(&format!("{path}/erase")).await.is(200);
    person.submit(&sure, &format!("{path}/erase"), &[]).await.is(200);
    for list in ["/", "/waiting", "/boards/acme.com"] {
        let shown = Browser::at(&test).get(list).await.is(200);
        assert!(!shown.text().contains("title erased") && !shown.html.contains(&path), "{list}: {}", shown.text());
    }
    Browser::at(&test).get(&path).await.is(200);
}

async fn a_language_that_was_chosen_lasts(engine: Engine) {
    let test = start(engine);
    let mut mia = member(&test, "mia", Role::Member).await;
    let settings = mia.get("/settings").await.is(200);
    mia.submit(&settings, "/settings/language", &[("language", "en")]).await.is(200);
    for page in ["/?language=de", "/boards", "/settings"] {
        assert_eq!(mia.get(page).await.is(200).attribute("html", "lang"), "de", "{page}");
    }
    let settings = mia.get("/settings").await.is(200);
    mia.submit(&settings, "/settings/language", &[("language", "en")]).await.is(200);
    assert_eq!(mia.get("/boards").await.is(200).attribute("html", "lang"), "en");
}

async fn an_objection_is_made_once_and_is_no_appeal(engine: Engine) {
    let test = start(engine);
    let mut loud = member(&test, "loud", Role::Member).await;
    let (mut mo, mut bo) = (member(&test, "mo", Role::Moderator).await, member(&test, "bo", Role::Moderator).await);
    let shown = mo.get("/moderation/accounts?who=loud").await.is(200);
    let limit = [("deed", "limited"), ("days", "30"), ("reason", "Forty comments a day")];
    mo.submit(&shown, "/moderation/accounts/restrict", &limit).await.is(200);
    let before = loud.get("/settings").await.is(200);
    loud.submit(&before, "/settings/object", &[("objection", "They were three.")]).await.is(200);
    decide(&mut bo, &[("deed", "keep"), ("reason", "They were forty")]).await.is(200);
    assert!(!loud.get("/settings").await.is(200).html.contains("action=\"/settings/object\""));
    says(&told(&mut loud).await, &["The moderators have decided about your objection."]);
    let again = [("objection", "They were four."), ("request", "0d1f7a6e-0000-4000-8000-000000000001")];
    loud.submit(&before, "/settings/object", &again).await.is(200);
    says(&bo.get("/moderation").await.is(200).text(), &["Nothing waits for a decision."]);
    let log = Browser::at(&test).get("/moderation/log").await.is(200).text();
    says(&log, &["Objection turned down"]);
    assert!(!log.contains("Appeal turned down"), "{log}");
}

async fn a_form_names_all_its_mistakes_at_once(engine: Engine) {
    let test = start(engine);
    let mut new = Browser::at(&test);
    let shown = new.get("/register").await.is(200);
    let wrong = new.submit(&shown, "/register", &[("name", "x"), ("password", "short")]).await.is(422);
    assert!(!wrong.value("#name-wrong").is_empty() && !wrong.value("#password-wrong").is_empty(), "{}", wrong.text());
    member(&test, "mia", Role::Member).await;
    let taken = new.submit(&wrong, "/register", &[("name", "mia"), ("password", "short")]).await.is(422);
    assert!(!taken.value("#name-wrong").is_empty() && !taken.value("#password-wrong").is_empty(), "{}", taken.text());
}

on_both_engines!(
    a_receipt_is_shown_only_while_somebody_may_still_read_it,
    what_was_typed_beside_a_receipt_is_never_lost,
    only_who_lost_appeals_and_says_why,
    what_the_brand_offered_is_not_what_somebody_got,
    lists_hold_what_there_is_to_read,
    a_language_that_was_chosen_lasts,
    an_objection_is_made_once_and_is_no_appeal,
    a_form_names_all_its_mistakes_at_once,
);
