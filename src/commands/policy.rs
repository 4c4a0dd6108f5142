//! `redress policy`: which servers this instance has to do with.

use std::io::Read;
use std::path::PathBuf;

use anyhow::Context;

use crate::app::App;
use crate::catalogue::{Language, Words};
use crate::commands::{build, say};
use crate::config::Config;
use crate::domain::policy::{Policy, REASON_CHARS_MAX, Severity};
use crate::services::policy;
use crate::storage::{StorageError, View, policies};

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(clap::Subcommand)]
enum Deed {
    /// Show what is decided.
    List,
    /// Decide about a domain and everything under it.
    Set {
        domain: String,
        /// allow, silence or block
        #[arg(value_parser = severity)]
        severity: Severity,
        /// Why, for everybody.
        #[arg(long, default_value = "")]
        reason: String,
        /// A note that only administrators read.
        #[arg(long, default_value = "")]
        note: String,
        #[arg(long)]
        reject_media: bool,
        #[arg(long)]
        reject_reports: bool,
        /// Hide part of the name in the public list.
        #[arg(long)]
        obfuscate: bool,
    },
    /// Take a decision back.
    Remove { domain: String },
    /// Say who may federate: open (everybody who is not blocked) or allowed (only allowed domains).
    Mode {
        #[arg(value_parser = ["open", "allowed"])]
        mode: String,
    },
    /// Take in a CSV file in Mastodon's layout; - reads standard input.
    Import { file: PathBuf },
    /// Write everything as CSV in Mastodon's layout to standard output.
    Export,
}

fn severity(text: &str) -> Result<Severity, String> {
    Severity::from_word(text).ok_or_else(|| "a severity is allow, silence or block".to_string())
}

pub(super) fn run(config: Config, arguments: Arguments) -> anyhow::Result<()> {
    let app = build(config)?;
    let runtime = tokio::runtime::Runtime::new().context("no threads to work with")?;
    runtime.block_on(act(&app, arguments.deed))
}

async fn act(app: &App, deed: Deed) -> anyhow::Result<()> {
    match deed {
        Deed::List => list(app).await,
        Deed::Set { domain, severity, reason, note, reject_media, reject_reports, obfuscate } => {
            let decided = Policy { domain, severity, reject_media, reject_reports, obfuscate, reason, note };
            policy::decide(app, decided).await?;
            say("decided; running processes hold to it within seconds");
            Ok(())
        }
        Deed::Remove { domain } => {
            let removed = policy::take_back(app, &domain).await?;
            anyhow::ensure!(removed, "nothing is decided about {domain}");
            say(format_args!("nothing is decided about {domain} any more"));
            Ok(())
        }
        Deed::Mode { mode } => {
            policy::only_allowed(app, mode == "allowed").await?;
            say(if mode == "allowed" {
                "only allowed domains federate"
            } else {
                "everybody who is not blocked federates"
            });
            Ok(())
        }
        Deed::Import { file } => {
            let text = if file.as_os_str() == "-" {
                let mut text = String::new();
                std::io::stdin().read_to_string(&mut text).context("standard input cannot be read")?;
                text
            } else {
                std::fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?
            };
            let imported = policy::import(app, &text).await?;
            say(format_args!("{} domains are decided about", imported.taken));
            for (line, wrong) in imported.wrong {
                let why = Words::of(Language::English).with(wrong.message(), &[("max", REASON_CHARS_MAX.into())]);
                say(format_args!("line {line} is left out: {why}"));
            }
            Ok(())
        }
        Deed::Export => {
            say(policy::export(app).await?.trim_end());
            Ok(())
        }
    }
}

async fn list(app: &App) -> anyhow::Result<()> {
    let read = |view: &mut View<'_>| -> Result<_, StorageError> {
        Ok((policies::after(view, "", i64::MAX)?, policies::only_allowed(view)?))
    };
    let (all, only_allowed) = app.db.read(read).await?;
    if only_allowed {
        say("only allowed domains federate");
    }
    for it in all {
        let note = if it.note.is_empty() { String::new() } else { format!("  ({})", it.note) };
        say(format_args!("{}  {}  {}{note}", it.domain, it.severity.word(), it.reason));
    }
    Ok(())
}
