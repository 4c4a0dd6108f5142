//! A home that was restored from a backup takes back what it had signed since, before it accepts commands.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::app::App;
use crate::domain::Timestamp;
use crate::domain::ids::ComplaintId;
use crate::domain::party::Party;
use crate::domain::replica::Replica;
use crate::domain::sync::adoption::{self, Adopted, Offer};
use crate::services::ServiceError;
use crate::services::claims::{Eraser, Thread, Word};
use crate::services::decide_request::Decided;
use crate::services::receive_replica::{Because, Beside, Told, attest, erase, keep_words, new_row};
use crate::services::scene::Scene;
use crate::storage::actors::{self, Actor};
use crate::storage::complaints::{self, Held};
use crate::storage::{self, Cause, Db, Door, StorageError, Tx, View, replicas, settings};

const SETTING: &str = "recovering_since";
const WAITS_FOR: &str = "recovering_waits_for";
/// Followers are waited for this long after a restore; then the server goes on without those that never answered. What the
/// inbox takes in meanwhile is tried for longer than that, so that nothing of it is given up.
pub const RECOVERY_HOURS_MAX: i64 = 8;
/// A server that did nothing but follow is waited for this long after it may be asked: anybody can follow and never answer.
pub const STRANGERS_MINUTES_MAX: i64 = 20;
/// Servers that are waited for and named on a page.
const NAMED_MAX: usize = 5;

/// What came back to one complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenBack {
    pub events: usize,
    /// Another version of it that somebody showed with our own signature.
    pub contradictions: usize,
}

/// Since when this server takes no commands, if it was restored and is not done.
pub fn recovering_since(view: &mut View<'_>) -> Result<Option<Timestamp>, StorageError> {
    let kept = settings::get(view, SETTING)?;
    Ok(kept.as_ref().and_then(Value::as_str).and_then(|it| it.parse().ok()))
}

/// A recovery, as a page tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovering {
    pub since: Timestamp,
    /// Servers that have not answered.
    pub waits_for: Vec<String>,
}

pub fn recovering(view: &mut View<'_>) -> Result<Option<Recovering>, StorageError> {
    let Some(since) = recovering_since(view)? else { return Ok(None) };
    let kept = settings::get(view, WAITS_FOR)?;
    let waits_for = kept.and_then(|it| serde_json::from_value(it).ok()).unwrap_or_default();
    Ok(Some(Recovering { since, waits_for }))
}

/// Keeps for the pages whom it waits for.
pub async fn waits_for(app: &App, hosts: &BTreeSet<String>) -> Result<(), StorageError> {
    let now = app.clock.now();
    let hosts = json!(hosts.iter().take(NAMED_MAX).collect::<Vec<_>>());
    let known = app.db.read::<_, StorageError, _>(|view| settings::get(view, WAITS_FOR)).await?;
    if known.as_ref() == Some(&hosts) {
        return Ok(());
    }
    app.db.write(move |tx| settings::set(tx, WAITS_FOR, &hosts, now)).await
}

/// Marks the server as restored: nothing is decided here until [`finish`].
pub async fn begin(db: &Db, now: Timestamp) -> Result<(), StorageError> {
    db.write(move |tx| settings::set(tx, SETTING, &json!(now), now)).await
}

/// Commands are taken again. `false`: nothing was to be finished.
pub async fn finish(app: &App, how: &'static str) -> Result<bool, StorageError> {
    let now = app.clock.now();
    let finish = move |tx: &mut Tx<'_>| -> Result<bool, StorageError> {
        let Some(since) = recovering_since(&mut tx.view())? else { return Ok(false) };
        settings::set(tx, SETTING, &Value::Null, now)?;
        settings::set(tx, WAITS_FOR, &json!([]), now)?;
        tracing::warn!(%since, how, "restored: commands are taken again");
        Ok(true)
    };
    app.db.write(finish).await
}

/// Takes back into one complaint of ours what its followers hold of it, by the rules of [`adoption::adopt`].
pub async fn take_back(
    app: &App,
    board: &Actor,
    id: ComplaintId,
    offers: Vec<Offer>,
    beside: BTreeMap<i64, Beside>,
) -> Result<TakenBack, ServiceError> {
    let (scene, board_uri) = (Scene::of(app), board.uri.clone());
    app.db
        .write(move |tx| {
            let held = complaints::lock(tx, id)?;
            if held.as_ref().is_some_and(|held| !held.at_home || held.board_uri != board_uri) {
                return Err(ServiceError::NotFound("complaint"));
            }
            let mut own = match &held {
                Some(held) => replicas::find(&mut tx.view(), held, 1, held.complaint.sequence)?,
                None => Replica::new(id, scene.address.origin()),
            };
            let before = own.sequence();
            let adopted = adoption::adopt(&mut own, &offers);
            let told = Told {
                id,
                uri: held.as_ref().map_or_else(|| scene.address.complaint(id), |it| it.uri.clone()),
                home: scene.address.origin().to_string(),
                board_uri,
                sequence: own.sequence(),
                head: match own.head() {
                    Some(head) => head,
                    None => return Ok(TakenBack { events: 0, contradictions: 0 }),
                },
                lines: adopted.followed.lines.iter().map(|(_, line)| line.clone()).collect(),
                beside,
                seal: None,
                source: "a follower, after a restore".to_string(),
                because: Because::Heard,
            };
            let thread = Thread { id, told: &told, word: Word::Own };
            let events = adopted.followed.lines.len();
            if events > 0 {
                record(tx, &scene, held.as_ref(), &own, &adopted, thread)?;
                attest(tx, &scene, thread, before)?;
            }
            for (from, evidence) in &adopted.evidence {
                let claimed = evidence.line.clone().unwrap_or(crate::domain::log::Line {
                    core: Vec::new(),
                    hash: evidence.claimed.hash,
                    disclosures: Vec::new(),
                });
                complaints::keep_conflict(tx, id, evidence.sequence, &claimed, from, None, scene.now)?;
            }
            Ok(TakenBack { events, contradictions: adopted.evidence.len() })
        })
        .await
}

fn record(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: Option<&Held>,
    own: &Replica,
    adopted: &Adopted,
    thread: Thread<'_>,
) -> Result<(), ServiceError> {
    let told = thread.told;
    let followed = &adopted.followed;
    match held {
        Some(_) => replicas::record(tx, own, followed)?,
        None => {
            let new =
                crate::storage::complaints::NewRow { at_home: true, ..new_row(tx, scene, own, followed, thread)? };
            replicas::record_new(tx, &new, own, followed)?;
        }
    }
    for (core, line) in &followed.lines {
        keep_words(tx, scene, thread, core, line)?;
        let Some(author) = line.text("author") else { continue };
        let known = actors::find_by_uri(&mut tx.view(), author)?;
        if let Some(actor) = known.filter(|_| core.event.by != Party::Home && core.event.by != Party::Brand)
            && complaints::party_of(&mut tx.view(), told.id, actor.id)?.is_none()
        {
            complaints::join(tx, told.id, core.event.by, actor.id)?;
        }
    }
    erase(tx, scene, told.id, &followed.erased, Eraser::Own, "")?;
    // Whoever asks for the same again is answered the same again.
    for (request, sequence) in &adopted.requests {
        let asked = followed.lines.iter().find(|(core, _)| core.event.sequence == *sequence);
        let Some(author) = asked.and_then(|(_, line)| line.text("author")) else { continue };
        let state = own.complaint().map(|it| it.state().name().to_string()).unwrap_or_default();
        let decided = Decided { complaint: told.id, sequence: *sequence, state };
        storage::remember(tx, &Cause::new(Door::Activity, author, request, scene.now), &decided)?;
    }
    Ok(())
}
