//! Somebody here writes to a board or into a thread of another server: a public post, as from any server.

use crate::app::App;
use crate::domain::ids::{ActorId, ComplaintId, PostId};
use crate::domain::refusal::Code;
use crate::markup::{self, SafeHtml};
use crate::services::ServiceError;
use crate::services::act_on_complaint::check_text;
use crate::services::file_complaint::TITLE_CHARS_MAX;
use crate::services::restrict::{Takes, refuse_restricted};
use crate::services::scene::{Scene, Words};
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::complaints::{self, Held};
use crate::storage::jobs::{self, Task};
use crate::storage::posts::{self, PostKind, StoredPost};
use crate::storage::{Cause, Once, StorageError, Tx};

/// Posts of a thread that are looked through for the one that is answered.
const THREAD_POSTS_MAX: i64 = 500;

/// Files with a board of another server by mentioning it. That server decides what comes of it.
pub async fn file_elsewhere(
    app: &App,
    cause: Cause,
    author: ActorId,
    board: ActorId,
    title: &str,
    text: &str,
) -> Result<Once<PostId>, ServiceError> {
    check_text(text)?;
    let title = markup::one_line(title, TITLE_CHARS_MAX);
    let text = text.to_string();
    let scene = Scene::of(app);
    app.db
        .write_once(cause, move |tx| {
            let author = person(tx, author)?;
            refuse_restricted(tx, scene.now, author.id, Takes::Others)?;
            let board = find(tx, board)?;
            if board.local || !matches!(board.kind, ActorKind::Board | ActorKind::Group) {
                return Err(ServiceError::NotFound("board"));
            }
            let words = Words {
                title: Some(title).filter(|it| !it.is_empty()),
                html: SafeHtml::from_markdown(&text).into_string(),
                source: Some(text),
                ..Words::default()
            };
            tell(tx, &scene, scene.post(&author, PostKind::Complaint, &words), board.id)
        })
        .await
}

/// Writes into a thread whose home is another server. A command is a hashtag in the text, as from any server;
/// it answers the last thing that the brand said.
pub async fn say_elsewhere(
    app: &App,
    cause: Cause,
    author: ActorId,
    complaint: ComplaintId,
    text: &str,
) -> Result<Once<PostId>, ServiceError> {
    check_text(text)?;
    let text = text.to_string();
    let scene = Scene::of(app);
    app.db
        .write_once(cause, move |tx| {
            let author = find(tx, author)?;
            let held = complaints::find(&mut tx.view(), complaint)?.ok_or(ServiceError::NotFound("complaint"))?;
            if held.at_home {
                return Err(ServiceError::NotFound("replica"));
            }
            let takes = if held.complainant == Some(author.id) { Takes::Own } else { Takes::Others };
            refuse_restricted(tx, scene.now, author.id, takes)?;
            let board = actors::find_by_uri(&mut tx.view(), &held.board_uri)?.ok_or(ServiceError::NotFound("board"))?;
            let html = SafeHtml::from_markdown(&text).into_string();
            let words = Words { source: Some(text), html, in_reply_to: answered(tx, &held)?, ..Words::default() };
            tell(tx, &scene, scene.post(&author, PostKind::Comment, &words), board.id)
        })
        .await
}

fn tell(tx: &mut Tx<'_>, scene: &Scene, post: StoredPost, to: ActorId) -> Result<PostId, ServiceError> {
    // Later, what its board says of it is believed because of this, and not because it names an address of ours.
    let post = StoredPost { told: Some(to), ..post };
    posts::insert(tx, &post)?;
    jobs::enqueue(tx, &Task::Tell { post: post.id, to }, scene.now)?;
    Ok(post.id)
}

/// The brand's last response, else the complaint itself.
fn answered(tx: &mut Tx<'_>, held: &Held) -> Result<Option<String>, StorageError> {
    let thread = posts::of_complaint(&mut tx.view(), held.id, 0, THREAD_POSTS_MAX)?;
    let last = thread.into_iter().filter(|post| post.kind == PostKind::Response).max_by_key(|post| post.sequence);
    Ok(last.map(|post| post.uri).or_else(|| held.filed_uri.clone()))
}

fn person(tx: &mut Tx<'_>, id: ActorId) -> Result<Actor, ServiceError> {
    let actor = find(tx, id)?;
    if actor.kind == ActorKind::Person { Ok(actor) } else { Err(Code::NotAPerson.into()) }
}

fn find(tx: &mut Tx<'_>, id: ActorId) -> Result<Actor, ServiceError> {
    actors::find(&mut tx.view(), id)?.ok_or(ServiceError::NotFound("actor"))
}
