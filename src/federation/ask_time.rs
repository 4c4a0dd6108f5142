//! While this machine's clock is not believed, servers that have been known for long are asked for a page, unsigned: their
//! answers bear the time, and nothing of it is kept.

use std::collections::HashSet;

use futures_util::future::join_all;
use url::Url;

use crate::app::App;
use crate::domain::brand::site_of;
use crate::egress::Wanted;
use crate::services::doubt_clock;
use crate::storage::StorageError;

/// Sites that are asked at one time: more than are needed, for some do not answer.
const SITES_ASKED_MAX: usize = 8;
/// What every server of this kind has, and gives to everybody.
const PATH: &str = "/.well-known/nodeinfo";

/// Asks them all at once. Whoever does not answer says nothing.
pub async fn ask(app: &App) -> Result<(), StorageError> {
    let hosts = doubt_clock::known_hosts(app, app.clock.now()).await?;
    let mut sites = HashSet::new();
    let mut asking = Vec::new();
    for host in hosts {
        if asking.len() < SITES_ASKED_MAX && sites.insert(site_of(&host)) {
            asking.push(ask_one(app, host));
        }
    }
    join_all(asking).await;
    Ok(())
}

async fn ask_one(app: &App, host: String) {
    let scheme = if app.config.development_peers.contains(&host) { "http" } else { "https" };
    let Ok(url) = Url::parse(&format!("{scheme}://{host}{PATH}")) else { return };
    if let Err(error) = app.egress.get_json(&url, Wanted::Json, None).await {
        // An answer that is no document bears the time all the same.
        tracing::debug!(host, %error, "asked for the time");
    }
}
