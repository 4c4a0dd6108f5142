//! Comments are taken out by moderators.

use crate::domain::complaint::Target;
use crate::domain::refusal::Code;
use crate::services::ServiceError;
use crate::services::scene::Scene;
use crate::storage::complaints::{self, Held};
use crate::storage::hidden_posts::{self, Scope};
use crate::storage::posts::StoredPost;
use crate::storage::{StorageError, Tx};

/// A moderator takes a comment out, or shows it again.
pub fn hide_within(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    post: &StoredPost,
    hidden: Option<&str>,
) -> Result<(), ServiceError> {
    let scope = if held.at_home { Scope::Home } else { Scope::Here };
    match hidden {
        Some(reason) => Ok(hidden_posts::hide(tx, post.id, scope, held.id, reason, scene.now)?),
        None if hidden_posts::show(tx, post.id, scope)? => Ok(()),
        // The home of the thread took it out; here nobody shows it again.
        None => Err(Code::NotHere.into()),
    }
}

/// The words of a post wherever the history has them: in the event that it is, and in those that changed it.
pub fn texts_of_post(tx: &mut Tx<'_>, held: &Held, post: &StoredPost) -> Result<Vec<Target>, StorageError> {
    match post.sequence {
        Some(sequence) => complaints::words_of(&mut tx.view(), held.id, sequence),
        None => Ok(Vec::new()),
    }
}
