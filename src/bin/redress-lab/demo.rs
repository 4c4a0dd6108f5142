//! `redress-lab demo`: two federated instances on this machine, with people, brands and threads to look at.

mod cast;
mod check;
mod form;
mod instance;
mod member;
mod seed;
mod sites;
mod visitor;

use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::demo::cast::Told;
use crate::demo::instance::{Instance, Place};
use redress::commands::say;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Do the main job once, over HTTP, compare both servers, and stop; fails unless all agree.
    #[arg(long)]
    check: bool,
    /// Keep everything here, to go on with it next time; a folder of its own that is removed at the end when absent.
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
    #[arg(long, default_value_t = 8080, value_name = "PORT")]
    north_port: u16,
    #[arg(long, default_value_t = 8081, value_name = "PORT")]
    south_port: u16,
    /// Where the websites of the made-up brands are served.
    #[arg(long, default_value_t = 8082, value_name = "PORT")]
    sites_port: u16,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    actix_web::rt::System::new().block_on(demo(arguments))
}

async fn demo(arguments: &Arguments) -> anyhow::Result<()> {
    let home = Home::new(arguments.dir.as_deref())?;
    let sites = sites::peers(arguments.sites_port);
    let north = Place::new("north", arguments.north_port, ("south", arguments.south_port), &sites, &home.dir)?;
    let south = Place::new("south", arguments.south_port, ("north", arguments.north_port), &sites, &home.dir)?;
    let served = sites::serve(&home.dir, arguments.sites_port)?;
    if arguments.check {
        let checked = check::main_job(north, south, &home.dir).await;
        served.stop(false).await;
        return checked;
    }
    let kept = home.dir.join("demo.json");
    let told = if kept.exists() {
        serde_json::from_slice(&std::fs::read(&kept)?).context("demo.json is damaged")?
    } else {
        say("Making two instances, their people and their threads …");
        let told = seed::both(&north, &south, &home.dir).await?;
        std::fs::write(&kept, serde_json::to_vec_pretty(&told)?)?;
        told
    };
    let north = Instance::start(north).await?;
    let south = Instance::start(south).await?;
    introduce(&north.place, &south.place, &told);
    let watched = watch(north, south).await;
    served.stop(false).await;
    watched
}

/// Keeps both running until somebody presses Ctrl-C; one that dies is started again.
async fn watch(north: Instance, south: Instance) -> anyhow::Result<()> {
    let (mut north, mut south) = (north, south);
    let mut asked_to_end = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    loop {
        tokio::select! {
            pressed = tokio::signal::ctrl_c() => {
                pressed?;
                break;
            }
            _ = asked_to_end.recv() => break,
            status = north.ended() => north = again(north, status?).await?,
            status = south.ended() => south = again(south, status?).await?,
        }
    }
    say("\nStopping …");
    tokio::try_join!(north.stop(), south.stop())?;
    Ok(())
}

async fn again(instance: Instance, status: std::process::ExitStatus) -> anyhow::Result<Instance> {
    say(format!("{} ended ({status}); starting it again", instance.place.name));
    Instance::start(instance.place).await
}

fn introduce(north: &Place, south: &Place, told: &Told) {
    say(format!("\nTwo instances that know each other:\n  {}\n  {}\n", north.base, south.base));
    for account in &told.accounts {
        say(format!("  {:<38} {:<9} password {}   {}", account.role, account.name, account.password, account.instance));
    }
    say("\nCtrl-C stops both.");
}

/// The folder of the demo; one that nobody asked for is removed at the end.
struct Home {
    dir: PathBuf,
    temporary: bool,
}

impl Home {
    fn new(wanted: Option<&Path>) -> anyhow::Result<Home> {
        let dir = match wanted {
            Some(dir) => std::path::absolute(dir)?,
            None => std::env::temp_dir().join(format!("redress-demo-{}", std::process::id())),
        };
        std::fs::create_dir_all(&dir).with_context(|| format!("{} cannot be made", dir.display()))?;
        Ok(Home { dir, temporary: wanted.is_none() })
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if self.temporary && std::fs::remove_dir_all(&self.dir).is_err() {
            say(format!("{} could not be removed", self.dir.display()));
        }
    }
}
