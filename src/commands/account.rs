//! `redress account`: members, and what they may do. A forgotten password is set here and nowhere else.

use std::io::Read;

use anyhow::Context;

use crate::commands::{build, say};
use crate::config::Config;
use crate::crypto::random;
use crate::services::accounts::{self, Registration};
use crate::storage::accounts::Role;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(clap::Subcommand)]
enum Deed {
    /// Make a member. The password is read from standard input with --password-stdin, else one is made and shown.
    Create {
        name: String,
        /// member, mediator, moderator or administrator
        #[arg(long, default_value = "member", value_parser = role)]
        role: Role,
        #[arg(long)]
        password_stdin: bool,
    },
    /// Set a new password for somebody who forgot theirs, and sign them out everywhere.
    Password {
        name: String,
        #[arg(long)]
        password_stdin: bool,
    },
    /// Say what somebody may do: member, mediator, moderator or administrator.
    Role {
        name: String,
        #[arg(value_parser = role)]
        role: Role,
    },
}

pub(super) fn run(config: Config, arguments: Arguments) -> anyhow::Result<()> {
    let app = build(config)?;
    let runtime = tokio::runtime::Runtime::new().context("no threads to work with")?;
    match arguments.deed {
        Deed::Create { name, role, password_stdin } => {
            let password = password(&app, password_stdin)?;
            let new = Registration { name, password: password.clone(), language: None, role };
            let account = runtime.block_on(accounts::register(&app, new))?;
            say(format_args!("{} is {} now", account.name, role.name()));
            tell(&password, password_stdin);
        }
        Deed::Password { name, password_stdin } => {
            let password = password(&app, password_stdin)?;
            let account = runtime.block_on(accounts::reset_password(&app, &name, password.clone()))?;
            say(format_args!("{} has a new password", account.name));
            tell(&password, password_stdin);
        }
        Deed::Role { name, role } => {
            let account = runtime.block_on(accounts::set_role(&app, &name, role))?;
            say(format_args!("{} is {} now", account.name, role.name()));
        }
    }
    Ok(())
}

fn tell(password: &str, was_given: bool) {
    if !was_given {
        say(format_args!("password: {password}"));
    }
}

fn password(app: &crate::app::App, given: bool) -> anyhow::Result<String> {
    const PASSWORD_BYTES: usize = 12;
    if !given {
        return Ok(hex::encode(random::bytes::<PASSWORD_BYTES>(app.random.as_ref())));
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).context("standard input cannot be read")?;
    Ok(text.trim_end_matches(['\n', '\r']).to_string())
}

fn role(text: &str) -> Result<Role, String> {
    Role::from_name(text).ok_or_else(|| "a role is member, mediator, moderator or administrator".to_string())
}
