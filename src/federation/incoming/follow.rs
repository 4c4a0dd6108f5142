//! Follow of a board, an official actor, a person or this server: accepted at once.

use activitypub_federation::kinds::activity::{AcceptType, FollowType};
use activitypub_federation::protocol::context::WithContext;
use serde::Serialize;
use uuid::Uuid;

use crate::domain::address::Place;
use crate::domain::ids::ActivityId;
use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::wire;
use crate::services::follow_actor::{self, Accepting};
use crate::storage::actors::Actor;
use crate::storage::follows::Follow;
use crate::storage::inbox::{self, Key};
use crate::storage::{StorageError, taken_back, visibility};

pub(in crate::federation) async fn receive(received: &Received<'_>) -> Result<Handled, InboxError> {
    let app = received.app;
    let Some(Place::Actor(followed)) =
        wire::member_id(received.activity, "object").and_then(|uri| app.address.place(uri))
    else {
        return Ok(Handled::Ignored("not-ours"));
    };
    let (by, id, now) = (received.actor.uri.clone(), received.id.to_string(), app.clock.now());
    // Meant once more, it was said after whatever took it back.
    let (first, key) = (Key::new(&by, &id), received.key.clone());
    let found = app.db.read::<_, StorageError, _>(move |view| {
        let anew = key != first || inbox::is_anew(view, &key)?;
        if !anew && taken_back::is_taken_back(view, &by, &id, now)? {
            return Ok(None);
        }
        visibility::actor_for_others(view, followed)
    });
    let found = found.await?;
    let Some(followed) = found.filter(|actor| actor.local && actor.deleted_at.is_none()) else {
        return Ok(Handled::Ignored("nobody-here"));
    };
    let answer = answer_id(received.id);
    let accepting = Accepting {
        follow: Follow {
            follower: received.actor.id,
            followed: followed.id,
            uri: received.id.to_string(),
            accepted: true,
            at: app.clock.now(),
        },
        body: accept(&app.address.activity(answer), &followed, received.actor, received.id)?,
        answer,
        inbox: received.actor.inbox.clone(),
    };
    follow_actor::accept_follow(app, accepting).await?;
    Ok(Handled::Understood)
}

/// One follow gets one answer, also when it is worked on twice.
fn answer_id(follow: &str) -> ActivityId {
    ActivityId(Uuid::new_v5(&Uuid::NAMESPACE_URL, follow.as_bytes()))
}

#[derive(Serialize)]
struct Accept<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: AcceptType,
    actor: &'a str,
    to: [&'a str; 1],
    object: Accepted<'a>,
}

/// The follow again, whole: some servers find it by its id, some by who follows whom.
#[derive(Serialize)]
struct Accepted<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: FollowType,
    actor: &'a str,
    object: &'a str,
}

fn accept(id: &str, followed: &Actor, follower: &Actor, follow: &str) -> Result<String, serde_json::Error> {
    serde_json::to_string(&WithContext::new_default(Accept {
        id,
        kind: AcceptType::Accept,
        actor: &followed.uri,
        to: [&follower.uri],
        object: Accepted { id: follow, kind: FollowType::Follow, actor: &follower.uri, object: &followed.uri },
    }))
}
