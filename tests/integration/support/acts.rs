//! What stories have people do without a page: the same actions, and the commands that only a home or a moderator gives.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use redress::app::App;
use redress::domain::action::form::{ANSWER_CONTEST, Fields, read};
use redress::domain::action::{Act, Action, Body, FollowUp, Mark, PersonName, Reason, Signature, Signing, Title};
use redress::domain::asking::Asking;
use redress::domain::complaint::{Command, ProofTier, Text};
use redress::domain::ids::{ActorId, ComplaintId, PostId};
use redress::domain::refusal::Refusal;
use redress::services::ServiceError;
pub use redress::services::act::Acted;
use redress::services::act::{Acting, act_here};
use redress::services::ask_home::NewRequest;
use redress::services::file_complaint::Again;
use redress::services::own_words::at_home;
use redress::services::scene::Scene;
use redress::storage::complaints::Attested;
use redress::storage::{Cause, Once, StorageError, posts};
use serde_json::Value;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Actor(ActorId),
    Moderator(ActorId),
}

#[derive(Debug, Clone)]
pub struct Deed {
    pub complaint: ComplaintId,
    pub by: By,
    pub seen: Option<i64>,
    pub command: Command,
    pub reason: Option<String>,
}

/// What an answer does beside being one, as a story says it.
pub type WithDeed = FollowUp;

#[derive(Debug, Clone)]
pub struct Answer {
    pub complaint: ComplaintId,
    pub official: ActorId,
    pub text: String,
    pub signature: Option<(String, String)>,
    pub deed: Option<WithDeed>,
    pub seen: Option<i64>,
}

pub async fn act_on_complaint(app: &App, cause: Cause, deed: Deed) -> Result<Once<Acted>, ServiceError> {
    act_with_words(app, cause, deed, None).await
}

pub async fn act_with_words(
    app: &App,
    cause: Cause,
    deed: Deed,
    text: Option<String>,
) -> Result<Once<Acted>, ServiceError> {
    let Deed { complaint, by, seen, command, reason } = deed;
    let action = action(&command, reason.as_deref().unwrap_or_default())?;
    match (by, action) {
        (By::Actor(by), Some(action)) => {
            let along = text.map(|it| Body::written(&it)).transpose()?;
            act_here(app, cause, Acting { complaint, by, seen, again: Again::Meant, act: Act { action, along } }).await
        }
        (by, _) => bare(app, cause, complaint, by, command, reason).await,
    }
}

/// The command itself, by whoever gives it.
async fn bare(
    app: &App,
    cause: Cause,
    complaint: ComplaintId,
    by: By,
    command: Command,
    reason: Option<String>,
) -> Result<Once<Acted>, ServiceError> {
    let scene = Scene::of(app);
    let work = move |tx: &mut redress::storage::Tx<'_>| -> Result<Acted, ServiceError> {
        let held = at_home(tx, complaint)?;
        let side = match by {
            By::Actor(actor) => scene.side_of(tx, &held, actor)?,
            By::Moderator(actor) => scene.moderator_side(tx, &held, actor)?,
        };
        let texts = reason.map(|value| Text { name: "reason", value }).into_iter().collect();
        Ok(Acted::of(&scene.act(tx, &held, &side, command, texts, &Attested::default())?))
    };
    app.db.write_once(cause, work).await
}

/// What a person does by a command that carries no words of its own.
fn action(command: &Command, reason: &str) -> Result<Option<Action>, Refusal> {
    let mark = |rating: Option<u8>| rating.map(Mark::whole);
    Ok(Some(match command.clone() {
        Command::Confirm { offer, rating, would_return, solved_by, got } => {
            Action::Confirm { offer, mark: mark(rating), would_return, solved_by, got }
        }
        Command::Decline { offer } => Action::Decline { offer },
        Command::GiveUp { rating, would_return } => Action::GiveUp { mark: mark(rating), would_return },
        Command::Reopen => Action::Reopen,
        Command::Withdraw { settled, condition } => Action::Withdraw { settled, condition },
        Command::Retract => Action::Retract,
        Command::Publish => Action::Publish,
        Command::Appeal => Action::Appeal { why: Reason::needed(reason)? },
        Command::Escalate { step, .. } => Action::Escalate { step },
        Command::Support => Action::Support,
        Command::TakeBackSupport => Action::TakeBackSupport,
        Command::Thank { response } => Action::Thank { response },
        Command::Label { response, .. } => Action::MarkElsewhere { response },
        Command::Acknowledge { .. } => {
            let by = Signature::given(reason, "")?.map_or(Signing::Nobody, Signing::Named);
            Action::Acknowledge { by, body: None }
        }
        Command::DeleteResponse { response } => Action::DeleteResponse { response },
        Command::DisputeLabel { response, label } => {
            Action::DisputeLabel { response, label, why: Reason::given(reason)? }
        }
        Command::HandOff => Action::HandOff { to: PersonName::needed(reason)? },
        Command::Contest { ground } => Action::Contest { ground, why: Reason::needed(reason)? },
        Command::KeepPromise { promise } => Action::KeepPromise { promise },
        Command::ConfirmPromise { promise } => Action::ConfirmPromise { promise },
        Command::RefutePromise { promise } => Action::RefutePromise { promise },
        Command::Prove { tier: ProofTier::OrderConfirmed } => Action::ConfirmOrder,
        Command::Erase { targets } => Action::Erase { targets },
        _ => return Ok(None),
    }))
}

async fn acted(
    app: &App,
    cause: Cause,
    complaint: ComplaintId,
    by: ActorId,
    action: Action,
) -> Result<Once<Acted>, ServiceError> {
    act_here(app, cause, Acting { complaint, by, seen: None, again: Again::Meant, act: action.into() }).await
}

pub async fn comment(
    app: &App,
    cause: Cause,
    complaint: ComplaintId,
    by: ActorId,
    text: String,
) -> Result<Once<Acted>, ServiceError> {
    let body = Body::written(&text)?;
    acted(app, cause, complaint, by, Action::Comment { body, answers: None }).await
}

pub async fn correct(
    app: &App,
    cause: Cause,
    complaint: ComplaintId,
    by: ActorId,
    title: String,
    text: String,
    language: Option<String>,
) -> Result<Once<Acted>, ServiceError> {
    let body = Body::written(&text)?.in_language(language);
    acted(app, cause, complaint, by, Action::Correct { title: Title::given(&title)?, body }).await
}

pub async fn respond(app: &App, cause: Cause, answer: Answer) -> Result<Once<Acted>, ServiceError> {
    let (name, role) = answer.signature.unwrap_or_default();
    let by = Signature::given(&name, &role)?.map_or(Signing::InWords { command: false }, Signing::Named);
    let action = Action::Respond { body: Body::written(&answer.text)?, by, then: answer.deed };
    let (complaint, by, seen) = (answer.complaint, answer.official, answer.seen);
    act_here(app, cause, Acting { complaint, by, seen, again: Again::Meant, act: action.into() }).await
}

/// A comment written anew.
#[derive(Debug, Clone)]
pub struct Edit {
    pub complaint: ComplaintId,
    pub by: ActorId,
    pub post: PostId,
    pub text: String,
}

pub async fn edit_comment(app: &App, cause: Cause, edit: Edit) -> Result<Once<Acted>, ServiceError> {
    let comment = number_of(app, edit.post).await;
    acted(app, cause, edit.complaint, edit.by, Action::EditComment { comment, body: Body::written(&edit.text)? }).await
}

pub async fn take_back_comment(
    app: &App,
    cause: Cause,
    complaint: ComplaintId,
    by: ActorId,
    post: PostId,
) -> Result<Once<Acted>, ServiceError> {
    let comment = number_of(app, post).await;
    acted(app, cause, complaint, by, Action::DeleteComment { comment }).await
}

/// The number of the event that a post is.
async fn number_of(app: &App, post: PostId) -> i64 {
    let found = app.db.read::<_, StorageError, _>(move |view| posts::find(view, post)).await.unwrap();
    found.and_then(|it| it.sequence).unwrap_or_default()
}

/// A form in a thread whose home is elsewhere.
struct Form(BTreeMap<String, String>);

impl Fields for Form {
    fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }
}

/// What a form in a thread elsewhere comes to that says this. `text`: Markdown.
pub fn wished(complaint: ComplaintId, by: ActorId, asking: &Asking, text: &str) -> NewRequest {
    let Value::Object(all) = serde_json::to_value(asking).unwrap() else { unreachable!() };
    let shown = |value: Value| match value {
        Value::String(text) => text,
        Value::Bool(yes) => if yes { "yes" } else { "no" }.into(),
        other => other.to_string(),
    };
    let name = |it: String| it.replace("wouldReturn", "would_return").replace("solvedBy", "solved_by");
    let mut fields: BTreeMap<String, String> = all.into_iter().map(|(it, value)| (name(it), shown(value))).collect();
    let said = fields.remove("text").unwrap_or_default();
    let field = match asking.command.as_str() {
        "acknowledge" => "name",
        "hand-off" => "to",
        _ => "text",
    };
    fields.insert(field.into(), said);
    // A reason that is asked for stands where the words of others do.
    if !text.is_empty() && fields.get("text").is_none_or(String::is_empty) {
        fields.insert("text".into(), text.into());
    }
    let form = if asking.ground.is_some() && asking.command == "comment" { ANSWER_CONTEST } else { &asking.command };
    let mut act = read(form, &Form(fields), Tz::UTC).unwrap().unwrap();
    if let Action::Erase { targets } = &mut act.action {
        targets.clone_from(&asking.targets);
    }
    NewRequest { complaint, by, act, seen: asking.seen }
}
