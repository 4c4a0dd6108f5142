//! Inputs 42 and 45: what strangers write on pages, and what other sites send in somebody's name.

use redress::storage::actors;
use serde_json::json;

use crate::hostile::ledger::Tally;
use crate::hostile::rig::Street;
use crate::pages;
use crate::support::Engine;
use crate::support::browser::Browser;
use crate::support::peer::PUBLIC;

/// Strings that are more than words where a page is careless.
const HOSTILE: &str = include_str!("../../../src/markup/hostile.txt");

/// Written at the pages themselves.
async fn hostile_words_stay_words_on_every_page(engine: Engine) -> Tally {
    pages::hostile_words_stay_words_on_every_page(engine).await;
    Tally { tried: HOSTILE.lines().filter(|it| !it.trim().is_empty()).count(), histories: 0, wrong: Vec::new() }
}

/// Sent by another server: as text, names, titles, descriptions of pictures, fields of a profile.
async fn hostile_words_from_elsewhere_stay_words(engine: Engine) -> Tally {
    let mut street = Street::start(engine).await;
    let strings: Vec<&str> = HOSTILE.lines().filter(|it| !it.trim().is_empty()).collect();
    assert!(strings.len() >= 200);
    let key = street.rig.mallory.key.clone();
    let mut paths = vec!["/".to_string(), "/boards/acme.com".into(), "/waiting".into(), "/moderation/log".into()];
    for (number, word) in strings.iter().enumerate() {
        street.rig.test.clock.advance(std::time::Duration::from_mins(1));
        let eve = street.rig.peer.actor_at(&format!("/users/eve{number}"), "Person", &key);
        let mut document = street.rig.peer.document_of(&eve, "Person");
        document["name"] = json!(word);
        document["summary"] = json!(word);
        document["attachment"] = json!([{"type": "PropertyValue", "name": word, "value": word}]);
        street.rig.peer.serve(&format!("/users/eve{number}"), &document);
        let mut note = street.note(&eve, &format!("odd{number}"), word);
        note["name"] = json!(word);
        note["summary"] = json!(word);
        note["attachment"] = json!([{"type": "Image", "url": "http://x.test/1.png", "name": word}]);
        note["url"] = json!(word);
        if number % 10 == 0 {
            // Some of them as complaints of their own.
            note.as_object_mut().unwrap().remove("inReplyTo");
            note["tag"] = json!([{"type": "Mention", "href": street.board.uri, "name": word}]);
            note["content"] = json!(format!("{word}<p>#file</p>"));
        }
        let create = json!({"type": "Create", "id": format!("{}/create", eve.uri), "to": [PUBLIC], "object": note});
        let outcome = street.rig.say(&eve, create).await;
        street.rig.tally.row(!outcome.starts_with('5'), format_args!("{word}: {outcome}"));
        if let Some(id) = street.stored(&format!("odd{number}")).await.and_then(|it| it.complaint) {
            paths.push(format!("/complaints/{id}"));
            paths.push(format!("/complaints/{id}/proof"));
        }
    }
    paths.sort();
    paths.dedup();
    let mut anybody = Browser::at(&street.rig.test);
    for path in paths {
        let shown = anybody.get(&path).await.is(200);
        let policy = shown.header("content-security-policy");
        street
            .rig
            .tally
            .row(policy.contains("default-src 'none'") && !policy.contains("unsafe"), format_args!("{path}: {policy}"));
        pages::assert_nothing_active(&shown);
    }
    let kept = street.rig.read(|view| actors::local_of_kind(view, actors::ActorKind::Board)).await;
    street.rig.tally.row(!kept.is_empty(), "the board is still there");
    street.rig.tally
}

async fn other_sites_can_change_nothing(engine: Engine) -> Tally {
    pages::other_sites_can_change_nothing(engine).await;
    pages::a_planted_session_is_worth_nothing(engine).await;
    Tally { tried: pages::STATE_CHANGING.len() * 4, histories: 0, wrong: Vec::new() }
}

hostile! { "web":
    42 hostile_words_stay_words_on_every_page,
    42 hostile_words_from_elsewhere_stay_words,
    45 other_sites_can_change_nothing,
}
