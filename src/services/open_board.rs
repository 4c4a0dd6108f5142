//! A brand gets its board here: made when somebody first needs it, without the brand's consent.

use chrono::TimeDelta;

use crate::app::App;
use crate::crypto::random;
use crate::domain::brand::BrandDomain;
use crate::domain::ids::BrandId;
use crate::domain::lookalike;
use crate::services::ServiceError;
use crate::services::scene::Scene;
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::brands::{self, Brand};
use crate::storage::{StorageError, Tx, asked};

/// The brand of a domain and its board here, made if there was none. Asking again finds the same.
pub async fn open_board(app: &App, domain: BrandDomain, name: Option<String>) -> Result<(Brand, Actor), ServiceError> {
    let scene = Scene::of(app);
    app.db.write(move |tx| Ok(board_within(tx, &scene, &domain, name.as_deref())?)).await
}

/// How long a board is kept that somebody looked for and whose document nobody read.
const ASKED_HOURS: i64 = 24;

/// Forgets the boards that nobody came back for after they were looked for; how many.
pub async fn forget_asked(app: &App) -> Result<usize, StorageError> {
    let before = app.clock.now() - TimeDelta::hours(ASKED_HOURS);
    app.db.write(move |tx| asked::forget(tx, before)).await
}

/// As [`open_board`], inside a transaction.
pub fn board_within(
    tx: &mut Tx<'_>,
    scene: &Scene,
    domain: &BrandDomain,
    name: Option<&str>,
) -> Result<(Brand, Actor), StorageError> {
    let brand = brand_within(tx, scene, domain, name)?;
    let board = board_of(tx, scene, &brand)?;
    Ok((brand, board))
}

/// The brand of a domain, without a board.
pub fn brand_within(
    tx: &mut Tx<'_>,
    scene: &Scene,
    domain: &BrandDomain,
    name: Option<&str>,
) -> Result<Brand, StorageError> {
    if let Some(brand) = brands::find_by_domain(&mut tx.view(), domain)? {
        return Ok(brand);
    }
    let brand = Brand {
        id: BrandId(random::new_v4(scene.random.as_ref())),
        domain: Some(domain.clone()),
        name: name.map_or_else(|| lookalike::readable(domain), str::to_string),
        merged_into: None,
        created_at: scene.now,
    };
    brands::insert(tx, &brand)?;
    Ok(brand)
}

/// The board of a brand that has a domain.
pub fn board_of(tx: &mut Tx<'_>, scene: &Scene, brand: &Brand) -> Result<Actor, StorageError> {
    let missing = || StorageError::inconsistent("boards", "a board without its actor");
    if let Some(id) = brands::board_of(&mut tx.view(), brand.id)? {
        return actors::find(&mut tx.view(), id)?.ok_or_else(missing);
    }
    let Some(domain) = &brand.domain else {
        return Err(StorageError::inconsistent("boards", "a provisional brand has no board"));
    };
    let board = scene.new_actor(ActorKind::Board, domain.as_str(), &brand.name);
    actors::insert_local(tx, &board)?;
    brands::insert_board(tx, brand.id, board.id)?;
    Ok(board)
}
