//! The ways in which a stranger's name can make us connect somewhere, tried with names that lead to special addresses.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use redress::crypto::integrity_proof;
use redress::crypto::keys::SecretKey;
use redress::domain::brand::BrandDomain;
use redress::domain::ids::ActorId;
use redress::egress::Outside;
use redress::federation::{catch_up, follow_board, prove_brand};
use redress::services::receive_replica::Because;
use redress::services::scene::Scene;
use redress::services::verify_brand::Checked;
use redress::services::{home_server, login_link, look_up, open_board, pictures, signing};
use redress::storage::actors::{self, ActorKind};
use redress::storage::follows::{self, Follow};
use redress::storage::jobs::{self, Task};
use redress::storage::{Cause, Door, StorageError, inbox};
use serde_json::{Value, json};

use crate::hostile::rig::Names;
use crate::support::names::NameServer;
use crate::support::peer::{Letter, PUBLIC, PeerActor};
use crate::support::{Engine, TestApp};

/// Requests under way at once.
const AT_ONCE: usize = 16;
/// One network has us look for so many keys in five minutes; here none may be refused for that.
pub const LOOKS_APART: Duration = Duration::from_mins(1);

/// A door through which a name comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The sender of a signed request: the address of its key, and its own.
    KeyId,
    Actor,
    /// What an activity is about, by its id.
    BoostedObject,
    /// The same, passed on by a group (FEP-1b12).
    PassedOnObject,
    PassedOnEdit,
    CreatedObject,
    MoveTarget,
    AttributedTo,
    ReadAgainProfile,
    /// A board's history, digest, and one complaint of it.
    History,
    Digest,
    Complaint,
    /// Where deliveries go.
    Inbox,
    SharedInbox,
    /// A handle that somebody types.
    SignInHandle,
    BoardHandle,
    /// What a post answers, read upwards to a thread of ours.
    InReplyTo,
    /// An actor's picture, when somebody looks.
    Picture,
    /// A visitor's own server, and what a member searches for.
    HomeServer,
    SearchedAddress,
    SearchedHandle,
    /// The file on a brand's own domain.
    BrandWebsite,
}

pub const WAYS: [Way; 22] = [
    Way::KeyId,
    Way::Actor,
    Way::BoostedObject,
    Way::PassedOnObject,
    Way::PassedOnEdit,
    Way::CreatedObject,
    Way::MoveTarget,
    Way::AttributedTo,
    Way::ReadAgainProfile,
    Way::History,
    Way::Digest,
    Way::Complaint,
    Way::Inbox,
    Way::SharedInbox,
    Way::SignInHandle,
    Way::BoardHandle,
    Way::InReplyTo,
    Way::Picture,
    Way::HomeServer,
    Way::SearchedAddress,
    Way::SearchedHandle,
    Way::BrandWebsite,
];

/// Fields whose address nobody fetches: attachments, previews, nodeinfo and the like. A new way of fetching one of them
/// shows here first, as a look-up of its name, and moves to the ways above.
pub const UNFETCHED: [&str; 12] = [
    "image",
    "attachment",
    "url",
    "likes",
    "shares",
    "audience",
    "quoteUrl",
    "quote",
    "generator",
    "preview",
    "conversation",
    "target",
];

/// Our server as in production, with names that lead where the story says.
pub struct Doors {
    pub test: TestApp,
    pub names: Arc<Names>,
    key: SecretKey,
    friend: PeerActor,
    board: ActorId,
    instance: ActorId,
    _dns: NameServer,
}

impl Doors {
    pub async fn open(engine: Engine, patience: Duration) -> Doors {
        let names = Arc::new(Names::default());
        let outside = Outside { lookup: names.clone(), exchange_max: patience };
        let mut test = TestApp::start_in_production(engine, "home.redress-under-test.net", outside);
        // Questions for TXT records stay on this machine, too.
        let dns = NameServer::start("test").await;
        test.ask_names_of(dns.address);
        test.serve();
        let instance = signing::instance_actor(&test.app).await.unwrap().id;
        let (_, board) =
            open_board::open_board(&test.app, BrandDomain::parse("acme.com").unwrap(), None).await.unwrap();
        let key = SecretKey::generate_ed25519().unwrap();
        let mut doors = Doors {
            friend: actor("https://friend.net/users/f", &key),
            test,
            names,
            key,
            board: board.id,
            instance,
            _dns: dns,
        };
        doors.friend = doors.known("friend.net", "f", ActorKind::Person, false).await.0;
        doors
    }

    /// Somebody whom we know already, from a time when their server was an honest one.
    async fn known(&self, host: &str, name: &str, kind: ActorKind, shared_inbox: bool) -> (PeerActor, ActorId) {
        let somebody = actor(&format!("https://{host}/users/{name}"), &self.key);
        let mut actor = Scene::of(&self.test.app).new_actor(kind, name, name);
        actor.local = false;
        actor.host = host.to_string();
        actor.uri.clone_from(&somebody.uri);
        actor.inbox = format!("{}/inbox", somebody.uri);
        actor.shared_inbox = shared_inbox.then(|| format!("https://{host}/inbox"));
        actor.key_id = Some(somebody.key_id.clone());
        actor.public_key_pem = Some(self.key.public().unwrap().to_pem().unwrap());
        actor.ed25519_key = Some(self.key.public().unwrap().to_multikey().unwrap());
        let id =
            self.test.app.db.write::<_, StorageError, _>(move |tx| actors::upsert_remote(tx, &actor)).await.unwrap();
        (somebody, id)
    }

    async fn send(&self, who: &PeerActor, mut activity: Value) -> u16 {
        activity["actor"] = json!(who.uri);
        if activity.get("id").is_none() {
            let number = redress::crypto::random::new_v4(&redress::crypto::random::SystemRandomness);
            let origin = who.uri.split("/users").next().unwrap();
            activity["id"] = json!(format!("{origin}/activities/{number}"));
        }
        Letter::new(&self.test, who, &activity).send(&self.test).await
    }

    /// Comes in with this name through one door; gives the answer, where there is one at once.
    pub async fn enter(&self, way: Way, host: &str) -> Option<u16> {
        let app = &self.test.app;
        let there = format!("https://{host}/notes/1");
        let passed_on = |kind: &str| json!({"type": kind, "id": "https://friend.net/x", "object": there});
        match way {
            Way::KeyId => {
                let mut stranger = actor(&format!("https://{host}/users/x"), &self.key);
                stranger.key_id = format!("https://{host}/keys/x");
                return Some(self.send(&stranger, json!({"type": "Like", "object": there})).await);
            }
            Way::Actor => {
                let stranger = actor(&format!("https://{host}/users/x"), &self.key);
                return Some(self.send(&stranger, json!({"type": "Follow", "object": there})).await);
            }
            // Of one account only so many are fetched in an hour.
            Way::BoostedObject => {
                let (who, _) = self.known(host, "x", ActorKind::Person, false).await;
                self.accepted(&who, json!({"type": "Announce", "object": there})).await;
            }
            Way::PassedOnObject => self.say(json!({"type": "Announce", "object": passed_on("Create")})).await,
            Way::PassedOnEdit => self.say(json!({"type": "Announce", "object": passed_on("Update")})).await,
            Way::CreatedObject => {
                let (who, _) = self.known(host, "x", ActorKind::Person, false).await;
                self.accepted(&who, json!({"type": "Create", "object": there})).await;
            }
            Way::MoveTarget => {
                let target = format!("https://{host}/users/new");
                self.say(json!({"type": "Move", "object": self.friend.uri, "target": target})).await;
            }
            Way::AttributedTo => {
                let (who, _) = self.known(host, "x", ActorKind::Person, false).await;
                let note = json!({"type": "Note", "id": there, "attributedTo": format!("https://{host}/groups/1"), "to": [PUBLIC]});
                self.accepted(&who, json!({"type": "Create", "object": note})).await;
            }
            Way::ReadAgainProfile => {
                let (who, _) = self.known(host, "x", ActorKind::Person, false).await;
                self.accepted(&who, json!({"type": "Update", "object": {"type": "Person", "id": who.uri}})).await;
            }
            Way::History => {
                // Only of what somebody here follows is anything fetched.
                let (who, id) = self.known(host, "x", ActorKind::Board, false).await;
                self.follows(self.instance, id, &format!("{}#follow", who.uri)).await;
                self.accepted(&who, json!({"type": "Update", "object": self.complaint_of(&who, host)})).await;
            }
            Way::Digest => {
                let (who, id) = self.known(host, "x", ActorKind::Board, false).await;
                self.follows(self.instance, id, &format!("{}#follow", who.uri)).await;
                let now = app.clock.now();
                let compare =
                    move |tx: &mut redress::storage::Tx<'_>| jobs::enqueue(tx, &Task::CompareBoard { board: id }, now);
                app.db.write::<_, StorageError, _>(compare).await.unwrap();
            }
            Way::Complaint => {
                assert!(catch_up(app, &format!("https://{host}/complaints/1"), Because::Heard).await.is_err());
            }
            Way::Inbox => {
                let (who, _) = self.known(host, "x", ActorKind::Person, false).await;
                let board = self.board_uri().await;
                self.accepted(&who, json!({"type": "Follow", "object": board})).await;
            }
            Way::SharedInbox => {
                let (who, id) = self.known(host, "x", ActorKind::Person, true).await;
                self.follows(id, self.board, &format!("{}#follow", who.uri)).await;
            }
            Way::SignInHandle => {
                login_link::ask_for_link(app, format!("x@{host}"), "browser", false, "en").await.unwrap();
            }
            Way::BoardHandle => assert!(follow_board::follow_board(app, &format!("acme.com@{host}")).await.is_err()),
            Way::InReplyTo => {
                let mut note = self.note(&format!("https://friend.net/notes/{host}"), "<p>Same here</p>").await;
                note["inReplyTo"] = json!(there);
                self.say(json!({"type": "Create", "object": note})).await;
            }
            Way::Picture => {
                let (who, _) = self.known(host, "x", ActorKind::Person, false).await;
                let mut profile = self.profile_of(&who);
                profile["icon"] = json!({"type": "Image", "url": format!("https://{host}/x.png")});
                self.accepted(&who, json!({"type": "Update", "object": profile})).await;
            }
            Way::HomeServer => assert!(home_server::offered_by(app, "x", host).await.is_err()),
            Way::SearchedAddress => self.search(&there).await,
            Way::SearchedHandle => self.search(&format!("@x@{host}")).await,
            Way::BrandWebsite => {
                let domain = BrandDomain::parse(host).unwrap();
                open_board::open_board(app, domain.clone(), None).await.unwrap();
                let uri = app.address.actor(self.instance);
                let checked = prove_brand::check_voice(app, &domain, &uri).await.unwrap();
                assert!(matches!(checked, Checked::Failed(_)), "{host} is a brand's");
            }
        }
        None
    }

    /// What a member searches for is looked up elsewhere.
    async fn search(&self, text: &str) {
        let cause = Cause::new(Door::Page, "a member", text, self.test.app.clock.now());
        look_up::look_up(&self.test.app, cause, text).await.unwrap();
    }

    /// A post of the friend's that mentions a board of ours.
    async fn note(&self, id: &str, html: &str) -> Value {
        json!({
            "type": "Note", "id": id, "attributedTo": self.friend.uri, "to": [PUBLIC], "content": html,
            "tag": [{"type": "Mention", "href": self.board_uri().await}]
        })
    }

    /// Somebody's whole profile, so that it need not be read again.
    fn profile_of(&self, who: &PeerActor) -> Value {
        json!({
            "type": "Person", "id": who.uri, "preferredUsername": who.name, "inbox": format!("{}/inbox", who.uri),
            "publicKey": {"id": who.key_id, "owner": who.uri, "publicKeyPem": self.key.public().unwrap().to_pem().unwrap()}
        })
    }

    async fn say(&self, activity: Value) {
        self.accepted(&self.friend, activity).await;
    }

    async fn accepted(&self, who: &PeerActor, activity: Value) {
        let text = activity.to_string();
        assert_eq!(self.send(who, activity).await, 202, "{text}");
    }

    async fn board_uri(&self) -> String {
        let board = self.board;
        let found = self.test.app.db.read::<_, StorageError, _>(move |view| actors::find(view, board)).await;
        found.unwrap().unwrap().uri
    }

    async fn follows(&self, follower: ActorId, followed: ActorId, uri: &str) {
        let follow = Follow { follower, followed, uri: uri.to_string(), accepted: true, at: self.test.app.clock.now() };
        self.test.app.db.write::<_, StorageError, _>(move |tx| follows::save(tx, &follow)).await.unwrap();
    }

    /// A complaint at another home, proven and incomplete, so that its history is asked for.
    fn complaint_of(&self, board: &PeerActor, host: &str) -> Value {
        let id = "0198f3a0-0000-7000-8000-000000000000";
        let document = json!({
            "type": "OrderedCollection", "id": format!("https://{host}/complaints/{id}"), "attributedTo": board.uri,
            "history": format!("https://{host}/complaints/{id}/history"), "rd:sequence": 7, "rd:events": [],
            "rd:head": format!("sha256:{}", "0".repeat(64)), "rd:post": format!("{}/posts/{id}", self.test.app.address.origin())
        });
        let method = format!("{}#ed25519-key", board.uri);
        integrity_proof::sign(&document, &self.key, &method, self.test.app.clock.now()).unwrap()
    }

    /// Comes in with many names through one door, then lets everything happen that follows from it.
    pub async fn enter_all(&self, way: Way, hosts: &[String]) -> Vec<u16> {
        let mut answers = Vec::new();
        for some in hosts.chunks(AT_ONCE) {
            // A link that signs in is good for some minutes only, and asks for no key.
            if way != Way::SignInHandle {
                self.test.clock.advance(LOOKS_APART);
            }
            let mut entering = Vec::new();
            for host in some {
                entering.push(self.enter(way, host));
            }
            answers.extend(futures_util::future::join_all(entering).await);
        }
        if way == Way::SharedInbox {
            self.announce().await;
        }
        self.test.drain().await;
        if way == Way::Picture {
            for host in hosts {
                self.look_at(&format!("https://{host}/users/x")).await;
            }
        }
        answers.into_iter().flatten().collect()
    }

    /// Somebody looks at an actor, whose picture is fetched for that.
    async fn look_at(&self, uri: &str) {
        let uri = uri.to_string();
        let found = self.test.app.db.read::<_, StorageError, _>(move |view| actors::find_by_uri(view, &uri)).await;
        let actor = found.unwrap().unwrap();
        assert!(pictures::fetch_picture(&self.test.app, actor.id).await.is_err(), "{} has a picture", actor.uri);
    }

    /// Something happens on the board that its followers hear of.
    async fn announce(&self) {
        let note = self.note("https://friend.net/notes/complaint", "<p>The lid broke. #file</p>").await;
        self.say(json!({"type": "Create", "object": note})).await;
        self.test.drain().await;
    }

    pub fn secret(&self) -> SecretKey {
        self.key.clone()
    }

    pub fn friend_uri(&self) -> String {
        self.friend.uri.clone()
    }

    /// What became of an activity of the friend's.
    pub async fn outcome_of(&self, mut activity: Value) -> String {
        let number = redress::crypto::random::new_v4(&redress::crypto::random::SystemRandomness);
        let id = format!("https://friend.net/activities/{number}");
        activity["id"] = json!(id);
        let status = self.send(&self.friend, activity).await;
        self.test.drain().await;
        let key = inbox::Key::new(&self.friend.uri, &id);
        let outcome = self.test.app.db.read::<_, StorageError, _>(move |view| inbox::outcome(view, &key)).await;
        outcome.unwrap().unwrap_or_else(|| status.to_string())
    }

    /// A complaint and a profile that have this address as their page.
    pub async fn show(&self, id: &str, url: &str) {
        let mut note = self.note(id, "<p>The lid broke. #file</p>").await;
        note["url"] = json!(url);
        note["attachment"] = json!([{"type": "Document", "url": url, "name": "A picture"}]);
        note["quoteUrl"] = json!(url);
        self.outcome_of(json!({"type": "Create", "object": note})).await;
        let mut profile = self.profile_of(&self.friend);
        profile["url"] = json!(url);
        self.outcome_of(json!({"type": "Update", "object": profile})).await;
    }

    /// A post with this name in every field that nobody fetches.
    pub async fn mention_everywhere(&self, host: &str) {
        let there = format!("https://{host}/x");
        let html = format!("<p>The lid broke, <a href=\"{there}\">see here</a></p>");
        let mut note = self.note(&format!("https://friend.net/notes/{host}"), &html).await;
        note["tag"].as_array_mut().unwrap().extend([
            json!({"type": "Emoji", "icon": {"url": there}}),
            json!({"type": "Link", "href": there}),
            json!({"type": "Mention", "href": there}),
        ]);
        for name in UNFETCHED {
            note[name] = match name {
                "image" | "attachment" => json!([{"type": "Image", "url": there, "href": there}]),
                _ => json!(there),
            };
        }
        self.say(json!({"type": "Create", "object": note})).await;
        // A reply that names nobody of ours is not worth a question.
        let reply = json!({
            "type": "Note", "id": format!("https://friend.net/notes/{host}/reply"), "attributedTo": self.friend.uri,
            "to": [PUBLIC], "inReplyTo": there, "content": html
        });
        self.say(json!({"type": "Create", "object": reply})).await;
        self.say(json!({"type": "Like", "object": there})).await;
        self.say(json!({"type": "Flag", "object": [there], "content": there})).await;
        let (who, _) = self.known(host, "pictured", ActorKind::Person, false).await;
        let mut profile = self.profile_of(&who);
        for name in ["icon", "image", "url", "featured", "outbox", "followers", "following", "movedTo", "alsoKnownAs"] {
            profile[name] = json!(there);
        }
        let field = json!({"type": "PropertyValue", "name": "Site", "value": format!("<a href=\"{there}\">x</a>")});
        profile["attachment"] = json!([field]);
        self.accepted(&who, json!({"type": "Update", "object": profile})).await;
    }

    /// Lets names lead to addresses, one each, on the port where the canary sits.
    pub fn lead(&self, label: &str, addresses: &[SocketAddr]) -> Vec<String> {
        let host = |number: usize| format!("hostile-{label}{number}.net");
        let mut hosts = Vec::new();
        for (number, address) in addresses.iter().enumerate() {
            self.names.lead(&host(number), vec![vec![*address]]);
            hosts.push(host(number));
        }
        hosts
    }
}

fn actor(uri: &str, key: &SecretKey) -> PeerActor {
    let name = uri.rsplit('/').next().unwrap_or_default().to_string();
    PeerActor { uri: uri.to_string(), name, key_id: format!("{uri}#main-key"), key: key.clone() }
}
