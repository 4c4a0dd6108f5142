//! Addresses of our things: how they are built and how they are recognised, in this one place.

use url::Url;
use uuid::Uuid;

use crate::domain::handle::profile_path;
use crate::domain::ids::{ActivityId, ActorId, ComplaintId, PostId};

/// The origin of one instance; every address of ours begins with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    origin: Url,
    authority: String,
}

/// Something of ours that an address names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Actor(ActorId),
    Complaint(ComplaintId),
    Post(PostId),
    Activity(ActivityId),
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    #[error("the base URL has no host")]
    NoHost,
    #[error("the base URL must be http or https, and nothing but an origin")]
    NotAnOrigin,
}

impl Address {
    /// `origin` is scheme, host and perhaps a port, with no path, query or user.
    pub fn new(origin: &Url) -> Result<Address, AddressError> {
        let host = origin.host_str().filter(|host| !host.is_empty()).ok_or(AddressError::NoHost)?;
        let bare = matches!(origin.path(), "" | "/")
            && origin.query().is_none()
            && origin.fragment().is_none()
            && origin.username().is_empty()
            && matches!(origin.scheme(), "http" | "https");
        if !bare {
            return Err(AddressError::NotAnOrigin);
        }
        let authority = match origin.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_string(),
        };
        Ok(Address { origin: origin.clone(), authority })
    }

    /// Host, with the port where it is not the scheme's own: what stands after `@` in our handles.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// Scheme and authority without a slash at the end: `https://north.example`.
    pub fn origin(&self) -> &str {
        self.origin.as_str().trim_end_matches('/')
    }

    pub fn url(&self) -> &Url {
        &self.origin
    }

    pub fn is_https(&self) -> bool {
        self.origin.scheme() == "https"
    }

    pub fn actor(&self, id: ActorId) -> String {
        format!("{}/actors/{id}", self.origin())
    }

    /// The key of an actor's requests: its first one, or the one that came as `number` after changes of key.
    pub fn actor_key(&self, id: ActorId, number: usize) -> String {
        format!("{}#main-key{}", self.actor(id), numbered(number))
    }

    /// The key of an actor's integrity proofs.
    pub fn proof_key(&self, id: ActorId, number: usize) -> String {
        format!("{}#ed25519-key{}", self.actor(id), numbered(number))
    }

    /// The keys of an actor, old ones too: what anybody may fetch, even where the rest asks for a signature.
    pub fn actor_keys(&self, id: ActorId) -> String {
        format!("{}/keys", self.actor(id))
    }

    pub fn inbox(&self, id: ActorId) -> String {
        format!("{}/inbox", self.actor(id))
    }

    pub fn outbox(&self, id: ActorId) -> String {
        format!("{}/outbox", self.actor(id))
    }

    pub fn followers(&self, id: ActorId) -> String {
        format!("{}/followers", self.actor(id))
    }

    pub fn shared_inbox(&self) -> String {
        format!("{}/inbox", self.origin())
    }

    /// The complaint as a collection: its ActivityPub id, and the `context` of its posts (FEP-7888). Complaints that were
    /// filed before it had an address of its own keep the page's as their id.
    pub fn complaint(&self, id: ComplaintId) -> String {
        format!("{}/threads/{id}", self.origin())
    }

    /// The thread's page. For programs it is the complaint's post, so that whoever pastes it into a search finds that.
    pub fn complaint_page(&self, id: ComplaintId) -> String {
        format!("{}/complaints/{id}", self.origin())
    }

    /// The page on which a brand's domain is proven.
    pub fn claim_page(&self, domain: &crate::domain::brand::BrandDomain) -> String {
        format!("{}/boards/{domain}/claim", self.origin())
    }

    /// The posts of the thread, as the collection's one page.
    pub fn posts(&self, id: ComplaintId) -> String {
        format!("{}/posts", self.complaint_page(id))
    }

    pub fn replies(&self, id: ComplaintId) -> String {
        format!("{}/replies", self.complaint_page(id))
    }

    pub fn history(&self, id: ComplaintId) -> String {
        format!("{}/history", self.complaint_page(id))
    }

    pub fn post(&self, id: PostId) -> String {
        format!("{}/posts/{id}", self.origin())
    }

    pub fn activity(&self, id: ActivityId) -> String {
        format!("{}/activities/{id}", self.origin())
    }

    /// The heads that we hold of one board's complaints, after one of them.
    pub fn heads(&self, board: &str, after: Option<ComplaintId>) -> String {
        heads_at(&self.origin, board, after)
    }

    /// Our copy of a complaint whose home is elsewhere.
    pub fn copy(&self, id: ComplaintId) -> String {
        format!("{}/copies/{id}", self.origin())
    }

    /// Leave to quote a post of ours.
    pub fn quote(&self, id: Uuid) -> String {
        format!("{}/quotes/{id}", self.origin())
    }

    pub fn moderators(&self, board: ActorId) -> String {
        format!("{}/moderators", self.actor(board))
    }

    pub fn featured(&self, actor: ActorId) -> String {
        format!("{}/featured", self.actor(actor))
    }

    /// The page of a brand's board. Readable, so it may change; the actor's id may not.
    pub fn board_page(&self, domain: &str) -> String {
        format!("{}/boards/{domain}", self.origin())
    }

    pub fn profile_page(&self, name: &str) -> String {
        format!("{}{}", self.origin(), profile_path(name, None))
    }

    /// Whose page of ours this is: the name of a board or of somebody else, `None` for any other address.
    pub fn page_of(&self, url: &str) -> Option<String> {
        let path = url.strip_prefix(self.origin())?.trim_end_matches('/');
        let name = path.strip_prefix("/boards/").or_else(|| path.strip_prefix("/@"))?;
        let is_one = !name.is_empty() && !name.contains(['/', '?', '#', '@']);
        let (name, _) = url::form_urlencoded::parse(name.as_bytes()).next().filter(|_| is_one)?;
        Some(name.into_owned())
    }

    /// Whether an address is on our own host, however it is spelt (upper case, default port, a dot at the end).
    pub fn is_ours(&self, url: &Url) -> bool {
        let same_host = match (url.host_str(), self.origin.host_str()) {
            (Some(theirs), Some(ours)) => theirs.trim_end_matches('.').eq_ignore_ascii_case(ours.trim_end_matches('.')),
            _ => false,
        };
        same_host && url.port_or_known_default() == self.origin.port_or_known_default()
    }

    /// Whether a stranger's address may become a link on our pages: https, and in development http.
    pub fn may_link_to(&self, text: &str) -> bool {
        let scheme = Url::parse(text).ok().filter(Url::has_host).map(|url| url.scheme().to_string());
        matches!((scheme.as_deref(), self.is_https()), (Some("https"), _) | (Some("http"), false))
    }

    /// What of ours this address names, exactly as we spell it; `None` for anything else.
    pub fn place(&self, url: &str) -> Option<Place> {
        let path = url.strip_prefix(self.origin())?.strip_prefix('/')?;
        let (kind, id) = path.split_once('/')?;
        match kind {
            "actors" => id.parse().ok().map(Place::Actor),
            "threads" | "complaints" => id.parse().ok().map(Place::Complaint),
            "posts" => id.parse().ok().map(Place::Post),
            "activities" => id.parse().ok().map(Place::Activity),
            _ => None,
        }
    }
}

/// The heads that the server of an origin holds of one board's complaints: the same address on all of them.
pub fn heads_at(origin: &Url, board: &str, after: Option<ComplaintId>) -> String {
    let mut url = origin.clone();
    url.set_path("/heads");
    url.query_pairs_mut().append_pair("board", board);
    if let Some(after) = after {
        url.query_pairs_mut().append_pair("after", &after.to_string());
    }
    url.into()
}

fn numbered(number: usize) -> String {
    if number > 1 { format!("-{number}") } else { String::new() }
}

#[cfg(test)]
mod tests;
