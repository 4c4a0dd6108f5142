//! `redress deliveries`: what could not be delivered, to be read, sent again, or dropped.

use anyhow::Context;

use crate::app::App;
use crate::commands::{build, say};
use crate::config::Config;
use crate::services::dead_letters;
use crate::storage::deliveries::{self, DeadLetter, Which};

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(clap::Subcommand)]
enum Deed {
    /// Show what was not delivered, the newest first, with the other server's answer.
    List {
        /// Only what is for this host.
        #[arg(long)]
        host: Option<String>,
        /// Only what comes after the number that the list before ended with.
        #[arg(long)]
        before: Option<i64>,
        #[arg(long, default_value_t = 50)]
        limit: i64,
    },
    /// Send again as if it were new.
    Retry(Selection),
    /// Throw away for good.
    Drop(Selection),
}

#[derive(clap::Args)]
#[group(required = true, multiple = false)]
struct Selection {
    /// The number that `list` shows.
    id: Option<i64>,
    /// Everything for this host.
    #[arg(long)]
    host: Option<String>,
    /// Everything there is.
    #[arg(long)]
    all: bool,
}

impl Selection {
    fn which(self) -> Which {
        match (self.id, self.host) {
            (Some(id), _) => Which::One(id),
            (None, Some(host)) => Which::OfHost(host.to_lowercase()),
            (None, None) => Which::All,
        }
    }
}

pub(super) fn run(config: Config, arguments: Arguments) -> anyhow::Result<()> {
    let app = build(config)?;
    let runtime = tokio::runtime::Runtime::new().context("no threads to work with")?;
    runtime.block_on(act(&app, arguments.deed))
}

async fn act(app: &App, deed: Deed) -> anyhow::Result<()> {
    match deed {
        Deed::List { host, before, limit } => {
            let read = move |view: &mut crate::storage::View<'_>| {
                deliveries::dead_letters(view, host.as_deref(), before, limit)
            };
            let letters = app.db.read(read).await?;
            for it in &letters {
                say(line(it));
            }
            match letters.last() {
                None => say("everything was delivered, or still waits"),
                Some(last) if i64::try_from(letters.len()).is_ok_and(|it| it >= limit) => {
                    say(format_args!("more: --before {}", last.id));
                }
                Some(_) => {}
            }
        }
        Deed::Retry(which) => {
            let one = which.id;
            let count = dead_letters::retry_deliveries(app, which.which()).await?;
            known(one, count)?;
            say(format_args!("{count} are sent again"));
        }
        Deed::Drop(which) => {
            let one = which.id;
            let count = dead_letters::drop_deliveries(app, which.which()).await?;
            known(one, count)?;
            say(format_args!("{count} are dropped"));
        }
    }
    Ok(())
}

/// Whoever names one that is not there is told so, and not that none was meant.
fn known(one: Option<i64>, count: usize) -> anyhow::Result<()> {
    match one {
        Some(id) if count == 0 => {
            anyhow::bail!("no delivery {id} is refused or given up; `redress deliveries list` shows those")
        }
        _ => Ok(()),
    }
}

fn line(it: &DeadLetter) -> String {
    let kind = if it.parked { "parked" } else { "dead" };
    let status = it.status.map(|status| format!(" {status}")).unwrap_or_default();
    let answer = it.answer.as_deref().unwrap_or_default().replace('\n', " ");
    format!("{}  {kind}  {}  {} attempts since {}{status}  {answer}", it.id, it.inbox, it.attempts, it.first_at)
}
