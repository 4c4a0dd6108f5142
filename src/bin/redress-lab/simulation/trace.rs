//! What happened, step by step: a number that tells two runs apart, and lines to read when asked for.

use std::fmt::Write as _;

use crate::simulation::world::Moment;

/// Every step goes in here, whether or not it is written down, so that the number does not depend on it.
#[derive(Debug, Default)]
pub(super) struct Trace {
    written: Option<String>,
    number: u64,
    steps: u64,
}

impl Trace {
    pub(super) fn new(written: bool) -> Trace {
        Trace { written: written.then(String::new), number: 0xCBF2_9CE4_8422_2325, steps: 0 }
    }

    /// One step: when in true time, at which instance, which kind of thing, and the numbers that make it this one.
    pub(super) fn step(
        &mut self,
        at: Moment,
        who: usize,
        what: &str,
        numbers: [u64; 3],
        words: impl FnOnce() -> String,
    ) {
        self.steps += 1;
        let what_number = what.bytes().fold(7, |sum: u64, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
        for part in [at.unsigned_abs(), who as u64, what_number].into_iter().chain(numbers) {
            self.number = (self.number ^ part).wrapping_mul(0x0000_0100_0000_01B3).rotate_left(23);
        }
        if let Some(written) = &mut self.written {
            let name = super::NAMES.get(who).copied().unwrap_or("world");
            // Writing into a string cannot fail.
            let _ = writeln!(written, "{} {name:<6} {what:<16} {}", shown(at), words());
        }
    }

    pub(super) fn number(&self) -> u64 {
        self.number
    }

    pub(super) fn into_written(self) -> String {
        self.written.unwrap_or_default()
    }
}

/// Days and the time of day since the run began, by no instance's clock.
fn shown(at: Moment) -> String {
    let seconds = at / 1000;
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    format!("day {days:>3} {hours:02}:{minutes:02}:{:02}.{:03}", seconds % 60, at % 1000)
}
