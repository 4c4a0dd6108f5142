//! People of other servers around one thread: what they may do is done, what they may not leaves no trace.

use redress::crypto::integrity_proof;
use redress::crypto::keys::SecretKey;
use redress::domain::brand::BrandDomain;
use redress::domain::ids::ComplaintId;
use redress::federation::actor::fetch_actor;
use redress::services::file_complaint::{Draft, Filer, file_complaint};
use redress::services::login_link;
use redress::services::open_board::open_board;
use redress::services::scene::Scene;
use redress::storage::actors::{self, Actor, ActorKind};
use redress::storage::posts::{self, StoredPost};
use redress::storage::reactions::{self, ReactionKind};
use redress::storage::{Cause, Door, StorageError, View, complaints, follows, inbox};
use serde_json::{Value, json};

use crate::on_both_engines;
use crate::support::peer::{FakePeer, PUBLIC, PeerActor};
use crate::support::{Engine, TestApp};
use redress::app::Clock;

/// A thread of ours, and two people of one other server.
pub(crate) struct Street {
    pub(crate) test: TestApp,
    pub(crate) peer: FakePeer,
    pub(crate) board: Actor,
    pub(crate) thread: ComplaintId,
    pub(crate) post: String,
    pub(crate) alice: PeerActor,
    pub(crate) mallory: PeerActor,
}

impl Street {
    pub(crate) async fn start(engine: Engine) -> Street {
        let peer = FakePeer::start("a.test");
        let mut test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
        test.serve();
        let (brand, board) = open_board(&test.app, BrandDomain::parse("acme.com").unwrap(), None).await.unwrap();
        let ada = Scene::of(&test.app).new_actor(ActorKind::Person, "ada", "Ada");
        let made = ada.clone();
        test.app.db.write::<_, StorageError, _>(move |tx| actors::insert_local(tx, &made)).await.unwrap();
        let draft = Draft { title: "The lid broke".into(), text: "On the first day.".into(), ..Draft::default() };
        let cause = Cause::new(Door::Page, "ada", "1", test.clock.now());
        let filer = Filer { actor: ada.id, account: None };
        let thread = file_complaint(&test.app, cause, filer, brand.id, draft).await.unwrap().into_inner().id;
        let post = test.app.db.read::<_, StorageError, _>(move |view| posts::of_event(view, thread, 1)).await.unwrap();
        let (alice, mallory) = (peer.person("alice"), peer.person("mallory"));
        Street { test, peer, board, thread, post: post.unwrap().uri, alice, mallory }
    }

    pub(crate) async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut View<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> T {
        self.test.app.db.read(read).await.unwrap()
    }

    /// Sends, lets the worker finish, and says what became of it.
    pub(crate) async fn say(&self, who: &PeerActor, activity: Value) -> String {
        let mut activity = activity;
        activity["actor"] = json!(who.uri);
        let status = self.peer.send(&self.test, who, &activity).await;
        self.test.drain().await;
        let key = inbox::Key::new(&who.uri, activity["id"].as_str().unwrap());
        self.read(move |view| inbox::outcome(view, &key)).await.unwrap_or_else(|| status.to_string())
    }

    pub(crate) fn note(&self, who: &PeerActor, name: &str, html: &str) -> Value {
        json!({
            "type": "Note", "id": self.peer.url(&format!("/notes/{name}")), "attributedTo": who.uri, "to": [PUBLIC],
            "inReplyTo": self.post, "content": html
        })
    }

    pub(crate) async fn reply(&self, who: &PeerActor, name: &str, html: &str) -> String {
        let create = json!({"type": "Create", "id": self.peer.url(&format!("/creates/{name}")), "object": self.note(who, name, html)});
        self.say(who, create).await
    }

    pub(crate) async fn stored(&self, name: &str) -> Option<StoredPost> {
        let uri = self.peer.url(&format!("/notes/{name}"));
        self.read(move |view| posts::find_by_uri(view, &uri)).await
    }

    /// State and length of the history.
    pub(crate) async fn standing(&self) -> (&'static str, i64) {
        let thread = self.thread;
        let held = self.read(move |view| complaints::find(view, thread)).await.unwrap();
        (held.complaint.state().name(), held.complaint.sequence)
    }

    pub(crate) async fn counted(&self, kind: ReactionKind) -> i64 {
        let uri = self.post.clone();
        self.read(move |view| reactions::count(view, &uri, kind)).await
    }
}

/// Item 17.
async fn only_its_author_edits_a_post(engine: Engine) {
    let street = Street::start(engine).await;
    assert_eq!(street.reply(&street.alice, "1", "<p>Same for me</p>").await, "understood");
    let before = street.stored("1").await.unwrap();
    let mut forged = street.note(&street.alice, "1", "<p>I was wrong</p>");
    let update = |id: &str, note: &Value| json!({"type": "Update", "id": street.peer.url(id), "object": note});
    assert_eq!(street.say(&street.mallory, update("/u/1", &forged)).await, "refused: not-the-author");
    forged["attributedTo"] = json!(street.mallory.uri);
    assert_eq!(street.say(&street.mallory, update("/u/2", &forged)).await, "ignored: nothing-changed");
    assert_eq!(street.stored("1").await.unwrap(), before);
    let unseen = street.note(&street.mallory, "unseen", "<p>Out of nothing</p>");
    assert_eq!(street.say(&street.mallory, update("/u/3", &unseen)).await, "ignored: nothing-changed");
    assert!(street.stored("unseen").await.is_none());
    let own = street.note(&street.alice, "1", "<p>Same for me, twice</p>");
    assert_eq!(street.say(&street.alice, update("/u/4", &own)).await, "understood");
    assert!(street.stored("1").await.unwrap().html.contains("twice"));
}

/// Items 18 and 19.
async fn only_its_author_takes_a_thing_back(engine: Engine) {
    let street = Street::start(engine).await;
    street.reply(&street.alice, "1", "<p>Same for me</p>").await;
    let like = json!({"type": "Like", "id": street.peer.url("/likes/1"), "object": street.post});
    assert_eq!(street.say(&street.alice, like).await, "understood");
    let follow = json!({"type": "Follow", "id": street.peer.url("/follows/1"), "object": street.board.uri});
    assert_eq!(street.say(&street.alice, follow).await, "understood");

    let delete = |number: u8, object: &str| json!({"type": "Delete", "id": street.peer.url(&format!("/d/{number}")), "object": object});
    let undo = |number: u8, object: Value| json!({"type": "Undo", "id": street.peer.url(&format!("/un/{number}")), "object": object});
    let (note, account) = (street.peer.url("/notes/1"), street.alice.uri.clone());
    // Of somebody whom we never saw a deletion is answered and not even looked at.
    assert_eq!(street.say(&street.mallory, delete(1, &note)).await, "202");
    street.reply(&street.mallory, "2", "<p>Me too</p>").await;
    assert_eq!(street.say(&street.mallory, delete(5, &note)).await, "ignored: nothing-of-theirs");
    assert_eq!(street.say(&street.mallory, delete(2, &account)).await, "ignored: nothing-of-theirs");
    for (number, name) in [(1, "/likes/1"), (2, "/follows/1")] {
        assert_eq!(
            street.say(&street.mallory, undo(number, json!(street.peer.url(name)))).await,
            "ignored: nothing-to-undo"
        );
    }
    let signed_over =
        json!({"id": street.peer.url("/likes/1"), "type": "Like", "actor": street.alice.uri, "object": street.post});
    assert_eq!(street.say(&street.mallory, undo(3, signed_over)).await, "403");
    assert!(street.stored("1").await.unwrap().deleted_at.is_none());
    assert_eq!(street.counted(ReactionKind::Like).await, 1);
    let alice = fetch_actor(&street.test.app, &street.alice.uri).await.unwrap();
    assert!(alice.deleted_at.is_none());
    let (follower, board) = (alice.id, street.board.id);
    assert!(street.read(move |view| follows::find(view, follower, board)).await.unwrap().accepted);

    assert_eq!(
        street.say(&street.alice, undo(4, json!({"id": street.peer.url("/likes/1"), "type": "Like"}))).await,
        "understood"
    );
    assert_eq!(street.say(&street.alice, undo(5, json!(street.peer.url("/follows/1")))).await, "understood");
    assert_eq!(street.counted(ReactionKind::Like).await, 0);
    assert!(street.read(move |view| follows::find(view, follower, board)).await.is_none());
    assert_eq!(street.say(&street.alice, delete(3, &note)).await, "understood");
    assert!(street.stored("1").await.unwrap().deleted_at.is_some());
}

/// Item 20.
async fn a_copy_inside_a_boost_is_not_believed(engine: Engine) {
    let street = Street::start(engine).await;
    let mut real = street.note(&street.alice, "1", "<p>What she said</p>");
    street.peer.serve("/notes/1", &real);
    real["content"] = json!("<p>What she never said</p>");
    let announce = json!({"type": "Announce", "id": street.peer.url("/b/1"), "to": [PUBLIC], "object": real});
    assert_eq!(street.say(&street.mallory, announce).await, "understood");
    let stored = street.stored("1").await.unwrap();
    assert!(stored.html.contains("What she said") && stored.author_uri == street.alice.uri);
    let invented = street.note(&street.alice, "invented", "<p>What nobody said</p>");
    let announce = json!({"type": "Announce", "id": street.peer.url("/b/2"), "to": [PUBLIC], "object": invented});
    assert!(street.say(&street.mallory, announce).await.starts_with("refused"));
    assert!(street.stored("invented").await.is_none());
}

/// Gives somebody a key for proofs, and says what it is called.
fn key_of(street: &Street, who: &PeerActor, path: &str) -> (SecretKey, String) {
    let key = SecretKey::generate_ed25519().unwrap();
    let method = format!("{}#ed25519-key", who.uri);
    let mut document = street.peer.document_of(who, "Person");
    document["assertionMethod"] = json!([{
        "id": method, "type": "Multikey", "controller": who.uri,
        "publicKeyMultibase": key.public().unwrap().to_multikey().unwrap()
    }]);
    street.peer.serve(path, &document);
    (key, method)
}

/// A request is for everybody to read as a reply is, and answers a state that there was.
async fn what_a_request_says_in_private_or_of_the_future_does_not_count(engine: Engine) {
    let street = Street::start(engine).await;
    let (key, method) = key_of(&street, &street.alice, "/users/alice");
    let own = street.test.app.address.complaint(street.thread);
    let before = street.standing().await;
    for (name, to, seen, outcome) in [
        ("private", json!([street.board.uri]), json!(before.1), "refused: private-words"),
        ("followers", json!([format!("{}/followers", street.alice.uri)]), json!(before.1), "refused: private-words"),
        ("ahead", json!([PUBLIC]), json!(before.1 + 1), "refused: seen-ahead"),
        ("public", json!([PUBLIC]), json!(before.1), "understood"),
    ] {
        let mut note = street.note(&street.alice, name, "<p>Mine broke, too.</p>");
        note["to"] = to;
        let request = json!({
            "type": "rd:TransitionRequest", "id": street.peer.url(&format!("/t/{name}")), "actor": street.alice.uri,
            "object": own, "instrument": {"type": "rd:Command", "rd:command": "comment", "rd:seen": seen, "rd:post": note}
        });
        let request = integrity_proof::sign(&request, &key, &method, street.test.clock.now()).unwrap();
        assert_eq!(street.say(&street.alice, request).await, outcome, "{name}");
        let stored = street.stored(name).await;
        assert_eq!(stored.is_some(), outcome == "understood", "{name}");
    }
    let told = street.peer.delivered();
    for code in ["private-words", "seen-ahead"] {
        assert!(told.iter().any(|it| it["type"] == "Reject" && it["rd:refusal"]["code"] == code), "{code}: {told:?}");
    }
}

/// A post that carries its author's own proof is more than the home's word.
async fn a_post_with_its_authors_proof_is_signed(engine: Engine) {
    let street = Street::start(engine).await;
    let alice = &street.alice;
    let (key, method) = key_of(&street, alice, "/users/alice");
    for (name, tampered) in [("1", false), ("2", true)] {
        let create = json!({
            "type": "Create", "id": street.peer.url(&format!("/creates/{name}")), "actor": alice.uri,
            "object": street.note(alice, name, "<p>Same for me</p>")
        });
        let mut create = integrity_proof::sign(&create, &key, &method, street.test.clock.now()).unwrap();
        if tampered {
            create["object"]["content"] = json!("<p>Never said</p>");
        }
        // A proof that does not fit spoils the whole, however good the request's signature.
        assert_eq!(street.say(alice, create).await, if tampered { "401" } else { "understood" });
    }
    let thread = street.thread;
    let told = street.read(move |view| complaints::history(view, thread, 0, 50)).await;
    let of = |words: &str| told.iter().find(|it| it.line.text("content").is_some_and(|it| it.contains(words)));
    assert!(of("Same for me").unwrap().signed);
    assert!(of("Never said").is_none());
}

/// Items 38 and 39.
async fn nobody_else_moves_the_state(engine: Engine) {
    let street = Street::start(engine).await;
    for (number, command) in
        ["#confirmed 10/10", "#resolved refund", "#giveup", "#withdraw", "#acknowledged", "#nocomplaint", "#dismissed"]
            .into_iter()
            .enumerate()
    {
        let html = format!("<p>{command}</p>");
        assert_eq!(street.reply(&street.mallory, &number.to_string(), &html).await, "understood", "{command}");
        assert_eq!(street.standing().await.0, "open", "{command}");
    }
    let before = street.standing().await;
    let state = json!({
        "type": "Update", "id": street.peer.url("/states/1"),
        "object": {
            "type": "OrderedCollection", "id": street.peer.url("/complaints/1"), "attributedTo": street.mallory.uri,
            "rd:state": "resolved", "rd:sequence": 99, "rd:head": format!("sha256:{}", "0".repeat(64))
        }
    });
    assert_eq!(street.say(&street.mallory, state).await, "refused: not-carried");
    let request = json!({"type": "rd:TransitionRequest", "id": street.peer.url("/t/1"), "object": street.post});
    assert_eq!(street.say(&street.mallory, request).await, "ignored: not-ours");
    let own = street.test.app.address.complaint(street.thread);
    let request = json!({
        "type": "rd:TransitionRequest", "id": street.peer.url("/t/2"), "object": own,
        "instrument": {"type": "rd:Command", "rd:command": "withdraw"}
    });
    assert_eq!(street.say(&street.mallory, request).await, "refused: not-proven");
    let told = street.peer.delivered();
    assert!(told.iter().any(|it| it["type"] == "Reject" && it["rd:refusal"]["code"] == "not-proven"), "{told:?}");
    assert_eq!(street.standing().await, before);
}

/// A repeat of a command has one effect, and one of a post that was edited into a command has none.
async fn a_command_counts_in_the_first_version_only(engine: Engine) {
    let street = Street::start(engine).await;
    assert_eq!(street.reply(&street.alice, "1", "<p>Hm</p>").await, "understood");
    let edited = street.note(&street.alice, "1", "<p>#samehere</p>");
    let update = json!({"type": "Update", "id": street.peer.url("/u/1"), "object": edited});
    street.say(&street.alice, update).await;
    let thread = street.thread;
    let supporters = async || {
        let held = street.read(move |view| complaints::find(view, thread)).await.unwrap();
        held.complaint.supporters()
    };
    assert_eq!(supporters().await, 0);
    assert_eq!(street.reply(&street.alice, "2", "<p>#samehere</p>").await, "understood");
    assert_eq!(supporters().await, 1);
    let again = json!({"type": "Create", "id": street.peer.url("/creates/again"), "object": street.note(&street.alice, "2", "<p>#samehere</p>")});
    street.say(&street.alice, again).await;
    assert_eq!(supporters().await, 1);
    let quoted = "<blockquote><p>#withdraw</p></blockquote><p>why would you</p>";
    assert_eq!(street.reply(&street.alice, "3", quoted).await, "understood");
    assert_eq!(street.standing().await.0, "open");
}

/// A follow of a board is kept and answered, signed by the board.
async fn a_follow_is_answered(engine: Engine) {
    let street = Street::start(engine).await;
    let follow = json!({"type": "Follow", "id": street.peer.url("/follows/1"), "object": street.board.uri});
    assert_eq!(street.say(&street.alice, follow).await, "understood");
    let nobody =
        json!({"type": "Follow", "id": street.peer.url("/follows/2"), "object": format!("{}x", street.board.uri)});
    assert_eq!(street.say(&street.alice, nobody).await, "ignored: not-ours");
    let answers = street.peer.delivered();
    let accept = answers.iter().find(|it| it["type"] == "Accept").expect("an answer");
    assert_eq!(accept["actor"], json!(street.board.uri));
    assert_eq!(accept["object"]["id"], json!(street.peer.url("/follows/1")));
    let heard = street.peer.heard().into_iter().find(|it| it.method == "POST").unwrap();
    assert!(heard.headers["signature"].contains(&format!("{}#main-key", street.board.uri)));
}

/// An account moves only where the new one says that it was the old one.
async fn a_move_is_confirmed_by_both_sides(engine: Engine) {
    let street = Street::start(engine).await;
    assert_eq!(street.reply(&street.alice, "1", "<p>Same for me</p>").await, "understood");
    let new = street.peer.person("alice2");
    let step = |number: u8| json!({"type": "Move", "id": street.peer.url(&format!("/m/{number}")), "object": street.alice.uri, "target": new.uri});
    assert_eq!(street.say(&street.alice, step(1)).await, "refused: not-confirmed-by-the-target");
    let mut document = street.peer.document_of(&new, "Person");
    document["alsoKnownAs"] = json!([street.alice.uri]);
    street.peer.serve("/users/alice2", &document);
    assert_eq!(street.say(&street.alice, step(2)).await, "understood");
    let uri = street.alice.uri.clone();
    let old = street.read(move |view| actors::find_by_uri(view, &uri)).await.unwrap();
    assert_eq!(old.moved_to.as_deref(), Some(new.uri.as_str()));
}

/// A guest's one-time link goes to the account that the handle means, and to nobody when it means nobody.
async fn a_sign_in_link_comes_as_a_direct_message(engine: Engine) {
    let street = Street::start(engine).await;
    for name in ["nobody", "alice"] {
        let handle = format!("{name}@{}", street.peer.authority());
        login_link::ask_for_link(&street.test.app, handle, "this browser", false, "en").await.unwrap();
        street.test.drain().await;
    }
    let letters = street.peer.delivered();
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert_eq!(letters[0]["object"]["to"], json!([street.alice.uri]));
    let content = letters[0]["object"]["content"].as_str().unwrap();
    assert!(content.contains("<a href=\"http://home.test") && content.contains("/login/link/"), "{content}");
    assert!(!letters[0].to_string().contains(PUBLIC));
}

on_both_engines!(
    what_a_request_says_in_private_or_of_the_future_does_not_count,
    a_post_with_its_authors_proof_is_signed,
    a_sign_in_link_comes_as_a_direct_message,
    only_its_author_edits_a_post,
    only_its_author_takes_a_thing_back,
    a_copy_inside_a_boost_is_not_believed,
    nobody_else_moves_the_state,
    a_command_counts_in_the_first_version_only,
    a_follow_is_answered,
    a_move_is_confirmed_by_both_sides,
);
