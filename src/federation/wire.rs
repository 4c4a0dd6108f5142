//! Tolerant reading of what other servers write: one or many, an id or the object itself, a list where one is expected.

use serde_json::Value;
use url::Url;

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
    if id.len() > ID_BYTES_MAX {
        return None;
    }
    Url::parse(id).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// Whether two addresses lie on one host, the port included.
pub(super) fn same_host(one: &Url, other: &Url) -> bool {
    one.host_str() == other.host_str() && one.port_or_known_default() == other.port_or_known_default()
}

/// Whether two ids lie on one host; `false` when either is no address.
pub(super) fn on_one_host(one: &str, other: &str) -> bool {
    matches!((web_address(one), web_address(other)), (Some(one), Some(other)) if same_host(&one, &other))
}

#[cfg(test)]
mod tests;
