//! Exchanges with GoToSocial, PieFed and Takahē as they go over the wire (`tests/data/exchanges`), played through a running
//! server. Words in braces stand for addresses of this run; a step sends, does something here, or says what must have come of it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use redress::app::Clock;
use redress::domain::brand::BrandDomain;
use redress::domain::complaint::{Command, Outcome};
use redress::domain::ids::ComplaintId;
use redress::services::name_official::name_official;
use redress::services::run_clock::run_clock;
use redress::services::signing::instance_actor;
use redress::storage::actors;
use redress::storage::posts::{self, PostKind};
use redress::storage::{Cause, Door, deliveries};
use serde_json::Value;

use crate::groups::Fair;
use crate::on_both_engines;
use crate::support::Engine;
use crate::support::acts::{Answer, By, Deed, WithDeed, act_on_complaint, comment, correct, respond};
use crate::support::peer::Letter;

struct Play {
    fair: Fair,
    names: BTreeMap<String, String>,
    thread: Option<ComplaintId>,
    eve: Option<actors::Actor>,
}

impl Play {
    async fn open(engine: Engine) -> Play {
        let fair = Fair::open(engine).await;
        let instance = instance_actor(&fair.test.app).await.unwrap().uri;
        let names = [
            ("writers", fair.writers.url("")),
            ("ada", fair.ada.uri.clone()),
            ("board", fair.board.uri.clone()),
            ("host", fair.test.authority()),
            ("instance", instance),
        ];
        let names = names.into_iter().map(|(name, it)| (name.to_string(), it)).collect();
        Play { fair, names, thread: None, eve: None }
    }

    /// The same with the addresses of this run.
    fn filled(&self, value: &Value) -> Value {
        let mut text = value.to_string();
        for (name, address) in &self.names {
            text = text.replace(&format!("{{{name}}}"), address);
        }
        serde_json::from_str(&text).unwrap()
    }

    fn because(&self, name: &str) -> Cause {
        Cause::new(Door::Page, "exchange", name, self.fair.test.clock.now())
    }

    async fn step(&mut self, step: &Value) {
        let step = &self.filled(step);
        if let Some(activity) = step.get("send") {
            self.send(step, activity).await;
        } else if let Some(deed) = step["do"].as_str() {
            self.act(deed).await;
        } else if let Some(wanted) = step.get("heard") {
            self.heard(wanted);
        } else if let Some(wanted) = step.get("fetch") {
            self.fetch(wanted).await;
        } else if let Some(states) = step["state"].as_array() {
            let held = self.fair.held(self.thread.expect("a thread")).await;
            let state = held.complaint.state().name();
            assert!(states.iter().any(|it| it == state), "{state}, not {states:?}");
        } else if let Some(minutes) = step["wait"].as_u64() {
            self.fair.test.clock.advance(Duration::from_mins(minutes));
            run_clock(&self.fair.test.app).await.unwrap();
            self.fair.test.drain().await;
        } else if let Some(status) = step["parked"].as_u64() {
            let letters = self.fair.read(|view| deliveries::dead_letters(view, None, None, 100)).await;
            let kept = |it: &deliveries::DeadLetter| (it.status.map(u64::try_from).and_then(Result::ok), it.parked);
            assert!(!letters.is_empty() && letters.iter().all(|it| kept(it) == (Some(status), true)), "{letters:?}");
        } else if let Some(uri) = step["unknown"].as_str() {
            assert!(self.fair.post(uri).await.is_none());
        } else if let Some(knocks) = step["refuse"].as_array() {
            let [first, second] = [0, 1].map(|it| u16::try_from(knocks[it].as_u64().unwrap()).unwrap());
            self.fair.forum.refuse(move |heard| {
                let again = heard.headers.contains_key("signature-input");
                (heard.method == "POST").then(|| (if again { second } else { first }, Vec::new()))
            });
        } else {
            panic!("no such step: {step}");
        }
    }

    async fn send(&mut self, step: &Value, activity: &Value) {
        if let Some(host) = step["host"].as_str() {
            let letter = Letter { host: host.into(), ..Letter::new(&self.fair.test, &self.fair.ada, activity) };
            assert_eq!(u64::from(letter.send(&self.fair.test).await), step["status"].as_u64().unwrap());
            return;
        }
        let outcome = self.fair.tell(&self.fair.writers, &self.fair.ada, activity).await;
        assert_eq!(outcome, "understood", "{activity}");
        if self.thread.is_none() {
            let post = self.fair.post(activity["object"]["id"].as_str().unwrap()).await.expect("the post is kept");
            self.thread = post.complaint;
        }
    }

    /// Counts what a server was sent; all that is named must be so.
    fn heard(&mut self, wanted: &Value) {
        let peer = if wanted["at"] == "writers" { &self.fair.writers } else { &self.fair.forum };
        let heard = peer.delivered();
        let those: Vec<&Value> = heard.iter().filter(|it| fits(it, &wanted["match"])).collect();
        assert_eq!(those.len() as u64, wanted["times"].as_u64().unwrap(), "{wanted}\n{heard:#?}");
        for (name, pointer) in wanted["keep"].as_object().into_iter().flatten() {
            let found = those[0].pointer(pointer.as_str().unwrap()).and_then(Value::as_str);
            self.names.insert(name.clone(), found.expect("an address").to_string());
        }
    }

    async fn fetch(&self, wanted: &Value) {
        let uri = wanted["uri"].as_str().unwrap();
        let test = &self.fair.test;
        let path = uri.strip_prefix(test.app.address.origin()).expect("an address of ours");
        let request = reqwest::Client::new().get(test.local_url(path)).header("accept", "application/activity+json");
        let answer = request.header("user-agent", wanted["as"].as_str().unwrap()).send().await.unwrap();
        assert_eq!(u64::from(answer.status().as_u16()), wanted["status"].as_u64().unwrap_or(200), "{uri}");
        let document: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
        assert!(fits(&document, &wanted["match"]), "{wanted}\n{document:#}");
    }

    async fn act(&mut self, deed: &str) {
        let app = &self.fair.test.app;
        match deed {
            "file" => {
                let (id, post, eve) = self.fair.filed_here().await;
                self.names.extend([("post".to_string(), post.uri), ("eve".to_string(), eve.uri.clone())]);
                (self.thread, self.eve) = (Some(id), Some(eve));
            }
            "edit" => {
                let by = self.eve.as_ref().unwrap().id;
                let (title, text) = ("The lid broke".to_string(), "On the second day.".to_string());
                correct(app, self.because("edit"), self.thread.unwrap(), by, title, text, None).await.unwrap();
            }
            "erase" => {
                let by = By::Actor(self.eve.as_ref().unwrap().id);
                let command = Command::Erase { targets: Vec::new() };
                let deed = Deed { complaint: self.thread.unwrap(), by, seen: None, command, reason: None };
                act_on_complaint(app, self.because("erase"), deed).await.unwrap();
            }
            "guest-comment" => {
                let uri = self.fair.ada.uri.clone();
                let ada = self.fair.read(move |view| actors::find_by_uri(view, &uri)).await.unwrap();
                let id = self.thread.unwrap();
                comment(app, self.because("comment"), id, ada.id, "It is a safety matter.".into()).await.unwrap();
            }
            "answer" => {
                let domain = BrandDomain::parse("acme.com").unwrap();
                let voice = name_official(app, domain, "acme".into(), None).await.unwrap();
                let answer = Answer {
                    complaint: self.thread.unwrap(),
                    official: voice.id,
                    text: "We send a new drawer.".into(),
                    signature: Some(("Ines Duarte".into(), "repairs".into())),
                    deed: Some(WithDeed::Offer { outcome: Outcome::Replacement, reason: None }),
                    seen: None,
                };
                respond(app, self.because("answer"), answer).await.unwrap();
                self.names.insert("voice".into(), voice.uri);
            }
            other => panic!("no such deed: {other}"),
        }
        self.fair.test.drain().await;
        let id = self.thread.unwrap();
        for post in self.fair.read(move |view| posts::of_complaint(view, id, 0, 100)).await {
            let name = match post.kind {
                PostKind::Response => "answer",
                PostKind::Status => "note",
                PostKind::Comment => "comment",
                PostKind::Complaint | PostKind::Direct => continue,
            };
            self.names.insert(name.into(), post.uri);
        }
    }
}

/// Whether everything that is named by its pointer is this.
fn fits(value: &Value, wanted: &Value) -> bool {
    wanted.as_object().into_iter().flatten().all(|(pointer, right)| value.pointer(pointer) == Some(right))
}

async fn play(engine: Engine, file: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/exchanges").join(format!("{file}.json"));
    let exchange: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let mut play = Play::open(engine).await;
    for step in exchange["steps"].as_array().unwrap() {
        play.step(step).await;
    }
}

macro_rules! exchanges {
    ($($name:ident: $file:literal),* $(,)?) => {
        const PLAYED: &[&str] = &[$($file),*];
        $(async fn $name(engine: Engine) {
            play(engine, $file).await;
        })*
        on_both_engines!($($name),*);
    };
}

exchanges!(
    a_receipt_is_direct: "01-receipt-is-direct",
    a_direct_nocomplaint_counts: "02-direct-nocomplaint",
    a_command_alone_is_boosted_to_nobody: "03-file-reply-is-not-boosted",
    an_erasure_reaches_who_holds_a_boost: "04-erase-reaches-boost-holders",
    an_edit_reaches_who_holds_a_boost: "05-edit-reaches-boost-holders",
    a_guests_comment_answers: "06-guest-comment-answers",
    piefed_has_authors_that_it_takes: "07-piefed-brand-answer-and-note",
    a_block_keeps_its_first_reason: "08-blocked-403-then-401",
    another_host_is_told_so: "09-another-host",
    a_command_in_the_first_post_has_its_receipt: "10-file-in-first-post",
);

#[test]
fn every_exchange_is_played() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/exchanges");
    let mut files: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().to_string_lossy().to_string()).collect();
    files.sort();
    let played: Vec<String> = PLAYED.iter().map(|it| format!("{it}.json")).collect();
    assert_eq!(files, played);
}
