//! People from other servers sign in with a one-time link that is sent to them as a direct message.

use chrono::TimeDelta;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::app::App;
use crate::crypto::random;
use crate::domain::Timestamp;
use crate::domain::ids::ActorId;
use crate::domain::policy::Severity;
use crate::storage::actors::Actor;
use crate::storage::jobs::{self, Task};
use crate::storage::sessions::{self, LoginLink};
use crate::storage::{StorageError, Tx, View, actors, policies};

pub const LINK_MINUTES_MAX: i64 = 15;
/// Links that are good at one time for one person by all their handles, used ones among them: of those that strangers ask for,
/// and as many that are asked for in browsers in which they signed in before.
pub const LINKS_PER_PERSON_MAX: i64 = 10;
const HANDLE_BYTES_MAX: usize = 320;

/// Reads `@name@host`, as people write it; `None` for anything else, and for our own members, who have a password.
pub fn handle_from_text(text: &str, our_authority: &str) -> Option<(String, String)> {
    let text = text.trim().strip_prefix("acct:").unwrap_or(text.trim());
    let (name, host) = text.trim_start_matches('@').split_once('@')?;
    let name_fits = !name.is_empty() && name.chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '-' | '.'));
    let host_fits = host.len() > 2
        && host.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'-' | b':'))
        && host.contains('.');
    let fits = name_fits && host_fits && text.len() <= HANDLE_BYTES_MAX && !host.eq_ignore_ascii_case(our_authority);
    fits.then(|| (name.to_lowercase(), host.to_lowercase()))
}

/// Promises somebody a link. `browser` is the secret mark of the browser that asks; only it can use the link. `known`: somebody
/// signed in with this handle in it before.
/// The answer is the same whether the account exists or not: the message is sent later, or never.
pub async fn ask_for_link(
    app: &App,
    handle: String,
    browser: &str,
    known: bool,
    language: &str,
) -> Result<(), StorageError> {
    let now = app.clock.now();
    let link = LoginLink {
        id: random::new_v4(app.random.as_ref()),
        handle,
        browser: Sha256::digest(browser).into(),
        language: language.to_string(),
        actor: None,
        expires_at: now + TimeDelta::minutes(LINK_MINUTES_MAX),
        used_at: None,
        known,
    };
    app.db
        .write(move |tx| {
            sessions::insert_link(tx, &link)?;
            jobs::enqueue(tx, &Task::SendLoginLink { link: link.id }, now)
        })
        .await
}

/// What goes into the direct message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingLink {
    pub name: String,
    pub host: String,
    /// The address that signs in.
    pub address: String,
    pub language: String,
}

/// A link that still waits for its message; `None` when it is used, too old, or was never asked for.
pub fn pending(app: &App, view: &mut View<'_>, id: Uuid) -> Result<Option<PendingLink>, StorageError> {
    let now = app.clock.now();
    let link = sessions::find_link(view, id)?.filter(|link| link.used_at.is_none() && link.expires_at > now);
    Ok(link.and_then(|link| {
        let (name, host) = link.handle.split_once('@')?;
        Some(PendingLink {
            name: name.to_string(),
            host: host.to_string(),
            address: format!("{}/login/link/{}/{}", app.address.origin(), link.id, secret_of(app, link.id)),
            language: link.language,
        })
    }))
}

/// Records whom the handle means, before the message is sent to them. `false`: as many as there may be are on their way to
/// them, by whatever handles they were asked for.
pub fn found(tx: &mut Tx<'_>, id: Uuid, actor: ActorId, now: Timestamp) -> Result<bool, StorageError> {
    let link = sessions::find_link(&mut tx.view(), id)?;
    if link.as_ref().is_some_and(|it| it.actor == Some(actor)) {
        return Ok(true);
    }
    let known = link.is_some_and(|it| it.known);
    if sessions::count_links_of(&mut tx.view(), actor, known, now)? >= LINKS_PER_PERSON_MAX {
        return Ok(false);
    }
    sessions::set_link_actor(tx, id, actor)?;
    Ok(true)
}

/// Whose link this is, if this browser may use it now. Looking at it does not use it up.
pub async fn look_at(app: &App, id: Uuid, secret: &str, browser: &str) -> Result<Option<LoginLink>, StorageError> {
    let now = app.clock.now();
    if !same(secret.as_bytes(), secret_of(app, id).as_bytes()) {
        return Ok(None);
    }
    let browser: [u8; 32] = Sha256::digest(browser).into();
    let read = move |view: &mut View<'_>| -> Result<Option<LoginLink>, StorageError> {
        let Some(link) = sessions::find_link(view, id)? else { return Ok(None) };
        // What was decided about its server, or became of the account, since the link was sent counts.
        let person = link.actor.map_or(Ok(None), |actor| actors::find(view, actor))?;
        let may = match person {
            Some(person) => is_welcome(view, &person)?,
            None => false,
        };
        Ok(Some(link).filter(|_| may))
    };
    let link = app.db.read(read).await?;
    Ok(link.filter(|it| it.used_at.is_none() && it.expires_at > now && same(&it.browser, &browser)))
}

/// Whether somebody may be signed in here at all: their account is there, and their server is not blocked.
pub fn is_welcome(view: &mut View<'_>, person: &Actor) -> Result<bool, StorageError> {
    if person.deleted_at.is_some() || person.moved_to.is_some() {
        return Ok(false);
    }
    Ok(person.local || policies::of_host(view, &person.host)?.0 != Severity::Block)
}

/// Uses the link up: the actor who is signed in now.
pub async fn use_up(app: &App, id: Uuid, secret: &str, browser: &str) -> Result<Option<ActorId>, StorageError> {
    let Some(link) = look_at(app, id, secret, browser).await? else { return Ok(None) };
    let now = app.clock.now();
    let first = app.db.write(move |tx| sessions::use_link(tx, id, now)).await?;
    Ok(link.actor.filter(|_| first))
}

/// The part of the address that cannot be guessed. It is made again when needed, so no table holds it.
/// Empty, which opens nothing, if the key could not be made.
fn secret_of(app: &App, id: Uuid) -> String {
    let key = app.keys.derive("login links").ok();
    let mac = key.and_then(|key| Hmac::<Sha256>::new_from_slice(&key).ok());
    mac.map(|mac| hex::encode(mac.chain_update(id.as_bytes()).finalize().into_bytes())).unwrap_or_default()
}

fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && !one.is_empty() && openssl::memcmp::eq(one, other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_is_a_name_at_a_host_that_is_not_ours() {
        let read = |text: &str| handle_from_text(text, "north.example:8080");
        let c7 = Some(("c7".to_string(), "mastodon.example".to_string()));
        assert_eq!(read(" @C7@Mastodon.example "), c7);
        assert_eq!(read("c7@mastodon.example"), c7);
        assert_eq!(read("acct:c7@mastodon.example"), c7);
        assert!(read("@c7@south.localhost:8081").is_some());
        for wrong in [
            "",
            "c7",
            "@c7",
            "c7@",
            "@@host.example",
            "c 7@host.example",
            "c7@localhost",
            "c7@north.example:8080",
            "c7@host.example/x",
            "<b>@host.example",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
