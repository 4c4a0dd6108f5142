//! How much one person here does in an hour and in a day, as for accounts of elsewhere.

use std::sync::PoisonError;

use crate::app::App;
use crate::domain::doings::Doing;
use crate::domain::refusal::{Code, Refusal};

/// The host of our own people, where hosts are counted.
const HERE: &str = "here";

/// Refuses what would be beyond somebody's bound.
pub(in crate::services) fn refuse_full(app: &App, who: &str, doing: Doing) -> Result<(), Refusal> {
    let doings = app.doings.lock().unwrap_or_else(PoisonError::into_inner);
    match doings.full_for_hours((who, doing.bound()), HERE, doing, app.clock.now()) {
        Some(hours) => Err(Refusal::from(Code::TooMuch).with("hours", hours)),
        None => Ok(()),
    }
}

/// This came of somebody here.
pub(in crate::services) fn count(app: &App, who: &str, doing: Doing) {
    let mut doings = app.doings.lock().unwrap_or_else(PoisonError::into_inner);
    doings.count(who, HERE, doing, app.clock.now());
}
