//! Days where people live: when a day begins and ends in a time zone, whatever the clocks do that night.

use chrono::{Datelike, Months, NaiveDate, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

use crate::domain::Timestamp;

/// How finely a moment is looked for that exists, where the clocks skip midnight.
const STEP_MINUTES: i64 = 15;
/// Samoa once skipped a whole day; no zone ever skipped more.
const STEPS_MAX: i32 = 2 * 24 * 60 / 15;

/// The last millisecond of a day: what is due on a day is due then.
pub fn end_of_day(day: NaiveDate, zone: Tz) -> Option<Timestamp> {
    Some(start_of_day(day.succ_opt()?, zone)? - TimeDelta::milliseconds(1))
}

/// The first moment of a day. Where midnight comes twice it is the first one, where it is skipped the moment after.
pub fn start_of_day(day: NaiveDate, zone: Tz) -> Option<Timestamp> {
    let midnight = day.and_time(NaiveTime::MIN);
    (0..=STEPS_MAX).find_map(|steps| {
        let local = midnight.checked_add_signed(TimeDelta::minutes(STEP_MINUTES * i64::from(steps)))?;
        Some(zone.from_local_datetime(&local).earliest()?.to_utc())
    })
}

/// The first moment of the month that lies so many months before this one.
pub fn start_of_month(now: Timestamp, months_back: u32, zone: Tz) -> Option<Timestamp> {
    let today = now.with_timezone(&zone).date_naive();
    start_of_day(today.with_day(1)?.checked_sub_months(Months::new(months_back))?, zone)
}

/// A zone by its IANA name, in any case: `Europe/Berlin`, `utc`.
pub fn zone_named(name: &str) -> Option<Tz> {
    let name = name.trim();
    if name.is_empty() {
        return Some(Tz::UTC);
    }
    chrono_tz::TZ_VARIANTS.iter().copied().find(|zone| zone.name().eq_ignore_ascii_case(name))
}

/// Names to choose from: the places, without the old and technical names for the same.
pub fn zone_names() -> impl Iterator<Item = &'static str> {
    const PLACES: [&str; 10] = [
        "Africa/",
        "America/",
        "Antarctica/",
        "Arctic/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    ];
    let names = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    std::iter::once("UTC").chain(names.filter(|name| PLACES.iter().any(|place| name.starts_with(place))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(day: &str, zone: Tz) -> String {
        end_of_day(day.parse().unwrap(), zone).unwrap().to_rfc3339()
    }

    #[test]
    fn a_day_ends_by_the_clock_of_that_day() {
        // Berlin leaves summer time on 25 October 2026 and enters it on 28 March 2027.
        assert_eq!(end("2026-10-24", Tz::Europe__Berlin), "2026-10-24T21:59:59.999+00:00");
        assert_eq!(end("2026-10-25", Tz::Europe__Berlin), "2026-10-25T22:59:59.999+00:00");
        assert_eq!(end("2027-03-27", Tz::Europe__Berlin), "2027-03-27T22:59:59.999+00:00");
        assert_eq!(end("2027-03-28", Tz::Europe__Berlin), "2027-03-28T21:59:59.999+00:00");
        assert_eq!(end("2026-02-01", Tz::UTC), "2026-02-01T23:59:59.999+00:00");
        assert_eq!(end("2026-02-01", Tz::Asia__Kathmandu), "2026-02-01T18:14:59.999+00:00");
    }

    #[test]
    fn a_midnight_that_is_skipped_or_repeated_is_no_trouble() {
        // In Beirut clocks go from 00:00 to 01:00 on 29 March 2026: the 28th ends where midnight would have been.
        assert_eq!(end("2026-03-28", Tz::Asia__Beirut), "2026-03-28T21:59:59.999+00:00");
        // In Havana they go back from 01:00 to 00:00 on 1 November 2026: the day before ends at the first midnight.
        assert_eq!(end("2026-10-31", Tz::America__Havana), "2026-11-01T03:59:59.999+00:00");
        // Samoa had no 30 December 2011.
        assert_eq!(end("2011-12-29", Tz::Pacific__Apia), "2011-12-30T09:59:59.999+00:00");
    }

    #[test]
    fn zones_have_names() {
        assert_eq!(zone_named(" europe/berlin "), Some(Tz::Europe__Berlin));
        assert_eq!(zone_named(""), Some(Tz::UTC));
        for wrong in ["Berlin", "+01:00", "Europe/Atlantis", "Europe/Berlin\u{0}"] {
            assert_eq!(zone_named(wrong), None, "{wrong}");
        }
        assert!(zone_names().any(|name| name == "America/Argentina/Buenos_Aires"));
        assert!(zone_names().all(|name| zone_named(name).is_some()));
    }
}
