//! Who hears of what happens in a thread: on a page of their own, with a mark in the head of every page.

use std::time::Duration;

use redress::app::Clock;
use redress::domain::brand::BrandDomain;
use redress::domain::ids::AccountId;
use redress::services::leave::delete_account;
use redress::storage::accounts::{self, Role};
use redress::storage::notifications::{self, DAYS_KEPT, Notification, Reader};
use redress::storage::{StorageError, Tx, brands};

use crate::on_both_engines;
use crate::pages::{PASSWORD, file, member, representative, start};
use crate::support::browser::Browser;
use crate::support::{Engine, TestApp};

const PAGE: &str = "/notifications";
/// The mark in the head of every page.
const MARK: &str = "/notifications#heard-h";
const NEW: &str = "New complaint about";

async fn heard(who: &mut Browser) -> String {
    who.get(PAGE).await.is(200).text()
}

async fn is_marked(who: &mut Browser) -> bool {
    who.get("/about").await.is(200).html.contains(MARK)
}

/// The address of the actor that is the board of acme.com at a server.
async fn board(test: &TestApp) -> String {
    let find = |view: &mut redress::storage::View<'_>| {
        let brand = brands::find_by_domain(view, &BrandDomain::parse("acme.com").unwrap())?.unwrap();
        brands::board_of(view, brand.id)
    };
    let board = test.app.db.read::<_, StorageError, _>(find).await.unwrap().unwrap();
    test.app.address.actor(board)
}

async fn follow(who: &mut Browser, uri: &str) {
    let shown = who.get(&format!("/intents/follow?object={uri}")).await.is(200);
    who.submit(&shown, "/intents/follow", &[]).await.is(200);
}

async fn deed(who: &mut Browser, path: &str, deed: &str, fields: &[(&str, &str)]) {
    let shown = who.get(path).await.is(200);
    who.submit(&shown, &format!("{path}/{deed}"), fields).await.is(200);
}

async fn account(test: &TestApp, name: &'static str) -> AccountId {
    let find = move |view: &mut redress::storage::View<'_>| accounts::find_by_name(view, name);
    test.app.db.read::<_, StorageError, _>(find).await.unwrap().unwrap().id
}

async fn everybody_hears_what_the_table_says(engine: Engine) {
    let test = start(engine);
    let mut jo = representative(&test).await;
    let (mut mia, mut bea) = (member(&test, "mia", Role::Member).await, member(&test, "bea", Role::Member).await);
    let (mut fred, mut lena) = (member(&test, "fred", Role::Member).await, member(&test, "lena", Role::Member).await);
    follow(&mut fred, &board(&test).await).await;
    for who in [&mut jo, &mut mia, &mut fred] {
        assert!(!is_marked(who).await);
        assert!(heard(who).await.contains("Nothing so far."));
    }

    // Filed: the brand at once, who follows the board when they look, and nobody else.
    let path = file(&mut mia, &[]).await.is(200).path;
    assert!(is_marked(&mut jo).await && !is_marked(&mut fred).await);
    for who in [&mut jo, &mut fred] {
        assert!(heard(who).await.contains(NEW));
    }
    for who in [&mut mia, &mut bea, &mut lena] {
        assert!(!heard(who).await.contains(NEW));
    }

    // Supported, answered, commented: whoever did it hears nothing, and nobody hears twice.
    deed(&mut bea, &path, "support", &[]).await;
    assert!(heard(&mut mia).await.contains("Somebody else has the same problem"));
    assert!(!is_marked(&mut mia).await, "that can wait");
    deed(&mut jo, &path, "respond", &[("text", "We are looking for the payment, and write again on Monday.")]).await;
    assert!(is_marked(&mut bea).await);
    let (to_bea, to_mia) = (heard(&mut bea).await, heard(&mut mia).await);
    assert!(to_bea.contains("has answered") && to_bea.contains("You have the same problem"), "{to_bea}");
    assert_eq!(to_mia.matches("has answered").count(), 1, "{to_mia}");
    assert!(!heard(&mut fred).await.contains("has answered"));
    deed(&mut bea, &path, "comment", &[("text", "They said the same to me in May.")]).await;
    for who in [&mut jo, &mut mia] {
        let told = heard(who).await;
        assert!(told.contains("There is a new comment"), "{told}");
    }
    assert!(!heard(&mut bea).await.contains("There is a new comment"));

    // The line leads to the comment; who opens the thread has read it.
    let shown = jo.get(PAGE).await.is(200);
    assert!(shown.html.contains(&format!("href=\"{path}#post-")), "{}", shown.html);
    assert!(is_marked(&mut jo).await);
    jo.get(&path).await.is(200);
    assert!(!is_marked(&mut jo).await);
    // Or says so of all.
    assert!(is_marked(&mut mia).await);
    let shown = mia.get(PAGE).await.is(200);
    let read = mia.submit(&shown, PAGE, &[]).await.is(200);
    assert!(read.text().contains("All marked as read."), "{}", read.text());
    assert!(!is_marked(&mut mia).await);
    assert!(heard(&mut mia).await.contains("There is a new comment"), "read is not gone");

    // What waits for somebody stands on their front page, and on nobody else's.
    deed(&mut jo, &path, "respond", &[("text", "The money is on its way."), ("and", "offer"), ("outcome", "refund")])
        .await;
    assert!(mia.get("/").await.is(200).text().contains("Waiting for you"));
    assert!(!bea.get("/").await.is(200).text().contains("Waiting for you"));
    assert!(heard(&mut bea).await.contains("offers a solution"));
    // Strangers sign in first, and have a list of their own.
    assert!(!heard(&mut lena).await.contains(&path));
    let stranger = Browser::at(&test).get(PAGE).await;
    assert!(stranger.path != PAGE && !stranger.text().contains(NEW), "{}", stranger.text());
}

async fn one_deed_is_told_once_and_as_what_it_is(engine: Engine) {
    let test = start(engine);
    let mut jo = representative(&test).await;
    let (mut mia, mut bea) = (member(&test, "mia", Role::Member).await, member(&test, "bea", Role::Member).await);
    let mut fred = member(&test, "fred", Role::Member).await;
    let path = file(&mut mia, &[]).await.is(200).path;

    // Whoever has an account here follows with the button of the board's page.
    let board = fred.get("/boards/acme.com").await.is(200);
    assert!(board.html.contains("/follow?board=acme.com"));
    let shown = fred.get("/follow?board=acme.com").await.is(200);
    assert_eq!(shown.path, "/intents/follow");
    fred.submit(&shown, "/intents/follow", &[]).await.is(200);
    let second = file(&mut mia, &[("title", "A lamp without light"), ("text", "It never lit.")]).await.is(200).path;
    assert!(heard(&mut fred).await.contains("A lamp without light"));

    // What can wait is not called new where no mark counts it.
    deed(&mut bea, &path, "support", &[]).await;
    let shown = mia.get(PAGE).await.is(200);
    assert!(shown.text().contains("has the same problem") && !shown.html.contains("<b class=\"count\">"));

    // Words with a question, an offer, a refusal of it: what was done is told, and not that there are words.
    deed(&mut jo, &path, "respond", &[("text", "Which day was it?"), ("and", "ask")]).await;
    let told = heard(&mut bea).await;
    assert!(told.contains("asks the person who filed") && !told.contains("has answered"), "{told}");
    deed(&mut mia, &path, "comment", &[("text", "It was the third of May.")]).await;
    let told = heard(&mut jo).await;
    assert_eq!(
        (told.matches("has answered the question").count(), told.matches("new comment").count()),
        (1, 0),
        "{told}"
    );
    let refund = [("text", "The money is on its way."), ("and", "offer"), ("outcome", "refund")];
    deed(&mut jo, &path, "respond", &refund).await;
    let told = heard(&mut bea).await;
    assert!(told.contains("offers a solution") && !told.contains("has answered “"), "{told}");
    deed(&mut mia, &path, "decline", &[("text", "Half of it is missing.")]).await;
    assert!(heard(&mut bea).await.contains("says that it is not resolved"));

    // A browser that fetches a page ahead has read nothing for anybody.
    assert!(is_marked(&mut bea).await);
    bea.extra = vec![("Sec-Purpose".into(), "prefetch;prerender".into())];
    bea.get(&path).await.is(200);
    bea.extra.clear();
    assert!(is_marked(&mut bea).await);
    bea.get(&path).await.is(200);
    assert!(!is_marked(&mut bea).await);

    // A comment that is gone is no news.
    deed(&mut fred, &second, "comment", &[("text", "Mine neither.")]).await;
    assert!(heard(&mut mia).await.contains("There is a new comment on “A lamp without light”"));
    let thread = fred.get(&second).await.is(200);
    let sure = thread.attribute("a[href*='/delete-comment?posts=']", "href");
    let sure = fred.get(&sure).await.is(200);
    fred.submit(&sure, &format!("{second}/delete-comment"), &[]).await.is(200);
    assert!(!heard(&mut mia).await.contains("There is a new comment on “A lamp without light”"));
}

async fn nobody_hears_of_what_is_not_for_them(engine: Engine) {
    let test = start(engine);
    let mut jo = representative(&test).await;
    let (mut mia, mut bea) = (member(&test, "mia", Role::Member).await, member(&test, "bea", Role::Member).await);
    let (mut fred, mut mo) = (member(&test, "fred", Role::Member).await, member(&test, "mo", Role::Moderator).await);
    follow(&mut fred, &board(&test).await).await;

    // Never meant as a complaint: nobody heard of it.
    let path = file(&mut mia, &[]).await.is(200).path;
    assert!(heard(&mut fred).await.contains(NEW) && is_marked(&mut jo).await);
    let sure = mia.get(&format!("{path}/retract")).await.is(200);
    mia.submit(&sure, &format!("{path}/retract"), &[]).await.is(200);
    for who in [&mut fred, &mut jo] {
        assert!(!heard(who).await.contains(NEW));
        assert!(!is_marked(who).await);
    }

    // Hidden by moderators: as it stands for each of them when they look.
    let path = file(&mut mia, &[]).await.is(200).path;
    deed(&mut bea, &path, "support", &[]).await;
    deed(&mut jo, &path, "respond", &[("text", "We are looking for the payment, and write again on Monday.")]).await;
    assert!(heard(&mut fred).await.contains(NEW) && is_marked(&mut bea).await);
    deed(&mut mo, &path, "hide", &[("reason", "A name in it")]).await;
    for who in [&mut fred, &mut bea] {
        let told = heard(who).await;
        assert!(!told.contains(NEW) && !told.contains("has answered"), "{told}");
        assert!(!is_marked(who).await);
    }
    let told = heard(&mut mia).await;
    assert!(told.contains("has the same problem"), "{told}");
    // While it is hidden, nobody but its sides hears what happens in it.
    deed(&mut jo, &path, "respond", &[("text", "Here is the number of the transfer.")]).await;
    deed(&mut mo, &path, "unhide", &[("reason", "The name is gone")]).await;
    assert_eq!(heard(&mut bea).await.matches("has answered").count(), 1);
}

async fn members_hear_of_threads_that_are_kept_elsewhere(engine: Engine) {
    let (north, south) = TestApp::pair(engine);
    let mut jo = representative(&north).await;
    let (mut mia, mut lena) = (member(&north, "mia", Role::Member).await, member(&south, "lena", Role::Member).await);
    let uri = board(&north).await;
    redress::federation::actor::fetch_actor(&south.app, &uri).await.unwrap();
    follow(&mut lena, &uri).await;
    north.settle(&south).await;
    let path = file(&mut mia, &[]).await.is(200).path;
    north.settle(&south).await;
    let told = heard(&mut lena).await;
    assert!(told.contains(NEW) && told.contains("A board that you follow"), "{told}");
    assert!(!is_marked(&mut lena).await);

    // Their own side of a thread there.
    let copy = lena.get(PAGE).await.is(200).attribute("main .list a[href^='/complaints/']", "href");
    deed(&mut lena, &copy, "support", &[]).await;
    north.settle(&south).await;
    assert!(heard(&mut mia).await.contains("Somebody else has the same problem"));
    deed(&mut jo, &path, "respond", &[("text", "We are looking for the payment, and write again on Monday.")]).await;
    north.settle(&south).await;
    let told = heard(&mut lena).await;
    assert!(told.contains("has answered") && told.contains("You have the same problem"), "{told}");
    assert!(is_marked(&mut lena).await);
}

async fn lines(test: &TestApp, account: AccountId) -> Vec<Notification> {
    let reader = Reader { account, names: Vec::new(), brands: Vec::new(), moderates: false };
    let page = move |view: &mut redress::storage::View<'_>| notifications::page(view, &reader, None, 10);
    test.app.db.read::<_, StorageError, _>(page).await.unwrap()
}

async fn what_was_heard_goes_with_time_and_with_whoever_leaves(engine: Engine) {
    let test = start(engine);
    let mut jo = representative(&test).await;
    let (mut mia, mut fred) = (member(&test, "mia", Role::Member).await, member(&test, "fred", Role::Member).await);
    let mut bea = member(&test, "bea", Role::Member).await;
    for who in [&mut fred, &mut bea] {
        follow(who, &board(&test).await).await;
    }
    file(&mut mia, &[]).await.is(200);
    let (of_fred, of_bea) = (account(&test, "fred").await, account(&test, "bea").await);
    assert_eq!((lines(&test, of_fred).await.len(), lines(&test, of_bea).await.len()), (1, 1));
    assert!(heard(&mut jo).await.contains(NEW));

    delete_account(&test.app, of_bea, PASSWORD).await.unwrap();
    assert_eq!((lines(&test, of_fred).await.len(), lines(&test, of_bea).await.len()), (1, 0));

    let tidy = |now| move |tx: &mut Tx<'_>| notifications::delete_old(tx, now);
    let days = |count: i64| Duration::from_hours(24 * u64::try_from(count).unwrap());
    test.clock.advance(days(DAYS_KEPT - 1));
    let now = test.clock.now();
    assert_eq!(test.app.db.write::<_, StorageError, _>(tidy(now)).await.unwrap(), 0);
    test.clock.advance(days(2));
    let now = test.clock.now();
    assert_eq!(test.app.db.write::<_, StorageError, _>(tidy(now)).await.unwrap(), 2);
    assert!(lines(&test, of_fred).await.is_empty());
}

on_both_engines!(
    everybody_hears_what_the_table_says,
    one_deed_is_told_once_and_as_what_it_is,
    nobody_hears_of_what_is_not_for_them,
    members_hear_of_threads_that_are_kept_elsewhere,
    what_was_heard_goes_with_time_and_with_whoever_leaves,
);
