//! What people and brands are to hear: about decisions that concern them, about what waits for them, and what boards and
//! servers elsewhere wrote to them. Kept for their own page, and shown to nobody else.

use chrono::TimeDelta;
use diesel::prelude::*;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::brand::site_of;
use crate::domain::ids::{ActorId, ComplaintId};
use crate::storage::engine::columns;
use crate::storage::schema::{actors, complaints, follows, notices, posts};
use crate::storage::{StorageError, Tx, View, moment};

/// Notes that are dropped in one transaction.
const OLD_AT_ONCE_MAX: i64 = 200;
/// For how long what somebody saw stands on their page.
pub const SEEN_DAYS_KEPT: i64 = 365;
/// What was seen long ago and is dropped in one transaction.
const SEEN_AT_ONCE_MAX: i64 = 500;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub id: Uuid,
    pub recipient: ActorId,
    /// A word of the catalogue: `told-of-<kind>`. Of what was said elsewhere: what its server says that it tells.
    pub kind: String,
    pub complaint: Option<ComplaintId>,
    /// What the moderator wrote, in public; of a contest its ground.
    pub reason: String,
    /// Until when something holds, or can be answered.
    pub until: Option<Timestamp>,
    pub at: Timestamp,
    /// When its recipient saw it.
    pub seen_at: Option<Timestamp>,
    /// Whose word it is, where a server elsewhere says it: in words of its own, or in ours.
    pub host: Option<String>,
    pub said: Option<Said>,
    /// The words that it is about as they stand now, for a page that looked them up: they are kept in one place alone.
    pub words: Option<String>,
}

/// A direct note of a board or a server elsewhere, as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub sender: ActorId,
    /// Its address.
    pub note: String,
    /// Sanitised.
    pub html: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = notices)]
struct Row {
    id: Vec<u8>,
    recipient: Vec<u8>,
    kind: String,
    complaint: Option<Vec<u8>>,
    reason: String,
    until: Option<i64>,
    at: i64,
    seen_at: Option<i64>,
    sender: Option<Vec<u8>>,
    host: Option<String>,
    note: Option<String>,
    html: String,
}

fn wrong(why: impl std::fmt::Display) -> StorageError {
    StorageError::inconsistent("notices", why)
}

impl Row {
    fn notice(self) -> Result<Notice, StorageError> {
        let said = match (self.sender, self.note) {
            (Some(sender), Some(note)) => {
                Some(Said { sender: ActorId::from_bytes(&sender).map_err(wrong)?, note, html: self.html })
            }
            _ => None,
        };
        Ok(Notice {
            id: Uuid::from_slice(&self.id).map_err(wrong)?,
            recipient: ActorId::from_bytes(&self.recipient).map_err(wrong)?,
            kind: self.kind,
            complaint: self.complaint.map(|it| ComplaintId::from_bytes(&it)).transpose().map_err(wrong)?,
            reason: self.reason,
            until: self.until.map(|at| moment("notices", at)).transpose()?,
            at: moment("notices", self.at)?,
            seen_at: self.seen_at.map(|at| moment("notices", at)).transpose()?,
            host: self.host,
            said,
            words: None,
        })
    }
}

pub fn insert(tx: &mut Tx<'_>, it: &Notice) -> Result<(), StorageError> {
    let said = it.said.as_ref();
    let row = (
        notices::id.eq(it.id.as_bytes().as_slice()),
        notices::recipient.eq(it.recipient.bytes()),
        notices::kind.eq(&it.kind),
        notices::complaint.eq(it.complaint.as_ref().map(ComplaintId::bytes)),
        notices::reason.eq(&it.reason),
        notices::until.eq(it.until.map(|at| at.timestamp_micros())),
        notices::at.eq(it.at.timestamp_micros()),
        notices::seen_at.eq(it.seen_at.map(|at| at.timestamp_micros())),
        notices::sender.eq(said.map(|it| it.sender.bytes())),
        notices::host.eq(it.host.as_deref()),
        notices::note.eq(said.map(|it| it.note.as_str())),
        notices::html.eq(said.map_or("", |it| it.html.as_str())),
        notices::site.eq(it.host.as_deref().map(site_of)),
    );
    diesel::insert_into(notices::table).values(row).execute(tx.conn())?;
    Ok(())
}

pub fn find(view: &mut View<'_>, id: Uuid) -> Result<Option<Notice>, StorageError> {
    let row = notices::table.find(id.as_bytes().as_slice()).select(columns::<Row>());
    row.get_result::<Row>(view.conn()).optional()?.map(Row::notice).transpose()
}

/// Who told something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// This server: its moderators, its boards, its clock.
    Here,
    /// Boards and servers elsewhere, who write and decide as much as they like.
    Elsewhere,
}

/// Where a page of what somebody was told ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Last {
    pub at: Timestamp,
    pub id: Uuid,
}

/// One page of what these actors were told from here, or from elsewhere, the newest first.
pub fn of(
    view: &mut View<'_>,
    recipients: &[ActorId],
    from: From,
    before: Option<Last>,
    limit: i64,
) -> Result<Vec<Notice>, StorageError> {
    let those = notices::table.filter(notices::recipient.eq_any(all(recipients))).into_boxed();
    let those = match from {
        From::Here => those.filter(notices::host.is_null()),
        From::Elsewhere => those.filter(notices::host.is_not_null()),
    };
    let those = match before {
        None => those,
        Some(last) => {
            let at = last.at.timestamp_micros();
            let same = notices::at.eq(at).and(notices::id.lt(last.id.as_bytes().to_vec()));
            those.filter(notices::at.lt(at).or(same))
        }
    };
    let rows: Vec<Row> = those
        .order((notices::at.desc(), notices::id.desc()))
        .limit(limit)
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::notice).collect()
}

/// What these actors were told of these kinds and that still holds at this moment, the newest first.
pub fn standing(
    view: &mut View<'_>,
    recipients: &[ActorId],
    kinds: &[&str],
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Notice>, StorageError> {
    let rows: Vec<Row> = notices::table
        .filter(notices::recipient.eq_any(all(recipients)))
        .filter(notices::note.is_null())
        .filter(notices::kind.eq_any(kinds.iter().map(|it| (*it).to_string())))
        .filter(notices::until.is_null().or(notices::until.gt(now.timestamp_micros())))
        .order((notices::at.desc(), notices::id.desc()))
        .limit(limit)
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::notice).collect()
}

/// What these actors were told about one complaint and did not see yet, the newest first.
pub fn new_about(
    view: &mut View<'_>,
    recipients: &[ActorId],
    complaint: ComplaintId,
    limit: i64,
) -> Result<Vec<Notice>, StorageError> {
    let rows: Vec<Row> = notices::table
        .filter(notices::recipient.eq_any(all(recipients)))
        .filter(notices::complaint.eq(complaint.bytes()))
        .filter(notices::seen_at.is_null())
        .order((notices::at.desc(), notices::id.desc()))
        .limit(limit)
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::notice).collect()
}

pub fn count_new(view: &mut View<'_>, recipients: &[ActorId]) -> Result<i64, StorageError> {
    let those = notices::table.filter(notices::recipient.eq_any(all(recipients))).filter(notices::seen_at.is_null());
    Ok(those.count().get_result(view.conn())?)
}

/// They saw what was shown to them: what did not fit on the page, or came meanwhile, stays new.
pub fn mark_seen(tx: &mut Tx<'_>, recipients: &[ActorId], those: &[Uuid], at: Timestamp) -> Result<(), StorageError> {
    let ids: Vec<&[u8]> = those.iter().map(|it| it.as_bytes().as_slice()).collect();
    let shown = notices::table
        .filter(notices::recipient.eq_any(all(recipients)))
        .filter(notices::seen_at.is_null())
        .filter(notices::id.eq_any(ids));
    diesel::update(shown).set(notices::seen_at.eq(at.timestamp_micros())).execute(tx.conn())?;
    Ok(())
}

/// They saw everything that came until then.
pub fn mark_all_seen(
    tx: &mut Tx<'_>,
    recipients: &[ActorId],
    until: Timestamp,
    at: Timestamp,
) -> Result<(), StorageError> {
    let those = notices::table
        .filter(notices::recipient.eq_any(all(recipients)))
        .filter(notices::seen_at.is_null())
        .filter(notices::at.le(until.timestamp_micros()));
    diesel::update(those).set(notices::seen_at.eq(at.timestamp_micros())).execute(tx.conn())?;
    Ok(())
}

/// What was seen long ago goes, except what is of these kinds and what still holds until a day to come. How many there were.
pub fn delete_old(tx: &mut Tx<'_>, kept: &[&str], now: Timestamp) -> Result<usize, StorageError> {
    let old: Vec<Vec<u8>> = notices::table
        .filter(notices::seen_at.lt((now - TimeDelta::days(SEEN_DAYS_KEPT)).timestamp_micros()))
        .filter(notices::until.is_null().or(notices::until.lt(now.timestamp_micros())))
        .filter(notices::kind.ne_all(kept.iter().map(|it| (*it).to_string())))
        .order(notices::seen_at)
        .limit(SEEN_AT_ONCE_MAX)
        .select(notices::id)
        .load(tx.conn())?;
    if old.is_empty() {
        return Ok(0);
    }
    Ok(diesel::delete(notices::table.filter(notices::id.eq_any(old))).execute(tx.conn())?)
}

/// Whether somebody was told this about a complaint since then: by us, or by its home.
pub fn was_told(
    view: &mut View<'_>,
    recipient: ActorId,
    complaint: ComplaintId,
    kind: &str,
    since: Timestamp,
) -> Result<bool, StorageError> {
    Ok(count_told(view, recipient, complaint, kind, since)? > 0)
}

/// How often somebody was told this about a complaint since then, as far as it is kept.
pub fn count_told(
    view: &mut View<'_>,
    recipient: ActorId,
    complaint: ComplaintId,
    kind: &str,
    since: Timestamp,
) -> Result<i64, StorageError> {
    let those = notices::table
        .filter(notices::recipient.eq(recipient.bytes()))
        .filter(notices::complaint.eq(complaint.bytes()))
        .filter(notices::kind.eq(kind))
        .filter(notices::at.ge(since.timestamp_micros()));
    Ok(those.count().get_result(view.conn())?)
}

/// Whose telling makes way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// What a server elsewhere wrote.
    Said,
    Anybodys,
}

/// What was told of this kind about a complaint goes: the same is told anew, or was said better.
pub fn replace(
    tx: &mut Tx<'_>,
    recipient: ActorId,
    complaint: ComplaintId,
    kind: &str,
    since: Timestamp,
    whose: Whose,
) -> Result<(), StorageError> {
    let those = notices::table
        .filter(notices::recipient.eq(recipient.bytes()))
        .filter(notices::complaint.eq(complaint.bytes()))
        .filter(notices::kind.eq(kind))
        .filter(notices::at.ge(since.timestamp_micros()));
    match whose {
        Whose::Said => diesel::delete(those.filter(notices::note.is_not_null())).execute(tx.conn())?,
        Whose::Anybodys => diesel::delete(those).execute(tx.conn())?,
    };
    Ok(())
}

/// What was told of these kinds about a complaint goes from every page.
pub fn forget(tx: &mut Tx<'_>, complaint: ComplaintId, kinds: &[&str]) -> Result<(), StorageError> {
    let those = notices::table
        .filter(notices::complaint.eq(complaint.bytes()))
        .filter(notices::kind.eq_any(kinds.iter().map(|it| (*it).to_string())));
    diesel::delete(those).execute(tx.conn())?;
    Ok(())
}

/// What one actor was told of a kind, and of what, goes.
pub fn forget_of(tx: &mut Tx<'_>, recipient: ActorId, kind: &str, reason: &str) -> Result<(), StorageError> {
    let those = notices::table
        .filter(notices::recipient.eq(recipient.bytes()))
        .filter(notices::kind.eq(kind))
        .filter(notices::reason.eq(reason));
    diesel::delete(those).execute(tx.conn())?;
    Ok(())
}

/// What a note is to its recipient: each of them has its own room, so that none keeps another out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// A link that signs in: somebody asked for it.
    Link,
    /// What was decided, or waits: its kind is one that we know.
    Decided,
    Other,
}

/// The kind of a note with a link that signs in.
pub const LINK: &str = "link";
/// The kind of a note whose sender named none that we know.
pub const SAID: &str = "said";

/// Those among notices, as a condition on their kind.
macro_rules! that_are {
    ($query:expr, $note:expr) => {
        match $note {
            Note::Link => $query.filter(notices::kind.eq(LINK)),
            Note::Decided => $query.filter(notices::kind.ne(LINK)).filter(notices::kind.ne(SAID)),
            Note::Other => $query.filter(notices::kind.eq(SAID)),
        }
    };
}

/// What came of one sort from the servers of a site since then: the notes to all people here, or all that one of them was
/// told by their word. What a history tells concerns those alone who take part in its thread.
pub fn count_of_site(
    view: &mut View<'_>,
    site: &str,
    recipient: Option<ActorId>,
    note: Note,
    since: Timestamp,
) -> Result<i64, StorageError> {
    let those = notices::table
        .filter(notices::site.eq(site.to_string()))
        .filter(notices::at.ge(since.timestamp_micros()))
        .into_boxed();
    let those = match recipient {
        None => those.filter(notices::note.is_not_null()),
        Some(it) => those.filter(notices::recipient.eq(it.bytes().to_vec())),
    };
    Ok(that_are!(those, note).count().get_result(view.conn())?)
}

/// What one actor was told of one sort by any server elsewhere since then.
pub fn count_said_to(
    view: &mut View<'_>,
    recipient: ActorId,
    note: Note,
    since: Timestamp,
) -> Result<i64, StorageError> {
    let those = notices::table
        .filter(notices::recipient.eq(recipient.bytes().to_vec()))
        .filter(notices::host.is_not_null())
        .filter(notices::at.ge(since.timestamp_micros()))
        .into_boxed();
    Ok(that_are!(those, note).count().get_result(view.conn())?)
}

/// Whether somebody here has to do with a server: follows somebody there, or wrote into a thread that is kept there.
pub fn has_dealt_with(view: &mut View<'_>, actor: ActorId, host: &str) -> Result<bool, StorageError> {
    let there = || actors::table.filter(actors::host.eq(host.to_string()));
    let followed = follows::table
        .filter(follows::follower.eq(actor.bytes()))
        .filter(follows::followed.eq_any(there().select(actors::id)));
    if followed.count().get_result::<i64>(view.conn())? > 0 {
        return Ok(true);
    }
    let threads = complaints::table.filter(complaints::board_uri.eq_any(there().select(actors::uri)));
    let wrote = posts::table
        .filter(posts::author.eq(actor.bytes()))
        .filter(posts::complaint.eq_any(threads.select(complaints::id.nullable())));
    Ok(wrote.count().get_result::<i64>(view.conn())? > 0)
}

pub fn is_kept(view: &mut View<'_>, note: &str) -> Result<bool, StorageError> {
    Ok(notices::table.filter(notices::note.eq(note)).count().get_result::<i64>(view.conn())? > 0)
}

/// Of what one actor was told of one sort by servers elsewhere, by one site or by all, the newest stay, so many.
pub fn keep_newest(
    tx: &mut Tx<'_>,
    recipient: ActorId,
    note: Note,
    site: Option<&str>,
    count: i64,
) -> Result<(), StorageError> {
    let those = || {
        let those = notices::table
            .filter(notices::recipient.eq(recipient.bytes().to_vec()))
            .filter(notices::host.is_not_null())
            .into_boxed();
        let those = that_are!(those, note);
        match site {
            Some(site) => those.filter(notices::site.eq(site.to_string())),
            None => those,
        }
    };
    let old: Vec<Vec<u8>> = those()
        .order((notices::at.desc(), notices::id.desc()))
        .offset(count)
        .limit(OLD_AT_ONCE_MAX)
        .select(notices::id)
        .load(tx.conn())?;
    if !old.is_empty() {
        diesel::delete(notices::table.filter(notices::id.eq_any(old))).execute(tx.conn())?;
    }
    Ok(())
}

/// Its sender takes a note back. Whether there was one.
pub fn take_back(tx: &mut Tx<'_>, sender: ActorId, note: &str) -> Result<bool, StorageError> {
    let those = notices::table.filter(notices::sender.eq(sender.bytes())).filter(notices::note.eq(note));
    Ok(diesel::delete(those).execute(tx.conn())? > 0)
}

/// What one of these actors was told goes from their page. Whether there was such a thing.
pub fn remove(tx: &mut Tx<'_>, id: Uuid, recipients: &[ActorId]) -> Result<bool, StorageError> {
    let those = notices::table
        .filter(notices::id.eq(id.as_bytes().as_slice()))
        .filter(notices::recipient.eq_any(all(recipients)));
    Ok(diesel::delete(those).execute(tx.conn())? > 0)
}

/// Words of a thread were erased: what its home wrote to people here about it may hold them.
pub fn forget_said_about(tx: &mut Tx<'_>, complaint: ComplaintId) -> Result<(), StorageError> {
    let those = notices::table.filter(notices::complaint.eq(complaint.bytes())).filter(notices::note.is_not_null());
    diesel::delete(those).execute(tx.conn())?;
    Ok(())
}

fn all(recipients: &[ActorId]) -> Vec<&[u8]> {
    recipients.iter().map(ActorId::bytes).collect()
}
