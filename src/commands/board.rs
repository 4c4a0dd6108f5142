//! `redress board`: what an administrator decides about boards of other servers.

use anyhow::Context;

use crate::commands::{build, say};
use crate::config::Config;
use crate::services::board_keys::trust_key;
use crate::storage::board_keys;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(clap::Subcommand)]
enum Deed {
    /// Show the keys for proofs that boards show and that nobody vouches for.
    Keys,
    /// Decide that a new key is the board's own; what was not followed meanwhile is pulled.
    TrustKey {
        /// The board, such as acme.com@south.example, or its address.
        board: String,
        /// The key as `redress board keys` shows it.
        key: String,
    },
}

pub(super) fn run(config: Config, arguments: &Arguments) -> anyhow::Result<()> {
    let app = build(config)?;
    let runtime = tokio::runtime::Runtime::new().context("no threads to work with")?;
    let waiting = runtime.block_on(app.db.read(board_keys::waiting))?;
    match &arguments.deed {
        Deed::Keys if waiting.is_empty() => say("No board shows a key that nobody vouches for."),
        Deed::Keys => {
            for it in waiting {
                say(format_args!("@{} {} since {}, {} states refused", it.handle, it.key, it.seen_at, it.refused));
            }
        }
        Deed::TrustKey { board, key } => {
            let name = board.trim_start_matches('@').to_lowercase();
            let found = waiting.into_iter().find(|it| it.key == *key && (it.handle == name || it.board_uri == *board));
            let found = found.with_context(|| format!("{board} shows no such key"))?;
            runtime.block_on(trust_key(&app, found.board_uri, found.key))?;
            say(format_args!("What @{} proves with this key is followed from now on.", found.handle));
        }
    }
    Ok(())
}
