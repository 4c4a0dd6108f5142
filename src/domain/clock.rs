//! Whether this machine's clock can be right, by what was signed with it, what other servers say, and how it ran.

use chrono::TimeDelta;

use crate::domain::Timestamp;

/// How far our clock may be from what speaks against it. Signatures between servers bear an hour.
pub const OFF_MINUTES_MAX: i64 = 15;
/// So many other servers together know the time better than this machine.
pub const WITNESSES_MIN: usize = 3;

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
