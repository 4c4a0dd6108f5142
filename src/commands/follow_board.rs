//! `redress follow-board`: carry the board of another server here.

use anyhow::Context;

use crate::commands::{build, say};
use crate::config::Config;
use crate::federation::follow_board::follow_board;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The board, such as acme.com@south.example.
    handle: String,
}

pub(super) fn run(config: Config, arguments: &Arguments) -> anyhow::Result<()> {
    let app = build(config)?;
    let runtime = tokio::runtime::Runtime::new().context("no threads to work with")?;
    let board = runtime.block_on(follow_board(&app, &arguments.handle))?;
    say(format_args!("{} is asked; its complaints appear here when it answers.", board.handle()));
    Ok(())
}
