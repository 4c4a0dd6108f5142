//! `redress brand`: what an administrator says about brands.

use anyhow::Context;
use url::Url;

use crate::app::App;
use crate::commands::{build, say};
use crate::config::Config;
use crate::domain::brand::BrandDomain;
use crate::federation;
use crate::services::merge_brand::merge_brand;
use crate::services::name_official::{self, NewRepresentative};
use crate::services::open_board;
use crate::storage::accounts;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(clap::Subcommand)]
enum Deed {
    /// Open a board for a brand, if it has none here.
    Add {
        /// The brand's own domain, such as acme.com.
        domain: String,
        /// What people call it.
        name: String,
    },
    /// Name an actor that speaks for a brand on this instance; pages say that an administrator named it.
    Voice {
        domain: String,
        /// A name for its actor here, or the address of an actor on another server.
        actor: String,
        /// The member of this instance who speaks through it first.
        #[arg(long, requires = "name")]
        account: Option<String>,
        /// How that person signs.
        #[arg(long, requires = "account")]
        name: Option<String>,
        #[arg(long, default_value = "", requires = "account")]
        role: String,
    },
    /// Say which domain a provisional brand is. Every id stays as it is.
    Merge {
        /// The company's name as the open data spells it.
        name: String,
        /// Its domain, such as example.com.
        domain: String,
    },
}

pub(super) fn run(config: Config, arguments: Arguments) -> anyhow::Result<()> {
    let app = build(config)?;
    let runtime = tokio::runtime::Runtime::new().context("no threads to work with")?;
    match arguments.deed {
        Deed::Add { domain, name } => {
            let (brand, board) = runtime.block_on(open_board::open_board(&app, parse(&domain)?, Some(name)))?;
            say(format_args!("{} has its board at {}", brand.name, board.url.unwrap_or(board.uri)));
        }
        Deed::Voice { domain, actor, account, name, role } => {
            let domain = parse(&domain)?;
            match Url::parse(&actor) {
                Ok(address) => runtime.block_on(remote_voice(&app, domain, &address))?,
                Err(_) => runtime.block_on(local_voice(&app, domain, actor, account.zip(name), role))?,
            }
        }
        Deed::Merge { name, domain } => {
            let domain = parse(&domain)?;
            let merged = runtime.block_on(merge_brand(&app, &name, domain.clone()))?;
            let how = if merged.into_another { "is part of" } else { "is now" };
            say(format_args!("{name} {how} {domain} ({})", merged.brand));
        }
    }
    Ok(())
}

async fn local_voice(
    app: &App,
    domain: BrandDomain,
    handle: String,
    person: Option<(String, String)>,
    role: String,
) -> anyhow::Result<()> {
    let first = match person {
        None => None,
        Some((account, name)) => {
            let wanted = account.to_lowercase();
            let found = app.db.read(move |view| accounts::find_by_name(view, &wanted)).await?;
            let account = found.with_context(|| format!("nobody here is called {account}"))?.id;
            Some(NewRepresentative { account, name, role, owner: true })
        }
    };
    let shown = domain.to_string();
    let actor = name_official::name_official(app, domain, handle, first).await?;
    say(format_args!("@{} speaks for {shown} here", actor.handle()));
    Ok(())
}

async fn remote_voice(app: &App, domain: BrandDomain, address: &Url) -> anyhow::Result<()> {
    let actor = federation::actor::known_or_fetched(app, address.as_str()).await?;
    let shown = domain.to_string();
    name_official::name_remote_official(app, domain, actor.id).await?;
    say(format_args!("@{} speaks for {shown} here", actor.handle()));
    Ok(())
}

fn parse(domain: &str) -> anyhow::Result<BrandDomain> {
    BrandDomain::parse(domain).map_err(|refusal| anyhow::anyhow!("{domain} is no domain of a brand ({refusal})"))
}
