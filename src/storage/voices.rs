//! Accounts that sound like a brand whose voice is somebody else: one answer for every page on which they act.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use crate::domain::brand::BrandDomain;
use crate::domain::ids::{ActorId, BrandId};
use crate::domain::lookalike::{self, Known, Sound};
use crate::storage::claims;
use crate::storage::schema::{brands, officials};
use crate::storage::{StorageError, View};

/// Brands with a voice that are known by ear.
const VOICES_MAX: i64 = 5_000;

/// A brand that somebody speaks for.
#[derive(Debug)]
struct Voiced {
    domain: String,
    known: Known,
    /// Its domain says who speaks for it: then the bare name is its own, too.
    proven: bool,
    officials: HashSet<ActorId>,
}

/// A brand, one of its voices, and the brand's domain and name.
type Row = (Vec<u8>, Vec<u8>, Option<String>, String);

/// All brands that somebody speaks for here, or whose domain named somebody.
#[derive(Debug, Default)]
pub struct Voices {
    brands: Vec<Voiced>,
}

impl Voices {
    pub fn load(view: &mut View<'_>) -> Result<Voices, StorageError> {
        let rows: Vec<Row> = officials::table
            .inner_join(brands::table.on(brands::id.eq(officials::brand)))
            .filter(brands::merged_into.is_null())
            .order((officials::brand, officials::actor))
            .limit(VOICES_MAX)
            .select((officials::brand, officials::actor, brands::domain, brands::name))
            .load(view.conn())?;
        let proven = claims::proven_brands(view)?;
        let wrong = |why: &dyn std::fmt::Display| StorageError::inconsistent("officials", why);
        let mut found: HashMap<BrandId, Voiced> = HashMap::new();
        for (brand, actor, domain, name) in rows {
            let id = BrandId::from_bytes(&brand).map_err(|why| wrong(&why))?;
            let actor = ActorId::from_bytes(&actor).map_err(|why| wrong(&why))?;
            let Some(domain) = domain.map(BrandDomain::kept) else { continue };
            let voiced = found.entry(id).or_insert_with(|| Voiced {
                known: Known::of(&domain, &name),
                domain: domain.to_string(),
                proven: proven.contains(&id),
                officials: HashSet::new(),
            });
            voiced.officials.insert(actor);
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
        let name = handle.split('@').next().unwrap_or_default();
        let readings = [lookalike::readings(name), lookalike::readings(shown_name)];
        let passes = |it: &&Voiced| {
            let heard = readings.iter().filter_map(|readings| it.known.heard_in(readings)).max();
            let own = actor.is_some_and(|actor| it.officials.contains(&actor));
            !own && heard.is_some_and(|sound| sound > Sound::Bare || it.proven)
        };
        self.brands.iter().find(passes).map(|it| it.domain.as_str())
    }
}
