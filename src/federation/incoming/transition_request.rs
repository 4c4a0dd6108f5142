//! rd:TransitionRequest: a party on another server asks this home for a step. It gets Accept with the event, or Reject
//! with the rule, once and for all.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::app::App;
use crate::catalogue::{Language, Words as Catalogue};
use crate::crypto::integrity_proof;
use crate::domain::address::Place;
use crate::domain::asking::Asking;
use crate::domain::doings::Doing;
use crate::domain::ids::{ActivityId, ActorId, ComplaintId};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::visibility::Sight;
use crate::federation::actor;
use crate::federation::documents::wire_line;
use crate::federation::inbox::{Handled, InboxError, Received, count_doing, full_for_hours};
use crate::federation::incoming::post;
use crate::federation::statement::{self, STATEMENT_BYTES_MAX};
use crate::federation::vocabulary::{RD_VERSION, with_short_context};
use crate::federation::wire;
use crate::services::ServiceError;
use crate::services::decide_request::{Requested, decide_request};
use crate::services::scene::Words;
use crate::services::signing;
use crate::storage::actors::{self, Actor};
use crate::storage::complaints::{self, Held};
use crate::storage::outbox::{self, Activity, ActivityKind, Audience};
use crate::storage::{Cause, Door, StorageError, Tx, View, deliveries, visibility};

pub(in crate::federation) const KIND: &str = "rd:TransitionRequest";

pub(in crate::federation) async fn receive(received: &Received<'_>) -> Result<Handled, InboxError> {
    let app = received.app;
    let Some(complaint) = complaint_of(app, received.activity) else { return Ok(Handled::Ignored("not-ours")) };
    let (asker, now) = (received.actor.id, app.clock.now());
    let find = move |view: &mut View<'_>| -> Result<Option<(Held, Actor)>, StorageError> {
        let Some(held) = complaints::find(view, complaint)?.filter(|it| it.at_home) else { return Ok(None) };
        // What whoever asks may not see is not there for them: no answer says that it is.
        let viewer = visibility::viewer_of(view, &held, asker, now)?;
        if visibility::sight_of(view, &held, viewer)? < Sight::Whole {
            return Ok(None);
        }
        let board = actors::find_by_uri(view, &held.board_uri)?.filter(|it| it.local);
        Ok(board.map(|board| (held, board)))
    };
    let Some((held, board)) = app.db.read(find).await? else { return Ok(Handled::Ignored("not-ours")) };
    let decided = decide(received, &held).await;
    let (answer, handled) = match decided {
        Ok(sequence) => (accepted(app, &held, &board, received, sequence).await?, Handled::Understood),
        Err(InboxError::Service(ServiceError::Refused(refusal))) if !refusal.code().is_passing() => {
            tracing::info!(%refusal, actor = received.actor.uri, complaint = held.uri, "a request was refused");
            (refused(&board, received, &refusal), Handled::Refused(refusal.code().word()))
        }
        // It was hidden in this very moment.
        Err(InboxError::Service(ServiceError::NotFound(_))) => return Ok(Handled::Ignored("not-ours")),
        Err(error) => return Err(error),
    };
    say(app, &board, received.actor, received.id, &held, answer).await?;
    Ok(handled)
}

fn complaint_of(app: &App, activity: &Value) -> Option<ComplaintId> {
    match app.address.place(wire::member_id(activity, "object")?) {
        Some(Place::Complaint(id)) => Some(id),
        _ => None,
    }
}

async fn decide(received: &Received<'_>, held: &Held) -> Result<i64, InboxError> {
    let app = received.app;
    let statement = received.activity.to_string();
    if statement.len() > STATEMENT_BYTES_MAX || wire::text_of(received.activity, "id") != Some(received.id) {
        return Err(ServiceError::from(Code::NotUnderstood).into());
    }
    if !is_proven(received).await? {
        return Err(ServiceError::from(Code::NotProven).into());
    }
    let asking = read_command(received.activity).ok_or(ServiceError::from(Code::NotUnderstood))?;
    let words = words_of(received, held)?;
    let requested =
        Requested { id: received.id.to_string(), complaint: held.id, by: received.actor.id, asking, words, statement };
    let cause = Cause::new(Door::Activity, &received.actor.uri, received.id, app.clock.now());
    Ok(decide_request(app, cause, requested).await?.into_inner().sequence)
}

/// The proof is by whoever asks. A key that does not fit may be newer than the one we know: the actor is read once more.
/// Where that fails here, nothing is decided: the request is worked on again.
async fn is_proven(received: &Received<'_>) -> Result<bool, InboxError> {
    if statement::is_proven(received.app, received.actor, received.activity).await {
        return Ok(true);
    }
    if integrity_proof::verification_method(received.activity).is_err() {
        return Ok(false);
    }
    match actor::fetch_actor(received.app, &received.actor.uri).await {
        Ok(actor) => Ok(statement::is_proven(received.app, &actor, received.activity).await),
        Err(error) if error.is_ours() => Err(error.into()),
        Err(_) => Ok(false),
    }
}

/// The command in a request. What this server does not know is no command here.
pub(in crate::federation) fn read_command(activity: &Value) -> Option<Asking> {
    let instrument = activity.get("instrument")?.as_object()?;
    let known =
        instrument.iter().filter_map(|(name, value)| Some((name.strip_prefix("rd:")?.to_string(), value.clone())));
    let members: Map<String, Value> = known.filter(|(name, _)| name != "post").collect();
    serde_json::from_value(Value::Object(members)).ok()
}

/// The post that goes with a request: by whoever asks, on their own server. A thread that everybody reads takes words that
/// are for everybody, as it does with replies.
fn words_of(received: &Received<'_>, held: &Held) -> Result<Option<Words>, ServiceError> {
    let Some(note) = received.activity.get("instrument").and_then(|it| it.get("rd:post")) else { return Ok(None) };
    let author = &received.actor.uri;
    let unclear = || ServiceError::from(Code::NotUnderstood);
    let incoming = post::read(note, true).ok_or_else(unclear)?;
    let own = wire::ids_of(note, "attributedTo") == [author.as_str()] && wire::on_one_host(&incoming.uri, author);
    if !own {
        return Err(Code::NotProven.into());
    }
    if held.complaint.is_public() && !incoming.public {
        return Err(Code::PrivateWords.into());
    }
    Ok(Some(Words {
        uri: Some(incoming.uri),
        url: incoming.url,
        html: incoming.html,
        language: incoming.language,
        in_reply_to: incoming.in_reply_to,
        published_at: incoming.published_at,
        ..Words::default()
    }))
}

async fn accepted(
    app: &App,
    held: &Held,
    board: &Actor,
    received: &Received<'_>,
    sequence: i64,
) -> Result<Value, InboxError> {
    let id = held.id;
    let told = app.db.read::<_, StorageError, _>(move |view| complaints::history(view, id, sequence - 1, 1)).await?;
    let mut result = told.first().map(wire_line).unwrap_or_default();
    result["rd:sequence"] = json!(sequence);
    Ok(answer("Accept", board, received, [("result", result)]))
}

fn refused(board: &Actor, received: &Received<'_>, refusal: &Refusal) -> Value {
    let language = received.actor.language.as_deref().and_then(Language::from_code).unwrap_or(Language::English);
    // Whoever asked stands before a form of their own server, and it may show these words as they are.
    let summary = Catalogue::of(language).refusal_on_form(refusal);
    answer("Reject", board, received, [("summary", json!(summary)), ("rd:refusal", json!(refusal))])
}

fn answer<const N: usize>(kind: &str, board: &Actor, received: &Received<'_>, more: [(&str, Value); N]) -> Value {
    let mut answer = json!({
        "type": kind,
        "actor": board.uri,
        "to": [received.actor.uri],
        "rd:version": RD_VERSION,
        "object": {
            "id": received.id,
            "type": KIND,
            "actor": received.actor.uri,
            "object": wire::member_id(received.activity, "object"),
        },
    });
    for (name, value) in more {
        answer[name] = value;
    }
    answer
}

/// One request has one answer, also when it is worked on twice.
fn answer_id(actor: &str, request: &str) -> ActivityId {
    ActivityId(Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("{actor} {request}").as_bytes()))
}

async fn say(
    app: &App,
    board: &Actor,
    to: &Actor,
    request: &str,
    held: &Held,
    mut body: Value,
) -> Result<(), InboxError> {
    let id = answer_id(&to.uri, request);
    body["id"] = json!(app.address.activity(id));
    let now = app.clock.now();
    let key = signing::proof_key(app, board.id).await?;
    let signed = integrity_proof::sign(&with_short_context(body), &key.key, &key.method, now);
    let body = signed.map_err(|why| StorageError::inconsistent("actor_keys", why))?;
    let activity = Activity {
        id,
        actor: board.id,
        kind: ActivityKind::Answer,
        complaint: Some(held.id),
        sequence: 0,
        public: false,
        audience: Audience::default(),
        body: body.to_string(),
        created_at: now,
    };
    let inbox = to.inbox.clone();
    let work = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        deliveries::inbox_returned(tx, &inbox)?;
        outbox::send(tx, &activity, &inbox, now)
    };
    Ok(app.db.write(work).await?)
}

/// The same request came once more from the server of whoever asks, so its answer was lost: it is sent again as it was, and
/// counts as a request. Beyond the bound of those nothing is sent.
pub(in crate::federation) async fn answer_again(app: &App, sender: ActorId, body: &[u8]) -> Result<(), StorageError> {
    let Ok(activity) = serde_json::from_slice::<Value>(body) else { return Ok(()) };
    let (Some(KIND), Some(request)) = (wire::kind_of(&activity), wire::text_of(&activity, "id")) else { return Ok(()) };
    let (request, now) = (request.to_string(), app.clock.now());
    let find = move |view: &mut View<'_>| -> Result<Option<(Actor, Activity)>, StorageError> {
        let Some(to) = actors::find(view, sender)? else { return Ok(None) };
        Ok(outbox::find(view, answer_id(&to.uri, &request))?.map(|answer| (to, answer)))
    };
    let Some((to, answer)) = app.db.read(find).await? else { return Ok(()) };
    if full_for_hours(app, &to, Doing::Request).await?.is_some() {
        return Ok(());
    }
    count_doing(app, &to, Doing::Request);
    app.db.write(move |tx| deliveries::enqueue_at_once(tx, &answer, &to.inbox, now)).await
}
