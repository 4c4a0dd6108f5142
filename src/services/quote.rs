//! Leave to quote a post of ours: asked for from elsewhere, given or refused at once, taken back when the post goes or its author wants it.

use uuid::Uuid;

use crate::app::App;
use crate::domain::Timestamp;
use crate::domain::ids::{ActivityId, ActorId, PostId};
use crate::services::ServiceError;
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::jobs::{self, Task};
use crate::storage::outbox::{self, Activity, ActivityKind, Audience};
use crate::storage::quotes::{self, Quote};
use crate::storage::{Cause, Once, StorageError, Tx, posts};

/// An answer to a request, ready to be sent; with the leave when it was given.
#[derive(Debug, Clone)]
pub struct Answering {
    pub answer: ActivityId,
    pub by: ActorId,
    pub body: String,
    pub inbox: String,
    pub granted: Option<Quote>,
}

/// Keeps the leave and queues the answer, both or neither.
pub async fn answer_request(app: &App, answering: Answering) -> Result<(), StorageError> {
    let now = app.clock.now();
    let answer = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        if let Some(quote) = &answering.granted {
            quotes::insert(tx, quote)?;
        }
        let activity = Activity {
            id: answering.answer,
            actor: answering.by,
            kind: ActivityKind::Answer,
            complaint: None,
            sequence: 0,
            public: false,
            audience: Audience::default(),
            body: answering.body,
            created_at: now,
        };
        outbox::send(tx, &activity, &[answering.inbox], now)
    };
    app.db.write(answer).await
}

/// The author of a quoted post takes one leave back, or somebody who may speak for boards that of a board's note. The quoting server is told, and the leave cannot be fetched any more.
pub async fn revoke_quote(
    app: &App,
    cause: Cause,
    by: ActorId,
    for_boards: bool,
    id: Uuid,
) -> Result<Once<()>, ServiceError> {
    let now = app.clock.now();
    app.db
        .write_once(cause, move |tx| {
            let quote = quotes::find(&mut tx.view(), id)?.ok_or(ServiceError::NotFound("quote"))?;
            let author = posts::find(&mut tx.view(), quote.post)?.and_then(|it| it.author);
            let author = author.map_or(Ok(None), |author| actors::find(&mut tx.view(), author))?;
            let may = |it: &Actor| it.id == by || (for_boards && it.local && it.kind == ActorKind::Board);
            author.filter(may).ok_or(ServiceError::NotFound("quote"))?;
            revoke(tx, id, now)?;
            Ok(())
        })
        .await
}

/// Everything that quotes a post loses its leave: the post is gone.
pub fn revoke_all_of(tx: &mut Tx<'_>, post: PostId, now: Timestamp) -> Result<(), StorageError> {
    for quote in quotes::standing(&mut tx.view(), post)? {
        revoke(tx, quote.id, now)?;
    }
    Ok(())
}

fn revoke(tx: &mut Tx<'_>, id: Uuid, now: Timestamp) -> Result<(), StorageError> {
    if quotes::revoke(tx, id, now)? {
        jobs::enqueue(tx, &Task::TellRevoked { quote: id }, now)?;
    }
    Ok(())
}
