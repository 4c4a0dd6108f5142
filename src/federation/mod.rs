//! The door for other servers: ActivityPub in and out.

mod documents;
pub mod outgoing;
mod thread;
mod vocabulary;

use actix_web::web::ServiceConfig;

use crate::app::App;

/// Adds what other servers use. `App` is expected among the site's data. Some addresses are both a page and a document,
/// so this goes before the pages.
pub fn configure(_app: &App) -> impl FnOnce(&mut ServiceConfig) + use<> {
    |site| {
        site.configure(documents::configure);
    }
}
