//! What was said around a post before it reached us: read from the servers where it stands, a bounded number, nobody believed
//! about another host.

use serde_json::Value;

use crate::app::App;
use crate::federation::fetch::{FetchError, fetch_document, limited};
use crate::federation::inbox::InboxError;
use crate::federation::incoming::create::take_one;
use crate::federation::incoming::post;
use crate::federation::wire;
use crate::storage::{StorageError, posts};

/// Posts that are read around one; more are left to those who write them.
const POSTS_MAX: usize = 10;
/// Addresses in a collection that are looked at.
const ITEMS_LOOKED_AT_MAX: usize = 200;

/// Reads the replies to a remote post, and the rest of the thread where its server names one (FEP-7888, FEP-f228).
/// Those that answer something that we hold join its thread; all others come to nothing.
pub async fn back_fill(app: &App, post: &str) -> Result<(), InboxError> {
    if app.address.place(post).is_some() {
        return Ok(());
    }
    match Box::pin(limited(read_around(app, post))).await {
        // A server that does not answer now, or has nothing to show, is not asked again: new replies come by themselves.
        Err(InboxError::Fetch(error)) => {
            tracing::debug!(%error, post, "what was said around a post cannot be read");
            Ok(())
        }
        other => other,
    }
}

async fn read_around(app: &App, uri: &str) -> Result<(), InboxError> {
    let document = fetch_document(app, uri).await?;
    let mut found = Vec::new();
    for name in ["replies", "context"] {
        found.extend(items(app, &document, name, uri).await?);
    }
    let mut read = 0;
    for id in found.into_iter().take(ITEMS_LOOKED_AT_MAX) {
        if read == POSTS_MAX {
            return Ok(());
        }
        if app.address.place(&id).is_some() || is_held(app, &id).await? {
            continue;
        }
        read += 1;
        match post::fetched(app, &id).await {
            Ok(found) if found.incoming.in_reply_to.is_some() => {
                take_one(app, found).await?;
            }
            Ok(_) => {}
            Err(InboxError::Fetch(FetchError::TooMuch(_))) => return Ok(()),
            Err(error) => tracing::debug!(%error, post = id, "a reply cannot be read"),
        }
    }
    Ok(())
}

/// The addresses in a collection of the post's own server: embedded, or fetched, with its first page.
async fn items(app: &App, document: &Value, name: &str, owner: &str) -> Result<Vec<String>, InboxError> {
    let Some(value) = document.get(name) else { return Ok(Vec::new()) };
    let on_host = |id: Option<&str>| id.filter(|id| wire::on_one_host(id, owner)).map(str::to_string);
    let collection = match value {
        Value::String(id) => match on_host(Some(id)) {
            Some(id) => fetch_document(app, &id).await?,
            None => return Ok(Vec::new()),
        },
        other => other.clone(),
    };
    let mut found = listed(&collection);
    match collection.get("first") {
        Some(Value::String(id)) => {
            if let Some(id) = on_host(Some(id)) {
                found.extend(listed(&fetch_document(app, &id).await?));
            }
        }
        Some(page) => found.extend(listed(page)),
        None => {}
    }
    Ok(found)
}

fn listed(collection: &Value) -> Vec<String> {
    let items = wire::many(collection.get("items")).chain(wire::many(collection.get("orderedItems")));
    items.take(ITEMS_LOOKED_AT_MAX).filter_map(wire::id_of).map(str::to_string).collect()
}

async fn is_held(app: &App, uri: &str) -> Result<bool, StorageError> {
    let uri = uri.to_string();
    Ok(app.db.read(move |view| posts::find_by_uri(view, &uri)).await?.is_some())
}
