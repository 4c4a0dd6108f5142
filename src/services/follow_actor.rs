//! Who follows whom: follows of our actors are accepted at once, ours elsewhere wait for their answer.

use crate::app::App;
use crate::domain::ids::{ActivityId, ActorId};
use crate::storage::follows::{self, Follow};
use crate::storage::outbox::{self, Activity, ActivityKind, Audience};
use crate::storage::{StorageError, Tx, deliveries};

/// A follow and the answer that goes back, ready to be sent.
#[derive(Debug, Clone)]
pub struct Accepting {
    pub follow: Follow,
    pub answer: ActivityId,
    pub body: String,
    pub inbox: String,
}

/// Keeps the follow and queues the answer, both or neither.
pub async fn accept_follow(app: &App, accepting: Accepting) -> Result<(), StorageError> {
    let now = app.clock.now();
    let accept = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        follows::save(tx, &accepting.follow)?;
        // Whoever follows again is there again.
        deliveries::inbox_returned(tx, &accepting.inbox)?;
        let answer = Activity {
            id: accepting.answer,
            actor: accepting.follow.followed,
            kind: ActivityKind::Answer,
            complaint: None,
            sequence: 0,
            public: false,
            audience: Audience::default(),
            body: accepting.body,
            created_at: now,
        };
        // A follow that is said again may have missed its answer.
        match outbox::find(&mut tx.view(), accepting.answer)? {
            Some(given) => deliveries::enqueue_at_once(tx, &given, &accepting.inbox, now),
            None => outbox::send(tx, &answer, &accepting.inbox, now),
        }
    };
    app.db.write(accept).await
}

pub async fn end_follow(app: &App, follower: ActorId, followed: ActorId) -> Result<bool, StorageError> {
    app.db.write(move |tx| follows::remove(tx, follower, followed)).await
}

/// What a remote actor answered to a follow of one of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    Accepted,
    Rejected,
}

/// Notes the answer to a follow. `false` when none of ours was sent to this actor: such an answer means nothing.
pub async fn follow_answered(
    app: &App,
    follower: ActorId,
    followed: ActorId,
    answered: Answered,
) -> Result<bool, StorageError> {
    app.db
        .write(move |tx| match answered {
            Answered::Accepted => follows::accept(tx, follower, followed),
            Answered::Rejected => follows::remove(tx, follower, followed),
        })
        .await
}
