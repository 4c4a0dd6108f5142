//! Which activity carries which thing: rows that are written with it, so that an erasure finds what repeats its words.

use std::collections::BTreeSet;

use diesel::prelude::*;
use serde_json::Value;

use crate::domain::ids::{ActivityId, ComplaintId};
use crate::storage::engine::each;
use crate::storage::schema::{activities, activity_subjects, inbox, inbox_subjects};
use crate::storage::{StorageError, Tx};

/// Things that one activity is noted for. Ours carry a handful; what others wrote may carry what it likes.
const SUBJECTS_MAX: usize = 200;
/// No id that is taken in is longer.
const ADDRESS_BYTES_MAX: usize = 2_048;

/// The ids of everything that a document carries, at any depth. A tombstone carries nothing but the id of what is gone, so
/// an erasure must not take it away.
fn carried(document: &Value) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let mut open = vec![document];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(members) => {
                if members.get("type").and_then(Value::as_str) == Some("Tombstone") {
                    continue;
                }
                let id = members.get("id").and_then(Value::as_str);
                found.extend(id.filter(|it| it.len() <= ADDRESS_BYTES_MAX));
                open.extend(members.values());
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
        if found.len() >= SUBJECTS_MAX {
            break;
        }
    }
    found
}

/// The threads that a document says it belongs to, at any depth: what was given up is found by its thread, too.
fn contexts<'d>(document: &'d Value, found: &mut BTreeSet<&'d str>) {
    let mut open = vec![document];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(members) => {
                let context = members.get("context").and_then(Value::as_str);
                found.extend(context.filter(|it| it.len() <= ADDRESS_BYTES_MAX));
                open.extend(members.values());
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
        if found.len() >= SUBJECTS_MAX {
            break;
        }
    }
}

/// The same for a document that is text.
pub(in crate::storage) fn of(body: &str) -> Vec<String> {
    match serde_json::from_str::<Value>(body) {
        Ok(document) => carried(&document).into_iter().map(String::from).collect(),
        Err(_) => Vec::new(),
    }
}

/// Notes what an activity of ours carries.
pub(in crate::storage) fn keep(tx: &mut Tx<'_>, activity: ActivityId, body: &str) -> Result<(), StorageError> {
    let addresses = of(body);
    let rows: Vec<_> = addresses
        .iter()
        .map(|it| (activity_subjects::address.eq(it), activity_subjects::activity.eq(activity.bytes())))
        .collect();
    if !rows.is_empty() {
        each!(tx.conn(), conn => diesel::insert_into(activity_subjects::table).values(&rows).execute(conn))?;
    }
    Ok(())
}

/// The activities of one thread that carry this, and those of none: a post may have been sent before its home made it part of
/// the thread. What belongs to another thread is not among them.
pub(in crate::storage) fn activities_with(
    tx: &mut Tx<'_>,
    complaint: ComplaintId,
    address: &str,
) -> Result<Vec<Vec<u8>>, StorageError> {
    Ok(activity_subjects::table
        .inner_join(activities::table.on(activities::id.eq(activity_subjects::activity)))
        .filter(activity_subjects::address.eq(address))
        .filter(activities::complaint.eq(complaint.bytes()).or(activities::complaint.is_null()))
        .select(activity_subjects::activity)
        .load(tx.conn())?)
}

/// Notes what an activity of another server carries that could not be worked off at once, or was given up; says what that is.
pub(in crate::storage) fn keep_received(
    tx: &mut Tx<'_>,
    received: i64,
    body: &[u8],
    given_up: bool,
) -> Result<Vec<String>, StorageError> {
    let Ok(document) = serde_json::from_slice::<Value>(body) else { return Ok(Vec::new()) };
    diesel::delete(inbox_subjects::table.filter(inbox_subjects::inbox.eq(received))).execute(tx.conn())?;
    let mut found = carried(&document);
    contexts(&document, &mut found);
    let addresses: Vec<String> = found.into_iter().map(String::from).collect();
    let rows: Vec<_> = addresses
        .iter()
        .map(|it| {
            let given_up = inbox_subjects::given_up.eq(given_up);
            (inbox_subjects::address.eq(it), inbox_subjects::inbox.eq(received), given_up)
        })
        .collect();
    if !rows.is_empty() {
        each!(tx.conn(), conn => diesel::insert_into(inbox_subjects::table).values(&rows).execute(conn))?;
    }
    Ok(addresses)
}

/// What was sent to us, is not worked off, and carries this. With `only_given_up` nothing that may still have its effect.
pub(in crate::storage) fn received_with(
    tx: &mut Tx<'_>,
    address: &str,
    only_given_up: bool,
) -> Result<Vec<i64>, StorageError> {
    let those = inbox_subjects::table
        .inner_join(inbox::table.on(inbox::id.eq(inbox_subjects::inbox)))
        .filter(inbox_subjects::address.eq(address))
        .filter(inbox::body.is_not_null());
    let ids = if only_given_up {
        those.filter(inbox_subjects::given_up.eq(true)).select(inbox_subjects::inbox).load(tx.conn())
    } else {
        those.select(inbox_subjects::inbox).load(tx.conn())
    };
    Ok(ids?)
}

/// Nothing of these waits any more.
pub(in crate::storage) fn forget_received(tx: &mut Tx<'_>, received: i64) -> Result<(), StorageError> {
    diesel::delete(inbox_subjects::table.filter(inbox_subjects::inbox.eq(received))).execute(tx.conn())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_carried_counts_and_what_is_only_named_does_not() {
        let activity = json!({
            "id": "a", "type": "Announce", "object": {
                "id": "b", "type": "Create", "object": {"id": "c", "type": "Note", "inReplyTo": "d", "tag": [{"id": "e"}]},
            },
        });
        assert_eq!(carried(&activity).into_iter().collect::<Vec<_>>(), ["a", "b", "c", "e"]);
        let boost = json!({"id": "a", "type": "Announce", "object": "c"});
        assert_eq!(carried(&boost).into_iter().collect::<Vec<_>>(), ["a"]);
        let deletion = json!({"id": "a", "type": "Delete", "object": {"id": "c", "type": "Tombstone"}});
        assert_eq!(carried(&deletion).into_iter().collect::<Vec<_>>(), ["a"]);
        let many: Vec<Value> = (0..10_000).map(|it| json!({"id": format!("{it}")})).collect();
        assert!(carried(&json!(many)).len() <= SUBJECTS_MAX);
    }
}
