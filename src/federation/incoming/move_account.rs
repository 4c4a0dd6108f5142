//! Move: an account says that it is another one now. True only if that other one says so too.

use crate::federation::actor;
use crate::federation::fetch::fetch_document;
use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::wire;
use crate::services::receive_change::complainant_moved;
use crate::services::remember_actor::remember_actor;
use crate::storage::actors::Actor;
use crate::storage::{Cause, Door};

pub(in crate::federation) async fn receive(received: &Received<'_>) -> Result<Handled, InboxError> {
    let app = received.app;
    if wire::member_id(received.activity, "object") != Some(&received.actor.uri) {
        return Ok(Handled::Refused("another-actor"));
    }
    let Some(target) = wire::member_id(received.activity, "target") else { return Ok(Handled::Refused("no-target")) };
    let document = fetch_document(app, target).await?;
    if !actor::also_known_as(&document).contains(&received.actor.uri.as_str()) {
        return Ok(Handled::Refused("not-confirmed-by-the-target"));
    }
    let new = remember_actor(app, actor::read_actor(app, &document).await?).await?;
    let old = Actor { moved_to: Some(new.uri.clone()), fetched_at: app.clock.now(), ..received.actor.clone() };
    remember_actor(app, old).await?;
    let cause = Cause::new(Door::Activity, &received.actor.uri, received.id, app.clock.now());
    complainant_moved(app, cause, received.actor.id, new.id).await?;
    Ok(Handled::Understood)
}
