//! A backup holds everything, and restores into either engine.

use std::io::BufReader;

use redress::domain::brand::BrandDomain;
use redress::domain::ids::ComplaintId;
use redress::services::file_complaint::{Draft, Filer, file_complaint};
use redress::services::open_board::open_board;
use redress::services::scene::Scene;
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
        let empty = TestDb::new(other);
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
    let empty = TestDb::new(engine);
    let refused = backup::restore(&empty.url(), BufReader::new(&file[..=end]));
    assert!(matches!(refused, Err(BackupError::CutOff)), "{refused:?}");
    backup::restore(&empty.url(), BufReader::new(file.as_slice())).unwrap();
    let nonsense = backup::restore(&TestDb::new(engine).url(), BufReader::new(&b"{\"not\": \"ours\"}\n"[..]));
    assert!(matches!(nonsense, Err(BackupError::NotABackup)), "{nonsense:?}");
}

on_both_engines!(
    what_is_restored_is_what_was_backed_up,
    a_full_database_is_never_written_over,
    a_file_that_was_cut_off_restores_nothing
);
