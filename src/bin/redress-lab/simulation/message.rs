//! What travels between the instances of a simulation.

use crate::simulation::people::Actor;
use redress::domain::complaint::Opening;
use redress::domain::ids::ComplaintId;
use redress::domain::sync::adoption::Offer;
use redress::domain::sync::request::{Answer, TransitionRequest};
use redress::domain::sync::{Announcement, Head};

#[derive(Debug, Clone)]
pub(super) struct Message {
    pub(super) id: u64,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) body: Body,
}

/// Pushes are kept by whoever gets them and tried again until they are; questions are asked again by who asked, or never.
#[derive(Debug, Clone)]
pub(super) enum Body {
    Push {
        delivery: u64,
        push: Push,
    },
    /// The 202 of an inbox: what was pushed is on the disk.
    Stored {
        delivery: u64,
    },
    AskHistory {
        ask: u64,
        complaint: ComplaintId,
        after: i64,
    },
    History {
        ask: u64,
        complaint: ComplaintId,
        told: Announcement,
    },
    AskDigest {
        ask: u64,
    },
    Digest {
        ask: u64,
        heads: Vec<(ComplaintId, Head)>,
    },
    /// A restored home asks what is held of it; it says what it holds itself.
    AskHeld {
        ask: u64,
        held: Vec<(ComplaintId, i64)>,
    },
    Held {
        ask: u64,
        offers: Vec<(ComplaintId, Offer)>,
    },
    /// The heads that one follower holds, told to another.
    Heads {
        heads: Vec<(ComplaintId, Head)>,
        is_answer: bool,
    },
}

/// What an inbox keeps and works off later.
#[derive(Debug, Clone)]
pub(super) enum Push {
    State { complaint: ComplaintId, told: Announcement },
    Request(Box<Request>),
    Answer { request: String, complaint: Option<ComplaintId>, answer: Answer, told: Option<Announcement> },
}

/// Somebody on another instance wants something of a home.
#[derive(Debug, Clone)]
pub(super) struct Request {
    pub(super) actor: Actor,
    pub(super) wanted: Wanted,
}

#[derive(Debug, Clone)]
pub(super) enum Wanted {
    File { id: String, brand: String, opening: Opening },
    Step(TransitionRequest),
}

impl Wanted {
    /// The cause at home, on whatever way it came there.
    pub(super) fn id(&self) -> &str {
        match self {
            Wanted::File { id, .. } => id,
            Wanted::Step(request) => &request.id,
        }
    }

    pub(super) fn shown(&self) -> String {
        match self {
            Wanted::File { id, brand, .. } => format!("File {brand} ({id})"),
            Wanted::Step(request) => {
                let seen = request.seen.map_or_else(|| "nothing".to_string(), |seen| seen.to_string());
                format!("{:?} on {} seen {seen} ({})", request.command, short(request.complaint), request.id)
            }
        }
    }
}

impl Body {
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Body::Push { push: Push::State { .. }, .. } => "state",
            Body::Push { push: Push::Request(_), .. } => "request",
            Body::Push { push: Push::Answer { .. }, .. } => "answer",
            Body::Stored { .. } => "stored",
            Body::AskHistory { .. } => "ask-history",
            Body::History { .. } => "history",
            Body::AskDigest { .. } => "ask-digest",
            Body::Digest { .. } => "digest",
            Body::AskHeld { .. } => "ask-held",
            Body::Held { .. } => "held",
            Body::Heads { .. } => "heads",
        }
    }

    pub(super) fn shown(&self) -> String {
        match self {
            Body::Push { push, .. } => match push {
                Push::State { complaint, told } => format!("{} is at {}", short(*complaint), told.head.sequence),
                Push::Request(request) => request.wanted.shown(),
                Push::Answer { request, answer, .. } => format!("{} to {request}", shown_answer(answer)),
            },
            Body::Stored { delivery } => format!("delivery {delivery}"),
            Body::AskHistory { complaint, after, .. } => format!("{} after {after}", short(*complaint)),
            Body::History { complaint, told, .. } => {
                format!("{} to {}, {} lines", short(*complaint), told.head.sequence, told.lines.len())
            }
            Body::AskDigest { .. } => String::new(),
            Body::Digest { heads, .. } | Body::Heads { heads, .. } => format!("{} heads", heads.len()),
            Body::AskHeld { held, .. } => format!("knows {} complaints", held.len()),
            Body::Held { offers, .. } => {
                let shown = offers
                    .iter()
                    .map(|(id, offer)| format!("{} to {}", short(*id), offer.proven.map_or(0, |head| head.sequence)));
                format!("offers {}", shown.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

pub(super) fn shown_answer(answer: &Answer) -> String {
    match answer {
        Answer::Accepted { sequence } => format!("accepted as event {sequence}"),
        Answer::Refused { refusal } => format!("refused, {refusal}"),
    }
}

/// Enough of an id to tell the complaints of one run apart.
pub(super) fn short(id: ComplaintId) -> String {
    let mut text = id.to_string();
    text.truncate(8);
    text
}
