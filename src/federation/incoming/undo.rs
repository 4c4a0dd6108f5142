//! Undo: an actor takes back what it said itself: a follow, a like, a boost, a block.

use crate::domain::address::Place;
use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::wire;
use crate::services::{follow_actor, react};

pub(in crate::federation) async fn receive(received: &Received<'_>) -> Result<Handled, InboxError> {
    let Some(inner) = received.activity.get("object") else { return Ok(Handled::Refused("no-object")) };
    let id = wire::id_of(inner).unwrap_or_default();
    if !id.is_empty() && react::take_back(received.app, received.actor.id, id.to_string()).await? {
        return Ok(Handled::Understood);
    }
    // Some name a follow only by who follows whom.
    if wire::kind_of(inner) == Some("Follow")
        && let Some(Place::Actor(followed)) =
            wire::member_id(inner, "object").and_then(|uri| received.app.address.place(uri))
        && follow_actor::end_follow(received.app, received.actor.id, followed).await?
    {
        return Ok(Handled::Understood);
    }
    Ok(Handled::Ignored("nothing-to-undo"))
}
