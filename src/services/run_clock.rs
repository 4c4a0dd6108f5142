//! What time itself does to complaints: publishing, reminders, lapses, broken promises, and asking again.

use crate::app::{App, Footing};
use crate::domain::ids::ComplaintId;
use crate::domain::refusal::Code;
use crate::services::ServiceError;
use crate::services::doubt_clock::doubted;
use crate::services::recover::recovering_since;
use crate::services::scene::Scene;
use crate::storage::complaints::{self, Attested};
use crate::storage::{StorageError, View};

/// Complaints that one turn looks at.
pub const BATCH_COMPLAINTS: i64 = 100;
/// Steps that one complaint takes in one turn: the last reminder that is due, an end, and all the promises that there can be,
/// if they ran out together.
const STEPS_MAX: usize = 64;

/// Does everything that is due now; says for how many complaints. More than a batch is left for the next turn.
pub async fn run_clock(app: &App) -> Result<usize, ServiceError> {
    // A restored home waits with everything, its own clock too; and a clock that is not believed, or leapt since the turn
    // before, makes nothing due.
    let waits = |view: &mut View<'_>| -> Result<bool, StorageError> {
        Ok(recovering_since(view)?.is_some() || doubted(view)?.is_some())
    };
    let (stand, footing) = app.step();
    let now = stand.clock;
    if footing == Footing::Leapt || app.db.read(waits).await? {
        return Ok(0);
    }
    let due = app.db.read(move |view| complaints::due(view, now, BATCH_COMPLAINTS)).await?;
    let count = due.len();
    for complaint in due {
        match run_one(app, complaint).await {
            // The clock leapt within the turn, or another process found that it is wrong.
            Err(ServiceError::Refused(refusal)) if refusal.code() == Code::ClockDoubted => break,
            other => other?,
        }
    }
    Ok(count)
}

async fn run_one(app: &App, id: ComplaintId) -> Result<(), ServiceError> {
    let scene = Scene::of(app);
    app.db
        .write(move |tx| {
            let Some(mut held) = complaints::lock(tx, id)?.filter(|it| it.at_home) else { return Ok(()) };
            let home = scene.home_side();
            if held.complaint.next_clock().is_none_or(|(at, _)| at > scene.now) {
                // Nothing is due: the row was written by older rules.
                return Ok(complaints::refresh(tx, &held)?);
            }
            for _ in 0..STEPS_MAX {
                let Some((_, command)) = held.complaint.next_clock().filter(|(at, _)| *at <= scene.now) else { break };
                held = scene.act(tx, &held, &home, command, Vec::new(), &Attested::default())?;
            }
            Ok(())
        })
        .await
}
