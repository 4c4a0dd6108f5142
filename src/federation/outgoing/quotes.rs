//! Leave to quote that was taken back, told to the server of whoever quotes.

use activitypub_federation::kinds::activity::DeleteType;
use serde_json::json;
use uuid::Uuid;

use crate::app::App;
use crate::domain::ids::ActivityId;
use crate::federation::outgoing::NotSaid;
use crate::federation::vocabulary::{PUBLIC, with_context};
use crate::storage::actors::{self, Actor};
use crate::storage::outbox::{self, Activity, ActivityKind, Audience};
use crate::storage::posts::{self, StoredPost};
use crate::storage::quotes;
use crate::storage::{StorageError, View};

/// FEP-044f: the leave is deleted by whoever gave it. Run twice it says it once.
pub async fn tell_revoked(app: &App, id: Uuid) -> Result<(), NotSaid> {
    let read = move |view: &mut View<'_>| -> Result<Option<(StoredPost, Actor)>, StorageError> {
        let Some(quote) = quotes::find(view, id)?.filter(|it| it.revoked_at.is_some()) else { return Ok(None) };
        let post = posts::find(view, quote.post)?;
        let quoting = actors::find(view, quote.actor)?.filter(|it| !it.local && it.deleted_at.is_none());
        Ok(post.zip(quoting))
    };
    let Some((post, quoting)) = app.db.read(read).await? else { return Ok(()) };
    let Some(author) = post.author else { return Ok(()) };
    let activity = ActivityId(Uuid::new_v5(&id, b"revoked"));
    let body = with_context(json!({
        "id": app.address.activity(activity),
        "type": DeleteType::Delete,
        "actor": post.author_uri,
        "to": [PUBLIC, quoting.uri],
        "object": app.address.quote(id),
    }));
    let now = app.clock.now();
    let activity = Activity {
        id: activity,
        actor: author,
        kind: ActivityKind::Answer,
        complaint: None,
        sequence: 0,
        public: false,
        audience: Audience::default(),
        body: body.to_string(),
        created_at: now,
    };
    Ok(app.db.write(move |tx| outbox::send(tx, &activity, &quoting.inbox, now)).await?)
}
