//! `redress backup` and `redress restore`: the database as one file, written while the server runs.

use std::fs::{self, OpenOptions};
use std::io::{BufReader, BufWriter, Read, Write as _};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::app::{App, Clock, SystemClock};
use crate::commands::{build, complain_of, say};
use crate::config::{Config, SecretKey};
use crate::services::recover;
use crate::storage::{Db, backup};

/// It holds what nobody but the operator may read.
const FILE_MODE: u32 = 0o600;
/// What stands for standard output, or input, where a file is named.
const STANDARD: &str = "-";
/// What a file is called until it is whole.
const DRAFT: &str = ".part";
const BUFFER_BYTES: usize = 1024 * 1024;

#[derive(clap::Args)]
pub(super) struct BackUpArguments {
    /// The file to write; one that exists is not overwritten. `-` is standard output.
    file: PathBuf,
}

#[derive(clap::Args)]
pub(super) struct RestoreArguments {
    /// A file that `redress backup` wrote, on whichever engine. `-` is standard input.
    file: PathBuf,
    /// The server was stopped before the backup and nothing was signed since, as when it moves to another engine.
    #[arg(long)]
    nothing_since: bool,
}

pub(super) fn back_up(config: Config, arguments: &BackUpArguments) -> anyhow::Result<()> {
    let shown = arguments.file.display();
    let app = build(config)?;
    if arguments.file.as_os_str() == STANDARD {
        let mut out = BufWriter::with_capacity(BUFFER_BYTES, std::io::stdout().lock());
        let summary = app.db.back_up(&mut out, app.clock.now())?;
        out.flush().context("standard output cannot be written")?;
        complain_of(format_args!("{} rows of {} tables", summary.rows, summary.tables));
        return Ok(());
    }
    // Written beside its name, so that a file of that name is always whole.
    let mut draft = arguments.file.clone().into_os_string();
    draft.push(DRAFT);
    let draft = PathBuf::from(draft);
    anyhow::ensure!(!arguments.file.exists(), "{shown} exists already");
    let opened = OpenOptions::new().write(true).create_new(true).mode(FILE_MODE).open(&draft);
    let file = opened.map_err(|why| match why.kind() {
        std::io::ErrorKind::AlreadyExists => anyhow::anyhow!(
            "{} exists: another backup writes it, or one was killed; remove it if none runs",
            draft.display()
        ),
        _ => anyhow::Error::new(why).context(format!("{} cannot be written", draft.display())),
    })?;
    let summary = write_whole(&app, file, &draft, &arguments.file).inspect_err(|_| {
        // What is not whole is of no use to anybody, least of all on a disk that is full.
        let _ = fs::remove_file(&draft);
    })?;
    say(format_args!("{} rows of {} tables in {shown}", summary.rows, summary.tables));
    say("The secret key is not in it: keep a copy of it somewhere else.");
    Ok(())
}

fn write_whole(app: &App, file: fs::File, draft: &Path, named: &Path) -> anyhow::Result<backup::Summary> {
    let mut out = BufWriter::with_capacity(BUFFER_BYTES, file);
    let summary = app.db.back_up(&mut out, app.clock.now())?;
    let file = out.into_inner().map_err(std::io::IntoInnerError::into_error).context("the backup cannot be written")?;
    file.sync_all().context("the backup cannot be written")?;
    fs::rename(draft, named).with_context(|| format!("{} cannot be named", named.display()))?;
    Ok(summary)
}

pub(super) fn restore(config: &Config, arguments: &RestoreArguments) -> anyhow::Result<()> {
    let shown = arguments.file.display();
    let file: Box<dyn Read> = if arguments.file.as_os_str() == STANDARD {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(fs::File::open(&arguments.file).with_context(|| format!("{shown} cannot be read"))?)
    };
    fs::create_dir_all(&config.data_dir).context("data_dir cannot be made")?;
    let summary = backup::restore(&config.database_url, BufReader::with_capacity(BUFFER_BYTES, file))?;
    say(format_args!("{} rows of {} tables restored from {shown}", summary.rows, summary.tables));
    if let SecretKey::File(path) = &config.secret_key
        && !path.exists()
    {
        say(format_args!("The secret key is not at {}: bring your copy of it before the start.", path.display()));
    }
    if arguments.nothing_since {
        return Ok(());
    }
    // Not the whole program: it would make a secret key where the old one was not brought yet.
    let db = Db::open(&config.database_url, config.database_connections, config.database_patience)?;
    let runtime = tokio::runtime::Runtime::new().context("no threads to work with")?;
    runtime.block_on(recover::begin(&db, SystemClock.now()))?;
    say("When it is started, it first asks its followers for what was signed since the backup; see `redress recover`.");
    Ok(())
}
