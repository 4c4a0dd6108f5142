//! Block: somebody does not want to hear of somebody else, or a group shuts a person out. We end what it forbids.

use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::wire;
use crate::services::react;
use crate::storage::reactions;

pub(in crate::federation) async fn receive(received: &Received<'_>) -> Result<Handled, InboxError> {
    let Some(blocked) = wire::member_id(received.activity, "object") else { return Ok(Handled::Refused("no-object")) };
    // Lemmy's moderators name the group in `target`; a person's own block has none.
    let place = wire::member_id(received.activity, "target").unwrap_or_default();
    if blocked.len() + place.len() > wire::ID_BYTES_MAX {
        return Ok(Handled::Refused("ids-too-long"));
    }
    let block = reactions::Block {
        blocker: received.actor.id,
        blocked: blocked.to_string(),
        place: place.to_string(),
        activity: received.id.to_string(),
        at: received.app.clock.now(),
    };
    let kept = react::keep_block(received.app, block).await?;
    Ok(if kept { Handled::Understood } else { Handled::Ignored("nothing-of-ours") })
}
