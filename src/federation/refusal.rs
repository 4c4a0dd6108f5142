//! Why a request at the inbox is not taken: one word for the log, one status for the sender, one counter each.

use std::sync::atomic::{AtomicU64, Ordering};

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use serde_json::json;

use crate::domain::json_shape::Flaw;

/// When to come back to what a passing failure of ours kept from being answered.
pub(super) const BUSY_SECONDS: u32 = 30;
/// What a signature must cover (RFC 9421, section 5), for senders that ask.
const INBOX_SIGNATURE: &str = r#"sig1=("@method" "@target-uri" "content-digest");created"#;
const DOCUMENT_SIGNATURE: &str = r#"sig1=("@method" "@target-uri");created"#;

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident => $status:literal, $code:literal, $title:literal;)+) => {
        /// Why a request at the inbox is refused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Reason {
            $($(#[$doc])* $name,)+
        }

        impl Reason {
            const COUNT: usize = [$($code),+].len();

            /// The word in the log, in the answer and in the counter's name.
            pub fn code(self) -> &'static str {
                match self { $(Reason::$name => $code,)+ }
            }

            pub fn status(self) -> u16 {
                match self { $(Reason::$name => $status,)+ }
            }

            fn title(self) -> &'static str {
                match self { $(Reason::$name => $title,)+ }
            }

            fn place(self) -> usize {
                let codes = [$($code),+];
                codes.iter().position(|code| *code == self.code()).unwrap_or_default()
            }

            /// Every reason with how often it was given since the start.
            pub fn counts() -> Vec<(&'static str, u64)> {
                let codes = [$($code),+];
                codes.into_iter().zip(&COUNTS).map(|(code, count)| (code, count.load(Ordering::Relaxed))).collect()
            }
        }
    };
}

reasons! {
    TooLarge => 413, "body-too-large", "The body is larger than this server reads";
    BodyCut => 400, "body-cut", "The body ended early";
    MediaType => 415, "media-type", "The body must be application/activity+json";
    RepeatedHeader => 400, "repeated-header", "A header that may stand once stands twice";
    OtherHost => 421, "other-host", "This request is for another host";
    Unsigned => 401, "unsigned", "The request carries no signature";
    SignatureUnreadable => 401, "signature-unreadable", "The signature cannot be read";
    NotCovered => 401, "signature-coverage", "The signature does not cover what it must";
    Time => 401, "signature-time", "The request is too old, too new, or states no time";
    Digest => 401, "digest", "The digest is missing or of another body";
    Json => 400, "json", "The body is not JSON that this server reads";
    JsonTooDeep => 400, "json-too-deep", "The body is nested too deeply";
    JsonRepeatedName => 400, "json-repeated-name", "A name stands twice in one object";
    JsonText => 400, "json-text", "The body contains text that is none";
    NotAnActivity => 400, "not-an-activity", "The body is not an activity with a type and an actor";
    Ambiguous => 400, "ambiguous", "The activity can be read in more than one way";
    TooMany => 400, "too-many", "The activity names more than this server reads";
    KeyElsewhere => 401, "key-elsewhere", "The key does not belong to the actor";
    KeyUnknown => 401, "key-unknown", "The key could not be found in the actor's document";
    SignatureWrong => 401, "signature-wrong", "The signature is wrong";
    ProofWrong => 401, "proof-wrong", "The integrity proof is wrong, or not by a key of its actor";
    ActorNotSigner => 403, "actor-not-signer", "The activity is by another actor than its signature";
    Blocked => 403, "blocked", "This server takes nothing from that host";
    OurOwn => 403, "our-own", "Only this server may say that";
    ForeignId => 403, "foreign-id", "The activity's id is on another host than its actor";
    ForeignObject => 403, "foreign-object", "The object belongs to another host than the actor";
    ForeignUndo => 403, "foreign-undo", "Only its own actor may undo an activity";
    NoSuchInbox => 404, "no-such-inbox", "There is no such inbox";
    Busy => 503, "busy", "Too much is waiting; try again later";
    Unavailable => 503, "unavailable", "This server has a failure of its own, not of the request; try again later";
}

static COUNTS: [AtomicU64; Reason::COUNT] = [const { AtomicU64::new(0) }; Reason::COUNT];

impl From<Flaw> for Reason {
    fn from(flaw: Flaw) -> Reason {
        match flaw {
            Flaw::Cut => Reason::BodyCut,
            Flaw::Malformed | Flaw::TooManyNames => Reason::Json,
            Flaw::TooDeep => Reason::JsonTooDeep,
            Flaw::RepeatedName => Reason::JsonRepeatedName,
            Flaw::NotText | Flaw::Nul => Reason::JsonText,
        }
    }
}

impl Reason {
    /// Counts and logs the refusal, and words it for the sender (RFC 9457, as FEP-c180 asks for).
    pub(super) fn answer(self, sender: Option<&str>) -> HttpResponse {
        tracing::info!(reason = self.code(), status = self.status(), sender, "inbox: refused");
        self.problem(INBOX_SIGNATURE)
    }

    /// The same for a document that is given to signers only.
    pub(super) fn answer_document(self, signer: Option<&str>) -> HttpResponse {
        tracing::info!(reason = self.code(), status = self.status(), signer, "document: refused");
        self.problem(DOCUMENT_SIGNATURE)
    }

    /// Nothing was decided: it failed here, or is too much for us now.
    pub(super) fn is_ours(self) -> bool {
        matches!(self, Reason::Busy | Reason::Unavailable)
    }

    fn problem(self, accepted: &'static str) -> HttpResponse {
        COUNTS[self.place()].fetch_add(1, Ordering::Relaxed);
        let status = StatusCode::from_u16(self.status()).unwrap_or(StatusCode::BAD_REQUEST);
        let mut answer = HttpResponse::build(status);
        if self.is_ours() {
            answer.insert_header((RETRY_AFTER, BUSY_SECONDS.to_string()));
        }
        if status == StatusCode::UNAUTHORIZED {
            answer.insert_header(("accept-signature", accepted));
        }
        let problem =
            json!({"type": "about:blank", "title": self.title(), "status": self.status(), "code": self.code()});
        answer.content_type("application/problem+json").body(problem.to_string())
    }
}
