//! `redress health`: asks the process on this machine whether it can do its work; for containers and whatever restarts.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, bail};

use crate::commands::{build, say};
use crate::config::Config;
use crate::services::health;

/// How long the process may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes of an answer that are read.
const ANSWER_BYTES_MAX: u64 = 4_096;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Looks at the database and the disk by itself: for a process that serves nothing, such as `redress work`.
    #[arg(long)]
    here: bool,
}

pub(super) fn run(config: Config, arguments: &Arguments) -> anyhow::Result<()> {
    if arguments.here {
        let app = build(config)?;
        let runtime = tokio::runtime::Runtime::new().context("no threads to work with")?;
        runtime.block_on(health::look(&app))?;
        say("ok");
        return Ok(());
    }
    say(ask_running(&config)?);
    Ok(())
}

/// What the process that runs here says of itself; an error with its reason where it cannot do its work, or does not answer.
pub(super) fn ask_running(config: &Config) -> anyhow::Result<String> {
    let answer = ask(at_hand(config.listen)).with_context(|| format!("{} does not answer", config.listen))?;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    if head.split(' ').nth(1) != Some("200") {
        bail!("{}", if body.trim().is_empty() { head.lines().next().unwrap_or("no answer") } else { body.trim() });
    }
    Ok(body.trim().to_string())
}

/// Whoever listens everywhere listens here, too.
fn at_hand(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

fn ask(address: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream
        .write_all(format!("GET /health/ready HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").as_bytes())?;
    let mut answer = Vec::new();
    stream.take(ANSWER_BYTES_MAX).read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).to_string())
}
