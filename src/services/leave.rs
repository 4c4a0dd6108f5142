//! Somebody leaves: a member deletes their account, a guest has what they left here deleted. Their words go, what their
//! complaints came to stays.

use crate::app::App;
use crate::domain::ids::{AccountId, ActorId};
use crate::services::ServiceError;
use crate::services::accounts::{self, AccountError, check_own_password};
use crate::services::people;
use crate::services::receive_change::{complainant_gone, erase_copy, receive_deletion};
use crate::services::scene::Scene;
use crate::storage::jobs::{self, Task};
use crate::storage::{Cause, Door, StorageError, Tx, actors, erasures, leaving, restrictions};

const POSTS_PER_STEP: i64 = 50;

/// A member's account goes at once: they are signed in nowhere any more. What they wrote under any of their names goes with
/// jobs that this leaves behind.
pub async fn delete_account(app: &App, id: AccountId, password: &str) -> Result<(), AccountError> {
    check_own_password(app, id, password).await?;
    let scene = Scene::of(app);
    let now = scene.now;
    let close = move |tx: &mut Tx<'_>| -> Result<(), AccountError> {
        accounts::refuse_last_administrator(&mut tx.view(), id, now)?;
        if let Some(brand) = people::owned_alone(&mut tx.view(), id, &scene)?.into_iter().next() {
            return Err(AccountError::LastOwner(brand));
        }
        let names = restrictions::names_of(&mut tx.view(), id)?;
        for name in names {
            begin(tx, name, now)?;
        }
        Ok(leaving::close_account(tx, id, now)?)
    };
    app.db.write(close).await
}

/// A guest's account is on another server and stays there; what it left here goes.
pub async fn forget_guest(app: &App, actor: ActorId) -> Result<(), StorageError> {
    let now = app.clock.now();
    app.db.write(move |tx| begin(tx, actor, now)).await
}

fn begin(tx: &mut Tx<'_>, actor: ActorId, now: crate::domain::Timestamp) -> Result<(), StorageError> {
    let handle = actors::find(&mut tx.view(), actor)?.map(|it| it.handle()).unwrap_or_default();
    leaving::end_sessions(tx, actor, &handle)?;
    jobs::enqueue(tx, &Task::Leave { actor }, now)
}

/// The words of somebody who left, and what they asked of others. Run again it goes on where it stopped.
pub async fn forget(app: &App, actor: ActorId) -> Result<(), ServiceError> {
    let cause = Cause::new(Door::Page, actor.to_string(), format!("leave {}", app.clock.now()), app.clock.now());
    complainant_gone(app, cause, actor).await?;
    words_gone(app, Door::Page, &actor.to_string(), "leave", actor).await?;
    let now = app.clock.now();
    let asked = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        leaving::forget_asked(tx, actor)?;
        erasures::schedule_scrub(tx, now)
    };
    Ok(app.db.write(asked).await?)
}

/// What somebody said, in threads of theirs and of others, a bounded number of posts at a time.
pub async fn words_gone(app: &App, door: Door, caller: &str, label: &str, author: ActorId) -> Result<(), ServiceError> {
    loop {
        let uris =
            app.db.read::<_, StorageError, _>(move |view| leaving::words_of(view, author, POSTS_PER_STEP)).await?;
        if uris.is_empty() {
            return Ok(());
        }
        for uri in uris {
            let cause = Cause::new(door, caller, format!("{label} {uri}"), app.clock.now());
            match receive_deletion(app, cause, author, uri.clone(), None).await {
                Ok(_) | Err(ServiceError::Refused(_)) => {}
                Err(other) => return Err(other),
            }
            // A thread that takes no more deeds still lets go of words.
            erase_copy(app, author, uri).await?;
        }
    }
}
