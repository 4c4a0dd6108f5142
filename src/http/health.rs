//! For whatever watches this process: whether it lives, and whether it can do its work, with the reason where it cannot.

use actix_web::http::header::{HOST, RETRY_AFTER};
use actix_web::web::{Data, ServiceConfig, route};
use actix_web::{HttpRequest, HttpResponse, guard};
use chrono::TimeDelta;
use serde_json::json;
use tokio::sync::Mutex;

use crate::app::App;
use crate::domain::Timestamp;
use crate::http::peer::{self, Peer};
use crate::services::health::{Unwell, look};

/// A look costs a commit, and anybody may ask: what one found counts for so long.
const LOOK_SECONDS: i64 = 5;

/// What the last look found: one for all threads.
#[derive(Default)]
pub struct Last(Mutex<Option<(Timestamp, Result<(), Unwell>)>>);

pub fn configure(site: &mut ServiceConfig, last: Data<Last>) {
    let asked = || route().guard(guard::Any(guard::Get()).or(guard::Head()));
    site.app_data(last)
        .route("/health", asked().to(alive))
        .route("/health/ready", asked().to(ready))
        .route("/health/seen", asked().to(seen));
}

/// A process that answers lives; killing it mends no database.
async fn alive() -> HttpResponse {
    HttpResponse::Ok().insert_header(("Cache-Control", "no-store")).body("ok\n")
}

/// What of a request arrives here: for `redress doctor`, which asks from outside. Nobody learns more than what they sent.
async fn seen(request: HttpRequest, app: Data<App>) -> HttpResponse {
    let trusted = &app.config.trusted_proxies;
    let host = request.headers().get(HOST).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let connected = request.peer_addr().map(|it| it.ip().to_canonical());
    let seen = json!({
        "host": host,
        "peer": Peer::of(&request, trusted).neighbour(),
        "connected": connected.map(|it| it.to_string()),
        "trusted": connected.is_some_and(|it| trusted.iter().any(|network| network.contains(it))),
        "named": peer::is_named(request.headers()),
    });
    HttpResponse::Ok().insert_header(("Cache-Control", "no-store")).json(seen)
}

async fn ready(app: Data<App>, last: Data<Last>) -> HttpResponse {
    let mut last = last.0.lock().await;
    let now = app.clock.now();
    let found = match last.as_ref() {
        Some((at, found)) if (now - *at).abs() < TimeDelta::seconds(LOOK_SECONDS) => found.clone(),
        _ => {
            let found = look(&app).await;
            if let Err(why) = &found {
                tracing::error!(%why, "this instance is not well");
            }
            *last = Some((now, found.clone()));
            found
        }
    };
    match found {
        Ok(()) => HttpResponse::Ok().insert_header(("Cache-Control", "no-store")).body("ok\n"),
        Err(why) => HttpResponse::ServiceUnavailable()
            .insert_header(("Cache-Control", "no-store"))
            .insert_header((RETRY_AFTER, LOOK_SECONDS.to_string()))
            .body(format!("{why}\n")),
    }
}
