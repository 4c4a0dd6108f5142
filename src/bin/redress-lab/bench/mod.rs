//! `redress-lab bench`: drives the program, started as a process of its own, from outside, and measures.

mod client;
mod instance;
mod machine;
mod peer;
mod rows;
mod seed;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use serde::Serialize;

use crate::bench::machine::{Machine, Speed};
use crate::bench::rows::{Bench, Row};
use redress::commands::say;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Which rows to measure; all of them when none is named.
    #[arg(value_name = "ROW")]
    rows: Vec<Row>,
    /// Write the figures to this file as well.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t = Engine::Sqlite)]
    engine: Engine,
    /// An empty PostgreSQL database, for `--engine postgres`.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Complaints in the database, each with ten posts.
    #[arg(long, default_value_t = 1_000)]
    complaints: u64,
    /// Records in the file that is imported.
    #[arg(long, default_value_t = 200_000)]
    records: u64,
    /// How long each page is asked for.
    #[arg(long, default_value_t = 5, value_name = "SECONDS")]
    seconds: u64,
    /// Connections at a time.
    #[arg(long, default_value_t = 32)]
    connections: usize,
    /// Activities of the rows that are counted rather than timed.
    #[arg(long, default_value_t = 5_000)]
    activities: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    fn name(self) -> &'static str {
        match self {
            Engine::Sqlite => "sqlite",
            Engine::Postgres => "postgres",
        }
    }
}

/// One measured row; what a row cannot say is null.
#[derive(Debug, Clone, Default, Serialize)]
struct Figures {
    name: &'static str,
    engine: &'static str,
    n: u64,
    per_second: Option<f64>,
    cpu_ms_per_unit: Option<f64>,
    p50_ms: Option<f64>,
    p99_ms: Option<f64>,
    rss_mb_max: Option<f64>,
    /// The row `disk` alone: bytes of the database per complaint, and how many times its text and JSON that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes_per_unit: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    times_its_text: Option<f64>,
}

#[derive(Serialize)]
struct Report {
    machine: Machine,
    openssl: Speed,
    rows: Vec<Figures>,
}

/// What one run was asked for.
struct Plan {
    engine: Engine,
    database: Option<String>,
    complaints: u64,
    records: u64,
    time: Duration,
    connections: usize,
    activities: usize,
}

pub(super) fn run(arguments: Arguments) -> anyhow::Result<()> {
    anyhow::ensure!(
        arguments.engine == Engine::Sqlite || arguments.database.is_some(),
        "--engine postgres needs --database with the URL of an empty database"
    );
    if cfg!(debug_assertions) {
        say("This is a debug build: its figures say nothing about a release.");
    }
    let plan = Plan {
        engine: arguments.engine,
        database: arguments.database,
        complaints: arguments.complaints.max(1),
        records: arguments.records.max(1),
        time: Duration::from_secs(arguments.seconds.max(1)),
        connections: arguments.connections.max(1),
        activities: arguments.activities.max(1),
    };
    let rows = if arguments.rows.is_empty() { Row::ALL.to_vec() } else { arguments.rows };
    let runtime = tokio::runtime::Runtime::new().context("no threads to work with")?;
    let report = runtime.block_on(measure(plan, &rows))?;
    if let Some(path) = arguments.json {
        write(&path, &report)?;
    }
    Ok(())
}

async fn measure(plan: Plan, rows: &[Row]) -> anyhow::Result<Report> {
    let machine = Machine::read();
    let openssl = tokio::task::spawn_blocking(machine::openssl_speed).await??;
    say(format_args!("{} · {} cores", machine.cpu, machine.cores));
    say(format_args!(
        "OpenSSL RSA-2048: {:.0} signatures/s, {:.0} verifications/s on one core",
        openssl.rsa2048_sign_per_s, openssl.rsa2048_verify_per_s
    ));
    say(HEADINGS);
    let mut bench = Bench::new(plan);
    let mut measured = Vec::new();
    for row in rows {
        match bench.measure(*row).await {
            Ok(figures) => {
                say(line(&figures));
                measured.push(figures);
            }
            Err(error) => say(format_args!("{:<15} not measured: {error:#}", row.name())),
        }
    }
    Ok(Report { machine, openssl, rows: measured })
}

const HEADINGS: &str = "row             engine         n        per s   CPU ms each     p50 ms     p99 ms   memory MB";

fn line(it: &Figures) -> String {
    let number = |value: Option<f64>, digits: usize| match value {
        Some(value) => format!("{value:.digits$}"),
        None => "–".to_string(),
    };
    let line = format!(
        "{:<15} {:<9} {:>7} {:>12} {:>13} {:>10} {:>10} {:>11}",
        it.name,
        it.engine,
        it.n,
        number(it.per_second, 0),
        number(it.cpu_ms_per_unit, 4),
        number(it.p50_ms, 2),
        number(it.p99_ms, 2),
        number(it.rss_mb_max, 1),
    );
    match (it.bytes_per_unit, it.times_its_text) {
        (Some(bytes), Some(times)) => format!("{line}   {bytes:.0} bytes each, {times:.2} times its text"),
        _ => line,
    }
}

fn write(path: &Path, report: &Report) -> anyhow::Result<()> {
    let text = serde_json::to_string_pretty(report)?;
    std::fs::write(path, text + "\n").with_context(|| format!("cannot write {}", path.display()))
}
