//! Authors who want to be asked (GoToSocial's interaction policies): leave asked for, given, named and passed on; and the same
//! asked of us.

use redress::app::Clock;
use redress::domain::brand::BrandDomain;
use redress::domain::ids::ComplaintId;
use redress::services::name_official::name_official;
use redress::storage::posts::{self, PostKind, StoredPost};
use redress::storage::{Cause, Door};
use serde_json::{Value, json};

use crate::groups::Fair;
use crate::on_both_engines;
use crate::support::Engine;
use crate::support::acts::{Answer, WithDeed, respond};
use crate::support::peer::{FakePeer, PUBLIC};

/// Ada's complaint, to which she wants to be asked for everything.
async fn filed(fair: &Fair, rule: &str, automatic: &[&str], manual: &[&str]) -> (ComplaintId, String) {
    let mut note = fair.note("asked", "<p>The drawer falls out. #file</p>");
    note["tag"] = json!([{"type": "Mention", "href": fair.board.uri}]);
    note["interactionPolicy"] = json!({rule: {"automaticApproval": automatic, "manualApproval": manual}});
    let create = json!({"type": "Create", "id": fair.writers.url("/creates/asked"), "actor": fair.ada.uri, "to": [PUBLIC], "object": note});
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &create).await, "understood");
    let uri = note["id"].as_str().unwrap().to_string();
    (fair.post(&uri).await.unwrap().complaint.unwrap(), uri)
}

async fn answered(fair: &Fair, id: ComplaintId) -> StoredPost {
    let domain = BrandDomain::parse("acme.com").unwrap();
    let voice = name_official(&fair.test.app, domain, "acme".into(), None).await.unwrap();
    let answer = Answer {
        complaint: id,
        official: voice.id,
        text: "Which oven is it?".into(),
        signature: Some(("Ines Duarte".into(), "repairs".into())),
        deed: Some(WithDeed::Ask),
        seen: None,
    };
    let cause = Cause::new(Door::Page, "voice", "answer", fair.test.clock.now());
    respond(&fair.test.app, cause, answer).await.unwrap();
    fair.test.drain().await;
    let all = fair.read(move |view| posts::of_complaint(view, id, 0, 100)).await;
    all.into_iter().find(|it| it.kind == PostKind::Response).unwrap()
}

fn requests(peer: &FakePeer, kind: &str) -> Vec<Value> {
    peer.delivered().into_iter().filter(|it| it["type"] == kind).collect()
}

fn yes(fair: &Fair, number: u8, object: &Value, result: &str) -> Value {
    json!({"type": "Accept", "id": fair.writers.url(&format!("/accepts/{number}")), "actor": fair.ada.uri, "object": object, "result": result})
}

async fn an_answer_asks_for_leave_and_names_it(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, complaint) = filed(&fair, "canReply", &[&fair.ada.uri], &[PUBLIC]).await;
    let answer = answered(&fair, id).await;
    let request = requests(&fair.writers, "ReplyRequest")
        .into_iter()
        .find(|it| it["instrument"]["id"] == json!(answer.uri))
        .expect("the author is asked");
    assert_eq!((&request["actor"], &request["object"]), (&json!(answer.author_uri), &json!(complaint)));
    assert_eq!(request["to"], json!([fair.ada.uri]));
    assert_eq!(request["instrument"]["attributedTo"], json!(answer.author_uri));
    let status: Vec<Value> = requests(&fair.writers, "ReplyRequest");
    assert!(status.iter().any(|it| it["actor"] == json!(fair.board.uri)), "the board asks for its notes, too");

    let object = json!({"type": "ReplyRequest", "id": request["id"], "actor": request["actor"], "object": complaint, "instrument": answer.uri});
    let leave = fair.writers.url("/authorizations/1");
    // Nobody else can give it, and not by what lies elsewhere.
    let stranger = fair.forum.url("/accepts/1");
    let forged = json!({"type": "Accept", "id": stranger, "actor": fair.reader.uri, "object": object, "result": fair.forum.url("/authorizations/1")});
    assert_eq!(fair.tell(&fair.forum, &fair.reader, &forged).await, "refused: never-asked");
    let elsewhere = yes(&fair, 1, &object, &fair.forum.url("/authorizations/1"));
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &elsewhere).await, "refused: no-result");
    assert!(fair.fetch(&answer.uri).await.1.get("approvedBy").is_none());

    assert_eq!(fair.tell(&fair.writers, &fair.ada, &yes(&fair, 2, &object, &leave)).await, "understood");
    let (_, note) = fair.fetch(&answer.uri).await;
    assert_eq!((&note["approvedBy"], &note["replyAuthorization"]), (&json!(leave), &json!(leave)));
    let passed = |peer: &FakePeer| {
        let heard = peer.delivered();
        heard.iter().filter(|it| it["type"] == "Create" && it["object"]["approvedBy"] == json!(leave)).count()
    };
    assert_eq!((passed(&fair.forum), passed(&fair.writers)), (1, 1));
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &yes(&fair, 3, &object, &leave)).await, "understood");
    assert_eq!(passed(&fair.forum), 1, "once");
}

/// As servers answer that know no requests: the post itself is accepted.
async fn leave_that_names_the_post_itself_counts(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, _) = filed(&fair, "canReply", &[&fair.ada.uri], &[PUBLIC]).await;
    let answer = answered(&fair, id).await;
    let leave = fair.writers.url("/authorizations/1");
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &yes(&fair, 1, &json!(answer.uri), &leave)).await, "understood");
    assert_eq!(fair.fetch(&answer.uri).await.1["approvedBy"], json!(leave));
}

async fn a_boost_waits_for_leave(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, complaint) = filed(&fair, "canAnnounce", &[&fair.ada.uri], &[PUBLIC]).await;
    let boosts = || fair.forum.delivered().iter().filter(|it| it["object"] == json!(complaint)).count();
    assert_eq!(boosts(), 0);
    let request = requests(&fair.writers, "AnnounceRequest").pop().expect("the author is asked");
    let no =
        json!({"type": "Reject", "id": fair.writers.url("/rejects/1"), "actor": fair.ada.uri, "object": request["id"]});
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &no).await, "understood");
    assert_eq!(boosts(), 0);
    let leave = fair.writers.url("/authorizations/1");
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &yes(&fair, 1, &request["id"], &leave)).await, "understood");
    let boost =
        fair.forum.delivered().into_iter().find(|it| it["object"] == json!(complaint)).expect("now it is boosted");
    assert_eq!((&boost["id"], &boost["approvedBy"]), (&request["instrument"]["id"], &json!(leave)));
    assert_eq!(boost["announceAuthorization"], json!(leave));
}

async fn nobody_asks_where_the_author_alone_may(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, complaint) = filed(&fair, "canAnnounce", &[&fair.ada.uri], &[]).await;
    assert!(requests(&fair.writers, "AnnounceRequest").is_empty());
    assert!(!fair.forum.delivered().iter().any(|it| it["object"] == json!(complaint)));
}

async fn who_asks_us_is_answered(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, post, _) = fair.filed_here().await;
    let kinds = [
        ("ReplyRequest", "Note", "ReplyAuthorization"),
        ("LikeRequest", "Like", "LikeAuthorization"),
        ("AnnounceRequest", "Announce", "AnnounceAuthorization"),
    ];
    for (number, (kind, what, authorization)) in kinds.into_iter().enumerate() {
        let thing = fair.writers.url(&format!("/things/{number}"));
        let author = if what == "Note" { "attributedTo" } else { "actor" };
        let asked = json!({
            "type": kind, "id": format!("{thing}#request"), "actor": fair.ada.uri, "object": post.uri,
            "instrument": {"type": what, "id": thing, author: fair.ada.uri, "object": post.uri, "to": [PUBLIC]}
        });
        assert_eq!(fair.tell(&fair.writers, &fair.ada, &asked).await, "understood", "{kind}");
        let accept =
            fair.writers.delivered().into_iter().find(|it| it["object"]["id"] == asked["id"]).expect("an answer");
        assert_eq!((&accept["type"], &accept["object"]["type"]), (&json!("Accept"), &json!(kind)));
        let (status, leave) = fair.fetch(accept["result"].as_str().unwrap()).await;
        assert_eq!((status, &leave["type"]), (200, &json!(authorization)));
        assert_eq!((&leave["interactingObject"], &leave["interactionTarget"]), (&json!(thing), &json!(post.uri)));
        let mut theirs = asked.clone();
        theirs["id"] = json!(format!("{thing}#forged"));
        theirs["instrument"][author] = json!(fair.writers.url("/users/somebody"));
        assert_eq!(fair.tell(&fair.writers, &fair.ada, &theirs).await, "refused: not-the-author", "{kind}");
    }
}

on_both_engines!(
    an_answer_asks_for_leave_and_names_it,
    leave_that_names_the_post_itself_counts,
    a_boost_waits_for_leave,
    nobody_asks_where_the_author_alone_may,
    who_asks_us_is_answered,
);
