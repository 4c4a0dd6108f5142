//! A server with something of everything on it, a home that wants it, and a look at all that is not of that home.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use redress::app::Clock as _;
use redress::catalogue::{Language, Words};
use redress::crypto::integrity_proof;
use redress::crypto::keys::SecretKey;
use redress::domain::address::heads_at;
use redress::domain::asking::Asking;
use redress::domain::brand::BrandDomain;
use redress::domain::complaint::{Command, CommentGround, Happening, Opening};
use redress::domain::ids::{ActorId, ComplaintId};
use redress::domain::party::Party;
use redress::domain::proving::Way;
use redress::federation::actor::fetch_actor;
use redress::federation::follow_board;
use redress::federation::recover as recovery;
use redress::services::ServiceError;
use redress::services::accounts::{self, Registration};
use redress::services::ask_home::ask_home;
use redress::services::change_comment::hide_within;
use redress::services::file_complaint::{Draft, Filer, file_complaint};
use redress::services::name_official::name_official;
use redress::services::recover;
use redress::services::scene::{Scene, Side};
use redress::services::write_elsewhere::file_elsewhere;
use redress::storage::accounts::Role;
use redress::storage::actors::{Actor, ActorKind};
use redress::storage::follows::{self, Follow};
use redress::storage::{Cause, Door, StorageError, actors, brands, complaints, inbox, posts};
use serde_json::{Value, json};

use crate::hostile::histories::forge::{Foreign, Forged, Forger, Home, Word, honest};
use crate::hostile::ledger::Tally;
use crate::hostile::rig::{Rig, Street};
use crate::support::acts::{Answer, By, Deed, act_on_complaint, comment, respond, wished};
use crate::support::browser::Browser;
use crate::support::peer::{FakePeer, Letter, PUBLIC, PeerActor};
use crate::support::{Engine, TestApp};

const EVIL_BRAND: &str = "evil-goods.com";
/// Histories whose notes others speak of.
const NOTES: usize = 100;

/// A board of another server, and the key that it proves with.
struct Board {
    peer: FakePeer,
    actor: PeerActor,
    home: Home,
}

pub struct World {
    pub rig: Rig,
    pub foreign: Foreign,
    evil: Board,
    honest: Board,
    local: ComplaintId,
    pub mia: Actor,
    pub paths: Vec<String>,
    /// Threads of the hostile home that people here take part in.
    pub shared: Vec<String>,
    /// Pages that say how one of these stands, which is its home's to say.
    pub moving: Vec<String>,
    /// Its home decides in these threads: what they are called there is its to say.
    decides: bool,
}

/// Every row that is not of the hostile home, and every page.
pub struct Digest {
    rows: BTreeMap<String, BTreeSet<String>>,
    pages: BTreeMap<String, String>,
}

impl Digest {
    /// What is not the same any more.
    pub fn difference(&self, after: &Digest) -> Option<String> {
        for (table, rows) in &after.rows {
            let before = self.rows.get(table).cloned().unwrap_or_default();
            if *rows != before {
                let came: Vec<_> = rows.difference(&before).take(2).collect();
                let went: Vec<_> = before.difference(rows).take(2).collect();
                return Some(format!("{table}: came {came:?}, went {went:?}"));
            }
        }
        for (path, page) in &after.pages {
            let before = self.pages.get(path).map_or("", String::as_str);
            if page != before {
                return Some(format!("{path}: {}", first_difference(before, page)));
            }
        }
        None
    }
}

/// What stands around the place where two pages are not the same any more.
fn first_difference(before: &str, after: &str) -> String {
    const SHOWN_BEFORE: usize = 80;
    const SHOWN_AFTER: usize = 240;
    let same = before.chars().zip(after.chars()).take_while(|(one, other)| one == other).count();
    let around = |page: &str| {
        page.chars().skip(same.saturating_sub(SHOWN_BEFORE)).take(SHOWN_BEFORE + SHOWN_AFTER).collect::<String>()
    };
    format!("{:?} became {:?}", around(before), around(after))
}

fn board_at(peer: FakePeer, brand: &str, test: &TestApp) -> Board {
    let key = SecretKey::generate_ed25519().unwrap();
    let mut actor = peer.actor_at(&format!("/boards/{brand}"), "Group", &key);
    actor.name = brand.to_string();
    let method = format!("{}#ed25519-key", actor.uri);
    let mut document = FakePeer::with_multikey(peer.document_of(&actor, "Group"), &method, &key);
    document["rd:brand"] = json!(brand);
    document["rd:digest"] = json!(peer.url("/digest"));
    document["rd:carriers"] = json!([]);
    document["generator"] = json!({"type": "Application", "implements": [{"href": "https://w3id.org/redress"}]});
    peer.serve(&format!("/boards/{brand}"), &document);
    let home = Home {
        origin: peer.url(""),
        board: actor.uri.clone(),
        brand: brand.to_string(),
        key,
        method,
        now: test.clock.now(),
    };
    Board { peer, actor, home }
}

impl World {
    /// With a board of `brand` that is followed here or not.
    pub async fn start(engine: Engine, followed: bool) -> World {
        World::of_brand(engine, followed, EVIL_BRAND).await
    }

    async fn of_brand(engine: Engine, followed: bool, brand: &str) -> World {
        let (peer, other, evil) = (FakePeer::start("a.test"), FakePeer::start("b.test"), FakePeer::start("evil.test"));
        let reached = [peer.authority(), other.authority(), evil.authority()];
        let test = TestApp::start_as(engine, "home.test", &reached);
        let honest = board_at(other, "acme.com", &test);
        let evil = board_at(evil, brand, &test);
        // No two complaints of one moment: which of them stands first in a list is then nobody's to say.
        test.clock.advance(Duration::from_secs(1));
        let street = Street::around(Rig::with(test, peer).await).await;
        let (local, rig) = (street.thread, street.rig);
        let mia = member(&rig.test, "mia").await;
        let mut world = World {
            rig,
            foreign: Foreign::default(),
            evil,
            honest,
            local,
            mia,
            paths: Vec::new(),
            shared: Vec::new(),
            moving: Vec::new(),
            decides: false,
        };
        world.fill(street.board, followed).await;
        world
    }

    pub fn home(&self) -> Home {
        self.evil.home.clone()
    }

    pub fn local_thread(&self) -> ComplaintId {
        self.local
    }

    pub fn cause(&self, id: &str) -> Cause {
        Cause::new(Door::Page, "a story", id, self.rig.test.clock.now())
    }

    async fn follow(&self, board: &Board) {
        let app = &self.rig.test.app;
        let followed = fetch_actor(app, &board.actor.uri).await.unwrap();
        let instance = redress::services::signing::instance_actor(app).await.unwrap();
        let uri = format!("{}/activities/{}", app.address.origin(), followed.id);
        let at = app.clock.now();
        let follow = Follow { follower: instance.id, followed: followed.id, uri, accepted: true, at };
        app.db.write::<_, StorageError, _>(move |tx| follows::save(tx, &follow)).await.unwrap();
    }

    /// Something of everything that a history may reach for.
    async fn fill(&mut self, board: Actor, followed: bool) {
        let app = self.rig.test.app.clone();
        let acme = BrandDomain::parse("acme.com").unwrap();
        let board_id = board.id;
        let brand = self.rig.read(move |view| brands::brand_of_board(view, board_id)).await.unwrap();
        let voice = name_official(&app, acme, "acme".into(), None).await.unwrap();
        // Its domain names it: so it has a mark that somebody may want, and complaints may be for the brand first.
        let (spoken_for, now) = (brand.id, app.clock.now());
        let verify = move |tx: &mut redress::storage::Tx<'_>| -> Result<(), StorageError> {
            for official in brands::officials_of(&mut tx.view(), spoken_for)? {
                let proof = brands::Proof::Domain(Way::WellKnown);
                brands::save_official(tx, &brands::Official { proof, verified_at: Some(now), ..official })?;
            }
            Ok(())
        };
        app.db.write(verify).await.unwrap();
        comment(&app, self.cause("mia"), self.local, self.mia.id, "My kettle broke, too.".into()).await.unwrap();
        let answer = Answer {
            complaint: self.local,
            official: voice.id,
            text: "We pay you back on Friday.".into(),
            signature: Some(("Jo Ott".into(), "refunds".into())),
            deed: None,
            seen: None,
        };
        respond(&app, self.cause("answer"), answer).await.unwrap();
        self.comment_that_is_hidden().await;
        let mut threads = vec![self.local];
        for (name, embargo) in [("hidden", None), ("retracted", None), ("first", Some(48))] {
            self.rig.test.clock.advance(Duration::from_secs(1));
            let text = format!("Only for those who may: {name}.");
            let draft = Draft { title: format!("A {name} one"), text, embargo_hours: embargo, ..Draft::default() };
            let filer = Filer { actor: self.mia.id, account: None };
            let filed = file_complaint(&app, self.cause(name), filer, brand.id, draft).await.unwrap().into_inner();
            threads.push(filed.id);
        }
        let (hidden, now) = (threads[1], app.clock.now());
        let hide = move |tx: &mut redress::storage::Tx<'_>| complaints::hide(tx, hidden, Some((now, "a reason")));
        app.db.write::<_, StorageError, _>(hide).await.unwrap();
        let retract = Deed {
            complaint: threads[2],
            by: By::Actor(self.mia.id),
            seen: None,
            command: Command::Retract,
            reason: None,
        };
        act_on_complaint(&app, self.cause("retract"), retract).await.unwrap();
        self.rig.test.clock.advance(Duration::from_secs(1));
        threads.push(self.filed_by_alice(&board).await);
        self.follow(&self.honest).await;
        let theirs = self.tell_honest(honest(7)).await.0;
        let carried = self.rig.read(move |view| complaints::find_by_uri(view, &theirs)).await.unwrap().id;
        threads.push(carried);
        let uri = self.honest.actor.uri.clone();
        let honest_board = self.rig.read(move |view| actors::find_by_uri(view, &uri)).await.unwrap();
        // A post of hers that another board was told, and a wish that its home has not answered.
        let lamp = Draft { title: "A lamp".into(), text: "It is dark. #file".into(), ..Draft::default() };
        let (filer, words) = (Filer { actor: self.mia.id, account: None }, Words::of(Language::English));
        file_elsewhere(&app, self.cause("elsewhere"), filer, honest_board.id, lamp, words).await.unwrap();
        let asking = Asking { command: "comment".into(), ..Asking::default() };
        let wish = wished(carried, self.mia.id, &asking, "Mine leaks, too.");
        let request = ask_home(&app, self.cause("wish"), wish).await.unwrap().into_inner();
        if followed {
            self.follow(&self.evil).await;
            // The brand that they complain about is known from here on.
            let first = Forger::new(99, self.reach(&threads, &voice).await, self.home()).plain(honest(99), &[]);
            self.tell(&first).await;
        }
        self.rig.test.drain().await;
        self.foreign = self.reach(&threads, &voice).await;
        self.foreign.things.push(app.address.activity(request));
        self.wait_in_the_inbox().await;
        self.paths = self.public_paths(&threads, &voice);
    }

    async fn comment_that_is_hidden(&self) {
        let app = &self.rig.test.app;
        let scene = Scene::of(app);
        let text = "I know where you live.".to_string();
        comment(app, self.cause("hidden comment"), self.local, self.mia.id, text).await.unwrap();
        let local = self.local;
        let hide = move |tx: &mut redress::storage::Tx<'_>| {
            let held = complaints::find(&mut tx.view(), local)?.unwrap();
            let last = posts::of_event(&mut tx.view(), local, held.complaint.sequence)?.unwrap();
            let side = Side { party: Party::Moderator(1), actor: None, request: None };
            let hidden = Some(("a threat", CommentGround::Abuse));
            hide_within(tx, &scene, &held, &side, &last, hidden, "a threat").map(|_| ())
        };
        app.db.write::<_, ServiceError, _>(hide).await.unwrap();
    }

    async fn filed_by_alice(&self, board: &Actor) -> ComplaintId {
        let peer = &self.rig.peer;
        let note = json!({
            "type": "Note", "id": peer.url("/notes/filed"), "attributedTo": self.rig.alice.uri, "to": [PUBLIC],
            "tag": [{"type": "Mention", "href": board.uri}], "content": "<p>The kettle leaks. #file</p>"
        });
        let create = json!({"type": "Create", "id": peer.url("/creates/filed"), "object": note});
        assert_eq!(self.rig.say(&self.rig.alice, create).await, "understood");
        let uri = peer.url("/notes/filed");
        self.rig.read(move |view| posts::find_by_uri(view, &uri)).await.unwrap().complaint.unwrap()
    }

    /// Everything that a stranger can find out, and some of what they cannot.
    async fn reach(&self, threads: &[ComplaintId], voice: &Actor) -> Foreign {
        let app = &self.rig.test.app;
        let origin = app.address.origin().to_string();
        let nobody = "0198f3a0-0000-7000-8000-00000000000b";
        let all = threads.to_vec();
        let read = move |view: &mut redress::storage::View<'_>| {
            let mut found = (Vec::new(), Vec::new());
            for id in all {
                found.0.extend(posts::of_complaint(view, id, 0, 100)?);
                found.1.extend(complaints::history(view, id, 0, 100)?);
            }
            Ok(found)
        };
        let (shown, told) = self.rig.read(read).await;
        let tables = "SELECT body AS name, CAST(0 AS BIGINT) AS number FROM activities";
        let said: Vec<Value> =
            self.rig.test.db.counted(tables).into_iter().filter_map(|(it, _)| serde_json::from_str(&it).ok()).collect();
        let salts = told.iter().flat_map(|it| &it.line.disclosures).filter_map(|it| it.salt.clone());
        let board = self.rig.read(|view| actors::local_of_kind(view, actors::ActorKind::Board)).await;
        let mut posts: Vec<String> = shown.iter().map(|it| it.uri.clone()).collect();
        posts.extend([
            format!("{origin}/posts/{nobody}"),
            origin.clone(),
            "http".to_string(),
            self.rig.peer.url("/notes/unseen"),
            format!("{}/posts/{nobody}", origin.to_uppercase().replace("HTTP", "http")),
        ]);
        let mut own: Vec<String> = self
            .rig
            .test
            .db
            .counted("SELECT uri AS name, CAST(0 AS BIGINT) AS number FROM posts")
            .into_iter()
            .map(|it| it.0)
            .collect();
        posts.append(&mut own);
        let mut words: Vec<String> = shown.iter().filter(|it| !it.html.is_empty()).map(|it| it.html.clone()).collect();
        words.extend(["My kettle broke, too.".to_string(), "<script>alert(1)</script>".to_string()]);
        let mut things: Vec<String> = threads.iter().map(|id| app.address.complaint(*id)).collect();
        things.extend(said.iter().filter_map(|it| it["id"].as_str().map(String::from)));
        let mut actors = vec![
            self.mia.uri.clone(),
            voice.uri.clone(),
            self.rig.alice.uri.clone(),
            self.honest.actor.uri.clone(),
            format!("{origin}/actors/{nobody}"),
            "http://nobody.test:1/users/x".to_string(),
        ];
        actors.extend(board.into_iter().map(|it| it.uri));
        let mut statements: Vec<Value> = said.iter().filter(|it| it.get("proof").is_some()).cloned().collect();
        statements.extend(told.iter().filter_map(|it| serde_json::from_str(it.statement.as_deref()?).ok()));
        statements.push(json!({"type": "rd:Statement", "actor": self.mia.uri}));
        let pairs = "SELECT author_uri || ' ' || uri AS name, CAST(0 AS BIGINT) AS number FROM posts";
        let pairs = self.rig.test.db.counted(pairs).into_iter();
        let word = |(author, post): (&str, &str)| Word {
            author: author.to_string(),
            post: post.to_string(),
            request: String::new(),
        };
        let written = pairs.filter_map(|(it, _)| it.split_once(' ').map(word));
        Foreign {
            actors,
            written: written.collect(),
            posts,
            things,
            words,
            salts: salts.collect(),
            handles: vec![
                self.mia.handle(),
                voice.handle(),
                format!("alice@{}", self.rig.peer.authority()),
                String::new(),
            ],
            statements,
            ids: threads.to_vec(),
        }
    }

    /// What others sent and nobody worked off yet, and what was given up: with words, addresses and salts of all kinds.
    async fn wait_in_the_inbox(&self) {
        let alice = self.rig.alice.uri.clone();
        let actor = self.rig.read(move |view| actors::find_by_uri(view, &alice)).await.unwrap().id;
        let now = self.rig.test.clock.now();
        let foreign = &self.foreign;
        // Others speak of what the hostile home will erase: that is theirs, and stays.
        let notes = (0..NOTES * 4).map(|it| format!("{}/notes/{}-{}", self.evil.home.origin, it / 4, it % 4));
        let notes: Vec<String> = notes.collect();
        let bodies: Vec<String> = [&foreign.posts, &foreign.things, &foreign.words, &foreign.salts, &foreign.actors]
            .into_iter()
            .flat_map(|all| all.iter().take(12))
            .chain(&notes)
            .map(|it| json!({"type": "Create", "object": {"id": it, "content": it}}).to_string())
            .collect();
        let keep = move |tx: &mut redress::storage::Tx<'_>| -> Result<(), StorageError> {
            for (number, body) in bodies.iter().enumerate() {
                let key = inbox::Key::new("alice", &number.to_string());
                inbox::insert(tx, &key, actor, body.as_bytes(), now)?;
                inbox::put_aside(tx, &key, number % 2 == 0)?;
            }
            Ok(())
        };
        self.rig.test.app.db.write(keep).await.unwrap();
    }

    fn public_paths(&self, threads: &[ComplaintId], voice: &Actor) -> Vec<String> {
        let mut paths: Vec<String> =
            ["/boards/acme.com", "/@mia", "/@ada", "/@acme", "/boards", "/moderation", "/about", "/nodeinfo/2.1"]
                .map(String::from)
                .to_vec();
        paths.push(format!("/@alice@{}", self.rig.peer.authority()));
        for id in threads {
            paths.extend(["", "/proof", "/history", "/replies"].map(|part| format!("/complaints/{id}{part}")));
        }
        for actor in [&self.mia, voice] {
            paths.extend(["", "/outbox", "/followers"].map(|part| format!("/actors/{}{part}", actor.id)));
        }
        let own = self.rig.test.db.counted("SELECT uri AS name, CAST(0 AS BIGINT) AS number FROM posts WHERE local");
        let origin = self.rig.test.app.address.origin().to_string();
        paths.extend(own.into_iter().filter_map(|(uri, _)| uri.strip_prefix(&origin).map(String::from)));
        paths
    }

    pub async fn tell(&self, history: &Forged) -> u16 {
        tell_as(&self.rig.test, &self.evil, history).await
    }

    /// The hostile board shows another document of itself and says so: of another kind, with another key for its proofs.
    pub async fn calls_itself(&self, kind: &str, key: &SecretKey, number: usize) -> u16 {
        let (board, brand) = (&self.evil, &self.evil.home.brand);
        let mut document = FakePeer::with_multikey(board.peer.document_of(&board.actor, kind), &board.home.method, key);
        document["rd:brand"] = json!(brand);
        document["generator"] = json!({"type": "Application", "implements": [{"href": "https://w3id.org/redress"}]});
        board.peer.serve(&format!("/boards/{brand}"), &document);
        let id = board.peer.url(&format!("/updates/{number}"));
        let update = json!({"type": "Update", "id": id, "actor": board.actor.uri, "object": document});
        let status = board.peer.send(&self.rig.test, &board.actor, &update).await;
        self.rig.test.drain().await;
        status
    }

    /// What it is taken for, and the key that its proofs are checked with.
    pub async fn board_as_known(&self) -> (ActorKind, Option<String>) {
        let uri = self.evil.actor.uri.clone();
        let board = self.rig.read(move |view| actors::find_by_uri(view, &uri)).await.unwrap();
        (board.kind, board.ed25519_key)
    }

    /// The honest home says what its own people said.
    pub async fn tell_honest(&self, id: ComplaintId) -> (String, u16) {
        let mut forger = Forger::new(u64::from(id.0.as_bytes()[15]), Foreign::default(), self.honest.home.clone());
        let history = forger.plain(id, &[]);
        let status = tell_as(&self.rig.test, &self.honest, &history).await;
        self.rig.test.drain().await;
        (history.uri, status)
    }

    pub fn honest_post(&self, id: ComplaintId) -> String {
        format!("{}/notes/{id}", self.honest.home.origin)
    }

    /// Whether the post of a complaint of the honest home is its own.
    pub async fn honest_words(&self, uri: &str) -> bool {
        let uri = uri.to_string();
        let home = self.honest.home.origin.clone();
        let read = move |view: &mut redress::storage::View<'_>| {
            let Some(held) = complaints::find_by_uri(view, &uri)? else { return Ok(false) };
            let post = posts::of_event(view, held.id, 1)?;
            Ok(post.is_some_and(|it| it.said_by.is_none() && it.uri == format!("{home}/notes/{}", held.wire_id)))
        };
        self.rig.read(read).await
    }

    pub async fn holds(&self, uri: &str) -> bool {
        let uri = uri.to_string();
        self.rig.read(move |view| complaints::find_by_uri(view, &uri)).await.is_some()
    }

    /// How many complaints of the hostile home are here.
    pub fn taken(&self) -> i64 {
        let origin = &self.evil.home.origin;
        let sql =
            format!("SELECT home AS name, count(*) AS number FROM complaints WHERE home = '{origin}' GROUP BY home");
        self.rig.test.db.counted(&sql).first().map_or(0, |it| it.1)
    }

    /// Its collection and its history are there to be fetched, and not told.
    pub fn serve(&self, history: &Forged) {
        let path = format!("/complaints/{}", history.id);
        let mut bare = history.document.clone();
        bare["rd:events"] = json!([]);
        let signed =
            integrity_proof::sign(&bare, &self.evil.home.key, &self.evil.home.method, self.evil.home.now).unwrap();
        self.evil.peer.serve(&path, &signed);
        let page = json!({"id": format!("{}/history?after=0", history.uri), "type": "OrderedCollectionPage", "orderedItems": history.lines});
        self.evil.peer.serve(&format!("{path}/history?after=0"), &page);
    }

    /// The board is compared with its digest of these.
    pub async fn compare(&self, items: &[Value]) {
        let page = json!({"id": self.evil.peer.url("/digest"), "type": "OrderedCollectionPage", "orderedItems": items});
        let signed =
            integrity_proof::sign(&page, &self.evil.home.key, &self.evil.home.method, self.evil.home.now).unwrap();
        self.evil.peer.serve("/digest", &signed);
        let board = self.board_id(&self.evil).await;
        follow_board::compare(&self.rig.test.app, board).await.unwrap();
        self.rig.test.drain().await;
    }

    /// As a carrier of the honest board and of ours it shows these histories as copies, with a proof of its own under each:
    /// all of one complaint that is known here, and where `unknown` of others that were never heard of, too.
    pub fn serve_copies(&self, histories: &[Forged], (board, uri): (&str, &str), unknown: Option<&str>) {
        let (evil, origin) = (&self.evil, url::Url::parse(&self.evil.home.origin).unwrap());
        let sign = |document: &Value| {
            integrity_proof::sign(document, &evil.home.key, &evil.home.method, evil.home.now).unwrap()
        };
        let heads = heads_at(&origin, board, None);
        let mut items = Vec::new();
        for (number, history) in histories.iter().enumerate() {
            let of = match unknown {
                Some(origin) if number > 0 => format!("{origin}/complaints/{}", history.id),
                _ => uri.to_string(),
            };
            let (path, sequence) = (format!("/copies/stolen-{number}"), history.sequence + 900);
            let copy = evil.peer.url(&path);
            items.push(json!({"id": of, "rd:sequence": sequence, "rd:head": history.head, "rd:copy": copy}));
            let seal =
                sign(&json!({"type": "rd:Seal", "object": of, "rd:sequence": sequence, "rd:head": history.head}));
            let shown = json!({
                "id": copy, "type": "rd:Copy", "actor": evil.actor.uri, "object": of, "rd:seal": seal, "history": format!("{copy}/history")
            });
            evil.peer.serve(&path, &sign(&shown));
            let lines = json!({"id": format!("{copy}/history?after=0"), "orderedItems": history.lines});
            evil.peer.serve(&format!("{path}/history"), &lines);
        }
        let page = json!({"id": heads, "type": "rd:Heads", "actor": evil.actor.uri, "orderedItems": items});
        evil.peer.serve(heads.strip_prefix(&evil.home.origin).unwrap(), &sign(&page));
    }

    /// How the posts of these threads are shown is not looked at any more, only what is kept and sent.
    pub fn looks_past_their_posts(&mut self) {
        self.decides = true;
        let moving = std::mem::take(&mut self.moving);
        self.paths.retain(|it| !moving.contains(it));
    }

    pub fn honest_uris(&self) -> (String, String) {
        (self.honest.actor.uri.clone(), format!("{}/complaints/{}", self.honest.home.origin, honest(7)))
    }

    pub async fn own_uris(&self) -> (String, String) {
        let boards = self.rig.read(|view| actors::local_of_kind(view, actors::ActorKind::Board)).await;
        (boards[0].uri.clone(), self.rig.test.app.address.complaint(self.local))
    }

    /// The honest board is compared with everybody who carries it.
    pub async fn compare_honest(&self) {
        let page = json!({"id": self.honest.peer.url("/digest"), "type": "OrderedCollectionPage", "orderedItems": []});
        let home = &self.honest.home;
        self.honest.peer.serve("/digest", &integrity_proof::sign(&page, &home.key, &home.method, home.now).unwrap());
        let board = self.board_id(&self.honest).await;
        follow_board::compare(&self.rig.test.app, board).await.unwrap();
        self.rig.test.drain().await;
    }

    /// As after a restore: whoever carries our boards is asked for what we lost.
    pub async fn recover(&self) {
        let app = &self.rig.test.app;
        recover::begin(&app.db, app.clock.now()).await.unwrap();
        recovery::step(app).await.unwrap();
        recover::finish(app, "the story goes on").await.unwrap();
        self.rig.test.drain().await;
    }

    /// As a carrier of the honest board the hostile server shows a page of heads that leads to itself, for ever.
    pub fn serve_endless_heads(&self, of_one_page: usize) {
        let (evil, origin) = (&self.evil, url::Url::parse(&self.evil.home.origin).unwrap());
        let heads = heads_at(&origin, &self.honest.actor.uri, None);
        let item = |number: usize| {
            json!({
                "id": format!("{}/complaints/{}", self.honest.home.origin, honest(number)),
                "rd:sequence": 1, "rd:head": format!("sha256:{}", "0".repeat(64)),
            })
        };
        let items: Vec<Value> = (10_000..10_000 + of_one_page).map(item).collect();
        let page =
            json!({"id": heads, "type": "rd:Heads", "actor": evil.actor.uri, "orderedItems": items, "next": heads});
        let page = integrity_proof::sign(&page, &evil.home.key, &evil.home.method, evil.home.now).unwrap();
        evil.peer.serve(heads.strip_prefix(&evil.home.origin).unwrap(), &page);
    }

    /// How often it was asked for its heads.
    pub fn asked_for_heads(&self) -> usize {
        self.evil.peer.heard().iter().filter(|it| it.target.starts_with("/heads")).count()
    }

    /// How often the hostile server was asked for what it shows as a carrier.
    pub fn asked_as_a_carrier(&self) -> usize {
        self.evil.peer.heard().iter().filter(|it| it.target.starts_with("/copies/stolen-")).count()
    }

    pub async fn evil_board(&self) -> ActorId {
        self.board_id(&self.evil).await
    }

    async fn board_id(&self, board: &Board) -> ActorId {
        let uri = board.actor.uri.clone();
        self.rig.read(move |view| actors::find_by_uri(view, &uri)).await.unwrap().id
    }

    /// Every table, the rows that are not of the hostile home; and every page that is not.
    pub async fn digest(&self) -> Digest {
        // Looking makes keys that nobody needed before, so that comes first.
        let pages = self.pages().await;
        Digest { rows: self.rows(), pages }
    }

    fn rows(&self) -> BTreeMap<String, BTreeSet<String>> {
        let db = &self.rig.test.db;
        let host = self.evil.peer.authority();
        let origin = &self.evil.home.origin;
        let threads = format!("(SELECT id FROM complaints WHERE home = '{origin}')");
        let people = format!("(SELECT id FROM actors WHERE host = '{host}')");
        let ours = self.rig.test.app.address.origin();
        let shared = self.shared.iter().map(|it| format!("'{it}'")).collect::<Vec<_>>().join(", ");
        let shared = if shared.is_empty() { "''".to_string() } else { shared };
        let hosts = [&self.rig.peer, &self.honest.peer].map(|it| it.url(""));
        // Whose it was goes with an erasure; where it was said to stand does not.
        let own_host =
            |origin: &String| format!("(uri LIKE '{origin}/%' AND (author_uri LIKE '{origin}/%' OR author_uri = ''))");
        let own_host = hosts.iter().map(own_host).collect::<Vec<_>>().join(" OR ");
        let mut rows = BTreeMap::new();
        let named = format!(
            "SELECT uri || ' ' || title || ' ' || complainant_handle AS name, CAST(1 AS BIGINT) AS number FROM complaints \
             WHERE uri IN ({shared})"
        );
        if !self.decides {
            rows.insert("names of threads".to_string(), db.counted(&named).into_iter().map(|it| it.0).collect());
        }
        // What the proof of a thread calls somebody's own signed word, in whose words it says that.
        let signed = format!(
            "SELECT d.name || ' ' || d.value AS name, CAST(1 AS BIGINT) AS number FROM complaint_events e \
             JOIN disclosures d ON d.complaint = e.complaint AND d.sequence = e.sequence \
             WHERE e.signed AND d.value IS NOT NULL AND e.complaint IN {threads}"
        );
        if !self.decides {
            rows.insert("said by their authors".to_string(), db.counted(&signed).into_iter().map(|it| it.0).collect());
        }
        for (table, columns) in tables(db) {
            let has = |name: &str| columns.iter().any(|it| it == name);
            // Who we know to have sent something, and that it was worked off.
            let theirs = match table.as_str() {
                "causes" | "jobs" | "sessions" => continue,
                "complaints" => format!(
                    "home = '{origin}' AND filed_uri IS NULL AND (complainant IS NULL OR complainant IN {people} OR uri IN ({shared}))"
                ),
                // Of its threads only what is its own, too: at its own address, by nobody of ours, and as its claim what it says
                // of others, which may stand at their own host. It answers nothing of ours that is not of that thread.
                "posts" => format!(
                    "complaint IN {threads} AND NOT local AND (author IS NULL OR author IN {people}) \
                     AND (author_uri LIKE '{origin}/%' OR author_uri = '' OR said_by IS NOT NULL) \
                     AND (uri LIKE '{origin}/%' OR (said_by IS NOT NULL AND ({own_host}))) \
                     AND (in_reply_to IS NULL OR in_reply_to NOT LIKE '{ours}/%' \
                          OR in_reply_to IN (SELECT o.uri FROM posts o WHERE o.complaint = t.complaint))"
                ),
                "parties" => format!("complaint IN {threads} AND actor IN {people}"),
                // Nothing is said because of it, and nobody's wish is answered.
                "activities" | "deliveries" | "requests" | "passed_on" | "quotes" | "erasure_copies" => {
                    "FALSE".to_string()
                }
                "actors" | "hosts" => format!("host = '{host}'"),
                "inbox_lanes" => format!("host IN ('{host}', '{host}/fetched')"),
                "search_entries" => format!("subject IN {threads} OR subject IN {people}"),
                "inbox_subjects" => format!("inbox IN (SELECT id FROM inbox WHERE actor IN {people})"),
                "post_versions" => format!("post IN (SELECT id FROM posts WHERE complaint IN {threads} AND NOT local)"),
                "carried_boards" | "board_keys" | "board_voices" => format!("board IN {people}"),
                "follows" => format!("followed IN {people}"),
                "brand_findings" => format!("actor LIKE '%{host}%'"),
                "voice_looks" => format!("told_by = '{host}'"),
                "mark_rulings" => "FALSE".to_string(),
                _ if table.starts_with("search_texts") || table.starts_with("__diesel") => continue,
                _ if has("complaint") => format!("COALESCE(complaint IN {threads}, FALSE)"),
                _ if has("actor") => format!("actor IN {people}"),
                _ => "FALSE".to_string(),
            };
            let sql = format!(
                "SELECT {} AS name, CAST(1 AS BIGINT) AS number FROM {table} t WHERE NOT ({theirs})",
                as_text(db.engine(), &columns)
            );
            rows.insert(table, db.counted(&sql).into_iter().map(|it| it.0).collect());
        }
        rows
    }

    async fn pages(&self) -> BTreeMap<String, String> {
        let mut pages = BTreeMap::new();
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .pool_max_idle_per_host(0)
            .build()
            .unwrap();
        for path in &self.paths {
            for accept in ["text/html", "application/activity+json"] {
                let asked = client.get(self.rig.test.local_url(path)).header("Host", self.rig.test.authority());
                let answer = asked.header("Accept", accept).send().await.unwrap();
                let (status, to) = (answer.status(), format!("{:?}", answer.headers().get("location")));
                let page = answer.text().await.unwrap();
                let page = if self.moving.contains(path) { without_state(&page) } else { page };
                pages.insert(format!("{path} {accept}"), format!("{status} {to}\n{}", still(&page)));
            }
        }
        pages
    }
}

/// A page without what is made anew for every look: long values in its forms.
fn still(html: &str) -> String {
    const SECRET_CHARS_MIN: usize = 20;
    let mut parts = html.split("value=\"");
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |page, part| {
        let (value, rest) = part.split_once('"').unwrap_or((part, ""));
        let value = if value.len() < SECRET_CHARS_MIN { value } else { "" };
        format!("{page}value=\"{value}\"{rest}")
    })
}

fn without_state(page: &str) -> String {
    let Some((before, rest)) = page.split_once("\"rd:state\":\"") else { return page.to_string() };
    let after = rest.split_once('"').map_or("", |(_, after)| after);
    format!("{before}{after}")
}

fn tables(db: &crate::support::TestDb) -> BTreeMap<String, Vec<String>> {
    let sql = match db.engine() {
        Engine::Sqlite => {
            "SELECT m.name || ' ' || p.name AS name, CAST(0 AS BIGINT) AS number FROM sqlite_master m, pragma_table_info(m.name) p \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
        }
        Engine::Postgres => {
            "SELECT table_name || ' ' || column_name AS name, CAST(0 AS BIGINT) AS number FROM information_schema.columns \
             WHERE table_schema = current_schema()"
        }
    };
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, _) in db.counted(sql) {
        let (table, column) = name.split_once(' ').unwrap();
        tables.entry(table.to_string()).or_default().push(column.to_string());
    }
    tables
}

fn as_text(engine: Engine, columns: &[String]) -> String {
    match engine {
        Engine::Sqlite => columns.iter().map(|it| format!("quote(t.\"{it}\")")).collect::<Vec<_>>().join(" || ',' || "),
        Engine::Postgres => "CAST(t.* AS TEXT)".to_string(),
    }
}

async fn tell_as(test: &TestApp, board: &Board, history: &Forged) -> u16 {
    let number = redress::crypto::random::new_v4(&redress::crypto::random::SystemRandomness);
    let id = board.peer.url(&format!("/activities/{number}"));
    let update = json!({"type": "Update", "id": id, "actor": board.actor.uri, "object": history.document});
    Letter::new(test, &board.actor, &update).send(test).await
}

pub async fn member(test: &TestApp, name: &str) -> Actor {
    let new = Registration {
        name: name.into(),
        password: "correct horse battery".into(),
        language: None,
        role: Role::Member,
    };
    let account = accounts::register(&test.app, new).await.unwrap();
    test.app.db.read::<_, StorageError, _>(move |view| actors::find(view, account.actor)).await.unwrap().unwrap()
}

/// A5 to A10 of the reports, each by itself, with the board followed so that what it says is taken in.
pub async fn claims(engine: Engine) -> Tally {
    let mut tally = Tally::default();
    let world = World::of_brand(engine, true, "acme.com").await;
    let figures = world.figures().await;
    tally.row(!figures.is_empty(), "the board shows figures");
    let mut forger = Forger::new(5, world.foreign.clone(), world.home());
    let (origin, evil) = (world.rig.test.app.address.origin().to_string(), world.evil.peer.authority());
    let invented = format!("{origin}/posts/0198f3a0-0000-7000-8000-00000000000c");
    let voice = world.foreign.actors[1].clone();
    for number in 0..30 {
        let author =
            if number % 2 == 0 { world.mia.uri.clone() } else { format!("{}/users/{number}", world.evil.home.origin) };
        let filed = vec![
            ("author", author),
            ("handle", world.mia.handle()),
            ("post", invented.clone()),
            ("content", "<p>I hate all of you.</p>".to_string()),
            ("title", "I hate all of you".to_string()),
        ];
        let answered = vec![
            ("author", voice.clone()),
            ("handle", "acme@home.test".to_string()),
            ("post", format!("{}/notes/r{number}", world.evil.home.origin)),
            ("content", "<p>We do not care.</p>".to_string()),
            ("representative", "Jo Ott".to_string()),
        ];
        let confirmed = Happening::ResolutionConfirmed {
            offer: None,
            rating: Some(1),
            would_return: Some(false),
            solved_by: None,
            got: None,
        };
        let events = vec![
            (Party::Complainant, forger.filing(Opening::Public), filed),
            (Party::Brand, Happening::Responded { response: 1, named: true, automated: false }, answered),
            (Party::Complainant, confirmed, vec![]),
        ];
        let history = forger.told(honest(100 + number), events);
        tally.same(world.tell(&history).await, 202, "a forged filing");
    }
    world.rig.test.drain().await;
    tally.same(world.taken(), 31, "they are taken in");
    tally.same(world.figures().await, figures, "the brand's figures");
    let mut visitor = Browser::at(&world.rig.test);
    let thread = visitor.get(&format!("/complaints/{}", honest(100))).await;
    tally.same(thread.status, 200, "the forged thread");
    tally.row(thread.text().contains(&format!("said by {evil}")), format_args!("not said by whom: {}", thread.text()));
    tally.row(!thread.html.contains("href=\"/@mia"), "the name leads to mia");
    tally.row(
        !thread.html.contains("proof-mark") && !thread.text().contains("added by the operators, not verified"),
        "a mark of ours",
    );
    // Nobody of ours is named for it, wherever the answer is told of.
    tally.row(!thread.text().contains("Jo Ott"), format_args!("the signer is named: {}", thread.text()));
    let timeline = thread.value(".history");
    tally.row(timeline.contains(&format!("said by {evil}")), format_args!("the timeline: {timeline}"));
    tally.row(!timeline.contains("Acme"), format_args!("the timeline names the voice: {timeline}"));
    let banner = thread.value(".banner");
    tally.row(banner.contains(&format!("said by {evil}")), format_args!("the banner: {banner}"));
    let clocks = thread.text();
    tally.row(!clocks.contains("First human answer after"), "a clock of an answer that nobody gave");
    let all = visitor.get("/boards/acme.com").await;
    tally.row(all.html.contains(&format!("/complaints/{}", honest(129))), "the board lists it");
    tally.row(all.text().contains(&format!("said by {evil}")), format_args!("the list: {}", all.text()));
    let answered = visitor.get("/boards/acme.com?answered=yes").await;
    tally.same(answered.status, 200, "the list of answered ones");
    tally.row(!answered.html.contains(&format!("/complaints/{}", honest(129))), "the filter takes it for answered");
    tally.row(
        answered.text().contains("kept on other servers are not in this list"),
        format_args!("why: {}", answered.text()),
    );
    let profile = visitor.get("/@mia").await;
    tally.row(!profile.text().contains("I hate"), "her profile has it");
    let mut server = Browser::at(&world.rig.test);
    server.extra.push(("Accept".into(), "application/activity+json".into()));
    let note = server.get(invented.strip_prefix(&origin).unwrap()).await;
    tally.same(note.status, 404, "her note");
    tally
}

impl World {
    /// What the brand's board counts, with the sentences about it.
    async fn figures(&self) -> Vec<String> {
        let page = Browser::at(&self.rig.test).get("/boards/acme.com").await.is(200).html;
        page.lines()
            .filter(|line| line.contains("class=\"figures\"") || line.contains("<dt>"))
            .map(String::from)
            .collect()
    }
}
