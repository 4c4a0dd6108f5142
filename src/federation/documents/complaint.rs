//! A complaint as a collection that the board owns: its state, its posts, its history, and the digest of a board.

use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::crypto::integrity_proof;
use crate::domain::address::Address;
use crate::domain::complaint::Opening;
use crate::domain::ids::{ActorId, ComplaintId};
use crate::domain::log::wire_time;
use crate::federation::documents::{NoDocument, answer, id_of};
use crate::federation::thread::Thread;
use crate::federation::vocabulary::{RD_VERSION, with_context, with_short_context};
use crate::services::signing;
use crate::storage::complaints::{self, HISTORY_PAGE_LINES, Held, Told};
use crate::storage::{StorageError, View, actors, posts};

/// Rows of one page of a board's digest.
const DIGEST_PAGE_ROWS: i64 = 500;

pub(super) async fn show(app: web::Data<App>, id: web::Path<String>) -> Result<HttpResponse, NoDocument> {
    let thread = find(&app, &id).await?;
    Ok(answer(&signed(&app, &thread, &[]).await?))
}

/// The collection with the board's proof; `lines` are the newest events, so that most replicas need not ask for them.
pub(in crate::federation) async fn signed(app: &App, thread: &Thread, lines: &[Told]) -> Result<Value, NoDocument> {
    let mut document = with_context(document(&app.address, thread));
    if !lines.is_empty() {
        document["rd:events"] = lines.iter().map(wire_line).collect();
    }
    let Some(board) = thread.board.as_ref().filter(|board| board.local) else { return Ok(document) };
    let key = signing::proof_key(app, board.id).await?;
    let sign = |document: &Value| {
        let signed = integrity_proof::sign(document, &key.key, &key.method, thread.held.complaint.last_at);
        signed.map_err(|why| NoDocument::Storage(StorageError::inconsistent("actor_keys", why)))
    };
    document["rd:seal"] = sign(&seal(thread))?;
    sign(&document)
}

/// Sequence and head alone, with a proof of their own: what carriers keep, and show each other and a restored home.
fn seal(thread: &Thread) -> Value {
    with_short_context(json!({
        "type": "rd:Seal",
        "actor": thread.held.board_uri,
        "object": thread.held.uri,
        "rd:version": RD_VERSION,
        "rd:sequence": thread.held.complaint.sequence,
        "rd:head": thread.held.head.to_string(),
    }))
}

fn document(address: &Address, thread: &Thread) -> Value {
    let held = &thread.held;
    let complaint = &held.complaint;
    let mut document = json!({
        "id": held.uri,
        "type": "OrderedCollection",
        "attributedTo": held.board_uri,
        "name": held.title,
        "url": held.uri,
        "totalItems": complaint.sequence,
        "first": format!("{}/posts", held.uri),
        "history": address.history(held.id),
        "published": wire_time(complaint.filed_at),
        "updated": wire_time(complaint.last_at),
        "rd:version": RD_VERSION,
        "rd:brand": complaint.brand,
        "rd:brandName": thread.brand_name(),
        "rd:home": held.home,
        "rd:state": complaint.state().name(),
        "rd:sequence": complaint.sequence,
        "rd:head": held.head.to_string(),
        "rd:complainant": held.complainant_handle,
    });
    if let Some(outcome) = complaint.outcome {
        document["rd:outcome"] = json!(outcome.word());
    }
    if let Some(language) = &held.facts.language {
        document["rd:language"] = json!(language);
    }
    if let Some(uri) = &held.filed_uri {
        document["rd:post"] = json!(uri);
    }
    document
}

/// One event: the exact bytes that were hashed, their hash, and beside them the texts that were not erased.
pub(in crate::federation) fn wire_line(told: &Told) -> Value {
    let mut line = json!({
        "type": "rd:Event",
        "rd:core": String::from_utf8_lossy(&told.line.core),
        "rd:hash": told.line.hash.to_string(),
        "rd:disclosures": told.line.disclosures,
    });
    if let Some(uri) = &told.attested.0 {
        line["rd:attestedBy"] = json!(uri);
    }
    if let Some(statement) = told.statement.as_deref().and_then(|it| serde_json::from_str::<Value>(it).ok()) {
        line["rd:statement"] = statement;
    }
    line
}

/// A complaint of ours that may be shown: not one that only the brand may see yet, nor one that was hidden here.
async fn find(app: &App, id: &str) -> Result<Thread, NoDocument> {
    let id: ComplaintId = id_of(id)?;
    let thread = app.db.read(move |view| Thread::find(view, id)).await?.ok_or(NoDocument::NotFound)?;
    let embargoed = matches!(thread.held.complaint.opening(), Opening::Embargoed { .. });
    if !thread.held.at_home || thread.held.hidden_at.is_some() || embargoed {
        return Err(NoDocument::NotFound);
    }
    Ok(thread)
}

/// The posts of the thread: the collection's one page.
pub(super) async fn posts(app: web::Data<App>, id: web::Path<String>) -> Result<HttpResponse, NoDocument> {
    let thread = find(&app, &id).await?;
    let uris = uris_of(&app, thread.held.id).await?;
    let page = json!({
        "id": format!("{}/posts", thread.held.uri),
        "type": "OrderedCollectionPage",
        "partOf": thread.held.uri,
        "attributedTo": thread.held.board_uri,
        "orderedItems": uris,
    });
    Ok(answer(&with_context(page)))
}

/// What answers the complaint's post, without the post itself.
pub(super) async fn replies(app: web::Data<App>, id: web::Path<String>) -> Result<HttpResponse, NoDocument> {
    let thread = find(&app, &id).await?;
    let filed = thread.held.filed_uri.clone();
    let uris: Vec<String> =
        uris_of(&app, thread.held.id).await?.into_iter().filter(|uri| Some(uri) != filed.as_ref()).collect();
    let address = app.address.replies(thread.held.id);
    let page = json!({"id": format!("{address}?page=1"), "type": "CollectionPage", "partOf": address, "items": uris});
    Ok(answer(&with_context(json!({"id": address, "type": "Collection", "totalItems": uris.len(), "first": page}))))
}

async fn uris_of(app: &App, id: ComplaintId) -> Result<Vec<String>, StorageError> {
    app.db.read(move |view| posts::uris_of_complaint(view, id)).await
}

#[derive(Deserialize)]
pub(super) struct After {
    after: Option<i64>,
}

/// The history in order. Without `?after=N` it says only how long it is and where it begins.
pub(super) async fn history(
    app: web::Data<App>,
    id: web::Path<String>,
    after: web::Query<After>,
) -> Result<HttpResponse, NoDocument> {
    let thread = find(&app, &id).await?;
    let (id, sequence) = (thread.held.id, thread.held.complaint.sequence);
    let address = app.address.history(id);
    let Some(after) = after.after else {
        let collection = json!({
            "id": address, "type": "OrderedCollection", "attributedTo": thread.held.board_uri,
            "totalItems": sequence, "rd:head": thread.held.head.to_string(), "first": format!("{address}?after=0"),
        });
        return Ok(answer(&with_context(collection)));
    };
    let after = after.max(0);
    let lines = app.db.read(move |view| complaints::history(view, id, after, HISTORY_PAGE_LINES)).await?;
    Ok(answer(&history_page(&address, &thread.held, after, &lines)))
}

/// Lines after a sequence, of a history that lies at an address of ours.
pub(super) fn history_page(address: &str, held: &Held, after: i64, lines: &[Told]) -> Value {
    let last = after + i64::try_from(lines.len()).unwrap_or(0);
    let mut page = json!({
        "id": format!("{address}?after={after}"),
        "type": "OrderedCollectionPage",
        "partOf": address,
        "attributedTo": held.board_uri,
        "totalItems": held.complaint.sequence,
        "rd:version": RD_VERSION,
        "rd:head": held.head.to_string(),
        "rd:sequence": held.complaint.sequence,
        "orderedItems": lines.iter().map(wire_line).collect::<Vec<_>>(),
    });
    if last < held.complaint.sequence && !lines.is_empty() {
        page["next"] = json!(format!("{address}?after={last}"));
    }
    with_context(page)
}

#[derive(Deserialize)]
pub(super) struct AfterId {
    after: Option<String>,
}

/// Sequence and head of every public complaint of a board: what an instance compares after downtime.
pub(super) async fn digest(
    app: web::Data<App>,
    id: web::Path<String>,
    after: web::Query<AfterId>,
) -> Result<HttpResponse, NoDocument> {
    let id: ActorId = id_of(&id)?;
    let after: Option<ComplaintId> = after.after.as_deref().map(id_of).transpose()?;
    let read = move |view: &mut View<'_>| -> Result<Option<_>, StorageError> {
        let Some(board) = actors::find(view, id)?.filter(|board| board.local && board.deleted_at.is_none()) else {
            return Ok(None);
        };
        let rows = complaints::digest(view, &board.uri, after, DIGEST_PAGE_ROWS)?;
        Ok(Some((board, rows)))
    };
    let (board, rows) = app.db.read(read).await?.ok_or(NoDocument::NotFound)?;
    let address = format!("{}/digest", board.uri);
    let items = rows.iter().map(|(id, sequence, head)| {
        json!({"id": app.address.complaint(*id), "rd:sequence": sequence, "rd:head": head.to_string()})
    });
    let mut page = json!({
        "id": match after {
            Some(after) => format!("{address}?after={after}"),
            None => address.clone(),
        },
        "type": "OrderedCollectionPage",
        "partOf": address,
        "attributedTo": board.uri,
        "orderedItems": items.collect::<Vec<_>>(),
    });
    let full = i64::try_from(rows.len()).is_ok_and(|count| count == DIGEST_PAGE_ROWS);
    if let Some((last, ..)) = rows.last().filter(|_| full) {
        page["next"] = json!(format!("{address}?after={last}"));
    }
    // With the board's proof: it shows those who carry the board that it is still there, and still itself.
    let key = signing::proof_key(&app, board.id).await?;
    let signed = integrity_proof::sign(&with_context(page), &key.key, &key.method, app.clock.now());
    Ok(answer(&signed.map_err(|why| StorageError::inconsistent("actor_keys", why))?))
}
