//! Carrying somebody else's board: the server follows it as itself, and from time to time compares what it missed.

use std::time::Duration;

use serde_json::{Value, json};
use url::Url;

use crate::app::App;
use crate::crypto::random;
use crate::domain::ids::{ActivityId, ActorId};
use crate::federation::actor::resolve_handle;
use crate::federation::fetch::{FetchError, fetch_document};
use crate::federation::incoming::complaint;
use crate::federation::outgoing::NotSaid;
use crate::federation::vocabulary::with_context;
use crate::federation::wire;
use crate::services::signing::{self, SigningError};
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::follows::{self, Follow};
use crate::storage::jobs::{self, Task};
use crate::storage::outbox::{self, Activity, ActivityKind, Audience};
use crate::storage::{StorageError, Tx, View, complaints};

/// How long after a follow the board is compared for the first time, and how often from then on.
const FIRST_COMPARISON: Duration = Duration::from_secs(5);
const COMPARISON_INTERVAL: Duration = Duration::from_mins(15);
/// Pages of a digest that one comparison reads: half a million complaints.
const DIGEST_PAGES_MAX: usize = 1_000;

#[derive(Debug, thiserror::Error)]
pub enum FollowError {
    #[error(transparent)]
    Fetch(#[from] FetchError),
    #[error("{0} is not the board of a server that keeps complaints")]
    NotABoard(String),
    #[error("{0} is at home here")]
    Ours(String),
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    Signing(#[from] SigningError),
}

/// Follows the board that a handle such as `acme.com@south.example` names. The board's server answers by itself.
pub async fn follow_board(app: &App, handle: &str) -> Result<Actor, FollowError> {
    let board = resolve_handle(app, handle).await?;
    if board.local {
        return Err(FollowError::Ours(handle.to_string()));
    }
    if board.kind != ActorKind::Board {
        return Err(FollowError::NotABoard(handle.to_string()));
    }
    let instance = signing::instance_actor(app).await?;
    let now = app.clock.now();
    let id = ActivityId(random::new_v7(app.random.as_ref(), now));
    let uri = app.address.activity(id);
    let body = with_context(json!({
        "id": uri, "type": "Follow", "actor": instance.uri, "object": board.uri, "to": [board.uri],
    }));
    let activity = Activity {
        id,
        actor: instance.id,
        kind: ActivityKind::Answer,
        complaint: None,
        sequence: 0,
        public: false,
        audience: Audience::default(),
        body: body.to_string(),
        created_at: now,
    };
    let (followed, inbox) = (board.id, board.inbox.clone());
    let work = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        let known = follows::find(&mut tx.view(), instance.id, followed)?.is_some();
        follows::save(tx, &Follow { follower: instance.id, followed, uri, accepted: false, at: now })?;
        outbox::send(tx, &activity, &[inbox], now)?;
        if known {
            return Ok(());
        }
        jobs::enqueue(tx, &Task::CompareBoard { board: followed }, now + FIRST_COMPARISON)
    };
    app.db.write(work).await?;
    Ok(board)
}

/// Pulls what differs from the home's digest, and puts the next comparison in line. Ends when the board is not followed any more.
pub async fn compare(app: &App, board: ActorId) -> Result<(), NotSaid> {
    let instance = signing::instance_actor(app).await?.id;
    let find = move |view: &mut View<'_>| -> Result<Option<Actor>, StorageError> {
        let followed = follows::find(view, instance, board)?.is_some();
        Ok(actors::find(view, board)?.filter(|actor| followed && actor.deleted_at.is_none()))
    };
    let Some(actor) = app.db.read(find).await? else { return Ok(()) };
    if let Err(error) = pull(app, &actor).await {
        // The next comparison comes in any case; what is new arrives by itself meanwhile.
        tracing::warn!(board = actor.uri, %error, "a board could not be compared with its home");
    }
    let next = app.clock.now() + COMPARISON_INTERVAL;
    app.db.write(move |tx| jobs::enqueue(tx, &Task::CompareBoard { board }, next)).await?;
    Ok(())
}

async fn pull(app: &App, board: &Actor) -> Result<(), FetchError> {
    let document = fetch_document(app, &board.uri).await?;
    let mut next = wire::text_of(&document, "rd:digest").map(str::to_string);
    for _ in 0..DIGEST_PAGES_MAX {
        let Some(page) = next.filter(|page| wire::on_one_host(page, &board.uri)) else { return Ok(()) };
        let document = fetch_document(app, &page).await?;
        for item in wire::many(document.get("orderedItems")) {
            pull_one(app, board, item).await?;
        }
        next = wire::text_of(&document, "next").map(str::to_string);
    }
    Ok(())
}

async fn pull_one(app: &App, board: &Actor, item: &Value) -> Result<(), FetchError> {
    let id = wire::text_of(item, "id").filter(|id| wire::on_one_host(id, &board.uri) && Url::parse(id).is_ok());
    let (Some(id), Some(head)) = (id, wire::text_of(item, "rd:head")) else { return Ok(()) };
    let asked = id.to_string();
    let held = app.db.read::<_, StorageError, _>(move |view| complaints::find_by_uri(view, &asked)).await?;
    if held.is_some_and(|held| held.head.to_string() == head) {
        return Ok(());
    }
    match complaint::catch_up(app, id).await {
        Ok(handled) => tracing::info!(complaint = id, ?handled, "a complaint was compared with its home"),
        Err(error) => tracing::warn!(complaint = id, %error, "a complaint could not be compared with its home"),
    }
    Ok(())
}
