//! Words that people have in a thread already: said anew by a correction, and erased, with all that the tables hold of them.

use crate::domain::complaint::{Command, Happening, Target, Text};
use crate::domain::ids::ComplaintId;
use crate::domain::party::Party;
use crate::domain::refusal::{Code, Refusal};
use crate::services::scene::{Scene, Side};
use crate::services::{ServiceError, quote};
use crate::storage::complaints::{self, Attested, Held};
use crate::storage::posts::{self, StoredPost};
use crate::storage::{StorageError, Tx, View, erasures, inbox, notices};

#[expect(clippy::too_many_arguments, reason = "a correction is its title, its text and where they came from")]
pub fn correct_within(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    side: &Side,
    title: &str,
    html: &str,
    source: Option<&str>,
    attested: &Attested,
) -> Result<Held, ServiceError> {
    let texts =
        vec![Text { name: "title", value: title.to_string() }, Text { name: "content", value: html.to_string() }];
    let after = scene.act(tx, held, side, Command::Correct, texts, attested)?;
    if let Some(post) = posts::of_event(&mut tx.view(), held.id, 1)? {
        posts::edit(tx, post.id, Some(title), html, source, scene.now)?;
    }
    complaints::set_title(tx, held.id, title)?;
    Ok(after)
}

/// Deletes texts here and, as an event, everywhere. Without targets: everything that this side wrote.
pub fn erase(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    side: &Side,
    targets: &[Target],
    texts: Vec<Text>,
) -> Result<Held, ServiceError> {
    let targets = match (targets.is_empty(), side.party) {
        (true, _) => complaints::texts_of(&mut tx.view(), held.id, Party::Complainant)?,
        (false, Party::Moderator(_) | Party::Home) => targets.to_vec(),
        (false, party) => {
            let own = complaints::texts_of(&mut tx.view(), held.id, party)?;
            targets.iter().filter(|it| own.contains(it)).cloned().collect()
        }
    };
    let after = scene.act(tx, held, side, Command::Erase { targets: targets.clone() }, texts, &Attested::default())?;
    erase_posts(tx, scene, held, &targets)?;
    Ok(after)
}

/// Everything that whoever filed it wrote in a thread goes, by the home's own decision.
pub fn erase_everything_of_complainant(tx: &mut Tx<'_>, scene: &Scene, held: &Held) -> Result<Held, ServiceError> {
    let targets = complaints::texts_of(&mut tx.view(), held.id, Party::Complainant)?;
    if targets.is_empty() {
        return Ok(held.clone());
    }
    let erase = Command::Erase { targets: targets.clone() };
    let after = scene.act(tx, held, &scene.home_side(), erase, Vec::new(), &Attested::default())?;
    erase_posts(tx, scene, &after, &targets)?;
    Ok(after)
}

/// Posts whose words were among the erased texts lose them too.
pub fn erase_posts(tx: &mut Tx<'_>, scene: &Scene, held: &Held, targets: &[Target]) -> Result<(), ServiceError> {
    // What was given up here names the thread; nobody will work it off, and it may hold the words.
    let elsewhere = (!held.at_home).then(|| held.home.rsplit("://").next().unwrap_or(&held.home));
    inbox::forget_given_up(tx, &held.uri, elsewhere)?;
    erasures::schedule_scrub(tx, scene.now)?;
    if elsewhere.is_some() {
        // What came with the same lines was no part of the thread when its texts went.
        complaints::forget_copies(tx, held.id, targets, scene.now)?;
    }
    for target in targets.iter().filter(|it| it.name == "content") {
        if let Some(post) = post_with(&mut tx.view(), held.id, target.sequence)? {
            posts::erase(tx, post.id, scene.now)?;
            quote::revoke_all_of(tx, post.id, scene.now)?;
        }
    }
    if targets.iter().any(|it| it.name == "title") {
        complaints::set_title(tx, held.id, "")?;
        // What its home wrote about it to people here names it by its title.
        notices::forget_said_about(tx, held.id)?;
    }
    Ok(())
}

/// The post that has the words of an event. A correction changed the first post and an edit a response or a comment, so
/// erasing their words erases that one.
pub(in crate::services) fn post_with(
    view: &mut View<'_>,
    id: ComplaintId,
    sequence: i64,
) -> Result<Option<StoredPost>, StorageError> {
    if let Some(post) = posts::of_event(view, id, sequence)? {
        return Ok(Some(post));
    }
    let told = complaints::history(view, id, sequence - 1, 1)?.pop();
    match told.and_then(|it| it.line.read().ok()).map(|core| core.event.happening) {
        Some(Happening::ResponseEdited { response }) => posts::of_response(view, id, response),
        Some(Happening::CommentEdited { comment }) => posts::of_event(view, id, comment),
        Some(Happening::Corrected {}) => posts::of_event(view, id, 1),
        _ => Ok(None),
    }
}

/// The complaint, locked, if this is its home: nobody else decides.
pub fn at_home(tx: &mut Tx<'_>, id: ComplaintId) -> Result<Held, ServiceError> {
    let held = complaints::lock(tx, id)?.ok_or(ServiceError::NotFound("complaint"))?;
    if held.at_home { Ok(held) } else { Err(Refusal::from(Code::NotHere).with("home", &held.home).into()) }
}
