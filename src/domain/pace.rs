//! How much one host may have under way: some at first, more while it is quick, one thing at a time when it is slow.

use std::collections::HashMap;
use std::time::Duration;

/// What a host gets that we know nothing about.
const SHARE_FIRST: i64 = 8;
/// What a quick host gets at most, of all that is under way at once.
pub const SHARE_MAX: i64 = 16;
const SHARE_SLOW: i64 = 1;
/// Whoever takes longer is slow.
pub const SLOW: Duration = Duration::from_secs(2);
/// Hosts that are remembered. When there are more, all are met anew.
const HOSTS_MAX: usize = 10_000;

/// What is remembered of hosts, by name.
#[derive(Debug, Default)]
pub struct Pace {
    shares: HashMap<String, i64>,
}

impl Pace {
    pub fn share(&self, host: &str) -> i64 {
        self.shares.get(host).copied().unwrap_or(SHARE_FIRST)
    }

    /// Something at this host took so long.
    pub fn took(&mut self, host: &str, time: Duration) {
        let share = self.share(host);
        let next = if time > SLOW { SHARE_SLOW } else { (share * 2).min(SHARE_MAX) };
        if next == share {
            return;
        }
        if self.shares.len() >= HOSTS_MAX && !self.shares.contains_key(host) {
            self.shares.clear();
        }
        self.shares.insert(host.to_string(), next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_host_gets_one_thing_at_a_time_until_it_is_quick_again() {
        let mut pace = Pace::default();
        assert_eq!(pace.share("a.test"), SHARE_FIRST);
        pace.took("a.test", Duration::from_secs(9));
        assert_eq!((pace.share("a.test"), pace.share("b.test")), (SHARE_SLOW, SHARE_FIRST));
        for _ in 0..10 {
            pace.took("a.test", Duration::from_millis(20));
        }
        assert_eq!(pace.share("a.test"), SHARE_MAX);
    }

    #[test]
    fn only_so_many_hosts_are_remembered() {
        let mut pace = Pace::default();
        for number in 0..HOSTS_MAX * 2 {
            pace.took(&format!("{number}.test"), Duration::from_secs(9));
        }
        assert!(pace.shares.len() <= HOSTS_MAX);
    }
}
