//! Create: somebody wrote something. A complaint, a reply in a thread, a vote in a poll, or nothing of ours.

use serde_json::Value;

use crate::domain::refusal::Code;
use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::incoming::{post, react};
use crate::federation::{statement, wire};
use crate::services::ServiceError;
use crate::services::receive_post::{self, receive_post};
use crate::storage::reactions::ReactionKind;
use crate::storage::{Cause, Door};

pub(in crate::federation) async fn receive(received: &Received<'_>) -> Result<Handled, InboxError> {
    let Some(object) = received.activity.get("object") else { return Ok(Handled::Refused("no-object")) };
    if object.is_string() {
        return fetched(received, object.as_str().unwrap_or_default()).await;
    }
    if let Some((poll, option)) = vote(object) {
        return react::keep(received, poll, ReactionKind::Vote, option).await;
    }
    if !wire::kind_of(object).is_some_and(post::is_post) {
        return Ok(Handled::Ignored("no-post"));
    }
    match post::from_sender(received.app, received.actor, object).await? {
        Some(post) => {
            let uri = post.incoming.uri.clone();
            let handled = take(received, post).await?;
            if handled == Handled::Understood {
                statement::keep_of_post(received, uri).await?;
            }
            Ok(handled)
        }
        None => Ok(Handled::Refused("not-the-author")),
    }
}

/// Only the id was sent: the post is read where it stands.
async fn fetched(received: &Received<'_>, id: &str) -> Result<Handled, InboxError> {
    let mut post = post::fetched(received.app, id).await?;
    // Its author told us of it, so what it says to us counts.
    post.incoming.direct = post.author.id == received.actor.id;
    take(received, post).await
}

/// Hands a post to the one deed that knows what it means.
pub(super) async fn take(received: &Received<'_>, post: post::Post) -> Result<Handled, InboxError> {
    let app = received.app;
    let cause = Cause::new(Door::Mention, &post.author.uri, &post.incoming.uri, app.clock.now());
    match receive_post(app, cause, post.author.id, post.incoming).await {
        Ok(once) => Ok(match once.into_inner() {
            receive_post::Received::Ignored { .. } => Handled::Ignored("nothing-of-ours"),
            _ => Handled::Understood,
        }),
        Err(ServiceError::Refused(refusal)) if refusal.code() != Code::Recovering => {
            tracing::info!(%refusal, post = received.id, "inbox: a post was refused");
            Ok(Handled::Refused("by-the-rules"))
        }
        Err(error) => Err(error.into()),
    }
}

/// A vote in a poll is a note with a name, no text, and the poll it answers.
fn vote(object: &Value) -> Option<(&str, &str)> {
    let is_note = wire::kind_of(object) == Some("Note") && wire::text_of(object, "content").is_none();
    let option = wire::text_of(object, "name").filter(|_| is_note)?;
    Some((wire::member_id(object, "inReplyTo")?, option))
}
