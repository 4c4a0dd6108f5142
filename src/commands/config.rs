//! `redress config`: every key, its meaning and its value.

use std::fmt::Write;

use crate::commands::say;
use crate::config::{Config, ConfigError, KEYS};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Print the keys as a table for the documentation, without reading any configuration.
    #[arg(long)]
    table: bool,
}

pub(super) fn run(read: impl FnOnce() -> Result<Config, ConfigError>, arguments: &Arguments) -> anyhow::Result<()> {
    if arguments.table {
        say(table().trim_end());
        return Ok(());
    }
    let config = match read() {
        Ok(config) => config,
        Err(why) => {
            // Whoever has set nothing so far asks what there is to set.
            for key in KEYS {
                say(format_args!(
                    "# {}\n# allowed: {}\n# {} = \"{}\"\n",
                    key.meaning, key.allowed, key.name, key.default
                ));
            }
            return Err(why.into());
        }
    };
    for (key, value) in config.shown() {
        say(format_args!("# {}\n# allowed: {}\n{} = \"{value}\"\n", key.meaning, key.allowed, key.name));
    }
    Ok(())
}

/// The table that docs/OPERATING.md carries.
pub(super) fn table() -> String {
    let mut text =
        String::from("| key | environment | default | allowed | meaning |\n| --- | --- | --- | --- | --- |\n");
    for key in KEYS {
        let environment = format!("REDRESS_{}", key.name.to_ascii_uppercase());
        let default = if key.default.is_empty() { String::new() } else { format!("`{}`", key.default) };
        let _ = writeln!(text, "| `{}` | `{environment}` | {default} | {} | {} |", key.name, key.allowed, key.meaning);
    }
    text
}
