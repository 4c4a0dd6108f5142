//! How much one person here does in an hour and in a day, as for accounts of elsewhere.

use std::sync::PoisonError;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::domain::doings::Doing;
use crate::domain::refusal::{Code, Refusal};
use crate::services::ServiceError;
use crate::storage::{Cause, Door, Once, Tx};

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

/// Does something of somebody here, once for this cause and as far as their bound has room for it: the one way into every
/// deed that leaves something behind. What comes from elsewhere was counted at its own door; nothing that the clock or whoever
/// runs the server does has a bound.
pub(in crate::services) async fn within<T, F>(
    app: &App,
    cause: Cause,
    doing: Doing,
    work: F,
) -> Result<Once<T>, ServiceError>
where
    T: Serialize + DeserializeOwned + Send + 'static,
    F: FnOnce(&mut Tx<'_>) -> Result<T, ServiceError> + Send + 'static,
{
    if !matches!(cause.door, Door::Page | Door::Api) {
        return app.db.write_once(cause, work).await;
    }
    let who = cause.caller.clone();
    let room = refuse_full(app, &who, doing);
    let done = app
        .db
        .write_once(cause, move |tx: &mut Tx<'_>| -> Result<T, ServiceError> {
            room?;
            work(tx)
        })
        .await?;
    if matches!(done, Once::Done(_)) {
        count(app, &who, doing);
    }
    Ok(done)
}

/// This came of somebody here.
pub(in crate::services) fn count(app: &App, who: &str, doing: Doing) {
    let mut doings = app.doings.lock().unwrap_or_else(PoisonError::into_inner);
    doings.count(who, HERE, doing, app.clock.now());
}
