//! Leave that an author elsewhere gave: what it is for names it, and is said once more to everybody whom it is for.

use serde_json::Value;

use crate::app::App;
use crate::domain::address::Place;
use crate::domain::ids::{ActivityId, ActorId, PostId};
use crate::domain::visibility::Telling;
use crate::federation::documents::note::Noted;
use crate::federation::leave::{self, Deed};
use crate::federation::outgoing::announce::{activity_of, created, keep_one, told_of};
use crate::federation::vocabulary::with_context;
use crate::federation::wire;
use crate::storage::outbox::{Activity, ActivityKind, Audience};
use crate::storage::{StorageError, Tx, View, actors, complaints, hidden_posts, leaves, posts, visibility};

const LABEL: &str = "approved";

/// What was asked for, and the leave.
pub(in crate::federation) struct Approved<'a> {
    pub(in crate::federation) deed: Deed,
    /// The post elsewhere.
    pub(in crate::federation) object: &'a str,
    /// A post of ours by its address or whole, or an activity of ours whole.
    pub(in crate::federation) instrument: &'a Value,
    pub(in crate::federation) approval: &'a str,
}

/// Run twice it says it once.
pub(in crate::federation) async fn pass_on(
    app: &App,
    approved: &Approved<'_>,
    author: ActorId,
) -> Result<(), StorageError> {
    let Some(subject) = wire::id_of(approved.instrument).map(str::to_string) else { return Ok(()) };
    let (target, approval, now) = (approved.object.to_string(), approved.approval.to_string(), app.clock.now());
    let place = app.address.place(&subject);
    app.db.write(move |tx| leaves::keep_approval(tx, &subject, &target, &approval, now)).await?;
    match (approved.deed, place) {
        (Deed::Reply, Some(Place::Post(post))) => say_reply(app, post).await,
        (Deed::Like | Deed::Announce, Some(Place::Activity(id))) => say_held_back(app, approved, id, author).await,
        _ => Ok(()),
    }
}

/// Servers that dropped an answer without leave take it with it.
async fn say_reply(app: &App, post: PostId) -> Result<(), StorageError> {
    let read = move |view: &mut View<'_>| -> Result<Option<Noted>, StorageError> {
        let Some(post) = posts::find(view, post)?.filter(|it| it.deleted_at.is_none()) else { return Ok(None) };
        if hidden_posts::reason_of(view, post.id)?.is_some() {
            return Ok(None);
        }
        let Some(mut noted) = Noted::read(view, post)? else { return Ok(None) };
        noted.thread = told_of(view, noted.thread)?;
        Ok(Some(noted).filter(|it| it.thread.is_some() && !it.is_gone()))
    };
    let Some(noted) = app.db.read(read).await? else { return Ok(()) };
    let mut said = created(app, &noted, LABEL, ActivityKind::Post);
    let board = noted.thread.as_ref().and_then(|it| it.board.as_ref()).filter(|it| it.local);
    said.audience.followers_of = board.map(|it| it.id).into_iter().chain([noted.author.id]).collect();
    let (address, now, complaint) = (app.address.clone(), app.clock.now(), noted.post.complaint);
    let sequence = noted.post.sequence.unwrap_or_default();
    let work = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        // Erased since it was read: nothing of it is said any more.
        if posts::find(&mut tx.view(), post)?.is_none_or(|it| it.deleted_at.is_some()) {
            return Ok(());
        }
        keep_one(tx, &address, &activity_of(&address, post.0, complaint, sequence, said, now), now)
    };
    app.db.write(work).await
}

/// A like or a boost that waited for leave.
async fn say_held_back(
    app: &App,
    approved: &Approved<'_>,
    id: ActivityId,
    author: ActorId,
) -> Result<(), StorageError> {
    let mut body = with_context(approved.instrument.clone());
    leave::name_leave(&mut body, approved.deed, approved.approval);
    let by = wire::member_id(&body, "actor").unwrap_or_default().to_string();
    let (object, deed, now) = (approved.object.to_string(), approved.deed, app.clock.now());
    let address = app.address.clone();
    let work = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        let Some(by) = actors::find_by_uri(&mut tx.view(), &by)?.filter(|it| it.local && it.deleted_at.is_none())
        else {
            return Ok(());
        };
        // What was taken back or hidden meanwhile is not passed on.
        let post = posts::find_by_uri(&mut tx.view(), &object)?;
        if post.as_ref().is_some_and(|it| it.deleted_at.is_some()) {
            return Ok(());
        }
        let held = match post.as_ref().and_then(|it| it.complaint) {
            Some(complaint) => complaints::find(&mut tx.view(), complaint)?,
            None => None,
        };
        if let Some(held) = &held
            && visibility::standing_of(&mut tx.view(), held)?.telling() != Telling::Everything
        {
            return Ok(());
        }
        let public = deed == Deed::Announce;
        let activity = Activity {
            id,
            actor: by.id,
            kind: if public { ActivityKind::Announce } else { ActivityKind::Answer },
            complaint: held.as_ref().map(|it| it.id),
            sequence: post.and_then(|it| it.sequence).unwrap_or_default(),
            public,
            audience: Audience {
                followers_of: if public { vec![by.id] } else { Vec::new() },
                actors: vec![author],
                ..Audience::default()
            },
            body: body.to_string(),
            created_at: now,
        };
        keep_one(tx, &address, &activity, now)
    };
    app.db.write(work).await
}
