//! `redress doctor`: whether this instance can run, and how it is.

use anyhow::{Context, ensure};

use crate::commands::outside::{self, Way};
use crate::commands::{build, say};
use crate::config::Config;
use crate::services::{doubt_clock, health};
use crate::storage::{deliveries, jobs};

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
    ensure!(found.is_ok() && doubt.is_none() && !matches!(way, Way::Wrong { .. }), "this instance cannot do its work");
    Ok(())
}
