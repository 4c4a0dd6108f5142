//! Create: somebody wrote something. A complaint, a reply in a thread, a vote in a poll, or nothing of ours.

use serde_json::Value;

use crate::app::App;
use crate::domain::address::Place;
use crate::domain::refusal::Refusal;
use crate::federation::fetch::fetch_document;
use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::incoming::{ancestors, move_account, post, react};
use crate::federation::{statement, wire};
use crate::services::ServiceError;
use crate::services::hear_note::{self, Heard};
use crate::services::receive_post::{self, receive_post, tell_suspended};
use crate::storage::reactions::ReactionKind;
use crate::storage::{Cause, Door, StorageError, View, posts, taken_back};

/// Why nothing comes of a post that its own server does not have any more.
pub(super) const GONE: &str = "gone-by-now";

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
    if wire::text_of(object, "id").is_none() {
        return Ok(Handled::Refused("no-id"));
    }
    match post::from_sender(received.app, received.actor, object).await? {
        Some(mut post) => {
            if hear_note::may_write(&post.author)
                && let Some(note) = post::as_note(object, &post.incoming)
            {
                return Ok(heard(hear_note::hear_note(received.app, post.author, note).await?));
            }
            let uri = post.incoming.uri.clone();
            post.incoming.inner = received.inner();
            let sent = post.incoming.html.clone();
            let Some(post) = as_it_is_by_now(received, post).await? else { return Ok(Handled::Ignored(GONE)) };
            let is_as_sent = post.incoming.html == sent;
            let handled = take(received, post).await?;
            // The activity states the words that it carries, and no others.
            if handled == Handled::Understood && is_as_sent {
                statement::keep_of_post(received, uri).await?;
            }
            Ok(handled)
        }
        None => Ok(Handled::Refused("not-the-author")),
    }
}

/// What was changed before it came, or is gone by somebody else's word, is read where it stands: its author meant what is there
/// now. `None`: nothing is. Where it is not given to us, the words that were sent are all there is; where its server is away and
/// somebody says that it is gone, it waits.
pub(super) async fn as_it_is_by_now(
    received: &Received<'_>,
    post: post::Post,
) -> Result<Option<post::Post>, InboxError> {
    let (author, id, now) = (post.author.uri.clone(), post.incoming.uri.clone(), received.app.clock.now());
    let marked = move |view: &mut View<'_>| {
        Ok((taken_back::is_changed(view, &author, &id, now)?, taken_back::is_doubted(view, &id, now)?))
    };
    let (is_changed, is_doubted) = received.app.db.read::<_, StorageError, _>(marked).await?;
    if !is_changed && !is_doubted {
        return Ok(Some(post));
    }
    match post::fetched(received.app, &post.incoming.uri).await {
        Ok(mut newer) if newer.author.id == post.author.id && newer.incoming.uri == post.incoming.uri => {
            newer.incoming.direct = post.incoming.direct;
            if newer.incoming.html == post.incoming.html {
                newer.incoming.inner = post.incoming.inner;
            }
            Ok(Some(newer))
        }
        Err(InboxError::Fetch(error)) if error.is_gone() => Ok(None),
        Err(error) if is_doubted && error.is_passing() => Err(error),
        Ok(_) | Err(_) => Ok(Some(post)),
    }
}

/// What a board or a server elsewhere writes to somebody here alone is no post of a thread.
fn heard(heard: Heard) -> Handled {
    match heard {
        Heard::Kept => Handled::Understood,
        Heard::Before => Handled::Ignored("told-before"),
        Heard::NotForUs => Handled::Ignored("nothing-of-ours"),
        Heard::TooMany => Handled::Refused("too-many-notes"),
    }
}

/// What somebody who is suspended here sends counts for nothing. Where they wrote to us, they hear why.
pub(in crate::federation) async fn from_suspended(received: &Received<'_>) -> Result<Handled, InboxError> {
    let refused = Handled::Refused("suspended");
    let object = received.activity.get("object").filter(|it| it.is_object());
    let Some(object) = object.filter(|_| wire::kind_of(received.activity) == Some("Create")) else {
        return Ok(refused);
    };
    if wire::kind_of(object).is_some_and(post::is_post)
        && let Some(post) = post::from_sender(received.app, received.actor, object).await?
    {
        tell_suspended(received.app, post.author.id, post.incoming).await?;
    }
    Ok(refused)
}

/// Only the id was sent: the post is read where it stands.
async fn fetched(received: &Received<'_>, id: &str) -> Result<Handled, InboxError> {
    let mut post = post::fetched(received.app, id).await?;
    // Its author told us of it, so what it says to us counts.
    post.incoming.direct = post.author.id == received.actor.id;
    if post.incoming.direct {
        post.incoming.inner = received.inner();
    }
    take(received, post).await
}

/// Hands a post to the one deed that knows what it means, and before it those that it answers and that never reached us.
pub(super) async fn take(received: &Received<'_>, mut post: post::Post) -> Result<Handled, InboxError> {
    if post.incoming.in_reply_to.is_none() {
        post.incoming.followers = followers(received, &post).await?;
    } else if ancestors::concerns_us(received, &post) {
        for missing in ancestors::missing(received, &post).await? {
            take_one(received.app, missing).await?;
        }
    }
    move_account::claimed(received, &post).await?;
    take_one(received.app, post).await
}

/// Nothing of a post is kept; its author hears why, where it is meant for us. Nothing is fetched for it.
pub(in crate::federation) async fn refuse(received: &Received<'_>, refusal: Refusal) -> Result<(), InboxError> {
    let Some(object) = received.activity.get("object").filter(|it| it.is_object()) else { return Ok(()) };
    if let Some(mut post) = post::from_sender(received.app, received.actor, object).await? {
        post.incoming.refused = Some(refusal);
        take_one(received.app, post).await?;
    }
    Ok(())
}

/// How many follow whoever files, by their own server's word; recorded as a band at filing. Absent is fine.
async fn followers(received: &Received<'_>, post: &post::Post) -> Result<Option<i64>, InboxError> {
    let app = received.app;
    let named = post.incoming.mentions.iter().chain(&post.incoming.groups);
    let ours = named.filter_map(|uri| app.address.place(uri)).any(|place| matches!(place, Place::Actor(_)));
    let Some(address) = post.author.followers_uri.as_deref().filter(|_| ours) else { return Ok(None) };
    if !wire::on_one_host(address, &post.author.uri) {
        return Ok(None);
    }
    let known = post.incoming.uri.clone();
    let seen = app.db.read::<_, StorageError, _>(move |view| posts::find_by_uri(view, &known)).await?;
    if seen.is_some() {
        return Ok(None);
    }
    let collection = fetch_document(app, address).await.ok();
    Ok(collection.and_then(|it| it.get("totalItems")?.as_i64()).filter(|count| *count >= 0))
}

pub(in crate::federation) async fn take_one(app: &App, post: post::Post) -> Result<Handled, InboxError> {
    let uri = post.incoming.uri.clone();
    let door = if post.incoming.direct { Door::Mention } else { Door::Relay };
    let cause = Cause::new(door, &post.author.uri, &post.incoming.uri, app.clock.now());
    match receive_post(app, cause, post.author.id, post.incoming).await {
        Ok(once) => Ok(match once.into_inner() {
            receive_post::Received::Ignored { .. } => Handled::Ignored("nothing-of-ours"),
            _ => Handled::Understood,
        }),
        Err(ServiceError::Refused(refusal)) if !refusal.code().is_passing() => {
            tracing::info!(%refusal, post = uri, "inbox: a post was refused");
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
