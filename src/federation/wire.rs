//! Tolerant reading of what other servers write: one or many, an id or the object itself, a list where one is expected.

use serde_json::Value;
use url::Url;

use crate::domain::brand::on_one_site;

/// Ids longer than this are no ids.
pub(super) const ID_BYTES_MAX: usize = 2_048;
pub(super) const RECIPIENTS_MAX: usize = 1_000;
pub(super) const TAGS_MAX: usize = 100;
pub(super) const LANGUAGES_MAX: usize = 20;

const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

/// The type of an object: its only one, or the first of several.
pub(super) fn kind_of(value: &Value) -> Option<&str> {
    first(value.get("type")?).as_str()
}

/// An id, given alone, inside the object that it names, or as the only entry of a list.
pub(super) fn id_of(value: &Value) -> Option<&str> {
    let id = match first(value) {
        Value::String(id) => Some(id.as_str()),
        // A `Link` names its target in `href`.
        Value::Object(object) => object.get("id").or_else(|| object.get("href")).and_then(Value::as_str),
        _ => None,
    };
    id.filter(|id| id.len() <= ID_BYTES_MAX)
}

/// All ids under a member that may be absent, one, or many.
pub(super) fn ids_of<'a>(value: &'a Value, name: &str) -> Vec<&'a str> {
    many(value.get(name)).filter_map(id_of).collect()
}

pub(super) fn member_id<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name).and_then(id_of)
}

/// A text that is there and not empty.
pub(super) fn text_of<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// The entries of a member that may be absent, one, or many.
pub(super) fn many(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let list: &[Value] = match value {
        None | Some(Value::Null) => &[],
        Some(Value::Array(list)) => list,
        Some(one) => std::slice::from_ref(one),
    };
    list.iter()
}

fn first(value: &Value) -> &Value {
    match value {
        Value::Array(list) => list.first().unwrap_or(&Value::Null),
        one => one,
    }
}

pub(super) fn is_public(id: &str) -> bool {
    matches!(id, PUBLIC | "as:Public" | "Public")
}

/// An id that is an address on the web; its host decides what its owner may say.
pub(super) fn web_address(id: &str) -> Option<Url> {
    if id.len() > ID_BYTES_MAX || !is_plainly_written(id) {
        return None;
    }
    let is_bare = |url: &Url| url.has_host() && url.username().is_empty() && url.password().is_none();
    Url::parse(id).ok().filter(|url| matches!(url.scheme(), "http" | "https") && is_bare(url))
}

/// Written so that every reader finds the same host in it. They differ about blanks, backslashes and missing slashes.
fn is_plainly_written(id: &str) -> bool {
    let Some((_, rest)) = id.split_once("://") else { return false };
    let odd = |it: char| it.is_control() || it.is_whitespace() || matches!(it, '\\' | '"' | '<' | '>');
    !rest.starts_with('/') && !id.contains(odd)
}

/// Whether two addresses lie on one host, the scheme and the port included.
pub(super) fn same_host(one: &Url, other: &Url) -> bool {
    one.scheme() == other.scheme()
        && one.host_str() == other.host_str()
        && one.port_or_known_default() == other.port_or_known_default()
}

/// The page about a thing: the first link to HTML, or the first address at all. It becomes a link on our pages, so it
/// is never less safe than the thing's own address, and lies on the server that the page names beside it.
pub(super) fn page_of(document: &Value) -> Option<String> {
    let own = text_of(document, "id")?;
    let is_own = |link: &&Value| id_of(link).is_some_and(|it| may_link(document, it) && on_one_site(own, it));
    let links: Vec<&Value> = many(document.get("url")).filter(is_own).collect();
    let html = links.iter().find(|link| text_of(link, "mediaType") == Some("text/html"));
    id_of(html.or(links.first())?).map(str::to_string)
}

/// Whether an address in a document may become a link: it is no less safe than the document's own.
pub(super) fn may_link(document: &Value, address: &str) -> bool {
    let own = text_of(document, "id").and_then(web_address);
    matches!((own, web_address(address)), (Some(own), Some(it)) if it.scheme() == "https" || it.scheme() == own.scheme())
}

/// Whether a document names more than we read of anything.
pub(super) fn is_too_much(document: &Value) -> bool {
    let count = |name: &str| many(document.get(name)).count();
    let recipients: usize = ["to", "cc", "bto", "bcc", "audience"].into_iter().map(count).sum();
    let languages = |name: &&str| document.get(*name).and_then(Value::as_object).map_or(0, serde_json::Map::len);
    recipients > RECIPIENTS_MAX
        || count("object") > RECIPIENTS_MAX
        || count("attributedTo") > TAGS_MAX
        || count("tag") > TAGS_MAX
        || count("attachment") > TAGS_MAX
        || ["contentMap", "nameMap", "summaryMap"].iter().any(|name| languages(name) > LANGUAGES_MAX)
}

/// Names that decide who says what of whom. We read them as they stand.
const PLAIN_NAMES: [&str; 20] = [
    "id",
    "type",
    "actor",
    "object",
    "target",
    "attributedTo",
    "to",
    "cc",
    "bto",
    "bcc",
    "audience",
    "inReplyTo",
    "content",
    "name",
    "summary",
    "tag",
    "attachment",
    "url",
    "published",
    "context",
];
/// Where JSON-LD would look for them as well.
const KEYWORDS: [&str; 8] = ["@id", "@type", "@graph", "@reverse", "@included", "@value", "@list", "@set"];
/// What may have one name only.
const IDENTITIES: [&str; 5] = ["@id", "@type", "actor", "object", "attributedTo"];

/// One of the plain names without what may stand before it.
fn plain_name(name: &str) -> &str {
    let vocabularies = ["https://www.w3.org/ns/activitystreams#", "http://www.w3.org/ns/activitystreams#", "as:"];
    vocabularies.into_iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name)
}

/// Whether another reader could find another actor or another object in this document than we do: through the words of
/// JSON-LD, or through a context that gives the plain names another meaning.
pub(super) fn is_ambiguous(document: &Value) -> bool {
    let Some(members) = document.as_object() else { return false };
    let is_other_word = |name: &String| {
        let plain = plain_name(name);
        KEYWORDS.contains(&name.as_str()) || (plain != name && PLAIN_NAMES.contains(&plain))
    };
    if members.keys().any(is_other_word) {
        return true;
    }
    let contexts = many(members.get("@context")).flat_map(|it| many(Some(it))).filter_map(Value::as_object);
    contexts.flatten().any(|(name, meaning)| {
        let meaning = meaning.as_str().or_else(|| meaning.get("@id").and_then(Value::as_str));
        let meaning = plain_name(meaning.unwrap_or_default());
        let plain = match name.as_str() {
            "id" => "@id",
            "type" => "@type",
            other => other,
        };
        (PLAIN_NAMES.contains(&name.as_str()) || IDENTITIES.contains(&meaning)) && meaning != plain
    })
}

/// Whether two ids lie on one host; `false` when either is no address.
pub(super) fn on_one_host(one: &str, other: &str) -> bool {
    matches!((web_address(one), web_address(other)), (Some(one), Some(other)) if same_host(&one, &other))
}

#[cfg(test)]
mod tests;
