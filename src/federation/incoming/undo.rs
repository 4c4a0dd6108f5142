//! Undo: an actor takes back what it said itself: a follow, a like, a boost, a block.

use serde_json::Value;

use crate::domain::address::Place;
use crate::domain::ids::ActorId;
use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::incoming::react::read;
use crate::federation::wire;
use crate::services::receive_change::undo_deletion;
use crate::services::{follow_actor, react};
use crate::storage::passed_on::Inner;
use crate::storage::reactions::ReactionKind;

pub(in crate::federation) async fn receive(received: &Received<'_>) -> Result<Handled, InboxError> {
    let Some(inner) = received.activity.get("object") else { return Ok(Handled::Refused("no-object")) };
    // Lemmy restores a post so. What was erased is nowhere any more: its author is told.
    if wire::kind_of(inner) == Some("Delete")
        && let Some(post) = wire::member_id(inner, "object")
    {
        let told = undo_deletion(received.app, received.actor.id, post.to_string()).await?;
        return Ok(if told { Handled::Refused("erased") } else { Handled::Ignored("nothing-to-undo") });
    }
    if taken_back(received, received.actor.id, inner, received.inner()).await? {
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
    // It may have overtaken what it takes back, where that is the actor's own and has a name.
    if let Some(id) = wire::id_of(inner).filter(|id| wire::on_one_host(id, &received.actor.uri)) {
        react::remember_taken_back(received.app, received.actor.id, id.to_string()).await?;
    }
    Ok(Handled::Ignored("nothing-to-undo"))
}

/// Takes back what `actor` said: by its id, or where that is another one now, by what was said about what.
pub(super) async fn taken_back(
    received: &Received<'_>,
    actor: ActorId,
    inner: &Value,
    passed: Option<Inner>,
) -> Result<bool, InboxError> {
    let app = received.app;
    let id = wire::id_of(inner).unwrap_or_default();
    if !id.is_empty() && react::take_back(app, actor, id.to_string(), passed.clone()).await? {
        return Ok(true);
    }
    let Some(object) = wire::member_id(inner, "object") else { return Ok(false) };
    let kind = match wire::kind_of(inner) {
        Some("Block") => {
            let place = wire::member_id(inner, "target").unwrap_or_default();
            return Ok(react::end_block(app, actor, object.to_string(), place.to_string()).await?);
        }
        Some("Announce") => ReactionKind::Boost,
        Some("Like" | "Dislike" | "EmojiReact") => read(inner).0,
        _ => return Ok(false),
    };
    match react::reaction_by(app, actor, object.to_string(), kind).await? {
        Some(activity) => Ok(react::take_back(app, actor, activity, passed).await?),
        None => Ok(false),
    }
}
