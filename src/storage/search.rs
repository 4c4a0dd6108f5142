//! Finding by words: complaints by what their people wrote, people by their names. Both engines are given the same words.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Binary, Integer, Nullable, Text};

use crate::domain::finding::{self, Closeness, NameQuery, Query};
use crate::domain::ids::{ActorId, BrandId, ComplaintId, PostId};
use crate::domain::policy::Severity;
use crate::markup;
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::engine::{AnyConn, Prepare as _, columns};
use crate::storage::pages::{self, Listed};
use crate::storage::posts::{PostKind, StoredPost};
use crate::storage::records;
use crate::storage::schema::{brands as brand_rows, search_entries};
use crate::storage::visibility::{self, listed_in};
use crate::storage::{StorageError, Tx, View, brands, idle, policies, posts, profiles};

/// Rows that one step of indexing what was there before looks at.
const STEP_ROWS: i64 = 500;
/// Brands that an engine is asked for, of which the closest are shown.
const BRANDS_READ: i64 = 200;
/// Brands that one search shows.
const BRANDS_SHOWN: usize = 20;
/// Other names of one brand by which it is found.
const BRAND_NAMES_MAX: i64 = 50;

/// What an entry leads to. The number is kept in the database and never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Complaint = 1,
    Actor = 2,
    Brand = 3,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = search_entries)]
struct Entry {
    id: i64,
    words: String,
}

/// A complaint's own post was written, changed or erased: its words are found, and the old ones no longer.
pub(in crate::storage) fn index_post(tx: &mut Tx<'_>, post: &StoredPost) -> Result<(), StorageError> {
    let (PostKind::Complaint, Some(complaint)) = (post.kind, post.complaint) else { return Ok(()) };
    let searchable = match post.author {
        Some(author) if post.deleted_at.is_none() => profiles::is_indexable(&mut tx.view(), author)?,
        _ => post.deleted_at.is_none(),
    };
    let text = if searchable {
        format!("{} {}", post.title.as_deref().unwrap_or_default(), markup::plain_text(&post.html))
    } else {
        String::new()
    };
    index(tx, Kind::Complaint, complaint.bytes(), finding::terms(&text, post.language.as_deref()))
}

/// An actor was remembered, renamed or is gone.
pub(in crate::storage) fn index_actor(tx: &mut Tx<'_>, actor: &Actor) -> Result<(), StorageError> {
    // Boards are found by their brands, servers by nobody.
    if matches!(actor.kind, ActorKind::Board | ActorKind::Instance | ActorKind::Application) {
        return Ok(());
    }
    let text = if actor.deleted_at.is_none() {
        format!("{} {} {}", actor.username, actor.name, actor.host)
    } else {
        String::new()
    };
    index(tx, Kind::Actor, actor.id.bytes(), finding::terms(&text, None))
}

/// A brand is new, or one of its names is: it is found by every one of them.
pub(in crate::storage) fn index_brand(tx: &mut Tx<'_>, id: BrandId) -> Result<(), StorageError> {
    let names = brands::names(&mut tx.view(), id, BRAND_NAMES_MAX)?;
    index(tx, Kind::Brand, id.bytes(), finding::name_terms(&names))
}

/// The brand is gone.
pub(in crate::storage) fn forget_brand(tx: &mut Tx<'_>, id: BrandId) -> Result<(), StorageError> {
    forget(tx, Kind::Brand, id.bytes())
}

/// The account is forgotten.
pub(in crate::storage) fn forget_actor(tx: &mut Tx<'_>, id: ActorId) -> Result<(), StorageError> {
    forget(tx, Kind::Actor, id.bytes())
}

fn forget(tx: &mut Tx<'_>, kind: Kind, subject: &[u8]) -> Result<(), StorageError> {
    index(tx, kind, subject, Vec::new())?;
    let entry =
        search_entries::table.filter(search_entries::kind.eq(kind as i32)).filter(search_entries::subject.eq(subject));
    diesel::delete(entry).execute(tx.conn())?;
    Ok(())
}

fn index(tx: &mut Tx<'_>, kind: Kind, subject: &[u8], words: Vec<String>) -> Result<(), StorageError> {
    let joined = words.join(" ");
    let entry = search_entries::table
        .filter(search_entries::kind.eq(kind as i32))
        .filter(search_entries::subject.eq(subject))
        .select(columns::<Entry>());
    let known = entry.get_result::<Entry>(tx.conn()).optional()?;
    let id = match known {
        Some(entry) if entry.words == joined => return Ok(()),
        Some(entry) => {
            forget_words(tx, &entry)?;
            let those = search_entries::table.find(entry.id);
            diesel::update(those).set(search_entries::words.eq(&joined)).prepared().execute(tx.conn())?;
            entry.id
        }
        None if words.is_empty() => return Ok(()),
        None => {
            let row = (
                search_entries::kind.eq(kind as i32),
                search_entries::subject.eq(subject),
                search_entries::words.eq(&joined),
            );
            diesel::insert_into(search_entries::table).values(row).execute(tx.conn())?;
            entry.get_result::<Entry>(tx.conn())?.id
        }
    };
    learn_words(tx, id, words)
}

fn learn_words(tx: &mut Tx<'_>, id: i64, words: Vec<String>) -> Result<(), StorageError> {
    if words.is_empty() {
        return Ok(());
    }
    match tx.conn() {
        AnyConn::Sqlite(conn) => diesel::sql_query("INSERT INTO search_texts (rowid, words) VALUES (?, ?)")
            .bind::<BigInt, _>(id)
            .bind::<Text, _>(words.join(" "))
            .execute(conn)?,
        AnyConn::Pg(conn) => {
            diesel::sql_query("INSERT INTO search_texts (entry, lexemes) VALUES ($1, array_to_tsvector($2))")
                .bind::<BigInt, _>(id)
                .bind::<Array<Text>, _>(words)
                .execute(conn)?
        }
    };
    Ok(())
}

/// Takes words out of the index. On SQLite they would stay in its file until it is merged, if it were not told to mind.
fn forget_words(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StorageError> {
    if entry.words.is_empty() {
        return Ok(());
    }
    match tx.conn() {
        AnyConn::Sqlite(conn) => {
            diesel::sql_query("INSERT INTO search_texts (search_texts, rank) VALUES ('secure-delete', 1)")
                .prepared()
                .execute(conn)?;
            diesel::sql_query("INSERT INTO search_texts (search_texts, rowid, words) VALUES ('delete', ?, ?)")
                .bind::<BigInt, _>(entry.id)
                .bind::<Text, _>(&entry.words)
                .execute(conn)?
        }
        AnyConn::Pg(conn) => {
            diesel::sql_query("DELETE FROM search_texts WHERE entry = $1").bind::<BigInt, _>(entry.id).execute(conn)?
        }
    };
    Ok(())
}

/// Which complaints a search shows; every field narrows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrowed {
    pub state: Option<String>,
    pub brand: Option<BrandId>,
}

/// What was found, and where the next page begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<T> {
    pub items: Vec<T>,
    pub next: Option<i64>,
}

#[derive(QueryableByName)]
struct Hit {
    #[diesel(sql_type = BigInt)]
    entry: i64,
    #[diesel(sql_type = Binary)]
    subject: Vec<u8>,
    /// Of a brand, for how close its name comes; a text's are many and not read.
    #[diesel(sql_type = Text)]
    words: String,
}

/// Public complaints whose text has all these words, the newest first; `before` is where the page before ended. What is
/// kept off lists is not found.
pub fn complaints(
    view: &mut View<'_>,
    text: &str,
    narrowed: &Narrowed,
    before: Option<i64>,
    limit: i64,
) -> Result<Found<Listed>, StorageError> {
    let condition = "JOIN complaints c ON c.id = e.subject WHERE {listed} AND ($4 IS NULL OR c.state = $4) AND ($5 IS NULL OR c.brand = $5) AND";
    let condition = condition.replace("{listed}", &listed_in("c"));
    let question = finding::question(text);
    let (hits, next) = hits(view, &question, Kind::Complaint, &condition, narrowed, before, limit)?;
    let ids: Vec<ComplaintId> = read_ids(&hits, ComplaintId::from_bytes)?;
    let mut known = pages::by_ids(view, &ids)?;
    Ok(Found { items: ids.iter().filter_map(|id| known.remove(id)).collect(), next })
}

/// People, and others who speak, whose names have all these words. Who lives elsewhere and has no part in anything that
/// somebody reads here is not found. Who is on a server that is kept off lists is not found,
/// so a page may hold fewer than it has room for.
pub fn people(view: &mut View<'_>, text: &str, before: Option<i64>, limit: i64) -> Result<Found<Actor>, StorageError> {
    let condition =
        format!("JOIN actors a ON a.id = e.subject WHERE $4 IS NULL AND $5 IS NULL AND {} AND", idle::is_shown("a"));
    let question = finding::question(text);
    let (hits, next) = hits(view, &question, Kind::Actor, &condition, &Narrowed::default(), before, limit)?;
    let ids: Vec<ActorId> = read_ids(&hits, ActorId::from_bytes)?;
    let mut found = actors::find_many(view, &ids)?;
    let policies = policies::of_hosts(view, found.iter().map(|actor| actor.host.as_str()))?;
    found.retain(|actor| actor.local || policies.severity(&actor.host) == Severity::Allow);
    let mut known = Vec::with_capacity(found.len());
    for actor in found {
        known.extend(visibility::known_to_others(view, Some(actor))?);
    }
    let mut found = known;
    found.sort_by_key(|actor| ids.iter().position(|id| *id == actor.id));
    Ok(Found { items: found, next })
}

/// Brands that a question for a name found, the closest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    pub brands: Vec<brands::Brand>,
    /// No name is as it was asked for: these come near.
    pub near: bool,
}

/// Brands by any of their names: as it was written, by words or their beginnings; where none is called so, with one mistake
/// in a word, or without what companies put behind their names.
pub fn named(view: &mut View<'_>, text: &str) -> Result<Named, StorageError> {
    let mut brands = closest(view, text)?;
    let exact = brands.iter().any(|(it, _)| !matches!(it, Closeness::Near(_)));
    if exact {
        brands.retain(|(it, _)| !matches!(it, Closeness::Near(_)));
    } else if let Some(shorter) = finding::without_legal_form(text) {
        brands.extend(closest(view, &shorter)?);
    }
    brands
        .sort_by_cached_key(|(close, brand)| (*close, brand.domain.is_none(), brand.name.to_lowercase(), brand.key()));
    let mut found: Vec<brands::Brand> = Vec::new();
    for (_, brand) in brands {
        if found.len() < BRANDS_SHOWN && found.iter().all(|it| it.id != brand.id) {
            found.push(brand);
        }
    }
    Ok(Named { near: !exact && !found.is_empty(), brands: found })
}

fn closest(view: &mut View<'_>, text: &str) -> Result<Vec<(Closeness, brands::Brand)>, StorageError> {
    let question = finding::name_question(text);
    let mut found = read_named(view, &question, &[&question.whole, &question.words])?;
    if found.is_empty() {
        found = read_named(view, &question, &[&question.near, &question.near_whole])?;
    }
    let mut brands = Vec::with_capacity(found.len());
    for (close, id) in found {
        brands.extend(brands::find(view, id)?.map(|it| (close, it)));
    }
    Ok(brands)
}

fn read_named(
    view: &mut View<'_>,
    question: &NameQuery,
    ways: &[&Query],
) -> Result<Vec<(Closeness, BrandId)>, StorageError> {
    let condition = format!(
        "JOIN brands ON brands.id = e.subject WHERE $4 IS NULL AND $5 IS NULL AND brands.merged_into IS NULL AND {} AND",
        brands::KNOWN_HERE
    );
    let mut found: Vec<(Closeness, BrandId)> = Vec::new();
    for way in ways {
        let (hits, _) = hits(view, way, Kind::Brand, &condition, &Narrowed::default(), None, BRANDS_READ)?;
        let ids = read_ids(&hits, BrandId::from_bytes)?;
        for (hit, id) in hits.iter().zip(ids) {
            if let Some(close) = finding::closeness(question, &hit.words).filter(|_| found.iter().all(|it| it.1 != id))
            {
                found.push((close, id));
            }
        }
    }
    found.sort_by_key(|(close, _)| *close);
    found.truncate(BRANDS_SHOWN);
    Ok(found)
}

/// What an engine is asked: every group by one of its terms. Terms have letters and digits only, so quotation marks are all
/// the escaping there is.
pub(in crate::storage) fn fts5_query(query: &Query) -> String {
    let term = |it: &finding::Term| format!("\"{}\"{}", it.text, if it.begins { " *" } else { "" });
    joined(query, term, " OR ", " AND ")
}

pub(in crate::storage) fn tsquery(query: &Query) -> String {
    let term = |it: &finding::Term| format!("'{}'{}", it.text, if it.begins { ":*" } else { "" });
    joined(query, term, " | ", " & ")
}

fn joined(query: &Query, term: impl Fn(&finding::Term) -> String, or: &str, and: &str) -> String {
    let group = |it: &Vec<finding::Term>| format!("({})", it.iter().map(&term).collect::<Vec<_>>().join(or));
    query.groups().iter().map(group).collect::<Vec<_>>().join(and)
}

fn read_ids<T, E: std::fmt::Display>(
    hits: &[Hit],
    read: impl Fn(&[u8]) -> Result<T, E>,
) -> Result<Vec<T>, StorageError> {
    let wrong = |why: E| StorageError::inconsistent("search_entries", why);
    hits.iter().map(|hit| read(&hit.subject).map_err(wrong)).collect()
}

/// The index is read from its newest entry on, so that a frequent word costs no more than a rare one.
fn hits(
    view: &mut View<'_>,
    question: &Query,
    kind: Kind,
    condition: &str,
    narrowed: &Narrowed,
    before: Option<i64>,
    limit: i64,
) -> Result<(Vec<Hit>, Option<i64>), StorageError> {
    if question.is_empty() {
        return Ok((Vec::new(), None));
    }
    let before = before.unwrap_or(i64::MAX);
    let brand = narrowed.brand.as_ref().map(BrandId::bytes);
    let mut hits: Vec<Hit> = match view.conn() {
        AnyConn::Sqlite(conn) => diesel::sql_query(format!(
            "SELECT e.id AS entry, e.subject, CASE WHEN e.kind = 3 THEN e.words ELSE '' END AS words FROM search_texts CROSS JOIN search_entries e ON e.id = search_texts.rowid \
             {} search_texts MATCH ?1 AND search_texts.rowid < ?2 AND e.kind = ?3 \
             ORDER BY search_texts.rowid DESC LIMIT ?6",
            // Numbered parameters are written with a question mark there, and a cross join keeps the order of the tables.
            condition.replace('$', "?").replace("JOIN ", "CROSS JOIN ")
        ))
        .bind::<Text, _>(fts5_query(question))
        .bind::<BigInt, _>(before)
        .bind::<Integer, _>(kind as i32)
        .bind::<Nullable<Text>, _>(narrowed.state.as_deref())
        .bind::<Nullable<Binary>, _>(brand)
        .bind::<BigInt, _>(limit + 1)
        .load(conn)?,
        AnyConn::Pg(conn) => diesel::sql_query(format!(
            "SELECT e.id AS entry, e.subject, CASE WHEN e.kind = 3 THEN e.words ELSE '' END AS words FROM search_texts t JOIN search_entries e ON e.id = t.entry \
             {condition} t.lexemes @@ CAST($1 AS tsquery) AND t.entry < $2 AND e.kind = $3 \
             ORDER BY t.entry DESC LIMIT $6"
        ))
        .bind::<Text, _>(tsquery(question))
        .bind::<BigInt, _>(before)
        .bind::<Integer, _>(kind as i32)
        .bind::<Nullable<Text>, _>(narrowed.state.as_deref())
        .bind::<Nullable<Binary>, _>(brand)
        .bind::<BigInt, _>(limit + 1)
        .load(conn)?,
    };
    let page = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = hits.len() > page;
    hits.truncate(page);
    let next = hits.last().filter(|_| more).map(|hit| hit.entry);
    Ok((hits, next))
}

#[derive(QueryableByName)]
struct RecordedRow {
    #[diesel(sql_type = Binary)]
    brand: Vec<u8>,
    #[diesel(sql_type = BigInt)]
    records: i64,
}

/// The brands whose records have all these words, with how many, the most first.
pub fn recorded(view: &mut View<'_>, text: &str, limit: i64) -> Result<Vec<(brands::Brand, u64)>, StorageError> {
    let words = finding::question(text);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<RecordedRow> = match view.conn() {
        AnyConn::Sqlite(conn) => diesel::sql_query(
            "SELECT brand, CAST(SUM(count) AS BIGINT) AS records FROM record_subjects WHERE count > 0 \
             AND id IN (SELECT rowid FROM record_texts WHERE record_texts MATCH ?1) \
             GROUP BY brand ORDER BY records DESC LIMIT ?2",
        )
        .bind::<Text, _>(fts5_query(&words))
        .bind::<BigInt, _>(limit)
        .load(conn)?,
        AnyConn::Pg(conn) => diesel::sql_query(
            "SELECT brand, CAST(SUM(count) AS BIGINT) AS records FROM record_subjects WHERE count > 0 \
             AND id IN (SELECT subject FROM record_texts WHERE words @@ CAST($1 AS tsquery)) \
             GROUP BY brand ORDER BY records DESC LIMIT $2",
        )
        .bind::<Text, _>(tsquery(&words))
        .bind::<BigInt, _>(limit)
        .load(conn)?,
    };
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let id = BrandId::from_bytes(&row.brand).map_err(|why| StorageError::inconsistent("record_subjects", why))?;
        if let Some(brand) = brands::find(view, id)? {
            found.push((brand, u64::try_from(row.records).unwrap_or(0)));
        }
    }
    Ok(found)
}

/// Where indexing what was there before stands.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reached {
    Post(PostId),
    Actor(ActorId),
    Brand(BrandId),
    /// What records are about, by its number.
    Subject(i64),
}

/// Indexes some of what was there before there was an index of this kind; says where to go on.
pub fn index_older(tx: &mut Tx<'_>, after: Option<&Reached>) -> Result<Option<Reached>, StorageError> {
    let mut after = after.cloned();
    loop {
        let (reached, next) = match &after {
            None => (index_posts(tx, None)?, Kind::Actor),
            Some(Reached::Post(id)) => (index_posts(tx, Some(*id))?, Kind::Actor),
            Some(Reached::Actor(id)) => (index_actors(tx, Some(*id))?, Kind::Brand),
            Some(Reached::Brand(id)) => {
                return match index_brands(tx, Some(*id))? {
                    None => records::index_some(tx, i64::MIN, STEP_ROWS).map(|it| it.map(Reached::Subject)),
                    reached => Ok(reached),
                };
            }
            Some(Reached::Subject(id)) => {
                return Ok(records::index_some(tx, *id, STEP_ROWS)?.map(Reached::Subject));
            }
        };
        if reached.is_some() {
            return Ok(reached);
        }
        after = Some(match next {
            Kind::Actor => Reached::Actor(ActorId(uuid::Uuid::nil())),
            Kind::Brand | Kind::Complaint => Reached::Brand(BrandId(uuid::Uuid::nil())),
        });
    }
}

fn index_posts(tx: &mut Tx<'_>, after: Option<PostId>) -> Result<Option<Reached>, StorageError> {
    let step = posts::complaints_after(&mut tx.view(), after, STEP_ROWS)?;
    for post in &step {
        index_post(tx, post)?;
    }
    Ok(step.last().map(|last| Reached::Post(last.id)))
}

fn index_actors(tx: &mut Tx<'_>, after: Option<ActorId>) -> Result<Option<Reached>, StorageError> {
    let step = actors::all_after(&mut tx.view(), after, STEP_ROWS)?;
    for actor in &step {
        index_actor(tx, actor)?;
    }
    Ok(step.last().map(|last| Reached::Actor(last.id)))
}

fn index_brands(tx: &mut Tx<'_>, after: Option<BrandId>) -> Result<Option<Reached>, StorageError> {
    let mut rows = brand_rows::table.order(brand_rows::id).limit(STEP_ROWS).select(brand_rows::id).into_boxed();
    if let Some(after) = after {
        rows = rows.filter(brand_rows::id.gt(after.bytes().to_vec()));
    }
    let step: Vec<Vec<u8>> = rows.load(tx.conn())?;
    let mut last = None;
    for id in step {
        let id = BrandId::from_bytes(&id).map_err(|why| StorageError::inconsistent("brands", why))?;
        index_brand(tx, id)?;
        last = Some(Reached::Brand(id));
    }
    Ok(last)
}

/// Fills the index from the words beside it, and adds what a backup from before it did not know: after a restore.
pub(in crate::storage) fn index_all(tx: &mut Tx<'_>) -> Result<(), StorageError> {
    let mut last = i64::MIN;
    loop {
        let rows: Vec<Entry> = search_entries::table
            .filter(search_entries::id.gt(last))
            .order(search_entries::id)
            .limit(STEP_ROWS)
            .select(columns::<Entry>())
            .load(tx.conn())?;
        let Some(newest) = rows.last() else { break };
        last = newest.id;
        for entry in rows {
            let words = entry.words.split_whitespace().map(str::to_string).collect();
            learn_words(tx, entry.id, words)?;
        }
    }
    let mut reached = index_older(tx, None)?;
    while let Some(after) = reached {
        reached = index_older(tx, Some(&after))?;
    }
    Ok(())
}
