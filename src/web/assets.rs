//! The stylesheet and the icon, under addresses that change with their content, so that browsers keep them for good.

use std::sync::LazyLock;

use actix_web::HttpResponse;
use actix_web::web::Path;
use sha2::{Digest, Sha256};

const STYLESHEET: &str = include_str!("assets/redress.css");
const ICON: &str = include_str!("assets/icon.svg");
const FOR_GOOD: &str = "public, max-age=31536000, immutable";

static STYLESHEET_ADDRESS: LazyLock<String> = LazyLock::new(|| address("redress", "css", STYLESHEET));
static ICON_ADDRESS: LazyLock<String> = LazyLock::new(|| address("icon", "svg", ICON));

pub(super) fn stylesheet() -> &'static str {
    &STYLESHEET_ADDRESS
}

pub(super) fn icon() -> &'static str {
    &ICON_ADDRESS
}

fn address(name: &str, kind: &str, content: &str) -> String {
    const HASH_BYTES: usize = 6;
    format!("/assets/{name}-{}.{kind}", hex::encode(&Sha256::digest(content)[..HASH_BYTES]))
}

/// An older address gets what is there now, but not for good: a page from before an update still has its looks.
pub(super) async fn asset(file: Path<String>) -> HttpResponse {
    let asked = format!("/assets/{file}");
    let (content, kind, now) = if file.starts_with("redress-") && file.ends_with(".css") {
        (STYLESHEET, "text/css; charset=utf-8", stylesheet())
    } else if file.starts_with("icon-") && file.ends_with(".svg") {
        (ICON, "image/svg+xml", icon())
    } else {
        return HttpResponse::NotFound().content_type("text/plain; charset=utf-8").body("404\n");
    };
    let keep = if asked == now { FOR_GOOD } else { "no-cache" };
    HttpResponse::Ok().insert_header(("Cache-Control", keep)).content_type(kind).body(content)
}
