//! `redress scrub`: the whole database is written anew, so that nothing that was deleted long ago is left in its files.

use anyhow::Context;

use crate::commands::{build, say};
use crate::config::Config;

pub(super) fn run(config: Config) -> anyhow::Result<()> {
    let app = build(config)?;
    let runtime = tokio::runtime::Runtime::new().context("no threads to work with")?;
    say("the database is being written anew; everybody else waits");
    runtime.block_on(app.db.rewrite())?;
    say("done: what was erased before is in none of its files");
    Ok(())
}
