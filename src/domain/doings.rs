//! How much one account of another server, and one server, may do here in a while, and one person here of what is kept
//! for long: beyond it nothing comes of it. Counted in memory, by each process for itself: no row is written for it, and a
//! restart begins anew.

use std::collections::HashMap;
use std::hash::Hash;

use chrono::TimeDelta;

use crate::domain::Timestamp;

/// What somebody does, as far as it leaves something behind or is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Doing {
    /// Comments, complaints, commands.
    Post,
    /// New versions of posts and of profiles.
    Edit,
    /// Likes, boosts.
    React,
    /// Follows, blocks, requests to quote, moves: what is answered, or kept about somebody.
    Relate,
    /// Reports to the moderators.
    Report,
    /// Steps that are asked for in a thread.
    Request,
    /// Receipts that somebody here shows a brand: each is a file on our disk.
    Receipt,
    /// Claims of somebody here to speak for a brand: each asks the brand's domain.
    Claim,
}

/// How often, in one hour and in one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    pub per_hour: i64,
    pub per_day: i64,
}

/// A host has many people: a server of a hundred thousand may be angry at one brand in one hour.
pub const HOST_FACTOR: i64 = 250;
/// One account that a brand here knows as its voice speaks for many, and so does a board that somebody here follows.
pub const OFFICE_FACTOR: i64 = 10;
/// Accounts and hosts that are remembered. When there are more, all of their kind are met anew.
const REMEMBERED_MAX: usize = 20_000;
/// Complaints by mention that one account files in a day.
pub const FILINGS_PER_DAY_MAX: i64 = 100;
/// Receipts of one person, whatever became of them.
pub const RECEIPTS_PER_HOUR_MAX: i64 = 10;
pub const RECEIPTS_PER_DAY_MAX: i64 = 20;
/// Claims of one member, whatever became of them.
pub const CLAIMS_PER_HOUR_MAX: i64 = 10;
pub const CLAIMS_PER_DAY_MAX: i64 = 20;
/// Undecided reports about one thing, of all accounts elsewhere: more tell the moderators nothing.
pub const REPORTS_OF_ONE_MAX: i64 = 50;
pub const DAY_HOURS: i64 = 24;
/// Complaints of one board elsewhere that are new here in a day, and bytes that the histories of one home bring in a day. What
/// is beyond waits: the board is compared again, and then brings it.
pub const TOLD_COMPLAINTS_PER_DAY_MAX: i64 = 1_000;
pub const TOLD_BYTES_PER_DAY_MAX: i64 = 64 * 1024 * 1024;
/// What people here filed or asked for, and what takes words out, finds so many times that room.
const PRESSING_FACTOR: i64 = 2;

impl Doing {
    pub const ALL: [Doing; 8] = [
        Doing::Post,
        Doing::Edit,
        Doing::React,
        Doing::Relate,
        Doing::Report,
        Doing::Request,
        Doing::Receipt,
        Doing::Claim,
    ];

    /// Of one account, whatever it says that it is.
    pub fn bound(self) -> Bound {
        let (per_hour, per_day) = match self {
            Doing::Post => (3_000, 20_000),
            Doing::Edit | Doing::Report => (60, 300),
            Doing::React => (300, 1_500),
            Doing::Relate => (100, 500),
            Doing::Request => (200, 1_000),
            Doing::Receipt => (RECEIPTS_PER_HOUR_MAX, RECEIPTS_PER_DAY_MAX),
            Doing::Claim => (CLAIMS_PER_HOUR_MAX, CLAIMS_PER_DAY_MAX),
        };
        Bound { per_hour, per_day }
    }
}

impl Bound {
    /// Of a host.
    #[must_use]
    pub fn of_host(self) -> Bound {
        self.times(HOST_FACTOR)
    }

    /// Of an account that is known here to speak for many.
    #[must_use]
    pub fn of_office(self) -> Bound {
        self.times(OFFICE_FACTOR)
    }

    fn times(self, factor: i64) -> Bound {
        Bound { per_hour: self.per_hour * factor, per_day: self.per_day * factor }
    }

    /// In how many hours there is room again; `None` where there is now.
    pub fn full_for_hours(self, this_hour: i64, this_day: i64) -> Option<i64> {
        if this_day >= self.per_day {
            return Some(DAY_HOURS);
        }
        (this_hour >= self.per_hour).then_some(1)
    }
}

/// What a history brings that was not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    pub complaints: i64,
    pub bytes: i64,
}

/// What was done, by whom, in each hour of the last day: by accounts' addresses and by hosts' names.
#[derive(Debug, Default)]
pub struct Doings {
    accounts: Counts,
    hosts: Counts,
    /// What histories brought: complaints by their boards, bytes by their homes.
    told: HashMap<String, Vec<(i64, i64)>>,
}

type Counts = HashMap<(String, Doing), Vec<(i64, i64)>>;

impl Doings {
    /// In how many hours there is room again for this from somebody, where there is none now.
    pub fn full_for_hours(
        &self,
        (account, bound): (&str, Bound),
        host: &str,
        doing: Doing,
        now: Timestamp,
    ) -> Option<i64> {
        let of = |counts: &Counts, who: &str, bound: Bound| {
            let hours = counts.get(&(who.to_string(), doing))?;
            let hour = hour_of(now);
            let this_hour = hours.iter().filter(|(at, _)| *at == hour).map(|(_, count)| count).sum();
            let this_day = hours.iter().filter(|(at, _)| *at > hour - DAY_HOURS).map(|(_, count)| count).sum();
            bound.full_for_hours(this_hour, this_day)
        };
        of(&self.accounts, account, bound).or_else(|| of(&self.hosts, host, doing.bound().of_host()))
    }

    /// This came of somebody.
    pub fn count(&mut self, account: &str, host: &str, doing: Doing, now: Timestamp) {
        count_one(&mut self.accounts, (account.to_string(), doing), 1, now);
        count_one(&mut self.hosts, (host.to_string(), doing), 1, now);
    }

    /// Whether there is room today for what a board of a home tells.
    pub fn has_room_to_tell(&self, board: &str, home: &str, told: Told, pressing: bool, now: Timestamp) -> bool {
        let factor = if pressing { PRESSING_FACTOR } else { 1 };
        let fits = |who: &str, more: i64, most: i64| {
            let hours = self.told.get(who).map(Vec::as_slice).unwrap_or_default();
            let day = hours.iter().filter(|(at, _)| *at > hour_of(now) - DAY_HOURS);
            // One history has room in any case: what is longer than a day's bound would wait for ever.
            let so_far = day.map(|(_, amount)| amount).sum::<i64>();
            more == 0 || so_far == 0 || so_far + more <= most * factor
        };
        fits(board, told.complaints, TOLD_COMPLAINTS_PER_DAY_MAX) && fits(home, told.bytes, TOLD_BYTES_PER_DAY_MAX)
    }

    /// Whether what a home tells is fetched: so much as it has room for in a day is fetched in vain, and no more.
    pub fn has_room_to_fetch(&self, board: &str, home: &str, now: Timestamp) -> bool {
        self.has_room_to_tell(&in_vain(board), &in_vain(home), Told { complaints: 1, bytes: 1 }, false, now)
    }

    /// A board of a home told this, and there was no room to take it in.
    pub fn count_in_vain(&mut self, board: &str, home: &str, told: Told, now: Timestamp) {
        self.count_told(&in_vain(board), &in_vain(home), Told { complaints: 1, ..told }, now);
    }

    /// A board of a home told this, and it was taken in.
    pub fn count_told(&mut self, board: &str, home: &str, told: Told, now: Timestamp) {
        count_one(&mut self.told, board.to_string(), told.complaints, now);
        count_one(&mut self.told, home.to_string(), told.bytes, now);
    }
}

fn count_one<K: Eq + Hash>(counts: &mut HashMap<K, Vec<(i64, i64)>>, known: K, amount: i64, now: Timestamp) {
    let hour = hour_of(now);
    if counts.len() >= REMEMBERED_MAX && !counts.contains_key(&known) {
        counts.retain(|_, hours| hours.iter().any(|(at, _)| *at > hour - DAY_HOURS));
        if counts.len() >= REMEMBERED_MAX {
            counts.clear();
        }
    }
    let hours = counts.entry(known).or_default();
    hours.retain(|(at, _)| *at > hour - DAY_HOURS);
    match hours.iter_mut().find(|(at, _)| *at == hour) {
        Some((_, count)) => *count += amount,
        None => hours.push((hour, amount)),
    }
}

/// Under which what came in vain is counted: no address begins so.
fn in_vain(who: &str) -> String {
    format!("in vain {who}")
}

fn hour_of(at: Timestamp) -> i64 {
    at.timestamp().div_euclid(TimeDelta::hours(1).num_seconds())
}

#[cfg(test)]
mod tests;
