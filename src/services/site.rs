//! What this instance says about itself: settings with their defaults, changed without a restart.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;
use serde_json::{Value, json};

use crate::app::App;
use crate::catalogue::Language;
use crate::domain::Timestamp;
use crate::domain::day;
use crate::services::tell_profile;
use crate::storage::{StorageError, View, settings};

/// The setting that the federation reads by itself.
pub const AUTHORIZED_FETCH: &str = "authorized_fetch";
pub const NAME_CHARS_MAX: usize = 100;
pub const RESPONSE_TARGET_HOURS_DEFAULT: u32 = 48;
pub const RESPONSE_TARGET_HOURS_MAX: u32 = 24 * 30;
const TIME_ZONE: &str = "time_zone";
const LANGUAGE: &str = "language";

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
    /// Dates are shown in it, and days end in it.
    pub time_zone: Tz,
    pub contact: String,
    /// Documents are given to servers that sign for them, and to nobody else.
    pub authorized_fetch: bool,
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
            language: Language::from_code(&text(LANGUAGE)).unwrap_or(Language::English),
            registrations_open: all.get("registrations_open").and_then(Value::as_bool).unwrap_or(true),
            rules: text("rules"),
            response_target_hours: number("response_target_hours")
                .and_then(|it| u32::try_from(it).ok())
                .unwrap_or(RESPONSE_TARGET_HOURS_DEFAULT),
            time_zone: day::zone_named(&text(TIME_ZONE)).unwrap_or(Tz::UTC),
            contact: text("contact"),
            authorized_fetch: all.get(AUTHORIZED_FETCH).and_then(Value::as_bool).unwrap_or(false),
        })
    }

    pub fn response_target(&self) -> TimeDelta {
        TimeDelta::hours(i64::from(self.response_target_hours))
    }
}

/// The zone in which this instance's days end, for whoever needs no other setting.
pub fn time_zone(view: &mut View<'_>) -> Result<Tz, StorageError> {
    let kept = settings::get(view, TIME_ZONE)?;
    Ok(kept.as_ref().and_then(Value::as_str).and_then(day::zone_named).unwrap_or(Tz::UTC))
}

/// The day that it is here now.
pub fn today(view: &mut View<'_>, now: Timestamp) -> Result<NaiveDate, StorageError> {
    Ok(now.with_timezone(&time_zone(view)?).date_naive())
}

/// Writes all settings.
pub async fn change_site(app: &App, site: Site) -> Result<(), StorageError> {
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            let values: BTreeMap<&str, Value> = BTreeMap::from([
                ("name", json!(site.name)),
                ("description", json!(site.description)),
                (LANGUAGE, json!(site.language.code())),
                ("registrations_open", json!(site.registrations_open)),
                ("rules", json!(site.rules)),
                ("response_target_hours", json!(site.response_target_hours)),
                (TIME_ZONE, json!(site.time_zone.name())),
                ("contact", json!(site.contact)),
                (AUTHORIZED_FETCH, json!(site.authorized_fetch)),
            ]);
            let spoken = settings::get(&mut tx.view(), LANGUAGE)?;
            for (name, value) in &values {
                settings::set(tx, name, value, now)?;
            }
            // Boards and voices are described in the instance's language.
            if spoken.as_ref().and_then(Value::as_str).and_then(Language::from_code).unwrap_or(Language::English)
                != site.language
            {
                tell_profile::described_anew(tx, now)?;
            }
            Ok(())
        })
        .await
}
