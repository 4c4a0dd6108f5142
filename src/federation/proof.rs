//! Integrity proofs (FEP-8b32) on what others say: by a key that their actor lists, whoever brought them.

use serde_json::Value;

use crate::app::App;
use crate::crypto::integrity_proof::{self, ProofError};
use crate::crypto::threads::NotDone;
use crate::federation::actor;
use crate::federation::refusal::Reason;
use crate::federation::signer::{look, unavailable};
use crate::federation::wire::on_one_host;
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::{StorageError, View, remote_keys};

/// Whether the document carries a proof of the kind that we check. Other kinds count for nothing.
pub(super) fn is_there(document: &Value) -> bool {
    !matches!(integrity_proof::verification_method(document), Err(ProofError::Missing))
}

/// Checks the proof that `document` carries in the name of `owner`: `None` when it carries none, the actor when it is
/// right. A proof that is wrong is a reason to refuse the whole, however it came here. `peer` is who brought it: the network
/// that sent it, or where nobody waits any more the host whose activity it came in.
pub(super) async fn check(app: &App, document: &Value, owner: &str, peer: &str) -> Result<Option<Actor>, Reason> {
    let method = match integrity_proof::verification_method(document) {
        Err(ProofError::Missing) => return Ok(None),
        Err(_) => return Err(Reason::ProofWrong),
        Ok(method) if !on_one_host(method, owner) => return Err(Reason::ProofWrong),
        Ok(method) => method.to_string(),
    };
    let known = lister(app, owner, &method).await?;
    // A first look is no second one, as with the keys of requests; and the two share what is allowed.
    let looked_for = if known.is_some() { owner.to_string() } else { format!("first {owner}") };
    let tried = known.as_ref().and_then(|(_, key)| key.clone());
    if let Some((actor, Some(key))) = known
        && is_by(app, document, &key).await?
    {
        return Ok(Some(actor));
    }
    // Its owner may have another key by now, or we have never seen them. Several things that they proved may come at once: whoever
    // is first looks for all.
    let turn = app.keys.turn_for(owner);
    let turn = turn.lock().await;
    let found = async {
        if let Some(actor) = listed_anew(app, document, (owner, &method), tried.as_ref()).await? {
            return Ok(Some(actor));
        }
        let fetched = async {
            actor::fetch_actor(app, owner).await.map_err(|error| {
                tracing::info!(%error, owner, "the key of a proof cannot be fetched");
                if error.is_ours() { Reason::Unavailable } else { Reason::KeyUnknown }
            })?;
            let found = listed_anew(app, document, (owner, &method), tried.as_ref()).await?;
            found.ok_or(Reason::ProofWrong)
        };
        look(app, (&looked_for, owner, peer), Reason::ProofWrong, fetched).await.map(Some)
    };
    let found = found.await;
    drop(turn);
    app.keys.end_turn(owner);
    found
}

/// Who made a document, by a key that they list under this name and that was not tried before.
async fn listed_anew(
    app: &App,
    document: &Value,
    (owner, method): (&str, &str),
    tried: Option<&String>,
) -> Result<Option<Actor>, Reason> {
    match lister(app, owner, method).await? {
        Some((actor, Some(key))) if Some(&key) != tried && is_by(app, document, &key).await? => Ok(Some(actor)),
        _ => Ok(None),
    }
}

/// The actor, and the key that it lists for proofs under this name. Of a board only the key counts that was pinned.
async fn lister(app: &App, owner: &str, method: &str) -> Result<Option<(Actor, Option<String>)>, Reason> {
    let (uri, method) = (owner.to_string(), method.to_string());
    let find = move |view: &mut View<'_>| -> Result<Option<(Actor, Option<String>)>, StorageError> {
        let Some(actor) = actors::find_by_uri(view, &uri)?.filter(|it| !it.local && it.deleted_at.is_none()) else {
            return Ok(None);
        };
        let listed = remote_keys::find(view, actor.id, &method)?.filter(|key| key.proves).map(|it| it.public_key);
        let pinned = actor.ed25519_key.clone().filter(|_| actor.kind == ActorKind::Board);
        let is_theirs = method.strip_prefix(actor.uri.as_str()).is_some_and(|rest| rest.starts_with('#'));
        let key = match pinned {
            Some(pinned) => Some(pinned).filter(|_| is_theirs),
            None => listed,
        };
        Ok(Some((actor, key)))
    };
    app.db.read(find).await.map_err(|error| unavailable(&error))
}

async fn is_by(app: &App, document: &Value, key: &str) -> Result<bool, Reason> {
    let Ok(key) = app.keys.public(key) else { return Ok(false) };
    let (document, now) = (document.clone(), app.clock.now());
    let work = move || integrity_proof::verify(&document, &key, now).is_ok();
    app.threads.try_run(work).await.map_err(|why| match why {
        NotDone::Full => Reason::Busy,
        NotDone::Stopped => Reason::Unavailable,
    })
}
