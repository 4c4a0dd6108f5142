//! `redress jobs`: what could not be done, to be read, started again, or dropped.

use anyhow::Context;

use crate::app::App;
use crate::commands::{build, say};
use crate::config::Config;
use crate::services::dead_letters;
use crate::storage::jobs;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(clap::Subcommand)]
enum Deed {
    /// Show the jobs that were given up, the newest first, with the reason.
    List {
        #[arg(long)]
        before: Option<i64>,
        #[arg(long, default_value_t = 50)]
        limit: i64,
    },
    /// Start again as if it were new.
    Retry(Selection),
    /// Throw away for good.
    Drop(Selection),
}

#[derive(clap::Args)]
#[group(required = true, multiple = false)]
struct Selection {
    /// The number that `list` shows.
    id: Option<i64>,
    /// All of them, five hundred at a time.
    #[arg(long)]
    all: bool,
}

pub(super) fn run(config: Config, arguments: Arguments) -> anyhow::Result<()> {
    let app = build(config)?;
    let runtime = tokio::runtime::Runtime::new().context("no threads to work with")?;
    runtime.block_on(act(&app, arguments.deed))
}

async fn act(app: &App, deed: Deed) -> anyhow::Result<()> {
    match deed {
        Deed::List { before, limit } => {
            let found = app.db.read(move |view| jobs::dead(view, before, limit)).await?;
            for it in &found {
                let reason = it.reason.as_deref().unwrap_or_default().replace('\n', " ");
                say(format_args!("{}  {}  {} attempts  {reason}  {}", it.id, it.kind, it.attempts, it.task));
            }
            if found.is_empty() {
                say("no job was given up");
            }
        }
        Deed::Retry(which) => {
            let count = dead_letters::retry_jobs(app, which.id).await?;
            known(which.id, count)?;
            say(format_args!("{count} are started again"));
        }
        Deed::Drop(which) => {
            let count = dead_letters::drop_jobs(app, which.id).await?;
            known(which.id, count)?;
            say(format_args!("{count} are dropped"));
        }
    }
    Ok(())
}

/// Whoever names one that is not there is told so, and not that none was meant.
fn known(one: Option<i64>, count: usize) -> anyhow::Result<()> {
    match one {
        Some(id) if count == 0 => anyhow::bail!("no job {id} was given up; `redress jobs list` shows those"),
        _ => Ok(()),
    }
}
