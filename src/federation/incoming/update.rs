//! Update: an actor's profile, a post, or the state of a complaint at its home.

use serde_json::Value;

use crate::domain::ids::ActorId;
use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::incoming::{ancestors, complaint, post};
use crate::federation::wire;
use crate::federation::{actor, board_keys};
use crate::markup::SafeHtml;
use crate::services::receive_change::{Edited, receive_deletion, receive_edit};
use crate::services::remember_actor::remember_with;
use crate::services::tell_change::{Told, pass_on_told};
use crate::storage::passed_on::Inner;
use crate::storage::{Cause, Door};

const ACTORS: [&str; 5] = ["Person", "Group", "Organization", "Service", "Application"];

pub(in crate::federation) async fn receive(received: &Received<'_>) -> Result<Handled, InboxError> {
    let Some(object) = received.activity.get("object") else { return Ok(Handled::Refused("no-object")) };
    let kind = wire::kind_of(object).unwrap_or_default();
    if ACTORS.contains(&kind) {
        return profile(received, object).await;
    }
    if kind == "OrderedCollection" {
        return complaint::receive(received, object).await;
    }
    if post::is_post(kind) {
        return edit(received, object).await;
    }
    // What is a tombstone now is gone, in whichever way its author says it.
    if kind == "Tombstone"
        && let Some(id) = wire::text_of(object, "id")
    {
        return taken_back(received, received.actor.id, id.to_string()).await;
    }
    Ok(Handled::Ignored("unknown-object"))
}

/// A profile is its own actor's to change. What is incomplete is read again where it stands.
async fn profile(received: &Received<'_>, object: &Value) -> Result<Handled, InboxError> {
    if wire::text_of(object, "id") != Some(&received.actor.uri) {
        return Ok(Handled::Refused("another-actor"));
    }
    match actor::read_actor(received.app, object).await {
        Ok(remote) if remote.has_key() => {
            board_keys::succeed(received.app, object, &remote.actor).await?;
            remember_with(received.app, remote, Some(actor::read_profile(object))).await?;
        }
        Err(error) if error.is_foreign_key() => return Err(error.into()),
        _ => {
            actor::fetch_actor(received.app, &received.actor.uri).await?;
        }
    }
    Ok(Handled::Understood)
}

/// Of a post that we never saw an update makes none.
async fn edit(received: &Received<'_>, object: &Value) -> Result<Handled, InboxError> {
    if let Some(sequence) = told_event(received) {
        let html = SafeHtml::from_html(wire::text_of(object, "content").unwrap_or_default()).into_string();
        return told(received, sequence, Told::Changed(html)).await;
    }
    let Some(mut post) = post::from_sender(received.app, received.actor, object).await? else {
        return Ok(Handled::Refused("not-the-author"));
    };
    // Some say whom a post is for on the activity alone.
    if !is_addressed(object) && (!is_addressed(received.activity) || is_public(received.activity)) {
        post.incoming.public = true;
    }
    let inner = received.inner().filter(|_| post.incoming.public);
    edited(received, post, inner).await
}

fn is_addressed(it: &Value) -> bool {
    ["to", "cc"].iter().any(|name| !wire::ids_of(it, name).is_empty())
}

fn is_public(it: &Value) -> bool {
    ["to", "cc"].iter().any(|name| wire::ids_of(it, name).into_iter().any(wire::is_public))
}

/// A post that is for fewer people now counts as taken back: its new words are nobody's to show.
async fn taken_back(received: &Received<'_>, author: ActorId, uri: String) -> Result<Handled, InboxError> {
    let cause = Cause::new(Door::Activity, &received.actor.uri, received.id, received.app.clock.now());
    let done = receive_deletion(received.app, cause, author, uri, None).await?;
    Ok(if done.into_inner() { Handled::Understood } else { Handled::Ignored("nothing-changed") })
}

/// The event of a thread that an activity of its author's server tells of (`rd:sequence`): the home recorded it first.
pub(super) fn told_event(received: &Received<'_>) -> Option<i64> {
    received.activity.get("rd:sequence").and_then(Value::as_i64)
}

/// The author's server tells of what the home decided. The home passes it on; others know it from the history.
pub(super) async fn told(received: &Received<'_>, sequence: i64, told: Told) -> Result<Handled, InboxError> {
    let uri = wire::member_id(received.activity, "object").unwrap_or_default().to_string();
    let cause = Cause::new(Door::Activity, &received.actor.uri, received.id, received.app.clock.now());
    let done = pass_on_told(received.app, cause, received.actor.id, uri, sequence, told, received.inner()).await?;
    Ok(if done.into_inner() { Handled::Understood } else { Handled::Ignored("nothing-changed") })
}

pub(super) async fn edited(
    received: &Received<'_>,
    post: post::Post,
    inner: Option<Inner>,
) -> Result<Handled, InboxError> {
    let app = received.app;
    if !post.incoming.public {
        return taken_back(received, post.author.id, post.incoming.uri).await;
    }
    let cause = Cause::new(Door::Activity, &received.actor.uri, received.id, app.clock.now());
    let concerns_us = ancestors::concerns_us(received, &post);
    let edited = Edited {
        tags: post.incoming.tags,
        direct: post.incoming.direct,
        concerns_us,
        uri: post.incoming.uri,
        title: post.incoming.title,
        html: post.incoming.html,
        text: post.incoming.text,
        language: post.incoming.language,
        updated_at: post.incoming.updated_at,
        in_reply_to: post.incoming.in_reply_to,
        inner,
        refused: post.incoming.refused,
    };
    let done = receive_edit(app, cause, post.author.id, edited).await?.into_inner();
    Ok(if done { Handled::Understood } else { Handled::Ignored("nothing-changed") })
}
