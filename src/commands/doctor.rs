//! `redress doctor`: whether this instance can run, and how it is.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use crate::commands::health::ask_running;
use crate::commands::outside::{self, Way};
use crate::commands::{build, say};
use crate::config::{Config, SecretKey, place};
use crate::services::{doubt_clock, health};
use crate::storage::{deliveries, jobs};

const READ_BY_OTHERS: u32 = 0o004;
const ENTERED_BY_OTHERS: u32 = 0o001;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The clock is right now, whatever was signed with it before: commands are taken again.
    #[arg(long)]
    trust_clock: bool,
}

pub(super) fn run(config: Config, arguments: &Arguments) -> anyhow::Result<()> {
    let app = build(config)?;
    let runtime = tokio::runtime::Runtime::new().context("no threads to work with")?;
    if arguments.trust_clock {
        runtime.block_on(doubt_clock::trust(&app))?;
    }
    let counts = runtime.block_on(app.db.read(jobs::counts))?;
    let queued = runtime.block_on(app.db.read(deliveries::counts))?;
    say(format_args!("address   {}", app.address.origin()));
    say(format_args!("database  {} ({})", app.db.place(), if app.db.is_sqlite() { "SQLite" } else { "PostgreSQL" }));
    say(format_args!(
        "outbox    {} deliveries waiting, {} refused and parked, {} given up, {} hosts away",
        queued.waiting, queued.parked, queued.dead, queued.hosts_failing
    ));
    say(format_args!("jobs      {} waiting, {} given up", counts.waiting, counts.dead));
    let way = runtime.block_on(outside::look(&app.config));
    let doubt = match runtime.block_on(app.db.read(doubt_clock::doubted))? {
        // A server that runs knows more than its database does; of one that does not run, this is all that is known.
        None if matches!(way, Way::None { .. }) => {
            let now = app.clock.now();
            runtime.block_on(app.db.read(move |view| doubt_clock::newest_denies(view, now)))?
        }
        doubt => doubt,
    };
    match &doubt {
        None => say("clock     ok"),
        Some(why) => {
            say(format_args!("clock     {why}; commands wait (redress doctor --trust-clock, once it is right)"));
        }
    }
    match &way {
        Way::Whole { peer } => say(format_args!("outside   ok: seen from {peer}")),
        Way::None { why } | Way::Wrong { why } => say(format_args!("outside   {why}")),
    }
    let found = runtime.block_on(health::look(&app));
    match &found {
        Ok(()) => say("health    ok: the database and the disk take what is written"),
        Err(why) => say(format_args!("health    not well: {why}")),
    }
    // What this process can do the one that serves may not: it has other rights, another disk, connections of its own.
    let serving = if matches!(way, Way::None { .. }) { None } else { Some(ask_running(&app.config)) };
    match &serving {
        None => {}
        Some(Ok(_)) => say("serving   ok: the process that runs says that it can do its work"),
        Some(Err(why)) => say(format_args!("serving   not well, says the process that runs: {why:#}")),
    }
    for path in open_to_others(&app.config) {
        say(format_args!("files     everybody on this machine can read {0}: chmod o-rwx {0}", path.display()));
    }
    let serves = serving.is_none_or(|it| it.is_ok());
    let well = found.is_ok() && serves && doubt.is_none() && !matches!(way, Way::Wrong { .. });
    ensure!(well, "this instance cannot do its work");
    Ok(())
}

/// What holds what people wrote, or the key, and can be read by whoever has an account on this machine.
fn open_to_others(config: &Config) -> Vec<PathBuf> {
    let key = match &config.secret_key {
        SecretKey::File(path) => Some(path.clone()),
        SecretKey::Given(_) => None,
    };
    let database = place::sqlite_file(&config.database_url).into_iter().flat_map(|file| {
        ["", "-wal"].map(|end| {
            let mut name = file.clone().into_os_string();
            name.push(end);
            PathBuf::from(name)
        })
    });
    let may = |path: &Path, bit: u32| fs::metadata(path).is_ok_and(|it| it.permissions().mode() & bit != 0);
    // A file in a folder that others cannot enter is out of their reach.
    let is_open = |path: &PathBuf| {
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        may(path, READ_BY_OTHERS) && may(folder, ENTERED_BY_OTHERS)
    };
    key.into_iter().chain(database).filter(is_open).collect()
}
