//! Who wants to speak for a brand, what was seen of their proof, and what other boards say.

use std::collections::HashSet;

use diesel::prelude::*;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::brand::BrandDomain;
use crate::domain::ids::{AccountId, ActorId, BrandId};
use crate::domain::proving::{Look, Verdict};
use crate::storage::engine::{Both, Prepare as _, columns};
use crate::storage::schema::{board_voices, brand_claims, brand_findings, proven_names};
use crate::storage::{StorageError, Tx, View, moment};

/// Somebody of ours wants to speak for a brand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    pub id: Uuid,
    pub domain: BrandDomain,
    pub account: AccountId,
    /// Through an actor that is made here once the domain names it.
    pub local: bool,
    pub actor: Option<ActorId>,
    /// `name@host`.
    pub handle: String,
    /// The actor's address; of one elsewhere known once its server was asked.
    pub uri: Option<String>,
    /// How whoever claims signs as a representative.
    pub signs: String,
    pub role: String,
    pub made_at: Timestamp,
    pub asked_at: Option<Timestamp>,
    pub checked_at: Option<Timestamp>,
    pub proven_at: Option<Timestamp>,
}

impl Claim {
    /// Whether somebody asked for a look that is not done.
    pub fn is_being_checked(&self) -> bool {
        self.asked_at.is_some_and(|asked| self.checked_at.is_none_or(|checked| checked < asked))
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = brand_claims)]
struct Row {
    id: Vec<u8>,
    domain: String,
    account: Vec<u8>,
    local: bool,
    actor: Option<Vec<u8>>,
    handle: String,
    uri: Option<String>,
    signs: String,
    role: String,
    made_at: i64,
    asked_at: Option<i64>,
    checked_at: Option<i64>,
    proven_at: Option<i64>,
}

fn inconsistent(why: impl std::fmt::Display) -> StorageError {
    StorageError::inconsistent("brand_claims", why)
}

impl Row {
    fn claim(self) -> Result<Claim, StorageError> {
        let at = |it: Option<i64>| it.map(|at| moment("brand_claims", at)).transpose();
        Ok(Claim {
            id: Uuid::from_slice(&self.id).map_err(inconsistent)?,
            domain: BrandDomain::kept(self.domain),
            account: AccountId::from_bytes(&self.account).map_err(inconsistent)?,
            local: self.local,
            actor: self.actor.map(|it| ActorId::from_bytes(&it)).transpose().map_err(inconsistent)?,
            handle: self.handle,
            uri: self.uri,
            signs: self.signs,
            role: self.role,
            made_at: moment("brand_claims", self.made_at)?,
            asked_at: at(self.asked_at)?,
            checked_at: at(self.checked_at)?,
            proven_at: at(self.proven_at)?,
        })
    }
}

pub fn insert(tx: &mut Tx<'_>, it: &Claim) -> Result<(), StorageError> {
    let row = Row {
        id: it.id.as_bytes().to_vec(),
        domain: it.domain.to_string(),
        account: it.account.bytes().to_vec(),
        local: it.local,
        actor: it.actor.map(|it| it.bytes().to_vec()),
        handle: it.handle.clone(),
        uri: it.uri.clone(),
        signs: it.signs.clone(),
        role: it.role.clone(),
        made_at: it.made_at.timestamp_micros(),
        asked_at: it.asked_at.map(|at| at.timestamp_micros()),
        checked_at: it.checked_at.map(|at| at.timestamp_micros()),
        proven_at: it.proven_at.map(|at| at.timestamp_micros()),
    };
    diesel::insert_into(brand_claims::table).values(row).execute(tx.conn())?;
    Ok(())
}

pub fn find(view: &mut View<'_>, id: Uuid) -> Result<Option<Claim>, StorageError> {
    let those = brand_claims::table.find(id.as_bytes().as_slice()).filter(brand_claims::withdrawn_at.is_null());
    let row = those.select(columns::<Row>()).get_result::<Row>(view.conn()).optional()?;
    row.map(Row::claim).transpose()
}

/// The newest claim of somebody for a domain.
pub fn of_account(
    view: &mut View<'_>,
    account: AccountId,
    domain: &BrandDomain,
) -> Result<Option<Claim>, StorageError> {
    let row = brand_claims::table
        .filter(brand_claims::account.eq(account.bytes()))
        .filter(brand_claims::domain.eq(domain.as_str()))
        .filter(brand_claims::withdrawn_at.is_null())
        .order(brand_claims::made_at.desc())
        .select(columns::<Row>())
        .first::<Row>(view.conn())
        .optional()?;
    row.map(Row::claim).transpose()
}

/// All claims for a domain, oldest first.
pub fn of_domain(view: &mut View<'_>, domain: &BrandDomain, limit: i64) -> Result<Vec<Claim>, StorageError> {
    let rows: Vec<Row> = brand_claims::table
        .filter(brand_claims::domain.eq(domain.as_str()))
        .filter(brand_claims::withdrawn_at.is_null())
        .order(brand_claims::made_at)
        .limit(limit)
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::claim).collect()
}

/// How many claims of somebody wait for their proof.
pub fn count_open(view: &mut View<'_>, account: AccountId) -> Result<i64, StorageError> {
    let those = brand_claims::table
        .filter(brand_claims::account.eq(account.bytes()))
        .filter(brand_claims::proven_at.is_null())
        .filter(brand_claims::withdrawn_at.is_null());
    Ok(those.count().get_result(view.conn())?)
}

/// Claims without a proof that were made after `made` and last looked at before `checked`, or made before and never looked at.
pub fn due(view: &mut View<'_>, made: Timestamp, checked: Timestamp, limit: i64) -> Result<Vec<Claim>, StorageError> {
    let rows: Vec<Row> = brand_claims::table
        .filter(brand_claims::proven_at.is_null())
        .filter(brand_claims::withdrawn_at.is_null())
        .filter(brand_claims::made_at.ge(made.timestamp_micros()))
        .filter(
            brand_claims::checked_at
                .lt(checked.timestamp_micros())
                .or(brand_claims::checked_at.is_null().and(brand_claims::made_at.lt(checked.timestamp_micros()))),
        )
        .order(brand_claims::checked_at)
        .limit(limit)
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::claim).collect()
}

/// What was made before then and never proven.
pub fn older(view: &mut View<'_>, made: Timestamp, limit: i64) -> Result<Vec<Claim>, StorageError> {
    let rows: Vec<Row> = brand_claims::table
        .filter(brand_claims::proven_at.is_null())
        .filter(brand_claims::withdrawn_at.is_null())
        .filter(brand_claims::made_at.lt(made.timestamp_micros()))
        .order(brand_claims::made_at)
        .limit(limit)
        .select(columns::<Row>())
        .load(view.conn())?;
    rows.into_iter().map(Row::claim).collect()
}

pub fn set_asked(tx: &mut Tx<'_>, id: Uuid, at: Timestamp) -> Result<(), StorageError> {
    diesel::update(brand_claims::table.find(id.as_bytes().as_slice()))
        .set(brand_claims::asked_at.eq(at.timestamp_micros()))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// What a look came to; the actor, where it was found.
pub fn set_checked(
    tx: &mut Tx<'_>,
    id: Uuid,
    found: Option<(ActorId, &str)>,
    proven: Option<Timestamp>,
    at: Timestamp,
) -> Result<(), StorageError> {
    let this = || brand_claims::table.find(id.as_bytes().to_vec());
    diesel::update(this()).set(brand_claims::checked_at.eq(at.timestamp_micros())).prepared().execute(tx.conn())?;
    if let Some((actor, uri)) = found {
        diesel::update(this())
            .set((brand_claims::actor.eq(actor.bytes()), brand_claims::uri.eq(uri)))
            .prepared()
            .execute(tx.conn())?;
    }
    if let Some(proven) = proven {
        diesel::update(this())
            .set(brand_claims::proven_at.eq(proven.timestamp_micros()))
            .prepared()
            .execute(tx.conn())?;
    }
    Ok(())
}

pub fn remove(tx: &mut Tx<'_>, id: Uuid) -> Result<(), StorageError> {
    diesel::delete(brand_claims::table.find(id.as_bytes().as_slice())).execute(tx.conn())?;
    Ok(())
}

/// A claim that proved nothing stands nowhere any more. When it was first made stays known: taken back and made again it
/// would be new each time, and keep others out.
pub fn put_aside(tx: &mut Tx<'_>, id: Uuid, at: Timestamp) -> Result<(), StorageError> {
    diesel::update(brand_claims::table.find(id.as_bytes().as_slice()))
        .set(brand_claims::withdrawn_at.eq(at.timestamp_micros()))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}

/// The first claim of somebody for a domain that proved nothing, of those that were made since then, also where it was put
/// aside.
pub fn first_of_account(
    view: &mut View<'_>,
    account: AccountId,
    domain: &BrandDomain,
    since: Timestamp,
) -> Result<Option<Claim>, StorageError> {
    let row = brand_claims::table
        .filter(brand_claims::account.eq(account.bytes()))
        .filter(brand_claims::domain.eq(domain.as_str()))
        .filter(brand_claims::proven_at.is_null())
        .filter(brand_claims::made_at.ge(since.timestamp_micros()))
        .order(brand_claims::made_at)
        .select(columns::<Row>())
        .first::<Row>(view.conn())
        .optional()?;
    row.map(Row::claim).transpose()
}

/// Forgets what somebody put aside for a domain: another claim stands for it.
pub fn forget_aside(tx: &mut Tx<'_>, account: AccountId, domain: &BrandDomain) -> Result<(), StorageError> {
    let those = brand_claims::table
        .filter(brand_claims::account.eq(account.bytes()))
        .filter(brand_claims::domain.eq(domain.as_str()))
        .filter(brand_claims::withdrawn_at.is_not_null());
    diesel::delete(those).execute(tx.conn())?;
    Ok(())
}

/// Forgets whatever was put aside and made before then.
pub fn forget_aside_before(tx: &mut Tx<'_>, made: Timestamp) -> Result<(), StorageError> {
    let those = brand_claims::table
        .filter(brand_claims::withdrawn_at.is_not_null())
        .filter(brand_claims::made_at.lt(made.timestamp_micros()));
    diesel::delete(those).execute(tx.conn())?;
    Ok(())
}

/// All claims for a domain through one actor: it was withdrawn.
pub fn remove_of_actor(tx: &mut Tx<'_>, domain: &BrandDomain, uri: &str) -> Result<(), StorageError> {
    let claims = brand_claims::table.filter(brand_claims::domain.eq(domain.as_str())).filter(brand_claims::uri.eq(uri));
    diesel::delete(claims).execute(tx.conn())?;
    let findings =
        brand_findings::table.filter(brand_findings::domain.eq(domain.as_str())).filter(brand_findings::actor.eq(uri));
    diesel::delete(findings).execute(tx.conn())?;
    Ok(())
}

/// What was seen at one place: a way, or `back` for the actor's own word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub way: String,
    pub look: Look,
    pub at: Timestamp,
}

pub fn save_finding(
    tx: &mut Tx<'_>,
    domain: &BrandDomain,
    actor: &str,
    way: &str,
    look: &Look,
    at: Timestamp,
) -> Result<(), StorageError> {
    let key = (domain.as_str(), actor, way);
    diesel::delete(brand_findings::table.find(key)).execute(tx.conn())?;
    let row = (
        brand_findings::domain.eq(domain.as_str()),
        brand_findings::actor.eq(actor),
        brand_findings::way.eq(way),
        brand_findings::verdict.eq(look.verdict.word()),
        brand_findings::saw.eq(&look.saw),
        brand_findings::at.eq(at.timestamp_micros()),
    );
    diesel::insert_into(brand_findings::table).values(row).execute(tx.conn())?;
    Ok(())
}

pub fn findings(view: &mut View<'_>, domain: &BrandDomain, actor: &str) -> Result<Vec<Finding>, StorageError> {
    let rows: Vec<(String, String, String, i64)> = brand_findings::table
        .filter(brand_findings::domain.eq(domain.as_str()))
        .filter(brand_findings::actor.eq(actor))
        .select((brand_findings::way, brand_findings::verdict, brand_findings::saw, brand_findings::at))
        .load(view.conn())?;
    let finding = |(way, verdict, saw, at): (String, String, String, i64)| {
        let unknown = || StorageError::inconsistent("brand_findings", format!("unknown verdict {verdict}"));
        let verdict = Verdict::from_word(&verdict).ok_or_else(unknown)?;
        Ok(Finding { way, look: Look { verdict, saw }, at: moment("brand_findings", at)? })
    };
    rows.into_iter().map(finding).collect()
}

/// The proven brand whose domain looks like this.
pub fn proven_by_skeleton(view: &mut View<'_>, skeleton: &str) -> Result<Option<BrandId>, StorageError> {
    let brand: Option<Vec<u8>> =
        proven_names::table.find(skeleton).select(proven_names::brand).get_result(view.conn()).optional()?;
    brand.map(|it| BrandId::from_bytes(&it)).transpose().map_err(inconsistent)
}

/// Those of these brands whose domain was proven here.
pub fn proven_of(view: &mut View<'_>, brands: &[BrandId]) -> Result<HashSet<BrandId>, StorageError> {
    if brands.is_empty() {
        return Ok(HashSet::new());
    }
    let ids: Vec<&[u8]> = brands.iter().map(BrandId::bytes).collect();
    let rows: Vec<Vec<u8>> =
        proven_names::table.filter(proven_names::brand.eq_any(ids)).select(proven_names::brand).load(view.conn())?;
    rows.iter().map(|it| BrandId::from_bytes(it).map_err(inconsistent)).collect()
}

pub fn keep_proven(
    tx: &mut Tx<'_>,
    skeleton: &str,
    label: &str,
    brand: BrandId,
    at: Timestamp,
) -> Result<(), StorageError> {
    let this = proven_names::table.find(skeleton);
    if proven_by_skeleton(&mut tx.view(), skeleton)? == Some(brand) {
        return Ok(());
    }
    diesel::delete(this).execute(tx.conn())?;
    let row = (
        proven_names::skeleton.eq(skeleton),
        proven_names::label.eq(label),
        proven_names::brand.eq(brand.bytes()),
        proven_names::since.eq(at.timestamp_micros()),
    );
    diesel::insert_into(proven_names::table).values(row).execute(tx.conn())?;
    Ok(())
}

pub fn forget_proven(tx: &mut Tx<'_>, brand: BrandId) -> Result<(), StorageError> {
    diesel::delete(proven_names::table.filter(proven_names::brand.eq(brand.bytes()))).execute(tx.conn())?;
    Ok(())
}

/// What a board elsewhere says of somebody who speaks for its brand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardVoice {
    pub actor: String,
    pub handle: String,
    /// `dns`, `webfinger`, `well-known`, `link` or `administrator`.
    pub proof: String,
}

/// Keeps what the board says now; what it said before is forgotten.
pub fn replace_voices(
    tx: &mut Tx<'_>,
    board: ActorId,
    voices: &[BoardVoice],
    at: Timestamp,
) -> Result<(), StorageError> {
    diesel::delete(board_voices::table.filter(board_voices::board.eq(board.bytes()))).execute(tx.conn())?;
    for voice in voices {
        let row = (
            board_voices::board.eq(board.bytes()),
            board_voices::actor.eq(&voice.actor),
            board_voices::handle.eq(&voice.handle),
            board_voices::proof.eq(&voice.proof),
            board_voices::heard_at.eq(at.timestamp_micros()),
        );
        Both(diesel::insert_into(board_voices::table).values(row).on_conflict_do_nothing()).execute(tx.conn())?;
    }
    Ok(())
}

pub fn voices_of_board(view: &mut View<'_>, board: ActorId) -> Result<Vec<BoardVoice>, StorageError> {
    let rows: Vec<(String, String, String)> = board_voices::table
        .filter(board_voices::board.eq(board.bytes()))
        .order(board_voices::actor)
        .select((board_voices::actor, board_voices::handle, board_voices::proof))
        .load(view.conn())?;
    Ok(rows.into_iter().map(|(actor, handle, proof)| BoardVoice { actor, handle, proof }).collect())
}
