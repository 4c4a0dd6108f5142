//! Carrying somebody else's board: the server follows it as itself, and from time to time compares what it missed.

use activitypub_federation::kinds::activity::FollowType;
use std::time::Duration;

use serde_json::{Value, json};
use url::Url;

use crate::app::App;
use crate::crypto::random;
use crate::domain::brand::BrandDomain;
use crate::domain::ids::{ActivityId, ActorId};
use crate::domain::sync::absence::{Replicas, look_after};
use crate::domain::sync::{Compared, Head, differing};
use crate::federation::actor::resolve_handle;
use crate::federation::carriers;
use crate::federation::fetch::{FetchError, fetch_document};
use crate::federation::incoming::complaint;
use crate::federation::outgoing::NotSaid;
use crate::federation::vocabulary::with_context;
use crate::federation::{statement, wire};
use crate::markup;
use crate::services::hear_board::{VOICES_MAX, hear_board};
use crate::services::receive_replica::Because;
use crate::services::signing::{self, SigningError};
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::claims::BoardVoice;
use crate::storage::follows::{self, Follow};
use crate::storage::jobs::{self, Task};
use crate::storage::outbox::{self, Activity, ActivityKind, Audience};
use crate::storage::{StorageError, Tx, View, carried};

/// How long after a follow the board is compared for the first time, and how often from then on.
const FIRST_COMPARISON: Duration = Duration::from_secs(5);
const COMPARISON_INTERVAL: Duration = Duration::from_mins(15);
/// Time that a home gets in one comparison.
const PULL_TIME_MAX: Duration = Duration::from_mins(10);
/// Of what a board says of a voice.
const HANDLE_CHARS_MAX: usize = 200;
const PROOF_CHARS_MAX: usize = 20;
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
        "id": uri, "type": FollowType::Follow, "actor": instance.uri, "object": board.uri, "to": [board.uri],
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
        outbox::send(tx, &activity, &inbox, now)?;
        let task = Task::CompareBoard { board: followed };
        if known || jobs::count_same(&mut tx.view(), &task)? > 0 {
            return Ok(());
        }
        jobs::enqueue(tx, &task, now + FIRST_COMPARISON)
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
    let pulled = match tokio::time::timeout(PULL_TIME_MAX, Box::pin(pull(app, &actor))).await {
        Ok(pulled) => pulled,
        // What was pulled is kept; the rest is pulled the next time.
        Err(_) => Err(FetchError::Unusable { id: actor.uri.clone(), what: "takes too long to compare" }),
    };
    match pulled {
        Ok((document, itself)) => {
            if itself {
                note_life(app, &actor).await?;
            } else {
                note_silence(app, &actor, "it answers without the board's proof", false).await?;
            }
            if let Err(error) = carriers::compare(app, &actor, &document).await {
                tracing::warn!(board = actor.uri, %error, "a board could not be compared with others who carry it");
            }
        }
        Err(error) => {
            // The next comparison comes in any case; what is new arrives by itself meanwhile.
            tracing::warn!(board = actor.uri, %error, "a board could not be compared with its home");
            note_silence(app, &actor, &error.to_string(), error.is_gone()).await?;
        }
    }
    let next = app.clock.now() + COMPARISON_INTERVAL;
    let again = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        let task = Task::CompareBoard { board };
        // This one is among those that are counted: a second one, of an earlier follow, goes on by itself.
        if jobs::count_same(&mut tx.view(), &task)? > 1 { Ok(()) } else { jobs::enqueue(tx, &task, next) }
    };
    Ok(app.db.write(again).await?)
}

/// The board is there, and itself: what was frozen is followed again.
async fn note_life(app: &App, board: &Actor) -> Result<(), StorageError> {
    let (id, uri, now) = (board.id, board.uri.clone(), app.clock.now());
    let note = move |tx: &mut Tx<'_>| -> Result<usize, StorageError> {
        carried::heard(tx, id, now)?;
        carried::thaw(tx, &uri)
    };
    let count = app.db.write(note).await?;
    if count > 0 {
        tracing::warn!(board = board.uri, count, "a home is there again; its complaints here are followed");
    }
    Ok(())
}

/// A home that does not answer for as long as deliveries are tried is gone, and so is one that says so itself: what we
/// hold of it is frozen, as of when it was heard last.
async fn note_silence(app: &App, board: &Actor, reason: &str, gone: bool) -> Result<(), StorageError> {
    let (id, uri, now, reason) = (board.id, board.uri.clone(), app.clock.now(), reason.to_string());
    let note = move |tx: &mut Tx<'_>| -> Result<usize, StorageError> {
        let known = carried::silent(tx, id, now, &reason)?;
        let frozen = carried::is_frozen(&mut tx.view(), &uri)?;
        let asked_since = known.silent_since.unwrap_or(now);
        match look_after(known.heard_at, asked_since, frozen, now) {
            Replicas::Freeze { as_of } => carried::freeze(tx, &uri, as_of),
            _ if gone && !frozen => carried::freeze(tx, &uri, known.heard_at),
            _ => Ok(0),
        }
    };
    let count = app.db.write(note).await?;
    if count > 0 {
        tracing::warn!(board = board.uri, count, "a home is gone; its complaints here are frozen");
    }
    Ok(())
}

/// Pulls what differs; gives back the board's document, and whether its digest carries the proof of the pinned key: a
/// name that points to somebody else now answers, too.
async fn pull(app: &App, board: &Actor) -> Result<(Value, bool), FetchError> {
    let document = fetch_document(app, &board.uri).await?;
    hear(app, board, &document).await?;
    let mut itself = false;
    let mut next = wire::text_of(&document, "rd:digest").map(str::to_string);
    for _ in 0..DIGEST_PAGES_MAX {
        let Some(page) = next.filter(|page| wire::on_one_host(page, &board.uri)) else { break };
        let page = fetch_document(app, &page).await?;
        itself = statement::is_proven(app, board, &page).await;
        for (uri, compared) in differing_here(app, board, &page).await? {
            pull_one(app, &uri, compared).await;
        }
        next = wire::text_of(&page, "next").map(str::to_string);
    }
    Ok((document, itself))
}

/// What the board says of its brand and of who speaks for it.
async fn hear(app: &App, board: &Actor, document: &Value) -> Result<(), StorageError> {
    let Some(domain) = wire::text_of(document, "rd:brand").and_then(|it| BrandDomain::parse(it).ok()) else {
        return Ok(());
    };
    let name = wire::text_of(document, "rd:brandName").unwrap_or_default().to_string();
    hear_board(app, board, domain, name, voices_in(document)).await
}

/// Who speaks for the brand, as the document of a board or of a complaint on it names them.
pub(in crate::federation) fn voices_in(document: &Value) -> Vec<BoardVoice> {
    let voice = |it: &Value| {
        Some(BoardVoice {
            actor: wire::text_of(it, "id").filter(|id| wire::web_address(id).is_some())?.to_string(),
            handle: markup::one_line(wire::text_of(it, "rd:handle").unwrap_or_default(), HANDLE_CHARS_MAX),
            proof: markup::one_line(wire::text_of(it, "rd:proof").unwrap_or_default(), PROOF_CHARS_MAX),
        })
    };
    wire::many(document.get("rd:voices")).filter_map(voice).take(VOICES_MAX).collect()
}

/// The rows of one page of a board's digest that are not equal here.
async fn differing_here(app: &App, board: &Actor, page: &Value) -> Result<Vec<(String, Compared)>, FetchError> {
    let row = |item: &Value| {
        let id = wire::text_of(item, "id").filter(|id| wire::on_one_host(id, &board.uri) && Url::parse(id).is_ok())?;
        let sequence = item.get("rd:sequence").and_then(Value::as_i64).filter(|it| *it > 0)?;
        let hash = wire::text_of(item, "rd:head")?.parse().ok()?;
        Some((id.to_string(), Head { sequence, hash }))
    };
    let digest: Vec<(String, Head)> = wire::many(page.get("orderedItems")).filter_map(row).collect();
    let uris: Vec<String> = digest.iter().map(|(uri, _)| uri.clone()).collect();
    let held = carriers::known_heads(app, uris).await?;
    let end = |uri: &String| held.get(uri).map(|(sequence, hash)| Head { sequence: *sequence, hash: *hash });
    Ok(differing(digest, end))
}

async fn pull_one(app: &App, uri: &str, compared: Compared) {
    match complaint::catch_up(app, uri, Because::Heard).await {
        Ok(handled) => tracing::info!(complaint = uri, ?compared, ?handled, "a complaint was compared with its home"),
        Err(error) => tracing::warn!(complaint = uri, %error, "a complaint could not be compared with its home"),
    }
}
