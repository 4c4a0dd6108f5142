//! What authors elsewhere let others do with their posts, and the leave that they gave for what is said from here.

use diesel::prelude::*;

use crate::domain::Timestamp;
use crate::domain::ids::ActorId;
use crate::storage::engine::Both;
use crate::storage::schema::{approvals, interaction_policies};
use crate::storage::{StorageError, Tx, View};

/// Keeps the policy of a post, as JSON. The first one counts, like the first version of the post.
pub fn keep_policy(tx: &mut Tx<'_>, post: &str, author: ActorId, policy: &str) -> Result<(), StorageError> {
    let row = (
        interaction_policies::post.eq(post),
        interaction_policies::author.eq(author.bytes()),
        interaction_policies::policy.eq(policy),
    );
    Both(diesel::insert_into(interaction_policies::table).values(row).on_conflict_do_nothing()).execute(tx.conn())?;
    Ok(())
}

/// The policy of a post, and whose it is.
pub fn policy_of(view: &mut View<'_>, post: &str) -> Result<Option<(ActorId, String)>, StorageError> {
    let row: Option<(Vec<u8>, String)> = interaction_policies::table
        .find(post)
        .select((interaction_policies::author, interaction_policies::policy))
        .get_result(view.conn())
        .optional()?;
    let read = |(author, policy): (Vec<u8>, String)| -> Result<_, StorageError> {
        let author = ActorId::from_bytes(&author);
        Ok((author.map_err(|why| StorageError::inconsistent("interaction_policies", why))?, policy))
    };
    row.map(read).transpose()
}

/// Keeps the leave for something of ours; `false` when there is one already.
pub fn keep_approval(
    tx: &mut Tx<'_>,
    subject: &str,
    target: &str,
    approval: &str,
    at: Timestamp,
) -> Result<bool, StorageError> {
    let row = (
        approvals::subject.eq(subject),
        approvals::target.eq(target),
        approvals::approval.eq(approval),
        approvals::at.eq(at.timestamp_micros()),
    );
    Ok(Both(diesel::insert_into(approvals::table).values(row).on_conflict_do_nothing()).execute(tx.conn())? == 1)
}

/// The address of the leave for something of ours.
pub fn approval_of(view: &mut View<'_>, subject: &str) -> Result<Option<String>, StorageError> {
    Ok(approvals::table.find(subject).select(approvals::approval).get_result(view.conn()).optional()?)
}
