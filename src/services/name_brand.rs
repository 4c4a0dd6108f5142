//! What an administrator says a brand is called: its name, its other domains, and that two brands are one.

use crate::app::App;
use crate::domain::brand::BrandDomain;
use crate::domain::ids::BrandId;
use crate::markup;
use crate::services::merge_brand::Merged;
use crate::services::open_board::board_within;
use crate::services::scene::Scene;
use crate::services::tell_profile;
use crate::storage::actors::{self, Actor};
use crate::storage::brands::{self, Brand, NAME_BYTES_MAX};
use crate::storage::{StorageError, Tx, pages, records};

/// Letters of a brand's name.
pub const NAME_CHARS_MAX: usize = 100;

/// What came of naming a brand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Naming {
    /// It had no board here; now it has.
    Opened,
    /// It was called otherwise.
    Renamed { before: String },
    /// It was called so already.
    Same,
}

#[derive(Debug, thiserror::Error)]
pub enum NamingError {
    #[error("a name has 1 to {NAME_CHARS_MAX} letters")]
    Name,
    #[error("{0} has no board here; make one with: redress brand add {0} NAME")]
    Unknown(BrandDomain),
    #[error("{0} has a board of its own; to make both one: redress brand merge {0} DOMAIN")]
    Taken(BrandDomain),
    #[error("{0} leads to {1} already")]
    LeadsElsewhere(BrandDomain, String),
    #[error("{0} is that very brand")]
    Itself(BrandDomain),
    #[error(
        "people complained about {0} here, and a complaint stays with the brand that it was filed about; move those first"
    )]
    HasComplaints(BrandDomain),
    #[error(
        "somebody speaks for {0} here, and would lose their desk without a word: let them give their voice up, or say why they \
         speak for it no more, with: redress brand withdraw {0} HANDLE --reason WHY"
    )]
    HasVoices(BrandDomain),
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// The brand of a domain is called so from now on, with a board here whatever was before.
pub async fn name_brand(app: &App, domain: BrandDomain, name: &str) -> Result<(Brand, Actor, Naming), NamingError> {
    let name = checked(name)?;
    let scene = Scene::of(app);
    app.db
        .write(move |tx| {
            let known = brands::find_by_domain(&mut tx.view(), &domain)?;
            let had_board = match &known {
                Some(brand) => brands::board_of(&mut tx.view(), brand.id)?.is_some(),
                None => false,
            };
            let (brand, board) = board_within(tx, &scene, &domain, Some(&name))?;
            brands::set_wanted(tx, brand.id)?;
            let naming = match (had_board, brand.name == name) {
                (false, true) => Naming::Opened,
                (true, true) => Naming::Same,
                (_, false) => Naming::Renamed { before: brand.name.clone() },
            };
            if matches!(naming, Naming::Renamed { .. }) {
                rename_within(tx, &scene, &brand, board.clone(), &name)?;
            }
            Ok((Brand { name, ..brand }, board, naming))
        })
        .await
}

/// As [`name_brand`], of a brand that is known; says what it was called before.
pub async fn rename_brand(app: &App, domain: BrandDomain, name: &str) -> Result<String, NamingError> {
    let name = checked(name)?;
    let scene = Scene::of(app);
    app.db
        .write(move |tx| {
            let brand = known(tx, &domain)?;
            if let Some(board) = brands::board_of(&mut tx.view(), brand.id)?
                && let Some(board) = actors::find(&mut tx.view(), board)?
            {
                rename_within(tx, &scene, &brand, board, &name)?;
            } else {
                brands::rename(tx, brand.id, &name)?;
            }
            Ok(brand.name)
        })
        .await
}

fn rename_within(tx: &mut Tx<'_>, scene: &Scene, brand: &Brand, board: Actor, name: &str) -> Result<(), StorageError> {
    brands::rename(tx, brand.id, name)?;
    let board = Actor { name: name.to_string(), ..board };
    actors::update_local(tx, &board)?;
    tell_profile::changed(tx, board.id, scene.now)
}

/// Another domain of a brand leads to its board from now on.
pub async fn alias_brand(app: &App, domain: BrandDomain, alias: BrandDomain) -> Result<(), NamingError> {
    app.db
        .write(move |tx| {
            let brand = known(tx, &domain)?;
            if brand.domain.as_ref() == Some(&alias) {
                return Err(NamingError::Itself(alias));
            }
            match brands::find_by_domain(&mut tx.view(), &alias)? {
                None => Ok(brands::add_alias(tx, &alias, brand.id)?),
                Some(other) if other.id == brand.id => Ok(()),
                Some(other) if other.domain.as_ref() == Some(&alias) => Err(NamingError::Taken(alias)),
                Some(other) => Err(NamingError::LeadsElsewhere(alias, other.key())),
            }
        })
        .await
}

/// The other domain leads nowhere any more; whether it led to this brand.
pub async fn remove_alias(app: &App, domain: BrandDomain, alias: BrandDomain) -> Result<bool, NamingError> {
    app.db
        .write(move |tx| {
            let brand = known(tx, &domain)?;
            Ok(brands::remove_alias(tx, &alias, brand.id)?)
        })
        .await
}

/// One brand turns out to be another, and both have domains: the names, aliases and records of the first lead to the second.
pub async fn merge_boards(app: &App, from: BrandDomain, into: BrandDomain) -> Result<Merged, NamingError> {
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            let (one, other) = (known(tx, &from)?, known(tx, &into)?);
            if one.id == other.id {
                return Err(NamingError::Itself(from));
            }
            if has_complaints(tx, one.id)? {
                return Err(NamingError::HasComplaints(from));
            }
            // A domain names voices of its own: none of them speaks for the other one.
            if brands::officials_of(&mut tx.view(), one.id)?.iter().any(|it| it.speaks(now)) {
                return Err(NamingError::HasVoices(from));
            }
            brands::merge(tx, one.id, other.id)?;
            records::move_records(tx, one.id, other.id)?;
            Ok(Merged { brand: other.id, into_another: true })
        })
        .await
}

fn has_complaints(tx: &mut Tx<'_>, brand: BrandId) -> Result<bool, StorageError> {
    pages::has_any(&mut tx.view(), brand)
}

fn known(tx: &mut Tx<'_>, domain: &BrandDomain) -> Result<Brand, NamingError> {
    brands::find_by_domain(&mut tx.view(), domain)?.ok_or_else(|| NamingError::Unknown(domain.clone()))
}

fn checked(name: &str) -> Result<String, NamingError> {
    let name = markup::one_line(name, NAME_CHARS_MAX);
    let letters = name.chars().any(char::is_alphanumeric);
    if letters && name.len() <= NAME_BYTES_MAX { Ok(name) } else { Err(NamingError::Name) }
}
