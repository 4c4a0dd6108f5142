//! Accept and Reject: answers to a follow of ours, or to a post of ours that needed leave.

use crate::domain::address::Place;
use crate::domain::ids::ActorId;
use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::incoming::react;
use crate::federation::wire;
use crate::services::follow_actor::{self, Answered};
use crate::storage::reactions::ReactionKind;
use crate::storage::{StorageError, follows, posts};

pub(in crate::federation) async fn receive(received: &Received<'_>, accepted: bool) -> Result<Handled, InboxError> {
    let Some(object) = received.activity.get("object") else { return Ok(Handled::Refused("no-object")) };
    let id = wire::id_of(object).unwrap_or_default().to_string();
    if let Some(Place::Post(post)) = received.app.address.place(&id) {
        let found = received.app.db.read::<_, StorageError, _>(move |view| posts::find(view, post)).await?;
        return match found {
            Some(_) if accepted => react::keep(received, &id, ReactionKind::Leave, received.id).await,
            Some(_) => Ok(Handled::Understood),
            None => Ok(Handled::Ignored("not-ours")),
        };
    }
    let answered = if accepted { Answered::Accepted } else { Answered::Rejected };
    let Some(follower) = asked_by(received, object, id).await? else {
        return Ok(Handled::Refused("never-asked"));
    };
    let known = follow_actor::follow_answered(received.app, follower, received.actor.id, answered).await?;
    Ok(if known { Handled::Understood } else { Handled::Refused("never-asked") })
}

/// Which actor of ours asked this very actor: by the follow's id, or by the follow as it is repeated in the answer.
async fn asked_by(
    received: &Received<'_>,
    object: &serde_json::Value,
    id: String,
) -> Result<Option<ActorId>, InboxError> {
    let found = received.app.db.read::<_, StorageError, _>(move |view| follows::find_by_uri(view, &id)).await?;
    if let Some(follow) = found {
        return Ok((follow.followed == received.actor.id).then_some(follow.follower));
    }
    let repeated = wire::member_id(object, "object") == Some(&received.actor.uri);
    let follower = wire::member_id(object, "actor").and_then(|uri| received.app.address.place(uri));
    Ok(match follower {
        Some(Place::Actor(follower)) if repeated => Some(follower),
        _ => None,
    })
}
