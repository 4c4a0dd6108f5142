//! The state of a complaint at its home, told by the board that owns it: proven, then followed event by event.

use std::collections::BTreeMap;

use serde_json::Value;
use url::Url;

use crate::app::App;
use crate::crypto::integrity_proof;
use crate::domain::ids::ComplaintId;
use crate::domain::log::{Disclosure, Hash, Line};
use crate::federation::fetch::{FetchError, fetch_document};
use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::statement::{self, STATEMENT_BYTES_MAX};
use crate::federation::wire;
use crate::federation::{actor, board_keys};
use crate::services::board_keys::refused_with;
use crate::services::receive_replica::{Beside, Followup, Told, receive_replica};
use crate::services::signing;
use crate::storage::actors::{Actor, ActorKind};
use crate::storage::{StorageError, complaints, follows};

/// Lines as they came, and by their sequence what stands beside them.
pub(in crate::federation) type Lines = (Vec<Line>, BTreeMap<i64, Beside>);

/// Pages of a history that are read for one gap (ours have a hundred events each). A copy stands only at heads that its
/// home signed, so what is fetched is followed as a whole or not at all: a gap may be as long as this, and no longer. For a
/// message fewer requests are made than that; a longer gap is closed when the board is compared.
const HISTORY_PAGES_MAX: usize = 500;
/// Bytes that these events and what stands beside them may take in memory.
const HISTORY_BYTES_MAX: usize = 32_000_000;

pub(in crate::federation) async fn receive(received: &Received<'_>, object: &Value) -> Result<Handled, InboxError> {
    if wire::member_id(object, "attributedTo") != Some(&received.actor.uri) {
        return Ok(Handled::Refused("not-the-board"));
    }
    if !is_carried(received.app, received.actor, object).await? {
        return Ok(Handled::Ignored("not-carried-here"));
    }
    follow(received.app, received.actor, object).await
}

/// Asks the home of a complaint for what we missed. For a server that was away.
pub async fn catch_up(app: &App, uri: &str) -> Result<Handled, InboxError> {
    let object = fetch_document(app, uri).await?;
    let board = wire::member_id(&object, "attributedTo").unwrap_or_default();
    if !wire::on_one_host(board, uri) {
        return Ok(Handled::Refused("not-the-board"));
    }
    let board = actor::known_or_fetched(app, board).await?;
    follow(app, &board, &object).await
}

async fn follow(app: &App, board: &Actor, object: &Value) -> Result<Handled, InboxError> {
    if board.kind != ActorKind::Board {
        return Ok(Handled::Refused("not-the-board"));
    }
    let board = match prover(app, board, object).await? {
        Ok(board) => board,
        Err(handled) => return Ok(handled),
    };
    let board = &board;
    let Some(mut told) = read(board, object) else { return Ok(Handled::Refused("unreadable")) };
    told.seal = seal_of(app, board, &told, object).await;
    let first = receive_replica(app, told.clone()).await?;
    let Followup::Missing { after } = first else { return Ok(handled(&first)) };
    (told.lines, told.beside) = fetch_lines(app, &told, object, after).await?;
    Ok(handled(&receive_replica(app, told).await?))
}

fn handled(followup: &Followup) -> Handled {
    match followup {
        Followup::Followed { .. } => Handled::Understood,
        Followup::Current => Handled::Ignored("known-already"),
        Followup::Missing { .. } => Handled::Refused("history-incomplete"),
        Followup::Conflict { .. } => Handled::Refused("rewritten-history"),
    }
}

/// We carry what somebody here follows, what we carry already, and what was filed from here.
async fn is_carried(app: &App, board: &Actor, object: &Value) -> Result<bool, InboxError> {
    if wire::text_of(object, "rd:post").is_some_and(|uri| app.address.place(uri).is_some()) {
        return Ok(true);
    }
    let instance = signing::instance_actor(app).await?.id;
    let board = board.id;
    let uri = wire::text_of(object, "id").unwrap_or_default().to_string();
    let carried = app.db.read::<_, StorageError, _>(move |view| {
        Ok(follows::find(view, instance, board)?.is_some() || complaints::find_by_uri(view, &uri)?.is_some())
    });
    Ok(carried.await?)
}

/// The board with the key that made this proof. Where that is not the pinned one, perhaps the board has changed its key
/// with the old one's signature; else the new key waits for a person here, and what it proves is refused until then.
async fn prover(app: &App, board: &Actor, object: &Value) -> Result<Result<Actor, Handled>, InboxError> {
    if statement::is_proven(app, board, object).await {
        return Ok(Ok(board.clone()));
    }
    if integrity_proof::verification_method(object).is_err() {
        return Ok(Err(Handled::Refused("without-proof")));
    }
    let now = actor::fetch_actor(app, &board.uri).await?;
    if now.ed25519_key != board.ed25519_key && statement::is_proven(app, &now, object).await {
        return Ok(Ok(now));
    }
    let Some(key) = board_keys::waiting_key_of(app, board, object).await? else {
        return Ok(Err(Handled::Refused("without-proof")));
    };
    let seal = object.get("rd:seal").map(Value::to_string);
    tracing::warn!(board = board.uri, key, "a state with the proof of a new key was refused and noted");
    refused_with(app, board.id, key, seal).await?;
    Ok(Err(Handled::Refused("new-key")))
}

/// The board's seal of this very state: without it the state is followed all the same, and nothing is shown to others.
async fn seal_of(app: &App, board: &Actor, told: &Told, object: &Value) -> Option<String> {
    let seal = object.get("rd:seal")?;
    let (of, sequence, head) = read_seal(seal)?;
    let fits = of == told.uri && sequence == told.sequence && head == told.head;
    (fits && statement::is_proven(app, board, seal).await).then(|| seal.to_string())
}

/// The complaint, sequence and head that a seal names.
pub(in crate::federation) fn read_seal(seal: &Value) -> Option<(String, i64, Hash)> {
    let sequence = seal.get("rd:sequence")?.as_i64().filter(|it| *it > 0)?;
    let head = wire::text_of(seal, "rd:head")?.parse().ok()?;
    let of = wire::member_id(seal, "object").filter(|_| wire::kind_of(seal) == Some("rd:Seal"))?;
    Some((of.to_string(), sequence, head))
}

fn read(board: &Actor, object: &Value) -> Option<Told> {
    let uri = wire::text_of(object, "id")?;
    let url = wire::web_address(uri)?;
    let (lines, beside) = read_lines(object.get("rd:events"))?;
    Some(Told {
        id: url.path_segments()?.next_back()?.parse::<ComplaintId>().ok()?,
        uri: uri.to_string(),
        home: url.origin().ascii_serialization(),
        board_uri: board.uri.clone(),
        sequence: object.get("rd:sequence")?.as_i64().filter(|it| *it > 0)?,
        head: wire::text_of(object, "rd:head")?.parse().ok()?,
        lines,
        beside,
        seal: None,
        source: board.uri.clone(),
    })
}

/// Events as they travel. One that cannot be read makes all of them worthless.
pub(in crate::federation) fn read_lines(events: Option<&Value>) -> Option<Lines> {
    let mut beside = BTreeMap::new();
    let mut line = |event: &Value| {
        let core = wire::text_of(event, "rd:core")?.as_bytes().to_vec();
        let hash: Hash = wire::text_of(event, "rd:hash")?.parse().ok()?;
        let disclosures = event.get("rd:disclosures").cloned().unwrap_or(Value::Array(Vec::new()));
        let disclosures: Vec<Disclosure> = serde_json::from_value(disclosures).ok()?;
        let line = Line { core, hash, disclosures };
        let statement = event.get("rd:statement").filter(|it| it.is_object()).map(Value::to_string);
        let statement = statement.filter(|it| it.len() <= STATEMENT_BYTES_MAX);
        let attested = wire::text_of(event, "rd:attestedBy").filter(|it| wire::web_address(it).is_some());
        if statement.is_some() || attested.is_some() {
            let sequence = line.read().ok()?.event.sequence;
            beside.insert(sequence, Beside { attested: attested.map(String::from), statement });
        }
        Some(line)
    };
    let lines = wire::many(events).map(&mut line).collect::<Option<Vec<Line>>>()?;
    Some((lines, beside))
}

fn bytes_of((lines, beside): &Lines) -> usize {
    let disclosed = |it: &Disclosure| it.name.len() + it.value.as_ref().map_or(0, String::len);
    let line = |it: &Line| it.core.len() + it.disclosures.iter().map(disclosed).sum::<usize>();
    let statement = |it: &Beside| it.statement.as_ref().map_or(0, String::len);
    lines.iter().map(line).sum::<usize>() + beside.values().map(statement).sum::<usize>()
}

/// Everything after what we hold, page by page, from the home itself.
async fn fetch_lines(app: &App, told: &Told, object: &Value, after: i64) -> Result<Lines, InboxError> {
    let history = wire::member_id(object, "history").unwrap_or_default();
    let unusable = |what| InboxError::Fetch(FetchError::Unusable { id: told.uri.clone(), what });
    let mut next = Url::parse(history).map_err(|_| unusable("names no history"))?;
    next.query_pairs_mut().append_pair("after", &after.to_string());
    let (mut lines, mut beside) = (Vec::new(), BTreeMap::new());
    let (mut bytes, mut last) = (0, after);
    for _ in 0..HISTORY_PAGES_MAX {
        if !wire::on_one_host(next.as_str(), &told.uri) {
            return Err(unusable("has its history on another host"));
        }
        let page = fetch_document(app, next.as_str()).await?;
        let found = read_lines(page.get("orderedItems")).ok_or_else(|| unusable("has an unreadable history"))?;
        let had_some = !found.0.is_empty();
        bytes += bytes_of(&found);
        if bytes > HISTORY_BYTES_MAX {
            return Err(unusable("has a longer history than is read at once"));
        }
        for line in &found.0 {
            let sequence = line.read().map_or(0, |core| core.event.sequence);
            if sequence != last + 1 {
                return Err(unusable("has a history that is out of order"));
            }
            last = sequence;
        }
        lines.extend(found.0);
        beside.extend(found.1);
        match wire::member_id(&page, "next").and_then(wire::web_address) {
            Some(url) if had_some && last < told.sequence => next = url,
            _ => break,
        }
    }
    Ok((lines, beside))
}
