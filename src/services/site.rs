//! What this instance says about itself: settings with their defaults, changed without a restart.

use std::collections::BTreeMap;

use chrono::{FixedOffset, Offset, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::app::App;
use crate::catalogue::Language;
use crate::storage::{StorageError, View, settings};

pub const NAME_CHARS_MAX: usize = 100;
pub const RESPONSE_TARGET_HOURS_DEFAULT: u32 = 48;
pub const RESPONSE_TARGET_HOURS_MAX: u32 = 24 * 30;
/// No place on earth is further from UTC.
const ZONE_MINUTES_MAX: i32 = 14 * 60;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    pub name: String,
    /// Markdown.
    pub description: String,
    pub language: Language,
    pub registrations_open: bool,
    /// Markdown.
    pub rules: String,
    pub response_target_hours: u32,
    /// Minutes east of UTC.
    pub zone_minutes: i32,
    pub contact: String,
}

impl Site {
    /// `name` stands until an administrator gives another: the instance's host.
    pub fn read(view: &mut View<'_>, host: &str) -> Result<Site, StorageError> {
        let all = settings::all(view)?;
        let text = |name: &str| all.get(name).and_then(Value::as_str).unwrap_or_default().to_string();
        let number = |name: &str| all.get(name).and_then(Value::as_i64);
        let name = text("name");
        Ok(Site {
            name: if name.is_empty() { host.to_string() } else { name },
            description: text("description"),
            language: Language::from_code(&text("language")).unwrap_or(Language::English),
            registrations_open: all.get("registrations_open").and_then(Value::as_bool).unwrap_or(true),
            rules: text("rules"),
            response_target_hours: number("response_target_hours")
                .and_then(|it| u32::try_from(it).ok())
                .unwrap_or(RESPONSE_TARGET_HOURS_DEFAULT),
            zone_minutes: number("zone_minutes").and_then(|it| i32::try_from(it).ok()).unwrap_or(0),
            contact: text("contact"),
        })
    }

    /// The offset that dates are shown in and days end in.
    pub fn zone(&self) -> FixedOffset {
        const MINUTE_SECONDS: i32 = 60;
        FixedOffset::east_opt(self.zone_minutes.saturating_mul(MINUTE_SECONDS)).unwrap_or_else(|| Utc.fix())
    }

    pub fn response_target(&self) -> TimeDelta {
        TimeDelta::hours(i64::from(self.response_target_hours))
    }
}

/// Writes all settings.
pub async fn change_site(app: &App, site: Site) -> Result<(), StorageError> {
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            let values: BTreeMap<&str, Value> = BTreeMap::from([
                ("name", json!(site.name)),
                ("description", json!(site.description)),
                ("language", json!(site.language.code())),
                ("registrations_open", json!(site.registrations_open)),
                ("rules", json!(site.rules)),
                ("response_target_hours", json!(site.response_target_hours)),
                ("zone_minutes", json!(site.zone_minutes)),
                ("contact", json!(site.contact)),
            ]);
            for (name, value) in &values {
                settings::set(tx, name, value, now)?;
            }
            Ok(())
        })
        .await
}

/// Reads `+01:00`, `-3:30`, `UTC`: minutes east.
pub fn zone_from_text(text: &str) -> Option<i32> {
    let text = text.trim();
    if text.is_empty() || text.eq_ignore_ascii_case("utc") || text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-" | "−", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "0"));
    let (hours, minutes) = (hours.parse::<i32>().ok()?, minutes.parse::<i32>().ok()?);
    let total = hours * 60 + minutes;
    ((0..60).contains(&minutes) && (0..=ZONE_MINUTES_MAX).contains(&total)).then_some(sign * total)
}

pub fn zone_to_text(minutes: i32) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_read_the_way_it_is_written() {
        for (text, minutes) in [("+01:00", 60), ("-3:30", -210), ("utc", 0), ("+14:00", 840), ("", 0)] {
            assert_eq!(zone_from_text(text), Some(minutes), "{text}");
        }
        for text in ["+15:00", "1:00", "Berlin", "+1:99", "+-1:00"] {
            assert_eq!(zone_from_text(text), None, "{text}");
        }
        assert_eq!(zone_to_text(-210), "-03:30");
    }
}
