//! How long a page may keep whoever asked for it waiting.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;

use crate::storage::patience;

/// The session, the site and the page are questions of their own: a database that hangs is waited for once.
pub async fn wait_once<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    patience::once(next.call(request)).await
}
