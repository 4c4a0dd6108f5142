//! An instance starts, answers, and does what it put off.

use std::time::Duration;

use redress::domain::ids::ActivityId;
use redress::storage::StorageError;
use redress::storage::jobs::{self, Task, Terms};
use uuid::Uuid;

use crate::on_both_engines;
use crate::support::{Engine, TestApp};

async fn it_answers_the_proxy_in_front(engine: Engine) {
    let mut test = TestApp::start(engine);
    test.serve();
    let answer = reqwest::get(test.local_url("/health")).await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(test.authority().starts_with("home.test:"));
}

async fn a_job_waits_until_it_is_due(engine: Engine) {
    let test = TestApp::start_as(engine, "home.test", &["away.test:8101".to_string()]);
    let due = test.app.clock.now() + Duration::from_mins(1);
    let task = Task::Expand { activity: ActivityId(Uuid::nil()), after: None };
    test.app.db.write::<_, StorageError, _>(move |tx| jobs::enqueue(tx, &task, due)).await.unwrap();

    test.drain().await;
    assert_eq!(test.app.db.read(jobs::counts).await.unwrap().waiting, 1);
    assert_eq!(test.app.db.read(jobs::next_due).await.unwrap(), Some(due));
    test.clock.advance(Duration::from_secs(59));
    test.drain().await;
    assert_eq!(test.app.db.read(jobs::counts).await.unwrap().waiting, 1);
    test.clock.set(due);
    test.drain().await;
    assert_eq!(test.app.db.read(jobs::counts).await.unwrap().waiting, 0);
}

async fn a_lease_keeps_others_away_until_it_is_over(engine: Engine) {
    let test = TestApp::start(engine);
    let db = &test.app.db;
    let now = test.app.clock.now();
    let task = Task::Expand { activity: ActivityId(Uuid::nil()), after: None };
    db.write::<_, StorageError, _>(move |tx| jobs::enqueue(tx, &task, now)).await.unwrap();
    let terms = |now| Terms { now, lease: Duration::from_mins(2), limit: 10, worker: 1 };
    let lease = |at| db.write::<_, StorageError, _>(move |tx| jobs::lease(tx, &terms(at)));

    let first = lease(now).await.unwrap().remove(0);
    assert!(lease(now).await.unwrap().is_empty());
    let second = lease(now + Duration::from_mins(3)).await.unwrap().remove(0);
    assert_eq!((first.attempts, second.attempts), (1, 2));

    let late = first.clone();
    db.write::<_, StorageError, _>(move |tx| jobs::done(tx, &late, now)).await.unwrap();
    assert_eq!(db.read(jobs::counts).await.unwrap().waiting, 1, "who lost the lease ends nothing");
    db.write::<_, StorageError, _>(move |tx| jobs::give_up(tx, &second, "made up", now)).await.unwrap();
    let dead = db.read::<_, StorageError, _>(|view| jobs::dead(view, None, 10)).await.unwrap();
    assert_eq!(dead[0].reason.as_deref(), Some("made up"));
}

on_both_engines!(
    it_answers_the_proxy_in_front,
    a_job_waits_until_it_is_due,
    a_lease_keeps_others_away_until_it_is_over
);
