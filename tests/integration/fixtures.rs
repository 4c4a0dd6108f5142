//! Payloads captured from other servers, each sent as if its own server sent it. What we make of them stands in
//! `fixtures.tsv`; the payloads themselves are not ours and lie where `REDRESS_FIXTURES` says.

use std::collections::BTreeSet;
use std::path::PathBuf;

use redress::app::Clock;
use redress::crypto::cavage::digest_header;
use redress::crypto::keys::SecretKey;
use redress::domain::brand::BrandDomain;
use redress::domain::ids::{ActorId, ComplaintId};
use redress::federation::actor::{fetch_actor, resolve_handle};
use redress::services::file_complaint::{Draft, Filer, file_complaint};
use redress::services::open_board::open_board;
use redress::services::scene::Scene;
use redress::services::signing::instance_actor;
use redress::storage::actors::{self, Actor, ActorKind};
use redress::storage::cases::{self, CaseKind};
use redress::storage::follows::{self, Follow};
use redress::storage::posts::{self, PostKind, StoredPost};
use redress::storage::reactions::{self, ReactionKind};
use redress::storage::{Cause, Door, StorageError, View, inbox, jobs, quotes, reports};
use serde_json::{Value, json};

use crate::on_both_engines;
use crate::support::peer::{FakePeer, Letter, PUBLIC, PeerActor};
use crate::support::{Engine, TestApp};

const TABLE: &str = include_str!("fixtures.tsv");
/// Hosts of vocabularies: names, not servers.
const VOCABULARIES: [&str; 9] = [
    "www.w3.org",
    "w3id.org",
    "purl.org",
    "purl.archive.org",
    "schema.org",
    "joinmastodon.org",
    "ostatus.org",
    "litepub.social",
    "misskey-hub.net",
];

/// One line of the table.
struct Row {
    file: &'static str,
    door: &'static str,
    steps: Vec<&'static str>,
    verdict: &'static str,
    detail: &'static str,
}

/// What all rows share: our server with a board, and two others.
struct Stage {
    test: TestApp,
    peer: FakePeer,
    other: FakePeer,
    key: SecretKey,
    board: Actor,
    ada: Actor,
    instance: Actor,
}

/// One row at work: a place of its own on both peers, and a thread of its own.
struct Case<'a> {
    stage: &'a Stage,
    row: &'a Row,
    place: String,
    thread: ComplaintId,
    post: String,
}

fn rows() -> Vec<Row> {
    let line = |line: &'static str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [file, door, steps, verdict, detail] = cells[..] else { panic!("five columns: {line}") };
        let steps = steps.split(" ; ").filter(|it| !it.is_empty()).collect();
        Row { file, door, steps, verdict, detail }
    };
    TABLE.lines().filter(|it| !it.starts_with('#') && !it.is_empty()).map(line).collect()
}

/// Where the payloads lie. Without them their tests say that they were skipped; in CI they are never skipped.
fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("REDRESS_FIXTURES").map(PathBuf::from);
    if folder.is_none() {
        assert!(
            std::env::var_os("CI").is_none(),
            "set REDRESS_FIXTURES to the folder with the payloads captured from other servers"
        );
        eprintln!("skipped: {} payloads are not here, REDRESS_FIXTURES names no folder", rows().len());
    }
    folder
}

#[test]
fn every_payload_has_its_line() {
    let Some(folder) = folder() else { return };
    let index = std::fs::read_to_string(folder.join("INDEX.tsv")).unwrap();
    let there: BTreeSet<&str> = index.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
    let table = rows();
    let here: BTreeSet<&str> = table.iter().map(|row| row.file).collect();
    assert_eq!(there, here);
    for row in &table {
        assert!(["understood", "ignored", "refused"].contains(&row.verdict) && !row.detail.is_empty(), "{}", row.file);
        assert!(!row.file.starts_with("adversarial/") || row.verdict == "refused", "{}", row.file);
    }
}

async fn every_payload_is_taken_as_the_table_says(engine: Engine) {
    let Some(folder) = folder() else { return };
    let stage = Stage::set(engine).await;
    let mut wrong = Vec::new();
    for (number, row) in rows().iter().enumerate() {
        let case = stage.case(row, number).await;
        let payload = std::fs::read_to_string(folder.join(row.file)).unwrap();
        if let Err(why) = case.play(&payload).await {
            wrong.push(format!("{}: {why}", row.file));
        }
    }
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
    let counts = stage.test.app.db.read(jobs::counts).await.unwrap();
    assert_eq!(counts.dead, 0, "a job was given up");
}

on_both_engines!(every_payload_is_taken_as_the_table_says);

impl Stage {
    async fn set(engine: Engine) -> Stage {
        let (peer, other) = (FakePeer::start("peer.test"), FakePeer::start("other.test"));
        let mut test = TestApp::start_as(engine, "home.test", &[peer.authority(), other.authority()]);
        test.serve();
        let (_, board) = open_board(&test.app, BrandDomain::parse("acme.com").unwrap(), None).await.unwrap();
        let ada = Scene::of(&test.app).new_actor(ActorKind::Person, "ada", "Ada");
        let made = ada.clone();
        test.app.db.write::<_, StorageError, _>(move |tx| actors::insert_local(tx, &made)).await.unwrap();
        let instance = instance_actor(&test.app).await.unwrap();
        Stage { test, peer, other, key: SecretKey::generate_rsa().unwrap(), board, ada, instance }
    }

    async fn case<'a>(&'a self, row: &'a Row, number: usize) -> Case<'a> {
        let brand = open_board(&self.test.app, BrandDomain::parse("acme.com").unwrap(), None).await.unwrap().0.id;
        let draft =
            Draft { title: "The lid broke".into(), text: "It broke on the first day.".into(), ..Draft::default() };
        let cause = Cause::new(Door::Page, "ada", number.to_string(), self.test.clock.now());
        let filer = Filer { actor: self.ada.id, account: None };
        let thread = file_complaint(&self.test.app, cause, filer, brand, draft).await.unwrap().into_inner().id;
        let post = self.read(move |view| posts::of_event(view, thread, 1)).await.unwrap().uri;
        Case { stage: self, row, place: format!("/f{number}"), thread, post }
    }

    async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut View<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> T {
        self.test.app.db.read(read).await.unwrap()
    }
}

impl Case<'_> {
    async fn play(&self, payload: &str) -> Result<(), String> {
        let mut value: Value = serde_json::from_str(payload).map_err(|error| error.to_string())?;
        if self.row.steps.contains(&"body") {
            value =
                serde_json::from_str(value["body"].as_str().unwrap_or_default()).map_err(|error| error.to_string())?;
        }
        self.rehost(&mut value);
        self.change(&mut value);
        match self.row.door {
            "actor" => self.actor(&value).await,
            "webfinger" => self.webfinger(&value).await,
            "object" => self.object(&value).await,
            _ => self.activity(&value).await,
        }
    }

    fn peer(&self, path: &str) -> String {
        self.stage.peer.url(&format!("{}{path}", self.place))
    }

    /// The sender's host becomes our peer, every other server the other one: nothing of the real world is asked.
    fn rehost(&self, value: &mut Value) {
        let sender = value.get("actor").map(id_of).filter(|it| it.contains("://")).unwrap_or_else(|| id_of(value));
        let subject = value["subject"].as_str().and_then(|it| it.rsplit('@').next()).unwrap_or_default();
        let host = if value.get("subject").is_some() { subject.to_string() } else { host_in(&sender).to_string() };
        let mut scrubbed = 0;
        self.rehost_within(value, &host, &mut scrubbed);
    }

    fn rehost_within(&self, value: &mut Value, sender: &str, scrubbed: &mut usize) {
        match value {
            Value::String(text) if text == "SCRUBBED_ID" => {
                *scrubbed += 1;
                *text = self.peer(&format!("/scrubbed/{scrubbed}"));
            }
            Value::String(text) if text == "SCRUBBED_DATE" => *text = "2026-01-31T12:00:00Z".to_string(),
            Value::String(text) => *text = self.rehosted(text, sender),
            Value::Array(list) => list.iter_mut().for_each(|it| self.rehost_within(it, sender, scrubbed)),
            Value::Object(members) => {
                for (name, member) in members.iter_mut().filter(|(name, _)| *name != "@context") {
                    // A key is kept as it is: only who it belongs to moves.
                    if name != "publicKeyPem" {
                        self.rehost_within(member, sender, scrubbed);
                    }
                }
            }
            _ => {}
        }
    }

    fn rehosted(&self, text: &str, sender: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(at) = rest.find("http") {
            let (before, url) = rest.split_at(at);
            out.push_str(before);
            let scheme = if url.starts_with("https://") {
                8
            } else if url.starts_with("http://") {
                7
            } else {
                0
            };
            if scheme == 0 {
                out.push_str("http");
                rest = &url[4..];
                continue;
            }
            let host = host_in(url);
            if VOCABULARIES.contains(&host) {
                out.push_str(&url[..scheme + host.len()]);
            } else if host == sender {
                out.push_str(&self.peer(""));
            } else {
                out.push_str(&self.stage.other.url(&self.place));
            }
            rest = &url[scheme + host.len()..];
        }
        out + rest
    }

    fn change(&self, value: &mut Value) {
        for step in &self.row.steps {
            if let Some((pointer, text)) = step.split_once('=').filter(|_| step.starts_with('/')) {
                let text = self.filled(text);
                let new = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{}: {text}", self.row.file));
                let (parent, name) = pointer.rsplit_once('/').unwrap();
                let parent = if parent.is_empty() { Some(&mut *value) } else { value.pointer_mut(parent) };
                parent.unwrap_or_else(|| panic!("{}: {pointer}", self.row.file))[name] = new;
            }
        }
    }

    fn filled(&self, text: &str) -> String {
        let stage = self.stage;
        text.replace("{board}", &stage.board.uri)
            .replace("{person}", &stage.ada.uri)
            .replace("{instance}", &stage.instance.uri)
            .replace("{post}", &self.post)
            .replace("{thread}", &self.post)
            .replace("{follow}", &self.follow())
            .replace("{peer}", &self.peer(""))
            .replace("{other}", &stage.other.url(&self.place))
    }

    /// The follow that our server sent.
    fn follow(&self) -> String {
        format!("{}/follows{}", self.stage.instance.uri, self.place)
    }

    /// Somebody at this address, by our key.
    fn somebody(&self, uri: &str, kind: &str) -> PeerActor {
        let path = uri.strip_prefix(&self.stage.peer.url("")).unwrap_or_else(|| panic!("{}: {uri}", self.row.file));
        self.stage.peer.actor_at(path, kind, &self.stage.key)
    }

    fn serve(&self, document: &Value) {
        let uri = id_of(document);
        let path = uri.strip_prefix(&self.stage.peer.url("")).unwrap_or_else(|| panic!("{}: {uri}", self.row.file));
        self.stage.peer.serve(path, document);
    }

    async fn actor(&self, document: &Value) -> Result<(), String> {
        self.serve(document);
        // Keys are checked as they are; where they lie is rehosted with the rest.
        match (fetch_actor(&self.stage.test.app, &id_of(document)).await, self.row.verdict) {
            (Ok(actor), "understood") => {
                let kind = serde_json::to_value(actor.kind).unwrap();
                let same = kind.as_str() == Some(self.row.detail.to_lowercase().as_str())
                    && document["preferredUsername"].as_str().is_none_or(|name| name == actor.username)
                    && actor.inbox == id_of(&document["inbox"]);
                if same { Ok(()) } else { Err(format!("read as {actor:?}")) }
            }
            (Err(error), "refused") if error.to_string().contains(self.row.detail) => Ok(()),
            (Ok(_), _) => Err("was believed".into()),
            (Err(error), _) => Err(error.to_string()),
        }
    }

    async fn webfinger(&self, answer: &Value) -> Result<(), String> {
        let peer = &self.stage.peer;
        let named = answer["subject"].as_str().unwrap().trim_start_matches("acct:").split('@').next().unwrap();
        let name = self.row.steps.first().copied().unwrap_or(named);
        let mut answer = answer.clone();
        if self.row.verdict == "understood" {
            answer["subject"] = json!(format!("acct:{name}@{}", peer.authority()));
            let links = answer["links"].as_array().unwrap().clone();
            let own = links.iter().find(|it| it["rel"] == "self").unwrap();
            let mut actor = peer.document_of(&self.somebody(own["href"].as_str().unwrap(), "Person"), "Person");
            actor["preferredUsername"] = json!(name);
            self.serve(&actor);
        }
        let handle = format!("{name}@{}", peer.authority());
        let path = format!("/.well-known/webfinger?acct:{handle}");
        peer.serve_as(&path, 200, "application/jrd+json", answer.to_string().as_bytes());
        match (resolve_handle(&self.stage.test.app, &handle).await, self.row.verdict) {
            (Ok(actor), "understood") if actor.username == name => Ok(()),
            (Err(_), "refused") => Ok(()),
            (Ok(actor), _) => Err(format!("led to {}", actor.uri)),
            (Err(error), _) => Err(error.to_string()),
        }
    }

    /// An object that somebody boosts, so that it is fetched from its own server.
    async fn object(&self, object: &Value) -> Result<(), String> {
        let booster = self.somebody(&self.peer("/boosters/bo"), "Group");
        let id = id_of(object);
        let authors = match &object["attributedTo"] {
            Value::Array(list) => list.clone(),
            Value::Null => Vec::new(),
            one => vec![one.clone()],
        };
        for author in &authors {
            self.somebody(&id_of(author), author["type"].as_str().unwrap_or("Person"));
        }
        let mut announce = json!({
            "type": "Announce", "id": self.peer("/boosts/1"), "actor": booster.uri, "to": [PUBLIC], "object": id
        });
        match self.row.steps.first().copied() {
            Some("gone") => {
                let author = self.somebody(&self.peer("/users/gone"), "Person");
                self.create(&json!({"id": id, "attributedTo": author.uri}), &author).await?;
                announce["object"] = json!({"type": "Delete", "id": self.peer("/boosts/2"), "object": id});
                self.serve(object);
            }
            Some(step) if step.starts_with("at:") => {
                let path = step.trim_start_matches("at:");
                self.stage.peer.serve(&format!("{}{path}", self.place), object);
                announce["object"] = json!(self.peer(path));
            }
            _ => self.serve(object),
        }
        self.deliver(&booster, &announce, object).await
    }

    async fn activity(&self, activity: &Value) -> Result<(), String> {
        let in_group = activity["type"] == "Announce" && activity["object"].is_object();
        let sender = self.somebody(&id_of(&activity["actor"]), if in_group { "Group" } else { "Person" });
        for step in &self.row.steps {
            self.prepare(step, activity, &sender).await?;
        }
        let mut activity = activity.clone();
        if let Some(key) = activity.pointer_mut("/object/publicKey/publicKeyPem") {
            // Its own server has the key that it shows.
            *key = json!(sender.key.public().unwrap().to_pem().unwrap());
        }
        let activity = &activity;
        let object = if in_group { &activity["object"]["object"] } else { &activity["object"] };
        self.deliver(&sender, activity, object).await
    }

    async fn prepare(&self, step: &str, activity: &Value, sender: &PeerActor) -> Result<(), String> {
        let (verb, argument) = step.split_once(':').unwrap_or((step, ""));
        match verb {
            "actor" => {
                let (path, kind) = argument.rsplit_once('=').unwrap();
                self.somebody(&self.peer(path), kind);
            }
            "serve" => self.serve(activity.pointer(argument).unwrap()),
            "create" => {
                let object = activity.pointer(argument).unwrap();
                let author = match object.get("attributedTo").map(id_of) {
                    Some(uri) if uri != sender.uri => self.somebody(&uri, "Person"),
                    _ => sender.clone(),
                };
                self.create(object, &author).await?;
            }
            "sent" => self.send(sender, activity.pointer(argument).unwrap()).await?,
            "moved" => {
                let place = format!("{}{argument}", self.place);
                let new = self.stage.other.actor_at(&place, "Person", &self.stage.key);
                let mut document = self.stage.other.document_of(&new, "Person");
                document["alsoKnownAs"] = json!([sender.uri]);
                self.stage.other.serve(&place, &document);
            }
            "asked" => {
                let followed = fetch_actor(&self.stage.test.app, &sender.uri).await.map_err(|it| it.to_string())?.id;
                let (follower, at) = (self.stage.instance.id, self.stage.test.clock.now());
                let follow = Follow { follower, followed, uri: self.follow(), accepted: false, at };
                let save = self.stage.test.app.db.write::<_, StorageError, _>(move |tx| follows::save(tx, &follow));
                save.await.map_err(|it| it.to_string())?;
            }
            _ => {}
        }
        Ok(())
    }

    /// An earlier version of a post, in our thread unless it is addressed to the board itself.
    async fn create(&self, object: &Value, author: &PeerActor) -> Result<(), String> {
        let mut post = if object.is_object() { object.clone() } else { json!({"id": id_of(object)}) };
        if post["type"] == "Tombstone" || post.get("type").is_none() {
            post["type"] = json!("Note");
        }
        if post.get("audience") != Some(&json!(self.stage.board.uri)) {
            post["inReplyTo"] = json!(self.post);
        }
        post["attributedTo"] = json!(author.uri);
        post["content"] = json!("<p>before</p>");
        post["to"] = json!([PUBLIC]);
        self.serve(&post);
        let id = self.peer("/created");
        self.send(author, &json!({"type": "Create", "id": id, "actor": author.uri, "object": post})).await
    }

    async fn send(&self, sender: &PeerActor, activity: &Value) -> Result<(), String> {
        let mut activity = activity.clone();
        activity["actor"] = json!(sender.uri);
        let status = self.stage.peer.send(&self.stage.test, sender, &activity).await;
        self.stage.test.drain().await;
        let outcome = self.outcome(sender, &activity).await.unwrap_or_default();
        if outcome == "understood" { Ok(()) } else { Err(format!("setting up: {status} {outcome}")) }
    }

    async fn outcome(&self, sender: &PeerActor, activity: &Value) -> Option<String> {
        let id = activity["id"].as_str().map(String::from);
        let id = id.unwrap_or_else(|| digest_header(activity.to_string().as_bytes()));
        let key = inbox::Key::new(&sender.uri, &id);
        self.stage.read(move |view| inbox::outcome(view, &key)).await
    }

    /// Sends the payload, lets the worker finish, and compares what became of it with the table.
    async fn deliver(&self, sender: &PeerActor, activity: &Value, object: &Value) -> Result<(), String> {
        let status = Letter::new(&self.stage.test, sender, activity).send(&self.stage.test).await;
        self.stage.test.drain().await;
        let outcome = self.outcome(sender, activity).await.unwrap_or_else(|| match (status, self.row.detail) {
            // What comes to nothing by its type is answered and not kept.
            (202, "unknown-type") => "ignored: unknown-type".to_string(),
            _ => format!("refused: {status}"),
        });
        if status >= 500 || !(outcome.starts_with(self.row.verdict)) {
            return Err(format!("{status}, {outcome}"));
        }
        if self.row.verdict != "understood" {
            let named = outcome.contains(self.row.detail);
            return if named { Ok(()) } else { Err(format!("{outcome}, not {}", self.row.detail)) };
        }
        let done = self.has_effect(sender, activity, object).await;
        if done { Ok(()) } else { Err(format!("understood, but not {}", self.row.detail)) }
    }

    async fn has_effect(&self, sender: &PeerActor, activity: &Value, object: &Value) -> bool {
        let object_id = id_of(object);
        let post = self.stored_post(object_id.clone()).await;
        let (target, board) = (id_of(&activity["object"]), self.stage.board.id);
        let counted = async |uri: String, kind| self.stage.read(move |view| reactions::count(view, &uri, kind)).await;
        match self.row.detail {
            "filed" => post.is_some_and(|it| it.kind == PostKind::Complaint && it.complaint.is_some()),
            "commented" => post.is_some_and(|it| it.complaint == Some(self.thread) && !it.html.is_empty()),
            "edited" => post.is_some_and(|it| !it.html.contains("before") && it.deleted_at.is_none()),
            "erased" => post.is_some_and(|it| it.deleted_at.is_some() && it.html.is_empty()),
            "like" => counted(target, ReactionKind::Like).await == 1,
            "emoji" => counted(target, ReactionKind::Emoji).await == 1,
            "boost" => counted(target, ReactionKind::Boost).await == 1,
            "vote" => counted(id_of(&object["inReplyTo"]), ReactionKind::Vote).await == 1,
            "unboosted" => counted(self.post.clone(), ReactionKind::Boost).await == 0,
            "followed" => self.follow_between(self.known(&sender.uri).await.id, board).await == Some(true),
            "unfollowed" => self.follow_between(self.known(&sender.uri).await.id, board).await.is_none(),
            "accepted" => {
                self.follow_between(self.stage.instance.id, self.known(&sender.uri).await.id).await == Some(true)
            }
            "reported" => {
                let post = self.post.clone();
                let open = self.stage.read(|view| cases::open(view, Some(CaseKind::Report), None, 100)).await;
                let ids: Vec<_> = open.iter().filter_map(|it| it.report).collect();
                let open = self.stage.read(move |view| reports::find_many(view, &ids)).await;
                open.iter().any(|report| report.subject == post && report.complaint == Some(self.thread))
            }
            "blocked" => {
                let blocker = self.known(&sender.uri).await.id;
                self.stage.read(move |view| reactions::is_blocked(view, blocker, &target)).await
            }
            "quotable" => {
                let post = self.post.clone();
                let find = move |view: &mut View<'_>| match posts::find_by_uri(view, &post)? {
                    Some(post) => quotes::standing(view, post.id, 10),
                    None => Ok(Vec::new()),
                };
                let quoting = id_of(&activity["instrument"]);
                self.stage.read(find).await.iter().any(|quote| quote.quoting == quoting)
            }
            "moved" => self.known(&sender.uri).await.moved_to == Some(id_of(&activity["target"])),
            "renamed" => self.known(&sender.uri).await.name == object["name"].as_str().unwrap_or_default(),
            other => panic!("no such effect: {other}"),
        }
    }

    async fn stored_post(&self, uri: String) -> Option<StoredPost> {
        self.stage.read(move |view| posts::find_by_uri(view, &uri)).await
    }

    async fn known(&self, uri: &str) -> Actor {
        let uri = uri.to_string();
        self.stage.read(move |view| actors::find_by_uri(view, &uri)).await.unwrap()
    }

    async fn follow_between(&self, follower: ActorId, followed: ActorId) -> Option<bool> {
        self.stage.read(move |view| follows::find(view, follower, followed)).await.map(|follow| follow.accepted)
    }
}

/// The id of a thing: itself where it is a text.
fn id_of(value: &Value) -> String {
    value.as_str().or_else(|| value["id"].as_str()).unwrap_or_default().to_string()
}

/// The host of the address that a text begins with, port included.
fn host_in(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    rest.split(['/', '?', '#', '"', '<', '>', ' ', '\'', ')', ',', '\\']).next().unwrap_or_default()
}
