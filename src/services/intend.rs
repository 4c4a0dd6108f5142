//! What a member does from here to somebody or something of any server: follow, like, boost, and take a follow back.

use crate::app::App;
use crate::crypto::random;
use crate::domain::doings::Doing;
use crate::domain::ids::{ActivityId, ActorId, PostId};
use crate::services::restrict::{Takes, refuse_restricted};
use crate::services::{ServiceError, doings};
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::follows::{self, Follow};
use crate::storage::jobs::{self, Said, Task};
use crate::storage::posts::{self, PostKind};
use crate::storage::reactions::{self, Reaction, ReactionKind};
use crate::storage::{Cause, Once, Tx};

/// What is done, and to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intended {
    Follow(ActorId),
    Unfollow(ActorId),
    Like(PostId),
    Announce(PostId),
}

/// Does it, and has its server told. Whom one follows here accepts at once; others answer when they will.
pub async fn intend(app: &App, cause: Cause, by: ActorId, intended: Intended) -> Result<Once<()>, ServiceError> {
    let now = app.clock.now();
    let id = ActivityId(random::new_v7(app.random.as_ref(), now));
    let uri = app.address.activity(id);
    let doing = match intended {
        Intended::Follow(_) => Doing::Relate,
        // To end a follow is possible however many were begun.
        Intended::Unfollow(_) => Doing::Post,
        Intended::Like(_) | Intended::Announce(_) => Doing::React,
    };
    doings::within(app, cause, doing, move |tx| {
        // To end a follow takes nothing from anybody.
        if !matches!(intended, Intended::Unfollow(_)) {
            refuse_restricted(tx, now, by, Takes::Others)?;
        }
        let task = match intended {
            Intended::Follow(followed) => {
                let followed = find(tx, followed)?;
                if followed.id == by || matches!(followed.kind, ActorKind::Instance | ActorKind::Application) {
                    return Err(ServiceError::NotFound("actor"));
                }
                let known = follows::find(&mut tx.view(), by, followed.id)?;
                if known.is_some() {
                    return Ok(());
                }
                let follow = Follow { follower: by, followed: followed.id, uri, accepted: followed.local, at: now };
                follows::save(tx, &follow)?;
                (!followed.local).then_some((Said::Follow, followed.uri, Some(followed.id)))
            }
            Intended::Unfollow(followed) => {
                // Whoever is followed by nobody, or is nobody: the answer is the same, and tells of no name.
                let Some(followed) = actors::find(&mut tx.view(), followed)? else { return Ok(()) };
                let known = follows::find(&mut tx.view(), by, followed.id)?;
                follows::remove(tx, by, followed.id)?;
                known.filter(|_| !followed.local).map(|it| (Said::Unfollow, it.uri, Some(followed.id)))
            }
            Intended::Like(post) => {
                react(tx, by, post, ReactionKind::Like, uri, now)?.map(|(object, author)| (Said::Like, object, author))
            }
            Intended::Announce(post) => react(tx, by, post, ReactionKind::Boost, uri, now)?
                .map(|(object, author)| (Said::Announce, object, author)),
        };
        if let Some((said, object, to)) = task {
            jobs::enqueue(tx, &Task::Say { activity: id, by, said, object, to }, now)?;
        }
        Ok(())
    })
    .await
}

fn find(tx: &mut Tx<'_>, id: ActorId) -> Result<Actor, ServiceError> {
    let found = actors::find(&mut tx.view(), id)?;
    found.filter(|it| it.deleted_at.is_none()).ok_or(ServiceError::NotFound("actor"))
}

/// Keeps the sign; the post and its author, unless it was kept before.
fn react(
    tx: &mut Tx<'_>,
    by: ActorId,
    post: PostId,
    kind: ReactionKind,
    activity: String,
    at: crate::domain::Timestamp,
) -> Result<Option<(String, Option<ActorId>)>, ServiceError> {
    let post = posts::find(&mut tx.view(), post)?.filter(|it| it.kind != PostKind::Direct && it.deleted_at.is_none());
    let post = post.ok_or(ServiceError::NotFound("post"))?;
    if reactions::exists(&mut tx.view(), by, &post.uri, kind)? {
        return Ok(None);
    }
    let reaction = Reaction { actor: by, object: post.uri.clone(), kind, word: String::new(), activity, at };
    reactions::insert(tx, &reaction)?;
    Ok(Some((post.uri, post.author)))
}
