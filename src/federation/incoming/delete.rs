//! Delete: a post is gone, or the account itself.

use crate::federation::fetch::fetch_document;
use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::incoming::update;
use crate::federation::wire;
use crate::services::hear_note;
use crate::services::leave::words_gone;
use crate::services::receive_change::{complainant_gone, receive_deletion};
use crate::services::remember_actor::forget_actor;
use crate::services::tell_change::Told;
use crate::storage::actors::Actor;
use crate::storage::{Cause, Door};

pub(in crate::federation) async fn receive(received: &Received<'_>) -> Result<Handled, InboxError> {
    let app = received.app;
    let Some(id) = wire::member_id(received.activity, "object") else { return Ok(Handled::Refused("no-object")) };
    let cause = Cause::new(Door::Activity, &received.actor.uri, received.id, app.clock.now());
    if id == received.actor.uri {
        complainant_gone(app, cause, received.actor.id).await?;
        words_gone(app, Door::Activity, &received.actor.uri, received.id, received.actor.id).await?;
        forget_actor(app, received.actor.id).await?;
        return Ok(Handled::Understood);
    }
    if let Some(sequence) = update::told_event(received) {
        return update::told(received, sequence, Told::Gone).await;
    }
    if hear_note::take_back_note(app, received.actor.id, id.to_string()).await? {
        return Ok(Handled::Understood);
    }
    // Only its author's own posts are found for this: somebody else's deletion finds nothing.
    let deleted = receive_deletion(app, cause, received.actor.id, id.to_string(), received.inner()).await?;
    Ok(if deleted.into_inner() { Handled::Understood } else { Handled::Ignored("nothing-of-theirs") })
}

/// A group says that a post is gone. It is, if its own server says so too.
pub(super) async fn confirmed(received: &Received<'_>, id: &str, author: &Actor) -> Result<Handled, InboxError> {
    match fetch_document(received.app, id).await {
        Err(error) if error.is_gone() => {}
        Ok(document) if wire::kind_of(&document) == Some("Tombstone") => {}
        Ok(_) => return Ok(Handled::Refused("still-there")),
        Err(error) => return Err(error.into()),
    }
    let cause = Cause::new(Door::Activity, &received.actor.uri, received.id, received.app.clock.now());
    let deleted = receive_deletion(received.app, cause, author.id, id.to_string(), None).await?;
    Ok(if deleted.into_inner() { Handled::Understood } else { Handled::Ignored("nothing-of-theirs") })
}
