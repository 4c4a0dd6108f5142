//! The door for other servers: ActivityPub in and out.

pub mod actor;
pub mod ask_time;
mod authority;
pub mod back_fill;
mod board_keys;
mod carriers;
mod documents;
pub mod fetch;
pub mod follow_board;
mod gate;
pub mod inbox;
mod incoming;
mod knock;
mod leave;
pub mod look_up;
pub mod outgoing;
mod pressure;
mod proof;
pub mod prove_brand;
pub mod recover;
mod refusal;
mod signature;
mod signer;
pub mod statement;
pub mod tally;
mod thread;
mod vocabulary;
mod wire;

use actix_web::web::{self, ServiceConfig};

use crate::app::App;
use crate::federation::gate::Gate;

pub use crate::federation::incoming::complaint::catch_up;
pub use crate::federation::refusal::Reason;

/// Adds what other servers use. `App` is expected among the site's data. Some addresses are both a page and a document,
/// so this goes before the pages.
pub fn configure(_app: &App) -> impl FnOnce(&mut ServiceConfig) + use<> {
    let gate = web::Data::new(Gate::default());
    move |site| {
        site.app_data(gate)
            .route("/inbox", web::post().to(inbox::receive_shared))
            .route("/actors/{id}/inbox", web::post().to(inbox::receive))
            .configure(documents::configure);
    }
}
