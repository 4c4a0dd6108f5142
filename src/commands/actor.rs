//! `redress actor`: the keys of this instance's actors.

use anyhow::Context;

use crate::app::App;
use crate::commands::{build, say};
use crate::config::Config;
use crate::services::rotate_keys::rotate_keys;
use crate::services::signing;
use crate::storage::actors;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(clap::Subcommand)]
enum Deed {
    /// Make new keys for a board, a brand's voice or a member; the old ones are retired and the followers told.
    RotateKeys {
        /// Its name here, such as acme.com, or the whole handle. The server itself goes by its host.
        handle: String,
    },
}

pub(super) fn run(config: Config, arguments: Arguments) -> anyhow::Result<()> {
    let app = build(config)?;
    let runtime = tokio::runtime::Runtime::new().context("no threads to work with")?;
    match arguments.deed {
        Deed::RotateKeys { handle } => runtime.block_on(rotate(&app, &handle)),
    }
}

async fn rotate(app: &App, handle: &str) -> anyhow::Result<()> {
    let handle = handle.trim_start_matches('@').to_string();
    let here = app.address.authority().to_string();
    let name = match handle.rsplit_once('@') {
        Some((name, host)) if host.eq_ignore_ascii_case(&here) => name.to_string(),
        Some((_, host)) => anyhow::bail!("{host} is not this instance"),
        None => handle.clone(),
    };
    let found = app.db.read(move |view| actors::find_by_handle(view, &name, &here)).await?;
    let actor = found.filter(|actor| actor.local).with_context(|| format!("nobody here is called {handle}"))?;
    let shown = actor.handle();
    for key in rotate_keys(app, actor).await? {
        say(format_args!("@{shown} signs with {} now", signing::key_id(&app.address, &key)));
    }
    Ok(())
}
