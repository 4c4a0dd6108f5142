//! Other servers that carry the same board: which heads they hold, and the copies behind them. So a home cannot tell two
//! histories unseen, and one that lost its own finds it again.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::{Duration, Instant};

use serde_json::Value;
use url::Url;

use crate::app::App;
use crate::domain::address::heads_at;
use crate::domain::ids::{ActorId, ComplaintId};
use crate::domain::log::{Hash, Line};
use crate::domain::replica::Replica;
use crate::domain::sync::{Head, Heard, Proven, hear_head};
use crate::federation::actor;
use crate::federation::fetch::{FetchError, fetch_document};
use crate::federation::inbox::InboxError;
use crate::federation::incoming::complaint::{
    self, HISTORY_BYTES_MAX, HISTORY_PAGES_MAX, Lines, bytes_of, read_lines, read_seal,
};
use crate::federation::{statement, wire};
use crate::services::receive_replica::{Because, Told, keep_evidence, receive_replica};
use crate::services::signing;
use crate::storage::actors::{Actor, ActorKind};
use crate::storage::complaints::Held;
use crate::storage::{StorageError, carriers, complaints, replicas};

/// Other carriers of one board that are asked in one comparison: those first that were not asked for longest.
pub(super) const CARRIERS_MAX: usize = 20;
/// Carriers that a board may name in its document.
const NAMED_AT_ONCE_MAX: usize = 20;
/// Time that one carrier gets in one comparison, and all of them together. Whoever is slow takes no more than that.
pub(super) const HOST_TIME_MAX: Duration = Duration::from_mins(1);
const COMPARISON_TIME_MAX: Duration = Duration::from_mins(5);
/// Pages of heads that one carrier is asked for.
const HEADS_PAGES_MAX: usize = 200;
/// Bytes of all these pages.
const HEADS_BYTES_MAX: usize = 32_000_000;
/// A carrier holds about as many complaints of a board as we do; this many more may be new.
const HEADS_BEYOND_OURS: usize = 1_000;
/// Of these the ones that one carrier knows otherwise than we, which are looked at one by one.
const DIFFERING_MAX: usize = 500;

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

/// Asks others who carry a board for the heads they hold.
pub(super) async fn compare(app: &App, board: &Actor, document: &Value) -> Result<(), FetchError> {
    remember_named(app, board, document).await?;
    let began = Instant::now();
    for (carrier, peer) in to_be_asked(app, board).await? {
        let left = COMPARISON_TIME_MAX.saturating_sub(began.elapsed()).min(HOST_TIME_MAX);
        if left.is_zero() {
            tracing::info!(board = board.uri, "the rest of those who carry a board are asked the next time");
            break;
        }
        if let Some(carrier) = carrier {
            let (id, now) = (board.id, app.clock.now());
            app.db.write(move |tx| carriers::asked(tx, id, carrier, now)).await?;
        }
        match tokio::time::timeout(left, Box::pin(ask(app, board, &peer))).await {
            Ok(Ok(())) => {}
            Ok(Err(FetchError::Storage(error))) => return Err(error.into()),
            Ok(Err(error)) => tracing::debug!(%peer, board = board.uri, %error, "a server has no heads for us"),
            Err(_) => tracing::info!(%peer, board = board.uri, "another carrier of a board takes too long"),
        }
    }
    Ok(())
}

/// Whoever carries it, by the home's word; once met they are asked whatever the home says later.
async fn remember_named(app: &App, board: &Actor, document: &Value) -> Result<(), FetchError> {
    for uri in wire::ids_of(document, "rd:carriers").into_iter().take(NAMED_AT_ONCE_MAX) {
        if wire::web_address(uri).is_none_or(|url| app.address.is_ours(&url)) {
            continue;
        }
        match actor::known_or_fetched(app, uri).await {
            Ok(named) if named.speaks_rd && named.kind == ActorKind::Application => {
                let (board, now) = (board.id, app.clock.now());
                app.db.write(move |tx| carriers::name(tx, board, named.id, now)).await?;
            }
            Ok(_) => tracing::debug!(carrier = uri, "who is named as another carrier is no server like ours"),
            Err(error) => tracing::info!(carrier = uri, %error, "another carrier of a board cannot be found"),
        }
    }
    Ok(())
}

/// Those that the board ever named, and the servers that somebody here chose to carry a board of: nobody else is a carrier,
/// whatever they call themselves.
async fn to_be_asked(app: &App, board: &Actor) -> Result<Vec<(Option<ActorId>, Url)>, FetchError> {
    let (id, most) = (board.id, i64::try_from(CARRIERS_MAX).unwrap_or(i64::MAX));
    let named = app.db.read(move |view| carriers::to_be_asked(view, id, most)).await?;
    let mut asked = BTreeSet::from([board.host.clone()]);
    let mut found = Vec::new();
    for (carrier, uri) in named {
        if let Some((host, url)) = origin_of(app, &uri)
            && asked.insert(host)
        {
            found.push((Some(carrier), url));
        }
    }
    let chosen = chosen(app).await?.into_iter().filter(|(host, _)| asked.insert(host.clone()));
    found.extend(chosen.map(|(_, url)| (None, url)));
    found.truncate(2 * CARRIERS_MAX);
    Ok(found)
}

/// The servers of boards that we carry, with their hosts.
pub(super) async fn chosen(app: &App) -> Result<Vec<(String, Url)>, FetchError> {
    let (instance, most) = (signing::instance_actor(app).await?.id, i64::try_from(CARRIERS_MAX).unwrap_or(i64::MAX));
    let uris = app.db.read(move |view| carriers::chosen(view, instance, most)).await?;
    Ok(uris.iter().filter_map(|uri| origin_of(app, uri)).collect())
}

/// The host and the origin of somebody else's address.
pub(super) fn origin_of(app: &App, uri: &str) -> Option<(String, Url)> {
    let origin = Url::parse(uri).ok()?.join("/").ok()?;
    let host = crate::crypto::cavage::host_of(&origin);
    (!app.address.is_ours(&origin)).then_some((host, origin))
}

async fn ask(app: &App, board: &Actor, peer: &Url) -> Result<(), FetchError> {
    let own = board.uri.clone();
    let held = app.db.read(move |view| replicas::count_of(view, &own)).await?;
    let most = 2 * usize::try_from(held).unwrap_or(0) + HEADS_BEYOND_OURS;
    let mut heads = Heads::of(app, peer, &board.uri, most);
    let mut differing = 0;
    while let Some(page) = heads.page().await? {
        let page: Vec<TheirHead> = page.into_iter().filter(|it| wire::on_one_host(&it.uri, &board.uri)).collect();
        let known = known_heads(app, page.iter().map(|it| it.uri.clone()).collect()).await?;
        for theirs in page {
            let same = known.get(&theirs.uri).is_none_or(|it| *it == (theirs.sequence, theirs.head));
            if same {
                continue;
            }
            if differing >= DIFFERING_MAX {
                return Ok(());
            }
            differing += 1;
            hear(app, board, peer, &theirs).await?;
        }
    }
    Ok(())
}

/// Sequence and head of those of these that are here, at home or as a copy.
pub(super) async fn known_heads(app: &App, uris: Vec<String>) -> Result<HashMap<String, (i64, Hash)>, StorageError> {
    app.db.read(move |view| complaints::heads_by_uri(view, &uris)).await
}

/// The heads that one server holds of one board, page after page, every page with that server's own proof.
pub(super) struct Heads<'a> {
    app: &'a App,
    peer: &'a Url,
    next: Option<String>,
    pages: usize,
    /// Heads that are still taken.
    left: usize,
    bytes: usize,
}

impl<'a> Heads<'a> {
    pub(super) fn of(app: &'a App, peer: &'a Url, board: &str, most: usize) -> Heads<'a> {
        Heads { app, peer, next: Some(heads_at(peer, board, None)), pages: 0, left: most, bytes: 0 }
    }

    /// They have more than is taken of one server at once.
    pub(super) fn is_cut(&self) -> bool {
        self.next.is_some()
    }

    /// `None` at the end, or where it is too much. A page without heads is the last one.
    pub(super) async fn page(&mut self) -> Result<Option<Vec<TheirHead>>, FetchError> {
        if self.pages >= HEADS_PAGES_MAX || self.left == 0 || self.bytes >= HEADS_BYTES_MAX {
            return Ok(None);
        }
        let Some(page) = self.next.take().filter(|page| wire::on_one_host(page, self.peer.as_str())) else {
            return Ok(None);
        };
        let document = proven_by_server(self.app, self.peer, &page).await?;
        self.pages += 1;
        self.bytes += document.to_string().len();
        let mut heads: Vec<TheirHead> = wire::many(document.get("orderedItems")).filter_map(read_head).collect();
        if heads.is_empty() {
            return Ok(None);
        }
        self.next = if heads.len() > self.left {
            heads.truncate(self.left);
            Some(page)
        } else {
            wire::text_of(&document, "next").map(str::to_string)
        };
        self.left -= heads.len();
        Ok(Some(heads))
    }
}

fn read_head(item: &Value) -> Option<TheirHead> {
    let head = wire::text_of(item, "rd:head")?.parse().ok()?;
    let sequence = item.get("rd:sequence").and_then(Value::as_i64).filter(|it| *it > 0)?;
    let copy = wire::text_of(item, "rd:copy").map(str::to_string);
    Some(TheirHead { uri: wire::text_of(item, "id")?.to_string(), sequence, head, copy })
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
    let mut bytes = 0;
    for _ in 0..HISTORY_PAGES_MAX {
        let Some(page) = next.filter(|page| wire::on_one_host(page, peer.as_str())) else { break };
        let page = fetch_document(app, &page).await?;
        let found = read_lines(page.get("orderedItems")).ok_or_else(|| unusable("cannot be read"))?;
        bytes += bytes_of(&found);
        if bytes > HISTORY_BYTES_MAX {
            return Err(unusable("is longer than is read at once"));
        }
        next = wire::member_id(&page, "next").filter(|_| !found.0.is_empty()).map(String::from);
        lines.extend(found.0);
        beside.extend(found.1);
    }
    Ok((lines, beside))
}
