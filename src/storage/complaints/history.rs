//! The history of a complaint as it is told: its lines with the texts beside them, what was erased of those, and other
//! versions that somebody told.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use crate::domain::Timestamp;
use crate::domain::complaint::{Event, Happening, Target};
use crate::domain::ids::{ActorId, ComplaintId};
use crate::domain::log::{Disclosure, Hash, Line, json_bytes};
use crate::domain::party::Party;
use crate::domain::sync::request::REQUEST_TEXT;
use crate::storage::complaints::{Attested, HISTORY_PAGE_BYTES, HISTORY_PAGE_LINES, find, hash_of, inconsistent};
use crate::storage::engine::{Prepare as _, each};
use crate::storage::outbox::ActivityKind;
use crate::storage::posts::StoredPost;
use crate::storage::schema::{complaint_events, complaints, conflicts, disclosures};
use crate::storage::{StorageError, Tx, View, fates, inbox, moment, outbox, posts, reports, requests};

/// A line of history and where its claim can be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub line: Line,
    pub attested: Attested,
    /// JSON: its author's own signed word for it.
    pub statement: Option<String>,
    /// That word was checked here and is its author's.
    pub signed: bool,
}

impl Told {
    /// Bytes of it as it travels.
    pub fn wire_bytes(&self) -> usize {
        let beside = |it: &Option<String>| it.as_ref().map_or(0, String::len);
        BESIDE_LINE_BYTES + self.line.wire_bytes() + beside(&self.statement) + beside(&self.attested.0)
    }

    /// Leaves what the chain needs and nothing that anybody wrote.
    pub fn without_words(&mut self) {
        self.statement = None;
        self.attested = Attested::default();
        for disclosure in &mut self.line.disclosures {
            (disclosure.value, disclosure.salt) = (None, None);
        }
    }
}

/// Sequence, core, hash, where it is attested, its author's word, and whether that was checked.
type LineRow = (i64, Vec<u8>, Vec<u8>, Option<String>, Option<String>, bool);

/// The history after a sequence, in order, with the texts that were not erased.
pub fn history(view: &mut View<'_>, id: ComplaintId, after: i64, limit: i64) -> Result<Vec<Told>, StorageError> {
    let rows: Vec<LineRow> = complaint_events::table
        .filter(complaint_events::complaint.eq(id.bytes()))
        .filter(complaint_events::sequence.gt(after))
        .order(complaint_events::sequence)
        .limit(limit)
        .select((
            complaint_events::sequence,
            complaint_events::core,
            complaint_events::hash,
            complaint_events::attested_by,
            complaint_events::statement,
            complaint_events::signed,
        ))
        .load(view.conn())?;
    let last = rows.last().map_or(after, |(sequence, ..)| *sequence);
    let mut beside = disclosures_between(view, id, after, last)?;
    rows.into_iter()
        .map(|(sequence, core, hash, attested, statement, signed)| {
            let line = Line { core, hash: hash_of(&hash)?, disclosures: beside.remove(&sequence).unwrap_or_default() };
            Ok(Told { line, attested: Attested(attested), statement, signed })
        })
        .collect()
}

/// The events by which the brand contests, in order, with its words. A ground is contested once, so there are few.
pub fn contests_of(view: &mut View<'_>, id: ComplaintId) -> Result<Vec<Told>, StorageError> {
    let sequences: Vec<i64> = complaint_events::table
        .filter(complaint_events::complaint.eq(id.bytes()))
        .filter(complaint_events::kind.eq("Contested"))
        .order(complaint_events::sequence)
        .select(complaint_events::sequence)
        .load(view.conn())?;
    let mut told = Vec::new();
    for sequence in sequences {
        told.extend(history(view, id, sequence - 1, 1)?);
    }
    Ok(told)
}

/// Where it can be checked that this party supports the complaint, as they said it last; `None` where they never did.
pub fn support_of(view: &mut View<'_>, id: ComplaintId, by: Party) -> Result<Option<Attested>, StorageError> {
    let given: Option<Option<String>> = complaint_events::table
        .filter(complaint_events::complaint.eq(id.bytes()))
        .filter(complaint_events::kind.eq("Supported"))
        .filter(complaint_events::party.eq(by.to_string()))
        .order(complaint_events::sequence.desc())
        .select(complaint_events::attested_by)
        .first(view.conn())
        .optional()?;
    Ok(given.map(Attested))
}

/// What was decided about closing it or not, and the appeals against that, in order.
pub fn rulings_of(view: &mut View<'_>, id: ComplaintId) -> Result<Vec<Event>, StorageError> {
    const RULINGS: [&str; 4] = ["ContestDecided", "Dismissed", "Appealed", "Reinstated"];
    let cores: Vec<Vec<u8>> = complaint_events::table
        .filter(complaint_events::complaint.eq(id.bytes()))
        .filter(complaint_events::kind.eq_any(RULINGS.to_vec()))
        .order(complaint_events::sequence)
        .select(complaint_events::core)
        .load(view.conn())?;
    let read = |core: Vec<u8>| {
        let line = Line { hash: Hash::of(&core), core, disclosures: Vec::new() };
        line.read().map(|it| it.event).map_err(|why| StorageError::inconsistent("complaint_events", why))
    };
    cores.into_iter().map(read).collect()
}

/// Bytes of one line with what stands beside it, as it travels, beside its texts.
pub(in crate::storage) const BESIDE_LINE_BYTES: usize = 512;
/// Lines that are read at once for a page: of the longest there are, a few megabytes.
const READ_AT_ONCE_LINES: i64 = 10;

/// As many lines after a sequence as one page takes, by number and by bytes, and always one where there is one.
pub fn page_for_others(view: &mut View<'_>, id: ComplaintId, after: i64) -> Result<Vec<Told>, StorageError> {
    let mut page = Vec::new();
    let (mut last, mut bytes) = (after, 0);
    for _ in 0..HISTORY_PAGE_LINES / READ_AT_ONCE_LINES {
        let some = history_for_others(view, id, last, READ_AT_ONCE_LINES)?;
        let had = some.len();
        for told in some {
            bytes += told.wire_bytes();
            if bytes > HISTORY_PAGE_BYTES && !page.is_empty() {
                return Ok(page);
            }
            page.push(told);
        }
        if i64::try_from(had).is_ok_and(|had| had < READ_AT_ONCE_LINES) {
            break;
        }
        last += READ_AT_ONCE_LINES;
    }
    Ok(page)
}

/// A history as it goes to others: of comments that were taken out the lines stay, so that the chain can be checked, and
/// the words do not go along; nor does their author's own signed word, in which they stand again.
pub fn history_for_others(
    view: &mut View<'_>,
    id: ComplaintId,
    after: i64,
    limit: i64,
) -> Result<Vec<Told>, StorageError> {
    let mut lines = history(view, id, after, limit)?;
    let out: BTreeSet<i64> = posts::taken_out_of(view, id)?;
    if out.is_empty() {
        return Ok(lines);
    }
    for told in &mut lines {
        let Ok(core) = told.line.read() else { continue };
        let of = match core.event.happening {
            Happening::CommentEdited { comment } => comment,
            Happening::Commented { .. } => core.event.sequence,
            _ => continue,
        };
        if out.contains(&of) {
            told.without_words();
        }
    }
    Ok(lines)
}

fn disclosures_between(
    view: &mut View<'_>,
    id: ComplaintId,
    after: i64,
    last: i64,
) -> Result<BTreeMap<i64, Vec<Disclosure>>, StorageError> {
    let rows: Vec<(i64, String, Option<String>, Option<String>)> = disclosures::table
        .filter(disclosures::complaint.eq(id.bytes()))
        .filter(disclosures::sequence.gt(after))
        .filter(disclosures::sequence.le(last))
        .order((disclosures::sequence, disclosures::name))
        .select((disclosures::sequence, disclosures::name, disclosures::value, disclosures::salt))
        .load(view.conn())?;
    let mut found: BTreeMap<i64, Vec<Disclosure>> = BTreeMap::new();
    for (sequence, name, value, salt) in rows {
        found.entry(sequence).or_default().push(Disclosure { name, value, salt });
    }
    Ok(found)
}

/// The texts of a party's events that are not erased yet: what "erase everything of mine" means. A request's id names
/// nobody, and keeps the request from being done twice.
pub fn texts_of(view: &mut View<'_>, id: ComplaintId, party: Party) -> Result<Vec<Target>, StorageError> {
    let rows: Vec<(i64, String)> = disclosures::table
        .inner_join(
            complaint_events::table.on(complaint_events::complaint
                .eq(disclosures::complaint)
                .and(complaint_events::sequence.eq(disclosures::sequence))),
        )
        .filter(disclosures::complaint.eq(id.bytes()))
        .filter(disclosures::value.is_not_null())
        .filter(disclosures::name.ne(REQUEST_TEXT))
        .filter(complaint_events::party.eq(party.to_string()))
        .order((disclosures::sequence, disclosures::name))
        .select((disclosures::sequence, disclosures::name))
        .load(view.conn())?;
    Ok(rows.into_iter().map(|(sequence, name)| Target { sequence, name }).collect())
}

/// The words of the post that an event is, in that event and in those that changed it: the comment, the answer, the
/// complaint.
pub fn words_of(view: &mut View<'_>, id: ComplaintId, sequence: i64) -> Result<Vec<Target>, StorageError> {
    const CHANGES: [&str; 3] = ["CommentEdited", "ResponseEdited", "Corrected"];
    const WORDS: [&str; 2] = ["content", "title"];
    let response = history(view, id, sequence - 1, 1)?.pop().and_then(|told| told.line.read().ok());
    let response = response.and_then(|core| match core.event.happening {
        Happening::Responded { response, .. } => Some(response),
        _ => None,
    });
    let changes: Vec<(i64, Vec<u8>)> = complaint_events::table
        .filter(complaint_events::complaint.eq(id.bytes()))
        .filter(complaint_events::kind.eq_any(CHANGES.to_vec()))
        .order(complaint_events::sequence)
        .select((complaint_events::sequence, complaint_events::core))
        .load(view.conn())?;
    let mut sequences = vec![sequence];
    for (at, core) in changes {
        let line = Line { hash: Hash::of(&core), core, disclosures: Vec::new() };
        let changes_it = match line.read().map(|it| it.event.happening) {
            Ok(Happening::CommentEdited { comment }) => comment == sequence,
            Ok(Happening::ResponseEdited { response: it }) => Some(it) == response,
            Ok(Happening::Corrected {}) => sequence == 1,
            _ => false,
        };
        if changes_it {
            sequences.push(at);
        }
    }
    let rows: Vec<(i64, String)> = disclosures::table
        .filter(disclosures::complaint.eq(id.bytes()))
        .filter(disclosures::sequence.eq_any(sequences))
        .filter(disclosures::name.eq_any(WORDS.to_vec()))
        .filter(disclosures::value.is_not_null())
        .order((disclosures::sequence, disclosures::name))
        .select((disclosures::sequence, disclosures::name))
        .load(view.conn())?;
    Ok(rows.into_iter().map(|(sequence, name)| Target { sequence, name }).collect())
}

/// Erases texts of a copy before its home says so: their author did.
pub fn erase_here(tx: &mut Tx<'_>, id: ComplaintId, targets: &[Target], at: Timestamp) -> Result<(), StorageError> {
    erase_disclosures(tx, id, targets, Sweep::All, at)
}

/// Which copies of erased words go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sweep {
    /// Those of everybody: it is our own history, or was asked already.
    All,
    /// Of what people here said and asked for, that of this one alone: another home erases in its thread, and nobody's own words.
    Of(Option<ActorId>),
}

/// Whether an event is what somebody here said or asked for, who is not the one who erases.
pub fn is_of_somebody_else(
    view: &mut View<'_>,
    id: ComplaintId,
    sequence: i64,
    eraser: Option<ActorId>,
) -> Result<bool, StorageError> {
    let post = post_of(view, id, sequence)?.filter(|it| it.local && it.deleted_at.is_none());
    if post.is_some_and(|it| it.author.is_none() || it.author != eraser) {
        return Ok(true);
    }
    Ok(asked_for(view, id, sequence)?.is_some_and(|it| Some(it.actor) != eraser))
}

/// The texts of these targets go, and with them every copy that lies elsewhere here.
pub(in crate::storage) fn erase_disclosures(
    tx: &mut Tx<'_>,
    id: ComplaintId,
    targets: &[Target],
    sweep: Sweep,
    at: Timestamp,
) -> Result<(), StorageError> {
    sweep_copies(tx, id, targets, sweep, at)?;
    erase_texts(tx, id, targets)
}

/// The texts of these targets go from the history.
pub(in crate::storage) fn erase_texts(
    tx: &mut Tx<'_>,
    id: ComplaintId,
    targets: &[Target],
) -> Result<(), StorageError> {
    for target in targets {
        diesel::update(disclosures::table.find((id.bytes(), target.sequence, &target.name)))
            .set((disclosures::value.eq(None::<String>), disclosures::salt.eq(None::<String>)))
            .prepared()
            .execute(tx.conn())?;
        // What its author signed repeats the words, and names its author; where it came from may name them too.
        diesel::update(complaint_events::table.find((id.bytes(), target.sequence)))
            .set((
                complaint_events::statement.eq(None::<String>),
                complaint_events::signed.eq(false),
                complaint_events::attested_by.eq(None::<String>),
            ))
            .prepared()
            .execute(tx.conn())?;
    }
    Ok(())
}

/// The words of these targets wherever else they lie: in what was said and what waits to be worked off or sent. Only rows of
/// this thread are touched, whatever the texts of its history name.
pub fn forget_copies(tx: &mut Tx<'_>, id: ComplaintId, targets: &[Target], at: Timestamp) -> Result<(), StorageError> {
    sweep_copies(tx, id, targets, Sweep::All, at)
}

fn sweep_copies(
    tx: &mut Tx<'_>,
    id: ComplaintId,
    targets: &[Target],
    sweep: Sweep,
    at: Timestamp,
) -> Result<(), StorageError> {
    let sequences: BTreeSet<i64> = targets.iter().map(|it| it.sequence).collect();
    let Some(held) = find(&mut tx.view(), id)? else { return Ok(()) };
    // Of another home: its host, which may sweep what came from itself and nothing else.
    let host = (!held.at_home).then(|| held.home.rsplit("://").next().unwrap_or(&held.home));
    if held.at_home {
        forget_quoted(tx, id, targets)?;
    }
    for sequence in sequences {
        let stays = match sweep {
            Sweep::All => false,
            Sweep::Of(eraser) => is_of_somebody_else(&mut tx.view(), id, sequence, eraser)?,
        };
        for address in carriers_of(&mut tx.view(), id, sequence, held.at_home)? {
            inbox::forget_carrying(tx, &address, host)?;
            if !stays {
                outbox::forget_carrying(tx, id, &address)?;
            }
        }
        if stays {
            continue;
        }
        outbox::forget(tx, id, sequence)?;
        let names = |name: &str| targets.iter().any(|it| it.sequence == sequence && it.name == name);
        if ["handle", "name", "author"].into_iter().any(names) {
            posts::forget_author(tx, id, sequence)?;
            if sequence == 1 {
                forget_complainant(tx, id, at)?;
            }
        }
        if names("title") && is_of_complaint(&mut tx.view(), id, sequence)? {
            forget_messages(tx, id, at)?;
        }
        if names("product") {
            forget_product(tx, id)?;
        }
    }
    Ok(())
}

/// What moderators were told about a thread of ours may repeat the words that are erased.
fn forget_quoted(tx: &mut Tx<'_>, id: ComplaintId, targets: &[Target]) -> Result<(), StorageError> {
    let mut words = Vec::new();
    for target in targets.iter().filter(|it| matches!(it.name.as_str(), "content" | "title")) {
        let value = disclosures::table.find((id.bytes(), target.sequence, &target.name)).select(disclosures::value);
        words.extend(value.get_result::<Option<String>>(tx.conn()).optional()?.flatten());
    }
    reports::forget_quoted(tx, id, &words)
}

/// Events that say what the complaint is called.
const TITLED: [&str; 2] = ["Filed", "Corrected"];

/// Whether an event has the title of the complaint: a home may write one beside any other line, where it is nobody's.
fn is_of_complaint(view: &mut View<'_>, id: ComplaintId, sequence: i64) -> Result<bool, StorageError> {
    let kind: Option<String> = complaint_events::table
        .find((id.bytes(), sequence))
        .select(complaint_events::kind)
        .get_result(view.conn())
        .optional()?;
    Ok(kind.is_some_and(|it| TITLED.contains(&it.as_str())))
}

/// What a complaint is called by the lines up to this one; `None` where the last of them that says so is erased, or there is
/// none.
pub fn title_at(view: &mut View<'_>, id: ComplaintId, sequence: i64) -> Result<Option<String>, StorageError> {
    let last: Option<Option<String>> = disclosures::table
        .inner_join(
            complaint_events::table.on(complaint_events::complaint
                .eq(disclosures::complaint)
                .and(complaint_events::sequence.eq(disclosures::sequence))),
        )
        .filter(disclosures::complaint.eq(id.bytes()))
        .filter(disclosures::sequence.le(sequence))
        .filter(disclosures::name.eq("title"))
        .filter(complaint_events::kind.eq_any(TITLED.to_vec()))
        .order(disclosures::sequence.desc())
        .select(disclosures::value)
        .first(view.conn())
        .optional()?;
    Ok(last.flatten())
}

/// The addresses of what carried the words of an event: the post that it is or that it changed, and the request by which
/// somebody here asked for it.
fn carriers_of(
    view: &mut View<'_>,
    id: ComplaintId,
    sequence: i64,
    at_home: bool,
) -> Result<Vec<String>, StorageError> {
    let post = post_of(view, id, sequence)?;
    let mut addresses: Vec<String> = post.into_iter().map(|it| it.uri).collect();
    // At home it is whoever asked us; elsewhere only what somebody here asked in this very thread, and what it led to: a
    // home may name any request beside any line.
    let request = request_named(view, id, sequence)?;
    if let Some(request) = request
        && (at_home || asked_for(view, id, sequence)?.is_some())
    {
        addresses.push(request);
    }
    Ok(addresses)
}

/// The request that an event names.
fn request_named(view: &mut View<'_>, id: ComplaintId, sequence: i64) -> Result<Option<String>, StorageError> {
    let request: Option<Option<String>> = disclosures::table
        .find((id.bytes(), sequence, REQUEST_TEXT))
        .select(disclosures::value)
        .get_result(view.conn())
        .optional()?;
    Ok(request.flatten())
}

/// What somebody here asked for in this thread, where this event came of it.
fn asked_for(view: &mut View<'_>, id: ComplaintId, sequence: i64) -> Result<Option<requests::Request>, StorageError> {
    let named = request_named(view, id, sequence)?;
    let Some(asked) = named.and_then(|it| it.rsplit('/').next().and_then(|it| it.parse().ok())) else {
        return Ok(None);
    };
    Ok(requests::find(view, asked)?.filter(|it| it.complaint == id && it.led_to(sequence)))
}

/// The post that an event is, or that it changed.
fn post_of(view: &mut View<'_>, id: ComplaintId, sequence: i64) -> Result<Option<StoredPost>, StorageError> {
    let line: Option<(String, Vec<u8>)> = complaint_events::table
        .find((id.bytes(), sequence))
        .select((complaint_events::kind, complaint_events::core))
        .get_result(view.conn())
        .optional()?;
    match line {
        Some((kind, _)) if kind == "Corrected" => posts::of_event(view, id, 1),
        Some((kind, core)) if kind == "ResponseEdited" || kind == "CommentEdited" => {
            let line = Line { hash: Hash::of(&core), core, disclosures: Vec::new() };
            match line.read().ok().map(|core| core.event.happening) {
                Some(Happening::CommentEdited { comment }) => posts::of_event(view, id, comment),
                Some(Happening::ResponseEdited { response }) => posts::of_response(view, id, response),
                _ => Ok(None),
            }
        }
        _ => posts::of_event(view, id, sequence),
    }
}

/// What was said of the thread in our own words, to everybody or to one person: it may name its title or who filed it.
fn forget_messages(tx: &mut Tx<'_>, id: ComplaintId, at: Timestamp) -> Result<(), StorageError> {
    outbox::forget_notes(tx, id, &[ActivityKind::State, ActivityKind::Status, ActivityKind::Answer])?;
    posts::forget_messages(tx, id, at)
}

/// Nothing of this thread names whoever filed it any more.
fn forget_complainant(tx: &mut Tx<'_>, id: ComplaintId, at: Timestamp) -> Result<(), StorageError> {
    forget_messages(tx, id, at)?;
    let nameless = complaints::complainant_handle.eq("");
    diesel::update(complaints::table.find(id.bytes())).set(nameless).prepared().execute(tx.conn())?;
    Ok(())
}

fn forget_product(tx: &mut Tx<'_>, id: ComplaintId) -> Result<(), StorageError> {
    let Some(mut held) = find(&mut tx.view(), id)?.filter(|it| it.facts.product.is_some()) else { return Ok(()) };
    held.facts.product = None;
    let facts = serde_json::to_string(&held.facts).map_err(inconsistent)?;
    diesel::update(complaints::table.find(id.bytes()))
        .set(complaints::facts.eq(facts))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// Keeps the author's signed word for an event that has none yet. `signed`: its proof was checked here.
pub fn attach_statement(
    tx: &mut Tx<'_>,
    id: ComplaintId,
    sequence: i64,
    statement: &str,
    signed: bool,
) -> Result<(), StorageError> {
    let values = (complaint_events::statement.eq(statement), complaint_events::signed.eq(signed));
    let line = complaint_events::table.find((id.bytes(), sequence));
    let bare = line.filter(complaint_events::statement.is_null());
    if diesel::update(bare).set(values).prepared().execute(tx.conn())? > 0 {
        return fates::add_bytes(tx, id, json_bytes(statement));
    }
    diesel::update(line.filter(complaint_events::statement.eq(statement))).set(values).prepared().execute(tx.conn())?;
    Ok(())
}

/// Whether a text of an event was erased here: then nothing that repeats it is taken any more.
pub fn is_erased(view: &mut View<'_>, id: ComplaintId, sequence: i64) -> Result<bool, StorageError> {
    let erased = disclosures::table
        .filter(disclosures::complaint.eq(id.bytes()))
        .filter(disclosures::sequence.eq(sequence))
        .filter(disclosures::value.is_null());
    Ok(erased.count().get_result::<i64>(view.conn())? > 0)
}

/// Whether words were erased in a thread by an event after this one.
pub fn is_erased_after(view: &mut View<'_>, id: ComplaintId, sequence: i64) -> Result<bool, StorageError> {
    let erasures = complaint_events::table
        .filter(complaint_events::complaint.eq(id.bytes()))
        .filter(complaint_events::sequence.gt(sequence))
        .filter(complaint_events::kind.eq("Erased"));
    Ok(erasures.count().get_result::<i64>(view.conn())? > 0)
}

/// The event that made a complaint public which began otherwise.
pub fn published_in(view: &mut View<'_>, id: ComplaintId) -> Result<Option<i64>, StorageError> {
    let published = complaint_events::table
        .filter(complaint_events::complaint.eq(id.bytes()))
        .filter(complaint_events::kind.eq("Published"))
        .select(complaint_events::sequence);
    Ok(published.first(view.conn()).optional()?)
}
/// Other versions that are kept of one complaint.
const CONFLICTS_MAX: i64 = 100;

/// An event that contradicts one we hold is kept as evidence, and the page says so.
pub fn keep_conflict(
    tx: &mut Tx<'_>,
    id: ComplaintId,
    sequence: i64,
    line: &Line,
    source: &str,
    seal: Option<&str>,
    at: Timestamp,
) -> Result<(), StorageError> {
    // Where only a head was claimed, its hash is all there is.
    let hash = if line.core.is_empty() { line.hash } else { Hash::of(&line.core) };
    let known: Option<String> = conflicts::table
        .find((id.bytes(), sequence, hash.0.as_slice()))
        .select(conflicts::source)
        .get_result(tx.conn())
        .optional()?;
    // One is news; a home that goes on contradicting itself fills nobody's disk with it.
    let kept: i64 = conflicts::table.filter(conflicts::complaint.eq(id.bytes())).count().get_result(tx.conn())?;
    if known.is_none() && kept < CONFLICTS_MAX {
        diesel::insert_into(conflicts::table)
            .values((
                conflicts::complaint.eq(id.bytes()),
                conflicts::sequence.eq(sequence),
                conflicts::hash.eq(hash.0.as_slice()),
                conflicts::core.eq(&line.core),
                conflicts::source.eq(source),
                conflicts::seen_at.eq(at.timestamp_micros()),
                conflicts::seal.eq(seal),
            ))
            .execute(tx.conn())?;
    }
    if known.is_some() && !line.core.is_empty() {
        // Before, perhaps, only its hash was claimed.
        let bare = conflicts::table
            .find((id.bytes(), sequence, hash.0.as_slice()))
            .filter(conflicts::core.eq(Vec::<u8>::new()));
        diesel::update(bare)
            .set((conflicts::core.eq(&line.core), conflicts::seal.eq(seal)))
            .prepared()
            .execute(tx.conn())?;
    }
    diesel::update(complaints::table.find(id.bytes()))
        .set(complaints::conflict_at.eq(at.timestamp_micros()))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// The sequences that somebody told in another version, and who did.
pub fn conflicts_of(view: &mut View<'_>, id: ComplaintId) -> Result<Vec<(i64, Hash, String)>, StorageError> {
    let rows: Vec<(i64, Vec<u8>, String)> = conflicts::table
        .filter(conflicts::complaint.eq(id.bytes()))
        .order(conflicts::sequence)
        .select((conflicts::sequence, conflicts::hash, conflicts::source))
        .load(view.conn())?;
    rows.into_iter().map(|(sequence, hash, source)| Ok((sequence, hash_of(&hash)?, source))).collect()
}

/// Another version of an event, as it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    pub sequence: i64,
    pub hash: Hash,
    /// Empty where only a head was claimed.
    pub core: Vec<u8>,
    /// Who said so.
    pub source: String,
    pub seen_at: Timestamp,
    /// The board's own proof stands under it.
    pub sealed: bool,
}

type ConflictRow = (i64, Vec<u8>, Vec<u8>, String, i64, Option<String>);

/// Everything that contradicts the history of a complaint as we hold it.
pub fn contradictions_of(view: &mut View<'_>, id: ComplaintId) -> Result<Vec<Conflict>, StorageError> {
    let rows: Vec<ConflictRow> = conflicts::table
        .filter(conflicts::complaint.eq(id.bytes()))
        .order((conflicts::sequence, conflicts::seen_at))
        .select((
            conflicts::sequence,
            conflicts::hash,
            conflicts::core,
            conflicts::source,
            conflicts::seen_at,
            conflicts::seal,
        ))
        .load(view.conn())?;
    rows.into_iter()
        .map(|(sequence, hash, core, source, seen_at, seal)| {
            let (hash, seen_at) = (hash_of(&hash)?, moment("conflicts", seen_at)?);
            Ok(Conflict { sequence, hash, core, source, seen_at, sealed: seal.is_some() })
        })
        .collect()
}

/// Homes of complaints of which two histories were told, with how many: what administrators look at.
pub fn homes_that_contradict(view: &mut View<'_>) -> Result<Vec<(String, i64)>, StorageError> {
    let rows: Vec<Contradicting> = each!(view.conn(), conn => diesel::sql_query(CONTRADICTING).prepared().load(conn))?;
    Ok(rows.into_iter().map(|row| (row.home, row.number)).collect())
}

#[derive(QueryableByName)]
struct Contradicting {
    #[diesel(sql_type = diesel::sql_types::Text)]
    home: String,
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    number: i64,
}

const CONTRADICTING: &str = "SELECT home, COUNT(*) AS number FROM complaints WHERE conflict_at IS NOT NULL \
     GROUP BY home ORDER BY home LIMIT 100";
