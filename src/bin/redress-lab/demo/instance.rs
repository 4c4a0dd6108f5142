//! One instance of the demo: a child process of this program with its own folder, started again when it dies.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use tokio::process::{Child, Command};
use url::Url;

use crate::demo::visitor;

const READY_WITHIN: Duration = Duration::from_secs(30);
const ASK_EVERY: Duration = Duration::from_millis(50);
/// How long an instance may take to finish what it is doing before it is ended.
const STOP_WITHIN: Duration = Duration::from_secs(10);

/// Where an instance lives and who its peer is; enough to run any command of this program for it.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) name: &'static str,
    pub(super) port: u16,
    /// The other instance, and the websites of the brands.
    pub(super) peers: Vec<String>,
    pub(super) dir: PathBuf,
    pub(super) base: Url,
}

impl Place {
    pub(super) fn new(
        name: &'static str,
        port: u16,
        peer: (&str, u16),
        sites: &[String],
        dir: &Path,
    ) -> anyhow::Result<Place> {
        let other = format!("{}.localhost:{}", peer.0, peer.1);
        Ok(Place {
            name,
            port,
            peers: std::iter::once(other).chain(sites.iter().cloned()).collect(),
            dir: dir.join(name),
            base: Url::parse(&format!("http://{name}.localhost:{port}"))?,
        })
    }

    /// Host and port, as they stand in handles.
    pub(super) fn authority(&self) -> String {
        format!("{}.localhost:{}", self.name, self.port)
    }

    /// The configuration as environment, in the words of `redress config`.
    pub(super) fn environment(&self) -> Vec<(String, String)> {
        [
            ("REDRESS_BASE_URL", self.base.as_str().trim_end_matches('/').to_owned()),
            ("REDRESS_LISTEN", format!("127.0.0.1:{}", self.port)),
            ("REDRESS_DATA_DIR", self.dir.display().to_string()),
            ("REDRESS_DEVELOPMENT", "true".to_owned()),
            ("REDRESS_DEVELOPMENT_PEERS", self.peers.join(",")),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
    }

    fn command(&self, arguments: &[&str]) -> anyhow::Result<Command> {
        let mut command = Command::new(crate::product()?);
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("REDRESS_") || name == "DATABASE_URL") {
            command.env_remove(name);
        }
        command.args(arguments).envs(self.environment()).stdin(Stdio::null()).kill_on_drop(true);
        Ok(command)
    }

    /// Runs one command of this program beside the instance; what it printed.
    pub(super) async fn run(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let done = self.command(arguments)?.output().await?;
        ensure!(
            done.status.success(),
            "redress {} failed on {}: {}",
            arguments.join(" "),
            self.name,
            String::from_utf8_lossy(&done.stderr).trim()
        );
        Ok(String::from_utf8(done.stdout)?)
    }

    pub(super) fn log(&self) -> PathBuf {
        self.dir.with_extension("log")
    }
}

pub(super) struct Instance {
    pub(super) place: Place,
    child: Child,
}

impl Instance {
    /// Starts the instance and waits until it answers.
    pub(super) async fn start(place: Place) -> anyhow::Result<Instance> {
        let log = File::options().create(true).append(true).open(place.log()).context("the log cannot be written")?;
        let child = place.command(&["serve"])?.stdout(log.try_clone()?).stderr(log).spawn()?;
        let mut instance = Instance { place, child };
        instance.ready().await?;
        Ok(instance)
    }

    async fn ready(&mut self) -> anyhow::Result<()> {
        let client = visitor::client(&self.place.base)?;
        let health = self.place.base.join("/health")?;
        let since = Instant::now();
        while since.elapsed() < READY_WITHIN {
            if client.get(health.clone()).send().await.is_ok_and(|answer| answer.status().is_success()) {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("{} stopped at once ({status}); its log is {}", self.place.name, self.place.log().display());
            }
            tokio::time::sleep(ASK_EVERY).await;
        }
        bail!("{} does not answer; its log is {}", self.place.name, self.place.log().display())
    }

    /// Returns when the process ended by itself.
    pub(super) async fn ended(&mut self) -> anyhow::Result<std::process::ExitStatus> {
        Ok(self.child.wait().await?)
    }

    /// Asks the process to stop; what it has begun is finished first.
    pub(super) async fn stop(mut self) -> anyhow::Result<()> {
        if let Some(id) = self.child.id() {
            // The standard library can only kill; the shell's own `kill` can ask.
            Command::new("sh").args(["-c", &format!("kill -TERM {id}")]).stderr(Stdio::null()).status().await?;
        }
        if tokio::time::timeout(STOP_WITHIN, self.child.wait()).await.is_err() {
            self.child.kill().await?;
        }
        Ok(())
    }
}
