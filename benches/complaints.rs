//! What a complaint costs without database and network: decided, sealed, verified, followed, and its words made safe.
//! Run by hand: `cargo bench --bench complaints`.

#![expect(clippy::expect_used, reason = "a bench that cannot be set up has nothing to say")]

use std::hint::black_box;

use chrono::TimeDelta;
use criterion::{Criterion, criterion_group, criterion_main};
use redress::domain::Timestamp;
use redress::domain::complaint::{
    Command, Complaint, Door, Effort, Event, Filed, Filing, FollowerBand, Opening, Outcome, ProofTier, Text, Want,
};
use redress::domain::ids::ComplaintId;
use redress::domain::json_shape;
use redress::domain::log::{self, Hash, Line, SALT_BYTES};
use redress::domain::party::Party;
use redress::domain::replica::Replica;
use redress::markup::SafeHtml;

const HOME: &str = "https://north.example";
const COMMENTS: u32 = 24;
const WORDS: &str = "The parcel was promised for **Tuesday**, then for Friday, and then nobody could say where it was. I have called \
four times, and each time somebody new asked me for the same numbers: [the form](https://acme.example/form).";

fn id() -> ComplaintId {
    ComplaintId(uuid::Uuid::from_u128(1))
}

fn minute(number: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + TimeDelta::minutes(number)
}

/// A thread with an answer, an offer, a decline and many comments, and the events that made it.
fn life() -> (Complaint, Vec<Event>) {
    let filed = Filed {
        brand: "acme.example".into(),
        door: Door::Page,
        followers: FollowerBand::Unknown,
        proof: ProofTier::None,
        opening: Opening::Public,
        wants: vec![Want::Refund],
        effort: Effort::default(),
        amount: None,
        language: None,
        pseudonym: false,
    };
    let change = Complaint::file(Filing { id: id(), filed, texts: Vec::new() }, minute(0)).expect("filed");
    let mut events: Vec<Event> = change.decided().iter().map(|it| it.event.clone()).collect();
    let mut complaint = change.after().clone();
    let mut steps: Vec<(Command, Party)> = (1..=COMMENTS).map(|it| (Command::Comment, Party::Commenter(it))).collect();
    steps.push((Command::Respond { named: true, automated: false }, Party::Brand));
    steps.push((Command::Offer { response: None, outcome: Outcome::Refund, reason: None }, Party::Brand));
    steps.push((Command::Decline { offer: None }, Party::Complainant));
    steps.push((Command::Respond { named: true, automated: false }, Party::Brand));
    steps.push((Command::Offer { response: None, outcome: Outcome::Refund, reason: None }, Party::Brand));
    for (number, (command, by)) in (1..).zip(steps) {
        let change = complaint.decide(command, by, minute(number)).expect("allowed");
        events.extend(change.decided().iter().map(|it| it.event.clone()));
        complaint = change.after().clone();
    }
    (complaint, events)
}

fn texts() -> Vec<Text> {
    let text = |name, value: &str| Text { name, value: value.to_string() };
    vec![
        text("content", WORDS),
        text("author", "https://south.example/actors/7"),
        text("handle", "reader@south.example"),
    ]
}

fn history(events: &[Event]) -> Vec<Line> {
    let mut previous: Option<Hash> = None;
    let mut lines = Vec::new();
    for event in events {
        let texts = texts();
        let salts = vec![[7; SALT_BYTES]; texts.len()];
        let line = log::seal(id(), HOME, event, &texts, &salts, previous).expect("sealed");
        previous = Some(line.hash);
        lines.push(line);
    }
    lines
}

fn complaints(criterion: &mut Criterion) {
    let (complaint, events) = life();
    let lines = history(&events);
    let confirm =
        || Command::Confirm { offer: None, rating: Some(9), would_return: Some(true), solved_by: None, got: None };
    criterion.bench_function("decide/confirm", |bench| {
        bench.iter(|| black_box(complaint.decide(confirm(), Party::Complainant, minute(900)).expect("allowed")));
    });
    criterion.bench_function("replay/30 events", |bench| {
        bench.iter(|| black_box(Complaint::replay(id(), &events).expect("the same rules")));
    });
    criterion.bench_function("seal/one event with three texts", |bench| {
        let (texts, salts) = (texts(), [[7; SALT_BYTES]; 3]);
        bench.iter(|| {
            black_box(log::seal(id(), HOME, &events[1], &texts, &salts, Some(lines[0].hash)).expect("sealed"))
        });
    });
    criterion.bench_function("follow/30 lines", |bench| {
        bench.iter(|| {
            let mut replica = Replica::new(id(), HOME);
            black_box(replica.follow(&lines).expect("a sound history"));
        });
    });
    criterion.bench_function("state/written and read", |bench| {
        bench.iter(|| {
            let kept = serde_json::to_string(&complaint).expect("written");
            black_box(serde_json::from_str::<Complaint>(&kept).expect("read"));
        });
    });
}

fn words(criterion: &mut Criterion) {
    let html = SafeHtml::from_markdown(WORDS).into_string();
    let body = serde_json::json!({"type": "Note", "content": html, "tag": vec![["a", "b"]; 50]}).to_string();
    criterion.bench_function("render/markdown", |bench| bench.iter(|| black_box(SafeHtml::from_markdown(WORDS))));
    criterion.bench_function("render/html of strangers", |bench| bench.iter(|| black_box(SafeHtml::from_html(&html))));
    criterion.bench_function("parse/shape of a body", |bench| {
        bench.iter(|| json_shape::check(black_box(body.as_bytes())).expect("sound"));
    });
}

criterion_group!(all, complaints, words);
criterion_main!(all);
