//! Pictures of people elsewhere, from our own address; and the mark that stands where there is none.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use actix_web::web::Path;
use sha2::{Digest, Sha256};

use crate::domain::ids::ActorId;
use crate::http::problem::Problem;
use crate::services::pictures::{self, SIZES};
use crate::storage::actors::Actor;
use crate::storage::{View, profiles, visibility};
use crate::web::parts;
use crate::web::visit::{Answer, Visit};

/// A picture alone: nothing in it may run or load anything, whoever opens it by itself.
const POLICY: (&str, &str) = ("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
/// A day; another picture has another mark, and the browser asks again then.
const FOR_A_DAY: &str = "public, max-age=86400";
/// While a picture is being fetched the mark stands for it.
const FOR_A_MINUTE: &str = "public, max-age=60";

/// Where a picture is, in the size for a place on a page.
pub(super) fn address(actor: ActorId, size: u32) -> String {
    format!("/avatars/{actor}/{size}")
}

pub(super) async fn avatar(visit: Visit, path: Path<(String, u32)>) -> HttpResponse {
    let answer = show(&visit, &path.0, path.1).await;
    visit.answer(answer)
}

async fn show(visit: &Visit, actor: &str, size: u32) -> Answer {
    let id: ActorId = actor.parse().map_err(|_| Problem::NotFound)?;
    if !SIZES.contains(&size) {
        return Err(Problem::NotFound);
    }
    let read = move |view: &mut View<'_>| {
        let Some(actor) = visibility::actor_for_others(view, id)?.filter(|it| it.deleted_at.is_none()) else {
            return Ok(None);
        };
        Ok(Some((actor, profiles::picture(view, id, size)?, profiles::icon_of(view, id)?)))
    };
    let (actor, picture, icon) = visit.read(read).await?.ok_or(Problem::NotFound)?;
    match picture {
        Some(bytes) => Ok(picture_of(visit, bytes)),
        None => {
            if icon.is_some() {
                pictures::ask_for_picture(&visit.app, id).await?;
            }
            Ok(mark_of(&actor))
        }
    }
}

fn picture_of(visit: &Visit, bytes: Vec<u8>) -> HttpResponse {
    const MARK_BYTES: usize = 12;
    let mark = format!("\"{}\"", hex::encode(&Sha256::digest(&bytes)[..MARK_BYTES]));
    let known = visit.header(IF_NONE_MATCH.as_str()).as_deref() == Some(mark.as_str());
    let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header((CACHE_CONTROL, FOR_A_DAY)).insert_header((ETAG, mark)).insert_header(POLICY);
    if known { response.finish() } else { response.content_type("image/webp").body(bytes) }
}

/// The first letter of a name on a quiet ground: the same for everybody who shows no picture.
fn mark_of(actor: &Actor) -> HttpResponse {
    let mut letter = String::new();
    crate::markup::escape(&parts::initial(actor.shown_name()), &mut letter);
    let drawing = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\"><rect width=\"64\" height=\"64\" fill=\"#ece7db\"/>\
         <text x=\"32\" y=\"42\" text-anchor=\"middle\" font-family=\"serif\" font-size=\"28\" font-weight=\"600\" \
         fill=\"#57524a\">{letter}</text></svg>"
    );
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, FOR_A_MINUTE))
        .insert_header(POLICY)
        .content_type("image/svg+xml")
        .body(drawing)
}
