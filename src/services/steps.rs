//! Who is there at the step that a complaint was taken to.

use crate::domain::complaint::{Complaint, Holder, Step};
use crate::services::claim_brand::{Reader, reader_of};
use crate::services::scene::Scene;
use crate::storage::complaints::Held;
use crate::storage::{StorageError, Tx, accounts, brands};

/// Nobody has to wait for somebody who is not there: a brand for which nobody reads, a community without mediators.
pub fn holder(complaint: &Complaint, reader: &Reader, has_mediators: bool) -> Holder {
    let there = match complaint.step {
        Some(Step::Representative | Step::Executive) => reader.is_somebody(),
        Some(Step::Mediator) => has_mediators,
        Some(Step::ExternalBody) | None => true,
    };
    if there { Holder::Somebody } else { Holder::Nobody }
}

/// The same of a complaint at home here, as things are now.
pub(in crate::services) fn holder_of(tx: &mut Tx<'_>, scene: &Scene, held: &Held) -> Result<Holder, StorageError> {
    let view = &mut tx.view();
    let reader = match brands::find(view, held.brand)? {
        Some(brand) => reader_of(view, &brand, scene.now)?,
        None => Reader::Nobody,
    };
    Ok(holder(&held.complaint, &reader, accounts::has_mediators(view)?))
}
