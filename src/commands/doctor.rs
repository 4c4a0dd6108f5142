//! `redress doctor`: whether this instance can run, and how it is.

use anyhow::Context;

use crate::commands::{build, say};
use crate::config::Config;
use crate::storage::{deliveries, jobs};

pub(super) fn run(config: Config) -> anyhow::Result<()> {
    let app = build(config)?;
    let runtime = tokio::runtime::Runtime::new().context("no threads to work with")?;
    let counts = runtime.block_on(app.db.read(jobs::counts))?;
    let queued = runtime.block_on(app.db.read(deliveries::counts))?;
    say(format_args!("address   {}", app.address.origin()));
    say(format_args!("database  {} ({})", app.db.place(), if app.db.is_sqlite() { "SQLite" } else { "PostgreSQL" }));
    say(format_args!(
        "outbox    {} deliveries waiting, {} refused and parked, {} given up, {} hosts away",
        queued.waiting, queued.parked, queued.dead, queued.hosts_failing
    ));
    say(format_args!("jobs      {} waiting, {} given up", counts.waiting, counts.dead));
    Ok(())
}
