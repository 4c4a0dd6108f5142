//! After a restore: every server that follows our boards is asked for what we had signed since, and then commands are
//! taken again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use url::Url;

use crate::app::App;
use crate::domain::address::Place;
use crate::domain::ids::ComplaintId;
use crate::domain::sync::Head;
use crate::domain::sync::adoption::{Adoption, Offer};
use crate::federation::carriers::{TheirHead, copy_of, heads_of, peers};
use crate::federation::fetch::FetchError;
use crate::federation::incoming::complaint::Lines;
use crate::services::ServiceError;
use crate::services::receive_replica::Beside;
use crate::services::recover::{self, RECOVERY_HOURS_MAX, recovering_since, take_back};
use crate::storage::actors::{self, Actor, ActorKind, KeyKind};
use crate::storage::{StorageError, View, complaints, follows};

#[derive(Debug, thiserror::Error)]
pub enum RecoverError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    Service(#[from] ServiceError),
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recovery {
    /// There is nothing to recover.
    None,
    /// Nothing is asked before everything that was sent before the restore has arrived or died.
    Quiet,
    /// These servers have not answered.
    Waiting(BTreeSet<String>),
    Over,
}

/// One look at it: asks whoever has to be asked, and finishes when all have answered or the time is over.
pub async fn step(app: &App) -> Result<Recovery, RecoverError> {
    let Some(since) = app.db.read(recovering_since).await? else { return Ok(Recovery::None) };
    let (boards, followers) = app.db.read(read_boards).await?;
    let (mut adoption, asked_at) = (Adoption::begin(followers.iter().cloned(), since), app.clock.now());
    if !adoption.is_over() && asked_at < adoption.asks_from() {
        return Ok(Recovery::Quiet);
    }
    let mut silent = BTreeSet::new();
    for board in &boards {
        silent.extend(ask_all(app, board, &followers).await?);
    }
    for follower in followers.difference(&silent) {
        adoption.answered(follower, asked_at);
    }
    if adoption.is_over() {
        recover::finish(app, "every follower has answered").await?;
        return Ok(Recovery::Over);
    }
    if app.clock.now() >= since + TimeDelta::hours(RECOVERY_HOURS_MAX) {
        tracing::error!(?silent, "some followers never answered; what only they held is lost");
        recover::finish(app, "the time to wait is over").await?;
        return Ok(Recovery::Over);
    }
    Ok(Recovery::Waiting(adoption.waiting().clone()))
}

/// Our boards, and the hosts of servers that carry one of them: these must answer.
fn read_boards(view: &mut View<'_>) -> Result<(Vec<Actor>, BTreeSet<String>), StorageError> {
    let boards = actors::local_of_kind(view, ActorKind::Board)?;
    let mut hosts = BTreeSet::new();
    for board in &boards {
        hosts.extend(follows::carriers(view, board.id)?.into_iter().map(|carrier| carrier.host));
    }
    Ok((boards, hosts))
}

/// Asks everybody who may hold a board's complaints. Those who follow it and did not answer come back.
async fn ask_all(app: &App, board: &Actor, followers: &BTreeSet<String>) -> Result<BTreeSet<String>, RecoverError> {
    let board = with_own_keys(app, board).await?;
    let mut silent = BTreeSet::new();
    let mut offers: BTreeMap<ComplaintId, (Vec<Offer>, BTreeMap<i64, Beside>)> = BTreeMap::new();
    for peer in peers(app, None).await? {
        let host = crate::crypto::cavage::host_of(&peer);
        match offers_of(app, &board, &peer).await {
            Ok(found) => {
                for (id, offer, beside) in found {
                    let entry = offers.entry(id).or_default();
                    entry.0.push(offer);
                    entry.1.extend(beside);
                }
            }
            Err(error) => {
                tracing::warn!(%peer, board = board[0].uri, %error, "a follower cannot be asked for what it holds");
                if followers.contains(&host) {
                    silent.insert(host);
                }
            }
        }
    }
    for (id, (offers, beside)) in offers {
        let taken = take_back(app, &board[0], id, offers, beside).await?;
        tracing::warn!(complaint = %id, events = taken.events, contradictions = taken.contradictions, "taken back from followers");
    }
    Ok(silent)
}

/// The board once for each key that it ever had: what it signed with an old key it signed.
async fn with_own_keys(app: &App, board: &Actor) -> Result<Vec<Actor>, StorageError> {
    let id = board.id;
    let keys = app.db.read(move |view| actors::keys(view, id, KeyKind::Ed25519)).await?;
    let with = |key: String| Actor { ed25519_key: Some(key), ..board.clone() };
    let boards: Vec<Actor> = keys.into_iter().map(|key| with(key.public_key)).collect();
    Ok(if boards.is_empty() { vec![board.clone()] } else { boards })
}

async fn offers_of(
    app: &App,
    board: &[Actor],
    peer: &Url,
) -> Result<Vec<(ComplaintId, Offer, BTreeMap<i64, Beside>)>, FetchError> {
    let mut offers = Vec::new();
    for theirs in heads_of(app, peer, &board[0].uri).await? {
        let Some(Place::Complaint(id)) = app.address.place(&theirs.uri) else { continue };
        let held = app.db.read::<_, StorageError, _>(move |view| complaints::find(view, id)).await?;
        let held = held.map(|it| (it.complaint.sequence, it.head));
        // What they hold less of than we is caught up with by themselves.
        let wanted = held.is_none_or(|(sequence, head)| {
            theirs.sequence > sequence || (theirs.sequence == sequence && theirs.head != head)
        });
        if !wanted {
            continue;
        }
        let after = held.map_or(0, |(sequence, _)| sequence.min(theirs.sequence - 1));
        if let Some((proven, lines)) = proven_copy(app, board, peer, id, &theirs, after).await? {
            let from = peer.origin().ascii_serialization();
            offers.push((id, Offer { from, lines: lines.0, proven: Some(proven) }, lines.1));
        }
    }
    Ok(offers)
}

async fn proven_copy(
    app: &App,
    board: &[Actor],
    peer: &Url,
    id: ComplaintId,
    theirs: &TheirHead,
    after: i64,
) -> Result<Option<(Head, Lines)>, FetchError> {
    for with_key in board {
        if let Some(copy) = copy_of(app, with_key, peer, id, theirs, after).await? {
            return Ok(Some((Head { sequence: copy.sequence, hash: copy.head }, copy.lines)));
        }
    }
    Ok(None)
}
