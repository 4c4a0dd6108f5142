//! What was erased leaves this machine's files, and only then it is said to be gone here.

use crate::app::App;
use crate::storage::{StorageError, erasures};

/// Clears the files of what was erased before this began. `false`: it has to be tried again.
pub async fn scrub(app: &App) -> Result<bool, StorageError> {
    let erased = app.db.read(erasures::unscrubbed).await?;
    if !app.db.scrub().await? {
        return Ok(false);
    }
    let now = app.clock.now();
    if !erased.is_empty() {
        app.db.write::<_, StorageError, _>(move |tx| erasures::scrubbed(tx, &erased, now)).await?;
    }
    Ok(true)
}
