//! What may be shown of the address of a database.

use std::path::PathBuf;

/// Where it is and what it is called, nothing of who signs in there. Of an address that is not plain to read, as with a
/// password in which a `/` or an `@` stands as it is, nothing but its scheme: nobody knows which part of it is the secret.
pub fn shown(url: &str) -> String {
    plain(url).unwrap_or_else(|| match url.split_once(':') {
        Some((scheme, _)) if scheme.bytes().all(|it| it.is_ascii_lowercase()) => format!("{scheme}:…"),
        _ => "…".to_string(),
    })
}

/// The file of a SQLite database.
pub fn sqlite_file(url: &str) -> Option<PathBuf> {
    let rest = url.strip_prefix("sqlite:")?;
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    Some(PathBuf::from(rest.split('?').next().unwrap_or(rest)))
}

/// Whether every reader of the address finds the same parts in it.
pub fn is_plain(url: &str) -> bool {
    plain(url).is_some()
}

fn plain(url: &str) -> Option<String> {
    if let Some(file) = url.strip_prefix("sqlite:") {
        return Some(format!("sqlite:{}", file.split('?').next().unwrap_or(file)));
    }
    let (scheme, rest) = url.split_once("://").filter(|(scheme, _)| matches!(*scheme, "postgres" | "postgresql"))?;
    let (signs_in, tail) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let hosts = signs_in.rsplit_once('@').map_or(signs_in, |(_, hosts)| hosts);
    let path = tail.split(['?', '#']).next().unwrap_or(tail);
    let name = path.strip_prefix('/').unwrap_or(path);
    let is_host = |it: &str| {
        let port = if it.ends_with(']') { None } else { it.rsplit_once(':').map(|(_, port)| port) };
        it.bytes().all(|it| it.is_ascii_alphanumeric() || b".-_:[]%".contains(&it))
            && port.is_none_or(|it| it.bytes().all(|it| it.is_ascii_digit()))
    };
    let fits = signs_in.matches('@').count() <= 1
        && !tail.contains(['@', '#'])
        && hosts.split(',').all(is_host)
        && name.bytes().all(|it| it.is_ascii_alphanumeric() || b".-_%".contains(&it));
    fits.then(|| format!("{scheme}://{hosts}{path}"))
}

#[cfg(test)]
mod tests {
    use super::{is_plain, shown};

    #[test]
    fn a_password_is_shown_nowhere() {
        for (url, seen) in [
            ("postgres://me:secret@db.example:5433/redress", "postgres://db.example:5433/redress"),
            ("postgresql://me@[::1]:5432/redress?sslmode=require", "postgresql://[::1]:5432/redress"),
            ("postgres://db/redress?user=me&password=secret", "postgres://db/redress"),
            ("postgres:///redress?host=/run/postgresql&password=secret", "postgres:///redress"),
            ("postgres://me:secret@one:1,two:2/redress", "postgres://one:1,two:2/redress"),
            ("postgres://%2Frun%2Fpostgresql/redress", "postgres://%2Frun%2Fpostgresql/redress"),
            ("sqlite:/var/lib/redress/redress.sqlite?mode=rw", "sqlite:/var/lib/redress/redress.sqlite"),
        ] {
            assert_eq!(shown(url), seen);
            assert!(is_plain(url), "{url}");
        }
        for url in [
            "postgres://me:sec/ret@db/redress",
            "postgres://me:12/34@db/redress",
            "postgres://me:sec?ret@db/redress",
            "postgres://me:sec#ret@db/redress",
            "postgres://me:sec@ret@db/redress",
            "postgres://me:sec ret/redress",
            "postgres://db/redress?password=sec@ret",
            "postgres://db/redress?password=sec#ret",
            "postgres:me:secret@db/redress",
        ] {
            assert_eq!(shown(url), "postgres:…", "{url}");
            assert!(!is_plain(url), "{url}");
        }
        assert_eq!(shown("host=db password=secret"), "…");
        assert_eq!(shown("mysql://me:secret@db/redress"), "mysql:…");
    }
}
