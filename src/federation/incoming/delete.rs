//! Delete: a post is gone, or the account itself.

use crate::federation::fetch::fetch_document;
use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::incoming::update;
use crate::federation::wire;
use crate::services::ServiceError;
use crate::services::receive_change::{complainant_gone, erase_copy, receive_deletion};
use crate::services::remember_actor::forget_actor;
use crate::services::tell_change::Told;
use crate::storage::actors::Actor;
use crate::storage::{Cause, Door, StorageError, posts};

const POSTS_PER_STEP: i64 = 50;

pub(in crate::federation) async fn receive(received: &Received<'_>) -> Result<Handled, InboxError> {
    let app = received.app;
    let Some(id) = wire::member_id(received.activity, "object") else { return Ok(Handled::Refused("no-object")) };
    let cause = Cause::new(Door::Activity, &received.actor.uri, received.id, app.clock.now());
    if id == received.actor.uri {
        complainant_gone(app, cause, received.actor.id).await?;
        words_gone(received).await?;
        forget_actor(app, received.actor.id).await?;
        return Ok(Handled::Understood);
    }
    if let Some(sequence) = update::told_event(received) {
        return update::told(received, sequence, Told::Gone).await;
    }
    // Only its author's own posts are found for this: somebody else's deletion finds nothing.
    let deleted = receive_deletion(app, cause, received.actor.id, id.to_string(), received.inner()).await?;
    Ok(if deleted.into_inner() { Handled::Understood } else { Handled::Ignored("nothing-of-theirs") })
}

/// What somebody said in the threads of others goes with their account, a bounded number of posts at a time.
async fn words_gone(received: &Received<'_>) -> Result<(), InboxError> {
    let (app, author) = (received.app, received.actor.id);
    loop {
        let uris =
            app.db.read::<_, StorageError, _>(move |view| posts::personal_of(view, author, POSTS_PER_STEP)).await?;
        if uris.is_empty() {
            return Ok(());
        }
        for uri in uris {
            let id = format!("{} {uri}", received.id);
            let cause = Cause::new(Door::Activity, &received.actor.uri, id, app.clock.now());
            match receive_deletion(app, cause, author, uri.clone(), None).await {
                Ok(_) | Err(ServiceError::Refused(_)) => {}
                Err(other) => return Err(other.into()),
            }
            // A thread that takes no more deeds still lets go of words.
            erase_copy(app, author, uri).await?;
        }
    }
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
