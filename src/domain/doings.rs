//! How much one account of another server, and one server, may do here in a while, and one person here of what is kept
//! for long: beyond it nothing comes of it.

/// What somebody does, as far as it leaves something behind or is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
}

/// How often, in one hour and in one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    pub per_hour: i64,
    pub per_day: i64,
}

/// A host has many people.
pub const HOST_FACTOR: i64 = 25;
/// Complaints by mention that one account files in a day.
pub const FILINGS_PER_DAY_MAX: i64 = 20;
/// Receipts of one person, whatever became of them.
pub const RECEIPTS_PER_HOUR_MAX: i64 = 10;
pub const RECEIPTS_PER_DAY_MAX: i64 = 20;
/// Undecided reports about one thing, of all accounts elsewhere: more tell the moderators nothing.
pub const REPORTS_OF_ONE_MAX: i64 = 50;
pub const DAY_HOURS: i64 = 24;

impl Doing {
    pub const ALL: [Doing; 7] =
        [Doing::Post, Doing::Edit, Doing::React, Doing::Relate, Doing::Report, Doing::Request, Doing::Receipt];

    pub fn word(self) -> &'static str {
        match self {
            Doing::Post => "post",
            Doing::Edit => "edit",
            Doing::React => "react",
            Doing::Relate => "relate",
            Doing::Report => "report",
            Doing::Request => "request",
            Doing::Receipt => "receipt",
        }
    }

    /// Of one account. A brand's voice answers many; a server of the Mastodon kind reports for all its people by one actor.
    pub fn bound(self) -> Bound {
        let (per_hour, per_day) = match self {
            Doing::Post => (120, 500),
            Doing::Edit => (60, 300),
            Doing::React => (300, 1_500),
            Doing::Relate => (100, 500),
            Doing::Report => (60, 300),
            Doing::Request => (200, 1_000),
            Doing::Receipt => (RECEIPTS_PER_HOUR_MAX, RECEIPTS_PER_DAY_MAX),
        };
        Bound { per_hour, per_day }
    }
}

impl Bound {
    /// Of a host.
    #[must_use]
    pub fn of_host(self) -> Bound {
        Bound { per_hour: self.per_hour * HOST_FACTOR, per_day: self.per_day * HOST_FACTOR }
    }

    /// In how many hours there is room again; `None` where there is now.
    pub fn full_for_hours(self, this_hour: i64, this_day: i64) -> Option<i64> {
        if this_day >= self.per_day {
            return Some(DAY_HOURS);
        }
        (this_hour >= self.per_hour).then_some(1)
    }
}

#[cfg(test)]
mod tests;
