//! What a board elsewhere says of its brand: the name, and who speaks for it. Its word; what counts here is looked at from here.

use chrono::TimeDelta;

use crate::app::App;
use crate::domain::Timestamp;
use crate::domain::brand::BrandDomain;
use crate::domain::ids::{ActorId, BrandId};
use crate::domain::lookalike;
use crate::markup;
use crate::services::scene::Scene;
use crate::services::tell_profile;
use crate::services::verify_brand::{NAME_ALIKE, ask_moderators};
use crate::storage::actors::{self, Actor};
use crate::storage::brands::{self, Brand, NAME_BYTES_MAX};
use crate::storage::claims::{self, BoardVoice};
use crate::storage::jobs::{self, Task};
use crate::storage::marks::{self, Ruling, WantedLook};
use crate::storage::{StorageError, Tx, View, carried};

/// Voices of one board that are heard of.
pub const VOICES_MAX: usize = 10;
/// What was looked at is not looked at again for this long because a board says the same.
const LOOK_HOURS: i64 = 24;
/// Looks in so many hours that the boards of one server may cause, that one server may be asked by, and that one brand's
/// domain may be asked by: whatever addresses boards make up, nobody is asked more than that.
pub const LOOKS_PER_HOST_MAX: i64 = 10;
const NAME_CHARS_MAX: usize = 100;

/// Keeps what the board says, and has each voice looked at that was not looked at lately.
pub async fn hear_board(
    app: &App,
    board: &Actor,
    domain: BrandDomain,
    name: String,
    voices: Vec<BoardVoice>,
) -> Result<(), StorageError> {
    if !is_for(board, &domain) {
        return Ok(());
    }
    let (scene, board, told_by) = (Scene::of(app), board.id, board.host.clone());
    app.db
        .write(move |tx| {
            name_within(tx, &scene, &told_by, &domain, &name)?;
            voices_within(tx, board, &told_by, &domain, voices, scene.now)
        })
        .await
}

fn voices_within(
    tx: &mut Tx<'_>,
    board: ActorId,
    told_by: &str,
    domain: &BrandDomain,
    voices: Vec<BoardVoice>,
    now: Timestamp,
) -> Result<(), StorageError> {
    claims::replace_voices(tx, board, &voices, now)?;
    for voice in voices {
        look_within(tx, told_by, domain, voice, now)?;
    }
    Ok(())
}

fn look_within(
    tx: &mut Tx<'_>,
    told_by: &str,
    domain: &BrandDomain,
    voice: BoardVoice,
    now: Timestamp,
) -> Result<(), StorageError> {
    let since = now - TimeDelta::hours(LOOK_HOURS);
    let seen = claims::findings(&mut tx.view(), domain, &voice.actor)?;
    let host = url::Url::parse(&voice.actor).ok().and_then(|it| it.host_str().map(str::to_string));
    let (Some(host), false) = (host, seen.iter().any(|it| it.at > since)) else { return Ok(()) };
    let wanted = WantedLook { told_by, actor: &voice.actor, host: &host, domain: domain.as_str() };
    if !marks::take_look(tx, wanted, since, now, LOOKS_PER_HOST_MAX)? {
        return Ok(());
    }
    let task = Task::CheckVoice { domain: domain.to_string(), actor: voice.actor };
    jobs::enqueue(tx, &task, now)
}

/// What a board says of its brand beside one of its complaints: the name, and the voices where it says them. It counts of
/// a board that somebody here follows, as if that had been asked itself.
pub async fn hear_beside(
    app: &App,
    board: &Actor,
    domain: BrandDomain,
    name: String,
    voices: Option<Vec<BoardVoice>>,
) -> Result<(), StorageError> {
    if !is_for(board, &domain) {
        return Ok(());
    }
    let (uri, id, told_by, scene) = (board.uri.clone(), board.id, board.host.clone(), Scene::of(app));
    app.db
        .write(move |tx| {
            if !carried::is_followed(&mut tx.view(), &uri)? {
                return Ok(());
            }
            name_within(tx, &scene, &told_by, &domain, &name)?;
            match voices {
                Some(voices) => voices_within(tx, id, &told_by, &domain, voices, scene.now),
                None => Ok(()),
            }
        })
        .await
}

/// A board speaks of the brand that it is for, and of no other.
fn is_for(board: &Actor, domain: &BrandDomain) -> bool {
    board.username.eq_ignore_ascii_case(domain.as_str())
}

/// A board elsewhere names a brand where nobody here did, and not as it likes, for anybody may have a board: with the name
/// that the domain spells, or with the brand's own word for it, a voice on that server that was proven from here. What another
/// brand is called is nobody's to take: the domain is shown, and what a proven brand calls itself waits for the moderators.
fn name_within(
    tx: &mut Tx<'_>,
    scene: &Scene,
    told_by: &str,
    domain: &BrandDomain,
    name: &str,
) -> Result<(), StorageError> {
    let name = markup::one_line(name, NAME_CHARS_MAX);
    let Some(brand) = brands::find_by_domain(&mut tx.view(), domain)? else { return Ok(()) };
    // Whoever has a name here keeps it, and no brand is called by another one's domain.
    let unnamed = brand.domain.as_ref().is_some_and(|it| it.as_str() == brand.name);
    let fits = !name.is_empty() && name.len() <= NAME_BYTES_MAX && name.chars().all(is_of_names);
    if !(unnamed && fits) {
        return Ok(());
    }
    let speaks = speaks_from(tx, brand.id, told_by, scene.now)?;
    if !lookalike::spells(domain, &name) && !speaks {
        return Ok(());
    }
    if let Some(other) = called_so(&mut tx.view(), &brand, domain, &name)? {
        return if speaks { ask_moderators(tx, scene, NAME_ALIKE, domain, &other.key()) } else { Ok(()) };
    }
    brands::rename(tx, brand.id, &name)?;
    // Our own board of it is called by that name, too.
    match brands::board_of(&mut tx.view(), brand.id)? {
        Some(board) => tell_profile::changed(tx, board, scene.now),
        None => Ok(()),
    }
}

/// Another brand that has a name, or sounds like it, where the moderators did not decide that both are honest. A name that a
/// domain spells is as much its own as it is another one's that is called otherwise and not proven.
fn called_so(
    view: &mut View<'_>,
    brand: &Brand,
    domain: &BrandDomain,
    name: &str,
) -> Result<Option<Brand>, StorageError> {
    if marks::ruling(view, domain, None)? == Some(Ruling::Distinct) {
        return Ok(None);
    }
    let readings = lookalike::readings(name);
    let cores: Vec<&str> = readings.iter().filter_map(lookalike::Reading::core).collect();
    let mut others: Vec<Brand> = brands::that_sound(view, &cores)?.into_iter().map(|(it, _)| it).collect();
    others.retain(|it| it.id != brand.id);
    if lookalike::spells(domain, name) {
        let ids: Vec<BrandId> = others.iter().map(|it| it.id).collect();
        let proven = claims::proven_of(view, &ids)?;
        others.retain(|it| proven.contains(&it.id) || cores.contains(&lookalike::folded(&it.name).as_str()));
    }
    Ok(others.into_iter().next())
}

/// Signs such as check marks, and what turns the writing round, are part of no name.
fn is_of_names(it: char) -> bool {
    it.is_alphanumeric() || matches!(it, ' ' | '\'' | '’' | '&' | '-' | '–' | '+' | '!' | ',' | '(' | ')')
}

/// Whether the brand itself speaks from a server, as was found out from here.
fn speaks_from(tx: &mut Tx<'_>, brand: BrandId, host: &str, now: Timestamp) -> Result<bool, StorageError> {
    for official in brands::officials_of(&mut tx.view(), brand)? {
        let actor = actors::find(&mut tx.view(), official.actor)?;
        if official.is_verified(now) && actor.is_some_and(|it| it.host == host) {
            return Ok(true);
        }
    }
    Ok(false)
}
