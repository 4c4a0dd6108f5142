//! What is decided about other servers, and what follows from it for complaints that are here.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use diesel::upsert::excluded;
use serde_json::{Value, json};

use crate::domain::Timestamp;
use crate::domain::ids::ComplaintId;
use crate::domain::policy::{Policy, PolicyList, Severity};
use crate::storage::engine::Both;
use crate::storage::schema::{complaints, policies, set_apart};
use crate::storage::{StorageError, Tx, View, settings};

/// The setting that lets only allowed domains federate.
const ONLY_ALLOWED: &str = "federation_only_allowed";

/// Nothing follows.
const SHOWN: i32 = 0;
/// It counts and can be opened; no list shows it.
const UNLISTED: i32 = 1;
const HIDDEN: i32 = 2;

#[derive(Queryable)]
struct Row {
    domain: String,
    severity: String,
    reject_media: bool,
    reject_reports: bool,
    obfuscate: bool,
    reason: String,
    note: String,
}

impl Row {
    fn policy(self) -> Result<Policy, StorageError> {
        let severity = Severity::from_word(&self.severity);
        Ok(Policy {
            severity: severity.ok_or_else(|| StorageError::inconsistent("policies", &self.severity))?,
            domain: self.domain,
            reject_media: self.reject_media,
            reject_reports: self.reject_reports,
            obfuscate: self.obfuscate,
            reason: self.reason,
            note: self.note,
        })
    }
}

/// Domains in the order of their names, after the one given.
pub fn after(view: &mut View<'_>, after: &str, limit: i64) -> Result<Vec<Policy>, StorageError> {
    let those = policies::table.filter(policies::domain.gt(after)).order(policies::domain).limit(limit);
    let rows: Vec<Row> = those
        .select((
            policies::domain,
            policies::severity,
            policies::reject_media,
            policies::reject_reports,
            policies::obfuscate,
            policies::reason,
            policies::note,
        ))
        .load(view.conn())?;
    rows.into_iter().map(Row::policy).collect()
}

/// Everything that is decided.
pub fn list(view: &mut View<'_>) -> Result<PolicyList, StorageError> {
    Ok(PolicyList::new(after(view, "", i64::MAX)?, only_allowed(view)?))
}

pub fn only_allowed(view: &mut View<'_>) -> Result<bool, StorageError> {
    Ok(settings::get(view, ONLY_ALLOWED)?.as_ref().and_then(Value::as_bool).unwrap_or(false))
}

pub fn set_only_allowed(tx: &mut Tx<'_>, only: bool, at: Timestamp) -> Result<(), StorageError> {
    settings::set(tx, ONLY_ALLOWED, &json!(only), at)
}

/// Decides about a domain; false when it was decided just so before.
pub fn set(tx: &mut Tx<'_>, it: &Policy, at: Timestamp) -> Result<(), StorageError> {
    let row = (
        policies::domain.eq(&it.domain),
        policies::severity.eq(it.severity.word()),
        policies::reject_media.eq(it.reject_media),
        policies::reject_reports.eq(it.reject_reports),
        policies::obfuscate.eq(it.obfuscate),
        policies::reason.eq(&it.reason),
        policies::note.eq(&it.note),
        policies::changed_at.eq(at.timestamp_micros()),
    );
    let statement = diesel::insert_into(policies::table).values(row).on_conflict(policies::domain).do_update().set((
        policies::severity.eq(excluded(policies::severity)),
        policies::reject_media.eq(excluded(policies::reject_media)),
        policies::reject_reports.eq(excluded(policies::reject_reports)),
        policies::obfuscate.eq(excluded(policies::obfuscate)),
        policies::reason.eq(excluded(policies::reason)),
        policies::note.eq(excluded(policies::note)),
        policies::changed_at.eq(excluded(policies::changed_at)),
    ));
    Both(statement).execute(tx.conn())?;
    Ok(())
}

/// Takes a decision back; false when there was none.
pub fn remove(tx: &mut Tx<'_>, domain: &str) -> Result<bool, StorageError> {
    Ok(diesel::delete(policies::table.find(domain)).execute(tx.conn())? == 1)
}

/// What a complaint is to this instance: where it lives and who filed it.
fn standing(list: &PolicyList, at_home: bool, home: &str, complainant_handle: &str) -> i32 {
    let home_host = home_host(home);
    let of_home = if at_home { Severity::Allow } else { list.severity(home_host) };
    // Our own people need nobody's leave.
    let person_host = complainant_handle.rsplit_once('@').map(|(_, host)| host);
    let of_person = match person_host {
        Some(host) if !(at_home && host == home_host) => list.severity(host),
        _ => Severity::Allow,
    };
    match of_home.max(of_person) {
        Severity::Allow => SHOWN,
        Severity::Block if of_home == Severity::Block => HIDDEN,
        Severity::Silence | Severity::Block => UNLISTED,
    }
}

fn home_host(home: &str) -> &str {
    home.split("://").last().unwrap_or(home)
}

/// A complaint that has just come.
pub(in crate::storage) fn place_new(
    tx: &mut Tx<'_>,
    id: ComplaintId,
    at_home: bool,
    home: &str,
    complainant_handle: &str,
) -> Result<(), StorageError> {
    let person_host = complainant_handle.rsplit_once('@').map_or("", |(_, host)| host);
    let list = of_hosts(&mut tx.view(), [home_host(home), person_host].into_iter())?;
    let standing = standing(&list, at_home, home, complainant_handle);
    if standing != SHOWN {
        set_standing(tx, id.bytes(), standing)?;
    }
    Ok(())
}

/// Only what is decided about these hosts and the domains above them.
pub fn of_hosts<'h>(view: &mut View<'_>, hosts: impl Iterator<Item = &'h str>) -> Result<PolicyList, StorageError> {
    let names: BTreeSet<String> = hosts.flat_map(names_above).collect();
    let only = only_allowed(view)?;
    Ok(PolicyList::new(of_names(view, names)?, only))
}

fn of_names(view: &mut View<'_>, names: BTreeSet<String>) -> Result<Vec<Policy>, StorageError> {
    let rows: Vec<Row> = policies::table
        .filter(policies::domain.eq_any(names))
        .select((
            policies::domain,
            policies::severity,
            policies::reject_media,
            policies::reject_reports,
            policies::obfuscate,
            policies::reason,
            policies::note,
        ))
        .load(view.conn())?;
    rows.into_iter().map(Row::policy).collect()
}

/// `a.b.test:80` → `a.b.test`, `b.test`, `test`.
fn names_above(host: &str) -> Vec<String> {
    let host = host.split(':').next().unwrap_or(host).to_ascii_lowercase();
    let mut names = Vec::new();
    let mut rest = host.as_str();
    while !rest.is_empty() {
        names.push(rest.to_string());
        rest = rest.split_once('.').map_or("", |(_, above)| above);
    }
    names
}

/// What is decided about a host, asked of the database.
pub fn of_host(view: &mut View<'_>, host: &str) -> Result<(Severity, Option<Policy>), StorageError> {
    let list = of_hosts(view, std::iter::once(host))?;
    Ok((list.severity(host), list.of(host).cloned()))
}

fn set_standing(tx: &mut Tx<'_>, id: &[u8], standing: i32) -> Result<(), StorageError> {
    if standing == SHOWN {
        diesel::delete(set_apart::table.find(id)).execute(tx.conn())?;
        return Ok(());
    }
    let row = (set_apart::complaint.eq(id), set_apart::standing.eq(standing));
    let statement = diesel::insert_into(set_apart::table)
        .values(row)
        .on_conflict(set_apart::complaint)
        .do_update()
        .set(set_apart::standing.eq(excluded(set_apart::standing)));
    Both(statement).execute(tx.conn())?;
    Ok(())
}

/// Looks again at a bounded number of complaints, after the id given; the last id that was looked at, if there are more.
pub fn place_again(
    tx: &mut Tx<'_>,
    list: &PolicyList,
    after: &[u8],
    limit: i64,
) -> Result<Option<Vec<u8>>, StorageError> {
    let rows: Vec<(Vec<u8>, bool, String, String)> = complaints::table
        .filter(complaints::id.gt(after))
        .order(complaints::id)
        .limit(limit)
        .select((complaints::id, complaints::at_home, complaints::home, complaints::complainant_handle))
        .load(tx.conn())?;
    let ids: Vec<&[u8]> = rows.iter().map(|(id, ..)| id.as_slice()).collect();
    let apart: Vec<(Vec<u8>, i32)> = set_apart::table
        .filter(set_apart::complaint.eq_any(ids))
        .select((set_apart::complaint, set_apart::standing))
        .load(tx.conn())?;
    let apart: HashMap<Vec<u8>, i32> = apart.into_iter().collect();
    let full = i64::try_from(rows.len()).is_ok_and(|count| count >= limit);
    for (id, at_home, home, handle) in &rows {
        let now = standing(list, *at_home, home, handle);
        if now != apart.get(id).copied().unwrap_or(SHOWN) {
            set_standing(tx, id, now)?;
        }
    }
    Ok(rows.into_iter().last().map(|(id, ..)| id).filter(|_| full))
}

/// Whether no list shows a complaint and no board announces it.
pub fn is_quiet(view: &mut View<'_>, id: ComplaintId) -> Result<bool, StorageError> {
    let found =
        set_apart::table.find(id.bytes()).select(set_apart::standing).get_result::<i32>(view.conn()).optional()?;
    Ok(found.is_some())
}
