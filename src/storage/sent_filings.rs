//! What a form said beside title and words of a complaint for another server's board, until that server has recorded it: then
//! it is known whether it recorded what was sent.

use diesel::prelude::*;

use crate::domain::ids::PostId;
use crate::storage::schema::sent_filings;
use crate::storage::{StorageError, Tx, View};

/// `facts` is JSON.
pub fn keep(tx: &mut Tx<'_>, post: PostId, facts: &str) -> Result<(), StorageError> {
    let row = (sent_filings::post.eq(post.bytes()), sent_filings::facts.eq(facts));
    diesel::insert_into(sent_filings::table).values(row).execute(tx.conn())?;
    Ok(())
}

pub fn of_post(view: &mut View<'_>, post: PostId) -> Result<Option<String>, StorageError> {
    Ok(sent_filings::table.find(post.bytes()).select(sent_filings::facts).get_result(view.conn()).optional()?)
}

pub fn forget(tx: &mut Tx<'_>, post: PostId) -> Result<(), StorageError> {
    diesel::delete(sent_filings::table.find(post.bytes())).execute(tx.conn())?;
    Ok(())
}
