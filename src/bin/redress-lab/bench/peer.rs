//! Other servers, as many as wanted, all on one port of this machine: they have actors with keys, and count what is sent to them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

use crate::bench::client::count;
use redress::app::{Clock, SystemClock};
use redress::crypto::cavage;
use redress::crypto::keys::SecretKey;

const REQUEST_BYTES_MAX: usize = 1024 * 1024;
/// Names that the peer answers to; an instance must be told each of them.
pub(super) const HOSTS: usize = 200;

pub(super) struct Peer {
    address: SocketAddr,
    key: SecretKey,
    received: Arc<AtomicUsize>,
}

impl Peer {
    pub(super) async fn start() -> anyhow::Result<Peer> {
        let key = tokio::task::spawn_blocking(SecretKey::generate_rsa).await??;
        let public: Arc<str> = key.public()?.to_pem()?.into();
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let received = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&received);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (public, counted) = (Arc::clone(&public), Arc::clone(&counted));
                tokio::spawn(async move { serve(stream, &public, &counted).await });
            }
        });
        Ok(Peer { address, key, received })
    }

    /// What an instance must be told so that it may speak with this peer.
    pub(super) fn authorities(&self) -> Vec<String> {
        (0..HOSTS).map(|number| self.authority(number)).collect()
    }

    fn authority(&self, number: usize) -> String {
        format!("h{}.peer.localhost:{}", number % HOSTS, self.address.port())
    }

    /// One of its actors; they live on its hosts in turn.
    pub(super) fn actor(&self, number: usize) -> String {
        format!("http://{}/actors/{number}", self.authority(number))
    }

    pub(super) fn host(&self, number: usize) -> String {
        self.authority(number)
    }

    /// How many activities were delivered to it so far.
    pub(super) fn received(&self) -> usize {
        self.received.load(Ordering::Relaxed)
    }

    /// A request that delivers this activity, signed by the actor.
    pub(super) fn deliver(&self, actor: usize, inbox: &Url, activity: &serde_json::Value) -> anyhow::Result<Vec<u8>> {
        let body = activity.to_string();
        let key_id = format!("{}#main-key", self.actor(actor));
        let signed = cavage::sign("post", inbox, Some(body.as_bytes()), &key_id, &self.key, SystemClock.now())?;
        let host = &inbox[url::Position::BeforeHost..url::Position::AfterPort];
        Ok(format!(
            "POST {} HTTP/1.1\r\nHost: {host}\r\nDate: {}\r\nDigest: {}\r\nSignature: {}\r\n\
             Content-Type: application/activity+json\r\nX-Forwarded-For: 198.18.{}.1\r\nContent-Length: {}\r\n\r\n{body}",
            inbox.path(),
            signed.date,
            signed.digest.unwrap_or_default(),
            signed.signature,
            // As from the networks of so many servers (RFC 2544).
            actor % HOSTS,
            body.len()
        )
        .into_bytes())
    }
}

/// Answers until the other side is done: an actor to who asks, 202 to who delivers.
async fn serve(mut stream: TcpStream, public_key: &str, received: &AtomicUsize) {
    let mut buffer = Vec::new();
    while let Ok(Some(request)) = read_request(&mut stream, &mut buffer).await {
        let answer = if request.method == "GET" {
            let body = actor_document(&request, public_key);
            let length = body.len();
            format!(
                "HTTP/1.1 200 OK\r\nContent-Type: application/activity+json\r\nContent-Length: {length}\r\n\r\n{body}"
            )
        } else {
            received.fetch_add(1, Ordering::Relaxed);
            "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n".to_string()
        };
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

struct Request {
    method: String,
    path: String,
    host: String,
}

async fn read_request(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> std::io::Result<Option<Request>> {
    loop {
        if let Some(end) = buffer.windows(4).position(|it| it == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&buffer[..end]).into_owned();
            let header = |name: &str| {
                head.lines().find_map(|line| {
                    let (found, value) = line.split_once(':')?;
                    found.eq_ignore_ascii_case(name).then(|| value.trim().to_string())
                })
            };
            let length: usize = header("content-length").and_then(|it| it.parse().ok()).unwrap_or(0);
            let whole = end + 4 + length;
            if buffer.len() >= whole {
                let mut words = head.split(' ');
                let method = words.next().unwrap_or_default().to_string();
                let path = words.next().unwrap_or_default().to_string();
                buffer.drain(..whole);
                return Ok(Some(Request { method, path, host: header("host").unwrap_or_default() }));
            }
        }
        if buffer.len() > REQUEST_BYTES_MAX || stream.read_buf(buffer).await? == 0 {
            return Ok(None);
        }
    }
}

fn actor_document(request: &Request, public_key: &str) -> String {
    let id = format!("http://{}{}", request.host, request.path);
    let name = request.path.rsplit('/').next().unwrap_or_default();
    json!({
        "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
        "id": id,
        "type": "Person",
        "preferredUsername": format!("reader{name}"),
        "name": format!("Reader {name}"),
        "inbox": format!("{id}/inbox"),
        "outbox": format!("{id}/outbox"),
        "followers": format!("{id}/followers"),
        "publicKey": { "id": format!("{id}#main-key"), "owner": id, "publicKeyPem": public_key },
    })
    .to_string()
}

/// How many of something a second.
pub(super) fn rate(counted: usize, elapsed: std::time::Duration) -> f64 {
    count(counted) / elapsed.as_secs_f64()
}
