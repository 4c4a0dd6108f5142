//! Reading open data into records: any number of rows in bounded memory, in turns between which everybody else writes.

mod rejects;
mod rows;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;

use crate::app::App;
use crate::domain::brand::BrandDomain;
use crate::domain::record::{Companies, Record, is_header};
use crate::services::import_records::rejects::Rejects;
use crate::services::import_records::rows::{Reject, Rows};
use crate::services::merge_brand::{self, MergeError};
use crate::storage::records::{self, Known, Progress};
use crate::storage::{StorageError, brands};

/// Records of one transaction: some hundredths of a second of writing.
const TURN_ROWS: usize = 4_000;
/// Turns that wait to be written while the next is read.
const TURNS_AHEAD: usize = 2;
/// After each turn other processes get a part of its time to write, which a waiting SQLite connection finds by polling.
const PAUSE_PART: u32 = 8;
/// The part of a file at its beginning and end that tells it from others, in bytes.
const FINGERPRINT_BYTES: u64 = 64 * 1024;

/// What to import, from where, and where rows go that cannot be read.
#[derive(Debug, Clone)]
pub struct Order {
    pub files: Vec<PathBuf>,
    /// Without one, each file's rejects lie beside it: `NAME.rejects.csv`.
    pub rejects: Option<PathBuf>,
    pub companies: Companies,
}

/// Where the import stands, told after every turn.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    pub file: &'a Path,
    pub bytes_total: u64,
    /// What an earlier run that was cut had done already.
    pub resumed: Progress,
    pub progress: Progress,
    /// Where the rejected rows lie.
    pub rejects: &'a Path,
    pub finished: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{path} cannot be {how}: {error}")]
    File { path: String, how: &'static str, error: io::Error },
    #[error("{0} does not begin with the 18 column names of the Bureau's complaint file")]
    Header(String),
    #[error("the reader stopped")]
    ReaderStopped,
    #[error(transparent)]
    Merge(#[from] MergeError),
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// One turn, read and not yet written.
struct Turn {
    records: Vec<Record>,
    rejects: Vec<Reject>,
    bytes_read: u64,
    lines_read: u64,
}

/// One file on its way in.
struct Source {
    path: PathBuf,
    name: String,
    fingerprint: Vec<u8>,
    bytes_total: u64,
    kept: Option<Progress>,
}

/// Imports the files in their order. A run that was cut goes on where its last turn was committed; a record that is there
/// already is compared and changed where it differs, so nothing is counted twice.
pub async fn import_records(
    app: &App,
    order: Order,
    tell: &mut (dyn FnMut(Standing<'_>) + Send),
) -> Result<Progress, ImportError> {
    place_companies(app, &order.companies).await?;
    let mut sources = Vec::with_capacity(order.files.len());
    for path in &order.files {
        sources.push(open(app, path).await?);
    }
    let companies = Arc::new(order.companies);
    let mut known = Known::default();
    let mut total = Progress::default();
    let mut shared = match order.rejects {
        Some(path) => {
            let length = sources.iter().filter_map(|it| it.kept).map(|it| it.rejects_bytes).max().unwrap_or(0);
            Some(resume_rejects(path, length)?)
        }
        None => None,
    };
    for source in &sources {
        let mut own = match shared {
            Some(_) => None,
            None => Some(resume_rejects(beside(&source.path), source.kept.map_or(0, |it| it.rejects_bytes))?),
        };
        let Some(rejects) = shared.as_mut().or(own.as_mut()) else { return Err(ImportError::ReaderStopped) };
        let (progress, learned) = import_file(app, source, &companies, known, rejects, tell).await?;
        known = learned;
        total.bytes_read += progress.bytes_read;
        total.lines_read += progress.lines_read;
        total.added += progress.added;
        total.changed += progress.changed;
        total.unchanged += progress.unchanged;
        total.rejected += progress.rejected;
    }
    let files: Vec<Vec<u8>> = sources.into_iter().map(|it| it.fingerprint).collect();
    app.db.write(move |tx| files.iter().try_for_each(|file| records::forget_progress(tx, file))).await?;
    Ok(total)
}

/// Provisional brands whose company the mapping knows by now get their domain.
async fn place_companies(app: &App, companies: &Companies) -> Result<(), ImportError> {
    let mapping = companies.clone();
    let unplaced = app.db.read(move |view| records::unplaced(view, &mapping)).await?;
    for place in unplaced {
        app.db
            .write_bulk(move |tx| -> Result<(), MergeError> {
                if let Some(brand) = brands::find(&mut tx.view(), place.brand)? {
                    merge_brand::merge(tx, &brand, &BrandDomain::kept(place.domain))?;
                }
                Ok(())
            })
            .await?;
    }
    Ok(())
}

/// Checks the file before anything is written: a wrong one among several is refused at once.
async fn open(app: &App, path: &Path) -> Result<Source, ImportError> {
    let failed = |how| move |error| ImportError::File { path: path.display().to_string(), how, error };
    let mut file = File::open(path).map_err(failed("opened"))?;
    let bytes_total = file.metadata().map_err(failed("read"))?.len();
    let fingerprint = fingerprint(&mut file, bytes_total).map_err(failed("read"))?;
    file.seek(SeekFrom::Start(0)).map_err(failed("read"))?;
    let mut rows = Rows::new(file, 0, 0);
    if !rows.header().map_err(failed("read"))?.is_some_and(is_header) {
        return Err(ImportError::Header(path.display().to_string()));
    }
    let (key, header) = (fingerprint.clone(), (rows.bytes_read, rows.lines_read));
    let kept = app.db.read(move |view| records::progress_of(view, &key)).await?;
    let kept = kept.filter(|it| it.bytes_read >= header.0 && it.bytes_read <= bytes_total);
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Source { path: path.to_path_buf(), name, fingerprint, bytes_total, kept })
}

async fn import_file(
    app: &App,
    source: &Source,
    companies: &Arc<Companies>,
    mut known: Known,
    rejects: &mut Rejects,
    tell: &mut (dyn FnMut(Standing<'_>) + Send),
) -> Result<(Progress, Known), ImportError> {
    let resumed = source.kept.unwrap_or_default();
    let mut progress = resumed;
    let mut turns = read_ahead(source, latest_day(app))?;
    while let Some(turn) = turns.recv().await {
        let turn = turn.map_err(|error| source.failed("read", error))?;
        let began = Instant::now();
        rejects.add(&source.name, &turn.rejects).map_err(|error| ImportError::File {
            path: rejects.path().display().to_string(),
            how: "written",
            error,
        })?;
        progress.rejected += turn.rejects.len() as u64;
        progress.rejects_bytes = rejects.length();
        progress.bytes_read = turn.bytes_read;
        progress.lines_read = turn.lines_read;
        (known, progress) = write(app, source, companies, known, turn.records, progress).await?;
        tell(Standing {
            file: &source.path,
            bytes_total: source.bytes_total,
            resumed,
            progress,
            rejects: rejects.path(),
            finished: false,
        });
        tokio::time::sleep(began.elapsed().min(Duration::from_secs(1)) / PAUSE_PART).await;
    }
    tell(Standing {
        file: &source.path,
        bytes_total: source.bytes_total,
        resumed,
        progress,
        rejects: rejects.path(),
        finished: true,
    });
    Ok((progress, known))
}

/// One turn in one transaction, with the place in the file that it reaches.
async fn write(
    app: &App,
    source: &Source,
    companies: &Arc<Companies>,
    mut known: Known,
    batch: Vec<Record>,
    mut progress: Progress,
) -> Result<(Known, Progress), ImportError> {
    let (companies, random, now) = (Arc::clone(companies), Arc::clone(&app.random), app.clock.now());
    let file = source.fingerprint.clone();
    app.db
        .write_bulk(move |tx| {
            let taken = records::take_in(tx, &mut known, &companies, &batch, now, random.as_ref())?;
            progress.added += taken.added;
            progress.changed += taken.changed;
            progress.unchanged += taken.unchanged;
            records::keep_progress(tx, &file, progress, now)?;
            Ok((known, progress))
        })
        .await
}

/// Reads and parses on a thread of its own, a few turns ahead of the writing.
fn read_ahead(source: &Source, latest: NaiveDate) -> Result<mpsc::Receiver<io::Result<Turn>>, ImportError> {
    let (bytes, lines) = source.kept.map_or((0, 0), |it| (it.bytes_read, it.lines_read));
    let mut file = File::open(&source.path).map_err(|error| source.failed("opened", error))?;
    file.seek(SeekFrom::Start(bytes)).map_err(|error| source.failed("read", error))?;
    let (sender, turns) = mpsc::channel(TURNS_AHEAD);
    tokio::task::spawn_blocking(move || {
        let mut rows = Rows::new(file, bytes, lines);
        if bytes == 0
            && let Err(error) = rows.header()
        {
            let _ = sender.blocking_send(Err(error));
            return;
        }
        loop {
            let turn = next_turn(&mut rows, latest);
            let ended = turn.as_ref().map_or(true, |turn| turn.records.len() + turn.rejects.len() < TURN_ROWS);
            // Nobody listens any more when the writing failed; there is nothing left to do then.
            if sender.blocking_send(turn).is_err() || ended {
                return;
            }
        }
    });
    Ok(turns)
}

fn next_turn<R: Read>(rows: &mut Rows<R>, latest: NaiveDate) -> io::Result<Turn> {
    let mut records = Vec::with_capacity(TURN_ROWS);
    let mut rejects = Vec::new();
    while records.len() + rejects.len() < TURN_ROWS {
        match rows.next(latest)? {
            Some(Ok(record)) => records.push(record),
            Some(Err(reject)) => rejects.push(reject),
            None => break,
        }
    }
    Ok(Turn { records, rejects, bytes_read: rows.bytes_read, lines_read: rows.lines_read })
}

/// Today, where the day begins first.
fn latest_day(app: &App) -> NaiveDate {
    const FURTHEST_AHEAD_HOURS: i64 = 14;
    (app.clock.now() + chrono::TimeDelta::hours(FURTHEST_AHEAD_HOURS)).date_naive()
}

fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_os_string();
    name.push(".rejects.csv");
    PathBuf::from(name)
}

fn resume_rejects(path: PathBuf, length: u64) -> Result<Rejects, ImportError> {
    let shown = path.display().to_string();
    Rejects::resume(path, length).map_err(|error| ImportError::File { path: shown, how: "written", error })
}

impl Source {
    fn failed(&self, how: &'static str, error: io::Error) -> ImportError {
        ImportError::File { path: self.path.display().to_string(), how, error }
    }
}

/// Tells this file from others without reading all of it: its length, its beginning and its end.
fn fingerprint(file: &mut File, bytes_total: u64) -> io::Result<Vec<u8>> {
    let mut hash = Sha256::new();
    hash.update(bytes_total.to_be_bytes());
    for start in [0, bytes_total.saturating_sub(FINGERPRINT_BYTES)] {
        let mut part = Vec::new();
        file.seek(SeekFrom::Start(start))?;
        Read::take(&mut *file, FINGERPRINT_BYTES).read_to_end(&mut part)?;
        hash.update(&part);
    }
    Ok(hash.finalize().to_vec())
}
