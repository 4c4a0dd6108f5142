//! Other servers that carry the same board: which heads they hold, and the copies behind them. So a home cannot tell two
//! histories unseen, and one that lost its own finds it again.

use std::collections::BTreeMap;

use serde_json::Value;
use url::Url;

use crate::app::App;
use crate::domain::address::heads_at;
use crate::domain::ids::ComplaintId;
use crate::domain::log::{Hash, Line};
use crate::domain::replica::Replica;
use crate::domain::sync::{Head, Heard, Proven, hear_head};
use crate::federation::actor;
use crate::federation::fetch::{FetchError, fetch_document};
use crate::federation::inbox::InboxError;
use crate::federation::incoming::complaint::{self, Lines, read_lines, read_seal};
use crate::federation::{statement, wire};
use crate::services::receive_replica::{Because, Told, keep_evidence, receive_replica};
use crate::storage::actors::Actor;
use crate::storage::complaints::Held;
use crate::storage::{StorageError, actors, complaints, replicas};

/// Other carriers of one board that are asked in one comparison.
pub(super) const CARRIERS_MAX: usize = 20;
/// Pages of heads that one carrier is asked for: a hundred thousand complaints.
const HEADS_PAGES_MAX: usize = 200;
/// Pages of one copy's history.
const HISTORY_PAGES_MAX: usize = 50;

/// The head that somebody says they hold.
#[derive(Debug, Clone)]
pub(super) struct TheirHead {
    pub(super) uri: String,
    pub(super) sequence: i64,
    pub(super) head: Hash,
    /// Where their copy is: they may keep it under another id than its home does.
    pub(super) copy: Option<String>,
}

/// A copy as a carrier shows it: the state that the board's own proof stands under, and the lines after a sequence.
pub(super) struct TheirCopy {
    pub(super) sequence: i64,
    pub(super) head: Hash,
    pub(super) seal: Value,
    pub(super) lines: Lines,
}

/// Asks everybody else who is known to carry a board for the heads they hold.
pub(super) async fn compare(app: &App, board: &Actor, document: &Value) -> Result<(), FetchError> {
    for uri in wire::ids_of(document, "rd:carriers").into_iter().take(CARRIERS_MAX) {
        // Whoever carries it, by the home's word; once met they are asked whatever the home says later.
        if wire::web_address(uri).is_some_and(|url| !app.address.is_ours(&url))
            && let Err(error) = actor::known_or_fetched(app, uri).await
        {
            tracing::info!(carrier = uri, %error, "another carrier of a board cannot be found");
        }
    }
    for peer in peers(app, Some(&board.host)).await? {
        match heads_of(app, &peer, &board.uri).await {
            Ok(heads) => {
                for head in heads {
                    hear(app, board, &peer, &head).await?;
                }
            }
            Err(error) => tracing::debug!(%peer, board = board.uri, %error, "a server has no heads for us"),
        }
    }
    Ok(())
}

/// The origins of servers that know our vocabulary, without one host and our own.
pub(super) async fn peers(app: &App, but: Option<&str>) -> Result<Vec<Url>, StorageError> {
    let uris = app.db.read(|view| actors::one_of_each_host_that_speaks_rd(view, CARRIERS_MAX)).await?;
    let origin = |uri: &str| Url::parse(uri).ok().and_then(|url| url.join("/").ok());
    let others = uris.into_iter().filter(|(host, _)| Some(host.as_str()) != but);
    Ok(others.filter_map(|(_, uri)| origin(&uri)).filter(|url| !app.address.is_ours(url)).collect())
}

/// The heads that one server holds of one board, every page with that server's own proof.
pub(super) async fn heads_of(app: &App, peer: &Url, board: &str) -> Result<Vec<TheirHead>, FetchError> {
    let mut heads = Vec::new();
    let mut next = Some(heads_at(peer, board, None));
    for _ in 0..HEADS_PAGES_MAX {
        let Some(page) = next.filter(|page| wire::on_one_host(page, peer.as_str())) else { break };
        let document = proven_by_server(app, peer, &page).await?;
        for item in wire::many(document.get("orderedItems")) {
            let head = wire::text_of(item, "rd:head").and_then(|it| it.parse().ok());
            let sequence = item.get("rd:sequence").and_then(Value::as_i64).filter(|it| *it > 0);
            if let (Some(uri), Some(sequence), Some(head)) = (wire::text_of(item, "id"), sequence, head) {
                let copy = wire::text_of(item, "rd:copy").map(str::to_string);
                heads.push(TheirHead { uri: uri.to_string(), sequence, head, copy });
            }
        }
        next = wire::text_of(&document, "next").map(str::to_string);
    }
    Ok(heads)
}

/// A document with the proof of its server's own actor.
async fn proven_by_server(app: &App, peer: &Url, id: &str) -> Result<Value, FetchError> {
    let document = fetch_document(app, id).await?;
    let unusable = |what| FetchError::Unusable { id: id.to_string(), what };
    let by = wire::member_id(&document, "actor").filter(|by| wire::on_one_host(by, peer.as_str()));
    let server = actor::known_or_fetched(app, by.ok_or_else(|| unusable("names no server"))?).await?;
    if statement::is_proven(app, &server, &document).await { Ok(document) } else { Err(unusable("has no proof")) }
}

/// One head of theirs against ours.
async fn hear(app: &App, board: &Actor, peer: &Url, theirs: &TheirHead) -> Result<(), StorageError> {
    if !wire::on_one_host(&theirs.uri, &board.uri) {
        return Ok(());
    }
    let uri = theirs.uri.clone();
    let (sequence, own) = (theirs.sequence, board.uri.clone());
    let find = move |view: &mut crate::storage::View<'_>| -> Result<Option<(Held, Replica)>, StorageError> {
        let Some(held) = complaints::find_by_uri(view, &uri)?.filter(|it| !it.at_home && it.board_uri == own) else {
            return Ok(None);
        };
        let replica = replicas::find(view, &held, sequence, sequence)?;
        Ok(Some((held, replica)))
    };
    let Some((held, replica)) = app.db.read(find).await? else { return Ok(()) };
    // What they say of their head nobody signed for us so far: their copy shows the board's proof, or is none.
    let heard = match hear_head(&replica, Head { sequence, hash: theirs.head }, Proven::No) {
        Heard::Agrees { .. } => Ok(()),
        Heard::WeAreBehind { .. } => ahead(app, board, peer, &held, theirs).await,
        Heard::Contradicts(_) | Heard::Unproven { .. } => contradicts(app, board, peer, &held, theirs).await,
    };
    if let Err(error) = heard {
        tracing::info!(%peer, complaint = held.uri, %error, "another carrier's copy cannot be compared");
    }
    Ok(())
}

/// They were told more than we: the home is asked, and where it does not say it, what it signed for them is followed.
async fn ahead(app: &App, board: &Actor, peer: &Url, held: &Held, theirs: &TheirHead) -> Result<(), InboxError> {
    let asked = complaint::catch_up(app, &held.uri, Because::Heard).await;
    let id = held.id;
    let now = app.db.read::<_, StorageError, _>(move |view| complaints::find(view, id)).await?;
    let sequence = now.map_or(0, |it| it.complaint.sequence);
    if sequence > held.complaint.sequence {
        return Ok(());
    }
    let Some(copy) = copy_of(app, board, peer, held.wire_id, theirs, sequence).await? else { return Ok(()) };
    tracing::warn!(complaint = held.uri, %peer, home = ?asked.map_err(|it| it.to_string()), "another carrier was told more by the home than we");
    let mut told = told(board, peer, held, copy);
    statement::prove_own(app, &mut told).await?;
    receive_replica(app, told).await?;
    Ok(())
}

/// They hold another history. Only what the board itself signed is evidence; anybody else's word could smear a home.
async fn contradicts(app: &App, board: &Actor, peer: &Url, held: &Held, theirs: &TheirHead) -> Result<(), InboxError> {
    let Some(copy) = copy_of(app, board, peer, held.wire_id, theirs, 0).await? else {
        tracing::info!(complaint = held.uri, %peer, "another carrier names another head without the board's proof");
        return Ok(());
    };
    tracing::warn!(complaint = held.uri, %peer, sequence = theirs.sequence, "a home signed two histories");
    Ok(keep_evidence(app, told(board, peer, held, copy)).await?)
}

fn told(board: &Actor, peer: &Url, held: &Held, copy: TheirCopy) -> Told {
    let (lines, beside) = copy.lines;
    Told {
        id: held.wire_id,
        uri: held.uri.clone(),
        home: held.home.clone(),
        board_uri: board.uri.clone(),
        sequence: copy.sequence,
        head: copy.head,
        lines,
        beside,
        seal: Some(copy.seal.to_string()),
        source: peer.origin().ascii_serialization(),
        because: Because::Heard,
    }
}

/// A carrier's copy with the lines after a sequence. `None` where the board's own proof does not stand under it.
pub(super) async fn copy_of(
    app: &App,
    board: &Actor,
    peer: &Url,
    id: ComplaintId,
    theirs: &TheirHead,
    after: i64,
) -> Result<Option<TheirCopy>, FetchError> {
    let uri = theirs.uri.as_str();
    let unusable = |what| FetchError::Unusable { id: uri.to_string(), what };
    let usual = peer.join(&format!("/copies/{id}")).map_err(|_| unusable("has no copy there"))?;
    let named = theirs.copy.as_deref().filter(|it| wire::on_one_host(it, peer.as_str()));
    let document = proven_by_server(app, peer, named.unwrap_or(usual.as_str())).await?;
    let Some(seal) = document.get("rd:seal").filter(|it| it.is_object()).cloned() else { return Ok(None) };
    let Some((of, sequence, head)) = read_seal(&seal) else { return Ok(None) };
    if of != uri || !statement::is_proven(app, board, &seal).await {
        return Ok(None);
    }
    let lines = lines_of(app, peer, &document, after).await?;
    Ok(Some(TheirCopy { sequence, head, seal, lines }))
}

async fn lines_of(app: &App, peer: &Url, document: &Value, after: i64) -> Result<Lines, FetchError> {
    let history = wire::member_id(document, "history").unwrap_or_default();
    let unusable = |what| FetchError::Unusable { id: history.to_string(), what };
    let mut next = Some(format!("{history}?after={after}"));
    let (mut lines, mut beside): (Vec<Line>, BTreeMap<_, _>) = (Vec::new(), BTreeMap::new());
    for _ in 0..HISTORY_PAGES_MAX {
        let Some(page) = next.filter(|page| wire::on_one_host(page, peer.as_str())) else { break };
        let page = fetch_document(app, &page).await?;
        let found = read_lines(page.get("orderedItems")).ok_or_else(|| unusable("cannot be read"))?;
        next = wire::member_id(&page, "next").filter(|_| !found.0.is_empty()).map(String::from);
        lines.extend(found.0);
        beside.extend(found.1);
    }
    Ok((lines, beside))
}
