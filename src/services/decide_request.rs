//! A party on another server asks this home for a step: decided by the same rules as at every other door, answered once.

use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::domain::asking::Asking;
use crate::domain::complaint::{Command, Text};
use crate::domain::ids::{ActorId, ComplaintId};
use crate::domain::party::Party;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::visibility::Sight;
use crate::markup::{self, SafeHtml};
use crate::services::act_on_complaint::{
    acknowledge, answer_within, at_home, check_text, comment_within, correct_within, erase, refuse_wordless,
};
use crate::services::change_response::{delete_within, edit_within};
use crate::services::respond::{SIGNATURE_CHARS_MAX, WithDeed, respond_within};
use crate::services::scene::{Scene, Side, Words};
use crate::services::title::TITLE_CHARS_MAX;
use crate::services::{ServiceError, change_comment, room};
use crate::storage::complaints::{self, Attested, Held};
use crate::storage::posts::{self, StoredPost};
use crate::storage::{Cause, Once, Tx, taken_back};

/// A request whose proof was checked: it is the word of whoever it names.
#[derive(Debug, Clone)]
pub struct Requested {
    /// The activity's id.
    pub id: String,
    pub complaint: ComplaintId,
    pub by: ActorId,
    pub asking: Asking,
    /// The post that goes with it, by the same author.
    pub words: Option<Words>,
    /// The whole request with its proof, as it came: it is handed on with the event.
    pub statement: String,
}

/// The event that a request led to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    pub complaint: ComplaintId,
    pub sequence: i64,
    pub state: String,
}

pub async fn decide_request(app: &App, cause: Cause, requested: Requested) -> Result<Once<Decided>, ServiceError> {
    let scene = Scene::of(app);
    app.db
        .write_once(cause, move |tx| {
            let held = at_home(tx, requested.complaint)?;
            let side = scene.side_of(tx, &held, requested.by)?.asking(&requested.id);
            if scene.sight_of(tx, &held, requested.by)? < Sight::Whole {
                return Err(ServiceError::NotFound("complaint"));
            }
            held.complaint.still_as_seen(requested.asking.seen)?;
            let (decided, _) = decide(tx, &scene, &held, &side, &requested)?;
            let after = complaints::find(&mut tx.view(), held.id)?.ok_or(ServiceError::NotFound("complaint"))?;
            for told in complaints::history(&mut tx.view(), held.id, held.complaint.sequence, i64::MAX)? {
                let event =
                    told.line.read().map_err(|why| crate::storage::StorageError::inconsistent("events", why))?.event;
                // Their signed word names them, so nothing of it stands beside what takes their name away.
                let nameless = side.party == Party::Complainant && after.is_nameless();
                if event.by == side.party && !nameless && room::has_room_beside(tx, &after, &requested.statement)? {
                    complaints::attach_statement(tx, held.id, event.sequence, &requested.statement, true)?;
                }
            }
            let state = after.complaint.state().name().to_string();
            Ok(Decided { complaint: held.id, sequence: decided, state })
        })
        .await
}

/// The sequence of the event that was asked for, and the complaint after everything that came with it.
fn decide(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    side: &Side,
    requested: &Requested,
) -> Result<(i64, Held), ServiceError> {
    let asking = &requested.asking;
    if let Some(uri) = requested.words.as_ref().and_then(|it| it.uri.as_ref())
        && posts::find_by_uri(&mut tx.view(), uri)?.is_some()
    {
        return Err(Code::AlreadyDone.into());
    }
    if let Some((uri, author)) = requested.words.as_ref().and_then(|it| it.uri.as_ref()).zip(side.actor.as_ref())
        && taken_back::is_taken_back(&mut tx.view(), &author.uri, uri, scene.now)?
    {
        return Err(Code::AlreadyDone.into());
    }
    let from = requested.words.as_ref().and_then(|it| it.uri.clone()).unwrap_or_else(|| requested.id.clone());
    let attested = Attested(Some(from));
    let after = match asking.command.as_str() {
        "respond" => {
            let words = signed(requested)?;
            respond_within(tx, scene, held, side, &words, false, with_deed(asking)?, &attested)?
        }
        "comment" => answer_within(tx, scene, held, side, &signed(requested)?, asking.ground, &attested)?,
        "correct" => {
            let html = carried(asking)?;
            let title = markup::one_line(&asking.title, TITLE_CHARS_MAX);
            let title = if title.is_empty() { held.title.clone() } else { title };
            correct_within(tx, scene, held, side, &title, &html, None, &attested)?
        }
        "edit-response" => {
            let (response, html) = (response_of(asking)?, carried(asking)?);
            edit_within(tx, scene, held, side, response, &html, None, &attested)?
        }
        "edit-comment" => {
            let (post, html) = (comment_of(tx, held, asking)?, carried(asking)?);
            change_comment::edit_within(tx, scene, held, side, &post, &html, None, &attested)?
        }
        "delete-comment" => {
            let post = comment_of(tx, held, asking)?;
            change_comment::delete_within(tx, scene, held, side, &post, &attested)?
        }
        "delete-response" => delete_within(tx, scene, held, side, response_of(asking)?, Vec::new(), &attested)?,
        "erase" => erase(tx, scene, held, side, &asking.targets, Vec::new())?,
        _ => return plain(tx, scene, held, side, requested, &attested),
    };
    Ok((after.complaint.sequence, after))
}

/// The words that a request carries itself, made safe again.
fn carried(asking: &Asking) -> Result<String, Refusal> {
    let html = SafeHtml::from_html(&asking.content).into_string();
    check_text(&markup::plain_text(&html))?;
    Ok(html)
}

/// The comment that a request is about, by the number of its event.
fn comment_of(tx: &mut Tx<'_>, held: &Held, asking: &Asking) -> Result<StoredPost, ServiceError> {
    let post = match asking.comment {
        Some(sequence) => posts::of_event(&mut tx.view(), held.id, sequence)?,
        None => None,
    };
    post.ok_or_else(|| Code::NoSuchComment.into())
}

fn response_of(asking: &Asking) -> Result<u32, Refusal> {
    asking.response.ok_or_else(|| Refusal::from(Code::NoSuchResponse))
}

/// A command that is one event; the words that may come with it are a comment after it.
fn plain(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    side: &Side,
    requested: &Requested,
    attested: &Attested,
) -> Result<(i64, Held), ServiceError> {
    let command = requested.asking.command()?;
    let by_hand = !matches!(command, Command::Decline { .. } | Command::Reopen);
    let reason = markup::one_line(&requested.asking.text, crate::domain::reading::TEXT_CHARS_MAX);
    refuse_wordless(&command, &reason)?;
    let reason = Some(reason).filter(|it| by_hand && !it.is_empty());
    let texts = reason.map(|value| Text { name: "reason", value }).into_iter().collect();
    let mut after = match command {
        Command::Acknowledge { .. } => acknowledge(tx, scene, held, side, texts, attested)?,
        command => scene.act(tx, held, side, command, texts, attested)?,
    };
    // What the home adds stands after the event that was asked for.
    let decided = held.complaint.sequence + 1;
    if let Some(words) = requested.words.as_ref().filter(|it| !by_hand && !it.html.is_empty()) {
        after = comment_within(tx, scene, &after, &side.clone().without_request(), words, attested)?;
    }
    Ok((decided, after))
}

/// The words of a post with who signs it, by the request and not by a line at their end.
fn signed(requested: &Requested) -> Result<Words, Refusal> {
    let words = requested.words.clone().ok_or(Code::TextEmpty)?;
    check_text(&markup::plain_text(&words.html))?;
    let line = |text: &str| markup::one_line(text, SIGNATURE_CHARS_MAX);
    let name = line(&requested.asking.name);
    Ok(Words { signature: (!name.is_empty()).then(|| (name, line(&requested.asking.role))), ..words })
}

fn with_deed(asking: &Asking) -> Result<Option<WithDeed>, Refusal> {
    let unclear = || Refusal::from(Code::NotUnderstood).with("given", asking.and.chars().take(40).collect::<String>());
    Ok(match asking.and.as_str() {
        "" => None,
        "offer" => Some(WithDeed::Offer { outcome: asking.outcome.ok_or_else(unclear)?, reason: asking.reason }),
        "promise" => Some(WithDeed::Promise { due: asking.due.ok_or_else(unclear)? }),
        "ask" => Some(WithDeed::Ask),
        _ => return Err(unclear()),
    })
}
