//! What servers with groups of their own read of a board beside its document: who moderates it, and what is pinned there.

use activitypub_federation::kinds::collection::OrderedCollectionType;
use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::app::App;
use crate::domain::ids::ActorId;
use crate::federation::documents::{NoDocument, answer, id_of};
use crate::federation::vocabulary::with_context;
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::{StorageError, View, accounts, visibility};

/// The people who moderate this instance, and with it all of its boards.
pub(super) async fn moderators(app: web::Data<App>, id: web::Path<String>) -> Result<HttpResponse, NoDocument> {
    let board = board(&app, &id).await?;
    let read = |view: &mut View<'_>| -> Result<Vec<Actor>, StorageError> {
        let ids = accounts::moderators(view)?;
        actors::find_many(view, &ids)
    };
    let mut uris: Vec<String> = app.db.read(read).await?.into_iter().map(|actor| actor.uri).collect();
    uris.sort();
    let collection = json!({
        "id": app.address.moderators(board.id), "type": OrderedCollectionType::OrderedCollection, "totalItems": uris.len(),
        "orderedItems": uris,
    });
    Ok(answer(&with_context(collection)))
}

/// Nothing is pinned on a board: its order is the order of what happens. Those who ask get an empty list instead of an error.
pub(super) async fn featured(app: web::Data<App>, id: web::Path<String>) -> Result<HttpResponse, NoDocument> {
    let id: ActorId = id_of(&id)?;
    let find = move |view: &mut View<'_>| visibility::actor_for_others(view, id);
    let actor =
        app.db.read(find).await?.filter(|it| it.local && it.deleted_at.is_none()).ok_or(NoDocument::NotFound)?;
    let collection = json!({
        "id": app.address.featured(actor.id), "type": OrderedCollectionType::OrderedCollection, "totalItems": 0, "orderedItems": [],
    });
    Ok(answer(&with_context(collection)))
}

async fn board(app: &App, id: &str) -> Result<Actor, NoDocument> {
    let id: ActorId = id_of(id)?;
    let found = app.db.read(move |view| actors::find(view, id)).await?;
    let is_board = |it: &Actor| it.local && it.deleted_at.is_none() && it.kind == ActorKind::Board;
    found.filter(is_board).ok_or(NoDocument::NotFound)
}
