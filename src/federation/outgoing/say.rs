//! What a member did from here, told to those it concerns: follows, likes, boosts, and a follow taken back.

use activitypub_federation::kinds::activity::FollowType;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::app::App;
use crate::domain::ids::{ActivityId, ActorId};
use crate::domain::log::wire_time;
use crate::federation::leave::{self, Deed, Leave};
use crate::federation::outgoing::NotSaid;
use crate::federation::outgoing::announce::keep_one;
use crate::federation::vocabulary::{PUBLIC, with_context};
use crate::storage::actors::{self, Actor};
use crate::storage::jobs::Said;
use crate::storage::outbox::{Activity, ActivityKind, Audience};
use crate::storage::{StorageError, Tx, View, leaves};

/// Run twice it says nothing twice.
pub async fn say(
    app: &App,
    id: ActivityId,
    by: ActorId,
    said: Said,
    object: &str,
    to: Option<ActorId>,
) -> Result<(), NotSaid> {
    let of = object.to_string();
    let read = move |view: &mut View<'_>| -> Result<Option<(Actor, Option<Actor>, Leave)>, StorageError> {
        let Some(by) = actors::find(view, by)?.filter(|it| it.local && it.deleted_at.is_none()) else {
            return Ok(None);
        };
        let to = match to {
            Some(id) => actors::find(view, id)?,
            None => None,
        };
        let leave = match (deed_of(said), &to, leaves::policy_of(view, &of)?) {
            (Some(deed), Some(author), Some((_, policy))) => leave::leave(&policy, &author.uri, deed, &by.uri),
            _ => Leave::Given,
        };
        Ok(Some((by, to, leave)))
    };
    let Some((by, to, leave)) = app.db.read(read).await? else { return Ok(()) };
    let now = app.clock.now();
    let uri = app.address.activity(id);
    let mut body = body(said, &uri, &by, object, to.as_ref());
    body["published"] = json!(wire_time(now));
    let (id, body, public) = match (leave, &to) {
        (Leave::Refused, _) => return Ok(()),
        (Leave::ToBeAsked, Some(author)) => {
            let (id, request) = asked(app, id, said, &by, author, object, body);
            (id, request, false)
        }
        (Leave::Given | Leave::ToBeAsked, _) => (id, body, said == Said::Announce),
    };
    let body = with_context(body);
    let audience = Audience {
        followers_of: if public { vec![by.id] } else { Vec::new() },
        actors: to.filter(|it| !it.local).map(|it| it.id).into_iter().collect(),
        ..Audience::default()
    };
    let activity = Activity {
        id,
        actor: by.id,
        kind: if public { ActivityKind::Announce } else { ActivityKind::Answer },
        complaint: None,
        sequence: 0,
        public,
        audience,
        body: body.to_string(),
        created_at: now,
    };
    let address = app.address.clone();
    let keep = move |tx: &mut Tx<'_>| -> Result<(), StorageError> { keep_one(tx, &address, &activity, now) };
    Ok(app.db.write(keep).await?)
}

/// What an author may want to be asked for.
fn deed_of(said: Said) -> Option<Deed> {
    match said {
        Said::Like => Some(Deed::Like),
        Said::Announce => Some(Deed::Announce),
        Said::Follow | Said::Unfollow => None,
    }
}

/// The question for leave, in place of what was to be said: that follows when the answer is yes.
fn asked(
    app: &App,
    id: ActivityId,
    said: Said,
    by: &Actor,
    author: &Actor,
    object: &str,
    mut instrument: Value,
) -> (ActivityId, Value) {
    let deed = deed_of(said).unwrap_or(Deed::Like);
    instrument["attributedTo"] = json!(by.uri);
    let id = ActivityId(Uuid::new_v5(&id.0, deed.request().as_bytes()));
    let mut request = leave::request(deed, &by.uri, &author.uri, object, instrument);
    request["id"] = json!(app.address.activity(id));
    (id, request)
}

fn body(said: Said, uri: &str, by: &Actor, object: &str, to: Option<&Actor>) -> Value {
    let to: Vec<&str> = to.iter().map(|it| it.uri.as_str()).collect();
    let mut body = json!({"id": uri, "actor": by.uri, "object": object, "to": to});
    body["type"] = json!(match said {
        Said::Follow => "Follow",
        Said::Unfollow => "Undo",
        Said::Like => "Like",
        Said::Announce => "Announce",
    });
    match said {
        Said::Unfollow => {
            let followed = to.first().copied().unwrap_or_default();
            body["object"] = json!({"id": object, "type": FollowType::Follow, "actor": by.uri, "object": followed});
        }
        Said::Announce => {
            body["to"] = json!([PUBLIC]);
            body["cc"] = json!(to.into_iter().chain(by.followers_uri.as_deref()).collect::<Vec<_>>());
        }
        Said::Follow | Said::Like => {}
    }
    body
}
