//! How much one account of another server may leave here: beyond it nothing is kept, and a person is told once.

use std::time::Duration;

use redress::app::Clock;
use redress::domain::doings::{Doing, FILINGS_PER_DAY_MAX};
use redress::domain::reading::HTML_BYTES_MAX;
use serde_json::{Value, json};

use crate::groups::Fair;
use crate::on_both_engines;
use crate::support::Engine;
use crate::support::peer::PUBLIC;

/// What is left of a bound when a story about it begins.
pub(crate) const ROOM: i64 = 20;

impl Fair {
    /// So much came of an account in this hour already: the count is kept in memory, and what came is no part of the story.
    pub(crate) fn has_done(&self, uri: &str, times: i64) {
        let mut doings = self.test.app.doings.lock().unwrap();
        for _ in 0..times {
            doings.count(uri, "writers.test", Doing::Post, self.test.clock.now());
        }
    }

    /// Ada's reply in a thread.
    async fn replies(&self, name: &str, parent: &str, html: &str) -> String {
        let mut note = self.note(name, html);
        note["inReplyTo"] = json!(parent);
        let create = json!({"type": "Create", "id": self.writers.url(&format!("/creates/{name}")), "actor": self.ada.uri, "to": [PUBLIC], "object": note});
        self.tell(&self.writers, &self.ada, &create).await
    }

    async fn is_kept(&self, name: &str) -> bool {
        self.post(&self.writers.url(&format!("/notes/{name}"))).await.is_some()
    }

    /// Notes that were sent to Ada's server with these words.
    fn told(&self, words: &str) -> usize {
        let says = |it: &Value| it["object"]["content"].as_str().is_some_and(|it| it.contains(words));
        self.writers.delivered().iter().filter(|it| it["type"] == "Create" && says(it)).count()
    }
}

/// A post that is too long for a line of history is no error of ours: its author hears the limit, and can write a shorter one.
async fn a_post_that_is_too_long_is_refused_with_its_limit(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, uri) = fair.filed().await;
    let words = |bytes: usize| format!("<p>{}</p>", "a ".repeat(bytes / 2));
    let before = fair.held(id).await.complaint.sequence;
    assert_eq!(fair.replies("long", &uri, &words(HTML_BYTES_MAX + 10_000)).await, "understood");
    assert!(!fair.is_kept("long").await);
    assert_eq!(fair.replies("endless", &uri, &words(400_000)).await, "understood");
    assert!(!fair.is_kept("endless").await);
    assert_eq!(fair.told("96 kilobytes"), 1, "once for each thread");
    assert_eq!(fair.held(id).await.complaint.sequence, before);
    // What fits is kept, and pages of it can be read.
    for number in 0..8 {
        let name = format!("fits-{number}");
        assert_eq!(fair.replies(&name, &uri, &words(HTML_BYTES_MAX - 2_000)).await, "understood");
        assert!(fair.is_kept(&name).await);
    }
    let page = fair.test.local_url(&format!("/complaints/{id}/history?after=0"));
    let request = reqwest::Client::new().get(page).header("accept", "application/activity+json");
    let page = request.send().await.unwrap().bytes().await.unwrap();
    let shown: Value = serde_json::from_slice(&page).unwrap();
    assert!(page.len() < 600_000 && shown["next"].is_string(), "{} bytes", page.len());
}

/// A flood of one account stops at its bound, with one note; the next hour has room again.
async fn a_flood_of_one_account_stops_at_its_bound(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, uri) = fair.filed().await;
    fair.has_done(&fair.ada.uri, Doing::Post.bound().per_hour - ROOM);
    for number in 1..ROOM {
        let create = format!("n{number}");
        let mut note = fair.note(&create, "<p>Again.</p>");
        note["inReplyTo"] = json!(uri);
        let create = json!({"type": "Create", "id": fair.writers.url(&format!("/creates/{create}")), "actor": fair.ada.uri, "to": [PUBLIC], "object": note});
        assert_eq!(fair.writers.send(&fair.test, &fair.ada, &create).await, 202);
    }
    fair.test.drain().await;
    let before = fair.held(id).await.complaint.sequence;
    assert!(before >= ROOM, "the filing is one of them: {before}");
    for name in ["one-more", "and-one"] {
        assert_eq!(fair.replies(name, &uri, "<p>Again.</p>").await, "refused: too-much");
        assert!(!fair.is_kept(name).await);
    }
    assert_eq!(fair.held(id).await.complaint.sequence, before);
    assert_eq!(fair.told("a lot from one account"), 1, "one note and no more");
    // Taking back is never too much.
    let gone = fair.writers.url("/notes/n1");
    let delete = json!({"type": "Delete", "id": fair.writers.url("/deletes/n1"), "actor": fair.ada.uri, "to": [PUBLIC], "object": gone});
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &delete).await, "understood");
    fair.test.clock.advance(Duration::from_hours(1));
    assert_eq!(fair.replies("later", &uri, "<p>Again.</p>").await, "understood");
    assert!(fair.is_kept("later").await);
}

/// So do complaints by mention, in a day.
async fn a_flood_of_complaints_stops_at_its_bound(engine: Engine) {
    let fair = Fair::open(engine).await;
    for number in 0..=FILINGS_PER_DAY_MAX {
        let name = format!("complaint-{number}");
        let mut note = fair.note(&name, "<p>The kettle leaks. #file</p>");
        note["tag"] = json!([{"type": "Mention", "href": fair.board.uri}]);
        let create = json!({"type": "Create", "id": fair.writers.url(&format!("/creates/{name}")), "actor": fair.ada.uri, "to": [PUBLIC], "object": note});
        fair.tell(&fair.writers, &fair.ada, &create).await;
        assert_eq!(fair.is_kept(&name).await, number < FILINGS_PER_DAY_MAX, "{name}");
    }
    assert_eq!(fair.told("a lot from one account"), 1);
}

on_both_engines!(
    a_post_that_is_too_long_is_refused_with_its_limit,
    a_flood_of_one_account_stops_at_its_bound,
    a_flood_of_complaints_stops_at_its_bound,
);
