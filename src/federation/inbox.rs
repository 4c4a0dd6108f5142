//! What other servers send: checked, stored raw, answered, and acted on later. The one list of activities we understand.

use std::sync::PoisonError;

use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::Value;

use crate::app::App;
use crate::domain::Timestamp;
use crate::domain::doings::{Bound, Doing};
use crate::domain::ids::ActorId;
use crate::domain::policy::Severity;
use crate::domain::refusal::{Code, Refusal};
use crate::federation::fetch::{self, FetchError};
use crate::federation::gate::{Gate, Passed};
use crate::federation::incoming::{
    announce, answer, block, create, delete, flag, follow, move_account, quote, react, transition_request, undo, update,
};
use crate::federation::refusal::Reason;
use crate::federation::{tally, wire};
use crate::services::ServiceError;
use crate::services::accept_activity::{Accepted, Again, Finished, Incoming, Waits, accept_activity};
use crate::services::policy;
use crate::services::recover::recovering_since;
use crate::services::restrict::suspension;
use crate::services::signing::SigningError;
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::passed_on::{self, Inner};
use crate::storage::{StorageError, View, brands, follows, inbox, visibility};

const UNKNOWN_TYPE: &str = "unknown-type";
const TOO_MUCH: &str = "too-much";
/// How often a boost is fetched, within about a minute: what it names and cannot be read is no loss to anybody.
const FETCH_ATTEMPTS_MAX: i32 = 6;

/// An activity that we understand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Follow,
    Accept,
    Reject,
    Undo,
    Create,
    Update,
    Delete,
    Announce,
    Reaction,
    Flag,
    Block,
    Move,
    TransitionRequest,
    /// For leave to quote, answer, like or boost a post of ours.
    LeaveRequest,
}

/// How a whole activity counts that a group passes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PassedOn {
    /// Something was written, changed or deleted there: it is believed with a proof, or read where it stands.
    Said(Doing),
    /// A small sign, or its end: believed with a proof alone.
    Vote,
}

/// What an activity is by its type alone.
pub(super) struct Sort {
    pub(super) kind: Kind,
    names: &'static [&'static str],
    /// Among what is bounded. Taking back is not, nor is an answer to something of ours.
    doing: Option<Doing>,
    /// `None` where no group passes it on whole.
    pub(super) passed_on: Option<PassedOn>,
}

/// Every activity that we understand. Nothing else is kept.
#[rustfmt::skip]
const SORTS: [Sort; 14] = [
    Sort { kind: Kind::Follow, names: &["Follow"], doing: Some(Doing::Relate), passed_on: None },
    Sort { kind: Kind::Accept, names: &["Accept"], doing: None, passed_on: None },
    Sort { kind: Kind::Reject, names: &["Reject"], doing: None, passed_on: None },
    Sort { kind: Kind::Undo, names: &["Undo"], doing: None, passed_on: Some(PassedOn::Vote) },
    Sort { kind: Kind::Create, names: &["Create"], doing: Some(Doing::Post), passed_on: Some(PassedOn::Said(Doing::Post)) },
    Sort { kind: Kind::Update, names: &["Update"], doing: Some(Doing::Edit), passed_on: Some(PassedOn::Said(Doing::Edit)) },
    Sort { kind: Kind::Delete, names: &["Delete"], doing: None, passed_on: Some(PassedOn::Said(Doing::Edit)) },
    Sort { kind: Kind::Announce, names: &["Announce"], doing: Some(Doing::React), passed_on: None },
    Sort { kind: Kind::Reaction, names: &["Like", "EmojiReact", "Dislike"], doing: Some(Doing::React), passed_on: Some(PassedOn::Vote) },
    Sort { kind: Kind::Flag, names: &["Flag"], doing: Some(Doing::Report), passed_on: None },
    Sort { kind: Kind::Block, names: &["Block"], doing: Some(Doing::Relate), passed_on: None },
    Sort { kind: Kind::Move, names: &["Move"], doing: Some(Doing::Relate), passed_on: None },
    Sort { kind: Kind::TransitionRequest, names: &[transition_request::KIND], doing: Some(Doing::Request), passed_on: None },
    Sort { kind: Kind::LeaveRequest, names: &quote::REQUESTS, doing: Some(Doing::Relate), passed_on: None },
];

impl Sort {
    pub(super) fn of(activity: &Value) -> Option<&'static Sort> {
        let name = wire::kind_of(activity)?;
        SORTS.iter().find(|sort| sort.names.contains(&name))
    }
}

impl Kind {
    pub(super) fn of(activity: &Value) -> Option<Kind> {
        Sort::of(activity).map(|sort| sort.kind)
    }
}

/// How what a group passes on counts, where it is a whole activity (FEP-1b12) and no boost of a post.
pub(super) fn passed_on(activity: &Value) -> Option<PassedOn> {
    Sort::of(activity.get("object")?)?.passed_on
}

/// What became of an activity. The word after the colon in the inbox says why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handled {
    Understood,
    /// Nothing for us to do.
    Ignored(&'static str),
    /// Its actor may not do this, or it contradicts itself.
    Refused(&'static str),
}

/// Why an activity could not be acted on now.
#[derive(Debug, thiserror::Error)]
pub enum InboxError {
    #[error(transparent)]
    Fetch(#[from] FetchError),
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("the stored activity cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    #[error(transparent)]
    Service(#[from] ServiceError),
    #[error(transparent)]
    Signing(#[from] SigningError),
    #[error("this server was restored and first takes back what it had signed since")]
    Recovering,
    #[error("a proof cannot be checked now: {}", .0.code())]
    NotNow(Reason),
}

/// An activity with the actor that sent it.
pub(super) struct Received<'a> {
    pub(super) app: &'a App,
    pub(super) actor: &'a Actor,
    pub(super) activity: &'a Value,
    /// The activity's id, or what stands for it.
    pub(super) id: &'a str,
    /// Under which it is kept here.
    pub(super) key: &'a inbox::Key,
    /// The bytes that were sent.
    pub(super) body: &'a [u8],
    /// Whether a post that is only boosted may be fetched: it waits where nothing else waits for that.
    pub(super) may_fetch_post: bool,
}

impl Received<'_> {
    /// The activity as it came, if a board may pass it on: with an id, not too large, and with no secret recipients.
    pub(super) fn inner(&self) -> Option<Inner> {
        let secret = ["bto", "bcc"].iter().any(|name| self.activity.get(name).is_some());
        let activity = wire::text_of(self.activity, "id").filter(|_| !secret)?;
        if self.body.len() > passed_on::BODY_BYTES_MAX {
            return None;
        }
        let body = std::str::from_utf8(self.body).ok()?.trim().to_string();
        Some(Inner { activity: activity.to_string(), body })
    }
}

impl Handled {
    fn count(&self) {
        match self {
            Handled::Understood => tally::count("understood", ""),
            Handled::Ignored(why) => tally::count("ignored", why),
            Handled::Refused(why) => tally::count("refused", why),
        }
    }

    pub(super) fn words(&self) -> String {
        match self {
            Handled::Understood => "understood".to_string(),
            Handled::Ignored(why) => format!("ignored: {why}"),
            Handled::Refused(why) => format!("refused: {why}"),
        }
    }
}

impl InboxError {
    /// Whether trying again later may help.
    pub fn is_passing(&self) -> bool {
        match self {
            InboxError::Fetch(error) => error.is_passing(),
            InboxError::Storage(error) => !matches!(error, StorageError::Inconsistent { .. }),
            InboxError::Service(ServiceError::Storage(error)) => !matches!(error, StorageError::Inconsistent { .. }),
            InboxError::Service(ServiceError::Refused(refusal)) => refusal.code().is_passing(),
            InboxError::Unreadable(_) | InboxError::Service(_) => false,
            InboxError::Signing(_) | InboxError::Recovering | InboxError::NotNow(_) => true,
        }
    }
}

pub(super) async fn receive_shared(
    app: Data<App>,
    gate: Data<Gate>,
    request: HttpRequest,
    payload: Payload,
) -> HttpResponse {
    take_in(&app, &gate, &request, payload).await
}

pub(super) async fn receive(
    app: Data<App>,
    gate: Data<Gate>,
    request: HttpRequest,
    payload: Payload,
    id: Path<String>,
) -> HttpResponse {
    let Ok(id) = id.parse::<ActorId>() else { return Reason::NoSuchInbox.answer(None) };
    match app.db.read::<_, StorageError, _>(move |view| visibility::actor_for_others(view, id)).await {
        // An actor of ours that is gone has no inbox any more; an inbox never answers 410.
        Ok(Some(actor)) if actor.local && actor.deleted_at.is_none() => take_in(&app, &gate, &request, payload).await,
        Ok(_) => Reason::NoSuchInbox.answer(None),
        Err(error) => {
            tracing::error!(%error, "inbox: the database does not answer");
            Reason::Unavailable.answer(None)
        }
    }
}

async fn take_in(app: &App, gate: &Gate, request: &HttpRequest, payload: Payload) -> HttpResponse {
    let mut sender = None;
    let admitted = match Box::pin(fetch::limited_at_the_gate(gate.pass(app, request, payload, &mut sender))).await {
        Ok(Passed::Activity(admitted)) => admitted,
        Ok(Passed::Quiet(reason)) => {
            tracing::debug!(reason, sender, "inbox: nothing to do");
            return HttpResponse::Accepted().finish();
        }
        Err(reason) => return reason.answer(sender.as_deref()),
    };
    // What would come to nothing keeps nobody waiting: seals and statements of a public history are such, which anybody has.
    let Some(kind) = Kind::of(&admitted.activity) else {
        tally::count("ignored", UNKNOWN_TYPE);
        tracing::debug!(reason = UNKNOWN_TYPE, sender, "inbox: nothing to do");
        return HttpResponse::Accepted().finish();
    };
    let body = admitted.body.clone();
    // What was taken once anybody can say again who read it; that it is meant again its actor's own server alone can say.
    let again = if admitted.is_own { manner_of(kind, &admitted.activity) } else { Again::Nothing };
    let waits = match kind {
        Kind::Announce => match announce::waits(app, &admitted.activity).await {
            Ok(waits) => waits,
            Err(error) => {
                tracing::error!(%error, "inbox: the database does not answer");
                return Reason::Unavailable.answer(sender.as_deref());
            }
        },
        _ => Waits::InTurn,
    };
    let incoming = Incoming {
        key: admitted.key,
        actor: admitted.actor,
        host: admitted.host,
        is_own: admitted.is_own,
        body: admitted.body,
        again,
        waits,
    };
    match accept_activity(app, incoming).await {
        Ok(Accepted::First) => HttpResponse::Accepted().finish(),
        Ok(Accepted::Repeat) => {
            tracing::debug!(reason = "repeat", sender, "inbox: nothing to do");
            if admitted.is_own
                && let Err(error) = transition_request::answer_again(app, admitted.actor, &body).await
            {
                tracing::error!(%error, "inbox: an answer could not be sent again");
            }
            HttpResponse::Accepted().finish()
        }
        Ok(Accepted::Beyond) => {
            tally::count("refused", TOO_MUCH);
            tracing::debug!(reason = TOO_MUCH, sender, "inbox: nothing to do");
            HttpResponse::Accepted().finish()
        }
        Ok(Accepted::TooMuch) => Reason::Busy.answer(sender.as_deref()),
        Err(error) => {
            tracing::error!(%error, "inbox: an activity could not be stored");
            Reason::Unavailable.answer(sender.as_deref())
        }
    }
}

/// What it means when it comes again. A follow, and its end, are a state: said again, it is acted on again and answered again.
/// So is whatever else says how things stand and has no id, for it reads the same each time that it is meant.
fn manner_of(kind: Kind, activity: &Value) -> Again {
    let id = wire::text_of(activity, "id");
    let is_follow = |it: &Value| Kind::of(it) == Some(Kind::Follow);
    let ends_one = || kind == Kind::Undo && activity.get("object").is_some_and(is_follow);
    let is_state =
        || matches!(kind, Kind::Accept | Kind::Reject | Kind::Undo | Kind::Announce | Kind::Reaction | Kind::Block);
    if kind == Kind::Follow || ends_one() || (id.is_none() && is_state()) {
        Again::Anew { id: id.map(String::from) }
    } else {
        Again::Nothing
    }
}

/// Which try of an activity this is.
#[derive(Debug, Clone, Copy)]
pub struct Try {
    /// Whether it is what is only fetched from elsewhere.
    pub fetched: bool,
    /// The first is 1.
    pub number: i32,
}

/// Acts on a stored activity; says what became of it, to be kept with the end of the job. A passing failure leaves it as
/// it is, to be tried again.
pub async fn work(app: &App, key: &str, this: Try) -> Result<Option<Finished>, InboxError> {
    let Some(key) = inbox::Key::from_hex(key) else { return Ok(None) };
    let asked = key.clone();
    let now = app.clock.now();
    let Some(found) = app.db.read(move |view| find(view, &asked, now)).await? else { return Ok(None) };
    let Found { body, activity, actor, suspended, doing } = found;
    let stand_in = key.to_hex();
    let id = wire::text_of(&activity, "id").unwrap_or(&stand_in);
    let received =
        Received { app, actor: &actor, activity: &activity, id, key: &key, body: &body, may_fetch_post: this.fetched };
    // What is decided about its server since it came holds for it too.
    // A boost that cannot be read is no loss to anybody; what a group passes on comes by no other way.
    let is_boost = this.fetched && passed_on(&activity).is_none();
    let fetch_again = !is_boost || this.number < FETCH_ATTEMPTS_MAX;
    let kind = Kind::of(&activity);
    let blocked = policy::current(app).await?.severity(&actor.host) == Severity::Block;
    // What came before its actor was gone and is worked off after it.
    let too_late = actor.deleted_at.is_some() && !matches!(kind, Some(Kind::Delete | Kind::Undo));
    let full = doing.and_then(|(doing, bound)| full_for(app, &actor, doing, bound));
    let doing = doing.map(|(doing, _)| doing);
    let handling = async {
        match (blocked, suspended) {
            (true, _) => Ok(Handled::Refused("blocked")),
            (_, true) => Box::pin(create::from_suspended(&received)).await,
            _ if too_late => Ok(Handled::Ignored("its-actor-is-gone")),
            _ if full.is_some() => Box::pin(fetch::limited(beyond(&received, doing, full))).await,
            _ => Box::pin(fetch::limited(handle(&received))).await,
        }
    };
    let outcome = match handling.await {
        Ok(handled) => {
            handled.count();
            // A request is answered whatever comes of it; of the rest only what came to something is counted.
            let counts = full.is_none() && (handled == Handled::Understood || doing == Some(Doing::Request));
            if let Some(doing) = doing.filter(|_| counts) {
                count_doing(app, &actor, doing);
            }
            handled.words()
        }
        Err(error) if error.is_passing() && (fetch_again || !matches!(error, InboxError::Fetch(_))) => {
            // Whoever has us fetch what cannot be read has so much less room.
            if is_boost && this.number == 1 {
                count_doing(app, &actor, Doing::React);
            }
            return Err(error);
        }
        Err(error) => {
            tally::count("refused", "error");
            format!("refused: {error}")
        }
    };
    let kind = wire::kind_of(&activity).unwrap_or_default();
    tracing::info!(kind, actor = actor.uri, activity = id, outcome, "inbox: handled");
    Ok(Some(Finished { key, outcome }))
}

/// What waits, and all that is asked of whoever sent it before anything comes of it.
struct Found {
    body: Vec<u8>,
    activity: Value,
    actor: Actor,
    suspended: bool,
    doing: Option<(Doing, Bound)>,
}

/// `None`: it was acted on before, or its actor is forgotten.
fn find(view: &mut View<'_>, key: &inbox::Key, now: Timestamp) -> Result<Option<Found>, InboxError> {
    if recovering_since(view)?.is_some() {
        return Err(InboxError::Recovering);
    }
    let Some(waiting) = inbox::waiting(view, key)? else { return Ok(None) };
    let Some(actor) = actors::find(view, waiting.actor)? else { return Ok(None) };
    let activity: Value = serde_json::from_slice(&waiting.body)?;
    let suspended = is_suspended(view, &actor, &activity, now)?;
    let doing = match doing_of(&actor, &activity) {
        // What a group passes on is its members', up to what one host may do.
        Some(doing) if Kind::of(&activity) == Some(Kind::Announce) && is_group(&actor) => {
            Some((doing, doing.bound().of_host()))
        }
        Some(doing) => Some((doing, bound_of(view, &actor, doing, now)?)),
        None => None,
    };
    Ok(Some(Found { body: waiting.body, activity, actor, suspended, doing }))
}

/// What an activity is among what is bounded. Taking back is not, nor what a home says of its own threads. What a group or a
/// board passes on counts as its own up to a host's bound, and for whoever said it where it turns out who that is.
fn doing_of(actor: &Actor, activity: &Value) -> Option<Doing> {
    let sort = Sort::of(activity)?;
    let object = activity.get("object").and_then(wire::kind_of);
    match (sort.kind, passed_on(activity)) {
        (Kind::Update, _) if matches!(object, Some("OrderedCollection" | "Tombstone")) => None,
        (Kind::Announce, Some(PassedOn::Said(doing))) if is_group(actor) => Some(doing),
        _ => sort.doing,
    }
}

/// In how many hours there is room again for this from somebody, where there is none now.
pub(in crate::federation) async fn full_for_hours(
    app: &App,
    actor: &Actor,
    doing: Doing,
) -> Result<Option<i64>, StorageError> {
    let (asked, now) = (actor.clone(), app.clock.now());
    let bound = app.db.read(move |view| bound_of(view, &asked, doing, now)).await?;
    Ok(full_for(app, actor, doing, bound))
}

fn full_for(app: &App, actor: &Actor, doing: Doing, bound: Bound) -> Option<i64> {
    let doings = app.doings.lock().unwrap_or_else(PoisonError::into_inner);
    doings.full_for_hours((&actor.uri, bound), &actor.host, doing, app.clock.now())
}

fn is_group(actor: &Actor) -> bool {
    matches!(actor.kind, ActorKind::Board | ActorKind::Group)
}

/// An office is what a brand here knows as its voice, or a board that somebody here follows; never what merely says that it
/// is no person.
fn bound_of(view: &mut View<'_>, actor: &Actor, doing: Doing, now: Timestamp) -> Result<Bound, StorageError> {
    let bound = doing.bound();
    let is_office = match actor.kind {
        ActorKind::Board | ActorKind::Group => follows::count_followers(view, actor.id)? > 0,
        _ => brands::is_voice(view, actor.id, now)?,
    };
    Ok(if is_office { bound.of_office() } else { bound })
}

/// This came of somebody.
pub(in crate::federation) fn count_doing(app: &App, actor: &Actor, doing: Doing) {
    let mut doings = app.doings.lock().unwrap_or_else(PoisonError::into_inner);
    doings.count(&actor.uri, &actor.host, doing, app.clock.now());
}

/// Beyond its bound nothing is kept of anything. Where a person may have written, they are told so, once.
async fn beyond(received: &Received<'_>, doing: Option<Doing>, hours: Option<i64>) -> Result<Handled, InboxError> {
    if doing == Some(Doing::Post) {
        let refusal = Refusal::from(Code::TooMuch).with("hours", hours.unwrap_or(1));
        create::refuse(received, refusal).await?;
    }
    Ok(Handled::Refused(TOO_MUCH))
}

/// What somebody who is suspended here sends counts for nothing. They may still take back what is theirs, and a request is
/// answered with the rule that refuses it.
fn is_suspended(view: &mut View<'_>, actor: &Actor, activity: &Value, now: Timestamp) -> Result<bool, StorageError> {
    if matches!(Kind::of(activity), Some(Kind::Delete | Kind::Undo | Kind::TransitionRequest)) {
        return Ok(false);
    }
    Ok(suspension(view, actor.id, now)?.is_some())
}

async fn handle(received: &Received<'_>) -> Result<Handled, InboxError> {
    match Kind::of(received.activity) {
        Some(Kind::Follow) => follow::receive(received).await,
        Some(Kind::Accept) => answer::receive(received, true).await,
        Some(Kind::Reject) => answer::receive(received, false).await,
        Some(Kind::Undo) => undo::receive(received).await,
        Some(Kind::Create) => create::receive(received).await,
        Some(Kind::Update) => update::receive(received).await,
        Some(Kind::Delete) => delete::receive(received).await,
        Some(Kind::Announce) => announce::receive(received).await,
        Some(Kind::Reaction) => react::receive(received).await,
        Some(Kind::Flag) => flag::receive(received).await,
        Some(Kind::Block) => block::receive(received).await,
        Some(Kind::Move) => move_account::receive(received).await,
        Some(Kind::TransitionRequest) => transition_request::receive(received).await,
        Some(Kind::LeaveRequest) => quote::receive(received).await,
        None => Ok(Handled::Ignored(UNKNOWN_TYPE)),
    }
}
