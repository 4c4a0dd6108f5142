//! A form with a file in it, as browsers send one (RFC 7578): its fields as any other form's, and the one file.

/// Parts of a form.
const PARTS_MAX: usize = 50;
/// Bytes of the lines before a part's content.
const HEAD_BYTES_MAX: usize = 1_024;
const BOUNDARY_BYTES_MAX: usize = 70;

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub fields: Vec<(String, String)>,
    /// The content of the first file that has any.
    pub file: Option<Vec<u8>>,
    /// A file was chosen that has none.
    pub empty: bool,
    /// It ends in the middle of a file, of which nothing is kept.
    pub cut: bool,
}

/// The boundary that a content type names.
pub(super) fn boundary(content_type: &str) -> Option<&str> {
    let (essence, parameters) = content_type.split_once(';')?;
    if !essence.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let value = parameters.split(';').find_map(|it| {
        let (name, value) = it.split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().trim_matches('"'))
    })?;
    (!value.is_empty() && value.len() <= BOUNDARY_BYTES_MAX).then_some(value)
}

/// `None`: it is not what it says to be.
pub(super) fn parse(body: &[u8], boundary: &str) -> Option<Parts> {
    beginning(body, boundary).filter(|it| !it.cut)
}

/// The same of a form of which only the beginning was read: the fields that stand before the file.
pub(super) fn beginning(body: &[u8], boundary: &str) -> Option<Parts> {
    let delimiter = format!("--{boundary}");
    let mut rest = body.strip_prefix(delimiter.as_bytes())?;
    let between = format!("\r\n{delimiter}");
    let mut parts = Parts::default();
    for _ in 0..PARTS_MAX {
        if rest.starts_with(b"--") {
            return Some(parts);
        }
        let part = rest.strip_prefix(b"\r\n")?;
        let head_end = find(&part[..part.len().min(HEAD_BYTES_MAX)], b"\r\n\r\n")?;
        let head = std::str::from_utf8(&part[..head_end]).ok()?;
        let content = &part[head_end + 4..];
        let end = find(content, between.as_bytes());
        if end.is_none() && parameter(disposition(head)?, "filename").is_some() {
            return Some(Parts { file: None, cut: true, ..parts });
        }
        let end = end?;
        let (content, after) = (&content[..end], &content[end + between.len()..]);
        let disposition = disposition(head)?;
        match (parameter(disposition, "name"), parameter(disposition, "filename")) {
            (Some(_), Some(_)) if parts.file.is_none() && !content.is_empty() => parts.file = Some(content.to_vec()),
            // Where no file was chosen, browsers send one without a name.
            (Some(_), Some(name)) => parts.empty |= content.is_empty() && !name.is_empty(),
            (Some(name), None) => parts.fields.push((name, String::from_utf8(content.to_vec()).ok()?)),
            (None, _) => return None,
        }
        rest = after;
    }
    None
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut from = 0;
    while let Some(at) = bytes.get(from..)?.iter().position(|it| *it == first) {
        if bytes[from + at..].starts_with(wanted) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

fn disposition(head: &str) -> Option<&str> {
    head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case("content-disposition").then(|| value.trim())
    })
}

/// A quoted parameter; browsers quote all of them.
fn parameter(disposition: &str, name: &str) -> Option<String> {
    let mut from = disposition;
    let wanted = format!("{name}=\"");
    loop {
        let at = from.find(&wanted)?;
        let begins = at == 0 || matches!(from.as_bytes()[at - 1], b' ' | b';');
        let value = &from[at + wanted.len()..];
        if begins {
            return value.split('"').next().map(str::to_string);
        }
        from = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENT: &str = "--x1\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nabc\r\n--x1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a name=.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1\r\n--x2\r\n\r\n--x1--\r\n";

    #[test]
    fn fields_and_the_file_are_read() {
        let parts = parse(SENT.as_bytes(), "x1").unwrap();
        assert_eq!(parts.fields, [("token".to_string(), "abc".to_string())]);
        assert_eq!(parts.file.as_deref(), Some(b"%PDF-1\r\n--x2\r\n".as_slice()));
        assert_eq!(boundary("multipart/form-data; boundary=\"x1\""), Some("x1"));
        assert_eq!(boundary("Multipart/Form-Data; charset=utf-8; boundary=x1"), Some("x1"));
    }

    #[test]
    fn an_empty_file_is_told_from_none() {
        for (name, empty) in [("", false), ("a.pdf", true)] {
            let sent = format!(
                "--x1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n\r\n--x1--\r\n"
            );
            let parts = parse(sent.as_bytes(), "x1").unwrap();
            assert_eq!((parts.file, parts.empty), (None, empty), "{name}");
        }
    }

    #[test]
    fn what_is_no_form_is_none() {
        for end in 0..SENT.len() - 4 {
            assert_eq!(parse(&SENT.as_bytes()[..end], "x1"), None, "{end}");
        }
        assert_eq!(parse(SENT.as_bytes(), "x3"), None);
        let begun = beginning(&SENT.as_bytes()[..SENT.len() - 12], "x1").unwrap();
        assert_eq!((begun.fields.len(), begun.file, begun.cut), (1, None, true));
        assert_eq!(boundary("multipart/form-data"), None);
        assert_eq!(boundary("text/plain; boundary=x1"), None);
    }
}
