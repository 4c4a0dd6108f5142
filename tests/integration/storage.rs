//! The promises of the storage: once for a cause, all or nothing, nobody waits for ever, nothing is written by reading.

use std::time::Duration;

use redress::domain::Timestamp;
use redress::storage::patience::{Patience, Trouble};
use redress::storage::{Cause, Db, Door, Once, Refusable, StorageError, settings};
use serde_json::{Value, json};

use crate::on_both_engines;
use crate::support::{Engine, TestDb};

#[derive(Debug)]
enum Failure {
    Refused(String),
    Storage(StorageError),
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Failure {
        Failure::Storage(error)
    }
}

impl Refusable for Failure {
    fn as_refusal(&self) -> Option<Value> {
        match self {
            Failure::Refused(code) => Some(json!(code)),
            Failure::Storage(_) => None,
        }
    }

    fn from_refusal(refusal: Value) -> Failure {
        Failure::Refused(refusal.as_str().unwrap_or_default().to_string())
    }

    fn of_another_deed() -> Failure {
        Failure::Refused("another deed".to_string())
    }
}

fn noon() -> Timestamp {
    "2026-02-01T12:00:00Z".parse().unwrap()
}

fn cause(id: &str) -> Cause {
    Cause::new(Door::Page, "ada", id, noon())
}

async fn value_of(db: &Db, name: &'static str) -> Option<Value> {
    db.read::<_, StorageError, _>(move |view| settings::get(view, name)).await.unwrap()
}

async fn a_repeat_is_answered_as_the_first_time(engine: Engine) {
    let test = TestDb::empty(engine);
    let db = test.open();
    let count = |value: i64| {
        db.write_once::<i64, Failure, _>(cause("one"), move |tx| {
            settings::set(tx, "count", &json!(value), noon())?;
            Ok(value)
        })
    };
    assert_eq!(count(1).await.unwrap(), Once::Done(1));
    assert_eq!(count(2).await.unwrap(), Once::AlreadyDone(1));
    assert_eq!(value_of(&db, "count").await, Some(json!(1)));

    let other_caller = Cause::new(Door::Page, "eve", "one", noon());
    let theirs = db.write_once::<i64, Failure, _>(other_caller, |_| Ok(3)).await.unwrap();
    assert_eq!(theirs, Once::Done(3), "nobody can use up somebody else's id");
}

async fn of_many_repeats_at_once_one_acts(engine: Engine) {
    let test = TestDb::empty(engine);
    let db = test.open();
    let tries = (0..20i64).map(|number| {
        let db = db.clone();
        tokio::spawn(async move { db.write_once::<i64, Failure, _>(cause("same"), move |_| Ok(number)).await.unwrap() })
    });
    let answers: Vec<Once<i64>> = futures_util::future::join_all(tries).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(answers.iter().filter(|answer| matches!(answer, Once::Done(_))).count(), 1);
    let numbers: std::collections::BTreeSet<i64> = answers.into_iter().map(Once::into_inner).collect();
    assert_eq!(numbers.len(), 1, "all are told the same");
}

async fn a_refusal_is_kept_and_its_effects_are_not(engine: Engine) {
    let test = TestDb::empty(engine);
    let db = test.open();
    let refused = db
        .write_once::<(), Failure, _>(cause("no"), |tx| {
            settings::set(tx, "trace", &json!(true), noon())?;
            Err(Failure::Refused("not-yours".into()))
        })
        .await;
    assert!(matches!(refused, Err(Failure::Refused(code)) if code == "not-yours"));
    assert_eq!(value_of(&db, "trace").await, None);

    let again = db.write_once::<(), Failure, _>(cause("no"), |_| Ok(())).await;
    assert!(matches!(again, Err(Failure::Refused(code)) if code == "not-yours"), "cannot succeed later by chance");
}

async fn a_failure_of_ours_leaves_no_mark(engine: Engine) {
    let test = TestDb::empty(engine);
    let db = test.open();
    let failed = db
        .write_once::<i64, Failure, _>(cause("try"), |tx| {
            settings::set(tx, "trace", &json!(true), noon())?;
            Err(StorageError::inconsistent("settings", "made up").into())
        })
        .await;
    assert!(matches!(failed, Err(Failure::Storage(StorageError::Inconsistent { .. }))));
    assert_eq!(value_of(&db, "trace").await, None);
    let again = db.write_once::<i64, Failure, _>(cause("try"), |_| Ok(7)).await.unwrap();
    assert_eq!(again, Once::Done(7));
}

async fn each_of_two_hundred_writers_gets_an_answer(engine: Engine) {
    let test = TestDb::empty(engine);
    let db = test.open();
    let writers = (0..200).map(|number| {
        let db = db.clone();
        tokio::spawn(async move {
            db.write::<_, StorageError, _>(move |tx| {
                let name = format!("writer-{number}");
                settings::set(tx, &name, &json!(number), noon())?;
                Ok(number)
            })
            .await
        })
    });
    let answers = futures_util::future::join_all(writers).await;
    for (number, answer) in answers.into_iter().enumerate() {
        assert_eq!(answer.unwrap().unwrap(), number);
    }
    let all = db.read::<_, StorageError, _>(settings::all).await.unwrap();
    assert_eq!(all.len(), 200);
}

async fn a_panic_fails_its_own_closure_only(engine: Engine) {
    let test = TestDb::empty(engine);
    let db = test.open();
    let writers = (0..50).map(|number| {
        let db = db.clone();
        tokio::spawn(async move {
            db.write::<_, StorageError, _>(move |tx| {
                settings::set(tx, &format!("writer-{number}"), &json!(number), noon())?;
                assert!(number % 10 != 3, "made up");
                Ok(())
            })
            .await
        })
    });
    let answers = futures_util::future::join_all(writers).await;
    for (number, answer) in answers.into_iter().enumerate() {
        match answer.unwrap() {
            Ok(()) => assert_ne!(number % 10, 3),
            Err(error) => assert!(matches!(error, StorageError::Panicked(_)) && number % 10 == 3, "{number}: {error}"),
        }
    }
    let all = db.read::<_, StorageError, _>(settings::all).await.unwrap();
    assert_eq!(all.len(), 45, "what panicked left nothing");
}

async fn bulk_work_lets_people_pass(engine: Engine) {
    let test = TestDb::empty(engine);
    let db = test.open();
    let bulk = (0..30).map(|number| {
        let db = db.clone();
        tokio::spawn(async move {
            db.write_bulk::<_, StorageError, _>(move |tx| {
                std::thread::sleep(std::time::Duration::from_millis(20));
                settings::set(tx, &format!("bulk-{number}"), &json!(number), noon())
            })
            .await
        })
    });
    let bulk: Vec<_> = bulk.collect();
    tokio::time::sleep(std::time::Duration::from_millis(30)).await;
    db.write::<_, StorageError, _>(|tx| settings::set(tx, "person", &json!(1), noon())).await.unwrap();
    let seen = db.read::<_, StorageError, _>(settings::all).await.unwrap();
    assert!(seen.len() < 25, "the person waited for {} turns", seen.len());
    for turn in bulk {
        turn.await.unwrap().unwrap();
    }
}

async fn a_newer_schema_is_refused(engine: Engine) {
    let test = TestDb::empty(engine);
    drop(test.open());
    test.execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('29990101000000')");
    let error = Db::open(&test.url(), 2, Patience::default()).err().unwrap();
    assert!(matches!(&error, StorageError::NewerSchema { version } if version == "29990101000000"), "{error}");
}

/// A start that was killed between an index and its note, or within the index, hinders no start after it.
#[tokio::test]
async fn an_index_of_a_killed_start_is_made_anew() {
    let test = TestDb::empty(Engine::Postgres);
    drop(test.open());
    let folders = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/postgres")).unwrap();
    let alone: Vec<String> = folders
        .map(|it| it.unwrap().path())
        .filter(|it| it.join("metadata.toml").exists())
        .map(|it| {
            let version = it.file_name().unwrap().to_string_lossy().split('_').next().unwrap().replace('-', "");
            format!("'{version}'")
        })
        .collect();
    assert!(alone.len() > 10, "{alone:?}");
    test.execute(&format!("DELETE FROM __diesel_schema_migrations WHERE version IN ({})", alone.join(", ")));
    test.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'complaints_of_brand_answered'::regclass");
    let db = test.url();
    tokio::task::spawn_blocking(move || drop(Db::open(&db, 2, Patience::default()).unwrap())).await.unwrap();
    let half_made = test.counted(
        "SELECT 'half made' AS name, COUNT(*) AS number FROM pg_index
         WHERE NOT indisvalid AND indrelid = 'complaints'::regclass",
    );
    assert_eq!(half_made[0].1, 0);
}

async fn a_read_only_database_is_refused(engine: Engine) {
    let test = TestDb::empty(engine);
    drop(test.open());
    let error = Db::open(&test.read_only_url(), 2, Patience::default()).err().unwrap();
    assert!(matches!(error, StorageError::ReadOnly { .. }), "{error}");
}

#[test]
fn a_database_that_is_not_there_is_named_without_its_password() {
    let error = Db::open("postgres://me:hunter2@127.0.0.1:1/none", 2, Patience::default()).err().unwrap().to_string();
    assert!(error.contains("127.0.0.1:1") && !error.contains("hunter2"), "{error}");
    let error = Db::open("sqlite:/nowhere/at/all.sqlite", 2, Patience::default()).err().unwrap().to_string();
    assert!(error.contains("/nowhere/at/all.sqlite"), "{error}");
}

/// Whoever is told that the database does not answer, and to try again, does nothing twice: what they gave up is not kept when
/// it comes to its end after all. A SQLite file is waited for.
async fn what_nobody_waits_for_any_more_is_not_kept(engine: Engine) {
    let test = TestDb::empty(engine);
    let patience = Patience { statement: Duration::from_secs(1), ..Patience::default() };
    let url = test.url();
    let db = tokio::task::spawn_blocking(move || Db::open(&url, 4, patience).unwrap()).await.unwrap();
    let (go, wait) = std::sync::mpsc::channel::<()>();
    let slow = db.write::<(), StorageError, _>(move |tx| {
        settings::set(tx, "first", &json!(1), noon())?;
        settings::set(tx, "second", &json!(1), noon())?;
        // Statement after statement, each of them quick.
        while wait.try_recv().is_err() {
            settings::get(&mut tx.view(), "first")?;
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    });
    if engine == Engine::Sqlite {
        let later = async {
            tokio::time::sleep(Duration::from_secs(4)).await;
            go.send(()).unwrap();
        };
        tokio::join!(slow, later).0.unwrap();
        let kept = db.read::<_, StorageError, _>(|view| settings::get(view, "second")).await.unwrap();
        assert_eq!(kept, Some(json!(1)));
        return;
    }
    let error = slow.await.unwrap_err();
    assert!(matches!(error, StorageError::Late { .. }), "{error}");
    assert_eq!(error.trouble(), Some(Trouble::Away));
    go.send(()).unwrap();
    // Another who wants the same row waits until the first one has ended.
    let second = db.write::<_, StorageError, _>(move |tx| {
        settings::set(tx, "first", &json!(2), noon())?;
        settings::get(&mut tx.view(), "second")
    });
    assert_eq!(second.await.unwrap(), None);
}

async fn two_programs_start_at_once_on_an_empty_database(engine: Engine) {
    let test = TestDb::empty(engine);
    let starts = (0..4).map(|_| {
        let url = test.url();
        tokio::task::spawn_blocking(move || Db::open(&url, 2, Patience::default()).map(drop))
    });
    for start in futures_util::future::join_all(starts).await {
        start.unwrap().unwrap();
    }
}

on_both_engines!(
    a_repeat_is_answered_as_the_first_time,
    of_many_repeats_at_once_one_acts,
    a_refusal_is_kept_and_its_effects_are_not,
    a_failure_of_ours_leaves_no_mark,
    each_of_two_hundred_writers_gets_an_answer,
    a_panic_fails_its_own_closure_only,
    bulk_work_lets_people_pass,
    what_nobody_waits_for_any_more_is_not_kept,
    a_newer_schema_is_refused,
    a_read_only_database_is_refused,
    two_programs_start_at_once_on_an_empty_database,
);
