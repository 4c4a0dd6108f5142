//! Who may not act here, or only in what is their own. A name made for one complaint and the account behind it stand and
//! fall together; nobody learns from this which belong together.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Nullable, Text};
use diesel::upsert::excluded;

use crate::domain::Timestamp;
use crate::domain::ids::{AccountId, ActorId};
use crate::storage::engine::{Both, Prepare as _, each};
use crate::storage::schema::{accounts, pseudonyms, restrictions};
use crate::storage::{StorageError, Tx, View, moment};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing but what is needed in their own complaints.
    Limited,
    /// Nothing at all.
    Suspended,
}

impl Severity {
    pub fn word(self) -> &'static str {
        match self {
            Severity::Limited => "limited",
            Severity::Suspended => "suspended",
        }
    }

    pub fn from_word(word: &str) -> Option<Severity> {
        [Severity::Limited, Severity::Suspended].into_iter().find(|it| it.word() == word)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restriction {
    pub actor: ActorId,
    pub severity: Severity,
    pub reason: String,
    pub at: Timestamp,
    /// `None`: until somebody lifts it.
    pub until: Option<Timestamp>,
    /// The moderator who decided it.
    pub moderator: ActorId,
}

type Row = (Vec<u8>, String, String, i64, Option<i64>, Vec<u8>);

fn restriction((actor, kind, reason, at, until, moderator): Row) -> Result<Restriction, StorageError> {
    let wrong = |why: &dyn std::fmt::Display| StorageError::inconsistent("restrictions", why);
    Ok(Restriction {
        actor: ActorId::from_bytes(&actor).map_err(|why| wrong(&why))?,
        severity: Severity::from_word(&kind).ok_or_else(|| wrong(&format!("unknown kind {kind}")))?,
        reason,
        at: moment("restrictions", at)?,
        until: until.map(|at| moment("restrictions", at)).transpose()?,
        moderator: ActorId::from_bytes(&moderator).map_err(|why| wrong(&why))?,
    })
}

pub fn set(tx: &mut Tx<'_>, it: &Restriction) -> Result<(), StorageError> {
    let row = (
        restrictions::actor.eq(it.actor.bytes()),
        restrictions::kind.eq(it.severity.word()),
        restrictions::reason.eq(&it.reason),
        restrictions::at.eq(it.at.timestamp_micros()),
        restrictions::until.eq(it.until.map(|at| at.timestamp_micros())),
        restrictions::moderator.eq(it.moderator.bytes()),
    );
    let statement =
        diesel::insert_into(restrictions::table).values(row).on_conflict(restrictions::actor).do_update().set((
            restrictions::kind.eq(excluded(restrictions::kind)),
            restrictions::reason.eq(excluded(restrictions::reason)),
            restrictions::at.eq(excluded(restrictions::at)),
            restrictions::until.eq(excluded(restrictions::until)),
            restrictions::moderator.eq(excluded(restrictions::moderator)),
        ));
    Both(statement).prepared().execute(tx.conn())?;
    Ok(())
}

/// Lifts it; false when there was none.
pub fn lift(tx: &mut Tx<'_>, actor: ActorId) -> Result<bool, StorageError> {
    Ok(diesel::delete(restrictions::table.find(actor.bytes())).execute(tx.conn())? == 1)
}

/// What was decided about this very actor, if it still holds.
pub fn of_actor(view: &mut View<'_>, actor: ActorId, now: Timestamp) -> Result<Option<Restriction>, StorageError> {
    let row: Option<Row> = restrictions::table
        .find(actor.bytes())
        .filter(restrictions::until.is_null().or(restrictions::until.gt(now.timestamp_micros())))
        .get_result(view.conn())
        .optional()?;
    row.map(restriction).transpose()
}

/// What holds for whoever acts as this actor, the hardest first: what was decided about it, about the account behind it, and
/// about the other names of that account.
pub fn holding(view: &mut View<'_>, actor: ActorId, now: Timestamp) -> Result<Option<Restriction>, StorageError> {
    let rows: Vec<Holding> = each!(view.conn(), conn => diesel::sql_query(HOLDING)
        .bind::<Binary, _>(actor.bytes())
        .bind::<BigInt, _>(now.timestamp_micros())
        .load(conn))?;
    let row = |it: Holding| restriction((it.actor, it.kind, it.reason, it.at, it.until, it.moderator));
    let all: Vec<Restriction> = rows.into_iter().map(row).collect::<Result<_, _>>()?;
    Ok(all.into_iter().max_by_key(|it| it.severity))
}

/// One statement, because every deed and everything that comes in asks.
const HOLDING: &str = "SELECT r.actor, r.kind, r.reason, r.at, r.until, r.moderator FROM restrictions r \
       WHERE r.actor = $1 AND (r.until IS NULL OR r.until > $2) UNION ALL \
     SELECT r.actor, r.kind, r.reason, r.at, r.until, r.moderator FROM restrictions r WHERE r.actor IN ( \
       SELECT n.actor FROM pseudonyms n JOIN accounts a ON a.id = n.account WHERE a.actor = $1 UNION ALL \
       SELECT n.actor FROM pseudonyms n JOIN pseudonyms m ON m.account = n.account WHERE m.actor = $1 UNION ALL \
       SELECT a.actor FROM accounts a JOIN pseudonyms m ON m.account = a.id WHERE m.actor = $1) \
     AND (r.until IS NULL OR r.until > $2)";

#[derive(QueryableByName)]
struct Holding {
    #[diesel(sql_type = Binary)]
    actor: Vec<u8>,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    reason: String,
    #[diesel(sql_type = BigInt)]
    at: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    until: Option<i64>,
    #[diesel(sql_type = Binary)]
    moderator: Vec<u8>,
}

/// The account that acts as this actor: its own, or one that made it for a complaint.
pub fn account_behind(view: &mut View<'_>, actor: ActorId) -> Result<Option<AccountId>, StorageError> {
    let own: Option<Vec<u8>> = accounts::table
        .filter(accounts::actor.eq(actor.bytes()))
        .select(accounts::id)
        .get_result(view.conn())
        .optional()?;
    let account = match own {
        Some(own) => Some(own),
        None => pseudonyms::table.find(actor.bytes()).select(pseudonyms::account).get_result(view.conn()).optional()?,
    };
    let wrong = |why| StorageError::inconsistent("accounts", why);
    account.map(|id: Vec<u8>| AccountId::from_bytes(&id).map_err(wrong)).transpose()
}

/// The hardest of what holds for an account under any of its names.
pub fn of_account(
    view: &mut View<'_>,
    account: AccountId,
    now: Timestamp,
) -> Result<Option<Restriction>, StorageError> {
    let names = pseudonyms::table.filter(pseudonyms::account.eq(account.bytes())).select(pseudonyms::actor);
    let own = accounts::table.filter(accounts::id.eq(account.bytes())).select(accounts::actor);
    let rows: Vec<Row> = restrictions::table
        .filter(restrictions::actor.eq_any(names).or(restrictions::actor.eq_any(own)))
        .filter(restrictions::until.is_null().or(restrictions::until.gt(now.timestamp_micros())))
        .load(view.conn())?;
    let all: Vec<Restriction> = rows.into_iter().map(restriction).collect::<Result<_, _>>()?;
    Ok(all.into_iter().max_by_key(|it| it.severity))
}

/// Every actor that an account acts as: its own and those it made for complaints.
pub fn names_of(view: &mut View<'_>, account: AccountId) -> Result<Vec<ActorId>, StorageError> {
    let own: Vec<Vec<u8>> =
        accounts::table.filter(accounts::id.eq(account.bytes())).select(accounts::actor).load(view.conn())?;
    let made: Vec<Vec<u8>> = pseudonyms::table
        .filter(pseudonyms::account.eq(account.bytes()))
        .select(pseudonyms::actor)
        .load(view.conn())?;
    let wrong = |why| StorageError::inconsistent("pseudonyms", why);
    own.iter().chain(&made).map(|id| ActorId::from_bytes(id).map_err(wrong)).collect()
}
