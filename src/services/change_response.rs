//! The brand edits or deletes an answer of its own. What stood there first stays readable, and whoever got it hears of the change.

use crate::app::App;
use crate::domain::complaint::{Command, Text};
use crate::domain::doings::Doing;
use crate::domain::ids::{ActorId, ComplaintId};
use crate::domain::party::Party;
use crate::domain::refusal::Code;
use crate::markup::SafeHtml;
use crate::services::act_on_complaint::{Acted, at_home, check_text};
use crate::services::scene::{Scene, Side};
use crate::services::{ServiceError, doings, quote};
use crate::storage::complaints::{Attested, Held};
use crate::storage::posts::{self, StoredPost};
use crate::storage::{Cause, Once, Tx, View};

/// A response written anew.
#[derive(Debug, Clone)]
pub struct Edit {
    pub complaint: ComplaintId,
    pub official: ActorId,
    /// Its number in the thread.
    pub response: u32,
    /// Markdown.
    pub text: String,
}

pub async fn edit_response(app: &App, cause: Cause, edit: Edit) -> Result<Once<Acted>, ServiceError> {
    check_text(&edit.text)?;
    let scene = Scene::of(app);
    doings::within(app, cause, Doing::Edit, move |tx| {
        let held = at_home(tx, edit.complaint)?;
        let side = scene.side_of(tx, &held, edit.official)?;
        let html = SafeHtml::from_markdown(&edit.text).into_string();
        let (response, source) = (edit.response, Some(edit.text.as_str()));
        let after = edit_within(tx, &scene, &held, &side, response, &html, source, &Attested::default())?;
        Ok(Acted::of(&after))
    })
    .await
}

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
    texts: Vec<Text>,
    attested: &Attested,
) -> Result<Held, ServiceError> {
    let post = own_response(&mut tx.view(), held, side, response)?;
    let after = scene.act(tx, held, side, Command::DeleteResponse { response }, texts, attested)?;
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
