//! What a reply comes to: an answer of the brand or a comment, and the command in it.

use chrono::NaiveDate;

use crate::domain::Timestamp;
use crate::domain::complaint::{Command, Contest, Ground, Happening, Text};
use crate::domain::day::end_of_day;
use crate::domain::party::Party;
use crate::domain::reading::{self, Rating, Tagged, Written, day, outcome};
use crate::domain::refusal::{Code, Refusal};
use crate::markup;
use crate::services::act_on_complaint::{answer_within, comment_within};
use crate::services::receive_post::{Received, acted, tell};
use crate::services::respond::{WithDeed, respond_within};
use crate::services::scene::{self, Scene, Side, Words};
use crate::services::{ServiceError, room, site, tell_why};
use crate::storage::complaints::{self, Attested, Held};
use crate::storage::posts::{self, PostKind};
use crate::storage::{StorageError, Tx};

/// The name under which it stands beside an event that its rating was rounded.
pub const ROUNDED_TEXT: &str = "rounded";

/// A reply of the brand is a response; its command is recorded with it, or refused and the response stands alone.
pub(super) fn of_brand(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    side: &Side,
    words: Words,
    command: Option<Tagged>,
    attested: &Attested,
) -> Result<Received, ServiceError> {
    let complaint = held.id;
    let deed = match command {
        None => None,
        Some(Tagged::Acknowledged) => return acknowledged(tx, scene, held, side, &words, attested),
        Some(Tagged::Resolved(outcome::Spoken::Known { outcome, reason })) => Some(WithDeed::Offer { outcome, reason }),
        Some(Tagged::Resolved(outcome::Spoken::Unclear)) => {
            return answer_alone(tx, scene, held, side, &words, attested, Code::OutcomeUnclear.into());
        }
        Some(Tagged::Promise(day::Spoken::Unclear)) => {
            return answer_alone(tx, scene, held, side, &words, attested, Code::DayUnclear.into());
        }
        Some(Tagged::Promise(day::Spoken::On(day))) => {
            let zone = site::time_zone(&mut tx.view())?;
            // A day beyond the calendar is too far, which the rules say better than silence.
            Some(WithDeed::Promise { due: end_of_day(day, zone).unwrap_or(Timestamp::MAX_UTC) })
        }
        Some(Tagged::HandedOver) => Some(WithDeed::HandOff { to: String::new() }),
        Some(Tagged::Ask) => Some(WithDeed::Ask),
        Some(Tagged::Kept) => {
            let last = held.complaint.standing_promises().next_back().map(|(number, _)| number);
            let promise = match answered(tx, held, words.in_reply_to.as_deref())? {
                Some(Answers::Promise(promise)) => Some(promise),
                Some(Answers::Offer(_)) | None => last,
            };
            promise.map(|promise| WithDeed::KeepPromise { promise })
        }
        Some(
            Tagged::File
            | Tagged::NoComplaint
            | Tagged::Confirmed { .. }
            | Tagged::NotResolved
            | Tagged::GiveUp { .. }
            | Tagged::Withdraw
            | Tagged::Reopen
            | Tagged::SameHere
            | Tagged::SentElsewhere,
        ) => return answer_alone(tx, scene, held, side, &words, attested, Code::OnlyComplainant.into()),
    };
    let had_deed = deed.is_some();
    match respond_within(tx, scene, held, side, &words, false, deed, attested) {
        Ok(after) if had_deed => acted(tx, &after, side),
        Ok(_) => Ok(Received::Responded { complaint }),
        Err(ServiceError::Refused(refusal)) if had_deed => {
            answer_alone(tx, scene, held, side, &words, attested, refusal)
        }
        Err(other) => Err(other),
    }
}

/// The words stand in the thread; the deed in them does not count, and whoever wrote it hears why.
fn answer_alone(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    side: &Side,
    words: &Words,
    attested: &Attested,
    why: Refusal,
) -> Result<Received, ServiceError> {
    respond_within(tx, scene, held, side, words, false, None, attested)?;
    tell(tx, scene, held, side, why)
}

/// That somebody has it is no answer, whatever is said beside it: the post stands in the thread as the words of that step.
fn acknowledged(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    side: &Side,
    words: &Words,
    attested: &Attested,
) -> Result<Received, ServiceError> {
    let Some(author) = &side.actor else { return Err(Code::NotAllowed.into()) };
    let name = words.signature.as_ref().map(|(name, _)| Text { name: "reason", value: name.clone() });
    let post = scene.post(author, PostKind::Comment, words);
    let texts = name.into_iter().chain(scene::texts_of(&post)).collect();
    let command = Command::Acknowledge { named: words.signature.is_some() };
    match scene.act(tx, held, side, command, texts, attested) {
        Ok(after) => {
            scene.keep_post(tx, held, post, after.complaint.sequence, None)?;
            acted(tx, &after, side)
        }
        Err(ServiceError::Refused(refusal)) => answer_alone(tx, scene, held, side, words, attested, refusal),
        Err(other) => Err(other),
    }
}

pub(super) fn of_person(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    side: &Side,
    words: &Words,
    command: Option<Tagged>,
    attested: &Attested,
) -> Result<Received, ServiceError> {
    let rating = command.as_ref().map(rating_in).unwrap_or_default();
    if let Some(refusal) = command.as_ref().and_then(last_rating_unclear) {
        comment_within(tx, scene, held, side, words, attested)?;
        return tell(tx, scene, held, side, refusal);
    }
    let command = match command {
        None => None,
        Some(tagged) => match person_command(tx, held, words.in_reply_to.as_deref(), tagged)? {
            Some(command) => Some(command),
            None => {
                comment_within(tx, scene, held, side, words, attested)?;
                return tell(tx, scene, held, side, Code::OnlyBrand.into());
            }
        },
    };
    let Some(command) = command else {
        let answers = contest_answered(tx, held, side, words.in_reply_to.as_deref())?;
        answer_within(tx, scene, held, side, words, answers, attested)?;
        return Ok(Received::Commented { complaint: held.id });
    };
    if !is_command_alone(words) {
        room::refuse_words(tx, held, side)?;
    }
    // The post itself stays in the thread: a comment after what it did, as from every other door.
    let (done, refused) = match scene.act(tx, held, side, command, texts_beside(rating), attested) {
        Ok(after) => (after, None),
        Err(ServiceError::Refused(refusal)) => (held.clone(), Some(refusal)),
        Err(other) => return Err(other),
    };
    let after = match comment_within(tx, scene, &done, side, words, attested) {
        // What was taken back takes no words, and a command alone needs none; what was done counts.
        Err(ServiceError::Refused(_)) => done,
        other => other?,
    };
    match refused {
        Some(refusal) => tell(tx, scene, &after, side, refusal),
        None => {
            let received = acted(tx, &after, side)?;
            ask_for_rating(tx, scene, &after, side, rating)?;
            Ok(received)
        }
    }
}

/// Whether a post says nothing beside its command: it is no loss where it finds no room.
fn is_command_alone(words: &Words) -> bool {
    // The day says what a promise means, which is none of theirs to make.
    let written = Written { today: NaiveDate::MIN, language: words.language.as_deref() };
    reading::is_command_alone(&reading::Post { text: &markup::own_words(&words.html), tags: &[], written })
}

/// What is beside the command as a mark out of ten.
pub(super) fn rating_in(tagged: &Tagged) -> Rating {
    match tagged {
        Tagged::Confirmed { rating, .. } | Tagged::GiveUp { rating } => *rating,
        Tagged::File
        | Tagged::NoComplaint
        | Tagged::NotResolved
        | Tagged::Withdraw
        | Tagged::Reopen
        | Tagged::SameHere
        | Tagged::SentElsewhere
        | Tagged::Acknowledged
        | Tagged::Resolved(_)
        | Tagged::Promise(_)
        | Tagged::Kept
        | Tagged::HandedOver
        | Tagged::Ask => Rating::None,
    }
}

/// Whoever gives up says the last word, and could add no rating later: it is asked for before.
pub(super) fn last_rating_unclear(tagged: &Tagged) -> Option<Refusal> {
    (*tagged == Tagged::GiveUp { rating: Rating::Unclear }).then(|| Code::LastRatingUnclear.into())
}

/// That a rating was rounded stands beside the event, so that the board can say so.
pub(super) fn texts_beside(rating: Rating) -> Vec<Text> {
    match rating {
        Rating::Given { value, rounded: true } => vec![Text { name: ROUNDED_TEXT, value: value.to_string() }],
        Rating::Given { rounded: false, .. } | Rating::None | Rating::Unclear => Vec::new(),
    }
}

/// The deed counts without the rating that nobody can be sure of.
pub(super) fn ask_for_rating(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    side: &Side,
    rating: Rating,
) -> Result<(), ServiceError> {
    match &side.actor {
        Some(author) if rating == Rating::Unclear => {
            Ok(tell_why::in_thread(tx, scene, held, author, &Code::RatingUnclear.into())?)
        }
        _ => Ok(()),
    }
}

/// The command that a person means by a hashtag; `None` for those that only a brand gives.
pub(super) fn person_command(
    tx: &mut Tx<'_>,
    held: &Held,
    parent: Option<&str>,
    tagged: Tagged,
) -> Result<Option<Command>, StorageError> {
    let said = |it: &u32| held.complaint.promises.get(it).is_some_and(|it| !it.former && it.state.is_said_kept());
    let promise = match answered(tx, held, parent)? {
        Some(Answers::Promise(promise)) => Some(promise).filter(said),
        Some(Answers::Offer(_)) | None => None,
    };
    match (promise, &tagged) {
        // A rating and who solved it are of the whole complaint.
        (Some(promise), Tagged::Confirmed { rating: Rating::None, solved_by: None }) => {
            return Ok(Some(Command::ConfirmPromise { promise }));
        }
        (Some(promise), Tagged::NotResolved) => return Ok(Some(Command::RefutePromise { promise })),
        _ => {}
    }
    Ok(Some(match tagged {
        Tagged::File => Command::Publish,
        Tagged::NoComplaint => Command::Retract,
        Tagged::Confirmed { rating, solved_by } => {
            let offer = offer_answered(tx, held, parent)?;
            Command::Confirm { offer, rating: rating.value(), would_return: None, solved_by, got: None }
        }
        Tagged::NotResolved if matches!(held.complaint.state().name(), "resolved" | "lapsed" | "unanswered") => {
            Command::Reopen
        }
        Tagged::NotResolved => Command::Decline { offer: offer_answered(tx, held, parent)? },
        Tagged::GiveUp { rating } => Command::GiveUp { rating: rating.value(), would_return: None },
        Tagged::Withdraw => Command::Withdraw { settled: None, condition: None },
        Tagged::Reopen => Command::Reopen,
        Tagged::SameHere => Command::Support,
        Tagged::SentElsewhere => Command::sent_elsewhere(response_meant(tx, held, parent)?),
        Tagged::Acknowledged
        | Tagged::Resolved(_)
        | Tagged::Promise(_)
        | Tagged::Kept
        | Tagged::HandedOver
        | Tagged::Ask => return Ok(None),
    }))
}

/// The answer that a reply is about: the one that it replies to, else the last.
fn response_meant(tx: &mut Tx<'_>, held: &Held, parent: Option<&str>) -> Result<u32, StorageError> {
    let post = match parent {
        Some(parent) => posts::find_by_uri(&mut tx.view(), parent)?.filter(|it| it.complaint == Some(held.id)),
        None => None,
    };
    let answered = post.and_then(|it| it.response).and_then(|it| u32::try_from(it).ok());
    // There is none: that is refused in words.
    Ok(answered.or_else(|| held.complaint.last_response()).unwrap_or_default())
}

/// What the post that is answered tells of.
enum Answers {
    Offer(u32),
    Promise(u32),
}

/// An answer belongs to the offer or promise that it replies to; a reply to anything else means the offer that stands.
fn answered(tx: &mut Tx<'_>, held: &Held, parent: Option<&str>) -> Result<Option<Answers>, StorageError> {
    let Some(parent) = parent else { return Ok(None) };
    let post = posts::find_by_uri(&mut tx.view(), parent)?.filter(|it| it.complaint == Some(held.id));
    let Some(sequence) = post.and_then(|it| it.sequence) else { return Ok(None) };
    Ok(match complaints::deed_at(&mut tx.view(), held.id, sequence)? {
        Some(Happening::ResolutionOffered { offer, .. }) => Some(Answers::Offer(offer)),
        Some(Happening::Promised { promise, .. } | Happening::PromiseKept { promise, .. }) => {
            Some(Answers::Promise(promise))
        }
        _ => None,
    })
}

/// Words of whoever filed below the board's post about a contest are their answer to it, as long as that is open.
fn contest_answered(
    tx: &mut Tx<'_>,
    held: &Held,
    side: &Side,
    parent: Option<&str>,
) -> Result<Option<Ground>, StorageError> {
    let Some(parent) = parent.filter(|_| side.party == Party::Complainant && held.complaint.contested().is_some())
    else {
        return Ok(None);
    };
    let post = posts::find_by_uri(&mut tx.view(), parent)?.filter(|it| it.complaint == Some(held.id));
    let Some(sequence) = post.filter(|it| it.kind == PostKind::Status).and_then(|it| it.sequence) else {
        return Ok(None);
    };
    Ok(match complaints::deed_at(&mut tx.view(), held.id, sequence)? {
        Some(Happening::Contested { ground }) if held.complaint.contests().get(&ground) == Some(&Contest::Open) => {
            Some(ground)
        }
        _ => None,
    })
}

fn offer_answered(tx: &mut Tx<'_>, held: &Held, parent: Option<&str>) -> Result<Option<u32>, StorageError> {
    Ok(match answered(tx, held, parent)? {
        Some(Answers::Offer(offer)) => Some(offer),
        Some(Answers::Promise(_)) | None => None,
    })
}
