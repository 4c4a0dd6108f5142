//! Copies that may be believed although somebody else brought them: they carry their author's own proof (FEP-8b32).

use serde_json::Value;

use crate::app::App;
use crate::crypto::integrity_proof;
use crate::crypto::keys::PublicKey;
use crate::federation::actor;
use crate::federation::authority;
use crate::federation::gate::Envelope;
use crate::federation::wire;
use crate::storage::actors::Actor;

/// Who says this activity, if its own proof shows it, and it says nothing that its author may not say.
pub(super) async fn author_of(app: &App, activity: &Value) -> Option<Actor> {
    let envelope = Envelope::read(activity.to_string().as_bytes()).ok()?;
    if app.address.is_ours(&envelope.actor_url) || authority::check(&envelope, &app.address).is_err() {
        return None;
    }
    by(app, activity, &envelope.actor).await
}

/// Who wrote this object, if its own proof shows it.
pub(super) async fn writer_of(app: &App, object: &Value) -> Option<Actor> {
    let author = wire::member_id(object, "attributedTo")?;
    let id = wire::text_of(object, "id")?;
    if !wire::on_one_host(id, author) || app.address.place(author).is_some() {
        return None;
    }
    by(app, object, author).await
}

/// The key is looked for only where a proof claims it, at the actor who is said to have made it.
async fn by(app: &App, document: &Value, uri: &str) -> Option<Actor> {
    let method = integrity_proof::verification_method(document).ok()?;
    if !wire::on_one_host(method, uri) {
        return None;
    }
    let author = actor::known_or_fetched(app, uri).await.ok().filter(|it| it.deleted_at.is_none())?;
    let key = author.ed25519_key.clone()?;
    let document = document.clone();
    let verify =
        move || PublicKey::from_multikey(&key).is_ok_and(|key| integrity_proof::verify(&document, &key).is_ok());
    tokio::task::spawn_blocking(verify).await.unwrap_or(false).then_some(author)
}
