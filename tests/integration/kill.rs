//! `kill -9` at any moment: what was acknowledged is there afterwards, once.
//!
//! A real process under load is killed again and again. A peer keeps what it was sent and sends again what was not
//! acknowledged, and some of what was, as servers do.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use actix_web::{HttpResponse, HttpServer, web};
use redress::app::{Clock, SystemClock};
use redress::crypto::cavage;
use redress::crypto::keys::SecretKey;
use reqwest::Client;
use serde_json::{Value, json};
use tokio::sync::Notify;
use url::Url;

use crate::on_both_engines;
use crate::support::{Engine, TestDb};

const KILLS: u64 = 50;
/// Every so many kills hit the start itself, before anything was taken.
const EARLY: u64 = 5;
const SENDERS: u64 = 3;
/// Together they may file far more in a day than is filed here.
const PEOPLE: u64 = 40;
const ANSWER_WITHIN: Duration = Duration::from_secs(5);
const START_WITHIN: Duration = Duration::from_secs(20);
/// What the dead process had leased is taken up at the start, so nothing waits for a lease of two minutes.
const SETTLE_WITHIN: Duration = Duration::from_mins(1);
const BRAND: &str = "acme.test";

async fn nothing_acknowledged_is_lost_and_nothing_is_done_twice(engine: Engine) {
    let db = TestDb::empty(engine);
    let peer = Peer::start();
    let mut victim = Victim::new(&db, &peer);
    victim.run(&["brand", "add", BRAND, "Acme"]);
    victim.start().await;
    let board = victim.board().await;

    let (mut number, mut unanswered, mut acknowledged) = (0, BTreeSet::new(), BTreeSet::new());
    for kill in 0..KILLS {
        if kill > 0 {
            victim.start().await;
        }
        let taken = Notify::new();
        let (outcome, ()) = tokio::join!(
            send_until_killed(&victim, &peer, &board, &mut number, &mut unanswered, &acknowledged, &taken),
            victim.killed_at(moment_of(kill), (kill % EARLY != 0).then_some(&taken)),
        );
        acknowledged.extend(outcome);
    }
    assert!(acknowledged.len() as u64 > KILLS / 2, "only {} posts were acknowledged: no load", acknowledged.len());

    victim.start().await;
    settle(&victim, &peer, &acknowledged).await;
    victim.kill();

    let filed = filed_posts(&db);
    let lost: Vec<&u64> = acknowledged.iter().filter(|number| !filed.contains_key(&peer.post_id(**number))).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    let twice: Vec<_> = filed.iter().filter(|(_, count)| **count > 1).collect();
    assert!(twice.is_empty(), "filed twice: {twice:?}");
    for (post, notes) in peer.notes() {
        assert_eq!(notes.len(), 1, "{post} was answered with {notes:?}");
    }
}

on_both_engines!(nothing_acknowledged_is_lost_and_nothing_is_done_twice);

/// Sends new posts, those that nobody answered for, and now and then one that was taken already.
async fn send_until_killed(
    victim: &Victim,
    peer: &Peer,
    board: &str,
    number: &mut u64,
    unanswered: &mut BTreeSet<u64>,
    acknowledged: &BTreeSet<u64>,
    first: &Notify,
) -> BTreeSet<u64> {
    let mut taken = BTreeSet::new();
    loop {
        let mut batch: Vec<u64> = unanswered.iter().copied().take(1).collect();
        batch.extend(acknowledged.iter().copied().nth((*number % 7) as usize));
        while (batch.len() as u64) < SENDERS {
            *number += 1;
            batch.push(*number);
        }
        let sends = batch.iter().map(|number| peer.file(victim, board, *number));
        let answers = futures_util::future::join_all(sends).await;
        for (number, answer) in batch.iter().zip(&answers) {
            match answer {
                Some(202) => {
                    taken.insert(*number);
                    first.notify_one();
                    unanswered.remove(number);
                }
                Some(status) => panic!("post {number} was answered {status}"),
                None => {
                    if !acknowledged.contains(number) && !taken.contains(number) {
                        unanswered.insert(*number);
                    }
                }
            }
        }
        if answers.iter().all(Option::is_none) {
            return taken;
        }
    }
}

/// Spread over group commit, work and delivery.
fn moment_of(kill: u64) -> Duration {
    Duration::from_millis((kill * 37) % 190)
}

/// Waits until the peer has the note for every post that was acknowledged, and nothing new comes.
async fn settle(victim: &Victim, peer: &Peer, acknowledged: &BTreeSet<u64>) {
    let since = Instant::now();
    loop {
        let answered = peer.notes();
        let missing = acknowledged.iter().filter(|number| !answered.contains_key(&peer.post_id(**number))).count();
        if missing == 0 {
            break;
        }
        assert!(since.elapsed() < SETTLE_WITHIN, "{missing} acknowledged posts have no note at {}", victim.base);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
}

/// How often each post was filed, read behind the program's back.
fn filed_posts(db: &TestDb) -> BTreeMap<String, i64> {
    let rows = db.counted("SELECT filed_uri AS name, COUNT(*) AS number FROM complaints GROUP BY filed_uri");
    rows.into_iter().collect()
}

/// The process that is killed.
struct Victim {
    base: Url,
    listen: SocketAddr,
    client: Client,
    environment: Vec<(&'static str, String)>,
    child: Mutex<Option<Child>>,
}

impl Victim {
    fn new(db: &TestDb, peer: &Peer) -> Victim {
        let listen = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
        let base = Url::parse(&format!("http://victim.localhost:{}", listen.port())).unwrap();
        let environment = vec![
            ("REDRESS_BASE_URL", base.as_str().trim_end_matches('/').to_string()),
            ("REDRESS_LISTEN", listen.to_string()),
            ("REDRESS_DEVELOPMENT", "true".to_string()),
            ("REDRESS_DEVELOPMENT_PEERS", peer.authority.clone()),
            ("REDRESS_DATA_DIR", db.data_dir().display().to_string()),
            ("REDRESS_DATABASE_URL", db.url()),
            ("REDRESS_DATABASE_CONNECTIONS", "4".to_string()),
        ];
        let client =
            Client::builder().no_proxy().timeout(ANSWER_WITHIN).resolve("victim.localhost", listen).build().unwrap();
        Victim { base, listen, client, environment, child: Mutex::new(None) }
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
        command.env_clear().envs(self.environment.iter().cloned()).args(words);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn run(&self, words: &[&str]) {
        let done = self.command(words).stderr(Stdio::piped()).output().unwrap();
        assert!(done.status.success(), "redress {words:?}: {}", String::from_utf8_lossy(&done.stderr));
    }

    async fn start(&mut self) {
        *self.child.lock().unwrap() = Some(self.command(&["serve"]).spawn().unwrap());
        let since = Instant::now();
        while tokio::net::TcpStream::connect(self.listen).await.is_err() {
            assert!(since.elapsed() < START_WITHIN, "the instance does not start again");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// The board's id, as WebFinger gives it.
    async fn board(&self) -> String {
        let resource = format!("acct:{BRAND}@{}", self.base.authority());
        let url = self.base.join(&format!("/.well-known/webfinger?resource={resource}")).unwrap();
        let found: Value = self.client.get(url).send().await.unwrap().json().await.unwrap();
        let links = found["links"].as_array().unwrap();
        links.iter().find(|link| link["rel"] == "self").unwrap()["href"].as_str().unwrap().to_string()
    }

    /// Killed so long after the first acknowledgement, or after the start where there is nothing to wait for.
    async fn killed_at(&self, moment: Duration, taken: Option<&Notify>) {
        if let Some(taken) = taken {
            let _ = tokio::time::timeout(ANSWER_WITHIN, taken.notified()).await;
        }
        tokio::time::sleep(moment).await;
        self.kill();
    }

    /// `Child::kill` is SIGKILL.
    fn kill(&self) {
        if let Some(mut child) = self.child.lock().unwrap().take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }
}

impl Drop for Victim {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A server whose people file a great deal.
struct Peer {
    authority: String,
    key: SecretKey,
    received: Arc<Mutex<Vec<Value>>>,
}

impl Peer {
    fn start() -> Peer {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let authority = format!("peer.localhost:{}", listener.local_addr().unwrap().port());
        let key = SecretKey::generate_rsa().unwrap();
        let received = Arc::new(Mutex::new(Vec::new()));
        let (document, inbox) = (document_of_one(&authority, &key), received.clone());
        let server = HttpServer::new(move || {
            let (document, inbox) = (document.clone(), inbox.clone());
            let take = move |activity: web::Json<Value>| {
                inbox.lock().unwrap().push(activity.into_inner());
                async { HttpResponse::Accepted().finish() }
            };
            actix_web::App::new()
                .app_data(web::JsonConfig::default().content_type_required(false))
                .route(
                    "/users/{person}",
                    web::get().to(move |person: web::Path<u64>| {
                        let document = document(*person);
                        async { HttpResponse::Ok().content_type("application/activity+json").body(document) }
                    }),
                )
                .route("/inbox", web::post().to(take))
        });
        tokio::spawn(server.workers(1).disable_signals().listen(listener).unwrap().run());
        Peer { authority, key, received }
    }

    /// Whoever files this one.
    fn actor(&self, number: u64) -> String {
        format!("http://{}/users/{}", self.authority, number % PEOPLE)
    }

    fn post_id(&self, number: u64) -> String {
        format!("http://{}/posts/{number}", self.authority)
    }

    /// Files by mention; the status, or nothing if the instance was gone.
    async fn file(&self, victim: &Victim, board: &str, number: u64) -> Option<u16> {
        let actor = self.actor(number);
        let public = "https://www.w3.org/ns/activitystreams#Public";
        let body = json!({
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": format!("{}#create", self.post_id(number)), "type": "Create", "actor": actor,
            "to": [public], "cc": [board],
            "object": {
                "id": self.post_id(number), "type": "Note", "attributedTo": actor, "to": [public], "cc": [board],
                "content": format!("<p>@{BRAND} my kettle number {number} leaks</p>"),
                "tag": [{"type": "Mention", "href": board, "name": format!("@{BRAND}@{}", victim.base.authority())}],
                "published": SystemClock.now().to_rfc3339(),
            },
        });
        let (url, body) = (victim.base.join("/inbox").unwrap(), body.to_string().into_bytes());
        let (key, key_id, at) = (self.key.clone(), format!("{actor}#main-key"), SystemClock.now());
        let (target, bytes) = (url.clone(), body.clone());
        let sign = move || cavage::sign("POST", &target, Some(&bytes), &key_id, &key, at).unwrap();
        let signed = tokio::task::spawn_blocking(sign).await.unwrap();
        let request = victim
            .client
            .post(url)
            .header("content-type", "application/activity+json")
            .header("date", signed.date)
            .header("digest", signed.digest.unwrap())
            .header("signature", signed.signature)
            .body(body);
        request.send().await.ok().map(|answer| answer.status().as_u16())
    }

    /// The notes that came as answers to each post, by their ids: the same note sent twice is one note.
    fn notes(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut notes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for activity in self.received.lock().unwrap().iter().filter(|it| it["type"] == "Create") {
            let note = &activity["object"];
            if let (Some(post), Some(id)) = (note["inReplyTo"].as_str(), note["id"].as_str()) {
                notes.entry(post.to_string()).or_default().insert(id.to_string());
            }
        }
        notes
    }
}

/// What each of its people says of themselves; one key for all.
fn document_of_one(authority: &str, key: &SecretKey) -> impl Fn(u64) -> String + Clone + Send + 'static {
    let (authority, pem) = (authority.to_string(), key.public().unwrap().to_pem().unwrap());
    move |person| {
        let id = format!("http://{authority}/users/{person}");
        json!({
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
            "id": id, "type": "Person", "preferredUsername": format!("robin{person}"), "name": "Robin",
            "inbox": format!("http://{authority}/inbox"), "endpoints": {"sharedInbox": format!("http://{authority}/inbox")},
            "publicKey": {"id": format!("{id}#main-key"), "owner": id, "publicKeyPem": pem},
        })
        .to_string()
    }
}
