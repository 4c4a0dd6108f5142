//! The stylesheet, the icon and the pictures of our actors, under addresses that change with their content, so that browsers keep them for good.

use std::sync::LazyLock;

use actix_web::HttpResponse;
use actix_web::web::Path;
use sha2::{Digest, Sha256};

use crate::http::emblems::{self, Emblem};

/// As it is served: without what only its authors read.
static STYLESHEET: LazyLock<String> = LazyLock::new(|| compact(include_str!("assets/redress.css")));
const ICON: &str = include_str!("assets/icon.svg");
const FOR_GOOD: &str = "public, max-age=31536000, immutable";

static STYLESHEET_ADDRESS: LazyLock<String> = LazyLock::new(|| address("redress", "css", &STYLESHEET));
static ICON_ADDRESS: LazyLock<String> = LazyLock::new(|| address("icon", "svg", ICON));

pub(super) fn stylesheet() -> &'static str {
    &STYLESHEET_ADDRESS
}

pub(super) fn icon() -> &'static str {
    &ICON_ADDRESS
}

/// Leaves out comments, the spaces that no rule needs (around braces, semicolons, commas and combinators, and at the ends of
/// lines), and a rule's last semicolon.
/// Ours has no text with those in quotation marks but the names of fonts, which keep their single spaces.
fn compact(sheet: &str) -> String {
    let mut bare = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let mut served = String::with_capacity(bare.len());
    let tight = |it: char| matches!(it, '{' | '}' | ';' | ',' | '>');
    // A colon in a selector stands right before its word: a space after one is never needed.
    let before = |it: char| tight(it) || it == ':';
    for word in bare.split_whitespace() {
        if !served.is_empty() && !served.ends_with(before) && !word.starts_with(tight) {
            served.push(' ');
        }
        served.push_str(word);
    }
    served.replace(";}", "}")
}

fn address(name: &str, kind: &str, content: &str) -> String {
    const HASH_BYTES: usize = 6;
    format!("/assets/{name}-{}.{kind}", hex::encode(&Sha256::digest(content)[..HASH_BYTES]))
}

/// An older address gets what is there now, but not for good: a page from before an update still has its looks.
pub(super) async fn asset(file: Path<String>) -> HttpResponse {
    let asked = format!("/assets/{file}");
    let (content, kind, now) = if let Some(emblem) = Emblem::served_as(&file) {
        (emblem.bytes(), emblems::MEDIA_TYPE, emblem.path())
    } else if file.starts_with("redress-") && file.ends_with(".css") {
        (STYLESHEET.as_bytes(), "text/css; charset=utf-8", stylesheet())
    } else if file.starts_with("icon-") && file.ends_with(".svg") {
        (ICON.as_bytes(), "image/svg+xml", icon())
    } else {
        return HttpResponse::NotFound().content_type("text/plain; charset=utf-8").body("404\n");
    };
    let keep = if asked == now { FOR_GOOD } else { "no-cache" };
    HttpResponse::Ok().insert_header(("Cache-Control", keep)).content_type(kind).body(content)
}
