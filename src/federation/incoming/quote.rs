//! `QuoteRequest` (FEP-044f): somebody asks for leave to quote a post of ours. Public posts may be quoted; the answer says so at once.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::domain::address::Place;
use crate::domain::complaint::Opening;
use crate::domain::ids::ActivityId;
use crate::federation::documents::note::Noted;
use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::vocabulary::with_context;
use crate::federation::wire;
use crate::services::quote::{Answering, answer_request};
use crate::storage::posts::{self, PostKind};
use crate::storage::quotes::Quote;
use crate::storage::{StorageError, View, reactions};

pub(in crate::federation) async fn receive(received: &Received<'_>) -> Result<Handled, InboxError> {
    let app = received.app;
    let Some(Place::Post(post)) = wire::member_id(received.activity, "object").and_then(|uri| app.address.place(uri))
    else {
        return Ok(Handled::Ignored("not-ours"));
    };
    let Some(quoting) = wire::member_id(received.activity, "instrument") else {
        return Ok(Handled::Refused("no-instrument"));
    };
    // A leave is for the asker's own post, and for nobody else's.
    if !wire::on_one_host(quoting, &received.actor.uri) || !is_asker_s(received.activity, &received.actor.uri) {
        return Ok(Handled::Refused("not-the-author"));
    }
    let asker = received.actor.uri.clone();
    let read = move |view: &mut View<'_>| -> Result<Option<(Noted, bool)>, StorageError> {
        let Some(noted) = posts::find(view, post)?.map_or(Ok(None), |post| Noted::read(view, post))? else {
            return Ok(None);
        };
        let blocked = reactions::is_blocked(view, noted.author.id, &asker)?;
        Ok(Some((noted, blocked)))
    };
    let Some((noted, blocked)) = app.db.read(read).await? else { return Ok(Handled::Ignored("not-ours")) };
    let granted = may_be_quoted(&noted) && !blocked;
    let id = Uuid::new_v5(&Uuid::NAMESPACE_URL, received.id.as_bytes());
    let quote = Quote {
        id,
        post,
        quoting: quoting.to_string(),
        actor: received.actor.id,
        at: app.clock.now(),
        revoked_at: None,
    };
    let answer = ActivityId(Uuid::new_v5(&id, b"answer"));
    let answering = Answering {
        answer,
        by: noted.author.id,
        body: body(
            received,
            &noted.author.uri,
            &app.address.activity(answer),
            granted.then(|| app.address.quote(id)),
            quoting,
        ),
        inbox: received.actor.inbox.clone(),
        granted: granted.then_some(quote),
    };
    answer_request(app, answering).await?;
    Ok(Handled::Understood)
}

/// What stands in a thread for everybody to read may be quoted as long as it stands there.
fn may_be_quoted(noted: &Noted) -> bool {
    let shown = noted.thread.as_ref().is_none_or(|it| {
        it.held.hidden_at.is_none() && !matches!(it.held.complaint.opening(), Opening::Embargoed { .. })
    });
    shown && noted.post.kind != PostKind::Direct && noted.post.deleted_at.is_none()
}

/// The quoting post, where it is embedded, names no other author.
fn is_asker_s(activity: &Value, asker: &str) -> bool {
    let authors = activity.get("instrument").map(|it| wire::ids_of(it, "attributedTo")).unwrap_or_default();
    authors.iter().all(|it| *it == asker)
}

fn body(received: &Received<'_>, author: &str, id: &str, leave: Option<String>, quoting: &str) -> String {
    let object = wire::member_id(received.activity, "object").unwrap_or_default();
    let mut answer = json!({
        "id": id,
        "type": if leave.is_some() { "Accept" } else { "Reject" },
        "actor": author,
        "to": [received.actor.uri],
        // Whole, and with ids alone inside: some find their request by its id, some by what it asked for.
        "object": {
            "type": "QuoteRequest", "id": received.id, "actor": received.actor.uri, "object": object,
            "instrument": quoting,
        },
    });
    if let Some(leave) = leave {
        answer["result"] = json!(leave);
    }
    with_context(answer).to_string()
}
