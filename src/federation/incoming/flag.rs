//! Flag: another server asks our moderators to look at something.

use crate::domain::address::{Address, Place};
use crate::domain::refusal::Code;
use crate::domain::visibility::Sight;
use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::wire;
use crate::services::ServiceError;
use crate::services::moderate::{NewReport, report};
use crate::services::policy;
use crate::storage::complaints::{self, Held};
use crate::storage::{Cause, Door, StorageError, View, actors, posts, visibility};

const OBJECTS_MAX: usize = 50;
const NOTE_CHARS_MAX: usize = 2_000;

pub(in crate::federation) async fn receive(received: &Received<'_>) -> Result<Handled, InboxError> {
    let app = received.app;
    let list = policy::current(app).await?;
    if list.of(&received.actor.host).is_some_and(|it| it.reject_reports) {
        return Ok(Handled::Refused("reports-rejected"));
    }
    let objects: Vec<String> =
        wire::ids_of(received.activity, "object").into_iter().take(OBJECTS_MAX).map(String::from).collect();
    let note = wire::text_of(received.activity, "content").or_else(|| wire::text_of(received.activity, "summary"));
    let (reporter, now, address) = (received.actor.id, app.clock.now(), app.address.clone());
    // A report names the account and its posts: the thread matters most, then whatever of ours comes first. What is not
    // there for whoever reports is passed over, as an address that does not exist.
    let found = app.db.read::<_, StorageError, _>(move |view| {
        let mut somebody = None;
        for uri in objects {
            if let Some((subject, held)) = thing_named(view, &address, &uri)? {
                let viewer = visibility::viewer_of(view, &held, reporter, now)?;
                if visibility::sight_of(view, &held, viewer)? == Sight::Whole {
                    return Ok(Some((subject, Some(held.id))));
                }
            } else if somebody.is_none()
                && actors::find_by_uri(view, &uri)?.is_some_and(|it| it.local && it.deleted_at.is_none())
            {
                somebody = Some((uri, None));
            }
        }
        Ok(somebody)
    });
    let Some((subject, complaint)) = found.await? else { return Ok(Handled::Ignored("nothing-of-ours")) };
    let new = NewReport {
        complaint,
        subject,
        reporter: Some(received.actor.id),
        reporter_handle: received.actor.handle(),
        reason: "other".to_string(),
        activity: wire::text_of(received.activity, "id").map(str::to_string),
        note: note.unwrap_or_default().chars().take(NOTE_CHARS_MAX).collect(),
    };
    let cause = Cause::new(Door::Activity, &received.actor.uri, received.id, app.clock.now());
    match report(app, cause, new).await {
        Ok(_) => Ok(Handled::Understood),
        Err(ServiceError::Refused(refusal)) if refusal.code() == Code::TooMuch => {
            Ok(Handled::Ignored("reported-enough"))
        }
        Err(error) => Err(error.into()),
    }
}

/// What an address names, and its thread: a post in it, or the complaint itself.
fn thing_named(view: &mut View<'_>, address: &Address, uri: &str) -> Result<Option<(String, Held)>, StorageError> {
    if let Some(post) = posts::find_by_uri(view, uri)? {
        let Some(thread) = post.complaint else { return Ok(None) };
        return Ok(complaints::find(view, thread)?.map(|held| (post.uri, held)));
    }
    let held = match address.place(uri) {
        Some(Place::Complaint(id)) => complaints::find(view, id)?,
        _ => complaints::find_by_uri(view, uri)?,
    };
    Ok(held.map(|held| (held.reported_as().to_string(), held)))
}
