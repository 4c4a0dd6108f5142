//! Somebody here acts in a thread whose home is elsewhere: the home is asked, and its answer is kept for their page.

use chrono::TimeDelta;

use crate::app::App;
use crate::crypto::random;
use crate::domain::action::{Act, Action, Signing, wire};
use crate::domain::complaint::Happening;
use crate::domain::doings::Doing;
use crate::domain::ids::{ActivityId, ActorId, ComplaintId, PostId};
use crate::domain::refusal::{Code, Refusal};
use crate::services::restrict::{Takes, refuse_restricted};
use crate::services::scene::{Scene, Words};
use crate::services::{ServiceError, doings, own_brand, receive_change};
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::complaints::{self, Held};
use crate::storage::jobs::{self, Task};
use crate::storage::posts::{self, PostKind, StoredPost};
use crate::storage::requests::{self, Request, RequestState};
use crate::storage::{Cause, Once, StorageError, Tx, View};

/// What a form in a thread of another server comes to.
#[derive(Debug, Clone)]
pub struct NewRequest {
    pub complaint: ComplaintId,
    pub by: ActorId,
    pub act: Act,
    /// The sequence that the form showed.
    pub seen: Option<i64>,
}

/// Keeps the request and the job that sends it, both or neither.
pub async fn ask_home(app: &App, cause: Cause, new: NewRequest) -> Result<Once<ActivityId>, ServiceError> {
    let scene = Scene::of(app);
    let takes_back = new.act.action.kind().takes_back();
    let work = move |tx: &mut Tx<'_>| -> Result<ActivityId, ServiceError> {
        let actor = actors::find(&mut tx.view(), new.by)?.filter(|it| it.local);
        let actor = actor.ok_or(ServiceError::NotFound("actor"))?;
        let held = complaints::find(&mut tx.view(), new.complaint)?.ok_or(ServiceError::NotFound("complaint"))?;
        if held.at_home {
            return Err(ServiceError::NotFound("replica"));
        }
        let own = held.complainant == Some(actor.id) || actor.kind == ActorKind::Official;
        let takes = if own { Takes::Own } else { Takes::Others };
        refuse_restricted(tx, scene.now, actor.id, takes)?;
        let mut asking = wire::write(&new.act, new.seen);
        if actor.kind != ActorKind::Official {
            own_brand::check_asking(tx, scene.now, actor.id, held.brand, &mut asking)?;
        }
        let post = post_of(tx, &scene, &actor, &held, &new.act)?;
        let id = ActivityId(random::new_v7(scene.random.as_ref(), scene.now));
        let request = Request {
            id,
            complaint: held.id,
            actor: actor.id,
            asking,
            post,
            state: RequestState::Waiting,
            asked_at: scene.now,
            answered_at: None,
            refusal: None,
            sequence: None,
        };
        requests::insert(tx, &request)?;
        jobs::enqueue_request(tx, id, held.id, scene.now)?;
        take_back(tx, &scene, &held, &request)?;
        Ok(id)
    };
    if takes_back {
        return app.db.write_once(cause, work).await;
    }
    doings::within(app, cause, Doing::Post, work).await
}

/// Posts of a thread that are looked through for those of one person.
const THREAD_POSTS_MAX: i64 = 1_000;

/// Minutes that the home of a thread has to take somebody's words out of it, before their own server says so by itself.
const TAKE_BACK_MINUTES: i64 = 15;

/// Own words are taken back here at once, whatever the home answers and when: they lie on this server. Whoever got them from
/// here hears it with the event of the home, or without one where none comes.
fn take_back(tx: &mut Tx<'_>, scene: &Scene, held: &Held, request: &Request) -> Result<(), StorageError> {
    let meant = |post: &StoredPost| match request.asking.command.as_str() {
        "delete-comment" => post.kind == PostKind::Comment && post.sequence == request.asking.comment,
        "erase" => request.asking.targets.is_empty(),
        _ => false,
    };
    let thread = posts::of_complaint(&mut tx.view(), held.id, 0, THREAD_POSTS_MAX)?;
    let own = thread.into_iter().filter(|it| it.local && it.author == Some(request.actor) && it.deleted_at.is_none());
    for post in own.filter(|it| it.kind != PostKind::Response && meant(it)) {
        receive_change::erase_copy_within(tx, &post, scene.now)?;
        let task = Task::TakeBack { post: post.id, complaint: held.id };
        jobs::enqueue(tx, &task, scene.now + TimeDelta::minutes(TAKE_BACK_MINUTES))?;
    }
    Ok(())
}

/// Somebody's own post in a thread elsewhere of which its home recorded something else, or nothing: there is no event to ask
/// for. Their words lie on this server and go from it at once, and whoever got them from here hears it.
pub async fn take_own_back(
    app: &App,
    cause: Cause,
    complaint: ComplaintId,
    by: ActorId,
    post: PostId,
) -> Result<Once<()>, ServiceError> {
    let scene = Scene::of(app);
    app.db
        .write_once(cause, move |tx| {
            let held = complaints::find(&mut tx.view(), complaint)?.filter(|it| !it.at_home);
            let held = held.ok_or(ServiceError::NotFound("replica"))?;
            let post = posts::find(&mut tx.view(), post)?.filter(|it| it.local && it.author == Some(by));
            let post = post.filter(|it| it.complaint == Some(held.id) && it.deleted_at.is_none());
            let post = post.filter(|it| it.kind == PostKind::Comment).ok_or(Code::NoSuchComment)?;
            receive_change::erase_copy_within(tx, &post, scene.now)?;
            jobs::enqueue(tx, &Task::TakeBack { post: post.id, complaint: held.id }, scene.now)?;
            Ok(())
        })
        .await
}

/// Whether the home did what the author of a post had asked for: take it back. That was told with the event that it made. A
/// home that says so and has no such event did nothing.
pub fn was_taken_back(view: &mut View<'_>, post: &StoredPost) -> Result<bool, StorageError> {
    let (Some(complaint), Some(author)) = (post.complaint, post.author) else { return Ok(false) };
    for it in requests::of_thread(view, complaint, &[author])? {
        let is_it = it.asking.command == "erase" || it.asking.comment.is_some() && it.asking.comment == post.sequence;
        let Some(sequence) = it.sequence.filter(|_| is_it && it.state == RequestState::Accepted) else { continue };
        let line = complaints::history(view, complaint, sequence - 1, 1)?.pop();
        let Some(core) = line.and_then(|it| it.line.read().ok()).filter(|it| it.event.sequence == sequence) else {
            continue;
        };
        let gone = match &core.event.happening {
            Happening::CommentDeleted { comment } => post.sequence == Some(*comment),
            Happening::Erased { targets } => targets.iter().any(|it| Some(it.sequence) == post.sequence),
            _ => false,
        };
        if gone {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The post that goes with a request; a correction or an edit carries its words itself.
fn post_of(
    tx: &mut Tx<'_>,
    scene: &Scene,
    actor: &Actor,
    held: &Held,
    act: &Act,
) -> Result<Option<PostId>, StorageError> {
    let (kind, body, signature) = match (&act.action, &act.along) {
        (Action::Respond { body, by: Signing::Named(signature), .. }, _) => {
            let signature = (signature.name().to_string(), signature.role().to_string());
            (PostKind::Response, body, Some(signature))
        }
        (Action::Respond { body, .. }, _) => (PostKind::Response, body, None),
        (Action::Comment { body, .. }, _) | (_, Some(body)) => (PostKind::Comment, body, None),
        (_, None) => return Ok(None),
    };
    let words = Words {
        source: body.source().map(String::from),
        html: body.html().to_string(),
        in_reply_to: held.filed_uri.clone(),
        signature,
        ..Words::default()
    };
    let post = scene.post(actor, kind, &words);
    posts::insert(tx, &post)?;
    Ok(Some(post.id))
}

/// What the home said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Accepted {
        sequence: i64,
    },
    Refused {
        refusal: Option<Refusal>,
        /// The home's own sentence, for a rule that is newer than this server.
        summary: String,
    },
}

/// Keeps the answer of the board that owns the thread. `false`: nobody here asked this board for that.
pub async fn answered(app: &App, id: ActivityId, board: &str, answer: Answer) -> Result<bool, StorageError> {
    let (board, scene) = (board.to_string(), Scene::of(app));
    app.db
        .write(move |tx| {
            let Some(request) = requests::find(&mut tx.view(), id)? else { return Ok(false) };
            let held = complaints::find(&mut tx.view(), request.complaint)?;
            if held.is_none_or(|held| held.board_uri != board) {
                return Ok(false);
            }
            keep(tx, &scene, request, answer)?;
            Ok(true)
        })
        .await
}

/// A line of history that names a request answers it too: the `Accept` may have been lost.
pub fn seen_in_history(tx: &mut Tx<'_>, scene: &Scene, id: ActivityId, sequence: i64) -> Result<(), StorageError> {
    match requests::find(&mut tx.view(), id)? {
        Some(request) => keep(tx, scene, request, Answer::Accepted { sequence }),
        None => Ok(()),
    }
}

/// The first answer stays, except that the history overrules a refusal.
fn keep(tx: &mut Tx<'_>, scene: &Scene, request: Request, answer: Answer) -> Result<(), StorageError> {
    let mut request = Request { answered_at: Some(scene.now), ..request };
    match (request.state, answer) {
        (RequestState::Waiting | RequestState::Refused, Answer::Accepted { sequence }) => {
            request.state = RequestState::Accepted;
            request.sequence = Some(sequence);
            request.refusal = None;
        }
        (RequestState::Waiting, Answer::Refused { refusal, summary }) => {
            request.state = RequestState::Refused;
            let kept = refusal.map_or_else(|| serde_json::to_value(summary), serde_json::to_value);
            request.refusal = kept.ok().map(|it| it.to_string());
            if let Some(post) = request.post {
                // What the home did not record is nobody's post; the form has the words again.
                request.asking.text = posts::find(&mut tx.view(), post)?.and_then(|it| it.source).unwrap_or_default();
                posts::discard(tx, post)?;
            }
        }
        // Its home counted what came with it; the history says where it began.
        (RequestState::Accepted, Answer::Accepted { sequence }) if request.sequence.is_some_and(|it| sequence < it) => {
            request.sequence = Some(sequence);
        }
        _ => return Ok(()),
    }
    requests::answer(tx, &request)
}

/// Whether the server that a thread lives on takes requests; other servers get a reply, as from anywhere.
pub fn home_takes_requests(view: &mut View<'_>, board_uri: &str) -> Result<bool, StorageError> {
    Ok(actors::find_by_uri(view, board_uri)?.is_some_and(|it| it.speaks_rd && !it.local && it.deleted_at.is_none()))
}

/// The rule in the home's answer, or its own sentence.
pub fn refusal_of(request: &Request) -> (Option<Refusal>, String) {
    let kept = request.refusal.as_deref().unwrap_or("\"\"");
    match serde_json::from_str::<Refusal>(kept) {
        Ok(refusal) => (Some(refusal), String::new()),
        Err(_) => (None, serde_json::from_str::<String>(kept).unwrap_or_default()),
    }
}
