//! Documents of other servers, fetched as the server itself and believed only about their own host.

use serde_json::Value;
use url::Url;

use crate::app::App;
use crate::egress::{self, EgressError, Wanted};
use crate::federation::knock::{self, NotSent};
use crate::federation::wire::{self, web_address};
use crate::services::policy;
use crate::services::remember_actor::Absence;
use crate::services::signing::SigningError;
use crate::storage::StorageError;

/// Requests that the check of a signature may cause: an actor and its key, read twice, a redirect or two.
const GATE_REQUESTS_MAX: u32 = 8;
/// Requests that the work on an activity may cause. Together they are the twenty that one message may cost.
const ACTIVITY_REQUESTS_MAX: u32 = 12;

/// Runs the check of a signature: whatever it leads to, it has us fetch only so much.
pub(super) async fn limited_at_the_gate<F: Future>(work: F) -> F::Output {
    egress::at_most(GATE_REQUESTS_MAX, work).await
}

/// Runs the work of one activity: whatever it leads to, it has us fetch only so much.
pub(super) async fn limited<F: Future>(work: F) -> F::Output {
    egress::at_most(ACTIVITY_REQUESTS_MAX, work).await
}

#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    #[error("{0} is one request more than a message may cause")]
    TooMuch(String),
    #[error("{0} is no address on the web")]
    NoAddress(String),
    #[error("{url}: {error}")]
    Egress { url: String, error: EgressError },
    #[error("{url} says that it is {id}")]
    OtherId { url: String, id: String },
    #[error("{id}: {what}")]
    Unusable { id: String, what: &'static str },
    #[error("{id}: the key belongs to somebody else")]
    ForeignKey { id: String },
    #[error("{0} leads to nobody, or to somebody else")]
    Handle(String),
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    Signing(#[from] SigningError),
}

impl FetchError {
    pub(super) fn is_foreign_key(&self) -> bool {
        matches!(self, FetchError::ForeignKey { .. })
    }

    /// It failed here: it says nothing of the other server, nor of what was asked for.
    pub(super) fn is_ours(&self) -> bool {
        matches!(self, FetchError::Storage(_) | FetchError::Signing(_))
    }

    /// The other server says that the thing is gone for good.
    pub fn is_gone(&self) -> bool {
        matches!(self, FetchError::Egress { error, .. } if error.is_gone())
    }

    /// What the other server says of the very thing that was asked for, if it has none.
    pub(super) fn absence_of(&self, id: &str) -> Option<Absence> {
        match self {
            FetchError::Egress { url, error } if url == id && error.is_gone() => Some(Absence::Gone),
            FetchError::Egress { url, error } if url == id && error.is_missing() => Some(Absence::Missing),
            _ => None,
        }
    }

    /// Whether asking again later may help.
    pub fn is_passing(&self) -> bool {
        match self {
            FetchError::Egress { error, .. } => error.is_passing(),
            FetchError::Storage(_) | FetchError::Signing(_) => true,
            _ => false,
        }
    }
}

/// Fetches what `id` names. The document says so itself, from the host that its id is on:
/// what claims another id is asked for once more under that id, and refused if it still claims another.
pub(super) async fn fetch_document(app: &App, id: &str) -> Result<Value, FetchError> {
    let (document, stated) = fetch_once(app, id).await?;
    match stated {
        None => Ok(document),
        Some(other) => match fetch_once(app, &other).await? {
            (document, None) => Ok(document),
            (_, Some(third)) => Err(FetchError::OtherId { url: other, id: third }),
        },
    }
}

/// The document, and the id that it gives itself where that is not the address it came from.
async fn fetch_once(app: &App, id: &str) -> Result<(Value, Option<String>), FetchError> {
    let url = web_address(id).ok_or_else(|| FetchError::NoAddress(id.to_string()))?;
    // The client obeys what is decided about other servers; here it is made sure that it has heard.
    policy::current(app).await?;
    let fetched = knock::get(app, &url, Wanted::Activity).await.map_err(|why| match why {
        NotSent::Egress(EgressError::TooMany) => FetchError::TooMuch(id.to_string()),
        NotSent::Egress(error) => FetchError::Egress { url: id.to_string(), error },
        NotSent::Signing(error) => error.into(),
    })?;
    let unusable = |what| FetchError::Unusable { id: id.to_string(), what };
    let document: Value = serde_json::from_slice(&fetched.body).map_err(|_| unusable("not JSON"))?;
    if wire::is_too_much(&document) {
        return Err(unusable("names more than this server reads"));
    }
    let stated = wire::text_of(&document, "id").ok_or_else(|| unusable("has no id"))?;
    let stated_url = web_address(stated).ok_or_else(|| unusable("has an id that is no address"))?;
    if without_fragment(&stated_url) == without_fragment(&fetched.url) {
        return Ok((document, None));
    }
    let stated = stated.to_string();
    Ok((document, Some(stated)))
}

fn without_fragment(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_fragment(None);
    url
}
