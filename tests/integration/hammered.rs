//! What somebody tries who means no good: pictures that burst, floods through others, doors beside the right one, and words
//! that lead elsewhere.

use crate::support::acts::{Edit, edit_comment, take_back_comment};
use image::{DynamicImage, ImageFormat, RgbImage};
use redress::app::Clock as _;
use redress::crypto::cavage::digest_header;
use redress::crypto::integrity_proof;
use redress::domain::doings::{Doing, REPORTS_OF_ONE_MAX};
use redress::domain::ids::ComplaintId;
use redress::domain::refusal::Code;
use redress::domain::room::{ONE, OTHERS, TAKING_BACK_BYTES};
use redress::services::ServiceError;
use redress::services::accounts::{Registration, register};
use redress::services::moderate::{NewReport, report};
use redress::services::receipts::RECEIPTS_MAX;
use redress::storage::accounts::{self, Role};
use redress::storage::posts::{self, PostKind};
use redress::storage::{Cause, Door, StorageError, View, actors, complaints, fates, follows};
use serde_json::{Value, json};

use crate::bounds::ROOM;
use crate::groups::{Fair, proving};
use crate::moderation::{smuggle, suspend};
use crate::on_both_engines;
use crate::pages::{PASSWORD, file, member, representative, start};
use crate::people::{INVITATIONS, PEOPLE, person, step};
use crate::promised::refused;
use crate::support::acts::comment;
use crate::support::browser::{Browser, Shown};
use crate::support::peer::{FakePeer, Letter, PUBLIC};
use crate::support::{Engine, TestApp};
use crate::told::service;

/// A little file whose header says that it is large.
fn bomb(side: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(RgbImage::new(4, 4)).write_to(&mut bytes, ImageFormat::Png).unwrap();
    let mut bytes = bytes.into_inner();
    bytes[16..20].copy_from_slice(&side.to_be_bytes());
    bytes[20..24].copy_from_slice(&side.to_be_bytes());
    let mut sum = u32::MAX;
    for byte in &bytes[12..29] {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
        }
    }
    bytes[29..33].copy_from_slice(&(!sum).to_be_bytes());
    bytes
}

async fn show(who: &mut Browser, form: &Shown, path: &str, bytes: &[u8]) -> Shown {
    let marks = who.clone().get("/settings").await;
    let fields = who.fields(&marks, "/logout");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    who.send_file(form, &format!("{path}/receipt"), &fields, bytes).await
}

/// Whoever may show no receipt hears that, and not what is wrong with their file: it was never looked at.
async fn nobody_has_a_picture_decoded_who_may_not_show_it(engine: Engine) {
    let test = start(engine);
    representative(&test).await;
    let mut owner = member(&test, "c7", Role::Member).await;
    let mut other = member(&test, "other", Role::Member).await;
    let path = file(&mut owner, &[]).await.is(200).path;
    let form = owner.get(&path).await.is(200);
    for bytes in [bomb(8_192), b"<svg/>".to_vec()] {
        show(&mut other, &form, &path, &bytes).await.is(403);
    }
    // Their own is refused by its header.
    let refused = show(&mut owner, &form, &path, &bomb(8_192)).await.is(422);
    assert!(refused.text().contains("We cannot read this file"), "{}", refused.text());
    for _ in 0..RECEIPTS_MAX {
        let form = owner.get(&path).await.is(200);
        show(&mut owner, &form, &path, b"%PDF-1.7").await.is(200);
    }
    let full = show(&mut owner, &form, &path, b"<svg/>").await.is(422);
    assert!(!full.text().contains("We cannot read this file"), "{}", full.text());
}

/// What a group passes on counts for whoever said it; and nobody speaks for many because they say so.
async fn a_flood_through_others_is_a_flood(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, complaint) = fair.filed().await;
    let group = fair.forum.actor("kettles", "Group");
    let (bea, key) = proving(&fair, "bea");
    let desk = fair.writers.actor("desk", "Service");
    let at = fair.test.clock.now();
    let create = |who: &str, name: &str| {
        let mut note = fair.note(name, "<p>Again.</p>");
        note["attributedTo"] = json!(who);
        note["inReplyTo"] = json!(complaint);
        json!({"type": "Create", "id": fair.writers.url(&format!("/creates/{name}")), "actor": who, "to": [PUBLIC], "object": note})
    };
    let most = Doing::Post.bound().per_hour;
    let announce = |number: i64| -> Value {
        let said = create(&bea.uri, &format!("bea-{number}"));
        let proven = integrity_proof::sign(&said, &key, &format!("{}#proofs", bea.uri), at).unwrap();
        json!({"type": "Announce", "id": fair.forum.url(&format!("/a/{number}")), "actor": group.uri, "to": [PUBLIC], "object": proven})
    };
    for who in [&bea.uri, &desk.uri] {
        fair.has_done(who, most - ROOM);
    }
    for number in 0..ROOM {
        assert_eq!(fair.forum.send(&fair.test, &group, &announce(number)).await, 202);
        assert_eq!(fair.writers.send(&fair.test, &desk, &create(&desk.uri, &format!("desk-{number}"))).await, 202);
        if number == 0 {
            // Once they are met, nothing they say waits for a look at who they are.
            fair.test.drain().await;
        }
    }
    fair.test.drain().await;
    let before = fair.held(id).await.complaint.sequence;
    assert!(before > ROOM * 2, "{before}");
    assert_eq!(fair.tell(&fair.forum, &group, &announce(most)).await, "refused: too-much");
    assert_eq!(fair.tell(&fair.writers, &desk, &create(&desk.uri, "desk-more")).await, "refused: too-much");
    // By her own hand it is no less.
    assert_eq!(fair.tell(&fair.writers, &bea, &create(&bea.uri, "bea-more")).await, "refused: too-much");
    assert_eq!(fair.held(id).await.complaint.sequence, before);
}

/// What somebody proved once anybody can deliver again who read it: only their own server says that it is meant once more.
async fn what_was_said_once_is_said_again_by_its_own_server_alone(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, _) = fair.filed().await;
    let (gus, key) = proving(&fair, "gus");
    let at = fair.test.clock.now();
    let prove = |value: &Value| integrity_proof::sign(value, &key, &format!("{}#proofs", gus.uri), at).unwrap();
    let board = fair.board.id;
    let follows = async || {
        let uri = gus.uri.clone();
        fair.read(move |view| {
            let gus = actors::find_by_uri(view, &uri)?.unwrap().id;
            Ok(follows::find(view, gus, board)?.is_some())
        })
        .await
    };
    let answers = |kind: &str| {
        let told = fair.writers.delivered();
        told.iter().filter(|it| it["type"] == kind && it["to"].to_string().contains("gus")).count()
    };
    let replays = async |activity: &Value| {
        for _ in 0..3 {
            assert_eq!(fair.forum.send(&fair.test, &fair.reader, activity).await, 202);
            fair.test.drain().await;
        }
    };
    let follow =
        prove(&json!({"type": "Follow", "id": fair.writers.url("/gf/1"), "actor": gus.uri, "object": fair.board.uri}));
    let undo = prove(&json!({"type": "Undo", "id": fair.writers.url("/gu/1"), "actor": gus.uri, "object": follow}));
    assert_eq!(fair.tell(&fair.writers, &gus, &follow).await, "understood");
    let accepted = fair.writers.delivered().len();
    assert!(follows().await);
    replays(&follow).await;
    assert_eq!(fair.writers.delivered().len(), accepted, "nobody is answered because others said it again");
    assert_eq!(fair.tell(&fair.writers, &gus, &undo).await, "understood");
    replays(&follow).await;
    assert!(!follows().await, "it was ended");
    fair.tell(&fair.writers, &gus, &follow).await;
    assert!(follows().await, "their own server says it anew");
    replays(&undo).await;
    assert!(follows().await, "and nobody else ends it");
    fair.tell(&fair.writers, &gus, &undo).await;
    assert!(!follows().await);

    // What has no id is known by what it says, however it is written down.
    let like = prove(&json!({"type": "Like", "actor": gus.uri, "object": fair.board.uri}));
    let rows = || fair.test.db.counted("SELECT 'rows' AS name, COUNT(*) AS number FROM inbox")[0].1;
    let before = rows();
    for body in [like.to_string(), serde_json::to_string_pretty(&like).unwrap()] {
        let mut letter = Letter::new(&fair.test, &fair.reader, &like);
        letter.body = body.into_bytes();
        letter.digest = Some(digest_header(&letter.body));
        assert_eq!(letter.send(&fair.test).await, 202);
    }
    assert_eq!(rows(), before + 1);

    // A request is answered again to the server of whoever asked, as often as it may ask.
    let request = prove(&json!({
        "type": "rd:TransitionRequest", "id": fair.writers.url("/gt/1"), "actor": gus.uri,
        "object": fair.test.app.address.complaint(id), "instrument": {"type": "rd:Command", "rd:command": "support"}
    }));
    let before = answers("Accept") + answers("Reject");
    fair.tell(&fair.writers, &gus, &request).await;
    let answered = || answers("Accept") + answers("Reject") - before;
    assert_eq!(answered(), 1);
    replays(&request).await;
    assert_eq!(answered(), 1);
    fair.tell(&fair.writers, &gus, &request).await;
    assert_eq!(answered(), 2, "its answer was lost");
    {
        let mut doings = fair.test.app.doings.lock().unwrap();
        for _ in 0..Doing::Request.bound().per_hour {
            doings.count(&gus.uri, &fair.writers.authority(), Doing::Request, fair.test.clock.now());
        }
    }
    fair.tell(&fair.writers, &gus, &request).await;
    assert_eq!(answered(), 2, "beyond its bound nothing is sent");
}

fn id_of(path: &str) -> ComplaintId {
    path.trim_start_matches("/complaints/").parse().unwrap()
}

/// A comment on the complaint of whoever filed it, as one account or another sends it.
async fn says(test: &TestApp, path: &str, caller: &str, number: usize, text: String) -> bool {
    let id = id_of(path);
    let find = move |view: &mut View<'_>| complaints::find(view, id);
    let held = test.app.db.read::<_, StorageError, _>(find).await.unwrap().unwrap();
    let cause = Cause::new(Door::Page, caller, number.to_string(), test.clock.now());
    comment(&test.app, cause, id, held.complainant.unwrap(), text).await.is_ok()
}

/// Long comments make many pages and no long one; each is read to its end on a page that begins with it.
async fn a_page_of_a_thread_is_short_whatever_is_said(engine: Engine) {
    const COMMENTS: usize = 45;
    let test = start(engine);
    let mut owner = member(&test, "c7", Role::Member).await;
    let path = file(&mut owner, &[]).await.is(200).path;
    for number in 0..COMMENTS {
        let text = format!("begin{number} {} end{number}", "<b>x</b> ".repeat(1_050));
        assert!(says(&test, &path, "c7", number, text).await);
    }
    let mut reader = Browser::at(&test);
    let mut shown = reader.get(&path).await.is(200);
    let (mut pages, mut begun) = (0, 0);
    loop {
        pages += 1;
        assert!(shown.html.len() < 700_000, "{} bytes", shown.html.len());
        begun += (0..COMMENTS).filter(|it| shown.html.contains(&format!("begin{it} "))).count();
        assert!(!shown.html.contains(" end1"), "folded");
        if !shown.html.contains("rel=\"next\"") {
            break;
        }
        let next = shown.attribute("a[rel=next]", "href");
        shown = reader.get(next.split('#').next().unwrap()).await.is(200);
    }
    assert_eq!(begun, COMMENTS, "each on one page");
    assert!(pages > 1);
    let back = shown.attribute("a[rel=prev]", "href");
    reader.get(back.split('#').next().unwrap()).await.is(200);
    let whole = shown.attribute("a[href*='whole=']", "href").replace("&amp;", "&");
    let shown = reader.get(whole.split('#').next().unwrap()).await.is(200);
    assert!((0..COMMENTS).any(|it| shown.html.contains(&format!(" end{it}<"))), "to its end");
}

/// So much from one member in an hour, and no more; others go on.
async fn a_member_says_so_much_in_an_hour(engine: Engine) {
    let test = start(engine);
    let mut owner = member(&test, "c7", Role::Member).await;
    let path = file(&mut owner, &[]).await.is(200).path;
    let most = usize::try_from(ROOM).unwrap();
    {
        // So much came of them in this hour already: the count is kept in memory, and what came is no part of the story.
        let mut doings = test.app.doings.lock().unwrap();
        for _ in ROOM..Doing::Post.bound().per_hour {
            doings.count("loud", "here", Doing::Post, test.clock.now());
        }
    }
    for number in 0..most {
        assert!(says(&test, &path, "loud", number, format!("Number {number}")).await);
    }
    assert!(!says(&test, &path, "loud", most, "One more".into()).await);
    assert!(says(&test, &path, "quiet", 0, "Once".into()).await);
    test.clock.advance(std::time::Duration::from_hours(1));
    assert!(says(&test, &path, "loud", most + 1, "Later".into()).await);
}

/// Writing anew is counted as writing is; what takes words back never waits.
async fn a_comment_is_written_anew_so_often_in_an_hour(engine: Engine) {
    let test = start(engine);
    let mut owner = member(&test, "c7", Role::Member).await;
    let path = file(&mut owner, &[]).await.is(200).path;
    assert!(says(&test, &path, "c7", 0, "As it was.".into()).await);
    let id = id_of(&path);
    let posts =
        test.app.db.read::<_, StorageError, _>(move |view| posts::of_complaint(view, id, 0, 100)).await.unwrap();
    let comment = posts.into_iter().find(|it| it.kind == PostKind::Comment).unwrap();
    let (post, by) = (comment.id, comment.author.unwrap());
    let edits = async |number: i64| {
        let cause = Cause::new(Door::Page, "c7", format!("edit {number}"), test.clock.now());
        let edit = Edit { complaint: id, by, post, text: format!("Version {number}.") };
        edit_comment(&test.app, cause, edit).await
    };
    let most = Doing::Edit.bound().per_hour;
    for number in 0..most {
        edits(number).await.unwrap();
    }
    let refused = edits(most).await.unwrap_err();
    assert!(matches!(&refused, ServiceError::Refused(it) if it.code() == Code::TooMuch), "{refused}");
    let cause = Cause::new(Door::Page, "c7", "back", test.clock.now());
    take_back_comment(&test.app, cause, id, by, post).await.unwrap();
}

/// A thread has so much room: one account has its share of it, beyond all of it others add nothing, and whoever filed goes on.
async fn a_full_thread_takes_no_more_of_others(engine: Engine) {
    let test = start(engine);
    let mut owner = member(&test, "c7", Role::Member).await;
    let path = file(&mut owner, &[]).await.is(200).path;
    let id = id_of(&path);
    let names: Vec<String> = (0..30).map(|number| format!("loud{number}")).collect();
    // Each writes until they are told to stop.
    let fills = async |name: &str| {
        let new = Registration { name: name.into(), password: PASSWORD.into(), language: None, role: Role::Member };
        let by = register(&test.app, new).await.unwrap().actor;
        let mut said = 0;
        loop {
            let cause = Cause::new(Door::Page, name, format!("more {said}"), test.clock.now());
            match comment(&test.app, cause, id, by, format!("{said} {}", "`a` ".repeat(2_450))).await {
                Ok(_) => said += 1,
                Err(ServiceError::Refused(why)) => break (by, said, why.code()),
                Err(why) => panic!("{why}"),
            }
            assert!(said < 1_000, "it has no end");
        }
    };
    let (first, alone, why) = fills(&names[0]).await;
    assert_eq!(why, Code::ThreadShareFull);
    let read = move |view: &mut View<'_>| fates::bytes_of(view, id);
    let bytes = test.app.db.read::<_, StorageError, _>(read).await.unwrap();
    assert!((ONE.bytes..ONE.bytes + 200_000).contains(&bytes), "{bytes}");
    // What somebody takes back gives them room again, and others have theirs.
    let theirs =
        test.app.db.read::<_, StorageError, _>(move |view| posts::of_complaint(view, id, 0, 10)).await.unwrap();
    let post = theirs.iter().find(|it| it.author == Some(first)).unwrap().id;
    let back = Cause::new(Door::Page, "loud0", "back", test.clock.now());
    take_back_comment(&test.app, back, id, first, post).await.unwrap();
    let cause = Cause::new(Door::Page, "loud0", "once more", test.clock.now());
    comment(&test.app, cause, id, first, "`a` ".repeat(2_450)).await.unwrap();
    let mut said = alone;
    let mut left = names[1..].iter();
    let full = loop {
        let (_, more, why) = fills(left.next().expect("it has no end")).await;
        said += more;
        if why != Code::ThreadShareFull {
            break why;
        }
    };
    assert_eq!(full, Code::ThreadFull);
    // All of it may be taken back still.
    let bytes = test.app.db.read::<_, StorageError, _>(read).await.unwrap() + i64::from(said) * TAKING_BACK_BYTES;
    assert!((OTHERS.bytes..OTHERS.bytes + 100_000).contains(&bytes), "{bytes}");
    let mut late = member(&test, "late", Role::Member).await;
    refused(&mut late, &path, "support", &[], "There is no room left here").await;
    assert!(says(&test, &path, "c7", 1, "Thank you all.".into()).await);
    // What takes words out has room always.
    let theirs =
        test.app.db.read::<_, StorageError, _>(move |view| posts::of_complaint(view, id, 0, 10)).await.unwrap();
    let post = theirs.iter().find(|it| it.author == Some(first) && it.deleted_at.is_none()).unwrap().id;
    let back = Cause::new(Door::Page, "loud0", "back again", test.clock.now());
    take_back_comment(&test.app, back, id, first, post).await.unwrap();
}

/// The numbers of the links that wait on the page of people.
fn links(shown: &Shown) -> Vec<String> {
    let of = |it: &str| it.split(['"', '<', '\'']).next().unwrap().to_string();
    let mut all: Vec<String> =
        shown.html.split("/invitations/").skip(1).map(of).filter(|it| it.contains('/')).collect();
    all.sort();
    all.dedup();
    all
}

async fn a_link_is_taken_with_its_secret_alone_and_ends_with_its_owner(engine: Engine) {
    let test = start(engine);
    let mut jo = representative(&test).await;
    let (mut mia, mut tom) = (member(&test, "mia", Role::Member).await, member(&test, "tom", Role::Member).await);
    step(&mut jo, "link", &[("standing", "agent")]).await.is(200);
    let link = links(&jo.get(PEOPLE).await)[0].clone();
    let number = link.split('/').next().unwrap();
    let taken = [("step", "accept"), ("signs", "Tom Ott")];
    smuggle(&mut tom, "/logout", &format!("{INVITATIONS}?id={number}"), &taken).await.is(422);
    smuggle(&mut tom, "/logout", &format!("{INVITATIONS}?id={number}"), &[("step", "decline")]).await.is(422);
    assert_eq!(tom.get("/desk").await.status, 403);
    let page = tom.get(&format!("/invitations/{link}")).await.is(200);
    tom.submit(&page, &format!("/invitations/{link}"), &taken).await.is(200);
    tom.get("/desk").await.is(200);
    // An agent gives nothing up that is not theirs: they leave, and that is what they hear.
    let official = voice(&mut jo).await;
    let fields = [("step", "give-up"), ("sure", "yes"), ("voice", official.as_str())];
    let left = smuggle(&mut tom, "/logout", PEOPLE, &fields).await.is(200);
    assert!(left.text().contains("You do not speak for the brand any more."), "{}", left.text());
    jo.get("/desk").await.is(200);
    // Another owner's links end with that owner.
    step(&mut jo, "invite", &[("handle", "mia"), ("standing", "owner")]).await.is(200);
    crate::people::accept(&mut mia, "Mia Lang").await.is(200);
    step(&mut mia, "link", &[("standing", "owner")]).await.is(200);
    let link = links(&mia.get(PEOPLE).await)[0].clone();
    let mias = person(&jo.get(PEOPLE).await, "Mia Lang");
    step(&mut jo, "remove", &[("person", &mias)]).await.is(200);
    assert!(links(&jo.get(PEOPLE).await).is_empty());
    assert_eq!(tom.get(&format!("/invitations/{link}")).await.status, 404);
}

async fn voice(who: &mut Browser) -> String {
    let shown = who.get(PEOPLE).await.is(200);
    shown.attribute("input[name=voice]", "value")
}

/// However many report one thing at one moment, so many are kept.
async fn reports_of_one_thing_have_a_bound_at_any_moment(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, uri) = fair.filed().await;
    let reports = (0..REPORTS_OF_ONE_MAX + 10).map(|number| {
        let new = NewReport {
            complaint: Some(id),
            subject: uri.clone(),
            reporter: None,
            reporter_handle: format!("sock{number}@writers.test"),
            reason: "other".into(),
            note: String::new(),
            activity: Some(format!("https://writers.test/flags/{number}")),
        };
        let cause = Cause::new(Door::Activity, format!("sock{number}"), number.to_string(), fair.test.clock.now());
        report(&fair.test.app, cause, new)
    });
    let done = futures_util::future::join_all(reports).await;
    assert_eq!(done.iter().filter(|it| it.is_ok()).count(), usize::try_from(REPORTS_OF_ONE_MAX).unwrap());
    for (table, number) in [("reports", REPORTS_OF_ONE_MAX), ("cases", 1)] {
        let kept = fair.test.db.counted(&format!("SELECT 'rows' AS name, COUNT(*) AS number FROM {table}"));
        assert_eq!(kept[0].1, number, "{table}: what many report is one case");
    }
}

/// "And do nothing else for now": no brand is claimed, nobody followed, no server asked, and no brand spoken for.
async fn who_is_limited_does_nothing_else_here(engine: Engine) {
    let test = start(engine);
    let mut jo = representative(&test).await;
    let mut owner = member(&test, "c7", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let path = file(&mut owner, &[]).await.is(200).path;
    suspend(&mut mo, "jo", "Forty comments a day", "limited").await.is(200);
    let refused = smuggle(&mut jo, "/logout", "/boards/other.com/claim", &[("step", "claim")]).await;
    assert!(refused.text().contains("Your account is limited here"), "{}", refused.text());
    let refused = smuggle(&mut jo, "/logout", "/search/ask", &[("q", "@eve@elsewhere.test")]).await;
    assert!(refused.text().contains("Your account is limited here"), "{}", refused.text());
    let refused = smuggle(&mut jo, "/logout", &format!("{path}/respond"), &[("text", "It is on its way.")]).await;
    assert_eq!(refused.status, 403, "{}", refused.text());
    let refused = step(&mut jo, "invite", &[("handle", "mo")]).await;
    assert!(refused.text().contains("Your account is limited here"), "{}", refused.text());
    // What they say against it is heard once; and where nothing holds, that is said.
    let said = [("objection", "That was somebody else")];
    let kept = smuggle(&mut jo, "/logout", "/settings/object", &said).await.is(200);
    assert!(kept.text().contains("Your objection is with the moderators"), "{}", kept.text());
    let again = smuggle(&mut jo, "/logout", "/settings/object", &said).await.is(200);
    assert!(again.text().contains("You have objected already"), "{}", again.text());
    let nothing = smuggle(&mut owner, "/logout", "/settings/object", &said).await.is(200);
    assert!(nothing.text().contains("there is nothing to object to"), "{}", nothing.text());
}

/// That somebody is suspended or invited here no other server can tell; a link that it shows leads where it says; and once
/// our moderators limited it, it writes nothing.
async fn what_only_we_can_tell_is_told_by_us_alone(engine: Engine) {
    let peer = FakePeer::start("south.test");
    let mut test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
    test.serve();
    let mut ada = member(&test, "ada", Role::Member).await;
    let mut mo = member(&test, "mo", Role::Moderator).await;
    let find = move |view: &mut View<'_>| accounts::find_by_name(view, "ada");
    let account = test.app.db.read::<_, StorageError, _>(find).await.unwrap().unwrap();
    let to = test.app.address.actor(account.actor);
    let ours = format!("{}/login/link/abc", test.app.address.origin());
    let board = service(&peer, "board", "Group", true);
    let say = async |number: usize, kind: &str| {
        let note = json!({
            "@context": ["https://www.w3.org/ns/activitystreams", {"rd": "https://w3id.org/redress#"}],
            "type": "Note", "id": peer.url(&format!("/notes/{number}")), "attributedTo": board.uri, "to": [to], "cc": [],
            "content": format!("<p>Canary {number}. <a href=\"https://evil.test/in\">{ours}</a></p>"), "rd:notice": kind
        });
        let create = json!({"type": "Create", "id": peer.url(&format!("/creates/{number}")), "actor": board.uri, "object": note});
        peer.send(&test, &board, &create).await;
        test.drain().await;
    };
    for (number, kind) in ["suspended", "invited", "mark-withdrawn"].into_iter().enumerate() {
        say(number, kind).await;
    }
    let kinds = test.db.counted("SELECT kind AS name, COUNT(*) AS number FROM notices GROUP BY kind");
    assert_eq!(kinds, [("said".to_string(), 3)]);
    let shown = ada.get("/settings").await.is(200);
    assert!(shown.html.contains("Canary 2") && !shown.html.contains("/login/link/"), "{}", shown.html);
    assert!(shown.text().contains("https://evil.test/in"), "{}", shown.text());
    let shown = suspend(&mut mo, &format!("board@{}", peer.authority()), "Writes to everybody", "limited").await;
    assert_eq!(shown.status, 200, "{}", shown.text());
    say(9, "").await;
    assert!(!ada.get("/settings").await.is(200).html.contains("Canary 9"));
}

on_both_engines!(
    what_only_we_can_tell_is_told_by_us_alone,
    nobody_has_a_picture_decoded_who_may_not_show_it,
    a_flood_through_others_is_a_flood,
    what_was_said_once_is_said_again_by_its_own_server_alone,
    a_page_of_a_thread_is_short_whatever_is_said,
    a_member_says_so_much_in_an_hour,
    a_comment_is_written_anew_so_often_in_an_hour,
    a_full_thread_takes_no_more_of_others,
    a_link_is_taken_with_its_secret_alone_and_ends_with_its_owner,
    reports_of_one_thing_have_a_bound_at_any_moment,
    who_is_limited_does_nothing_else_here,
);
