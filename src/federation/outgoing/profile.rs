//! An actor of ours changed: its followers get the document as it is now.

use activitypub_federation::kinds::activity::UpdateType;
use serde_json::json;
use uuid::Uuid;

use crate::app::App;
use crate::domain::ids::{ActivityId, ActorId};
use crate::domain::log::wire_time;
use crate::federation::documents::actor_document;
use crate::federation::outgoing::NotSaid;
use crate::federation::outgoing::announce::keep_one;
use crate::federation::vocabulary::{PUBLIC, with_context, without_context};
use crate::storage::outbox::{Activity, ActivityKind, Audience};

/// Tells the followers. Run twice about the same change it says it once.
pub async fn tell(app: &App, actor: ActorId) -> Result<(), NotSaid> {
    let Some((described, document)) = actor_document(app, actor).await? else { return Ok(()) };
    let id = ActivityId(Uuid::new_v5(&actor.0, format!("profile/{}", wire_time(described.fetched_at)).as_bytes()));
    let now = app.clock.now();
    let body = with_context(json!({
        "id": app.address.activity(id),
        "type": UpdateType::Update,
        "actor": described.uri,
        "published": wire_time(described.fetched_at),
        "to": [PUBLIC],
        "cc": [app.address.followers(actor)],
        "object": without_context(document),
    }));
    let activity = Activity {
        id,
        actor,
        kind: ActivityKind::Post,
        complaint: None,
        sequence: 0,
        public: true,
        audience: Audience { followers_of: vec![actor], ..Audience::default() },
        body: body.to_string(),
        created_at: now,
    };
    let address = app.address.clone();
    app.db.write(move |tx| keep_one(tx, &address, &activity, now)).await?;
    Ok(())
}
