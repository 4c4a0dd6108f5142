//! A provisional brand turns out to be a known domain.

use crate::app::App;
use crate::domain::brand::BrandDomain;
use crate::domain::ids::BrandId;
use crate::domain::record::company_key;
use crate::storage::brands::{self, Brand};
use crate::storage::{StorageError, Tx, records};

/// The brand that has the domain now, and whether the provisional one became part of it or simply got its domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    pub brand: BrandId,
    pub into_another: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    #[error("no brand is known by the name {0}")]
    UnknownName(String),
    #[error("{name} is already {domain}")]
    NotProvisional { name: String, domain: BrandDomain },
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Gives the provisional brand of this company its domain. Every id stays: the brand's, when nobody had the domain yet;
/// the records' in any case.
pub async fn merge_brand(app: &App, name: &str, domain: BrandDomain) -> Result<Merged, MergeError> {
    let name = name.to_string();
    app.db
        .write(move |tx| {
            let brand = brands::find_by_name(&mut tx.view(), &company_key(&name))?
                .ok_or_else(|| MergeError::UnknownName(name.clone()))?;
            merge(tx, &brand, &domain)
        })
        .await
}

/// As [`merge_brand`], inside a transaction.
pub fn merge(tx: &mut Tx<'_>, brand: &Brand, domain: &BrandDomain) -> Result<Merged, MergeError> {
    if let Some(known) = &brand.domain {
        return Err(MergeError::NotProvisional { name: brand.name.clone(), domain: known.clone() });
    }
    let Some(other) = brands::find_by_domain(&mut tx.view(), domain)? else {
        brands::set_domain(tx, brand.id, domain)?;
        return Ok(Merged { brand: brand.id, into_another: false });
    };
    brands::merge(tx, brand.id, other.id)?;
    records::move_records(tx, brand.id, other.id)?;
    Ok(Merged { brand: other.id, into_another: true })
}
