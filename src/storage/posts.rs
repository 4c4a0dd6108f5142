//! Posts of threads: ours, copies of remote ones, and what a replica's history discloses.

use std::collections::{BTreeSet, HashMap};

use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::domain::Timestamp;
use crate::domain::handle;
use crate::domain::ids::{ActorId, ComplaintId, PostId};
use crate::domain::slip::same_words;
use crate::storage::engine::{Prepare as _, columns};
use crate::storage::schema::{hidden_posts, post_versions, posts};
use crate::storage::{StorageError, Tx, View, erasures, moment, search, sent_filings};

/// Posts that one page of a thread shows; the rest is behind "more".
pub const THREAD_PAGE_POSTS: i64 = 200;
/// Bytes of HTML of their words that one page shows, but for one post that is longer by itself.
pub const THREAD_PAGE_BYTES: i64 = 256 * 1024;
/// Bytes that a post takes of it at most: a longer one is folded after its beginning.
const POST_BYTES_COUNTED: i64 = 16_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PostKind {
    Complaint,
    Response,
    Comment,
    /// The board's own short note about a change of state.
    Status,
    /// A message to one person: how to turn a complaint down, a sign-in link, why a command did not count.
    Direct,
}

impl PostKind {
    pub fn name(self) -> &'static str {
        match self {
            PostKind::Complaint => "complaint",
            PostKind::Response => "response",
            PostKind::Comment => "comment",
            PostKind::Status => "status",
            PostKind::Direct => "direct",
        }
    }

    fn read(name: &str) -> Result<PostKind, StorageError> {
        let all = [PostKind::Complaint, PostKind::Response, PostKind::Comment, PostKind::Status, PostKind::Direct];
        let found = all.into_iter().find(|it| it.name() == name);
        found.ok_or_else(|| StorageError::inconsistent("posts", format!("unknown kind {name}")))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPost {
    pub id: PostId,
    pub uri: String,
    pub url: Option<String>,
    /// `None` when the author is known by address only: a post that a replica's history told of.
    pub author: Option<ActorId>,
    pub author_uri: String,
    pub author_handle: String,
    pub author_name: String,
    pub complaint: Option<ComplaintId>,
    /// The event that this post is.
    pub sequence: Option<i64>,
    /// The number of the response in its thread.
    pub response: Option<i32>,
    pub kind: PostKind,
    pub in_reply_to: Option<String>,
    pub title: Option<String>,
    /// Markdown of local posts.
    pub source: Option<String>,
    /// Sanitised.
    pub html: String,
    pub language: Option<String>,
    pub representative: Option<String>,
    pub representative_role: Option<String>,
    pub local: bool,
    pub published_at: Timestamp,
    pub received_at: Timestamp,
    pub edited_at: Option<Timestamp>,
    pub deleted_at: Option<Timestamp>,
    /// The home that claims it, where neither its author nor their server stands behind it: shown with that, and led by to
    /// nobody.
    pub said_by: Option<String>,
    /// The board of another server that a post of ours was written to.
    pub told: Option<ActorId>,
}

impl StoredPost {
    /// The named human who signs it. Whom a home alone claims behind it signed nothing.
    pub fn signer(&self) -> Option<&str> {
        self.representative.as_deref().filter(|_| self.said_by.is_none())
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = posts)]
struct Row {
    id: Vec<u8>,
    uri: String,
    url: Option<String>,
    author: Option<Vec<u8>>,
    author_uri: String,
    author_handle: String,
    author_name: String,
    complaint: Option<Vec<u8>>,
    sequence: Option<i64>,
    response: Option<i32>,
    kind: String,
    in_reply_to: Option<String>,
    title: Option<String>,
    source: Option<String>,
    html: String,
    language: Option<String>,
    representative: Option<String>,
    representative_role: Option<String>,
    local: bool,
    published_at: i64,
    received_at: i64,
    edited_at: Option<i64>,
    deleted_at: Option<i64>,
    said_by: Option<String>,
    told: Option<Vec<u8>>,
}

fn inconsistent(why: impl std::fmt::Display) -> StorageError {
    StorageError::inconsistent("posts", why)
}

impl Row {
    fn of(post: &StoredPost) -> Row {
        Row {
            id: post.id.bytes().to_vec(),
            uri: post.uri.clone(),
            url: post.url.clone(),
            author: post.author.map(|it| it.bytes().to_vec()),
            author_uri: post.author_uri.clone(),
            author_handle: post.author_handle.clone(),
            author_name: post.author_name.clone(),
            complaint: post.complaint.map(|it| it.bytes().to_vec()),
            sequence: post.sequence,
            response: post.response,
            kind: post.kind.name().to_string(),
            in_reply_to: post.in_reply_to.clone(),
            title: post.title.clone(),
            source: post.source.clone(),
            html: post.html.clone(),
            language: post.language.clone(),
            representative: post.representative.clone(),
            representative_role: post.representative_role.clone(),
            local: post.local,
            published_at: post.published_at.timestamp_micros(),
            received_at: post.received_at.timestamp_micros(),
            edited_at: post.edited_at.map(|at| at.timestamp_micros()),
            deleted_at: post.deleted_at.map(|at| at.timestamp_micros()),
            said_by: post.said_by.clone(),
            told: post.told.map(|it| it.bytes().to_vec()),
        }
    }

    fn post(self) -> Result<StoredPost, StorageError> {
        let at = |micros| moment("posts", micros);
        let author = self.author.map(|it| ActorId::from_bytes(&it)).transpose().map_err(inconsistent)?;
        Ok(StoredPost {
            id: PostId::from_bytes(&self.id).map_err(inconsistent)?,
            author,
            complaint: self.complaint.map(|it| ComplaintId::from_bytes(&it)).transpose().map_err(inconsistent)?,
            kind: PostKind::read(&self.kind)?,
            published_at: at(self.published_at)?,
            received_at: at(self.received_at)?,
            edited_at: self.edited_at.map(at).transpose()?,
            deleted_at: self.deleted_at.map(at).transpose()?,
            uri: self.uri,
            url: self.url,
            author_uri: self.author_uri,
            author_handle: handle::handle(self.author_handle, author),
            author_name: self.author_name,
            sequence: self.sequence,
            response: self.response,
            in_reply_to: self.in_reply_to,
            title: self.title,
            source: self.source,
            html: self.html,
            language: self.language,
            representative: self.representative,
            representative_role: self.representative_role,
            local: self.local,
            said_by: self.said_by,
            told: self.told.map(|it| ActorId::from_bytes(&it)).transpose().map_err(inconsistent)?,
        })
    }
}

pub fn find(view: &mut View<'_>, id: PostId) -> Result<Option<StoredPost>, StorageError> {
    let row = posts::table.find(id.bytes()).select(columns::<Row>()).get_result::<Row>(view.conn()).optional()?;
    row.map(Row::post).transpose()
}

/// The post at an address, if its author or their server stands behind it. What another home only claims is not there.
pub fn find_by_uri(view: &mut View<'_>, uri: &str) -> Result<Option<StoredPost>, StorageError> {
    Ok(find_or_claim(view, uri)?.filter(|it| it.said_by.is_none()))
}

/// The same, or what another home says stands at that address.
pub fn find_or_claim(view: &mut View<'_>, uri: &str) -> Result<Option<StoredPost>, StorageError> {
    let row =
        posts::table.filter(posts::uri.eq(uri)).select(columns::<Row>()).get_result::<Row>(view.conn()).optional()?;
    row.map(Row::post).transpose()
}

/// The posts of a thread in the order they reached the home; direct messages are no part of it.
pub fn of_complaint(
    view: &mut View<'_>,
    complaint: ComplaintId,
    offset: i64,
    limit: i64,
) -> Result<Vec<StoredPost>, StorageError> {
    let rows: Vec<Row> = posts::table
        .filter(posts::complaint.eq(complaint.bytes()))
        .filter(posts::kind.ne(PostKind::Direct.name()))
        .order((posts::received_at, sequence_or_last(), posts::id))
        .offset(offset)
        .limit(limit)
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::post).collect()
}

/// A page of a thread as people read it, without the board's status notes, which its history tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreadPage {
    pub posts: Vec<StoredPost>,
    /// The first post of the page before, and of the page after.
    pub earlier: Option<PostId>,
    pub later: Option<PostId>,
}

/// Posts are ordered by when they reached the home, then by their events; one without an event comes last.
fn order_of(post: &StoredPost) -> (i64, i64, Vec<u8>) {
    (post.received_at.timestamp_micros(), post.sequence.unwrap_or(i64::MAX), post.id.bytes().to_vec())
}

fn sequence_or_last() -> SqlLiteral<BigInt> {
    sql::<BigInt>("COALESCE(sequence, 9223372036854775807)")
}

macro_rules! thread_of {
    ($complaint:expr) => {
        posts::table
            .filter(posts::complaint.eq($complaint.bytes().to_vec()))
            .filter(posts::kind.ne(PostKind::Direct.name()))
            .filter(posts::kind.ne(PostKind::Status.name()))
            .into_boxed()
    };
}

/// The page that begins with a post of the thread, or the first one.
pub fn page_of_complaint(
    view: &mut View<'_>,
    complaint: ComplaintId,
    from: Option<PostId>,
) -> Result<ThreadPage, StorageError> {
    let from = match from {
        Some(id) => find(view, id)?.filter(|it| it.complaint == Some(complaint)),
        None => None,
    };
    let mut query = thread_of!(complaint);
    if let Some(from) = &from {
        let (at, sequence, id) = order_of(from);
        let after = sequence_or_last().gt(sequence).or(sequence_or_last().eq(sequence).and(posts::id.ge(id)));
        query = query.filter(posts::received_at.ge(at)).filter(posts::received_at.gt(at).or(after));
    }
    let sized: Vec<SizedPost> = query
        .order((posts::received_at, sequence_or_last(), posts::id))
        .limit(THREAD_PAGE_POSTS + 1)
        .select(sized())
        .load(view.conn())?;
    let page = that_fit(&sized);
    let later = sized.get(page).map(|it| PostId::from_bytes(&it.0).map_err(inconsistent)).transpose()?;
    let shown: Vec<&[u8]> = sized.iter().take(page).map(|it| it.0.as_slice()).collect();
    let rows: Vec<Row> = posts::table
        .filter(posts::id.eq_any(shown))
        .order((posts::received_at, sequence_or_last(), posts::id))
        .select(columns::<Row>())
        .load(view.conn())?;
    let posts: Vec<StoredPost> = rows.into_iter().map(Row::post).collect::<Result<_, _>>()?;
    let earlier = match &from {
        Some(from) => ids_before(view, complaint, from)?.pop(),
        None => None,
    };
    Ok(ThreadPage { posts, earlier, later })
}

/// A post, the bytes of its words, and when it was edited: its first version stands beside it then.
type SizedPost = (Vec<u8>, i64, Option<i64>);

fn sized() -> (posts::id, SqlLiteral<BigInt>, posts::edited_at) {
    (posts::id, sql::<BigInt>("CAST(OCTET_LENGTH(html) AS BIGINT)"), posts::edited_at)
}

/// How many of these posts a page has room for; for one in any case.
fn that_fit(those: &[SizedPost]) -> usize {
    let posts = usize::try_from(THREAD_PAGE_POSTS).unwrap_or(usize::MAX);
    let mut taken = 0;
    let fits = those.iter().take(posts).take_while(|(_, bytes, edited)| {
        let versions = if edited.is_some() { 2 } else { 1 };
        taken += bytes.min(&POST_BYTES_COUNTED) * versions;
        taken <= THREAD_PAGE_BYTES
    });
    fits.count().max(1)
}

/// The posts before one, the nearest first, as many as a page has room for.
fn ids_before(view: &mut View<'_>, complaint: ComplaintId, post: &StoredPost) -> Result<Vec<PostId>, StorageError> {
    let (at, sequence, id) = order_of(post);
    let before = sequence_or_last().lt(sequence).or(sequence_or_last().eq(sequence).and(posts::id.lt(id)));
    let sized: Vec<SizedPost> = thread_of!(complaint)
        .filter(posts::received_at.le(at))
        .filter(posts::received_at.lt(at).or(before))
        .order((posts::received_at.desc(), sequence_or_last().desc(), posts::id.desc()))
        .limit(THREAD_PAGE_POSTS)
        .select(sized())
        .load(view.conn())?;
    sized.iter().take(that_fit(&sized)).map(|it| PostId::from_bytes(&it.0).map_err(inconsistent)).collect()
}

/// Whether the thread's page shows this post without being asked to begin elsewhere.
pub fn is_on_first_page(view: &mut View<'_>, post: &StoredPost) -> Result<bool, StorageError> {
    let Some(complaint) = post.complaint else { return Ok(true) };
    // The first page alone is short enough to look at.
    let first = page_of_complaint(view, complaint, None)?;
    Ok(first.posts.iter().any(|it| it.id == post.id))
}

/// What an actor wrote in public, newest first.
pub fn of_author(
    view: &mut View<'_>,
    author: ActorId,
    before: Option<Timestamp>,
    limit: i64,
) -> Result<Vec<StoredPost>, StorageError> {
    let before = before.map_or(i64::MAX, |at| at.timestamp_micros());
    let rows: Vec<Row> = posts::table
        .filter(posts::author.eq(author.bytes()))
        .filter(posts::received_at.lt(before))
        .filter(posts::kind.ne(PostKind::Direct.name()))
        .filter(posts::deleted_at.is_null())
        .filter(posts::id.ne_all(hidden_posts::table.select(hidden_posts::post)))
        .order((posts::received_at.desc(), sequence_or_last().desc(), posts::id.desc()))
        .limit(limit)
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::post).collect()
}

/// The events whose posts were taken out of a thread.
pub fn taken_out_of(view: &mut View<'_>, complaint: ComplaintId) -> Result<BTreeSet<i64>, StorageError> {
    let sequences: Vec<Option<i64>> = posts::table
        .inner_join(hidden_posts::table.on(hidden_posts::post.eq(posts::id)))
        .filter(hidden_posts::complaint.eq(complaint.bytes()))
        .select(posts::sequence)
        .load(view.conn())?;
    Ok(sequences.into_iter().flatten().collect())
}

/// The addresses of a thread's posts in the order of its history, for the collection that it is.
pub fn uris_of_complaint(
    view: &mut View<'_>,
    complaint: ComplaintId,
    after: i64,
    limit: i64,
) -> Result<Vec<String>, StorageError> {
    Ok(posts::table
        .filter(posts::complaint.eq(complaint.bytes()))
        .filter(posts::kind.ne(PostKind::Direct.name()))
        .filter(posts::deleted_at.is_null())
        .filter(posts::id.ne_all(hidden_posts::table.select(hidden_posts::post)))
        .order((posts::received_at, sequence_or_last(), posts::id))
        .offset(after)
        .limit(limit)
        .select(posts::uri)
        .load(view.conn())?)
}

macro_rules! replies_in {
    ($complaint:expr, $filed:expr) => {{
        let replies = posts::table
            .filter(posts::complaint.eq($complaint.bytes().to_vec()))
            .filter(posts::kind.ne(PostKind::Direct.name()))
            .filter(posts::deleted_at.is_null())
            .filter(posts::id.ne_all(hidden_posts::table.select(hidden_posts::post)))
            .into_boxed();
        match $filed {
            Some(filed) => replies.filter(posts::uri.ne(filed.to_string())),
            None => replies,
        }
    }};
}

/// How many posts of a thread stand beside the one that it began with.
pub fn count_replies(view: &mut View<'_>, complaint: ComplaintId, filed: Option<&str>) -> Result<i64, StorageError> {
    Ok(replies_in!(complaint, filed).count().get_result(view.conn())?)
}

/// The posts of a thread without the one that it began with, newest first, before one of them.
pub fn replies_before(
    view: &mut View<'_>,
    complaint: ComplaintId,
    filed: Option<&str>,
    before: Option<PostId>,
    limit: i64,
) -> Result<Vec<(PostId, String)>, StorageError> {
    let mut replies = replies_in!(complaint, filed);
    if let Some(before) = before {
        let Some(before) = find(view, before)?.filter(|it| it.complaint == Some(complaint)) else {
            return Ok(Vec::new());
        };
        let (at, sequence, id) = order_of(&before);
        let earlier = sequence_or_last().lt(sequence).or(sequence_or_last().eq(sequence).and(posts::id.lt(id)));
        replies = replies.filter(posts::received_at.le(at)).filter(posts::received_at.lt(at).or(earlier));
    }
    let rows: Vec<(Vec<u8>, String)> = replies
        .order((posts::received_at.desc(), sequence_or_last().desc(), posts::id.desc()))
        .limit(limit)
        .select((posts::id, posts::uri))
        .load(view.conn())?;
    rows.into_iter().map(|(id, uri)| Ok((PostId::from_bytes(&id).map_err(inconsistent)?, uri))).collect()
}

/// Those elsewhere who answered a post: their servers hold a copy of it.
pub fn authors_of_replies(view: &mut View<'_>, uri: &str, limit: i64) -> Result<Vec<ActorId>, StorageError> {
    let ids: Vec<Option<Vec<u8>>> = posts::table
        .filter(posts::in_reply_to.eq(uri))
        .filter(posts::local.eq(false))
        .select(posts::author)
        .distinct()
        .limit(limit)
        .load(view.conn())?;
    ids.into_iter().flatten().map(|id| ActorId::from_bytes(&id).map_err(inconsistent)).collect()
}

pub fn insert(tx: &mut Tx<'_>, post: &StoredPost) -> Result<(), StorageError> {
    if post.said_by.is_none() && !post.local {
        step_aside(tx, &post.uri)?;
    }
    diesel::insert_into(posts::table).values(Row::of(post)).execute(tx.conn())?;
    search::index_post(tx, post)
}

/// What another home only claimed to stand at an address gives it up to whoever really wrote there.
fn step_aside(tx: &mut Tx<'_>, uri: &str) -> Result<(), StorageError> {
    let Some(claim) = find_or_claim(&mut tx.view(), uri)?.filter(|it| it.said_by.is_some()) else { return Ok(()) };
    diesel::update(posts::table.find(claim.id.bytes()))
        .set(posts::uri.eq(format!("{uri}#said-{}", claim.id)))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// A post that belonged to no thread yet is the one that an event of a complaint is. Its words and its author stay.
pub fn join_event(
    tx: &mut Tx<'_>,
    id: PostId,
    complaint: ComplaintId,
    sequence: i64,
    response: Option<i32>,
    kind: PostKind,
) -> Result<(), StorageError> {
    diesel::update(posts::table.find(id.bytes()).filter(posts::complaint.is_null()))
        .set((
            posts::complaint.eq(complaint.bytes()),
            posts::sequence.eq(sequence),
            posts::response.eq(response),
            posts::kind.eq(kind.name()),
        ))
        .prepared()
        .execute(tx.conn())?;
    index_by_id(tx, id)
}

/// Its author's own word for it was checked: it is theirs, and no claim any more.
pub fn recognise(tx: &mut Tx<'_>, id: PostId, author: ActorId, handle: &str, name: &str) -> Result<(), StorageError> {
    diesel::update(posts::table.find(id.bytes()))
        .set((
            posts::author.eq(author.bytes()),
            posts::author_handle.eq(handle),
            posts::author_name.eq(name),
            posts::said_by.eq(None::<String>),
        ))
        .prepared()
        .execute(tx.conn())?;
    index_by_id(tx, id)
}

/// Whether a named human answered through one of these voices in a thread, as more than a claim of its home.
pub fn is_answered_by_a_person(
    view: &mut View<'_>,
    complaint: ComplaintId,
    voices: &[String],
) -> Result<bool, StorageError> {
    let signed = posts::table
        .filter(posts::complaint.eq(complaint.bytes()))
        .filter(posts::kind.eq(PostKind::Response.name()))
        .filter(posts::author_uri.eq_any(voices))
        .filter(posts::representative.is_not_null())
        .filter(posts::said_by.is_null());
    Ok(diesel::select(diesel::dsl::exists(signed)).get_result(view.conn())?)
}

/// A home changed the words of somebody else without their own word for it: they are its claim from now on.
pub fn disown(tx: &mut Tx<'_>, id: PostId, said_by: &str) -> Result<(), StorageError> {
    diesel::update(posts::table.find(id.bytes()).filter(posts::local.eq(false)))
        .set((posts::author.eq(None::<Vec<u8>>), posts::said_by.eq(said_by)))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// A new version of a post's words; the one before stays readable.
pub fn edit(
    tx: &mut Tx<'_>,
    id: PostId,
    title: Option<&str>,
    html: &str,
    source: Option<&str>,
    at: Timestamp,
) -> Result<(), StorageError> {
    keep_version(tx, id, at)?;
    diesel::update(posts::table.find(id.bytes()))
        .set((
            posts::title.eq(title),
            posts::html.eq(html),
            posts::source.eq(source),
            posts::edited_at.eq(at.timestamp_micros()),
        ))
        .prepared()
        .execute(tx.conn())?;
    index_by_id(tx, id)
}

/// Whether its author said of newer words that these are what it says now. Words of a moment that nobody named count as new.
pub fn is_overtaken(view: &mut View<'_>, id: PostId, revised: Option<Timestamp>) -> Result<bool, StorageError> {
    let known: Option<i64> = posts::table.find(id.bytes()).select(posts::revised_at).get_result(view.conn())?;
    Ok(known.zip(revised).is_some_and(|(known, it)| it.timestamp_micros() < known))
}

/// Its author says that it got the words it has at this moment.
pub fn revise(tx: &mut Tx<'_>, uri: &str, revised: Timestamp) -> Result<(), StorageError> {
    diesel::update(posts::table.filter(posts::uri.eq(uri)))
        .set(posts::revised_at.eq(revised.timestamp_micros()))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// The words it has now are in this language.
pub fn set_language(tx: &mut Tx<'_>, id: PostId, language: &str) -> Result<(), StorageError> {
    diesel::update(posts::table.find(id.bytes())).set(posts::language.eq(language)).prepared().execute(tx.conn())?;
    Ok(())
}

/// What is found by words follows what is written.
fn index_by_id(tx: &mut Tx<'_>, id: PostId) -> Result<(), StorageError> {
    match find(&mut tx.view(), id)? {
        Some(post) => search::index_post(tx, &post),
        None => Ok(()),
    }
}

/// The posts that complaints began with, by id: for indexing what was there before.
pub(in crate::storage) fn complaints_after(
    view: &mut View<'_>,
    after: Option<PostId>,
    limit: i64,
) -> Result<Vec<StoredPost>, StorageError> {
    let after = after.map_or_else(Vec::new, |it| it.bytes().to_vec());
    let rows: Vec<Row> = posts::table
        .filter(posts::id.gt(after))
        .filter(posts::kind.eq(PostKind::Complaint.name()))
        .order(posts::id)
        .limit(limit)
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::post).collect()
}

fn keep_version(tx: &mut Tx<'_>, id: PostId, at: Timestamp) -> Result<(), StorageError> {
    let Some(post) = find(&mut tx.view(), id)? else { return Ok(()) };
    let count: i64 = post_versions::table.filter(post_versions::post.eq(id.bytes())).count().get_result(tx.conn())?;
    let version = i32::try_from(count + 1).map_err(inconsistent)?;
    let row = (
        post_versions::post.eq(id.bytes()),
        post_versions::version.eq(version),
        post_versions::title.eq(post.title),
        post_versions::html.eq(post.html),
        post_versions::at.eq(at.timestamp_micros()),
    );
    diesel::insert_into(post_versions::table).values(row).execute(tx.conn())?;
    Ok(())
}

/// Earlier versions, the first one first.
pub fn versions(view: &mut View<'_>, id: PostId) -> Result<Vec<(Timestamp, String)>, StorageError> {
    let rows: Vec<(i64, String)> = post_versions::table
        .filter(post_versions::post.eq(id.bytes()))
        .order(post_versions::version)
        .select((post_versions::at, post_versions::html))
        .load(view.conn())?;
    rows.into_iter().map(|(at, html)| Ok((moment("post_versions", at)?, html))).collect()
}

/// What these posts said before anybody edited them; those that nobody edited are not among them.
pub fn first_versions(view: &mut View<'_>, ids: &[PostId]) -> Result<HashMap<PostId, String>, StorageError> {
    let ids: Vec<&[u8]> = ids.iter().map(PostId::bytes).collect();
    let rows: Vec<(Vec<u8>, String)> = post_versions::table
        .filter(post_versions::post.eq_any(ids))
        .filter(post_versions::version.eq(1))
        .select((post_versions::post, post_versions::html))
        .load(view.conn())?;
    rows.into_iter().map(|(id, html)| Ok((PostId::from_bytes(&id).map_err(inconsistent)?, html))).collect()
}

/// The words are gone, here and in every earlier version; that a post stood here stays.
pub fn erase(tx: &mut Tx<'_>, id: PostId, at: Timestamp) -> Result<(), StorageError> {
    sent_filings::forget(tx, id)?;
    diesel::delete(post_versions::table.filter(post_versions::post.eq(id.bytes()))).execute(tx.conn())?;
    diesel::update(posts::table.find(id.bytes()))
        .set((
            posts::title.eq(None::<String>),
            posts::source.eq(None::<String>),
            posts::html.eq(""),
            posts::deleted_at.eq(at.timestamp_micros()),
        ))
        .prepared()
        .execute(tx.conn())?;
    erasures::schedule_scrub(tx, at)?;
    index_by_id(tx, id)
}

/// Its author deleted it. The thread still shows what it said; everybody else is told that it is gone.
pub fn mark_deleted(tx: &mut Tx<'_>, id: PostId, at: Timestamp) -> Result<(), StorageError> {
    diesel::update(posts::table.find(id.bytes()).filter(posts::deleted_at.is_null()))
        .set(posts::deleted_at.eq(at.timestamp_micros()))
        .prepared()
        .execute(tx.conn())?;
    index_by_id(tx, id)
}

/// Whoever wrote the post of an event is named here no more.
pub fn forget_author(tx: &mut Tx<'_>, complaint: ComplaintId, sequence: i64) -> Result<(), StorageError> {
    let those = posts::table.filter(posts::complaint.eq(complaint.bytes())).filter(posts::sequence.eq(sequence));
    let those = those.filter(posts::kind.ne(PostKind::Status.name())).filter(posts::kind.ne(PostKind::Direct.name()));
    diesel::update(those)
        .set((
            posts::author_uri.eq(""),
            posts::author_handle.eq(""),
            posts::author_name.eq(""),
            posts::url.eq(None::<String>),
        ))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// What was written about whoever filed a complaint, to them alone or with both their names: its words go. The board's
/// notes about changes of state name nobody by themselves.
pub(in crate::storage) fn forget_messages(
    tx: &mut Tx<'_>,
    complaint: ComplaintId,
    at: Timestamp,
) -> Result<(), StorageError> {
    let direct = posts::kind.eq(PostKind::Direct.name());
    let of_no_event = posts::kind.eq(PostKind::Status.name()).and(posts::sequence.is_null());
    let those = posts::table.filter(posts::complaint.eq(complaint.bytes())).filter(direct.or(of_no_event));
    diesel::update(those)
        .set((posts::html.eq(""), posts::deleted_at.eq(at.timestamp_micros())))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// Posts of one kind that one of these actors wrote here with the same words since then, but for a slip; the newest first.
pub fn written_since(
    view: &mut View<'_>,
    authors: &[ActorId],
    kind: PostKind,
    source: &str,
    since: Timestamp,
) -> Result<Vec<StoredPost>, StorageError> {
    const LOOKED_AT_MAX: i64 = 50;
    let authors: Vec<&[u8]> = authors.iter().map(ActorId::bytes).collect();
    let rows: Vec<Row> = posts::table
        .filter(posts::author.eq_any(authors))
        .filter(posts::received_at.ge(since.timestamp_micros()))
        .filter(posts::kind.eq(kind.name()))
        .filter(posts::source.is_not_null())
        .filter(posts::deleted_at.is_null())
        .order(posts::received_at.desc())
        .limit(LOOKED_AT_MAX)
        .select(columns::<Row>())
        .load(view.conn())?;
    let posts = rows.into_iter().map(Row::post).collect::<Result<Vec<StoredPost>, StorageError>>()?;
    Ok(posts.into_iter().filter(|it| it.source.as_deref().is_some_and(|it| same_words(it, source))).collect())
}

/// Whether an actor wrote anything in a thread.
pub fn has_written(view: &mut View<'_>, complaint: ComplaintId, author: ActorId) -> Result<bool, StorageError> {
    let those = posts::table.filter(posts::complaint.eq(complaint.bytes())).filter(posts::author.eq(author.bytes()));
    Ok(those.count().get_result::<i64>(view.conn())? > 0)
}

/// Whether one of these addresses is a post whose words were erased.
pub(in crate::storage) fn any_erased(view: &mut View<'_>, addresses: &[String]) -> Result<bool, StorageError> {
    let erased = posts::table
        .filter(posts::uri.eq_any(addresses))
        .filter(posts::said_by.is_null())
        .filter(posts::deleted_at.is_not_null())
        .filter(posts::html.eq(""));
    Ok(erased.count().get_result::<i64>(view.conn())? > 0)
}

/// A post that became part of no thread goes without a trace.
pub fn discard(tx: &mut Tx<'_>, id: PostId) -> Result<(), StorageError> {
    diesel::delete(posts::table.find(id.bytes()).filter(posts::complaint.is_null())).execute(tx.conn())?;
    Ok(())
}

/// Whether the brand, or whoever filed, said anything in this thread after this line of its history.
pub fn a_side_spoke_after(
    view: &mut View<'_>,
    complaint: ComplaintId,
    complainant: Option<ActorId>,
    sequence: i64,
) -> Result<bool, StorageError> {
    let answers = posts::table
        .filter(posts::complaint.eq(complaint.bytes()))
        .filter(posts::response.is_not_null())
        .filter(posts::sequence.gt(sequence));
    if answers.count().get_result::<i64>(view.conn())? > 0 {
        return Ok(true);
    }
    let Some(complainant) = complainant else { return Ok(false) };
    let comments = posts::table
        .filter(posts::complaint.eq(complaint.bytes()))
        .filter(posts::author.eq(complainant.bytes()))
        .filter(posts::kind.eq(PostKind::Comment.name()))
        .filter(posts::deleted_at.is_null())
        .filter(posts::sequence.gt(sequence));
    Ok(comments.count().get_result::<i64>(view.conn())? > 0)
}

/// Whose word stands behind the posts of these events, wherever in the thread they are: nobody's but their author's where
/// there is none.
pub fn said_by(
    view: &mut View<'_>,
    complaint: ComplaintId,
    first: i64,
    last: i64,
) -> Result<HashMap<i64, Option<String>>, StorageError> {
    let rows: Vec<(Option<i64>, Option<String>)> = posts::table
        .filter(posts::complaint.eq(complaint.bytes()))
        .filter(posts::sequence.between(first, last))
        .filter(posts::kind.ne(PostKind::Status.name()))
        .filter(posts::kind.ne(PostKind::Direct.name()))
        .select((posts::sequence, posts::said_by))
        .load(view.conn())?;
    Ok(rows.into_iter().filter_map(|(sequence, by)| Some((sequence?, by))).collect())
}

/// The post that an event is, if it has one.
pub fn of_event(
    view: &mut View<'_>,
    complaint: ComplaintId,
    sequence: i64,
) -> Result<Option<StoredPost>, StorageError> {
    let row = posts::table
        .filter(posts::complaint.eq(complaint.bytes()))
        .filter(posts::sequence.eq(sequence))
        .filter(posts::kind.ne(PostKind::Status.name()))
        .filter(posts::kind.ne(PostKind::Direct.name()))
        .select(columns::<Row>())
        .get_result::<Row>(view.conn())
        .optional()?;
    row.map(Row::post).transpose()
}

/// The post that a response of a thread is.
pub fn of_response(
    view: &mut View<'_>,
    complaint: ComplaintId,
    response: u32,
) -> Result<Option<StoredPost>, StorageError> {
    // Numbers come from forms, too; no thread has that many.
    let Ok(number) = i32::try_from(response) else { return Ok(None) };
    let row = posts::table
        .filter(posts::complaint.eq(complaint.bytes()))
        .filter(posts::response.eq(number))
        .filter(posts::kind.eq(PostKind::Response.name()))
        .select(columns::<Row>())
        .get_result::<Row>(view.conn())
        .optional()?;
    row.map(Row::post).transpose()
}
