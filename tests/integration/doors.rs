//! One act means the same through every door: a form on the home's page, a request from another instance, and a hashtag in a
//! reply lead to the same events in the same order.

use redress::catalogue::{Language, Words};
use redress::domain::brand::BrandDomain;
use redress::domain::ids::ComplaintId;
use redress::federation::actor::fetch_actor;
use redress::federation::follow_board::follow_board;
use redress::services::file_complaint::{Draft, Filer};
use redress::services::name_official::{NewRepresentative, name_official, name_remote_official};
use redress::services::open_board::open_board;
use redress::services::write_elsewhere::file_elsewhere;
use redress::storage::accounts::Role;
use redress::storage::actors::{self, Actor};
use redress::storage::posts;
use redress::storage::{Cause, Door, StorageError, complaints};
use serde_json::{Value, json};

use crate::between;
use crate::complaint_life::{held, lines};
use crate::on_both_engines;
use crate::pages::{file, member, representative};
use crate::support::browser::Browser;
use crate::support::peer::{FakePeer, PUBLIC, PeerActor};
use crate::support::{Engine, TestApp};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    Complainant,
    Voice,
    Other,
}

/// What somebody does: as a form's deed and fields, and as the words of a reply.
struct Step {
    who: Who,
    deed: &'static str,
    fields: &'static [(&'static str, &'static str)],
    reply: &'static str,
    /// A reply stands in the thread whatever it does; whoever presses a button wrote nothing.
    wordless: bool,
}

const fn step(
    who: Who,
    deed: &'static str,
    fields: &'static [(&'static str, &'static str)],
    reply: &'static str,
) -> Step {
    Step { who, deed, fields, reply, wordless: false }
}

/// The same of a deed that has no words of its own.
const fn press(
    who: Who,
    deed: &'static str,
    fields: &'static [(&'static str, &'static str)],
    reply: &'static str,
) -> Step {
    Step { who, deed, fields, reply, wordless: true }
}

const ANSWER: Step = step(
    Who::Voice,
    "respond",
    &[("text", "We found the parcel."), ("name", "Jo Ott"), ("role", "refunds")],
    "We found the parcel.\n— Jo Ott, refunds",
);
const OFFER: Step = step(
    Who::Voice,
    "respond",
    &[
        ("text", "The money is on its way."),
        ("name", "Jo Ott"),
        ("role", "refunds"),
        ("and", "offer"),
        ("outcome", "refund"),
    ],
    "The money is on its way. #resolved refund\n— Jo Ott, refunds",
);
const DECLINE: Step = step(Who::Complainant, "decline", &[("text", "Nothing came.")], "Nothing came. #notresolved");
const CONFIRM: Step = press(
    Who::Complainant,
    "confirm",
    &[("rating", "9"), ("solved_by", "brand"), ("got", ""), ("would_return", "")],
    "#confirmed 9/10 by the brand",
);

/// Each story is told three times, once through each door.
const STORIES: &[(&str, &[Step])] = &[
    ("acknowledged", &[press(Who::Voice, "acknowledge", &[("name", "Jo Ott")], "#acknowledged\n— Jo Ott, refunds")]),
    ("answered", &[ANSWER]),
    (
        "talked about",
        &[
            step(Who::Other, "comment", &[("text", "I had this too.")], "I had this too."),
            step(Who::Complainant, "comment", &[("text", "Still nothing.")], "Still nothing."),
        ],
    ),
    (
        "asked and answered",
        &[
            step(
                Who::Voice,
                "respond",
                &[("text", "Which colour?"), ("name", "Jo Ott"), ("role", "refunds"), ("and", "ask")],
                "Which colour? #ask\n— Jo Ott, refunds",
            ),
            step(Who::Complainant, "comment", &[("text", "The red one.")], "The red one."),
        ],
    ),
    (
        "promised",
        &[step(
            Who::Voice,
            "respond",
            &[
                ("text", "It comes."),
                ("name", "Jo Ott"),
                ("role", "refunds"),
                ("and", "promise"),
                ("due", "2026-02-06"),
            ],
            "It comes. #promise 2026-02-06\n— Jo Ott, refunds",
        )],
    ),
    ("offered, declined, offered, confirmed", &[OFFER, DECLINE, OFFER, CONFIRM]),
    (
        "given up and reopened",
        &[
            ANSWER,
            press(Who::Complainant, "give-up", &[("rating", "2"), ("would_return", "")], "#giveup 2/10"),
            step(Who::Complainant, "reopen", &[("text", "It broke again.")], "It broke again. #reopen"),
        ],
    ),
    ("marked", &[ANSWER, press(Who::Complainant, "mark-elsewhere", &[("response", "1")], "#sentelsewhere")]),
    ("withdrawn", &[press(Who::Complainant, "withdraw", &[("settled", ""), ("condition", "")], "#withdraw")]),
    ("supported", &[press(Who::Other, "support", &[], "#samehere")]),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Page,
    Request,
    Reply,
}

/// A home, another instance, and a server of another kind, each with somebody to complain, to answer and to read along.
struct World {
    north: TestApp,
    south: TestApp,
    peer: FakePeer,
    board: Actor,
    here: [Browser; 3],
    there: [Browser; 3],
    complainant_there: Actor,
    outside: [PeerActor; 3],
    /// Complaints so far.
    filed: Vec<ComplaintId>,
    number: u32,
}

fn acme() -> BrandDomain {
    BrandDomain::parse("acme.com").unwrap()
}

impl World {
    async fn start(engine: Engine) -> World {
        let peer = FakePeer::start("a.test");
        let [north, south] = TestApp::several_beside(engine, ["north.test", "south.test"], &[peer.authority()]);
        let (_, board) = open_board(&north.app, acme(), None).await.unwrap();
        follow_board(&south.app, &format!("acme.com@{}", north.authority())).await.unwrap();
        north.settle(&south).await;
        let here = [
            member(&north, "c7", Role::Member).await,
            representative(&north).await,
            member(&north, "sam", Role::Member).await,
        ];
        let (ada, complainant_there, _) = between::member(&south, "ada", "en").await;
        let (jo, _, account) = between::member(&south, "jo", "en").await;
        let (ben, ..) = between::member(&south, "ben", "en").await;
        let first = NewRepresentative { account, name: "Jo Ott".into(), role: String::new(), owner: true };
        let voice = name_official(&south.app, acme(), "acme_south".into(), Some(first)).await.unwrap();
        let outside = [peer.person("zoe"), peer.actor("acme", "Organization"), peer.person("tom")];
        for uri in [&voice.uri, &outside[1].uri] {
            let known = fetch_actor(&north.app, uri).await.unwrap();
            name_remote_official(&north.app, acme(), known.id).await.unwrap();
        }
        north.settle(&south).await;
        World {
            north,
            south,
            peer,
            board,
            here,
            there: [ada, jo, ben],
            complainant_there,
            outside,
            filed: Vec::new(),
            number: 0,
        }
    }

    /// Settled, with days between one act and the next of nobody.
    async fn settle(&self) {
        self.north.settle(&self.south).await;
        self.north.drain().await;
    }

    async fn file(&mut self, way: Way) -> ComplaintId {
        self.number += 1;
        let id = self.file_by(way).await;
        self.filed.push(id);
        id
    }

    async fn file_by(&mut self, way: Way) -> ComplaintId {
        match way {
            Way::Page => {
                let path = file(&mut self.here[0], &[("step", "file-anyway")]).await.is(200).path;
                path.trim_start_matches("/complaints/").parse().unwrap()
            }
            Way::Request => {
                let uri = self.board.uri.clone();
                let found = self.south.app.db.read::<_, StorageError, _>(move |view| actors::find_by_uri(view, &uri));
                let board = found.await.unwrap().unwrap();
                let draft = Draft { title: "A heater".into(), text: "I want the money.".into(), ..Draft::default() };
                let filer = Filer { actor: self.complainant_there.id, account: None };
                let now = self.south.app.clock.now();
                let cause = Cause::new(Door::Page, "a story", format!("file {}", self.number), now);
                let words = Words::of(Language::English);
                file_elsewhere(&self.south.app, cause, filer, board.id, draft, words).await.unwrap();
                self.settle().await;
                self.newest().await
            }
            Way::Reply => {
                let note = json!({
                    "type": "Note", "id": self.peer.url(&format!("/notes/first-{}", self.number)),
                    "attributedTo": self.outside[0].uri, "to": [PUBLIC, self.board.uri],
                    "tag": [{"type": "Mention", "href": self.board.uri}],
                    "content": "<p>@acme.com I want the money. #file</p>"
                });
                self.say(Who::Complainant, note).await;
                self.newest().await
            }
        }
    }

    /// The one complaint that was not there before.
    async fn newest(&self) -> ComplaintId {
        let uri = self.board.uri.clone();
        let read = move |view: &mut redress::storage::View<'_>| complaints::digest(view, &uri, None, 1000);
        let all = self.north.app.db.read::<_, StorageError, _>(read).await.unwrap();
        let mut new = all.into_iter().map(|it| it.0).filter(|it| !self.filed.contains(it));
        let (newest, other) = (new.next().unwrap(), new.next());
        assert_eq!(other, None);
        newest
    }

    async fn say(&self, who: Who, note: Value) {
        let by = &self.outside[who as usize];
        let id = note["id"].as_str().unwrap().replace("/notes/", "/creates/");
        let create = json!({"type": "Create", "id": id, "actor": by.uri, "to": [PUBLIC], "object": note});
        assert_eq!(self.peer.send(&self.north, by, &create).await, 202);
        self.settle().await;
    }

    async fn act(&mut self, way: Way, id: ComplaintId, step: &Step) {
        let path = format!("/complaints/{id}");
        self.number += 1;
        match way {
            Way::Page | Way::Request => {
                let who = if way == Way::Page { &mut self.here } else { &mut self.there };
                let who = &mut who[step.who as usize];
                let asked_first = matches!(step.deed, "give-up" | "withdraw");
                let shown_at = if asked_first { format!("{path}/{}", step.deed) } else { path.clone() };
                let thread = who.get(&shown_at).await.is(200);
                who.submit(&thread, &format!("{path}/{}", step.deed), step.fields).await.is(200);
                self.settle().await;
            }
            Way::Reply => {
                let first = self.north.app.db.read::<_, StorageError, _>(move |view| posts::of_event(view, id, 1));
                let parent = first.await.unwrap().unwrap().uri;
                let html = format!("<p>{}</p>", step.reply.replace('\n', "</p><p>"));
                let note = json!({
                    "type": "Note", "id": self.peer.url(&format!("/notes/{}", self.number)), "to": [PUBLIC],
                    "attributedTo": self.outside[step.who as usize].uri, "inReplyTo": parent, "content": html
                });
                self.say(step.who, note).await;
            }
        }
    }

    /// What the history says since the complaint was filed and the brand was told: who, what, and which texts go with it.
    async fn told(&self, id: ComplaintId, after: i64) -> Vec<String> {
        let read = lines(&self.north.app, id).await.into_iter().map(|it| it.read().unwrap());
        let told = read.filter(|it| it.event.sequence > after);
        let mut said = Vec::new();
        for core in told {
            let what = serde_json::to_value(&core.event.happening).unwrap();
            if core.event.happening.name() == "BrandNotified" {
                continue;
            }
            // A page's form asks for more when it is filed, so that there is more to erase.
            let what = if core.event.happening.name() == "Erased" { Value::Null } else { what };
            let texts: Vec<&String> = core.commitments.keys().filter(|it| !NAMES.contains(&it.as_str())).collect();
            said.push(format!("{:?} {what} {texts:?}", core.event.by));
        }
        said
    }
}

const ACKNOWLEDGED_IN_WORDS: &str =
    "[\"content\", \"handle\", \"in-reply-to\", \"name\", \"reason\", \"representative\", \"representative-role\"]";

/// Each door discloses in its own way where the words came from: the post's address and language, the signed request.
const NAMES: [&str; 6] = ["actor", "post", "author", "published", "language", "request"];

async fn one_act_means_the_same_through_every_door(engine: Engine) {
    let mut world = World::start(engine).await;
    let mut differ = Vec::new();
    for (story, steps) in STORIES {
        let mut told: Vec<(Way, Vec<String>)> = Vec::new();
        for way in [Way::Page, Way::Request, Way::Reply] {
            let id = world.file(way).await;
            let mut all = Vec::new();
            for step in *steps {
                let before = held(&world.north.app, id).await.complaint.sequence;
                world.act(way, id, step).await;
                let mut said = world.told(id, before).await;
                assert!(!said.is_empty(), "{story}, {way:?}: nothing came of {}", step.deed);
                if step.wordless {
                    // A reply that acknowledges has words, which stand in the thread.
                    let bare =
                        said.iter().map(|it| it.replace(ACKNOWLEDGED_IN_WORDS, "[\"handle\", \"name\", \"reason\"]"));
                    said = bare.collect();
                }
                if way == Way::Reply && step.wordless && said.last().is_some_and(|it| it.contains("Commented")) {
                    said.pop();
                }
                all.extend(said);
            }
            told.push((way, all));
        }
        for (way, said) in &told[1..] {
            if said != &told[0].1 {
                differ.push(format!("{story}: by the page\n  {:#?}\nby {way:?}\n  {said:#?}", told[0].1));
            }
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n\n"));
}

/// States from which every action is tried, and the steps that lead there.
const STATES: &[(&str, &[Step])] = &[("open", &[]), ("offered", &[OFFER]), ("resolved", &[OFFER, CONFIRM])];

/// `#notresolved` of what is resolved means to open it again: people write what is so, and the word has two actions.
const MEANS_ANOTHER: (&str, &str) = ("resolved", "decline");

/// What is tried from each of them, by whom it is allowed and by others.
const TRIED: &[Step] = &[
    CONFIRM,
    DECLINE,
    OFFER,
    press(Who::Complainant, "give-up", &[("rating", "2")], "#giveup 2/10"),
    press(Who::Complainant, "retract", &[], "#nocomplaint"),
    press(Who::Complainant, "mark-elsewhere", &[("response", "1")], "#sentelsewhere"),
    press(Who::Other, "support", &[], "#samehere"),
    press(Who::Other, "withdraw", &[], "#withdraw"),
    step(Who::Complainant, "reopen", &[("text", "It broke again.")], "It broke again. #reopen"),
];

impl World {
    /// The causes that were answered so far, with their answers.
    fn answers(&self) -> Vec<String> {
        let all = self.north.db.counted("SELECT answer AS name, CAST(0 AS BIGINT) AS number FROM causes");
        all.into_iter().map(|it| it.0).collect()
    }

    /// Sends a form whether or not the page shows it.
    async fn smuggle(&mut self, way: Way, id: ComplaintId, tried: &Step) {
        let path = format!("/complaints/{id}");
        let who = if way == Way::Page { &mut self.here } else { &mut self.there };
        let who = &mut who[tried.who as usize];
        let shown = who.get(&path).await.is(200);
        let marks = who.fields(&shown, &format!("{path}/report"));
        let of_any = |name: &String| matches!(name.as_str(), "token" | "request");
        let mut all: Vec<(String, String)> = marks.into_iter().filter(|(name, _)| of_any(name)).collect();
        all.extend(tried.fields.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())));
        who.post(&format!("{path}/{}", tried.deed), &all).await;
        self.settle().await;
    }

    /// What comes of it: the lines of the history, or the rule that refused it.
    async fn outcome(&mut self, way: Way, id: ComplaintId, tried: &Step) -> Vec<String> {
        let before = held(&self.north.app, id).await.complaint.sequence;
        let mut answered = self.answers();
        if way == Way::Reply {
            self.act(way, id, tried).await;
        } else {
            self.smuggle(way, id, tried).await;
        }
        let mut new = self.answers();
        new.retain(|it| match answered.iter().position(|old| old == it) {
            Some(at) => {
                answered.remove(at);
                false
            }
            None => true,
        });
        let rule = new.iter().find_map(|it| {
            let answer: Value = serde_json::from_str(it).unwrap();
            let refusal = answer.pointer("/told/refusal").unwrap_or(&answer);
            Some(format!("refused: {}", refusal.get("code")?.as_str()?))
        });
        if let Some(rule) = rule {
            return vec![rule];
        }
        let mut said = self.told(id, before).await;
        if way == Way::Reply && tried.wordless && said.last().is_some_and(|it| it.contains("Commented")) {
            said.pop();
        }
        if tried.wordless {
            for it in &mut said {
                *it = it.replace(ACKNOWLEDGED_IN_WORDS, "[\"handle\", \"name\", \"reason\"]");
            }
        }
        said
    }
}

async fn every_action_comes_to_the_same_from_every_state(engine: Engine) {
    let mut world = World::start(engine).await;
    let mut differ = Vec::new();
    for (state, steps) in STATES {
        for tried in TRIED.iter().filter(|it| (*state, it.deed) != MEANS_ANOTHER) {
            let mut all = Vec::new();
            for way in [Way::Page, Way::Request, Way::Reply] {
                let id = world.file(way).await;
                for step in *steps {
                    world.act(way, id, step).await;
                }
                all.push((way, world.outcome(way, id, tried).await));
            }
            for (way, came) in &all[1..] {
                if *came != all[0].1 {
                    let page = &all[0].1;
                    differ.push(format!("{state}, {}: by the page\n  {page:#?}\nby {way:?}\n  {came:#?}", tried.deed));
                }
            }
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n\n"));
}

on_both_engines!(one_act_means_the_same_through_every_door, every_action_comes_to_the_same_from_every_state);
