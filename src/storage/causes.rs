//! Every command names its cause, and happens once for it.

use diesel::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::Timestamp;
use crate::storage::engine::{self, Both, Prepare as _};
use crate::storage::schema::causes;
use crate::storage::writer::Worked;
use crate::storage::{StorageError, Tx};

/// The way in that a command took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    Page,
    Api,
    /// A signed activity that is a command by its type.
    Activity,
    /// A post whose words are a command.
    Mention,
    /// A post that somebody else led us to: what becomes of it says nothing of what its author sends us.
    Relay,
    Clock,
    CommandLine,
    Import,
}

impl Door {
    pub fn name(self) -> &'static str {
        match self {
            Door::Page => "page",
            Door::Api => "api",
            Door::Activity => "activity",
            Door::Mention => "mention",
            Door::Relay => "relay",
            Door::Clock => "clock",
            Door::CommandLine => "command_line",
            Door::Import => "import",
        }
    }
}

/// Why a write happens. Door, caller and id together name it, so that nobody can use up somebody else's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    pub door: Door,
    /// The actor, account or session that asks; the worker's name for the clock.
    pub caller: String,
    /// The activity's id, the form's one-time id, the idempotency key of a request.
    pub id: String,
    /// What the id was given for: the address of a form and a digest of what it said. Empty where the id alone says it.
    pub what: String,
    pub at: Timestamp,
}

impl Cause {
    pub fn new(door: Door, caller: impl Into<String>, id: impl Into<String>, at: Timestamp) -> Cause {
        Cause { door, caller: caller.into(), id: id.into(), what: String::new(), at }
    }

    /// The id is good for this alone.
    #[must_use]
    pub fn for_what(self, what: &str) -> Cause {
        Cause { what: what.to_string(), ..self }
    }

    /// Lengths stand before the parts, so that no two causes run into one key.
    fn key(&self) -> Vec<u8> {
        let mut hash = Sha256::new();
        for part in [self.door.name(), &self.caller, &self.id] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        hash.finalize().to_vec()
    }
}

/// Whether a command was done now, or had been done for the same cause before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Once<T> {
    Done(T),
    AlreadyDone(T),
}

impl<T> Once<T> {
    pub fn into_inner(self) -> T {
        match self {
            Once::Done(it) | Once::AlreadyDone(it) => it,
        }
    }
}

/// An error of which some cases are refusals: answers by the rules, kept with their cause.
pub trait Refusable: Sized {
    /// `None` for a failure of ours, which leaves no mark and may be tried again.
    fn as_refusal(&self) -> Option<serde_json::Value>;
    fn from_refusal(refusal: serde_json::Value) -> Self;
    /// Something else was done for the same cause before.
    fn of_another_deed() -> Self;
}

/// Storage failures alone: for writers that never refuse.
impl Refusable for StorageError {
    fn as_refusal(&self) -> Option<serde_json::Value> {
        None
    }

    fn from_refusal(refusal: serde_json::Value) -> StorageError {
        StorageError::inconsistent("causes", format!("a refusal where none can be: {refusal}"))
    }

    fn of_another_deed() -> StorageError {
        StorageError::inconsistent("causes", "one cause for two deeds")
    }
}

/// Runs `work` unless this cause was acted on; the answer is kept in the same transaction.
pub(in crate::storage) fn once<T, E, F>(tx: &mut Tx<'_>, cause: &Cause, work: F) -> Worked<Result<Once<T>, E>>
where
    T: Serialize + DeserializeOwned,
    E: From<StorageError> + Refusable,
    F: FnOnce(&mut Tx<'_>) -> Result<T, E>,
{
    let answer = try_once(tx, cause, work);
    let keep = match &answer {
        Ok(_) => true,
        Err(error) => error.as_refusal().is_some(),
    };
    Worked { answer, keep }
}

/// Keeps what a cause was answered without doing it again: for what a home that lost its memory finds done in its own
/// history. A cause that is known stays as it is.
pub fn remember(tx: &mut Tx<'_>, cause: &Cause, answer: &impl Serialize) -> Result<(), StorageError> {
    let key = cause.key();
    if !claim(tx, &key, cause)? {
        return Ok(());
    }
    let kept = serde_json::to_string(answer).map_err(|error| StorageError::inconsistent("causes", error))?;
    keep(tx, &key, &kept, false)
}

fn try_once<T, E, F>(tx: &mut Tx<'_>, cause: &Cause, work: F) -> Result<Once<T>, E>
where
    T: Serialize + DeserializeOwned,
    E: From<StorageError> + Refusable,
    F: FnOnce(&mut Tx<'_>) -> Result<T, E>,
{
    let key = cause.key();
    if !claim(tx, &key, cause)? && !claim_again(tx, &key, cause)? {
        return answered_before(tx, &key, &cause.what);
    }
    engine::begin_savepoint(tx.conn()).map_err(StorageError::from)?;
    match work(tx) {
        Ok(result) => {
            engine::commit(tx.conn()).map_err(StorageError::from)?;
            let kept = serde_json::to_string(&result).map_err(|error| StorageError::inconsistent("causes", error))?;
            keep(tx, &key, &kept, false)?;
            Ok(Once::Done(result))
        }
        Err(error) => {
            engine::rollback(tx.conn()).map_err(StorageError::from)?;
            if let Some(refusal) = error.as_refusal() {
                keep(tx, &key, &refusal.to_string(), true)?;
            }
            Err(error)
        }
    }
}

/// Takes the cause; false when it was taken. On PostgreSQL a second taker waits here for the first one's commit.
fn claim(tx: &mut Tx<'_>, key: &[u8], cause: &Cause) -> Result<bool, StorageError> {
    let row = (
        causes::key.eq(key),
        causes::door.eq(cause.door.name()),
        causes::at.eq(cause.at.timestamp_micros()),
        causes::refused.eq(false),
        causes::answer.eq(""),
        causes::what.eq(&cause.what),
    );
    let statement = Both(diesel::insert_into(causes::table).values(row).on_conflict(causes::key).do_nothing());
    Ok(statement.execute(tx.conn())? == 1)
}

/// Takes a cause again that was refused for something else: nothing came of it, so what is said now may be done. False when
/// something did come of it, or the very same was refused.
fn claim_again(tx: &mut Tx<'_>, key: &[u8], cause: &Cause) -> Result<bool, StorageError> {
    let refused = causes::table.find(key).filter(causes::refused.eq(true)).filter(causes::what.ne(&cause.what));
    let taken = diesel::update(refused)
        .set((causes::what.eq(&cause.what), causes::refused.eq(false), causes::answer.eq("")))
        .prepared()
        .execute(tx.conn())?;
    Ok(taken == 1)
}

fn keep(tx: &mut Tx<'_>, key: &[u8], answer: &str, refused: bool) -> Result<(), StorageError> {
    diesel::update(causes::table.find(key))
        .set((causes::answer.eq(answer), causes::refused.eq(refused)))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

fn answered_before<T, E>(tx: &mut Tx<'_>, key: &[u8], what: &str) -> Result<Once<T>, E>
where
    T: DeserializeOwned,
    E: From<StorageError> + Refusable,
{
    let kept = causes::table
        .find(key)
        .select((causes::refused, causes::answer, causes::what))
        .first::<(bool, String, String)>(tx.conn());
    let (refused, answer, before) = kept.map_err(StorageError::from)?;
    if before != what && !before.is_empty() {
        return Err(E::of_another_deed());
    }
    if refused {
        let unreadable = |error: serde_json::Error| StorageError::inconsistent("causes", error);
        return Err(E::from_refusal(serde_json::from_str(&answer).map_err(unreadable)?));
    }
    // An answer to something else, kept before it was written down what to.
    serde_json::from_str(&answer).map(Once::AlreadyDone).map_err(|_| E::of_another_deed())
}
