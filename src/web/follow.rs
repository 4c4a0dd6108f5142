//! Following a board from one's own server: a link to there, because a form must not lead away by itself.

use actix_web::HttpResponse;
use askama::Template;

use crate::domain::brand::BrandDomain;
use crate::http::problem::Problem;
use crate::web::page::Page;
use crate::web::visit::{Answer, Visit};

#[derive(Template)]
#[template(path = "follow.html")]
struct FollowPage<'v> {
    page: Page<'v>,
    address: String,
    go: String,
    search: String,
    back: String,
}

pub(super) async fn follow(visit: Visit) -> HttpResponse {
    let answer = follow_page(&visit);
    visit.answer(answer)
}

fn follow_page(visit: &Visit) -> Answer {
    let domain = visit.query("board").and_then(|it| BrandDomain::parse(&it).ok()).ok_or(Problem::NotFound)?;
    let server = server_of(&visit.query("server").unwrap_or_default()).ok_or(Problem::BadRequest)?;
    let handle = format!("{domain}@{}", visit.app.address.authority());
    let uri: String = url::form_urlencoded::byte_serialize(handle.as_bytes()).collect();
    let words = visit.words;
    Ok(visit.show(&FollowPage {
        page: Page::new(visit, "boards", words.with("follow-title", &[("handle", format!("@{handle}").into())])),
        address: format!("https://{server}/authorize_interaction?uri=acct%3A{uri}"),
        go: words.with("follow-go-to", &[("server", (&server).into())]),
        search: words.with("follow-search", &[("handle", format!("@{handle}").into())]),
        back: format!("/boards/{domain}"),
    }))
}

/// The host that somebody typed: `mastodon.example`, their whole handle, or the address of a page there.
fn server_of(text: &str) -> Option<String> {
    let text = text.trim();
    let host = match text.split_once("://") {
        Some((_, rest)) => rest.split('/').next().unwrap_or(rest),
        None => text.rsplit('@').next().unwrap_or(text),
    };
    let host = host.to_lowercase();
    let fits = host.contains('.')
        && host.len() <= 253
        && host.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'-' | b':'));
    fits.then_some(host)
}

#[cfg(test)]
mod tests {
    use super::server_of;

    #[test]
    fn a_server_is_read_from_what_people_type() {
        for given in
            ["mastodon.example", "@c7@mastodon.example", "https://Mastodon.example/@c7", " c7@mastodon.example "]
        {
            assert_eq!(server_of(given).as_deref(), Some("mastodon.example"), "{given}");
        }
        for wrong in ["", "c7", "javascript:alert(1)", "a b.example", "x.example\" onclick="] {
            assert_eq!(server_of(wrong), None, "{wrong}");
        }
    }
}
