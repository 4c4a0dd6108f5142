//! An instance starts, answers, and does what it put off.

use std::time::Duration;

use redress::domain::ids::{ActivityId, ComplaintId};
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

/// What is to be told of one complaint is told in order, whatever becomes of the one before, and is not looked for one by one.
async fn what_waits_in_a_chain_waits_for_the_one_before(engine: Engine) {
    let test = TestApp::start(engine);
    let db = &test.app.db;
    let now = test.app.clock.now();
    let complaint = ComplaintId(Uuid::nil());
    let told = move |sequence| Task::Announce { complaint, sequence };
    let terms = Terms { now, lease: Duration::from_mins(2), limit: 10, worker: 1 };
    let lease = || db.write::<_, StorageError, _>(move |tx| jobs::lease(tx, &terms));
    let tasks: Vec<Task> = (1..=3).map(told).collect();
    db.write::<_, StorageError, _>(move |tx| jobs::enqueue_all(tx, &tasks, now)).await.unwrap();
    db.write::<_, StorageError, _>(move |tx| jobs::enqueue(tx, &told(4), now)).await.unwrap();

    let mut leased = lease().await.unwrap();
    assert_eq!(leased.len(), 1);
    let first = leased.remove(0);
    assert_eq!(first.task, told(1));
    let next = db.write::<_, StorageError, _>(move |tx| jobs::done_and_next(tx, &first, &terms)).await.unwrap();
    let second = next.expect("who has done one takes the next");
    assert_eq!((&second.task, second.attempts), (&told(2), 1));
    assert!(lease().await.unwrap().is_empty());
    // One that is tried again later is still waited for; one that is given up is not.
    let (again, later) = (second.clone(), now + Duration::from_mins(1));
    db.write::<_, StorageError, _>(move |tx| jobs::retry(tx, &again, later, "made up", now)).await.unwrap();
    assert!(lease().await.unwrap().is_empty());
    db.write::<_, StorageError, _>(move |tx| jobs::give_up(tx, &second, "made up", now)).await.unwrap();
    assert_eq!(lease().await.unwrap().remove(0).task, told(3));
    // A job that vanished would be waited for until the year 9999.
    test.db.execute("DELETE FROM jobs WHERE worker IS NOT NULL");
    assert!(lease().await.unwrap().is_empty());
    assert_eq!(db.write(jobs::release_stranded).await.unwrap(), 1);
    assert_eq!(lease().await.unwrap().remove(0).task, told(4));
}

on_both_engines!(
    what_waits_in_a_chain_waits_for_the_one_before,
    it_answers_the_proxy_in_front,
    a_job_waits_until_it_is_due,
    a_lease_keeps_others_away_until_it_is_over
);
