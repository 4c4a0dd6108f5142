//! `redress import`: open data of others becomes records.

use std::io::{IsTerminal, stderr};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};

use crate::commands::{build, complain_of, say};
use crate::config::Config;
use crate::domain::record::Companies;
use crate::services::import_records::{Order, Standing, import_records};

/// Between two lines about the progress, where there is no terminal to draw a bar on.
const LINE_INTERVAL: Duration = Duration::from_secs(5);

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    from: From,
}

#[derive(clap::Subcommand)]
enum From {
    /// The complaint file of the US Consumer Financial Protection Bureau (CSV). Interrupted, it goes on where it was.
    Cfpb {
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Where rows go that cannot be read, with line and reason; FILE.rejects.csv otherwise.
        #[arg(long, value_name = "FILE")]
        rejects: Option<PathBuf>,
        /// More companies and their domains: name, tab, domain. These win over the ones that come with the program.
        #[arg(long, value_name = "FILE")]
        mapping: Option<PathBuf>,
    },
}

pub(super) fn run(config: Config, arguments: Arguments) -> anyhow::Result<()> {
    let From::Cfpb { files, rejects, mapping } = arguments.from;
    let mut companies = Companies::shipped()?;
    if let Some(path) = mapping {
        let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        companies.extend(Companies::parse(&text).with_context(|| path.display().to_string())?);
    }
    let app = build(config)?;
    let runtime = tokio::runtime::Runtime::new().context("no threads to work with")?;
    let began = Instant::now();
    let mut shown = Shown::new();
    let order = Order { files, rejects, companies };
    let total = runtime.block_on(import_records(&app, order, &mut |standing| shown.tell(&standing)))?;
    shown.end();
    let seconds = began.elapsed().as_secs_f64();
    say(format_args!(
        "{} added, {} changed, {} unchanged, {} rejected in {seconds:.1} s",
        total.added, total.changed, total.unchanged, total.rejected
    ));
    let taken = total.added + total.changed + total.unchanged;
    anyhow::ensure!(taken > 0 || total.rejected == 0, "not one of {} rows could be read", total.rejected);
    Ok(())
}

/// A bar on a terminal; elsewhere a line from time to time.
struct Shown {
    bar: Option<ProgressBar>,
    file: PathBuf,
    began: Instant,
    told: Instant,
}

impl Shown {
    fn new() -> Shown {
        let bar = stderr().is_terminal().then(|| {
            let bar = ProgressBar::no_length();
            let style = "{wide_bar} {percent:>3} %  {bytes}/{total_bytes}  {msg}  {eta} left";
            bar.set_style(ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar
        });
        Shown { bar, file: PathBuf::new(), began: Instant::now(), told: Instant::now() }
    }

    fn tell(&mut self, standing: &Standing<'_>) {
        if self.file != standing.file {
            self.begin(standing);
        }
        let records = |it: &crate::storage::records::Progress| it.added + it.changed + it.unchanged + it.rejected;
        let done = records(&standing.progress) - records(&standing.resumed);
        let rate = per_second(done, self.began.elapsed());
        if let Some(bar) = &self.bar {
            bar.set_position(standing.progress.bytes_read);
            bar.set_message(format!("{rate} records/s"));
        } else if !standing.finished && self.told.elapsed() >= LINE_INTERVAL {
            self.told = Instant::now();
            let percent = standing.progress.bytes_read * 100 / standing.bytes_total.max(1);
            let left = left(standing, self.began.elapsed());
            line(format_args!("{}: {percent} %, {rate} records/s, {left} s left", name(standing.file)));
        }
        if standing.finished {
            let it = standing.progress;
            let see = match it.rejected {
                0 => String::new(),
                _ => format!("; see {}", standing.rejects.display()),
            };
            self.line(&format!(
                "{}: {} added, {} changed, {} unchanged, {} rejected ({rate} records/s){see}",
                name(standing.file),
                it.added,
                it.changed,
                it.unchanged,
                it.rejected
            ));
        }
    }

    fn begin(&mut self, standing: &Standing<'_>) {
        self.file = standing.file.to_path_buf();
        self.began = Instant::now();
        self.told = Instant::now();
        if let Some(bar) = &self.bar {
            bar.set_length(standing.bytes_total);
            bar.reset_eta();
        }
        if standing.resumed.bytes_read > 0 {
            self.line(&format!("{}: goes on at line {}", name(standing.file), standing.resumed.lines_read + 1));
        }
    }

    fn line(&self, text: &str) {
        match &self.bar {
            Some(bar) => bar.println(text),
            None => line(text),
        }
    }

    fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn per_second(count: u64, elapsed: Duration) -> u64 {
    let millis = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX).max(1);
    count.saturating_mul(1_000) / millis
}

/// Seconds until the end of the file at the speed so far.
fn left(standing: &Standing<'_>, elapsed: Duration) -> u64 {
    let done = standing.progress.bytes_read - standing.resumed.bytes_read;
    let rest = standing.bytes_total - standing.progress.bytes_read;
    rest / per_second(done, elapsed).max(1)
}

fn name(file: &Path) -> std::path::Display<'_> {
    Path::new(file.file_name().unwrap_or(file.as_os_str())).display()
}

/// Progress goes to standard error; what the command has to say at the end, to standard output.
fn line(text: impl std::fmt::Display) {
    complain_of(text);
}
