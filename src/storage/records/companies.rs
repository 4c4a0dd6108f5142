//! Which brand a company of open data is.

use diesel::prelude::*;

use crate::crypto::random::{self, Randomness};
use crate::domain::Timestamp;
use crate::domain::brand::BrandDomain;
use crate::domain::ids::BrandId;
use crate::domain::record::{Companies, company_key};
use crate::storage::brands::{self, Brand};
use crate::storage::schema;
use crate::storage::{StorageError, Tx, View};

/// The brand of this company: by a name that is known, by the mapping, or a new one that is provisional.
/// A brand made here has no board and no keys; both are made when first needed.
pub(super) fn brand_of(
    tx: &mut Tx<'_>,
    companies: &Companies,
    company: &str,
    now: Timestamp,
    random: &dyn Randomness,
) -> Result<BrandId, StorageError> {
    let key = company_key(company);
    if let Some(brand) = brands::find_by_name(&mut tx.view(), &key)? {
        return Ok(brand.id);
    }
    let domain = companies.domain(&key).map(BrandDomain::kept);
    let known = match &domain {
        Some(domain) => brands::find_by_domain(&mut tx.view(), domain)?,
        None => None,
    };
    let id = if let Some(brand) = known {
        brand.id
    } else {
        let id = BrandId(random::new_v4(random));
        brands::insert(tx, &Brand { id, domain, name: company.to_string(), merged_into: None, created_at: now })?;
        id
    };
    brands::add_name(tx, &key, id)?;
    Ok(id)
}

/// A provisional brand for whose company a domain is known by now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplaced {
    pub brand: BrandId,
    pub domain: String,
}

/// The provisional brands that this mapping could give a domain.
pub fn unplaced(view: &mut View<'_>, companies: &Companies) -> Result<Vec<Unplaced>, StorageError> {
    use schema::{brand_names, brands};
    let rows: Vec<(String, Vec<u8>)> = brand_names::table
        .inner_join(brands::table.on(brands::id.eq(brand_names::brand)))
        .filter(diesel::dsl::sql::<diesel::sql_types::Bool>("brands.provisional"))
        .select((brand_names::name, brand_names::brand))
        .load(view.conn())?;
    let mut found = Vec::new();
    for (name, brand) in rows {
        if let Some(domain) = companies.domain(&name) {
            found.push(Unplaced { brand: super::brand_id(&brand)?, domain: domain.to_string() });
        }
    }
    Ok(found)
}
