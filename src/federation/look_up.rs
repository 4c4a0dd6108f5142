//! Asking another server for somebody or something that a member named by handle or address.

use url::Url;
use uuid::Uuid;

use crate::app::App;
use crate::domain::ids::ComplaintId;
use crate::federation::actor::{keep_actor, resolve_handle};
use crate::federation::fetch::{self, FetchError, fetch_document};
use crate::federation::incoming::complaint::catch_up;
use crate::federation::outgoing::NotSaid;
use crate::federation::wire;
use crate::services::look_up::{Named, known, known_by_uri, named, place_of};
use crate::services::receive_replica::Because;
use crate::storage::{StorageError, View, lookups};

/// Where servers like ours keep the collection whose page this is.
fn collection_of(page: &Url) -> Option<Url> {
    let id = page.path().strip_prefix("/complaints/")?.parse::<ComplaintId>().ok()?;
    page.join(&format!("/threads/{id}")).ok()
}

/// Answers one question. What cannot be found is answered too; a failure of ours is tried again.
pub async fn look_up(app: &App, id: Uuid) -> Result<(), NotSaid> {
    let asked = app.db.read::<_, StorageError, _>(move |view| lookups::find(view, id)).await?;
    let Some(asked) = asked.filter(|it| !it.done) else { return Ok(()) };
    let place = match named(&asked.text) {
        None => None,
        Some(named) => match Box::pin(fetch::limited(find(app, named))).await {
            Ok(place) => place,
            Err(FetchError::Storage(error)) => return Err(error.into()),
            Err(error) => {
                tracing::info!(%error, "what a member asked for was not found");
                None
            }
        },
    };
    Ok(app.db.write(move |tx| lookups::answer(tx, id, place.as_deref())).await?)
}

async fn find(app: &App, named: Named) -> Result<Option<String>, FetchError> {
    let (address, asked) = (app.address.clone(), named.clone());
    let found = app.db.read::<_, StorageError, _>(move |view| known(view, &address, &asked)).await?;
    if found.is_some() {
        return Ok(found);
    }
    match named {
        Named::Handle(name, host) => Ok(Some(place_of(&resolve_handle(app, &format!("{name}@{host}")).await?))),
        Named::Url(url) => by_address(app, &url).await,
    }
}

/// An actor is remembered, a complaint is carried from now on; of anything else we only see whether it belongs to one.
async fn by_address(app: &App, url: &Url) -> Result<Option<String>, FetchError> {
    let document = match collection_of(url) {
        // The page of a thread of another Redress server is the complaint's post, wherever that lies.
        Some(collection) => match fetch_document(app, collection.as_str()).await {
            Ok(document) => document,
            Err(_) => fetch_document(app, url.as_str()).await?,
        },
        None => fetch_document(app, url.as_str()).await?,
    };
    if document.get("inbox").is_some() {
        return Ok(Some(place_of(&keep_actor(app, &document).await?)));
    }
    let id = wire::text_of(&document, "id").unwrap_or_default().to_string();
    let complaint = if document.get("rd:state").is_some() && document.get("rd:head").is_some() {
        Some(id.clone())
    } else {
        wire::member_id(&document, "context").filter(|context| wire::on_one_host(context, &id)).map(str::to_string)
    };
    if let Some(complaint) = &complaint
        && let Err(error) = Box::pin(catch_up(app, complaint, Because::Asked)).await
    {
        tracing::info!(complaint, %error, "a complaint that a member asked for cannot be carried");
    }
    let read = move |view: &mut View<'_>| -> Result<Option<String>, StorageError> {
        match known_by_uri(view, &id)? {
            Some(place) => Ok(Some(place)),
            None => complaint.map_or(Ok(None), |complaint| known_by_uri(view, &complaint)),
        }
    };
    Ok(app.db.read(read).await?)
}
