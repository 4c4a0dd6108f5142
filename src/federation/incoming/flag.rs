//! Flag: another server asks our moderators to look at something.

use crate::domain::address::Place;
use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::wire;
use crate::services::moderate::{NewReport, report};
use crate::services::policy;
use crate::storage::{Cause, Door, StorageError, complaints, posts};

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
    let asked = objects.clone();
    // A report names the account and its posts: the thread matters most, then whatever of ours comes first.
    let found = app.db.read::<_, StorageError, _>(move |view| {
        for uri in &asked {
            let complaint = match posts::find_by_uri(view, uri)? {
                Some(post) => post.complaint,
                None => complaints::find_by_uri(view, uri)?.map(|held| held.id),
            };
            if complaint.is_some() {
                return Ok(Some((uri.clone(), complaint)));
            }
        }
        Ok(None)
    });
    let ours = objects.iter().find(|uri| matches!(app.address.place(uri), Some(Place::Actor(_) | Place::Post(_))));
    let Some((subject, complaint)) = found.await?.or_else(|| ours.map(|uri| (uri.clone(), None))) else {
        return Ok(Handled::Ignored("nothing-of-ours"));
    };
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
    report(app, cause, new).await?;
    Ok(Handled::Understood)
}
