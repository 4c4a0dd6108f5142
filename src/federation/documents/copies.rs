//! Copies of other boards' complaints, for those who carry them too and for a home that lost its own: which heads we hold,
//! with the board's own proof of them, and the lines up to there.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::crypto::integrity_proof;
use crate::domain::ids::ComplaintId;
use crate::domain::visibility::{Peer, Sight, Standing, Viewer, sight};
use crate::federation::documents::complaint::history_page;
use crate::federation::documents::{NoDocument, answer, fitting, id_of};
use crate::federation::signature::Arrived;
use crate::federation::signer;
use crate::federation::vocabulary::{RD_VERSION, with_short_context};
use crate::federation::wire::{on_one_host, web_address};
use crate::services::signing;
use crate::storage::actors::{self, ActorKind};
use crate::storage::complaints::{self, Held, Told};
use crate::storage::{StorageError, View, replicas, visibility};

/// Rows of one page of heads.
const HEADS_PAGE_ROWS: i64 = 500;
const BOARD_BYTES_MAX: usize = 2_048;

#[derive(Deserialize)]
pub(super) struct Which {
    board: String,
    after: Option<String>,
}

/// The heads that we hold of one board's complaints, signed by this server: followers show them to each other, so that a
/// home cannot tell two histories unseen.
pub(super) async fn heads(
    app: web::Data<App>,
    which: web::Query<Which>,
    request: HttpRequest,
) -> Result<HttpResponse, NoDocument> {
    let Which { board, after } = which.into_inner();
    if board.len() > BOARD_BYTES_MAX {
        return Err(NoDocument::Malformed);
    }
    let after: Option<ComplaintId> = after.as_deref().map(id_of).transpose()?;
    let asked = board.clone();
    let peer = peer_of(&app, &request, &board).await;
    let rows = app.db.read(move |view| replicas::heads(view, &asked, peer, after, HEADS_PAGE_ROWS)).await?;
    let instance = signing::instance_actor(&app).await?;
    let items = rows
        .iter()
        .map(|(id, uri, sequence, head)| json!({"id": uri, "rd:sequence": sequence, "rd:head": head.to_string(), "rd:copy": app.address.copy(*id)}));
    let items = fitting(items);
    let mut page = json!({
        "id": app.address.heads(&board, after),
        "type": "rd:Heads",
        "actor": instance.uri,
        "rd:version": RD_VERSION,
        "rd:board": board,
        "orderedItems": &items,
    });
    let full = i64::try_from(rows.len()).is_ok_and(|count| count == HEADS_PAGE_ROWS) || items.len() < rows.len();
    if let Some((last, ..)) = rows.get(items.len().saturating_sub(1)).filter(|_| full) {
        page["next"] = json!(app.address.heads(&board, Some(*last)));
    }
    signed(&app, page).await
}

/// One copy: what the board proved of it, and where its lines are.
pub(super) async fn copy(
    app: web::Data<App>,
    id: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, NoDocument> {
    let (held, _) = find(&app, &id, &request).await?;
    let instance = signing::instance_actor(&app).await?;
    let address = app.address.copy(held.id);
    let seal = held.seal.as_deref().and_then(|it| serde_json::from_str::<Value>(it).ok());
    let document = json!({
        "id": address,
        "type": "rd:Copy",
        "actor": instance.uri,
        "rd:version": RD_VERSION,
        "object": held.uri,
        "rd:sequence": held.complaint.sequence,
        "rd:head": held.head.to_string(),
        "rd:seal": seal,
        "history": format!("{address}/history"),
    });
    signed(&app, document).await
}

#[derive(Deserialize)]
pub(super) struct After {
    after: Option<i64>,
}

pub(super) async fn history(
    app: web::Data<App>,
    id: web::Path<String>,
    after: web::Query<After>,
    request: HttpRequest,
) -> Result<HttpResponse, NoDocument> {
    let (held, seen) = find(&app, &id, &request).await?;
    let (id, after) = (held.id, after.after.unwrap_or(0).max(0));
    let mut lines = app.db.read(move |view| complaints::page_for_others(view, id, after)).await?;
    if seen < Sight::Whole {
        // The chain can be checked; words that are not shown here are not handed on from here.
        lines.iter_mut().for_each(Told::without_words);
    }
    let address = format!("{}/history", app.address.copy(held.id));
    Ok(for_asker(answer(&history_page(&address, &held, after, &lines))))
}

/// A copy of another home's complaint, and how much of it may be handed on to whoever asks.
async fn find(app: &App, id: &str, request: &HttpRequest) -> Result<(Held, Sight), NoDocument> {
    let id: ComplaintId = id_of(id)?;
    let read = move |view: &mut View<'_>| -> Result<Option<(Held, Standing)>, StorageError> {
        let Some(held) = complaints::find(view, id)?.filter(|it| !it.at_home) else { return Ok(None) };
        let standing = visibility::standing_of(view, &held)?;
        Ok(Some((held, standing)))
    };
    let (held, standing) = app.db.read(read).await?.ok_or(NoDocument::NotFound)?;
    let peer = peer_of(app, request, &held.board_uri).await;
    match sight(standing, Viewer::Peer(peer)) {
        Sight::Nothing => Err(NoDocument::NotFound),
        seen => Ok((held, seen)),
    }
}

/// Whoever asks as the home of a board that is known here has signed the request with a key of that very host. Nobody else
/// is looked up.
async fn peer_of(app: &App, request: &HttpRequest, board_uri: &str) -> Peer {
    let Some(board) = web_address(board_uri) else { return Peer::Carrier };
    let Ok(arrived) = Arrived::read(request, false, app.clock.now()) else { return Peer::Carrier };
    let Some(signature) = arrived.by_host_of(&board) else { return Peer::Carrier };
    let uri = board_uri.to_string();
    let known = app.db.read::<_, StorageError, _>(move |view| actors::find_by_uri(view, &uri)).await;
    if !known.is_ok_and(|it| it.is_some_and(|it| it.kind == ActorKind::Board && !it.local)) {
        return Peer::Carrier;
    }
    let asker = arrived.peer(app);
    let Ok(key) = signer::anybodys_key(app, signature.key_id(), &asker).await else { return Peer::Carrier };
    match signer::verify(app, &arrived, signature, key).await {
        Ok(key) if on_one_host(&key.owner_uri, board.as_str()) => Peer::Home,
        _ => Peer::Carrier,
    }
}

/// What depends on who asks is kept nowhere for others.
fn for_asker(mut response: HttpResponse) -> HttpResponse {
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept, Signature, Signature-Input"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}

async fn signed(app: &App, document: Value) -> Result<HttpResponse, NoDocument> {
    let instance = signing::instance_actor(app).await?;
    let key = signing::proof_key(app, instance.id).await?;
    let signed = integrity_proof::sign(&with_short_context(document), &key.key, &key.method, app.clock.now());
    let signed = signed.map_err(|why| NoDocument::Storage(StorageError::inconsistent("actor_keys", why)))?;
    Ok(for_asker(answer(&signed)))
}
