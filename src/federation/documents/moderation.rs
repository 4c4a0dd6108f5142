//! The moderators' public log for programs: a chain of decisions, and the instance's signature over what is published.

use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::crypto::integrity_proof;
use crate::domain::Timestamp;
use crate::domain::log::Line;
use crate::federation::documents::{NoDocument, answer};
use crate::federation::vocabulary::with_context;
use crate::services::signing;
use crate::storage::actors::Actor;
use crate::storage::decisions;
use crate::storage::{StorageError, View};

#[derive(Deserialize)]
pub(super) struct After {
    after: Option<i64>,
}

/// Without `?after=N` it says how long the log is and what its newest line is; with it, the lines that follow.
pub(super) async fn log(app: web::Data<App>, after: web::Query<After>) -> Result<HttpResponse, NoDocument> {
    let instance = signing::instance_actor(&app).await?;
    let address = format!("{}/moderation/log.json", app.address.origin());
    let after = after.after.map(|it| it.max(0));
    let read = move |view: &mut View<'_>| -> Result<_, StorageError> {
        let lines = after.map_or(Ok(Vec::new()), |number| decisions::after(view, number))?;
        Ok((decisions::head(view)?, lines))
    };
    let (head, lines) = app.db.read(read).await?;
    let newest = head.map_or(0, |(number, _)| number);
    let mut document = json!({
        "attributedTo": instance.uri,
        "totalItems": newest,
        "rd:head": head.map(|(_, hash)| hash.to_string()),
    });
    match after {
        None => {
            document["id"] = json!(address);
            document["type"] = json!("OrderedCollection");
            document["first"] = json!(format!("{address}?after=0"));
        }
        Some(after) => {
            document["id"] = json!(format!("{address}?after={after}"));
            document["type"] = json!("OrderedCollectionPage");
            document["partOf"] = json!(address);
            document["orderedItems"] = lines.iter().map(item).collect();
            let last = after + i64::try_from(lines.len()).unwrap_or(0);
            if last < newest && !lines.is_empty() {
                document["next"] = json!(format!("{address}?after={last}"));
            }
        }
    }
    Ok(answer(&signed(&app, &instance, with_context(document), app.clock.now()).await?))
}

async fn signed(app: &App, instance: &Actor, document: Value, at: Timestamp) -> Result<Value, NoDocument> {
    let key = signing::proof_key(app, instance.id).await?;
    let signed = integrity_proof::sign(&document, &key.key, &key.method, at);
    signed.map_err(|why| NoDocument::Storage(StorageError::inconsistent("actor_keys", why)))
}

/// The exact bytes that were hashed, their hash, and the words beside them.
fn item(line: &Line) -> Value {
    json!({
        "type": "rd:Decision",
        "rd:core": String::from_utf8_lossy(&line.core),
        "rd:hash": line.hash.to_string(),
        "rd:disclosures": line.disclosures,
    })
}
