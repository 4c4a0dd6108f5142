//! What our actors said, as activities.

use activitypub_federation::kinds::collection::{OrderedCollectionPageType, OrderedCollectionType};
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::domain::ids::{ActivityId, ActorId, ComplaintId};
use crate::domain::visibility::Standing;
use crate::federation::documents::{NoDocument, PAGE_BYTES_MAX, answer, check_open, id_of};
use crate::federation::vocabulary::{with_context, without_context};
use crate::storage::actors::ActorKind;
use crate::storage::complaints::{self, Held};
use crate::storage::outbox::{self, Activity, ActivityKind};
use crate::storage::{StorageError, View, hidden_posts, posts, visibility};

const PAGE_ACTIVITIES: i64 = 20;
/// Of these a board's page shows the announcements of posts: what PieFed and Lemmy look for, and stop at anything else.
const BOARD_PAGE_ACTIVITIES: i64 = 60;

#[derive(Deserialize)]
pub(super) struct Page {
    page: Option<String>,
    /// The last one of the page before.
    before: Option<String>,
}

pub(super) async fn show(
    app: web::Data<App>,
    id: web::Path<String>,
    page: web::Query<Page>,
) -> Result<HttpResponse, NoDocument> {
    let id: ActorId = id_of(&id)?;
    let outbox = app.address.outbox(id);
    let before: Option<ActivityId> = page.before.as_deref().map(id_of).transpose()?;
    let known = move |view: &mut View<'_>| -> Result<Option<(i64, bool)>, StorageError> {
        let Some(actor) =
            visibility::actor_for_others(view, id)?.filter(|actor| actor.local && actor.deleted_at.is_none())
        else {
            return Ok(None);
        };
        // As many as its pages show together.
        let of_board = actor.kind == ActorKind::Board;
        let total = if of_board { outbox::count_posts_announced(view, id) } else { outbox::count_public_of(view, id) }?;
        Ok(Some((total, of_board)))
    };
    let (total, of_board) = app.db.read(known).await?.ok_or(NoDocument::NotFound)?;
    let size = if of_board { BOARD_PAGE_ACTIVITIES } else { PAGE_ACTIVITIES };
    let read = move |view: &mut View<'_>| -> Result<Option<Vec<Activity>>, StorageError> {
        let last = before.map(|it| outbox::find(view, it)).transpose()?.flatten().filter(|it| it.actor == id);
        if before.is_some() && last.is_none() {
            return Ok(None);
        }
        outbox::public_of(view, id, last.as_ref(), size).map(Some)
    };
    let mut said = app.db.read(read).await?.ok_or(NoDocument::NotFound)?;
    let found = said.len();
    said.truncate(fitting_of(&said));
    let last_of_page = said.last().map(|it| it.id);
    let full = i64::try_from(found).is_ok_and(|count| count == size) || said.len() < found;
    let said = app.db.read(move |view| open_ones(view, said)).await?;
    let items: Vec<Value> = said.iter().filter_map(body_of).filter(|it| !of_board || announces_post(it)).collect();
    let items: Vec<Value> = items.into_iter().map(without_context).collect();
    if page.page.is_none() {
        let mut collection = json!({
            "id": outbox, "type": OrderedCollectionType::OrderedCollection, "totalItems": total, "first": format!("{outbox}?page=true"),
        });
        if of_board {
            // Lemmy reads a group's newest posts from the collection itself, and cannot read one without them.
            collection["orderedItems"] = json!(items);
        }
        return Ok(answer(&with_context(collection)));
    }
    let mut document = json!({
        "id": match before {
            Some(before) => format!("{outbox}?page=true&before={before}"),
            None => format!("{outbox}?page=true"),
        },
        "type": OrderedCollectionPageType::OrderedCollectionPage,
        "partOf": outbox,
        "totalItems": total,
        "orderedItems": items,
    });
    if let Some(last) = last_of_page.filter(|_| full) {
        document["next"] = json!(format!("{outbox}?page=true&before={last}"));
    }
    Ok(answer(&with_context(document)))
}

pub(super) async fn activity(app: web::Data<App>, id: web::Path<String>) -> Result<HttpResponse, NoDocument> {
    let id: ActivityId = id_of(&id)?;
    let read = move |view: &mut View<'_>| -> Result<Option<(Activity, Option<About>)>, StorageError> {
        let Some(activity) = outbox::find(view, id)?.filter(|it| it.public) else { return Ok(None) };
        if !hidden_posts::carried_by(view, std::slice::from_ref(&activity))?.is_empty() {
            return Ok(None);
        }
        let held = match thread_of(view, &activity)? {
            Some(id) => complaints::find(view, id)?,
            None => None,
        };
        let standing = held.as_ref().map(|it| visibility::standing_of(view, it)).transpose()?;
        Ok(Some((activity, held.zip(standing))))
    };
    let (activity, thread) = app.db.read(read).await?.ok_or(NoDocument::NotFound)?;
    if let Some((held, standing)) = thread {
        check_open(standing, &held)?;
    }
    let document = body_of(&activity).ok_or(NoDocument::NotFound)?;
    Ok(answer(&document))
}

/// How many of these one page takes, at least one.
fn fitting_of(said: &[Activity]) -> usize {
    let mut bytes = 0;
    let fit = said.iter().take_while(|it| {
        bytes += it.body.len();
        bytes <= PAGE_BYTES_MAX
    });
    fit.count().max(1).min(said.len())
}

/// A thread and where it stands.
type About = (Held, Standing);

/// The thread that an activity is about: its own, or for somebody's boost the one of the post that it names.
fn thread_of(view: &mut View<'_>, activity: &Activity) -> Result<Option<ComplaintId>, StorageError> {
    if activity.complaint.is_some() || activity.kind != ActivityKind::Announce {
        return Ok(activity.complaint);
    }
    let Some(body) = body_of(activity) else { return Ok(None) };
    let Some(object) = body["object"].as_str() else { return Ok(None) };
    Ok(posts::find_by_uri(view, object)?.and_then(|post| post.complaint))
}

/// Those about nothing that is kept back. What a board passed on was left out by the database; a boost names a post only.
fn open_ones(view: &mut View<'_>, said: Vec<Activity>) -> Result<Vec<Activity>, StorageError> {
    let taken_out = hidden_posts::carried_by(view, &said)?;
    let mut open = Vec::with_capacity(said.len());
    for activity in said {
        if taken_out.contains(&activity.id) {
            continue;
        }
        let kept_back = match thread_of(view, &activity)? {
            Some(id) if activity.complaint.is_none() => !visibility::is_open(view, id)?,
            _ => false,
        };
        if !kept_back {
            open.push(activity);
        }
    }
    Ok(open)
}

fn announces_post(activity: &Value) -> bool {
    activity["type"] == "Announce" && activity["object"]["type"] == "Create"
}

fn body_of(activity: &Activity) -> Option<Value> {
    serde_json::from_str(&activity.body).ok()
}
