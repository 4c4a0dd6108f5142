//! `redress actor`: the keys of this instance's actors.

use std::sync::Arc;

use anyhow::Context;

use crate::app::{App, Clock as _, StartError, SystemClock};
use crate::commands::{build, say};
use crate::config::Config;
use crate::crypto::random::SystemRandomness;
use crate::services::rotate_keys::{replace_lost_keys, rotate_keys};
use crate::services::signing;
use crate::storage::{Db, actors};

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
    /// When the secret key is lost for good: retire every key that it sealed, and let new ones be made. Nobody can sign who
    /// follows them, so other instances that carry boards of this one wait for a person there to trust the new keys.
    ReplaceLostKeys {
        /// Say that no copy of the secret key will ever be found: what it sealed is thrown away.
        #[arg(long)]
        lost_for_good: bool,
    },
}

pub(super) fn run(config: Config, arguments: Arguments) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Runtime::new().context("no threads to work with")?;
    match arguments.deed {
        Deed::RotateKeys { handle } => runtime.block_on(rotate(&build(config)?, &handle)),
        Deed::ReplaceLostKeys { lost_for_good } => runtime.block_on(replace_lost(config, lost_for_good)),
    }
}

async fn replace_lost(config: Config, lost_for_good: bool) -> anyhow::Result<()> {
    let clock = SystemClock;
    match App::build_beside(config.clone(), Arc::new(clock), Arc::new(SystemRandomness)) {
        Ok(_) => anyhow::bail!("the secret key opens the secrets of this database, so nothing is lost"),
        Err(StartError::NoSecretKey { .. } | StartError::OtherSecretKey { .. }) => {}
        Err(other) => return Err(other.into()),
    }
    anyhow::ensure!(
        lost_for_good,
        "this throws away every key that the secret key sealed, and a copy found later opens nothing; if none will be \
         found, say so with --lost-for-good"
    );
    let db = Db::open(&config.database_url, 1, config.database_patience)?;
    let count = replace_lost_keys(&db, clock.now()).await?;
    drop(db);
    // The key from now on is there before anybody waits for it.
    build(config)?;
    say(format_args!(
        "The keys of {count} actors are retired. New ones are made when they are needed; the followers are told when the server runs."
    ));
    Ok(())
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
