//! A light HTTP/1.1 client that keeps its connections: what it costs must not hide what the server costs.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The longest answer that is read.
const ANSWER_BYTES_MAX: usize = 8 * 1024 * 1024;
/// An answer that takes longer is a failure.
const ANSWER_TIME_MAX: Duration = Duration::from_secs(30);

pub(super) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    pub(super) async fn open(address: SocketAddr) -> anyhow::Result<Connection> {
        let stream = TcpStream::connect(address).await.with_context(|| format!("nobody listens on {address}"))?;
        stream.set_nodelay(true)?;
        Ok(Connection { stream, buffer: Vec::with_capacity(64 * 1024) })
    }

    /// Sends the request, reads the answer to its end, and says its status.
    pub(super) async fn ask(&mut self, request: &[u8]) -> anyhow::Result<u16> {
        tokio::time::timeout(ANSWER_TIME_MAX, self.exchange(request)).await.context("no answer in time")?
    }

    async fn exchange(&mut self, request: &[u8]) -> anyhow::Result<u16> {
        self.stream.write_all(request).await?;
        let head_end = loop {
            if let Some(at) = find(&self.buffer, b"\r\n\r\n") {
                break at + 4;
            }
            self.read_more().await?;
        };
        let head = String::from_utf8_lossy(&self.buffer[..head_end]).to_ascii_lowercase();
        let status = head.split(' ').nth(1).and_then(|it| it.parse().ok()).context("no status")?;
        let header = |name: &str| {
            head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':').map(|it| it.trim().to_string()))
        };
        if header("transfer-encoding").is_some_and(|it| it == "chunked") {
            self.pass_chunks(head_end).await?;
        } else {
            let length: usize = header("content-length").and_then(|it| it.parse().ok()).unwrap_or(0);
            while self.buffer.len() < head_end + length {
                self.read_more().await?;
            }
            self.buffer.drain(..head_end + length);
        }
        Ok(status)
    }

    async fn pass_chunks(&mut self, head_end: usize) -> anyhow::Result<()> {
        let mut at = head_end;
        loop {
            let line_end = loop {
                if let Some(end) = find(&self.buffer[at..], b"\r\n") {
                    break at + end;
                }
                self.read_more().await?;
            };
            let size = std::str::from_utf8(&self.buffer[at..line_end])?;
            let size = usize::from_str_radix(size.split(';').next().unwrap_or(size).trim(), 16)?;
            let data = line_end + 2;
            while self.buffer.len() < data + size + 2 {
                self.read_more().await?;
            }
            at = data + size + 2;
            if size == 0 {
                self.buffer.drain(..at);
                return Ok(());
            }
        }
    }

    async fn read_more(&mut self) -> anyhow::Result<()> {
        anyhow::ensure!(self.buffer.len() < ANSWER_BYTES_MAX, "the answer is too long");
        let count = self.stream.read_buf(&mut self.buffer).await?;
        anyhow::ensure!(count > 0, "the server closed the connection");
        Ok(())
    }
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|it| it == wanted)
}

/// A GET request of ours; `accept` as a browser or a server would say it.
pub(super) fn get(host: &str, path: &str, accept: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: {accept}\r\n\r\n").into_bytes()
}

/// How long the requests of a storm may go on.
#[derive(Debug, Clone, Copy)]
pub(super) enum Until {
    /// Again from the first request until the time is over.
    Time(Duration),
    /// Each request once.
    Done,
}

/// What a storm met: how long each answer took, and how many were not what was expected.
#[derive(Debug, Default)]
pub(super) struct Met {
    pub(super) answered: Vec<Duration>,
    pub(super) wrong: usize,
    pub(super) wrong_status: Option<u16>,
    pub(super) elapsed: Duration,
}

impl Met {
    pub(super) fn per_second(&self) -> f64 {
        count(self.answered.len()) / self.elapsed.as_secs_f64()
    }

    /// The time within which so many per cents were answered.
    pub(super) fn percentile_ms(&mut self, percent: usize) -> Option<f64> {
        self.answered.sort_unstable();
        let last = self.answered.len().checked_sub(1)?;
        Some(self.answered[(last * percent).div_ceil(100)].as_secs_f64() * 1_000.0)
    }

    /// Figures of a server that answers something else mean nothing.
    pub(super) fn all_right(&self) -> anyhow::Result<()> {
        let status = self.wrong_status.unwrap_or_default();
        anyhow::ensure!(self.wrong == 0, "{} of the answers had another status, such as {status}", self.wrong);
        anyhow::ensure!(!self.answered.is_empty(), "nothing was answered");
        Ok(())
    }
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
pub(super) fn count(count: usize) -> f64 {
    count as f64
}

/// Sends the requests over so many connections at once, each waiting for its answer before it sends the next.
pub(super) async fn storm(
    address: SocketAddr,
    connections: usize,
    requests: Arc<Vec<Vec<u8>>>,
    until: Until,
    expected: u16,
) -> anyhow::Result<Met> {
    let next = Arc::new(AtomicUsize::new(0));
    let began = Instant::now();
    let mut clients = Vec::new();
    for _ in 0..connections {
        let (requests, next) = (Arc::clone(&requests), Arc::clone(&next));
        clients.push(tokio::spawn(async move {
            let mut connection = Connection::open(address).await?;
            let mut met = Met::default();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let over = match until {
                    Until::Time(time) => began.elapsed() >= time,
                    Until::Done => index >= requests.len(),
                };
                if over {
                    return anyhow::Ok(met);
                }
                let asked = Instant::now();
                let status = connection.ask(&requests[index % requests.len()]).await?;
                if status == expected {
                    met.answered.push(asked.elapsed());
                } else {
                    met.wrong += 1;
                    met.wrong_status = Some(status);
                }
            }
        }));
    }
    let mut all = Met::default();
    for client in clients {
        let met = client.await??;
        all.answered.extend(met.answered);
        all.wrong += met.wrong;
        all.wrong_status = all.wrong_status.or(met.wrong_status);
    }
    all.elapsed = began.elapsed();
    Ok(all)
}
