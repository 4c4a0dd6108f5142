//! After a restore: every server that follows our boards is asked for what we had signed since, and then commands are
//! taken again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use url::Url;

use crate::app::App;
use crate::domain::Timestamp;
use crate::domain::address::Place;
use crate::domain::ids::ComplaintId;
use crate::domain::log::Line;
use crate::domain::sync::Head;
use crate::domain::sync::adoption::{Adoption, Offer};
use crate::federation::carriers::{HOST_TIME_MAX, Heads, TheirHead, chosen, copy_of, known_heads, origin_of};
use crate::federation::fetch::FetchError;
use crate::federation::incoming::complaint::{Lines, bytes_of};
use crate::services::ServiceError;
use crate::services::receive_replica::Beside;
use crate::services::recover::{self, RECOVERY_HOURS_MAX, STRANGERS_MINUTES_MAX, recovering_since, take_back};
use crate::storage::actors::{self, Actor, ActorKind, KeyKind};
use crate::storage::{StorageError, View, carriers, complaints};

#[derive(Debug, thiserror::Error)]
pub enum RecoverError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    Service(#[from] ServiceError),
    #[error("whose boards are carried here cannot be read: {0}")]
    Chosen(FetchError),
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
    let (boards, followers, known) = read_boards(app, since).await?;
    let (mut adoption, asked_at) = (Adoption::begin(followers.iter().cloned(), since), app.clock.now());
    if !adoption.is_over() && asked_at < adoption.asks_from() {
        return Ok(Recovery::Quiet);
    }
    let mut silent = BTreeSet::new();
    for board in &boards {
        silent.extend(ask_all(app, board).await?);
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
    // Whoever only followed keeps nobody waiting for hours.
    let strangers_too = app.clock.now() < adoption.asks_from() + TimeDelta::minutes(STRANGERS_MINUTES_MAX);
    let waiting: BTreeSet<String> =
        adoption.waiting().iter().filter(|it| strangers_too || known.contains(*it)).cloned().collect();
    if waiting.is_empty() {
        tracing::warn!(?silent, "strangers that follow boards of ours never answered");
        recover::finish(app, "every server that we know has answered").await?;
        return Ok(Recovery::Over);
    }
    recover::waits_for(app, &waiting).await?;
    Ok(Recovery::Waiting(waiting))
}

/// Our boards, the hosts of the servers that carry one of them: these must answer; and those among them that we knew by more
/// than that before the restore.
async fn read_boards(
    app: &App,
    since: Timestamp,
) -> Result<(Vec<Actor>, BTreeSet<String>, BTreeSet<String>), StorageError> {
    let read = |view: &mut View<'_>| -> Result<(Vec<Actor>, Vec<String>), StorageError> {
        let boards = actors::local_of_kind(view, ActorKind::Board)?;
        let mut carriers_of_ours = Vec::new();
        for board in &boards {
            let mut after = None;
            loop {
                let page = carriers::following(view, board.id, after.take(), CARRIERS_PAGE)?;
                let Some((_, last)) = page.last() else { break };
                after = Some(last.clone());
                carriers_of_ours.extend(page.into_iter().map(|(uri, _)| uri));
            }
        }
        Ok((boards, carriers_of_ours))
    };
    let (boards, uris) = app.db.read(read).await?;
    let hosts: BTreeSet<String> = uris.iter().filter_map(|uri| origin_of(app, uri)).map(|(host, _)| host).collect();
    let asked = hosts.clone();
    let known = app.db.read::<_, StorageError, _>(move |view| {
        let mut known = BTreeSet::new();
        for host in asked {
            if carriers::is_known(view, &host, since)? {
                known.insert(host);
            }
        }
        Ok(known)
    });
    Ok((boards, hosts, known.await?))
}

/// What carriers offered, by complaint.
type Offers = BTreeMap<ComplaintId, (Vec<Offer>, BTreeMap<i64, Beside>)>;

/// Carriers that are read from the database at once.
const CARRIERS_PAGE: i64 = 50;
/// Heads that one carrier may name beyond those that we hold: what was filed since the backup.
const HEADS_BEYOND_OURS: usize = 10_000;
/// Bytes of offers that are kept before they are taken back.
const OFFERS_BYTES_MAX: usize = 64_000_000;

/// Asks everybody who carries a board for what they hold, page by page: first those who follow it as servers, the longest
/// first, then the servers of boards that we carry ourselves. A stranger who only ever liked something is nobody to ask.
/// Those who follow it and did not answer come back.
async fn ask_all(app: &App, board: &Actor) -> Result<BTreeSet<String>, RecoverError> {
    let board = with_own_keys(app, board).await?;
    let (mut silent, mut asked, mut offers) = (BTreeSet::new(), BTreeSet::new(), Offers::new());
    let mut after = None;
    loop {
        let (id, from) = (board[0].id, after.take());
        let page = app.db.read(move |view| carriers::following(view, id, from, CARRIERS_PAGE)).await?;
        let Some((_, last)) = page.last() else { break };
        after = Some(last.clone());
        for (uri, _) in page {
            let Some((host, peer)) = origin_of(app, &uri) else { continue };
            if asked.insert(host.clone()) && !ask(app, &board, &peer, &mut offers).await? {
                silent.insert(host);
            }
        }
    }
    for (host, peer) in chosen(app).await.map_err(RecoverError::Chosen)? {
        if asked.insert(host) {
            ask(app, &board, &peer, &mut offers).await?;
        }
    }
    take_all(app, &board[0], offers).await?;
    Ok(silent)
}

/// Whether one carrier said all that it holds. What it offered before its time was over counts all the same.
async fn ask(app: &App, board: &[Actor], peer: &Url, offers: &mut Offers) -> Result<bool, RecoverError> {
    let (mut found, mut bytes) = (Vec::new(), 0);
    let answer = tokio::time::timeout(HOST_TIME_MAX, Box::pin(offers_of(app, board, peer, &mut found))).await;
    for (id, offer, beside) in found {
        let entry = offers.entry(id).or_default();
        entry.0.push(offer);
        entry.1.extend(beside);
    }
    for (offers, beside) in offers.values() {
        let lines = offers.iter().flat_map(|it| &it.lines).map(Line::wire_bytes).sum::<usize>();
        bytes += lines + beside.values().map(|it| it.statement.as_ref().map_or(0, String::len)).sum::<usize>();
    }
    if bytes > OFFERS_BYTES_MAX {
        take_all(app, &board[0], std::mem::take(offers)).await?;
    }
    let why = match answer {
        Ok(Ok(true)) => return Ok(true),
        Ok(Ok(false)) => "it has more than is read at once".to_string(),
        Ok(Err(FetchError::Storage(error))) => return Err(error.into()),
        Ok(Err(error)) => error.to_string(),
        Err(_) => "it takes too long".to_string(),
    };
    tracing::warn!(%peer, board = board[0].uri, why, "a follower cannot be asked for all that it holds");
    Ok(false)
}

async fn take_all(app: &App, board: &Actor, offers: Offers) -> Result<(), RecoverError> {
    for (id, (offers, beside)) in offers {
        let taken = take_back(app, board, id, offers, beside).await?;
        tracing::warn!(complaint = %id, events = taken.events, contradictions = taken.contradictions, "taken back from followers");
    }
    Ok(())
}

/// The board once for each key that it ever had: what it signed with an old key it signed.
async fn with_own_keys(app: &App, board: &Actor) -> Result<Vec<Actor>, StorageError> {
    let id = board.id;
    let keys = app.db.read(move |view| actors::keys(view, id, KeyKind::Ed25519)).await?;
    let with = |key: String| Actor { ed25519_key: Some(key), ..board.clone() };
    let boards: Vec<Actor> = keys.into_iter().map(|key| with(key.public_key)).collect();
    Ok(if boards.is_empty() { vec![board.clone()] } else { boards })
}

/// Copies of what a carrier holds more of than we. `false`: there is more.
async fn offers_of(
    app: &App,
    board: &[Actor],
    peer: &Url,
    offers: &mut Vec<(ComplaintId, Offer, BTreeMap<i64, Beside>)>,
) -> Result<bool, FetchError> {
    let own = board[0].uri.clone();
    let held = app.db.read(move |view| complaints::count_of_board(view, &own)).await?;
    let mut heads = Heads::of(app, peer, &board[0].uri, 2 * usize::try_from(held).unwrap_or(0) + HEADS_BEYOND_OURS);
    let mut bytes = 0;
    while let Some(page) = heads.page().await? {
        let known = known_heads(app, page.iter().map(|it| it.uri.clone()).collect()).await?;
        for theirs in page {
            let Some(Place::Complaint(id)) = app.address.place(&theirs.uri) else { continue };
            let held = known.get(&theirs.uri).copied();
            // What they hold less of than we is caught up with by themselves.
            let wanted = held.is_none_or(|(sequence, head)| {
                theirs.sequence > sequence || (theirs.sequence == sequence && theirs.head != head)
            });
            if !wanted {
                continue;
            }
            if bytes > OFFERS_BYTES_MAX {
                return Ok(false);
            }
            let after = held.map_or(0, |(sequence, _)| sequence.min(theirs.sequence - 1));
            if let Some((proven, lines)) = proven_copy(app, board, peer, id, &theirs, after).await? {
                bytes += bytes_of(&lines);
                let from = peer.origin().ascii_serialization();
                offers.push((id, Offer { from, lines: lines.0, proven: Some(proven) }, lines.1));
            }
        }
    }
    Ok(!heads.is_cut())
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
