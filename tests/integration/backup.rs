//! A backup holds everything, and restores into either engine.

use std::fs;
use std::io::BufReader;
use std::process::{Command, Output};
use std::sync::Arc;

use redress::app::{App, SystemClock};
use redress::config::Config;
use redress::crypto::random::SystemRandomness;
use redress::domain::brand::BrandDomain;
use redress::domain::ids::ComplaintId;
use redress::services::file_complaint::{Draft, Filer, file_complaint};
use redress::services::open_board::open_board;
use redress::services::scene::Scene;
use redress::services::signing;
use redress::storage::actors::{self, ActorKind};
use redress::storage::backup::{self, BackupError};
use redress::storage::complaints::{self, Held};
use redress::storage::{Cause, Db, Door, StorageError};

use crate::on_both_engines;
use crate::support::{Engine, TestApp, TestDb};

/// An instance with something in every kind of column, and one complaint.
async fn lived_in(test: &TestApp) -> ComplaintId {
    let app = &test.app;
    let ada = Scene::of(app).new_actor(ActorKind::Person, "ada", "Ada \"the first\" Ö");
    let kept = ada.clone();
    app.db.write(move |tx| actors::insert_local(tx, &kept)).await.unwrap();
    let (brand, _) = open_board(app, BrandDomain::parse("acme.example").unwrap(), None).await.unwrap();
    let cause = Cause::new(Door::Page, "a story", "file", app.clock.now());
    let draft = Draft { text: "It broke.\n\nTwice, and \"how\".".into(), ..Draft::default() };
    let filer = Filer { actor: ada.id, account: None };
    let id = file_complaint(app, cause, filer, brand.id, draft).await.unwrap().into_inner().id;
    test.drain().await;
    id
}

fn backed_up(db: &Db) -> Vec<u8> {
    let mut file = Vec::new();
    let summary = db.back_up(&mut file, "2026-02-01T12:00:00Z".parse().unwrap()).unwrap();
    assert!(summary.rows > 10, "{summary:?}");
    file
}

fn lines(file: &[u8]) -> Vec<&str> {
    let mut lines: Vec<&str> = std::str::from_utf8(file).unwrap().lines().collect();
    lines.sort_unstable();
    lines
}

async fn held(db: &Db, id: ComplaintId) -> Held {
    db.read::<_, StorageError, _>(move |view| complaints::find(view, id)).await.unwrap().unwrap()
}

async fn what_is_restored_is_what_was_backed_up(engine: Engine) {
    let test = TestApp::start(engine);
    let id = lived_in(&test).await;
    let file = backed_up(&test.app.db);
    let before = held(&test.app.db, id).await;

    for other in [Engine::Sqlite, Engine::Postgres] {
        let empty = TestDb::empty(other);
        backup::restore(&empty.url(), BufReader::new(file.as_slice())).unwrap();
        let db = empty.open();
        assert_eq!(held(&db, id).await, before, "restored into {other:?}");
        let history = db.read::<_, StorageError, _>(move |view| complaints::history(view, id, 0, 100)).await.unwrap();
        assert!(history.last().is_some_and(|it| it.line.hash == before.head));
        if other == engine {
            assert_eq!(lines(&backed_up(&db)), lines(&file), "to the last row");
        }
        // What the database numbers by itself goes on after what was restored.
        let now = "2026-02-01T13:00:00Z".parse().unwrap();
        let task = redress::storage::jobs::Task::Announce { complaint: id, sequence: 1 };
        db.write::<_, StorageError, _>(move |tx| redress::storage::jobs::enqueue(tx, &task, now)).await.unwrap();
    }
}

async fn a_full_database_is_never_written_over(engine: Engine) {
    let test = TestApp::start(engine);
    lived_in(&test).await;
    let file = backed_up(&test.app.db);
    let refused = backup::restore(&test.app.config.database_url, BufReader::new(file.as_slice()));
    assert!(matches!(refused, Err(BackupError::NotEmpty { .. })), "{refused:?}");
}

async fn a_file_that_was_cut_off_restores_nothing(engine: Engine) {
    let test = TestApp::start(engine);
    lived_in(&test).await;
    let file = backed_up(&test.app.db);
    let cut = file.len() - file.len() / 3;
    let end = file[..cut].iter().rposition(|it| *it == b'\n').unwrap();
    let empty = TestDb::empty(engine);
    let refused = backup::restore(&empty.url(), BufReader::new(&file[..=end]));
    assert!(matches!(refused, Err(BackupError::CutOff)), "{refused:?}");
    backup::restore(&empty.url(), BufReader::new(file.as_slice())).unwrap();
    let nonsense = backup::restore(&TestDb::empty(engine).url(), BufReader::new(&b"{\"not\": \"ours\"}\n"[..]));
    assert!(matches!(nonsense, Err(BackupError::NotABackup)), "{nonsense:?}");
}

/// The program itself, over another database with a folder of its own.
fn redress(test: &TestApp, db: &TestDb, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    command
        .env_clear()
        .env("REDRESS_BASE_URL", test.app.config.base_url.as_str().trim_end_matches('/'))
        .env("REDRESS_DEVELOPMENT", "true")
        .env("REDRESS_DATA_DIR", db.data_dir())
        .env("REDRESS_DATABASE_URL", db.url())
        .args(words);
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

async fn a_restored_server_goes_on_with_the_key_it_had_and_with_no_other(engine: Engine) {
    let test = TestApp::start(engine);
    lived_in(&test).await;
    let instance = signing::instance_actor(&test.app).await.unwrap();
    let before = signing::public_keys(&test.app, instance.id).await.unwrap();
    let key = fs::read(test.db.data_dir().join("secret.key")).unwrap();
    let file = test.db.data_dir().join("redress.backup");
    fs::write(&file, backed_up(&test.app.db)).unwrap();

    let other = TestDb::empty(engine);
    let place = other.data_dir().join("secret.key");
    let restored = redress(&test, &other, &["restore", file.to_str().unwrap()]);
    assert!(restored.status.success(), "{}", said(&restored));
    assert!(said(&restored).contains("The secret key is not at"), "{}", said(&restored));
    assert!(!place.exists(), "restoring makes no key");

    let missing = redress(&test, &other, &["doctor"]);
    assert!(!missing.status.success() && said(&missing).contains("bring your copy of it"), "{}", said(&missing));
    assert!(!place.exists(), "and neither does the start");
    fs::write(&place, "00".repeat(32)).unwrap();
    let wrong = redress(&test, &other, &["doctor"]);
    assert!(!wrong.status.success() && said(&wrong).contains("sealed with another one"), "{}", said(&wrong));

    fs::write(&place, &key).unwrap();
    let right = redress(&test, &other, &["doctor"]);
    assert!(right.status.success(), "{}", said(&right));
    assert_eq!(fs::read(&place).unwrap(), key);
    let config = Config::read(None, settings_of(&test, &other)).unwrap();
    let app = App::build(config, Arc::new(SystemClock), Arc::new(SystemRandomness)).unwrap();
    assert_eq!(signing::public_keys(&app, instance.id).await.unwrap(), before, "its actors sign as they did");
    let sealed = other.counted("SELECT 'keys' AS name, COUNT(*) AS number FROM actor_keys");
    assert_eq!(sealed, test.db.counted("SELECT 'keys' AS name, COUNT(*) AS number FROM actor_keys"));
    drop(app);

    let needless = redress(&test, &other, &["actor", "replace-lost-keys"]);
    assert!(!needless.status.success() && said(&needless).contains("nothing is lost"), "{}", said(&needless));
    fs::remove_file(&place).unwrap();
    let lost = redress(&test, &other, &["doctor"]);
    assert!(!lost.status.success() && said(&lost).contains("replace-lost-keys"), "{}", said(&lost));
    let hasty = redress(&test, &other, &["actor", "replace-lost-keys"]);
    assert!(!hasty.status.success() && said(&hasty).contains("--lost-for-good"), "{}", said(&hasty));
    assert!(!place.exists(), "nothing was done");
    let replaced = redress(&test, &other, &["actor", "replace-lost-keys", "--lost-for-good"]);
    assert!(replaced.status.success(), "{}", said(&replaced));
    assert!(fs::read(&place).unwrap() != key, "there is a new secret key");
    let well = redress(&test, &other, &["doctor"]);
    assert!(well.status.success(), "{}", said(&well));
    let config = Config::read(None, settings_of(&test, &other)).unwrap();
    let app = App::build(config, Arc::new(SystemClock), Arc::new(SystemRandomness)).unwrap();
    let after = signing::public_keys(&app, instance.id).await.unwrap();
    assert!(after.rsa_id != before.rsa_id && after.rsa_pem != before.rsa_pem, "its actors sign with new keys");
    let told =
        other.counted("SELECT kind AS name, COUNT(*) AS number FROM jobs WHERE kind = 'tell_profile' GROUP BY kind");
    assert!(told[0].1 > 0, "the followers will hear of them");
}

/// How the program finds that database.
fn settings_of(test: &TestApp, db: &TestDb) -> Vec<(String, String)> {
    [
        ("REDRESS_BASE_URL", test.app.config.base_url.as_str().trim_end_matches('/').to_string()),
        ("REDRESS_DEVELOPMENT", "true".to_string()),
        ("REDRESS_DATA_DIR", db.data_dir().display().to_string()),
        ("REDRESS_DATABASE_URL", db.url()),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_string(), value))
    .collect()
}

on_both_engines!(
    what_is_restored_is_what_was_backed_up,
    a_full_database_is_never_written_over,
    a_file_that_was_cut_off_restores_nothing,
    a_restored_server_goes_on_with_the_key_it_had_and_with_no_other
);
