//! Leave to quote a post of ours: asked for from elsewhere, given or refused at once, taken back when the post goes or its author wants it.

use chrono::TimeDelta;
use uuid::Uuid;

use crate::app::App;
use crate::domain::Timestamp;
use crate::domain::brand::site_of;
use crate::domain::ids::{ActivityId, ActorId, PostId};
use crate::services::ServiceError;
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::jobs::{self, Task};
use crate::storage::outbox::{self, Activity, ActivityKind, Audience};
use crate::storage::quotes::{self, Asker, Quote};
use crate::storage::{Cause, Once, StorageError, Tx, View, posts};

/// Leaves to quote that one account, and the servers of one domain, are given in a day.
pub const QUOTES_PER_ACCOUNT_AND_DAY_MAX: i64 = 50;
pub const QUOTES_PER_SITE_AND_DAY_MAX: i64 = 500;
/// Leaves that one transaction takes back.
const REVOKED_AT_ONCE: i64 = 50;

/// Whether somebody elsewhere was given as many leaves to quote in a day as anybody is.
pub fn was_given_enough(view: &mut View<'_>, asker: &Actor, now: Timestamp) -> Result<bool, StorageError> {
    let since = now - TimeDelta::days(1);
    let site = site_of(&asker.host);
    Ok(quotes::count_given(view, Asker::Account(asker.id), since)? >= QUOTES_PER_ACCOUNT_AND_DAY_MAX
        || quotes::count_given(view, Asker::Site(&site), since)? >= QUOTES_PER_SITE_AND_DAY_MAX)
}

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
        outbox::send(tx, &activity, &answering.inbox, now)
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

/// Everything that quotes a post loses its leave: the post is gone. No leave for what is gone can be fetched any more; those
/// who have one are told some at a time, however many they are.
pub fn revoke_all_of(tx: &mut Tx<'_>, post: PostId, now: Timestamp) -> Result<(), StorageError> {
    if quotes::standing(&mut tx.view(), post, 1)?.is_empty() {
        return Ok(());
    }
    jobs::enqueue(tx, &Task::RevokeQuotes { post }, now)
}

/// Takes some of the leaves for a post back. Whether there may be more.
pub async fn revoke_some_of(app: &App, post: PostId) -> Result<bool, StorageError> {
    let now = app.clock.now();
    let revoke_some = move |tx: &mut Tx<'_>| -> Result<bool, StorageError> {
        let some = quotes::standing(&mut tx.view(), post, REVOKED_AT_ONCE)?;
        for quote in &some {
            revoke(tx, quote.id, now)?;
        }
        Ok(i64::try_from(some.len()).is_ok_and(|it| it >= REVOKED_AT_ONCE))
    };
    app.db.write(revoke_some).await
}

fn revoke(tx: &mut Tx<'_>, id: Uuid, now: Timestamp) -> Result<(), StorageError> {
    if quotes::revoke(tx, id, now)? {
        jobs::enqueue(tx, &Task::TellRevoked { quote: id }, now)?;
    }
    Ok(())
}
