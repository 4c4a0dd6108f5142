//! Brands, their other names, their boards, and who speaks for them.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::domain::Timestamp;
use crate::domain::brand::BrandDomain;
use crate::domain::ids::{AccountId, ActorId, BrandId};
use crate::domain::lookalike::{self, Known};
use crate::domain::proving::Way;
use crate::markup;
use crate::storage::engine::{Both, Prepare as _, columns};
use crate::storage::schema::{
    actors, boards, brand_aliases, brand_names, brand_sounds, brands, officials, representatives,
};
use crate::storage::{StorageError, Tx, View, moment, search, sounds};

/// Bytes of a brand's name.
pub const NAME_BYTES_MAX: usize = 200;

/// An organisation people complain about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brand {
    pub id: BrandId,
    /// `None` while it is provisional: known by name only, not verifiable, not federated.
    pub domain: Option<BrandDomain>,
    pub name: String,
    pub merged_into: Option<BrandId>,
    pub created_at: Timestamp,
}

/// How an official actor's right to speak was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// The domain names the actor in this way and the actor names the domain. A link alone makes nobody official.
    Domain(Way),
    /// An administrator of this instance named it: shown as such, never called verified.
    Administrator,
}

/// An actor that speaks for a brand, as far as this instance could check it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Official {
    pub brand: BrandId,
    pub actor: ActorId,
    pub proof: Proof,
    pub evidence: String,
    pub verified_at: Option<Timestamp>,
    pub checked_at: Timestamp,
    pub failing_since: Option<Timestamp>,
    /// When a check last found that the domain names it.
    pub proven_at: Option<Timestamp>,
}

/// What somebody who speaks for a brand decides there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Agent,
    /// Gets what people take to whoever decides.
    Executive,
    /// Invites, names and removes the others.
    Owner,
}

impl Standing {
    pub const ALL: [Standing; 3] = [Standing::Agent, Standing::Executive, Standing::Owner];

    pub fn word(self) -> &'static str {
        match self {
            Standing::Agent => "agent",
            Standing::Executive => "executive",
            Standing::Owner => "owner",
        }
    }

    pub fn from_word(word: &str) -> Option<Standing> {
        Standing::ALL.into_iter().find(|it| it.word() == word)
    }

    fn of_row(owner: bool, executive: bool) -> Standing {
        match (owner, executive) {
            (true, _) => Standing::Owner,
            (false, true) => Standing::Executive,
            (false, false) => Standing::Agent,
        }
    }
}

/// A named human who speaks through an official actor that is hosted here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Representative {
    pub id: uuid::Uuid,
    pub official: ActorId,
    pub account: AccountId,
    pub name: String,
    pub role: String,
    pub standing: Standing,
    pub since: Timestamp,
}

impl Brand {
    /// The brand's word in a history: its domain, or its id while nobody knows the domain.
    pub fn key(&self) -> String {
        match &self.domain {
            Some(domain) => domain.to_string(),
            None => format!("provisional:{}", self.id),
        }
    }
}

impl Proof {
    pub fn name(self) -> &'static str {
        match self {
            Proof::Domain(way) => way.word(),
            Proof::Administrator => "administrator",
        }
    }

    fn read(name: &str) -> Result<Proof, StorageError> {
        if name == Proof::Administrator.name() {
            return Ok(Proof::Administrator);
        }
        let way = Way::ALL.into_iter().find(|it| it.word() == name);
        way.map(Proof::Domain).ok_or_else(|| StorageError::inconsistent("officials", format!("unknown proof {name}")))
    }
}

/// A proof that is not found any more counts for so long.
const GRACE_DAYS: i64 = 7;

impl Official {
    /// Whether it speaks for the brand at this moment: its domain says so, or an administrator here does.
    pub fn speaks(&self, now: Timestamp) -> bool {
        self.proof == Proof::Administrator || self.is_verified(now)
    }

    /// Whether the domain itself names this actor, now or until a failed check a week ago.
    pub fn is_verified(&self, now: Timestamp) -> bool {
        matches!(self.proof, Proof::Domain(way) if way.makes_official()) && self.stands(now)
    }

    /// Whether domain and actor link to each other, and nothing more.
    pub fn is_linked(&self, now: Timestamp) -> bool {
        self.proof == Proof::Domain(Way::Link) && self.stands(now)
    }

    fn stands(&self, now: Timestamp) -> bool {
        self.verified_at.is_some() && self.fails_at().is_none_or(|until| now <= until)
    }

    /// Until when a proof that is not found any more still counts.
    pub fn fails_at(&self) -> Option<Timestamp> {
        self.failing_since.map(|since| since + chrono::TimeDelta::days(GRACE_DAYS))
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = brands)]
struct BrandRow {
    id: Vec<u8>,
    domain: Option<String>,
    name: String,
    merged_into: Option<Vec<u8>>,
    created_at: i64,
}

impl BrandRow {
    fn brand(self) -> Result<Brand, StorageError> {
        Ok(Brand {
            id: brand_id(&self.id)?,
            domain: self.domain.map(BrandDomain::kept),
            name: markup::strip_overrides(&self.name),
            merged_into: self.merged_into.as_deref().map(brand_id).transpose()?,
            created_at: moment("brands", self.created_at)?,
        })
    }
}

fn brand_id(bytes: &[u8]) -> Result<BrandId, StorageError> {
    BrandId::from_bytes(bytes).map_err(|why| StorageError::inconsistent("brands", why))
}

fn actor_id(bytes: &[u8]) -> Result<ActorId, StorageError> {
    ActorId::from_bytes(bytes).map_err(|why| StorageError::inconsistent("officials", why))
}

/// A brand that was merged is found as the one it was merged into; the old id stays good for ever.
pub fn find(view: &mut View<'_>, id: BrandId) -> Result<Option<Brand>, StorageError> {
    let found = find_exactly(view, id)?;
    match found.as_ref().and_then(|it| it.merged_into) {
        Some(into) => find_exactly(view, into),
        None => Ok(found),
    }
}

fn find_exactly(view: &mut View<'_>, id: BrandId) -> Result<Option<Brand>, StorageError> {
    let row =
        brands::table.find(id.bytes()).select(columns::<BrandRow>()).get_result::<BrandRow>(view.conn()).optional()?;
    row.map(BrandRow::brand).transpose()
}

/// By domain or by an alias of it.
pub fn find_by_domain(view: &mut View<'_>, domain: &BrandDomain) -> Result<Option<Brand>, StorageError> {
    let row = brands::table
        .filter(brands::domain.eq(domain.as_str()))
        .select(columns::<BrandRow>())
        .get_result::<BrandRow>(view.conn())
        .optional()?;
    if let Some(row) = row {
        let brand = row.brand()?;
        return match brand.merged_into {
            Some(into) => find(view, into),
            None => Ok(Some(brand)),
        };
    }
    let alias: Option<Vec<u8>> =
        brand_aliases::table.find(domain.as_str()).select(brand_aliases::brand).get_result(view.conn()).optional()?;
    alias.map_or(Ok(None), |id| find(view, brand_id(&id)?))
}

/// By a company name as open data spells it, normalised by the caller.
pub fn find_by_name(view: &mut View<'_>, name: &str) -> Result<Option<Brand>, StorageError> {
    let id: Option<Vec<u8>> =
        brand_names::table.find(name).select(brand_names::brand).get_result(view.conn()).optional()?;
    id.map_or(Ok(None), |id| find(view, brand_id(&id)?))
}

/// By the key that a history carries: a domain, or `provisional:` and an id.
pub fn find_by_key(view: &mut View<'_>, key: &str) -> Result<Option<Brand>, StorageError> {
    match key.strip_prefix("provisional:") {
        Some(id) => id.parse().map_or(Ok(None), |id| find(view, id)),
        None => find_by_domain(view, &BrandDomain::kept(key)),
    }
}

/// A brand that is here only because a complaint of another home names it, which nobody here follows, is in no list; nor is
/// one that somebody only looked for.
pub(in crate::storage) const KNOWN_HERE: &str = "((EXISTS (SELECT 1 FROM boards WHERE boards.brand = brands.id \
    AND boards.asked_at IS NULL) \
    OR NOT EXISTS (SELECT 1 FROM complaints WHERE complaints.brand = brands.id AND NOT complaints.at_home)) \
    AND (NOT EXISTS (SELECT 1 FROM boards WHERE boards.brand = brands.id AND boards.asked_at IS NOT NULL) \
    OR EXISTS (SELECT 1 FROM complaints WHERE complaints.brand = brands.id AND complaints.at_home) \
    OR EXISTS (SELECT 1 FROM officials WHERE officials.brand = brands.id)))";

fn is_known_here() -> diesel::expression::SqlLiteral<diesel::sql_types::Bool> {
    diesel::dsl::sql(KNOWN_HERE)
}

/// Everything that a brand is called: its name, its domain and what stands before the dot, its aliases, what open data calls
/// it. Nothing for one that was merged into another.
pub(in crate::storage) fn names(view: &mut View<'_>, id: BrandId, limit: i64) -> Result<Vec<String>, StorageError> {
    let Some(brand) = find_exactly(view, id)?.filter(|it| it.merged_into.is_none()) else { return Ok(Vec::new()) };
    let mut domains: Vec<String> = brand.domain.iter().map(ToString::to_string).collect();
    domains.extend(aliases(view, id, limit)?);
    let others: Vec<String> = brand_names::table
        .filter(brand_names::brand.eq(id.bytes()))
        .order(brand_names::name)
        .limit(limit)
        .select(brand_names::name)
        .load(view.conn())?;
    let mut names = vec![brand.name];
    for domain in domains {
        let shown = lookalike::shown(&domain);
        names.extend(shown.split('.').next().map(str::to_string));
        names.push(shown);
    }
    names.extend(others);
    Ok(names)
}

/// Other domains of a brand.
pub fn aliases(view: &mut View<'_>, id: BrandId, limit: i64) -> Result<Vec<String>, StorageError> {
    Ok(brand_aliases::table
        .filter(brand_aliases::brand.eq(id.bytes()))
        .order(brand_aliases::domain)
        .limit(limit)
        .select(brand_aliases::domain)
        .load(view.conn())?)
}

/// Brands by name, the provisional ones last; `after` is the name of the last one of the page before.
pub fn list(view: &mut View<'_>, after: &str, limit: i64) -> Result<Vec<Brand>, StorageError> {
    let rows: Vec<BrandRow> = brands::table
        .filter(brands::merged_into.is_null())
        .filter(brands::domain.is_not_null())
        .filter(is_known_here())
        .filter(brands::name.gt(after))
        .order(brands::name)
        .limit(limit)
        .select(columns::<BrandRow>())
        .load(view.conn())?;
    rows.into_iter().map(BrandRow::brand).collect()
}

/// Brands that have a page here and that one of these folded names may mean, by name, with those of their names.
pub fn that_sound(view: &mut View<'_>, names: &[&str]) -> Result<Vec<(Brand, Known)>, StorageError> {
    let heard: Vec<(Vec<u8>, String)> = brand_sounds::table
        .filter(brand_sounds::sound.eq_any(names.to_vec()))
        .select((brand_sounds::brand, brand_sounds::sound))
        .load(view.conn())?;
    if heard.is_empty() {
        return Ok(Vec::new());
    }
    let mut sounds: HashMap<Vec<u8>, Vec<String>> = HashMap::new();
    for (brand, sound) in heard {
        sounds.entry(brand).or_default().push(sound);
    }
    let rows: Vec<BrandRow> = brands::table
        .filter(brands::id.eq_any(sounds.keys().cloned().collect::<Vec<_>>()))
        .filter(brands::merged_into.is_null())
        .filter(is_known_here())
        .order((brands::name, brands::id))
        .select(columns::<BrandRow>())
        .load(view.conn())?;
    let mut found = Vec::new();
    for row in rows {
        let brand = row.brand()?;
        let known = Known::kept(sounds.remove(brand.id.bytes()).unwrap_or_default());
        found.push((brand, known));
    }
    Ok(found)
}

pub fn insert(tx: &mut Tx<'_>, brand: &Brand) -> Result<(), StorageError> {
    let row = (
        brands::id.eq(brand.id.bytes()),
        brands::domain.eq(brand.domain.as_ref().map(BrandDomain::as_str)),
        brands::name.eq(markup::strip_overrides(&brand.name)),
        brands::provisional.eq(brand.domain.is_none()),
        brands::merged_into.eq(brand.merged_into.as_ref().map(BrandId::bytes)),
        brands::created_at.eq(brand.created_at.timestamp_micros()),
    );
    diesel::insert_into(brands::table).values(row).execute(tx.conn())?;
    search::index_brand(tx, brand.id)?;
    sounds::renew(tx.conn(), brand.id.bytes())
}

/// A brand whose domain became known keeps its id.
pub fn set_domain(tx: &mut Tx<'_>, id: BrandId, domain: &BrandDomain) -> Result<(), StorageError> {
    diesel::update(brands::table.find(id.bytes()))
        .set((brands::domain.eq(domain.as_str()), brands::provisional.eq(false)))
        .prepared()
        .execute(tx.conn())?;
    search::index_brand(tx, id)?;
    sounds::renew(tx.conn(), id.bytes())
}

pub fn rename(tx: &mut Tx<'_>, id: BrandId, name: &str) -> Result<(), StorageError> {
    diesel::update(brands::table.find(id.bytes()))
        .set(brands::name.eq(markup::strip_overrides(name)))
        .prepared()
        .execute(tx.conn())?;
    search::index_brand(tx, id)?;
    sounds::renew(tx.conn(), id.bytes())
}

/// Another domain that leads to this brand; one that leads somewhere already stays.
pub fn add_alias(tx: &mut Tx<'_>, domain: &BrandDomain, brand: BrandId) -> Result<(), StorageError> {
    let row = (brand_aliases::domain.eq(domain.as_str()), brand_aliases::brand.eq(brand.bytes()));
    Both(diesel::insert_into(brand_aliases::table).values(row).on_conflict_do_nothing()).execute(tx.conn())?;
    search::index_brand(tx, brand)
}

/// A domain leads to a brand no more; whether it did.
pub fn remove_alias(tx: &mut Tx<'_>, domain: &BrandDomain, brand: BrandId) -> Result<bool, StorageError> {
    let known = brand_aliases::table.find(domain.as_str()).filter(brand_aliases::brand.eq(brand.bytes()));
    let removed = diesel::delete(known).execute(tx.conn())?;
    search::index_brand(tx, brand)?;
    Ok(removed > 0)
}

/// From now on `from` is `into`; its id stays, its names and aliases lead to the other, and whoever sounds like it sounds like
/// the other.
pub fn merge(tx: &mut Tx<'_>, from: BrandId, into: BrandId) -> Result<(), StorageError> {
    diesel::update(brands::table.find(from.bytes()))
        .set(brands::merged_into.eq(into.bytes()))
        .prepared()
        .execute(tx.conn())?;
    diesel::update(brand_names::table.filter(brand_names::brand.eq(from.bytes())))
        .set(brand_names::brand.eq(into.bytes()))
        .prepared()
        .execute(tx.conn())?;
    diesel::update(brand_aliases::table.filter(brand_aliases::brand.eq(from.bytes())))
        .set(brand_aliases::brand.eq(into.bytes()))
        .prepared()
        .execute(tx.conn())?;
    search::index_brand(tx, from)?;
    search::index_brand(tx, into)?;
    sounds::renew(tx.conn(), into.bytes())
}

/// Remembers that a normalised company name means this brand; the first one stays.
pub fn add_name(tx: &mut Tx<'_>, name: &str, brand: BrandId) -> Result<(), StorageError> {
    let row = (brand_names::name.eq(name), brand_names::brand.eq(brand.bytes()));
    Both(diesel::insert_into(brand_names::table).values(row).on_conflict_do_nothing()).execute(tx.conn())?;
    search::index_brand(tx, brand)
}

pub fn board_of(view: &mut View<'_>, brand: BrandId) -> Result<Option<ActorId>, StorageError> {
    let id: Option<Vec<u8>> =
        boards::table.find(brand.bytes()).select(boards::actor).get_result(view.conn()).optional()?;
    id.as_deref().map(actor_id).transpose()
}

pub fn brand_of_board(view: &mut View<'_>, board: ActorId) -> Result<Option<Brand>, StorageError> {
    let row = boards::table
        .inner_join(brands::table.on(brands::id.eq(boards::brand)))
        .filter(boards::actor.eq(board.bytes()))
        .select(columns::<BrandRow>())
        .get_result::<BrandRow>(view.conn())
        .optional()?;
    row.map(BrandRow::brand).transpose()
}

pub fn insert_board(tx: &mut Tx<'_>, brand: BrandId, actor: ActorId) -> Result<(), StorageError> {
    let row = (boards::brand.eq(brand.bytes()), boards::actor.eq(actor.bytes()));
    diesel::insert_into(boards::table).values(row).execute(tx.conn())?;
    Ok(())
}

/// The board is there because somebody looked for it, and for nothing else so far. `by` is the mark of their network.
pub fn set_asked(tx: &mut Tx<'_>, brand: BrandId, by: &[u8], at: Timestamp) -> Result<(), StorageError> {
    let changed = (boards::asked_at.eq(at.timestamp_micros()), boards::asked_by.eq(by));
    diesel::update(boards::table.find(brand.bytes())).set(changed).prepared().execute(tx.conn())?;
    Ok(())
}

/// Somebody here means to have it.
pub fn set_wanted(tx: &mut Tx<'_>, brand: BrandId) -> Result<(), StorageError> {
    let asked = boards::table.find(brand.bytes()).filter(boards::asked_at.is_not_null());
    diesel::update(asked).set(boards::asked_at.eq(None::<i64>)).prepared().execute(tx.conn())?;
    Ok(())
}

/// A board that nobody follows and nobody filed anything at.
const UNUSED: &str = "NOT EXISTS (SELECT 1 FROM follows WHERE follows.followed = boards.actor) \
    AND NOT EXISTS (SELECT 1 FROM complaints WHERE complaints.brand = boards.brand AND complaints.at_home)";

/// How many boards are there because somebody looked for them, and served for nothing so far.
pub fn count_asked(view: &mut View<'_>) -> Result<i64, StorageError> {
    // Not "is not null", for which SQLite does not take the index.
    let asked = boards::table.filter(boards::asked_at.ge(0));
    Ok(asked.filter(diesel::dsl::sql::<diesel::sql_types::Bool>(UNUSED)).count().get_result(view.conn())?)
}

/// How many of them were looked for from this network.
pub fn count_asked_by(view: &mut View<'_>, by: &[u8], since: Timestamp) -> Result<i64, StorageError> {
    let asked = boards::table.filter(boards::asked_at.ge(since.timestamp_micros())).filter(boards::asked_by.eq(by));
    Ok(asked.filter(diesel::dsl::sql::<diesel::sql_types::Bool>(UNUSED)).count().get_result(view.conn())?)
}

type OfficialRow = (Vec<u8>, Vec<u8>, String, String, Option<i64>, i64, Option<i64>, Option<i64>);

fn official(row: OfficialRow) -> Result<Official, StorageError> {
    let (brand, actor, proof, evidence, verified_at, checked_at, failing_since, proven_at) = row;
    Ok(Official {
        brand: brand_id(&brand)?,
        actor: actor_id(&actor)?,
        proof: Proof::read(&proof)?,
        evidence,
        verified_at: verified_at.map(|at| moment("officials", at)).transpose()?,
        checked_at: moment("officials", checked_at)?,
        failing_since: failing_since.map(|at| moment("officials", at)).transpose()?,
        proven_at: proven_at.map(|at| moment("officials", at)).transpose()?,
    })
}

/// Everybody who speaks for a brand here.
pub fn officials_of(view: &mut View<'_>, brand: BrandId) -> Result<Vec<Official>, StorageError> {
    let rows: Vec<OfficialRow> =
        officials::table.filter(officials::brand.eq(brand.bytes())).order(officials::checked_at).load(view.conn())?;
    rows.into_iter().map(official).collect()
}

/// The addresses of those who speak for a brand, or did until their proof was lost.
pub fn voice_addresses(view: &mut View<'_>, brand: BrandId) -> Result<Vec<String>, StorageError> {
    let voices = officials::table.filter(officials::brand.eq(brand.bytes())).select(officials::actor);
    Ok(actors::table.filter(actors::id.eq_any(voices)).select(actors::uri).load(view.conn())?)
}

/// The brands that an actor speaks for.
pub fn spoken_for_by(view: &mut View<'_>, actor: ActorId) -> Result<Vec<Official>, StorageError> {
    let rows: Vec<OfficialRow> = officials::table.filter(officials::actor.eq(actor.bytes())).load(view.conn())?;
    rows.into_iter().map(official).collect()
}

pub fn official_for(view: &mut View<'_>, brand: BrandId, actor: ActorId) -> Result<Option<Official>, StorageError> {
    let row: Option<OfficialRow> =
        officials::table.find((brand.bytes(), actor.bytes())).get_result(view.conn()).optional()?;
    row.map(official).transpose()
}

/// Whether an actor speaks for a brand at this moment: proven by the domain or named by an administrator here, and still
/// there. Of a brand that was merged into another the voices of that other one speak.
pub fn speaks_for(view: &mut View<'_>, brand: BrandId, actor: ActorId, now: Timestamp) -> Result<bool, StorageError> {
    let Some(brand) = find(view, brand)? else { return Ok(false) };
    let official = official_for(view, brand.id, actor)?.filter(|it| it.speaks(now));
    if official.is_none() {
        return Ok(false);
    }
    let there = crate::storage::actors::find(view, actor)?;
    Ok(there.is_some_and(|it| it.deleted_at.is_none() && it.moved_to.is_none()))
}

/// Whether an actor speaks for any brand at this moment.
pub fn is_voice(view: &mut View<'_>, actor: ActorId, now: Timestamp) -> Result<bool, StorageError> {
    Ok(spoken_for_by(view, actor)?.iter().any(|it| it.speaks(now)))
}

/// Officials whose proof was last looked at before this moment, for the daily check.
pub fn officials_to_check(view: &mut View<'_>, before: Timestamp, limit: i64) -> Result<Vec<Official>, StorageError> {
    let rows: Vec<OfficialRow> = officials::table
        .filter(officials::proof.ne(Proof::Administrator.name()))
        .filter(officials::checked_at.le(before.timestamp_micros()))
        .order(officials::checked_at)
        .limit(limit)
        .load(view.conn())?;
    rows.into_iter().map(official).collect()
}

pub fn save_official(tx: &mut Tx<'_>, it: &Official) -> Result<(), StorageError> {
    let changing = (
        officials::proof.eq(it.proof.name()),
        officials::evidence.eq(&it.evidence),
        officials::verified_at.eq(it.verified_at.map(|at| at.timestamp_micros())),
        officials::checked_at.eq(it.checked_at.timestamp_micros()),
        officials::failing_since.eq(it.failing_since.map(|at| at.timestamp_micros())),
        officials::proven_at.eq(it.proven_at.map(|at| at.timestamp_micros())),
    );
    let known = diesel::update(officials::table.find((it.brand.bytes(), it.actor.bytes())))
        .set(changing)
        .prepared()
        .execute(tx.conn())?;
    if known == 0 {
        diesel::insert_into(officials::table)
            .values((
                officials::brand.eq(it.brand.bytes()),
                officials::actor.eq(it.actor.bytes()),
                officials::proof.eq(it.proof.name()),
                officials::evidence.eq(&it.evidence),
                officials::verified_at.eq(it.verified_at.map(|at| at.timestamp_micros())),
                officials::checked_at.eq(it.checked_at.timestamp_micros()),
                officials::failing_since.eq(it.failing_since.map(|at| at.timestamp_micros())),
                officials::proven_at.eq(it.proven_at.map(|at| at.timestamp_micros())),
            ))
            .execute(tx.conn())?;
    }
    Ok(())
}

/// Nobody speaks for the brand through this actor any more.
pub fn remove_official(tx: &mut Tx<'_>, brand: BrandId, actor: ActorId) -> Result<bool, StorageError> {
    let removed = diesel::delete(officials::table.find((brand.bytes(), actor.bytes()))).execute(tx.conn())?;
    Ok(removed > 0)
}

/// Whoever read for the brand through a voice that is named no more.
pub fn set_was_read(tx: &mut Tx<'_>, brand: BrandId) -> Result<(), StorageError> {
    diesel::update(brands::table.find(brand.bytes())).set(brands::was_read.eq(true)).prepared().execute(tx.conn())?;
    Ok(())
}

pub fn was_read(view: &mut View<'_>, brand: BrandId) -> Result<bool, StorageError> {
    let found = brands::table.find(brand.bytes()).select(brands::was_read).first(view.conn()).optional()?;
    Ok(found.unwrap_or_default())
}

type RepresentativeRow = (Vec<u8>, Vec<u8>, Vec<u8>, String, String, bool, i64, Option<i64>, bool);

fn representative(row: RepresentativeRow) -> Result<Representative, StorageError> {
    let (id, official, account, name, role, owner, since, _, executive) = row;
    let inconsistent = |why: &dyn std::fmt::Display| StorageError::inconsistent("representatives", why);
    Ok(Representative {
        id: uuid::Uuid::from_slice(&id).map_err(|why| inconsistent(&why))?,
        official: actor_id(&official)?,
        account: AccountId::from_bytes(&account).map_err(|why| inconsistent(&why))?,
        name,
        role,
        standing: Standing::of_row(owner, executive),
        since: moment("representatives", since)?,
    })
}

/// What an account speaks for.
pub fn represented_by(view: &mut View<'_>, account: AccountId) -> Result<Vec<Representative>, StorageError> {
    let rows: Vec<RepresentativeRow> = representatives::table
        .filter(representatives::account.eq(account.bytes()))
        .filter(representatives::removed_at.is_null())
        .order(representatives::since)
        .load(view.conn())?;
    rows.into_iter().map(representative).collect()
}

pub fn representatives_of(view: &mut View<'_>, official: ActorId) -> Result<Vec<Representative>, StorageError> {
    let rows: Vec<RepresentativeRow> = representatives::table
        .filter(representatives::official.eq(official.bytes()))
        .filter(representatives::removed_at.is_null())
        .order(representatives::since)
        .load(view.conn())?;
    rows.into_iter().map(representative).collect()
}

/// Whether anybody speaks through a voice here, or ever did.
pub fn had_people(view: &mut View<'_>, official: ActorId) -> Result<bool, StorageError> {
    let of_it = representatives::table.filter(representatives::official.eq(official.bytes()));
    Ok(diesel::select(diesel::dsl::exists(of_it)).get_result(view.conn())?)
}

/// Adds somebody, changes what they are, or brings back somebody who was removed: they speak since then.
pub fn save_representative(tx: &mut Tx<'_>, it: &Representative) -> Result<(), StorageError> {
    let owner = it.standing == Standing::Owner;
    let executive = it.standing == Standing::Executive;
    let of = representatives::official.eq(it.official.bytes()).and(representatives::account.eq(it.account.bytes()));
    let removed = representatives::table.filter(of).filter(representatives::removed_at.is_not_null());
    diesel::update(removed)
        .set(representatives::since.eq(it.since.timestamp_micros()))
        .prepared()
        .execute(tx.conn())?;
    let known = diesel::update(
        representatives::table
            .filter(representatives::official.eq(it.official.bytes()))
            .filter(representatives::account.eq(it.account.bytes())),
    )
    .set((
        representatives::name.eq(&it.name),
        representatives::role.eq(&it.role),
        representatives::owner.eq(owner),
        representatives::executive.eq(executive),
        representatives::removed_at.eq(None::<i64>),
    ))
    .prepared()
    .execute(tx.conn())?;
    if known == 0 {
        diesel::insert_into(representatives::table)
            .values((
                representatives::id.eq(it.id.as_bytes().as_slice()),
                representatives::official.eq(it.official.bytes()),
                representatives::account.eq(it.account.bytes()),
                representatives::name.eq(&it.name),
                representatives::role.eq(&it.role),
                representatives::owner.eq(owner),
                representatives::executive.eq(executive),
                representatives::since.eq(it.since.timestamp_micros()),
            ))
            .execute(tx.conn())?;
    }
    Ok(())
}

pub fn remove_representative(tx: &mut Tx<'_>, id: uuid::Uuid, at: Timestamp) -> Result<(), StorageError> {
    diesel::update(representatives::table.find(id.as_bytes().as_slice()))
        .set(representatives::removed_at.eq(at.timestamp_micros()))
        .prepared()
        .execute(tx.conn())?;
    Ok(())
}
