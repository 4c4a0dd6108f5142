//! Which servers this instance has to do with: decided, taken back, brought in from a file and written into one.

use std::sync::Arc;
use std::time::Duration;

use crate::app::App;
use crate::domain::policy::{NOTE_CHARS_MAX, Policy, PolicyList, REASON_CHARS_MAX, Severity, read_domain};
use crate::storage::jobs::{self, Task};
use crate::storage::{StorageError, Tx, View, deliveries, policies, sessions};

/// How long decisions are taken from memory. Those of this process hold at once.
const TRUSTED: Duration = Duration::from_secs(2);
/// Lines of one file.
pub const LINES_MAX: usize = 20_000;
/// Rows that one transaction looks at or writes.
const ROWS_PER_STEP: i64 = 500;
const COLUMNS: [&str; 6] =
    ["#domain", "#severity", "#reject_media", "#reject_reports", "#public_comment", "#obfuscate"];
/// Marks of a place in the two lists that are gone through.
const HOSTS: char = 'h';
const COMPLAINTS: char = 'c';

#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    #[error("this is no domain of another server")]
    Domain,
    #[error("a reason has at most {REASON_CHARS_MAX} characters, a note {NOTE_CHARS_MAX}")]
    TooLong,
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Why a line of a file was not taken: `policy-wrong-<word>` in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongLine {
    Domain,
    Hidden,
    Severity,
    Unreadable,
    TooMany,
    TooLong,
}

impl WrongLine {
    pub fn message(self) -> &'static str {
        match self {
            WrongLine::Domain => "policy-wrong-domain",
            WrongLine::Hidden => "policy-wrong-hidden",
            WrongLine::Severity => "policy-wrong-severity",
            WrongLine::Unreadable => "policy-wrong-line",
            WrongLine::TooMany => "policy-wrong-many",
            WrongLine::TooLong => "policy-wrong-long",
        }
    }
}

/// What an import came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    pub taken: usize,
    /// Lines, from 1, that were left out.
    pub wrong: Vec<(u64, WrongLine)>,
}

/// What is decided now.
pub async fn current(app: &App) -> Result<Arc<PolicyList>, StorageError> {
    match app.egress.policies().fresh(TRUSTED) {
        Some(list) => Ok(list),
        None => read_again(app).await,
    }
}

async fn read_again(app: &App) -> Result<Arc<PolicyList>, StorageError> {
    let list = Arc::new(app.db.read(policies::list).await?);
    app.egress.policies().set(Arc::clone(&list));
    Ok(list)
}

/// Decides about a domain and everything under it.
pub async fn decide(app: &App, policy: Policy) -> Result<(), PolicyError> {
    let policy = checked(app, policy)?;
    let now = app.clock.now();
    let write = move |tx: &mut Tx<'_>| {
        policies::set(tx, &policy, now)?;
        end_blocked_guests(tx)?;
        jobs::enqueue(tx, &Task::ApplyPolicy { after: None }, now)
    };
    app.db.write::<_, StorageError, _>(write).await?;
    read_again(app).await?;
    Ok(())
}

/// Whoever is signed in here from a server that is blocked now is not any more, and does not come in again by a link that
/// was sent before.
fn end_blocked_guests(tx: &mut Tx<'_>) -> Result<(), StorageError> {
    let hosts = sessions::hosts_of_guests(&mut tx.view())?;
    let list = policies::of_hosts(&mut tx.view(), hosts.iter().map(String::as_str))?;
    for host in hosts.iter().filter(|host| list.severity(host) == Severity::Block) {
        sessions::end_guests_of(tx, host)?;
    }
    Ok(())
}

fn checked(app: &App, policy: Policy) -> Result<Policy, PolicyError> {
    let domain = read_domain(&policy.domain).ok_or(PolicyError::Domain)?;
    let own = app.address.authority().split(':').next().unwrap_or_default();
    if own == domain || own.ends_with(&format!(".{domain}")) {
        return Err(PolicyError::Domain);
    }
    let (reason, note) = (policy.reason.trim().to_string(), policy.note.trim().to_string());
    // It stands in public as it was given, or not at all.
    if reason.chars().count() > REASON_CHARS_MAX || note.chars().count() > NOTE_CHARS_MAX {
        return Err(PolicyError::TooLong);
    }
    Ok(Policy { domain, reason, note, ..policy })
}

/// Takes a decision back; false when there was none.
pub async fn take_back(app: &App, domain: &str) -> Result<bool, StorageError> {
    let (domain, now) = (domain.to_string(), app.clock.now());
    let write = move |tx: &mut Tx<'_>| {
        let removed = policies::remove(tx, &domain)?;
        jobs::enqueue(tx, &Task::ApplyPolicy { after: None }, now)?;
        Ok(removed)
    };
    let removed = app.db.write::<_, StorageError, _>(write).await?;
    read_again(app).await?;
    Ok(removed)
}

/// Says whether only allowed domains federate.
pub async fn only_allowed(app: &App, only: bool) -> Result<(), StorageError> {
    let now = app.clock.now();
    let write = move |tx: &mut Tx<'_>| {
        policies::set_only_allowed(tx, only, now)?;
        end_blocked_guests(tx)?;
        jobs::enqueue(tx, &Task::ApplyPolicy { after: None }, now)
    };
    app.db.write::<_, StorageError, _>(write).await?;
    read_again(app).await?;
    Ok(())
}

/// Carries decisions out on what is here already, a bounded piece; says where to go on, if there is more.
pub async fn apply(app: &App, after: Option<String>) -> Result<Option<String>, StorageError> {
    let list = read_again(app).await?;
    let now = app.clock.now();
    let (place, last) = match after.as_deref().and_then(|it| it.split_at_checked(1)) {
        Some((place, last)) => (place.chars().next().unwrap_or(HOSTS), last.to_string()),
        None => (HOSTS, String::new()),
    };
    let step = move |tx: &mut Tx<'_>| -> Result<Option<String>, StorageError> {
        if place == HOSTS {
            return Ok(Some(apply_to_hosts(tx, &list, &last, now)?));
        }
        let next = policies::place_again(tx, &list, &hex::decode(last).unwrap_or_default(), ROWS_PER_STEP)?;
        Ok(next.map(|id| format!("{COMPLAINTS}{}", hex::encode(id))))
    };
    app.db.write_bulk(step).await
}

fn apply_to_hosts(
    tx: &mut Tx<'_>,
    list: &PolicyList,
    after: &str,
    now: crate::domain::Timestamp,
) -> Result<String, StorageError> {
    let hosts = deliveries::hosts_after(&mut tx.view(), after, ROWS_PER_STEP)?;
    let should_block = |host: &str| list.severity(host) == Severity::Block;
    let changed = |to: bool| -> Vec<String> {
        let those = hosts.iter().filter(|(host, blocked)| *blocked != to && should_block(host) == to);
        those.map(|(host, _)| host.clone()).collect()
    };
    deliveries::block_hosts(tx, &changed(true), true, now)?;
    deliveries::block_hosts(tx, &changed(false), false, now)?;
    let full = i64::try_from(hosts.len()).is_ok_and(|count| count >= ROWS_PER_STEP);
    Ok(match hosts.last().filter(|_| full) {
        Some((last, _)) => format!("{HOSTS}{last}"),
        None => COMPLAINTS.to_string(),
    })
}

/// Takes in decisions in Mastodon's layout. Notes for administrators, which such files lack, stay as they are.
pub async fn import(app: &App, text: &str) -> Result<Imported, StorageError> {
    let known = read_again(app).await?;
    let mut imported = Imported::default();
    let mut taken = Vec::new();
    for (line, read) in read_lines(text) {
        let wrong = |why: PolicyError| match why {
            PolicyError::TooLong => WrongLine::TooLong,
            PolicyError::Domain | PolicyError::Storage(_) => WrongLine::Domain,
        };
        let policy = read.and_then(|it| checked(app, it).map_err(wrong));
        match policy {
            Ok(policy) => {
                let note = known.of(&policy.domain).filter(|it| it.domain == policy.domain).map(|it| it.note.clone());
                taken.push(Policy { note: note.unwrap_or_default(), ..policy });
            }
            Err(wrong) => imported.wrong.push((line, wrong)),
        }
    }
    imported.taken = taken.len();
    let now = app.clock.now();
    let step = usize::try_from(ROWS_PER_STEP).unwrap_or(1);
    for some in taken.chunks(step).map(<[Policy]>::to_vec) {
        let write = move |tx: &mut Tx<'_>| some.iter().try_for_each(|it| policies::set(tx, it, now));
        app.db.write_bulk::<_, StorageError, _>(write).await?;
    }
    let write = move |tx: &mut Tx<'_>| {
        end_blocked_guests(tx)?;
        jobs::enqueue(tx, &Task::ApplyPolicy { after: None }, now)
    };
    app.db.write::<_, StorageError, _>(write).await?;
    read_again(app).await?;
    Ok(imported)
}

fn read_lines(text: &str) -> Vec<(u64, Result<Policy, WrongLine>)> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let mut columns: Vec<String> = COLUMNS.iter().map(|it| it.trim_start_matches('#').to_string()).collect();
    let mut lines = Vec::new();
    for record in reader.records() {
        let Ok(record) = record else {
            lines.push((lines.len() as u64 + 1, Err(WrongLine::Unreadable)));
            continue;
        };
        let line = record.position().map_or(0, csv::Position::line);
        let first = record.get(0).unwrap_or_default().trim_start_matches('#').to_ascii_lowercase();
        if first == "domain" {
            columns = record.iter().map(|it| it.trim_start_matches('#').to_ascii_lowercase()).collect();
            continue;
        }
        if first.is_empty() {
            continue;
        }
        if lines.len() >= LINES_MAX {
            lines.push((line, Err(WrongLine::TooMany)));
            break;
        }
        lines.push((line, read_line(&columns, &record)));
    }
    lines
}

fn read_line(columns: &[String], record: &csv::StringRecord) -> Result<Policy, WrongLine> {
    let value =
        |name: &str| columns.iter().position(|it| it == name).and_then(|place| record.get(place)).unwrap_or_default();
    let yes = |name: &str| matches!(value(name).to_ascii_lowercase().as_str(), "true" | "1" | "yes");
    let domain = value("domain");
    if domain.contains('*') && !domain.starts_with("*.") {
        return Err(WrongLine::Hidden);
    }
    Ok(Policy {
        domain: read_domain(domain).ok_or(WrongLine::Domain)?,
        severity: Severity::from_mastodon(value("severity")).ok_or(WrongLine::Severity)?,
        reject_media: yes("reject_media"),
        reject_reports: yes("reject_reports"),
        obfuscate: yes("obfuscate"),
        reason: value("public_comment").to_string(),
        note: String::new(),
    })
}

/// Everything that is decided, in Mastodon's layout.
pub async fn export(app: &App) -> Result<String, StorageError> {
    let all = app.db.read(|view: &mut View<'_>| policies::after(view, "", i64::MAX)).await?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: &dyn std::fmt::Display| StorageError::inconsistent("policies", error);
    writer.write_record(COLUMNS).map_err(|error| failed(&error))?;
    for it in all {
        let word = |yes: bool| if yes { "true" } else { "false" };
        let fields = [
            it.domain.as_str(),
            it.severity.mastodon_word(),
            word(it.reject_media),
            word(it.reject_reports),
            &it.reason,
            word(it.obfuscate),
        ];
        writer.write_record(fields).map_err(|error| failed(&error))?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(&error))?;
    String::from_utf8(bytes).map_err(|error| failed(&error))
}
