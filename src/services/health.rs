//! Whether this instance can do its work now: the database answers and takes what is written, and the disk has room.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;

use crate::app::App;
use crate::crypto::random;
use crate::storage::patience::Trouble;
use crate::storage::{StorageError, Tx, jobs, settings};

/// Where the last look is written; whoever looks at the row learns when this instance was well.
const LOOKED: &str = "health_looked_at";
/// What is not done by then counts as not done.
const LOOK_PATIENCE: Duration = Duration::from_secs(5);
/// Room that has to be left on the disk of `data_dir`.
const ROOM_BYTES: usize = 256 * 1024;
const PROBE_NUMBER_BYTES: usize = 8;

/// Why this instance is not well, in one sentence for whoever runs it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unwell {
    #[error("the database cannot be read: {0}")]
    Reading(String),
    #[error("the database takes nothing: {0}")]
    Writing(String),
    #[error("the database did not take a row within {} seconds; somebody holds it, or it hangs", LOOK_PATIENCE.as_secs())]
    Late,
    #[error("nothing can be written to {place}: {why}")]
    Disk { place: String, why: String },
}

/// Looks, by reading, by writing a row, and by writing a file and taking it away.
pub async fn look(app: &App) -> Result<(), Unwell> {
    disk(app).await?;
    tokio::time::timeout(LOOK_PATIENCE, database(app)).await.unwrap_or(Err(Unwell::Late))
}

async fn database(app: &App) -> Result<(), Unwell> {
    app.db.read(jobs::next_due).await.map_err(|error: StorageError| Unwell::Reading(error.to_string()))?;
    let now = app.clock.now();
    let write = move |tx: &mut Tx<'_>| settings::set(tx, LOOKED, &Value::from(now.timestamp()), now);
    app.db.write::<_, StorageError, _>(write).await.map_err(|error| Unwell::Writing(in_words(&error)))
}

fn in_words(error: &StorageError) -> String {
    match error.trouble() {
        Some(Trouble::DiskFull) => format!("the disk is full ({error})"),
        Some(Trouble::Locked) => format!("another program holds it ({error})"),
        Some(Trouble::ReadOnly) => format!("it is read-only ({error})"),
        Some(Trouble::Disk) => format!("the disk cannot be read or written ({error})"),
        Some(Trouble::Away | Trouble::Unsure) | None => error.to_string(),
    }
}

async fn disk(app: &App) -> Result<(), Unwell> {
    let folder = app.config.data_dir.clone();
    let number = hex::encode(random::bytes::<PROBE_NUMBER_BYTES>(app.random.as_ref()));
    let path = folder.join(format!("health-{number}"));
    let written = tokio::task::spawn_blocking(move || probe(&path)).await;
    let why = match written {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(error)) => error.to_string(),
        Err(error) => error.to_string(),
    };
    Err(Unwell::Disk { place: shown(&folder), why })
}

fn probe(path: &PathBuf) -> std::io::Result<()> {
    let written = std::fs::write(path, vec![b'.'; ROOM_BYTES]);
    let removed = std::fs::remove_file(path);
    written.and(removed)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
