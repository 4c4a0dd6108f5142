//! Move: an account says that it is another one now. True only if that other one says so too.

use chrono::TimeDelta;

use crate::app::App;
use crate::domain::visibility::{Peer, Sight, Viewer, sight};
use crate::federation::actor;
use crate::federation::fetch::fetch_document;
use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::incoming::post::Post;
use crate::federation::wire;
use crate::services::receive_change::complainant_moved;
use crate::services::remember_actor::remember_actor;
use crate::storage::actors::{self, Actor};
use crate::storage::{Cause, Door, StorageError, View, complaints, posts, visibility};

/// A complainant's account is asked no more often than this whether it moved, whoever claims to be it.
const ASK_MINUTES: i64 = 5;

pub(in crate::federation) async fn receive(received: &Received<'_>) -> Result<Handled, InboxError> {
    let app = received.app;
    if wire::member_id(received.activity, "object") != Some(&received.actor.uri) {
        return Ok(Handled::Refused("another-actor"));
    }
    let Some(target) = wire::member_id(received.activity, "target") else { return Ok(Handled::Refused("no-target")) };
    let document = fetch_document(app, target).await?;
    if !actor::also_known_as(&document).contains(&received.actor.uri.as_str()) {
        return Ok(Handled::Refused("not-confirmed-by-the-target"));
    }
    let new = remember_actor(app, actor::read_actor(app, &document).await?).await?;
    moved(app, received.actor, &new, Cause::new(Door::Activity, &received.actor.uri, received.id, app.clock.now()))
        .await?;
    Ok(Handled::Understood)
}

async fn moved(app: &App, old: &Actor, new: &Actor, cause: Cause) -> Result<(), InboxError> {
    let known = Actor { moved_to: Some(new.uri.clone()), fetched_at: app.clock.now(), ..old.clone() };
    remember_actor(app, known).await?;
    complainant_moved(app, cause, old.id, new.id).await?;
    Ok(())
}

/// An account's server tells its followers that it moved, and nobody else: so whoever gives the complainant's command from
/// an account that we do not know as theirs is looked up, and is the complainant if both accounts say so.
pub(super) async fn claimed(received: &Received<'_>, post: &Post) -> Result<(), InboxError> {
    let app = received.app;
    if !post.incoming.direct || !post.incoming.has_command() {
        return Ok(());
    }
    let Some(old) = complainant_answered(app, post).await? else { return Ok(()) };
    if app.clock.now() - old.fetched_at < TimeDelta::minutes(ASK_MINUTES) {
        return Ok(());
    }
    let Ok(document) = fetch_document(app, &post.author.uri).await else { return Ok(()) };
    if !actor::also_known_as(&document).contains(&old.uri.as_str()) {
        return Ok(());
    }
    let Ok(old) = actor::fetch_actor(app, &old.uri).await else { return Ok(()) };
    if old.moved_to.as_deref() == Some(post.author.uri.as_str()) {
        let id = format!("{} from an account that moved", post.incoming.uri);
        moved(app, &old, &post.author, Cause::new(Door::Activity, &post.author.uri, id, app.clock.now())).await?;
    }
    Ok(())
}

/// Whoever filed the complaint of ours that a post answers, if that is somebody elsewhere, and not its author.
async fn complainant_answered(app: &App, post: &Post) -> Result<Option<Actor>, StorageError> {
    let (Some(parent), author) = (post.incoming.in_reply_to.clone(), post.author.id) else { return Ok(None) };
    let read = move |view: &mut View<'_>| -> Result<Option<Actor>, StorageError> {
        let Some(id) = posts::find_by_uri(view, &parent)?.and_then(|it| it.complaint) else { return Ok(None) };
        // What strangers may not know of is asked about nowhere, or the asking would tell them.
        let unknown =
            visibility::standing(view, id)?.is_none_or(|it| sight(it, Viewer::Peer(Peer::Anybody)) == Sight::Nothing);
        let held = complaints::find(view, id)?.filter(|it| it.at_home && !unknown);
        match held.and_then(|it| it.complainant).filter(|it| *it != author) {
            Some(complainant) => Ok(actors::find(view, complainant)?.filter(|it| !it.local && it.deleted_at.is_none())),
            None => Ok(None),
        }
    };
    app.db.read(read).await
}
