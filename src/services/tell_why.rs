//! What is meant for us and does not count gets one polite reply that says why: never silence, once for each place and
//! reason, and once more after a command of the same author counted there.

use chrono::TimeDelta;

use crate::domain::ids::ActorId;
use crate::domain::refusal::{Code, Refusal};
use crate::services::scene::Scene;
use crate::storage::actors::{Actor, ActorKind};
use crate::storage::complaints::Held;
use crate::storage::jobs::{self, Task};
use crate::storage::told_why::{self, Place};
use crate::storage::{StorageError, Tx};

/// Replies of this kind to one person within a day, wherever and whatever for.
const TOLD_PER_DAY_MAX: i64 = 12;
/// The same to whoever speaks for a brand here, who writes in many threads.
const VOICE_TOLD_PER_DAY_MAX: i64 = 120;
/// Of what a refusal says beside its rule, this makes it another reason. How long something lasts does not.
const PART_OF_REASON: [&str; 2] = ["state", "deed"];
/// These say nothing of a command, and are said once, whatever comes to count later.
const SAID_ONCE: [Code; 6] =
    [Code::AnswerUnnamed, Code::Suspended, Code::Limited, Code::TooMuch, Code::PostTooLong, Code::TextTooLong];

/// In a thread: why a command in it did not count.
pub(in crate::services) fn in_thread(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    author: &Actor,
    refusal: &Refusal,
) -> Result<(), StorageError> {
    // Behind the voice of a brand stand people, whatever its account is.
    let who = if scene.speaks_for(tx, held, author.id)? { ActorKind::Official } else { author.kind };
    if !is_to_be_told(tx, scene, (author, who), Place::Thread(held.id), refusal)? {
        return Ok(());
    }
    let task = Task::TellRefusal { complaint: held.id, to: author.id, refusal: refusal.clone(), at: scene.now };
    jobs::enqueue(tx, &task, scene.now)
}

/// At a board: why a post that mentions it files nothing. The note answers that post.
pub(in crate::services) fn at_board(
    tx: &mut Tx<'_>,
    scene: &Scene,
    board: ActorId,
    author: &Actor,
    post: &str,
    refusal: &Refusal,
) -> Result<(), StorageError> {
    if !is_to_be_told(tx, scene, (author, author.kind), Place::Board(board), refusal)? {
        return Ok(());
    }
    let task =
        Task::TellNotFiled { board, to: author.id, post: post.to_string(), refusal: refusal.clone(), at: scene.now };
    jobs::enqueue(tx, &task, scene.now)
}

/// An account that is no person's may answer by itself: it is told once in its life, so that two machines never talk.
fn is_to_be_told(
    tx: &mut Tx<'_>,
    scene: &Scene,
    (author, who): (&Actor, ActorKind),
    place: Place,
    refusal: &Refusal,
) -> Result<bool, StorageError> {
    let (since, most) = match who {
        ActorKind::Person => (scene.now - TimeDelta::days(1), TOLD_PER_DAY_MAX),
        ActorKind::Official => (scene.now - TimeDelta::days(1), VOICE_TOLD_PER_DAY_MAX),
        ActorKind::Organization | ActorKind::Service => (chrono::DateTime::UNIX_EPOCH, 1),
        ActorKind::Board | ActorKind::Instance | ActorKind::Group | ActorKind::Application => return Ok(false),
    };
    if told_why::count_since(&mut tx.view(), author.id, since)? >= most {
        return Ok(false);
    }
    told_why::mark(tx, author.id, place, &reason_of(refusal), scene.now)
}

/// The rule, and what was done in which state.
fn reason_of(refusal: &Refusal) -> String {
    let mut reason = refusal.told_as();
    for value in PART_OF_REASON.iter().filter_map(|name| refusal.args().get(*name)) {
        reason.push(' ');
        reason.push_str(value);
    }
    reason
}

/// A command of this author counted there: one that does not count later is a new one, and they hear why again.
pub(in crate::services) fn command_counted(tx: &mut Tx<'_>, held: &Held, author: ActorId) -> Result<(), StorageError> {
    let lasting = SAID_ONCE.map(Code::word);
    told_why::forget(tx, author, Place::Thread(held.id), &lasting)
}
