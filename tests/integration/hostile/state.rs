//! Inputs 38 to 41: who moves a complaint, in which steps, in which order, and what a home may not take back.

use std::collections::BTreeMap;
use std::time::Duration;

use redress::app::{App, Clock as _};
use redress::crypto::http_signature::Manner;
use redress::crypto::integrity_proof;
use redress::crypto::keys::SecretKey;
use redress::domain::brand::BrandDomain;
use redress::domain::complaint::{Command, Outcome};
use redress::domain::ids::{ActorId, ComplaintId};
use redress::domain::log::{Disclosure, Hash, Line};
use redress::federation::actor::fetch_actor;
use redress::federation::follow_board::follow_board;
use redress::services::file_complaint::{Draft, Filer, file_complaint};
use redress::services::name_official::{name_official, name_remote_official};
use redress::services::open_board::open_board;
use redress::services::receive_replica::{Because, Followup, Told, receive_replica};
use redress::services::scene::Scene;
use redress::services::signing;
use redress::storage::actors::{self, Actor, ActorKind};
use redress::storage::complaints::{self, Held};
use redress::storage::{Cause, Door, StorageError};
use serde_json::{Value, json};

use crate::hostile::ledger::Tally;
use crate::hostile::rig::{Street, carry};
use crate::support::acts::{Answer, By, Deed, WithDeed, act_on_complaint, comment, respond};
use crate::support::browser::Browser;
use crate::support::peer::{FakePeer, Letter, PUBLIC, PeerActor};
use crate::support::{Engine, TestApp};

fn acme() -> BrandDomain {
    BrandDomain::parse("acme.com").unwrap()
}

fn cause(app: &App, id: &str) -> Cause {
    Cause::new(Door::Page, "a story", id, app.clock.now())
}

async fn held(app: &App, id: ComplaintId) -> Held {
    app.db.read::<_, StorageError, _>(move |view| complaints::find(view, id)).await.unwrap().unwrap()
}

async fn lines(app: &App, id: ComplaintId) -> Vec<Line> {
    let told = app.db.read::<_, StorageError, _>(move |view| complaints::history(view, id, 0, 1_000)).await.unwrap();
    told.into_iter().map(|it| it.line).collect()
}

/// The events that are more than talk: comments and support move nothing.
async fn moves(app: &App, id: ComplaintId) -> Vec<String> {
    let names = lines(app, id).await.into_iter().map(|it| it.read().unwrap().event.happening.name());
    names.filter(|name| !matches!(name.as_str(), "Commented" | "Supported" | "Unsupported")).collect()
}

/// A complaint that alice filed from her own server, with her neighbour and a brand's voices around it.
struct Thread {
    street: Street,
    other: FakePeer,
    id: ComplaintId,
    post: String,
    /// Speaks for acme.com, from another server.
    voice: PeerActor,
    /// Speaks for another brand.
    rival: PeerActor,
    carol: PeerActor,
}

impl Thread {
    async fn start(engine: Engine) -> Thread {
        let (street, other) = Street::start_between(engine).await;
        let app = &street.rig.test.app;
        let (voice, rival, carol) = (other.person("voice"), other.person("rival"), other.person("carol"));
        for (who, domain) in [(&voice, acme()), (&rival, BrandDomain::parse("globex.com").unwrap())] {
            let actor = fetch_actor(app, &who.uri).await.unwrap();
            name_remote_official(app, domain, actor.id).await.unwrap();
        }
        let note = json!({
            "type": "Note", "id": street.rig.peer.url("/notes/filed"), "attributedTo": street.rig.alice.uri, "to": [PUBLIC],
            "tag": [{"type": "Mention", "href": street.board.uri}], "content": "<p>The kettle leaks. #file</p>"
        });
        let create = json!({"type": "Create", "id": street.rig.peer.url("/creates/filed"), "object": note});
        assert_eq!(street.rig.say(&street.rig.alice, create).await, "understood");
        let post = street.rig.peer.url("/notes/filed");
        let uri = post.clone();
        let stored = street.rig.read(move |view| redress::storage::posts::find_by_uri(view, &uri)).await.unwrap();
        let id = stored.complaint.unwrap();
        Thread { street, other, id, post, voice, rival, carol }
    }

    fn peer_of(&self, who: &PeerActor) -> &FakePeer {
        if who.uri.starts_with(&self.other.url("/")) { &self.other } else { &self.street.rig.peer }
    }

    /// Sends in somebody's name and lets everything happen that follows.
    async fn say(&self, who: &PeerActor, mut activity: Value) -> u16 {
        activity["actor"] = json!(who.uri);
        let status = self.peer_of(who).send(&self.street.rig.test, who, &activity).await;
        self.street.rig.test.drain().await;
        status
    }

    fn reply(&self, who: &PeerActor, name: &str, to: &str, html: &str) -> Value {
        let peer = self.peer_of(who);
        let note = json!({
            "type": "Note", "id": peer.url(&format!("/notes/{name}")), "attributedTo": who.uri, "to": [PUBLIC],
            "inReplyTo": to, "content": html, "tag": [{"type": "Mention", "href": self.street.board.uri}]
        });
        json!({"type": "Create", "id": peer.url(&format!("/creates/{name}")), "object": note})
    }

    async fn state(&self) -> (&'static str, Vec<String>) {
        let app = &self.street.rig.test.app;
        (held(app, self.id).await.complaint.state().name(), moves(app, self.id).await)
    }
}

const COMMANDS: [&str; 16] = [
    "#confirmed",
    "#confirmed 10/10",
    "#resolved",
    "#resolved refund",
    "#resolved <b>refund</b>",
    "#acknowledged",
    "#promise 2026-12-24",
    "#handedover",
    "#notresolved",
    "#stillbroken",
    "#giveup",
    "#withdraw",
    "#nocomplaint",
    "#dismissed",
    "#file",
    "#CONFIRMED",
];

async fn an_outsider_moves_no_state(engine: Engine) -> Tally {
    let thread = Thread::start(engine).await;
    let app = thread.street.rig.test.app.clone();
    let mut tally = Tally::default();
    let before = thread.state().await;
    let (mallory, alice) = (thread.street.rig.mallory.clone(), thread.street.rig.alice.clone());
    let complaint = app.address.complaint(thread.id);
    for (who, name) in [(&mallory, "neighbour"), (&thread.rival, "rival"), (&thread.carol, "stranger")] {
        for (number, command) in COMMANDS.into_iter().enumerate() {
            let html = format!("<p>{command}</p>");
            for (place, to) in [("post", &thread.post), ("thread", &complaint)] {
                let activity = thread.reply(who, &format!("{name}-{number}-{place}"), to, &html);
                thread.say(who, activity).await;
                let after = thread.state().await;
                tally.same(after, before.clone(), format_args!("{name} says {command} to the {place}"));
            }
        }
        for (number, activity) in claims(&thread, who, &complaint).into_iter().enumerate() {
            let mut activity = activity;
            activity["id"] = json!(thread.peer_of(who).url(&format!("/claims/{name}/{number}")));
            let what = activity.to_string();
            let status = thread.say(who, activity).await;
            tally.row(matches!(status, 202 | 400 | 403), format_args!("{name}: {what}: {status}"));
            let after = thread.state().await;
            tally.same(after, before.clone(), format_args!("{name}: {what}"));
        }
    }
    // Alice's own words in a stranger's mouth, and passed on by one.
    let own = thread.reply(&alice, "own", &thread.post, "<p>#withdraw</p>");
    thread.street.rig.peer.serve("/notes/own", &own["object"]);
    for (number, activity) in [
        json!({"type": "Announce", "to": [PUBLIC], "object": own["object"]["id"]}),
        json!({"type": "Announce", "to": [PUBLIC], "object": own["object"]}),
        json!({"type": "Announce", "to": [PUBLIC], "object": own}),
        json!({"type": "Create", "object": own["object"]}),
    ]
    .into_iter()
    .enumerate()
    {
        let mut activity = activity;
        activity["id"] = json!(thread.street.rig.peer.url(&format!("/passed/{number}")));
        thread.say(&mallory, activity.clone()).await;
        let after = thread.state().await;
        tally.same(after, before.clone(), format_args!("passed on: {activity}"));
    }
    tally
}

/// What an outsider may try beside words.
fn claims(thread: &Thread, who: &PeerActor, complaint: &str) -> Vec<Value> {
    let state = |id: &str, author: &str| {
        json!({
            "type": "OrderedCollection", "id": id, "attributedTo": author, "rd:state": "resolved", "rd:sequence": 99,
            "rd:head": format!("sha256:{}", "0".repeat(64)), "rd:events": []
        })
    };
    let theirs = thread.peer_of(who).url("/complaints/0198f3a0-0000-7000-8000-000000000000");
    let request = |kind: &str, command: &str| json!({"type": kind, "object": complaint, "instrument": {"type": command, "command": command}});
    let mut claims = vec![
        json!({"type": "Update", "object": state(complaint, &who.uri)}),
        json!({"type": "Update", "object": state(complaint, &thread.street.board.uri)}),
        json!({"type": "Update", "object": state(&theirs, &who.uri)}),
        json!({"type": "Update", "object": state(&theirs, &thread.street.board.uri)}),
        json!({"type": "Update", "object": {"type": "Note", "id": thread.post, "attributedTo": who.uri, "content": "<p>#confirmed</p>", "to": [PUBLIC]}}),
        json!({"type": "Delete", "object": thread.post}),
        json!({"type": "Delete", "object": complaint}),
        json!({"type": "Undo", "object": thread.post}),
        json!({"type": "Accept", "object": complaint}),
        json!({"type": "Reject", "object": complaint}),
        json!({"type": "Add", "object": complaint, "target": complaint}),
        json!({"type": "Remove", "object": complaint, "target": complaint}),
        json!({"type": "Like", "object": complaint, "rd:state": "resolved"}),
        json!({"type": "Move", "object": who.uri, "target": thread.street.rig.alice.uri}),
        json!({"type": "Block", "object": thread.street.rig.alice.uri, "target": thread.street.board.uri}),
        json!({"type": "rd:Resolved", "object": complaint}),
    ];
    for kind in ["rd:TransitionRequest", "TransitionRequest", "https://w3id.org/redress#TransitionRequest"] {
        for command in ["Confirm", "Withdraw", "Resolve", "Offer", "Acknowledge", "exploded"] {
            claims.push(request(kind, command));
        }
    }
    claims
}

async fn an_impossible_step_is_none(engine: Engine) -> Tally {
    let thread = Thread::start(engine).await;
    let mut tally = Tally::default();
    let alice = thread.street.rig.alice.clone();
    let step = async |who: &PeerActor, name: &str, html: &str| {
        // A confirmation answers the offer itself.
        let to = if name == "confirm" { thread.other.url("/notes/offer") } else { thread.post.clone() };
        let activity = thread.reply(who, name, &to, html);
        thread.say(who, activity).await;
        thread.state().await.0
    };
    // What only the complainant says, from the brand.
    for (number, command) in
        ["#confirmed", "#confirmed 10/10", "#notresolved", "#giveup", "#withdraw", "#stillbroken", "#nocomplaint"]
            .into_iter()
            .enumerate()
    {
        let state =
            step(&thread.voice, &format!("brand{number}"), &format!("<p>{command}</p><p>— Jo Ott, refunds</p>")).await;
        tally.row(
            !matches!(state, "resolved" | "withdrawn" | "closed" | "given_up"),
            format_args!("the brand says {command}: {state}"),
        );
    }
    // Names that nobody knows move nothing.
    for (number, word) in [
        "#exploded",
        "#resolved!!",
        "#state:resolved",
        "#rd:resolved",
        "#confirmedd",
        "#resolve",
        // Cyrillic letters: it looks the same and is another word.
        "#соnfirmed",
    ]
    .into_iter()
    .enumerate()
    {
        let before = thread.state().await;
        step(&alice, &format!("word{number}"), &format!("<p>{word}</p>")).await;
        tally.same(thread.state().await, before, format_args!("the complainant says {word}"));
    }
    let offered =
        step(&thread.voice, "offer", "<p>We pay you back. #resolved refund</p><p>— Jo Ott, refunds</p>").await;
    tally.same(offered, "offered", "the brand's offer");
    let resolved = step(&alice, "confirm", "<p>#confirmed 9/10</p>").await;
    tally.same(resolved, "resolved", "the complainant's answer");
    // What is resolved is not acknowledged, offered, promised or handed over again by the brand.
    for (number, command) in
        ["#acknowledged", "#resolved refund", "#promise 2026-12-24", "#handedover", "#confirmed", "#withdraw"]
            .into_iter()
            .enumerate()
    {
        let state =
            step(&thread.voice, &format!("after{number}"), &format!("<p>{command}</p><p>— Jo Ott, refunds</p>")).await;
        tally.same(state, "resolved", format_args!("the brand says {command} after the end"));
    }
    impossible_deeds(&thread, &mut tally).await;
    unknown_names_at_a_home(&thread, &mut tally).await;
    tally
}

/// The same at the pages: a deed that is not the next one is refused.
async fn impossible_deeds(thread: &Thread, tally: &mut Tally) {
    let test = &thread.street.rig.test;
    let path = format!("/complaints/{}", thread.id);
    let deeds = [
        "confirm",
        "decline",
        "give-up",
        "reopen",
        "withdraw",
        "retract",
        "publish",
        "acknowledge",
        "hand-off",
        "contest",
        "answer-contest",
        "keep-promise",
        "confirm-promise",
        "refute-promise",
        "respond",
        "edit-response",
        "delete-response",
        "dispute-label",
        "mark-elsewhere",
        "escalate",
        "hide",
        "unhide",
        "dismiss",
        "reinstate",
        "decide-contest",
        "decide-label",
        "resolve",
        "resolved",
        "state",
        "exploded",
    ];
    let mut nobody = Browser::at(test);
    nobody.get(&path).await.is(200);
    let before = thread.state().await;
    let voice = actor_id(test, &thread.voice.uri).await;
    for deed in deeds {
        let status = nobody.post(&format!("{path}/{deed}"), &[("state".into(), "resolved".into())]).await.status;
        tally.row((400..500).contains(&status), format_args!("nobody posts {deed}: {status}"));
    }
    for command in [
        Command::Confirm { offer: None, rating: Some(10), would_return: Some(true), solved_by: None, got: None },
        Command::Acknowledge { named: true },
        Command::HandOff,
        Command::Withdraw { settled: None, condition: None },
        Command::Retract,
    ] {
        let name = format!("{command:?}");
        let deed = Deed { complaint: thread.id, by: By::Actor(voice), seen: None, command, reason: None };
        let done = act_on_complaint(&test.app, cause(&test.app, &name), deed).await;
        tally.row(done.is_err(), format_args!("the brand does {name} after the end"));
    }
    tally.same(thread.state().await, before, "impossible deeds");
}

async fn actor_id(test: &TestApp, uri: &str) -> ActorId {
    let uri = uri.to_string();
    test.app.db.read::<_, StorageError, _>(move |view| actors::find_by_uri(view, &uri)).await.unwrap().unwrap().id
}

/// A home elsewhere that tells of states and events which nobody knows.
async fn unknown_names_at_a_home(thread: &Thread, tally: &mut Tally) {
    let test = &thread.street.rig.test;
    let key = SecretKey::generate_ed25519().unwrap();
    let board = thread.other.actor_at("/boards/odd", "Group", &key);
    let method = format!("{}#ed25519-key", board.uri);
    let mut document = thread.other.document_of(&board, "Group");
    document["rd:brand"] = json!("acme.com");
    let multikey = key.public().unwrap().to_multikey().unwrap();
    document["assertionMethod"] =
        json!([{"id": method, "type": "Multikey", "controller": board.uri, "publicKeyMultibase": multikey}]);
    thread.other.serve("/boards/odd", &document);
    carry(test, &board.uri).await;
    let id = "0198f3a0-0000-7000-8000-00000000000a";
    let events = [
        r#"{"happening":"Exploded"}"#.to_string(),
        r#"{"complaint":"x","sequence":1,"happening":{"Resolved":{}}}"#.to_string(),
        "{}".to_string(),
        "not json".to_string(),
        String::new(),
        "[".repeat(50_000),
    ];
    for (number, core) in events.into_iter().enumerate() {
        let hash = Hash::of(core.as_bytes()).to_string();
        let complaint = json!({
            "type": "OrderedCollection", "id": thread.other.url(&format!("/complaints/{id}")), "attributedTo": board.uri,
            "history": thread.other.url("/history"), "rd:state": "exploded", "rd:outcome": "<script>", "rd:sequence": 1,
            "rd:head": hash, "rd:events": [{"rd:core": core, "rd:hash": hash, "rd:disclosures": []}],
            "rd:post": format!("{}/posts/{id}", test.app.address.origin())
        });
        let signed = integrity_proof::sign(&complaint, &key, &method, test.clock.now()).unwrap();
        thread
            .say(&board, json!({"type": "Update", "id": thread.other.url(&format!("/odd/{number}")), "object": signed}))
            .await;
        let uri = thread.other.url(&format!("/complaints/{id}"));
        let kept =
            test.app.db.read::<_, StorageError, _>(move |view| complaints::find_by_uri(view, &uri)).await.unwrap();
        tally.row(kept.is_none(), format_args!("the event {number} of another home was kept"));
    }
}

/// A home with a complaint of ten events, and a server that follows its board.
struct Between {
    north: TestApp,
    south: TestApp,
    id: ComplaintId,
    ada: Actor,
    /// The board at home, as a sender of what the story wants it to say.
    board: PeerActor,
}

impl Between {
    async fn start(engine: Engine, carried: bool) -> Between {
        let (north, south) = TestApp::pair(engine);
        let app = &north.app;
        let ada = Scene::of(app).new_actor(ActorKind::Person, "ada", "Ada");
        let made = ada.clone();
        app.db.write(move |tx| actors::insert_local(tx, &made)).await.unwrap();
        let voice = name_official(app, acme(), "acme".into(), None).await.unwrap();
        let (brand, board) = open_board(app, acme(), None).await.unwrap();
        if carried {
            follow_board(&south.app, &format!("acme.com@{}", north.authority())).await.unwrap();
            north.settle(&south).await;
        }
        let draft = Draft { text: "The kettle leaks. I called twice.".into(), ..Draft::default() };
        let filer = Filer { actor: ada.id, account: None };
        let id = file_complaint(app, cause(app, "file"), filer, brand.id, draft).await.unwrap().into_inner().id;
        let signer = signing::signer(app, board.id, Manner::Cavage, None).await.unwrap();
        if !carried {
            let known = Actor { local: false, ..board.clone() };
            south.app.db.write::<_, StorageError, _>(move |tx| actors::upsert_remote(tx, &known)).await.unwrap();
        }
        let board = PeerActor { uri: board.uri, name: "acme.com".into(), key_id: signer.key_id, key: signer.key };
        let between = Between { north, south, id, ada, board };
        between.live(&voice).await;
        between
    }

    /// From filing to a confirmed resolution, in ten events.
    async fn live(&self, voice: &Actor) {
        let app = &self.north.app;
        let say = async |id: &str| {
            comment(app, cause(app, id), self.id, self.ada.id, format!("One more: {id}.")).await.unwrap()
        };
        say("a").await;
        say("b").await;
        self.answer(voice, "first", None).await;
        say("c").await;
        self.answer(voice, "offer", Some(WithDeed::Offer { outcome: Outcome::Refund, reason: None })).await;
        let confirm =
            Command::Confirm { offer: None, rating: Some(9), would_return: Some(true), solved_by: None, got: None };
        let deed = Deed { complaint: self.id, by: By::Actor(self.ada.id), seen: None, command: confirm, reason: None };
        act_on_complaint(app, cause(app, "confirm"), deed).await.unwrap();
        while lines(app, self.id).await.len() < 10 {
            let number = lines(app, self.id).await.len();
            say(&format!("more {number}")).await;
        }
        assert_eq!(lines(app, self.id).await.len(), 10);
    }

    async fn answer(&self, voice: &Actor, id: &str, deed: Option<WithDeed>) {
        let answer = Answer {
            complaint: self.id,
            official: voice.id,
            text: "We looked into it.".into(),
            signature: Some(("Jo Ott".into(), "refunds".into())),
            deed,
            seen: None,
        };
        respond(&self.north.app, cause(&self.north.app, id), answer).await.unwrap();
    }

    /// What the home would have said after each of its events, with that event alone.
    async fn told(&self) -> Vec<Told> {
        let held = held(&self.north.app, self.id).await;
        let lines = lines(&self.north.app, self.id).await;
        let told = |line: Line| Told {
            id: self.id,
            uri: held.uri.clone(),
            home: held.home.clone(),
            board_uri: held.board_uri.clone(),
            sequence: line.read().unwrap().event.sequence,
            head: line.hash,
            lines: vec![line],
            beside: BTreeMap::new(),
            seal: None,
            source: held.board_uri.clone(),
            because: Because::Asked,
        };
        lines.into_iter().map(told).collect()
    }

    /// The same as the board's own activity, proven.
    async fn update(&self, told: &Told, number: usize) -> Value {
        let board = actors_find(&self.north.app, &self.board.uri).await;
        let proof = signing::proof_key(&self.north.app, board.id).await.unwrap();
        let disclosures = |line: &Line| serde_json::to_value::<&Vec<Disclosure>>(&line.disclosures).unwrap();
        let event = |line: &Line| json!({"rd:core": String::from_utf8(line.core.clone()).unwrap(), "rd:hash": line.hash.to_string(), "rd:disclosures": disclosures(line)});
        let document = json!({
            "type": "OrderedCollection", "id": told.uri, "attributedTo": told.board_uri, "history": self.north.app.address.history(self.id),
            "rd:sequence": told.sequence, "rd:head": told.head.to_string(), "rd:events": told.lines.iter().map(event).collect::<Vec<_>>()
        });
        let object = integrity_proof::sign(&document, &proof.key, &proof.method, self.north.clock.now()).unwrap();
        let id = format!("{}/activities/update-{number}", self.north.app.address.origin());
        json!({"type": "Update", "id": id, "actor": self.board.uri, "object": object})
    }

    /// Everything that the south knows of the complaint goes, so that the next shuffle begins anew.
    fn forget(&self) {
        let tables = [
            "requests",
            "disclosures",
            "parties",
            "conflicts",
            "told_why",
            "post_versions",
            "posts",
            "complaint_events",
            "replicas",
            "complaints",
            "quotes",
            "passed_on",
            "causes",
            "inbox",
            "inbox_lanes",
            "jobs",
        ];
        let deletions: Vec<String> = tables.iter().map(|table| format!("DELETE FROM {table}")).collect();
        self.south.db.execute(&format!("{};", deletions.join("; ")));
    }

    async fn is_whole(&self) -> Result<(), String> {
        let at_home = held(&self.north.app, self.id).await;
        let id = self.id;
        let found = self.south.app.db.read::<_, StorageError, _>(move |view| complaints::find(view, id)).await.unwrap();
        let Some(copy) = found else { return Err("nothing is there".into()) };
        let same_log = lines(&self.south.app, id).await == lines(&self.north.app, id).await;
        let same =
            copy.head == at_home.head && copy.complaint == at_home.complaint && same_log && copy.conflict_at.is_none();
        if same {
            Ok(())
        } else {
            Err(format!("ends at {} as {}", copy.complaint.sequence, copy.complaint.state().name()))
        }
    }
}

async fn actors_find(app: &App, uri: &str) -> Actor {
    let uri = uri.to_string();
    app.db.read::<_, StorageError, _>(move |view| actors::find_by_uri(view, &uri)).await.unwrap().unwrap()
}

/// A small generator, so that a shuffle can be had again by its number.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    /// All of them in some order, a few of them twice.
    fn shuffled(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for _ in 0..count / 2 {
            order.push(self.below(count));
        }
        for at in (1..order.len()).rev() {
            order.swap(at, self.below(at + 1));
        }
        order
    }
}

const SHUFFLES: u64 = 1_000;
const SHUFFLES_THROUGH_THE_DOOR: u64 = 40;
/// Minutes after which whatever is tried again was tried.
const ROUNDS_MAX: usize = 10;

/// What comes too early waits and comes again, as a job does.
async fn events_in_any_order_end_the_same(engine: Engine) -> Tally {
    let between = Between::start(engine, false).await;
    let told = between.told().await;
    let mut tally = Tally::default();
    for seed in 0..SHUFFLES {
        let mut waiting = std::collections::VecDeque::from(Dice(seed).shuffled(told.len()));
        let mut tries = 0;
        while let Some(next) = waiting.pop_front() {
            tries += 1;
            let followup = receive_replica(&between.south.app, told[next].clone()).await.unwrap();
            if matches!(followup, Followup::Missing { .. }) && tries < 1_000 {
                waiting.push_back(next);
            }
        }
        let whole = between.is_whole().await;
        tally.row(whole.is_ok(), format_args!("shuffle {seed}: {whole:?}"));
        between.forget();
    }
    tally
}

/// The same through the inbox, several at once, with the home there to be asked for what is missing.
async fn announcements_in_any_order_end_the_same(engine: Engine) -> Tally {
    let between = Between::start(engine, true).await;
    between.north.settle(&between.south).await;
    between.forget();
    let mut updates = Vec::new();
    for (number, told) in between.told().await.iter().enumerate() {
        updates.push(between.update(told, number).await);
    }
    let letters: Vec<_> =
        updates.iter().map(|update| Letter::new(&between.south, &between.board, update).sealed()).collect();
    let mut tally = Tally::default();
    for seed in 0..SHUFFLES_THROUGH_THE_DOOR {
        let mut dice = Dice(seed);
        let order = dice.shuffled(letters.len());
        let mut rest = &order[..];
        while !rest.is_empty() {
            let (now, later) = rest.split_at(dice.below(rest.len()) + 1);
            let sent = futures_util::future::join_all(now.iter().map(|at| letters[*at].send(&between.south))).await;
            tally.row(sent.iter().all(|status| *status == 202), format_args!("shuffle {seed}: {sent:?}"));
            between.south.drain().await;
            rest = later;
        }
        // Of two that make the copy at one moment one is tried again a little later, on a busy machine more than once.
        let mut whole = between.is_whole().await;
        for _ in 0..ROUNDS_MAX {
            if whole.is_ok() {
                break;
            }
            between.south.clock.advance(Duration::from_mins(1));
            between.south.drain().await;
            whole = between.is_whole().await;
        }
        tally.row(whole.is_ok(), format_args!("shuffle {seed} through the door: {whole:?}"));
        between.forget();
    }
    tally
}

/// The home says something else than before: the first version stays, the other is kept and shown.
async fn a_history_that_was_rewritten_is_kept_and_shown(engine: Engine) -> Tally {
    let between = Between::start(engine, true).await;
    between.north.settle(&between.south).await;
    let mut tally = Tally::default();
    tally.row(between.is_whole().await.is_ok(), "the copy before");
    let id = between.id;
    let before = held(&between.south.app, id).await;
    let told = between.told().await;
    let forge = |told: &Told, from: &str, to: &str| {
        let mut it = told.clone();
        let core = String::from_utf8(it.lines[0].core.clone()).unwrap().replace(from, to);
        it.lines[0].hash = Hash::of(core.as_bytes());
        it.lines[0].core = core.into_bytes();
        it.head = it.lines[0].hash;
        it
    };
    let mut rows = vec![
        ("another body for an event that is known", forge(&told[1], "Commented", "Withdrawn")),
        ("another body for the last event", forge(&told[9], "Commented", "Withdrawn")),
        ("another body for the first event", forge(&told[0], "Filed", "Retracted")),
        ("another time for an event that is known", forge(&told[3], "2026-02-01", "2025-02-01")),
    ];
    let mut headless = told[9].clone();
    headless.lines.clear();
    headless.head = Hash::of(b"another head");
    rows.push(("another head for the same length", headless.clone()));
    headless.sequence = 5;
    rows.push(("a shorter history with another head", headless.clone()));
    let mut spoilt = told[4].clone();
    spoilt.lines[0].core.push(b' ');
    rows.push(("a body that its hash does not fit", spoilt));
    for (number, (what, told)) in rows.iter().enumerate() {
        let update = between.update(told, 100 + number).await;
        let status = Letter::new(&between.south, &between.board, &update).send(&between.south).await;
        between.south.drain().await;
        let after = held(&between.south.app, id).await;
        tally.same(status, 202, what);
        tally.row(
            after.head == before.head && after.complaint == before.complaint,
            format_args!("{what}: the copy changed"),
        );
    }
    let conflicts =
        between.south.app.db.read::<_, StorageError, _>(move |view| complaints::conflicts_of(view, id)).await.unwrap();
    tally.row(conflicts.len() >= 4, format_args!("{} conflicts are kept", conflicts.len()));
    let after = held(&between.south.app, id).await;
    tally.row(after.conflict_at.is_some(), "the copy is not marked");
    let mut reader = Browser::at(&between.south);
    let page = reader.get(&format!("/complaints/{id}")).await;
    tally.same(page.status, 200, "the thread at the south");
    let said = page.text();
    tally.row(said.to_lowercase().contains("two different versions"), "readers are not told of two histories");
    // Older news that agrees with what is held is no conflict.
    let calm = complaints_conflicts(&between).await;
    let older = between.update(&told[2], 200).await;
    let status = Letter::new(&between.south, &between.board, &older).send(&between.south).await;
    between.south.clock.advance(Duration::from_secs(1));
    between.south.drain().await;
    tally.same(status, 202, "older news");
    tally.same(complaints_conflicts(&between).await, calm, "older news is no conflict");
    tally
}

async fn complaints_conflicts(between: &Between) -> usize {
    let id = between.id;
    between.south.app.db.read::<_, StorageError, _>(move |view| complaints::conflicts_of(view, id)).await.unwrap().len()
}

hostile! { "state":
    38 an_outsider_moves_no_state,
    39 an_impossible_step_is_none,
    40 events_in_any_order_end_the_same,
    40 announcements_in_any_order_end_the_same,
    41 a_history_that_was_rewritten_is_kept_and_shown,
}
