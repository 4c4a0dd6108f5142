//! A step that somebody here asks another server for: signed by whoever asks, sent to the board that owns the thread.

use chrono::TimeDelta;
use serde_json::{Map, Value, json};

use crate::app::App;
use crate::crypto::integrity_proof;
use crate::domain::asking::Asking;
use crate::domain::ids::ActivityId;
use crate::domain::log::wire_time;
use crate::domain::sync::request;
use crate::federation::documents::note::Noted;
use crate::federation::incoming::transition_request::KIND;
use crate::federation::outgoing::NotSaid;
use crate::federation::vocabulary::{RD_VERSION, with_short_context, without_context};
use crate::services::signing;
use crate::storage::actors::{self, Actor};
use crate::storage::complaints::{self, Held};
use crate::storage::deliveries::Addressed;
use crate::storage::jobs::{self, Task};
use crate::storage::outbox::{self, Activity, ActivityKind, Audience};
use crate::storage::requests::{self, Request, RequestState};
use crate::storage::{StorageError, Tx, View, deliveries, posts};

/// As long as deliveries are tried.
const ASKED_DAYS_MAX: i64 = 30;

struct Scene {
    request: Request,
    held: Held,
    actor: Actor,
    board: Actor,
    post: Option<Noted>,
}

/// Sends a request that has no answer yet, and puts the next look at it in line.
pub async fn send(app: &App, id: ActivityId) -> Result<(), NotSaid> {
    let Some(scene) = app.db.read(move |view| read(view, id)).await? else { return Ok(()) };
    let now = app.clock.now();
    if scene.request.state != RequestState::Waiting || now - scene.request.asked_at > TimeDelta::days(ASKED_DAYS_MAX) {
        return Ok(());
    }
    let key = signing::proof_key(app, scene.actor.id).await?;
    let document = document(app, &scene);
    // Made twice it is the same to the byte: the moment is the one at which it was asked.
    let signed = integrity_proof::sign(&document, &key.key, &key.method, scene.request.asked_at);
    let body = signed.map_err(|why| NotSaid::Never(why.to_string()))?;
    let activity = Activity {
        id,
        actor: scene.actor.id,
        kind: ActivityKind::Answer,
        complaint: Some(scene.held.id),
        sequence: 0,
        public: false,
        audience: Audience::default(),
        body: body.to_string(),
        created_at: scene.request.asked_at,
    };
    let inbox = scene.board.inbox.clone();
    let asked = request::Asking { sent_at: now, ..request::Asking::new(scene.request.asked_at) };
    let work = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        outbox::insert(tx, &activity)?;
        deliveries::enqueue(tx, &[Addressed { activity: &activity, inboxes: vec![inbox] }], now)?;
        match asked.asks_again_at() {
            Some(again) => jobs::enqueue(tx, &Task::SendRequest { request: id }, again),
            None => Ok(()),
        }
    };
    Ok(app.db.write(work).await?)
}

fn read(view: &mut View<'_>, id: ActivityId) -> Result<Option<Scene>, StorageError> {
    let Some(request) = requests::find(view, id)? else { return Ok(None) };
    let Some(held) = complaints::find(view, request.complaint)? else { return Ok(None) };
    let Some(board) = actors::find_by_uri(view, &held.board_uri)? else { return Ok(None) };
    let Some(actor) = actors::find(view, request.actor)?.filter(|it| it.local) else { return Ok(None) };
    let post = match request.post {
        Some(post) => posts::find(view, post)?,
        None => None,
    };
    let post = match post {
        Some(post) => Noted::read(view, post)?,
        None => None,
    };
    Ok(Some(Scene { request, held, actor, board, post }))
}

fn document(app: &App, scene: &Scene) -> Value {
    let mut instrument = members(&scene.request.asking);
    if let Some(noted) = &scene.post {
        let mut note = without_context(noted.document(&app.address));
        // The words alone: signatures and mentions are the home's to add to its own copies.
        note["content"] = json!(noted.post.html);
        // The home keeps what is signed only up to a size: the words stand once.
        if let Some(members) = note.as_object_mut() {
            members.remove("contentMap");
        }
        instrument.insert("rd:post".into(), note);
    }
    with_short_context(json!({
        "id": app.address.activity(scene.request.id),
        "type": KIND,
        "actor": scene.actor.uri,
        "to": [scene.board.uri],
        "published": wire_time(scene.request.asked_at),
        "object": scene.held.uri,
        "rd:version": RD_VERSION,
        "instrument": instrument,
    }))
}

/// The command's members in our vocabulary: `rating` is `rd:rating`.
fn members(asking: &Asking) -> Map<String, Value> {
    let mut members = Map::new();
    members.insert("type".into(), json!("rd:Command"));
    if let Ok(Value::Object(all)) = serde_json::to_value(asking) {
        members.extend(all.into_iter().map(|(name, value)| (format!("rd:{name}"), value)));
    }
    members
}
