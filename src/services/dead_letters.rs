//! What could not be delivered or done: started again, or thrown away, by an operator.

use crate::app::App;
use crate::storage::deliveries::{self, DELIVERIES_PER_STEP, Which};
use crate::storage::{StorageError, Tx, jobs};

/// Sends dead letters again as if they were new; says how many there were. In bounded steps: there may be very many.
pub async fn retry_deliveries(app: &App, which: Which) -> Result<usize, StorageError> {
    let now = app.clock.now();
    in_steps(app, &which, move |tx, which| deliveries::retry(tx, which, now)).await
}

/// Throws dead letters away; says how many there were.
pub async fn drop_deliveries(app: &App, which: Which) -> Result<usize, StorageError> {
    in_steps(app, &which, deliveries::drop_dead).await
}

async fn in_steps(
    app: &App,
    which: &Which,
    step: impl Fn(&mut Tx<'_>, &Which) -> Result<usize, StorageError> + Copy + Send + 'static,
) -> Result<usize, StorageError> {
    let mut all = 0;
    loop {
        let which = which.clone();
        let some = app.db.write_bulk(move |tx| step(tx, &which)).await?;
        all += some;
        // What dies again meanwhile is not started again here.
        if i64::try_from(some).is_ok_and(|some| some < DELIVERIES_PER_STEP) {
            return Ok(all);
        }
    }
}

/// Starts a given-up job again, or all of them (a bounded number); says how many there were.
pub async fn retry_jobs(app: &App, id: Option<i64>) -> Result<usize, StorageError> {
    let now = app.clock.now();
    app.db.write(move |tx| jobs::retry_dead(tx, id, now)).await
}

pub async fn drop_jobs(app: &App, id: Option<i64>) -> Result<usize, StorageError> {
    app.db.write(move |tx| jobs::drop_dead(tx, id)).await
}
