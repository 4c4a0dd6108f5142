//! Everybody with an ActivityPub id: our own actors and copies of remote ones; and the keys of our own.

use diesel::prelude::*;
use diesel::upsert::excluded;
use serde::{Deserialize, Serialize};

use crate::domain::Timestamp;
use crate::domain::handle;
use crate::domain::ids::ActorId;
use crate::markup;
use crate::storage::engine::{Access, AnyConn, Both, Prepare as _, columns};
use crate::storage::schema::{actor_keys, actors};
use crate::storage::{Db, StorageError, Tx, View, follows, moment, search};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    Person,
    /// The public place for one brand.
    Board,
    /// A brand's own voice, hosted here.
    Official,
    /// The server itself, ours or another Redress.
    Instance,
    /// A group elsewhere that is no board as far as we know.
    Group,
    /// An organisation elsewhere.
    Organization,
    /// A bot.
    Service,
    /// Another server's own actor.
    Application,
}

impl ActorKind {
    const ALL: [ActorKind; 8] = [
        ActorKind::Person,
        ActorKind::Board,
        ActorKind::Official,
        ActorKind::Instance,
        ActorKind::Group,
        ActorKind::Organization,
        ActorKind::Service,
        ActorKind::Application,
    ];

    pub fn name(self) -> &'static str {
        match self {
            ActorKind::Person => "person",
            ActorKind::Board => "board",
            ActorKind::Official => "official",
            ActorKind::Instance => "instance",
            ActorKind::Group => "group",
            ActorKind::Organization => "organization",
            ActorKind::Service => "service",
            ActorKind::Application => "application",
        }
    }

    fn read(name: &str) -> Result<ActorKind, StorageError> {
        let found = ActorKind::ALL.into_iter().find(|kind| kind.name() == name);
        found.ok_or_else(|| StorageError::inconsistent("actors", format!("unknown kind {name}")))
    }
}

/// One line of a profile: a name and a value that may be HTML.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    pub name: String,
    pub value: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    pub id: ActorId,
    pub uri: String,
    pub kind: ActorKind,
    pub local: bool,
    pub username: String,
    /// Host, with the port where it is not the scheme's own.
    pub host: String,
    pub name: String,
    /// Sanitised before it is stored.
    pub summary_html: String,
    pub url: Option<String>,
    pub inbox: String,
    pub shared_inbox: Option<String>,
    pub followers_uri: Option<String>,
    pub key_id: Option<String>,
    pub public_key_pem: Option<String>,
    /// The actor's Ed25519 key for proofs, as multibase.
    pub ed25519_key: Option<String>,
    pub fields: Vec<Field>,
    pub language: Option<String>,
    /// Says that it knows the `rd:` vocabulary.
    pub speaks_rd: bool,
    pub moved_to: Option<String>,
    pub deleted_at: Option<Timestamp>,
    /// When the document was last read from its server; for our own, when it was last changed.
    pub fetched_at: Timestamp,
    pub created_at: Timestamp,
}

impl Actor {
    /// `name@host`, as people write it after an `@`.
    pub fn handle(&self) -> String {
        format!("{}@{}", self.username, self.host)
    }

    /// Where deliveries for it go: one place for all of its server when it has one.
    pub fn delivery_inbox(&self) -> &str {
        self.shared_inbox.as_deref().unwrap_or(&self.inbox)
    }

    /// The name to show: the display name, or the user name where there is none.
    pub fn shown_name(&self) -> &str {
        if self.name.is_empty() { &self.username } else { &self.name }
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = actors)]
struct Row {
    id: Vec<u8>,
    uri: String,
    kind: String,
    local: bool,
    username: String,
    host: String,
    handle: String,
    name: String,
    summary_html: String,
    url: Option<String>,
    inbox: String,
    shared_inbox: Option<String>,
    followers_uri: Option<String>,
    key_id: Option<String>,
    public_key_pem: Option<String>,
    ed25519_key: Option<String>,
    fields: String,
    language: Option<String>,
    speaks_rd: bool,
    moved_to: Option<String>,
    deleted_at: Option<i64>,
    fetched_at: i64,
    created_at: i64,
}

impl Row {
    fn of(actor: &Actor) -> Result<Row, StorageError> {
        Ok(Row {
            id: actor.id.bytes().to_vec(),
            uri: actor.uri.clone(),
            kind: actor.kind.name().to_string(),
            local: actor.local,
            username: actor.username.clone(),
            host: actor.host.clone(),
            handle: actor.handle().to_lowercase(),
            name: markup::strip_overrides(&actor.name),
            summary_html: actor.summary_html.clone(),
            url: actor.url.clone(),
            inbox: actor.inbox.clone(),
            shared_inbox: actor.shared_inbox.clone(),
            followers_uri: actor.followers_uri.clone(),
            key_id: actor.key_id.clone(),
            public_key_pem: actor.public_key_pem.clone(),
            ed25519_key: actor.ed25519_key.clone(),
            fields: serde_json::to_string(&actor.fields).map_err(|it| StorageError::inconsistent("actors", it))?,
            language: actor.language.clone(),
            speaks_rd: actor.speaks_rd,
            moved_to: actor.moved_to.clone(),
            deleted_at: actor.deleted_at.map(|at| at.timestamp_micros()),
            fetched_at: actor.fetched_at.timestamp_micros(),
            created_at: actor.created_at.timestamp_micros(),
        })
    }

    fn actor(self) -> Result<Actor, StorageError> {
        let id = ActorId::from_bytes(&self.id).map_err(|it| StorageError::inconsistent("actors", it))?;
        Ok(Actor {
            id,
            kind: ActorKind::read(&self.kind)?,
            fields: serde_json::from_str(&self.fields).map_err(|it| StorageError::inconsistent("actors", it))?,
            deleted_at: self.deleted_at.map(|at| moment("actors", at)).transpose()?,
            fetched_at: moment("actors", self.fetched_at)?,
            created_at: moment("actors", self.created_at)?,
            uri: self.uri,
            local: self.local,
            username: if self.local { self.username } else { handle::username(self.username, Some(id)) },
            host: self.host,
            name: markup::strip_overrides(&self.name),
            summary_html: self.summary_html,
            url: self.url,
            inbox: self.inbox,
            shared_inbox: self.shared_inbox,
            followers_uri: self.followers_uri,
            key_id: self.key_id,
            public_key_pem: self.public_key_pem,
            ed25519_key: self.ed25519_key,
            language: self.language,
            speaks_rd: self.speaks_rd,
            moved_to: self.moved_to,
        })
    }
}

pub fn find(view: &mut View<'_>, id: ActorId) -> Result<Option<Actor>, StorageError> {
    let row = actors::table.find(id.bytes()).select(columns::<Row>()).get_result::<Row>(view.conn()).optional()?;
    row.map(Row::actor).transpose()
}

pub fn find_many(view: &mut View<'_>, ids: &[ActorId]) -> Result<Vec<Actor>, StorageError> {
    let ids: Vec<&[u8]> = ids.iter().map(ActorId::bytes).collect();
    let rows: Vec<Row> = actors::table.filter(actors::id.eq_any(ids)).select(columns::<Row>()).load(view.conn())?;
    rows.into_iter().map(Row::actor).collect()
}

pub fn find_by_uri(view: &mut View<'_>, uri: &str) -> Result<Option<Actor>, StorageError> {
    let row =
        actors::table.filter(actors::uri.eq(uri)).select(columns::<Row>()).get_result::<Row>(view.conn()).optional()?;
    row.map(Row::actor).transpose()
}

pub fn find_by_key(view: &mut View<'_>, key_id: &str) -> Result<Option<Actor>, StorageError> {
    let row = actors::table
        .filter(actors::key_id.eq(key_id))
        .select(columns::<Row>())
        .get_result::<Row>(view.conn())
        .optional()?;
    row.map(Row::actor).transpose()
}

/// By `name@host` in any case. Where a name was used twice, the newest that still exists.
pub fn find_by_handle(view: &mut View<'_>, username: &str, host: &str) -> Result<Option<Actor>, StorageError> {
    if let Some(id) = handle::unnamed_account(username)
        && let Some(found) = find(view, id)?
        && found.deleted_at.is_none()
        && found.host.eq_ignore_ascii_case(host)
        && found.username.eq_ignore_ascii_case(username)
    {
        return Ok(Some(found));
    }
    let handle = format!("{username}@{host}").to_lowercase();
    let row = actors::table
        .filter(actors::handle.eq(handle))
        .filter(actors::deleted_at.is_null())
        .order(actors::created_at.desc())
        .select(columns::<Row>())
        .first::<Row>(view.conn())
        .optional()?;
    row.map(Row::actor).transpose()
}

/// Boards of other servers for one brand.
pub fn remote_boards(view: &mut View<'_>, domain: &str, limit: i64) -> Result<Vec<Actor>, StorageError> {
    let rows: Vec<Row> = actors::table
        .filter(actors::handle.like(format!("{domain}@%")))
        // As the index has it: boards elsewhere are few among the actors.
        .filter(diesel::dsl::sql::<diesel::sql_types::Bool>("kind = 'board'"))
        .filter(diesel::dsl::not(actors::local))
        .filter(actors::deleted_at.is_null())
        .order(actors::created_at)
        .limit(limit)
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::actor).collect()
}

/// The actors of ours of one kind, oldest first.
pub fn local_of_kind(view: &mut View<'_>, kind: ActorKind) -> Result<Vec<Actor>, StorageError> {
    let rows: Vec<Row> = actors::table
        .filter(actors::local)
        .filter(actors::kind.eq(kind.name()))
        .order(actors::created_at)
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::actor).collect()
}

/// How many actors of ours of one kind exist.
pub fn count_local(view: &mut View<'_>, kind: ActorKind) -> Result<i64, StorageError> {
    let those =
        actors::table.filter(actors::local).filter(actors::kind.eq(kind.name())).filter(actors::deleted_at.is_null());
    Ok(those.count().get_result(view.conn())?)
}

pub fn insert_local(tx: &mut Tx<'_>, actor: &Actor) -> Result<(), StorageError> {
    diesel::insert_into(actors::table).values(Row::of(actor)?).execute(tx.conn())?;
    search::index_actor(tx, actor)
}

/// Writes what may change of an actor of ours: names, profile, state.
pub fn update_local(tx: &mut Tx<'_>, actor: &Actor) -> Result<(), StorageError> {
    let row = Row::of(actor)?;
    diesel::update(actors::table.find(row.id).filter(actors::local.eq(true)))
        .set((
            actors::username.eq(row.username),
            actors::handle.eq(row.handle),
            actors::name.eq(row.name),
            actors::summary_html.eq(row.summary_html),
            actors::url.eq(row.url),
            actors::fields.eq(row.fields),
            actors::language.eq(row.language),
            actors::moved_to.eq(row.moved_to),
            actors::deleted_at.eq(row.deleted_at),
            actors::fetched_at.eq(row.fetched_at),
        ))
        .prepared()
        .execute(tx.conn())?;
    search::index_actor(tx, actor)
}

/// Keeps what a remote actor's document says now. The id it got at first sight stays; the one returned counts.
/// An actor of ours with this address is never overwritten.
pub fn upsert_remote(tx: &mut Tx<'_>, actor: &Actor) -> Result<ActorId, StorageError> {
    if let Some(known) = find_by_uri(&mut tx.view(), &actor.uri)?.filter(|known| known.local) {
        return Ok(known.id);
    }
    let statement =
        diesel::insert_into(actors::table).values(Row::of(actor)?).on_conflict(actors::uri).do_update().set((
            actors::kind.eq(excluded(actors::kind)),
            actors::username.eq(excluded(actors::username)),
            actors::host.eq(excluded(actors::host)),
            actors::handle.eq(excluded(actors::handle)),
            actors::name.eq(excluded(actors::name)),
            actors::summary_html.eq(excluded(actors::summary_html)),
            actors::url.eq(excluded(actors::url)),
            actors::inbox.eq(excluded(actors::inbox)),
            actors::shared_inbox.eq(excluded(actors::shared_inbox)),
            actors::followers_uri.eq(excluded(actors::followers_uri)),
            actors::key_id.eq(excluded(actors::key_id)),
            actors::public_key_pem.eq(excluded(actors::public_key_pem)),
            actors::ed25519_key.eq(excluded(actors::ed25519_key)),
            actors::fields.eq(excluded(actors::fields)),
            actors::language.eq(excluded(actors::language)),
            actors::speaks_rd.eq(excluded(actors::speaks_rd)),
            actors::moved_to.eq(excluded(actors::moved_to)),
            actors::deleted_at.eq(excluded(actors::deleted_at)),
            actors::fetched_at.eq(excluded(actors::fetched_at)),
            actors::missed_at.eq(None::<i64>),
        ));
    Both(statement).prepared().execute(tx.conn())?;
    let id: Vec<u8> = actors::table.filter(actors::uri.eq(&actor.uri)).select(actors::id).get_result(tx.conn())?;
    let id = ActorId::from_bytes(&id).map_err(|it| StorageError::inconsistent("actors", it))?;
    search::index_actor(tx, &Actor { id, ..actor.clone() })?;
    follows::heard_elsewhere(tx, id)?;
    Ok(id)
}

/// All actors by id: for indexing those who were there before.
pub(in crate::storage) fn all_after(
    view: &mut View<'_>,
    after: Option<ActorId>,
    limit: i64,
) -> Result<Vec<Actor>, StorageError> {
    let after = after.map_or_else(Vec::new, |it| it.bytes().to_vec());
    let rows: Vec<Row> = actors::table
        .filter(actors::id.gt(after))
        .order(actors::id)
        .limit(limit)
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::actor).collect()
}

/// A remote actor's server does not find it; says since when that is so. Its document, once it is read again, ends it.
pub fn note_missing(tx: &mut Tx<'_>, id: ActorId, now: Timestamp) -> Result<Timestamp, StorageError> {
    let this = actors::table.find(id.bytes()).filter(actors::missed_at.is_null());
    diesel::update(this).set(actors::missed_at.eq(now.timestamp_micros())).prepared().execute(tx.conn())?;
    let since: Option<i64> = actors::table.find(id.bytes()).select(actors::missed_at).first(tx.conn())?;
    since.map_or(Ok(now), |at| moment("actors", at))
}

pub fn mark_deleted(tx: &mut Tx<'_>, id: ActorId, at: Timestamp) -> Result<(), StorageError> {
    diesel::update(actors::table.find(id.bytes()))
        .set(actors::deleted_at.eq(at.timestamp_micros()))
        .prepared()
        .execute(tx.conn())?;
    follows::heard_elsewhere(tx, id)?;
    match find(&mut tx.view(), id)? {
        Some(actor) => search::index_actor(tx, &actor),
        None => Ok(()),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyKind {
    Rsa,
    Ed25519,
}

impl KeyKind {
    pub fn name(self) -> &'static str {
        match self {
            KeyKind::Rsa => "rsa",
            KeyKind::Ed25519 => "ed25519",
        }
    }
}

/// A key of one of our actors. The secret is sealed under a key that lies outside the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    pub actor: ActorId,
    pub kind: KeyKind,
    /// 1 for the first of its kind; known when it is read.
    pub number: usize,
    /// PEM for RSA, multibase for Ed25519.
    pub public_key: String,
    pub sealed_secret: Vec<u8>,
    pub created_at: Timestamp,
    pub retired_at: Option<Timestamp>,
    /// JSON that the key before this one signed: that this one follows it.
    pub succession: Option<String>,
}

type KeyRow = (String, Vec<u8>, i64, Option<i64>, Option<String>);

/// The key that the actor signs with now; `None` when it was never needed so far.
pub fn current_key(view: &mut View<'_>, actor: ActorId, kind: KeyKind) -> Result<Option<Key>, StorageError> {
    Ok(keys(view, actor, kind)?.into_iter().find(|key| key.retired_at.is_none()))
}

/// All keys of one kind, newest first; the retired ones are for old proofs.
pub fn keys(view: &mut View<'_>, actor: ActorId, kind: KeyKind) -> Result<Vec<Key>, StorageError> {
    let rows: Vec<KeyRow> = actor_keys::table
        .filter(actor_keys::actor.eq(actor.bytes()))
        .filter(actor_keys::kind.eq(kind.name()))
        .order(actor_keys::created_at.desc())
        .select((
            actor_keys::public_key,
            actor_keys::sealed_secret,
            actor_keys::created_at,
            actor_keys::retired_at,
            actor_keys::succession,
        ))
        .load(view.conn())?;
    let count = rows.len();
    let key = |(place, (public_key, sealed_secret, created_at, retired_at, succession)): (usize, KeyRow)| {
        Ok(Key {
            actor,
            kind,
            number: count - place,
            public_key,
            sealed_secret,
            created_at: moment("actor_keys", created_at)?,
            retired_at: retired_at.map(|at| moment("actor_keys", at)).transpose()?,
            succession,
        })
    };
    rows.into_iter().enumerate().map(key).collect()
}

/// What a sealed key belongs to: moved to another row it does not open.
pub fn key_row(actor: ActorId, kind: &str) -> String {
    format!("actor_keys/{actor}/{kind}")
}

impl Db {
    /// One of the secrets that are sealed in this database, with the name of its row, if there is any. Blocks.
    pub fn one_sealed_key(&self) -> Result<Option<(String, Vec<u8>)>, StorageError> {
        let mut conn = self.inner.place.open(Access::ReadOnly)?;
        let row: Option<(Vec<u8>, String, Vec<u8>)> = actor_keys::table
            .filter(actor_keys::retired_at.is_null())
            .select((actor_keys::actor, actor_keys::kind, actor_keys::sealed_secret))
            .first(&mut conn)
            .optional()?;
        let Some((actor, kind, sealed)) = row else { return Ok(None) };
        let actor = ActorId::from_bytes(&actor).map_err(|why| StorageError::inconsistent("actor_keys", why))?;
        Ok(Some((key_row(actor, &kind), sealed)))
    }
}

/// The key signs nothing from now on: its secret is forgotten, its public half stays for old proofs.
pub fn retire_key(tx: &mut Tx<'_>, key: &Key, at: Timestamp) -> Result<(), StorageError> {
    let this = actor_keys::table.find((key.actor.bytes(), key.kind.name(), key.created_at.timestamp_micros()));
    diesel::update(this)
        .set((actor_keys::retired_at.eq(at.timestamp_micros()), actor_keys::sealed_secret.eq(Vec::new())))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// Every key of this instance signs nothing from now on: what seals their secrets is gone. Says whose they were, and notes
/// that their documents changed.
pub fn retire_all_keys(tx: &mut Tx<'_>, at: Timestamp) -> Result<Vec<ActorId>, StorageError> {
    let current = || actor_keys::table.filter(actor_keys::retired_at.is_null());
    let owners: Vec<Vec<u8>> = current().select(actor_keys::actor).distinct().load(tx.conn())?;
    diesel::update(current())
        .set((actor_keys::retired_at.eq(at.timestamp_micros()), actor_keys::sealed_secret.eq(Vec::new())))
        .prepared()
        .execute(tx.conn())?;
    for owner in &owners {
        diesel::update(actors::table.find(owner))
            .set(actors::fetched_at.eq(at.timestamp_micros()))
            .prepared()
            .execute(tx.conn())?;
    }
    let read =
        |bytes: &Vec<u8>| ActorId::from_bytes(bytes).map_err(|why| StorageError::inconsistent("actor_keys", why));
    owners.iter().map(read).collect()
}

/// Of processes that would each make the one actor of a kind, one goes first, and the others find it.
pub fn hold_making(tx: &mut Tx<'_>) -> Result<(), StorageError> {
    /// First half of the lock's name; the second half names the schema.
    const MAKING_LOCK: i32 = 0x7265_6d61;
    if let AnyConn::Pg(conn) = tx.conn() {
        diesel::sql_query("SELECT pg_advisory_xact_lock($1, hashtext(current_schema()))")
            .bind::<diesel::sql_types::Integer, _>(MAKING_LOCK)
            .execute(conn)?;
    }
    Ok(())
}

/// Adds a key, unless somebody was first; the key that counts is the one to read afterwards.
pub fn insert_key(tx: &mut Tx<'_>, key: &Key) -> Result<(), StorageError> {
    // Two processes may both find none and make one each; the second to hold the actor's row finds the first one's.
    if let AnyConn::Pg(conn) = tx.conn() {
        actors::table.find(key.actor.bytes()).select(actors::id).for_update().get_result::<Vec<u8>>(conn).optional()?;
    }
    if current_key(&mut tx.view(), key.actor, key.kind)?.is_some() {
        return Ok(());
    }
    let row = (
        actor_keys::actor.eq(key.actor.bytes()),
        actor_keys::kind.eq(key.kind.name()),
        actor_keys::created_at.eq(key.created_at.timestamp_micros()),
        actor_keys::public_key.eq(&key.public_key),
        actor_keys::sealed_secret.eq(&key.sealed_secret),
        actor_keys::retired_at.eq(key.retired_at.map(|at| at.timestamp_micros())),
        actor_keys::succession.eq(&key.succession),
    );
    let statement = diesel::insert_into(actor_keys::table).values(row).on_conflict_do_nothing();
    Both(statement).execute(tx.conn())?;
    Ok(())
}
