//! Somebody or something by handle or address: what we know of it, and asking its server when a member wants that.

use std::time::Duration;

use url::Url;
use uuid::Uuid;

use crate::app::App;
use crate::crypto::random;
use crate::domain::address::Address;
use crate::domain::handle::profile_path;
use crate::services::login_link::handle_from_text;
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::jobs::{self, Task};
use crate::storage::lookups::{self, Lookup};
use crate::storage::{Cause, Once, StorageError, View, complaints, posts, visibility};

/// Characters of a handle or an address that are looked at.
pub const TEXT_CHARS_MAX: usize = 2_048;
/// How often somebody who waits looks whether there is an answer, and how many times.
const LOOK_INTERVAL: Duration = Duration::from_millis(100);
const LOOKS_MAX: u32 = 60;

/// What somebody typed, if it names one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// `name` and `host`.
    Handle(String, String),
    Url(Url),
}

/// A handle with its host, or an address on the web; words are neither.
pub fn named(text: &str) -> Option<Named> {
    let text = text.trim();
    if text.chars().count() > TEXT_CHARS_MAX || text.contains(char::is_whitespace) {
        return None;
    }
    if let Some((name, host)) = handle_from_text(text, "") {
        return Some(Named::Handle(name, host));
    }
    let mut url = Url::parse(text).ok()?;
    // What is copied from an old page, or written by hand, is asked for where servers are: behind https. A port that is
    // named is somebody's own machine.
    if url.scheme() == "http" && url.port().is_none() {
        url.set_scheme("https").ok()?;
    }
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(Named::Url(url))
}

/// The page of ours about it, if we know it.
pub fn known(view: &mut View<'_>, address: &Address, named: &Named) -> Result<Option<String>, StorageError> {
    match named {
        Named::Handle(name, host) => {
            let found = actors::find_by_handle(view, name, host)?;
            Ok(visibility::known_to_others(view, found)?.map(|actor| place_of(&actor)))
        }
        Named::Url(url) if address.is_ours(url) => Ok(own_path(url)),
        Named::Url(url) => known_by_uri(view, url.as_str()),
    }
}

/// The path of an address of ours. Two slashes at its beginning would lead to another host.
pub fn own_path(url: &Url) -> Option<String> {
    let path = url.path();
    let plain = !path.starts_with("//") && !path.contains('\\');
    plain.then(|| url.query().map_or_else(|| path.to_string(), |query| format!("{path}?{query}")))
}

/// The page of ours about what this id names, as far as everybody may open it.
pub fn known_by_uri(view: &mut View<'_>, uri: &str) -> Result<Option<String>, StorageError> {
    let found = actors::find_by_uri(view, uri)?;
    if let Some(actor) = visibility::known_to_others(view, found)?.filter(|it| it.deleted_at.is_none()) {
        return Ok(Some(place_of(&actor)));
    }
    if let Some(post) = posts::find_by_uri(view, uri)? {
        return Ok(if visibility::is_post_open(view, &post)? { Some(format!("/posts/{}", post.id)) } else { None });
    }
    let Some(held) = complaints::find_by_uri(view, uri)? else { return Ok(None) };
    Ok(if visibility::is_open(view, held.id)? { Some(format!("/complaints/{}", held.id)) } else { None })
}

/// The page about an actor: our own boards and people by their names, everybody else by their handles.
pub fn place_of(actor: &Actor) -> String {
    match (actor.local, actor.kind) {
        (true, ActorKind::Board) => format!("/boards/{}", actor.username),
        (true, ActorKind::Instance) => "/about".to_string(),
        (true, _) => profile_path(&actor.username, None),
        (false, _) => profile_path(&actor.username, Some(&actor.host)),
    }
}

/// Puts the question to another server in line.
pub async fn look_up(app: &App, cause: Cause, text: &str) -> Result<Uuid, StorageError> {
    let now = app.clock.now();
    let id = random::new_v4(app.random.as_ref());
    let text: String = text.trim().chars().take(TEXT_CHARS_MAX).collect();
    let asked = app
        .db
        .write_once(cause, move |tx| -> Result<Uuid, StorageError> {
            lookups::insert(tx, id, &text, now)?;
            jobs::enqueue(tx, &Task::LookUp { lookup: id }, now)?;
            Ok(id)
        })
        .await?;
    Ok(Once::into_inner(asked))
}

/// Waits a moment for the answer. `None` when there is none so far.
pub async fn wait_for(app: &App, id: Uuid) -> Result<Option<Lookup>, StorageError> {
    for _ in 0..LOOKS_MAX {
        let found = app.db.read::<_, StorageError, _>(move |view| lookups::find(view, id)).await?;
        if let Some(found) = found.filter(|it| it.done) {
            return Ok(Some(found));
        }
        tokio::time::sleep(LOOK_INTERVAL).await;
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_ours_leads_nowhere_else() {
        let path = |url: &str| own_path(&Url::parse(url).unwrap());
        assert_eq!(path("https://north.example/@c7?x=1").as_deref(), Some("/@c7?x=1"));
        assert_eq!(path("https://north.example//evil.example/"), None);
        assert_eq!(path("https://north.example/\\evil.example"), None);
    }

    #[test]
    fn a_handle_or_an_address_names_one_thing() {
        assert_eq!(named(" @C7@mastodon.example "), Some(Named::Handle("c7".into(), "mastodon.example".into())));
        assert_eq!(
            named("https://mastodon.example/@c7"),
            Some(Named::Url(Url::parse("https://mastodon.example/@c7").unwrap()))
        );
        for (typed, url) in [
            ("http://mastodon.example/@c7", "https://mastodon.example/@c7"),
            ("http://127.0.0.1:8080/@c7", "http://127.0.0.1:8080/@c7"),
        ] {
            assert_eq!(named(typed), Some(Named::Url(Url::parse(url).unwrap())), "{typed}");
        }
        for words in ["heater", "refund acme.com", "javascript:alert(1)", "file:///etc/passwd", "c7", ""] {
            assert_eq!(named(words), None, "{words}");
        }
    }
}
