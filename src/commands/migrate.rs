//! `redress migrate`: the schema brought up to this program's, and nothing else.

use crate::commands::{say, start};
use crate::config::Config;

pub(super) fn run(config: Config) -> anyhow::Result<()> {
    let app = start(config)?;
    say(format_args!("the schema of {} is up to date", app.db.place()));
    Ok(())
}
