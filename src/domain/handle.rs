//! Names of accounts on any server: what can be one, what stands where none can, and the path of their pages here.

use std::fmt::Write as _;

use unicode_normalization::char::is_combining_mark;

use crate::domain::fold::is_unseen;
use crate::domain::ids::ActorId;

/// Characters of a user name.
pub const USERNAME_CHARS_MAX: usize = 256;
/// What an account is called whose own name for itself is none.
const UNNAMED: &str = "unnamed";

/// Whether a text can be the name of an account: letters, digits and marks of any script, and four signs. What an address
/// or a handle is divided by, blanks and what nobody sees are part of no name: it would lead to somebody else's page.
pub fn is_username(text: &str) -> bool {
    let fits = |it: char| {
        (it.is_alphanumeric() || is_combining_mark(it) || matches!(it, '_' | '.' | '-' | '~')) && !is_blank(it)
    };
    let begins = text.chars().next().is_some_and(|it| !is_combining_mark(it));
    begins
        && text.chars().count() <= USERNAME_CHARS_MAX
        && text.chars().any(|it| it.is_alphanumeric() || it == '_')
        && text.chars().all(fits)
}

/// Letters and marks that show nothing.
fn is_blank(sign: char) -> bool {
    is_unseen(sign)
        || matches!(sign, '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{3164}' | '\u{ffa0}' | '\u{e0100}'..='\u{e01ef}')
}

/// The name of an account, or what it is called here where that is none: by it its page is found, too.
pub fn username(text: String, id: Option<ActorId>) -> String {
    if is_username(&text) { text } else { unnamed(id) }
}

/// The same of a handle, `name@host`. What has no host is left as it is.
pub fn handle(text: String, id: Option<ActorId>) -> String {
    match text.rsplit_once('@') {
        Some((name, host)) if !is_username(name) => format!("{}@{host}", unnamed(id)),
        _ => text,
    }
}

/// Whether a handle is the whole one of an account on this host.
pub fn is_of_host(handle: &str, host: &str) -> bool {
    handle.rsplit_once('@').is_some_and(|(name, of)| is_username(name) && of == host)
}

fn unnamed(id: Option<ActorId>) -> String {
    id.map_or_else(|| UNNAMED.to_string(), |id| format!("{UNNAMED}-{id}"))
}

/// Whom a name means that we gave to an account without one.
pub fn unnamed_account(username: &str) -> Option<ActorId> {
    username.strip_prefix(UNNAMED)?.strip_prefix('-')?.parse().ok()
}

/// The path of an account's page here: of one of ours by its name alone, of others with their host. Whatever the name is, it
/// stays one part of the path.
pub fn profile_path(username: &str, host: Option<&str>) -> String {
    let mut path = String::from("/@");
    encode(username, &mut path);
    if let Some(host) = host {
        path.push('@');
        encode(host, &mut path);
    }
    path
}

fn encode(part: &str, path: &mut String) {
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b':') {
            path.push(char::from(byte));
        } else {
            let _ = write!(path, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_of_letters_and_leads_nowhere_else() {
        for name in ["mira", "Mira_2", "a.b-c~d", "kestrelparcel.example", "_", "björn", "美咲", "नमस्ते", "عمر", "2"]
        {
            assert!(is_username(name), "{name}");
        }
        for name in [
            "",
            ".",
            "..",
            "-",
            "mira#",
            "mira?",
            "oskar?x=",
            "mira/",
            "../../x",
            "%6d%69",
            "mira@north.localhost:18140",
            "mira:1",
            "mira\\",
            "mi ra",
            "mira\n",
            "mi\u{200b}ra",
            "mi\u{202e}ra",
            "\u{3164}",
            "\u{301}mira",
            "mira＠north",
            "<b>",
            "mira&",
        ] {
            assert!(!is_username(name), "{name:?}");
        }
        assert!(is_username(&"a".repeat(USERNAME_CHARS_MAX)));
        assert!(!is_username(&"a".repeat(USERNAME_CHARS_MAX + 1)));
    }

    #[test]
    fn what_is_no_name_is_called_otherwise_and_found_by_that() {
        let id = ActorId(uuid::Uuid::from_u128(7));
        assert_eq!(username("mira".into(), Some(id)), "mira");
        let other = username("mira#".into(), Some(id));
        assert!(is_username(&other));
        assert_eq!(unnamed_account(&other), Some(id));
        assert_eq!(handle("mira@north@evil.example".into(), Some(id)), format!("{other}@evil.example"));
        assert_eq!(handle("mira#@evil.example".into(), None), "unnamed@evil.example");
        assert_eq!(handle("ada@south.example:8443".into(), None), "ada@south.example:8443");
        assert_eq!(handle(String::new(), Some(id)), "");
        assert_eq!(unnamed_account("unnamed-mira"), None);
    }

    #[test]
    fn a_handle_is_whole_to_be_of_a_host() {
        assert!(is_of_host("ada@south.example:8443", "south.example:8443"));
        for handle in [
            "",
            "@",
            "ada",
            "@ada",
            "ada@",
            "@south.example",
            "../ada@south.example",
            "a@b@south.example",
            "ada@north.example",
        ] {
            assert!(!is_of_host(handle, "south.example"), "{handle}");
        }
    }

    #[test]
    fn a_path_is_one_part_whatever_stands_in_it() {
        assert_eq!(profile_path("mira", None), "/@mira");
        assert_eq!(profile_path("ada", Some("south.localhost:8081")), "/@ada@south.localhost:8081");
        assert_eq!(profile_path("mira#", Some("evil.example")), "/@mira%23@evil.example");
        assert_eq!(profile_path("mira?", Some("evil.example")), "/@mira%3F@evil.example");
        assert_eq!(profile_path("../../x", Some("evil.example")), "/@..%2F..%2Fx@evil.example");
        assert_eq!(profile_path("%6d%69", Some("evil.example")), "/@%256d%2569@evil.example");
        assert_eq!(profile_path("mira@north", Some("evil.example")), "/@mira%40north@evil.example");
        assert_eq!(profile_path("björn", None), "/@bj%C3%B6rn");
    }
}
