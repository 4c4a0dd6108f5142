//! What moderators decided about marks, which subdomains are a brand's own, and which looks other boards caused lately.

use diesel::prelude::*;

use crate::domain::Timestamp;
use crate::domain::brand::BrandDomain;
use crate::storage::engine::Both;
use crate::storage::schema::{brand_subdomains, mark_rulings, voice_looks};
use crate::storage::{StorageError, Tx, View, moment};

/// What moderators decide about a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruling {
    /// The voice gets no mark, whatever its domain says.
    Withheld,
    /// The same by whoever runs this server: no moderator undoes it.
    Withdrawn,
    /// The domain looks like another one and is honestly somebody else's: it may have a mark of its own.
    Distinct,
}

impl Ruling {
    const ALL: [Ruling; 3] = [Ruling::Withheld, Ruling::Withdrawn, Ruling::Distinct];

    pub fn word(self) -> &'static str {
        match self {
            Ruling::Withheld => "withheld",
            Ruling::Withdrawn => "withdrawn",
            Ruling::Distinct => "distinct",
        }
    }

    /// Whether whoever it is about speaks for the brand no more, whatever its domain says.
    pub fn silences(self) -> bool {
        match self {
            Ruling::Withheld | Ruling::Withdrawn => true,
            Ruling::Distinct => false,
        }
    }
}

/// One decision; without an actor it is about the domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruled {
    pub actor: Option<String>,
    pub ruling: Ruling,
    pub reason: String,
    pub at: Timestamp,
}

pub fn rule(tx: &mut Tx<'_>, domain: &BrandDomain, it: &Ruled) -> Result<(), StorageError> {
    let actor = it.actor.as_deref().unwrap_or_default();
    repeal(tx, domain, it.actor.as_deref())?;
    let row = (
        mark_rulings::domain.eq(domain.as_str()),
        mark_rulings::actor.eq(actor),
        mark_rulings::ruling.eq(it.ruling.word()),
        mark_rulings::reason.eq(&it.reason),
        mark_rulings::at.eq(it.at.timestamp_micros()),
    );
    diesel::insert_into(mark_rulings::table).values(row).execute(tx.conn())?;
    Ok(())
}

/// Takes a decision back; `false` when there was none.
pub fn repeal(tx: &mut Tx<'_>, domain: &BrandDomain, actor: Option<&str>) -> Result<bool, StorageError> {
    let this = mark_rulings::table.find((domain.as_str(), actor.unwrap_or_default()));
    Ok(diesel::delete(this).execute(tx.conn())? > 0)
}

pub fn rulings_of(view: &mut View<'_>, domain: &BrandDomain) -> Result<Vec<Ruled>, StorageError> {
    let rows: Vec<(String, String, String, i64)> = mark_rulings::table
        .filter(mark_rulings::domain.eq(domain.as_str()))
        .order((mark_rulings::at, mark_rulings::actor))
        .select((mark_rulings::actor, mark_rulings::ruling, mark_rulings::reason, mark_rulings::at))
        .load(view.conn())?;
    let ruled = |(actor, ruling, reason, at): (String, String, String, i64)| {
        let unknown = || StorageError::inconsistent("mark_rulings", format!("unknown ruling {ruling}"));
        let ruling = Ruling::ALL.into_iter().find(|it| it.word() == ruling).ok_or_else(unknown)?;
        Ok(Ruled { actor: Some(actor).filter(|it| !it.is_empty()), ruling, reason, at: moment("mark_rulings", at)? })
    };
    rows.into_iter().map(ruled).collect()
}

/// What stands about a voice, or (without one) about a domain.
pub fn ruling(view: &mut View<'_>, domain: &BrandDomain, actor: Option<&str>) -> Result<Option<Ruling>, StorageError> {
    Ok(rulings_of(view, domain)?.into_iter().find(|it| it.actor.as_deref() == actor).map(|it| it.ruling))
}

/// Hosts that an administrator named as the brand's own.
pub fn subdomains_of(view: &mut View<'_>, domain: &BrandDomain) -> Result<Vec<String>, StorageError> {
    let those = brand_subdomains::table.filter(brand_subdomains::domain.eq(domain.as_str()));
    Ok(those.order(brand_subdomains::host).select(brand_subdomains::host).load(view.conn())?)
}

pub fn add_subdomain(tx: &mut Tx<'_>, domain: &BrandDomain, host: &str) -> Result<(), StorageError> {
    let row = (brand_subdomains::host.eq(host), brand_subdomains::domain.eq(domain.as_str()));
    Both(diesel::insert_into(brand_subdomains::table).values(row).on_conflict_do_nothing()).execute(tx.conn())?;
    Ok(())
}

pub fn remove_subdomain(tx: &mut Tx<'_>, host: &str) -> Result<bool, StorageError> {
    Ok(diesel::delete(brand_subdomains::table.find(host)).execute(tx.conn())? > 0)
}

/// A look that a board of another server asks for by naming a voice.
#[derive(Debug, Clone, Copy)]
pub struct WantedLook<'l> {
    /// The board's host.
    pub told_by: &'l str,
    pub actor: &'l str,
    /// The voice's own host, which will be asked.
    pub host: &'l str,
    /// The brand's domain, which will be asked too.
    pub domain: &'l str,
}

/// Notes a look, unless the same was noted since then or one of the three hosts has caused or borne as many as `most`.
pub fn take_look(
    tx: &mut Tx<'_>,
    it: WantedLook<'_>,
    since: Timestamp,
    now: Timestamp,
    most: i64,
) -> Result<bool, StorageError> {
    diesel::delete(voice_looks::table.filter(voice_looks::at.lt(since.timestamp_micros()))).execute(tx.conn())?;
    let known: i64 = voice_looks::table
        .filter(voice_looks::actor.eq(it.actor))
        .filter(voice_looks::domain.eq(it.domain))
        .count()
        .get_result(tx.conn())?;
    let told: i64 = voice_looks::table.filter(voice_looks::told_by.eq(it.told_by)).count().get_result(tx.conn())?;
    let asked: i64 = voice_looks::table.filter(voice_looks::host.eq(it.host)).count().get_result(tx.conn())?;
    let borne: i64 = voice_looks::table.filter(voice_looks::domain.eq(it.domain)).count().get_result(tx.conn())?;
    if known > 0 || told >= most || asked >= most || borne >= most {
        return Ok(false);
    }
    let row = (
        voice_looks::told_by.eq(it.told_by),
        voice_looks::actor.eq(it.actor),
        voice_looks::host.eq(it.host),
        voice_looks::domain.eq(it.domain),
        voice_looks::at.eq(now.timestamp_micros()),
    );
    diesel::insert_into(voice_looks::table).values(row).execute(tx.conn())?;
    Ok(true)
}
