//! Likes, boosts, votes and blocks of remote actors: kept, passed on where they are votes, and taken back by whoever made them.

use chrono::TimeDelta;

use crate::app::App;
use crate::domain::Timestamp;
use crate::domain::address::Place;
use crate::domain::ids::ActorId;
use crate::domain::visibility::Sight;
use crate::services::scene::Scene;
use crate::storage::jobs::{self, Task};
use crate::storage::passed_on::{self, Inner};
use crate::storage::reactions::{self, Block, Reaction, ReactionKind};
use crate::storage::{
    StorageError, Tx, actors, complaints, erasures, follows, inbox, outbox, posts, restrictions, taken_back,
};

/// Votes that a board passes on for one thread within an hour: each goes to every follower, so that nobody may
/// have us send without end by voting and taking back.
const VOTES_PASSED_ON_PER_HOUR_MAX: i64 = 200;

/// Keeps one sign about something that is here, as far as whoever gives it may see that. A vote on a post of a thread of
/// ours is passed on, once for each actor and post. `false`: it is about nothing here, or was taken back before it came.
pub async fn keep_reaction(app: &App, reaction: Reaction, inner: Option<Inner>) -> Result<bool, StorageError> {
    let scene = Scene::of(app);
    app.db
        .write(move |tx| {
            // Limited or suspended: it counts for nothing, whoever brought it.
            if restrictions::holding(&mut tx.view(), reaction.actor, scene.now)?.is_some() {
                return Ok(true);
            }
            let Some(by) = actors::find(&mut tx.view(), reaction.actor)? else { return Ok(false) };
            if !is_there_for(tx, &scene, by.id, &reaction.object)?
                || taken_back::is_taken_back(&mut tx.view(), &by.uri, &reaction.activity, scene.now)?
            {
                return Ok(false);
            }
            let new = reactions::insert(tx, &reaction)?;
            let is_vote = matches!(reaction.kind, ReactionKind::Like | ReactionKind::Dislike);
            if let Some(inner) = inner.filter(|_| new && is_vote) {
                pass_on(tx, &reaction.object, &inner, scene.now)?;
            }
            Ok(true)
        })
        .await
}

/// Whether an address names something here that this actor may see: a post, or a thread.
fn is_there_for(tx: &mut Tx<'_>, scene: &Scene, actor: ActorId, address: &str) -> Result<bool, StorageError> {
    let post = posts::find_by_uri(&mut tx.view(), address)?;
    let held = match &post {
        Some(post) => post.complaint.map_or(Ok(None), |id| complaints::find(&mut tx.view(), id))?,
        None => match scene.address.place(address) {
            Some(Place::Complaint(id)) => complaints::find(&mut tx.view(), id)?,
            _ => complaints::find_by_uri(&mut tx.view(), address)?,
        },
    };
    match held {
        Some(held) => Ok(scene.sight_of(tx, &held, actor)? == Sight::Whole),
        // A post of ours for another server's thread, which that one has not told of yet.
        None => Ok(post.is_some()),
    }
}

fn pass_on(tx: &mut Tx<'_>, object: &str, inner: &Inner, now: Timestamp) -> Result<(), StorageError> {
    let Some(complaint) = posts::find_by_uri(&mut tx.view(), object)?.and_then(|it| it.complaint) else {
        return Ok(());
    };
    let at_home = complaints::find(&mut tx.view(), complaint)?.is_some_and(|held| held.at_home);
    let hour = now - TimeDelta::hours(1);
    if !at_home || outbox::count_without_event(&mut tx.view(), complaint, hour)? >= VOTES_PASSED_ON_PER_HOUR_MAX {
        return Ok(());
    }
    passed_on::keep(tx, complaint, 0, inner, now)?;
    jobs::enqueue(tx, &Task::PassOn { complaint, sequence: 0, activity: inner.activity.clone() }, now)
}

/// Keeps a block of somebody who lives here: they no longer follow, and are no longer followed. `false`: it is about nobody
/// here, and nothing is kept.
pub async fn keep_block(app: &App, block: Block) -> Result<bool, StorageError> {
    let keep = move |tx: &mut Tx<'_>| -> Result<bool, StorageError> {
        let blocked = actors::find_by_uri(&mut tx.view(), &block.blocked)?;
        let Some(blocked) = blocked.filter(|it| it.local) else { return Ok(false) };
        reactions::insert_block(tx, &block)?;
        if block.place.is_empty() {
            follows::remove(tx, block.blocker, blocked.id)?;
            follows::remove(tx, blocked.id, block.blocker)?;
        }
        Ok(true)
    };
    app.db.write(keep).await
}

/// Takes back a block that is named only by whom it shuts out, and of where.
pub async fn end_block(app: &App, blocker: ActorId, blocked: String, place: String) -> Result<bool, StorageError> {
    app.db.write(move |tx| reactions::remove_block_of(tx, blocker, &blocked, &place)).await
}

/// Takes back whatever an actor said with an activity: a reaction, a boost, a block, a follow. `false` when there is nothing.
pub async fn take_back(
    app: &App,
    actor: ActorId,
    activity: String,
    inner: Option<Inner>,
) -> Result<bool, StorageError> {
    let now = app.clock.now();
    let take = move |tx: &mut Tx<'_>| -> Result<bool, StorageError> {
        let reaction = reactions::find(&mut tx.view(), actor, &activity)?;
        if reactions::remove(tx, actor, &activity)? {
            // Whoever reacted held a copy, and still does.
            if let Some(((object, _), by)) = reaction.as_ref().zip(actors::find(&mut tx.view(), actor)?) {
                erasures::keep_copies(tx, &[object], &[by.delivery_inbox().to_string()], now)?;
            }
            if let (Some((object, kind)), Some(inner)) = (reaction, inner)
                && [ReactionKind::Like.name(), ReactionKind::Dislike.name()].contains(&kind.as_str())
            {
                pass_on(tx, &object, &inner, now)?;
            }
            return Ok(true);
        }
        if reactions::remove_block(tx, actor, &activity)? {
            return Ok(true);
        }
        match follows::find_by_uri(&mut tx.view(), &activity)? {
            Some(follow) if follow.follower == actor => follows::remove(tx, actor, follow.followed),
            _ => Ok(false),
        }
    };
    app.db.write(take).await
}

/// An actor takes back an activity that never came: nothing comes of it when it does. One that came before was acted on, and
/// may be said again.
pub async fn remember_taken_back(app: &App, actor: ActorId, activity: String) -> Result<(), StorageError> {
    let now = app.clock.now();
    let remember = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        let Some(actor) = actors::find(&mut tx.view(), actor)? else { return Ok(()) };
        // What waits to be tried again has not come yet.
        let came = inbox::outcome(&mut tx.view(), &inbox::Key::new(&actor.uri, &activity))?.is_some();
        // What is known as somebody else's is nobody's to take back.
        if came || reactions::is_activity(&mut tx.view(), &activity)? {
            return Ok(());
        }
        if follows::find_by_uri(&mut tx.view(), &activity)?.is_some() {
            return Ok(());
        }
        taken_back::remember(tx, &actor.uri, &actor.host, &activity, now)
    };
    app.db.write(remember).await
}

/// The activity by which an actor reacted to something in this way; some take back a reaction without naming its id.
pub async fn reaction_by(
    app: &App,
    actor: ActorId,
    object: String,
    kind: ReactionKind,
) -> Result<Option<String>, StorageError> {
    app.db.read(move |view| reactions::activity_of(view, actor, &object, kind)).await
}
