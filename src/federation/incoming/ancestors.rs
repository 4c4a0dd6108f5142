//! What a post answers, where that never reached us: read from its own servers, upwards, until a thread of ours is found.

use crate::domain::address::Place;
use crate::federation::inbox::{InboxError, Received};
use crate::federation::incoming::post::{self, Post};
use crate::storage::{StorageError, posts};

/// Posts that are read between one that reached us and the thread it belongs to.
const ANCESTORS_MAX: usize = 6;

/// The posts between this one and one that we know, the oldest first; nothing when no thread of ours is among them.
/// Each is read from its author's own server; what cannot be read ends the search.
pub(super) async fn missing(received: &Received<'_>, post: &Post) -> Result<Vec<Post>, InboxError> {
    let mut missing: Vec<Post> = Vec::new();
    let mut parent = post.incoming.in_reply_to.clone();
    while let Some(uri) = parent.take() {
        if is_known(received, &uri).await? {
            missing.reverse();
            return Ok(missing);
        }
        let ours = received.app.address.place(&uri).is_some();
        if ours || missing.len() == ANCESTORS_MAX || missing.iter().any(|it| it.incoming.uri == uri) {
            break;
        }
        let Ok(found) = post::fetched(received.app, &uri).await else { break };
        if !found.incoming.public {
            break;
        }
        parent.clone_from(&found.incoming.in_reply_to);
        missing.push(found);
    }
    Ok(Vec::new())
}

/// Whether it is worth asking: somebody of ours is named in it, or it says that it belongs to a thread of ours.
pub(super) fn concerns_us(received: &Received<'_>, post: &Post) -> bool {
    let incoming = &post.incoming;
    let mut named = incoming.mentions.iter().chain(&incoming.groups).chain(&incoming.context);
    named.any(|uri| received.app.address.place(uri).is_some())
}

async fn is_known(received: &Received<'_>, uri: &str) -> Result<bool, InboxError> {
    if matches!(received.app.address.place(uri), Some(Place::Complaint(_))) {
        return Ok(true);
    }
    let uri = uri.to_string();
    let find = received.app.db.read::<_, StorageError, _>(move |view| posts::find_by_uri(view, &uri));
    Ok(find.await?.is_some_and(|it| it.complaint.is_some()))
}
