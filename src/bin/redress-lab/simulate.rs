//! `redress-lab simulate`: runs of the simulated network, many seeds at once or one with every step.

use std::time::Instant;

use anyhow::bail;
use clap::Args;

use crate::simulation::{self, Faults, Options, Outcome};
use redress::commands::say;

/// Steps that are shown of a seed that failed among others; `--seed N --trace` shows all.
const STEPS_SHOWN: usize = 80;
/// Seeds that failed and are shown in full.
const FAILURES_SHOWN: usize = 3;
/// Seeds between two looks at what failed.
const SEEDS_AT_ONCE: u64 = 250;

#[derive(Args)]
pub(super) struct Arguments {
    /// How many seeds to run.
    #[arg(long, default_value_t = 1_000, value_name = "COUNT")]
    seeds: u64,
    /// The first of them.
    #[arg(long, default_value_t = 0, value_name = "SEED")]
    first: u64,
    /// Run this seed alone.
    #[arg(long, value_name = "SEED", conflicts_with_all = ["seeds", "first"])]
    seed: Option<u64>,
    /// Print every step; with --seed only.
    #[arg(long, requires = "seed")]
    trace: bool,
    /// Threads; as many as there are processors if not given.
    #[arg(long)]
    threads: Option<usize>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    if let Some(seed) = arguments.seed {
        return one(seed, arguments.trace);
    }
    let threads = arguments.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    let started = Instant::now();
    let mut sum = Sum::default();
    let mut failed = Vec::new();
    let mut first = arguments.first;
    let end = arguments.first.saturating_add(arguments.seeds);
    while first < end && failed.len() < FAILURES_SHOWN {
        let count = SEEDS_AT_ONCE.min(end - first);
        for outcome in simulation::run_many(first, count, threads, Options::default()) {
            sum.add(&outcome);
            if !outcome.failures.is_empty() {
                failed.push(outcome.seed);
            }
        }
        first += count;
    }
    say(sum.in_words());
    say(format_args!("{} threads, {:.1} s", threads, started.elapsed().as_secs_f64()));
    for seed in failed.iter().take(FAILURES_SHOWN) {
        show_failure(*seed);
    }
    if failed.is_empty() {
        say("every seed ended with equal state, sequence and head everywhere");
        return Ok(());
    }
    bail!("seeds that failed: {failed:?}");
}

fn one(seed: u64, trace: bool) -> anyhow::Result<()> {
    let outcome = simulation::run(seed, Options { faults: Faults::default(), trace });
    if trace {
        say(outcome.trace.trim_end());
    }
    let mut sum = Sum::default();
    sum.add(&outcome);
    say(sum.in_words());
    say(format_args!("seed {seed}: {} simulated days, trace {:016x}", outcome.days, outcome.trace_number));
    for failure in &outcome.failures {
        say(format_args!("seed {seed} FAILED: {failure}"));
    }
    if outcome.failures.is_empty() { Ok(()) } else { bail!("seed {seed} failed") }
}

/// Runs it once more, with its steps.
fn show_failure(seed: u64) {
    let outcome = simulation::run(seed, Options { faults: Faults::default(), trace: true });
    let steps: Vec<&str> = outcome.trace.lines().collect();
    let from = steps.len().saturating_sub(STEPS_SHOWN);
    say(format_args!("\nseed {seed}, the last {} of {} steps:", steps.len() - from, steps.len()));
    for step in &steps[from..] {
        say(step);
    }
    for failure in &outcome.failures {
        say(format_args!("seed {seed} FAILED: {failure}"));
    }
    say(format_args!("alone, with every step: redress-lab simulate --seed {seed} --trace"));
}

#[derive(Default)]
struct Sum {
    seeds: u64,
    commands: u64,
    accepted: u64,
    events: u64,
    messages: u64,
    dropped: u64,
    doubled: u64,
    crashes: u64,
    partitions: u64,
    restores: u64,
    lies: u64,
    absences: u64,
    lost: u64,
}

impl Sum {
    fn add(&mut self, outcome: &Outcome) {
        self.seeds += 1;
        self.commands += outcome.commands;
        self.accepted += outcome.accepted;
        self.events += outcome.events;
        self.messages += outcome.messages;
        self.dropped += outcome.dropped;
        self.doubled += outcome.doubled;
        self.crashes += outcome.crashes;
        self.partitions += outcome.partitions;
        self.restores += outcome.restores;
        self.lies += outcome.lies;
        self.absences += outcome.absences;
        self.lost += outcome.lost;
    }

    fn in_words(&self) -> String {
        format!(
            "{} seeds: {} commands ({} accepted), {} events, {} messages ({} lost, {} doubled), {} partitions, \
             {} crashes, {} restores ({} events that nobody else held), {} homes with two histories, {} homes gone for weeks",
            self.seeds,
            self.commands,
            self.accepted,
            self.events,
            self.messages,
            self.dropped,
            self.doubled,
            self.partitions,
            self.crashes,
            self.restores,
            self.lost,
            self.lies,
            self.absences
        )
    }
}
