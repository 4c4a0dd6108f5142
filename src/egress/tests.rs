use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;

use chrono::{TimeZone, Utc};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;

type Script = Arc<dyn Fn(&str) -> Vec<u8> + Send + Sync>;

/// A server on loopback that answers each path from a script and keeps what it was asked.
struct Peer {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Peer {
    async fn start(script: Script) -> Peer {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&asked);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (script, told) = (Arc::clone(&script), Arc::clone(&told));
                tokio::spawn(async move {
                    let mut head = Vec::new();
                    while !head.windows(4).any(|it| it == b"\r\n\r\n") {
                        if stream.read_buf(&mut head).await.unwrap_or(0) == 0 {
                            return;
                        }
                    }
                    let head = String::from_utf8_lossy(&head).to_string();
                    let path = head.split(' ').nth(1).unwrap().to_string();
                    told.lock().unwrap().push(head);
                    stream.write_all(&script(&path)).await.ok();
                });
            }
        });
        Peer { port, asked }
    }

    fn url(&self, path: &str) -> Url {
        Url::parse(&format!("http://a.test:{}{path}", self.port)).unwrap()
    }

    fn egress(&self) -> Egress {
        let peers = [format!("a.test:{}", self.port), format!("b.test:{}", self.port)];
        Egress::new(&own(), &peers).unwrap()
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn own() -> Address {
    Address::new(&Url::parse("https://own.example.net").unwrap()).unwrap()
}

fn answer(status: &str, headers: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

const AS_ACTIVITY: &str = "content-type: application/activity+json\r\n";

fn signer() -> Signer {
    Signer {
        key_id: "https://own.example.net/actors/1#main-key".into(),
        key: SecretKey::generate_ed25519().unwrap(),
        at: Utc.timestamp_opt(1_795_000_000, 0).unwrap(),
        manner: Manner::Cavage,
        wish: None,
        threads: Threads::start().unwrap(),
    }
}

/// Names lead where the table says; each look-up takes the next answer.
struct Table(Mutex<HashMap<String, Vec<Vec<IpAddr>>>>, AtomicUsize);

impl Lookup for Table {
    fn lookup(&self, host: String) -> Found {
        self.1.fetch_add(1, Ordering::SeqCst);
        let mut table = self.0.lock().unwrap();
        let found = match table.get_mut(&host) {
            Some(answers) if answers.len() > 1 => Ok(answers.remove(0)),
            Some(answers) => Ok(answers[0].clone()),
            None => Err(io::Error::other("no such name")),
        };
        let found = found.map(|it| it.into_iter().map(|address| SocketAddr::from((address, 0))).collect());
        Box::pin(std::future::ready(found))
    }
}

#[tokio::test]
async fn a_document_is_fetched_and_signed() {
    let peer = Peer::start(Arc::new(|_| answer("200 OK", AS_ACTIVITY, "{\"a\":1}"))).await;
    let fetched = peer.egress().get_json(&peer.url("/x?y=1#z"), Wanted::Activity, Some(&signer())).await.unwrap();
    assert_eq!(&fetched.body[..], b"{\"a\":1}");
    assert_eq!(fetched.url, peer.url("/x?y=1"));
    let head = peer.asked()[0].to_ascii_lowercase();
    assert!(head.contains(&format!("host: a.test:{}", peer.port)), "{head}");
    assert!(head.contains("user-agent: redress/") && head.contains("(+https://own.example.net/)"), "{head}");
    assert!(head.contains("signature: keyid="), "{head}");
}

#[tokio::test]
async fn only_a_200_of_the_right_type_is_a_document() {
    let script: Script = Arc::new(|path| match path {
        "/html" => answer("200 OK", "content-type: text/html\r\n", "{}"),
        "/text" => answer("200 OK", "content-type: text/plain\r\n", "{}"),
        "/json" => answer("200 OK", "content-type: application/json\r\n", "{}"),
        "/ld" => answer("200 OK", "content-type: application/ld+json\r\n", "{}"),
        "/png" => answer("200 OK", "content-type: image/png\r\n", "{}"),
        "/none" => answer("200 OK", "", "{}"),
        "/good" => answer("200 OK", "content-type: application/activity+json\r\n", "{}"),
        "/utf8" => answer("200 OK", "content-type: Application/Activity+JSON ;charset=utf-8\r\n", "{}"),
        "/profile" => answer(
            "200 OK",
            "content-type: application/ld+json;  profile=\"https://www.w3.org/ns/activitystreams\"; charset=utf-8\r\n",
            "{}",
        ),
        status => answer(&format!("{} X", &status[1..]), AS_ACTIVITY, "{}"),
    });
    let peer = Peer::start(script).await;
    let egress = peer.egress();
    for path in ["/html", "/text", "/json", "/ld", "/png", "/none"] {
        let got = egress.get_json(&peer.url(path), Wanted::Activity, None).await;
        assert_eq!(got.err(), Some(EgressError::MediaType), "{path}");
    }
    for path in ["/good", "/utf8", "/profile"] {
        assert!(egress.get_json(&peer.url(path), Wanted::Activity, None).await.is_ok(), "{path}");
    }
    for status in [401, 404, 500, 202, 206, 203, 410] {
        let got = egress.get_json(&peer.url(&format!("/{status}")), Wanted::Activity, None).await;
        assert_eq!(got.err(), Some(EgressError::Status(status)));
    }
}

#[tokio::test]
async fn redirects_are_few_checked_and_unsigned_elsewhere() {
    let script: Script = Arc::new(|path| {
        let to = |place: &str| answer("302 Found", &format!("location: {place}\r\n"), "");
        let hop = path.strip_prefix("/hop/").and_then(|it| it.parse::<u32>().ok());
        match (path, hop) {
            ("/self", _) => to("/self"),
            ("/ab", _) => to("/ba"),
            ("/ba", _) => to("/ab"),
            ("/file", _) => to("file:///etc/passwd"),
            ("/loopback", _) => to("http://127.0.0.1/"),
            ("/name", _) => to("https://localhost/"),
            ("/nowhere", _) => answer("302 Found", "", ""),
            (_, Some(left)) if left > 0 => to(&format!("/hop/{}", left - 1)),
            _ => answer("200 OK", AS_ACTIVITY, "{}"),
        }
    });
    let peer = Peer::start(script).await;
    let egress = peer.egress();
    let get = async |path: &str| egress.get_json(&peer.url(path), Wanted::Activity, Some(&signer())).await;
    assert_eq!(get("/hop/3").await.unwrap().url, peer.url("/hop/0"));
    for path in ["/hop/4", "/hop/50", "/self", "/ab", "/nowhere"] {
        assert_eq!(get(path).await.err(), Some(EgressError::Redirects), "{path}");
    }
    for path in ["/file", "/loopback", "/name"] {
        assert!(matches!(get(path).await, Err(EgressError::Forbidden(_))), "{path}");
    }
    let port = peer.port;
    let script: Script = Arc::new(move |path| match path {
        "/away" => answer("302 Found", &format!("location: http://b.test:{port}/there\r\n"), ""),
        _ => answer("200 OK", AS_ACTIVITY, "{}"),
    });
    let away = Peer::start(script).await;
    let both = Egress::new(&own(), &[format!("a.test:{}", away.port), format!("b.test:{port}")]).unwrap();
    both.get_json(&away.url("/away"), Wanted::Activity, Some(&signer())).await.unwrap();
    assert!(away.asked()[0].to_ascii_lowercase().contains("signature:"));
    let there = peer.asked().pop().unwrap().to_ascii_lowercase();
    assert!(there.starts_with("get /there") && !there.contains("signature:"), "{there}");
}

#[tokio::test]
async fn names_that_lead_to_private_addresses_are_not_connected_to() {
    let canary = Peer::start(Arc::new(|_| answer("200 OK", AS_ACTIVITY, "{}"))).await;
    let special =
        ["127.0.0.1", "0.0.0.0", "10.1.1.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "fe80::1", "fd00::1"];
    let mut table: HashMap<String, Vec<Vec<IpAddr>>> = HashMap::new();
    for (n, address) in special.iter().enumerate() {
        table.insert(format!("n{n}.example.com"), vec![vec![address.parse().unwrap()]]);
    }
    let mixed = vec!["127.0.0.1".parse().unwrap(), "93.184.216.34".parse().unwrap()];
    table.insert("mixed.example.com".into(), vec![mixed]);
    let names: Vec<String> = table.keys().cloned().collect();
    let lookup = Arc::new(Table(Mutex::new(table), AtomicUsize::new(0)));
    let egress = Egress::with_outside(&own(), &[], Outside { lookup, ..Outside::default() }).unwrap();
    for name in names {
        let url = Url::parse(&format!("https://{name}/")).unwrap();
        let got = egress.get_json(&url, Wanted::Activity, None).await;
        assert_eq!(got.err(), Some(EgressError::Forbidden("private-address")), "{name}");
        let posted = egress.post(&url, Bytes::from_static(b"{}"), &signer()).await;
        assert_eq!(posted.err(), Some(EgressError::Forbidden("private-address")), "{name}");
    }
    assert!(canary.asked().is_empty());
}

#[tokio::test]
async fn the_size_is_counted_after_unpacking() {
    let script: Script = Arc::new(|path| match path {
        "/declared" => {
            b"HTTP/1.1 200 OK\r\ncontent-type: application/activity+json\r\ncontent-length: 99999999\r\n\r\n".to_vec()
        }
        "/endless" => {
            let mut out =
                b"HTTP/1.1 200 OK\r\ncontent-type: application/activity+json\r\ntransfer-encoding: chunked\r\n\r\n"
                    .to_vec();
            for _ in 0..20 {
                out.extend_from_slice(b"10000\r\n");
                out.extend(std::iter::repeat_n(b' ', 0x10000));
                out.extend_from_slice(b"\r\n");
            }
            out
        }
        _ => answer("200 OK", AS_ACTIVITY, &format!("{}1", "[".repeat(100_000))),
    });
    let peer = Peer::start(script).await;
    let egress = peer.egress();
    for path in ["/declared", "/endless"] {
        let got = egress.get_json(&peer.url(path), Wanted::Activity, None).await;
        assert_eq!(got.err(), Some(EgressError::TooLarge), "{path}");
    }
    let got = egress.get_json(&peer.url("/deep"), Wanted::Activity, None).await;
    assert_eq!(got.err(), Some(EgressError::Unreadable(Flaw::TooDeep)));
}

#[tokio::test]
async fn a_delivery_keeps_what_was_answered() {
    let script: Script = Arc::new(|path| match path {
        "/busy" => answer("429 Too Many Requests", "retry-after: 120\r\n", "slow down"),
        "/date" => answer("503 X", "retry-after: Wed, 18 Nov 2026 12:06:40 GMT\r\n", &"x".repeat(5_000)),
        _ => answer("202 Accepted", "", ""),
    });
    let peer = Peer::start(script).await;
    let egress = peer.egress();
    let post = async |path: &str| egress.post(&peer.url(path), Bytes::from_static(b"{}"), &signer()).await.unwrap();
    assert_eq!(
        post("/ok").await,
        Answer { status: 202, retry_after: None, accept_signature: None, excerpt: String::new() }
    );
    let busy = post("/busy").await;
    assert_eq!(
        (busy.status, busy.retry_after, busy.excerpt.as_str()),
        (429, Some(Duration::from_mins(2)), "slow down")
    );
    let date = post("/date").await;
    assert_eq!(date.excerpt.len(), EXCERPT_BYTES_MAX);
    assert_eq!(date.retry_after, Some(Duration::from_hours(1)));
    let head = peer.asked()[0].to_ascii_lowercase();
    assert!(head.contains("digest: sha-256=") && head.contains("content-type: application/activity+json"), "{head}");
}
