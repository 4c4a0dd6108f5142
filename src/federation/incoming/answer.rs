//! Accept and Reject: answers to a follow of ours, or to a post of ours that needed leave.

use serde_json::{Value, json};

use crate::app::App;
use crate::domain::address::Place;
use crate::domain::ids::{ActivityId, ActorId};
use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::incoming::{complaint, react};
use crate::federation::leave::Deed;
use crate::federation::outgoing::approved::{self, Approved};
use crate::federation::wire;
use crate::markup;
use crate::services::ask_home;
use crate::services::follow_actor::{self, Answered};
use crate::services::receive_replica::Because;
use crate::storage::complaints::Held;
use crate::storage::reactions::ReactionKind;
use crate::storage::{StorageError, View, complaints, follows, leaves, outbox, posts, requests};

/// Events that a home may have recorded in a thread since it was heard of last.
const EVENTS_AHEAD_MAX: i64 = 1_000;
/// Of a sentence in which a home says why it refused.
const SUMMARY_CHARS_MAX: usize = 500;

pub(in crate::federation) async fn receive(received: &Received<'_>, accepted: bool) -> Result<Handled, InboxError> {
    let Some(object) = received.activity.get("object") else { return Ok(Handled::Refused("no-object")) };
    let id = wire::id_of(object).unwrap_or_default().to_string();
    if let Some(Place::Post(post)) = received.app.address.place(&id) {
        let found = received.app.db.read::<_, StorageError, _>(move |view| posts::find(view, post)).await?;
        return match found {
            Some(post) if accepted => {
                let answered = post.in_reply_to.clone().unwrap_or_default();
                let asked = Asked { deed: Deed::Reply, object: answered, instrument: json!(id) };
                match with_leave(received, &asked).await? {
                    Handled::Understood => react::keep(received, &id, ReactionKind::Leave, received.id).await,
                    // Nobody asked whoever answers here, and nothing is kept of it.
                    Handled::Ignored(_) | Handled::Refused(_) => Ok(Handled::Ignored("never-asked")),
                }
            }
            Some(_) => Ok(Handled::Understood),
            None => Ok(Handled::Ignored("not-ours")),
        };
    }
    if let Some(Place::Activity(request)) = received.app.address.place(&id)
        && let Some(asked) = asked_for_leave(received.app, request).await?
    {
        return if accepted { with_leave(received, &asked).await } else { Ok(Handled::Understood) };
    }
    if let Some(Place::Activity(request)) = received.app.address.place(&id)
        && let Some(handled) = to_request(received, request, accepted).await?
    {
        return Ok(handled);
    }
    let answered = if accepted { Answered::Accepted } else { Answered::Rejected };
    let Some(follower) = asked_by(received, object, id).await? else {
        return Ok(Handled::Refused("never-asked"));
    };
    let known = follow_actor::follow_answered(received.app, follower, received.actor.id, answered).await?;
    Ok(if known { Handled::Understood } else { Handled::Refused("never-asked") })
}

/// What an actor of ours asked an author for, and for what.
struct Asked {
    deed: Deed,
    /// The post elsewhere.
    object: String,
    /// What was to be said: a post of ours, or an activity.
    instrument: Value,
}

async fn asked_for_leave(app: &App, request: ActivityId) -> Result<Option<Asked>, InboxError> {
    let Some(sent) = app.db.read::<_, StorageError, _>(move |view| outbox::find(view, request)).await? else {
        return Ok(None);
    };
    let body: Value = serde_json::from_str(&sent.body)?;
    let deed = wire::kind_of(&body).and_then(Deed::of_request);
    let object = wire::member_id(&body, "object").map(str::to_string);
    let instrument = body.get("instrument").cloned();
    Ok(deed.zip(object).zip(instrument).map(|((deed, object), instrument)| Asked { deed, object, instrument }))
}

/// The author of a post gave leave for something of ours: it names the leave from now on, and is said to everybody.
async fn with_leave(received: &Received<'_>, asked: &Asked) -> Result<Handled, InboxError> {
    let approval = wire::member_id(received.activity, "result");
    let Some(approval) = approval.filter(|it| wire::on_one_host(it, &received.actor.uri)) else {
        return Ok(Handled::Refused("no-result"));
    };
    let (object, by) = (asked.object.clone(), received.actor.id);
    let author = received.app.db.read::<_, StorageError, _>(move |view| leaves::policy_of(view, &object)).await?;
    if author.is_none_or(|(author, _)| author != by) {
        return Ok(Handled::Refused("never-asked"));
    }
    let leave = Approved { deed: asked.deed, object: &asked.object, instrument: &asked.instrument, approval };
    approved::pass_on(received.app, &leave, received.actor.id).await?;
    Ok(Handled::Understood)
}

/// The home of a thread answers what somebody here asked it for. `None`: it was no such request.
async fn to_request(
    received: &Received<'_>,
    request: ActivityId,
    accepted: bool,
) -> Result<Option<Handled>, InboxError> {
    let (app, activity) = (received.app, received.activity);
    let find = move |view: &mut View<'_>| -> Result<_, StorageError> {
        match requests::find(view, request)? {
            Some(request) => complaints::find(view, request.complaint),
            None => Ok(None),
        }
    };
    let Some(held) = app.db.read(find).await? else { return Ok(None) };
    let answer = if accepted {
        let sequence = activity.get("result").and_then(|it| it.get("rd:sequence")).and_then(Value::as_i64);
        let Some(sequence) = sequence.filter(|it| *it > 0) else { return Ok(Some(Handled::Refused("no-result"))) };
        ask_home::Answer::Accepted { sequence }
    } else {
        let refusal = activity.get("rd:refusal").and_then(|it| serde_json::from_value(it.clone()).ok());
        let summary = wire::text_of(activity, "summary").unwrap_or_default();
        ask_home::Answer::Refused { refusal, summary: markup::one_line(summary, SUMMARY_CHARS_MAX) }
    };
    if let ask_home::Answer::Accepted { sequence } = answer
        && sequence > held.complaint.sequence
        && held.board_uri == received.actor.uri
        && !may_reach(app, &held, sequence).await?
    {
        return Ok(Some(Handled::Refused("beyond-the-history")));
    }
    if !ask_home::answered(app, request, &received.actor.uri, answer).await? {
        return Ok(Some(Handled::Refused("never-asked")));
    }
    Ok(Some(Handled::Understood))
}

/// Whether a history can have an event of this number: as far as it can be fetched now, it has it; where it cannot, so much
/// may have happened since it was heard of last.
async fn may_reach(app: &App, held: &Held, sequence: i64) -> Result<bool, InboxError> {
    let fetched = complaint::catch_up(app, &held.uri, Because::Heard).await;
    if let Err(error) = &fetched {
        // The home tells everybody who carries the thread; this was only to be quicker.
        tracing::info!(complaint = held.uri, %error, "what was asked for could not be fetched at once");
    }
    let id = held.id;
    let now = app.db.read::<_, StorageError, _>(move |view| complaints::find(view, id)).await?;
    let Some(now) = now else { return Ok(false) };
    let whole = matches!(fetched, Ok(Handled::Understood)) && now.conflict_at.is_none();
    let ahead = if whole { 0 } else { EVENTS_AHEAD_MAX };
    Ok(sequence <= now.complaint.sequence + ahead)
}

/// Which actor of ours asked this very actor: by the follow's id, or by the follow as it is repeated in the answer.
async fn asked_by(
    received: &Received<'_>,
    object: &serde_json::Value,
    id: String,
) -> Result<Option<ActorId>, InboxError> {
    let found = received.app.db.read::<_, StorageError, _>(move |view| follows::find_by_uri(view, &id)).await?;
    if let Some(follow) = found {
        return Ok((follow.followed == received.actor.id).then_some(follow.follower));
    }
    let repeated = wire::member_id(object, "object") == Some(&received.actor.uri);
    let follower = wire::member_id(object, "actor").and_then(|uri| received.app.address.place(uri));
    Ok(match follower {
        Some(Place::Actor(follower)) if repeated => Some(follower),
        _ => None,
    })
}
