//! Five instances, a bad network and worse luck, all from one seed: does everything end equal?
//!
//! The rules under test are the real ones: a home decides by [`redress::domain::complaint::Complaint::decide`], followers,
//! catch-up, requests and the adoption of a restored home go through [`redress::domain::sync`]. The network, the clocks, the
//! disks and the people are made up here. Signatures are taken as given; hashes are not.
//!
//! Every run decides at least 200 commands, while messages are lost, doubled, late and out of order, clocks are up to 36
//! hours apart, some instances are cut off for days, and three crash between two writes. In one run of ten a home is
//! restored from an old backup, in one a home tells two histories, in one a home is gone for more than a month. Then the network heals, and within six days everything must be as `invariants` says.

mod chance;
mod disk;
mod instance;
mod invariants;
mod ledger;
mod message;
mod people;
mod trace;
mod world;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::simulation::world::World;

const INSTANCES: usize = 5;
const NAMES: [&str; INSTANCES] = ["north", "south", "east", "west", "isle"];

/// Checks that are left out on purpose, to see that the simulator notices. Nothing outside it knows of them.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one check that is left out")]
pub struct Faults {
    /// A repeated request is decided anew.
    pub home_forgets_causes: bool,
    /// A restored home takes commands before its followers have told it what they hold.
    pub adoption_does_not_wait: bool,
    /// A follower takes the newest lines without those before them.
    pub follower_accepts_gaps: bool,
    /// A follower replays an erasure and keeps the texts.
    pub follower_keeps_erased_texts: bool,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    pub faults: Faults,
    /// Write down every step; several thousand lines.
    pub trace: bool,
}

/// What one run was, and what was wrong at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub seed: u64,
    /// Commands that were decided, the refused ones too.
    pub commands: u64,
    pub accepted: u64,
    /// Lines of history that were written.
    pub events: u64,
    pub complaints: u64,
    pub messages: u64,
    pub dropped: u64,
    pub doubled: u64,
    pub crashes: u64,
    pub partitions: u64,
    pub restores: u64,
    /// Homes that told two histories of one complaint.
    pub lies: u64,
    /// Homes that were gone for more than a month.
    pub absences: u64,
    /// Lines that a restored home could not get back from anybody.
    pub lost: u64,
    /// Simulated days.
    pub days: i64,
    /// Empty when everything held.
    pub failures: Vec<String>,
    /// Two runs with one number took the same steps.
    pub trace_number: u64,
    pub trace: String,
}

/// One run. The same seed and options give the same run, step by step.
pub fn run(seed: u64, options: Options) -> Outcome {
    World::of(seed, options).run(seed)
}

/// Runs of all seeds from `first`, on so many threads, in the order of seeds.
pub fn run_many(first: u64, count: u64, threads: usize, options: Options) -> Vec<Outcome> {
    let next = AtomicU64::new(0);
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        break;
                    }
                    let outcome = run(first + number, options);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push(outcome);
                }
            });
        }
    });
    let mut outcomes = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    outcomes.sort_by_key(|it| it.seed);
    outcomes
}

fn origin(instance: usize) -> String {
    format!("https://{}.example", NAMES[instance])
}

#[cfg(test)]
mod tests;
