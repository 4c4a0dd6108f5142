//! Comments are changed and taken back by their authors, and taken out by moderators: each an event, so that what a page
//! shows is what the history committed to.

use crate::domain::complaint::{Command, CommentGround, Target, Text};
use crate::domain::refusal::Code;
use crate::services::scene::{Scene, Side};
use crate::services::{ServiceError, quote};
use crate::storage::complaints::{self, Attested, Held};
use crate::storage::hidden_posts::{self, Scope};
use crate::storage::posts::{self, PostKind, StoredPost};
use crate::storage::{StorageError, Tx};

/// The number of the event that a comment of this side is. Nobody else changes it, and nothing is left to change of one
/// that is gone.
fn own_comment(held: &Held, side: &Side, post: &StoredPost) -> Result<i64, ServiceError> {
    let own = post.author.is_some() && post.author == side.actor.as_ref().map(|it| it.id);
    let here = post.kind == PostKind::Comment && post.complaint == Some(held.id) && post.deleted_at.is_none();
    match post.sequence {
        Some(sequence) if here && own => Ok(sequence),
        _ if here => Err(Code::NotAllowed.into()),
        _ => Err(Code::NoSuchComment.into()),
    }
}

/// An edit from any door. The event carries the words, so that every replica has them.
#[expect(clippy::too_many_arguments, reason = "an edit is a comment, its words and where they came from")]
pub fn edit_within(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    side: &Side,
    post: &StoredPost,
    html: &str,
    source: Option<&str>,
    attested: &Attested,
) -> Result<Held, ServiceError> {
    let comment = own_comment(held, side, post)?;
    if post.html == html {
        return Err(Code::AlreadyDone.into());
    }
    let texts = vec![Text { name: "content", value: html.to_string() }];
    let after = scene.act(tx, held, side, Command::EditComment { comment }, texts, attested)?;
    posts::edit(tx, post.id, None, html, source, scene.now)?;
    Ok(after)
}

/// Taken back from any door.
pub fn delete_within(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    side: &Side,
    post: &StoredPost,
    attested: &Attested,
) -> Result<Held, ServiceError> {
    let comment = own_comment(held, side, post)?;
    let after = scene.act(tx, held, side, Command::DeleteComment { comment }, Vec::new(), attested)?;
    posts::erase(tx, post.id, scene.now)?;
    quote::revoke_all_of(tx, post.id, scene.now)?;
    Ok(after)
}

/// A moderator takes a comment out, or shows it again.
pub fn hide_within(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    side: &Side,
    post: &StoredPost,
    hidden: Option<(&str, CommentGround)>,
    reason: &str,
) -> Result<Held, ServiceError> {
    let comment = post.sequence.ok_or(Code::NoSuchComment)?;
    let command = match hidden {
        Some((_, ground)) => Command::HideComment { comment, ground },
        None => Command::ShowComment { comment },
    };
    let texts = vec![Text { name: "reason", value: reason.to_string() }];
    let after = scene.act(tx, held, side, command, texts, &Attested::default())?;
    match hidden {
        Some((reason, _)) => hidden_posts::hide(tx, post.id, Scope::Home, held.id, reason, scene.now)?,
        None => {
            hidden_posts::show(tx, post.id, Scope::Home)?;
        }
    }
    Ok(after)
}

/// The copy of a thread elsewhere is this instance's own to show.
pub fn hide_here(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    post: &StoredPost,
    hidden: Option<&str>,
) -> Result<(), ServiceError> {
    match hidden {
        Some(reason) => Ok(hidden_posts::hide(tx, post.id, Scope::Here, held.id, reason, scene.now)?),
        None if hidden_posts::show(tx, post.id, Scope::Here)? => Ok(()),
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
