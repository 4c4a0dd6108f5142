//! Another server, made up: it serves what a story puts on it, keeps what it hears, and signs what its actors say.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse, HttpServer, web};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use redress::app::Clock;
use redress::crypto::cavage::digest_header;
use redress::crypto::keys::{KeyKind, SecretKey};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{TestApp, keys};

pub const ACTIVITY_JSON: &str = "application/activity+json";
pub const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

/// What a path answers.
#[derive(Debug, Clone)]
pub enum Answer {
    Document {
        status: u16,
        content_type: String,
        body: Vec<u8>,
    },
    /// A redirect of another status.
    Moved(u16, String),
    /// A status with `Retry-After` in seconds.
    ComeBack {
        status: u16,
        seconds: u64,
    },
    /// Accepted, after so long.
    Slow(Duration),
}

/// What the peer was asked or told.
#[derive(Debug, Clone)]
pub struct Heard {
    pub method: String,
    /// Path and query.
    pub target: String,
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

/// Says which requests are turned away: with a status, and with headers beside it.
type Doorkeeper = Box<dyn Fn(&Heard) -> Option<(u16, Vec<(&'static str, String)>)> + Send>;

#[derive(Default)]
struct State {
    doorkeeper: Option<Doorkeeper>,
    answers: HashMap<String, Answer>,
    heard: Vec<Heard>,
}

pub struct FakePeer {
    authority: String,
    state: Arc<Mutex<State>>,
}

/// Somebody on a peer, with a key of their own.
#[derive(Clone)]
pub struct PeerActor {
    pub uri: String,
    pub name: String,
    pub key_id: String,
    pub key: SecretKey,
}

impl FakePeer {
    /// Serves at `http://{host}:{random port}`; give `authority()` to the app as a peer that it may reach.
    pub fn start(host: &str) -> FakePeer {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let authority = format!("{host}:{}", listener.local_addr().unwrap().port());
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Data::new(Arc::clone(&state));
        let server =
            HttpServer::new(move || actix_web::App::new().app_data(shared.clone()).default_service(web::to(answer)));
        let server = server.workers(1).disable_signals().listen(listener).unwrap().run();
        tokio::spawn(server);
        FakePeer { authority, state }
    }

    pub fn authority(&self) -> String {
        self.authority.clone()
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.authority)
    }

    /// A person with an RSA key, whose document it serves.
    pub fn person(&self, name: &str) -> PeerActor {
        self.actor(name, "Person")
    }

    pub fn actor(&self, name: &str, kind: &str) -> PeerActor {
        let actor = self.unlisted(name);
        self.serve(&format!("/users/{name}"), &self.document_of(&actor, kind));
        self.serve_jrd(name, &actor.uri);
        actor
    }

    /// Somebody whose document is not served yet.
    pub fn unlisted(&self, name: &str) -> PeerActor {
        let uri = self.url(&format!("/users/{name}"));
        let key = keys::stocked().unwrap();
        PeerActor { key_id: format!("{uri}#main-key"), uri, name: name.to_string(), key }
    }

    pub fn document_of(&self, actor: &PeerActor, kind: &str) -> Value {
        json!({
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
            "id": actor.uri, "type": kind, "preferredUsername": actor.name, "name": actor.name,
            "inbox": format!("{}/inbox", actor.uri), "outbox": format!("{}/outbox", actor.uri),
            "followers": format!("{}/followers", actor.uri),
            "endpoints": {"sharedInbox": self.url("/inbox")},
            "publicKey": {
                "id": actor.key_id, "owner": actor.uri, "publicKeyPem": actor.key.public().unwrap().to_pem().unwrap()
            }
        })
    }

    pub fn serve(&self, path: &str, document: &Value) {
        self.serve_as(path, 200, ACTIVITY_JSON, document.to_string().as_bytes());
    }

    pub fn serve_as(&self, path: &str, status: u16, content_type: &str, body: &[u8]) {
        let answer = Answer::Document { status, content_type: content_type.to_string(), body: body.to_vec() };
        self.answer(path, answer);
    }

    pub fn answer(&self, path: &str, answer: Answer) {
        self.state.lock().unwrap().answers.insert(path.to_string(), answer);
    }

    /// `name` here leads to this actor, wherever that is.
    pub fn serve_jrd(&self, name: &str, uri: &str) {
        let subject = format!("acct:{name}@{}", self.authority);
        let links = json!([{"rel": "self", "type": ACTIVITY_JSON, "href": uri}]);
        let path = format!("/.well-known/webfinger?{subject}");
        self.serve_as(
            &path,
            200,
            "application/jrd+json",
            json!({"subject": subject, "links": links}).to_string().as_bytes(),
        );
    }

    /// Requests that `doorkeeper` wants nothing of are answered so, from now on.
    pub fn refuse(&self, doorkeeper: impl Fn(&Heard) -> Option<(u16, Vec<(&'static str, String)>)> + Send + 'static) {
        self.state.lock().unwrap().doorkeeper = Some(Box::new(doorkeeper));
    }

    /// Lists an Ed25519 key in `assertionMethod` beside what the document has.
    pub fn with_multikey(mut document: Value, key_id: &str, key: &SecretKey) -> Value {
        let multikey = json!({
            "id": key_id, "type": "Multikey", "controller": document["id"],
            "publicKeyMultibase": key.public().unwrap().to_multikey().unwrap()
        });
        match document["assertionMethod"].as_array_mut() {
            Some(list) => list.push(multikey),
            None => document["assertionMethod"] = json!([multikey]),
        }
        document
    }

    /// A key with a document of its own, which its owner lists by its address alone.
    pub fn serve_key_apart(&self, actor: &PeerActor, path: &str) -> PeerActor {
        let actor = PeerActor { key_id: self.url(path), ..actor.clone() };
        let mut document = self.document_of(&actor, "Person");
        self.serve(path, &document["publicKey"]);
        document["publicKey"] = json!(actor.key_id);
        self.serve(&format!("/users/{}", actor.name), &document);
        actor
    }

    /// The actor has another key under the same name from now on.
    pub fn rotate(&self, actor: &PeerActor, key: SecretKey) -> PeerActor {
        let actor = PeerActor { key, ..actor.clone() };
        self.serve(&format!("/users/{}", actor.name), &self.document_of(&actor, "Person"));
        actor
    }

    /// Everything it heard, oldest first.
    pub fn heard(&self) -> Vec<Heard> {
        self.state.lock().unwrap().heard.clone()
    }

    /// How often something was fetched from it.
    pub fn fetches(&self) -> usize {
        self.heard().iter().filter(|it| it.method == "GET").count()
    }

    /// The activities that were delivered to it.
    pub fn delivered(&self) -> Vec<Value> {
        let posted = self.heard().into_iter().filter(|it| it.method == "POST");
        posted.map(|it| serde_json::from_slice(&it.body).unwrap()).collect()
    }

    /// Somebody at an address that the story chooses, with the key of their server: making keys takes long.
    pub fn actor_at(&self, path: &str, kind: &str, key: &SecretKey) -> PeerActor {
        let uri = self.url(path);
        let name = path.rsplit(['/', '=']).next().unwrap_or("somebody").trim_start_matches('@').to_string();
        let actor = PeerActor { key_id: format!("{uri}#main-key"), uri, name, key: key.clone() };
        self.serve(path, &self.document_of(&actor, kind));
        actor
    }

    /// Sends an activity to the shared inbox, rightly signed; gives the status.
    pub async fn send(&self, test: &TestApp, actor: &PeerActor, activity: &Value) -> u16 {
        Letter::new(test, actor, activity).send(test).await
    }
}

async fn answer(request: HttpRequest, body: Bytes, state: Data<Arc<Mutex<State>>>) -> HttpResponse {
    let target = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let header = |(name, value): (&actix_web::http::header::HeaderName, &actix_web::http::header::HeaderValue)| {
        (name.to_string(), value.to_str().unwrap_or_default().to_string())
    };
    let heard = Heard {
        method: request.method().to_string(),
        target: target.clone(),
        headers: request.headers().iter().map(header).collect(),
        body: body.to_vec(),
    };
    let found = {
        let mut state = state.lock().unwrap();
        let refused = state.doorkeeper.as_ref().and_then(|keeper| keeper(&heard));
        if let Some((status, headers)) = refused {
            state.heard.push(heard);
            let mut answer = HttpResponse::build(actix_web::http::StatusCode::from_u16(status).unwrap());
            for header in headers {
                answer.insert_header(header);
            }
            return answer.finish();
        }
        state.heard.push(heard);
        let resource = request.uri().query().and_then(|it| it.strip_prefix("resource="));
        let webfinger = resource.map(|it| format!("{}?{}", request.path(), it.replace("%3A", ":").replace("%40", "@")));
        let keys = [webfinger, Some(target), Some(request.path().to_string())];
        keys.into_iter().flatten().find_map(|key| state.answers.get(&key).cloned())
    };
    match found {
        Some(Answer::Document { status, content_type, body }) => {
            let status = actix_web::http::StatusCode::from_u16(status).unwrap();
            HttpResponse::build(status).insert_header(("content-type", content_type)).body(body)
        }
        Some(Answer::ComeBack { status, seconds }) => {
            let status = actix_web::http::StatusCode::from_u16(status).unwrap();
            HttpResponse::build(status).insert_header(("retry-after", seconds.to_string())).finish()
        }
        Some(Answer::Slow(pause)) => {
            tokio::time::sleep(pause).await;
            HttpResponse::Accepted().finish()
        }
        Some(Answer::Moved(status, to)) => {
            let status = actix_web::http::StatusCode::from_u16(status).unwrap();
            HttpResponse::build(status).insert_header(("location", to)).finish()
        }
        None if request.method() == "POST" => HttpResponse::Accepted().finish(),
        None => HttpResponse::NotFound().finish(),
    }
}

/// A signed request that a story may spoil before it is sent, byte by byte, over a socket of its own.
#[derive(Clone)]
pub struct Letter {
    pub target: String,
    pub host: String,
    pub date: Option<String>,
    pub digest: Option<String>,
    pub body: Vec<u8>,
    pub covered: String,
    pub algorithm: String,
    pub key_id: String,
    pub key: SecretKey,
    /// Parameters of the signature beside the usual ones, such as `created=1`.
    pub parameters: Vec<(String, String)>,
    /// Headers beside the usual ones.
    pub extra: Vec<(String, String)>,
    pub content_type: String,
}

impl Letter {
    pub fn new(test: &TestApp, actor: &PeerActor, activity: &Value) -> Letter {
        let body = activity.to_string().into_bytes();
        let algorithm = match actor.key.kind() {
            KeyKind::Rsa => "rsa-sha256",
            KeyKind::Ed25519 => "hs2019",
        };
        Letter {
            target: "/inbox".into(),
            host: test.authority(),
            date: Some(http_date(test.clock.now())),
            digest: Some(digest_header(&body)),
            body,
            covered: "(request-target) host date digest".into(),
            algorithm: algorithm.into(),
            key_id: actor.key_id.clone(),
            key: actor.key.clone(),
            parameters: Vec::new(),
            extra: Vec::new(),
            content_type: ACTIVITY_JSON.into(),
        }
    }

    /// What is signed.
    pub fn text(&self) -> String {
        let value = |name: &str| -> Option<String> {
            let parameter =
                |wanted: &str| self.parameters.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
            match name {
                "(request-target)" => Some(format!("post {}", self.target)),
                "(created)" => parameter("created"),
                "(expires)" => parameter("expires"),
                "host" => Some(self.host.clone()),
                "date" => self.date.clone(),
                "digest" => self.digest.clone(),
                other => self.extra.iter().find(|(name, _)| name == other).map(|(_, value)| value.clone()),
            }
        };
        let lines: Vec<String> = self
            .covered
            .split(' ')
            .filter(|name| !name.is_empty())
            .map(|name| format!("{name}: {}", value(name).unwrap_or_default()))
            .collect();
        lines.join("\n")
    }

    /// The request as bytes, signed as it stands now.
    pub fn sealed(&self) -> Sealed {
        self.sealed_with(&self.key.sign(self.text().as_bytes()).unwrap())
    }

    /// The request with a signature that was made elsewhere.
    pub fn sealed_with(&self, signature: &[u8]) -> Sealed {
        let signature = STANDARD.encode(signature);
        let mut header =
            format!(r#"keyId="{}",algorithm="{}",headers="{}""#, self.key_id, self.algorithm, self.covered);
        for (name, value) in &self.parameters {
            let _ = write!(header, ",{name}={value}");
        }
        let _ = write!(header, r#",signature="{signature}""#);
        let mut headers = vec![("host".to_string(), self.host.clone())];
        headers.extend(self.date.iter().map(|it| ("date".to_string(), it.clone())));
        headers.extend(self.digest.iter().map(|it| ("digest".to_string(), it.clone())));
        headers.push(("content-type".into(), self.content_type.clone()));
        headers.push(("signature".into(), header));
        headers.extend(self.extra.iter().cloned());
        Sealed { target: self.target.clone(), headers, body: self.body.clone(), length: Some(self.body.len()) }
    }

    pub async fn send(&self, test: &TestApp) -> u16 {
        self.sealed().send(test).await
    }
}

/// A request that is signed already: what is changed now is changed behind its author's back.
#[derive(Clone)]
pub struct Sealed {
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// What `Content-Length` says; `None` sends the body in chunks.
    pub length: Option<usize>,
}

impl Sealed {
    pub fn without(mut self, name: &str) -> Sealed {
        self.headers.retain(|(it, _)| it != name);
        self
    }

    pub fn with(mut self, name: &str, value: &str) -> Sealed {
        self.headers.push((name.to_string(), value.to_string()));
        self
    }

    pub fn replaced(self, name: &str, value: &str) -> Sealed {
        self.without(name).with(name, value)
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = format!("POST {} HTTP/1.1\r\n", self.target).into_bytes();
        for (name, value) in &self.headers {
            out.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
        match self.length {
            Some(length) => {
                out.extend_from_slice(format!("content-length: {length}\r\nconnection: close\r\n\r\n").as_bytes());
                out.extend_from_slice(&self.body);
            }
            None => {
                out.extend_from_slice(b"transfer-encoding: chunked\r\nconnection: close\r\n\r\n");
                for chunk in self.body.chunks(8_192) {
                    out.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
                    out.extend_from_slice(chunk);
                    out.extend_from_slice(b"\r\n");
                }
                out.extend_from_slice(b"0\r\n\r\n");
            }
        }
        out
    }

    pub async fn send(&self, test: &TestApp) -> u16 {
        status_of(&exchange(test.listen, &self.to_bytes()).await)
    }
}

/// Writes bytes to a server and reads what it answers, until it closes the connection.
pub async fn exchange(address: SocketAddr, request: &[u8]) -> String {
    let stream = TcpStream::connect(address).await.unwrap();
    let (mut reading, mut writing) = stream.into_split();
    // The server may answer and hang up before everything is written.
    let request = request.to_vec();
    let sender = tokio::spawn(async move {
        let _ = writing.write_all(&request).await;
        writing
    });
    let mut answer = Vec::new();
    let _ = tokio::time::timeout(Duration::from_secs(20), reading.read_to_end(&mut answer)).await;
    sender.abort();
    String::from_utf8_lossy(&answer).to_string()
}

pub fn status_of(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|it| it.parse().ok()).unwrap_or_default()
}

pub fn http_date(at: redress::domain::Timestamp) -> String {
    at.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
