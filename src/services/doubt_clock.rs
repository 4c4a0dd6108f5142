//! A clock that cannot be right signs nothing: commands wait until it is right again, or somebody says that it is.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::app::App;
use crate::domain::Timestamp;
use crate::domain::clock::{Doubt, Evidence, judge};
use crate::storage::{StorageError, Tx, View, complaints, settings};

/// Why commands wait; absent or null while they do not.
const DOUBTED: &str = "clock_doubted";
/// Events up to this time are known to be wrong, and say nothing about the clock.
const TRUSTED: &str = "clock_trusted_until";

/// Why this server's clock is not believed, if it is not.
pub fn doubted(view: &mut View<'_>) -> Result<Option<String>, StorageError> {
    Ok(settings::get(view, DOUBTED)?.as_ref().and_then(Value::as_str).map(String::from))
}

/// Compares the clock with what speaks for and against it; `jumped` is by how much it went further than time did.
pub async fn look(app: &App, jumped: TimeDelta) -> Result<Option<Doubt>, StorageError> {
    let now = app.clock.now();
    let others = app.egress.witnesses().ahead(now);
    let decide = move |tx: &mut Tx<'_>| -> Result<Option<Doubt>, StorageError> {
        let (newest, trusted) = (complaints::newest_at_home(&mut tx.view())?, trusted_until(&mut tx.view())?);
        let newest_event = newest.filter(|newest| trusted.is_none_or(|trusted| *newest > trusted));
        let doubt = judge(&Evidence { now, newest_event, others, jumped });
        let words = doubt.map(Doubt::in_words);
        let before = doubted(&mut tx.view())?;
        if before.is_some() != words.is_some() {
            settings::set(tx, DOUBTED, &json!(words), now)?;
            match &words {
                Some(why) => tracing::error!(why, "the clock of this machine is not believed: commands wait"),
                None => tracing::warn!("the clock of this machine is believed again: commands are taken"),
            }
        }
        Ok(doubt)
    };
    app.db.write(decide).await
}

/// Whoever runs this server says that the clock is right now, whatever was signed with it before.
pub async fn trust(app: &App) -> Result<(), StorageError> {
    let now = app.clock.now();
    let trust = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        let newest = complaints::newest_at_home(&mut tx.view())?;
        settings::set(tx, TRUSTED, &json!(newest), now)?;
        settings::set(tx, DOUBTED, &Value::Null, now)
    };
    app.db.write(trust).await
}

fn trusted_until(view: &mut View<'_>) -> Result<Option<Timestamp>, StorageError> {
    let kept = settings::get(view, TRUSTED)?;
    Ok(kept.as_ref().and_then(Value::as_str).and_then(|it| it.parse().ok()))
}
