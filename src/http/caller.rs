//! Who is asking: a member, a guest from another server, or nobody we know.

use actix_session::Session;

use crate::catalogue::Language;
use crate::domain::Timestamp;
use crate::domain::ids::{AccountId, ActorId, ComplaintId};
use crate::domain::visibility::{Sight, Viewer};
use crate::services::login_link::is_welcome;
use crate::services::moderate::Moderator;
use crate::services::restrict::suspension;
use crate::storage::accounts::{self, Role};
use crate::storage::brands::{self, Representative};
use crate::storage::complaints::{self, Held};
use crate::storage::{StorageError, View, actors, restrictions, visibility};

/// Names inside a session. Members have both, guests the second only.
const ACCOUNT: &str = "account";
const ACTOR: &str = "actor";
/// A complaint that was written before its author signed in.
const DRAFT: &str = "draft";
/// Beside it, as long as nobody signed in: the mark of the network from which it came.
pub(in crate::http) const KEPT_FROM: &str = "kept-from";

#[derive(Debug, Clone)]
pub struct Caller {
    pub actor: ActorId,
    /// `None` for guests.
    pub account: Option<AccountId>,
    pub role: Role,
    /// What stands after the first `@` of the handle.
    pub name: String,
    /// `name@host`.
    pub handle: String,
    pub language: Option<Language>,
    /// What they speak for, where they are a representative. Whether that counts is asked for each brand, each time.
    pub represents: Vec<Representative>,
    /// When this was looked up.
    pub at: Timestamp,
}

impl Caller {
    pub fn is_mediator(&self) -> bool {
        self.role >= Role::Mediator
    }

    pub fn is_moderator(&self) -> bool {
        self.role >= Role::Moderator
    }

    pub fn is_administrator(&self) -> bool {
        self.role == Role::Administrator
    }

    /// The actor as which they are the complainant: themselves, or the pseudonym made for this complaint.
    pub fn as_complainant(&self, view: &mut View<'_>, held: &Held) -> Result<Option<ActorId>, StorageError> {
        let Some(complainant) = held.complainant else { return Ok(None) };
        if complainant == self.actor {
            return Ok(Some(complainant));
        }
        let own = match self.account {
            Some(account) => complaints::is_pseudonym_of(view, complainant, account)?,
            None => false,
        };
        Ok(own.then_some(complainant))
    }

    /// The official actor through which they speak in this thread, and their own signature.
    pub fn as_brand(&self, view: &mut View<'_>, held: &Held) -> Result<Option<Representative>, StorageError> {
        // Whoever is limited goes on in their own complaints; a brand has others to speak for it.
        if self.represents.is_empty() || restrictions::holding(view, self.actor, self.at)?.is_some() {
            return Ok(None);
        }
        for it in &self.represents {
            if brands::speaks_for(view, held.brand, it.official, self.at)? {
                return Ok(Some(it.clone()));
            }
        }
        Ok(None)
    }

    /// What they are in this thread, for the table of who may see what. Who is more than one thing is what sees most.
    pub fn viewer(&self, view: &mut View<'_>, held: &Held) -> Result<Viewer, StorageError> {
        if self.as_complainant(view, held)?.is_some() {
            return Ok(Viewer::Complainant);
        }
        if self.as_brand(view, held)?.is_some() {
            return Ok(Viewer::Voice);
        }
        if self.is_moderator() {
            return Ok(Viewer::Moderator);
        }
        let wrote = complaints::party_of(view, held.id, self.actor)?.is_some();
        Ok(if wrote { Viewer::Commenter } else { Viewer::Member })
    }

    /// As whoever moderates signs a decision; nobody else is anything here.
    pub fn as_moderator(&self) -> Option<Moderator> {
        let account = self.account.filter(|_| self.is_moderator())?;
        Some(Moderator { actor: self.actor, account, name: self.name.clone(), role: self.role })
    }

    /// For causes: who asks, in a word that nobody else has.
    pub fn word(&self) -> String {
        self.actor.to_string()
    }
}

/// Who a session belongs to. Somebody who was suspended, deleted or moved since, or whose server is blocked, is nobody.
pub fn find(
    view: &mut View<'_>,
    account: Option<AccountId>,
    actor: ActorId,
    now: Timestamp,
) -> Result<Option<Caller>, StorageError> {
    if suspension(view, actor, now)?.is_some() {
        return Ok(None);
    }
    let Some(person) = actors::find(view, actor)? else { return Ok(None) };
    if !is_welcome(view, &person)? {
        return Ok(None);
    }
    let mut caller = Caller {
        actor,
        account,
        role: Role::Member,
        handle: person.handle(),
        name: person.username,
        language: None,
        represents: Vec::new(),
        at: now,
    };
    if let Some(account) = account {
        let Some(kept) = accounts::find(view, account)? else { return Ok(None) };
        caller.role = kept.role;
        caller.language = kept.language.as_deref().and_then(Language::from_code);
        caller.represents = brands::represented_by(view, account)?;
    }
    Ok(Some(caller))
}

/// Whom a session names, without asking the database who that is.
pub fn named_in(session: &Session) -> Option<(Option<AccountId>, ActorId)> {
    let actor = session.get::<ActorId>(ACTOR).ok().flatten()?;
    Some((session.get::<AccountId>(ACCOUNT).ok().flatten(), actor))
}

/// Signs in. The session gets a new id, so that one planted before is worth nothing.
pub fn sign_in(session: &Session, account: Option<AccountId>, actor: ActorId) -> bool {
    // What somebody else left in this session stays theirs.
    let nobodys = named_in(session).is_none_or(|before| before == (account, actor));
    let draft = session.get::<String>(DRAFT).ok().flatten().filter(|_| nobodys);
    session.clear();
    session.renew();
    if let Some(draft) = draft {
        keep_draft(session, draft);
    }
    let kept = session.insert(ACTOR, actor).is_ok();
    kept && account.is_none_or(|account| session.insert(ACCOUNT, account).is_ok())
}

pub fn sign_out(session: &Session) {
    session.purge();
}

/// Keeps what was written until its author comes back, signed in.
pub fn keep_draft(session: &Session, draft: String) {
    if session.insert(DRAFT, draft).is_err() {
        tracing::warn!("a draft could not be kept");
    }
}

/// The same of somebody who is not signed in, with the mark of the network they write from.
pub fn keep_nobodys_draft(session: &Session, draft: String, from: [u8; 32]) {
    if session.insert(KEPT_FROM, hex::encode(from)).is_err() {
        tracing::warn!("whose a draft is could not be kept");
    }
    keep_draft(session, draft);
}

/// What is kept, as long as it is not sent or thrown away.
pub fn draft(session: &Session) -> Option<String> {
    session.get::<String>(DRAFT).ok().flatten()
}

pub fn take_draft(session: &Session) -> Option<String> {
    session.remove(KEPT_FROM);
    session.remove_as::<String>(DRAFT)?.ok()
}

/// How much of a thread whoever asks gets.
pub fn sight_of(view: &mut View<'_>, who: Option<&Caller>, held: &Held) -> Result<Sight, StorageError> {
    let viewer = match who {
        Some(who) => who.viewer(view, held)?,
        None => Viewer::Visitor,
    };
    visibility::sight_of(view, held, viewer)
}

/// The id in an address, or nothing: a wrong one is the same as an unknown one.
pub fn complaint_id(text: &str) -> Option<ComplaintId> {
    text.parse().ok()
}
