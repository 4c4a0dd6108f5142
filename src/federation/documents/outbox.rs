//! What our actors said, as activities.

use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::domain::Timestamp;
use crate::domain::ids::{ActivityId, ActorId};
use crate::federation::documents::{NoDocument, answer, id_of};
use crate::federation::vocabulary::{with_context, without_context};
use crate::storage::actors::{self, ActorKind};
use crate::storage::outbox::{self, Activity};
use crate::storage::{StorageError, View};

const PAGE_ACTIVITIES: i64 = 20;
/// Of these a board's page shows the announcements of posts: what PieFed and Lemmy look for, and stop at anything else.
const BOARD_PAGE_ACTIVITIES: i64 = 60;

#[derive(Deserialize)]
pub(super) struct Page {
    page: Option<String>,
    /// Microseconds; only older ones are wanted.
    before: Option<i64>,
}

pub(super) async fn show(
    app: web::Data<App>,
    id: web::Path<String>,
    page: web::Query<Page>,
) -> Result<HttpResponse, NoDocument> {
    let id: ActorId = id_of(&id)?;
    let outbox = app.address.outbox(id);
    let known = move |view: &mut View<'_>| -> Result<Option<(i64, bool)>, StorageError> {
        let Some(actor) = actors::find(view, id)?.filter(|actor| actor.local && actor.deleted_at.is_none()) else {
            return Ok(None);
        };
        Ok(Some((outbox::count_public_of(view, id)?, actor.kind == ActorKind::Board)))
    };
    let (total, of_board) = app.db.read(known).await?.ok_or(NoDocument::NotFound)?;
    let size = if of_board { BOARD_PAGE_ACTIVITIES } else { PAGE_ACTIVITIES };
    let before = page.before.and_then(Timestamp::from_timestamp_micros);
    let said: Vec<Activity> = app.db.read(move |view| outbox::public_of(view, id, before, size)).await?;
    let items: Vec<Value> = said.iter().filter_map(read).filter(|it| !of_board || announces_post(it)).collect();
    let items: Vec<Value> = items.into_iter().map(without_context).collect();
    if page.page.is_none() {
        let mut collection = json!({
            "id": outbox, "type": "OrderedCollection", "totalItems": total, "first": format!("{outbox}?page=true"),
        });
        if of_board {
            // Lemmy reads a group's newest posts from the collection itself, and cannot read one without them.
            collection["orderedItems"] = json!(items);
        }
        return Ok(answer(&with_context(collection)));
    }
    let mut document = json!({
        "id": match page.before {
            Some(before) => format!("{outbox}?page=true&before={before}"),
            None => format!("{outbox}?page=true"),
        },
        "type": "OrderedCollectionPage",
        "partOf": outbox,
        "totalItems": total,
        "orderedItems": items,
    });
    let full = i64::try_from(said.len()).is_ok_and(|count| count == size);
    if let Some(last) = said.last().filter(|_| full) {
        document["next"] = json!(format!("{outbox}?page=true&before={}", last.created_at.timestamp_micros()));
    }
    Ok(answer(&with_context(document)))
}

pub(super) async fn activity(app: web::Data<App>, id: web::Path<String>) -> Result<HttpResponse, NoDocument> {
    let id: ActivityId = id_of(&id)?;
    let found = app.db.read(move |view| outbox::find(view, id)).await?;
    let document = found.filter(|it| it.public).as_ref().and_then(read).ok_or(NoDocument::NotFound)?;
    Ok(answer(&document))
}

fn announces_post(activity: &Value) -> bool {
    activity["type"] == "Announce" && activity["object"]["type"] == "Create"
}

fn read(activity: &Activity) -> Option<Value> {
    serde_json::from_str(&activity.body).ok()
}
