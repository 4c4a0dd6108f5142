//! Reports that go to other servers: what became of theirs, and those that our moderators pass on.

use activitypub_federation::kinds::activity::FlagType;
use serde_json::json;
use uuid::Uuid;

use crate::app::App;
use crate::catalogue::{Language, Words};
use crate::domain::ids::{ActivityId, PostId, ReportId};
use crate::federation::outgoing::{NotSaid, direct};
use crate::federation::vocabulary::with_context;
use crate::services::signing;
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::outbox::{self, Activity, ActivityKind, Audience};
use crate::storage::posts::{self, StoredPost};
use crate::storage::reports::{self, Report};
use crate::storage::{StorageError, View, complaints};

/// The decision that turns a report down.
const TURNED_DOWN: &str = "nothing";

/// Whoever reported hears what was decided: a person by a note, a server's own actor by an answer to its `Flag`. Once.
pub async fn tell_outcome(app: &App, id: ReportId) -> Result<(), NotSaid> {
    let read = move |view: &mut View<'_>| -> Result<Option<(Report, Actor)>, StorageError> {
        let Some(report) = reports::find(view, id)?.filter(|it| it.decision.is_some()) else { return Ok(None) };
        let reporter = report.reporter.map_or(Ok(None), |reporter| actors::find(view, reporter))?;
        Ok(reporter.filter(|it| !it.local && it.deleted_at.is_none()).map(|reporter| (report, reporter)))
    };
    let Some((report, reporter)) = app.db.read(read).await? else { return Ok(()) };
    let decision = report.decision.as_deref().unwrap_or(TURNED_DOWN);
    let words = Words::of(reporter.language.as_deref().and_then(Language::from_code).unwrap_or(Language::English));
    let key = if decision == TURNED_DOWN { "note-report-turned-down" } else { "note-report-acted" };
    let text = words.with(key, &[("link", report.subject.as_str().into())]);
    let instance = signing::instance_actor(app).await?;
    if reporter.kind == ActorKind::Person {
        let id = PostId(Uuid::new_v5(&report.id.0, b"outcome"));
        return direct::send(app, &instance, &reporter, id, None, None, &text).await;
    }
    let Some(flag) = report.activity.as_deref() else { return Ok(()) };
    let activity = ActivityId(Uuid::new_v5(&report.id.0, b"outcome"));
    let body = with_context(json!({
        "id": app.address.activity(activity),
        "type": if decision == TURNED_DOWN { "Reject" } else { "Accept" },
        "actor": instance.uri,
        "to": [reporter.uri],
        "summary": text,
        "object": {"id": flag, "type": FlagType::Flag, "actor": reporter.uri, "object": [report.subject]},
    }));
    send(app, activity, &instance, body.to_string(), reporter.inbox).await
}

/// What is reported, who wrote it, and where that one's server takes reports.
struct Reported {
    report: Report,
    post: Option<StoredPost>,
    author: Actor,
}

/// Asks the server of whoever wrote what is reported to look at it, in the name of this server: who reported stays here. Once.
pub async fn forward(app: &App, id: ReportId) -> Result<(), NotSaid> {
    let Some(reported) = app.db.read(move |view| reported(view, id)).await? else { return Ok(()) };
    let instance = signing::instance_actor(app).await?;
    let activity = ActivityId(Uuid::new_v5(&id.0, b"forwarded"));
    let mut objects = vec![reported.author.uri.clone()];
    objects.extend(reported.post.map(|post| post.uri));
    let body = with_context(json!({
        "id": app.address.activity(activity),
        "type": FlagType::Flag,
        "actor": instance.uri,
        "to": [reported.author.uri],
        "content": reported.report.note,
        "object": objects,
    }));
    let inbox = reported.author.delivery_inbox().to_string();
    send(app, activity, &instance, body.to_string(), inbox).await
}

fn reported(view: &mut View<'_>, id: ReportId) -> Result<Option<Reported>, StorageError> {
    let Some(report) = reports::find(view, id)? else { return Ok(None) };
    let post = match posts::find_by_uri(view, &report.subject)? {
        Some(post) => Some(post),
        None => match report.complaint {
            Some(complaint) => posts::of_event(view, complaint, 1)?,
            None => None,
        },
    };
    let author = match (&post, report.complaint) {
        (Some(post), _) => post.author,
        (None, Some(complaint)) => complaints::find(view, complaint)?.and_then(|held| held.complainant),
        (None, None) => actors::find_by_uri(view, &report.subject)?.map(|actor| actor.id),
    };
    let author = author.map_or(Ok(None), |author| actors::find(view, author))?;
    let elsewhere = author.filter(|it| !it.local && it.deleted_at.is_none());
    Ok(elsewhere.map(|author| Reported { report, post, author }))
}

async fn send(app: &App, id: ActivityId, by: &Actor, body: String, inbox: String) -> Result<(), NotSaid> {
    let now = app.clock.now();
    let activity = Activity {
        id,
        actor: by.id,
        kind: ActivityKind::Answer,
        complaint: None,
        sequence: 0,
        public: false,
        audience: Audience::default(),
        body,
        created_at: now,
    };
    Ok(app.db.write(move |tx| outbox::send(tx, &activity, &inbox, now)).await?)
}
