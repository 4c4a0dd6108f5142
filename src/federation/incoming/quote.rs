//! `QuoteRequest` (FEP-044f), and after its pattern `ReplyRequest`, `LikeRequest` and `AnnounceRequest`: somebody asks for leave
//! to do that with a post of ours. With public posts they may; the answer says so at once.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::domain::address::Place;
use crate::domain::ids::ActivityId;
use crate::domain::visibility::{Sight, Standing, Viewer, post_sight, sight};
use crate::federation::documents::note::Noted;
use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::leave::Deed;
use crate::federation::vocabulary::with_context;
use crate::federation::wire;
use crate::services::quote::{Answering, answer_request, was_given_enough};
use crate::storage::posts;
use crate::storage::quotes::{LeaveKind, Quote};
use crate::storage::{StorageError, View, reactions, visibility};

const QUOTE: &str = "QuoteRequest";
/// The types of such requests.
pub(in crate::federation) const REQUESTS: [&str; 4] = [QUOTE, "ReplyRequest", "LikeRequest", "AnnounceRequest"];

/// What a request of this type asks for.
fn asked_for(kind: &str) -> Option<LeaveKind> {
    match Deed::of_request(kind) {
        Some(Deed::Reply) => Some(LeaveKind::Reply),
        Some(Deed::Like) => Some(LeaveKind::Like),
        Some(Deed::Announce) => Some(LeaveKind::Announce),
        None if kind == QUOTE => Some(LeaveKind::Quote),
        None => None,
    }
}

pub(in crate::federation) async fn receive(received: &Received<'_>) -> Result<Handled, InboxError> {
    let app = received.app;
    let Some(kind) = wire::kind_of(received.activity).and_then(asked_for) else {
        return Ok(Handled::Ignored("unknown-type"));
    };
    let Some(Place::Post(post)) = wire::member_id(received.activity, "object").and_then(|uri| app.address.place(uri))
    else {
        return Ok(Handled::Ignored("not-ours"));
    };
    let Some(quoting) = wire::member_id(received.activity, "instrument") else {
        return Ok(Handled::Refused("no-instrument"));
    };
    let (who, now) = (received.actor.clone(), app.clock.now());
    if kind == LeaveKind::Quote && app.db.read(move |view| was_given_enough(view, &who, now)).await? {
        return Ok(Handled::Refused("too-much"));
    }
    // A leave is for the asker's own post, and for nobody else's.
    if !wire::on_one_host(quoting, &received.actor.uri) || !is_asker_s(received.activity, &received.actor.uri) {
        return Ok(Handled::Refused("not-the-author"));
    }
    let (asker, asker_id, now) = (received.actor.uri.clone(), received.actor.id, app.clock.now());
    let read = move |view: &mut View<'_>| -> Result<Option<(Noted, bool)>, StorageError> {
        let Some(noted) = posts::find(view, post)?.map_or(Ok(None), |post| Noted::read(view, post))? else {
            return Ok(None);
        };
        // What whoever asks may not see gets the answer of what is not there: none.
        let seen = match &noted.thread {
            Some(thread) => {
                let viewer = visibility::viewer_of(view, &thread.held, asker_id, now)?;
                visibility::sight_of(view, &thread.held, viewer)?
            }
            None => Sight::Whole,
        };
        if post_sight(seen, visibility::post_standing(&noted.post)) == Sight::Nothing || seen < Sight::Whole {
            return Ok(None);
        }
        let blocked = reactions::is_blocked(view, noted.author.id, &asker)?;
        let standing = noted.thread.as_ref().map(|it| visibility::standing_of(view, &it.held)).transpose()?;
        let granted = may_be_quoted(&noted, standing) && !blocked;
        Ok(Some((noted, granted)))
    };
    let Some((noted, granted)) = app.db.read(read).await? else { return Ok(Handled::Ignored("not-ours")) };
    let id = Uuid::new_v5(&Uuid::NAMESPACE_URL, received.id.as_bytes());
    let quote = Quote {
        id,
        post,
        quoting: quoting.to_string(),
        actor: received.actor.id,
        at: app.clock.now(),
        revoked_at: None,
        kind,
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
fn may_be_quoted(noted: &Noted, standing: Option<Standing>) -> bool {
    let open = standing.is_none_or(|it| sight(it, Viewer::Visitor) == Sight::Whole);
    open && post_sight(Sight::Whole, visibility::post_standing(&noted.post)) == Sight::Whole
}

/// What is asked for, where it is embedded, names nobody else.
fn is_asker_s(activity: &Value, asker: &str) -> bool {
    let named = |name: &str| activity.get("instrument").map(|it| wire::ids_of(it, name)).unwrap_or_default();
    ["attributedTo", "actor"].into_iter().flat_map(named).all(|it| it == asker)
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
            "type": wire::kind_of(received.activity).unwrap_or(QUOTE), "id": received.id, "actor": received.actor.uri, "object": object,
            "instrument": quoting,
        },
    });
    if let Some(leave) = leave {
        answer["result"] = json!(leave);
    }
    with_context(answer).to_string()
}
