//! A server with one thread in every standing, each reached through its own door, and everybody who may ask for them.

use std::collections::BTreeMap;
use std::time::Duration;

use redress::app::Clock;
use redress::domain::brand::BrandDomain;
use redress::domain::complaint::Command;
use redress::domain::ids::{ActorId, ComplaintId};
use redress::domain::policy::{Policy, Severity};
use redress::domain::proving::Way;
use redress::domain::visibility::Standing;
use redress::federation::prove_brand::check_voice;
use redress::services::accounts::{Registration, register};
use redress::services::name_official::{NewRepresentative, name_official};
use redress::services::open_board::open_board;
use redress::services::policy;
use redress::services::verify_brand::Checked;
use redress::storage::accounts::Role;
use redress::storage::actors::Actor;
use redress::storage::complaints::{self, HISTORY_PAGE_LINES};
use redress::storage::{Cause, Door, StorageError, View, accounts, posts, visibility};
use serde_json::{Value, json};

use crate::support::acts::{By, Deed, act_on_complaint};
use crate::support::browser::Browser;
use crate::support::names::NameServer;
use crate::support::peer::{FakePeer, PUBLIC, PeerActor};
use crate::support::{Engine, TestApp};

pub const PASSWORD: &str = "correct horse battery";
pub const REASON: &str = "Names a neighbour";

/// One thread, and every word and name that would betray it.
pub struct Thread {
    pub name: &'static str,
    pub standing: Standing,
    pub id: ComplaintId,
    /// Nothing of this thread was ever public.
    pub never_public: bool,
    pub erased: bool,
    /// Words, names, hashes and salts.
    pub canaries: Vec<String>,
    /// The ids of the thread and its posts.
    pub ids: Vec<String>,
    pub post: String,
    pub title: String,
    /// The name under which it was filed.
    pub complainant: String,
    /// That name was made for it, and stands nowhere else.
    pub pseudonym: bool,
    /// Public activities about it, by their ids.
    pub activities: Vec<String>,
    /// Its author and the board: whoever has an outbox.
    pub author: ActorId,
    pub quote: Option<String>,
}

pub struct World {
    pub test: TestApp,
    pub peer: FakePeer,
    pub brand: FakePeer,
    /// Knows no records: the brand's file is its proof.
    _names: NameServer,
    pub board: Actor,
    pub voice: Actor,
    pub sam: PeerActor,
    /// Of the same server; follows nobody.
    pub pia: PeerActor,
    /// Of a server that is blocked here.
    pub eve: PeerActor,
    _blocked: FakePeer,
    pub threads: Vec<Thread>,
    pub sessions: BTreeMap<String, Browser>,
}

pub const DOMAIN: &str = "acme.test";

impl World {
    /// Everything is filed, said and taken back as people do it.
    pub async fn open(engine: Engine) -> World {
        let mut world = World::empty(engine).await;
        for (name, standing) in [
            ("published", Standing::Published),
            ("embargoed", Standing::BrandFirst),
            ("retracted", Standing::Retracted),
            ("withdrawn", Standing::Withdrawn),
            ("dismissed", Standing::Dismissed),
            ("hidden", Standing::Hidden),
            ("provisional", Standing::Provisional),
            ("erased", Standing::Published),
            ("early", Standing::Retracted),
            ("quiet", Standing::BrandFirst),
            ("buried", Standing::BrandFirst),
            ("masked", Standing::BrandFirst),
        ] {
            world.make(name, standing).await;
        }
        world.test.drain().await;
        for name in ["hidden", "embargoed", "retracted", "published"] {
            world.report(name).await;
        }
        world.look_again().await;
        world
    }

    pub async fn empty(engine: Engine) -> World {
        let (peer, brand) = (FakePeer::start("peer.test"), FakePeer::start(DOMAIN));
        let mut test = TestApp::start_as(engine, "home.test", &[peer.authority(), brand.authority()]);
        let names = NameServer::start("test").await;
        test.ask_names_of(names.address);
        test.serve();
        let (_, board) = open_board(&test.app, domain(), None).await.unwrap();
        let (sam, pia) = (peer.person("sam"), peer.person("pia"));
        let blocked = FakePeer::start("blocked.test");
        let eve = blocked.person("eve");
        block(&test, "blocked.test").await;
        let mut sessions = BTreeMap::new();
        for (name, role) in
            [("tom", Role::Member), ("kim", Role::Member), ("jo", Role::Member), ("mo", Role::Moderator)]
        {
            sessions.insert(name.to_string(), sign_up(&test, name, role).await);
        }
        let account = account_of(&test, "jo").await;
        let first = NewRepresentative { account, name: "J. O.".into(), role: "refunds".into(), owner: true };
        let voice = name_official(&test.app, domain(), "acme_care".into(), Some(first)).await.unwrap();
        let world = World {
            test,
            peer,
            brand,
            _names: names,
            board,
            voice,
            sam,
            pia,
            eve,
            _blocked: blocked,
            threads: Vec::new(),
            sessions,
        };
        world.prove(true).await;
        let follow = json!({"type": "Follow", "id": world.peer.url("/follows/1"), "actor": world.sam.uri, "object": world.board.uri});
        assert_eq!(world.peer.send(&world.test, &world.sam, &follow).await, 202);
        world.test.drain().await;
        world
    }

    /// The brand's domain names its voice, or does so no more.
    pub async fn prove(&self, named: bool) {
        let file = if named { json!({"actors": [self.voice.uri]}) } else { json!({"actors": []}) };
        self.brand.serve_as("/.well-known/redress.json", 200, "application/json", file.to_string().as_bytes());
        let checked = check_voice(&self.test.app, &domain(), &self.voice.uri).await.unwrap();
        assert_eq!(checked == Checked::Official(Way::WellKnown), named, "{checked:?}");
    }

    pub async fn make(&mut self, name: &'static str, standing: Standing) {
        self.test.clock.advance(Duration::from_secs(30));
        let title = format!("Canarytitle{name} of a lamp");
        let text = format!("Canarytext{name} said this.");
        let id = if name == "provisional" {
            self.mention(name, &title, &text).await
        } else {
            self.file(name, &title, &text).await
        };
        if !matches!(name, "embargoed" | "early" | "quiet" | "buried" | "masked") {
            self.deed("kim", id, "comment", &[("text", &format!("Canarytalk{name} from kim"))]).await;
        }
        self.test.drain().await;
        self.ask_to_quote(name, id).await;
        match name {
            "retracted" | "early" => self.act(&person(name), id, Command::Retract).await,
            "withdrawn" | "quiet" => {
                self.act(&person(name), id, Command::Withdraw { settled: None, condition: None }).await;
            }
            "hidden" | "buried" => self.deed("mo", id, "hide", &[("reason", REASON)]).await,
            "dismissed" => {
                self.deed("mo", id, "dismiss", &[("ground", "duplicate"), ("reason", "Filed twice")]).await;
            }
            "erased" => self.act(&person(name), id, Command::Erase { targets: Vec::new() }).await,
            _ => {}
        }
        if name != "provisional" {
            self.test.drain().await;
        }
        let found = self.read(move |view| visibility::standing(view, id)).await;
        assert_eq!(found, Some(standing), "{name}");
        let never_public = matches!(name, "embargoed" | "early" | "quiet" | "buried" | "masked");
        let thread = Thread {
            name,
            standing,
            id,
            never_public,
            erased: matches!(name, "erased" | "retracted" | "early"),
            canaries: Vec::new(),
            ids: Vec::new(),
            post: String::new(),
            title,
            complainant: person(name),
            pseudonym: name == "masked",
            activities: Vec::new(),
            author: self.board.id,
            quote: None,
        };
        self.threads.push(thread);
    }

    /// Reads what each thread has by now: its ids, its salts, what was said about it.
    async fn look_again(&mut self) {
        let ids: Vec<ComplaintId> = self.threads.iter().map(|it| it.id).collect();
        for (place, id) in ids.into_iter().enumerate() {
            let name = self.threads[place].name;
            let (held, told, all) = self
                .read(move |view| {
                    let held = complaints::find(view, id)?.unwrap();
                    let told = complaints::history(view, id, 0, HISTORY_PAGE_LINES)?;
                    Ok((held, told, posts::of_complaint(view, id, 0, 100)?))
                })
                .await;
            let mut canaries: Vec<String> =
                ["title", "text", "talk"].iter().map(|it| format!("Canary{it}{name}")).collect();
            for line in &told {
                canaries.push(line.line.hash.to_string());
                canaries.extend(line.line.disclosures.iter().filter_map(|it| it.salt.clone()));
            }
            let first = all.iter().find(|it| it.sequence == Some(1)).unwrap();
            let mut named = vec![id.to_string()];
            named.extend(all.iter().map(|it| it.id.to_string()));
            let handle = held.complainant_handle.split('@').next().unwrap_or_default().to_string();
            let quotes = self.rows(&format!(
                "SELECT {} AS name, COUNT(*) AS number FROM quotes WHERE post = {} GROUP BY id",
                self.hex("id"),
                self.bytes(&first.id.to_string())
            ));
            let activities = self.rows(&format!(
                "SELECT {} AS name, COUNT(*) AS number FROM activities WHERE complaint = {} AND public GROUP BY id",
                self.hex("id"),
                self.bytes(&id.to_string())
            ));
            let thread = &mut self.threads[place];
            thread.canaries = canaries;
            thread.ids = named;
            thread.post = first.id.to_string();
            thread.complainant = handle;
            thread.author = held.complainant.unwrap_or(thread.author);
            thread.quote = quotes.into_iter().next().map(|it| uuid_of(&it));
            thread.activities = activities.iter().map(|it| uuid_of(it)).collect();
        }
    }

    fn rows(&self, sql: &str) -> Vec<String> {
        self.test.db.counted(sql).into_iter().map(|(name, _)| name).collect()
    }

    fn hex(&self, column: &str) -> String {
        match self.test.db.engine() {
            Engine::Sqlite => format!("lower(hex({column}))"),
            Engine::Postgres => format!("encode({column}, 'hex')"),
        }
    }

    fn bytes(&self, id: &str) -> String {
        let hex = id.replace('-', "");
        match self.test.db.engine() {
            Engine::Sqlite => format!("x'{hex}'"),
            Engine::Postgres => format!("decode('{hex}', 'hex')"),
        }
    }

    pub async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut View<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> T {
        self.test.app.db.read(read).await.unwrap()
    }

    pub fn thread(&self, name: &str) -> &Thread {
        self.threads.iter().find(|it| it.name == name).unwrap()
    }

    pub fn browser(&mut self, name: &str) -> &mut Browser {
        self.sessions.get_mut(name).unwrap()
    }

    async fn actor(&self, name: &str) -> ActorId {
        let name = name.to_string();
        self.read(move |view| Ok(accounts::find_by_name(view, &name)?.unwrap().actor)).await
    }

    async fn file(&mut self, name: &str, title: &str, text: &str) -> ComplaintId {
        let browser = sign_up(&self.test, &person(name), Role::Member).await;
        let browser = self.sessions.entry(person(name)).or_insert(browser);
        let shown = browser.get(&format!("/file?brand={DOMAIN}")).await.is(200);
        let mut fields = vec![("step", "file"), ("title", title), ("text", text)];
        if matches!(name, "embargoed" | "early" | "quiet" | "buried" | "masked") {
            fields.extend([("opening", "brand-first"), ("hours", "24")]);
        }
        if name == "masked" {
            fields.push(("identity", "pseudonym"));
        }
        let thread = browser.submit(&shown, "/file", &fields).await.is(200);
        thread.path.strip_prefix("/complaints/").unwrap().parse().unwrap()
    }

    async fn mention(&mut self, name: &str, title: &str, text: &str) -> ComplaintId {
        let rita = self.peer.person("rita");
        let uri = self.peer.url(&format!("/notes/{name}"));
        let note = json!({
            "type": "Note", "id": uri, "attributedTo": rita.uri, "to": [PUBLIC], "cc": [self.board.uri],
            "name": title, "content": format!("<p>{text}</p>"),
            "tag": [{"type": "Mention", "href": self.board.uri}],
        });
        let create =
            json!({"type": "Create", "id": format!("{uri}#create"), "actor": rita.uri, "to": [PUBLIC], "object": note});
        assert_eq!(self.peer.send(&self.test, &rita, &create).await, 202);
        self.test.drain().await;
        self.read(move |view| Ok(posts::find_by_uri(view, &uri)?.unwrap().complaint.unwrap())).await
    }

    /// A form of the thread, sent by somebody who is signed in.
    pub async fn deed(&mut self, who: &str, id: ComplaintId, deed: &str, fields: &[(&str, &str)]) {
        let browser = self.browser(who);
        let path = format!("/complaints/{id}");
        let shown = browser.get(&path).await.is(200);
        browser.submit(&shown, &format!("{path}/{deed}"), fields).await.is(200);
    }

    /// A step of whoever filed it, as the page that asks them first takes it.
    pub async fn act(&self, who: &str, id: ComplaintId, command: Command) {
        let by = By::Actor(self.actor(who).await);
        let cause = Cause::new(Door::Page, who, format!("{command:?}"), self.test.clock.now());
        let deed = Deed { complaint: id, by, seen: None, command, reason: None };
        act_on_complaint(&self.test.app, cause, deed).await.unwrap();
    }

    async fn ask_to_quote(&self, name: &str, id: ComplaintId) {
        let post = self.read(move |view| Ok(posts::of_event(view, id, 1)?.unwrap().uri)).await;
        let quoting = self.peer.url(&format!("/quoting/{name}"));
        let asked = json!({
            "type": "QuoteRequest", "id": format!("{quoting}#request"), "actor": self.sam.uri, "object": post,
            "instrument": {"type": "Note", "id": quoting, "attributedTo": self.sam.uri, "to": [PUBLIC], "content": "<p>Look</p>", "quote": post}
        });
        assert_eq!(self.peer.send(&self.test, &self.sam, &asked).await, 202);
        self.test.drain().await;
    }

    /// Somebody who may see it reports it, and a moderator finds nothing wrong: that stands in the public log.
    async fn report(&mut self, name: &'static str) {
        let (id, who) = (self.thread(name).id, self.thread(name).complainant.clone());
        self.deed(&who, id, "report", &[("reason", "other"), ("note", "look")]).await;
        let moderator = self.browser("mo");
        let shown = moderator.get("/moderation").await.is(200);
        let action = shown.attribute("main form", "action");
        moderator.submit(&shown, &action, &[("deed", "nothing"), ("reason", "Nothing is wrong")]).await.is(200);
    }

    /// What was delivered to the peer, as text.
    pub fn delivered(&self) -> Vec<Value> {
        self.peer.delivered()
    }
}

async fn block(test: &TestApp, domain: &str) {
    let decided = Policy {
        domain: domain.into(),
        severity: Severity::Block,
        reject_media: false,
        reject_reports: false,
        obfuscate: false,
        reason: String::new(),
        note: String::new(),
    };
    policy::decide(&test.app, decided).await.unwrap();
}

/// Everybody files under a name of their own, so that a name betrays its thread, too.
pub fn person(name: &str) -> String {
    format!("p_{name}")
}

pub fn domain() -> BrandDomain {
    BrandDomain::parse(DOMAIN).unwrap()
}

pub fn uuid_of(hex: &str) -> String {
    uuid::Uuid::parse_str(hex).unwrap().to_string()
}

pub async fn account_of(test: &TestApp, name: &str) -> redress::domain::ids::AccountId {
    let name = name.to_string();
    let read = move |view: &mut View<'_>| Ok::<_, StorageError>(accounts::find_by_name(view, &name)?.unwrap().id);
    test.app.db.read(read).await.unwrap()
}

pub async fn sign_up(test: &TestApp, name: &str, role: Role) -> Browser {
    let new = Registration { name: name.into(), password: PASSWORD.into(), language: None, role };
    register(&test.app, new).await.unwrap();
    let mut browser = Browser::at(test);
    let shown = browser.get("/login").await;
    browser.submit(&shown, "/login", &[("name", name), ("password", PASSWORD)]).await.is(200);
    browser
}
