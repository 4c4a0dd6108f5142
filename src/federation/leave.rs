//! What an author lets others do with a post (GoToSocial's `interactionPolicy`), and what has to be asked for.

use serde_json::{Map, Value, json};

use crate::federation::wire;

/// Addresses in one list of a policy that are kept.
const LISTED_MAX: usize = 50;

/// What somebody here does with a post of somebody elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    Reply,
    Like,
    Announce,
}

/// What a policy says of an actor and a deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leave {
    Given,
    /// Its author decides when asked.
    ToBeAsked,
    /// The author alone may do it.
    Refused,
}

impl Deed {
    const ALL: [Deed; 3] = [Deed::Reply, Deed::Like, Deed::Announce];

    fn rule(self) -> &'static str {
        match self {
            Deed::Reply => "canReply",
            Deed::Like => "canLike",
            Deed::Announce => "canAnnounce",
        }
    }

    /// The type of the activity that asks for leave.
    pub(super) fn request(self) -> &'static str {
        match self {
            Deed::Reply => "ReplyRequest",
            Deed::Like => "LikeRequest",
            Deed::Announce => "AnnounceRequest",
        }
    }

    pub(super) fn of_request(kind: &str) -> Option<Deed> {
        Deed::ALL.into_iter().find(|it| it.request() == kind)
    }

    /// Where the leave is named on what was done, beside the older `approvedBy`.
    pub(super) fn authorization(self) -> &'static str {
        match self {
            Deed::Reply => "replyAuthorization",
            Deed::Like => "likeAuthorization",
            Deed::Announce => "announceAuthorization",
        }
    }
}

/// The part of a post's policy that keeps anybody from anything, as it is stored.
pub(super) fn policy_in(object: &Value) -> Option<String> {
    let policy = object.get("interactionPolicy")?;
    let mut kept = Map::new();
    for deed in Deed::ALL {
        let Some(rule) = policy.get(deed.rule()).filter(|it| it.as_object().is_some_and(|it| !it.is_empty())) else {
            continue;
        };
        let (automatic, manual) = lists(rule);
        if automatic.iter().any(|it| wire::is_public(it)) && manual.is_empty() {
            continue;
        }
        kept.insert(deed.rule().into(), json!({"automaticApproval": automatic, "manualApproval": manual}));
    }
    (!kept.is_empty()).then(|| Value::Object(kept).to_string())
}

/// What a rule lists, under the names of now or of before GoToSocial 0.20.
fn lists(rule: &Value) -> (Vec<&str>, Vec<&str>) {
    let of = |now: &str, before: &str| -> Vec<&str> {
        let named = if rule.get(now).is_some() { now } else { before };
        wire::ids_of(rule, named).into_iter().take(LISTED_MAX).collect()
    };
    (of("automaticApproval", "always"), of("manualApproval", "approvalRequired"))
}

/// The more specific entry counts. Who is in a collection elsewhere nobody here knows, so its owner is asked.
pub(super) fn leave(policy: &str, author: &str, deed: Deed, actor: &str) -> Leave {
    let policy: Value = serde_json::from_str(policy).unwrap_or_default();
    let Some(rule) = policy.get(deed.rule()) else { return Leave::Given };
    let (automatic, manual) = lists(rule);
    if automatic.contains(&actor) || actor == author {
        Leave::Given
    } else if manual.contains(&actor) {
        Leave::ToBeAsked
    } else if automatic.iter().any(|it| wire::is_public(it)) {
        Leave::Given
    } else if automatic.iter().chain(&manual).any(|it| *it != author) {
        Leave::ToBeAsked
    } else {
        Leave::Refused
    }
}

/// Asks the author of a post for leave.
pub(super) fn request(deed: Deed, actor: &str, author: &str, object: &str, instrument: Value) -> Value {
    json!({
        "type": deed.request(),
        "actor": actor,
        "to": [author],
        "object": object,
        "instrument": instrument,
    })
}

/// Names the leave on what was done with it.
pub(super) fn name_leave(thing: &mut Value, deed: Deed, approval: &str) {
    thing["approvedBy"] = json!(approval);
    thing[deed.authorization()] = json!(approval);
}

#[cfg(test)]
mod tests;
