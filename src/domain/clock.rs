//! Whether this machine's clock can be right, by what was signed with it, what other servers say, and how it ran.

use chrono::TimeDelta;

use crate::domain::Timestamp;

/// How far our clock may be from what speaks against it. Signatures between servers bear an hour.
pub const OFF_MINUTES_MAX: i64 = 15;
/// So many other servers together know the time better than this machine.
pub const WITNESSES_MIN: usize = 3;

/// A clock that goes further than time by more between two steps, or less far, was set, or the machine slept: nothing is
/// done with it until it has been looked at.
pub const LEAP_SECONDS_MAX: i64 = 60;

/// What the clock says, and how far time is, whatever the clock was set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    pub clock: Timestamp,
    pub time: TimeDelta,
}

impl Stand {
    /// By how much the clock went further than time did until then.
    pub fn jumped_until(self, then: Stand) -> TimeDelta {
        (then.clock - self.clock) - (then.time - self.time)
    }
}

/// Every step that this process takes by the clock, so that it is known at once when the clock leapt between two of them.
#[derive(Debug, Default)]
pub struct Steps {
    last: Option<Stand>,
    leaps: u64,
    looked_into: u64,
}

/// Which leaps there had been when somebody began to look into them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaps(u64);

impl Steps {
    /// A step is about to be taken.
    pub fn step(&mut self, now: Stand) {
        let leapt = self.last.map_or(TimeDelta::zero(), |last| last.jumped_until(now));
        if leapt.abs() > TimeDelta::seconds(LEAP_SECONDS_MAX) {
            self.leaps += 1;
        }
        self.last = Some(now);
    }

    /// Whether the clock leapt, and nobody has found out since whether it is right.
    pub fn are_held(&self) -> bool {
        self.leaps > self.looked_into
    }

    pub fn leaps(&self) -> Leaps {
        Leaps(self.leaps)
    }

    /// Whether the clock is right is known, and written down where it is not.
    pub fn looked_into(&mut self, leaps: Leaps) {
        self.looked_into = self.looked_into.max(leaps.0);
    }
}

/// What the clock is compared with.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    pub now: Timestamp,
    /// The newest event that was signed here, as far as nobody said that it is wrong.
    pub newest_event: Option<Timestamp>,
    /// By how much each of other servers is ahead of us: of those that we know, one voice for whoever owns them.
    pub others: Vec<TimeDelta>,
    /// By how much the clock went further than time did since it was last believed, or less far.
    pub jumped: TimeDelta,
}

/// Why the clock is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Others say that it is earlier than we say.
    Ahead { minutes: i64 },
    /// Others say that it is later.
    Behind { minutes: i64 },
    /// Something was signed here at a time that has not come.
    BeforeItsEvents { minutes: i64 },
    /// It went another way than time.
    Jumped { minutes: i64 },
}

impl Doubt {
    pub fn in_words(self) -> String {
        match self {
            Doubt::Ahead { minutes } => format!("the clock is {minutes} minutes ahead of other servers"),
            Doubt::Behind { minutes } => format!("the clock is {minutes} minutes behind other servers"),
            Doubt::BeforeItsEvents { minutes } => {
                format!("the newest event here is {minutes} minutes in the future: the clock is behind, or was ahead")
            }
            Doubt::Jumped { minutes } => format!("the clock jumped by {minutes} minutes while this process ran"),
        }
    }
}

/// Other servers know best; without them, what was signed here; without that, how the clock ran.
pub fn judge(evidence: &Evidence) -> Option<Doubt> {
    if evidence.others.len() >= WITNESSES_MIN {
        let mut others = evidence.others.clone();
        others.sort();
        let middle = others[others.len() / 2].num_minutes();
        return match middle {
            minutes if minutes > OFF_MINUTES_MAX => Some(Doubt::Behind { minutes }),
            minutes if minutes < -OFF_MINUTES_MAX => Some(Doubt::Ahead { minutes: -minutes }),
            _ => None,
        };
    }
    if let Some(newest) = evidence.newest_event {
        let minutes = (newest - evidence.now).num_minutes();
        if minutes > OFF_MINUTES_MAX {
            return Some(Doubt::BeforeItsEvents { minutes });
        }
    }
    // A clock that was set right jumps, and so does one whose machine slept: where anybody says that it is right, it is.
    let is_right = |ahead: &TimeDelta| ahead.num_minutes().abs() <= OFF_MINUTES_MAX;
    if !evidence.others.is_empty() && evidence.others.iter().all(is_right) {
        return None;
    }
    let minutes = evidence.jumped.num_minutes();
    (minutes.abs() > OFF_MINUTES_MAX).then_some(Doubt::Jumped { minutes })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(newest: i64, others: &[i64], jumped: i64) -> Option<Doubt> {
        let now: Timestamp = "2026-02-01T12:00:00Z".parse().unwrap();
        judge(&Evidence {
            now,
            newest_event: Some(now + TimeDelta::minutes(newest)),
            others: others.iter().map(|it| TimeDelta::minutes(*it)).collect(),
            jumped: TimeDelta::minutes(jumped),
        })
    }

    #[test]
    fn a_leap_holds_every_step_until_it_is_looked_into() {
        let noon: Timestamp = "2026-02-01T12:00:00Z".parse().unwrap();
        let at =
            |clock: i64, time: i64| Stand { clock: noon + TimeDelta::seconds(clock), time: TimeDelta::seconds(time) };
        let mut steps = Steps::default();
        for (clock, time) in [(0, 0), (60, 0), (1_000, 1_000), (941, 1_001)] {
            steps.step(at(clock, time));
            assert!(!steps.are_held(), "{clock} {time}");
        }
        steps.step(at(2_000, 1_002));
        assert!(steps.are_held());
        steps.step(at(2_001, 1_003));
        assert!(steps.are_held(), "it goes on, and nobody has looked");
        let leaps = steps.leaps();
        steps.step(at(1_004, 1_004));
        steps.looked_into(leaps);
        assert!(steps.are_held(), "it leapt again while somebody looked");
        let leaps = steps.leaps();
        steps.looked_into(leaps);
        assert!(!steps.are_held());
    }

    #[test]
    fn others_know_best() {
        assert_eq!(judged(-5, &[], 0), None);
        assert_eq!(judged(-5, &[0, 1, 400], 0), None, "one of three is wrong");
        assert_eq!(judged(-5, &[-576_000, -576_001, 0], 0), Some(Doubt::Ahead { minutes: 576_000 }));
        assert_eq!(judged(-5, &[20, 30, 40], 0), Some(Doubt::Behind { minutes: 30 }));
        assert_eq!(judged(576_000, &[0, 0, 0], 576_000), None, "what was wrong before does not stop what is right now");
    }

    #[test]
    fn without_others_its_own_traces_count() {
        assert_eq!(judged(16, &[0, 0], 0), Some(Doubt::BeforeItsEvents { minutes: 16 }));
        assert_eq!(judged(15, &[], 15), None);
        assert_eq!(judged(-5, &[], 576_000), Some(Doubt::Jumped { minutes: 576_000 }));
        assert_eq!(judged(-5, &[], -30), Some(Doubt::Jumped { minutes: -30 }));
        assert_eq!(judged(-5, &[1], 30), None, "it was set right");
        assert_eq!(judged(-5, &[1, -30], 30), Some(Doubt::Jumped { minutes: 30 }), "one of two denies it");
        assert_eq!(judged(-576_000, &[], 0), None, "nobody complained for a year");
    }
}
