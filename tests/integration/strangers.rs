//! What somebody who never saw the program before read wrong in it: each of it as they came upon it.

use redress::app::Clock;
use redress::domain::brand::BrandDomain;
use redress::services::login_link;
use redress::services::name_brand;
use redress::services::open_board::open_board;
use redress::services::receipts::FILE_BYTES_MAX;
use redress::services::receive_post::Received;
use redress::storage::accounts::Role;

use crate::complaint_life::{post, receive, stranger};
use crate::moderation::{answer, contest, decide, told};
use crate::on_both_engines;
use crate::pages::{PASSWORD, file, member, remote_person, representative, sent_link, start};
use crate::promised::says;
use crate::support::browser::{Browser, Shown};
use crate::support::{Engine, TestApp};

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
    for list in ["/", "/waiting", "/boards/acme.com"] {
        assert!(Browser::at(&test).get(list).await.is(200).html.contains(&path), "{list}");
    }
    let sure = person.get(&format!("{path}/erase")).await.is(200);
    person.submit(&sure, &format!("{path}/erase"), &[]).await.is(200);
    for list in ["/", "/waiting", "/boards/acme.com"] {
        let shown = Browser::at(&test).get(list).await.is(200);
        assert!(!shown.text().contains("title erased") && !shown.html.contains(&path), "{list}: {}", shown.text());
    }
    Browser::at(&test).get(&path).await.is(200);
}

/// A comment from a page that was opened before would name them again.
async fn who_was_erased_is_not_named_again(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let before = person.get(&path).await.is(200);
    let sure = person.get(&format!("{path}/erase")).await.is(200);
    person.submit(&sure, &format!("{path}/erase"), &[]).await.is(200);
    let after = person.get(&path).await.is(200);
    assert!(!after.html.contains(&format!("action=\"{path}/comment\"")), "{}", after.html);
    let late = person.submit(&before, &format!("{path}/comment"), &[("text", "One more thing.")]).await;
    assert!(late.text().contains("would put it back"), "{}", late.text());
    let read = Browser::at(&test).get(&path).await.is(200).text();
    assert!(!read.contains("c7") && !read.contains("One more thing"), "{read}");
}

/// A part of a name may be another brand's, too.
async fn nobody_is_complained_about_by_a_part_of_their_name(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    file(&mut person, &[]).await.is(200);
    let mut other = member(&test, "c8", Role::Member).await;
    for (typed, status) in [("acm", 422), ("com", 422), ("Acme", 200)] {
        let form = other.get("/file").await.is(200);
        let fields = [("step", "file"), ("brand", typed), ("text", "The kettle leaks at night, every night.")];
        let shown = other.submit(&form, "/file", &fields).await;
        assert_eq!(shown.status, status, "{typed}: {}", shown.text());
        assert!(shown.text().contains("acme.com"), "{typed}: {}", shown.text());
    }
}

/// What was done is said to whoever did it, once: no link says it to others, and no way back says it again.
async fn what_was_done_is_said_once_and_to_nobody_else(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let filed = file(&mut person, &[]).await.is(200);
    assert!(filed.text().contains("Your complaint is filed."), "{}", filed.text());
    assert!(filed.header("cache-control").contains("no-store"), "the way back asks anew");
    let path = filed.path.clone();
    for who in [&mut person, &mut Browser::at(&test)] {
        for address in [path.clone(), format!("{path}?said=filed"), "/?said=signed-in".to_string()] {
            let shown = who.get(&address).await.is(200);
            assert!(!shown.html.contains("class=\"said\""), "{address}: {}", shown.text());
        }
    }
    // Nobody puts a sentence there.
    person.plant_cookie("said", "password-changed");
    for address in ["/", path.as_str()] {
        assert!(!person.get(address).await.is(200).html.contains("class=\"said\""), "{address}");
    }
    // Who signed out has no session any more, and is told so too.
    let settings = person.get("/settings").await.is(200);
    let out = person.submit(&settings, "/logout", &[]).await.is(200);
    says(&out.text(), &["You are signed out."]);
    assert!(!person.get("/").await.is(200).text().contains("You are signed out."));
}

/// By their handle as it stands on their page, too.
async fn who_signs_in_by_their_handle_is_let_in(engine: Engine) {
    let test = start(engine);
    member(&test, "mia", Role::Member).await;
    for name in ["mia", "@mia", &format!("mia@{}", test.authority()), &format!("@Mia@{}", test.authority())] {
        let mut mia = Browser::at(&test);
        let shown = mia.get("/login").await.is(200);
        let shown = mia.submit(&shown, "/login", &[("name", name), ("password", PASSWORD)]).await.is(200);
        assert!(shown.text().contains("@mia"), "{name}: {}", shown.text());
    }
    let mut other = Browser::at(&test);
    let shown = other.get("/login").await.is(200);
    other.submit(&shown, "/login", &[("name", "mia@other.example"), ("password", PASSWORD)]).await.is(422);
}

async fn a_name_that_nobody_knows_is_said_at_once(engine: Engine) {
    let test = start(engine);
    let mut anybody = Browser::at(&test);
    let shown = anybody.get("/file?brand=quorble").await.is(200);
    says(&shown.text(), &["Nobody here knows that name. Write the brand’s website instead, such as acme.com."]);
    assert_eq!(shown.attribute("#brand", "value"), "quorble");
    assert!(!anybody.get("/file").await.is(200).html.contains("aria-invalid"));
    assert!(!anybody.get("/file?brand=quorble.example").await.is(200).html.contains("aria-invalid"));
}

/// Texts of which nothing is seen.
const NOTHING: [&str; 11] = [
    " \n ",
    "\u{200b}\u{2060}",
    "\u{2800}\u{3164}",
    "\u{200f}\u{ad}\u{fe0f}",
    "&nbsp;&nbsp;",
    "&#8203;",
    "&shy;",
    "---",
    "> ",
    "[](http://a.example)",
    "![](http://a.example/a.png)",
];

/// A text of which nothing can be seen is none, before the last step.
async fn what_says_nothing_is_no_text(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    for text in NOTHING {
        for step in ["preview", "file"] {
            let shown = file(&mut person, &[("text", text), ("step", step)]).await.is(422);
            assert!(shown.html.contains("id=\"text-wrong\""), "{text:?}: {}", shown.text());
        }
    }
    // Nor is it an answer, and a full stop above a name is none either.
    let mut acme = representative(&test).await;
    let path = file(&mut person, &[]).await.is(200).path;
    for text in NOTHING.into_iter().chain([".", "– ! –", "@c7", "J. O., refunds"]) {
        let refused = does(&mut acme, &path, "respond", &[("text", text)]).await;
        assert_eq!(refused.status, 422, "{text:?}: {}", refused.text());
    }
    assert_eq!(person.get(&path).await.attribute(".thread", "data-state"), "open");
}

/// What stands under "As everybody will see it" is what everybody sees.
async fn a_preview_says_what_comes(engine: Engine) {
    let test = start(engine);
    let acme = representative(&test).await;
    drop(acme);
    // Under which name is asked only after signing in.
    let draft = [
        ("step", "preview"),
        ("brand", "acme.com"),
        ("text", "It never came."),
        ("channel-1", "phone"),
        ("reference-1", "K-1234"),
        ("demanded-1", "everything once more"),
    ];
    let mut anybody = Browser::at(&test);
    let form = anybody.get("/file").await.is(200);
    let shown = anybody.submit(&form, "/file", &draft).await.is(200);
    let preview = |shown: &Shown| shown.value(".preview");
    says(
        &preview(&shown),
        &["the name that you choose after signing in", "case number K-1234", "everything once more"],
    );
    says(&preview(&shown), &["Just filed. Waiting for acme.com"]);
    assert!(!shown.text().contains("a pseudonym"), "{}", shown.text());
    says(&shown.text(), &["Everybody can read it"]);
    // Where nobody reads, nobody is waited for; and Enter in the first field looks for the brand.
    let mut person = member(&test, "c7", Role::Member).await;
    let form = person.get("/file").await.is(200);
    let found = [("step", "enter"), ("brand", "quiet.example")];
    let shown = person.submit(&form, "/file", &found).await.is(200);
    assert!(!shown.html.contains("id=\"text-wrong\""), "{}", shown.text());
    let draft = [("step", "preview"), ("brand", "quiet.example"), ("text", "It never came.")];
    let shown = person.submit(&shown, "/file", &draft).await.is(200);
    let promised = preview(&shown);
    says(&promised, &["Nobody from quiet.example reads here yet"]);
    assert!(!promised.contains("Just filed"), "{promised}");
    // What is wrong is said in the order of the form.
    let wrong =
        [("step", "preview"), ("brand", ""), ("text", "It never came."), ("minutes-1", "long"), ("amount", "much")];
    let shown = person.submit(&form, "/file", &wrong).await.is(422);
    let said = |field: &str| shown.html.find(&format!("<li><a href=\"#{field}\"")).unwrap();
    assert!(said("brand") < said("minutes-1") && said("minutes-1") < said("amount"), "{}", shown.html);
}

/// Of words in another language than the page nobody says that they are in the page's.
async fn a_text_is_not_said_to_be_in_the_language_of_the_page(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    for (text, language) in [
        ("المصباح مكسور", None),
        ("Lampen gik i stykker efter to dage.", None),
        ("My lamp broke after one day.", Some("en")),
        ("Die Lampe ist seit zwei Tagen kaputt, und niemand antwortet.", Some("de")),
    ] {
        let shown = file(&mut person, &[("text", text), ("step", "preview")]).await.is(200);
        let tagged = language.map(|it| format!("dir=\"auto\" lang=\"{it}\""));
        let preview = shown.html.split("id=\"preview\"").nth(1).unwrap().split("</section>").next().unwrap();
        let post = shown.html.split("<div class=\"words\"").nth(1).unwrap().split('>').next().unwrap();
        assert!(!preview.is_empty());
        assert_eq!(post.trim(), tagged.unwrap_or("dir=\"auto\"".to_string()), "{text}");
    }
}

async fn a_language_that_was_chosen_lasts(engine: Engine) {
    let test = start(engine);
    let mut mia = member(&test, "mia", Role::Member).await;
    let settings = mia.get("/settings").await.is(200);
    mia.submit(&settings, "/settings/language", &[("language", "en")]).await.is(200);
    for page in ["/?language=de", "/boards", "/settings"] {
        assert_eq!(mia.get(page).await.is(200).attribute("html", "lang"), "de", "{page}");
    }
    says(&mia.get("/settings").await.is(200).text(), &["Du hast am Fuß einer Seite Deutsch gewählt."]);
    // Also where nothing is looked at any more.
    let unreadable = mia.get("/boards?q=%00").await.is(400);
    assert_eq!(unreadable.attribute("html", "lang"), "de");
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

/// A guest asks for a link on this page, and gets it.
async fn link_from(test: &TestApp, guest: &mut Browser, page: &Shown) -> String {
    guest.submit(page, "/login/guest", &[("handle", "@c7@mastodon.example")]).await.is(200);
    let (link, address) = sent_link(test).await;
    let (remote, now) = (remote_person(test).await, test.clock.now());
    test.app.db.write(move |tx| login_link::found(tx, link, remote, now)).await.unwrap();
    address.strip_prefix(test.app.address.origin()).unwrap().to_string()
}

async fn a_guest_comes_back_and_finds_what_they_filed(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "mia", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let mut guest = Browser::at(&test);
    let thread = guest.get(&path).await.is(200);
    let login = guest.get(&thread.attribute(".masthead .end a", "href")).await.is(200);
    let link = link_from(&test, &mut guest, &login).await;
    let shown = guest.get(&link).await.is(200);
    assert_eq!(guest.submit(&shown, &link, &[]).await.is(200).path, path, "back to where they came from");
    let dead = guest.get(&link).await.is(404);
    assert_eq!(guest.get(&dead.attribute("main a.button", "href")).await.is(200).path, "/login", "and a new one");

    // Their page here lists what they filed: to them also what others cannot read.
    let own = file(&mut guest, &[("title", "A kettle of quorble")]).await.is(200).path;
    let settings = guest.get("/settings").await.is(200);
    assert!(settings.html.contains(&own) && settings.text().contains("A kettle of quorble"), "{}", settings.text());
    assert!(!person.get("/settings").await.is(200).html.contains(&own));
    let mut mo = member(&test, "mo", Role::Moderator).await;
    does(&mut mo, &own, "hide", &[("reason", "It names a person")]).await.is(200);
    let profile = "/@c7@mastodon.example";
    assert!(guest.get(profile).await.is(200).html.contains(&own), "gone for everybody else");
    // And all of it, a page after the other.
    let first = file(&mut guest, &[("title", "The first of many"), ("text", "One.")]).await.is(200).path;
    for n in 0..50 {
        let text = format!("And one more, the {n}th.");
        test.clock.advance(std::time::Duration::from_secs(20));
        file(&mut guest, &[("text", &text)]).await.is(200);
    }
    let settings = guest.get("/settings").await.is(200);
    assert!(!settings.html.contains(&first), "more than a page");
    let older = settings.attribute("main a[href*='filed=']", "href");
    assert!(guest.get(&older).await.is(200).html.contains(&first), "{older}");
    assert!(!Browser::at(&test).get(profile).await.is(200).html.contains(&own));
}

/// What somebody filed by names of its own takes no place on their page of what everybody finds there.
async fn what_they_alone_find_hides_nothing_else(engine: Engine) {
    let test = start(engine);
    let mut mia = member(&test, "mia", Role::Member).await;
    let path = file(&mut mia, &[]).await.is(200).path;
    for n in 0..50 {
        let text = format!("And one more, the {n}th.");
        test.clock.advance(std::time::Duration::from_secs(20));
        file(&mut mia, &[("text", &text), ("identity", "pseudonym")]).await.is(200);
    }
    for (reader, own) in [(&mut mia, true), (&mut Browser::at(&test), false)] {
        let shown = reader.get("/@mia").await.is(200);
        assert!(shown.html.contains(&path));
        assert_eq!(shown.text().contains("Only you can see this list"), own);
    }
}

async fn what_a_guest_began_waits_where_they_go_on(engine: Engine) {
    let test = start(engine);
    let mut guest = Browser::at(&test);
    let form = guest.get("/file?brand=acme.com").await.is(200);
    guest.submit(&form, "/file", &[("step", "sign-in"), ("text", "It quorbles.")]).await.is(200);
    let login = guest.get("/login").await.is(200);
    let link = link_from(&test, &mut guest, &login).await;
    let shown = guest.get(&link).await.is(200);
    let back = guest.submit(&shown, &link, &[]).await.is(200);
    assert_eq!((back.path.as_str(), back.value("#text").trim()), ("/file", "It quorbles."));
}

async fn a_page_that_says_no_leads_somewhere_else(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    for (page, status) in [("/nothing-here", 404), ("/admin", 403), ("/moderation", 403)] {
        let shown = person.get(page).await.is(status);
        assert!(!shown.html.contains(&format!("href=\"{page}\"")), "{page}: {}", shown.html);
        assert!(!shown.text().contains("not signed in"), "{page}: {}", shown.text());
    }
    let mut visitor = Browser::at(&test);
    visitor.get("/login").await.is(200);
    let fields = [("token".to_string(), "00".to_string()), ("password".to_string(), PASSWORD.to_string())];
    let out = visitor.post("/settings/delete-account", &fields).await.is(403);
    says(&out.text(), &["You are not signed in any more"]);
    assert_eq!(out.attribute("main a.button", "href"), "/login?next=%2Fsettings%2Fdelete-account");
}

async fn the_log_names_what_everybody_may_read(engine: Engine) {
    let test = start(engine);
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let closed = file(&mut person, &[("title", "The kettle of quorble")]).await.is(200).path;
    does(&mut mo, &closed, "dismiss", &[("ground", "abuse"), ("reason", "It threatens a person")]).await.is(200);
    let hidden = file(&mut person, &[("title", "A pan of wibble"), ("text", "It hums.")]).await.is(200).path;
    does(&mut mo, &hidden, "hide", &[("reason", "It names a person")]).await.is(200);
    let log = Browser::at(&test).get("/moderation/log").await.is(200).text();
    says(&log, &["The kettle of quorble", "It threatens a person", "It names a person"]);
    assert!(!log.contains("wibble"), "{log}");
    // On their own page it is no secret either; what is hidden is.
    let own = person.get("/@c7").await.is(200);
    let yours = own.value("section[aria-labelledby='yours']");
    assert!(yours.contains("A pan of wibble") && !yours.contains("quorble"), "{yours}");
    assert!(own.value("section[aria-labelledby='filed']").contains("The kettle of quorble"), "{}", own.text());
}

async fn a_summary_says_whose_words_follow(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    does(&mut person, &path, "comment", &[("text", "I forgot the street.")]).await.is(200);
    does(&mut acme, &path, "respond", &[("text", "We look for it.")]).await.is(200);
    let summary = person.get(&format!("{path}/summary")).await.is(200);
    let said = summary.value("section[aria-labelledby='said']");
    let at = |words: &str| said.find(words).unwrap_or_else(|| panic!("{words}: {said}"));
    assert!(at("@c7") < at("I forgot the street."), "{said}");
    assert!(at("I forgot the street.") < at("J. O., refunds at acme.com"), "{said}");
    assert!(at("J. O., refunds at acme.com") < at("We look for it."), "{said}");
}

async fn of_what_came_by_a_mention_nothing_is_said_that_nobody_knows(engine: Engine) {
    let test = start(engine);
    let _acme = representative(&test).await;
    let app = &test.app;
    let (_, board) = open_board(app, BrandDomain::parse("acme.com").unwrap(), None).await.unwrap();
    let ada = stranger(app, "https://mastodon.example/users/ada").await;
    let words = "@acme.com The kettle leaks. I called five times. #file";
    let post = post("https://mastodon.example/notes/1", words, &[&board.uri], None);
    let Received::Filed { complaint } = receive(app, &ada, post).await else { panic!("not filed") };
    let path = format!("/complaints/{complaint}");
    for page in [path.clone(), format!("{path}/summary")] {
        let shown = Browser::at(&test).get(&page).await.is(200).text();
        assert!(shown.contains("I called five times") && !shown.contains("Has not contacted"), "{page}: {shown}");
    }
    // Her post says what she filed, and nothing of what this server did then.
    let proof = Browser::at(&test).get(&format!("{path}/proof")).await.is(200).text();
    says(&proof, &["The brand was notified", "confirmed by the home server only"]);
    assert_eq!(proof.matches("confirmed by the author").count(), 1, "{proof}");
}

async fn who_works_at_a_brand_without_a_board_finds_the_proof(engine: Engine) {
    let test = start(engine);
    let mut anybody = Browser::at(&test);
    for page in ["/boards?q=quorble.com", "/search?q=quorble.com"] {
        let shown = anybody.get(page).await.is(200);
        let claim = anybody.get(&shown.attribute("main a[href$='/claim']", "href")).await.is(200);
        assert_eq!(claim.path, "/boards/quorble.com/claim", "{page}");
        anybody.get(&claim.attribute(".kicker a", "href")).await.is(200);
    }
    // One domain of a brand is as good as another: its board is there, and its proof with it.
    let domain = |text: &str| BrandDomain::parse(text).unwrap();
    open_board(&test.app, domain("acme.com"), None).await.unwrap();
    name_brand::alias_brand(&test.app, domain("acme.com"), domain("acme-shop.com")).await.unwrap();
    for page in ["/boards?q=acme-shop.com", "/search?q=acme-shop.com", "/boards?q=acme.com"] {
        let shown = anybody.get(page).await.is(200);
        assert!(shown.html.contains("href=\"/boards/acme.com\""), "{page}: {}", shown.html);
        assert!(!shown.html.contains("/boards/acme-shop.com/claim"), "{page}: {}", shown.html);
    }
    says(&anybody.get("/boards?q=quorble").await.is(200).text(), &["To speak for a brand that has no page here yet"]);
    says(&anybody.get("/about").await.is(200).text(), &["To speak for a brand that has no page here yet"]);
}

on_both_engines!(
    who_was_erased_is_not_named_again,
    nobody_is_complained_about_by_a_part_of_their_name,
    a_receipt_is_shown_only_while_somebody_may_still_read_it,
    what_was_typed_beside_a_receipt_is_never_lost,
    only_who_lost_appeals_and_says_why,
    what_the_brand_offered_is_not_what_somebody_got,
    lists_hold_what_there_is_to_read,
    what_was_done_is_said_once_and_to_nobody_else,
    who_signs_in_by_their_handle_is_let_in,
    a_name_that_nobody_knows_is_said_at_once,
    what_says_nothing_is_no_text,
    a_preview_says_what_comes,
    a_text_is_not_said_to_be_in_the_language_of_the_page,
    a_language_that_was_chosen_lasts,
    an_objection_is_made_once_and_is_no_appeal,
    a_form_names_all_its_mistakes_at_once,
    a_guest_comes_back_and_finds_what_they_filed,
    what_they_alone_find_hides_nothing_else,
    what_a_guest_began_waits_where_they_go_on,
    a_page_that_says_no_leads_somewhere_else,
    the_log_names_what_everybody_may_read,
    a_summary_says_whose_words_follow,
    of_what_came_by_a_mention_nothing_is_said_that_nobody_knows,
    who_works_at_a_brand_without_a_board_finds_the_proof,
);
