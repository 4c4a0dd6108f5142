//! The brand edits or deletes an answer of its own. What stood there first stays readable, and whoever got it hears of the change.

use crate::domain::complaint::{Command, Text};
use crate::domain::party::Party;
use crate::domain::refusal::Code;
use crate::services::scene::{Scene, Side};
use crate::services::{ServiceError, quote};
use crate::storage::complaints::{Attested, Held};
use crate::storage::posts::{self, StoredPost};
use crate::storage::{Tx, View};

/// An edit from any door. The event carries the words, so that every replica has them.
#[expect(clippy::too_many_arguments, reason = "an edit is a response, its words and where they came from")]
pub fn edit_within(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    side: &Side,
    response: u32,
    html: &str,
    source: Option<&str>,
    attested: &Attested,
) -> Result<Held, ServiceError> {
    let post = own_response(&mut tx.view(), held, side, response)?;
    if post.html == html {
        return Err(Code::AlreadyDone.into());
    }
    let texts = vec![Text { name: "content", value: html.to_string() }];
    let after = scene.act(tx, held, side, Command::EditResponse { response }, texts, attested)?;
    posts::edit(tx, post.id, None, html, source, scene.now)?;
    Ok(after)
}

/// A deletion from any door: other servers let go of the post, the thread shows what stood there and that it was deleted.
pub fn delete_within(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    side: &Side,
    response: u32,
    attested: &Attested,
) -> Result<Held, ServiceError> {
    let post = own_response(&mut tx.view(), held, side, response)?;
    let after = scene.act(tx, held, side, Command::DeleteResponse { response }, Vec::new(), attested)?;
    posts::mark_deleted(tx, post.id, scene.now)?;
    quote::revoke_all_of(tx, post.id, scene.now)?;
    Ok(after)
}

/// A post is its author's to change, also where the brand has several voices.
fn own_response(view: &mut View<'_>, held: &Held, side: &Side, response: u32) -> Result<StoredPost, ServiceError> {
    if side.party != Party::Brand {
        return Err(Code::OnlyBrand.into());
    }
    let post = posts::of_response(view, held.id, response)?.ok_or(Code::NoSuchResponse)?;
    if post.author.is_some() && post.author == side.actor.as_ref().map(|it| it.id) {
        Ok(post)
    } else {
        Err(Code::NotAllowed.into())
    }
}
