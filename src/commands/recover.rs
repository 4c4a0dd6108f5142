//! `redress recover`: how a restored server comes back, and a person's decision to wait no longer.

use anyhow::Context;

use crate::commands::{build, say};
use crate::config::Config;
use crate::federation::recover;
use crate::services::recover::{finish, recovering_since};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Take commands again without those that have not answered. What only they held is lost.
    #[arg(long)]
    finish: bool,
}

pub(super) fn run(config: Config, arguments: &Arguments) -> anyhow::Result<()> {
    let app = build(config)?;
    let runtime = tokio::runtime::Runtime::new().context("no threads to work with")?;
    runtime.block_on(async {
        let Some(since) = app.db.read(recovering_since).await? else {
            say("Nothing is being recovered.");
            return Ok(());
        };
        if arguments.finish {
            finish(&app, "a person decided so").await?;
            say("Commands are taken again.");
            return Ok(());
        }
        say(format_args!("Recovering since {since}."));
        match recover::step(&app).await? {
            recover::Recovery::Waiting(silent) => {
                say("These servers follow boards of ours and have not answered:");
                silent.iter().for_each(say);
                say("`redress recover --finish` goes on without them; what only they hold is lost.");
            }
            recover::Recovery::Quiet => {
                say("Followers are asked in a few minutes, when nothing old is under way any more.");
            }
            recover::Recovery::Over | recover::Recovery::None => say("All have answered. Commands are taken again."),
        }
        Ok(())
    })
}
