//! Makes the demo's people and threads: through the pages, the way people would, with a clock that runs days behind and catches up.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use actix_web::dev::ServerHandle;
use actix_web::{App as Site, HttpServer};
use anyhow::{Context, ensure};
use chrono::TimeDelta;

use crate::demo::cast::{self, Account, Brand, By, Deed, Person, Side, Step, Thread, Told};
use crate::demo::instance::Place;
use crate::demo::member::{Grievance, Member, new_password};
use crate::demo::sites;
use redress::app::{App, Clock, SystemClock};
use redress::commands::serve;
use redress::config::Config;
use redress::crypto::random::SystemRandomness;
use redress::domain::Timestamp;
use redress::domain::brand::BrandDomain;
use redress::federation::outgoing::deliver;
use redress::federation::{follow_board, prove_brand};
use redress::services::accounts::{Registration, register};
use redress::services::claim_brand::voice_here;
use redress::services::name_official::{self, NewRepresentative};
use redress::services::open_board;
use redress::services::run_clock;
use redress::services::verify_brand::Checked;
use redress::storage::accounts::{self, Role};
use redress::worker;

/// The clock of the past: both instances share it, and it only ever moves forward.
pub(super) struct PastClock {
    behind_ms: AtomicI64,
}

impl PastClock {
    pub(super) fn set_behind(&self, behind: TimeDelta) {
        self.behind_ms.fetch_min(behind.num_milliseconds(), Ordering::SeqCst);
    }

    pub(super) fn pass(&self, time: TimeDelta) {
        self.behind_ms.fetch_sub(time.num_milliseconds(), Ordering::SeqCst);
    }
}

impl Clock for PastClock {
    fn now(&self) -> Timestamp {
        SystemClock.now() - TimeDelta::milliseconds(self.behind_ms.load(Ordering::SeqCst))
    }
}

/// An instance that serves inside this process while its past is made; its jobs run when the story says so.
struct Stage {
    app: App,
    server: ServerHandle,
}

impl Stage {
    fn open(place: &Place, clock: &Arc<PastClock>) -> anyhow::Result<Stage> {
        let config = Config::read(None, place.environment())?;
        let app = App::build(config, clock.clone(), Arc::new(SystemRandomness))?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, place.port))
            .with_context(|| format!("port {} is taken; choose another with --{}-port", place.port, place.name))?;
        let site = app.clone();
        let server = HttpServer::new(move || Site::new().configure(serve::doors(&site)))
            .workers(1)
            .disable_signals()
            .listen(listener)?
            .run();
        let handle = server.handle();
        tokio::spawn(server);
        Ok(Stage { app, server: handle })
    }
}

/// How far the clock jumps at most, so that reminders and lapses get plausible times.
const JUMP_HOURS_MAX: i64 = 12;
/// The people and brands are there before the first complaint.
const PROLOGUE_HOURS: i64 = 48;
/// A mention is listed and announced after its quiet minutes.
const QUIET_MINUTES: i64 = 11;
const OPERATOR: &str = "operator";
const RECORDS: [(&str, &[u8]); 2] = [
    ("complaints-2019-2020.csv", include_bytes!("../../../../tests/data/cfpb/complaints-2019-2020.csv")),
    ("complaints-2023.csv", include_bytes!("../../../../tests/data/cfpb/complaints-2023.csv")),
];

/// Fills two empty instances; answers who can sign in, with which password.
pub(super) async fn both(north: &Place, south: &Place, dir: &Path) -> anyhow::Result<Told> {
    let clock = Arc::new(PastClock { behind_ms: AtomicI64::new(i64::MAX) });
    let first = cast::THREADS.iter().map(|thread| thread.hours_ago).max().unwrap_or_default();
    let hours_ago = first + PROLOGUE_HOURS;
    clock.set_behind(TimeDelta::hours(hours_ago));
    let stages = [Stage::open(north, &clock)?, Stage::open(south, &clock)?];
    let mut past = Past {
        places: [north.clone(), south.clone()],
        stages,
        clock,
        hours_ago,
        members: BTreeMap::new(),
        dir: dir.to_owned(),
    };
    let accounts = past.people().await?;
    let offered = past.threads().await?;
    for stage in past.stages {
        stage.server.stop(true).await;
    }
    let recorded = records(north).await?;
    Ok(Told { accounts, recorded, offered })
}

/// Both instances, everybody on them, and the time it is there.
struct Past {
    places: [Place; 2],
    stages: [Stage; 2],
    clock: Arc<PastClock>,
    hours_ago: i64,
    members: BTreeMap<(&'static str, Side), Member>,
    /// Where the brands' websites lie.
    dir: PathBuf,
}

/// A thread whose complaint is filed: where it is on each instance is the same path.
struct Filed {
    path: String,
    steps_done: usize,
}

impl Past {
    /// Everybody registers; every brand gets its board and its voice, each instance its operator.
    async fn people(&mut self) -> anyhow::Result<Vec<Account>> {
        let mut accounts = Vec::new();
        for person in cast::PEOPLE {
            accounts.push(self.register("complainant", person.name, person.side).await?);
        }
        for brand in cast::BRANDS {
            let handle = brand.account;
            let role = format!("representative of {}", brand.name);
            accounts.push(self.register(&role, handle, brand.home).await?);
            self.give_voice(brand, handle).await?;
        }
        for side in [Side::North, Side::South] {
            accounts.push(self.operator(side).await?);
        }
        self.settle().await?;
        for brand in cast::BRANDS {
            let handle = format!("{}@{}", brand.domain, self.place(brand.home).authority());
            follow_board::follow_board(&self.stage(brand.home.other()).app, &handle).await?;
        }
        self.settle().await?;
        for brand in cast::BRANDS {
            self.prove(brand).await?;
        }
        self.settle().await?;
        Ok(accounts)
    }

    async fn register(&mut self, role: &str, name: &'static str, side: Side) -> anyhow::Result<Account> {
        let base = self.place(side).base.clone();
        let member = Member::register(&base, name).await?;
        let account = Account {
            role: role.to_owned(),
            name: name.to_owned(),
            password: member.password.clone(),
            instance: base.as_str().trim_end_matches('/').to_owned(),
        };
        self.members.insert((name, side), member);
        Ok(account)
    }

    /// Whoever runs an instance gets their account from its command line: nobody else is called like them.
    async fn operator(&mut self, side: Side) -> anyhow::Result<Account> {
        let base = self.place(side).base.clone();
        let password = new_password();
        let new = Registration {
            name: OPERATOR.to_owned(),
            password: password.clone(),
            language: None,
            role: Role::Administrator,
        };
        register(&self.stage(side).app, new).await?;
        let member = Member::sign_in(&base, OPERATOR, password.clone()).await?;
        self.members.insert((OPERATOR, side), member);
        let instance = base.as_str().trim_end_matches('/').to_owned();
        Ok(Account { role: OPERATOR.to_owned(), name: OPERATOR.to_owned(), password, instance })
    }

    async fn give_voice(&self, brand: &Brand, handle: &str) -> anyhow::Result<()> {
        let app = &self.stage(brand.home).app;
        let domain = BrandDomain::kept(brand.domain);
        open_board::open_board(app, domain.clone(), Some(brand.name.to_owned())).await?;
        let wanted = handle.to_owned();
        let account =
            app.db.read(move |view| accounts::find_by_name(view, &wanted)).await?.context("nobody answers")?;
        let first = NewRepresentative {
            account: account.id,
            name: brand.representative.to_owned(),
            role: brand.role.to_owned(),
            owner: true,
        };
        name_official::name_official(app, domain, brand.voice.to_owned(), Some(first)).await?;
        Ok(())
    }

    /// The brand's site names its voice, and both instances look.
    async fn prove(&self, brand: &Brand) -> anyhow::Result<()> {
        let domain = BrandDomain::kept(brand.domain);
        let app = &self.stage(brand.home).app;
        let asked = domain.clone();
        let voice = app.db.read(move |view| voice_here(view, &asked)).await?.context("the brand has no voice")?;
        sites::name_voice(&self.dir, brand, &voice.uri)?;
        for side in [brand.home, brand.home.other()] {
            let checked = prove_brand::check_voice(&self.stage(side).app, &domain, &voice.uri).await?;
            ensure!(matches!(checked, Checked::Official(_)), "{domain} does not prove its voice: {checked:?}");
        }
        Ok(())
    }

    /// Plays all threads in the order of time; answers the one that waits for south's complainant.
    async fn threads(&mut self) -> anyhow::Result<String> {
        let mut filed: BTreeMap<usize, Filed> = BTreeMap::new();
        let mut moments: Vec<(i64, usize)> = Vec::new();
        for (number, thread) in cast::THREADS.iter().enumerate() {
            moments.push((thread.hours_ago, number));
            moments.extend(thread.steps.iter().map(|step| (thread.hours_ago - step.hours, number)));
        }
        moments.sort_by_key(|(hours_ago, number)| (-hours_ago, *number));
        for (hours_ago, number) in moments {
            self.jump(hours_ago).await?;
            let thread = &cast::THREADS[number];
            if let Some(known) = filed.get_mut(&number) {
                let step = &thread.steps[known.steps_done];
                known.steps_done += 1;
                let path = known.path.clone();
                self.step(thread, &path, step).await?;
            } else {
                let path = self.file(thread).await?;
                filed.insert(number, Filed { path, steps_done: 0 });
            }
            self.settle().await?;
        }
        self.jump(0).await?;
        let mut offered = None;
        for (number, thread) in cast::THREADS.iter().enumerate() {
            let path = &filed[&number].path;
            self.agreed(thread, path).await?;
            if thread.ends == "offered" {
                offered = Some(path.clone());
            }
        }
        offered.context("no thread ends with an offer")
    }

    async fn file(&mut self, thread: &Thread) -> anyhow::Result<String> {
        let home = self.place(thread.brand.home).authority();
        let what = Grievance {
            brand: thread.brand.domain,
            home: &home,
            title: thread.title,
            text: thread.text,
            want: thread.wish,
        };
        let at_home = thread.author.side == thread.brand.home;
        let filed = self.member(thread.author.name, thread.author.side)?.file(what).await?;
        if at_home {
            return Ok(filed);
        }
        // A mention has quiet minutes before it is listed, and only then does it come back to its author's instance.
        self.settle().await?;
        self.clock.pass(TimeDelta::minutes(QUIET_MINUTES));
        self.settle().await?;
        let voice = thread.brand.account;
        self.member(voice, thread.brand.home)?.thread_called(thread.title, "/desk").await
    }

    async fn step(&mut self, thread: &Thread, path: &str, step: &Step) -> anyhow::Result<()> {
        let (name, side) = match step.by {
            By::Complainant => (thread.author.name, thread.author.side),
            By::Brand => (thread.brand.account, thread.brand.home),
            By::Bystander(Person { name, side }) => (name, side),
            By::Moderator => (OPERATOR, thread.brand.home),
        };
        let due = |days: i64| (self.clock.now() + TimeDelta::days(days)).format("%Y-%m-%d").to_string();
        let sign = [("name", thread.brand.representative), ("role", thread.brand.role)];
        let (deed, fields): (&str, Vec<(&str, String)>) = match step.deed {
            Deed::Acknowledge => ("acknowledge", Vec::new()),
            Deed::Respond(text) => ("respond", vec![("text", text.into()), ("and", "answer".into())]),
            Deed::Offer { text, outcome } => {
                ("respond", vec![("text", text.into()), ("and", "offer".into()), ("outcome", outcome.into())])
            }
            Deed::Promise { text, days } => (
                "respond",
                vec![("text", text.into()), ("and", "answer".into()), ("due", due(days)), ("promise", text.into())],
            ),
            Deed::Comment(text) => ("comment", vec![("text", text.into())]),
            Deed::Confirm { rating } => {
                ("confirm", vec![("rating", rating.to_string()), ("would_return", "yes".into())])
            }
            Deed::Decline(text) => ("decline", vec![("text", text.into())]),
            Deed::GiveUp { rating } => ("give-up", vec![("rating", rating.to_string()), ("would_return", "no".into())]),
            Deed::Withdraw => ("withdraw", Vec::new()),
            Deed::Retract => ("retract", Vec::new()),
            Deed::Dismiss { ground, reason } => ("dismiss", vec![("ground", ground.into()), ("reason", reason.into())]),
            Deed::Support => ("support", Vec::new()),
        };
        let mut fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        if step.by == By::Brand {
            fields.extend(sign);
        }
        self.member(name, side)?.act(path, deed, &fields).await?;
        Ok(())
    }

    /// Both servers show what the script says.
    async fn agreed(&mut self, thread: &Thread, path: &str) -> anyhow::Result<()> {
        if thread.ends == "retracted" {
            // It was never meant as a complaint, so there is no page of it.
            return Ok(());
        }
        let home = self.member(OPERATOR, thread.brand.home)?.standing(path).await?;
        ensure!(home.state == thread.ends, "\"{}\" is {}, not {}", thread.title, home.state, thread.ends);
        let there = self.member(OPERATOR, thread.brand.home.other())?.standing(path).await?;
        ensure!(home == there, "\"{}\" stands differently on the two servers: {home:?}, {there:?}", thread.title);
        Ok(())
    }

    /// Lets time pass in steps, so that what time itself does happens about when it should.
    async fn jump(&mut self, hours_ago: i64) -> anyhow::Result<()> {
        while self.hours_ago > hours_ago {
            self.hours_ago = (self.hours_ago - JUMP_HOURS_MAX).max(hours_ago);
            self.clock.set_behind(TimeDelta::hours(self.hours_ago));
            for stage in &self.stages {
                run_clock::run_clock(&stage.app).await?;
            }
            self.settle().await?;
        }
        Ok(())
    }

    /// Runs jobs until neither instance has one that is due.
    async fn settle(&self) -> anyhow::Result<()> {
        loop {
            let mut ran = 0;
            for stage in &self.stages {
                ran += worker::run_due(&stage.app).await? + deliver::run_due(&stage.app).await?;
            }
            if ran == 0 {
                return Ok(());
            }
        }
    }

    fn member(&mut self, name: &'static str, side: Side) -> anyhow::Result<&mut Member> {
        self.members.get_mut(&(name, side)).with_context(|| format!("{name} is not there"))
    }

    fn stage(&self, side: Side) -> &Stage {
        &self.stages[side.index()]
    }

    fn place(&self, side: Side) -> &Place {
        &self.places[side.index()]
    }
}

/// Real complaints about real companies, as a regulator published them; answers the brand with the most of them.
async fn records(place: &Place) -> anyhow::Result<String> {
    let mut files = Vec::new();
    for (name, content) in RECORDS {
        let file = place.dir.join(name);
        std::fs::write(&file, content)?;
        files.push(file.display().to_string());
    }
    let mut words = vec!["import", "cfpb"];
    words.extend(files.iter().map(String::as_str));
    place.run(&words).await?;
    Ok("equifax.com".to_owned())
}
