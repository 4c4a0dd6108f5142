//! A brand gets a voice here: an official actor hosted on this instance, and the people who speak through it.

use crate::app::App;
use crate::crypto::random;
use crate::domain::action::SIGNATURE_CHARS_MAX;
use crate::domain::brand::BrandDomain;
use crate::domain::ids::{AccountId, ActorId};
use crate::domain::refusal::{Code, Refusal};
use crate::markup;
use crate::services::ServiceError;
use crate::services::open_board;
use crate::services::rule_mark::lift;
use crate::services::scene::Scene;
use crate::services::verify_brand::imitated_by;
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::brands::{self, Brand, Official, Proof, Representative, Standing};
use crate::storage::jobs::{self, Task};
use crate::storage::{StorageError, Tx};

/// Somebody who is to speak for a brand.
#[derive(Debug, Clone)]
pub struct NewRepresentative {
    pub account: AccountId,
    pub name: String,
    pub role: String,
    pub owner: bool,
}

/// The brand's own actor on this instance, made when it is first named. An administrator named it until the domain proves it.
pub async fn name_official(
    app: &App,
    domain: BrandDomain,
    username: String,
    first: Option<NewRepresentative>,
) -> Result<Actor, ServiceError> {
    let scene = Scene::of(app);
    app.db
        .write(move |tx| {
            let (brand, _) = open_board::board_within(tx, &scene, &domain, None)?;
            let official = official_of(tx, &scene, &brand, &username)?;
            if let Some(new) = first {
                add_within(tx, &scene, official.id, new)?;
            }
            Ok(official)
        })
        .await
}

/// Names an actor of another server as the brand's voice on this instance alone; never called verified.
pub async fn name_remote_official(app: &App, domain: BrandDomain, actor: ActorId) -> Result<(), ServiceError> {
    let scene = Scene::of(app);
    app.db
        .write(move |tx| {
            let (brand, _) = open_board::board_within(tx, &scene, &domain, None)?;
            let voice = actors::find(&mut tx.view(), actor)?.ok_or(ServiceError::NotFound("actor"))?;
            named_anew(tx, &brand, &voice)?;
            Ok(named(tx, &scene, &brand, actor)?)
        })
        .await
}

fn official_of(tx: &mut Tx<'_>, scene: &Scene, brand: &Brand, username: &str) -> Result<Actor, ServiceError> {
    for official in brands::officials_of(&mut tx.view(), brand.id)? {
        if let Some(actor) = actors::find(&mut tx.view(), official.actor)?.filter(|it| it.local) {
            return Ok(actor);
        }
    }
    if let Some(known) = actors::find_by_handle(&mut tx.view(), username, scene.address.authority())? {
        // The brand's own, from which the mark was taken: whoever runs the server thought again.
        if named_anew(tx, brand, &known)? {
            named(tx, scene, brand, known.id)?;
            return Ok(known);
        }
        return Err(Refusal::from(Code::AlreadyDone).with("name", username).into());
    }
    if let Some(other) = imitated_by(&mut tx.view(), username)?.filter(|it| it.id != brand.id) {
        return Err(Refusal::from(Code::LooksAlike).with("given", other.key()).into());
    }
    let actor = scene.new_actor(ActorKind::Official, username, &brand.name);
    actors::insert_local(tx, &actor)?;
    named(tx, scene, brand, actor.id)?;
    Ok(actor)
}

/// Naming a voice undoes that whoever runs the server took its mark; `false`: they took none.
fn named_anew(tx: &mut Tx<'_>, brand: &Brand, voice: &Actor) -> Result<bool, StorageError> {
    match &brand.domain {
        Some(domain) => lift(tx, domain, voice),
        None => Ok(false),
    }
}

fn named(tx: &mut Tx<'_>, scene: &Scene, brand: &Brand, actor: ActorId) -> Result<(), StorageError> {
    let known = brands::official_for(&mut tx.view(), brand.id, actor)?;
    if known.is_some_and(|it| it.is_verified(scene.now)) {
        // What the domain says is more than an administrator's word.
        return Ok(());
    }
    let official = Official {
        brand: brand.id,
        actor,
        proof: Proof::Administrator,
        evidence: String::new(),
        verified_at: None,
        checked_at: scene.now,
        failing_since: None,
        proven_at: None,
    };
    brands::save_official(tx, &official)?;
    jobs::enqueue(tx, &Task::TellVoice { brand: brand.id, after: None, read_at: None }, scene.now)
}

fn add_within(tx: &mut Tx<'_>, scene: &Scene, official: ActorId, new: NewRepresentative) -> Result<(), ServiceError> {
    let name = markup::one_line(&new.name, SIGNATURE_CHARS_MAX);
    if name.is_empty() {
        return Err(Code::NameNeeded.into());
    }
    let representative = Representative {
        id: random::new_v4(scene.random.as_ref()),
        official,
        account: new.account,
        name,
        role: markup::one_line(&new.role, SIGNATURE_CHARS_MAX),
        standing: if new.owner { Standing::Owner } else { Standing::Agent },
        since: scene.now,
    };
    brands::save_representative(tx, &representative)?;
    for spoken in brands::spoken_for_by(&mut tx.view(), official)? {
        jobs::enqueue(tx, &Task::TellVoice { brand: spoken.brand, after: None, read_at: None }, scene.now)?;
    }
    Ok(())
}
