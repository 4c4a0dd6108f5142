//! Leave to quote a post of ours (FEP-044f), as the servers of readers check it.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::app::App;
use crate::federation::documents::{NoDocument, answer, id_of, tombstone};
use crate::federation::vocabulary::with_context;
use crate::storage::posts::{self, StoredPost};
use crate::storage::quotes::{self, Quote};
use crate::storage::{StorageError, View, complaints};

pub(super) async fn show(app: web::Data<App>, id: web::Path<String>) -> Result<HttpResponse, NoDocument> {
    let id: Uuid = id_of(&id)?;
    let read = move |view: &mut View<'_>| -> Result<Option<(Quote, StoredPost)>, StorageError> {
        let Some(quote) = quotes::find(view, id)? else { return Ok(None) };
        let Some(post) = posts::find(view, quote.post)? else { return Ok(None) };
        let held = post.complaint.map_or(Ok(None), |id| complaints::find(view, id))?;
        let hidden = held.is_some_and(|it| it.hidden_at.is_some());
        Ok((!hidden).then_some((quote, post)))
    };
    let (quote, post) = app.db.read(read).await?.ok_or(NoDocument::NotFound)?;
    let address = app.address.quote(id);
    if let Some(at) = quote.revoked_at.or(post.deleted_at) {
        return Ok(tombstone(&address, "QuoteAuthorization", at));
    }
    Ok(answer(&with_context(document(&quote, &address, &post))))
}

fn document(quote: &Quote, address: &str, post: &StoredPost) -> Value {
    json!({
        "id": address,
        "type": "QuoteAuthorization",
        "attributedTo": post.author_uri,
        "interactingObject": quote.quoting,
        "interactionTarget": post.uri,
    })
}
