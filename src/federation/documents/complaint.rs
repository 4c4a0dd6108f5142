//! A complaint as a collection that the board owns: its state, its posts, its history, and the digest of a board.

use activitypub_federation::kinds::collection::{CollectionType, OrderedCollectionPageType, OrderedCollectionType};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::crypto::integrity_proof;
use crate::domain::address::Address;
use crate::domain::ids::{ActorId, ComplaintId, PostId};
use crate::domain::log::wire_time;
use crate::domain::visibility::Standing;
use crate::federation::documents::actor as documents_actor;
use crate::federation::documents::{NoDocument, answer, check_open, fitting, id_of, note, see_other};
use crate::federation::thread::Thread;
use crate::federation::vocabulary::{RD_VERSION, with_context, with_short_context};
use crate::http::reader::Reader;
use crate::services::hear_board::VOICES_MAX;
use crate::services::signing;
use crate::storage::actors::{Actor, ActorKind};
use crate::storage::complaints::{self, Held, Told};
use crate::storage::{StorageError, View, actors, posts, visibility};

/// Posts that one page of a thread names.
const POSTS_PAGE: i64 = 200;
/// Answers that one page of a complaint's `replies` names.
const REPLIES_PAGE: i64 = 20;
/// Rows of one page of a board's digest.
const DIGEST_PAGE_ROWS: i64 = 500;

pub(super) async fn show(app: web::Data<App>, id: web::Path<String>) -> Result<HttpResponse, NoDocument> {
    let thread = find(&app, &id).await?;
    Ok(answer(&signed(&app, &thread, &[]).await?))
}

/// The thread's page for programs: what a person pastes into the search of another server is the complaint's post there.
pub(super) async fn page(
    app: web::Data<App>,
    id: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, NoDocument> {
    let id: ComplaintId = id_of(&id)?;
    let find = move |view: &mut View<'_>| -> Result<Option<_>, StorageError> {
        let Some(thread) = Thread::find(view, id)? else { return Ok(None) };
        let post = match &thread.held.filed_uri {
            Some(uri) => posts::find_by_uri(view, uri)?,
            None => None,
        };
        let standing = visibility::standing_of(view, &thread.held)?;
        Ok(Some((thread, post, standing)))
    };
    let (thread, post, standing) = app.db.read(find).await?.ok_or(NoDocument::NotFound)?;
    check_open(standing, &thread.held)?;
    if thread.held.uri == app.address.complaint_page(id) {
        return Ok(answer(&signed(&app, &thread, &[]).await?));
    }
    match (post, thread.held.filed_uri) {
        (Some(post), _) if post.local => note::document_of(&app, post.id, Reader::of(request.headers())).await,
        (_, Some(uri)) if app.address.may_link_to(&uri) => Ok(see_other(&uri)),
        _ => Err(NoDocument::NotFound),
    }
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
        "type": OrderedCollectionType::OrderedCollection,
        "attributedTo": held.board_uri,
        "name": held.title,
        "url": address.complaint_page(held.id),
        "first": address.posts(held.id),
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
    // Its home says who speaks for the brand, so that whoever carries the thread can look for themselves.
    if thread.board.as_ref().is_some_and(|board| board.local) {
        let actor = |id: ActorId| thread.officials.iter().find(|it| it.id == id && it.deleted_at.is_none());
        let voices =
            thread.voices.iter().filter_map(|it| actor(it.actor).map(|actor| documents_actor::voice(it, actor)));
        document["rd:voices"] = voices.take(VOICES_MAX).collect();
    }
    // While an offer stands: what is offered.
    let offered = complaint.standing_offer().filter(|_| complaint.state().name() == "offered").map(|it| it.outcome);
    if let Some(outcome) = offered.or(complaint.outcome) {
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

/// A complaint of ours that everybody may read.
async fn find(app: &App, id: &str) -> Result<Thread, NoDocument> {
    let id: ComplaintId = id_of(id)?;
    let read = move |view: &mut View<'_>| -> Result<Option<(Thread, Standing)>, StorageError> {
        let Some(thread) = Thread::find(view, id)?.filter(|it| it.held.at_home) else { return Ok(None) };
        let standing = visibility::standing_of(view, &thread.held)?;
        Ok(Some((thread, standing)))
    };
    let (thread, standing) = app.db.read(read).await?.ok_or(NoDocument::NotFound)?;
    check_open(standing, &thread.held)?;
    Ok(thread)
}

/// The posts of the thread, oldest first: the pages of the collection.
pub(super) async fn posts(
    app: web::Data<App>,
    id: web::Path<String>,
    after: web::Query<After>,
) -> Result<HttpResponse, NoDocument> {
    let thread = find(&app, &id).await?;
    let (id, after) = (thread.held.id, after.after.unwrap_or(0).max(0));
    let uris = app.db.read(move |view| posts::uris_of_complaint(view, id, after, POSTS_PAGE)).await?;
    let address = app.address.posts(id);
    let items = fitting(uris.iter().map(|uri| json!(uri)));
    let mut page = json!({
        "id": if after == 0 { address.clone() } else { format!("{address}?after={after}") },
        "type": OrderedCollectionPageType::OrderedCollectionPage,
        "partOf": thread.held.uri,
        "attributedTo": thread.held.board_uri,
        "orderedItems": &items,
    });
    let full = i64::try_from(uris.len()).is_ok_and(|count| count == POSTS_PAGE) || items.len() < uris.len();
    if full {
        page["next"] = json!(format!("{address}?after={}", after + i64::try_from(items.len()).unwrap_or(POSTS_PAGE)));
    }
    Ok(answer(&with_context(page)))
}

/// What answers the complaint's post, without the post itself.
pub(super) async fn replies(
    app: web::Data<App>,
    id: web::Path<String>,
    before: web::Query<Before>,
) -> Result<HttpResponse, NoDocument> {
    let thread = find(&app, &id).await?;
    let (id, filed) = (thread.held.id, thread.held.filed_uri.clone());
    let address = app.address.clone();
    let Some(before) = before.before.as_deref() else {
        return Ok(answer(&with_context(
            app.db.read(move |view| replies_of(view, &address, id, filed.as_deref())).await?,
        )));
    };
    let before: PostId = id_of(before)?;
    let read = move |view: &mut View<'_>| posts::replies_before(view, id, filed.as_deref(), Some(before), REPLIES_PAGE);
    let found = app.db.read(read).await?;
    Ok(answer(&with_context(replies_page(&app.address, id, Some(before), &found))))
}

/// The answers to a complaint as a collection with its first page in it, for servers that never saw the thread: the
/// newest first, the board's notes among them.
pub(super) fn replies_of(
    view: &mut View<'_>,
    address: &Address,
    id: ComplaintId,
    filed: Option<&str>,
) -> Result<Value, StorageError> {
    let total = posts::count_replies(view, id, filed)?;
    let found = posts::replies_before(view, id, filed, None, REPLIES_PAGE)?;
    let first = replies_page(address, id, None, &found);
    Ok(json!({"id": address.replies(id), "type": CollectionType::Collection, "totalItems": total, "first": first}))
}

fn replies_page(address: &Address, id: ComplaintId, before: Option<PostId>, found: &[(PostId, String)]) -> Value {
    let collection = address.replies(id);
    let own = before.map_or_else(|| "page=1".to_string(), |before| format!("before={before}"));
    let mut page = json!({
        "id": format!("{collection}?{own}"),
        "type": "CollectionPage",
        "partOf": collection,
        "items": found.iter().map(|(_, uri)| uri).collect::<Vec<_>>(),
    });
    let full = i64::try_from(found.len()).is_ok_and(|count| count == REPLIES_PAGE);
    if let Some((last, _)) = found.last().filter(|_| full) {
        page["next"] = json!(format!("{collection}?before={last}"));
    }
    page
}

#[derive(Deserialize)]
pub(super) struct Before {
    before: Option<String>,
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
            "id": address, "type": OrderedCollectionType::OrderedCollection, "attributedTo": thread.held.board_uri,
            "totalItems": sequence, "rd:head": thread.held.head.to_string(), "first": format!("{address}?after=0"),
        });
        return Ok(answer(&with_context(collection)));
    };
    let after = after.max(0);
    let lines = app.db.read(move |view| complaints::page_for_others(view, id, after)).await?;
    Ok(answer(&history_page(&address, &thread.held, after, &lines)))
}

/// Lines after a sequence, of a history that lies at an address of ours.
pub(super) fn history_page(address: &str, held: &Held, after: i64, lines: &[Told]) -> Value {
    let last = after + i64::try_from(lines.len()).unwrap_or(0);
    let mut page = json!({
        "id": format!("{address}?after={after}"),
        "type": OrderedCollectionPageType::OrderedCollectionPage,
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
        let is_board = |it: &Actor| it.local && it.deleted_at.is_none() && it.kind == ActorKind::Board;
        let Some(board) = actors::find(view, id)?.filter(is_board) else {
            return Ok(None);
        };
        let rows = complaints::digest(view, &board.uri, after, DIGEST_PAGE_ROWS)?;
        Ok(Some((board, rows)))
    };
    let (board, rows) = app.db.read(read).await?.ok_or(NoDocument::NotFound)?;
    let address = format!("{}/digest", board.uri);
    let items = rows
        .iter()
        .map(|(_, uri, sequence, head)| json!({"id": uri, "rd:sequence": sequence, "rd:head": head.to_string()}));
    let items = fitting(items);
    let mut page = json!({
        "id": match after {
            Some(after) => format!("{address}?after={after}"),
            None => address.clone(),
        },
        "type": OrderedCollectionPageType::OrderedCollectionPage,
        "partOf": address,
        "attributedTo": board.uri,
        "orderedItems": &items,
    });
    let full = i64::try_from(rows.len()).is_ok_and(|count| count == DIGEST_PAGE_ROWS) || items.len() < rows.len();
    if let Some((last, ..)) = rows.get(items.len().saturating_sub(1)).filter(|_| full) {
        page["next"] = json!(format!("{address}?after={last}"));
    }
    // With the board's proof: it shows those who carry the board that it is still there, and still itself.
    let key = signing::proof_key(&app, board.id).await?;
    let signed = integrity_proof::sign(&with_context(page), &key.key, &key.method, app.clock.now());
    Ok(answer(&signed.map_err(|why| StorageError::inconsistent("actor_keys", why))?))
}
