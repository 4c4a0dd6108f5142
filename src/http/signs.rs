//! Addresses with a sign in them that no text has: nothing of ours is called so, and no database takes it.

use actix_web::dev::RequestHead;
use actix_web::guard::{Guard, fn_guard};
use actix_web::web::{ServiceConfig, scope, to};
use actix_web::{FromRequest, Handler, Responder};

/// Goes before every other door: what it takes is answered with this page.
pub fn refuse<F, Args>(page: F) -> impl FnOnce(&mut ServiceConfig)
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    move |site| {
        site.service(scope("").guard(is_unreadable()).default_service(to(page)));
    }
}

fn is_unreadable() -> impl Guard {
    fn_guard(|context| has_nul(context.head()))
}

fn has_nul(head: &RequestHead) -> bool {
    head.uri.path_and_query().is_some_and(|it| names_nul(it.as_str()))
}

/// `%00`, also where somebody encoded it twice over, or a thousand times: some parts of an address are decoded again, such as
/// where to go next. One pass, for an address may be 64 KB long.
fn names_nul(address: &str) -> bool {
    let is_nul = |after: &str| after.trim_start_matches("25").starts_with("00");
    address.contains('\0') || address.split('%').skip(1).any(is_nul)
}

#[cfg(test)]
mod tests {
    use super::names_nul;

    #[test]
    fn nul_is_seen_however_it_is_written() {
        for address in ["/search?q=%00", "/%00", "/a?next=%2F%2500", "/a?b=%252500"] {
            assert!(names_nul(address), "{address}");
        }
        for address in ["/", "/search?q=100%25", "/search?q=%E0%A5%80", "/search?q=a%200", "/search?q=%25a"] {
            assert!(!names_nul(address), "{address}");
        }
        for (address, is_nul) in [("/%%2500", true), ("/%25%00", true), ("/%2%2500", true), ("/%25250", false)] {
            assert_eq!(names_nul(address), is_nul, "{address}");
        }
        // As long as an address can be: read once, or this test takes minutes.
        let long = format!("/%{}", "25".repeat(32_000));
        assert!(!names_nul(&long));
        assert!(names_nul(&format!("{long}00")));
    }
}
