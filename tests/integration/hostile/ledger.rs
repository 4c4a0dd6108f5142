//! What was tried and what was refused, counted across processes: each test writes its tally once in one run of the suite,
//! and whoever needs it again reads it.

use std::fmt::{Debug, Display};
use std::fs::File;
use std::io::{Read as _, Seek as _, Write as _};
use std::path::PathBuf;
use std::pin::Pin;
use std::process::{Command, Stdio};
use std::sync::Mutex;

use serde_json::{Value, json};

use crate::support::Engine;

pub const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];
/// Names the folder of the tallies to the processes that the count starts.
const FOLDER: &str = "HOSTILE_LEDGER";

/// One test of one input.
pub struct Item {
    pub number: u8,
    pub section: &'static str,
    pub name: &'static str,
    pub run: fn(Engine) -> Pin<Box<dyn Future<Output = Tally> + Send>>,
}

/// The rows that one test tried on one engine, and those that were let in.
#[derive(Debug, Default, Clone)]
pub struct Tally {
    pub tried: usize,
    /// Forged histories among them that were applied.
    pub histories: usize,
    pub wrong: Vec<String>,
}

impl Tally {
    /// Notes a row: whether it held, and what it was.
    pub fn row(&mut self, held: bool, what: impl Display) {
        self.tried += 1;
        if !held {
            self.wrong.push(what.to_string());
        }
    }

    /// Notes a row that must come to something.
    pub fn same<T: PartialEq + Debug>(&mut self, got: T, expected: T, what: impl Display) {
        self.row(got == expected, format_args!("{what}: {got:?} instead of {expected:?}"));
    }

    fn to_json(&self) -> Value {
        json!({"tried": self.tried, "histories": self.histories, "wrong": self.wrong})
    }

    fn from_json(text: &str) -> Option<Tally> {
        let value: Value = serde_json::from_str(text).ok()?;
        Some(Tally {
            tried: usize::try_from(value["tried"].as_u64()?).ok()?,
            histories: usize::try_from(value["histories"].as_u64()?).ok()?,
            wrong: value["wrong"].as_array()?.iter().filter_map(|it| it.as_str().map(String::from)).collect(),
        })
    }
}

/// The tests of one section: a table for the count, and two tests by name for each.
macro_rules! hostile {
    ($section:literal: $($number:literal $name:ident,)+) => {
        pub const ITEMS: &[$crate::hostile::ledger::Item] = &[$($crate::hostile::ledger::Item {
            number: $number,
            section: $section,
            name: stringify!($name),
            run: |engine| Box::pin($name(engine)),
        }),+];

        $(mod $name {
            fn item() -> &'static $crate::hostile::ledger::Item {
                super::ITEMS.iter().find(|it| it.name == stringify!($name)).unwrap()
            }

            #[test]
            fn sqlite() {
                $crate::hostile::ledger::passes(item(), $crate::support::Engine::Sqlite);
            }

            #[test]
            fn postgres() {
                $crate::hostile::ledger::passes(item(), $crate::support::Engine::Postgres);
            }
        })+
    };
}

fn name_of(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    }
}

/// One folder for one run of the suite.
fn folder() -> PathBuf {
    if let Ok(folder) = std::env::var(FOLDER) {
        return PathBuf::from(folder);
    }
    let run = std::env::var("NEXTEST_RUN_ID").unwrap_or_else(|_| std::process::id().to_string());
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("hostile").join(run)
}

/// Runs the test, unless it ran in this run of the suite already, and fails with what was let in. It counts what its
/// process did, so it has one of its own.
pub fn passes(item: &'static Item, engine: Engine) {
    let is_alone = ["NEXTEST", FOLDER].iter().any(|name| std::env::var_os(name).is_some());
    let tally = if is_alone { tally_of(item, engine) } else { run_apart(item, engine) };
    assert!(tally.wrong.is_empty(), "{} of {}:\n{}", tally.wrong.len(), tally.tried, tally.wrong.join("\n"));
}

fn tally_of(item: &'static Item, engine: Engine) -> Tally {
    let mut file = entry(item, engine);
    let mut text = String::new();
    file.read_to_string(&mut text).unwrap();
    if let Some(tally) = Tally::from_json(&text) {
        return tally;
    }
    let tally = run(item, engine);
    file.rewind().unwrap();
    file.write_all(tally.to_json().to_string().as_bytes()).unwrap();
    tally
}

/// The file of one test, locked: two processes do not run the same one, and the lock of one that died is free.
fn entry(item: &Item, engine: Engine) -> File {
    let folder = folder();
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{}-{}-{}", item.section, item.name, name_of(engine)));
    let file = File::options().read(true).write(true).create(true).truncate(false).open(path).unwrap();
    file.lock().unwrap();
    file
}

fn run(item: &'static Item, engine: Engine) -> Tally {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    // A task of its own, so that a panic in it becomes a row that was not refused.
    let ended = runtime.block_on(async { tokio::spawn((item.run)(engine)).await });
    ended.unwrap_or_else(|error| {
        let why = error.try_into_panic().map_or_else(
            |error| error.to_string(),
            |panic| {
                let text = panic.downcast_ref::<String>().cloned();
                text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string)).unwrap_or_default()
            },
        );
        Tally { tried: 1, histories: 0, wrong: vec![format!("it panicked: {why}")] }
    })
}

/// Runs every test in a process of its own, some side by side, and gives their tallies.
pub fn run_all(items: impl Iterator<Item = &'static Item>) -> Vec<(String, Tally)> {
    let tests: Vec<(&Item, Engine)> = items.flat_map(|item| ENGINES.map(|engine| (item, engine))).collect();
    let next = Mutex::new(tests.iter());
    let tallies = Mutex::new(Vec::new());
    let at_once = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..at_once {
            scope.spawn(|| {
                loop {
                    let Some((item, engine)) = next.lock().unwrap().next().copied() else { return };
                    let tally = run_apart(item, engine);
                    tallies.lock().unwrap().push((path_of(item, engine), tally));
                }
            });
        }
    });
    let tallies = tallies.into_inner().unwrap();
    assert_eq!(tallies.len(), tests.len());
    tallies
}

fn path_of(item: &Item, engine: Engine) -> String {
    format!("hostile::{}::{}::{}", item.section, item.name, name_of(engine))
}

fn run_apart(item: &Item, engine: Engine) -> Tally {
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &path_of(item, engine)])
        .env(FOLDER, folder())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    let mut text = String::new();
    entry(item, engine).read_to_string(&mut text).unwrap();
    let silent = Tally { tried: 1, histories: 0, wrong: vec![format!("no tally, {status}")] };
    let mut tally = Tally::from_json(&text).unwrap_or(silent);
    if !status.success() && tally.wrong.is_empty() {
        tally.wrong.push(status.to_string());
    }
    tally
}
