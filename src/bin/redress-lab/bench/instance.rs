//! This program as a process of its own on loopback, and what the system says it costs.

use std::fs::File;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context;

use crate::bench::client::{Connection, get};
use redress::app::{App, SystemClock};
use redress::config::Config;
use redress::crypto::random::{SystemRandomness, new_v4};

/// Linux counts CPU time in hundredths of a second, whatever the kernel's own clock does.
const TICK: Duration = Duration::from_millis(10);
const START_TIME_MAX: Duration = Duration::from_secs(30);
/// How often memory is looked at.
const SAMPLE_INTERVAL: Duration = Duration::from_millis(50);

/// Where an instance lives: a folder that goes away at the end, an address, the settings that make it.
pub(super) struct Home {
    dir: PathBuf,
    pub(super) listen: SocketAddr,
    pub(super) host: String,
    settings: Vec<(String, String)>,
}

impl Home {
    /// `peers` are the `host:port` pairs that it may reach over http on this machine.
    pub(super) fn new(name: &str, database: Option<&str>, peers: &[String]) -> anyhow::Result<Home> {
        let listen = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        Home::at(name, listen, database, peers)
    }

    /// Two instances that may reach each other; the second one is on SQLite whatever the first is on.
    pub(super) fn pair(
        first: &str,
        second: &str,
        database: Option<&str>,
        peers: &[String],
    ) -> anyhow::Result<(Home, Home)> {
        let listeners = [TcpListener::bind("127.0.0.1:0")?, TcpListener::bind("127.0.0.1:0")?];
        let (one, two) = (listeners[0].local_addr()?, listeners[1].local_addr()?);
        let mut known = peers.to_vec();
        known.extend([host_of(first, one), host_of(second, two)]);
        Ok((Home::at(first, one, database, &known)?, Home::at(second, two, None, &known)?))
    }

    fn at(name: &str, listen: SocketAddr, database: Option<&str>, peers: &[String]) -> anyhow::Result<Home> {
        let dir = std::env::temp_dir().join(format!("redress-bench-{}", new_v4(&SystemRandomness).simple()));
        std::fs::create_dir_all(&dir).with_context(|| format!("cannot make {}", dir.display()))?;
        let host = host_of(name, listen);
        let database = match database {
            Some(url) => url.to_string(),
            None => format!("sqlite:{}", dir.join("redress.sqlite").display()),
        };
        let settings = [
            ("REDRESS_BASE_URL", format!("http://{host}")),
            ("REDRESS_LISTEN", listen.to_string()),
            ("REDRESS_DEVELOPMENT", "true".to_string()),
            ("REDRESS_DEVELOPMENT_PEERS", peers.join(",")),
            ("REDRESS_DATA_DIR", dir.display().to_string()),
            ("REDRESS_DATABASE_URL", database),
            ("REDRESS_LOG", "warn".to_string()),
        ];
        let settings = settings.map(|(name, value)| (name.to_string(), value)).to_vec();
        Ok(Home { dir, listen, host, settings })
    }

    /// The same place opened in this process: to fill it before, and to look at it from outside.
    pub(super) fn open(&self) -> anyhow::Result<App> {
        let config = Config::read(None, self.settings.clone())?;
        Ok(App::build(config, Arc::new(SystemClock), Arc::new(SystemRandomness))?)
    }

    pub(super) fn dir(&self) -> &Path {
        &self.dir
    }

    fn command(&self, arguments: &[&str]) -> anyhow::Result<Command> {
        let log = File::options().create(true).append(true).open(self.dir.join("log"))?;
        let mut command = Command::new(crate::product()?);
        command
            .args(arguments)
            .env_clear()
            .envs(std::env::var("PATH").map(|path| ("PATH", path)))
            .envs(self.settings.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log);
        Ok(command)
    }

    /// Starts serving and waits for the first answer; says how long that took.
    pub(super) async fn serve(&self) -> anyhow::Result<(Process, Duration)> {
        let began = Instant::now();
        let mut process = Process { child: self.command(&["serve"])?.spawn()? };
        while began.elapsed() < START_TIME_MAX {
            if let Some(status) = process.child.try_wait()? {
                let log = std::fs::read_to_string(self.dir.join("log")).unwrap_or_default();
                anyhow::bail!("the instance ended with {status}: {}", log.lines().last().unwrap_or_default());
            }
            if self.is_healthy().await {
                return Ok((process, began.elapsed()));
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        anyhow::bail!("the instance did not answer in time")
    }

    async fn is_healthy(&self) -> bool {
        let Ok(mut connection) = Connection::open(self.listen).await else { return false };
        let status = connection.ask(&get(&self.host, "/health", "*/*")).await;
        status.is_ok_and(|it| it == 200)
    }

    /// Runs another command of the program to its end; says how long it took and what it cost.
    pub(super) async fn run(&self, arguments: &[&str]) -> anyhow::Result<Cost> {
        let began = Instant::now();
        let mut process = Process { child: self.command(arguments)?.spawn()? };
        let memory = process.watch_memory();
        // An ended process keeps its figures until it is waited for.
        while !process.has_ended()? {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let elapsed = began.elapsed();
        let cost = Cost { elapsed, cpu: process.cpu()?, memory_mb_max: memory.end() };
        let status = process.child.wait()?;
        let log = std::fs::read_to_string(self.dir.join("log")).unwrap_or_default();
        anyhow::ensure!(status.success(), "{}: {}", arguments.join(" "), log.lines().last().unwrap_or_default());
        Ok(cost)
    }
}

fn host_of(name: &str, listen: SocketAddr) -> String {
    format!("{name}.localhost:{}", listen.port())
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Cost {
    pub(super) elapsed: Duration,
    pub(super) cpu: Duration,
    pub(super) memory_mb_max: Option<f64>,
}

/// A child process; it ends with this value.
pub(super) struct Process {
    child: Child,
}

impl Process {
    /// CPU time of all its threads so far, in the program and in the kernel for it.
    pub(super) fn cpu(&self) -> anyhow::Result<Duration> {
        let stat = self.stat()?;
        // After the name in brackets: state is field 3, user time 14, system time 15.
        let ticks = |field: usize| stat.get(field - 3).and_then(|it| it.parse::<u32>().ok());
        let (user, system) = ticks(14).zip(ticks(15)).context("no CPU time in /proc")?;
        Ok(TICK * (user + system))
    }

    /// Ends it at once; whatever it had acknowledged is on the disk.
    pub(super) fn stop(&mut self) -> anyhow::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    fn has_ended(&self) -> anyhow::Result<bool> {
        Ok(self.stat()?.first().is_none_or(|state| state == "Z"))
    }

    fn stat(&self) -> anyhow::Result<Vec<String>> {
        let text = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let rest = text.rsplit(')').next().unwrap_or_default();
        Ok(rest.split_whitespace().map(str::to_string).collect())
    }

    /// Anonymous memory now: what the program itself takes, without the files it maps.
    pub(super) fn memory_mb(&self) -> Option<f64> {
        memory_mb(self.child.id())
    }

    /// Looks at memory from now on until the watch is ended.
    pub(super) fn watch_memory(&self) -> Watch {
        let (pid, most_kib, ended) = (self.child.id(), Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
        let watch = Watch { most_kib: Arc::clone(&most_kib), ended: Arc::clone(&ended) };
        tokio::spawn(async move {
            while !ended.load(Ordering::Relaxed) {
                if let Some(kib) = memory_kib(pid) {
                    most_kib.fetch_max(kib, Ordering::Relaxed);
                }
                tokio::time::sleep(SAMPLE_INTERVAL).await;
            }
        });
        watch
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(super) struct Watch {
    most_kib: Arc<AtomicU64>,
    ended: Arc<AtomicBool>,
}

impl Watch {
    pub(super) fn end(self) -> Option<f64> {
        self.ended.store(true, Ordering::Relaxed);
        let kib = self.most_kib.load(Ordering::Relaxed);
        (kib > 0).then(|| as_mb(kib))
    }
}

fn memory_mb(pid: u32) -> Option<f64> {
    memory_kib(pid).map(as_mb)
}

fn memory_kib(pid: u32) -> Option<u64> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("Anonymous:"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
fn as_mb(kib: u64) -> f64 {
    kib as f64 / 1_024.0
}
