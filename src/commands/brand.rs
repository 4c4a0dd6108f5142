//! `redress brand`: what an administrator says about brands.

use anyhow::Context;

use crate::commands::{build, say};
use crate::config::Config;
use crate::domain::brand::BrandDomain;
use crate::services::merge_brand::merge_brand;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(clap::Subcommand)]
enum Deed {
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
        Deed::Merge { name, domain } => {
            let Ok(domain) = BrandDomain::parse(&domain) else { anyhow::bail!("{domain} is not a domain of a brand") };
            let merged = runtime.block_on(merge_brand(&app, &name, domain.clone()))?;
            let how = if merged.into_another { "is part of" } else { "is now" };
            say(format_args!("{name} {how} {domain} ({})", merged.brand));
        }
    }
    Ok(())
}
