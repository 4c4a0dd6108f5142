//! Accounts that sound like a brand whose voice is somebody else: one answer for every page on which they act.

use std::collections::{BTreeSet, HashMap, HashSet};

use diesel::prelude::*;

use crate::domain::ids::{ActorId, BrandId};
use crate::domain::lookalike::{self, Known, Sound};
use crate::storage::claims;
use crate::storage::schema::{brand_sounds, brands, officials};
use crate::storage::{StorageError, View};

/// Folded names in one question.
const NAMES_AT_ONCE: usize = 500;

/// A brand that somebody speaks for.
#[derive(Debug)]
struct Voiced {
    domain: String,
    /// Those of its names that a page may mean, of what became part of it, too.
    known: Known,
    /// Its domain says who speaks for it: then the bare name is its own, too.
    proven: bool,
    officials: HashSet<ActorId>,
}

/// A brand, one of its voices, the brand's domain, and one of the names by which it was heard.
type Row = (Vec<u8>, Vec<u8>, Option<String>, String);

/// Brands that somebody speaks for here, or whose domain named somebody, as far as the names of a page may mean them.
#[derive(Debug, Default)]
pub struct Voices {
    brands: Vec<Voiced>,
}

impl Voices {
    /// The brands that somebody speaks for and that one of these names may mean: of each account its handle, and what it
    /// calls itself. Nearly always there is none, and one question of an index says so.
    pub fn heard<'n>(
        view: &mut View<'_>,
        names: impl IntoIterator<Item = (&'n str, &'n str)>,
    ) -> Result<Voices, StorageError> {
        let mut cores: BTreeSet<String> = BTreeSet::new();
        let mut read: HashSet<&str> = HashSet::new();
        for (handle, shown_name) in names {
            for name in [name_in(handle), shown_name] {
                if read.insert(name) {
                    let readings = lookalike::readings(name);
                    cores.extend(readings.iter().filter_map(|it| it.core().map(str::to_string)));
                }
            }
        }
        let cores: Vec<String> = cores.into_iter().collect();
        let mut rows: Vec<Row> = Vec::new();
        for some in cores.chunks(NAMES_AT_ONCE) {
            rows.extend(sounding(view, some)?);
        }
        Voices::of(view, rows)
    }

    fn of(view: &mut View<'_>, rows: Vec<Row>) -> Result<Voices, StorageError> {
        let wrong = |why: &dyn std::fmt::Display| StorageError::inconsistent("officials", why);
        let mut found: HashMap<BrandId, Voiced> = HashMap::new();
        for (brand, actor, domain, sound) in rows {
            let id = BrandId::from_bytes(&brand).map_err(|why| wrong(&why))?;
            let actor = ActorId::from_bytes(&actor).map_err(|why| wrong(&why))?;
            let Some(domain) = domain else { continue };
            let voiced = found.entry(id).or_insert_with(|| Voiced {
                known: Known::default(),
                domain,
                proven: false,
                officials: HashSet::new(),
            });
            voiced.officials.insert(actor);
            voiced.known.learn(sound);
        }
        let ids: Vec<BrandId> = found.keys().copied().collect();
        for id in claims::proven_of(view, &ids)? {
            found.entry(id).and_modify(|it| it.proven = true);
        }
        let mut brands: Vec<Voiced> = found.into_values().collect();
        brands.sort_by(|one, other| one.domain.cmp(&other.domain));
        Ok(Voices { brands })
    }

    /// The domain of the brand that an account passes for, by its handle or by what it calls itself, and is no voice of.
    pub fn imitated(&self, actor: Option<ActorId>, handle: &str, shown_name: &str) -> Option<&str> {
        if self.brands.is_empty() {
            return None;
        }
        let readings = [lookalike::readings(name_in(handle)), lookalike::readings(shown_name)];
        let passes = |it: &&Voiced| {
            let heard = readings.iter().filter_map(|readings| it.known.heard_in(readings)).max();
            let own = actor.is_some_and(|actor| it.officials.contains(&actor));
            !own && heard.is_some_and(|sound| sound > Sound::Bare || it.proven)
        };
        self.brands.iter().find(passes).map(|it| it.domain.as_str())
    }
}

/// The name in `name@host`.
fn name_in(handle: &str) -> &str {
    handle.split('@').next().unwrap_or_default()
}

/// The voices of the brands that are called so.
fn sounding(view: &mut View<'_>, names: &[String]) -> Result<Vec<Row>, StorageError> {
    let rows = brand_sounds::table
        .inner_join(brands::table.on(brands::id.eq(brand_sounds::brand)))
        .inner_join(officials::table.on(officials::brand.eq(brand_sounds::brand)))
        .filter(brand_sounds::sound.eq_any(names))
        .filter(brands::merged_into.is_null())
        .select((brand_sounds::brand, officials::actor, brands::domain, brand_sounds::sound))
        .load(view.conn())?;
    Ok(rows)
}
