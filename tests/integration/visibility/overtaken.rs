//! What is taken back before it came: nothing comes of it when it does, and remembering that is bounded.

use redress::storage::taken_back::{self, PER_HOST_MAX};
use redress::storage::{StorageError, inbox};
use serde_json::{Value, json};

use crate::on_both_engines;
use crate::support::Engine;
use crate::support::peer::{PUBLIC, PeerActor};
use crate::visibility::world::World;

async fn say(world: &World, who: &PeerActor, activity: &Value) -> String {
    let status = world.peer.send(&world.test, who, activity).await;
    world.test.drain().await;
    let key = inbox::Key::new(&who.uri, activity["id"].as_str().unwrap());
    world.read(move |view| inbox::outcome(view, &key)).await.unwrap_or_else(|| status.to_string())
}

fn count(world: &World, table: &str) -> i64 {
    world.test.db.counted(&format!("SELECT 'rows' AS name, COUNT(*) AS number FROM {table}")).remove(0).1
}

fn complaint(world: &World, who: &PeerActor, name: &str) -> (String, Value) {
    let uri = world.peer.url(&format!("/notes/{name}"));
    let note = json!({
        "type": "Note", "id": uri, "attributedTo": who.uri, "to": [PUBLIC], "cc": [world.board.uri],
        "content": "<p>The kettle leaks #file</p>", "tag": [{"type": "Mention", "href": world.board.uri}],
    });
    let create =
        json!({"type": "Create", "id": format!("{uri}#create"), "actor": who.uri, "to": [PUBLIC], "object": note});
    (uri, create)
}

fn deletion(world: &World, who: &PeerActor, uri: &str) -> Value {
    let id = world.peer.url(&format!("/deletes/{}/{}", who.name, uri.rsplit('/').next().unwrap()));
    json!({"type": "Delete", "id": id, "actor": who.uri, "to": [PUBLIC], "object": {"id": uri, "type": "Tombstone"}})
}

async fn a_post_that_was_deleted_before_it_came_is_not_filed(engine: Engine) {
    let world = World::empty(engine).await;
    let (sam, eve) = (world.sam.clone(), world.peer.person("eve"));
    let (uri, create) = complaint(&world, &sam, "1");
    say(&world, &sam, &deletion(&world, &sam, &uri)).await;
    assert_eq!(say(&world, &sam, &create).await, "ignored: nothing-of-ours");
    assert_eq!((count(&world, "complaints"), count(&world, "posts")), (0, 0));

    // Nobody can have somebody else's post refused.
    let (uri, create) = complaint(&world, &sam, "2");
    say(&world, &eve, &deletion(&world, &eve, &uri)).await;
    assert_eq!(say(&world, &sam, &create).await, "understood");
    assert_eq!(count(&world, "complaints"), 1);

    // After as long as anybody tries to deliver, it is forgotten.
    let (uri, create) = complaint(&world, &sam, "3");
    say(&world, &sam, &deletion(&world, &sam, &uri)).await;
    world.test.clock.advance(std::time::Duration::from_hours(31 * 24));
    assert_eq!(say(&world, &sam, &create).await, "understood");
}

async fn what_was_undone_before_it_came_does_not_come(engine: Engine) {
    let world = World::open(engine).await;
    let eve = world.peer.person("eve");
    let post = format!("{}/posts/{}", world.test.app.address.origin(), world.thread("published").post);
    let sign = |kind: &str, object: &str| json!({"type": kind, "id": world.peer.url(&format!("/{kind}/of-eve")), "actor": eve.uri, "to": [PUBLIC], "object": object});
    for activity in [sign("Like", &post), sign("Announce", &post), sign("Follow", &world.board.uri)] {
        let kind = activity["type"].as_str().unwrap();
        let undo = json!({"type": "Undo", "id": world.peer.url(&format!("/undo/{kind}")), "actor": eve.uri, "object": activity});
        let before = (count(&world, "reactions"), count(&world, "follows"), count(&world, "deliveries"));
        assert_eq!(say(&world, &eve, &undo).await, "ignored: nothing-to-undo");
        assert_ne!(say(&world, &eve, &activity).await, "understood", "{kind}");
        assert_eq!(
            before,
            (count(&world, "reactions"), count(&world, "follows"), count(&world, "deliveries")),
            "{kind}"
        );
        // Said again, under another name, it counts.
        let mut again = activity.clone();
        again["id"] = json!(format!("{}-again", activity["id"].as_str().unwrap()));
        assert_eq!(say(&world, &eve, &again).await, "understood", "{kind}");
    }
}

async fn a_flood_of_deletions_fills_no_disk(engine: Engine) {
    let world = World::empty(engine).await;
    let now = redress::app::Clock::now(world.test.clock.as_ref());
    let many = PER_HOST_MAX + 40;
    let keep = move |tx: &mut redress::storage::Tx<'_>| -> Result<(), StorageError> {
        for number in 0..many {
            let at = now + chrono::TimeDelta::milliseconds(number);
            taken_back::remember(tx, "https://big.example/users/a", "big.example", &number.to_string(), at)?;
        }
        Ok(())
    };
    world.test.app.db.write(keep).await.unwrap();
    assert_eq!(count(&world, "taken_back"), PER_HOST_MAX);
    let known = move |view: &mut redress::storage::View<'_>| {
        let is = |view: &mut _, id: i64| {
            taken_back::is_taken_back(view, "https://big.example/users/a", &id.to_string(), now)
        };
        Ok((is(view, 0)?, is(view, many - 1)?))
    };
    assert_eq!(world.read(known).await, (false, true), "the oldest go");
    // What was here and is deleted as usual is remembered nowhere.
    let (uri, create) = complaint(&world, &world.sam, "1");
    say(&world, &world.sam, &create).await;
    say(&world, &world.sam, &deletion(&world, &world.sam, &uri)).await;
    // Nor is what lies with somebody else.
    say(&world, &world.sam, &deletion(&world, &world.sam, "https://elsewhere.example/notes/1")).await;
    assert_eq!(count(&world, "taken_back"), PER_HOST_MAX);
    let later = now + chrono::TimeDelta::days(31);
    world.test.app.db.write(move |tx| taken_back::delete_old(tx, later)).await.unwrap();
    assert_eq!(count(&world, "taken_back"), 0);
}

on_both_engines!(
    a_post_that_was_deleted_before_it_came_is_not_filed,
    what_was_undone_before_it_came_does_not_come,
    a_flood_of_deletions_fills_no_disk
);
