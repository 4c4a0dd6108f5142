//! Dates, spans and sums the way a language writes them.

use chrono::{Datelike, NaiveDate, Timelike};
use chrono_tz::Tz;

use super::{Argument, Language, Words};
use crate::domain::Timestamp;

const SECOND_MILLISECONDS: i64 = 1_000;
const MINUTE_SECONDS: i64 = 60;
const HOUR_SECONDS: i64 = 60 * MINUTE_SECONDS;
const DAY_SECONDS: i64 = 24 * HOUR_SECONDS;
/// From here on hours say nothing any more.
const HOURS_SHOWN_BELOW_SECONDS: i64 = 14 * DAY_SECONDS;
const MINUTES_SHOWN_BELOW_SECONDS: i64 = 6 * HOUR_SECONDS;

impl Words {
    /// A span of time in at most two units: `3 days 4 hours`, `41 days`, `17 minutes`.
    pub fn span(self, span: chrono::Duration) -> String {
        let seconds = span.num_seconds().max(0);
        let (days, hours) = (seconds / DAY_SECONDS, seconds % DAY_SECONDS / HOUR_SECONDS);
        let minutes = seconds % HOUR_SECONDS / MINUTE_SECONDS;
        let number = |name, value: i64| (name, Argument::Number(value));
        if seconds < MINUTE_SECONDS {
            self.say("span-moment").to_string()
        } else if seconds < HOUR_SECONDS {
            self.with("span-minutes", &[number("minutes", minutes)])
        } else if seconds < MINUTES_SHOWN_BELOW_SECONDS && minutes > 0 {
            self.with("span-hours-minutes", &[number("hours", hours), number("minutes", minutes)])
        } else if seconds < DAY_SECONDS {
            self.with("span-hours", &[number("hours", hours)])
        } else if seconds < HOURS_SHOWN_BELOW_SECONDS && hours > 0 {
            self.with("span-days-hours", &[number("days", days), number("hours", hours)])
        } else {
            self.with("span-days", &[number("days", days)])
        }
    }

    /// A span within which something came: never less than it took, where [`Words::span`] leaves out what is over.
    pub fn span_within(self, span: chrono::Duration) -> String {
        let millis = span.num_milliseconds().max(0);
        let shown_below = |seconds: i64| millis < seconds * SECOND_MILLISECONDS;
        let unit = if shown_below(MINUTE_SECONDS) {
            return self.span(span);
        } else if shown_below(MINUTES_SHOWN_BELOW_SECONDS) {
            MINUTE_SECONDS
        } else if shown_below(HOURS_SHOWN_BELOW_SECONDS) {
            HOUR_SECONDS
        } else {
            DAY_SECONDS
        };
        let units = (millis + unit * SECOND_MILLISECONDS - 1) / (unit * SECOND_MILLISECONDS);
        self.span(chrono::Duration::seconds(units * unit))
    }

    /// `10 November`, with the year where it is not this one.
    pub fn day(self, day: NaiveDate, today: NaiveDate) -> String {
        let month = self.say(MONTHS[day.month0() as usize % MONTHS.len()]);
        let parts = [
            ("day", Argument::from(day.day())),
            ("month", Argument::from(month)),
            ("year", Argument::from(day.year().to_string())),
        ];
        self.with(if day.year() == today.year() { "date-day" } else { "date-day-year" }, &parts)
    }

    /// `November 2023`; January is 0.
    pub fn month(self, month0: u32, year: i32) -> String {
        let month = self.say(MONTHS[month0 as usize % MONTHS.len()]);
        self.with("date-month", &[("month", month.into()), ("year", year.to_string().into())])
    }

    /// `10 November, 09:14`: a moment that stands within a sentence, where "by yesterday, 09:14" would be none.
    pub fn date(self, at: Timestamp, now: Timestamp, zone: Tz) -> String {
        let (local, today) = (at.with_timezone(&zone), now.with_timezone(&zone).date_naive());
        let clock = format!("{:02}:{:02}", local.hour(), local.minute());
        self.with("date-moment", &[("day", self.day(local.date_naive(), today).into()), ("time", clock.into())])
    }

    /// `today, 07:40`, `10 November, 09:14`: a moment as somebody at `zone` sees it at `now`.
    pub fn moment(self, at: Timestamp, now: Timestamp, zone: Tz) -> String {
        let (local, today) = (at.with_timezone(&zone), now.with_timezone(&zone).date_naive());
        let clock = format!("{:02}:{:02}", local.hour(), local.minute());
        let day = local.date_naive();
        if day == today {
            self.with("date-today", &[("time", clock.into())])
        } else if day.succ_opt() == Some(today) {
            self.with("date-yesterday", &[("time", clock.into())])
        } else {
            self.with("date-moment", &[("day", self.day(day, today).into()), ("time", clock.into())])
        }
    }

    /// A sum of money in the currency's smallest unit: `€ 189`, `€ 12.50`, `CHF 1,200`.
    pub fn money(self, minor: i64, currency: &str) -> String {
        let unit = if WHOLE_CURRENCIES.contains(&currency) { 1 } else { 100 };
        let sign = match currency {
            "EUR" => "€",
            "USD" => "$",
            "GBP" => "£",
            "JPY" => "¥",
            other => other,
        };
        let whole = self.with("number", &[("number", (minor / unit).into())]);
        let rest = minor.rem_euclid(unit);
        let point = match self.language() {
            Language::English | Language::Arabic => '.',
            Language::German => ',',
        };
        let amount = if rest == 0 { whole } else { format!("{whole}{point}{rest:02}") };
        self.with("money", &[("sign", sign.into()), ("amount", amount.into())])
    }
}

/// Currencies without a smaller unit.
pub const WHOLE_CURRENCIES: [&str; 3] = ["JPY", "KRW", "ISK"];

const MONTHS: [&str; 12] = [
    "month-january",
    "month-february",
    "month-march",
    "month-april",
    "month-may",
    "month-june",
    "month-july",
    "month-august",
    "month-september",
    "month-october",
    "month-november",
    "month-december",
];
