//! A party on another server asks this home for a step: decided by the same rules as at every other door, answered once.

use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::domain::action::{Act, wire};
use crate::domain::asking::Asking;
use crate::domain::ids::{ActorId, ComplaintId};
use crate::domain::party::Party;
use crate::domain::refusal::Code;
use crate::domain::visibility::Sight;
use crate::services::act::{Context, Done, act, side_for};
use crate::services::own_words::at_home;
use crate::services::scene::{Scene, Side, Words};
use crate::services::{ServiceError, room};
use crate::storage::complaints::{self, Attested, Held};
use crate::storage::posts;
use crate::storage::{Cause, Once, Tx, taken_back};

/// A request whose proof was checked: it is the word of whoever it names.
#[derive(Debug, Clone)]
pub struct Requested {
    /// The activity's id.
    pub id: String,
    pub complaint: ComplaintId,
    pub by: ActorId,
    pub asking: Asking,
    /// The post that goes with it, by the same author.
    pub words: Option<Words>,
    /// The whole request with its proof, as it came: it is handed on with the event.
    pub statement: String,
}

/// The event that a request led to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    pub complaint: ComplaintId,
    pub sequence: i64,
    pub state: String,
}

pub async fn decide_request(app: &App, cause: Cause, requested: Requested) -> Result<Once<Decided>, ServiceError> {
    let scene = Scene::of(app);
    app.db
        .write_once(cause, move |tx| {
            let held = at_home(tx, requested.complaint)?;
            let post = requested.words.as_ref().map(|it| it.html.as_str());
            let act = wire::read(&requested.asking, post)?;
            let side = side_for(tx, &scene, &held, requested.by, act.action.kind())?.asking(&requested.id);
            if scene.sight_of(tx, &held, requested.by)? < Sight::Whole {
                return Err(ServiceError::NotFound("complaint"));
            }
            let decided = decide(tx, &scene, &held, &side, &requested, act)?.sequence;
            let after = complaints::find(&mut tx.view(), held.id)?.ok_or(ServiceError::NotFound("complaint"))?;
            for told in complaints::history(&mut tx.view(), held.id, held.complaint.sequence, i64::MAX)? {
                let event =
                    told.line.read().map_err(|why| crate::storage::StorageError::inconsistent("events", why))?.event;
                // Their signed word names them, so nothing of it stands beside what takes their name away.
                let nameless = side.party == Party::Complainant && after.is_nameless();
                if event.by == side.party && !nameless && room::has_room_beside(tx, &after, &requested.statement)? {
                    complaints::attach_statement(tx, held.id, event.sequence, &requested.statement, true)?;
                }
            }
            let state = after.complaint.state().name().to_string();
            Ok(Decided { complaint: held.id, sequence: decided, state })
        })
        .await
}

fn decide(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    side: &Side,
    requested: &Requested,
    asked: Act,
) -> Result<Done, ServiceError> {
    let uri = requested.words.as_ref().and_then(|it| it.uri.as_ref());
    if let Some(uri) = uri
        && posts::find_by_uri(&mut tx.view(), uri)?.is_some()
    {
        return Err(Code::AlreadyDone.into());
    }
    if let Some((uri, author)) = uri.zip(side.actor.as_ref())
        && taken_back::is_taken_back(&mut tx.view(), &author.uri, uri, scene.now)?
    {
        return Err(Code::AlreadyDone.into());
    }
    let from = uri.unwrap_or(&requested.id).clone();
    let context = Context {
        scene,
        held,
        side,
        seen: requested.asking.seen,
        post: requested.words.clone().unwrap_or_default(),
        stands: false,
        attested: Attested(Some(from)),
    };
    act(tx, &context, asked)
}
