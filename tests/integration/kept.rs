//! Answers that are kept: made once for many, and never older than the last commit.

use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use actix_web::HttpResponse;
use redress::domain::brand::BrandDomain;
use redress::http::kept::{Kept, SHARED};
use redress::http::security::PRIVATE;
use redress::services::open_board::open_board;
use redress::storage::jobs::{self, Task};
use redress::storage::{StorageError, Tx};

use crate::on_both_engines;
use crate::support::browser::Browser;
use crate::support::{Engine, TestApp};

async fn an_answer_is_kept_until_anybody_commits(engine: Engine) {
    let test = TestApp::start(engine);
    let (kept, made) = (Kept::default(), AtomicUsize::new(0));
    let ask = async |name: &str, may_be_kept: (&'static str, &'static str)| {
        let make = async {
            let number = made.fetch_add(1, Ordering::Relaxed) + 1;
            Ok::<_, Infallible>(HttpResponse::Ok().insert_header(may_be_kept).body(number.to_string()))
        };
        let answer = kept.answer(&test.app, name.to_string(), make).await.unwrap();
        let body = actix_web::body::to_bytes(answer.into_body()).await.map_err(|_| "no body").unwrap();
        String::from_utf8(body.to_vec()).unwrap().parse::<usize>().unwrap()
    };

    let first = ask("a page", SHARED).await;
    // On PostgreSQL whoever else uses the cluster counts as a change: that costs an answer, never its truth.
    if engine == Engine::Sqlite {
        assert_eq!(ask("a page", SHARED).await, first);
    }

    let now = redress::app::Clock::now(test.clock.as_ref());
    let task = Task::SendLoginLink { link: uuid::Uuid::nil() };
    test.app.db.write::<_, StorageError, _>(move |tx: &mut Tx<'_>| jobs::enqueue(tx, &task, now)).await.unwrap();
    let second = ask("a page", SHARED).await;
    assert!(second > first, "this process committed");

    test.db.execute("DELETE FROM jobs");
    let third = ask("a page", SHARED).await;
    assert!(third > second, "another process committed");

    test.clock.advance(Duration::from_secs(1));
    let fourth = ask("a page", SHARED).await;
    assert!(fourth > third, "pages tell the time");

    let other = ask("another page", SHARED).await;
    assert!(other > fourth);
    let private = ask("a private page", PRIVATE).await;
    assert!(ask("a private page", PRIVATE).await > private, "what was made for one person is never kept");
}

async fn a_reader_sees_what_was_committed_a_moment_ago(engine: Engine) {
    let mut test = TestApp::start(engine);
    test.serve();
    let mut reader = Browser::at(&test);
    let before = reader.get("/boards").await.is(200);
    assert!(!before.text().contains("Kettles"));
    reader.get("/boards").await.is(200);

    let domain = BrandDomain::parse("kettles.com").unwrap();
    open_board(&test.app, domain, Some("Kettles".into())).await.unwrap();
    assert!(reader.get("/boards").await.is(200).text().contains("Kettles"));

    // Somebody with the command line beside the server.
    test.db.execute("UPDATE brands SET name = 'Pots'");
    let after = reader.get("/boards").await.is(200);
    assert!(after.text().contains("Pots") && !after.text().contains("Kettles"), "{}", after.text());
    assert_eq!(reader.get("/boards?language=de").await.is(200).attribute("html", "lang"), "de");
}

on_both_engines!(an_answer_is_kept_until_anybody_commits, a_reader_sees_what_was_committed_a_moment_ago);
