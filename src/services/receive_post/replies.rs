//! What a reply comes to: an answer of the brand or a comment, and the command in it.

use crate::domain::action::{Act, Action, Body, Signing, hashtag};
use crate::domain::complaint::{Contest, Happening};
use crate::domain::party::Party;
use crate::domain::reading::Tagged;
use crate::domain::refusal::Code;
use crate::services::act::{Context, act};
use crate::services::receive_post::{Received, acted, tell};
use crate::services::scene::{Scene, Side};
use crate::services::{ServiceError, room, site, tell_why};
use crate::storage::complaints::{self, Held};
use crate::storage::posts::{self, PostKind};
use crate::storage::{StorageError, Tx};

/// What the post came to, and whether a human signed it.
pub(super) type Came = (Received, bool);

/// A reply counts as what it says; where its command is refused, the words stand alone and whoever wrote them hears why.
pub(super) fn count(
    tx: &mut Tx<'_>,
    context: &Context<'_>,
    own: &str,
    tagged: Option<&Tagged>,
) -> Result<Came, ServiceError> {
    let (scene, held, side) = (context.scene, context.held, context.side);
    let body = Body::posted(&context.post.html, own)?;
    let replied = replied(tx, held, side.party, context.post.in_reply_to.as_deref())?;
    let said = match hashtag::read(tagged, side.party, &held.complaint, &replied, body.clone()) {
        Ok(said) => said,
        Err(refusal) => {
            let signed = act(tx, context, words_alone(side, body, tagged))?.signed;
            return Ok((tell(tx, scene, held, side, refusal)?, signed));
        }
    };
    let has_command = match &said.action {
        Action::Respond { then, .. } => then.is_some(),
        Action::Comment { .. } => false,
        _ => true,
    };
    match act(tx, context, said) {
        Ok(done) if has_command => {
            let received = acted(tx, &done.after, side)?;
            ask_for_rating(tx, scene, &done.after, side, tagged)?;
            Ok((received, done.signed))
        }
        Ok(done) if side.party == Party::Brand => Ok((Received::Responded { complaint: held.id }, done.signed)),
        Ok(done) => Ok((Received::Commented { complaint: held.id }, done.signed)),
        // Nothing of it finds room.
        Err(ServiceError::Refused(refusal)) if has_command && !room::is_full(&refusal) => {
            let signed = match act(tx, context, words_alone(side, body, tagged)) {
                Ok(done) => done.signed,
                // What was taken back takes no words, and a command alone needs none.
                Err(ServiceError::Refused(_)) if side.party != Party::Brand => true,
                Err(error) => return Err(error),
            };
            Ok((tell(tx, scene, held, side, refusal)?, signed))
        }
        Err(error) => Err(error),
    }
}

/// The words of a reply without their command.
fn words_alone(side: &Side, body: Body, tagged: Option<&Tagged>) -> Act {
    let by = Signing::InWords { command: tagged.is_some() };
    match side.party {
        Party::Brand => Action::Respond { body, by, then: None }.into(),
        _ => Action::Comment { body, answers: None }.into(),
    }
}

/// What is done counts without the rating that nobody can be sure of.
pub(super) fn ask_for_rating(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    side: &Side,
    tagged: Option<&Tagged>,
) -> Result<(), ServiceError> {
    match &side.actor {
        Some(author) if tagged.is_some_and(hashtag::has_unclear_rating) => {
            Ok(tell_why::in_thread(tx, scene, held, author, &Code::RatingUnclear.into())?)
        }
        _ => Ok(()),
    }
}

/// What the post that is answered tells of. An answer belongs to the offer or promise that it replies to; a reply to anything
/// else means the offer that stands.
pub(super) fn replied(
    tx: &mut Tx<'_>,
    held: &Held,
    by: Party,
    parent: Option<&str>,
) -> Result<hashtag::Replied, StorageError> {
    let zone = site::time_zone(&mut tx.view())?;
    let mut replied = hashtag::Replied { offer: None, promise: None, response: None, contest: None, zone };
    let post = match parent {
        Some(parent) => posts::find_by_uri(&mut tx.view(), parent)?.filter(|it| it.complaint == Some(held.id)),
        None => None,
    };
    let Some(post) = post else { return Ok(replied) };
    replied.response = post.response.and_then(|it| u32::try_from(it).ok());
    let Some(sequence) = post.sequence else { return Ok(replied) };
    match complaints::deed_at(&mut tx.view(), held.id, sequence)? {
        Some(Happening::ResolutionOffered { offer, .. }) => replied.offer = Some(offer),
        Some(Happening::Promised { promise, .. } | Happening::PromiseKept { promise, .. }) => {
            replied.promise = Some(promise);
        }
        // Words of whoever filed below the board's post about a contest are their answer to it, as long as that is open.
        Some(Happening::Contested { ground })
            if by == Party::Complainant
                && post.kind == PostKind::Status
                && held.complaint.contests().get(&ground) == Some(&Contest::Open) =>
        {
            replied.contest = Some(ground);
        }
        _ => {}
    }
    Ok(replied)
}
