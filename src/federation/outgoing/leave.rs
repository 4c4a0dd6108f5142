//! Somebody of ours left: their words go, and whoever may know them hears that the account is gone.

use activitypub_federation::kinds::activity::DeleteType;
use serde_json::json;
use uuid::Uuid;

use crate::app::App;
use crate::domain::ids::{ActivityId, ActorId};
use crate::domain::log::wire_time;
use crate::federation::outgoing::NotSaid;
use crate::federation::outgoing::announce::{keep_one, reached_by};
use crate::federation::vocabulary::{PUBLIC, with_context};
use crate::services::ServiceError;
use crate::services::leave::forget;
use crate::storage::leaving::{self, KnownTo};
use crate::storage::outbox::{Activity, ActivityKind, Audience};
use crate::storage::{StorageError, Tx, View, actors, posts, visibility};

/// Run twice it does and says it once.
pub async fn leave(app: &App, actor: ActorId) -> Result<(), NotSaid> {
    let read = move |view: &mut View<'_>| -> Result<Option<(actors::Actor, KnownTo, bool)>, StorageError> {
        let Some(found) = actors::find(view, actor)? else { return Ok(None) };
        let mut known = leaving::known_to(view, actor)?;
        for uri in &known.posts {
            if let Some(post) = posts::find_by_uri(view, uri)? {
                known.elsewhere.extend(reached_by(view, &post)?);
            }
        }
        known.elsewhere.sort();
        known.elsewhere.dedup();
        Ok(Some((found, known, visibility::actor_for_others(view, actor)?.is_some())))
    };
    // Who may know them is read before their words go.
    let Some((gone, known, is_heard_of)) = app.db.read(read).await? else { return Ok(()) };
    forget(app, actor).await.map_err(|error| match error {
        ServiceError::Storage(error) => error.into(),
        other => NotSaid::Never(other.to_string()),
    })?;
    if !gone.local || gone.deleted_at.is_some() {
        return Ok(());
    }
    let now = app.clock.now();
    let id = ActivityId(Uuid::new_v5(&actor.0, b"gone"));
    let body = with_context(json!({
        "id": app.address.activity(id),
        "type": DeleteType::Delete,
        "actor": gone.uri,
        "published": wire_time(now),
        "to": [PUBLIC],
        "object": gone.uri,
    }));
    let mut followers_of = vec![actor];
    followers_of.extend(known.boards);
    let audience = Audience {
        followers_of,
        actors: known.elsewhere,
        past_too: true,
        holders_of: known.posts,
        ..Audience::default()
    };
    let activity = Activity {
        id,
        actor,
        kind: ActivityKind::Post,
        complaint: None,
        sequence: 0,
        public: false,
        audience,
        body: body.to_string(),
        created_at: now,
    };
    let address = app.address.clone();
    let work = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        if is_heard_of {
            keep_one(tx, &address, &activity, now)?;
        }
        leaving::bury(tx, actor, now)
    };
    Ok(app.db.write(work).await?)
}
