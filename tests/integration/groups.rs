//! A board as a group among groups: what is said in its threads reaches every server that follows it, as it was said,
//! and what other groups pass on is believed only where it can be checked.

use std::time::Duration;

use redress::app::Clock;
use redress::crypto::cavage::digest_header;
use redress::crypto::integrity_proof;
use redress::crypto::keys::SecretKey;
use redress::domain::brand::BrandDomain;
use redress::domain::complaint::{FollowerBand, Happening};
use redress::domain::ids::ComplaintId;
use redress::services::accounts::{Registration, register};
use redress::services::file_complaint::{Draft, Filer, file_complaint};
use redress::services::open_board::open_board;
use redress::services::run_clock::run_clock;
use redress::services::scene::Scene;
use redress::storage::accounts::Role;
use redress::storage::actors::{self, Actor, ActorKind};
use redress::storage::complaints::{self, Held};
use redress::storage::posts::{self, PostKind, StoredPost};
use redress::storage::reactions::{self, ReactionKind};
use redress::storage::{Cause, Door, StorageError, View, inbox, jobs};
use serde_json::{Value, json};

use crate::on_both_engines;
use crate::support::acts::{By, Deed, act_on_complaint, correct};
use crate::support::peer::{FakePeer, Letter, PUBLIC, PeerActor};
use crate::support::{Engine, TestApp};

/// Our board; a server where people write, and one of the kind that follows groups.
pub struct Fair {
    pub test: TestApp,
    pub writers: FakePeer,
    pub forum: FakePeer,
    pub board: Actor,
    pub ada: PeerActor,
    pub reader: PeerActor,
}

impl Fair {
    pub async fn open(engine: Engine) -> Fair {
        let (writers, forum) = (FakePeer::start("writers.test"), FakePeer::start("forum.test"));
        let mut test = TestApp::start_as(engine, "home.test", &[writers.authority(), forum.authority()]);
        test.serve();
        let board = open_board(&test.app, BrandDomain::parse("acme.com").unwrap(), None).await.unwrap().1;
        let (ada, reader) = (writers.person("ada"), forum.person("reader"));
        let fair = Fair { test, writers, forum, board, ada, reader };
        fair.follow().await;
        fair
    }

    pub async fn follow(&self) {
        let id = self.forum.url(&format!("/follows/{}", self.forum.heard().len()));
        let follow = json!({"type": "Follow", "id": id, "actor": self.reader.uri, "object": self.board.uri});
        assert_eq!(self.tell(&self.forum, &self.reader, &follow).await, "understood");
    }

    pub async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut View<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> T {
        self.test.app.db.read(read).await.unwrap()
    }

    /// Sends, lets the worker finish, and says what became of it.
    pub async fn tell(&self, peer: &FakePeer, who: &PeerActor, activity: &Value) -> String {
        let status = peer.send(&self.test, who, activity).await;
        self.test.drain().await;
        self.outcome(who, activity["id"].as_str().unwrap()).await.unwrap_or_else(|| status.to_string())
    }

    /// The same with these very bytes.
    async fn tell_raw(&self, who: &PeerActor, raw: &str) -> String {
        let activity: Value = serde_json::from_str(raw).unwrap();
        let mut letter = Letter::new(&self.test, who, &activity);
        letter.body = raw.as_bytes().to_vec();
        letter.digest = Some(digest_header(&letter.body));
        let status = letter.send(&self.test).await;
        self.test.drain().await;
        self.outcome(who, activity["id"].as_str().unwrap()).await.unwrap_or_else(|| status.to_string())
    }

    pub async fn outcome(&self, who: &PeerActor, id: &str) -> Option<String> {
        let key = inbox::Key::new(&who.uri, id);
        self.read(move |view| inbox::outcome(view, &key)).await
    }

    pub fn note(&self, name: &str, html: &str) -> Value {
        json!({
            "type": "Note", "id": self.writers.url(&format!("/notes/{name}")), "attributedTo": self.ada.uri,
            "to": [PUBLIC], "cc": [self.board.uri], "content": html, "published": "2026-02-01T11:59:00Z"
        })
    }

    /// Ada's complaint, filed by mention and listed at once.
    pub async fn filed(&self) -> (ComplaintId, String) {
        let mut note = self.note("complaint", "<p>The kettle leaks. #file</p>");
        note["tag"] = json!([{"type": "Mention", "href": self.board.uri}]);
        let create = json!({"type": "Create", "id": self.writers.url("/creates/complaint"), "actor": self.ada.uri, "to": [PUBLIC], "object": note});
        assert_eq!(self.tell(&self.writers, &self.ada, &create).await, "understood");
        let uri = note["id"].as_str().unwrap().to_string();
        (self.post(&uri).await.unwrap().complaint.unwrap(), uri)
    }

    pub async fn post(&self, uri: &str) -> Option<StoredPost> {
        let uri = uri.to_string();
        self.read(move |view| posts::find_by_uri(view, &uri)).await
    }

    pub async fn held(&self, id: ComplaintId) -> Held {
        self.read(move |view| complaints::find(view, id)).await.unwrap()
    }

    /// What the forum was sent, as text.
    fn heard(&self) -> Vec<String> {
        let posted = self.forum.heard().into_iter().filter(|it| it.method == "POST");
        posted.map(|it| String::from_utf8(it.body).unwrap()).collect()
    }

    /// A document of ours, as another server asks for it.
    pub async fn fetch(&self, uri: &str) -> (u16, Value) {
        let path = uri.strip_prefix(self.test.app.address.origin()).unwrap_or(uri);
        let request =
            reqwest::Client::new().get(self.test.local_url(path)).header("accept", "application/activity+json");
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        (status, serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap_or_default())
    }

    /// Somebody here files; the post is ours.
    pub async fn filed_here(&self) -> (ComplaintId, StoredPost, Actor) {
        let app = &self.test.app;
        let eve = Scene::of(app).new_actor(ActorKind::Person, "eve", "Eve");
        let made = eve.clone();
        app.db.write::<_, StorageError, _>(move |tx| actors::insert_local(tx, &made)).await.unwrap();
        let brand = open_board(app, BrandDomain::parse("acme.com").unwrap(), None).await.unwrap().0.id;
        let draft = Draft { title: "The lid broke".into(), text: "On the first day.".into(), ..Draft::default() };
        let cause = Cause::new(Door::Page, "eve", "file", self.test.clock.now());
        let filer = Filer { actor: eve.id, account: None };
        let id = file_complaint(app, cause, filer, brand, draft).await.unwrap().into_inner().id;
        self.test.drain().await;
        (id, self.read(move |view| posts::of_event(view, id, 1)).await.unwrap(), eve)
    }
}

/// Every activity of a remote author, in bytes that no program of ours would write.
async fn what_remote_authors_say_is_passed_on_byte_for_byte(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (ada, board, base) = (&fair.ada.uri, &fair.board.uri, fair.writers.url(""));
    let complaint = format!(
        "{{ \"type\":\"Create\",\"id\":\"{base}/c/1\", \"actor\":\"{ada}\",\n\"to\":[\"{PUBLIC}\"],\"x-number\":1.50,\"x-\\u0061ccent\":\"\\u00e9\",\
         \"object\":{{\"type\":\"Note\",\"id\":\"{base}/n/1\",\"attributedTo\":\"{ada}\",\"to\":[\"{PUBLIC}\"],\"cc\":[\"{board}\"],\
         \"tag\":[{{\"type\":\"Mention\",\"href\":\"{board}\"}}],\"content\":\"<p>The kettle leaks. #file<\\/p>\"}}}}"
    );
    let reply = format!(
        "{{\"id\":\"{base}/c/2\",\"type\":\"Create\",\"actor\":\"{ada}\",\"object\":{{\"content\":\"<p>Still leaking<\\/p>\",\"type\":\"Note\",\
         \"id\":\"{base}/n/2\",\"attributedTo\":\"{ada}\",\"to\":\"{PUBLIC}\",\"inReplyTo\":\"{base}/n/1\"}}  }}"
    );
    let edit_of = |number: u8, note: u8, parent: &str| {
        format!(
            "{{\"id\":\"{base}/u/{number}\",\"type\":\"Update\",\"actor\":\"{ada}\",\"object\":{{\"type\":\"Note\",\"id\":\"{base}/n/{note}\",\
             \"updated\":\"2026-02-01T12:00:01Z\",{parent}\"attributedTo\":\"{ada}\",\"to\":[ \"{PUBLIC}\" ],\"content\":\"<p>It leaks, edited {number}<\\/p>\"}}}}"
        )
    };
    let parent = format!("\"inReplyTo\":\"{base}/n/1\",");
    let (edit, edited_reply) = (edit_of(1, 1, ""), edit_of(2, 2, &parent));
    let like = format!("{{\"type\":\"Like\", \"id\":\"{base}/l/1\",\"actor\":\"{ada}\",\"object\":\"{base}/n/1\"}}");
    let unlike = format!("{{\"type\":\"Undo\",\"id\":\"{base}/ul/1\",\"actor\":\"{ada}\",\"object\":{like}}}");
    let delete = format!(
        "{{\"type\":\"Delete\",\"id\":\"{base}/d/2\",\"actor\":\"{ada}\",\"to\":[\"{PUBLIC}\"],\"object\":{{\"id\":\"{base}/n/2\",\"type\":\"Tombstone\"}}}}"
    );
    for raw in [&complaint, &reply, &edit, &edited_reply, &like, &unlike, &delete] {
        assert_eq!(fair.tell_raw(&fair.ada, raw).await, "understood", "{raw}");
        let heard = fair.heard();
        let announced: Vec<&String> = heard.iter().filter(|it| it.contains(raw.as_str())).collect();
        assert_eq!(announced.len(), 1, "{raw}\n{heard:#?}");
        let announce: Value = serde_json::from_str(announced[0]).unwrap();
        assert_eq!((&announce["type"], &announce["actor"]), (&json!("Announce"), &json!(board)));
        assert_eq!(announce["object"], serde_json::from_str::<Value>(raw).unwrap());
        // Ours protects terms that the one inside may bring, too.
        assert_eq!(announce["@context"], json!("https://www.w3.org/ns/activitystreams"));
        assert!(announce["id"].as_str().unwrap().starts_with(fair.test.app.address.origin()));
    }
    let boosted: Vec<Value> = fair.forum.delivered().into_iter().filter(|it| it["object"].is_string()).collect();
    let objects: Vec<&str> = boosted.iter().filter_map(|it| it["object"].as_str()).collect();
    for note in [format!("{base}/n/1"), format!("{base}/n/2")] {
        assert!(objects.contains(&note.as_str()), "a plain boost for those who read no activities inside: {objects:?}");
    }
    let undone: Vec<Value> = fair.forum.delivered().into_iter().filter(|it| it["type"] == "Undo").collect();
    assert_eq!(undone.len(), 1, "the boost of what was deleted is taken back: {undone:?}");
    assert_eq!(undone[0]["object"]["object"], json!(format!("{base}/n/2")));
    let kept = fair.read(jobs::counts).await;
    assert_eq!(kept.dead, 0);
}

/// What was erased is nowhere any more, not in what is passed on either.
async fn erased_words_are_passed_on_no_more(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, uri) = fair.filed().await;
    let create = fair.writers.url("/creates/complaint");
    let outbox = format!("{}/outbox?page=true", fair.board.uri);
    let (_, before) = fair.fetch(&outbox).await;
    assert!(before.to_string().contains(&create));
    let delete = json!({"type": "Delete", "id": fair.writers.url("/d/1"), "actor": fair.ada.uri, "object": uri});
    fair.test.clock.advance(Duration::from_hours(2));
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &delete).await, "understood");
    let (_, after) = fair.fetch(&outbox).await;
    assert!(!after.to_string().contains("The kettle leaks"), "{after}");
}

/// Activities with secret recipients, and very large ones, are passed on by address only.
async fn what_may_not_be_shown_whole_is_boosted_only(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, complaint) = fair.filed().await;
    let secret = |number: u8, more: &str, filler: usize| {
        let id = fair.writers.url(&format!("/n/{number}"));
        let mut note = fair.note(&number.to_string(), &format!("<p>Also here {}</p>", "so ".repeat(filler)));
        note["id"] = json!(id);
        note["inReplyTo"] = json!(complaint);
        let mut create = json!({"type": "Create", "id": fair.writers.url(&format!("/c/{number}")), "actor": fair.ada.uri, "object": note});
        if !more.is_empty() {
            create[more] = json!([fair.writers.url("/users/secret")]);
        }
        (id, create)
    };
    for (id, create) in [secret(1, "bto", 1), secret(2, "bcc", 1), secret(3, "", 25_000)] {
        assert_eq!(fair.tell(&fair.writers, &fair.ada, &create).await, "understood");
        let heard = fair.forum.delivered();
        assert!(heard.iter().any(|it| it["object"] == json!(id)), "boosted");
        assert!(!heard.iter().any(|it| it["object"]["id"] == create["id"]), "not passed on whole");
    }
}

/// A vote goes out once; taking back and voting again goes on only so long.
async fn votes_are_passed_on_but_not_without_end(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, complaint) = fair.filed().await;
    let like = |number: usize| json!({"type": "Like", "id": fair.writers.url(&format!("/l/{number}")), "actor": fair.ada.uri, "object": complaint});
    let passed = || fair.forum.delivered().iter().filter(|it| it["object"]["type"] == "Like").count();
    for number in 0..3 {
        fair.tell(&fair.writers, &fair.ada, &like(number)).await;
    }
    assert_eq!(passed(), 1, "a second like by the same person is none");
    let react = json!({"type": "EmojiReact", "id": fair.writers.url("/e/1"), "actor": fair.ada.uri, "object": complaint, "content": "🔥"});
    fair.tell(&fair.writers, &fair.ada, &react).await;
    assert!(!fair.forum.delivered().iter().any(|it| it["object"]["type"] == "EmojiReact"), "Lemmy knows no such type");
    for number in 10..130 {
        for activity in [
            json!({"type": "Dislike", "id": fair.writers.url(&format!("/l/{number}")), "actor": fair.ada.uri, "object": complaint}),
            json!({"type": "Undo", "id": fair.writers.url(&format!("/ul/{number}")), "actor": fair.ada.uri, "object": fair.writers.url(&format!("/l/{number}"))}),
        ] {
            assert_eq!(fair.tell(&fair.writers, &fair.ada, &activity).await, "understood");
        }
    }
    let votes = |kind: &str| fair.forum.delivered().iter().filter(|it| it["object"]["type"] == kind).count();
    let all = votes("Like") + votes("Dislike") + votes("Undo");
    assert!((100..=200).contains(&all), "{all} votes in one hour");
}

/// The shapes that Lemmy 1.0, Mbin and PieFed read of a group.
async fn a_board_reads_as_a_group_everywhere(engine: Engine) {
    let fair = Fair::open(engine).await;
    let new =
        Registration { name: "mod".into(), password: "a long password".into(), language: None, role: Role::Moderator };
    register(&fair.test.app, new).await.unwrap();
    fair.filed().await;
    let (status, group) = fair.fetch(&fair.board.uri).await;
    assert_eq!((status, &group["type"]), (200, &json!("Group")));
    assert_eq!(group["postingRestrictedToMods"], json!(false));
    assert_eq!(group["attributedTo"], json!(format!("{}/moderators", fair.board.uri)));
    assert_eq!(group["moderators"], group["attributedTo"]);
    let (_, moderators) = fair.fetch(group["attributedTo"].as_str().unwrap()).await;
    assert_eq!(moderators["type"], "OrderedCollection");
    let listed = moderators["orderedItems"].as_array().unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(fair.fetch(listed[0].as_str().unwrap()).await.1["preferredUsername"], "mod");
    let (_, featured) = fair.fetch(group["featured"].as_str().unwrap()).await;
    assert_eq!((&featured["totalItems"], &featured["orderedItems"]), (&json!(0), &json!([])));
    let (_, outbox) = fair.fetch(group["outbox"].as_str().unwrap()).await;
    let items = outbox["orderedItems"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{outbox}");
    assert_eq!((&items[0]["type"], &items[0]["object"]["type"]), (&json!("Announce"), &json!("Create")));
    assert!(outbox["first"].is_string());
    assert_eq!(outbox["totalItems"], json!(1), "what its pages show, and nothing else that the board said");
    let (_, page) = fair.fetch(outbox["first"].as_str().unwrap()).await;
    assert_eq!((page["orderedItems"].as_array().unwrap().len(), &page["totalItems"]), (1, &json!(1)));
}

/// A person with a key for proofs of their own.
pub fn proving(fair: &Fair, name: &str) -> (PeerActor, SecretKey) {
    let actor = fair.writers.person(name);
    let key = SecretKey::generate_ed25519().unwrap();
    let mut document = fair.writers.document_of(&actor, "Person");
    document["assertionMethod"] = json!([{
        "type": "Multikey", "id": format!("{}#proofs", actor.uri), "controller": actor.uri,
        "publicKeyMultibase": key.public().unwrap().to_multikey().unwrap()
    }]);
    fair.writers.serve(&format!("/users/{name}"), &document);
    (actor, key)
}

/// Another server's group passes things on: believed with their author's own proof, or read where they stand, or not at all.
async fn what_another_group_passes_on_is_checked(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, complaint) = fair.filed().await;
    let group = fair.forum.actor("kettles", "Group");
    let (bea, key) = proving(&fair, "bea");
    let at = fair.test.clock.now();
    let prove = |value: &Value| integrity_proof::sign(value, &key, &format!("{}#proofs", bea.uri), at).unwrap();
    let announce = |number: u8, object: &Value| json!({"type": "Announce", "id": fair.forum.url(&format!("/a/{number}")), "actor": group.uri, "to": [PUBLIC], "object": object});
    let create = |number: u8, html: &str| {
        let mut note = fair.note(&format!("g{number}"), html);
        note["attributedTo"] = json!(bea.uri);
        note["inReplyTo"] = json!(complaint);
        json!({"type": "Create", "id": fair.writers.url(&format!("/gc/{number}")), "actor": bea.uri, "object": note})
    };
    let before = fair.writers.fetches();
    let proven = prove(&create(1, "<p>Mine too</p>"));
    assert_eq!(fair.tell(&fair.forum, &group, &announce(1, &proven)).await, "understood");
    let post = fair.post(&fair.writers.url("/notes/g1")).await.unwrap();
    assert_eq!((post.complaint, post.author_uri.as_str()), (Some(id), bea.uri.as_str()));
    let asked: Vec<String> = fair.writers.heard().into_iter().skip(before).map(|it| it.target).collect();
    assert!(!asked.iter().any(|it| it.contains("/notes/")), "the proof was enough: {asked:?}");

    let mut forged = prove(&create(2, "<p>Mine too</p>"));
    forged["object"]["content"] = json!("<p>All is well</p>");
    assert!(fair.tell(&fair.forum, &group, &announce(2, &forged)).await.starts_with("refused"));
    assert!(fair.post(&fair.writers.url("/notes/g2")).await.is_none());
    let command = prove(&create(3, "<p>#samehere</p>"));
    assert!(fair.tell(&fair.forum, &group, &announce(3, &command)).await.starts_with("ignored"), "no command by relay");
    assert_eq!(fair.held(id).await.complaint.supporters(), 0);

    let like = json!({"type": "Like", "id": fair.writers.url("/gl/1"), "actor": bea.uri, "object": complaint});
    assert_eq!(fair.tell(&fair.forum, &group, &announce(4, &like)).await, "ignored: nobody-vouches-for-it");
    assert_eq!(fair.tell(&fair.forum, &group, &announce(5, &prove(&like))).await, "understood");
    let counted = async || {
        let uri = complaint.clone();
        fair.read(move |view| reactions::count(view, &uri, ReactionKind::Like)).await
    };
    assert_eq!(counted().await, 1);
    let unlike = json!({"type": "Undo", "id": fair.writers.url("/gu/1"), "actor": bea.uri, "object": like});
    assert_eq!(fair.tell(&fair.forum, &group, &announce(6, &unlike)).await, "ignored: nobody-vouches-for-it");
    assert_eq!(fair.tell(&fair.forum, &group, &announce(7, &prove(&unlike))).await, "understood");
    assert_eq!(counted().await, 0);
    // What came once is nothing when a group passes it on again, whatever was said since.
    assert_eq!(fair.tell(&fair.forum, &group, &announce(10, &prove(&like))).await, "ignored: came-before");
    assert_eq!(counted().await, 0);
    let again = json!({"type": "Like", "id": fair.writers.url("/gl/2"), "actor": bea.uri, "object": complaint});
    assert_eq!(fair.tell(&fair.writers, &bea, &again).await, "understood");
    assert_eq!(fair.tell(&fair.forum, &group, &announce(11, &prove(&unlike))).await, "ignored: came-before");
    assert_eq!(counted().await, 1);

    let delete = json!({"type": "Delete", "id": fair.writers.url("/gd/1"), "actor": bea.uri, "object": fair.writers.url("/notes/g1")});
    fair.writers.serve("/notes/g1", &proven["object"]);
    assert_eq!(fair.tell(&fair.forum, &group, &announce(8, &delete)).await, "refused: still-there");
    assert_eq!(fair.tell(&fair.forum, &group, &announce(9, &prove(&delete))).await, "understood");
    assert!(fair.post(&fair.writers.url("/notes/g1")).await.unwrap().deleted_at.is_some());
}

/// A group says of a post that never came that it is gone. That is nobody's word but its own server's, which is asked when the
/// post comes, from whomever.
async fn what_a_group_says_is_gone_is_looked_for_before_it_is_shown(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, complaint) = fair.filed().await;
    let group = fair.forum.actor("kettles", "Group");
    let (bea, key) = proving(&fair, "bea");
    let at = fair.test.clock.now();
    let announce = |name: &str, object: &Value| json!({"type": "Announce", "id": fair.forum.url(&format!("/a/{name}")), "actor": group.uri, "to": [PUBLIC], "object": object});
    let create = |name: &str| {
        let mut note = fair.note(name, "<p>Mine too</p>");
        note["attributedTo"] = json!(bea.uri);
        note["inReplyTo"] = json!(complaint);
        json!({"type": "Create", "id": fair.writers.url(&format!("/c/{name}")), "actor": bea.uri, "object": note})
    };
    let gone = async |name: &str| {
        let delete = json!({"type": "Delete", "id": fair.forum.url(&format!("/d/{name}")), "actor": fair.forum.url("/users/mod"), "object": fair.writers.url(&format!("/notes/{name}"))});
        let outcome = fair.tell(&fair.forum, &group, &announce(&format!("d-{name}"), &delete)).await;
        assert_eq!(outcome, "ignored: nothing-of-ours");
    };
    let is_here = async |name: &str| fair.post(&fair.writers.url(&format!("/notes/{name}"))).await.is_some();
    for name in ["own", "passed-on", "there", "away"] {
        gone(name).await;
    }
    for name in ["own", "passed-on"] {
        fair.writers.serve_as(&format!("/notes/{name}"), 410, "text/plain", b"gone");
    }
    assert_eq!(fair.tell(&fair.writers, &bea, &create("own")).await, "ignored: gone-by-now");
    let proven = integrity_proof::sign(&create("passed-on"), &key, &format!("{}#proofs", bea.uri), at).unwrap();
    assert_eq!(fair.tell(&fair.forum, &group, &announce("c", &proven)).await, "ignored: gone-by-now");
    assert!(!is_here("own").await && !is_here("passed-on").await);
    // It is not gone because a group says so.
    fair.writers.serve("/notes/there", &create("there")["object"]);
    assert_eq!(fair.tell(&fair.writers, &bea, &create("there")).await, "understood");
    assert!(is_here("there").await);
    // While nobody can be asked, it waits.
    fair.writers.serve_as("/notes/away", 503, "text/plain", b"later");
    fair.tell(&fair.writers, &bea, &create("away")).await;
    assert!(!is_here("away").await);
    fair.writers.serve("/notes/away", &create("away")["object"]);
    fair.test.clock.advance(Duration::from_mins(1));
    fair.test.drain().await;
    assert!(is_here("away").await);
}

/// What a group passes on whole comes by no other way: it is tried longer than a boost, whatever it is.
async fn what_a_group_passes_on_is_tried_for_long(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, complaint) = fair.filed().await;
    let group = fair.forum.actor("kettles", "Group");
    let announce = |name: &str, object: &Value| json!({"type": "Announce", "id": fair.forum.url(&format!("/a/{name}")), "actor": group.uri, "to": [PUBLIC], "object": object});
    let said = |kind: &str, name: &str| {
        let mut note = fair.note(name, "<p>Mine too</p>");
        note["inReplyTo"] = json!(complaint);
        json!({"type": kind, "id": fair.writers.url(&format!("/{kind}/{name}")), "actor": fair.ada.uri, "to": [PUBLIC], "object": note})
    };
    let here = ["changed", "deleted"];
    for name in here {
        assert_eq!(fair.tell(&fair.writers, &fair.ada, &said("Create", name)).await, "understood");
    }
    let note = |name: &str| fair.writers.url(&format!("/notes/{name}"));
    let delete = json!({"type": "Delete", "id": fair.writers.url("/Delete/1"), "actor": fair.ada.uri, "object": note("deleted")});
    let whole = [
        announce("Create", &said("Create", "new")),
        announce("Update", &said("Update", "changed")),
        announce("Delete", &delete),
    ];
    let boost = announce("boost", &json!(note("boosted")));
    for name in ["new", "changed", "deleted", "boosted"] {
        fair.writers.serve_as(&format!("/notes/{name}"), 503, "text/plain", b"later");
    }
    for activity in whole.iter().chain([&boost]) {
        assert_eq!(fair.forum.send(&fair.test, &group, activity).await, 202);
    }
    let outcome = async |of: &Value| fair.outcome(&group, of["id"].as_str().unwrap()).await;
    for _ in 0..8 {
        fair.test.drain().await;
        fair.test.clock.advance(Duration::from_mins(10));
    }
    assert!(outcome(&boost).await.unwrap().starts_with("refused: "), "nobody loses a boost");
    for activity in &whole {
        assert_eq!(outcome(activity).await, None, "{activity}");
    }
    let mut changed = said("Update", "changed")["object"].clone();
    changed["content"] = json!("<p>Mine leaks at the lid.</p>");
    fair.writers.serve("/notes/changed", &changed);
    fair.writers.serve("/notes/new", &said("Create", "new")["object"]);
    fair.writers.serve_as("/notes/deleted", 410, "text/plain", b"gone");
    fair.test.clock.advance(Duration::from_hours(1));
    fair.test.drain().await;
    for activity in &whole {
        assert_eq!(outcome(activity).await.as_deref(), Some("understood"), "{activity}");
    }
    assert!(fair.post(&note("new")).await.is_some());
    assert!(fair.post(&note("changed")).await.unwrap().html.contains("at the lid"));
    assert!(fair.post(&note("deleted")).await.unwrap().deleted_at.is_some());
}

/// Several things that somebody new proved come at once, by groups and by a stranger: whoever is first looks for all of them.
async fn all_that_somebody_new_proves_is_believed(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (_, complaint) = fair.filed().await;
    let groups = ["kettles", "lids"].map(|name| fair.forum.actor(name, "Group"));
    let ((gus, gus_key), (ivo, ivo_key)) = (proving(&fair, "gus"), proving(&fair, "ivo"));
    let at = fair.test.clock.now();
    let proven = |who: &PeerActor, key: &SecretKey, name: &str| {
        let mut note = fair.note(name, "<p>Mine too</p>");
        note["attributedTo"] = json!(who.uri);
        note["inReplyTo"] = json!(complaint);
        let create =
            json!({"type": "Create", "id": fair.writers.url(&format!("/c/{name}")), "actor": who.uri, "object": note});
        integrity_proof::sign(&create, key, &format!("{}#proofs", who.uri), at).unwrap()
    };
    let mut told = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        let object = proven(&gus, &gus_key, &format!("gus-{number}"));
        let announce = json!({"type": "Announce", "id": fair.forum.url(&format!("/a/{number}")), "actor": group.uri, "to": [PUBLIC], "object": object});
        assert_eq!(fair.forum.send(&fair.test, group, &announce).await, 202);
        told.push((group, announce));
    }
    fair.test.drain().await;
    for (group, announce) in told {
        let outcome = fair.outcome(group, announce["id"].as_str().unwrap()).await;
        assert_eq!(outcome.as_deref(), Some("understood"), "{announce}");
    }
    let letters = [0, 1].map(|number| proven(&ivo, &ivo_key, &format!("ivo-{number}")));
    let sent = tokio::join!(
        fair.forum.send(&fair.test, &fair.reader, &letters[0]),
        fair.forum.send(&fair.test, &fair.reader, &letters[1])
    );
    assert_eq!(sent, (202, 202));
}

/// A reply to a reply that nobody sent us brings what is between with it, from where it stands.
async fn a_reply_brings_what_it_answers(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, complaint) = fair.filed().await;
    let bob = fair.forum.person("bob");
    let between = json!({
        "type": "Note", "id": fair.forum.url("/notes/1"), "attributedTo": bob.uri, "to": [PUBLIC],
        "inReplyTo": complaint, "content": "<p>Which model?</p>"
    });
    fair.forum.serve("/notes/1", &between);
    let reply = |name: &str, parent: &str| {
        let mut note = fair.note(name, "<p>The blue one</p>");
        note["inReplyTo"] = json!(parent);
        note["tag"] = json!([{"type": "Mention", "href": fair.board.uri}]);
        json!({"type": "Create", "id": fair.writers.url(&format!("/cr/{name}")), "actor": fair.ada.uri, "object": note})
    };
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &reply("r1", &fair.forum.url("/notes/1"))).await, "understood");
    for uri in [fair.forum.url("/notes/1"), fair.writers.url("/notes/r1")] {
        assert_eq!(fair.post(&uri).await.unwrap_or_else(|| panic!("{uri}")).complaint, Some(id));
    }
    // A copy on another host than its author's is no link in the chain, and neither is a circle.
    let mut stolen = between.clone();
    stolen["id"] = json!(fair.forum.url("/notes/2"));
    stolen["attributedTo"] = json!(fair.ada.uri);
    fair.forum.serve("/notes/2", &stolen);
    let mut circle = between.clone();
    circle["id"] = json!(fair.forum.url("/notes/3"));
    circle["inReplyTo"] = json!(fair.forum.url("/notes/3"));
    fair.forum.serve("/notes/3", &circle);
    for number in [2, 3] {
        let uri = fair.forum.url(&format!("/notes/{number}"));
        let said = fair.tell(&fair.writers, &fair.ada, &reply(&format!("r{number}"), &uri)).await;
        assert_eq!(said, "ignored: nothing-of-ours");
        assert!(fair.post(&uri).await.is_none());
    }
    // The thread that a reply names itself is its thread when nothing else tells.
    let mut lost = reply("r4", &fair.forum.url("/notes/gone"));
    lost["object"]["context"] = json!(fair.held(id).await.uri);
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &lost).await, "understood");
    assert_eq!(fair.post(&fair.writers.url("/notes/r4")).await.unwrap().complaint, Some(id));
}

/// Replies that were given elsewhere before the thread was listed here are read from their servers, a bounded number.
async fn what_was_said_before_is_read_where_it_stands(engine: Engine) {
    let fair = Fair::open(engine).await;
    let mut note = fair.note("old", "<p>The kettle leaks</p>");
    note["tag"] = json!([{"type": "Mention", "href": fair.board.uri}]);
    let uri = note["id"].as_str().unwrap().to_string();
    let create = json!({"type": "Create", "id": fair.writers.url("/c/old"), "actor": fair.ada.uri, "object": note});
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &create).await, "understood");
    let bob = fair.forum.person("bob");
    let mut listed = Vec::new();
    for number in 0..30 {
        let reply = json!({
            "type": "Note", "id": fair.forum.url(&format!("/notes/{number}")), "attributedTo": bob.uri, "to": [PUBLIC],
            "inReplyTo": uri, "content": format!("<p>Answer {number}</p>")
        });
        fair.forum.serve(&format!("/notes/{number}"), &reply);
        listed.push(reply["id"].clone());
    }
    note["replies"] = json!({"type": "Collection", "id": format!("{uri}/replies"), "first": {"type": "CollectionPage", "items": listed}});
    fair.writers.serve("/notes/old", &note);
    fair.test.clock.advance(Duration::from_mins(11));
    run_clock(&fair.test.app).await.unwrap();
    fair.test.drain().await;
    let id = fair.post(&uri).await.unwrap().complaint.unwrap();
    let thread = fair.read(move |view| posts::of_complaint(view, id, 0, 100)).await;
    let comments = thread.iter().filter(|it| it.kind == PostKind::Comment).count();
    assert!((5..=10).contains(&comments), "{comments} of thirty");
    assert!(
        fair.forum.delivered().iter().any(|it| it["object"] == json!(fair.forum.url("/notes/0"))),
        "and they are boosted"
    );
}

/// Who followed when something was said hears of its edits and its deletion, also after leaving; and so do those who answered it.
async fn edits_and_deletions_reach_whoever_got_it(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, post, eve) = fair.filed_here().await;
    let mut reply = fair.note("answer", "<p>Mine too</p>");
    reply["inReplyTo"] = json!(post.uri);
    let create = json!({"type": "Create", "id": fair.writers.url("/c/answer"), "actor": fair.ada.uri, "object": reply});
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &create).await, "understood");
    let undo = json!({
        "type": "Undo", "id": fair.forum.url("/unfollow"), "actor": fair.reader.uri,
        "object": {"type": "Follow", "actor": fair.reader.uri, "object": fair.board.uri}
    });
    assert_eq!(fair.tell(&fair.forum, &fair.reader, &undo).await, "understood");
    let app = &fair.test.app;
    let cause = |name: &str| Cause::new(Door::Page, "eve", name, app.clock.now());
    correct(app, cause("correct"), id, eve.id, "The lid broke".into(), "On the second day.".into(), None)
        .await
        .unwrap();
    fair.test.drain().await;
    let hears = |peer: &FakePeer, kind: &str| {
        let heard = peer.delivered();
        heard.iter().any(|it| it["type"] == json!(kind) && it["object"]["id"] == json!(post.uri))
            || heard
                .iter()
                .any(|it| it["object"]["type"] == json!(kind) && it["object"]["object"]["id"] == json!(post.uri))
    };
    assert!(hears(&fair.forum, "Update"), "{:#?}", fair.forum.delivered());
    assert!(hears(&fair.writers, "Update"), "who answered holds a copy");
    let erase = redress::domain::complaint::Command::Erase { targets: Vec::new() };
    let deed = Deed { complaint: id, by: By::Actor(eve.id), seen: None, command: erase, reason: None };
    act_on_complaint(app, cause("erase"), deed).await.unwrap();
    fair.test.drain().await;
    for peer in [&fair.forum, &fair.writers] {
        assert!(hears(peer, "Delete"), "{:#?}", peer.delivered());
    }
    let undone = fair.forum.delivered().into_iter().filter(|it| it["type"] == "Undo");
    assert_eq!(undone.filter(|it| it["object"]["object"] == json!(post.uri)).count(), 1);
    let (status, tombstone) = fair.fetch(&post.uri).await;
    assert_eq!((status, &tombstone["type"], &tombstone["id"]), (410, &json!("Tombstone"), &json!(post.uri)));
    // News after the end of the follow is none of its business.
    let mut later = fair.note("later", "<p>More</p>");
    later["inReplyTo"] = json!(post.uri);
    let create = json!({"type": "Create", "id": fair.writers.url("/c/later"), "actor": fair.ada.uri, "object": later});
    fair.tell(&fair.writers, &fair.ada, &create).await;
    assert!(!fair.forum.delivered().iter().any(|it| it["object"]["id"] == create["id"]));
}

/// How many follow whoever files is asked of their own server, and recorded as a band.
async fn the_follower_band_is_recorded_at_filing(engine: Engine) {
    let fair = Fair::open(engine).await;
    let followers =
        json!({"type": "OrderedCollection", "id": format!("{}/followers", fair.ada.uri), "totalItems": 3_500});
    fair.writers.serve("/users/ada/followers", &followers);
    let (id, _) = fair.filed().await;
    let told = fair.read(move |view| complaints::history(view, id, 0, 1)).await;
    let Happening::Filed(filed) = told[0].line.read().unwrap().event.happening else { panic!("filed first") };
    assert_eq!(filed.followers, FollowerBand::of(Some(3_500)));
    assert_ne!(filed.followers, FollowerBand::of(None));
}

/// A move carries the say in a complaint to the new account, and whoever follows the thread is told.
async fn a_move_carries_the_complainant_s_say(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, complaint) = fair.filed().await;
    let new = fair.forum.person("ada2");
    let mut document = fair.forum.document_of(&new, "Person");
    document["alsoKnownAs"] = json!([fair.ada.uri]);
    fair.forum.serve("/users/ada2", &document);
    // The new account said something here before: it stays one person.
    let reply = |name: &str, who: &PeerActor, peer: &FakePeer, html: &str| {
        let mut note = fair.note(name, html);
        note["id"] = json!(peer.url(&format!("/said/{name}")));
        note["attributedTo"] = json!(who.uri);
        note["inReplyTo"] = json!(complaint);
        json!({"type": "Create", "id": peer.url(&format!("/saying/{name}")), "actor": who.uri, "object": note})
    };
    assert_eq!(fair.tell(&fair.forum, &new, &reply("1", &new, &fair.forum, "<p>It is me</p>")).await, "understood");
    let step = json!({"type": "Move", "id": fair.writers.url("/move"), "actor": fair.ada.uri, "object": fair.ada.uri, "target": new.uri});
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &step).await, "understood");
    let told = fair.forum.delivered().into_iter().find(|it| {
        it["type"] == "Create" && it["object"]["content"].as_str().is_some_and(|it| it.contains("ada2@forum.test"))
    });
    let told = told.unwrap_or_else(|| panic!("{:#?}", fair.forum.delivered()));
    assert_eq!(told["actor"], json!(fair.board.uri));
    let withdraw = reply("2", &fair.ada, &fair.writers, "<p>#withdraw</p>");
    fair.tell(&fair.writers, &fair.ada, &withdraw).await;
    assert_eq!(fair.held(id).await.complaint.state().name(), "open", "the old account has no say any more");
    fair.tell(&fair.forum, &new, &reply("3", &new, &fair.forum, "<p>#withdraw</p>")).await;
    assert_eq!(fair.held(id).await.complaint.state().name(), "withdrawn");
}

/// Words are erased in the history with the post, also by an account that moved since and with every correction of them.
async fn who_moved_takes_the_words_of_the_old_account_back(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, complaint) = fair.filed().await;
    let mut edited = fair.note("complaint", "<p>The kettle leaks a lot. #file</p>");
    edited["updated"] = json!("2026-02-01T12:30:00Z");
    let update = json!({"type": "Update", "id": fair.writers.url("/u/1"), "actor": fair.ada.uri, "to": [PUBLIC], "object": edited});
    fair.tell(&fair.writers, &fair.ada, &update).await;
    let new = fair.forum.person("ada2");
    let mut document = fair.forum.document_of(&new, "Person");
    document["alsoKnownAs"] = json!([fair.ada.uri]);
    fair.forum.serve("/users/ada2", &document);
    let step = json!({"type": "Move", "id": fair.writers.url("/move"), "actor": fair.ada.uri, "object": fair.ada.uri, "target": new.uri});
    fair.tell(&fair.writers, &fair.ada, &step).await;
    fair.test.clock.advance(Duration::from_hours(2));
    let said = |told: &[complaints::Told]| {
        let words = told.iter().flat_map(|it| &it.line.disclosures).filter_map(|it| it.value.as_deref());
        words.filter(|it| it.contains("kettle leaks")).count()
    };
    let before = fair.read(move |view| complaints::history(view, id, 0, 100)).await;
    assert!(said(&before) >= 3, "the words and the title, and those of the correction");

    let delete = json!({"type": "Delete", "id": fair.writers.url("/d/1"), "actor": fair.ada.uri, "to": [PUBLIC], "object": complaint});
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &delete).await, "understood");
    let after = fair.read(move |view| complaints::history(view, id, 0, 100)).await;
    assert_eq!(said(&after), 0, "no line of the history says them any more");
    assert!(after.iter().any(|it| matches!(it.line.read().unwrap().event.happening, Happening::Erased { .. })));
    assert_eq!(fair.held(id).await.title, "");
}

/// An account that is gone takes its words with it, everywhere, and leaves the states.
async fn a_closed_account_takes_its_words_along(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, complaint) = fair.filed().await;
    let bea = fair.writers.person("bea");
    let mut note = fair.note("bea", "<p>Mine too</p>");
    note["attributedTo"] = json!(bea.uri);
    note["inReplyTo"] = json!(complaint);
    let create = json!({"type": "Create", "id": fair.writers.url("/c/bea"), "actor": bea.uri, "object": note});
    assert_eq!(fair.tell(&fair.writers, &bea, &create).await, "understood");
    for who in [&bea, &fair.ada] {
        let gone = json!({"type": "Delete", "id": format!("{}#delete", who.uri), "actor": who.uri, "to": [PUBLIC], "object": who.uri});
        assert_eq!(fair.tell(&fair.writers, who, &gone).await, "understood");
    }
    for uri in [complaint, fair.writers.url("/notes/bea")] {
        let post = fair.post(&uri).await.unwrap();
        assert!(post.deleted_at.is_some() && post.html.is_empty(), "{uri}: {}", post.html);
    }
    assert_eq!(fair.held(id).await.complaint.state().name(), "open");
}

on_both_engines!(
    what_remote_authors_say_is_passed_on_byte_for_byte,
    erased_words_are_passed_on_no_more,
    what_may_not_be_shown_whole_is_boosted_only,
    votes_are_passed_on_but_not_without_end,
    a_board_reads_as_a_group_everywhere,
    what_another_group_passes_on_is_checked,
    what_a_group_says_is_gone_is_looked_for_before_it_is_shown,
    what_a_group_passes_on_is_tried_for_long,
    all_that_somebody_new_proves_is_believed,
    a_reply_brings_what_it_answers,
    what_was_said_before_is_read_where_it_stands,
    edits_and_deletions_reach_whoever_got_it,
    the_follower_band_is_recorded_at_filing,
    a_move_carries_the_complainant_s_say,
    who_moved_takes_the_words_of_the_old_account_back,
    a_closed_account_takes_its_words_along,
);
