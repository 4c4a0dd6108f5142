//! Leave to quote, answer, like or boost a post of ours (FEP-044f and its pattern), as the servers of readers check it.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::app::App;
use crate::domain::visibility::{Sight, post_sight};
use crate::federation::documents::{NoDocument, answer, check_open, id_of, tombstone};
use crate::federation::vocabulary::with_context;
use crate::storage::complaints::{self, Held};
use crate::storage::posts::{self, StoredPost};
use crate::storage::quotes::{self, LeaveKind, Quote};
use crate::storage::{StorageError, View, hidden_posts, visibility};

pub(super) async fn show(app: web::Data<App>, id: web::Path<String>) -> Result<HttpResponse, NoDocument> {
    let id: Uuid = id_of(&id)?;
    let read = move |view: &mut View<'_>| -> Result<Option<(Quote, StoredPost, Option<Held>)>, StorageError> {
        let Some(quote) = quotes::find(view, id)? else { return Ok(None) };
        let Some(post) = posts::find(view, quote.post)? else { return Ok(None) };
        // What was taken out of its thread is not there for anybody else, as the post itself is not.
        if hidden_posts::reason_of(view, post.id)?.is_some() {
            return Ok(None);
        }
        let held = post.complaint.map_or(Ok(None), |id| complaints::find(view, id))?;
        Ok(Some((quote, post, held)))
    };
    let (quote, post, held) = app.db.read(read).await?.ok_or(NoDocument::NotFound)?;
    if let Some(held) = held {
        let asked = held.clone();
        check_open(app.db.read(move |view| visibility::standing_of(view, &asked)).await?, &held)?;
    }
    let address = app.address.quote(id);
    if let Some(at) = quote.revoked_at {
        return Ok(tombstone(&address, type_of(quote.kind), at));
    }
    // What cannot be read gives nobody leave.
    match post_sight(Sight::Whole, visibility::post_standing(&post)) {
        Sight::Whole => {}
        Sight::Outline => {
            let at = post.deleted_at.unwrap_or(post.published_at);
            return Ok(tombstone(&address, type_of(quote.kind), at));
        }
        Sight::Nothing => return Err(NoDocument::NotFound),
    }
    Ok(answer(&with_context(document(&quote, &address, &post))))
}

fn type_of(kind: LeaveKind) -> &'static str {
    match kind {
        LeaveKind::Quote => "QuoteAuthorization",
        LeaveKind::Reply => "ReplyAuthorization",
        LeaveKind::Like => "LikeAuthorization",
        LeaveKind::Announce => "AnnounceAuthorization",
    }
}

fn document(quote: &Quote, address: &str, post: &StoredPost) -> Value {
    json!({
        "id": address,
        "type": type_of(quote.kind),
        "attributedTo": post.author_uri,
        "interactingObject": quote.quoting,
        "interactionTarget": post.uri,
    })
}
