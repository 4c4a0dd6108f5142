//! The state of a complaint at its home, told by the board that owns it: proven, then followed event by event.

use serde_json::Value;
use url::Url;

use crate::app::App;
use crate::crypto::integrity_proof;
use crate::domain::ids::ComplaintId;
use crate::domain::log::{Disclosure, Hash, Line};
use crate::federation::actor;
use crate::federation::fetch::{FetchError, fetch_document};
use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::wire;
use crate::services::receive_replica::{Followup, Told, receive_replica};
use crate::services::signing;
use crate::storage::actors::{Actor, ActorKind};
use crate::storage::{StorageError, complaints, follows};

/// Pages of a history that are read for one message; what is longer is caught up with the next one.
const HISTORY_PAGES_MAX: usize = 10;

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
    if !is_proven(board, object).await {
        return Ok(Handled::Refused("without-proof"));
    }
    let Some(mut told) = read(board, object) else { return Ok(Handled::Refused("unreadable")) };
    let first = receive_replica(app, told.clone()).await?;
    let Followup::Missing { after } = first else { return Ok(handled(&first)) };
    told.lines = fetch_lines(app, &told, object, after).await?;
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

/// The proof is the board's own, by the key that was pinned when we first saw it.
async fn is_proven(board: &Actor, object: &Value) -> bool {
    let Ok(method) = integrity_proof::verification_method(object) else { return false };
    let is_theirs = method.strip_prefix(board.uri.as_str()).is_some_and(|rest| rest.starts_with('#'));
    let Some(key) = board.ed25519_key.clone().filter(|_| is_theirs) else { return false };
    let object = object.clone();
    let verify = move || {
        crate::crypto::keys::PublicKey::from_multikey(&key)
            .is_ok_and(|key| integrity_proof::verify(&object, &key).is_ok())
    };
    tokio::task::spawn_blocking(verify).await.unwrap_or(false)
}

fn read(board: &Actor, object: &Value) -> Option<Told> {
    let uri = wire::text_of(object, "id")?;
    let url = wire::web_address(uri)?;
    Some(Told {
        id: url.path_segments()?.next_back()?.parse::<ComplaintId>().ok()?,
        uri: uri.to_string(),
        home: url.origin().ascii_serialization(),
        board_uri: board.uri.clone(),
        sequence: object.get("rd:sequence")?.as_i64().filter(|it| *it > 0)?,
        head: wire::text_of(object, "rd:head")?.parse().ok()?,
        lines: read_lines(object.get("rd:events"))?,
        source: board.uri.clone(),
    })
}

/// Events as they travel. One that cannot be read makes all of them worthless.
fn read_lines(events: Option<&Value>) -> Option<Vec<Line>> {
    let line = |event: &Value| {
        let core = wire::text_of(event, "rd:core")?.as_bytes().to_vec();
        let hash: Hash = wire::text_of(event, "rd:hash")?.parse().ok()?;
        let disclosures = event.get("rd:disclosures").cloned().unwrap_or(Value::Array(Vec::new()));
        let disclosures: Vec<Disclosure> = serde_json::from_value(disclosures).ok()?;
        Some(Line { core, hash, disclosures })
    };
    wire::many(events).map(line).collect()
}

/// Everything after what we hold, page by page, from the home itself.
async fn fetch_lines(app: &App, told: &Told, object: &Value, after: i64) -> Result<Vec<Line>, InboxError> {
    let history = wire::member_id(object, "history").unwrap_or_default();
    let unusable = |what| InboxError::Fetch(FetchError::Unusable { id: told.uri.clone(), what });
    let mut next = Url::parse(history).map_err(|_| unusable("names no history"))?;
    next.query_pairs_mut().append_pair("after", &after.to_string());
    let mut lines = Vec::new();
    for _ in 0..HISTORY_PAGES_MAX {
        if !wire::on_one_host(next.as_str(), &told.uri) {
            return Err(unusable("has its history on another host"));
        }
        let page = fetch_document(app, next.as_str()).await?;
        let found = read_lines(page.get("orderedItems")).ok_or_else(|| unusable("has an unreadable history"))?;
        let had_some = !found.is_empty();
        lines.extend(found);
        match wire::member_id(&page, "next").and_then(wire::web_address) {
            Some(url) if had_some => next = url,
            _ => break,
        }
    }
    Ok(lines)
}
