//! Likes, boosts, votes and blocks of remote actors: kept, passed on where they are votes, and taken back by whoever made them.

use chrono::TimeDelta;

use crate::app::App;
use crate::domain::Timestamp;
use crate::domain::ids::ActorId;
use crate::storage::jobs::{self, Task};
use crate::storage::passed_on::{self, Inner};
use crate::storage::reactions::{self, Block, Reaction, ReactionKind};
use crate::storage::{StorageError, Tx, actors, complaints, erasures, follows, outbox, posts, restrictions};

/// Votes that a board passes on for one thread within an hour: each goes to every follower, so that nobody may
/// have us send without end by voting and taking back.
const VOTES_PASSED_ON_PER_HOUR_MAX: i64 = 200;

/// Keeps one sign. A vote on a post of a thread of ours is passed on, once for each actor and post.
pub async fn keep_reaction(app: &App, reaction: Reaction, inner: Option<Inner>) -> Result<(), StorageError> {
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            // Limited or suspended: it counts for nothing, whoever brought it.
            if restrictions::holding(&mut tx.view(), reaction.actor, now)?.is_some() {
                return Ok(());
            }
            let new = reactions::insert(tx, &reaction)?;
            let is_vote = matches!(reaction.kind, ReactionKind::Like | ReactionKind::Dislike);
            match inner.filter(|_| new && is_vote) {
                Some(inner) => pass_on(tx, &reaction.object, &inner, now),
                None => Ok(()),
            }
        })
        .await
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

/// Keeps a block. Whoever is blocked and lives here no longer follows, and is no longer followed.
pub async fn keep_block(app: &App, block: Block) -> Result<(), StorageError> {
    let keep = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        reactions::insert_block(tx, &block)?;
        let blocked = actors::find_by_uri(&mut tx.view(), &block.blocked)?;
        if let Some(blocked) = blocked.filter(|actor| actor.local && block.place.is_empty()) {
            follows::remove(tx, block.blocker, blocked.id)?;
            follows::remove(tx, blocked.id, block.blocker)?;
        }
        Ok(())
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

/// The activity by which an actor reacted to something in this way; some take back a reaction without naming its id.
pub async fn reaction_by(
    app: &App,
    actor: ActorId,
    object: String,
    kind: ReactionKind,
) -> Result<Option<String>, StorageError> {
    app.db.read(move |view| reactions::activity_of(view, actor, &object, kind)).await
}
