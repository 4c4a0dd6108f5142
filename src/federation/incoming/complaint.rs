//! The state of a complaint at its home, told by the board that owns it: proven, then followed event by event.

use std::collections::BTreeMap;

use serde_json::Value;
use url::Url;

use crate::app::App;
use crate::crypto::integrity_proof;
use crate::domain::address::Place;
use crate::domain::brand::BrandDomain;
use crate::domain::ids::ComplaintId;
use crate::domain::log::{Disclosure, Hash, Line, SEQUENCE_MAX};
use crate::federation::fetch::{FetchError, fetch_document};
use crate::federation::follow_board::voices_in;
use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::statement::{self, STATEMENT_BYTES_MAX};
use crate::federation::wire;
use crate::federation::{actor, board_keys};
use crate::services::board_keys::refused_with;
use crate::services::hear_board::hear_beside;
use crate::services::receive_replica::{Because, Beside, Followup, Told, is_fetched, receive_replica};
use crate::storage::actors::{Actor, ActorKind};
use crate::storage::{StorageError, carried, complaints, posts};

/// Lines as they came, and by their sequence what stands beside them.
pub(in crate::federation) type Lines = (Vec<Line>, BTreeMap<i64, Beside>);

/// Pages of a history that are read for one gap (ours have a hundred events each). A copy stands only at heads that its
/// home signed, so what is fetched is followed as a whole or not at all: a gap may be as long as this, and no longer. For a
/// message fewer requests are made than that; a longer gap is closed when the board is compared.
pub(in crate::federation) const HISTORY_PAGES_MAX: usize = 500;
/// Bytes that these events and what stands beside them may take in memory.
pub(in crate::federation) const HISTORY_BYTES_MAX: usize = 32_000_000;

pub(in crate::federation) async fn receive(received: &Received<'_>, object: &Value) -> Result<Handled, InboxError> {
    if wire::member_id(object, "attributedTo") != Some(&received.actor.uri) {
        return Ok(Handled::Refused("not-the-board"));
    }
    if !is_carried(received.app, received.actor, object).await? {
        return Ok(NOT_CARRIED);
    }
    follow(received.app, received.actor, object, Because::Heard).await
}

/// Asks the home of a complaint for what we missed. For a server that was away, and for a member who named the complaint.
pub async fn catch_up(app: &App, uri: &str, because: Because) -> Result<Handled, InboxError> {
    let object = fetch_document(app, uri).await?;
    let board = wire::member_id(&object, "attributedTo").unwrap_or_default();
    if !wire::on_one_host(board, uri) {
        return Ok(Handled::Refused("not-the-board"));
    }
    let board = actor::known_or_fetched(app, board).await?;
    if because == Because::Heard && !is_carried(app, &board, &object).await? {
        return Ok(NOT_CARRIED);
    }
    follow(app, &board, &object, because).await
}

const NOT_CARRIED: Handled = Handled::Refused("not-carried");
/// A home told so much today that the rest waits for a later comparison.
const TOLD_TOO_MUCH: Handled = Handled::Refused("told-too-much");

async fn follow(app: &App, board: &Actor, object: &Value, because: Because) -> Result<Handled, InboxError> {
    let id = wire::text_of(object, "id").unwrap_or_default();
    if board.kind != ActorKind::Board || board.local || !wire::on_one_host(id, &board.uri) {
        return Ok(Handled::Refused("not-the-board"));
    }
    let board = match prover(app, board, object).await? {
        Ok(board) => board,
        Err(handled) => return Ok(handled),
    };
    let board = &board;
    let Some(mut told) = read(board, object, because) else { return Ok(Handled::Refused("unreadable")) };
    told.seal = seal_of(app, board, &told, object).await;
    statement::prove_own(app, &mut told).await?;
    let first = receive_replica(app, told.clone()).await?;
    let Followup::Missing { after } = first else {
        hear_name(app, board, object, &first).await?;
        return Ok(handled(&first));
    };
    if !is_fetched(app, &told) {
        return Ok(TOLD_TOO_MUCH);
    }
    (told.lines, told.beside) = fetch_lines(app, &told, object, after).await?;
    statement::prove_own(app, &mut told).await?;
    let then = receive_replica(app, told).await?;
    hear_name(app, board, object, &then).await?;
    Ok(handled(&then))
}

/// What people call the brand, and who speaks for it: the word of a board that somebody here follows, about the brand that
/// it is for.
async fn hear_name(app: &App, board: &Actor, object: &Value, followup: &Followup) -> Result<(), InboxError> {
    if !matches!(followup, Followup::Followed { .. } | Followup::Current) {
        return Ok(());
    }
    let domain = wire::text_of(object, "rd:brand").and_then(|it| BrandDomain::parse(it).ok());
    if let (Some(domain), Some(name)) = (domain, wire::text_of(object, "rd:brandName")) {
        let voices = object.get("rd:voices").is_some().then(|| voices_in(object));
        hear_beside(app, board, domain, name.to_string(), voices).await?;
    }
    Ok(())
}

fn handled(followup: &Followup) -> Handled {
    match followup {
        Followup::Followed { .. } => Handled::Understood,
        Followup::Current => Handled::Ignored("known-already"),
        Followup::Missing { .. } => Handled::Refused("history-incomplete"),
        Followup::Conflict { .. } => Handled::Refused("rewritten-history"),
        Followup::NotCarried => NOT_CARRIED,
        Followup::TooMuch => TOLD_TOO_MUCH,
        Followup::Refused { why } => Handled::Refused(why),
    }
}

/// We carry what somebody here follows, what we carry already, and what a post of ours really was written to this board for.
/// Asked before anything is fetched; the door itself asks again, of the history.
async fn is_carried(app: &App, board: &Actor, object: &Value) -> Result<bool, InboxError> {
    let (board, board_uri) = (board.id, board.uri.clone());
    let uri = wire::text_of(object, "id").unwrap_or_default().to_string();
    let filed = wire::text_of(object, "rd:post").and_then(|uri| app.address.place(uri));
    let carried = app.db.read::<_, StorageError, _>(move |view| {
        if carried::is_followed(view, &board_uri)? {
            return Ok(true);
        }
        if let Some(held) = complaints::find_by_uri(view, &uri)? {
            return Ok(held.board_uri == board_uri);
        }
        let Some(Place::Post(post)) = filed else { return Ok(false) };
        let post = posts::find(view, post)?;
        Ok(post.is_some_and(|it| it.local && it.told == Some(board) && it.complaint.is_none()))
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

fn read(board: &Actor, object: &Value, because: Because) -> Option<Told> {
    let uri = wire::text_of(object, "id")?;
    let url = wire::web_address(uri)?;
    let (lines, beside) = read_lines(object.get("rd:events"))?;
    Some(Told {
        id: url.path_segments()?.next_back()?.parse::<ComplaintId>().ok()?,
        uri: uri.to_string(),
        home: url.origin().ascii_serialization(),
        board_uri: board.uri.clone(),
        sequence: object.get("rd:sequence")?.as_i64().filter(|it| (1..=SEQUENCE_MAX).contains(it))?,
        head: wire::text_of(object, "rd:head")?.parse().ok()?,
        lines,
        beside,
        seal: None,
        source: board.uri.clone(),
        because,
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
        // An author's own server shows what they said; no other can.
        let author = line.text("author").unwrap_or_default();
        let attested = wire::text_of(event, "rd:attestedBy").filter(|it| wire::on_one_host(it, author));
        if statement.is_some() || attested.is_some() {
            let sequence = line.read().ok()?.event.sequence;
            beside.insert(sequence, Beside { attested: attested.map(String::from), statement, proven: false });
        }
        Some(line)
    };
    let lines = wire::many(events).map(&mut line).collect::<Option<Vec<Line>>>()?;
    Some((lines, beside))
}

pub(in crate::federation) fn bytes_of((lines, beside): &Lines) -> usize {
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
