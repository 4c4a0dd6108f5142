//! Copies that may be believed although somebody else brought them: they carry their author's own proof (FEP-8b32).

use serde_json::Value;

use crate::app::App;
use crate::federation::authority;
use crate::federation::gate::Envelope;
use crate::federation::inbox::InboxError;
use crate::federation::proof;
use crate::federation::wire;
use crate::storage::actors::Actor;
use crate::storage::inbox;

/// Who says this activity, if its own proof shows it, and it says nothing that its author may not say. `by_host` passed it on.
pub(super) async fn author_of(app: &App, activity: &Value, by_host: &str) -> Result<Option<Actor>, InboxError> {
    let Ok(envelope) = Envelope::read(activity.to_string().as_bytes()) else { return Ok(None) };
    if app.address.is_ours(&envelope.actor_url) || authority::check(&envelope, &app.address).is_err() {
        return Ok(None);
    }
    by(app, activity, &envelope.actor, by_host).await
}

/// By what it is known that this activity came before, whoever brings it.
pub(super) fn key_of(activity: &Value) -> Option<inbox::Key> {
    let body = activity.to_string();
    let envelope = Envelope::read(body.as_bytes()).ok()?;
    Some(inbox::Key::new(&envelope.actor, &envelope.identity(body.as_bytes())))
}

/// Who wrote this object, if its own proof shows it.
pub(super) async fn writer_of(app: &App, object: &Value, by_host: &str) -> Result<Option<Actor>, InboxError> {
    let named = wire::member_id(object, "attributedTo").zip(wire::text_of(object, "id"));
    let Some((author, id)) = named else { return Ok(None) };
    if !wire::on_one_host(id, author) || app.address.place(author).is_some() {
        return Ok(None);
    }
    by(app, object, author, by_host).await
}

/// A proof that is wrong makes the copy as good as one without: what it says may still be read where it stands. One that could
/// not be checked here is looked at again.
async fn by(app: &App, document: &Value, uri: &str, by_host: &str) -> Result<Option<Actor>, InboxError> {
    match proof::check(app, document, uri, by_host).await {
        Ok(actor) => Ok(actor),
        Err(reason) if reason.is_ours() => Err(InboxError::NotNow(reason)),
        Err(_) => Ok(None),
    }
}
