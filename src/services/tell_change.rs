//! A post of somebody here was changed by the home of its thread, because they asked for it there. Whoever got the post hears
//! that from its author: this server says so, with the number of the event, and the home passes it on as it came.

use std::collections::BTreeSet;

use crate::app::App;
use crate::domain::complaint::Happening;
use crate::domain::ids::{ActorId, ComplaintId};
use crate::services::ServiceError;
use crate::services::scene::Scene;
use crate::storage::jobs::{self, Task};
use crate::storage::passed_on::{self, Inner};
use crate::storage::posts::{self, StoredPost};
use crate::storage::{Cause, Once, StorageError, Tx, View, complaints};

/// The posts that an event changes or takes back.
fn changed_by(view: &mut View<'_>, id: ComplaintId, happening: &Happening) -> Result<Vec<StoredPost>, StorageError> {
    let found = match happening {
        Happening::Corrected {} | Happening::Retracted {} => posts::of_event(view, id, 1)?,
        Happening::ResponseEdited { response } | Happening::ResponseDeleted { response } => {
            posts::of_response(view, id, *response)?
        }
        Happening::CommentEdited { comment } | Happening::CommentDeleted { comment } => {
            posts::of_event(view, id, *comment)?
        }
        Happening::Erased { targets } => {
            // A post is gone with its words; what else stood beside an event changes no post.
            let words = targets.iter().filter(|it| it.name == "content");
            let sequences: BTreeSet<i64> = words.map(|it| it.sequence).collect();
            let mut erased = Vec::new();
            for sequence in sequences {
                // Of somebody else's erasure a post is no part: it stays.
                erased.extend(posts::of_event(view, id, sequence)?.filter(|it| it.deleted_at.is_some()));
            }
            return Ok(erased);
        }
        _ => None,
    };
    Ok(found.into_iter().collect())
}

/// An event of a thread elsewhere changed what somebody here wrote: they will say so.
pub(in crate::services) fn tell_own(
    tx: &mut Tx<'_>,
    scene: &Scene,
    complaint: ComplaintId,
    sequence: i64,
    happening: &Happening,
) -> Result<(), StorageError> {
    let changed = changed_by(&mut tx.view(), complaint, happening)?;
    let own = changed.into_iter().filter(|post| post.local);
    let tasks: Vec<Task> = own.map(|post| Task::TellChange { post: post.id, complaint, sequence }).collect();
    jobs::enqueue_all(tx, &tasks, scene.now)
}

/// What the author's server says of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// It reads so now, sanitised.
    Changed(String),
    Gone,
}

impl Told {
    /// Whether it is what the event did. Nobody shows followers other words than the history has, or words that are gone.
    fn agrees(&self, happening: &Happening, post: &StoredPost) -> bool {
        match self {
            Told::Changed(html) => {
                let edits = matches!(
                    happening,
                    Happening::Corrected {} | Happening::ResponseEdited { .. } | Happening::CommentEdited { .. }
                );
                edits && post.deleted_at.is_none() && !post.html.is_empty() && html.contains(&post.html)
            }
            Told::Gone => matches!(
                happening,
                Happening::Retracted {}
                    | Happening::ResponseDeleted { .. }
                    | Happening::CommentDeleted { .. }
                    | Happening::Erased { .. }
            ),
        }
    }
}

/// Their server says that an event of ours changed a post of theirs. It is passed on once, to those who follow the board, and
/// changes nothing here. `false` where there is no such event, or it did something else.
pub async fn pass_on_told(
    app: &App,
    cause: Cause,
    author: ActorId,
    uri: String,
    sequence: i64,
    told: Told,
    inner: Option<Inner>,
) -> Result<Once<bool>, ServiceError> {
    let scene = Scene::of(app);
    app.db
        .write_once(cause, move |tx| {
            let Some(inner) = inner else { return Ok(false) };
            let post = posts::find_by_uri(&mut tx.view(), &uri)?.filter(|it| it.author == Some(author));
            let Some((post, id)) = post.and_then(|post| post.complaint.map(|id| (post, id))) else { return Ok(false) };
            let held = complaints::lock(tx, id)?;
            if !held.is_some_and(|it| it.at_home) {
                return Ok(false);
            }
            let line = complaints::history(&mut tx.view(), id, sequence.saturating_sub(1), 1)?.pop();
            let Some(core) = line.and_then(|it| it.line.read().ok()).filter(|it| it.event.sequence == sequence) else {
                return Ok(false);
            };
            let changed = changed_by(&mut tx.view(), id, &core.event.happening)?;
            // Once for each post that the event changed.
            let all_told = passed_on::of_event(&mut tx.view(), id, sequence)?.len() >= changed.len();
            if all_told || !changed.iter().any(|it| it.id == post.id) || !told.agrees(&core.event.happening, &post) {
                return Ok(false);
            }
            passed_on::keep(tx, id, sequence, &inner, scene.now)?;
            let task = Task::PassOn { complaint: id, sequence, activity: inner.activity };
            jobs::enqueue(tx, &task, scene.now)?;
            Ok(true)
        })
        .await
}
