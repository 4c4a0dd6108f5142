//! The words of ActivityPub and of our own vocabulary that several files use.

use serde_json::{Value, json};

pub(super) const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";
pub(super) const ACTIVITY_STREAMS: &str = "https://www.w3.org/ns/activitystreams";
/// Our own vocabulary. A server that says it implements this knows complaints.
pub(super) const RD: &str = "https://w3id.org/redress#";
/// What servers name that read these signatures (FEP-844e).
pub(super) const RFC9421: &str = "https://datatracker.ietf.org/doc/html/rfc9421";
pub(super) const RFC9421_ED25519: &str =
    "https://datatracker.ietf.org/doc/html/rfc9421#name-eddsa-using-curve-edwards25";
/// The version of the vocabulary that this program writes.
pub(super) const RD_VERSION: &str = "1";
pub(super) const ACTIVITY_JSON: &str = "application/activity+json; charset=utf-8";

/// The context of everything that we send.
pub(super) fn context() -> Value {
    json!([
        ACTIVITY_STREAMS,
        "https://w3id.org/security/v1",
        "https://w3id.org/security/data-integrity/v2",
        {
            "rd": RD,
            "schema": "http://schema.org#",
            "toot": "http://joinmastodon.org/ns#",
            "Hashtag": "as:Hashtag",
            "sensitive": "as:sensitive",
            "manuallyApprovesFollowers": "as:manuallyApprovesFollowers",
            "discoverable": "toot:discoverable",
            "indexable": "toot:indexable",
            "PropertyValue": "schema:PropertyValue",
            "value": "schema:value",
            "gts": "https://gotosocial.org/ns#",
            "interactionPolicy": {"@id": "gts:interactionPolicy", "@type": "@id"},
            "canQuote": {"@id": "gts:canQuote", "@type": "@id"},
            "automaticApproval": {"@id": "gts:automaticApproval", "@type": "@id"},
            "interactingObject": {"@id": "gts:interactingObject", "@type": "@id"},
            "interactionTarget": {"@id": "gts:interactionTarget", "@type": "@id"},
            "approvedBy": {"@id": "gts:approvedBy", "@type": "@id"},
            "replyAuthorization": {"@id": "gts:replyAuthorization", "@type": "@id"},
            "likeAuthorization": {"@id": "gts:likeAuthorization", "@type": "@id"},
            "announceAuthorization": {"@id": "gts:announceAuthorization", "@type": "@id"},
            "ReplyRequest": "gts:ReplyRequest",
            "LikeRequest": "gts:LikeRequest",
            "AnnounceRequest": "gts:AnnounceRequest",
            "ReplyAuthorization": "gts:ReplyAuthorization",
            "LikeAuthorization": "gts:LikeAuthorization",
            "AnnounceAuthorization": "gts:AnnounceAuthorization",
            "QuoteRequest": "https://w3id.org/fep/044f#QuoteRequest",
            "QuoteAuthorization": "https://w3id.org/fep/044f#QuoteAuthorization",
            "featured": {"@id": "toot:featured", "@type": "@id"},
            "postingRestrictedToMods": "https://join-lemmy.org/ns#postingRestrictedToMods",
            "implements": {"@id": "https://w3id.org/fep/844e#implements", "@type": "@id", "@container": "@list"},
            "webfinger": "https://purl.archive.org/socialweb/webfinger#webfinger",
            "history": {"@id": "https://w3id.org/fep/11dd#history", "@type": "@id"},
            "Multikey": "https://w3id.org/security#Multikey",
            "assertionMethod": {"@id": "https://w3id.org/security#assertionMethod", "@type": "@id", "@container": "@set"},
            "publicKeyMultibase": "https://w3id.org/security#publicKeyMultibase"
        }
    ])
}

/// The context of what only servers that know our vocabulary read: short, for there is one with every event.
pub(super) fn with_short_context(mut document: Value) -> Value {
    if let Value::Object(members) = &mut document {
        let context = json!([
            "https://www.w3.org/ns/activitystreams",
            "https://w3id.org/security/data-integrity/v2",
            {"rd": RD}
        ]);
        members.insert("@context".into(), context);
    }
    document
}

/// A document with our context in front.
pub(super) fn with_context(mut document: Value) -> Value {
    if let Value::Object(members) = &mut document {
        members.insert("@context".into(), context());
    }
    document
}

/// The same thing as a part of another document.
pub(super) fn without_context(mut document: Value) -> Value {
    if let Value::Object(members) = &mut document {
        members.remove("@context");
    }
    document
}
