//! Announce: a boost, or a group that passes on what was said in it. A copy inside is never believed:
//! what is not ours is read from its own server.

use crate::domain::address::Place;
use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::incoming::{create, delete, post, react, update};
use crate::federation::wire;
use crate::storage::reactions::ReactionKind;
use crate::storage::{StorageError, actors, posts};

pub(in crate::federation) async fn receive(received: &Received<'_>) -> Result<Handled, InboxError> {
    let Some(object) = received.activity.get("object") else { return Ok(Handled::Refused("no-object")) };
    let kind = wire::kind_of(object).unwrap_or_default();
    // FEP-1b12: a group announces the whole activity; what it is about stands one level deeper.
    let (deed, id) = match kind {
        "Create" | "Update" | "Delete" => (kind, object.get("object").and_then(wire::id_of)),
        "Like" | "Dislike" | "Undo" | "Lock" | "Block" | "Add" | "Remove" => {
            return Ok(Handled::Ignored("said-in-a-group"));
        }
        _ => ("Boost", wire::id_of(object)),
    };
    let Some(id) = id.filter(|id| wire::web_address(id).is_some()) else { return Ok(Handled::Refused("no-object")) };
    if deed == "Boost" && is_known(received, id).await? {
        return react::keep(received, id, ReactionKind::Boost, "").await;
    }
    match deed {
        "Delete" => deleted(received, id).await,
        "Update" => update::edited(received, post::fetched(received.app, id).await?).await,
        _ if received.app.address.place(id).is_some() => Ok(Handled::Ignored("nothing-of-ours")),
        "Create" => create::take(received, post::fetched(received.app, id).await?).await,
        _ => {
            let post = post::fetched(received.app, id).await?;
            let uri = post.incoming.uri.clone();
            let taken = create::take(received, post).await?;
            react::keep(received, &uri, ReactionKind::Boost, "").await?;
            Ok(taken)
        }
    }
}

/// Whether a post or complaint is ours, or one that we hold.
async fn is_known(received: &Received<'_>, id: &str) -> Result<bool, InboxError> {
    if matches!(received.app.address.place(id), Some(Place::Complaint(_) | Place::Post(_))) {
        return Ok(true);
    }
    let id = id.to_string();
    let found = received.app.db.read::<_, StorageError, _>(move |view| posts::find_by_uri(view, &id)).await?;
    Ok(found.is_some())
}

async fn deleted(received: &Received<'_>, id: &str) -> Result<Handled, InboxError> {
    let asked = id.to_string();
    let author = received.app.db.read::<_, StorageError, _>(move |view| {
        let post = posts::find_by_uri(view, &asked)?;
        post.and_then(|post| post.author).map_or(Ok(None), |author| actors::find(view, author))
    });
    match author.await? {
        Some(author) => delete::confirmed(received, id, &author).await,
        None => Ok(Handled::Ignored("nothing-of-ours")),
    }
}
