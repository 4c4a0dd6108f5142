//! Likes, reactions, boosts, votes and blocks: small signs of others, each taken back by its own activity.

use diesel::prelude::*;

use crate::domain::Timestamp;
use crate::domain::ids::ActorId;
use crate::storage::engine::Both;
use crate::storage::schema::{blocks, reactions};
use crate::storage::{StorageError, Tx, View};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReactionKind {
    Like,
    Dislike,
    /// With a word of its own: an emoji.
    Emoji,
    Boost,
    /// An author lets our post stand among the replies; the word is the activity that says so.
    Leave,
    /// In somebody's poll; the word is the answer.
    Vote,
}

impl ReactionKind {
    pub fn name(self) -> &'static str {
        match self {
            ReactionKind::Like => "like",
            ReactionKind::Dislike => "dislike",
            ReactionKind::Emoji => "emoji",
            ReactionKind::Boost => "boost",
            ReactionKind::Leave => "leave",
            ReactionKind::Vote => "vote",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reaction {
    pub actor: ActorId,
    /// The id of what is reacted to.
    pub object: String,
    pub kind: ReactionKind,
    pub word: String,
    /// The activity that says so.
    pub activity: String,
    pub at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub blocker: ActorId,
    pub blocked: String,
    /// The group that the blocked one is shut out of; empty for a person's own block.
    pub place: String,
    pub activity: String,
    pub at: Timestamp,
}

/// Whether an actor made this sign before.
pub fn exists(view: &mut View<'_>, actor: ActorId, object: &str, kind: ReactionKind) -> Result<bool, StorageError> {
    let those = reactions::table
        .filter(reactions::actor.eq(actor.bytes()))
        .filter(reactions::object.eq(object))
        .filter(reactions::kind.eq(kind.name()));
    Ok(diesel::select(diesel::dsl::exists(those)).get_result(view.conn())?)
}

/// A second reaction of the same kind and word changes nothing, and `false` says so.
pub fn insert(tx: &mut Tx<'_>, reaction: &Reaction) -> Result<bool, StorageError> {
    let row = (
        reactions::actor.eq(reaction.actor.bytes()),
        reactions::object.eq(&reaction.object),
        reactions::kind.eq(reaction.kind.name()),
        reactions::word.eq(&reaction.word),
        reactions::activity.eq(&reaction.activity),
        reactions::at.eq(reaction.at.timestamp_micros()),
    );
    Ok(Both(diesel::insert_into(reactions::table).values(row).on_conflict_do_nothing()).execute(tx.conn())? == 1)
}

/// Whether anybody reacted to something with this activity.
pub fn is_activity(view: &mut View<'_>, activity: &str) -> Result<bool, StorageError> {
    let those = reactions::table.filter(reactions::activity.eq(activity));
    Ok(diesel::select(diesel::dsl::exists(those)).get_result(view.conn())?)
}

/// What an activity of an actor reacted to, and how.
pub fn find(view: &mut View<'_>, actor: ActorId, activity: &str) -> Result<Option<(String, String)>, StorageError> {
    let those = reactions::table.filter(reactions::actor.eq(actor.bytes())).filter(reactions::activity.eq(activity));
    Ok(those.select((reactions::object, reactions::kind)).first(view.conn()).optional()?)
}

/// Whether an actor reacted to something in this way, under whatever activity.
pub fn activity_of(
    view: &mut View<'_>,
    actor: ActorId,
    object: &str,
    kind: ReactionKind,
) -> Result<Option<String>, StorageError> {
    let those = reactions::table
        .filter(reactions::actor.eq(actor.bytes()))
        .filter(reactions::object.eq(object))
        .filter(reactions::kind.eq(kind.name()));
    Ok(those.select(reactions::activity).first(view.conn()).optional()?)
}

/// Those who reacted to something, however: their servers hold a copy of it.
pub fn actors_of(view: &mut View<'_>, object: &str, limit: i64) -> Result<Vec<ActorId>, StorageError> {
    let ids: Vec<Vec<u8>> = reactions::table
        .filter(reactions::object.eq(object))
        .select(reactions::actor)
        .distinct()
        .limit(limit)
        .load(view.conn())?;
    let read = |id: Vec<u8>| ActorId::from_bytes(&id).map_err(|why| StorageError::inconsistent("reactions", why));
    ids.into_iter().map(read).collect()
}

/// Takes back what this activity of this actor said. `false` when there is no such reaction.
pub fn remove(tx: &mut Tx<'_>, actor: ActorId, activity: &str) -> Result<bool, StorageError> {
    let those = reactions::table.filter(reactions::actor.eq(actor.bytes())).filter(reactions::activity.eq(activity));
    Ok(diesel::delete(those).execute(tx.conn())? > 0)
}

pub fn count(view: &mut View<'_>, object: &str, kind: ReactionKind) -> Result<i64, StorageError> {
    let those = reactions::table.filter(reactions::object.eq(object)).filter(reactions::kind.eq(kind.name()));
    Ok(those.count().get_result(view.conn())?)
}

pub fn insert_block(tx: &mut Tx<'_>, block: &Block) -> Result<(), StorageError> {
    let row = (
        blocks::blocker.eq(block.blocker.bytes()),
        blocks::blocked.eq(&block.blocked),
        blocks::place.eq(&block.place),
        blocks::activity.eq(&block.activity),
        blocks::at.eq(block.at.timestamp_micros()),
    );
    Both(diesel::insert_into(blocks::table).values(row).on_conflict_do_nothing()).execute(tx.conn())?;
    Ok(())
}

/// Takes back a block by the activity that made it. `false` when there is none.
pub fn remove_block(tx: &mut Tx<'_>, blocker: ActorId, activity: &str) -> Result<bool, StorageError> {
    let those = blocks::table.filter(blocks::blocker.eq(blocker.bytes())).filter(blocks::activity.eq(activity));
    Ok(diesel::delete(those).execute(tx.conn())? > 0)
}

/// Takes back a block by whom it shut out, and of where.
pub fn remove_block_of(tx: &mut Tx<'_>, blocker: ActorId, blocked: &str, place: &str) -> Result<bool, StorageError> {
    Ok(diesel::delete(blocks::table.find((blocker.bytes(), blocked, place))).execute(tx.conn())? > 0)
}

pub fn is_blocked(view: &mut View<'_>, blocker: ActorId, uri: &str) -> Result<bool, StorageError> {
    let those = blocks::table.filter(blocks::blocker.eq(blocker.bytes())).filter(blocks::blocked.eq(uri));
    let count: i64 = those.count().get_result(view.conn())?;
    Ok(count > 0)
}

/// Forgets everything that an actor who is gone said in this way.
pub fn remove_all_of(tx: &mut Tx<'_>, actor: ActorId) -> Result<(), StorageError> {
    diesel::delete(reactions::table.filter(reactions::actor.eq(actor.bytes()))).execute(tx.conn())?;
    diesel::delete(blocks::table.filter(blocks::blocker.eq(actor.bytes()))).execute(tx.conn())?;
    Ok(())
}
