//! One line of history becomes the activities that tell it: the only place that decides what the world hears.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::app::App;
use crate::catalogue::Words;
use crate::domain::Timestamp;
use crate::domain::address::Address;
use crate::domain::complaint::{Door, Event, Happening, Opening};
use crate::domain::ids::{ActivityId, ActorId, ComplaintId, PostId};
use crate::domain::log::wire_time;
use crate::federation::documents::note::{Noted, linked};
use crate::federation::documents::signed_complaint;
use crate::federation::outgoing::{NotSaid, status};
use crate::federation::statement;
use crate::federation::thread::Thread;
use crate::federation::vocabulary::{PUBLIC, with_context, without_context};
use crate::storage::actors::{self, Actor};
use crate::storage::complaints::{self, Told};
use crate::storage::follows;
use crate::storage::jobs::{self, Task};
use crate::storage::outbox::{self, Activity, ActivityKind, Audience};
use crate::storage::posts::{self, PostKind, StoredPost};
use crate::storage::{StorageError, Tx, View};

/// Events that an announced state carries with it, so that a replica that missed few need not ask.
const EVENTS_WITH_STATE_MAX: i64 = 5;
/// Posts of one thread that are looked through, for an edited one or for what was held back.
const POSTS_LOOKED_AT_MAX: i64 = 1_000;

/// Everything that one announcement is made from, read at one moment.
struct Scene {
    thread: Thread,
    board: Actor,
    event: Event,
    /// The posts that this event is about.
    posts: Vec<StoredPost>,
    /// Those of them that are ours to publish.
    noted: Vec<Noted>,
    /// The newest events, when this is the newest and somebody elsewhere keeps the complaint too.
    newest: Vec<Told>,
}

/// Something to be said, before it has its address.
struct Said {
    label: String,
    actor: ActorId,
    kind: ActivityKind,
    public: bool,
    audience: Audience,
    activity: Value,
}

/// Tells the world what happened. Run twice it says nothing twice.
pub async fn announce(app: &App, complaint: ComplaintId, sequence: i64) -> Result<(), NotSaid> {
    statement::sign_own(app, complaint, sequence).await?;
    let Some(scene) = app.db.read(move |view| read(view, complaint, sequence)).await? else { return Ok(()) };
    let note = note_about(app, &scene);
    let mut said = Vec::new();
    if let Some(note) = &note {
        said.extend(note_said(app, &scene, note));
    }
    if scene.thread.held.complaint.is_public() {
        posts_said(app, &scene, &mut said);
        if let Some(state) = state_said(app, &scene).await? {
            said.push(state);
        }
    }
    let now = app.clock.now();
    let address = app.address.clone();
    let work = move |tx: &mut Tx<'_>| keep(tx, &address, &scene, note.map(|note| note.post), said, now);
    Ok(app.db.write(work).await?)
}

/// A post of ours that is for one actor alone.
pub async fn tell(app: &App, post: PostId, to: ActorId) -> Result<(), NotSaid> {
    let read = move |view: &mut View<'_>| -> Result<Option<(Noted, Actor)>, StorageError> {
        let Some(post) = posts::find(view, post)? else { return Ok(None) };
        let Some(noted) = Noted::read(view, post)? else { return Ok(None) };
        Ok(actors::find(view, to)?.map(|to| (noted, to)))
    };
    let Some((mut noted, to)) = app.db.read(read).await? else { return Ok(()) };
    noted.mentioned = vec![to];
    let said = created(app, &noted, "tell", ActivityKind::Answer);
    let (address, now) = (app.address.clone(), app.clock.now());
    let namespace = noted.post.id.0;
    app.db
        .write(move |tx| {
            let activity = activity_of(&address, namespace, None, 0, said, now);
            keep_one(tx, &activity, now)
        })
        .await?;
    Ok(())
}

fn read(view: &mut View<'_>, id: ComplaintId, sequence: i64) -> Result<Option<Scene>, StorageError> {
    let Some(thread) = Thread::find(view, id)?.filter(|it| it.held.at_home) else { return Ok(None) };
    let Some(board) = thread.board.clone().filter(|it| it.local) else { return Ok(None) };
    let told = complaints::history(view, id, sequence - 1, 1)?;
    let Some(told) = told.into_iter().next() else { return Ok(None) };
    let core = told.line.read().map_err(|why| StorageError::inconsistent("complaint_events", why))?;
    let event = core.event;
    let posts = posts_of(view, &thread, &event)?;
    let mut noted = Vec::new();
    for post in &posts {
        noted.extend(Noted::read(view, post.clone())?);
    }
    let newest = if thread.held.complaint.sequence == sequence && is_carried(view, &thread, &board)? {
        complaints::history(view, id, (sequence - EVENTS_WITH_STATE_MAX).max(0), EVENTS_WITH_STATE_MAX)?
    } else {
        Vec::new()
    };
    Ok(Some(Scene { thread, board, event, posts, noted, newest }))
}

/// Whether a server that speaks `rd:` would hear the complaint's state; making it costs a signature.
fn is_carried(view: &mut View<'_>, thread: &Thread, board: &Actor) -> Result<bool, StorageError> {
    let parties = thread.complainant.iter().chain(&thread.officials);
    let by_party = parties.into_iter().any(|it| it.speaks_rd && !it.local && it.deleted_at.is_none());
    Ok(by_party || !follows::inboxes_after(view, board.id, true, "", 1)?.is_empty())
}

/// The posts that an event is about: its own, the one it edits, those whose words it erases.
fn posts_of(view: &mut View<'_>, thread: &Thread, event: &Event) -> Result<Vec<StoredPost>, StorageError> {
    let id = thread.held.id;
    let filed = |view: &mut View<'_>| match &thread.held.filed_uri {
        Some(uri) => posts::find_by_uri(view, uri),
        None => posts::of_event(view, id, 1),
    };
    Ok(match &event.happening {
        Happening::Filed(_) | Happening::Corrected {} | Happening::Retracted {} => filed(view)?.into_iter().collect(),
        // Everything that was held back is told now.
        Happening::Published {} => {
            let all = posts::of_complaint(view, id, 0, POSTS_LOOKED_AT_MAX)?;
            all.into_iter().filter(|post| post.kind != PostKind::Status && post.deleted_at.is_none()).collect()
        }
        Happening::ResponseEdited { response } | Happening::ResponseDeleted { response } => {
            let all = posts::of_complaint(view, id, 0, POSTS_LOOKED_AT_MAX)?;
            let number = i32::try_from(*response).ok();
            all.into_iter().filter(|post| number.is_some() && post.response == number).take(1).collect()
        }
        Happening::Erased { targets } => {
            let mut sequences: Vec<i64> = targets.iter().map(|it| it.sequence).collect();
            sequences.dedup();
            let mut erased = Vec::new();
            for sequence in sequences {
                erased.extend(posts::of_event(view, id, sequence)?);
            }
            erased
        }
        _ => posts::of_event(view, id, event.sequence)?.into_iter().collect(),
    })
}

/// The board's own words, if this event asks for any.
fn note_about(app: &App, scene: &Scene) -> Option<Noted> {
    let thread = &scene.thread;
    let happening = &scene.event.happening;
    let words = Words::of(status::language_for(thread, happening));
    let (kind, text, mentioned) = match happening {
        // Whoever filed by mention hears at once where it is and how to take it back.
        Happening::Filed(filed) if filed.door != Door::Page && filed.opening != Opening::Public => {
            let complainant = thread.complainant.clone().filter(|it| !it.local)?;
            let arguments = [("brand", thread.brand_name().into()), ("link", thread.held.uri.as_str().into())];
            (PostKind::Direct, words.with("note-filed", &arguments), vec![complainant])
        }
        _ if !thread.held.complaint.is_public() => return None,
        _ => {
            let turn = crate::federation::thread::turn_after(happening);
            let text = status::text(words, thread, happening)?;
            (PostKind::Status, text, turn.map(|turn| thread.actors_of(turn)).unwrap_or_default())
        }
    };
    let id = PostId(derived(thread.held.id.0, scene.event.sequence, "note"));
    let post = StoredPost {
        id,
        uri: app.address.post(id),
        url: Some(format!("{}#post-{id}", thread.held.uri)),
        author: Some(scene.board.id),
        author_uri: scene.board.uri.clone(),
        author_handle: scene.board.handle(),
        author_name: scene.board.shown_name().to_string(),
        complaint: Some(thread.held.id),
        sequence: Some(scene.event.sequence),
        response: None,
        kind,
        in_reply_to: thread.held.filed_uri.clone(),
        title: None,
        source: None,
        html: format!("<p>{}</p>", linked(&text)),
        language: Some(words.language().code().to_string()),
        representative: None,
        representative_role: None,
        local: true,
        published_at: scene.event.at,
        received_at: scene.event.at,
        edited_at: None,
        deleted_at: None,
    };
    Some(Noted { post, author: scene.board.clone(), thread: Some(thread.clone()), mentioned })
}

fn note_said(app: &App, scene: &Scene, note: &Noted) -> Vec<Said> {
    if note.post.kind == PostKind::Direct {
        return vec![created(app, note, "note", ActivityKind::Answer)];
    }
    let mut create = created(app, note, "note", ActivityKind::Status);
    create.audience.followers_of = vec![scene.board.id];
    vec![create, announced(app, scene, "note-boost", &json!(note.post.uri))]
}

/// What is said about the posts of this event: by their authors, and by the board.
fn posts_said(app: &App, scene: &Scene, said: &mut Vec<Said>) {
    for post in &scene.posts {
        let noted = scene.noted.iter().find(|it| it.post.id == post.id);
        let label = post.id.to_string();
        match &scene.event.happening {
            Happening::Filed(_) | Happening::Published {} => {
                let create = noted.map(|noted| created(app, noted, &label, ActivityKind::Post));
                passed_on(app, scene, &label, create, Some(post), said);
            }
            Happening::Corrected {} | Happening::ResponseEdited { .. } => {
                let update = noted.map(|noted| changed(app, noted, &label, "Update", &noted.document(&app.address)));
                passed_on(app, scene, &label, update, None, said);
            }
            Happening::Retracted {} | Happening::ResponseDeleted { .. } | Happening::Erased { .. } => {
                let tombstone = json!({"id": post.uri, "type": "Tombstone", "formerType": "Note"});
                let delete = noted.map(|noted| changed(app, noted, &label, "Delete", &tombstone));
                passed_on(app, scene, &label, delete, None, said);
            }
            _ => {
                let create = noted.map(|noted| created(app, noted, &label, ActivityKind::Post));
                passed_on(app, scene, &label, create, Some(post), said);
            }
        }
    }
}

/// The author's activity, the board's announcement of it (FEP-1b12), and a plain boost of the post for all others.
fn passed_on(
    app: &App,
    scene: &Scene,
    label: &str,
    activity: Option<Said>,
    boosted: Option<&StoredPost>,
    said: &mut Vec<Said>,
) {
    if let Some(mut own) = activity {
        own.audience.followers_of = vec![own.actor];
        let id = app.address.activity(ActivityId(derived(scene.thread.held.id.0, scene.event.sequence, &own.label)));
        let mut inner = without_context(own.activity.clone());
        inner["id"] = json!(id);
        said.push(own);
        said.push(announced(app, scene, &format!("{label}-announce"), &inner));
    }
    if let Some(post) = boosted {
        said.push(announced(app, scene, &format!("{label}-boost"), &json!(post.uri)));
    }
}

fn created(app: &App, noted: &Noted, label: &str, kind: ActivityKind) -> Said {
    let activity = json!({
        "type": "Create",
        "actor": noted.author.uri,
        "published": wire_time(noted.post.published_at),
        "to": noted.to(),
        "cc": noted.cc(&app.address),
        "object": noted.document(&app.address),
    });
    let actors = noted.mentioned.iter().map(|it| it.id).collect();
    Said {
        label: format!("{label}-create"),
        actor: noted.author.id,
        kind,
        public: noted.post.kind != PostKind::Direct,
        audience: Audience { actors, ..Audience::default() },
        activity,
    }
}

fn changed(app: &App, noted: &Noted, label: &str, kind: &str, object: &Value) -> Said {
    let at = noted.post.edited_at.or(noted.post.deleted_at).unwrap_or(noted.post.published_at);
    let activity = json!({
        "type": kind,
        "actor": noted.author.uri,
        "published": wire_time(at),
        "to": noted.to(),
        "cc": noted.cc(&app.address),
        "object": object,
    });
    let actors = noted.mentioned.iter().map(|it| it.id).collect();
    Said {
        label: format!("{label}-{kind}"),
        actor: noted.author.id,
        kind: ActivityKind::Post,
        public: true,
        audience: Audience { actors, ..Audience::default() },
        activity,
    }
}

fn announced(app: &App, scene: &Scene, label: &str, object: &Value) -> Said {
    let board = &scene.board;
    let activity = json!({
        "type": "Announce",
        "actor": board.uri,
        "published": wire_time(scene.event.at),
        "to": [PUBLIC],
        "cc": [app.address.followers(board.id)],
        "object": object,
    });
    Said {
        label: label.to_string(),
        actor: board.id,
        kind: ActivityKind::Announce,
        public: true,
        audience: Audience { followers_of: vec![board.id], ..Audience::default() },
        activity,
    }
}

/// The complaint's new state with the board's proof, for servers that keep it too. Only the newest is worth saying.
async fn state_said(app: &App, scene: &Scene) -> Result<Option<Said>, NotSaid> {
    if scene.newest.is_empty() {
        return Ok(None);
    }
    let object = signed_complaint(app, &scene.thread, &scene.newest).await?;
    let board = &scene.board;
    let parties = scene.thread.complainant.iter().chain(&scene.thread.officials);
    let activity = json!({
        "type": "Update",
        "actor": board.uri,
        "published": wire_time(scene.event.at),
        "to": [PUBLIC],
        "cc": [app.address.followers(board.id)],
        "object": object,
    });
    Ok(Some(Said {
        label: "state".into(),
        actor: board.id,
        kind: ActivityKind::State,
        public: true,
        audience: Audience { followers_of: vec![board.id], actors: parties.map(|it| it.id).collect(), only_rd: true },
        activity,
    }))
}

/// The same for the same event, so that a job that runs twice makes the same ids.
fn derived(namespace: Uuid, sequence: i64, label: &str) -> Uuid {
    Uuid::new_v5(&namespace, format!("{sequence}/{label}").as_bytes())
}

fn activity_of(
    address: &Address,
    namespace: Uuid,
    complaint: Option<ComplaintId>,
    sequence: i64,
    said: Said,
    at: Timestamp,
) -> Activity {
    let id = ActivityId(derived(namespace, sequence, &said.label));
    let mut body = with_context(said.activity);
    body["id"] = json!(address.activity(id));
    Activity {
        id,
        actor: said.actor,
        kind: said.kind,
        complaint,
        sequence,
        public: said.public,
        audience: said.audience,
        body: body.to_string(),
        created_at: at,
    }
}

fn keep(
    tx: &mut Tx<'_>,
    address: &Address,
    scene: &Scene,
    note: Option<StoredPost>,
    said: Vec<Said>,
    now: Timestamp,
) -> Result<(), StorageError> {
    let id = scene.thread.held.id;
    if let Happening::Erased { targets } = &scene.event.happening {
        for target in targets {
            outbox::forget(tx, id, target.sequence, EVENTS_WITH_STATE_MAX)?;
        }
    }
    if let Some(note) = note
        && posts::find(&mut tx.view(), note.id)?.is_none()
    {
        posts::insert(tx, &note)?;
    }
    for said in said {
        let activity = activity_of(address, id.0, Some(id), scene.event.sequence, said, now);
        keep_one(tx, &activity, now)?;
    }
    Ok(())
}

pub(super) fn keep_one(tx: &mut Tx<'_>, activity: &Activity, now: Timestamp) -> Result<(), StorageError> {
    if outbox::insert(tx, activity)? {
        jobs::enqueue(tx, &Task::Expand { activity: activity.id, after: None }, now)?;
    }
    Ok(())
}
