//! The one door for complaints: a decided change is recorded whole, and everything that reads starts from what was recorded.

mod history;

pub(in crate::storage) use history::{BESIDE_LINE_BYTES, erase_disclosures};
pub use history::{
    Conflict, Sweep, Told, attach_statement, conflicts_of, contests_of, contradictions_of, erase_here, forget_copies,
    history, history_for_others, homes_that_contradict, is_erased, is_erased_after, is_of_somebody_else, keep_conflict,
    page_for_others, published_in, rulings_of, support_of, texts_of, title_at, words_of,
};

use std::collections::HashMap;

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use serde::{Deserialize, Serialize};

use crate::crypto::random::{self, Randomness};
use crate::domain::Timestamp;
use crate::domain::complaint::{Amount, Change, Complaint, Effort, Happening, State, Want};
use crate::domain::handle;
use crate::domain::ids::{AccountId, ActorId, BrandId, ComplaintId};
use crate::domain::log::{self, Hash, Line, SALT_BYTES};
use crate::domain::party::Party;
use crate::domain::room::{ONE_HOST, Room};
use crate::domain::visibility::{Standing, word_of};
use crate::storage::engine::{AnyConn, Prepare as _, columns};
use crate::storage::jobs::{self, Task};
use crate::storage::schema::{
    actors, complaint_events, complaints, disclosures, fates as fates_table, parties, pseudonyms, replicas,
};
use crate::storage::{
    StorageError, Tx, View, erasures, fates, moment, passed_on, policies, posts, requests, visibility,
};

/// Lines of history that one page carries.
pub const HISTORY_PAGE_LINES: i64 = 100;
/// Bytes of them: about half of what any of us reads, and more than the longest line has.
pub const HISTORY_PAGE_BYTES: usize = 512 * 1024;

/// A complaint as the database knows it, here or as a replica.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    pub id: ComplaintId,
    pub uri: String,
    pub home: String,
    pub at_home: bool,
    pub brand: BrandId,
    pub board_uri: String,
    pub complainant: Option<ActorId>,
    pub complainant_handle: String,
    pub filed_uri: Option<String>,
    pub title: String,
    pub facts: Facts,
    pub complaint: Complaint,
    pub head: Hash,
    pub hidden_at: Option<Timestamp>,
    pub hidden_reason: Option<String>,
    pub frozen_at: Option<Timestamp>,
    pub conflict_at: Option<Timestamp>,
    /// JSON: the board's own proof of the sequence and head that we hold, if it is elsewhere.
    pub seal: Option<String>,
    /// The id that its home gave it; ours, unless another complaint has that one here.
    pub wire_id: ComplaintId,
    /// The home that says who complained, where they did not say so themselves.
    pub said_by: Option<String>,
}

impl Held {
    /// The name of whoever filed it was erased: nothing leads from them to it, nor back.
    pub fn is_nameless(&self) -> bool {
        self.complainant_handle.is_empty()
    }

    /// The address by which it is reported: it has several, and is one thing by whichever, the post that filed it.
    pub fn reported_as(&self) -> &str {
        self.filed_uri.as_deref().unwrap_or(&self.uri)
    }
}

/// What a new complaint's row needs beside the change.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRow {
    pub uri: String,
    pub home: String,
    pub at_home: bool,
    pub brand: BrandId,
    pub board_uri: String,
    pub complainant: Option<ActorId>,
    pub complainant_handle: String,
    pub filed_uri: Option<String>,
    pub title: String,
    pub product: Option<String>,
    /// What only another home's complaint has.
    pub elsewhere: Option<Elsewhere>,
}

/// Of a complaint of another home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The id that its home gave it.
    pub wire_id: ComplaintId,
    pub said_by: Option<String>,
    pub heard_at: Timestamp,
}

/// What a filing says in codes and numbers, kept beside the row for the lists that show it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    pub wants: Vec<Want>,
    pub effort: Effort,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    #[serde(default)]
    pub pseudonym: bool,
}

/// Where an event's claim can be checked without its home: the author's own post or activity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attested(pub Option<String>);

#[derive(Queryable, Selectable)]
#[diesel(table_name = complaints)]
struct Row {
    id: Vec<u8>,
    uri: String,
    home: String,
    at_home: bool,
    brand: Vec<u8>,
    board_uri: String,
    complainant: Option<Vec<u8>>,
    complainant_handle: String,
    filed_uri: Option<String>,
    title: String,
    facts: String,
    snapshot: String,
    head: Vec<u8>,
    hidden_at: Option<i64>,
    hidden_reason: Option<String>,
    frozen_at: Option<i64>,
    conflict_at: Option<i64>,
    seal: Option<String>,
}

/// What only a complaint of another home has.
#[derive(Queryable, Selectable)]
#[diesel(table_name = replicas)]
struct Beside {
    wire_id: Option<Vec<u8>>,
    root_uri: Option<String>,
    said_by: Option<String>,
}

fn inconsistent(why: impl std::fmt::Display) -> StorageError {
    StorageError::inconsistent("complaints", why)
}

pub(in crate::storage) fn hash_of(bytes: &[u8]) -> Result<Hash, StorageError> {
    bytes.try_into().map(Hash).map_err(|_| inconsistent("a hash has 32 bytes"))
}

impl Row {
    fn held(self, view: &mut View<'_>) -> Result<Held, StorageError> {
        let beside = if self.at_home {
            None
        } else {
            let found = replicas::table.find(&self.id).select(columns::<Beside>());
            found.get_result::<Beside>(view.conn()).optional()?
        };
        let beside = beside.unwrap_or(Beside { wire_id: None, root_uri: None, said_by: None });
        let at = |micros| moment("complaints", micros);
        let id = |bytes: &[u8]| ComplaintId::from_bytes(bytes).map_err(inconsistent);
        let complainant = self.complainant.map(|it| ActorId::from_bytes(&it)).transpose().map_err(inconsistent)?;
        Ok(Held {
            id: id(&self.id)?,
            wire_id: id(beside.wire_id.as_ref().unwrap_or(&self.id))?,
            brand: BrandId::from_bytes(&self.brand).map_err(inconsistent)?,
            complainant,
            complaint: serde_json::from_str(&self.snapshot).map_err(inconsistent)?,
            head: hash_of(&self.head)?,
            facts: serde_json::from_str(&self.facts).map_err(inconsistent)?,
            hidden_at: self.hidden_at.map(at).transpose()?,
            frozen_at: self.frozen_at.map(at).transpose()?,
            conflict_at: self.conflict_at.map(at).transpose()?,
            uri: self.uri,
            home: self.home,
            at_home: self.at_home,
            board_uri: self.board_uri,
            complainant_handle: handle::handle(self.complainant_handle, complainant),
            filed_uri: self.filed_uri.or(beside.root_uri),
            said_by: beside.said_by,
            title: self.title,
            hidden_reason: self.hidden_reason,
            seal: self.seal,
        })
    }
}

pub fn find(view: &mut View<'_>, id: ComplaintId) -> Result<Option<Held>, StorageError> {
    let row = complaints::table.find(id.bytes()).select(columns::<Row>()).get_result::<Row>(view.conn()).optional()?;
    row.map(|it| it.held(view)).transpose()
}

/// How these complaints stand, without what lies beside them.
pub fn standing(view: &mut View<'_>, ids: &[ComplaintId]) -> Result<HashMap<ComplaintId, Complaint>, StorageError> {
    let ids: Vec<&[u8]> = ids.iter().map(ComplaintId::bytes).collect();
    let kept = complaints::table.filter(complaints::id.eq_any(ids)).select(complaints::snapshot);
    let read = |it: String| serde_json::from_str::<Complaint>(&it).map_err(inconsistent).map(|it| (it.id, it));
    kept.load::<String>(view.conn())?.into_iter().map(read).collect()
}

pub fn find_by_uri(view: &mut View<'_>, uri: &str) -> Result<Option<Held>, StorageError> {
    let found = complaints::table.filter(complaints::uri.eq(uri)).select(columns::<Row>());
    found.get_result::<Row>(view.conn()).optional()?.map(|it| it.held(view)).transpose()
}

/// How many complaints somebody filed here since then.
pub fn count_filed_by(view: &mut View<'_>, actor: ActorId, since: Timestamp) -> Result<i64, StorageError> {
    let those = complaints::table
        .filter(complaints::complainant.eq(actor.bytes()))
        .filter(complaints::at_home.eq(true))
        .filter(complaints::filed_at.ge(since.timestamp_micros()));
    Ok(those.count().get_result(view.conn())?)
}

/// How many complaints of one of our boards are here.
pub fn count_of_board(view: &mut View<'_>, board_uri: &str) -> Result<i64, StorageError> {
    let those = complaints::table.filter(complaints::board_uri.eq(board_uri)).filter(complaints::at_home.eq(true));
    Ok(those.count().get_result(view.conn())?)
}

/// Addresses that one statement asks for.
const ASKED_AT_ONCE: usize = 500;

/// Where the histories that we hold under these addresses end.
pub fn heads_by_uri(view: &mut View<'_>, uris: &[String]) -> Result<HashMap<String, (i64, Hash)>, StorageError> {
    let mut found = HashMap::new();
    for some in uris.chunks(ASKED_AT_ONCE) {
        let rows: Vec<(String, i64, Vec<u8>)> = complaints::table
            .filter(complaints::uri.eq_any(some))
            .select((complaints::uri, complaints::sequence, complaints::head))
            .load(view.conn())?;
        for (uri, sequence, head) in rows {
            found.insert(uri, (sequence, hash_of(&head)?));
        }
    }
    Ok(found)
}

/// Somebody's own word for having complained was checked: nobody needs to be believed about it any more.
pub fn recognise(tx: &mut Tx<'_>, id: ComplaintId, complainant: ActorId, handle: &str) -> Result<(), StorageError> {
    diesel::update(complaints::table.find(id.bytes()).filter(complaints::at_home.eq(false)))
        .set((complaints::complainant.eq(complainant.bytes()), complaints::complainant_handle.eq(handle)))
        .prepared()
        .execute(tx.conn())?;
    diesel::update(replicas::table.find(id.bytes()))
        .set(replicas::said_by.eq(None::<String>))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// Loads a complaint and keeps others from changing it until the transaction ends. SQLite has one writer anyway.
pub fn lock(tx: &mut Tx<'_>, id: ComplaintId) -> Result<Option<Held>, StorageError> {
    let found = complaints::table.find(id.bytes()).select(columns::<Row>());
    let row = match tx.conn() {
        AnyConn::Pg(_) => {
            lock_row(tx, id)?;
            found.get_result::<Row>(tx.conn()).optional()?
        }
        AnyConn::Sqlite(_) => found.get_result::<Row>(tx.conn()).optional()?,
    };
    row.map(|it| it.held(&mut tx.view())).transpose()
}

/// The same by its address.
pub fn lock_by_uri(tx: &mut Tx<'_>, uri: &str) -> Result<Option<Held>, StorageError> {
    if let AnyConn::Pg(conn) = tx.conn() {
        let locked = complaints::table.filter(complaints::uri.eq(uri)).select(complaints::sequence).for_update();
        locked.get_result::<i64>(conn).optional()?;
    }
    find_by_uri(&mut tx.view(), uri)
}

fn lock_row(tx: &mut Tx<'_>, id: ComplaintId) -> Result<(), StorageError> {
    if let AnyConn::Pg(conn) = tx.conn() {
        let locked = complaints::table.find(id.bytes()).select(complaints::sequence).for_update();
        locked.get_result::<i64>(conn).optional()?;
    }
    Ok(())
}

/// Records a complaint that was just filed: row, history, parties and announcement together.
pub fn record_new(
    tx: &mut Tx<'_>,
    random: &dyn Randomness,
    new: &NewRow,
    change: &Change,
    attested: &Attested,
) -> Result<Held, StorageError> {
    let lines = seal(random, change, &new.home, None)?;
    let Some((_, last)) = lines.last() else { return Err(inconsistent("a filing without events")) };
    insert_row(tx, new, change.after(), last.hash, &filed_facts(change, new))?;
    append(tx, change.after().id, &lines, attested)?;
    if let Some(actor) = new.complainant {
        join(tx, change.after().id, Party::Complainant, actor)?;
    }
    announce(tx, change)?;
    find(&mut tx.view(), change.after().id)?.ok_or_else(|| inconsistent("a complaint that was just written is gone"))
}

/// The one door for every later change: row, history and announcement are written together or not at all.
pub fn record(
    tx: &mut Tx<'_>,
    random: &dyn Randomness,
    held: &Held,
    change: &Change,
    attested: &Attested,
) -> Result<Held, StorageError> {
    if !held.at_home {
        return Err(inconsistent("a replica never decides"));
    }
    let lines = seal(random, change, &held.home, Some(held.head))?;
    let head = lines.last().map_or(held.head, |(_, line)| line.hash);
    append(tx, held.id, &lines, attested)?;
    update_row(tx, change.after(), head)?;
    announce(tx, change)?;
    Ok(Held { complaint: change.after().clone(), head, ..held.clone() })
}

fn bytes_in(lines: &[(Happening, Line)]) -> usize {
    lines.iter().map(|(_, line)| line.wire_bytes() + BESIDE_LINE_BYTES).sum()
}

fn seal(
    random: &dyn Randomness,
    change: &Change,
    home: &str,
    head: Option<Hash>,
) -> Result<Vec<(Happening, Line)>, StorageError> {
    let mut previous = head;
    let mut lines = Vec::with_capacity(change.decided().len());
    for decided in change.decided() {
        let salts: Vec<[u8; SALT_BYTES]> = decided.texts.iter().map(|_| random::bytes(random)).collect();
        let line = log::seal(change.after().id, home, &decided.event, &decided.texts, &salts, previous)
            .map_err(|why| StorageError::inconsistent("complaint_events", why))?;
        previous = Some(line.hash);
        lines.push((decided.event.happening.clone(), line));
    }
    Ok(lines)
}

#[derive(Insertable)]
#[diesel(table_name = disclosures, treat_none_as_default_value = false)]
struct DisclosureRow<'a> {
    complaint: &'a [u8],
    sequence: i64,
    name: &'a str,
    value: Option<String>,
    salt: Option<String>,
}

fn disclosure_row<'a>(id: &'a ComplaintId, sequence: i64, it: &'a log::Disclosure) -> DisclosureRow<'a> {
    DisclosureRow { complaint: id.bytes(), sequence, name: &it.name, value: it.value.clone(), salt: it.salt.clone() }
}

pub(in crate::storage) fn append(
    tx: &mut Tx<'_>,
    id: ComplaintId,
    lines: &[(Happening, Line)],
    attested: &Attested,
) -> Result<(), StorageError> {
    fates::add_bytes(tx, id, bytes_in(lines))?;
    for (happening, line) in lines {
        let core = line.read().map_err(|why| StorageError::inconsistent("complaint_events", why))?;
        // Nobody's post says what the home did by itself beside it: that the brand was told, or that it is public now.
        let attested_by = attested.0.as_deref().filter(|_| core.event.by != Party::Home);
        diesel::insert_into(complaint_events::table)
            .values((
                complaint_events::complaint.eq(id.bytes()),
                complaint_events::sequence.eq(core.event.sequence),
                complaint_events::kind.eq(happening.name()),
                complaint_events::party.eq(core.event.by.to_string()),
                complaint_events::at.eq(core.event.at.timestamp_micros()),
                complaint_events::core.eq(&line.core),
                complaint_events::hash.eq(line.hash.0.as_slice()),
                complaint_events::attested_by.eq(attested_by),
            ))
            .execute(tx.conn())?;
        let row = |it| disclosure_row(&id, core.event.sequence, it);
        let insert = diesel::insert_into(disclosures::table);
        match tx.conn() {
            // One round trip for all; an event has a handful of texts, so there are few such statements.
            AnyConn::Pg(conn) if !line.disclosures.is_empty() => {
                let rows: Vec<_> = line.disclosures.iter().map(row).collect();
                insert.values(rows).prepared().execute(conn)?;
            }
            AnyConn::Pg(_) => {}
            AnyConn::Sqlite(conn) => {
                for it in &line.disclosures {
                    insert.values(row(it)).execute(conn)?;
                }
            }
        }
        if let Happening::CommentDeleted { comment } = happening {
            let targets = words_of(&mut tx.view(), id, *comment)?;
            // What somebody here wrote goes by their own word alone, which is looked at where the line is applied.
            let post = posts::of_event(&mut tx.view(), id, *comment)?;
            let is_ours = post.is_some_and(|it| it.local) && find(&mut tx.view(), id)?.is_some_and(|it| !it.at_home);
            if is_ours {
                history::erase_texts(tx, id, &targets)?;
            } else {
                erase_disclosures(tx, id, &targets, Sweep::All, core.event.at)?;
            }
            erasures::begin(tx, id, core.event.sequence, core.event.at)?;
            for target in &targets {
                passed_on::forget(tx, id, target.sequence)?;
            }
        }
        if let Happening::Erased { targets } = happening {
            let view = &mut tx.view();
            let sweep = match find(view, id)? {
                Some(held) if !held.at_home => Sweep::Of(requests::eraser_of(view, id, core.event.sequence, line)?),
                _ => Sweep::All,
            };
            erase_disclosures(tx, id, targets, sweep, core.event.at)?;
            erasures::begin(tx, id, core.event.sequence, core.event.at)?;
            for target in targets {
                passed_on::forget(tx, id, target.sequence)?;
            }
        }
    }
    Ok(())
}

fn announce(tx: &mut Tx<'_>, change: &Change) -> Result<(), StorageError> {
    for decided in change.decided() {
        let task = Task::Announce { complaint: change.after().id, sequence: decided.event.sequence };
        jobs::enqueue(tx, &task, decided.event.at)?;
    }
    Ok(())
}

fn filed_facts(change: &Change, new: &NewRow) -> Facts {
    change.decided().first().map(|it| facts_of(&it.event.happening, new.product.clone())).unwrap_or_default()
}

pub(in crate::storage) fn facts_of(happening: &Happening, product: Option<String>) -> Facts {
    let Happening::Filed(filed) = happening else { return Facts::default() };
    Facts {
        wants: filed.wants.clone(),
        effort: filed.effort,
        amount: filed.amount.clone(),
        language: filed.language.clone(),
        product,
        pseudonym: filed.pseudonym,
    }
}

pub(in crate::storage) fn insert_row(
    tx: &mut Tx<'_>,
    new: &NewRow,
    complaint: &Complaint,
    head: Hash,
    facts: &Facts,
) -> Result<(), StorageError> {
    diesel::insert_into(complaints::table)
        .values((
            (
                complaints::id.eq(complaint.id.bytes()),
                complaints::uri.eq(&new.uri),
                complaints::home.eq(&new.home),
                complaints::at_home.eq(new.at_home),
                complaints::brand.eq(new.brand.bytes()),
                complaints::board_uri.eq(&new.board_uri),
                complaints::complainant.eq(new.complainant.as_ref().map(ActorId::bytes)),
                complaints::complainant_handle.eq(&new.complainant_handle),
                complaints::filed_uri.eq(new.filed_uri.as_ref().filter(|_| new.elsewhere.is_none())),
                complaints::title.eq(&new.title),
            ),
            complaints::facts.eq(serde_json::to_string(facts).map_err(inconsistent)?),
            complaints::filed_at.eq(complaint.filed_at.timestamp_micros()),
            Moving::of(complaint, head)?,
        ))
        .execute(tx.conn())?;
    fates::write(tx, complaint)?;
    if let Some(elsewhere) = &new.elsewhere {
        let other = Some(elsewhere.wire_id).filter(|it| *it != complaint.id);
        diesel::insert_into(replicas::table)
            .values((
                replicas::complaint.eq(complaint.id.bytes()),
                replicas::wire_id.eq(other.as_ref().map(ComplaintId::bytes)),
                replicas::root_uri.eq(&new.filed_uri),
                replicas::said_by.eq(&elsewhere.said_by),
                replicas::heard_at.eq(elsewhere.heard_at.timestamp_micros()),
            ))
            .execute(tx.conn())?;
    }
    policies::place_new(tx, complaint.id, new.at_home, &new.home, &new.complainant_handle)
}

/// The columns that follow the state.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = complaints, treat_none_as_null = true)]
struct Moving {
    state: String,
    visibility: String,
    listed: bool,
    waiting_on: String,
    waiting_since: i64,
    updated_at: i64,
    first_human_at: Option<i64>,
    resolved_at: Option<i64>,
    outcome: Option<String>,
    rating: Option<i32>,
    supporters: i64,
    sequence: i64,
    head: Vec<u8>,
    snapshot: String,
    clock_at: Option<i64>,
}

impl Moving {
    fn of(complaint: &Complaint, head: Hash) -> Result<Moving, StorageError> {
        let resolved_at = match complaint.state() {
            // What was said of another brand praises and blames nobody here.
            State::Resolved { since, .. } if !complaint.has_ended_elsewhere() => Some(since.timestamp_micros()),
            _ => None,
        };
        let (state, visibility) = (complaint.state().name(), word_of(complaint.opening()));
        Ok(Moving {
            state: state.to_string(),
            visibility: visibility.to_string(),
            // What is hidden here, or comes from a blocked home, the lists leave out themselves: it counts all the same.
            listed: Standing::of(state, visibility, false, false).is_listed(),
            waiting_on: complaint.waited_for().word().to_string(),
            waiting_since: complaint.waited_for_since().timestamp_micros(),
            updated_at: complaint.last_at.timestamp_micros(),
            first_human_at: complaint.first_human_at.map(|at| at.timestamp_micros()),
            resolved_at,
            outcome: complaint.outcome.map(|it| it.word().to_string()),
            rating: complaint.standing_rating().filter(|_| !complaint.has_ended_elsewhere()).map(i32::from),
            supporters: i64::try_from(complaint.supporters()).unwrap_or(i64::MAX),
            sequence: complaint.sequence,
            head: head.0.to_vec(),
            snapshot: serde_json::to_string(complaint).map_err(inconsistent)?,
            clock_at: complaint.next_clock().map(|(at, _)| at.timestamp_micros()),
        })
    }
}

pub(in crate::storage) fn update_row(tx: &mut Tx<'_>, complaint: &Complaint, head: Hash) -> Result<(), StorageError> {
    diesel::update(complaints::table.find(complaint.id.bytes()))
        .set(Moving::of(complaint, head)?)
        .prepared()
        .execute(tx.conn())?;
    fates::write(tx, complaint)
}

/// Writes the columns that follow the state anew, where it did not change: by rules or columns that are newer than the row.
pub fn refresh(tx: &mut Tx<'_>, held: &Held) -> Result<(), StorageError> {
    update_row(tx, &held.complaint, held.head)
}

/// Lists and announcements skip it here; other instances decide for themselves, and no figure changes.
pub fn hide(tx: &mut Tx<'_>, id: ComplaintId, hidden: Option<(Timestamp, &str)>) -> Result<(), StorageError> {
    diesel::update(complaints::table.find(id.bytes()))
        .set((
            complaints::hidden_at.eq(hidden.map(|(at, _)| at.timestamp_micros())),
            complaints::hidden_reason.eq(hidden.map(|(_, reason)| reason)),
        ))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

pub fn set_title(tx: &mut Tx<'_>, id: ComplaintId, title: &str) -> Result<(), StorageError> {
    diesel::update(complaints::table.find(id.bytes()))
        .set(complaints::title.eq(title))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

pub fn set_brand(tx: &mut Tx<'_>, id: ComplaintId, brand: BrandId) -> Result<(), StorageError> {
    diesel::update(complaints::table.find(id.bytes()))
        .set(complaints::brand.eq(brand.bytes()))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// Which side an actor is on in a thread; `None` until it acted there.
pub fn party_of(view: &mut View<'_>, id: ComplaintId, actor: ActorId) -> Result<Option<Party>, StorageError> {
    let party: Option<String> =
        parties::table.find((id.bytes(), actor.bytes())).select(parties::party).get_result(view.conn()).optional()?;
    party.map(|it| it.parse().map_err(|why| StorageError::inconsistent("parties", why))).transpose()
}

/// How much these parties have written in a thread, and is still there.
pub fn written_by(view: &mut View<'_>, id: ComplaintId, parties: &[Party]) -> Result<Room, StorageError> {
    let parties: Vec<String> = parties.iter().map(ToString::to_string).collect();
    let events = || {
        complaint_events::table
            .filter(complaint_events::complaint.eq(id.bytes()))
            .filter(complaint_events::party.eq_any(parties.clone()))
    };
    let sum = |of: &str| format!("CAST(COALESCE(SUM({of}), 0) AS BIGINT)");
    let stored = sql::<BigInt>(&sum("LENGTH(core) + COALESCE(LENGTH(statement), 0)"));
    let (lines, bytes): (i64, i64) =
        (events().count().get_result(view.conn())?, events().select(stored).get_result(view.conn())?);
    let texts: i64 = disclosures::table
        .filter(disclosures::complaint.eq(id.bytes()))
        .filter(disclosures::sequence.eq_any(events().select(complaint_events::sequence)))
        .select(sql::<BigInt>(&sum("LENGTH(value)")))
        .get_result(view.conn())?;
    Ok(Room { lines, bytes: bytes.saturating_add(texts) })
}

/// Those of one other server among the commenters of a thread.
pub fn commenters_of_host(view: &mut View<'_>, id: ComplaintId, host: &str) -> Result<Vec<Party>, StorageError> {
    let found: Vec<String> = parties::table
        .inner_join(actors::table.on(actors::id.eq(parties::actor)))
        .filter(parties::complaint.eq(id.bytes()))
        .filter(parties::party.like("commenter-%"))
        .filter(actors::host.eq(host))
        .select(parties::party)
        .limit(PARTIES_OF_HOST_MAX)
        .load(view.conn())?;
    found.iter().map(|it| it.parse().map_err(|why| StorageError::inconsistent("parties", why))).collect()
}

/// More of one server wrote too much together in any case.
const PARTIES_OF_HOST_MAX: i64 = ONE_HOST.lines;

/// Those on other servers who commented in a thread or have the same problem, the first ones first.
pub fn commenters_elsewhere(view: &mut View<'_>, id: ComplaintId, limit: i64) -> Result<Vec<ActorId>, StorageError> {
    let ids: Vec<Vec<u8>> = parties::table
        .inner_join(actors::table.on(actors::id.eq(parties::actor)))
        .filter(parties::complaint.eq(id.bytes()))
        .filter(parties::party.like("commenter-%"))
        .filter(actors::local.eq(false))
        .filter(actors::deleted_at.is_null())
        .order(actors::id)
        .limit(limit)
        .select(parties::actor)
        .load(view.conn())?;
    ids.iter().map(|it| ActorId::from_bytes(it).map_err(inconsistent)).collect()
}

pub fn join(tx: &mut Tx<'_>, id: ComplaintId, party: Party, actor: ActorId) -> Result<(), StorageError> {
    diesel::insert_into(parties::table)
        .values((
            parties::complaint.eq(id.bytes()),
            parties::party.eq(party.to_string()),
            parties::actor.eq(actor.bytes()),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Somebody moved to another account; the new one is the party from now on, except where it is one already.
/// Says which complaints it has the complainant's say in now.
pub fn replace_party(
    tx: &mut Tx<'_>,
    from: ActorId,
    to: ActorId,
    handle: &str,
) -> Result<Vec<ComplaintId>, StorageError> {
    let filed = filed_by(&mut tx.view(), from)?;
    let there: Vec<Vec<u8>> =
        parties::table.filter(parties::actor.eq(to.bytes())).select(parties::complaint).load(tx.conn())?;
    // Whoever commented from the new account before is the complainant there from now on, and nobody else.
    for id in filed.iter().filter(|id| there.iter().any(|it| it == id.bytes())) {
        diesel::delete(parties::table.find((id.bytes(), to.bytes()))).execute(tx.conn())?;
    }
    let kept: Vec<Vec<u8>> = there.into_iter().filter(|it| !filed.iter().any(|id| it == id.bytes())).collect();
    diesel::update(parties::table.filter(parties::actor.eq(from.bytes())).filter(parties::complaint.ne_all(kept)))
        .set(parties::actor.eq(to.bytes()))
        .execute(tx.conn())?;
    // A name that was erased stays so.
    diesel::update(
        complaints::table
            .filter(complaints::complainant.eq(from.bytes()))
            .filter(complaints::complainant_handle.ne("")),
    )
    .set(complaints::complainant_handle.eq(handle))
    .prepared()
    .execute(tx.conn())?;
    diesel::update(complaints::table.filter(complaints::complainant.eq(from.bytes())))
        .set(complaints::complainant.eq(to.bytes()))
        .prepared()
        .execute(tx.conn())?;
    Ok(filed)
}

/// Complaints whose clock has something to do, the oldest first.
pub fn due(view: &mut View<'_>, now: Timestamp, limit: i64) -> Result<Vec<ComplaintId>, StorageError> {
    let ids: Vec<Vec<u8>> = complaints::table
        .filter(complaints::clock_at.le(now.timestamp_micros()))
        .filter(complaints::at_home.eq(true))
        .order(complaints::clock_at)
        .limit(limit)
        .select(complaints::id)
        .load(view.conn())?;
    ids.iter().map(|it| ComplaintId::from_bytes(it).map_err(inconsistent)).collect()
}

/// Complaints of a brand at home here that are its turn, by id: who begins to read for it is told of them.
pub fn untold(
    view: &mut View<'_>,
    brand: BrandId,
    after: Option<ComplaintId>,
    limit: i64,
) -> Result<Vec<ComplaintId>, StorageError> {
    let after = after.map_or_else(Vec::new, |it| it.bytes().to_vec());
    let is_told =
        fates_table::table.filter(fates_table::complaint.eq(complaints::id)).filter(fates_table::told_at.is_not_null());
    let ids: Vec<Vec<u8>> = complaints::table
        .filter(complaints::brand.eq(brand.bytes()))
        .filter(complaints::at_home.eq(true))
        .filter(complaints::waiting_on.eq("brand"))
        .filter(diesel::dsl::not(diesel::dsl::exists(is_told)))
        .filter(complaints::id.gt(after))
        .order(complaints::id)
        .limit(limit)
        .select(complaints::id)
        .load(view.conn())?;
    ids.iter().map(|it| ComplaintId::from_bytes(it).map_err(inconsistent)).collect()
}

/// Address, sequence and head of every complaint of a board that everybody may read, by id: what an instance compares to
/// see what it missed.
pub fn digest(
    view: &mut View<'_>,
    board_uri: &str,
    after: Option<ComplaintId>,
    limit: i64,
) -> Result<Vec<(ComplaintId, String, i64, Hash)>, StorageError> {
    let after = after.map_or_else(Vec::new, |it| it.bytes().to_vec());
    let rows: Vec<(Vec<u8>, String, i64, Vec<u8>)> = complaints::table
        .filter(complaints::board_uri.eq(board_uri))
        .filter(complaints::at_home.eq(true))
        .filter(complaints::visibility.eq("public"))
        .filter(visibility::open())
        .filter(complaints::id.gt(&after))
        .order(complaints::id)
        .limit(limit)
        .select((complaints::id, complaints::uri, complaints::sequence, complaints::head))
        .load(view.conn())?;
    rows.into_iter()
        .map(|(id, uri, sequence, head)| {
            Ok((ComplaintId::from_bytes(&id).map_err(inconsistent)?, uri, sequence, hash_of(&head)?))
        })
        .collect()
}

/// A name made for one complaint belongs to an account; nobody else can learn which.
pub fn keep_pseudonym(tx: &mut Tx<'_>, actor: ActorId, account: AccountId) -> Result<(), StorageError> {
    let row = (pseudonyms::actor.eq(actor.bytes()), pseudonyms::account.eq(account.bytes()));
    diesel::insert_into(pseudonyms::table).values(row).execute(tx.conn())?;
    Ok(())
}

/// The pseudonyms of an account: for the person alone.
pub fn pseudonyms_of(view: &mut View<'_>, account: AccountId) -> Result<Vec<ActorId>, StorageError> {
    let rows: Vec<Vec<u8>> = pseudonyms::table
        .filter(pseudonyms::account.eq(account.bytes()))
        .select(pseudonyms::actor)
        .load(view.conn())?;
    rows.iter().map(|it| ActorId::from_bytes(it).map_err(inconsistent)).collect()
}

/// Whether this actor is a name that the account made for a complaint of its own.
pub fn is_pseudonym_of(view: &mut View<'_>, actor: ActorId, account: AccountId) -> Result<bool, StorageError> {
    let owner: Option<Vec<u8>> =
        pseudonyms::table.find(actor.bytes()).select(pseudonyms::account).get_result(view.conn()).optional()?;
    Ok(owner.is_some_and(|it| it == account.bytes()))
}

/// When the newest event of our own happened, by the clock of its moment.
pub fn newest_at_home(view: &mut View<'_>) -> Result<Option<Timestamp>, StorageError> {
    let those = complaints::table.filter(complaints::at_home.eq(true));
    let newest: Option<i64> =
        those.order(complaints::updated_at.desc()).select(complaints::updated_at).first(view.conn()).optional()?;
    newest.map(|at| moment("complaints", at)).transpose()
}

/// What an actor filed, newest first.
pub fn filed_by(view: &mut View<'_>, actor: ActorId) -> Result<Vec<ComplaintId>, StorageError> {
    let ids: Vec<Vec<u8>> = complaints::table
        .filter(complaints::complainant.eq(actor.bytes()))
        .order(complaints::filed_at.desc())
        .select(complaints::id)
        .load(view.conn())?;
    ids.iter().map(|it| ComplaintId::from_bytes(it).map_err(inconsistent)).collect()
}

/// The deed of the brand that a post of this event tells: the event itself, or what was done with the answer that it is.
pub fn deed_at(view: &mut View<'_>, id: ComplaintId, sequence: i64) -> Result<Option<Happening>, StorageError> {
    let cores: Vec<Vec<u8>> = complaint_events::table
        .filter(complaint_events::complaint.eq(id.bytes()))
        .filter(complaint_events::sequence.between(sequence, sequence + 1))
        .order(complaint_events::sequence)
        .select(complaint_events::core)
        .load(view.conn())?;
    for core in cores {
        let line = Line { hash: Hash::of(&core), core, disclosures: Vec::new() };
        let core = line.read().map_err(|why| StorageError::inconsistent("complaint_events", why))?;
        match core.event.happening {
            // What follows was done with it.
            Happening::Responded { .. } if core.event.sequence == sequence => {}
            happening => return Ok(Some(happening)),
        }
    }
    Ok(None)
}

/// How many complaints are homed here and listed.
pub fn count_at_home(view: &mut View<'_>) -> Result<i64, StorageError> {
    let those = complaints::table.filter(complaints::at_home.eq(true)).filter(complaints::listed.eq(true));
    Ok(those.count().get_result(view.conn())?)
}
