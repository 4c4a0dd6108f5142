//! What the bytes of an activity alone prove its actor may not say. The rest is for the database to tell, later.

use serde_json::Value;
use url::Url;

use crate::domain::address::Address;
use crate::federation::gate::Envelope;
use crate::federation::refusal::Reason;
use crate::federation::wire::{self, same_host, web_address};

/// The sender is known by now; this is about what is said in that name.
pub(super) fn check(envelope: &Envelope, own: &Address) -> Result<(), Reason> {
    let actor = &envelope.actor_url;
    if let Some(id) = envelope.id.as_deref().and_then(web_address) {
        if own.is_ours(&id) {
            return Err(Reason::OurOwn);
        }
        if !same_host(&id, actor) {
            return Err(Reason::ForeignId);
        }
    }
    let Some(object) = envelope.activity.get("object") else { return Ok(()) };
    match envelope.kind.as_str() {
        "Create" | "Update" => check_authorship(object, actor, own),
        "Delete" | "Move" => check_place(object, actor, own),
        "Undo" => check_undo(object, envelope, own),
        _ => Ok(()),
    }
}

/// Whoever writes or rewrites an object must be on the object's host, and so must everyone it is attributed to.
fn check_authorship(object: &Value, actor: &Url, own: &Address) -> Result<(), Reason> {
    check_place(object, actor, own)?;
    let authors = wire::many(Some(object))
        .flat_map(|object| wire::many(object.get("attributedTo")).chain(wire::many(object.get("actor"))))
        .map(|author| wire::id_of(author).unwrap_or_default());
    for author in authors {
        let author = web_address(author).ok_or(Reason::ForeignObject)?;
        if own.is_ours(&author) {
            return Err(Reason::OurOwn);
        }
        if !same_host(&author, actor) {
            return Err(Reason::ForeignObject);
        }
    }
    Ok(())
}

fn check_place(object: &Value, actor: &Url, own: &Address) -> Result<(), Reason> {
    for id in wire::many(Some(object)).filter_map(wire::id_of) {
        let id = web_address(id).ok_or(Reason::NotAnActivity)?;
        if own.is_ours(&id) {
            return Err(Reason::OurOwn);
        }
        if !same_host(&id, actor) {
            return Err(Reason::ForeignObject);
        }
    }
    Ok(())
}

/// The inner activity must be the same actor's.
fn check_undo(object: &Value, envelope: &Envelope, own: &Address) -> Result<(), Reason> {
    if let Some(inner) = wire::member_id(object, "actor")
        && inner != envelope.actor
    {
        return Err(Reason::ForeignUndo);
    }
    check_place(object, &envelope.actor_url, own).map_err(|reason| match reason {
        Reason::ForeignObject => Reason::ForeignUndo,
        other => other,
    })
}

#[cfg(test)]
mod tests;
